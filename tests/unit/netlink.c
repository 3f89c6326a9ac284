/*
 * Objects as rtnetlink messages and back: what is encoded decodes to an equal object, so that the
 * comparison of the kernel with the plan finds no difference where there is none.
 */
#include <criterion/criterion.h>
#include <libmnl/libmnl.h>
#include <linux/rtnetlink.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "runtime/agent_netlink.h"

static struct arena *arena;
static struct links links;
static struct batch batch;

static void add_link(const char *name, unsigned index)
{
	struct link *link = calloc(1, sizeof *link);

	strcpy(link->name, name);
	link->index = index;
	link->counter = -1;
	HASH_ADD_STR(links.by_name, name, link);
}

static void setup(void)
{
	arena = arena_new();
	add_link("wan0", 3);
	add_link("wan1", 4);
}

static void teardown(void)
{
	batch_free(&batch);
	links_free(&links);
	arena_free(arena);
}

TestSuite(netlink, .init = setup, .fini = teardown);

static struct next_hop hop(const char *device, uint32_t via, bool onlink)
{
	return (struct next_hop){
		.device = device, .has_via = via, .onlink = onlink, .via = {.addr = via}};
}

static struct object route(uint32_t table, uint32_t prefix, uint8_t len, uint32_t metric,
			   uint8_t hops, struct next_hop *hop_list)
{
	return (struct object){.kind = OBJECT_ROUTE,
			       .route = {.table = table,
					 .prefix = prefix,
					 .len = len,
					 .metric = metric,
					 .type = hops ? ROUTE_UNICAST : ROUTE_BLACKHOLE,
					 .hops = hops,
					 .hop = hop_list}};
}

static const struct nlmsghdr *encode(enum change_verb verb, const struct object *object)
{
	batch.len = 0;
	batch.messages = 0;
	cr_assert(batch_object(&batch, &links, verb, object, object));
	return (const void *)batch.at;
}

static void expect_same_route(struct object object)
{
	struct route_news news;

	cr_assert(route_heard(arena, &links, encode(CHANGE_ADD, &object), &news));
	cr_expect_eq(news.protocol, PROTOCOL_OURS);
	cr_expect(object_equal(&object, &news.object), "table %u metric %u", object.route.table,
		  object.route.metric);
	cr_expect_not(news.gone);
}

Test(netlink, routes_come_back_as_they_were_written)
{
	struct next_hop one = hop("wan0", 0xc0a80202, false);
	struct next_hop linked = hop("wan1", 0, false), forced = hop("wan1", 0x0a000001, true);
	struct next_hop two[] = {hop("wan0", 0xc0a80202, false), hop("wan1", 0, false)};
	struct object caught = route(TABLE_FIRST, 0, 0, 0, 1, &linked);
	struct object thrown = route(TABLE_ROUTER, 0, 0, 0, 0, NULL);

	caught.route.realm = REALM_CAUGHT;
	expect_same_route(caught);
	thrown.route.type = ROUTE_THROW;
	expect_same_route(thrown);
	expect_same_route(route(20200, 0, 0, 0, 1, &one));
	expect_same_route(route(254, 0x0a000000, 8, 17, 1, &one));
	expect_same_route(route(20201, 0xac100100, 30, 0, 1, &linked));
	expect_same_route(route(20201, 0, 0, 0, 1, &forced));
	expect_same_route(route(20200, 0, 0, 0, 2, two));
	expect_same_route(route(20201, 0, 0, METRIC_LAST, 0, NULL));
}

Test(netlink, rules_come_back_as_they_were_written)
{
	struct rule_object rules[] = {
		{.pref = PREF_CONNECTED, .table = 254, .suppress_default = true},
		{.pref = PREF_ROUTER, .table = TABLE_ROUTER},
		{.pref = 10016, .mark = 0x01000000, .mask = 0xff000000, .table = 20201},
		{.pref = PREF_OWN, .from = 0xc0a80201, .mask = 0xff000000, .table = 20201},
		{.pref = PREF_FIRST, .unspecified = true, .mask = 0xff000000, .table = TABLE_FIRST},
	};

	for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
		struct object object = {.kind = OBJECT_RULE, .rule = rules[i]};
		struct route_news news;

		cr_assert(rule_heard(arena, encode(CHANGE_ADD, &object), &news));
		cr_expect_eq(news.protocol, PROTOCOL_OURS);
		cr_expect(object_equal(&object, &news.object), "rule %u", rules[i].pref);
	}
}

Test(netlink, addresses_come_back_as_they_were_written)
{
	struct object object = {.kind = OBJECT_ADDRESS,
				.address = {.device = "wan0", .addr = 0xc0a80201, .len = 29}};
	struct address_news news;

	cr_assert(address_heard(encode(CHANGE_ADD, &object), &news));
	cr_expect_eq(news.index, 3);
	cr_expect_eq(news.addr, 0xc0a80201);
	cr_expect_eq(news.len, 29);
	cr_expect(news.ours);
	cr_expect_not(news.gone);
	cr_assert(address_heard(encode(CHANGE_DELETE, &object), &news));
	cr_expect(news.gone);
}

