/*
 * Which entries of an access list need no analysis. One packet of an entry shows that the entry is
 * not taken, when no entry before it has that packet; and that it is not needless, when there is
 * none behind it, or the first there gives another verdict. Of most lists one packet each shows it
 * of all entries, and no boxes are made of them.
 *
 * For that a few fields of each entry do. Where it asks for more than they say it is taken to be
 * larger than it is; that may cost a closer look, and so may hashes that are equal by chance. An
 * entry is found by the prefixes around its addresses. Lists use few pairs of their lengths; of one
 * with many it is known which of them there are below each source.
 */
#include "analyse.h"

#include <string.h>

#include "grammar/row_index.h"
#include "port_spans.h"

enum { TCP = 6, UDP = 17, SCTP = 132 };
enum { LENGTHS = 32 + 1 };
enum { PAIRS_FEW = 12 };
enum { LOOKED_AT_MAX = 64 }; /* rows, for one packet */
enum { SLOTS_MIN_BITS = 6, SEEN_BITS = 3, WORD_BITS = 6 };

enum number { PROTO, SPORT, DPORT, NUMBERS };

/* What an entry takes, or more than that. */
struct row {
	uint32_t src, src_wild, dst, dst_wild;
	struct box_range number[NUMBERS];
	uint32_t entry;
	uint32_t slot, next; /* of those in one slot: number + 1, or 0 */
	uint8_t shape; /* of few, its number */
	uint8_t gaps; /* bits by enum number: the first one is taken, others may not be */
	bool known; /* it takes a packet of any of these, if it takes any at all */
	bool just; /* and each of them */
	bool permit;
};

struct sample {
	uint32_t src, dst;
	uint16_t number[NUMBERS];
};

/* Lengths of destinations, by bits: of rows with one protocol and port, and of others. */
struct reach {
	uint64_t one, many;
};

/* Rows whose prefixes have the same lengths, and which have one protocol and port each, or not. */
struct shape {
	uint64_t pair, service; /* masks, see pair_of() and service_hash() */
	uint64_t salt; /* of its hashes */
};

struct slot {
	uint32_t hash;
	uint32_t at; /* number + 1; 0: none */
};

struct slots {
	VEC(struct slot) list; /* a power of two */
	unsigned bits;
	VEC(uint64_t) seen; /* by more bits of a hash than LIST: a bit for each that has a slot */
};

struct doubter {
	struct arena *arena; /* for one list after the other */
	const struct acl *acl;
	VEC(struct row) rows;
	uint64_t lengths; /* of sources */
	struct reach below[LENGTHS]; /* by length of the source */
	struct shape shapes[PAIRS_FEW]; /* all of them */
	uint32_t n_shapes;
	uint8_t numbers[LENGTHS][LENGTHS][2]; /* theirs, by lengths and by one service or others */
	bool by_source; /* they are more, and what is below each source is in REACHES */
	VEC(struct reach) reaches;
	struct slots sources, pairs;
	VEC(uint8_t) doubts; /* bits of enum doubt, by entry */
};

struct doubter *doubter_new(struct arena *arena)
{
	struct doubter *d = arena_new_object(arena, struct doubter);

	d->arena = arena;
	return d;
}

/* ---- what entries take ---- */

static void read_ports(const struct acl *acl, const struct ports *ports, struct row *row,
		       enum number number)
{
	struct range spans[PORT_SPANS_MAX];
	struct box_range *all = &row->number[number];
	unsigned n;

	if (ports->op == PORT_ANY)
		return;
	if (ports->op == PORT_RANGE || (ports->op == PORT_EQ && ports->count == 1)) {
		*all = (struct box_range){ports->lo,
					  ports->op == PORT_RANGE ? ports->hi : ports->lo};
		return;
	}
	n = port_spans(ports, acl_ports(acl, ports), BOX_PORT_MAX, spans);
	row->known &= n > 0;
	if (n > 1) {
		row->just = false;
		row->gaps |= (uint8_t)(1u << number);
	}
	for (unsigned i = 0; i < n; i++) {
		if (!i || spans[i].first < all->first)
			all->first = (uint16_t)spans[i].first;
		if (!i || spans[i].last > all->last)
			all->last = (uint16_t)spans[i].last;
	}
}

static void read_services(const struct acl *acl, const struct ace *ace, struct row *row)
{
	if (ace->proto == ACE_IP)
		return;
	row->known &= ace->proto <= BOX_PROTO_MAX;
	row->number[PROTO] = (struct box_range){ace->proto, ace->proto};
	if (ace->proto == PROTO_ICMP) {
		if (ace->icmp_type != ICMP_ANY)
			row->number[SPORT] = (struct box_range){ace->icmp_type, ace->icmp_type};
		if (ace->icmp_code != ICMP_ANY)
			row->number[DPORT] = (struct box_range){ace->icmp_code, ace->icmp_code};
	}
	if (ace->proto != TCP && ace->proto != UDP && ace->proto != SCTP)
		return;
	read_ports(acl, &ace->sport, row, SPORT);
	read_ports(acl, &ace->dport, row, DPORT);
}

