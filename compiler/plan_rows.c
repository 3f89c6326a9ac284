/*
 * Elements by the million: most of what a large configuration becomes are the elements of maps that
 * long access lists are, and static NAT. Each of them as an object would take ten times what there
 * is to say of it, so that they are rows of numbers, in the order of their keys, and become
 * elements one at a time for who wants them so.
 *
 * A set has all its elements as rows, or none: so what of two elements of one key counts is never
 * to be told of a row. Two configurations may differ in that, and are compared by elements then.
 */
#include "plan_rows.h"

#include <stdlib.h>
#include <string.h>

#include "grammar/ip.h"
#include "grammar/search.h"
#include "plan_bind.h"

enum { ALL_BITS = 32, MANY = 1024 /* rows */ };

/* The length of the prefix that FIRST to LAST is, or 32 with more than one address: none. */
static uint8_t prefix_len(uint32_t first, uint32_t last)
{
	uint32_t wild = first ^ last;
	int len = ip_mask_len(~wild);

	return len < 0 || first & wild || (first | wild) != last ? ALL_BITS : (uint8_t)len;
}

struct nft_value nft_value_between(enum nft_type type, uint32_t first, uint32_t last)
{
	struct nft_value value = {
		.type = (uint8_t)type, .last = last > first ? last : 0, .len = ALL_BITS};

	if (type != TYPE_IPV4) {
		value.number = first;
		return value;
	}
	value.addr = (struct value){.kind = VALUE_CONST, .addr = first};
	value.len = prefix_len(first, last);
	if (value.len < ALL_BITS)
		value.last = 0;
	return value;
}

static struct nft_value value_of(const struct rows_object *rows, uint8_t type, uint32_t first,
				 uint32_t last)
{
	if (type == TYPE_IFNAME)
		return (struct nft_value){.type = type, .name = rows->names[first]};
	return nft_value_between((enum nft_type)type, first, last);
}

/* What row I leads to. */
static void put_data(const struct rows_object *rows, uint32_t i, struct element_object *element)
{
	const struct row_line *line = rows_line(rows, i);
	const uint32_t *data = rows_at(rows, i) + rows_data(rows);

	if (rows->fates) {
		const struct row_fate *fate = &rows->fates[line->fate];

		element->line = (struct counted_line){fate->list, line->seq, fate->v6};
		element->datas = 1;
		element->data[0] = fate->verdict;
	}
	for (uint8_t d = 0; d < rows->datas; d++)
		element->data[element->datas++] =
			nft_value_between((enum nft_type)rows->data[d], data[d], data[d]);
}

void rows_element(const struct rows_object *rows, uint32_t i, struct object *element,
		  struct nft_value *values)
{
	const uint32_t *row = rows_at(rows, i), *key = row + rows_lead(rows);

	*element = (struct object){.kind = OBJECT_ELEMENT, .origin = rows_line(rows, i)->origin};
	element->element.set = rows->set;
	element->element.ordered = rows->ranges;
	element->element.order = rows->ranges ? row[1] : 0;
	element->element.line_in_file = rows->lines_in_file;
	element->element.keys = rows->keys;
	element->element.key = values;
	element->element.data = values + rows->keys;
	for (uint8_t k = 0; k < rows->keys; k++)
		element->element.key[k] =
			value_of(rows, rows->type[k], rows->ranges ? key[2 * k] : key[k],
				 rows->ranges ? key[2 * k + 1] : key[k]);
	put_data(rows, i, &element->element);
}

void rows_element_new(struct arena *arena, const struct rows_object *rows, uint32_t i,
		      struct object *element)
{
	uint32_t values = rows->keys + (rows->fates ? 1u : 0u) + rows->datas;

	rows_element(rows, i, element, arena_alloc(arena, values * sizeof(struct nft_value)));
}

/* ---- order: that of object_compare() for the elements ---- */

static int compare_numbers(uint32_t a, uint32_t b)
{
	return (a > b) - (a < b);
}

/* Of ranges that begin together. */
static int compare_ends(uint8_t type, uint32_t first, uint32_t a, uint32_t b)
{
	int order = a == b || type != TYPE_IPV4
			    ? 0
			    : compare_numbers(prefix_len(first, a), prefix_len(first, b));

	return order ? order : compare_numbers(a, b);
}

