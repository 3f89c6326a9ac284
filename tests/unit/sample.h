/*
 * Targets made by hand for the tests of the backends: builders of objects, and changes of them.
 * Everything lives in one arena that a test forgets.
 */
#ifndef TESTS_SAMPLE_H
#define TESTS_SAMPLE_H

#include <criterion/criterion.h>
#include <sched.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "backends/backend.h"

/* A test ends with its process: what it forgets is no leak. */
const char *__asan_default_options(void);
const char *__asan_default_options(void)
{
	return "detect_leaks=0";
}

struct sample {
	struct arena *arena;
	struct plan plan;
	VEC(struct object) objects;
};

__attribute__((unused)) static struct sample *sample_new(void)
{
	struct arena *arena = arena_new();
	struct sample *sample = arena_new_object(arena, struct sample);

	sample->arena = arena;
	sample->plan = (struct plan){
		.arena = arena, .source = "gw.cfg", .hostname = "gw", .mark_mask = 0xff000000};
	return sample;
}

/* Objects are to be added in the order of a target: by kind and key. */
__attribute__((unused)) static struct object *add(struct sample *sample, enum object_kind kind,
						  const char *origin)
{
	struct object *object = vec_add(sample->arena, &sample->objects);

	object->kind = (uint8_t)kind;
	object->origin = origin;
	return object;
}

__attribute__((unused)) static struct change *whole(struct sample *sample)
{
	struct change *change = arena_new_object(sample->arena, struct change);

	change->plan = &sample->plan;
	change->from_empty = true;
	VEC_FOREACH (object, &sample->objects)
		vec_push(sample->arena, &change->steps,
			 ((struct change_step){CHANGE_ADD, NULL, object}));
	return change;
}

__attribute__((unused)) static struct nft_value addr(uint32_t value, uint8_t len)
{
	return (struct nft_value){
		.type = TYPE_IPV4, .len = len, .addr = {.kind = VALUE_CONST, .addr = value}};
}

__attribute__((unused)) static struct nft_value num(enum nft_type type, uint32_t number)
{
	return (struct nft_value){.type = (uint8_t)type, .len = 32, .number = number};
}

__attribute__((unused)) static struct nft_value text(enum nft_type type, const char *name)
{
	return (struct nft_value){.type = (uint8_t)type, .len = 32, .name = name};
}

/* Emit one backend and write its files below the current folder; the named one's text. */
__attribute__((unused)) static const char *emit(const char *backend, const struct change *change,
						const char *file)
{
	static struct out_files files;

	out_files_free(&files);
	backend_find(backend)->emit(change, &(struct emit_options){0}, &files);
	const struct out_file *found = out_file_find(&files, file);

	cr_assert(found, "%s makes %s", backend, file);
	return found->out.text;
}

/* A folder of the test's own, where it works from now on. */
__attribute__((unused)) static void work_apart(void)
{
	static char dir[] = "/tmp/causeway-unit-XXXXXX";

	cr_assert(mkdtemp(dir) && chdir(dir) == 0);
}

__attribute__((unused)) static void work_done(void)
{
	char dir[256];

	cr_assert(getcwd(dir, sizeof dir) && !strncmp(dir, "/tmp/causeway-unit-", 19));
	cr_assert(chdir("/") == 0);
	char command[300];

	snprintf(command, sizeof command, "rm -rf %s", dir);
	cr_assert(system(command) == 0);
}

__attribute__((unused)) static void write_file(const char *path, const char *text_)
{
	FILE *file = fopen(path, "w");

	cr_assert(file);
	fputs(text_, file);
	fclose(file);
}

/* A network namespace of this process alone, or a skip. */
__attribute__((unused)) static void enter_namespace(void)
{
	if (unshare(CLONE_NEWNET) < 0)
		cr_skip("needs root for a network namespace");
}

/* A fixed command of a test: nothing of a configuration stands in it. */
__attribute__((unused, format(printf, 1, 2))) static int sh(const char *format, ...)
{
	char command[1024];
	va_list ap;

	va_start(ap, format);
	vsnprintf(command, sizeof command, format, ap);
	va_end(ap);
	return system(command);
}

#endif
