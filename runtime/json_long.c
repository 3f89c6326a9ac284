#include "json_long.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* ---- UTF-8 ---- */

enum { CHARACTER_MOST = 4 }; /* bytes */

/* How many bytes of UTF-8 are at S, which has LEN; 0: what is there is none. */
static size_t character(const unsigned char *s, size_t len)
{
	size_t more = *s < 0x80	  ? 0
		      : *s < 0xc2 ? 9
		      : *s < 0xe0 ? 1
		      : *s < 0xf0 ? 2
		      : *s < 0xf5 ? 3
				  : 9;

	if (more >= len)
		return 0;
	for (size_t i = 1; i <= more; i++)
		if ((s[i] & 0xc0) != 0x80)
			return 0;
	/* overlong forms, surrogates, and what is beyond the last character */
	if ((*s == 0xe0 && s[1] < 0xa0) || (*s == 0xed && s[1] > 0x9f) ||
	    (*s == 0xf0 && s[1] < 0x90) || (*s == 0xf4 && s[1] > 0x8f))
		return 0;
	return more + 1;
}

/* How many bytes from S on, which has LEN, are UTF-8 and stand together; 0: what is there is none.
 */
static size_t run_of(const char *s, size_t len)
{
	size_t n = 0;
	uint64_t word;

	for (; n + sizeof word <= len; n += sizeof word) {
		memcpy(&word, s + n, sizeof word);
		if (word & UINT64_C(0x8080808080808080))
			break;
	}
	return n ? n : character((const unsigned char *)s, len);
}

size_t utf8_make(char *text, size_t len, bool on)
{
	size_t i = 0;

	for (size_t n; i < len; i += n) {
		n = run_of(text + i, len - i);
		if (n > 0)
			continue;
		if (on && len - i < CHARACTER_MOST)
			break;
		text[i] = '?';
		n = 1;
	}
	return i;
}

static bool is_utf8(const char *text, size_t len)
{
	size_t i = 0, n = 1;

	for (; i < len && n > 0; i += n)
		n = run_of(text + i, len - i);
	return n > 0;
}

bool is_text(const char *text, size_t len)
{
	return is_utf8(text, len) && !memchr(text, '\0', len);
}

/* ---- writing ---- */

static bool is_plain(char c)
{
	return (unsigned char)c >= 0x20 && c != '"' && c != '\\';
}

static void put_escaped(struct buffer *out, char c)
{
	static const char hex[] = "0123456789abcdef";
	unsigned char byte = (unsigned char)c;
	const char long_form[] = {'\\', 'u', '0', '0', hex[byte >> 4], hex[byte & 15]};
	const char short_form[] = {'\\', c == '\n' ? 'n' : c};

	if (c == '\n' || c == '"' || c == '\\')
		buffer_add(out, short_form, sizeof short_form);
	else
		buffer_add(out, long_form, sizeof long_form);
}

void json_long_put(struct buffer *out, const char *text, size_t len)
{
	size_t begin = 0;

	buffer_add(out, "\"", 1);
	for (size_t i = 0; i < len; i++) {
		if (is_plain(text[i]))
			continue;
		buffer_add(out, text + begin, i - begin);
		put_escaped(out, text[i]);
		begin = i + 1;
	}
	buffer_add(out, text + begin, len - begin);
	buffer_add(out, "\"", 1);
}

/* ---- reading ---- */

/* The quote that ends the literal whose content begins at S; NULL: there is none before END. */
static const char *end_of_literal(const char *s, const char *end)
{
	for (const char *quote = s; (quote = memchr(quote, '"', (size_t)(end - quote))); quote++) {
		const char *slash = quote;

		while (slash > s && slash[-1] == '\\')
			slash--;
		if ((quote - slash) % 2 == 0)
			return quote;
	}
	return NULL;
}

/* The four hexadecimal digits at S, or -1. */
static int32_t code_unit(const char *s, const char *end)
{
	int32_t value = 0;

	if (end - s < 4)
		return -1;
	for (int i = 0; i < 4; i++) {
		char c = s[i];
		int digit = c >= '0' && c <= '9'   ? c - '0'
			    : c >= 'a' && c <= 'f' ? c - 'a' + 10
			    : c >= 'A' && c <= 'F' ? c - 'A' + 10
						   : -1;

		if (digit < 0)
			return -1;
		value = value << 4 | digit;
	}
	return value;
}

