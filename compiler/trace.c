/* Following a packet and its answer: see trace.h. */
#include "trace.h"

#include "grammar/ip.h"

struct trace trace_packet(struct arena *arena, const struct world *world, struct flows *flows,
			  const struct question *question, bool reply)
{
	struct trace trace = {.question = *question};

	trace.there = query_fate(arena, world, flows, question->in, &question->packet,
				 question->name, true);
	trace.replied = reply && (trace.there.verdict == VERDICT_FORWARDED ||
				  trace.there.verdict == VERDICT_RECEIVED);
	trace.told = fate_told(arena, world, question->in, &question->packet, &trace.there,
			       &trace.message);
	if (!trace.replied)
		return trace;
	trace.reply = packet_reply(&trace.there.packet);
	if (trace.there.verdict == VERDICT_FORWARDED)
		trace.reply_in = trace.there.exit;
	trace.back = packet_fate(arena, world, flows, trace.reply_in, &trace.reply, true);
	trace.back_told = fate_told(arena, world, trace.reply_in, &trace.reply, &trace.back,
				    &trace.back_message);
	return trace;
}

const char *trace_place(struct arena *arena, struct source *source, struct span at)
{
	if (!at.len)
		return "";
	return arena_printf(arena, "%s:%u", source->name, source_place(source, at.off).line);
}

const char *trace_statement(struct source *source, struct span at, size_t *len)
{
	struct place place = source_place(source, at.off);
	const char *text = place.text;

	for (*len = place.len; *len && (*text == ' ' || *text == '\t'); --*len)
		text++;
	return text;
}

const char *fate_text(struct arena *arena, const struct fate *fate)
{
	char text[IP_TEXT_SIZE];

	if (fate->verdict != VERDICT_FORWARDED)
		return verdict_words(fate->verdict);
	if (!fate->next_hop)
		return arena_printf(arena, "leaves by %s", fate->exit->name);
	return arena_printf(arena, "leaves by %s to %s", fate->exit->name,
			    ip_text(text, fate->next_hop));
}
