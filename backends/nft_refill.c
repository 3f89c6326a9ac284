/*
 * The rules of a chain that is written anew. Those that say what one says that stands, its comment
 * included, go on counting from where that one has come to: an edit of a list is none of its other
 * lines. Of several that say the same, the first has what the first has counted.
 */
#include <uthash.h>

#include "emit.h"

#include "compiler/plan_rules.h"

/* What stands, by what it says. */
struct said {
	UT_hash_handle hh;
	VEC(struct counted) counted;
	uint32_t taken; /* of them */
};

struct refill {
	struct arena *arena;
	struct said *said;
	struct out text; /* of the rule that is looked at */
};

static struct said *find(struct refill *refill, const struct nft_rule *rule)
{
	struct said *said;

	refill->text.len = 0;
	nft_rule_text(&refill->text, "", rule, NULL);
	HASH_FIND(hh, refill->said, refill->text.text, refill->text.len, said);
	return said;
}

static void note(struct refill *refill, const struct nft_rule *rule, struct counted counted)
{
	struct said *said = find(refill, rule);
	const char *text;

	if (!said) {
		said = arena_new_object(refill->arena, struct said);
		text = arena_strndup(refill->arena, refill->text.text, refill->text.len);
		HASH_ADD_KEYPTR(hh, refill->said, text, refill->text.len, said);
	}
	vec_push(refill->arena, &said->counted, counted);
}

static uint32_t counters_of(const struct chain_object *chain)
{
	struct rules_walk walk = {.chain = chain};
	const struct nft_rule *rule;
	uint32_t n = 0;

	while ((rule = rules_next(&walk)))
		n += rule->counter;
	return n;
}

static void note_all(struct refill *refill, const struct chain_object *old,
		     const struct emit_options *options)
{
	struct rules_walk walk = {.chain = old};
	uint32_t n = counters_of(old), i = 0;
	struct counted *counted = arena_alloc(refill->arena, n * sizeof *counted);
	const struct nft_rule *rule;

	if (!n || !options->counted(options->context, old, counted, n))
		return;
	while ((rule = rules_next(&walk)))
		if (rule->counter)
			note(refill, rule, counted[i++]);
}

static struct counted take(struct refill *refill, const struct nft_rule *rule)
{
	struct said *said = refill->said && rule->counter ? find(refill, rule) : NULL;

	return said && said->taken < said->counted.len ? said->counted.at[said->taken++]
						       : (struct counted){0};
}

void nft_refill(struct out *out, const char *table, const struct change_step *step,
		const struct emit_options *options)
{
	const struct chain_object *chain = &step->new->chain;
	struct refill refill = {0};
	struct rules_walk walk = {.chain = chain};
	const struct nft_rule *rule;
	struct out lead = {0};

	out_printf(&lead, "add rule %s %s ", table, chain->name);
	if (step->old && options->counted) {
		refill.arena = arena_new();
		note_all(&refill, &step->old->chain, options);
	}
	while ((rule = rules_next(&walk))) {
		struct counted counted = take(&refill, rule);

		nft_rule_text(out, lead.text, rule, &counted);
	}
	HASH_CLEAR(hh, refill.said);
	out_free(&refill.text);
	out_free(&lead);
	arena_free(refill.arena);
}
