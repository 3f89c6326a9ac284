/* A part of resolve.c. */
#ifndef COMPILER_RESOLVE_ACL_H
#define COMPILER_RESOLVE_ACL_H

#include "symbols.h"

/* What entries of access lists refer to, once it is known which lists filter. */
void resolve_acls(struct resolver *r);

#endif
