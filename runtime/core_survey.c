/*
 * The survey of the routers' table: see agent_survey.h. When its routes turn meanwhile, all is
 * begun anew.
 */
#include <errno.h>
#include <libmnl/libmnl.h>
#include <linux/rtnetlink.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "agent.h"
#include "compiler/plan_bind.h"
#include "grammar/hash.h"

enum {
	LOOKED_AT = 2000, /* routes that need none */
	SHARE = 4, /* of the time that a slice took others have the processor */
	LINES_MAX = 4, /* in the log, of what the kernel refuses */
};
#define DISTURBED (20 * MILLISECOND)

/* ---- one slice ---- */

struct slice {
	struct core *core;
	struct arena *arena;
	struct batch batch;
	VEC(struct object) objects; /* by message */
	VEC(const struct object *) stood; /* that the message replaces, or NULL */
	struct batch surplus; /* deletes what the right one stands beside */
};

static struct slice slice_begin(struct core *core)
{
	uint32_t router = core->twins.active->table;

	return (struct slice){.core = core,
			      .arena = arena_new(),
			      .batch.router = router,
			      .surplus.router = router};
}

static void slice_put(struct slice *slice, enum change_verb verb, const struct object *object,
		      const struct object *stood)
{
	struct core *core = slice->core;

	if (verb != CHANGE_DELETE && route_must_wait(core, object))
		return;
	if (!batch_object(&slice->batch, &core->links, verb, object, object))
		return;
	vec_push(slice->arena, &slice->objects, *object);
	vec_push(slice->arena, &slice->stood, stood);
}

/* What waits for a device is put when that comes up. */
static void answered(void *context, unsigned i, int error, const char *text)
{
	struct slice *slice = context;
	struct survey *survey = &slice->core->survey;
	bool waits = error == ENETDOWN || error == ENETUNREACH || error == ENODEV ||
		     error == EHOSTUNREACH;

	survey->writes += error == 0;
	if (error == EEXIST && slice->stood.at[i])
		batch_object(&slice->surplus, &slice->core->links, CHANGE_DELETE,
			     slice->stood.at[i], NULL);
	if (!error || error == ESRCH || error == ENOENT || error == EEXIST)
		return;
	survey->refused |= !waits;
	if (survey->told++ < LINES_MAX)
		log_line("SYS-4-STEP", "%s: %s%s%s",
			 object_text(slice->arena, &slice->objects.at[i]), strerror(error),
			 *text ? ": " : "", text);
}

static void slice_commit(struct slice *slice, struct batch *batch, batch_answer answer)
{
	struct core *core = slice->core;

	if (batch->messages && netlink_commit(&core->netlink, batch, answer, slice) < 0) {
		log_line("SYS-3-NETLINK", "rtnetlink: %s", strerror(errno));
		core->survey.refused = true;
	}
	batch_free(batch);
}

static void slice_end(struct slice *slice)
{
	slice_commit(slice, &slice->batch, answered);
	slice->core->survey.writes += slice->surplus.messages;
	slice_commit(slice, &slice->surplus, NULL);
	arena_free(slice->arena);
}

/* ---- the default routes first ---- */

/* The kernel tells of routes by their prefixes. */
static void see_default(void *context, const struct nlmsghdr *message)
{
	bool *found = context;
	const struct rtmsg *info = mnl_nlmsg_get_payload(message);

	*found |= info->rtm_protocol == PROTOCOL_OURS && info->rtm_dst_len == 0;
}

static bool lacks_default(struct core *core)
{
	struct batch batch = {0};
	struct netlink dump;
	bool found = false;
	int more = -1;

	if (!netlink_open_silent(&dump))
		return false;
	routes_ask(&batch, AF_INET, PROTOCOL_OURS, core->twins.active->table);
	if (netlink_dump_begin(&dump, &batch))
		more = netlink_dump_more(&dump, see_default, &found);
	netlink_close(&dump);
	return more >= 0 && !found;
}

static void put_defaults(struct core *core)
{
	struct slice slice = slice_begin(core);
	const struct run *run = core->run;
	struct object object;

	VEC_FOREACH (i, &run->bulk->defaults)
		if (plan_object(slice.arena, run->plan, run->state, *i, &object) &&
		    !object.route.v6)
			slice_put(&slice, CHANGE_ADD, &object, NULL);
	slice_end(&slice);
}

/* ---- what the plan says of a route ---- */

