/*
 * Probes and tracks of a plan back from JSON. A list names tracks that stand before it, so that
 * what was read has no circle.
 */
#include <string.h>

#include "plan_read.h"

enum { SIZE_MAX_SENT = 17000, PACKETS_MAX = 60000, DAY = 24 * 60 * 60 };

/* An address of either family, if any. */
static void read_peer(struct reading *in, const json_t *json, const char *key, uint32_t *addr,
		      struct ip6 *addr6)
{
	const json_t *value = json_object_get(json, key);

	if (json_is_string(value) && strchr(json_string_value(value), ':'))
		*addr6 = address6_text(in, value);
	else
		*addr = address_if_given(in, json, key);
}

static void read_what(struct reading *in, const json_t *json, struct plan_probe *probe)
{
	probe->v6 = flag_field(json, "ipv6");
	read_peer(in, json, "target", &probe->target, &probe->target6);
	probe->v6 |= !ip6_is_zero(probe->target6);
	probe->name = text_field(in, json, "name");
	read_peer(in, json, "resolver", &probe->resolver, &probe->resolver6);
	probe->port = (uint16_t)number_if_given(in, json, "port", UINT16_MAX);
	probe->source_port = (uint16_t)number_if_given(in, json, "source-port", UINT16_MAX);
	probe->size = (uint16_t)number_up_to(in, json, "size", SIZE_MAX_SENT);
	probe->tos = (uint8_t)number_if_given(in, json, "tos", UINT8_MAX);
	probe->packets = number_if_given(in, json, "packets", PACKETS_MAX);
	probe->interval = number_if_given(in, json, "interval", PACKETS_MAX);
	probe->request = text_field(in, json, "request");
	probe->server = text_field(in, json, "tls");
	probe->tls = probe->server;
	in->bad |= !plan_probe_has_target(probe) &&
		   !(probe->name && (probe->resolver || !ip6_is_zero(probe->resolver6)));
	in->bad |= probe->kind == PROBE_HTTP && !probe->request;
	in->bad |= probe->kind == PROBE_DNS && !probe->name;
}

static void read_start(struct reading *in, const json_t *json, struct plan_probe *probe)
{
	probe->start = WORD_FIELD(in, json, "start", PROBE_STARTS);
	probe->time = number_if_given(in, json, "time", UINT32_MAX);
	probe->month = (uint8_t)number_if_given(in, json, "month", 12);
	probe->day = (uint8_t)number_if_given(in, json, "day", 31);
	probe->life = number_if_given(in, json, "life", UINT32_MAX);
	probe->recurring = flag_field(json, "recurring");
	in->bad |= probe->start == PROBE_AT && probe->time >= DAY;
}

void read_probe(struct reading *in, const json_t *json)
{
	struct plan_probe probe = {0};
	const json_t *source = json_object_get(json, "source");

	probe.id = number_field(in, json, "id");
	probe.kind = WORD_FIELD(in, json, "kind", PROBE_KINDS);
	read_what(in, json, &probe);
	probe.bound = flag_field(json, "bound");
	probe.device = device_field(in, json, "interface");
	probe.vrf = text_field(in, json, "vrf");
	probe.has_source = source;
	if (source)
		probe.source = read_value(in, source);
	probe.mark = number_field(in, json, "mark");
	probe.frequency = number_field(in, json, "frequency");
	probe.timeout = number_field(in, json, "timeout");
	probe.threshold = number_field(in, json, "threshold");
	probe.misses = (uint8_t)number_if_given(in, json, "misses", UINT8_MAX);
	read_start(in, json, &probe);
	in->bad |= !probe.frequency;
	in->bad |= probe.bound && probe.device == UINT16_MAX;
	in->bad |= probe.has_source && probe.source.v6 != probe.v6;
	vec_push(in->arena, &in->plan->probes, probe);
}

/* The index of the track of number ID among those that were read. */
static uint16_t track_before(struct reading *in, uint32_t id)
{
	for (uint32_t i = 0; i < in->plan->tracks.len; i++)
		if (in->plan->tracks.at[i].id == id)
			return (uint16_t)i;
	in->bad = true;
	return 0;
}

static void read_members(struct reading *in, const json_t *json, struct plan_track *track)
{
	const json_t *row;
	size_t i;

	json_array_foreach (json_object_get(json, "members"), i, row) {
		struct plan_member member = {
			.track = track_before(in, number_field(in, row, "track")),
			.weight = (uint8_t)number_if_given(in, row, "weight", UINT8_MAX),
			.negated = flag_field(row, "not"),
		};

		vec_push(in->arena, &track->members, member);
	}
}

