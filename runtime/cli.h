/* The command line: what every sub-command shares. design.md, "The command line"; decisions 24, 25.
 */
#ifndef RUNTIME_CLI_H
#define RUNTIME_CLI_H

#include <stdbool.h>
#include <stddef.h>

#include "compiler/compiler.h"

/* Exit statuses. */
enum {
	EXIT_DONE = 0, /* done, or the same */
	EXIT_FINDINGS = 1, /* errors in the configuration, or (diff) different */
	EXIT_TROUBLE = 2, /* usage, files, system; for diff any broken input */
};

/* Every option that some sub-command takes: X(member, letter, long name, argument, meaning). */
#define CLI_OPTIONS(X)                                                                          \
	X(site, 'm', "site", "SITE", "the site file (without: NAME.site.yaml beside NAME.cfg)") \
	X(output, 'o', "output", "DIR",                                                         \
	  "write all files into this folder, as a whole; of diff: commands, NAME-delta")        \
	X(backend, 'b', "backend", "NAME", "print the files of one backend")                    \
	X(assume, 'a', "assume", "COND", "compile for a state: 'track 100 down'; repeatable")   \
	X(exact, 'x', "exact", NULL, "do as IOS does, also where that hurts")                   \
	X(named_dir, 'd', "named-dir", "PATH", "absolute names in named's files")               \
	X(format, 'f', "format", "FORMAT", "text, json, or another that the command knows")     \
	X(warning, 'W', NULL, "[no-]NAME",                                                      \
	  "a warning on or off; error, error=NAME, no-error=NAME")                              \
	X(confirm, 'c', "confirm", "SECONDS", "undo it unless it is confirmed in time")         \
	X(reply, 'r', "reply", NULL, "follow what answers it, too")                             \
	X(meaning, 'M', "meaning", NULL,                                                        \
	  "what they mean: the models, and packets whose fate changes")                         \
	X(state, 'S', "state", "COND", "what this changes: 'track 100 down'; repeatable")       \
	X(write, 'w', "write", NULL, "write the result back to the file")                       \
	X(socket, 's', "socket", "PATH", "the agent's control socket")

struct cli {
	const char *site, *output, *backend, *named_dir, *format, *socket, *confirm;
	bool exact, write, reply, meaning;
	bool later; /* of the commands that need no plan whole: see struct compile_options */
	const char **assume, **state; /* end with NULL */
	const char **warnings; /* ends with NULL */
	char **args; /* what is no option */
	int n_args;
	size_t n_assume, n_state, n_warnings;
};

/*
 * Parse the arguments of one sub-command, argv[0] being its name, which takes the options of its
 * row and between MIN and MAX other arguments. False after reporting (then exit with EXIT_TROUBLE)
 * or after printing --help (then *STATUS is EXIT_DONE).
 */
bool cli_parse(struct cli *cli, int argc, char **argv, int min, int max, int *status);
void cli_free(struct cli *cli);

/* cli_compile.c */
enum cli_report {
	CLI_SILENT, /* the caller prints the diagnostics */
	CLI_ERRORS, /* nothing, unless there are errors */
	CLI_WARN, /* errors and warnings to standard error */
	CLI_CHECK, /* divergences, too */
};

/*
 * Run the passes over CONFIG and report. An empty configuration is an error only on the way to a
 * target. Returns an exit status; compilation_free(c) in any case.
 */
int cli_compile(const struct cli *cli, const char *config, enum compile_stage stage,
		enum cli_report report, struct compilation *c);
/* The state that --assume asks for, or NULL after reporting. */
struct state *cli_state(const struct cli *cli, const struct compilation *c);

/* Is there a terminal behind FD that wants colour? */
bool cli_colour(int fd);
/* Flush standard output; EXIT_TROUBLE after reporting when it could not be written, else STATUS. */
int cli_finish(int status);
/* Print "causeway: …" to standard error and return EXIT_TROUBLE. */
int cli_trouble(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* The sub-commands, argv[0] being the name; they return an exit status. */
int cmd_compile(int argc, char **argv);
int cmd_check(int argc, char **argv);
int cmd_diff(int argc, char **argv);
int cmd_completion(int argc, char **argv);
int cmd_explain(int argc, char **argv);
int cmd_fmt(int argc, char **argv);
int cmd_help_at(int argc, char **argv);
int cmd_shell(int argc, char **argv);
int cmd_trace(int argc, char **argv);
int cmd_show(int argc, char **argv);
int cmd_states(int argc, char **argv);
int cmd_verify(int argc, char **argv);
int cmd_apply(int argc, char **argv);
int cmd_confirm(int argc, char **argv);
int cmd_rollback(int argc, char **argv);
/* cmd_login.c: the caller's SSH_CONNECTION, to be freed, or NULL. */
char *login_of_caller(void);
int cmd_diff_live(struct cli *cli); /* of diff, when OLD is "live" */
bool is_folder(const char *name);
int cmd_diff_delta(struct cli *cli); /* of diff, with --output */
int cmd_diff_meaning(struct cli *cli); /* of diff, with --meaning */
int cmd_diff_state(struct cli *cli); /* of diff, with --state */
int cmd_exec(int argc, char **argv);
int cmd_lab(int argc, char **argv);

/* ---- commands.c ---- */
#define COMMAND_NAMES "<names>"
/* What `diff --output` takes: the name of a backend and this. */
#define DELTA "-delta"

struct command {
	const char *name;
	int (*run)(int argc, char **argv);
	const char *letters; /* of the options that it takes */
	/* that its first argument may be: words, "" for a file, COMMAND_NAMES of diagnostics */
	const char *words;
	const char *formats; /* of --format */
	const char *usage;
	const char *summary;
};

extern const struct command commands[]; /* ends with a NULL name */
/* The sub-command NAME, or NULL. */
const struct command *command_find(const char *name);

#endif
