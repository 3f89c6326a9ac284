/*
 * The classifier: an access list asked by a few look-ups instead of one rule after the other.
 *
 * A list is ordered, and its first line that takes a packet decides. But order matters only between
 * lines that meet, that is take a packet in common, and differ in their verdict; all others may
 * change places. The kernel has two kinds of maps from a packet to a verdict whose price hardly
 * grows: a hash, which needs the same masks for all of its elements, and concatenated ranges, which
 * hold any, know an order among themselves, and get slow beyond ten thousand. So a list becomes a
 * sequence of steps, each of them a hash, a map of ranges, or some rules for what no map can say.
 *
 * - Every group of pieces (one for each set of masks that becomes a hash, one for ranges that look
 *   at ports and one for those that do not, one for rules) has one step, more only where the order
 *   wants it.
 * - A first pass over the list finds which groups have a line that must stand before one of another
 *   group, and puts the groups into an order that breaks as few of these wishes as it can.
 * - A second pass places the lines one by one: each goes into the first step of its group that is
 *   not before the step of any line before it that it must follow. When there is none, a new step
 *   is added at the end.
 * - Ranges without ports and ranges with ports are two maps, since a packet whose ports cannot be
 *   read (a fragment, another protocol) finds nothing in a map that asks for them. A line without
 *   ports that must stand before one with ports is in both.
 *
 * - A map of ranges that is too large to keep an order becomes several, by turns: a line has a
 *   higher turn than all before it that it meets and whose verdict is another.
 *
 * - A long list of many masks is cut into short ones first, by the first bits of an address: see
 *   classify_branch.c.
 * - A list of which packets of two kinds are asked different lines is two, which share what they
 *   can: see classify_sides.c.
 * - Where nothing of that comes out, as much of the list as a map keeps in order is one map after
 *   the other: see classify_listed.c.
 *
 * Which pieces become what is tried in a few ways (struct class_plan): the cheapest wins, by what
 * each step costs a packet: see classify_cost.c.
 */
#include "classify_plan.h"

#include <stdlib.h>
#include <string.h>

/* Into how many sets by turn one of ranges is cut that is too large for its order; steps. */
enum { TURNS_MAX = 64, STEPS_MAX = 4096 };
/* Pieces of a list that is worth branches where it were rules otherwise, and of a branch, as each
 * chain takes time to load; and branches of branches. */
enum { BRANCHED_MIN = 16, BRANCHED_AGAIN = 256, DEPTH_MAX = 4 };
/* What need not be made cheaper; branches of large lists take long to load. A part of a large list
 * that is tried first. */
enum { CHEAP = 460, LARGE = 16384, CHEAP_LARGE = 1100, PART = 16 };

/* ---- steps ---- */

uint8_t class_step_fields(uint8_t fields)
{
	const uint8_t proto = 1u << CLASS_PROTO, source = 1u << CLASS_SRC;

	/* of one field only the kernel makes a tree, which takes no ranges that overlap */
	return (fields & ~proto) ? fields | proto : source | proto;
}

static uint32_t add_step(struct class_plan *plan, uint32_t group)
{
	struct class_step *step = vec_add(plan->arena, &plan->steps);

	step->kind = plan->groups.at[group].kind;
	step->fields = plan->groups.at[group].fields;
	if (step->kind == CLASS_RANGES)
		step->fields = class_step_fields(step->fields);
	memcpy(step->mask, plan->groups.at[group].mask, sizeof step->mask);
	if (step->kind == CLASS_MASKED && !plan->groups.at[group].steps.len)
		vec_reserve(plan->arena, &step->pieces, plan->groups.at[group].n);
	(void)vec_add(plan->arena, &plan->placed);
	vec_push(plan->arena, &plan->groups.at[group].steps, plan->steps.len - 1);
	return plan->steps.len - 1;
}

/* How many of the groups that are not DONE must stand before GROUP. */
static uint32_t waits_for(const struct class_plan *plan, uint32_t group, const bool *done)
{
	uint32_t n = 0;

	for (uint32_t other = 0; other < plan->groups.len; other++)
		n += !done[other] && other != group &&
		     plan->before[other * plan->groups.len + group];
	return n;
}

