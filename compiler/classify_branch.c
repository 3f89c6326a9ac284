/*
 * A list cut into many by one address: a hash leads from the first bits of it to a list of the
 * lines that may take such a packet, each of them short. What is wider than the cut stands in all
 * lists that it reaches, and in the one of packets that no list is for. Every list keeps its order.
 */
#include "classify_plan.h"

#include "grammar/search.h"

enum {
	BRANCHES_MIN = 4,
	FEW_BRANCHES_MIN = 2, /* of a short list */
	BRANCHES_MAX = 4096,
	EACH_MIN = 8, /* pieces, for each chain takes room and time to load */
	FEW_EACH_MIN = 5,
	SHARE_MIN = 2, /* at least one in so many is narrower than the cut */
	COPIES_MAX = 3, /* as many pieces in all lists as there are, at most so many times */
	ALL_BITS = 32,
	SHORTEST = 8,
	STEP = 4
};

struct address {
	uint32_t value, mask;
	const struct class_piece *piece;
};

struct cut {
	struct arena *arena;
	const class_pieces *pieces;
	const struct address *sorted; /* the pieces' addresses in FIELD, ascending */
	enum class_field field;
	uint32_t mask;
	uint32_t each; /* what a piece costs as a rule, on an average */
	class_values values; /* of branches */
};

static bool is_narrow(const struct cut *cut, uint32_t mask)
{
	return (mask & cut->mask) == cut->mask;
}

static bool is_short(const struct cut *cut)
{
	return cut->pieces->len < CLASS_LONG;
}

/* With more branches there is too little in each. */
static uint32_t most_branches(const struct cut *cut)
{
	uint32_t most = cut->pieces->len / (is_short(cut) ? FEW_EACH_MIN : EACH_MIN);

	return most < BRANCHES_MAX ? most : BRANCHES_MAX;
}

enum { BYTES = ALL_BITS / 8, VALUES = 256 };

/* The N addresses at FROM to TO, in the order of the byte from bit SHIFT on, of which there are so
 * many of each VALUE, else as they stand. */
static void sort_byte(const struct address *from, struct address *to, uint32_t n, int shift,
		      const uint32_t *values)
{
	uint32_t next[VALUES], before = 0;

	for (int i = 0; i < VALUES; i++) {
		next[i] = before;
		before += values[i];
	}
	for (uint32_t i = 0; i < n; i++)
		to[next[from[i].value >> shift & (VALUES - 1)]++] = from[i];
}

/* Bytes that are the same in all are left out. */
static const struct address *sort(struct arena *arena, const class_pieces *pieces,
				  enum class_field field)
{
	struct address *sorted = arena_alloc(arena, pieces->len * sizeof *sorted);
	struct address *other = arena_alloc(arena, pieces->len * sizeof *other);
	uint32_t values[BYTES][VALUES] = {0};

	for (uint32_t i = 0; i < pieces->len; i++) {
		uint32_t value = pieces->at[i].value[field];

		sorted[i] = (struct address){value, pieces->at[i].mask[field], &pieces->at[i]};
		for (int byte = 0; byte < BYTES; byte++)
			values[byte][value >> 8 * byte & (VALUES - 1)]++;
	}
	for (int byte = 0; byte < BYTES; byte++) {
		struct address *swap = sorted;

		if (values[byte][sorted[0].value >> 8 * byte & (VALUES - 1)] == pieces->len)
			continue;
		sort_byte(sorted, other, pieces->len, 8 * byte, values[byte]);
		sorted = other;
		other = swap;
	}
	return sorted;
}

/* Or some of them, when there are too many. */
static void find_values(struct cut *cut)
{
	const struct address *end = cut->sorted + cut->pieces->len;
	uint32_t most = most_branches(cut), mask = cut->mask, last = 0;

	cut->values.len = 0;
	for (const struct address *at = cut->sorted; at < end && cut->values.len <= most; at++) {
		uint32_t value = at->value & mask;

		if ((at->mask & mask) != mask || (value == last && cut->values.len))
			continue;
		vec_push(cut->arena, &cut->values, value);
		last = value;
	}
}

struct branch_search {
	const struct cut *cut;
	uint32_t value;
};

static bool is_from(const void *of, uint32_t i)
{
	const struct branch_search *search = of;

	return search->cut->values.at[i] >= search->value;
}

