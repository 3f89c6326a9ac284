/* What the core would do to the kernel, as the commands of ip and sysctl that would come to it. */
#include <stdio.h>
#include <stdlib.h>

#include "agent.h"
#include "backends/backend.h"

char *change_text(const struct change *change)
{
	static const char *const names[] = {"sysctl", "iproute2"};
	struct out_files files = {0};
	char *text = NULL;
	size_t len;
	FILE *to = open_memstream(&text, &len);

	if (!to)
		abort();
	if (change->steps.len)
		for (size_t i = 0; i < sizeof names / sizeof *names; i++)
			backend_find(names[i])->emit(change, &(struct emit_options){0}, &files);
	for (size_t i = 0; i < files.len; i++)
		if (files.at[i].out.len)
			fprintf(to, "--- %s\n%s", files.at[i].path, files.at[i].out.text);
	fclose(to);
	out_files_free(&files);
	return text;
}
