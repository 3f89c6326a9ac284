/*
 * Large sets that are new go to the kernel ahead of the transaction that brings the rules: first
 * their declarations, and the chains, still empty, to which their elements lead; then the elements,
 * straight from the plan, without a text that libnftables would read and take to pieces again.
 * Until the last transaction no rule asks them, so for every packet all is as before; a transaction
 * that fails, and an agent that is killed between them, leave sets that are taken away again or
 * replaced with the table.
 *
 * What is not so plain (intervals, ranges, addresses that are still to be learnt) stays with the
 * rest, and so do sets that are small.
 */
#include <errno.h>
#include <linux/netfilter.h>
#include <linux/netfilter/nf_tables.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <uthash.h>

#include "agent_loader.h"
#include "agent_log.h"
#include "agent_netlink.h"
#include "agent_steps.h"
#include "compiler/plan_rows.h"

/* A set that may be loaded so, or a chain to which the elements of such a set lead. */
struct bulk_name {
	const char *name;
	uint32_t elements;
	bool plain;
	UT_hash_handle hh;
};

struct bulk_loaded {
	bool bare; /* there was no table */
	bool refused; /* it could not be declared */
	struct change first; /* sets and chains */
};

static bool left; /* something that could not be taken away again */

struct bulk {
	struct arena *arena;
	struct bulk_name *sets, *chains;
};

/* ---- choosing ---- */

static struct bulk_name *name_find(struct bulk_name *table, const char *name)
{
	struct bulk_name *found;

	HASH_FIND_STR(table, name, found);
	return found;
}

static struct bulk_name *name_add(struct arena *arena, struct bulk_name **table, const char *name)
{
	struct bulk_name *new = arena_new_object(arena, struct bulk_name);

	new->name = name;
	new->plain = true;
	HASH_ADD_KEYPTR(hh, *table, new->name, strlen(name), new);
	return new;
}

static bool is_added(const struct change_step *step, enum object_kind kind)
{
	return step->verb == CHANGE_ADD && step->new->kind == kind;
}

static bool is_verdict(const struct element_object *element)
{
	return element->datas == 1 && element->data->type == TYPE_VERDICT;
}

static bool is_plain(const struct element_object *element)
{
	struct nft_bytes bytes;

	return nft_bytes_of(&bytes, element->key, element->keys) &&
	       (is_verdict(element) || nft_bytes_of(&bytes, element->data, element->datas));
}

static bool is_listed(const struct object *set)
{
	return !set->set.interval && !set->set.ranges && !set->set.dynamic && !set->set.timeout;
}

static void find_sets(struct bulk *bulk, const struct change *change)
{
	struct bulk_name *set;

	VEC_FOREACH (step, &change->steps)
		if (is_added(step, OBJECT_SET) && is_listed(step->new))
			name_add(bulk->arena, &bulk->sets, step->new->set.name);
	VEC_FOREACH (step, &change->steps)
		if (is_added(step, OBJECT_ELEMENT) &&
		    (set = name_find(bulk->sets, step->new->element.set))) {
			set->elements++;
			set->plain = set->plain && is_plain(&step->new->element);
		} else if (is_added(step, OBJECT_ROWS) &&
			   (set = name_find(bulk->sets, step->new->rows.set))) {
			set->elements += step->new->rows.n;
		}
}

static bool is_taken(const struct bulk *bulk, const char *set)
{
	const struct bulk_name *found = name_find(bulk->sets, set);

	return found && found->plain && found->elements >= BULK;
}

static bool any_taken(const struct bulk *bulk)
{
	for (const struct bulk_name *set = bulk->sets; set; set = set->hh.next)
		if (is_taken(bulk, set->name))
			return true;
	return false;
}

static void add_chain(struct bulk *bulk, const char *name)
{
	if (name && !name_find(bulk->chains, name))
		name_add(bulk->arena, &bulk->chains, name);
}

