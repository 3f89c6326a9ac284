/* Fuzz target: any bytes as a site file. */
#include "whole.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	char *text = whole_text(data, len);
	struct arena *arena = arena_new();
	struct diags diags;

	diags_init(&diags, arena);
	site_free(site_parse(arena, "fuzz", text, len, &diags));
	arena_free(arena);
	free(text);
	return 0;
}
