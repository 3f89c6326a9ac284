/* The event loop of the agent's core: descriptors and timers, one thread, no callbacks that block.
 */
#ifndef RUNTIME_AGENT_LOOP_H
#define RUNTIME_AGENT_LOOP_H

#include <stdbool.h>
#include <stdint.h>

enum { MILLISECOND = 1000000 };
#define SECOND (1000 * (int64_t)MILLISECOND)

struct loop;
struct watch;

typedef void (*watch_ready)(void *context, uint32_t events);

/* Embedded in what it serves; zeroed, then `fire` and `context` set. */
struct timer {
	int64_t due; /* nanoseconds of loop_now() */
	void (*fire)(void *context, int64_t now);
	void *context;
	unsigned place; /* in the heap, from 1; 0: not set */
	bool urgent; /* also in loop_breathe() */
};

/* NULL when the kernel refuses a descriptor. */
struct loop *loop_new(void);
void loop_free(struct loop *loop);

/* Monotonic nanoseconds. A suspended machine's clock stands still, so that no probe times out over
 * it. */
int64_t loop_now(void);

/* Call READY when FD has one of EVENTS (EPOLLIN, EPOLLOUT). NULL when the kernel refuses. */
struct watch *loop_watch(struct loop *loop, int fd, uint32_t events, watch_ready ready,
			 void *context);
/* The same for what is served in loop_breathe(), too. */
struct watch *loop_watch_urgent(struct loop *loop, int fd, uint32_t events, watch_ready ready,
				void *context);
/* The same for what can wait: of all these one is served at a time, in turn, so that nothing else
 * waits for more than one of them; and for as long as that took, none is. */
struct watch *loop_watch_patient(struct loop *loop, int fd, uint32_t events, watch_ready ready,
				 void *context);
/* False with errno. */
bool watch_events(struct loop *loop, struct watch *watch, uint32_t events);
/* Does not close the descriptor. Allowed from any callback. */
void loop_unwatch(struct loop *loop, struct watch *watch);

/* A descriptor of our own that is heard for as long as somebody asks for it. */
struct listener {
	int fd;
	struct watch *watch; /* NULL: nobody does */
};
/* Call READY when there is something to read from FD, which is the listener's from now on. False
 * with errno when FD is -1 or the kernel refuses. */
bool listener_start(struct loop *loop, struct listener *listener, int fd, watch_ready ready,
		    void *context);
void listener_stop(struct loop *loop, struct listener *listener);

/* Set, or move, TIMER to DUE. */
void timer_set(struct loop *loop, struct timer *timer, int64_t due);
void timer_cancel(struct loop *loop, struct timer *timer);

/* Serve until loop_stop(). False when waiting failed. */
bool loop_run(struct loop *loop);
void loop_stop(struct loop *loop);
/* In the midst of what takes long: serve what is urgent and nothing else. */
void loop_breathe(struct loop *loop);

#endif
