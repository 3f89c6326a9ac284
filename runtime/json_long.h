/* JSON with whole configurations in it. jansson takes a byte at a time, of which they have
 * millions: they are written and read here, a run of ordinary bytes at a time. */
#ifndef RUNTIME_JSON_LONG_H
#define RUNTIME_JSON_LONG_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

#include "agent_channel.h"

enum { JSON_LONG = 4096 }; /* a string literal of so many bytes is a long one */

/* The long strings of one text; all NULs at the beginning. */
struct json_longs {
	struct json_long {
		char *text; /* NULL: taken */
		size_t len;
	} * at;
	size_t n;
};

/* JSON carries UTF-8 only; a description in another encoding loses its accents. Of a text that goes
 * ON, the last bytes may begin a character: how many there are before these. */
size_t utf8_make(char *text, size_t len, bool on);
/* Is it UTF-8, without a NUL? */
bool is_text(const char *text, size_t len);
/* TEXT, which is UTF-8, as a string literal behind OUT. */
void json_long_put(struct buffer *out, const char *text, size_t len);
/* What the LEN bytes of TEXT say, a number of LONGS in the place of each long string. NULL: it is
 * no JSON, or a string is long that may not hold what it holds. */
json_t *json_long_read(const char *text, size_t len, struct json_longs *longs);
/* The string that VALUE is, or stands for, to be freed; NULL when it is none. */
char *json_long_take(struct json_longs *longs, const json_t *value, size_t *len);
void json_longs_free(struct json_longs *longs);

#endif
