/*
 * The control socket: one JSON object a line, one answer a line. Clients are served as they come;
 * one that is slow, sends nonsense or goes away costs nobody else anything. What may be large, a
 * configuration, is not even parsed here.
 *
 *   {"do":"exec","command":"show track"}
 *   {"do":"apply","name":N,"config":TEXT,"site_name":N,"site":TEXT,"confirm":SECONDS}
 *   {"do":"diff", …}: the same, and nothing is changed
 *   {"do":"confirm"}, {"do":"rollback","number":N,"confirm":SECONDS}
 *       -> {"ok":true,"text":…} or {"ok":false,"error":…}, of apply with "diagnostics", and with
 *          "configuration":true when the configuration is to blame
 */
#include <errno.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/queue.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "agent.h"
#include "agent_channel.h"

enum {
	CLIENTS = 64,
	LINE_MAX_BYTES = 64 * 1024 * 1024,
	SMALL = 64 * 1024, /* a longer line can only be a configuration */
};
#define PATIENCE (60 * SECOND) /* with a client that neither asks nor reads */

struct client {
	LIST_ENTRY(client) entry;
	struct core *core;
	int fd;
	struct watch *watch;
	struct timer patience;
	struct buffer in, out;
	size_t searched; /* of IN, for a line's end */
	bool waiting; /* for the end of an apply */
	bool last; /* close when OUT is written */
};

struct control {
	int fd;
	struct watch *watch;
	char *path;
	unsigned count;
	LIST_HEAD(, client) clients;
};

static void client_close(struct client *client)
{
	struct core *core = client->core;

	apply_forget_client(core, client);
	confirm_forget_client(core, client);
	timer_cancel(core->loop, &client->patience);
	loop_unwatch(core->loop, client->watch);
	close(client->fd);
	buffer_free(&client->in);
	buffer_free(&client->out);
	LIST_REMOVE(client, entry);
	core->control->count--;
	free(client);
}

static void lose_patience(void *context, int64_t now)
{
	(void)now;
	client_close(context);
}

/* What was sent behind a request that took its time is still to be looked at. */
static bool has_request(const struct client *client)
{
	return !client->last && client->in.len > client->searched;
}

static void await(struct client *client)
{
	if (client->waiting)
		timer_cancel(client->core->loop, &client->patience);
	else
		timer_set(client->core->loop, &client->patience, loop_now() + PATIENCE);
	/* while it waits for an answer, or does not take one, nothing more is read of it */
	watch_events(client->core->loop, client->watch,
		     client->waiting			      ? 0
		     : client->out.len || has_request(client) ? EPOLLOUT
							      : EPOLLIN);
}

void client_answer(struct core *core, struct client *client, struct json_t *answer)
{
	char *text = json_dumps(answer, JSON_COMPACT);

	(void)core;
	json_decref(answer);
	if (!text) /* a name that is no UTF-8 */
		text = strdup("{\"ok\":false,\"error\":\"the answer cannot be written as JSON\"}");
	if (!text)
		abort();
	buffer_add(&client->out, text, strlen(text));
	buffer_add(&client->out, "\n", 1);
	free(text);
	client->waiting = false;
	buffer_drain(&client->out, client->fd);
	await(client);
}

static void refuse(struct client *client, const char *why)
{
	client_answer(client->core, client, json_pack("{s:b,s:s}", "ok", 0, "error", why));
}

static void wait_for_end(struct client *client)
{
	client->waiting = true;
	await(client);
}

static void apply_line(struct client *client, const char *line, size_t len)
{
	struct core *core = client->core;

	if (!core->loader)
		refuse(client, "the loader is gone; another one is started soon");
	else if (!apply_client(core, client, line, len))
		refuse(client, "another configuration is just being applied");
	else
		wait_for_end(client);
}

static void rollback_line(struct client *client, const json_t *request)
{
	struct rollback rollback = {
		.number = (uint32_t)json_integer_value(json_object_get(request, "number")),
		.confirm = json_integer_value(json_object_get(request, "confirm")),
		.login = json_string_value(json_object_get(request, "login"))};

	if (apply_back(client->core, client, &rollback))
		wait_for_end(client);
	else
		refuse(client, "another configuration is just being applied");
}

static void confirm_line(struct client *client)
{
	if (confirm_by(client->core, client))
		wait_for_end(client);
	else
		refuse(client, "the loader is gone or busy");
}

static void exec_line(struct client *client, const json_t *request)
{
	const char *command = json_string_value(json_object_get(request, "command"));
	char *text = NULL;
	bool ok;

	if (!command) {
		refuse(client, "no command");
		return;
	}
	ok = show_command(client->core, command, &text);
	client_answer(client->core, client,
		      json_pack("{s:b,s:s}", "ok", (int)ok, ok ? "text" : "error", text));
	free(text);
}

