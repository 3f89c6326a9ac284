/*
 * Static translation by the reference evaluator: found by hash, since there may be a hundred
 * thousand entries. What says more wins: a port over an address, an address over a network.
 *
 * An entry is permanent and holds both ways: what comes from outside for the global address goes to
 * the local one, and what the local host sends leaves with the global address.
 */
#include "eval_nat.h"

#include <string.h>

#include "grammar/ip.h"

enum { HOST_LEN = 32 };

/* What an entry is looked for by. */
struct key {
	uint32_t addr;
	uint16_t port;
	uint8_t kind, proto, len;
	const struct interface *lender; /* in the place of a global address */
};

static struct key global_key(const struct nat_static *entry)
{
	return (struct key){.addr = entry->interface.to ? 0 : entry->global,
			    .port = entry->global_port,
			    .kind = entry->kind,
			    .proto = entry->proto,
			    .len = entry->len,
			    .lender = entry->interface.to};
}

static struct key local_key(const struct nat_static *entry)
{
	return (struct key){.addr = entry->local,
			    .port = entry->local_port,
			    .kind = entry->kind,
			    .proto = entry->proto,
			    .len = entry->len};
}

static struct key address_key(const struct nat_static *entry)
{
	return (struct key){.addr = entry->interface.to ? 0 : entry->global,
			    .len = entry->len,
			    .lender = entry->interface.to};
}

typedef struct key (*key_maker)(const struct nat_static *entry);

static uint32_t hash(const struct key *key)
{
	uint64_t all = row_mix(0, key->addr);

	all = row_mix(all, key->port | (uint64_t)key->kind << 16 | (uint64_t)key->proto << 24 |
				   (uint64_t)key->len << 32);
	return (uint32_t)row_mix(all, (uintptr_t)key->lender);
}

static bool equal(const struct key *a, const struct key *b)
{
	return a->addr == b->addr && a->port == b->port && a->kind == b->kind &&
	       a->proto == b->proto && a->len == b->len && a->lender == b->lender;
}

/* ---- making it ready ---- */

/* One that names what is not there translates nothing. */
static bool counts(const struct nat_static *entry)
{
	return !entry->untranslated && (!entry->route_map.name.s || entry->route_map.to) &&
	       (!entry->interface.name.s || entry->interface.to);
}

static void index_by(struct arena *arena, const struct nat *model, key_maker key_of,
		     struct nat_index *index)
{
	uint32_t n = model->statics.len, heads = 1;

	while (heads < n)
		heads *= 2;
	index->mask = heads - 1;
	index->heads = arena_alloc(arena, heads * sizeof *index->heads);
	index->next = arena_alloc(arena, (n + 1) * sizeof *index->next);
	/* backwards, so that the first entry is found first */
	for (uint32_t i = n; i-- > 0;) {
		struct key key = key_of(&model->statics.at[i]);
		uint32_t *head = &index->heads[hash(&key) & index->mask];

		if (!counts(&model->statics.at[i]))
			continue;
		index->next[i] = *head;
		*head = i + 1;
	}
}

static void add_lender(struct arena *arena, struct eval_nat *nat, const struct interface *lender)
{
	VEC_FOREACH (known, &nat->lenders)
		if (*known == lender)
			return;
	vec_push(arena, &nat->lenders, lender);
}

static void add_map(struct arena *arena, struct eval_nat *nat, const struct route_map *map)
{
	VEC_FOREACH (known, &nat->maps)
		if (*known == map)
			return;
	vec_push(arena, &nat->maps, map);
}

void nat_index_statics(struct arena *arena, const struct router *router, struct eval_nat *nat)
{
	const struct nat *model = &router->nat;

	index_by(arena, model, global_key, &nat->by_global);
	index_by(arena, model, local_key, &nat->by_local);
	index_by(arena, model, address_key, &nat->by_address);
	VEC_FOREACH (entry, &model->statics) {
		if (!counts(entry))
			continue;
		if (entry->len < HOST_LEN)
			nat->lengths |= 1u << entry->len;
		if (entry->interface.to)
			add_lender(arena, nat, entry->interface.to);
		if (entry->route_map.to)
			add_map(arena, nat, entry->route_map.to);
	}
}

