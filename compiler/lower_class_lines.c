/*
 * Lines of a list that are rules: what no map can say, or is cheaper so. Lines that ask for nothing
 * but fields of the packet are the same rules for each use of the list, and are made once, as
 * numbers (struct line_rules). Others are lowered for each use.
 */
#include "lower_classes.h"
#include "plan_rules.h"

enum { LINE_WORDS = 8 }; /* of matches: most lines have no more on an average */

static const struct class_line *line_at(const struct class_list *c, const struct class_step *step,
					uint32_t i)
{
	return &c->lines.at[step->lines.at[i]];
}

/* Is LINE one rule, or none, whatever it does? */
static bool is_plain(const struct class_line *line)
{
	return line->entry && !line->entry->options && !line->entry->log;
}

/* The end of the plain lines of one list that begin with line FROM of STEP. */
static uint32_t plain_end(const struct class_list *c, const struct class_step *step, uint32_t from)
{
	const struct acl *acl = line_at(c, step, from)->acl;
	uint32_t to = from;

	while (to < step->lines.len && is_plain(line_at(c, step, to)) &&
	       line_at(c, step, to)->acl == acl)
		to++;
	return to;
}

/* A piece of memory of the same content in the arena of the plan. */
static void *keep(const struct class_list *c, const void *at, size_t size)
{
	return size ? memcpy(arena_alloc(c->lo->arena, size), at, size) : NULL;
}

/* Lines FROM to before TO of STEP as rules. What they take while they are made is the list's. */
static struct line_rules make_rules(const struct class_list *c, const struct class_step *step,
				    uint32_t from, uint32_t to)
{
	struct line_rules rules = {.lines = c->row_lines};
	struct lowering lo = *c->lo;
	struct nft_rule rule = {0};
	VEC(struct line_rule) at = {0};
	match_words words = {0};

	lo.arena = c->arena;
	vec_reserve(lo.arena, &at, to - from);
	vec_reserve(lo.arena, &words, (to - from) * LINE_WORDS);
	for (uint32_t i = from; i < to; i++) {
		const struct class_line *line = line_at(c, step, i);

		rule.match.len = 0;
		if (!lower_match_entry(&lo, &rule, line->acl, line->entry, c->source))
			continue;
		lower_order_match(&rule);
		VEC_FOREACH (match, &rule.match)
			match_pack(lo.arena, &words, match);
		vec_push(lo.arena, &at, ((struct line_rule){step->lines.at[i], words.len}));
	}
	rules.n = at.len;
	rules.at = keep(c, at.at, at.len * sizeof *at.at);
	rules.words = keep(c, words.at, words.len * sizeof *words.at);
	vec_free(lo.arena, &rule.match);
	vec_free(lo.arena, &at);
	vec_free(lo.arena, &words);
	return rules;
}

/* All rules of plain lines of STEP. */
static const struct line_rules *make_all(const struct class_list *c, const struct class_step *step)
{
	VEC(struct line_rules) all = {0};

	for (uint32_t i = 0; i < step->lines.len;) {
		uint32_t end = plain_end(c, step, i);

		if (end > i)
			vec_push(c->lo->arena, &all, make_rules(c, step, i, end));
		i = end > i ? end : i + 1;
	}
	vec_trim(c->lo->arena, &all);
	return all.at;
}

static void add_rules(const struct class_list *c, struct chain_object *chain,
		      const struct line_rules *rules, const struct acl *acl)
{
	struct nft_lines *lines;
	struct nft_rule *rule;

	if (!rules->n)
		return;
	lines = arena_new_object(c->lo->arena, struct nft_lines);
	*lines = (struct nft_lines){.rules = rules, .as = c->as};
	rule = lower_rule(c->lo, chain, (struct nft_action){.verb = VERB_LINES}, NULL);
	rule->lines = lines;
	rule->line.list = acl->name;
}

static void add_line(const struct class_list *c, struct chain_object *chain, uint32_t number)
{
	const struct class_line *line = &c->lines.at[number];

	if (!line->entry) {
		c->add_rules(c, chain, line);
		return;
	}
	lower_origin_is(c->lo, line->entry->at, c->row_lines[number].origin);
	lower_entry(c->lo, chain, line->acl, line->entry, c->source, c->actions.at[line->fate]);
}

void class_lines_add(const struct class_list *c, struct chain_object *chain,
		     struct class_step *step)
{
	const struct line_rules *rules;

	if (step->lines.len && !step->rules)
		step->rules = make_all(c, step);
	rules = step->rules;
	for (uint32_t i = 0; i < step->lines.len;) {
		uint32_t end = plain_end(c, step, i);

		if (end > i)
			add_rules(c, chain, rules++, line_at(c, step, i)->acl);
		else
			add_line(c, chain, step->lines.at[i]);
		i = end > i ? end : i + 1;
	}
}
