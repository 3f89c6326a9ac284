/*
 * The lab: a topology of network namespaces written down in YAML, raised, demonstrated, measured
 * and taken down again. A lab file is
 *
 *   name: two-isp-site             a short word; part of nothing but reports
 *   title: ...                     what it shows
 *   gateway:                       the machine under test
 *     node: gw                     its devices carry the names of the site file; no addresses
 *     config: gw.cfg               beside the lab file, as all file names here
 *     site: gw.site.yaml           as -m; may be absent
 *     mode: agent                  causewayd; or `static`: sysctl, ip, nft and named alone
 *     excerpts:                    what to print of the compiled files: LINES lines FROM a text on
 *       - { file: nftables.nft, from: "map static", lines: 5 }
 *   links:                         cables: [NODE.DEVICE, NODE.DEVICE]
 *     - [client.net0, inet.client]
 *   nodes:
 *     NODE:
 *       switch: true               all its cables on one wire, nothing else
 *       sysctl: { net/ipv4/ip_forward: 1 }
 *       addresses: { DEVICE: A/L } or a list of them
 *       routes: [default via A]    words of `ip route add`
 *       nft: |                     a ruleset
 *       files: { PATH: text }      in the node's folder, where its programs run
 *       setup: [[sh, FILE]]        programs that must end well, in order
 *       processes:                 programs that stay, each ready when it listens
 *         - { run: [named, -g, -c, named.conf], listens: "127.0.0.1:53" }
 *   steps: [...]                   after the nodes; see below
 *
 * In files, set-up and processes {out} is the folder of compiled files and {here} that of the lab
 * file. A step is `say: what it shows`, one verb, and maybe `within: TIME`: it is tried until it
 * holds or TIME is over. TIME is `500 ms`, `2 s`, or `track N down|up`: the longest time the track
 * may take to see that, frequency + timeout + delay + 500 ms of the configuration. Verbs:
 *
 *   heading: TEXT
 *   wait: TIME
 *   fetch: { from, url, expect, timeout, fails }   a page that holds the text EXPECT
 *   dig: { from, server, name, type,               answers in any order, one of them at least;
 *          answer, ttl, min-ttl, flags, no-flags,  TTL at most and at least; flags as dig names
 *          status, authority, additional, show }   them; numbers of records
 *   ping: { from, to, source, fails }
 *   cut: { node, hook }                            packets vanish in NODE, all or, with `forward`,
 *                                                  those it forwards; `inet cut vanished` counts
 *   restore: { node }                              after a cut
 *   link: { node, device, state }                  carrier off and on: `down`, `up`
 *   wait-track: { track, state }                   of the agent
 *   expect-route: { node, to, from, arriving,      for packets of NODE, or ARRIVING there
 *                   device, via, none }
 *   traffic: { from, ping, download }              starts; runs until the end
 *   expect-traffic: { since, blackout }            longest silence since `start`, or a change
 *   expect-counter: { node, counter, packets,      COUNTER as nft lists it
 *                     more-than }
 *   expect-sources: { node, set, only }            addresses that a set has gathered
 *   run: { node, argv, expect, absent, fails }     any program
 *   exec: { command, expect }                      `causeway exec`, of the agent; printed
 *   reload: {}                                     static mode: load all files once more
 */
#ifndef RUNTIME_LAB_H
#define RUNTIME_LAB_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include "grammar/arena.h"
#include "grammar/vec.h"
#include "spawn.h"

typedef VEC(const char *) strings;

struct lab_pair {
	const char *key;
	strings values;
};
typedef VEC(struct lab_pair) lab_pairs;

struct lab_process {
	strings argv;
	const char *listens; /* ADDRESS:PORT, or NULL */
};

struct lab_node {
	const char *name;
	bool is_switch;
	lab_pairs sysctl, addresses, files;
	strings routes;
	const char *nft;
	VEC(strings) setup;
	VEC(struct lab_process) processes;
};

