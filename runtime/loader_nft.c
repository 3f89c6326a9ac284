/*
 * The nft table. libnftables runs in the loader only, with a context for each transaction, since it
 * is known to grow; the text is the nft backend's, whole at the start and the difference
 * afterwards, so that counters of what did not change go on.
 */
#include <jansson.h>
#include <nftables/libnftables.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "agent_journal.h"
#include "agent_loader.h"
#include "agent_steps.h"
#include "library.h"

#define NFT_FUNCTIONS(X)             \
	X(nft_ctx_new)               \
	X(nft_ctx_free)              \
	X(nft_ctx_buffer_error)      \
	X(nft_ctx_buffer_output)     \
	X(nft_ctx_get_error_buffer)  \
	X(nft_ctx_get_output_buffer) \
	X(nft_ctx_output_set_flags)  \
	X(nft_run_cmd_from_buffer)

static const char *const nft_names[] = {NFT_FUNCTIONS(LIBRARY_NAME)};
static struct {
	NFT_FUNCTIONS(LIBRARY_FIELD)
} nft;

enum { NFT_COUNT = sizeof nft_names / sizeof *nft_names };

/* A context whose words and complaints are kept; NULL with *WHY, which may be NULL, to be freed. */
static struct nft_ctx *context_new(char **why)
{
	struct nft_ctx *context = NULL;
	const char *trouble = "no context";

	if (nft.nft_run_cmd_from_buffer ||
	    library_load("libnftables.so.1", nft_names, NFT_COUNT, &nft))
		context = nft.nft_ctx_new(NFT_CTX_DEFAULT);
	else
		trouble = library_error();
	if (context) {
		nft.nft_ctx_buffer_error(context);
		nft.nft_ctx_buffer_output(context);
	} else if (why && asprintf(why, "nft: %s", trouble) < 0) {
		abort();
	}
	return context;
}

static bool is_nft(const struct change_step *step)
{
	uint8_t kind = (step->new ? step->new : step->old)->kind;

	return kind == OBJECT_CT || kind == OBJECT_SET || kind == OBJECT_CHAIN ||
	       kind == OBJECT_ELEMENT;
}

/* The first line of what nft says; the rest shows our own text. */
static char *complaint(struct nft_ctx *context)
{
	const char *text = nft.nft_ctx_get_error_buffer(context);
	size_t len = strcspn(text ? text : "", "\n");
	char *why = NULL;

	if (asprintf(&why, "nft: %.*s", (int)len, text ? text : "") < 0)
		abort();
	return why;
}

bool nft_run(const char *text, char **why)
{
	struct nft_ctx *context = context_new(why);
	bool ok;

	if (!context)
		return false;
	steps_next("run a transaction of nft");
	ok = nft.nft_run_cmd_from_buffer(context, text) == 0;
	if (!ok)
		*why = complaint(context);
	nft.nft_ctx_free(context);
	return ok;
}

static void render(const struct change *change, struct out *out)
{
	struct out_files files = {0};
	const struct backend *backend = backend_find("nft");
	const struct out_file *file;

	backend->emit(change, &(struct emit_options){0}, &files);
	file = out_file_find(&files, backend->file);
	if (file && file->out.text)
		out_text(out, file->out.text);
	out_files_free(&files);
}

/* Run CHANGE, behind BEFORE (or NULL); the number of its steps that are nft's. What stands then is
 * noted. */
static int change_run(const struct change *before, const struct change *change, char **why)
{
	struct out out = {0};
	int steps = 0;
	bool ok = true;

	VEC_FOREACH (step, &change->steps)
		steps += is_nft(step);
	if (steps || change->from_empty) {
		if (before && before->steps.len)
			render(before, &out);
		render(change, &out);
		ok = !out.text || nft_run(out.text, why);
	}
	out_free(&out);
	if (ok && (steps || change->from_empty))
		nft_note();
	return ok ? steps : -1;
}

