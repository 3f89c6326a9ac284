/* IP SLA operations, their schedules and the objects that track them, as IOS text. */
#include "print_ios.h"

#include <inttypes.h>

/* ---- operations ---- */

static void print_goal(const struct sla_operation *operation, FILE *to)
{
	if (operation->name.s)
		fprintf(to, " %s", operation->name.s);
	else if (!ip6_is_zero(operation->target6))
		print_address6(to, " ", operation->target6);
	else
		print_address(to, " ", operation->target);
	if (operation->port)
		fprintf(to, " %u", operation->port);
}

static void print_source(const struct sla_operation *operation, FILE *to)
{
	if (operation->source_interface.s)
		fprintf(to, " source-interface %s", operation->source_interface.s);
	if (operation->source)
		print_address(to, " source-ip ", operation->source);
	if (!ip6_is_zero(operation->source6))
		print_address6(to, " source-ip ", operation->source6);
	if (operation->source_port)
		fprintf(to, " source-port %u", operation->source_port);
	if (operation->no_control)
		fputs(" control disable", to);
}

static void print_packets(const struct sla_operation *operation, FILE *to)
{
	if (operation->codec)
		fprintf(to, " codec %s", operation->codec);
	if (operation->packets)
		fprintf(to, " %s %" PRIu32, operation->codec ? "codec-numpackets" : "num-packets",
			operation->packets);
	if (operation->interval)
		fprintf(to, " %s %" PRIu32, operation->codec ? "codec-interval" : "interval",
			operation->interval);
}

static void print_server(const struct sla_operation *operation, FILE *to)
{
	if (operation->name_server)
		print_address(to, " name-server ", operation->name_server);
	if (!ip6_is_zero(operation->name_server6))
		print_address6(to, " name-server ", operation->name_server6);
}

static void print_http(const struct sla_operation *operation, FILE *to)
{
	static const char *const methods[] = {[HTTP_GET] = "get",
					      [HTTP_RAW] = "raw",
					      [HTTP_SECURE_GET] = "secure get",
					      [HTTP_SECURE_HEAD] = "secure head",
					      [HTTP_SECURE_RAW] = "secure raw"};

	fprintf(to, " http %s %s", methods[operation->method], operation->url);
	print_server(operation, to);
	if (operation->version)
		fprintf(to, " version %s", operation->version);
	if (operation->no_cache)
		fputs(" cache disable", to);
	if (operation->proxy)
		fprintf(to, " proxy %s", operation->proxy);
}

static void print_operation(const struct sla_operation *operation, FILE *to)
{
	switch ((enum sla_kind)operation->kind) {
	case SLA_NONE:
	case SLA_KIND_COUNT:
		return;
	case SLA_OTHER:
		fprintf(to, " %s\n", operation->other);
		return;
	case SLA_HTTP:
		print_http(operation, to);
		break;
	case SLA_DNS:
		fprintf(to, " dns %s", operation->name.s);
		print_server(operation, to);
		break;
	case SLA_ICMP_ECHO:
	case SLA_TCP_CONNECT:
	case SLA_UDP_ECHO:
	case SLA_UDP_JITTER:
	case SLA_ICMP_JITTER:
		fprintf(to, " %s", sla_kind_text(operation->kind));
		print_goal(operation, to);
		print_packets(operation, to);
		break;
	}
	print_source(operation, to);
	putc('\n', to);
}

static void print_number(FILE *to, const char *word, uint32_t value, uint32_t otherwise)
{
	if (value != otherwise)
		fprintf(to, "  %s %" PRIu32 "\n", word, value);
}

static void print_word(FILE *to, const char *word, const char *value)
{
	if (value)
		fprintf(to, "  %s %s\n", word, value);
}

static void print_options(const struct sla *sla, FILE *to)
{
	print_word(to, "vrf", sla->vrf);
	print_number(to, "request-data-size", sla->request_size, UINT32_MAX);
	print_number(to, "response-data-size", sla->response_size, UINT32_MAX);
	print_number(to, "tos", sla->tos, 0);
	if (sla->verify)
		fputs("  verify-data\n", to);
	print_word(to, "data-pattern", sla->pattern);
	print_word(to, "tag", sla->tag);
	print_word(to, "owner", sla->owner);
	print_number(to, "threshold", sla->threshold, SLA_THRESHOLD);
	if (sla->timeout_given)
		fprintf(to, "  timeout %" PRIu32 "\n", sla->timeout);
	print_number(to, "frequency", sla->frequency, SLA_FREQUENCY);
	if (sla->raw.len)
		fputs("  http-raw-request\n", to);
	VEC_FOREACH (line, &sla->raw)
		fprintf(to, "   %s\n", *line);
}

/* ---- when they run ---- */

static void print_clock(FILE *to, uint32_t seconds)
{
	fprintf(to, "%02" PRIu32 ":%02" PRIu32 ":%02" PRIu32, seconds / 3600, seconds / 60 % 60,
		seconds % 60);
}

