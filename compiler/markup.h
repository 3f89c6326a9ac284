/* The one way of text into HTML and XML. */
#ifndef COMPILER_MARKUP_H
#define COMPILER_MARKUP_H

#include <stdio.h>

/* LEN bytes of TEXT as text or the value of an attribute; control characters are left out. */
void markup_put(FILE *to, const char *text, size_t len);

#endif
