/* Reading IOS: one line is one parse (design.md). */
#ifndef GRAMMAR_READER_H
#define GRAMMAR_READER_H

#include "ir.h"

/*
 * Read the whole of ROUTER's source into it. Reports what is wrong to its diags and goes on; a
 * source in which no line was understood although some are counted is an error. Never fails
 * otherwise.
 */
void ios_read(struct router *router);

/*
 * Write the source with every keyword cut to the shortest prefix that the parser still takes for it
 * where it stands; everything else as it is. For the generated test of abbreviations.
 */
void ios_abbreviate(struct router *router, FILE *to);

#endif