/* The first branch whose value is not below VALUE. */
static uint32_t branch_from(const struct cut *cut, uint32_t value)
{
	return search_first(0, cut->values.len, is_from, &(struct branch_search){cut, value});
}

/* The branches that PIECE reaches: from FROM to before TO, or some of them when its mask has holes.
 */
static void find_reach(const struct cut *cut, const struct class_piece *piece, uint32_t *from,
		       uint32_t *to)
{
	uint32_t wild = ~piece->mask[cut->field], last;

	*from = 0;
	*to = cut->values.len;
	if (wild & (wild + 1))
		return;
	last = piece->value[cut->field] | wild;
	*from = branch_from(cut, piece->value[cut->field] & cut->mask);
	if (is_narrow(cut, piece->mask[cut->field]))
		*to = *from + 1;
	else
		*to = last == UINT32_MAX ? cut->values.len : branch_from(cut, last + 1);
}

static bool reaches(const struct cut *cut, const struct class_piece *piece, uint32_t branch)
{
	uint32_t both = piece->mask[cut->field] & cut->mask;

	return (piece->value[cut->field] & both) == (cut->values.at[branch] & both);
}

/* ---- where to cut ---- */

/* Of SIZE pieces, each of which is EACH as a rule. */
static uint32_t cost_of_list(uint32_t size, uint32_t each)
{
	const uint64_t prefixes[CLASS_FIELDS] = {size, size, size, size, 2 * (uint64_t)size};
	uint32_t rules = size * each;
	uint32_t ranges =
		CLASS_LEAD_COST + class_ranges_cost((1u << CLASS_FIELDS) - 1, size, prefixes);

	return rules < ranges ? rules : ranges;
}

/* How many more pieces reach each branch than the one before it, and how many reach but one. */
static uint32_t count_reach(const struct cut *cut, uint32_t *sizes)
{
	uint32_t narrow = 0, branch = 0, from, to;

	for (uint32_t i = 0; i < cut->pieces->len; i++) {
		const struct address *address = &cut->sorted[i];
		uint32_t wild = ~address->mask;

		if (!is_narrow(cut, address->mask) || wild & (wild + 1)) {
			find_reach(cut, address->piece, &from, &to);
		} else {
			while (cut->values.at[branch] < (address->value & cut->mask))
				branch++;
			from = branch;
			to = branch + 1;
		}
		narrow += is_narrow(cut, address->mask);
		sizes[from]++;
		sizes[to]--;
	}
	return narrow;
}

/* What a packet costs in the list of its branch, where branches with long lists have many. */
static uint32_t cost_of_cut(const struct cut *cut)
{
	uint32_t *sizes = arena_alloc(cut->arena, (cut->values.len + 1) * sizeof *sizes);
	uint64_t all = 0, squares = 0;
	uint32_t size = 0, narrow, gain;

	if (cut->values.len < (is_short(cut) ? FEW_BRANCHES_MIN : BRANCHES_MIN) ||
	    cut->values.len > most_branches(cut))
		return UINT32_MAX;
	narrow = count_reach(cut, sizes);
	if (narrow < cut->pieces->len / SHARE_MIN)
		return UINT32_MAX;
	for (uint32_t i = 0; i < cut->values.len; i++) {
		size += sizes[i];
		all += size;
		squares += (uint64_t)size * size;
	}
	if (all > COPIES_MAX * (uint64_t)cut->pieces->len)
		return UINT32_MAX;
	size = (uint32_t)(squares / all);
	if (is_short(cut))
		return CLASS_BRANCH_COST + cost_of_list(size, cut->each);
	gain = narrow < cut->pieces->len ? CLASS_BRANCH_GAIN : 0;
	return CLASS_BRANCH_COST + gain + cost_of_list(size, CLASS_RULE_COST);
}

