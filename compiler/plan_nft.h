/* Objects of the plan that stand in our nft table: sets, maps, elements, chains and their rules. */
#ifndef COMPILER_PLAN_NFT_H
#define COMPILER_PLAN_NFT_H

#include <stdbool.h>
#include <stdint.h>

#include "grammar/vec.h"
#include "plan_value.h"

/* Types of set keys and map data, concatenated in order. */
#define NFT_TYPES(X)               \
	X(IPV4, "ipv4_addr")       \
	X(PROTO, "inet_proto")     \
	X(SERVICE, "inet_service") \
	X(IFNAME, "ifname")        \
	X(MARK, "mark")            \
	X(VERDICT, "verdict")      \
	X(IPV6, "ipv6_addr")

enum nft_type {
#define X(symbol, text) TYPE_##symbol,
	NFT_TYPES(X)
#undef X
};
enum { NFT_KEY_MAX = 5, NFT_DATA_MAX = 2, NFT_VALUES_MAX = NFT_KEY_MAX + NFT_DATA_MAX };

struct set_object {
	const char *name; /* K without the table: `static_pat_in` */
	uint8_t key[NFT_KEY_MAX], keys; /* enum nft_type */
	uint8_t data[NFT_DATA_MAX], datas; /* 0: a set, else a map */
	bool interval; /* of prefixes; a map's data are prefixes then, too */
	bool ranges; /* of concatenated ranges that may overlap: see element_object.order */
	bool counted; /* each element counts its packets */
	bool dynamic; /* filled by the rules themselves */
	uint32_t timeout; /* seconds that an element stays; 0: for ever */
	uint32_t room; /* as many elements at most; 0: any number. A plan's sets have none: it is
			  whoever loads one that knows whether it may be replaced */
};

/* A policy for connections that a rule gives them: how long they are kept, or who reads their
 * payload. An object cannot be changed in place, so its name says all of it. */
enum ct_kind { CT_TIMEOUT, CT_HELPER };

struct ct_policy {
	const char *state; /* as nft calls it: `established` */
	uint32_t seconds;
};

struct ct_object {
	const char *name; /* K */
	uint8_t kind; /* enum ct_kind */
	uint8_t proto; /* 6 or 17 */
	const char *helper; /* of CT_HELPER: the kernel's name */
	VEC(struct ct_policy) policy; /* of CT_TIMEOUT */
};

/* One part of a key or datum. */
struct nft_value {
	uint8_t type; /* enum nft_type */
	uint8_t len; /* of an address in an interval set: prefix length; else 32, or 128 */
	uint8_t verb; /* TYPE_VERDICT: enum nft_verb */
	uint32_t last; /* of an interval set, or one of ranges: the range's end; 0: none */
	union {
		struct value addr; /* TYPE_IPV4, TYPE_IPV6 */
		uint32_t number; /* TYPE_PROTO, TYPE_SERVICE, TYPE_MARK */
		const char *name; /* TYPE_IFNAME: the device; TYPE_VERDICT: the chain to go to,
				     or NULL: what VERB says */
	};
};

/* The line of an access list whose packets are counted; LIST is NULL where it is none. It is no
 * part of what stands in nft, nor of the plan as JSON: only who has compiled the plan asks. */
struct counted_line {
	const char *list;
	uint32_t seq;
	bool v6; /* of the lists of IPv6, which have names of their own */
};

struct element_object {
	const char *set; /* K */
	struct counted_line line;
	/* K of a set of ranges, in which the kernel takes the first that has a packet: lower is
	 * earlier. Those of one number have no packet in common. */
	uint32_t order;
	bool ordered; /* of such a set */
	/* Its line is told in files, and not in the kernel: an element that has it there is up to
	 * thrice as large, which whoever looks through a large map pays for. Nor in JSON. */
	bool line_in_file;
	uint8_t keys, datas;
	struct nft_value *key; /* K KEYS of them; two elements may share them */
	struct nft_value *data; /* DATAS */
};

/* What several rows lead to, and whose list they count for. */
struct row_fate {
	struct nft_value verdict;
	const char *list; /* as in struct counted_line, as is the next */
	bool v6;
};

/* The line of a configuration that rows come from. */
struct row_line {
	const char *origin;
	uint32_t seq; /* in the list of its fate */
	uint32_t fate;
};

