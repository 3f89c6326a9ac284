/*
 * keepalived.conf: the virtual routers. Tracks reach keepalived as files that the agent writes, 1
 * when the track is down and 0 when it is up, each times a negative weight.
 */
#include "emit.h"

#include <stdlib.h>
#include <string.h>

#include "grammar/ip.h"

#define TRACK_DIRECTORY "/run/causeway/track"

static int by_number(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

	return (x > y) - (x < y);
}

/* Each track that some instance heeds, once. */
static void out_tracks(struct out *out, const struct change *change)
{
	const struct object *object;
	uint32_t *ids = NULL;
	size_t n = 0, cap = 0;

	for (size_t i = 0; (object = change_next(change, OBJECT_VRRP, &i));)
		VEC_FOREACH (track, &object->vrrp.tracks) {
			if (track->device)
				continue;
			if (n == cap) {
				cap = cap ? 2 * cap : 16;
				ids = realloc(ids, cap * sizeof *ids);
				if (!ids)
					abort();
			}
			ids[n++] = track->track;
		}
	if (n)
		qsort(ids, n, sizeof *ids, by_number);
	for (size_t i = 0; i < n; i++)
		if (!i || ids[i] != ids[i - 1])
			out_printf(out,
				   "\ntrack_file track_%u {\n\tfile \"" TRACK_DIRECTORY
				   "/%u\"\n\tweight 0\n\tinit_file 0\n}\n",
				   ids[i], ids[i]);
	free(ids);
}

static void out_tracked(struct out *out, const struct vrrp_object *vrrp)
{
	bool devices = false, files = false;

	VEC_FOREACH (track, &vrrp->tracks) {
		devices |= track->device != NULL;
		files |= !track->device;
	}
	if (devices) {
		out_text(out, "\ttrack_interface {\n");
		VEC_FOREACH (track, &vrrp->tracks)
			if (track->device) {
				out_text(out, "\t\t");
				quote_path(out, track->device);
				out_printf(out, " weight %d\n", track->weight);
			}
		out_text(out, "\t}\n");
	}
	if (files) {
		out_text(out, "\ttrack_file {\n");
		VEC_FOREACH (track, &vrrp->tracks)
			if (!track->device)
				out_printf(out, "\t\ttrack_%u weight %d\n", track->track,
					   track->weight);
		out_text(out, "\t}\n");
	}
}

static void out_instance(struct out *out, const struct object *object)
{
	const struct vrrp_object *vrrp = &object->vrrp;
	char addr[IP_TEXT_SIZE];

	out_text(out, "\n# ");
	quote_comment(out, object->origin);
	out_text(out, "\nvrrp_instance ");
	quote_path(out, vrrp->name);
	out_text(out, " {\n\tstate BACKUP\n\tinterface ");
	quote_path(out, vrrp->device);
	out_printf(out, "\n\tversion %u\n\tvirtual_router_id %u\n\tpriority %u\n\tadvert_int ",
		   vrrp->version, vrrp->vrid, vrrp->priority);
	if (vrrp->advertise % 1000)
		out_printf(out, "%u.%02u\n", vrrp->advertise / 1000, vrrp->advertise % 1000 / 10);
	else
		out_printf(out, "%u\n", vrrp->advertise / 1000);
	if (!vrrp->preempt)
		out_text(out, "\tnopreempt\n");
	else if (vrrp->delay)
		out_printf(out, "\tpreempt_delay %u\n", vrrp->delay);
	if (vrrp->password)
		out_printf(out, "\tauthentication {\n\t\tauth_type PASS\n\t\tauth_pass %s\n\t}\n",
			   vrrp->password);
	out_text(out, "\tvirtual_ipaddress {\n");
	VEC_FOREACH (address, &vrrp->addresses) {
		out_printf(out, "\t\t%s/32 dev ", ip_text(addr, *address));
		quote_path(out, vrrp->device);
		out_text(out, "\n");
	}
	out_text(out, "\t}\n");
	if (vrrp->followers.len)
		out_text(out, "\tvirtual_ipaddress_excluded {\n");
	VEC_FOREACH (follower, &vrrp->followers) {
		out_printf(out, "\t\t%s/32 dev ", ip_text(addr, follower->addr));
		quote_path(out, follower->device);
		out_text(out, "\n");
	}
	if (vrrp->followers.len)
		out_text(out, "\t}\n");
	out_tracked(out, vrrp);
	out_text(out, "}\n");
}

void keepalived_emit(const struct change *change, const struct emit_options *options,
		     struct out_files *files)
{
	const struct object *object;
	size_t i = 0;
	struct out *out;

	(void)options;
	if (!change->from_empty || !change_next(change, OBJECT_VRRP, &i))
		return;
	out = out_file(files, "keepalived.conf");
	for (i = 0; (object = change_next(change, OBJECT_VRRP, &i));)
		if (object->vrrp.password)
			out_file_secret(files, "keepalived.conf");
	out_head(out, change, "#", "the virtual routers", "keepalived -n -f keepalived.conf");
	out_tracks(out, change);
	for (i = 0; (object = change_next(change, OBJECT_VRRP, &i));)
		out_instance(out, object);
}
