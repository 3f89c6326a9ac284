/* Texts in an arena: mostly names, which are short. */
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "arena.h"
#include "digits.h"

enum { SHORT_TEXT = 256 }; /* nearly all that is printed */

char *arena_strndup(struct arena *arena, const char *s, size_t len)
{
	char *copy = arena_alloc(arena, len + 1);

	memcpy(copy, s, len);
	return copy;
}

/* As vsnprintf() to HERE, without a NUL, of what nearly all names are made by: texts, and numbers
 * that are not negative. -1 when there is anything else, or no room. */
static int print_simple(char here[SHORT_TEXT], const char *format, va_list ap)
{
	char digits[DIGITS_MAX], *end = here + SHORT_TEXT - 1, *to = here;

	for (; *format; format++) {
		const char *from = digits;
		size_t len;

		if (*format != '%') {
			if (to == end)
				return -1;
			*to++ = *format;
			continue;
		}
		format++;
		if (*format == 's') {
			from = va_arg(ap, const char *);
			len = from ? strlen(from) : SHORT_TEXT;
		} else if (*format == 'u' || *format == 'd') {
			unsigned n = va_arg(ap, unsigned);

			if (*format == 'd' && n > INT_MAX)
				return -1;
			len = (size_t)(decimal_put(digits, n) - digits);
		} else {
			return -1;
		}
		if (len > (size_t)(end - to))
			return -1;
		memcpy(to, from, len);
		to += len;
	}
	return (int)(to - here);
}

char *arena_vprintf(struct arena *arena, const char *format, va_list ap)
{
	char here[SHORT_TEXT], *text;
	va_list again;
	int len;

	va_copy(again, ap);
	len = print_simple(here, format, again);
	va_end(again);
	if (len >= 0)
		return arena_strndup(arena, here, (size_t)len);
	va_copy(again, ap);
	len = vsnprintf(here, sizeof here, format, again);
	va_end(again);
	if (len < 0) {
		fputs("causeway: error: out of memory\n", stderr);
		exit(2);
	}
	if (len < SHORT_TEXT)
		return arena_strndup(arena, here, (size_t)len);
	text = arena_alloc(arena, (size_t)len + 1);
	vsnprintf(text, (size_t)len + 1, format, ap);
	return text;
}

char *arena_printf(struct arena *arena, const char *format, ...)
{
	va_list ap;
	char *text;

	va_start(ap, format);
	text = arena_vprintf(arena, format, ap);
	va_end(ap);
	return text;
}
