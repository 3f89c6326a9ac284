/* Translation by the reference evaluator: static entries, sides, flows. The dynamic rules are in
 * eval_nat_rules.c. */
#include "eval_ask.h"

TestSuite(eval_nat, .fini = done);

/* ---- static entries ---- */

Test(eval_nat, a_published_port_and_the_way_back)
{
	load(TWO_ISPS "ip nat inside source static tcp 10.0.0.1 80 192.168.2.1 8080 extendable\n");
	becomes("in Serial0/1/0 tcp 203.0.113.9:5555 > 192.168.2.1:8080",
		"FastEthernet0/0: tcp 203.0.113.9:5555 > 10.0.0.1:80");
	cr_expect_str_eq(said(STEP_NAT_IN), "inside global 192.168.2.1:8080 is 10.0.0.1:80");
	cr_expect_str_eq(translated_by(STEP_NAT_IN),
			 "ip nat inside source static tcp 10.0.0.1 80 192.168.2.1 8080 extendable");
	answered("Serial0/1/0: tcp 192.168.2.1:8080 > 203.0.113.9:5555 syn ack");
	cr_expect_str_eq(said(STEP_NAT_OUT), "inside local 10.0.0.1:80 is 192.168.2.1:8080");
	cr_expect_str_eq(translated_by(STEP_NAT_OUT),
			 "ip nat inside source static tcp 10.0.0.1 80 192.168.2.1 8080 extendable");
	/* another port, protocol or address is the router's own */
	becomes("in Serial0/1/0 tcp 203.0.113.9:5555 > 192.168.2.1:80",
		"received: tcp 203.0.113.9:5555 > 192.168.2.1:80");
	becomes("in Serial0/1/0 udp 203.0.113.9:5555 > 192.168.2.1:8080",
		"received: udp 203.0.113.9:5555 > 192.168.2.1:8080");
}

Test(eval_nat, an_entry_holds_for_what_the_host_begins)
{
	load(TWO_ISPS "ip nat inside source static udp 10.0.0.1 53 192.168.2.7 5353\n");
	becomes("in FastEthernet0/0 udp 10.0.0.1:53 > 203.0.113.9:9",
		"Serial0/1/0: udp 192.168.2.7:5353 > 203.0.113.9:9");
	becomes("in FastEthernet0/0 udp 10.0.0.1:54 > 203.0.113.9:9",
		"Serial0/1/0: udp 10.0.0.1:54 > 203.0.113.9:9");
	cr_expect_str_eq(said(STEP_NAT_OUT), "nothing translates it");
}

Test(eval_nat, addresses_networks_and_protocols_without_ports)
{
	load(TWO_ISPS "ip nat inside source static 10.0.0.1 192.168.2.7\n"
		      "ip nat inside source static network 10.1.0.0 198.51.100.0 /24\n"
		      "ip nat inside source static esp 10.0.0.3 interface Serial0/2/0\n");
	becomes("in Serial0/1/0 icmp 203.0.113.9 > 192.168.2.7 echo",
		"FastEthernet0/0: icmp 203.0.113.9 > 10.0.0.1 echo");
	answered("Serial0/1/0: icmp 192.168.2.7 > 203.0.113.9 echo-reply");
	becomes("in Serial0/1/0 gre 203.0.113.9 > 192.168.2.7",
		"FastEthernet0/0: gre 203.0.113.9 > 10.0.0.1");
	becomes("in Serial0/2/0 tcp 203.0.113.9:1 > 198.51.100.77:22",
		"FastEthernet0/1: tcp 203.0.113.9:1 > 10.1.0.77:22");
	becomes("in FastEthernet0/1 tcp 10.1.0.78:9 > 203.0.113.9:1",
		"Serial0/1/0: tcp 198.51.100.78:9 > 203.0.113.9:1");
	becomes("in Serial0/2/0 esp 203.0.113.9 > 172.16.1.1",
		"FastEthernet0/0: esp 203.0.113.9 > 10.0.0.3");
	becomes("in Serial0/2/0 gre 203.0.113.9 > 172.16.1.1",
		"received: gre 203.0.113.9 > 172.16.1.1");
	becomes("in FastEthernet0/0 esp 10.0.0.3 > 8.0.0.1",
		"Serial0/2/0: esp 172.16.1.1 > 8.0.0.1");
}

