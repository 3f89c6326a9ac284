/*
 * States: which conditions hold, and the addresses and gateways that are known only at run time.
 * Offline they come from `--assume`, at run time from the agent.
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "cond.h"
#include "grammar/ip.h"
#include "grammar/ir.h"
#include "plan.h"

static struct state *state_new(struct arena *arena, const struct plan *plan)
{
	struct state *state = arena_new_object(arena, struct state);

	state->truth = arena_alloc(arena, plan->conditions.len * sizeof *state->truth);
	state->assumed = arena_alloc(arena, plan->conditions.len * sizeof *state->assumed);
	state->device = arena_alloc(arena, plan->devices.len * sizeof *state->device);
	return state;
}

struct state *state_default(struct arena *arena, const struct plan *plan)
{
	struct state *state = state_new(arena, plan);

	for (uint32_t i = 0; i < plan->conditions.len; i++)
		state->truth[i] = plan->conditions.at[i].kind == CONDITION_LINK;
	/* One that nothing ever turns stays where it is; and one that there is none of is down. */
	VEC_FOREACH (track, &plan->tracks)
		state->truth[track->condition] =
			!track->default_down ||
			(track->kind != PLAN_TRACK_FIXED && track->kind != PLAN_TRACK_STUB);
	state_derive(plan, state);
	return state;
}

struct state *state_copy(struct arena *arena, const struct plan *plan, const struct state *state)
{
	struct state *copy = state_new(arena, plan);

	memcpy(copy->truth, state->truth, plan->conditions.len * sizeof *copy->truth);
	memcpy(copy->assumed, state->assumed, plan->conditions.len * sizeof *copy->assumed);
	memcpy(copy->device, state->device, plan->devices.len * sizeof *copy->device);
	return copy;
}

/* ---- assumptions ---- */

struct assumption {
	struct arena *arena;
	const struct plan *plan;
	struct state *state;
	const char *text;
	const char **why;
	struct cond_words words;
};

static bool refuse(struct assumption *a, const char *why)
{
	*a->why = why;
	return false;
}

/* What may be assumed of this plan, for a message. */
static const char *known_conditions(struct assumption *a)
{
	const char *list = "";
	unsigned n = 0;

	VEC_FOREACH (condition, &a->plan->conditions) {
		if (++n > 12)
			return arena_printf(a->arena, "%s, ...", list);
		list = arena_printf(a->arena, "%s%s'%s'", list, *list ? ", " : "", condition->text);
	}
	return *list ? list : "none";
}

static bool unknown_condition(struct assumption *a)
{
	return refuse(a, arena_printf(a->arena, "'%s': no such condition; there are %s", a->text,
				      known_conditions(a)));
}

static bool malformed(struct assumption *a)
{
	return refuse(a,
		      arena_printf(a->arena,
				   "'%s' is no condition: it is 'track N up|down', 'interface "
				   "NAME up|down', 'interface NAME address A/L', 'interface NAME "
				   "gateway A', 'interface NAME prefix P/L' or 'interface NAME "
				   "name-server A'",
				   a->text));
}

static bool set_condition(struct assumption *a, enum condition_kind kind, uint32_t number,
			  uint16_t device, bool truth)
{
	bool found = false;

	for (uint32_t i = 0; i < a->plan->conditions.len; i++) {
		const struct condition *c = &a->plan->conditions.at[i];
		bool here = c->kind == kind &&
			    (kind == CONDITION_TRACK ? c->number == number : c->device == device);

		if (here) {
			a->state->truth[i] = truth;
			a->state->assumed[i] |= kind == CONDITION_TRACK;
		}
		found |= here;
	}
	return found;
}

