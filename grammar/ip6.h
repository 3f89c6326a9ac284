/* IPv6 addresses and prefixes: their text, and tests of one against another. IPv4's are in ip.h:
 * a number each, and packed; what holds both keeps the second family aside. */
#ifndef GRAMMAR_IP6_H
#define GRAMMAR_IP6_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* In host byte order: HI is the first half. */
struct ip6 {
	uint64_t hi, lo;
};

struct ip6_net {
	struct ip6 addr;
	uint8_t len;
};

enum { IP6_BITS = 128, IP6_TEXT_SIZE = sizeof "ffff:ffff:ffff:ffff:ffff:ffff:255.255.255.255/128" };

/*
 * Text of exactly LEN characters: groups, `::`, and the last two groups as an IPv4 address. NULL
 * when it is an address, else what is wrong with it, as words to follow "is no IPv6 address: ".
 */
const char *ip6_parse(const char *s, size_t len, struct ip6 *addr);

/* Write ADDR, or ADDR/LEN, into BUF, which holds at least IP6_TEXT_SIZE, as RFC 5952 says; return
 * BUF. */
char *ip6_text(char *buf, struct ip6 addr);
char *ip6_prefix_text(char *buf, struct ip6 addr, unsigned len);

/* In network byte order, and back. */
void ip6_bytes(struct ip6 addr, uint8_t bytes[16]);
struct ip6 ip6_from_bytes(const uint8_t bytes[16]);

struct ip6 ip6_len_mask(unsigned len);
/* The length of a mask of leading ones, or -1 when MASK is none. */
int ip6_mask_len(struct ip6 mask);
/* ADDR's first LEN bits. */
struct ip6 ip6_subnet(struct ip6 addr, unsigned len);
/* ADDR with the bits of NET in the place of its own first ones. */
struct ip6 ip6_under(struct ip6_net net, struct ip6 addr);
/* Is ADDR inside PREFIX/LEN? */
bool ip6_in_prefix(struct ip6 addr, struct ip6 prefix, unsigned len);

bool ip6_is_link_local(struct ip6 addr); /* fe80::/10 */
bool ip6_is_multicast(struct ip6 addr); /* ff00::/8 */
/* Unique local (RFC 4193) and site-local, loopback, link-local: nothing that the Internet routes.
 */
bool ip6_is_private(struct ip6 addr);

static inline bool ip6_equal(struct ip6 a, struct ip6 b)
{
	return a.hi == b.hi && a.lo == b.lo;
}

static inline bool ip6_net_equal(struct ip6_net a, struct ip6_net b)
{
	return a.len == b.len && ip6_equal(a.addr, b.addr);
}

static inline bool ip6_is_zero(struct ip6 addr)
{
	return !addr.hi && !addr.lo;
}

/* Negative, 0 or positive, as a is before, equal to or behind b. */
static inline int ip6_compare(struct ip6 a, struct ip6 b)
{
	if (a.hi != b.hi)
		return a.hi < b.hi ? -1 : 1;
	return a.lo < b.lo ? -1 : a.lo > b.lo;
}

/*
 * Rows that are packed for IPv4 keep 32 bits for an address. One of the second family is put into a
 * VEC(struct ip6) beside the rows, once, and the row holds its place there.
 */
struct ip6_pool {
	struct ip6 *at;
	uint32_t len, cap;
	uint32_t *slots; /* place + 1, by hash; 0: free */
	uint32_t n_slots;
};

struct arena;
uint32_t ip6_intern(struct arena *arena, struct ip6_pool *pool, struct ip6 addr);

#endif
