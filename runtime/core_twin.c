/*
 * Twins of the routers' table: see agent_twin.h. They are filled between other work, a few messages
 * a turn of the loop, so that no probe waits for them. What another configuration leaves of them is
 * compared with what they shall hold, since most of it is the same: to empty one and fill it anew
 * would cost as much as all its routes, and the kernel makes a table's tree anew in pieces that
 * nobody can cut.
 */
#include <errno.h>
#include <linux/rtnetlink.h>
#include <string.h>

#include "agent.h"
#include "compiler/plan_bind.h"
#include "grammar/hash.h"

enum {
	FEW = 200, /* messages that can be sent at once */
	BREATH = MILLISECOND, /* between two slices */
	QUIET = 20 * MILLISECOND, /* after a change, before anything is prepared */
};

static void work_in(struct core *core, int64_t delay)
{
	timer_set(core->loop, &core->twins.work, loop_now() + delay);
}

static bool is_twin(const struct twins *twins, uint32_t table)
{
	for (int i = 0; i < TWINS_MAX; i++)
		if (twins->at[i].table == table)
			return true;
	return false;
}

uint32_t twins_to_kernel(const struct core *core, uint32_t table)
{
	return core->twins.open && table == TABLE_ROUTER ? core->twins.active->table : table;
}

uint32_t twins_from_kernel(const struct core *core, uint32_t table)
{
	if (!core->twins.open)
		return table;
	if (table == core->twins.active->table)
		return TABLE_ROUTER;
	return is_twin(&core->twins, table) ? 0 : table;
}

/* ---- one table ---- */

static void twin_set(struct twin *twin, struct arena *arena, struct state *state, uint64_t *taken)
{
	if (twin->arena)
		arena_free(twin->arena);
	twin->arena = arena;
	twin->state = state;
	twin->taken = taken;
	twin->used = loop_now();
}

static void twin_forget(struct twin *twin)
{
	twin_set(twin, NULL, NULL, NULL);
	twin->clean = twin->lost = twin->refused = false;
}

/* What turns many routes is so in STATE, in words that other plans have, too. */
static uint64_t hash_heavy(const struct run *run, const struct state *state)
{
	uint64_t sum = 0;

	VEC_FOREACH (condition, &run->bulk->heavy) {
		const char *text = run->plan->conditions.at[*condition].text;

		sum += text_hash_on(state->truth[*condition], text, strlen(text));
	}
	return sum;
}

static void move_begin(struct twin_move *move, struct twin *twin, const struct run *run,
		       const struct state *state)
{
	struct arena *arena = arena_new();

	*move = (struct twin_move){.twin = twin,
				   .arena = arena,
				   .state = state_copy(arena, run->plan, state),
				   .taken = bulk_taken(arena, run->bulk, state)};
	twin->clean = false;
	twin->held = hash_heavy(run, state);
}

static void move_drop(struct twin_move *move)
{
	if (move->twin)
		arena_free(move->arena);
	*move = (struct twin_move){0};
}

static void move_end(struct twin_move *move)
{
	twin_set(move->twin, move->arena, move->state, move->taken);
	move->twin->clean = true;
	*move = (struct twin_move){0};
}

/* The message, if any, for object I. */
static void put(struct core *core, const struct twin_move *move, struct arena *arena,
		struct batch *batch, uint32_t i)
{
	const struct plan *plan = core->run->plan;
	struct object old, new;
	bool was = move->twin->state && plan_object(arena, plan, move->twin->state, i, &old);
	bool is = plan_object(arena, plan, move->state, i, &new);

	if (is && !route_must_wait(core, &new) && !(was && object_equal(&old, &new)))
		batch_object(batch, &core->links, CHANGE_ADD, NULL, &new);
	else if (was && !is)
		batch_object(batch, &core->links, CHANGE_DELETE, &old, NULL);
}

static void answered(void *context, unsigned i, int error, const char *text)
{
	struct twin *twin = context;

	(void)i;
	(void)text;
	/* what was gone already, or what the kernel drops with a link and is mended with it */
	twin->refused |=
		error && error != ESRCH && error != ENOENT && error != ENETDOWN && error != ENODEV;
}

void twins_answer(struct core *core, int error)
{
	if (error)
		core_repair_later(core, SECOND);
}

static unsigned commit(struct core *core, struct batch *batch, struct twin *twin)
{
	unsigned messages = batch->messages;
	int failed = messages ? netlink_commit(&core->netlink, batch, answered, twin) : 0;

	batch_free(batch);
	core->twins.sent += messages;
	twin->refused |= failed < 0;
	/* of the others that waits until they are in force */
	if (failed && twin == core->twins.active) {
		core_repair_later(core, SECOND);
		twin->refused = false;
	}
	return messages;
}

