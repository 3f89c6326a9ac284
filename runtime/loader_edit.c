/*
 * An edit of a few lines of a large configuration comes into force before the whole is compiled:
 * what edit_find() is certain of, as a few elements of the table, in one transaction; or of routes,
 * which are the core's, and which it is told of (core_edit.c). Everything
 * else goes on as if it had not: the text is compiled, and whatever the plan of that wants
 * otherwise, or the edit has not said, follows with the other steps of the change; a text that has
 * errors, or that anything refuses, takes back what was done here.
 *
 * No journal tells of it. Should we die in between, the table is not as it was noted with the last
 * commit (nft_remember), and the next start brings it as a whole.
 */
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "agent_log.h"
#include "agent_server.h"
#include "agent_steps.h"

/* Is all the same but the text? */
static bool is_like(const struct input *a, const struct input *b)
{
	return a->exact == b->exact && a->site_len == b->site_len &&
	       !memcmp(a->site, b->site, a->site_len);
}

void edit_forget(struct server *server)
{
	if (server->edited.arena)
		arena_free(server->edited.arena);
	server->edited = (struct edited){0};
}

/* The core has the routes, and takes back itself what it has done to them. */
static void tell_core(struct server *server, const edit_route_list *routes)
{
	json_t *list = json_array();

	VEC_FOREACH (route, routes)
		json_array_append_new(list, json_pack("[I,i,b,I,i,b]", (json_int_t)route->at.addr,
						      (int)route->at.len, (int)route->goes,
						      (json_int_t)route->like.addr,
						      (int)route->like.len, (int)route->comes));
	send_json(server,
		  json_pack("{s:o,s:i}", "edit", list, "number", (int)server->current.number));
}

static void find(struct server *server, const struct input *input)
{
	struct edited *edited = &server->edited;

	edited->arena = arena_new();
	edited->edit =
		edit_find(edited->arena, &server->current.compilation, input->text, input->len);
	if (edited->edit && edited->edit->routes.len)
		tell_core(server, &edited->edit->routes);
	if (!edited->edit || !edited->edit->change->steps.len)
		edit_forget(server);
}

void edit_begin(struct server *server, const struct input *input)
{
	struct generation *current = &server->current;
	struct edited *edited = &server->edited;
	char *why = NULL;

	if (!current->here || server->owed.nft || !is_like(&current->input, input))
		return;
	find(server, input);
	if (!edited->edit)
		return;
	edited->steps = nft_change(edited->edit->change, &why);
	if (edited->steps >= 0) {
		edit_exchange(current->compilation.plan, edited->edit);
		return;
	}
	log_line("SYS-4-NFT", "%s: the change waits for the rest", why);
	free(why);
	edit_forget(server);
}

void edit_take_back(struct server *server, bool stands)
{
	struct generation *current = &server->current;
	const struct target *from;
	struct arena *arena;
	char *why = NULL;

	if (!server->edited.edit)
		return;
	arena = arena_new();
	from = plan_under(arena, current->compilation.plan, current->state);
	edit_exchange(current->compilation.plan, server->edited.edit);
	if (stands) {
		const struct target *to =
			plan_under(arena, current->compilation.plan, current->state);
		struct change *change = change_between(arena, from, to);

		change->plan = current->compilation.plan;
		if (nft_change(change, &why) < 0) {
			log_line("SYS-2-UNDO", "%s", why);
			owe(server, &server->owed.nft);
		}
		free(why);
	}
	arena_free(arena);
	edit_forget(server);
}
