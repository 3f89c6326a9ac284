/*
 * The rounds of several packets in `show ip sla statistics`. IOS tells the two ways apart by the
 * clocks of a responder; a server that only sends packets back does not, so what is of both ways
 * together stands in lines of its own, and those of one way say that there is no sample.
 */
#include "show_sla.h"

static unsigned long long milliseconds(int64_t nanoseconds)
{
	return (unsigned long long)((nanoseconds + MILLISECOND / 2) / MILLISECOND);
}

static void show_range(FILE *out, const char *what, const struct probe_range *range)
{
	fprintf(out, "%s Min/Avg/Max: %llu/%llu/%llu milliseconds\n", what,
		milliseconds(range->min),
		milliseconds(range->n ? range->sum / (int64_t)range->n : 0),
		milliseconds(range->max));
}

void show_rtt(FILE *out, const struct probe_range *rtt)
{
	fprintf(out, "RTT Values:\n        Number Of RTT: %-16llu", (unsigned long long)rtt->n);
	show_range(out, "RTT", rtt);
}

void show_over(FILE *out, uint64_t over, uint64_t all)
{
	fprintf(out, "Over Threshold:\n        Number Of RTT Over Threshold: %llu (%llu%%)\n",
		(unsigned long long)over, (unsigned long long)(all ? over * 100 / all : 0));
}

static void show_ways(FILE *out, const struct probe_jitter *jitter)
{
	static const struct probe_range none;

	fputs("Latency one-way time:\n"
	      "        Number of Latency one-way Samples: 0\n",
	      out);
	show_range(out, "        Source to Destination Latency one way", &none);
	show_range(out, "        Destination to Source Latency one way", &none);
	fputs("Jitter Time:\n"
	      "        Number of SD Jitter Samples: 0\n"
	      "        Number of DS Jitter Samples: 0\n",
	      out);
	show_range(out, "        Source to Destination Jitter", &none);
	show_range(out, "        Destination to Source Jitter", &none);
	fprintf(out, "        Number of Round Trip Jitter Samples: %llu\n",
		(unsigned long long)jitter->jitter.n);
	show_range(out, "        Round Trip Jitter", &jitter->jitter);
}

/* A packet that did not come back is "missing in action": which way it was lost nobody knows. */
static void show_udp_losses(FILE *out, const struct probe_jitter *jitter)
{
	static const char *const ways[][2] = {{"Source", "Destination"}, {"Destination", "Source"}};

	fputs("Packet Loss Values:\n", out);
	for (int i = 0; i < 2; i++)
		fprintf(out,
			"        Loss %s to %s: 0\n"
			"        %s to %s Loss Periods Number: 0\n"
			"        %s to %s Loss Period Length Min/Max: 0/0\n"
			"        %s to %s Inter Loss Period Length Min/Max: 0/0\n",
			ways[i][0], ways[i][1], ways[i][0], ways[i][1], ways[i][0], ways[i][1],
			ways[i][0], ways[i][1]);
	fprintf(out,
		"        Packet MIA: %u  Loss Periods Number: %u\n"
		"        Loss Period Length Min/Max: %u/%u\n"
		"        Inter Loss Period Length Min/Max: %u/%u\n"
		"        Out Of Sequence: %u     Tail Drop: 0\n"
		"        Packet Late Arrival: %u Packet Skipped: 0\n"
		"Voice Score Values:\n"
		"        Calculated Planning Impairment Factor (ICPIF): 0\n"
		"        Mean Opinion Score (MOS): 0\n",
		jitter->lost, jitter->periods, jitter->period_min, jitter->period_max,
		jitter->between_min, jitter->between_max, jitter->disordered, jitter->late);
}

static void show_icmp_losses(FILE *out, const struct probe_jitter *jitter)
{
	fprintf(out,
		"Packet Late Arrival: %u\n"
		"Out Of Sequence: %u\n"
		"        Source to Destination: 0        Destination to Source 0\n"
		"        In both Directions: %u\n"
		"Packet Skipped: 0       Packet Unprocessed: 0\n"
		"Packet Loss: %u\n"
		"        Loss Periods Number: %u\n"
		"        Loss Period Length Min/Max: %u/%u\n"
		"        Inter Loss Period Length Min/Max: %u/%u\n",
		jitter->late, jitter->disordered, jitter->disordered, jitter->lost, jitter->periods,
		jitter->period_min, jitter->period_max, jitter->between_min, jitter->between_max);
}

void show_jitter(FILE *out, const struct core_probe *of)
{
	const struct probe_jitter *jitter = &of->probe.jitter;

	show_rtt(out, &jitter->rtt);
	show_ways(out, jitter);
	show_over(out, jitter->over, jitter->rtt.n);
	if (of->plan->kind == PROBE_ICMP_JITTER)
		show_icmp_losses(out, jitter);
	else
		show_udp_losses(out, jitter);
}
