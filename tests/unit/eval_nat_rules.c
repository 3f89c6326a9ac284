/* Translation by the reference evaluator: dynamic rules, pools and ports. */
#include "eval_ask.h"

TestSuite(eval_nat_rules, .fini = done);

/* ios-semantics.md 1.2, item 3 */
Test(eval_nat_rules, rules_are_tried_in_the_order_of_ios)
{
	load(TWO_ISPS "ip nat pool M 198.51.100.1 198.51.100.1 netmask 255.255.255.0\n"
		      "ip nat pool Z 198.51.100.2 198.51.100.2 netmask 255.255.255.0\n"
		      "ip nat pool N100 198.51.100.3 198.51.100.3 netmask 255.255.255.0\n"
		      "ip nat pool N20 198.51.100.4 198.51.100.4 netmask 255.255.255.0\n"
		      "ip nat pool A 198.51.100.5 198.51.100.5 netmask 255.255.255.0\n"
		      "ip nat inside source route-map Map pool M overload\n"
		      "ip nat inside source list Zed pool Z overload\n"
		      "ip nat inside source list 100 pool N100 overload\n"
		      "ip nat inside source list Abe pool A overload\n"
		      "ip nat inside source list 20 pool N20 overload\n"
		      "ip nat inside source static 10.0.0.9 192.168.2.9\n"
		      "route-map Map permit 10\n"
		      "access-list 20 permit host 10.0.0.1\n"
		      "access-list 100 deny ip host 10.0.0.2 any\n"
		      "access-list 100 permit ip 10.0.0.0 0.0.0.7 any\n"
		      "ip access-list standard Abe\n"
		      " permit 10.0.0.0 0.0.0.15\n"
		      "ip access-list standard Zed\n"
		      " permit 10.0.0.0 0.0.0.255\n");
	becomes("in FastEthernet0/0 tcp 10.0.0.1:1 > 203.0.113.9:1",
		"Serial0/1/0: tcp 198.51.100.4:1 > 203.0.113.9:1");
	becomes("in FastEthernet0/0 tcp 10.0.0.3:1 > 203.0.113.9:1",
		"Serial0/1/0: tcp 198.51.100.3:1 > 203.0.113.9:1");
	becomes("in FastEthernet0/0 tcp 10.0.0.2:1 > 203.0.113.9:1",
		"Serial0/1/0: tcp 198.51.100.5:1 > 203.0.113.9:1");
	becomes("in FastEthernet0/0 tcp 10.0.0.99:1 > 203.0.113.9:1",
		"Serial0/1/0: tcp 198.51.100.2:1 > 203.0.113.9:1");
	becomes("in FastEthernet0/1 tcp 10.1.0.99:1 > 203.0.113.9:1",
		"Serial0/1/0: tcp 198.51.100.1:1 > 203.0.113.9:1");
	cr_expect_str_eq(translated_by(STEP_NAT_OUT),
			 "ip nat inside source route-map Map pool M overload");
	becomes("in FastEthernet0/0 tcp 10.0.0.9:1 > 203.0.113.9:1",
		"Serial0/1/0: tcp 192.168.2.9:1 > 203.0.113.9:1");
}

/* overload-exit-address */
Test(eval_nat_rules, a_packet_gets_the_address_of_its_exit)
{
	static const char text[] =
		TWO_ISPS "ip nat inside source list 1 interface Serial0/1/0 overload\n"
			 "ip nat inside source list 2 interface FastEthernet1/0 overload\n"
			 "access-list 1 permit 10.0.0.0 0.0.0.255\n"
			 "access-list 2 permit 10.1.0.0 0.0.0.255\n";

	load(text);
	becomes("in FastEthernet0/0 tcp 10.0.0.1:1 > 203.0.113.9:1",
		"Serial0/1/0: tcp 192.168.2.1:1 > 203.0.113.9:1");
	becomes("in FastEthernet0/0 tcp 10.0.0.1:1 > 8.0.0.1:1",
		"Serial0/2/0: tcp 172.16.1.1:1 > 8.0.0.1:1");
	becomes("in FastEthernet0/1 tcp 10.1.0.1:1 > 8.0.0.1:1",
		"Serial0/2/0: tcp 10.2.0.254:1 > 8.0.0.1:1");
	load_as(text, true);
	becomes("in FastEthernet0/0 tcp 10.0.0.1:1 > 8.0.0.1:1",
		"Serial0/2/0: tcp 192.168.2.1:1 > 8.0.0.1:1");
}

