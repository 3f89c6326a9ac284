/* What is asked in every state: samples of inside hosts, of published services, of queries. */
#include <string.h>

#include "grammar/ip.h"
#include "states_survey.h"

uint32_t survey_far(const struct world *world)
{
	uint32_t addr = 0x08080808;

	for (int i = 0; i < 64; i++, addr += 0x01370b1d)
		if (!ip_is_private(addr) && !is_nobodys(world, addr) &&
		    !network_of(world, NULL, addr) && !route_for(world, NULL, addr, true).found)
			break;
	return addr;
}

static struct states_question *add(struct survey *survey, enum states_ask ask, struct span at)
{
	struct states_question *question = vec_add(survey->arena, &survey->states->questions);

	question->ask = ask;
	question->at = at;
	return question;
}

static const char *kept_ip(struct survey *survey, uint32_t addr)
{
	char text[IP_TEXT_SIZE];

	return arena_printf(survey->arena, "%s", ip_text(text, addr));
}

static uint32_t count(const struct survey *survey, enum states_ask ask)
{
	uint32_t n = 0;

	VEC_FOREACH (question, &survey->states->questions)
		n += question->ask == ask;
	return n;
}

/* ---- hosts ---- */

static bool is_published(const struct survey *survey, uint32_t addr)
{
	VEC_FOREACH (entry, &survey->router->nat.statics)
		if (entry->local == addr)
			return true;
	return false;
}

/* A host of PREFIX/LEN that nothing is said of; from the middle, where pools of DHCP begin. */
static uint32_t sample_host(const struct survey *survey, uint32_t prefix, uint8_t len)
{
	const struct world *world = survey->base[SIDE_GATEWAY];
	uint32_t size = len ? 1u << (32 - len) : UINT32_MAX, addr = prefix;

	if (len >= 31)
		return owner_of(world, NULL, prefix) ? prefix ^ 1 : prefix;
	for (uint32_t i = 0; i < size && i < 64; i++) {
		addr = prefix + (size / 2 + i) % size;
		if (addr != prefix && addr != prefix + size - 1 && !is_published(survey, addr) &&
		    !owner_of(world, NULL, addr))
			break;
	}
	return addr;
}

static bool asks_of(const struct survey *survey, uint32_t host)
{
	VEC_FOREACH (question, &survey->states->questions)
		if (question->ask == ASK_HOSTS && question->host == host)
			return true;
	return false;
}

static void add_host(struct survey *survey, const struct interface *interface, uint32_t host,
		     struct span at, const char *title, const struct nat_static *entry)
{
	struct states_question *question;

	if (asks_of(survey, host))
		return;
	if (count(survey, ASK_HOSTS) >= STATES_HOSTS) {
		survey->states->left_out++;
		return;
	}
	question = add(survey, ASK_HOSTS, at);
	question->interface = interface;
	question->host = host;
	question->entry = entry;
	question->title = title;
}

static void add_network(struct survey *survey, const struct interface *interface, uint32_t prefix,
			uint8_t len, struct span at)
{
	char text[IP_TEXT_SIZE];

	prefix &= ip_len_mask(len);
	ip_prefix_text(text, prefix, len);
	add_host(survey, interface, sample_host(survey, prefix, len), at,
		 arena_printf(survey->arena, "%s", text), NULL);
}

static bool is_inside(const struct survey *survey, const struct interface *interface)
{
	return !survey_is_uplink(survey, interface) && !interface->shutdown && !interface->vrf.s &&
	       interface->type != INTERFACE_LOOPBACK &&
	       !survey->base[SIDE_GATEWAY]->links[interface->index].absent;
}

/* The networks behind inside interfaces, connected and routed. */
static void add_networks(struct survey *survey)
{
	const struct interface *interface;

	STAILQ_FOREACH (interface, &survey->router->interfaces.list, link)
		if (is_inside(survey, interface))
			VEC_FOREACH (address, &interface->addresses)
				if (address->len && address->len < 32)
					add_network(survey, interface, address->addr, address->len,
						    address->at);
	VEC_FOREACH (route, &survey->router->routes) {
		struct way way;

		if (!route->len || route->vrf || route->null0)
			continue;
		if (count(survey, ASK_HOSTS) >= STATES_HOSTS) {
			survey->states->left_out++;
			continue;
		}
		way = route_for(survey->base[SIDE_GATEWAY], NULL, route->prefix, true);
		if (way.found && way.exit && is_inside(survey, way.exit) &&
		    way.at.off == route->at.off)
			add_network(survey, way.exit, route->prefix, route->len, route->at);
	}
}

