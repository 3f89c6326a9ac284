/* Prefix lists as IOS keeps them: entries in the order of their numbers, none twice. */
#include "ir.h"
#include "ir_hash.h"

#include <stdlib.h>

enum { SEQ_STEP = 5, ADDRESS_BITS = 32 };

/* What an index knows an entry by. */

static bool entry_gone(const void *row)
{
	return ((const struct prefix_entry *)row)->gone;
}

static uint32_t entry_hash(const void *owner, const void *row)
{
	const struct prefix_entry *entry = row;

	(void)owner;
	return (uint32_t)row_mix(entry->permit, entry->prefix | (uint64_t)entry->len << 32 |
							(uint64_t)entry->ge << 40 |
							(uint64_t)entry->le << 48);
}

static bool entry_equal(const void *owner, const void *row_a, const void *row_b)
{
	const struct prefix_entry *a = row_a, *b = row_b;

	(void)owner;
	return a->permit == b->permit && a->prefix == b->prefix && a->len == b->len &&
	       a->ge == b->ge && a->le == b->le;
}

static uint32_t seq_hash(const void *owner, const void *row)
{
	(void)owner;
	return (uint32_t)row_mix(0, ((const struct prefix_entry *)row)->seq);
}

static bool seq_equal(const void *owner, const void *a, const void *b)
{
	(void)owner;
	return ((const struct prefix_entry *)a)->seq == ((const struct prefix_entry *)b)->seq;
}

static const struct row_key entry_key = {sizeof(struct prefix_entry), entry_hash, entry_equal,
					 entry_gone};
static const struct row_key seq_key = {sizeof(struct prefix_entry), seq_hash, seq_equal,
				       entry_gone};

static struct rows list_rows(struct router *router, const struct prefix_list *list,
			     const struct row_key *key)
{
	return (struct rows){router->arena, key, NULL, list->entries.at, list->entries.len};
}

static uint32_t find_equal(struct router *router, struct prefix_list *list,
			   const struct prefix_entry *entry)
{
	struct rows rows = list_rows(router, list, &entry_key);

	return row_find(&list->by_entry, &rows, entry);
}

static uint32_t find_numbered(struct router *router, struct prefix_list *list,
			      const struct prefix_entry *entry)
{
	struct rows rows = list_rows(router, list, &seq_key);

	return entry->seq > list->last_seq ? ROW_NONE : row_find(&list->by_seq, &rows, entry);
}

/* Lists. */

void prefix_entry_lengths(const struct prefix_entry *entry, unsigned *low, unsigned *high)
{
	*low = entry->ge ? entry->ge : entry->len;
	*high = entry->le ? entry->le : entry->ge ? ADDRESS_BITS : entry->len;
}

struct prefix_list *prefix_list_find(const struct router *router, bool v6, const char *name)
{
	struct prefix_list *list;

	HASH_FIND_STR(router_prefix_lists(router, v6)->by_name, name, list);
	return list;
}

struct prefix_list *prefix_list_open(struct router *router, bool v6, struct name name)
{
	struct prefix_list *list = prefix_list_find(router, v6, name.s);
	struct prefix_lists *lists = router_prefix_lists(router, v6);

	if (list)
		return list;
	list = arena_new_object(router->arena, struct prefix_list);
	list->name = name.s;
	list->at = name.at;
	list->v6 = v6;
	STAILQ_INSERT_TAIL(&lists->list, list, link);
	names_add(lists->by_name, list);
	return list;
}

void prefix_list_remove(struct router *router, bool v6, struct name name)
{
	struct prefix_list *list = prefix_list_find(router, v6, name.s);
	struct prefix_lists *lists = router_prefix_lists(router, v6);

	if (!list)
		return;
	STAILQ_REMOVE(&lists->list, list, prefix_list, link);
	HASH_DEL(lists->by_name, list);
}

/* Entries. */

void prefix_list_add(struct router *router, struct prefix_list *list,
		     const struct prefix_entry *entry)
{
	struct prefix_entry row = *entry;
	struct diag *diag;
	uint32_t i;

	if (find_equal(router, list, &row) != ROW_NONE)
		return;
	if (!row.seq && list->last_seq > UINT32_MAX - 1 - SEQ_STEP) {
		diag_at(router->diags, DIAG_NONE, row.at, "no sequence number is left after '%u'",
			list->last_seq);
		return;
	}
	if (!row.seq)
		row.seq = list->last_seq + SEQ_STEP;
	i = find_numbered(router, list, &row);
	if (i != ROW_NONE) {
		diag = diag_at(router->diags, DIAG_NONE, row.at,
			       "sequence number '%u' of prefix list '%s' is taken", row.seq,
			       list->name);
		diag_note(router->diags, diag, list->entries.at[i].at, "by this entry");
		return;
	}
	list->unsorted |= row.seq < list->last_seq;
	if (row.seq > list->last_seq)
		list->last_seq = row.seq;
	vec_push(router->arena, &list->entries, row);
}

/* The number that the next entry counts from, after the highest has been removed. */
static void find_last(struct router *router, struct prefix_list *list)
{
	if (list->unsorted)
		prefix_list_settle(router, list);
	while (list->entries.len && list->entries.at[list->entries.len - 1].gone) {
		list->entries.len--;
		list->gone--;
	}
	list->last_seq = list->entries.len ? list->entries.at[list->entries.len - 1].seq : 0;
	if (list->by_entry.indexed > list->entries.len)
		list->by_entry.indexed = list->entries.len;
	if (list->by_seq.indexed > list->entries.len)
		list->by_seq.indexed = list->entries.len;
}

void prefix_list_delete(struct router *router, struct prefix_list *list,
			const struct prefix_entry *entry)
{
	struct rows entries = list_rows(router, list, &entry_key);
	struct rows numbers = list_rows(router, list, &seq_key);
	uint32_t i =
		entry->seq ? find_numbered(router, list, entry) : find_equal(router, list, entry);

	if (i == ROW_NONE)
		return;
	row_forget(&list->by_entry, &entries, i);
	row_forget(&list->by_seq, &numbers, i);
	list->entries.at[i].gone = true;
	list->gone++;
	if (list->entries.at[i].seq == list->last_seq)
		find_last(router, list);
	if (list->gone == list->entries.len && !list->description)
		prefix_list_remove(router, list->v6, (struct name){.s = list->name});
}

static int entry_compare(const void *row_a, const void *row_b)
{
	const struct prefix_entry *a = row_a, *b = row_b;

	return (a->seq > b->seq) - (a->seq < b->seq);
}

void prefix_list_settle(struct router *router, struct prefix_list *list)
{
	if (list->gone)
		list->entries.len = row_compact(&entry_key, list->entries.at, list->entries.len);
	if (list->unsorted)
		qsort(list->entries.at, list->entries.len, sizeof *list->entries.at, entry_compare);
	list->gone = 0;
	list->unsorted = false;
	row_drop(&list->by_entry, router->arena);
	row_drop(&list->by_seq, router->arena);
	vec_trim(router->arena, &list->entries);
}