static uint32_t slot_of(const struct survey *survey, const struct object *key)
{
	const struct route_object *route = &key->route;
	uint64_t hash = hash_bytes(HASH_START, &route->prefix, sizeof route->prefix);

	hash = hash_bytes(hash, &route->prefix6, sizeof route->prefix6);
	hash = hash_bytes(hash, &route->len, sizeof route->len);
	hash = hash_bytes(hash, &route->metric, sizeof route->metric);
	return (uint32_t)hash & survey->mask;
}

static void note(struct survey *survey, const struct plan *plan, uint32_t i)
{
	uint32_t at = slot_of(survey, plan_candidate(plan, i));

	while (survey->slots[at])
		at = (at + 1) & survey->mask;
	survey->slots[at] = i + 1;
}

/* What is to stand by KEY; of several the first in the plan, as plan_under() has it. False when
 * nothing is. BEFORE: was it asked for already? */
static bool find_wanted(struct slice *slice, const struct object *key, struct object *wanted,
			bool *before)
{
	const struct run *run = slice->core->run;
	struct survey *survey = &slice->core->survey;
	uint32_t first = UINT32_MAX;
	struct object object;

	*before = false;
	for (uint32_t at = slot_of(survey, key); survey->slots[at]; at = (at + 1) & survey->mask) {
		uint32_t i = survey->slots[at] - 1;

		if (object_compare(plan_candidate(run->plan, i), key))
			continue;
		*before |= survey->seen[i];
		survey->seen[i] = true;
		if (i < first && plan_object(slice->arena, run->plan, run->state, i, &object)) {
			first = i;
			*wanted = object;
		}
	}
	return first != UINT32_MAX;
}

static bool next_route(struct survey *survey, const struct bulk *bulk, uint32_t *i)
{
	while (survey->pattern < bulk->patterns.len) {
		const touched_list *objects = &bulk->patterns.at[survey->pattern].objects;

		if (survey->object < objects->len) {
			*i = objects->at[survey->object++];
			return true;
		}
		survey->pattern++;
		survey->object = 0;
	}
	survey->pattern = survey->object = 0;
	return false;
}

/* ---- its stages ---- */

static void survey_free(struct core *core)
{
	struct survey *survey = &core->survey;

	timer_cancel(core->loop, &survey->work);
	netlink_close(&survey->dump);
	arena_free(survey->arena);
	free(survey->slots);
	free(survey->seen);
	*survey = (struct survey){0};
}

void survey_drop(struct core *core)
{
	if (core->survey.stage == SURVEY_NONE)
		return;
	repair_over(core, core->survey.writes, false, false);
	survey_free(core);
}

static void survey_over(struct core *core)
{
	struct survey survey = core->survey;

	survey_free(core);
	repair_over(core, survey.writes, survey.refused, survey.repeat);
	if (survey.again)
		core_repair_later(core, 0);
}

static bool ask(struct survey *survey)
{
	struct batch batch = {0};

	routes_ask(&batch, survey->v6 ? AF_INET6 : AF_INET, PROTOCOL_OURS, 0);
	return netlink_dump_begin(&survey->dump, &batch);
}

static void index_on(struct core *core)
{
	struct survey *survey = &core->survey;
	uint32_t i;

	for (int n = 0; n < LOOKED_AT; n++) {
		if (next_route(survey, core->run->bulk, &i)) {
			note(survey, core->run->plan, i);
			continue;
		}
		survey->stage = SURVEY_COMPARE;
		if (!ask(survey)) {
			survey->refused = true;
			survey_over(core);
		}
		return;
	}
}

static bool is_compared(const struct bulk *bulk, uint32_t table)
{
	VEC_FOREACH (other, &bulk->tables)
		if (*other == table)
			return true;
	return false;
}

/* The kernel holds several routes of one key when somebody appended one: whichever is not ours
 * goes.
 */
static void compare_route(struct slice *slice, const struct object *stands)
{
	struct object wanted, *stood;
	bool before;

	if (!find_wanted(slice, stands, &wanted, &before)) {
		slice_put(slice, CHANGE_DELETE, stands, NULL);
		return;
	}
	if (object_equal(stands, &wanted))
		return;
	if (before) {
		slice_put(slice, CHANGE_DELETE, stands, NULL);
		return;
	}
	stood = arena_new_object(slice->arena, struct object);
	*stood = *stands;
	slice_put(slice, CHANGE_REPLACE, &wanted, stood);
}