/*
 * All elements of a set that hold always and name nothing that only the state knows: what a long
 * access list becomes, or static NAT. There may be millions, so that a row has numbers only.
 */
struct rows_object {
	const char *set; /* K */
	/* enum nft_type: of a constant number or address of IPv4, or of a device */
	uint8_t type[NFT_KEY_MAX], keys;
	/* the same but devices, which each row has itself; in a map of verdicts none: see FATES */
	uint8_t data[NFT_DATA_MAX], datas;
	bool ranges; /* the set has ranges, and an order among them */
	bool lines_in_file; /* as of an element; not with FATES */
	uint32_t n;
	/* N rows, ascending by key, of rows_width() numbers: its line, then, one for each key, what
	 * it is, and then the same of its data; with RANGES its line, the element's order, for each
	 * key the first and the last, and its data. */
	const uint32_t *at;
	const struct row_line *lines;
	const struct row_fate *fates; /* of a map of verdicts; else NULL */
	const char *const *names; /* of devices, ascending: a row has a name's number */
};

/* Matches of a rule: field OP value, all of which must hold. */
#define NFT_FIELDS(X)                                                                      \
	X(IIFNAME, "iifname") /* name, or @set */                                          \
	X(OIFNAME, "oifname")                                                              \
	X(FROM_HERE, "meta iif 0") /* no value: in postrouting, a packet of this host */   \
	X(SADDR, "ip saddr")                                                               \
	X(DADDR, "ip daddr")                                                               \
	X(SADDR6, "ip6 saddr") /* net6 */                                                  \
	X(DADDR6, "ip6 daddr")                                                             \
	X(ICMP6_TYPE, "icmpv6 type")                                                       \
	X(ICMP6_CODE, "icmpv6 code")                                                       \
	X(DSCP6, "ip6 dscp")                                                               \
	X(DSCP_LOW6,                                                                       \
	  "@nh,7,3") /* three bits below precedence; nft compares ip6 dscp whole only */   \
	X(FLOW_LABEL, "ip6 flowlabel")                                                     \
	X(HEADER_HBH6, "exthdr hbh exists") /* no value; these four */                     \
	X(HEADER_ROUTING6, "exthdr rt exists")                                             \
	X(HEADER_DEST6, "exthdr dst exists")                                               \
	X(HEADER_MOBILITY6, "exthdr mh exists")                                            \
	X(ROUTING_TYPE6, "rt type")                                                        \
	X(MOBILITY_TYPE6, "mh type")                                                       \
	X(LENGTH6, "ip6 length")                                                           \
	X(NFPROTO_IPV6, "meta nfproto ipv6") /* no value */                                \
	X(L4PROTO, "meta l4proto") /* or ip protocol */                                    \
	X(SPORT, "th sport")                                                               \
	X(DPORT, "th dport")                                                               \
	X(TCP_FLAGS, "tcp flags")                                                          \
	X(ICMP_TYPE, "icmp type")                                                          \
	X(ICMP_CODE, "icmp code")                                                          \
	X(LENGTH, "ip length")                                                             \
	X(DSCP, "ip dscp")                                                                 \
	X(TOS, "@nh,11,4") /* the four bits below precedence */                            \
	X(TTL, "ip ttl")                                                                   \
	X(HEADER_LENGTH, "ip hdrlength")                                                   \
	X(RECORD_ROUTE, "ip option rr exists") /* no value; these four */                  \
	X(LOOSE_ROUTE, "ip option lsrr exists")                                            \
	X(STRICT_ROUTE, "ip option ssrr exists")                                           \
	X(ROUTER_ALERT, "ip option ra exists")                                             \
	X(IGMP_TYPE, "igmp type")                                                          \
	X(DAY, "meta day") /* from Sunday, 0 */                                            \
	X(HOUR, "meta hour") /* seconds of the day */                                      \
	X(TIME, "meta time") /* seconds from 1970 on the local clock */                    \
	X(FLOW, "ip saddr . ip daddr . meta l4proto . th sport . th dport") /* in a set */ \
	X(SERVICE, "ip daddr . meta l4proto . th dport") /* in a set; these two */         \
	X(SERVICE_HOST, "ip daddr . meta l4proto")                                         \
	X(FLOW_HOSTS, "ip saddr . ip daddr . meta l4proto")                                \
	X(FLOW6, "ip6 saddr . ip6 daddr . meta l4proto . th sport . th dport")             \
	X(FLOW6_HOSTS, "ip6 saddr . ip6 daddr . meta l4proto")                             \
	X(NEXT_HOP, "rt ip nexthop") /* in postrouting */                                  \
	X(REALM, "rt classid") /* of the route that was found */                           \
	X(MARK, "meta mark")                                                               \
	X(CT_MARK, "ct mark")                                                              \
	X(CT_ZONE, "ct original zone")                                                     \
	X(CT_NEW, "ct state new") /* no value */                                           \
	X(CT_REPLY, "ct direction reply") /* no value */                                   \
	X(CT_INVALID, "ct state invalid") /* no value */                                   \
	X(CT_ESTABLISHED, "ct state established") /* no value */                           \
	X(FIB_LOCAL, "fib daddr type local") /* no value */                                \
	X(SOURCE_ELSEWHERE, "fib saddr . oif type != local") /* of another device */       \
	X(NO_WAY_BACK, "fib saddr . mark . iif oif 0") /* no route leads back by it */     \
	X(NO_SOURCE, "fib saddr . mark oif 0") /* no route leads back at all */            \
	X(WAY_OUT, "fib daddr . mark oifname") /* a device: by routes alone */             \
	X(NFPROTO_IPV4, "meta nfproto ipv4") /* no value */                                \
	X(SADDR_HASH, "jhash ip saddr") /* modulo mask, a range */                         \
	X(SADDR_WITH, "ip saddr with") /* MASK of its bits, the others of LO: in a set */  \
	X(CT_SNAT, "ct status snat") /* no value */                                        \
	X(CT_DNAT, "ct status dnat") /* no value */                                        \
	X(CT_TRANSLATED, "ct status snat,dnat") /* no value */                             \
	X(CT_REPLY_DADDR, "ct reply ip daddr")                                             \
	X(CT_ORIGINAL_DADDR, "ct original ip daddr")

