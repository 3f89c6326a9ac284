/*
 * The core of the agent: what it is made of, and the one thing it does: bring into force what the
 * state of tracks, links and addresses asks for.
 */
#include <errno.h>
#include <jansson.h>
#include <sched.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include "agent.h"
#include "agent_steps.h"
#include "privileges.h"

enum { SAVE_DELAY = 50 * MILLISECOND, REFUSED_DELAY = 50 * MILLISECOND };

static double milliseconds(int64_t from)
{
	return (double)(loop_now() - from) / MILLISECOND;
}

/* The path from an event to the last kernel change: nothing here waits for anyone but the kernel.
 */
void core_settle(struct core *core)
{
	struct run *run = core->run;
	int64_t begin = loop_now();
	struct arena *arena;
	struct change *change;
	struct batch rules = {0};
	enum elements_moved moved;
	json_t *state;
	int writes;

	if (core->breath.within) {
		core->breath.turned = true;
		return;
	}
	if (!run || !run_refresh(core, run)) {
		if (run)
			run_tell(core, run);
		return;
	}
	arena = arena_new();
	writes = (int)twins_turn(core, run, &rules);
	change = change_for_some(arena, run->plan,
				 run->bulk ? &run->bulk->rest : &run->plan->touches, run->state,
				 run->want);
	writes += core_execute_behind(core, &rules, change, EXECUTE_AT_ONCE, arena, NULL);
	if (core->refused) {
		core->repairs = 0;
		core_repair_later(core, REFUSED_DELAY);
	}
	moved = elements_turn(core, run);
	if (moved != ELEMENTS_DONE)
		failover_await(core);
	failover_flush(core, run->state, run->want);
	run_adopt_want(run);
	run_tell(core, run);
	if (writes)
		log_line("ROUTING-6-CHANGE", "%d kernel writes in %.3f ms", writes,
			 milliseconds(begin));
	state = json_pack("{s:s,s:i,s:o,s:b,s:b}", "do", "state", "number", (int)run->number,
			  "state", state_json(run->plan, run->state), "moved",
			  moved != ELEMENTS_LEFT, "answer", moved != ELEMENTS_DONE);
	if (moved == ELEMENTS_DONE)
		loader_send_json_later(core, state);
	else /* no connection is deleted before */
		loader_send_json(core, state);
	core_save_later(core);
	arena_free(arena);
}

void core_save_later(struct core *core)
{
	timer_set(core->loop, &core->save, loop_now() + SAVE_DELAY);
}

static void save(void *context, int64_t now)
{
	struct core *core = context;

	(void)now;
	journal_save(&core->journal, core->options.state_dir);
	owned_save(&core->owned, core->options.state_dir);
}

void core_repair_later(struct core *core, int64_t delay)
{
	int64_t due = loop_now() + delay;

	if (core->repair.place == 0 || core->repair.due > due)
		timer_set(core->loop, &core->repair, due);
}

static void repair(void *context, int64_t now)
{
	struct core *core = context;

	(void)now;
	if (!core->run)
		return;
	if (core->apply || twins_busy(core)) { /* it compares everything itself at its end */
		core_repair_later(core, SECOND);
		return;
	}
	core_repair(core, true);
}

/* Read the file that we were started with again. */
static void read_again(struct core *core)
{
	if (!apply_file(core, true))
		log_line("SYS-4-CONFIG",
			 core->loader ? "another configuration is just being applied"
				      : "the loader is gone; another one is started soon");
}

static void on_signal(void *context, uint32_t events)
{
	struct core *core = context;
	struct signalfd_siginfo info;

	(void)events;
	if (read(core->signals, &info, sizeof info) != sizeof info)
		return;
	if (info.ssi_signo == SIGHUP) {
		read_again(core);
		return;
	}
	log_line("SYS-5-RELOAD", "causewayd stops; what it has set up stays in force");
	loop_stop(core->loop);
}

/* SIGTERM ends the agent, SIGHUP has it read its configuration again. */
static bool signal_open(struct core *core)
{
	sigset_t set;

	sigemptyset(&set);
	sigaddset(&set, SIGTERM);
	sigaddset(&set, SIGINT);
	sigaddset(&set, SIGHUP);
	if (sigprocmask(SIG_BLOCK, &set, NULL) < 0)
		return false;
	signal(SIGPIPE, SIG_IGN);
	core->signals = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
	return core->signals >= 0 &&
	       loop_watch(core->loop, core->signals, EPOLLIN, on_signal, core);
}

