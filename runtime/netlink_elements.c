/*
 * Elements of the sets and maps of our nft table, added and deleted in one transaction. A failover
 * changes few of them, and goes by here: libnftables, which parses a text and reads the whole
 * ruleset first, is for loading tables.
 */
#include <errno.h>
#include <libmnl/libmnl.h>
#include <libnftnl/common.h>
#include <libnftnl/set.h>
#include <libnftnl/udata.h>
#include <linux/netfilter.h>
#include <linux/netfilter/nf_tables.h>
#include <linux/netlink.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "agent_netlink.h"

enum {
	MESSAGE_BYTES = 2048, /* more than any of them comes to */
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

/* As nft shows it behind the element. */
static void set_comment(struct nftnl_set_elem *element, const char *comment)
{
	struct nftnl_udata_buf *data = nftnl_udata_buf_alloc(NFT_USERDATA_MAXLEN);
	char text[NFTNL_UDATA_COMMENT_MAXLEN];

	if (!data)
		abort();
	snprintf(text, sizeof text, "%s", comment);
	nftnl_udata_put_strz(data, NFTNL_UDATA_SET_ELEM_COMMENT, text);
	nftnl_set_elem_set(element, NFTNL_SET_ELEM_USERDATA, nftnl_udata_buf_data(data),
			   nftnl_udata_buf_len(data));
	nftnl_udata_buf_free(data);
}

/* Its set, with nothing but it. What is deleted is told by its key. */
static struct nftnl_set *set_of(const struct nft_element *element, bool add)
{
	struct nftnl_set *set = nftnl_set_alloc();
	struct nftnl_set_elem *one = nftnl_set_elem_alloc();

	if (!set || !one)
		abort();
	nftnl_set_set_str(set, NFTNL_SET_TABLE, "causeway");
	nftnl_set_set_str(set, NFTNL_SET_NAME, element->set);
	nftnl_set_elem_set(one, NFTNL_SET_ELEM_KEY, element->key, element->key_len);
	if (add && element->data_len)
		nftnl_set_elem_set(one, NFTNL_SET_ELEM_DATA, element->data, element->data_len);
	if (add && element->comment)
		set_comment(one, element->comment);
	nftnl_set_elem_add(set, one);
	return set;
}

/* Sequence numbers count from 1 within the batch until it is sent. */
void nft_batch_put(struct nft_batch *batch, const struct nft_element *element, bool add)
{
	uint16_t what = add ? NFT_MSG_NEWSETELEM : NFT_MSG_DELSETELEM;
	struct nftnl_set *set = set_of(element, add);
	struct nlmsghdr *message;

	if (!batch->len)
		batch->len = nftnl_batch_begin(batch_room(batch), 0)->nlmsg_len;
	message = nftnl_nlmsg_build_hdr(batch_room(batch), what, batch->family,
					add ? NLM_F_CREATE : 0, ++batch->elements);
	nftnl_set_elems_nlmsg_build_payload(message, set);
	nftnl_set_free(set);
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
		batch->len += nftnl_batch_end(batch_room(batch), 0)->nlmsg_len;
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
