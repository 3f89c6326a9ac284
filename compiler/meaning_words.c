/* Differences in plain words, with IOS's own for what they are about. See meaning.h. */
#include "meaning.h"

#include <string.h>

/* Without secrets: those of `7 …` and of groups that say theirs in clear. */
static const char *shown(struct arena *arena, const struct meaning_statement *statement)
{
	static const char *const before[] = {" password 7 ", " authentication text ",
					     " key-string "};

	for (size_t i = 0; i < sizeof before / sizeof *before; i++) {
		const char *at = strstr(statement->text, before[i]);

		if (at)
			return arena_printf(arena, "%.*s%s...", (int)(at - statement->text),
					    statement->text, before[i]);
	}
	return statement->text;
}

static const char *of_object(struct arena *arena, const struct meaning_object *object)
{
	return *object->name ? arena_printf(arena, "%s: ", object->name) : "";
}

static const char *quoted(struct arena *arena, const struct meaning_object *object,
			  const struct meaning_statement *statement)
{
	const char *noun = statement->words_only ? NULL : object->noun;

	return arena_printf(arena, "%s%s'%s'", noun ? noun : "", noun ? " " : "",
			    shown(arena, statement));
}

/* ---- routes ---- */

static bool same_route(const struct static_route *a, const struct static_route *b)
{
	return a->null0 == b->null0 && a->has_next_hop == b->has_next_hop &&
	       a->next_hop == b->next_hop && a->dhcp == b->dhcp &&
	       !a->interface.name.s == !b->interface.name.s &&
	       (!a->interface.name.s || !strcmp(a->interface.name.s, b->interface.name.s));
}

static const char *track_words(struct arena *arena, const struct static_route *a,
			       const struct static_route *b)
{
	if (a->track == b->track)
		return "";
	if (!b->track)
		return ", no longer tracked";
	return arena_printf(arena,
			    a->track ? ", now tracked by track %u instead of %u"
				     : ", now tracked by track %u",
			    b->track, a->track);
}

static const char *route_words(struct arena *arena, const struct meaning_difference *difference)
{
	const struct static_route *a = difference->old->row, *b = difference->new->row;
	const char *track, *distance = "";

	if (difference->old->row_kind != OF_ROUTE || !same_route(a, b))
		return NULL;
	track = track_words(arena, a, b);
	if (a->distance != b->distance)
		distance = arena_printf(arena, ", distance %u instead of %u", b->distance,
					a->distance);
	if (!*track && !*distance)
		return NULL;
	return arena_printf(arena, "'%s'%s%s", difference->new->text, track, distance);
}

/* ---- all others ---- */

static const char *changed_words(struct arena *arena, const struct meaning_difference *difference)
{
	const char *words = route_words(arena, difference);
	const char *old = shown(arena, difference->old), *new = shown(arena, difference->new);

	if (words)
		return words;
	if (!strcmp(old, new))
		return arena_printf(arena, "another secret in '%s'", new);
	return arena_printf(arena, "%s is now '%s'",
			    quoted(arena, difference->old_object, difference->old),
			    shown(arena, difference->new));
}

static const char *object_words(struct arena *arena, const struct meaning_difference *difference)
{
	const struct meaning_object *object =
		difference->new_object ? difference->new_object : difference->old_object;
	unsigned n = object->statements.len;

	switch (difference->change) {
	case MEANING_GAINED:
		if (n == 1)
			return arena_printf(arena, "%s is new: '%s'", object->name,
					    shown(arena, object->statements.at));
		return arena_printf(arena, n ? "%s is new, with %u statements" : "%s is new",
				    object->name, n);
	case MEANING_LOST:
		return arena_printf(arena, "%s is gone", object->name);
	case MEANING_MOVED:
		return arena_printf(arena, "%s is now at another place: %s",
				    difference->old_object->name, object->name);
	case MEANING_CHANGED:
		break;
	}
	return arena_printf(arena, "%s is another", object->name);
}

const char *meaning_words(struct arena *arena, const struct meaning_difference *difference)
{
	const struct meaning_object *object =
		difference->old ? difference->old_object : difference->new_object;
	const struct meaning_statement *statement =
		difference->old ? difference->old : difference->new;
	const char *words = "";

	if (!statement)
		return object_words(arena, difference);
	switch (difference->change) {
	case MEANING_GAINED:
		words = arena_printf(arena,
				     object->ordered ? "gained %s, as number %u" : "gained %s",
				     quoted(arena, object, statement), statement->place);
		break;
	case MEANING_LOST:
		words = arena_printf(arena, "lost %s", quoted(arena, object, statement));
		break;
	case MEANING_CHANGED:
		words = changed_words(arena, difference);
		break;
	case MEANING_MOVED:
		words = arena_printf(arena, "%s moved from place %u to %u",
				     quoted(arena, object, statement), statement->place,
				     difference->new->place);
		break;
	}
	return arena_printf(arena, "%s%s", of_object(arena, object), words);
}
