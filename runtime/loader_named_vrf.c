/*
 * The servers of VRFs, beside the one of the global table: each runs on a folder of files of its
 * own, within its VRF. Nobody keeps a list of their processes: one is known by the files that it
 * runs on, so that it is found again after a crash.
 */
#include <ctype.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "agent_loader.h"
#include "agent_log.h"

static const char folder_start[] = NAMED_VRF_FOLDER, folder_end[] = "/named.conf";

char *named_vrf_of(const char *path)
{
	size_t len = strlen(path), start = sizeof folder_start - 1, end = sizeof folder_end - 1;

	if (len <= start + end || strncmp(path, folder_start, start) != 0 ||
	    strcmp(path + len - end, folder_end) != 0)
		return NULL;
	return strndup(path + start, len - start - end);
}

char *named_vrf_folder(const char *dir, const char *vrf)
{
	char *folder;

	if (asprintf(&folder, "%s/%s%s", dir, folder_start, vrf) < 0)
		abort();
	return folder;
}

static bool is_named(const char *pid)
{
	char path[280], name[16] = "";
	FILE *file;

	snprintf(path, sizeof path, "/proc/%s/comm", pid);
	file = fopen(path, "re");
	if (!file)
		return false;
	if (!fgets(name, sizeof name, file))
		name[0] = '\0';
	fclose(file);
	return !strcmp(name, "named\n");
}

/* The process that runs on the files of DIR, or 0. */
static pid_t find(const char *dir)
{
	DIR *stream = opendir("/proc");
	pid_t found = 0;

	for (struct dirent *entry; stream && !found && (entry = readdir(stream));) {
		pid_t pid = (pid_t)strtol(entry->d_name, NULL, 10);

		if (isdigit((unsigned char)*entry->d_name) && named_is_ours(pid, dir) &&
		    is_named(entry->d_name))
			found = pid;
	}
	if (stream)
		closedir(stream);
	return found;
}

static struct named *entry_of(struct named_vrfs *all, const char *dir, const char *vrf)
{
	char *folder = named_vrf_folder(dir, vrf);
	struct named *at;

	for (size_t i = 0; i < all->len; i++)
		if (!strcmp(all->at[i].dir, folder)) {
			free(folder);
			return &all->at[i];
		}
	at = realloc(all->at, (all->len + 1) * sizeof *at);
	if (!at)
		abort();
	all->at = at;
	at += all->len++;
	*at = (struct named){
		.pid = find(folder), .dir = folder, .vrf = strdup(vrf), .log = all->log};
	return at;
}

static void drop(struct named_vrfs *all, size_t i)
{
	named_stop(&all->at[i]);
	free(all->at[i].dir);
	free(all->at[i].vrf);
	all->at[i] = all->at[--all->len];
}

/* Stop those whose files are not among FILES any more. */
static void drop_others(struct named_vrfs *all, const char *dir, const struct out_files *files)
{
	for (size_t i = all->len; i--;) {
		bool wanted = false;

		for (size_t k = 0; k < files->len && !wanted; k++) {
			char *vrf = named_vrf_of(files->at[k].path);
			char *folder = vrf ? named_vrf_folder(dir, vrf) : NULL;

			wanted = folder && !strcmp(folder, all->at[i].dir);
			free(folder);
			free(vrf);
		}
		if (!wanted)
			drop(all, i);
	}
}

bool named_vrfs_serve(struct named_vrfs *all, const char *dir, const struct out_files *files,
		      bool anew, char **why)
{
	bool ok = true;

	drop_others(all, dir, files);
	for (size_t i = 0; i < files->len && ok; i++) {
		char *vrf = named_vrf_of(files->at[i].path);
		struct named *named = vrf ? entry_of(all, dir, vrf) : NULL;

		if (named && (anew || !named_is_ours(named->pid, named->dir)))
			ok = named_serve(named, why);
		free(vrf);
	}
	return ok;
}

void named_vrfs_keep(struct named_vrfs *all)
{
	for (size_t i = 0; i < all->len; i++)
		named_keep(&all->at[i]);
}

void named_vrfs_free(struct named_vrfs *all)
{
	for (size_t i = 0; i < all->len; i++) {
		free(all->at[i].dir);
		free(all->at[i].vrf);
	}
	free(all->at);
	*all = (struct named_vrfs){0};
}

void named_vrfs_stop(struct named_vrfs *all, const char *dir)
{
	struct out_files files = {0};

	dns_read(dir, &files);
	for (size_t i = 0; i < files.len; i++) {
		char *vrf = named_vrf_of(files.at[i].path);

		if (vrf)
			entry_of(all, dir, vrf);
		free(vrf);
	}
	while (all->len)
		drop(all, all->len - 1);
	out_files_free(&files);
}
