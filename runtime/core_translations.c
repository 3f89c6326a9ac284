/*
 * `ip nat log translations syslog`: a line for each translation that is made and that ends, as the
 * kernel tells of the connections. Nobody listens to them unless the configuration asks for it, and
 * then with a socket of its own: whatever they are, what the kernel says of links is heard in
 * time. Only so many are taken at once, and what the kernel had no room for is counted as lost.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <libmnl/libmnl.h>
#include <linux/netfilter/nfnetlink.h>
#include <linux/netfilter/nfnetlink_conntrack.h>
#include <linux/netlink.h>
#include <netinet/in.h>
#include <stdio.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "agent.h"
#include "grammar/ip.h"

enum {
	DATAGRAMS_AT_ONCE = 32,
	ROOM_BYTES = 1 << 20, /* for what is still to be heard */
};

/* One direction of a connection. */
struct tuple {
	uint32_t from, to;
	uint16_t from_port, to_port; /* both the identifier of a ping */
};

struct translation {
	uint8_t proto;
	struct tuple there, back;
};

/* ---- what the kernel says ---- */

static uint32_t address_in(const struct nlattr *attribute)
{
	return attribute ? ntohl(mnl_attr_get_u32(attribute)) : 0;
}

static uint16_t port_in(const struct nlattr *attribute)
{
	return attribute ? ntohs(mnl_attr_get_u16(attribute)) : 0;
}

static void read_tuple(const struct nlattr *nest, struct tuple *tuple, uint8_t *proto)
{
	const struct nlattr *part[CTA_TUPLE_MAX + 1], *ip[CTA_IP_MAX + 1], *of[CTA_PROTO_MAX + 1];

	netlink_nested(nest, part, CTA_TUPLE_MAX + 1);
	netlink_nested(part[CTA_TUPLE_IP], ip, CTA_IP_MAX + 1);
	netlink_nested(part[CTA_TUPLE_PROTO], of, CTA_PROTO_MAX + 1);
	*proto = of[CTA_PROTO_NUM] ? mnl_attr_get_u8(of[CTA_PROTO_NUM]) : 0;
	tuple->from = address_in(ip[CTA_IP_V4_SRC]);
	tuple->to = address_in(ip[CTA_IP_V4_DST]);
	tuple->from_port = port_in(of[CTA_PROTO_SRC_PORT]);
	tuple->to_port = port_in(of[CTA_PROTO_DST_PORT]);
	if (*proto == IPPROTO_ICMP)
		tuple->from_port = tuple->to_port = port_in(of[CTA_PROTO_ICMP_ID]);
}

/* Has it other addresses on the way back than on the way there? Ports alone change where the router
 * serves names itself. */
static bool is_translated(const struct translation *t)
{
	return t->there.from != t->back.to || t->there.to != t->back.from;
}

static bool read_translation(const struct nlmsghdr *message, struct translation *t)
{
	const struct nlattr *at[CTA_MAX + 1];
	uint8_t back;

	if (mnl_nlmsg_get_payload_len(message) < sizeof(struct nfgenmsg))
		return false;
	netlink_attributes(message, sizeof(struct nfgenmsg), at, CTA_MAX + 1);
	if (!at[CTA_TUPLE_ORIG] || !at[CTA_TUPLE_REPLY])
		return false;
	read_tuple(at[CTA_TUPLE_ORIG], &t->there, &t->proto);
	read_tuple(at[CTA_TUPLE_REPLY], &t->back, &back);
	return is_translated(t);
}

/* ---- what is said of it ---- */

static const char *protocol_text(char buf[8], uint8_t proto)
{
	switch (proto) {
	case IPPROTO_TCP:
		return "tcp";
	case IPPROTO_UDP:
		return "udp";
	case IPPROTO_ICMP:
		return "icmp";
	case IPPROTO_GRE:
		return "gre";
	default:
		snprintf(buf, 8, "%u", proto);
		return buf;
	}
}

/*
 * IOS's order: inside local, inside global, outside local, outside global. A connection whose
 * source is translated began inside, and one of which the destination alone is began outside; what
 * outside sources are translated to is told as if it began inside.
 */
static void log_translation(const struct translation *t, bool ended)
{
	const char *what = ended ? "IPNAT-6-DELETED" : "IPNAT-6-CREATED";
	bool from_inside = t->there.from != t->back.to || t->there.from_port != t->back.to_port;
	const struct tuple *in = from_inside ? &t->there : &t->back;
	const struct tuple *out = from_inside ? &t->back : &t->there;
	char proto[8], text[4][IP_TEXT_SIZE];

	log_line(what, "%s %s:%u %s:%u %s:%u %s:%u", protocol_text(proto, t->proto),
		 ip_text(text[0], in->from), in->from_port, ip_text(text[1], out->to), out->to_port,
		 ip_text(text[2], in->to), in->to_port, ip_text(text[3], out->from),
		 out->from_port);
}

/* ---- the socket ---- */

static void hear(void *context, const struct nlmsghdr *message)
{
	struct translation translation = {0};

	(void)context;
	if (!message)
		log_line("IPNAT-4-LOST", "some translations were not logged: they came faster than "
					 "they are written");
	else if (message->nlmsg_type >> 8 == NFNL_SUBSYS_CTNETLINK &&
		 read_translation(message, &translation))
		log_translation(&translation, (message->nlmsg_type & 0xff) == IPCTNL_MSG_CT_DELETE);
}

/* What is left after so many is heard when all others have had their turn. */
static void ready(void *context, uint32_t events)
{
	struct core *core = context;

	(void)events;
	netlink_receive(core->translations.fd, DATAGRAMS_AT_ONCE, hear, core);
}

static int events_open(void)
{
	static const int groups[] = {NFNLGRP_CONNTRACK_NEW, NFNLGRP_CONNTRACK_DESTROY};

	return netfilter_listen(groups, sizeof groups / sizeof *groups, ROOM_BYTES);
}

void translations_listen(struct core *core, bool wanted)
{
	struct listener *own = &core->translations;

	if (wanted == (own->watch != NULL))
		return;
	if (!wanted)
		listener_stop(core->loop, own);
	else if (!listener_start(core->loop, own, events_open(), ready, core))
		log_line("IPNAT-4-LOST", "translations cannot be logged: %s", strerror(errno));
}
