/*
 * generations.json, the journal of changes. It is written through to the disk before a change does
 * the first thing that could be seen from outside, and again when the last is done: the second
 * writing is the point at which a change counts. One that is found open belongs to an agent that
 * died in the middle of it.
 */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "agent_journal.h"
#include "agent_log.h"
#include "agent_loop.h"
#include "agent_steps.h"
#include "agent_store.h"
#include "grammar/hash.h"

static const char file_name[] = "generations.json";

static json_t *hash_json(uint64_t hash)
{
	char text[HASH_TEXT_SIZE];

	return json_string(hash_text(text, hash));
}

static uint64_t hash_of(const json_t *json)
{
	return json_is_string(json) ? strtoull(json_string_value(json), NULL, 16) : 0;
}

static uint32_t number_of(const json_t *json, const char *key)
{
	return (uint32_t)json_integer_value(json_object_get(json, key));
}

/* ---- the file ---- */

static struct store_confirm confirm_of(const json_t *json)
{
	struct store_confirm confirm = {
		.back = number_of(json, "back"),
		.boottime = json_integer_value(json_object_get(json, "boottime")),
		.wall = json_integer_value(json_object_get(json, "wall")),
		.seconds = json_integer_value(json_object_get(json, "seconds"))};
	const char *boot = json_string_value(json_object_get(json, "boot"));

	snprintf(confirm.boot, sizeof confirm.boot, "%s", boot ? boot : "");
	return confirm;
}

static json_t *confirm_json(const struct store_confirm *confirm)
{
	return json_pack("{s:i,s:s,s:I,s:I,s:I}", "back", (int)confirm->back, "boot", confirm->boot,
			 "boottime", (json_int_t)confirm->boottime, "wall",
			 (json_int_t)confirm->wall, "seconds", (json_int_t)confirm->seconds);
}

bool store_load(struct store *store)
{
	bool trouble;
	json_t *json = state_file_read(store->dir, file_name, &trouble), *row;
	uint32_t *numbers;
	size_t n, i;

	*store = (struct store){.dir = store->dir,
				.in_force = number_of(json, "in_force"),
				.change = number_of(json, "change"),
				.highest = number_of(json, "highest"),
				.confirm = confirm_of(json_object_get(json, "confirm")),
				.opening = json_incref(json_object_get(json, "opening")),
				.seen = hash_of(json_object_get(json, "seen"))};
	json_array_foreach (json_object_get(json, "rejected"), i, row) {
		if (store->n_rejected < STORE_REJECTED)
			store->rejected[store->n_rejected++] = hash_of(row);
	}
	json_decref(json);
	/* a number is never given twice, even when the file is lost */
	numbers = store_numbers(store->dir, &n);
	if (n && numbers[n - 1] > store->highest)
		store->highest = numbers[n - 1];
	free(numbers);
	return !trouble;
}

bool store_save(const struct store *store)
{
	json_t *rejected = json_array(), *json;
	bool ok;

	for (unsigned i = 0; i < store->n_rejected; i++)
		json_array_append_new(rejected, hash_json(store->rejected[i]));
	json = json_pack("{s:i,s:i,s:i,s:o,s:o}", "in_force", (int)store->in_force, "change",
			 (int)store->change, "highest", (int)store->highest, "seen",
			 hash_json(store->seen), "rejected", rejected);
	if (store->confirm.back)
		json_object_set_new(json, "confirm", confirm_json(&store->confirm));
	if (store->opening)
		json_object_set(json, "opening", store->opening);
	steps_next("write the journal of changes");
	ok = state_file_write(store->dir, file_name, json);
	json_decref(json);
	return ok;
}

/* ---- what is not to come back by itself ---- */

bool store_is_rejected(const struct store *store, uint64_t input)
{
	for (unsigned i = 0; i < store->n_rejected; i++)
		if (store->rejected[i] == input)
			return true;
	return false;
}

void store_forgive(struct store *store, uint64_t input)
{
	unsigned kept = 0;

	for (unsigned i = 0; i < store->n_rejected; i++)
		if (store->rejected[i] != input)
			store->rejected[kept++] = store->rejected[i];
	store->n_rejected = kept;
}

void store_reject(struct store *store, uint64_t input)
{
	store_forgive(store, input);
	if (store->n_rejected == STORE_REJECTED)
		store->n_rejected--;
	memmove(store->rejected + 1, store->rejected, store->n_rejected * sizeof *store->rejected);
	store->rejected[0] = input;
	store->n_rejected++;
}

/* ---- deadlines ---- */

int64_t clock_boottime(void)
{
	struct timespec now;

	clock_gettime(CLOCK_BOOTTIME, &now);
	return now.tv_sec * SECOND + now.tv_nsec;
}

void boot_id(char boot[BOOT_ID_SIZE])
{
	FILE *file = fopen("/proc/sys/kernel/random/boot_id", "re");

	if (!file || !fgets(boot, BOOT_ID_SIZE, file))
		boot[0] = '\0';
	if (file)
		fclose(file);
	boot[strcspn(boot, "\n")] = '\0';
}

struct store_confirm confirm_until(uint32_t back, int64_t seconds)
{
	struct store_confirm confirm = {.back = back, .seconds = seconds};

	boot_id(confirm.boot);
	confirm.boottime = clock_boottime() + seconds * SECOND;
	confirm.wall = time(NULL) + seconds;
	return confirm;
}

struct store_confirm confirm_now(const struct store_confirm *confirm)
{
	struct store_confirm now = confirm_until(confirm->back, confirm->seconds);
	int64_t left = confirm->wall - time(NULL);

	if (!confirm->back || (*now.boot && !strcmp(now.boot, confirm->boot)))
		return *confirm;
	/* the clock may have been wrong before the boot, or be so still */
	left = left < 0 ? 0 : left > confirm->seconds ? confirm->seconds : left;
	now.boottime = clock_boottime() + left * SECOND;
	now.wall = time(NULL) + left;
	return now;
}
