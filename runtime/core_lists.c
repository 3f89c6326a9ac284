/* `show access-lists`: the loader knows the lists and asks nft what they counted. */
#include <jansson.h>
#include <string.h>

#include "agent.h"

bool lists_ask(struct core *core, struct client *client, const struct lists_wanted *wanted)
{
	if (core->listing || !core->loader)
		return false;
	core->listing = client;
	loader_send_json(core, json_pack("{s:s,s:I,s:s,s:s?,s:b}", "do", "lists", "serial",
					 (json_int_t)++core->listings, "family", wanted->family,
					 "name", *wanted->name ? wanted->name : NULL, "root",
					 (int)wanted->is_root));
	return true;
}

void lists_answer(struct core *core, const json_t *answer)
{
	struct client *client = core->listing;
	const char *error = json_string_value(json_object_get(answer, "error"));
	json_t *text = json_object_get(answer, "text");

	/* one who has gone may have asked */
	if (answer && json_integer_value(json_object_get(answer, "counted")) != core->listings)
		return;
	core->listing = NULL;
	if (!client)
		return;
	client_answer(core, client,
		      text ? json_pack("{s:b,s:O}", "ok", 1, "text", text)
			   : json_pack("{s:b,s:s}", "ok", 0, "error",
				       error ? error : "the loader is gone"));
}

void lists_forget_client(struct core *core, struct client *client)
{
	if (core->listing == client)
		core->listing = NULL;
}
