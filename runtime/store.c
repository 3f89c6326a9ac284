/*
 * What stands in generations/: a folder for each, written beside, through to the disk, and renamed
 * as a whole, so that what bears a number is complete. That the disk gives back what was written is
 * not taken on trust: nothing is used whose checksum is wrong.
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "agent_journal.h"
#include "agent_log.h"
#include "agent_steps.h"
#include "agent_store.h"
#include "backends/backend.h"
#include "grammar/hash.h"

#define FOLDER "generations"
static const char manifest_name[] = "manifest.json";
static const char unfinished[] = ".new", going[] = ".gone";

/* ---- folders ---- */

static char *path_of(const char *dir, uint32_t number, const char *end)
{
	char *path;

	if (asprintf(&path, "%s/" FOLDER "/%" PRIu32 "%s", dir, number, end) < 0)
		abort();
	return path;
}

static char *folder_of(const char *dir)
{
	char *path;

	if (asprintf(&path, "%s/" FOLDER, dir) < 0)
		abort();
	return path;
}

static void remove_folder(const char *path)
{
	DIR *stream = opendir(path);

	for (struct dirent *entry; stream && (entry = readdir(stream));)
		unlinkat(dirfd(stream), entry->d_name, 0);
	if (stream)
		closedir(stream);
	rmdir(path);
}

static bool trouble(const char *what, const char *path)
{
	log_line("SYS-3-GENERATION", "cannot %s %s: %s", what, path, strerror(errno));
	return false;
}

static bool ends_with(const char *name, const char *end)
{
	size_t len = strlen(name), end_len = strlen(end);

	return len > end_len && !strcmp(name + len - end_len, end);
}

/* The number that NAME is; 0 when it is none. */
static uint32_t number_named(const char *name)
{
	uint32_t number = 0;

	for (; *name >= '0' && *name <= '9' && number < UINT32_MAX / 10; name++)
		number = 10 * number + (uint32_t)(*name - '0');
	return *name ? 0 : number;
}

/* Call EACH with every entry of generations/. */
static void each_entry(const char *dir,
		       void (*each)(void *context, const char *folder, const char *name),
		       void *context)
{
	char *folder = folder_of(dir);
	DIR *stream = opendir(folder);

	for (struct dirent *entry; stream && (entry = readdir(stream));)
		if (entry->d_name[0] != '.')
			each(context, folder, entry->d_name);
	if (stream)
		closedir(stream);
	free(folder);
}

static void remove_entry(const char *folder, const char *name)
{
	char *path;

	if (asprintf(&path, "%s/%s", folder, name) < 0)
		abort();
	remove_folder(path);
	free(path);
}

static void sweep_entry(void *context, const char *folder, const char *name)
{
	(void)context;
	if (ends_with(name, unfinished) || ends_with(name, going))
		remove_entry(folder, name);
}

bool store_open(const struct store *store)
{
	char *folder = folder_of(store->dir);
	bool ok = mkdir(folder, 0700) == 0 || errno == EEXIST || trouble("make", folder);

	free(folder);
	each_entry(store->dir, sweep_entry, NULL);
	return ok;
}

static void remove_any(void *context, const char *folder, const char *name)
{
	(void)context;
	remove_entry(folder, name);
}

void store_remove(const char *dir)
{
	char *folder = folder_of(dir);

	each_entry(dir, remove_any, NULL);
	rmdir(folder);
	free(folder);
}

struct numbers {
	uint32_t *at;
	size_t n;
};

static void note_number(void *context, const char *folder, const char *name)
{
	struct numbers *numbers = context;
	uint32_t number = number_named(name);

	(void)folder;
	if (!number)
		return;
	numbers->at = reallocarray(numbers->at, numbers->n + 1, sizeof *numbers->at);
	if (!numbers->at)
		abort();
	numbers->at[numbers->n++] = number;
}

static int by_number(const void *a, const void *b)
{
	uint32_t left = *(const uint32_t *)a, right = *(const uint32_t *)b;

	return (left > right) - (left < right);
}

