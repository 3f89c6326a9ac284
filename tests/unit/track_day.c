/*
 * A day in which everything flaps: tracks with and without delays, and lists of all kinds above
 * them, driven by a clock of the test's own, against a model that knows nothing of states and
 * events: it counts tenths of a second. Compared are every state at every tick, and every line that
 * IOS's `debug track` would print.
 */
#include <criterion/criterion.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "runtime/agent.h"

enum { TICKS_A_SECOND = 10, DAY = 24 * 60 * 60 * TICKS_A_SECOND, OBJECTS = 4, TRACKS = 11 };
#define TICK (SECOND / TICKS_A_SECOND)

/* ---- what is tracked: four objects, then lists of what stands before them ---- */

struct row {
	uint8_t kind; /* enum plan_track_kind */
	unsigned delay_up, delay_down; /* seconds */
	uint8_t up, down;
	const char *members; /* "-2*30": not track 2, with the weight 30 */
};

static const struct row rows[TRACKS] = {
	{PLAN_TRACK_STUB, 0, 0, 0, 0, ""},
	{PLAN_TRACK_STUB, 10, 3, 0, 0, ""},
	{PLAN_TRACK_STUB, 0, 5, 0, 0, ""},
	{PLAN_TRACK_STUB, 180, 180, 0, 0, ""},
	{PLAN_TRACK_ALL, 0, 0, 0, 0, "0 -1"},
	{PLAN_TRACK_ANY, 0, 2, 0, 0, "1 2 3"},
	{PLAN_TRACK_WEIGHT, 0, 0, 40, 20, "0*10 1*20 2*30"},
	{PLAN_TRACK_PERCENTAGE, 0, 0, 60, 40, "0 1 2 3"},
	{PLAN_TRACK_ALL, 1, 1, 0, 0, "5 6 -7"},
	{PLAN_TRACK_PERCENTAGE, 4, 0, 67, 33, "-4 6 8"},
	{PLAN_TRACK_ANY, 7, 7, 0, 0, "-8 9"},
};

static struct plan plan = {0};
static struct core core = {0};
static struct run run = {.plan = &plan};
static struct core_track tracks[TRACKS];
static bool truth[TRACKS], assumed[TRACKS];
static struct state want = {.truth = truth, .assumed = assumed};

static void add_members(struct plan_track *track, const char *text)
{
	int number, weight, end;
	char *copy = strdup(text);

	for (char *word = strtok(copy, " "); word; word = strtok(NULL, " ")) {
		bool negated = *word == '-';

		weight = 1;
		end = sscanf(word + negated, "%d*%d", &number, &weight);
		cr_assert(end >= 1);
		vec_push(plan.arena, &track->members,
			 ((struct plan_member){.track = (uint16_t)number,
					       .weight = (uint8_t)weight,
					       .negated = negated}));
	}
	free(copy);
}

static void set_up(void)
{
	plan.arena = arena_new();
	core.loop = loop_new();
	core.debug_track = true;
	run.tracks = tracks;
	run.want = &want;
	for (uint16_t i = 0; i < TRACKS; i++) {
		struct plan_track track = {.id = i,
					   .kind = i < OBJECTS ? PLAN_TRACK_STATE : rows[i].kind,
					   .condition = i,
					   .up = rows[i].up,
					   .down = rows[i].down,
					   .label = ""};

		add_members(&track, rows[i].members);
		vec_push(plan.arena, &plan.tracks, track);
	}
	for (uint16_t i = 0; i < TRACKS; i++) {
		tracks[i] = (struct core_track){.core = &core, .plan = &plan.tracks.at[i]};
		track_start(&tracks[i].machine, false, 0);
		tracks[i].machine.delay_up = rows[i].delay_up * SECOND;
		tracks[i].machine.delay_down = rows[i].delay_down * SECOND;
	}
}

/* ---- the model ---- */

struct model {
	bool object, out; /* what it is, and what others are told */
	int left; /* ticks until they are told; -1: nothing runs */
	uint64_t changes;
};

static struct model models[TRACKS];
static char expected[1 << 16];
static size_t expected_len;

static void expect(uint16_t track, bool up, const char *what)
{
	expected_len += (size_t)sprintf(expected + expected_len, "Track: %u %s change %s\n", track,
					up ? "Up" : "Down", what);
}

static void tell(uint16_t track)
{
	struct model *m = &models[track];

	m->out = !m->out;
	m->left = -1;
	m->changes++;
}

static void model_object(uint16_t track, bool up)
{
	struct model *m = &models[track];
	unsigned delay = up ? rows[track].delay_up : rows[track].delay_down;
	char text[64];

	if (m->object == up)
		return;
	m->object = up;
	if (up == m->out) {
		if (m->left >= 0)
			expect(track, !up, "delay cancelled");
		m->left = -1;
	} else if (!delay) {
		tell(track);
	} else {
		m->left = (int)delay * TICKS_A_SECOND;
		snprintf(text, sizeof text, "delayed for %u secs", delay);
		expect(track, up, text);
	}
}