/* The cheapest length of FIELD's prefix, when that is cheaper than BEST. */
static void find_length(struct arena *arena, const class_pieces *pieces, enum class_field field,
			uint32_t each, struct class_branching *best)
{
	struct cut cut = {.arena = arena_new(), .pieces = pieces, .field = field, .each = each};

	cut.sorted = sort(cut.arena, pieces, field);
	for (int len = SHORTEST; len <= ALL_BITS; len += STEP) {
		uint32_t cost;

		cut.mask = UINT32_MAX << (ALL_BITS - len);
		find_values(&cut);
		cost = cost_of_cut(&cut);
		if (cost >= best->cost)
			continue;
		best->cost = cost;
		best->field = field;
		best->mask = cut.mask;
		best->values.len = 0;
		vec_append(arena, &best->values, &cut.values);
	}
	arena_free(cut.arena);
}

struct class_branching class_find_branching(struct arena *arena, const class_pieces *pieces)
{
	struct class_branching best = {.cost = UINT32_MAX};
	uint32_t rules = 0;

	VEC_FOREACH (piece, pieces)
		rules += class_rule_cost(piece->mask);
	for (int f = CLASS_SRC; f <= CLASS_DST; f++)
		find_length(arena, pieces, (enum class_field)f, rules / pieces->len, &best);
	return best;
}

/* ---- the lists ---- */

/* PIECE in the branches FROM to before TO that it reaches. */
static void fill(const struct cut *cut, const struct class_piece *piece, uint32_t from, uint32_t to,
		 class_pieces *lists)
{
	uint32_t mask = piece->mask[cut->field] & ~cut->mask;

	for (uint32_t i = from; i < to; i++) {
		struct class_piece *here;

		if (!reaches(cut, piece, i))
			continue;
		here = &lists[i].at[lists[i].len++];
		*here = *piece;
		here->mask[cut->field] = mask;
		here->value[cut->field] &= mask;
		/* the bits of the cut are asked again, unless none are asked */
		if (mask) {
			here->mask[cut->field] |= cut->mask;
			here->value[cut->field] |= cut->values.at[i];
		}
	}
}

/* What each branch gets, and what the packets that no branch is for. */
static class_pieces *make_lists(const struct cut *cut, class_pieces *rest)
{
	class_pieces *lists = arena_alloc(cut->arena, cut->values.len * sizeof *lists);
	uint32_t *reach = arena_alloc(cut->arena, 2 * cut->pieces->len * sizeof *reach);
	uint32_t *sizes = arena_alloc(cut->arena, (cut->values.len + 1) * sizeof *sizes);
	uint32_t size = 0;

	VEC_FOREACH (piece, cut->pieces) {
		uint32_t *at = &reach[2 * (piece - cut->pieces->at)];

		find_reach(cut, piece, &at[0], &at[1]);
		sizes[at[0]]++;
		sizes[at[1]]--;
	}
	for (uint32_t i = 0; i < cut->values.len; i++) {
		size += sizes[i];
		vec_reserve(cut->arena, &lists[i], size);
	}
	VEC_FOREACH (piece, cut->pieces) {
		const uint32_t *at = &reach[2 * (piece - cut->pieces->at)];

		if (!is_narrow(cut, piece->mask[cut->field]))
			vec_push(cut->arena, rest, *piece);
		fill(cut, piece, at[0], at[1], lists);
	}
	return lists;
}

struct classified *class_branch(struct arena *arena, const class_pieces *pieces, bool exact,
				const struct class_branching *branching, unsigned depth)
{
	struct classified *result = arena_new_object(arena, struct classified);
	struct class_step *step = vec_add(arena, &result->steps);
	struct cut cut = {.arena = arena_new(),
			  .pieces = pieces,
			  .field = branching->field,
			  .mask = branching->mask,
			  .values = branching->values};
	class_pieces *lists, rest = {0};

	lists = make_lists(&cut, &rest);
	step->kind = CLASS_BRANCHES;
	step->fields = (uint8_t)(1u << cut.field);
	step->mask[cut.field] = cut.mask;
	result->cost = branching->cost;
	for (uint32_t i = 0; i < cut.values.len; i++) {
		struct classified *list = classify_within(arena, &lists[i], exact, depth);

		result->moved |= list->moved;
		vec_push(arena, &step->branches, ((struct class_branch){cut.values.at[i], list}));
	}
	if (rest.len) {
		struct classified *others = classify_within(arena, &rest, exact, depth);

		result->moved |= others->moved;
		VEC_FOREACH (other, &others->steps)
			vec_push(arena, &result->steps, *other);
	}
	arena_free(cut.arena);
	return result;
}
