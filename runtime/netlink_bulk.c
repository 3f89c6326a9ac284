/*
 * Elements, be they some hundred thousand: written by hand into messages that hold as many as an
 * attribute may, and those into transactions of several messages. A library's object for each
 * element would cost several times as much as the kernel takes for it.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <libmnl/libmnl.h>
#include <linux/netfilter.h>
#include <linux/netfilter/nf_tables.h>
#include <linux/netfilter/nfnetlink.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "agent_netlink.h"

enum {
	/* Or what the socket takes at once. What is in the processor's cache yet when the kernel
	 * comes to commit it takes it a fifth less than of megabytes. */
	SEND_BYTES = 512 * 1024,
	LIST_BYTES = 60 * 1024, /* of one message; an attribute's length has 16 bits */
	SOCKET_BYTES = 4096, /* which the kernel wants of the socket's room for itself, and more */
	ELEMENT_BYTES = 1024, /* more than any of them, or the rest of a message, comes to */
	COMMENT_TYPE = 0, /* as nft shows it behind the element */
	COMMENT_MAX = 127,
};

static struct nlmsghdr *put_message(struct nft_bulk *bulk, uint16_t type, uint16_t flags,
				    uint8_t family, uint16_t resource)
{
	return netfilter_message(bulk->at + bulk->len, type, flags, ++bulk->socket.seq, family,
				 resource);
}

static void message_over(struct nft_bulk *bulk)
{
	if (!bulk->message)
		return;
	mnl_attr_nest_end(bulk->message, bulk->elements);
	bulk->len += NLMSG_ALIGN(bulk->message->nlmsg_len);
	bulk->message = NULL;
}

static void transaction_begin(struct nft_bulk *bulk)
{
	bulk->len = 0;
	bulk->len += put_message(bulk, NFNL_MSG_BATCH_BEGIN, 0, AF_UNSPEC, NFNL_SUBSYS_NFTABLES)
			     ->nlmsg_len;
	bulk->first = bulk->socket.seq;
}

/* As much as we want where we may, else what everybody may have; of that, what may be sent. */
static size_t socket_room(int fd, int wanted)
{
	int size = wanted;
	socklen_t len = sizeof size;

	if (setsockopt(fd, SOL_SOCKET, SO_SNDBUFFORCE, &size, sizeof size) < 0)
		setsockopt(fd, SOL_SOCKET, SO_SNDBUF, &size, sizeof size);
	if (getsockopt(fd, SOL_SOCKET, SO_SNDBUF, &size, &len) < 0 || size < 4 * SOCKET_BYTES)
		size = 4 * SOCKET_BYTES;
	return (size_t)(size < wanted ? size : wanted) - SOCKET_BYTES;
}

static void transaction_over(struct nft_bulk *bulk)
{
	uint32_t last = bulk->socket.seq;

	if (!bulk->message)
		return;
	if (bulk->at_once)
		socket_room(bulk->socket.fd, (int)bulk->most);
	bulk->message->nlmsg_flags |= NLM_F_ACK;
	message_over(bulk);
	bulk->len += put_message(bulk, NFNL_MSG_BATCH_END, 0, AF_UNSPEC, NFNL_SUBSYS_NFTABLES)
			     ->nlmsg_len;
	if (!bulk->failed &&
	    !netfilter_request(&bulk->socket, bulk->at, bulk->len, bulk->first, last)) {
		bulk->failed = true;
		bulk->error = errno;
	}
	bulk->done += !bulk->failed;
	transaction_begin(bulk);
}

static void message_begin(struct nft_bulk *bulk, const char *set, bool gone)
{
	message_over(bulk);
	bulk->message = put_message(
		bulk, NFNL_SUBSYS_NFTABLES << 8 | (gone ? NFT_MSG_DELSETELEM : NFT_MSG_NEWSETELEM),
		gone ? 0 : NLM_F_CREATE, bulk->family, 0);
	mnl_attr_put_strz(bulk->message, NFTA_SET_ELEM_LIST_TABLE, "causeway");
	mnl_attr_put_strz(bulk->message, NFTA_SET_ELEM_LIST_SET, set);
	bulk->elements = mnl_attr_nest_start(bulk->message, NFTA_SET_ELEM_LIST_ELEMENTS);
	bulk->set = set;
	bulk->gone = gone;
}

static void make_longer(struct nft_bulk *bulk)
{
	message_over(bulk);
	bulk->most *= 2;
	bulk->at = realloc(bulk->at, bulk->most);
	if (!bulk->at)
		abort();
}

