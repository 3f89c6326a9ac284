/*
 * What the DHCP clients of this host have written down of their leases: the router, where the
 * client was told to leave the default route alone, name servers, delegated prefixes. Only a lease
 * of the address that stands on the device counts, since these files outlive their leases.
 * decisions.md 16.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "agent_lease.h"
#include "grammar/ip.h"

enum { LEASE_FILE_MAX = 1 << 20 };

/* The address that TEXT begins with, in front of blanks, or one of the marks of a list. */
static bool address_at(const char *text, uint32_t *addr)
{
	return ip_parse(text, strcspn(text, " \t,;\r\n"), addr);
}

/* What stands behind KEY when the line at TEXT begins with it, or NULL. */
static const char *behind(const char *text, const char *key)
{
	size_t len = strlen(key);

	return strncmp(text, key, len) ? NULL : text + len;
}

static const char *next_line(const char *text)
{
	text += strcspn(text, "\n");
	return *text ? text + 1 : text;
}

/* `"wan0";` */
static bool is_quoted(const char *text, const char *name)
{
	size_t len = strlen(name);

	return text[0] == '"' && !strncmp(text + 1, name, len) && text[len + 1] == '"';
}

/* The addresses of the list at TEXT, as many as fit, then zeros. */
static void addresses_at(const char *text, uint32_t server[LEASE_SERVERS])
{
	int n = 0;

	memset(server, 0, LEASE_SERVERS * sizeof *server);
	while (n < LEASE_SERVERS && address_at(text, &server[n])) {
		n++;
		text += strcspn(text, " \t,;\r\n");
		text += strspn(text, " \t,");
	}
}

bool lease_of_dhclient(const char *text, const char *device, uint32_t address, struct lease *lease)
{
	struct lease read = {0};
	bool ours = false, found = false;
	uint32_t addr = 0;
	const char *value;

	for (; *text; text = next_line(text)) {
		text += strspn(text, " \t");
		if ((value = behind(text, "interface "))) {
			ours = is_quoted(value, device);
		} else if ((value = behind(text, "fixed-address "))) {
			ours &= address_at(value, &addr) && addr == address;
		} else if ((value = behind(text, "option routers "))) {
			read.has_router = address_at(value, &read.router);
		} else if ((value = behind(text, "option domain-name-servers "))) {
			addresses_at(value, read.server);
		} else if (*text == '}') {
			/* of several leases the last one is in force, also when it names none */
			if (ours) {
				found = true;
				*lease = read;
			}
			ours = false;
			read = (struct lease){0};
		}
	}
	return found;
}

bool lease_of_networkd(const char *text, uint32_t address, struct lease *lease)
{
	bool has_address = false;
	uint32_t addr = 0;
	const char *value;

	*lease = (struct lease){0};
	for (; *text; text = next_line(text)) {
		if ((value = behind(text, "ADDRESS=")))
			has_address = address_at(value, &addr) && addr == address;
		else if ((value = behind(text, "ROUTER=")))
			lease->has_router = address_at(value, &lease->router);
		else if ((value = behind(text, "DNS=")))
			addresses_at(value, lease->server);
	}
	return has_address;
}

bool servers_of_pppd(const char *text, struct lease *lease)
{
	const char *value;
	int n = 0;

	*lease = (struct lease){0};
	for (; *text && n < LEASE_SERVERS; text = next_line(text))
		if ((value = behind(text, "nameserver ")) && address_at(value, &lease->server[n]))
			n++;
	return n;
}

/* The whole of PATH, to be freed; NULL when there is no such file. */
static char *read_whole(const char *path)
{
	FILE *file = fopen(path, "re");
	char *text = file ? malloc(LEASE_FILE_MAX) : NULL;

	if (text)
		text[fread(text, 1, LEASE_FILE_MAX - 1, file)] = '\0';
	if (file)
		fclose(file);
	return text;
}

static bool in_dhclient(const char *path, const char *device, uint32_t address, struct lease *lease)
{
	char *text = read_whole(path);
	bool found = text && lease_of_dhclient(text, device, address, lease);

	free(text);
	return found;
}

static bool in_networkd(unsigned index, uint32_t address, struct lease *lease)
{
	char path[sizeof "/run/systemd/netif/leases/4294967295"];
	char *text;
	bool found;

	snprintf(path, sizeof path, "/run/systemd/netif/leases/%u", index);
	text = read_whole(path);
	found = text && lease_of_networkd(text, address, lease);
	free(text);
	return found;
}

