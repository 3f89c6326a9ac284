/*
 * The loader process: it answers the core's requests one after the other. It holds two generations:
 * the one in force, and the next one while that comes into force part by part. The core may refuse
 * the next one at any part; then what was done of it is led back.
 *
 *   {"do":"start","config":FILE,"site":FILE|null,"exact":BOOL}
 *   {"do":"client"}, and then {"do":"apply","name":N,"config":TEXT,"site_name":N,"site":TEXT} as a
 *   client sent it: what it holds is not to be trusted
 *       -> {"ok":true,"plan":…,"number":K,"diagnostics":TEXT} or
 * {"ok":false,"error":…,"diagnostics":TEXT}
 *   {"do":"nft","state":…}, {"do":"dns","state":…,"generation":G}    -> {"ok":…,"writes":N}
 *   {"do":"reject","bare":BOOL}: BARE when nothing was in force       -> {"ok":true}
 *   {"do":"accept","state":…}, {"do":"state","number":K,"state":…}    no answer
 *   {"do":"mend","changed":G}: somebody else changed our table
 *       -> {"mended":N}, or -1 of what could not be
 */
#include <jansson.h>
#include <malloc.h>
#include <net/if.h>
#include <net/if_arp.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include "agent.h"
#include "agent_channel.h"
#include "agent_journal.h"
#include "agent_loader.h"
#include "agent_log.h"
#include "compiler/plan_json.h"

enum { LOOK_AFTER_NAMED_MS = 1000 };

struct server {
	int fd;
	const char *state_dir;
	struct buffer in;
	struct generation current, next;
	uint32_t requests; /* the number of the last one for a configuration */
	bool client; /* the next request is a client's */
	struct named named;
	struct named_vrfs vrfs;
};

static void send_json(struct server *server, json_t *json)
{
	struct buffer out = {0};
	char *text = json_dumps(json, JSON_COMPACT);

	if (text) {
		message_put(&out, text, strlen(text));
		while (out.len && buffer_drain(&out, server->fd) >= 0)
			;
	}
	buffer_free(&out);
	free(text);
	json_decref(json);
}

static void send_failure(struct server *server, char *why)
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

/* ---- states ---- */

static bool read_ip6(const json_t *text, struct ip6 *addr)
{
	return json_is_string(text) &&
	       !ip6_parse(json_string_value(text), json_string_length(text), addr);
}

static void state_read6(struct device_state *state, const json_t *json)
{
	const json_t *prefix = json_object_get(json, "prefix6");
	json_int_t len = json_integer_value(json_array_get(prefix, 1));

	state->has_address6 = read_ip6(json_object_get(json, "address6"), &state->address6);
	state->has_gateway6 = read_ip6(json_object_get(json, "gateway6"), &state->gateway6);
	state->prefix6.len = 0;
	if (len > 0 && len <= IP6_BITS && read_ip6(json_array_get(prefix, 0), &state->prefix6.addr))
		state->prefix6.len = (uint8_t)len;
}

static void state_read(const struct plan *plan, struct state *state, const json_t *json)
{
	const json_t *truth = json_object_get(json, "truth"), *row;
	const json_t *devices = json_object_get(json, "devices");
	json_int_t address, gateway;
	int has_address, has_gateway;

	for (uint32_t i = 0; i < plan->conditions.len && i < json_array_size(truth); i++)
		state->truth[i] = json_is_true(json_array_get(truth, i));
	for (uint32_t i = 0; i < plan->devices.len && i < json_array_size(devices); i++) {
		row = json_array_get(devices, i);
		if (json_unpack((json_t *)(uintptr_t)row, "{s:b,s:I,s:b,s:I}", "has_address",
				&has_address, "address", &address, "has_gateway", &has_gateway,
				"gateway", &gateway))
			continue;
		state->device[i].has_address = has_address;
		state->device[i].address = (uint32_t)address;
		state->device[i].has_gateway = has_gateway;
		state->device[i].gateway = (uint32_t)gateway;
		state_read6(&state->device[i], row);
		row = json_object_get(row, "servers");
		for (size_t k = 0; k < STATE_SERVERS; k++)
			state->device[i].server[k] =
				(uint32_t)json_integer_value(json_array_get(row, k));
	}
}

