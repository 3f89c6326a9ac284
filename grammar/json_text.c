#include "json_text.h"

#include <stdlib.h>
#include <string.h>

json_t *text_json(const char *text)
{
	json_t *json = text ? json_string(text) : json_null();
	char *copy;

	if (json)
		return json;
	/* it is no UTF-8: what is not ASCII goes */
	copy = strdup(text);
	for (char *s = copy; s && *s; s++)
		if ((unsigned char)*s >= 0x80)
			*s = '?';
	json = json_string(copy ? copy : "");
	free(copy);
	return json;
}