Test(eval_nat, what_says_most_goes_first)
{
	load(TWO_ISPS "ip nat inside source static network 10.0.0.0 192.168.2.0 /24\n"
		      "ip nat inside source static 10.0.0.1 192.168.2.7\n"
		      "ip nat inside source static tcp 10.0.0.2 22 192.168.2.7 22\n");
	becomes("in Serial0/1/0 tcp 203.0.113.9:1 > 192.168.2.7:22",
		"FastEthernet0/0: tcp 203.0.113.9:1 > 10.0.0.2:22");
	becomes("in Serial0/1/0 tcp 203.0.113.9:1 > 192.168.2.7:23",
		"FastEthernet0/0: tcp 203.0.113.9:1 > 10.0.0.1:23");
	becomes("in Serial0/1/0 tcp 203.0.113.9:1 > 192.168.2.8:23",
		"FastEthernet0/0: tcp 203.0.113.9:1 > 10.0.0.8:23");
	becomes("in FastEthernet0/0 tcp 10.0.0.2:22 > 203.0.113.9:1",
		"Serial0/1/0: tcp 192.168.2.7:22 > 203.0.113.9:1");
	becomes("in FastEthernet0/0 tcp 10.0.0.2:23 > 203.0.113.9:1",
		"Serial0/1/0: tcp 192.168.2.2:23 > 203.0.113.9:1");
}

Test(eval_nat, the_address_of_an_interface_may_change)
{
	load("interface FastEthernet0/0\n"
	     " ip address 10.0.0.254 255.255.255.0\n"
	     " ip nat inside\n"
	     "interface Dialer0\n"
	     " ip address negotiated\n"
	     " ip nat outside\n"
	     "ip route 0.0.0.0 0.0.0.0 Dialer0\n"
	     "ip nat inside source static tcp 10.0.0.1 80 interface Dialer0 80\n"
	     "ip nat inside source list 1 interface Dialer0 overload\n"
	     "access-list 1 permit any\n");
	link_of("Dialer0")->addr = address("198.51.100.7");
	link_of("Dialer0")->len = 32;
	becomes("in Dialer0 tcp 203.0.113.9:1 > 198.51.100.7:80",
		"FastEthernet0/0: tcp 203.0.113.9:1 > 10.0.0.1:80");
	becomes("in FastEthernet0/0 tcp 10.0.0.1:80 > 203.0.113.8:1",
		"Dialer0: tcp 198.51.100.7:80 > 203.0.113.8:1");
	becomes("in FastEthernet0/0 tcp 10.0.0.2:80 > 203.0.113.8:1",
		"Dialer0: tcp 198.51.100.7:81 > 203.0.113.8:1");
	cr_expect(fate.free_port);
	link_of("Dialer0")->addr = address("198.51.100.9");
	becomes("in Dialer0 tcp 203.0.113.9:2 > 198.51.100.9:80",
		"FastEthernet0/0: tcp 203.0.113.9:2 > 10.0.0.1:80");
}

Test(eval_nat, the_whole_address_of_an_interface)
{
	load(TWO_ISPS "ip nat inside source static 10.0.0.1 interface Serial0/2/0\n");
	becomes("in Serial0/2/0 udp 203.0.113.9:1 > 172.16.1.1:53",
		"FastEthernet0/0: udp 203.0.113.9:1 > 10.0.0.1:53");
	/* it is found by the address wherever that is asked for, and used where it belongs */
	becomes("in Serial0/1/0 udp 203.0.113.9:1 > 172.16.1.1:54",
		"FastEthernet0/0: udp 203.0.113.9:1 > 10.0.0.1:54");
	becomes("in FastEthernet0/0 udp 10.0.0.1:1 > 8.0.0.1:2",
		"Serial0/2/0: udp 172.16.1.1:1 > 8.0.0.1:2");
}