static void read_entry(struct doubter *d, const struct ace *ace, uint32_t entry)
{
	struct row *row = &d->rows.at[d->rows.len++]; /* there is room */

	*row = (struct row){.src = ace->src.addr & ~ace->src.wild,
			    .src_wild = ace->src.wild,
			    .dst_wild = UINT32_MAX,
			    .number = {[PROTO] = {0, BOX_PROTO_MAX},
				       [SPORT] = {0, BOX_PORT_MAX},
				       [DPORT] = {0, BOX_PORT_MAX}},
			    .entry = entry,
			    .known = true,
			    .just = !ace->options && !ace->established,
			    .permit = ace->action == ACE_PERMIT};
	if (ace->options) {
		const struct ace_options *options = acl_options(d->acl, ace);

		row->known = !options->src_group.name.s && !options->dst_group.name.s &&
			     !options->service.name.s;
	}
	if (d->acl->kind == ACL_STANDARD)
		return;
	row->dst = ace->dst.addr & ~ace->dst.wild;
	row->dst_wild = ace->dst.wild;
	read_services(d->acl, ace, row);
}

/* All that is asked for lies in one prefix of each address. */
static unsigned length_of(uint32_t wild)
{
	return wild ? (unsigned)__builtin_clz(wild) : 32;
}

static uint32_t prefix_mask(unsigned length)
{
	return length ? UINT32_MAX << (32 - length) : 0;
}

static bool asks_one_service(const struct row *row)
{
	return row->number[PROTO].first == row->number[PROTO].last &&
	       row->number[DPORT].first == row->number[DPORT].last;
}

static void note_length(struct reach *reach, const struct row *row)
{
	uint64_t *lengths = asks_one_service(row) ? &reach->one : &reach->many;

	*lengths |= UINT64_C(1) << length_of(row->dst_wild);
}

/* ---- where they are found ---- */

static void slots_clear(struct arena *arena, struct slots *slots, uint32_t n)
{
	uint32_t size;

	for (slots->bits = SLOTS_MIN_BITS; UINT32_C(1) << slots->bits < 2 * n; slots->bits++)
		;
	size = UINT32_C(1) << slots->bits;
	slots->list.len = 0;
	vec_reserve(arena, &slots->list, size);
	slots->list.len = size;
	memset(slots->list.at, 0, size * sizeof *slots->list.at);
	size >>= WORD_BITS - SEEN_BITS;
	slots->seen.len = 0;
	vec_reserve(arena, &slots->seen, size);
	slots->seen.len = size;
	memset(slots->seen.at, 0, size * sizeof *slots->seen.at);
}

static uint64_t seen_bit(const struct slots *slots, uint64_t hash)
{
	return hash >> (64 - slots->bits - SEEN_BITS);
}

static void note_seen(struct slots *slots, uint64_t hash)
{
	uint64_t bit = seen_bit(slots, hash);

	slots->seen.at[bit >> WORD_BITS] |= UINT64_C(1) << bit % 64;
}

/* May HASH have a slot? Nearly always, when not, it is known here, which a processor foresees, as
 * it does not what it meets in the list. */
static bool is_seen(const struct slots *slots, uint64_t hash)
{
	uint64_t bit = seen_bit(slots, hash);

	return slots->seen.at[bit >> WORD_BITS] >> bit % 64 & 1;
}

/* The slot of HASH, or the free one where it would be. */
static struct slot *slot_of(const struct slots *slots, uint64_t hash)
{
	uint32_t last = slots->list.len - 1, i = (uint32_t)(hash >> (64 - slots->bits));

	while (slots->list.at[i].at && slots->list.at[i].hash != (uint32_t)hash)
		i = (i + 1) & last;
	return &slots->list.at[i];
}

static uint64_t source_hash(uint32_t src, unsigned length)
{
	return row_mix(0, (uint64_t)(src & prefix_mask(length)) << 8 | length);
}

static uint64_t pair_of(uint32_t src, uint32_t dst)
{
	return (uint64_t)src << 32 | dst;
}

static struct shape shape_of(unsigned src_length, unsigned dst_length, bool one)
{
	return (struct shape){.pair = pair_of(prefix_mask(src_length), prefix_mask(dst_length)),
			      .service = one ? UINT64_MAX : 0,
			      .salt = row_mix(2, src_length << 16 | dst_length << 8 | one)};
}

