/*
 * Address translation: static entries, which may be very many, the rules that translate by list or
 * route-map. Pools are ir_nat_pool.c's.
 */
#include "ir.h"
#include "ir_hash.h"

/* Static entries are known by what they take outside: one global address and port has one owner. */

static bool static_gone(const void *row)
{
	return ((const struct nat_static *)row)->gone;
}

static uint32_t static_hash(const void *owner, const void *row)
{
	const struct nat_static *entry = row;
	uint64_t hash;

	(void)owner;
	hash = row_mix(row_mix(0, entry->global),
		       entry->global_port | (uint64_t)entry->proto << 16 |
			       (uint64_t)entry->kind << 24 | (uint64_t)entry->len << 32);
	hash = row_mix(hash, (uintptr_t)entry->interface.name.s);
	hash = row_mix(hash, (uintptr_t)entry->route_map.name.s);
	return (uint32_t)row_mix(hash, (uintptr_t)entry->vrf);
}

static bool static_same_global(const void *owner, const void *row_a, const void *row_b)
{
	const struct nat_static *a = row_a, *b = row_b;

	(void)owner;
	return a->global == b->global && a->global_port == b->global_port && a->proto == b->proto &&
	       a->interface.name.s == b->interface.name.s &&
	       a->route_map.name.s == b->route_map.name.s && a->vrf == b->vrf &&
	       a->kind == b->kind && a->len == b->len;
}

static const struct row_key static_key = {sizeof(struct nat_static), static_hash,
					  static_same_global, static_gone};

static bool static_same_local(const struct nat_static *a, const struct nat_static *b)
{
	return a->local == b->local && a->local_port == b->local_port;
}

static void static_conflict(struct router *router, const struct nat_static *entry,
			    const struct nat_static *first)
{
	char text[IP_TEXT_SIZE];
	const char *global = entry->interface.name.s;
	struct diag *diag;

	if (!global)
		global = ip_text(text, entry->global);
	if (entry->global_port)
		diag = diag_at(router->diags, DIAG_NONE, entry->global_at,
			       "%s port %u of '%s' is translated already",
			       entry->proto == 6 ? "tcp" : "udp", entry->global_port, global);
	else
		diag = diag_at(router->diags, DIAG_NONE, entry->global_at,
			       "address '%s' is translated already", global);
	diag_note(router->diags, diag, first->at, "by this entry");
}

void nat_static(struct router *router, bool no, const struct nat_static *entry)
{
	struct nat *nat = &router->nat;
	struct rows rows = {router->arena, &static_key, NULL, nat->statics.at, nat->statics.len};
	uint32_t i = row_find(&nat->statics_index, &rows, entry);
	struct nat_static *first = i == ROW_NONE ? NULL : &nat->statics.at[i];

	nat->taken_back |= no;
	if (!no && !first) {
		vec_push(router->arena, &nat->statics, *entry);
		rows.len++;
		row_pushed(&nat->statics_index, &rows);
	} else if (!no && !static_same_local(first, entry)) {
		static_conflict(router, entry, first);
	} else if (!no) {
		first->options |= entry->options;
		first->doubled = true;
		if (entry->extra)
			first->extra = entry->extra;
	} else if (first && static_same_local(first, entry)) {
		row_forget(&nat->statics_index, &rows, i);
		first->gone = true;
	}
}

/* Rules are known by what they match and whom they serve. */

static bool dynamic_gone(const void *row)
{
	return ((const struct nat_dynamic *)row)->gone;
}

static uint32_t dynamic_hash(const void *owner, const void *row)
{
	const struct nat_dynamic *rule = row;

	(void)owner;
	return (uint32_t)row_mix(row_mix(row_mix(rule->kind, (uintptr_t)rule->acl.name.s),
					 (uintptr_t)rule->route_map.name.s),
				 (uintptr_t)rule->vrf);
}

static bool dynamic_same_match(const void *owner, const void *row_a, const void *row_b)
{
	const struct nat_dynamic *a = row_a, *b = row_b;

	(void)owner;
	return a->acl.name.s == b->acl.name.s && a->route_map.name.s == b->route_map.name.s &&
	       a->vrf == b->vrf && a->kind == b->kind;
}

static const struct row_key dynamic_key = {sizeof(struct nat_dynamic), dynamic_hash,
					   dynamic_same_match, dynamic_gone};

static void dynamic_replaced(struct router *router, const struct nat_dynamic *rule,
			     const struct nat_dynamic *first)
{
	const struct name *name = rule->acl.name.s ? &rule->acl.name : &rule->route_map.name;
	struct diag *diag;

	if (rule->interface.name.s == first->interface.name.s &&
	    rule->pool.name.s == first->pool.name.s)
		return;
	diag = diag_at(router->diags, DIAG_REDEFINED, name->at,
		       "a second rule for '%s' replaces the first", name->s);
	diag_note(router->diags, diag, first->at, "the first stands here");
}

void nat_dynamic(struct router *router, bool no, const struct nat_dynamic *rule)
{
	struct nat *nat = &router->nat;
	struct rows rows = {router->arena, &dynamic_key, NULL, nat->dynamics.at, nat->dynamics.len};
	uint32_t i = row_find(&nat->dynamics_index, &rows, rule);

	if (!no && i == ROW_NONE) {
		vec_push(router->arena, &nat->dynamics, *rule);
	} else if (!no) {
		dynamic_replaced(router, rule, &nat->dynamics.at[i]);
		nat->dynamics.at[i] = *rule;
	} else if (i != ROW_NONE) {
		row_forget(&nat->dynamics_index, &rows, i);
		nat->dynamics.at[i].gone = true;
	}
}

const char *nat_kind_words(uint8_t kind)
{
	static const char *const words[] = {
#define X(symbol, text) text,
		NAT_KINDS(X)
#undef X
	};

	return words[kind];
}

void nat_settle(struct router *router)
{
	struct nat *nat = &router->nat;

	nat->statics.len = row_compact(&static_key, nat->statics.at, nat->statics.len);
	nat->dynamics.len = row_compact(&dynamic_key, nat->dynamics.at, nat->dynamics.len);
	row_drop(&nat->statics_index, router->arena);
	row_drop(&nat->dynamics_index, router->arena);
	vec_trim(router->arena, &nat->statics);
}
