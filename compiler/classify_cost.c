/*
 * What asking a list costs a packet, in nanoseconds: the model by which the classifier chooses. Its
 * constants, and those of classify_plan.h, are from `tests/bench/run prices`.
 */
#include "classify_plan.h"

/* Nanoseconds, of a map of ranges and each field that it asks for; each of the prefixes that its
 * ranges are costs some more, the first of them most. */
enum {
	RANGES_COST = 310,
	RANGES_FIELD = 30,
	RANGES_FEW = 100,
	RANGES_EACH = 3,
	RANGES_AT_ONCE = 600
};

uint32_t class_rule_cost(const uint32_t *mask)
{
	const uint32_t port = class_field_max(CLASS_SPORT);

	if (mask[CLASS_SPORT] == port || mask[CLASS_DPORT] == port ||
	    (!mask[CLASS_SRC] && !mask[CLASS_DST]))
		return CLASS_LEAN_RULE_COST;
	return CLASS_RULE_COST;
}

uint32_t class_rules_cost(const class_pieces *pieces)
{
	const struct class_piece *piece = pieces->at;
	uint32_t cost = 0;

	/* of several ports a rule asks by a set of them */
	for (uint32_t i = 0, end; i < pieces->len; i = end) {
		for (end = i + 1; end < pieces->len && piece[end].line == piece[i].line;)
			end++;
		cost += end == i + 1 ? class_rule_cost(piece[i].mask) : CLASS_RULE_COST;
	}
	return cost;
}

void class_add_line(struct arena *arena, struct class_step *step, const struct class_piece *piece)
{
	vec_push(arena, &step->lines, piece->line);
	step->rules_cost += class_rule_cost(piece->mask);
}

uint32_t class_prefixes(uint32_t first, uint32_t last)
{
	uint64_t at = first, end = (uint64_t)last + 1;
	uint32_t n = 0;

	for (; at < end; n++) {
		uint64_t size = at ? at & -at : UINT64_C(1) << 32;

		while (at + size > end)
			size /= 2;
		at += size;
	}
	return n;
}

uint32_t class_ranges_cost(uint8_t fields, uint32_t n, const uint64_t *prefixes)
{
	/* of four bits each: what the kernel compares at once */
	static const uint32_t parts[CLASS_FIELDS] = {8, 8, 4, 4, 2};
	uint64_t compared = 0;

	for (int f = 0; f < CLASS_FIELDS; f++)
		if (fields & (1u << f))
			compared += parts[f] * prefixes[f];
	compared = compared / RANGES_AT_ONCE + RANGES_COST +
		   RANGES_FIELD * (uint32_t)__builtin_popcount(fields) +
		   (n < RANGES_FEW ? n : RANGES_FEW) / RANGES_EACH;
	return n ? (uint32_t)compared : 0;
}

uint32_t class_step_cost(const struct class_step *step)
{
	uint64_t prefixes[CLASS_FIELDS] = {0};

	VEC_FOREACH (range, &step->ranges)
		for (int f = 0; f < CLASS_FIELDS; f++)
			if (step->fields & (1u << f))
				prefixes[f] += class_prefixes(range->first[f], range->last[f]);
	return step->rules_cost + (step->pieces.len ? CLASS_MASKED_COST : 0) +
	       class_ranges_cost(step->fields, step->ranges.len, prefixes);
}

uint32_t class_plan_cost(const struct class_plan *plan)
{
	uint32_t cost = CLASS_LEAD_COST;

	VEC_FOREACH (step, &plan->cut)
		cost += class_step_cost(step);
	return cost;
}

uint32_t class_maps_at_least(const class_pieces *pieces)
{
	const uint64_t none[CLASS_FIELDS] = {0};

	VEC_FOREACH (piece, pieces)
		if (!piece->ranged && !piece->rule)
			return CLASS_LEAD_COST + CLASS_MASKED_COST;
	return CLASS_LEAD_COST + class_ranges_cost(1u << CLASS_SRC | 1u << CLASS_PROTO, 1, none);
}

static uint32_t cost_at_least(const struct classifier *c, enum class_plan_kind kind)
{
	uint32_t cost = CLASS_LEAD_COST, n[] = {0, 0};
	uint8_t fields[] = {0, 0};

	/* a line with pieces of two bases may be rules as a whole */
	VEC_FOREACH (base, &c->bases) {
		bool ports = class_asks_ports(base->fields);

		switch (class_kind_of(c, kind, base)) {
		case CLASS_RULES:
			cost += base->lines * class_rule_cost(base->mask);
			break;
		case CLASS_MASKED:
			cost += base->alone ? CLASS_MASKED_COST : 0;
			break;
		default:
			n[ports] += base->alone;
			fields[ports] |= base->fields;
		}
	}
	for (int i = 0; i < 2; i++) {
		uint32_t maps =
			kind == PLAN_LISTED && n[i] ? (n[i] - 1) / CLASS_ORDERED_MAX + 1 : 1;
		const uint64_t each = n[i] / maps;
		const uint64_t prefixes[CLASS_FIELDS] = {each, each, each, each, each};

		cost += maps * class_ranges_cost(fields[i], n[i] / maps, prefixes);
	}
	return cost;
}

uint32_t class_cost_at_least(struct classifier *c, enum class_plan_kind kind)
{
	if (!c->least[kind])
		c->least[kind] = cost_at_least(c, kind);
	return c->least[kind];
}
