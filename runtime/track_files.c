/*
 * A file for each track, beside the control socket: 0 while the track is up, 1 while it is down.
 * keepalived watches those that its virtual routers heed (backends/keepalived.c).
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "agent.h"

enum { PATH_ROOM = 512 };

static bool directory_of(const char *socket, char path[PATH_ROOM])
{
	const char *slash = strrchr(socket, '/');
	int len = snprintf(path, PATH_ROOM, "%.*strack", slash ? (int)(slash + 1 - socket) : 0,
			   socket);

	return len > 0 && len < PATH_ROOM;
}

void track_file_write(const struct core *core, uint32_t id, bool up)
{
	char directory[PATH_ROOM], name[16];
	int at, fd;

	if (!directory_of(core->options.socket, directory))
		return;
	if (mkdir(directory, 0755) && errno != EEXIST) {
		log_line("TRACK-4-FILE", "cannot make %s: %s", directory, strerror(errno));
		return;
	}
	snprintf(name, sizeof name, "%u", id);
	at = open(directory, O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	fd = at < 0 ? -1
		    : openat(at, name, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0644);
	if (fd < 0 || write(fd, up ? "0\n" : "1\n", 2) != 2)
		log_line("TRACK-4-FILE", "cannot write %s/%s: %s", directory, name,
			 strerror(errno));
	if (fd >= 0)
		close(fd);
	if (at >= 0)
		close(at);
}

void track_files_remove(const char *socket)
{
	char directory[PATH_ROOM];
	DIR *dir = directory_of(socket, directory) ? opendir(directory) : NULL;
	const struct dirent *entry;

	while (dir && (entry = readdir(dir)))
		if (strspn(entry->d_name, "0123456789") == strlen(entry->d_name))
			unlinkat(dirfd(dir), entry->d_name, 0);
	if (dir) {
		closedir(dir);
		rmdir(directory);
	}
}
