/* The control socket, within: control.c has the clients and how much each of them may have,
 * control_serve.c what they may ask for. */
#ifndef RUNTIME_CONTROL_H
#define RUNTIME_CONTROL_H

#include <sys/queue.h>

#include "agent.h"
#include "agent_channel.h"
#include "sealed.h"

/* How far a client is. In each phase but the third, where it waits for us, it has its time. */
enum client_phase { CLIENT_ASKS, CLIENT_TAKES, CLIENT_WAITS };

struct client {
	LIST_ENTRY(client) entry;
	struct core *core;
	int fd;
	uid_t uid; /* whom the kernel says that it is */
	struct watch *watch;
	struct timer patience;
	enum client_phase phase;
	struct buffer in, out;
	size_t searched; /* of IN, for a line's end */
	int large; /* a file in memory with the line that is too long for IN; -1: none */
	size_t large_len;
	struct passed passed; /* files that the next line that names some is to name */
	bool has_large; /* it counts for either until that is answered */
	bool last; /* close when OUT is written */
};

enum {
	LINE_SMALL =
		PASSED_LINE, /* a longer one can only be a configuration; it isn't parsed here */
	LINE_LARGE = 64 * 1024 * 1024,
	LINE_LARGE_GROUP = 32 * 1024, /* of those who may only look: its plan is soon compared */
};

struct control {
	int fd;
	struct watch *watch;
	struct timer pause; /* after which it accepts again */
	char *path;
	unsigned count, count_group; /* clients; of these, those who are not root */
	unsigned large, large_group; /* that have a long line */
	int64_t looked; /* when one of the group last had a configuration compared, or 0 */
	LIST_HEAD(, client) clients;
};

/* control_serve.c */
/* Serve a line of LEN bytes that stands in the client's buffer, or the one in its file. */
void serve_line(struct client *client, const char *line, size_t len);
void serve_large(struct client *client);

/* control.c */
bool client_is_root(const struct client *client);
void client_refuse(struct client *client, const char *why);
/* Its answer will come with client_answer(). */
void client_wait(struct client *client);

#endif