/* ---- looking up ---- */

/* Whose packets an entry translates on their way out: those that leave by its own uplink, or, when
 * it has none, by any, or by another's. */
enum reach { REACH_OWN, REACH_ANY, REACH_ELSEWHERE };

struct search {
	const struct path *path;
	const struct router *router;
	const struct nat_index *index;
	key_maker key_of;
	const struct route_map *map; /* of outward entries, NULL: those without */
	enum reach reach;
};

/* The first entry of KEY, from the one numbered *AT - 1 on; *AT is moved behind it. */
static const struct nat_static *next_of(const struct search *search, const struct key *key,
					uint32_t *at)
{
	while (*at) {
		const struct nat_static *entry = &search->router->nat.statics.at[*at - 1];
		const struct key its = search->key_of(entry);

		*at = search->index->next[*at - 1];
		if (equal(&its, key))
			return entry;
	}
	return NULL;
}

static uint32_t start_of(const struct search *search, const struct key *key)
{
	return search->index->heads[hash(key) & search->index->mask];
}

enum { KEYS_MAX = 3 + HOST_LEN };

/* What may stand for ADDR and PORT of the packet, what says most first. */
static unsigned keys_for(const struct path *path, enum nat_kind kind, uint32_t addr, uint16_t port,
			 struct key keys[KEYS_MAX])
{
	const struct packet *packet = &path->packet;
	struct key key = {.addr = addr, .kind = (uint8_t)kind, .len = HOST_LEN};
	unsigned n = 0;

	key.proto = packet->proto;
	if (packet->proto == PROTO_TCP || packet->proto == PROTO_UDP)
		key.port = port;
	keys[n++] = key;
	key.port = 0;
	key.proto = NAT_PROTO_ANY;
	keys[n++] = key;
	for (unsigned len = HOST_LEN; len-- > 0;)
		if (path->world->eval->nat->lengths & 1u << len) {
			key.len = (uint8_t)len;
			key.addr = addr & ip_len_mask(len);
			keys[n++] = key;
		}
	return n;
}

static bool has_track_up(const struct path *path, const struct nat_static *entry)
{
	return !entry->extra || !entry->extra->track ||
	       world_track(path->world, entry->extra->track);
}

/* ---- inward ---- */

/* static-map-inward: a route-map is asked on the way out only. */
static bool fits_inward(const struct path *path, const struct nat_static *entry)
{
	return has_track_up(path, entry) && (entry->kind != NAT_INSIDE_SOURCE ||
					     nat_outside_of(entry->vrf, entry->options, path->in));
}

/* Entries without a route-map go before those that have one, and then the first counts. */
static const struct nat_static *better(const struct nat_static *a, const struct nat_static *b)
{
	if (!a || !b)
		return a ? a : b;
	if (!a->route_map.to != !b->route_map.to)
		return a->route_map.to ? b : a;
	return a < b ? a : b;
}

static const struct nat_static *best_of(const struct search *search, const struct key *key)
{
	const struct nat_static *best = NULL, *entry;
	uint32_t at = start_of(search, key);

	while ((entry = next_of(search, key, &at)))
		if (fits_inward(search->path, entry))
			best = better(best, entry);
	return best;
}

static bool lends(const struct world *world, const struct interface *lender, uint32_t addr)
{
	uint32_t its;
	uint8_t len;

	return world_address(world, lender, &its, &len) && its == addr;
}

/* The entry for the global address ADDR and PORT, also for one that an interface lends. */
static const struct nat_static *find_global(const struct path *path, enum nat_kind kind,
					    uint32_t addr, uint16_t port)
{
	const struct eval *eval = path->world->eval;
	const struct search search = {.path = path,
				      .router = eval->router,
				      .index = &eval->nat->by_global,
				      .key_of = global_key};
	struct key keys[KEYS_MAX];
	unsigned n = keys_for(path, kind, addr, port, keys);

	for (unsigned i = 0; i < n; i++) {
		const struct nat_static *best = best_of(&search, &keys[i]);

		for (uint32_t k = 0; keys[i].len == HOST_LEN && k < eval->nat->lenders.len; k++) {
			struct key key = keys[i];

			key.addr = 0;
			key.lender = eval->nat->lenders.at[k];
			if (lends(path->world, key.lender, addr))
				best = better(best, best_of(&search, &key));
		}
		if (best)
			return best;
	}
	return NULL;
}

