/*
 * Prefix lists as lists of addresses: of each entry that can take one.
 *
 * A prefix list is made for routes. What a packet has to do with it, Cisco's manuals tell in three
 * ways: the command reference has `match ip address` compare the destination (of a route, or of a
 * packet by an access list); the guide to policy routing of the Catalyst 4500 (IOS XE 3.9E) lists
 * prefix lists among what matches the source; that of `match ipv6 address` says that policy routing
 * takes no prefix list at all. We take the first, which is what `match ip address` means wherever
 * prefix lists are at home, and since an address is a prefix of length 32, an entry takes it only
 * when its lengths reach to 32: `permit 10.0.0.0/8` is a route, `permit 10.0.0.0/8 le 32` all
 * addresses in it. That is how IOS compares next hops.
 */
#include "lower_nft.h"

enum { ADDRESS_BITS = 32 };

static bool takes_addresses(const struct prefix_entry *entry)
{
	unsigned low, high;

	prefix_entry_lengths(entry, &low, &high);
	return high == ADDRESS_BITS;
}

/* Said once a list, of its first entry of that kind. */
static void report_lengths(struct lowering *lo, const struct prefix_list *list)
{
	char text[IP_TEXT_SIZE];

	VEC_FOREACH (entry, &list->entries) {
		struct diag *diag;

		if (takes_addresses(entry))
			continue;
		ip_prefix_text(text, entry->prefix, entry->len);
		diag = diag_at(lo->diags, DIAG_PREFIX_LENGTH, entry->at,
			       "here prefix list '%s' is compared with addresses, and this entry "
			       "takes none: its lengths do not reach to 32",
			       list->name);
		diag_fixit(lo->diags, diag, "ip prefix-list %s seq %u %s %s le 32", list->name,
			   entry->seq, entry->permit ? "permit" : "deny", text);
		return;
	}
}

/*
 * A list of addresses like any other, so that a long one is maps. Nobody tells what its lines
 * counted: it has no name.
 */
void lower_prefix_list(struct lowering *lo, const struct prefix_list *list, const char *name,
		       enum nft_field field, struct nft_action permit, struct nft_action deny)
{
	struct acl *own = arena_new_object(lo->arena, struct acl);

	*own = (struct acl){.at = list->at, .kind = ACL_STANDARD};
	report_lengths(lo, list);
	vec_reserve(lo->arena, &own->entries, list->entries.len);
	VEC_FOREACH (entry, &list->entries)
		if (takes_addresses(entry))
			vec_push(lo->arena, &own->entries,
				 ((struct ace){
					 .at = entry->at,
					 .seq = entry->seq,
					 .src = {entry->prefix, ~ip_len_mask(entry->len)},
					 .dst = {.wild = UINT32_MAX},
					 .proto = ACE_IP,
					 .action = entry->permit ? ACE_PERMIT : ACE_DENY,
				 }));
	lower_acl_here(lo, own, name, field, permit, deny);
}
