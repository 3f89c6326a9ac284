/*
 * Compiled folders on disk. A folder is written beside the one that it replaces and exchanged with
 * it in one step, so that nobody ever reads half of one. Only what an earlier manifest lists is
 * removed; what somebody else put there is carried over. A folder that holds files and no manifest
 * of ours is not touched.
 */
#include "emit.h"
#include "manifest.h"
#include "spill.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool failed(const char *what, const char *path)
{
	fprintf(stderr, "causeway: cannot %s '%s': %s\n", what, path, strerror(errno));
	return false;
}

/* ---- reading ---- */

/* The whole of the regular file PATH below AT; false with errno set. */
static bool file_read(int at, const char *path, struct out *out)
{
	char buffer[65536];
	struct stat stat;
	ssize_t got = -1;
	int fd = openat(at, path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);

	if (fd < 0)
		return false;
	if (fstat(fd, &stat) == 0 && S_ISREG(stat.st_mode))
		while ((got = read(fd, buffer, sizeof buffer)) > 0)
			out_bytes(out, buffer, (size_t)got);
	else
		errno = EINVAL;
	int error = errno;
	close(fd);
	errno = error;
	return got == 0;
}

/* What the manifest in the folder AT lists, or NULL when there is none of ours. */
static json_t *artifacts_read(int at)
{
	struct out text = {0};
	json_t *artifacts = NULL;

	if (file_read(at, MANIFEST_FILE, &text))
		artifacts = manifest_artifacts(text.text ? text.text : "", text.len);
	out_free(&text);
	return artifacts;
}

static bool is_dots(const char *name)
{
	return !strcmp(name, ".") || !strcmp(name, "..");
}

