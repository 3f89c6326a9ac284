/* Other programs, run by argument vector: never a shell, nothing of a configuration is evaluated.
 */
#ifndef RUNTIME_SPAWN_H
#define RUNTIME_SPAWN_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

struct spawn {
	const char *const *argv; /* argv[0] is looked up in the system's folders; NULL-terminated */
	const char *netns; /* run inside this named network namespace; NULL: where we are */
	const char *dir; /* working directory; NULL: ours */
	const char *input; /* text on standard input; NULL: /dev/null */
	const char *log; /* output is appended to this file; NULL: spawn_run() captures it */
	int timeout_ms; /* of spawn_run(); 0: none */
	int cancel_fd; /* spawn_run() gives up when this becomes readable; 0: none */
};

struct spawned {
	int status; /* exit status; 128 + number of the signal that ended it; -1: did not end */
	double ms; /* from start to end */
	char *out; /* standard output and error, terminated; NULL when logged */
	size_t len;
};

/*
 * Run to the end, killing the program when its time is over or the wait is cancelled. False when it
 * could not be started (OUT then says why) or did not end by itself. Release with spawned_free().
 */
bool spawn_run(const struct spawn *spawn, struct spawned *result);
void spawned_free(struct spawned *result);

/* Start in the background, in a session of its own. -1 with errno set when that fails. */
pid_t spawn_start(const struct spawn *spawn);

/* Has the child PID (-1: any child) ended? Then *STATUS is as in struct spawned, and the child is
 * reaped. */
bool spawn_ended(pid_t pid, int *status);

/* Ask the child PID to end, after GRACE_MS make it end; reaped. */
void spawn_stop(pid_t pid, int grace_ms);

/* Milliseconds of a clock that never jumps. */
double clock_ms(void);

#endif
