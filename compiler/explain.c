/* What DIAGNOSTICS.md says: the page is part of the program, and read where a section begins. */
#include "compiler.h"

#include <string.h>

static const char page[] =
#include "diagnostics.h"
	;

static const char heading[] = "\n## ";

const char *diag_explained(const char *name)
{
	const char *next = strstr(name ? name : page, heading);

	return next ? next + strlen(heading) : NULL;
}

struct explanation diag_explanation(const char *name)
{
	struct explanation found = {NULL, 0, 0};
	const char *at = NULL, *end, *paragraph;

	while ((at = diag_explained(at)))
		if (strlen(name) == strcspn(at, "\n") && !strncmp(at, name, strlen(name)))
			break;
	if (!at)
		return found;
	found.text = at + strlen(name) + 2;
	end = strstr(found.text, heading);
	found.len = end ? (size_t)(end - found.text) : strlen(found.text);
	paragraph = strstr(found.text, "\n\n");
	found.summary = paragraph ? (size_t)(paragraph - found.text) : found.len;
	return found;
}