/* Servers that are published: what they themselves begin. */
static void add_servers(struct survey *survey)
{
	VEC_FOREACH (entry, &survey->router->nat.statics) {
		struct way way = route_for(survey->base[SIDE_GATEWAY], NULL, entry->local, false);

		if (entry->kind == NAT_INSIDE_SOURCE && !entry->vrf && entry->len == 32 &&
		    way.found && way.exit && is_inside(survey, way.exit))
			add_host(survey, way.exit, entry->local, entry->at,
				 arena_printf(survey->arena, "host %s",
					      kept_ip(survey, entry->local)),
				 entry);
	}
}

/* ---- services ---- */

static const char *proto_name(uint8_t proto)
{
	return proto == PROTO_TCP ? "tcp " : proto == PROTO_UDP ? "udp " : proto ? "esp " : "";
}

static const char *service_title(struct survey *survey, const struct nat_static *entry,
				 const struct interface *uplink, bool ours)
{
	const char *where = entry->interface.to
				    ? states_short_name(survey->arena, entry->interface.to)
				    : kept_ip(survey, entry->global);
	const char *port =
		entry->global_port ? arena_printf(survey->arena, ":%u", entry->global_port) : "";

	return arena_printf(survey->arena, "%s%s%s%s%s", proto_name(entry->proto), where, port,
			    ours ? "" : " by ",
			    ours ? "" : states_short_name(survey->arena, uplink));
}

static void add_service(struct survey *survey, const struct nat_static *entry,
			const struct interface *uplink, bool ours)
{
	struct states_question *question = add(survey, ASK_SERVICE, entry->at);

	question->interface = uplink;
	question->entry = entry;
	question->title = service_title(survey, entry, uplink, ours);
}

/* By the uplink on whose network its public address is; if there is none, by each. */
static void add_entry(struct survey *survey, const struct nat_static *entry)
{
	const struct interface *ours = entry->interface.to;

	if (entry->interface.name.s && !ours)
		return;
	VEC_FOREACH (uplink, &survey->states->uplinks)
		if (!ours && survey_has(survey->base[SIDE_GATEWAY], *uplink, entry->global))
			ours = *uplink;
	if (ours) {
		add_service(survey, entry, ours, true);
		return;
	}
	VEC_FOREACH (uplink, &survey->states->uplinks)
		add_service(survey, entry, *uplink, false);
}

static bool is_service(const struct nat_static *entry)
{
	return (entry->kind == NAT_INSIDE_SOURCE || entry->kind == NAT_NVI_SOURCE) &&
	       !entry->gone && !entry->untranslated && !entry->vrf && entry->len == 32;
}

/* When there are many, some from the whole length of the list. */
static void add_services(struct survey *survey)
{
	uint32_t n = 0, i = 0, taken = 0;

	VEC_FOREACH (entry, &survey->router->nat.statics)
		n += is_service(entry);
	VEC_FOREACH (entry, &survey->router->nat.statics) {
		if (!is_service(entry))
			continue;
		if (n <= STATES_SERVICES || (uint64_t)i * STATES_SERVICES / n >= taken) {
			add_entry(survey, entry);
			taken++;
		}
		i++;
	}
	survey->states->left_out += n - taken;
}

/* ---- DNS and probes ---- */

static void add_dns(struct survey *survey)
{
	const struct interface *interface;
	uint32_t n = 0;

	if (!survey->router->dns.server)
		return;
	STAILQ_FOREACH (interface, &survey->router->interfaces.list, link) {
		struct states_question *question;
		bool inside = is_inside(survey, interface) && interface->addresses.len;

		if ((!inside && !survey_is_uplink(survey, interface)) || n++ >= STATES_HOSTS)
			continue;
		question = add(survey, ASK_DNS,
			       interface->view_group.name.s ? interface->view_group.name.at
							    : survey->router->dns.server_at);
		question->interface = interface;
		question->title = arena_printf(survey->arena, "DNS at %s",
					       states_short_name(survey->arena, interface));
	}
}

static void add_probes(struct survey *survey)
{
	VEC_FOREACH (condition, &survey->states->conditions)
		if (condition->track && survey_is_measured(condition->track)) {
			struct states_question *question =
				add(survey, ASK_PROBE, condition->track->object_at);

			question->track = condition->track;
			question->title = arena_printf(survey->arena, "probe of track %u",
						       condition->track->id);
		}
}

void survey_questions(struct survey *survey)
{
	if (survey->states->uplinks.len)
		add(survey, ASK_EXIT, (struct span){0})->title = "default exit";
	add_networks(survey);
	add_servers(survey);
	add_services(survey);
	add_dns(survey);
	add_probes(survey);
}
