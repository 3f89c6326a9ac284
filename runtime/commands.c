/* The sub-commands of causeway: one row is one of them. */
#include "cli.h"

#include <string.h>

const struct command commands[] = {
	{"compile", cmd_compile, "mobaxdW", "", NULL,
	 "compile [-m SITE] -o DIR | --backend NAME [--assume COND]... [--exact] "
	 "[--named-dir PATH] CONFIG",
	 "write the files that nft, ip, sysctl and named load"},
	{"check", cmd_check, "mfxW", "", "text json sarif",
	 "check [-m SITE] [--format text|json|sarif] [-W[no-]NAME] [-W[no-]error[=NAME]] CONFIG",
	 "say what is wrong with a configuration, and the class of every line"},
	{"explain", cmd_explain, "", COMMAND_NAMES, NULL, "explain [NAME]",
	 "tell what a diagnostic means and how to mend it, or list them"},
	{"help-at", cmd_help_at, "f", "", "text json",
	 "help-at [--format text|json] CONFIG:LINE:COL",
	 "list what may stand at a place of a configuration"},
	{"fmt", cmd_fmt, "w", "", NULL, "fmt [-w] CONFIG",
	 "print a configuration as the router would, keywords in full"},
	{"diff", cmd_diff, "maxdosWMSf", "live", "text json",
	 "diff [-m SITE] [--assume COND]... [--meaning [--format text|json] | --output NAME-delta] "
	 "OLD NEW | --state COND... CONFIG",
	 "compare what two configurations, or compiled folders, come to; OLD may be 'live'"},
	{"show", cmd_show, "maxfW", "config ir plan target", "text json yaml",
	 "show {config|ir|plan|target} [-m SITE] [--assume COND]... [--format json|yaml] CONFIG",
	 "print what a stage of the compiler made of a configuration"},
	{"trace", cmd_trace, "maxrfW", "", "text json svg",
	 "trace [-m SITE] [--assume COND]... [--exact] [--reply] [--format text|json|svg] CONFIG "
	 "PACKET",
	 "tell what becomes of a packet, and which statement decides: 'in IF tcp A:P > B:P'"},
	{"states", cmd_states, "maxfW", "", "text json html",
	 "states [-m SITE] [--assume COND]... [--exact] [--format text|json|html] CONFIG",
	 "tell what becomes of traffic in each state of tracks and links, and what is wrong there"},
	{"verify", cmd_verify, "mxfW", "", "text json",
	 "verify [-m SITE] [--exact] [--format text|json] CONFIG ASSERTIONS.yaml",
	 "check what must be so of packets, exits, sources and names, in which states"},
	{"shell", cmd_shell, "mxsW", "", NULL, "shell [-m SITE] [--socket PATH] [CONFIG]",
	 "edit a configuration as on the router, with its help and its modes"},
	{"apply", cmd_apply, "mxsc", "", NULL,
	 "apply [-m SITE] [--confirm SECONDS] [--socket PATH] CONFIG",
	 "put a configuration into force through the agent"},
	{"confirm", cmd_confirm, "s", NULL, NULL, "confirm [--socket PATH]",
	 "keep what was applied with --confirm"},
	{"rollback", cmd_rollback, "sc", NULL, NULL,
	 "rollback [--confirm SECONDS] [--socket PATH] [GENERATION]",
	 "bring the generation before, or another one, into force again"},
	{"exec", cmd_exec, "s", NULL, NULL, "exec [--socket PATH] \"show track\"",
	 "ask the agent, with an operational command"},
	{"lab", cmd_lab, "", "up run down", NULL, "lab {up|run|down} LAB.yaml",
	 "raise a topology in network namespaces, and show it at work"},
	{"completion", cmd_completion, "", "bash zsh", NULL, "completion {bash|zsh}",
	 "print what lets a shell complete this command line"},
	{NULL, NULL, NULL, NULL, NULL, NULL, NULL},
};

const struct command *command_find(const char *name)
{
	for (const struct command *command = commands; command->name; command++)
		if (!strcmp(command->name, name))
			return command;
	return NULL;
}
