/*
 * Asking named for the serial of a zone, which tells that it has read what was written for it: it
 * answers a signal before it has, and goes on with the old zone when it cannot read the new one.
 */
#include <arpa/inet.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "agent_loader.h"
#include "spawn.h"

enum { PATIENCE_MS = 3000, ANSWER_MS = 100, MESSAGE = 512, HEAD = 12, TYPE_SOA = 6, REFUSED = 5 };

/* ZONE's labels in wire form at TO; the end, or NULL when one is too long. Escapes are of no use
 * here: such a zone is not asked for. */
static unsigned char *put_name(unsigned char *to, const char *zone)
{
	for (size_t len; *zone && *zone != '.'; zone += len, zone += *zone == '.') {
		len = strcspn(zone, ".");
		if (len > 63 || memchr(zone, '\\', len))
			return NULL;
		*to++ = (unsigned char)len;
		memcpy(to, zone, len);
		to += len;
	}
	*to++ = 0;
	return to;
}

static size_t make_query(unsigned char *buf, const struct dns_question *question)
{
	static const unsigned char head[HEAD] = {0x43, 0x57, 0, 0, 0, 1}, tail[] = {0, 6, 0, 1};
	unsigned char *end;

	memcpy(buf, head, sizeof head);
	end = put_name(buf + HEAD, question->zone);
	if (!end)
		return 0;
	memcpy(end, tail, sizeof tail);
	return (size_t)(end - buf) + sizeof tail;
}

/* Behind the name at I of a message of LEN bytes; LEN when it is cut off. */
static size_t skip_name(const unsigned char *buf, size_t len, size_t i)
{
	while (i < len && buf[i] && buf[i] < 0xc0)
		i += buf[i] + 1u;
	if (i < len)
		i += buf[i] ? 2 : 1;
	return i < len ? i : len;
}

/* The serial in the first record of an answer to a query of ASKED bytes; false when there is none.
 */
static bool get_serial(const unsigned char *buf, size_t len, size_t asked, uint32_t *serial)
{
	size_t i = skip_name(buf, len, asked);

	if (len < HEAD || buf[7] == 0 || i + 10 > len || buf[i] != 0 || buf[i + 1] != TYPE_SOA)
		return false;
	i = skip_name(buf, len, skip_name(buf, len, i + 10));
	if (i + 4 > len)
		return false;
	*serial = (uint32_t)buf[i] << 24 | (uint32_t)buf[i + 1] << 16 | (uint32_t)buf[i + 2] << 8 |
		  buf[i + 3];
	return true;
}

/* Answered with the serial; or refused, since we are not one of the view's clients, and so read. */
static bool is_served(const struct dns_question *question)
{
	struct sockaddr_in to = {
		.sin_family = AF_INET, .sin_port = htons(53), .sin_addr = {htonl(question->addr)}};
	unsigned char query[MESSAGE], answer[MESSAGE];
	size_t len = make_query(query, question);
	int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	struct pollfd readable = {.fd = fd, .events = POLLIN};
	uint32_t serial = 0;
	ssize_t n = -1;

	if (fd >= 0 && *question->vrf &&
	    setsockopt(fd, SOL_SOCKET, SO_BINDTODEVICE, question->vrf,
		       (socklen_t)strlen(question->vrf)) < 0)
		len = 0; /* nobody can be asked */
	if (fd < 0 || len == 0 || connect(fd, (struct sockaddr *)&to, sizeof to) < 0) {
		if (fd >= 0)
			close(fd);
		return len == 0;
	}
	if (send(fd, query, len, MSG_NOSIGNAL) == (ssize_t)len && poll(&readable, 1, ANSWER_MS) > 0)
		n = recv(fd, answer, sizeof answer, 0);
	close(fd);
	if (n < HEAD)
		return false;
	return (answer[3] & 15) == REFUSED ||
	       (get_serial(answer, (size_t)n, len, &serial) && serial == question->serial);
}

const struct dns_question *dns_await(const struct dns_questions *questions)
{
	double end = clock_ms() + PATIENCE_MS;
	struct timespec pause = {.tv_nsec = 10000000};

	for (unsigned i = 0; i < questions->len;) {
		if (is_served(&questions->at[i]))
			i++;
		else if (clock_ms() > end)
			return &questions->at[i];
		else
			nanosleep(&pause, NULL);
	}
	return NULL;
}
