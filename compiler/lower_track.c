/*
 * IP SLA operations as probes of the agent, tracked objects as its tracks. In safe fidelity a probe
 * whose source is an uplink is bound to it: on IOS `source-interface` sets the source address only,
 * so that the probe of a dead link leaves by the other one, succeeds, and the default route
 * oscillates.
 */
#include <string.h>

#include "lower.h"
#include "policy.h"

enum { MS = 1000, PROBES_MAX = UINT16_MAX - 1 };

/* The interface that has ADDR as one of its own addresses. */
static const struct interface *interface_with(const struct lowering *lo, uint32_t addr)
{
	const struct interface *interface = fib_connected(lo->fib, addr);

	for (uint32_t i = 0; interface && i < interface->addresses.len; i++)
		if (interface->addresses.at[i].addr == addr)
			return interface;
	return NULL;
}

static const struct interface *source_of(const struct lowering *lo, const struct sla *sla)
{
	if (sla->source_interface.name.s)
		return sla->source_interface.to;
	return sla->has_source ? interface_with(lo, sla->source) : NULL;
}

static void set_source(const struct lowering *lo, const struct sla *sla, struct plan_probe *probe)
{
	const struct interface *interface = source_of(lo, sla);
	const struct plan_device *device;

	probe->device = lower_device(lo, interface);
	probe->has_source = sla->has_source || probe->device != NO_DEVICE;
	probe->source = (struct value){.kind = VALUE_CONST, .addr = sla->source};
	if (probe->device == NO_DEVICE)
		return;
	device = &lo->plan->devices.at[probe->device];
	if (!sla->has_source && device->dynamic)
		probe->source = (struct value){.kind = VALUE_ADDRESS, .device = probe->device};
	else if (!sla->has_source)
		probe->source.addr = device->address;
	probe->bound = lo->safe && device->outside;
	probe->mark = probe->bound ? device->mark : 0;
}

static void lower_probe(struct lowering *lo, const struct sla *sla)
{
	struct plan_probe *probe = vec_add(lo->arena, &lo->plan->probes);

	*probe = (struct plan_probe){
		.id = sla->id,
		.target = sla->target,
		.frequency = sla->frequency * MS,
		.timeout = sla->timeout,
		.threshold = sla->threshold,
		.scheduled = sla->scheduled,
	};
	set_source(lo, sla, probe);
	if (probe->bound)
		lower_divergence(lo, DIAG_PROBE_PINNED, sla->target_at,
				 "the probe leaves by its own uplink, whatever the routes say");
}

/* "Gi0/1": how IOS shortens an interface's name in its log. */
static const char *short_name(struct lowering *lo, const char *name)
{
	return arena_printf(lo->arena, "%.2s%s", name, name + strcspn(name, "0123456789"));
}

static const char *label_of(struct lowering *lo, const struct track *track)
{
	const char *name = track->interface.name.s ? short_name(lo, track->interface.name.s) : "";

	switch (track->kind) {
	case TRACK_SLA_REACHABILITY:
		return arena_printf(lo->arena, "ip sla %u reachability", track->sla_id);
	case TRACK_SLA_STATE:
		return arena_printf(lo->arena, "ip sla %u state", track->sla_id);
	case TRACK_LINE_PROTOCOL:
		return arena_printf(lo->arena, "interface %s line-protocol", name);
	case TRACK_IP_ROUTING:
		return arena_printf(lo->arena, "interface %s ip routing", name);
	case TRACK_NONE:
	case TRACK_OTHER:
		break;
	}
	return "object";
}

/* Probes stand in the order of their numbers, as slas do. */
static bool find_probe(const struct plan *plan, uint32_t id, uint16_t *probe)
{
	uint32_t low = 0, high = plan->probes.len;

	while (low < high) {
		uint32_t middle = (low + high) / 2;

		if (plan->probes.at[middle].id < id)
			low = middle + 1;
		else
			high = middle;
	}
	*probe = (uint16_t)low;
	return low < plan->probes.len && plan->probes.at[low].id == id;
}

/* A track of a probe that IOS never runs is down; one that we cannot run keeps what it was given.
 */
static void lower_sla_track(const struct lowering *lo, const struct track *track,
			    struct plan_track *to)
{
	if (track->sla && track->sla->kind == SLA_OTHER)
		return;
	if (!track->sla || !track->sla->scheduled ||
	    !find_probe(lo->plan, track->sla_id, &to->probe)) {
		to->default_down = true;
		return;
	}
	to->kind = track->kind == TRACK_SLA_STATE ? PLAN_TRACK_STATE : PLAN_TRACK_REACHABILITY;
}

static void lower_track(struct lowering *lo, const struct track *track)
{
	struct plan_track to = {
		.id = track->id,
		.kind = PLAN_TRACK_FIXED,
		.condition = lower_track_condition(lo, track->id),
		.device = NO_DEVICE,
		.delay_up = track->delay_up * MS,
		.delay_down = track->delay_down * MS,
		.default_down = track->default_down,
		.label = label_of(lo, track),
	};

	switch (track->kind) {
	case TRACK_SLA_REACHABILITY:
	case TRACK_SLA_STATE:
		lower_sla_track(lo, track, &to);
		break;
	case TRACK_LINE_PROTOCOL:
	case TRACK_IP_ROUTING:
		to.device = lower_device(lo, track->interface.to);
		if (to.device == NO_DEVICE)
			to.default_down = !track->interface.to || track->interface.to->shutdown;
		else
			to.kind = track->kind == TRACK_IP_ROUTING ? PLAN_TRACK_IP_ROUTING
								  : PLAN_TRACK_LINE_PROTOCOL;
		break;
	case TRACK_NONE:
	case TRACK_OTHER:
		break;
	}
	vec_push(lo->arena, &lo->plan->tracks, to);
}

void lower_tracks(struct lowering *lo)
{
	const struct sla *sla;
	const struct track *track;

	STAILQ_FOREACH (sla, &lo->router->slas.list, link)
		if (sla->kind == SLA_ICMP_ECHO)
			lower_probe(lo, sla);
	/* a track knows its probe by a number of 16 bits */
	if (lo->plan->probes.len > PROBES_MAX) {
		diag_global(lo->diags, DIAG_NONE, "more than %d probes", PROBES_MAX);
		return;
	}
	STAILQ_FOREACH (track, &lo->router->tracks.list, link)
		lower_track(lo, track);
}
