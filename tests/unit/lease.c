/* Lease files as the clients write them. */
#include <criterion/criterion.h>

#include "runtime/agent_lease.h"

#define IP(a, b, c, d) ((uint32_t)(a) << 24 | (b) << 16 | (c) << 8 | (d))

static const char dhclient[] = "default-duid \"\\000\\001\";\n"
			       "lease {\n"
			       "  interface \"wan0\";\n"
			       "  fixed-address 192.0.2.10;\n"
			       "  option subnet-mask 255.255.255.0;\n"
			       "  option routers 192.0.2.1;\n"
			       "  renew 2 2026/01/06 10:00:00;\n"
			       "}\n"
			       "lease {\n"
			       "  interface \"wan0\";\n"
			       "  fixed-address 198.51.100.7;\n"
			       "  option routers 198.51.100.1,198.51.100.2;\n"
			       "}\n"
			       "lease {\n"
			       "  interface \"wan00\";\n"
			       "  fixed-address 203.0.113.9;\n"
			       "  option routers 203.0.113.1;\n"
			       "}\n"
			       "lease {\n"
			       "  interface \"wan0\";\n"
			       "  fixed-address 203.0.113.40;\n"
			       "  option routers 203.0.113.33;\n"
			       "}\n"
			       "lease {\n"
			       "  interface \"wan0\";\n"
			       "  fixed-address 203.0.113.40;\n"
			       "}\n";

static void expect(const char *device, uint32_t address, uint32_t wanted)
{
	struct lease lease = {0};
	bool found = lease_of_dhclient(dhclient, device, address, &lease);

	cr_expect_eq(found && lease.has_router, wanted != 0, "%s %x", device, address);
	cr_expect_eq(lease.router, wanted, "%s %x: %x", device, address, lease.router);
}

Test(lease, dhclient_is_asked_for_device_and_address)
{
	expect("wan0", IP(192, 0, 2, 10), IP(192, 0, 2, 1));
	expect("wan0", IP(198, 51, 100, 7), IP(198, 51, 100, 1));
	expect("wan0", IP(203, 0, 113, 9), 0);
	expect("wan00", IP(203, 0, 113, 9), IP(203, 0, 113, 1));
	expect("wan1", IP(192, 0, 2, 10), 0);
}

Test(lease, networkd_has_a_file_for_each_link)
{
	static const char text[] = "# This is private data. Do not parse.\n"
				   "ADDRESS=192.0.2.10\n"
				   "NETMASK=255.255.255.0\n"
				   "ROUTER=192.0.2.1 192.0.2.2\n"
				   "SERVER_ADDRESS=192.0.2.3\n"
				   "DNS=192.0.2.53 192.0.2.54\n";
	struct lease lease;

	cr_expect(lease_of_networkd(text, IP(192, 0, 2, 10), &lease) && lease.has_router);
	cr_expect_eq(lease.router, IP(192, 0, 2, 1));
	cr_expect_eq(lease.server[0], IP(192, 0, 2, 53));
	cr_expect_eq(lease.server[1], IP(192, 0, 2, 54));
	cr_expect_eq(lease.server[2], 0);
	cr_expect_not(lease_of_networkd(text, IP(192, 0, 2, 11), &lease));
	cr_expect(lease_of_networkd("ADDRESS=192.0.2.10\n", IP(192, 0, 2, 10), &lease));
	cr_expect_not(lease.has_router || lease.server[0]);
	cr_expect_not(lease_of_networkd("", 0, &lease));
}

Test(lease, a_broken_file_is_none)
{
	struct lease lease;

	cr_expect_not(lease_of_dhclient("lease {\n  interface \"wan0", "wan0", 0, &lease));
	cr_expect_not(lease_of_dhclient("interface \"wan0\";\nfixed-address 192.0.2.300;\n"
					"option routers 192.0.2.1;\n}",
					"wan0", IP(192, 0, 2, 44), &lease));
	cr_expect_not(lease_of_networkd("ADDRESS=\nROUTER=", 0, &lease));
}

