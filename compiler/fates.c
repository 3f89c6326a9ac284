/*
 * Both fates of one packet out of each cell: where they differ, the cell joins those that differ in
 * the same way. Looked at is the region of what the configurations say differently, in each state
 * of tracks and links that may matter. See fates.h.
 */
#include "fates.h"

#include <stdlib.h>
#include <string.h>

#include "grammar/ip.h"

enum { REGION_RANGES = 64, PAIRS_MAX = 6, LOOKS = 16, ROOM = 4 };

struct comparing {
	struct arena *arena;
	struct fate_changes *changes;
	struct fate_change *by_key;
	const struct meaning_differences *all;
	const struct cells *cells;
	const struct world *old, *new;
	struct arena *scratch; /* of a few looks */
	unsigned looks;
	const char *state;
	uint32_t n_state;
};

/* ---- fates ---- */

static bool same_packet(const struct packet *a, const struct packet *b)
{
	return a->src == b->src && a->dst == b->dst && a->sport == b->sport &&
	       a->dport == b->dport && a->proto == b->proto && a->tos == b->tos;
}

static const char *exit_name(const struct fate *fate)
{
	return fate->verdict == VERDICT_FORWARDED && fate->exit ? fate->exit->name : "";
}

/* Who gets it next; its destination by whatever name is the same. */
static uint32_t hop_of(const struct fate *fate)
{
	return fate->verdict != VERDICT_FORWARDED || fate->next_hop == fate->packet.dst
		       ? 0
		       : fate->next_hop;
}

static const char *view_name(const struct fate *fate)
{
	return fate->view ? fate->view->name : "";
}

static bool passes(const struct fate *fate)
{
	return fate->verdict == VERDICT_FORWARDED || fate->verdict == VERDICT_RECEIVED;
}

/* What is refused is refused, whatever it looked like by then. */
static bool same_fate(const struct fate *a, const struct fate *b)
{
	return a->verdict == b->verdict && !strcmp(exit_name(a), exit_name(b)) &&
	       hop_of(a) == hop_of(b) && !strcmp(view_name(a), view_name(b)) &&
	       (!passes(a) || same_packet(&a->packet, &b->packet));
}

struct both {
	struct fate there, back;
	bool replied;
};

static const struct interface *interface_of(const struct world *world, const char *name)
{
	return name ? interface_find(eval_router(world->eval), name) : NULL;
}

static struct both both_of(struct arena *arena, const struct world *world, const char *in,
			   const struct packet *packet)
{
	struct flows *flows = flows_new(arena);
	struct both both = {
		.there = packet_fate(arena, world, flows, interface_of(world, in), packet, false)};
	struct packet reply;

	both.replied = passes(&both.there);
	if (!both.replied)
		return both;
	reply = packet_reply(&both.there.packet);
	both.back = packet_fate(arena, world, flows,
				both.there.verdict == VERDICT_FORWARDED ? both.there.exit : NULL,
				&reply, false);
	return both;
}

static struct trace trace_of(struct arena *arena, const struct world *world, const char *in,
			     const struct packet *packet)
{
	struct question question = {.in = interface_of(world, in), .packet = *packet};

	return trace_packet(arena, world, flows_new(arena), &question, true);
}

/* ---- changes ---- */

/* The statements that made a fate what it is. */
static const char *decisions(struct arena *arena, const struct fate *fate)
{
	const char *text = arena_printf(arena, "%s %s %u %s", verdict_name(fate->verdict),
					exit_name(fate), hop_of(fate), view_name(fate));

	VEC_FOREACH (step, &fate->steps)
		if (step->at.len && step->kind != STEP_RECEIVE && step->kind != STEP_SEND)
			text = arena_printf(arena, "%s %d:%u", text, step->kind, step->at.off);
	return text;
}

static const char *key_of(struct arena *arena, const struct fate_change *change)
{
	const struct trace *a = &change->old, *b = &change->new;

	if (!change->on_reply)
		return arena_printf(arena, "there %s | %s", decisions(arena, &a->there),
				    decisions(arena, &b->there));
	return arena_printf(arena, "back %s | %s", decisions(arena, &a->back),
			    decisions(arena, &b->back));
}

