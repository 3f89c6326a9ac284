/*
 * Prefix lists as chains: a rule for each entry that can take an address.
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

void lower_prefix_list(struct lowering *lo, const struct prefix_list *list, const char *name,
		       enum nft_field field, struct nft_action permit, struct nft_action deny)
{
	struct chain_object *chain = lower_chain(lo, name, lower_origin(lo, list->at));
	struct nft_rule *rule;

	report_lengths(lo, list);
	VEC_FOREACH (entry, &list->entries) {
		if (!takes_addresses(entry))
			continue;
		rule = lower_rule(lo, chain, entry->permit ? permit : deny,
				  lower_origin(lo, entry->at));
		rule->counter = true;
		if (entry->len)
			lower_match(lo, rule,
				    (struct nft_match){.field = (uint8_t)field,
						       .op = OP_EQ,
						       .mask = ip_len_mask(entry->len),
						       .lo = entry->prefix});
	}
	/* a chain that ends returns by itself */
	if (deny.verb != VERB_RETURN)
		lower_rule(lo, chain, deny, "implicit deny")->counter = true;
}
