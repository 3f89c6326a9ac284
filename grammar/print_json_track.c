/* IP SLA operations and tracks as JSON. */
#include "print_json.h"

/* ---- operations ---- */

static void put_http(json_t *row, const struct sla_operation *operation)
{
	bool http = operation->kind == SLA_HTTP;

	put_flag(row, "raw",
		 http && (operation->method == HTTP_RAW || operation->method == HTTP_SECURE_RAW));
	put_flag(row, "head", http && operation->method == HTTP_SECURE_HEAD);
	put_flag(row, "secure", http && operation->method >= HTTP_SECURE_GET);
}

static void put_operation(const struct router *router, json_t *row,
			  const struct sla_operation *operation)
{
	if (operation->kind != SLA_NONE)
		put_text(row, "kind", sla_kind_text(operation->kind));
	if (operation->target)
		put_address(row, "target", operation->target);
	if (!ip6_is_zero(operation->target6))
		put_address6(row, "target", operation->target6);
	put_name(router, row, "name", operation->name);
	put_text(row, "url", operation->url);
	put_text(row, "other", operation->other);
	put_http(row, operation);
	put_text(row, "version", operation->version);
	put_text(row, "proxy", operation->proxy);
	put_text(row, "codec", operation->codec);
	if (operation->name_server)
		put_address(row, "name-server", operation->name_server);
	if (!ip6_is_zero(operation->name_server6))
		put_address6(row, "name-server", operation->name_server6);
	if (operation->port)
		put_number(row, "port", operation->port);
	if (operation->source)
		put_address(row, "source", operation->source);
	if (!ip6_is_zero(operation->source6))
		put_address6(row, "source", operation->source6);
	put_name(router, row, "source-interface", operation->source_interface);
	if (operation->source_port)
		put_number(row, "source-port", operation->source_port);
	if (operation->packets)
		put_number(row, "num-packets", operation->packets);
	if (operation->interval)
		put_number(row, "interval", operation->interval);
	put_flag(row, "control-disable", operation->no_control);
	put_flag(row, "cache-disable", operation->no_cache);
}

static void put_options(json_t *row, const struct sla *sla)
{
	put_text(row, "vrf", sla->vrf);
	put_number(row, "frequency", sla->frequency);
	put_number(row, "timeout", sla->timeout);
	put_number(row, "threshold", sla->threshold);
	if (sla->request_size != UINT32_MAX)
		put_number(row, "request-data-size", sla->request_size);
	if (sla->response_size != UINT32_MAX)
		put_number(row, "response-data-size", sla->response_size);
	if (sla->tos)
		put_number(row, "tos", sla->tos);
	put_flag(row, "verify-data", sla->verify);
	put_text(row, "data-pattern", sla->pattern);
	put_text(row, "tag", sla->tag);
	put_text(row, "owner", sla->owner);
}

static void put_schedule(json_t *row, const struct sla_schedule *schedule)
{
	static const char *const starts[] = {"pending", "now", "after", "at", "random"};
	json_t *json = json_pack("{s:s}", "start", starts[schedule->start]);

	if (schedule->start > START_NOW)
		put_number(json, "time", schedule->time);
	if (schedule->month) {
		put_number(json, "month", schedule->month);
		put_number(json, "day", schedule->day);
	}
	if (schedule->life)
		put_number(json, "life", schedule->life);
	if (schedule->ageout)
		put_number(json, "ageout", schedule->ageout);
	put_flag(json, "recurring", schedule->recurring);
	json_object_set_new(row, "schedule", json);
}

static void put_reactions(const struct router *router, json_t *row, uint32_t id)
{
	json_t *array = json_array();

	VEC_FOREACH (reaction, &router->slas.reactions) {
		json_t *json;

		if (reaction->sla != id)
			continue;
		json = json_row(router, array, reaction->at);
		if (*reaction->what)
			put_text(json, "react", reaction->what);
		put_text(json, "options", reaction->text);
	}
	if (json_array_size(array))
		json_object_set(row, "reactions", array);
	json_decref(array);
}

static void put_raw(json_t *row, const struct sla *sla)
{
	json_t *array = json_array(), *one = json_object();

	VEC_FOREACH (line, &sla->raw) {
		put_text(one, "line", *line);
		json_array_append(array, json_object_get(one, "line"));
	}
	if (sla->raw.len)
		json_object_set(row, "raw-request", array);
	json_decref(array);
	json_decref(one);
}

json_t *slas_json(const struct router *router)
{
	json_t *array = json_array();
	const struct sla *sla;

	STAILQ_FOREACH (sla, &router->slas.list, link) {
		json_t *row = json_row(router, array, sla->at);

		put_number(row, "id", sla->id);
		put_operation(router, row, &sla->operation);
		put_options(row, sla);
		put_raw(row, sla);
		if (sla->scheduled_at.len)
			put_schedule(row, &sla->schedule);
		put_reactions(router, row, sla->id);
	}
	return array;
}

/* ---- tracks ---- */

static void put_members(const struct router *router, json_t *row, const struct track *track)
{
	json_t *array = json_array();

	VEC_FOREACH (member, &track->members) {
		json_t *json = json_row(router, array, member->at);

		put_number(json, "track", member->id);
		put_flag(json, "not", member->negated);
		if (track->kind == TRACK_LIST_WEIGHT)
			put_number(json, "weight", member->weight);
	}
	json_object_set_new(row, "objects", array);
}

static void put_track(const struct router *router, json_t *row, const struct track *track)
{
	char prefix[IP6_TEXT_SIZE];

	if (track->sla_id)
		put_number(row, "sla", track->sla_id);
	put_name(router, row, "interface", track->interface.name);
	if (track_is_route(track))
		put_text(row, "route",
			 track->v6 ? ip6_prefix_text(prefix, track->prefix6, track->len)
				   : ip_prefix_text(prefix, track->prefix, track->len));
	put_text(row, "vrf", track->vrf);
	put_text(row, "other", track->other);
	if (track_is_list(track))
		put_members(router, row, track);
	if (track->has_up)
		put_number(row, "threshold-up", track->up);
	if (track->has_down)
		put_number(row, "threshold-down", track->down);
}

json_t *tracks_json(const struct router *router)
{
	static const char *const kinds[] = {
		NULL,		"reachability",	   "state",	      "line-protocol", "ip-routing",
		"ipv6-routing", "ip-route",	   "ip-route-metric", "list-and",      "list-or",
		"list-weight",	"list-percentage", "stub-object",     "other"};
	json_t *array = json_array();
	const struct track *track;

	STAILQ_FOREACH (track, &router->tracks.list, link) {
		json_t *row = json_row(router, array, track->at);

		put_number(row, "id", track->id);
		put_text(row, "kind", kinds[track->kind]);
		put_track(router, row, track);
		put_number(row, "delay-up", track->delay_up);
		put_number(row, "delay-down", track->delay_down);
		put_flag(row, "default-down", track->default_down);
	}
	return array;
}
