/*
 * The agent's core: one loop over netlink, probes, timers and the control socket. It holds a plan
 * and the state in which it is in force, and executes the change to every next state. design.md,
 * "The runtime".
 */
#ifndef RUNTIME_AGENT_H
#define RUNTIME_AGENT_H

#include "agent_closer.h"
#include "agent_journal.h"
#include "agent_log.h"
#include "agent_loop.h"
#include "agent_netlink.h"
#include "agent_probe.h"
#include "agent_survey.h"
#include "agent_sweeper.h"
#include "agent_track.h"
#include "agent_twin.h"
#include "compiler/plan.h"

struct json_t;
struct core;
struct client;
struct control;
struct loader;

struct core_track {
	struct core *core;
	const struct plan_track *plan;
	struct track_machine machine;
	struct timer timer; /* of the running delay */
	bool untold; /* changed, and not yet logged */
	bool judged; /* there was a first verdict */
	struct core_track *next_of_probe; /* that looks at the same operation */
	uint8_t missed; /* rounds of its probe that failed, one after the other */
	bool learnt; /* of a route: somebody else has put it into the main table */
	uint8_t protocol; /* that route's */
	uint32_t metric;
};

enum probe_phase { PROBE_NEVER, PROBE_WAITING, PROBE_ACTIVE, PROBE_OVER };

struct run;

struct core_probe {
	struct core *core;
	struct run *run;
	const struct plan_probe *plan;
	uint16_t index; /* in the plan */
	struct probe probe;
	struct core_track *tracks; /* that look at it */
	uint8_t phase; /* enum probe_phase */
	int64_t begins, ends; /* 0: never */
	struct timer begin, end;
};

/* A plan with what it needs to run. */
struct elements;
struct run {
	struct arena *arena;
	struct plan *plan;
	uint32_t number; /* by which the loader knows it */
	uint64_t hash; /* of the text that it comes from */
	struct state *state; /* in force */
	struct state *want; /* as tracks, links and addresses say now */
	struct core_track *tracks; /* as plan.tracks */
	struct core_probe *probes; /* as plan.probes */
	struct core_applet *applets; /* as plan.reactions; NULL while it does not run */
	struct bulk *bulk; /* NULL: there is none */
	struct elements *elements; /* of nft that the core moves */
};

/* The process that starts loaders. */
struct starter {
	int fd;
	pid_t pid;
};

struct core_options {
	const char *config, *site; /* SITE: NULL unless given */
	const char *socket, *state_dir;
	const char *group; /* that may look by the socket; NULL unless given */
	bool exact;
};

enum { DRIFT_ROUTES = 8 };

/* What others did to what is ours. */
struct drift {
	struct listener nft; /* of nftables' transactions */
	struct nft_news news; /* of one that is not over */
	struct timer timer; /* mends */
	struct timer sysctls; /* compares them */
	bool kernel, table; /* to be mended: what netlink sets; the nft table */
	bool wide; /* of KERNEL: more than the routes that follow */
	struct object routes[DRIFT_ROUTES]; /* of the bulk, that were deleted or replaced */
	unsigned n_routes;
	bool asked; /* the loader is to mend, and has not said that it did */
	bool held; /* nothing is forwarded until the table is back */
	uint32_t
		changed; /* the kernel's number of the first transaction on the table; 0: unknown */
	unsigned heard; /* changes, since they were mended last */
	unsigned row, total; /* mendings soon one after the other, and changes in all */
	int64_t since, mended; /* that row's begin and last */
	uint32_t port; /* whose name WHO is, or 0 */
	char who[96]; /* the last */
};

/* Whose connections are to be forgotten, by plan device. */
struct failover {
	uint32_t devices;
	bool *swept; /* once more */
	bool swept_all;
	unsigned awaited; /* answers of the loader, which turns nft */
	int64_t awaited_since;
	int64_t *drained; /* at that time; 0: not at all */
	struct timer sweep, drain;
};

/* While something takes long. */
struct breath {
	unsigned works; /* such things, one within the other */
	unsigned moments; /* they have offered */
	int64_t last; /* was taken */
	bool within; /* one: probes are served */
	bool turned; /* tracks have turned in one */
};

