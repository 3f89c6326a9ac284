/*
 * A table and what the plan says of it: see agent_compare.h.
 */
#include <errno.h>
#include <libmnl/libmnl.h>
#include <linux/rtnetlink.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>

#include "agent.h"
#include "compiler/plan_bind.h"
#include "grammar/hash.h"

enum {
	LINES_MAX = 4, /* in the log, of what the kernel refuses */
	PASSES = 40, /* over what stands in one table */
};

/* ---- what is written ---- */

static struct arena *part_arena(struct comparison *c)
{
	if (!c->part.arena)
		c->part.arena = arena_new();
	return c->part.arena;
}

static void put(struct comparison *c, enum change_verb verb, const struct object *object,
		const struct object *stood)
{
	struct comparison_part *part = &c->part;

	part->batch.router = part->surplus.router = c->table;
	if (verb != CHANGE_DELETE && route_must_wait(c->core, object))
		return;
	if (!batch_object(&part->batch, &c->core->links, verb, object, object))
		return;
	vec_push(part_arena(c), &part->objects, *object);
	vec_push(part_arena(c), &part->stood, stood);
}

void comparison_put(struct comparison *c, const struct object *object)
{
	put(c, CHANGE_ADD, object, NULL);
}

/* What waits for a device is put when that comes up. In a table that is not in force, nothing is
 * better than what is wrong. */
static void answered(void *context, unsigned i, int error, const char *text)
{
	struct comparison *c = context;
	struct comparison_part *part = &c->part;
	const struct object *stood = part->stood.at[part->sent + i];
	bool waits = error == ENETDOWN || error == ENETUNREACH || error == ENODEV ||
		     error == EHOSTUNREACH;

	c->writes += error == 0;
	if (stood && (error == EEXIST || (error && !c->in_force)))
		batch_object(&part->surplus, &c->core->links, CHANGE_DELETE, stood, NULL);
	if (!error || error == ESRCH || error == ENOENT || error == EEXIST)
		return;
	c->refused |= !waits;
	c->waits |= waits;
	if (c->in_force && c->told++ < LINES_MAX)
		log_line("SYS-4-STEP", "%s: %s%s%s",
			 object_text(part->arena, &part->objects.at[part->sent + i]),
			 strerror(error), *text ? ": " : "", text);
}

static void commit(struct comparison *c, struct batch *batch, unsigned most, batch_answer answer)
{
	if (netlink_commit_some(&c->core->netlink, batch, most, answer, c) >= 0)
		return;
	log_line("SYS-3-NETLINK", "rtnetlink: %s", strerror(errno));
	c->refused = true;
}

static void part_free(struct comparison_part *part)
{
	batch_free(&part->batch);
	batch_free(&part->surplus);
	if (part->arena)
		arena_free(part->arena);
	*part = (struct comparison_part){0};
}

bool comparison_write(struct comparison *c)
{
	struct comparison_part *part = &c->part;
	unsigned before = part->batch.messages, now;
	int64_t begin = loop_now();

	if (before) {
		commit(c, &part->batch, slice_size(c->core), answered);
		now = before - part->batch.messages;
		slice_took(c->core, now, loop_now() - begin);
		part->sent += now;
		c->writes += part->surplus.messages;
		commit(c, &part->surplus, part->surplus.messages, NULL);
	}
	if (part->batch.messages)
		return true;
	part_free(part);
	return false;
}

/* ---- what the plan says of a route ---- */

static uint32_t slot_of(const struct comparison *c, const struct object *key)
{
	const struct route_object *route = &key->route;
	uint64_t hash = hash_bytes(HASH_START, &route->prefix, sizeof route->prefix);

	hash = hash_bytes(hash, &route->prefix6, sizeof route->prefix6);
	hash = hash_bytes(hash, &route->len, sizeof route->len);
	hash = hash_bytes(hash, &route->metric, sizeof route->metric);
	return (uint32_t)hash & c->mask;
}

