/*
 * An edit: one line of a hundred thousand is another now. To compile all of them takes a while, and
 * nearly always says that one element of a map comes and another goes. That is found here from the
 * line alone, and only where it is certain: two texts differ in a few lines, all of them of one
 * kind, of which a file each knows what they become,
 *
 *   - entries of one access list, edit_list.c,
 *   - static translations, edit_static.c, or
 *   - static routes, edit_route.c.
 *
 * Whatever else is found is a NULL: all is compiled then. It is compiled even so, a moment later,
 * by who has brought the edit into force: how many maps a list is cut into, and which statements
 * have something to say about others, no part of a text can tell.
 */
#include "edit.h"

#include "edit_kinds.h"

struct edit *edit_find(struct arena *arena, const struct compilation *old, const char *text,
		       size_t len)
{
	struct edit *found;
	struct hunks hunks;

	if (!old->plan || old->source.line_end != '\n' ||
	    !hunks_find(&hunks, &old->source, text, len))
		return NULL;
	found = edit_entries(arena, old, &hunks);
	if (!found)
		found = edit_statics(arena, old, &hunks);
	return found ? found : edit_routes(arena, old, &hunks);
}
