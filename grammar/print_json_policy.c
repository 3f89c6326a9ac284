/* IP SLA operations and tracks as JSON. */
#include "print_json.h"

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