struct core {
	struct core_options options;
	struct loop *loop;
	int signals;
	struct netlink netlink;
	struct conntrack conntrack;
	struct links links;
	struct twins twins;
	struct survey survey;
	struct run *run; /* NULL until the first plan is in force */
	struct apply *apply; /* under way, or NULL */
	struct starter starter;
	struct loader *loader; /* NULL while there is none */
	struct timer revival; /* starts another */
	int64_t revived; /* when one was last started in the place of another, or 0 */
	int64_t revival_delay; /* that was waited for then */
	struct control *control;
	struct owned owned;
	struct journal journal;
	uint32_t generation; /* in force; 0 until there is one */
	struct listener confirm; /* of the end of the time for a confirmation */
	int64_t confirm_until; /* nanoseconds of CLOCK_BOOTTIME; 0: nothing waits */
	struct client *confirming; /* waits for the answer to its confirmation */
	struct client *listing; /* waits for its access lists */
	int64_t listings; /* the number of that question */
	struct timer routes; /* looks for the routes that tracks look for */
	struct timer leases; /* looks for the lease of an address that is new */
	unsigned lease_tries; /* since then */
	int64_t links_asked; /* when the kernel was last asked for links that changed lately */
	struct timer carrier; /* polls links that changed lately */
	struct timer save; /* writes the journal */
	struct timer repair; /* compares the kernel with the plan */
	unsigned repairs; /* that found something undone, one after the other */
	struct drift drift;
	struct listener lease_files; /* of their changes */
	struct timer lease_expiry; /* of the delegated prefix that ends first */
	struct listener translations;
	struct breath breath;
	unsigned slice; /* of long work, in messages; 0: nothing is known yet */
	struct failover failover;
	struct sweeper sweeper;
	struct closer closer;
	bool debug_track; /* log the delays of tracks */
	bool deferred; /* a step had to wait for its device */
	bool refused; /* a step of the last change was, and nothing undid it */
	bool anew; /* a device was made anew: links and sysctls are repaired too */
	int status; /* to exit with: 1 when the configuration is to blame, 2 for any other trouble
		     */
};

/* core.c */
/* Run the agent until a signal; returns the exit status. */
int core_run(const struct core_options *options);
/* Bring into force what tracks, links and addresses say now; nothing is done when nothing differs.
 */
void core_settle(struct core *core);
void core_save_later(struct core *core);
/* Compare the kernel with the plan in DELAY nanoseconds. */
void core_repair_later(struct core *core, int64_t delay);

/* core_breath.c */
/* What takes long begins, and ends: probes are served in between at each moment that is offered, by
 * core_breathe() or by whoever works with ARENA. Not to be begun by a probe's verdict. */
void core_work_begin(struct core *core);
void core_work_end(struct core *core);
void core_breathe(struct core *core);
void core_breathe_in(struct core *core, struct arena *arena);

/* core_slice.c */
/* Messages that are to go to the kernel in a slice of long work; and that so many TOOK so long. */
unsigned slice_size(const struct core *core);
void slice_took(struct core *core, unsigned messages, int64_t took);
/* Is a slice over that began then, and has looked at so many routes that need no message? */
bool slice_over(int64_t begin, unsigned looked_at);

/* core_run.c */
/* A run of the plan in JSON, which takes over tracks and statistics that OLD (or NULL) has too.
 * NULL when JSON is no plan. */
struct run *run_new(struct core *core, const char *text, size_t len, const struct run *old);
/* Take over again what OLD has learnt since run_new(). */
void run_take_over(struct core *core, struct run *run, const struct run *old);
void run_start(struct core *core, struct run *run);
void run_stop(struct core *core, struct run *run);
void run_free(struct run *run);
/* Compute `want`; true when it differs from `state`. */
bool run_refresh(struct core *core, struct run *run);
void run_adopt_want(struct run *run);
bool device_is_up(const struct core *core, const char *device);
/* Has DEVICE an address of IPv6 by which it can be reached from elsewhere? */
bool device_has_ipv6(const char *device);
struct json_t *state_json(const struct plan *plan, const struct state *state);

/* core_track.c */
void run_make_tracks(struct core *core, struct run *run, const struct run *old);
/* The object of TRACK has done EVENT. */
/* True when its state changed. */
bool track_event(struct core_track *track, enum track_event event, int64_t now);
/* The link of DEVICE, or one of its addresses, is not as it was: tracks of it turn. */
void run_device_changed(struct core *core, struct run *run, const char *device);
/* Is there a track of a route? Then look which of them others have put into the main table. */
bool run_tracks_routes(const struct run *run);
void run_look_for_routes(struct core *core, struct run *run);
void core_look_for_routes(void *context, int64_t now); /* of the timer */
/* Turn the tracks that follow from others; put all of them into `want`. */
void run_derive_tracks(struct run *run, int64_t now);
/* Log the tracks that turned, and note their states for the journal. */
void run_tell(struct core *core, struct run *run);

