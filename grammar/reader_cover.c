/*
 * Lines that are not translated and say nothing themselves, since mostly the warning of another
 * line covers them: what a routing protocol is told under an interface, say. Where no block does,
 * the first line of each command is reported, with the number of those like it.
 */
#include <string.h>

#include "ios.h"

struct cover {
	int command[COMMAND_WORDS];
	struct diag *diag;
	uint32_t more;
};

static struct cover *cover_find(struct ios_reader *cx, const int *command)
{
	VEC_FOREACH (cover, &cx->covers)
		if (!memcmp(cover->command, command, sizeof cover->command))
			return cover;
	return NULL;
}

/* The words of COMMAND, or the line itself where it begins with none. */
static const char *command_text(struct ios_reader *cx, const int *command)
{
	const char *text = "";

	for (int i = 0; i < COMMAND_WORDS && command[i]; i++)
		text = arena_printf(cx->router->arena, "%s%s%s", text, i ? " " : "",
				    token_name(command[i]));
	return *text ? text : router_words(cx->router, cx->line);
}

struct diag *cover_report(struct ios_reader *cx)
{
	int command[COMMAND_WORDS];
	struct cover *cover;

	parser_command(cx, command);
	cover = cover_find(cx, command);
	if (cover) {
		cover->more++;
		return cover->diag;
	}
	cover = vec_add(cx->router->arena, &cx->covers);
	memcpy(cover->command, command, sizeof cover->command);
	cover->diag = diag_at(cx->router->diags, DIAG_NOT_TRANSLATED, cx->line,
			      "'%s' is not translated", command_text(cx, command));
	return cover->diag;
}

void cover_close(struct ios_reader *cx)
{
	VEC_FOREACH (cover, &cx->covers)
		if (cover->diag && cover->more)
			cover->diag->message = arena_printf(
				cx->router->arena, "%s, here and on %u more line%s",
				cover->diag->message, cover->more, cover->more == 1 ? "" : "s");
}
