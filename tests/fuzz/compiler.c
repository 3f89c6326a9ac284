/* Fuzz target: any bytes as a configuration, through every pass to every file. */
#include "whole.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	char *text = whole_text(data, len);

	whole_compile(text, len);
	free(text);
	return 0;
}
