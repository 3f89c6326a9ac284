/*
 * Long lists apart: all that one of them becomes, for whoever asks it, is a part of the plan. It
 * needs nothing but the list, so that it can be made when it is needed, and forgotten then.
 */
#include "lower_acl.h"

enum { APART_MIN = 64 }; /* lines; a shorter list stands among the chains that ask it */

/* A chain that asks the list. */
struct apart_use {
	const char *name;
	struct nft_action permit, deny;
};

struct lower_apart {
	UT_hash_handle hh; /* by acl */
	struct router *router;
	const struct acl *acl;
	uint32_t part; /* 0: it stands among the others */
	VEC(struct apart_use) uses;
};

/* Does ACL make nothing but its own chains and maps, whatever it is asked for? */
static bool stands_alone(const struct acl *acl)
{
	if (acl->kind == ACL_IPV6 || acl->entries.len < APART_MIN)
		return false;
	VEC_FOREACH (entry, &acl->entries)
		if (entry->options && entry->action != ACE_REMARK && !entry->untranslated)
			return false;
	return true;
}

/* Does a line ask for what only the first fragment of a packet has? */
static bool wants_whole(const struct acl *acl)
{
	VEC_FOREACH (entry, &acl->entries)
		if (entry->sport.op != PORT_ANY || entry->dport.op != PORT_ANY ||
		    entry->established ||
		    (entry->proto == PROTO_ICMP &&
		     (entry->icmp_type != ICMP_ANY || entry->icmp_code != ICMP_ANY)))
			return true;
	return false;
}

static void make(const void *of, struct plan *into)
{
	const struct lower_apart *apart = of;
	struct lowering lo = {.arena = into->arena,
			      .router = apart->router,
			      .diags = apart->router->diags,
			      .plan = into};

	VEC_FOREACH (use, &apart->uses)
		lower_acl_here(&lo, apart->acl, use->name, FIELD_SADDR, use->permit, use->deny);
	lower_acl_free(&lo);
}

static struct lower_apart *apart_of(struct lowering *lo, const struct acl *acl)
{
	struct lower_apart *apart;

	HASH_FIND_PTR(lo->apart, &acl, apart);
	if (apart)
		return apart;
	apart = arena_new_object(lo->arena, struct lower_apart);
	apart->router = lo->router;
	apart->acl = acl;
	if (stands_alone(acl)) {
		vec_push(lo->arena, &lo->plan->parts,
			 ((struct plan_part){.make = lo->later ? make : NULL, .of = apart}));
		apart->part = lo->plan->parts.len;
		lo->parts_want_whole |= wants_whole(acl);
	}
	HASH_ADD_PTR(lo->apart, acl, apart);
	return apart;
}

void lower_acl(struct lowering *lo, const struct acl *acl, const char *name,
	       struct nft_action permit, struct nft_action deny)
{
	struct lower_apart *apart = apart_of(lo, acl);
	uint32_t from = lo->plan->items.len;

	if (apart->part && lo->later) {
		vec_push(lo->arena, &apart->uses, ((struct apart_use){name, permit, deny}));
		return;
	}
	lower_acl_here(lo, acl, name, FIELD_SADDR, permit, deny);
	for (; from < lo->plan->items.len; from++)
		lo->plan->items.at[from].object.part = apart->part;
}

void lower_apart_free(struct lowering *lo)
{
	HASH_CLEAR(hh, lo->apart);
}
