/*
 * When a probe asks and how long it waits: as its lines say, in whole seconds, or faster, as the
 * site file says. What is waited for never reaches into the next round.
 */
#include "lower.h"

enum { MS = 1000 };

static uint32_t least(uint32_t a, uint32_t b)
{
	return a < b ? a : b;
}

/* Milliseconds from the first packet of a round of several to the last one. */
static uint64_t length_of(const struct plan_probe *probe)
{
	return (uint64_t)probe->packets * probe->interval;
}

static bool fits(struct lowering *lo, const struct sla *sla, const struct plan_probe *probe,
		 uint32_t interval)
{
	if (length_of(probe) < interval)
		return true;
	diag_at(lo->diags, DIAG_SLA_TIMES, sla->at,
		"ip sla '%u' sends packets for %llu ms, longer than the interval of the site file "
		"(%u ms): it goes on with its own frequency",
		sla->id, (unsigned long long)length_of(probe), interval);
	return false;
}

void lower_probe_pace(struct lowering *lo, const struct sla *sla, struct plan_probe *probe)
{
	struct site_pace pace = site_pace(lo->site, sla->id);

	probe->frequency = sla->frequency * MS;
	probe->timeout = sla->timeout;
	probe->threshold = sla->threshold;
	probe->misses = pace.misses;
	if (pace.interval && fits(lo, sla, probe, pace.interval)) {
		probe->frequency = pace.interval;
		probe->timeout = least(probe->timeout, pace.interval);
	}
	if (pace.timeout)
		probe->timeout = least(pace.timeout, probe->frequency);
	if (pace.interval || pace.timeout || pace.misses)
		probe->threshold = least(probe->threshold, probe->timeout);
	if (probe->frequency != sla->frequency * MS || pace.misses > 1)
		lower_divergence(lo, DIAG_PROBE_PACE, sla->at,
				 "its rounds follow each other, and fail its tracks, as the site "
				 "file says");
}
