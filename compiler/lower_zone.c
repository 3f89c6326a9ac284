/*
 * Host data as zones (decision 19). IOS answers for single names; named answers from zones. So each
 * name of `ip host` becomes a zone of its own, unless that of a name above it, or an `ip dns
 * primary` zone, covers it, and the delegations that make the world ask us go into the parent's
 * zone, named as in "Servers in Small Site Multi-homing", listing 6: LABEL-nsK.PARENT for uplink K.
 * A domain right below a registry's has its servers within itself, nsK.DOMAIN: what stands beside
 * it is somebody else's.
 */
#include <stdlib.h>
#include <string.h>

#include "grammar/search.h"
#include "lower_zone.h"

enum { TTL_DELEGATION = 86400 };

/* The zone NAME is answered on uplink DEVICE. */
struct answered {
	const char *name;
	uint16_t device;
	uint16_t number; /* of the uplink, from 1 */
};

struct zone_lowering {
	struct lowering *lo;
	placed_rows placed; /* by view, zone, index */
	VEC(struct answered) answered; /* by name, number */
	uint16_t *uplink; /* by device: its number, if it is one */
	VEC(const struct dns_host *) reported; /* whose zones hide names of others */
};

/* ---- names ---------------------------------------------------------------------------------- */

/* Are the names in DOMAIN anybody's who registers them? So it is in "", "com." and "co.uk.". Of
 * more we know nothing, and take "ibm.de." for one, too: that is safe. */
static bool is_registry(const char *domain)
{
	size_t label = strcspn(domain, ".");
	const char *top = domain_parent(domain);

	return !*top || (label <= 3 && strlen(top) == strlen("uk."));
}

static const char *name_server(struct lowering *lo, const char *name, unsigned number)
{
	const char *parent = domain_parent(name);

	if (is_registry(parent))
		return arena_printf(lo->arena, "ns%u.%s", number, name);
	return arena_printf(lo->arena, "%.*s-ns%u.%s", (int)strcspn(name, "."), name, number,
			    parent);
}

/* ---- which uplinks answer for a name ----------------------------------------------------------
 */

static int compare_answered(const void *a, const void *b)
{
	const struct answered *x = a, *y = b;
	int order = strcmp(x->name, y->name);

	return order ? order : x->number - y->number;
}

/* Uplinks are numbered in configuration order, from 1. */
static void number_uplinks(struct zone_lowering *z)
{
	const struct plan *plan = z->lo->plan;
	uint16_t number = 0;

	z->uplink = arena_alloc(z->lo->arena, (plan->devices.len + 1) * sizeof *z->uplink);
	for (uint32_t i = 0; i < plan->devices.len; i++)
		z->uplink[i] = number = (uint16_t)(number + plan->devices.at[i].outside);
}

/* A name server of IPv6 alone has no address that records of type A could give. */
static bool has_ipv4(const struct zone_lowering *z, uint16_t device)
{
	const struct plan_device *at = &z->lo->plan->devices.at[device];

	return at->has_address || at->dynamic;
}

static void collect_view(struct zone_lowering *z, const struct bind_view *view)
{
	const struct placed *row;
	uint32_t n = placed_of_view(&z->placed, view->view, &row);

	VEC_FOREACH (device, &view->devices) {
		uint16_t number = z->uplink[*device];

		if (!has_ipv4(z, *device))
			continue;
		for (uint32_t i = 0; i < n; i++)
			if (row[i].host && row[i].host->record == DNS_A && !row[i].primary)
				vec_push(z->lo->arena, &z->answered,
					 ((struct answered){row[i].zone, *device, number}));
	}
}

static void collect_answered(struct zone_lowering *z, const bind_views *views)
{
	uint32_t kept = 0;

	VEC_FOREACH (view, views)
		if (view->outside && !view->vrf) /* the world's names are not a VRF's */
			collect_view(z, view);
	if (z->answered.len)
		qsort(z->answered.at, z->answered.len, sizeof *z->answered.at, compare_answered);
	for (uint32_t i = 0; i < z->answered.len; i++)
		if (!i || compare_answered(&z->answered.at[i], &z->answered.at[i - 1]))
			z->answered.at[kept++] = z->answered.at[i];
	z->answered.len = kept;
}

struct name_search {
	const struct zone_lowering *z;
	const char *name;
};

static bool answered_is_from(const void *of, uint32_t i)
{
	const struct name_search *search = of;

	return strcmp(search->z->answered.at[i].name, search->name) >= 0;
}

/* The first of the uplinks that answer for NAME; their number returned. */
static uint32_t uplinks_of(const struct zone_lowering *z, const char *name,
			   const struct answered **from)
{
	uint32_t low =
		search_first(0, z->answered.len, answered_is_from, &(struct name_search){z, name});
	uint32_t n = 0;

	*from = z->answered.at + low;
	while (low + n < z->answered.len && !strcmp(z->answered.at[low + n].name, name))
		n++;
	return n;
}

