/*
 * The calls of sys.h as causewayd-faults makes them: each counted, and failing when it is told to,
 * in the core or in the loader. Told by the environment when it starts,
 *
 *   CAUSEWAY_FAULT=core:rename:3:ENOSPC     the core's third rename() fails, with ENOSPC
 *   CAUSEWAY_FAULT=loader:open:2+:EMFILE    the loader's second open() and all that follow
 *   CAUSEWAY_FAULT=core:any:57:KILL         the process is killed instead of its 57th call
 *   CAUSEWAY_FAULT=core:rtnetlink:7:EPERM   the kernel refuses the core's seventh message to it
 *
 * (several with a comma between them), or at any time through the file that CAUSEWAY_FAULT_TABLE
 * names: it holds `table` as it stands in memory. A call that the core may not make ends it here,
 * so that a test cannot miss one.
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <linux/capability.h>
#include <net/if.h>
#include <poll.h>
#include <sched.h>
#include <seccomp.h>
#include <signal.h>
#include <spawn.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <time.h>
#include <unistd.h>

#include "faults.h"
#include "privileges.h"
#include "sys.h"

enum process { CORE, LOADER, PROCESSES };

enum call {
	CALLS_BEFORE = FAULT_OTHERS - 1,
#define CALL(type, name, parameters, arguments, failure) CALL_##name,
	SYS_CALLS(CALL)
#undef CALL
		CALLS,
};

static const char *const process_names[] = {"core", "loader"};
static const char *const call_names[] = {
#define NAME(name) #name,
	FAULT_KINDS(NAME)
#undef NAME
#define NAME(type, name, parameters, arguments, failure) #name,
		SYS_CALLS(NAME)
#undef NAME
};

enum { KILL_PROCESS = 255 }; /* in the place of an error */

/* Written by us but for SKIP, COUNT and ERROR, of which COUNT comes last. */
struct fault {
	uint32_t seen; /* calls until now */
	uint32_t skip; /* so many more go well */
	uint32_t count; /* then so many fail */
	uint32_t error;
	uint32_t failed; /* until now */
};

static struct fault (*table)[CALLS];
static enum process process;

#define REAL(type, name, parameters, arguments, failure) type __real_##name parameters;
SYS_CALLS(REAL)
#undef REAL

/* ---- what is asked for ---- */

static unsigned find(const char *const *names, unsigned n, const char *name)
{
	unsigned i = 0;

	while (i < n && strcmp(names[i], name) != 0)
		i++;
	if (i < n)
		return i;
	fprintf(stderr, "CAUSEWAY_FAULT: '%s'?\n", name);
	_exit(2);
}

static uint32_t error_of(const char *name)
{
	for (int error = 1; error < KILL_PROCESS; error++) {
		const char *its = strerrorname_np(error);

		if (its && !strcmp(its, name))
			return (uint32_t)error;
	}
	return strcmp(name, "KILL") ? EIO : KILL_PROCESS;
}

static void ask_for(char *spec)
{
	char *rest = spec, *words[4], *end;
	struct fault *fault;

	for (int i = 0; i < 4; i++)
		words[i] = strsep(&rest, ":") ?: spec;
	fault = &table[find(process_names, PROCESSES, words[0])][find(call_names, CALLS, words[1])];
	fault->skip = (uint32_t)strtoul(words[2], &end, 10) - 1;
	fault->count = *end == '+' ? UINT32_MAX : 1;
	fault->error = error_of(words[3]);
}

__attribute__((constructor)) static void read_environment(void)
{
	const char *path = getenv("CAUSEWAY_FAULT_TABLE"), *specs = getenv("CAUSEWAY_FAULT");
	size_t size = PROCESSES * sizeof *table;
	int fd = path ? __real_open(path, O_RDWR | O_CLOEXEC, 0) : -1;
	char *copy = strdup(specs ?: ""), *rest = copy;

	privileges_otherwise = SCMP_ACT_KILL_PROCESS;
	table = __real_mmap(NULL, size, PROT_READ | PROT_WRITE,
			    fd < 0 ? MAP_SHARED | MAP_ANONYMOUS : MAP_SHARED, fd, 0);
	if (table == MAP_FAILED || (path && fd < 0)) {
		fputs("CAUSEWAY_FAULT_TABLE: no such table\n", stderr);
		_exit(2);
	}
	if (fd >= 0)
		__real_close(fd);
	for (char *spec; *copy && (spec = strsep(&rest, ","));)
		ask_for(spec);
	free(copy);
}

/* ---- the calls ---- */

static bool is_due(struct fault *fault)
{
	fault->seen++;
	if (!fault->count)
		return false;
	if (fault->skip) {
		fault->skip--;
		return false;
	}
	fault->count--;
	fault->failed++;
	if (fault->error == KILL_PROCESS)
		__real_kill(getpid(), SIGKILL);
	errno = (int)fault->error;
	return true;
}

/* A call that fails is not made, but what was to be closed is gone also when that fails. */
static bool closes(enum call call)
{
	return call == CALL_close || call == CALL_close_range || call == CALL_fclose ||
	       call == CALL_closedir;
}

bool fault_is_due(enum fault_kind kind, uint32_t *error)
{
	*error = table ? table[process][kind].error : 0;
	return table && is_due(&table[process][kind]);
}

static bool fails(enum call call)
{
	int error = errno;
	bool any, this;

	if (!table)
		return false;
	any = is_due(&table[process][FAULT_any]);
	this = is_due(&table[process][call]);
	if (!any && !this)
		errno = error;
	return any || this;
}

static int restore(int error)
{
	errno = error;
	return error;
}

/* A stream remembers that something failed; 0. glibc has no function that makes it. */
static size_t break_stream(FILE *file)
{
	file->_flags |= 0x20;
	return 0;
}

#define WRAP(type, name, parameters, arguments, failure)             \
	type __wrap_##name parameters;                               \
	type __wrap_##name parameters                                \
	{                                                            \
		bool failing = fails(CALL_##name);                   \
		int error = errno;                                   \
		type result;                                         \
                                                                     \
		if (failing && !closes(CALL_##name))                 \
			return failure;                              \
		result = __real_##name arguments;                    \
		if (CALL_##name == CALL_fork && !result)             \
			process = LOADER;                            \
		return failing && restore(error) ? failure : result; \
	}
SYS_CALLS(WRAP)