struct lab_link {
	const char *node[2], *device[2];
};

enum lab_mode { LAB_AGENT, LAB_STATIC };

struct lab_excerpt {
	const char *file, *from;
	long lines;
};

struct lab_gateway {
	const char *node;
	const char *config, *site; /* relative to struct lab's HERE */
	enum lab_mode mode;
	VEC(struct lab_excerpt) excerpts;
};

struct lab_verb;

struct lab_step {
	unsigned line;
	const char *say;
	const char *within;
	const char *text; /* of `heading` and `wait` */
	const struct lab_verb *verb;
	lab_pairs params;
};

struct lab {
	struct arena *arena;
	const char *file, *here;
	const char *name, *title;
	struct lab_gateway gateway;
	VEC(struct lab_node) nodes;
	VEC(struct lab_link) links;
	VEC(struct lab_step) steps;
};

/* lab_file.c */
/* Read FILE whole and strictly. NULL after reporting on standard error. */
struct lab *lab_read(struct arena *arena, const char *file);

/* ---- a lab that is up ---- */

/* The longest a track of the gateway may take to see a change, in milliseconds. */
struct lab_track {
	uint32_t id;
	double down, up;
};

/* Wall clock times are in milliseconds, like those that ping prints. */
struct lab_traffic {
	const char *ping_log, *download_log; /* NULL: not running */
	double begin;
	unsigned downloads_ok, downloads_failed; /* at the last event */
};

/* Something that happened to the network: a cut, a link down, a restoration. */
struct lab_event {
	const char *name; /* "cut", "restore", "link" */
	double at;
};

/* For the summary: the steps under one heading, and what was measured against a limit. */
struct lab_section {
	const char *heading;
	unsigned steps, failed;
	double ms;
};

struct lab_measure {
	const char *what;
	double ms, limit;
	const char *detail;
};

struct lab_run {
	struct arena *arena;
	const struct lab *lab;
	const char *self; /* this program, for `causeway compile` and `exec` */
	const char *daemon; /* causewayd beside it */
	const char *prefix; /* of the namespaces: "cw1234" */
	const char *record; /* what `lab down` reads: /run/causeway-lab/PREFIX */
	const char *work; /* folder of this run */
	const char *out; /* compiled files: WORK/out */
	const char *socket; /* of the agent */
	const char *agent_log;
	int signals; /* readable when we are asked to end */
	bool colour;
	double begin; /* of clock_ms() */
	pid_t agent; /* 0: none */
	size_t agent_log_shown;
	VEC(struct lab_track) tracks;
	struct lab_traffic traffic;
	struct lab_event event; /* the last one */
	unsigned step; /* number of the current one */
	const char *to_show; /* printed below the current step; or NULL */
	VEC(struct lab_section) sections;
	VEC(struct lab_measure) measures;
};

/* lab_net.c: namespaces, cables, and their end */
bool lab_net_raise(struct lab_run *run);
/* Take down all that stands under PREFIX: programs in its namespaces, the namespaces. */
void lab_net_remove(struct arena *arena, const char *prefix);
const char *lab_netns(const struct lab_run *run, const char *node);
/* Write the files of all nodes, set them up, start their programs and wait until these listen. */
bool lab_nodes_start(struct lab_run *run);
/* Wait until something listens on WHERE in NODE: the end of "ADDRESS:PORT". */
bool lab_wait_listening(struct lab_run *run, const char *node, const char *where, int timeout_ms);
/* named listens before it has its zones: wait until it says in LOG that it has. */
bool lab_wait_zones(struct lab_run *run, const char *log, int timeout_ms);

/* lab_gateway.c: the gateway from its configuration to its first packet */
bool lab_compile(struct lab_run *run);
bool lab_gateway_load(struct lab_run *run);
bool lab_gateway_start(struct lab_run *run);
/* Print what the agent has logged since the last call. */
void lab_agent_log(struct lab_run *run);
/* The time TEXT means, in ms; false when it means none. */
bool lab_time(const struct lab_run *run, const char *text, double *ms);

