/*
 * Which configuration comes into force.
 *
 * When the agent starts, that is the generation which was in force when it ended, brought up again
 * from its stored source: a configuration that somebody has applied is not lost over a restart, and
 * one that was rolled back does not come again. These are the exceptions:
 *
 *   - CONFIG, the file on causewayd's command line, or its site file, is not what it was when it
 * was last read: then it counts. But a text that was refused, rolled back or never confirmed counts
 *     as read, so that a restart does not bring it back, nor does it come while another generation
 *     waits for confirmation.
 *   - The generation in force waits for confirmation, and the time for that is over: then the one
 *     before it comes back.
 *   - Nothing is in force, the state directory is empty or lost, or the generation in force is
 *     broken: CONFIG.
 *
 * A change in the midst of which the agent died is undone by this: what was in force is brought up
 * again, compared with what stands in the kernel, and the change is closed with the end of that. It
 * is over, and so not undone, once do_commit() has written it down.
 *
 * On SIGHUP, CONFIG is read anew, whatever it holds.
 */
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "agent_log.h"
#include "agent_server.h"
#include "compiler/plan_json.h"

/* ---- answers ---- */

/* Add to LIST the marks of connections that generation NUMBER makes and PLAN does not. */
static void add_marks(const struct server *server, uint32_t number, const struct plan *plan,
		      json_t *list)
{
	json_t *manifest = manifest_of(server, number), *row;
	json_int_t mark, mask;
	size_t i;

	json_array_foreach (json_object_get(manifest, "marks"), i, row) {
		bool stays = false;

		if (json_unpack(row, "[I,I]", &mark, &mask))
			continue;
		VEC_FOREACH (device, &plan->devices)
			stays |= device->mark == mark && plan->mark_mask == mask;
		if (!stays)
			json_array_append(list, row);
	}
	json_decref(manifest);
}

/* What connections are to be forgotten of, since an agent died between two generations, or behind
 * a change. */
static json_t *marks_to_forget(const struct server *server)
{
	const struct generation *next = &server->next;
	const struct store *store = &server->store;
	json_t *list = json_array();
	const uint32_t others[] = {store->change, store->in_force,
				   store_before(server->state_dir, store->in_force),
				   store->confirm.back};

	for (size_t i = 0; !server->current.here && i < sizeof others / sizeof *others; i++)
		if (others[i] != next->from)
			add_marks(server, others[i], next->compilation.plan, list);
	return list;
}

/* What REQUEST said of confirmation and of its sender's login goes back to the core, which has not
 * read it. */
static void answer_plan(struct server *server, const char *diagnostics, const json_t *request)
{
	const struct generation *next = &server->next;
	const struct store *store = &server->store;
	json_int_t confirm = json_integer_value(json_object_get(request, "confirm"));
	const char *login = json_string_value(json_object_get(request, "login"));
	char *plan;
	size_t len;

	confirm = confirm < 0 ? 0 : confirm > CONFIRM_MAX ? CONFIRM_MAX : confirm;
	plan = cores_plan(next, &len);
	send_with_text(server,
		       json_pack("{s:b,s:i,s:o,s:b,s:b,s:o,s:I,s:s?}", "ok", 1, "number",
				 (int)next->number, "diagnostics", text_json(diagnostics), "dry",
				 (int)next->dry, "fallback",
				 store->in_force && next->coming == COMING_FILE && !next->last,
				 "forget", marks_to_forget(server), "confirm", confirm, "login",
				 login),
		       plan, len);
}

static void answer_errors(struct server *server, const char *diagnostics)
{
	send_json(server,
		  json_pack("{s:b,s:s,s:o,s:b}", "ok", 0, "error", "errors in the configuration",
			    "diagnostics", text_json(diagnostics), "configuration", 1));
}

/* Compile INPUT of a client, which is taken, and answer the request with its plan or its errors. */
static void compile_and_answer(struct server *server, struct input *input, const json_t *request)
{
	bool dry = !strcmp(json_string_value(json_object_get(request, "do")), "diff");
	char *text;

	if (!dry)
		edit_begin(server, input);
	if (compile_next(server, input, &text)) {
		server->next.coming = COMING_CLIENT;
		server->next.dry = dry;
		answer_plan(server, text, request);
	} else {
		edit_take_back(server, true);
		answer_errors(server, text);
	}
	free(text);
}

static bool waits_for_confirmation(struct server *server)
{
	char *why;

	if (!server->store.confirm.back)
		return false;
	if (asprintf(&why,
		     "generation %u waits for confirmation: confirm it, or roll it back first",
		     server->store.in_force) < 0)
		abort();
	send_failure(server, why);
	return true;
}

/* ---- from the store ---- */

/* Bring up generation NUMBER; false after logging when it is broken, or compiles no more. */
static bool bring_stored(struct server *server, uint32_t number, enum coming coming,
			 const json_t *request)
{
	struct input input;
	char *text;
	bool ok;

	if (!store_read(&server->store, number, &input))
		return false;
	ok = compile_next(server, &input, &text);
	if (ok) {
		server->next.coming = (uint8_t)coming;
		server->next.from = number;
		answer_plan(server, text, request);
	} else {
		fputs(text, stderr);
		log_line("SYS-2-GENERATION", "generation %u cannot be compiled any more", number);
	}
	free(text);
	return ok;
}

void do_resume(struct server *server, const json_t *request)
{
	server->requests++;
	server->interrupted |= server->store.change != 0;
	if (!server->store.in_force ||
	    !bring_stored(server, server->store.in_force, COMING_AGAIN, request))
		send_failure(server, strdup("what is in force cannot be read"));
}

