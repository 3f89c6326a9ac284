/* The reader: which reading a word gets, which mode a line, which class, and what is said of a
 * line that is refused. */
#include <criterion/criterion.h>
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

static void read_text(struct reading *r, const char *text)
{
	r->arena = arena_new();
	r->names = names_new(r->arena);
	diags_init(&r->diags, r->arena);
	cr_assert(source_from_text(&r->source, "t", text, strlen(text), &r->diags));
	r->router = router_new(r->arena, r->names, &r->source, &r->diags);
}

static struct router *reading(struct reading *r, const char *text)
{
	read_text(r, text);
	ios_read(r->router);
	return r->router;
}

static void done(struct reading *r)
{
	source_close(&r->source);
	names_free(r->names);
	arena_free(r->arena);
}

/* The messages in order, a line each. */
static const char *messages(struct reading *r)
{
	const char *text = "";

	VEC_FOREACH (diag, &r->diags.list)
		text = arena_printf(r->arena, "%s%s\n", text, (*diag)->message);
	return text;
}

/* The classes as a word: '.' blank, C compiled, e without effect, n not translated, u unknown. */
static const char *classes(struct reading *r)
{
	char *text = arena_alloc(r->arena, r->router->line_class.len + 1);

	for (uint32_t i = 0; i < r->router->line_class.len; i++)
		text[i] = ".Cenu"[r->router->line_class.at[i]];
	return text;
}

#define expect_messages(text, expected)                      \
	do {                                                 \
		struct reading r_;                           \
		reading(&r_, text);                          \
		cr_assert_str_eq(messages(&r_), (expected)); \
		done(&r_);                                   \
	} while (0)

#define expect_classes(text, expected)                      \
	do {                                                \
		struct reading r_;                          \
		reading(&r_, text);                         \
		cr_assert_str_eq(classes(&r_), (expected)); \
		done(&r_);                                  \
	} while (0)

Test(words, abbreviations_and_case)
{
	struct reading r;
	const struct interface *interface;

	reading(&r, "int fa 0/0\n DESC Some  text \n ip addr 10.0.0.1 255.255.255.0\n ip add "
		    "10.0.1.1/24 sec\n"
		    " ip nat ins\n shut\nHOSTNAME Gw\n");
	interface = interface_find(r.router, "FastEthernet0/0");
	cr_assert_str_eq(messages(&r), "");
	cr_assert_str_eq(interface->description, "Some  text");
	cr_assert(interface->addresses.len == 2 && interface->addresses.at[0].len == 24);
	cr_assert(interface->addresses.at[1].secondary && interface->shutdown);
	cr_assert(interface->nat == NAT_INSIDE);
	cr_assert_str_eq(r.router->hostname.s, "Gw");
	done(&r);
}

Test(words, names_may_be_spelt_like_keywords_and_numbers)
{
	struct reading r;
	const struct interface *interface;

	reading(&r,
		"hostname hostname\ninterface se0\n ip policy route-map route-map\n"
		" ip access-group 101 in\n ip access-group in in\n ip dns view-group 10.0.0.1\n");
	interface = interface_find(r.router, "Serial0");
	cr_assert_str_eq(messages(&r), "");
	cr_assert_str_eq(r.router->hostname.s, "hostname");
	cr_assert_str_eq(interface->policy.name.s, "route-map");
	cr_assert_str_eq(interface->access_in.name.s, "in");
	cr_assert_str_eq(interface->view_group.name.s, "10.0.0.1");
	done(&r);
}

Test(words, a_keyword_that_cannot_go_on_is_tried_as_a_name)
{
	struct reading r;

	/* `in` alone would be the direction of a filter whose name is missing */
	reading(&r, "interface se0\n ip access-group out out\n");
	cr_assert_str_eq(messages(&r), "");
	cr_assert_str_eq(interface_find(r.router, "Serial0")->access_out.name.s, "out");
	done(&r);
	expect_messages("interface se0\n ip access-group ou in\n", "");
	expect_messages("interface se0\n no ip access-group ou\n",
			"'ou' is taken for the keyword 'out'; it could be a name as well\n");
}

