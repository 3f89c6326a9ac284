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
	struct probe_peer peer = probe_target(probe);

	if (!probe_open(probe, peer.v6, SOCK_DGRAM, 0, EPOLLIN, echo_ready) ||
	    !probe_connect(probe, &peer, probe->plan->port) ||
	    send(probe->fd, buf, len, MSG_DONTWAIT) < 0)
		probe_close(probe);
}

/* ---- DNS ---- */

/* The name of an address under ip6.arpa: its half bytes, the last one first. */
static void reverse6(char *name, struct ip6 addr)
{
	unsigned char bytes[16];

	ip6_bytes(addr, bytes);
	for (int i = 15; i >= 0; i--)
		name += sprintf(name, "%x.%x.", bytes[i] & 15u, bytes[i] >> 4);
	strcpy(name, "ip6.arpa");
}

/* What is asked: an operation's name, an address's name, or a target's address. */
static struct dns_question_text question_of(const struct probe *probe)
{
	bool of_target = probe->plan->kind != PROBE_DNS;
	struct dns_question_text question = {
		.id = (uint16_t)probe->cookie,
		.type = of_target && probe->v6 ? DNS_TYPE_AAAA : DNS_TYPE_A,
	};
	const char *name = probe->plan->name;
	struct ip6 addr6;
	uint32_t addr;

	snprintf(question.name, sizeof question.name, "%s", name);
	if (!ip6_parse(name, strlen(name), &addr6)) {
		question.type = DNS_TYPE_PTR;
		reverse6(question.name, addr6);
		return question;
	}
	if (!ip_parse(name, strlen(name), &addr))
		return question;
	question.type = DNS_TYPE_PTR;
	snprintf(question.name, sizeof question.name, "%u.%u.%u.%u.in-addr.arpa", addr & 255,
		 addr >> 8 & 255, addr >> 16 & 255, addr >> 24);
	return question;
}

/* The answer to what was asked, as dns_answer() says; DNS_NOT_OURS while there is none. */
static enum dns_result receive(struct probe *probe, struct dns_found *found)
{
	struct dns_question_text question = question_of(probe);
	unsigned char got[4096];
	enum dns_result result = DNS_NOT_OURS;
	ssize_t n;

	while (result == DNS_NOT_OURS && (n = recv(probe->fd, got, sizeof got, MSG_DONTWAIT)) >= 0)
		result = dns_answer(&question, got, (size_t)n, found);
	return result;
}

static void dns_ready(void *context, uint32_t events)
{
	struct probe *probe = context;
	struct dns_found found;
	enum dns_result result = receive(probe, &found);

	(void)events;
	if (result == DNS_ANSWERED)
		probe_answered(probe, loop_now() - probe->started);
	else if (result == DNS_REFUSED_IT)
		probe_over(probe, PROBE_DNS_ERROR);
}

static void resolve_ready(void *context, uint32_t events)
{
	struct probe *probe = context;
	struct dns_found found = {0};
	enum dns_result result = receive(probe, &found);

	(void)events;
	if (result == DNS_NOT_OURS)
		return;
	if (result == DNS_REFUSED_IT || (!found.addr && ip6_is_zero(found.addr6))) {
		probe_over(probe, PROBE_DNS_ERROR);
		return;
	}
	probe_close(probe);
	probe->target = found.addr;
	probe->target6 = found.addr6;
	probe_ask(probe);
}

static void ask(struct probe *probe, struct probe_peer server, watch_ready ready)
{
	struct dns_question_text question = question_of(probe);
	unsigned char buf[512];
	size_t len = dns_query(&question, buf, sizeof buf);

	if (len == 0 || !probe_open(probe, server.v6, SOCK_DGRAM, 0, EPOLLIN, ready) ||
	    !probe_connect(probe, &server, DNS_PORT) || send(probe->fd, buf, len, MSG_DONTWAIT) < 0)
		probe_close(probe);
}

void dns_begin(struct probe *probe)
{
	ask(probe, probe_target(probe), dns_ready);
}

void resolve_begin(struct probe *probe)
{
	struct probe_peer server = {
		.v6 = !ip6_is_zero(probe->plan->resolver6),
		.addr = probe->plan->resolver,
		.addr6 = probe->plan->resolver6,
	};

	ask(probe, server, resolve_ready);
}
