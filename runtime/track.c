/*
 * The machine of a tracked object: a table of state by event. A change of the object starts its
 * delay; the object changing back before the end cancels it, and nobody ever hears of it. Without a
 * delay the change is at once.
 */
#include "agent_track.h"

typedef enum track_outcome turn(struct track_machine *track, int64_t now);

static enum track_outcome stay(struct track_machine *track, int64_t now)
{
	(void)track;
	(void)now;
	return TRACK_SAME;
}

static enum track_outcome become(struct track_machine *track, enum track_state state, int64_t now)
{
	track->state = (uint8_t)state;
	track->due = 0;
	track->changed = now;
	track->changes++;
	return TRACK_CHANGED;
}

static enum track_outcome go_up(struct track_machine *track, int64_t now)
{
	return become(track, TRACK_UP, now);
}

static enum track_outcome go_down(struct track_machine *track, int64_t now)
{
	return become(track, TRACK_DOWN, now);
}

static enum track_outcome start_up(struct track_machine *track, int64_t now)
{
	if (track->delay_up == 0)
		return go_up(track, now);
	track->state = TRACK_GOING_UP;
	track->due = now + track->delay_up;
	return TRACK_DELAYED;
}

static enum track_outcome start_down(struct track_machine *track, int64_t now)
{
	if (track->delay_down == 0)
		return go_down(track, now);
	track->state = TRACK_GOING_DOWN;
	track->due = now + track->delay_down;
	return TRACK_DELAYED;
}

static enum track_outcome cancel_up(struct track_machine *track, int64_t now)
{
	(void)now;
	track->state = TRACK_DOWN;
	track->due = 0;
	return TRACK_CANCELLED;
}

static enum track_outcome cancel_down(struct track_machine *track, int64_t now)
{
	(void)now;
	track->state = TRACK_UP;
	track->due = 0;
	return TRACK_CANCELLED;
}

static turn *const turns[TRACK_STATES][TRACK_EVENTS] = {
	/*                     OBJECT_UP    OBJECT_DOWN  DELAY_OVER */
	[TRACK_UP] = {stay, start_down, stay},
	[TRACK_GOING_DOWN] = {cancel_down, stay, go_down},
	[TRACK_DOWN] = {start_up, stay, stay},
	[TRACK_GOING_UP] = {stay, cancel_up, go_up},
};

void track_start(struct track_machine *track, bool up, int64_t now)
{
	track->state = up ? TRACK_UP : TRACK_DOWN;
	track->due = 0;
	track->changed = now;
	track->changes = 0;
}

bool track_is_up(const struct track_machine *track)
{
	return track->state == TRACK_UP || track->state == TRACK_GOING_DOWN;
}

enum track_outcome track_turn(struct track_machine *track, enum track_event event, int64_t now)
{
	return turns[track->state][event](track, now);
}
