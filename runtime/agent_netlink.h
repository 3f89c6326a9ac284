/*
 * What the agent says to the kernel and hears from it: links, addresses, routes, rules over
 * rtnetlink, and the deletion of connections over ctnetlink. Nothing here knows why.
 */
#ifndef RUNTIME_AGENT_NETLINK_H
#define RUNTIME_AGENT_NETLINK_H

#include <net/if.h>
#include <uthash.h>

#include "backends/backend.h"
#include "compiler/plan.h"

/* netlink.c */
struct netlink {
	int requests; /* blocking; what is refused is answered, and the end of what is sent */
	int events; /* non-blocking; subscribed to links, addresses, routes, rules */
	uint32_t portid; /* of requests: tells our own writes from others' */
	uint32_t seq;
};

/* Messages that go to the kernel in one piece. */
struct batch {
	char *at;
	size_t len, cap;
	unsigned messages;
	uint32_t router; /* number of the table that is meant by TABLE_ROUTER; 0: that */
};

/* The answer to message I of a batch: ERROR is 0 or an errno, TEXT the kernel's explanation or "".
 */
typedef void (*batch_answer)(void *context, unsigned i, int error, const char *text);

struct nlmsghdr;
typedef void (*netlink_message)(void *context, const struct nlmsghdr *message);

/* False with errno. */
bool netlink_open(struct netlink *netlink);
/* Without events. */
bool netlink_open_silent(struct netlink *netlink);
void netlink_close(struct netlink *netlink);

/* A zeroed batch is empty. The header is followed by EXTRA zeroed bytes; attributes may be put
 * after it until the next call. */
struct nlmsghdr *batch_message(struct batch *batch, uint16_t type, uint16_t flags, size_t extra);
void batch_free(struct batch *batch);

/*
 * Send all messages in order and gather the answers. The kernel goes on after a message that fails.
 * Returns how many failed, or -1 with errno when the kernel could not be reached.
 */
int netlink_commit(struct netlink *netlink, struct batch *batch, batch_answer answer,
		   void *context);
/* The same of the first MOST messages; the others stay in BATCH. */
int netlink_commit_some(struct netlink *netlink, struct batch *batch, unsigned most,
			batch_answer answer, void *context);
/* Send the one dump request in BATCH and call MESSAGE with each part. False with errno. */
bool netlink_dump(struct netlink *netlink, struct batch *batch, netlink_message message,
		  void *context);
/* The same a part at a time. MORE: 1 when there is more to come, 0 at the end, -1 with errno. */
bool netlink_dump_begin(struct netlink *netlink, struct batch *batch);
int netlink_dump_more(struct netlink *netlink, netlink_message message, void *context);
/* Hear, in MOST datagrams at most, what there is to hear at FD. Where the kernel dropped some of
 * it, MESSAGE is called with NULL, and false returned. */
bool netlink_receive(int fd, int most, netlink_message message, void *context);
/* Then, before all is asked anew: let what waits at FD go. Until nothing does, the kernel drops
 * whatever else it has to tell, and does not say so again (netlink_overrun()). */
void netlink_forget(int fd);
/* The same of links, addresses, routes and rules: when it is false, everything must be asked anew.
 */
bool netlink_hear(struct netlink *netlink, netlink_message message, void *context);
/* A socket, non-blocking, that hears what the N groups of nfnetlink tell, with ROOM bytes for what
 * is still to be heard; -1 with errno. */
int netfilter_listen(const int *groups, size_t n, int room);

/* netlink_filter.c */
/* Hear no more of the routes that we write, nor of others' unless they are default routes or take
 * another's place in a table of their own; ALL_ROUTES: those too. False with errno, then all are
 * heard. */
bool netlink_filter(const struct netlink *netlink, bool all_routes);

struct nlattr;
/* The attributes of MESSAGE after a header of SKIP bytes, by type below COUNT; absent ones are
 * NULL.
 */
void netlink_attributes(const struct nlmsghdr *message, size_t skip, const struct nlattr **at,
			uint16_t count);
/* The same of what is nested in NEST, which may be NULL. */
void netlink_nested(const struct nlattr *nest, const struct nlattr **at, uint16_t count);

/* netlink_links.c */
/* How a link was made, as far as the plan says it; KIND is LINK_GIVEN for any other. */
struct link_made {
	uint8_t kind; /* enum link_kind */
	uint16_t vlan;
	uint32_t table;
	unsigned parent; /* index of the link that it stands on; 0: none */
	struct tunnel_object tunnel;
};

enum { TOS_INHERIT = 1 }; /* of a tunnel, as the kernel takes it */

/* netlink_made.c: what MESSAGE, of a link, says of it. */
struct link_made link_made(const struct nlmsghdr *message);