/* ---- zones ------------------------------------------------------------------------------------
 */

static void add_record(struct lowering *lo, struct dns_zone_object *zone, struct dns_record_row row)
{
	vec_push(lo->arena, &zone->records, row);
}

static void add_host(struct lowering *lo, struct dns_zone_object *zone, const struct placed *placed)
{
	const struct dns_host *host = placed->host;
	struct dns_record_row row = {
		.owner = placed->owner,
		.ttl = TTL_HOST,
		.type = (uint8_t)host->record,
		.addr = {.kind = VALUE_CONST, .addr = host->addr},
		.preference = host->preference,
		.weight = host->weight,
		.port = host->port,
		.origin = lower_origin(lo, host->at),
	};

	if (host->record == DNS_AAAA) {
		row.addr.v6 = true;
		row.addr.addr6 = &host->addr6;
	} else if (host->record == DNS_HINFO) {
		row.target = host->target;
		row.system = host->system;
	} else if (host->record != DNS_A) {
		row.target = lower_domain_name(lo, host->target, host->data_at);
		if (!row.target)
			return;
	}
	add_record(lo, zone, row);
}

/* A zone needs a name server: what `ip host ZONE ns` says, else the primary's, else our uplinks. */
static void add_name_servers(struct zone_lowering *z, struct dns_zone_object *zone,
			     const struct dns_primary *primary)
{
	struct dns_record_row row = {
		.owner = zone->zone, .ttl = TTL_DELEGATION, .type = DNS_NS, .target = zone->mname};
	const struct answered *uplink;
	uint32_t n = primary ? 0 : uplinks_of(z, zone->zone, &uplink);

	if (!n)
		add_record(z->lo, zone, row);
	for (uint32_t i = 0; i < n; i++) {
		row.target = name_server(z->lo, zone->zone, uplink[i].number);
		add_record(z->lo, zone, row);
	}
}

/* The name server that the rows themselves name for the zone, or NULL. */
static const char *stated_server(struct lowering *lo, const struct placed *rows, uint32_t n)
{
	for (uint32_t i = 0; i < n; i++)
		if (rows[i].host && rows[i].host->record == DNS_NS &&
		    !strcmp(rows[i].owner, rows[i].zone))
			return lower_domain_name(lo, rows[i].host->target, rows[i].host->data_at);
	return NULL;
}

/* MNAME, RNAME and the times: the primary's, else made up from the name. */
static bool set_authority(struct zone_lowering *z, struct dns_zone_object *zone,
			  const struct dns_primary *primary, const char *server)
{
	struct lowering *lo = z->lo;
	const struct answered *uplink;
	const char *parent = domain_parent(zone->zone);

	zone->serial = 1;
	zone->ttl = TTL_HOST;
	if (primary) {
		zone->mname = lower_domain_name(lo, primary->mname, primary->at);
		zone->rname = lower_domain_name(lo, primary->rname, primary->at);
		zone->refresh = primary->refresh;
		zone->retry = primary->retry;
		zone->expire = primary->expire;
		zone->minimum = primary->minimum;
		return zone->mname && zone->rname;
	}
	zone->mname = server;
	if (!server)
		zone->mname = name_server(lo, zone->zone,
					  uplinks_of(z, zone->zone, &uplink) ? uplink->number : 1u);
	zone->rname =
		arena_printf(lo->arena, "hostmaster.%s", is_registry(parent) ? zone->zone : parent);
	zone->refresh = 21600;
	zone->retry = 900;
	zone->expire = 7776000;
	zone->minimum = TTL_HOST;
	return true;
}

/* ---- addresses of the name servers ---- */

