/*
 * What others do to what is ours: it is told, with who did it as far as the kernel says, and mended
 * soon; ever later when it is done again and again, so that two who will not agree do not keep a
 * gateway busy. Objects that are not ours are nobody's business here.
 *
 * While our nft table is gone nothing translates or filters. Until the loader has brought it back
 * no packet is forwarded: a rule of routing that looks nothing up says so.
 */
#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <jansson.h>
#include <libmnl/libmnl.h>
#include <linux/fib_rules.h>
#include <linux/rtnetlink.h>
#include <string.h>
#include <sys/epoll.h>
#include <unistd.h>

#include "agent.h"
#include "compiler/plan_bind.h"

enum {
	MEND_DELAY = 20 * MILLISECOND, /* changes seldom come alone */
	BUSY_DELAY = 50 * MILLISECOND, /* while a configuration is being applied */
	AGREED = 8, /* mendings in a row before the next one takes twice as long */
	DOUBLINGS_MAX = 11,
	LINES_MAX = 4, /* in the log, of what is mended at once */
	HOLD_PREFERENCE = 1,
	HELD_MAX = 64, /* rules for own addresses, of one family */
};
#define QUIET (10 * SECOND) /* after which all is forgotten */
#define SYSCTLS_EVERY (30 * SECOND)

/* ---- who ---- */

/* Process PID's name, while it still lives. */
static void process_name(uint32_t pid, char *name, size_t size)
{
	char path[32];
	ssize_t n = -1;
	int fd;

	snprintf(path, sizeof path, "/proc/%u/comm", pid);
	fd = open(path, O_RDONLY | O_CLOEXEC, 0);
	if (fd >= 0) {
		n = read(fd, name, size - 1);
		close(fd);
	}
	name[n > 0 ? n - 1 : 0] = '\0'; /* it ends its line */
}

/* A netlink port is its owner's process id unless that was taken. */
static void name_port(struct drift *drift, uint32_t port)
{
	char name[32];

	if (port == drift->port && *drift->who)
		return;
	drift->port = port;
	process_name(port, name, sizeof name);
	if (*name)
		snprintf(drift->who, sizeof drift->who, "probably by '%s' (process %u)", name,
			 port);
	else
		snprintf(drift->who, sizeof drift->who,
			 "by netlink port %u, which tells no process", port);
}

/* ---- telling, and when to mend ---- */

static unsigned doublings(const struct drift *drift)
{
	unsigned n = drift->row < AGREED ? 0 : drift->row - AGREED + 1;

	return n < DOUBLINGS_MAX ? n : DOUBLINGS_MAX;
}

static int64_t delay_of(const struct drift *drift)
{
	return (int64_t)MEND_DELAY << doublings(drift);
}

static void mend_soon(struct core *core)
{
	struct drift *drift = &core->drift;
	int64_t now = loop_now();

	if (drift->row && now - drift->mended > QUIET + 2 * delay_of(drift))
		drift->row = 0;
	if (drift->timer.place == 0)
		timer_set(core->loop, &drift->timer, now + delay_of(drift));
}

static void tell(struct core *core, const char *what, const char *done)
{
	struct drift *drift = &core->drift;

	drift->heard++;
	drift->total++;
	if (drift->heard <= LINES_MAX && doublings(drift) == 0)
		log_line("SYS-4-DRIFT", "%s %s, %s", what, done, drift->who);
}

static const char *done_to(const struct nlmsghdr *message, bool gone)
{
	return gone					     ? "was deleted"
	       : (message->nlmsg_flags & NLM_F_REPLACE) != 0 ? "was replaced"
							     : "was added";
}

/* Some of many routes are put right by themselves: to look at all of them takes its time. */
static void note(struct core *core, const struct nlmsghdr *message, const struct object *object,
		 bool gone)
{
	struct drift *drift = &core->drift;
	bool plain = core->run && core->run->bulk && object->kind == OBJECT_ROUTE &&
		     object->route.table == TABLE_ROUTER && !object->route.v6 &&
		     (gone || message->nlmsg_flags & NLM_F_REPLACE);

	drift->kernel = true;
	if (!plain || drift->n_routes == DRIFT_ROUTES) {
		drift->wide = true;
		return;
	}
	drift->routes[drift->n_routes] = *object;
	drift->routes[drift->n_routes].route.hop = NULL; /* it lives no longer than the message */
	drift->routes[drift->n_routes++].route.hops = 0;
}

