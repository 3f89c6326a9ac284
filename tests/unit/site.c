/* The site file: what it says, and that nothing in it is silently ignored. */
#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <stdlib.h>
#include <string.h>

#include "compiler/compiler.h"
#include "compiler/yaml_tree.h"

static struct arena *arena;
static struct diags diags;

static void set_up(void)
{
	arena = arena_new();
	diags_init(&diags, arena);
}

static void tear_down(void)
{
	arena_free(arena);
}

TestSuite(site, .init = set_up, .fini = tear_down);

static struct site *parse(const char *text)
{
	return site_parse(arena, "gw.site.yaml", text, strlen(text), &diags);
}

/* The first thing reported about TEXT, which is refused. */
static const char *refusal(const char *text)
{
	cr_assert_null(parse(text), "taken: %s", text);
	cr_assert_gt(diags.list.len, 0, "refused without a word: %s", text);
	return diags.list.at[diags.list.len - 1]->message;
}

static void refused(const char *text, const char *message)
{
	cr_assert_str_eq(refusal(text), message);
}

Test(site, says_everything)
{
	struct site *site = parse("interfaces:\n"
				  "  FastEthernet0/0: { device: lan0 }\n"
				  "  se0/1/0: { device: wan0, gateway: 192.0.2.2 }\n"
				  "  GigabitEthernet0/0/1.100: { device: none }\n"
				  "fidelity: exact\n"
				  "mark-mask: 0x00ff0000\n"
				  "on-failover: keep\n"
				  "on-recovery: drain\n"
				  "drain-time: 90s\n"
				  "reassembly: conntrack\n"
				  "dns: use\n"
				  "named-dir: /var/lib/bind\n"
				  "probe-interval: 50ms\n"
				  "probe-timeout: 2s\n"
				  "probe-misses: 3\n"
				  "probes:\n"
				  "  100: { interval: 10ms, timeout: 8ms }\n"
				  "  101: { misses: 1 }\n");
	const struct site_interface *wan, *none;
	struct site_pace pace;

	cr_assert_not_null(site);
	wan = site_interface(site, "Serial0/1/0");
	none = site_interface(site, "GigabitEthernet0/0/1.100");
	cr_assert_not_null(wan);
	cr_assert_not_null(none);
	cr_assert_str_eq(wan->device, "wan0");
	cr_assert(wan->has_gateway);
	cr_assert_eq(wan->gateway, 0xc0000202u);
	cr_assert(none->none);
	cr_assert_null(site_interface(site, "Serial0/2/0"));
	cr_assert_eq(site->fidelity, FIDELITY_EXACT);
	cr_assert_eq(site->mark_mask, 0x00ff0000u);
	cr_assert_eq(site->on_failover, ON_FAILOVER_KEEP);
	cr_assert_eq(site->on_recovery, ON_FAILOVER_DRAIN);
	cr_assert_eq(site->drain_time, 90000);
	cr_assert_eq(site->reassembly, REASSEMBLY_CONNTRACK);
	cr_assert_eq(site->dns, DNS_USE);
	cr_assert_str_eq(site->named_dir, "/var/lib/bind");
	pace = site_pace(site, 100);
	cr_assert(pace.interval == 10 && pace.timeout == 8 && pace.misses == 3);
	pace = site_pace(site, 101);
	cr_assert(pace.interval == 50 && pace.timeout == 2000 && pace.misses == 1);
	pace = site_pace(site, 102);
	cr_assert(pace.interval == 50 && pace.timeout == 2000 && pace.misses == 3);
	site_free(site);
}

Test(site, empty_is_the_default)
{
	const char *const empty[] = {"", "# nothing\n", "---\n", "~\n"};

	for (size_t i = 0; i < sizeof empty / sizeof *empty; i++) {
		struct site *site = parse(empty[i]);

		cr_assert_not_null(site, "refused: '%s'", empty[i]);
		cr_assert_eq(site->mark_mask, 0xff000000u);
		cr_assert_eq(site->fidelity, FIDELITY_SAFE);
		cr_assert_eq(site->reassembly, REASSEMBLY_TPROXY);
		cr_assert_eq(site->on_failover, ON_FAILOVER_FLUSH_UPLINK);
		cr_assert_eq(site->dns, DNS_START);
		site_free(site);
	}
}