/* Of other tables only those are looked at that nothing of the plan is in. */
static void compare(void *context, const struct nlmsghdr *message)
{
	struct slice *slice = context;
	struct core *core = slice->core;
	const struct rtmsg *info = mnl_nlmsg_get_payload(message);
	uint32_t table = twins_from_kernel(core, route_table(message));
	struct route_news news;

	if (info->rtm_protocol != PROTOCOL_OURS || !table || is_compared(core->run->bulk, table) ||
	    !route_heard(slice->arena, &core->links, message, &news))
		return;
	news.object.route.table = table;
	compare_route(slice, &news.object);
}

static void compare_on(struct core *core)
{
	struct survey *survey = &core->survey;
	struct slice slice = slice_begin(core);
	int more = netlink_dump_more(&survey->dump, compare, &slice);

	slice_end(&slice);
	if (more > 0)
		return;
	/* a kernel without IPv6 has none of its routes */
	if (survey->v6) {
		survey->stage = SURVEY_ADD;
		return;
	}
	survey->v6 = true;
	if (more == 0 && ask(survey))
		return;
	survey->refused = true;
	survey_over(core);
}

static void add_on(struct core *core)
{
	struct survey *survey = &core->survey;
	struct slice slice = slice_begin(core);
	struct object wanted;
	bool more = true, before;
	int64_t begin = loop_now();
	unsigned messages;
	uint32_t i;

	for (int n = 0; n < LOOKED_AT && slice.batch.messages < slice_size(core) && more; n++) {
		more = next_route(survey, core->run->bulk, &i);
		if (more && !survey->seen[i] &&
		    find_wanted(&slice, plan_candidate(core->run->plan, i), &wanted, &before))
			slice_put(&slice, CHANGE_ADD, &wanted, NULL);
	}
	messages = slice.batch.messages;
	slice_end(&slice);
	slice_took(core, messages, loop_now() - begin);
	if (!more)
		survey_over(core);
}

/* Do the routes stand still? */
static bool is_undisturbed(const struct core *core)
{
	const struct twin *active = core->twins.active;

	return core->run && core->run->bulk && !core->apply && !twins_busy(core) &&
	       active == core->survey.active && active->taken &&
	       bulk_same(core->run->bulk, active->taken, core->survey.taken);
}

static void work(void *context, int64_t now)
{
	struct core *core = context;
	struct survey *survey = &core->survey;
	int64_t begin = loop_now();

	(void)now;
	if (!is_undisturbed(core)) {
		survey_drop(core);
		core_repair_later(core, DISTURBED);
		return;
	}
	if (survey->stage == SURVEY_INDEX)
		index_on(core);
	else if (survey->stage == SURVEY_COMPARE)
		compare_on(core);
	else
		add_on(core);
	now = loop_now();
	if (survey->stage != SURVEY_NONE)
		timer_set(core->loop, &survey->work, now + (now - begin) / SHARE);
}

static void *zeroed(size_t n, size_t size)
{
	void *at = calloc(n, size);

	if (!at)
		abort();
	return at;
}

/* Half of the slots stay free. */
static uint32_t slots_for(const struct bulk *bulk)
{
	uint32_t n = 0, slots = 2;

	VEC_FOREACH (pattern, &bulk->patterns)
		n += pattern->objects.len;
	while (slots < 2 * n)
		slots *= 2;
	return slots;
}

static bool survey_open(struct core *core)
{
	const struct bulk *bulk = core->run->bulk;
	const struct plan *plan = core->run->plan;
	struct survey survey = {.stage = SURVEY_INDEX,
				.active = core->twins.active,
				.work = {.fire = work, .context = core}};
	size_t taken = bulk->patterns.len * sizeof *survey.taken;
	uint32_t slots = slots_for(bulk);

	if (!core->twins.active->taken || !netlink_open_silent(&survey.dump))
		return false;
	survey.arena = arena_new();
	survey.taken = memcpy(arena_alloc(survey.arena, taken), core->twins.active->taken, taken);
	survey.slots = zeroed(slots, sizeof *survey.slots);
	survey.mask = slots - 1;
	survey.seen = zeroed(plan->items.len + plan->choices.len, sizeof *survey.seen);
	core->survey = survey;
	return true;
}

void survey_begin(struct core *core, unsigned writes, bool refused, bool repeat)
{
	struct survey *survey = &core->survey;
	bool again = survey->stage != SURVEY_NONE;

	if (!again && (core->apply || twins_busy(core) || !survey_open(core))) {
		repair_over(core, writes, refused, false);
		core_repair_later(core, SECOND);
		return;
	}
	survey->writes += writes;
	survey->refused |= refused;
	survey->repeat |= repeat;
	survey->again = again;
	if (again)
		return;
	if (lacks_default(core))
		put_defaults(core);
	timer_set(core->loop, &survey->work, loop_now());
}
