/*
 * The generations: every configuration that was brought into force on this box, so that it can be
 * brought into force again, and the change that is under way. All of it is the loader's.
 *
 *   generations.json    the one in force, the one that was to become it, what waits for
 * confirmation generations/N/      config, site       the source, with its secrets: mode 0600
 *                       plan.jsonl         the target, for every state
 *                       state.json         the state under which it was brought into force
 *                       nftables.nft, named.json    what that made: the packet filter, named's
 * files manifest.json      where it came from, and a checksum over each of these
 *
 * Of a large one all but the source may be missing for as long as its manifest names no plan.
 */
#ifndef RUNTIME_AGENT_STORE_H
#define RUNTIME_AGENT_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct json_t;

/* What a configuration is compiled from. */
struct input {
	char *name, *text;
	size_t len;
	char *site_name; /* NULL: no site file */
	char *site; /* "" then */
	size_t site_len;
	bool exact;
	bool sealed; /* the text is in memory that is mapped, sealed.h, not on the heap */
	uint64_t hash; /* its input_hash(), once that was asked for; else 0 */
};

/* Of the generations, those of the last changes are kept, but no more bytes than this. */
#define STORE_BYTES (INT64_C(256) << 20)
enum { STORE_KEPT = 20, STORE_REJECTED = 32, BOOT_ID_SIZE = 40 };
/* Longer than this nobody is waited for to confirm. */
enum { CONFIRM_MAX = 7 * 24 * 60 * 60 };

/* The generation in force waits for a confirmation, else the one before it comes back. */
struct store_confirm {
	uint32_t back; /* 0: nothing waits */
	char boot[BOOT_ID_SIZE]; /* for which `boottime` counts */
	int64_t boottime; /* the deadline, nanoseconds of CLOCK_BOOTTIME */
	int64_t wall; /* and in seconds of CLOCK_REALTIME, for another boot */
	int64_t seconds; /* that were given */
};

struct store {
	const char *dir; /* the state directory */
	uint32_t in_force; /* 0: none ever was */
	uint32_t change; /* is, or was when the agent died, being brought into force; 0: none */
	struct json_t *opening; /* of CHANGE while it is still being written, what its manifest will
				   say of its input and its marks; else NULL */
	uint32_t highest; /* number that was ever given */
	struct store_confirm confirm;
	uint64_t seen; /* input_hash() of the agent's CONFIG when it was last read; 0: never */
	uint64_t rejected[STORE_REJECTED]; /* inputs that were refused or rolled back, last first
					    */
	unsigned n_rejected;
};

/* store.c: what stands in generations/. */
struct store_file {
	const char *name, *text;
	size_t len;
	uint64_t hash; /* its text_hash(); 0: to be found */
};
/* Remove what a crash left half written. False after logging: the folder cannot be made. */
bool store_open(const struct store *store);
/* Write generation NUMBER: INPUT, the N files of AT and MANIFEST, which is taken. It counts when
 * store_name() was called. False after logging. */
bool store_write(const struct store *store, uint32_t number, const struct input *input,
		 const struct store_file *at, size_t n, struct json_t *manifest);
bool store_name(const struct store *store, uint32_t number);
/* Write the N files of AT beside those of generation NUMBER, and what is in MORE, which is taken,
 * into its manifest. False after logging: then that says nothing of them. */
bool store_add(const struct store *store, uint32_t number, const struct store_file *at, size_t n,
	       struct json_t *more);
/* Remove what was written of it without having been named. */
void store_drop(const struct store *store, uint32_t number);
/* The manifest of generation NUMBER, to be freed; NULL when there is none, or a broken one. */
struct json_t *store_manifest(const char *dir, uint32_t number);
/* The input of generation NUMBER, to be freed. False after logging when it is not whole: then it is
 * put aside. */
bool store_read(const struct store *store, uint32_t number, struct input *input);
/* Remove the oldest ones, but none that may still be wanted. */
void store_prune(const struct store *store);
/* The one that was in force before generation NUMBER, which may be 0; 0: there is none. */
uint32_t store_before(const char *dir, uint32_t number);
/* The numbers of all, in order, to be freed. */
uint32_t *store_numbers(const char *dir, size_t *n);
void store_remove(const char *dir); /* all; for teardown */

/* store_index.c: generations.json. */
bool store_load(struct store *store);
/* Write it through to the disk; false after logging. */
bool store_save(const struct store *store);
void store_reject(struct store *store, uint64_t input);
void store_forgive(struct store *store, uint64_t input);
bool store_is_rejected(const struct store *store, uint64_t input);
/* A deadline SECONDS from now, after which BACK comes back. */
struct store_confirm confirm_until(uint32_t back, int64_t seconds);
/* CONFIRM for the running boot: what its clock says, else the wall clock, but never later than the
 * whole time from now. */
struct store_confirm confirm_now(const struct store_confirm *confirm);
/* Which boot this is; "" when the kernel does not tell: then no two are the same. */
void boot_id(char boot[BOOT_ID_SIZE]);
/* Nanoseconds of CLOCK_BOOTTIME, which no setting of the clock changes and which goes on while the
 * machine sleeps. */
int64_t clock_boottime(void);

/* store_input.c */
uint64_t input_hash(struct input *input);
/* What a version before XXH3 took for that, and may have written down. */
uint64_t input_hash_before(const struct input *input);
void input_free(struct input *input);
/* Read the agent's CONFIG with the site file SITE, or NULL: the one that stands beside it. False
 * when one of them cannot be read, or is no text; the compiler says why. */
bool input_open(struct input *input, const char *config, const char *site, bool exact);

#endif
