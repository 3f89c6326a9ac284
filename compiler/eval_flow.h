/*
 * What earlier packets left behind: flows, and what translation gave away. Look-up tables live in
 * the arena of the variable `flows` in scope. Included by eval_flow*.c only, after everything else.
 */
#ifndef COMPILER_EVAL_FLOW_H
#define COMPILER_EVAL_FLOW_H

#include <uthash.h>

#include "eval_nat.h"

#undef uthash_malloc
#undef uthash_free
#define uthash_malloc(size) arena_alloc(flows->arena, (size))
#define uthash_free(at, size) ((void)(at), (void)(size))

/* Keys are compared as bytes: all of one is set to 0 first. */
struct tuple {
	const char *vrf; /* interned; of who began */
	uint32_t src, dst;
	uint16_t sport, dport;
	uint8_t proto, icmp_type, icmp_code, pad;
};

struct kept {
	struct flow flow;
	struct tuple first, back;
	UT_hash_handle hh_first, hh_back;
};

/* Of the pool OWNER: what HOST has, or who has ADDR. */
struct bound {
	struct bound_key {
		const struct nat_pool *owner;
		uint32_t kind, addr;
	} host, addr;
	UT_hash_handle hh_host, hh_addr;
};

struct turn {
	const struct nat_dynamic *rule;
	uint32_t asked;
	UT_hash_handle hh;
};

/* What a reflexive list lets in. */
struct reflection {
	struct reflection_key {
		const char *list; /* interned */
		uint32_t src, dst;
		uint16_t sport, dport;
		uint8_t proto;
	} key;
	UT_hash_handle hh;
};

struct flows {
	struct arena *arena;
	struct reflection *reflections;
	struct kept *by_first, *by_back;
	struct bound *by_host, *by_addr;
	struct turn *turns;
};

#endif