Test(netlink, what_needs_a_missing_device_is_not_written)
{
	struct next_hop gone = hop("wan7", 1, false);
	struct next_hop two[] = {hop("wan0", 1, false), hop("wan7", 2, false)};
	struct object objects[] = {
		route(20200, 0, 0, 0, 1, &gone),
		route(20200, 0, 0, 0, 2, two),
		{.kind = OBJECT_LINK, .link = {.device = "wan7", .up = true}},
		{.kind = OBJECT_ADDRESS, .address = {.device = "wan7", .addr = 1, .len = 32}},
	};

	for (size_t i = 0; i < sizeof objects / sizeof *objects; i++)
		cr_expect_not(batch_object(&batch, &links, CHANGE_ADD, NULL, &objects[i]));
	cr_expect_eq(batch.messages, 0);
}

Test(netlink, a_replaced_rule_is_two_messages_and_a_replaced_route_one)
{
	struct next_hop one = hop("wan0", 1, false), other = hop("wan1", 2, false);
	struct object old = route(20200, 0, 0, 0, 1, &one), new = route(20200, 0, 0, 0, 1, &other);
	struct object a = {.kind = OBJECT_RULE, .rule = {.pref = 1, .table = 1}};
	struct object b = {.kind = OBJECT_RULE, .rule = {.pref = 1, .table = 2}};

	cr_assert(batch_object(&batch, &links, CHANGE_REPLACE, &old, &new));
	cr_expect_eq(batch.messages, 1);
	cr_assert(batch_object(&batch, &links, CHANGE_REPLACE, &a, &b));
	cr_expect_eq(batch.messages, 3);
}

Test(netlink, links_are_told_apart_by_index_and_name)
{
	struct batch news = {0};
	struct nlmsghdr *message = batch_message(&news, RTM_NEWLINK, 0, sizeof(struct ifinfomsg));
	struct ifinfomsg *info = mnl_nlmsg_get_payload(message);
	char name[IFNAMSIZ];
	struct link *link;

	info->ifi_index = 3;
	info->ifi_flags = IFF_UP | 1 << 16;
	mnl_attr_put_strz(message, IFLA_IFNAME, "wan0");
	cr_expect_eq(link_heard(&links, message, &link, name), LINK_CHANGED);
	cr_expect(link->up && link->carrier);
	cr_expect_eq(link_heard(&links, message, &link, name), LINK_SAME);
	info->ifi_flags = IFF_UP;
	cr_expect_eq(link_heard(&links, message, &link, name), LINK_CHANGED);
	cr_expect_not(link->carrier);
	info->ifi_index = 9;
	cr_expect_eq(link_heard(&links, message, &link, name), LINK_NEW, "made anew");
	cr_expect_eq(link_find(&links, "wan0")->index, 9);
	cr_expect_null(link_by_index(&links, 3));
	message->nlmsg_type = RTM_DELLINK;
	cr_expect_eq(link_heard(&links, message, &link, name), LINK_GONE);
	cr_expect_null(link_find(&links, "wan0"));
	batch_free(&news);
}

/* ---- losses ---- */

/* The socket has room for less than a flood, and more than is heard at once. */
enum { GROUP = 1, FLOOD = 4000, ROOM = 128 << 10 };

static int user_socket(unsigned groups)
{
	struct sockaddr_nl own = {.nl_family = AF_NETLINK, .nl_groups = groups};
	int fd = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_USERSOCK), room = ROOM;

	cr_assert_geq(fd, 0);
	cr_assert_eq(setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &room, sizeof room), 0);
	cr_assert_eq(bind(fd, (struct sockaddr *)&own, sizeof own), 0);
	return fd;
}

static void tell(int fd, uint16_t type)
{
	struct sockaddr_nl to = {.nl_family = AF_NETLINK, .nl_groups = GROUP};
	struct nlmsghdr message = {.nlmsg_len = sizeof message, .nlmsg_type = type};

	sendto(fd, &message, sizeof message, 0, (struct sockaddr *)&to, sizeof to);
}

static void note_type(void *context, const struct nlmsghdr *message)
{
	uint16_t *last = context;

	if (message)
		*last = message->nlmsg_type;
}

/* The kernel tells of a loss once, and goes on to lose until all that waits is taken. */
Test(netlink, what_comes_after_a_loss_is_heard)
{
	struct netlink netlink = {.events = user_socket(GROUP)};
	int from = user_socket(0);
	uint16_t last = 0;

	for (int i = 0; i < FLOOD; i++)
		tell(from, NLMSG_MIN_TYPE);
	cr_assert_not(netlink_hear(&netlink, note_type, &last), "nothing was lost");
	tell(from, NLMSG_MIN_TYPE + 1);
	cr_assert(netlink_receive(netlink.events, FLOOD, note_type, &last));
	cr_assert_eq(last, NLMSG_MIN_TYPE + 1);
	close(from);
	close(netlink.events);
}
