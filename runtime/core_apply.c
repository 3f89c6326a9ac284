/*
 * Another configuration comes into force, make before break. The loader compiles it; then
 *
 *   1. the core puts what disturbs nobody: links, addresses, and the tables and rules of marks that
 *      no packet carries yet;
 *   2. the loader replaces what differs in the nft table, in one transaction;
 *   3. the core puts and takes away the rest of its own, forwarding last;
 *   4. the loader writes named's files and has them read.
 *
 * The loop goes on between the steps, so that an uplink may fail meanwhile; each step therefore
 * looks at the kernel anew. A step that fails undoes those before it, last first.
 */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "agent.h"

enum phase { PHASE_COMPILE, PHASE_NFT, PHASE_DNS, PHASE_UNDO };

struct apply {
	struct core *core;
	struct client *client; /* NULL: the agent itself, or the client has gone */
	bool own; /* of the agent itself: diagnostics go to its log */
	bool start; /* the first one */
	bool switched; /* NEXT is in force */
	enum phase phase;
	struct run *next; /* not yet in force; NULL after that */
	struct run *old; /* what was in force before, to go back to */
	struct arena *arena;
	struct change done; /* what the core has done so far */
	unsigned writes;
	bool refused; /* by the compiler */
	char *request; /* as it was sent to the loader */
	size_t request_len;
	bool request_is_clients;
	char *diagnostics; /* of the compiler */
	char *error;
};

static char *copy(const char *s)
{
	char *new = strdup(s ? s : "");

	if (!new)
		abort();
	return new;
}

static void answer_client(struct apply *apply)
{
	json_t *answer;

	if (apply->error)
		answer = json_pack("{s:b,s:s,s:s,s:b}", "ok", 0, "error", apply->error,
				   "diagnostics", apply->diagnostics ? apply->diagnostics : "",
				   "configuration", (int)apply->refused);
	else
		answer = json_pack("{s:b,s:o,s:s}", "ok", 1, "text",
				   apply->writes ? json_sprintf("generation %u is in force\n",
								apply->core->journal.generation)
						 : json_string("no changes\n"),
				   "diagnostics", apply->diagnostics ? apply->diagnostics : "");
	client_answer(apply->core, apply->client, answer);
}

static void apply_end(struct apply *apply)
{
	struct core *core = apply->core;

	core->apply = NULL;
	if (apply->client)
		answer_client(apply);
	if (apply->error)
		log_line("SYS-3-CONFIG", "configuration not applied: %s", apply->error);
	if (apply->error && apply->start) {
		core->status = apply->refused ? 1 : 2;
		loop_stop(core->loop);
	}
	run_free(apply->next);
	run_free(apply->old);
	arena_free(apply->arena);
	free(apply->request);
	free(apply->diagnostics);
	free(apply->error);
	free(apply);
	core_settle(core);
}

/* RUN takes the place of the one in force, which is returned. */
static struct run *run_switch(struct core *core, struct run *run)
{
	struct run *old = core->run;

	if (old)
		run_stop(core, old);
	timer_cancel(core->loop, &core->sweep);
	free(core->swept);
	core->swept = NULL;
	core->run = run;
	if (run) {
		twins_start(core, run);
		run_start(core, run);
	}
	return old;
}

/* Undo what the core did, then have the loader undo its part. */
static void apply_fail(struct apply *apply, const char *error)
{
	struct core *core = apply->core;

	if (!apply->error)
		apply->error = copy(error);
	core_undo(core, apply->arena, &apply->done);
	if (apply->switched) {
		if (apply->old)
			run_take_over(core, apply->old, core->run);
		apply->next = run_switch(core, apply->old);
		apply->old = NULL;
	}
	if (core->run)
		core_repair(core); /* an uplink may have failed in between */
	apply->phase = PHASE_UNDO;
	if (!core->loader) {
		apply_end(apply);
		return;
	}
	loader_send_json(core, json_pack("{s:s,s:b}", "do", "reject", "bare", core->run == NULL));
}

