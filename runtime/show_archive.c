/* show archive: the generations that stand in the store. */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

#include "agent.h"
#include "agent_store.h"

static const char *text_of(const json_t *manifest, const char *key)
{
	const char *text = json_string_value(json_object_get(manifest, key));

	return text ? text : "";
}

void show_archive(struct core *core, FILE *out, unsigned n)
{
	const char *dir = core->options.state_dir;
	size_t count;
	uint32_t *numbers = store_numbers(dir, &count);
	int64_t left = core->confirm_until - clock_boottime();
	char age[32];

	(void)n;
	fprintf(out,
		"The maximum archive configurations allowed is %d.\n"
		"  Generation  Before  Applied                  Configuration\n",
		STORE_KEPT);
	for (size_t i = 0; i < count; i++) {
		json_t *manifest = store_manifest(dir, numbers[i]);

		fprintf(out, "%c %10u  %6u  %-23s  %s%s\n",
			numbers[i] == core->generation ? '*' : ' ', numbers[i],
			(unsigned)json_integer_value(json_object_get(manifest, "before")),
			text_of(manifest, "when"), text_of(manifest, "name"),
			manifest ? "" : "(broken)");
		json_decref(manifest);
	}
	free(numbers);
	if (core->confirm_until)
		fprintf(out, "Generation %u is rolled back in %s unless it is confirmed.\n",
			core->generation, show_age(age, sizeof age, left > 0 ? left : 0));
}
