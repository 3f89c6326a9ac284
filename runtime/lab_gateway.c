/*
 * The gateway of a lab, from its configuration to its first packet: compiled by this very program,
 * what was written shown, then put into force either by causewayd or by the stock tools alone. The
 * same compilation also tells how long a track may take to see a failure, so that no limit is
 * written down twice.
 */
#include "lab.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "compiler/compiler.h"

enum { COMPILE_MS = 20000, LOAD_MS = 20000, START_MS = 15000, SLACK_MS = 500, EXCERPT_WIDTH = 86 };

/* ---- what was written ---- */

struct listing {
	struct arena *arena;
	strings paths; /* relative to the folder */
};

static void list_folder(struct listing *listing, const char *folder, const char *below)
{
	const char *path = arena_printf(listing->arena, "%s/%s", folder, below);
	struct dirent **entries;
	int n = scandir(path, &entries, NULL, alphasort);

	for (int i = 0; i < n; i++) {
		const char *name = entries[i]->d_name;
		const char *relative = arena_printf(listing->arena, "%s%s", below, name);

		if (name[0] != '.' && entries[i]->d_type == DT_DIR)
			list_folder(listing, folder, arena_printf(listing->arena, "%s/", relative));
		else if (name[0] != '.')
			vec_push(listing->arena, &listing->paths, relative);
		free(entries[i]);
	}
	if (n >= 0)
		free(entries);
}

static const char *loader_of(const char *path)
{
	static const struct {
		const char *begin, *loader;
	} loaders[] = {
		{"nftables.nft", "nft -f"},
		{"iproute2.batch", "ip -batch"},
		{"sysctl.conf", "sysctl -p"},
		{"named.conf", "named -c"},
		{"views.conf", "included by named.conf"},
		{"zones/", "a zone of a view"},
		{"server/", "the inside server's own set-up"},
		{"parent-zone.db", "for the parent zone: NS, glue, MX"},
		{"manifest.json", "what was made from what"},
	};

	for (size_t i = 0; i < sizeof loaders / sizeof *loaders; i++)
		if (strncmp(path, loaders[i].begin, strlen(loaders[i].begin)) == 0)
			return loaders[i].loader;
	return "";
}

static void say_files(struct lab_run *run)
{
	struct listing listing = {.arena = run->arena};
	const char *text = "";

	list_folder(&listing, run->out, "");
	VEC_FOREACH (path, &listing.paths) {
		struct stat stat_;

		if (stat(arena_printf(run->arena, "%s/%s", run->out, *path), &stat_) != 0)
			continue;
		text = arena_printf(run->arena, "%s%-38s %6lld bytes   %s\n", text, *path,
				    (long long)stat_.st_size, loader_of(*path));
	}
	lab_say_lines(run, text, 0);
}

/* The lines of TEXT from the one that holds FROM, at most LINES of them, with their common
 * indentation taken away. */
static const char *lines_from(struct arena *arena, const char *text, const char *from, long lines)
{
	const char *at = strstr(text, from), *result = "";
	size_t indent;

	if (!at)
		return NULL;
	while (at > text && at[-1] != '\n')
		at--;
	indent = strspn(at, "\t ");
	for (long i = 0; i < lines && *at; i++) {
		size_t len = strcspn(at, "\n"), skip = strspn(at, "\t ");

		if (skip > indent)
			skip = indent;
		result = arena_printf(arena, "%s%.*s\n", result, (int)(len - skip), at + skip);
		at += len + (at[len] == '\n');
	}
	return result;
}

static void say_excerpts(struct lab_run *run)
{
	VEC_FOREACH (excerpt, &run->lab->gateway.excerpts) {
		const char *path = arena_printf(run->arena, "%s/%s", run->out, excerpt->file);
		const char *text = lab_slurp(run->arena, path);
		const char *lines = text ? lines_from(run->arena, text, excerpt->from,
						      excerpt->lines > 0 ? excerpt->lines : 1)
					 : NULL;

		if (!lines)
			continue;
		printf("\n      from %s:\n", excerpt->file);
		lab_say_lines(run, lines, EXCERPT_WIDTH);
	}
}