struct link {
	UT_hash_handle hh; /* by name */
	char name[IFNAMSIZ];
	unsigned index;
	bool up, carrier; /* raised; has a carrier */
	uint32_t turns; /* of the carrier so far */
	bool uncounted; /* link_turns() does not tell of this one */
	int counter; /* of the turns, once they were asked for; -1 */
	uint32_t mtu;
	struct link_made made;
	unsigned master; /* index of the bridge, bond or VRF that it belongs to; 0: none */
	int64_t changed; /* when an event last came; 0: long ago */
};

struct links {
	struct link *by_name;
};

struct link *link_find(const struct links *links, const char *name);
struct link *link_by_index(const struct links *links, unsigned index);
void links_free(struct links *links);
/* Ask for all links; those that are gone are dropped. False with errno. */
bool links_dump(struct netlink *netlink, struct links *links);
/* How often the carrier of LINK has turned, at once and without a lock: when others hold the one
 * for links, whoever asks the driver waits for them. -1 when it cannot be told. It may be that of
 * another namespace, whose /sys we have. */
int64_t link_turns(struct link *link);
/* 1 when the driver of the link NAME says that it has a carrier, 0 when not, -1 when it cannot say.
 */
int link_carrier(const struct netlink *netlink, const char *name);
/* Ask for one, by its name; see link_heard(). */
void links_ask(struct netlink *netlink, const char *name, netlink_message message, void *context);

enum link_news { LINK_SAME, LINK_NEW, LINK_CHANGED, LINK_GONE };
/*
 * Take in an RTM_NEWLINK or RTM_DELLINK. The link is in *LINK, unless it is gone (then its name is
 * in NAME).
 */
enum link_news link_heard(struct links *links, const struct nlmsghdr *message, struct link **link,
			  char name[IFNAMSIZ]);

/* netlink_encode.c */
/*
 * Append the message that does VERB to OBJECT: a link, an address, a route or a rule; a REPLACE of
 * a rule is two messages. False when its device does not exist.
 */
bool batch_object(struct batch *batch, const struct links *links, enum change_verb verb,
		  const struct object *old, const struct object *new);
bool object_is_netlink(const struct object *object);
/* Append the message that makes the device of OBJECT, a link that is none of LINK_GIVEN; or that
 * removes it. False when what it stands on does not exist, or it itself. */
bool batch_make_link(struct batch *batch, const struct links *links,
		     const struct link_object *object);
bool batch_remove_link(struct batch *batch, const struct links *links, const char *device);

/* netlink_decode.c */
struct address_news {
	unsigned index;
	bool v6, temporary; /* temporary: of IPv6, and not one to rely on */
	uint32_t addr;
	struct ip6 addr6;
	uint8_t len;
	bool ours; /* carries our protocol number */
	bool gone;
};

struct address_object address_of_news(const char *device, const struct address_news *news);
bool address_heard(const struct nlmsghdr *message, struct address_news *news);

/* A route or rule as an object, in ARENA; false when it is of a kind that we never make. */
struct route_news {
	struct object object;
	uint8_t protocol;
	bool gone;
};
uint32_t route_table(const struct nlmsghdr *message);
bool route_heard(struct arena *arena, const struct links *links, const struct nlmsghdr *message,
		 struct route_news *news);
bool rule_heard(struct arena *arena, const struct nlmsghdr *message, struct route_news *news);

/*
 * Dumps: what is appended to TARGET is in the kernel's order. Routes of PROTOCOL, or with 0 of
 * every protocol but ours, of TABLE, or with 0 of all tables but those that ASIDE (or NULL) tells.
 */
typedef bool (*table_aside)(const void *context, uint32_t table);
/* The request alone. */
void routes_ask(struct batch *batch, unsigned char family, uint8_t protocol, uint32_t table);
bool routes_dump(struct netlink *netlink, struct arena *arena, const struct links *links,
		 uint8_t protocol, uint32_t table, struct target *target);
bool routes_dump_but(struct netlink *netlink, struct arena *arena, const struct links *links,
		     uint8_t protocol, table_aside aside, const void *context,
		     struct target *target);
bool rules_dump(struct netlink *netlink, struct arena *arena, uint8_t protocol,
		struct target *target);
bool addresses_dump(struct netlink *netlink,
		    void (*each)(void *context, const struct address_news *news), void *context);

/* netlink_nft.c */
/* A transaction of nftables' that touched our table. */
struct nft_news {
	unsigned touched; /* how many objects of our table it named */
	bool removed; /* the table is gone */
	uint32_t generation; /* of the kernel's whole ruleset, from then on */
	uint32_t port, pid; /* of whom: his netlink port, and his process as the kernel counts */
	char name[16]; /* that process's, or "" */
};

