/*
 * Access lists as IOS keeps them: entries in the order of their numbers, none twice. Lists can be
 * very long, so entries are found by hash, and what arrives out of order is sorted once, at the
 * end.
 */
#include "ir.h"
#include "ir_hash.h"

#include <stdlib.h>

enum { SEQ_STEP = 10, SMALL = 32 };

/* What an index knows an entry by. */

static bool ace_gone(const void *row)
{
	return ((const struct ace *)row)->action == ACE_GONE;
}

const uint16_t *acl_ports(const struct acl *acl, const struct ports *ports)
{
	return ports->count > 1 ? acl->ports.at + ports_list(ports) : &ports->lo;
}

static uint64_t port_list_hash(uint64_t hash, const struct acl *acl, const struct ports *ports)
{
	hash = row_mix(hash, ports->op | (uint64_t)ports->count << 8);
	for (uint32_t i = 0; i < ports->count; i++)
		hash = row_mix(hash, acl_ports(acl, ports)[i]);
	return hash;
}

static inline uint64_t ports_hash(uint64_t hash, const struct acl *acl, const struct ports *ports)
{
	if (ports->count > 1)
		return port_list_hash(hash, acl, ports);
	return row_mix(hash,
		       ports->op | (uint64_t)ports->count << 8 | (uint64_t)ports_list(ports) << 16);
}

static bool ports_equal(const struct acl *acl, const struct ports *a, const struct ports *b)
{
	if (a->op != b->op || a->count != b->count)
		return false;
	if (a->count > 1)
		return !memcmp(acl_ports(acl, a), acl_ports(acl, b), a->count * sizeof(uint16_t));
	return a->lo == b->lo && a->hi == b->hi;
}

const struct ace_options ace_without_options;

const char *acl_words(const struct acl *acl, const struct ace *entry)
{
	return entry->words ? acl->words.at[entry->words - 1] : NULL;
}

static uint64_t options_hash(uint64_t hash, const struct ace_options *o)
{
	hash = row_mix(hash, (o->given & ~(unsigned)ACE_LOG_INPUT) | (uint64_t)o->dscp << 16 |
				     (uint64_t)o->precedence << 24 | (uint64_t)o->tos << 32 |
				     (uint64_t)o->ttl_op << 40 | (uint64_t)o->ttl_lo << 48 |
				     (uint64_t)o->ttl_hi << 56);
	hash = row_mix(hash, o->flags_set | (uint64_t)o->flags_clear << 8 |
				     (uint64_t)o->ip_option << 16 | (uint64_t)o->igmp_type << 32);
	hash = row_mix(hash, (uintptr_t)o->time_range.name.s);
	hash = row_mix(hash, (uintptr_t)o->service.name.s);
	hash = row_mix(hash, (uintptr_t)o->src_group.name.s);
	hash = row_mix(hash, (uintptr_t)o->dst_group.name.s);
	return row_mix(hash, (uintptr_t)o->reflect.s);
}

/* How an entry logs, and how long what it lets back in stays, does not tell it from another. */
static bool options_equal(const struct ace_options *a, const struct ace_options *b)
{
	return (a->given & ~ACE_LOG_INPUT) == (b->given & ~ACE_LOG_INPUT) && a->dscp == b->dscp &&
	       a->precedence == b->precedence && a->tos == b->tos && a->ttl_op == b->ttl_op &&
	       a->ttl_lo == b->ttl_lo && a->ttl_hi == b->ttl_hi && a->flags_set == b->flags_set &&
	       a->flags_clear == b->flags_clear && a->ip_option == b->ip_option &&
	       a->igmp_type == b->igmp_type && a->headers == b->headers &&
	       a->routing_type == b->routing_type && a->mobility_type == b->mobility_type &&
	       a->flow_label == b->flow_label && a->time_range.name.s == b->time_range.name.s &&
	       a->service.name.s == b->service.name.s &&
	       a->src_group.name.s == b->src_group.name.s &&
	       a->dst_group.name.s == b->dst_group.name.s && a->reflect.s == b->reflect.s;
}

static uint64_t words_hash(uint64_t hash, const char *s)
{
	while (*s)
		hash = row_mix(hash, (unsigned char)*s++);
	return hash;
}

