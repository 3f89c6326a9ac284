/* Access lists and prefix lists by the reference evaluator: each test says a list L and packets,
 * and which entry takes each, by its number; 0 is the implicit deny. */
#include <criterion/criterion.h>
#include <string.h>
#include <time.h>

#include "compiler/compiler.h"
#include "compiler/eval.h"

static struct compilation c;
static struct world world;

static void load(const char *text)
{
	struct compile_options options = {
		.config = "test.cfg",
		.text = text,
		.len = strlen(text),
		.site_text = "{}",
		.site_len = 2,
	};

	cr_assert(compile(&c, &options, STAGE_CHECK));
	world = (struct world){0};
}

static void done(void)
{
	compilation_free(&c);
}

TestSuite(eval_acl, .fini = done);

static uint32_t address(const char *text)
{
	uint32_t addr;

	cr_assert(ip_parse(text, strlen(text), &addr), "%s", text);
	return addr;
}

static struct packet tcp(const char *src, uint16_t sport, const char *dst, uint16_t dport,
			 uint8_t flags)
{
	return (struct packet){.src = address(src),
			       .dst = address(dst),
			       .sport = sport,
			       .dport = dport,
			       .proto = PROTO_TCP,
			       .flags = flags,
			       .ttl = 64};
}

static struct packet udp(const char *src, uint16_t sport, const char *dst, uint16_t dport)
{
	struct packet packet = tcp(src, sport, dst, dport, 0);

	packet.proto = PROTO_UDP;
	return packet;
}

static struct packet icmp(const char *src, const char *dst, uint8_t type, uint8_t code)
{
	struct packet packet = tcp(src, 0, dst, 0, 0);

	packet.proto = PROTO_ICMP;
	packet.icmp_type = type;
	packet.icmp_code = code;
	return packet;
}

static uint32_t taken(struct packet packet)
{
	const struct ace *ace = acl_match(&world, acl_find(c.router, "L"), &packet);

	return ace ? ace->seq : 0;
}

#define TAKEN(seq, packet) cr_assert_eq(taken(packet), seq)

/* 2025-06-15 is a Sunday. */
static void at(int day, int hour, int minute)
{
	struct tm tm = {
		.tm_year = 125, .tm_mon = 5, .tm_mday = day, .tm_hour = hour, .tm_min = minute};

	world.now = timegm(&tm);
}

Test(eval_acl, a_standard_list_looks_at_the_source)
{
	load("ip access-list standard L\n"
	     " 10 deny 10.0.0.66\n"
	     " 20 permit 10.0.0.0 0.0.255.3\n"
	     " remark nothing\n");
	TAKEN(10, udp("10.0.0.66", 1, "192.0.2.1", 2));
	TAKEN(20, udp("10.0.0.2", 1, "192.0.2.1", 2));
	TAKEN(20, udp("10.0.77.3", 1, "192.0.2.1", 2));
	TAKEN(0, udp("10.0.77.4", 1, "10.0.0.2", 2));
}

Test(eval_acl, ports)
{
	load("ip access-list extended L\n"
	     " 10 permit tcp any any eq 80 443\n"
	     " 20 permit tcp any gt 65000 any lt 3\n"
	     " 30 permit udp any range 10 20 any neq 53 123\n"
	     " 40 permit udp any neq 7 any eq 53\n"
	     " 50 permit tcp any any established\n"
	     " 60 permit tcp any any match-all +syn -ack\n"
	     " 70 permit tcp any any match-any +fin -psh\n"
	     " 80 permit tcp any any urg\n");
	TAKEN(10, tcp("1.1.1.1", 5, "2.2.2.2", 443, TCP_SYN));
	TAKEN(20, tcp("1.1.1.1", 65001, "2.2.2.2", 2, TCP_SYN));
	TAKEN(60, tcp("1.1.1.1", 65000, "2.2.2.2", 2, TCP_SYN));
	TAKEN(60, tcp("1.1.1.1", 65001, "2.2.2.2", 3, TCP_SYN));
	TAKEN(30, udp("1.1.1.1", 20, "2.2.2.2", 54));
	TAKEN(40, udp("1.1.1.1", 20, "2.2.2.2", 53));
	TAKEN(0, udp("1.1.1.1", 20, "2.2.2.2", 123));
	TAKEN(0, udp("1.1.1.1", 7, "2.2.2.2", 53));
	TAKEN(0, udp("1.1.1.1", 9, "2.2.2.2", 54));
	TAKEN(50, tcp("1.1.1.1", 5, "2.2.2.2", 5, TCP_SYN | TCP_ACK));
	TAKEN(50, tcp("1.1.1.1", 5, "2.2.2.2", 5, TCP_RST));
	TAKEN(70, tcp("1.1.1.1", 5, "2.2.2.2", 5, TCP_FIN | TCP_PSH));
	TAKEN(70, tcp("1.1.1.1", 5, "2.2.2.2", 5, 0));
	TAKEN(80, tcp("1.1.1.1", 5, "2.2.2.2", 5, TCP_PSH | TCP_URG));
	TAKEN(0, tcp("1.1.1.1", 5, "2.2.2.2", 5, TCP_PSH));
}

