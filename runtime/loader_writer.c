/*
 * A generation's files. Of a large one the source is written by another process while the kernel is
 * loaded; what must be known of the change until it stands is in the journal (struct store,
 * `opening`). It is named, and counts, with the commit. What is made of it, which takes as long as
 * to load the kernel, nobody needs who waits for the change: a process writes that behind the
 * commit. Where it is killed before it is done, the manifest has no `plan`, and the commit of the
 * next start begins it again.
 */
#include <errno.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "agent.h"
#include "agent_log.h"
#include "agent_server.h"
#include "agent_steps.h"
#include "backends/emit.h"
#include "compiler/plan_json.h"
#include "grammar/hash.h"

enum { LARGE = 256 * 1024 }; /* bytes of a configuration; of less, all is made in a moment */

static struct {
	pid_t pid; /* 0: none */
	int fd; /* from which its struct nft_rendered comes when all is written */
	bool source; /* that is what it writes, and nothing is rendered */
	char *state; /* with which the generation comes */
} writer = {.fd = -1};

/* The plan without the name of its file; its text is to be freed. */
static struct store_file plan_of(const struct generation *next)
{
	struct store_file file = {.name = "plan.jsonl"};
	struct plan nameless = *next->compilation.plan;

	nameless.source = NULL;
	file.text = plan_text(&nameless, NULL, &file.len);
	file.hash = text_hash(file.text, file.len);
	return file;
}

