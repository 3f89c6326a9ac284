/* IPv6 addresses as text and as numbers. */
#include "ip6.h"

#include <stdio.h>
#include <string.h>

#include "arena.h"
#include "ip.h"
#include "row_index.h"
#include "vec.h"

enum { GROUPS = 8, GROUP_DIGITS = 4 };

/* What has been read of an address. */
struct ip6_reading {
	uint16_t group[GROUPS];
	int n; /* of them */
	int gap; /* how many stand before `::`; -1: there is none */
};

static int hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c |= 0x20;
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* The last two groups as an IPv4 address. */
static const char *read_quad(struct ip6_reading *in, const char *s, const char *end)
{
	uint32_t quad;

	if (in->n > GROUPS - 2)
		return "it has more than eight groups";
	if (!ip_parse(s, (size_t)(end - s), &quad))
		return "its end is no IPv4 address";
	in->group[in->n++] = (uint16_t)(quad >> 16);
	in->group[in->n++] = (uint16_t)quad;
	return NULL;
}

/* One group up to its colon, or to the end. */
static const char *read_group(struct ip6_reading *in, const char **s, const char *end)
{
	unsigned value = 0, digits = 0;
	int digit;

	for (; *s < end && **s != ':'; ++*s, digits++) {
		digit = hex_digit(**s);
		if (digit < 0)
			return "a group has another character than a hexadecimal digit";
		value = (value << 4 | (unsigned)digit) & UINT16_MAX;
	}
	if (!digits)
		return "a group is missing";
	if (digits > GROUP_DIGITS)
		return "a group has more than four digits";
	if (in->n == GROUPS)
		return "it has more than eight groups";
	in->group[in->n++] = (uint16_t)value;
	return NULL;
}

static const char *read_groups(struct ip6_reading *in, const char *s, const char *end)
{
	const char *dot = memchr(s, '.', (size_t)(end - s)), *why = NULL;
	const char *quad = dot ? memrchr(s, ':', (size_t)(dot - s)) : NULL;

	while (!why) {
		if (end - s >= 2 && s[0] == ':' && s[1] == ':') {
			if (in->gap >= 0)
				return "'::' stands in it twice";
			in->gap = in->n;
			s += 2;
			if (s == end)
				return NULL;
		} else if (in->n) {
			s++;
		}
		if (quad && s == quad + 1)
			return read_quad(in, s, end);
		why = read_group(in, &s, end);
		if (s == end)
			break;
	}
	return why;
}

const char *ip6_parse(const char *s, size_t len, struct ip6 *addr)
{
	struct ip6_reading in = {.gap = -1};
	const char *why = read_groups(&in, s, s + len);
	uint64_t half[2] = {0};

	*addr = (struct ip6){0, 0};
	if (why)
		return why;
	if (in.gap < 0 && in.n < GROUPS)
		return "it has fewer than eight groups, and no '::'";
	if (in.gap >= 0 && in.n == GROUPS)
		return "'::' stands for no group";
	for (int i = 0; i < in.n; i++) {
		int to = in.gap >= 0 && i >= in.gap ? GROUPS - in.n + i : i;

		half[to / 4] |= (uint64_t)in.group[i] << (3 - to % 4) * 16;
	}
	*addr = (struct ip6){half[0], half[1]};
	return NULL;
}

static unsigned group_of(struct ip6 addr, int i)
{
	return (unsigned)((i < 4 ? addr.hi : addr.lo) >> (3 - i % 4) * 16) & UINT16_MAX;
}

/* The longest run of zero groups, at least two of them, the first of equals: its start; 0 groups
 * when there is none. */
static int zero_run(struct ip6 addr, int *n)
{
	int best = 0, run = 0;

	*n = 0;
	for (int i = 0; i < GROUPS; i++) {
		run = group_of(addr, i) ? 0 : run + 1;
		if (run > *n) {
			*n = run;
			best = i + 1 - run;
		}
	}
	if (*n < 2)
		*n = 0;
	return best;
}

char *ip6_text(char *buf, struct ip6 addr)
{
	bool mapped = !addr.hi && addr.lo >> 32 == UINT16_MAX;
	int n, start = zero_run(addr, &n), groups = mapped ? GROUPS - 2 : GROUPS;
	char *to = buf;

	for (int i = 0; i < groups; i++) {
		if (n && i == start) {
			to += sprintf(to, "::");
			i += n - 1;
			continue;
		}
		to += sprintf(to, i && to[-1] != ':' ? ":%x" : "%x", group_of(addr, i));
	}
	if (mapped) {
		*to++ = ':';
		ip_text(to, (uint32_t)addr.lo);
	}
	*to = mapped ? *to : '\0';
	return buf;
}

