/* Building chains, for the files that lower into our nft table. */
#ifndef COMPILER_LOWER_NFT_H
#define COMPILER_LOWER_NFT_H

#include <uthash.h>

#include "lower.h"

enum { PROTO_ICMP = 1, PROTO_TCP = 6, PROTO_UDP = 17, PROTO_ICMP6 = 58 };

/* What a rule does when it matches. */
struct nft_action {
	enum nft_verb verb;
	const char *target; /* a chain */
	uint32_t addr, last; /* of VERB_SNAT */
	uint8_t len; /* of VERB_SNAT_NET */
	uint32_t number; /* of VERB_DROP_OVER */
};

/* ---- lower_nft.c ---- */
/*
 * NAME as one part of a chain's name: what is not a letter, digit, '.', '-' or '_' becomes _xHH, so
 * that different names stay different. Parts are put together with '/': "map/Servers/10".
 */
const char *lower_identifier(const struct lowering *lo, const char *name);

/* A new chain; rules are added to it by lower_rule() until the next lower_item(). */
struct chain_object *lower_chain(struct lowering *lo, const char *name, const char *origin);
struct chain_object *lower_base_chain(struct lowering *lo, const char *name, enum nft_hook hook,
				      enum nft_chain_type type, int16_t priority);

/* A rule that does ACTION with whatever comes. */
struct nft_rule lower_rule_of(struct nft_action action, const char *origin);
/* Append a rule to CHAIN; valid until the next. Matches are added with the functions below. */
struct nft_rule *lower_rule(struct lowering *lo, struct chain_object *chain,
			    struct nft_action action, const char *origin);
/* The same: what matches gets the MARK of an exit, and keeps the bits that are none of its. */
struct nft_rule *lower_mark(struct lowering *lo, struct chain_object *chain, uint32_t mark,
			    const char *origin);
/* Packets of new flows go to the chain TARGET and come back: what is known is asked but once. */
void lower_new_flows(struct lowering *lo, struct chain_object *chain, const char *target);
void lower_match(struct lowering *lo, struct nft_rule *rule, struct nft_match match);
/* The field is VALUE, is one of the named set, or simply holds. */
void lower_match_number(struct lowering *lo, struct nft_rule *rule, enum nft_field field,
			uint32_t value);
void lower_match_device(struct lowering *lo, struct nft_rule *rule, enum nft_field field,
			const char *device);
void lower_match_set(struct lowering *lo, struct nft_rule *rule, enum nft_field field,
		     enum nft_op op, const char *set);
void lower_match_flag(struct lowering *lo, struct nft_rule *rule, enum nft_field field);

/* `match length` of CLAUSE, if it has one. */
void lower_match_length(struct lowering *lo, struct nft_rule *rule,
			const struct route_map_clause *clause, bool v6);

/* Lists and maps whose chains are there: true when KEY was not in TABLE, where it is now. The
 * caller clears it with HASH_CLEAR(hh, table). */
struct lower_used {
	const void *key;
	UT_hash_handle hh;
};
bool lower_first_use(struct lowering *lo, struct lower_used **table, const void *key);

/* The set or map NAME. */
const struct set_object *lower_set(struct lowering *lo, struct set_object set);
/* The element of SET whose key is the one value KEY. */
void lower_element(struct lowering *lo, const char *set, struct nft_value key, const char *origin);
/* The same of a device. */
void lower_device_element(struct lowering *lo, const char *set, const char *device,
			  const char *origin);

/* ---- lower_prefix.c ---- */
/*
 * A chain NAME in which the first entry of LIST that takes the address in FIELD (the destination
 * for `match ip address`, the next hop for `match ip next-hop`) decides; none: DENY.
 */
void lower_prefix_list(struct lowering *lo, const struct prefix_list *list, const char *name,
		       enum nft_field field, struct nft_action permit, struct nft_action deny);

/* ---- lower_acl.c ---- */
/*
 * The chain NAME with a rule for each entry of ACL that we can say: PERMIT or DENY when it matches,
 * and DENY at the end, as on IOS; an ACL without entries has no such end. Entries see IPv4 only:
 * the rule that leads to the chain says so.
 */
void lower_acl(struct lowering *lo, const struct acl *acl, const char *name,
	       struct nft_action permit, struct nft_action deny);
/* The same of a list that stands among the others, however long it is, with the address in FIELD in
 * the place of its sources. ACL stays until lower_acl_free(). */
void lower_acl_here(struct lowering *lo, const struct acl *acl, const char *name,
		    enum nft_field field, struct nft_action permit, struct nft_action deny);
