/* Answers about the way out: the default exit, and by which link and as whom inside hosts leave. */
#include <stdarg.h>

#include "grammar/ip.h"
#include "states_survey.h"

/* ---- words ---- */

const char *survey_ip(struct survey *survey, uint32_t addr)
{
	char text[IP_TEXT_SIZE];

	return arena_printf(survey->scratch, "%s", ip_text(text, addr));
}

const char *survey_short(struct survey *survey, const struct interface *interface)
{
	return states_short_name(survey->scratch, interface);
}

struct states_answer survey_text(struct survey *survey, enum states_worth worth,
				 const struct fate *fate, const char *format, ...)
{
	struct states_answer answer = {.worth = worth};
	va_list args;

	va_start(args, format);
	answer.text = arena_vprintf(survey->scratch, format, args);
	va_end(args);
	if (!fate)
		return answer;
	answer.at = fate->at;
	if (fate->verdict == VERDICT_FORWARDED) {
		answer.exit = fate->exit;
		answer.source = fate->packet.src;
	}
	return answer;
}

const char *survey_loss(const struct fate *fate)
{
	switch (fate->verdict) {
	case VERDICT_UNROUTED:
		return "has no way back";
	case VERDICT_DENIED:
		return "is denied";
	case VERDICT_RECEIVED:
		return "goes to the router itself";
	default:
		return "is dropped";
	}
}

/* ---- packets ---- */

struct packet survey_packet(uint8_t proto, uint32_t src, uint16_t sport, uint32_t dst,
			    uint16_t dport)
{
	struct packet packet = {.src = src,
				.dst = dst,
				.sport = sport,
				.dport = dport,
				.proto = proto,
				.ttl = 64,
				.length = 60};

	if (proto == PROTO_TCP)
		packet.flags = TCP_SYN;
	if (proto == PROTO_ICMP) {
		packet.icmp_type = ICMP_ECHO;
		packet.dport = sport;
	}
	return packet;
}

bool survey_has(const struct world *world, const struct interface *uplink, uint32_t addr)
{
	const struct world_link *link = &world->links[uplink->index];

	VEC_FOREACH (address, &uplink->addresses)
		if (address->addr == addr ||
		    (address->len && ip_in_prefix(addr, address->addr, address->len)))
			return true;
	return link->addr &&
	       (link->addr == addr || (link->len && ip_in_prefix(addr, link->addr, link->len)));
}

const struct interface *survey_stray(const struct survey *survey, const struct interface *exit,
				     uint32_t src)
{
	if (!survey_is_uplink(survey, exit) || survey_has(survey->world, exit, src))
		return NULL;
	VEC_FOREACH (uplink, &survey->states->uplinks)
		if (*uplink != exit && survey_has(survey->world, *uplink, src))
			return *uplink;
	return NULL;
}

/* ---- the default exit ---- */

/* Of default routes that name no exit which lives, one that could be in force. */
static struct span default_route(const struct survey *survey)
{
	VEC_FOREACH (route, &survey->router->routes)
		if (!route->len && !route->vrf && !route->untranslated)
			return route->at;
	return (struct span){0};
}

static struct states_answer no_exit(struct survey *survey)
{
	struct span route = default_route(survey);
	bool lives = false;

	VEC_FOREACH (uplink, &survey->states->uplinks)
		lives |= survey_lives(survey, *uplink);
	if (!lives)
		return survey_text(survey, WORTH_LOST, NULL, "none");
	survey_find(survey, FINDING_NO_EXIT, route.len ? route : survey->states->uplinks.at[0]->at,
		    (struct span){0}, "last-exit",
		    route.len ? "no default route is in force, though an uplink lives"
			      : "there is no default route, though an uplink lives");
	return survey_text(survey, WORTH_WRONG, NULL, "none");
}

static struct states_answer default_exit(struct survey *survey)
{
	struct way way = route_for(survey->world, NULL, survey->states->far, false);
	struct states_answer answer;

	if (!way.found)
		return no_exit(survey);
	if (way.null0)
		answer = survey_text(survey, WORTH_GOOD, NULL, "Null0");
	else
		answer =
			survey_text(survey, survey->dead[way.exit->index] ? WORTH_LOST : WORTH_GOOD,
				    NULL, "%s%s", survey_short(survey, way.exit),
				    survey->dead[way.exit->index] ? ", dead" : "");
	answer.exit = way.null0 ? NULL : way.exit;
	answer.at = way.at;
	return answer;
}

/* ---- inside hosts ---- */

static const char *who(struct survey *survey, const struct states_question *question)
{
	return question->entry ? question->title
			       : arena_printf(survey->scratch, "a host of %s", question->title);
}

/* What keeps the gateway from it: rules that heed the exit. */
static const char *mends_source(const struct states_question *question)
{
	return question->entry ? "static-own-exit" : "overload-exit-address";
}