void read_track(struct reading *in, const json_t *json)
{
	struct plan_track track = {.probe = UINT16_MAX};

	track.id = number_field(in, json, "id");
	track.kind = WORD_FIELD(in, json, "kind", TRACK_WORDS);
	track.condition = index_of(in, in->conditions, field(in, json, "condition"));
	if (track.kind == PLAN_TRACK_REACHABILITY || track.kind == PLAN_TRACK_STATE)
		track.probe = (uint16_t)number_up_to(in, json, "probe",
						     (json_int_t)in->plan->probes.len - 1);
	track.device = device_field(in, json, "interface");
	if (track.kind == PLAN_TRACK_LINE_PROTOCOL || track.kind == PLAN_TRACK_IP_ROUTING ||
	    track.kind == PLAN_TRACK_IPV6_ROUTING)
		in->bad |= track.device == UINT16_MAX;
	read_members(in, json, &track);
	if (track.kind == PLAN_TRACK_ROUTE || track.kind == PLAN_TRACK_METRIC)
		track.prefix =
			any_prefix_field(in, json, "route", &track.v6, &track.prefix6, &track.len);
	track.table = number_if_given(in, json, "table", UINT32_MAX);
	track.up = (uint8_t)number_if_given(in, json, "up", UINT8_MAX);
	track.down = (uint8_t)number_if_given(in, json, "down", UINT8_MAX);
	track.delay_up = number_field(in, json, "delay-up");
	track.delay_down = number_field(in, json, "delay-down");
	track.default_down = flag_field(json, "default-down");
	track.label = name_field(in, json, "label");
	vec_push(in->arena, &in->plan->tracks, track);
}

static void read_act(struct reading *in, const json_t *json, struct plan_reaction *reaction)
{
	struct plan_act act = {0};

	act.kind = WORD_FIELD(in, json, "do", REACTION_ACTS);
	act.text = text_field(in, json, "text");
	act.priority = (uint8_t)number_up_to(in, json, "priority", 7);
	act.seconds = number_if_given(in, json, "seconds", INT32_MAX);
	in->bad |= act.kind == DO_LOG && !act.text;
	if (act.kind == DO_TRACK)
		act.track = track_before(in, number_field(in, json, "track"));
	act.up = flag_field(json, "up");
	vec_push(in->arena, &reaction->acts, act);
}

static uint64_t bits_field(struct reading *in, const json_t *json, const char *key)
{
	const json_t *bits = json_object_get(json, key);

	in->bad |= !json_is_integer(bits) || json_integer_value(bits) < 0;
	return (uint64_t)json_integer_value(bits);
}

static struct cron read_cron(struct reading *in, const json_t *json)
{
	return (struct cron){
		.minutes = bits_field(in, json, "minutes"),
		.hours = (uint32_t)bits_field(in, json, "hours"),
		.days = (uint32_t)bits_field(in, json, "days"),
		.months = (uint16_t)bits_field(in, json, "months"),
		.weekdays = (uint8_t)bits_field(in, json, "weekdays"),
		.any_day = flag_field(json, "any-day"),
		.any_weekday = flag_field(json, "any-weekday"),
	};
}

void read_reaction(struct reading *in, const json_t *json)
{
	struct plan_reaction reaction = {0};
	const json_t *row;
	size_t i;

	reaction.name = name_field(in, json, "name");
	reaction.on = WORD_FIELD(in, json, "on", REACTION_EVENTS);
	if (reaction.on == ON_TRACK)
		reaction.track = track_before(in, number_field(in, json, "track"));
	reaction.up = flag_field(json, "up");
	reaction.down = flag_field(json, "down");
	reaction.milliseconds = number_if_given(in, json, "milliseconds", UINT32_MAX);
	reaction.ratelimit = number_if_given(in, json, "ratelimit", UINT32_MAX);
	reaction.moment = number_if_given(in, json, "moment", UINT32_MAX);
	if (reaction.on == ON_CALENDAR)
		reaction.cron = read_cron(in, json_object_get(json, "calendar"));
	reaction.occurs = (uint8_t)number_if_given(in, json, "occurs", REACTION_OCCURS_MAX);
	reaction.period = number_if_given(in, json, "period", UINT32_MAX);
	reaction.pattern = text_field(in, json, "pattern");
	in->bad |= reaction.on == ON_MESSAGE && !reaction.pattern;
	json_array_foreach (json_object_get(json, "acts"), i, row)
		read_act(in, row, &reaction);
	vec_push(in->arena, &in->plan->reactions, reaction);
}

void read_resolution(struct reading *in, const json_t *json, struct plan_resolution *resolution)
{
	if (!json)
		return;
#define X(member, protocol) resolution->member = number_field(in, json, #member);
	PLAN_RESOLUTIONS(X)
#undef X
}
