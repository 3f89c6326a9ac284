/*
 * Packets as people write them:
 *
 *   [in INTERFACE | self] PROTO SRC[:PORT] > DST[:PORT] [OPTION]…
 *
 * PROTO is tcp, udp, icmp, esp, gre or a number. OPTION is a flag of TCP (syn, ack, rst, fin, psh,
 * urg; without any: syn), a message of ICMP (echo, echo-reply, unreachable, time-exceeded, or T/C),
 * `id N` of an ICMP message, `tos N`, `ttl N`, `length N`, or `dns NAME`, the name that a query
 * asks for. Without a port, that of the source is 49152. Without `in` and `self` the packet comes
 * in by the interface on whose network its source is; one with an address of the router is its own.
 */
#ifndef COMPILER_EVAL_READ_H
#define COMPILER_EVAL_READ_H

#include "eval.h"

struct question {
	const struct interface *in; /* NULL: the router itself */
	struct packet packet;
	const char *name; /* of `dns NAME`, or NULL */
};

/* False with *WHY, for a message. An interface may be abbreviated. */
bool question_read(struct arena *arena, const struct router *router, const char *text,
		   struct question *question, const char **why);

/* A protocol, or a port, by name or number. */
bool proto_read(const char *text, uint8_t *proto);
bool port_read(const char *text, uint16_t *port);
/* The flag of TCP of that name; 0: none. */
uint8_t flag_read(const char *text);
/* A message of ICMP, by name or as T/C. */
bool message_read(const char *text, uint8_t *type, uint8_t *code);

#endif
