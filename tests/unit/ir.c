/*
 * The router model: what statements do to it in every order, that its indexes agree with a plain
 * search, and that its text reads back to itself.
 */
#include <criterion/criterion.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "grammar/reader.h"

struct reading {
	struct arena *arena;
	struct names *names;
	struct source source;
	struct diags diags;
	struct router *router;
};

static struct reading *reading_of(const char *text)
{
	struct arena *arena = arena_new();
	struct reading *reading = arena_new_object(arena, struct reading);

	reading->arena = arena;
	reading->names = names_new(arena);
	diags_init(&reading->diags, arena);
	cr_assert(source_from_text(&reading->source, "test", text, strlen(text), &reading->diags));
	reading->router = router_new(arena, reading->names, &reading->source, &reading->diags);
	ios_read(reading->router);
	return reading;
}

static void reading_end(struct reading *reading)
{
	struct arena *arena = reading->arena;

	names_free(reading->names);
	source_close(&reading->source);
	arena_free(arena);
}

/* What the model of TEXT prints as; to be freed. */
static char *printed(const char *text, unsigned errors)
{
	struct reading *reading = reading_of(text);
	size_t len;
	char *out;
	FILE *to = open_memstream(&out, &len);

	router_print(reading->router, to);
	fclose(to);
	cr_expect_eq(reading->diags.errors, errors, "%u errors in:\n%s", reading->diags.errors,
		     text);
	reading_end(reading);
	return out;
}

static void same(const char *a, const char *b)
{
	char *first = printed(a, 0), *second = printed(b, 0);

	cr_expect_str_eq(first, second, "of:\n%s\nand:\n%s", a, b);
	free(first);
	free(second);
}

static void holds(const char *text, const char *part, unsigned errors)
{
	char *out = printed(text, errors);

	cr_expect(strstr(out, part), "'%s' is not in:\n%s", part, out);
	free(out);
}

/* Interfaces. */

static void canonical(const char *text, const char *expected)
{
	struct arena *arena = arena_new();
	struct names *names = names_new(arena);
	enum interface_type type;
	const char *name = interface_canonical(names, text, strlen(text), &type);

	cr_expect_str_eq(name ? name : "none", expected, "%s", text);
	names_free(names);
	arena_free(arena);
}

Test(interface, names)
{
	canonical("fa0/0", "FastEthernet0/0");
	canonical("Gi 0/0/1.100", "GigabitEthernet0/0/1.100");
	canonical("se0/1/0:15", "Serial0/1/0:15");
	canonical("serial0/1/0:15.2", "Serial0/1/0:15.2");
	canonical("e0", "Ethernet0");
	canonical("te1/1", "TenGigabitEthernet1/1");
	canonical("NULL0", "Null0");
	canonical("null1", "none");
	canonical("t0", "none");
	canonical("po203.0.113.1", "none");
	canonical("fa0/", "none");
	canonical("fa/0", "none");
	canonical("fa0//0", "none");
	canonical("fa0.1/2", "none");
	canonical("fa", "none");
	canonical("0/0", "none");
	canonical("bogus0", "none");
}

Test(interface, addresses)
{
	same("interface fa0/0\n ip address 10.0.0.1 255.0.0.0\n ip address 10.0.0.2 255.0.0.0\n",
	     "interface fa0/0\n ip address 10.0.0.2 255.0.0.0\n");
	same("interface fa0/0\n ip address 10.0.0.1 255.0.0.0 secondary\n"
	     " ip address 10.0.0.2 255.0.0.0\n no ip address 10.0.0.1 255.0.0.0 secondary\n",
	     "interface fa0/0\n ip address 10.0.0.2 255.0.0.0\n");
	same("interface fa0/0\n ip address dhcp\n ip address 10.0.0.2 255.0.0.0\n",
	     "interface fa0/0\n ip address 10.0.0.2 255.0.0.0\n");
}

/* Access lists. */

