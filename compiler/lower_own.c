/*
 * What the router itself sends. The kernel wants a way for it before our output hook may give it
 * another by its mark: local policy, and the pinning of replies. So the router's own packets
 * without a mark find a way also where no route leads, or one to Null0, and routes of such ways
 * have a realm. By that the hook knows them and, unless it has a better way, has the kernel look
 * again: with the mark of no exit, for which there are the routes alone.
 *
 * Such rules ask for the source, and not for `iif lo`: the kernel's own checks of sources, and
 * those of nft, look up as if the router sent.
 */
#include "fib.h"
#include "lower_exit.h"

enum { SELF_MAX = PREF_CAUGHT - PREF_SELF };

static bool any_outside(const struct lowering *lo)
{
	VEC_FOREACH (device, &lo->plan->devices)
		if (device->outside)
			return true;
	return false;
}

bool lower_catches_own(const struct lowering *lo)
{
	return lo->router->local_policy.to || (lo->safe && any_outside(lo));
}

/* ---- the ways that are none ---- */

/* Devices, each once. */
struct lower_own_ways {
	VEC(uint16_t) devices;
	bool *taken; /* by device */
};

static void add_way(struct lowering *lo, struct lower_own_ways *ways, uint16_t device)
{
	const struct interface *interface =
		device == NO_DEVICE ? NULL : lo->device[device].interface;

	if (!interface || ways->taken[device] || lo->plan->devices.at[device].loopback ||
	    interface->shutdown || interface->vrf.s)
		return;
	ways->taken[device] = true;
	vec_push(lo->arena, &ways->devices, device);
}

/*
 * By the exits of local policy, the uplinks, and all others. A packet that has no source yet gets
 * its first way's, so that should be the one that it will go. They are found once: many routes may
 * ask.
 */
static const struct lower_own_ways *find_ways(struct lowering *lo)
{
	const uint16_t n = (uint16_t)lo->plan->devices.len;
	struct lower_own_ways *ways = lo->own_ways;
	const struct route_map_clause *clause;

	if (ways)
		return ways;
	ways = lo->own_ways = arena_new_object(lo->arena, struct lower_own_ways);
	ways->taken = arena_alloc(lo->arena, n + 1u);
	STAILQ_FOREACH (clause, &lo->router->local_policy.to->clauses, link)
		for (int i = 0; i < CLAUSE_EXITS_COUNT; i++)
			VEC_FOREACH (exit, &clause->exits[i]) {
				if (exit->kind == EXIT_INTERFACE && exit->interface.to)
					add_way(lo, ways, lower_device(lo, exit->interface.to));
				else if (exit->kind == EXIT_NEXT_HOP && !exit->v6)
					add_way(lo, ways,
						lower_device(lo, fib_connected(lo->fib,
									       exit->next_hop)));
			}
	for (uint16_t i = 0; i < n; i++)
		if (lo->plan->devices.at[i].outside)
			add_way(lo, ways, i);
	for (uint16_t i = 0; i < n; i++)
		add_way(lo, ways, i);
	return ways;
}

/* TO in TABLE, while GUARD holds, by the first device that is up. */
static void add_caught(struct lowering *lo, uint32_t table, const struct object *to,
		       const guard *when, struct choice *choice)
{
	const struct lower_own_ways *ways = find_ways(lo);

	VEC_FOREACH (device, &ways->devices) {
		struct candidate candidate = {
			.guard = lower_join(lo, when, NULL),
			.rank = choice->candidates.len,
			.object = *to,
		};
		struct route_object *route = &candidate.object.route;

		lower_require_link(lo, &candidate.guard, *device);
		route->table = table;
		route->type = ROUTE_UNICAST;
		route->realm = REALM_CAUGHT;
		route->hops = 1;
		route->hop = arena_new_object(lo->arena, struct next_hop);
		route->hop->device = lo->plan->devices.at[*device].device;
		vec_push(lo->arena, &choice->candidates, candidate);
	}
}

static struct rule_object *add_rule(struct lowering *lo, uint32_t pref, uint32_t table,
				    const char *origin)
{
	struct rule_object *rule = &lower_item(lo, OBJECT_RULE, origin)->rule;

	rule->pref = pref;
	rule->table = table;
	return rule;
}