static int compare_names(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static bool is_name_server(const struct dns_record_row *record, const struct dns_zone_object *zone)
{
	return record->type == DNS_NS && !strcmp(record->owner, zone->zone);
}

struct names_of_zone {
	const char **at;
	size_t len;
};

/* The names that have an address, or the zone's name servers; sorted. */
static struct names_of_zone names_of(struct lowering *lo, const struct dns_zone_object *zone,
				     bool servers)
{
	struct names_of_zone names = {0};

	names.at = arena_alloc(lo->arena, (zone->records.len + 1) * sizeof *names.at);
	VEC_FOREACH (record, &zone->records) {
		if (servers && is_name_server(record, zone))
			names.at[names.len++] = record->target;
		else if (!servers && record->type == DNS_A)
			names.at[names.len++] = record->owner;
	}
	qsort(names.at, names.len, sizeof *names.at, compare_names);
	return names;
}

static bool has_name(const struct names_of_zone *names, const char *name)
{
	return bsearch(&name, names->at, names->len, sizeof *names->at, compare_names);
}

/* Has the device an address of IPv6 that is said, and so the same in every state? */
static bool has_ipv6(const struct lowering *lo, uint16_t device)
{
	const struct plan_device *at = &lo->plan->devices.at[device];

	return at->has_address6 && !at->dynamic6;
}

static void add_server_address(struct zone_lowering *z, struct dns_zone_object *zone,
			       const struct dns_record_row *ns, uint16_t device)
{
	struct dns_record_row row = {
		.owner = ns->target,
		.ttl = TTL_DELEGATION,
		.type = DNS_A,
		.origin = ns->origin,
	};

	if (has_ipv4(z, device)) {
		row.addr = lower_device_address(z->lo, device);
		add_record(z->lo, zone, row);
	}
	if (has_ipv6(z->lo, device)) {
		row.type = DNS_AAAA;
		row.addr = lower_constant6(z->lo, z->lo->plan->devices.at[device].address6);
		add_record(z->lo, zone, row);
	}
}

/* named refuses a zone whose name server is in it and has no address: it is us, so it has ours. */
static void add_server_addresses(struct zone_lowering *z, struct dns_zone_object *zone,
				 const struct bind_view *view)
{
	struct names_of_zone addressed = names_of(z->lo, zone, false);
	uint32_t n = zone->records.len;

	for (uint32_t i = 0; i < n; i++) {
		const struct dns_record_row ns = zone->records.at[i];

		if (!is_name_server(&ns, zone) || !name_is_in(ns.target, zone->zone) ||
		    has_name(&addressed, ns.target))
			continue;
		VEC_FOREACH (device, &view->devices)
			add_server_address(z, zone, &ns, *device);
	}
}

/* A primary zone that strangers ask us for is delegated whole: its name servers, and the addresses
 * of those that are in it. Views repeat each other; equal records are one. */
static void delegate_zone(struct lowering *lo, const struct dns_zone_object *zone)
{
	struct names_of_zone servers = names_of(lo, zone, true);

	VEC_FOREACH (record, &zone->records) {
		struct dns_record_row *row;

		if (!is_name_server(record, zone) &&
		    ((record->type != DNS_A && record->type != DNS_AAAA) ||
		     !has_name(&servers, record->owner)))
			continue;
		row = &lower_item(lo, OBJECT_PARENT_RECORD, record->origin)->parent_record.row;
		*row = *record;
		row->ttl = TTL_DELEGATION;
	}
}

/* Names below NAME are looked for, and not only in theory: it is a domain, not a host. */
static bool is_domain(const struct lowering *lo, const struct placed *rows, uint32_t n)
{
	const char *domain = lo->router->domain_name, *parent = domain_parent(rows->zone);
	size_t len = domain ? strlen(domain) : 0;

	for (uint32_t i = 0; i < n; i++)
		if (strcmp(rows[i].owner, rows->zone))
			return true;
	return (*parent && !*domain_parent(parent)) ||
	       (len && !strncmp(rows->zone, domain, len) && !strcmp(rows->zone + len, "."));
}

/* IOS asks its servers for names that it has no data of; named does not ask about its own zones. */
static void report_hidden(struct zone_lowering *z, const struct bind_view *view,
			  const struct placed *rows, uint32_t n)
{
	struct lowering *lo = z->lo;
	const struct dns_host *host = rows->host;

	if (rows->primary || !host || (view->outside && lo->safe) || !is_domain(lo, rows, n) ||
	    !dns_view_forwarders(lo, dns_view_find(lo->router, view->view), view->view).len)
		return;
	VEC_FOREACH (reported, &z->reported)
		if (*reported == host)
			return;
	vec_push(lo->arena, &z->reported, host);
	diag_at(lo->diags, DIAG_HOST_ZONE, host->at,
		"names in '%.*s' that no 'ip host' gives are answered 'no such name'; IOS asks its "
		"name servers for them",
		(int)strlen(rows->zone) - 1, rows->zone);
}

static void lower_zone(struct zone_lowering *z, const struct bind_view *view,
		       const struct placed *rows, uint32_t n)
{
	struct lowering *lo = z->lo;
	const char *server = stated_server(lo, rows, n);
	struct dns_zone_object zone = {
		.vrf = bind_server(view), .view = view->name, .zone = rows->zone};
	struct object *object;

	if (!set_authority(z, &zone, rows->primary, server))
		return;
	if (!server)
		add_name_servers(z, &zone, rows->primary);
	for (uint32_t i = 0; i < n; i++)
		if (rows[i].host)
			add_host(lo, &zone, &rows[i]);
	add_server_addresses(z, &zone, view);
	report_hidden(z, view, rows, n);
	object = lower_item(lo, OBJECT_DNS_ZONE,
			    lower_origin(lo, rows->primary ? rows->primary->at : rows->at));
	object->dns_zone = zone;
	/* a view on one dynamic address is there when the address is */
	if (view->devices.len == 1 && lo->plan->devices.at[*view->devices.at].dynamic)
		lower_require(lo, lower_item_guard(lo), lo->device[*view->devices.at].address,
			      true);
	if (rows->primary && view->outside && !view->vrf)
		delegate_zone(lo, &zone);
}

/* N rows of one view, sorted by zone. */
static void lower_rows(struct zone_lowering *z, const struct bind_view *view,
		       const struct placed *row, uint32_t n)
{
	while (n) {
		uint32_t same = 1;

		while (same < n && !strcmp(row[same].zone, row->zone))
			same++;
		lower_zone(z, view, row, same);
		row += same;
		n -= same;
	}
}

/* ---- names that another IOS view answers ---- */

/* The rows of the IOS view NAME for names that BIND has of it: under CLAIM, or (NULL) its own. */
static placed_rows rows_under(struct zone_lowering *z, const struct bind_view *bind,
			      const char *name, const struct bind_claim *claim)
{
	const struct placed *row;
	uint32_t n = placed_of_view(&z->placed, name, &row);
	placed_rows rows = {0};

	for (uint32_t i = 0; i < n; i++) {
		const struct bind_claim *of = bind_claim_of(&bind->claims, row[i].owner);

		if (of == claim || (!claim && of && !of->view))
			vec_push(z->lo->arena, &rows, row[i]);
	}
	placed_apart(&rows); /* the name above may be of another claim */
	return rows;
}

/* Whoever does not ask others answers for all of the domain, and knows but what it has. */
static void close_claim(struct zone_lowering *z, const struct bind_view *view,
			const struct bind_claim *claim, placed_rows *rows)
{
	vec_push(z->lo->arena, rows,
		 ((struct placed){.view = claim->view,
				  .zone = claim->zone,
				  .owner = claim->zone,
				  .at = claim->at}));
	VEC_FOREACH (row, rows) {
		row->zone = claim->zone;
		row->primary = NULL;
	}
	lower_zone(z, view, rows->at, rows->len);
}

static void lower_claim(struct zone_lowering *z, const struct bind_view *view,
			const struct bind_claim *claim)
{
	placed_rows rows = rows_under(z, view, claim->view, claim);

	if (claim->forwards)
		lower_rows(z, view, rows.at, rows.len);
	else
		close_claim(z, view, claim, &rows);
}

static void lower_view(struct zone_lowering *z, const struct bind_view *view)
{
	const struct placed *row;
	uint32_t n = placed_of_view(&z->placed, view->view, &row);

	if (view->claims.len) {
		placed_rows rows = rows_under(z, view, view->view, NULL);

		lower_rows(z, view, rows.at, rows.len);
	} else {
		lower_rows(z, view, row, n);
	}
	VEC_FOREACH (claim, &view->claims)
		if (claim->view)
			lower_claim(z, view, claim);
	if (view->spoofs)
		lower_spoofing(z->lo, view);
}

/* ---- the parent's zone ------------------------------------------------------------------------
 */

static void add_glue(struct lowering *lo, const char *server, uint8_t type, struct value addr)
{
	lower_item(lo, OBJECT_PARENT_RECORD, NULL)->parent_record.row = (struct dns_record_row){
		.owner = server, .ttl = TTL_DELEGATION, .type = type, .addr = addr};
}

static void delegate(struct lowering *lo, const struct answered *answered)
{
	const struct plan_device *device = &lo->plan->devices.at[answered->device];
	const char *server = name_server(lo, answered->name, answered->number);

	lower_item(lo, OBJECT_PARENT_RECORD, NULL)->parent_record.row = (struct dns_record_row){
		.owner = answered->name, .ttl = TTL_DELEGATION, .type = DNS_NS, .target = server};
	add_glue(lo, server, DNS_A,
		 (struct value){.kind = device->dynamic ? VALUE_ADDRESS : VALUE_CONST,
				.device = answered->device,
				.addr = device->address});
	if (has_ipv6(lo, answered->device))
		add_glue(lo, server, DNS_AAAA, lower_constant6(lo, device->address6));
}

void lower_zones(struct lowering *lo, const bind_views *views)
{
	struct zone_lowering z = {.lo = lo, .placed = place_hosts(lo)};

	number_uplinks(&z);
	collect_answered(&z, views);
	VEC_FOREACH (view, views)
		lower_view(&z, view);
	VEC_FOREACH (answered, &z.answered)
		delegate(lo, answered);
}
