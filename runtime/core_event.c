/*
 * What the kernel tells: links that lose and find their carrier, addresses and routes that others
 * change. The kernel reports a carrier at once only on a link that was quiet, so a link that
 * changed is asked again for two seconds (decision 11).
 */
#include <libmnl/libmnl.h>
#include <linux/fib_rules.h>
#include <linux/rtnetlink.h>
#include <string.h>
#include <sys/epoll.h>

#include "agent.h"

enum {
	POLL_EVERY = MILLISECOND / 4,
	ASK_EVERY = 2 * MILLISECOND,
	FOREIGN_DELAY = 100 * MILLISECOND,
	ROUTES_DELAY = 20 * MILLISECOND
};
#define POLL_FOR (2 * SECOND)

/* Several changes of routes are looked at together. */
static void routes_changed(struct core *core)
{
	if (run_tracks_routes(core->run) && core->routes.place == 0)
		timer_set(core->loop, &core->routes, loop_now() + ROUTES_DELAY);
}

static const struct plan_device *device_named(const struct core *core, const char *name)
{
	if (!core->run)
		return NULL;
	VEC_FOREACH (device, &core->run->plan->devices)
		if (!strcmp(device->device, name))
			return device;
	return NULL;
}

static void log_line_protocol(const struct core *core, const char *name, bool up)
{
	const struct plan_device *device = device_named(core, name);

	if (device)
		log_line("LINEPROTO-5-UPDOWN", "Line protocol on Interface %s, changed state to %s",
			 device->interface, up ? "up" : "down");
}

/* A device that we made was removed, by somebody or with the one that it stood on. */
static void hear_removal(struct core *core, const struct nlmsghdr *message, const char *name)
{
	const struct owned_link *owned = owned_find_link(&core->owned, name);
	struct object object = {.kind = OBJECT_LINK, .link = {.device = name}};

	if (!owned || !owned->made || message->nlmsg_pid == core->netlink.portid)
		return;
	core->anew = true;
	drift_heard(core, message, &object, true);
}

static void hear_link(struct core *core, const struct nlmsghdr *message)
{
	char name[IFNAMSIZ];
	struct link *link;
	enum link_news news;
	bool was_up;

	if (mnl_nlmsg_get_payload_len(message) < sizeof(struct ifinfomsg))
		return;
	link = link_by_index(
		&core->links,
		(unsigned)((const struct ifinfomsg *)mnl_nlmsg_get_payload(message))->ifi_index);
	was_up = link && link->up;
	news = link_heard(&core->links, message, &link, name);
	if (news == LINK_SAME || !device_named(core, name))
		return;
	if (link) {
		link->changed = loop_now();
		timer_set(core->loop, &core->carrier, link->changed + POLL_EVERY);
	}
	run_device_changed(core, core->run, name);
	routes_changed(core);
	core_settle(core);
	log_line_protocol(core, name, link && link->up && link->carrier);
	if (news == LINK_GONE)
		hear_removal(core, message, name);
	if (news != LINK_CHANGED || !link || link->up != was_up)
		twins_doubt(core);
	/* the kernel drops routes of a link that is shut, and forgets all of one made anew */
	core->anew |= news == LINK_NEW;
	if (link && (news == LINK_NEW || (link->up && !was_up)))
		core_repair_later(core, 0);
}

/* An address of one of our devices: of ours, or given by DHCP. */
static void hear_address(struct core *core, const struct nlmsghdr *message)
{
	struct object object = {.kind = OBJECT_ADDRESS};
	struct address_news news;
	const struct link *link;

	if (!address_heard(message, &news) || !(link = link_by_index(&core->links, news.index)) ||
	    !device_named(core, link->name))
		return;
	if (plan_is_dynamic(core->run->plan)) {
		core->lease_tries = 0;
		dynamic_refresh(core, core->run);
		run_device_changed(core, core->run, link->name);
		core_settle(core);
	}
	/* the kernel's own, which it tries anew with each carrier: no route stands on it */
	if (message->nlmsg_pid == core->netlink.portid ||
	    (news.v6 && !news.ours && ip6_is_link_local(news.addr6)))
		return;
	twins_doubt(core);
	object.address = address_of_news(link->name, &news);
	if (owned_has_address(&core->owned, &object.address) || news.ours)
		drift_heard(core, message, &object, news.gone);
	else
		core_repair_later(core, FOREIGN_DELAY);
}

static bool table_is_ours(const struct plan *plan, uint32_t table)
{
	if (table >= TABLE_CAUGHT && table <= TABLE_ROUTER)
		return true;
	VEC_FOREACH (exit, &plan->exits)
		if (exit->table == table)
			return true;
	VEC_FOREACH (device, &plan->devices)
		if (device->table == table && table)
			return true;
	return false;
}

/* One of ours, or one that took the place of one of ours. */
static bool route_is_ours(const struct core *core, const struct nlmsghdr *message,
			  const struct route_news *news)
{
	return news->protocol == PROTOCOL_OURS ||
	       ((message->nlmsg_flags & NLM_F_REPLACE) &&
		table_is_ours(core->run->plan, news->object.route.table));
}

