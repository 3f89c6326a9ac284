/*
 * The steps of a change, done to the kernel: links, addresses, routes and rules in one piece of
 * netlink messages, sysctls between them, forwarding last of all. Before a link or a sysctl is
 * changed, what it was is written down.
 */
#include <errno.h>
#include <fcntl.h>
#include <net/if.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "agent.h"
#include "agent_steps.h"
#include "grammar/ip.h"

static const char forwarding[] = "net/ipv4/ip_forward";

struct piece {
	struct core *core;
	struct arena *arena;
	struct batch batch;
	VEC(const struct change_step *) steps; /* by message; NULL: of the bulk's rules */
	struct change *done;
	int writes;
	bool failed;
};

/* ---- sysctls ---- */

/* Only what the plan may name: a path below net/, without steps upwards. */
static int sysctl_open(const char *path, int flags)
{
	char name[256];

	if (strncmp(path, "net/", 4) != 0 || strstr(path, "..") ||
	    (size_t)snprintf(name, sizeof name, "/proc/sys/%s", path) >= sizeof name) {
		errno = EINVAL;
		return -1;
	}
	return open(name, flags | O_CLOEXEC);
}

bool sysctl_read(const char *path, char *buf, size_t size)
{
	int fd = sysctl_open(path, O_RDONLY);
	ssize_t n = fd < 0 ? -1 : read(fd, buf, size - 1);

	if (fd >= 0)
		close(fd);
	if (n < 0)
		return false;
	while (n > 0 && buf[n - 1] == '\n')
		n--;
	buf[n] = '\0';
	return true;
}

bool sysctl_write(const char *path, const char *value)
{
	int fd = sysctl_open(path, O_WRONLY);
	size_t len = strlen(value);
	bool ok = fd >= 0 && write(fd, value, len) == (ssize_t)len;

	if (fd >= 0)
		close(fd);
	return ok;
}

/* ---- ownership ---- */

static void own_link(struct core *core, const char *device, struct owned_link link)
{
	snprintf(link.device, sizeof link.device, "%s", device);
	owned_add_link(&core->owned, link);
}

/* Note what is changed, and how it was, before it is. */
static void own_before(struct core *core, const struct change_step *step)
{
	const struct object *object = step->new;
	const struct link *link;
	char was[128];

	if (step->verb == CHANGE_DELETE)
		return;
	if (object->kind == OBJECT_SYSCTL && sysctl_read(object->sysctl.path, was, sizeof was) &&
	    strcmp(was, object->sysctl.value) != 0)
		owned_add_sysctl(&core->owned, object->sysctl.path, was);
	if (object->kind != OBJECT_LINK)
		return;
	link = link_find(&core->links, object->link.device);
	if (link && link->up != object->link.up)
		own_link(core, object->link.device, (struct owned_link){.was_up = link->up});
	if (link && object->link.mtu && link->mtu != object->link.mtu)
		own_link(core, object->link.device,
			 (struct owned_link){.was_up = link->up, .was_mtu = link->mtu});
	if (!link && object->link.kind != LINK_GIVEN)
		own_link(core, object->link.device, (struct owned_link){.made = true});
}

static void own_after(struct core *core, const struct change_step *step, bool existed)
{
	const struct object *object = step->verb == CHANGE_DELETE ? step->old : step->new;

	if (object->kind == OBJECT_ADDRESS && step->verb == CHANGE_DELETE)
		owned_drop_address(&core->owned, &object->address);
	else if (object->kind == OBJECT_ADDRESS && !existed)
		owned_add_address(&core->owned, &object->address);
	else if (object->kind == OBJECT_LINK && step->verb == CHANGE_DELETE)
		owned_drop_link(&core->owned, object->link.device);
	else if (object->kind == OBJECT_SYSCTL && step->verb == CHANGE_DELETE)
		owned_drop_sysctl(&core->owned, object->sysctl.path);
}

