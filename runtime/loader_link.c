/*
 * The core's end of the loader: nothing here waits. When the loader dies, the plan in force goes on
 * to be served, and another loader is started that reads what is in force; when that one dies soon
 * after, no other configuration can be applied.
 */
#include <errno.h>
#include <fcntl.h>
#include <jansson.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "agent.h"
#include "agent_channel.h"

#define SOON (60 * SECOND)

struct loader {
	int fd;
	pid_t pid;
	struct watch *watch;
	struct buffer in, out;
};

static bool revive(struct core *core)
{
	int64_t now = loop_now();

	if (!core->request || (core->revived && now - core->revived < SOON))
		return false;
	core->revived = now;
	core->loader = loader_open(core);
	return core->loader;
}

static void hang_up(struct core *core)
{
	struct loader *loader = core->loader;

	core->loader = NULL;
	loader_close(core, loader);
	apply_answer(core, NULL);
	if (revive(core)) {
		log_line("SYS-3-LOADER", "the loader is gone: another one is started");
		apply_again(core);
	} else {
		log_line("SYS-2-LOADER",
			 "the loader is gone: no other configuration can be applied");
	}
}

static void take(struct core *core, const char *text, size_t len)
{
	json_error_t error;
	json_t *json = json_loadb(text, len, 0, &error);
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
	owned_save(&core->owned, core->options.state_dir);
	if (json_object_get(json, "ok"))
		apply_answer(core, json);
	if (mended)
		drift_mended(core, (int)json_integer_value(mended));
	json_decref(json);
}

static void write_out(struct core *core)
{
	struct loader *loader = core->loader;

	if (buffer_drain(&loader->out, loader->fd) < 0)
		return; /* reading finds out as well */
	watch_events(core->loop, loader->watch, EPOLLIN | (loader->out.len ? EPOLLOUT : 0));
}

static void ready(void *context, uint32_t events)
{
	struct core *core = context;
	const char *text;
	size_t len;
	int came;

	if (events & EPOLLOUT)
		write_out(core);
	if (!(events & (EPOLLIN | EPOLLHUP | EPOLLERR)))
		return;
	came = buffer_fill(&core->loader->in, core->loader->fd);
	while (core->loader && (text = message_get(&core->loader->in, &len))) {
		char *copy = strndup(text, len);

		if (!copy)
			abort();
		message_done(&core->loader->in);
		take(core, copy, len);
		free(copy);
	}
	if (came < 0 && core->loader)
		hang_up(core);
}

/* The loader ends with the core, and holds nothing of it: neither its sockets nor the lock of the
 * state directory. */
_Noreturn static void become_loader(const struct core *core, int fd)
{
	sigset_t none;

	prctl(PR_SET_PDEATHSIG, SIGKILL);
	prctl(PR_SET_NAME, "causewayd-load");
	if (fd > STDERR_FILENO + 1)
		close_range(STDERR_FILENO + 1, (unsigned)fd - 1, 0);
	close_range((unsigned)fd + 1, ~0U, 0);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	signal(SIGINT, SIG_IGN); /* a terminal signals both */
	signal(SIGHUP, SIG_IGN);
	_exit(loader_main(fd, core->options.state_dir, core->run ? core->run->number : 0));
}

static void end_process(pid_t pid)
{
	kill(pid, SIGKILL);
	while (waitpid(pid, NULL, 0) < 0 && errno == EINTR)
		;
}

struct loader *loader_open(struct core *core)
{
	struct loader *loader;
	int ends[2];
	pid_t pid;

	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) < 0)
		return NULL;
	pid = fork();
	if (pid == 0)
		become_loader(core, ends[1]);
	close(ends[1]);
	loader = pid < 0 ? NULL : calloc(1, sizeof *loader);
	if (loader) {
		*loader = (struct loader){.fd = ends[0], .pid = pid};
		fcntl(ends[0], F_SETFL, fcntl(ends[0], F_GETFL) | O_NONBLOCK);
		loader->watch = loop_watch(core->loop, ends[0], EPOLLIN, ready, core);
	}
	if (loader && loader->watch)
		return loader;
	if (pid > 0)
		end_process(pid);
	close(ends[0]);
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
	end_process(loader->pid);
	close(loader->fd);
	buffer_free(&loader->in);
	buffer_free(&loader->out);
	free(loader);
}

void loader_send(struct core *core, const char *request, size_t len)
{
	if (!core->loader)
		return;
	message_put(&core->loader->out, request, len);
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
