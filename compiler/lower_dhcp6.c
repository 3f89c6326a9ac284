/*
 * The DHCPv6 server: the pool of an interface is a subnet there. One that has no addresses to lend
 * only tells its clients what it is to tell, or delegates prefixes; they belong to the interface's
 * own prefix then. What the router never lends: its own addresses, and the first of a prefix, which
 * means any router.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "compiler.h"
#include "fib.h"
#include "lower.h"
#include "lower_dns.h"

enum { CODE_PREFERENCE = 7, CODE_REFRESH = 32, LEN_ANYCAST = 126 /* longer prefixes have none */ };

struct dhcp6_lowering {
	struct lowering *lo;
	VEC(struct ip6) kept; /* ascending: never lent */
	VEC(struct dhcp6_subnet_object) made;
};

/* ---- addresses ---- */

static int by_address(const void *a, const void *b)
{
	return ip6_compare(*(const struct ip6 *)a, *(const struct ip6 *)b);
}

static void collect_kept(struct dhcp6_lowering *d)
{
	const struct interface *interface;
	struct ip6 whole;

	STAILQ_FOREACH (interface, &d->lo->router->interfaces.list, link)
		VEC_FOREACH (address, &interface->six.addresses)
			if (interface_address6_is_global(address) &&
			    interface_address6_whole(d->lo->router, address, &whole))
				vec_push(d->lo->arena, &d->kept, whole);
	if (d->kept.len)
		qsort(d->kept.at, d->kept.len, sizeof *d->kept.at, by_address);
}

static struct ip6 next_to(struct ip6 addr, int step)
{
	struct ip6 next = {addr.hi, addr.lo + (uint64_t)step};

	if (step > 0 && !next.lo)
		next.hi++;
	else if (step < 0 && !addr.lo)
		next.hi--;
	return next;
}

static void lower_lent(struct dhcp6_lowering *d, struct dhcp6_subnet_object *subnet)
{
	struct ip6 mask = ip6_len_mask(subnet->net.len), from = subnet->net.addr;
	struct ip6 last = {from.hi | ~mask.hi, from.lo | ~mask.lo};

	if (subnet->net.len <= LEN_ANYCAST)
		from = next_to(from, 1);
	VEC_FOREACH (kept, &d->kept) {
		if (ip6_compare(*kept, from) < 0 || ip6_compare(*kept, last) > 0)
			continue;
		if (ip6_compare(*kept, from) > 0)
			vec_push(d->lo->arena, &subnet->ranges,
				 ((struct ip6_range){from, next_to(*kept, -1)}));
		if (ip6_equal(*kept, last))
			return;
		from = next_to(*kept, 1);
	}
	vec_push(d->lo->arena, &subnet->ranges, ((struct ip6_range){from, last}));
}

/* ---- options ---- */

static void option_add(struct lowering *lo, struct dhcp6_subnet_object *to, uint32_t code,
		       enum dhcp_data form, const char *data)
{
	struct dhcp_option_row *row = NULL;

	VEC_FOREACH (each, &to->options)
		if (each->code == code)
			row = each;
	if (!row)
		vec_push(lo->arena, &to->options,
			 ((struct dhcp_option_row){code, (uint8_t)form, data}));
	else if (form == DHCP_DATA_PLAIN && row->form == DHCP_DATA_PLAIN)
		row->data = arena_printf(lo->arena, "%s, %s", row->data, data);
	else
		*row = (struct dhcp_option_row){code, (uint8_t)form, data};
}

static const char *bytes_of(struct lowering *lo, struct ip6 addr)
{
	return arena_printf(lo->arena, "%016" PRIx64 "%016" PRIx64, addr.hi, addr.lo);
}

static void lower_value(struct lowering *lo, const struct dhcp6_value *value,
			struct dhcp6_subnet_object *to)
{
	char text[IP6_TEXT_SIZE];
	const char *name;

