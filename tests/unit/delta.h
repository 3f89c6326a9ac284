/* Configurations and what the kernel makes of the change of one into the other: for the tests of
 * deltas. */
#ifndef TESTS_DELTA_H
#define TESTS_DELTA_H

#include "sample.h"

#include "compiler/compiler.h"
#include "compiler/plan_rows.h"

struct side {
	struct compilation c;
	const struct target *target, *spread; /* of elements one by one */
	const struct change *whole;
	const char *name;
};

__attribute__((unused)) static bool side_open(struct side *side, const char *name)
{
	struct compile_options options = {.config = name};

	*side = (struct side){.name = name};
	if (!compile(&side->c, &options, STAGE_LOWER) || !side->c.plan)
		return false;
	side->target =
		plan_under(side->c.arena, side->c.plan, state_default(side->c.arena, side->c.plan));
	side->spread = target_spread(side->c.arena, side->target);
	side->whole = change_from_empty(side->c.arena, side->c.plan, side->target);
	return true;
}

__attribute__((unused)) static void load(const struct change *change, const char *what)
{
	write_file("commands", emit("nft", change, "nftables.nft"));
	cr_assert(sh("nft -f commands") == 0, "%s does not load", what);
}

/* Whether elements are rows or objects of their own, the same commands come of them. */
__attribute__((unused)) static void expect_as_spread(const struct side *old, const struct side *new)
{
	struct arena *arena = arena_new();
	struct change *rows =
		change_of_table(arena, old->c.plan, old->target, new->c.plan, new->target);
	struct change *objects =
		change_of_table(arena, old->c.plan, old->spread, new->c.plan, new->spread);

	write_file("rows", emit("nft", rows, "nftables.nft"));
	write_file("objects", emit("nft", objects, "nftables.nft"));
	/* of the sets that are new, rows come behind all else */
	cr_assert(sh("LC_ALL=C sort rows >rows.sorted && LC_ALL=C sort objects | diff - "
		     "rows.sorted") == 0,
		  "from %s to %s", old->name, new->name);
	arena_free(arena);
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
	"{ gsub(/elements = [{]|[\t}]/, \"\"); n = split($0, part, \",\")\n"
	"  for (i = 1; i <= n; i++) { gsub(/^ +| +$/, \"\", part[i])\n"
	"    if (part[i] != \"\") print name, part[i] } }\n";

/* What stands, to FILE; elements in the order in which they are listed, to FILE.listed. */
__attribute__((unused)) static void list(const char *file)
{
	write_file("list.awk", list_awk);
	cr_assert(sh("nft -n list tables | grep -q inet && family=inet || family=ip; "
		     "nft -n list table $family causeway >%s.nft",
		     file) == 0);
	cr_assert(sh("awk -f list.awk %s.nft >%s.listed && LC_ALL=C sort %s.listed >%s", file, file,
		     file, file) == 0);
}

#endif
