/*
 * The control socket: one JSON object a line, one answer a line. Clients are served as they come,
 * one at a time and behind everything else; one that is slow, sends nonsense or goes away costs
 * nobody else anything. Its requests, its time and its memory are bounded, and those of a user who
 * is not root leave room for root's.
 */
#include <errno.h>
#include <grp.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "control.h"

enum {
	CLIENTS = 64,
	CLIENTS_GROUP = 32, /* of those who are not root */
	CLIENTS_USER = 8, /* of one of these */
	LARGE = 2, /* long lines that come in at a time, of root and of the group each */
	CHUNK = 32 * 1024, /* that is read at a time */
};
#define PATIENCE (60 * SECOND) /* for a request to come whole, and for an answer to be taken */
#define PAUSE SECOND /* when no client can be accepted */

bool client_is_root(const struct client *client)
{
	return client->uid == 0;
}

static unsigned *large_of(struct client *client)
{
	struct control *control = client->core->control;

	return client_is_root(client) ? &control->large : &control->large_group;
}

static void drop_large(struct client *client)
{
	if (client->large >= 0)
		close(client->large);
	client->large = -1;
	client->large_len = 0;
	if (!client->has_large || client->passed.n)
		return;
	(*large_of(client))--;
	client->has_large = false;
}

static void drop_passed(struct client *client)
{
	if (!client->passed.n)
		return;
	passed_close(&client->passed);
	drop_large(client);
}

