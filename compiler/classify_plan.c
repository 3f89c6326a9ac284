/*
 * Which pieces of a list are asked how, in each of the ways that are tried: by hashes where enough
 * of them have the same masks, by ranges, by rules. See classify.c.
 */
#include "classify_plan.h"

#include <string.h>

#include "grammar/row_index.h"

/* Pieces of a group; a large one has one in so many. */
enum { GROUP_FEW = 3, LARGE_SHARE = 8 };

bool class_has_holes(const uint32_t *mask)
{
	for (int f = 0; f < CLASS_FIELDS; f++) {
		uint32_t wild = ~mask[f] & class_field_max((enum class_field)f);

		if (wild & (wild + 1))
			return true;
	}
	return false;
}

uint8_t class_fields_of(const uint32_t *mask, uint8_t ranged)
{
	uint8_t fields = ranged;

	for (int f = 0; f < CLASS_FIELDS; f++)
		if (mask[f])
			fields |= (uint8_t)(1u << f);
	return fields;
}

bool class_asks_ports(uint8_t fields)
{
	return fields & (1u << CLASS_SPORT | 1u << CLASS_DPORT);
}

/* ---- what there is ---- */

/* What has the bits MASK of VALUE belongs to COMMON, too. */
static void note_common(struct class_common *common, struct class_packed mask,
			struct class_packed value)
{
	if (!common->any) {
		*common = (struct class_common){true, mask, value};
		return;
	}
	common->mask.addresses &= mask.addresses & ~(common->value.addresses ^ value.addresses);
	common->mask.services &= mask.services & ~(common->value.services ^ value.services);
}

static bool is_of_base(const struct class_base *base, const struct class_piece *piece,
		       struct class_packed mask)
{
	return base->packed.addresses == mask.addresses && base->packed.services == mask.services &&
	       base->ranged == piece->ranged && base->rule == piece->rule &&
	       base->sides == piece->sides;
}

/* The number of the base of PIECE, which has MASK. */
static uint32_t base_for(struct classifier *c, const struct class_piece *piece,
			 struct class_packed mask)
{
	uint64_t more = (uint64_t)piece->sides << 8 | (uint64_t)piece->ranged << 1 | piece->rule;
	uint64_t hash =
		row_mix(row_mix(0, mask.addresses), mask.services | more << CLASS_PACKED_BITS);
	struct class_base *base;
	uint32_t i;

	for (i = (uint32_t)hash & (c->n_slots - 1); c->slots[i]; i = (i + 1) & (c->n_slots - 1))
		if (is_of_base(&c->bases.at[c->slots[i] - 1], piece, mask))
			return c->slots[i] - 1;
	base = vec_add(c->arena, &c->bases);
	*base = (struct class_base){.packed = mask,
				    .ranged = piece->ranged,
				    .rule = piece->rule,
				    .sides = piece->sides};
	memcpy(base->mask, piece->mask, sizeof base->mask);
	base->holed = class_has_holes(base->mask);
	base->fields = class_fields_of(base->mask, base->ranged);
	c->slots[i] = c->bases.len;
	return c->bases.len - 1;
}

static void note_lines(struct classifier *c)
{
	const struct class_piece *piece = c->pieces->at;

	for (uint32_t i = 0, end; i < c->pieces->len; i = end) {
		struct class_base *base = &c->bases.at[c->base_of[i]];
		bool alone = true;

		for (end = i; end < c->pieces->len && piece[end].line == piece[i].line; end++)
			alone &= c->base_of[end] == c->base_of[i];
		base->lines++;
		base->alone += alone ? end - i : 0;
	}
}

void class_find_bases(struct classifier *c)
{
	c->base_of = arena_alloc(c->arena, c->pieces->len * sizeof *c->base_of);
	for (c->n_slots = 2; c->n_slots < 2 * c->pieces->len; c->n_slots *= 2)
		;
	c->slots = arena_alloc(c->arena, c->n_slots * sizeof *c->slots);
	for (uint32_t i = 0; i < c->pieces->len; i++) {
		const struct class_piece *piece = &c->pieces->at[i];
		const struct class_packed mask = class_pack(piece->mask);
		uint32_t row = base_for(c, piece, mask);
		struct class_base *base = &c->bases.at[row];

		c->base_of[i] = row;
		base->n++;
		note_common(&base->common, mask, class_pack(piece->value));
	}
	note_lines(c);
}