Test(lease, name_servers_are_as_many_as_are_kept)
{
	static const char text[] = "lease {\n  interface \"wan0\";\n  fixed-address 192.0.2.10;\n"
				   "  option domain-name-servers 192.0.2.53, 192.0.2.54,"
				   "198.51.100.53,198.51.100.54;\n}\n";
	struct lease lease;

	cr_expect(lease_of_dhclient(text, "wan0", IP(192, 0, 2, 10), &lease));
	cr_expect_eq(lease.server[0], IP(192, 0, 2, 53));
	cr_expect_eq(lease.server[1], IP(192, 0, 2, 54));
	cr_expect_eq(lease.server[2], IP(198, 51, 100, 53));
	cr_expect_not(lease.has_router);
	cr_expect(servers_of_pppd("nameserver 192.0.2.1\nsearch example.com\n"
				  "nameserver 192.0.2.2\nnameserver ::1\n",
				  &lease));
	cr_expect_eq(lease.server[1], IP(192, 0, 2, 2));
	cr_expect_eq(lease.server[2], 0);
	cr_expect_not(servers_of_pppd("search example.com\n", &lease));
}

Test(lease, of_two_leases_for_one_address_the_last_is_in_force)
{
	expect("wan0", IP(203, 0, 113, 40), 0);
}

/* ---- delegated prefixes ---- */

#define PD(interface, more, prefix, preferred, valid)                                          \
	"lease6 {\n  interface \"" interface "\";\n" more "  ia-pd 12:34:56:78 {\n"            \
	"    starts 1000;\n    renew 10;\n    rebind 20;\n    iaprefix " prefix " {\n"         \
	"      starts 1000;\n      preferred-life " preferred ";\n      max-life " valid ";\n" \
	"    }\n  }\n  option dhcp6.client-id 0:1;\n}\n"

static void expect_prefix(const char *text, int64_t now, const char *wanted, int64_t until)
{
	char got[IP6_TEXT_SIZE] = "none";
	struct ip6_net net;
	int64_t end = 0;

	if (lease_prefix_of_dhclient(text, "wan0", now, &net, &end))
		ip6_prefix_text(got, net.addr, net.len);
	cr_expect_str_eq(got, wanted);
	cr_expect_eq(end, until, "%lld", (long long)end);
}

Test(lease, a_prefix_is_delegated_until_its_lease_ends)
{
	static const char text[] =
		"default-duid \"\\000\\001\";\n" PD("wan0", "", "2001:db8:a::/56", "50", "100")
			PD("wan1", "", "2001:db8:b::/56", "50", "100");

	expect_prefix(text, 1000, "2001:db8:a::/56", 1100);
	expect_prefix(text, 1099, "2001:db8:a::/56", 1100);
	expect_prefix(text, 1100, "none", 0);
	expect_prefix(PD("wan0", "", "2001:db8:a::/56", "4294967295", "4294967295"), 9999,
		      "2001:db8:a::/56", INT64_MAX);
}

Test(lease, the_last_lease_says_what_is_delegated)
{
	expect_prefix(PD("wan0", "", "2001:db8:a::/56", "50", "100")
			      PD("wan0", "", "2001:db8:c::/60", "50", "200"),
		      1000, "2001:db8:c::/60", 1200);
	expect_prefix(PD("wan0", "", "2001:db8:a::/56", "50", "100")
			      PD("wan0", "  released;\n", "2001:db8:a::/56", "50", "100"),
		      1000, "none", 1100);
}

Test(lease, of_two_prefixes_the_one_that_is_preferred_counts)
{
	static const char text[] =
		"lease6 {\n  interface \"wan0\";\n  ia-pd 12:34:56:78 {\n"
		"    iaprefix 2001:db8:a::/56 {\n      starts 1000;\n      preferred-life 0;\n"
		"      max-life 500;\n    }\n"
		"    iaprefix 2001:db8:b::/56 {\n      starts 1000;\n      preferred-life 60;\n"
		"      max-life 100;\n    }\n  }\n}\n";

	expect_prefix(text, 1000, "2001:db8:b::/56", 1100);
	expect_prefix(text, 1200, "2001:db8:a::/56", 1500);
}

Test(lease, a_broken_file_delegates_nothing)
{
	expect_prefix("", 0, "none", 0);
	expect_prefix("lease6 {\n  interface \"wan0\";\n    iaprefix 2001:db8:a::/56 {\n", 0,
		      "none", 0);
	expect_prefix(PD("wan0", "", "2001:db8:a::/0", "50", "100"), 1000, "none", 0);
	expect_prefix(PD("wan0", "", "2001:db8:g::/56", "50", "100"), 1000, "none", 0);
	expect_prefix("}\n}\n}\n", 0, "none", 0);
}
