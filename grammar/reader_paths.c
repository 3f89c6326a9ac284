/*
 * What the parser has been asked before. Its state is a function of the tokens pushed since the
 * line began, whatever their values, and the lines of a large configuration are alike: so each
 * sequence of tokens that has been met is a node, each answer a step from one, and the second line
 * of its kind asks the tables nothing. The memory is bounded; what does not fit is asked again.
 */
#include <string.h>

#include "ios_reader.h"

enum { SLOTS = 1 << 14, MOST = SLOTS / 4 * 3 };

struct step {
	uint64_t key; /* node and token; 0: free */
	uint32_t to; /* PATH_REFUSED, or the node behind the token */
};

struct paths {
	struct arena *arena;
	uint32_t steps, nodes;
	struct step slots[SLOTS];
	const struct program *programs[MOST + PATH_ROOT + 1]; /* of the nodes that end a line */
	bool compiled[MOST + PATH_ROOT + 1]; /* the nodes that a line which was compiled went by */
};

struct paths *paths_new(struct arena *arena)
{
	struct paths *paths = arena_new_object(arena, struct paths);

	paths->arena = arena;
	paths->nodes = PATH_ROOT;
	return paths;
}

static struct step *step_slot(struct paths *paths, uint32_t node, int kind)
{
	uint64_t key = (uint64_t)node << 16 | (uint64_t)kind;
	uint32_t i = (uint32_t)(key * 0x9E3779B97F4A7C15u >> 50);

	while (paths->slots[i].key && paths->slots[i].key != key)
		i = (i + 1) % SLOTS;
	return &paths->slots[i];
}

uint32_t path_step(struct paths *paths, uint32_t node, int kind)
{
	return step_slot(paths, node, kind)->to;
}

uint32_t path_learn(struct paths *paths, uint32_t node, int kind, bool accepted)
{
	struct step *step;

	if (node == PATH_UNKNOWN || paths->steps == MOST)
		return PATH_UNKNOWN;
	step = step_slot(paths, node, kind);
	if (!step->key)
		paths->steps++;
	step->key = (uint64_t)node << 16 | (uint64_t)kind;
	step->to = accepted ? ++paths->nodes : PATH_REFUSED;
	return step->to;
}

const struct program *path_program(const struct paths *paths, uint32_t node)
{
	return paths->programs[node];
}

void path_teach(struct paths *paths, uint32_t node, const struct program *program)
{
	paths->programs[node] = program;
}

void path_compiled(struct paths *paths, uint32_t node)
{
	paths->compiled[node] = true;
}

bool path_is_compiled(const struct paths *paths, uint32_t node)
{
	return paths->compiled[node];
}

bool paths_full(const struct paths *paths)
{
	return paths->steps == MOST;
}
