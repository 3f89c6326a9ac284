/* resolve_vrf.c, for resolve.c. */
#ifndef COMPILER_RESOLVE_VRF_H
#define COMPILER_RESOLVE_VRF_H

#include "compiler.h"

/* Leave out what the clauses of policy routing say of VRFs and has no translation. */
void judge_vrfs(struct router *router);

#endif
