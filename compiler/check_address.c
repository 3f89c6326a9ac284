/*
 * Addresses that are not what they seem: a mask where a wildcard stands, and networks of two
 * interfaces that overlap, of which the router refuses the second.
 */
#include "check.h"

#include <stdlib.h>
#include <string.h>

/* ---- wildcards ---- */

/* "10.0.0.0 255.255.255.0" is "0.0.0.0 255.255.255.0" to the router, and nobody means that. */
static bool is_mask(struct wildcard wildcard)
{
	uint32_t exact = ~wildcard.wild;

	return !wildcard.addr && wildcard.wild && exact && !(exact & (exact + 1));
}

static void check_entry(struct checker *c, const struct ace *ace)
{
	struct wildcard wildcard = is_mask(ace->src) ? ace->src : ace->dst;
	char wild[IP_TEXT_SIZE], mask[IP_TEXT_SIZE];

	if (!is_mask(wildcard))
		return;
	diag_at(c->diags, DIAG_WILDCARD_MASK, ace->at,
		"'%s' is a wildcard here, and takes all addresses that end in zeros; a network has "
		"'%s'",
		ip_text(wild, wildcard.wild), ip_text(mask, ~wildcard.wild));
}

void check_wildcards(struct checker *c)
{
	const struct acl *acl;

	STAILQ_FOREACH (acl, &c->router->acls.list, link)
		VEC_FOREACH (ace, &acl->entries)
			if (ace->action == ACE_PERMIT || ace->action == ACE_DENY)
				check_entry(c, ace);
}

/* ---- networks ---- */

struct network {
	const struct interface *interface;
	const struct interface_address *address;
	uint32_t first, last;
};

/* Those of one table together, by their first address; broader ones first, then as configured. */
static int compare_networks(const void *a, const void *b)
{
	const struct network *x = a, *y = b;
	const char *vrf_x = x->interface->vrf.s, *vrf_y = y->interface->vrf.s;
	int order = strcmp(vrf_x ? vrf_x : "", vrf_y ? vrf_y : "");

	if (order)
		return order;
	if (x->first != y->first)
		return x->first < y->first ? -1 : 1;
	if (x->last != y->last)
		return x->last > y->last ? -1 : 1;
	return (x->address->at.off > y->address->at.off) -
	       (x->address->at.off < y->address->at.off);
}

static void report_overlap(struct checker *c, const struct network *a, const struct network *b)
{
	const struct network *second = a->address->at.off > b->address->at.off ? a : b;
	const struct network *first = second == a ? b : a;
	struct diag *diag;

	diag = diag_at(c->diags, DIAG_ADDRESS_OVERLAP, second->address->at,
		       "this network overlaps with that of '%s', and the router refuses it",
		       first->interface->name);
	diag_note(c->diags, diag, first->address->at, "which is said here");
}

void check_overlaps(struct checker *c)
{
	VEC(struct network) all = {0};
	const struct interface *interface;
	const struct network *broad = NULL;

	STAILQ_FOREACH (interface, &c->router->interfaces.list, link)
		VEC_FOREACH (address, &interface->addresses)
			if (!interface->shutdown) {
				uint32_t mask = ip_len_mask(address->len);

				vec_push(c->arena, &all,
					 ((struct network){interface, address, address->addr & mask,
							   address->addr | ~mask}));
			}
	if (all.len)
		qsort(all.at, all.len, sizeof *all.at, compare_networks);
	VEC_FOREACH (network, &all) {
		bool same = broad && network->interface->vrf.s == broad->interface->vrf.s;

		if (same && network->first <= broad->last) {
			if (network->interface != broad->interface)
				report_overlap(c, broad, network);
		} else {
			broad = network;
		}
	}
}