static void ask_loader(struct apply *apply, const char *what, enum phase phase)
{
	const struct run *next = apply->switched ? apply->core->run : apply->next;

	apply->phase = phase;
	loader_send_json(apply->core, json_pack("{s:s,s:o,s:i}", "do", what, "state",
						state_json(next->plan, next->want), "generation",
						(int)apply->core->journal.generation + 1));
}

/* What may be put before packets are marked and translated anew: nothing uses it yet. */
static bool is_harmless(const struct change_step *step)
{
	const struct object *object = step->new;

	if (step->verb != CHANGE_ADD)
		return false;
	return object->kind == OBJECT_ADDRESS ||
	       (object->kind == OBJECT_ROUTE && !table_is_routers(object->route.table)) ||
	       (object->kind == OBJECT_RULE && (object->rule.mask || object->rule.from));
}

static bool is_first(const struct change_step *step)
{
	return step->verb != CHANGE_DELETE && step->new->kind == OBJECT_LINK;
}

static bool deletes_address(const struct change *change)
{
	VEC_FOREACH (step, &change->steps)
		if (step->verb == CHANGE_DELETE && step->old->kind == OBJECT_ADDRESS)
			return true;
	return false;
}

/* The change from what stands to what the next plan wants, or only its harmless part. */
static bool advance_once(struct apply *apply, bool harmless, bool *deleted)
{
	struct core *core = apply->core;
	struct run *next = apply->next;
	struct change part = {.plan = next->plan};
	struct target *wanted, *observed;
	struct change *whole;
	int writes;

	twins_finish(core);
	links_dump(&core->netlink, &core->links);
	run_take_over(core, next, core->run);
	wanted = plan_under(apply->arena, next->plan, next->want);
	observed = core_observe(core, apply->arena, wanted);
	if (!observed)
		return false;
	whole = change_between(apply->arena, observed, wanted);
	VEC_FOREACH (step, &whole->steps)
		if (!harmless || is_harmless(step) || is_first(step))
			vec_push(apply->arena, &part.steps, *step);
	writes = core_execute(core, &part, EXECUTE_CAREFULLY, apply->arena, &apply->done);
	if (writes > 0)
		apply->writes += (unsigned)writes;
	*deleted = deletes_address(&part);
	return writes >= 0;
}

/* With the last address of a link the kernel deletes all routes by it, and with the first one of a
 * network the others of it, without a word: then what stands is looked at once more. */
static bool advance(struct apply *apply, bool harmless)
{
	bool deleted;

	return advance_once(apply, harmless, &deleted) &&
	       (!deleted || advance_once(apply, harmless, &deleted));
}

static void compiled(struct apply *apply, const json_t *answer)
{
	struct core *core = apply->core;
	const char *text = json_string_value(json_object_get(answer, "diagnostics"));

	apply->diagnostics = copy(text);
	if (apply->own)
		fputs(apply->diagnostics, stderr);
	if (!json_is_true(json_object_get(answer, "ok"))) {
		const char *why = json_string_value(json_object_get(answer, "error"));

		apply->error = copy(why ? why : "errors in the configuration");
		apply->refused = true;
		apply_end(apply);
		return;
	}
	apply->next = run_new(core, json_object_get(answer, "plan"), core->run);
	if (!apply->next) {
		apply_fail(apply, "the loader's plan is none");
		return;
	}
	apply->next->number = (uint32_t)json_integer_value(json_object_get(answer, "number"));
	apply->done.plan = apply->next->plan;
	if (advance(apply, true))
		ask_loader(apply, "nft", PHASE_NFT);
	else
		apply_fail(apply, "the kernel refused a step");
}

/* For a loader that may have to be started in the place of this one. */
static void keep_request(struct apply *apply)
{
	struct core *core = apply->core;

	free(core->request);
	core->request = apply->request;
	core->request_len = apply->request_len;
	core->request_is_clients = apply->request_is_clients;
	apply->request = NULL;
}

