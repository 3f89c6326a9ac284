/*
 * What the parts of a run have in common: running programs in its nodes, letting time pass, and
 * ending early when somebody asks for it.
 */
#include "lab.h"

#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

struct lab_output lab_do(struct lab_run *run, const char *node, const char *input, int timeout_ms,
			 const char *const *argv)
{
	return lab_spawn(run, (struct spawn){.argv = argv,
					     .netns = node ? lab_netns(run, node) : NULL,
					     .dir = run->work,
					     .input = input,
					     .timeout_ms = timeout_ms});
}

struct lab_output lab_spawn(struct lab_run *run, struct spawn spawn)
{
	struct lab_output output;
	struct spawned result;

	spawn.cancel_fd = run->signals;
	spawn_run(&spawn, &result);
	output.status = result.status;
	output.ms = result.ms;
	output.text = arena_printf(run->arena, "%s", result.out ? result.out : "");
	spawned_free(&result);
	return output;
}

bool lab_ended(struct lab_run *run)
{
	struct pollfd fd = {.fd = run->signals, .events = POLLIN};

	return run->signals > 0 && poll(&fd, 1, 0) > 0;
}

bool lab_pause(struct lab_run *run, double ms)
{
	struct pollfd fd = {.fd = run->signals > 0 ? run->signals : -1, .events = POLLIN};
	double until = clock_ms() + ms, left;

	while ((left = until - clock_ms()) > 0)
		if (poll(&fd, 1, (int)left + 1) > 0)
			return false;
	return !lab_ended(run);
}

double lab_wall_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_REALTIME, &now);
	return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static const char *replace(struct arena *arena, const char *text, const char *what,
			   const char *with)
{
	const char *at;

	while ((at = strstr(text, what)) != NULL)
		text = arena_printf(arena, "%.*s%s%s", (int)(at - text), text, with,
				    at + strlen(what));
	return text;
}

const char *lab_expand(const struct lab_run *run, const char *text)
{
	text = replace(run->arena, text, "{out}", run->out);
	return replace(run->arena, text, "{here}", run->lab->here);
}

char *lab_slurp(struct arena *arena, const char *path)
{
	FILE *from = fopen(path, "rb");
	struct stat stat;
	char *text;

	if (!from)
		return NULL;
	if (fstat(fileno(from), &stat) != 0 || !S_ISREG(stat.st_mode)) {
		fclose(from);
		return NULL;
	}
	text = arena_alloc(arena, (size_t)stat.st_size + 1);
	text[fread(text, 1, (size_t)stat.st_size, from)] = '\0';
	fclose(from);
	return text;
}

bool lab_write(const char *path, const char *text)
{
	FILE *to = fopen(path, "wb");
	bool written = to && fputs(text, to) >= 0;

	if (to && fclose(to) != 0)
		written = false;
	if (!written)
		fprintf(stderr, "causeway: error: cannot write '%s'\n", path);
	return written;
}
