/*
 * The commands of a change between two real configurations, loaded into what the one makes, come to
 * what the other makes: for each case and the one after it, forth and back.
 */
#include "sample.h"

#include <glob.h>

#include "compiler/compiler.h"

struct side {
	struct compilation c;
	const struct target *target;
	const struct change *whole;
	const char *name;
};

static bool side_open(struct side *side, const char *name)
{
	struct compile_options options = {.config = name};

	*side = (struct side){.name = name};
	if (!compile(&side->c, &options, STAGE_LOWER) || !side->c.plan)
		return false;
	side->target =
		plan_under(side->c.arena, side->c.plan, state_default(side->c.arena, side->c.plan));
	side->whole = change_from_empty(side->c.arena, side->c.plan, side->target);
	return true;
}

static void load(const struct change *change, const char *what)
{
	write_file("commands", emit("nft", change, "nftables.nft"));
	cr_assert(sh("nft -f commands") == 0, "%s does not load", what);
}

/*
 * Rules in order; chains, sets and elements in any, as the kernel lists them as they came. Comments
 * are aside: where an object comes from is no part of it.
 */
static const char list_awk[] =
	"{ gsub(/ comment \"[^\"]*\"/, \"\"); gsub(/ packets [0-9]+ bytes [0-9]+/, \"\") }\n"
	"/^\t?[}]?$/ { next }\n"
	"/^\t(chain|set|map) / { kind = $1; name = $2; n = 0 }\n"
	"kind == \"chain\" { print name, ++n, $0; next }\n"
	"{ gsub(/elements = [{]|[ \t}]/, \"\"); n = split($0, part, \",\")\n"
	"  for (i = 1; i <= n; i++) if (part[i] != \"\") print name, part[i] }\n";

static void list(const char *file)
{
	write_file("list.awk", list_awk);
	cr_assert(sh("nft list table inet causeway | awk -f list.awk | sort > %s", file) == 0);
}

static void lead(const struct side *old, const struct side *new)
{
	struct arena *arena = arena_new();
	struct change *change = change_between(arena, old->target, new->target);

	change->plan = new->c.plan;
	load(new->whole, new->name);
	list("want");
	load(old->whole, old->name);
	load(change, new->name);
	list("got");
	cr_assert(sh("diff want got") == 0, "from %s to %s", old->name, new->name);
	arena_free(arena);
}

Test(delta, leads_from_case_to_case, .timeout = 120)
{
	struct side sides[2];
	glob_t found;
	char root[256];
	size_t have = 0, pairs = 0;

	cr_assert(getcwd(root, sizeof root) != NULL);
	cr_assert(glob("tests/cases/[!c]*/gw.cfg", 0, NULL, &found) == 0);
	char **paths = calloc(found.gl_pathc, sizeof *paths);

	for (size_t i = 0; i < found.gl_pathc; i++)
		cr_assert(asprintf(&paths[i], "%s/%s", root, found.gl_pathv[i]) > 0);
	work_apart();
	enter_namespace();
	for (size_t i = 0; i < found.gl_pathc; i++) {
		if (!side_open(&sides[have], paths[i])) {
			compilation_free(&sides[have].c);
			continue;
		}
		if (have == 0) {
			have = 1;
			continue;
		}
		lead(&sides[0], &sides[1]);
		lead(&sides[1], &sides[0]);
		compilation_free(&sides[0].c);
		sides[0] = sides[1];
		pairs++;
	}
	cr_assert(pairs > 20);
	work_done();
}