/* ---- a plan: which pieces are asked how ---- */

enum class_kind class_kind_of(const struct classifier *c, enum class_plan_kind plan,
			      const struct class_base *base)
{
	bool masked = !base->ranged && base->n >= GROUP_FEW && base->fields;
	bool large = masked && base->n >= c->pieces->len / LARGE_SHARE;

	if (base->rule)
		return CLASS_RULES;
	switch (plan) {
	case PLAN_MASKED:
		return masked ? CLASS_MASKED : CLASS_RULES;
	case PLAN_BOTH:
		if (large)
			return CLASS_MASKED;
		/* fallthrough */
	case PLAN_RANGES:
		if (base->holed)
			return masked ? CLASS_MASKED : CLASS_RULES;
		return CLASS_RANGES;
	case PLAN_SIDES:
		return large && base->sides == CLASS_BOTH_SIDES ? CLASS_MASKED : CLASS_RULES;
	default:
		return base->holed ? CLASS_RULES : CLASS_RANGES;
	}
}

static uint32_t group_for(struct class_plan *plan, enum class_kind kind,
			  const struct class_piece *piece)
{
	uint8_t fields = class_fields_of(piece->mask, piece->ranged);
	struct class_group *group;

	if (kind == CLASS_RULES)
		return GROUP_RULES;
	if (kind == CLASS_RANGES)
		return class_asks_ports(fields) ? GROUP_PORTS : GROUP_PLAIN;
	group = vec_add(plan->arena, &plan->groups);
	*group = (struct class_group){.kind = CLASS_MASKED, .fields = fields};
	memcpy(group->mask, piece->mask, sizeof group->mask);
	return plan->groups.len - 1;
}

/*
 * The bits that PIECE is compared by with others. With very many kinds of masks they are made
 * fewer, so that more is said to meet than does: that costs some order, and no truth. A hash needs
 * its own.
 */
static void shape_mask(const struct class_plan *plan, enum class_kind kind,
		       const struct class_piece *piece, uint32_t *mask)
{
	memcpy(mask, piece->mask, sizeof piece->mask);
	if (kind == CLASS_MASKED || plan->c->bases.len <= SHAPES_MAX)
		return;
	for (int f = CLASS_SRC; f <= CLASS_DST; f++)
		for (uint32_t byte = 0xff; byte; byte <<= 8)
			if ((mask[f] & byte) != byte)
				mask[f] &= ~byte;
	for (int f = CLASS_SPORT; f <= CLASS_DPORT; f++)
		if (mask[f] != class_field_max((enum class_field)f))
			mask[f] = 0;
}

static uint32_t shape_for(struct class_plan *plan, enum class_kind kind,
			  const struct class_piece *piece)
{
	bool ports = class_asks_ports(class_fields_of(piece->mask, piece->ranged));
	uint32_t mask[CLASS_FIELDS];
	struct class_shape *shape;

	shape_mask(plan, kind, piece, mask);
	for (uint32_t i = 0; i < plan->shapes.len; i++) {
		uint32_t group = plan->shapes.at[i].group;

		if (plan->groups.at[group].kind == kind &&
		    (kind != CLASS_RANGES || (group == GROUP_PORTS) == ports) &&
		    !memcmp(plan->shapes.at[i].mask, mask, sizeof mask))
			return i;
	}
	shape = vec_add(plan->arena, &plan->shapes);
	memcpy(shape->mask, mask, sizeof mask);
	shape->group = group_for(plan, kind, piece);
	return plan->shapes.len - 1;
}

static void add_planned(struct class_plan *plan, const struct class_piece *piece, uint32_t shape)
{
	struct class_shape *of = &plan->shapes.at[shape];
	struct class_group *group = &plan->groups.at[of->group];

	vec_push(plan->arena, &plan->planned, ((struct class_planned){piece, shape}));
	of->verdicts[piece->verdict] = true;
	if (!group->n++)
		group->first_line = piece->line;
}