/* ---- compiling ---- */

static void take_tracks(struct lab_run *run, const struct plan *plan)
{
	VEC_FOREACH (track, &plan->tracks) {
		double probe = 0;

		if (track->kind <= PLAN_TRACK_STATE && track->probe < plan->probes.len)
			probe = (double)plan->probes.at[track->probe].frequency +
				plan->probes.at[track->probe].timeout;
		vec_push(run->arena, &run->tracks,
			 ((struct lab_track){.id = track->id,
					     .down = probe + track->delay_down + SLACK_MS,
					     .up = probe + track->delay_up + SLACK_MS}));
	}
}

/* The file NAME beside the lab file. */
static const char *beside(struct lab_run *run, const char *name)
{
	if (!name || name[0] == '/')
		return name;
	return arena_printf(run->arena, "%s/%s", run->lab->here, name);
}

static bool read_tracks(struct lab_run *run)
{
	struct compile_options options = {.config = beside(run, run->lab->gateway.config),
					  .site = beside(run, run->lab->gateway.site)};
	struct compilation c = {0};
	bool compiled = compile(&c, &options, STAGE_LOWER);

	if (compiled)
		take_tracks(run, c.plan);
	compilation_free(&c);
	return compiled;
}

bool lab_compile(struct lab_run *run)
{
	const struct lab_gateway *gateway = &run->lab->gateway;
	const char *const plain[] = {run->self, "compile", "-o", run->out, gateway->config, NULL};
	const char *const with_site[] = {run->self, "compile",	     "-m", gateway->site, "-o",
					 run->out,  gateway->config, NULL};
	struct lab_output output;
	bool compiled;

	lab_say_begin(run, 0, arena_printf(run->arena, "compile %s", gateway->config));
	output = lab_spawn(run, (struct spawn){.argv = gateway->site ? with_site : plain,
					       .dir = run->lab->here,
					       .timeout_ms = COMPILE_MS});
	compiled = output.status == 0 && read_tracks(run);
	lab_say_end(run, compiled, "", output.ms);
	lab_say_lines(run, output.text, 0);
	if (compiled) {
		say_files(run);
		say_excerpts(run);
		putchar('\n');
	}
	return compiled;
}

bool lab_time(const struct lab_run *run, const char *text, double *ms)
{
	char unit[8], state[8];
	unsigned id;

	if (!text)
		return false;
	if (sscanf(text, "track %u %7s", &id, state) == 2) {
		bool down = strcmp(state, "down") == 0;

		VEC_FOREACH (track, &run->tracks)
			if (track->id == id && (down || strcmp(state, "up") == 0)) {
				*ms = down ? track->down : track->up;
				return true;
			}
		return false;
	}
	if (sscanf(text, "%lf %3s", ms, unit) != 2)
		return false;
	if (strcmp(unit, "s") == 0)
		*ms *= 1e3;
	return strcmp(unit, "s") == 0 || strcmp(unit, "ms") == 0;
}

/* ---- by stock tools ---- */

static bool load(struct lab_run *run, const char *what, const char *const *argv)
{
	struct lab_output output = lab_do(run, run->lab->gateway.node, NULL, LOAD_MS, argv);

	if (output.status == 0)
		return true;
	lab_say_lines(run,
		      arena_printf(run->arena, "%s: exit status %d\n%s", what, output.status,
				   output.text),
		      0);
	return false;
}

/* Every file that says something; twice, since loading twice must be as good as once. Rules come
 * first: nothing passes without them, and they bring connection tracking, which then has its
 * settings. */
bool lab_gateway_load(struct lab_run *run)
{
	const char *sysctl = arena_printf(run->arena, "%s/sysctl.conf", run->out);
	const char *batch = arena_printf(run->arena, "%s/iproute2.batch", run->out);
	const char *nft = arena_printf(run->arena, "%s/nftables.nft", run->out);

	for (unsigned i = 0; i < 2; i++)
		if (!load(run, "nft -f", lab_argv("nft", "-f", nft)) ||
		    !load(run, "sysctl -p", lab_argv("sysctl", "-q", "-p", sysctl)) ||
		    !load(run, "ip -batch", lab_argv("ip", "-batch", batch)))
			return false;
	return true;
}

