/* `?` and TAB in the shell: what the parser's tables allow below the openers, and our own commands.
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "shell.h"

static const struct shell_word own_commands[] = {
	{"abort", "Forget all changes"},
	{"commit", "Check the candidate, and put it into force"},
	{"do", "Ask the agent: do show track"},
	{"end", "Leave all modes"},
	{"exit", "Leave this mode, or the shell"},
	{"quit", "Leave this mode, or the shell"},
	{"show", "Show the candidate, its changes or its diagnostics"},
	{NULL, NULL},
};

static const struct shell_word shown[] = {
	{"candidate", "The candidate as text"},
	{"changes", "What differs from the start"},
	{"diagnostics", "What is wrong with the candidate"},
	{"running-config", "The candidate as text"},
	{"|", "What of it is shown"},
	{"<cr>", "The candidate as text"},
	{NULL, NULL},
};

static const struct shell_word of_candidate[] = {
	{"interface", "One interface of it"},
	{"|", "What of it is shown"},
	{"<cr>", ""},
	{NULL, NULL},
};
static const struct shell_word bar[] = {{"|", "What of it is shown"}, {"<cr>", ""}, {NULL, NULL}};
static const struct shell_word asked_for[] = {
	{"show", "Ask the agent; the running configuration is the candidate"}, {NULL, NULL}};
static const struct shell_word nothing[] = {{"<cr>", ""}, {NULL, NULL}};

bool shell_word_is(const char *line, const char *word)
{
	size_t len = strcspn(line, " \t");

	return len > 0 && len <= strlen(word) && !strncasecmp(line, word, len);
}

struct asked {
	struct arena *arena;
	struct names *names;
	struct source source;
	struct diags unheard;
	struct help help;
	char *text;
};

static void ask_open(struct asked *asked, const struct shell *shell, const char *line)
{
	size_t len;

	asked->arena = arena_new();
	asked->names = names_new(asked->arena);
	asked->text = shell_context(shell, line, &len);
	diags_init(&asked->unheard, asked->arena);
	source_from_text(&asked->source, "line", asked->text, len, &asked->unheard);
	ios_help(router_new(asked->arena, asked->names, &asked->source, &asked->unheard),
		 (uint32_t)len, &asked->help);
}

static void ask_close(struct asked *asked)
{
	source_close(&asked->source);
	names_free(asked->names);
	arena_free(asked->arena);
	free(asked->text);
}

/* Does the mode in force take WORD and then REST, as far as it goes? */
static bool takes(const struct shell *shell, const char *word, const char *rest)
{
	struct asked asked;
	char *text;
	bool is;

	if (asprintf(&text, "%s%s ", word, rest) < 0)
		abort();
	ask_open(&asked, shell, text);
	is = asked.help.words.len > 0;
	ask_close(&asked);
	free(text);
	return is;
}

/* The same of LINE, whose first word is the beginning of one that help lists: what it does not list
 * is read in files, not meant by who types. */
static bool is_configuration(const struct shell *shell, const char *line)
{
	size_t len = strcspn(line, " \t");
	char *begun = strndup(line, len);
	struct asked asked;
	bool is = false;

	if (!begun)
		abort();
	ask_open(&asked, shell, begun);
	VEC_FOREACH (word, &asked.help.words)
		is |= word->keyword && takes(shell, word->word, line + len);
	ask_close(&asked);
	free(begun);
	return is;
}

const char *shell_own_command(const struct shell *shell, const char *line, const char **rest)
{
	size_t len = strcspn(line, " \t");
	const char *found = NULL;
	unsigned n = 0;

	*rest = line + len + strspn(line + len, " \t");
	for (const struct shell_word *own = own_commands; own->name; own++) {
		if (strncasecmp(own->name, line, len) != 0)
			continue;
		if (strlen(own->name) == len)
			return own->name;
		found = own->name;
		n++;
	}
	return len > 1 && n == 1 && !is_configuration(shell, line) ? found : NULL;
}

static const char *last_word(const char *line)
{
	const char *blank = line + strlen(line);

	while (blank > line && blank[-1] != ' ' && blank[-1] != '\t')
		blank--;
	return blank;
}

