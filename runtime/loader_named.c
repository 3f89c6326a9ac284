/*
 * named, as our child or as one that an earlier agent left running. It reads its files again on
 * SIGHUP. It runs on when the agent is stopped: answering questions is part of a working network.
 */
#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/pidfd.h>
#include <time.h>
#include <unistd.h>

#include "agent_loader.h"
#include "agent_log.h"
#include "agent_steps.h"
#include "spawn.h"

enum { SETTLE_MS = 200, SOON_MS = 10000 };

/* 1: PID is a process that runs on the files of DIR, 0: it is not, -1: it cannot be told, with
 * errno.
 */
static int runs_on(pid_t pid, const char *dir)
{
	char name[64], line[4096];
	size_t dir_len = dir ? strlen(dir) : 0;
	ssize_t n;
	int fd, error;

	if (pid <= 1 || !dir)
		return 0;
	snprintf(name, sizeof name, "/proc/%d/cmdline", (int)pid);
	fd = open(name, O_RDONLY | O_CLOEXEC);
	n = fd < 0 ? -1 : read(fd, line, sizeof line - 1);
	error = errno;
	if (fd >= 0)
		close(fd);
	errno = error;
	if (n <= 0)
		return n == 0 || error == ENOENT || error == ESRCH ? 0 : -1;
	line[n] = '\0';
	for (const char *word = line; word < line + n; word += strlen(word) + 1)
		if (!strncmp(word, dir, dir_len) && !strcmp(word + dir_len, "/named.conf"))
			return 1;
	return 0;
}

bool named_is_ours(pid_t pid, const char *dir)
{
	return runs_on(pid, dir) == 1;
}

/* An editor may have its files open, too. */
static bool is_named(const char *pid)
{
	char path[280], name[16] = "";
	FILE *file;

	snprintf(path, sizeof path, "/proc/%s/comm", pid);
	file = fopen(path, "re");
	if (!file)
		return false;
	if (!fgets(name, sizeof name, file))
		name[0] = '\0';
	fclose(file);
	return !strcmp(name, "named\n");
}

pid_t named_find(const char *dir)
{
	DIR *stream = opendir("/proc");
	struct dirent *entry = NULL;
	pid_t found = stream ? 0 : -1;

	while (stream && !found && (errno = 0, entry = readdir(stream))) {
		pid_t pid = (pid_t)strtol(entry->d_name, NULL, 10);
		int runs = isdigit((unsigned char)*entry->d_name) ? runs_on(pid, dir) : 0;

		if (runs < 0)
			found = -1;
		else if (runs && is_named(entry->d_name))
			found = pid;
	}
	if (stream && !entry && errno)
		found = -1;
	if (stream)
		closedir(stream);
	return found;
}

static void pause_ms(long ms)
{
	struct timespec pause = {.tv_sec = ms / 1000, .tv_nsec = ms % 1000 * 1000000};

	nanosleep(&pause, NULL);
}

static bool tell(const struct named *named, char **why)
{
	if (kill(named->pid, SIGHUP) == 0)
		return true;
	if (asprintf(why, "named cannot be told to read its files: %s", strerror(errno)) < 0)
		abort();
	return false;
}

static bool start_new(struct named *named, char **why)
{
	char *conf;
	const char *argv[] = {"ip", "vrf", "exec", named->vrf, "named", "-f", "-c", NULL, NULL};
	struct spawn spawn = {
		.argv = named->vrf ? argv : argv + 4, .dir = named->dir, .log = named->log};
	int status;

	if (asprintf(&conf, "%s/named.conf", named->dir) < 0)
		abort();
	argv[7] = conf;
	named->pid = spawn_start(&spawn);
	named->child = true;
	named->started = clock_ms();
	free(conf);
	if (named->pid < 0) {
		named->pid = 0;
		if (asprintf(why, "cannot start named: %s", strerror(errno)) < 0)
			abort();
		return false;
	}
	pause_ms(SETTLE_MS);
	if (spawn_ended(named->pid, &status)) {
		named->pid = 0;
		if (asprintf(why, "named ended at once, status %d; see %s", status, named->log) < 0)
			abort();
		return false;
	}
	return true;
}

/* Two on the same files would both be asked: one of which nobody knows any more is taken. */
static bool start(struct named *named, char **why)
{
	pid_t running = named_find(named->dir);

	if (running == 0)
		return start_new(named, why);
	if (running < 0) {
		if (asprintf(why, "cannot look for a named that runs: %s", strerror(errno)) < 0)
			abort();
		return false;
	}
	named->pid = running;
	named->child = false;
	named->started = clock_ms();
	return tell(named, why);
}

bool named_serve(struct named *named, char **why)
{
	steps_next("tell named");
	if (named->pid && (named->child || named_is_ours(named->pid, named->dir)))
		return tell(named, why);
	return start(named, why);
}

void named_stop(struct named *named)
{
	if (named->pid && named->child)
		spawn_stop(named->pid, 5000);
	else if (named->pid && named_is_ours(named->pid, named->dir))
		kill(named->pid, SIGTERM);
	for (int i = 0; i < 100 && !named->child && named_is_ours(named->pid, named->dir); i++)
		pause_ms(50);
	named->pid = 0;
}

int named_watch(struct named *named)
{
	if (named->watched == named->pid)
		return named->pid ? named->ended : -1;
	if (named->watched && named->ended >= 0)
		close(named->ended);
	named->watched = named->pid;
	named->ended = named->pid ? pidfd_open(named->pid, 0) : -1;
	return named->ended;
}

bool named_keep(struct named *named)
{
	int status = -1;
	char *why = NULL;

	if (!named->pid || !(named->child ? spawn_ended(named->pid, &status)
					  : runs_on(named->pid, named->dir) == 0))
		return false;
	log_line("DNSSERVER-3-NAMED", "named (process %d) ended, status %d", (int)named->pid,
		 status);
	named->pid = 0;
	named->restarts = clock_ms() - named->started < SOON_MS ? named->restarts + 1 : 0;
	if (named->restarts >= NAMED_RESTARTS)
		log_line("DNSSERVER-2-NAMED", "named does not stay up; it is left alone now");
	else if (!start(named, &why))
		log_line("DNSSERVER-3-NAMED", "%s", why);
	free(why);
	return true;
}

void named_nudge(void)
{
	static const char *const commands[][3] = {{"rndc", "reconfig", NULL},
						  {"rndc", "reload", NULL}};

	for (size_t i = 0; i < 2; i++) {
		struct spawned result;

		if (!spawn_run(&(struct spawn){.argv = commands[i], .timeout_ms = 30000},
			       &result) ||
		    result.status != 0)
			log_line("DNSSERVER-4-RNDC", "rndc %s: %.200s", commands[i][1],
				 result.out ? result.out : "failed");
		spawned_free(&result);
	}
}
