/* `show ip sla`, as IOS prints it. */
#include <stdio.h>

#include "grammar/ip.h"
#include "show_sla.h"

const char *probe_code_text(enum probe_code code)
{
	static const char *const texts[] = {
#define X(symbol, text) [symbol] = text,
		PROBE_CODES(X)
#undef X
	};

	return texts[code];
}

/* IOS counts whole milliseconds and knows no answer quicker than one. */
unsigned probe_milliseconds(const struct probe *probe)
{
	int64_t rounded = (probe->rtt + MILLISECOND / 2) / MILLISECOND;

	return rounded < 1 ? 1 : (unsigned)rounded;
}

static bool is_answered(const struct probe *probe)
{
	return probe->code == PROBE_OK || probe->code == PROBE_OVER_THRESHOLD;
}

static char phase_mark(const struct core_probe *of)
{
	static const char marks[] = {[PROBE_NEVER] = '~',
				     [PROBE_WAITING] = '~',
				     [PROBE_ACTIVE] = '*',
				     [PROBE_OVER] = '^'};

	return marks[of->phase];
}

static const char *kind_text(const struct core_probe *of)
{
	static const char *const words[] = {
#define X(symbol, word) [symbol] = word,
		PROBE_KINDS(X)
#undef X
	};

	return words[of->plan->kind];
}

static const char *time_to_live(char *buf, size_t size, const struct core_probe *of)
{
	int64_t left = (of->ends - loop_now()) / SECOND;

	if (of->phase != PROBE_ACTIVE)
		return "0";
	if (!of->ends)
		return "Forever";
	snprintf(buf, size, "%lld sec", (long long)(left < 0 ? 0 : left));
	return buf;
}

static const char *ago(char *buf, size_t size, const struct probe *probe, int64_t now)
{
	long seconds = (long)((now - probe->started) / SECOND), n = seconds;
	const char *unit = "second";

	if (!probe->started)
		return "never";
	if (seconds >= 3600) {
		n = seconds / 3600;
		unit = "hour";
	} else if (seconds >= 60) {
		n = seconds / 60;
		unit = "minute";
	}
	snprintf(buf, size, "%ld %s%s ago", n, unit, n == 1 ? "" : "s");
	return buf;
}

/* The host's name where there is no address. */
static const char *destination(char *buf, const struct plan_probe *plan)
{
	if (!plan_probe_has_target(plan))
		return plan->name;
	return plan->v6 ? ip6_text(buf, plan->target6) : ip_text(buf, plan->target);
}

void show_sla_summary(struct core *core, FILE *out, unsigned n)
{
	char rtt[32], target[IP6_TEXT_SIZE], when[64];
	int64_t now = loop_now();

	(void)n;
	fputs("IPSLAs Latest Operation Summary\n"
	      "Codes: * active, ^ inactive, ~ pending\n"
	      "All Stats are in milliseconds. Stats with u are in microseconds\n\n"
	      "ID           Type        Destination       Stats       ReturnCode  LastRun\n"
	      "-----------------------------------------------------------------------\n",
	      out);
	for (uint32_t i = 0; i < core->run->plan->probes.len; i++) {
		const struct core_probe *of = &core->run->probes[i];

		snprintf(rtt, sizeof rtt, is_answered(&of->probe) ? "RTT=%u" : "-",
			 probe_milliseconds(&of->probe));
		fprintf(out, "%c%-12u%-12s%-18s%-12s%-12s%s\n", phase_mark(of), of->plan->id,
			kind_text(of), destination(target, of->plan), rtt,
			probe_code_text(of->probe.code), ago(when, sizeof when, &of->probe, now));
	}
}

/* ---- statistics ---- */

static bool is_jitter(const struct core_probe *of)
{
	return of->plan->kind == PROBE_ICMP_JITTER || of->plan->kind == PROBE_UDP_JITTER;
}

