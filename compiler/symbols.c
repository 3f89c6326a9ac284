/*
 * Names: defined ones in the order of their definition, missed ones so that each is reported once.
 * Suggestions, and the search for uses that only untranslated statements show, are here too.
 */
#include "symbols.h"

#include <ctype.h>
#include <string.h>

/* Suggestions compare a name with all others, so that their number must be bounded. */
enum { SUGGESTIONS_MAX = 64, CANDIDATES_MAX = 4096 };

static const struct {
	const char *noun;
	enum diag_name undefined, unused;
} referents[] = {
#define X(symbol, noun, undefined, unused) {noun, undefined, unused},
	REFERENTS(X)
#undef X
};

/* ---- definitions ---- */

static struct symbol *symbol_new(struct resolver *r, const char *name, void *object, struct span at)
{
	struct symbol *symbol = arena_new_object(r->arena, struct symbol);

	symbol->name = name;
	symbol->object = object;
	symbol->at = at;
	return symbol;
}

struct symbol *symbol_define(struct resolver *r, enum referent kind, const char *name, void *object,
			     struct span at)
{
	struct symbol *symbol = symbol_new(r, name, object, at);

	HASH_ADD_KEYPTR(hh, r->defined[kind], symbol->name, strlen(name), symbol);
	return symbol;
}

const char *symbol_number(struct resolver *r, uint32_t number)
{
	return arena_printf(r->router->arena, "%u", number);
}

/* ---- references ---- */

static void collect_candidates(struct resolver *r, enum referent kind)
{
	const struct symbol *symbol;
	size_t n = HASH_COUNT(r->defined[kind]);

	if (r->candidates[kind] || n == 0)
		return;
	r->candidates[kind] = arena_alloc(r->arena, n * sizeof(char *));
	for (symbol = r->defined[kind]; symbol && r->n_candidates[kind] < CANDIDATES_MAX;
	     symbol = symbol->hh.next)
		r->candidates[kind][r->n_candidates[kind]++] = symbol->name;
}

static const struct symbol *nearest(struct resolver *r, enum referent kind, const char *name)
{
	struct symbol *symbol;
	const char *near;

	if (r->suggestions++ >= SUGGESTIONS_MAX)
		return NULL;
	collect_candidates(r, kind);
	near = name_nearest(name, r->candidates[kind], r->n_candidates[kind]);
	if (!near)
		return NULL;
	HASH_FIND_STR(r->defined[kind], near, symbol);
	return symbol;
}

/* `default` is a view although nothing defines it, and Null0 an interface. */
static bool is_built_in(enum referent kind, const char *name)
{
	return (kind == REFERENT_VIEW && dns_view_is_default(name)) ||
	       (kind == REFERENT_INTERFACE && !strcmp(name, "Null0"));
}

static void report_undefined(struct resolver *r, enum referent kind, const struct name *name,
			     bool filters)
{
	const struct symbol *near = nearest(r, kind, name->s);
	const char *hint =
		near ? arena_printf(r->router->arena, "; did you mean '%s'?", near->name) : "";
	struct diag *diag;

	if (filters)
		diag = diag_error(r->router->diags, referents[kind].undefined, name->at,
				  "%s '%s' is to filter here but is not defined%s",
				  referents[kind].noun, name->s, hint);
	else
		diag = diag_at(r->router->diags, referents[kind].undefined, name->at,
			       "%s '%s' is not defined%s", referents[kind].noun, name->s, hint);
	if (!near)
		return;
	diag_fixit(r->router->diags, diag, "%s", near->name);
	diag_note(r->router->diags, diag, near->at, "'%s' is defined here", near->name);
}

/* Once a name, but never is an error lost behind a warning. */
static void miss(struct resolver *r, enum referent kind, const struct name *name, bool filters)
{
	struct symbol *missed;

	HASH_FIND_STR(r->missed[kind], name->s, missed);
	if (missed && (!filters || missed->missed_filter))
		return;
	if (!missed) {
		missed = symbol_new(r, name->s, NULL, name->at);
		HASH_ADD_KEYPTR(hh, r->missed[kind], missed->name, strlen(missed->name), missed);
	}
	missed->missed_filter |= filters;
	report_undefined(r, kind, name, filters);
}