uint32_t *store_numbers(const char *dir, size_t *n)
{
	struct numbers numbers = {0};

	each_entry(dir, note_number, &numbers);
	if (numbers.n)
		qsort(numbers.at, numbers.n, sizeof *numbers.at, by_number);
	*n = numbers.n;
	return numbers.at;
}

/* ---- checksums ---- */

enum { SUM_SIZE = 40 };
/* Begins the sum of a text_hash(); without it, a version before took FNV-1a. */
#define SUM_MARK "x"

static void sum_hash(char sum[SUM_SIZE], uint64_t hash, size_t len)
{
	snprintf(sum, SUM_SIZE, SUM_MARK "%016" PRIx64 "-%zx", hash, len);
}

/* Is NOTED the sum of TEXT? */
static bool sum_fits(const char *noted, const char *text, size_t len)
{
	char sum[SUM_SIZE];

	if (noted[0] == SUM_MARK[0])
		sum_hash(sum, text_hash(text, len), len);
	else
		snprintf(sum, sizeof sum, "%016" PRIx64 "-%zx", hash_bytes(HASH_START, text, len),
			 len);
	return !strcmp(sum, noted);
}

/* What is summed of a manifest: all but its own sum; to be freed. */
static char *summed_of(json_t *manifest, size_t *len)
{
	char *text;

	json_object_del(manifest, "sum");
	text = json_dumps(manifest, JSON_COMPACT | JSON_SORT_KEYS);
	if (!text)
		abort();
	*len = strlen(text);
	return text;
}

/* ---- writing ---- */

static bool write_file(const char *folder, const char *name, const char *text, size_t len)
{
	char *path;
	bool ok;
	int fd;

	if (asprintf(&path, "%s/%s", folder, name) < 0)
		abort();
	steps_next("write a generation");
	fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
	ok = fd >= 0 && write_all(fd, text, len) && fsync(fd) == 0;
	if (!ok)
		trouble("write", path);
	if (fd >= 0)
		close(fd);
	free(path);
	return ok;
}

static bool write_summed(const char *folder, json_t *sums, const struct store_file *file)
{
	char sum[SUM_SIZE];

	sum_hash(sum, file->hash ? file->hash : text_hash(file->text, file->len), file->len);
	json_object_set_new(sums, file->name, json_string(sum));
	return write_file(folder, file->name, file->text, file->len);
}

static bool write_manifest(const char *folder, const char *name, json_t *manifest)
{
	size_t len;
	char sum[SUM_SIZE], *text = summed_of(manifest, &len);
	bool ok;

	sum_hash(sum, text_hash(text, len), len);
	free(text);
	json_object_set_new(manifest, "sum", json_string(sum));
	text = json_dumps(manifest, JSON_INDENT(1) | JSON_SORT_KEYS);
	ok = text && write_file(folder, name, text, strlen(text));
	free(text);
	return ok;
}

static bool rename_through(const char *dir, const char *from, const char *to)
{
	char *folder = folder_of(dir);
	bool ok;

	steps_next("name a generation");
	ok = folder_sync(from) && rename(from, to) == 0 && folder_sync(folder);
	free(folder);
	return ok || trouble("name", to);
}

bool store_write(const struct store *store, uint32_t number, const struct input *input,
		 const struct store_file *at, size_t n, struct json_t *manifest)
{
	char *path = path_of(store->dir, number, ""),
	     *new = path_of(store->dir, number, unfinished);
	const struct store_file config = {"config", input->text, input->len, 0};
	const struct store_file site = {"site", input->site, input->site_len, 0};
	json_t *sums = json_object();
	bool ok;

	remove_folder(new);
	remove_folder(path); /* written once, but the journal never said so */
	ok = mkdir(new, 0700) == 0 || trouble("make", new);
	ok = ok && write_summed(new, sums, &config) && write_summed(new, sums, &site);
	for (size_t i = 0; i < n && ok; i++)
		ok = write_summed(new, sums, &at[i]);
	json_object_set_new(manifest, "number", json_integer(number));
	json_object_set_new(manifest, "name", json_string(input->name ? input->name : ""));
	json_object_set_new(manifest, "site_name",
			    input->site_name ? json_string(input->site_name) : json_null());
	json_object_set_new(manifest, "exact", json_boolean(input->exact));
	json_object_set_new(manifest, "sums", sums);
	ok = ok && write_manifest(new, manifest_name, manifest);
	if (!ok)
		remove_folder(new);
	json_decref(manifest);
	free(path);
	free(new);
	return ok;
}

