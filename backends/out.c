/*
 * The text that backends write, and the files it stands in. Growing buffers outside any arena: the
 * agent emits for months. Files are kept in order of their paths, so that what is made of them
 * needs no sorting.
 */
#include "spill.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "grammar/digits.h"

static void *grown(void *old, size_t count, size_t size)
{
	void *new = reallocarray(old, count, size);

	if (!new) {
		fputs("causeway: out of memory\n", stderr);
		exit(2);
	}
	return new;
}

void out_grow(struct out *out, size_t more)
{
	size_t size;

	if (spill_some(out) && out->cap - out->len > more)
		return;
	size = (out->len - out->gone + more) * 2 + 64;
	out->text =
		(char *)grown(out->gone ? out->text + out->gone : out->text, size, 1) - out->gone;
	out->cap = out->gone + size;
}

/*
 * Nearly all that is printed is made of these: %s, %u, %d, %0Nx. printf() takes twice the time of
 * everything else that a large file takes; what it alone knows, and what comes behind that, is left
 * to it.
 */
struct conversion {
	char kind; /* 's', 'u', 'd', 'x'; 0: another */
	unsigned width; /* of 'x', with zeros */
	size_t len; /* in the format */
};

/* What stands at FORMAT, which begins with '%'. */
static struct conversion conversion_at(const char *format)
{
	if (format[1] == 's' || format[1] == 'u' || format[1] == 'd' || format[1] == 'x')
		return (struct conversion){format[1], 0, 2};
	if (format[1] == '0' && format[2] > '0' && format[2] <= '8' && format[3] == 'x')
		return (struct conversion){'x', (unsigned)(format[2] - '0'), 4};
	return (struct conversion){0};
}

void out_unsigned(struct out *out, unsigned n)
{
	out_room(out, DIGITS_MAX);
	out_done(out, decimal_put(out->text + out->len, n));
}

static void out_hex(struct out *out, unsigned n, unsigned width)
{
	out_room(out, DIGITS_MAX);
	out_done(out, hex_put(out->text + out->len, n, width));
}

static void out_signed(struct out *out, int n)
{
	if (n < 0)
		out_bytes(out, "-", 1);
	out_unsigned(out, n < 0 ? -(unsigned)n : (unsigned)n);
}

static void out_formatted(struct out *out, const char *format, va_list ap)
{
	va_list again;
	int len;

	va_copy(again, ap);
	len = vsnprintf(NULL, 0, format, again);
	va_end(again);
	if (len < 0)
		return;
	out_room(out, (size_t)len);
	vsnprintf(out->text + out->len, (size_t)len + 1, format, ap);
	out->len += (size_t)len;
}

static void out_vprintf(struct out *out, const char *format, va_list ap)
{
	for (;;) {
		const char *next = strchrnul(format, '%');
		struct conversion conversion;

		out_bytes(out, format, (size_t)(next - format));
		if (!*next)
			return;
		conversion = conversion_at(next);
		if (!conversion.kind) {
			out_formatted(out, next, ap);
			return;
		}
		if (conversion.kind == 's')
			out_text(out, va_arg(ap, const char *));
		else if (conversion.kind == 'd')
			out_signed(out, va_arg(ap, int));
		else if (conversion.kind == 'u')
			out_unsigned(out, va_arg(ap, unsigned));
		else
			out_hex(out, va_arg(ap, unsigned), conversion.width);
		format = next + conversion.len;
	}
}

void out_printf(struct out *out, const char *format, ...)
{
	va_list ap;

	va_start(ap, format);
	out_vprintf(out, format, ap);
	va_end(ap);
}

bool out_says_something(const struct out *out)
{
	for (const char *line = out->text; line && *line; line = strchr(line, '\n')) {
		line += *line == '\n';
		if (*line && *line != '#' && *line != '\n')
			return true;
	}
	return false;
}

void out_free(struct out *out)
{
	free(out->gone ? out->text + out->gone : out->text);
	spill_free(out->spill);
	*out = (struct out){0};
}

static uint64_t hash_path(const char *path)
{
	uint64_t hash = 0xcbf29ce484222325;

	for (; *path; path++)
		hash = (hash ^ (unsigned char)*path) * 0x100000001b3;
	return hash;
}

/* The slot of PATH in the index: the number of its file, from 1, or 0 where it belongs. */
static size_t *files_slot(const struct out_files *files, const char *path)
{
	size_t i = (size_t)hash_path(path) & (files->slots - 1);

	while (files->slot[i] && strcmp(files->at[files->slot[i] - 1].path, path) != 0)
		i = (i + 1) & (files->slots - 1);
	return &files->slot[i];
}

static void files_index(struct out_files *files)
{
	memset(files->slot, 0, files->slots * sizeof *files->slot);
	for (size_t i = 0; i < files->len; i++)
		*files_slot(files, files->at[i].path) = i + 1;
}

static void files_room(struct out_files *files)
{
	if (files->len < files->cap)
		return;
	files->cap = files->cap * 2 + 16;
	files->at = grown(files->at, files->cap, sizeof *files->at);
	files->slots = 16;
	while (files->slots < 2 * files->cap)
		files->slots *= 2;
	files->slot = grown(files->slot, files->slots, sizeof *files->slot);
	files_index(files);
}

struct out *out_file(struct out_files *files, const char *path)
{
	size_t *slot, size = strlen(path) + 1;

	files_room(files);
	slot = files_slot(files, path);
	if (*slot == 0) {
		files->at[files->len] =
			(struct out_file){.path = memcpy(grown(NULL, size, 1), path, size)};
		if (files->spill_dir)
			files->at[files->len].out.spill = spill_new(files->spill_dir);
		*slot = ++files->len;
	}
	return &files->at[*slot - 1].out;
}

void out_file_secret(struct out_files *files, const char *path)
{
	files->at[*files_slot(files, path) - 1].secret = true;
}

const struct out_file *out_file_find(const struct out_files *files, const char *path)
{
	size_t number = files->len > 0 ? *files_slot(files, path) : 0;

	return number > 0 ? &files->at[number - 1] : NULL;
}

static int by_path(const void *a, const void *b)
{
	const struct out_file *left = a, *right = b;

	return strcmp(left->path, right->path);
}

void out_files_sort(struct out_files *files)
{
	if (files->len == 0)
		return;
	qsort(files->at, files->len, sizeof *files->at, by_path);
	files_index(files);
}

void out_files_free(struct out_files *files)
{
	for (size_t i = 0; i < files->len; i++) {
		union {
			const char *shared;
			char *own;
		} path = {.shared = files->at[i].path};

		free(path.own);
		out_free(&files->at[i].out);
	}
	free(files->at);
	free(files->slot);
	free(files->spill_dir);
	*files = (struct out_files){0};
}

bool write_all(int fd, const char *text, size_t len)
{
	while (len > 0) {
		ssize_t done = write(fd, text, len);

		if (done < 0 && errno == EINTR)
			continue;
		if (done < 0)
			return false;
		text += done;
		len -= (size_t)done;
	}
	return true;
}