static uint32_t ace_hash(const void *owner, const void *row)
{
	const struct ace *ace = row;
	uint64_t hash = ace->action;

	if (ace->action == ACE_REMARK)
		return (uint32_t)words_hash(row_mix(hash, ace->seq), acl_words(owner, ace));
	/* its words are all that tells it from others */
	if (ace->untranslated)
		hash = words_hash(hash, acl_words(owner, ace));
	hash = row_mix(hash, ace->proto | (uint64_t)ace->icmp_type << 16 |
				     (uint64_t)ace->icmp_code << 24 |
				     (uint64_t)ace->established << 32);
	if (ace->options && !options_equal(acl_options(owner, ace), &ace_without_options))
		hash = options_hash(hash, acl_options(owner, ace));
	hash = row_mix(hash, ace->src.addr | (uint64_t)ace->src.wild << 32);
	hash = row_mix(hash, ace->dst.addr | (uint64_t)ace->dst.wild << 32);
	hash = ports_hash(hash, owner, &ace->sport);
	return (uint32_t)ports_hash(hash, owner, &ace->dport);
}

static bool wildcard_equal(struct wildcard a, struct wildcard b)
{
	return a.addr == b.addr && a.wild == b.wild;
}

static bool ace_equal(const void *owner, const void *row_a, const void *row_b)
{
	const struct ace *a = row_a, *b = row_b;

	if (a->action != b->action)
		return false;
	if (a->action == ACE_REMARK)
		return a->seq == b->seq && !strcmp(acl_words(owner, a), acl_words(owner, b));
	return a->proto == b->proto && a->icmp_type == b->icmp_type &&
	       a->icmp_code == b->icmp_code && a->established == b->established &&
	       a->untranslated == b->untranslated &&
	       options_equal(acl_options(owner, a), acl_options(owner, b)) &&
	       wildcard_equal(a->src, b->src) && wildcard_equal(a->dst, b->dst) &&
	       ports_equal(owner, &a->sport, &b->sport) &&
	       ports_equal(owner, &a->dport, &b->dport) &&
	       (!a->untranslated || !strcmp(acl_words(owner, a), acl_words(owner, b)));
}

static const struct row_key entry_key = {sizeof(struct ace), ace_hash, ace_equal, ace_gone};

/* Remarks have no number of their own: the index by number does not see them. */
static bool seq_gone(const void *row)
{
	const struct ace *ace = row;

	return ace->action == ACE_GONE || ace->action == ACE_REMARK;
}

static uint32_t seq_hash(const void *owner, const void *row)
{
	(void)owner;
	return (uint32_t)row_mix(0, ((const struct ace *)row)->seq);
}

static bool seq_equal(const void *owner, const void *a, const void *b)
{
	(void)owner;
	return ((const struct ace *)a)->seq == ((const struct ace *)b)->seq;
}

static const struct row_key seq_key = {sizeof(struct ace), seq_hash, seq_equal, seq_gone};

static struct rows acl_rows(struct router *router, const struct acl *acl, const struct row_key *key)
{
	return (struct rows){router->arena, key, acl, acl->entries.at, acl->entries.len};
}

static uint32_t acl_equal_entry(struct router *router, struct acl *acl, const struct ace *ace)
{
	struct rows rows = acl_rows(router, acl, &entry_key);

	row_take(&acl->by_entry, &router->acls.spare, rows.len);
	return row_find(&acl->by_entry, &rows, ace);
}

static uint32_t acl_entry_numbered(struct router *router, struct acl *acl, uint32_t seq)
{
	struct rows rows = acl_rows(router, acl, &seq_key);
	struct ace key = {.seq = seq};

	return seq > acl->last_seq ? ROW_NONE : row_find(&acl->by_seq, &rows, &key);
}

static void acl_forget(struct router *router, struct acl *acl, uint32_t i)
{
	struct rows entries = acl_rows(router, acl, &entry_key);
	struct rows numbers = acl_rows(router, acl, &seq_key);

	row_forget(&acl->by_entry, &entries, i);
	row_forget(&acl->by_seq, &numbers, i);
}

/* Memory for what finds entries, and for more of them. */
static void acl_unindex(struct router *router, struct acl *acl)
{
	row_lay_by(&acl->by_entry, &router->acls.spare, router->arena);
	row_drop(&acl->by_seq, router->arena);
	vec_trim(router->arena, &acl->entries);
}

/*
 * ACL is read now, and mostly the list before it is complete. Where it is not, since two are
 * written line by line in turn, it is indexed anew; so it must have doubled before it is given up
 * again. A new list gets room for as many entries as the one before it has: long lists are mostly
 * alike, and what is too much is given back.
 */