Test(site, unknown_keys)
{
	refused("fidelty: safe\n",
		"gw.site.yaml:1:1: unknown key 'fidelty'; did you mean 'fidelity'?");
	refused("interfaces:\n  Serial0/0/0:\n    gatway: 192.0.2.1\n",
		"gw.site.yaml:3:5: unknown key 'gatway'; did you mean 'gateway'?");
	refused("colour: blue\n",
		"gw.site.yaml:1:1: unknown key 'colour'; the keys here are interfaces, fidelity, "
		"mark-mask, on-failover, on-recovery, drain-time, reassembly, dns, named-dir, "
		"probe-interval, probe-timeout, probe-misses or probes");
}

Test(site, paces_that_are_none)
{
	static const char range[] = "is no time from 10ms to 604800s, such as 50ms";
	const char *const odd[] = {"9ms",   "0s",      "50",	"ms",	 "5m",		"1.5s",
				   "-50ms", "604801s", "50 ms", "50msx", "4294967346ms"};

	for (size_t i = 0; i < sizeof odd / sizeof *odd; i++) {
		char text[64];

		snprintf(text, sizeof text, "probe-interval: %s\n", odd[i]);
		cr_assert_not_null(strstr(refusal(text), range), "%s", text);
	}
	refused("probe-interval: [1s]\n",
		"gw.site.yaml:1:17: 'probe-interval' wants a single value");
	refused("probe-misses: 0\n",
		"gw.site.yaml:1:15: probe-misses '0' is no number from 1 to 100");
	refused("probe-misses: 101\n",
		"gw.site.yaml:1:15: probe-misses '101' is no number from 1 to 100");
	refused("probes: 7\n", "gw.site.yaml:1:9: 'probes' wants keys with values");
	refused("probes: { first: { misses: 2 } }\n",
		"gw.site.yaml:1:11: 'first' is no number of an 'ip sla'");
	refused("probes: { 1: { missed: 2 } }\n",
		"gw.site.yaml:1:16: unknown key 'missed'; did you mean 'misses'?");
	refused("probes: { 1: { interval: 10ms, timeout: 11ms } }\n",
		"gw.site.yaml:1:14: timeout is longer than the interval");
}

Test(site, duplicates)
{
	refused("dns: start\ndns: none\n",
		"gw.site.yaml:2:1: key 'dns' stands here twice, first in line 1");
	refused("interfaces:\n  Serial0/0/0: { device: a }\n  se0/0/0: { device: b }\n",
		"gw.site.yaml:3:3: interface 'Serial0/0/0' stands here twice");
	refused("interfaces:\n  Serial0/0/0: { device: a }\n  Serial0/0/1: { device: a }\n",
		"gw.site.yaml:3:26: device 'a' is given to 'Serial0/0/0' already");
}

Test(site, what_yaml_could_hide)
{
	refused("interfaces: &x {}\n", "gw.site.yaml:1:13: anchors are not taken here ('&x')");
	refused("interfaces: *x\n", "gw.site.yaml:1:13: aliases are not taken here ('*x')");
	refused("dns: !!str none\n",
		"gw.site.yaml:1:6: tags are not taken here ('tag:yaml.org,2002:str')");
	refused("dns: none\n---\ndns: use\n", "gw.site.yaml:2:1: a second document begins here");
	refused("? [a]\n: b\n", "gw.site.yaml:1:3: a key must be a single word");
}

Test(site, wrong_types)
{
	refused("- dns\n", "gw.site.yaml:1:1: a site file is a list of keys with values");
	refused("dns: [none]\n", "gw.site.yaml:1:6: 'dns' wants a single value");
	refused("dns:\n", "gw.site.yaml:1:5: 'dns' wants a single value");
	refused("dns: maybe\n", "gw.site.yaml:1:6: 'dns' must be start, use or none, not 'maybe'");
	refused("interfaces: lan0\n", "gw.site.yaml:1:13: 'interfaces' wants keys with values");
	refused("interfaces:\n  Serial0/0/0: wan0\n",
		"gw.site.yaml:2:16: 'Serial0/0/0' wants keys with values");
	refused("named-dir: relative\n",
		"gw.site.yaml:1:12: named-dir 'relative' must begin with '/'");
}

