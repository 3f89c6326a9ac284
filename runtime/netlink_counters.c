/*
 * What nft counts of packets: the counters of a chain's rules and of a set's elements, as the
 * kernel lists them. Read by netlink, since libnftables would make text of all the rest as well.
 */
#include <arpa/inet.h>
#include <endian.h>
#include <errno.h>
#include <libmnl/libmnl.h>
#include <linux/netfilter.h>
#include <linux/netfilter/nf_tables.h>
#include <linux/netfilter/nfnetlink.h>
#include <linux/netlink.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "agent_netlink.h"

#define TABLE "causeway"

/* The counters of a chain. */
struct chain_counting {
	struct counted *at;
	uint32_t n, most;
};

struct counting {
	counter_hear hear;
	void *context;
};

bool counters_open(struct netlink *netlink)
{
	struct timeval patience = {.tv_sec = 5};

	*netlink = (struct netlink){
		.requests = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_NETFILTER),
		.events = -1};
	if (netlink->requests < 0)
		return false;
	setsockopt(netlink->requests, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
	return true;
}

/* ---- counters ---- */

static bool read_number(const struct nlattr *attr, uint64_t *number)
{
	if (!attr || mnl_attr_validate(attr, MNL_TYPE_U64) < 0)
		return false;
	*number = be64toh(mnl_attr_get_u64(attr));
	return true;
}

/* What EXPRESSION has counted, when it is a counter. */
static bool counter_in(const struct nlattr *expression, struct counted *counted)
{
	const struct nlattr *at[NFTA_EXPR_MAX + 1], *data[NFTA_COUNTER_MAX + 1];

	netlink_nested(expression, at, NFTA_EXPR_MAX + 1);
	if (!at[NFTA_EXPR_NAME] || !at[NFTA_EXPR_DATA] ||
	    mnl_attr_validate(at[NFTA_EXPR_NAME], MNL_TYPE_NUL_STRING) < 0 ||
	    strcmp(mnl_attr_get_str(at[NFTA_EXPR_NAME]), "counter") != 0)
		return false;
	netlink_nested(at[NFTA_EXPR_DATA], data, NFTA_COUNTER_MAX + 1);
	return read_number(data[NFTA_COUNTER_PACKETS], &counted->packets) &&
	       read_number(data[NFTA_COUNTER_BYTES], &counted->bytes);
}

static int hear_expression(const struct nlattr *expression, void *context)
{
	struct chain_counting *counting = context;
	struct counted counted;

	if (!counter_in(expression, &counted))
		return MNL_CB_OK;
	if (counting->n < counting->most)
		counting->at[counting->n] = counted;
	counting->n++;
	return MNL_CB_OK;
}

static void hear_rule(void *context, const struct nlmsghdr *message)
{
	const struct nlattr *at[NFTA_RULE_MAX + 1];

	netlink_attributes(message, sizeof(struct nfgenmsg), at, NFTA_RULE_MAX + 1);
	if (at[NFTA_RULE_EXPRESSIONS])
		mnl_attr_parse_nested(at[NFTA_RULE_EXPRESSIONS], hear_expression, context);
}

static void read_key(const struct nlattr *key, const uint8_t **bytes, size_t *len)
{
	const struct nlattr *at[NFTA_DATA_MAX + 1];

	netlink_nested(key, at, NFTA_DATA_MAX + 1);
	*bytes = at[NFTA_DATA_VALUE] ? mnl_attr_get_payload(at[NFTA_DATA_VALUE]) : NULL;
	*len = at[NFTA_DATA_VALUE] ? mnl_attr_get_payload_len(at[NFTA_DATA_VALUE]) : 0;
}

static int hear_element(const struct nlattr *element, void *context)
{
	const struct counting *counting = context;
	const struct nlattr *at[NFTA_SET_ELEM_MAX + 1];
	struct counter counter = {0};
	struct counted counted;

	netlink_nested(element, at, NFTA_SET_ELEM_MAX + 1);
	if (!at[NFTA_SET_ELEM_EXPR] || !counter_in(at[NFTA_SET_ELEM_EXPR], &counted))
		return MNL_CB_OK;
	counter.packets = counted.packets;
	read_key(at[NFTA_SET_ELEM_KEY], &counter.first, &counter.len);
	read_key(at[NFTA_SET_ELEM_KEY_END], &counter.last, &counter.last_len);
	if (!counter.last) {
		counter.last = counter.first;
		counter.last_len = counter.len;
	}
	if (counter.first && counter.len == counter.last_len)
		counting->hear(counting->context, &counter);
	return MNL_CB_OK;
}

static void hear_elements(void *context, const struct nlmsghdr *message)
{
	const struct nlattr *at[NFTA_SET_ELEM_LIST_MAX + 1];

	netlink_attributes(message, sizeof(struct nfgenmsg), at, NFTA_SET_ELEM_LIST_MAX + 1);
	if (at[NFTA_SET_ELEM_LIST_ELEMENTS])
		mnl_attr_parse_nested(at[NFTA_SET_ELEM_LIST_ELEMENTS], hear_element, context);
}

/* ---- questions ---- */

static bool ask(struct netlink *netlink, uint8_t family, uint16_t what, uint16_t attribute,
		const char *name, netlink_message message, void *context)
{
	struct batch batch = {0};
	struct nlmsghdr *request =
		batch_message(&batch, (uint16_t)(NFNL_SUBSYS_NFTABLES << 8 | what), NLM_F_DUMP,
			      sizeof(struct nfgenmsg));
	struct nfgenmsg *info = mnl_nlmsg_get_payload(request);

	info->nfgen_family = family;
	info->version = NFNETLINK_V0;
	/* the number of a table's name, NFTA_RULE_TABLE, is that of NFTA_SET_ELEM_LIST_TABLE */
	mnl_attr_put_strz(request, NFTA_RULE_TABLE, TABLE);
	mnl_attr_put_strz(request, attribute, name);
	return netlink_dump(netlink, &batch, message, context);
}

bool counters_of_chain(struct netlink *netlink, uint8_t family, const char *chain,
		       struct counted *at, uint32_t n, bool *same)
{
	struct chain_counting counting = {.at = at, .most = n};
	bool ok =
		ask(netlink, family, NFT_MSG_GETRULE, NFTA_RULE_CHAIN, chain, hear_rule, &counting);

	*same = counting.n == n;
	return ok;
}

bool counters_of_set(struct netlink *netlink, uint8_t family, const char *set, counter_hear hear,
		     void *context)
{
	struct counting counting = {hear, context};

	return ask(netlink, family, NFT_MSG_GETSETELEM, NFTA_SET_ELEM_LIST_SET, set, hear_elements,
		   &counting);
}
