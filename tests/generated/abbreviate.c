/*
 * Prints a configuration with every keyword cut to the shortest prefix that the parser's own tables
 * still take for it. The generated tests compile the result and want the same target.
 */
#include "grammar/reader.h"

int main(int argc, char **argv)
{
	struct arena *arena = arena_new();
	struct names *names = names_new(arena);
	struct diags diags;
	struct source source;
	int status = 2;

	diags_init(&diags, arena);
	if (argc == 2 && source_open(&source, argv[1], &diags)) {
		ios_abbreviate(router_new(arena, names, &source, &diags), stdout);
		source_close(&source);
		status = 0;
	}
	names_free(names);
	arena_free(arena);
	return status;
}