static bool assume_track(struct assumption *a)
{
	char *end;
	unsigned long number = strtoul(a->words.at[1], &end, 10);
	bool truth;

	if (a->words.n != 3 || !isdigit((unsigned char)*a->words.at[1]) || *end ||
	    !cond_truth(a->words.at[2], &truth))
		return malformed(a);
	if (number > UINT32_MAX || !set_condition(a, CONDITION_TRACK, (uint32_t)number, 0, truth))
		return unknown_condition(a);
	return true;
}

/* The device of the interface NAME, which may be abbreviated; -1 when there is none. */
static int find_device(struct assumption *a, const char *name)
{
	struct names *names = names_new(a->arena);
	enum interface_type type;
	const char *canonical = interface_canonical(names, name, strlen(name), &type);
	int found = -1;

	for (uint32_t i = 0; found < 0 && i < a->plan->devices.len; i++) {
		const char *interface = a->plan->devices.at[i].interface;

		if (!strcasecmp(interface, name) || (canonical && !strcmp(interface, canonical)))
			found = (int)i;
	}
	names_free(names);
	return found;
}

/* Offline, a track of an interface is what the interface is, unless it was assumed itself. */
static void tracks_follow(struct assumption *a, uint16_t device, enum plan_track_kind kind, bool up)
{
	VEC_FOREACH (track, &a->plan->tracks)
		if (track->kind == kind && track->device == device &&
		    !a->state->assumed[track->condition])
			a->state->truth[track->condition] = up;
}

static bool has_address(struct assumption *a, uint16_t device)
{
	return !a->plan->devices.at[device].dynamic || a->state->device[device].has_address;
}

static bool assume_link(struct assumption *a, uint16_t device, bool up)
{
	if (!set_condition(a, CONDITION_LINK, 0, device, up))
		return unknown_condition(a);
	tracks_follow(a, device, PLAN_TRACK_LINE_PROTOCOL, up);
	tracks_follow(a, device, PLAN_TRACK_IP_ROUTING, up && has_address(a, device));
	tracks_follow(a, device, PLAN_TRACK_IPV6_ROUTING, up);
	return true;
}

/* `A` or `A/L`. */
static bool parse_address(const char *text, uint32_t *addr)
{
	const char *slash = strchr(text, '/');
	char *end = NULL;

	if (!ip_parse(text, slash ? (size_t)(slash - text) : strlen(text), addr))
		return false;
	return !slash ||
	       (isdigit((unsigned char)slash[1]) && strtoul(slash + 1, &end, 10) <= 32 && !*end);
}

static bool assume_address(struct assumption *a, uint16_t device, uint32_t addr)
{
	if (!set_condition(a, CONDITION_ADDRESS, 0, device, true))
		return refuse(a, arena_printf(a->arena, "'%s': the address of '%s' is not dynamic",
					      a->text, a->plan->devices.at[device].interface));
	a->state->device[device].has_address = true;
	a->state->device[device].address = addr;
	tracks_follow(a, device, PLAN_TRACK_IP_ROUTING, true);
	return true;
}

static bool assume_gateway(struct assumption *a, uint16_t device, uint32_t addr)
{
	if (!set_condition(a, CONDITION_GATEWAY, 0, device, true))
		return refuse(a, arena_printf(a->arena, "'%s': the gateway of '%s' is not dynamic",
					      a->text, a->plan->devices.at[device].interface));
	a->state->device[device].has_gateway = true;
	a->state->device[device].gateway = addr;
	return true;
}

/* `interface NAME name-server A`: one more. */
static bool assume_server(struct assumption *a, uint16_t device, uint32_t addr)
{
	uint32_t *server = a->state->device[device].server;
	int n = 0;

	if (!set_condition(a, CONDITION_SERVERS, 0, device, true))
		return refuse(a, arena_printf(a->arena, "'%s': no name server of '%s' is asked",
					      a->text, a->plan->devices.at[device].interface));
	while (n < STATE_SERVERS && server[n])
		n++;
	if (n < STATE_SERVERS)
		server[n] = addr;
	return true;
}