Test(acl, entries_stand_by_number)
{
	same("ip access-list standard A\n 30 permit host 10.0.0.3\n 10 permit host 10.0.0.1\n"
	     " 20 permit host 10.0.0.2\n",
	     "ip access-list standard A\n permit 10.0.0.1\n permit 10.0.0.2\n permit 10.0.0.3\n");
	/* the router says "Duplicate sequence number" and keeps the first */
	holds("ip access-list standard A\n permit 10.0.0.1\n permit 10.0.0.2\n 10 deny 10.0.0.9\n",
	      "ip access-list standard A\n permit 10.0.0.1\n permit 10.0.0.2\n", 1);
	same("ip access-list standard A\n permit 10.0.0.1\n permit 10.0.0.1\n",
	     "ip access-list standard A\n permit host 10.0.0.1\n");
}

Test(acl, the_next_number_follows_the_highest)
{
	holds("ip access-list standard A\n 15 permit any\n permit 10.0.0.1\n",
	      " 25 permit 10.0.0.1", 0);
	same("ip access-list standard A\n permit 10.0.0.1\n permit 10.0.0.2\n no 20\n"
	     " permit 10.0.0.3\n",
	     "ip access-list standard A\n permit 10.0.0.1\n permit 10.0.0.3\n");
}

Test(acl, remarks_come_before_their_entry)
{
	const char *text = "ip access-list standard A\n"
			   " remark one\n permit 10.0.0.1\n remark two\n permit 10.0.0.2\n";

	holds(text, " remark one\n permit 10.0.0.1\n remark two\n permit 10.0.0.2\n", 0);
	holds("ip access-list standard A\n 20 permit 10.0.0.2\n 20 remark two\n 10 permit any\n",
	      " permit any\n remark two\n permit 10.0.0.2\n", 0);
	same("access-list 10 remark a\naccess-list 10 permit any\nno access-list 10 remark a\n",
	     "access-list 10 permit any\n");
}

Test(acl, numbered_and_named_are_one)
{
	same("access-list 101 permit tcp any any eq www\n"
	     "ip access-list extended 101\n permit udp any any\n",
	     "access-list 101 permit tcp any any eq 80\naccess-list 101 permit udp any any\n");
	same("access-list 10 permit 10.0.0.1\nno access-list 10\n", "!\n");
	same("access-list 10 permit 10.0.0.1\nno access-list 10 permit 10.0.0.1\n", "!\n");
	same("access-list 10 permit 10.0.0.1\naccess-list 10 permit 10.0.0.2\n"
	     "no access-list 10 permit 10.0.0.2\n",
	     "!\n");
	same("access-list 10 permit 10.0.0.1\naccess-list 10 permit 10.0.0.2\n"
	     "no access-list 10 deny 10.0.0.9\naccess-list 10 permit 10.0.0.3\n",
	     "access-list 10 permit 10.0.0.3\n");
	same("access-list 10 permit 10.0.0.1\naccess-list 10 permit 10.0.0.2\n"
	     "ip access-list standard 10\n no permit 10.0.0.2\n",
	     "access-list 10 permit 10.0.0.1\n");
}

Test(acl, a_kind_cannot_change)
{
	free(printed("ip access-list standard A\nip access-list extended A\n permit ip any any\n",
		     1));
	free(printed("ip access-list standard 101\n permit any\n", 1));
	free(printed("access-list 10 permit ip any any\n", 1));
	free(printed("access-list 999 permit ip any any\n", 1));
}

Test(acl, resequence)
{
	holds("ip access-list standard A\n permit 10.0.0.1\n remark x\n permit 10.0.0.2\n"
	      "ip access-list resequence A 100 5\n",
	      " 100 permit 10.0.0.1\n 105 remark x\n 105 permit 10.0.0.2\n", 0);
}

