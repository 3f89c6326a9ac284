/*
 * The checks: what the configuration says and its owner cannot have meant. They run over the
 * resolved model, and each follows what the router would do with a packet instead of looking for
 * patterns in the text, so that a configuration that is right in another way stays unreported.
 */
#include "analyse.h"

#include <string.h>

static void (*const checks[])(struct checker *c) = {
	check_view_answer,   check_reply_uplink, check_no_translation,
	check_open_resolver, check_no_resolver,	 check_probe_path,
	check_port_taken,    check_next_hop,	 check_sla_times,
	check_ipv6,	     check_probe_path6,	 check_policy,
	check_tracks,	     check_sla_life,	 check_virtual_filtered,
	check_acl_entries,   check_map_clauses,	 check_static_overlaps,
	check_wildcards,     check_overlaps,
};

/* ---- helpers of all checks ---- */

bool check_in_use(const struct checker *c, const struct interface *interface)
{
	return !interface->shutdown && device_of(c->arena, c->site, interface);
}

const struct uplink *check_uplink(const struct checker *c, const struct interface *interface)
{
	for (uint32_t i = 0; interface && i < c->uplinks.len; i++)
		if (c->uplinks.at[i].interface == interface)
			return &c->uplinks.at[i];
	return NULL;
}

const struct world *check_world(struct checker *c)
{
	if (!c->world) {
		c->world = world_of(c->arena, c->router, c->site, true);
		world_settle(c->world);
	}
	return c->world;
}

bool check_admits(struct checker *c, const struct interface *interface, const struct packet *packet)
{
	struct span at;

	return acl_ref_permits(check_world(c), &interface->access_in, packet, &at);
}

uint32_t check_line_start(const struct checker *c, uint32_t off)
{
	while (off > 0 && c->router->source->text[off - 1] != c->router->source->line_end)
		off--;
	return off;
}

uint32_t check_line_end(const struct checker *c, uint32_t off)
{
	const struct source *source = c->router->source;
	const char *text = source->text;
	size_t len = source->len;
	const char *end = off < len ? memchr(text + off, source->line_end, len - off) : NULL;

	return end ? (uint32_t)(end + 1 - text) : (uint32_t)len;
}

const char *check_ip(const struct checker *c, uint32_t addr)
{
	char text[IP_TEXT_SIZE];

	return arena_printf(c->arena, "%s", ip_text(text, addr));
}

const char *check_nearest(struct checker *c, const char *s, const char *const *list, size_t n)
{
	return c->suggestions++ < CHECK_SUGGESTIONS_MAX ? name_nearest(s, list, n) : NULL;
}

const char *check_free_name(const struct checker *c, const char *stem)
{
	const char *name = stem;

	for (int i = 2; acl_find(c->router, name) || route_map_find(c->router, name); i++)
		name = arena_printf(c->arena, "%s_%d", stem, i);
	return name;
}

static const char *policy_name(const struct checker *c)
{
	const char *name = c->router->local_policy.name.s;

	return name ? name : check_free_name(c, "FromRouter");
}

static uint32_t last_seq(const struct route_map *map)
{
	const struct route_map_clause *clause;
	uint32_t seq = 0;

	if (map)
		STAILQ_FOREACH (clause, &map->clauses, link)
			seq = clause->seq;
	return seq;
}

/* The exit is a next hop where one is known: `set interface` alone is not enough on Ethernet. */
static const char *exit_line(const struct checker *c, const struct uplink *uplink)
{
	if (uplink->has_gateway && !interface_type_is_point_to_point(uplink->interface->type))
		return arena_printf(c->arena, " set ip next-hop %s", check_ip(c, uplink->gateway));
	return arena_printf(c->arena, " set interface %s", uplink->interface->name);
}

const char *check_policy_lines(struct checker *c, const struct uplink *uplink, const char *name,
			       const char *entry)
{
	if (!c->policy_seq)
		c->policy_seq = last_seq(c->router->local_policy.to);
	c->policy_seq += 10;
	return arena_printf(c->arena,
			    "ip access-list extended %s\n"
			    " %s\n"
			    "route-map %s permit %u\n"
			    " match ip address %s\n"
			    "%s\n",
			    name, entry, policy_name(c), c->policy_seq, name, exit_line(c, uplink));
}

const char *check_policy_applied(const struct checker *c)
{
	if (c->router->local_policy.name.s)
		return "";
	return arena_printf(c->arena, "ip local policy route-map %s\n", policy_name(c));
}

/* ---- what is known before the checks begin ---- */

static void find_uplinks(struct checker *c)
{
	const struct interface *interface;

	STAILQ_FOREACH (interface, &c->router->interfaces.list, link) {
		const struct site_interface *entry = site_interface(c->site, interface->name);
		struct uplink *uplink;

		if (!interface_is_outside(interface) || !check_in_use(c, interface))
			continue;
		uplink = vec_add(c->arena, &c->uplinks);
		uplink->interface = interface;
		if (interface->mode == ADDRESS_STATIC)
			uplink->address = interface_primary(interface);
		uplink->has_gateway = entry && entry->has_gateway;
		uplink->gateway = entry ? entry->gateway : 0;
	}
}

/* The next hop of a default route by an uplink is its gateway. */
static void find_gateways(struct checker *c)
{
	uint32_t n;
	const struct fib_row *rows = fib_rows(c->fib, 0, 0, &n);

	for (uint32_t i = 0; i < n && rows; i++) {
		struct way way = fib_route_way(c->fib, rows[i].route);

		if (way.kind != WAY_INTERFACE || !rows[i].route->has_next_hop)
			continue;
		for (uint32_t k = 0; k < c->uplinks.len; k++) {
			struct uplink *uplink = &c->uplinks.at[k];

			if (uplink->interface != way.interface || uplink->has_gateway)
				continue;
			uplink->has_gateway = true;
			uplink->gateway = rows[i].route->next_hop;
		}
	}
}

/* An address that only a default route leads to, so that it can stand for the world outside. */
static uint32_t find_stranger(const struct checker *c)
{
	uint32_t n, addr = 0x08080808;

	for (int i = 0; i < 64; i++) {
		const struct fib_row *rows = fib_rows(c->fib, addr, 32, &n);

		if (!rows || rows->len == 0)
			break;
		addr += 0x01370b1d; /* some step through the unicast space */
	}
	return addr;
}

static bool runs_protocol(const struct router *router)
{
	for (uint32_t i = 0; i < router->untranslated.len; i++)
		if (!strncmp(router->untranslated.at[i].text, "router ", 7))
			return true;
	return false;
}

void check(struct router *router, const struct site *site, bool thorough)
{
	struct checker c = {.router = router,
			    .site = site,
			    .diags = router->diags,
			    .arena = arena_new(),
			    .safe = site->fidelity == FIDELITY_SAFE,
			    .thorough = thorough};

	c.fib = fib_new(c.arena, router, site);
	c.fib6 = fib6_new(c.arena, router, site);
	find_uplinks(&c);
	find_gateways(&c);
	c.stranger = find_stranger(&c);
	c.learns_routes = runs_protocol(router);
	for (size_t i = 0; i < sizeof checks / sizeof *checks; i++)
		checks[i](&c);
	arena_free(c.arena);
}
