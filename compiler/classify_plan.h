/* What the files of the classifier share: how a list is asked in one of the ways that are tried. */
#ifndef COMPILER_CLASSIFY_PLAN_H
#define COMPILER_CLASSIFY_PLAN_H

#include "classify.h"

/* Pieces of a list that is no short one. */
enum { CLASS_LONG = 64 };
enum { SHAPES_MAX = 64, NONE = UINT32_MAX };
enum { GROUP_RULES, GROUP_PORTS, GROUP_PLAIN, GROUPS_FIXED };

/* What a step costs a packet, in nanoseconds: a rule, one whose first comparison is cheap, a hash,
 * the first look-up of several fields, and that of one, for which the kernel has a hash of its own.
 */
enum {
	CLASS_RULE_COST = 27,
	CLASS_LEAN_RULE_COST = 16,
	CLASS_MASKED_COST = 105,
	CLASS_LEAD_COST = 20,
	CLASS_BRANCH_COST = 70
};
/* By how much branches must be cheaper where maps would do and lines are wider than the cut: such a
 * line is one element of a map, and an edit of it is one of all chains. */
enum { CLASS_BRANCH_GAIN = 150 };
/* The rule of a line whose packets have these bits in common, see lower_match_order.c. */
uint32_t class_rule_cost(const uint32_t *mask);
/* A rule for each line of PIECES. */
uint32_t class_rules_cost(const class_pieces *pieces);
/* The line of PIECE as a rule of STEP. */
void class_add_line(struct arena *arena, struct class_step *step, const struct class_piece *piece);
/* The same of a map of N ranges, with the PREFIXES that they are in each of FIELDS. */
uint32_t class_ranges_cost(uint8_t fields, uint32_t n, const uint64_t *prefixes);

enum class_plan_kind {
	PLAN_MASKED,
	PLAN_BOTH,
	PLAN_RANGES,
	PLAN_LISTED,
	PLANS,
	PLAN_SIDES = PLANS /* what both sides have, as hashes: only to find its order */
};

/* The pieces of a list by their masks. */
struct class_base {
	uint32_t mask[CLASS_FIELDS];
	struct class_packed packed; /* the mask */
	struct class_common common;
	uint32_t n;
	uint32_t lines; /* that begin with one of it */
	uint32_t alone; /* pieces in lines that have no other base */
	uint8_t ranged, sides;
	bool rule, holed;
	uint8_t fields; /* bits by enum class_field: those that are asked for */
};

struct classifier {
	const class_pieces *pieces;
	struct arena *arena;
	VEC(struct class_base) bases;
	uint32_t *base_of; /* piece */
	uint32_t *slots; /* of bases + 1, by hash */
	uint32_t n_slots; /* a power of two */
	uint32_t least[PLANS]; /* what a plan of this kind costs, or less; 0: nobody asked */
};

struct class_planned {
	const struct class_piece *piece; /* the list's, or a rule's that stands for several */
	uint32_t shape;
};

struct class_group {
	uint8_t kind; /* enum class_kind */
	uint8_t fields;
	uint32_t mask[CLASS_FIELDS];
	uint32_t first_line, n;
	VEC(uint32_t) steps; /* ascending */
};

struct class_plan {
	const struct classifier *c;
	struct arena *arena;
	enum class_plan_kind kind;
	uint32_t upto; /* how many pieces it has */
	bool exact; /* lines of one verdict that meet do not change places either */
	VEC(struct class_planned) planned;
	VEC(struct class_shape) shapes;
	VEC(struct class_group) groups;
	bool *before; /* [a * groups + b]: a line of A must stand before one of B */
	/* Lines must be placed one by one: some of one map of ranges meet, or groups have no order
	 * that is right for all of theirs. Otherwise all is where its group is. */
	bool intricate;
	VEC(struct class_step) steps;
	VEC(class_placed_list) placed; /* step */
	VEC(struct class_step) cut; /* the steps, as the kernel takes them */
};

/* Prefixes of its last field up to which a set of ranges knows an order, see classify_cut.c. */
enum { CLASS_ORDERED_MAX = 256 };
/* How many prefixes FIRST to LAST is. */
uint32_t class_prefixes(uint32_t first, uint32_t last);
/* Is one of the fields of MASK no prefix? */
bool class_has_holes(const uint32_t *mask);
/* The fields that MASK and RANGED ask for. */
uint8_t class_fields_of(const uint32_t *mask, uint8_t ranged);
/* Is one of them a port? */
bool class_asks_ports(uint8_t fields);
/* The fields of a map of ranges whose elements ask for FIELDS. */
uint8_t class_step_fields(uint8_t fields);

/* What a packet is asked by a step, and by all of PLAN. */
uint32_t class_step_cost(const struct class_step *step);
uint32_t class_plan_cost(const struct class_plan *plan);
/* What any plan for PIECES costs that has a map, or less. */
uint32_t class_maps_at_least(const class_pieces *pieces);
/* What the steps of a plan of KIND cost, or less. */
uint32_t class_cost_at_least(struct classifier *c, enum class_plan_kind kind);

/* How a plan of KIND asks for pieces of BASE. */
enum class_kind class_kind_of(const struct classifier *c, enum class_plan_kind kind,
			      const struct class_base *base);
/* The pieces of a list by their masks, and its lines. */
void class_find_bases(struct classifier *c);
/* Which pieces are asked how, as PLAN->KIND says: its groups, shapes and pieces. */
void class_plan_pieces(struct class_plan *plan);
/* And those that stand in both maps of ranges. */
void class_plan_doubles(struct class_plan *plan);

/* ---- classify_order.c ---- */
/* Fill PLAN->BEFORE, and say whether it is intricate in itself. */
void class_find_order(struct class_plan *plan);
/* Does a group stand before another one, in the steps that there are, of which it must stand
 * behind? */
bool class_order_is_broken(const struct class_plan *plan);
/* Are PLANNED and what is of shape S ranges of one map, which has levels? */
bool class_is_same_ranges(const struct class_plan *plan, const struct class_planned *planned,
			  uint32_t s);
/* Does it matter to PLANNED what it meets of shape S? */
bool class_matters(const struct class_plan *plan, const struct class_planned *planned, uint32_t s);

/* ---- classify.c ---- */
/* The steps of PLAN->CUT, once its order is known; false when there are too many. */
bool class_plan_steps(struct class_plan *plan);
/* These as the last steps of RESULT, in ARENA. */
void class_plan_take(struct arena *arena, const struct class_plan *plan, struct classified *result);

/* PLAN_LISTED, its pieces known: the steps of PLAN->CUT; false when there are too many. */
bool class_list_in_order(struct class_plan *plan);

/* Of what was met, by verdict, the highest that a piece of VERDICT must follow; 0: nothing. */
uint16_t class_plan_highest(const struct class_plan *plan, const uint16_t *met, uint8_t verdict);

#endif
