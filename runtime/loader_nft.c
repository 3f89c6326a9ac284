/*
 * The nft table. libnftables runs in the loader only, with a context for each transaction, since it
 * is known to grow; the text is the nft backend's, whole at the start and the difference
 * afterwards, so that counters of what did not change go on.
 */
#include <errno.h>
#include <jansson.h>
#include <nftables/libnftables.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "agent_journal.h"
#include "agent_loader.h"
#include "agent_netlink.h"
#include "agent_steps.h"
#include "grammar/hash.h"
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

enum { NFT_COUNT = sizeof nft_names / sizeof *nft_names, PLACE_SIZE = BOOT_ID_SIZE + 20 };

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

bool object_is_nft(const struct object *object)
{
	return object->kind == OBJECT_CT || object->kind == OBJECT_SET ||
	       object->kind == OBJECT_CHAIN || object->kind == OBJECT_ELEMENT ||
	       object->kind == OBJECT_ROWS;
}

/*
 * The first line of what nft says; the rest shows our own text, of a buffer its beginning. So it is
 * not known for which statement the kernel has no module; but no other of ours needs a rare one.
 */
char *nft_complaint(const char *said, const char *text)
{
	static const char missing[] = "No such file or directory";
	size_t len = strcspn(said, "\n");
	bool proxies = memmem(said, len, missing, strlen(missing)) && strstr(text, " tproxy to ");
	char *why = NULL;

	if (asprintf(&why, "nft: %.*s%s", (int)len, said,
		     proxies ? "; where the kernel lacks nft_tproxy, `reassembly: conntrack` in "
			       "the site file does without"
			     : "") < 0)
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
	if (!ok) {
		const char *said = nft.nft_ctx_get_error_buffer(context);

		*why = nft_complaint(said ? said : "", text);
	}
	nft.nft_ctx_free(context);
	return ok;
}

static void render(const struct change *change, const struct emit_options *options, struct out *out)
{
	struct out_files files = {0};
	const struct backend *backend = backend_find("nft");
	const struct out_file *file;

	backend->emit(change, options, &files);
	file = out_file_find(&files, backend->file);
	if (file && file->out.text)
		out_text(out, file->out.text);
	out_files_free(&files);
}

void nft_render(const struct change *change, struct out *out)
{
	render(change, &(struct emit_options){0}, out);
}

/* ---- what goes on counting ---- */

struct counting {
	struct netlink netlink;
	uint8_t family;
	bool asked; /* the socket is open, or nobody can open it */
};

static bool counted(void *context, const struct chain_object *chain, struct counted *at, uint32_t n)
{
	struct counting *counting = context;
	bool same = false;

	if (!counting->asked)
		counters_open(&counting->netlink);
	counting->asked = true;
	return counting->netlink.requests >= 0 &&
	       counters_of_chain(&counting->netlink, counting->family, chain->name, at, n, &same) &&
	       same;
}

/* CHANGE to what stands. */
static void render_to_run(const struct change *change, struct out *out)
{
	struct counting counting = {.netlink = {.requests = -1, .events = -1},
				    .family = nft_family(change->plan)};

	render(change, &(struct emit_options){.counted = counted, .context = &counting}, out);
	netlink_close(&counting.netlink);
}

static int count_steps(const struct change *change)
{
	int steps = 0;

	VEC_FOREACH (step, &change->steps) {
		const struct object *object = step->new ? step->new : step->old;

		if (object->kind == OBJECT_ROWS)
			steps += (int)object->rows.n;
		else
			steps += object_is_nft(object);
	}
	return steps;
}

/* Run CHANGE, behind BEFORE (or NULL); the number of its steps that are nft's. */
static int change_run(const struct change *before, const struct change *change, char **why)
{
	int steps = count_steps(change);
	struct out out = {0};
	bool ok = true;

	if (steps || change->from_empty) {
		if (before && before->steps.len)
			nft_render(before, &out);
		render_to_run(change, &out);
		if (out.text) {
			nft_begin(change->from_empty);
			ok = nft_run(out.text, why);
		}
		if (out.text && ok)
			nft_done();
	}
	out_free(&out);
	return ok ? steps : -1;
}

int nft_change(const struct change *change, char **why)
{
	return bulk_edit(NULL, change) ? (int)change->steps.len : change_run(NULL, change, why);
}

/* CHANGE to NEW: elements by our own messages if it is of nothing else. A set that is full is full
 * for nft, too. */
static bool attempt(const struct target *new, const struct change *change, char **why)
{
	if (new && !change->from_empty && change->steps.len) {
		if (bulk_edit(new, change))
			return true;
		if (errno == ENFILE) {
			*why = strdup(strerror(errno));
			return false;
		}
	}
	return change_run(NULL, change, why) >= 0;
}

/* CHANGE, from OLD (or NULL) to NEW; where sets grow out of their bounds, these are moved first. */
static bool run_with_room(struct arena *arena, const struct target *old, const struct target *new,
			  const struct change *change, char **why)
{
	if (attempt(new, change, why))
		return true;
	if (!old || !room_make(arena, old, new, change, *why))
		return false;
	free(*why);
	*why = NULL;
	return attempt(new, change, why);
}

