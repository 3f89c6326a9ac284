/* The loop's timers: in the order of their times, whatever is set, moved and cancelled meanwhile;
 * and descriptors that are given up while they are served. */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <unistd.h>

#include "runtime/agent_loop.h"

enum { TIMERS = 500 };

static struct loop *loop;

struct ticking {
	struct timer timer;
	int64_t *last;
	unsigned *fired;
};

static void tick(void *context, int64_t now)
{
	struct ticking *ticking = context;

	cr_expect_geq(now, ticking->timer.due, "not before its time");
	cr_expect_geq(ticking->timer.due, *ticking->last, "in order");
	*ticking->last = ticking->timer.due;
	if (++*ticking->fired == TIMERS / 2)
		loop_stop(loop);
}

Test(loop, fires_timers_in_order_after_random_changes)
{
	struct ticking ticking[TIMERS];
	int64_t begin = loop_now(), last = 0;
	unsigned fired = 0, seed = 7;

	loop = loop_new();
	cr_assert(loop);
	for (unsigned i = 0; i < TIMERS; i++) {
		ticking[i] = (struct ticking){.timer = {.fire = tick, .context = &ticking[i]},
					      .last = &last,
					      .fired = &fired};
		timer_set(loop, &ticking[i].timer, begin + rand_r(&seed) % (20 * MILLISECOND));
	}
	for (unsigned i = 0; i < 5 * TIMERS; i++) {
		struct ticking *one = &ticking[(unsigned)rand_r(&seed) % TIMERS];

		if (rand_r(&seed) % 2)
			timer_cancel(loop, &one->timer);
		else
			timer_set(loop, &one->timer, begin + rand_r(&seed) % (20 * MILLISECOND));
	}
	for (unsigned i = 0; i < TIMERS; i++) {
		if (i % 2)
			timer_cancel(loop, &ticking[i].timer);
		else
			timer_set(loop, &ticking[i].timer, begin + (TIMERS - i) * 10000);
	}
	cr_expect(loop_run(loop));
	cr_expect_eq(fired, TIMERS / 2);
	loop_free(loop);
}

static void end_loop(void *context, int64_t now)
{
	(void)context;
	(void)now;
	loop_stop(loop);
}

static void again(void *context, int64_t now)
{
	struct timer *timer = context;

	timer_set(loop, timer, now - 1);
}

static void read_and_stop(void *context, uint32_t events)
{
	(void)context;
	(void)events;
	loop_stop(loop);
}

Test(loop, a_timer_that_is_always_due_does_not_starve_descriptors, .timeout = 5)
{
	struct timer timer = {.fire = again, .context = &timer};
	int ends[2];

	loop = loop_new();
	cr_assert(loop && pipe(ends) == 0 && write(ends[1], "x", 1) == 1);
	timer_set(loop, &timer, loop_now());
	cr_assert(loop_watch(loop, ends[0], EPOLLIN, read_and_stop, NULL));
	cr_expect(loop_run(loop));
	loop_free(loop);
}

struct pair {
	struct watch *self, *other;
	unsigned *served;
};

static void give_up_both(void *context, uint32_t events)
{
	struct pair *pair = context;

	(void)events;
	++*pair->served;
	loop_unwatch(loop, pair->self);
	loop_unwatch(loop, pair->other);
	loop_stop(loop);
}

Test(loop, a_descriptor_given_up_in_the_same_round_is_not_served)
{
	struct pair a = {0}, b = {0};
	unsigned served = 0;
	int ends[2], others[2];

	loop = loop_new();
	cr_assert(loop && pipe(ends) == 0 && pipe(others) == 0);
	cr_assert(write(ends[1], "x", 1) == 1 && write(others[1], "x", 1) == 1);
	a.served = b.served = &served;
	a.self = b.other = loop_watch(loop, ends[0], EPOLLIN, give_up_both, &a);
	b.self = a.other = loop_watch(loop, others[0], EPOLLIN, give_up_both, &b);
	cr_expect(loop_run(loop));
	cr_expect_eq(served, 1);
	loop_free(loop);
}

enum { MANY = 100 };

struct hearer {
	int fd;
	unsigned *heard;
};

