/*
 * What a client may ask for, and who may. What may be large, a configuration, is not parsed here
 * but goes to the loader as it came.
 *
 *   {"do":"exec","command":"show track"}
 *   {"do":"apply","name":N,"config":TEXT,"site_name":N,"site":TEXT,"confirm":SECONDS}
 *   {"do":"diff", …}: the same, and nothing is changed
 *       In the place of a TEXT, root may say {"fd":I}, which is the Ith of the files that it passes
 *       with that line (SCM_RIGHTS): sealed memory, which only the loader reads.
 *   {"do":"confirm"}, {"do":"rollback","number":N,"confirm":SECONDS}
 *       -> {"ok":true,"text":…} or {"ok":false,"error":…}, of apply with "diagnostics", and with
 *          "configuration":true when the configuration is to blame
 */
#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "control.h"

enum { DEPTH = 4 };
#define LOOK_PAUSE (5 * SECOND) /* between what the group asks of the loader */

static const char only_root[] = "only root may change something";

/* The loader knows what it is, and refuses what CLIENT may not. One of the group does not keep it
 * busy: what fails over waits there as well. */
static bool may_send(struct client *client)
{
	struct control *control = client->core->control;
	int64_t now = loop_now();

	if (!client->core->loader)
		client_refuse(client, "the loader is gone; another one is started soon");
	else if (!client_is_root(client) && control->looked && now - control->looked < LOOK_PAUSE)
		client_refuse(client,
			      "something has just been compared or counted; try again later");
	else {
		if (!client_is_root(client))
			control->looked = now;
		return true;
	}
	return false;
}

static void sent(struct client *client, bool taken)
{
	if (taken)
		client_wait(client);
	else
		client_refuse(client, "another configuration is just being applied");
}

static bool names_file(const json_t *request, const char *what)
{
	return json_is_object(json_object_get(request, what));
}

static void do_configuration(struct client *client, const json_t *request, const char *line,
			     size_t len)
{
	struct passed passed = {0};

	if (names_file(request, "config") || names_file(request, "site")) {
		passed = client->passed;
		client->passed = (struct passed){0};
	}
	if (may_send(client))
		sent(client, apply_client(client->core, client, line, len, &passed));
	passed_close(&passed);
}

static void do_rollback(struct client *client, const json_t *request, const char *line, size_t len)
{
	struct rollback rollback = {
		.number = (uint32_t)json_integer_value(json_object_get(request, "number")),
		.confirm = json_integer_value(json_object_get(request, "confirm")),
		.login = json_string_value(json_object_get(request, "login"))};

	(void)line;
	(void)len;
	sent(client, apply_back(client->core, client, &rollback));
}

static void do_confirm(struct client *client, const json_t *request, const char *line, size_t len)
{
	(void)request;
	(void)line;
	(void)len;
	if (confirm_by(client->core, client))
		client_wait(client);
	else
		client_refuse(client, "the loader is gone or busy");
}

static void do_lists(struct client *client, struct lists_wanted *lists)
{
	lists->is_root = client_is_root(client);
	if (!may_send(client))
		return;
	if (lists_ask(client->core, client, lists))
		client_wait(client);
	else
		client_refuse(client, "somebody else is just asking for them");
}

static void do_exec(struct client *client, const json_t *request, const char *line, size_t len)
{
	const char *command = json_string_value(json_object_get(request, "command"));
	struct lists_wanted lists;
	char *text = NULL;
	bool ok;

	(void)line;
	(void)len;
	if (!command) {
		client_refuse(client, "no command");
		return;
	}
	if (show_wants_lists(command, &lists)) {
		do_lists(client, &lists);
		return;
	}
	ok = show_command(client->core, command, client_is_root(client), &text);
	client_answer(client->core, client,
		      json_pack("{s:b,s:s}", "ok", (int)ok, ok ? "text" : "error", text));
	free(text);
}

static const struct request {
	const char *what;
	bool roots; /* it changes something */
	void (*serve)(struct client *client, const json_t *request, const char *line, size_t len);
} requests[] = {
	{"apply", true, do_configuration}, {"diff", false, do_configuration},
	{"rollback", true, do_rollback},   {"confirm", true, do_confirm},
	{"exec", false, do_exec},
};

static const struct request *find(const json_t *json)
{
	const char *what = json_string_value(json_object_get(json, "do"));

	for (size_t i = 0; what && i < sizeof requests / sizeof *requests; i++)
		if (!strcmp(requests[i].what, what))
			return &requests[i];
	return NULL;
}

/* Does a value stand within so many others that only mischief can be meant? */
static bool is_deep(const char *line, size_t len)
{
	bool quoted = false;
	int depth = 0;

	for (size_t i = 0; i < len; i++) {
		if (quoted && line[i] == '\\')
			i++;
		else if (line[i] == '"')
			quoted = !quoted;
		else if (!quoted && (line[i] == '{' || line[i] == '['))
			depth++;
		else if (!quoted && (line[i] == '}' || line[i] == ']'))
			depth--;
		if (depth > DEPTH)
			return true;
	}
	return false;
}

void serve_line(struct client *client, const char *line, size_t len)
{
	json_t *json =
		is_deep(line, len) ? NULL : json_loadb(line, len, JSON_REJECT_DUPLICATES, NULL);
	const struct request *request = find(json);

	if (!json)
		client_refuse(client, "malformed request");
	else if (!request)
		client_refuse(client, "unknown request");
	else if (request->roots && !client_is_root(client))
		client_refuse(client, only_root);
	else
		request->serve(client, json, line, len);
	json_decref(json);
}

void serve_large(struct client *client)
{
	int fd = client->large;

	client->large = -1;
	if (may_send(client))
		sent(client, apply_client_file(client->core, client, fd, client->large_len));
	else
		close(fd);
}
