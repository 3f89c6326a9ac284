/* What lower_map.c and lower_class_map.c know of each other. */
#ifndef COMPILER_LOWER_CLASS_MAP_H
#define COMPILER_LOWER_CLASS_MAP_H

#include "lower_map.h"

/* The chain of MAP with the maps that it asks; false, and nothing is made, when rules do as well.
 */
bool lower_map_classes(struct lowering *lo, const struct route_map *map,
		       const struct lower_map_use *use);

/* ---- lower_map.c ---- */

/* Does CLAUSE take packets of this use? */
bool lower_map_asks(const struct route_map_clause *clause, const struct lower_map_use *use);
/* The chains of its lists, before the chain of the map. */
void lower_map_lists(struct lowering *lo, const struct route_map_clause *clause,
		     const struct lower_map_use *use);
/* Its rules. */
void lower_map_clause(struct lowering *lo, struct chain_object *chain,
		      const struct route_map_clause *clause, const struct lower_map_use *use);

#endif