static void hear_byte(void *context, uint32_t events)
{
	struct hearer *hearer = context;
	char byte;

	(void)events;
	cr_expect_eq(read(hearer->fd, &byte, 1), 1);
	++*hearer->heard;
}

static void expect_all_heard(void *context, int64_t now)
{
	unsigned *heard = context;

	(void)now;
	cr_expect_eq(*heard, MANY);
	loop_stop(loop);
}

Test(loop, all_that_is_ready_is_heard_before_a_timer_fires, .timeout = 5)
{
	unsigned heard = 0;
	struct timer timer = {.fire = expect_all_heard, .context = &heard};
	struct hearer hearers[MANY];

	loop = loop_new();
	cr_assert(loop);
	for (unsigned i = 0; i < MANY; i++) {
		int ends[2];

		cr_assert(pipe(ends) == 0 && write(ends[1], "x", 1) == 1);
		hearers[i] = (struct hearer){ends[0], &heard};
		cr_assert(loop_watch(loop, ends[0], EPOLLIN, hear_byte, &hearers[i]));
	}
	timer_set(loop, &timer, loop_now() - SECOND);
	cr_expect(loop_run(loop));
	loop_free(loop);
}

struct served {
	int end; /* of a pipe whose other one is watched */
	bool plain, urgent, plain_timer, urgent_timer;
};

static void serve(void *context, uint32_t events)
{
	(void)events;
	*(bool *)context = true;
}

static void fire(void *context, int64_t now)
{
	(void)now;
	*(bool *)context = true;
}

static void take_long(void *context, int64_t now)
{
	struct served *served = context;

	(void)now;
	cr_assert(write(served->end, "x", 1) == 1);
	loop_breathe(loop);
	cr_expect(served->urgent && served->urgent_timer);
	cr_expect_not(served->plain || served->plain_timer, "nobody may touch what is worked at");
}

Test(loop, in_a_breath_only_what_is_urgent_is_served, .timeout = 5)
{
	struct served served = {0};
	struct timer plain = {.fire = fire, .context = &served.plain_timer};
	struct timer urgent = {.fire = fire, .context = &served.urgent_timer, .urgent = true};
	struct timer work = {.fire = take_long, .context = &served}, last = {.fire = end_loop};
	int64_t begin;
	int ends[2];

	loop = loop_new();
	cr_assert(loop && pipe(ends) == 0);
	begin = loop_now();
	cr_assert(loop_watch(loop, ends[0], EPOLLIN, serve, &served.plain));
	cr_assert(loop_watch_urgent(loop, dup(ends[0]), EPOLLIN, serve, &served.urgent));
	timer_set(loop, &work, begin - 3);
	timer_set(loop, &plain, begin - 2);
	timer_set(loop, &urgent, begin - 1);
	served.end = ends[1];
	timer_set(loop, &last, begin + 20 * MILLISECOND);
	cr_expect(loop_run(loop));
	cr_expect(served.plain && served.plain_timer, "but later");
	loop_free(loop);
}

enum { WORK = 2 * MILLISECOND, LONG = 100 * MILLISECOND };

struct worker {
	int64_t begin, worked, last;
	struct timer end;
};

static void work(void *context, uint32_t events)
{
	struct worker *worker = context;
	int64_t begin = loop_now();

	(void)events;
	while (loop_now() - begin < WORK)
		;
	worker->last = loop_now() - begin;
	worker->worked += worker->last;
}

static void end(void *context, int64_t now)
{
	const struct worker *worker = context;

	cr_expect_geq(worker->worked, 2 * WORK, "it is served again and again");
	cr_expect_leq(2 * worker->worked - worker->last, now - worker->begin,
		      "for half of the time");
	loop_stop(loop);
}

Test(loop, what_can_wait_leaves_half_of_the_time_to_others, .timeout = 5)
{
	struct worker worker = {.end = {.fire = end, .context = &worker}};
	int ends[2];

	loop = loop_new();
	cr_assert(loop && pipe(ends) == 0 && write(ends[1], "x", 1) == 1);
	cr_assert(loop_watch_patient(loop, ends[0], EPOLLIN, work, &worker));
	worker.begin = loop_now();
	timer_set(loop, &worker.end, worker.begin + LONG);
	cr_expect(loop_run(loop));
	loop_free(loop);
}