/* In what respect two fates differ: what a failure does not change is told once. */
static const char *kind_of(struct arena *arena, const struct fate_change *change)
{
	const struct fate *a = change->on_reply ? &change->old.back : &change->old.there;
	const struct fate *b = change->on_reply ? &change->new.back : &change->new.there;

	return arena_printf(arena, "%d %d %d %u %u %d %d %d %d", change->on_reply, a->verdict,
			    b->verdict, passes(a) ? 0 : a->at.off, passes(b) ? 0 : b->at.off,
			    strcmp(exit_name(a), exit_name(b)) != 0, hop_of(a) != hop_of(b),
			    passes(a) && passes(b) && !same_packet(&a->packet, &b->packet),
			    strcmp(view_name(a), view_name(b)) != 0);
}

static bool kind_is_known(const struct comparing *cx, const char *kind)
{
	VEC_FOREACH (change, &cx->changes->list)
		if ((*change)->n_state != cx->n_state && !strcmp((*change)->kind, kind))
			return true;
	return false;
}

/* ---- examples that a reader would have thought of come first ---- */

static bool is_near(const struct interface *interface, uint32_t addr)
{
	VEC_FOREACH (address, &interface->addresses)
		if (ip_in_prefix(addr, address->addr, address->len))
			return true;
	return false;
}

static int likely_protocol(const struct packet *packet)
{
	int likely = packet_begins(packet) ? 3 : 0;

	if (packet->proto == PROTO_TCP)
		return likely + 4;
	return likely + (packet->proto == PROTO_UDP || packet->proto == PROTO_ICMP ? 3 : 0);
}

static bool is_strange(uint32_t dst)
{
	return dst >> 24 == 0 || dst >> 24 == 127 || dst >> 28 >= 14;
}

static int likelihood(const struct comparing *cx, const struct packet *packet, const char *in,
		      const struct fate *there, bool on_reply)
{
	const struct interface *interface = interface_of(cx->old, in);
	int likely =
		likely_protocol(packet) - (is_strange(packet->dst) ? 20 : 0) - (on_reply ? 5 : 0);
	bool outside = interface && interface_is_outside(interface);
	bool meant = there->verdict == VERDICT_RECEIVED || there->packet.dst != packet->dst;

	if (!interface)
		return likely + 2;
	if (outside)
		likely += !is_near(interface, packet->src) && !ip_is_private(packet->src) ? 8 : 0;
	else
		likely += is_near(interface, packet->src) ? 8 : ip_is_private(packet->src) ? 4 : 0;
	if (outside)
		return likely + (meant ? 6 : 0);
	return likely + (there->exit && there->exit != interface ? 4 : 0);
}

static const struct cell_set *wider(struct arena *arena, const struct cell_set *region,
				    const struct cell_set *set)
{
	const struct cell_set *all = region ? cell_set_union(arena, region, set)
					    : cell_set_make(arena, set->at, set->len);

	/* so scattered that nobody would read it */
	if (all->len > REGION_RANGES)
		return cell_set_of(arena, all->at[0].low, all->at[all->len - 1].high);
	return all;
}

static void widen(struct comparing *cx, struct fate_change *change, const struct cell *cell)
{
	for (int i = 0; i < CELL_DIMENSION_COUNT; i++)
		if (!change->region[i] || !cell_set_within(cell->in[i], change->region[i]))
			change->region[i] = wider(cx->arena, change->region[i], cell->in[i]);
	change->cells++;
}

static void found(struct comparing *cx, struct arena *scratch, const struct cell *cell,
		  const struct packet *packet, const char *in, bool on_reply)
{
	struct fate_change probe = {.on_reply = on_reply}, *change;
	const char *key, *kind;
	int likely;

	probe.old = trace_of(scratch, cx->old, in, packet);
	probe.new = trace_of(scratch, cx->new, in, packet);
	likely = likelihood(cx, packet, in, &probe.old.there, on_reply);
	key = key_of(scratch, &probe);
	kind = kind_of(scratch, &probe);
	if (cx->n_state && kind_is_known(cx, kind))
		return;
	HASH_FIND_STR(cx->by_key, key, change);
	if (!change) {
		change = arena_new_object(cx->arena, struct fate_change);
		change->key = arena_strndup(cx->arena, key, strlen(key));
		change->kind = arena_strndup(cx->arena, kind, strlen(kind));
		change->state = cx->state;
		change->n_state = cx->n_state;
		change->on_reply = on_reply;
		HASH_ADD_KEYPTR(hh, cx->by_key, change->key, strlen(change->key), change);
		vec_push(cx->arena, &cx->changes->list, change);
	}
	if (change->n_state != cx->n_state)
		return;
	if (!change->cells || likely > change->likely) {
		change->likely = likely;
		change->in = in;
		change->old = trace_of(cx->arena, cx->old, in, packet);
		change->new = trace_of(cx->arena, cx->new, in, packet);
	}
	widen(cx, change, cell);
}