/* decision 13: what stood before us is not ours to remove. */
static bool is_ours(const struct core *core, const struct object *object)
{
	switch (object->kind) {
	case OBJECT_ADDRESS:
		return owned_has_address(&core->owned, &object->address);
	case OBJECT_LINK:
		return owned_find_link(&core->owned, object->link.device);
	case OBJECT_SYSCTL:
		return owned_find_sysctl(&core->owned, object->sysctl.path);
	default:
		return true;
	}
}

/* ---- answers ---- */

static const char *prefix_text(char *text, bool v6, uint32_t addr, struct ip6 addr6, uint8_t len)
{
	return v6 ? ip6_prefix_text(text, addr6, len) : ip_prefix_text(text, addr, len);
}

const char *object_text(struct arena *arena, const struct object *object)
{
	const struct address_object *address = &object->address;
	const struct route_object *route = &object->route;
	char text[IP6_TEXT_SIZE];

	switch (object->kind) {
	case OBJECT_ROUTE:
		return arena_printf(
			arena, "route %s in table %u",
			prefix_text(text, route->v6, route->prefix, route->prefix6, route->len),
			route->table);
	case OBJECT_RULE:
		return arena_printf(arena, "%srule %u", object->rule.v6 ? "IPv6 " : "",
				    object->rule.pref);
	case OBJECT_ADDRESS:
		return arena_printf(
			arena, "address %s of '%s'",
			prefix_text(text, address->v6, address->addr, address->addr6, address->len),
			address->device);
	case OBJECT_LINK:
		return arena_printf(arena, "link '%s'", object->link.device);
	case OBJECT_SYSCTL:
		return arena_printf(arena, "sysctl '%s'", object->sysctl.path);
	default:
		return "object";
	}
}

/* The step waits for its device to come up or its gateway to be on a connected network. */
static bool must_wait(int error)
{
	return error == ENETDOWN || error == ENETUNREACH || error == ENODEV ||
	       error == EHOSTUNREACH;
}

static bool is_done_already(const struct change_step *step, int error)
{
	if (step->verb == CHANGE_DELETE)
		return error == ESRCH || error == ENOENT || error == EADDRNOTAVAIL ||
		       error == ENODEV;
	return error == EEXIST || (error == ENOENT && step->verb == CHANGE_REPLACE);
}

static void step_over(struct piece *piece, const struct change_step *step, int error,
		      const char *text)
{
	const struct object *object = step->new ? step->new : step->old;

	if (error == 0) {
		piece->writes++;
		if (piece->done)
			vec_push(piece->arena, &piece->done->steps, *step);
	}
	if (error == 0 || is_done_already(step, error)) {
		own_after(piece->core, step, error == EEXIST);
		return;
	}
	log_line("SYS-4-STEP", "%s: %s%s%s", object_text(piece->arena, object), strerror(error),
		 *text ? ": " : "", text);
	if (must_wait(error))
		piece->core->deferred = true;
	else
		piece->failed = true;
}

static void answered(void *context, unsigned i, int error, const char *text)
{
	struct piece *piece = context;
	const struct change_step *step = piece->steps.at[i];

	arena_pause(piece->arena);
	if (step) {
		step_over(piece, step, error, text);
		return;
	}
	twins_answer(piece->core, error);
	piece->writes += error == 0;
}

static void piece_commit(struct piece *piece)
{
	if (piece->batch.messages)
		steps_next("send to rtnetlink");
	if (piece->batch.messages &&
	    netlink_commit(&piece->core->netlink, &piece->batch, answered, piece) < 0) {
		log_line("SYS-3-NETLINK", "rtnetlink: %s", strerror(errno));
		piece->failed = true;
	}
	piece->steps.len = 0;
}

/* ---- steps ---- */

