/*
 * Access lists as chains: one rule for each entry. The same list is a filter on an interface, where
 * deny drops, and a matcher in NAT and route-maps, where deny means "not this one"; so the caller
 * says what permit and deny do, and each use has its own chain.
 */
#include "lower_classes.h"

enum { PORT_MAX = 65535 };

static void match_address(struct lowering *lo, struct nft_rule *rule, enum nft_field field,
			  struct wildcard address)
{
	uint32_t mask = ~address.wild;

	if (mask)
		lower_match(lo, rule,
			    (struct nft_match){.field = (uint8_t)field,
					       .op = OP_EQ,
					       .mask = mask,
					       .lo = address.addr & mask});
}

/*
 * FIELD against what an entry's operator says, up to MAX; false when nothing can match: `gt 65535`,
 * `lt 0`. The LIST counts for eq and neq with more than one.
 */
static bool match_number(struct lowering *lo, struct nft_rule *rule, enum nft_field field,
			 const struct ports *ports, const uint16_t *list, uint32_t max)
{
	struct nft_match match = {.field = (uint8_t)field, .mask = UINT32_MAX, .lo = ports->lo};
	bool negative = ports->op == PORT_NEQ;

	switch ((enum port_op)ports->op) {
	case PORT_ANY:
		return true;
	case PORT_EQ:
	case PORT_NEQ:
		match.op = negative ? OP_NE : OP_EQ;
		if (ports->count > 1) {
			match.op = negative ? OP_NOT_IN : OP_IN;
			match.list = list;
			match.lo = list[0];
			match.hi = ports->count;
		}
		break;
	case PORT_GT:
		if (ports->lo == max)
			return false;
		match.op = OP_RANGE;
		match.lo = ports->lo + 1u;
		match.hi = max;
		break;
	case PORT_LT:
		if (!ports->lo)
			return false;
		match.op = OP_RANGE;
		match.lo = 0;
		match.hi = ports->lo - 1u;
		break;
	case PORT_RANGE:
		match.op = OP_RANGE;
		match.hi = ports->hi;
		break;
	}
	lower_match(lo, rule, match);
	return true;
}

static bool match_ports(struct lowering *lo, struct nft_rule *rule, enum nft_field field,
			const struct acl *acl, const struct ports *ports)
{
	return match_number(lo, rule, field, ports, acl_ports(acl, ports), PORT_MAX);
}

static void match_masked(struct lowering *lo, struct nft_rule *rule, enum nft_field field,
			 enum nft_op op, uint32_t mask, uint32_t value)
{
	lower_match(lo, rule,
		    (struct nft_match){
			    .field = (uint8_t)field, .op = (uint8_t)op, .mask = mask, .lo = value});
}

/* All of them as wanted; or any, which is: not all of them the other way. */
void lower_match_flags(struct lowering *lo, struct nft_rule *rule,
		       const struct ace_options *options)
{
	uint32_t mask = options->flags_set | options->flags_clear;

	if (options->given & ACE_FLAGS_ALL)
		match_masked(lo, rule, FIELD_TCP_FLAGS, OP_EQ, mask, options->flags_set);
	else if (options->given & ACE_FLAGS)
		match_masked(lo, rule, FIELD_TCP_FLAGS, OP_NE, mask, options->flags_clear);
}

static void match_ip_option(struct lowering *lo, struct nft_rule *rule, uint16_t option)
{
	enum { WORDS = 5, WORDS_MAX = 15 }; /* of a header without options, and of the longest */

	switch (option) {
	case 7:
		lower_match_flag(lo, rule, FIELD_RECORD_ROUTE);
		break;
	case 131:
		lower_match_flag(lo, rule, FIELD_LOOSE_ROUTE);
		break;
	case 137:
		lower_match_flag(lo, rule, FIELD_STRICT_ROUTE);
		break;
	case 148:
		lower_match_flag(lo, rule, FIELD_ROUTER_ALERT);
		break;
	default:
		match_number(lo, rule, FIELD_HEADER_LENGTH,
			     &(struct ports){.op = PORT_GT, .lo = WORDS}, NULL, WORDS_MAX);
	}
}

