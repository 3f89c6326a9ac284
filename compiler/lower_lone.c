/*
 * Sets of devices often hold one: a site has one uplink, or one network inside. To compare a name
 * takes the kernel less than half of the time of asking a set, and rules that tell inside from
 * outside are asked for each packet, or several times for each connection. So they name the device
 * where there is but one. The set stays: more devices may come, and the rules will ask it then.
 */
#include <uthash.h>

#include "lower_nft.h"

struct device_set {
	const char *name;
	const char *device; /* NULL: there is none, or more than one */
	bool any;
	UT_hash_handle hh;
};

static struct device_set *set_named(struct device_set *sets, const char *name)
{
	struct device_set *found;

	HASH_FIND_STR(sets, name, found);
	return found;
}

static bool is_of_devices(const struct set_object *set)
{
	return set->keys == 1 && set->key[0] == TYPE_IFNAME && !set->datas && !set->dynamic;
}

/* What holds only sometimes is no device to rely on. */
static void add_element(struct device_set *sets, const struct item *item)
{
	const struct element_object *element = &item->object.element;
	struct device_set *set;

	if (element->keys != 1 || element->key[0].type != TYPE_IFNAME ||
	    !(set = set_named(sets, element->set)))
		return;
	set->device = set->any || item->guard.len ? NULL : element->key[0].name;
	set->any = true;
}

static void name_devices(struct device_set *sets, struct chain_object *chain)
{
	VEC_FOREACH (rule, &chain->rules)
		VEC_FOREACH (match, &rule->match) {
			const struct device_set *set;

			if (!match->set ||
			    (match->field != FIELD_IIFNAME && match->field != FIELD_OIFNAME) ||
			    !(set = set_named(sets, match->name)) || !set->device)
				continue;
			match->set = false;
			match->name = set->device;
		}
}

void lower_lone_devices(struct lowering *lo)
{
	struct device_set *sets = NULL;

	VEC_FOREACH (item, &lo->plan->items)
		if (item->object.kind == OBJECT_SET && is_of_devices(&item->object.set)) {
			struct device_set *set = arena_new_object(lo->arena, struct device_set);

			set->name = item->object.set.name;
			HASH_ADD_KEYPTR(hh, sets, set->name, strlen(set->name), set);
		}
	VEC_FOREACH (item, &lo->plan->items)
		if (item->object.kind == OBJECT_ELEMENT)
			add_element(sets, item);
	VEC_FOREACH (item, &lo->plan->items)
		if (item->object.kind == OBJECT_CHAIN)
			name_devices(sets, &item->object.chain);
	HASH_CLEAR(hh, sets);
}