Test(eval_nat, an_entry_may_hang_on_a_track)
{
	load(TWO_ISPS "track 7 stub-object\n"
		      " default-state up\n"
		      "ip nat inside source static 10.0.0.1 192.168.2.7 track 7\n");
	becomes("in FastEthernet0/0 tcp 10.0.0.1:1 > 203.0.113.9:1",
		"Serial0/1/0: tcp 192.168.2.7:1 > 203.0.113.9:1");
	world_set_track(world, 7, false);
	world_settle(world);
	becomes("in FastEthernet0/0 tcp 10.0.0.1:2 > 203.0.113.9:1",
		"Serial0/1/0: tcp 10.0.0.1:2 > 203.0.113.9:1");
	becomes("in Serial0/1/0 tcp 203.0.113.9:3 > 192.168.2.7:1",
		"received: tcp 203.0.113.9:3 > 192.168.2.7:1");
}

/* static-own-exit */
Test(eval_nat, an_entry_leaves_by_its_own_uplink)
{
	static const char text[] =
		TWO_ISPS "ip nat inside source static 10.0.0.1 192.168.2.7 extendable\n"
			 "ip nat inside source static 10.0.0.1 172.16.1.7 extendable\n"
			 "ip nat inside source static 10.0.0.2 192.168.2.8\n"
			 "ip nat inside source static 10.0.0.3 198.51.100.3\n";

	load(text);
	becomes("in FastEthernet0/0 tcp 10.0.0.1:1 > 203.0.113.9:1",
		"Serial0/1/0: tcp 192.168.2.7:1 > 203.0.113.9:1");
	becomes("in FastEthernet0/0 tcp 10.0.0.1:1 > 8.0.0.1:1",
		"Serial0/2/0: tcp 172.16.1.7:1 > 8.0.0.1:1");
	becomes("in FastEthernet0/0 tcp 10.0.0.2:1 > 8.0.0.1:1",
		"Serial0/2/0: tcp 10.0.0.2:1 > 8.0.0.1:1");
	becomes("in FastEthernet0/0 tcp 10.0.0.3:1 > 8.0.0.1:1",
		"Serial0/2/0: tcp 198.51.100.3:1 > 8.0.0.1:1");
	load_as(text, true);
	becomes("in FastEthernet0/0 tcp 10.0.0.1:1 > 8.0.0.1:1",
		"Serial0/2/0: tcp 172.16.1.7:1 > 8.0.0.1:1");
	becomes("in FastEthernet0/0 tcp 10.0.0.2:1 > 8.0.0.1:1",
		"Serial0/2/0: tcp 192.168.2.8:1 > 8.0.0.1:1");
}

Test(eval_nat, the_address_of_a_loopback_belongs_to_no_uplink)
{
	load(TWO_ISPS "interface Loopback0\n"
		      " ip address 198.51.100.1 255.255.255.255\n"
		      "ip nat inside source static tcp 10.0.0.1 80 interface Loopback0 80\n");
	becomes("in Serial0/2/0 tcp 8.0.0.1:1 > 198.51.100.1:80",
		"FastEthernet0/0: tcp 8.0.0.1:1 > 10.0.0.1:80");
	becomes("in FastEthernet0/0 tcp 10.0.0.1:80 > 8.0.0.2:2",
		"Serial0/2/0: tcp 198.51.100.1:80 > 8.0.0.2:2");
}

