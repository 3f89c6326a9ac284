/*
 * Exit lists: what `set interface A B Null0` and its kin say, and what every uplink is ("by it or
 * not at all"). A list is a mark, a chain that gives it, a table with the exits as default routes,
 * and rules that lead from the mark to the table. Equal lists share all of these (decision 6).
 *
 * A table closes with a blackhole when its list ends in Null0, and is open otherwise, so that
 * routing falls through as on the router. The `default` forms yield to explicit routes: their rules
 * look there first.
 *
 * Marks come from the hash of the list's name, so that a new list leaves the others theirs.
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <uthash.h>

#include "fib.h"
#include "lower_exit.h"
#include "lower_way.h"

enum {
	SLOTS_MAX = (PREF_PARTS - PREF_EXITS) / RULES_PER_SLOT - 1,
	CHAIN_NAME_MAX = 180,
};

/* ---- names ---- */

static const char *exit_text(struct arena *arena, const struct router *router,
			     const struct route_map_exit *exit)
{
	char buf[IP6_TEXT_SIZE];

	switch ((enum exit_kind)exit->kind) {
	case EXIT_NULL0:
		return "Null0";
	case EXIT_INTERFACE:
		return exit->interface.to->name;
	case EXIT_DHCP:
		return "dhcp";
	case EXIT_RECURSIVE:
		return arena_printf(arena, "recursive %s", ip_text(buf, exit->next_hop));
	case EXIT_NEXT_HOP:
		break;
	}
	if (exit->v6)
		ip6_text(buf, router_ip6(router, exit->next_hop));
	else
		ip_text(buf, exit->next_hop);
	if (exit->domain == DOMAIN_VRF)
		return arena_printf(arena, exit->track ? "vrf %s %s track %u" : "vrf %s %s",
				    exit->vrf, buf, exit->track);
	if (exit->track)
		return arena_printf(arena, "%s track %u", buf, exit->track);
	return arena_printf(arena, "%s", buf);
}

/* The exits of a list as one name, which two lists share only if they are the same. */
static const char *list_name(struct arena *arena, const struct router *router,
			     const exit_list *exits, bool yields, const struct lower_exit *then)
{
	const char *name = yields ? "default" : "";

	VEC_FOREACH (exit, exits)
		name = arena_printf(arena, "%s%s%s", name, *name ? " " : "",
				    exit_text(arena, router, exit));
	return then ? arena_printf(arena, "%s %s", name, then->name) : name;
}

/* "exit/Serial1/0/Null0": nft takes these characters in a chain's name. */
static const char *chain_name(struct lowering *lo, const char *name)
{
	char *mangled = arena_alloc(lo->arena, 4 * strlen(name) + 1), *to = mangled;

	for (const char *p = name; *p; p++) {
		if (isalnum((unsigned char)*p) || strchr("./-", *p))
			*to++ = *p;
		else if (*p == ' ')
			*to++ = '/';
		else
			to += sprintf(to, "_x%02x", (unsigned char)*p);
	}
	if (to - mangled > CHAIN_NAME_MAX)
		return arena_printf(lo->arena, "exit/%s", lower_identifier(lo, name));
	return arena_printf(lo->arena, "exit/%s", mangled);
}

/* ---- lists ---- */

static uint16_t exit_device(const struct lowering *lo, const struct route_map_exit *exit,
			    const struct lower_vrf *home)
{
	const struct interface *interface = exit->interface.to;

	if (home && interface && interface->vrf.s == home->vrf->name)
		return lower_any_device(lo, interface);
	return lower_device(lo, interface);
}

static bool is_usable(const struct lowering *lo, const struct route_map_exit *exit,
		      const struct lower_vrf *home)
{
	uint16_t device;

	if (exit->kind != EXIT_INTERFACE)
		return true;
	device = exit_device(lo, exit, home);
	return device != NO_DEVICE && !lo->plan->devices.at[device].loopback;
}

