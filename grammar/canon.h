/*
 * A configuration as canonical text: every line that was taken with its keywords in full, one blank
 * of indentation a mode. Nothing is lost: comments, lines that are not understood and bodies that
 * are not read stay as they are.
 */
#ifndef GRAMMAR_CANON_H
#define GRAMMAR_CANON_H

#include "ir.h"

enum canon_kind {
	CANON_STATEMENT, /* some rule took it */
	CANON_UNKNOWN, /* as it stands */
	CANON_COMMENT, /* with words; a bare `!` is not kept, as it is printed anew */
	CANON_BODY, /* of the statement before: below it, not read, its indentation shifted */
	CANON_VERBATIM, /* of the statement before: a banner's text, a certificate */
	CANON_GAP, /* a bare `!` or an empty line; printed nowhere */
	CANON_END /* `end` */
};

struct canon_line {
	const char *text; /* not terminated */
	uint32_t len;
	uint16_t indent; /* blanks before it; of a statement also how many modes it stands in */
	uint8_t kind, class; /* enum canon_kind, enum line_class */
	uint32_t row; /* the line of the source, from 0 */
};

enum { CANON_DEPTH = 8 };

struct canon {
	VEC(struct canon_line) lines;
	bool open; /* the last line is in a body that nothing ends: no other may follow */
	/* the modes in force at the end: of each, from 1 on, the line that opened it */
	uint32_t opener[CANON_DEPTH];
	uint8_t mode[CANON_DEPTH]; /* mode_text(); 0: global */
	int depth;
	bool left; /* the last line was `exit` or the like */
	bool staying; /* the last line belongs to no configuration: `do`, `show`, `write` */
};

/* canon.c: read the whole of ROUTER's source, as ios_read() does, into both. */
void ios_canonical(struct router *router, struct canon *canon);

/* canon_print.c: print it, in IOS's own order of statements where ORDERED. */
void canon_print(const struct canon *canon, bool ordered, FILE *to);

#endif