int nft_switch(const struct generation *old, const struct generation *new, char **why)
{
	struct arena *arena = arena_new();
	const struct plan *plan = new->compilation.plan;
	struct target *to = plan_under(arena, plan, new->state);
	struct change *change;
	int steps;

	if (old) {
		change = change_between(arena, plan_under(arena, old->compilation.plan, old->state),
					to);
		change->plan = plan;
	} else {
		change = change_from_empty(arena, plan, to);
	}
	steps = change_run(NULL, change, why);
	arena_free(arena);
	return steps;
}

int nft_turn(const struct generation *generation, const struct state *old, bool moved, char **why)
{
	struct arena *arena = arena_new();
	const struct plan *plan = generation->compilation.plan;
	struct change *change = change_for(arena, plan, old, generation->state), before = {0};
	int cores, steps;

	change->plan = plan;
	cores = moved_split(arena, generation->moved, moved, change, &before);
	steps = change_run(&before, change, why);
	if (steps == 0 && cores)
		nft_note();
	arena_free(arena);
	return steps < 0 ? steps : moved ? steps + cores : steps;
}

bool nft_remove(char **why)
{
	return nft_run("table inet causeway\ndelete table inet causeway\n", why);
}

/* ---- what stands ---- */

uint64_t text_hash(const char *text, size_t len)
{
	uint64_t h = 14695981039346656037u; /* FNV-1a */

	for (size_t i = 0; i < len; i++)
		h = (h ^ (unsigned char)text[i]) * 1099511628211u;
	return h;
}

char *nft_list(void)
{
	struct nft_ctx *context = context_new(NULL);
	const char *text = NULL;
	char *copy;

	if (!context)
		return NULL;
	nft.nft_ctx_output_set_flags(context, NFT_CTX_OUTPUT_STATELESS);
	if (nft.nft_run_cmd_from_buffer(context, "list table inet causeway") == 0)
		text = nft.nft_ctx_get_output_buffer(context);
	copy = text ? strdup(text) : NULL;
	nft.nft_ctx_free(context);
	return copy;
}

char *nft_text(const struct generation *generation)
{
	struct arena *arena = arena_new();
	const struct plan *plan = generation->compilation.plan;
	struct change *change =
		change_from_empty(arena, plan, plan_under(arena, plan, generation->state));
	const struct backend *backend = backend_find("nft");
	struct out_files files = {0};
	const struct out_file *file;
	char *text;

	backend->emit(change, &(struct emit_options){0}, &files);
	file = out_file_find(&files, backend->file);
	text = strdup(file && file->out.text ? file->out.text : "");
	if (!text)
		abort();
	out_files_free(&files);
	arena_free(arena);
	return text;
}

/* Two hashes, since JSON's integers have a sign. */
static json_t *hashes_json(const struct generation *generation, uint64_t kernel)
{
	char target_text[17], kernel_text[17];
	char *text = nft_text(generation);

	snprintf(target_text, sizeof target_text, "%016llx",
		 (unsigned long long)text_hash(text, strlen(text)));
	free(text);
	snprintf(kernel_text, sizeof kernel_text, "%016llx", (unsigned long long)kernel);
	return json_pack("{s:s,s:s}", "target", target_text, "kernel", kernel_text);
}

void nft_remember(const struct generation *generation, const char *state_dir)
{
	json_t *json = hashes_json(generation, nft_noted());

	steps_next("write down what stands in nft");
	state_file_write(state_dir, "nft.json", json);
	json_decref(json);
}

bool nft_stands(const struct generation *generation, const char *state_dir)
{
	bool trouble, same = false;
	json_t *noted = state_file_read(state_dir, "nft.json", &trouble), *now;
	uint64_t kernel = noted ? nft_note() : 0;

	if (kernel) {
		now = hashes_json(generation, kernel);
		same = json_equal(noted, now);
		json_decref(now);
	}
	json_decref(noted);
	return same;
}
