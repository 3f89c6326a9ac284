/*
 * The agent's memory on disk. A value is remembered before the thing it describes is changed, so
 * that teardown finds it after a crash at any moment.
 */
#include <errno.h>
#include <fcntl.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "agent_journal.h"
#include "agent_log.h"
#include "agent_store.h"

/* ---- files ---- */

static char *join(const char *dir, const char *name)
{
	char *path;

	if (asprintf(&path, "%s/%s", dir, name) < 0)
		abort();
	return path;
}

/* What cannot be understood is put aside for whoever wants to see it, and counts as missing: a
 * gateway that does not start is worse than one that has forgotten something. */
static void put_aside(const char *path, const char *why)
{
	char *aside;

	if (asprintf(&aside, "%s.bad", path) < 0)
		abort();
	rename(path, aside);
	log_line("SYS-3-STATE", "%s: %s; kept as %s", path, why, aside);
	free(aside);
}

struct json_t *state_file_read(const char *dir, const char *name, bool *trouble)
{
	char *path = join(dir, name);
	FILE *file = fopen(path, "re");
	json_error_t error;
	json_t *json = NULL;

	*trouble = !file && errno != ENOENT;
	if (*trouble)
		log_line("SYS-3-STATE", "cannot read %s: %s", path, strerror(errno));
	if (file) {
		json = json_loadf(file, JSON_REJECT_DUPLICATES, &error);
		fclose(file);
		if (!json)
			put_aside(path, error.text);
	}
	free(path);
	return json;
}

static bool write_file(const char *path, const struct json_t *json, bool through)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0600);
	FILE *file = fd < 0 ? NULL : fdopen(fd, "w");
	bool ok;

	if (!file) {
		if (fd >= 0)
			close(fd);
		return false;
	}
	ok = json_dumpf(json, file, JSON_INDENT(1) | JSON_SORT_KEYS) == 0;
	ok &= fputc('\n', file) != EOF;
	ok &= fflush(file) == 0 && (!through || fsync(fileno(file)) == 0);
	return (fclose(file) == 0) & ok;
}

bool folder_sync(const char *dir)
{
	int fd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	bool ok = fd >= 0 && fsync(fd) == 0;

	if (fd >= 0)
		close(fd);
	return ok;
}

static bool replace(const char *dir, const char *name, const struct json_t *json, bool through)
{
	char *path = join(dir, name), *new;
	bool ok;

	if (asprintf(&new, "%s.new", path) < 0)
		abort();
	ok = write_file(new, json, through) && rename(new, path) == 0 &&
	     (!through || folder_sync(dir));
	if (!ok)
		log_line("SYS-3-STATE", "cannot write %s: %s", path, strerror(errno));
	free(path);
	free(new);
	return ok;
}

bool state_file_write(const char *dir, const char *name, const struct json_t *json)
{
	return replace(dir, name, json, true);
}

static bool make_folders(const char *dir)
{
	char *path = strdup(dir);

	if (!path)
		abort();
	for (char *s = path + 1; (s = strchr(s, '/')); *s++ = '/') {
		*s = '\0';
		mkdir(path, 0755);
	}
	free(path);
	return mkdir(dir, 0750) == 0 || errno == EEXIST;
}

int state_dir_lock(const char *dir)
{
	char *path = join(dir, "lock");
	int fd = -1;

	if (make_folders(dir))
		fd = open(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);
	if (fd >= 0 && flock(fd, LOCK_EX | LOCK_NB) < 0) {
		fprintf(stderr, "causewayd: %s: another causewayd is running on this state\n", dir);
		close(fd);
		fd = -1;
	} else if (fd < 0) {
		fprintf(stderr, "causewayd: %s: %s\n", dir, strerror(errno));
	}
	free(path);
	return fd;
}

/* ---- what is ours ---- */

static void *grow(void *at, size_t count, size_t size)
{
	void *grown = reallocarray(at, count + 1, size);

	if (!grown)
		abort();
	memset((char *)grown + count * size, 0, size);
	return grown;
}

static void close_gap(void *at, size_t *count, size_t i, size_t size)
{
	char *gap = (char *)at + i * size;

	(*count)--;
	memmove(gap, gap + size, (*count - i) * size);
}

static char *copy(const char *s)
{
	char *new = strdup(s);

	if (!new)
		abort();
	return new;
}