bool lease_find(const char *device, unsigned index, uint32_t address, struct lease *lease)
{
	char path[128];

	snprintf(path, sizeof path, "/var/lib/dhcp/dhclient.%s.leases", device);
	return in_networkd(index, address, lease) || in_dhclient(path, device, address, lease) ||
	       in_dhclient("/var/lib/dhcp/dhclient.leases", device, address, lease);
}

bool session_servers(struct lease *lease)
{
	char *text = read_whole("/etc/ppp/resolv.conf");
	bool found = text && servers_of_pppd(text, lease);

	free(text);
	return found;
}

/* ---- delegated prefixes ---- */

/* One lease of DHCPv6 as it is read, line by line. */
struct lease6 {
	const char *device;
	int64_t now;
	int depth; /* of braces */
	bool ours, released;
	struct ip6_net net; /* of the prefix under way */
	int64_t starts, preferred, valid;
	struct ip6_net best; /* the one that is preferred for longest; of length 0: none */
	int64_t best_preferred, best_until;
};

static int64_t lasts(int64_t starts, int64_t seconds)
{
	return seconds == UINT32_MAX ? INT64_MAX : starts + seconds;
}

static void lease6_prefix_end(struct lease6 *lease)
{
	int64_t preferred = lasts(lease->starts, lease->preferred);
	int64_t until = lasts(lease->starts, lease->valid);

	if (lease->net.len && until > lease->now &&
	    (!lease->best.len || preferred > lease->best_preferred)) {
		lease->best = lease->net;
		lease->best_preferred = preferred;
		lease->best_until = until;
	}
	lease->net.len = 0;
}

static void lease6_prefix_begin(struct lease6 *lease, const char *text)
{
	size_t len = strcspn(text, "/");
	unsigned long bits = text[len] ? strtoul(text + len + 1, NULL, 10) : 0;

	lease->starts = lease->preferred = lease->valid = 0;
	lease->net.len = 0;
	if (bits && bits < IP6_BITS && !ip6_parse(text, len, &lease->net.addr))
		lease->net.len = (uint8_t)bits;
}

static void lease6_line(struct lease6 *lease, const char *text)
{
	const char *value;

	if ((value = behind(text, "interface ")))
		lease->ours = is_quoted(value, lease->device);
	else if (behind(text, "released;"))
		lease->released = true;
	else if ((value = behind(text, "iaprefix ")))
		lease6_prefix_begin(lease, value);
	else if ((value = behind(text, "starts ")))
		lease->starts = strtoll(value, NULL, 10);
	else if ((value = behind(text, "preferred-life ")))
		lease->preferred = strtoll(value, NULL, 10);
	else if ((value = behind(text, "max-life ")))
		lease->valid = strtoll(value, NULL, 10);
	else if (*text == '}')
		lease6_prefix_end(lease);
}

bool lease_prefix_of_dhclient(const char *text, const char *device, int64_t now,
			      struct ip6_net *net, int64_t *until)
{
	struct lease6 lease = {.device = device, .now = now};
	bool found = false;

	for (; *text; text = next_line(text)) {
		size_t len;

		text += strspn(text, " \t");
		len = strcspn(text, "\n");
		lease6_line(&lease, text);
		lease.depth += len && text[len - 1] == '{';
		if (*text != '}' || --lease.depth > 0)
			continue;
		/* the last lease of the interface is in force, also when it has none */
		if (lease.ours) {
			found = lease.best.len && !lease.released;
			*net = lease.best;
			*until = lease.best_until;
		}
		lease = (struct lease6){.device = device, .now = now};
	}
	return found;
}

/* Two files may tell: then the one that lasts. */
static void look_for_prefix(const char *path, const char *device, int64_t now, struct ip6_net *net,
			    int64_t *until)
{
	char *text = read_whole(path);
	struct ip6_net other;
	int64_t end;

	if (text && lease_prefix_of_dhclient(text, device, now, &other, &end) &&
	    (!net->len || end > *until)) {
		*net = other;
		*until = end;
	}
	free(text);
}

bool lease_prefix(const char *device, int64_t now, struct ip6_net *net, int64_t *until)
{
	char path[128];

	net->len = 0;
	snprintf(path, sizeof path, "/var/lib/dhcp/dhclient6.%s.leases", device);
	look_for_prefix(path, device, now, net, until);
	look_for_prefix("/var/lib/dhcp/dhclient6.leases", device, now, net, until);
	return net->len;
}
