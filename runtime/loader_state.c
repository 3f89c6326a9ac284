/* The state of the core's plan, as it tells the loader. */
#include <jansson.h>

#include "agent_server.h"
#include "compiler/plan_json.h"

static bool read_ip6(const json_t *text, struct ip6 *addr)
{
	return json_is_string(text) &&
	       !ip6_parse(json_string_value(text), json_string_length(text), addr);
}

static void state_read6(struct device_state *state, const json_t *json)
{
	const json_t *prefix = json_object_get(json, "prefix6");
	json_int_t len = json_integer_value(json_array_get(prefix, 1));

	state->has_address6 = read_ip6(json_object_get(json, "address6"), &state->address6);
	state->has_gateway6 = read_ip6(json_object_get(json, "gateway6"), &state->gateway6);
	state->prefix6.len = 0;
	if (len > 0 && len <= IP6_BITS && read_ip6(json_array_get(prefix, 0), &state->prefix6.addr))
		state->prefix6.len = (uint8_t)len;
}

void state_read(const struct plan *plan, struct state *state, const json_t *json)
{
	const json_t *truth = json_object_get(json, "truth"), *row;
	const json_t *devices = json_object_get(json, "devices");
	json_int_t address, gateway;
	int has_address, has_gateway;

	for (uint32_t i = 0; i < plan->conditions.len && i < json_array_size(truth); i++)
		state->truth[i] = json_is_true(json_array_get(truth, i));
	for (uint32_t i = 0; i < plan->devices.len && i < json_array_size(devices); i++) {
		row = json_array_get(devices, i);
		if (json_unpack((json_t *)(uintptr_t)row, "{s:b,s:I,s:b,s:I}", "has_address",
				&has_address, "address", &address, "has_gateway", &has_gateway,
				"gateway", &gateway))
			continue;
		state->device[i].has_address = has_address;
		state->device[i].address = (uint32_t)address;
		state->device[i].has_gateway = has_gateway;
		state->device[i].gateway = (uint32_t)gateway;
		state_read6(&state->device[i], row);
		row = json_object_get(row, "servers");
		for (size_t k = 0; k < STATE_SERVERS; k++)
			state->device[i].server[k] =
				(uint32_t)json_integer_value(json_array_get(row, k));
	}
}
