/* Access lists and prefix lists as JSON. */
#include "print_json.h"

static const char *const port_ops[] = {NULL, "eq", "neq", "gt", "lt", "range"};

static void put_ports(const struct acl *acl, json_t *row, const char *key,
		      const struct ports *ports)
{
	json_t *array, *match;

	if (ports->op == PORT_ANY)
		return;
	array = json_array();
	for (uint32_t i = 0; i < ports->count; i++)
		json_array_append_new(array, json_integer(acl_ports(acl, ports)[i]));
	if (!ports->count)
		json_array_append_new(array, json_integer(ports->lo));
	if (ports->op == PORT_RANGE)
		json_array_append_new(array, json_integer(ports->hi));
	match = json_object();
	json_object_set_new(match, port_ops[ports->op], array);
	json_object_set_new(row, key, match);
}

static void put_wildcard(json_t *row, const char *key, struct wildcard match)
{
	char addr[IP_TEXT_SIZE], wild[IP_TEXT_SIZE];

	if (match.wild == UINT32_MAX)
		put_text(row, key, "any");
	else
		json_object_set_new(row, key,
				    json_sprintf("%s %s", ip_text(addr, match.addr),
						 ip_text(wild, match.wild)));
}

static void put_flags(json_t *row, const struct ace_options *options)
{
	static const char *const forms[] = {"match-all", "match-any", "any-set"};
	unsigned form = options->given & ACE_FLAGS_ALL ? 0 : options->given & ACE_FLAGS_ANY ? 1 : 2;

	if (!(options->given & ACE_FLAGS))
		return;
	put_text(row, "flags", forms[form]);
	put_number(row, "flags-set", options->flags_set);
	put_number(row, "flags-clear", options->flags_clear);
}

static void put_ttl(json_t *row, const struct ace_options *options)
{
	json_t *array = json_array(), *match = json_object();

	json_array_append_new(array, json_integer(options->ttl_lo));
	if (options->ttl_op == PORT_RANGE)
		json_array_append_new(array, json_integer(options->ttl_hi));
	json_object_set_new(match, port_ops[options->ttl_op], array);
	json_object_set_new(row, "ttl", match);
}

static void put_headers6(json_t *row, const struct ace_options *options)
{
#define X(symbol, keyword) put_flag(row, keyword, options->headers & 1u << HEADER_##symbol);
	ACE_HEADERS(X)
#undef X
	if (options->headers & 1u << HEADER_ROUTING_TYPE)
		put_number(row, "routing-type", options->routing_type);
	if (options->headers & 1u << HEADER_MOBILITY_TYPE)
		put_number(row, "mobility-type", options->mobility_type);
	put_flag(row, "undetermined-transport", options->given & ACE_UNDETERMINED);
}

static void put_header_options(json_t *row, const struct ace_options *options)
{
	if (options->given & ACE_DSCP)
		put_number(row, "dscp", options->dscp);
	if (options->given & ACE_PRECEDENCE)
		put_number(row, "precedence", options->precedence);
	if (options->given & ACE_TOS)
		put_number(row, "tos", options->tos);
	if (options->given & ACE_TTL)
		put_ttl(row, options);
	if ((options->given & ACE_IP_OPTION) && options->ip_option == IP_OPTION_ANY)
		put_text(row, "option", "any-options");
	else if (options->given & ACE_IP_OPTION)
		put_number(row, "option", options->ip_option);
	put_flag(row, "fragments", options->given & ACE_FRAGMENTS);
	if (options->given & ACE_FLOW_LABEL)
		put_number(row, "flow-label", options->flow_label);
	put_headers6(row, options);
	if (options->given & ACE_IGMP_TYPE)
		put_number(row, "igmp-type", options->igmp_type);
}

static void put_options(const struct router *router, json_t *row, const struct ace_options *options)
{
	put_flags(row, options);
	put_header_options(row, options);
	put_name(router, row, "service-group", options->service.name);
	put_name(router, row, "source-group", options->src_group.name);
	put_name(router, row, "destination-group", options->dst_group.name);
	put_name(router, row, "time-range", options->time_range.name);
	put_name(router, row, options->given & ACE_EVALUATE ? "evaluate" : "reflect",
		 options->reflect);
	if (options->reflect_timeout)
		put_number(row, "reflect-timeout", options->reflect_timeout);
	put_flag(row, "log-input", options->given & ACE_LOG_INPUT);
	put_text(row, "cookie", options->cookie);
}

