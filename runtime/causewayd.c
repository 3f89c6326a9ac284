/*
 * causewayd: the agent's program. This process is the core, which keeps the network; it starts the
 * loader, which reads configurations.
 */
#include <getopt.h>
#include <stdio.h>
#include <unistd.h>

#include "agent.h"

static const char usage[] = "usage: causewayd [-m SITE] [--socket PATH] [--group NAME] "
			    "[--state-dir DIR] [--exact] CONFIG\n"
			    "       causewayd --teardown [--socket PATH] [--state-dir DIR]\n";

static const char help[] =
	"\n"
	"Puts CONFIG into force in this network namespace and keeps it so: probes, tracks, "
	"routes.\n"
	"\n"
	"  -m, --site SITE    the site file (without: NAME.site.yaml beside NAME.cfg)\n"
	"  --socket PATH      the control socket (/run/causeway/ctl.sock)\n"
	"  --group NAME       whose members may look, but change nothing, by the control socket\n"
	"                     (causeway, if there is such a group)\n"
	"  --state-dir DIR    what must be known again after a restart (/var/lib/causeway)\n"
	"  --exact            do as IOS does, also where that hurts\n"
	"  --teardown         remove what causewayd has set up here, and nothing else\n"
	"\n"
	"SIGHUP: read CONFIG again. SIGTERM: stop, and leave the network as it is.\n";

struct arguments {
	struct core_options options;
	bool teardown;
};

enum { OPTION_SOCKET = 256, OPTION_GROUP, OPTION_STATE, OPTION_EXACT, OPTION_TEARDOWN };

/* -1: go on; else an exit status. */
static int parse(struct arguments *arguments, int argc, char **argv)
{
	static const struct option options[] = {
		{"site", required_argument, NULL, 'm'},
		{"socket", required_argument, NULL, OPTION_SOCKET},
		{"group", required_argument, NULL, OPTION_GROUP},
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
		else if (c == OPTION_GROUP)
			to->group = optarg;
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

int main(int argc, char **argv)
{
	struct arguments arguments = {
		.options = {.socket = "/run/causeway/ctl.sock", .state_dir = "/var/lib/causeway"}};
	int status = parse(&arguments, argc, argv);

	if (status >= 0)
		return status;
	if (geteuid() != 0) {
		fputs("causewayd: must be run as root\n", stderr);
		return 2;
	}
	if (state_dir_lock(arguments.options.state_dir) < 0)
		return 2;
	return arguments.teardown
		       ? core_teardown(arguments.options.state_dir, arguments.options.socket)
		       : core_run(&arguments.options);
}
