/*
 * causewayd: the agent's program. It becomes two processes before anything else: the loader, which
 * reads configurations, and the core, which keeps the network.
 */
#include <errno.h>
#include <getopt.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "agent.h"

static const char usage[] =
	"usage: causewayd [-m SITE] [--socket PATH] [--state-dir DIR] [--exact] CONFIG\n"
	"       causewayd --teardown [--socket PATH] [--state-dir DIR]\n";

static const char help[] =
	"\n"
	"Puts CONFIG into force in this network namespace and keeps it so: probes, tracks, "
	"routes.\n"
	"\n"
	"  -m, --site SITE    the site file (without: NAME.site.yaml beside NAME.cfg)\n"
	"  --socket PATH      the control socket (/run/causeway/ctl.sock)\n"
	"  --state-dir DIR    what must be known again after a restart (/var/lib/causeway)\n"
	"  --exact            do as IOS does, also where that hurts\n"
	"  --teardown         remove what causewayd has set up here, and nothing else\n"
	"\n"
	"SIGHUP: read CONFIG again. SIGTERM: stop, and leave the network as it is.\n";

struct arguments {
	struct core_options options;
	bool teardown;
};

enum { OPTION_SOCKET = 256, OPTION_STATE, OPTION_EXACT, OPTION_TEARDOWN };

/* -1: go on; else an exit status. */
static int parse(struct arguments *arguments, int argc, char **argv)
{
	static const struct option options[] = {
		{"site", required_argument, NULL, 'm'},
		{"socket", required_argument, NULL, OPTION_SOCKET},
		{"state-dir", required_argument, NULL, OPTION_STATE},
		{"exact", no_argument, NULL, OPTION_EXACT},
		{"teardown", no_argument, NULL, OPTION_TEARDOWN},
		{"help", no_argument, NULL, 'h'},
		{0},
	};
	struct core_options *to = &arguments->options;

	for (int c; (c = getopt_long(argc, argv, "m:h", options, NULL)) != -1;) {
		if (c == 'm')
			to->site = optarg;
		else if (c == OPTION_SOCKET)
			to->socket = optarg;
		else if (c == OPTION_STATE)
			to->state_dir = optarg;
		else if (c == OPTION_EXACT)
			to->exact = true;
		else if (c == OPTION_TEARDOWN)
			arguments->teardown = true;
		else {
			fprintf(c == 'h' ? stdout : stderr, "%s%s", usage, c == 'h' ? help : "");
			return c == 'h' ? 0 : 2;
		}
	}
	if (argc - optind != (arguments->teardown ? 0 : 1)) {
		fputs(usage, stderr);
		return 2;
	}
	to->config = argv[optind];
	return -1;
}

/* The loader ends with the core, and does not hold the state directory for it. */
static int run_both(const struct core_options *options, int lock)
{
	int ends[2], status;
	pid_t loader;

	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) < 0 || (loader = fork()) < 0) {
		fprintf(stderr, "causewayd: %s\n", strerror(errno));
		return 2;
	}
	if (loader == 0) {
		prctl(PR_SET_NAME, "causewayd-load");
		close(ends[0]);
		close(lock);
		signal(SIGINT, SIG_IGN); /* a terminal signals both */
		signal(SIGHUP, SIG_IGN);
		_exit(loader_main(ends[1], options->state_dir));
	}
	close(ends[1]);
	status = core_run(options, ends[0]);
	kill(loader, SIGTERM);
	while (waitpid(loader, NULL, 0) < 0 && errno == EINTR)
		;
	return status;
}

int main(int argc, char **argv)
{
	struct arguments arguments = {
		.options = {.socket = "/run/causeway/ctl.sock", .state_dir = "/var/lib/causeway"}};
	int status = parse(&arguments, argc, argv), lock;

	if (status >= 0)
		return status;
	if (geteuid() != 0) {
		fputs("causewayd: must be run as root\n", stderr);
		return 2;
	}
	lock = state_dir_lock(arguments.options.state_dir);
	if (lock < 0)
		return 2;
	return arguments.teardown
		       ? core_teardown(arguments.options.state_dir, arguments.options.socket)
		       : run_both(&arguments.options, lock);
}
