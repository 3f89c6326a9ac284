/* The DHCPv6 server as IOS text. */
#include <inttypes.h>

#include "print_ios.h"

static void print_time(FILE *to, uint32_t seconds)
{
	if (seconds == DHCP6_EVER)
		fputs(" infinite", to);
	else
		fprintf(to, " %" PRIu32, seconds);
}

static void print_refresh(FILE *to, uint32_t seconds)
{
	enum { MINUTE = 60, HOUR = 60 * MINUTE, DAY = 24 * HOUR };

	if (seconds == DHCP6_EVER)
		fputs(" information refresh infinity\n", to);
	else if (seconds)
		fprintf(to, " information refresh %u %u %u\n", seconds / DAY, seconds % DAY / HOUR,
			seconds % HOUR / MINUTE);
}

static void print_value(const struct dhcp6_value *value, FILE *to)
{
	static const char *const forms[] = {
		[DHCP6_ADDRESS] = " address",
		[DHCP6_NAME] = "",
		[DHCP6_ASCII] = " ascii",
		[DHCP6_HEX] = " hex",
	};

	if (value->numbered)
		fprintf(to, " option %" PRIu32 "%s", value->code, forms[value->form]);
	else if (value->code == DHCP6_BOOTFILE)
		fputs(" bootfile-url", to);
	else
		fprintf(to, " %s", dhcp6_words(value->code));
	if (value->form == DHCP6_ADDRESS)
		print_address6(to, " ", value->addr);
	else
		fprintf(to, " %s", value->text);
	putc('\n', to);
}

static void print_lifetime(const struct dhcp6_times *times, FILE *to)
{
	if (times->given) {
		fputs(" lifetime", to);
		print_time(to, times->valid);
		print_time(to, times->preferred);
	}
	putc('\n', to);
}

static void print_delegated(const struct dhcp6_pool *pool, FILE *to)
{
	if (pool->delegated.pool.s) {
		fprintf(to, " prefix-delegation pool %s", pool->delegated.pool.s);
		print_lifetime(&pool->delegated.times, to);
	}
	VEC_FOREACH (delegated, &pool->reserved) {
		print_net6(to, " prefix-delegation ", delegated->net.addr, delegated->net.len);
		fprintf(to, " %s", delegated->duid);
		print_lifetime(&delegated->times, to);
	}
}

void print_dhcp6(const struct dhcp6 *dhcp6, FILE *to)
{
	const struct dhcp6_pool *pool;

	VEC_FOREACH (prefixes, &dhcp6->prefix_pools) {
		fprintf(to, "ipv6 local pool %s", prefixes->name);
		print_net6(to, " ", prefixes->net.addr, prefixes->net.len);
		fprintf(to, " %u\n", prefixes->len);
	}
	STAILQ_FOREACH (pool, &dhcp6->pools, link) {
		fprintf(to, "ipv6 dhcp pool %s\n", pool->name);
		print_delegated(pool, to);
		if (pool->has_prefix) {
			print_net6(to, " address prefix ", pool->net.addr, pool->net.len);
			fputs(" lifetime", to);
			print_time(to, pool->valid);
			print_time(to, pool->preferred);
			putc('\n', to);
		}
		VEC_FOREACH (net, &pool->links) {
			print_net6(to, " link-address ", net->addr, net->len);
			putc('\n', to);
		}
		VEC_FOREACH (value, &pool->values)
			print_value(value, to);
		print_refresh(to, pool->refresh);
	}
}

void print_dhcp6_server(const struct dhcp6_server *server, FILE *to)
{
	if (!server->automatic && !server->pool.name.s)
		return;
	fprintf(to, " ipv6 dhcp server %s", server->automatic ? "automatic" : server->pool.name.s);
	if (server->rapid_commit)
		fputs(" rapid-commit", to);
	if (server->preference)
		fprintf(to, " preference %u", server->preference);
	if (server->allow_hint)
		fputs(" allow-hint", to);
	putc('\n', to);
}
