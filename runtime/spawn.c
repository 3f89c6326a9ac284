/*
 * Running other programs: by argument vector, with a fixed PATH, standard input from memory and
 * output into memory, so that no pipe has to be pumped and nothing can block. A network namespace
 * is entered by the parent around posix_spawn() and left again; the child's signals are as a fresh
 * program expects them.
 */
#include "spawn.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/pidfd.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "backends/backend.h"

double clock_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

/* Enter NAME; the descriptor that leads back, or -1. */
static int netns_enter(const char *name)
{
	char path[256];
	int home = open("/proc/self/ns/net", O_RDONLY | O_CLOEXEC);
	int there;

	snprintf(path, sizeof path, "/run/netns/%s", name);
	there = open(path, O_RDONLY | O_CLOEXEC);
	if (home < 0 || there < 0 || setns(there, CLONE_NEWNET) != 0) {
		int error = errno;

		if (home >= 0)
			close(home);
		home = -1;
		errno = error;
	}
	if (there >= 0)
		close(there);
	return home;
}

/* A process that stays in the wrong namespace would do its further work there. */
static void netns_leave(int home)
{
	if (setns(home, CLONE_NEWNET) != 0)
		abort();
	close(home);
}

static int memory_with(const char *text)
{
	int fd = memfd_create("causeway", MFD_CLOEXEC);
	size_t len = text ? strlen(text) : 0;

	if (fd < 0)
		return -1;
	if (!write_all(fd, text, len)) {
		close(fd);
		return -1;
	}
	lseek(fd, 0, SEEK_SET);
	return fd;
}

static void attributes(posix_spawnattr_t *attr, short flags)
{
	sigset_t none, all;

	sigemptyset(&none);
	sigfillset(&all);
	posix_spawnattr_init(attr);
	posix_spawnattr_setsigmask(attr, &none);
	posix_spawnattr_setsigdefault(attr, &all);
	posix_spawnattr_setflags(attr,
				 (short)(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | flags));
}

/* Where the program NAME stands. The caller's PATH does not matter: it may hold anything. */
static const char *program(const char *name, char *path, size_t size)
{
	static const char *const folders[] = {"/usr/sbin", "/usr/bin",	      "/sbin",
					      "/bin",	   "/usr/local/sbin", "/usr/local/bin"};

	if (strchr(name, '/'))
		return name;
	for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
		snprintf(path, size, "%s/%s", folders[i], name);
		if (access(path, X_OK) == 0)
			return path;
	}
	return NULL;
}

/* posix_spawn() promises to leave the strings alone but cannot say so. */
static char *const *unchanged(const char *const *strings)
{
	union {
		const char *const *in;
		char *const *out;
	} same = {.in = strings};

	return same.out;
}

/* Start with IN and OUT as standard input and outputs. An error number, or 0. */
static int start(const struct spawn *spawn, short flags, int in, int out, pid_t *pid)
{
	static const char *const environment[] = {
		"PATH=/usr/sbin:/usr/bin:/sbin:/bin:/usr/local/sbin:/usr/local/bin",
		"LC_ALL=C.UTF-8", "HOME=/", NULL};
	posix_spawn_file_actions_t actions;
	posix_spawnattr_t attr;
	char path[256];
	const char *file = program(spawn->argv[0], path, sizeof path);
	int home = -1, error;

	if (!file)
		return ENOENT;
	if (spawn->netns && (home = netns_enter(spawn->netns)) < 0)
		return errno;
	attributes(&attr, flags);
	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_adddup2(&actions, in, STDIN_FILENO);
	posix_spawn_file_actions_adddup2(&actions, out, STDOUT_FILENO);
	posix_spawn_file_actions_adddup2(&actions, out, STDERR_FILENO);
	if (spawn->dir)
		posix_spawn_file_actions_addchdir_np(&actions, spawn->dir);
	error = posix_spawn(pid, file, &actions, &attr, unchanged(spawn->argv),
			    unchanged(environment));
	posix_spawn_file_actions_destroy(&actions);
	posix_spawnattr_destroy(&attr);
	if (home >= 0)
		netns_leave(home);
	return error;
}

