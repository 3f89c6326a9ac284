/*
 * Lists of names. named chooses a view by who asks and not by what is asked for, so a view that is
 * restricted to names becomes zones in the views that would else answer: what the expression says
 * must be a domain. Expressions are looked at once, from left to right.
 */
#include <ctype.h>
#include <string.h>

#include "lower_dns.h"

bool name_is_in(const char *name, const char *zone)
{
	size_t len = strlen(name), tail = strlen(zone);

	if (!strcmp(zone, "."))
		return true;
	return len >= tail && !strcmp(name + len - tail, zone) &&
	       (len == tail || name[len - tail - 1] == '.');
}

const struct bind_claim *bind_claim_of(const bind_claims *claims, const char *name)
{
	const struct bind_claim *best = NULL;

	VEC_FOREACH (claim, claims)
		if (name_is_in(name, claim->zone) &&
		    (!best || strlen(claim->zone) > strlen(best->zone)))
			best = claim;
	return best;
}

/* `^`, `.*` and a dot in front say that anything may come before. */
static const char *skip_front(const char *s)
{
	s += *s == '^';
	s += !strncmp(s, ".*", 2) ? 2 : 0;
	if (!strncmp(s, "\\.", 2))
		return s + 2;
	return s + (*s == '.' && s[1] != '*');
}

/* The domain of the expression S, absolute and in lower case; NULL when it is none. */
static const char *domain_of(struct lowering *lo, const char *s)
{
	char *name, *to;

	if (!strcmp(s, "^$")) /* the root alone */
		return NULL;
	s = skip_front(s);
	to = name = arena_alloc(lo->arena, strlen(s) + 2);
	for (; *s && strcmp(s, "$"); s++) {
		if (*s == '\\' && s[1] == '.')
			s++;
		if (!isalnum((unsigned char)*s) && !strchr("-_.", *s))
			return NULL;
		if (*s == '.' && (to == name || to[-1] == '.'))
			return NULL;
		*to++ = (char)tolower((unsigned char)*s);
	}
	if (to == name || to[-1] != '.')
		*to++ = '.';
	*to = '\0';
	return name;
}

/* ---- alternatives ---- */

enum { EXPRESSIONS_MAX = 64, EXPRESSION_LENGTH = 255 };

typedef VEC(const char *) expressions;

/* Where the part of S that begins here ends: at a `|` or `)` outside of groups, or the last NUL. */
static const char *part_end(const char *s)
{
	int depth = 0;

	for (; *s; s++) {
		if (*s == '\\' && s[1])
			s++;
		else if (!depth && (*s == '|' || *s == ')'))
			break;
		else
			depth += (*s == '(') - (*s == ')');
	}
	return s;
}

/* The first group or class of S, or its end. */
static const char *group_start(const char *s)
{
	while (*s && *s != '(' && *s != '[')
		s += *s == '\\' && s[1] ? 2 : 1;
	return s;
}

static bool expand(struct lowering *lo, const char *s, expressions *to);

static bool expand_with(struct lowering *lo, const char *s, const char *group, const char *part,
			const char *part_end, const char *rest, expressions *to)
{
	return expand(lo,
		      arena_printf(lo->arena, "%.*s%.*s%s", (int)(group - s), s,
				   (int)(part_end - part), part, rest),
		      to);
}

/* `[ab]`: either; neither ranges nor what is not in it. */
static bool expand_class(struct lowering *lo, const char *s, const char *class, expressions *to)
{
	const char *end = class + 1 + strcspn(class + 1, "]");

	if (!*end || end == class + 1)
		return false;
	for (const char *p = class + 1; p < end; p++)
		if (!isalnum((unsigned char)*p) ||
		    !expand_with(lo, s, class, p, p + 1, end + 1, to))
			return false;
	return true;
}

static bool expand_group(struct lowering *lo, const char *s, const char *group, expressions *to)
{
	const char *part = group + 1, *end = part_end(part), *rest;

	while (*end == '|')
		end = part_end(end + 1);
	if (*end != ')')
		return false;
	rest = end + 1;
	if (*rest == '?') {
		rest++;
		if (!expand_with(lo, s, group, part, part, rest, to))
			return false;
	}
	do {
		end = part_end(part);
		if (!expand_with(lo, s, group, part, end, rest, to))
			return false;
		part = end + 1;
	} while (*end == '|');
	return true;
}

/* S as expressions without groups; false when they are too many, or one repeats. */
static bool expand(struct lowering *lo, const char *s, expressions *to)
{
	const char *end = part_end(s), *group;

	if (*end == ')' || to->len == EXPRESSIONS_MAX)
		return false;
	if (*end == '|')
		return expand_with(lo, s, s, s, end, "", to) && expand(lo, end + 1, to);
	group = group_start(s);
	if (*group == '(')
		return expand_group(lo, s, group, to);
	if (*group == '[')
		return expand_class(lo, s, group, to);
	vec_push(lo->arena, to, s);
	return true;
}

/* ---- lists ---- */

/* What of a domain an expression takes, looked at closely. */
enum { TAKES_ITSELF = 1, TAKES_BELOW = 2 };

static unsigned takes(const char *s)
{
	size_t len = strlen(s);

	if (!len || s[len - 1] != '$')
		return 0;
	if (!strncmp(s, "\\.", 2) || !strncmp(s, ".*\\.", 4) || !strncmp(s, "^.*\\.", 5))
		return TAKES_BELOW;
	return *s == '^' && isalnum((unsigned char)s[1]) ? TAKES_ITSELF : 0;
}

/* The domains of ENTRY behind the others; false when it is of another kind. */
static bool add_entry(struct lowering *lo, const struct dns_name_entry *entry,
		      name_suffixes *suffixes)
{
	uint32_t first = suffixes->len, i;
	unsigned taken[EXPRESSIONS_MAX] = {0};
	expressions each = {0};
	bool exact = true;

	if (strlen(entry->regex) > EXPRESSION_LENGTH || !expand(lo, entry->regex, &each))
		return false;
	VEC_FOREACH (s, &each) {
		struct name_suffix suffix = {domain_of(lo, *s), entry->permit, entry->at};

		if (!suffix.zone)
			return false;
		for (i = first; i < suffixes->len; i++)
			if (!strcmp(suffixes->at[i].zone, suffix.zone))
				break;
		if (i == suffixes->len)
			vec_push(lo->arena, suffixes, suffix);
		taken[i - first] |= takes(*s);
	}
	for (i = first; i < suffixes->len; i++)
		exact &= taken[i - first] == (TAKES_ITSELF | TAKES_BELOW) ||
			 !strcmp(suffixes->at[i].zone, ".");
	if (!exact)
		lower_divergence(lo, DIAG_NAME_SUFFIX, entry->at,
				 "the expression is taken for a domain and all in it");
	return true;
}

bool lower_name_list(struct lowering *lo, const struct dns_name_list *list, name_suffixes *suffixes)
{
	VEC_FOREACH (entry, &list->entries) {
		if (add_entry(lo, entry, suffixes))
			continue;
		diag_at(lo->diags, DIAG_NOT_TRANSLATED, entry->at,
			"'%s' is no domain and what is in it: views restricted to this list "
			"are left out",
			entry->regex);
		return false;
	}
	return true;
}
