/* Virtual routers of the router model as JSON. */
#include "print_json.h"

static json_t *group_addresses_json(const struct router *router, const struct fhrp_group *group)
{
	json_t *array = json_array();

	VEC_FOREACH (address, &group->addresses) {
		json_t *row = json_row(router, array, address->at);

		put_address(row, "address", address->addr);
		put_flag(row, "secondary", address->secondary);
	}
	return array;
}

static json_t *tracks_json_of(const struct router *router, const struct fhrp_group *group)
{
	json_t *array = json_array();

	VEC_FOREACH (track, &group->tracks) {
		json_t *row = json_row(router, array, track->at);

		if (track->id)
			put_number(row, "track", track->id);
		put_name(router, row, "interface", track->interface.name);
		put_number(row, "decrement", track->decrement);
		put_flag(row, "shutdown", track->shutdown);
	}
	return array;
}

void put_fhrp(const struct router *router, json_t *row, const struct interface *interface)
{
	static const char *const kinds[] = {[FHRP_HSRP] = "hsrp", [FHRP_VRRP] = "vrrp"};
	json_t *array;

	if (!interface->fhrp.len)
		return;
	array = json_array();
	VEC_FOREACH (group, &interface->fhrp) {
		json_t *each = json_row(router, array, group->at);

		put_text(each, "kind", kinds[group->kind]);
		put_number(each, "group", group->number);
		json_object_set_new(each, "addresses", group_addresses_json(router, group));
		put_flag(each, "learns", group->learns);
		put_number(each, "priority", group->priority);
		put_flag(each, "preempt", group->preempt);
		put_flag(each, "no-preempt", group->no_preempt);
		put_number(each, "delay", group->delay);
		put_number(each, "hello", group->hello);
		put_number(each, "hold", group->hold);
		put_text(each, "name", group->name);
		put_name(router, each, "follows", group->follows);
		put_text(each, "description", group->description);
		put_flag(each, "shutdown", group->shutdown);
		put_flag(each, "authenticated", group->text != NULL);
		put_flag(each, "version-2-too", group->speaks_v2);
		json_object_set_new(each, "tracks", tracks_json_of(router, group));
	}
	json_object_set_new(row, "virtual-routers", array);
}
