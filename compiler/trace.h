/* The way of a packet, told: as text, as JSON and as a picture. */
#ifndef COMPILER_TRACE_H
#define COMPILER_TRACE_H

#include <stdio.h>

#include "eval_read.h"

struct trace {
	struct question question;
	struct fate there;
	bool told; /* its sender is told of its end: */
	struct fate message;
	bool replied; /* what answers it was followed as well */
	struct packet reply; /* as it comes */
	const struct interface *reply_in; /* NULL: the router itself answers */
	struct fate back;
	bool back_told;
	struct fate back_message;
};

/*
 * Follow QUESTION in WORLD, and with REPLY what answers it: whoever got the packet answers from
 * where it left; the router itself answers what it received. FLOWS as of packet_fate().
 */
struct trace trace_packet(struct arena *arena, const struct world *world, struct flows *flows,
			  const struct question *question, bool reply);

/* "gw.cfg:12", or "" for len 0. */
const char *trace_place(struct arena *arena, struct source *source, struct span at);
/* The line of the statement AT, without what is before it: LEN bytes, of the source. */
const char *trace_statement(struct source *source, struct span at, size_t *len);
/* In one line, what becomes of a packet: "leaves by GigabitEthernet0/1 to 192.0.2.2". */
const char *fate_text(struct arena *arena, const struct fate *fate);

/* trace_text.c. COLOUR: SGR sequences. */
void trace_print(struct arena *arena, struct source *source, const struct trace *trace, FILE *to,
		 bool colour);

/* trace_json.c: new references. */
struct json_t;
struct json_t *trace_json(struct arena *arena, struct source *source, const struct trace *trace);
struct json_t *fate_json(struct arena *arena, struct source *source, const struct fate *fate);
struct json_t *packet_json(const struct packet *packet);

/* trace_svg.c */
void trace_svg(struct arena *arena, struct source *source, const struct trace *trace, FILE *to);

#endif