bool route_must_wait(const struct core *core, const struct object *object)
{
	for (uint8_t i = 0; object->kind == OBJECT_ROUTE && i < object->route.hops; i++) {
		const struct link *link = link_find(&core->links, object->route.hop[i].device);

		if (!link || !link->up)
			return true;
	}
	return false;
}

static void step_sysctl(struct piece *piece, const struct change_step *step)
{
	const struct owned_sysctl *owned;
	const char *path = (step->new ? step->new : step->old)->sysctl.path, *value;
	char was[128];

	piece_commit(piece);
	if (step->verb == CHANGE_DELETE) {
		owned = owned_find_sysctl(&piece->core->owned, path);
		value = owned->was;
	} else {
		value = step->new->sysctl.value;
	}
	if (sysctl_read(path, was, sizeof was) && !strcmp(was, value)) {
		own_after(piece->core, step, true);
		return;
	}
	steps_next("write a sysctl");
	errno = 0;
	step_over(piece, step,
		  sysctl_write(path, value) ? 0
		  : errno == ENOENT	    ? ENODEV
					    : errno,
		  "");
}

static void link_note(struct core *core, const struct change_step *step, bool up)
{
	struct link *link =
		link_find(&core->links, (step->new ? step->new : step->old)->link.device);

	if (link)
		link->up = up; /* later steps rely on it; the kernel's own word follows */
}

/* A device that is missing and ours to make is made before anything stands on it, and one that is
 * made anew is removed before that. Those that read the links again find its index. */
static void link_at_once(struct piece *piece, const struct change_step *step, bool make)
{
	struct core *core = piece->core;
	const struct link_object *link = &step->new->link;

	piece_commit(piece);
	if (make ? !batch_make_link(&piece->batch, &core->links, link)
		 : !batch_remove_link(&piece->batch, &core->links, link->device))
		return;
	vec_push(piece->arena, &piece->steps, step);
	piece_commit(piece);
	links_dump(&core->netlink, &core->links);
}

/* A link that cannot become the new one goes before that is made. */
static void remove_old_link(struct piece *piece, const struct change_step *step)
{
	const struct owned_link *owned =
		owned_find_link(&piece->core->owned, step->new->link.device);

	if (!step->old || !link_is_remade(&step->old->link, &step->new->link) || !owned ||
	    !owned->made)
		return;
	link_at_once(piece, step, false);
}

static void remove_link(struct piece *piece, const struct change_step *step)
{
	if (batch_remove_link(&piece->batch, &piece->core->links, step->old->link.device))
		vec_push(piece->arena, &piece->steps, step);
	else
		own_after(piece->core, step, false);
}

/* What the link was before us. */
static void restore_link(const struct core *core, struct object *object)
{
	const struct owned_link *owned = owned_find_link(&core->owned, object->link.device);

	object->link = (struct link_object){
		.device = object->link.device, .up = owned->was_up, .mtu = owned->was_mtu};
}

static void step_netlink(struct piece *piece, const struct change_step *step)
{
	struct core *core = piece->core;
	const struct object *object = step->new ? step->new : step->old;
	enum change_verb verb = step->verb;
	struct object restored = *object;
	unsigned before = piece->batch.messages;

	if (verb != CHANGE_DELETE && route_must_wait(core, object)) {
		core->deferred = true;
		return;
	}
	if (object->kind == OBJECT_LINK) {
		if (verb != CHANGE_DELETE)
			remove_old_link(piece, step);
		if (verb != CHANGE_DELETE && object->link.kind != LINK_GIVEN &&
		    !link_find(&core->links, object->link.device))
			link_at_once(piece, step, true);
		if (verb == CHANGE_DELETE &&
		    owned_find_link(&core->owned, object->link.device)->made) {
			remove_link(piece, step);
			return;
		}
		if (verb == CHANGE_DELETE)
			restore_link(core, &restored);
		before = piece->batch.messages;
		verb = CHANGE_REPLACE;
		link_note(core, step, restored.link.up);
	}
	if (!batch_object(&piece->batch, &core->links, verb, step->old,
			  object->kind == OBJECT_LINK ? &restored : step->new)) {
		core->deferred |= step->verb != CHANGE_DELETE;
		return;
	}
	for (; before < piece->batch.messages; before++)
		vec_push(piece->arena, &piece->steps, step);
}

