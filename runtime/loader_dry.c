/* What the next generation would change in the packet filter and in named's files, as text. */
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "agent_server.h"
#include "compiler/plan_json.h"
#include "unified.h"

static void add_table(const struct change *change, FILE *to)
{
	const struct backend *backend = backend_find("nft");
	struct out_files files = {0};
	const struct out_file *file;

	backend->emit(change, &(struct emit_options){0}, &files);
	file = out_file_find(&files, backend->file);
	if (file && file->out.len)
		fprintf(to, "--- nft\n%s", file->out.text);
	out_files_free(&files);
}

static void emit_named(struct arena *arena, const struct plan *plan, const struct target *target,
		       struct out_files *files)
{
	static const char *const backends_of_dns[] = {"named", "views", "zones"};
	const struct change *change = change_from_empty(arena, plan, target);

	for (size_t i = 0; i < sizeof backends_of_dns / sizeof *backends_of_dns; i++)
		backend_find(backends_of_dns[i])->emit(change, &(struct emit_options){0}, files);
	out_files_sort(files);
}

static struct text text_of(const struct out_file *file)
{
	return file && file->out.text
		       ? (struct text){.name = file->path, file->out.text, file->out.len}
		       : (struct text){.name = "/dev/null", .at = ""};
}

static void add_files(const struct out_files *old, const struct out_files *new, FILE *to)
{
	for (size_t i = 0; i < old->len; i++)
		unified_diff(text_of(&old->at[i]), text_of(out_file_find(new, old->at[i].path)), to,
			     false);
	for (size_t i = 0; i < new->len; i++)
		if (!out_file_find(old, new->at[i].path))
			unified_diff(text_of(NULL), text_of(&new->at[i]), to, false);
}

void do_dry(struct server *server, const json_t *request)
{
	struct generation *current = &server->current, *next = &server->next;
	struct arena *arena = arena_new();
	struct out_files before = {0}, after = {0};
	struct target *old, *new;
	struct change *change;
	char *text = NULL;
	size_t len;
	FILE *to = open_memstream(&text, &len);
	bool table = false;

	if (!to || !next->here || !current->here) {
		send_failure(server, strdup("nothing is in force"));
		goto out;
	}
	state_read(next->compilation.plan, next->state, json_object_get(request, "state"));
	old = plan_under(arena, current->compilation.plan, current->state);
	new = plan_under(arena, next->compilation.plan, next->state);
	change =
		change_of_table(arena, current->compilation.plan, old, next->compilation.plan, new);
	VEC_FOREACH (step, &change->steps)
		table |= object_is_nft(step->new ? step->new : step->old);
	if (table)
		add_table(change, to);
	emit_named(arena, current->compilation.plan, old, &before);
	emit_named(arena, next->compilation.plan, new, &after);
	add_files(&before, &after, to);
	fflush(to);
	if (!server->client_is_root)
		cut_short(text);
	send_json(server, json_pack("{s:b,s:o}", "ok", 1, "text", text_json(text)));
out:
	if (to)
		fclose(to);
	free(text);
	out_files_free(&before);
	out_files_free(&after);
	arena_free(arena);
	generation_free(next);
}
