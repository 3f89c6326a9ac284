/* Canonical text of configurations, and how it gets into files; cmd_fmt.c. */
#ifndef RUNTIME_CANONICAL_H
#define RUNTIME_CANONICAL_H

#include "grammar/ir.h"

/*
 * Read ROUTER's source and yield it as canonical text, to be freed, which is read as the same
 * model; NULL when there is no such text.
 */
char *canonical_text(struct router *router, size_t *len);

/* The model that the LEN bytes at TEXT are read as, as IOS text, to be freed; NULL when they are
 * none.
 */
char *model_of(const char *text, size_t len);

/* Put TEXT in the place of the file NAME, in one step. An exit status. */
int file_replace(const char *name, const char *text, size_t len);

#endif
