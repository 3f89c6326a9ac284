/*
 * Another configuration comes into force, make before break. The loader compiles it; then
 *
 *   1. the core puts what disturbs nobody: links, addresses, and the tables and rules of marks that
 *      no packet carries yet;
 *   2. the loader replaces what differs in the nft table, in one transaction;
 *   3. the core puts and takes away the rest of its own, forwarding last;
 *   4. connections that are marked for an uplink which is none any more are forgotten;
 *   5. the loader writes named's files, has them read and asks for what they answer.
 *
 * Before the first of these the loader has written the generation to the disk (or begun to, if that
 * is a large one, loader_writer.c) and opened the change in the journal, and behind the last one it
 * closes it: what a crash leaves in between, the next start undoes (loader_choice.c).
 *
 * The loop goes on between the steps, so that an uplink may fail meanwhile; each step therefore
 * looks at the kernel anew. A step that fails undoes those before it, last first.
 */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "agent.h"
#include "agent_steps.h"
#include "control.h"
#include "grammar/json_text.h"

enum phase {
	PHASE_COMPILE,
	PHASE_DRY,
	PHASE_STORE,
	PHASE_NFT,
	PHASE_DNS,
	PHASE_COMMIT,
	PHASE_UNDO
};

struct apply {
	struct core *core;
	struct client *client; /* NULL: the agent itself, or the client has gone */
	bool own; /* of the agent itself: diagnostics go to its log */
	bool start; /* the first one */
	bool dry; /* only look what would change */
	bool fallback; /* if it fails at the start, another configuration is to be tried */
	bool same; /* it is the generation in force */
	json_int_t confirm; /* seconds to be confirmed within; 0: it counts at once */
	bool switched; /* NEXT is in force */
	enum phase phase;
	struct run *next; /* not yet in force; NULL after that */
	struct run *old; /* what was in force before, to go back to */
	struct arena *arena;
	struct change done; /* what the core has done so far */
	const struct twin *edited; /* the table that it did something to before all was compiled */
	unsigned writes;
	bool refused; /* by the compiler */
	json_t *forget; /* marks that an earlier agent may have left, as marks_forget_listed() takes
			 */
	char *different; /* DRY: what the core would change */
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

static json_t *success_text(const struct apply *apply)
{
	if (apply->dry)
		return text_json(apply->different);
	if (!apply->writes && apply->same)
		return json_string("no changes\n");
	if (apply->confirm && !apply->same)
		return json_sprintf(
			"generation %u is in force, for %lld seconds unless confirmed\n",
			apply->core->generation, (long long)apply->confirm);
	return json_sprintf("generation %u is in force\n", apply->core->generation);
}

static void answer_client(struct apply *apply)
{
	const char *diagnostics = apply->diagnostics ? apply->diagnostics : "";
	json_t *answer;

	if (apply->error)
		answer =
			json_pack("{s:b,s:s,s:s,s:b}", "ok", 0, "error", apply->error,
				  "diagnostics", diagnostics, "configuration", (int)apply->refused);
	else
		answer = json_pack("{s:b,s:o,s:s,s:b}", "ok", 1, "text", success_text(apply),
				   "diagnostics", diagnostics, "different",
				   apply->dry && *apply->different);
	client_answer(apply->core, apply->client, answer);
}

static void apply_end(struct apply *apply)
{
	struct core *core = apply->core;
	bool again;

	core->apply = NULL;
	if (apply->client)
		answer_client(apply);
	if (apply->error && !apply->dry)
		log_line("SYS-3-CONFIG", "configuration not applied: %s", apply->error);
	again = apply->error && apply->start && apply->fallback && core->loader;
	if (apply->error && apply->start && !again) {
		core->status = apply->refused ? 1 : 2;
		loop_stop(core->loop);
	}
	run_free(apply->next);
	core_breathe(core);
	run_free(apply->old);
	core_breathe(core);
	arena_free(apply->arena);
	json_decref(apply->forget);
	free(apply->different);
	free(apply->diagnostics);
	free(apply->error);
	free(apply);
	if (again) /* what failed counts as read now */
		apply_file(core, false);
	core_settle(core);
}

/* RUN takes the place of the one in force, which is returned. */
static struct run *run_switch(struct core *core, struct run *run)
{
	struct run *old = core->run;