static void note(struct comparison *c, const struct plan *plan, uint32_t i)
{
	uint32_t at = slot_of(c, plan_candidate(plan, i));

	while (c->slots[at])
		at = (at + 1) & c->mask;
	c->slots[at] = i + 1;
}

/* What is to stand by KEY; of several the first in the plan, as plan_under() has it. False when
 * nothing is. BEFORE: was it asked for already? */
static bool find_wanted(struct comparison *c, const struct object *key, struct object *wanted,
			bool *before)
{
	const struct plan *plan = c->core->run->plan;
	uint32_t first = UINT32_MAX;
	struct object object;

	*before = false;
	if (!c->state)
		return false;
	for (uint32_t at = slot_of(c, key); c->slots[at]; at = (at + 1) & c->mask) {
		uint32_t i = c->slots[at] - 1;

		if (object_compare(plan_candidate(plan, i), key))
			continue;
		*before |= c->seen[i];
		c->seen[i] = true;
		if (i < first && plan_object(part_arena(c), plan, c->state, i, &object)) {
			first = i;
			*wanted = object;
		}
	}
	return first != UINT32_MAX;
}

static bool next_route(struct comparison *c, uint32_t *i)
{
	const struct bulk *bulk = c->core->run->bulk;

	while (c->pattern < bulk->patterns.len) {
		const touched_list *objects = &bulk->patterns.at[c->pattern].objects;

		if (c->object < objects->len) {
			*i = objects->at[c->object++];
			return true;
		}
		c->pattern++;
		c->object = 0;
	}
	c->pattern = c->object = 0;
	return false;
}

/* ---- its stages ---- */

static size_t slots_size(const struct comparison *c)
{
	return ((size_t)c->mask + 1) * sizeof *c->slots;
}

void comparison_end(struct comparison *c)
{
	if (c->stage == COMPARISON_NONE)
		return;
	c->stage = COMPARISON_NONE;
	netlink_close(&c->dump);
	part_free(&c->part);
	if (c->slots)
		munmap(c->slots, slots_size(c));
	free(c->seen);
	c->slots = NULL;
	c->seen = NULL;
}

static void fail(struct comparison *c)
{
	c->refused = true;
	comparison_end(c);
}

static void index_on(struct comparison *c)
{
	int64_t begin = loop_now();
	unsigned n = 0;
	uint32_t i;

	do {
		if (!next_route(c, &i)) {
			c->stage = COMPARISON_STANDS;
			return;
		}
		note(c, c->core->run->plan, i);
	} while (!slice_over(begin, ++n));
}

/* By a socket of its own: a dump that is not read to its end would be in the way of the next. */
static bool ask(struct comparison *c)
{
	struct batch batch = {0};

	netlink_close(&c->dump);
	if (!netlink_open_silent(&c->dump))
		return false;
	routes_ask(&batch, c->v6 ? AF_INET6 : AF_INET, PROTOCOL_OURS, c->in_force ? 0 : c->table);
	return c->asked = netlink_dump_begin(&c->dump, &batch);
}

/* The kernel holds several routes of one key when somebody appended one: whichever is not ours
 * goes.
 */
static void compare_route(struct comparison *c, const struct object *stands)
{
	struct object wanted, *stood;
	bool before;

	if (!find_wanted(c, stands, &wanted, &before)) {
		put(c, CHANGE_DELETE, stands, NULL);
		return;
	}
	if (object_equal(stands, &wanted))
		return;
	if (before || (!c->in_force && route_must_wait(c->core, &wanted))) {
		put(c, CHANGE_DELETE, stands, NULL);
		return;
	}
	stood = arena_new_object(part_arena(c), struct object);
	*stood = *stands;
	put(c, CHANGE_REPLACE, &wanted, stood);
}

