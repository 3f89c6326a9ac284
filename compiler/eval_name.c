/*
 * The expressions of name lists, matched by following all ways through an expression at once, so
 * that none takes long (CVE-2020-3408 is what became of the other method).
 *
 * They are: characters, in either case alike; `\` and a character for itself; `.`, any; `[…]` with
 * ranges and `^`; groups with `|`; `*`, `+` and `?` behind any of these; `^` and `$`. `_` is
 * itself, as in a name: it is a delimiter only where IOS looks at AS paths. An expression that
 * breaks off, or that is longer than a name can be, takes nothing.
 *
 * Named tells views apart by who asks and not by what is asked for, so the gateway takes an
 * expression for a domain and all in it (name-list-suffix). Then what may stand before the domain
 * (`^`, `.*`, a dot) counts for nothing, every dot is a dot, and nothing may repeat.
 */
#include "eval_name.h"

#include <ctype.h>
#include <string.h>

#include "grammar/arena.h"

enum { LENGTH_MAX = 255, STEPS_MAX = 2 * LENGTH_MAX + 2, CHARACTERS = 256 };
enum { NOWHERE = UINT16_MAX };

enum step_is { IS_ANY, IS_ONE_OF, IS_EITHER, IS_START, IS_END, IS_DONE };

struct regex_step {
	uint8_t is; /* enum step_is */
	bool front; /* of a domain: what may stand before it */
	uint16_t next, other; /* OTHER: of IS_EITHER */
	const bool *set; /* of IS_ONE_OF */
};

struct expression {
	struct regex_step steps[STEPS_MAX];
	uint16_t len, first;
	bool domain;
};

/* ---- reading, from the end that a part leads on to backwards: each part knows what follows ----
 */

struct expression_reader {
	struct arena *arena;
	const char *text;
	struct expression *made;
	bool broken;
};

static uint16_t add_step(struct expression_reader *r, struct regex_step step)
{
	if (r->made->len == STEPS_MAX) {
		r->broken = true;
		return 0;
	}
	r->made->steps[r->made->len] = step;
	return r->made->len++;
}

/* Where the atom at S ends: a character, an escape, a class or a group. NULL: it does not. */
static const char *atom_end(const char *s)
{
	int depth = 0;

	do {
		if (*s == '\\' && s[1])
			s++;
		else if (*s == '[') {
			s += s[1] == '^' ? 2 : 1;
			s += *s == ']';
			s += strcspn(s, "]");
		} else if (*s == '(' || *s == ')') {
			depth += *s == '(' ? 1 : -1;
		}
		if (!*s)
			return NULL;
		s++;
	} while (depth > 0);
	return s;
}

static const bool *class_of(struct expression_reader *r, const char *s, const char *end)
{
	bool *set = arena_alloc(r->arena, CHARACTERS * sizeof *set);
	bool but = *s == '^';

	memset(set, 0, CHARACTERS * sizeof *set);
	for (s += but; s < end; s++) {
		unsigned char from = (unsigned char)*s, to = from;

		r->broken |= r->made->domain && (but || !isalnum(from));
		if (s[1] == '-' && s + 2 < end) {
			r->broken |= r->made->domain;
			to = (unsigned char)s[2];
			s += 2;
		}
		for (unsigned i = from; i <= to; i++)
			set[tolower((int)i)] = set[toupper((int)i)] = true;
	}
	for (int i = 0; i < CHARACTERS; i++)
		set[i] ^= but;
	return set;
}

static uint16_t read_character(struct expression_reader *r, unsigned char ch, uint16_t next)
{
	bool *set = arena_alloc(r->arena, CHARACTERS * sizeof *set);

	r->broken |= r->made->domain && !isalnum(ch) && !strchr("-_.", ch);
	memset(set, 0, CHARACTERS * sizeof *set);
	set[tolower(ch)] = set[toupper(ch)] = true;
	return add_step(r, (struct regex_step){
				   .is = IS_ONE_OF, .front = ch == '.', .next = next, .set = set});
}

static uint16_t read_parts(struct expression_reader *r, const char *s, const char *end,
			   uint16_t next);

static uint16_t read_atom(struct expression_reader *r, const char *s, const char *end,
			  uint16_t next)
{
	switch (*s) {
	case '(':
		return read_parts(r, s + 1, end - 1, next);
	case '[':
		return add_step(r, (struct regex_step){.is = IS_ONE_OF,
						       .next = next,
						       .set = class_of(r, s + 1, end - 1)});
	case '^':
		return add_step(r,
				(struct regex_step){.is = IS_START, .front = true, .next = next});
	case '$':
		return add_step(r, (struct regex_step){.is = IS_END, .next = next});
	case '.':
		if (!r->made->domain)
			return add_step(r, (struct regex_step){.is = IS_ANY, .next = next});
		break;
	case '\\':
		s++;
		break;
	default:
		break;
	}
	return read_character(r, (unsigned char)*s, next);
}

