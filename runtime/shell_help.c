/* `?` and TAB in the shell: what the parser's tables allow below the openers, and our own commands.
 */
#include "shell.h"

#include <stdlib.h>
#include <string.h>

static const struct own {
	const char *name, *help;
} own_commands[] = {
	{"abort", "Forget all changes"},
	{"commit", "Check the candidate, and put it into force"},
	{"do", "Ask the agent: do show track"},
	{"end", "Leave all modes"},
	{"exit", "Leave this mode, or the shell"},
	{"show", "Show the candidate, its changes or its diagnostics"},
	{NULL, NULL},
};

static const struct own shown[] = {
	{"changes", "What differs from the start"},
	{"diagnostics", "What is wrong with the candidate"},
	{"<cr>", "The candidate as text"},
	{NULL, NULL},
};

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

/* Does the mode in force take the line, as far as it goes? */
static bool is_configuration(const struct shell *shell, const char *line)
{
	struct asked asked;
	char *text;
	bool is;

	if (asprintf(&text, "%s ", line) < 0)
		abort();
	ask_open(&asked, shell, text);
	is = asked.help.words.len > 0;
	ask_close(&asked);
	free(text);
	return is;
}

const char *shell_own_command(const struct shell *shell, const char *line, const char **rest)
{
	size_t len = strcspn(line, " \t");
	const char *found = NULL;
	unsigned n = 0;

	*rest = line + len + strspn(line + len, " \t");
	for (const struct own *own = own_commands; own->name; own++) {
		if (strncmp(own->name, line, len) != 0)
			continue;
		if (strlen(own->name) == len)
			return own->name;
		found = own->name;
		n++;
	}
	return len > 1 && n == 1 && !is_configuration(shell, line) ? found : NULL;
}

static void print_word(const char *word, const char *text)
{
	if (*text)
		printf("  %-20s %s\n", word, text);
	else
		printf("  %s\n", word);
}

static void help_own(const struct own *list, const char *begun)
{
	for (; list->name; list++)
		if (!strncmp(list->name, begun, strlen(begun)))
			print_word(list->name, list->help);
}

static const char *last_word(const char *line)
{
	const char *blank = line + strlen(line);

	while (blank > line && blank[-1] != ' ' && blank[-1] != '\t')
		blank--;
	return blank;
}

static bool is_own(const char *name)
{
	for (const struct own *own = own_commands; own->name; own++)
		if (!strcmp(own->name, name))
			return true;
	return false;
}

void shell_help(const struct shell *shell, const char *line)
{
	const char *begun = last_word(line), *rest, *own;
	struct asked asked;
	bool first;

	line += strspn(line, " \t");
	first = begun <= line;
	own = first ? NULL : shell_own_command(shell, line, &rest);
	if (own) {
		help_own(!strcmp(own, "show") ? shown : own_commands + 6, begun);
		return;
	}
	ask_open(&asked, shell, line);
	if (first)
		help_own(own_commands, begun);
	VEC_FOREACH (word, &asked.help.words)
		if (!first || !is_own(word->word))
			print_word(word->word, word->text);
	if (!first && asked.help.refused.len)
		puts(asked.help.ambiguous ? "% Ambiguous command" : "% Unrecognized command");
	ask_close(&asked);
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

	if (strncmp(word, common->begun, strlen(common->begun)) != 0)
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

char *shell_complete(const struct shell *shell, const char *line)
{
	struct common common = {last_word(line), NULL, 0};
	const char *rest, *own;
	struct asked asked;
	char *tail = NULL;
	bool first;

	line += strspn(line, " \t");
	first = common.begun <= line;
	own = first ? NULL : shell_own_command(shell, line, &rest);
	if (own && !strcmp(own, "show"))
		for (const struct own *word = shown; word->name; word++)
			common_add(&common, word->name);
	if (first)
		for (const struct own *word = own_commands; word->name; word++)
			common_add(&common, word->name);
	if (!own) {
		ask_open(&asked, shell, line);
		VEC_FOREACH (word, &asked.help.words)
			if (word->keyword && !(first && is_own(word->word)))
				common_add(&common, word->word);
		ask_close(&asked);
	}
	if (common.text && strlen(common.text) + (common.n == 1) > strlen(common.begun) &&
	    asprintf(&tail, "%s%s", common.text + strlen(common.begun), common.n == 1 ? " " : "") <
		    0)
		abort();
	free(common.text);
	return tail;
}
