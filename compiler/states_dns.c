/*
 * Queries: by each interface one for every name, who answers what, whether the answer comes back,
 * and whether the client finds anything at the address that it is told.
 */
#include <string.h>

#include "grammar/ip.h"
#include "states_survey.h"

/* A query as it comes in. */
struct query {
	const struct states_question *question;
	bool outside;
	uint32_t client, server;
};

/* ---- is there anything at the address? ---- */

/* An uplink on whose network ADDR is, whether it is up or not. */
static const struct interface *uplink_of(const struct survey *survey, uint32_t addr)
{
	VEC_FOREACH (uplink, &survey->states->uplinks)
		if (survey_has(survey->world, *uplink, addr))
			return *uplink;
	return NULL;
}

static bool is_global(const struct survey *survey, uint32_t addr)
{
	VEC_FOREACH (entry, &survey->router->nat.statics)
		if (!entry->interface.name.s && entry->global == addr)
			return true;
	return false;
}

/* Is a service published at ADDR, and does none of them work? What has worked while nothing was
 * down, and is lost by now, is no mistake of who answers. */
static bool services_fail(struct survey *survey, uint32_t addr)
{
	bool some = false, fine = false;

	for (uint32_t i = 0; i < survey->states->questions.len; i++) {
		const struct states_question *question = &survey->states->questions.at[i];
		enum states_worth worth;
		uint32_t public;

		if (question->ask != ASK_SERVICE ||
		    !survey_public(survey->world, question->entry, &public) || public != addr)
			continue;
		some = true;
		worth = survey_service(survey, question).worth;
		fine |= worth == WORTH_GOOD || (worth != WORTH_WRONG && survey->worked[i]);
	}
	return some && !fine;
}

/* What a stranger who asks from outside meets at ADDR; NULL: something, or we cannot tell. */
static const char *stranger_meets(struct survey *survey, uint32_t addr)
{
	const struct interface *uplink = uplink_of(survey, addr);

	if (uplink && !world_is_usable(survey->world, uplink))
		return "its link is down";
	if (uplink && survey->dead[uplink->index])
		return "nothing comes in by its link";
	if (uplink || is_global(survey, addr))
		return services_fail(survey, addr) ? "no service works there" : NULL;
	return ip_is_private(addr) ? "it is on no uplink" : NULL;
}

/* The same of an inside client. */
static const char *insider_meets(struct survey *survey, const struct query *query, uint32_t addr)
{
	VEC_FOREACH (question, &survey->states->questions) {
		struct packet packet;
		struct fate fate;
		uint32_t public;

		if (question->ask != ASK_SERVICE || !question->entry->global_port ||
		    !survey_public(survey->world, question->entry, &public) || public != addr)
			continue;
		packet = survey_packet(question->entry->proto, query->client, CLIENT_PORT, addr,
				       question->entry->global_port);
		fate = packet_fate(survey->scratch, survey->world, flows_new(survey->scratch),
				   query->question->interface, &packet, false);
		return fate.verdict == VERDICT_RECEIVED ? "the service there is for the outside"
							: NULL;
	}
	return NULL;
}

/* ---- the answers for one name ---- */

static bool told_already(const char *said, const char *text)
{
	const char *at = strstr(said, text);
	size_t len = strlen(text);

	return at && (at[len] == '\0' || at[len] == ',');
}

/* Add what the view says of NAME to *SAID; false when some of it does not work. */
static bool look_at_answers(struct survey *survey, const struct query *query,
			    const struct dns_view *view, const char *name, const char **said)
{
	const struct dns_host **rows;
	size_t n = dns_answers(survey->scratch, survey->world, view, name, &rows);
	bool good = true;

	for (size_t i = 0; i < n; i++) {
		const char *addr = survey_ip(survey, rows[i]->addr);
		const char *trouble = query->outside ? stranger_meets(survey, rows[i]->addr)
						     : insider_meets(survey, query, rows[i]->addr);

		if (!told_already(*said, addr))
			*said = arena_printf(survey->scratch, "%s%s%s", *said, **said ? ", " : "",
					     addr);
		if (!trouble)
			continue;
		good = false;
		survey_find(survey, FINDING_DNS_ANSWER, rows[i]->data_at, query->question->at,
			    "reply-pinned", "view %s tells %s that %s is %s, and %s", view->name,
			    query->outside ? "the outside" : "the inside", name, addr, trouble);
	}
	return good;
}

/* ---- one query ---- */

