/* Where two texts of a configuration differ. They are compared by whole lines, and what differs is
 * little or is not looked for: nobody is to wait for it. */
#include "edit_hunks.h"

#include <string.h>

#include "grammar/search.h"

const char *hunk_line_end(const char *line, const char *end)
{
	const char *newline = memchr(line, '\n', (size_t)(end - line));

	return newline ? newline + 1 : end;
}

static bool same_line(const char *a, const char *a_end, const char *b, const char *b_end)
{
	size_t len = (size_t)(hunk_line_end(a, a_end) - a);

	return len == (size_t)(hunk_line_end(b, b_end) - b) && !memcmp(a, b, len);
}

/* Both texts go on to the start of the first line that differs; false when none does. */
static bool skip_same(struct hunk *rest)
{
	enum { BLOCK = 4096 };
	const char *a = rest->old, *b = rest->new;
	size_t most = (size_t)(rest->old_end - a), n = 0;

	if (most > (size_t)(rest->new_end - b))
		most = (size_t)(rest->new_end - b);
	while (n + BLOCK <= most && !memcmp(a + n, b + n, BLOCK))
		n += BLOCK;
	while (n < most && a[n] == b[n])
		n++;
	if (n == most && a + n == rest->old_end && b + n == rest->new_end)
		return false;
	while (n && a[n - 1] != '\n')
		n--;
	rest->old += n;
	rest->new += n;
	return true;
}

/* Where lines begin, N of them or as many as there are, and where the last one ends. */
static uint32_t find_lines(const char *from, const char *end, const char *at[HUNK_LINES_MAX + 1])
{
	uint32_t n = 0;

	for (; n < HUNK_LINES_MAX && from < end; from = hunk_line_end(from, end))
		at[n++] = from;
	at[n] = from;
	return n;
}

/* The fewest lines of both that make the next ones the same; false: they are too many. */
static bool find_hunk(const struct hunk *rest, struct hunk *hunk)
{
	const char *old[HUNK_LINES_MAX + 1], *new[HUNK_LINES_MAX + 1];
	uint32_t olds = find_lines(rest->old, rest->old_end, old);
	uint32_t news = find_lines(rest->new, rest->new_end, new);

	for (uint32_t sum = 1; sum <= olds + news; sum++)
		for (uint32_t i = sum > news ? sum - news : 0; i <= olds && i <= sum; i++)
			if (old[i] < rest->old_end && new[sum - i] < rest->new_end &&
			    same_line(old[i], rest->old_end, new[sum - i], rest->new_end)) {
				*hunk = (struct hunk){rest->old, old[i], rest->new, new[sum - i]};
				return true;
			}
	return false;
}

bool hunks_find(struct hunks *hunks, const struct source *source, const char *text, size_t len)
{
	struct hunk rest = {source->text, source->text + source->len, text, text + len};

	*hunks = (struct hunks){.source = source};
	while (skip_same(&rest)) {
		struct hunk *hunk = &hunks->at[hunks->n];

		if (hunks->n == HUNKS_MAX || rest.old == source->text || !find_hunk(&rest, hunk))
			return false;
		hunks->n++;
		rest.old = hunk->old_end;
		rest.new = hunk->new_end;
	}
	return hunks->n;
}

uint32_t hunk_count_lines(const char *text, const char *end)
{
	uint32_t n = 0;

	for (; text < end && (text = memchr(text, '\n', (size_t)(end - text))); text++)
		n++;
	return n;
}

bool hunks_read(struct arena *arena, const struct hunks *hunks, const char *opener,
		struct compilation *c, uint32_t *lines)
{
	struct compile_options options = {.config = hunks->source->name,
					  .text = opener,
					  .allow_empty = true,
					  .site_text = ""};

	*lines = 0;
	for (uint32_t i = 0; i < hunks->n; i++) {
		const struct hunk *hunk = &hunks->at[i];

		*lines += hunk_count_lines(hunk->new, hunk->new_end);
		options.text = arena_printf(arena, "%s%.*s", options.text,
					    (int)(hunk->new_end - hunk->new), hunk->new);
	}
	if (*lines > HUNK_LINES_MAX)
		return false;
	options.len = strlen(options.text);
	return compile(c, &options, STAGE_READ) && !c->diags.list.len;
}

/* ---- rows ---- */

struct row_search {
	const struct hunk_rows *rows;
	size_t off;
};

static uint32_t row_off(const struct hunk_rows *rows, uint32_t i)
{
	return ((const struct span *)((const char *)rows->at + i * rows->size))->off;
}

static bool is_behind(const void *of, uint32_t i)
{
	const struct row_search *search = of;

	return row_off(search->rows, i) >= search->off;
}

/* The number of the first row at LINE or behind it. */
static uint32_t row_from(const struct source *source, const struct hunk_rows *rows,
			 const char *line)
{
	return search_first(0, rows->n, is_behind,
			    &(struct row_search){rows, (size_t)(line - source->text)});
}

/* Has row I all of its line, which begins at START and ends at END, each of them unless NULL? */
static bool is_line(const struct source *source, const struct hunk_rows *rows, uint32_t i,
		    const char *start, const char *end)
{
	const char *line;

	if (i >= rows->n)
		return false;
	line = source->text + row_off(rows, i);
	return (!start || line == start) && (line == source->text || line[-1] == '\n') &&
	       (!end || hunk_line_end(line, source->text + source->len) == end);
}

static bool are_statements(const char *statement, const char *line, const char *end)
{
	size_t len = strlen(statement);

	for (; line < end; line = hunk_line_end(line, end))
		if ((size_t)(end - line) <= len || memcmp(line, statement, len) != 0)
			return false;
	return true;
}

bool hunk_find_rows(const struct hunks *hunks, const struct hunk *hunk,
		    const struct hunk_rows *rows, uint32_t *first, uint32_t *last)
{
	const struct source *source = hunks->source;
	bool replaces = hunk->old < hunk->old_end && hunk->new < hunk->new_end;

	*first = row_from(source, rows, hunk->old);
	*last = row_from(source, rows, hunk->old_end);
	return hunk_count_lines(hunk->old, hunk->old_end) == *last - *first &&
	       are_statements(rows->statement, hunk->old, hunk->old_end) &&
	       are_statements(rows->statement, hunk->new, hunk->new_end) &&
	       (replaces || (*first > 0 && is_line(source, rows, *first - 1, NULL, hunk->old)) ||
		is_line(source, rows, *last, hunk->old_end, NULL));
}
