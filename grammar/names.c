/*
 * The table of names: open addressing, at most two thirds full. Suggestions ("did you mean") are
 * here as well, since what is suggested is always a name.
 */
#include "names.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct entry {
	const char *s; /* NULL: free */
	uint32_t hash, len;
};

struct names {
	struct arena *arena;
	struct entry *entries;
	uint32_t count, mask;
};

static struct entry *entries_new(uint32_t n)
{
	struct entry *entries = calloc(n, sizeof *entries);

	if (!entries) {
		fputs("causeway: error: out of memory\n", stderr);
		exit(2);
	}
	return entries;
}

struct names *names_new(struct arena *arena)
{
	struct names *names = arena_new_object(arena, struct names);

	names->arena = arena;
	names->mask = 255;
	names->entries = entries_new(names->mask + 1);
	return names;
}

void names_free(struct names *names)
{
	if (!names)
		return;
	free(names->entries);
	names->entries = NULL;
}

static uint32_t hash_of(const char *s, size_t len)
{
	uint32_t hash = 2166136261u;

	for (size_t i = 0; i < len; i++)
		hash = (hash ^ (unsigned char)s[i]) * 16777619u;
	return hash ^ hash >> 15;
}

static void names_double(struct names *names)
{
	struct entry *old = names->entries;
	uint32_t n = names->mask + 1, i;

	names->mask = 2 * n - 1;
	names->entries = entries_new(2 * n);
	for (uint32_t k = 0; k < n; k++) {
		if (!old[k].s)
			continue;
		for (i = old[k].hash & names->mask; names->entries[i].s; i = (i + 1) & names->mask)
			;
		names->entries[i] = old[k];
	}
	free(old);
}

const char *name_intern(struct names *names, const char *s, size_t len)
{
	uint32_t hash = hash_of(s, len), i;
	struct entry *entry;

	for (i = hash & names->mask; names->entries[i].s; i = (i + 1) & names->mask) {
		entry = &names->entries[i];
		if (entry->hash == hash && entry->len == len && !memcmp(entry->s, s, len))
			return entry->s;
	}
	entry = &names->entries[i];
	*entry = (struct entry){arena_strndup(names->arena, s, len), hash, (uint32_t)len};
	if (++names->count > names->mask / 3 * 2) {
		s = entry->s;
		names_double(names);
		return s;
	}
	return entry->s;
}

enum { NEAR_MAX = 64 }; /* nothing longer is suggested */

static unsigned least(unsigned a, unsigned b)
{
	return a < b ? a : b;
}

/* Edits that lead from A to B; two neighbours exchanged are one. */
static unsigned edit_distance(const char *a, size_t la, const char *b, size_t lb)
{
	unsigned row[3][NEAR_MAX + 1], *before = row[0], *above = row[1], *here = row[2], *spare;

	for (size_t j = 0; j <= lb; j++)
		above[j] = (unsigned)j;
	for (size_t i = 1; i <= la; i++) {
		here[0] = (unsigned)i;
		for (size_t j = 1; j <= lb; j++) {
			here[j] = least(above[j - 1] + (a[i - 1] != b[j - 1]),
					least(above[j], here[j - 1]) + 1);
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
				here[j] = least(here[j], before[j - 2] + 1);
		}
		spare = before;
		before = above;
		above = here;
		here = spare;
	}
	return above[lb];
}

static bool share_a_place(const char *a, const char *b)
{
	for (; *a && *b; a++, b++)
		if (*a == *b)
			return true;
	return false;
}

const char *name_nearest(const char *s, const char *const *list, size_t n)
{
	size_t len = strlen(s), other, longer;
	const char *best = NULL;
	unsigned best_distance = NEAR_MAX, distance;

	if (len > NEAR_MAX)
		return NULL;
	for (size_t i = 0; i < n; i++) {
		other = strlen(list[i]);
		longer = other > len ? other : len;
		if (other > NEAR_MAX || !share_a_place(s, list[i]))
			continue;
		if ((longer - least((unsigned)len, (unsigned)other)) * 3 > longer)
			continue;
		distance = edit_distance(s, len, list[i], other);
		if (distance * 3 <= longer && distance < best_distance) {
			best_distance = distance;
			best = list[i];
		}
	}
	return best;
}
