/* The table of backends, and what several of them share. */
#include "emit.h"

#include <string.h>

const struct backend backends[] = {
	{"nft", "nftables.nft", nft_emit, true},
	{"links", "links.batch", links_emit, false},
	{"iproute2", "iproute2.batch", iproute2_emit, true},
	{"iproute2-6", "iproute2-6.batch", iproute2_emit6, true},
	{"sysctl", "sysctl.conf", sysctl_emit, false},
	{"named", "named.conf", named_emit, false},
	{"views", "views.conf", views_emit, false},
	{"zones", "zones/", zones_emit, false},
	{"keepalived", "keepalived.conf", keepalived_emit, false},
	{"kea", "kea-dhcp4.conf", kea_emit, false},
	{"kea6", "kea-dhcp6.conf", kea6_emit, false},
	{"radvd", "radvd.conf", radvd_emit, false},
	{"dhclient", "dhclient.conf", dhclient_emit, false},
	{"ppp", "ppp/", ppp_emit, false},
	{"server", "server/", server_emit, false},
	{"parent", "parent-zone.db", parent_emit, false},
	{0},
};

const struct backend *backend_find(const char *name)
{
	for (const struct backend *backend = backends; backend->name; backend++)
		if (!strcmp(backend->name, name))
			return backend;
	return NULL;
}

void emit_all(const struct change *change, const struct emit_options *options,
	      struct out_files *files)
{
	for (const struct backend *backend = backends; backend->name; backend++)
		backend->emit(change, options, files);
	out_files_sort(files);
}

/*
 * The configuration's file name is not told here but in the manifest: the same router from another
 * file is the same files.
 */
void out_head(struct out *out, const struct change *change, const char *comment, const char *what,
	      const char *load)
{
	const char *hostname = change->plan ? change->plan->hostname : NULL;

	out_printf(out, "%s %s%s", comment, change->from_empty ? "" : "change of ", what);
	if (hostname) {
		out_text(out, " of router ");
		quote_comment(out, hostname);
	}
	out_printf(out, "; written by causeway, not by hand\n");
	if (change->from_empty)
		out_printf(out, "%s load: %s\n", comment, load);
}

void out_origin(struct out *out, const char *comment, const char *origin)
{
	if (!origin)
		return;
	out_printf(out, "  %s ", comment);
	quote_comment(out, origin);
}

/* The first step at or behind FROM that brings an object of KIND or of a later one, or that takes
 * one away: deletions are the last. */
static size_t step_from(const struct change *change, enum object_kind kind, size_t from)
{
	size_t low = from, high = change->steps.len;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const struct object *object = change->steps.at[middle].new;

		if (object && object->kind < kind)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static const struct object *new_of(const struct change *change, size_t i)
{
	return i < change->steps.len ? change->steps.at[i].new : NULL;
}

const struct object *change_next(const struct change *change, enum object_kind kind, size_t *i)
{
	const struct object *object = new_of(change, *i);

	if (object && object->kind < kind) {
		*i = step_from(change, kind, *i);
		object = new_of(change, *i);
	}
	++*i;
	return object && object->kind == kind ? object : NULL;
}
