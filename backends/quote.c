/*
 * One quoting function for each target. Whatever a configuration says passes through one of them
 * before it stands in a file, so that a name can neither end its string or line nor start a
 * statement. Each takes any bytes; what comes out is always valid UTF-8 without control characters.
 */
#include "backend.h"

#include <stdio.h>
#include <string.h>

#include "grammar/bytes.h"

enum { NAME_MAX_LEN = 120 };

static bool is_plain(unsigned char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

bool text_is_plain(const char *s, const char *also)
{
	if (!*s)
		return false;
	while (*s && (is_plain((unsigned char)*s) || strchr(also, *s)))
		s++;
	return !*s;
}

/* Bytes of the valid, shortest UTF-8 sequence of a printable character at S, or 0. */
static size_t printable(const char *s)
{
	const unsigned char *p = (const unsigned char *)s;
	size_t len = p[0] < 0x80		   ? 1
		     : p[0] >= 0xc2 && p[0] < 0xe0 ? 2
		     : (p[0] & 0xf0) == 0xe0	   ? 3
						   : 4;
	uint32_t code = len == 1 ? p[0] : p[0] & (0xffu >> (len + 1));

	if (len == 4 && (p[0] & 0xf8) != 0xf0)
		return 0;
	for (size_t i = 1; i < len; i++) {
		if ((p[i] & 0xc0) != 0x80)
			return 0;
		code = code << 6 | (p[i] & 0x3f);
	}
	if (code < 0x20 || (code >= 0x7f && code < 0xa0) || code > 0x10ffff)
		return 0;
	if ((len == 3 && code < 0x800) || (len == 4 && code < 0x10000))
		return 0;
	/* surrogates; line ends of Unicode, and what turns the direction of writing */
	if ((code >= 0xd800 && code < 0xe000) || (code >= 0x2028 && code <= 0x202e) ||
	    (code >= 0x2066 && code <= 0x2069))
		return 0;
	return len;
}

/* The character at *S as it is, or '?' for what is none; *S moves behind it. */
static void out_character(struct out *out, const char **s)
{
	size_t len = printable(*s);

	if (len == 0)
		out_text(out, "?");
	else
		out_bytes(out, *s, len);
	*s += len ? len : 1;
}

static bool is_harmless(char c)
{
	return c >= 0x20 && c < 0x7f && c != '"' && c != '\\';
}

/* Those of C that are. */
static bytes harmless_of(bytes c)
{
	return bytes_within(c, ' ', '~') & ~((bytes)(c == '"') | (bytes)(c == '\\'));
}

static bool are_harmless(bytes c)
{
	return !bytes_any(~harmless_of(c));
}

/* How many bytes at S are ASCII that stands for itself anywhere: neither quoted nor a backslash. */
static size_t harmless(const char *s)
{
	size_t len = strlen(s), n = 0;

	while (n + BYTES <= len && are_harmless(bytes_at(s + n)))
		n += BYTES;
	/* mostly all of it is, and the last bytes are looked at with some before them */
	if (len >= BYTES && n + BYTES > len && are_harmless(bytes_at(s + len - BYTES)))
		return len;
	while (is_harmless(s[n]))
		n++;
	return n;
}

/* These at once, which is nearly all there ever is. */
static void out_harmless(struct out *out, const char **s)
{
	size_t n = harmless(*s);

	if (n)
		out_bytes(out, *s, n);
	*s += n;
}

void quote_comment(struct out *out, const char *s)
{
	for (out_harmless(out, &s); *s; out_harmless(out, &s)) {
		/* a backslash before the line's end would join the next line to the comment */
		if (*s == '\\' && s[1] == '\0') {
			out_text(out, "?");
			return;
		}
		out_character(out, &s);
	}
}

void quote_text(struct out *out, const char *s)
{
	for (out_harmless(out, &s); *s; out_harmless(out, &s))
		out_character(out, &s);
}

/* S to AT character by character, as far as whole ones have room. */
static char *put_nft(char *at, const char *s)
{
	const char *end = at + NFT_STRING_MAX;

	while (*s) {
		size_t len = printable(s), read = len ? len : 1;

		if (read > (size_t)(end - at))
			break;
		if (*s == '"')
			*at++ = '\'';
		else if (*s == '\\')
			*at++ = '/';
		else if (!len)
			*at++ = '?';
		else
			at = (char *)mempcpy(at, s, len);
		s += read;
	}
	return at;
}

/* S, of LEN bytes, which are BYTES or more, to AT, and whether all of it stands for itself: it is
 * looked at while it is copied, and the last bytes with some before them. */
static bool put_harmless(char *at, const char *s, size_t len)
{
	size_t last = len - BYTES;
	bytes c = bytes_at(s + last), fine = harmless_of(c);

	bytes_put(at + last, c);
	for (size_t n = 0; n < last; n += BYTES) {
		c = bytes_at(s + n);
		fine &= harmless_of(c);
		bytes_put(at + n, c);
	}
	return !bytes_any(~fine);
}

char *quote_nft_put(char *at, const char *s)
{
	size_t len = strlen(s);

	if (len >= BYTES && len <= NFT_STRING_MAX && put_harmless(at, s, len))
		return at + len;
	return put_nft(at, s);
}

void quote_nft(struct out *out, const char *s)
{
	out_room(out, NFT_STRING_MAX);
	out_done(out, quote_nft_put(out->text + out->len, s));
}

static bool is_hex(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
}

/*
 * NAME with every character outside letters, digits and KEEP as _xHH; an underscore that would read
 * as such an escape is one, too, so that two names never become one. What is too long for a file is
 * cut and ends in its hash.
 */
static void out_mangled(struct out *out, const char *name, const char *keep)
{
	size_t start = out->len;
	uint64_t hash = 0xcbf29ce484222325;

	for (const char *p = name; *p; p++) {
		bool escape = p[0] == '_' && p[1] == 'x' && is_hex(p[2]) && is_hex(p[3]);

		hash = (hash ^ (unsigned char)*p) * 0x100000001b3;
		if (is_plain((unsigned char)*p) || (strchr(keep, *p) && !escape))
			out_bytes(out, p, 1);
		else
			out_printf(out, "_x%02x", (unsigned char)*p);
	}
	if (out->len - start > NAME_MAX_LEN) {
		out->len = start + NAME_MAX_LEN - 18;
		out_printf(out, "_h%016llx", (unsigned long long)hash);
	}
}

void quote_path(struct out *out, const char *s)
{
	if (*s == '\0')
		out_text(out, "_");
	/* no hidden file, no option, none of BIND's own view names */
	if (*s == '.' || *s == '-' || *s == '_') {
		out_printf(out, "_x%02x", (unsigned char)*s);
		s++;
	}
	out_mangled(out, s, "_.-");
}

/* Between double quotes, where a backslash keeps the next character as it is. */
static void out_double_quoted(struct out *out, const char *s)
{
	out_text(out, "\"");
	while (*s) {
		if (*s == '"' || *s == '\\')
			out_text(out, "\\");
		out_character(out, &s);
	}
	out_text(out, "\"");
}

void quote_bind(struct out *out, const char *s)
{
	out_double_quoted(out, s);
}

void quote_ppp(struct out *out, const char *s)
{
	out_double_quoted(out, s);
}

void quote_zone_name(struct out *out, const char *s)
{
	if (*s == '\0')
		out_text(out, ".");
	for (; *s; s++) {
		if (is_plain((unsigned char)*s) || strchr("-_.*", *s))
			out_bytes(out, s, 1);
		else
			out_printf(out, "\\%03u", (unsigned char)*s);
	}
}

void quote_shell(struct out *out, const char *s)
{
	out_text(out, "'");
	while (*s) {
		if (*s == '\'') {
			out_text(out, "'\\''");
			s++;
		} else {
			out_character(out, &s);
		}
	}
	out_text(out, "'");
}

/* PowerShell takes U+2018 to U+201B for single quotes as well. */
static bool is_powershell_quote(const char *s)
{
	return *s == '\'' || (!strncmp(s, "\xe2\x80", 2) && (unsigned char)s[2] >= 0x98 &&
			      (unsigned char)s[2] <= 0x9b);
}

void quote_powershell(struct out *out, const char *s)
{
	out_text(out, "'");
	while (*s) {
		const char *again = s;

		if (is_powershell_quote(s))
			out_character(out, &again);
		out_character(out, &s);
	}
	out_text(out, "'");
}

void quote_yaml(struct out *out, const char *s)
{
	out_double_quoted(out, s);
}
