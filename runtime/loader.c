/*
 * The loader process: it answers the core's requests one after the other. It holds two generations:
 * the one in force, and the next one while that comes into force part by part. The core may refuse
 * the next one at any part; then what was done of it is led back.
 *
 *   {"do":"start","config":FILE,"site":FILE|null,"exact":BOOL,"again":BOOL}: AGAIN, on SIGHUP
 *   {"do":"resume"}: the generation in force; {"do":"rollback","number":N}: that one, 0: the one
 * before
 *   {"do":"client"}, and then {"do":"apply","name":N,"config":TEXT,"site_name":N,"site":TEXT} as a
 *   client sent it, or "diff": what it holds is not to be trusted. "passed":N: with N files
 *       -> {"ok":true,"number":K,"diagnostics":TEXT,…} and behind this line the plan's, or
 *          {"ok":false,"error":…,"diagnostics":TEXT}
 *   {"do":"dry","state":…}: what would change                        -> {"ok":true,"text":TEXT}
 *   {"do":"store","state":…}: opens the change             -> {"ok":…,"generation":N,"same":BOOL}
 *   {"do":"nft","state":…}, {"do":"dns","state":…}                   -> {"ok":…,"writes":N}
 *   {"do":"commit","confirm":SECONDS}: closes it           -> {"ok":…,"generation":N,"confirm":T}
 *   {"do":"reject","bare":BOOL}: BARE when nothing was in force       -> {"ok":true}
 *   {"do":"confirm"}                                                 -> {"ok":…}
 *   {"do":"state","number":K,"state":…,"moved":BOOL,"answer":BOOL}: MOVED when the core has moved
 *   its elements of nft itself                                   -> {"turned":true} if ANSWER
 *   {"do":"mend","changed":G}: somebody else changed our table
 *       -> {"mended":N}, or -1 of what could not be
 *   {"do":"lists","serial":N,"family":F,"name":NAME|null,"root":BOOL}: access lists with their hits
 *       -> {"counted":N,"text":TEXT} or {"counted":N,"error":…}
 */
#include <errno.h>
#include <fcntl.h>
#include <jansson.h>
#include <malloc.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>

#include "agent.h"
#include "agent_journal.h"
#include "agent_log.h"
#include "agent_server.h"
#include "agent_steps.h"
#include "compiler/plan_json.h"

enum { LOOK_AFTER_NAMED_MS = 1000 };

static void send_out(struct server *server, struct buffer *out)
{
	while (out->len)
		if (buffer_drain(out, server->fd) < 0) {
			/* the core waits for an answer: that we are gone is one */
			log_line("SYS-3-LOADER", "cannot answer: %s", strerror(errno));
			exit(1);
		}
	buffer_free(out);
}

void send_json(struct server *server, json_t *json)
{
	struct buffer out = {0};
	char *text = json_dumps(json, JSON_COMPACT);

	if (text)
		message_put(&out, text, strlen(text));
	send_out(server, &out);
	free(text);
	json_decref(json);
}

void send_with_text(struct server *server, json_t *json, char *text, size_t len)
{
	struct buffer out = {0};
	char *line = json_dumps(json, JSON_COMPACT);

	if (!line)
		abort();
	message_begin(&out, strlen(line) + 1 + len);
	buffer_add(&out, line, strlen(line));
	buffer_add(&out, "\n", 1);
	buffer_add(&out, text, len);
	send_out(server, &out);
	free(line);
	free(text);
	json_decref(json);
}

void send_failure(struct server *server, char *why)
{
	send_json(server,
		  json_pack("{s:b,s:o}", "ok", 0, "error", text_json(why ? why : "failed")));
	free(why);
}

static void send_done(struct server *server, int writes)
{
	send_json(server, json_pack("{s:b,s:i,s:i,s:s?}", "ok", 1, "writes", writes, "named",
				    (int)server->named.pid, "named_dir", server->named.dir));
}

/* ---- bringing into force ---- */