enum nft_field {
#define X(symbol, text) FIELD_##symbol,
	NFT_FIELDS(X)
#undef X
};

enum nft_op {
	OP_EQ, /* field & mask == lo */
	OP_NE,
	OP_RANGE, /* lo - hi, inclusive */
	OP_IN, /* one of list[0 .. hi), numbers */
	OP_NOT_IN,
};

/* An address of IPv6 and which of its bits count. */
struct ip6_match {
	struct ip6 addr, mask;
};

struct nft_match {
	uint8_t field; /* enum nft_field */
	uint8_t op; /* enum nft_op */
	bool set; /* NAME is a named set, not a device */
	uint32_t mask; /* ~0: the whole field */
	uint32_t lo, hi;
	union {
		const char *name; /* with SET, of devices: see nft_match_name() */
		const uint16_t *list; /* of OP_IN and OP_NOT_IN */
		const struct ip6_match *net6; /* of SADDR6 and DADDR6; NULL: any */
	};
};

static inline const char *nft_match_name(const struct nft_match *match)
{
	return match->set || match->field == FIELD_IIFNAME || match->field == FIELD_OIFNAME ||
			       match->field == FIELD_WAY_OUT
		       ? match->name
		       : NULL;
}

enum nft_verb {
	VERB_CONTINUE, /* no verdict */
	VERB_ACCEPT,
	VERB_DROP,
	VERB_REJECT, /* administratively prohibited, rate-limited; this of IPv4 */
	VERB_REJECT6,
	VERB_RETURN,
	VERB_JUMP, /* to target */
	VERB_GOTO,
	VERB_SET_MARK, /* meta mark set meta mark & ~mask | mark */
	VERB_SET_CT_MARK, /* ct mark set ct mark & ~mask | mark */
	VERB_SET_ZONE, /* ct original zone set mark */
	VERB_MARK_VMAP, /* ct mark & mask vmap @target */
	VERB_VMAP, /* key vmap @target */
	VERB_SET_DSCP, /* ip dscp set mark */
	VERB_SET_DSCP6, /* ip6 dscp set mark */
	VERB_SET_FRAGMENT, /* ip frag-off set mark: its flags, of a whole packet */
	VERB_MASQUERADE,
	VERB_SNAT, /* to addr[-last]; a source keeps its own of several */
	VERB_SNAT_NET, /* to the same host of addr/len */
	VERB_DNAT_ROTARY, /* to the addresses of ranges, one after the other */
	VERB_DNAT_MAP, /* dnat ip to KEY map @target; KEY as the map's key types say, on the
			  destination side; with MASK after SET_CT_MARK, whatever it finds */
	VERB_SNAT_MAP, /* snat ip to KEY map @target, on the source side with oifname */
	VERB_SNAT_NET6, /* the first bits of the source become those of net6; and of the
			   destination */
	VERB_DNAT_NET6,
	VERB_REDIRECT, /* to the receiving interface's own address */
	VERB_UPDATE, /* put the flow, turned round, into the set MAP for MARK seconds; 0: its own */
	VERB_BIND, /* into map TARGET: who began, and its address; into MAP the contrary */
	VERB_BIND_TURNED, /* of a connection that the other side began */
	VERB_SET_MSS, /* TCP's segment size to mark, unless it is smaller */
	VERB_CT_TIMEOUT, /* the connection gets the policy target */
	VERB_CT_HELPER,
	VERB_DEFRAGMENT, /* offer it to a transparent proxy: the kernel puts the fragments of all
			    packets together while there is such a rule, be it never reached */
	VERB_DROP_OVER, /* drop what makes more than mark connections */
	VERB_DROP_OVER_EACH, /* the same for each source, in the set target */
	VERB_LINES, /* no rule: the rules of some lines stand here, see struct line_rules */
};

