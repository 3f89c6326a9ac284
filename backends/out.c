/*
 * The text that backends write, and the files it stands in. Growing buffers outside any arena: the
 * agent emits for months. Files are kept in order of their paths, so that what is made of them
 * needs no sorting.
 */
#include "backend.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void *grown(void *old, size_t count, size_t size)
{
	void *new = reallocarray(old, count, size);

	if (!new) {
		fputs("causeway: out of memory\n", stderr);
		exit(2);
	}
	return new;
}

static void out_room(struct out *out, size_t more)
{
	if (out->cap - out->len > more)
		return;
	out->cap = (out->len + more) * 2 + 64;
	out->text = grown(out->text, out->cap, 1);
}

void out_bytes(struct out *out, const char *s, size_t len)
{
	out_room(out, len);
	memcpy(out->text + out->len, s, len);
	out->len += len;
	out->text[out->len] = '\0';
}

void out_text(struct out *out, const char *s)
{
	out_bytes(out, s, strlen(s));
}

void out_printf(struct out *out, const char *format, ...)
{
	va_list ap;

	va_start(ap, format);
	int len = vsnprintf(NULL, 0, format, ap);
	va_end(ap);
	if (len < 0)
		return;
	out_room(out, (size_t)len);
	va_start(ap, format);
	vsnprintf(out->text + out->len, (size_t)len + 1, format, ap);
	va_end(ap);
	out->len += (size_t)len;
}

void out_free(struct out *out)
{
	free(out->text);
	*out = (struct out){0};
}

/* Where PATH stands, or belongs. */
static size_t out_files_place(const struct out_files *files, const char *path, bool *found)
{
	size_t low = 0, high = files->len;

	*found = false;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = strcmp(files->at[middle].path, path);

		if (order == 0) {
			*found = true;
			return middle;
		}
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

struct out *out_file(struct out_files *files, const char *path)
{
	bool found;
	size_t i = out_files_place(files, path, &found);

	if (found)
		return &files->at[i].out;
	if (files->len == files->cap) {
		files->cap = files->cap * 2 + 16;
		files->at = grown(files->at, files->cap, sizeof *files->at);
	}
	memmove(files->at + i + 1, files->at + i, (files->len - i) * sizeof *files->at);
	files->len++;
	size_t size = strlen(path) + 1;
	files->at[i] = (struct out_file){.path = memcpy(grown(NULL, size, 1), path, size)};
	return &files->at[i].out;
}

const struct out_file *out_file_find(const struct out_files *files, const char *path)
{
	bool found;
	size_t i = out_files_place(files, path, &found);

	return found ? &files->at[i] : NULL;
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
	*files = (struct out_files){0};
}
