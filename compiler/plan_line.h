/* The lines of a plan's text: how plan_json.c writes those of which there are a great many. */
#ifndef COMPILER_PLAN_LINE_H
#define COMPILER_PLAN_LINE_H

#include "plan_json.h"

/* Text that grows, outside any arena; no NUL stands behind it. */
struct text {
	char *at;
	size_t len, cap;
};

void text_bytes(struct text *text, const char *s, size_t n);
/* A line of JSON, which it takes. */
void text_json_line(struct text *text, json_t *json);
/* The same line as by its JSON, where that is plain enough: otherwise false, and nothing is
 * written. */
bool text_item_line(struct text *text, const struct plan *plan, const struct item *item);
bool text_choice_line(struct text *text, const struct plan *plan, const struct choice *choice);

#endif