static bool trouble(const char *what)
{
	log_line("SYS-2-INITFAIL", "%s: %s", what, strerror(errno));
	return false;
}

/* Before whatever else the machine has to do: probes that come late measure the machine, and not
 * the path. The loader and what it starts are none of this. Where it is not allowed, so be it. */
static void be_prompt(void)
{
	struct sched_param priority = {.sched_priority = 1};

	if ((sched_getscheduler(0) & ~SCHED_RESET_ON_FORK) == SCHED_RR)
		return; /* who started us has seen to it */
	if (sched_setscheduler(0, SCHED_RR | SCHED_RESET_ON_FORK, &priority) < 0)
		log_line("SYS-6-PRIORITY", "no priority over others: %s", strerror(errno));
}

/* What was paged out would have to be read again while a link is down already. A limit would have
 * to be lifted now: later we may not, and it would refuse us memory. */
static void stay_in_memory(void)
{
	const struct rlimit none = {RLIM_INFINITY, RLIM_INFINITY};

	if (setrlimit(RLIMIT_MEMLOCK, &none) < 0 ||
	    mlockall(MCL_CURRENT | MCL_FUTURE | MCL_ONFAULT) < 0)
		log_line("SYS-6-MEMORY", "memory may be paged out: %s", strerror(errno));
}

static bool core_open(struct core *core)
{
	core->netlink = (struct netlink){.requests = -1, .events = -1};
	core->conntrack.fd = core->signals = core->starter.fd = core->sweeper.fd = core->closer.fd =
		-1;
	core->save = (struct timer){.fire = save, .context = core};
	core->repair = (struct timer){.fire = repair, .context = core};
	core->routes = (struct timer){.fire = core_look_for_routes, .context = core};
	core->leases = (struct timer){.fire = core_look_for_leases, .context = core};
	core->lease_expiry = (struct timer){.fire = core_look_for_leases, .context = core};
	core->carrier = (struct timer){.fire = event_poll_carrier, .context = core};
	core->revival = (struct timer){.fire = loader_revive, .context = core};
	if (!owned_load(&core->owned, core->options.state_dir) ||
	    !journal_load(&core->journal, core->options.state_dir))
		return false;
	if (!(core->loop = loop_new()))
		return trouble("event loop");
	if (!netlink_open(&core->netlink) || !links_dump(&core->netlink, &core->links) ||
	    !event_start(core))
		return trouble("rtnetlink");
	if (!twins_open(core))
		return trouble("routing rules");
	if (!conntrack_open(&core->conntrack))
		return trouble("ctnetlink");
	drift_start(core);
	if (!signal_open(core))
		return trouble("signals");
	if (!(core->control = control_open(core)))
		return false;
	steps_share();
	if (!sweeper_open(core))
		return trouble("sweeper");
	if (!closer_open(core))
		return trouble("closer");
	if (!starter_open(&core->starter, core->options.state_dir) ||
	    !(core->loader = loader_open(core)))
		return trouble("loader");
	return privileges_drop(PRIVILEGES_CORE) || trouble("privileges");
}

static void core_close(struct core *core)
{
	twins_close(core);
	failover_stop(core, false);
	if (core->run) {
		run_stop(core, core->run);
		run_free(core->run);
	}
	translations_listen(core, false);
	drift_stop(core);
	lease_watch(core, NULL);
	if (core->control)
		control_close(core, core->control);
	if (core->loader)
		loader_close(core, core->loader);
	starter_close(&core->starter);
	sweeper_close(core);
	closer_close(core);
	links_free(&core->links);
	netlink_close(&core->netlink);
	conntrack_close(&core->conntrack);
	if (core->signals >= 0)
		close(core->signals);
	owned_free(&core->owned);
	journal_free(&core->journal);
	confirm_await(core, 0);
	loop_free(core->loop);
}

int core_run(const struct core_options *options)
{
	struct core core = {.options = *options};

	be_prompt();
	stay_in_memory();
	core.status = core_open(&core) ? 0 : 2;
	if (core.status == 0 && !apply_file(&core, false))
		core.status = 2;
	if (core.status == 0) {
		if (!loop_run(core.loop) && !trouble("event loop"))
			core.status = 2;
		save(&core, 0);
	}
	core_close(&core);
	return core.status;
}
