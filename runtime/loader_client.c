/*
 * The configuration of a client: the core has passed on what it sent without reading it, so that
 * nothing of it is to be trusted.
 */
#include <errno.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "agent_server.h"

/* A text, which the request holds, or a file that was passed with it. */
struct sent {
	char *at; /* NULL: there is none */
	size_t len;
	bool sealed; /* it is a file's */
};

static char *failure(const char *what, const char *why)
{
	char *text;

	if (asprintf(&text, "the text of '%s' %s", what, why) < 0)
		abort();
	return text;
}

static char *take_passed(const struct server *server, const char *what, const json_t *number,
			 struct sent *sent)
{
	json_int_t i = json_is_integer(number) ? json_integer_value(number) : -1;

	if (i < 0 || (size_t)i >= server->passed.n)
		return failure(what, "is a file that was not passed");
	sent->at = sealed_map(server->passed.fd[i], &sent->len);
	if (!sent->at)
		return failure(what, strerror(errno));
	sent->sealed = true;
	return is_text(sent->at, sent->len) ? NULL : failure(what, "is no UTF-8, or holds NULs");
}

/* What REQUEST has as WHAT. Why it cannot be had, to be freed, or NULL. */
static char *take(struct server *server, const json_t *request, const char *what, struct sent *sent)
{
	const json_t *value = json_object_get(request, what);

	*sent = (struct sent){0};
	if (json_is_object(value))
		return take_passed(server, what, json_object_get(value, "fd"), sent);
	sent->at = json_long_take(&server->longs, value, &sent->len);
	return NULL;
}

static char *take_config(struct server *server, const json_t *request, struct input *input)
{
	struct sent sent;
	char *why = take(server, request, "config", &sent);

	input->text = sent.at;
	input->len = sent.len;
	input->sealed = sent.sealed;
	if (!why && (!input->name || !input->text))
		return strdup("the request is incomplete");
	return why;
}

/* A site file is short: it is on the heap in any case. */
static char *take_site(struct server *server, const json_t *request, struct input *input)
{
	struct sent sent;
	char *why = take(server, request, "site", &sent);

	input->site = sent.at && !sent.sealed ? sent.at : strndup(sent.at ? sent.at : "", sent.len);
	input->site_len = sent.len;
	if (sent.sealed)
		sealed_unmap(sent.at, sent.len);
	return why;
}

char *clients_input(struct server *server, const struct json_t *request, struct input *input)
{
	size_t len;
	char *why;

	*input = (struct input){
		.name = json_long_take(&server->longs, json_object_get(request, "name"), &len),
		.site_name =
			json_long_take(&server->longs, json_object_get(request, "site_name"), &len),
		.exact = json_is_true(json_object_get(request, "exact"))};
	if (server->passed.lost || server->passed.n != server->announced)
		why = strdup("a file was lost on its way to the loader");
	else
		why = take_config(server, request, input);
	return why ? why : take_site(server, request, input);
}
