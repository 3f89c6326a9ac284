/* Fuzz target: any bytes as a configuration, read into the router model and printed back. */
#include "grammar/reader.h"
#include "whole.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

/* To text, and to nowhere: only the way there matters. */
static void print(const struct router *router)
{
	char *printed = NULL;
	size_t len = 0;
	FILE *to = open_memstream(&printed, &len);

	if (!to)
		abort();
	router_print(router, to);
	fclose(to);
	free(printed);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	char *text = whole_text(data, len);
	struct arena *arena = arena_new();
	struct names *names = names_new(arena);
	struct source source;
	struct diags diags;

	diags_init(&diags, arena);
	if (source_from_text(&source, "fuzz", text, len, &diags)) {
		struct router *router = router_new(arena, names, &source, &diags);

		ios_read(router);
		print(router);
		source_close(&source);
	}
	names_free(names);
	arena_free(arena);
	free(text);
	return 0;
}
