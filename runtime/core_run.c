/*
 * A plan that runs: its tracks and probes, and the state they make together with links and
 * addresses. Another plan takes over what both have: a track that was down stays down when the
 * configuration is applied again.
 */
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "agent.h"
#include "grammar/hash.h"

enum { PIECE = 256 * 1024 }; /* of a text */

bool device_is_up(const struct core *core, const char *device)
{
	const struct link *link = link_find(&core->links, device);

	return link && link->up && link->carrier;
}

/* Addresses of IPv6 are few, and asked for only when a link changes. */
bool device_has_ipv6(const char *device)
{
	FILE *file = fopen("/proc/net/if_inet6", "r");
	char name[IFNAMSIZ];
	unsigned scope;
	bool found = false;

	while (file && fscanf(file, "%*s %*x %*x %x %*x %15s", &scope, name) == 2)
		found |= scope == 0 && !strcmp(name, device);
	if (file)
		fclose(file);
	return found;
}

static const struct plan_device *device_of(const struct run *run, uint16_t device)
{
	return device < run->plan->devices.len ? &run->plan->devices.at[device] : NULL;
}

/* What is known of links, addresses and gateways. */
static void refresh_links(struct core *core, struct run *run)
{
	const struct plan *plan = run->plan;
	bool *truth = run->want->truth;

	for (uint32_t i = 0; i < plan->conditions.len; i++) {
		const struct condition *c = &plan->conditions.at[i];
		const struct plan_device *device = device_of(run, c->device);

		if (c->kind == CONDITION_LINK)
			truth[i] = device && device_is_up(core, device->device);
		else if (c->kind == CONDITION_ADDRESS)
			truth[i] = device && run->want->device[c->device].has_address;
		else if (c->kind == CONDITION_GATEWAY)
			truth[i] = device && run->want->device[c->device].has_gateway;
		else if (c->kind == CONDITION_ADDRESS6)
			truth[i] = device && run->want->device[c->device].has_address6;
		else if (c->kind == CONDITION_GATEWAY6)
			truth[i] = device && run->want->device[c->device].has_gateway6;
		else if (c->kind == CONDITION_PREFIX6)
			truth[i] = device && run->want->device[c->device].prefix6.len;
		else if (c->kind == CONDITION_SERVERS)
			truth[i] = device && run->want->device[c->device].server[0];
	}
}

/* ---- making a run ---- */

void run_take_over(struct core *core, struct run *run, const struct run *old)
{
	run_make_probes(core, run, old);
	dynamic_refresh(core, run);
	refresh_links(core, run);
	run_make_tracks(core, run, old);
	run_refresh(core, run);
}

static uint64_t hash_of(struct core *core, const char *text, size_t len)
{
	uint64_t hash = HASH_START;

	for (size_t off = 0; off < len; off += PIECE) {
		hash = hash_bytes(hash, text + off, len - off < PIECE ? len - off : PIECE);
		core_breathe(core);
	}
	return hash;
}

struct run *run_new(struct core *core, const char *text, size_t len, const struct run *old)
{
	struct arena *arena = arena_new();
	struct elements *elements;
	struct plan *plan;
	struct run *run;
	json_t *first;

	core_breathe_in(core, arena);
	plan = plan_from_text(arena, text, len, &first);
	elements = plan ? elements_read(arena, plan, first) : NULL;

	json_decref(first);
	if (!elements) {
		arena_free(arena);
		return NULL;
	}
	run = arena_new_object(arena, struct run);
	run->arena = arena;
	run->plan = plan;
	run->hash = hash_of(core, text, len);
	run->bulk = bulk_new(arena, plan);
	run->elements = elements;
	run->state = state_default(arena, plan);
	run->want = state_default(arena, plan);
	run->tracks = arena_alloc(arena, plan->tracks.len * sizeof *run->tracks);
	run->probes = arena_alloc(arena, plan->probes.len * sizeof *run->probes);
	run_take_over(core, run, old);
	arena_set_pause(arena, NULL, NULL);
	return run;
}

void run_free(struct run *run)
{
	if (run)
		arena_free(run->arena);
}

void run_start(struct core *core, struct run *run)
{
	for (uint32_t i = 0; i < run->plan->tracks.len; i++) {
		struct core_track *track = &run->tracks[i];

		track_file_write(core, track->plan->id, track_is_up(&track->machine));
		if (track->machine.due)
			timer_set(core->loop, &track->timer, track->machine.due);
	}
	netlink_filter(&core->netlink, run_tracks_routes(run));
	run_start_probes(core, run);
	run_start_applets(core, run);
	lease_watch(core, run);
	translations_listen(core, run->plan->log_translations);
	VEC_FOREACH (device, &run->plan->devices)
		run_device_changed(core, run, device->device);
}

void run_stop(struct core *core, struct run *run)
{
	for (uint32_t i = 0; i < run->plan->tracks.len; i++)
		timer_cancel(core->loop, &run->tracks[i].timer);
	run_stop_probes(core, run);
	run_stop_applets(core, run);
}

/* ---- its state ---- */

static size_t state_devices_size(const struct run *run)
{
	return run->plan->devices.len * sizeof *run->state->device;
}

bool run_refresh(struct core *core, struct run *run)
{
	const struct plan *plan = run->plan;
	const bool *truth = run->want->truth;

	refresh_links(core, run);
	run_derive_tracks(run, loop_now());
	return memcmp(truth, run->state->truth, plan->conditions.len * sizeof *truth) ||
	       memcmp(run->want->device, run->state->device, state_devices_size(run));
}

void run_adopt_want(struct run *run)
{
	memcpy(run->state->truth, run->want->truth,
	       run->plan->conditions.len * sizeof *run->state->truth);
	memcpy(run->state->device, run->want->device, state_devices_size(run));
}

static json_t *device_state_json(const struct device_state *state)
{
	char text[IP6_TEXT_SIZE];
	json_t *servers = json_array();
	json_t *json = json_pack("{s:b,s:I,s:b,s:I}", "has_address", (int)state->has_address,
				 "address", (json_int_t)state->address, "has_gateway",
				 (int)state->has_gateway, "gateway", (json_int_t)state->gateway);

	if (state->has_address6)
		json_object_set_new(json, "address6", json_string(ip6_text(text, state->address6)));
	if (state->has_gateway6)
		json_object_set_new(json, "gateway6", json_string(ip6_text(text, state->gateway6)));
	if (state->prefix6.len)
		json_object_set_new(json, "prefix6",
				    json_pack("[s,i]", ip6_text(text, state->prefix6.addr),
					      (int)state->prefix6.len));
	for (int i = 0; i < STATE_SERVERS && state->server[i]; i++)
		json_array_append_new(servers, json_integer(state->server[i]));
	json_object_set_new(json, "servers", servers);
	return json;
}

struct json_t *state_json(const struct plan *plan, const struct state *state)
{
	json_t *truth = json_array(), *devices = json_array();

	for (uint32_t i = 0; i < plan->conditions.len; i++)
		json_array_append_new(truth, json_boolean(state->truth[i]));
	for (uint32_t i = 0; i < plan->devices.len; i++)
		json_array_append_new(devices, device_state_json(&state->device[i]));
	return json_pack("{s:o,s:o}", "truth", truth, "devices", devices);
}