static void put_wildcard6(const struct router *router, json_t *row, const char *key,
			  struct wildcard match)
{
	if (match.wild == IP6_BITS)
		put_text(row, key, "any");
	else
		put_prefix6(row, key, router_ip6(router, match.addr), IP6_BITS - match.wild);
}

static void put_ends(const struct router *router, const struct acl *acl, json_t *row,
		     const struct ace *ace)
{
	if (acl->kind == ACL_IPV6) {
		put_wildcard6(router, row, "source", ace->src);
		put_wildcard6(router, row, "destination", ace->dst);
		return;
	}
	put_wildcard(row, "source", ace->src);
	if (acl->kind == ACL_EXTENDED)
		put_wildcard(row, "destination", ace->dst);
}

static void put_ace(const struct router *router, const struct acl *acl, json_t *row,
		    const struct ace *ace)
{
	put_number(row, "sequence", ace->seq);
	put_text(row, "remark", ace->action == ACE_REMARK ? acl_words(acl, ace) : NULL);
	if (ace->action == ACE_REMARK)
		return;
	put_text(row, "action", ace->action == ACE_PERMIT ? "permit" : "deny");
	if (ace->proto != ACE_IP)
		put_number(row, "protocol", ace->proto);
	put_ends(router, acl, row, ace);
	put_ports(acl, row, "source-ports", &ace->sport);
	put_ports(acl, row, "destination-ports", &ace->dport);
	if (ace->icmp_type != ICMP_ANY)
		put_number(row, "icmp-type", ace->icmp_type);
	if (ace->icmp_code != ICMP_ANY)
		put_number(row, "icmp-code", ace->icmp_code);
	put_flag(row, "established", ace->established);
	put_flag(row, "log", ace->log);
	put_options(router, row, acl_options(acl, ace));
	put_flag(row, "untranslated", ace->untranslated);
	put_text(row, "text", acl_words(acl, ace));
}

json_t *acls_json(const struct router *router, const struct acls *acls)
{
	static const char *const kinds[] = {"standard", "extended", "ipv6"};
	json_t *array = json_array();
	const struct acl *acl;

	STAILQ_FOREACH (acl, &acls->list, link) {
		json_t *row = json_row(router, array, acl->at), *entries = json_array();

		put_text(row, "name", acl->name);
		put_text(row, "kind", kinds[acl->kind]);
		VEC_FOREACH (ace, &acl->entries)
			put_ace(router, acl, json_row(router, entries, ace->at), ace);
		json_object_set_new(row, "entries", entries);
	}
	return array;
}

/* Prefix lists. */

static void put_prefix_entry(const struct router *router, bool v6, json_t *row,
			     const struct prefix_entry *entry)
{
	char text[IP_TEXT_SIZE];

	put_number(row, "sequence", entry->seq);
	put_text(row, "action", entry->permit ? "permit" : "deny");
	if (v6)
		put_prefix6(row, "prefix", router_ip6(router, entry->prefix), entry->len);
	else
		put_text(row, "prefix", ip_prefix_text(text, entry->prefix, entry->len));
	if (entry->ge)
		put_number(row, "ge", entry->ge);
	if (entry->le)
		put_number(row, "le", entry->le);
}

json_t *prefix_lists_json(const struct router *router, bool v6)
{
	json_t *array = json_array();
	const struct prefix_list *list;

	STAILQ_FOREACH (list, &router_prefix_lists(router, v6)->list, link) {
		json_t *row = json_row(router, array, list->at), *entries = json_array();

		put_text(row, "name", list->name);
		put_text(row, "description", list->description);
		VEC_FOREACH (entry, &list->entries)
			put_prefix_entry(router, v6, json_row(router, entries, entry->at), entry);
		json_object_set_new(row, "entries", entries);
	}
	return array;
}
