/*
 * What happens to each connection before it is translated: how many there may be, and who rewrites
 * the addresses inside their packets.
 */
#include <string.h>

#include "lower_nat.h"

enum {
	PRIORITY_FLOW = 95, /* before translation, so that inside addresses are seen */
	PORT_PPTP = 1723,
};

struct flow_lowering {
	struct nat_lowering *nat;
	struct lowering *lo;
	const struct nat_settings *settings;
};

struct ct_object *nat_ct_object(struct nat_lowering *nat, const char *name, enum ct_kind kind,
				uint8_t proto)
{
	struct ct_object *ct;

	VEC_FOREACH (made, &nat->ct_objects)
		if (!strcmp(*made, name))
			return NULL;
	vec_push(nat->lo->arena, &nat->ct_objects, name);
	ct = &lower_item(nat->lo, OBJECT_CT, NULL)->ct;
	ct->name = name;
	ct->kind = (uint8_t)kind;
	ct->proto = proto;
	return ct;
}

/* One rule to be: objects are made before the chain that names them. */
struct flow_rule {
	uint8_t proto;
	uint16_t port; /* 0: all */
	struct nft_action action;
	const char *origin;
};

typedef VEC(struct flow_rule) flow_rules;

/* ---- helpers ----------------------------------------------------------------------------------
 */

/* Helpers of the kernel, and where IOS listens for their protocols. */
static const struct helper {
	enum nat_service_name service;
	const char *name; /* the kernel's */
	const char *object;
	uint8_t proto;
	uint16_t port;
} helpers[] = {
	{NAT_SERVICE_FTP, "ftp", "nat_ftp", PROTO_TCP, 21},
	{NAT_SERVICE_SIP, "sip", "nat_sip_udp", PROTO_UDP, 5060},
	{NAT_SERVICE_SIP, "sip", "nat_sip_tcp", PROTO_TCP, 5060},
	{NAT_SERVICE_H225, "Q.931", "nat_h225", PROTO_TCP, 1720},
	{NAT_SERVICE_RAS, "RAS", "nat_ras", PROTO_UDP, 1719},
	{NAT_SERVICE_PPTP, "pptp", "nat_pptp", PROTO_TCP, PORT_PPTP},
	{NAT_SERVICE_TFTP, "tftp", "nat_tftp", PROTO_UDP, 69},
};

enum { HELPERS = sizeof helpers / sizeof *helpers };

static bool speaks_of(const struct nat_service *service, const struct helper *helper)
{
	bool h323 = helper->service == NAT_SERVICE_H225 || helper->service == NAT_SERVICE_RAS;

	if (service->name != helper->service && service->name != NAT_SERVICE_ALL_ALGS &&
	    !(service->name == NAT_SERVICE_H323 && h323))
		return false;
	return !service->acl.name.s && (!service->proto || service->proto == helper->proto);
}

/* On IOS all are on unless a `no` says otherwise; in safe fidelity only what is asked for. */
static bool is_on(const struct flow_lowering *f, const struct helper *helper, const char **origin)
{
	bool on = !f->lo->safe;

	*origin = NULL;
	VEC_FOREACH (service, &f->settings->services) {
		if (!speaks_of(service, helper) || (service->port && service->port != helper->port))
			continue;
		on = !service->off;
		*origin = lower_origin(f->lo, service->at);
	}
	return on;
}

static struct flow_rule helper_rule(struct flow_lowering *f, const struct helper *helper,
				    uint16_t port, const char *origin)
{
	struct ct_object *ct = nat_ct_object(f->nat, helper->object, CT_HELPER, helper->proto);

	if (ct)
		ct->helper = helper->name;
	return (struct flow_rule){
		helper->proto, port, {.verb = VERB_CT_HELPER, .target = helper->object}, origin};
}

static void collect_helpers(struct flow_lowering *f, flow_rules *rules)
{
	for (int i = 0; i < HELPERS; i++) {
		const struct helper *helper = &helpers[i];
		const char *origin;

		if (is_on(f, helper, &origin))
			vec_push(f->lo->arena, rules, helper_rule(f, helper, helper->port, origin));
		VEC_FOREACH (service, &f->settings->services)
			if (speaks_of(service, helper) && service->port && !service->off &&
			    service->port != helper->port)
				vec_push(f->lo->arena, rules,
					 helper_rule(f, helper, service->port,
						     lower_origin(f->lo, service->at)));
	}
}