static const char *start_time(char *buf, size_t size, const struct probe *probe)
{
	struct tm parts;

	if (!probe->started || !localtime_r(&probe->started_wall.tv_sec, &parts))
		return "Unknown";
	strftime(buf, size, "%H:%M:%S %Z %a %b %-d %Y", &parts);
	return buf;
}

static const char *state_text(const struct core_probe *of)
{
	static const char *const texts[] = {[PROBE_NEVER] = "Pending",
					    [PROBE_WAITING] = "Pending",
					    [PROBE_ACTIVE] = "Active",
					    [PROBE_OVER] = "Inactive"};

	return texts[of->phase];
}

/* What packets were, of which none is believed. */
static void show_packets(FILE *out, const struct probe_counts *counts)
{
	static const char *const texts[] = {
#define X(symbol, text) [symbol] = text,
		PROBE_PACKETS(X)
#undef X
	};

	fputs("Ignored Packets:\n", out);
	for (int i = PACKET_ANSWER + 1; i < PROBE_PACKET_COUNT; i++)
		fprintf(out, "        %s: %llu\n", texts[i],
			(unsigned long long)counts->packets[i]);
}

static void show_failures(FILE *out, const struct probe_counts *counts)
{
	fputs("Failed Operations:\n", out);
	for (enum probe_code code = PROBE_TIMEOUT; code < PROBE_CODE_COUNT; code++)
		fprintf(out, "        %s: %llu\n", probe_code_text(code),
			(unsigned long long)counts->codes[code]);
}

/* Of all rounds; a jitter probe tells of its latest one itself. */
static void show_aggregate(FILE *out, const struct core_probe *of)
{
	const struct probe_counts *counts = &of->probe.counts;

	if (!is_jitter(of)) {
		show_rtt(out, &counts->rtt);
		show_over(out, counts->over, counts->rtt.n);
	}
	show_failures(out, counts);
	show_packets(out, counts);
}

static void show_statistics(FILE *out, const struct core_probe *of, bool details)
{
	const struct probe *probe = &of->probe;
	char when[64], left[32];

	fprintf(out, "IPSLA operation id: %u\n", of->plan->id);
	if (is_jitter(of))
		fprintf(out, "Type of operation: %s\n", kind_text(of));
	if (is_answered(probe))
		fprintf(out, "        Latest RTT: %u milliseconds\n", probe_milliseconds(probe));
	else
		fputs("        Latest RTT: NoConnection/Busy/Timeout\n", out);
	fprintf(out,
		"Latest operation start time: %s\n"
		"Latest operation return code: %s\n",
		start_time(when, sizeof when, probe), probe_code_text(probe->code));
	if (is_jitter(of))
		show_jitter(out, of);
	else if (details)
		fprintf(out, "Over thresholds occurred: %s\n",
			probe->counts.over ? "TRUE" : "FALSE");
	fprintf(out,
		"Number of successes: %llu\n"
		"Number of failures: %llu\n"
		"Operation time to live: %s\n",
		(unsigned long long)probe->counts.successes,
		(unsigned long long)probe->counts.failures, time_to_live(left, sizeof left, of));
	if (details) {
		fprintf(out,
			"Operational state of entry: %s\n"
			"Last time this entry was reset: Never\n",
			state_text(of));
		show_aggregate(out, of);
	}
	fputs("\n", out);
}

static void show_all(struct core *core, FILE *out, unsigned n, bool details)
{
	bool any = false;

	fputs("IPSLAs Latest Operation Statistics\n\n", out);
	for (uint32_t i = 0; i < core->run->plan->probes.len; i++) {
		if (n && core->run->probes[i].plan->id != n)
			continue;
		any = true;
		show_statistics(out, &core->run->probes[i], details);
	}
	if (n && !any)
		fprintf(out, "Entry number: %u does not exist\n", n);
}

void show_sla_statistics(struct core *core, FILE *out, unsigned n)
{
	show_all(core, out, n, false);
}

void show_sla_details(struct core *core, FILE *out, unsigned n)
{
	show_all(core, out, n, true);
}
