/*
 * TCP connect, and HTTP over it, in the clear or over TLS. A connection that is refused is an
 * answer of a kind: the round ends at once, without success. HTTP is content with the first line of
 * the response.
 */
#include <errno.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>

#include "probe_round.h"

int http_status(const char *head, size_t len)
{
	static const char version[] = "HTTP/1.";

	if (len < sizeof version + 5)
		return 0;
	if (memcmp(head, version, sizeof version - 1) != 0 || head[8] != ' ')
		return -1;
	for (int i = 9; i < 12; i++)
		if (head[i] < '0' || head[i] > '9')
			return -1;
	return (head[9] - '0') * 100 + (head[10] - '0') * 10 + head[11] - '0';
}

/* The LEN bytes more of the response, 0: there will be no more. */
static void heard(struct probe *probe, size_t len)
{
	int status;

	probe->head_len += len;
	status = http_status(probe->head, probe->head_len);
	if (status >= 200 && status < 400)
		probe_answered(probe, loop_now() - probe->started);
	else if (status != 0 || len == 0)
		probe_over(probe, PROBE_HTTP_ERROR);
}

static void hear(struct probe *probe)
{
	ssize_t n = recv(probe->fd, probe->head + probe->head_len,
			 sizeof probe->head - probe->head_len, MSG_DONTWAIT);

	if (n < 0 && (errno == EAGAIN || errno == EINTR))
		return;
	heard(probe, n > 0 ? (size_t)n : 0);
}

static void say(struct probe *probe)
{
	const char *request = probe->plan->request + probe->said;
	size_t left = strlen(request);
	ssize_t n = send(probe->fd, request, left, MSG_DONTWAIT | MSG_NOSIGNAL);

	if (n < 0 && errno != EAGAIN && errno != EINTR) {
		probe_over(probe, PROBE_HTTP_ERROR);
		return;
	}
	probe->said += n > 0 ? (size_t)n : 0;
	if (n >= 0 && (size_t)n == left && !watch_events(probe->loop, probe->watch, EPOLLIN))
		probe_over(probe, PROBE_HTTP_ERROR);
}

/* As far as it goes now: the handshake, the request, the response. */
static void talk_secretly(struct probe *probe)
{
	const char *request = probe->plan->request;
	enum tls_result done = tls_shake(probe);
	size_t n;

	while (done == TLS_DONE && request[probe->said]) {
		done = tls_send(probe, request + probe->said, strlen(request + probe->said), &n);
		probe->said += n;
	}
	while (done == TLS_DONE && probe->flying) {
		done = tls_receive(probe, probe->head + probe->head_len,
				   sizeof probe->head - probe->head_len, &n);
		if (done == TLS_DONE)
			heard(probe, n);
	}
	if (done == TLS_FAILED && probe->flying)
		probe_over(probe, PROBE_HTTP_ERROR);
}

static void stream_ready(void *context, uint32_t events)
{
	struct probe *probe = context;
	int error = 0;
	socklen_t size = sizeof error;

	if (!probe->connected) {
		getsockopt(probe->fd, SOL_SOCKET, SO_ERROR, &error, &size);
		if (error) {
			probe_over(probe, PROBE_NOT_CONNECTED);
			return;
		}
		probe->connected = true;
		if (probe->plan->kind == PROBE_TCP) {
			probe_answered(probe, loop_now() - probe->started);
			return;
		}
	}
	if (probe->plan->tls && !probe->tls && !tls_begin(probe))
		probe_over(probe, PROBE_HTTP_ERROR);
	else if (probe->plan->tls)
		talk_secretly(probe);
	else if (events & EPOLLOUT)
		say(probe);
	else
		hear(probe);
}

void stream_begin(struct probe *probe)
{
	struct probe_peer peer = probe_target(probe);

	probe->connected = false;
	probe->said = probe->head_len = 0;
	if (!probe_open(probe, peer.v6, SOCK_STREAM, 0, EPOLLOUT, stream_ready) ||
	    !probe_connect(probe, &peer, probe->plan->port))
		probe_close(probe);
}