/* What of a packet a map is asked for, in the order of its key. */
struct nft_key {
	uint8_t n;
	uint8_t field[NFT_KEY_MAX]; /* enum nft_field */
	uint32_t mask[NFT_KEY_MAX]; /* ~0: the whole field; of an address of IPv6 its length */
};

struct nft_range {
	uint32_t first, last;
};

/*
 * Rules of lines that stand one behind the other in an access list, and differ from each other in
 * what they match only. Each chain that asks the list has the same ones, but for what they do: see
 * struct nft_lines. plan_rules.h makes rules of them.
 */
struct line_rules {
	const struct line_rule {
		uint32_t line; /* a number in LINES */
		uint32_t end; /* of its matches among WORDS, where the next one's begin */
	} * at;
	uint32_t n;
	const uint32_t *words; /* as match_pack() writes them */
	const struct row_line *lines;
};

/* There are as many as a configuration has lines, and more: what no verb has together shares its
 * place. */
struct nft_rule {
	VEC(struct nft_match) match;
	uint8_t verb; /* enum nft_verb */
	bool counter;
	uint8_t len; /* of addr */
	uint32_t ranges; /* of VERB_DNAT_ROTARY */
	const char *log; /* prefix, or NULL; rate-limited */
	const char *target; /* chain or map */
	union {
		const struct set_object *map; /* of *_MAP, UPDATE and BIND: its declaration */
		const struct nft_key *key; /* of VERB_VMAP */
		const struct ip6_net *net6; /* of *_NET6 */
		const struct nft_range *range; /* of VERB_DNAT_ROTARY */
		const struct nft_lines *lines; /* of VERB_LINES */
	};
	uint32_t mark, mask;
	uint32_t addr, last;
	const char *origin; /* the statement, becomes the comment */
	struct counted_line line; /* of COUNTER; of VERB_LINES: their list */
};

/* What a chain has of lines. */
struct nft_lines {
	const struct line_rules *rules;
	const struct nft_rule *as; /* by the fate of a line: all of its rule but what it matches */
};

enum nft_hook {
	HOOK_NONE,
	HOOK_PREROUTING,
	HOOK_INPUT,
	HOOK_FORWARD,
	HOOK_OUTPUT,
	HOOK_POSTROUTING
};
enum nft_chain_type { CHAIN_FILTER, CHAIN_NAT, CHAIN_ROUTE };

struct chain_object {
	const char *name; /* K no keyword of nft: `policy` is one, `policy_in` is not */
	uint8_t hook, type; /* of a base chain */
	int16_t priority;
	VEC(struct nft_rule) rules;
};

#endif
