/* resolve_hop.c, for resolve.c. */
#ifndef COMPILER_RESOLVE_HOP_H
#define COMPILER_RESOLVE_HOP_H

#include "compiler.h"

/* Leave out what clauses ask of next hops and has no translation; who refers to the maps is known.
 */
void judge_hops(struct router *router);

#endif