/* core_probe.c */
void run_make_probes(struct core *core, struct run *run, const struct run *old);
void run_start_probes(struct core *core, struct run *run);
void run_stop_probes(struct core *core, struct run *run);
/* DEVICE may be another one of the same name. */
void run_probes_device(const struct core *core, struct run *run, const char *device);

/* track_files.c: what other daemons may know of tracks. */
void track_file_write(const struct core *core, uint32_t id, bool up);
/* Of the agent at SOCKET, all. */
void track_files_remove(const char *socket);

/* core_applet.c */
void run_start_applets(struct core *core, struct run *run);
void run_stop_applets(struct core *core, struct run *run);
/* The track of index TRACK has turned: applets that wait for it are fired. */
void run_track_turned(struct run *run, uint32_t track, bool up);

/* core_dynamic.c: addresses and gateways that DHCP or PPP gave. */
void dynamic_refresh(struct core *core, struct run *run);
void core_look_for_leases(void *context, int64_t now); /* of the timer */
bool plan_is_dynamic(const struct plan *plan);

/* core_lease.c: what lease files alone tell. */
/* Put the prefixes that clients of DHCPv6 have got into `want`. */
void delegated_refresh(struct core *core, struct run *run);
/* Watch for changes from now on if RUN (or NULL) asks for anything of them. */
void lease_watch(struct core *core, const struct run *run);

/* core_event.c: what the kernel tells. */
bool event_start(struct core *core);
void event_poll_carrier(void *context, int64_t now);

/* core_drift.c */
void drift_start(struct core *core);
void drift_stop(struct core *core);
/* The loader is gone, which may have kept the core from hearing of nft. */
void drift_listen(struct core *core);
struct nlmsghdr;
/* MESSAGE says that somebody, or the kernel itself, changed OBJECT, which is ours. */
void drift_heard(struct core *core, const struct nlmsghdr *message, const struct object *object,
		 bool gone);
/* A sysctl of a device may have changed. */
void drift_sysctls_soon(struct core *core);
/* The loader has compared the table; WRITES as of nft_mend(). */
void drift_mended(struct core *core, int writes);

/* core_failover.c */
void failover_start(struct core *core);
/* Let uplinks drain on that did so when the agent was stopped. */
void failover_resume(struct core *core);
/* SWEEP: what was still to be forgotten is forgotten now, since the next plan has other devices. */
void failover_stop(struct core *core, bool sweep);
/* Do with the connections of the uplinks that the routes of NEW left against OLD as the site file
 * says. */
void failover_flush(struct core *core, const struct state *old, const struct state *new);
/* Are connections being deleted, or to be deleted once more in a moment? */
bool failover_sweeps(const struct core *core);
/* The loader has something to turn in nft: nothing is forgotten until failover_turned(), unless
 * that is long in coming. */
void failover_await(struct core *core);
/* It has; or ALL: it is gone, and no answer comes any more. */
void failover_turned(struct core *core, bool all);
/* `clear ip nat translation *`: all connections, and who has which address of a pool. */
void translations_clear(struct core *core);

/* core_elements.c */
/* The elements of nft that the core moves, of PLAN in JSON. NULL when it says none such. */
struct elements *elements_read(struct arena *arena, const struct plan *plan,
			       const struct json_t *json);
enum elements_moved {
	ELEMENTS_DONE, /* the loader has nothing to do for it */
	ELEMENTS_PARTLY, /* it has, but not with these elements */
	ELEMENTS_LEFT, /* it has, and these may be among it */
};
/* Lead them from the state of RUN in force to the wanted one, in one transaction. */
enum elements_moved elements_turn(struct core *core, const struct run *run);

/* core_translations.c */
/* Log from now on each translation that is made and that ends, or none. */
void translations_listen(struct core *core, bool wanted);

/* core_execute.c */
enum execution { EXECUTE_AT_ONCE, EXECUTE_CAREFULLY };
/*
 * Do the steps of CHANGE that are the core's. AT_ONCE: all netlink messages in one piece, failures
 * are logged, and mended soon after. CAREFULLY: stops before the deletions when an addition
 * failed, returns -1 after logging. Else the number of writes. Steps that took effect are appended
 * to DONE, which may be NULL.
 */
int core_execute(struct core *core, const struct change *change, enum execution mode,
		 struct arena *arena, struct change *done);
/* Behind RULES, of twins_turn(), and in one piece with them. */
int core_execute_behind(struct core *core, const struct batch *rules, const struct change *change,
			enum execution mode, struct arena *arena, struct change *done);
/* Do the opposite of DONE's steps, last first; what of that is refused, is mended soon after. */
void core_undo(struct core *core, struct arena *arena, const struct change *done);
/* "route 10.0.0.0/8 in table 20200" */
const char *object_text(struct arena *arena, const struct object *object);
/* A route by a link that is not raised cannot be put, and a link that comes up is repaired anyway.
 */