Test(site, interfaces_and_devices)
{
	const char *const hostile[] = {"",	".",	 "..",	   "a/b",  "a b",
				       "$(id)", "a;b",	 "`id`",   "a\"b", "sixteen-chars-xx",
				       "a:b",	"a\\nb", "../../x"};

	refused("interfaces:\n  Seriel: { device: a }\n",
		"gw.site.yaml:2:3: 'Seriel' is no name of an interface");
	refused("interfaces:\n  Null0: { device: a }\n",
		"gw.site.yaml:2:3: 'Null0' is no name of an interface");
	refused("interfaces:\n  Serial0/0: { device: lo }\n",
		"gw.site.yaml:2:24: device 'lo' is for loopback interfaces only");
	refused("interfaces:\n  Serial0/0: { gateway: 192.0.2.300 }\n",
		"gw.site.yaml:2:25: gateway '192.0.2.300' is no IPv4 address of a host");
	refused("interfaces:\n  Serial0/0: { gateway: 224.0.0.1 }\n",
		"gw.site.yaml:2:25: gateway '224.0.0.1' is no IPv4 address of a host");
	for (size_t i = 0; i < sizeof hostile / sizeof *hostile; i++)
		cr_assert_not(device_name_is_valid(hostile[i]), "taken: %s", hostile[i]);
	cr_assert(device_name_is_valid("fifteen-chars-x"));
	cr_assert(device_name_is_valid("enp1s0.100"));
}

Test(site, mark_masks)
{
	const char *const bad[] = {"0x0",  "0xf0f0", "7", "0x1ff000000", "-1", "ff000000",
				   "0xfg", "true",   ""};

	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		refusal(arena_printf(arena, "mark-mask: '%s'\n", bad[i]));
	cr_assert_eq(parse("mark-mask: 15\n")->mark_mask, 15u);
	cr_assert_eq(parse("mark-mask: 0xffffffff\n")->mark_mask, 0xffffffffu);
}

/* Whatever the bytes are, the answer is a site or a report. */
Test(site, survives_any_text)
{
	static const char start[] = "interfaces: {Serial0/0: {device: a, gateway: 192.0.2.1}}\n"
				    "mark-mask: 0xff00\n";
	char text[sizeof start];

	srand(1);
	tear_down();
	for (int round = 0; round < 20000; round++) {
		struct site *site;

		memcpy(text, start, sizeof start);
		for (int i = 0; i < 3; i++)
			text[rand() % (int)(sizeof text - 1)] = (char)rand();
		set_up();
		site = site_parse(arena, "x", text, sizeof text - 1, &diags);
		cr_assert(site || diags.errors);
		site_free(site);
		tear_down();
	}
	set_up();
}

Test(site, deep_nesting)
{
	char text[4096];

	memset(text, '[', sizeof text);
	cr_assert_null(site_parse(arena, "x", text, sizeof text, &diags));
	cr_assert_gt(diags.errors, 0u);
}

/* ---- derived names ---- */

static const char *derived(const char *text)
{
	struct names *names = names_new(arena);
	struct interface interface = {0};
	struct site *site = parse("");

	interface.name = interface_canonical(names, text, strlen(text), &interface.type);
	cr_assert_not_null(interface.name, "no interface: %s", text);
	names_free(names);
	return device_of(arena, site, &interface);
}

Test(site, derived_devices)
{
	cr_assert_str_eq(derived("Serial0/1/0"), "se0-1-0");
	cr_assert_str_eq(derived("Gi0/0/1.100"), "gi0-0-1.100");
	cr_assert_str_eq(derived("FastEthernet0/0"), "fa0-0");
	cr_assert_str_eq(derived("Loopback7"), "lo");
	cr_assert_str_eq(derived("Dialer0"), "di0");
}