static bool answer_returns(struct survey *survey, const struct query *query, struct flows *flows,
			   const struct fate *taken)
{
	const struct interface *interface = query->question->interface;
	struct packet answer = packet_reply(&taken->packet);
	struct fate back = packet_fate(survey->scratch, survey->world, flows, NULL, &answer, false);

	if (back.verdict == VERDICT_FORWARDED && back.exit == interface)
		return true;
	if (!query->outside && back.verdict == VERDICT_FORWARDED)
		return true;
	if (back.verdict == VERDICT_FORWARDED && survey_stray(survey, back.exit, back.packet.src))
		survey_find(survey, FINDING_LEAK, survey->router->dns.server_at, back.exit->at,
			    "reply-pinned",
			    "an answer of the DNS server to a query by %s leaves by %s as %s",
			    interface->name, back.exit->name, survey_ip(survey, back.packet.src));
	else
		survey_find(survey, FINDING_DNS_REPLY, survey->router->dns.server_at, back.at,
			    "reply-pinned", "an answer of the DNS server to a query by %s %s",
			    interface->name,
			    back.verdict == VERDICT_FORWARDED
				    ? arena_printf(survey->scratch, "leaves by %s", back.exit->name)
				    : survey_loss(&back));
	return false;
}

static void find_open(struct survey *survey, const struct query *query, const struct dns_view *view)
{
	if (query->outside && !view->no_forwarding && survey->world->eval->exact)
		survey_find(survey, FINDING_OPEN_RESOLVER,
			    view->at.len ? view->at : survey->router->dns.server_at,
			    query->question->at, "recursion-inside",
			    "view %s looks up any name for whoever asks by %s", view->name,
			    query->question->interface->name);
}

static struct fate ask(struct survey *survey, const struct query *query, struct flows *flows,
		       const char *name)
{
	struct packet packet =
		survey_packet(PROTO_UDP, query->client, CLIENT_PORT, query->server, QUERY_PORT);

	return query_fate(survey->scratch, survey->world, flows, query->question->interface,
			  &packet, name, false);
}

/* The names that are asked for: each once, and no more than a sample of them. */
static uint32_t names_of(const struct survey *survey, const char *names[STATES_NAMES])
{
	uint32_t n = 0;

	VEC_FOREACH (host, &survey->router->dns.hosts) {
		bool known = host->record != DNS_A;

		for (uint32_t i = 0; i < n && !known; i++)
			known = !strcasecmp(names[i], host->name);
		if (known)
			continue;
		names[n++] = host->name;
		if (n == STATES_NAMES)
			break;
	}
	return n;
}

static struct states_answer views(struct survey *survey, const struct query *query)
{
	const char *names[STATES_NAMES], *who = "", *said = "";
	uint32_t n = names_of(survey, names);
	bool good = true, taken = false;
	struct fate fate = {0};

	for (uint32_t i = 0; i <= n; i++) {
		struct flows *flows = flows_new(survey->scratch);

		fate = ask(survey, query, flows, i ? names[i - 1] : NULL);
		if (fate.verdict != VERDICT_RECEIVED)
			continue;
		if (!taken)
			good &= answer_returns(survey, query, flows, &fate);
		taken = true;
		if (!fate.view)
			continue;
		if (!told_already(who, fate.view->name))
			who = arena_printf(survey->scratch, "%s%s%s", who, *who ? ", " : "",
					   fate.view->name);
		if (i)
			good &= look_at_answers(survey, query, fate.view, names[i - 1], &said);
		else
			find_open(survey, query, fate.view);
	}
	if (!taken)
		return survey_text(survey, WORTH_LOST, &fate, "%s",
				   fate.verdict == VERDICT_DENIED      ? "denied"
				   : fate.verdict == VERDICT_FORWARDED ? "passed on"
								       : "dropped");
	return survey_text(survey, good ? WORTH_GOOD : WORTH_WRONG, NULL, "%s%s%s",
			   *who ? who : "nobody", *said ? ": " : "", said);
}

static uint32_t inside_client(const struct survey *survey, const struct interface *interface)
{
	uint32_t addr;
	uint8_t len;

	VEC_FOREACH (question, &survey->states->questions)
		if (question->ask == ASK_HOSTS && question->interface == interface)
			return question->host;
	return world_address(survey->world, interface, &addr, &len) ? addr ^ 1 : 0;
}

struct states_answer survey_dns(struct survey *survey, const struct states_question *question)
{
	struct query query = {.question = question,
			      .outside = survey_is_uplink(survey, question->interface)};
	uint8_t len;

	if (!world_is_usable(survey->world, question->interface) ||
	    !world_address(survey->world, question->interface, &query.server, &len))
		return survey_text(survey, WORTH_NONE, NULL, "-");
	if (survey->dead[question->interface->index])
		return survey_text(survey, WORTH_LOST, NULL, "dead");
	query.client =
		query.outside ? survey->states->far : inside_client(survey, question->interface);
	return views(survey, &query);
}
