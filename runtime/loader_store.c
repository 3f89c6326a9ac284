/*
 * A change in the store: do_store() writes the generation and opens its change in the journal,
 * before anything is done that could be seen; do_commit() closes it behind the last step, by the
 * one rename that makes the new generation the one in force.
 */
#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "agent_log.h"
#include "agent_server.h"
#include "agent_steps.h"
#include "backends/emit.h"
#include "grammar/hash.h"

/* ---- a generation's files ---- */

uint64_t stored_hash(const struct server *server, uint32_t number)
{
	json_t *manifest = number ? store_manifest(server->state_dir, number) : NULL;
	const char *hash = json_string_value(json_object_get(manifest, "input"));
	uint64_t value = hash ? strtoull(hash, NULL, 16) : 0;

	json_decref(manifest);
	return value;
}

/* The plan without the name of its file; its text is to be freed. */
static struct store_file file_of(const struct plan *plan)
{
	struct store_file file = {.name = "plan.jsonl"};
	struct plan nameless = *plan;

	nameless.source = NULL;
	file.text = plan_text(&nameless, NULL, &file.len);
	file.hash = text_hash(file.text, file.len);
	return file;
}

static json_t *marks_of(const struct plan *plan)
{
	json_t *marks = json_array();

	VEC_FOREACH (device, &plan->devices)
		if (device->outside && device->mark)
			json_array_append_new(marks, json_pack("[I,I]", (json_int_t)device->mark,
							       (json_int_t)plan->mark_mask));
	return marks;
}

static json_t *manifest_of(const struct server *server, const struct generation *next,
			   const struct store_file *plan)
{
	char input[HASH_TEXT_SIZE], target[HASH_TEXT_SIZE], when[32];
	time_t now = time(NULL);
	struct tm parts;

	gmtime_r(&now, &parts);
	strftime(when, sizeof when, "%Y-%m-%d %H:%M:%S UTC", &parts);
	return json_pack("{s:i,s:s,s:s,s:s,s:o}", "before", (int)server->store.in_force, "when",
			 when, "input", hash_text(input, input_hash(&next->input)), "plan",
			 hash_text(target, plan->hash), "marks", marks_of(next->compilation.plan));
}

/* Does generation NUMBER say the same as NEXT, whose plan is PLAN? */
static bool stands_as(const struct server *server, uint32_t number, const struct generation *next,
		      const struct store_file *plan)
{
	json_t *manifest = number ? store_manifest(server->state_dir, number) : NULL;
	const char *input = json_string_value(json_object_get(manifest, "input"));
	const char *target = json_string_value(json_object_get(manifest, "plan"));
	char text[HASH_TEXT_SIZE];
	bool same = input && target && !strcmp(input, hash_text(text, input_hash(&next->input))) &&
		    !strcmp(target, hash_text(text, plan->hash));

	json_decref(manifest);
	return same;
}

/* What named's files would be, by name and checksum: they hold nothing that the plan does not. */
static char *named_text(const struct out_files *files)
{
	json_t *json = json_object();
	char *text, sum[HASH_TEXT_SIZE];

	for (size_t i = 0; i < files->len; i++)
		json_object_set_new(json, files->at[i].path,
				    json_string(hash_text(sum, text_hash(files->at[i].out.text,
									 files->at[i].out.len))));
	text = json_dumps(json, JSON_INDENT(1));
	json_decref(json);
	return text;
}

static bool write_files(struct server *server, uint32_t number, const struct store_file *plan,
			char *state)
{
	static const char *const dns[] = {"named", "views", "zones"};
	const struct generation *next = &server->next;
	struct arena *arena = arena_new();
	const struct plan *of = next->compilation.plan;
	const struct change *change = change_whole(arena, of, next->state);
	struct out_files nft = {0}, named = {0};
	const struct out_file *table;
	struct emit_options options = {0};
	char *names;
	bool ok;

	backend_find("nft")->emit(change, &options, &nft);
	for (size_t i = 0; i < sizeof dns / sizeof *dns; i++)
		backend_find(dns[i])->emit(change, &options, &named);
	table = out_file_find(&nft, backend_find("nft")->file);
	if (table)
		nft_rendered(next, table->out.text ? table->out.text : "", table->out.len);
	names = named_text(&named);
	ok = store_write(&server->store, number, &next->input,
			 (struct store_file[]){
				 *plan,
				 {"state.json", state, strlen(state), 0},
				 {"nftables.nft", table && table->out.text ? table->out.text : "",
				  table ? table->out.len : 0, table ? next->rendered->text : 0},
				 {"named.json", names, strlen(names), 0}},
			 4, manifest_of(server, next, plan));
	free(names);
	out_files_free(&nft);
	out_files_free(&named);
	arena_free(arena);
	return ok;
}