bool route_must_wait(const struct core *core, const struct object *object);
bool sysctl_read(const char *path, char *buf, size_t size);
bool sysctl_write(const char *path, const char *value);

/* core_observe.c */
/* What stands in the kernel of what WANTED wants or we own. NULL after logging. */
struct target *core_observe(struct core *core, struct arena *arena, const struct target *wanted);
/* One that is not as the plan wants it, as it should be, in ARENA; or NULL. */
const struct object *core_sysctl_that_differs(struct core *core, struct arena *arena);
/* The same without the routes of BULK, unless that is NULL; WANTED is without them, too. */
struct target *core_observe_beside(struct core *core, struct arena *arena,
				   const struct target *wanted, const struct bulk *bulk);

/* core_repair.c */
/* Mend what differs from the plan; when that is not all done, or REPEAT and something did differ,
 * it is looked at once more after a while. Routes of a large table are mended behind the others,
 * between other work. */
void core_repair(struct core *core, bool repeat);
/* It is over: with WRITES, and REFUSED when not all was done. What could not be mended is tried
 * again, each time after twice as long. */
void repair_over(struct core *core, unsigned writes, bool refused, bool repeat);

/* core_survey.c */
/* Go on with the bulk of the routes, the default routes first; the rest is in WRITES and REFUSED
 * already. */
void survey_begin(struct core *core, unsigned writes, bool refused, bool repeat);
/* Another run is in force, or none: what was begun for the last one is left. */
void survey_drop(struct core *core);

/* core_apply.c: another configuration comes into force. False when another is under way or there
 * is no loader. */
/* That of the agent's own start, or AGAIN: of the file that it was started with. */
bool apply_file(struct core *core, bool again);
/* Is the loader's table on its way from one plan to another? Then its elements are its own. */
bool apply_holds_nft(const struct core *core);
/* REQUEST of CLIENT, {"do":"apply", …} or {"do":"diff", …}, which is told the end of it, with the
 * files PASSED, which are taken then. */
struct passed;
bool apply_client(struct core *core, struct client *client, const char *request, size_t len,
		  struct passed *passed);
/* The same of what the file FD holds, which is taken. */
bool apply_client_file(struct core *core, struct client *client, int fd, size_t len);
struct rollback {
	uint32_t number; /* of the generation; 0: the one before */
	int64_t confirm; /* seconds to be confirmed within; 0: it counts at once */
	const char *login; /* see login_is_cut(); or NULL */
};
/* A generation of the store; CLIENT (or NULL) is told the end of it. */
bool apply_back(struct core *core, struct client *client, const struct rollback *rollback);
/* The loader has answered. */
void apply_answer(struct core *core, const struct json_t *answer, const char *plan, size_t len);
/* It compiles still, and has told what it is certain of. */
void apply_edit(struct core *core, const struct json_t *edit);
/* Have a new loader read what is in force. */
void apply_again(struct core *core);

/* core_edit.c */
/* What EDIT, a message of the loader's, does to the routes in force; NULL when that is for the
 * whole plan to say. */
struct change *core_edit(const struct core *core, struct arena *arena, const struct json_t *edit);

/* core_confirm.c */
/* The generation in force is rolled back unless it is confirmed until DEADLINE, nanoseconds of
 * CLOCK_BOOTTIME; 0: it needs no confirmation. */
void confirm_await(struct core *core, int64_t deadline);
/* CLIENT confirms; false when the loader is gone. */
bool confirm_by(struct core *core, struct client *client);
/* The loader has answered that. */
void confirm_answer(struct core *core, const struct json_t *answer);
void confirm_forget_client(struct core *core, struct client *client);

/* core_lists.c */
struct lists_wanted {
	const char *family; /* "ip", "ipv6", or "" for both */
	char name[128]; /* "": all */
	bool is_root;
};
/* CLIENT is told of access lists and their hits; false when the loader is gone, or another one
 * waits. */
bool lists_ask(struct core *core, struct client *client, const struct lists_wanted *wanted);
/* The loader has answered, or NULL: is gone. */
void lists_answer(struct core *core, const struct json_t *answer);
void lists_forget_client(struct core *core, struct client *client);

/* core_login.c */
/*
 * Would CHANGE shut or re-address the interface that carries LOGIN, an SSH_CONNECTION: "client port
 * server port"? True with what it does in *WHY, to be freed.
 */
bool login_is_cut(struct core *core, const struct change *change, const char *login, char **why);

