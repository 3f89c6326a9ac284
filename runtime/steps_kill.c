/*
 * Dying on request: in causewayd-steps, which is linked from the very objects of causewayd, these
 * functions stand in the place of the empty ones of steps.c.
 *
 *   CAUSEWAY_KILL="apply 7"    kill core and loader in front of the seventh step of an apply
 *   CAUSEWAY_STEPS=FILE        append the kind of change, the number and the name of every step
 */
#include <fcntl.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/* What core and loader share; they take turns, and one of them alone writes at a time. Only what
 * writes a large generation aside counts along with them. */
static struct shared {
	pid_t core;
	atomic_uint count;
	char kind[16];
} * shared;

void __wrap_steps_share(void);
void __wrap_steps_begin(const char *kind);
void __wrap_steps_next(const char *what);

void __wrap_steps_share(void)
{
	shared = mmap(NULL, sizeof *shared, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1,
		      0);
	if (shared == MAP_FAILED)
		abort();
	shared->core = getpid();
}

void __wrap_steps_begin(const char *kind)
{
	if (!shared)
		return;
	snprintf(shared->kind, sizeof shared->kind, "%s", kind);
	shared->count = 0;
}

static void note(const char *what, unsigned count)
{
	const char *path = getenv("CAUSEWAY_STEPS");
	char line[256];
	int fd = path ? open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600) : -1;
	int n = snprintf(line, sizeof line, "%s %u %s\n", shared->kind, count, what);

	if (fd >= 0 && write(fd, line, (size_t)n) != n)
		abort();
	if (fd >= 0)
		close(fd);
}

void __wrap_steps_next(const char *what)
{
	const char *kill_at = getenv("CAUSEWAY_KILL");
	char here[32];
	unsigned count;

	if (!shared || !*shared->kind)
		return;
	count = ++shared->count;
	note(what, count);
	snprintf(here, sizeof here, "%s %u", shared->kind, count);
	if (!kill_at || strcmp(kill_at, here) != 0)
		return;
	kill(shared->core, SIGKILL); /* the loader dies with it, but not this very moment */
	raise(SIGKILL);
}