/* static-map-inward */
Test(eval_nat, a_route_map_chooses_among_entries)
{
	static const char text[] =
		TWO_ISPS "ip access-list extended Web\n"
			 " permit tcp host 10.0.0.1 eq 80 any\n"
			 "ip access-list extended A\n"
			 " permit ip any host 203.0.113.9\n"
			 "route-map A permit 10\n"
			 " match ip address A\n"
			 "route-map B permit 10\n"
			 " match interface Serial0/2/0\n"
			 "ip nat inside source static 10.0.0.1 192.168.2.7 route-map A\n"
			 "ip nat inside source static 10.0.0.1 172.16.1.7 route-map B\n"
			 "ip nat inside source static 10.0.0.1 192.168.2.9\n";

	load(text);
	becomes("in FastEthernet0/0 tcp 10.0.0.1:1 > 203.0.113.9:1",
		"Serial0/1/0: tcp 192.168.2.7:1 > 203.0.113.9:1");
	becomes("in FastEthernet0/0 tcp 10.0.0.1:1 > 203.0.113.8:1",
		"Serial0/1/0: tcp 192.168.2.9:1 > 203.0.113.8:1");
	becomes("in FastEthernet0/0 tcp 10.0.0.1:1 > 8.0.0.1:1",
		"Serial0/2/0: tcp 172.16.1.7:1 > 8.0.0.1:1");
	becomes("in Serial0/1/0 tcp 203.0.113.1:1 > 192.168.2.7:1",
		"FastEthernet0/0: tcp 203.0.113.1:1 > 10.0.0.1:1");
}

/* ---- sides ---- */

Test(eval_nat, only_what_crosses_is_translated)
{
	load(TWO_ISPS "ip nat inside source static 10.0.0.1 192.168.2.7\n"
		      "ip nat inside source list 1 interface Serial0/1/0 overload\n"
		      "access-list 1 permit any\n");
	becomes("in FastEthernet0/0 tcp 10.0.0.1:1 > 10.1.0.1:1",
		"FastEthernet0/1: tcp 10.0.0.1:1 > 10.1.0.1:1");
	becomes("in FastEthernet1/0 tcp 10.2.0.1:1 > 203.0.113.9:1",
		"Serial0/1/0: tcp 10.2.0.1:1 > 203.0.113.9:1");
	becomes("in Serial0/1/0 tcp 203.0.113.9:1 > 8.0.0.1:1",
		"Serial0/2/0: tcp 203.0.113.9:1 > 8.0.0.1:1");
	/* no hairpin */
	becomes("in FastEthernet0/0 tcp 10.0.0.2:1 > 192.168.2.7:1",
		"received: tcp 10.0.0.2:1 > 192.168.2.7:1");
	becomes("in FastEthernet1/0 tcp 10.2.0.2:1 > 192.168.2.7:1",
		"received: tcp 10.2.0.2:1 > 192.168.2.7:1");
}

Test(eval_nat, the_router_answers_for_global_addresses)
{
	load(TWO_ISPS "ip nat inside source static tcp 10.0.0.1 80 192.168.2.7 80\n"
		      "ip nat inside source static tcp 10.0.0.1 80 192.168.2.8 80 no-alias\n"
		      "ip nat inside source static tcp 10.0.0.1 80 203.0.113.7 80\n"
		      "ip nat pool P 172.16.1.30 172.16.1.40 netmask 255.255.255.0\n"
		      "ip nat inside source list 1 pool P overload\n"
		      "access-list 1 permit 10.0.0.0 0.0.0.255\n");
	becomes("in Serial0/1/0 tcp 8.0.0.1:1 > 192.168.2.7:81",
		"received: tcp 8.0.0.1:1 > 192.168.2.7:81");
	becomes("in Serial0/1/0 tcp 8.0.0.1:1 > 192.168.2.8:81",
		"Serial0/1/0: tcp 8.0.0.1:1 > 192.168.2.8:81");
	becomes("in Serial0/2/0 tcp 8.0.0.1:1 > 203.0.113.7:81",
		"Serial0/1/0: tcp 8.0.0.1:1 > 203.0.113.7:81");
	becomes("in Serial0/2/0 tcp 8.0.0.1:1 > 172.16.1.33:81",
		"received: tcp 8.0.0.1:1 > 172.16.1.33:81");
	becomes("in Serial0/2/0 tcp 8.0.0.1:1 > 172.16.1.41:81",
		"Serial0/2/0: tcp 8.0.0.1:1 > 172.16.1.41:81");
}