static int open_output(const char *log)
{
	return log ? open(log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644) : memory_with(NULL);
}

static int status_of(int wait_status)
{
	if (WIFEXITED(wait_status))
		return WEXITSTATUS(wait_status);
	return 128 + WTERMSIG(wait_status);
}

static int reap(pid_t pid)
{
	int status = 0;

	while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
		;
	return status_of(status);
}

/* Wait for the end; false when the time is over, the wait is cancelled, or cannot be. */
static bool wait_for(const struct spawn *spawn, pid_t pid)
{
	int pidfd = pidfd_open(pid, 0);
	double until = clock_ms() + spawn->timeout_ms;
	struct pollfd fds[] = {
		{.fd = pidfd, .events = POLLIN},
		{.fd = spawn->cancel_fd > 0 ? spawn->cancel_fd : -1, .events = POLLIN}};
	int n;

	if (pidfd < 0)
		return false;
	do {
		double left = until - clock_ms();

		n = poll(fds, 2, spawn->timeout_ms > 0 ? (left > 0 ? (int)left + 1 : 0) : -1);
	} while (n < 0 && errno == EINTR);
	close(pidfd);
	return fds[0].revents != 0;
}

static void take_output(int fd, struct spawned *result)
{
	off_t size = lseek(fd, 0, SEEK_END);
	size_t want = size > 0 ? (size_t)size : 0;
	ssize_t n;

	result->out = malloc(want + 1);
	if (!result->out)
		return;
	while (result->len < want && (n = pread(fd, result->out + result->len, want - result->len,
						(off_t)result->len)) > 0)
		result->len += (size_t)n;
	result->out[result->len] = '\0';
}

static void say_failure(const struct spawn *spawn, int error, struct spawned *result)
{
	result->status = -1;
	if (asprintf(&result->out, "cannot run '%s': %s", spawn->argv[0], strerror(error)) < 0)
		result->out = NULL;
	result->len = result->out ? strlen(result->out) : 0;
}

bool spawn_run(const struct spawn *spawn, struct spawned *result)
{
	int in = memory_with(spawn->input), out = open_output(spawn->log);
	double begin = clock_ms();
	pid_t pid = 0;
	int error = in < 0 || out < 0 ? errno : start(spawn, 0, in, out, &pid);
	bool ended = false;

	*result = (struct spawned){.status = -1};
	if (error != 0) {
		say_failure(spawn, error, result);
	} else {
		ended = wait_for(spawn, pid);
		if (!ended)
			kill(pid, SIGKILL);
		result->status = reap(pid);
		if (!ended)
			result->status = -1;
		if (!spawn->log)
			take_output(out, result);
	}
	result->ms = clock_ms() - begin;
	if (in >= 0)
		close(in);
	if (out >= 0)
		close(out);
	return ended;
}

void spawned_free(struct spawned *result)
{
	free(result->out);
	result->out = NULL;
}

pid_t spawn_start(const struct spawn *spawn)
{
	int in = spawn->input ? memory_with(spawn->input) : open("/dev/null", O_RDONLY | O_CLOEXEC);
	int out = open_output(spawn->log ? spawn->log : "/dev/null");
	pid_t pid = -1;
	int error = in < 0 || out < 0 ? errno : start(spawn, POSIX_SPAWN_SETSID, in, out, &pid);

	if (in >= 0)
		close(in);
	if (out >= 0)
		close(out);
	if (error == 0)
		return pid;
	errno = error;
	return -1;
}

bool spawn_ended(pid_t pid, int *status)
{
	int wait_status;

	if (waitpid(pid, &wait_status, WNOHANG) <= 0)
		return false;
	*status = status_of(wait_status);
	return true;
}

void spawn_stop(pid_t pid, int grace_ms)
{
	int pidfd = pidfd_open(pid, 0), n = 0;
	struct pollfd fd = {.fd = pidfd, .events = POLLIN};

	kill(pid, SIGTERM);
	if (pidfd >= 0) {
		n = poll(&fd, 1, grace_ms);
		close(pidfd);
	}
	if (n <= 0)
		kill(pid, SIGKILL);
	reap(pid);
}
