/*
 * A change in the store: do_store() writes the generation, or begins to (loader_writer.c), and
 * opens its change in the journal, before anything is done that could be seen; do_commit() closes
 * it behind the last step, by the one rename that makes the new generation the one in force.
 */
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "agent_log.h"
#include "agent_server.h"
#include "agent_steps.h"
#include "grammar/hash.h"

/* ---- what stands ---- */

json_t *manifest_of(const struct server *server, uint32_t number)
{
	json_t *manifest = number ? store_manifest(server->state_dir, number) : NULL;

	if (!manifest && number && number == server->store.change)
		manifest = json_incref(server->store.opening);
	return manifest;
}

uint64_t stored_hash(const struct server *server, uint32_t number)
{
	json_t *manifest = manifest_of(server, number);
	const char *hash = json_string_value(json_object_get(manifest, "input"));
	uint64_t value = hash ? strtoull(hash, NULL, 16) : 0;

	json_decref(manifest);
	return value;
}

/* Does generation NUMBER say the same as NEXT? Its plan is made only where its text is the same.
 * One that has none is still to be finished. */
static bool stands_as(const struct server *server, uint32_t number, const struct generation *next)
{
	json_t *manifest = number ? store_manifest(server->state_dir, number) : NULL;
	const char *input = json_string_value(json_object_get(manifest, "input"));
	const char *target = json_string_value(json_object_get(manifest, "plan"));
	char text[HASH_TEXT_SIZE];
	bool same = input && !strcmp(input, hash_text(text, next->input.hash)) &&
		    (!target || !strcmp(target, hash_text(text, generation_plan(next))));

	json_decref(manifest);
	return same;
}

/* ---- opening ---- */

static bool same_store(const struct store *a, const struct store *b)
{
	return a->in_force == b->in_force && a->change == b->change && a->seen == b->seen &&
	       a->confirm.back == b->confirm.back && a->confirm.boottime == b->confirm.boottime &&
	       a->n_rejected == b->n_rejected &&
	       !memcmp(a->rejected, b->rejected, sizeof a->rejected);
}

/* NEW becomes the store's journal, on the disk first; what it says of an opening is taken. */
static bool turn(struct server *server, const struct store *new)
{
	bool ok = same_store(&server->store, new) || store_save(new);
	json_t *gone = ok ? server->store.opening : new->opening;

	if (server->store.opening != new->opening)
		json_decref(gone);
	if (ok)
		server->store = *new;
	return ok;
}

/* As which generation NEXT comes: one that stands already, or a new number. */
static uint32_t number_for(const struct server *server)
{
	const struct generation *next = &server->next;
	const struct store *store = &server->store;
	const uint32_t those[] = {next->from, store->in_force,
				  next->coming == COMING_FILE ? store->change : 0};

	for (size_t i = 0; i < sizeof those / sizeof *those; i++)
		if (stands_as(server, those[i], next))
			return those[i];
	return store->highest + 1;
}

/* Before anything is touched: what named would not read does not come into force. */
static bool check_named(const struct server *server, struct generation *next, char **why)
{
	const struct generation *current = &server->current;
	char *dir = dns_dir(next, server->state_dir);
	bool ok;

	next->checked = current->here && current->checked;
	next->dns_checked = current->dns_checked;
	ok = dns_check(next, dir, why);
	free(dir);
	return ok;
}

/* Write the next generation as NUMBER, a new one; or begin to, then NEW says what it will hold. */
static bool write_down(const struct server *server, uint32_t number, struct store *new)
{
	bool aside, ok = writer_begin(server, number, &aside);

	new->highest = number;
	new->opening = ok &&aside ? generation_opening(&server->next) : NULL;
	return ok;
}

static bool keep_state(const json_t *request)
{
	char *state = json_dumps(json_object_get(request, "state"), JSON_COMPACT);

	if (state)
		writer_take_state(state);
	return state != NULL;
}