uint64_t generation_plan(const struct generation *next)
{
	struct store_file plan = plan_of(next);

	free((char *)(uintptr_t)plan.text);
	return plan.hash;
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

json_t *generation_opening(const struct generation *next)
{
	char input[HASH_TEXT_SIZE];

	return json_pack("{s:s,s:o}", "input", hash_text(input, next->input.hash), "marks",
			 marks_of(next->compilation.plan));
}

static json_t *manifest_for(const struct server *server)
{
	char when[32];
	json_t *manifest = generation_opening(&server->next);
	time_t now = time(NULL);
	struct tm parts;

	gmtime_r(&now, &parts);
	strftime(when, sizeof when, "%Y-%m-%d %H:%M:%S UTC", &parts);
	json_object_set_new(manifest, "before", json_integer(server->store.in_force));
	json_object_set_new(manifest, "when", json_string(when));
	return manifest;
}

static json_t *plan_sum(uint64_t plan)
{
	char sum[HASH_TEXT_SIZE];

	return json_string(hash_text(sum, plan));
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

/* What is made of a generation. */
struct made {
	struct out_files nft, named;
	char *names;
	struct store_file plan, table;
};

static void make(const struct generation *generation, struct made *made)
{
	static const char *const dns[] = {"named", "views", "zones"};
	struct arena *arena = arena_new();
	const struct change *change =
		change_whole(arena, generation->compilation.plan, generation->state);
	const struct backend *nft = backend_find("nft");
	struct emit_options options = {0};
	const struct out_file *table;

	*made = (struct made){.plan = plan_of(generation), .table = {"nftables.nft", "", 0, 0}};
	nft->emit(change, &options, &made->nft);
	for (size_t i = 0; i < sizeof dns / sizeof *dns; i++)
		backend_find(dns[i])->emit(change, &options, &made->named);
	table = out_file_find(&made->nft, nft->file);
	if (table) {
		made->table.text = table->out.text ? table->out.text : "";
		made->table.len = table->out.len;
		nft_rendered(generation, made->table.text, made->table.len);
		made->table.hash = generation->rendered->text;
	}
	made->names = named_text(&made->named);
	arena_free(arena);
}

static void made_free(struct made *made)
{
	free(made->names);
	free((char *)(uintptr_t)made->plan.text);
	out_files_free(&made->nft);
	out_files_free(&made->named);
}

static struct store_file text_file(const char *name, const char *text)
{
	return (struct store_file){name, text, strlen(text), 0};
}

static bool write_all_files(const struct server *server, uint32_t number, const char *state)
{
	json_t *manifest = manifest_for(server);
	struct made made;
	bool ok;

	make(&server->next, &made);
	json_object_set_new(manifest, "plan", plan_sum(made.plan.hash));
	ok = store_write(&server->store, number, &server->next.input,
			 (struct store_file[]){made.plan, text_file("state.json", state),
					       made.table, text_file("named.json", made.names)},
			 4, manifest) &&
	     store_name(&server->store, number);
	made_free(&made);
	return ok;
}

static bool write_source(const struct server *server, uint32_t number)
{
	return store_write(&server->store, number, &server->next.input, NULL, 0,
			   manifest_for(server));
}

/* Of the generation in force, for the state with which it came. */
static bool write_made(const struct server *server)
{
	struct arena *arena = arena_new();
	struct generation then = server->current;
	json_t *state = json_loads(writer.state, 0, NULL);
	struct made made;
	bool ok;

	then.state = state_copy(arena, then.compilation.plan, then.state);
	state_read(then.compilation.plan, then.state, state);
	json_decref(state);
	make(&then, &made);
	ok = store_add(&server->store, then.stored,
		       (struct store_file[]){made.plan, text_file("state.json", writer.state),
					     made.table, text_file("named.json", made.names)},
		       4, json_pack("{s:o}", "plan", plan_sum(made.plan.hash)));
	made_free(&made);
	arena_free(arena);
	return ok;
}

/* Begin another process: true there. Without a word at its end, this one knows that its work is not
 * done. */
static bool begin(bool source)
{
	writer.pid = child_fork("causewayd-store", SOCK_STREAM, &writer.fd);
	writer.source = source;
	if (writer.pid < 0)
		log_line("SYS-4-GENERATION", "no process to write a generation: %s",
			 strerror(errno));
	return writer.pid == 0;
}

_Noreturn static void end(bool ok, const struct nft_rendered *rendered)
{
	if (ok)
		send(writer.fd, rendered, sizeof *rendered, MSG_NOSIGNAL);
	_exit(0);
}

static bool is_running(void)
{
	return writer.pid > 0;
}

/* Wait until it has ended; what it says. */
static bool hear(struct nft_rendered *rendered)
{
	ssize_t n;

	while ((n = recv(writer.fd, rendered, sizeof *rendered, MSG_WAITALL)) < 0 && errno == EINTR)
		;
	child_end(&writer.pid, &writer.fd);
	return n == sizeof *rendered;
}

bool writer_begin(const struct server *server, uint32_t number, bool *aside)
{
	*aside = false;
	if (server->next.input.len < LARGE)
		return write_all_files(server, number, writer.state);
	if (begin(true))
		end(write_source(server, number), &(struct nft_rendered){0});
	*aside = is_running();
	return *aside || (write_source(server, number) && store_name(&server->store, number));
}

bool writer_end(const struct server *server)
{
	struct nft_rendered nothing;

	return !is_running() || (hear(&nothing) && store_name(&server->store, server->next.stored));
}

void writer_stop(const struct server *server)
{
	if (!is_running() || !writer.source)
		return;
	child_end(&writer.pid, &writer.fd);
	store_drop(&server->store, server->next.stored);
}

/* ---- behind the commit ---- */

void writer_take_state(char *state)
{
	free(writer.state);
	writer.state = state;
}

bool writer_is_due(const struct server *server, const struct generation *generation)
{
	json_t *manifest;
	bool due;

	if (generation->input.len < LARGE)
		return false;
	manifest = store_manifest(server->state_dir, generation->stored);
	due = manifest && !json_object_get(manifest, "plan");
	json_decref(manifest);
	return due;
}

static void made_is_written(struct server *server, bool ok)
{
	if (!ok)
		log_line("SYS-3-GENERATION", "what is made of generation %u is not stored",
			 server->current.stored);
	if (!server->next.in_nft && !server->edited.edit) {
		steps_next("write down what stands in nft");
		nft_remember(&server->current, server->state_dir);
	}
	store_prune(&server->store);
}

void writer_go_on(struct server *server)
{
	if (begin(false))
		end(write_made(server), server->current.rendered);
	if (!is_running())
		made_is_written(server, write_made(server));
}

int writer_watch(void)
{
	return is_running() && !writer.source ? writer.fd : -1;
}

void writer_hear(struct server *server)
{
	struct nft_rendered rendered;
	bool ok;

	if (writer_watch() < 0)
		return;
	ok = hear(&rendered);
	if (ok)
		*server->current.rendered = rendered;
	made_is_written(server, ok);
}