static bool is_same_pattern(const struct twin_move *move, uint32_t p)
{
	return move->twin->state && move->twin->taken[p] == move->taken[p];
}

/* Go on for a slice; the number of writes. The move is over when its pattern is the last. */
static unsigned move_on(struct core *core, struct twin_move *move)
{
	const struct bulk *bulk = core->run->bulk;
	struct batch batch = {.router = move->twin->table};
	struct arena *arena = arena_new();
	int64_t begin = loop_now();
	unsigned seen = 0, writes;

	while (move->pattern < bulk->patterns.len && batch.messages < slice_size(core) &&
	       !slice_over(begin, seen + 1)) {
		const touched_list *objects = &bulk->patterns.at[move->pattern].objects;

		if (is_same_pattern(move, move->pattern) || move->object >= objects->len) {
			move->pattern++;
			move->object = 0;
			continue;
		}
		put(core, move, arena, &batch, objects->at[move->object++]);
		seen++;
	}
	writes = commit(core, &batch, move->twin);
	arena_free(arena);
	return writes;
}

static bool move_is_over(const struct core *core, const struct twin_move *move)
{
	return move->pattern >= core->run->bulk->patterns.len;
}

/* All that is left of it, at once. */
static void move_finish(struct core *core, struct twin_move *move)
{
	while (!move_is_over(core, move))
		move_on(core, move);
	move_end(move);
}

/* ---- the table in force ---- */

bool twins_busy(const struct core *core)
{
	return core->twins.turning.twin;
}

void twins_finish(struct core *core)
{
	struct twin_move *turning = &core->twins.turning;

	if (turning->twin)
		move_finish(core, turning);
}

static struct twin *find_ready(struct core *core, const uint64_t *taken)
{
	struct twins *twins = &core->twins;

	for (int i = 0; i < TWINS_MAX; i++)
		if (&twins->at[i] != twins->active && twins->at[i].clean && twins->at[i].state &&
		    bulk_same(core->run->bulk, twins->at[i].taken, taken))
			return &twins->at[i];
	return NULL;
}

/* How many routes of TWIN are not what TAKEN asks for. */
static uint32_t distance(const struct bulk *bulk, const struct twin *twin, const uint64_t *taken)
{
	uint32_t n = 0;

	for (uint32_t p = 0; p < bulk->patterns.len; p++)
		if (twin->taken[p] != taken[p])
			n += bulk->patterns.at[p].objects.len;
	return n;
}

/* One that lacks little, led to what RUN wants before it comes into force: the default route often
 * turns alone, by a track, while the link that carries all the others is down. */
static struct twin *make_ready(struct core *core, const struct run *run, const uint64_t *taken)
{
	struct twins *twins = &core->twins;
	uint32_t least = distance(run->bulk, twins->active, taken);
	struct twin *nearest = NULL;
	struct twin_move move;

	for (int i = 0; i < TWINS_MAX; i++) {
		struct twin *twin = &twins->at[i];
		uint32_t n = UINT32_MAX;

		if (twin != twins->active && twin->clean && twin->state)
			n = distance(run->bulk, twin, taken);
		if (n < least && n <= FEW) {
			nearest = twin;
			least = n;
		}
	}
	if (!nearest)
		return NULL;
	move_begin(&move, nearest, run, run->want);
	move_finish(core, &move);
	return nearest;
}

/* The new rule stands behind the old one until that goes: there is no moment without. */
static void switch_to(struct core *core, struct twin *twin, struct batch *batch)
{
	struct twin *left = core->twins.active;
	const struct plan *plan = core->run->plan;

	VEC_FOREACH (i, &core->run->bulk->rules) {
		const struct item *item = &plan->items.at[*i];

		if (!guard_holds(&item->guard, core->run->state))
			continue;
		batch->router = twin->table;
		batch_object(batch, &core->links, CHANGE_ADD, NULL, &item->object);
		batch->router = left->table;
		batch_object(batch, &core->links, CHANGE_DELETE, &item->object, NULL);
	}
	core->twins.active = twin;
	twin->used = left->used = loop_now();
	if (twin->refused)
		core_repair_later(core, SECOND);
	twin->refused = false;
}

