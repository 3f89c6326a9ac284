/*
 * causeway shell: a candidate configuration, edited line by line in IOS's modes, as on the router.
 * The candidate is text, the file's own with few lines changed; what a line means is always asked
 * of the reader.
 */
#ifndef RUNTIME_SHELL_H
#define RUNTIME_SHELL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "cli.h"
#include "grammar/canon.h"
#include "grammar/reader.h"

struct shell {
	const struct cli *cli;
	const char *config; /* the file, or NULL */
	char *start; /* as it was when the shell began, or at the last commit */
	char *text; /* the candidate */
	char *openers[CANON_DEPTH]; /* of the modes in force, canonical, from 1 on */
	uint8_t modes[CANON_DEPTH];
	int depth;
	char *prompt;
	const char *line; /* that is being done, as it was typed */
	void *terminal; /* libedit's, or NULL: lines come from a file */
	bool done;
	int status;
};

/* ---- shell_edit.c: the candidate ---- */

/* What became of a line. */
enum edit_result { EDIT_TAKEN, EDIT_REFUSED, EDIT_OPEN /* a banner whose end is to come */ };

/*
 * Read LINE in the mode in force and let the candidate say it. Says why not, and what is to be
 * warned of; COLUMN is where the line begins on the screen.
 */
enum edit_result shell_edit(struct shell *shell, const char *line, size_t column);
/* Back to global configuration, or out of one mode. */
void shell_leave(struct shell *shell, int depth);
/* LINE of global configuration with its words in full, to be freed; NULL when it is none. */
char *shell_canonical(const struct shell *shell, const char *line);
/* Say that nothing takes the word at WORD, of shell->line: the caret stands under it. */
void shell_say_invalid(const struct shell *shell, const char *word);

/* ---- shell_apply.c: a statement's place in the text ---- */

/* The text that says CANON's last line, too; to be freed. CANON: of the openers and the line. */
char *candidate_with(const char *text, const struct canon *canon, uint32_t line);

/* ---- shell_show.c ---- */

struct shell_word {
	const char *name, *help;
};

extern const struct shell_word shell_filters[]; /* up to one without a name */

/* Show what LINE asks for, of the candidate or of the agent; behind a bar stands a filter. */
void shell_show(struct shell *shell, const char *line, bool agent);
/* Where the bar in LINE is, or NULL. */
const char *shell_bar(const char *line);
/* Print what is wrong with the candidate, remarks too if ALL; false: that forbids to commit. */
bool shell_diagnostics(const struct shell *shell, bool all, FILE *to);

/* ---- shell_help.c ---- */

/* Does LINE begin with WORD, or what abbreviates it? */
bool shell_word_is(const char *line, const char *word);

/* Print what may stand at the end of LINE. */
void shell_help(const struct shell *shell, const char *line);
/* What completes the word at the end of LINE, to be freed; NULL when nothing, or too much, does. */
char *shell_complete(const struct shell *shell, const char *line);
/* The command of the shell itself that LINE begins with, or NULL; *REST: what follows it. */
const char *shell_own_command(const struct shell *shell, const char *line, const char **rest);
/* The openers of the modes in force and LINE below them, to be freed. */
char *shell_context(const struct shell *shell, const char *line, size_t *len);

/* ---- shell_input.c: a terminal, or a pipe ---- */

void shell_open_terminal(struct shell *shell);
void shell_close_terminal(struct shell *shell);
/* The next line, to be freed, without its end; NULL at the end of the input. */
char *shell_read(struct shell *shell);

/* ---- cmd_agent.c ---- */

bool agent_is_there(const struct cli *cli);
/* Put the LEN bytes at TEXT into force, called CONFIG; an exit status. */
int agent_apply_text(const struct cli *cli, const char *config, const char *text);
/* NAME.site.yaml beside NAME.cfg, to be freed; NULL when it does not stand there. */
char *site_beside(const char *config);
/* Let the agent answer COMMAND, and print that to TO. */
int agent_exec(const struct cli *cli, const char *command, FILE *to);

#endif
