/*
 * States of the reference evaluator as the command line and the site file give them. It is no part
 * of the evaluator, which knows neither.
 */
#include <string.h>

#include "cond.h"
#include "eval_route.h"
#include "grammar/ip.h"
#include "site.h"

static bool assume_track(struct arena *arena, struct world *world, const struct cond_words *words,
			 const char **why)
{
	const char *text = words->at[1];
	uint32_t id = 0;
	bool up;

	for (const char *p = text; *p; p++) {
		if (*p < '0' || *p > '9' || id > 100000) {
			id = 0;
			break;
		}
		id = id * 10 + (uint32_t)(*p - '0');
	}
	if (!id || !track_find(world->eval->router, id)) {
		*why = arena_printf(arena, "there is no track '%s'", text);
		return false;
	}
	if (words->n != 3 || !cond_truth(words->at[2], &up)) {
		*why = "a track is 'up' or 'down'";
		return false;
	}
	world_set_track(world, id, up);
	return true;
}

/* "198.51.100.7/32" */
static bool address_of(const char *text, uint32_t *addr, uint8_t *len)
{
	const char *slash = strchr(text, '/');
	size_t n = slash ? (size_t)(slash - text) : strlen(text);
	unsigned bits = 0;

	if (!ip_parse(text, n, addr))
		return false;
	for (const char *p = slash ? slash + 1 : "32"; *p; p++) {
		if (*p < '0' || *p > '9' || bits > 32)
			return false;
		bits = bits * 10 + (unsigned)(*p - '0');
	}
	*len = (uint8_t)bits;
	return bits <= 32;
}

static bool assume_interface(struct arena *arena, struct world *world,
			     const struct cond_words *words, const char **why)
{
	const struct router *router = world->eval->router;
	enum interface_type type;
	const char *name =
		interface_canonical(router->names, words->at[1], strlen(words->at[1]), &type);
	const struct interface *interface = name ? interface_find(router, name) : NULL;
	struct world_link *link;
	uint8_t len;

	if (!interface) {
		*why = arena_printf(arena, "there is no interface '%s'", words->at[1]);
		return false;
	}
	link = &world->links[interface->index];
	if (words->n == 3 && cond_truth(words->at[2], &link->up))
		return true;
	if (words->n == 4 && !strcasecmp(words->at[2], "address") &&
	    address_of(words->at[3], &link->addr, &link->len))
		return true;
	if (words->n == 4 && !strcasecmp(words->at[2], "gateway") &&
	    address_of(words->at[3], &link->gateway, &len))
		return true;
	*why = "an interface is 'up', 'down', or has an 'address A/L' or a 'gateway A'";
	return false;
}

bool world_assume(struct arena *arena, struct world *world, const char *cond, const char **why)
{
	struct cond_words words = cond_split(arena, cond);

	if (words.n >= 3 && !strcasecmp(words.at[0], "track"))
		return assume_track(arena, world, &words, why);
	if (words.n >= 3 && !strcasecmp(words.at[0], "interface"))
		return assume_interface(arena, world, &words, why);
	*why = arena_printf(arena,
			    "'%s' is no condition: it is 'track N up|down' or 'interface NAME "
			    "up|down|address A/L|gateway A'",
			    cond);
	return false;
}

void world_site(struct world *world, const struct site *site)
{
	const struct interface *interface;

	STAILQ_FOREACH (interface, &world->eval->router->interfaces.list, link) {
		const struct site_interface *said = site_interface(site, interface->name);
		struct world_link *link = &world->links[interface->index];

		link->absent = (said && said->none) || interface->type == INTERFACE_NULL;
		if (said && said->has_gateway)
			link->gateway = said->gateway;
	}
}

struct world *world_of(struct arena *arena, const struct router *router, const struct site *site,
		       bool exact)
{
	struct world *world = world_new(arena, eval_new(arena, router, exact));

	world_site(world, site);
	return world;
}

static enum flows_left left_as(enum on_failover said)
{
	switch (said) {
	case ON_FAILOVER_KEEP:
		return FLOWS_STAY;
	case ON_FAILOVER_FLUSH_ALL:
		return FLOWS_ALL_GO;
	case ON_FAILOVER_DRAIN:
		return FLOWS_DRAIN;
	case ON_FAILOVER_FLUSH_UPLINK:
		break;
	}
	return FLOWS_GO;
}

void world_flows(struct flows *flows, const struct world *before, const struct world *behind,
		 const struct site *site)
{
	flows_follow(flows, before, behind, left_as(site->on_failover), left_as(site->on_recovery));
}