/* The pieces from FROM to before TO, of one line, as one that meets whatever they meet. */
static void add_rule(struct class_plan *plan, uint32_t from, uint32_t to)
{
	struct class_piece *whole = arena_new_object(plan->arena, struct class_piece);
	uint32_t shape;

	*whole = plan->c->pieces->at[from];
	whole->ranged = 0;
	for (uint32_t i = from + 1; i < to; i++)
		for (int f = 0; f < CLASS_FIELDS; f++) {
			const struct class_piece *piece = &plan->c->pieces->at[i];

			whole->mask[f] &= piece->mask[f] & ~(whole->value[f] ^ piece->value[f]);
		}
	for (int f = 0; f < CLASS_FIELDS; f++)
		whole->value[f] &= whole->mask[f];
	shape = shape_for(plan, CLASS_RULES, whole);
	note_common(&plan->shapes.at[shape].common, class_pack(whole->mask),
		    class_pack(whole->value));
	add_planned(plan, whole, shape);
}

/* What pieces of one base become. */
struct planned_base {
	enum class_kind kind;
	uint32_t shape; /* + 1; 0: none yet */
};

/* A piece of a map, or one that is the whole of a line that is a rule. */
static void add_piece(struct class_plan *plan, const struct class_piece *piece,
		      const struct class_base *of, struct planned_base *base)
{
	if (!base->shape) {
		struct class_shape *shape;

		base->shape = 1 + shape_for(plan, base->kind, piece);
		shape = &plan->shapes.at[base->shape - 1];
		note_common(&shape->common, of->common.mask, of->common.value);
		if (base->kind != CLASS_RULES)
			plan->groups.at[shape->group].fields |= of->fields;
	}
	add_planned(plan, piece, base->shape - 1);
}

static void plan_lines(struct class_plan *plan)
{
	const struct classifier *c = plan->c;
	const struct class_piece *piece = c->pieces->at;
	struct planned_base *base = arena_alloc(plan->arena, c->bases.len * sizeof *base);

	vec_reserve(plan->arena, &plan->planned, plan->upto);
	for (uint32_t i = 0; i < c->bases.len; i++)
		base[i].kind = class_kind_of(c, plan->kind, &c->bases.at[i]);
	for (uint32_t i = 0, end; i < plan->upto; i = end) {
		bool rule = false;

		for (end = i; end < c->pieces->len && piece[end].line == piece[i].line; end++)
			rule |= base[c->base_of[end]].kind == CLASS_RULES;
		rule &= end - i > 1;
		if (rule)
			add_rule(plan, i, end);
		for (uint32_t j = i; j < end && !rule; j++)
			add_piece(plan, &piece[j], &c->bases.at[c->base_of[j]],
				  &base[c->base_of[j]]);
	}
}

/* ---- what stands in both maps of ranges ---- */

uint16_t class_plan_highest(const struct class_plan *plan, const uint16_t *met, uint8_t verdict)
{
	uint16_t highest = met[CLASS_APART];

	for (int v = 0; v < CLASS_APART; v++)
		if ((v != verdict || plan->exact) && met[v] > highest)
			highest = met[v];
	return highest;
}

static bool meets_ports_behind(const struct class_plan *plan, const struct class_meets *meets,
			       const struct class_planned *planned)
{
	for (uint32_t s = 0; s < plan->shapes.len; s++) {
		const struct class_met *met;

		if (plan->shapes.at[s].group != GROUP_PORTS &&
		    plan->shapes.at[s].group != GROUP_PLAIN)
			continue;
		met = class_meets_ask(meets, planned->piece, planned->shape, s);
		if (met && class_plan_highest(plan, met->place, planned->piece->verdict))
			return true;
	}
	return false;
}

