/*
 * How long what is translated is kept when nothing passes. IOS has times of its own: a day for TCP,
 * five minutes for UDP, one for DNS.
 *
 * A connection that differs from the others of its protocol is given a policy by its first packet,
 * when it has been translated; the last one given counts, so the general ones come first. That is
 * the dearest thing which may happen to a new connection, as the kernel takes memory for it: a
 * quarter of a microsecond, where the translation itself takes less than half of one. So TCP, as
 * long as it has the times that IOS has of its own, gets them as settings of the kernel.
 *
 * These hold for every connection of the host, be it translated or not, and may for TCP: all but
 * two are shorter than the kernel's own (a day for five, one minute for two), the two of a
 * connection that is over are half a minute and 50 seconds longer. What is not translated has no
 * state on IOS; here it is forgotten after a day of silence instead of five, and its next packet is
 * taken for the first of a connection, as it is with the kernel's times.
 *
 * What the configuration says is another thing: a minute for what is translated must not make the
 * router forget its own sessions. And so is UDP: five minutes instead of half of one for each query
 * of the router's name server, or for each packet of a scan, would fill the kernel's table.
 */
#include <string.h>

#include "lower_nat.h"

enum {
	SECONDS_MAX = 2147483, /* what the kernel can count */
	PORT_DNS = 53,
	PORT_PPTP = 1723,
};

/* The kernel's states of a connection between its first SYN and its last FIN are IOS's three. */
static const struct {
	const char *state;
	enum nat_timeout which;
} tcp_states[] = {
	{"syn_sent", NAT_TIMEOUT_SYN},	    {"syn_recv", NAT_TIMEOUT_SYN},
	{"established", NAT_TIMEOUT_TCP},   {"fin_wait", NAT_TIMEOUT_FINRST},
	{"close_wait", NAT_TIMEOUT_FINRST}, {"last_ack", NAT_TIMEOUT_FINRST},
	{"time_wait", NAT_TIMEOUT_FINRST},  {"close", NAT_TIMEOUT_FINRST},
};

enum { TCP_STATES = sizeof tcp_states / sizeof *tcp_states };

/* What a connection of PROTO to PORT (0: to any) is given. */
struct timeout_rule {
	uint8_t proto;
	uint16_t port;
	const char *object;
	const char *origin;
};

struct timeouts {
	struct nat_lowering *nat;
	struct lowering *lo;
	const struct nat_settings *settings;
	bool by_kernel; /* TCP in general */
	VEC(struct timeout_rule) rules;
};

static uint32_t seconds_of(const struct timeouts *t, enum nat_timeout which)
{
	uint32_t seconds = nat_timeout_of(t->settings, which);

	return seconds > SECONDS_MAX ? SECONDS_MAX : seconds;
}

static const char *setting_origin(const struct timeouts *t, enum nat_timeout which)
{
	return t->settings->timeout[which] ? lower_origin(t->lo, t->settings->timeout_at[which])
					   : NULL;
}

/* ---- settings of the kernel -------------------------------------------------------------------
 */

/* Does the configuration leave IOS's own time as it is? */
static bool is_default(const struct timeouts *t, enum nat_timeout which)
{
	static const struct nat_settings unsaid;

	return seconds_of(t, which) == nat_timeout_of(&unsaid, which);
}

static void lower_tcp_times(const struct timeouts *t)
{
	for (int i = 0; i < TCP_STATES; i++)
		lower_sysctl(t->lo,
			     arena_printf(t->lo->arena, "net/netfilter/nf_conntrack_tcp_timeout_%s",
					  tcp_states[i].state),
			     arena_printf(t->lo->arena, "%u", seconds_of(t, tcp_states[i].which)),
			     NULL);
}

/*
 * nft has no policies of ICMP, though the kernel has, so pings that are not translated have this
 * one, too. It is changed only where the configuration names it; unsaid, the kernel's 30 seconds
 * stay for IOS's 60.
 */
static void lower_ping_time(const struct timeouts *t)
{
	if (t->settings->timeout[NAT_TIMEOUT_ICMP])
		lower_sysctl(t->lo, "net/netfilter/nf_conntrack_icmp_timeout",
			     arena_printf(t->lo->arena, "%u", seconds_of(t, NAT_TIMEOUT_ICMP)),
			     setting_origin(t, NAT_TIMEOUT_ICMP));
}

/* ---- policies ---------------------------------------------------------------------------------
 */

static void add_policy(const struct timeouts *t, struct ct_object *ct, const char *state,
		       uint32_t seconds)
{
	vec_push(t->lo->arena, &ct->policy, ((struct ct_policy){state, seconds}));
}

static const char *tcp_object(const struct timeouts *t, uint32_t established)
{
	const char *name =
		arena_printf(t->lo->arena, "nat_tcp_%u_%u_%u", established,
			     seconds_of(t, NAT_TIMEOUT_SYN), seconds_of(t, NAT_TIMEOUT_FINRST));
	struct ct_object *ct = nat_ct_object(t->nat, name, CT_TIMEOUT, PROTO_TCP);

	for (int i = 0; ct && i < TCP_STATES; i++)
		add_policy(t, ct, tcp_states[i].state,
			   tcp_states[i].which == NAT_TIMEOUT_TCP
				   ? established
				   : seconds_of(t, tcp_states[i].which));
	return name;
}

static const char *udp_object(const struct timeouts *t, uint32_t seconds)
{
	const char *name = arena_printf(t->lo->arena, "nat_udp_%u", seconds);
	struct ct_object *ct = nat_ct_object(t->nat, name, CT_TIMEOUT, PROTO_UDP);

	if (!ct)
		return name;
	add_policy(t, ct, "unreplied", seconds);
	add_policy(t, ct, "replied", seconds);
	return name;
}

