/* IP SLA operations and tracks as IOS text. */
#include "print_ios.h"

#include <inttypes.h>

static void print_echo(const struct sla *sla, FILE *to)
{
	print_address(to, " icmp-echo ", sla->target);
	if (sla->source_interface.name.s)
		fprintf(to, " source-interface %s", sla->source_interface.name.s);
	if (sla->has_source)
		print_address(to, " source-ip ", sla->source);
	putc('\n', to);
	if (sla->vrf)
		fprintf(to, "  vrf %s\n", sla->vrf);
	if (sla->threshold != SLA_TIMEOUT)
		fprintf(to, "  threshold %" PRIu32 "\n", sla->threshold);
	if (sla->timeout != SLA_TIMEOUT)
		fprintf(to, "  timeout %" PRIu32 "\n", sla->timeout);
	if (sla->frequency != SLA_FREQUENCY)
		fprintf(to, "  frequency %" PRIu32 "\n", sla->frequency);
}

static void print_schedule(const struct sla *sla, FILE *to)
{
	if (!sla->scheduled)
		return;
	fprintf(to, "ip sla schedule %" PRIu32 " life ", sla->id);
	if (sla->life)
		fprintf(to, "%" PRIu32 " start-time now\n", sla->life);
	else
		fputs("forever start-time now\n", to);
}

void print_slas(const struct slas *slas, FILE *to)
{
	const struct sla *sla;

	STAILQ_FOREACH (sla, &slas->list, link) {
		fprintf(to, "ip sla %" PRIu32 "\n", sla->id);
		if (sla->kind == SLA_ICMP_ECHO || sla->vrf)
			print_echo(sla, to);
		else if (sla->kind == SLA_OTHER)
			fprintf(to, " %s\n", sla->other);
		print_schedule(sla, to);
	}
}

static void print_track_object(const struct track *track, FILE *to)
{
	switch (track->kind) {
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
	case TRACK_OTHER:
		fprintf(to, " %s", track->other);
		break;
	}
}

void print_tracks(const struct tracks *tracks, FILE *to)
{
	const struct track *track;

	STAILQ_FOREACH (track, &tracks->list, link) {
		fprintf(to, "track %" PRIu32, track->id);
		print_track_object(track, to);
		putc('\n', to);
		if (track->default_down)
			fputs(" default-state down\n", to);
		if (track->delay_down || track->delay_up)
			fprintf(to, " delay down %" PRIu32 " up %" PRIu32 "\n", track->delay_down,
				track->delay_up);
		fputs("!\n", to);
	}
}
