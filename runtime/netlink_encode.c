/*
 * Objects of a target as rtnetlink messages. A route or an address that is added twice is no
 * trouble: what a step wants is that it stands afterwards.
 */
#include <arpa/inet.h>
#include <libmnl/libmnl.h>
#include <linux/fib_rules.h>
#include <linux/if_addr.h>
#include <linux/rtnetlink.h>
#include <string.h>

#include "agent_netlink.h"

#include "grammar/ip.h"
#include <linux/if_tunnel.h> /* behind net/if.h, which it does without then */
#include <netinet/in.h>

bool object_is_netlink(const struct object *object)
{
	return object->kind == OBJECT_LINK || object->kind == OBJECT_ADDRESS ||
	       object->kind == OBJECT_ROUTE || object->kind == OBJECT_RULE;
}

static unsigned device_index(const struct links *links, const char *device)
{
	const struct link *link = link_find(links, device);

	return link ? link->index : 0;
}

static bool encode_link(struct batch *batch, const struct links *links,
			const struct link_object *old, const struct link_object *object)
{
	unsigned index = device_index(links, object->device);
	unsigned master = object->master ? device_index(links, object->master) : 0;
	bool up = object->up;
	struct ifinfomsg *info;
	struct nlmsghdr *message;

	if (!index || (object->master && !master))
		return false;
	message = batch_message(batch, RTM_NEWLINK, 0, sizeof *info);
	info = mnl_nlmsg_get_payload(message);
	info->ifi_index = (int)index;
	info->ifi_change = IFF_UP;
	info->ifi_flags = up ? IFF_UP : 0;
	if (master || (old && old->master))
		mnl_attr_put_u32(message, IFLA_MASTER, master);
	if (object->mtu)
		mnl_attr_put_u32(message, IFLA_MTU, object->mtu);
	return true;
}

static void put_gre(struct nlmsghdr *message, const struct tunnel_object *tunnel)
{
	uint16_t flags = (tunnel->has_key ? GRE_KEY : 0) | (tunnel->checksum ? GRE_CSUM : 0) |
			 (tunnel->sequence ? GRE_SEQ : 0);

	mnl_attr_put_u32(message, IFLA_GRE_LOCAL, htonl(tunnel->local));
	mnl_attr_put_u32(message, IFLA_GRE_REMOTE, htonl(tunnel->remote));
	mnl_attr_put_u8(message, IFLA_GRE_TTL, tunnel->ttl);
	mnl_attr_put_u8(message, IFLA_GRE_TOS, tunnel->has_tos ? tunnel->tos : TOS_INHERIT);
	mnl_attr_put_u8(message, IFLA_GRE_PMTUDISC, 0);
	mnl_attr_put_u8(message, IFLA_GRE_IGNORE_DF, tunnel->ignore_df);
	mnl_attr_put_u16(message, IFLA_GRE_IFLAGS, flags);
	mnl_attr_put_u16(message, IFLA_GRE_OFLAGS, flags);
	mnl_attr_put_u32(message, IFLA_GRE_IKEY, htonl(tunnel->key));
	mnl_attr_put_u32(message, IFLA_GRE_OKEY, htonl(tunnel->key));
}

static void put_iptunnel(struct nlmsghdr *message, const struct tunnel_object *tunnel,
			 uint8_t proto)
{
	mnl_attr_put_u32(message, IFLA_IPTUN_LOCAL, htonl(tunnel->local));
	mnl_attr_put_u32(message, IFLA_IPTUN_REMOTE, htonl(tunnel->remote));
	mnl_attr_put_u8(message, IFLA_IPTUN_TTL, tunnel->ttl);
	mnl_attr_put_u8(message, IFLA_IPTUN_TOS, tunnel->has_tos ? tunnel->tos : TOS_INHERIT);
	mnl_attr_put_u8(message, IFLA_IPTUN_PMTUDISC, 1);
	mnl_attr_put_u8(message, IFLA_IPTUN_PROTO, proto);
}

static void put_making(struct nlmsghdr *message, const struct link_object *object)
{
	switch ((enum link_kind)object->kind) {
	case LINK_VLAN:
		mnl_attr_put_u16(message, IFLA_VLAN_ID, object->vlan);
		break;
	case LINK_VRF:
		mnl_attr_put_u32(message, IFLA_VRF_TABLE, object->table);
		break;
	case LINK_GRE:
		put_gre(message, &object->tunnel);
		break;
	case LINK_IPIP:
		put_iptunnel(message, &object->tunnel, IPPROTO_IPIP);
		break;
	case LINK_SIT:
		put_iptunnel(message, &object->tunnel, IPPROTO_IPV6);
		break;
	case LINK_GIVEN:
	case LINK_KIND_COUNT:
		break;
	}
}

