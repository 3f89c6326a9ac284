/* A line typed in the shell: read below the openers of the modes in force, as the router would. */
#include "shell.h"

#include <stdlib.h>
#include <string.h>

struct typed {
	struct compilation c;
	struct canon canon;
	char *text;
	size_t len, line_off; /* where the typed line begins in TEXT */
};

char *shell_context(const struct shell *shell, const char *line, size_t *len)
{
	char *text = NULL;
	FILE *to = open_memstream(&text, len);

	if (!to)
		abort();
	for (int i = 1; i <= shell->depth; i++)
		fprintf(to, "%*s%s\n", i - 1, "", shell->openers[i]);
	fprintf(to, "%*s%s", shell->depth, "", line);
	fclose(to);
	return text;
}

static void typed_open(struct typed *typed, const struct shell *shell, const char *line)
{
	*typed = (struct typed){.c.arena = arena_new()};
	typed->text = shell_context(shell, line, &typed->len);
	typed->line_off = typed->len - strlen(line);
	typed->c.names = names_new(typed->c.arena);
	diags_init(&typed->c.diags, typed->c.arena);
	source_from_text(&typed->c.source, "line", typed->text, typed->len, &typed->c.diags);
	typed->c.router =
		router_new(typed->c.arena, typed->c.names, &typed->c.source, &typed->c.diags);
	ios_canonical(typed->c.router, &typed->canon);
}

static void typed_close(struct typed *typed)
{
	compilation_free(&typed->c);
	free(typed->text);
}

/* The statement that the typed line became, or none: the number of lines. */
static uint32_t typed_line(const struct typed *typed)
{
	uint32_t i = typed->canon.lines.len;

	while (i-- > 0)
		if (typed->canon.lines.at[i].kind != CANON_VERBATIM &&
		    typed->canon.lines.at[i].kind != CANON_BODY)
			return typed->canon.lines.at[i].kind == CANON_STATEMENT
				       ? i
				       : typed->canon.lines.len;
	return typed->canon.lines.len;
}

void shell_leave(struct shell *shell, int depth)
{
	for (; shell->depth > depth; shell->depth--) {
		free(shell->openers[shell->depth]);
		shell->openers[shell->depth] = NULL;
	}
}

char *shell_canonical(const struct shell *shell, const char *line)
{
	const struct shell global = {.cli = shell->cli};
	struct typed typed;
	char *text = NULL;
	uint32_t i;

	typed_open(&typed, &global, line);
	i = typed_line(&typed);
	if (i < typed.canon.lines.len)
		text = strndup(typed.canon.lines.at[i].text, typed.canon.lines.at[i].len);
	typed_close(&typed);
	return text;
}

/* The modes in force after the line. */
static void take_modes(struct shell *shell, const struct typed *typed)
{
	const struct canon *canon = &typed->canon;
	char *openers[CANON_DEPTH];

	for (int i = 1; i <= canon->depth; i++) {
		const struct canon_line *line = &canon->lines.at[canon->opener[i]];

		openers[i] = strndup(line->text, line->len);
	}
	shell_leave(shell, 0);
	for (int i = 1; i <= canon->depth; i++) {
		shell->openers[i] = openers[i];
		shell->modes[i] = canon->mode[i];
	}
	shell->depth = canon->depth;
}

/* The caret stands under the word in the line that the terminal, or the transcript, shows. */
static void say_invalid(size_t column)
{
	printf("%*s^\n%% Invalid input detected at '^' marker.\n\n", (int)column, "");
}

void shell_say_invalid(const struct shell *shell, const char *word)
{
	say_invalid(strlen(shell->prompt) + (size_t)(word - shell->line));
}

/* What is wrong with a value in the line; false: nothing is. */
static bool say_error(const struct typed *typed, size_t column)
{
	for (uint32_t i = 0; i < typed->c.diags.list.len; i++) {
		const struct diag *diag = typed->c.diags.list.at[i];

		if (diag->severity != SEVERITY_ERROR || !diag->located ||
		    diag->at.off < typed->line_off)
			continue;
		say_invalid(column + diag->at.off - typed->line_off);
		printf("%% %s\n\n", diag->message);
		return true;
	}
	return false;
}

/* Why nothing took the line, in the router's words. */
static void say_refused(const struct shell *shell, const struct typed *typed, const char *line,
			size_t column)
{
	struct arena *arena = arena_new();
	struct names *names = names_new(arena);
	struct source source;
	struct diags unheard;
	struct help help;
	size_t len, off;
	char *blank, *text;

	if (asprintf(&blank, "%s ", line) < 0)
		abort();
	text = shell_context(shell, blank, &len);
	diags_init(&unheard, arena);
	source_from_text(&source, "line", text, len, &unheard);
	ios_help(router_new(arena, names, &source, &unheard), (uint32_t)len, &help);
	off = help.refused.off - typed->line_off;
	if (help.refused.len && help.ambiguous)
		printf("%% Ambiguous command:  \"%s\"\n", line);
	else if (help.refused.len)
		say_invalid(column + off);
	else if (!say_error(typed, column))
		puts("% Incomplete command.\n");
	source_close(&source);
	names_free(names);
	arena_free(arena);
	free(text);
	free(blank);
}

/* About the line alone: what refers to others is seen when the whole candidate is checked. */
static bool is_of_line(enum diag_name name)
{
	return name == DIAG_NOT_TRANSLATED || name == DIAG_LOST_SERVICE ||
	       name == DIAG_ABBREVIATION;
}

/* What is said about a line that is taken: it does nothing here, or not all that it would. */
static void say_warnings(const struct typed *typed)
{
	for (uint32_t i = 0; i < typed->c.diags.list.len; i++) {
		const struct diag *diag = typed->c.diags.list.at[i];

		if (is_of_line(diag->name) && diag->located && diag->at.off >= typed->line_off)
			printf("%% Warning: %s\n", diag->message);
	}
}

/* `write` and `copy` store what is in force on a router. */
static void say_stored(const char *line)
{
	line += strspn(line, " \t");
	if (shell_word_is(line, "write") || shell_word_is(line, "copy"))
		puts("% commit puts the candidate into force, and stores it.");
}

enum edit_result shell_edit(struct shell *shell, const char *line, size_t column)
{
	enum edit_result result = EDIT_REFUSED;
	struct typed typed;
	uint32_t i;
	char *text;

	typed_open(&typed, shell, line);
	i = typed_line(&typed);
	if (typed.canon.open) {
		result = EDIT_OPEN;
	} else if (typed.canon.left) {
		result = EDIT_TAKEN;
		take_modes(shell, &typed);
	} else if (typed.canon.staying) {
		result = EDIT_TAKEN;
		say_stored(line);
	} else if (i == typed.canon.lines.len) {
		say_refused(shell, &typed, line, column);
	} else {
		result = EDIT_TAKEN;
		say_warnings(&typed);
		text = candidate_with(shell->text, &typed.canon, i);
		free(shell->text);
		shell->text = text;
		take_modes(shell, &typed);
	}
	typed_close(&typed);
	return result;
}