	if (old)
		run_stop(core, old);
	failover_stop(core, true);
	core->run = run;
	if (run) {
		failover_start(core);
		twins_start(core, run);
		run_start(core, run);
	}
	return old;
}

/* Undo what the core did. Where another table has come into force meanwhile, nobody knows what the
 * one before holds. */
static void take_back(struct apply *apply)
{
	struct core *core = apply->core;

	if (!apply->done.steps.len)
		return;
	core_undo(core, apply->arena, &apply->done);
	apply->done.steps.len = 0;
	if (apply->edited && apply->edited != core->twins.active)
		twins_doubt(core);
	core_repair_later(core, SECOND);
}

/* Undo what the core did, then have the loader undo its part. */
static void apply_fail(struct apply *apply, const char *error)
{
	struct core *core = apply->core;

	if (!apply->error)
		apply->error = copy(error);
	take_back(apply);
	if (apply->switched) {
		if (apply->old)
			run_take_over(core, apply->old, core->run);
		apply->next = run_switch(core, apply->old);
		apply->old = NULL;
	}
	if (core->run)
		core_repair(core, false); /* an uplink may have failed in between */
	apply->phase = PHASE_UNDO;
	if (!core->loader) {
		apply_end(apply);
		return;
	}
	loader_send_json(core, json_pack("{s:s,s:b}", "do", "reject", "bare",
					 core->run == NULL && !apply->fallback));
}

static void ask_loader(struct apply *apply, const char *what, enum phase phase)
{
	const struct run *next = apply->switched ? apply->core->run : apply->next;

	apply->phase = phase;
	loader_send_json(apply->core, json_pack("{s:s,s:o}", "do", what, "state",
						state_json(next->plan, next->want)));
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

/* The change from what stands to what the next plan wants; NULL after logging. */
static struct change *change_to_next(struct apply *apply)
{
	struct core *core = apply->core;
	struct run *next = apply->next;
	struct target *wanted, *observed;
	struct change *whole;

	twins_finish(core);
	links_dump(&core->netlink, &core->links);
	run_take_over(core, next, core->run);
	wanted = plan_under(apply->arena, next->plan, next->want);
	observed = core_observe(core, apply->arena, wanted);
	if (!observed)
		return NULL;
	whole = change_between(apply->arena, observed, wanted);
	whole->plan = next->plan;
	return whole;
}

/* Do that, or only its harmless part. */
static bool advance_once(struct apply *apply, bool harmless, bool *deleted)
{
	struct change part = {.plan = apply->next->plan};
	struct change *whole = change_to_next(apply);
	int writes;

	if (!whole)
		return false;
	VEC_FOREACH (step, &whole->steps)
		if (!harmless || is_harmless(step) || is_first(step))
			vec_push(apply->arena, &part.steps, *step);
	writes = core_execute(apply->core, &part, EXECUTE_CAREFULLY, apply->arena, &apply->done);
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

/* What would change, or may not: before anything is done. False when the apply is over. */
static bool look_first(struct apply *apply, const json_t *answer)
{
	const char *login = json_string_value(json_object_get(answer, "login"));
	struct change *change = NULL;
	char *why = NULL;

	if (!apply->dry && (!login || apply->confirm))
		return true;
	change = change_to_next(apply);
	if (!change) {
		apply_fail(apply, "cannot read what stands in the kernel");
		return false;
	}
	if (apply->dry) {
		apply->different = change_text(change);
		ask_loader(apply, "dry", PHASE_DRY);
		return false;
	}
	if (!login_is_cut(apply->core, change, login, &why))
		return true;
	apply_fail(apply, why);
	free(why);
	return false;
}

static void refused(struct apply *apply, const json_t *answer)
{
	const char *why = json_string_value(json_object_get(answer, "error"));

	apply->error = copy(why ? why : "errors in the configuration");
	apply->refused = json_is_true(json_object_get(answer, "configuration"));
	take_back(apply);
	apply_end(apply);
}

static void compiled(struct apply *apply, const json_t *answer, const char *plan, size_t len)
{
	struct core *core = apply->core;

	apply->diagnostics = copy(json_string_value(json_object_get(answer, "diagnostics")));
	if (apply->own)
		fputs(apply->diagnostics, stderr);
	if (!json_is_true(json_object_get(answer, "ok"))) {
		refused(apply, answer);
		return;
	}
	apply->dry = json_is_true(json_object_get(answer, "dry"));
	apply->fallback = json_is_true(json_object_get(answer, "fallback"));
	apply->confirm = json_integer_value(json_object_get(answer, "confirm"));
	apply->next = run_new(core, plan, len, core->run);
	if (!apply->next) {
		apply_fail(apply, "the loader's plan is none");
		return;
	}
	apply->next->number = (uint32_t)json_integer_value(json_object_get(answer, "number"));
	apply->done.plan = apply->next->plan;
	apply->forget = json_incref(json_object_get(answer, "forget"));
	if (look_first(apply, answer))
		ask_loader(apply, "store", PHASE_STORE);
}

static void stored(struct apply *apply, const json_t *answer)
{
	apply->same = json_is_true(json_object_get(answer, "same"));
	if (advance(apply, true))
		ask_loader(apply, "nft", PHASE_NFT);
	else
		apply_fail(apply, "the kernel refused a step");
}

/* Of uplinks that are none in the plan in force. */
static void forget_marks(struct apply *apply)
{
	marks_forget(apply->core, apply->old, apply->core->run);
	marks_forget_listed(apply->core, apply->forget);
}

/* nft is as the next plan wants it: the rest of the kernel follows. Probes have gone on meanwhile,
 * and what they turned is brought into force behind that. */
static void filtered(struct apply *apply)
{
	if (!advance(apply, false)) {
		apply_fail(apply, "the kernel refused a step");
		return;
	}
	run_adopt_want(apply->next);
	run_take_over(apply->core, apply->next, apply->core->run);
	apply->old = run_switch(apply->core, apply->next);
	apply->switched = true;
	apply->next = NULL;
	forget_marks(apply);
	ask_loader(apply, "dns", PHASE_DNS);
}

static void commit(struct apply *apply)
{
	apply->phase = PHASE_COMMIT;
	loader_send_json(apply->core,
			 json_pack("{s:s,s:I}", "do", "commit", "confirm", apply->confirm));
}

/* From here on the next generation is the one in force, whatever happens. */
static void committed(struct apply *apply, const json_t *answer)
{
	struct core *core = apply->core;
	struct run *run = core->run;

	steps_next("go on in the new generation");
	core->generation = (uint32_t)json_integer_value(json_object_get(answer, "generation"));
	confirm_await(core, json_integer_value(json_object_get(answer, "confirm")));
	for (uint32_t i = 0; i < run->plan->tracks.len; i++)
		journal_set_track(&core->journal, run->plan->tracks.at[i].id,
				  track_is_up(&run->tracks[i].machine));
	core_save_later(core);
	forget_marks(apply);
	if (core->deferred)
		core_repair_later(core, SECOND);
	core->deferred = false;
	log_line("SYS-5-CONFIG_I", "Configured from %s: %u writes, generation %u",
		 run->plan->source, apply->writes, core->generation);
	if (apply->start) {
		failover_resume(core);
		if (control_listen(core))
			notify_ready();
		else
			apply->error = copy("no control socket");
	}
	apply_end(apply);
}

static void dried(struct apply *apply, const json_t *answer)
{
	const char *text = json_string_value(json_object_get(answer, "text"));
	char *whole;

	if (asprintf(&whole, "%s%s", apply->different, text ? text : "") < 0)
		abort();
	free(apply->different);
	apply->different = whole;
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
	if (apply->phase == PHASE_DRY)
		dried(apply, answer);
	else if (apply->phase == PHASE_STORE)
		stored(apply, answer);
	else if (apply->phase == PHASE_NFT)
		filtered(apply);
	else if (apply->phase == PHASE_DNS)
		commit(apply);
	else
		committed(apply, answer);
}

static void take_answer(struct apply *apply, const json_t *answer, const char *plan, size_t len)
{
	struct core *core = apply->core;

	if (!answer) {
		if (apply->phase == PHASE_COMPILE || apply->phase == PHASE_UNDO) {
			apply->error = apply->error ? apply->error : copy("the loader is gone");
			take_back(apply);
			apply_end(apply);
		} else {
			apply_fail(apply, "the loader is gone");
		}
		return;
	}
	switch (apply->phase) {
	case PHASE_COMPILE:
		compiled(apply, answer, plan, len);
		break;
	case PHASE_DRY:
	case PHASE_STORE:
	case PHASE_NFT:
	case PHASE_DNS:
	case PHASE_COMMIT:
		step_answered(apply, answer);
		break;
	case PHASE_UNDO:
		marks_forget(core, apply->next, core->run);
		apply_end(apply);
		break;
	}
}

void apply_answer(struct core *core, const struct json_t *answer, const char *plan, size_t len)
{
	if (!core->apply)
		return;
	core_work_begin(core);
	take_answer(core->apply, answer, plan, len);
	core_work_end(core);
}

static void bring_edit(struct apply *apply, const json_t *edit)
{
	struct core *core = apply->core;
	const struct change *change = core_edit(core, apply->arena, edit);
	int writes;

	if (!change)
		return;
	apply->edited = core->twins.active;
	apply->done.plan = core->run->plan;
	writes = core_execute(core, change, EXECUTE_CAREFULLY, apply->arena, &apply->done);
	if (writes < 0)
		take_back(apply);
	else
		apply->writes += (unsigned)writes;
}

void apply_edit(struct core *core, const struct json_t *edit)
{
	if (!core->apply || core->apply->phase != PHASE_COMPILE)
		return;
	core_work_begin(core);
	bring_edit(core->apply, edit);
	core_work_end(core);
}

static struct apply *apply_new(struct core *core, struct client *client, const char *kind)
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
	core_breathe_in(core, apply->arena);
	steps_begin(kind);
	return core->apply = apply;
}

bool apply_file(struct core *core, bool again)
{
	const struct core_options *options = &core->options;
	json_t *request =
		json_pack("{s:s,s:s,s:s?,s:b,s:b}", "do", "start", "config", options->config,
			  "site", options->site, "exact", (int)options->exact, "again", (int)again);

	if (!request)
		log_line("SYS-3-CONFIG", "the configuration's name is no UTF-8");
	if (!request || !apply_new(core, NULL, again ? "apply" : "start")) {
		json_decref(request);
		return false;
	}
	loader_send_json(core, request);
	return true;
}

/* What comes next is a client's, and not to be trusted. */
static void announce(struct core *core, const struct client *client, size_t passed)
{
	loader_send_json(core, json_pack("{s:s,s:b,s:i}", "do", "client", "root",
					 (int)client_is_root(client), "passed", (int)passed));
}

bool apply_client(struct core *core, struct client *client, const char *request, size_t len,
		  struct passed *passed)
{
	if (!apply_new(core, client, "apply"))
		return false;
	announce(core, client, passed->n);
	loader_send_passed(core, request, len, passed);
	return true;
}

bool apply_client_file(struct core *core, struct client *client, int fd, size_t len)
{
	if (!apply_new(core, client, "apply")) {
		close(fd);
		return false;
	}
	announce(core, client, 0);
	loader_send_file(core, fd, len);
	return true;
}

bool apply_back(struct core *core, struct client *client, const struct rollback *rollback)
{
	if (!apply_new(core, client, "rollback"))
		return false;
	loader_send_json(core, json_pack("{s:s,s:i,s:I,s:s?}", "do", "rollback", "number",
					 (int)rollback->number, "confirm",
					 (json_int_t)rollback->confirm, "login", rollback->login));
	return true;
}

void apply_again(struct core *core)
{
	if (apply_new(core, NULL, "again"))
		loader_send_json(core, json_pack("{s:s}", "do", "resume"));
}

bool apply_holds_nft(const struct core *core)
{
	return core->apply && core->apply->phase >= PHASE_NFT;
}

void apply_forget_client(struct core *core, struct client *client)
{
	if (core->apply && core->apply->client == client)
		core->apply->client = NULL;
}