/* No twin is ready: the default routes first, then the others, a slice now and a slice then. */
static unsigned turn_in_place(struct core *core, struct run *run)
{
	struct twins *twins = &core->twins;
	struct batch batch = {.router = twins->active->table};
	struct arena *arena = arena_new();
	unsigned writes;

	move_begin(&twins->turning, twins->active, run, run->want);
	VEC_FOREACH (i, &run->bulk->defaults)
		put(core, &twins->turning, arena, &batch, *i);
	writes = commit(core, &batch, twins->active);
	arena_free(arena);
	writes += move_on(core, &twins->turning);
	if (move_is_over(core, &twins->turning))
		move_end(&twins->turning);
	return writes;
}

unsigned twins_turn(struct core *core, struct run *run, struct batch *rules)
{
	struct twins *twins = &core->twins;
	struct arena *arena;
	struct twin *ready;
	uint64_t *taken;
	unsigned writes = 0;

	if (!run->bulk)
		return 0;
	arena = arena_new();
	taken = bulk_taken(arena, run->bulk, run->want);
	ready = find_ready(core, taken);
	if (twins->turning.twin && ready) /* left half way, and compared later */
		move_drop(&twins->turning);
	twins_finish(core);
	if (!ready && !bulk_same(run->bulk, twins->active->taken, taken))
		ready = make_ready(core, run, taken);
	if (ready)
		switch_to(core, ready, rules);
	else if (!bulk_same(run->bulk, twins->active->taken, taken))
		writes = turn_in_place(core, run);
	arena_free(arena);
	work_in(core, twins_busy(core) ? 0 : QUIET);
	return writes;
}

/* ---- the others ---- */

/* One of which nothing is known; of those, one that held what HELD says, or with NULL any. */
static struct twin *find_unclean(struct twins *twins, const uint64_t *held)
{
	for (int i = 0; i < TWINS_MAX; i++) {
		struct twin *twin = &twins->at[i];

		if (twin != twins->active && !twin->clean && !twin->lost &&
		    (!held || twin->held == *held))
			return twin;
	}
	return NULL;
}

/* A twin that can become another: an empty one, else that which was used longest ago. */
static struct twin *find_free(struct twins *twins, int64_t since)
{
	struct twin *oldest = NULL;

	for (int i = 0; i < TWINS_MAX; i++) {
		struct twin *twin = &twins->at[i];

		if (twin == twins->active || !twin->clean)
			continue;
		if (!twin->state)
			return twin;
		if (twin->used < since && (!oldest || twin->used < oldest->used))
			oldest = twin;
	}
	return oldest;
}

/* Lead TWIN, of which nothing is known, to STATE, or to nothing when that is NULL. */
static void compare_begin(struct core *core, struct twin *twin, const struct state *state)
{
	struct twins *twins = &core->twins;

	twin_forget(twin);
	twin->held = 0;
	if (state)
		move_begin(&twins->comparing, twin, core->run, state);
	else
		twins->comparing = (struct twin_move){.twin = twin, .arena = arena_new()};
	twins->comparison = (struct comparison){
		.core = core, .table = twin->table, .state = twins->comparing.state};
	comparison_begin(&twins->comparison);
}

/* Of all that may come next, what no table holds; of that, what a twin of which nothing is known
 * held once, which is in *UNCLEAN then. NULL when there is none. */
static struct state *find_missing(struct core *core, struct arena *arena, int64_t now,
				  struct twin **unclean)
{
	struct twins *twins = &core->twins;
	const struct run *run = core->run;
	struct state *missing = NULL;
	struct twin *twin;

	*unclean = NULL;
	VEC_FOREACH (condition, &run->bulk->heavy) {
		struct state *next = state_turned(arena, run->plan, run->state, *condition);
		uint64_t *taken = bulk_taken(arena, run->bulk, next);
		uint64_t held = hash_heavy(run, next);

		if (bulk_same(run->bulk, twins->active->taken, taken))
			continue;
		if ((twin = find_ready(core, taken))) {
			twin->used = now;
			continue;
		}
		twin = find_unclean(twins, &held);
		if (!missing || (twin && !*unclean)) {
			missing = next;
			*unclean = twin;
		}
	}
	return missing;
}

/* Begin it, or else empty what nothing is known of. False when there is nothing to do. */
static bool prepare(struct core *core)
{
	struct twins *twins = &core->twins;
	struct arena *arena = arena_new();
	struct state *missing = NULL;
	struct twin *unclean = NULL, *twin = NULL;
	int64_t now = loop_now();

	if (core->run->bulk)
		missing = find_missing(core, arena, now, &unclean);
	if (!unclean)
		unclean = find_unclean(twins, NULL);
	if (missing && !unclean)
		twin = find_free(twins, now);
	if (unclean)
		compare_begin(core, unclean, missing);
	else if (twin)
		move_begin(&twins->filling, twin, core->run, missing);
	arena_free(arena);
	return unclean || twin;
}