/* Add the exits of FROM that can be used; false after Null0, which ends a list. A packet of a VRF
 * finds its next hops there. */
static bool add_exits(struct lowering *lo, exit_list *to, const exit_list *from,
		      const struct lower_vrf *home)
{
	VEC_FOREACH (exit, from) {
		struct route_map_exit own = *exit;

		if (home && own.kind == EXIT_NEXT_HOP && own.domain == DOMAIN_OWN) {
			own.domain = DOMAIN_VRF;
			own.vrf = home->vrf->name;
		}
		if (is_usable(lo, exit, home))
			vec_push(lo->arena, to, own);
		if (exit->kind == EXIT_NULL0)
			return false;
	}
	return true;
}

const char *lower_exit_unfit(const struct route_map_clause *clause, struct span *at)
{
	*at = clause->at;
	for (int i = 0; i < CLAUSE_EXITS_COUNT; i++)
		VEC_FOREACH (exit, &clause->exits[i]) {
			*at = exit->at;
			if (exit->v6)
				continue;
			if (clause->set_global)
				return "'set global' beside other exits";
			if (clause_exits_yield((enum clause_exits)i))
				return "a default exit for packets of a VRF";
			if (exit->kind == EXIT_RECURSIVE || exit->kind == EXIT_DHCP)
				return "a recursive or learnt next hop for packets of a VRF";
		}
	return NULL;
}

static struct lower_exit *find_list(const struct lowering *lo, const char *name)
{
	struct lower_exit *list;

	HASH_FIND_STR(lo->exits, name, list);
	return list;
}

/* The list of EXITS that yields or not, and goes on with THEN; NULL: there is none. */
static struct lower_exit *find_like(const struct lowering *lo, const exit_list *exits, bool yields,
				    const struct lower_exit *then)
{
	struct arena *arena = arena_new(); /* each clause asks, and several times */
	struct lower_exit *list = find_list(lo, list_name(arena, lo->router, exits, yields, then));

	arena_free(arena);
	return list;
}

/* The same, and made if there is none. EXITS are its own from now on. */
static struct lower_exit *add_list(struct lowering *lo, exit_list *exits, bool yields,
				   struct lower_exit *then)
{
	struct lower_exit *list = find_like(lo, exits, yields, then);

	if (list) {
		vec_free(lo->arena, exits);
		return list;
	}
	list = arena_new_object(lo->arena, struct lower_exit);
	list->name = list_name(lo->arena, lo->router, exits, yields, then);
	list->chain = chain_name(lo, list->name);
	list->exits = *exits;
	list->yields = yields;
	list->then = then;
	HASH_ADD_KEYPTR(hh, lo->exits, list->name, strlen(list->name), list);
	return list;
}

static const char *vrf_list_name(struct lowering *lo, const struct lower_vrf *vrf)
{
	return arena_printf(lo->arena, "vrf %s", vrf->vrf->name);
}

/* The list that is the table of VRF, where routing by it goes on. */
static void add_vrf(struct lowering *lo, const struct lower_vrf *vrf, bool in_vrf)
{
	struct lower_exit *list = vrf ? find_list(lo, vrf_list_name(lo, vrf)) : NULL;

	if (list)
		list->in_vrf |= in_vrf;
	if (!vrf || list)
		return;
	list = arena_new_object(lo->arena, struct lower_exit);
	list->name = vrf_list_name(lo, vrf);
	list->chain = chain_name(lo, list->name);
	list->vrf = vrf;
	list->v4 = true;
	list->in_vrf = in_vrf;
	HASH_ADD_KEYPTR(hh, lo->exits, list->name, strlen(list->name), list);
}

static const char global_name[] = "global";

/* The list that is routing by the global table, for packets of VRFs. */
static void add_global(struct lowering *lo)
{
	struct lower_exit *list = find_list(lo, global_name);

	if (list)
		return;
	list = arena_new_object(lo->arena, struct lower_exit);
	list->name = global_name;
	list->chain = chain_name(lo, list->name);
	list->global = list->v4 = list->in_vrf = true;
	HASH_ADD_KEYPTR(hh, lo->exits, list->name, strlen(list->name), list);
}