/* Does what FATE sends carry a source that the provider there does not know? Then it is told. */
static bool leaks(struct survey *survey, const struct states_question *question,
		  const struct fate *fate, uint32_t own)
{
	const struct interface *owner;

	if (fate->verdict != VERDICT_FORWARDED)
		return false;
	owner = survey_stray(survey, fate->exit, fate->packet.src);
	if (owner) {
		survey_find(survey, FINDING_LEAK, question->at, fate->exit->at,
			    mends_source(question), "%s leaves by %s as %s, an address of %s",
			    who(survey, question), fate->exit->name,
			    survey_ip(survey, fate->packet.src), owner->name);
		return true;
	}
	if (fate->packet.src != own || !ip_is_private(own) || !interface_is_outside(fate->exit) ||
	    survey_has(survey->world, fate->exit, own))
		return false;
	survey_find(survey, FINDING_LEAK, question->at, fate->exit->at, mends_source(question),
		    "%s leaves by %s untranslated", who(survey, question), fate->exit->name);
	return true;
}

/* What hosts send, most of all: the first of it that gets out. */
static struct fate host_fate(struct survey *survey, const struct states_question *question,
			     uint32_t dst)
{
	static const struct {
		uint8_t proto;
		uint16_t port;
	} kinds[] = {{PROTO_TCP, SERVER_PORT},
		     {PROTO_TCP, 80},
		     {PROTO_ICMP, 0},
		     {PROTO_UDP, QUERY_PORT}};
	struct fate fate = {0}, first = {0};

	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		struct packet packet = survey_packet(kinds[i].proto, question->host, CLIENT_PORT,
						     dst, kinds[i].port);

		fate = packet_fate(survey->scratch, survey->world, flows_new(survey->scratch),
				   question->interface, &packet, false);
		if (fate.verdict != VERDICT_DENIED && fate.verdict != VERDICT_DROPPED)
			return fate;
		if (!i)
			first = fate;
	}
	return first;
}

/* Somebody else on the network of UPLINK; 0: nobody can be. */
static uint32_t neighbour(const struct survey *survey, const struct interface *uplink)
{
	uint32_t addr, other, gateway = survey->world->links[uplink->index].gateway;
	uint8_t len;

	if (!world_is_usable(survey->world, uplink) ||
	    !world_address(survey->world, uplink, &addr, &len) || len >= 32 || !len)
		return 0;
	if (gateway)
		return gateway;
	if (len == 31)
		return addr ^ 1;
	other = (addr & ip_len_mask(len)) + 1;
	return other == addr ? other + 1 : other;
}

/* Also where no default route leads, providers see what is sent to their own routers. */
static bool leaks_to_neighbours(struct survey *survey, const struct states_question *question)
{
	bool found = false;

	VEC_FOREACH (uplink, &survey->states->uplinks) {
		uint32_t addr = neighbour(survey, *uplink);
		struct fate fate;

		if (!addr)
			continue;
		fate = host_fate(survey, question, addr);
		found |= leaks(survey, question, &fate, question->host);
	}
	return found;
}

static const char *loss_text(const struct fate *fate)
{
	switch (fate->verdict) {
	case VERDICT_DENIED:
		return "denied";
	case VERDICT_UNROUTED:
		return "no way";
	case VERDICT_RECEIVED:
		return "the router's";
	default:
		return fate->decided == STEP_GUARD ? "kept back" : "dropped";
	}
}

static struct states_answer hosts(struct survey *survey, const struct states_question *question)
{
	struct fate fate;
	bool wrong;

	if (!world_is_usable(survey->world, question->interface))
		return survey_text(survey, WORTH_NONE, NULL, "-");
	fate = host_fate(survey, question, survey->states->far);
	wrong = leaks(survey, question, &fate, question->host);
	wrong |= leaks_to_neighbours(survey, question);
	if (fate.verdict != VERDICT_FORWARDED)
		return survey_text(survey, wrong ? WORTH_WRONG : WORTH_LOST, &fate, "%s",
				   loss_text(&fate));
	return survey_text(survey,
			   wrong			    ? WORTH_WRONG
			   : survey->dead[fate.exit->index] ? WORTH_LOST
							    : WORTH_GOOD,
			   &fate, "%s as %s%s", survey_short(survey, fate.exit),
			   fate.packet.src == question->host ? "itself"
							     : survey_ip(survey, fate.packet.src),
			   survey->dead[fate.exit->index] ? ", dead" : "");
}

struct states_answer survey_answer(struct survey *survey, const struct states_question *question)
{
	switch (question->ask) {
	case ASK_EXIT:
		return default_exit(survey);
	case ASK_HOSTS:
		return hosts(survey, question);
	case ASK_SERVICE:
		return survey_service(survey, question);
	case ASK_DNS:
		return survey_dns(survey, question);
	case ASK_PROBE:
		return survey_probe(survey, question);
	}
	return (struct states_answer){0};
}
