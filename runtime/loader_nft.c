/*
 * The nft table. libnftables runs in the loader only, with a context for each transaction, since it
 * is known to grow; the text is the nft backend's, whole at the start and the difference
 * afterwards, so that counters of what did not change go on.
 */
#include <nftables/libnftables.h>
#include <stdlib.h>
#include <string.h>

#include "agent_loader.h"

static bool is_nft(const struct change_step *step)
{
	uint8_t kind = (step->new ? step->new : step->old)->kind;

	return kind == OBJECT_SET || kind == OBJECT_CHAIN || kind == OBJECT_ELEMENT;
}

/* The first line of what nft says; the rest shows our own text. */
static char *complaint(struct nft_ctx *context)
{
	const char *text = nft_ctx_get_error_buffer(context);
	size_t len = strcspn(text ? text : "", "\n");
	char *why = NULL;

	if (asprintf(&why, "nft: %.*s", (int)len, text ? text : "") < 0)
		abort();
	return why;
}

static bool run(const char *text, char **why)
{
	struct nft_ctx *context = nft_ctx_new(NFT_CTX_DEFAULT);
	bool ok;

	if (!context) {
		*why = strdup("nft: no context");
		return false;
	}
	nft_ctx_buffer_error(context);
	nft_ctx_buffer_output(context);
	ok = nft_run_cmd_from_buffer(context, text) == 0;
	if (!ok)
		*why = complaint(context);
	nft_ctx_free(context);
	return ok;
}

/* Render CHANGE and run it; the number of its steps that are nft's. */
static int change_run(const struct change *change, char **why)
{
	struct out_files files = {0};
	const struct backend *nft = backend_find("nft");
	const struct out_file *file;
	int steps = 0;
	bool ok = true;

	VEC_FOREACH (step, &change->steps)
		steps += is_nft(step);
	if (steps || change->from_empty) {
		nft->emit(change, &(struct emit_options){0}, &files);
		file = out_file_find(&files, nft->file);
		ok = !file || !file->out.text || run(file->out.text, why);
	}
	out_files_free(&files);
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
	steps = change_run(change, why);
	arena_free(arena);
	return steps;
}

int nft_turn(const struct plan *plan, const struct state *old, const struct state *new, char **why)
{
	struct arena *arena = arena_new();
	struct change *change = change_for(arena, plan, old, new);
	int steps;

	change->plan = plan;
	steps = change_run(change, why);
	arena_free(arena);
	return steps;
}

bool nft_remove(char **why)
{
	return run("table inet causeway\ndelete table inet causeway\n", why);
}