Test(eval_nat, the_router_s_own_packets)
{
	load(TWO_ISPS "ip nat pool P 198.51.100.1 198.51.100.1 netmask 255.255.255.0\n"
		      "ip nat inside source list 1 pool P overload\n"
		      "access-list 1 permit 10.0.0.0 0.0.0.255\n");
	becomes("self udp 10.0.0.254:1000 > 203.0.113.9:1",
		"Serial0/1/0: udp 198.51.100.1:1000 > 203.0.113.9:1");
	becomes("self udp 192.168.2.1:1000 > 203.0.113.9:1",
		"Serial0/1/0: udp 192.168.2.1:1000 > 203.0.113.9:1");
	becomes("self udp 10.0.0.254:1000 > 10.1.0.1:1",
		"FastEthernet0/1: udp 10.0.0.254:1000 > 10.1.0.1:1");
}

/* ---- outside hosts, and the NAT virtual interface ---- */

#define OUTSIDE_SOURCE                                                 \
	TWO_ISPS "ip nat outside source static 203.0.113.9 10.9.9.9\n" \
		 "ip nat inside source static 10.0.0.1 192.168.2.7\n"  \
		 "ip route 203.0.113.0 255.255.255.0 172.16.1.2\n"     \
		 "ip route 10.9.9.0 255.255.255.0 192.168.2.2\n"

Test(eval_nat, an_outside_host_is_known_inside_by_another_address)
{
	load(OUTSIDE_SOURCE);
	becomes("in Serial0/1/0 tcp 203.0.113.9:1 > 192.168.2.7:80",
		"FastEthernet0/0: tcp 10.9.9.9:1 > 10.0.0.1:80");
	cr_expect_str_eq(said(STEP_NAT_IN), "inside global 192.168.2.7:80 is 10.0.0.1:80");
	cr_expect_str_eq(said(STEP_NAT_OUT), "outside global 203.0.113.9:1 is 10.9.9.9:1");
	answered("Serial0/1/0: tcp 192.168.2.7:80 > 203.0.113.9:1 syn ack");
	/* outside-source-route: routed by the host's own address */
	becomes("in FastEthernet0/0 tcp 10.0.0.2:5 > 10.9.9.9:80",
		"Serial0/2/0: tcp 10.0.0.2:5 > 203.0.113.9:80");
	answered("FastEthernet0/0: tcp 10.9.9.9:80 > 10.0.0.2:5 syn ack");
}

#define VIRTUAL                                                 \
	"interface FastEthernet0/0\n"                           \
	" ip address 10.0.0.254 255.255.255.0\n"                \
	" ip nat enable\n"                                      \
	"interface FastEthernet0/1\n"                           \
	" ip address 10.1.0.254 255.255.255.0\n"                \
	"interface Serial0/1/0\n"                               \
	" ip address 192.168.2.1 255.255.255.0\n"               \
	" ip nat enable\n"                                      \
	"ip route 0.0.0.0 0.0.0.0 192.168.2.2\n"                \
	"ip nat source static tcp 10.0.0.1 80 192.168.2.1 80\n" \
	"ip nat source list 1 interface Serial0/1/0 overload\n" \
	"access-list 1 permit 10.0.0.0 0.0.0.255\n"

