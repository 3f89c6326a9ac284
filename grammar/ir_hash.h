/* uthash in the arena of the variable `router` in scope: look-up tables live and die with the
 * model. Included by the ir_*.c only, after everything else. */
#ifndef GRAMMAR_IR_HASH_H
#define GRAMMAR_IR_HASH_H

#include <stddef.h>
#include <string.h>

#include <uthash.h>

#undef uthash_malloc
#undef uthash_free
#define uthash_malloc(size) arena_alloc(router->arena, (size))
#define uthash_free(at, size) ((void)(at), (void)(size))

/* Keyed by the member `name`. */
#define names_add(head, item) HASH_ADD_KEYPTR(hh, head, (item)->name, strlen((item)->name), item)

/* The last of a STAILQ whose items, struct TYPE, hang together by `link`; NULL when it is empty. */
#define list_last(head, type)                                                     \
	(STAILQ_EMPTY(head) ? NULL                                                \
			    : (struct type *)(void *)((char *)(head)->stqh_last - \
						      offsetof(struct type, link)))

#endif
