/* Access lists, IP SLA operations and tracks as JSON. */
#include "print_json.h"

/* Access lists. */

static void put_ports(const struct acl *acl, json_t *row, const char *key,
		      const struct ports *ports)
{
	static const char *const ops[] = {NULL, "eq", "neq", "gt", "lt", "range"};
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
	json_object_set_new(match, ops[ports->op], array);
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

static void put_ace(const struct acl *acl, json_t *row, const struct ace *ace)
{
	put_number(row, "sequence", ace->seq);
	put_text(row, "remark", ace->action == ACE_REMARK ? ace->remark : NULL);
	if (ace->action == ACE_REMARK)
		return;
	put_text(row, "action", ace->action == ACE_PERMIT ? "permit" : "deny");
	if (ace->proto != ACE_IP)
		put_number(row, "protocol", ace->proto);
	put_wildcard(row, "source", ace->src);
	put_ports(acl, row, "source-ports", &ace->sport);
	if (acl->kind == ACL_EXTENDED)
		put_wildcard(row, "destination", ace->dst);
	put_ports(acl, row, "destination-ports", &ace->dport);
	if (ace->icmp_type != ICMP_ANY)
		put_number(row, "icmp-type", ace->icmp_type);
	if (ace->icmp_code != ICMP_ANY)
		put_number(row, "icmp-code", ace->icmp_code);
	put_flag(row, "established", ace->established);
	put_flag(row, "log", ace->log);
	put_flag(row, "untranslated", ace->untranslated);
	put_text(row, "text", ace->remark);
}

json_t *acls_json(const struct router *router)
{
	json_t *array = json_array();
	const struct acl *acl;

	STAILQ_FOREACH (acl, &router->acls.list, link) {
		json_t *row = json_row(router, array, acl->at), *entries = json_array();

		put_text(row, "name", acl->name);
		put_text(row, "kind", acl->kind == ACL_STANDARD ? "standard" : "extended");
		VEC_FOREACH (ace, &acl->entries)
			put_ace(acl, json_row(router, entries, ace->at), ace);
		json_object_set_new(row, "entries", entries);
	}
	return array;
}

/* Prefix lists. */

static void put_prefix_entry(json_t *row, const struct prefix_entry *entry)
{
	char text[IP_TEXT_SIZE];

	put_number(row, "sequence", entry->seq);
	put_text(row, "action", entry->permit ? "permit" : "deny");
	put_text(row, "prefix", ip_prefix_text(text, entry->prefix, entry->len));
	if (entry->ge)
		put_number(row, "ge", entry->ge);
	if (entry->le)
		put_number(row, "le", entry->le);
}

json_t *prefix_lists_json(const struct router *router)
{
	json_t *array = json_array();
	const struct prefix_list *list;

	STAILQ_FOREACH (list, &router->prefix_lists.list, link) {
		json_t *row = json_row(router, array, list->at), *entries = json_array();

		put_text(row, "name", list->name);
		put_text(row, "description", list->description);
		VEC_FOREACH (entry, &list->entries)
			put_prefix_entry(json_row(router, entries, entry->at), entry);
		json_object_set_new(row, "entries", entries);
	}
	return array;
}

/* Operations and tracks. */

json_t *slas_json(const struct router *router)
{
	json_t *array = json_array();
	const struct sla *sla;

	STAILQ_FOREACH (sla, &router->slas.list, link) {
		json_t *row = json_row(router, array, sla->at);

		put_number(row, "id", sla->id);
		if (sla->kind == SLA_ICMP_ECHO)
			put_address(row, "icmp-echo", sla->target);
		put_text(row, "other", sla->other);
		put_text(row, "vrf", sla->vrf);
		if (sla->has_source)
			put_address(row, "source", sla->source);
		put_name(router, row, "source-interface", sla->source_interface.name);
		put_number(row, "frequency", sla->frequency);
		put_number(row, "timeout", sla->timeout);
		put_number(row, "threshold", sla->threshold);
		put_flag(row, "scheduled", sla->scheduled);
		if (sla->scheduled && sla->life)
			put_number(row, "life", sla->life);
	}
	return array;
}

json_t *tracks_json(const struct router *router)
{
	static const char *const kinds[] = {NULL,	  "reachability", "state", "line-protocol",
					    "ip-routing", "other"};
	json_t *array = json_array();
	const struct track *track;

	STAILQ_FOREACH (track, &router->tracks.list, link) {
		json_t *row = json_row(router, array, track->at);

		put_number(row, "id", track->id);
		put_text(row, "kind", kinds[track->kind]);
		if (track->sla_id)
			put_number(row, "sla", track->sla_id);
		put_name(router, row, "interface", track->interface.name);
		put_text(row, "other", track->other);
		put_number(row, "delay-up", track->delay_up);
		put_number(row, "delay-down", track->delay_down);
		put_flag(row, "default-down", track->default_down);
	}
	return array;
}