/* Of packets without a mark. */
static struct rule_object *add_own_rule(struct lowering *lo, uint32_t pref, uint32_t table,
					const char *origin)
{
	struct rule_object *rule = add_rule(lo, pref, table, origin);

	rule->mask = lo->plan->mark_mask;
	return rule;
}

/* ---- Null0 ---- */

/* A route to Null0 that is no default route is an explicit one: what yields to those would not see
 * it apart. */
bool lower_null_apart(const struct lowering *lo, const struct route_object *route)
{
	return !route->v6 && route->table == TABLE_ROUTER &&
	       (!route->len || (lo->router->local_policy.to && !lo->yields));
}

void lower_null(struct lowering *lo, const struct choice *routes)
{
	struct choice nulls = {0}, caught = {0};

	VEC_FOREACH (candidate, &routes->candidates) {
		struct candidate drop = *candidate;

		if (drop.object.route.type != ROUTE_THROW)
			continue;
		drop.object.route.table = TABLE_NULL;
		drop.object.route.type = ROUTE_BLACKHOLE;
		vec_push(lo->arena, &nulls.candidates, drop);
		if (lo->router->local_policy.to)
			add_caught(lo, TABLE_CAUGHT, &candidate->object, &candidate->guard,
				   &caught);
	}
	if (!nulls.candidates.len)
		return;
	lower_choice(lo, &nulls);
	lower_choice(lo, &caught);
	if (lo->any_null)
		return;
	lo->any_null = true;
	if (lo->router->local_policy.to)
		add_own_rule(lo, PREF_CAUGHT, TABLE_CAUGHT, NULL)->unspecified = true;
	add_rule(lo, PREF_NULL, TABLE_NULL, NULL);
}

/* ---- the router's addresses ---- */

/* What it says from an uplink's address finds that uplink. */
static void add_uplink(struct lowering *lo, uint16_t index)
{
	const struct plan_device *device = &lo->plan->devices.at[index];
	uint32_t slot = device->table - TABLE_ROUTER, k = 0;

	VEC_FOREACH (configured, &lo->device[index].interface->addresses) {
		if (k == RULES_PER_SLOT)
			break;
		add_own_rule(lo, PREF_OWN + RULES_PER_SLOT * slot + k++, device->table,
			     lower_origin(lo, configured->at))
			->from = configured->addr;
	}
}

/* From an address of another interface: any way at all. */
static void add_self(struct lowering *lo, uint16_t index, uint8_t *taken, uint32_t *n)
{
	VEC_FOREACH (configured, &lo->device[index].interface->addresses) {
		uint32_t place = configured->addr % SELF_MAX;

		if (++*n > SELF_MAX)
			return;
		while (taken[place])
			place = (place + 1) % SELF_MAX;
		taken[place] = 1;
		add_own_rule(lo, PREF_SELF + place, TABLE_FIRST, lower_origin(lo, configured->at))
			->from = configured->addr;
	}
}

static void catch_all(struct lowering *lo)
{
	const char *origin = arena_printf(lo->arena, "ip local policy route-map %s",
					  lo->router->local_policy.name.s);
	const struct object to = {.kind = OBJECT_ROUTE, .origin = origin};
	const guard always = {0};
	struct choice choice = {0};
	uint8_t taken[SELF_MAX] = {0};
	uint32_t n = 0;

	add_caught(lo, TABLE_FIRST, &to, &always, &choice);
	if (!choice.candidates.len)
		return;
	lower_choice(lo, &choice);
	for (uint16_t i = 0; i < lo->plan->devices.len; i++)
		if (!(lo->safe && lo->plan->devices.at[i].outside) &&
		    !lo->device[i].interface->shutdown && !lo->device[i].interface->vrf.s)
			add_self(lo, i, taken, &n);
	add_own_rule(lo, PREF_FIRST, TABLE_FIRST, origin)->unspecified = true;
}

void lower_own(struct lowering *lo)
{
	for (uint16_t i = 0; lo->safe && i < lo->plan->devices.len; i++)
		if (lo->plan->devices.at[i].outside) {
			add_uplink(lo, i);
			lower_own_lookups6(lo, i);
		}
	if (lo->router->local_policy.to)
		catch_all(lo);
}
