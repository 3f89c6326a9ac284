/*
 * What the kernel or named has refused of the generation in force, so that it stands half way, is
 * owed to it, and tried again.
 */
#include <jansson.h>
#include <stdlib.h>

#include "agent_log.h"
#include "agent_server.h"
#include "agent_steps.h"
#include "compiler/plan_json.h"
#include "spawn.h"

enum { FIRST_TRY_MS = 500, LAST_TRY_MS = 60000 };

/* ---- nft ---- */

/* As a whole: whatever stands. Counters begin anew. */
static int bring_whole(struct server *server, const struct generation *to, char **why)
{
	int steps = nft_switch(NULL, to, why);

	if (steps >= 0)
		server->owed.nft = false;
	return steps;
}

/* The steps from what we started from were refused: maybe somebody has changed that. */
static int bring_after_all(struct server *server, const struct generation *to, char **why)
{
	log_line("SYS-4-NFT", "%s: the table is replaced as a whole", *why);
	free(*why);
	*why = NULL;
	return bring_whole(server, to, why);
}

int nft_bring(struct server *server, const struct generation *from, const struct generation *to,
	      char **why)
{
	int steps;

	if (!from || server->owed.nft) {
		steps = bring_whole(server, to, why);
	} else {
		steps = nft_switch(from, to, why);
		if (steps < 0)
			steps = bring_after_all(server, to, why);
	}
	if (bulk_left() && steps < 0)
		owe(server, &server->owed.nft);
	return steps;
}

int nft_bring_state(struct server *server, struct generation *generation, const struct state *old,
		    const json_t *request, char **why)
{
	int steps;

	state_read(generation->compilation.plan, generation->state,
		   json_object_get(request, "state"));
	if (generation == &server->current && server->next.in_nft)
		return 0; /* it is being replaced; do_reject() would come back to this state */
	if (server->owed.nft)
		return bring_whole(server, generation, why);
	steps = nft_turn(generation, old, json_is_true(json_object_get(request, "moved")), why);
	return steps < 0 ? bring_after_all(server, generation, why) : steps;
}

/* ---- what is owed ---- */

void owe(struct server *server, bool *what)
{
	struct owed *owed = &server->owed;

	if (!owed->nft && !owed->dns)
		owed->delay = FIRST_TRY_MS;
	*what = true;
	owed->due = clock_ms() + owed->delay;
}

int owed_wait(const struct server *server)
{
	double left = server->owed.due - clock_ms();

	if (!server->owed.nft && !server->owed.dns)
		return -1;
	return left > 0 ? (int)left + 1 : 0;
}

static void pay_nft(struct server *server, char **why)
{
	struct generation *generation = server->next.in_nft ? &server->next : &server->current;

	if (!generation->here || bring_whole(server, generation, why) < 0)
		return;
	log_line("SYS-5-REPAIR", "the packet filter is what it should be");
	steps_next("write down what stands in nft");
	if (generation == &server->current && !server->edited.edit)
		nft_remember(generation, server->state_dir);
}

static void pay_dns(struct server *server, char **why)
{
	struct generation *generation = server->next.in_dns ? &server->next : &server->current;

	if (generation->here &&
	    dns_bring_and_tell(server, generation, generation->stored, false, why) >= 0)
		log_line("SYS-5-REPAIR", "named has what it should have");
}

void owed_pay(struct server *server)
{
	struct owed *owed = &server->owed;
	char *why = NULL;

	if (owed_wait(server) != 0)
		return;
	if (owed->nft)
		pay_nft(server, &why);
	if (owed->dns && !why)
		pay_dns(server, &why);
	if (why)
		log_line("SYS-2-UNDO", "%s", why);
	free(why);
	owed->delay = owed->delay < LAST_TRY_MS / 2 ? 2 * owed->delay : LAST_TRY_MS;
	owed->due = clock_ms() + owed->delay;
}