static void put_groups_in_order(struct class_plan *plan)
{
	bool *done = arena_alloc(plan->arena, plan->groups.len);

	for (uint32_t g = 0; g < plan->groups.len; g++)
		done[g] = !plan->groups.at[g].n;
	for (;;) {
		uint32_t best = NONE, waits = 0;

		for (uint32_t g = 0; g < plan->groups.len; g++) {
			uint32_t n;

			if (done[g])
				continue;
			n = waits_for(plan, g, done);
			if (best == NONE || n < waits ||
			    (n == waits &&
			     plan->groups.at[g].first_line < plan->groups.at[best].first_line)) {
				best = g;
				waits = n;
			}
		}
		if (best == NONE)
			return;
		done[best] = true;
		add_step(plan, best);
	}
}

/* The first step of GROUP at or behind LOWEST. */
static uint32_t step_from(struct class_plan *plan, uint32_t group, uint32_t lowest)
{
	VEC_FOREACH (step, &plan->groups.at[group].steps)
		if (*step >= lowest)
			return *step;
	return add_step(plan, group);
}

/* What the pieces before say of PLANNED: the first step that it may stand in, its turn and its
 * level; false when one of them takes just the same. */
static bool look_before(const struct class_plan *plan, const struct class_meets *meets,
			const struct class_planned *planned, struct class_spot *spot)
{
	uint32_t group = plan->shapes.at[planned->shape].group;
	uint8_t verdict = planned->piece->verdict;

	*spot = (struct class_spot){0};
	for (uint32_t s = 0; s < plan->shapes.len; s++) {
		bool same_ranges = class_is_same_ranges(plan, planned, s);
		const struct class_met *met;
		uint16_t place, turn;

		if (!class_matters(plan, planned, s))
			continue;
		met = class_meets_ask(meets, planned->piece, planned->shape, s);
		if (!met)
			continue;
		if (s == planned->shape && plan->groups.at[group].kind == CLASS_MASKED)
			return false;
		if (same_ranges && met->level > spot->level)
			spot->level = met->level;
		turn = same_ranges ? class_plan_highest(plan, met->turn, verdict) : 0;
		if (turn > spot->turn)
			spot->turn = turn < TURNS_MAX ? turn : TURNS_MAX;
		place = class_plan_highest(plan, met->place, verdict);
		if (place && place - 1 > spot->place)
			spot->place = (uint16_t)(place - 1);
	}
	return true;
}

/* Can what stands in a step of GROUP not be kept in order, up to TURN? */
static bool is_entangled(const struct class_group *group, uint32_t turn)
{
	return group->kind == CLASS_RANGES && group->n > CLASS_ORDERED_MAX && turn >= TURNS_MAX;
}

static void add_hashed(struct class_plan *plan, struct class_step *step,
		       const struct class_piece *piece)
{
	struct class_hashed *hashed = vec_add(plan->arena, &step->pieces);

	memcpy(hashed->value, piece->value, sizeof hashed->value);
	hashed->line = piece->line;
}

/* False when there are too many steps or turns for any good. */
static bool place_pieces(struct class_plan *plan)
{
	struct class_meets *meets = NULL;

	if (plan->intricate)
		meets = class_meets_new(plan->arena, plan->shapes.at, plan->shapes.len,
					plan->planned.len);
	VEC_FOREACH (planned, &plan->planned) {
		uint32_t group = plan->shapes.at[planned->shape].group;
		struct class_spot spot = {0};
		struct class_step *step;

		if (meets && !look_before(plan, meets, planned, &spot))
			continue;
		spot.place = (uint16_t)step_from(plan, group, spot.place);
		if (plan->steps.len > STEPS_MAX || is_entangled(&plan->groups.at[group], spot.turn))
			return false;
		step = &plan->steps.at[spot.place];
		if (meets)
			class_meets_note(meets, planned->piece, planned->shape, spot);
		if (step->kind == CLASS_RULES)
			class_add_line(plan->arena, step, planned->piece);
		else if (step->kind == CLASS_MASKED)
			add_hashed(plan, step, planned->piece);
		else
			vec_push(plan->arena, &plan->placed.at[spot.place],
				 ((struct class_placed){planned->piece, spot}));
	}
	return true;
}

/* ---- the best of them ---- */

