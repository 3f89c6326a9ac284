/*
 * What the kernel tells: links that lose and find their carrier, addresses and routes that others
 * change. The kernel reports a carrier at once only on a link that was quiet, so a link that
 * changed is asked again for two seconds (decision 11).
 */
#include <libmnl/libmnl.h>
#include <linux/rtnetlink.h>
#include <string.h>
#include <sys/epoll.h>

#include "agent.h"

enum {
	POLL_EVERY = 2 * MILLISECOND,
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
	/* the kernel drops routes of a link that is shut, and forgets all of one made anew */
	core->anew |= news == LINK_NEW;
	if (link && (news == LINK_NEW || (link->up && !was_up)))
		core_repair_later(core, 0);
}

/* An address of one of our devices: of ours, or given by DHCP. */
static void hear_address(struct core *core, const struct nlmsghdr *message)
{
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
	if (message->nlmsg_pid != core->netlink.portid)
		core_repair_later(core, FOREIGN_DELAY);
}

/* A route or rule that somebody else changed: one of ours, or the default route of a DHCP uplink.
 */
static void hear_route(struct core *core, const struct nlmsghdr *message, uint8_t protocol,
		       bool is_default)
{
	if (message->nlmsg_pid == core->netlink.portid)
		return;
	if (protocol != PROTOCOL_OURS)
		routes_changed(core);
	if (protocol == PROTOCOL_OURS)
		core_repair_later(core, FOREIGN_DELAY);
	else if (is_default && plan_is_dynamic(core->run->plan)) {
		dynamic_refresh(core, core->run);
		core_settle(core);
	}
}

static void hear(void *context, const struct nlmsghdr *message)
{
	struct core *core = context;
	struct arena *arena;
	struct route_news news;

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
		if (core->run && mnl_nlmsg_get_payload_len(message) >= sizeof(struct rtmsg)) {
			const struct rtmsg *info = mnl_nlmsg_get_payload(message);

			hear_route(core, message, info->rtm_protocol, info->rtm_dst_len == 0);
		}
		break;
	case RTM_NEWRULE:
	case RTM_DELRULE:
		arena = arena_new();
		if (core->run && rule_heard(arena, message, &news))
			hear_route(core, message, news.protocol, false);
		arena_free(arena);
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

void event_poll_carrier(void *context, int64_t now)
{
	struct core *core = context;
	bool again = false;

	for (uint32_t i = 0; core->run && i < core->run->plan->devices.len; i++) {
		const char *name = core->run->plan->devices.at[i].device;
		const struct link *link = link_find(&core->links, name);

		if (!link || link->changed == 0 || now - link->changed >= POLL_FOR)
			continue;
		links_ask(&core->netlink, name, hear, core);
		again = true;
	}
	if (again)
		timer_set(core->loop, &core->carrier, now + POLL_EVERY);
}
