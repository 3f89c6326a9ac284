/*
 * Access groups: which list lets pass or refuses what comes in by an interface, or goes out. The
 * only list of a side stands in the base chain.
 */
#include <string.h>
#include <uthash.h>

#include "lower_nft.h"

enum {
	PRIORITY_ACCESS_IN = -145,
	PRIORITY_ACCESS_OUT = 110,
};

struct side {
	const char *chain, *prefix;
	enum nft_hook hook;
	int16_t priority;
	enum nft_field field;
	struct nft_action deny;
};

static const struct side access_in = {
	"access_in",	    "in",	   HOOK_PREROUTING,
	PRIORITY_ACCESS_IN, FIELD_IIFNAME, {.verb = VERB_REJECT},
};

static const struct side access_out = {
	"access_out",	     "out",	    HOOK_POSTROUTING,
	PRIORITY_ACCESS_OUT, FIELD_OIFNAME, {.verb = VERB_DROP},
};

static const acl_ref *access_group(const struct interface *interface, const struct side *side,
				   bool v6)
{
	if (v6)
		return side == &access_in ? &interface->six.access_in : &interface->six.access_out;
	return side == &access_in ? &interface->access_in : &interface->access_out;
}

static const char *access_chain(struct lowering *lo, const struct side *side, const struct acl *acl)
{
	return arena_printf(lo->arena, "%s%s/%s", side->prefix, acl->kind == ACL_IPV6 ? "6" : "",
			    lower_identifier(lo, acl->name));
}

/* The chains of the lists in use on SIDE; false when there are none. LONE: there is one, which
 * becomes part of another chain. */
static bool lower_access_lists(struct lowering *lo, const struct side *side, bool lone)
{
	const struct nft_action permit = {.verb = VERB_ACCEPT};
	const struct interface *interface;
	struct lower_used *emitted = NULL;
	bool any;

	for (int v6 = 0; v6 < 2; v6++) {
		struct nft_action deny = side->deny;

		if (v6 && deny.verb == VERB_REJECT)
			deny.verb = VERB_REJECT6;
		STAILQ_FOREACH (interface, &lo->router->interfaces.list, link) {
			const struct acl *acl = access_group(interface, side, v6)->to;

			if (!acl || lower_any_device(lo, interface) == NO_DEVICE ||
			    !lower_first_use(lo, &emitted, acl))
				continue;
			if (lone)
				lower_acl_here(lo, acl, access_chain(lo, side, acl), FIELD_SADDR,
					       permit, deny);
			else
				lower_acl(lo, acl, access_chain(lo, side, acl), permit, deny);
		}
	}
	any = emitted;
	HASH_CLEAR(hh, emitted);
	return any;
}

static bool asks_ttl(const struct acl *acl)
{
	VEC_FOREACH (entry, &acl->entries)
		if (entry->options && acl_options(acl, entry)->given & ACE_TTL)
			return true;
	return false;
}

static void report_access(struct lowering *lo, const struct side *side, const acl_ref *group)
{
	if (side != &access_out)
		return;
	lower_divergence(lo, DIAG_ACL_OUT_SILENT, group->name.at,
			 "what an outgoing list denies is dropped in silence");
	if (asks_ttl(group->to))
		lower_divergence(lo, DIAG_TTL_OUT, group->name.at,
				 "an outgoing list sees the TTL that a packet leaves with");
}

/* A list that an interface has, and on which device that is. */
struct access {
	const acl_ref *group;
	const struct plan_device *device;
	bool v6;
};

typedef VEC(struct access) accesses;

static accesses find_accesses(struct lowering *lo, const struct side *side)
{
	const struct interface *interface;
	accesses found = {0};

	STAILQ_FOREACH (interface, &lo->router->interfaces.list, link)
		for (int v6 = 0; v6 < 2; v6++) {
			const acl_ref *group = access_group(interface, side, v6);
			uint16_t device = lower_any_device(lo, interface);

			if (group->to && device != NO_DEVICE)
				vec_push(lo->arena, &found,
					 ((struct access){group, &lo->plan->devices.at[device],
							  v6}));
		}
	return found;
}