/* Beside the table in force only those are looked at that nothing of the plan is in. */
static bool is_looked_at(const struct comparison *c, uint32_t table)
{
	if (table == c->table)
		return true;
	if (!c->in_force || !twins_from_kernel(c->core, table))
		return false;
	VEC_FOREACH (other, &c->core->run->bulk->tables)
		if (*other == table)
			return false;
	return true;
}

static void compare(void *context, const struct nlmsghdr *message)
{
	struct comparison *c = context;
	const struct rtmsg *info = mnl_nlmsg_get_payload(message);
	uint32_t table = route_table(message);
	struct route_news news;

	if (info->rtm_protocol != PROTOCOL_OURS || !is_looked_at(c, table) ||
	    !route_heard(part_arena(c), &c->core->links, message, &news))
		return;
	news.object.route.table = table == c->table ? TABLE_ROUTER : table;
	compare_route(c, &news.object);
}

/* What is told while others are deleted may not be all. A kernel whose mind is another is asked so
 * often, and then left. */
static void look_again(struct comparison *c)
{
	if (++c->passes >= PASSES) {
		c->stubborn = true;
		fail(c);
		return;
	}
	c->v6 = c->altered = false;
	if (c->seen)
		memset(c->seen, 0, c->n_seen);
}

static void told(struct comparison *c)
{
	c->asked = false;
	if (!c->v6 && c->more < 0)
		fail(c);
	else if (!c->v6)
		c->v6 = true; /* a kernel without IPv6 has none of its routes */
	else if (c->altered && !c->in_force)
		look_again(c);
	else
		c->stage = COMPARISON_ADD;
}

static void stands_on(struct comparison *c)
{
	if (!c->asked && !ask(c)) {
		fail(c);
		return;
	}
	if (!c->part.batch.messages)
		c->more = netlink_dump_more(&c->dump, compare, c);
	c->altered |= c->part.batch.messages > 0;
	if (!comparison_write(c) && c->more <= 0)
		told(c);
}

static void add_on(struct comparison *c)
{
	bool more = c->state, before;
	int64_t begin = loop_now();
	struct object wanted;
	unsigned n = 0;
	uint32_t i;

	while (more && c->part.batch.messages < slice_size(c->core) && !slice_over(begin, ++n)) {
		more = next_route(c, &i);
		if (more && !c->seen[i] &&
		    find_wanted(c, plan_candidate(c->core->run->plan, i), &wanted, &before))
			put(c, CHANGE_ADD, &wanted, NULL);
	}
	comparison_write(c);
	if (more)
		return;
	c->whole = true;
	comparison_end(c);
}

bool comparison_on(struct comparison *c)
{
	if (c->stage == COMPARISON_INDEX)
		index_on(c);
	else if (c->stage == COMPARISON_STANDS)
		stands_on(c);
	else
		add_on(c);
	return c->stage != COMPARISON_NONE;
}

/* Half of the slots stay free. */
static uint32_t slots_for(const struct bulk *bulk)
{
	uint32_t n = 0, slots = 2;

	VEC_FOREACH (pattern, &bulk->patterns)
		n += pattern->objects.len;
	while (slots < 2 * n)
		slots *= 2;
	return slots;
}

/* Megabytes, which the kernel clears as they are come upon, slice by slice. */
static uint32_t *slots_new(size_t size)
{
	void *at = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	if (at == MAP_FAILED)
		abort();
	return at;
}

void comparison_begin(struct comparison *c)
{
	const struct run *run = c->core->run;

	c->dump = (struct netlink){.requests = -1, .events = -1};
	c->stage = c->state ? COMPARISON_INDEX : COMPARISON_STANDS;
	if (!c->state)
		return;
	c->mask = slots_for(run->bulk) - 1;
	c->slots = slots_new(slots_size(c));
	c->n_seen = run->plan->items.len + run->plan->choices.len;
	c->seen = calloc(c->n_seen, sizeof *c->seen);
	if (!c->seen)
		abort();
}