/* The protocols of lines with ports; NULL when there are fewer of them than of the others. */
static const bool *protocols_with_ports(const struct class_plan *plan)
{
	bool *with_ports = arena_alloc(plan->arena, 256);

	if (plan->groups.at[GROUP_PORTS].n < plan->groups.at[GROUP_PLAIN].n)
		return NULL;
	VEC_FOREACH (planned, &plan->planned)
		if (plan->shapes.at[planned->shape].group == GROUP_PORTS)
			with_ports[planned->piece->value[CLASS_PROTO]] = true;
	return with_ports;
}

/*
 * Put what must stand in both maps of ranges into the one with ports, too; whatever must stand
 * before that then must as well. Where most lines have ports, all that could take a packet of such
 * a line is there: then one look-up mostly does.
 */
static void plan_doubles(struct class_plan *plan)
{
	const bool *with_ports = protocols_with_ports(plan);
	struct class_meets *meets;
	VEC(struct class_planned) all = {0};
	uint32_t n = plan->planned.len, extra = 0;
	bool *doubled;

	if (!plan->groups.at[GROUP_PORTS].n || !plan->groups.at[GROUP_PLAIN].n)
		return;
	doubled = arena_alloc(plan->arena, n);
	meets = class_meets_new(plan->arena, plan->shapes.at, plan->shapes.len, plan->planned.len);
	for (uint32_t i = n; i-- > 0;) {
		const struct class_planned *planned = &plan->planned.at[i];
		uint32_t group = plan->shapes.at[planned->shape].group;

		doubled[i] = group == GROUP_PLAIN &&
			     ((with_ports && (!planned->piece->mask[CLASS_PROTO] ||
					      with_ports[planned->piece->value[CLASS_PROTO]])) ||
			      meets_ports_behind(plan, meets, planned));
		extra += doubled[i];
		if (group == GROUP_PORTS || doubled[i])
			class_meets_note(meets, planned->piece, planned->shape,
					 (struct class_spot){0});
	}
	if (!extra)
		return;
	for (uint32_t i = 0; i < n; i++) {
		struct class_planned copy = plan->planned.at[i];

		vec_push(plan->arena, &all, copy);
		if (!doubled[i])
			continue;
		copy.shape = NONE;
		vec_push(plan->arena, &all, copy);
	}
	memcpy(&plan->planned, &all, sizeof all);
}

/* Copies in the map with ports have shapes of their own. */
static void shape_doubles(struct class_plan *plan)
{
	uint32_t from = plan->shapes.len;

	VEC_FOREACH (planned, &plan->planned) {
		uint32_t s = from, mask[CLASS_FIELDS];
		struct class_shape *shape;

		if (planned->shape != NONE)
			continue;
		shape_mask(plan, CLASS_RANGES, planned->piece, mask);
		while (s < plan->shapes.len && memcmp(plan->shapes.at[s].mask, mask, sizeof mask))
			s++;
		if (s == plan->shapes.len) {
			shape = vec_add(plan->arena, &plan->shapes);
			memcpy(shape->mask, mask, sizeof mask);
			shape->group = GROUP_PORTS;
		}
		plan->groups.at[GROUP_PORTS].fields |= class_fields_of(planned->piece->mask, 0);
		planned->shape = s;
		plan->shapes.at[s].verdicts[planned->piece->verdict] = true;
		note_common(&plan->shapes.at[s].common, class_pack(planned->piece->mask),
			    class_pack(planned->piece->value));
		plan->groups.at[GROUP_PORTS].n++;
	}
}

static void plan_groups(struct class_plan *plan)
{
	static const enum class_kind kind[GROUPS_FIXED] = {[GROUP_RULES] = CLASS_RULES,
							   [GROUP_PORTS] = CLASS_RANGES,
							   [GROUP_PLAIN] = CLASS_RANGES};

	for (int g = 0; g < GROUPS_FIXED; g++)
		vec_add(plan->arena, &plan->groups)->kind = (uint8_t)kind[g];
}

void class_plan_pieces(struct class_plan *plan)
{
	plan_groups(plan);
	plan_lines(plan);
}

void class_plan_doubles(struct class_plan *plan)
{
	plan_doubles(plan);
	shape_doubles(plan);
}
