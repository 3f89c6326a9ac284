/*
 * Texts that several objects have in common. A list that an interface and a route-map ask becomes
 * maps and rules for either, which differ in their names and in where they lead. What a packet is
 * asked, and the line that it comes from, are the same numbers for both (struct rows_object, struct
 * line_rules): so they are written once, and copied then.
 */
#include "emit.h"

#include "compiler/plan_rules.h"

enum { KEPT_MAX = 4 << 20 }; /* bytes; of a list that makes more, the rest is written each time */

struct nft_texts {
	struct arena *arena;
	struct nft_text *slots; /* by what they are of; a power of two, at most half of them used */
	uint32_t n_slots;
	struct out *text;
};

static struct nft_text *slot_of(const struct nft_texts *texts, const void *of)
{
	uint32_t i = (uint32_t)((uint64_t)(uintptr_t)of * 0x9e3779b97f4a7c15u >> 32);

	for (i &= texts->n_slots - 1; texts->slots[i].of && texts->slots[i].of != of;)
		i = (i + 1) & (texts->n_slots - 1);
	return &texts->slots[i];
}

static void count_use(struct nft_texts *texts, const void *of)
{
	struct nft_text *text = slot_of(texts, of);

	text->of = of;
	text->uses++;
}

/* The lines that RULE stands for, or NULL. */
static const struct line_rules *lines_of(const struct nft_rule *rule)
{
	return rule->verb == VERB_LINES ? rule->lines->rules : NULL;
}

static uint32_t count_all(const struct change *change)
{
	uint32_t n = 0;

	VEC_FOREACH (step, &change->steps) {
		n += step->new->kind == OBJECT_ROWS;
		if (step->new->kind == OBJECT_CHAIN)
			VEC_FOREACH (rule, &step->new->chain.rules)
				n += rule->verb == VERB_LINES;
	}
	return n;
}

struct nft_texts *nft_texts_new(struct arena *arena, const struct change *change, struct out *room)
{
	struct nft_texts *texts = arena_new_object(arena, struct nft_texts);
	uint32_t n = count_all(change);

	texts->arena = arena;
	texts->text = room;
	room->len = 0;
	for (texts->n_slots = 1; texts->n_slots < 2 * n; texts->n_slots *= 2)
		;
	texts->slots = arena_alloc(arena, texts->n_slots * sizeof *texts->slots);
	VEC_FOREACH (step, &change->steps) {
		if (step->new->kind == OBJECT_ROWS)
			count_use(texts, step->new->rows.at);
		if (step->new->kind == OBJECT_CHAIN)
			VEC_FOREACH (rule, &step->new->chain.rules)
				if (lines_of(rule))
					count_use(texts, lines_of(rule));
	}
	return texts;
}

struct nft_text *nft_text_of(struct nft_texts *texts, const void *of, size_t pieces)
{
	struct nft_text *text;

	if (!texts)
		return NULL;
	text = slot_of(texts, of);
	if (text->uses < 2 || (!text->end && texts->text->len > KEPT_MAX))
		return NULL;
	text->texts = texts;
	if (!text->end) {
		text->from = texts->text->len;
		text->end = arena_alloc(texts->arena, pieces * sizeof *text->end);
	}
	return text;
}

struct out *nft_text_out(struct nft_text *text)
{
	return text->texts->text;
}

void nft_text_piece(struct nft_text *text)
{
	text->end[text->pieces++] = text->texts->text->len;
}

void nft_text_copy(struct out *out, const struct nft_text *text, size_t piece)
{
	size_t from = piece ? text->end[piece - 1] : text->from;

	out_bytes(out, text->texts->text->text + from, text->end[piece] - from);
}