void drift_heard(struct core *core, const struct nlmsghdr *message, const struct object *object,
		 bool gone)
{
	struct arena *arena;

	note(core, message, object, gone);
	mend_soon(core);
	if (message->nlmsg_pid == 0)
		return; /* the kernel itself */
	arena = arena_new();
	name_port(&core->drift, message->nlmsg_pid);
	tell(core, object_text(arena, object), done_to(message, gone));
	arena_free(arena);
}

/* Two who disagree are told of, and how long they wait. */
static void tell_row(struct core *core, int64_t now)
{
	struct drift *drift = &core->drift;

	if (drift->row == 0) {
		drift->since = now;
		drift->total = drift->heard;
	}
	drift->row++;
	if (doublings(drift) == 0 && drift->heard > LINES_MAX)
		log_line("SYS-4-DRIFT", "and %u more changes of what is ours, the last %s",
			 drift->heard - LINES_MAX, drift->who);
	if (doublings(drift) > 0)
		log_line("SYS-4-DRIFT",
			 "what is ours was changed %u times in %lld s, the last %s: it is mended, "
			 "and the next time after %lld ms",
			 drift->total, (long long)((now - drift->since) / SECOND), drift->who,
			 (long long)(delay_of(drift) / MILLISECOND));
	drift->heard = 0;
	drift->mended = now;
}

static void ask_loader(struct core *core)
{
	struct drift *drift = &core->drift;

	drift->table = false;
	if (!core->loader)
		log_line("SYS-2-DRIFT", "the loader is gone: the packet filter stays as it is");
	drift->asked = core->loader;
	loader_send_json(
		core, json_pack("{s:s,s:I}", "do", "mend", "changed", (json_int_t)drift->changed));
	drift->changed = 0;
}

/* Those that were noted, as they should be; false when that did not succeed. */
static bool mend_routes(struct core *core)
{
	const struct run *run = core->run;
	struct drift *drift = &core->drift;
	struct batch batch = {.router = twins_to_kernel(core, TABLE_ROUTER)};
	struct arena *arena = arena_new();
	uint32_t numbers[DRIFT_ROUTES];
	struct object object;
	unsigned writes;
	bool ok = true;

	bulk_find(run->bulk, drift->routes, drift->n_routes, numbers);
	for (unsigned i = 0; i < drift->n_routes; i++)
		if (numbers[i] != UINT32_MAX &&
		    plan_object(arena, run->plan, run->state, numbers[i], &object) &&
		    !route_must_wait(core, &object))
			ok &= batch_object(&batch, &core->links, CHANGE_REPLACE, NULL, &object);
	writes = batch.messages;
	if (writes)
		ok &= netlink_commit(&core->netlink, &batch, NULL, NULL) == 0;
	batch_free(&batch);
	arena_free(arena);
	if (ok && writes)
		log_line("SYS-5-REPAIR", "%u kernel writes to mend what differed from the plan",
			 writes);
	return ok;
}

static void mend_kernel(struct core *core)
{
	struct drift *drift = &core->drift;

	bool all = drift->wide || !core->run->bulk || !mend_routes(core);

	drift->kernel = drift->wide = false;
	drift->n_routes = 0;
	if (all)
		core_repair(core, false);
}

static void mend(void *context, int64_t now)
{
	struct core *core = context;
	struct drift *drift = &core->drift;

	if (!core->run && core->apply) /* the first configuration */
		timer_set(core->loop, &drift->timer, now + BUSY_DELAY);
	if (!core->run)
		return;
	if (drift->heard)
		tell_row(core, now);
	if (drift->table)
		ask_loader(core);
	if (drift->kernel && (core->apply || twins_busy(core))) { /* they write now */
		timer_set(core->loop, &drift->timer, now + BUSY_DELAY);
	} else if (drift->kernel) {
		mend_kernel(core);
	}
}