Test(eval_nat_rules, route_maps_ask_for_the_way_out)
{
	load(TWO_ISPS "ip nat pool A 198.51.100.1 198.51.100.1 netmask 255.255.255.0\n"
		      "ip nat pool B 198.51.100.2 198.51.100.2 netmask 255.255.255.0\n"
		      "ip nat pool C 198.51.100.3 198.51.100.3 netmask 255.255.255.0\n"
		      "ip nat inside source route-map A pool A overload\n"
		      "ip nat inside source route-map B pool B overload\n"
		      "ip nat inside source route-map C pool C overload\n"
		      "access-list 1 permit host 172.16.1.2\n"
		      "access-list 2 permit host 10.0.0.7\n"
		      "route-map A deny 5\n"
		      " match ip address 2\n"
		      "route-map A permit 10\n"
		      " match interface Serial0/1/0\n"
		      "route-map B permit 10\n"
		      " match ip next-hop 1\n"
		      "route-map C permit 10\n");
	becomes("in FastEthernet0/0 tcp 10.0.0.1:1 > 203.0.113.9:1",
		"Serial0/1/0: tcp 198.51.100.1:1 > 203.0.113.9:1");
	becomes("in FastEthernet0/0 tcp 10.0.0.1:1 > 8.0.0.1:1",
		"Serial0/2/0: tcp 198.51.100.2:1 > 8.0.0.1:1");
	/* a neighbour is its own next hop; what a clause denies is for another rule */
	becomes("in FastEthernet0/0 tcp 10.0.0.1:1 > 172.16.1.9:1",
		"Serial0/2/0: tcp 198.51.100.3:1 > 172.16.1.9:1");
	becomes("in FastEthernet0/0 tcp 10.0.0.7:7 > 203.0.113.9:1",
		"Serial0/1/0: tcp 198.51.100.3:7 > 203.0.113.9:1");
}

Test(eval_nat_rules, ports_of_a_shared_address)
{
	load(TWO_ISPS "ip nat inside source list 1 interface Serial0/1/0 overload\n"
		      "access-list 1 permit any\n");
	becomes("in FastEthernet0/0 tcp 10.0.0.1:1025 > 203.0.113.9:1",
		"Serial0/1/0: tcp 192.168.2.1:1025 > 203.0.113.9:1");
	becomes("in FastEthernet0/0 tcp 10.0.0.2:1025 > 203.0.113.9:1",
		"Serial0/1/0: tcp 192.168.2.1:1026 > 203.0.113.9:1");
	answered("FastEthernet0/0: tcp 203.0.113.9:1 > 10.0.0.2:1025 syn ack");
	becomes("in Serial0/1/0 tcp 203.0.113.9:1 > 192.168.2.1:1025 ack",
		"FastEthernet0/0: tcp 203.0.113.9:1 > 10.0.0.1:1025 ack");
	becomes("in FastEthernet0/0 tcp 10.0.0.2:1025 > 203.0.113.9:1 ack",
		"Serial0/1/0: tcp 192.168.2.1:1026 > 203.0.113.9:1 ack");
	/* whom it talks to tells flows apart, too */
	becomes("in FastEthernet0/0 tcp 10.0.0.2:1025 > 203.0.113.8:1",
		"Serial0/1/0: tcp 192.168.2.1:1025 > 203.0.113.8:1");
	/* the router has ports as well */
	becomes("self udp 192.168.2.1:5353 > 203.0.113.9:5353",
		"Serial0/1/0: udp 192.168.2.1:5353 > 203.0.113.9:5353");
	becomes("in FastEthernet0/0 udp 10.0.0.1:5353 > 203.0.113.9:5353",
		"Serial0/1/0: udp 192.168.2.1:5354 > 203.0.113.9:5353");
	/* ports below 512 stay there */
	becomes("in FastEthernet0/0 udp 10.0.0.1:511 > 203.0.113.9:1",
		"Serial0/1/0: udp 192.168.2.1:511 > 203.0.113.9:1");
	becomes("in FastEthernet0/0 udp 10.0.0.2:511 > 203.0.113.9:1",
		"Serial0/1/0: udp 192.168.2.1:1 > 203.0.113.9:1");
	/* an identifier is as good as a port */
	becomes("in FastEthernet0/0 icmp 10.0.0.1 > 203.0.113.9 echo id 2000",
		"Serial0/1/0: icmp 192.168.2.1 > 203.0.113.9 echo id 2000");
	becomes("in FastEthernet0/0 icmp 10.0.0.2 > 203.0.113.9 echo id 2000",
		"Serial0/1/0: icmp 192.168.2.1 > 203.0.113.9 echo id 2001");
	answered("FastEthernet0/0: icmp 203.0.113.9 > 10.0.0.2 echo-reply id 2000");
}

