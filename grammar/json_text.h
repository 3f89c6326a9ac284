/* Text as JSON, in one way wherever something is told to programs. */
#ifndef GRAMMAR_JSON_TEXT_H
#define GRAMMAR_JSON_TEXT_H

#include <jansson.h>

/* Null for NULL. JSON is UTF-8, and what a configuration holds is not always: such bytes become
 * '?'. */
json_t *text_json(const char *text);

#endif