static void step_do(struct piece *piece, const struct change_step *step)
{
	const struct object *object = step->new ? step->new : step->old;

	if (step->verb == CHANGE_DELETE && !is_ours(piece->core, object))
		return;
	if (object->kind == OBJECT_SYSCTL)
		step_sysctl(piece, step);
	else if (object_is_netlink(object))
		step_netlink(piece, step);
}

static bool is_forwarding(const struct change_step *step)
{
	return step->new && step->new->kind == OBJECT_SYSCTL &&
	       !strcmp(step->new->sysctl.path, forwarding);
}

/* Steps with FORWARDING or without, deletions or not. */
static void steps_do(struct piece *piece, const struct change *change, bool deletions,
		     bool forwards)
{
	VEC_FOREACH (step, &change->steps) {
		arena_pause(piece->arena);
		if ((step->verb == CHANGE_DELETE) == deletions && is_forwarding(step) == forwards)
			step_do(piece, step);
	}
}

int core_execute_behind(struct core *core, const struct batch *rules, const struct change *change,
			enum execution mode, struct arena *arena, struct change *done)
{
	struct piece piece = {.core = core, .arena = arena, .done = done, .batch = *rules};

	piece.batch.router = twins_to_kernel(core, TABLE_ROUTER);
	for (unsigned i = 0; i < rules->messages; i++)
		vec_push(arena, &piece.steps, NULL);
	VEC_FOREACH (step, &change->steps)
		own_before(core, step);
	if (core->owned.dirty)
		steps_next("write down what is ours");
	owned_save(&core->owned, core->options.state_dir);
	steps_do(&piece, change, false, false);
	if (mode == EXECUTE_CAREFULLY)
		piece_commit(&piece);
	if (!(mode == EXECUTE_CAREFULLY && piece.failed)) {
		steps_do(&piece, change, true, false);
		piece_commit(&piece);
		steps_do(&piece, change, false, true);
	}
	batch_free(&piece.batch);
	if (core->owned.dirty && core->loop)
		core_save_later(core);
	core->refused = piece.failed && mode == EXECUTE_AT_ONCE;
	return piece.failed && mode == EXECUTE_CAREFULLY ? -1 : piece.writes;
}

int core_execute(struct core *core, const struct change *change, enum execution mode,
		 struct arena *arena, struct change *done)
{
	const struct batch none = {0};

	return core_execute_behind(core, &none, change, mode, arena, done);
}

static struct change_step opposite(const struct change_step *step)
{
	static const uint8_t verbs[] = {[CHANGE_ADD] = CHANGE_DELETE,
					[CHANGE_REPLACE] = CHANGE_REPLACE,
					[CHANGE_DELETE] = CHANGE_ADD};

	return (struct change_step){verbs[step->verb], step->new, step->old};
}

/* What was deleted comes back first, then what was added goes: the steps backwards are that. */
void core_undo(struct core *core, struct arena *arena, const struct change *done)
{
	struct change back = {.plan = done->plan};
	struct piece piece = {
		.core = core, .arena = arena, .batch.router = twins_to_kernel(core, TABLE_ROUTER)};

	for (uint32_t i = done->steps.len; i-- > 0;)
		vec_push(arena, &back.steps, opposite(&done->steps.at[i]));
	VEC_FOREACH (step, &back.steps)
		step_do(&piece, step);
	piece_commit(&piece);
	batch_free(&piece.batch);
	core_save_later(core);
	if (!piece.failed)
		return;
	core->anew = true; /* links are our doing, too */
	core_repair_later(core, SECOND);
}
