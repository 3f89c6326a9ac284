/*
 * The reader against damaged text: the examples' configurations cut short, with lines lost, doubled
 * and mixed, with words exchanged. Whatever comes, every line gets a class, every diagnostic has a
 * place within the text, and all can be printed. Meant to be run under the sanitizers.
 */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "grammar/reader.h"

static const char *const examples[] = {"examples/seed/gw.cfg", "examples/two-isp-site/gw.cfg"};
enum { EXAMPLES = sizeof examples / sizeof *examples, MUTATIONS = 500 };

static char *load(const char *name, size_t *len)
{
	FILE *from = fopen(name, "r");
	char *text;

	cr_assert(from, "%s: run from the top of the tree", name);
	fseek(from, 0, SEEK_END);
	*len = (size_t)ftell(from);
	rewind(from);
	text = calloc(1, *len + 1);
	cr_assert(fread(text, 1, *len, from) == *len);
	fclose(from);
	return text;
}

static uint32_t count_lines(const struct source *source)
{
	uint32_t n = 0;

	for (size_t i = 0; i < source->len; i++)
		n += source->text[i] == '\n';
	return n + (source->len && source->text[source->len - 1] != '\n');
}

/* Read a copy that ends where its memory does, so that reading on is found. */
static void survive(const char *text, size_t len)
{
	char *copy = malloc(len + 1);
	struct arena *arena = arena_new();
	struct names *names = names_new(arena);
	struct router *router;
	struct source source;
	struct diags diags;
	FILE *null = fopen("/dev/null", "w");

	memcpy(copy, text, len);
	copy[len] = '\0';
	diags_init(&diags, arena);
	if (source_from_text(&source, "hostile", copy, len, &diags)) {
		router = router_new(arena, names, &source, &diags);
		ios_read(router);
		cr_assert(router->line_class.len == count_lines(&source));
		VEC_FOREACH (diag, &diags.list)
			cr_assert(!(*diag)->located || (*diag)->at.off <= source.len);
	}
	diags_print(&diags, &source, null, true, true);
	fclose(null);
	source_close(&source);
	names_free(names);
	arena_free(arena);
	free(copy);
}

Test(hostile, cut_short_at_every_byte)
{
	for (int e = 0; e < EXAMPLES; e++) {
		size_t len;
		char *text = load(examples[e], &len);

		for (size_t cut = 0; cut <= len && cut < 4096; cut++)
			survive(text, cut);
		free(text);
	}
}

/* A line is left out, and doubled. */
Test(hostile, lines_lost_and_doubled)
{
	for (int e = 0; e < EXAMPLES; e++) {
		size_t len;
		char *text = load(examples[e], &len), *other = malloc(2 * len + 1), *next;

		for (char *line = text; *line; line = next) {
			size_t before = (size_t)(line - text), rest;

			next = strchrnul(line, '\n');
			next += *next == '\n';
			rest = len - (size_t)(next - text);
			memcpy(other, text, before);
			memcpy(other + before, next, rest);
			survive(other, before + rest);
			memcpy(other, text, (size_t)(next - text));
			memcpy(other + (next - text), line, len - before);
			survive(other, (size_t)(next - text) + len - before);
		}
		free(other);
		free(text);
	}
}

static unsigned long seed = 42;

static unsigned pick(size_t n)
{
	seed = seed * 6364136223846793005ul + 1442695040888963407ul;
	return (unsigned)((seed >> 33) % n);
}

/* Where the words of TEXT stand. */
static size_t find_words(const char *text, size_t len, struct span *words)
{
	size_t n = 0;

	for (size_t i = 0; i < len;) {
		size_t start = i;

		while (i < len && !strchr(" \n", text[i]))
			i++;
		if (i > start)
			words[n++] = (struct span){(uint32_t)start, (uint32_t)(i - start)};
		else
			i++;
	}
	return n;
}

static const char *const strange[] = {
	"!",
	"no",
	"default",
	"exit",
	"end",
	"quit",
	"do",
	"^C",
	"banner motd ^C",
	"0",
	"4294967296",
	"99999999999999999999",
	"-1",
	"1.2.3",
	"256.1.1.1",
	"0.0.0.0",
	"1.2.3.4/33",
	"Null0",
	"Serial",
	"$(id)",
	"\"",
	"`id`",
	"'",
	"\\",
	"\r",
	"\t",
	"\n",
	"\n\n ",
	"\xFF\xFE",
	"\x1B[2J",
	"crypto pki certificate chain x",
	"certificate ca 01",
	"description",
	"remark",
	"ip dns view",
};

/* Words take the place of others, or give way to strange ones. */
Test(hostile, words_exchanged)
{
	for (int e = 0; e < EXAMPLES; e++) {
		size_t len, n, out;
		char *text = load(examples[e], &len), *other = malloc(64 * len + 1024);
		struct span *words = malloc((len + 1) * sizeof *words);

		n = find_words(text, len, words);
		for (int mutation = 0; mutation < MUTATIONS; mutation++) {
			size_t from = 0;

			out = 0;
			for (size_t i = 0; i < n; i++) {
				struct span word = words[i], by = words[pick(n)];
				const char *s = strange[pick(sizeof strange / sizeof *strange)];

				memcpy(other + out, text + from, word.off - from);
				out += word.off - from;
				from = word.off + word.len;
				switch (pick(40)) {
				case 0:
					memcpy(other + out, text + by.off, by.len);
					out += by.len;
					break;
				case 1:
					out = (size_t)(stpcpy(other + out, s) - other);
					break;
				case 2:
					break;
				default:
					memcpy(other + out, text + word.off, word.len);
					out += word.len;
				}
			}
			survive(other, out);
		}
		free(words);
		free(other);
		free(text);
	}
}

Test(hostile, other_ends_of_lines_and_marks)
{
	for (int e = 0; e < EXAMPLES; e++) {
		size_t len, out = 3;
		char *text = load(examples[e], &len), *other = malloc(2 * len + 4);

		memcpy(other, "\xEF\xBB\xBF", 3);
		for (size_t i = 0; i < len; i++) {
			if (text[i] == '\n')
				other[out++] = '\r';
			other[out++] = text[i] == ' ' ? '\t' : text[i];
		}
		survive(other, out);
		free(other);
		free(text);
	}
}
