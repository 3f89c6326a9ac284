/* The loader's parts, and what they work on. */
#ifndef RUNTIME_AGENT_SERVER_H
#define RUNTIME_AGENT_SERVER_H

#include "agent_channel.h"
#include "agent_loader.h"
#include "agent_store.h"
#include "compiler/edit.h"
#include "json_long.h"
#include "sealed.h"

struct server {
	int fd;
	const char *state_dir;
	struct buffer in;
	struct json_longs longs; /* of the request that is served */
	struct generation current, next;
	uint32_t requests; /* the number of the last one for a configuration */
	bool client; /* the next request is a client's */
	bool client_is_root; /* and may change something */
	size_t announced; /* that so many files come with it, which are in: */
	struct passed passed;
	bool interrupted; /* a change was: named may not have read what stands in its files */
	struct named named;
	struct named_vrfs vrfs;
	struct store store;
	struct edited { /* in force already of what comes; all NULs: nothing */
		struct arena *arena;
		struct edit *edit; /* the plan of CURRENT has it */
		int steps;
	} edited;
	struct owed {
		bool nft, dns; /* they may not be as the generation in force wants them */
		double due, delay; /* milliseconds of clock_ms(): when that is tried again */
	} owed;
};

/* ---- loader.c ---- */
void send_json(struct server *server, struct json_t *json); /* takes it */
/* The same, and behind its line LEN bytes of TEXT, which is freed. */
void send_with_text(struct server *server, struct json_t *json, char *text, size_t len);
/* Takes WHY, which may be NULL. */
void send_failure(struct server *server, char *why);

/* ---- loader_owed.c ---- */
/*
 * Bring nft from FROM's target to TO's, or to TO's from whatever stands where FROM is NULL, or the
 * step from FROM is refused. The number of steps, or -1 with *WHY, to be freed.
 */
int nft_bring(struct server *server, const struct generation *from, const struct generation *to,
	      char **why);
/* GENERATION goes to the state that REQUEST tells, from its state OLD; the packet filter follows
 * where it is in force. */
int nft_bring_state(struct server *server, struct generation *generation, const struct state *old,
		    const struct json_t *request, char **why);
/* What was refused of the generation that is in force there, is tried again, later and later,
 * until it is done. */
void owe(struct server *server, bool *what);
/* Milliseconds until then; -1: nothing is owed. */
int owed_wait(const struct server *server);
/* Try it if it is time. */
void owed_pay(struct server *server);

/* ---- loader_state.c ---- */
void state_read(const struct plan *plan, struct state *state, const struct json_t *json);

/* ---- loader_compile.c ---- */
/*
 * Compile INPUT, which is taken, as the next generation. False after errors; the diagnostics, to be
 * freed, are in *TEXT in any case.
 */
bool compile_next(struct server *server, struct input *input, char **text);
void generation_free(struct generation *generation);
/* Make of TEXT, which the core passes on, no more than that takes in its stride. */
void cut_short(char *text);
/* The part of the plan that the core runs: a large configuration is mostly nft's. */
char *cores_plan(const struct generation *generation, size_t *len);

/* ---- loader_choice.c ---- */
/* Requests that bring a configuration; answered with its plan. */
void do_start(struct server *server, const struct json_t *request);
void do_resume(struct server *server, const struct json_t *request);
void do_rollback(struct server *server, const struct json_t *request);
void do_clients(struct server *server, const struct json_t *request);

/* ---- loader_edit.c ---- */
/* INPUT, of a client, is to come into force: bring of it what a few lines say that differ from what
 * is, if they say anything without all the others. */
void edit_begin(struct server *server, const struct input *input);
/* It does not come; the edit STANDS in the kernel, or has already been led back with all else. */
void edit_take_back(struct server *server, bool stands);
/* The generation that it led to is in force. */
void edit_forget(struct server *server);

/* ---- loader_client.c ---- */
/* What REQUEST of a client holds, in any case to be freed. Why it is not all there, to be freed, or
 * NULL. */
char *clients_input(struct server *server, const struct json_t *request, struct input *input);

/* ---- loader_store.c ---- */
void do_store(struct server *server, const struct json_t *request);
void do_commit(struct server *server, const struct json_t *request);
void do_confirm(struct server *server, const struct json_t *request);
/* The next generation does not come into force: close its change. */
void store_give_up(struct server *server);
/* What is known of generation NUMBER, to be freed: its manifest, or of the change that is open, and
 * still being written, what the journal says. NULL: nothing. */
struct json_t *manifest_of(const struct server *server, uint32_t number);
/* input_hash() of generation NUMBER, as that says; 0: unknown. */
uint64_t stored_hash(const struct server *server, uint32_t number);

/* ---- loader_writer.c ---- */
/* The text_hash() of the plan, without the name of its file. */
uint64_t generation_plan(const struct generation *next);
/* Of the manifest to be, what the journal has to tell until it stands. */
struct json_t *generation_opening(const struct generation *next);
/* STATE, which is taken, is that with which a generation comes: the one that is next written. */
void writer_take_state(char *state);
/* Write the next generation as NUMBER, or if it is large its source; *ASIDE: that is only begun,
 * and writer_end() waits for it. False after logging. */
bool writer_begin(const struct server *server, uint32_t number, bool *aside);
/* Now the next generation stands. False after logging. */
bool writer_end(const struct server *server);
/* It will not be needed. */
void writer_stop(const struct server *server);
/* What is made of GENERATION, a large one that stands, is still to be written. */
bool writer_is_due(const struct server *server, const struct generation *generation);
/* Write that, of the generation in force: another process does while its descriptor, or -1, is
 * watched. */
void writer_go_on(struct server *server);
int writer_watch(void);
/* Hear of it, or wait for that; nothing if none is there. */
void writer_hear(struct server *server);

/* ---- loader_bring.c ---- */
/*
 * Have named serve what GENERATION says; SERIAL is for new zones. PATIENT: it may take its time, as
 * long as it gets on. How many files were written, or -1 with *WHY. *WRONG: it answers something
 * else. Both are to be freed.
 */
int dns_bring(struct server *server, struct generation *generation, uint32_t serial, bool patient,
	      char **why, char **wrong);
/* The same where nothing can be done about the latter. */
int dns_bring_and_tell(struct server *server, struct generation *generation, uint32_t serial,
		       bool patient, char **why);

/* ---- loader_lists.c ---- */
void do_lists(struct server *server, const struct json_t *request);

/* ---- loader_dry.c ---- */
void do_dry(struct server *server, const struct json_t *request);

#endif