/* Row A of X and row B of Y, whose sets have one shape. */
static int compare_rows(const struct rows_object *x, const uint32_t *a, const struct rows_object *y,
			const uint32_t *b)
{
	if (x->ranges && a[1] != b[1])
		return compare_numbers(a[1], b[1]);
	a += rows_lead(x);
	b += rows_lead(x);
	for (uint8_t k = 0; k < x->keys; k++) {
		int order = x->type[k] == TYPE_IFNAME && x->names != y->names
				    ? strcmp(x->names[*a], y->names[*b])
				    : compare_numbers(*a, *b);

		if (!order && x->ranges)
			order = compare_ends(x->type[k], *a, a[1], b[1]);
		if (order)
			return order;
		a += x->ranges ? 2 : 1;
		b += x->ranges ? 2 : 1;
	}
	return 0;
}

static int by_key(const void *a, const void *b, void *of)
{
	const uint32_t *x = a, *y = b;
	int order = compare_rows(of, x, of, y);

	return order ? order : compare_numbers(*x, *y);
}

static bool is_sorted(const struct rows_object *rows)
{
	for (uint32_t i = 1; i < rows->n; i++)
		if (compare_rows(rows, rows_at(rows, i - 1), rows, rows_at(rows, i)) >= 0)
			return false;
	return true;
}

/* A row, by its number, and what it has in the column that rows are sorted by. */
struct sorted_row {
	uint32_t value, row;
};

/* The N at FROM to TO by the eight bits from SHIFT on, else as they stand; false when all have the
 * same there, and nothing is done. */
static bool sort_byte(const struct sorted_row *from, struct sorted_row *to, uint32_t n, int shift)
{
	uint32_t next[256 + 1] = {0};

	for (uint32_t i = 0; i < n; i++)
		next[(from[i].value >> shift & 255) + 1]++;
	if (next[(from->value >> shift & 255) + 1] == n)
		return false;
	for (int i = 0; i < 255; i++)
		next[i + 1] += next[i];
	for (uint32_t i = 0; i < n; i++)
		to[next[from[i].value >> shift & 255]++] = from[i];
	return true;
}

/* Do they come in the order of their lines, as mostly they do? */
static bool lines_rise(const uint32_t *at, uint32_t n, uint32_t width)
{
	for (uint32_t i = 1; i < n; i++)
		if (at[(size_t)i * width] < at[(size_t)(i - 1) * width])
			return false;
	return true;
}

/* By key, and then by line, as by_key() has it, of rows without ranges. */
static void sort_by_bytes(const struct rows_object *rows, uint32_t *at)
{
	uint32_t width = rows_width(rows);
	struct arena *arena = arena_new();
	struct sorted_row *from = arena_alloc(arena, rows->n * sizeof *from);
	struct sorted_row *to = arena_alloc(arena, rows->n * sizeof *to);
	size_t size = (size_t)rows->n * width * sizeof *at;
	uint32_t *old = arena_alloc(arena, size);

	for (uint32_t i = 0; i < rows->n; i++)
		from[i].row = i;
	for (uint32_t i = lines_rise(at, rows->n, width); i <= rows->keys; i++) {
		/* its line stands before the key, and says least */
		uint32_t column = i ? rows->keys + 1 - i : 0;

		for (uint32_t j = 0; j < rows->n; j++)
			from[j].value = at[(size_t)from[j].row * width + column];
		for (int shift = 0; shift < ALL_BITS; shift += 8) {
			struct sorted_row *sorted = to;

			if (!sort_byte(from, to, rows->n, shift))
				continue;
			to = from;
			from = sorted;
		}
	}
	memcpy(old, at, size);
	for (uint32_t i = 0; i < rows->n; i++)
		memcpy(at + (size_t)i * width, old + (size_t)from[i].row * width,
		       width * sizeof *at);
	arena_free(arena);
}

void rows_sort(struct rows_object *rows, uint32_t *at)
{
	uint32_t width = rows_width(rows), kept = 0;

	rows->at = at;
	if (is_sorted(rows)) /* as the classifier mostly leaves them */
		return;
	if (rows->n >= MANY && !rows->ranges)
		sort_by_bytes(rows, at);
	else
		qsort_r(at, rows->n, width * sizeof *at, by_key, rows);
	for (uint32_t i = 0; i < rows->n; i++) {
		if (kept && !compare_rows(rows, rows_at(rows, kept - 1), rows, rows_at(rows, i)))
			continue;
		memmove(at + (size_t)kept++ * width, at + (size_t)i * width, width * sizeof *at);
	}
	rows->n = kept;
}

