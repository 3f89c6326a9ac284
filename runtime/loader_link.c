/*
 * The core's end of the loader: nothing here waits. When the loader dies, the plan in force goes on
 * to be served, and another loader is started that reads what is in force: at once, but later and
 * later when one dies soon after the other.
 */
#include <errno.h>
#include <fcntl.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/sendfile.h>
#include <sys/socket.h>
#include <unistd.h>

#include "agent.h"
#include "agent_channel.h"
#include "sealed.h"

#define SOON (60 * SECOND)
#define FIRST_DELAY (4 * SECOND)
enum { PIECE = 256 * 1024 };

struct loader {
	int fd;
	pid_t pid; /* as it has told, first of all; 0 until then */
	struct watch *watch;
	struct buffer in, out;
	struct body { /* of the message that OUT ends with */
		int fd; /* -1: there is none */
		off_t at;
		size_t left;
	} body;
	struct passed passed; /* go with the first byte of LATER */
	struct buffer later; /* comes behind OUT and all of BODY */
	json_t *held; /* until connections have been deleted */
};

void loader_revive(void *context, int64_t now)
{
	struct core *core = context;

	core->revived = now;
	core->loader = loader_open(core);
	if (core->loader) {
		apply_again(core);
		return;
	}
	log_line("SYS-2-LOADER", "no other configuration can be applied: %s", strerror(errno));
	core->revival_delay = core->revival_delay ? 2 * core->revival_delay : FIRST_DELAY;
	if (core->revival_delay > SOON)
		core->revival_delay = SOON;
	timer_set(core->loop, &core->revival, now + core->revival_delay);
}

static void revive_later(struct core *core)
{
	int64_t now = loop_now(), delay = 0;

	if (core->revived && now - core->revived < SOON)
		delay = core->revival_delay ? 2 * core->revival_delay : FIRST_DELAY;
	core->revival_delay = delay < SOON ? delay : SOON;
	log_line("SYS-3-LOADER", "the loader is gone: another one is started in %d s",
		 (int)(core->revival_delay / SECOND));
	timer_set(core->loop, &core->revival, now + core->revival_delay);
}

static void hang_up(struct core *core)
{
	struct loader *loader = core->loader;

	core->loader = NULL;
	core->drift.asked = false;
	loader_close(core, loader);
	drift_listen(core);
	failover_turned(core, true);
	confirm_answer(core, NULL);
	lists_answer(core, NULL);
	apply_answer(core, NULL, NULL, 0);
	if (core->generation)
		revive_later(core);
	else
		log_line("SYS-2-LOADER", "the loader is gone");
}

/* A line of JSON; behind it may be a plan's. */
static void take(struct core *core, const char *text, size_t len)
{
	const char *stop = memchr(text, '\n', len), *rest = stop ? stop + 1 : text + len;
	json_error_t error;
	json_t *json = json_loadb(text, (size_t)((stop ? stop : rest) - text), 0, &error);
	const json_t *named = json_object_get(json, "named");
	const json_t *mended = json_object_get(json, "mended");
	const char *dir = json_string_value(json_object_get(json, "named_dir"));

	if (dir && (!core->owned.named_dir || strcmp(core->owned.named_dir, dir) != 0)) {
		free(core->owned.named_dir);
		core->owned.named_dir = strdup(dir);
		core->owned.dirty = true;
	}
	if (named && json_integer_value(named) != core->owned.named) {
		core->owned.named = (pid_t)json_integer_value(named);
		core->owned.dirty = true;
	}
	if (core->loader && json_object_get(json, "pid"))
		core->loader->pid = (pid_t)json_integer_value(json_object_get(json, "pid"));
	owned_save(&core->owned, core->options.state_dir);
	if (json_object_get(json, "confirmed"))
		confirm_answer(core, json);
	else if (json_object_get(json, "counted"))
		lists_answer(core, json);
	else if (json_object_get(json, "ok"))
		apply_answer(core, json, rest, (size_t)(text + len - rest));
	if (json_object_get(json, "edit"))
		apply_edit(core, json);
	if (json_object_get(json, "turned"))
		failover_turned(core, false);
	if (mended)
		drift_mended(core, (int)json_integer_value(mended));
	json_decref(json);
}

static void body_close(struct body *body)
{
	if (body->fd >= 0)
		close(body->fd);
	*body = (struct body){.fd = -1};
}

/* A piece of it. What cannot be sent whole breaks the channel, and so the loader ends. */
static void body_drain(struct loader *loader)
{
	struct body *body = &loader->body;
	size_t most = body->left < PIECE ? body->left : PIECE;
	ssize_t n = sendfile(loader->fd, body->fd, &body->at, most);

	if (n > 0)
		body->left -= (size_t)n;
	else if (n == 0 || (errno != EAGAIN && errno != EINTR))
		shutdown(loader->fd, SHUT_RDWR);
	if (body->left)
		return;
	body_close(body);
	loader->out = loader->later;
	loader->later = (struct buffer){0};
}