static bool address_is(const struct owned_address *own, const struct address_object *address)
{
	return own->v6 == address->v6 && own->len == address->len && own->addr == address->addr &&
	       ip6_equal(own->addr6, address->addr6) && !strcmp(own->device, address->device);
}

static size_t address_place(const struct owned *owned, const struct address_object *address)
{
	size_t i = 0;

	while (i < owned->n_addresses && !address_is(&owned->addresses[i], address))
		i++;
	return i;
}

bool owned_has_address(const struct owned *owned, const struct address_object *address)
{
	return address_place(owned, address) < owned->n_addresses;
}

void owned_add_address(struct owned *owned, const struct address_object *address)
{
	struct owned_address *new;

	if (owned_has_address(owned, address))
		return;
	owned->addresses = grow(owned->addresses, owned->n_addresses, sizeof *owned->addresses);
	new = &owned->addresses[owned->n_addresses++];
	*new = (struct owned_address){.v6 = address->v6,
				      .len = address->len,
				      .addr = address->addr,
				      .addr6 = address->addr6};
	snprintf(new->device, sizeof new->device, "%s", address->device);
	owned->dirty = true;
}

void owned_drop_address(struct owned *owned, const struct address_object *address)
{
	size_t i = address_place(owned, address);

	if (i == owned->n_addresses)
		return;
	close_gap(owned->addresses, &owned->n_addresses, i, sizeof *owned->addresses);
	owned->dirty = true;
}

static struct owned_link *find_link(const struct owned *owned, const char *device)
{
	for (size_t i = 0; i < owned->n_links; i++)
		if (!strcmp(owned->links[i].device, device))
			return &owned->links[i];
	return NULL;
}

const struct owned_link *owned_find_link(const struct owned *owned, const char *device)
{
	return find_link(owned, device);
}

void owned_add_link(struct owned *owned, struct owned_link link)
{
	struct owned_link *known = find_link(owned, link.device);

	if (known && (known->was_mtu || known->made || !link.was_mtu))
		return;
	owned->dirty = true;
	if (known) {
		known->was_mtu = link.was_mtu;
		return;
	}
	owned->links = grow(owned->links, owned->n_links, sizeof *owned->links);
	owned->links[owned->n_links++] = link;
}

void owned_drop_link(struct owned *owned, const char *device)
{
	const struct owned_link *link = owned_find_link(owned, device);

	if (!link)
		return;
	close_gap(owned->links, &owned->n_links, (size_t)(link - owned->links),
		  sizeof *owned->links);
	owned->dirty = true;
}

const struct owned_sysctl *owned_find_sysctl(const struct owned *owned, const char *path)
{
	for (size_t i = 0; i < owned->n_sysctls; i++)
		if (!strcmp(owned->sysctls[i].path, path))
			return &owned->sysctls[i];
	return NULL;
}

void owned_add_sysctl(struct owned *owned, const char *path, const char *was)
{
	if (owned_find_sysctl(owned, path))
		return;
	owned->sysctls = grow(owned->sysctls, owned->n_sysctls, sizeof *owned->sysctls);
	owned->sysctls[owned->n_sysctls++] = (struct owned_sysctl){copy(path), copy(was)};
	owned->dirty = true;
}

void owned_drop_sysctl(struct owned *owned, const char *path)
{
	const struct owned_sysctl *found = owned_find_sysctl(owned, path);
	size_t i = (size_t)(found - owned->sysctls);

	if (!found)
		return;
	free(owned->sysctls[i].path);
	free(owned->sysctls[i].was);
	close_gap(owned->sysctls, &owned->n_sysctls, i, sizeof *owned->sysctls);
	owned->dirty = true;
}

void owned_free(struct owned *owned)
{
	while (owned->n_sysctls)
		owned_drop_sysctl(owned, owned->sysctls[0].path);
	free(owned->sysctls);
	free(owned->links);
	free(owned->addresses);
	free(owned->named_dir);
	*owned = (struct owned){0};
}

/* ---- as JSON ---- */

