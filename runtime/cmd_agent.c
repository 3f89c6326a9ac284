/*
 * causeway apply and causeway exec: clients of the agent. The files are read here, with the user's
 * rights, and travel as text; the agent never opens a file for a client.
 */
#include <errno.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "agent_store.h"
#include "cli.h"
#include "json_long.h"
#include "shell.h"

#define SOCKET_DEFAULT "/run/causeway/ctl.sock"

/* ---- talking to the agent ---- */

static int agent_connect(const char *path)
{
	struct sockaddr_un address = {.sun_family = AF_UNIX};
	int fd;

	if (strlen(path) >= sizeof address.sun_path) {
		errno = ENAMETOOLONG;
		return -1;
	}
	memcpy(address.sun_path, path, strlen(path) + 1);
	fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (fd >= 0 && connect(fd, (struct sockaddr *)&address, sizeof address) < 0) {
		close(fd);
		return -1;
	}
	return fd;
}

/* The answer to the request LINE, which is taken; NULL after reporting. */
static json_t *ask_line(const char *path, struct buffer *line)
{
	int fd = agent_connect(path);
	FILE *from = fd < 0 ? NULL : fdopen(fd, "r");
	json_t *answer = NULL;
	json_error_t error;

	if (!from)
		cli_trouble("%s: %s; is causewayd running?", path, strerror(errno));
	while (from && line->len && buffer_drain(line, fd) >= 0)
		; /* an agent that does not want all of it says why */
	if (from) {
		answer = json_loadf(from, JSON_DISABLE_EOF_CHECK, &error);
		if (!answer)
			cli_trouble("%s: the agent gave no answer", path);
		fclose(from);
	}
	buffer_free(line);
	return answer;
}

/* The answer to REQUEST, which is taken; NULL after reporting. */
static json_t *ask(const char *path, json_t *request)
{
	char *text = json_dumps(request, JSON_COMPACT);
	struct buffer line = {0};

	json_decref(request);
	if (!text) {
		cli_trouble("the text is no UTF-8");
		return NULL;
	}
	buffer_add(&line, text, strlen(text));
	buffer_add(&line, "\n", 1);
	free(text);
	return ask_line(path, &line);
}

static const char *member(const json_t *answer, const char *name)
{
	const char *text = json_string_value(json_object_get(answer, name));

	return text ? text : "";
}

/* Print what ANSWER says, which is taken, to TO; the exit status. */
static int print_answer(json_t *answer, FILE *to)
{
	bool ok = json_is_true(json_object_get(answer, "ok"));
	bool blamed = json_is_true(json_object_get(answer, "configuration"));
	const char *error = member(answer, "error");
	size_t len = strlen(error);

	if (!answer)
		return EXIT_TROUBLE;
	fputs(member(answer, "diagnostics"), stderr);
	if (ok)
		fputs(member(answer, "text"), to);
	else
		fprintf(stderr, "%s%s", error, len && error[len - 1] == '\n' ? "" : "\n");
	json_decref(answer);
	return cli_finish(ok ? EXIT_DONE : blamed ? EXIT_FINDINGS : EXIT_TROUBLE);
}

/* ---- files ---- */

/* All of FILE ("-": standard input), to be freed; NULL when it cannot be read or is no text. */
static char *read_text(const char *name)
{
	FILE *file = strcmp(name, "-") ? fopen(name, "re") : stdin;
	char *text = NULL, part[65536];
	size_t len = 0, n;
	bool ok;

	if (!file)
		return NULL;
	do {
		n = fread(part, 1, sizeof part, file);
		text = realloc(text, len + n + 1);
		if (!text)
			abort();
		memcpy(text + len, part, n);
		len += n;
	} while (n > 0);
	ok = !ferror(file);
	if (file != stdin)
		fclose(file);
	if (ok && memchr(text, '\0', len)) {
		errno = EILSEQ;
		ok = false;
	}
	text[len] = '\0';
	if (ok)
		return text;
	free(text);
	return NULL;
}

/* NAME.site.yaml beside NAME.cfg, to be freed; NULL when it does not stand there. */
char *site_beside(const char *config)
{
	size_t len = strlen(config);
	char *name;

	if (len > 4 && !strcmp(config + len - 4, ".cfg"))
		len -= 4;
	if (!strcmp(config, "-") || asprintf(&name, "%.*s.site.yaml", (int)len, config) < 0)
		return NULL;
	if (access(name, R_OK) == 0)
		return name;
	free(name);
	return NULL;
}

static const char *socket_of(const struct cli *cli)
{
	return cli->socket ? cli->socket : SOCKET_DEFAULT;
}

/* What kind of failure the last error is: of the configuration, or of the system. */
static int file_trouble(const char *name)
{
	bool binary = errno == EILSEQ, blamed = binary || errno == EISDIR;
	int status = cli_trouble("%s: %s", name, binary ? "holds NUL bytes" : strerror(errno));

	return blamed ? EXIT_FINDINGS : status;
}

/* The seconds of --confirm; 0 without it, -1 after reporting. */
static json_int_t confirm_seconds(const struct cli *cli)
{
	char *end;
	long seconds = cli->confirm ? strtol(cli->confirm, &end, 10) : 0;

	if (!cli->confirm || (seconds > 0 && seconds <= CONFIRM_MAX && !*end))
		return seconds;
	cli_trouble("--confirm takes 1 to %d seconds", CONFIRM_MAX);
	return -1;
}

/* REQUEST, which is taken, with the texts as its members CONFIG and SITE, in *OUT; false when
 * something in it is no UTF-8. */
