/*
 * Namespaces and cables: raised in a few batches of ip(8), and removed together with whatever runs
 * in them. A namespace belongs to a run by its name's prefix, which holds the number of the process
 * that raised it; processes are found by the namespace they are in, never by their names.
 */
#include "lab.h"

#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { TOOL_MS = 20000, LISTEN_MS = 10000, PROCESS_MAX = 4096 };

const char *lab_netns(const struct lab_run *run, const char *node)
{
	return arena_printf(run->arena, "%s-%s", run->prefix, node);
}

/* ---- raising ---- */

/* Run ARGV, which must end well; says what it said when it does not. */
static bool must(struct lab_run *run, const char *node, const char *input, const char *const *argv)
{
	struct lab_output output = lab_do(run, node, input, TOOL_MS, argv);

	if (output.status == 0)
		return true;
	if (!lab_ended(run))
		fprintf(stderr, "causeway: error: '%s' failed in '%s': %s\n", argv[0],
			node ? node : "the host", output.text);
	return false;
}

/* The commands that make all namespaces and cables, from outside. */
static const char *batch_of_cables(const struct lab_run *run)
{
	const struct lab *lab = run->lab;
	const char *text = "";

	for (uint32_t i = 0; i < lab->nodes.len; i++)
		text = arena_printf(run->arena, "%snetns add %s\n", text,
				    lab_netns(run, lab->nodes.at[i].name));
	for (uint32_t i = 0; i < lab->links.len; i++) {
		const struct lab_link *link = &lab->links.at[i];

		text = arena_printf(run->arena,
				    "%slink add name %s netns %s type veth peer name %s netns %s\n",
				    text, link->device[0], lab_netns(run, link->node[0]),
				    link->device[1], lab_netns(run, link->node[1]));
	}
	return text;
}

/* The commands inside NODE: its links up, its addresses and routes; a switch joins its cables. */
static const char *batch_of_node(const struct lab_run *run, const struct lab_node *node)
{
	const struct lab *lab = run->lab;
	const char *text = "link set dev lo up\n";

	if (node->is_switch)
		text = arena_printf(run->arena,
				    "%slink add name wire type bridge\n"
				    "link set dev wire up\n",
				    text);
	for (uint32_t i = 0; i < lab->links.len; i++)
		for (unsigned end = 0; end < 2; end++)
			if (strcmp(lab->links.at[i].node[end], node->name) == 0)
				text = arena_printf(run->arena, "%slink set dev %s %s up\n", text,
						    lab->links.at[i].device[end],
						    node->is_switch ? "master wire" : "");
	for (uint32_t i = 0; i < node->addresses.len; i++) {
		const struct lab_pair *pair = &node->addresses.at[i];

		for (uint32_t k = 0; k < pair->values.len; k++)
			text = arena_printf(run->arena, "%saddress add %s dev %s\n", text,
					    pair->values.at[k], pair->key);
	}
	for (uint32_t i = 0; i < node->routes.len; i++)
		text = arena_printf(run->arena, "%sroute add %s\n", text, node->routes.at[i]);
	return text;
}

static bool set_sysctl(struct lab_run *run, const struct lab_node *node)
{
	strings argv = {0};

	if (node->sysctl.len == 0)
		return true;
	vec_push(run->arena, &argv, "sysctl");
	vec_push(run->arena, &argv, "-qw");
	for (uint32_t i = 0; i < node->sysctl.len; i++) {
		const struct lab_pair *pair = &node->sysctl.at[i];
		const char *value = pair->values.len > 0 ? pair->values.at[0] : "";

		vec_push(run->arena, &argv, arena_printf(run->arena, "%s=%s", pair->key, value));
	}
	vec_push(run->arena, &argv, NULL);
	return must(run, node->name, NULL, argv.at);
}