/* What is there of an attempt before is written anew. */
static void remove_file(const char *folder, const char *name)
{
	char *path;

	if (asprintf(&path, "%s/%s", folder, name) < 0)
		abort();
	unlink(path);
	free(path);
}

static bool replace_manifest(const char *folder, json_t *manifest)
{
	char *new, *path;
	bool ok;

	if (asprintf(&new, "%s/manifest.json.new", folder) < 0 ||
	    asprintf(&path, "%s/%s", folder, manifest_name) < 0)
		abort();
	unlink(new);
	ok = write_manifest(folder, "manifest.json.new", manifest);
	steps_next("finish a generation");
	ok = ok && ((folder_sync(folder) && rename(new, path) == 0 && folder_sync(folder)) ||
		    trouble("finish", folder));
	free(path);
	free(new);
	return ok;
}

bool store_add(const struct store *store, uint32_t number, const struct store_file *at, size_t n,
	       struct json_t *more)
{
	char *path = path_of(store->dir, number, "");
	json_t *manifest = store_manifest(store->dir, number);
	bool ok = manifest != NULL;

	for (size_t i = 0; i < n && ok; i++) {
		remove_file(path, at[i].name);
		ok = write_summed(path, json_object_get(manifest, "sums"), &at[i]);
	}
	json_object_update(manifest, more);
	ok = ok && replace_manifest(path, manifest);
	json_decref(more);
	json_decref(manifest);
	free(path);
	return ok;
}

bool store_name(const struct store *store, uint32_t number)
{
	char *path = path_of(store->dir, number, ""),
	     *new = path_of(store->dir, number, unfinished);
	bool ok = rename_through(store->dir, new, path);

	if (!ok)
		remove_folder(new);
	free(path);
	free(new);
	return ok;
}

void store_drop(const struct store *store, uint32_t number)
{
	char *new = path_of(store->dir, number, unfinished);

	remove_folder(new);
	free(new);
}

/* ---- reading ---- */

/* The file NAME of FOLDER whole and with a NUL behind it, to be freed; NULL with errno. */
static char *read_file(const char *folder, const char *name, size_t *len)
{
	char *path, *text = NULL;
	struct stat stat;
	ssize_t n = -1;
	int fd;

	if (asprintf(&path, "%s/%s", folder, name) < 0)
		abort();
	fd = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
	if (fd >= 0 && fstat(fd, &stat) == 0 && (text = malloc((size_t)stat.st_size + 1)))
		n = read(fd, text, (size_t)stat.st_size);
	if (fd >= 0)
		close(fd);
	free(path);
	if (n < 0 || n != stat.st_size) {
		free(text);
		return NULL;
	}
	text[n] = '\0';
	*len = (size_t)n;
	return text;
}

/* Does MANIFEST hold what was written? */
static bool manifest_fits(json_t *manifest)
{
	json_t *sum = json_incref(json_object_get(manifest, "sum"));
	size_t len;
	char *text = json_is_string(sum) ? summed_of(manifest, &len) : NULL;
	bool fits = text && sum_fits(json_string_value(sum), text, len);

	free(text);
	json_decref(sum);
	return fits;
}

struct json_t *store_manifest(const char *dir, uint32_t number)
{
	char *folder = path_of(dir, number, ""), *text;
	json_t *json = NULL;
	size_t len;

	text = read_file(folder, manifest_name, &len);
	if (text)
		json = json_loadb(text, len, JSON_REJECT_DUPLICATES, NULL);
	free(text);
	free(folder);
	if (manifest_fits(json) && json_integer_value(json_object_get(json, "number")) == number)
		return json;
	json_decref(json);
	return NULL;
}

uint32_t store_before(const char *dir, uint32_t number)
{
	json_t *manifest = number ? store_manifest(dir, number) : NULL;
	uint32_t before = (uint32_t)json_integer_value(json_object_get(manifest, "before"));

	json_decref(manifest);
	return before;
}

