/*
 * What the agent must know again after it was stopped: what on this box is ours, the last states of
 * the tracks, and which uplinks drain. Two files in the state directory, each written whole beside
 * and renamed; only the first is synced, which a loss of power must not take back. What was in
 * force is agent_store.h's.
 */
#ifndef RUNTIME_AGENT_JOURNAL_H
#define RUNTIME_AGENT_JOURNAL_H

#include <net/if.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "compiler/plan.h"

struct owned_address {
	char device[IFNAMSIZ];
	bool v6;
	uint8_t len;
	uint32_t addr;
	struct ip6 addr6;
};

/* A link that we raised, shut or changed, and how it was before; or that we made. */
struct owned_link {
	char device[IFNAMSIZ];
	bool was_up, made;
	uint32_t was_mtu; /* 0: not changed */
};

struct owned_sysctl {
	char *path, *was;
};

/* decision 13. Routes and rules tell themselves by their protocol, the nft table by its name. */
struct owned {
	struct owned_address *addresses;
	size_t n_addresses;
	struct owned_link *links;
	size_t n_links;
	struct owned_sysctl *sysctls;
	size_t n_sysctls;
	pid_t named; /* 0: none started by us */
	char *named_dir; /* NULL: none written */
	bool dirty; /* not yet as in the file */
};

/* All of these are about the files of the folder DIR. A missing file is an empty one, and one that
 * makes no sense is put aside; false after reporting that one cannot be read or written at all. */
bool owned_load(struct owned *owned, const char *dir);
bool owned_save(struct owned *owned, const char *dir);
void owned_free(struct owned *owned);

bool owned_has_address(const struct owned *owned, const struct address_object *address);
void owned_add_address(struct owned *owned, const struct address_object *address);
void owned_drop_address(struct owned *owned, const struct address_object *address);
const struct owned_link *owned_find_link(const struct owned *owned, const char *device);
/* The first entry of a device stays; its MTU is noted by the first that has one. */
void owned_add_link(struct owned *owned, struct owned_link link);
void owned_drop_link(struct owned *owned, const char *device);
const struct owned_sysctl *owned_find_sysctl(const struct owned *owned, const char *path);
void owned_add_sysctl(struct owned *owned, const char *path, const char *was);
void owned_drop_sysctl(struct owned *owned, const char *path);

/* The last states of the tracks; and the uplinks whose connections have time to end. */
struct journal {
	struct journal_track {
		uint32_t id;
		bool up;
	} * tracks;
	size_t n_tracks;
	struct journal_drain {
		char *interface;
		uint32_t generation; /* in which it began */
		int64_t until; /* nanoseconds of CLOCK_BOOTTIME; no connection outlives its boot */
	} * drains;
	size_t n_drains;
	bool dirty; /* not yet as in the file */
};

bool journal_load(struct journal *journal, const char *dir);
bool journal_save(struct journal *journal, const char *dir);
void journal_free(struct journal *journal);
/* 1 up, 0 down, -1 unknown. */
int journal_track(const struct journal *journal, uint32_t id);
void journal_set_track(struct journal *journal, uint32_t id, bool up);
/* NULL when INTERFACE does not drain. */
const struct journal_drain *journal_drain(const struct journal *journal, const char *interface);
void journal_set_drain(struct journal *journal, const char *interface, uint32_t generation,
		       int64_t until);
void journal_drop_drain(struct journal *journal, const char *interface);

/* Make DIR (and its parents) and lock it. The descriptor, to be kept; -1 after reporting: another
 * agent has it, or it cannot be made. */
int state_dir_lock(const char *dir);

struct json_t;
/* DIR/NAME whole; NULL when it is missing or makes no sense (*TROUBLE false), or cannot be read. */
struct json_t *state_file_read(const char *dir, const char *name, bool *trouble);
/* Written through to the disk, its name as well. */
bool state_file_write(const char *dir, const char *name, const struct json_t *json);
/* What was renamed in the folder DIR stays so over a loss of power. False with errno. */
bool folder_sync(const char *dir);

#endif