Test(acl, protocols_ports_and_messages)
{
	same("ip access-list extended A\n"
	     " permit tcp any eq smtp any range ftp telnet\n"
	     " permit udp any neq domain bootps any gt 1023\n"
	     " permit icmp any any host-unreachable\n"
	     " permit icmp any any echo log\n"
	     " permit 6 any any\n permit 0 any any\n"
	     " permit ip 10.1.2.3 0.0.0.255 any\n",
	     "ip access-list extended A\n"
	     " permit tcp any eq 25 any range 21 23\n"
	     " permit udp any neq 53 67 any gt 1023\n"
	     " permit icmp any any 3 1\n"
	     " permit icmp any any 8 log\n"
	     " permit tcp any any\n permit ip any any\n"
	     " permit ip 10.1.2.0 0.0.0.255 any\n");
	free(printed("ip access-list extended A\n permit tcp any any eq 1 2 3 4 5 6 7 8 9 10 11\n",
		     1));
	free(printed("ip access-list extended A\n permit tcp any any eq 65536\n", 1));
}

Test(acl, untranslated_entries_keep_their_words)
{
	struct reading *reading = reading_of("ip access-list extended A\n"
					     " permit tcp any any  option timestamp\n"
					     " dynamic Key permit ip any any\n"
					     " permit ip any any\n");
	struct acl *acl = acl_find(reading->router, "A");

	cr_assert_eq(acl->entries.len, 3);
	cr_assert(acl->entries.at[0].untranslated && acl->entries.at[1].untranslated);
	cr_assert_str_eq(acl_words(acl, &acl->entries.at[0]),
			 "permit tcp any any option timestamp");
	cr_assert_not(acl->entries.at[2].untranslated);
	cr_assert_eq(reading->diags.warnings, 2);
	reading_end(reading);
}

/* Two lists far longer than what is looked through, in turn, against plain arrays. */

enum { PORTS = 4000, STEPS = 40000 };

static uint32_t random_next(uint64_t *state)
{
	*state = *state * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)(*state >> 33);
}

static void random_text(FILE *to, uint16_t *by_number[2])
{
	uint64_t state = 1;
	unsigned list = 0;

	for (unsigned i = 0; i < STEPS; i++) {
		uint32_t number = random_next(&state) % PORTS + 1;
		uint32_t port = random_next(&state) % PORTS + 1, at = 0;

		if (i == 0 || random_next(&state) % 20 == 0)
			fprintf(to, "ip access-list extended %c\n", 'A' + (list ^= 1));
		if (random_next(&state) % 3 == 0) {
			fprintf(to, " no %u\n", number);
			by_number[list][number] = 0;
			continue;
		}
		fprintf(to, " %u permit tcp any any eq %u\n", number, port);
		for (at = 1; at <= PORTS && by_number[list][at] != port; at++)
			;
		if (at > PORTS && !by_number[list][number])
			by_number[list][number] = (uint16_t)port;
	}
}

static void agrees(const struct acl *acl, const uint16_t *by_number)
{
	size_t n = 0;

	for (uint32_t number = 1; number <= PORTS; number++) {
		if (!by_number[number])
			continue;
		cr_assert(n < acl->entries.len);
		cr_assert_eq(acl->entries.at[n].seq, number);
		cr_assert_eq(acl->entries.at[n].dport.lo, by_number[number]);
		n++;
	}
	cr_assert_eq(n, acl->entries.len);
}

Test(acl, long_lists_agree_with_a_plain_search)
{
	uint16_t *by_number[] = {calloc(PORTS + 1, sizeof(uint16_t)),
				 calloc(PORTS + 1, sizeof(uint16_t))};
	struct reading *reading;
	size_t len;
	char *text;
	FILE *to = open_memstream(&text, &len);

	random_text(to, by_number);
	fclose(to);
	reading = reading_of(text);
	agrees(acl_find(reading->router, "A"), by_number[0]);
	agrees(acl_find(reading->router, "B"), by_number[1]);
	reading_end(reading);
	free(by_number[0]);
	free(by_number[1]);
	free(text);
}

/* Translation. */

Test(nat, one_owner_for_a_global_port)
{
	struct reading *reading =
		reading_of("ip nat inside source static tcp 10.0.0.1 80 192.0.2.1 80\n"
			   "ip nat inside source static tcp 10.0.0.1 80 192.0.2.1 80 extendable\n"
			   "ip nat inside source static udp 10.0.0.2 80 192.0.2.1 80\n"
			   "ip nat inside source static tcp 10.0.0.2 80 192.0.2.1 80\n");
	struct diag *diag = reading->diags.list.at[0];

	cr_assert_eq(reading->router->nat.statics.len, 2);
	cr_assert(reading->router->nat.statics.at[0].options & NAT_OPTION(EXTENDABLE));
	cr_assert_eq(reading->diags.errors, 1);
	cr_assert_str_eq(diag->message, "tcp port 80 of '192.0.2.1' is translated already");
	cr_assert(diag->notes);
	reading_end(reading);
}