char *ip6_prefix_text(char *buf, struct ip6 addr, unsigned len)
{
	ip6_text(buf, addr);
	sprintf(buf + strlen(buf), "/%u", len & 0xff);
	return buf;
}

void ip6_bytes(struct ip6 addr, uint8_t bytes[16])
{
	for (int i = 0; i < 8; i++) {
		bytes[i] = (uint8_t)(addr.hi >> (7 - i) * 8);
		bytes[i + 8] = (uint8_t)(addr.lo >> (7 - i) * 8);
	}
}

struct ip6 ip6_from_bytes(const uint8_t bytes[16])
{
	struct ip6 addr = {0, 0};

	for (int i = 0; i < 8; i++) {
		addr.hi = addr.hi << 8 | bytes[i];
		addr.lo = addr.lo << 8 | bytes[i + 8];
	}
	return addr;
}

static uint64_t half_mask(unsigned len)
{
	return len ? ~UINT64_C(0) << (64 - len) : 0;
}

struct ip6 ip6_len_mask(unsigned len)
{
	return (struct ip6){half_mask(len < 64 ? len : 64), half_mask(len < 64 ? 0 : len - 64)};
}

int ip6_mask_len(struct ip6 mask)
{
	int len = __builtin_popcountll(mask.hi) + __builtin_popcountll(mask.lo);

	return ip6_equal(mask, ip6_len_mask((unsigned)len)) ? len : -1;
}

struct ip6 ip6_subnet(struct ip6 addr, unsigned len)
{
	struct ip6 mask = ip6_len_mask(len);

	return (struct ip6){addr.hi & mask.hi, addr.lo & mask.lo};
}

struct ip6 ip6_under(struct ip6_net net, struct ip6 addr)
{
	struct ip6 mask = ip6_len_mask(net.len), own = ip6_subnet(net.addr, net.len);

	return (struct ip6){own.hi | (addr.hi & ~mask.hi), own.lo | (addr.lo & ~mask.lo)};
}

bool ip6_in_prefix(struct ip6 addr, struct ip6 prefix, unsigned len)
{
	return ip6_equal(ip6_subnet(addr, len), ip6_subnet(prefix, len));
}

bool ip6_is_link_local(struct ip6 addr)
{
	return addr.hi >> 54 == 0xfe80 >> 6;
}

bool ip6_is_multicast(struct ip6 addr)
{
	return addr.hi >> 56 == 0xff;
}

bool ip6_is_private(struct ip6 addr)
{
	return addr.hi >> 57 == 0xfc >> 1 || addr.hi >> 54 == 0xfec0 >> 6 ||
	       ip6_is_link_local(addr) || (!addr.hi && addr.lo <= 1);
}

/* ---- the pool ---- */

enum { FIRST_SLOTS = 64 };

static uint32_t ip6_slot(const struct ip6_pool *pool, struct ip6 addr)
{
	uint32_t i = (uint32_t)row_mix(row_mix(0, addr.hi), addr.lo) & (pool->n_slots - 1);

	while (pool->slots[i] && !ip6_equal(pool->at[pool->slots[i] - 1], addr))
		i = (i + 1) & (pool->n_slots - 1);
	return i;
}

static void ip6_pool_grow(struct arena *arena, struct ip6_pool *pool)
{
	arena_release(arena, pool->slots, pool->n_slots * sizeof *pool->slots);
	pool->n_slots = pool->n_slots ? 2 * pool->n_slots : FIRST_SLOTS;
	pool->slots = arena_alloc(arena, pool->n_slots * sizeof *pool->slots);
	for (uint32_t i = 0; i < pool->len; i++)
		pool->slots[ip6_slot(pool, pool->at[i])] = i + 1;
}

uint32_t ip6_intern(struct arena *arena, struct ip6_pool *pool, struct ip6 addr)
{
	uint32_t slot;

	if (pool->len >= pool->n_slots / 2)
		ip6_pool_grow(arena, pool);
	slot = ip6_slot(pool, addr);
	if (!pool->slots[slot]) {
		vec_push(arena, pool, addr);
		pool->slots[slot] = pool->len;
	}
	return pool->slots[slot] - 1;
}
