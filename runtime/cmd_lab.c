/*
 * `causeway lab`: raises a lab, takes its steps, and takes it down again however the run ends. What
 * a run owns is known by a record and by its namespaces' prefix, so that `lab down` finds what a
 * killed run has left.
 */
#include <dirent.h>
#include <errno.h>
#include <ftw.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/signalfd.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli.h"
#include "lab.h"

#define RECORDS "/run/causeway-lab"

/* When the process PID was started, in the kernel's ticks; 0 when there is none. */
static unsigned long long start_of(struct arena *arena, long pid)
{
	unsigned long long start = 0;
	const char *path = arena_printf(arena, "/proc/%ld/stat", pid), *at;
	FILE *from = fopen(path, "r");
	char text[1024];
	size_t len = from ? fread(text, 1, sizeof text - 1, from) : 0;

	if (from)
		fclose(from);
	text[len] = '\0';
	at = strrchr(text, ')');
	if (!at || sscanf(at + 1,
			  " %*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %*u %*u %*d %*d %*d %*d"
			  " %*d %*d %llu",
			  &start) != 1)
		return 0;
	return start;
}

/* ---- a run's belongings ---- */

/* named may read and write below its own folder only, where Debian confines it. */
static const char *work_parent(void)
{
	return access("/var/lib/bind", W_OK) == 0 ? "/var/lib/bind" : "/tmp";
}

static int remove_one(const char *path, const struct stat *stat_, int type, struct FTW *ftw)
{
	(void)stat_;
	(void)type;
	(void)ftw;
	remove(path);
	return 0;
}

static void remove_run(struct arena *arena, const char *prefix, const char *work,
		       const char *record)
{
	lab_net_remove(arena, prefix);
	if (strstr(work, "/causeway-lab-"))
		nftw(work, remove_one, 16, FTW_DEPTH | FTW_PHYS);
	unlink(record);
	rmdir(RECORDS); /* which fails while other labs are up */
}

static int signals(void)
{
	sigset_t set;

	sigemptyset(&set);
	sigaddset(&set, SIGINT);
	sigaddset(&set, SIGTERM);
	sigaddset(&set, SIGHUP);
	sigprocmask(SIG_BLOCK, &set, NULL);
	signal(SIGPIPE, SIG_IGN);
	return signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
}

static const char *beside_self(struct arena *arena, const char *self, const char *name)
{
	const char *slash = strrchr(self, '/');

	return arena_printf(arena, "%.*s/%s", slash ? (int)(slash - self) : 0, self, name);
}

static bool run_init(struct lab_run *run, struct arena *arena, const struct lab *lab)
{
	char self[4096];
	ssize_t len = readlink("/proc/self/exe", self, sizeof self - 1);

	if (len < 0)
		return false;
	run->arena = arena;
	run->lab = lab;
	run->begin = clock_ms();
	run->self = arena_strndup(arena, self, (size_t)len);
	run->daemon = beside_self(arena, run->self, "causewayd");
	run->prefix = arena_printf(arena, "cw%ld", (long)getpid());
	run->record = arena_printf(arena, RECORDS "/%s", run->prefix);
	run->work = arena_printf(arena, "%s/causeway-lab-%s", work_parent(), run->prefix);
	run->out = arena_printf(arena, "%s/out", run->work);
	run->socket = arena_printf(arena, "%s/ctl.sock", run->work);
	run->agent_log = arena_printf(arena, "%s/causewayd.log", run->work);
	run->colour = cli_colour(STDOUT_FILENO);
	run->signals = signals();
	return true;
}

/* The folder is shared with nobody: its name is ours alone, and it must not exist. */
static bool make_belongings(const struct lab_run *run)
{
	const char *text = arena_printf(run->arena, "%s\n%s\n%llu\n", run->lab->name, run->work,
					start_of(run->arena, getpid()));

	if (mkdir(RECORDS, 0755) != 0 && errno != EEXIST) {
		cli_trouble(RECORDS ": %s", strerror(errno));
		return false;
	}
	if (mkdir(run->work, 0755) != 0) {
		cli_trouble("%s: %s", run->work, strerror(errno));
		return false;
	}
	return lab_write(run->record, text);
}

static void run_end(struct lab_run *run)
{
	remove_run(run->arena, run->prefix, run->work, run->record);
	if (run->signals >= 0)
		close(run->signals);
}

/* ---- the commands ---- */

static bool raise_net(struct lab_run *run)
{
	double begin = clock_ms();
	bool up;

	lab_say_begin(run, 0,
		      arena_printf(run->arena, "raise %u namespaces and %u cables",
				   run->lab->nodes.len, run->lab->links.len));
	up = lab_net_raise(run) && lab_nodes_start(run);
	lab_say_end(run, up,
		    arena_printf(run->arena, "%s-%s ...", run->prefix, run->lab->nodes.at[0].name),
		    clock_ms() - begin);
	return up;
}

