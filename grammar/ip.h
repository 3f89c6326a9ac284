/* IPv4 addresses, prefixes and wildcards, in host byte order, and how IOS and Linux write them. */
#ifndef GRAMMAR_IP_H
#define GRAMMAR_IP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { IP_TEXT_SIZE = sizeof "255.255.255.255/32" };

/* Dotted quad of exactly LEN characters; false when a part is missing, over 255, or something else
 * stands there. */
bool ip_parse(const char *s, size_t len, uint32_t *addr);

/* Number of leading ones of a contiguous netmask, or -1 when MASK is none. */
int ip_mask_len(uint32_t mask);
uint32_t ip_len_mask(unsigned len);

/* Is ADDR inside PREFIX/LEN? */
bool ip_in_prefix(uint32_t addr, uint32_t prefix, unsigned len);

/* Write ADDR, or ADDR/LEN, into BUF, which holds at least IP_TEXT_SIZE; return BUF. */
char *ip_text(char *buf, uint32_t addr);
char *ip_prefix_text(char *buf, uint32_t addr, unsigned len);

/* ADDR at AT, where the longest one with a dot behind it has room; no NUL; returns its end. */
char *ip_put(char *at, uint32_t addr);

/* RFC 1918, RFC 6598, loopback and link-local space. */
bool ip_is_private(uint32_t addr);

#endif
