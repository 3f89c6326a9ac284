/*
 * The files of named: checked in a folder beside before they replace those in force, each replaced
 * by a rename. A zone's serial is the generation in which its text last changed; the file serials
 * in the state directory remembers both.
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "agent_journal.h"
#include "agent_loader.h"
#include "agent_steps.h"
#include "backends/emit.h"
#include "grammar/hash.h"
#include "spawn.h"

static const char *const dns_backends[] = {"named", "views", "zones"};

static char *complain(char **why, const char *what, const char *path)
{
	if (asprintf(why, "cannot %s %s: %s", what, path, strerror(errno)) < 0)
		abort();
	return NULL;
}

/* ---- rendering ---- */

static void emit(const struct change *change, const char *dir, struct out_files *files)
{
	struct emit_options options = {.named_dir = dir};

	for (size_t i = 0; i < sizeof dns_backends / sizeof *dns_backends; i++)
		backend_find(dns_backends[i])->emit(change, &options, files);
}

/* The serial for the zone at PATH whose text, serial aside, has this HASH. */
static uint32_t serial_for(json_t *serials, const char *path, uint64_t text, uint32_t fresh)
{
	json_t *row = json_object_get(serials, path);
	uint32_t last = (uint32_t)json_integer_value(json_object_get(row, "serial"));
	char name[HASH_TEXT_SIZE];

	hash_text(name, text);
	if (row && !strcmp(name, json_string_value(json_object_get(row, "text")) ?: ""))
		return last;
	last = fresh > last ? fresh : last + 1;
	json_object_set_new(serials, path,
			    json_pack("{s:s,s:I}", "text", name, "serial", (json_int_t)last));
	return last;
}

/* Give the zones of TARGET their serials. */
static void number_zones(struct target *target, const struct change *change, json_t *serials,
			 uint32_t fresh)
{
	struct out_files plain = {0};

	VEC_FOREACH (object, &target->objects)
		if (object->kind == OBJECT_DNS_ZONE)
			object->dns_zone.serial = 0;
	emit(change, NULL, &plain);
	VEC_FOREACH (object, &target->objects) {
		struct out path = {0};
		const struct out_file *file;

		if (object->kind != OBJECT_DNS_ZONE)
			continue;
		zone_path(&path, &object->dns_zone);
		file = out_file_find(&plain, path.text);
		if (file)
			object->dns_zone.serial =
				serial_for(serials, path.text,
					   text_hash(file->out.text, file->out.len), fresh);
		out_free(&path);
	}
	out_files_free(&plain);
}

void dns_files(const struct generation *generation, const char *state_dir, const char *dir,
	       uint32_t serial, struct out_files *files, struct dns_questions *questions)
{
	const struct plan *plan = generation->compilation.plan;
	struct arena *arena = arena_new();
	struct target *target = plan_under(arena, plan, generation->state);
	struct change *change = change_from_empty(arena, plan, target);
	bool trouble;
	json_t *serials = state_file_read(state_dir, "serials.json", &trouble);

	if (!serials)
		serials = json_object();
	number_zones(target, change, serials, serial);
	emit(change, dir, files);
	steps_next("write serials");
	if (files->len)
		state_file_write(state_dir, "serials.json", serials);
	json_decref(serials);
	*questions = (struct dns_questions){.arena = arena, .target = target};
}

/* Debian confines named to some folders; the state directory is none of them. */
static bool named_is_confined(void)
{
	char answer = 'N';
	int fd = open("/sys/module/apparmor/parameters/enabled", O_RDONLY | O_CLOEXEC);

	if (fd < 0)
		return false;
	if (read(fd, &answer, 1) != 1)
		answer = 'N';
	close(fd);
	return answer == 'Y';
}

char *dns_dir(const struct generation *generation, const char *state_dir)
{
	const struct site *site = generation->compilation.site;
	char *absolute = realpath(state_dir, NULL), *dir;

	if (site && site->named_dir)
		dir = strdup(site->named_dir);
	else if (named_is_confined())
		dir = strdup("/var/lib/bind/causeway");
	else if (asprintf(&dir, "%s/named", absolute ? absolute : state_dir) < 0)
		dir = NULL;
	if (!dir)
		abort();
	free(absolute);
	return dir;
}

