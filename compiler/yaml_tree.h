/*
 * The part of YAML that our own files use: mappings, sequences and scalars, each with its place.
 * Anchors, aliases, tags, duplicate keys and deep nesting are refused, since in a file that steers
 * a gateway they are either a slip or an attack.
 */
#ifndef COMPILER_YAML_TREE_H
#define COMPILER_YAML_TREE_H

#include <stdbool.h>
#include <stddef.h>

#include "grammar/arena.h"
#include "grammar/diag.h"
#include "grammar/vec.h"

enum yaml_kind { YAML_SCALAR, YAML_SEQUENCE, YAML_MAPPING };

struct yaml_node;

struct yaml_pair {
	struct yaml_node *key, *value; /* a sequence has no keys */
};

struct yaml_node {
	enum yaml_kind kind;
	size_t line, column; /* from 1 */
	const char *text; /* of a scalar; holds no NUL but the last */
	bool plain; /* a scalar without quotes */
	VEC(struct yaml_pair) pairs;
};

struct yaml_file {
	struct arena *arena;
	struct diags *diags;
	const char *name;
	bool failed; /* something was reported */
};

/*
 * The tree of LEN bytes at TEXT. NULL when there is nothing in it, or after reporting
 * (file->failed).
 */
struct yaml_node *yaml_read(struct yaml_file *file, const char *text, size_t len);

/* Report FILE:LINE:COLUMN: message, at NODE. */
void yaml_error(struct yaml_file *file, const struct yaml_node *node, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* `~`, `null` or nothing at all. */
bool yaml_is_null(const struct yaml_node *node);

#endif
