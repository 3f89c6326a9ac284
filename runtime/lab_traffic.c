/*
 * Traffic that runs throughout: a ping every 50 ms and downloads one after another, from a machine
 * in the LAN. ping prints the wall clock of each answer; what is missing between two answers is
 * lost.
 */
#include "lab.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FRESH_MS = 250, AFTER_MS = 3000 };

/* "[SECONDS] 64 bytes from A: icmp_seq=N …": the time in ms and the number; false for other lines.
 */
static bool answer_of(const char *line, size_t len, double *at, unsigned *seq)
{
	const char *word;

	if (line[0] != '[' || !memmem(line, len, " bytes from ", 12))
		return false;
	word = memmem(line, len, "icmp_seq=", 9);
	if (!word)
		return false;
	*at = strtod(line + 1, NULL) * 1e3;
	*seq = (unsigned)strtoul(word + 9, NULL, 10);
	return true;
}

struct lab_silence lab_ping_silence(const char *log, double since)
{
	struct lab_silence silence = {0};
	unsigned seq, last_seq = 0;
	double at;

	for (size_t len; *log; log += len + (log[len] == '\n')) {
		len = strcspn(log, "\n");
		if (!answer_of(log, len, &at, &seq))
			continue;
		if (silence.last > 0 && at >= since) {
			if (at - silence.last > silence.longest)
				silence.longest = at - silence.last;
			silence.sent += (uint16_t)(seq - last_seq);
			silence.lost += (uint16_t)(seq - last_seq - 1);
			silence.answers++;
		}
		silence.last = at;
		last_seq = seq;
	}
	return silence;
}

static bool start_log(struct lab_run *run, const char *node, const char *log,
		      const char *const *argv)
{
	struct spawn spawn = {
		.argv = argv, .netns = lab_netns(run, node), .dir = run->work, .log = log};

	return spawn_start(&spawn) > 0;
}

bool lab_traffic_start(struct lab_run *run, const struct lab_step *step, const char **detail)
{
	const char *from = lab_param(step, "from"), *ping = lab_param(step, "ping");
	const char *url = lab_param(step, "download");
	struct lab_traffic *traffic = &run->traffic;

	if (traffic->ping_log) {
		*detail = "there is traffic already";
		return false;
	}
	traffic->ping_log = arena_printf(run->arena, "%s/ping.log", run->work);
	traffic->begin = lab_wall_ms();
	*detail = arena_printf(run->arena, "to %s", ping);
	if (!start_log(run, from, traffic->ping_log,
		       lab_argv("ping", "-n", "-D", "-i", "0.05", ping)))
		return false;
	if (!url)
		return true;
	traffic->download_log = arena_printf(run->arena, "%s/download.log", run->work);
	/* a new connection each time, at most ten a second, each at most one second;
	 * standard error is what curl does not hold back */
	return start_log(run, from, traffic->download_log,
			 lab_argv("curl", "-s", "--rate", "10/s", "-m", "1", "-o", "/dev/null",
				  "-w", "%{stderr}%{http_code}\n",
				  arena_printf(run->arena, "%s?[1-1000000]", url)));
}

static void count_downloads(struct lab_run *run, unsigned *ok, unsigned *failed)
{
	const char *log =
		run->traffic.download_log ? lab_slurp(run->arena, run->traffic.download_log) : NULL;

	*ok = *failed = 0;
	while (log && *log) {
		if (strncmp(log, "200", 3) == 0)
			++*ok;
		else
			++*failed;
		log += strcspn(log, "\n");
		log += *log == '\n';
	}
}

void lab_event(struct lab_run *run, const char *name)
{
	run->event = (struct lab_event){.name = name, .at = lab_wall_ms()};
	count_downloads(run, &run->traffic.downloads_ok, &run->traffic.downloads_failed);
}

static struct lab_silence silence_since(struct lab_run *run, double since)
{
	const char *log = lab_slurp(run->arena, run->traffic.ping_log);

	return lab_ping_silence(log ? log : "", since);
}

/* Wait until answers come again, and a download that began after SINCE came through. */
static bool wait_traffic(struct lab_run *run, double since, double limit)
{
	unsigned ok, failed, had = run->traffic.downloads_ok;
	struct lab_silence silence;
	double fresh;

	do {
		silence = silence_since(run, since);
		count_downloads(run, &ok, &failed);
		fresh = lab_wall_ms() - silence.last;
		if (silence.answers > 0 && fresh < FRESH_MS &&
		    (ok > had || !run->traffic.download_log))
			return true;
		if (lab_wall_ms() > since + limit + AFTER_MS)
			return false;
	} while (lab_pause(run, 20));
	return false;
}

bool lab_traffic_expect(struct lab_run *run, const struct lab_step *step, const char **detail)
{
	const char *since_name = lab_param(step, "since");
	double since = strcmp(since_name, "start") == 0 ? run->traffic.begin : run->event.at;
	unsigned ok, failed;
	struct lab_silence silence;
	struct lab_measure *measure;
	bool flows;
	double limit;

	if (!run->traffic.ping_log || !lab_time(run, lab_param(step, "blackout"), &limit)) {
		*detail = "no traffic, or no time of that name";
		return false;
	}
	flows = wait_traffic(run, since, limit);
	silence = silence_since(run, since);
	count_downloads(run, &ok, &failed);
	measure = vec_add(run->arena, &run->measures);
	measure->what = arena_printf(run->arena, "longest silence since the %s", since_name);
	measure->ms = flows ? silence.longest : lab_wall_ms() - silence.last;
	measure->limit = limit;
	measure->detail = arena_printf(
		run->arena, "%u of %u pings lost, %u of %u downloads failed", silence.lost,
		silence.sent, failed - run->traffic.downloads_failed,
		ok + failed - run->traffic.downloads_ok - run->traffic.downloads_failed);
	*detail = arena_printf(run->arena, "%s%.0f ms silent, %s", flows ? "" : "still silent, ",
			       measure->ms, measure->detail);
	return flows && measure->ms <= limit;
}