/* ---- compiling ---- */

static void generation_free(struct generation *generation)
{
	if (generation->here)
		compilation_free(&generation->compilation);
	*generation = (struct generation){0};
}

static char *diagnostics(struct compilation *c)
{
	char *text = NULL;
	size_t len = 0;
	FILE *stream = open_memstream(&text, &len);

	if (!stream)
		abort();
	diags_print(&c->diags, &c->source, stream, false, false);
	fclose(stream);
	return text;
}

static bool is_cores(const struct object *object)
{
	return object->kind == OBJECT_SYSCTL || object->kind == OBJECT_LINK ||
	       object->kind == OBJECT_ADDRESS || object->kind == OBJECT_ROUTE ||
	       object->kind == OBJECT_RULE;
}

/* The part of PLAN that the core runs: a large configuration is mostly nft's. */
static json_t *cores_plan(const struct plan *plan)
{
	struct plan part = *plan;
	struct arena *arena = arena_new();
	json_t *json;

	memset(&part.items, 0, sizeof part.items);
	memset(&part.choices, 0, sizeof part.choices);
	VEC_FOREACH (item, &plan->items)
		if (is_cores(&item->object))
			vec_push(arena, &part.items, *item);
	VEC_FOREACH (choice, &plan->choices)
		if (choice->candidates.len && is_cores(&choice->candidates.at[0].object))
			vec_push(arena, &part.choices, *choice);
	json = plan_json(&part);
	arena_free(arena);
	return json;
}

static bool hardware_address(const char *device, uint8_t mac[6])
{
	struct ifreq request = {0};
	int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	bool known = false;

	if (fd >= 0 && strlen(device) < sizeof request.ifr_name) {
		memcpy(request.ifr_name, device, strlen(device));
		known = ioctl(fd, SIOCGIFHWADDR, &request) == 0 &&
			request.ifr_hwaddr.sa_family == ARPHRD_ETHER;
	}
	if (known)
		memcpy(mac, request.ifr_hwaddr.sa_data, 6);
	if (fd >= 0)
		close(fd);
	return known;
}

static struct compile_options options_of(const json_t *request)
{
	struct compile_options options = {0};
	const json_t *config = json_object_get(request, "config");
	const json_t *site = json_object_get(request, "site");

	options.hardware = hardware_address;
	options.exact = json_is_true(json_object_get(request, "exact"));
	if (!strcmp(json_string_value(json_object_get(request, "do")), "start")) {
		options.config = json_string_value(config);
		options.site = json_string_value(site);
		return options;
	}
	options.config = json_string_value(json_object_get(request, "name"));
	options.text = json_string_value(config);
	options.len = json_string_length(config);
	options.site = json_string_value(json_object_get(request, "site_name"));
	options.site_text = json_string_value(site) ?: "";
	options.site_len = json_string_length(site);
	return options;
}

static void do_compile(struct server *server, const json_t *request)
{
	struct compile_options options = options_of(request);
	struct generation *next = &server->next;
	char *text;
	bool ok;

	server->requests++;
	if (!options.config || (!options.text && json_object_get(request, "name"))) {
		send_failure(server, strdup("the request is incomplete"));
		return;
	}
	generation_free(next);
	ok = compile(&next->compilation, &options, STAGE_LOWER) && next->compilation.plan;
	next->here = true;
	next->number = server->requests;
	text = diagnostics(&next->compilation);
	if (!ok) {
		send_json(server,
			  json_pack("{s:b,s:s,s:o}", "ok", 0, "error",
				    "errors in the configuration", "diagnostics", text_json(text)));
		generation_free(next);
	} else {
		next->state = state_default(next->compilation.arena, next->compilation.plan);
		send_json(server, json_pack("{s:b,s:i,s:o,s:o}", "ok", 1, "number",
					    (int)next->number, "diagnostics", text_json(text),
					    "plan", cores_plan(next->compilation.plan)));
	}
	free(text);
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
		steps = nft_switch(server->current.here ? &server->current : NULL, next, &why);
	if (steps < 0 && server->current.here) { /* somebody has changed what we started from */
		free(why);
		why = NULL;
		steps = nft_switch(NULL, next, &why);
	}
	next->in_nft = steps >= 0;
	if (steps < 0)
		send_failure(server, why);
	else
		send_done(server, steps);
}