static void add_access(struct lowering *lo, struct chain_object *chain, const struct side *side,
		       const struct access *access)
{
	struct nft_rule *rule =
		lower_rule(lo, chain,
			   (struct nft_action){.verb = VERB_JUMP,
					       .target = access_chain(lo, side, access->group->to)},
			   lower_device_origin(lo, access->device));

	lower_match_device(lo, rule, side->field, access->device->device);
	lower_match_flag(lo, rule, access->v6 ? FIELD_NFPROTO_IPV6 : FIELD_NFPROTO_IPV4);
}

/* The map from a device to its list, where there are many ALL of IPv6, or else of IPv4; or NULL. */
static const char *lower_access_map(struct lowering *lo, const struct side *side,
				    const accesses *all, bool v6)
{
	device_chains lists = {0};

	VEC_FOREACH (access, all)
		if (access->v6 == v6)
			vec_push(lo->arena, &lists,
				 ((struct device_chain){access->device->device,
							access_chain(lo, side, access->group->to),
							lower_device_origin(lo, access->device)}));
	return lower_device_map(
		lo, arena_printf(lo->arena, "%s_lists%s", side->chain, v6 ? "6" : ""), &lists);
}

/* The newest of NAME, which there is. */
static struct chain_object *made_chain(struct lowering *lo, const char *name)
{
	for (uint32_t i = lo->plan->items.len; i-- > 0;) {
		struct object *object = &lo->plan->items.at[i].object;

		if (object->kind == OBJECT_CHAIN && !strcmp(object->chain.name, name))
			return &object->chain;
	}
	return NULL;
}

static struct nft_rule *accept(struct lowering *lo, struct chain_object *chain, const char *origin)
{
	return lower_rule(lo, chain, (struct nft_action){.verb = VERB_ACCEPT}, origin);
}

/* Only what SIDE's ACCESS asks about goes on in CHAIN, where its list stands. */
static void pass_others(struct lowering *lo, struct chain_object *chain, const struct side *side,
			const struct access *access)
{
	lower_match(lo, accept(lo, chain, lower_device_origin(lo, access->device)),
		    (struct nft_match){.field = (uint8_t)side->field,
				       .op = OP_NE,
				       .name = access->device->device});
	lower_match(
		lo, accept(lo, chain, NULL),
		(struct nft_match){.field = access->v6 ? FIELD_NFPROTO_IPV6 : FIELD_NFPROTO_IPV4,
				   .op = OP_NE});
}

/* The only list of a side stands in the base chain itself: a jump takes a packet as long as two
 * lines of a list. */
static void lower_side(struct lowering *lo, const struct side *side)
{
	accesses all = find_accesses(lo, side);
	struct chain_object *chain, list;
	const char *map[2];

	if (!lower_access_lists(lo, side, all.len == 1))
		return;
	for (int v6 = 0; v6 < 2; v6++)
		map[v6] = lower_access_map(lo, side, &all, v6);
	chain = all.len == 1 ? made_chain(lo, access_chain(lo, side, all.at->group->to))
			     : lower_chain(lo, side->chain, NULL);
	list = *chain;
	*chain = (struct chain_object){.name = side->chain,
				       .hook = (uint8_t)side->hook,
				       .type = CHAIN_FILTER,
				       .priority = side->priority};
	/* an outgoing list never sees the router's own packets */
	if (side == &access_out)
		lower_match_flag(lo, accept(lo, chain, NULL), FIELD_FROM_HERE);
	if (all.len == 1)
		pass_others(lo, chain, side, all.at);
	VEC_FOREACH (rule, &list.rules)
		vec_push(lo->arena, &chain->rules, *rule);
	for (int v6 = 0; v6 < 2; v6++)
		if (map[v6])
			lower_device_question(lo, chain, side->field, map[v6], v6);
	VEC_FOREACH (access, &all) {
		if (all.len > 1 && !map[access->v6])
			add_access(lo, chain, side, access);
		report_access(lo, side, access->group);
	}
}

void lower_access(struct lowering *lo)
{
	lower_side(lo, &access_in);
	lower_side(lo, &access_out);
}