void *symbol_refer(struct resolver *r, enum referent kind, const struct name *name, bool filters)
{
	struct symbol *symbol;

	if (!name->s)
		return NULL;
	if (r->last[kind] && r->last[kind]->name == name->s) {
		r->last[kind]->uses++;
		return r->last[kind]->object;
	}
	HASH_FIND_STR(r->defined[kind], name->s, symbol);
	if (!symbol) {
		if (!is_built_in(kind, name->s))
			miss(r, kind, name, filters);
		return NULL;
	}
	symbol->used = true;
	symbol->uses++;
	r->last[kind] = symbol;
	return symbol->object;
}

/* ---- what is not used ---- */

/* A number means a track or an operation only after the word that says so. */
static bool is_mention(enum referent kind, const char *before)
{
	if (kind == REFERENT_TRACK)
		return !strcmp(before, "track") || !strcmp(before, "object");
	if (kind == REFERENT_SLA)
		return !strcmp(before, "sla") || !strcmp(before, "rtr");
	return true;
}

/* WORD stands at OFF; where it is defined itself is no mention. */
static void mention(struct resolver *r, const char *word, const char *before, uint32_t off)
{
	struct symbol *symbol;

	for (int kind = 0; kind < REFERENT_COUNT; kind++) {
		if (!is_mention((enum referent)kind, before))
			continue;
		HASH_FIND_STR(r->defined[kind], word, symbol);
		if (symbol && symbol->at.off != off)
			symbol->used = true;
	}
}

/* Lines that define, or merely tell, are no use of what they name. */
static bool line_uses_nothing(const char *word, const char *before)
{
	static const char *const words[] = {"access-list", "description", "remark", "no",
					    "default",	   "route-map",	  "name",   "banner"};

	if (!strcasecmp(word, "prefix-list") && !strcasecmp(before, "ipv6"))
		return true;
	if (*before)
		return false;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (!strcasecmp(word, words[i]))
			return true;
	return false;
}

enum { WORD_MAX = 128 };

static void mention_words(struct resolver *r, const char *line, const char *end)
{
	char words[2][WORD_MAX] = {"", ""}; /* this one and the one before */
	int here = 0;
	int n = 0;

	while (line < end) {
		const char *start;
		size_t len;

		while (line < end && isspace((unsigned char)*line))
			line++;
		for (start = line; line < end && !isspace((unsigned char)*line); line++)
			;
		len = (size_t)(line - start);
		here ^= 1;
		if (len >= WORD_MAX)
			len = 0;
		memcpy(words[here], start, len);
		words[here][len] = '\0';
		if (n++ < 2 && line_uses_nothing(words[here], words[here ^ 1]))
			return;
		if (len)
			mention(r, words[here], words[here ^ 1],
				(uint32_t)(start - r->router->source->text));
	}
}

/* Statements that are not translated may use what the model cannot show: `access-class 10 in`. */
static void mention_untranslated(struct resolver *r)
{
	const struct source *source = r->router->source;
	const char *line = source->text, *end = source->text + source->len;

	for (uint32_t i = 0; i < r->router->line_class.len && line < end; i++) {
		const char *next = memchr(line, '\n', (size_t)(end - line));

		if (!next)
			next = end;
		if (r->router->line_class.at[i] > LINE_COMPILED)
			mention_words(r, line, next);
		line = next < end ? next + 1 : end;
	}
}

static bool any_unused(const struct resolver *r)
{
	const struct symbol *symbol;

	for (int kind = 0; kind < REFERENT_INTERFACE; kind++)
		for (symbol = r->defined[kind]; symbol; symbol = symbol->hh.next)
			if (!symbol->used)
				return true;
	return false;
}

void symbols_report_unused(struct resolver *r)
{
	const struct symbol *symbol;

	if (any_unused(r))
		mention_untranslated(r);
	for (int kind = 0; kind < REFERENT_INTERFACE; kind++)
		for (symbol = r->defined[kind]; symbol; symbol = symbol->hh.next)
			if (!symbol->used && !is_built_in((enum referent)kind, symbol->name))
				diag_at(r->router->diags, referents[kind].unused, symbol->at,
					"%s '%s' is defined but not used", referents[kind].noun,
					symbol->name);
}

void symbols_free(struct resolver *r)
{
	for (int kind = 0; kind < REFERENT_COUNT; kind++) {
		HASH_CLEAR(hh, r->defined[kind]);
		HASH_CLEAR(hh, r->missed[kind]);
	}
	arena_free(r->arena);
}
