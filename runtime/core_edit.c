/*
 * An edit of routes, of which the loader is certain before it has compiled everything: some of the
 * plan in force go, and some come that are as others of it, but for their prefixes. What that is in
 * the state in force, only the core knows.
 */
#include <jansson.h>

#include "agent.h"
#include "compiler/edit.h"
#include "grammar/ip.h"

static bool read_prefix(struct edit_prefix *prefix, json_int_t addr, int len)
{
	*prefix = (struct edit_prefix){(uint32_t)addr, (uint8_t)len};
	return len >= 0 && len <= 32 && addr >= 0 && addr <= UINT32_MAX &&
	       !(prefix->addr & ~ip_len_mask(prefix->len));
}

static bool read_route(json_t *json, struct edit_route *route)
{
	json_int_t addr, like;
	int len, like_len, goes, comes;

	if (json_unpack(json, "[I,i,b,I,i,b]", &addr, &len, &goes, &like, &like_len, &comes))
		return false;
	*route = (struct edit_route){.goes = goes, .comes = comes};
	return read_prefix(&route->at, addr, len) && read_prefix(&route->like, like, like_len);
}

struct change *core_edit(const struct core *core, struct arena *arena, const struct json_t *edit)
{
	const struct run *run = core->run;
	edit_route_list routes = {0};
	json_t *row;
	size_t i;

	/* while the table in force is on its way, it does not hold what the plan says */
	if (!run || json_integer_value(json_object_get(edit, "number")) != run->number ||
	    twins_busy(core))
		return NULL;
	json_array_foreach (json_object_get(edit, "edit"), i, row)
		if (!read_route(row, vec_add(arena, &routes)))
			return NULL;
	return edit_change_routes(arena, run->plan, run->state, &routes);
}
