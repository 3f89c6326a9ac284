/*
 * A twin of the routers' table is emptied, a few routes at a time: one that holds nobody knows
 * what, since a link was shut, or another plan is in force than it was filled for.
 */
#include <errno.h>

#include "agent.h"

enum { PASSES = 40 }; /* over one table */

struct emptying {
	struct core *core;
	struct arena *arena;
};

static void empty_route(void *context, const struct nlmsghdr *message)
{
	struct emptying *e = context;
	struct route_news news;

	if (route_heard(e->arena, &e->core->links, message, &news) &&
	    news.protocol == PROTOCOL_OURS &&
	    news.object.route.table == e->core->twins.emptied->table)
		batch_object(&e->core->twins.deletes, &e->core->links, CHANGE_DELETE, &news.object,
			     NULL);
}

/* A dump that is not read to its end would be in the way of the next. */
void twins_empty_end(struct twins *twins)
{
	if (!twins->emptied)
		return;
	twins->emptied = NULL;
	batch_free(&twins->deletes);
	netlink_close(&twins->dump);
	netlink_open_silent(&twins->dump);
}

/* Ask for the routes of one family. */
static bool empty_ask(struct twins *twins)
{
	struct batch batch = {0};

	twins->found = false;
	twins->emptied->lost = ++twins->passes > PASSES;
	if (twins->emptied->lost)
		return false;
	routes_ask(&batch, twins->v6 ? AF_INET6 : AF_INET, PROTOCOL_OURS, twins->emptied->table);
	return netlink_dump_begin(&twins->dump, &batch);
}

/* Until none is found: those that are told of while others are deleted may not be all. */
static void empty_next(struct twins *twins)
{
	if (!twins->found && twins->v6) {
		twins->emptied->clean = true;
		twins->emptied = NULL;
		return;
	}
	if (!twins->found)
		twins->v6 = true;
	if (!empty_ask(twins))
		twins_empty_end(twins);
}

/* Hear of some of what stands in a table that holds nobody knows what. */
static void empty_hear(struct core *core)
{
	struct twins *twins = &core->twins;
	struct emptying e = {.core = core, .arena = arena_new()};

	twins->more = netlink_dump_more(&twins->dump, empty_route, &e);
	twins->found |= twins->deletes.messages > 0;
	arena_free(e.arena);
}

void twins_empty_on(struct core *core)
{
	struct twins *twins = &core->twins;
	unsigned before;

	if (!twins->deletes.messages)
		empty_hear(core);
	before = twins->deletes.messages;
	if (before) /* what is refused is found again in the next pass */
		netlink_commit_some(&core->netlink, &twins->deletes, slice_size(core), NULL, NULL);
	twins->sent += before - twins->deletes.messages;
	if (twins->deletes.messages)
		return;
	batch_free(&twins->deletes);
	/* a kernel without IPv6 has none of its routes */
	if (twins->more < 0 && !twins->v6)
		twins_empty_end(twins);
	else if (twins->more <= 0)
		empty_next(twins);
}

void twins_empty(struct core *core, struct twin *twin)
{
	struct twins *twins = &core->twins;

	twins->emptied = twin;
	twins->v6 = false;
	twins->passes = 0;
	if (!empty_ask(twins))
		twins_empty_end(twins);
}