/* ---- for some servers only: `ip nat service list ACL …` ---- */

static const struct helper *helper_of(const struct nat_service *service)
{
	for (int i = 0; i < HELPERS; i++)
		if (helpers[i].service == service->name && helpers[i].proto == service->proto)
			return &helpers[i];
	return NULL;
}

struct listed_rule {
	struct flow_rule rule;
	const char *chain;
};

typedef VEC(struct listed_rule) listed_rules;

static void collect_listed(struct flow_lowering *f, listed_rules *rules)
{
	VEC_FOREACH (service, &f->settings->services) {
		const struct helper *helper = helper_of(service);
		struct listed_rule listed;

		if (!service->acl.to || service->off || !helper)
			continue;
		listed.rule =
			helper_rule(f, helper, service->port, lower_origin(f->lo, service->at));
		listed.chain =
			arena_printf(f->lo->arena, "nat/service/%s/%s/%u", helper->object,
				     lower_identifier(f->lo, service->acl.name.s), service->port);
		lower_acl(f->lo, nat_turned_list(f->lo, service->acl.to), listed.chain,
			  listed.rule.action, (struct nft_action){.verb = VERB_RETURN});
		vec_push(f->lo->arena, rules, listed);
	}
}

/* ---- limits -----------------------------------------------------------------------------------
 */

/* Chains of the lists that limits are for, which count all that they permit together. */
static void lower_limit_lists(struct flow_lowering *f)
{
	struct lowering *lo = f->lo;

	VEC_FOREACH (limit, &f->settings->limits) {
		struct nft_action count = {.verb = VERB_DROP_OVER, .number = limit->entries};
		struct nft_action permit = {.verb = VERB_GOTO};
		const char *name;

		if (limit->kind != NAT_LIMIT_LIST || !limit->acl.to)
			continue;
		name = lower_identifier(lo, limit->acl.name.s);
		permit.target = arena_printf(lo->arena, "nat/limit/%s", name);
		lower_rule(lo, lower_chain(lo, permit.target, NULL), count,
			   lower_origin(lo, limit->at));
		lower_acl(lo, limit->acl.to, arena_printf(lo->arena, "nat/limit_list/%s", name),
			  permit, (struct nft_action){.verb = VERB_RETURN});
	}
}

static void add_limit(struct lowering *lo, struct chain_object *chain,
		      const struct nat_limit *limit)
{
	struct nft_action action = {.verb = VERB_DROP_OVER, .number = limit->entries};
	const char *origin = lower_origin(lo, limit->at);
	struct nft_rule *rule;

	switch ((enum nat_limit_kind)limit->kind) {
	case NAT_LIMIT_ALL:
		lower_rule(lo, chain, action, origin);
		break;
	case NAT_LIMIT_ALL_HOSTS:
		action.verb = VERB_DROP_OVER_EACH;
		action.target = "nat_hosts";
		lower_rule(lo, chain, action, origin);
		break;
	case NAT_LIMIT_HOST:
		rule = lower_rule(lo, chain, action, origin);
		lower_match_number(lo, rule, FIELD_SADDR, limit->host);
		break;
	case NAT_LIMIT_LIST:
		if (!limit->acl.to)
			break;
		action.verb = VERB_JUMP;
		action.target = arena_printf(lo->arena, "nat/limit_list/%s",
					     lower_identifier(lo, limit->acl.name.s));
		lower_rule(lo, chain, action, origin);
		break;
	case NAT_LIMIT_ALL_VRFS:
	case NAT_LIMIT_VRF:
		break;
	}
}

static void add_hosts_set(struct flow_lowering *f)
{
	VEC_FOREACH (limit, &f->settings->limits) {
		if (limit->kind != NAT_LIMIT_ALL_HOSTS)
			continue;
		lower_set(f->lo, (struct set_object){.name = "nat_hosts",
						     .key = {TYPE_IPV4},
						     .keys = 1,
						     .dynamic = true});
		return;
	}
}

/* ---- the chains -------------------------------------------------------------------------------
 */

static void add_rule(struct lowering *lo, struct chain_object *chain, const struct flow_rule *row)
{
	struct nft_rule *rule = lower_rule(lo, chain, row->action, row->origin);

	lower_match_number(lo, rule, FIELD_L4PROTO, row->proto);
	if (row->port)
		lower_match_number(lo, rule, FIELD_DPORT, row->port);
}