static void passed_drain(struct loader *loader)
{
	struct buffer *later = &loader->later;
	ssize_t n = passed_send(loader->fd, later->at, later->len, &loader->passed);

	if (n < 0 && (errno == EAGAIN || errno == EINTR))
		return;
	if (n < 0)
		shutdown(loader->fd, SHUT_RDWR);
	else
		buffer_take(later, (size_t)n);
	passed_close(&loader->passed);
	loader->out = *later;
	*later = (struct buffer){0};
}

/* Is there something behind OUT? */
static bool has_more(const struct loader *loader)
{
	return loader->body.fd >= 0 || loader->passed.n;
}

static void write_out(struct core *core)
{
	struct loader *loader = core->loader;

	if (buffer_drain(&loader->out, loader->fd) < 0) {
		shutdown(loader->fd, SHUT_RDWR); /* reading finds out */
		buffer_free(&loader->out);
	}
	if (!loader->out.len && loader->body.fd >= 0)
		body_drain(loader);
	else if (!loader->out.len && loader->passed.n)
		passed_drain(loader);
	if (!watch_events(core->loop, loader->watch,
			  EPOLLIN | (loader->out.len || has_more(loader) ? EPOLLOUT : 0))) {
		log_line("SYS-3-LOADER", "cannot wait for it: %s", strerror(errno));
		shutdown(loader->fd, SHUT_RDWR);
	}
}

static void ready(void *context, uint32_t events)
{
	struct core *core = context;
	struct buffer in;
	const char *text;
	size_t len;
	int came;

	if (events & EPOLLOUT)
		write_out(core);
	if (!(events & (EPOLLIN | EPOLLHUP | EPOLLERR)))
		return;
	came = buffer_fill(&core->loader->in, core->loader->fd);
	in = core->loader->in; /* what is taken may be the loader's end */
	core->loader->in = (struct buffer){0};
	while (core->loader && (text = message_get(&in, &len))) {
		take(core, text, len);
		message_done(&in);
	}
	if (core->loader)
		core->loader->in = in;
	else
		buffer_free(&in);
	if (came < 0 && core->loader)
		hang_up(core);
}

struct loader *loader_open(struct core *core)
{
	int fd = starter_start(&core->starter, core->run ? core->run->number : 0,
			       core->drift.nft.watch ? core->drift.nft.fd : -1);
	struct loader *loader = fd < 0 ? NULL : calloc(1, sizeof *loader);

	if (loader) {
		loader->fd = fd;
		loader->body.fd = -1;
		fcntl(fd, F_SETFL, O_RDWR | O_NONBLOCK);
		loader->watch = loop_watch(core->loop, fd, EPOLLIN, ready, core);
	}
	if (loader && loader->watch)
		return loader;
	if (fd >= 0)
		close(fd);
	free(loader);
	return NULL;
}

pid_t loader_pid(const struct core *core)
{
	return core->loader ? core->loader->pid : 0;
}

void loader_close(struct core *core, struct loader *loader)
{
	loop_unwatch(core->loop, loader->watch);
	close(loader->fd);
	buffer_free(&loader->in);
	buffer_free(&loader->out);
	buffer_free(&loader->later);
	json_decref(loader->held);
	body_close(&loader->body);
	passed_close(&loader->passed);
	free(loader);
}

/* Whether its time has come or not. */
static void send_held(struct core *core)
{
	json_t *held = core->loader ? core->loader->held : NULL;

	if (!held)
		return;
	core->loader->held = NULL;
	loader_send_json(core, held);
}

void loader_send_held(struct core *core)
{
	if (!failover_sweeps(core))
		send_held(core);
}

void loader_send_json_later(struct core *core, struct json_t *request)
{
	send_held(core);
	if (!core->loader) {
		json_decref(request);
		return;
	}
	core->loader->held = request;
	loader_send_held(core);
}

void loader_send(struct core *core, const char *request, size_t len)
{
	if (!core->loader)
		return;
	send_held(core);
	message_put(has_more(core->loader) ? &core->loader->later : &core->loader->out, request,
		    len);
	write_out(core);
}

void loader_send_file(struct core *core, int fd, size_t len)
{
	struct loader *loader = core->loader;

	send_held(core);
	if (!loader || has_more(loader)) { /* then an apply is under way, and nobody asks */
		close(fd);
		return;
	}
	message_begin(&loader->out, len);
	loader->body = (struct body){.fd = fd, .left = len};
	write_out(core);
}

void loader_send_passed(struct core *core, const char *request, size_t len, struct passed *passed)
{
	struct loader *loader = core->loader;

	send_held(core);
	if (!loader || has_more(loader)) {
		passed_close(passed);
		return;
	}
	message_put(passed->n ? &loader->later : &loader->out, request, len);
	loader->passed = *passed;
	*passed = (struct passed){0};
	write_out(core);
}

void loader_send_json(struct core *core, struct json_t *request)
{
	char *text = json_dumps(request, JSON_COMPACT);

	if (text)
		loader_send(core, text, strlen(text));
	free(text);
	json_decref(request);
}
