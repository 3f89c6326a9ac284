/* Files that go to the disk while they are made. Only for out.c and the folder. */
#ifndef BACKENDS_SPILL_H
#define BACKENDS_SPILL_H

#include <stdio.h>
#include <sys/types.h>

#include "backend.h"

/* DIR, which is borrowed, is on the file system of the folder that the file goes to. */
struct spill *spill_new(const char *dir);
void spill_free(struct spill *spill);
/* Write most of OUT, if there is much of it; is there room now that was not there before? */
bool spill_some(struct out *out);
/* Write the rest, and give the file the name PATH below AT. False with errno. */
bool spill_name(const struct out *out, int at, const char *path, mode_t mode);

#endif