Test(eval_nat, the_virtual_interface_has_no_sides)
{
	load(VIRTUAL);
	becomes("in Serial0/1/0 tcp 203.0.113.9:1 > 192.168.2.1:80",
		"FastEthernet0/0: tcp 203.0.113.9:1 > 10.0.0.1:80");
	answered("Serial0/1/0: tcp 192.168.2.1:80 > 203.0.113.9:1 syn ack");
	becomes("in FastEthernet0/0 tcp 10.0.0.2:2000 > 203.0.113.9:1",
		"Serial0/1/0: tcp 192.168.2.1:2000 > 203.0.113.9:1");
	becomes("in FastEthernet0/1 tcp 10.1.0.2:2000 > 203.0.113.9:1",
		"Serial0/1/0: tcp 10.1.0.2:2000 > 203.0.113.9:1");
	/* hairpin: translated at both ends */
	becomes("in FastEthernet0/0 tcp 10.0.0.2:3000 > 192.168.2.1:80",
		"FastEthernet0/0: tcp 10.0.0.254:3000 > 10.0.0.1:80");
	answered("FastEthernet0/0: tcp 192.168.2.1:80 > 10.0.0.2:3000 syn ack");
	load_as(VIRTUAL, true);
	becomes("in FastEthernet0/0 tcp 10.0.0.2:3000 > 192.168.2.1:80",
		"FastEthernet0/0: tcp 192.168.2.1:3000 > 10.0.0.1:80");
}

Test(eval_nat, an_entry_of_the_virtual_interface_on_nobody_s_network)
{
	load("interface FastEthernet0/0\n"
	     " ip address 10.0.0.254 255.255.255.0\n"
	     " ip nat enable\n"
	     "interface Serial0/1/0\n"
	     " ip address 192.168.2.1 255.255.255.0\n"
	     " ip nat enable\n"
	     "ip route 0.0.0.0 0.0.0.0 192.168.2.2\n"
	     "ip nat source static 10.0.0.1 198.51.100.1\n");
	becomes("in FastEthernet0/0 tcp 10.0.0.1:1 > 203.0.113.9:1",
		"Serial0/1/0: tcp 198.51.100.1:1 > 203.0.113.9:1");
}

/* ---- flows ---- */

/* nat-strays-dropped */
Test(eval_nat, what_can_begin_nothing_is_not_translated)
{
	static const char text[] =
		TWO_ISPS "ip nat inside source list 1 interface Serial0/1/0 overload\n"
			 "ip nat inside source static tcp 10.0.0.1 80 192.168.2.1 80\n"
			 "access-list 1 permit any\n";

	load(text);
	becomes("in FastEthernet0/0 tcp 10.0.0.2:1025 > 203.0.113.9:1 fin ack", "dropped");
	becomes("in FastEthernet0/0 icmp 10.0.0.2 > 203.0.113.9 echo-reply", "dropped");
	becomes("in FastEthernet0/0 tcp 10.0.0.2:1025 > 203.0.113.9:1 ack",
		"Serial0/1/0: tcp 192.168.2.1:1025 > 203.0.113.9:1 ack");
	becomes("in FastEthernet0/0 tcp 10.0.0.2:1025 > 203.0.113.9:1 fin ack",
		"Serial0/1/0: tcp 192.168.2.1:1025 > 203.0.113.9:1 fin ack");
	becomes("in Serial0/1/0 tcp 203.0.113.9:1 > 192.168.2.1:80 rst",
		"received: tcp 203.0.113.9:1 > 192.168.2.1:80 rst");
	becomes("in FastEthernet1/0 tcp 10.2.0.2:1025 > 203.0.113.9:1 rst",
		"Serial0/1/0: tcp 10.2.0.2:1025 > 203.0.113.9:1 rst");
}