const char *lower_vrf_chain(struct lowering *lo, const struct lower_vrf *vrf)
{
	return find_list(lo, vrf_list_name(lo, vrf))->chain;
}

/* The two lists of CLAUSE, in the order in which IOS tries its statements; false when both are
 * empty. */
static bool clause_exits(struct lowering *lo, const struct route_map_clause *clause, bool v6,
			 const struct lower_vrf *home, exit_list *first, exit_list *yielding)
{
	struct span at;

	if (home && lower_exit_unfit(clause, &at))
		return false;
	for (int i = 0; i < CLAUSE_EXITS_COUNT; i++)
		if (clause_exits_serve((enum clause_exits)i, v6) &&
		    !add_exits(lo, clause_exits_yield((enum clause_exits)i) ? yielding : first,
			       &clause->exits[i], home))
			break;
	return first->len || yielding->len;
}

/* Whoever is there already needs no exit for it. */
static bool leads_to_global(const struct route_map_clause *clause, bool v6,
			    const struct lower_vrf *home)
{
	struct span at;

	return home && !v6 && clause->set_global && !lower_exit_unfit(clause, &at);
}

static void use_list(struct lower_exit *list, bool v6)
{
	list->v4 |= !v6;
	list->v6 |= v6;
}

static void add_clause(struct lowering *lo, const struct route_map_clause *clause, bool v6,
		       const struct lower_vrf *home)
{
	exit_list first = {0}, yielding = {0};
	struct lower_exit *then = NULL;

	if (!clause->permit || clause->untranslated || clause_asks_hop(clause))
		return;
	if (clause->set_vrf.s && !v6)
		add_vrf(lo, lower_vrf_named(lo, clause->set_vrf.s), home);
	if (leads_to_global(clause, v6, home))
		add_global(lo);
	if (!clause_exits(lo, clause, v6, home, &first, &yielding))
		return;
	if (yielding.len) {
		then = add_list(lo, &yielding, true, NULL);
		use_list(then, v6);
	}
	if (first.len) {
		struct lower_exit *list = add_list(lo, &first, false, then);

		use_list(list, v6);
		list->in_vrf |= home != NULL;
	}
}

const char *lower_exit_chain(struct lowering *lo, const struct route_map_clause *clause, bool v6,
			     const struct lower_vrf *home)
{
	const struct lower_vrf *vrf = v6 ? NULL : lower_vrf_named(lo, clause->set_vrf.s);
	exit_list first = {0}, yielding = {0};
	const struct lower_exit *list = NULL;

	if (vrf)
		return lower_vrf_chain(lo, vrf);
	if (leads_to_global(clause, v6, home))
		return find_list(lo, global_name)->chain;
	if (!clause_exits(lo, clause, v6, home, &first, &yielding))
		return NULL;
	if (yielding.len)
		list = find_like(lo, &yielding, true, NULL);
	if (first.len)
		list = find_like(lo, &first, false, list);
	vec_free(lo->arena, &first);
	vec_free(lo->arena, &yielding);
	return list->chain;
}

/* An uplink's own list: by it, or not at all. */
static exit_list uplink_exits(struct lowering *lo, uint16_t device)
{
	const struct interface *interface = lo->device[device].interface;
	struct route_map_exit by = {.kind = EXIT_INTERFACE, .at = interface->at};
	struct route_map_exit end = {.kind = EXIT_NULL0};
	exit_list exits = {0};

	by.interface.name = (struct name){interface->name, interface->at};
	by.interface.to =
		lo->router->interfaces.by_name ? interface_find(lo->router, interface->name) : NULL;
	vec_push(lo->arena, &exits, by);
	vec_push(lo->arena, &exits, end);
	return exits;
}