/* The words that may stand at the end of LINE behind OWN, a command of the shell's. */
static const struct shell_word *words_behind(const char *own, const char *line, const char *begun)
{
	const char *at = shell_bar(line);
	bool second;

	line += strcspn(line, " \t");
	line += strspn(line, " \t");
	second = line >= begun;
	if (!strcmp(own, "do"))
		return second ? asked_for : NULL;
	if (strcmp(own, "show") != 0)
		return nothing;
	if (at && at < begun)
		return at + 1 + strspn(at + 1, " \t") >= begun ? shell_filters : NULL;
	if (second)
		return shown;
	if (at || begun > line + strcspn(line, " \t") + 1)
		return NULL;
	return shell_word_is(line, "candidate") || shell_word_is(line, "running-config")
		       ? of_candidate
		       : bar;
}

static bool is_own(const char *name)
{
	for (const struct shell_word *own = own_commands; own->name; own++)
		if (!strcmp(own->name, name))
			return true;
	return false;
}

enum { WIDTH = 20 }; /* of words, unless one is longer */

static void print_word(int width, const char *word, const char *text)
{
	if (*text)
		printf("  %-*s %s\n", width, word, text);
	else
		printf("  %s\n", word);
}

static bool begins(const char *word, const char *begun)
{
	return !strncasecmp(word, begun, strlen(begun));
}

static void help_own(const struct shell_word *list, const char *begun, int width)
{
	for (; list && list->name; list++)
		if (begins(list->name, begun))
			print_word(width, list->name, list->help);
}

/* What the tables allow; FIRST: as the first word of the line. */
static void help_configuration(const struct shell *shell, const char *line, const char *begun,
			       bool first)
{
	struct asked asked;
	int width = WIDTH;

	ask_open(&asked, shell, line);
	VEC_FOREACH (word, &asked.help.words)
		if ((int)strlen(word->word) > width)
			width = (int)strlen(word->word);
	if (first)
		help_own(own_commands, begun, width);
	VEC_FOREACH (word, &asked.help.words)
		if (!first || !is_own(word->word))
			print_word(width, word->word, word->text);
	if (!first && asked.help.refused.len && asked.help.ambiguous)
		printf("%% Ambiguous command:  \"%s\"\n", line);
	else if (!first && asked.help.refused.len)
		puts("% Unrecognized command");
	ask_close(&asked);
}

void shell_help(const struct shell *shell, const char *line)
{
	const char *begun = last_word(line), *rest, *own;
	bool first;

	line += strspn(line, " \t");
	first = begun <= line;
	own = first ? NULL : shell_own_command(shell, line, &rest);
	if (own)
		help_own(words_behind(own, line, begun), begun, WIDTH);
	else
		help_configuration(shell, line, begun, first);
	putchar('\n');
}

/* The longest beginning that all have in common, of those that begin with BEGUN. */
struct common {
	const char *begun;
	char *text; /* NULL: none yet */
	unsigned n;
};

static void common_add(struct common *common, const char *word)
{
	size_t i = 0;

	if (!begins(word, common->begun) || !isalnum((unsigned char)*word))
		return;
	common->n++;
	if (!common->text) {
		common->text = strdup(word);
		return;
	}
	while (word[i] && common->text[i] == word[i])
		i++;
	common->text[i] = '\0';
}

static void common_add_all(struct common *common, const struct shell_word *list)
{
	for (; list && list->name; list++)
		common_add(common, list->name);
}

char *shell_complete(const struct shell *shell, const char *line)
{
	struct common common = {last_word(line), NULL, 0};
	const char *rest, *own, *blank;
	struct asked asked;
	char *tail = NULL;
	bool first;

	line += strspn(line, " \t");
	first = common.begun <= line;
	own = first ? NULL : shell_own_command(shell, line, &rest);
	common_add_all(&common, first ? own_commands
				: own ? words_behind(own, line, common.begun)
				      : NULL);
	if (!own) {
		ask_open(&asked, shell, line);
		VEC_FOREACH (word, &asked.help.words)
			if (word->keyword && !(first && is_own(word->word)))
				common_add(&common, word->word);
		ask_close(&asked);
	}
	blank = common.n == 1 ? " " : "";
	if (common.text && strlen(common.text) + strlen(blank) > strlen(common.begun) &&
	    asprintf(&tail, "%s%s", common.text + strlen(common.begun), blank) < 0)
		abort();
	free(common.text);
	return tail;
}