Test(eval_nat_rules, what_has_no_ports_is_told_apart_by_its_peer)
{
	load(TWO_ISPS "ip nat inside source list 1 interface Serial0/1/0 overload\n"
		      "access-list 1 permit any\n");
	becomes("in FastEthernet0/0 esp 10.0.0.1 > 203.0.113.9",
		"Serial0/1/0: esp 192.168.2.1 > 203.0.113.9");
	becomes("in FastEthernet0/0 esp 10.0.0.2 > 203.0.113.9", "dropped");
	becomes("in FastEthernet0/0 esp 10.0.0.2 > 203.0.113.8",
		"Serial0/1/0: esp 192.168.2.1 > 203.0.113.8");
	answered("FastEthernet0/0: esp 203.0.113.8 > 10.0.0.2");
	becomes("in FastEthernet0/0 gre 10.0.0.2 > 203.0.113.9",
		"Serial0/1/0: gre 192.168.2.1 > 203.0.113.9");
}

/* ios-semantics.md 1.2, item 7 */
Test(eval_nat_rules, a_pool_gives_each_host_its_address)
{
	load(TWO_ISPS "ip nat pool P 192.168.2.20 192.168.2.22 netmask 255.255.255.0\n"
		      "ip nat inside source list 1 pool P\n"
		      "ip nat inside source static 10.1.0.1 192.168.2.21\n"
		      "access-list 1 permit 10.0.0.0 0.0.0.255\n");
	becomes("in FastEthernet0/0 tcp 10.0.0.1:1 > 203.0.113.9:1",
		"Serial0/1/0: tcp 192.168.2.20:1 > 203.0.113.9:1");
	cr_expect(!fate.free_port && !fate.pool);
	becomes("in FastEthernet0/0 tcp 10.0.0.2:1 > 203.0.113.9:1",
		"Serial0/1/0: tcp 192.168.2.22:1 > 203.0.113.9:1");
	becomes("in FastEthernet0/0 udp 10.0.0.1:9 > 203.0.113.8:1",
		"Serial0/1/0: udp 192.168.2.20:9 > 203.0.113.8:1");
	becomes("in FastEthernet0/0 tcp 10.0.0.3:1 > 203.0.113.9:1", "dropped");
	/* who is bound is found */
	becomes("in Serial0/1/0 tcp 203.0.113.1:1 > 192.168.2.22:22",
		"FastEthernet0/0: tcp 203.0.113.1:1 > 10.0.0.2:22");
	flows = flows_new(c.arena);
	becomes("in Serial0/1/0 tcp 203.0.113.1:1 > 192.168.2.22:22",
		"received: tcp 203.0.113.1:1 > 192.168.2.22:22");
}

