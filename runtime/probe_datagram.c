/*
 * UDP echo and DNS: one datagram out, one back. The socket is connected, so that the kernel lets
 * only the peer's datagrams through; what they hold is compared whole.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>

#include "grammar/ip.h"
#include "probe_dns.h"
#include "probe_round.h"

enum { DATAGRAM = 17000, DNS_PORT = 53 };

/* ---- UDP echo ---- */

size_t probe_datagram(const struct probe *probe, unsigned char *buf, size_t size)
{
	size_t len =
		probe->plan->size < sizeof probe->cookie ? sizeof probe->cookie : probe->plan->size;

	if (len > size)
		return 0;
	memset(buf, 0, len);
	memcpy(buf, &probe->cookie, sizeof probe->cookie);
	return len;
}

static void echo_ready(void *context, uint32_t events)
{
	struct probe *probe = context;
	unsigned char sent[DATAGRAM], got[DATAGRAM + 1];
	size_t len = probe_datagram(probe, sent, sizeof sent);
	ssize_t n;

	(void)events;
	while (probe->flying && (n = recv(probe->fd, got, sizeof got, MSG_DONTWAIT)) >= 0)
		if ((size_t)n == len && !memcmp(sent, got, len)) {
			probe_answered(probe, loop_now() - probe->started);
			return;
		}
	if (probe->flying && errno == ECONNREFUSED)
		probe_over(probe, PROBE_NOT_CONNECTED);
}

void echo_begin(struct probe *probe)
{
	unsigned char buf[DATAGRAM];
	size_t len = probe_datagram(probe, buf, sizeof buf);

	if (!probe_open(probe, SOCK_DGRAM, 0, EPOLLIN, echo_ready) ||
	    !probe_connect(probe, probe->target, probe->plan->port) ||
	    send(probe->fd, buf, len, MSG_DONTWAIT) < 0)
		probe_close(probe);
}

/* ---- DNS ---- */

/* What is asked: an operation's name, an address's name, or a target's address. */
static struct dns_question_text question_of(const struct probe *probe)
{
	struct dns_question_text question = {.id = (uint16_t)probe->cookie, .type = DNS_TYPE_A};
	uint32_t addr;
	const char *name = probe->plan->name;

	snprintf(question.name, sizeof question.name, "%s", name);
	if (!ip_parse(name, strlen(name), &addr))
		return question;
	question.type = DNS_TYPE_PTR;
	snprintf(question.name, sizeof question.name, "%u.%u.%u.%u.in-addr.arpa", addr & 255,
		 addr >> 8 & 255, addr >> 16 & 255, addr >> 24);
	return question;
}

/* The answer to what was asked, as dns_answer() says; DNS_NOT_OURS while there is none. */
static enum dns_result receive(struct probe *probe, uint32_t *addr)
{
	struct dns_question_text question = question_of(probe);
	unsigned char got[4096];
	enum dns_result result = DNS_NOT_OURS;
	ssize_t n;

	while (result == DNS_NOT_OURS && (n = recv(probe->fd, got, sizeof got, MSG_DONTWAIT)) >= 0)
		result = dns_answer(&question, got, (size_t)n, addr);
	return result;
}

static void dns_ready(void *context, uint32_t events)
{
	struct probe *probe = context;
	uint32_t addr;
	enum dns_result result = receive(probe, &addr);

	(void)events;
	if (result == DNS_ANSWERED)
		probe_answered(probe, loop_now() - probe->started);
	else if (result == DNS_REFUSED_IT)
		probe_over(probe, PROBE_DNS_ERROR);
}

static void resolve_ready(void *context, uint32_t events)
{
	struct probe *probe = context;
	uint32_t addr = 0;
	enum dns_result result = receive(probe, &addr);

	(void)events;
	if (result == DNS_NOT_OURS)
		return;
	if (result == DNS_REFUSED_IT || !addr) {
		probe_over(probe, PROBE_DNS_ERROR);
		return;
	}
	probe_close(probe);
	probe->target = addr;
	probe_ask(probe);
}

static void ask(struct probe *probe, uint32_t server, watch_ready ready)
{
	struct dns_question_text question = question_of(probe);
	unsigned char buf[512];
	size_t len = dns_query(&question, buf, sizeof buf);

	if (len == 0 || !probe_open(probe, SOCK_DGRAM, 0, EPOLLIN, ready) ||
	    !probe_connect(probe, server, DNS_PORT) || send(probe->fd, buf, len, MSG_DONTWAIT) < 0)
		probe_close(probe);
}

void dns_begin(struct probe *probe)
{
	ask(probe, probe->target, dns_ready);
}

void resolve_begin(struct probe *probe)
{
	ask(probe, probe->plan->resolver, resolve_ready);
}
