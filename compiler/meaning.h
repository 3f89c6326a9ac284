/*
 * What two configurations mean, compared: the models object by object, by the names that IOS has
 * for them, and not line by line. Both are printed as IOS text, so that nothing of a model is ever
 * missed, and each printed line is a statement of an object: its place in the source comes from
 * the model. Where lines are written, how they are spelt and numbered is no difference.
 */
#ifndef COMPILER_MEANING_H
#define COMPILER_MEANING_H

#include <uthash.h>

#include "grammar/ir.h"

/* What a statement has to say about packets. */
enum meaning_reach {
	REACH_NONE, /* nothing */
	REACH_ROW, /* about those that its ROW matches */
	REACH_DNS, /* about who answers a query */
	REACH_ALL
};

enum meaning_row { OF_NONE, OF_ACE, OF_STATIC, OF_DYNAMIC, OF_ROUTE };

struct meaning_statement {
	const char *text; /* as IOS prints it, without what numbers it */
	const char *key; /* the words that it is known by, within its object */
	struct span at; /* len 0: look for it below the object's opener */
	const void *row; /* of kind ROW_KIND: in the model */
	uint8_t row_kind; /* enum meaning_row */
	uint8_t reach; /* enum meaning_reach */
	bool words_only; /* a remark or description: for people */
	uint32_t place; /* among those of the object, from 1 */
	uint32_t twin; /* while comparing: number + 1 of the equal statement of the other side */
	bool kept; /* while comparing: it stands in the same order as its twin */
};

struct meaning_object {
	STAILQ_ENTRY(meaning_object) link;
	UT_hash_handle hh; /* by key */
	const char *key; /* with LIST */
	const char *name; /* "interface Serial1/0"; "" for what belongs to the router itself */
	const char *noun; /* what one of its statements is called, or NULL: nothing */
	const char *family; /* of a clause: its route-map, in whose order it stands */
	struct span at;
	const struct acl *acl; /* whose entries these are, or NULL */
	uint8_t reach; /* of its being there or not */
	uint32_t places; /* of statements that are no remarks */
	bool ordered; /* the order of its statements says something */
	bool paired; /* while comparing */
	VEC(struct meaning_statement) statements;
};

struct meaning {
	struct arena *arena;
	const struct router *router;
	STAILQ_HEAD(, meaning_object) objects;
	struct meaning_object *by_key;
};

/* meaning_text.c. The statements of a resolved ROUTER. */
struct meaning *meaning_of(struct arena *arena, const struct router *router);
/* meaning_place.c. Where STATEMENT of OBJECT stands in the source, else where OBJECT does. */
struct span meaning_place(const struct meaning *meaning, const struct meaning_object *object,
			  const struct meaning_statement *statement);

/* X(symbol, "name") */
#define MEANING_CHANGES(X)    \
	X(GAINED, "gained")   \
	X(LOST, "lost")       \
	X(CHANGED, "changed") \
	X(MOVED, "moved")

enum meaning_change {
#define X(symbol, name) MEANING_##symbol,
	MEANING_CHANGES(X)
#undef X
};

/* One difference. What is NULL is not there on that side; without statements it is about the object
 * as a whole. */
struct meaning_difference {
	enum meaning_change change;
	const struct meaning_object *old_object, *new_object;
	const struct meaning_statement *old, *new;
	bool words_only;
	const char *text; /* in plain words */
};

struct meaning_differences {
	const struct meaning *old, *new;
	VEC(struct meaning_difference) list;
	uint32_t words_only; /* how many of them */
};

const char *meaning_change_name(enum meaning_change change);

/* meaning.c */
struct meaning_differences *meaning_compare(struct arena *arena, const struct router *old,
					    const struct router *new);

/* meaning_order.c. Set TWIN and KEPT of the statements of both: equal ones are each other's twins,
 * and the longest row of them that has the same order on both sides is kept. */
void meaning_match(struct meaning_object *old, struct meaning_object *new);

/* meaning_words.c. The text of a difference. */
const char *meaning_words(struct arena *arena, const struct meaning_difference *difference);

#endif
