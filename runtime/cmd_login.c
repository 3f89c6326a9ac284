/*
 * By which connection the caller is logged in. sudo takes SSH_CONNECTION out of the environment,
 * but one of the processes that we come from still has it.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli.h"

enum { GENERATIONS = 16 };

static pid_t parent_of(pid_t pid)
{
	char name[64];
	int parent = 0;
	FILE *file;

	snprintf(name, sizeof name, "/proc/%d/stat", (int)pid);
	file = fopen(name, "re");
	/* the name of the program stands in brackets, and may hold anything */
	if (!file || fscanf(file, "%*d (%*[^)]) %*c %d", &parent) != 1)
		parent = 0;
	if (file)
		fclose(file);
	return parent;
}

static char *login_of(pid_t pid)
{
	static const char key[] = "SSH_CONNECTION=";
	char name[64], *line = NULL, *found = NULL;
	size_t cap = 0;
	FILE *file;

	snprintf(name, sizeof name, "/proc/%d/environ", (int)pid);
	file = fopen(name, "re");
	while (file && !found && getdelim(&line, &cap, '\0', file) > 0)
		if (!strncmp(line, key, sizeof key - 1))
			found = strdup(line + sizeof key - 1);
	if (file)
		fclose(file);
	free(line);
	return found;
}

char *login_of_caller(void)
{
	const char *own = getenv("SSH_CONNECTION");
	char *found = own ? strdup(own) : NULL;
	pid_t pid = getppid();

	for (int i = 0; i < GENERATIONS && !found && pid > 1; i++) {
		found = login_of(pid);
		pid = parent_of(pid);
	}
	return found;
}
