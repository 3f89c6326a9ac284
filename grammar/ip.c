/* IPv4 addresses as text and as numbers. Reading is by hand: it stands in the way of every line. */
#include "ip.h"

#include <stdio.h>

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

char *ip_text(char *buf, uint32_t addr)
{
	snprintf(buf, IP_TEXT_SIZE, "%u.%u.%u.%u", addr >> 24, addr >> 16 & 255, addr >> 8 & 255,
		 addr & 255);
	return buf;
}

char *ip_prefix_text(char *buf, uint32_t addr, unsigned len)
{
	snprintf(buf, IP_TEXT_SIZE, "%u.%u.%u.%u/%u", addr >> 24, addr >> 16 & 255, addr >> 8 & 255,
		 addr & 255, len & 63);
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