/* ADDR, of the network FROM of ENTRY, in the network TO. */
static uint32_t moved(const struct nat_static *entry, uint32_t addr, uint32_t to)
{
	uint32_t host = ~ip_len_mask(entry->len);

	return (addr & host) | (to & ~host);
}

bool nat_static_inward(struct path *path, enum nat_kind kind)
{
	const struct packet *packet = &path->packet;
	const struct nat_static *entry = find_global(path, kind, packet->dst, packet->dport);

	if (!entry)
		return false;
	if (entry->vrf)
		path->vrf = entry->vrf;
	nat_change_dst(path, moved(entry, packet->dst, entry->local),
		       entry->local_port ? entry->local_port : packet->dport, entry->at,
		       kind == NAT_OUTSIDE_SOURCE ? "outside local" : "inside global");
	return true;
}

/* ---- outward ---- */

/* The uplink on whose network, up or not, ADDR is; or NULL. */
static const struct interface *uplink_of(const struct router *router, const char *vrf,
					 uint32_t addr)
{
	const struct interface *interface, *best = NULL;
	unsigned len = 0;

	STAILQ_FOREACH (interface, &router->interfaces.list, link) {
		if (interface->vrf.s && (!vrf || strcmp(interface->vrf.s, vrf) != 0))
			continue;
		VEC_FOREACH (address, &interface->addresses)
			if (address->len > len && ip_in_prefix(addr, address->addr, address->len)) {
				best = interface;
				len = address->len;
			}
	}
	return best && nat_is_uplink(best) ? best : NULL;
}

/* Has ENTRY an uplink of its own? The one whose address or network it uses, or that it names. */
static bool has_own_exit(const struct path *path, const struct nat_static *entry,
			 const struct interface **own)
{
	*own = NULL;
	if (entry->kind == NAT_OUTSIDE_SOURCE)
		return false;
	if (entry->extra && entry->extra->egress.name.s)
		*own = entry->extra->egress.to;
	else if (!entry->interface.to)
		*own = uplink_of(path->router, entry->vrf, entry->global);
	else if (nat_is_uplink(entry->interface.to))
		*own = entry->interface.to;
	return *own || (entry->extra && entry->extra->egress.name.s);
}

static bool fits_exit(const struct search *search, const struct nat_static *entry)
{
	const struct interface *own;
	bool has_own = has_own_exit(search->path, entry, &own);

	if (entry->extra && entry->extra->egress.name.s && own != search->path->out)
		return false;
	switch (search->reach) {
	case REACH_OWN:
		return has_own && own == search->path->out;
	case REACH_ANY:
		return !has_own;
	case REACH_ELSEWHERE:
		return true;
	}
	return false;
}

static bool fits_outward(const struct search *search, const struct nat_static *entry)
{
	const struct path *path = search->path;
	uint32_t addr;
	uint8_t len;

	if (entry->route_map.to != search->map || !has_track_up(path, entry) ||
	    !fits_exit(search, entry))
		return false;
	if (entry->interface.to && !world_address(path->world, entry->interface.to, &addr, &len))
		return false;
	return entry->kind != NAT_INSIDE_SOURCE ||
	       (nat_inside_of(entry->vrf, path->in) &&
		nat_outside_of(entry->vrf, entry->options, path->out));
}

static const struct nat_static *first_of(const struct search *search, const struct key *key)
{
	const struct nat_static *entry;
	uint32_t at = start_of(search, key);

	while ((entry = next_of(search, key, &at)))
		if (fits_outward(search, entry))
			break;
	return entry;
}

/*
 * static-own-exit: an entry translates what leaves by its own uplink, so that its address is never
 * seen on another's wire. IOS takes it whatever the uplink. Where several entries have one local
 * address, the one whose uplink it is goes before.
 */