bool batch_make_link(struct batch *batch, const struct links *links,
		     const struct link_object *object)
{
	unsigned parent = object->parent ? device_index(links, object->parent) : 0;
	bool vlan = object->kind == LINK_VLAN;
	struct nlattr *info, *data;
	struct nlmsghdr *message;

	if (vlan && !parent)
		return false;
	message = batch_message(batch, RTM_NEWLINK, NLM_F_CREATE | NLM_F_EXCL,
				sizeof(struct ifinfomsg));
	mnl_attr_put_strz(message, IFLA_IFNAME, object->device);
	if (vlan)
		mnl_attr_put_u32(message, IFLA_LINK, parent);
	info = mnl_attr_nest_start(message, IFLA_LINKINFO);
	mnl_attr_put_strz(message, IFLA_INFO_KIND, link_kind_word(object->kind));
	data = mnl_attr_nest_start(message, IFLA_INFO_DATA);
	put_making(message, object);
	mnl_attr_nest_end(message, data);
	mnl_attr_nest_end(message, info);
	return true;
}

bool batch_remove_link(struct batch *batch, const struct links *links, const char *device)
{
	unsigned index = device_index(links, device);
	struct ifinfomsg *info;

	if (!index)
		return false;
	info = mnl_nlmsg_get_payload(batch_message(batch, RTM_DELLINK, 0, sizeof *info));
	info->ifi_index = (int)index;
	return true;
}

static void put_ip6(struct nlmsghdr *message, uint16_t type, struct ip6 addr)
{
	uint8_t bytes[16];

	ip6_bytes(addr, bytes);
	mnl_attr_put(message, type, sizeof bytes, bytes);
}

static void put_value(struct nlmsghdr *message, uint16_t type, const struct value *value)
{
	if (value->v6)
		put_ip6(message, type, *value->addr6);
	else
		mnl_attr_put_u32(message, type, htonl(value->addr));
}

static bool encode_address(struct batch *batch, const struct links *links, enum change_verb verb,
			   const struct address_object *object)
{
	unsigned index = device_index(links, object->device);
	struct ifaddrmsg *info;
	struct nlmsghdr *message;

	if (!index)
		return false;
	message = verb == CHANGE_DELETE ? batch_message(batch, RTM_DELADDR, 0, sizeof *info)
					: batch_message(batch, RTM_NEWADDR,
							NLM_F_CREATE | NLM_F_EXCL, sizeof *info);
	info = mnl_nlmsg_get_payload(message);
	info->ifa_family = object->v6 ? AF_INET6 : AF_INET;
	info->ifa_prefixlen = object->len;
	info->ifa_index = index;
	if (object->v6) {
		put_ip6(message, IFA_LOCAL, object->addr6);
		if (verb == CHANGE_DELETE)
			return true;
		mnl_attr_put_u32(message, IFA_FLAGS, object->no_dad ? IFA_F_NODAD : 0);
		mnl_attr_put_u8(message, IFA_PROTO, PROTOCOL_OURS);
		return true;
	}
	mnl_attr_put_u32(message, IFA_LOCAL, htonl(object->addr));
	mnl_attr_put_u32(message, IFA_ADDRESS, htonl(object->addr));
	if (verb == CHANGE_DELETE)
		return true;
	if (object->len < 31)
		mnl_attr_put_u32(message, IFA_BROADCAST,
				 htonl(object->addr | ~ip_len_mask(object->len)));
	mnl_attr_put_u8(message, IFA_PROTO, PROTOCOL_OURS);
	return true;
}

static void encode_hops(struct nlmsghdr *message, const struct links *links,
			const struct route_object *route)
{
	struct nlattr *nest = mnl_attr_nest_start(message, RTA_MULTIPATH);

	for (const struct next_hop *hop = route->hop; hop < route->hop + route->hops; hop++) {
		struct rtnexthop *next = mnl_nlmsg_get_payload_tail(message);

		*next = (struct rtnexthop){.rtnh_ifindex = (int)device_index(links, hop->device),
					   .rtnh_flags = hop->onlink ? RTNH_F_ONLINK : 0,
					   .rtnh_len = sizeof *next};
		message->nlmsg_len += (uint32_t)sizeof *next;
		if (hop->has_via) {
			put_value(message, RTA_GATEWAY, &hop->via);
			next->rtnh_len = (uint16_t)((char *)mnl_nlmsg_get_payload_tail(message) -
						    (char *)next);
		}
	}
	mnl_attr_nest_end(message, nest);
}

static bool hops_exist(const struct links *links, const struct route_object *route)
{
	for (const struct next_hop *hop = route->hop; hop < route->hop + route->hops; hop++)
		if (!device_index(links, hop->device))
			return false;
	return true;
}