/* core_marks.c: connections of uplinks that are none any more. */
/* Forget what is marked for an uplink of OLD that is none of NEW; either may be NULL. */
void marks_forget(struct core *core, const struct run *old, const struct run *new);
/* Those of LIST, [[mark, mask], …]. */
void marks_forget_listed(struct core *core, const struct json_t *list);

/* core_dry.c */
/* The commands that CHANGE would come to, to be freed. */
char *change_text(const struct change *change);
/* The client has gone; the work goes on. */
void apply_forget_client(struct core *core, struct client *client);

/* notify.c */
void notify_ready(void);

/* core_teardown.c */
/* Remove what is ours; exit status. */
int core_teardown(const char *state_dir, const char *socket);

/* loader_start.c */
/* Fork a process that is called NAME, ends with its parent, and holds nothing of it but one end of
 * a socket of TYPE. Each has its end in *FD; 0 in the child, -1 with errno when there is none. */
pid_t child_fork(const char *name, int type, int *fd);
/* Kill it, if there is one, and wait for its end: *PID is 0 then, and *FD -1. */
void child_end(pid_t *pid, int *fd);
/* Start the starter, with the privileges of a loader; false with errno set. */
bool starter_open(struct starter *starter, const char *state_dir);
/* Have it end the loader that it has, and start one at the other end of the socket that is
 * returned, which numbers generations from behind LAST on, and may keep NFT, unless it is -1, from
 * hearing. -1 with errno set. */
int starter_start(const struct starter *starter, uint32_t last, int nft);
/* End it, with its loader. */
void starter_close(struct starter *starter);

/* loader_link.c: the core's end of the loader. */
/* Start a loader; NULL with errno set. */
struct loader *loader_open(struct core *core);
void loader_revive(void *context, int64_t now); /* of the timer */
pid_t loader_pid(const struct core *core); /* 0: there is none, or it has not said */
/* Hang up; the starter ends it. */
void loader_close(struct core *core, struct loader *loader);
void loader_send(struct core *core, const char *request, size_t len);
/* The same of the first LEN bytes of the file FD, which is taken: they need not all be in memory.
 */
void loader_send_file(struct core *core, int fd, size_t len);
/* The same as loader_send(), with the files PASSED, which are taken. */
void loader_send_passed(struct core *core, const char *request, size_t len, struct passed *passed);
void loader_send_json(struct core *core, struct json_t *request); /* takes the reference */
/* The same when connections have been deleted, and before anything else that is sent: what it makes
 * the loader do, above all a change of DNS, comes behind that and must not slow it down. */
void loader_send_json_later(struct core *core, struct json_t *request);
/* Send that, when the time has come. */
void loader_send_held(struct core *core);

/* loader.c: the other process. It numbers requests from behind LAST on. */
int loader_main(int fd, const char *state_dir, uint32_t last);

/* control.c */
/* Make the socket, for which it takes privileges; NULL after logging. */
struct control *control_open(struct core *core);
/* Serve clients from now on; false after logging. */
bool control_listen(struct core *core);
void control_close(struct core *core, struct control *control);
void client_answer(struct core *core, struct client *client, struct json_t *answer); /* takes it */

/* show.c: operational commands. */
/* The output of COMMAND, to be freed, in *TEXT; false when it is no command, or none for one who
 * is not root: then *TEXT says so. */
bool show_command(struct core *core, const char *command, bool is_root, char **text);
/* Is COMMAND one for access lists, which the loader answers? */
bool show_wants_lists(const char *command, struct lists_wanted *wanted);
/* "00:01:27", "1d16h", "2w3d": NANOSECONDS as IOS writes how long ago something was. */
const char *show_age(char *buf, size_t size, int64_t nanoseconds);

/* show_archive.c */
void show_archive(struct core *core, FILE *out, unsigned n);

/* show_track.c, show_sla.c, show_route.c; N is the command's number, or 0. */
/* "reachability": what of an object is tracked; "" for some. */
const char *track_parameter(const struct plan_track *track);
void show_track(struct core *core, FILE *out, unsigned n);
void show_track_brief(struct core *core, FILE *out, unsigned n);
void show_sla_summary(struct core *core, FILE *out, unsigned n);
void show_sla_statistics(struct core *core, FILE *out, unsigned n);
void show_sla_details(struct core *core, FILE *out, unsigned n);
void show_track_table(struct core *core, FILE *out, unsigned n);
void show_route_static(struct core *core, FILE *out, unsigned n);
void show_route6_static(struct core *core, FILE *out, unsigned n);
const char *probe_code_text(enum probe_code code);
unsigned probe_milliseconds(const struct probe *probe);

#endif