static void acl_turn(struct router *router, struct acl *acl)
{
	enum { ROOM_MAX = ARENA_LARGE / sizeof(struct ace) };
	struct acl *before = router->acls.reading;

	router->acls.reading = acl;
	if (!before || before == acl)
		return;
	if (before->entries.len / 2 >= before->left) {
		before->left = before->entries.len;
		acl_unindex(router, before);
	}
	if (!acl->entries.cap && before->entries.len < ROOM_MAX)
		vec_reserve(router->arena, &acl->entries, before->entries.len);
}

/* Lists. */

bool acl_kind_of_number(uint32_t n, enum acl_kind *kind)
{
	bool standard = (n >= 1 && n <= 99) || (n >= 1300 && n <= 1999);

	*kind = standard ? ACL_STANDARD : ACL_EXTENDED;
	return standard || (n >= 100 && n <= 199) || (n >= 2000 && n <= 2699);
}

BY_NAME(acl, acl, acls.list, acls.by_name)
REMOVE_BY_NAME(acl, acl, acls.list, acls.by_name)

static const char *acl_kind_text(enum acl_kind kind)
{
	return kind == ACL_STANDARD ? "standard" : "extended";
}

/* A number says by itself which kind the list is. */
static bool acl_name_fits(struct router *router, struct name name, enum acl_kind kind)
{
	enum acl_kind must;

	if (name.s[strspn(name.s, "0123456789")])
		return true;
	if (strlen(name.s) > 4 || !acl_kind_of_number((uint32_t)atoi(name.s), &must))
		diag_at(router->diags, DIAG_NONE, name.at, "'%s' numbers no IP access list",
			name.s);
	else if (must != kind)
		diag_at(router->diags, DIAG_NONE, name.at,
			"access list number '%s' is for %s lists", name.s, acl_kind_text(must));
	else
		return true;
	return false;
}

struct acl *acl_open(struct router *router, struct name name, enum acl_kind kind)
{
	struct acl *acl = acl_find(router, name.s);

	if (acl && acl->kind != kind) {
		struct diag *diag =
			diag_at(router->diags, DIAG_NONE, name.at, "access list '%s' is %s, not %s",
				name.s, acl_kind_text(acl->kind), acl_kind_text(kind));
		diag_note(router->diags, diag, acl->at, "it begins here");
		return NULL;
	}
	if (acl)
		return acl;
	if (!acl_name_fits(router, name, kind))
		return NULL;
	acl = acl_new(router, name);
	acl->kind = kind;
	return acl;
}

void acl_remove_if_empty(struct router *router, struct acl *acl)
{
	if (acl->entries.len == acl->gone)
		acl_remove(router, (struct name){.s = acl->name});
}

/* Entries. */

static uint64_t ace_place(const struct ace *ace)
{
	return (uint64_t)ace->seq << 1 | (ace->action != ACE_REMARK);
}

static bool acl_is_small(const struct acl *acl)
{
	return acl->entries.len <= SMALL && !acl->by_entry.slots && !acl->by_seq.slots;
}

/* In a short list an entry goes to its place at once; in a long one it is sorted in at the end. */
static void acl_place(struct router *router, struct acl *acl, const struct ace *ace)
{
	uint32_t i = acl->entries.len;
	bool last = !i || ace_place(&acl->entries.at[i - 1]) <= ace_place(ace);
	struct rows rows;

	vec_push(router->arena, &acl->entries, *ace);
	rows = acl_rows(router, acl, &entry_key);
	row_pushed(&acl->by_entry, &rows);
	if (ace->action != ACE_REMARK && ace->seq > acl->last_seq)
		acl->last_seq = ace->seq;
	if (last || acl->unsorted)
		return;
	if (!acl_is_small(acl)) {
		acl->unsorted = true;
		return;
	}
	for (; i && ace_place(&acl->entries.at[i - 1]) > ace_place(ace); i--)
		acl->entries.at[i] = acl->entries.at[i - 1];
	acl->entries.at[i] = *ace;
}

static void report_taken(struct router *router, const struct acl *acl, const struct ace *ace,
			 const struct ace *by)
{
	struct diag *diag = diag_at(router->diags, DIAG_NONE, ace->at,
				    "sequence number '%u' of access list '%s' is taken", ace->seq,
				    acl->name ? acl->name : "");

	diag_note(router->diags, diag, by->at, "by this entry");
}

