/*
 * named is asked all that it is to show at once, as far as a socket has room for the answers, and
 * again until its answers are right or the time is over. It is ours, and on this host: what it does
 * not answer now it may answer in a moment, when it has read its files.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/socket.h>
#include <unistd.h>

#include "agent_log.h"
#include "agent_questions.h"
#include "spawn.h"

enum {
	IN_FLIGHT = 128,
	ANSWER_MS = 150,
	WRONG_MS = 10, /* doubled with each answer, for named limits how often it says the same */
	WRONG_MAX_MS = 160,
	CLOSED_MS = 20, /* nobody listens yet */
	CHECKED_MS = 2500, /* for up to 2 s the kernel asks whether an address of IPv6 is in use */
	LOOK_MS = 50,
	MESSAGE = 4096,
};

struct awaiting {
	struct dns_questions *questions;
	struct pollfd *fds; /* as the ways */
	uint16_t id; /* of question 0 */
	uint32_t active[IN_FLIGHT], n; /* questions that are not yet answered, by number */
	uint32_t next; /* the first that has never been sent */
	double progress; /* when an answer was right */
};

/* ---- ways ---- */

union address {
	struct sockaddr any;
	struct sockaddr_in four;
	struct sockaddr_in6 six;
};

static socklen_t address_of(union address *to, const struct value *value, uint16_t port)
{
	*to = (union address){.any.sa_family = AF_UNSPEC};
	if (value->v6) {
		to->six = (struct sockaddr_in6){.sin6_family = AF_INET6, .sin6_port = htons(port)};
		ip6_bytes(*value->addr6, to->six.sin6_addr.s6_addr);
		return sizeof to->six;
	}
	to->four = (struct sockaddr_in){
		.sin_family = AF_INET, .sin_port = htons(port), .sin_addr = {htonl(value->addr)}};
	return sizeof to->four;
}

/* The kernel sends from the very address that it sends to only when that is this host's. */
static bool is_here(int fd, const struct value *value)
{
	union address to, from;
	socklen_t len = address_of(&to, value, 53), from_len = sizeof from;

	if (connect(fd, &to.any, len) < 0 || getsockname(fd, &from.any, &from_len) < 0 ||
	    from.any.sa_family != to.any.sa_family)
		return false;
	return value->v6 ? !memcmp(&from.six.sin6_addr, &to.six.sin6_addr, 16)
			 : from.four.sin_addr.s_addr == to.four.sin_addr.s_addr;
}

static int open_socket(const struct dns_way *way)
{
	const char *vrf = way->view->vrf;
	int fd = socket(way->to.v6 ? AF_INET6 : AF_INET, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK,
			0);

	if (fd >= 0 && vrf &&
	    setsockopt(fd, SOL_SOCKET, SO_BINDTODEVICE, vrf, (socklen_t)strlen(vrf)) < 0) {
		close(fd);
		fd = -1;
	}
	return fd;
}

static bool is_connected(int fd, const struct dns_way *way)
{
	union address from, to;
	socklen_t from_len = address_of(&from, &way->from, 0),
		  to_len = address_of(&to, &way->to, 53);

	return bind(fd, &from.any, from_len) == 0 && connect(fd, &to.any, to_len) == 0;
}

/* Nothing is ever sent to an address that is not (or no more) this host's. */
static void open_way(struct dns_way *way)
{
	int probe = way->known ? open_socket(way) : -1;

	if (probe < 0)
		return;
	if (is_here(probe, &way->to)) {
		way->fd = open_socket(way);
		if (way->fd >= 0 && !is_connected(way->fd, way)) {
			close(way->fd);
			way->fd = -1;
		}
	}
	close(probe);
}

/* True when one may still come. */
static bool open_ways(struct awaiting *all)
{
	bool missing = false;

	for (uint32_t i = 0; i < all->questions->ways.len; i++) {
		struct dns_way *way = &all->questions->ways.at[i];

		if (way->fd < 0)
			open_way(way);
		missing |= way->fd < 0 && way->known && way->to.v6;
		all->fds[i] = (struct pollfd){.fd = way->fd, .events = POLLIN};
	}
	return missing;
}

static void await_ways(struct awaiting *all, double end)
{
	while (open_ways(all) && clock_ms() < end)
		poll(NULL, 0, LOOK_MS);
}

/* ---- asking ---- */

static struct dns_question *question(const struct awaiting *all, uint32_t i)
{
	return &all->questions->all.at[i];
}

static bool is_asked(const struct awaiting *all, const struct dns_question *at)
{
	return at->verdict != VERDICT_SERVED && all->questions->ways.at[at->way].fd >= 0;
}

/* Make up for those that are answered. */
static void fill(struct awaiting *all)
{
	for (; all->n < IN_FLIGHT && all->next < all->questions->all.len; all->next++)
		if (is_asked(all, question(all, all->next)))
			all->active[all->n++] = all->next;
}

/* Send what is due; when the next one will be. */
static double send_due(struct awaiting *all, double now)
{
	double next = now + ANSWER_MS;

	for (uint32_t i = 0; i < all->n; i++) {
		struct dns_question *at = question(all, all->active[i]);
		unsigned char buf[QUERY_SIZE];
		size_t len;

		if (at->due <= now) {
			len = query_make(at, (uint16_t)(all->id + all->active[i]), buf);
			at->sent |= send(all->questions->ways.at[at->way].fd, buf, len,
					 MSG_NOSIGNAL) == (ssize_t)len;
			at->due = now + ANSWER_MS;
		}
		next = at->due < next ? at->due : next;
	}
	return next;
}

