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

/* Where the statement in the line from S to END begins: behind blanks, and behind the prompt that
 * it was typed at. */
const char *ios_statement_in(const char *s, const char *end);

/* A word that may stand at a place. */
struct help_word {
	const char *word; /* a keyword, or a class: `A.B.C.D`, `WORD`; `<cr>`: the line may end */
	const char *text; /* what is said of it; "" when nothing is */
	bool keyword;
};

/* What may stand at a place, classes first, then keywords by their spelling, then `<cr>`. */
struct help {
	VEC(struct help_word) words;
	uint8_t mode; /* that the line is read in: mode_text(), mode_prompt() */
	struct span begun; /* the word before the place, when no blank is between: it is narrowed to
			      those that fit */
	struct span refused; /* the word before BEGUN that nothing takes; then the list is empty */
	bool ambiguous; /* it is, as more than one keyword begins with it */
};

/* What may stand at the offset OFF of ROUTER's source. The model is read up to there. */
void ios_help(struct router *router, uint32_t off, struct help *help);

/* `config-if`: what the router shows in its prompt. */
const char *mode_prompt(uint8_t mode);

/*
 * Write the source with every keyword cut to the shortest prefix that the parser still takes for it
 * where it stands; everything else as it is. For the generated test of abbreviations.
 */
void ios_abbreviate(struct router *router, FILE *to);

#endif
