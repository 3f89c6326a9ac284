/*
 * A file that is so large that it goes to the disk while it is made, without a name: the folder
 * that it belongs to gives it one when all of it is there. What was written last stays in memory,
 * where backends look back at it.
 */
#include "spill.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { SPILL_AT = 1 << 18, KEPT = 1 << 12 };

struct spill {
	const char *dir;
	int fd; /* -1: nothing went there yet */
	bool unable;
	int error; /* that a write met; the file is then not named */
};

struct spill *spill_new(const char *dir)
{
	struct spill *spill = calloc(1, sizeof *spill);

	if (spill)
		*spill = (struct spill){.dir = dir, .fd = -1};
	return spill;
}

void spill_free(struct spill *spill)
{
	if (spill && spill->fd >= 0)
		close(spill->fd);
	free(spill);
}

/* It gets its name by /proc, or not at all. */
static bool spill_open(struct spill *spill)
{
	if (spill->fd < 0 && !spill->unable && access("/proc/self/fd", X_OK) == 0)
		spill->fd = open(spill->dir, O_TMPFILE | O_WRONLY | O_CLOEXEC, 0600);
	spill->unable = spill->fd < 0;
	return !spill->unable;
}

bool spill_some(struct out *out)
{
	struct spill *spill = out->spill;
	char *buffer = out->text + out->gone;
	size_t n = out->len - out->gone;

	if (!spill || n < SPILL_AT || !spill_open(spill))
		return false;
	n -= KEPT;
	if (!spill->error && !write_all(spill->fd, buffer, n))
		spill->error = errno;
	memmove(buffer, buffer + n, KEPT + 1);
	out->text -= n;
	out->gone += n;
	out->cap += n;
	return true;
}

bool spill_name(const struct out *out, int at, const char *path, mode_t mode)
{
	const struct spill *spill = out->spill;
	char name[32];

	errno = spill->error;
	if (errno || !write_all(spill->fd, out->text + out->gone, out->len - out->gone) ||
	    fchmod(spill->fd, mode) < 0)
		return false;
	snprintf(name, sizeof name, "/proc/self/fd/%d", spill->fd);
	return linkat(AT_FDCWD, name, at, path, AT_SYMLINK_FOLLOW) == 0;
}
