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

bool lower_name_list(struct lowering *lo, const struct dns_name_list *list, name_suffixes *suffixes)
{
	VEC_FOREACH (entry, &list->entries) {
		struct name_suffix suffix = {domain_of(lo, entry->regex), entry->permit, entry->at};

		if (!suffix.zone) {
			diag_at(lo->diags, DIAG_NOT_TRANSLATED, entry->at,
				"'%s' is no domain and what is in it: views restricted to this "
				"list "
				"are left out",
				entry->regex);
			return false;
		}
		if (strcmp(suffix.zone, "."))
			lower_divergence(lo, DIAG_NAME_SUFFIX, entry->at,
					 "the expression is taken for a domain and all in it");
		vec_push(lo->arena, suffixes, suffix);
	}
	return true;
}
