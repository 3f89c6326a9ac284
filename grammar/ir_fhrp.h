/* Virtual routers: HSRP and VRRP groups of an interface. ios-semantics.md 1.12. */
#ifndef GRAMMAR_IR_FHRP_H
#define GRAMMAR_IR_FHRP_H

/* X(symbol, keyword) */
#define FHRP_KINDS(X)      \
	X(HSRP, "standby") \
	X(VRRP, "vrrp")

enum fhrp_kind {
#define X(symbol, keyword) FHRP_##symbol,
	FHRP_KINDS(X)
#undef X
};

enum { FHRP_PRIORITY = 100, FHRP_DECREMENT = 10 };

struct fhrp_address {
	struct span at;
	uint32_t addr;
	bool secondary;
};

enum { FHRP_PASSWORD_MAX = 8 };
#define FHRP_PASSWORD_LETTERS "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._"

/* What makes the router less fit: a track, or an interface whose line protocol goes down. */
struct fhrp_track {
	struct span at;
	uint32_t id; /* 0: INTERFACE */
	REF(interface) interface;
	uint32_t decrement;
	bool shutdown; /* gives the group up altogether */
};

struct fhrp_group {
	enum fhrp_kind kind;
	uint32_t number;
	struct span at; /* of the first line */
	VEC(struct fhrp_address) addresses; /* the primary first */
	bool learns; /* `standby ip` without an address */
	uint32_t priority;
	bool preempt, no_preempt; /* as written; HSRP does not unless told to, VRRP does */
	uint32_t delay; /* before it does, seconds */
	uint32_t hello, hold; /* milliseconds; 0: not given */
	bool v3; /* `address-family ipv4`: version 3 of VRRP */
	bool speaks_v2; /* and version 2 */
	bool shutdown;
	const char *name, *description;
	struct name follows; /* the name of the group that decides for this one */
	const char *text; /* authentication, plain; or NULL */
	struct span text_at; /* of the keyword, not of the password */
	VEC(struct fhrp_track) tracks;
};

struct interface;

/* The group, made when it is missing. The pointer is valid until the next group is made. */
struct fhrp_group *fhrp_group(struct router *router, struct interface *interface,
			      enum fhrp_kind kind, uint32_t number, struct span at);
void fhrp_group_remove(struct interface *interface, enum fhrp_kind kind, uint32_t number);

/* Is there a group of that name that decides for itself? */
bool fhrp_is_named(const struct router *router, const char *name);

/* A second primary takes the place of the first; `no` with ADDR 0 takes the primary away. */
void fhrp_address(struct router *router, bool no, struct fhrp_group *group,
		  struct fhrp_address address);
/* What is tracked already gets the new decrement. */
void fhrp_track(struct router *router, bool no, struct fhrp_group *group,
		const struct fhrp_track *track);

#endif
