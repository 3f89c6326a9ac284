/*
 * Where the shell's lines come from: libedit's line editor on a terminal; else a pipe, and then
 * what is read is shown behind the prompt, so that the output is the transcript of a session. There
 * a line that ends in `?` or a TAB asks, as pressing that key does.
 */
#include <histedit.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "library.h"
#include "shell.h"

#define EDIT_FUNCTIONS(X) \
	X(el_init)        \
	X(el_set)         \
	X(el_get)         \
	X(el_gets)        \
	X(el_line)        \
	X(el_insertstr)   \
	X(el_end)         \
	X(history_init)   \
	X(history)        \
	X(history_end)

static const char *const edit_names[] = {EDIT_FUNCTIONS(LIBRARY_NAME)};
static struct {
	EDIT_FUNCTIONS(LIBRARY_FIELD)
} edit;

enum { EDIT_COUNT = sizeof edit_names / sizeof *edit_names };

struct terminal {
	EditLine *line;
	History *history;
};

static char *prompt_of(EditLine *line)
{
	struct shell *shell;

	edit.el_get(line, EL_CLIENTDATA, &shell);
	return shell->prompt;
}

/* What is left of the cursor, to be freed. */
static char *typed_so_far(EditLine *line)
{
	const LineInfo *info = edit.el_line(line);

	return strndup(info->buffer, (size_t)(info->cursor - info->buffer));
}

static unsigned char on_help(EditLine *line, int key)
{
	struct shell *shell;
	char *typed = typed_so_far(line);

	(void)key;
	edit.el_get(line, EL_CLIENTDATA, &shell);
	puts("?");
	shell_help(shell, typed);
	fflush(stdout);
	free(typed);
	return CC_REDISPLAY;
}

static unsigned char on_tab(EditLine *line, int key)
{
	struct shell *shell;
	char *typed = typed_so_far(line), *tail;
	unsigned char result = CC_ERROR;

	(void)key;
	edit.el_get(line, EL_CLIENTDATA, &shell);
	tail = shell_complete(shell, typed);
	if (tail)
		result = edit.el_insertstr(line, tail) == 0 ? CC_REFRESH : CC_ERROR;
	free(tail);
	free(typed);
	return result;
}

void shell_open_terminal(struct shell *shell)
{
	struct terminal *terminal;
	HistEvent event;

	if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
		return;
	if (!library_load("libedit.so.2", edit_names, EDIT_COUNT, &edit)) {
		fprintf(stderr, "causeway: no editing of lines: %s\n", library_error());
		return;
	}
	terminal = calloc(1, sizeof *terminal);
	if (!terminal)
		abort();
	terminal->line = edit.el_init("causeway", stdin, stdout, stderr);
	terminal->history = edit.history_init();
	if (!terminal->line || !terminal->history)
		abort();
	edit.history(terminal->history, &event, H_SETSIZE, 1000);
	edit.el_set(terminal->line, EL_CLIENTDATA, shell);
	edit.el_set(terminal->line, EL_PROMPT, prompt_of);
	edit.el_set(terminal->line, EL_EDITOR, "emacs");
	edit.el_set(terminal->line, EL_SIGNAL, 1);
	edit.el_set(terminal->line, EL_HIST, edit.history, terminal->history);
	edit.el_set(terminal->line, EL_ADDFN, "causeway-help", "What may stand here", on_help);
	edit.el_set(terminal->line, EL_ADDFN, "causeway-tab", "Complete the word", on_tab);
	edit.el_set(terminal->line, EL_BIND, "?", "causeway-help", NULL);
	edit.el_set(terminal->line, EL_BIND, "^I", "causeway-tab", NULL);
	shell->terminal = terminal;
}

void shell_close_terminal(struct shell *shell)
{
	struct terminal *terminal = shell->terminal;

	if (!terminal)
		return;
	edit.el_end(terminal->line);
	edit.history_end(terminal->history);
	free(terminal);
	shell->terminal = NULL;
}

static char *read_terminal(struct terminal *terminal)
{
	HistEvent event;
	int len;
	const char *line = edit.el_gets(terminal->line, &len);

	if (!line || len <= 0)
		return NULL;
	if (line[strspn(line, " \t\n")])
		edit.history(terminal->history, &event, H_ENTER, line);
	return strndup(line, strcspn(line, "\r\n"));
}

/* A key that asks, at the end of a line from a pipe. */
static bool answer_key(struct shell *shell, char *line)
{
	size_t len = strlen(line);
	char key = len ? line[len - 1] : '\0', *tail;

	if (key != '?' && key != '\t')
		return false;
	line[len - 1] = '\0';
	if (key == '?') {
		printf("%s?\n", line);
		shell_help(shell, line);
	} else {
		tail = shell_complete(shell, line);
		printf("%s%s\n", line, tail ? tail : "");
		free(tail);
	}
	return true;
}

char *shell_read(struct shell *shell)
{
	char *line = NULL;
	size_t room = 0;
	ssize_t len;

	if (shell->terminal)
		return read_terminal(shell->terminal);
	for (;;) {
		fputs(shell->prompt, stdout);
		len = getline(&line, &room, stdin);
		if (len < 0)
			break;
		line[strcspn(line, "\r\n")] = '\0';
		if (answer_key(shell, line))
			continue;
		puts(line);
		return line;
	}
	putchar('\n');
	free(line);
	return NULL;
}