static bool has_dns(const struct lab_run *run)
{
	struct stat stat_;

	return stat(arena_printf(run->arena, "%s/named.conf", run->out), &stat_) == 0;
}

static bool start_static(struct lab_run *run)
{
	struct spawn named = {.argv = lab_argv("named", "-g", "-c", "named.conf"),
			      .netns = lab_netns(run, run->lab->gateway.node),
			      .dir = run->out,
			      .log = arena_printf(run->arena, "%s/named.log", run->work)};

	if (!lab_gateway_load(run))
		return false;
	if (!has_dns(run))
		return true;
	if (spawn_start(&named) > 0 &&
	    lab_wait_listening(run, run->lab->gateway.node, ":53", START_MS) &&
	    lab_wait_zones(run, named.log, START_MS))
		return true;
	lab_say_lines(run, lab_slurp(run->arena, named.log), 0);
	return false;
}

/* ---- by the agent ---- */

/* What it logs in IOS's form, not what its compiler says of the configuration, which was seen. */
void lab_agent_log(struct lab_run *run)
{
	const char *text = run->agent ? lab_slurp(run->arena, run->agent_log) : NULL;
	size_t len = text ? strlen(text) : 0, at = run->agent_log_shown;

	while (at < len && text[at + strcspn(text + at, "\n")] == '\n') {
		size_t line = strcspn(text + at, "\n");

		if (text[at] == '*')
			lab_say_lines(run, arena_strndup(run->arena, text + at, line), 0);
		at += line + 1;
	}
	run->agent_log_shown = at;
}

/* Until it answers, which is after it has put the configuration into force. */
static bool wait_agent(struct lab_run *run)
{
	double until = clock_ms() + START_MS;
	int status;

	while (clock_ms() < until && lab_pause(run, 20)) {
		const struct lab_output output =
			lab_do(run, NULL, NULL, LOAD_MS,
			       lab_argv(run->self, "exec", "--socket", run->socket, "show track"));

		if (output.status == 0)
			return true;
		if (spawn_ended(run->agent, &status)) {
			run->agent = 0;
			lab_say_lines(run, lab_slurp(run->arena, run->agent_log), 0);
			break;
		}
	}
	return false;
}

/* `ip netns exec` also gives it a /sys that shows the namespace's own devices. */
static bool start_agent(struct lab_run *run)
{
	const struct lab_gateway *gateway = &run->lab->gateway;
	const char *const first[] = {"ip",
				     "netns",
				     "exec",
				     lab_netns(run, gateway->node),
				     run->daemon,
				     "--socket",
				     run->socket,
				     "--state-dir",
				     arena_printf(run->arena, "%s/state", run->work)};
	struct spawn spawn = {.dir = run->lab->here, .log = run->agent_log};
	strings argv = {0};

	for (size_t i = 0; i < sizeof first / sizeof *first; i++)
		vec_push(run->arena, &argv, first[i]);
	if (gateway->site) {
		vec_push(run->arena, &argv, "-m");
		vec_push(run->arena, &argv, gateway->site);
	}
	vec_push(run->arena, &argv, gateway->config);
	vec_push(run->arena, &argv, NULL);
	spawn.argv = argv.at;
	run->agent = spawn_start(&spawn);
	if (run->agent < 0) {
		fprintf(stderr, "causeway: error: cannot run '%s': %s\n", run->daemon,
			strerror(errno));
		run->agent = 0;
		return false;
	}
	return wait_agent(run) &&
	       (!has_dns(run) || lab_wait_listening(run, gateway->node, ":53", START_MS));
}

bool lab_gateway_start(struct lab_run *run)
{
	bool agent = run->lab->gateway.mode == LAB_AGENT, started;
	double begin = clock_ms();

	lab_say_begin(run, 0,
		      agent ? "start causewayd in the gateway"
			    : "load the files by sysctl, ip, nft and named");
	started = agent ? start_agent(run) : start_static(run);
	lab_say_end(run, started, "", clock_ms() - begin);
	lab_agent_log(run);
	return started;
}