/* SERVICE is that of the protocol and port, see service_hash(); a shape may not ask for it. */
static uint64_t pair_hash(const struct shape *shape, uint64_t pair, uint64_t service)
{
	return row_mix(shape->salt ^ (shape->service & service), pair & shape->pair);
}

static uint64_t service_hash(uint16_t proto, uint16_t port)
{
	return row_mix(3, (uint64_t)proto << 16 | port);
}

/* What is below SOURCE, by its hash; NULL: nothing. */
static const struct reach *reach_of(const struct doubter *d, uint64_t source)
{
	const struct slot *slot = slot_of(&d->sources, source);

	return slot->at ? &d->reaches.at[slot->at - 1] : NULL;
}

static void note_source(struct doubter *d, uint64_t source, const struct row *row)
{
	struct slot *slot = slot_of(&d->sources, source);

	if (!slot->at) {
		(void)vec_add(d->arena, &d->reaches);
		*slot = (struct slot){(uint32_t)source, d->reaches.len};
	}
	note_length(&d->reaches.at[slot->at - 1], row);
}

static void place_row(struct doubter *d, uint32_t number)
{
	struct row *row = &d->rows.at[number];
	unsigned src = length_of(row->src_wild), dst = length_of(row->dst_wild);
	bool one = asks_one_service(row);
	uint64_t service = service_hash(row->number[PROTO].first, row->number[DPORT].first), hash;
	struct shape shape;
	struct slot *slot;

	row->shape = d->numbers[src][dst][one];
	shape = d->by_source ? shape_of(src, dst, one) : d->shapes[row->shape];
	hash = pair_hash(&shape, pair_of(row->src, row->dst), service);
	slot = slot_of(&d->pairs, hash);
	if (d->by_source)
		note_source(d, source_hash(row->src, src), row);
	row->slot = (uint32_t)(slot - d->pairs.list.at);
	row->next = slot->at;
	*slot = (struct slot){(uint32_t)hash, number + 1};
	note_seen(&d->pairs, hash);
}

static void note_shape(struct doubter *d, unsigned src, unsigned dst, bool one)
{
	d->numbers[src][dst][one] = (uint8_t)d->n_shapes;
	d->shapes[d->n_shapes++] = shape_of(src, dst, one);
}

/* Of sources of LENGTH, those that REACH has. */
static void note_shapes(struct doubter *d, unsigned length, const struct reach *reach)
{
	for (uint64_t left = reach->many; left; left &= left - 1)
		note_shape(d, length, (unsigned)__builtin_ctzll(left), false);
	for (uint64_t left = reach->one; left; left &= left - 1)
		note_shape(d, length, (unsigned)__builtin_ctzll(left), true);
}

static void find_shapes(struct doubter *d)
{
	int pairs = 0;

	d->lengths = 0;
	memset(d->below, 0, sizeof d->below);
	VEC_FOREACH (row, &d->rows) {
		unsigned length = length_of(row->src_wild);

		d->lengths |= UINT64_C(1) << length;
		note_length(&d->below[length], row);
	}
	for (int i = 0; i < LENGTHS; i++)
		pairs += __builtin_popcountll(d->below[i].one) +
			 __builtin_popcountll(d->below[i].many);
	d->by_source = pairs > PAIRS_FEW;
	d->n_shapes = 0;
	for (unsigned i = 0; i < LENGTHS && !d->by_source; i++)
		note_shapes(d, i, &d->below[i]);
}

static void place_rows(struct doubter *d)
{
	find_shapes(d);
	d->reaches.len = 0;
	if (d->by_source)
		slots_clear(d->arena, &d->sources, d->rows.len);
	slots_clear(d->arena, &d->pairs, d->rows.len);
	for (uint32_t i = 0; i < d->rows.len; i++)
		place_row(d, i);
}

/* ---- who else has a packet ---- */

struct look {
	const struct doubter *d;
	const struct row *own;
	struct sample sample;
	uint32_t looked;
	bool before;
	/* behind it, the first with its verdict, and the first that surely has the other one */
	uint32_t same, other;
};

/* Any packet of it, the same each time. */
static struct sample sample_of(const struct row *row)
{
	uint64_t random = row_mix(1, row->entry);
	struct sample sample = {.src = row->src | ((uint32_t)random & row->src_wild),
				.dst = row->dst | ((uint32_t)(random >> 32) & row->dst_wild)};

	random = row_mix(random, 1);
	for (int i = 0; i < NUMBERS; i++) {
		const struct box_range *range = &row->number[i];
		uint32_t width = row->gaps >> i & 1 ? 0 : 1u + range->last - range->first;

		sample.number[i] =
			(uint16_t)(range->first + ((random >> 16 * i & 0xffff) * width >> 16));
	}
	return sample;
}