static void look(void *context, struct arena *arena, const struct cell *cell)
{
	struct comparing *cx = context;
	const char *in = cx->cells->names.at[cell->at[CELL_IN]];
	struct packet packet = cell_packet(cell);
	struct both a, b;

	(void)arena;
	if (++cx->looks % LOOKS == 0) {
		arena_free(cx->scratch);
		cx->scratch = arena_new();
	}
	a = both_of(cx->scratch, cx->old, in, &packet);
	b = both_of(cx->scratch, cx->new, in, &packet);
	if (!same_fate(&a.there, &b.there))
		found(cx, cx->scratch, cell, &packet, in, false);
	else if (a.replied && !same_fate(&a.back, &b.back))
		found(cx, cx->scratch, cell, &packet, in, true);
}

/* ---- all states ---- */

/* Costs grow with the statements that a look-up passes: a few seconds for all, at most. */
static uint64_t budget_for(const struct cells *cells)
{
	uint64_t budget = UINT64_C(200000000) / (cells->boxes.len + 400);

	return budget < 2000 ? 2000 : budget > 300000 ? 300000 : budget;
}

static void count(struct fate_count *count, const struct cell_walk *walk)
{
	count->states++;
	count->looked += walk->looked;
	count->all += walk->all;
	count->partial |= walk->all > (double)walk->looked + 0.5;
}

/* They are counted first, once, and are about as many in failures: if the budget is enough for all,
 * nothing is shared out. */
static void walk_regions(const struct comparing *cx, struct cell_walk *walk,
			 const fate_regions *regions, uint64_t budget)
{
	struct cell_walk counting = {.cells = walk->cells, .all = cx->changes->now.all};

	for (uint32_t i = 0; !cx->n_state && i < regions->len; i++)
		cells_walk(&counting, &regions->at[i], budget / regions->len);
	if (counting.all <= (double)budget)
		budget *= ROOM; /* what was counted in samples may be more */
	for (uint32_t i = 0; i < regions->len; i++)
		cells_walk(walk, &regions->at[i],
			   budget > walk->looked ? (budget - walk->looked) / (regions->len - i)
						 : 1);
}

static void tell_region(struct comparing *cx, struct fate_change *change)
{
	change->where = fates_region(cx->arena, cx->cells, change);
	for (uint32_t i = 0; i < cx->cells->names.len; i++)
		if (cell_set_has(change->region[CELL_IN], i))
			vec_push(cx->arena, &change->from, cx->cells->names.at[i]);
}

static void walk_state(struct comparing *cx, uint64_t budget)
{
	struct arena *arena = arena_new();
	struct cells *cells = cells_of(arena, cx->old, cx->new);
	fate_regions regions = {0};
	struct cell_walk walk = {.cells = cells, .visit = look, .context = cx};

	cx->cells = cells;
	fates_where(cells, cx->all, &regions);
	walk_regions(cx, &walk, &regions, budget);
	if (regions.len)
		count(cx->n_state ? &cx->changes->failed : &cx->changes->now, &walk);
	cx->changes->rough |= cells->rough && regions.len;
	VEC_FOREACH (change, &cx->changes->list)
		if ((*change)->n_state == cx->n_state)
			tell_region(cx, *change);
	arena_free(arena);
}

/* ---- conditions ---- */

/* What can fail: a track, or the link of INTERFACE. */
struct condition {
	uint32_t track;
	const char *interface;
};

typedef VEC(struct condition) conditions;

