/* What a configuration is compiled from, and how two of them are told apart. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "agent_store.h"
#include "compiler/site.h"
#include "grammar/diag.h"
#include "grammar/hash.h"
#include "grammar/source.h"
#include "sealed.h"

/* Names do not count: the same text from another file is the same configuration. */
uint64_t input_hash(struct input *input)
{
	uint64_t sizes[] = {input->len, input->site_len, input->exact};
	uint64_t hash;

	if (!input->hash) {
		hash = hash_bytes(HASH_START, sizes, sizeof sizes);
		hash = text_hash_on(hash, input->text, input->len);
		hash = text_hash_on(hash, input->site, input->site_len);
		input->hash = hash | 1; /* 0 is none */
	}
	return input->hash;
}

uint64_t input_hash_before(const struct input *input)
{
	uint64_t sizes[] = {input->len, input->site_len, input->exact};
	uint64_t hash = hash_bytes(HASH_START, sizes, sizeof sizes);

	hash = hash_bytes(hash, input->text, input->len);
	return hash_bytes(hash, input->site, input->site_len) | 1;
}

void input_free(struct input *input)
{
	free(input->name);
	if (input->sealed)
		sealed_unmap(input->text, input->len);
	else
		free(input->text);
	free(input->site_name);
	free(input->site);
	*input = (struct input){0};
}

/* The text of SOURCE where it was read to, as sealed_unmap() takes it, for INPUT; false: it does
 * not begin there. */
static bool take_map(struct source *source, struct input *input)
{
	char *text = source->map;
	size_t whole = source->len - source->len % (size_t)sysconf(_SC_PAGESIZE);

	if (!text || source->text != text)
		return false;
	whole += (size_t)sysconf(_SC_PAGESIZE);
	if (source->map_len > whole)
		munmap(text + whole, source->map_len - whole);
	source->map = NULL;
	input->text = text;
	input->sealed = true;
	return true;
}

/* As the compiler would read the file, so that the same text comes out of the store. */
static void read_config(struct input *input, const char *name)
{
	struct arena *arena = arena_new();
	struct source source;
	struct diags diags;

	diags_init(&diags, arena);
	if (source_open(&source, name, &diags)) {
		input->len = source.len;
		if (!take_map(&source, input))
			input->text = strndup(source.text, source.len);
		source_close(&source);
	}
	arena_free(arena);
}

static char *read_whole(const char *name, size_t *len)
{
	FILE *file = fopen(name, "re"), *to;
	char *text = NULL, part[65536];
	size_t n;
	bool ok;

	if (!file || !(to = open_memstream(&text, len)))
		return NULL;
	while ((n = fread(part, 1, sizeof part, file)) > 0)
		fwrite(part, 1, n, to);
	ok = !ferror(file);
	fclose(file);
	if (fclose(to) != 0)
		abort();
	if (ok && !memchr(text, '\0', *len))
		return text;
	free(text);
	return NULL;
}

/* The site file beside CONFIG, to be freed; NULL when it does not stand there. */
static char *beside(const char *config)
{
	struct arena *arena = arena_new();
	const char *name = site_file_beside(arena, config);
	char *found = NULL;

	/* reading it says why it cannot be */
	if (name && (access(name, F_OK) == 0 || errno != ENOENT))
		found = strdup(name);
	arena_free(arena);
	return found;
}

bool input_open(struct input *input, const char *config, const char *site, bool exact)
{
	*input = (struct input){.name = strdup(config), .exact = exact};
	input->site_name = site ? strdup(site) : beside(config);
	read_config(input, config);
	input->site =
		input->site_name ? read_whole(input->site_name, &input->site_len) : strdup("");
	if (input->text && input->site)
		return true;
	input_free(input);
	return false;
}