/* A place for another element of SET, that comes or is GONE. */
static void room(struct nft_bulk *bulk, const char *set, bool gone)
{
	size_t list = bulk->message ? bulk->message->nlmsg_len : 0;

	if (bulk->len + list + 2 * ELEMENT_BYTES > bulk->most) {
		if (bulk->at_once)
			make_longer(bulk);
		else
			transaction_over(bulk);
	}
	if (!bulk->message || bulk->set != set || bulk->gone != gone ||
	    bulk->message->nlmsg_len + ELEMENT_BYTES > LIST_BYTES)
		message_begin(bulk, set, gone);
}

/*
 * The elements' own attributes. libmnl would be called a dozen times for each of them; there is
 * room for an element, and what is put behind the message counts when its elements are over.
 */

static char *attribute_begin(char *at, uint16_t type)
{
	((struct nlattr *)at)->nla_type = type;
	return at + sizeof(struct nlattr);
}

/* The attribute at FROM ends at TO: where the next one is to begin. */
static char *attribute_end(char *from, char *to)
{
	static const char padding[MNL_ALIGNTO];
	size_t len = (size_t)(to - from), rest = -len % sizeof padding;

	((struct nlattr *)from)->nla_len = (uint16_t)len;
	memcpy(to, padding, rest);
	return to + rest;
}

static char *nest_begin(char *at, uint16_t type)
{
	return attribute_begin(at, NLA_F_NESTED | type);
}

static char *put(char *at, uint16_t type, const void *data, size_t len)
{
	char *to = attribute_begin(at, type);

	memcpy(to, data, len);
	return attribute_end(at, to + len);
}

static char *put_bytes(char *at, uint16_t type, const uint8_t *data, size_t len)
{
	return attribute_end(at, put(nest_begin(at, type), NFTA_DATA_VALUE, data, len));
}

static char *put_verdict(char *at, const struct nft_bulk_element *element)
{
	char *verdict = nest_begin(at, NFTA_SET_ELEM_DATA);
	uint32_t code = htonl((uint32_t)element->code);
	char *to =
		put(nest_begin(verdict, NFTA_DATA_VERDICT), NFTA_VERDICT_CODE, &code, sizeof code);

	if (element->chain)
		to = put(to, NFTA_VERDICT_CHAIN, element->chain, strlen(element->chain) + 1);
	return attribute_end(at, attribute_end(verdict, to));
}

static char *put_comment(char *at, const char *comment)
{
	size_t len = strnlen(comment, COMMENT_MAX);
	char *to = attribute_begin(at, NFTA_SET_ELEM_USERDATA);

	to[0] = COMMENT_TYPE;
	to[1] = (char)(len + 1);
	memcpy(to + 2, comment, len);
	to[2 + len] = '\0';
	return attribute_end(at, to + 2 + len + 1);
}

bool nft_bulk_open(struct nft_bulk *bulk, uint8_t family, bool at_once)
{
	*bulk = (struct nft_bulk){.family = family, .at_once = at_once};
	if (!conntrack_open(&bulk->socket))
		return false;
	bulk->most = socket_room(bulk->socket.fd, SEND_BYTES);
	bulk->at = malloc(SEND_BYTES);
	if (!bulk->at)
		abort();
	transaction_begin(bulk);
	return true;
}

void nft_bulk_put(struct nft_bulk *bulk, const struct nft_bulk_element *element)
{
	const struct nft_element *e = &element->element;
	char *begin, *to;

	room(bulk, e->set, element->gone);
	begin = mnl_nlmsg_get_payload_tail(bulk->message);
	to = nest_begin(begin, NFTA_LIST_ELEM);
	to = put_bytes(to, NFTA_SET_ELEM_KEY, e->key, e->key_len);
	if (element->gone)
		; /* the key tells which */
	else if (element->verdict)
		to = put_verdict(to, element);
	else if (e->data_len)
		to = put_bytes(to, NFTA_SET_ELEM_DATA, e->data, e->data_len);
	if (e->comment && !element->gone)
		to = put_comment(to, e->comment);
	to = attribute_end(begin, to);
	bulk->message->nlmsg_len += (uint32_t)(to - begin);
}

bool nft_bulk_close(struct nft_bulk *bulk)
{
	transaction_over(bulk);
	conntrack_close(&bulk->socket);
	free(bulk->at);
	errno = bulk->error;
	return !bulk->failed;
}