static void do_nft(struct server *server, const json_t *request)
{
	struct generation *next = &server->next;
	char *why = NULL;
	int steps;

	if (!next->here) {
		send_failure(server, strdup("nothing was compiled"));
		return;
	}
	state_read(next->compilation.plan, next->state, json_object_get(request, "state"));
	if (!server->current.here && nft_stands(next, server->state_dir))
		steps = 0;
	else
		steps = nft_bring(server, server->current.here ? &server->current : NULL, next,
				  &why);
	next->in_nft = steps >= 0;
	if (steps < 0)
		send_failure(server, why);
	else
		send_done(server, steps + server->edited.steps);
}

/*
 * Is NEXT not to come into force when named does not answer as it says? What is in force already,
 * or is come back to, does: there is nothing better to go to, and routes matter more.
 */
static bool must_answer(const struct server *server, const struct generation *next)
{
	return server->store.in_force && next->stored != server->store.in_force &&
	       next->coming != COMING_AGAIN && next->coming != COMING_BACK;
}

static void do_dns(struct server *server, const json_t *request)
{
	struct generation *next = &server->next;
	struct arena *arena;
	struct state *old;
	char *why = NULL, *wrong = NULL;
	int steps, writes;

	if (!next->here) {
		send_failure(server, strdup("nothing was compiled"));
		return;
	}
	arena = arena_new();
	old = state_copy(arena, next->compilation.plan, next->state);
	steps = nft_bring_state(server, next, old, request,
				&why); /* what has changed since do_nft() */
	arena_free(arena);
	writes = steps < 0 ? -1 : dns_bring(server, next, next->stored, true, &why, &wrong);
	next->in_dns = true;
	if (wrong && writes >= 0 && must_answer(server, next)) {
		why = wrong;
		writes = -1;
	} else if (wrong) {
		log_line("DNSSERVER-3-VERIFY", "%s", wrong);
		free(wrong);
	}
	if (writes < 0)
		send_failure(server, why);
	else
		send_done(server, steps + writes);
}

/* Lead back what the next generation has changed. A loader that was started in the place of another
 * may not know what was before: then a table is better than none. */
static void do_reject(struct server *server, const json_t *request)
{
	struct generation *next = &server->next, *current = &server->current;
	char *why = NULL;

	edit_take_back(server, !next->in_nft);
	if (next->in_nft && current->here && nft_bring(server, next, current, &why) < 0)
		owe(server, &server->owed.nft);
	else if (next->in_nft && !current->here && !server->store.in_force &&
		 json_is_true(json_object_get(request, "bare")))
		nft_remove(&why);
	if (why)
		log_line("SYS-2-UNDO", "%s", why);
	free(why);
	why = NULL;
	if (next->in_dns && current->here &&
	    dns_bring_and_tell(server, current, 0, true, &why) < 0) {
		log_line("SYS-2-UNDO", "%s", why);
		owe(server, &server->owed.dns);
	}
	free(why);
	store_give_up(server);
	generation_free(next);
	send_done(server, 0);
}

static bool touches_dns(const struct generation *generation, const struct state *old)
{
	struct arena *arena = arena_new();
	struct change *change =
		change_for(arena, generation->compilation.plan, old, generation->state);
	bool touches = false;

	VEC_FOREACH (step, &change->steps) {
		uint8_t kind = (step->new ? step->new : step->old)->kind;

		touches |= kind == OBJECT_DNS_SERVER || kind == OBJECT_DNS_VIEW ||
			   kind == OBJECT_DNS_ZONE;
	}
	arena_free(arena);
	return touches;
}

/* Connections may be forgotten that wait for it. */
static void answer_turned(struct server *server, const json_t *request)
{
	if (json_is_true(json_object_get(request, "answer")))
		send_json(server, json_pack("{s:b}", "turned", 1));
}

static void refused_of_state(struct server *server, bool *owed, char **why)
{
	log_line("SYS-3-STATE", "%s", *why);
	free(*why);
	*why = NULL;
	owe(server, owed);
}

