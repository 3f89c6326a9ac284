/*
 * The event loop: epoll for descriptors, a heap of timers that says how long it may wait. A few
 * descriptors and a few hundred timers need no library, and the time is an argument everywhere
 * below, so that the machines that use it can be tested with a clock of their own.
 */
#include <errno.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/queue.h>
#include <time.h>
#include <unistd.h>

#include "agent_loop.h"

enum { EVENTS_AT_ONCE = 32 };

struct watch {
	int fd; /* -1: given up, freed after the present round */
	bool urgent;
	int epoll; /* that it belongs to */
	watch_ready ready;
	void *context;
	LIST_ENTRY(watch) entry; /* of the loop's watches, or of those that are gone */
};

struct heap {
	struct timer **at; /* at[0] is due first */
	unsigned timers, room;
};

struct loop {
	int epoll;
	int patient; /* another epoll within the first, for what can wait; -1 until it is needed */
	struct watch *hears; /* that one */
	struct timer rest; /* until it is heard again */
	bool stop;
	struct heap heaps[2]; /* of timers that can wait a little; of urgent ones */
	unsigned watched; /* descriptors, those that can wait included */
	LIST_HEAD(, watch) watches, gone;
};

int64_t loop_now(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * SECOND + now.tv_nsec;
}

static void hear_again(void *context, int64_t now)
{
	struct loop *loop = context;

	if (!watch_events(loop, loop->hears, EPOLLIN))
		timer_set(loop, &loop->rest, now + SECOND);
}

struct loop *loop_new(void)
{
	struct loop *loop = calloc(1, sizeof *loop);

	if (!loop)
		return NULL;
	loop->rest = (struct timer){.fire = hear_again, .context = loop};
	loop->epoll = epoll_create1(EPOLL_CLOEXEC);
	loop->patient = -1;
	if (loop->epoll < 0) {
		loop_free(loop);
		return NULL;
	}
	return loop;
}

static void bury(struct loop *loop)
{
	struct watch *watch;

	while ((watch = LIST_FIRST(&loop->gone))) {
		LIST_REMOVE(watch, entry);
		free(watch);
	}
}

void loop_free(struct loop *loop)
{
	if (!loop)
		return;
	while (!LIST_EMPTY(&loop->watches))
		loop_unwatch(loop, LIST_FIRST(&loop->watches));
	bury(loop);
	if (loop->patient >= 0)
		close(loop->patient);
	if (loop->epoll >= 0)
		close(loop->epoll);
	for (int i = 0; i < 2; i++)
		free(loop->heaps[i].at);
	free(loop);
}

static struct watch *watch_in(struct loop *loop, int epoll, int fd, uint32_t events,
			      watch_ready ready, void *context)
{
	struct watch *watch = calloc(1, sizeof *watch);
	struct epoll_event event = {.events = events, .data.ptr = watch};

	if (!watch)
		return NULL;
	*watch = (struct watch){.fd = fd, .epoll = epoll, .ready = ready, .context = context};
	if (epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &event) < 0) {
		free(watch);
		return NULL;
	}
	LIST_INSERT_HEAD(&loop->watches, watch, entry);
	loop->watched++;
	return watch;
}

struct watch *loop_watch(struct loop *loop, int fd, uint32_t events, watch_ready ready,
			 void *context)
{
	return watch_in(loop, loop->epoll, fd, events, ready, context);
}

/* The kernel puts what it has told of behind all others that are ready. We go before all other
 * programs, and of those it has mercy: whoever left them less than 50 ms of a second stands still
 * for as long in one piece (the fair server, of Linux 6.12; before that, sched_rt_runtime_us). So
 * what can wait takes half of the time at most. */
static void serve_patient(void *context, uint32_t events)
{
	struct loop *loop = context;
	struct epoll_event event;
	int64_t begin = loop_now(), now;

	(void)events;
	if (epoll_wait(loop->patient, &event, 1, 0) == 1) {
		struct watch *watch = event.data.ptr;

		watch->ready(watch->context, event.events);
		now = loop_now();
		if (watch_events(loop, loop->hears, 0))
			timer_set(loop, &loop->rest, now + (now - begin));
	}
}

struct watch *loop_watch_urgent(struct loop *loop, int fd, uint32_t events, watch_ready ready,
				void *context)
{
	struct watch *watch = loop_watch(loop, fd, events, ready, context);

	if (watch)
		watch->urgent = true;
	return watch;
}

struct watch *loop_watch_patient(struct loop *loop, int fd, uint32_t events, watch_ready ready,
				 void *context)
{
	if (loop->patient < 0) {
		loop->patient = epoll_create1(EPOLL_CLOEXEC);
		if (loop->patient >= 0)
			loop->hears = loop_watch(loop, loop->patient, EPOLLIN, serve_patient, loop);
		if (loop->patient >= 0 && !loop->hears) {
			close(loop->patient);
			loop->patient = -1;
		}
	}
	return loop->patient < 0 ? NULL : watch_in(loop, loop->patient, fd, events, ready, context);
}

bool watch_events(struct loop *loop, struct watch *watch, uint32_t events)
{
	struct epoll_event event = {.events = events, .data.ptr = watch};

	(void)loop;
	return epoll_ctl(watch->epoll, EPOLL_CTL_MOD, watch->fd, &event) == 0;
}

void loop_unwatch(struct loop *loop, struct watch *watch)
{
	if (!watch)
		return;
	epoll_ctl(watch->epoll, EPOLL_CTL_DEL, watch->fd, NULL);
	watch->fd = -1;
	loop->watched--;
	LIST_REMOVE(watch, entry);
	LIST_INSERT_HEAD(&loop->gone, watch, entry);
}

