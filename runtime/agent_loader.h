/* The loader: what it compiles, and what it brings into force. It is the only process that knows a
 * parser, libnftables or BIND. */
#ifndef RUNTIME_AGENT_LOADER_H
#define RUNTIME_AGENT_LOADER_H

#include <sys/types.h>

#include "agent_questions.h"
#include "agent_store.h"
#include "backends/backend.h"
#include "compiler/compiler.h"

struct json_t;

/* Why a configuration comes into force. */
enum coming {
	COMING_FILE, /* the agent was told to read its CONFIG */
	COMING_CLIENT,
	COMING_AGAIN, /* it is the one in force, and comes from the store */
	COMING_BACK, /* rolled back, by somebody or for want of a confirmation */
};

struct moved;

/* A configuration, compiled. */
/* The last text of the table, for which state it was made and its hash: making it takes a while. */
struct nft_rendered {
	uint64_t state, text; /* 0: none */
};

struct generation {
	struct compilation compilation;
	struct input input; /* what it was compiled from; the compilation points into it */
	uint32_t from; /* the generation in the store that it comes from; 0: none */
	uint32_t stored; /* as which it stands in the store; 0: not yet */
	uint8_t coming; /* enum coming */
	bool dry; /* it is only looked at */
	bool last; /* nothing else is left to start with */
	uint64_t seen; /* of COMING_FILE: the file's input_hash() */
	struct moved *moved; /* elements of nft that the core moves; there, too */
	struct state *state; /* in the compilation's arena; as the core last told */
	struct nft_rendered *rendered; /* in that arena, too */
	uint32_t number; /* of the request that brought it */
	bool here; /* there is one */
	bool in_nft, in_dns; /* these parts are in force */
	bool checked; /* files of named with this hash have passed */
	uint64_t dns_checked;
};

enum { NAMED_RESTARTS = 6 }; /* one soon after the other, then it is left alone */

/* The DNS server that we keep. */
struct named {
	pid_t pid; /* 0: none */
	bool child; /* ours to reap; one that an earlier agent started is not */
	char *dir; /* of its files; NULL: none are written */
	char *vrf; /* the VRF's device that it is tied to, or NULL */
	const char *log; /* file for its standard error */
	pid_t watched; /* 0: none */
	int ended; /* readable when that one has ended; -1: it cannot be told */
	unsigned restarts; /* one soon after the other */
	double started; /* milliseconds of clock_ms() */
};

/* Those of VRFs. */
struct named_vrfs {
	struct named *at;
	size_t len;
	const char *log;
};

/* loader_nft.c */
/*
 * Lead our table from OLD's target (NULL: from nothing, replacing the table as a whole) to NEW's in
 * one transaction. The number of steps, or -1 with a message in *WHY, to be freed.
 */
int nft_switch(const struct generation *old, const struct generation *new, char **why);
/* Only the steps of CHANGE, of which elements are those of rows. */
int nft_change(const struct change *change, char **why);
/* The steps from state OLD to GENERATION's; MOVED: those that are the core's it has done. */
int nft_turn(const struct generation *generation, const struct state *old, bool moved, char **why);
/* After a change, note in the state directory what stands in the kernel for which target; and does
 * GENERATION's stand there, untouched since that was noted? Then an agent that is started again
 * need not load it, and its counters go on. */
void nft_remember(const struct generation *generation, const char *state_dir);
bool nft_stands(const struct generation *generation, const char *state_dir);
bool object_is_nft(const struct object *object);
/* TEXT of LEN bytes is what nft_text() would say of GENERATION in its present state. */
void nft_rendered(const struct generation *generation, const char *text, size_t len);
/* Remove our table; true also when there was none. */
bool nft_remove(char **why);
/* Run the commands in TEXT as one transaction. False with *WHY, to be freed. */
bool nft_run(const char *text, char **why);
/* What nft SAID when it refused TEXT, and what may help; to be freed. */
char *nft_complaint(const char *said, const char *text);
/* What the backend writes of CHANGE, behind what is in OUT. */
void nft_render(const struct change *change, struct out *out);
/* Our table as it stands, counters aside, and as GENERATION wants it; to be freed. NULL: none
 * stands. */
char *nft_list(void);
char *nft_text(const struct generation *generation);

/* loader_bulk.c */
enum { BULK = 1000 }; /* elements that are many; libnftables loads as many in 10 ms */
/*
 * Bring what CHANGE adds to new sets to the kernel before it: no packet comes by them yet, so that
 * needs no transaction with the rest, which is left in CHANGE and brings the rules that ask them.
 * NULL when there is little or nothing of that kind, or the kernel would not have it: then all is
 * as it was, and CHANGE, too.
 */
struct bulk_loaded;
struct bulk_loaded *bulk_load(struct arena *arena, struct change *change);
/* Bring CHANGE, to TARGET or NULL, in one transaction, if it is of elements of sets without ranges
 * only. False: it is not, and errno is 0, or the kernel would not have it. */
bool bulk_edit(const struct target *target, const struct change *change);
/* The rest was refused. */
void bulk_undo(struct arena *arena, const struct bulk_loaded *loaded);
/* Has it been refused, too, since this was asked last? Then sets stand that nobody asks. */
bool bulk_left(void);

/* loader_room.c */
/* The bound for a set of so many ELEMENTS. */
uint32_t room_for(uint32_t elements);
/* CHANGE, from OLD to NEW, was REFUSED with these words: if that is for want of room in a set, make
 * some, and true: it may be tried again. */
bool room_make(struct arena *arena, const struct target *old, const struct target *new,
	       const struct change *change, const char *refused);