/* Can what is at S come first? */
static bool is_front(const struct expression_reader *r, const char *s)
{
	return s == r->text || strchr("^(|", s[-1]);
}

/* The atom with what stands behind it: none or more of it, one or more, at most one. */
static uint16_t read_repeated(struct expression_reader *r, const char *s, const char *end,
			      char repeat, uint16_t next)
{
	uint16_t either, atom;

	if (r->made->domain && repeat == '*' && end - s == 1 && *s == '.' && is_front(r, s))
		return add_step(r, (struct regex_step){.is = IS_ANY, .front = true, .next = next});
	r->broken |= r->made->domain && (repeat != '?' || *s != '(');
	either = add_step(r, (struct regex_step){.is = IS_EITHER, .next = next, .other = next});
	atom = read_atom(r, s, end, repeat == '?' ? next : either);
	r->made->steps[either].other = atom;
	return repeat == '+' ? atom : either;
}

/* One after another, without `|` of their own. */
static uint16_t read_sequence(struct expression_reader *r, const char *s, const char *end,
			      uint16_t next)
{
	const char *atoms[LENGTH_MAX + 1];
	int n = 0;

	while (s && s < end) {
		atoms[n++] = s;
		s = atom_end(s);
		r->broken |= !s || s > end;
		if (s && s < end && strchr("*+?", *s))
			s++;
	}
	for (const char *to = end; n-- && !r->broken; to = atoms[n]) {
		const char *last = atom_end(atoms[n]);

		if (last < to)
			next = read_repeated(r, atoms[n], last, *last, next);
		else
			next = read_atom(r, atoms[n], last, next);
	}
	return next;
}

static uint16_t read_parts(struct expression_reader *r, const char *s, const char *end,
			   uint16_t next)
{
	const char *bar = s;
	uint16_t first, rest;

	while (bar && bar < end && *bar != '|')
		bar = atom_end(bar);
	r->broken |= !bar;
	if (r->broken)
		return next;
	first = read_sequence(r, s, bar, next);
	if (bar == end)
		return first;
	rest = read_parts(r, bar + 1, end, next);
	return add_step(r, (struct regex_step){.is = IS_EITHER, .next = first, .other = rest});
}

const struct expression *expression_read(struct arena *arena, const char *text,
					 enum expression_kind kind)
{
	struct expression *made = arena_new_object(arena, struct expression);
	struct expression_reader r = {.arena = arena, .text = text, .made = made};
	size_t len = strlen(text);

	if (len > LENGTH_MAX)
		return NULL;
	made->domain = kind == EXPRESSION_DOMAIN;
	made->first = read_parts(&r, text, text + len,
				 add_step(&r, (struct regex_step){.is = IS_DONE, .next = NOWHERE}));
	/* the root alone is no domain that anybody has */
	return r.broken || (made->domain && !strcmp(text, "^$")) ? NULL : made;
}

/* ---- matching ---- */

/* Where one may stand in the expression. */
struct places {
	bool at[STEPS_MAX];
	uint16_t todo[STEPS_MAX], len;
};

static void place_add(struct places *places, uint16_t step)
{
	if (step == NOWHERE || places->at[step])
		return;
	places->at[step] = true;
	places->todo[places->len++] = step;
}

/* Follow what takes no character. */
static void places_follow(const struct expression *expression, struct places *places, bool start,
			  bool end)
{
	for (uint16_t i = 0; i < places->len; i++) {
		const struct regex_step *step = &expression->steps[places->todo[i]];

		if (step->is == IS_EITHER)
			place_add(places, step->other);
		if (step->is == IS_EITHER || (step->is == IS_START && start) ||
		    (step->is == IS_END && end) || (expression->domain && start && step->front))
			place_add(places, step->next);
	}
}

static void places_take(const struct expression *expression, const struct places *from,
			unsigned char ch, struct places *to)
{
	*to = (struct places){0};
	for (uint16_t i = 0; i < from->len; i++) {
		const struct regex_step *step = &expression->steps[from->todo[i]];

		if ((step->is == IS_ANY && !expression->domain) ||
		    (step->is == IS_ONE_OF && step->set[ch]))
			place_add(to, step->next);
	}
}

static bool is_done(const struct expression *expression, const struct places *places)
{
	for (uint16_t i = 0; i < places->len; i++)
		if (expression->steps[places->todo[i]].is == IS_DONE)
			return true;
	return false;
}

bool expression_takes(const struct expression *expression, const char *name)
{
	struct places now = {0}, next;

	for (const char *p = name;; p++) {
		/* a pattern begins anywhere, a domain is the whole name */
		if (p == name || !expression->domain)
			place_add(&now, expression->first);
		places_follow(expression, &now, p == name, !*p);
		if (is_done(expression, &now) && (!expression->domain || !*p))
			return true;
		if (!*p)
			return false;
		places_take(expression, &now, (unsigned char)*p, &next);
		now = next;
	}
}