/* What was read before is known, but for what there is to say of a word each time. */
Test(words, are_read_alike_however_often)
{
	struct reading r;

	expect_messages("ip access-list extended A\n permit ip host 10.0.0.1 any\n"
			" permit ip host 10.0.0.2 any\n permit ip host 10.0.0.300 any\n",
			"'10.0.0.300' is no address: its parts go up to 255\n");
	expect_messages("interface se0\n no ip access-group ou\n no ip access-group ou\n",
			"'ou' is taken for the keyword 'out'; it could be a name as well\n"
			"'ou' is taken for the keyword 'out'; it could be a name as well\n");
	expect_messages("ip access-list extended A\n permit tcp any any eq 80\n"
			" permit tcp any any eq 70000\n",
			"number out of range: it must be from 0 to 65535\n");
	reading(&r, "interface se0\n ip access-group in in\n ip access-group 10.0.0.1 in\n"
		    " ip access-group out out\n ip access-group 10.0.0.300 in\n");
	cr_assert_str_eq(messages(&r), "");
	cr_assert_str_eq(interface_find(r.router, "Serial0")->access_in.name.s, "10.0.0.300");
	cr_assert_str_eq(interface_find(r.router, "Serial0")->access_out.name.s, "out");
	done(&r);
}

Test(words, no_and_default)
{
	struct reading r;
	const struct interface *interface;

	reading(&r, "hostname a\nno hostname\ninterface se0\n description x\n no description\n"
		    " shutdown\n default shutdown\n ip nat inside\n no ip nat inside\n"
		    " ip address 10.0.0.1 255.0.0.0\n no ip address\n no ip policy route-map\n");
	interface = interface_find(r.router, "Serial0");
	cr_assert_str_eq(messages(&r), "");
	cr_assert(!r.router->hostname.s && !interface->description && !interface->shutdown);
	cr_assert(interface->nat == NAT_NONE && interface->addresses.len == 0);
	done(&r);
}

Test(modes, indentation_is_not_needed)
{
	struct reading r;

	reading(&r, "interface se0\nshutdown\ninterface se1\nip nat outside\nhostname x\nno "
		    "shutdown\n");
	cr_assert(interface_find(r.router, "Serial0")->shutdown);
	cr_assert(interface_find(r.router, "Serial1")->nat == NAT_OUTSIDE);
	cr_assert_str_eq(classes(&r), "CCCCCu");
	done(&r);
}

Test(modes, an_unknown_line_does_not_leave_its_mode)
{
	struct reading r;

	reading(&r, "interface se0\n frobnicate\nfrobnicate\n shutdown\n");
	cr_assert_str_eq(classes(&r), "Cuuu");
	done(&r);
	reading(&r, "interface se0\nfrobnicate\nshutdown\n");
	cr_assert_str_eq(classes(&r), "CuC");
	cr_assert(interface_find(r.router, "Serial0")->shutdown);
	done(&r);
}

Test(modes, exit_end_and_what_is_typed)
{
	struct reading r;

	reading(&r, "enable\nconfigure terminal\ninterface se0\nshutdown\nexit\nhostname x\n"
		    "interface se1\ndo show running-config\nshutdown\nend\nwrite memory\n");
	cr_assert_str_eq(messages(&r), "");
	cr_assert_str_eq(classes(&r), "eeCC.CCeC.e");
	cr_assert(interface_find(r.router, "Serial1")->shutdown);
	done(&r);
}

Test(modes, a_nested_mode_is_left_to_the_right_one)
{
	expect_classes("vrf definition A\n rd 1:1\n !\n address-family ipv4\n  route-target 1:1\n"
		       " exit-address-family\n description x\nhostname y\n",
		       "Ce.Ce.CC");
	expect_classes("vrf definition A\naddress-family ipv4\nexit\naddress-family ipv6\nexit\n"
		       "rd 1:1\nexit\nrd 1:1\n",
		       "CC.C.e.u");
}