/* The file NAME of generation NUMBER, if it is what the manifest says. */
static char *take(const char *folder, const json_t *manifest, const char *name, size_t *len)
{
	const char *noted =
		json_string_value(json_object_get(json_object_get(manifest, "sums"), name));
	char *text = noted ? read_file(folder, name, len) : NULL;

	if (text && sum_fits(noted, text, *len))
		return text;
	free(text);
	return NULL;
}

/* Is every file as it was written? */
static bool is_whole(const char *folder, const json_t *manifest)
{
	const char *name;
	json_t *sum;

	json_object_foreach (json_object_get(manifest, "sums"), name, sum) {
		size_t len;
		char *text = take(folder, manifest, name, &len);

		if (!text)
			return false;
		free(text);
	}
	return true;
}

static void put_aside(const char *folder, uint32_t number)
{
	char *aside;

	if (asprintf(&aside, "%s.bad", folder) < 0)
		abort();
	remove_folder(aside);
	if (rename(folder, aside) == 0)
		log_line("SYS-2-GENERATION", "generation %u is broken; kept as %s", number, aside);
	else
		log_line("SYS-2-GENERATION", "generation %u is broken or missing", number);
	free(aside);
}

bool store_read(const struct store *store, uint32_t number, struct input *input)
{
	char *folder = path_of(store->dir, number, "");
	json_t *manifest = store_manifest(store->dir, number);
	const char *name = json_string_value(json_object_get(manifest, "name"));
	const char *site_name = json_string_value(json_object_get(manifest, "site_name"));
	bool ok;

	*input = (struct input){.name = strdup(name ? name : ""),
				.site_name = site_name ? strdup(site_name) : NULL,
				.exact = json_is_true(json_object_get(manifest, "exact"))};
	ok = manifest && is_whole(folder, manifest) &&
	     (input->text = take(folder, manifest, "config", &input->len)) &&
	     (input->site = take(folder, manifest, "site", &input->site_len));
	if (!ok) {
		put_aside(folder, number);
		input_free(input);
	}
	json_decref(manifest);
	free(folder);
	return ok;
}

/* ---- keeping few ---- */

static void discard(const struct store *store, uint32_t number)
{
	char *path = path_of(store->dir, number, ""), *gone = path_of(store->dir, number, going);

	steps_next("drop a generation");
	if (rename(path, gone) == 0)
		remove_folder(gone);
	free(path);
	free(gone);
}

static int64_t size_of(const char *folder, const char *name)
{
	struct stat stat;
	char *path;
	int64_t size;

	if (asprintf(&path, "%s/%s", folder, name) < 0)
		abort();
	size = lstat(path, &stat) == 0 && S_ISREG(stat.st_mode) ? stat.st_size : 0;
	free(path);
	return size;
}

/* What generation NUMBER takes on the disk. */
static int64_t bytes_of(const struct store *store, uint32_t number)
{
	char *path = path_of(store->dir, number, "");
	DIR *stream = opendir(path);
	int64_t bytes = 0;

	for (struct dirent *entry; stream && (entry = readdir(stream));)
		bytes += size_of(path, entry->d_name);
	if (stream)
		closedir(stream);
	free(path);
	return bytes;
}

/* The newest come first, and of them those that are needed in any case. */
void store_prune(const struct store *store)
{
	uint32_t before = store_before(store->dir, store->in_force);
	size_t n, kept = 0;
	uint32_t *numbers = store_numbers(store->dir, &n);
	int64_t bytes = 0;

	for (int needed = 1; needed >= 0; needed--)
		for (size_t i = n; i-- > 0;) {
			bool wanted = numbers[i] == store->in_force || numbers[i] == before ||
				      numbers[i] == store->change ||
				      numbers[i] == store->confirm.back;

			if (wanted != needed)
				continue;
			bytes += bytes_of(store, numbers[i]);
			kept++;
			if (!needed && (kept > STORE_KEPT || bytes > STORE_BYTES))
				discard(store, numbers[i]);
		}
	free(numbers);
}