/* An answer to one of those that came by WAY. */
static void take(struct awaiting *all, uint32_t way, const unsigned char *message, size_t len,
		 double now)
{
	for (uint32_t i = 0; i < all->n; i++) {
		struct dns_question *at = question(all, all->active[i]);
		unsigned wait;

		if (at->way != way ||
		    !query_judge(at, (uint16_t)(all->id + all->active[i]), message, len))
			continue;
		if (at->verdict == VERDICT_SERVED) {
			all->active[i] = all->active[--all->n];
			all->progress = now;
			return;
		}
		wait = at->answers < 4 ? (unsigned)WRONG_MS << at->answers : WRONG_MAX_MS;
		at->answers++;
		at->due = now + wait;
		return;
	}
}

static void hurry(struct awaiting *all, uint32_t way, double due)
{
	for (uint32_t i = 0; i < all->n; i++) {
		struct dns_question *at = question(all, all->active[i]);

		if (at->way == way && at->due > due)
			at->due = due;
	}
}

static void hear(struct awaiting *all, uint32_t way)
{
	unsigned char message[MESSAGE];
	ssize_t n;

	while ((n = recv(all->fds[way].fd, message, sizeof message, 0)) >= 0)
		take(all, way, message, (size_t)n, clock_ms());
	if (errno == ECONNREFUSED)
		hurry(all, way, clock_ms() + CLOSED_MS);
}

/* ---- what is wrong ---- */

static const char *code_text(unsigned code)
{
	static const char *const names[] = {"NOERROR",	"FORMERR", "SERVFAIL",
					    "NXDOMAIN", "NOTIMP",  "REFUSED"};

	return code < sizeof names / sizeof *names ? names[code] : "a refusal";
}

static char *complaint(const struct awaiting *all, const struct dns_question *at, unsigned more)
{
	const struct dns_view_object *view = all->questions->ways.at[at->way].view;
	char *why, reason[400];

	if (at->verdict == VERDICT_CODE)
		snprintf(reason, sizeof reason, "it answers %s", code_text(at->code));
	else if (at->verdict == VERDICT_OLD)
		snprintf(reason, sizeof reason, "its serial is %u instead of %u", at->serial,
			 at->zone->serial);
	else if (at->verdict == VERDICT_OTHER)
		snprintf(reason, sizeof reason, "it gives another answer for '%s'",
			 at->row ? at->row->owner : at->zone->zone);
	else
		snprintf(reason, sizeof reason, "no answer");
	if (asprintf(&why, "named does not serve zone '%s' in view '%s'%s%s as written: %s",
		     at->zone->zone, view->name, view->vrf ? " of VRF " : "",
		     view->vrf ? view->vrf : "", reason) < 0)
		abort();
	if (more) {
		char *longer;

		if (asprintf(&longer, "%s; and %u more questions", why, more) < 0)
			abort();
		free(why);
		why = longer;
	}
	return why;
}

/* What was never sent for want of time is not held against it. */
static char *whats_wrong(const struct awaiting *all)
{
	const struct dns_question *first = NULL;
	unsigned n = 0;

	for (uint32_t i = 0; i < all->n; i++) {
		const struct dns_question *at = question(all, all->active[i]);

		n += at->sent;
		if (at->sent && (!first || at < first))
			first = at;
	}
	return first ? complaint(all, first, n - 1) : NULL;
}

/* Of what has changed. */
static void tell_unasked(const struct awaiting *all)
{
	const struct dns_way *told = NULL;

	VEC_FOREACH (at, &all->questions->all) {
		const struct dns_way *way = &all->questions->ways.at[at->way];

		if (way->fd < 0 && at->row && way != told)
			log_line("DNSSERVER-6-VERIFY",
				 "nobody on this host can ask view '%s': whether its zones are "
				 "served is not known",
				 way->view->name);
		told = way;
	}
}

static void ask(struct awaiting *all, struct dns_patience patience)
{
	double begin = clock_ms();

	all->progress = begin;
	for (fill(all); all->n; fill(all)) {
		double now = clock_ms(), end = begin + patience.most, next;
		int left;

		if (all->progress + patience.idle < end)
			end = all->progress + patience.idle;
		if (now >= end)
			break;
		next = send_due(all, now);
		left = (int)((next < end ? next : end) - now) + 1;
		if (poll(all->fds, all->questions->ways.len, left) <= 0)
			continue;
		for (uint32_t i = 0; i < all->questions->ways.len; i++)
			if (all->fds[i].revents)
				hear(all, i);
	}
}

bool questions_await(struct dns_questions *questions, struct dns_patience patience, char **why)
{
	struct awaiting all = {.questions = questions};

	*why = NULL;
	if (!questions->all.len)
		return true;
	all.fds = arena_alloc(questions->arena, questions->ways.len * sizeof *all.fds);
	if (getrandom(&all.id, sizeof all.id, GRND_NONBLOCK) < 0)
		all.id = (uint16_t)getpid();
	await_ways(&all, clock_ms() + CHECKED_MS);
	ask(&all, patience);
	*why = whats_wrong(&all);
	if (!*why)
		tell_unasked(&all);
	return !*why;
}
