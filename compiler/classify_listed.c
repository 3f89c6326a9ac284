/*
 * A list that is too entangled for any other order, as maps of ranges in its own: the kernel keeps
 * to the order of up to 256 ranges, see classify_cut.c, so that the list is cut into as many maps.
 * That costs a look-up for every 256 lines and not one for each.
 *
 * A map begins with the line of the least hash among some where it could. So an edit moves that
 * place rarely, and what is behind keeps its maps; of 256 lines each, all maps behind it would give
 * a line to the next, and have others in another order.
 *
 * A packet without ports finds nothing in maps that ask for them. It has maps of its own behind the
 * others, of the lines that ask for none; these stand among the others as well, up to the last that
 * asks. Lines that no map can say are rules, and stay where they are: what is between two of them
 * is listed so.
 */
#include "classify_plan.h"

#include <string.h>

#include "grammar/hash.h"

/* Lines of a map, at least, when others follow: the fewer, the more maps. With this it is one in 40
 * more, and nine of ten edits move no map. */
enum { MAP_MIN = CLASS_ORDERED_MAX - 16 };

struct listing {
	struct class_plan *plan;
	/* since the last rule */
	class_placed_list
		ports; /* all, of which LAST_PORT are up to the last that asks for ports */
	class_placed_list plain; /* those that ask for none */
	uint32_t last_port;
	uint8_t fields, plain_fields;
};

/* RANGES from FROM on, as many as one map keeps in order; returns how many. */
static uint32_t add_map(struct class_plan *plan, const struct class_step *all, uint32_t from)
{
	struct class_step *step = vec_add(plan->arena, &plan->cut);
	uint32_t prefixes = 0, i = from;

	step->kind = CLASS_RANGES;
	step->fields = all->fields;
	for (; i < all->ranges.len; i++) {
		struct class_range range = all->ranges.at[i];

		prefixes += class_prefixes(range.first[CLASS_PROTO], range.last[CLASS_PROTO]);
		if (prefixes > CLASS_ORDERED_MAX)
			break;
		range.level = i - from;
		vec_push(plan->arena, &step->ranges, range);
	}
	return i - from;
}

/* The same for the same line, wherever it stands. */
static uint64_t hash_of(const struct class_piece *piece)
{
	uint32_t content[3 * CLASS_FIELDS + 1];

	memcpy(content, piece->value, sizeof piece->value);
	for (int f = 0; f < CLASS_FIELDS; f++)
		content[CLASS_FIELDS + f] = class_last(piece, (enum class_field)f);
	memcpy(content + 2 * CLASS_FIELDS, piece->mask, sizeof piece->mask);
	content[3 * CLASS_FIELDS] = piece->verdict;
	return hash_bytes(HASH_START, content, sizeof content);
}

/* How many of PLACED, from FROM on, are one map. */
static uint32_t map_size(const class_placed_list *placed, uint32_t from)
{
	uint32_t left = placed->len - from, best = MAP_MIN;
	uint64_t least = UINT64_MAX;

	if (left <= CLASS_ORDERED_MAX)
		return left;
	for (uint32_t n = MAP_MIN; n <= CLASS_ORDERED_MAX; n++) {
		uint64_t hash = hash_of(placed->at[from + n].piece);

		if (hash < least) {
			least = hash;
			best = n;
		}
	}
	return best;
}

/* PLACED as maps that ask for FIELDS; false when that makes too many parts. */
static bool add_maps(struct class_plan *plan, const class_placed_list *placed, uint8_t fields)
{
	for (uint32_t from = 0; from < placed->len;) {
		class_placed_list part = *placed;
		struct class_step step = {.kind = CLASS_RANGES, .fields = fields};

		part.at += from;
		part.len = map_size(placed, from);
		from += part.len;
		if (!class_cut(plan->arena, &part, &step))
			return false;
		for (uint32_t i = 0; i < step.ranges.len;)
			i += add_map(plan, &step, i);
	}
	return true;
}

static void add_rule(struct class_plan *plan, const struct class_piece *piece)
{
	struct class_step *step = plan->cut.len ? &plan->cut.at[plan->cut.len - 1] : NULL;

	if (!step || step->kind != CLASS_RULES) {
		step = vec_add(plan->arena, &plan->cut);
		step->kind = CLASS_RULES;
	}
	if (!step->lines.len || step->lines.at[step->lines.len - 1] != piece->line)
		class_add_line(plan->arena, step, piece);
}

static bool add_listed(const struct listing *listing)
{
	class_placed_list ports = listing->ports;
	uint64_t few[CLASS_FIELDS] = {0};
	uint32_t least = class_ranges_cost(listing->fields, 1, few), rules = 0;

	VEC_FOREACH (placed, &listing->ports)
		rules += class_rule_cost(placed->piece->mask);
	if (rules < least) {
		VEC_FOREACH (placed, &listing->ports)
			add_rule(listing->plan, placed->piece);
		return true;
	}
	ports.len = listing->last_port;
	return add_maps(listing->plan, &ports, class_step_fields(listing->fields)) &&
	       add_maps(listing->plan, &listing->plain, class_step_fields(listing->plain_fields));
}

/* What was listed since the last rule; false when that makes too many parts. */
static bool flush(struct listing *listing)
{
	bool added = add_listed(listing);

	listing->ports.len = listing->plain.len = listing->last_port = 0;
	listing->fields = listing->plain_fields = 0;
	return added;
}

bool class_list_in_order(struct class_plan *plan)
{
	struct listing listing = {.plan = plan};

	VEC_FOREACH (planned, &plan->planned) {
		const struct class_placed placed = {.piece = planned->piece};
		uint32_t group = plan->shapes.at[planned->shape].group;
		uint8_t fields = class_fields_of(placed.piece->mask, placed.piece->ranged);

		if (group == GROUP_RULES) {
			if (!flush(&listing))
				return false;
			add_rule(plan, placed.piece);
			continue;
		}
		vec_push(plan->arena, &listing.ports, placed);
		listing.fields |= fields;
		if (group == GROUP_PORTS) {
			listing.last_port = listing.ports.len;
			continue;
		}
		vec_push(plan->arena, &listing.plain, placed);
		listing.plain_fields |= fields;
	}
	return flush(&listing);
}