static bool raise_node(struct lab_run *run, const struct lab_node *node)
{
	/* the gateway's devices are the configuration's business */
	const char *batch = strcmp(node->name, run->lab->gateway.node) == 0
				    ? "link set dev lo up\n"
				    : batch_of_node(run, node);

	return set_sysctl(run, node) &&
	       must(run, node->name, batch, lab_argv("ip", "-batch", "-")) &&
	       (!node->nft || must(run, node->name, node->nft, lab_argv("nft", "-f", "-")));
}

bool lab_net_raise(struct lab_run *run)
{
	if (!must(run, NULL, batch_of_cables(run), lab_argv("ip", "-batch", "-")))
		return false;
	for (uint32_t i = 0; i < run->lab->nodes.len; i++)
		if (!raise_node(run, &run->lab->nodes.at[i]))
			return false;
	return true;
}

/* ---- programs of a node ---- */

/* Make the folders on the way to PATH. */
static void make_folders(struct arena *arena, const char *path)
{
	for (const char *slash = strchr(path + 1, '/'); slash; slash = strchr(slash + 1, '/'))
		mkdir(arena_strndup(arena, path, (size_t)(slash - path)), 0755);
}

static bool write_files(struct lab_run *run, const struct lab_node *node, const char *folder)
{
	for (uint32_t i = 0; i < node->files.len; i++) {
		const struct lab_pair *pair = &node->files.at[i];
		const char *path = arena_printf(run->arena, "%s/%s", folder, pair->key);
		const char *text = pair->values.len > 0 ? pair->values.at[0] : "";

		make_folders(run->arena, path);
		if (!lab_write(path, lab_expand(run, text)))
			return false;
	}
	return true;
}

static const char *const *expand_argv(struct lab_run *run, const strings *argv)
{
	strings expanded = {0};

	for (uint32_t i = 0; i < argv->len; i++)
		vec_push(run->arena, &expanded, lab_expand(run, argv->at[i]));
	vec_push(run->arena, &expanded, NULL);
	return expanded.at;
}

static bool start_process(struct lab_run *run, const struct lab_node *node, const char *folder,
			  const struct lab_process *process)
{
	struct spawn spawn = {.argv = expand_argv(run, &process->argv),
			      .netns = lab_netns(run, node->name),
			      .dir = folder,
			      .log = arena_printf(run->arena, "%s.log", folder)};

	if (spawn_start(&spawn) < 0) {
		fprintf(stderr, "causeway: error: cannot run '%s': %s\n", spawn.argv[0],
			strerror(errno));
		return false;
	}
	return true;
}

static bool start_all(struct lab_run *run, const struct lab_node *node)
{
	const char *folder = arena_printf(run->arena, "%s/%s", run->work, node->name);

	make_folders(run->arena, arena_printf(run->arena, "%s/", folder));
	if (!write_files(run, node, folder))
		return false;
	for (uint32_t i = 0; i < node->setup.len; i++)
		if (!must(run, node->name, NULL, expand_argv(run, &node->setup.at[i])))
			return false;
	for (uint32_t i = 0; i < node->processes.len; i++)
		if (!start_process(run, node, folder, &node->processes.at[i]))
			return false;
	return true;
}

bool lab_wait_listening(struct lab_run *run, const char *node, const char *where, int timeout_ms)
{
	const char *word = arena_printf(run->arena, "%s ", where);
	double until = clock_ms() + timeout_ms;

	while (clock_ms() < until) {
		struct lab_output output =
			lab_do(run, node, NULL, TOOL_MS, lab_argv("ss", "-Hlntu"));

		if (strstr(output.text, word))
			return true;
		if (!lab_pause(run, 20))
			return false;
	}
	fprintf(stderr, "causeway: error: nothing listens on %s in '%s'\n", where, node);
	return false;
}

bool lab_wait_zones(struct lab_run *run, const char *log, int timeout_ms)
{
	double until = clock_ms() + timeout_ms;

	do {
		const char *said = lab_slurp(run->arena, log);

		if (said && strstr(said, "all zones loaded"))
			return true;
	} while (clock_ms() < until && lab_pause(run, 20));
	fprintf(stderr, "causeway: error: named does not load its zones\n");
	return false;
}