/* A socket, non-blocking, that hears of every transaction; -1 with errno. */
int nft_listen(void);
/* It does, or does not for a while; false with errno. */
bool nft_listens(int fd, bool on);
/* Hear some of what happened and call OVER for each transaction on our table, which is of FAMILY,
 * or of any when that is 0; NEWS is what was heard of one that is not yet over. False when the
 * kernel dropped some of it. */
bool nft_hear(int fd, uint8_t family, struct nft_news *news,
	      void (*over)(void *context, const struct nft_news *news), void *context);

/* conntrack.c */
struct conntrack {
	int fd;
	uint32_t seq;
	uint32_t port; /* by which the kernel tells who did something */
};

bool conntrack_open(struct conntrack *conntrack);
void conntrack_close(struct conntrack *conntrack);
/* Delete the connections whose mark under MASK is MARK; MASK 0: all. False with errno. */
bool conntrack_flush(struct conntrack *conntrack, uint32_t mark, uint32_t mask);
/* Empty the map MAP of our table of nft, which is of FAMILY. False with errno. */
bool conntrack_empty_map(struct conntrack *conntrack, uint8_t family, const char *map);
/* A message of netfilter at AT, where there is room for it. */
struct nlmsghdr *netfilter_message(void *at, uint16_t type, uint16_t flags, uint32_t seq,
				   uint8_t family, uint16_t resource);
/* Send LEN bytes: the requests FIRST to LAST, of which the last one is to be acknowledged. False
 * with errno when one of them is refused. */
bool netfilter_request(const struct conntrack *conntrack, const void *buf, size_t len,
		       uint32_t first, uint32_t last);

/* netlink_nft.c: the family of our table, as the kernel says it. */
uint8_t nft_family(const struct plan *plan);

/* netlink_elements.c: elements of the sets of our nft table, in the form that the kernel has. */
enum { NFT_NAME_ROOM = 256 }; /* of a set's name, with the byte that ends it */

struct nft_element {
	const char *set;
	const uint8_t *key, *data;
	uint8_t key_len, data_len; /* DATA_LEN 0: of a set, not a map */
	const char *comment; /* or NULL */
};

/* One transaction; all zeroes but for the family to begin with. */
struct nft_batch {
	uint8_t family; /* of our table */
	char *at;
	size_t len, room;
	uint32_t elements;
};

void nft_batch_put(struct nft_batch *batch, const struct nft_element *element, bool add);
/* All of it or nothing, and when this returns it is over; then BATCH is empty. False with errno. */
bool nft_batch_commit(struct conntrack *conntrack, struct nft_batch *batch);

/* netlink_bulk.c: elements, maybe a great many, in as few transactions of some megabytes as do. */
struct nft_bulk {
	struct conntrack socket;
	char *at;
	size_t len, most; /* of a transaction */
	uint8_t family; /* of our table */
	struct nlmsghdr *message; /* the last one, to which elements are added */
	struct nlattr *elements; /* its list */
	const char *set; /* whose elements they are */
	bool gone; /* which go */
	bool at_once; /* one transaction, however long */
	uint32_t first; /* number of the transaction's first message */
	unsigned done; /* transactions */
	bool failed; /* with ERROR */
	int error;
};

struct nft_bulk_element {
	struct nft_element element;
	bool gone; /* it goes, else it comes */
	bool verdict; /* instead of data: to CHAIN, or CODE when that is NULL */
	int32_t code;
	const char *chain;
};

/* FAMILY is that of our table. */
bool nft_bulk_open(struct nft_bulk *bulk, uint8_t family, bool at_once);
void nft_bulk_put(struct nft_bulk *bulk, const struct nft_bulk_element *element);
/* Send the last of it. False with errno when any of it was refused. */
bool nft_bulk_close(struct nft_bulk *bulk);

/* netlink_counters.c: what our nft table counts. */
struct counter {
	uint64_t packets;
	/* its key, and the end of its range, as the kernel has them */
	const uint8_t *first, *last;
	size_t len, last_len;
};

typedef void (*counter_hear)(void *context, const struct counter *counter);

/* A socket for these questions, to be closed with netlink_close(). False with errno. */
bool counters_open(struct netlink *netlink);
/* What each of the N rules of CHAIN that count has counted, in their order, into AT. *SAME: it has
 * so many of them; else somebody else has changed it. FAMILY is that of our table. False with
 * errno. */
bool counters_of_chain(struct netlink *netlink, uint8_t family, const char *chain,
		       struct counted *at, uint32_t n, bool *same);
/* Call HEAR with the counter of each element, in any order. False with errno. */
bool counters_of_set(struct netlink *netlink, uint8_t family, const char *set, counter_hear hear,
		     void *context);

#endif