static const struct lower_exit *list_of_uplink(struct lowering *lo, uint16_t device)
{
	exit_list exits = uplink_exits(lo, device);
	const struct lower_exit *list = find_like(lo, &exits, false, NULL);

	vec_free(lo->arena, &exits);
	return list;
}

const char *lower_uplink_chain(struct lowering *lo, uint16_t device)
{
	return list_of_uplink(lo, device)->chain;
}

static void collect_map(struct lowering *lo, const struct route_map *map, bool v6,
			const struct lower_vrf *home)
{
	const struct route_map_clause *clause;

	if (map)
		STAILQ_FOREACH (clause, &map->clauses, link)
			add_clause(lo, clause, v6, home);
}

static void collect_uplinks(struct lowering *lo, bool in_vrf)
{
	for (uint16_t i = 0; i < lo->plan->devices.len; i++) {
		struct lower_exit *list;
		exit_list exits;

		if (!lo->plan->devices.at[i].outside)
			continue;
		exits = uplink_exits(lo, i);
		list = add_list(lo, &exits, false, NULL);
		list->uplink = true;
		list->v4 |= interface_is_outside(lo->device[i].interface) &&
			    (interface_primary(lo->device[i].interface) ||
			     lo->plan->devices.at[i].dynamic);
		list->in_vrf |= in_vrf;
	}
}

static void collect_lists(struct lowering *lo)
{
	const struct interface *interface;
	bool published = false;

	VEC_FOREACH (vrf, &lo->vrfs)
		published |= vrf->publishes;
	/* what is, is answered from a VRF by the uplink that it was asked on */
	collect_uplinks(lo, published && lo->safe);
	STAILQ_FOREACH (interface, &lo->router->interfaces.list, link)
		if (lower_device(lo, interface) != NO_DEVICE) {
			collect_map(lo, interface->policy.to, false, NULL);
			collect_map(lo, interface->six.policy.to, true, NULL);
		}
	VEC_FOREACH (vrf, &lo->vrfs) {
		if (vrf->translates_away)
			add_vrf(lo, vrf, false);
		VEC_FOREACH (device, &vrf->devices)
			collect_map(lo, lo->device[*device].interface->policy.to, false, vrf);
	}
	collect_map(lo, lo->router->local_policy.to, false, NULL);
	collect_map(lo, lo->router->ipv6.local_policy.to, true, NULL);
}

/* ---- marks ---- */

static uint32_t hash_of(const char *name)
{
	uint32_t hash = 2166136261u;

	for (; *name; name++)
		hash = (hash ^ (unsigned char)*name) * 16777619u;
	return hash;
}

static int by_name(const struct lower_exit *a, const struct lower_exit *b)
{
	return strcmp(a->name, b->name);
}

static void list_exit(struct lowering *lo, const struct lower_exit *list)
{
	vec_push(lo->arena, &lo->plan->exits,
		 ((struct plan_exit){list->name, list->slot, list->mark, list->table}));
}

/* Slots 1 to N, the first free one from the name's own. */
static uint32_t take_slot(const char *name, uint8_t *taken, uint32_t n)
{
	uint32_t slot = hash_of(name) % n;

	while (taken[slot])
		slot = (slot + 1) % n;
	taken[slot] = 1;
	return slot + 1;
}

/* The mark of no list is for packets that go by the routes alone. */
static void assign_routed(struct lowering *lo, uint8_t *taken, uint32_t n)
{
	struct lower_exit *list = arena_new_object(lo->arena, struct lower_exit);

	list->name = "routes";
	list->table = TABLE_ROUTER;
	list->slot = take_slot(list->name, taken, n);
	list->mark = lo->routed_mark = list->slot << (unsigned)__builtin_ctz(lo->plan->mark_mask);
	list_exit(lo, list);
}