/* `A6` or `A6/L`. */
static bool parse_address6(const char *text, struct ip6_net *net)
{
	const char *slash = strchr(text, '/');
	unsigned long len = IP6_BITS;
	char *end = NULL;

	if (ip6_parse(text, slash ? (size_t)(slash - text) : strlen(text), &net->addr))
		return false;
	if (slash)
		len = isdigit((unsigned char)slash[1]) ? strtoul(slash + 1, &end, 10)
						       : IP6_BITS + 1;
	net->len = (uint8_t)len;
	return len <= IP6_BITS && (!slash || !*end);
}

/* `interface NAME prefix P6/L` */
static bool assume_prefix6(struct assumption *a, int device, struct ip6_net net)
{
	if (!net.len || net.len == IP6_BITS)
		return malformed(a);
	if (device < 0)
		return unknown_condition(a);
	if (!set_condition(a, CONDITION_PREFIX6, 0, (uint16_t)device, true))
		return refuse(a, arena_printf(a->arena, "'%s': '%s' is delegated no prefix",
					      a->text, a->plan->devices.at[device].interface));
	a->state->device[device].prefix6 = net;
	return true;
}

/* `interface NAME {address | gateway} A6` */
static bool assume_address6(struct assumption *a, int device, struct ip6 addr)
{
	bool address = !strcasecmp(a->words.at[2], "address");

	if (!address && strcasecmp(a->words.at[2], "gateway") != 0)
		return malformed(a);
	if (device < 0)
		return unknown_condition(a);
	if (!set_condition(a, address ? CONDITION_ADDRESS6 : CONDITION_GATEWAY6, 0,
			   (uint16_t)device, true))
		return refuse(a, arena_printf(a->arena, "'%s': the IPv6 %s of '%s' is not dynamic",
					      a->text, address ? "address" : "gateway",
					      a->plan->devices.at[device].interface));
	if (address) {
		a->state->device[device].has_address6 = true;
		a->state->device[device].address6 = addr;
	} else {
		a->state->device[device].has_gateway6 = true;
		a->state->device[device].gateway6 = addr;
	}
	return true;
}

static bool assume_interface(struct assumption *a)
{
	int device = find_device(a, a->words.at[1]);
	struct ip6_net net6;
	uint32_t addr;
	bool truth;

	if (a->words.n == 3 && cond_truth(a->words.at[2], &truth))
		return device < 0 ? unknown_condition(a) : assume_link(a, (uint16_t)device, truth);
	if (a->words.n == 4 && parse_address6(a->words.at[3], &net6))
		return !strcasecmp(a->words.at[2], "prefix")
			       ? assume_prefix6(a, device, net6)
			       : assume_address6(a, device, net6.addr);
	if (a->words.n != 4 || !parse_address(a->words.at[3], &addr))
		return malformed(a);
	if (!strcasecmp(a->words.at[2], "address"))
		return device < 0 ? unknown_condition(a)
				  : assume_address(a, (uint16_t)device, addr);
	if (!strcasecmp(a->words.at[2], "gateway"))
		return device < 0 ? unknown_condition(a)
				  : assume_gateway(a, (uint16_t)device, addr);
	if (!strcasecmp(a->words.at[2], "name-server"))
		return device < 0 ? unknown_condition(a) : assume_server(a, (uint16_t)device, addr);
	return malformed(a);
}

static bool assume(struct assumption *a)
{
	if (a->words.n < 3)
		return malformed(a);
	if (!strcasecmp(a->words.at[0], "track"))
		return assume_track(a);
	if (!strcasecmp(a->words.at[0], "interface"))
		return assume_interface(a);
	return malformed(a);
}

bool state_assume(struct arena *arena, const struct plan *plan, struct state *state,
		  const char *text, const char **why)
{
	struct assumption a = {arena, plan, state, text, why, cond_split(arena, text)};
	bool known = assume(&a);

	state_derive(plan, state);
	return known;
}
