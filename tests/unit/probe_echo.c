/*
 * The sockets that probes of ICMP echo share, with the kernel's own answers in a network of the
 * test's own: whoever hears of an answer may give up the very socket that it came by.
 */
#include <criterion/criterion.h>
#include <net/if.h>
#include <sched.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include "runtime/agent_probe.h"

enum { LOOPBACK = 0x7f000001, PIECES = 512, STEP = 16, MOST = 256, FILL = 0xff };

enum { MANY = 500, LATE_MS = 100 };

static struct loop *loop;
static struct plan_probe plan = {.kind = PROBE_ICMP_ECHO, .size = 28, .target = LOOPBACK};
static unsigned char *taken[PIECES]; /* in the place of what was freed, whatever its size */

static void raise_loopback(void)
{
	struct ifreq request = {.ifr_name = "lo", .ifr_flags = IFF_UP};
	int fd = socket(AF_INET, SOCK_DGRAM, 0);

	cr_assert(fd >= 0 && ioctl(fd, SIOCSIFFLAGS, &request) == 0);
	close(fd);
}

static void end_loop(void *context, int64_t now)
{
	(void)context;
	(void)now;
	loop_stop(loop);
}

static size_t size_of(size_t piece)
{
	return piece * STEP % MOST + STEP;
}

/* Somebody else has the memory at once. */
static void give_up(void *context, struct probe *probe)
{
	unsigned *verdicts = context;

	++*verdicts;
	probe_stop(probe);
	for (size_t i = 0; i < PIECES; i++) {
		taken[i] = malloc(size_of(i));
		cr_assert(taken[i]);
		memset(taken[i], FILL, size_of(i));
	}
}

static bool is_untouched(void)
{
	for (size_t i = 0; i < PIECES; i++)
		for (size_t j = 0; taken[i] && j < size_of(i); j++)
			if (taken[i][j] != FILL)
				return false;
	return true;
}

static struct probe asking(uint16_t ident, void (*verdict)(void *, struct probe *),
			   unsigned *verdicts)
{
	return (struct probe){.plan = &plan,
			      .ident = ident,
			      .frequency = 10 * SECOND,
			      .timeout = LATE_MS / 2 * MILLISECOND,
			      .threshold = SECOND,
			      .verdict = verdict,
			      .context = verdicts,
			      .fd = -1};
}

static void enter(void)
{
	if (unshare(CLONE_NEWNET) < 0)
		cr_skip_test("needs root");
	raise_loopback();
	loop = loop_new();
	cr_assert(loop);
}

Test(probe_echo, a_socket_that_is_given_up_over_its_answer_is_read_no_more, .timeout = 20)
{
	unsigned verdicts = 0;
	struct probe probe = asking(7, give_up, &verdicts);
	struct timer end = {.fire = end_loop};

	enter();
	probe_start(&probe, loop, loop_now());
	timer_set(loop, &end, loop_now() + SECOND / 2);
	cr_expect(loop_run(loop));
	cr_expect_eq(verdicts, 1);
	cr_expect_eq(probe.code, PROBE_OK);
	cr_expect(is_untouched(), "what is not the socket's any more was written to");
	for (size_t i = 0; i < PIECES; i++)
		free(taken[i]);
	loop_free(loop);
}

static void count_answer(void *context, struct probe *probe)
{
	unsigned *answers = context;

	*answers += probe->code == PROBE_OK;
}

/* Something else takes longer than the answers may. */
static void come_late(void *context, int64_t now)
{
	(void)context;
	(void)now;
	usleep(LATE_MS * 1000);
}

Test(probe_echo, answers_that_are_there_count_however_late_we_look, .timeout = 20)
{
	static struct probe probes[MANY];
	struct timer late = {.fire = come_late}, end = {.fire = end_loop};
	unsigned answers = 0;
	int64_t begin;

	enter();
	begin = loop_now();
	for (uint16_t i = 0; i < MANY; i++) {
		probes[i] = asking((uint16_t)(i + 1), count_answer, &answers);
		probe_start(&probes[i], loop, begin);
	}
	timer_set(loop, &late, begin + 1);
	timer_set(loop, &end, begin + SECOND);
	cr_expect(loop_run(loop));
	cr_expect_eq(answers, MANY, "%u of %u answers", answers, MANY);
	for (uint16_t i = 0; i < MANY; i++)
		probe_stop(&probes[i]);
	loop_free(loop);
}
