/*
 * The survey of the routers' table in force: see agent_survey.h. When its routes turn meanwhile,
 * all is begun anew.
 */
#include <libmnl/libmnl.h>
#include <linux/rtnetlink.h>
#include <string.h>
#include <sys/socket.h>

#include "agent.h"
#include "compiler/plan_bind.h"

enum { SHARE = 4 }; /* of the time that a slice took others have the processor */
#define DISTURBED (20 * MILLISECOND)

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
	struct comparison *comparison = &core->survey.comparison;
	const struct run *run = core->run;
	struct object object;

	VEC_FOREACH (i, &run->bulk->defaults)
		if (plan_object(core->survey.arena, run->plan, run->state, *i, &object) &&
		    !object.route.v6)
			comparison_put(comparison, &object);
	while (comparison_write(comparison))
		;
}

/* ---- all of them ---- */

static void survey_free(struct core *core)
{
	struct survey *survey = &core->survey;

	timer_cancel(core->loop, &survey->work);
	comparison_end(&survey->comparison);
	arena_free(survey->arena);
	*survey = (struct survey){0};
}

void survey_drop(struct core *core)
{
	if (!core->survey.arena)
		return;
	repair_over(core, core->survey.comparison.writes, false, false);
	survey_free(core);
}

static void survey_over(struct core *core)
{
	struct survey survey = core->survey;

	survey_free(core);
	repair_over(core, survey.comparison.writes, survey.comparison.refused, survey.repeat);
	if (survey.again)
		core_repair_later(core, 0);
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
	if (!comparison_on(&survey->comparison)) {
		survey_over(core);
		return;
	}
	now = loop_now();
	timer_set(core->loop, &survey->work, now + (now - begin) / SHARE);
}

static bool survey_open(struct core *core)
{
	const struct run *run = core->run;
	const struct twin *active = core->twins.active;
	struct survey survey = {.active = active,
				.comparison = {.core = core,
					       .table = active->table,
					       .state = run->state,
					       .in_force = true},
				.work = {.fire = work, .context = core}};
	size_t taken = run->bulk->patterns.len * sizeof *survey.taken;

	if (!active->taken)
		return false;
	survey.arena = arena_new();
	survey.taken = memcpy(arena_alloc(survey.arena, taken), active->taken, taken);
	comparison_begin(&survey.comparison);
	core->survey = survey;
	return true;
}

void survey_begin(struct core *core, unsigned writes, bool refused, bool repeat)
{
	struct survey *survey = &core->survey;
	bool again = survey->arena;

	if (!again && (core->apply || twins_busy(core) || !survey_open(core))) {
		repair_over(core, writes, refused, false);
		core_repair_later(core, SECOND);
		return;
	}
	survey->comparison.writes += writes;
	survey->comparison.refused |= refused;
	survey->repeat |= repeat;
	survey->again = again;
	if (again)
		return;
	if (lacks_default(core))
		put_defaults(core);
	timer_set(core->loop, &survey->work, loop_now());
}
