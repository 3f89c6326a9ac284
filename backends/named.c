/*
 * named.conf and views.conf: BIND as the router's DNS server (decisions 17 and 18). named.conf
 * holds what there can be once only, and includes views.conf, which can be included elsewhere
 * instead. IOS knows no zone transfer, no validation and no dynamic zones; so all of these are off.
 */
#include "emit.h"

#include <stdlib.h>
#include <string.h>

#include "grammar/ip.h"

/* The folder of the server of VRF, among the files of that of the global table. */
static void server_folder(struct out *out, const char *vrf)
{
	out_text(out, NAMED_VRF_FOLDER);
	quote_path(out, vrf);
}

void server_path(struct out *out, const char *vrf, const char *path)
{
	if (vrf) {
		server_folder(out, vrf);
		out_text(out, "/");
	}
	out_text(out, path);
}

/* "PATH", below --named-dir when that is given. */
static void out_path(struct out *out, const struct emit_options *options, const char *vrf,
		     const char *path)
{
	struct out whole = {0};

	if (options && options->named_dir) {
		out_printf(&whole, "%s/", options->named_dir);
		server_path(&whole, vrf, path);
	} else {
		out_text(&whole, path);
	}
	quote_bind(out, whole.text);
	out_free(&whole);
}

static void out_listen(struct out *out, const struct dns_server_object *server)
{
	char text[IP_TEXT_SIZE];

	if (server->listen.len == 0) {
		out_text(out, "\tlisten-on { any; };\n");
	} else {
		out_text(out, "\tlisten-on {\n");
		VEC_FOREACH (addr, &server->listen)
			out_printf(out, "\t\t%s;\n", ip_text(text, *addr));
		out_text(out, "\t};\n");
	}
	out_printf(out, "\tlisten-on-v6 { %s; };\n", server->v6 ? "any" : "none");
}

static void out_options(struct out *out, const struct dns_server_object *server,
			const struct emit_options *options)
{
	out_text(out, "options {\n");
	if (options && options->named_dir) {
		struct out whole = {0};

		out_text(&whole, options->named_dir);
		if (server->vrf) {
			out_text(&whole, "/");
			server_folder(&whole, server->vrf);
		}
		out_text(out, "\tdirectory ");
		quote_bind(out, whole.text);
		out_text(out, ";\n");
		out_free(&whole);
	}
	out_listen(out, server);
	if (server->log)
		out_text(out, "\tquerylog yes;\n");
	out_text(out, "\tpid-file none;\n"
		      "\tsession-keyfile none;\n"
		      "\tversion none;\n"
		      "\thostname none;\n"
		      "\tserver-id none;\n"
		      "\tallow-transfer { none; };\n"
		      "\tallow-update { none; };\n"
		      "\tnotify no;\n"
		      "\tdnssec-validation no;\n"
		      "\tempty-zones-enable no;\n"
		      "\tcheck-names primary ignore;\n" /* IOS takes any host name */
		      "};\n");
}

/* "named -c named.conf", in the VRF */
static const char *load_text(struct out *load, const struct dns_server_object *server,
			     const struct emit_options *options)
{
	if (!options || !options->named_dir)
		out_text(load, "cd into this folder, ");
	if (server->vrf) {
		out_text(load, "ip vrf exec ");
		quote_path(load, server->vrf);
		out_text(load, " ");
	}
	out_text(load, "named -c named.conf");
	return load->text;
}

static void emit_server(const struct change *change, const struct dns_server_object *server,
			const struct emit_options *options, struct out_files *files)
{
	struct out path = {0}, load = {0};
	struct out *out;

	server_path(&path, server->vrf, "named.conf");
	out = out_file(files, path.text);
	out_head(out, change, "//",
		 server->vrf ? "BIND as the DNS server of a VRF" : "BIND as the DNS server",
		 load_text(&load, server, options));
	out_options(out, server, options);
	out_text(out, "controls {\n};\ninclude ");
	out_path(out, options, server->vrf, "views.conf");
	out_text(out, ";\n");
	out_free(&load);
	out_free(&path);
}

void named_emit(const struct change *change, const struct emit_options *options,
		struct out_files *files)
{
	const struct object *object;

