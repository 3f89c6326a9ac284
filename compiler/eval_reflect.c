/*
 * Reflexive lists by the reference evaluator: what an entry with `reflect` lets pass leaves what
 * will answer it, and `evaluate` lets that in. TCP and UDP are known by their ports, all else by
 * its addresses. Nothing ends here: packets of the evaluator follow each other at once.
 */
#include <string.h>

#include "eval_flow.h"

static struct reflection_key key_of(const char *list, const struct packet *packet)
{
	struct reflection_key key;

	memset(&key, 0, sizeof key);
	key.list = list;
	key.src = packet->src;
	key.dst = packet->dst;
	key.proto = packet->proto;
	if (packet->proto == PROTO_TCP || packet->proto == PROTO_UDP) {
		key.sport = packet->sport;
		key.dport = packet->dport;
	}
	return key;
}

void reflection_keep(struct flows *flows, const char *list, const struct packet *packet)
{
	const struct packet answer = packet_reply(packet);
	struct reflection *kept;

	if (!flows || reflection_takes(flows, list, &answer))
		return;
	kept = arena_new_object(flows->arena, struct reflection);
	kept->key = key_of(list, &answer);
	HASH_ADD(hh, flows->reflections, key, sizeof kept->key, kept);
}

bool reflection_takes(const struct flows *flows, const char *list, const struct packet *packet)
{
	const struct reflection_key key = key_of(list, packet);
	struct reflection *kept = NULL;

	if (flows)
		HASH_FIND(hh, flows->reflections, &key, sizeof key, kept);
	return kept;
}
