/*
 * Taking away what is ours and nothing else: the rules and routes of our protocol number, our nft
 * table by its name, and what the state directory says that we added or changed. Forwarding goes
 * back first, so that nothing leaves untranslated in between.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "agent.h"
#include "agent_loader.h"

struct teardown {
	struct core core; /* without a loop: only what core_observe() and core_execute() use */
	bool failed;
};

static void remove_objects(struct teardown *teardown)
{
	struct arena *arena = arena_new();
	static const struct target nothing;
	struct target *observed = core_observe(&teardown->core, arena, &nothing);

	if (!observed || core_execute(&teardown->core, change_between(arena, observed, &nothing),
				      EXECUTE_CAREFULLY, arena, NULL) < 0)
		teardown->failed = true;
	arena_free(arena);
}

static void restore_forwarding(struct owned *owned)
{
	static const char path[] = "net/ipv4/ip_forward";
	const struct owned_sysctl *sysctl = owned_find_sysctl(owned, path);

	if (sysctl && sysctl_write(path, sysctl->was))
		owned_drop_sysctl(owned, path);
}

/* And what a process that was ended had written of its next version. */
static void remove_file(const char *dir, const char *name)
{
	static const char *const suffixes[] = {"", ".new"};

	for (size_t i = 0; i < sizeof suffixes / sizeof *suffixes; i++) {
		char *path;

		if (asprintf(&path, "%s/%s%s", dir, name, suffixes[i]) < 0)
			abort();
		unlink(path);
		free(path);
	}
}

static void remove_named(struct owned *owned)
{
	struct named named = {.pid = owned->named, .dir = owned->named_dir};

	if (named_is_ours(owned->named, owned->named_dir))
		named_stop(&named);
	if (owned->named_dir) {
		struct named_vrfs vrfs = {0};

		named_vrfs_stop(&vrfs, owned->named_dir);
		named_vrfs_free(&vrfs);
		dns_remove(owned->named_dir);
	}
}

/* A socket that an agent left when it was killed; the lock says that none runs. */
static void remove_socket(const char *socket)
{
	struct stat stat;

	if (lstat(socket, &stat) == 0 && S_ISSOCK(stat.st_mode))
		unlink(socket);
}

/* Last of all, and the folder only when it is empty. */
static void remove_state(const char *state_dir)
{
	static const char *const names[] = {"named.log",   "serials.json", "journal.json",
					    "nft.json",	   "owned.json",   "generations.json",
					    "loader.lock", "lock"};

	store_remove(state_dir);
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		remove_file(state_dir, names[i]);
	rmdir(state_dir);
}

int core_teardown(const char *state_dir, const char *socket)
{
	struct teardown teardown = {.core = {.options = {.state_dir = state_dir}}};
	struct core *core = &teardown.core;
	char *why = NULL;

	if (!owned_load(&core->owned, state_dir) || !netlink_open(&core->netlink) ||
	    !links_dump(&core->netlink, &core->links)) {
		fprintf(stderr, "causewayd: cannot begin: %s\n", strerror(errno));
		return 2;
	}
	restore_forwarding(&core->owned);
	if (!nft_remove(&why)) {
		fprintf(stderr, "causewayd: %s\n", why);
		teardown.failed = true;
	}
	free(why);
	remove_objects(&teardown);
	remove_named(&core->owned);
	track_files_remove(socket);
	remove_socket(socket);
	owned_free(&core->owned);
	if (!teardown.failed) /* else another teardown wants to know what is left */
		remove_state(state_dir);
	links_free(&core->links);
	netlink_close(&core->netlink);
	return teardown.failed ? 2 : 0;
}