/* The core has gone to another state: what is nft's and named's of that follows. */
static void do_state(struct server *server, const json_t *request)
{
	uint32_t number = (uint32_t)json_integer_value(json_object_get(request, "number"));
	struct generation *generation = server->next.here && server->next.number == number
						? &server->next
						: &server->current;
	struct arena *arena;
	struct state *old;
	char *why = NULL;
	bool replaced;
	int steps;

	if (!generation->here || generation->number != number) {
		answer_turned(server, request);
		return;
	}
	arena = arena_new();
	old = state_copy(arena, generation->compilation.plan, generation->state);
	replaced = generation == &server->current && server->next.in_dns;
	steps = nft_bring_state(server, generation, old, request, &why);
	answer_turned(server, request);
	if (steps > 0 && !server->edited.edit) {
		steps_next("write down what stands in nft");
		nft_remember(generation, server->state_dir);
	}
	if (steps < 0)
		refused_of_state(server, &server->owed.nft, &why);
	if (!replaced && touches_dns(generation, old) &&
	    dns_bring_and_tell(server, generation, generation->stored, false, &why) < 0)
		refused_of_state(server, &server->owed.dns, &why);
	free(why);
	arena_free(arena);
}

/* Somebody else has changed our table. */
static void do_mend(struct server *server, const json_t *request)
{
	const struct generation *generation =
		server->next.in_nft ? &server->next : &server->current;
	uint32_t changed = (uint32_t)json_integer_value(json_object_get(request, "changed"));
	char *why = NULL;
	int writes = 0;

	if (server->owed.nft && generation->here)
		writes = nft_bring(server, NULL, generation, &why);
	else if (generation->here)
		writes = nft_mend(generation, changed, &why);
	if (writes < 0)
		log_line("SYS-2-DRIFT", "the packet filter cannot be mended: %s", why);
	free(why);
	if (writes > 0 && !server->edited.edit) {
		steps_next("write down what stands in nft");
		nft_remember(generation, server->state_dir);
	}
	send_json(server, json_pack("{s:i}", "mended", writes));
}

/* ---- requests ---- */

/* What a client sent: of all requests, these may be its. */
static void serve_client(struct server *server, const json_t *request)
{
	const char *what = json_string_value(json_object_get(request, "do"));

	server->client = false;
	if (what && !strcmp(what, "apply") && !server->client_is_root)
		send_failure(server, strdup("only root may change something"));
	else if (what && (!strcmp(what, "apply") || !strcmp(what, "diff")))
		do_clients(server, request);
	else
		send_failure(server, strdup("malformed request"));
	passed_close(&server->passed);
}

static void serve(struct server *server, const json_t *request)
{
	static const struct {
		const char *what;
		void (*serve)(struct server *server, const json_t *request);
	} requests[] = {
		{"start", do_start}, {"rollback", do_rollback}, {"resume", do_resume},
		{"dry", do_dry},     {"store", do_store},	{"nft", do_nft},
		{"dns", do_dns},     {"commit", do_commit},	{"reject", do_reject},
		{"state", do_state}, {"confirm", do_confirm},	{"mend", do_mend},
		{"lists", do_lists},
	};
	const char *what = json_string_value(json_object_get(request, "do"));

	if (server->client) {
		serve_client(server, request);
		return;
	}
	if (what && !strcmp(what, "client")) {
		server->client = true;
		server->client_is_root = json_is_true(json_object_get(request, "root"));
		server->announced = (size_t)json_integer_value(json_object_get(request, "passed"));
		return;
	}
	for (size_t i = 0; what && i < sizeof requests / sizeof *requests; i++)
		if (!strcmp(what, requests[i].what)) {
			requests[i].serve(server, request);
			return;
		}
	send_failure(server, strdup(what ? "unknown request" : "malformed request"));
}

static void serve_all(struct server *server)
{
	const char *text;
	size_t len;

	while ((text = message_get(&server->in, &len))) {
		json_t *request = json_long_read(text, len, &server->longs);

		message_done(&server->in);
		serve(server, request);
		json_decref(request);
		json_longs_free(&server->longs);
		malloc_trim(0); /* the next configuration may be long in coming */
	}
}

