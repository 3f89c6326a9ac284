/*
 * The servers of VRFs, beside the one of the global table: each runs on a folder of files of its
 * own, within its VRF. Nobody keeps a list of their processes: one is known by the files that it
 * runs on, so that it is found again after a crash.
 */
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

static struct named *entry_of(struct named_vrfs *all, const char *dir, const char *vrf)
{
	char *folder = named_vrf_folder(dir, vrf);
	struct named *at;
	pid_t pid;

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
	pid = named_find(folder);
	*at = (struct named){
		.pid = pid > 0 ? pid : 0, .dir = folder, .vrf = strdup(vrf), .log = all->log};
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