/* Does the kernel keep to the order of what is in STEP? The protocol is its last field. */
static bool keeps_order(const struct class_step *step)
{
	uint32_t prefixes = 0;

	VEC_FOREACH (range, &step->ranges)
		prefixes += class_prefixes(range->first[CLASS_PROTO], range->last[CLASS_PROTO]);
	return prefixes <= CLASS_ORDERED_MAX;
}

/* The ranges of TURN of a step as a step of their own. */
static struct class_step *add_turn(struct class_plan *plan, const struct class_step *step,
				   uint32_t turn)
{
	struct class_step *own = vec_add(plan->arena, &plan->cut);

	own->kind = step->kind;
	own->fields = step->fields;
	VEC_FOREACH (range, &step->ranges)
		if (range->turn == turn)
			vec_push(plan->arena, &own->ranges, *range);
	return own;
}

/* All pieces of a line are where one of them is? */
static bool is_whole_line(const class_pieces *all, const struct class_piece *piece)
{
	return (piece == all->at || piece[-1].line != piece->line) &&
	       (piece + 1 == all->at + all->len || piece[1].line != piece->line);
}

/* STEP, which has those of PLACED that have TURN or, when it has order, all of them, as rules where
 * these cost less. */
static void prefer_rules(struct class_plan *plan, const class_placed_list *placed, uint32_t turn,
			 struct class_step *step)
{
	uint32_t rules = 0;

	VEC_FOREACH (one, placed) {
		if (turn != NONE && one->spot.turn != turn)
			continue;
		if (!is_whole_line(plan->c->pieces, one->piece))
			return;
		rules += class_rule_cost(one->piece->mask);
	}
	if (rules >= class_step_cost(step))
		return;
	step->kind = CLASS_RULES;
	step->ranges.len = 0;
	VEC_FOREACH (one, placed)
		if (turn == NONE || one->spot.turn == turn)
			class_add_line(plan->arena, step, one->piece);
}

/* False when a set would be too large for its order. */
static bool cut_ranges(struct class_plan *plan)
{
	VEC_FOREACH (step, &plan->steps) {
		const class_placed_list *placed = &plan->placed.at[step - plan->steps.at];
		uint32_t turns = 0;

		if (step->kind != CLASS_RANGES) {
			vec_push(plan->arena, &plan->cut, *step);
			continue;
		}
		if (!class_cut(plan->arena, placed, step))
			return false;
		VEC_FOREACH (range, &step->ranges)
			turns = range->turn >= turns ? range->turn + 1 : turns;
		if (keeps_order(step)) {
			prefer_rules(plan, placed, NONE, step);
			vec_push(plan->arena, &plan->cut, *step);
			continue;
		}
		if (turns > TURNS_MAX)
			return false;
		for (uint32_t turn = 0; turn < turns; turn++)
			prefer_rules(plan, placed, turn, add_turn(plan, step, turn));
	}
	return true;
}

bool class_plan_steps(struct class_plan *plan)
{
	put_groups_in_order(plan);
	plan->intricate |= class_order_is_broken(plan);
	return place_pieces(plan) && cut_ranges(plan);
}

/* The steps of a plan whose pieces are known; false when there would be too many. */
static bool fill_plan(struct class_plan *plan)
{
	if (plan->kind == PLAN_LISTED)
		return class_list_in_order(plan);
	class_plan_doubles(plan);
	class_find_order(plan);
	return class_plan_steps(plan);
}

/* NULL when there would be too many steps. */
static struct class_plan *plan_upto(const struct classifier *c, enum class_plan_kind kind,
				    bool exact, uint32_t upto)
{
	struct arena *arena = arena_new();
	struct class_plan *plan = arena_new_object(arena, struct class_plan);

	*plan = (struct class_plan){
		.c = c, .arena = arena, .kind = kind, .exact = exact, .upto = upto};
	class_plan_pieces(plan);
	if (fill_plan(plan))
		return plan;
	arena_free(arena);
	return NULL;
}

/* What is entangled in its first part is so as a whole, and that part is known soon. */
static bool is_hopeless(const struct classifier *c, enum class_plan_kind kind, bool exact)
{
	struct class_plan *part;

	if (c->pieces->len < LARGE || kind == PLAN_LISTED)
		return false;
	part = plan_upto(c, kind, exact, c->pieces->len / PART);
	if (part)
		arena_free(part->arena);
	return !part;
}