/* ---- opening ---- */

static bool same_store(const struct store *a, const struct store *b)
{
	return a->in_force == b->in_force && a->change == b->change && a->seen == b->seen &&
	       a->confirm.back == b->confirm.back && a->confirm.boottime == b->confirm.boottime &&
	       a->n_rejected == b->n_rejected &&
	       !memcmp(a->rejected, b->rejected, sizeof a->rejected);
}

/* NEW becomes the store's journal, on the disk first. */
static bool turn(struct server *server, const struct store *new)
{
	if (!same_store(&server->store, new) && !store_save(new))
		return false;
	server->store = *new;
	return true;
}

/* As which generation NEXT comes: one that stands already, or a new number. */
static uint32_t number_for(const struct server *server, const struct store_file *plan)
{
	const struct generation *next = &server->next;
	const struct store *store = &server->store;
	const uint32_t those[] = {next->from, store->in_force,
				  next->coming == COMING_FILE ? store->change : 0};

	for (size_t i = 0; i < sizeof those / sizeof *those; i++)
		if (stands_as(server, those[i], next, plan))
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

void do_store(struct server *server, const json_t *request)
{
	struct generation *next = &server->next;
	struct store new = server->store;
	char *why = NULL;
	struct store_file plan;
	uint32_t number;
	char *state;
	bool ok = true;

	if (!next->here) {
		send_failure(server, strdup("nothing was compiled"));
		return;
	}
	state_read(next->compilation.plan, next->state, json_object_get(request, "state"));
	if (!check_named(server, next, &why)) {
		send_failure(server, why);
		return;
	}
	plan = file_of(next->compilation.plan);
	number = number_for(server, &plan);
	if (number > new.highest) {
		state = json_dumps(json_object_get(request, "state"), JSON_COMPACT);
		new.highest = number;
		ok = state && write_files(server, number, &plan, state);
		free(state);
	}
	free((char *)(uintptr_t)plan.text);
	if (number != new.in_force) /* else one that was interrupted stays open until the end */
		new.change = number;
	if (next->seen)
		new.seen = next->seen;
	ok = ok && turn(server, &new);
	next->stored = ok ? number : 0;
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
		store_forgive(&new, input_hash(&next->input));
		new.confirm = confirm &&was ? confirm_until(was, confirm)
					    : (struct store_confirm){.back = 0};
	}
	new.in_force = next->stored;
	new.change = 0;
	return new;
}

void do_commit(struct server *server, const json_t *request)
{
	int64_t confirm = json_integer_value(json_object_get(request, "confirm"));
	struct generation *next = &server->next;
	struct store new;

	if (!next->here || !next->stored) {
		send_failure(server, strdup("nothing was compiled"));
		return;
	}
	steps_next("write down what stands in nft");
	nft_remember(next, server->state_dir);
	new = committed(server, confirm);
	if (!turn(server, &new)) {
		send_failure(server, strdup("the change cannot be written down; see the log"));
		return;
	}
	server->interrupted = false;
	generation_free(&server->current);
	server->current = server->next;
	server->next = (struct generation){0};
	store_prune(&server->store);
	send_json(server,
		  json_pack("{s:b,s:i,s:I}", "ok", 1, "generation", (int)new.in_force, "confirm",
			    (json_int_t)(new.confirm.back ? new.confirm.boottime : 0)));
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
	if (next->stored && next->stored == new.change)
		new.change = server->interrupted ? new.change : 0;
	if (next->seen)
		new.seen = next->seen;
	if (next->coming == COMING_FILE && new.in_force)
		store_reject(&new, input_hash(&next->input));
	turn(server, &new);
}