/* A route that somebody else changed: one of ours, or the default route of a DHCP uplink. */
static void hear_route(struct core *core, const struct nlmsghdr *message)
{
	const struct rtmsg *info = mnl_nlmsg_get_payload(message);
	struct route_news news;
	struct arena *arena;

	if (message->nlmsg_pid == core->netlink.portid)
		return;
	if (info->rtm_protocol != PROTOCOL_OURS && info->rtm_dst_len &&
	    !(message->nlmsg_flags & NLM_F_REPLACE)) { /* there may be a great many */
		routes_changed(core);
		return;
	}
	arena = arena_new();
	if (!route_heard(arena, &core->links, message, &news))
		goto out;
	news.object.route.table = twins_from_kernel(core, news.object.route.table);
	if (!news.object.route.table) {
		twins_doubt(core);
		goto out;
	}
	if (news.protocol != PROTOCOL_OURS)
		routes_changed(core);
	if (route_is_ours(core, message, &news))
		drift_heard(core, message, &news.object, news.gone);
	else if (news.object.route.len == 0 && plan_is_dynamic(core->run->plan)) {
		dynamic_refresh(core, core->run);
		core_settle(core);
	}
out:
	arena_free(arena);
}

static void hear_rule(struct core *core, const struct nlmsghdr *message)
{
	struct arena *arena = arena_new();
	struct route_news news;

	if (message->nlmsg_pid != core->netlink.portid && rule_heard(arena, message, &news) &&
	    news.protocol == PROTOCOL_OURS) {
		if (news.object.rule.table == twins_to_kernel(core, TABLE_ROUTER))
			news.object.rule.table = TABLE_ROUTER;
		drift_heard(core, message, &news.object, news.gone);
	}
	arena_free(arena);
}

static void hear(void *context, const struct nlmsghdr *message)
{
	struct core *core = context;

	if (!message)
		return;
	switch (message->nlmsg_type) {
	case RTM_NEWLINK:
	case RTM_DELLINK:
		hear_link(core, message);
		break;
	case RTM_NEWADDR:
	case RTM_DELADDR:
		if (core->run && mnl_nlmsg_get_payload_len(message) >= sizeof(struct ifaddrmsg))
			hear_address(core, message);
		break;
	case RTM_NEWROUTE:
	case RTM_DELROUTE:
		if (core->run && mnl_nlmsg_get_payload_len(message) >= sizeof(struct rtmsg))
			hear_route(core, message);
		break;
	case RTM_NEWRULE:
	case RTM_DELRULE:
		if (core->run && mnl_nlmsg_get_payload_len(message) >= sizeof(struct fib_rule_hdr))
			hear_rule(core, message);
		break;
	case RTM_NEWNETCONF:
		drift_sysctls_soon(core);
		break;
	default:
		break;
	}
}

/* Something was lost: everything is asked anew. */
static void ask_anew(struct core *core)
{
	log_line("SYS-4-NETLINK", "the kernel had more to tell than we took in; asking anew");
	links_dump(&core->netlink, &core->links);
	if (!core->run)
		return;
	dynamic_refresh(core, core->run);
	routes_changed(core);
	VEC_FOREACH (device, &core->run->plan->devices)
		run_device_changed(core, core->run, device->device);
	core_settle(core);
	twins_doubt(core);
	core_repair_later(core, 0);
}

static void ready(void *context, uint32_t events)
{
	struct core *core = context;

	(void)events;
	if (!netlink_hear(&core->netlink, hear, core))
		ask_anew(core);
}

bool event_start(struct core *core)
{
	return loop_watch(core->loop, core->netlink.events, EPOLLIN, ready, core) != NULL;
}

/* Where turns cannot be counted, the driver is asked for the carrier; and what no driver says, the
 * kernel's message tells when it is DUE. */
static bool carrier_may_differ(struct core *core, const struct link *link, int64_t turns, bool due)
{
	int carrier;

	if (turns >= 0)
		return turns != link->turns;
	carrier = link_carrier(&core->netlink, link->name);
	return due || (link->up && carrier >= 0 && (carrier > 0) != link->carrier);
}

/* TURNS were counted before. What is counted now was either told or comes after that. */
static void ask_for(struct core *core, const char *name, int64_t turns)
{
	struct link *link;

	links_ask(&core->netlink, name, hear, core);
	link = link_find(&core->links, name);
	if (link && turns >= 0)
		link->uncounted = turns > link->turns || link_turns(link) < link->turns;
}

void event_poll_carrier(void *context, int64_t now)
{
	struct core *core = context;
	bool due = now - core->links_asked >= ASK_EVERY, again = false;

	for (uint32_t i = 0; core->run && i < core->run->plan->devices.len; i++) {
		const char *name = core->run->plan->devices.at[i].device;
		struct link *link = link_find(&core->links, name);
		int64_t turns;

		if (!link || link->changed == 0 || now - link->changed >= POLL_FOR)
			continue;
		again = true;
		turns = link->uncounted ? -1 : link_turns(link);
		if (carrier_may_differ(core, link, turns, due))
			ask_for(core, name, turns);
	}
	if (again && due)
		core->links_asked = now;
	if (again)
		timer_set(core->loop, &core->carrier, loop_now() + POLL_EVERY);
}