/* reply-pinned */
Test(eval_nat, a_flow_keeps_to_its_uplink)
{
	static const char text[] =
		TWO_ISPS "ip nat inside source static tcp 10.0.0.1 80 interface Serial0/2/0 80\n"
			 "ip nat inside source list 1 interface Serial0/1/0 overload\n"
			 "access-list 1 permit any\n";
	const struct world *before;

	load(text);
	becomes("in Serial0/2/0 tcp 203.0.113.9:1 > 172.16.1.1:80",
		"FastEthernet0/0: tcp 203.0.113.9:1 > 10.0.0.1:80");
	answered("Serial0/2/0: tcp 172.16.1.1:80 > 203.0.113.9:1 syn ack");
	/* once its uplink is down it has no way, and is forgotten */
	before = world_copy(c.arena, world);
	link_of("Serial0/2/0")->up = false;
	world_settle(world);
	flows_follow(flows, before, world, FLOWS_STAY, FLOWS_STAY);
	becomes("in FastEthernet0/0 tcp 10.0.0.1:80 > 203.0.113.9:1 ack", "dropped");
	flows_follow(flows, before, world, FLOWS_DRAIN, FLOWS_STAY);
	becomes("in FastEthernet0/0 tcp 10.0.0.1:80 > 203.0.113.9:1 ack",
		"Serial0/1/0: tcp 192.168.2.1:80 > 203.0.113.9:1 ack");
	load_as(text, true);
	becomes("in Serial0/2/0 tcp 203.0.113.9:1 > 172.16.1.1:80",
		"FastEthernet0/0: tcp 203.0.113.9:1 > 10.0.0.1:80");
	answered("Serial0/1/0: tcp 172.16.1.1:80 > 203.0.113.9:1 syn ack");
}

Test(eval_nat, a_flow_that_began_untranslated_stays_so)
{
	load(TWO_ISPS "ip nat inside source list 1 interface Serial0/1/0 overload\n"
		      "access-list 1 permit any\n");
	becomes("in Serial0/1/0 tcp 203.0.113.9:1 > 10.0.0.1:80",
		"FastEthernet0/0: tcp 203.0.113.9:1 > 10.0.0.1:80");
	answered("Serial0/1/0: tcp 10.0.0.1:80 > 203.0.113.9:1 syn ack");
}

/* reply-pinned: of addresses on no uplink's network as well */
Test(eval_nat, what_is_translated_to_one_uplink_s_addresses_leaves_by_no_other)
{
	load(TWO_ISPS "ip nat pool P 198.51.100.1 198.51.100.9 netmask 255.255.255.0\n"
		      "ip nat pool Q 198.51.100.11 198.51.100.19 netmask 255.255.255.0\n"
		      "ip nat inside source route-map A pool P overload\n"
		      "ip nat inside source static 10.0.0.7 198.51.100.17 route-map A\n"
		      "ip nat inside source route-map B pool Q overload\n"
		      "route-map A permit 10\n"
		      " match interface Serial0/1/0\n"
		      "route-map B permit 10\n");
	becomes("in FastEthernet1/0 tcp 198.51.100.3:1 > 203.0.113.9:1",
		"Serial0/1/0: tcp 198.51.100.3:1 > 203.0.113.9:1");
	becomes("in FastEthernet1/0 tcp 198.51.100.3:1 > 8.0.0.1:1", "dropped");
	becomes("in FastEthernet1/0 tcp 198.51.100.10:1 > 8.0.0.1:1",
		"Serial0/2/0: tcp 198.51.100.10:1 > 8.0.0.1:1");
	becomes("in FastEthernet1/0 tcp 198.51.100.17:1 > 8.0.0.1:1",
		"Serial0/2/0: tcp 198.51.100.17:1 > 8.0.0.1:1");
}

Test(eval_nat, nothing_is_known_without_flows)
{
	load(TWO_ISPS "ip nat pool P 192.168.2.20 192.168.2.22 netmask 255.255.255.0\n"
		      "ip nat inside source list 1 pool P\n"
		      "access-list 1 permit any\n");
	flows = NULL;
	for (int i = 0; i < 5; i++)
		becomes(arena_printf(c.arena, "in FastEthernet0/0 tcp 10.0.0.%d:1 > 203.0.113.9:1",
				     i + 1),
			"Serial0/1/0: tcp 192.168.2.20:1 > 203.0.113.9:1");
}

