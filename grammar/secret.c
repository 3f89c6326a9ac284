/*
 * Passwords as `service password-encryption` shows them: type 7, which hides them from a glance and
 * from nobody else. Vigenère's cipher with a key that all the world knows.
 */
#include "ios_reader.h"
#include "print_ios.h"

#include <ctype.h>
#include <string.h>

static const char key[] = "dsfd;kfoA,.iyewrkldJKDHSUBsgvca69834ncxv9873254k;fg87";
enum { KEY_LEN = sizeof key - 1, SALT_MAX = 15 };

static int hex_digit(char c)
{
	if (isdigit((unsigned char)c))
		return c - '0';
	c = (char)tolower((unsigned char)c);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* Two decimal digits of where the key begins, then the text, each byte two hexadecimal digits. */
static const char *reveal(struct arena *arena, const char *hidden)
{
	size_t len = strlen(hidden), n = 0;
	unsigned salt;
	char *plain;

	if (len < 4 || len % 2 || !isdigit((unsigned char)hidden[0]) ||
	    !isdigit((unsigned char)hidden[1]))
		return NULL;
	salt = (unsigned)(hidden[0] - '0') * 10 + (unsigned)(hidden[1] - '0');
	plain = arena_alloc(arena, len / 2);
	for (size_t i = 2; i < len; i += 2) {
		int high = hex_digit(hidden[i]), low = hex_digit(hidden[i + 1]);
		unsigned char c;

		if (salt > SALT_MAX || high < 0 || low < 0)
			return NULL;
		c = (unsigned char)(high << 4 | low) ^
		    (unsigned char)key[(salt + i / 2 - 1) % KEY_LEN];
		if (!isprint(c))
			return NULL;
		plain[n++] = (char)c;
	}
	plain[n] = '\0';
	return plain;
}

void secret_print(FILE *to, const char *plain)
{
	fputs("7 00", to);
	for (size_t i = 0; plain[i]; i++)
		fprintf(to, "%02X", (unsigned char)plain[i] ^ (unsigned char)key[i % KEY_LEN]);
}

bool secret_plain(struct ios_reader *cx, struct span kind_at, uint32_t kind, struct span at,
		  const char *text, const char **plain)
{
	*plain = kind == 7 ? reveal(cx->router->arena, text) : text;
	if (kind != 0 && kind != 7)
		return fault(cx, kind_at,
			     "a password of type %u, which only the router itself can read; "
			     "type 0 and 7 are understood",
			     kind);
	return *plain || fault(cx, at,
			       "no password of type 7: these are two digits and an even "
			       "number of hexadecimal digits");
}
