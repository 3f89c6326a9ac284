/*
 * How a link was made, decoded: the counterpart of batch_make_link(). What is missing or has
 * another size than it should counts as 0.
 */
#include <arpa/inet.h>
#include <libmnl/libmnl.h>
#include <linux/rtnetlink.h>
#include <string.h>

#include "agent_netlink.h"

#include <linux/if_tunnel.h> /* behind net/if.h, which it does without then */
#include <netinet/in.h>

static uint8_t byte_of(const struct nlattr *at)
{
	return at && mnl_attr_get_payload_len(at) == sizeof(uint8_t) ? mnl_attr_get_u8(at) : 0;
}

static uint16_t short_of(const struct nlattr *at)
{
	return at && mnl_attr_get_payload_len(at) == sizeof(uint16_t) ? mnl_attr_get_u16(at) : 0;
}

static uint32_t word_of(const struct nlattr *at)
{
	return at && mnl_attr_get_payload_len(at) == sizeof(uint32_t) ? mnl_attr_get_u32(at) : 0;
}

static void take_tos(struct tunnel_object *tunnel, uint8_t tos)
{
	tunnel->has_tos = tos != TOS_INHERIT;
	tunnel->tos = tunnel->has_tos ? tos : 0;
}

static struct tunnel_object gre_of(const struct nlattr *data)
{
	const struct nlattr *at[IFLA_GRE_IGNORE_DF + 1];
	struct tunnel_object tunnel = {0};
	uint16_t flags;

	netlink_nested(data, at, IFLA_GRE_IGNORE_DF + 1);
	flags = short_of(at[IFLA_GRE_OFLAGS]);
	tunnel.local = ntohl(word_of(at[IFLA_GRE_LOCAL]));
	tunnel.remote = ntohl(word_of(at[IFLA_GRE_REMOTE]));
	tunnel.ttl = byte_of(at[IFLA_GRE_TTL]);
	take_tos(&tunnel, byte_of(at[IFLA_GRE_TOS]));
	tunnel.ignore_df = byte_of(at[IFLA_GRE_IGNORE_DF]);
	tunnel.has_key = flags & GRE_KEY;
	tunnel.key = tunnel.has_key ? ntohl(word_of(at[IFLA_GRE_OKEY])) : 0;
	tunnel.checksum = flags & GRE_CSUM;
	tunnel.sequence = flags & GRE_SEQ;
	return tunnel;
}

static struct tunnel_object iptunnel_of(const struct nlattr *data)
{
	const struct nlattr *at[IFLA_IPTUN_TOS + 1];
	struct tunnel_object tunnel = {0};

	netlink_nested(data, at, IFLA_IPTUN_TOS + 1);
	tunnel.local = ntohl(word_of(at[IFLA_IPTUN_LOCAL]));
	tunnel.remote = ntohl(word_of(at[IFLA_IPTUN_REMOTE]));
	tunnel.ttl = byte_of(at[IFLA_IPTUN_TTL]);
	take_tos(&tunnel, byte_of(at[IFLA_IPTUN_TOS]));
	return tunnel;
}

static enum link_kind kind_of(const struct nlattr *name)
{
	if (!name || mnl_attr_validate(name, MNL_TYPE_NUL_STRING) < 0)
		return LINK_GIVEN;
	for (enum link_kind kind = 0; kind < LINK_KIND_COUNT; kind++)
		if (!strcmp(link_kind_word(kind), mnl_attr_get_str(name)))
			return kind;
	return LINK_GIVEN;
}

struct link_made link_made(const struct nlmsghdr *message)
{
	const struct nlattr *at[IFLA_LINKINFO + 1], *info[IFLA_INFO_DATA + 1];
	const struct nlattr *data[IFLA_VLAN_ID + 1];
	struct link_made made = {0};

	netlink_attributes(message, sizeof(struct ifinfomsg), at, IFLA_LINKINFO + 1);
	netlink_nested(at[IFLA_LINKINFO], info, IFLA_INFO_DATA + 1);
	made.kind = (uint8_t)kind_of(info[IFLA_INFO_KIND]);
	switch ((enum link_kind)made.kind) {
	case LINK_VLAN:
		netlink_nested(info[IFLA_INFO_DATA], data, IFLA_VLAN_ID + 1);
		made.vlan = short_of(data[IFLA_VLAN_ID]);
		made.parent = word_of(at[IFLA_LINK]);
		break;
	case LINK_VRF:
		netlink_nested(info[IFLA_INFO_DATA], data, IFLA_VRF_TABLE + 1);
		made.table = word_of(data[IFLA_VRF_TABLE]);
		break;
	case LINK_GRE:
		made.tunnel = gre_of(info[IFLA_INFO_DATA]);
		break;
	case LINK_IPIP:
	case LINK_SIT:
		made.tunnel = iptunnel_of(info[IFLA_INFO_DATA]);
		break;
	case LINK_GIVEN:
	case LINK_KIND_COUNT:
		break;
	}
	return made;
}