static void add_tracks(struct arena *arena, const struct router *router, conditions *all)
{
	const struct track *track;

	STAILQ_FOREACH (track, &router->tracks.list, link) {
		bool known = track_is_list(track);

		VEC_FOREACH (condition, all)
			known |= condition->track == track->id;
		if (!known)
			vec_push(arena, all, ((struct condition){.track = track->id}));
	}
}

static void add_links(struct arena *arena, const struct router *router, conditions *all)
{
	const struct interface *interface;

	STAILQ_FOREACH (interface, &router->interfaces.list, link) {
		bool known = !interface_is_outside(interface) || interface->shutdown;

		VEC_FOREACH (condition, all)
			known |= condition->interface &&
				 !strcmp(condition->interface, interface->name);
		if (!known)
			vec_push(arena, all, ((struct condition){.interface = interface->name}));
	}
}

static void fail(struct world *world, const struct condition *condition)
{
	const struct interface *interface;

	if (condition->track)
		world_set_track(world, condition->track, false);
	interface = interface_of(world, condition->interface);
	if (interface)
		world->links[interface->index].up = false;
}

static const char *condition_text(struct arena *arena, const struct condition *condition)
{
	if (condition->track)
		return arena_printf(arena, "track %u down", condition->track);
	return arena_printf(arena, "interface %s down", condition->interface);
}

/* With A and B (or NULL) failed. */
static void walk_failure(struct comparing *cx, const struct condition *a, const struct condition *b,
			 uint64_t budget)
{
	const struct world *old = cx->old, *new = cx->new;
	struct world *worse_old = world_copy(cx->arena, old);
	struct world *worse_new = world_copy(cx->arena, new);

	for (const struct condition *one = a; one; one = one == a && b ? b : NULL) {
		fail(worse_old, one);
		fail(worse_new, one);
	}
	world_settle(worse_old);
	world_settle(worse_new);
	cx->old = worse_old;
	cx->new = worse_new;
	cx->n_state++;
	cx->state = condition_text(cx->arena, a);
	if (b)
		cx->state = arena_printf(cx->arena, "%s and %s", cx->state,
					 condition_text(cx->arena, b));
	walk_state(cx, budget);
	cx->old = old;
	cx->new = new;
}

static void walk_failures(struct comparing *cx, uint64_t budget)
{
	conditions all = {0};
	uint32_t n, states;

	add_tracks(cx->arena, eval_router(cx->old->eval), &all);
	add_tracks(cx->arena, eval_router(cx->new->eval), &all);
	add_links(cx->arena, eval_router(cx->old->eval), &all);
	add_links(cx->arena, eval_router(cx->new->eval), &all);
	n = all.len;
	states = n + (n <= PAIRS_MAX ? n * (n - 1) / 2 : 0);
	for (uint32_t i = 0; i < n; i++)
		walk_failure(cx, &all.at[i], NULL, budget / states + 1);
	for (uint32_t i = 0; n <= PAIRS_MAX && i < n; i++)
		for (uint32_t j = i + 1; j < n; j++)
			walk_failure(cx, &all.at[i], &all.at[j], budget / states + 1);
}

static int by_likelihood(const void *a, const void *b)
{
	const struct fate_change *x = *(struct fate_change *const *)a;
	const struct fate_change *y = *(struct fate_change *const *)b;

	if (x->n_state != y->n_state)
		return x->n_state < y->n_state ? -1 : 1;
	if (x->likely != y->likely)
		return x->likely > y->likely ? -1 : 1;
	return strcmp(x->key, y->key);
}

struct fate_changes *fates_compare(struct arena *arena, const struct meaning_differences *all,
				   const struct world *old, const struct world *new)
{
	struct comparing cx = {.arena = arena, .all = all, .old = old, .new = new};
	uint64_t budget;

	cx.scratch = arena_new();
	budget = budget_for(cells_of(cx.scratch, old, new));
	cx.changes = arena_new_object(arena, struct fate_changes);
	walk_state(&cx, budget);
	if (cx.changes->now.states)
		walk_failures(&cx, 2 * budget);
	HASH_CLEAR(hh, cx.by_key);
	arena_free(cx.scratch);
	if (cx.changes->list.len > 1)
		qsort(cx.changes->list.at, cx.changes->list.len, sizeof *cx.changes->list.at,
		      by_likelihood);
	return cx.changes;
}