/* Is SECONDS what connections of PROTO have in general? */
static bool is_general(const struct timeouts *t, uint8_t proto, uint32_t seconds)
{
	return seconds == seconds_of(t, proto == PROTO_TCP ? NAT_TIMEOUT_TCP : NAT_TIMEOUT_UDP);
}

/* ---- rules ------------------------------------------------------------------------------------
 */

static void add_timeout(struct timeouts *t, uint8_t proto, uint16_t port, uint32_t seconds,
			const char *origin)
{
	const char *object;

	if (seconds > SECONDS_MAX)
		seconds = SECONDS_MAX;
	if (proto == PROTO_TCP && !port && t->by_kernel)
		return;
	object = proto == PROTO_TCP ? tcp_object(t, seconds) : udp_object(t, seconds);
	vec_push(t->lo->arena, &t->rules, ((struct timeout_rule){proto, port, object, origin}));
}

static void collect_timeouts(struct timeouts *t)
{
	static const struct {
		enum nat_timeout which;
		uint8_t proto;
		uint16_t port;
	} kinds[] = {
		{NAT_TIMEOUT_TCP, PROTO_TCP, 0},
		{NAT_TIMEOUT_UDP, PROTO_UDP, 0},
		{NAT_TIMEOUT_DNS, PROTO_UDP, PORT_DNS},
		{NAT_TIMEOUT_PPTP, PROTO_TCP, PORT_PPTP},
	};

	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (!kinds[i].port || !is_general(t, kinds[i].proto, seconds_of(t, kinds[i].which)))
			add_timeout(t, kinds[i].proto, kinds[i].port, seconds_of(t, kinds[i].which),
				    setting_origin(t, kinds[i].which));
	VEC_FOREACH (timeout, &t->settings->port_timeouts)
		if (timeout->seconds)
			add_timeout(t, timeout->proto, timeout->port, timeout->seconds,
				    lower_origin(t->lo, timeout->at));
}

/* The chain of what connections of PROTO are given; NULL: nothing. */
static const char *lower_chain_of(const struct timeouts *t, uint8_t proto)
{
	const char *name = proto == PROTO_TCP ? "nat/timeout/tcp" : "nat/timeout/udp";
	struct chain_object *chain = NULL;

	VEC_FOREACH (row, &t->rules) {
		struct nft_rule *rule;

		if (row->proto != proto)
			continue;
		if (!chain)
			chain = lower_chain(t->lo, name, NULL);
		rule = lower_rule(
			t->lo, chain,
			(struct nft_action){.verb = VERB_CT_TIMEOUT, .target = row->object},
			row->origin);
		if (row->port)
			lower_match_number(t->lo, rule, FIELD_DPORT, row->port);
	}
	return chain ? name : NULL;
}

/* An object without times of its own has those of the kernel. */
static const char *kernels_of(const struct timeouts *t, uint8_t proto)
{
	const char *name = proto == PROTO_TCP ? "nat_tcp_kernel" : "nat_udp_kernel";

	nat_ct_object(t->nat, name, CT_TIMEOUT, proto);
	return name;
}

void lower_nat_timeouts(struct nat_lowering *nat)
{
	static const uint8_t protos[NAT_TIMED] = {PROTO_TCP, PROTO_UDP};
	struct timeouts t = {.nat = nat, .lo = nat->lo, .settings = &nat->lo->router->nat.settings};

	t.by_kernel = is_default(&t, NAT_TIMEOUT_TCP) && is_default(&t, NAT_TIMEOUT_SYN) &&
		      is_default(&t, NAT_TIMEOUT_FINRST);
	if (t.by_kernel)
		lower_tcp_times(&t);
	lower_ping_time(&t);
	collect_timeouts(&t);
	for (int i = 0; i < NAT_TIMED; i++) {
		const char *chain = lower_chain_of(&t, protos[i]);

		nat->timeouts[i] = (struct nat_timeouts){protos[i], chain, NULL};
		if (chain && nat->early)
			nat->timeouts[i].kernels = kernels_of(&t, protos[i]);
	}
}

static struct nft_rule *add_timed(const struct nat_lowering *nat, struct chain_object *chain,
				  const struct nat_timeouts *timeouts, struct nft_action action)
{
	struct nft_rule *rule = lower_rule(nat->lo, chain, action, NULL);

	lower_match_number(nat->lo, rule, FIELD_L4PROTO, timeouts->proto);
	return rule;
}

void lower_nat_timeouts_given(const struct nat_lowering *nat, struct chain_object *chain,
			      enum nft_field which)
{
	for (int i = 0; i < NAT_TIMED; i++) {
		const struct nat_timeouts *of = &nat->timeouts[i];
		struct nft_rule *rule;

		if (!of->chain)
			continue;
		rule = add_timed(nat, chain, of,
				 (struct nft_action){.verb = VERB_JUMP, .target = of->chain});
		if (which != FIELD_NFPROTO_IPV4)
			lower_match_flag(nat->lo, rule, which);
		lower_match_flag(nat->lo, rule, FIELD_NFPROTO_IPV4);
	}
}

void lower_nat_timeouts_taken(const struct nat_lowering *nat, struct chain_object *chain)
{
	for (int i = 0; i < NAT_TIMED; i++) {
		const struct nat_timeouts *of = &nat->timeouts[i];

		if (of->kernels)
			lower_match_flag(nat->lo,
					 add_timed(nat, chain, of,
						   (struct nft_action){.verb = VERB_CT_TIMEOUT,
								       .target = of->kernels}),
					 FIELD_NFPROTO_IPV4);
	}
}
