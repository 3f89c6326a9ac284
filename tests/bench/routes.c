/*
 * Routes as the agent brings them to the kernel, and nothing else: its own messages, sent and
 * answered, in the table of the router, in this namespace.
 *
 * usage: routes COUNT DEVICE GATEWAY: prints milliseconds and the KiB of memory that it took
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

#include "grammar/ip.h"
#include "runtime/agent_netlink.h"

enum { TABLE = 20200, FIRST = 20 };

static double now(void)
{
	struct timespec at;

	clock_gettime(CLOCK_MONOTONIC, &at);
	return 1e3 * (double)at.tv_sec + (double)at.tv_nsec / 1e6;
}

static int bring(struct netlink *netlink, const struct links *links, uint32_t count,
		 struct next_hop *hop)
{
	struct batch batch = {0};
	int failed;

	for (uint32_t i = 0; i < count; i++) {
		struct object object = {.kind = OBJECT_ROUTE};

		object.route = (struct route_object){.table = TABLE,
						     .prefix = (FIRST << 24) + (i << 8),
						     .len = 24,
						     .hops = 1,
						     .hop = hop};
		if (!batch_object(&batch, links, CHANGE_ADD, NULL, &object))
			return -1;
	}
	failed = netlink_commit(netlink, &batch, NULL, NULL);
	batch_free(&batch);
	return failed;
}

int main(int argc, char **argv)
{
	struct next_hop hop = {.has_via = true};
	struct links links = {0};
	struct netlink netlink;
	struct rusage usage;
	double begin;

	if (argc != 4 || !ip_parse(argv[3], strlen(argv[3]), &hop.via.addr) ||
	    !netlink_open_silent(&netlink) || !links_dump(&netlink, &links))
		return 2;
	hop.device = argv[2];
	begin = now();
	if (bring(&netlink, &links, (uint32_t)strtoul(argv[1], NULL, 10), &hop) != 0)
		return 1;
	begin = now() - begin;
	getrusage(RUSAGE_SELF, &usage);
	printf("%.1f %ld\n", begin, usage.ru_maxrss);
	links_free(&links);
	netlink_close(&netlink);
	return 0;
}
