/* Tracked objects: what a verdict of a probe or an interface becomes after the delays. Pure: the
 * time is an argument. ios-semantics.md 1.7. */
#ifndef RUNTIME_AGENT_TRACK_H
#define RUNTIME_AGENT_TRACK_H

#include <stdbool.h>
#include <stdint.h>

enum track_state {
	TRACK_UP,
	TRACK_GOING_DOWN, /* still up, `delay down` runs */
	TRACK_DOWN,
	TRACK_GOING_UP, /* still down, `delay up` runs */
	TRACK_STATES
};

enum track_event { TRACK_OBJECT_UP, TRACK_OBJECT_DOWN, TRACK_DELAY_OVER, TRACK_EVENTS };

/* What an event did. */
enum track_outcome { TRACK_SAME, TRACK_CHANGED, TRACK_DELAYED, TRACK_CANCELLED };

struct track_machine {
	uint8_t state; /* enum track_state */
	int64_t delay_up, delay_down; /* nanoseconds */
	int64_t due; /* end of the running delay; 0: none runs */
	int64_t changed; /* time of the last change, or of the start */
	uint64_t changes;
};

void track_start(struct track_machine *track, bool up, int64_t now);
bool track_is_up(const struct track_machine *track);

/* Tell TRACK what happened at NOW. After TRACK_DELAYED the caller calls again with TRACK_DELAY_OVER
 * at `due`. */
enum track_outcome track_turn(struct track_machine *track, enum track_event event, int64_t now);

#endif
