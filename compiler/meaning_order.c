/*
 * Which statements of two objects are each other's, and which of them moved. Equal statements are
 * rare within one object, so the longest common subsequence is the longest rising row of their
 * places: n log n, and linear for equal lists. See meaning.h.
 */
#include "meaning.h"

#include <string.h>

/* A text and where it stands next on the other side. */
struct seen {
	UT_hash_handle hh;
	const char *text;
	uint32_t next; /* number + 1 of a statement; 0: all have twins */
};

static void pair(struct meaning_object *old, uint32_t i, struct meaning_object *new, uint32_t j)
{
	old->statements.at[i].twin = j + 1;
	new->statements.at[j].twin = i + 1;
}

/* Those at both ends have their twins at once; from *FIRST on, up to the *..._END, they are to be
 * found. */
static void match_ends(struct meaning_object *old, struct meaning_object *new, uint32_t *first,
		       uint32_t *old_end, uint32_t *new_end)
{
	const struct meaning_statement *a = old->statements.at, *b = new->statements.at;

	*first = 0;
	*old_end = old->statements.len;
	*new_end = new->statements.len;
	for (; *first < *old_end && *first < *new_end && !strcmp(a[*first].text, b[*first].text);
	     ++*first)
		pair(old, *first, new, *first);
	for (; *old_end > *first && *new_end > *first &&
	       !strcmp(a[*old_end - 1].text, b[*new_end - 1].text);
	     --*old_end, --*new_end)
		pair(old, *old_end - 1, new, *new_end - 1);
}

static void match_middle(struct arena *arena, struct meaning_object *old,
			 struct meaning_object *new, uint32_t first, uint32_t old_end,
			 uint32_t new_end)
{
	uint32_t *next = arena_alloc(arena, (size_t) new->statements.len * sizeof *next + 1);
	struct seen *table = NULL, *seen;

	for (uint32_t j = new_end; j-- > first;) {
		const char *text = new->statements.at[j].text;

		HASH_FIND_STR(table, text, seen);
		if (!seen) {
			seen = arena_new_object(arena, struct seen);
			seen->text = text;
			HASH_ADD_KEYPTR(hh, table, seen->text, strlen(seen->text), seen);
		}
		next[j] = seen->next;
		seen->next = j + 1;
	}
	for (uint32_t i = first; i < old_end; i++) {
		HASH_FIND_STR(table, old->statements.at[i].text, seen);
		if (!seen || !seen->next)
			continue;
		pair(old, i, new, seen->next - 1);
		seen->next = next[seen->next - 1];
	}
	HASH_CLEAR(hh, table);
}

/* The last of the rows of each length ends as low as can be: patience sorting. */
static void keep_rising(struct arena *arena, struct meaning_object *old, struct meaning_object *new)
{
	uint32_t n = old->statements.len, len = 0;
	uint32_t *ends = arena_alloc(arena, (size_t)n * sizeof *ends + 1);
	uint32_t *before = arena_alloc(arena, (size_t)n * sizeof *before + 1);
	struct meaning_statement *at = old->statements.at;

	for (uint32_t i = 0; i < n; i++) {
		uint32_t low = 0, high = len;

		if (!at[i].twin)
			continue;
		while (low < high) {
			uint32_t middle = (low + high) / 2;

			if (at[ends[middle]].twin < at[i].twin)
				low = middle + 1;
			else
				high = middle;
		}
		before[i] = low ? ends[low - 1] + 1 : 0;
		ends[low] = i;
		if (low == len)
			len++;
	}
	for (uint32_t i = len ? ends[len - 1] + 1 : 0; i; i = before[i - 1]) {
		at[i - 1].kept = true;
		new->statements.at[at[i - 1].twin - 1].kept = true;
	}
}

void meaning_match(struct meaning_object *old, struct meaning_object *new)
{
	struct arena *arena = arena_new();
	uint32_t first, old_end, new_end;

	match_ends(old, new, &first, &old_end, &new_end);
	match_middle(arena, old, new, first, old_end, new_end);
	keep_rising(arena, old, new);
	arena_free(arena);
}