static bool has(const struct row *row, const struct sample *sample)
{
	if (((row->src ^ sample->src) & ~row->src_wild) |
	    ((row->dst ^ sample->dst) & ~row->dst_wild))
		return false;
	for (int i = 0; i < NUMBERS; i++)
		if (sample->number[i] < row->number[i].first ||
		    sample->number[i] > row->number[i].last)
			return false;
	return true;
}

/* A denial of what is left makes no other one needless. */
static bool denies_the_rest(const struct row *row)
{
	return !row->permit && !(~row->src_wild | ~row->dst_wild) &&
	       row->number[PROTO].last - row->number[PROTO].first == BOX_PROTO_MAX;
}

static void note_other(struct look *look, const struct row *row)
{
	uint32_t *first = &look->same;

	if (row->entry < look->own->entry) {
		look->before = true;
		return;
	}
	if (row->permit != look->own->permit || (row->just && denies_the_rest(row))) {
		if (!row->just)
			return;
		first = &look->other;
	}
	*first = row->entry < *first ? row->entry : *first;
}

/* All rows of one slot, the first of which is NEXT - 1. */
static void look_through(struct look *look, uint32_t next)
{
	const struct doubter *d = look->d;

	for (; next && look->looked < LOOKED_AT_MAX; look->looked++) {
		const struct row *row = &d->rows.at[next - 1];

		if (row != look->own && has(row, &look->sample))
			note_other(look, row);
		next = row->next;
	}
}

/* The rows below a source of LENGTH, whose destinations and services are REACH. */
static void look_below(struct look *look, unsigned length, const struct reach *reach,
		       uint64_t service)
{
	const uint64_t pair = pair_of(look->sample.src, look->sample.dst);

	for (int one = 0; one <= 1; one++)
		for (uint64_t left = one ? reach->one : reach->many; left; left &= left - 1) {
			struct shape shape = shape_of(length, (unsigned)__builtin_ctzll(left), one);
			uint64_t hash = pair_hash(&shape, pair, service);

			if (is_seen(&look->d->pairs, hash))
				look_through(look, slot_of(&look->d->pairs, hash)->at);
		}
}

static void look_by_source(struct look *look, uint64_t service)
{
	for (uint64_t left = look->d->lengths; left; left &= left - 1) {
		unsigned length = (unsigned)__builtin_ctzll(left);
		const struct reach *reach =
			reach_of(look->d, source_hash(look->sample.src, length));

		if (reach)
			look_below(look, length, reach, service);
	}
}

/* Where its own shape would be found is known. */
static void look_by_shape(struct look *look, uint64_t service)
{
	const uint64_t pair = pair_of(look->sample.src, look->sample.dst);
	const struct slots *pairs = &look->d->pairs;
	const struct shape *shapes = look->d->shapes;
	const uint32_t n = look->d->n_shapes, own = look->own->shape;
	const uint32_t first = pairs->list.at[look->own->slot].at;

	if (look->own->next || &look->d->rows.at[first - 1] != look->own)
		look_through(look, first);
	else
		look->looked++;
	for (uint32_t i = 0; i < n; i++) {
		uint64_t hash = pair_hash(&shapes[i], pair, service);

		if (is_seen(pairs, hash) & (i != own))
			look_through(look, slot_of(pairs, hash)->at);
	}
}

static uint8_t doubts_of(const struct doubter *d, const struct row *own)
{
	struct look look = {.d = d,
			    .own = own,
			    .sample = sample_of(own),
			    .same = UINT32_MAX,
			    .other = UINT32_MAX};
	const uint16_t *number = look.sample.number;
	uint64_t service = service_hash(number[PROTO], number[DPORT]);

	if (d->by_source)
		look_by_source(&look, service);
	else
		look_by_shape(&look, service);
	if (!own->known || look.looked == LOOKED_AT_MAX)
		return DOUBT_TAKEN | DOUBT_NEEDLESS;
	return (uint8_t)((look.before ? DOUBT_TAKEN : 0) |
			 (look.same < look.other ? DOUBT_NEEDLESS : 0));
}

const uint8_t *doubter_ask(struct doubter *d, const struct acl *acl)
{
	uint8_t all = 0;

	d->acl = acl;
	d->rows.len = d->doubts.len = 0;
	vec_reserve(d->arena, &d->rows, acl->entries.len);
	vec_reserve(d->arena, &d->doubts, acl->entries.len);
	VEC_FOREACH (ace, &acl->entries) {
		if (ace->action != ACE_PERMIT && ace->action != ACE_DENY)
			continue;
		if (!ace->untranslated)
			read_entry(d, ace, d->doubts.len);
		vec_push(d->arena, &d->doubts, 0);
	}
	place_rows(d);
	VEC_FOREACH (row, &d->rows) {
		uint8_t doubts = doubts_of(d, row);

		d->doubts.at[row->entry] = doubts;
		all |= doubts;
	}
	return all ? d->doubts.at : NULL;
}
