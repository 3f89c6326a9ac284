/* `ip dns spoofing`: whoever has nobody to ask answers every name with one address. */
#include "lower_dns.h"

static void add_everywhere(struct lowering *lo, struct dns_zone_object *zone, const char *owner,
			   const struct bind_view *view)
{
	struct dns_record_row row = {.owner = owner, .ttl = TTL_HOST, .type = DNS_A};

	row.addr = (struct value){.kind = VALUE_CONST, .addr = lo->router->dns.spoofed};
	if (lo->router->dns.spoofed) {
		vec_push(lo->arena, &zone->records, row);
		return;
	}
	VEC_FOREACH (device, &view->devices) {
		row.addr = lower_device_address(lo, *device);
		vec_push(lo->arena, &zone->records, row);
	}
}

/* `ip dns spoofing`: the root, in which all names have the one address. */
void lower_spoofing(struct lowering *lo, const struct bind_view *view)
{
	struct dns_zone_object zone = {.vrf = bind_server(view),
				       .view = view->name,
				       .zone = ".",
				       .mname = "spoofing.",
				       .rname = "hostmaster.spoofing.",
				       .serial = 1,
				       .refresh = 21600,
				       .retry = 900,
				       .expire = 7776000,
				       .minimum = TTL_HOST,
				       .ttl = TTL_HOST};

	lower_divergence(lo, DIAG_SPOOFING, lo->router->dns.spoofing_at,
			 "every name has one answer as long as nobody can be asked, which is so as "
			 "configured");
	vec_push(lo->arena, &zone.records,
		 ((struct dns_record_row){
			 .owner = ".", .ttl = TTL_HOST, .type = DNS_NS, .target = "spoofing."}));
	add_everywhere(lo, &zone, "spoofing.", view);
	add_everywhere(lo, &zone, "*.", view);
	lower_item(lo, OBJECT_DNS_ZONE, lower_origin(lo, lo->router->dns.spoofing_at))->dns_zone =
		zone;
}