bool listener_start(struct loop *loop, struct listener *listener, int fd, watch_ready ready,
		    void *context)
{
	listener->fd = fd;
	listener->watch = fd >= 0 ? loop_watch(loop, fd, EPOLLIN, ready, context) : NULL;
	if (fd >= 0 && !listener->watch)
		close(fd);
	return listener->watch;
}

void listener_stop(struct loop *loop, struct listener *listener)
{
	loop_unwatch(loop, listener->watch);
	close(listener->fd);
	listener->watch = NULL;
}

/* ---- the heaps of timers ---- */

static void heap_put(struct heap *heap, unsigned place, struct timer *timer)
{
	heap->at[place] = timer;
	timer->place = place + 1;
}

static void heap_rise(struct heap *heap, unsigned place)
{
	struct timer *timer = heap->at[place];

	for (unsigned up; place > 0 && heap->at[up = (place - 1) / 2]->due > timer->due; place = up)
		heap_put(heap, place, heap->at[up]);
	heap_put(heap, place, timer);
}

static void heap_sink(struct heap *heap, unsigned place)
{
	struct timer *timer = heap->at[place];

	for (unsigned down; (down = 2 * place + 1) < heap->timers; place = down) {
		if (down + 1 < heap->timers && heap->at[down + 1]->due < heap->at[down]->due)
			down++;
		if (timer->due <= heap->at[down]->due)
			break;
		heap_put(heap, place, heap->at[down]);
	}
	heap_put(heap, place, timer);
}

void timer_cancel(struct loop *loop, struct timer *timer)
{
	struct heap *heap = &loop->heaps[timer->urgent];
	unsigned place = timer->place - 1;
	struct timer *last;

	if (timer->place == 0)
		return;
	timer->place = 0;
	last = heap->at[--heap->timers];
	if (last == timer)
		return;
	heap_put(heap, place, last);
	heap_rise(heap, place);
	heap_sink(heap, last->place - 1);
}

void timer_set(struct loop *loop, struct timer *timer, int64_t due)
{
	struct heap *heap = &loop->heaps[timer->urgent];

	timer_cancel(loop, timer);
	if (heap->timers == heap->room) {
		unsigned room = heap->room ? 2 * heap->room : 64;
		struct timer **at = realloc(heap->at, room * sizeof *at);

		if (!at)
			abort();
		heap->at = at;
		heap->room = room;
	}
	timer->due = due;
	heap_put(heap, heap->timers++, timer);
	heap_rise(heap, heap->timers - 1);
}

/* The timer that is due first, or NULL. */
static struct timer *first_timer(const struct loop *loop, bool urgent_only)
{
	const struct heap *patient = &loop->heaps[false], *urgent = &loop->heaps[true];
	struct timer *a = patient->timers && !urgent_only ? patient->at[0] : NULL;
	struct timer *b = urgent->timers ? urgent->at[0] : NULL;

	return !a || (b && b->due < a->due) ? b : a;
}

/* What is ready, until the first timer is due. */
static int wait_for(struct loop *loop, struct epoll_event *events)
{
	const struct timer *first = first_timer(loop, false);
	int64_t left = first ? first->due - loop_now() : 0;
	struct timespec most = {0};

	if (left > 0)
		most = (struct timespec){.tv_sec = left / SECOND, .tv_nsec = left % SECOND};
	return epoll_pwait2(loop->epoll, events, EVENTS_AT_ONCE, first ? &most : NULL, NULL);
}

/* Only as many as there were when the round began: timers that set themselves again for a time past
 * must not starve the descriptors. */
static void timers_fire(struct loop *loop, bool urgent_only)
{
	int64_t now = loop_now();
	struct timer *timer;

	for (unsigned left = loop->heaps[0].timers + loop->heaps[1].timers;
	     left && (timer = first_timer(loop, urgent_only)) && timer->due <= now; left--) {
		timer_cancel(loop, timer);
		timer->fire(timer->context, now);
		if (loop->stop)
			return;
	}
}

/* Each descriptor that is ready, once, before any timer: when we come late, answers to hundreds of
 * probes may be there, and none of them is to be called missing. What is served goes behind the
 * others. The first N of them are in EVENTS. */
static void descriptors_serve(struct loop *loop, struct epoll_event *events, int n,
			      bool urgent_only)
{
	unsigned left = loop->watched;

	while (n > 0) {
		for (int i = 0; i < n; i++) {
			struct watch *watch = events[i].data.ptr;

			if (watch->fd >= 0 && (watch->urgent || !urgent_only))
				watch->ready(watch->context, events[i].events);
		}
		left -= left < (unsigned)n ? left : (unsigned)n;
		if (n < EVENTS_AT_ONCE || !left || loop->stop)
			break;
		n = epoll_wait(loop->epoll, events, EVENTS_AT_ONCE, 0);
	}
}

void loop_breathe(struct loop *loop)
{
	struct epoll_event events[EVENTS_AT_ONCE];

	descriptors_serve(loop, events, epoll_wait(loop->epoll, events, EVENTS_AT_ONCE, 0), true);
	timers_fire(loop, true);
}

bool loop_run(struct loop *loop)
{
	struct epoll_event events[EVENTS_AT_ONCE];

	for (loop->stop = false; !loop->stop;) {
		int n = wait_for(loop, events);

		if (n < 0 && errno != EINTR)
			return false;
		descriptors_serve(loop, events, n, false);
		timers_fire(loop, false);
		bury(loop);
	}
	return true;
}

void loop_stop(struct loop *loop)
{
	loop->stop = true;
}