static bool write_request(json_t *request, char *config, char *site, struct buffer *out)
{
	char *line = json_dumps(request, JSON_COMPACT);

	json_decref(request);
	if (!line)
		return false;
	utf8_make(config, strlen(config));
	utf8_make(site, strlen(site));
	buffer_add(out, line, strlen(line) - 1); /* the brace */
	buffer_add(out, ",\"config\":", 10);
	json_long_put(out, config, strlen(config));
	buffer_add(out, ",\"site\":", 8);
	json_long_put(out, site, strlen(site));
	buffer_add(out, "}\n", 2);
	free(line);
	return true;
}

/* The answer to the request DO with TEXT, which is taken, as the configuration CONFIG; NULL after
 * reporting, then the exit status is in *STATUS. */
static json_t *ask_about(const struct cli *cli, const char *what, const char *config, char *text,
			 int *status)
{
	char *beside = cli->site ? NULL : site_beside(config), *login = login_of_caller();
	const char *site = cli->site ? cli->site : beside;
	char *site_text = text ? site ? read_text(site) : strdup("") : NULL;
	json_int_t confirm = confirm_seconds(cli);
	struct buffer line = {0};
	json_t *answer = NULL;

	*status = EXIT_TROUBLE;
	if (!text || !site_text)
		*status = file_trouble(text ? site : config);
	else if (confirm >= 0 &&
		 write_request(json_pack("{s:s,s:s,s:s?,s:b,s:I,s:s?}", "do", what, "name",
					 strcmp(config, "-") ? config : "<stdin>", "site_name",
					 site, "exact", (int)cli->exact, "confirm", confirm,
					 "login", login),
			       text, site_text, &line))
		answer = ask_line(socket_of(cli), &line);
	else if (confirm >= 0)
		cli_trouble("a name is no UTF-8");
	free(text);
	free(site_text);
	free(beside);
	free(login);
	return answer;
}

/* Let the agent have TEXT, which is taken, as the configuration CONFIG. */
static int apply(const struct cli *cli, const char *config, char *text)
{
	int status;
	json_t *answer = ask_about(cli, "apply", config, text, &status);

	return answer ? print_answer(answer, stdout) : status;
}

int cmd_apply(int argc, char **argv)
{
	struct cli cli;
	int status = EXIT_TROUBLE;

	if (cli_parse(&cli, argc, argv, 1, 1, &status))
		status = apply(&cli, cli.args[0], read_text(cli.args[0]));
	cli_free(&cli);
	return status;
}

int cmd_diff_live(struct cli *cli)
{
	int status;
	json_t *answer = ask_about(cli, "diff", cli->args[1], read_text(cli->args[1]), &status);
	bool different = json_is_true(json_object_get(answer, "different"));

	status = answer ? print_answer(answer, stdout) : EXIT_TROUBLE;
	return status == EXIT_DONE ? different ? EXIT_FINDINGS : EXIT_DONE : EXIT_TROUBLE;
}

int cmd_confirm(int argc, char **argv)
{
	struct cli cli;
	int status = EXIT_TROUBLE;

	if (cli_parse(&cli, argc, argv, 0, 0, &status))
		status = print_answer(ask(socket_of(&cli), json_pack("{s:s}", "do", "confirm")),
				      stdout);
	cli_free(&cli);
	return status;
}

static int rollback(const struct cli *cli)
{
	const char *word = cli->n_args ? cli->args[0] : "";
	char *end, *login;
	long number = strtol(word, &end, 10);
	json_int_t confirm = confirm_seconds(cli);
	int status;

	if (cli->n_args && (number <= 0 || number > INT32_MAX || *end))
		return cli_trouble("'%s' is no generation; see causeway exec \"show archive\"",
				   word);
	if (confirm < 0)
		return EXIT_TROUBLE;
	login = login_of_caller();
	status = print_answer(ask(socket_of(cli), json_pack("{s:s,s:I,s:I,s:s?}", "do", "rollback",
							    "number", (json_int_t)number, "confirm",
							    confirm, "login", login)),
			      stdout);
	free(login);
	return status;
}

int cmd_rollback(int argc, char **argv)
{
	struct cli cli;
	int status = EXIT_TROUBLE;

	if (cli_parse(&cli, argc, argv, 0, 1, &status))
		status = rollback(&cli);
	cli_free(&cli);
	return status;
}

bool agent_is_there(const struct cli *cli)
{
	int fd = agent_connect(socket_of(cli));

	if (fd >= 0)
		close(fd);
	return fd >= 0;
}

int agent_apply_text(const struct cli *cli, const char *config, const char *text)
{
	char *copy = strdup(text);

	if (!copy)
		abort();
	return apply(cli, config ? config : "-", copy);
}

int agent_exec(const struct cli *cli, const char *command, FILE *to)
{
	return print_answer(
		ask(socket_of(cli), json_pack("{s:s,s:s}", "do", "exec", "command", command)), to);
}

int cmd_exec(int argc, char **argv)
{
	struct cli cli;
	int status = EXIT_TROUBLE;
	char *command = NULL;
	size_t len;
	FILE *words;

	if (cli_parse(&cli, argc, argv, 1, 16, &status)) {
		words = open_memstream(&command, &len);
		if (!words)
			abort();
		for (int i = 0; i < cli.n_args; i++)
			fprintf(words, "%s%s", i ? " " : "", cli.args[i]);
		fclose(words);
		status = agent_exec(&cli, command, stdout);
	}
	free(command);
	cli_free(&cli);
	return status;
}
