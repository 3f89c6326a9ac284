/*
 * What rtnetlink says, as objects of a target, so that what stands in the kernel and what the plan
 * wants are compared by the same function as two plans are.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <libmnl/libmnl.h>
#include <linux/fib_rules.h>
#include <linux/if_addr.h>
#include <linux/rtnetlink.h>
#include <string.h>

#include "agent_netlink.h"

/* What the kernel makes of the metric 0 of an IPv6 route: IP6_RT_PRIO_USER. */
enum { METRIC_USER6 = 1024 };

static uint32_t number(const struct nlattr *attr, uint32_t otherwise)
{
	if (!attr)
		return otherwise;
	return mnl_attr_get_payload_len(attr) == 1   ? mnl_attr_get_u8(attr)
	       : mnl_attr_get_payload_len(attr) >= 4 ? mnl_attr_get_u32(attr)
						     : otherwise;
}

static uint32_t address(const struct nlattr *attr)
{
	return ntohl(number(attr, 0));
}

static struct ip6 address6(const struct nlattr *attr)
{
	if (!attr || mnl_attr_get_payload_len(attr) < 16)
		return (struct ip6){0, 0};
	return ip6_from_bytes(mnl_attr_get_payload(attr));
}

static bool is_of_ip(unsigned char family)
{
	return family == AF_INET || family == AF_INET6;
}

struct address_object address_of_news(const char *device, const struct address_news *news)
{
	return (struct address_object){.device = device,
				       .v6 = news->v6,
				       .len = news->len,
				       .addr = news->addr,
				       .addr6 = news->addr6};
}

bool address_heard(const struct nlmsghdr *message, struct address_news *news)
{
	const struct ifaddrmsg *info = mnl_nlmsg_get_payload(message);
	const struct nlattr *at[IFA_PROTO + 1];

	const struct nlattr *own;

	if (!is_of_ip(info->ifa_family))
		return false;
	netlink_attributes(message, sizeof *info, at, IFA_PROTO + 1);
	own = at[IFA_LOCAL] || info->ifa_family == AF_INET ? at[IFA_LOCAL] : at[IFA_ADDRESS];
	if (!own)
		return false;
	*news = (struct address_news){
		.index = info->ifa_index,
		.v6 = info->ifa_family == AF_INET6,
		.addr = info->ifa_family == AF_INET ? address(own) : 0,
		.addr6 = info->ifa_family == AF_INET6 ? address6(own) : (struct ip6){0, 0},
		.temporary =
			number(at[IFA_FLAGS], info->ifa_flags) &
			(IFA_F_TEMPORARY | IFA_F_TENTATIVE | IFA_F_DADFAILED | IFA_F_DEPRECATED),
		.len = info->ifa_prefixlen,
		.ours = number(at[IFA_PROTO], 0) == PROTOCOL_OURS,
		.gone = message->nlmsg_type == RTM_DELADDR,
	};
	return true;
}

static const char *device_name(struct arena *arena, const struct links *links, unsigned index)
{
	const struct link *link = link_by_index(links, index);

	return link ? arena_strndup(arena, link->name, strlen(link->name)) : "";
}

static struct value gateway_value(struct arena *arena, const struct nlattr *gateway)
{
	struct ip6 *addr;

	if (!gateway || mnl_attr_get_payload_len(gateway) < 16)
		return (struct value){.kind = VALUE_CONST, .addr = address(gateway)};
	addr = arena_new_object(arena, struct ip6);
	*addr = address6(gateway);
	return (struct value){.kind = VALUE_CONST, .v6 = true, .addr6 = addr};
}

static struct next_hop hop(struct arena *arena, const char *device, const struct nlattr *gateway,
			   unsigned flags)
{
	return (struct next_hop){.device = device,
				 .has_via = gateway,
				 .onlink = flags & RTNH_F_ONLINK,
				 .via = gateway_value(arena, gateway)};
}

static int find_gateway(const struct nlattr *attr, void *context)
{
	const struct nlattr **gateway = context;

	if (mnl_attr_get_type(attr) == RTA_GATEWAY)
		*gateway = attr;
	return MNL_CB_OK;
}

static const struct nlattr *hop_gateway(const struct rtnexthop *next)
{
	const struct nlattr *gateway = NULL;

	mnl_attr_parse_payload(next + 1, next->rtnh_len - sizeof *next, find_gateway, &gateway);
	return gateway;
}

static void decode_hops(struct arena *arena, const struct links *links, const struct nlattr *nest,
			struct route_object *route)
{
	const struct rtnexthop *next = mnl_attr_get_payload(nest);
	int left = mnl_attr_get_payload_len(nest);
	unsigned count = 0;

