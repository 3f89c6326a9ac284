/*
 * The rounds of probes. A round starts every `frequency`, counted from the start of the last one,
 * whatever came of it; it ends with the answer or at `timeout`. A probe that cannot be sent,
 * because its device or address is not there yet or there is no route, fails when its time is over
 * like one that is not answered, and the next round tries again with a new socket.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/random.h>
#include <sys/socket.h>
#include <unistd.h>

#include "probe_round.h"

/* A connection ends with its round; other sockets go on listening until the next one. */
static bool keeps_socket(const struct probe *probe)
{
	return probe->plan->kind != PROBE_TCP && probe->plan->kind != PROBE_HTTP;
}

void probe_over(struct probe *probe, enum probe_code code)
{
	probe->flying = false;
	timer_cancel(probe->loop, &probe->limit);
	timer_cancel(probe->loop, &probe->packet);
	if (!keeps_socket(probe))
		probe_close(probe);
	probe->code = code;
	probe->counts.codes[code]++;
	if (probe->answered)
		probe->counts.successes++;
	else
		probe->counts.failures++;
	probe->verdict(probe->context, probe);
}

void probe_answered(struct probe *probe, int64_t rtt)
{
	probe->rtt = rtt;
	probe->answered = true;
	probe->counts.over += rtt > probe->threshold;
	probe_range_add(&probe->counts.rtt, rtt);
	probe_over(probe, rtt > probe->threshold ? PROBE_OVER_THRESHOLD : PROBE_OK);
}

bool probe_heard(struct probe *probe, enum probe_packet packet)
{
	probe->counts.packets[packet]++;
	if (packet == PACKET_ANSWER)
		probe_answered(probe, loop_now() - probe->started);
	return packet == PACKET_ANSWER;
}

void probe_close(struct probe *probe)
{
	icmp_leave(probe);
	tls_end(probe);
	if (probe->fd < 0)
		return;
	loop_unwatch(probe->loop, probe->watch);
	close(probe->fd);
	probe->fd = -1;
	probe->watch = NULL;
}

bool probe_open(struct probe *probe, bool v6, int type, int protocol, uint32_t events,
		watch_ready ready)
{
	int fd = socket(v6 ? AF_INET6 : AF_INET, type | SOCK_CLOEXEC | SOCK_NONBLOCK, protocol);

	probe_close(probe);
	if (fd < 0)
		return false;
	if (type == SOCK_RAW)
		probe_filter(fd, v6, probe->ident, probe->ident);
	else if (type == SOCK_DGRAM)
		probe_want_refusals(fd, v6);
	if (!probe_bind(probe, fd, v6) ||
	    !(probe->watch = loop_watch_urgent(probe->loop, fd, events, ready, probe))) {
		close(fd);
		return false;
	}
	if (type == SOCK_RAW)
		probe_forget_strays(fd);
	probe->fd = fd;
	return true;
}

bool probe_connect(const struct probe *probe, const struct probe_peer *peer, uint16_t port)
{
	struct sockaddr_storage to;
	socklen_t len = probe_sockaddr(&to, peer, port, probe->device_index);

	return connect(probe->fd, (struct sockaddr *)&to, len) == 0 || errno == EINPROGRESS;
}

struct probe_peer probe_target(const struct probe *probe)
{
	return (struct probe_peer){probe->v6, probe->target, probe->target6};
}

/* The device may have been made anew under its name since the socket was bound to it. */
void probe_set_device(struct probe *probe, unsigned index)
{
	if (probe->loop && probe->device[0] && index != probe->device_index)
		probe_close(probe);
}

void probe_ask(struct probe *probe)
{
	switch ((enum plan_probe_kind)probe->plan->kind) {
	case PROBE_ICMP_ECHO:
		icmp_begin(probe);
		break;
	case PROBE_UDP_ECHO:
		echo_begin(probe);
		break;
	case PROBE_DNS:
		dns_begin(probe);
		break;
	case PROBE_TCP:
	case PROBE_HTTP:
		stream_begin(probe);
		break;
	case PROBE_ICMP_JITTER:
	case PROBE_UDP_JITTER:
		jitter_begin(probe);
		break;
	case PROBE_KIND_COUNT:
		break;
	}
}

/* The round's time is over: none has answered, or not all packets came back. */
static void round_expire(void *context, int64_t now)
{
	struct probe *probe = context;

	(void)now;
	if (probe->plan->packets)
		jitter_end(probe);
	else
		probe_over(probe, PROBE_TIMEOUT);
}

/* What comes for the round that is over is told from what nobody ever sent. */
static void remember(struct probe *probe)
{
	probe->past[probe->past_next] =
		(struct probe_past){.cookie = probe->cookie, .answered = probe->answered};
	probe->past_next = (uint8_t)((probe->past_next + 1) % PROBE_PASTS);
	if (probe->pasts < PROBE_PASTS)
		probe->pasts++;
}

/* Many at a time: with a probe every 10 ms a system call for each is a cost. */
static uint64_t random_cookie(void)
{
	static uint64_t cookies[32];
	static unsigned left;

	if (!left) {
		if (getrandom(cookies, sizeof cookies, GRND_NONBLOCK) != sizeof cookies)
			return (uint64_t)loop_now() * 0x9e3779b97f4a7c15u;
		left = sizeof cookies / sizeof *cookies;
	}
	return cookies[--left];
}

/* From the time it was due, not from the time we got to it: rounds do not drift, and those that
 * were missed altogether are left out. */
static int64_t next_due(const struct probe *probe, int64_t now)
{
	int64_t late = now - probe->next.due;

	return probe->next.due + (1 + late / probe->frequency) * probe->frequency;
}

static void round_begin(void *context, int64_t now)
{
	struct probe *probe = context;
	int64_t limit = probe->timeout + jitter_length(probe->plan);

	limit = limit < probe->frequency ? limit : probe->frequency;
	if (probe->flying)
		round_expire(probe, now);
	probe->due = probe->next.due;
	timer_set(probe->loop, &probe->next, next_due(probe, now));
	timer_set(probe->loop, &probe->limit, now + limit);
	if (probe->cookie)
		remember(probe);
	probe->flying = true;
	probe->answered = false;
	probe->sequence++;
	probe->cookie = random_cookie();
	clock_gettime(CLOCK_REALTIME, &probe->started_wall);
	probe->started = loop_now();
	probe->target = probe->plan->target;
	probe->target6 = probe->plan->target6;
	if (plan_probe_has_target(probe->plan))
		probe_ask(probe);
	else
		resolve_begin(probe);
}

void probe_start(struct probe *probe, struct loop *loop, int64_t first)
{
	probe->loop = loop;
	probe->fd = -1;
	probe->flying = false;
	probe->next = (struct timer){.fire = round_begin, .context = probe, .urgent = true};
	probe->limit = (struct timer){.fire = round_expire, .context = probe, .urgent = true};
	timer_set(loop, &probe->next, first);
}

void probe_stop(struct probe *probe)
{
	if (!probe->loop)
		return;
	timer_cancel(probe->loop, &probe->next);
	timer_cancel(probe->loop, &probe->limit);
	timer_cancel(probe->loop, &probe->packet);
	probe_close(probe);
	free(probe->came);
	probe->came = NULL;
	probe->flying = false;
	probe->loop = NULL;
}

void probe_set_source(struct probe *probe, bool has_source, uint32_t source, struct ip6 source6)
{
	if (probe->has_source == has_source && probe->source == source &&
	    ip6_equal(probe->source6, source6))
		return;
	probe->has_source = has_source;
	probe->source = source;
	probe->source6 = source6;
	if (probe->loop)
		probe_close(probe);
}