/* Have all servers run on what was written; true when there is something new to wait for. */
static bool dns_serve(struct server *server, const char *dir, const struct out_files *files,
		      bool anew, char **why)
{
	struct named *named = &server->named;

	if (!named_vrfs_serve(&server->vrfs, dir, files, anew, why))
		return false;
	return (anew || !named_is_ours(named->pid, named->dir)) && named_serve(named, why);
}

/* named's files as GENERATION wants them; how many were written, or -1. */
static int dns_bring(struct server *server, struct generation *generation, uint32_t serial,
		     char **why)
{
	const struct site *site = generation->compilation.site;
	enum dns_service service = site ? site->dns : DNS_START;
	struct out_files files = {0};
	struct dns_questions questions = {.len = 0};
	const struct dns_question *silent;
	char *dir = dns_dir(generation, server->state_dir);
	int writes = 0;

	if (service != DNS_NONE)
		dns_files(generation, server->state_dir, dir, serial, &files, &questions);
	if (files.len || server->named.dir) {
		if (!dns_check(generation, dir, why) || (writes = dns_write(dir, &files, why)) < 0)
			goto out;
	}
	free(server->named.dir);
	server->named.dir = files.len ? strdup(dir) : NULL;
	if (!files.len) {
		named_stop(&server->named);
		named_vrfs_stop(&server->vrfs, dir);
	} else if (service == DNS_USE && writes)
		named_nudge();
	else if (service == DNS_START && dns_serve(server, dir, &files, writes != 0, why) &&
		 (silent = dns_await(&questions)))
		log_line("DNSSERVER-4-NAMED", "named does not yet serve '%s'", silent->zone);
out:
	if (*why)
		writes = -1;
	out_files_free(&files);
	free(dir);
	return writes;
}

/* GENERATION goes to the state that REQUEST tells; the packet filter follows where it is in force.
 */
static int turn_nft(const struct server *server, struct generation *generation,
		    const struct state *old, const json_t *request, char **why)
{
	const struct plan *plan = generation->compilation.plan;

	state_read(plan, generation->state, json_object_get(request, "state"));
	if (generation == &server->current && server->next.in_nft)
		return 0; /* it is being replaced; do_reject() would come back to this state */
	return nft_turn(plan, old, generation->state, why);
}

static void do_dns(struct server *server, const json_t *request)
{
	uint32_t serial = (uint32_t)json_integer_value(json_object_get(request, "generation"));
	struct generation *next = &server->next;
	struct arena *arena;
	struct state *old;
	char *why = NULL;
	int steps, writes;

	if (!next->here) {
		send_failure(server, strdup("nothing was compiled"));
		return;
	}
	arena = arena_new();
	old = state_copy(arena, next->compilation.plan, next->state);
	steps = turn_nft(server, next, old, request, &why); /* what has changed since do_nft() */
	arena_free(arena);
	writes = steps < 0 ? -1 : dns_bring(server, next, serial, &why);
	next->in_dns = true;
	if (writes < 0)
		send_failure(server, why);
	else
		send_done(server, steps + writes);
}

static void do_accept(struct server *server)
{
	if (!server->next.here)
		return;
	generation_free(&server->current);
	server->current = server->next;
	server->next = (struct generation){0};
	nft_remember(&server->current, server->state_dir);
}

/* Lead back what the next generation has changed. A loader that was started in the place of another
 * may not know what was before: then a table is better than none. */
