/* Router advertisements of an interface, as IOS text and as JSON. */
#include <inttypes.h>

#include "print_ios.h"
#include "print_json.h"

static const char *const modes[] = {
#define X(symbol, words) words,
	ADVERT_MODES(X)
#undef X
};
static const char *const preferences[] = {
#define X(symbol, keyword) keyword,
	ADVERT_PREFERENCES(X)
#undef X
};

/* ---- IOS ---- */

static void print_lifetime(FILE *to, uint32_t seconds)
{
	if (seconds == ADVERT_EVER)
		fputs(" infinite", to);
	else
		fprintf(to, " %" PRIu32, seconds);
}

static void print_prefix(const struct advert_prefix *prefix, FILE *to)
{
	fputs(" ipv6 nd prefix", to);
	if (prefix->fallback)
		fputs(" default", to);
	else
		print_net6(to, " ", prefix->net.addr, prefix->net.len);
	if (prefix->silent)
		fputs(" no-advertise", to);
	if (prefix->has_times) {
		print_lifetime(to, prefix->valid);
		print_lifetime(to, prefix->preferred);
	}
	if (prefix->off_link)
		fputs(" off-link", to);
	if (prefix->no_router_address)
		fputs(" no-rtr-address", to);
	if (prefix->no_autoconfig)
		fputs(" no-autoconfig", to);
	putc('\n', to);
}

static void print_dns_row(const struct advert_dns *dns, FILE *to)
{
	fputs(" ipv6 nd ra dns", to);
	if (dns->name)
		fprintf(to, " search list %s", dns->name);
	else
		print_address6(to, " server ", dns->addr);
	if (dns->has_lifetime)
		print_lifetime(to, dns->lifetime);
	putc('\n', to);
}

void print_advert(const struct advert *advert, FILE *to)
{
	if (modes[advert->mode])
		fprintf(to, " ipv6 nd %s\n", modes[advert->mode]);
	if (advert->managed)
		fputs(" ipv6 nd managed-config-flag\n", to);
	if (advert->other)
		fputs(" ipv6 nd other-config-flag\n", to);
	if (advert->tells_interval)
		fputs(" ipv6 nd advertisement-interval\n", to);
	if (advert->preference)
		fprintf(to, " ipv6 nd router-preference %s\n", preferences[advert->preference]);
	if (advert->longest)
		fprintf(to, " ipv6 nd ra interval msec %" PRIu32, advert->longest);
	if (advert->shortest)
		fprintf(to, " %" PRIu32, advert->shortest);
	if (advert->longest)
		putc('\n', to);
	if (advert->has_lifetime)
		fprintf(to, " ipv6 nd ra lifetime %" PRIu32 "\n", advert->lifetime);
	if (advert->no_mtu)
		fputs(" ipv6 nd ra mtu suppress\n", to);
	if (advert->no_hop_limit)
		fputs(" ipv6 nd ra hop-limit unspecified\n", to);
	VEC_FOREACH (prefix, &advert->prefixes)
		print_prefix(prefix, to);
	VEC_FOREACH (dns, &advert->dns)
		print_dns_row(dns, to);
}

/* ---- JSON ---- */

static void put_lifetime(json_t *row, const char *key, uint32_t seconds)
{
	if (seconds == ADVERT_EVER)
		put_text(row, key, "infinite");
	else
		put_number(row, key, seconds);
}

static json_t *prefixes_json(const struct router *router, const struct advert *advert)
{
	json_t *array = json_array();

	VEC_FOREACH (prefix, &advert->prefixes) {
		json_t *row = json_row(router, array, prefix->at);

		if (prefix->fallback)
			put_text(row, "prefix", "default");
		else
			put_prefix6(row, "prefix", prefix->net.addr, prefix->net.len);
		put_flag(row, "no-advertise", prefix->silent);
		put_flag(row, "off-link", prefix->off_link);
		put_flag(row, "no-autoconfig", prefix->no_autoconfig);
		put_flag(row, "no-rtr-address", prefix->no_router_address);
		if (!prefix->has_times)
			continue;
		put_lifetime(row, "valid", prefix->valid);
		put_lifetime(row, "preferred", prefix->preferred);
	}
	return array;
}

static json_t *dns_json(const struct advert *advert)
{
	json_t *array = json_array();

	VEC_FOREACH (dns, &advert->dns) {
		json_t *row = json_object();

		if (dns->name)
			put_text(row, "search", dns->name);
		else
			put_address6(row, "server", dns->addr);
		if (dns->has_lifetime)
			put_lifetime(row, "lifetime", dns->lifetime);
		json_array_append_new(array, row);
	}
	return array;
}

void put_advert(const struct router *router, json_t *own, const struct advert *advert)
{
	json_t *row = json_object();

	put_text(row, "suppressed", modes[advert->mode]);
	put_flag(row, "managed-config", advert->managed);
	put_flag(row, "other-config", advert->other);
	put_flag(row, "advertisement-interval", advert->tells_interval);
	if (advert->preference)
		put_text(row, "preference", preferences[advert->preference]);
	if (advert->longest)
		put_number(row, "longest-interval", advert->longest);
	if (advert->shortest)
		put_number(row, "shortest-interval", advert->shortest);
	if (advert->has_lifetime)
		put_number(row, "lifetime", advert->lifetime);
	put_flag(row, "no-mtu", advert->no_mtu);
	put_flag(row, "no-hop-limit", advert->no_hop_limit);
	if (advert->prefixes.len)
		json_object_set_new(row, "prefixes", prefixes_json(router, advert));
	if (advert->dns.len)
		json_object_set_new(row, "dns", dns_json(advert));
	if (json_object_size(row))
		json_object_set_new(own, "advertisements", row);
	else
		json_decref(row);
}