/* ---- VRFs ---- */

Test(eval_nat, rules_of_a_vrf_are_for_what_comes_from_there)
{
	load("vrf definition A\n"
	     " address-family ipv4\n"
	     "interface FastEthernet0/0\n"
	     " vrf forwarding A\n"
	     " ip address 10.0.0.254 255.255.255.0\n"
	     " ip nat inside\n"
	     "interface FastEthernet0/1\n"
	     " ip address 10.0.0.254 255.255.255.0\n"
	     " ip nat inside\n"
	     "interface Serial0/1/0\n"
	     " ip address 192.168.2.1 255.255.255.0\n"
	     " ip nat outside\n"
	     "ip route 0.0.0.0 0.0.0.0 192.168.2.2\n"
	     "ip route vrf A 0.0.0.0 0.0.0.0 192.168.2.2 global\n"
	     "ip nat pool P 198.51.100.1 198.51.100.1 netmask 255.255.255.0\n"
	     "ip nat inside source list 1 interface Serial0/1/0 vrf A overload\n"
	     "ip nat inside source list 2 pool P overload\n"
	     "ip nat inside source static tcp 10.0.0.5 80 192.168.2.1 80 vrf A\n"
	     "access-list 1 permit any\n"
	     "access-list 2 permit any\n");
	becomes("in FastEthernet0/0 tcp 10.0.0.1:2000 > 203.0.113.9:1",
		"Serial0/1/0: tcp 192.168.2.1:2000 > 203.0.113.9:1");
	answered("FastEthernet0/0: tcp 203.0.113.9:1 > 10.0.0.1:2000 syn ack");
	becomes("in FastEthernet0/1 tcp 10.0.0.1:2000 > 203.0.113.9:1",
		"Serial0/1/0: tcp 198.51.100.1:2000 > 203.0.113.9:1");
	answered("FastEthernet0/1: tcp 203.0.113.9:1 > 10.0.0.1:2000 syn ack");
	becomes("in Serial0/1/0 tcp 203.0.113.9:1 > 192.168.2.1:80",
		"FastEthernet0/0: tcp 203.0.113.9:1 > 10.0.0.5:80");
	answered("Serial0/1/0: tcp 192.168.2.1:80 > 203.0.113.9:1 syn ack");
}

/* ---- size ---- */

enum { MANY = 100000, ASKED = 20000 };

Test(eval_nat, many_entries_are_found_by_hash)
{
	char *text = NULL, in[128];
	size_t len;
	FILE *file = open_memstream(&text, &len);
	clock_t start;

	fputs(TWO_ISPS, file);
	for (unsigned i = 0; i < MANY; i++)
		fprintf(file, "ip nat inside source static 10.%u.%u.%u 100.%u.%u.%u\n",
			16 + i / 65536, i / 256 % 256, i % 256, 64 + i / 65536, i / 256 % 256,
			i % 256);
	fputs("ip route 10.16.0.0 255.252.0.0 10.0.0.1\n", file);
	fclose(file);
	load(text);
	free(text);
	start = clock();
	for (unsigned i = 0; i < ASKED; i++) {
		unsigned at = i * (MANY / ASKED);

		snprintf(in, sizeof in, "in Serial0/1/0 udp 203.0.113.9:1 > 100.%u.%u.%u:9",
			 64 + at / 65536, at / 256 % 256, at % 256);
		ask(in);
		cr_assert_eq(fate.verdict, VERDICT_FORWARDED, "%s", in);
		cr_assert_eq(fate.packet.dst >> 24, 10);
	}
	/* a walk would compare two thousand million entries */
	cr_expect_lt((double)(clock() - start) / CLOCKS_PER_SEC, 4.0);
}