/* An address of IPv6 is text, one of IPv4 a number. */
static void load_address(struct owned *owned, json_t *row)
{
	const json_t *value = json_object_get(row, "address");
	const char *text = json_string_value(value);
	struct address_object address = {.v6 = text};
	int len;

	if (json_unpack(row, "{s:s,s:i}", "device", &address.device, "length", &len) ||
	    (text ? ip6_parse(text, strlen(text), &address.addr6) != NULL
		  : !json_is_integer(value)))
		return;
	address.addr = (uint32_t)json_integer_value(value);
	address.len = (uint8_t)len;
	owned_add_address(owned, &address);
}

static json_t *address_save(const struct owned_address *address)
{
	char text[IP6_TEXT_SIZE];

	return json_pack("{s:s,s:o,s:i}", "device", address->device, "address",
			 address->v6 ? json_string(ip6_text(text, address->addr6))
				     : json_integer(address->addr),
			 "length", (int)address->len);
}

static void load_arrays(struct owned *owned, json_t *json)
{
	json_t *row;
	size_t i;
	const char *name, *was;
	int up;

	json_array_foreach (json_object_get(json, "addresses"), i, row) {
		load_address(owned, row);
	}
	json_array_foreach (json_object_get(json, "links"), i, row) {
		struct owned_link link = {.made = json_is_true(json_object_get(row, "made"))};

		if (json_unpack(row, "{s:s,s:b}", "device", &name, "was_up", &up))
			continue;
		snprintf(link.device, sizeof link.device, "%s", name);
		link.was_up = up;
		link.was_mtu = (uint32_t)json_integer_value(json_object_get(row, "was_mtu"));
		owned_add_link(owned, link);
	}
	json_array_foreach (json_object_get(json, "sysctls"), i, row) {
		if (!json_unpack(row, "{s:s,s:s}", "path", &name, "was", &was))
			owned_add_sysctl(owned, name, was);
	}
}

bool owned_load(struct owned *owned, const char *dir)
{
	bool trouble;
	json_t *json = state_file_read(dir, "owned.json", &trouble);
	const char *named_dir = json_string_value(json_object_get(json, "named_dir"));

	*owned = (struct owned){0};
	load_arrays(owned, json);
	owned->named = (pid_t)json_integer_value(json_object_get(json, "named"));
	owned->named_dir = named_dir ? copy(named_dir) : NULL;
	owned->dirty = false;
	json_decref(json);
	return !trouble;
}

static json_t *save_arrays(const struct owned *owned)
{
	json_t *addresses = json_array(), *links = json_array(), *sysctls = json_array();

	for (size_t i = 0; i < owned->n_addresses; i++)
		json_array_append_new(addresses, address_save(&owned->addresses[i]));
	for (size_t i = 0; i < owned->n_links; i++)
		json_array_append_new(links, json_pack("{s:s,s:b,s:b,s:i}", "device",
						       owned->links[i].device, "was_up",
						       (int)owned->links[i].was_up, "made",
						       (int)owned->links[i].made, "was_mtu",
						       (int)owned->links[i].was_mtu));
	for (size_t i = 0; i < owned->n_sysctls; i++)
		json_array_append_new(sysctls,
				      json_pack("{s:s,s:s}", "path", owned->sysctls[i].path, "was",
						owned->sysctls[i].was));
	return json_pack("{s:o,s:o,s:o}", "addresses", addresses, "links", links, "sysctls",
			 sysctls);
}

bool owned_save(struct owned *owned, const char *dir)
{
	json_t *json;
	bool ok;

	if (!owned->dirty)
		return true;
	json = save_arrays(owned);
	if (owned->named)
		json_object_set_new(json, "named", json_integer(owned->named));
	if (owned->named_dir)
		json_object_set_new(json, "named_dir", json_string(owned->named_dir));
	ok = state_file_write(dir, "owned.json", json);
	owned->dirty = !ok;
	json_decref(json);
	return ok;
}

/* ---- the journal ---- */

/* Those of this boot. */
static void load_drains(struct journal *journal, const json_t *json)
{
	const char *boot = json_string_value(json_object_get(json, "boot")), *interface;
	char now[BOOT_ID_SIZE];
	json_int_t generation, until;
	json_t *row;
	size_t i;

	boot_id(now);
	if (!boot || !*now || strcmp(boot, now) != 0)
		return;
	json_array_foreach (json_object_get(json, "drains"), i, row) {
		if (!json_unpack(row, "{s:s,s:I,s:I}", "interface", &interface, "generation",
				 &generation, "until", &until))
			journal_set_drain(journal, interface, (uint32_t)generation, until);
	}
}