/* A named that an earlier agent started runs on. */
static bool adopt_named(struct server *server)
{
	struct owned owned;
	pid_t pid;

	if (!owned_load(&owned, server->state_dir))
		return false;
	pid = named_is_ours(owned.named, owned.named_dir) ? owned.named
	      : owned.named_dir				  ? named_find(owned.named_dir)
							  : 0;
	if (pid > 0) {
		server->named.pid = pid;
		server->named.dir = strdup(owned.named_dir);
	}
	owned_free(&owned);
	return pid >= 0;
}

/* A loader whose core was killed may still be in the middle of a transaction when the next agent is
 * already started: it holds this lock until it is gone. */
static void wait_for_predecessor(const char *state_dir)
{
	char *path;
	int lock;

	if (asprintf(&path, "%s/loader.lock", state_dir) < 0)
		abort();
	lock = open(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);
	while (lock >= 0 && flock(lock, LOCK_EX) < 0 && errno == EINTR)
		;
	free(path);
}

/* How long there is nothing to do unless something is heard, in milliseconds; -1: for ever. */
static int patience(const struct server *server)
{
	const int waits[] = {server->named.pid || server->vrfs.len ? LOOK_AFTER_NAMED_MS : -1,
			     nft_wait(), owed_wait(server)};
	int least = -1;

	for (size_t i = 0; i < sizeof waits / sizeof *waits; i++)
		if (waits[i] >= 0 && (least < 0 || waits[i] < least))
			least = waits[i];
	return least;
}

/* No request is here: what stands in nft is listed when it is time for that. READY: the lister's
 * descriptor when it has something to say. */
static void list_at_leisure(const struct server *server, int ready)
{
	if (ready >= 0 && ready == lister_watch()) {
		/* one that is not yet in force is written down with its commit, or what is made of
		 * it */
		if (nft_list_hear() && server->current.here && !server->next.in_nft &&
		    !server->edited.edit && writer_watch() < 0)
			nft_remember(&server->current, server->state_dir);
	} else if (nft_wait() == 0) {
		nft_list_begin();
	}
}

int loader_main(int fd, const char *state_dir, uint32_t last)
{
	struct server server = {.fd = fd, .state_dir = state_dir, .requests = last};
	char *log;
	int came = 1;

	signal(SIGPIPE, SIG_IGN);
	if (asprintf(&log, "%s/named.log", state_dir) < 0)
		abort();
	server.named.log = server.vrfs.log = log;
	send_json(&server, json_pack("{s:i}", "pid", (int)getpid()));
	server.store.dir = state_dir;
	wait_for_predecessor(state_dir);
	if (!store_load(&server.store) || !store_open(&server.store) || !adopt_named(&server))
		return 1;
	while (came >= 0) {
		struct pollfd fds[] = {{.fd = fd, .events = POLLIN},
				       {.fd = named_watch(&server.named), .events = POLLIN},
				       {.fd = lister_watch(), .events = POLLIN},
				       {.fd = writer_watch(), .events = POLLIN}};

		int ready = poll(fds, 4, patience(&server));

		if (ready < 0 && errno != EINTR)
			break; /* and another loader takes our place */
		if (ready > 0 && fds[0].revents)
			came = buffer_fill_passed(&server.in, fd, &server.passed);
		serve_all(&server);
		if (ready > 0 && fds[3].revents && fds[3].fd == writer_watch())
			writer_hear(&server);
		owed_pay(&server);
		list_at_leisure(&server, ready > 0 && fds[2].revents ? fds[2].fd : -1);
		named_vrfs_keep(&server.vrfs);
		if (named_keep(&server.named)) {
			send_json(&server, json_pack("{s:i}", "named", (int)server.named.pid));
			if (!server.named.pid && server.named.restarts < NAMED_RESTARTS)
				owe(&server, &server.owed.dns);
		}
	}
	lister_stop();
	buffer_free(&server.in);
	edit_forget(&server);
	generation_free(&server.current);
	generation_free(&server.next);
	free(server.named.dir);
	named_vrfs_free(&server.vrfs);
	free(log);
	return 0;
}
