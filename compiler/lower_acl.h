/* What access lists refer to, lowered: for lower_acl.c. */
#ifndef COMPILER_LOWER_ACL_H
#define COMPILER_LOWER_ACL_H

#include <uthash.h>

#include "lower_nft.h"
#include "ranges.h"

/* ---- lower_group.c ---- */

enum service_class_kind { CLASS_PROTOCOLS, CLASS_MESSAGES, CLASS_MESSAGE, CLASS_PORTS };

struct service_class {
	uint8_t kind; /* enum service_class_kind */
	uint8_t icmp_type, icmp_code; /* of CLASS_MESSAGE */
	uint16_t proto; /* of CLASS_PORTS; 0: TCP and UDP */
	const uint16_t *list; /* of protocols, or types of messages */
	uint32_t n;
	struct range sport;
	struct ranges ports; /* destination ports */
	const char *set; /* that holds them, when they are several ranges */
};

struct lower_group {
	UT_hash_handle hh; /* by group */
	const struct object_group *group;
	bool any, none; /* it holds everything, or nothing */
	const char *set; /* of a network group */
	VEC(struct service_class) classes; /* of a service group */
};

/* The sets of GROUP, made when it is asked for first: not while a chain is being built. */
const struct lower_group *lower_group(struct lowering *lo, struct object_group *group);

void lower_match_class(struct lowering *lo, struct nft_rule *rule,
		       const struct service_class *class);
/* FIELD is an address of GROUP (NULL: none); false when nothing can match. */
bool lower_match_group(struct lowering *lo, struct nft_rule *rule, enum nft_field field,
		       struct object_group *group);

/* ---- lower_time.c ---- */

/* Some days, some hours of them. */
struct time_window {
	uint16_t days[7]; /* from Sunday; all of them: no matter */
	uint8_t n_days;
	uint16_t from, to; /* minutes, both belong to it */
};

struct lower_times {
	UT_hash_handle hh; /* by range */
	const struct time_range *range;
	VEC(struct time_window) windows; /* any of them; none: at any time */
};

const struct lower_times *lower_times(struct lowering *lo, const struct time_range *range);
/* The absolute part of RANGE, and WINDOW unless NULL. */
void lower_match_time(struct lowering *lo, struct nft_rule *rule, const struct time_range *range,
		      const struct time_window *window);

/* ---- lower_reflexive.c ---- */

/* The two sets of the reflexive list NAME: flows with ports, and flows without. */
struct lower_reflexive {
	UT_hash_handle hh; /* by name, which is interned */
	const char *name;
	const struct set_object *ports, *hosts;
};

/* Those of ACL's family. */
const struct lower_reflexive *lower_reflexive(struct lowering *lo, const char *name,
					      const struct acl *acl);

/* ---- lower_acl.c ---- */

enum { TCP_ACK_OR_RST = 0x14 }; /* what `established` asks for: any of them */

/* What counts packets of ENTRY of ACL. */
struct counted_line lower_line(const struct acl *acl, const struct ace *entry);

/* What RULE asks for packets of ENTRY of ACL, with SOURCE as below; false when there can be none.
 * Options may ask for more than that. */
bool lower_match_entry(struct lowering *lo, struct nft_rule *rule, const struct acl *acl,
		       const struct ace *entry, enum nft_field source);
/* The rules of ENTRY of ACL, which do ACTION. SOURCE is what its source is compared with: of IPv4
 * it can be another address. */
void lower_entry(struct lowering *lo, struct chain_object *chain, const struct acl *acl,
		 const struct ace *entry, enum nft_field source, struct nft_action action);

/* ---- lower_apart.c: see lower_acl() ---- */
void lower_apart_free(struct lowering *lo);

/* ---- lower_class_acl.c ---- */

/*
 * The chain NAME that asks maps for the verdict of ACL, with SOURCE as of lower_entry(), its end
 * still missing; NULL, and nothing is made, when rules do as well.
 */
struct chain_object *lower_classes(struct lowering *lo, const struct acl *acl, const char *name,
				   enum nft_field source, struct nft_action permit,
				   struct nft_action deny);
void lower_classes_free(struct lowering *lo);

#endif
