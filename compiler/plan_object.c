/*
 * Objects of the plan compared: by key, which tells which object of one target is which of another,
 * and as a whole, which tells whether it must be written anew. Objects of two compilations meet
 * here, so that strings are compared and never their pointers; the order is that of bytes, the same
 * in every locale.
 */
#include <string.h>

#include "plan.h"
#include "plan_rows.h"
#include "plan_rules.h"

static int order_number(uint32_t a, uint32_t b)
{
	return (a > b) - (a < b);
}

/* NULL comes before every text. */
static int order_text(const char *a, const char *b)
{
	if (a == b)
		return 0;
	if (!a || !b)
		return a ? 1 : -1;
	return strcmp(a, b);
}

static bool same_text(const char *a, const char *b)
{
	return order_text(a, b) == 0;
}

static int order_value(const struct value *a, const struct value *b)
{
	int order = order_number(a->kind, b->kind);

	if (order)
		return order;
	if (a->v6 != b->v6)
		return a->v6 ? 1 : -1;
	if (a->kind != VALUE_CONST)
		return order_number(a->device, b->device);
	return a->v6 ? ip6_compare(*a->addr6, *b->addr6) : order_number(a->addr, b->addr);
}

bool value_equal(const struct value *a, const struct value *b)
{
	return order_value(a, b) == 0;
}

/* The first of two orders that decides. */
static int first(int a, int b)
{
	return a ? a : b;
}

/* Are the rows of two arrays pairwise SAME? */
#define SAME_ROWS(a, b, same)                                       \
	__extension__({                                             \
		bool same_ = (a)->len == (b)->len;                  \
		for (uint32_t i_ = 0; same_ && i_ < (a)->len; i_++) \
			same_ = same(&(a)->at[i_], &(b)->at[i_]);   \
		same_;                                              \
	})

/* ---- keys ---- */

static int sysctl_order(const struct sysctl_object *a, const struct sysctl_object *b)
{
	return order_text(a->path, b->path);
}

static int link_order(const struct link_object *a, const struct link_object *b)
{
	return order_text(a->device, b->device);
}

static int address_order(const struct address_object *a, const struct address_object *b)
{
	int order = order_text(a->device, b->device);

	order = first(order, order_number(a->v6, b->v6));
	order = first(order,
		      a->v6 ? ip6_compare(a->addr6, b->addr6) : order_number(a->addr, b->addr));
	return first(order, order_number(a->len, b->len));
}

static int set_order(const struct set_object *a, const struct set_object *b)
{
	return order_text(a->name, b->name);
}

static int ct_order(const struct ct_object *a, const struct ct_object *b)
{
	return order_text(a->name, b->name);
}

static int chain_order(const struct chain_object *a, const struct chain_object *b)
{
	return order_text(a->name, b->name);
}

void element_room(struct arena *arena, struct element_object *element, uint8_t keys, uint8_t datas)
{
	element->key = arena_alloc(arena, ((size_t)keys + datas) * sizeof *element->key);
	element->data = element->key + keys;
	element->keys = keys;
	element->datas = datas;
}

uint32_t nft_value_first(const struct nft_value *value)
{
	return value->type == TYPE_IPV4 ? value->addr.addr : value->number;
}

uint32_t nft_value_last(const struct nft_value *value)
{
	if (value->last)
		return value->last;
	if (value->type == TYPE_IPV4 && value->len < 32)
		return value->addr.addr | UINT32_MAX >> value->len;
	return nft_value_first(value);
}

static int nft_value_order(const struct nft_value *a, const struct nft_value *b)
{
	int order = order_number(a->type, b->type);

	if (order)
		return order;
	switch ((enum nft_type)a->type) {
	case TYPE_IPV4:
	case TYPE_IPV6:
		return first(order_value(&a->addr, &b->addr),
			     first(order_number(a->len, b->len), order_number(a->last, b->last)));
	case TYPE_PROTO:
	case TYPE_SERVICE:
	case TYPE_MARK:
		return first(order_number(a->number, b->number), order_number(a->last, b->last));
	case TYPE_IFNAME:
		return order_text(a->name, b->name);
	case TYPE_VERDICT:
		return first(order_text(a->name, b->name), order_number(a->verb, b->verb));
	}
	return 0;
}