/* NULL when it cannot cost less than BELOW. */
static struct class_plan *make_plan(struct classifier *c, enum class_plan_kind kind, bool exact,
				    uint32_t below)
{
	struct class_plan *plan;

	if (class_cost_at_least(c, kind) >= below || is_hopeless(c, kind, exact))
		return NULL;
	plan = plan_upto(c, kind, exact, c->pieces->len);
	if (!plan || class_plan_cost(plan) < below)
		return plan;
	arena_free(plan->arena);
	return NULL;
}

/* As the key of STEP's map has its fields. */
static int order_of_keys(const struct class_step *step, const uint32_t *a, const uint32_t *b)
{
	for (int i = 0; i < CLASS_FIELDS; i++) {
		enum class_field f = class_step_field(step, i);

		if (a[f] != b[f])
			return a[f] < b[f] ? -1 : 1;
	}
	return 0;
}

static int by_value(const void *a, const void *b, void *of)
{
	const struct class_hashed *x = a, *y = b;
	int order = order_of_keys(of, x->value, y->value);

	return order ? order : (x->line > y->line) - (x->line < y->line);
}

/* They stand so in many lists that somebody keeps in order. */
static bool is_ascending(const struct class_step *step)
{
	for (uint32_t i = 1; i < step->pieces.len; i++)
		if (order_of_keys(step, step->pieces.at[i - 1].value, step->pieces.at[i].value) >=
		    0)
			return false;
	return true;
}

/* Of pieces that are equal but for their lines the first stays. */
static void drop_equal(struct class_step *step)
{
	uint32_t n = 0;

	VEC_FOREACH (piece, &step->pieces)
		if (!n || order_of_keys(step, step->pieces.at[n - 1].value, piece->value))
			step->pieces.at[n++] = *piece;
	step->pieces.len = n;
}

static int by_level(const void *a, const void *b, void *of)
{
	const struct class_range *x = a, *y = b;

	if (x->level != y->level)
		return x->level < y->level ? -1 : 1;
	return order_of_keys(of, x->first, y->first);
}

/* In the order in which they are made, so that nobody has to sort the larger objects. */
static void sort_step(struct class_step *step)
{
	if (!is_ascending(step)) {
		qsort_r(step->pieces.at, step->pieces.len, sizeof *step->pieces.at, by_value, step);
		drop_equal(step);
	}
	if (step->ranges.len)
		qsort_r(step->ranges.at, step->ranges.len, sizeof *step->ranges.at, by_level, step);
}

void class_plan_take(struct arena *arena, const struct class_plan *plan, struct classified *result)
{
	VEC_FOREACH (step, &plan->cut) {
		struct class_step *copy;

		if (!step->lines.len && !step->pieces.len && !step->ranges.len)
			continue;
		copy = vec_add(arena, &result->steps);
		copy->kind = step->kind;
		copy->fields = step->fields;
		memcpy(copy->mask, step->mask, sizeof copy->mask);
		vec_append(arena, &copy->lines, &step->lines);
		vec_append(arena, &copy->pieces, &step->pieces);
		vec_append(arena, &copy->ranges, &step->ranges);
		if (copy->kind == CLASS_RANGES)
			class_order_fields(copy);
		sort_step(copy);
	}
}

/* A rule a line, which costs so much; NULL unless that is less than BELOW. */
static struct classified *rules_below(struct arena *arena, const class_pieces *pieces,
				      uint32_t cost, uint32_t below)
{
	struct classified *result;
	struct class_step *step;

	if (cost >= below)
		return NULL;
	result = arena_new_object(arena, struct classified);
	result->cost = cost;
	step = vec_add(arena, &result->steps);
	step->kind = CLASS_RULES;
	vec_reserve(arena, &step->lines, pieces->len);
	VEC_FOREACH (piece, pieces)
		if (piece == pieces->at || piece->line != piece[-1].line)
			vec_push(arena, &step->lines, piece->line);
	vec_trim(arena, &step->lines);
	return result;
}