Test(blocks, an_unknown_opener_takes_its_block_along)
{
	struct reading r;

	reading(&r, "frobnicate 1\n shutdown\n\n ! no\n  hostname x\n!\nhostname y\n");
	cr_assert_str_eq(classes(&r), "uu..u.C");
	cr_assert_str_eq(messages(&r), "unknown command 'frobnicate', with its block of 3 lines\n");
	cr_assert_str_eq(r.router->hostname.s, "y");
	cr_assert(r.router->untranslated.len == 1 && r.router->untranslated.at[0].lines == 3);
	cr_assert_str_eq(r.router->untranslated.at[0].text, "frobnicate 1");
	done(&r);
}

Test(blocks, secrets_are_kept_out)
{
	struct reading r;

	reading(&r, "interface se0\n frob   password 7 0123\nhostname x\n");
	cr_assert_str_eq(r.router->untranslated.at[0].text, "frob password <removed>");
	cr_assert_str_eq(r.router->untranslated.at[0].block, "interface se0");
	done(&r);
	reading(&r, "frob authentication-key HIDE\nfrob 1 authentication HIDE\nfrob pre-shared-key "
		    "HIDE\n"
		    "frob 1 sha HIDE 7\nfrob Key-String HIDE\nhostname x\n");
	cr_assert(r.router->untranslated.len == 5);
	VEC_FOREACH (row, &r.router->untranslated)
		cr_assert(!strstr(row->text, "HIDE"), "%s", row->text);
	done(&r);
}

Test(blocks, banners_and_certificates)
{
	expect_classes("banner motd ^C\nhostname bad\n\n!\n^C\nhostname x\n", "ee.eeC");
	expect_classes("banner motd #one line#\nhostname x\n", "eC");
	expect_classes("banner exec \003\nhello\n\003\nhostname x\n", "eeeC");
	expect_classes("crypto pki certificate chain T\n certificate self-signed 01\n  3082 0201\n"
		       "  \tquit\nhostname x\n",
		       "eeeeC");
	expect_classes("crypto pki certificate chain T\ncertificate ca 01\n30820201\nquit\n"
		       "hostname x\n",
		       "eeeeC");
	expect_messages("crypto pki certificate chain T\n certificate ca 01\n  30\n",
			"no 'quit' ends the certificate: it takes the whole rest\n");
	expect_messages("banner motd ^C\nhostname x\n",
			"the banner's delimiter does not come again: it takes the whole rest\n");
}

Test(blocks, what_is_not_translated_is_said_once)
{
	struct reading r;

	reading(&r, "ip dhcp class C\n relay agent information\n class D\n!\n"
		    "telephony-service\n max-dn 4\n");
	cr_assert_str_eq(classes(&r), "nnn.nn");
	cr_assert(r.diags.list.len == 2 && r.diags.list.at[0]->name == DIAG_NOT_TRANSLATED);
	cr_assert_str_eq(r.diags.list.at[1]->message,
			 "telephony is not translated, with its block of 2 lines");
	done(&r);
}

Test(errors, values_are_errors_at_the_word)
{
	struct reading r;

	expect_messages("interface se0\n ip address 10.0.0.1 255.255.0.255\n",
			"'255.255.0.255' is no mask: its bits are not contiguous\n");
	expect_messages("interface se0\n ip address 10.0.0.1 0.0.0.255\n",
			"'0.0.0.255' is a wildcard, not a mask; the mask is '255.255.255.0'\n");
	expect_messages("interface se0\n ip address 10.0.0.256 255.255.255.0\n",
			"'10.0.0.256' is no address: its parts go up to 255\n");
	expect_messages("ip dhcp pool X\n network 10.0.0.1 255.0.0.0\n",
			"'10.0.0.1/8' has bits outside of its mask; the subnet is '10.0.0.0'\n");
	expect_messages("version 15.6\ninterface se0\n ip address 10.0.0.1 255.255.255\n",
			"'255.255.255' is no address: it has four parts of up to 255\n");
	reading(&r, "interface se0\n ip address 10.0.0.1 1.2.3.4 secondary\n");
	cr_assert(r.diags.errors == 1 && r.diags.list.at[0]->at.off == 35);
	cr_assert(interface_find(r.router, "Serial0")->addresses.len == 0);
	done(&r);
}