static void print_start(const struct sla_schedule *schedule, FILE *to)
{
	static const char *const months[] = {"",    "Jan", "Feb", "Mar", "Apr", "May", "Jun",
					     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

	switch ((enum sla_start)schedule->start) {
	case START_NONE:
		fputs("pending", to);
		break;
	case START_NOW:
		fputs("now", to);
		break;
	case START_AFTER:
		fputs("after ", to);
		print_clock(to, schedule->time);
		break;
	case START_AT:
		print_clock(to, schedule->time);
		if (schedule->month)
			fprintf(to, " %s %u", months[schedule->month], schedule->day);
		break;
	case START_RANDOM:
		fprintf(to, "random %" PRIu32, schedule->time);
		break;
	}
}

static void print_schedule(const struct sla *sla, FILE *to)
{
	const struct sla_schedule *schedule = &sla->schedule;

	if (!sla->scheduled_at.len)
		return;
	fprintf(to, "ip sla schedule %" PRIu32 " life ", sla->id);
	if (schedule->life)
		fprintf(to, "%" PRIu32, schedule->life);
	else
		fputs("forever", to);
	fputs(" start-time ", to);
	print_start(schedule, to);
	if (schedule->ageout)
		fprintf(to, " ageout %" PRIu32, schedule->ageout);
	fputs(schedule->recurring ? " recurring\n" : "\n", to);
}

void print_slas(const struct slas *slas, FILE *to)
{
	const struct sla *sla;

	STAILQ_FOREACH (sla, &slas->list, link) {
		fprintf(to, "ip sla %" PRIu32 "\n", sla->id);
		print_operation(&sla->operation, to);
		print_options(sla, to);
		print_schedule(sla, to);
	}
	VEC_FOREACH (reaction, &slas->reactions) {
		fprintf(to, "ip sla reaction-configuration %" PRIu32, reaction->sla);
		if (*reaction->what)
			fprintf(to, " react %s", reaction->what);
		fprintf(to, "%s%s\n", *reaction->text ? " " : "", reaction->text);
	}
}

/* ---- tracks ---- */

static void print_route(const struct track *track, FILE *to)
{
	if (track->v6) {
		print_address6(to, " ipv6 route ", track->prefix6);
		fprintf(to, "/%u", track->len);
	} else {
		print_address(to, " ip route ", track->prefix);
		print_address(to, " ", ip_len_mask(track->len));
	}
}

static void print_track_object(const struct track *track, FILE *to)
{
	switch ((enum track_kind)track->kind) {
	case TRACK_NONE:
		break;
	case TRACK_SLA_REACHABILITY:
		fprintf(to, " ip sla %" PRIu32 " reachability", track->sla_id);
		break;
	case TRACK_SLA_STATE:
		fprintf(to, " ip sla %" PRIu32 " state", track->sla_id);
		break;
	case TRACK_LINE_PROTOCOL:
		fprintf(to, " interface %s line-protocol", track->interface.name.s);
		break;
	case TRACK_IP_ROUTING:
		fprintf(to, " interface %s ip routing", track->interface.name.s);
		break;
	case TRACK_IPV6_ROUTING:
		fprintf(to, " interface %s ipv6 routing", track->interface.name.s);
		break;
	case TRACK_ROUTE_REACHABILITY:
	case TRACK_ROUTE_METRIC:
		print_route(track, to);
		fputs(track->kind == TRACK_ROUTE_METRIC ? " metric threshold" : " reachability",
		      to);
		break;
	case TRACK_LIST_AND:
		fputs(" list boolean and", to);
		break;
	case TRACK_LIST_OR:
		fputs(" list boolean or", to);
		break;
	case TRACK_LIST_WEIGHT:
		fputs(" list threshold weight", to);
		break;
	case TRACK_LIST_PERCENTAGE:
		fputs(" list threshold percentage", to);
		break;
	case TRACK_STUB:
		fputs(" stub-object", to);
		break;
	case TRACK_OTHER:
		fprintf(to, " %s", track->other);
		break;
	}
}

static void print_members(const struct track *track, FILE *to)
{
	VEC_FOREACH (member, &track->members) {
		fprintf(to, " object %" PRIu32, member->id);
		if (member->negated)
			fputs(" not", to);
		if (track->kind == TRACK_LIST_WEIGHT && member->weight != TRACK_WEIGHT)
			fprintf(to, " weight %u", member->weight);
		putc('\n', to);
	}
}

static void print_thresholds(const struct track *track, FILE *to)
{
	const char *of = track->kind == TRACK_ROUTE_METRIC  ? "metric"
			 : track->kind == TRACK_LIST_WEIGHT ? "weight"
							    : "percentage";

	if (!track->has_up && !track->has_down)
		return;
	fprintf(to, " threshold %s", of);
	if (track->has_down)
		fprintf(to, " down %u", track->down);
	if (track->has_up)
		fprintf(to, " up %u", track->up);
	putc('\n', to);
}

static void print_resolutions(const struct tracks *tracks, FILE *to)
{
	static const char *const names[] = {
#define X(symbol, name, value) name,
		TRACK_RESOLUTIONS(X)
#undef X
	};

	for (int v6 = 0; v6 < 2; v6++)
		for (int i = 0; i < RESOLUTION_COUNT; i++)
			if (tracks->resolution[v6][i])
				fprintf(to, "track resolution %s route %s %" PRIu32 "\n",
					v6 ? "ipv6" : "ip", names[i], tracks->resolution[v6][i]);
}

void print_tracks(const struct tracks *tracks, FILE *to)
{
	const struct track *track;

	print_resolutions(tracks, to);
	STAILQ_FOREACH (track, &tracks->list, link) {
		fprintf(to, "track %" PRIu32, track->id);
		print_track_object(track, to);
		putc('\n', to);
		if (track->vrf)
			fprintf(to, " %s vrf %s\n", track->v6 ? "ipv6" : "ip", track->vrf);
		if (track->default_down)
			fputs(" default-state down\n", to);
		print_members(track, to);
		print_thresholds(track, to);
		if (track->delay_down || track->delay_up)
			fprintf(to, " delay down %" PRIu32 " up %" PRIu32 "\n", track->delay_down,
				track->delay_up);
		fputs("!\n", to);
	}
}