static void encode_exit(struct nlmsghdr *message, const struct links *links,
			const struct route_object *route, bool delete)
{
	struct rtmsg *info = mnl_nlmsg_get_payload(message);
	static const uint8_t types[] = {RTN_UNICAST, RTN_BLACKHOLE, RTN_THROW};
	const struct next_hop *hop = route->hop;

	info->rtm_type = types[route->type];
	if (delete)
		info->rtm_scope = RT_SCOPE_NOWHERE;
	else if (route->type == ROUTE_UNICAST && route->hops == 1 && !hop->has_via)
		info->rtm_scope = RT_SCOPE_LINK;
	if (route->type != ROUTE_UNICAST)
		return;
	if (route->realm)
		mnl_attr_put_u32(message, RTA_FLOW, route->realm);
	if (route->hops > 1) {
		encode_hops(message, links, route);
		return;
	}
	mnl_attr_put_u32(message, RTA_OIF, device_index(links, hop->device));
	if (hop->has_via)
		put_value(message, RTA_GATEWAY, &hop->via);
	if (hop->onlink)
		info->rtm_flags |= RTNH_F_ONLINK;
}

static uint32_t table_number(const struct batch *batch, uint32_t table)
{
	return table == TABLE_ROUTER && batch->router ? batch->router : table;
}

static bool encode_route(struct batch *batch, const struct links *links, enum change_verb verb,
			 const struct route_object *route)
{
	bool delete = verb == CHANGE_DELETE;
	uint32_t table = table_number(batch, route->table);
	struct nlmsghdr *message;
	struct rtmsg *info;

	if (route->type == ROUTE_UNICAST && (route->hops == 0 || !hops_exist(links, route)))
		return false;
	message = delete ? batch_message(batch, RTM_DELROUTE, 0, sizeof *info)
			 : batch_message(batch, RTM_NEWROUTE, NLM_F_CREATE | NLM_F_REPLACE,
					 sizeof *info);
	info = mnl_nlmsg_get_payload(message);
	info->rtm_family = route->v6 ? AF_INET6 : AF_INET;
	info->rtm_dst_len = route->len;
	info->rtm_protocol = PROTOCOL_OURS;
	info->rtm_table = table < 256 ? (uint8_t)table : RT_TABLE_UNSPEC;
	mnl_attr_put_u32(message, RTA_TABLE, table);
	if (route->len && route->v6)
		put_ip6(message, RTA_DST, route->prefix6);
	else if (route->len)
		mnl_attr_put_u32(message, RTA_DST, htonl(route->prefix));
	if (route->metric)
		mnl_attr_put_u32(message, RTA_PRIORITY, route->metric);
	encode_exit(message, links, route, delete);
	return true;
}

static void encode_rule(struct batch *batch, bool delete, const struct rule_object *rule)
{
	uint32_t table = table_number(batch, rule->table);
	struct fib_rule_hdr *info;
	struct nlmsghdr *message =
		delete ? batch_message(batch, RTM_DELRULE, 0, sizeof *info)
		       : batch_message(batch, RTM_NEWRULE, NLM_F_CREATE | NLM_F_EXCL, sizeof *info);

	info = mnl_nlmsg_get_payload(message);
	info->family = rule->v6 ? AF_INET6 : AF_INET;
	info->action = rule->onward ? FR_ACT_GOTO : FR_ACT_TO_TBL;
	info->table = table < 256 ? (uint8_t)table : RT_TABLE_UNSPEC;
	mnl_attr_put_u32(message, FRA_PRIORITY, rule->pref);
	if (rule->onward)
		mnl_attr_put_u32(message, FRA_GOTO, rule->onward);
	else
		mnl_attr_put_u32(message, FRA_TABLE, table);
	mnl_attr_put_u8(message, FRA_PROTOCOL, PROTOCOL_OURS);
	if (rule->mask) {
		mnl_attr_put_u32(message, FRA_FWMARK, rule->mark);
		mnl_attr_put_u32(message, FRA_FWMASK, rule->mask);
	}
	if (rule->suppress_default)
		mnl_attr_put_u32(message, FRA_SUPPRESS_PREFIXLEN, 0);
	if (!ip6_is_zero(rule->from6)) {
		info->src_len = IP6_BITS;
		put_ip6(message, FRA_SRC, rule->from6);
	}
	if (rule->from || rule->unspecified) {
		info->src_len = 32;
		mnl_attr_put_u32(message, FRA_SRC, htonl(rule->from));
	}
}

bool batch_object(struct batch *batch, const struct links *links, enum change_verb verb,
		  const struct object *old, const struct object *new)
{
	const struct object *object = verb == CHANGE_DELETE ? old : new;

	switch (object->kind) {
	case OBJECT_LINK:
		return encode_link(batch, links, old ? &old->link : NULL, &object->link);
	case OBJECT_ADDRESS:
		return encode_address(batch, links, verb, &object->address);
	case OBJECT_ROUTE:
		return encode_route(batch, links, verb, &object->route);
	case OBJECT_RULE:
		if (verb != CHANGE_DELETE)
			encode_rule(batch, false, &new->rule);
		if (verb != CHANGE_ADD)
			encode_rule(batch, true, &old->rule);
		return true;
	default:
		return false;
	}
}