static void apply_done(struct apply *apply)
{
	struct core *core = apply->core;
	struct run *run = core->run;

	loader_send_json(core, json_pack("{s:s}", "do", "accept"));
	keep_request(apply);
	if (apply->writes || apply->start)
		core->journal.generation++;
	for (uint32_t i = 0; i < run->plan->tracks.len; i++)
		journal_set_track(&core->journal, run->plan->tracks.at[i].id,
				  track_is_up(&run->tracks[i].machine));
	core_save_later(core);
	if (core->deferred)
		core_repair_later(core, SECOND);
	core->deferred = false;
	log_line("SYS-5-CONFIG_I", "Configured from %s: %u writes, generation %u",
		 run->plan->source, apply->writes, core->journal.generation);
	if (apply->start) {
		core->control = control_open(core, core->options.socket);
		if (core->control)
			notify_ready();
		else
			apply->error = copy("no control socket");
	}
	apply_end(apply);
}

static void step_answered(struct apply *apply, const json_t *answer)
{
	const char *why = json_string_value(json_object_get(answer, "error"));

	if (!json_is_true(json_object_get(answer, "ok"))) {
		apply_fail(apply, why ? why : "the loader failed");
		return;
	}
	apply->writes += (unsigned)json_integer_value(json_object_get(answer, "writes"));
	if (apply->phase == PHASE_DNS) {
		apply_done(apply);
		return;
	}
	if (!advance(apply, false)) {
		apply_fail(apply, "the kernel refused a step");
		return;
	}
	run_adopt_want(apply->next);
	apply->old = run_switch(apply->core, apply->next);
	apply->switched = true;
	apply->next = NULL;
	ask_loader(apply, "dns", PHASE_DNS);
}

void apply_answer(struct core *core, const struct json_t *answer)
{
	struct apply *apply = core->apply;

	if (!apply)
		return;
	if (!answer) {
		if (apply->phase == PHASE_COMPILE || apply->phase == PHASE_UNDO) {
			apply->error = apply->error ? apply->error : copy("the loader is gone");
			apply_end(apply);
		} else {
			apply_fail(apply, "the loader is gone");
		}
		return;
	}
	switch (apply->phase) {
	case PHASE_COMPILE:
		compiled(apply, answer);
		break;
	case PHASE_NFT:
	case PHASE_DNS:
		step_answered(apply, answer);
		break;
	case PHASE_UNDO:
		apply_end(apply);
		break;
	}
}

static void request_send(struct apply *apply, const char *request, size_t len, bool is_clients)
{
	apply->request = malloc(len);
	if (!apply->request)
		abort();
	memcpy(apply->request, request, len);
	apply->request_len = len;
	apply->request_is_clients = is_clients;
	if (is_clients)
		loader_send_json(apply->core, json_pack("{s:s}", "do", "client"));
	loader_send(apply->core, request, len);
}

static struct apply *apply_new(struct core *core, struct client *client)
{
	struct apply *apply;

	if (core->apply || !core->loader)
		return NULL;
	apply = calloc(1, sizeof *apply);
	if (!apply)
		abort();
	*apply = (struct apply){.core = core,
				.client = client,
				.own = !client,
				.start = !core->run,
				.arena = arena_new()};
	return core->apply = apply;
}

bool apply_begin(struct core *core, struct client *client, const char *request, size_t len)
{
	struct apply *apply = apply_new(core, client);

	if (apply)
		request_send(apply, request, len, client != NULL);
	return apply;
}

void apply_again(struct core *core)
{
	struct apply *apply = apply_new(core, NULL);

	if (apply)
		request_send(apply, core->request, core->request_len, core->request_is_clients);
}

void apply_forget_client(struct core *core, struct client *client)
{
	if (core->apply && core->apply->client == client)
		core->apply->client = NULL;
}
