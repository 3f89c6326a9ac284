/*
 * The links of this namespace as the kernel last told of them. `carrier` is IFF_LOWER_UP, which
 * tells the truth at once, while IFF_RUNNING waits for the kernel's linkwatch.
 */
#include <fcntl.h>
#include <libmnl/libmnl.h>
#include <linux/ethtool.h>
#include <linux/rtnetlink.h>
#include <linux/sockios.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "agent_netlink.h"

enum { LOWER_UP = 1 << 16 }; /* IFF_LOWER_UP, which net/if.h lacks */

struct link *link_find(const struct links *links, const char *name)
{
	struct link *link;

	HASH_FIND_STR(links->by_name, name, link);
	return link;
}

struct link *link_by_index(const struct links *links, unsigned index)
{
	for (struct link *link = links->by_name; link; link = link->hh.next)
		if (link->index == index)
			return link;
	return NULL;
}

static void link_drop(struct links *links, struct link *link)
{
	HASH_DEL(links->by_name, link);
	if (link->counter >= 0)
		close(link->counter);
	free(link);
}

void links_free(struct links *links)
{
	struct link *link, *next;

	HASH_ITER (hh, links->by_name, link, next)
		link_drop(links, link);
}

static const char *message_name(const struct nlmsghdr *message)
{
	const struct nlattr *at[IFLA_IFNAME + 1];

	netlink_attributes(message, sizeof(struct ifinfomsg), at, IFLA_IFNAME + 1);
	if (!at[IFLA_IFNAME] || mnl_attr_validate(at[IFLA_IFNAME], MNL_TYPE_NUL_STRING) < 0 ||
	    strlen(mnl_attr_get_str(at[IFLA_IFNAME])) >= IFNAMSIZ)
		return NULL;
	return mnl_attr_get_str(at[IFLA_IFNAME]);
}

static uint32_t number_of(const struct nlattr *attribute)
{
	return attribute && mnl_attr_validate(attribute, MNL_TYPE_U32) >= 0
		       ? mnl_attr_get_u32(attribute)
		       : 0;
}

/* What is compared with the plan, but no news to the routes. */
static void take_settings(struct link *link, const struct nlmsghdr *message)
{
	const struct nlattr *at[IFLA_CARRIER_CHANGES + 1];

	netlink_attributes(message, sizeof(struct ifinfomsg), at, IFLA_CARRIER_CHANGES + 1);
	link->turns = number_of(at[IFLA_CARRIER_CHANGES]);
	link->mtu = number_of(at[IFLA_MTU]);
	link->master = number_of(at[IFLA_MASTER]);
	link->made = link_made(message);
}

static struct link *link_make(struct links *links, const char *name, unsigned index)
{
	struct link *link = calloc(1, sizeof *link);

	if (!link)
		abort();
	memcpy(link->name, name, strlen(name));
	link->index = index;
	link->counter = -1;
	HASH_ADD_STR(links->by_name, name, link);
	return link;
}

/* The link that MESSAGE is about, under its present name: it may be new, made anew, or renamed. */
static struct link *link_take(struct links *links, const char *name, unsigned index, bool *new)
{
	struct link *link = link_find(links, name), *other = link_by_index(links, index);

	*new = false;
	if (link && link->index == index)
		return link;
	*new = true;
	if (link)
		link_drop(links, link);
	if (other && other != link)
		link_drop(links, other);
	return link_make(links, name, index);
}

enum link_news link_heard(struct links *links, const struct nlmsghdr *message, struct link **link,
			  char name[IFNAMSIZ])
{
	const struct ifinfomsg *info = mnl_nlmsg_get_payload(message);
	const char *text = message_name(message);
	bool up = info->ifi_flags & IFF_UP, carrier = info->ifi_flags & LOWER_UP, new;

	*link = NULL;
	if (!text || info->ifi_family != AF_UNSPEC)
		return LINK_SAME;
	memcpy(name, text, strlen(text) + 1);
	if (message->nlmsg_type == RTM_DELLINK) {
		struct link *gone = link_by_index(links, (unsigned)info->ifi_index);

		if (gone)
			link_drop(links, gone);
		return gone ? LINK_GONE : LINK_SAME;
	}
	*link = link_take(links, text, (unsigned)info->ifi_index, &new);
	take_settings(*link, message);
	if (!new && (*link)->up == up && (*link)->carrier == carrier)
		return LINK_SAME;
	(*link)->up = up;
	(*link)->carrier = carrier;
	return new ? LINK_NEW : LINK_CHANGED;
}

static void request(struct batch *batch, uint16_t flags, const char *name)
{
	struct nlmsghdr *message =
		batch_message(batch, RTM_GETLINK, flags, sizeof(struct ifinfomsg));

	if (name)
		mnl_attr_put_strz(message, IFLA_IFNAME, name);
	mnl_attr_put_u32(message, IFLA_EXT_MASK, RTEXT_FILTER_SKIP_STATS);
}

/* The answer is kept until the socket is free again: hearing it may cause requests. */
static void keep(void *context, const struct nlmsghdr *message)
{
	struct nlmsghdr **kept = context;

	free(*kept);
	*kept = malloc(message->nlmsg_len);
	if (!*kept)
		abort();
	memcpy(*kept, message, message->nlmsg_len);
}

int64_t link_turns(struct link *link)
{
	char path[64], text[16];
	ssize_t n;

	snprintf(path, sizeof path, "/sys/class/net/%s/carrier_changes", link->name);
	if (link->counter < 0)
		link->counter = open(path, O_RDONLY | O_CLOEXEC, 0);
	n = link->counter < 0 ? -1 : pread(link->counter, text, sizeof text - 1, 0);
	if (n <= 0)
		return -1;
	text[n] = '\0';
	return (int64_t)strtoul(text, NULL, 10);
}

/* Any socket is good for this: it says in which namespace the link is. */
int link_carrier(const struct netlink *netlink, const char *name)
{
	struct ethtool_value value = {.cmd = ETHTOOL_GLINK};
	struct ifreq request = {.ifr_data = (void *)&value};

	snprintf(request.ifr_name, sizeof request.ifr_name, "%s", name);
	return ioctl(netlink->requests, SIOCETHTOOL, &request) < 0 ? -1 : value.data != 0;
}

void links_ask(struct netlink *netlink, const char *name, netlink_message message, void *context)
{
	struct batch batch = {0};
	struct nlmsghdr *kept = NULL;

	request(&batch, 0, name);
	if (netlink_dump(netlink, &batch, keep, &kept) && kept)
		message(context, kept);
	free(kept);
}

struct census {
	struct links *links;
	unsigned *seen;
	size_t count;
};

static void census_take(void *context, const struct nlmsghdr *message)
{
	struct census *census = context;
	char name[IFNAMSIZ];
	struct link *link;

	link_heard(census->links, message, &link, name);
	if (!link)
		return;
	census->seen = reallocarray(census->seen, census->count + 1, sizeof *census->seen);
	if (!census->seen)
		abort();
	census->seen[census->count++] = link->index;
}

bool links_dump(struct netlink *netlink, struct links *links)
{
	struct census census = {.links = links};
	struct batch batch = {0};
	struct link *link, *next;
	bool ok;

	request(&batch, NLM_F_DUMP, NULL);
	ok = netlink_dump(netlink, &batch, census_take, &census);
	HASH_ITER (hh, links->by_name, link, next) {
		size_t i = 0;

		while (i < census.count && census.seen[i] != link->index)
			i++;
		if (ok && i == census.count)
			link_drop(links, link);
	}
	free(census.seen);
	return ok;
}