Test(eval_nat_rules, pools_may_overlap)
{
	load(TWO_ISPS "ip nat pool P 198.51.100.3 198.51.100.3 netmask 255.255.255.0\n"
		      "ip nat pool Q 198.51.100.3 198.51.100.6 netmask 255.255.255.0\n"
		      "ip nat inside source list 1 pool P\n"
		      "ip nat inside source list 2 pool Q\n"
		      "access-list 1 permit 10.0.0.0 0.0.0.255\n"
		      "access-list 2 permit 10.1.0.0 0.0.0.255\n");
	becomes("in FastEthernet0/1 tcp 10.1.0.1:1 > 203.0.113.9:1",
		"Serial0/1/0: tcp 198.51.100.3:1 > 203.0.113.9:1");
	becomes("in FastEthernet0/0 tcp 10.0.0.1:1 > 203.0.113.9:1", "dropped");
}

/* The guard of uplinks stops it before, an access list behind that. */
Test(eval_nat_rules, what_never_left_has_nothing_of_a_pool)
{
	load(TWO_ISPS "ip nat pool P 172.16.1.20 172.16.1.22 netmask 255.255.255.0\n"
		      "ip nat inside source list 1 pool P\n"
		      "access-list 1 permit any\n");
	becomes("in FastEthernet0/0 tcp 10.0.0.1:1 > 203.0.113.9:1", "dropped");
	becomes("in FastEthernet0/0 tcp 10.0.0.2:1 > 8.0.0.1:1",
		"Serial0/2/0: tcp 172.16.1.20:1 > 8.0.0.1:1");
}

Test(eval_nat_rules, with_a_route_map_outside_hosts_begin_when_it_is_reversible)
{
	static const char text[] =
		TWO_ISPS "ip nat pool P 192.168.2.20 192.168.2.22 netmask 255.255.255.0\n"
			 "route-map M permit 10\n"
			 "ip nat inside source route-map M pool P%s\n";

	for (int reversible = 0; reversible < 2; reversible++) {
		char config[2048];

		snprintf(config, sizeof config, text, reversible ? " reversible" : "");
		load(config);
		becomes("in FastEthernet0/0 tcp 10.0.0.1:1 > 203.0.113.9:1",
			"Serial0/1/0: tcp 192.168.2.20:1 > 203.0.113.9:1");
		becomes("in Serial0/1/0 tcp 203.0.113.1:1 > 192.168.2.20:22",
			reversible ? "FastEthernet0/0: tcp 203.0.113.1:1 > 10.0.0.1:22"
				   : "received: tcp 203.0.113.1:1 > 192.168.2.20:22");
	}
}

Test(eval_nat_rules, a_pool_may_keep_the_host_part)
{
	load(TWO_ISPS "ip nat pool P prefix-length 24 type match-host\n"
		      " address 198.51.100.1 198.51.100.99\n"
		      "ip nat inside source list 1 pool P\n"
		      "access-list 1 permit 10.0.0.0 0.255.255.255\n");
	becomes("in FastEthernet0/0 tcp 10.0.0.77:1 > 203.0.113.9:1",
		"Serial0/1/0: tcp 198.51.100.77:1 > 203.0.113.9:1");
	becomes("in FastEthernet0/1 tcp 10.1.0.77:1 > 203.0.113.9:1", "dropped");
	becomes("in FastEthernet0/0 tcp 10.0.0.100:1 > 203.0.113.9:1", "dropped");
}

