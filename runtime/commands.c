/* The sub-commands of causeway: one row is one of them. */
#include "cli.h"

#include <string.h>

const struct command commands[] = {
	{"compile", cmd_compile,
	 "compile [-m SITE] -o DIR | --backend NAME [--assume COND]... [--exact] "
	 "[--named-dir PATH] CONFIG",
	 "write the files that nft, ip, sysctl and named load"},
	{"check", cmd_check,
	 "check [-m SITE] [--format text|json|sarif] [-W[no-]NAME] [-W[no-]error[=NAME]] CONFIG",
	 "say what is wrong with a configuration, and the class of every line"},
	{"explain", cmd_explain, "explain [NAME]",
	 "tell what a diagnostic means and how to mend it, or list them"},
	{"help-at", cmd_help_at, "help-at [--format text|json] CONFIG:LINE:COL",
	 "list what may stand at a place of a configuration"},
	{"fmt", cmd_fmt, "fmt [-w] CONFIG",
	 "print a configuration as the router would, keywords in full"},
	{"diff", cmd_diff, "diff [-m SITE] [--assume COND]... OLD NEW",
	 "compare what two configurations, or compiled folders, come to"},
	{"show", cmd_show,
	 "show {config|ir|plan|target} [-m SITE] [--assume COND]... [--format json|yaml] CONFIG",
	 "print what a stage of the compiler made of a configuration"},
	{"shell", cmd_shell, "shell [-m SITE] [--socket PATH] [CONFIG]",
	 "edit a configuration as on the router, with its help and its modes"},
	{"apply", cmd_apply, "apply [-m SITE] [--socket PATH] CONFIG",
	 "put a configuration into force through the agent"},
	{"exec", cmd_exec, "exec [--socket PATH] \"show track\"",
	 "ask the agent, with an operational command"},
	{"lab", cmd_lab, "lab {up|run|down} LAB.yaml",
	 "raise a topology in network namespaces, and show it at work"},
	{NULL, NULL, NULL, NULL},
};

const struct command *command_find(const char *name)
{
	for (const struct command *command = commands; command->name; command++)
		if (!strcmp(command->name, name))
			return command;
	return NULL;
}