Test(nat, options)
{
	holds("ip nat inside source static tcp 10.0.0.1 www interface Serial0/1/0 www no-alias\n",
	      "tcp 10.0.0.1 80 interface Serial0/1/0 80 no-alias", 0);
	holds("ip nat pool P 192.0.2.1 192.0.2.6 netmask 255.255.255.248 type rotary\n",
	      "ip nat pool P 192.0.2.1 192.0.2.6 prefix-length 29 type rotary", 0);
	holds("ip nat pool P prefix-length 29\n address 192.0.2.1 192.0.2.6\n",
	      "ip nat pool P 192.0.2.1 192.0.2.6 prefix-length 29", 0);
	holds("ip nat inside source route-map R pool P overload\n",
	      "ip nat inside source route-map R pool P overload", 0);
	holds("ip nat inside source static 10.0.0.1 192.0.2.1 redundancy G mapping-id 1\n",
	      "ip nat inside source static 10.0.0.1 192.0.2.1 redundancy G mapping-id 1", 0);
	holds("ip nat outside source static 10.0.0.1 192.0.2.1\n",
	      "ip nat outside source static 10.0.0.1 192.0.2.1", 0);
	holds("ip nat translation timeout 5\n", "ip nat translation timeout 5", 0);
}

/* Routes. */

Test(route, replace_and_remove)
{
	same("ip route 10.0.0.0 255.0.0.0 10.1.1.1\nip route 10.0.0.0 255.0.0.0 10.1.1.2 20\n"
	     "ip route 10.0.0.0 255.0.0.0 10.1.1.1 30 track 7\n",
	     "ip route 10.0.0.0 255.0.0.0 10.1.1.1 30 track 7\n"
	     "ip route 10.0.0.0 255.0.0.0 10.1.1.2 20\n");
	same("ip route 10.0.0.0 255.0.0.0 10.1.1.1\nip route 10.0.0.0 255.0.0.0 Null0\n"
	     "no ip route 10.0.0.0 255.0.0.0\n",
	     "!\n");
	same("ip route 10.0.0.0 255.0.0.0 10.1.1.1\nno ip route 10.0.0.0 255.0.0.0 10.1.1.1 9\n",
	     "!\n");
	holds("ip route 0.0.0.0 0.0.0.0 gi0/1 dhcp 10\n", "GigabitEthernet0/1 dhcp 10", 0);
	free(printed("hostname a\nip route 10.0.0.1 255.0.0.0 10.1.1.1\n", 1));
	free(printed("hostname a\nip route 10.0.0.0 255.0.0.0 10.1.1.1 256\n", 1));
}

/* Policy and tracks. */

Test(route_map, clauses_and_lists)
{
	same("route-map M permit 20\nroute-map M\n match ip address 1 B\n match ip address C\n"
	     " set interface Serial0/1/0\n set interface Null0\n"
	     " set ip next-hop verify-availability 10.0.0.2 20 track 2\n"
	     " set ip next-hop verify-availability 10.0.0.1 10 track 1\n",
	     "route-map M permit 10\n match ip address 1 B C\n"
	     " set ip next-hop verify-availability 10.0.0.1 10 track 1\n"
	     " set ip next-hop verify-availability 10.0.0.2 20 track 2\n"
	     " set interface Serial0/1/0 Null0\nroute-map M permit 20\n");
	same("route-map M permit 30\nroute-map M deny 10\nroute-map M permit 20\nno route-map M "
	     "30\n",
	     "route-map M deny 10\nroute-map M permit 20\n");
	same("route-map M permit 10\nroute-map M deny 20\nno route-map M permit 10\n"
	     "no route-map M deny 20\n",
	     "!\n");
}