static void fill_on(struct core *core)
{
	struct twins *twins = &core->twins;

	move_on(core, &twins->filling);
	if (move_is_over(core, &twins->filling))
		move_end(&twins->filling);
}

/* False when it has to be left for a while. */
static bool compare_on(struct core *core)
{
	struct twins *twins = &core->twins;
	struct comparison *comparison = &twins->comparison;
	struct twin *twin = twins->comparing.twin;

	if (comparison_on(comparison))
		return true;
	if (comparison->whole) {
		twin->refused = comparison->refused || comparison->waits;
		move_end(&twins->comparing);
		return true;
	}
	twin->lost = comparison->stubborn;
	move_drop(&twins->comparing);
	work_in(core, SECOND);
	return false;
}

/* True when there is more to do. */
static bool work_on(struct core *core)
{
	struct twins *twins = &core->twins;

	if (twins->turning.twin) {
		move_on(core, &twins->turning);
		if (move_is_over(core, &twins->turning))
			move_end(&twins->turning);
	} else if (twins->filling.twin) {
		fill_on(core);
	} else if (twins->comparing.twin) {
		return compare_on(core);
	} else {
		return prepare(core);
	}
	return true;
}

static void work(void *context, int64_t now)
{
	struct core *core = context;
	bool busy = twins_busy(core);
	int64_t begin = loop_now();

	(void)now;
	core->twins.sent = 0;
	if (core->run && work_on(core))
		work_in(core, busy ? 0 : BREATH);
	slice_took(core, core->twins.sent, loop_now() - begin);
}

/* ---- from outside ---- */

static void drop_preparations(struct twins *twins)
{
	move_drop(&twins->filling);
	move_drop(&twins->comparing);
	comparison_end(&twins->comparison);
}

void twins_start(struct core *core, struct run *run)
{
	struct twins *twins = &core->twins;
	struct arena *arena = arena_new();

	survey_drop(core);
	move_drop(&twins->turning);
	drop_preparations(twins);
	for (int i = 0; i < TWINS_MAX; i++)
		if (!twins->at[i].clean || (twins->at[i].state && run->hash != twins->plan))
			twin_forget(&twins->at[i]);
	twins->plan = run->hash;
	if (run->bulk) {
		twin_set(twins->active, arena, state_copy(arena, run->plan, run->state),
			 bulk_taken(arena, run->bulk, run->state));
		twins->active->held = hash_heavy(run, run->state);
	} else {
		arena_free(arena);
	}
	twins->active->clean = run->bulk != NULL;
	work_in(core, QUIET);
}

void twins_doubt(struct core *core)
{
	struct twins *twins = &core->twins;

	if (!core->run || !core->run->bulk)
		return;
	drop_preparations(twins);
	for (int i = 0; i < TWINS_MAX; i++)
		if (&twins->at[i] != twins->active)
			twin_forget(&twins->at[i]);
	work_in(core, QUIET);
}

/* An agent before us may have left another one in force. */
static struct twin *find_active(struct core *core)
{
	struct twins *twins = &core->twins;
	struct arena *arena = arena_new();
	struct target rules = {0};
	struct twin *active = &twins->at[0];

	if (!rules_dump(&core->netlink, arena, PROTOCOL_OURS, &rules))
		active = NULL;
	VEC_FOREACH (object, &rules.objects)
		for (int i = 0; i < TWINS_MAX && object->rule.pref == PREF_ROUTER; i++)
			if (active && object->rule.table == twins->at[i].table)
				active = &twins->at[i];
	arena_free(arena);
	return active;
}

bool twins_open(struct core *core)
{
	struct twins *twins = &core->twins;

	twins->work = (struct timer){.fire = work, .context = core};
	for (uint32_t i = 0; i < TWINS_MAX; i++)
		twins->at[i].table = i ? TABLE_TWINS + i : TABLE_ROUTER;
	twins->active = find_active(core);
	twins->open = twins->active;
	return twins->open;
}

void twins_close(struct core *core)
{
	struct twins *twins = &core->twins;

	if (!twins->open)
		return;
	survey_drop(core);
	timer_cancel(core->loop, &twins->work);
	move_drop(&twins->turning);
	drop_preparations(twins);
	for (int i = 0; i < TWINS_MAX; i++)
		twin_forget(&twins->at[i]);
	twins->open = false;
}