/* ---- no forwarding without our table ---- */

static void hold_rule(struct batch *batch, unsigned char family, bool on)
{
	struct nlmsghdr *message =
		batch_message(batch, on ? RTM_NEWRULE : RTM_DELRULE,
			      on ? NLM_F_CREATE | NLM_F_EXCL : 0, sizeof(struct fib_rule_hdr));
	struct fib_rule_hdr *info = mnl_nlmsg_get_payload(message);

	/* what is ours to receive was found before, and what we send comes in by "lo" */
	*info = (struct fib_rule_hdr){
		.family = family, .action = FR_ACT_BLACKHOLE, .flags = FIB_RULE_INVERT};
	mnl_attr_put_u32(message, FRA_PRIORITY, HOLD_PREFERENCE);
	mnl_attr_put_strz(message, FRA_IIFNAME, "lo");
	mnl_attr_put_u8(message, FRA_PROTOCOL, PROTOCOL_OURS);
}

/* It may stand already, or be gone, and a kernel need not have IPv6. */
static void hold_answer(void *context, unsigned i, int error, const char *text)
{
	bool *refused = context;

	(void)i;
	(void)text;
	*refused |= error && error != EEXIST && error != ENOENT && error != EAFNOSUPPORT;
}

/* What the router itself sends from an uplink's address, and nobody marks now, leaves by that. */
static void hold_own(struct core *core, struct batch *batch)
{
	VEC_FOREACH (item, &core->run->plan->items) {
		struct object own = item->object;

		if (own.kind != OBJECT_RULE || own.rule.pref < PREF_OWN ||
		    own.rule.pref >= PREF_SELF || (!own.rule.from && ip6_is_zero(own.rule.from6)))
			continue;
		own.rule.pref = PREF_HELD;
		batch_object(batch, &core->links, CHANGE_ADD, NULL, &own);
	}
}

/* Until none is left: the plan may be another by now. */
static void release_own(struct core *core, unsigned char family)
{
	bool gone = false;

	for (int i = 0; i < HELD_MAX && !gone; i++) {
		struct batch batch = {0};
		struct nlmsghdr *message =
			batch_message(&batch, RTM_DELRULE, 0, sizeof(struct fib_rule_hdr));
		struct fib_rule_hdr *info = mnl_nlmsg_get_payload(message);

		*info = (struct fib_rule_hdr){.family = family, .action = FR_ACT_TO_TBL};
		mnl_attr_put_u32(message, FRA_PRIORITY, PREF_HELD);
		mnl_attr_put_u8(message, FRA_PROTOCOL, PROTOCOL_OURS);
		gone = netlink_commit(&core->netlink, &batch, NULL, NULL) != 0;
		batch_free(&batch);
	}
}

static void hold(struct core *core, bool on)
{
	struct batch batch = {0};
	bool refused = false;

	hold_rule(&batch, AF_INET, on);
	hold_rule(&batch, AF_INET6, on);
	if (on && core->run->plan->fidelity == FIDELITY_SAFE)
		hold_own(core, &batch);
	if (!on) {
		release_own(core, AF_INET);
		release_own(core, AF_INET6);
	}
	if (netlink_commit(&core->netlink, &batch, hold_answer, &refused) < 0)
		refused = true;
	batch_free(&batch);
	core->drift.held = on || refused;
	if (refused)
		log_line("SYS-3-DRIFT", "forwarding could not be %s", on ? "held" : "released");
}

/* Connections that were made while nothing tagged or translated would stay so. */
static void forget_untagged(struct core *core)
{
	if (core->run && core->run->plan->mark_mask &&
	    !conntrack_flush(&core->conntrack, 0, core->run->plan->mark_mask))
		log_line("IPNAT-4-FLUSH", "cannot delete connections: %s", strerror(errno));
}