static void add_chains_of_rows(struct bulk *bulk, const struct rows_object *rows)
{
	const struct row_fate *last = NULL;

	for (uint32_t i = 0; i < rows->n; i++) {
		const struct row_fate *fate = rows_fate(rows, i);

		if (fate != last)
			add_chain(bulk, fate->verdict.name);
		last = fate;
	}
}

/* Chains to which elements of those sets lead. */
static void find_chains(struct bulk *bulk, const struct change *change)
{
	VEC_FOREACH (step, &change->steps) {
		if (is_added(step, OBJECT_ELEMENT) && is_verdict(&step->new->element) &&
		    is_taken(bulk, step->new->element.set))
			add_chain(bulk, step->new->element.data->name);
		if (is_added(step, OBJECT_ROWS) && step->new->rows.fates &&
		    is_taken(bulk, step->new->rows.set))
			add_chains_of_rows(bulk, &step->new->rows);
	}
}

/* ---- the parts of a change ---- */

static struct object *copy_of(const struct bulk *bulk, const struct object *object)
{
	struct object *copy = arena_new_object(bulk->arena, struct object);

	*copy = *object;
	return copy;
}

/* To the sets, in whatever way they come. */
static void give_room(const struct bulk *bulk, struct change *change)
{
	VEC_FOREACH (step, &change->steps)
		if (is_added(step, OBJECT_SET) && is_taken(bulk, step->new->set.name)) {
			struct object *set = copy_of(bulk, step->new);

			set->set.room = room_for(name_find(bulk->sets, set->set.name)->elements);
			step->new = set;
		}
}

/* The sets, and the chains as yet without rules, which the rest declares once more. */
static void take_first(const struct bulk *bulk, const struct change *change, struct change *first)
{
	first->plan = change->plan;
	VEC_FOREACH (step, &change->steps) {
		struct change_step taken = *step;
		struct object *chain;

		if (is_added(step, OBJECT_CHAIN) &&
		    name_find(bulk->chains, step->new->chain.name)) {
			chain = copy_of(bulk, step->new);
			memset(&chain->chain.rules, 0, sizeof chain->chain.rules);
			taken.new = chain;
		} else if (!is_added(step, OBJECT_SET) || !is_taken(bulk, step->new->set.name)) {
			continue;
		}
		vec_push(bulk->arena, &first->steps, taken);
	}
}

static bool is_bulk(const struct bulk *bulk, const struct change_step *step)
{
	return (is_added(step, OBJECT_SET) && is_taken(bulk, step->new->set.name)) ||
	       (is_added(step, OBJECT_ELEMENT) && is_taken(bulk, step->new->element.set)) ||
	       (is_added(step, OBJECT_ROWS) && is_taken(bulk, step->new->rows.set));
}

static struct change rest_of(const struct bulk *bulk, const struct change *change)
{
	struct change rest = {.plan = change->plan};

	VEC_FOREACH (step, &change->steps)
		if (!is_bulk(bulk, step))
			vec_push(bulk->arena, &rest.steps, *step);
	return rest;
}

/* ---- to the kernel ---- */

/* As a transaction of its own, which others' may stand beside. */
static bool run(const char *text, bool whole)
{
	char *why = NULL;
	bool ok;

	nft_begin(whole);
	ok = nft_run(text, &why);
	if (ok)
		nft_done();
	free(why);
	return ok;
}

static bool declare(const struct bulk_loaded *loaded)
{
	struct out out = {0};
	bool ok;

	if (loaded->bare) /* refused when either stands: then it is to be replaced as a whole */
		out_printf(&out,
			   "create table inet causeway\ncreate table ip causeway\n"
			   "delete table %s causeway\n",
			   loaded->first.plan->ip4_alone ? "inet" : "ip");
	nft_render(&loaded->first, &out);
	ok = run(out.text, loaded->bare);
	out_free(&out);
	return ok;
}

static int32_t verdict_code(const struct nft_value *value)
{
	if (value->name)
		return NFT_GOTO;
	return value->verb == VERB_ACCEPT ? NF_ACCEPT
	       : value->verb == VERB_DROP ? NF_DROP
					  : NFT_RETURN;
}