static bool match_options(struct lowering *lo, struct nft_rule *rule,
			  const struct ace_options *options)
{
	enum { PRECEDENCE = 0x38 }; /* the upper half of what nft calls dscp */
	struct ports ttl = {
		.op = options->ttl_op, .count = 1, .lo = options->ttl_lo, .hi = options->ttl_hi};

	if (options->given & ACE_DSCP)
		lower_match_number(lo, rule, FIELD_DSCP, options->dscp);
	if (options->given & ACE_PRECEDENCE)
		match_masked(lo, rule, FIELD_DSCP, OP_EQ, PRECEDENCE, options->precedence << 3);
	if (options->given & ACE_TOS)
		lower_match_number(lo, rule, FIELD_TOS, options->tos);
	if ((options->given & ACE_TTL) && !match_number(lo, rule, FIELD_TTL, &ttl, NULL, UINT8_MAX))
		return false;
	if (options->given & ACE_IP_OPTION)
		match_ip_option(lo, rule, options->ip_option);
	if (options->given & ACE_IGMP_TYPE)
		lower_match_number(lo, rule, FIELD_IGMP_TYPE, options->igmp_type);
	lower_match_flags(lo, rule, options);
	/* they are put together before any of our chains sees them */
	return !(options->given & ACE_FRAGMENTS);
}

struct counted_line lower_line(const struct acl *acl, const struct ace *entry)
{
	return (struct counted_line){
		.list = acl->name, .seq = entry->seq, .v6 = acl->kind == ACL_IPV6};
}

/* RULE counts packets of ENTRY. */
static void count_line(struct nft_rule *rule, const struct acl *acl, const struct ace *entry)
{
	rule->counter = true;
	rule->line = lower_line(acl, entry);
}

bool lower_match_entry(struct lowering *lo, struct nft_rule *rule, const struct acl *acl,
		       const struct ace *entry, enum nft_field source)
{
	const struct ace_options *options = acl_options(acl, entry);

	if (acl->kind == ACL_IPV6) {
		lower_match_net6(lo, rule, FIELD_SADDR6, entry->src);
		lower_match_net6(lo, rule, FIELD_DADDR6, entry->dst);
	} else {
		match_address(lo, rule, source, entry->src);
		match_address(lo, rule, FIELD_DADDR, entry->dst);
	}
	if ((options->src_group.name.s &&
	     !lower_match_group(lo, rule, FIELD_SADDR, options->src_group.to)) ||
	    (options->dst_group.name.s &&
	     !lower_match_group(lo, rule, FIELD_DADDR, options->dst_group.to)))
		return false;
	if (entry->proto != ACE_IP)
		lower_match_number(lo, rule, FIELD_L4PROTO, entry->proto);
	if (!match_ports(lo, rule, FIELD_SPORT, acl, &entry->sport) ||
	    !match_ports(lo, rule, FIELD_DPORT, acl, &entry->dport))
		return false;
	/* the flags, not the connection: a stateless list lets every ACK pass */
	if (entry->established)
		match_masked(lo, rule, FIELD_TCP_FLAGS, OP_NE, TCP_ACK_OR_RST, 0);
	if (entry->proto == PROTO_ICMP && entry->icmp_type != ICMP_ANY)
		lower_match_number(lo, rule, FIELD_ICMP_TYPE, entry->icmp_type);
	if (entry->proto == PROTO_ICMP && entry->icmp_code != ICMP_ANY)
		lower_match_number(lo, rule, FIELD_ICMP_CODE, entry->icmp_code);
	if (acl->kind == ACL_IPV6)
		return lower_match_options6(lo, rule, entry, options);
	return !entry->options || match_options(lo, rule, options);
}

/* One rule of an entry: the entry under one class of its services and one window of its times. */
struct variant {
	const struct acl *acl;
	const struct ace *entry;
	enum nft_field source;
	const struct service_class *class; /* or NULL */
	const struct time_window *window; /* or NULL */
};

/* NULL when nothing can match. */
static struct nft_rule *add_rule(struct lowering *lo, struct chain_object *chain,
				 const struct variant *variant, struct nft_action action)
{
	const struct ace *entry = variant->entry;
	struct nft_rule *rule = lower_rule(lo, chain, action, lower_origin(lo, entry->at));

	if (!lower_match_entry(lo, rule, variant->acl, entry, variant->source)) {
		chain->rules.len--;
		return NULL;
	}
	if (variant->class)
		lower_match_class(lo, rule, variant->class);
	if (entry->options && acl_options(variant->acl, entry)->time_range.to)
		lower_match_time(lo, rule, acl_options(variant->acl, entry)->time_range.to,
				 variant->window);
	return rule;
}

static const uint16_t with_ports[] = {PROTO_TCP, PROTO_UDP};

static void match_protocols_with_ports(struct lowering *lo, struct nft_rule *rule, enum nft_op op)
{
	lower_match(
		lo, rule,
		(struct nft_match){
			.field = FIELD_L4PROTO, .op = (uint8_t)op, .list = with_ports, .hi = 2});
}