/* ---- files ---- */

/* Make the folders above PATH below DIR. */
static bool make_above(const char *dir, const char *path)
{
	char *whole;
	bool ok;

	if (asprintf(&whole, "%s/%s", dir, path) < 0)
		abort();
	ok = mkdir(dir, 0755) == 0 || errno == EEXIST;
	for (char *s = whole + strlen(dir) + 1; ok && (s = strchr(s, '/')); *s++ = '/') {
		*s = '\0';
		ok = mkdir(whole, 0755) == 0 || errno == EEXIST;
	}
	free(whole);
	return ok;
}

/* The folder may belong to named, and what stands in it may lead anywhere: nothing is followed. */
static FILE *open_fresh(const char *path)
{
	int fd;
	FILE *file;

	unlink(path);
	fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
	file = fd < 0 ? NULL : fdopen(fd, "w");
	if (fd >= 0 && !file)
		close(fd);
	return file;
}

static bool write_file(const char *dir, const struct out_file *file)
{
	char *path, *new;
	FILE *to;
	bool ok;

	if (asprintf(&path, "%s/%s", dir, file->path) < 0 || asprintf(&new, "%s.new", path) < 0)
		abort();
	steps_next("write a file of named");
	to = make_above(dir, file->path) ? open_fresh(new) : NULL;
	ok = to && (!file->out.len || fwrite(file->out.text, file->out.len, 1, to) == 1);
	if (to)
		ok = (fclose(to) == 0) & ok;
	ok = ok && rename(new, path) == 0;
	free(path);
	free(new);
	return ok;
}

/* Call EACH with the path below DIR of every file that is one of ours by its name. */
static void each_file(const char *dir, const char *below,
		      void (*each)(void *context, const char *path), void *context)
{
	char *folder, *path;
	DIR *stream;

	if (asprintf(&folder, "%s/%s", dir, below) < 0)
		abort();
	stream = opendir(folder);
	for (struct dirent *entry; stream && (entry = readdir(stream));) {
		if (entry->d_name[0] == '.' ||
		    (!*below && entry->d_type == DT_DIR && strcmp(entry->d_name, "zones") != 0 &&
		     strncmp(entry->d_name, NAMED_VRF_FOLDER, sizeof NAMED_VRF_FOLDER - 1) != 0))
			continue;
		if (asprintf(&path, "%s%s%s", below, *below ? "/" : "", entry->d_name) < 0)
			abort();
		if (entry->d_type == DT_DIR)
			each_file(dir, path, each, context);
		else if (*below || !strcmp(path, "named.conf") || !strcmp(path, "views.conf"))
			each(context, path);
		free(path);
	}
	if (stream)
		closedir(stream);
	free(folder);
}

struct reading {
	const char *dir;
	struct out_files *files;
};