static bool folder_is_empty(int at)
{
	int fd = openat(at, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	DIR *dir = fd < 0 ? NULL : fdopendir(fd);
	struct dirent *entry = NULL;

	if (!dir)
		return false;
	while ((entry = readdir(dir)) && is_dots(entry->d_name))
		;
	closedir(dir);
	return !entry;
}

bool folder_read(const char *dir, struct out_files *files)
{
	int at = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	json_t *artifacts = at < 0 ? NULL : artifacts_read(at), *path;
	bool ok = artifacts != NULL;
	size_t i;

	json_array_foreach (artifacts, i, path)
		ok = ok && file_read(at, json_string_value(path),
				     out_file(files, json_string_value(path)));
	if (ok)
		ok = file_read(at, MANIFEST_FILE, out_file(files, MANIFEST_FILE));
	out_files_sort(files);
	json_decref(artifacts);
	if (at >= 0)
		close(at);
	return ok;
}

/* ---- writing ---- */

/* Make the folders above PATH. */
static bool make_parents(int at, const char *path)
{
	char part[PATH_MAX];

	for (const char *slash = path; (slash = strchr(slash, '/')); slash++) {
		snprintf(part, sizeof part, "%.*s", (int)(slash - path), path);
		if (mkdirat(at, part, 0755) < 0 && errno != EEXIST)
			return false;
	}
	return true;
}

/* Not synced to disk: after a crash a folder is compiled again, and the exchange shows either. */
static bool file_write(int at, const struct out_file *file)
{
	const int flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC;
	const mode_t mode = file->secret ? 0600 : 0644;
	int fd;

	if (file->out.gone)
		return (make_parents(at, file->path) &&
			spill_name(&file->out, at, file->path, mode)) ||
		       failed("write", file->path);
	fd = openat(at, file->path, flags, mode);
	if (fd < 0 && errno == ENOENT && make_parents(at, file->path))
		fd = openat(at, file->path, flags, mode);
	if (fd < 0)
		return failed("write", file->path);
	bool ok = fchmod(fd, mode) == 0 && write_all(fd, file->out.text, file->out.len);
	if (!ok)
		failed("write", file->path);
	if (close(fd) < 0 && ok)
		ok = failed("write", file->path);
	return ok;
}

/* ---- taking the old away ---- */

/* Move what is left of the folder FROM into TO, where its name is free, and remove it. */
static void carry_over(int from, int to)
{
	DIR *dir = fdopendir(from);
	struct dirent *entry;

	if (!dir) {
		close(from);
		return;
	}
	while ((entry = readdir(dir))) {
		struct stat stat;
		const char *name = entry->d_name;

		if (is_dots(name) || fstatat(from, name, &stat, AT_SYMLINK_NOFOLLOW) < 0)
			continue;
		if (S_ISDIR(stat.st_mode)) {
			int inner =
				openat(from, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);

			/* an emptied folder of ours goes; another is carried over with what it
			 * holds */
			if (inner >= 0 && !folder_is_empty(inner)) {
				mkdirat(to, name, 0755);
				int target = openat(
					to, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);

				carry_over(inner, target);
				close(target);
			} else if (inner >= 0) {
				close(inner);
			}
			unlinkat(from, name, AT_REMOVEDIR);
		} else {
			renameat2(from, name, to, name, RENAME_NOREPLACE);
		}
	}
	closedir(dir);
}

/* Remove the folder OLD: our files by the list, then empty folders; the rest goes to NEW. */
static void remove_old(const char *old, const char *new, const json_t *artifacts)
{
	int from = open(old, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	int to = open(new, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	json_t *path;
	size_t i;

	if (from >= 0 && to >= 0) {
		json_array_foreach (artifacts, i, path)
			unlinkat(from, json_string_value(path), 0);
		unlinkat(from, MANIFEST_FILE, 0);
		carry_over(from, to);
	} else if (from >= 0) {
		close(from);
	}
	if (to >= 0)
		close(to);
	if (rmdir(old) < 0)
		failed("remove", old);
}

/* Remove a folder that we did not finish, which holds FILES only. */
static void remove_unfinished(const char *dir, const struct out_files *files)
{
	int at = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	for (size_t i = 0; i < files->len && at >= 0; i++)
		unlinkat(at, files->at[i].path, 0);
	/* the inner folders, from the innermost out */
	for (size_t i = 0; i < files->len && at >= 0; i++) {
		char part[PATH_MAX];

		snprintf(part, sizeof part, "%s", files->at[i].path);
		for (char *slash; (slash = strrchr(part, '/'));) {
			*slash = '\0';
			unlinkat(at, part, AT_REMOVEDIR);
		}
	}
	if (at >= 0)
		close(at);
	rmdir(dir);
}

/* ---- the exchange ---- */

static bool put_in_place(const char *fresh, const char *dir, const json_t *artifacts, bool exists)
{
	char old[PATH_MAX];

	if (!exists)
		return renameat2(AT_FDCWD, fresh, AT_FDCWD, dir, RENAME_NOREPLACE) == 0;
	if (renameat2(AT_FDCWD, fresh, AT_FDCWD, dir, RENAME_EXCHANGE) == 0) {
		remove_old(fresh, dir, artifacts);
		return true;
	}
	if (errno != EINVAL && errno != ENOSYS)
		return false;
	/* a file system that cannot exchange: a moment without a folder, but never half of one */
	if (snprintf(old, sizeof old, "%s.old", fresh) >= (int)sizeof old || rename(dir, old) < 0)
		return false;
	if (rename(fresh, dir) < 0) {
		rename(old, dir);
		return false;
	}
	remove_old(old, dir, artifacts);
	return true;
}

/* A folder that is replaced stays as open to others as it was. */
static mode_t folder_mode(const char *dir)
{
	struct stat st;

	return stat(dir, &st) == 0 ? st.st_mode & 07777 : 0755;
}

static bool fill_and_exchange(const char *dir, const struct out_files *files,
			      const json_t *artifacts, bool exists)
{
	char fresh[PATH_MAX];
	bool ok = true;

	if (snprintf(fresh, sizeof fresh, "%s.XXXXXX", dir) >= (int)sizeof fresh - 8 ||
	    !mkdtemp(fresh))
		return failed("make a folder beside", dir);
	int at = open(fresh, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (at < 0 || fchmod(at, folder_mode(dir)) < 0)
		ok = failed("open", fresh);
	for (size_t i = 0; ok && i < files->len; i++)
		ok = file_write(at, &files->at[i]);
	if (at >= 0)
		close(at);
	if (ok && !put_in_place(fresh, dir, artifacts, exists))
		ok = failed("put in place", dir);
	if (!ok)
		remove_unfinished(fresh, files);
	return ok;
}

/* Where fill_and_exchange() makes the new folder: beside DIR, wherever that really is. */
void folder_expect(const char *dir, struct out_files *files)
{
	char *path = realpath(dir, NULL), *slash;
	size_t len;

	if (!path)
		path = strdup(dir);
	if (!path)
		return;
	for (len = strlen(path); len > 1 && path[len - 1] == '/';)
		path[--len] = '\0';
	slash = strrchr(path, '/');
	if (slash) {
		slash[slash == path] = '\0';
		files->spill_dir = path;
	} else {
		free(path);
		files->spill_dir = strdup(".");
	}
}

bool folder_write(const char *dir, const struct out_files *files)
{
	char path[PATH_MAX];
	json_t *artifacts = NULL;
	bool ok, exists = true;
	int at = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (at >= 0 && !realpath(dir, path)) {
		close(at);
		return failed("open", dir);
	}
	if (at < 0) {
		size_t len = strlen(dir);

		if (errno != ENOENT)
			return failed("write to", dir);
		while (len > 1 && dir[len - 1] == '/')
			len--;
		exists = false;
		snprintf(path, sizeof path, "%.*s", (int)len, dir);
	} else {
		artifacts = artifacts_read(at);
		ok = artifacts || folder_is_empty(at);
		close(at);
		if (!ok) {
			fprintf(stderr,
				"causeway: '%s' holds files and no " MANIFEST_FILE
				" of ours: not replaced\n",
				dir);
			return false;
		}
	}
	ok = fill_and_exchange(path, files, artifacts, exists);
	json_decref(artifacts);
	return ok;
}
