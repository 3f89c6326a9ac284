/*
 * Published services: a packet from a far host to the public address, and what the server answers.
 * The answer must leave by the uplink that the question came in by, with the address that it was
 * sent to: anything else is lost on the way.
 */
#include "grammar/ip.h"
#include "states_survey.h"

bool survey_public(const struct world *world, const struct nat_static *entry, uint32_t *addr)
{
	uint8_t len;

	if (entry->interface.to)
		return world_address(world, entry->interface.to, addr, &len);
	*addr = entry->global;
	return true;
}

/* What can be asked of ENTRY: of a whole address, what is mostly asked. */
static struct packet request(const struct survey *survey, const struct nat_static *entry,
			     uint32_t addr, unsigned attempt)
{
	static const struct {
		uint8_t proto;
		uint16_t port;
	} whole[] = {{PROTO_TCP, 80}, {PROTO_TCP, SERVER_PORT}, {PROTO_TCP, 25},
		     {PROTO_TCP, 22}, {PROTO_UDP, QUERY_PORT},	{PROTO_ICMP, 0}};

	if (entry->proto != NAT_PROTO_ANY)
		return survey_packet(entry->proto, survey->states->far,
				     entry->proto == NAT_PROTO_ESP ? 0 : CLIENT_PORT, addr,
				     entry->global_port);
	return survey_packet(whole[attempt].proto, survey->states->far, CLIENT_PORT, addr,
			     whole[attempt].port);
}

enum { ATTEMPTS = 6 };

/* The way of a reply, and what is wrong with it: NULL when nothing is. */
static const char *reply_trouble(struct survey *survey, const struct states_question *question,
				 const struct packet *wanted, const struct fate *back)
{
	if (back->verdict != VERDICT_FORWARDED)
		return survey_loss(back);
	if (back->exit != question->interface)
		return arena_printf(survey->scratch, "leaves by %s", back->exit->name);
	if (back->packet.src != wanted->src)
		return arena_printf(survey->scratch, "leaves as %s",
				    survey_ip(survey, back->packet.src));
	if (back->packet.sport != wanted->sport || back->packet.dst != wanted->dst)
		return "leaves changed";
	return NULL;
}

static struct states_answer reply(struct survey *survey, const struct states_question *question,
				  struct flows *flows, const struct packet *packet,
				  const struct fate *in)
{
	struct packet answer = packet_reply(&in->packet), wanted = packet_reply(packet);
	struct fate back =
		packet_fate(survey->scratch, survey->world, flows, in->exit, &answer, false);
	const char *trouble = reply_trouble(survey, question, &wanted, &back);

	if (!trouble)
		return survey_text(survey, WORTH_GOOD, &back, "works");
	survey_find(survey, FINDING_SERVICE_REPLY, question->at,
		    back.verdict == VERDICT_FORWARDED ? back.exit->at : back.at, "reply-pinned",
		    "%s is reached by %s, and its reply %s", question->title,
		    question->interface->name, trouble);
	if (back.verdict == VERDICT_FORWARDED && back.exit != question->interface)
		return survey_text(survey, WORTH_WRONG, &back, "reply by %s",
				   survey_short(survey, back.exit));
	return survey_text(survey, WORTH_WRONG, &back, "reply lost");
}

/* What goes out again, by whatever uplink, reaches nobody. */
static bool reaches_inside(const struct survey *survey, const struct fate *fate)
{
	return fate->verdict == VERDICT_FORWARDED && !survey_is_uplink(survey, fate->exit);
}

struct states_answer survey_service(struct survey *survey, const struct states_question *question)
{
	struct fate fate = {0}, first = {0};
	struct packet packet;
	struct flows *flows;
	uint32_t addr;

	if (!world_is_usable(survey->world, question->interface) ||
	    !survey_public(survey->world, question->entry, &addr))
		return survey_text(survey, WORTH_NONE, NULL, "-");
	if (survey->dead[question->interface->index])
		return survey_text(survey, WORTH_LOST, NULL, "dead");
	for (unsigned i = 0; i < ATTEMPTS; i++) {
		packet = request(survey, question->entry, addr, i);
		flows = flows_new(survey->scratch);
		fate = packet_fate(survey->scratch, survey->world, flows, question->interface,
				   &packet, false);
		if (reaches_inside(survey, &fate))
			return reply(survey, question, flows, &packet, &fate);
		first = i ? first : fate;
		if (question->entry->proto != NAT_PROTO_ANY)
			break;
	}
	return survey_text(survey, WORTH_LOST, &first, "%s",
			   first.verdict == VERDICT_DENIED ? "denied"
			   : first.verdict == VERDICT_UNROUTED || first.verdict == VERDICT_FORWARDED
				   ? "no way in"
			   : first.verdict == VERDICT_RECEIVED ? "the router's"
							       : "dropped");
}