static const struct nat_static *find_local(const struct path *path, enum nat_kind kind,
					   const struct route_map *map)
{
	const struct eval *eval = path->world->eval;
	struct search search = {.path = path,
				.router = eval->router,
				.index = &eval->nat->by_local,
				.key_of = local_key,
				.map = map};
	const enum reach last = path->exact ? REACH_ELSEWHERE : REACH_ANY;
	const struct nat_static *entry = NULL;
	struct key keys[KEYS_MAX];
	unsigned n = keys_for(path, kind, path->packet.src, path->packet.sport, keys);

	for (unsigned i = 0; i < n && !entry; i++)
		for (search.reach = REACH_OWN; search.reach <= last && !entry; search.reach++)
			entry = first_of(&search, &keys[i]);
	return entry;
}

static bool map_permits(const struct path *path, const struct route_map *map)
{
	uint32_t hop = path->fate.next_hop;

	return nat_map_permits(path->world, map, &path->packet, path->out,
			       hop ? hop : path->packet.dst);
}

/* Entries with a route-map are for what it permits, and are asked first. */
static const struct nat_static *find_outward(const struct path *path, enum nat_kind kind)
{
	const struct eval_nat *nat = path->world->eval->nat;

	VEC_FOREACH (map, &nat->maps) {
		const struct nat_static *entry = find_local(path, kind, *map);

		if (entry && map_permits(path, *map))
			return entry;
	}
	return find_local(path, kind, NULL);
}

bool nat_static_outward(struct path *path, enum nat_kind kind)
{
	const struct packet *packet = &path->packet;
	const struct nat_static *entry = find_outward(path, kind);
	uint32_t global;
	uint8_t len;

	if (!entry)
		return false;
	global = entry->global;
	if (entry->interface.to)
		world_address(path->world, entry->interface.to, &global, &len);
	path->port_given = entry->global_port;
	nat_change_src(path, moved(entry, packet->src, global),
		       entry->global_port ? entry->global_port : packet->sport, entry->at,
		       kind == NAT_OUTSIDE_SOURCE ? "outside global" : "inside local");
	return true;
}

/* ---- for those who give addresses and ports away ---- */

static void each_of(const struct eval *eval, struct key key, nat_visit visit, void *of)
{
	const struct search search = {
		.router = eval->router, .index = &eval->nat->by_address, .key_of = address_key};
	uint32_t at = start_of(&search, &key);
	const struct nat_static *entry;

	while ((entry = next_of(&search, &key, &at)))
		visit(of, entry);
}

void nat_statics_of(const struct eval *eval, uint32_t addr, nat_visit visit, void *of)
{
	for (unsigned len = HOST_LEN + 1; len-- > 0;)
		if (len == HOST_LEN || eval->nat->lengths & 1u << len)
			each_of(eval,
				(struct key){.addr = addr & ip_len_mask(len), .len = (uint8_t)len},
				visit, of);
}

void nat_statics_lent(const struct eval *eval, const struct interface *lender, nat_visit visit,
		      void *of)
{
	each_of(eval, (struct key){.len = HOST_LEN, .lender = lender}, visit, of);
}

struct wanted {
	enum nat_kind kind;
	uint32_t addr;
	bool found;
};

static void note_kind(void *of, const struct nat_static *entry)
{
	struct wanted *wanted = of;

	wanted->found |= entry->kind == wanted->kind;
}

bool nat_static_has_address(const struct eval *eval, enum nat_kind kind, uint32_t addr)
{
	struct wanted wanted = {.kind = kind};

	nat_statics_of(eval, addr, note_kind, &wanted);
	return wanted.found;
}

static void note_alias(void *of, const struct nat_static *entry)
{
	struct wanted *wanted = of;

	wanted->found |= !(entry->options & NAT_OPTION(NO_ALIAS)) &&
			 wanted->addr - entry->global < NAT_ALIASES;
}

bool nat_static_has_alias(const struct eval *eval, uint32_t addr)
{
	struct wanted wanted = {.addr = addr};

	nat_statics_of(eval, addr, note_alias, &wanted);
	return wanted.found;
}
