/*
 * A change that is to be confirmed comes undone when nobody does so in time. The time is the
 * kernel's since it booted, which no setting of the clock can change, and which goes on while the
 * machine sleeps; the loader keeps the deadline over the agent's own end.
 */
#include <errno.h>
#include <jansson.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/timerfd.h>
#include <unistd.h>

#include "agent.h"
#include "agent_store.h"

#define RETRY (5 * SECOND) /* of a rollback that failed */

static bool timer_to(int fd, int64_t due)
{
	struct itimerspec at = {
		.it_value = {.tv_sec = due / SECOND, .tv_nsec = due % SECOND + (due <= 0)}};

	return timerfd_settime(fd, TFD_TIMER_ABSTIME, &at, NULL) == 0;
}

static void time_is_over(void *context, uint32_t events)
{
	struct core *core = context;
	const struct rollback rollback = {.number = 0};
	uint64_t times;

	(void)events;
	if (read(core->confirm.fd, &times, sizeof times) < 0)
		return;
	/* the commit of what comes back puts an end to this */
	timer_to(core->confirm.fd, clock_boottime() + RETRY);
	log_line("SYS-4-CONFIRM", "generation %u was not confirmed in time: it is rolled back",
		 core->generation);
	if (!apply_back(core, NULL, &rollback))
		log_line("SYS-4-CONFIRM", "that has to wait: %s",
			 core->loader ? "another configuration is just being applied"
				      : "the loader is gone");
}

void confirm_await(struct core *core, int64_t deadline)
{
	int fd;

	core->confirm_until = deadline;
	if (!deadline) {
		if (core->confirm.watch)
			listener_stop(core->loop, &core->confirm);
		return;
	}
	if (!core->confirm.watch) {
		fd = timerfd_create(CLOCK_BOOTTIME, TFD_CLOEXEC | TFD_NONBLOCK);
		if (!listener_start(core->loop, &core->confirm, fd, time_is_over, core)) {
			log_line("SYS-2-CONFIRM", "no timer for the confirmation: %s",
				 strerror(errno));
			return;
		}
	}
	timer_to(core->confirm.fd, deadline);
}

bool confirm_by(struct core *core, struct client *client)
{
	if (core->confirming || !core->loader)
		return false;
	core->confirming = client;
	loader_send_json(core, json_pack("{s:s}", "do", "confirm"));
	return true;
}

void confirm_answer(struct core *core, const struct json_t *answer)
{
	struct client *client = core->confirming;
	bool ok = json_is_true(json_object_get(answer, "ok"));
	const char *error = json_string_value(json_object_get(answer, "error"));

	core->confirming = NULL;
	if (ok) {
		confirm_await(core, 0);
		log_line("SYS-5-CONFIRM", "generation %u is confirmed", core->generation);
	}
	if (client)
		client_answer(core, client,
			      ok ? json_pack("{s:b,s:o}", "ok", 1, "text",
					     json_sprintf("generation %u is confirmed\n",
							  core->generation))
				 : json_pack("{s:b,s:s}", "ok", 0, "error",
					     error ? error : "the loader is gone"));
}

void confirm_forget_client(struct core *core, struct client *client)
{
	if (core->confirming == client)
		core->confirming = NULL;
}
