/*
 * What nothing but a client's lease file tells, since it does not stand in the kernel: prefixes
 * that providers delegate, and their name servers. The folder of these files is watched, and a
 * prefix that nobody renews runs out.
 */
#include <errno.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/inotify.h>
#include <time.h>
#include <unistd.h>

#include "agent.h"
#include "agent_lease.h"

static const char folder[] = "/var/lib/dhcp";

static bool is_wanted(const struct plan *plan)
{
	VEC_FOREACH (device, &plan->devices)
		if (device->delegated6 || device->servers)
			return true;
	return false;
}

void delegated_refresh(struct core *core, struct run *run)
{
	int64_t now = time(NULL), next = INT64_MAX, until;

	for (uint32_t i = 0; i < run->plan->devices.len; i++) {
		const struct plan_device *device = &run->plan->devices.at[i];
		struct ip6_net net;

		if (!device->delegated6 || !lease_prefix(device->device, now, &net, &until))
			continue;
		/* states are compared byte by byte: what lies between the members is not copied */
		run->want->device[i].prefix6.addr = net.addr;
		run->want->device[i].prefix6.len = net.len;
		if (until < next)
			next = until;
	}
	if (next != INT64_MAX)
		timer_set(core->loop, &core->lease_expiry, loop_now() + (next - now) * SECOND);
}

static void ready(void *context, uint32_t events)
{
	struct core *core = context;
	_Alignas(struct inotify_event) char buf[4096];

	(void)events;
	while (read(core->lease_files.fd, buf, sizeof buf) > 0)
		;
	core_look_for_leases(core, loop_now());
}

static int folder_open(void)
{
	int fd = inotify_init1(IN_CLOEXEC | IN_NONBLOCK);

	if (fd < 0 || inotify_add_watch(fd, folder, IN_MODIFY | IN_CLOSE_WRITE | IN_MOVED_TO) >= 0)
		return fd;
	close(fd);
	return -1;
}

void lease_watch(struct core *core, const struct run *run)
{
	bool wanted = run && is_wanted(run->plan);

	if (wanted == (core->lease_files.watch != NULL))
		return;
	if (!wanted) {
		timer_cancel(core->loop, &core->lease_expiry);
		listener_stop(core->loop, &core->lease_files);
	} else if (!listener_start(core->loop, &core->lease_files, folder_open(), ready, core)) {
		log_line("DHCPV6C-4-LEASES", "changes of leases in %s cannot be seen: %s", folder,
			 strerror(errno));
	}
}