static bool assign_marks(struct lowering *lo)
{
	unsigned shift = (unsigned)__builtin_ctz(lo->plan->mark_mask);
	uint32_t n = lo->plan->mark_mask >> shift;
	uint8_t taken[SLOTS_MAX + 1] = {0};
	bool catches = lower_catches_own(lo);
	unsigned wanted = HASH_COUNT(lo->exits) + catches;

	n = n < SLOTS_MAX ? n : SLOTS_MAX;
	if (wanted > n) {
		diag_global(lo->diags, DIAG_NONE,
			    "%u different lists of exits, and marks for %u: widen 'mark-mask' in "
			    "the site file (0x%08x; %u is the most)",
			    wanted, n, lo->plan->mark_mask, SLOTS_MAX);
		return false;
	}
	HASH_SORT(lo->exits, by_name);
	for (struct lower_exit *list = lo->exits; list; list = list->hh.next) {
		list->slot = take_slot(list->name, taken, n);
		list->mark = list->slot << shift;
		list->table = list->vrf	     ? list->vrf->table
			      : list->global ? TABLE_ROUTER
					     : TABLE_ROUTER + list->slot;
		list_exit(lo, list);
	}
	if (catches)
		assign_routed(lo, taken, n);
	return true;
}

static void mark_uplinks(struct lowering *lo)
{
	for (uint16_t i = 0; i < lo->plan->devices.len; i++) {
		struct plan_device *device = &lo->plan->devices.at[i];
		const struct lower_exit *list;

		if (!device->outside)
			continue;
		list = list_of_uplink(lo, i);
		device->mark = list->mark;
		device->table = list->table;
	}
}

const char *lower_exit_origin(struct lowering *lo, const struct lower_exit *list)
{
	return arena_printf(lo->arena, "exits: %s", list->name);
}

/* ---- rules and chains ---- */

static void add_rule(struct lowering *lo, const struct lower_exit *list, uint32_t *k,
		     uint32_t table, bool suppress, bool v6)
{
	struct rule_object *rule = &lower_item(lo, OBJECT_RULE, lower_exit_origin(lo, list))->rule;

	rule->v6 = v6;
	rule->pref = list->in_vrf && !v6 ? PREF_EXITS_VRF + list->slot
					 : PREF_EXITS + RULES_PER_SLOT * list->slot + (*k)++;
	rule->mark = list->mark;
	rule->mask = lo->plan->mark_mask;
	rule->suppress_default = suppress;
	if (list->global)
		rule->onward = lo->parts[v6] ? PREF_PARTS : PREF_CONNECTED;
	else
		rule->table = table;
}

void lower_exit_lookups(struct lowering *lo, const struct lower_exit *list, bool v6)
{
	const struct lower_exit *yields = list->yields ? list : list->then;
	uint32_t k = 0;

	if (!list->yields)
		add_rule(lo, list, &k, list->table, false, v6);
	if (!yields)
		return;
	if (lo->parts[v6])
		add_rule(lo, list, &k, TABLE_PARTS, false, v6);
	add_rule(lo, list, &k, TABLE_MAIN, true, v6);
	add_rule(lo, list, &k, TABLE_ROUTER, true, v6);
	add_rule(lo, list, &k, yields->table, false, v6);
}

static void add_chain(struct lowering *lo, const struct lower_exit *list)
{
	struct chain_object *chain = lower_chain(lo, list->chain, NULL);

	lower_mark(lo, chain, list->mark, lower_exit_origin(lo, list));
	lower_rule(lo, chain, (struct nft_action){.verb = VERB_ACCEPT}, NULL);
}

bool lower_exits(struct lowering *lo)
{
	collect_lists(lo);
	if (!assign_marks(lo))
		return false;
	mark_uplinks(lo);
	for (struct lower_exit *list = lo->exits; list; list = list->hh.next) {
		add_chain(lo, list);
		if (list->v4) {
			lower_exit_table(lo, list);
			lower_exit_lookups(lo, list, false);
		}
		lower_exit6(lo, list);
	}
	lower_own(lo);
	return true;
}

void lower_exits_free(struct lowering *lo)
{
	HASH_CLEAR(hh, lo->exits);
}
