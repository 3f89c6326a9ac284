/* The way of a packet as JSON: see trace.h. */
#include <jansson.h>

#include "grammar/ip.h"
#include "trace.h"

static json_t *address_json(uint32_t addr)
{
	char text[IP_TEXT_SIZE];

	return json_string(ip_text(text, addr));
}

json_t *packet_json(const struct packet *packet)
{
	json_t *json = json_pack("{s:i, s:o, s:o}", "proto", packet->proto, "src",
				 address_json(packet->src), "dst", address_json(packet->dst));

	if (packet->proto == PROTO_TCP || packet->proto == PROTO_UDP) {
		json_object_set_new(json, "sport", json_integer(packet->sport));
		json_object_set_new(json, "dport", json_integer(packet->dport));
	}
	if (packet->proto == PROTO_TCP)
		json_object_set_new(json, "flags", json_integer(packet->flags));
	if (packet->proto == PROTO_ICMP) {
		json_object_set_new(json, "type", json_integer(packet->icmp_type));
		json_object_set_new(json, "code", json_integer(packet->icmp_code));
	}
	if (packet_has_query(packet))
		json_object_set_new(json, "id", json_integer(packet->sport));
	json_object_set_new(json, "tos", json_integer(packet->tos));
	return json;
}

static json_t *place_json(struct arena *arena, struct source *source, struct span at)
{
	const char *place = trace_place(arena, source, at);

	return *place ? json_string(place) : json_null();
}

static json_t *step_json(struct arena *arena, struct source *source, const struct step *step)
{
	return json_pack("{s:s, s:o, s:s, s:o}", "stage", step_name(step->kind), "at",
			 place_json(arena, source, step->at), "text", step->text, "packet",
			 packet_json(&step->after));
}

json_t *fate_json(struct arena *arena, struct source *source, const struct fate *fate)
{
	json_t *steps = json_array();
	json_t *json = json_pack(
		"{s:s, s:s?, s:o, s:o, s:s, s:o}", "verdict", verdict_name(fate->verdict), "exit",
		fate->verdict == VERDICT_FORWARDED ? fate->exit->name : NULL, "next-hop",
		fate->verdict == VERDICT_FORWARDED && fate->next_hop ? address_json(fate->next_hop)
								     : json_null(),
		"packet", packet_json(&fate->packet), "decided", step_name(fate->decided), "at",
		place_json(arena, source, fate->at));

	if (fate->view)
		json_object_set_new(json, "view", json_string(fate->view->name));
	VEC_FOREACH (step, &fate->steps)
		json_array_append_new(steps, step_json(arena, source, step));
	json_object_set_new(json, "steps", steps);
	return json;
}

static json_t *interface_json(const struct interface *interface)
{
	return interface ? json_string(interface->name) : json_null();
}

json_t *trace_json(struct arena *arena, struct source *source, const struct trace *trace)
{
	json_t *json = fate_json(arena, source, &trace->there), *reply;

	json_object_set_new(json, "question",
			    json_string(packet_text(arena, &trace->question.packet)));
	json_object_set_new(json, "in", interface_json(trace->question.in));
	if (trace->told)
		json_object_set_new(json, "told", fate_json(arena, source, &trace->message));
	if (!trace->replied)
		return json;
	reply = fate_json(arena, source, &trace->back);
	json_object_set_new(reply, "question", json_string(packet_text(arena, &trace->reply)));
	json_object_set_new(reply, "in", interface_json(trace->reply_in));
	if (trace->back_told)
		json_object_set_new(reply, "told", fate_json(arena, source, &trace->back_message));
	json_object_set_new(json, "reply", reply);
	return json;
}
