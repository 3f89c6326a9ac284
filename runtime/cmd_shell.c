/* causeway shell: the session, and the commands that are the shell's own. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "canonical.h"
#include "shell.h"

/* ---- commands ---- */

static void commit(struct shell *shell)
{
	if (!shell_diagnostics(shell, false, stdout)) {
		puts("% Not committed: the candidate has errors.");
		return;
	}
	if (agent_is_there(shell->cli)) {
		if (agent_apply_text(shell->cli, shell->config, shell->text) != EXIT_DONE) {
			puts("% Not committed: the agent refuses.");
			return;
		}
		puts("% Applied by the agent.");
	}
	if (shell->config) {
		if (file_replace(shell->config, shell->text, strlen(shell->text)) != EXIT_DONE) {
			puts("% Not written.");
			return;
		}
		printf("%% Written to %s.\n", shell->config);
	}
	free(shell->start);
	shell->start = strdup(shell->text);
}

static void do_commit(struct shell *shell, const char *rest)
{
	if (*rest)
		puts("% commit takes no words.");
	else if (!shell->config && !agent_is_there(shell->cli))
		puts("% Nowhere to commit to: no file was named, and no agent is running.");
	else
		commit(shell);
}

static void do_abort(struct shell *shell)
{
	free(shell->text);
	shell->text = strdup(shell->start);
	shell_leave(shell, 0);
}

static void do_exit(struct shell *shell)
{
	if (shell->depth)
		shell_leave(shell, shell->depth - 1);
	else if (strcmp(shell->text, shell->start) != 0 && shell->terminal)
		puts("% There are changes: commit or abort them first.");
	else
		shell->done = true;
}

/* `do show …` is the agent's, but the configuration is here. */
static void do_do(struct shell *shell, const char *rest)
{
	const char *what = rest + strcspn(rest, " \t");

	what += strspn(what, " \t");
	if (shell_word_is(rest, "show") && shell_word_is(what, "running-config"))
		shell_show(shell, what, false);
	else if (shell_word_is(rest, "write") || shell_word_is(rest, "copy"))
		puts("% commit puts the candidate into force, and stores it.");
	else if (!*rest)
		puts("% Incomplete command.\n");
	else if (agent_is_there(shell->cli))
		shell_show(shell, rest, true);
	else
		puts("% No agent is running that could tell.");
}

static bool run_own(struct shell *shell, const char *line)
{
	const char *rest, *own = shell_own_command(shell, line, &rest);

	if (!own)
		return false;
	if (!strcmp(own, "show"))
		shell_show(shell, rest, false);
	else if (!strcmp(own, "commit"))
		do_commit(shell, rest);
	else if (!strcmp(own, "abort"))
		do_abort(shell);
	else if (!strcmp(own, "do"))
		do_do(shell, rest);
	else if (!strcmp(own, "end"))
		shell_leave(shell, 0);
	else
		do_exit(shell);
	return true;
}

/* ---- the session ---- */

/* Modes whose prompt depends on what they are of. */
static const struct {
	const char *opener, *prompt; /* OPENER: the first words */
} finer_prompts[] = {
	{"aaa group server radius ", "config-sg-radius"},
	{"aaa group server tacacs+ ", "config-sg-tacacs+"},
	{"dhcp ", "config-ip-sla-dhcp"},
	{"dns ", "config-ip-sla-dns"},
	{"ftp ", "config-ip-sla-ftp"},
	{"http ", "config-ip-sla-http"},
	{"icmp-echo ", "config-ip-sla-echo"},
	{"icmp-jitter ", "config-ip-sla-icmpjitter"},
	{"interface range ", "config-if-range"},
	{"path-echo ", "config-ip-sla-pathEcho"},
	{"path-jitter ", "config-ip-sla-pathJitter"},
	{"radius server ", "config-radius-server"},
	{"tacacs server ", "config-server-tacacs"},
	{"tcp-connect ", "config-ip-sla-tcp"},
	{"template peer-session ", "config-router-stmp"},
	{"udp-echo ", "config-ip-sla-udp"},
	{"udp-jitter ", "config-ip-sla-jitter"},
};