/* Everything up to the first step. An exit status. */
static int bring_up(struct lab_run *run)
{
	lab_say_title(run);
	putchar('\n');
	if (!make_belongings(run))
		return EXIT_TROUBLE;
	if (!lab_compile(run))
		return lab_ended(run) ? EXIT_TROUBLE : EXIT_FINDINGS;
	if (!raise_net(run) || !lab_gateway_start(run))
		return EXIT_TROUBLE;
	return EXIT_DONE;
}

static int lab_run_command(struct lab_run *run)
{
	int status = bring_up(run);

	if (status == EXIT_DONE && !lab_steps(run))
		status = EXIT_TROUBLE;
	if (status == EXIT_DONE && !lab_say_summary(run))
		status = EXIT_FINDINGS;
	if (lab_ended(run))
		fputs("\ncauseway: the lab was interrupted\n", stderr);
	run_end(run);
	return status;
}

static int lab_up_command(struct lab_run *run)
{
	int status = bring_up(run);

	if (status != EXIT_DONE || lab_ended(run)) {
		run_end(run);
		return status != EXIT_DONE ? status : EXIT_TROUBLE;
	}
	printf("\nThe lab is up. Its machines are network namespaces:\n\n");
	VEC_FOREACH (node, &run->lab->nodes)
		printf("  ip netns exec %-24s ...\n", lab_netns(run, node->name));
	printf("\nFiles and logs: %s\n", run->work);
	if (run->lab->gateway.mode == LAB_AGENT)
		printf("The agent:      causeway exec --socket %s \"show track\"\n", run->socket);
	printf("Down again:     causeway lab down %s\n", run->lab->file);
	return EXIT_DONE;
}

/* The run that RECORD tells of, when it is one of lab NAME and nobody drives it. */
static void down_one(struct arena *arena, const char *prefix, const char *name, unsigned *found)
{
	const char *record = arena_printf(arena, RECORDS "/%s", prefix);
	const char *text = lab_slurp(arena, record);
	long pid = strncmp(prefix, "cw", 2) == 0 ? strtol(prefix + 2, NULL, 10) : 0;
	char lab_name[64], work[512];
	unsigned long long start;

	if (!text || pid <= 0 || sscanf(text, "%63s %511s %llu", lab_name, work, &start) != 3 ||
	    strcmp(lab_name, name) != 0)
		return;
	if (start_of(arena, pid) == start) {
		printf("%s is being run by process %ld and is left alone\n", prefix, pid);
		return;
	}
	remove_run(arena, prefix, work, record);
	printf("%s is down\n", prefix);
	++*found;
}

static int lab_down_command(struct arena *arena, const struct lab *lab)
{
	DIR *records = opendir(RECORDS);
	struct dirent *entry;
	unsigned found = 0;

	while (records && (entry = readdir(records)) != NULL)
		if (entry->d_name[0] != '.')
			down_one(arena, arena_printf(arena, "%s", entry->d_name), lab->name,
				 &found);
	if (records)
		closedir(records);
	if (found == 0)
		printf("nothing of %s was up\n", lab->name);
	return EXIT_DONE;
}

static int dispatch(struct arena *arena, const char *verb, const struct lab *lab)
{
	struct lab_run run = {0};

	if (strcmp(verb, "down") == 0)
		return lab_down_command(arena, lab);
	setvbuf(stdout, NULL, _IOLBF, 0);
	if (!run_init(&run, arena, lab))
		return cli_trouble("/proc/self/exe: %s", strerror(errno));
	return strcmp(verb, "up") == 0 ? lab_up_command(&run) : lab_run_command(&run);
}

int cmd_lab(int argc, char **argv)
{
	struct arena *arena;
	const struct lab *lab;
	struct cli cli;
	const char *verb;
	int status;

	if (!cli_parse(&cli, argc, argv, 2, 2, &status))
		return status;
	verb = cli.args[0];
	arena = arena_new();
	lab = lab_read(arena, cli.args[1]);
	if (!lab)
		status = EXIT_TROUBLE;
	else if (strcmp(verb, "up") != 0 && strcmp(verb, "run") != 0 && strcmp(verb, "down") != 0)
		status = cli_trouble("lab: '%s' is none of up, run and down", verb);
	else if (geteuid() != 0)
		status = cli_trouble("lab: network namespaces need root");
	else
		status = cli_finish(dispatch(arena, verb, lab));
	arena_free(arena);
	cli_free(&cli);
	return status;
}