Test(eval_nat_rules, an_overloaded_pool)
{
	load(TWO_ISPS "ip nat pool P 198.51.100.1 198.51.100.9 netmask 255.255.255.0\n"
		      "ip nat inside source list 1 pool P overload\n"
		      "access-list 1 permit any\n");
	becomes("in FastEthernet0/0 tcp 10.0.0.1:1025 > 203.0.113.9:1",
		"Serial0/1/0: tcp 198.51.100.1:1025 > 203.0.113.9:1");
	cr_expect(fate.free_port && fate.pool == nat_pool_find(c.router, "P"));
	becomes("in FastEthernet0/0 tcp 10.0.0.2:1025 > 203.0.113.9:1",
		"Serial0/1/0: tcp 198.51.100.1:1026 > 203.0.113.9:1");
	becomes("in FastEthernet0/0 tcp 10.0.0.2:1025 > 203.0.113.9:1 ack",
		"Serial0/1/0: tcp 198.51.100.1:1026 > 203.0.113.9:1 ack");
	cr_expect(fate.free_port && fate.pool);
	answered("FastEthernet0/0: tcp 203.0.113.9:1 > 10.0.0.2:1025 ack");
	cr_expect(!fate.free_port && !fate.pool);
}

/* overload-shared-address */
Test(eval_nat_rules, an_interface_is_shared_without_overload)
{
	load(TWO_ISPS "ip nat inside source list 1 interface Serial0/1/0\n"
		      "access-list 1 permit any\n");
	becomes("in FastEthernet0/0 tcp 10.0.0.1:1025 > 203.0.113.9:1",
		"Serial0/1/0: tcp 192.168.2.1:1025 > 203.0.113.9:1");
	becomes("in FastEthernet0/0 tcp 10.0.0.2:1026 > 203.0.113.9:1",
		"Serial0/1/0: tcp 192.168.2.1:1026 > 203.0.113.9:1");
}

Test(eval_nat_rules, a_pool_that_another_rule_overloads_is_shared)
{
	load(TWO_ISPS "ip nat pool P 198.51.100.1 198.51.100.2 netmask 255.255.255.0\n"
		      "ip nat inside source list 1 pool P\n"
		      "ip nat inside source list 2 pool P overload\n"
		      "access-list 1 permit 10.0.0.0 0.0.0.255\n"
		      "access-list 2 permit any\n");
	becomes("in FastEthernet0/0 tcp 10.0.0.1:1025 > 203.0.113.9:1",
		"Serial0/1/0: tcp 198.51.100.1:1025 > 203.0.113.9:1");
	becomes("in FastEthernet0/0 tcp 10.0.0.2:1026 > 203.0.113.9:1",
		"Serial0/1/0: tcp 198.51.100.1:1026 > 203.0.113.9:1");
	cr_expect(fate.pool && fate.free_port);
}

Test(eval_nat_rules, real_servers_take_turns)
{
	load(TWO_ISPS "ip nat pool P prefix-length 24 type rotary\n"
		      " address 10.0.0.1 10.0.0.2\n"
		      " address 10.0.0.9 10.0.0.9\n"
		      "ip nat inside destination list 1 pool P\n"
		      "access-list 1 permit host 198.51.100.1\n");
	becomes("in Serial0/1/0 tcp 203.0.113.9:1 > 198.51.100.1:80",
		"FastEthernet0/0: tcp 203.0.113.9:1 > 10.0.0.1:80");
	answered("Serial0/1/0: tcp 198.51.100.1:80 > 203.0.113.9:1 syn ack");
	becomes("in Serial0/1/0 tcp 203.0.113.9:2 > 198.51.100.1:80",
		"FastEthernet0/0: tcp 203.0.113.9:2 > 10.0.0.2:80");
	becomes("in Serial0/1/0 tcp 203.0.113.9:3 > 198.51.100.1:80",
		"FastEthernet0/0: tcp 203.0.113.9:3 > 10.0.0.9:80");
	becomes("in Serial0/1/0 tcp 203.0.113.9:4 > 198.51.100.1:80",
		"FastEthernet0/0: tcp 203.0.113.9:4 > 10.0.0.1:80");
	becomes("in Serial0/1/0 tcp 203.0.113.9:1 > 198.51.100.1:80 ack",
		"FastEthernet0/0: tcp 203.0.113.9:1 > 10.0.0.1:80 ack");
	becomes("in Serial0/2/0 udp 203.0.113.9:4 > 198.51.100.1:80",
		"Serial0/1/0: udp 203.0.113.9:4 > 198.51.100.1:80");
}