/* PUT with its comment, key and, unless it has a verdict, data. */
static void put_whole(struct nft_bulk *to, struct nft_bulk_element *put, const char *origin,
		      const struct nft_bytes *key, const struct nft_bytes *data,
		      struct out *comment)
{
	comment->len = 0;
	if (origin) {
		quote_nft(comment, origin);
		put->element.comment = comment->text;
	}
	put->element.key = key->at;
	put->element.key_len = (uint8_t)key->len;
	put->element.data = data->at;
	put->element.data_len = (uint8_t)data->len;
	nft_bulk_put(to, put);
}

static void put_verdict(struct nft_bulk_element *put, const struct nft_value *verdict)
{
	put->verdict = true;
	put->code = verdict_code(verdict);
	put->chain = verdict->name;
}

static void put_element(struct nft_bulk *to, const struct object *object, bool gone,
			struct out *comment)
{
	const struct element_object *element = &object->element;
	struct nft_bulk_element put = {.element = {.set = element->set}, .gone = gone};
	struct nft_bytes key, data = {.len = 0};

	nft_bytes_of(&key, element->key, element->keys);
	if (is_verdict(element))
		put_verdict(&put, element->data);
	else
		nft_bytes_of(&data, element->data, element->datas);
	put_whole(to, &put, element->line_in_file ? NULL : object->origin, &key, &data, comment);
}

/* No objects are made of them on the way. */
static void put_rows(struct nft_bulk *to, const struct rows_object *rows, struct out *comment)
{
	struct nft_bytes key, data;

	for (uint32_t i = 0; i < rows->n; i++) {
		struct nft_bulk_element put = {.element = {.set = rows->set}};
		const uint32_t *row = rows_at(rows, i);

		nft_bytes_of_numbers(&key, rows, rows->type, row + rows_lead(rows), rows->keys);
		nft_bytes_of_numbers(&data, rows, rows->data, row + rows_data(rows), rows->datas);
		if (rows->fates)
			put_verdict(&put, &rows_fate(rows, i)->verdict);
		put_whole(to, &put, rows->lines_in_file ? NULL : rows_line(rows, i)->origin, &key,
			  &data, comment);
	}
}

/* HUSHED: the core hears nothing until it is done. */
static bool fill(const struct bulk *bulk, const struct change *change, bool hushed)
{
	struct out comment = {0};
	struct nft_bulk to;
	bool ok;

	if (!nft_bulk_open(&to, nft_family(change->plan), false)) {
		if (hushed)
			nft_hush_over();
		return false;
	}
	steps_next("send elements to nftables");
	out_text(&comment, "");
	nft_begin(false);
	VEC_FOREACH (step, &change->steps)
		if (is_added(step, OBJECT_ELEMENT) && is_taken(bulk, step->new->element.set))
			put_element(&to, step->new, false, &comment);
		else if (is_added(step, OBJECT_ROWS) && is_taken(bulk, step->new->rows.set))
			put_rows(&to, &step->new->rows, &comment);
	ok = nft_bulk_close(&to);
	if (hushed)
		nft_hush_over();
	if (ok)
		nft_all_done(to.done);
	else
		log_line("SYS-4-NFT", "elements by netlink: %s", strerror(errno));
	out_free(&comment);
	return ok;
}

/* ---- an edit ---- */

static bool is_of_elements(const struct bulk *others, const struct change *change)
{
	const char *last = NULL;

	VEC_FOREACH (step, &change->steps) {
		const struct object *object = step->new ? step->new : step->old;

		if (object->kind != OBJECT_ELEMENT || object->element.ordered ||
		    !is_plain(&object->element) ||
		    (object->element.set != last && name_find(others->sets, object->element.set)))
			return false;
		last = object->element.set;
	}
	return true;
}

