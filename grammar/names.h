/* Interned names: one copy of every spelling, so that equal names are equal pointers within one
 * compilation. */
#ifndef GRAMMAR_NAMES_H
#define GRAMMAR_NAMES_H

#include <stdbool.h>
#include <stddef.h>

#include "arena.h"

struct names;

struct names *names_new(struct arena *arena);
void names_free(struct names *names); /* the table only; the strings live in the arena */
const char *name_intern(struct names *names, const char *s, size_t len);

/*
 * The entry of LIST (N strings) nearest to S by edit distance, or NULL when none is near enough to
 * be worth suggesting (at most a third of the longer length, at least one character in common
 * position).
 */
const char *name_nearest(const char *s, const char *const *list, size_t n);

#endif