static bool has_ports(uint16_t proto)
{
	return proto == PROTO_TCP || proto == PROTO_UDP;
}

/* What VARIANT lets pass leaves its flow in the sets of the reflexive list. */
static void add_reflections(struct lowering *lo, struct chain_object *chain,
			    const struct variant *variant)
{
	const struct nft_action update = {.verb = VERB_UPDATE};
	const struct ace_options *options = acl_options(variant->acl, variant->entry);
	const struct lower_reflexive *reflexive =
		lower_reflexive(lo, options->reflect.s, variant->acl);
	uint16_t proto = variant->entry->proto;
	struct nft_rule *rule;

	if (proto == ACE_IP || has_ports(proto)) {
		rule = add_rule(lo, chain, variant, update);
		if (rule && proto == ACE_IP)
			match_protocols_with_ports(lo, rule, OP_IN);
		if (rule)
			rule->map = reflexive->ports;
		if (rule)
			rule->mark = options->reflect_timeout;
	}
	if (has_ports(proto))
		return;
	rule = add_rule(lo, chain, variant, update);
	if (rule && proto == ACE_IP)
		match_protocols_with_ports(lo, rule, OP_NOT_IN);
	if (rule)
		rule->map = reflexive->hosts;
	if (rule)
		rule->mark = options->reflect_timeout;
}

/* `evaluate`: the flows that came out earlier. */
static void lower_evaluate(struct lowering *lo, struct chain_object *chain, const struct acl *acl,
			   const struct ace *entry, struct nft_action permit)
{
	const struct lower_reflexive *reflexive =
		lower_reflexive(lo, acl_options(acl, entry)->reflect.s, acl);
	bool v6 = acl->kind == ACL_IPV6;
	struct nft_rule *rule = lower_rule(lo, chain, permit, lower_origin(lo, entry->at));

	count_line(rule, acl, entry);
	match_protocols_with_ports(lo, rule, OP_IN);
	lower_match_set(lo, rule, v6 ? FIELD_FLOW6 : FIELD_FLOW, OP_EQ, reflexive->ports->name);
	rule = lower_rule(lo, chain, permit, lower_origin(lo, entry->at));
	count_line(rule, acl, entry);
	match_protocols_with_ports(lo, rule, OP_NOT_IN);
	lower_match_set(lo, rule, v6 ? FIELD_FLOW6_HOSTS : FIELD_FLOW_HOSTS, OP_EQ,
			reflexive->hosts->name);
}

static const char *log_prefix(struct lowering *lo, const struct acl *acl, const struct ace *entry)
{
	const char *what = entry->action == ACE_PERMIT ? "permitted" : "denied";
	const char *cookie = acl_options(acl, entry)->cookie;

	if (cookie)
		return arena_printf(lo->arena, "%s %s [%s] ", acl->name, what, cookie);
	return arena_printf(lo->arena, "%s %s ", acl->name, what);
}

static void lower_variant(struct lowering *lo, struct chain_object *chain,
			  const struct variant *variant, struct nft_action action)
{
	const struct ace_options *options = acl_options(variant->acl, variant->entry);
	struct nft_rule *rule;

	if (options->reflect.s && variant->entry->action == ACE_PERMIT)
		add_reflections(lo, chain, variant);
	rule = add_rule(lo, chain, variant, action);
	if (!rule)
		return;
	vec_trim(lo->arena, &rule->match);
	count_line(rule, variant->acl, variant->entry);
	if (variant->entry->log)
		rule->log = log_prefix(lo, variant->acl, variant->entry);
}

static void lower_by_time(struct lowering *lo, struct chain_object *chain, struct variant *variant,
			  struct nft_action action)
{
	const struct time_range *range = acl_options(variant->acl, variant->entry)->time_range.to;
	const struct lower_times *times = range ? lower_times(lo, range) : NULL;

	variant->window = NULL;
	if (!times || !times->windows.len)
		lower_variant(lo, chain, variant, action);
	else
		VEC_FOREACH (window, &times->windows) {
			variant->window = window;
			lower_variant(lo, chain, variant, action);
		}
}