static const char *prompt_within(uint8_t mode, const char *opener)
{
	for (size_t i = 0; i < sizeof finer_prompts / sizeof *finer_prompts; i++)
		if (!strncmp(opener, finer_prompts[i].opener, strlen(finer_prompts[i].opener)))
			return finer_prompts[i].prompt;
	if (!strncmp(opener, "interface ", 10) && strchr(opener, '.'))
		return "config-subif";
	return mode_prompt(mode);
}

/* `gw(config-if)#`: the name that the candidate gives its router. */
static void make_prompt(struct shell *shell)
{
	struct arena *arena = arena_new();
	struct names *names = names_new(arena);
	struct source source;
	struct diags unheard;
	struct router *router;
	const char *mode = shell->depth ? prompt_within(shell->modes[shell->depth],
							shell->openers[shell->depth])
					: "config";
	const char *name = "Router";

	diags_init(&unheard, arena);
	if (source_from_text(&source, "candidate", shell->text, strlen(shell->text), &unheard)) {
		router = router_new(arena, names, &source, &unheard);
		ios_read(router);
		name = router->hostname.s ? router->hostname.s : name;
	}
	free(shell->prompt);
	if (asprintf(&shell->prompt, "%.20s(%s)#", name, mode) < 0)
		abort();
	source_close(&source);
	names_free(names);
	arena_free(arena);
}

/* The rest of a banner, or of a certificate: lines up to its end. LINE is taken. */
static void edit_lines(struct shell *shell, char *line)
{
	size_t column = strlen(shell->prompt);
	char *more, *both;

	while (shell_edit(shell, line, column) == EDIT_OPEN) {
		free(shell->prompt);
		shell->prompt = strdup("");
		more = shell_read(shell);
		if (!more) {
			puts("% The text has no end: it is not taken.");
			break;
		}
		if (asprintf(&both, "%s\n%s", line, more) < 0)
			abort();
		free(more);
		free(line);
		line = both;
	}
	free(line);
}

static void run_line(struct shell *shell, char *line)
{
	const char *s = line + strspn(line, " \t");
	bool own;

	shell->line = line;
	own = !*s || *s == '!' || run_own(shell, s);

	if (own)
		free(line);
	else
		edit_lines(shell, line);
	fflush(stdout);
}

static bool open_candidate(struct shell *shell)
{
	struct arena *arena = arena_new();
	struct source source = {0};
	struct diags diags;
	bool read = true;

	diags_init(&diags, arena);
	if (!shell->config || access(shell->config, F_OK)) {
		shell->start = strdup("");
	} else if (source_open(&source, shell->config, &diags)) {
		shell->start = strndup(source.text, source.len);
	} else {
		diags_print(&diags, &source, stderr, false, cli_colour(STDERR_FILENO));
		read = false;
	}
	source_close(&source);
	arena_free(arena);
	return read;
}

static int run_shell(struct shell *shell)
{
	char *line;

	if (!open_candidate(shell))
		return EXIT_FINDINGS;
	shell->text = strdup(shell->start);
	shell_open_terminal(shell);
	while (!shell->done) {
		make_prompt(shell);
		line = shell_read(shell);
		if (!line)
			break;
		run_line(shell, line);
	}
	shell_close_terminal(shell);
	if (strcmp(shell->text, shell->start) != 0) {
		puts("% The changes were not committed.");
		return cli_finish(EXIT_FINDINGS);
	}
	return cli_finish(EXIT_DONE);
}

int cmd_shell(int argc, char **argv)
{
	struct shell shell = {0};
	struct cli cli;
	int status;

	if (cli_parse(&cli, argc, argv, 0, 1, &status)) {
		shell.cli = &cli;
		shell.config = cli.n_args ? cli.args[0] : NULL;
		status = run_shell(&shell);
		shell_leave(&shell, 0);
		free(shell.prompt);
		free(shell.start);
		free(shell.text);
	}
	cli_free(&cli);
	return status;
}
