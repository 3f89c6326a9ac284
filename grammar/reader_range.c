/* `interface range`: several interfaces opened at once, and each line under them read for each. */
#include "ios_reader.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { RANGE_MAX = 512, DIGITS_MAX = 9 };

/* Where the last number of a name begins. */
static size_t last_number(const char *name)
{
	size_t i = strlen(name);

	while (i > 0 && isdigit((unsigned char)name[i - 1]))
		i--;
	return i;
}

static bool add_one(struct ios_reader *cx, struct span at, const char *name)
{
	if (cx->range_names.len == RANGE_MAX)
		return fault(cx, at, "a range of more than %d interfaces", RANGE_MAX);
	vec_push(cx->router->arena, &cx->range_names, ((struct name){name, at}));
	return true;
}

bool range_add(struct ios_reader *cx, struct span at, const char *from, const char *to)
{
	size_t stem = last_number(from), other = last_number(to);
	unsigned long first, last;

	if (other && (other != stem || strncmp(from, to, stem)))
		return fault(cx, at,
			     "a range runs within one slot: '%s' and '%s' differ in more "
			     "than their last number",
			     from, to);
	if (strlen(from + stem) > DIGITS_MAX || strlen(to + other) > DIGITS_MAX)
		return fault(cx, at, "no numbers of interfaces");
	first = strtoul(from + stem, NULL, 10);
	last = strtoul(to + other, NULL, 10);
	if (last < first)
		return fault(cx, at, "a range that runs backwards: from %lu to %lu", first, last);
	for (unsigned long i = first; i <= last; i++) {
		const char *name = arena_printf(cx->router->arena, "%.*s%lu", (int)stem, from, i);

		if (!add_one(cx, at, name_intern(cx->router->names, name, strlen(name))))
			return false;
	}
	return true;
}

static bool add_glued(struct ios_reader *cx, struct span at, const char *part, size_t len)
{
	const char *dash = memchr(part, '-', len), *from, *to;
	enum interface_type type;

	/* the dash of `Port-channel1` is none of a range */
	while (dash && dash > part && !isdigit((unsigned char)dash[-1]))
		dash = memchr(dash + 1, '-', len - (size_t)(dash + 1 - part));
	from = interface_canonical(cx->router->names, part, dash ? (size_t)(dash - part) : len,
				   &type);
	to = from;
	if (dash) {
		size_t rest = len - (size_t)(dash + 1 - part);

		to = interface_canonical(cx->router->names, dash + 1, rest, &type);
		if (!to && rest && strspn(dash + 1, "0123456789") >= rest)
			to = arena_strndup(cx->router->arena, dash + 1, rest);
	}
	if (!from || !to)
		return fault(cx, at, "no range of interfaces: '%.*s'", (int)len, part);
	return range_add(cx, at, from, to);
}

/* `fa 0/1-2`: the kind, and after a blank what would be glued to it. */
static const char *kind_joined(struct ios_reader *cx, const char *glued)
{
	const char *kind = cx->range_kind;

	cx->range_kind = NULL;
	return kind ? arena_printf(cx->router->arena, "%s%s", kind, glued) : glued;
}

bool range_glued(struct ios_reader *cx, struct span at, const char *glued)
{
	if (cx->faulty)
		return true;
	if (!isalnum((unsigned char)*glued) && !strchr(",-", *glued))
		return fault(cx, at, "no range of interfaces: '%s'", glued);
	glued = kind_joined(cx, glued);
	if (*glued && (!strpbrk(glued, "0123456789,") || glued[strlen(glued) - 1] == '-')) {
		cx->range_kind = glued;
		return true;
	}
	if (*glued == '-' && cx->range_names.len)
		glued = arena_printf(cx->router->arena, "%s%s",
				     cx->range_names.at[--cx->range_names.len].s, glued);
	while (*glued) {
		size_t len = strcspn(glued, ",");

		if (len && !add_glued(cx, at, glued, len))
			return false;
		glued += len;
		glued += *glued == ',';
	}
	return true;
}

bool range_ends(struct ios_reader *cx, struct span at)
{
	if (cx->range_kind)
		return fault(cx, at, "no range of interfaces: '%s'", cx->range_kind);
	return true;
}

const char *number_text(struct ios_reader *cx, uint32_t number)
{
	return arena_printf(cx->router->arena, "%u", number);
}

void range_repeat(struct ios_reader *cx, enum ios_mode mode)
{
	if (mode != MODE_INTERFACE || cx->range.len < 2 || cx->leaving)
		return;
	for (uint32_t i = 1; i < cx->range.len; i++) {
		cx->interface = cx->range.at[i];
		if (!line_attempt(cx, mode) || !parser_run(cx))
			break;
	}
	cx->interface = cx->range.at[0];
}