int nft_switch(const struct generation *old, const struct generation *new, char **why)
{
	struct arena *arena = arena_new();
	const struct plan *plan = new->compilation.plan;
	struct bulk_loaded *loaded;
	const struct target *from = NULL, *to = NULL;
	struct change *change;
	int steps;

	if (old && old->compilation.plan->ip4_alone == plan->ip4_alone) {
		from = plan_under(arena, old->compilation.plan, old->state);
		to = plan_under(arena, plan, new->state);
		change = change_between(arena, from, to);
		change->plan = plan;
	} else {
		change = change_whole(arena, plan, new->state);
	}
	steps = count_steps(change);
	loaded = bulk_load(arena, change);
	if (!run_with_room(arena, from, to, change, why)) {
		bulk_undo(arena, loaded);
		steps = -1;
	}
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
	if (moved && cores)
		nft_moved();
	steps = change_run(&before, change, why);
	arena_free(arena);
	return steps < 0 ? steps : moved ? steps + cores : steps;
}

bool nft_remove(char **why)
{
	return nft_run(PLAN_NO_TABLE, why);
}

/* ---- what stands ---- */

char *nft_list(void)
{
	struct nft_ctx *context = context_new(NULL);
	const char *text = NULL;
	char *copy;

	if (!context)
		return NULL;
	nft.nft_ctx_output_set_flags(context, NFT_CTX_OUTPUT_STATELESS);
	if (nft.nft_run_cmd_from_buffer(context, "list table ip causeway") == 0 ||
	    nft.nft_run_cmd_from_buffer(context, "list table inet causeway") == 0)
		text = nft.nft_ctx_get_output_buffer(context);
	copy = text ? strdup(text) : NULL;
	nft.nft_ctx_free(context);
	return copy;
}

char *nft_text(const struct generation *generation)
{
	struct arena *arena = arena_new();
	const struct plan *plan = generation->compilation.plan;
	struct change *change = change_whole(arena, plan, generation->state);
	struct out out = {0};

	nft_render(change, &out);
	arena_free(arena);
	out_text(&out, ""); /* not NULL */
	return out.text;
}

/* Where a number of the ruleset counts: this network namespace, since this boot. "" when the kernel
 * does not say. */
static void read_place(char place[PLACE_SIZE])
{
	char boot[BOOT_ID_SIZE];
	uint64_t cookie = 0;
	socklen_t len = sizeof cookie;
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

	boot_id(boot);
	if (fd < 0 || getsockopt(fd, SOL_SOCKET, SO_NETNS_COOKIE, &cookie, &len) < 0)
		cookie = 0;
	if (fd >= 0)
		close(fd);
	place[0] = '\0';
	if (*boot && cookie)
		snprintf(place, PLACE_SIZE, "%s %llx", boot, (unsigned long long)cookie);
}

/* Never 0. */
static uint64_t state_hash(const struct generation *generation)
{
	const struct plan *plan = generation->compilation.plan;
	const struct state *state = generation->state;
	uint64_t hash =
		hash_bytes(HASH_START, state->truth, plan->conditions.len * sizeof *state->truth);

	return hash_bytes(hash, state->device, plan->devices.len * sizeof *state->device) | 1;
}

void nft_rendered(const struct generation *generation, const char *text, size_t len)
{
	*generation->rendered = (struct nft_rendered){state_hash(generation), text_hash(text, len)};
}

/* Which target GENERATION is. */
static void target_hash(const struct generation *generation, char target[HASH_TEXT_SIZE])
{
	char *text;

	if (generation->rendered->state != state_hash(generation)) {
		text = nft_text(generation);
		nft_rendered(generation, text, strlen(text));
		free(text);
	}
	hash_text(target, generation->rendered->text);
}

void nft_remember(const struct generation *generation, const char *state_dir)
{
	struct nft_noted noted = nft_noted();
	char place[PLACE_SIZE], target[HASH_TEXT_SIZE], listed[HASH_TEXT_SIZE];
	json_t *json;

	read_place(place);
	target_hash(generation, target);
	json = json_pack("{s:s}", "target", target);
	if (noted.listed)
		json_object_set_new(json, "kernel", json_string(hash_text(listed, noted.listed)));
	if (noted.generation && *place) {
		json_object_set_new(json, "ruleset", json_integer(noted.generation));
		json_object_set_new(json, "place", json_string(place));
	}
	state_file_write(state_dir, "nft.json", json);
	json_decref(json);
}

static struct nft_noted noted_in(const json_t *json)
{
	const char *listed = json_string_value(json_object_get(json, "kernel"));
	const char *there = json_string_value(json_object_get(json, "place"));
	json_int_t ruleset = json_integer_value(json_object_get(json, "ruleset"));
	char place[PLACE_SIZE];

	read_place(place);
	return (struct nft_noted){
		.generation = there && *place && !strcmp(there, place) ? (uint32_t)ruleset : 0,
		.listed = listed ? strtoull(listed, NULL, 16) : 0};
}

bool nft_stands(const struct generation *generation, const char *state_dir)
{
	bool trouble, same = false;
	json_t *json = state_file_read(state_dir, "nft.json", &trouble);
	const char *noted = json_string_value(json_object_get(json, "target"));
	char target[HASH_TEXT_SIZE];

	if (noted) {
		target_hash(generation, target);
		same = !strcmp(noted, target) && nft_still(noted_in(json));
	}
	json_decref(json);
	return same;
}
