/*
 * causeway apply and causeway exec: clients of the agent. The files are read here, with the user's
 * rights, and only their text travels: root passes it in sealed memory, others write it into the
 * request. The agent never opens a file for a client.
 */
#include <errno.h>
#include <fcntl.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "agent_store.h"
#include "backends/backend.h"
#include "cli.h"
#include "json_long.h"
#include "sealed.h"
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

/* The answer to the request LINE, which is taken, with the files PASSED; NULL after reporting. */
static json_t *ask_line(const char *path, struct buffer *line, const struct passed *passed)
{
	int fd = agent_connect(path);
	FILE *from = fd < 0 ? NULL : fdopen(fd, "r");
	json_t *answer = NULL;
	json_error_t error;
	ssize_t n;

	if (!from)
		cli_trouble("%s: %s; is causewayd running?", path, strerror(errno));
	n = from ? passed_send(fd, line->at, line->len, passed) : -1;
	if (n > 0)
		buffer_take(line, (size_t)n);
	while (n > 0 && line->len && buffer_drain(line, fd) >= 0)
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
	return ask_line(path, &line, &(struct passed){0});
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

/* The LEN bytes of PART go to FD; of a text that goes ON, those that may begin a character are
 * left.
 */
static bool put_part(int fd, char *part, size_t *len, bool on)
{
	size_t done;

	if (memchr(part, '\0', *len)) {
		errno = EILSEQ;
		return false;
	}
	done = utf8_make(part, *len, on);
	*len -= done;
	if (!write_all(fd, part, done))
		return false;
	memmove(part, part + done, *len);
	return true;
}

/* A part at a time, so that the whole is nowhere but where the agent reads it. */
static bool copy_text(int from, int to)
{
	static char part[128 * 1024];
	size_t len = 0;

	for (;;) {
		ssize_t n = read(from, part + len, sizeof part - len);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return false;
		len += (size_t)n;
		if (!put_part(to, part, &len, n > 0))
			return false;
		if (n == 0)
			return true;
	}
}

/* TO, sealed if it was OK to write it; else -1 with errno. */
static int seal(int to, bool ok)
{
	int error = errno;

	if (ok)
		return sealed_end(to) ? to : -1;
	if (to >= 0)
		close(to);
	errno = error;
	return -1;
}

/* All of the file NAME ("-": standard input) in sealed memory; -1 with errno when it cannot be read
 * or is no text. */
static int read_text(const char *name)
{
	int from = strcmp(name, "-") ? open(name, O_RDONLY | O_CLOEXEC) : STDIN_FILENO, to, error;

	if (from < 0)
		return -1;
	to = sealed_begin();
	to = seal(to, to >= 0 && copy_text(from, to));
	error = errno;
	if (from != STDIN_FILENO)
		close(from);
	errno = error;
	return to;
}

/* The same of TEXT. */
static int seal_text(const char *text)
{
	size_t len = strlen(text);
	char *copy = strdup(text);
	int to = sealed_begin();

	if (!copy)
		abort();
	to = seal(to, to >= 0 && put_part(to, copy, &len, false));
	free(copy);
	return to;
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

/* Of a text: what is passed, or all of it. False with errno. */
static bool put_text(struct buffer *line, const char *member, int fd, bool pass,
		     struct passed *passed)
{
	char number[24], *text;
	size_t len;

	buffer_add(line, member, strlen(member));
	if (pass) {
		passed->fd[passed->n] = fd;
		buffer_add(line, number,
			   (size_t)snprintf(number, sizeof number, "{\"fd\":%zu}", passed->n));
		passed->n++;
		return true;
	}
	text = sealed_map(fd, &len);
	if (!text)
		return false;
	json_long_put(line, text, len);
	sealed_unmap(text, len);
	return true;
}

/* The texts CONFIG and SITE (-1: none) behind HEAD, which begins the request: passed, as root may
 * in a line that is not long. False with errno. */
static bool put_texts(struct buffer *line, const char *head, const int texts[2],
		      struct passed *passed)
{
	static const char *const members[] = {",\"config\":", ",\"site\":"};
	enum { ROOM = 64 }; /* for both when they are passed */
	size_t len = strlen(head) - 1; /* the brace */
	bool pass = geteuid() == 0 && len + ROOM <= PASSED_LINE, ok = true;

	buffer_add(line, head, len);
	for (int i = 0; i < 2 && ok; i++)
		ok = texts[i] < 0 || put_text(line, members[i], texts[i], pass, passed);
	buffer_add(line, "}\n", 2);
	return ok;
}

/* The answer to REQUEST, which is taken, with the TEXTS of the configuration and of its site file;
 * NULL after reporting. */
static json_t *ask_with(const struct cli *cli, json_t *request, const int texts[2])
{
	char *head = request ? json_dumps(request, JSON_COMPACT) : NULL;
	struct passed passed = {0}; /* closed by who opened them */
	struct buffer line = {0};
	json_t *answer = NULL;

	json_decref(request);
	if (!head) {
		cli_trouble("a name is no UTF-8");
	} else if (!put_texts(&line, head, texts, &passed)) {
		buffer_free(&line);
		cli_trouble("the request cannot be written: %s", strerror(errno));
	} else {
		answer = ask_line(socket_of(cli), &line, &passed);
	}
	free(head);
	return answer;
}

static void close_text(int fd)
{
	if (fd >= 0)
		close(fd);
}

/* The answer to the request WHAT with TEXT, which is taken (-1 with errno: it cannot be had), as
 * the configuration CONFIG; NULL after reporting, then the exit status is in *STATUS. */
static json_t *ask_about(const struct cli *cli, const char *what, const char *config, int text,
			 int *status)
{
	char *beside = text < 0 || cli->site ? NULL : site_beside(config);
	const char *site = cli->site ? cli->site : beside;
	const int texts[] = {text, text >= 0 && site ? read_text(site) : -1};
	bool failed = text < 0 || (site && texts[1] < 0);
	char *login;
	json_int_t confirm;
	json_t *answer = NULL;

	*status = failed ? file_trouble(text < 0 ? config : site) : EXIT_TROUBLE;
	confirm = failed ? -1 : confirm_seconds(cli);
	if (confirm >= 0) {
		login = login_of_caller();
		answer = ask_with(cli,
				  json_pack("{s:s,s:s,s:s?,s:b,s:I,s:s?}", "do", what, "name",
					    strcmp(config, "-") ? config : "<stdin>", "site_name",
					    site, "exact", (int)cli->exact, "confirm", confirm,
					    "login", login),
				  texts);
		free(login);
	}
	close_text(texts[0]);
	close_text(texts[1]);
	free(beside);
	return answer;
}

/* Let the agent have TEXT, which is taken, as the configuration CONFIG. */
static int apply(const struct cli *cli, const char *config, int text)
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
	return apply(cli, config ? config : "-", seal_text(text));
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