void drift_mended(struct core *core, int writes)
{
	core->drift.asked = false;
	if (writes > 0)
		log_line("SYS-5-REPAIR", "the packet filter is mended: %d parts differed", writes);
	if (writes < 0 && core->run) {
		core->drift.table = true;
		timer_set(core->loop, &core->drift.timer, loop_now() + SECOND);
	} else if (core->drift.held) {
		forget_untagged(core);
		hold(core, false);
		if (core->drift.held) /* once more, behind another look at the table */
			drift_mended(core, -1);
	}
}

/* ---- nftables ---- */

static bool is_own(const struct core *core, const struct nft_news *news)
{
	uint32_t loader = (uint32_t)loader_pid(core);

	/* the kernel counts processes as the host does, which in a container is not as we do */
	return news->port == loader || news->pid == loader || news->pid == (uint32_t)getpid() ||
	       news->port == core->conntrack.port;
}

static void table_changed(void *context, const struct nft_news *news)
{
	struct core *core = context;
	struct drift *drift = &core->drift;
	char what[48] = "the table causeway";

	if (is_own(core, news) || (!core->run && !core->apply))
		return;
	if (!drift->table)
		drift->changed = news->generation;
	drift->table = true;
	drift->port = 0;
	snprintf(drift->who, sizeof drift->who, "by '%s' (process %u)", news->name, news->pid);
	if (!news->removed)
		snprintf(what, sizeof what, "%u object%s in the table causeway", news->touched,
			 news->touched == 1 ? "" : "s");
	if (news->removed && !drift->held && core->run)
		hold(core, true);
	mend_soon(core);
	if (doublings(drift) == 0) /* nothing is translated meanwhile */
		timer_set(core->loop, &drift->timer, loop_now());
	tell(core, what, news->removed ? "was deleted" : "changed");
}

static void hear_nft(void *context, uint32_t events)
{
	struct core *core = context;

	(void)events;
	if (nft_hear(core->drift.nft.fd, core->run ? nft_family(core->run->plan) : 0,
		     &core->drift.news, table_changed, core) ||
	    !core->run)
		return;
	log_line("SYS-4-NETLINK", "nftables had more to tell than we took in; comparing all of it");
	core->drift.table = true;
	mend_soon(core);
}

/* ---- sysctls ---- */

static void look_at_sysctls(void *context, int64_t now)
{
	struct core *core = context;
	struct arena *arena = arena_new();
	const struct object *differs;

	timer_set(core->loop, &core->drift.sysctls, now + SYSCTLS_EVERY);
	if (!core->run || core->apply || !(differs = core_sysctl_that_differs(core, arena)))
		goto out;
	core->drift.kernel = core->drift.wide = true;
	core->drift.port = 0;
	snprintf(core->drift.who, sizeof core->drift.who, "by whom the kernel does not say");
	mend_soon(core);
	tell(core, object_text(arena, differs), "was changed");
out:
	arena_free(arena);
}

void drift_sysctls_soon(struct core *core)
{
	timer_set(core->loop, &core->drift.sysctls, loop_now() + MEND_DELAY);
}

/* ---- beginning and end ---- */

void drift_start(struct core *core)
{
	struct drift *drift = &core->drift;

	drift->timer = (struct timer){.fire = mend, .context = core};
	drift->sysctls = (struct timer){.fire = look_at_sysctls, .context = core};
	timer_set(core->loop, &drift->sysctls, loop_now() + SYSCTLS_EVERY);
	hold(core, false); /* of an agent that was killed while it held */
	if (drift->held) {
		drift->table = true;
		timer_set(core->loop, &drift->timer, loop_now() + SECOND);
	}
	if (!listener_start(core->loop, &drift->nft, nft_listen(), hear_nft, core))
		log_line("SYS-4-NETLINK", "nftables cannot be listened to: %s", strerror(errno));
}

void drift_listen(struct core *core)
{
	if (core->drift.nft.watch && !nft_listens(core->drift.nft.fd, true))
		log_line("SYS-4-NETLINK", "nftables cannot be listened to: %s", strerror(errno));
}

void drift_stop(struct core *core)
{
	if (core->drift.nft.watch)
		listener_stop(core->loop, &core->drift.nft);
}