	for (const struct rtnexthop *n = next; RTNH_OK(n, left) && count < 255; count++) {
		left -= (int)NLMSG_ALIGN(n->rtnh_len);
		n = RTNH_NEXT(n);
	}
	route->hops = (uint8_t)count;
	route->hop = arena_alloc(arena, count * sizeof *route->hop);
	for (unsigned i = 0; i < count; i++, next = RTNH_NEXT(next))
		route->hop[i] = hop(arena, device_name(arena, links, (unsigned)next->rtnh_ifindex),
				    hop_gateway(next), next->rtnh_flags);
}

bool route_heard(struct arena *arena, const struct links *links, const struct nlmsghdr *message,
		 struct route_news *news)
{
	const struct rtmsg *info = mnl_nlmsg_get_payload(message);
	static const uint8_t types[] = {[RTN_UNICAST] = ROUTE_UNICAST,
					[RTN_BLACKHOLE] = ROUTE_BLACKHOLE,
					[RTN_THROW] = ROUTE_THROW};
	const struct nlattr *at[RTA_TABLE + 1];
	struct route_object *route = &news->object.route;

	if (!is_of_ip(info->rtm_family) || (info->rtm_flags & RTM_F_CLONED) ||
	    (info->rtm_type != RTN_UNICAST && info->rtm_type != RTN_BLACKHOLE &&
	     info->rtm_type != RTN_THROW))
		return false;
	netlink_attributes(message, sizeof *info, at, RTA_TABLE + 1);
	*news = (struct route_news){.object.kind = OBJECT_ROUTE,
				    .protocol = info->rtm_protocol,
				    .gone = message->nlmsg_type == RTM_DELROUTE};
	route->table = number(at[RTA_TABLE], info->rtm_table);
	route->v6 = info->rtm_family == AF_INET6;
	if (route->v6)
		route->prefix6 = address6(at[RTA_DST]);
	else
		route->prefix = address(at[RTA_DST]);
	route->len = info->rtm_dst_len;
	route->metric = number(at[RTA_PRIORITY], 0);
	if (route->v6 && route->metric == METRIC_USER6)
		route->metric = 0;
	route->type = types[info->rtm_type];
	route->realm = (uint8_t)number(at[RTA_FLOW], 0);
	if (route->type != ROUTE_UNICAST)
		return true;
	if (at[RTA_MULTIPATH]) {
		decode_hops(arena, links, at[RTA_MULTIPATH], route);
		return true;
	}
	route->hops = 1;
	route->hop = arena_new_object(arena, struct next_hop);
	*route->hop = hop(arena, device_name(arena, links, number(at[RTA_OIF], 0)), at[RTA_GATEWAY],
			  info->rtm_flags);
	return true;
}

bool rule_heard(struct arena *arena, const struct nlmsghdr *message, struct route_news *news)
{
	const struct fib_rule_hdr *info = mnl_nlmsg_get_payload(message);
	const struct nlattr *at[FRA_PROTOCOL + 1];

	(void)arena;
	if (!is_of_ip(info->family) ||
	    (info->action != FR_ACT_TO_TBL && info->action != FR_ACT_GOTO))
		return false;
	netlink_attributes(message, sizeof *info, at, FRA_PROTOCOL + 1);
	*news = (struct route_news){.object.kind = OBJECT_RULE,
				    .protocol = (uint8_t)number(at[FRA_PROTOCOL], 0),
				    .gone = message->nlmsg_type == RTM_DELRULE};
	news->object.rule = (struct rule_object){
		.pref = number(at[FRA_PRIORITY], 0),
		.mark = number(at[FRA_FWMARK], 0),
		.mask = number(at[FRA_FWMASK], at[FRA_FWMARK] ? 0xffffffff : 0),
		.table = number(at[FRA_TABLE], info->table),
		.onward = info->action == FR_ACT_GOTO ? number(at[FRA_GOTO], 0) : 0,
		.suppress_default = number(at[FRA_SUPPRESS_PREFIXLEN], 1) == 0,
		.v6 = info->family == AF_INET6,
		.unspecified = info->family == AF_INET && info->src_len && !address(at[FRA_SRC]),
		.from = info->family == AF_INET ? address(at[FRA_SRC]) : 0,
		.from6 = info->family == AF_INET6 ? address6(at[FRA_SRC]) : (struct ip6){0, 0},
	};
	return news->object.rule.pref != PREF_HELD;
}

/* ---- dumps ---- */

struct gathering {
	struct arena *arena;
	const struct links *links;
	uint8_t protocol;
	struct target *target;
	table_aside aside;
	const void *of_aside;
	void (*address)(void *context, const struct address_news *news);
	void *context;
};

static int find_table(const struct nlattr *at, void *table)
{
	if (mnl_attr_get_type(at) != RTA_TABLE)
		return MNL_CB_OK;
	*(uint32_t *)table = number(at, 0);
	return MNL_CB_STOP;
}

