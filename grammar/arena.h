/*
 * One arena owns everything of one compilation and is freed once. Allocation never fails: when the
 * system has no memory left the program says so and exits with status 2, since nothing of value can
 * be done for a compilation.
 */
#ifndef GRAMMAR_ARENA_H
#define GRAMMAR_ARENA_H

#include <stdarg.h>
#include <stddef.h>

struct arena;

/* What is larger has pages of its own, and grows without being copied. A list of two thousand
 * entries is not: to map pages for each of many such lists costs more than a copy. */
enum { ARENA_LARGE = 112 << 10 };

struct arena *arena_new(void);
void arena_free(struct arena *arena);

/* Zeroed memory, aligned for any type, valid until arena_free(). */
void *arena_alloc(struct arena *arena, size_t size);

/* The same of what will soon be touched in all its parts, such as a hash table: the kernel brings
 * it at once, and in large pages if it can. */
void *arena_alloc_spread(struct arena *arena, size_t size);

/* Like realloc() for memory of this arena: extends the newest allocation in place, else copies. New
 * bytes are zero. */
void *arena_grow(struct arena *arena, void *old, size_t old_size, size_t new_size);

/* Give back what lies behind the first NEW_SIZE bytes of OLD_SIZE; yields where these are then. */
void *arena_shrink(struct arena *arena, void *old, size_t old_size, size_t new_size);

/* Give back the SIZE bytes at AT, which may be NULL: to be handed out again. */
void arena_release(struct arena *arena, void *at, size_t size);

/* Copy LEN bytes at S, terminated. */
char *arena_strndup(struct arena *arena, const char *s, size_t len);
char *arena_printf(struct arena *arena, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
char *arena_vprintf(struct arena *arena, const char *format, va_list ap);

/* Whoever works long for the owner of ARENA offers a moment for something else now and then, for
 * each line or each object: PAUSE is called then. It may do nothing that is about what is worked
 * at. */
void arena_set_pause(struct arena *arena, void (*pause)(void *context), void *context);
void arena_pause(const struct arena *arena);

#define arena_new_object(arena, type) ((type *)arena_alloc((arena), sizeof(type)))

#endif