/* The same of what a list says of its sources, and of nothing else that it says. */
void lower_acl_of(struct lowering *lo, const struct acl *acl, const char *name,
		  enum nft_field field, struct nft_action permit, struct nft_action deny);
void lower_acl_free(struct lowering *lo);

/* What the flags of TCP must be. */
void lower_match_flags(struct lowering *lo, struct nft_rule *rule,
		       const struct ace_options *options);

/* ---- lower_match_order.c ---- */
/* What is cheap and leaves few packets is asked first by each rule of CHAIN. */
void lower_order_matches(struct chain_object *chain);
/* The same of RULE alone. */
void lower_order_match(struct nft_rule *rule);

/* ---- lower_acl6.c: what is IPv6's own in its access lists ---- */
/* NET, or the network that an entry says; nothing for any. */
void lower_match_prefix6(struct lowering *lo, struct nft_rule *rule, enum nft_field field,
			 struct ip6_net net);
void lower_match_net6(struct lowering *lo, struct nft_rule *rule, enum nft_field field,
		      struct wildcard address);
/* False when nothing can match. */
bool lower_match_options6(struct lowering *lo, struct nft_rule *rule, const struct ace *entry,
			  const struct ace_options *options);
/* What lets neighbours find each other, before the implicit deny. */
void lower_neighbours6(struct lowering *lo, struct chain_object *chain, struct nft_action permit);

/* ---- lower_exit.c ---- */
/*
 * The chain that gives a packet (of VRF HOME, or NULL) the mark of CLAUSE's exit list and accepts
 * it; NULL when the clause names no exit that we could use. The same for the list of an uplink
 * itself.
 */
const char *lower_exit_chain(struct lowering *lo, const struct route_map_clause *clause, bool v6,
			     const struct lower_vrf *home);
/* What CLAUSE has that packets of a VRF cannot be routed by, and where; NULL: nothing. */
const char *lower_exit_unfit(const struct route_map_clause *clause, struct span *at);
const char *lower_uplink_chain(struct lowering *lo, uint16_t device);
/* The same for the table of a VRF, if something routes by it. */
const char *lower_vrf_chain(struct lowering *lo, const struct lower_vrf *vrf);

/* ---- lower_by_device.c ---- */
struct device_chain {
	const char *device, *chain, *origin;
};
typedef VEC(struct device_chain) device_chains;
/* The statement that gives DEVICE what it has: `interface NAME`. */
const char *lower_device_origin(struct lowering *lo, const struct plan_device *device);
/* The map NAME from ALL devices to their chains; NULL: they are so few that each has a rule. To be
 * made before the chain that asks it. */
const char *lower_device_map(struct lowering *lo, const char *name, const device_chains *all);
/* Packets of IPv6, or else of IPv4, whose device MAP knows, go to its chain and do not come back.
 */
void lower_device_question(struct lowering *lo, struct chain_object *chain, enum nft_field field,
			   const char *map, bool v6);

/* ---- lower_access.c ---- */
void lower_access(struct lowering *lo);

/* ---- lower_policy.c: after exits have their marks ---- */
void lower_policy(struct lowering *lo);
/* For new flows: those that leave by an uplink, and came in by none, belong to that. */
void lower_tags_out(struct lowering *lo, struct chain_object *chain);

/* ---- lower_nat66.c ---- */
void lower_nat66(struct lowering *lo);
/* Does what ENTRY translates leave by DEVICE? */
bool lower_nat66_leaves(const struct lowering *lo, const struct nat66 *entry, uint16_t device);

/* ---- lower_verify.c: sources that nobody could have ---- */
void lower_verify(struct lowering *lo);

/* ---- lower_packets.c: segment sizes, errors that are not sent ---- */
void lower_packets(struct lowering *lo);
void lower_packets6(struct lowering *lo); /* lower_packets6.c */

/* ---- lower_lone.c: after all chains and sets are there ---- */
/* A rule that asks a set of devices with one in it asks for that device. */
void lower_lone_devices(struct lowering *lo);

/* ---- lower_whole.c: after all chains are there, so that their rules see no fragments ---- */
void lower_whole_packets(struct lowering *lo);

/* ---- lower_family.c: after all of them: is the table for IPv4 alone? ---- */
void lower_family(struct lowering *lo);

/* ---- lower_nat.c ---- */
void lower_nat(struct lowering *lo);
/* lower_nat_vrf.c: fill what lo->vrfs knows of translation. Packets of a VRF that leave by the
 * global table have answers that need its table. */
void lower_nat_find_vrfs(struct lowering *lo);

#endif