	if (!change->from_empty)
		return;
	for (size_t i = 0; (object = change_next(change, OBJECT_DNS_SERVER, &i));)
		emit_server(change, &object->dns_server, options, files);
	out_files_sort(files);
}

/* ---- views.conf ---- */

/* `{ any; }` or one prefix a line: the first that matches decides. */
static void out_prefixes(struct out *out, const char *statement, const struct prefix *at,
			 uint32_t n)
{
	char text[IP6_TEXT_SIZE];

	out_printf(out, "\t%s {\n", statement);
	for (uint32_t i = 0; i < n; i++) {
		out_printf(out, "\t\t%s", at[i].deny ? "!" : "");
		if (at[i].v6)
			out_printf(out, "%s;\n", ip6_prefix_text(text, at[i].addr6, at[i].len));
		else if (at[i].len == 0)
			out_text(out, "any;\n");
		else if (at[i].len == 32)
			out_printf(out, "%s;\n", ip_text(text, at[i].addr));
		else
			out_printf(out, "%s;\n", ip_prefix_text(text, at[i].addr, at[i].len));
	}
	out_text(out, "\t};\n");
}

static void out_selection(struct out *out, const struct dns_view_object *view)
{
	char text[IP6_TEXT_SIZE];

	if (view->destinations.len > 0) {
		out_text(out, "\tmatch-destinations {\n");
		VEC_FOREACH (value, &view->destinations)
			out_printf(out, "\t\t%s;\n",
				   value->v6 ? ip6_text(text, *value->addr6)
					     : ip_text(text, value->addr));
		out_text(out, "\t};\n");
	}
	if (view->clients.len > 0)
		out_prefixes(out, "match-clients", view->clients.at, view->clients.len);
	out_text(out, "\tallow-query { any; };\n");
}

/*
 * A view that may ask others asks its forwarders only; without one it answers what it has. Who may
 * not have a name looked up may not read the cache either: that is named's default.
 */
static void out_servers(struct out *out, const char *lead, const struct dns_address *at, uint32_t n)
{
	char text[IP_TEXT_SIZE], text6[IP6_TEXT_SIZE];

	out_printf(out, "%sforward only;\n%sforwarders {\n", lead, lead);
	for (uint32_t i = 0; i < n; i++)
		out_printf(out, "%s\t%s;\n", lead,
			   at[i].v6 ? ip6_text(text6, at[i].addr6) : ip_text(text, at[i].addr));
	out_printf(out, "%s};\n", lead);
}

static void out_zone_name(struct out *out, const char *zone)
{
	struct out name = {0};

	quote_zone_name(&name, zone);
	if (name.len > 1)
		name.text[--name.len] = '\0';
	out_printf(out, "\tzone \"%s\" {\n", name.text);
	out_free(&name);
}

/* Whoever may ask for some names only finds no servers of the root for the others. */
static void out_no_root(struct out *out)
{
	out_text(out, "\tzone \".\" {\n\t\ttype hint;\n\t\tfile \"/dev/null\";\n\t};\n");
}

static void out_forwards(struct out *out, const struct dns_view_object *view)
{
	VEC_FOREACH (forward, &view->forwards) {
		out_zone_name(out, forward->zone);
		out_text(out, "\t\ttype forward;\n");
		out_servers(out, "\t\t", forward->to.at, forward->to.len);
		out_text(out, "\t};\n");
	}
	if (view->forwards.len && !view->forwarders.len)
		out_no_root(out);
}

static void out_recursion(struct out *out, const struct dns_view_object *view)
{
	char text[IP_TEXT_SIZE];

	if (view->recursion_from.len == 0 || (!view->forwarders.len && !view->forwards.len)) {
		out_text(out, "\trecursion no;\n");
		return;
	}
	out_text(out, "\trecursion yes;\n");
	out_prefixes(out, "allow-recursion", view->recursion_from.at, view->recursion_from.len);
	if (view->source)
		out_printf(out, "\tquery-source address %s;\n", ip_text(text, view->source));
	if (view->forwarders.len)
		out_servers(out, "\t", view->forwarders.at, view->forwarders.len);
	out_forwards(out, view);
}

