/* Names of the configuration as absolute domain names, as named takes them. */
#include <ctype.h>
#include <string.h>

#include "lower_dns.h"

enum {
	NAME_MAX_LENGTH = 254, /* with the final dot */
	LABEL_MAX_LENGTH = 63,
};

static bool name_is_valid(const char *name)
{
	size_t label = 0, len = strlen(name);

	if (len > NAME_MAX_LENGTH || len < 2)
		return false;
	if (!strncmp(name, "*.", 2)) /* a wildcard to named, just a name to IOS */
		return false;
	for (; *name; name++) {
		if (*name == '.' && !label)
			return false;
		if ((unsigned char)*name <= ' ' || *name == 0x7f)
			return false;
		label = *name == '.' ? 0 : label + 1;
		if (label > LABEL_MAX_LENGTH)
			return false;
	}
	return true;
}

const char *lower_domain_name(struct lowering *lo, const char *name, struct span at)
{
	return lower_name_in(lo, name, lo->router->domain_name, at);
}

const char *lower_name_in(struct lowering *lo, const char *name, const char *domain, struct span at)
{
	size_t len = strlen(name);
	char *full;

	if (len && name[len - 1] == '.')
		full = arena_printf(lo->arena, "%s", name);
	else if (!strchr(name, '.') && domain)
		full = arena_printf(lo->arena, "%s.%s.", name, domain);
	else
		full = arena_printf(lo->arena, "%s.", name);
	for (char *p = full; *p; p++)
		*p = (char)tolower((unsigned char)*p);
	if (name_is_valid(full))
		return full;
	diag_at(lo->diags, DIAG_NOT_TRANSLATED, at, "'%s' is no domain name", name);
	return NULL;
}

const char *lower_search_domain(struct lowering *lo, const char *name, struct span at)
{
	size_t len = strlen(name);
	char *full = arena_printf(lo->arena, "%s%s", name, len && name[len - 1] == '.' ? "" : ".");
	bool plain = true;

	for (char *p = full; *p; p++) {
		plain &= isalnum((unsigned char)*p) || *p == '-' || *p == '.';
		*p = (char)tolower((unsigned char)*p);
	}
	if (plain && *full != '-' && name_is_valid(full)) {
		full[strlen(full) - 1] = '\0';
		return full;
	}
	line_leave_out(lo->router, at, NULL,
		       arena_printf(lo->arena, "'%s', no domain name,", name));
	return NULL;
}