static int element_order(const struct element_object *a, const struct element_object *b)
{
	int order = first(order_text(a->set, b->set), order_number(a->order, b->order));

	order = first(order, order_number(a->keys, b->keys));
	for (int i = 0; !order && i < a->keys; i++)
		order = nft_value_order(&a->key[i], &b->key[i]);
	return order;
}

static int route_order(const struct route_object *a, const struct route_object *b)
{
	int order = first(order_number(a->v6, b->v6), order_number(a->table, b->table));

	if (!order)
		order = a->v6 ? ip6_compare(a->prefix6, b->prefix6)
			      : order_number(a->prefix, b->prefix);
	return first(order,
		     first(order_number(a->len, b->len), order_number(a->metric, b->metric)));
}

static int rule_order(const struct rule_object *a, const struct rule_object *b)
{
	return first(order_number(a->v6, b->v6), order_number(a->pref, b->pref));
}

static int dns_server_order(const struct dns_server_object *a, const struct dns_server_object *b)
{
	return order_text(a->vrf, b->vrf);
}

static int dns_view_order(const struct dns_view_object *a, const struct dns_view_object *b)
{
	return first(order_text(a->vrf, b->vrf), order_text(a->name, b->name));
}

static int dns_zone_order(const struct dns_zone_object *a, const struct dns_zone_object *b)
{
	int order = first(order_text(a->vrf, b->vrf), order_text(a->view, b->view));

	return first(order, order_text(a->zone, b->zone));
}

static int ppp_order(const struct ppp_object *a, const struct ppp_object *b)
{
	return order_text(a->device, b->device);
}

static int server_order(const struct server_object *a, const struct server_object *b)
{
	return order_number(a->addr, b->addr);
}

static int record_order(const struct dns_record_row *a, const struct dns_record_row *b)
{
	int order = first(order_text(a->owner, b->owner), order_number(a->type, b->type));

	order = first(order, order_number(a->preference, b->preference));
	order = first(order, order_number(a->weight, b->weight));
	order = first(order, order_number(a->port, b->port));
	order = first(order, order_text(a->target, b->target));
	order = first(order, order_text(a->system, b->system));
	order = first(order, order_value(&a->addr, &b->addr));
	return first(order, order_number(a->ttl, b->ttl));
}

static int parent_record_order(const struct parent_record_object *a,
			       const struct parent_record_object *b)
{
	return record_order(&a->row, &b->row);
}

int object_compare(const struct object *a, const struct object *b)
{
	if (a->kind != b->kind)
		return order_number(a->kind, b->kind);
	switch ((enum object_kind)a->kind) {
#define X(symbol, member, name) \
	case OBJECT_##symbol:   \
		return member##_order(&a->member, &b->member);
		OBJECT_KINDS(X)
#undef X
	case OBJECT_ROWS:
		return order_text(a->rows.set, b->rows.set);
	case OBJECT_KIND_COUNT:
		break;
	}
	return 0;
}

/* ---- whole objects, whose keys are known to be equal ---- */

static bool sysctl_same(const struct sysctl_object *a, const struct sysctl_object *b)
{
	return same_text(a->value, b->value);
}

const char *link_kind_word(enum link_kind kind)
{
	static const char *const words[] = {
#define X(symbol, word) word,
		LINK_WORDS(X)
#undef X
	};

	return words[kind];
}

static bool tunnel_same(const struct tunnel_object *a, const struct tunnel_object *b)
{
	return a->local == b->local && a->remote == b->remote && a->has_key == b->has_key &&
	       a->key == b->key && a->checksum == b->checksum && a->sequence == b->sequence &&
	       a->ignore_df == b->ignore_df && a->has_tos == b->has_tos && a->ttl == b->ttl &&
	       a->tos == b->tos;
}

/* Is it the same link, whatever is set of it? */
static bool made_same(const struct link_object *a, const struct link_object *b)
{
	return a->kind == b->kind && same_text(a->parent, b->parent) && a->vlan == b->vlan &&
	       a->table == b->table && tunnel_same(&a->tunnel, &b->tunnel);
}

bool link_is_remade(const struct link_object *old, const struct link_object *new)
{
	return old->kind != LINK_GIVEN && new->kind != LINK_GIVEN && !made_same(old, new);
}

static bool link_same(const struct link_object *a, const struct link_object *b)
{
	return a->up == b->up && made_same(a, b) && same_text(a->master, b->master) &&
	       a->mtu == b->mtu;
}

