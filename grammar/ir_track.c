/* Tracked objects, by number. They come in any order and are put into their list at the end. */
#include <string.h>

#include "ir.h"
#include "ir_hash.h"

BY_NUMBER(track, tracks)

struct track *track_open(struct router *router, uint32_t id, struct span at)
{
	struct track *track = track_find(router, id);

	return track ? track : track_new(router, id, at);
}

/* IOS keeps and prints them by number; a list has some dozens at most. */
void track_set_member(struct router *router, struct track *track, bool no,
		      const struct track_member *member)
{
	struct track_member *at;
	uint32_t i = 0;

	while (i < track->members.len && track->members.at[i].id < member->id)
		i++;
	if (i < track->members.len && track->members.at[i].id == member->id) {
		at = &track->members.at[i];
		if (!no) {
			*at = *member;
			return;
		}
		memmove(at, at + 1, (track->members.len - i - 1) * sizeof *at);
		track->members.len--;
		return;
	}
	if (no)
		return;
	vec_push(router->arena, &track->members, *member);
	at = &track->members.at[i];
	memmove(at + 1, at, (track->members.len - 1 - i) * sizeof *at);
	*at = *member;
}

bool track_is_list(const struct track *track)
{
	return track->kind >= TRACK_LIST_AND && track->kind <= TRACK_LIST_PERCENTAGE;
}

bool track_is_route(const struct track *track)
{
	return track->kind == TRACK_ROUTE_REACHABILITY || track->kind == TRACK_ROUTE_METRIC;
}

bool track_looks_for(const struct track *track, const struct static_route *route)
{
	return track->vrf == route->vrf && !track->v6 && track->len == route->len &&
	       track->prefix == (route->prefix & ip_len_mask(route->len));
}

struct track_thresholds track_thresholds(const struct track *track)
{
	bool metric = track->kind == TRACK_ROUTE_METRIC;
	struct track_thresholds t = {track->up, track->down};

	if (!track->has_up && !track->has_down && metric)
		return (struct track_thresholds){TRACK_METRIC_UP, TRACK_METRIC_DOWN};
	if (!track->has_up) /* a low metric is good, a low weight is not */
		t.up = (uint8_t)(metric ? t.down - (t.down > 0) : t.down + (t.down < UINT8_MAX));
	if (!track->has_down)
		t.down = (uint8_t)(metric ? t.up + (t.up < UINT8_MAX) : t.up - (t.up > 0));
	return t;
}