/* The pieces of C without branches; NULL when that cannot cost less than BELOW. */
static struct classified *classify_flat(struct arena *arena, struct classifier *c, bool exact,
					uint32_t below)
{
	struct classified *result = arena_new_object(arena, struct classified);
	uint32_t rules = class_rules_cost(c->pieces);
	struct class_plan *best = NULL;

	result->cost = rules < below ? rules : below;
	if (result->cost <= class_maps_at_least(c->pieces))
		return rules_below(arena, c->pieces, rules, below);
	if (!c->base_of)
		class_find_bases(c);
	for (int i = c->bases.len <= SHAPES_MAX ? 0 : 2 * PLAN_RANGES; i < 2 * PLANS - 1;
	     i += 1 + exact) {
		struct class_plan *plan =
			make_plan(c, (enum class_plan_kind)(i / 2), i % 2 == 0, result->cost);

		if (!plan)
			continue;
		if (best)
			arena_free(best->arena);
		best = plan;
		result->cost = class_plan_cost(plan);
		result->moved = !plan->exact;
	}
	if (best) {
		class_plan_take(arena, best, result);
		arena_free(best->arena);
	}
	return best ? result : rules_below(arena, c->pieces, rules, below);
}

struct classified *classify_masked(struct arena *arena, const class_pieces *pieces)
{
	struct classifier c = {.pieces = pieces, .arena = arena_new()};
	struct classified *result = NULL;
	uint32_t cost = class_rules_cost(pieces);

	class_find_bases(&c);
	for (int moved = 0; moved < 2 && c.bases.len <= SHAPES_MAX; moved++) {
		struct class_plan *plan = make_plan(&c, PLAN_MASKED, !moved, cost);

		if (!plan)
			continue;
		cost = class_plan_cost(plan);
		result = arena_new_object(arena, struct classified);
		*result = (struct classified){.cost = cost, .moved = moved};
		class_plan_take(arena, plan, result);
		arena_free(plan->arena);
	}
	arena_free(c.arena);
	return result;
}

bool classified_has_maps(const struct classified *classified)
{
	VEC_FOREACH (step, &classified->steps)
		if (step->kind != CLASS_RULES)
			return true;
	return false;
}

bool classified_has_verdicts(const struct classified *classified)
{
	VEC_FOREACH (step, &classified->steps) {
		if (step->kind == CLASS_MASKED || step->kind == CLASS_RANGES)
			return true;
		VEC_FOREACH (branch, &step->branches)
			if (classified_has_verdicts(branch->list))
				return true;
	}
	return false;
}

/* Fewer than CLASS_LONG pieces: whole, or branches where these are better. */
static struct classified *classify_short(struct arena *arena, struct classifier *c, bool exact,
					 unsigned depth)
{
	struct classified *flat = classify_flat(arena, c, exact, UINT32_MAX);
	struct class_branching branching = class_find_branching(c->arena, c->pieces);
	uint32_t gain = classified_has_maps(flat) ? CLASS_BRANCH_GAIN : 0;

	if (branching.cost > flat->cost || flat->cost - branching.cost < gain)
		return flat;
	return class_branch(arena, c->pieces, exact, &branching, depth + 1);
}

static struct classified *classify_somehow(struct arena *arena, struct classifier *c, bool exact,
					   unsigned depth)
{
	const class_pieces *pieces = c->pieces;
	const uint32_t cheap = pieces->len > LARGE ? CHEAP_LARGE : CHEAP;
	struct class_branching branching;
	struct classified *flat;

	if (depth == DEPTH_MAX || pieces->len < (depth ? BRANCHED_AGAIN : BRANCHED_MIN))
		return classify_flat(arena, c, exact, UINT32_MAX);
	if (pieces->len < CLASS_LONG)
		return classify_short(arena, c, exact, depth);
	flat = classify_flat(arena, c, exact, cheap);
	if (flat)
		return flat;
	branching = class_find_branching(c->arena, pieces);
	flat = classify_flat(arena, c, exact, branching.cost);
	return flat ? flat : class_branch(arena, pieces, exact, &branching, depth + 1);
}

struct classified *classify_within(struct arena *arena, const class_pieces *pieces, bool exact,
				   unsigned depth)
{
	struct classifier c = {.pieces = pieces, .arena = arena_new()};
	struct classified *result = classify_somehow(arena, &c, exact, depth);

	arena_free(c.arena);
	return result;
}

struct classified *classify(struct arena *arena, const class_pieces *pieces, bool exact)
{
	return classify_within(arena, pieces, exact, 0);
}