static bool address_same(const struct address_object *a, const struct address_object *b)
{
	return a->order == b->order && a->no_dad == b->no_dad;
}

static bool set_same(const struct set_object *a, const struct set_object *b)
{
	return a->keys == b->keys && a->datas == b->datas && a->interval == b->interval &&
	       a->ranges == b->ranges && a->counted == b->counted && a->dynamic == b->dynamic &&
	       a->timeout == b->timeout && !memcmp(a->key, b->key, a->keys) &&
	       !memcmp(a->data, b->data, a->datas);
}

static bool policy_same(const struct ct_policy *a, const struct ct_policy *b)
{
	return same_text(a->state, b->state) && a->seconds == b->seconds;
}

static bool ct_same(const struct ct_object *a, const struct ct_object *b)
{
	return a->kind == b->kind && a->proto == b->proto && same_text(a->helper, b->helper) &&
	       SAME_ROWS(&a->policy, &b->policy, policy_same);
}

static bool match_same(const struct nft_match *a, const struct nft_match *b)
{
	if (a->field != b->field || a->op != b->op || a->set != b->set || a->mask != b->mask ||
	    a->lo != b->lo || a->hi != b->hi)
		return false;
	if (nft_match_name(a) || nft_match_name(b))
		return same_text(nft_match_name(a), nft_match_name(b));
	if (a->field == FIELD_SADDR6 || a->field == FIELD_DADDR6)
		return a->net6 == b->net6 ||
		       (a->net6 && b->net6 && ip6_equal(a->net6->addr, b->net6->addr) &&
			ip6_equal(a->net6->mask, b->net6->mask));
	if (a->op != OP_IN && a->op != OP_NOT_IN)
		return true;
	return a->list == b->list || !a->hi || !memcmp(a->list, b->list, a->hi * sizeof *a->list);
}

static bool same_net6(const struct ip6_net *a, const struct ip6_net *b)
{
	return a == b || (a && b && ip6_net_equal(*a, *b));
}

static bool same_key(const struct nft_key *a, const struct nft_key *b)
{
	return a == b || (a && b && a->n == b->n && !memcmp(a->field, b->field, a->n) &&
			  !memcmp(a->mask, b->mask, a->n * sizeof *a->mask));
}

/* What rules of one verb share the place of. */
static bool same_of_verb(const struct nft_rule *a, const struct nft_rule *b)
{
	switch ((enum nft_verb)a->verb) {
	case VERB_VMAP:
		return same_key(a->key, b->key);
	case VERB_SNAT_NET6:
	case VERB_DNAT_NET6:
		return same_net6(a->net6, b->net6);
	case VERB_DNAT_ROTARY:
		return !a->ranges || !memcmp(a->range, b->range, a->ranges * sizeof *a->range);
	default: /* a map has an object of its own */
		return true;
	}
}

static bool rule_of_chain_same(const struct nft_rule *a, const struct nft_rule *b)
{
	return a->verb == b->verb && a->counter == b->counter && same_text(a->log, b->log) &&
	       same_text(a->target, b->target) && a->mark == b->mark && a->mask == b->mask &&
	       a->addr == b->addr && a->last == b->last && a->len == b->len &&
	       a->ranges == b->ranges && same_of_verb(a, b) &&
	       SAME_ROWS(&a->match, &b->match, match_same);
}

static bool chain_same(const struct chain_object *a, const struct chain_object *b)
{
	struct rules_walk old = {.chain = a}, new = {.chain = b};
	const struct nft_rule *x, *y;

	if (a->hook != b->hook || a->type != b->type || a->priority != b->priority)
		return false;
	do {
		x = rules_next(&old);
		y = rules_next(&new);
		if (!x != !y || (x && !rule_of_chain_same(x, y)))
			return false;
	} while (x);
	return true;
}

static bool element_same(const struct element_object *a, const struct element_object *b)
{
	if (a->datas != b->datas)
		return false;
	for (int i = 0; i < a->datas; i++)
		if (nft_value_order(&a->data[i], &b->data[i]))
			return false;
	return true;
}

static bool next_hop_same(const struct next_hop *a, const struct next_hop *b)
{
	return same_text(a->device, b->device) && a->has_via == b->has_via &&
	       a->onlink == b->onlink && (!a->has_via || value_equal(&a->via, &b->via));
}