/* Hosts whose packets are left alone inside: `no-payload`. True when there are any. */
static bool add_no_payload(struct lowering *lo)
{
	bool any = false;

	VEC_FOREACH (entry, &lo->router->nat.statics) {
		struct nft_value local = {.type = TYPE_IPV4,
					  .len = entry->len,
					  .addr = {.kind = VALUE_CONST, .addr = entry->local}};

		if (!(entry->options & NAT_OPTION(NO_PAYLOAD)) || entry->untranslated)
			continue;
		if (!any)
			lower_set(lo, (struct set_object){.name = "nat_no_payload",
							  .key = {TYPE_IPV4},
							  .keys = 1,
							  .interval = true});
		any = true;
		lower_element(lo, "nat_no_payload", local, lower_origin(lo, entry->at));
	}
	return any;
}

static void lower_helpers(struct flow_lowering *f, const flow_rules *rules,
			  const listed_rules *listed)
{
	struct lowering *lo = f->lo;
	bool spared = add_no_payload(lo);
	struct chain_object *chain = lower_chain(lo, "nat/helper", NULL);

	for (int i = 0; spared && i < 2; i++)
		lower_match_set(
			lo, lower_rule(lo, chain, (struct nft_action){.verb = VERB_RETURN}, NULL),
			i ? FIELD_DADDR : FIELD_SADDR, OP_EQ, "nat_no_payload");
	VEC_FOREACH (row, rules)
		add_rule(lo, chain, row);
	VEC_FOREACH (row, listed) {
		struct flow_rule jump = row->rule;

		jump.action = (struct nft_action){.verb = VERB_JUMP, .target = row->chain};
		add_rule(lo, chain, &jump);
	}
}

static void report_divergences(struct flow_lowering *f)
{
	struct lowering *lo = f->lo;
	struct span at = lo->router->nat.statics.len ? lo->router->nat.statics.at->at
						     : lo->router->nat.dynamics.at->at;

	if (lo->safe)
		lower_divergence(lo, DIAG_NO_HELPERS, at,
				 "addresses inside FTP, SIP and other protocols are rewritten "
				 "where 'ip nat service' asks for it only");
}

static void add_base(struct nat_lowering *nat, bool nvi)
{
	struct lowering *lo = nat->lo;
	static const char *const between[][2] = {{NAT_INSIDE_SET, NAT_OUTSIDE_SET},
						 {NAT_OUTSIDE_SET, NAT_INSIDE_SET},
						 {NAT_ENABLED_SET, NAT_ENABLED_SET}};
	struct chain_object *chain =
		lower_base_chain(lo, "nat_flow", HOOK_POSTROUTING, CHAIN_FILTER, PRIORITY_FLOW);

	for (int i = 0; i < (nvi ? 3 : 2); i++) {
		struct nft_rule *rule = lower_rule(
			lo, chain, (struct nft_action){.verb = VERB_JUMP, .target = "nat/flow"},
			NULL);

		lower_match_flag(lo, rule, FIELD_CT_NEW);
		lower_match_flag(lo, rule, FIELD_NFPROTO_IPV4);
		nat_match_between(lo, rule, between[i][0], between[i][1]);
	}
	lower_nat_vrfs_flow(nat, chain);
}

void lower_nat_flow(struct nat_lowering *nat, bool nvi)
{
	struct lowering *lo = nat->lo;
	struct flow_lowering f = {.nat = nat, .lo = lo, .settings = &lo->router->nat.settings};
	flow_rules helper_rules = {0};
	listed_rules listed = {0};
	struct chain_object *chain;
	bool helped;

	collect_helpers(&f, &helper_rules);
	collect_listed(&f, &listed);
	helped = helper_rules.len || listed.len;
	report_divergences(&f);
	if (!helped && !f.settings->limits.len)
		return;
	lower_limit_lists(&f);
	add_hosts_set(&f);
	if (helped)
		lower_helpers(&f, &helper_rules, &listed);
	chain = lower_chain(lo, "nat/flow", NULL);
	VEC_FOREACH (limit, &f.settings->limits)
		add_limit(lo, chain, limit);
	if (helped)
		lower_rule(lo, chain,
			   (struct nft_action){.verb = VERB_JUMP, .target = "nat/helper"}, NULL);
	add_base(nat, nvi);
}