/* Elements of sets without ranges, as TARGET has them. */
static bool is_edit(const struct target *target, const struct change *change)
{
	struct bulk others = {.arena = arena_new()};
	bool is;

	for (uint32_t i = 0; target && i < target->objects.len; i++) {
		const struct object *object = &target->objects.at[i];

		if (object->kind == OBJECT_SET && !is_listed(object))
			name_add(others.arena, &others.sets, object->set.name);
	}
	is = is_of_elements(&others, change);
	HASH_CLEAR(hh, others.sets);
	arena_free(others.arena);
	return is;
}

bool bulk_edit(const struct target *target, const struct change *change)
{
	struct out comment = {0};
	struct nft_bulk to;
	bool ok;

	if (!is_edit(target, change)) {
		errno = 0;
		return false;
	}
	if (!nft_bulk_open(&to, nft_family(change->plan), true))
		return false;
	steps_next("edit elements of nftables");
	out_text(&comment, "");
	nft_begin(false);
	VEC_FOREACH (step, &change->steps)
		if (step->old)
			put_element(&to, step->old, true, &comment);
	VEC_FOREACH (step, &change->steps)
		if (step->new)
			put_element(&to, step->new, false, &comment);
	out_free(&comment);
	ok = nft_bulk_close(&to);
	if (ok)
		nft_done();
	return ok;
}

/* ---- together ---- */

static void append_deletions(struct arena *arena, const struct change *first, enum object_kind kind,
			     struct out *out)
{
	struct change back = {.plan = first->plan};

	VEC_FOREACH (step, &first->steps)
		if (step->new->kind == kind)
			vec_push(arena, &back.steps,
				 ((struct change_step){.verb = CHANGE_DELETE, .old = step->new}));
	if (back.steps.len)
		nft_render(&back, out);
}

void bulk_undo(struct arena *arena, const struct bulk_loaded *loaded)
{
	struct out out = {0};
	char *why = NULL;
	bool ok;

	if (!loaded)
		return;
	/* the sets' elements hold the chains */
	append_deletions(arena, &loaded->first, OBJECT_SET, &out);
	append_deletions(arena, &loaded->first, OBJECT_CHAIN, &out);
	nft_begin(false);
	ok = loaded->bare ? nft_remove(&why) : nft_run(out.text, &why);
	if (ok)
		nft_done();
	else
		log_line("SYS-2-UNDO", "%s", why);
	left |= !ok;
	free(why);
	out_free(&out);
}

bool bulk_left(void)
{
	bool was = left;

	left = false;
	return was;
}

static bool try_load(const struct bulk *bulk, const struct change *change,
		     struct bulk_loaded *loaded, bool hushed)
{
	loaded->refused = !declare(loaded);
	if (loaded->refused) {
		if (hushed)
			nft_hush_over();
		return false;
	}
	if (fill(bulk, change, hushed) && (!hushed || nft_noted().generation))
		return true;
	bulk_undo(bulk->arena, loaded);
	return false;
}

static struct bulk_loaded *load(const struct bulk *bulk, struct change *change)
{
	struct bulk_loaded *loaded = arena_new_object(bulk->arena, struct bulk_loaded);
	bool hushed = change->from_empty && nft_hush();

	loaded->bare = change->from_empty;
	take_first(bulk, change, &loaded->first);
	/* once more, and heard, when somebody else came between */
	if (!try_load(bulk, change, loaded, hushed) &&
	    !(hushed && !loaded->refused && !left && try_load(bulk, change, loaded, false)))
		return NULL;
	*change = rest_of(bulk, change);
	return loaded;
}

struct bulk_loaded *bulk_load(struct arena *arena, struct change *change)
{
	struct bulk bulk = {.arena = arena};
	struct bulk_loaded *loaded = NULL;

	find_sets(&bulk, change);
	if (any_taken(&bulk)) {
		give_room(&bulk, change);
		find_chains(&bulk, change);
		loaded = load(&bulk, change);
	}
	HASH_CLEAR(hh, bulk.sets);
	HASH_CLEAR(hh, bulk.chains);
	return loaded;
}