void do_store(struct server *server, const json_t *request)
{
	struct generation *next = &server->next;
	struct store new = server->store;
	char *why = NULL;
	uint32_t number;
	bool ok;

	if (!next->here) {
		send_failure(server, strdup("nothing was compiled"));
		return;
	}
	state_read(next->compilation.plan, next->state, json_object_get(request, "state"));
	if (!check_named(server, next, &why)) {
		send_failure(server, why);
		return;
	}
	writer_hear(server);
	number = number_for(server);
	next->stored = number;
	ok = keep_state(request);
	if (ok && number > new.highest)
		ok = write_down(server, number, &new);
	if (number != new.in_force) /* else one that was interrupted stays open until the end */
		new.change = number;
	if (next->seen)
		new.seen = next->seen;
	ok = ok && turn(server, &new);
	if (!ok) {
		writer_stop(server);
		next->stored = 0;
	}
	if (ok)
		send_json(server, json_pack("{s:b,s:i,s:b}", "ok", 1, "generation", (int)number,
					    "same", number == new.in_force));
	else
		send_failure(server, strdup("the generation cannot be stored; see the log"));
}

/* ---- closing ---- */

/* How the store stands when NEXT is in force. */
static struct store committed(const struct server *server, int64_t confirm)
{
	const struct generation *next = &server->next;
	struct store new = server->store;
	uint32_t was = new.in_force;

	if (new.change &&new.change != next->stored && was)
		store_reject(&new, stored_hash(server, new.change));
	if (was != next->stored && next->coming == COMING_BACK)
		store_reject(&new, stored_hash(server, was));
	if (next->coming == COMING_AGAIN || was == next->stored) {
		new.confirm = confirm_now(&new.confirm); /* a new number comes with another plan */
	} else {
		store_forgive(&new, next->input.hash);
		new.confirm = confirm &&was ? confirm_until(was, confirm)
					    : (struct store_confirm){.back = 0};
	}
	new.in_force = next->stored;
	new.change = 0;
	new.opening = NULL;
	return new;
}

void do_commit(struct server *server, const json_t *request)
{
	int64_t confirm = json_integer_value(json_object_get(request, "confirm"));
	struct generation *next = &server->next;
	struct store new;
	bool due;

	if (!next->here || !next->stored) {
		send_failure(server, strdup("nothing was compiled"));
		return;
	}
	if (!writer_end(server)) {
		send_failure(server, strdup("the generation cannot be stored; see the log"));
		return;
	}
	due = writer_is_due(server, next);
	if (!due) { /* else of this, too, is written later */
		steps_next("write down what stands in nft");
		nft_remember(next, server->state_dir);
	}
	new = committed(server, confirm);
	if (!turn(server, &new)) {
		send_failure(server, strdup("the change cannot be written down; see the log"));
		return;
	}
	server->interrupted = false;
	edit_forget(server);
	generation_free(&server->current);
	server->current = server->next;
	server->next = (struct generation){0};
	if (!due)
		store_prune(&server->store);
	send_json(server,
		  json_pack("{s:b,s:i,s:I}", "ok", 1, "generation", (int)new.in_force, "confirm",
			    (json_int_t)(new.confirm.back ? new.confirm.boottime : 0)));
	if (due)
		writer_go_on(server);
}

void do_confirm(struct server *server, const json_t *request)
{
	struct store new = server->store;
	const char *why = NULL;

	(void)request;
	new.confirm = (struct store_confirm){.back = 0};
	if (!server->store.confirm.back)
		why = "nothing waits for confirmation";
	else if (!turn(server, &new))
		why = "the confirmation cannot be written down; see the log";
	send_json(server, json_pack("{s:b,s:s,s:b}", "ok", why == NULL, "error", why ? why : "",
				    "confirmed", 1));
}

void store_give_up(struct server *server)
{
	const struct generation *next = &server->next;
	struct store new = server->store;

	if (!next->here || next->dry)
		return;
	writer_stop(server);
	if (next->stored && next->stored == new.change)
		new.change = server->interrupted ? new.change : 0;
	if (!new.change)
		new.opening = NULL;
	if (next->seen)
		new.seen = next->seen;
	if (next->coming == COMING_FILE && new.in_force)
		store_reject(&new, next->input.hash);
	turn(server, &new);
}