void acl_add(struct router *router, struct acl *acl, const struct ace *entry)
{
	struct ace ace = *entry;
	uint32_t i;

	acl_turn(router, acl);
	if (!ace.seq) {
		if (acl->last_seq > INT32_MAX - SEQ_STEP) {
			diag_at(router->diags, DIAG_NONE, ace.at,
				"no sequence number is left after '%u'", acl->last_seq);
			return;
		}
		ace.seq = acl->last_seq + SEQ_STEP;
	}
	i = acl_equal_entry(router, acl, &ace);
	if (i != ROW_NONE) {
		acl->entries.at[i].doubled = true;
		return;
	}
	i = ace.action == ACE_REMARK ? ROW_NONE : acl_entry_numbered(router, acl, ace.seq);
	if (i == ROW_NONE)
		acl_place(router, acl, &ace);
	else
		report_taken(router, acl, &ace, &acl->entries.at[i]);
}

/* The number that the next entry counts from, after the highest has been removed. */
static void acl_find_last(struct router *router, struct acl *acl)
{
	struct ace *at = acl->entries.at;
	uint32_t i;

	if (acl->unsorted)
		acl_settle(router, acl);
	while (acl->entries.len && at[acl->entries.len - 1].action == ACE_GONE) {
		acl->entries.len--;
		acl->gone--;
	}
	for (i = acl->entries.len; i && seq_gone(&at[i - 1]); i--)
		;
	acl->last_seq = i ? at[i - 1].seq : 0;
	if (acl->by_entry.indexed > acl->entries.len)
		acl->by_entry.indexed = acl->entries.len;
	if (acl->by_seq.indexed > acl->entries.len)
		acl->by_seq.indexed = acl->entries.len;
}

static void acl_drop(struct router *router, struct acl *acl, uint32_t i)
{
	uint32_t seq = acl->entries.at[i].seq;

	if (acl_is_small(acl)) {
		vec_remove(&acl->entries, i);
	} else {
		acl_forget(router, acl, i);
		acl->entries.at[i].action = ACE_GONE;
		acl->gone++;
	}
	if (seq == acl->last_seq)
		acl_find_last(router, acl);
}

/* A remark without a number is the one that waits for its entry, else the last one that says so. */
static uint32_t acl_find_remark(struct router *router, struct acl *acl, const struct ace *entry)
{
	struct ace key = *entry;
	uint32_t i;

	if (!key.seq)
		key.seq = acl->last_seq + SEQ_STEP;
	i = acl_equal_entry(router, acl, &key);
	if (i != ROW_NONE || entry->seq)
		return i;
	for (i = acl->entries.len; i--;) {
		const struct ace *ace = &acl->entries.at[i];

		if (ace->action == ACE_REMARK && !strcmp(acl_words(acl, ace), acl_words(acl, &key)))
			return i;
	}
	return ROW_NONE;
}

void acl_delete(struct router *router, struct acl *acl, const struct ace *entry)
{
	uint32_t i;

	if (entry->action == ACE_REMARK)
		i = acl_find_remark(router, acl, entry);
	else if (entry->seq)
		i = acl_entry_numbered(router, acl, entry->seq);
	else
		i = acl_equal_entry(router, acl, entry);
	if (i != ROW_NONE)
		acl_drop(router, acl, i);
}

static int ace_compare(const void *row_a, const void *row_b)
{
	const struct ace *a = row_a, *b = row_b;

	if (ace_place(a) != ace_place(b))
		return ace_place(a) < ace_place(b) ? -1 : 1;
	return (a->at.off > b->at.off) - (a->at.off < b->at.off);
}

void acl_settle(struct router *router, struct acl *acl)
{
	if (acl->gone)
		acl->entries.len = row_compact(&entry_key, acl->entries.at, acl->entries.len);
	if (acl->unsorted)
		qsort(acl->entries.at, acl->entries.len, sizeof *acl->entries.at, ace_compare);
	acl->gone = 0;
	acl->unsorted = false;
	acl_unindex(router, acl);
}

bool acl_resequence(struct router *router, struct acl *acl, uint32_t first, uint32_t step)
{
	uint32_t seq = first;

	acl_settle(router, acl);
	if (first + (uint64_t)step * acl->entries.len > INT32_MAX)
		return false;
	VEC_FOREACH (ace, &acl->entries) {
		ace->seq = seq;
		if (ace->action == ACE_REMARK)
			continue;
		acl->last_seq = seq;
		seq += step;
	}
	return true;
}