static bool route_same(const struct route_object *a, const struct route_object *b)
{
	if (a->type != b->type || a->hops != b->hops || a->realm != b->realm)
		return false;
	for (int i = 0; i < a->hops; i++)
		if (!next_hop_same(&a->hop[i], &b->hop[i]))
			return false;
	return true;
}

static bool rule_same(const struct rule_object *a, const struct rule_object *b)
{
	return a->mark == b->mark && a->mask == b->mask && a->table == b->table &&
	       a->onward == b->onward && a->suppress_default == b->suppress_default &&
	       a->from == b->from && a->unspecified == b->unspecified &&
	       ip6_equal(a->from6, b->from6);
}

static bool number_same(const uint32_t *a, const uint32_t *b)
{
	return *a == *b;
}

static bool prefix_same(const struct prefix *a, const struct prefix *b)
{
	return a->addr == b->addr && a->len == b->len && a->deny == b->deny && a->v6 == b->v6 &&
	       ip6_equal(a->addr6, b->addr6);
}

static bool dns_server_same(const struct dns_server_object *a, const struct dns_server_object *b)
{
	return same_text(a->hostname, b->hostname) && a->v6 == b->v6 && a->log == b->log &&
	       SAME_ROWS(&a->listen, &b->listen, number_same);
}

static bool dns_address_same(const struct dns_address *a, const struct dns_address *b)
{
	return a->learnt == b->learnt && a->device == b->device && a->v6 == b->v6 &&
	       a->addr == b->addr && ip6_equal(a->addr6, b->addr6);
}

static bool forward_same(const struct dns_forward *a, const struct dns_forward *b)
{
	return same_text(a->zone, b->zone) && SAME_ROWS(&a->to, &b->to, dns_address_same);
}

static bool dns_view_same(const struct dns_view_object *a, const struct dns_view_object *b)
{
	return same_text(a->label, b->label) && a->order == b->order && a->outside == b->outside &&
	       SAME_ROWS(&a->destinations, &b->destinations, value_equal) &&
	       SAME_ROWS(&a->clients, &b->clients, prefix_same) &&
	       SAME_ROWS(&a->recursion_from, &b->recursion_from, prefix_same) &&
	       SAME_ROWS(&a->forwarders, &b->forwarders, dns_address_same) &&
	       SAME_ROWS(&a->forwards, &b->forwards, forward_same) && a->source == b->source;
}

static bool record_same(const struct dns_record_row *a, const struct dns_record_row *b)
{
	return record_order(a, b) == 0;
}

static bool dns_zone_same(const struct dns_zone_object *a, const struct dns_zone_object *b)
{
	return same_text(a->mname, b->mname) && same_text(a->rname, b->rname) &&
	       a->serial == b->serial && a->refresh == b->refresh && a->retry == b->retry &&
	       a->expire == b->expire && a->minimum == b->minimum && a->ttl == b->ttl &&
	       SAME_ROWS(&a->records, &b->records, record_same);
}

static bool ppp_same(const struct ppp_object *a, const struct ppp_object *b)
{
	return same_text(a->nic, b->nic) && same_text(a->service, b->service) &&
	       same_text(a->user, b->user) && same_text(a->password, b->password) &&
	       a->mtu == b->mtu && a->echo_interval == b->echo_interval &&
	       a->echo_failures == b->echo_failures && a->negotiated == b->negotiated &&
	       a->dns == b->dns;
}

static bool server_same(const struct server_object *a, const struct server_object *b)
{
	return a->len == b->len && a->gateway == b->gateway &&
	       SAME_ROWS(&a->extra, &b->extra, number_same);
}

static bool parent_record_same(const struct parent_record_object *a,
			       const struct parent_record_object *b)
{
	(void)a, (void)b;
	return true;
}

bool object_equal(const struct object *a, const struct object *b)
{
	if (object_compare(a, b))
		return false;
	switch ((enum object_kind)a->kind) {
#define X(symbol, member, name) \
	case OBJECT_##symbol:   \
		return member##_same(&a->member, &b->member);
		OBJECT_KINDS(X)
#undef X
	case OBJECT_ROWS:
		return rows_same(&a->rows, &b->rows);
	case OBJECT_KIND_COUNT:
		break;
	}
	return false;
}
