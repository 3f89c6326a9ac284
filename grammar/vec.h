/*
 * A growing array of rows in an arena: `VEC(struct ace) entries;` is a struct with the members at,
 * len and cap. Elements move when the array grows, so nobody keeps a pointer to one while more are
 * pushed.
 */
#ifndef GRAMMAR_VEC_H
#define GRAMMAR_VEC_H

#include <stdint.h>
#include <string.h>

#include "arena.h"

#define VEC(type)                  \
	struct {                   \
		type *at;          \
		uint32_t len, cap; \
	}

/* Append VALUE (a whole expression, commas need parentheses) and yield nothing. */
#define vec_push(arena, vec, value) \
	(vec_room((arena), (vec)), (void)((vec)->at[(vec)->len++] = (value)))

/* Append a zeroed element and yield a pointer to it, valid until the next push. */
#define vec_add(arena, vec) (vec_room((arena), (vec)), &(vec)->at[(vec)->len++])

/* Room for N elements in all, and no more if it has less. */
#define vec_reserve(arena, vec, n)                                                                 \
	((n) <= (vec)->cap ? (void)0                                                               \
			   : (void)((vec)->at = arena_grow((arena), (vec)->at,                     \
							   (size_t)(vec)->cap * sizeof *(vec)->at, \
							   (size_t)(n) * sizeof *(vec)->at),       \
				    (vec)->cap = (n)))

/* Give back the room for more elements than there are. */
#define vec_trim(arena, vec)                                                                     \
	((void)((vec)->at =                                                                      \
			arena_shrink((arena), (vec)->at, (size_t)(vec)->cap * sizeof *(vec)->at, \
				     (size_t)(vec)->len * sizeof *(vec)->at)),                   \
	 (void)((vec)->cap = (vec)->len))

/* Give back all of it, where nobody looks at its elements any more. */
#define vec_free(arena, vec)                                                        \
	(arena_release((arena), (vec)->at, (size_t)(vec)->cap * sizeof *(vec)->at), \
	 (void)((vec)->at = NULL), (void)((vec)->len = (vec)->cap = 0))

/* Append the elements of FROM. */
#define vec_append(arena, vec, from)                                           \
	(vec_reserve((arena), (vec), (vec)->len + (from)->len),                \
	 (void)((from)->len ? memcpy((vec)->at + (vec)->len, (from)->at,       \
				     (size_t)(from)->len * sizeof *(from)->at) \
			    : NULL),                                           \
	 (void)((vec)->len += (from)->len))

/* Remove element I, keeping the order of the others. */
#define vec_remove(vec, i) vec_close_gap((vec)->at, &(vec)->len, (i), sizeof *(vec)->at)

#define VEC_FOREACH(item, vec) \
	for (__typeof__((vec)->at + 0) item = (vec)->at; item < (vec)->at + (vec)->len; item++)

#define vec_room(arena, vec)                                                                    \
	((vec)->len < (vec)->cap ? (void)0                                                      \
				 : (void)((vec)->at = vec_grow((arena), (vec)->at, &(vec)->cap, \
							       sizeof *(vec)->at)))

void *vec_grow(struct arena *arena, void *at, uint32_t *cap, size_t size);
void vec_close_gap(void *at, uint32_t *len, uint32_t i, size_t size);

#endif
