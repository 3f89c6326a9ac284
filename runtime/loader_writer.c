/*
 * A generation's files. To make those of a large one takes as long as the kernel takes to load it:
 * then another process makes them meanwhile, and what must be known of the change until they stand
 * is in the journal (struct store, `opening`). They are named, and count, with the commit.
 */
#include <errno.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "agent.h"
#include "agent_server.h"
#include "backends/emit.h"
#include "compiler/plan_json.h"
#include "grammar/hash.h"

enum { LARGE = 256 * 1024 }; /* bytes of a configuration; of less, all is made in a moment */

static struct {
	pid_t pid; /* 0: none */
	int fd; /* from which its struct nft_rendered comes when all is written */
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

static json_t *manifest_for(const struct server *server, const struct store_file *plan)
{
	char target[HASH_TEXT_SIZE], when[32];
	json_t *manifest = generation_opening(&server->next);
	time_t now = time(NULL);
	struct tm parts;

	gmtime_r(&now, &parts);
	strftime(when, sizeof when, "%Y-%m-%d %H:%M:%S UTC", &parts);
	json_object_set_new(manifest, "before", json_integer(server->store.in_force));
	json_object_set_new(manifest, "when", json_string(when));
	json_object_set_new(manifest, "plan", json_string(hash_text(target, plan->hash)));
	return manifest;
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

static bool write_files(const struct server *server, uint32_t number, const char *state)
{
	static const char *const dns[] = {"named", "views", "zones"};
	const struct generation *next = &server->next;
	struct arena *arena = arena_new();
	const struct change *change = change_whole(arena, next->compilation.plan, next->state);
	struct store_file plan = plan_of(next);
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
				 plan,
				 {"state.json", state, strlen(state), 0},
				 {"nftables.nft", table && table->out.text ? table->out.text : "",
				  table ? table->out.len : 0, table ? next->rendered->text : 0},
				 {"named.json", names, strlen(names), 0}},
			 4, manifest_for(server, &plan));
	free(names);
	free((char *)(uintptr_t)plan.text);
	out_files_free(&nft);
	out_files_free(&named);
	arena_free(arena);
	return ok;
}

/* Without a word at the end, the parent knows that it is not. */
_Noreturn static void write_aside(const struct server *server, uint32_t number, const char *state)
{
	if (write_files(server, number, state))
		send(writer.fd, server->next.rendered, sizeof *server->next.rendered, MSG_NOSIGNAL);
	_exit(0);
}

bool writer_begin(const struct server *server, uint32_t number, const char *state, bool *aside)
{
	*aside = false;
	if (server->next.input.len >= LARGE) {
		writer.pid = child_fork("causewayd-store", SOCK_STREAM, &writer.fd);
		if (writer.pid == 0)
			write_aside(server, number, state);
		*aside = writer.pid > 0;
		if (writer.pid < 0)
			writer.pid = 0;
	}
	return *aside || (write_files(server, number, state) && store_name(&server->store, number));
}

bool writer_end(const struct server *server)
{
	struct nft_rendered rendered;
	ssize_t n;

	if (!writer.pid)
		return true;
	while ((n = recv(writer.fd, &rendered, sizeof rendered, MSG_WAITALL)) < 0 && errno == EINTR)
		;
	child_end(&writer.pid, &writer.fd);
	if (n != sizeof rendered)
		return false;
	*server->next.rendered = rendered;
	return store_name(&server->store, server->next.stored);
}

void writer_stop(const struct server *server)
{
	if (!writer.pid)
		return;
	child_end(&writer.pid, &writer.fd);
	store_drop(&server->store, server->next.stored);
}
