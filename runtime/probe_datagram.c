/*
 * UDP echo and DNS: one datagram out, one back. The socket is not connected, so that what comes
 * from elsewhere is seen, and counted; what datagrams hold is compared whole. Errors of ICMP come
 * by the socket's queue of errors with what they quote of ours.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>

#include "grammar/ip.h"
#include "probe_dns.h"
#include "probe_round.h"

enum { DATAGRAM = 17000, DNS_PORT = 53, DNS_HEADER = 12 };

static bool is_from(const struct probe *probe, const struct probe_received *got,
		    const struct probe_peer *peer, uint16_t port)
{
	bool same =
		peer->v6 ? ip6_equal(got->from.addr6, peer->addr6) : got->from.addr == peer->addr;

	return same && got->port == port &&
	       (!probe->device[0] || got->index == probe->device_index);
}

/* ---- UDP echo ---- */

size_t probe_datagram_size(const struct probe *probe)
{
	return probe->plan->size < sizeof probe->cookie ? sizeof probe->cookie : probe->plan->size;
}

size_t probe_datagram(const struct probe *probe, unsigned char *buf, size_t size)
{
	size_t len = probe_datagram_size(probe);

	if (len > size)
		return 0;
	memset(buf, 0, len);
	memcpy(buf, &probe->cookie, sizeof probe->cookie);
	return len;
}

/* The target itself says that nobody listens, and quotes the round's cookie: that is an answer of a
 * kind. Everything else is a word of a stranger. */
static bool echo_refused(struct probe *probe, const struct probe_refusal *refusal)
{
	struct probe_peer peer = probe_target(probe);
	uint64_t cookie;

	if (refusal->len < sizeof cookie)
		return probe_heard(probe, PACKET_TRUNCATED);
	memcpy(&cookie, refusal->quoted, sizeof cookie);
	if (probe_round_of(probe, cookie) == PACKET_SPOOFED)
		return probe_heard(probe, PACKET_FOREIGN_ERROR);
	probe_heard(probe, PACKET_ERROR);
	return probe->flying && cookie == probe->cookie && refusal->closed &&
	       (peer.v6 ? ip6_equal(refusal->from.addr6, peer.addr6)
			: refusal->from.addr == peer.addr);
}

static void echo_ready(void *context, uint32_t events)
{
	struct probe *probe = context;
	struct probe_peer peer = probe_target(probe);
	struct probe_received got;
	struct probe_refusal refusal;
	unsigned char buf[DATAGRAM + 1];

	for (int i = 0;
	     i < PROBE_PACKETS_AT_ONCE && probe_receive(probe->fd, buf, sizeof buf, &got); i++) {
		enum probe_packet packet = probe_datagram_packet(
			probe, buf, got.len, is_from(probe, &got, &peer, probe->plan->port));

		probe_heard(probe, packet);
		if (packet == PACKET_ANSWER)
			return;
	}
	if (events & EPOLLERR)
		while (probe_refused(probe, &refusal))
			if (echo_refused(probe, &refusal)) {
				probe_over(probe, PROBE_NOT_CONNECTED);
				return;
			}
}

void echo_begin(struct probe *probe)
{
	unsigned char buf[DATAGRAM];
	size_t len = probe_datagram(probe, buf, sizeof buf);
	struct probe_peer peer = probe_target(probe);

	for (int tries = 0; tries < 2; tries++) {
		if (probe->fd < 0 &&
		    !probe_open(probe, peer.v6, SOCK_DGRAM, 0, EPOLLIN, echo_ready))
			return;
		if (probe_send(probe, &peer, probe->plan->port, buf, len))
			return;
		probe_close(probe);
	}
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

/* An answer that does not answer the question in flight: what else is it? */
static enum probe_packet stray(const struct probe *probe, const unsigned char *data, size_t len)
{
	uint16_t id = (uint16_t)probe->cookie;

	if (len < DNS_HEADER)
		return PACKET_TRUNCATED;
	return data[0] == id >> 8 && data[1] == (id & 0xff) ? PACKET_DAMAGED : PACKET_SPOOFED;
}

static enum probe_packet over_already(const struct probe *probe)
{
	return probe->answered ? PACKET_DUPLICATE : PACKET_LATE;
}

/* The answer of SERVER to what was asked, as dns_answer() says; DNS_NOT_OURS while there is none.
 */
static enum dns_result hear(struct probe *probe, const struct probe_peer *server,
			    struct dns_found *found)
{
	struct dns_question_text question = question_of(probe);
	struct probe_received got;
	unsigned char buf[4096];

	for (int i = 0;
	     i < PROBE_PACKETS_AT_ONCE && probe_receive(probe->fd, buf, sizeof buf, &got); i++) {
		enum dns_result result = DNS_NOT_OURS;

		if (!is_from(probe, &got, server, DNS_PORT)) {
			probe_heard(probe, PACKET_SPOOFED);
			continue;
		}
		result = dns_answer(&question, buf, got.len, found);
		if (result == DNS_NOT_OURS)
			probe_heard(probe, stray(probe, buf, got.len));
		else if (!probe->flying)
			probe_heard(probe, over_already(probe));
		else
			return result;
	}
	return DNS_NOT_OURS;
}

/* None is believed: a name server's port may be closed by whoever likes to say so. */
static void dns_errors(struct probe *probe)
{
	struct dns_question_text question = question_of(probe);
	unsigned char query[512];
	size_t len = dns_query(&question, query, sizeof query);
	struct probe_refusal refusal;

	while (probe_refused(probe, &refusal)) {
		size_t least = refusal.len < len ? refusal.len : len;

		probe_heard(probe, least < DNS_HEADER			   ? PACKET_TRUNCATED
				   : !memcmp(refusal.quoted, query, least) ? PACKET_ERROR
									   : PACKET_FOREIGN_ERROR);
	}
}

static void dns_ready(void *context, uint32_t events)
{
	struct probe *probe = context;
	struct probe_peer server = probe_target(probe);
	struct dns_found found;
	enum dns_result result = hear(probe, &server, &found);

	if (events & EPOLLERR)
		dns_errors(probe);
	if (result == DNS_ANSWERED)
		probe_heard(probe, PACKET_ANSWER);
	else if (result == DNS_REFUSED_IT)
		probe_over(probe, PROBE_DNS_ERROR);
}

static struct probe_peer resolver_of(const struct probe *probe)
{
	return (struct probe_peer){
		.v6 = !ip6_is_zero(probe->plan->resolver6),
		.addr = probe->plan->resolver,
		.addr6 = probe->plan->resolver6,
	};
}

static void resolve_ready(void *context, uint32_t events)
{
	struct probe *probe = context;
	struct probe_peer server = resolver_of(probe);
	struct dns_found found = {0};
	enum dns_result result = hear(probe, &server, &found);

	if (events & EPOLLERR)
		dns_errors(probe);
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

/* Each question leaves by a port of its own: sixteen bits of a number alone are soon guessed. */
static void ask(struct probe *probe, struct probe_peer server, watch_ready ready)
{
	struct dns_question_text question = question_of(probe);
	unsigned char buf[512];
	size_t len = dns_query(&question, buf, sizeof buf);

	if (len == 0 || !probe_open(probe, server.v6, SOCK_DGRAM, 0, EPOLLIN, ready) ||
	    !probe_send(probe, &server, DNS_PORT, buf, len))
		probe_close(probe);
}

void dns_begin(struct probe *probe)
{
	ask(probe, probe_target(probe), dns_ready);
}

void resolve_begin(struct probe *probe)
{
	ask(probe, resolver_of(probe), resolve_ready);
}