static void do_reject(struct server *server, const json_t *request)
{
	struct generation *next = &server->next, *current = &server->current;
	char *why = NULL;

	if (next->in_nft && current->here)
		nft_switch(next, current, &why);
	else if (next->in_nft && json_is_true(json_object_get(request, "bare")))
		nft_remove(&why);
	if (why)
		log_line("SYS-2-UNDO", "%s", why);
	free(why);
	why = NULL;
	if (next->in_dns && current->here && dns_bring(server, current, 0, &why) < 0)
		log_line("SYS-2-UNDO", "%s", why);
	free(why);
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

	if (!generation->here || generation->number != number)
		return;
	arena = arena_new();
	old = state_copy(arena, generation->compilation.plan, generation->state);
	replaced = generation == &server->current && server->next.in_dns;
	steps = turn_nft(server, generation, old, request, &why);
	if (steps > 0)
		nft_remember(generation, server->state_dir);
	if (steps < 0 ||
	    (!replaced && touches_dns(generation, old) &&
	     dns_bring(server, generation,
		       (uint32_t)json_integer_value(json_object_get(request, "generation")),
		       &why) < 0))
		log_line("SYS-3-STATE", "%s", why);
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
	int writes = generation->here ? nft_mend(generation, changed, &why) : 0;

	if (writes < 0)
		log_line("SYS-2-DRIFT", "the packet filter cannot be mended: %s", why);
	free(why);
	if (writes > 0)
		nft_remember(generation, server->state_dir);
	send_json(server, json_pack("{s:i}", "mended", writes));
}

/* ---- requests ---- */

static void serve(struct server *server, const json_t *request)
{
	const char *what = json_string_value(json_object_get(request, "do"));

	if (server->client) {
		server->client = false;
		if (what && !strcmp(what, "apply"))
			do_compile(server, request);
		else
			send_failure(server, strdup("malformed request"));
		return;
	}
	if (!what)
		send_failure(server, strdup("malformed request"));
	else if (!strcmp(what, "client"))
		server->client = true;
	else if (!strcmp(what, "start"))
		do_compile(server, request);
	else if (!strcmp(what, "nft"))
		do_nft(server, request);
	else if (!strcmp(what, "dns"))
		do_dns(server, request);
	else if (!strcmp(what, "accept"))
		do_accept(server);
	else if (!strcmp(what, "reject"))
		do_reject(server, request);
	else if (!strcmp(what, "state"))
		do_state(server, request);
	else if (!strcmp(what, "mend"))
		do_mend(server, request);
	else
		send_failure(server, strdup("unknown request"));
}

static void serve_all(struct server *server)
{
	const char *text;
	size_t len;

	while ((text = message_get(&server->in, &len))) {
		json_t *request = json_loadb(text, len, JSON_REJECT_DUPLICATES, NULL);

		message_done(&server->in);
		serve(server, request);
		json_decref(request);
		malloc_trim(0); /* the next configuration may be long in coming */
	}
}

/* A named that an earlier agent started runs on. */
static void adopt_named(struct server *server)
{
	struct owned owned;

	if (!owned_load(&owned, server->state_dir))
		return;
	if (named_is_ours(owned.named, owned.named_dir)) {
		server->named.pid = owned.named;
		server->named.dir = strdup(owned.named_dir);
	}
	owned_free(&owned);
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
	adopt_named(&server);
	while (came >= 0) {
		struct pollfd poll_fd = {.fd = fd, .events = POLLIN};

		if (poll(&poll_fd, 1,
			 server.named.pid || server.vrfs.len ? LOOK_AFTER_NAMED_MS : -1) > 0)
			came = buffer_fill(&server.in, fd);
		serve_all(&server);
		named_vrfs_keep(&server.vrfs);
		if (named_keep(&server.named))
			send_json(&server, json_pack("{s:i}", "named", (int)server.named.pid));
	}
	buffer_free(&server.in);
	generation_free(&server.current);
	generation_free(&server.next);
	free(server.named.dir);
	named_vrfs_free(&server.vrfs);
	free(log);
	return 0;
}