void lower_entry(struct lowering *lo, struct chain_object *chain, const struct acl *acl,
		 const struct ace *entry, enum nft_field source, struct nft_action action)
{
	const struct ace_options *options = acl_options(acl, entry);
	struct variant variant = {.acl = acl, .entry = entry, .source = source};
	const struct lower_group *services = NULL;

	if (options->given & ACE_EVALUATE) {
		lower_evaluate(lo, chain, acl, entry, action);
		return;
	}
	/* what is not defined holds nothing: no address, no service, no time */
	if ((options->service.name.s && !options->service.to) ||
	    (options->time_range.name.s && !options->time_range.to))
		return;
	if (options->service.to)
		services = lower_group(lo, options->service.to);
	if (services && services->none)
		return;
	if (!services || services->any) {
		lower_by_time(lo, chain, &variant, action);
		return;
	}
	VEC_FOREACH (class, &services->classes) {
		variant.class = class;
		lower_by_time(lo, chain, &variant, action);
	}
}

/* The sets that entries name, before their chain: objects are made one at a time. */
static void lower_references(struct lowering *lo, const struct acl *acl)
{
	VEC_FOREACH (entry, &acl->entries) {
		const struct ace_options *options;

		if (!entry->options || entry->untranslated || entry->action == ACE_REMARK)
			continue;
		options = acl_options(acl, entry);
		if (options->service.to)
			lower_group(lo, options->service.to);
		if (options->src_group.to)
			lower_group(lo, options->src_group.to);
		if (options->dst_group.to)
			lower_group(lo, options->dst_group.to);
		if (!options->reflect.s)
			continue;
		lower_reflexive(lo, options->reflect.s, acl);
		lower_divergence(lo, DIAG_REFLEXIVE_TIMEOUT, options->reflect.at,
				 "a session that has ended stays open until its time is over");
	}
}

static bool has_entries(const struct acl *acl)
{
	VEC_FOREACH (entry, &acl->entries)
		if (entry->action != ACE_REMARK)
			return true;
	return false;
}

static void lower_entries(struct lowering *lo, struct chain_object *chain, const struct acl *acl,
			  enum nft_field source, struct nft_action permit, struct nft_action deny)
{
	VEC_FOREACH (entry, &acl->entries)
		if (entry->action != ACE_REMARK && !entry->untranslated)
			lower_entry(lo, chain, acl, entry, source,
				    entry->action == ACE_PERMIT ? permit : deny);
}

/* A filter without ENTRIES lets everything pass. A chain that ends returns by itself. */
static void add_implicit_deny(struct lowering *lo, struct chain_object *chain,
			      struct nft_action deny, bool entries)
{
	if (deny.verb != VERB_RETURN && (entries || deny.verb == VERB_GOTO))
		lower_rule(lo, chain, deny, "implicit deny")->counter = true;
}

void lower_acl_here(struct lowering *lo, const struct acl *acl, const char *name,
		    enum nft_field source, struct nft_action permit, struct nft_action deny)
{
	struct chain_object *chain;
	bool entries = has_entries(acl);

	lower_references(lo, acl);
	chain = lower_classes(lo, acl, name, source, permit, deny);
	if (!chain) {
		chain = lower_chain(lo, name, lower_origin(lo, acl->at));
		lower_entries(lo, chain, acl, source, permit, deny);
	}
	if (entries && acl->kind == ACL_IPV6 && deny.verb != VERB_RETURN)
		lower_neighbours6(lo, chain, permit);
	add_implicit_deny(lo, chain, deny, entries);
	if (chain->rules.len >= CLASS_LINES_MIN) /* short ones stay as they are written */
		lower_order_matches(chain);
}

/* A list of what a line says of its source, and of nothing else. */
static struct ace address_entry(const struct ace *of)
{
	return (struct ace){
		.at = of->at,
		.seq = of->seq,
		.src = of->src,
		.dst = {.wild = UINT32_MAX},
		.proto = ACE_IP,
		.action = of->action,
		.untranslated = of->untranslated,
	};
}

void lower_acl_of(struct lowering *lo, const struct acl *acl, const char *name,
		  enum nft_field field, struct nft_action permit, struct nft_action deny)
{
	struct acl *own = arena_new_object(lo->arena, struct acl);

	*own = (struct acl){.name = acl->name, .at = acl->at, .kind = ACL_STANDARD};
	vec_reserve(lo->arena, &own->entries, acl->entries.len);
	VEC_FOREACH (entry, &acl->entries)
		vec_push(lo->arena, &own->entries, address_entry(entry));
	lower_acl_here(lo, own, name, field, permit, deny);
}

void lower_acl_free(struct lowering *lo)
{
	HASH_CLEAR(hh, lo->groups);
	HASH_CLEAR(hh, lo->times);
	HASH_CLEAR(hh, lo->reflexives[0]);
	HASH_CLEAR(hh, lo->reflexives[1]);
	lower_classes_free(lo);
	lower_apart_free(lo);
}