/* What the list says of its members; WAS when it is between its thresholds. */
static bool model_list(uint16_t track, bool was)
{
	unsigned sum = 0, n = 0, up = 0;
	const struct row *row = &rows[track];
	int number, weight, used;

	for (const char *s = row->members; *s; s += used, n++) {
		bool negated;

		s += strspn(s, " ");
		negated = *s == '-';
		s += negated;
		weight = 1;
		used = (int)strcspn(s, " ");
		sscanf(s, "%d*%d", &number, &weight);
		if (models[number].out != negated) {
			up++;
			sum += (unsigned)weight;
		}
	}
	if (row->kind == PLAN_TRACK_ALL)
		return up == n;
	if (row->kind == PLAN_TRACK_ANY)
		return up > 0;
	if (row->kind == PLAN_TRACK_PERCENTAGE)
		sum = 100 * up / n;
	return sum >= row->up || (sum > row->down && was);
}

static void model_lists(void)
{
	for (uint16_t i = OBJECTS; i < TRACKS; i++)
		model_object(i, model_list(i, models[i].object));
}

static void model_tick(void)
{
	for (uint16_t i = 0; i < TRACKS; i++)
		models[i].left -= models[i].left > 0;
	for (uint16_t i = 0; i < TRACKS; i++)
		if (models[i].left == 0) {
			expect(i, models[i].object, "delay expired");
			tell(i);
			model_lists();
		}
}

/* ---- the agent ---- */

static char heard[1 << 16];
static size_t heard_len;

/* Changes are compared by their states; the lines about delays, by their words. */
static void hear(void *context, const char *line)
{
	(void)context;
	if (!strstr(line, " Change #"))
		heard_len += (size_t)sprintf(heard + heard_len, "%s\n", line);
}

static void agent_tick(int64_t now)
{
	for (uint16_t i = 0; i < TRACKS; i++)
		if (tracks[i].machine.due && tracks[i].machine.due <= now) {
			track_event(&tracks[i], TRACK_DELAY_OVER, now);
			run_derive_tracks(&run, now);
		}
}

static void agent_object(uint16_t track, bool up, int64_t now)
{
	track_event(&tracks[track], up ? TRACK_OBJECT_UP : TRACK_OBJECT_DOWN, now);
	run_derive_tracks(&run, now);
}

/* ---- the day ---- */

static uint32_t chance(void)
{
	static uint32_t x = 20261126;

	x ^= x << 13;
	x ^= x >> 17;
	x ^= x << 5;
	return x;
}

/* Bursts, quiet hours, and now and then the very tick at which a delay ends. */
static unsigned until_next_flip(unsigned object)
{
	static const unsigned often[OBJECTS] = {20, 60, 100, 1500};

	switch (chance() % 8) {
	case 0:
		return 1 + chance() % 3;
	case 1:
		return rows[object].delay_down * TICKS_A_SECOND + 1;
	case 2:
		return rows[object].delay_up * TICKS_A_SECOND + chance() % 2 + 1;
	default:
		return 1 + chance() % (2 * often[object]);
	}
}

static void compare(int64_t tick)
{
	for (uint16_t i = 0; i < TRACKS; i++) {
		cr_assert_eq(track_is_up(&tracks[i].machine), models[i].out,
			     "track %u at %lld.%lld s", i, (long long)tick / TICKS_A_SECOND,
			     (long long)tick % TICKS_A_SECOND);
		cr_assert_eq(truth[i], models[i].out, "what follows from track %u", i);
		cr_assert_eq(tracks[i].machine.changes, models[i].changes);
		cr_assert_eq(tracks[i].machine.due != 0, models[i].left > 0);
	}
	cr_assert(heard_len == expected_len && !memcmp(heard, expected, heard_len),
		  "at tick %lld\n%.*s--- but\n%.*s", (long long)tick, (int)expected_len, expected,
		  (int)heard_len, heard);
	heard_len = expected_len = 0;
}

Test(track_day, everything_flaps, .init = set_up)
{
	unsigned next[OBJECTS] = {1, 1, 1, 1};
	uint64_t flips = 0, told = 0;

	dup2(open("/dev/null", O_WRONLY), STDERR_FILENO);
	log_listen(hear, NULL);
	for (uint16_t i = 0; i < TRACKS; i++)
		models[i] = (struct model){.left = -1};
	run_derive_tracks(&run, 0);
	model_lists();
	for (int64_t tick = 1; tick <= DAY; tick++) {
		agent_tick(tick * TICK);
		model_tick();
		for (uint16_t i = 0; i < OBJECTS; i++) {
			if (--next[i])
				continue;
			next[i] = until_next_flip(i);
			flips++;
			agent_object(i, !models[i].object, tick * TICK);
			model_object(i, !models[i].object);
			model_lists();
		}
		compare(tick);
	}
	log_listen(NULL, NULL);
	for (uint16_t i = 0; i < TRACKS; i++) {
		cr_expect_gt(models[i].changes, 20, "track %u hardly turns", i);
		told += models[i].changes;
	}
	cr_expect_gt(flips, 50000);
	cr_expect_gt(told, 50000);
}