static bool wait_process(struct lab_run *run, const struct lab_node *node,
			 const struct lab_process *process)
{
	if (!process->listens)
		return true;
	if (!lab_wait_listening(run, node->name, process->listens, LISTEN_MS))
		return false;
	return strcmp(process->argv.at[0], "named") != 0 ||
	       lab_wait_zones(run, arena_printf(run->arena, "%s/%s.log", run->work, node->name),
			      LISTEN_MS);
}

static void show_log(struct lab_run *run, const struct lab_node *node)
{
	const char *text =
		lab_slurp(run->arena, arena_printf(run->arena, "%s/%s.log", run->work, node->name));

	if (text && !lab_ended(run))
		lab_say_lines(run, text, 0);
}

bool lab_nodes_start(struct lab_run *run)
{
	const struct lab *lab = run->lab;

	for (uint32_t i = 0; i < lab->nodes.len; i++)
		if (!start_all(run, &lab->nodes.at[i]))
			return false;
	for (uint32_t i = 0; i < lab->nodes.len; i++) {
		const struct lab_node *node = &lab->nodes.at[i];

		for (uint32_t k = 0; k < node->processes.len; k++)
			if (!wait_process(run, node, &node->processes.at[k])) {
				show_log(run, node);
				return false;
			}
	}
	return true;
}

/* ---- the end ---- */

/* Is the process PID in one of the namespaces SPACES, given by their inodes? */
static bool is_inside(const char *pid, const ino_t *spaces, unsigned n)
{
	char path[64];
	struct stat stat_;

	snprintf(path, sizeof path, "/proc/%.20s/ns/net", pid);
	if (stat(path, &stat_) != 0)
		return false;
	for (unsigned i = 0; i < n; i++)
		if (stat_.st_ino == spaces[i])
			return true;
	return false;
}

/* Send SIGNAL to everything in SPACES; how many that were. */
static unsigned signal_inside(const ino_t *spaces, unsigned n, int signal_)
{
	DIR *proc = opendir("/proc");
	struct dirent *entry;
	unsigned count = 0;

	while (proc && (entry = readdir(proc)) != NULL) {
		if (!isdigit((unsigned char)entry->d_name[0]) ||
		    !is_inside(entry->d_name, spaces, n))
			continue;
		kill((pid_t)strtol(entry->d_name, NULL, 10), signal_);
		count++;
	}
	if (proc)
		closedir(proc);
	return count;
}

static void end_programs(const ino_t *spaces, unsigned n)
{
	int status;

	for (unsigned tries = 0; signal_inside(spaces, n, tries < 40 ? SIGTERM : SIGKILL) > 0;
	     tries++) {
		usleep(25000);
		while (spawn_ended(-1, &status))
			;
		if (tries > 200)
			break;
	}
}

void lab_net_remove(struct arena *arena, const char *prefix)
{
	const char *start = arena_printf(arena, "%s-", prefix), *batch = "";
	DIR *folder = opendir("/run/netns");
	ino_t spaces[256];
	struct dirent *entry;
	unsigned n = 0;

	while (folder && (entry = readdir(folder)) != NULL && n < 256) {
		struct stat stat_;

		if (strncmp(entry->d_name, start, strlen(start)) != 0)
			continue;
		if (stat(arena_printf(arena, "/run/netns/%s", entry->d_name), &stat_) == 0)
			spaces[n++] = stat_.st_ino;
		batch = arena_printf(arena, "%snetns del %s\n", batch, entry->d_name);
	}
	if (folder)
		closedir(folder);
	end_programs(spaces, n);
	if (batch[0]) {
		struct spawn spawn = {.argv = lab_argv("ip", "-force", "-batch", "-"),
				      .input = batch,
				      .timeout_ms = TOOL_MS};
		struct spawned result;

		spawn_run(&spawn, &result);
		spawned_free(&result);
	}
}
