/* Texts in sealed memory, and how such files go from one process to another. */
#ifndef RUNTIME_SEALED_H
#define RUNTIME_SEALED_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

/* A new one, which sealed_end() seals; -1 with errno. */
int sealed_begin(void);
/* False with errno: then FD is closed. */
bool sealed_end(int fd);
/* Is FD memory that nobody can change or cut short any more, and that is all there? False with
 * errno if not: what is read where it is mapped would not be safe. */
bool sealed_size(int fd, size_t *len);
/* What the sealed FD holds, and a NUL behind it, for sealed_unmap(); NULL with errno. */
char *sealed_map(int fd, size_t *len);
void sealed_unmap(char *text, size_t len);

enum {
	PASSED_MOST = 2, /* with one request: a configuration and its site file */
	PASSED_LINE = 4096, /* bytes that such a request may have, its end aside */
};

/* Files that came by a socket, or go by it. */
struct passed {
	int fd[PASSED_MOST];
	size_t n;
	bool lost; /* more came, or could not be had */
};

/* As recv(); files that come are added to PASSED, which has room for MOST of them. */
ssize_t passed_recv(int from, void *at, size_t len, struct passed *passed, size_t most);
/* As recv(), but what comes with a file, or before one, is not taken: then *CAME. */
ssize_t passed_none(int from, void *at, size_t len, bool *came);
/* As send(); PASSED, which stays open here, goes with the first byte. */
ssize_t passed_send(int to, const void *at, size_t len, const struct passed *passed);
void passed_close(struct passed *passed);

#endif
