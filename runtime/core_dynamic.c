/*
 * Addresses and gateways that only the running system knows (decision 16): the address on the
 * device, and the gateway of a default route by that device in the main table that is not ours, or
 * else of the DHCP client's lease.
 */
#include <linux/rtnetlink.h>
#include <string.h>

#include "agent.h"
#include "agent_lease.h"

/* Clients may write their lease after the address that they set. */
enum { LEASE_EVERY = 500 * MILLISECOND, LEASE_TRIES = 20 };

bool plan_is_dynamic(const struct plan *plan)
{
	VEC_FOREACH (device, &plan->devices)
		if (device->dynamic || device->dynamic6 || device->delegated6)
			return true;
	return false;
}

static int dynamic_device(const struct run *run, const struct links *links, unsigned index, bool v6)
{
	const struct link *link = link_by_index(links, index);

	for (uint32_t i = 0; link && i < run->plan->devices.len; i++)
		if ((v6 ? run->plan->devices.at[i].dynamic6 : run->plan->devices.at[i].dynamic) &&
		    !strcmp(run->plan->devices.at[i].device, link->name))
			return (int)i;
	return -1;
}

struct looking {
	struct core *core;
	struct run *run;
};

/* An address of ours is what an outgoing configuration gave, or an incoming one: nobody learnt it.
 */
static bool address_is_ours(const struct core *core, const struct address_news *news)
{
	const struct link *link = link_by_index(&core->links, news->index);
	struct address_object address;

	if (news->ours || !link)
		return news->ours;
	address = address_of_news(link->name, news);
	return owned_has_address(&core->owned, &address);
}

/* The first global one that stays and that nobody else has. */
static void see_address6(struct run *run, int i, const struct address_news *news)
{
	if (run->want->device[i].has_address6 || news->temporary || ip6_is_link_local(news->addr6))
		return;
	run->want->device[i].has_address6 = true;
	run->want->device[i].address6 = news->addr6;
}

static void see_address(void *context, const struct address_news *news)
{
	struct looking *looking = context;
	int i = dynamic_device(looking->run, &looking->core->links, news->index, news->v6);

	if (i < 0 || address_is_ours(looking->core, news))
		return;
	if (news->v6) {
		see_address6(looking->run, i, news);
		return;
	}
	if (looking->run->want->device[i].has_address)
		return;
	looking->run->want->device[i].has_address = true;
	looking->run->want->device[i].address = news->addr;
}

static void see_gateways(struct core *core, struct run *run, const struct target *routes)
{
	VEC_FOREACH (object, &routes->objects) {
		const struct route_object *route = &object->route;
		const struct link *link;
		int i;

		if (route->len || route->type != ROUTE_UNICAST || !route->hop[0].has_via ||
		    !(link = link_find(&core->links, route->hop->device)))
			continue;
		i = dynamic_device(run, &core->links, link->index, route->v6);
		if (i >= 0 && route->v6 && !run->want->device[i].has_gateway6) {
			run->want->device[i].has_gateway6 = true;
			run->want->device[i].gateway6 = *route->hop->via.addr6;
		}
		if (i < 0 || route->v6 || run->want->device[i].has_gateway)
			continue;
		run->want->device[i].has_gateway = true;
		run->want->device[i].gateway = route->hop->via.addr;
	}
}

static void see_lease(const struct plan_device *device, const struct link *link,
		      struct device_state *state)
{
	struct lease lease;

	if (lease_find(device->device, link->index, state->address, &lease)) {
		if (!state->has_gateway && lease.has_router) {
			state->has_gateway = true;
			state->gateway = lease.router;
		}
	} else if (!device->session || !session_servers(&lease)) {
		return;
	}
	memcpy(state->server, lease.server, sizeof state->server);
}

/* True when there is an address without a gateway, or without name servers that are asked: a client
 * that has yet to write, or PPP. */
static bool see_leases(struct core *core, struct run *run)
{
	bool without = false;

	for (uint32_t i = 0; i < run->plan->devices.len; i++) {
		struct device_state *state = &run->want->device[i];
		const struct plan_device *device = &run->plan->devices.at[i];
		const struct link *link = link_find(&core->links, device->device);

		if (!device->dynamic || !state->has_address || !link ||
		    (state->has_gateway && !device->servers))
			continue;
		see_lease(device, link, state);
		without |= !state->has_gateway || (device->servers && !state->server[0]);
	}
	return without;
}

void core_look_for_leases(void *context, int64_t now)
{
	struct core *core = context;

	(void)now;
	if (!core->run)
		return;
	dynamic_refresh(core, core->run);
	core_settle(core);
}

static void look_again(struct core *core)
{
	if (core->lease_tries >= LEASE_TRIES)
		return;
	core->lease_tries++;
	timer_set(core->loop, &core->leases, loop_now() + LEASE_EVERY);
}

static void probe_follow(const struct run *run, struct core_probe *probe)
{
	const struct value *source = &probe->plan->source;
	struct ip6 addr6 = {0, 0};
	uint32_t addr = 0;
	bool has = false;

	if (probe->plan->has_source && source->kind == VALUE_CONST) {
		has = true;
		addr = source->addr;
		if (source->v6)
			addr6 = *source->addr6;
	} else if (probe->plan->has_source && source->device < run->plan->devices.len) {
		has = source->v6 ? run->want->device[source->device].has_address6
				 : run->want->device[source->device].has_address;
		if (has && source->v6)
			addr6 = run->want->device[source->device].address6;
		else if (has)
			addr = run->want->device[source->device].address;
	}
	probe_set_source(&probe->probe, has, addr, addr6);
}

static void probes_follow(struct run *run)
{
	for (uint32_t i = 0; i < run->plan->probes.len; i++)
		probe_follow(run, &run->probes[i]);
}

void dynamic_refresh(struct core *core, struct run *run)
{
	struct looking looking = {core, run};
	struct arena *arena;
	struct target routes = {0};

	if (plan_is_dynamic(run->plan)) {
		arena = arena_new();
		memset(run->want->device, 0, run->plan->devices.len * sizeof *run->want->device);
		addresses_dump(&core->netlink, see_address, &looking);
		routes_dump(&core->netlink, arena, &core->links, 0, RT_TABLE_MAIN, &routes);
		see_gateways(core, run, &routes);
		delegated_refresh(core, run);
		if (see_leases(core, run))
			look_again(core);
		arena_free(arena);
	}
	probes_follow(run);
}