bool rows_alike(const struct rows_object *a, const struct rows_object *b)
{
	return a->ranges == b->ranges && a->keys == b->keys && !memcmp(a->type, b->type, a->keys) &&
	       !a->fates == !b->fates && a->datas == b->datas &&
	       !memcmp(a->data, b->data, a->datas);
}

int rows_compare(const struct rows_object *a, uint32_t i, const struct rows_object *b, uint32_t j)
{
	return compare_rows(a, rows_at(a, i), b, rows_at(b, j));
}

static bool verdicts_alike(const struct nft_value *x, const struct nft_value *y)
{
	return x->verb == y->verb &&
	       (x->name == y->name || (x->name && y->name && !strcmp(x->name, y->name)));
}

bool row_leads_alike(const struct rows_object *a, uint32_t i, const struct rows_object *b,
		     uint32_t j)
{
	if (a->fates)
		return verdicts_alike(&rows_fate(a, i)->verdict, &rows_fate(b, j)->verdict);
	return !memcmp(rows_at(a, i) + rows_data(a), rows_at(b, j) + rows_data(b),
		       a->datas * sizeof *a->at);
}

bool rows_same(const struct rows_object *a, const struct rows_object *b)
{
	if (a->n != b->n || !rows_alike(a, b))
		return false;
	for (uint32_t i = 0; i < a->n; i++)
		if (rows_compare(a, i, b, i) || !row_leads_alike(a, i, b, i))
			return false;
	return true;
}

/* ---- all of them ---- */

struct element_search {
	const struct target *target;
	struct object first; /* before all elements of its set */
};

static bool is_from(const void *of, uint32_t i)
{
	const struct element_search *search = of;

	return object_compare(&search->target->objects.at[i], &search->first) >= 0;
}

static bool has_elements(const struct target *target, const char *set)
{
	const struct element_search search = {target,
					      {.kind = OBJECT_ELEMENT, .element = {.set = set}}};
	uint32_t i = search_first(0, target->objects.len, is_from, &search);
	const struct object *object = target->objects.at + i;

	return i < target->objects.len && object->kind == OBJECT_ELEMENT &&
	       !strcmp(object->element.set, set);
}

/* Is OBJECT rows that become elements for the comparison with OTHER, or (NULL) whatever it is? */
static bool is_spread(const struct object *object, const struct target *other)
{
	return object->kind == OBJECT_ROWS && (!other || has_elements(other, object->rows.set));
}

static bool any_spread(const struct target *target, const struct target *other)
{
	for (uint32_t i = target->objects.len; i-- > 0;) { /* rows come last */
		if (target->objects.at[i].kind != OBJECT_ROWS)
			return false;
		if (is_spread(&target->objects.at[i], other))
			return true;
	}
	return false;
}

const struct target *target_spread_as(struct arena *arena, const struct target *target,
				      const struct target *other)
{
	struct target *spread;

	if (!any_spread(target, other))
		return target;
	spread = arena_new_object(arena, struct target);
	VEC_FOREACH (object, &target->objects)
		if (!is_spread(object, other))
			vec_push(arena, &spread->objects, *object);
		else
			for (uint32_t i = 0; i < object->rows.n; i++)
				rows_element_new(arena, &object->rows, i,
						 vec_add(arena, &spread->objects));
	target_sort(arena, spread);
	return spread;
}

const struct target *target_spread(struct arena *arena, const struct target *target)
{
	return target_spread_as(arena, target, NULL);
}

const struct item *items_next(struct items_walk *walk)
{
	const struct item *item;

	for (; walk->item < walk->plan->items.len; walk->item++, walk->row = 0) {
		item = &walk->plan->items.at[walk->item];
		if (item->object.kind != OBJECT_ROWS) {
			walk->item++;
			return item;
		}
		if (walk->row < item->object.rows.n) {
			rows_element(&item->object.rows, walk->row++, &walk->spread.object,
				     walk->values);
			return &walk->spread;
		}
	}
	return NULL;
}

uint32_t items_count(const struct plan *plan)
{
	uint32_t n = 0;

	VEC_FOREACH (item, &plan->items)
		n += item->object.kind == OBJECT_ROWS ? item->object.rows.n : 1;
	return n;
}