static void read_one(void *context, const char *path)
{
	struct reading *reading = context;
	struct out *out = out_file(reading->files, path);
	char *whole, part[65536];
	ssize_t n;
	int fd;

	if (asprintf(&whole, "%s/%s", reading->dir, path) < 0)
		abort();
	fd = open(whole, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	while (fd >= 0 && (n = read(fd, part, sizeof part)) > 0)
		out_bytes(out, part, (size_t)n);
	if (fd >= 0)
		close(fd);
	free(whole);
}

void dns_read(const char *dir, struct out_files *files)
{
	struct reading reading = {dir, files};

	each_file(dir, "", read_one, &reading);
}

static void remove_one(const char *dir, const char *path)
{
	char *whole;

	if (asprintf(&whole, "%s/%s", dir, path) < 0)
		abort();
	steps_next("remove a file of named");
	unlink(whole);
	/* folders that are empty now go as well */
	for (char *s; (s = strrchr(whole, '/')) && strlen(dir) < (size_t)(s - whole);) {
		*s = '\0';
		if (rmdir(whole) < 0)
			break;
	}
	free(whole);
}

void dns_remove(const char *dir)
{
	struct out_files files = {0};

	dns_read(dir, &files);
	for (size_t i = 0; i < files.len; i++)
		remove_one(dir, files.at[i].path);
	rmdir(dir);
	out_files_free(&files);
}

static bool same(const struct out_file *a, const struct out_file *b)
{
	return a && b && a->out.len == b->out.len &&
	       (!a->out.len || !memcmp(a->out.text, b->out.text, a->out.len));
}

int dns_write(const char *dir, const struct out_files *old, const struct out_files *files,
	      char **why)
{
	int differing = 0;

	for (size_t i = 0; i < files->len && differing >= 0; i++) {
		if (same(&files->at[i], out_file_find(old, files->at[i].path)))
			continue;
		differing++;
		if (!write_file(dir, &files->at[i])) {
			complain(why, "write", files->at[i].path);
			differing = -1;
		}
	}
	for (size_t i = 0; i < old->len && differing >= 0; i++)
		if (!out_file_find(files, old->at[i].path)) {
			differing++;
			remove_one(dir, old->at[i].path);
		}
	if (!files->len)
		rmdir(dir);
	return differing;
}

/* ---- checking ---- */

/*
 * Of the server whose files stand in DIR. With -z named-checkconf loads each zone as named would,
 * by the options of its view: what named-checkzone does with one file and with options of its own,
 * which may be others. So a zone that named would not load is refused here, by its name.
 */
static bool check_server(const char *dir, char **why)
{
	static const char *const argv[] = {"named-checkconf", "-z", "named.conf", NULL};
	struct spawned result;
	bool ok = spawn_run(&(struct spawn){.argv = argv, .dir = dir, .timeout_ms = 60000},
			    &result) &&
		  result.status == 0;

	if (!ok && asprintf(why, "named-checkconf: %.500s", result.out ? result.out : "") < 0)
		abort();
	spawned_free(&result);
	return ok;
}

static bool check_servers(const char *dir, const struct out_files *files, char **why)
{
	bool ok = check_server(dir, why);

	for (size_t i = 0; i < files->len && ok; i++) {
		char *vrf = named_vrf_of(files->at[i].path);
		char *folder = vrf ? named_vrf_folder(dir, vrf) : NULL;

		ok = !folder || check_server(folder, why);
		free(folder);
		free(vrf);
	}
	return ok;
}

static uint64_t files_hash(const struct out_files *files)
{
	uint64_t hash = HASH_START;

	for (size_t i = 0; i < files->len; i++) {
		const struct out_file *file = &files->at[i];

		hash = text_hash_on(hash, file->path, strlen(file->path) + 1);
		hash = text_hash_on(hash, file->out.text, file->out.len);
	}
	return hash;
}

/* In a folder beside that of the files in force. */
static bool check_beside(const char *dir, const struct out_files *files, char **why)
{
	const struct out_files none = {0};
	char *beside;
	bool ok;

	if (asprintf(&beside, "%s.check", dir) < 0)
		abort();
	dns_remove(beside);
	ok = dns_write(beside, &none, files, why) >= 0 && check_servers(beside, files, why);
	dns_remove(beside);
	free(beside);
	return ok;
}

bool dns_check(struct generation *generation, const char *dir, char **why)
{
	struct arena *arena = arena_new();
	const struct plan *plan = generation->compilation.plan;
	const struct site *site = generation->compilation.site;
	struct out_files files = {0};
	uint64_t hash;
	bool ok;

	if (!site || site->dns != DNS_NONE)
		emit(change_whole(arena, plan, generation->state), NULL, &files);
	hash = files_hash(&files);
	ok = files.len == 0 || (generation->checked && generation->dns_checked == hash) ||
	     check_beside(dir, &files, why);
	generation->checked = ok;
	generation->dns_checked = hash;
	out_files_free(&files);
	arena_free(arena);
	return ok;
}