void do_rollback(struct server *server, const json_t *request)
{
	uint32_t number = (uint32_t)json_integer_value(json_object_get(request, "number"));
	const struct store *store = &server->store;
	char *why = NULL;

	server->requests++;
	if (!number)
		number = store->confirm.back ? store->confirm.back
					     : store_before(server->state_dir, store->in_force);
	if (!number)
		why = strdup("there is no generation before the one in force");
	else if (number == server->store.in_force &&
		 asprintf(&why, "generation %u is in force", number) < 0)
		abort();
	else if (number != server->store.in_force &&
		 !bring_stored(server, number, COMING_BACK, request) &&
		 asprintf(&why, "there is no generation %u, or it is broken", number) < 0)
		abort();
	if (why)
		send_failure(server, why);
}

/* ---- from a client ---- */

void do_clients(struct server *server, const json_t *request)
{
	bool dry = !strcmp(json_string_value(json_object_get(request, "do")), "diff");
	struct input input;
	char *why = clients_input(server, request, &input);

	server->requests++;
	if (why) {
		input_free(&input);
		send_failure(server, why);
	} else if (!dry && waits_for_confirmation(server)) {
		input_free(&input);
	} else {
		compile_and_answer(server, &input, request);
	}
}

/* ---- the agent's CONFIG ---- */

struct file {
	struct input input;
	bool read; /* it could be */
	uint64_t hash; /* 0 if not */
};

static struct file read_file(const json_t *request)
{
	struct file file = {.hash = 0};
	const char *config = json_string_value(json_object_get(request, "config"));
	const char *site = json_string_value(json_object_get(request, "site"));
	bool exact = json_is_true(json_object_get(request, "exact"));

	file.read = input_open(&file.input, config, site, exact);
	if (file.read)
		file.hash = input_hash(&file.input);
	else /* the compiler reads it itself, and says what is wrong */
		file.input = (struct input){.name = strdup(config),
					    .site_name = site ? strdup(site) : NULL,
					    .exact = exact};
	return file;
}

/* Compile and answer; with OTHERS, another configuration is still to be tried, and errors are only
 * logged: then false. */
static bool bring_file(struct server *server, struct file *file, const json_t *request, bool others)
{
	char *text;
	bool ok = compile_next(server, &file->input, &text);

	if (ok && !file->read) { /* what is stored would not be what was compiled */
		log_line("SYS-3-CONFIG", "the configuration could not be read at first");
		generation_free(&server->next);
		ok = false;
	}
	if (ok) {
		server->next.coming = COMING_FILE;
		server->next.seen = file->hash;
		server->next.last = !others;
		answer_plan(server, text, request);
	} else if (others) {
		fputs(text, stderr);
		log_line("SYS-3-CONFIG", "the configuration has errors: it is not applied");
		server->store.seen = file->hash;
		store_save(&server->store);
	} else {
		answer_errors(server, text);
	}
	free(text);
	return ok || !others;
}

/* What is known already of the input with HASH, or NULL. */
static const char *known_as(const struct server *server, uint64_t hash)
{
	const struct store *store = &server->store;

	if (hash == store->seen)
		return "is unchanged";
	if (hash == stored_hash(server, store->in_force))
		return "is the same";
	return store_is_rejected(store, hash) ? "was refused or rolled back" : NULL;
}

/* Does the file count more than what was in force? Says why not. */
static bool file_counts(const struct server *server, const struct file *file, const char *name)
{
	const struct store *store = &server->store;
	const char *why;

	if (!store->in_force)
		return true;
	if (!file->read)
		why = "cannot be read";
	else if (store->confirm.back)
		why = "is not read while confirmation is awaited";
	else
		why = known_as(server, file->hash);
	if (!why)
		why = known_as(server, input_hash_before(&file->input));
	if (!why)
		return true;
	log_line("SYS-5-GENERATION", "generation %u is brought up again: %s %s", store->in_force,
		 name, why);
	return false;
}

static bool confirmation_is_over(const struct server *server)
{
	struct store_confirm confirm = confirm_now(&server->store.confirm);

	return confirm.back && confirm.boottime <= clock_boottime();
}

/* What was in force, or what comes back for want of a confirmation. False when it is broken. */
static bool bring_what_was(struct server *server, const json_t *request)
{
	const struct store *store = &server->store;

	if (confirmation_is_over(server)) {
		log_line("SYS-4-CONFIRM",
			 "generation %u was not confirmed: generation %u comes back",
			 store->in_force, store->confirm.back);
		if (bring_stored(server, store->confirm.back, COMING_BACK, request))
			return true;
	}
	return bring_stored(server, store->in_force, COMING_AGAIN, request);
}

void do_start(struct server *server, const json_t *request)
{
	const char *name = json_string_value(json_object_get(request, "config"));
	bool again = json_is_true(json_object_get(request, "again"));
	struct store *store = &server->store;
	struct file file;
	bool done = false;

	server->requests++;
	if (again && waits_for_confirmation(server))
		return;
	file = read_file(request);
	if (again) {
		done = bring_file(server, &file, request, false);
	} else {
		if (store->change)
			log_line("SYS-4-GENERATION",
				 "generation %u was just being brought into force: that is undone",
				 store->change);
		server->interrupted = store->change;
		if (file_counts(server, &file, name))
			done = bring_file(server, &file, request, store->in_force);
		done = done || bring_what_was(server, request);
	}
	if (!done) { /* then CONFIG is better than nothing */
		input_free(&file.input);
		file = read_file(request);
		bring_file(server, &file, request, false);
	}
	input_free(&file.input);
}