static void client_close(struct client *client)
{
	struct core *core = client->core;

	apply_forget_client(core, client);
	confirm_forget_client(core, client);
	lists_forget_client(core, client);
	timer_cancel(core->loop, &client->patience);
	loop_unwatch(core->loop, client->watch);
	closer_take(core, client->fd);
	buffer_free(&client->in);
	buffer_free(&client->out);
	drop_passed(client);
	drop_large(client);
	LIST_REMOVE(client, entry);
	core->control->count--;
	core->control->count_group -= !client_is_root(client);
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

/* False for good, with errno: what the client itself does to its end is nobody's trouble. */
static bool lose(void)
{
	if (errno != ECONNRESET && errno != EPIPE)
		log_line("SYS-4-CONTROL", "a client is lost: %s", strerror(errno));
	return false;
}

/* A new phase has its time anew; a byte now and then does not prolong it. While the client waits
 * for an answer, or does not take one, nothing more is read of it. */
static void turn(struct client *client, enum client_phase phase)
{
	static const uint32_t events[] = {
		[CLIENT_ASKS] = EPOLLIN, [CLIENT_TAKES] = EPOLLOUT, [CLIENT_WAITS] = 0};
	struct loop *loop = client->core->loop;

	if (phase == CLIENT_WAITS)
		timer_cancel(loop, &client->patience);
	else if (phase != client->phase)
		timer_set(loop, &client->patience, loop_now() + PATIENCE);
	client->phase = phase;
	if (!watch_events(loop, client->watch,
			  phase == CLIENT_ASKS && has_request(client) ? EPOLLOUT : events[phase])) {
		lose();
		timer_set(loop, &client->patience, loop_now());
	}
}

void client_wait(struct client *client)
{
	turn(client, CLIENT_WAITS);
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
	drop_large(client);
	turn(client, CLIENT_TAKES);
}

void client_refuse(struct client *client, const char *why)
{
	client_answer(client->core, client, json_pack("{s:b,s:s}", "ok", 0, "error", why));
}

/* The rest of what it sends is of no interest. */
static void refuse_all(struct client *client, const char *why)
{
	buffer_free(&client->in);
	drop_passed(client);
	client->searched = 0;
	client->last = true;
	client_refuse(client, why);
}

/* ---- reading ---- */

static const char too_long[] = "the request is too long";

static size_t most_of(const struct client *client)
{
	return client_is_root(client) ? LINE_LARGE : LINE_LARGE_GROUP;
}

/* Only so many have a configuration on its way here. False after refusing. */
static bool take_large(struct client *client)
{
	if (client->has_large)
		return true;
	if (*large_of(client) >= LARGE) {
		refuse_all(client, "others are just sending a configuration");
		return false;
	}
	client->has_large = true;
	(*large_of(client))++;
	return true;
}

static void add_large(struct client *client, const char *at, size_t len)
{
	if (client->large_len + len > most_of(client))
		refuse_all(client, too_long);
	else if (write(client->large, at, len) != (ssize_t)len)
		refuse_all(client, "there is no room for the request");
	else
		client->large_len += len;
}

/* The first LEN bytes of IN begin a line that does not go on there, but in a file in memory, by
 * which the loader gets it. */
static void begin_large(struct client *client, size_t len)
{
	if (client->passed.n) {
		refuse_all(client, too_long);
		return;
	}
	if (!take_large(client))
		return;
	client->large = memfd_create("request", MFD_CLOEXEC);
	if (client->large < 0) {
		refuse_all(client, "there is no room for the request");
		return;
	}
	add_large(client, client->in.at, len);
	if (client->in.len)
		buffer_take(&client->in, len);
	client->searched = 0;
}

static void take_in(struct client *client, const char *at, size_t len)
{
	const char *end = client->large < 0 ? NULL : memchr(at, '\n', len);
	size_t part = end ? (size_t)(end - at) : len;

	if (client->large < 0) {
		buffer_add(&client->in, at, len);
		return;
	}
	add_large(client, at, part);
	if (!end || client->large < 0)
		return;
	if (part + 1 < len)
		buffer_add(&client->in, end + 1, len - part - 1);
	serve_large(client);
}

/* Nothing of those that have come is read here; the loader looks at them again. False after
 * refusing. */
static bool passed_fit(struct client *client)
{
	size_t whole = 0, len;

	for (size_t i = 0; i < client->passed.n; i++) {
		if (!sealed_size(client->passed.fd[i], &len)) {
			refuse_all(client, "a file that was passed is no sealed memory");
			return false;
		}
		whole = whole + len < whole ? SIZE_MAX : whole + len;
	}
	if (whole > most_of(client))
		refuse_all(client, too_long);
	return whole <= most_of(client) && take_large(client);
}

/* Files have come, or were not let in. False after refusing. */
static bool take_passed(struct client *client)
{
	if (!client->passed.lost && client->large < 0)
		return passed_fit(client);
	refuse_all(client, !client_is_root(client) ? "only root may pass a file"
			   : client->passed.lost   ? "more files were passed than can be had"
						   : "a file was passed within a long line");
	return false;
}

/* One line, so that a client that sends many does not take more time than another. */
static void serve_one(struct client *client)
{
	char *from = client->in.at + client->searched, *end;
	size_t len;

	if (client->phase != CLIENT_ASKS || client->large >= 0 || !has_request(client))
		return;
	end = memchr(from, '\n', client->in.len - client->searched);
	len = end ? (size_t)(end - client->in.at) : client->in.len;
	if (len > LINE_SMALL)
		begin_large(client, len);
	else if (!end)
		client->searched = len;
	else
		serve_line(client, client->in.at, len);
	if (!end || !client->in.len)
		return;
	buffer_take(&client->in, len > LINE_SMALL ? 1 : len + 1);
	client->searched = 0;
	if (!client->in.len)
		drop_passed(client); /* they came with this line, which did not name them */
	if (client->large >= 0)
		serve_large(client);
}

/* False when the client is gone. What comes with a file of another user stays where it is, for
 * closer.c. */
static bool fill(struct client *client)
{
	char chunk[CHUNK];
	size_t had = client->passed.n;
	ssize_t n =
		client_is_root(client)
			? passed_recv(client->fd, chunk, sizeof chunk, &client->passed, PASSED_MOST)
			: passed_none(client->fd, chunk, sizeof chunk, &client->passed.lost);
	bool came = n > 0 && (client->passed.n > had || client->passed.lost);

	if (n > 0 && (!came || take_passed(client)))
		take_in(client, chunk, (size_t)n);
	if (n >= 0)
		return n > 0;
	return errno == EAGAIN || errno == EINTR || lose();
}

/* False when it is gone, or has all that it was to get. */
static bool drain(struct client *client)
{
	if (buffer_drain(&client->out, client->fd) < 0)
		return lose();
	return !client->last || client->out.len;
}

static void client_ready(void *context, uint32_t events)
{
	struct client *client = context;
	enum client_phase next;
	bool here = !(events & EPOLLERR);

	if (here && (events & EPOLLIN))
		here = fill(client);
	else if (events & EPOLLHUP)
		here = false;
	if (here)
		serve_one(client);
	next = client->phase;
	if (here && next == CLIENT_TAKES) {
		here = drain(client);
		next = client->out.len ? CLIENT_TAKES : CLIENT_ASKS;
	}
	if (here)
		turn(client, next);
	else
		client_close(client);
}

/* ---- coming and going ---- */

static unsigned clients_of(const struct control *control, uid_t uid)
{
	const struct client *client;
	unsigned n = 0;

	LIST_FOREACH(client, &control->clients, entry)
	n += client->uid == uid;
	return n;
}

static bool has_place(const struct control *control, uid_t uid)
{
	return control->count < CLIENTS && (uid == 0 || (control->count_group < CLIENTS_GROUP &&
							 clients_of(control, uid) < CLIENTS_USER));
}

static bool client_new(struct core *core, int fd, uid_t uid)
{
	struct control *control = core->control;
	struct client *client = calloc(1, sizeof *client);

	if (client)
		client->watch = loop_watch_patient(core->loop, fd, EPOLLIN, client_ready, client);
	if (!client || !client->watch) {
		free(client);
		return false;
	}
	client->core = core;
	client->fd = fd;
	client->uid = uid;
	client->large = -1;
	client->patience = (struct timer){.fire = lose_patience, .context = client};
	timer_set(core->loop, &client->patience, loop_now() + PATIENCE);
	LIST_INSERT_HEAD(&control->clients, client, entry);
	control->count++;
	control->count_group += !client_is_root(client);
	return true;
}

static void accept_again(void *context, int64_t now)
{
	struct core *core = context;

	(void)now;
	if (!watch_events(core->loop, core->control->watch, EPOLLIN))
		timer_set(core->loop, &core->control->pause, loop_now() + PAUSE);
}

/* A client that cannot be had for want of a descriptor would be told of for ever. */
static void accept_later(struct core *core)
{
	log_line("SYS-4-CONTROL", "no client can be had: %s", strerror(errno));
	watch_events(core->loop, core->control->watch, 0);
	timer_set(core->loop, &core->control->pause, loop_now() + PAUSE);
}

/* False: it has no place. */
static bool refuse(int fd)
{
	static const char full[] = "{\"ok\":false,\"error\":\"too many clients\"}\n";

	if (send(fd, full, sizeof full - 1, MSG_NOSIGNAL) < 0)
		lose();
	return false;
}

/* False when nobody is to be served by FD. */
static bool greet(struct core *core, int fd)
{
	const int inline_too = 1; /* else what is urgent, and comes with files, would be skipped */
	struct ucred its;
	socklen_t len = sizeof its;

	if (getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &its, &len) < 0 ||
	    setsockopt(fd, SOL_SOCKET, SO_OOBINLINE, &inline_too, sizeof inline_too) < 0)
		return lose();
	if (!has_place(core->control, its.uid))
		return refuse(fd);
	return client_new(core, fd, its.uid) || lose();
}

