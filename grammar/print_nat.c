/* Translation, as IOS text. */
#include <inttypes.h>

#include "print_ios.h"

static void print_options(uint32_t options, FILE *to)
{
	static const char *const words[] = {
#define X(symbol, word) word,
		NAT_OPTIONS(X)
#undef X
	};

	for (int i = 0; i < NAT_OPTION_COUNT; i++)
		if (options & 1u << i)
			fprintf(to, " %s", words[i]);
}

static void print_extra(const struct nat_extra *extra, FILE *to)
{
	if (!extra)
		return;
	if (extra->redundancy)
		fprintf(to, " redundancy %s", extra->redundancy);
	if (extra->mapping_id)
		fprintf(to, " mapping-id %" PRIu32, extra->mapping_id);
	if (extra->track)
		fprintf(to, " track %" PRIu32, extra->track);
	if (extra->egress.name.s)
		fprintf(to, " egress-interface %s", extra->egress.name.s);
	if (extra->portmap)
		fprintf(to, " portmap %s", extra->portmap);
}

static void print_static_addresses(const struct nat_static *entry, FILE *to)
{
	static const char *const protos[] = {[6] = "tcp ", [17] = "udp ", [NAT_PROTO_ESP] = "esp "};

	if (entry->proto)
		fputs(protos[entry->proto], to);
	if (entry->len < 32)
		fputs("network ", to);
	print_address(to, "", entry->local);
	if (entry->local_port)
		fprintf(to, " %u", entry->local_port);
	if (entry->interface.name.s)
		fprintf(to, " interface %s", entry->interface.name.s);
	else
		print_address(to, " ", entry->global);
	if (entry->global_port)
		fprintf(to, " %u", entry->global_port);
	if (entry->len < 32)
		fprintf(to, " /%u", entry->len);
}

static void print_static(const struct nat_static *entry, FILE *to)
{
	fprintf(to, "ip nat %s static ", nat_kind_words(entry->kind));
	print_static_addresses(entry, to);
	if (entry->vrf)
		fprintf(to, " vrf %s", entry->vrf);
	if (entry->route_map.name.s)
		fprintf(to, " route-map %s", entry->route_map.name.s);
	print_options(entry->options, to);
	print_extra(entry->extra, to);
	putc('\n', to);
}

static void print_dynamic(const struct nat_dynamic *rule, FILE *to)
{
	const char *acl = rule->acl.name.s, *interface = rule->interface.name.s;

	fprintf(to, "ip nat %s %s %s %s %s", nat_kind_words(rule->kind), acl ? "list" : "route-map",
		acl ? acl : rule->route_map.name.s, interface ? "interface" : "pool",
		interface ? interface : rule->pool.name.s);
	if (rule->vrf)
		fprintf(to, " vrf %s", rule->vrf);
	print_options(rule->options, to);
	print_extra(rule->extra, to);
	putc('\n', to);
}

static void print_pool(const struct nat_pool *pool, FILE *to)
{
	static const char *const types[] = {"", " type rotary", " type match-host"};

	fprintf(to, "ip nat pool %s", pool->name);
	if (pool->ranges.len == 1) {
		print_address(to, " ", pool->ranges.at[0].first);
		print_address(to, " ", pool->ranges.at[0].last);
	}
	fprintf(to, " prefix-length %u%s", pool->len, types[pool->type]);
	if (pool->add_route)
		fputs(" add-route", to);
	if (pool->accounting)
		fprintf(to, " accounting %s", pool->accounting);
	fputs(pool->arp_ping ? " arp-ping\n" : "\n", to);
	if (pool->ranges.len == 1)
		return;
	VEC_FOREACH (range, &pool->ranges) {
		print_address(to, " address ", range->first);
		print_address(to, " ", range->last);
		putc('\n', to);
	}
}

static void print_seconds(uint32_t seconds, FILE *to)
{
	if (seconds == NAT_NEVER)
		fputs(" never\n", to);
	else
		fprintf(to, " %" PRIu32 "\n", seconds);
}

static void print_limit(const struct nat_limit *limit, FILE *to)
{
	static const char *const words[] = {
#define X(symbol, word) word,
		NAT_LIMITS(X)
#undef X
	};

	fputs("ip nat translation max-entries", to);
	if (limit->kind != NAT_LIMIT_ALL)
		fprintf(to, " %s", words[limit->kind]);
	if (limit->kind == NAT_LIMIT_HOST)
		print_address(to, " ", limit->host);
	if (limit->kind == NAT_LIMIT_LIST)
		fprintf(to, " %s", limit->acl.name.s);
	if (limit->kind == NAT_LIMIT_VRF)
		fprintf(to, " %s", limit->vrf);
	fprintf(to, " %" PRIu32 "\n", limit->entries);
}

static void print_service(const struct nat_service *service, FILE *to)
{
	fprintf(to, "%sip nat service ", service->off ? "no " : "");
	if (service->acl.name.s)
		fprintf(to, "list %s ", service->acl.name.s);
	fputs(nat_service_word(service->name), to);
	if (service->name == NAT_SERVICE_IPSEC_ESP)
		fputs(" enable", to);
	if (service->proto)
		fputs(service->proto == 6 ? " tcp" : " udp", to);
	if (service->port)
		fprintf(to, " port %u", service->port);
	putc('\n', to);
}

static void print_settings(const struct nat_settings *settings, FILE *to)
{
	for (int i = 0; i < NAT_TIMEOUT_COUNT; i++) {
		if (!settings->timeout[i])
			continue;
		fprintf(to, "ip nat translation %s", nat_timeout_word(i));
		print_seconds(settings->timeout[i], to);
	}
	VEC_FOREACH (timeout, &settings->port_timeouts) {
		fprintf(to, "ip nat translation port-timeout %s %u",
			timeout->proto == 6 ? "tcp" : "udp", timeout->port);
		print_seconds(timeout->seconds, to);
	}
	VEC_FOREACH (limit, &settings->limits)
		print_limit(limit, to);
	VEC_FOREACH (service, &settings->services)
		print_service(service, to);
	if (settings->log)
		fputs("ip nat log translations syslog\n", to);
}

void print_nat(const struct nat *nat, FILE *to)
{
	const struct nat_pool *pool;

	print_settings(&nat->settings, to);
	STAILQ_FOREACH (pool, &nat->pools, link)
		print_pool(pool, to);
	VEC_FOREACH (rule, &nat->dynamics)
		print_dynamic(rule, to);
	VEC_FOREACH (entry, &nat->statics)
		print_static(entry, to);
}
