/* Text as HTML and XML take it: see markup.h. */
#include "markup.h"

void markup_put(FILE *to, const char *text, size_t len)
{
	for (size_t i = 0; i < len; i++)
		switch (text[i]) {
		case '<':
			fputs("&lt;", to);
			break;
		case '>':
			fputs("&gt;", to);
			break;
		case '&':
			fputs("&amp;", to);
			break;
		case '"':
			fputs("&quot;", to);
			break;
		default:
			if ((unsigned char)text[i] >= ' ')
				putc(text[i], to);
		}
}