/* In a quoted string BIND keeps a backslash that stands before anything but a quote, so that a name
 * of a zone file stands in it as it is. */
static void out_zone(struct out *out, const struct dns_zone_object *zone,
		     const struct emit_options *options)
{
	struct out path = {0};

	zone_file(&path, zone);
	out_zone_name(out, zone->zone);
	out_text(out, "\t\ttype primary;\n\t\tfile ");
	out_path(out, options, zone->vrf, path.text);
	out_text(out, ";\n\t};\n");
	out_free(&path);
}

static void out_view(struct out *out, const struct dns_view_object *view)
{
	struct out name = {0};

	quote_path(&name, view->name);
	out_text(out, "view ");
	quote_bind(out, name.text);
	out_text(out, " {\n");
	if (view->label) {
		out_text(out, "\t// ");
		quote_comment(out, view->label);
		out_text(out, "\n");
	}
	out_selection(out, view);
	out_recursion(out, view);
	if (view->outside)
		out_text(out, "\tminimal-responses no;\n"
			      "\trate-limit {\n"
			      "\t\tresponses-per-second 20;\n"
			      "\t\twindow 5;\n"
			      "\t};\n");
	out_free(&name);
}

/* A view and the first of its zones, which stand together since objects are sorted. */
struct view_place {
	const struct dns_view_object *view;
	size_t step;
};

static int by_order(const void *a, const void *b)
{
	const struct view_place *left = a, *right = b;

	if (left->view->order != right->view->order)
		return left->view->order < right->view->order ? -1 : 1;
	return strcmp(left->view->name, right->view->name);
}

static int order_vrf(const char *a, const char *b)
{
	return strcmp(a ? a : "", b ? b : "");
}

static int order_of(const struct dns_zone_object *zone, const struct dns_view_object *view)
{
	int order = order_vrf(zone->vrf, view->vrf);

	return order ? order : strcmp(zone->view, view->name);
}

/* Views sorted by server and name meet zones sorted by both: one pass over both. Those of the
 * server of VRF are wanted. */
static size_t find_views(const struct change *change, const char *vrf, struct view_place *places)
{
	const struct object *object;
	size_t n = 0, zone = 0;

	for (size_t i = 0; (object = change_next(change, OBJECT_DNS_VIEW, &i));) {
		size_t next = zone;
		const struct object *other;

		if (order_vrf(object->dns_view.vrf, vrf) != 0)
			continue;
		while ((other = change_next(change, OBJECT_DNS_ZONE, &next)) &&
		       order_of(&other->dns_zone, &object->dns_view) < 0)
			zone = next;
		places[n++] = (struct view_place){&object->dns_view, zone};
	}
	return n;
}

static void out_views(struct out *out, const struct change *change, const char *vrf,
		      const struct emit_options *options, struct view_place *places)
{
	size_t n = find_views(change, vrf, places);

	if (n > 0)
		qsort(places, n, sizeof *places, by_order);
	for (size_t v = 0; v < n; v++) {
		const struct object *object;

		out_view(out, places[v].view);
		for (size_t i = places[v].step;
		     (object = change_next(change, OBJECT_DNS_ZONE, &i));) {
			if (order_of(&object->dns_zone, places[v].view) != 0)
				break;
			out_zone(out, &object->dns_zone, options);
		}
		out_text(out, "};\n");
	}
}

void views_emit(const struct change *change, const struct emit_options *options,
		struct out_files *files)
{
	const struct object *object;
	size_t n = 0;

	if (!change->from_empty)
		return;
	for (size_t i = 0; change_next(change, OBJECT_DNS_VIEW, &i);)
		n++;
	struct view_place *places = calloc(n + 1, sizeof *places);

	if (!places)
		abort();
	for (size_t i = 0; (object = change_next(change, OBJECT_DNS_SERVER, &i));) {
		const char *vrf = object->dns_server.vrf;
		struct out path = {0};

		server_path(&path, vrf, "views.conf");
		struct out *out = out_file(files, path.text);

		out_head(out, change, "//", "views of the DNS server", "included by named.conf");
		out_views(out, change, vrf, options, places);
		out_free(&path);
	}
	out_files_sort(files);
	free(places);
}
