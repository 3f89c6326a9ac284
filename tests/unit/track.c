/*
 * The machine of a tracked object, with a clock of the test's own: delays, their cancellation, and
 * what flapping does. The times are those that IOS's debug output shows for the same delays.
 */
#include <criterion/criterion.h>

#include "runtime/agent_track.h"

#define S INT64_C(1000000000)

static struct track_machine machine(bool up, int64_t delay_up, int64_t delay_down)
{
	struct track_machine track = {.delay_up = delay_up, .delay_down = delay_down};

	track_start(&track, up, 0);
	return track;
}

Test(track, turns_at_once_without_delays)
{
	struct track_machine track = machine(true, 0, 0);

	cr_expect(track_is_up(&track));
	cr_expect_eq(track_turn(&track, TRACK_OBJECT_UP, 1 * S), TRACK_SAME);
	cr_expect_eq(track_turn(&track, TRACK_OBJECT_DOWN, 2 * S), TRACK_CHANGED);
	cr_expect_not(track_is_up(&track));
	cr_expect_eq(track.changed, 2 * S);
	cr_expect_eq(track_turn(&track, TRACK_OBJECT_DOWN, 3 * S), TRACK_SAME);
	cr_expect_eq(track_turn(&track, TRACK_OBJECT_UP, 4 * S), TRACK_CHANGED);
	cr_expect_eq(track.changes, 2);
}

Test(track, waits_for_the_end_of_its_delay)
{
	struct track_machine track = machine(true, 20 * S, 10 * S);

	cr_expect_eq(track_turn(&track, TRACK_OBJECT_DOWN, 5 * S), TRACK_DELAYED);
	cr_expect_eq(track.due, 15 * S);
	cr_expect(track_is_up(&track), "it is up until the delay is over");
	cr_expect_eq(track_turn(&track, TRACK_OBJECT_DOWN, 8 * S), TRACK_SAME);
	cr_expect_eq(track.due, 15 * S, "a second failure does not start the delay again");
	cr_expect_eq(track_turn(&track, TRACK_DELAY_OVER, 15 * S), TRACK_CHANGED);
	cr_expect_not(track_is_up(&track));
	cr_expect_eq(track.due, 0);
	cr_expect_eq(track_turn(&track, TRACK_OBJECT_UP, 30 * S), TRACK_DELAYED);
	cr_expect_eq(track.due, 50 * S);
	cr_expect_eq(track_turn(&track, TRACK_DELAY_OVER, 50 * S), TRACK_CHANGED);
	cr_expect(track_is_up(&track));
}

Test(track, cancels_a_delay_when_the_object_turns_back)
{
	struct track_machine track = machine(false, 20 * S, 10 * S);

	cr_expect_eq(track_turn(&track, TRACK_OBJECT_UP, 1 * S), TRACK_DELAYED);
	cr_expect_eq(track_turn(&track, TRACK_OBJECT_DOWN, 15 * S), TRACK_CANCELLED);
	cr_expect_eq(track.due, 0);
	cr_expect_eq(track_turn(&track, TRACK_DELAY_OVER, 21 * S), TRACK_SAME,
		     "a timer that came too late changes nothing");
	cr_expect_not(track_is_up(&track));
	cr_expect_eq(track.changes, 0);
}

/* Up and down every FLIP for SECONDS, the delays served as a loop would; how often it turned. */
static unsigned flap(struct track_machine *track, int64_t flip, int64_t seconds)
{
	unsigned turned = 0;
	bool up = true;

	for (int64_t now = flip; now <= seconds * S; now += flip) {
		if (track->due && track->due <= now)
			turned += track_turn(track, TRACK_DELAY_OVER, track->due) == TRACK_CHANGED;
		up = !up;
		turned += track_turn(track, up ? TRACK_OBJECT_UP : TRACK_OBJECT_DOWN, now) ==
			  TRACK_CHANGED;
	}
	return turned;
}

Test(track, hears_nothing_of_flapping_faster_than_its_delays)
{
	struct track_machine track = machine(true, 20 * S, 10 * S);

	cr_expect_eq(flap(&track, S, 1000), 0);
	cr_expect(track_is_up(&track));
}

Test(track, goes_down_and_stays_there_while_flapping_is_faster_than_delay_up)
{
	struct track_machine track = machine(true, 20 * S, 10 * S);

	cr_expect_eq(flap(&track, 15 * S, 1000), 1);
	cr_expect_not(track_is_up(&track));
}

Test(track, follows_every_flap_without_delays)
{
	struct track_machine track = machine(true, 0, 0);

	cr_expect_eq(flap(&track, S, 1000), 1000);
}

Test(track, survives_any_sequence_of_events)
{
	struct track_machine track = machine(true, 3 * S, 2 * S);
	unsigned seed = 1;

	for (int64_t now = 1; now < 100000; now++) {
		seed = seed * 1103515245 + 12345;
		enum track_event event = (seed >> 16) % TRACK_EVENTS;
		bool was = track_is_up(&track);
		enum track_outcome outcome = track_turn(&track, event, now);

		cr_assert_eq(was != track_is_up(&track), outcome == TRACK_CHANGED);
		cr_assert_eq(track.due != 0,
			     track.state == TRACK_GOING_UP || track.state == TRACK_GOING_DOWN);
	}
}
