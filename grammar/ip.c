/* IPv4 addresses as text and as numbers. Reading is by hand: it stands in the way of every line. */
#include "ip.h"

#include <string.h>

bool ip_parse(const char *s, size_t len, uint32_t *addr)
{
	uint32_t value = 0, octet = 0, digits = 0, dots = 0;

	for (const char *end = s + len; s < end; s++) {
		uint32_t digit = (uint32_t)(unsigned char)*s - '0';

		if (digit <= 9) {
			octet = octet * 10 + digit;
			if (++digits > 3)
				return false;
			continue;
		}
		if (*s != '.' || !digits || octet > 255)
			return false;
		value = value << 8 | octet;
		octet = digits = 0;
		dots++;
	}
	*addr = value << 8 | octet;
	return dots == 3 && digits && octet <= 255;
}

int ip_mask_len(uint32_t mask)
{
	uint32_t host = ~mask;

	if (host & (host + 1))
		return -1;
	return mask ? 32 - __builtin_popcount(host) : 0;
}

uint32_t ip_len_mask(unsigned len)
{
	return len ? ~UINT32_C(0) << (32 - len) : 0;
}

bool ip_in_prefix(uint32_t addr, uint32_t prefix, unsigned len)
{
	return ((addr ^ prefix) & ip_len_mask(len)) == 0;
}

/* The parts of addresses, with the dot behind them: files of a million addresses are made of these.
 * SKIP: leading zeros. */
#define PART(n)                                                              \
	{                                                                    \
		{'0' + (n) / 100, '0' + (n) / 10 % 10, '0' + (n) % 10, '.'}, \
			((n) < 10) + ((n) < 100)                             \
	}
#define PARTS4(n) PART(n), PART((n) + 1), PART((n) + 2), PART((n) + 3)
#define PARTS16(n) PARTS4(n), PARTS4((n) + 4), PARTS4((n) + 8), PARTS4((n) + 12)
#define PARTS64(n) PARTS16(n), PARTS16((n) + 16), PARTS16((n) + 32), PARTS16((n) + 48)

enum { PART_LEN = 4 };

static const struct part {
	char text[PART_LEN + 3]; /* PART_LEN behind any SKIP, and eight bytes with it */
	uint8_t skip;
} parts[256] = {PARTS64(0), PARTS64(64), PARTS64(128), PARTS64(192)};

static char *part_put(char *at, uint32_t n)
{
	const struct part *part = &parts[n];

	memcpy(at, part->text + part->skip, PART_LEN);
	return at + PART_LEN - part->skip;
}

char *ip_put(char *at, uint32_t addr)
{
	at = part_put(at, addr >> 24);
	at = part_put(at, addr >> 16 & 255);
	at = part_put(at, addr >> 8 & 255);
	return part_put(at, addr & 255) - 1;
}

char *ip_text(char *buf, uint32_t addr)
{
	*ip_put(buf, addr) = '\0';
	return buf;
}

char *ip_prefix_text(char *buf, uint32_t addr, unsigned len)
{
	char *at = ip_put(buf, addr);

	*at++ = '/';
	if (len >= 10)
		*at++ = (char)('0' + len / 10);
	*at++ = (char)('0' + len % 10);
	*at = '\0';
	return buf;
}

bool ip_is_private(uint32_t addr)
{
	static const struct {
		uint32_t prefix;
		unsigned len;
	} private[] = {
		{10u << 24, 8},
		{172u << 24 | 16u << 16, 12},
		{192u << 24 | 168u << 16, 16},
		{100u << 24 | 64u << 16, 10},
		{127u << 24, 8},
		{169u << 24 | 254u << 16, 16},
	};

	for (size_t i = 0; i < sizeof private / sizeof *private; i++)
		if (ip_in_prefix(addr, private[i].prefix, private[i].len))
			return true;
	return false;
}