Test(route_map, what_is_not_translated_marks_its_clause)
{
	struct reading *reading = reading_of("route-map M permit 10\n match tag 5\n"
					     "route-map M permit 20\n set ip precedence critical\n"
					     "route-map M permit 30\n set vrf V\n no set vrf\n");
	struct route_map_clause *clause =
		STAILQ_FIRST(&route_map_find(reading->router, "M")->clauses);

	cr_assert(clause->untranslated);
	clause = STAILQ_NEXT(clause, link);
	cr_assert_not(clause->untranslated);
	cr_assert(clause->marks.has_precedence);
	cr_assert_eq(clause->marks.precedence, 5);
	clause = STAILQ_NEXT(clause, link);
	cr_assert_not(clause->untranslated);
	reading_end(reading);
}

Test(track, old_and_new_forms)
{
	same("rtr 5\n type echo protocol ipIcmpEcho 10.0.0.1 source-ipaddr 10.0.0.2\n"
	     "  frequency 10\nrtr schedule 5 life forever start-time now\ntrack 3 rtr 5\n",
	     "ip sla 5\n icmp-echo 10.0.0.1 source-ip 10.0.0.2\n frequency 10\n"
	     "ip sla schedule 5 start-time now life forever\ntrack 3 ip sla 5 state\n");
	same("track 1 interface Serial0/1/0 ip routing\n delay down 10 up 20\n",
	     "track 1 interface se0/1/0 ip routing\n delay up 20 down 10\n");
	holds("ip sla 7\n tcp-connect 10.0.0.1 80\n  frequency 5\n", " tcp-connect 10.0.0.1 80", 0);
}

Test(dns, hosts_and_views)
{
	same("ip host h 10.0.0.1 10.0.0.2\nip host H 10.0.0.1\nno ip host h 10.0.0.2\n",
	     "ip host h 10.0.0.1\n");
	same("ip host h 10.0.0.1 10.0.0.2\nip host h ns n.example.com\nno ip host h\n", "!\n");
	same("ip dns view-list L\n view B 20\n view A 10\n  restrict source access-group 5\n"
	     " view B 20\n",
	     "ip dns view-list L\n view A 10\n  restrict source access-group 5\n view B 20\n");
	same("no ip domain lookup\ndefault ip domain lookup\n", "!\n");
}

/* The whole language, printed and read again. */