	switch ((enum dhcp6_form)value->form) {
	case DHCP6_ADDRESS:
		if (value->numbered)
			option_add(lo, to, value->code, DHCP_DATA_BYTES, bytes_of(lo, value->addr));
		else
			option_add(lo, to, value->code, DHCP_DATA_PLAIN,
				   arena_printf(lo->arena, "%s", ip6_text(text, value->addr)));
		break;
	case DHCP6_NAME:
		name = lower_search_domain(lo, value->text, value->at);
		if (name)
			option_add(lo, to, value->code, DHCP_DATA_PLAIN, name);
		break;
	case DHCP6_ASCII:
		option_add(lo, to, value->code, DHCP_DATA_TEXT, value->text);
		break;
	case DHCP6_HEX:
		option_add(lo, to, value->code, DHCP_DATA_BYTES, value->text);
		break;
	}
}

static int by_code(const void *a, const void *b)
{
	const struct dhcp_option_row *x = a, *y = b;

	return (x->code > y->code) - (x->code < y->code);
}

static void lower_told(struct lowering *lo, const struct dhcp6_server *server,
		       const struct dhcp6_pool *pool, struct dhcp6_subnet_object *to)
{
	if (server->preference)
		option_add(lo, to, CODE_PREFERENCE, DHCP_DATA_PLAIN,
			   arena_printf(lo->arena, "%u", server->preference));
	if (pool->refresh)
		option_add(lo, to, CODE_REFRESH, DHCP_DATA_PLAIN,
			   arena_printf(lo->arena, "%" PRIu32, pool->refresh));
	VEC_FOREACH (value, &pool->values)
		lower_value(lo, value, to);
	if (to->options.len)
		qsort(to->options.at, to->options.len, sizeof *to->options.at, by_code);
}

/* ---- subnets ---- */

/* The first prefix of the interface's own; false when it has none. */
static bool own_prefix(const struct lowering *lo, const struct interface *interface,
		       struct ip6_net *net)
{
	VEC_FOREACH (address, &interface->six.addresses) {
		struct ip6 whole;

		if (!interface_address6_is_global(address) ||
		    !interface_address6_whole(lo->router, address, &whole))
			continue;
		*net = (struct ip6_net){ip6_subnet(whole, address->len), address->len};
		return true;
	}
	return false;
}

/* Does the pool delegate prefixes, of NET? */
static bool delegates(const struct lowering *lo, const struct dhcp6_pool *pool, struct ip6_net *net)
{
	const struct prefix_pool *prefixes =
		pool->delegated.pool.s ? prefix_pool_find(lo->router, pool->delegated.pool.s)
				       : NULL;

	if (!prefixes && !pool->reserved.len)
		return false;
	*net = prefixes ? prefixes->net : pool->reserved.at[0].net;
	return true;
}

static const struct dhcp6_subnet_object *subnet_made(const struct dhcp6_lowering *d,
						     struct ip6_net net)
{
	VEC_FOREACH (made, &d->made)
		if (ip6_net_equal(made->net, net))
			return made;
	return NULL;
}

/* The addresses of a pool are lent on one link; elsewhere it is one without. */
static bool choose_net(struct dhcp6_lowering *d, const struct interface *interface,
		       const struct dhcp6_pool *pool, struct ip6_net *net, bool *lends)
{
	const struct dhcp6_server *server = &interface->six.dhcp6;

	*lends = pool->has_prefix && !subnet_made(d, pool->net);
	if (pool->has_prefix && !*lends)
		diag_at(d->lo->diags, DIAG_DHCP_POOL, server->at,
			"the addresses of pool '%s' are lent on another interface: none are here",
			pool->name);
	if (*lends) {
		*net = pool->net;
		return true;
	}
	if (own_prefix(d->lo, interface, net) && !subnet_made(d, *net))
		return true;
	/* whoever asks for a prefix needs no address: the server knows the link by its interface */
	if (delegates(d->lo, pool, net) && !subnet_made(d, *net))
		return true;
	diag_at(d->lo->diags, DIAG_DHCP_POOL, server->at,
		"the interface has no IPv6 prefix of its own that clients of pool '%s' could "
		"belong to: nobody is served",
		pool->name);
	return false;
}

/* ---- prefixes ---- */

static bool times_same(const struct dhcp6_times *times, const struct dhcp6_subnet_object *subnet)
{
	return times->valid == subnet->valid && times->preferred == subnet->preferred;
}

/* Kea has one lifetime for all that a subnet lends: that of its addresses, or of the first prefix.
 */