static void serve_line(struct client *client, const char *line, size_t len)
{
	json_error_t error;
	json_t *request;
	const char *what;

	if (len > SMALL) {
		apply_line(client, line, len);
		return;
	}
	request = json_loadb(line, len, JSON_REJECT_DUPLICATES, &error);
	what = json_string_value(json_object_get(request, "do"));
	if (!request)
		refuse(client, "malformed request");
	else if (what && (!strcmp(what, "apply") || !strcmp(what, "diff")))
		apply_line(client, line, len);
	else if (what && !strcmp(what, "rollback"))
		rollback_line(client, request);
	else if (what && !strcmp(what, "confirm"))
		confirm_line(client);
	else if (what && !strcmp(what, "exec"))
		exec_line(client, request);
	else
		refuse(client, "unknown request");
	json_decref(request);
}

static void serve_lines(struct client *client)
{
	char *end;

	while (!client->waiting && client->out.len == 0 && has_request(client)) {
		char *from = client->in.at + client->searched;
		size_t len;

		end = memchr(from, '\n', client->in.len - client->searched);
		if (!end) {
			client->searched = client->in.len;
			break;
		}
		len = (size_t)(end - client->in.at);
		serve_line(client, client->in.at, len);
		buffer_take(&client->in, len + 1);
		client->searched = 0;
	}
	if (client->in.len > LINE_MAX_BYTES && !client->waiting) {
		client->last = true;
		refuse(client, "the request is too long");
	}
}

static void client_ready(void *context, uint32_t events)
{
	struct client *client = context;
	int came = 0;

	if (events & EPOLLIN)
		came = buffer_fill(&client->in, client->fd);
	if (came > 0)
		serve_lines(client);
	else if (came == 0 && !(events & EPOLLIN) && (events & (EPOLLHUP | EPOLLERR)))
		came = -1;
	if (came >= 0 && buffer_drain(&client->out, client->fd) >= 0 && client->out.len == 0) {
		serve_lines(client);
		if (client->last && client->out.len == 0)
			came = -1;
	}
	if (came < 0)
		client_close(client);
	else
		await(client);
}

static void accept_client(void *context, uint32_t events)
{
	struct core *core = context;
	struct control *control = core->control;
	int fd = accept4(control->fd, NULL, NULL, SOCK_CLOEXEC | SOCK_NONBLOCK);
	struct client *client;

	(void)events;
	if (fd < 0)
		return;
	client = control->count < CLIENTS ? calloc(1, sizeof *client) : NULL;
	if (!client ||
	    !(client->watch = loop_watch(core->loop, fd, EPOLLIN, client_ready, client))) {
		free(client);
		close(fd);
		return;
	}
	client->core = core;
	client->fd = fd;
	client->patience = (struct timer){.fire = lose_patience, .context = client};
	LIST_INSERT_HEAD(&control->clients, client, entry);
	control->count++;
	await(client);
}

/* ---- the socket ---- */

static bool somebody_listens(const struct sockaddr_un *address)
{
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	bool answered =
		fd >= 0 && (connect(fd, (const struct sockaddr *)address, sizeof *address) == 0 ||
			    errno == EAGAIN); /* more wait for it than may */

	if (fd >= 0)
		close(fd);
	return answered;
}

/* Only a socket that nobody answers at gives way. */
static bool remove_stale(const struct sockaddr_un *address)
{
	struct stat stat;

	if (lstat(address->sun_path, &stat) < 0)
		return errno == ENOENT;
	if (!S_ISSOCK(stat.st_mode) || somebody_listens(address)) {
		errno = EADDRINUSE;
		return false;
	}
	return unlink(address->sun_path) == 0;
}

static void make_folder(const char *path)
{
	char *folder = strdup(path), *slash = folder ? strrchr(folder, '/') : NULL;

	if (slash && slash != folder) {
		*slash = '\0';
		mkdir(folder, 0755);
	}
	free(folder);
}

static int listen_at(const char *path)
{
	struct sockaddr_un address = {.sun_family = AF_UNIX};
	mode_t mask;
	int fd, bound;

	if (strlen(path) >= sizeof address.sun_path) {
		errno = ENAMETOOLONG;
		return -1;
	}
	memcpy(address.sun_path, path, strlen(path) + 1);
	make_folder(path);
	if (!remove_stale(&address))
		return -1;
	fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	mask = umask(0117);
	bound = fd < 0 ? -1 : bind(fd, (struct sockaddr *)&address, sizeof address);
	umask(mask);
	if (bound < 0 || listen(fd, 16) < 0) {
		if (fd >= 0)
			close(fd);
		return -1;
	}
	return fd;
}

struct control *control_open(struct core *core, const char *path)
{
	struct control *control = calloc(1, sizeof *control);

	if (!control)
		abort();
	control->fd = listen_at(path);
	control->path = strdup(path);
	if (control->fd >= 0)
		control->watch = loop_watch(core->loop, control->fd, EPOLLIN, accept_client, core);
	if (control->watch)
		return control;
	log_line("SYS-2-INITFAIL", "%s: %s", path, strerror(errno));
	if (control->fd >= 0)
		close(control->fd);
	free(control->path);
	free(control);
	return NULL;
}

void control_close(struct core *core, struct control *control)
{
	while (!LIST_EMPTY(&control->clients))
		client_close(LIST_FIRST(&control->clients));
	loop_unwatch(core->loop, control->watch);
	close(control->fd);
	unlink(control->path);
	free(control->path);
	free(control);
}
