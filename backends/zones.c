/*
 * Zone files and the records for the parent zone. Every name is absolute, so that no $ORIGIN is
 * needed and a line means the same wherever it is pasted.
 */
#include "emit.h"

#include <string.h>

#include "grammar/ir.h"

void zone_file(struct out *out, const struct dns_zone_object *zone)
{
	size_t len = strlen(zone->zone);
	struct out name = {0};

	/* the root is "." whole; others go without their final dot */
	out_bytes(&name, zone->zone, len > 1 ? len - 1 : len);
	out_text(out, "zones/");
	quote_path(out, zone->view);
	out_text(out, "/");
	quote_path(out, name.text);
	out_text(out, ".db");
	out_free(&name);
}

void zone_path(struct out *out, const struct dns_zone_object *zone)
{
	struct out file = {0};

	zone_file(&file, zone);
	server_path(out, zone->vrf, file.text);
	out_free(&file);
}

void record_text(struct out *out, const struct dns_record_row *row)
{
	char text[IP_TEXT_SIZE], text6[IP6_TEXT_SIZE];

	quote_zone_name(out, row->owner);
	out_printf(out, " %u IN ", row->ttl);
	switch ((enum dns_record)row->type) {
	case DNS_NS:
		out_text(out, "NS ");
		quote_zone_name(out, row->target);
		break;
	case DNS_MX:
		out_printf(out, "MX %u ", row->preference);
		quote_zone_name(out, row->target);
		break;
	case DNS_SRV:
		out_printf(out, "SRV %u %u %u ", row->preference, row->weight, row->port);
		quote_zone_name(out, row->target);
		break;
	case DNS_HINFO:
		out_text(out, "HINFO ");
		quote_bind(out, row->target);
		out_text(out, " ");
		quote_bind(out, row->system);
		break;
	case DNS_AAAA:
		out_printf(out, "AAAA %s", ip6_text(text6, *row->addr.addr6));
		break;
	case DNS_A:
		out_printf(out, "A %s", ip_text(text, row->addr.addr));
		break;
	}
	out_origin(out, ";", row->origin);
	out_text(out, "\n");
}

static void out_zone(struct out *out, const struct change *change,
		     const struct dns_zone_object *zone)
{
	out_head(out, change, ";", "a zone", "by views.conf, which names it");
	out_printf(out, "$TTL %u\n", zone->ttl);
	quote_zone_name(out, zone->zone);
	out_text(out, " IN SOA ");
	quote_zone_name(out, zone->mname);
	out_text(out, " ");
	quote_zone_name(out, zone->rname);
	out_printf(out, " %u %u %u %u %u\n", zone->serial, zone->refresh, zone->retry, zone->expire,
		   zone->minimum);
	VEC_FOREACH (row, &zone->records)
		record_text(out, row);
}

void zones_emit(const struct change *change, const struct emit_options *options,
		struct out_files *files)
{
	const struct object *object;
	struct out path = {0};

	(void)options;
	if (!change->from_empty)
		return;
	for (size_t i = 0; (object = change_next(change, OBJECT_DNS_ZONE, &i));) {
		path.len = 0;
		zone_path(&path, &object->dns_zone);
		out_zone(out_file(files, path.text), change, &object->dns_zone);
	}
	out_free(&path);
	out_files_sort(files);
}

void parent_emit(const struct change *change, const struct emit_options *options,
		 struct out_files *files)
{
	const struct object *object;
	struct out *out = NULL;

	(void)options;
	if (!change->from_empty)
		return;
	for (size_t i = 0; (object = change_next(change, OBJECT_PARENT_RECORD, &i));) {
		if (!out) {
			out = out_file(files, "parent-zone.db");
			out_head(out, change, ";",
				 "records for the parent zone: delegations, their addresses, mail",
				 "add them to the zone above at whoever serves it");
		}
		record_text(out, &object->parent_record.row);
	}
}