static void accept_client(void *context, uint32_t events)
{
	struct core *core = context;
	int fd = -1;

	(void)events;
	errno = EBUSY;
	if (!closer_full(core))
		fd = accept4(core->control->fd, NULL, NULL, SOCK_CLOEXEC | SOCK_NONBLOCK);
	if (fd < 0) {
		if (errno != EAGAIN && errno != EINTR && errno != ECONNABORTED)
			accept_later(core);
		return;
	}
	if (!greet(core, fd))
		closer_take(core, fd);
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

/* The group's number in *GID: of NAME, else of "causeway" if there is one, else root's. */
static bool find_group(const char *name, gid_t *gid)
{
	const struct group *group = getgrnam(name ? name : "causeway");

	*gid = group ? group->gr_gid : 0;
	if (group || !name)
		return true;
	errno = ENOENT;
	log_line("SYS-2-INITFAIL", "group '%s': there is none", name);
	return false;
}

/* Whoever is not of the group cannot even connect. */
static int bind_at(const char *path, gid_t group)
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
	if (bound == 0 && (!group || lchown(path, 0, group) == 0))
		return fd;
	if (fd >= 0)
		close(fd);
	return -1;
}

struct control *control_open(struct core *core)
{
	const char *path = core->options.socket;
	struct control *control;
	gid_t group;
	int fd;

	if (!find_group(core->options.group, &group))
		return NULL;
	fd = bind_at(path, group);
	if (fd < 0) {
		log_line("SYS-2-INITFAIL", "%s: %s", path, strerror(errno));
		return NULL;
	}
	control = calloc(1, sizeof *control);
	if (!control)
		abort();
	*control = (struct control){
		.fd = fd, .path = strdup(path), .pause = {.fire = accept_again, .context = core}};
	return control;
}

bool control_listen(struct core *core)
{
	struct control *control = core->control;

	if (listen(control->fd, 16) == 0)
		control->watch =
			loop_watch_patient(core->loop, control->fd, EPOLLIN, accept_client, core);
	if (!control->watch)
		log_line("SYS-2-INITFAIL", "%s: %s", control->path, strerror(errno));
	return control->watch;
}

/* The socket stays open until we exit, which does not linger over what those who wait to be
 * accepted have sent. */
void control_close(struct core *core, struct control *control)
{
	while (!LIST_EMPTY(&control->clients))
		client_close(LIST_FIRST(&control->clients));
	timer_cancel(core->loop, &control->pause);
	loop_unwatch(core->loop, control->watch);
	unlink(control->path);
	free(control->path);
	free(control);
}