/* loader_elements.c: elements of nft that the core moves. */
/* A key or a datum as the kernel has it. */
struct nft_bytes {
	uint8_t at[NFT_KEY_MAX * 16];
	size_t len;
};
/* The N VALUES, of which one alone is not padded; false when they are not so plain. */
bool nft_bytes_of(struct nft_bytes *bytes, const struct nft_value *values, uint8_t n);
/* The same of N numbers of TYPES, as a row of ROWS has them, which have no ranges. */
void nft_bytes_of_numbers(struct nft_bytes *bytes, const struct rows_object *rows,
			  const uint8_t *types, const uint32_t *numbers, uint8_t n);
/* Those of PLAN, to be freed before ARENA. */
struct moved *moved_choose(struct arena *arena, const struct plan *plan);
void moved_free(struct moved *moved);
/* Put them into JSON, the core's plan; and which conditions leave the loader something to turn. */
void moved_put(struct json_t *json, const struct plan *plan, const struct moved *moved);
/*
 * How many steps of CHANGE, between two states, are the core's. They leave CHANGE when they are
 * DONE; else the core may or may not have done them, and BEFORE is what to do in the same
 * transaction first, so that either will do.
 */
int moved_split(struct arena *arena, const struct moved *moved, bool done, struct change *change,
		struct change *before);

/* loader_drift.c */
/* What stands in the kernel, told by numbers; 0: not known. */
struct nft_noted {
	uint32_t generation; /* of the ruleset, behind a transaction of ours */
	uint64_t listed; /* of what the table says */
};
/* A transaction of ours comes, which replaces the table as a WHOLE or changes some of it. When it
 * is done, what stands is listed when there has been time for that. */
void nft_begin(bool whole);
void nft_done(void);
/* The same of as many transactions. */
void nft_all_done(unsigned transactions);
/* The core hears of nft by FD, or (-1) not at all. */
void nft_heard_by(int fd);
/* For a while, of transactions that begin when we have no table, it does not, since the kernel
 * would tell of each element; false when it does. Behind them nft_noted() tells whether somebody
 * else's came between. */
bool nft_hush(void);
void nft_hush_over(void);
/* The core has made one of its own. */
void nft_moved(void);
struct nft_noted nft_noted(void);
/* Does what was NOTED stand, by another process maybe? Then it counts as noted by this one. */
bool nft_still(struct nft_noted noted);
/* Milliseconds until it is time to list; -1: there is nothing to list now. */
int nft_wait(void);
/* It is time. */
void nft_list_begin(void);
/* The lister has something to say; true when what stands is known now. */
bool nft_list_hear(void);
/* Somebody else's transaction CHANGED (by the kernel's number; 0: not known) our table, which is to
 * be GENERATION's: put right what differs. How much, or -1 with *WHY. */
int nft_mend(const struct generation *generation, uint32_t changed, char **why);

/* loader_list.c */
/* Have our table listed. False when that cannot be. */
bool lister_start(void);
/* It is not wanted any more; that it has ended is yet to be heard. */
void lister_stop(void);
/* A descriptor that is readable when there is something to hear; -1: nothing is being listed. */
int lister_watch(void);
/* True at the end of what is wanted, with what it says in *TEXT, to be freed, or NULL. */
bool lister_hear(char **text);

/* loader_dns.c */
/*
 * The files of named for GENERATION, with serials that rise when a zone changes. SERIAL is for new
 * zones. Empty when it serves no DNS. QUESTIONS is given what they say, and nothing to ask yet.
 */
void dns_files(const struct generation *generation, const char *state_dir, const char *dir,
	       uint32_t serial, struct out_files *files, struct dns_questions *questions);
/* Where the files of GENERATION belong, to be freed. */
char *dns_dir(const struct generation *generation, const char *state_dir);
/*
 * Check the files of GENERATION in a folder beside DIR, unless the same ones have passed. False
 * with a message in *WHY, to be freed.
 */
bool dns_check(struct generation *generation, const char *dir, char **why);
/* Make DIR, which holds OLD, hold FILES and nothing else of ours; how many files differed, or -1
 * with *WHY. */
int dns_write(const char *dir, const struct out_files *old, const struct out_files *files,
	      char **why);
/* Read back what dns_write() wrote. */
void dns_read(const char *dir, struct out_files *files);
void dns_remove(const char *dir);

/* loader_named.c */
/* Is PID the named that runs on the files of DIR? */
bool named_is_ours(pid_t pid, const char *dir);
/* The named that runs on the files of DIR; 0: none does; -1 with errno: it cannot be told. */
pid_t named_find(const char *dir);
/* Start it when it does not run, else have it read its files again. False with *WHY. */
bool named_serve(struct named *named, char **why);
void named_stop(struct named *named);
/* A descriptor that is readable when it has ended, or -1; good until the process is another. */
int named_watch(struct named *named);
/* Start it again when it ended. True when its process is another one now. */
bool named_keep(struct named *named);
/* loader_named_vrf.c */
/* The VRF's device when PATH is its server's named.conf, to be freed; NULL for other files. */
char *named_vrf_of(const char *path);
/* The folder of the server of VRF below DIR, to be freed. */
char *named_vrf_folder(const char *dir, const char *vrf);
/* Have a server run for each VRF that has files among FILES, which stand in DIR, and no other;
 * ANEW: they are to be read again. False with *WHY. */
bool named_vrfs_serve(struct named_vrfs *all, const char *dir, const struct out_files *files,
		      bool anew, char **why);
/* Start again what ended. */
void named_vrfs_keep(struct named_vrfs *all);
/* Stop all, and those that run on the files in DIR. */
void named_vrfs_stop(struct named_vrfs *all, const char *dir);
/* Forget them; they run on. */
void named_vrfs_free(struct named_vrfs *all);

/* loader_named.c */
/* Have a named that somebody else runs read its files again. */
void named_nudge(void);

#endif
