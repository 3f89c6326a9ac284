/*
 * What each device has of its own, a list or a route-map: a rule for each, or, where there are
 * many, one look-up of the device.
 */
#include "lower_nft.h"

/* Rules for so many devices, half of which a packet walks, cost what the look-up of its device
 * does: 23 ns each beside 43. */
enum { DEVICES_FEW = 3 };

const char *lower_device_origin(struct lowering *lo, const struct plan_device *device)
{
	return arena_printf(lo->arena, "interface %s", device->interface);
}

const char *lower_device_map(struct lowering *lo, const char *name, const device_chains *all)
{
	if (all->len <= DEVICES_FEW)
		return NULL;
	lower_set(lo, (struct set_object){.name = name,
					  .key = {TYPE_IFNAME},
					  .keys = 1,
					  .data = {TYPE_VERDICT},
					  .datas = 1});
	VEC_FOREACH (row, all) {
		struct element_object *element =
			&lower_item(lo, OBJECT_ELEMENT, row->origin)->element;

		element->set = name;
		element_room(lo->arena, element, 1, 1);
		element->key[0] = (struct nft_value){.type = TYPE_IFNAME, .name = row->device};
		element->data[0] = (struct nft_value){.type = TYPE_VERDICT, .name = row->chain};
	}
	return name;
}

void lower_device_question(struct lowering *lo, struct chain_object *chain, enum nft_field field,
			   const char *map, bool v6)
{
	struct nft_rule *rule =
		lower_rule(lo, chain, (struct nft_action){.verb = VERB_VMAP, .target = map}, NULL);
	struct nft_key *key = arena_new_object(lo->arena, struct nft_key);

	*key = (struct nft_key){1, {(uint8_t)field}, {UINT32_MAX}};
	rule->key = key;
	lower_match_flag(lo, rule, v6 ? FIELD_NFPROTO_IPV6 : FIELD_NFPROTO_IPV4);
}