bool journal_load(struct journal *journal, const char *dir)
{
	bool trouble;
	json_t *json = state_file_read(dir, "journal.json", &trouble), *row;
	size_t i;

	*journal = (struct journal){0};
	json_array_foreach (json_object_get(json, "tracks"), i, row) {
		int id, up;

		if (!json_unpack(row, "{s:i,s:b}", "id", &id, "up", &up))
			journal_set_track(journal, (uint32_t)id, up);
	}
	load_drains(journal, json);
	journal->dirty = false;
	json_decref(json);
	return !trouble;
}

static void save_drains(const struct journal *journal, json_t *json)
{
	json_t *drains = json_array();
	char boot[BOOT_ID_SIZE];

	for (size_t i = 0; i < journal->n_drains; i++)
		json_array_append_new(drains,
				      json_pack("{s:s,s:I,s:I}", "interface",
						journal->drains[i].interface, "generation",
						(json_int_t)journal->drains[i].generation, "until",
						(json_int_t)journal->drains[i].until));
	boot_id(boot);
	json_object_set_new(json, "boot", json_string(boot));
	json_object_set_new(json, "drains", drains);
}

bool journal_save(struct journal *journal, const char *dir)
{
	json_t *tracks, *json;
	bool ok;

	if (!journal->dirty)
		return true;
	tracks = json_array();
	for (size_t i = 0; i < journal->n_tracks; i++)
		json_array_append_new(tracks,
				      json_pack("{s:i,s:b}", "id", (int)journal->tracks[i].id, "up",
						(int)journal->tracks[i].up));
	json = json_pack("{s:o}", "tracks", tracks);
	if (journal->n_drains)
		save_drains(journal, json);
	/* probes would wait for the disk; what a loss of power takes, they find out again */
	ok = replace(dir, "journal.json", json, false);
	journal->dirty = !ok;
	json_decref(json);
	return ok;
}

void journal_free(struct journal *journal)
{
	while (journal->n_drains)
		journal_drop_drain(journal, journal->drains[0].interface);
	free(journal->drains);
	free(journal->tracks);
	*journal = (struct journal){0};
}

static size_t drain_place(const struct journal *journal, const char *interface)
{
	size_t i = 0;

	while (i < journal->n_drains && strcmp(journal->drains[i].interface, interface) != 0)
		i++;
	return i;
}

const struct journal_drain *journal_drain(const struct journal *journal, const char *interface)
{
	size_t i = drain_place(journal, interface);

	return i < journal->n_drains ? &journal->drains[i] : NULL;
}

void journal_set_drain(struct journal *journal, const char *interface, uint32_t generation,
		       int64_t until)
{
	size_t i = drain_place(journal, interface);

	if (i == journal->n_drains) {
		journal->drains = grow(journal->drains, journal->n_drains, sizeof *journal->drains);
		journal->drains[journal->n_drains++].interface = copy(interface);
	}
	journal->drains[i].generation = generation;
	journal->drains[i].until = until;
	journal->dirty = true;
}

void journal_drop_drain(struct journal *journal, const char *interface)
{
	size_t i = drain_place(journal, interface);

	if (i == journal->n_drains)
		return;
	free(journal->drains[i].interface);
	close_gap(journal->drains, &journal->n_drains, i, sizeof *journal->drains);
	journal->dirty = true;
}

static struct journal_track *journal_row(const struct journal *journal, uint32_t id)
{
	for (size_t i = 0; i < journal->n_tracks; i++)
		if (journal->tracks[i].id == id)
			return &journal->tracks[i];
	return NULL;
}

int journal_track(const struct journal *journal, uint32_t id)
{
	const struct journal_track *row = journal_row(journal, id);

	return row ? row->up : -1;
}

void journal_set_track(struct journal *journal, uint32_t id, bool up)
{
	struct journal_track *row = journal_row(journal, id);

	if (!row) {
		journal->tracks = grow(journal->tracks, journal->n_tracks, sizeof *journal->tracks);
		row = &journal->tracks[journal->n_tracks++];
		row->id = id;
		journal->dirty = true;
	}
	journal->dirty |= row->up != up;
	row->up = up;
}
