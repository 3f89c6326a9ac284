/*
 * Elements of the sets and maps of our nft table, added and deleted in one transaction. A failover
 * changes few of them, and goes by here: libnftables, which parses a text and reads the whole
 * ruleset first, is for loading tables.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <libmnl/libmnl.h>
#include <linux/netfilter.h>
#include <linux/netfilter/nf_tables.h>
#include <linux/netfilter/nfnetlink.h>
#include <linux/netlink.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "agent_netlink.h"

enum {
	MESSAGE_BYTES = 2048, /* more than any of them comes to */
	COMMENT_TYPE = 0, /* as nft reads an element's user data: type, length, text */
	COMMENT_MAX = 127,
	SEND_BYTES = 64 * 1024, /* any socket takes as much */
};

/* Room for another message at its end. */
static void *batch_room(struct nft_batch *batch)
{
	if (batch->room - batch->len < MESSAGE_BYTES) {
		batch->room = batch->room ? 2 * batch->room : 4 * MESSAGE_BYTES;
		batch->at = realloc(batch->at, batch->room);
		if (!batch->at)
			abort();
	}
	return batch->at + batch->len;
}

static void put_bytes(struct nlmsghdr *message, uint16_t type, const uint8_t *at, size_t len)
{
	struct nlattr *nest = mnl_attr_nest_start(message, type);

	mnl_attr_put(message, NFTA_DATA_VALUE, len, at);
	mnl_attr_nest_end(message, nest);
}

static void put_comment(struct nlmsghdr *message, const char *comment)
{
	char data[2 + COMMENT_MAX + 1] = {COMMENT_TYPE};
	size_t len = strnlen(comment, COMMENT_MAX);

	data[1] = (char)(len + 1);
	memcpy(data + 2, comment, len);
	mnl_attr_put(message, NFTA_SET_ELEM_USERDATA, 2 + len + 1, data);
}

/* Sequence numbers count from 1 within the batch until it is sent. */
void nft_batch_put(struct nft_batch *batch, const struct nft_element *element, bool add)
{
	uint16_t what = add ? NFT_MSG_NEWSETELEM : NFT_MSG_DELSETELEM;
	struct nlmsghdr *message;
	struct nlattr *list, *nest;

	if (!batch->len)
		batch->len = netfilter_message(batch_room(batch), NFNL_MSG_BATCH_BEGIN, 0, 0,
					       AF_UNSPEC, NFNL_SUBSYS_NFTABLES)
				     ->nlmsg_len;
	message = netfilter_message(batch_room(batch), (uint16_t)(NFNL_SUBSYS_NFTABLES << 8 | what),
				    add ? NLM_F_CREATE : 0, ++batch->elements, NFPROTO_INET, 0);
	mnl_attr_put_strz(message, NFTA_SET_ELEM_LIST_TABLE, "causeway");
	mnl_attr_put_strz(message, NFTA_SET_ELEM_LIST_SET, element->set);
	list = mnl_attr_nest_start(message, NFTA_SET_ELEM_LIST_ELEMENTS);
	nest = mnl_attr_nest_start(message, NFTA_LIST_ELEM);
	put_bytes(message, NFTA_SET_ELEM_KEY, element->key, element->key_len);
	if (add && element->data_len)
		put_bytes(message, NFTA_SET_ELEM_DATA, element->data, element->data_len);
	if (add && element->comment)
		put_comment(message, element->comment);
	mnl_attr_nest_end(message, nest);
	mnl_attr_nest_end(message, list);
	batch->len += message->nlmsg_len;
}

/* Number the messages behind what the socket has sent so far, and have the last element
 * acknowledged. */
static void batch_number(struct nft_batch *batch, uint32_t before)
{
	int left = (int)batch->len;
	uint32_t n = 0;

	for (struct nlmsghdr *m = (void *)batch->at; mnl_nlmsg_ok(m, left);
	     m = mnl_nlmsg_next(m, &left), n++) {
		m->nlmsg_seq = before + n;
		if (n == batch->elements)
			m->nlmsg_flags |= NLM_F_ACK;
	}
}

bool nft_batch_commit(struct conntrack *conntrack, struct nft_batch *batch)
{
	uint32_t first = conntrack->seq + 1, last = first + batch->elements;
	int room = (int)(2 * batch->len);
	bool ok = true;
	int error;

	if (batch->elements) {
		batch->len += netfilter_message(batch_room(batch), NFNL_MSG_BATCH_END, 0, 0,
						AF_UNSPEC, NFNL_SUBSYS_NFTABLES)
				      ->nlmsg_len;
		batch_number(batch, first);
		conntrack->seq = last + 1;
		if (batch->len > SEND_BYTES)
			setsockopt(conntrack->fd, SOL_SOCKET, SO_SNDBUFFORCE, &room, sizeof room);
		ok = netfilter_request(conntrack, batch->at, batch->len, first, last);
	}
	error = errno;
	free(batch->at);
	*batch = (struct nft_batch){0};
	errno = error;
	return ok;
}
