/* Between the files of the resolve pass. */
#ifndef COMPILER_RESOLVE_POOL_H
#define COMPILER_RESOLVE_POOL_H

#include "grammar/ir.h"

/* Which pools are shared by their hosts, once rules know their pools. */
void resolve_pools(struct arena *arena, struct nat *nat);

#endif