static void share_times(struct dhcp6_lowering *d, const struct dhcp6_times *times, bool *settled,
			struct dhcp6_subnet_object *subnet)
{
	if (!*settled) {
		*settled = true;
		subnet->valid = times->given ? times->valid : DHCP6_VALID_PREFIX;
		subnet->preferred = times->given ? times->preferred : DHCP6_PREFERRED_PREFIX;
	} else if (times->given && !times_same(times, subnet)) {
		line_leave_out(d->lo->router, times->at, NULL,
			       "a lifetime of prefixes other than that of the rest of the pool");
	}
}

static void lower_prefixes(struct dhcp6_lowering *d, const struct dhcp6_pool *pool,
			   struct dhcp6_subnet_object *subnet)
{
	const struct name *name = &pool->delegated.pool;
	const struct prefix_pool *prefixes =
		name->s ? prefix_pool_find(d->lo->router, name->s) : NULL;
	bool settled = subnet->ranges.len > 0;

	if (prefixes) {
		subnet->delegated = (struct dhcp6_prefixes){prefixes->net, prefixes->len};
		share_times(d, &pool->delegated.times, &settled, subnet);
	} else if (name->s) {
		diag_at(d->lo->diags, DIAG_UNDEFINED_DHCP_POOL, name->at,
			"there is no 'ipv6 local pool %s': no prefix of it is delegated", name->s);
	}
	VEC_FOREACH (row, &pool->reserved) {
		vec_push(d->lo->arena, &subnet->reserved,
			 ((struct dhcp6_prefix_row){row->net, row->duid,
						    lower_origin(d->lo, row->at)}));
		share_times(d, &row->times, &settled, subnet);
	}
}

static void lower_subnet(struct dhcp6_lowering *d, uint16_t device, const struct dhcp6_pool *pool)
{
	const struct interface *interface = d->lo->device[device].interface;
	const struct dhcp6_server *server = &interface->six.dhcp6;
	struct dhcp6_subnet_object subnet = {
		.device = d->lo->plan->devices.at[device].device,
		.valid = pool->valid,
		.preferred = pool->preferred,
		.rapid_commit = server->rapid_commit,
	};
	bool lends;

	if (!choose_net(d, interface, pool, &subnet.net, &lends))
		return;
	if (lends)
		lower_lent(d, &subnet);
	lower_prefixes(d, pool, &subnet);
	lower_told(d->lo, server, pool, &subnet);
	vec_push(d->lo->arena, &d->made, subnet);
	lower_item(d->lo, OBJECT_DHCP6_SUBNET, lower_origin(d->lo, pool->at))->dhcp6_subnet =
		subnet;
}

/* Does the pool say that it is for the interface's link? */
static bool pool_is_of(const struct lowering *lo, const struct dhcp6_pool *pool,
		       const struct interface *interface)
{
	VEC_FOREACH (address, &interface->six.addresses) {
		struct ip6 whole;

		if (!interface_address6_is_global(address) ||
		    !interface_address6_whole(lo->router, address, &whole))
			continue;
		if (pool->has_prefix && ip6_in_prefix(whole, pool->net.addr, pool->net.len))
			return true;
		VEC_FOREACH (net, &pool->links)
			if (ip6_in_prefix(whole, net->addr, net->len))
				return true;
	}
	return false;
}

static const struct dhcp6_pool *pool_for(const struct lowering *lo,
					 const struct interface *interface)
{
	const struct dhcp6_pool *pool;

	if (!interface->six.dhcp6.automatic)
		return interface->six.dhcp6.pool.to;
	STAILQ_FOREACH (pool, &lo->router->dhcp6.pools, link)
		if (pool_is_of(lo, pool, interface))
			return pool;
	diag_at(lo->diags, DIAG_DHCP_POOL, interface->six.dhcp6.at,
		"no DHCPv6 pool is for this link: nobody is served");
	return NULL;
}

void lower_dhcp6(struct lowering *lo)
{
	struct dhcp6_lowering d = {.lo = lo};

	collect_kept(&d);
	for (uint16_t i = 0; i < lo->plan->devices.len; i++) {
		const struct interface *interface = lo->device[i].interface;
		const struct dhcp6_server *server = &interface->six.dhcp6;
		const struct dhcp6_pool *pool;

		if (interface->shutdown || interface->vrf.s ||
		    (!server->automatic && !server->pool.name.s))
			continue;
		pool = pool_for(lo, interface);
		if (pool)
			lower_subnet(&d, i, pool);
	}
}
