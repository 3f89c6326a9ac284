/* The manifest of a compiled folder, as those see it who write and read such folders. */
#ifndef BACKENDS_MANIFEST_H
#define BACKENDS_MANIFEST_H

#include <jansson.h>

#include "grammar/arena.h"

#define MANIFEST_FILE "manifest.json"
#define MANIFEST_GENERATOR "causeway"
enum { MANIFEST_FORMAT = 1 };

/* manifest.c */

/* A JSON string of any bytes; null for NULL. */
json_t *json_text(const char *s);

/* The paths that the manifest LEN bytes at TEXT lists; NULL when it is no manifest of ours. A new
 * reference. */
json_t *manifest_artifacts(const char *text, size_t len);

#endif