uint32_t route_table(const struct nlmsghdr *message)
{
	const struct rtmsg *info = mnl_nlmsg_get_payload(message);
	uint32_t table = info->rtm_table;

	mnl_attr_parse(message, sizeof *info, find_table, &table);
	return table;
}

/* Known before all the rest is read: there may be a great many. */
static bool is_aside(const struct gathering *g, const struct nlmsghdr *message)
{
	return g->aside && g->aside(g->of_aside, route_table(message));
}

static void gather_route(void *context, const struct nlmsghdr *message)
{
	struct gathering *g = context;
	const struct rtmsg *info = mnl_nlmsg_get_payload(message);
	struct route_news news;
	bool wanted = g->protocol ? info->rtm_protocol == g->protocol
				  : info->rtm_protocol != PROTOCOL_OURS;

	arena_pause(g->arena);
	if (wanted && !is_aside(g, message) && route_heard(g->arena, g->links, message, &news))
		vec_push(g->arena, &g->target->objects, news.object);
}

void routes_ask(struct batch *batch, unsigned char family, uint8_t protocol, uint32_t table)
{
	struct nlmsghdr *message =
		batch_message(batch, RTM_GETROUTE, NLM_F_DUMP, sizeof(struct rtmsg));
	struct rtmsg *info = mnl_nlmsg_get_payload(message);

	info->rtm_family = family;
	info->rtm_protocol = protocol;
	if (table)
		mnl_attr_put_u32(message, RTA_TABLE, table);
}

static bool routes_dump_of(struct netlink *netlink, unsigned char family, uint8_t protocol,
			   uint32_t table, struct gathering *g)
{
	struct batch batch = {0};

	routes_ask(&batch, family, protocol, table);
	return netlink_dump(netlink, &batch, gather_route, g);
}

static bool routes_dump_both(struct netlink *netlink, uint32_t table, struct gathering *g)
{
	return routes_dump_of(netlink, AF_INET, g->protocol, table, g) &&
	       (routes_dump_of(netlink, AF_INET6, g->protocol, table, g) || errno == EAFNOSUPPORT ||
		errno == EOPNOTSUPP);
}

bool routes_dump(struct netlink *netlink, struct arena *arena, const struct links *links,
		 uint8_t protocol, uint32_t table, struct target *target)
{
	struct gathering g = {
		.arena = arena, .links = links, .protocol = protocol, .target = target};

	return routes_dump_both(netlink, table, &g);
}

bool routes_dump_but(struct netlink *netlink, struct arena *arena, const struct links *links,
		     uint8_t protocol, table_aside aside, const void *context,
		     struct target *target)
{
	struct gathering g = {.arena = arena,
			      .links = links,
			      .protocol = protocol,
			      .target = target,
			      .aside = aside,
			      .of_aside = context};

	return routes_dump_both(netlink, 0, &g);
}

static void gather_rule(void *context, const struct nlmsghdr *message)
{
	struct gathering *g = context;
	struct route_news news;

	if (rule_heard(g->arena, message, &news) && news.protocol == g->protocol)
		vec_push(g->arena, &g->target->objects, news.object);
}

/* A kernel without IPv6 has none of its rules or addresses. */
static bool dump_of(struct netlink *netlink, uint16_t type, unsigned char family, size_t header,
		    netlink_message message, struct gathering *g)
{
	struct batch batch = {0};
	struct nlmsghdr *request = batch_message(&batch, type, NLM_F_DUMP, header);

	*(unsigned char *)mnl_nlmsg_get_payload(request) = family;
	return netlink_dump(netlink, &batch, message, g) ||
	       (family == AF_INET6 && (errno == EAFNOSUPPORT || errno == EOPNOTSUPP));
}

bool rules_dump(struct netlink *netlink, struct arena *arena, uint8_t protocol,
		struct target *target)
{
	struct gathering g = {.arena = arena, .protocol = protocol, .target = target};

	return dump_of(netlink, RTM_GETRULE, AF_INET, sizeof(struct fib_rule_hdr), gather_rule,
		       &g) &&
	       dump_of(netlink, RTM_GETRULE, AF_INET6, sizeof(struct fib_rule_hdr), gather_rule,
		       &g);
}

static void gather_address(void *context, const struct nlmsghdr *message)
{
	struct gathering *g = context;
	struct address_news news;

	if (address_heard(message, &news))
		g->address(g->context, &news);
}

bool addresses_dump(struct netlink *netlink,
		    void (*each)(void *context, const struct address_news *news), void *context)
{
	struct gathering g = {.address = each, .context = context};

	return dump_of(netlink, RTM_GETADDR, AF_INET, sizeof(struct ifaddrmsg), gather_address,
		       &g) &&
	       dump_of(netlink, RTM_GETADDR, AF_INET6, sizeof(struct ifaddrmsg), gather_address,
		       &g);
}