static const char *const everything =
	"hostname gw\n"
	"ip domain name example.com\n"
	"ip name-server 192.0.2.1 192.0.2.2\n"
	"ip dns server\nip dns server view-group L\n"
	"ip dns primary example.com soa ns1.example.com hostmaster.example.com 1 2 3\n"
	"ip dns view default\n domain name-server 192.0.2.1\n dns forwarder 192.0.2.2\n"
	"ip dns view V\n no dns forwarding\n no domain lookup\n domain name v.example.com\n"
	"ip dns view-list L\n view V 10\n  restrict source access-group 10\n"
	" view default 20\n  restrict name-group 3\n"
	"ip host view V www.example.com 192.0.2.9\nip host example.com mx 10 mail.example.com\n"
	"ip host example.com ns ns1.example.com\nip host h 10.0.0.1 10.0.0.2\n"
	"interface Loopback0\n ip address 10.9.9.9 255.255.255.255\n"
	"interface FastEthernet0/0\n description a \"b\" $(c)\n ip address 10.0.0.1 255.255.255.0\n"
	" ip address 10.0.1.1 255.255.255.0 secondary\n ip nat inside\n ip policy route-map M\n"
	" ip access-group A in\n ip access-group 101 out\n ip dns view-group L\n shutdown\n"
	"interface Dialer0\n ip address negotiated\n ip nat outside\n"
	"interface GigabitEthernet0/1.100\n ip address dhcp\n"
	"ip route vrf V 10.3.0.0 255.255.0.0 10.0.0.9\n"
	"ip route 10.4.0.0 255.255.0.0 Null0 250 tag 7 name far permanent\n"
	"ip route 0.0.0.0 0.0.0.0 GigabitEthernet0/1.100 dhcp\n"
	"ip route 0.0.0.0 0.0.0.0 Dialer0 track 1\n"
	"ip local policy route-map M\n"
	"ip nat pool P 192.0.2.16 192.0.2.19 prefix-length 28\n"
	"ip nat inside source list 10 pool P\n"
	"ip nat inside source route-map M interface Dialer0 overload\n"
	"ip nat inside source static 10.0.0.5 192.0.2.20 extendable no-alias\n"
	"ip nat inside source static 10.0.0.6 192.0.2.21 vrf V route-map M\n"
	"ip nat inside source static udp 10.0.0.5 53 interface Dialer0 53\n"
	"access-list 10 remark ours\naccess-list 10 permit 10.0.0.0 0.0.255.255 log\n"
	"access-list 101 permit tcp any host 10.0.0.5 eq 80 443 established\n"
	"access-list 101 deny 47 10.0.0.0 0.255.0.255 any\n"
	"ip access-list extended A\n 5 permit icmp any any 3 4\n 7 remark seven\n"
	" 8 permit udp any range 1 9 any\n 9 permit tcp any any match-any +ack +rst log\n"
	"route-map M permit 10\n match ip address 10 A\n match interface Dialer0\n"
	" match length 10 100\n set ip next-hop 10.0.0.9 10.0.0.8\n set interface Dialer0 Null0\n"
	" set ip default next-hop 10.0.0.7\n set default interface Dialer0\n set ip df 0\n"
	"route-map M deny 30\n match ip address prefix-list X\n"
	"ip sla 1\n icmp-echo 10.0.0.9 source-interface Dialer0\n  threshold 500\n  timeout 1000\n"
	"  frequency 3\nip sla schedule 1 life forever start-time now\n"
	"ip sla 2\n icmp-echo 10.0.0.9 source-ip 10.0.0.1\n  vrf V\n"
	"ip sla schedule 2 life 600 start-time now\nip sla 3\n udp-jitter 10.0.0.9 5000\n"
	"track 1 ip sla 1 reachability\n delay down 10 up 20\n"
	"track 2 interface Dialer0 ip routing\n default-state down\n"
	"track 3 interface Dialer0 line-protocol\ntrack 4 list boolean or\n object 1\n";

Test(print, reads_back_to_itself)
{
	char *once = printed(everything, 0), *twice = printed(once, 0);

	cr_expect_str_eq(once, twice);
	free(once);
	free(twice);
}

Test(print, holds_every_statement)
{
	struct reading *reading = reading_of(everything);

	VEC_FOREACH (class, &reading->router->line_class)
		cr_expect(*class != LINE_UNKNOWN, "line %td",
			  class - reading->router->line_class.at + 1);
	reading_end(reading);
}

/* Without places, which differ, the two models are one. */
static void strip_places(json_t *json)
{
	const char *key;
	json_t *value;
	size_t i;

	json_array_foreach (json, i, value)
		strip_places(value);
	json_object_del(json, "at");
	json_object_del(json, "data-at");
	json_object_del(json, "untranslated");
	json_object_foreach (json, key, value)
		strip_places(value);
}

static json_t *model_of(const char *text)
{
	struct reading *reading = reading_of(text);
	json_t *json = router_json(reading->router);

	reading_end(reading);
	strip_places(json);
	return json;
}

Test(print, reads_back_to_the_same_model)
{
	char *once = printed(everything, 0);
	json_t *first = model_of(everything), *second = model_of(once);
	char *a = json_dumps(first, JSON_INDENT(1)), *b = json_dumps(second, JSON_INDENT(1));

	cr_expect(json_equal(first, second), "%s\nand\n%s", a, b);
	json_decref(first);
	json_decref(second);
	free(once);
	free(a);
	free(b);
}

Test(json, takes_any_bytes)
{
	struct reading *reading =
		reading_of("interface Loopback0\n description \xff\xfe caf\xc3\xa9\n");
	json_t *json = router_json(reading->router);
	char *text = json_dumps(json, 0);

	cr_assert(text && strstr(text, "?? caf??"));
	free(text);
	json_decref(json);
	reading_end(reading);
}