static char *put_utf8(char *to, int32_t point)
{
	static const unsigned char first[] = {0, 0, 0xc0, 0xe0, 0xf0};
	int n = point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;

	for (int i = n - 1; i > 0; i--, point >>= 6)
		to[i] = (char)(0x80 | (point & 0x3f));
	to[0] = (char)(first[n] | point);
	return to + n;
}

/* What \u stands before, from S on: at *TO; the first byte behind it, or NULL. */
static const char *read_unicode(const char *s, const char *end, char **to)
{
	int32_t high = code_unit(s, end), low;

	s += 4;
	if (high <= 0 || (high >= 0xdc00 && high < 0xe000)) /* nor a NUL */
		return NULL;
	if (high >= 0xd800 && high < 0xdc00) {
		low = end - s > 2 && s[0] == '\\' && s[1] == 'u' ? code_unit(s + 2, end) : -1;
		if (low < 0xdc00 || low >= 0xe000)
			return NULL;
		high = 0x10000 + ((high - 0xd800) << 10 | (low - 0xdc00));
		s += 6;
	}
	*to = put_utf8(*to, high);
	return s;
}

static const char *read_escape(const char *s, const char *end, char **to)
{
	static const char codes[] = "\"\\/bfnrt", meanings[] = "\"\\/\b\f\n\r\t";
	const char *code;

	if (s == end)
		return NULL;
	if (*s == 'u')
		return read_unicode(s + 1, end, to);
	code = memchr(codes, *s, sizeof codes - 1);
	if (!code)
		return NULL;
	*(*to)++ = meanings[code - codes];
	return s + 1;
}

static bool holds_control(const char *s, size_t len)
{
	bool holds = false;

	for (size_t i = 0; i < len; i++)
		holds |= (unsigned char)s[i] < 0x20;
	return holds;
}

/* The content of a literal, from S to END; NULL: it is none. */
static char *read_literal(const char *s, const char *end, size_t *len)
{
	char *text = malloc((size_t)(end - s) + 1), *to = text;

	if (!text)
		abort();
	while (s && s < end) {
		const char *slash = memchr(s, '\\', (size_t)(end - s));
		size_t n = (size_t)((slash ? slash : end) - s);

		if (holds_control(s, n))
			break;
		memcpy(to, s, n);
		to += n;
		s = slash ? read_escape(slash + 1, end, &to) : end;
	}
	*len = (size_t)(to - text);
	*to = '\0';
	if (s == end && is_utf8(text, *len))
		return text;
	free(text);
	return NULL;
}

static bool add_long(struct json_longs *longs, const char *s, const char *end)
{
	struct json_long added = {.text = read_literal(s, end, &added.len)};

	if (!added.text)
		return false;
	longs->at = reallocarray(longs->at, longs->n + 1, sizeof *longs->at);
	if (!longs->at)
		abort();
	longs->at[longs->n++] = added;
	return true;
}

json_t *json_long_read(const char *text, size_t len, struct json_longs *longs)
{
	const char *end = text + len, *from = text, *quote;
	struct buffer rest = {0};
	char number[24];
	json_t *json = NULL;
	bool ok = true;

	for (const char *s = text; ok && (s = memchr(s, '"', (size_t)(end - s))); s = quote + 1) {
		quote = end_of_literal(s + 1, end);
		if (!quote)
			break; /* jansson finds that, too */
		if (quote - s < JSON_LONG)
			continue;
		buffer_add(&rest, from, (size_t)(s - from));
		buffer_add(&rest, number, (size_t)snprintf(number, sizeof number, "%zu", longs->n));
		ok = add_long(longs, s + 1, quote);
		from = quote + 1;
	}
	if (ok && from > text) {
		buffer_add(&rest, from, (size_t)(end - from));
		text = rest.at;
		len = rest.len;
	}
	if (ok)
		json = json_loadb(text, len, JSON_REJECT_DUPLICATES, NULL);
	buffer_free(&rest);
	return json;
}

char *json_long_take(struct json_longs *longs, const json_t *value, size_t *len)
{
	json_int_t i = json_is_integer(value) ? json_integer_value(value) : -1;
	char *text = NULL;

	*len = 0;
	if (json_is_string(value)) {
		*len = json_string_length(value);
		text = strndup(json_string_value(value), *len);
	} else if (i >= 0 && (size_t)i < longs->n && longs->at[i].text) {
		*len = longs->at[i].len;
		text = longs->at[i].text;
		longs->at[i].text = NULL;
	}
	return text;
}

void json_longs_free(struct json_longs *longs)
{
	for (size_t i = 0; i < longs->n; i++)
		free(longs->at[i].text);
	free(longs->at);
	*longs = (struct json_longs){0};
}