Test(eval_acl, the_header)
{
	struct packet packet;

	load("ip access-list extended L\n"
	     " 10 permit icmp any any echo\n"
	     " 20 permit icmp any any 3 1\n"
	     " 30 deny icmp any any\n"
	     " 35 permit ip any any fragments\n"
	     " 40 permit ip any any dscp ef\n"
	     " 50 permit ip any any precedence 5\n"
	     " 60 permit ip any any tos 2\n"
	     " 70 permit ip any any ttl lt 3\n"
	     " 80 permit ip any any option any-options\n"
	     " 90 permit esp any any\n");
	TAKEN(10, icmp("1.1.1.1", "2.2.2.2", ICMP_ECHO, 0));
	TAKEN(20, icmp("1.1.1.1", "2.2.2.2", 3, 1));
	TAKEN(30, icmp("1.1.1.1", "2.2.2.2", 3, 0));
	packet = udp("1.1.1.1", 1, "2.2.2.2", 2);
	packet.tos = 46 << 2;
	TAKEN(40, packet);
	packet.tos = 5 << 5;
	TAKEN(50, packet);
	packet.tos = 2 << 1;
	TAKEN(60, packet);
	packet.tos = 4 << 1;
	TAKEN(0, packet);
	packet.ttl = 2;
	TAKEN(70, packet);
	packet.proto = 50;
	packet.ttl = 3;
	TAKEN(90, packet);
}

Test(eval_acl, groups)
{
	load("object-group network INNER\n"
	     " host 10.0.0.7\n"
	     " range 10.0.1.5 10.0.1.9\n"
	     "object-group network OUTER\n"
	     " group-object INNER\n"
	     " 10.0.2.0 255.255.255.0\n"
	     "object-group service WEB\n"
	     " tcp eq 80\n"
	     " tcp-udp source gt 1023 range 5000 5010\n"
	     " icmp echo\n"
	     "object-group service ALL\n"
	     " group-object WEB\n"
	     " gre\n"
	     "ip access-list extended L\n"
	     " 10 permit object-group ALL object-group OUTER any\n"
	     " 20 permit ip any object-group INNER\n");
	TAKEN(10, tcp("10.0.0.7", 5, "2.2.2.2", 80, TCP_SYN));
	TAKEN(10, udp("10.0.1.9", 1024, "2.2.2.2", 5010));
	TAKEN(10, tcp("10.0.2.200", 2000, "2.2.2.2", 5000, TCP_SYN));
	TAKEN(10, icmp("10.0.1.5", "2.2.2.2", ICMP_ECHO, 0));
	TAKEN(0, icmp("10.0.1.5", "2.2.2.2", 3, 0));
	TAKEN(0, udp("10.0.1.9", 1023, "2.2.2.2", 5010));
	TAKEN(0, udp("10.0.1.10", 1024, "2.2.2.2", 5010));
	TAKEN(20, udp("10.0.1.10", 1024, "10.0.1.9", 5011));
	TAKEN(0, udp("10.0.1.10", 1024, "10.0.2.9", 5011));
}

Test(eval_acl, times)
{
	struct packet packet = udp("1.1.1.1", 1, "2.2.2.2", 2);

	load("time-range OFFICE\n"
	     " periodic weekdays 9:00 to 17:00\n"
	     "time-range NIGHT\n"
	     " periodic Saturday 22:00 to Sunday 6:00\n"
	     "time-range PAST\n"
	     " absolute end 00:00 1 January 2025\n"
	     "ip access-list extended L\n"
	     " 10 permit ip any any time-range PAST\n"
	     " 20 permit ip any any time-range OFFICE\n"
	     " 30 permit ip any any time-range NIGHT\n");
	TAKEN(10, packet); /* 0: always in range */
	at(16, 8, 59);
	TAKEN(0, packet);
	at(16, 9, 0);
	TAKEN(20, packet);
	at(20, 17, 0);
	TAKEN(20, packet);
	at(20, 17, 1);
	TAKEN(0, packet);
	at(21, 12, 0);
	TAKEN(0, packet);
	at(21, 23, 0);
	TAKEN(30, packet);
	at(22, 6, 0);
	TAKEN(30, packet);
	at(22, 6, 1);
	TAKEN(0, packet);
}