/* lab_run.c: programs and waiting inside a run */
struct lab_output {
	int status; /* -1: did not end */
	double ms;
	const char *text; /* of the run's arena */
};
/* Run what SPAWN says, until its end or until we are asked to end. */
struct lab_output lab_spawn(struct lab_run *run, struct spawn spawn);
/* ARGV (NULL-terminated) in NODE (NULL: outside), at most TIMEOUT_MS. */
struct lab_output lab_do(struct lab_run *run, const char *node, const char *input, int timeout_ms,
			 const char *const *argv);
#define lab_argv(...) ((const char *const[]){__VA_ARGS__, NULL})
/* Let MS pass; false when we are asked to end. */
bool lab_pause(struct lab_run *run, double ms);
bool lab_ended(struct lab_run *run);
double lab_wall_ms(void);
/* {out} and {here} in TEXT replaced. */
const char *lab_expand(const struct lab_run *run, const char *text);
/* The file PATH whole, or NULL. */
char *lab_slurp(struct arena *arena, const char *path);
bool lab_write(const char *path, const char *text);

/* lab_step.c: the verbs */
const struct lab_verb *lab_verb_find(const char *name);
bool lab_verb_knows(const struct lab_verb *verb, const char *key);
bool lab_verb_is_scalar(const struct lab_verb *verb);
/* Does KEY name a node? */
bool lab_verb_is_node(const struct lab_verb *verb, const char *key);
/* A key that the step's verb must have and the step has not, or NULL. */
const char *lab_verb_missing(struct arena *arena, const struct lab_step *step);
/* All steps in order; false when we are asked to end. */
bool lab_steps(struct lab_run *run);
const char *lab_param(const struct lab_step *step, const char *key);
const strings *lab_params(const struct lab_step *step, const char *key);

/* lab_traffic.c: the ping and the downloads that run throughout */
bool lab_traffic_start(struct lab_run *run, const struct lab_step *step, const char **detail);
bool lab_traffic_expect(struct lab_run *run, const struct lab_step *step, const char **detail);
/* The network changes now: what follows is measured from here. */
void lab_event(struct lab_run *run, const char *name);

struct lab_silence {
	double longest; /* ms between two answers, the later of which came after SINCE */
	unsigned sent, lost; /* from the last answer before SINCE on */
	unsigned answers; /* after SINCE */
	double last; /* wall clock of the last answer, 0: none */
};
/* Reads the log of `ping -D`: what happened from wall clock SINCE on. */
struct lab_silence lab_ping_silence(const char *log, double since);

/* lab_dig.c: what dig printed */
struct lab_dig {
	const char *status; /* "NOERROR"; "" without an answer from the server */
	const char *flags; /* " qr aa rd " */
	strings answer; /* data of the answer section's records of the type asked for */
	unsigned ttl; /* of the first */
	unsigned authority, additional; /* records, the OPT record left out */
};
void lab_dig_parse(struct arena *arena, const char *text, const char *type, struct lab_dig *dig);
bool lab_dig(struct lab_run *run, const struct lab_step *step, const char **detail);

/* lab_report.c: how it looks */
void lab_say_title(const struct lab_run *run);
void lab_say_heading(const struct lab_run *run, const char *text);
/* Something begins, and ends well or not. NUMBER 0: it is no step. */
void lab_say_begin(const struct lab_run *run, unsigned number, const char *what);
void lab_say_end(const struct lab_run *run, bool held, const char *detail, double ms);
/* Lines of somebody else, indented, and cut after WIDTH columns unless that is 0. */
void lab_say_lines(const struct lab_run *run, const char *text, int width);
/* True when every step held. */
bool lab_say_summary(const struct lab_run *run);

#endif
