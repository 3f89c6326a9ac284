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

/*
 * struct TYPE of ROUTER that are known by name, in the order of their first mention in its ITEMS
 * and by name in its TABLE: PREFIX_find(); and static, PREFIX_new() for one that is not there.
 */
#define BY_NAME(prefix, type, items, table)                                       \
	struct type *prefix##_find(const struct router *router, const char *name) \
	{                                                                         \
		struct type *item;                                                \
                                                                                  \
		HASH_FIND_STR(router->table, name, item);                         \
		return item;                                                      \
	}                                                                         \
	static struct type *prefix##_new(struct router *router, struct name name) \
	{                                                                         \
		struct type *item = arena_new_object(router->arena, struct type); \
                                                                                  \
		item->name = name.s;                                              \
		item->at = name.at;                                               \
		STAILQ_INSERT_TAIL(&router->items, item, link);                   \
		names_add(router->table, item);                                   \
		return item;                                                      \
	}

/* PREFIX_open(): that which is there, or a new one with nothing but a name. */
#define OPEN_BY_NAME(prefix, type)                                          \
	struct type *prefix##_open(struct router *router, struct name name) \
	{                                                                   \
		struct type *item = prefix##_find(router, name.s);          \
                                                                            \
		return item ? item : prefix##_new(router, name);            \
	}

/* PREFIX_remove(): takes the one of that name out, if there is one. */
#define REMOVE_BY_NAME(prefix, type, items, table)                    \
	void prefix##_remove(struct router *router, struct name name) \
	{                                                             \
		struct type *item = prefix##_find(router, name.s);    \
                                                                      \
		if (!item)                                            \
			return;                                       \
		STAILQ_REMOVE(&router->items, item, type, link);      \
		HASH_DEL(router->table, item);                        \
	}

/*
 * struct TYPE of ROUTER's TABLE, which are known by a number: TYPE_find(), TYPE_remove() and
 * TYPE_settle(), which lists them by number at the end; and static, TYPE_new() for one that is not
 * there.
 */
#define BY_NUMBER(type, table)                                                             \
	struct type *type##_find(const struct router *router, uint32_t id)                 \
	{                                                                                  \
		struct type *item;                                                         \
                                                                                           \
		HASH_FIND(hh, router->table.by_id, &id, sizeof id, item);                  \
		return item;                                                               \
	}                                                                                  \
	void type##_remove(struct router *router, uint32_t id)                             \
	{                                                                                  \
		struct type *item = type##_find(router, id);                               \
                                                                                           \
		if (item)                                                                  \
			HASH_DEL(router->table.by_id, item);                               \
	}                                                                                  \
	static struct type *type##_new(struct router *router, uint32_t id, struct span at) \
	{                                                                                  \
		struct type *item = arena_new_object(router->arena, struct type);          \
                                                                                           \
		item->id = id;                                                             \
		item->at = at;                                                             \
		HASH_ADD(hh, router->table.by_id, id, sizeof item->id, item);              \
		return item;                                                               \
	}                                                                                  \
	static int type##_compare(const struct type *a, const struct type *b)              \
	{                                                                                  \
		return (a->id > b->id) - (a->id < b->id);                                  \
	}                                                                                  \
	void type##_settle(struct router *router)                                          \
	{                                                                                  \
		HASH_SORT(router->table.by_id, type##_compare);                            \
		for (struct type *item = router->table.by_id; item; item = item->hh.next)  \
			STAILQ_INSERT_TAIL(&router->table.list, item, link);               \
	}

/* The last of a STAILQ whose items, struct TYPE, hang together by `link`; NULL when it is empty. */
#define list_last(head, type)                                                     \
	(STAILQ_EMPTY(head) ? NULL                                                \
			    : (struct type *)(void *)((char *)(head)->stqh_last - \
						      offsetof(struct type, link)))

#endif