Test(eval_acl, what_matches_nothing)
{
	load("ip access-list extended L\n"
	     " 10 evaluate BACK\n"
	     " 20 dynamic KEY permit ip any any\n"
	     " 30 permit udp any any reflect BACK\n");
	TAKEN(30, udp("1.1.1.1", 1, "2.2.2.2", 2));
	TAKEN(0, tcp("1.1.1.1", 1, "2.2.2.2", 2, TCP_SYN));
}

static bool passes(struct flows *flows, const char *acl, struct packet packet)
{
	const acl_ref ref = {.name.s = acl, .to = acl_find(c.router, acl)};
	struct span at;

	return acl_ref_passes(&world, flows, &ref, &packet, &at);
}

Test(eval_acl, a_reflexive_list_lets_in_what_answers)
{
	struct flows *flows;

	load("ip access-list extended OUT\n"
	     " 10 permit tcp any any eq 80 reflect BACK\n"
	     " 20 permit icmp any any reflect BACK\n"
	     " 30 permit udp any any\n"
	     "ip access-list extended IN\n"
	     " 10 evaluate BACK\n"
	     " 20 evaluate OTHER\n");
	flows = flows_new(c.arena);
	cr_assert_not(passes(flows, "IN", tcp("2.2.2.2", 80, "1.1.1.1", 1, TCP_ACK)));
	cr_assert(passes(flows, "OUT", tcp("1.1.1.1", 1, "2.2.2.2", 80, TCP_SYN)));
	cr_assert(passes(flows, "IN", tcp("2.2.2.2", 80, "1.1.1.1", 1, TCP_ACK)));
	cr_assert_not(passes(flows, "IN", tcp("2.2.2.2", 80, "1.1.1.1", 2, TCP_ACK)));
	cr_assert_not(passes(flows, "IN", tcp("2.2.2.3", 80, "1.1.1.1", 1, TCP_ACK)));
	cr_assert_not(passes(flows, "IN", udp("2.2.2.2", 80, "1.1.1.1", 1)));
	cr_assert_not(passes(NULL, "IN", tcp("2.2.2.2", 80, "1.1.1.1", 1, TCP_ACK)));
	/* a list without `reflect` leaves nothing, nor does what is denied */
	cr_assert(passes(flows, "OUT", udp("1.1.1.1", 1, "2.2.2.2", 2)));
	cr_assert_not(passes(flows, "IN", udp("2.2.2.2", 2, "1.1.1.1", 1)));
	cr_assert_not(passes(flows, "OUT", tcp("1.1.1.1", 1, "2.2.2.2", 81, TCP_SYN)));
	cr_assert_not(passes(flows, "IN", tcp("2.2.2.2", 81, "1.1.1.1", 1, TCP_ACK)));
	/* without ports, any message between the two */
	cr_assert(passes(flows, "OUT", icmp("1.1.1.1", "2.2.2.2", ICMP_ECHO, 0)));
	cr_assert(passes(flows, "IN", icmp("2.2.2.2", "1.1.1.1", ICMP_ECHO_REPLY, 0)));
}

static bool permits(const char *acl, struct packet packet, bool decided)
{
	acl_ref ref = {.name.s = acl, .to = acl_find(c.router, acl)};
	struct span at;
	bool yes = acl_ref_permits(&world, &ref, &packet, &at);

	cr_assert_eq(at.len > 0, decided, "%s", acl);
	return yes;
}

Test(eval_acl, a_list_that_is_not_there_lets_pass)
{
	struct packet packet = udp("1.1.1.1", 1, "2.2.2.2", 2);

	load("ip access-list extended EMPTY\n"
	     " remark nothing yet\n"
	     "ip access-list extended LEFT\n"
	     " dynamic KEY permit ip any any\n"
	     "ip access-list extended L\n"
	     " permit udp any any\n");
	cr_assert(permits("NONE", packet, false));
	cr_assert(permits("EMPTY", packet, false));
	cr_assert_not(permits("LEFT", packet, false));
	cr_assert(permits("L", packet, true));
	packet.proto = PROTO_TCP;
	cr_assert_not(permits("L", packet, false));
}

static bool in_list(const char *addr, uint8_t len)
{
	return prefix_list_permits(prefix_list_find(c.router, false, "P"), address(addr), len);
}

Test(eval_acl, prefix_lists)
{
	load("ip prefix-list P seq 5 deny 10.1.0.0/16 le 32\n"
	     "ip prefix-list P seq 10 permit 10.0.0.0/8 ge 24\n"
	     "ip prefix-list P seq 15 permit 192.0.2.0/24\n");
	cr_assert_not(in_list("10.1.2.3", 32));
	cr_assert(in_list("10.2.2.3", 32));
	cr_assert(in_list("10.2.2.0", 24));
	cr_assert_not(in_list("10.2.0.0", 23));
	cr_assert_not(in_list("192.0.2.1", 32));
	cr_assert(in_list("192.0.2.0", 24));
	cr_assert_not(in_list("11.0.0.0", 32));
}
