/*
 * Our table is listed by a process of its own, at leisure: a large one takes seconds, for which
 * neither a configuration nor a failover may wait. A transaction of ours ends the listing, which
 * would tell of neither side of it, and does not wait until it has ended: what it has read by then
 * may be hundreds of megabytes, which are given back beside the transaction.
 */
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include "agent.h"
#include "agent_channel.h"
#include "agent_loader.h"

enum { LEISURE = 19 };

static struct {
	pid_t pid; /* 0: none */
	int fd;
	bool stopped; /* it is to end, and what it has said does not count */
	struct buffer text;
} lister = {.fd = -1};

/* Nothing is said of a table that is not there. */
_Noreturn static void list(int fd)
{
	struct buffer out = {0};
	char *text;

	setpriority(PRIO_PROCESS, 0, LEISURE);
	text = nft_list();
	if (text)
		message_put(&out, text, strlen(text));
	while (out.len && buffer_drain(&out, fd) >= 0)
		;
	_exit(0);
}

bool lister_start(void)
{
	pid_t pid = child_fork("causewayd-list", SOCK_STREAM, &lister.fd);

	if (pid == 0)
		list(lister.fd);
	lister.pid = pid > 0 ? pid : 0;
	lister.stopped = false;
	return pid > 0;
}

void lister_stop(void)
{
	if (lister.pid && !lister.stopped)
		kill(lister.pid, SIGKILL);
	lister.stopped = true;
}

int lister_watch(void)
{
	return lister.fd;
}

bool lister_hear(char **text)
{
	bool over = buffer_fill(&lister.text, lister.fd) < 0, counts = !lister.stopped;
	size_t len;
	const char *whole = message_get(&lister.text, &len);

	*text = whole && counts ? strndup(whole, len) : NULL;
	if (!over && !*text)
		return false;
	child_end(&lister.pid, &lister.fd);
	buffer_free(&lister.text);
	return counts;
}
