/* The way of a packet as text: a line for each stage, the statement that decided, and the packet
 * where it changed. See trace.h. */
#include "trace.h"

#include <string.h>

struct printer {
	struct arena *arena;
	struct source *source;
	FILE *to;
	bool colour;
};

#define BOLD "\33[1m"
#define DIM "\33[2m"
#define GREEN "\33[32m"
#define RED "\33[31m"
#define PLAIN "\33[0m"

enum { STAGE_WIDTH = 24 };

static const char *sgr(const struct printer *p, const char *sequence)
{
	return p->colour ? sequence : "";
}

/* The file's own name is known: the last part of it will do. */
static const char *short_place(const struct printer *p, struct span at)
{
	const char *place = trace_place(p->arena, p->source, at), *slash = strrchr(place, '/');

	return slash ? slash + 1 : place;
}

/* The statement, without what is before it on its line. */
static void print_statement(const struct printer *p, struct span at)
{
	size_t len;
	const char *text = trace_statement(p->source, at, &len);

	fprintf(p->to, "%s%*s  %.*s%s\n", sgr(p, DIM), STAGE_WIDTH, short_place(p, at), (int)len,
		text, sgr(p, PLAIN));
}

/* Where a packet came in and left is no statement that anybody would look for. */
static bool shows_statement(const struct step *step)
{
	return step->at.len && step->kind != STEP_RECEIVE && step->kind != STEP_SEND;
}

static void print_steps(const struct printer *p, const struct packet *came, const struct fate *fate)
{
	const char *before = packet_text(p->arena, came);

	VEC_FOREACH (step, &fate->steps) {
		const char *after = packet_text(p->arena, &step->after);

		fprintf(p->to, "%*s  %s\n", STAGE_WIDTH, step_name(step->kind), step->text);
		if (shows_statement(step))
			print_statement(p, step->at);
		if (strcmp(before, after) != 0)
			fprintf(p->to, "%*s  %s%s%s\n", STAGE_WIDTH, "", sgr(p, BOLD), after,
				sgr(p, PLAIN));
		before = after;
	}
}

static void print_fate(const struct printer *p, const struct packet *came,
		       const struct interface *in, const struct fate *fate,
		       const struct fate *message)
{
	bool good = fate->verdict == VERDICT_FORWARDED || fate->verdict == VERDICT_RECEIVED;

	fprintf(p->to, "%s%s%s, %s%s\n", sgr(p, BOLD), packet_text(p->arena, came), sgr(p, PLAIN),
		in ? "in by " : "from the router itself", in ? in->name : "");
	print_steps(p, came, fate);
	fprintf(p->to, "%s%s%s%s\n", sgr(p, BOLD), sgr(p, good ? GREEN : RED),
		fate_text(p->arena, fate), sgr(p, PLAIN));
	if (good)
		fprintf(p->to, "  as %s\n", packet_text(p->arena, &fate->packet));
	if (message)
		fprintf(p->to, "  by %s, which %s\n", packet_text(p->arena, &message->packet),
			fate_text(p->arena, message));
}

void trace_print(struct arena *arena, struct source *source, const struct trace *trace, FILE *to,
		 bool colour)
{
	struct printer p = {arena, source, to, colour};

	print_fate(&p, &trace->question.packet, trace->question.in, &trace->there,
		   trace->told ? &trace->message : NULL);
	if (!trace->replied)
		return;
	fputs("\nwhat answers it\n", to);
	print_fate(&p, &trace->reply, trace->reply_in, &trace->back,
		   trace->back_told ? &trace->back_message : NULL);
}