Test(errors, unknown_words)
{
	struct reading r;

	expect_messages("hostname x\nhostnaem y\n", "unknown command 'hostnaem'\n");
	expect_messages("interface se0\n ip nat insdie\n",
			"'insdie' is not understood here; expected 'allow-static-host', 'enable', "
			"'inside', 'outside' or 'stick'\n");
	expect_messages("interface se0\n ip address 10.0.0.1\n",
			"incomplete command; expected an address\n");
	expect_messages("interface se0\n description\n", "incomplete command; expected text\n");
	expect_messages("interface se0\n ip nat o\n s\n",
			"'s' is ambiguous: 'serial', 'service-policy', …\n");
	reading(&r, "hostname x\nhostnaem y\nshutdown\n");
	cr_assert_str_eq(r.diags.list.at[0]->fixit, "hostname");
	cr_assert_str_eq(r.diags.list.at[1]->notes->message,
			 "this is understood in interface configuration");
	done(&r);
}

Test(errors, a_forgotten_keyword)
{
	struct reading r;

	reading(&r, "hostname x\nip inside source static 10.0.0.1 192.0.2.1\n"
		    "ip route 10.0.0.0 255.0.0.0 192.0.2.1 trakc 5\n");
	cr_assert_str_eq(r.diags.list.at[0]->message, "'inside' is not understood here");
	cr_assert_str_eq(r.diags.list.at[0]->fixit, "nat inside");
	cr_assert_str_eq(r.diags.list.at[1]->fixit, "track");
	done(&r);
	reading(&r, "interface se0/1/0\n tunnel source Seral0/1/0\n");
	cr_assert_str_eq(r.diags.list.at[0]->fixit, "Serial0/1/0");
	done(&r);
}

Test(errors, a_source_without_a_line_that_is_understood)
{
	struct reading r;

	reading(&r, "lorem ipsum\ndolor sit\n");
	cr_assert(r.diags.errors == 1 && r.diags.list.len == 1);
	done(&r);
	reading(&r, "!\n\n");
	cr_assert(r.diags.errors == 0);
	done(&r);
}

Test(text, crlf_tabs_and_a_last_line_without_end)
{
	expect_classes("interface se0\r\n\tshutdown\r\n!\r\n\r\nhostname x", "CC..C");
	expect_classes("", "");
	expect_classes("\n", ".");
}

Test(text, a_line_of_a_megabyte)
{
	char *text = malloc(2 << 20);
	struct reading r;

	strcpy(text, "interface se0\n description ");
	memset(text + strlen(text), 'x', 1 << 20);
	strcpy(text + 27 + (1 << 20), "\nhostname ");
	for (int i = 0; i < 100000; i++)
		strcpy(text + 37 + (1 << 20) + 2 * i, "y ");
	reading(&r, text);
	cr_assert_str_eq(classes(&r), "CCu");
	done(&r);
	free(text);
}

static char *abbreviated(const char *text)
{
	struct reading r;
	char *out = NULL;
	size_t len;
	FILE *to = open_memstream(&out, &len);

	read_text(&r, text);
	ios_abbreviate(r.router, to);
	fclose(to);
	done(&r);
	return out;
}

Test(abbreviate, shortest_keywords_everything_else_as_it_stands)
{
	char *out = abbreviated("!\n  interface  Serial0/1/0\r\n  description interface\n"
				"  ip address 10.0.0.1 255.0.0.0 secondary\n  what is this\nend");

	cr_assert(strstr(out, "  Serial0/1/0\r\n"));
	cr_assert(strstr(out, " interface\n"));
	cr_assert(strstr(out, " 10.0.0.1 255.0.0.0 s\n  what is this\nen"));
	cr_assert(!strstr(out, "address"));
	free(out);
}
