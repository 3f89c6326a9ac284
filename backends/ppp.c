/*
 * ppp/peers/DEVICE: one session of pppd over PPPoE, for `pppd call DEVICE` once it lies in
 * /etc/ppp/peers. The password stands in it, so it is readable by its owner only.
 */
#include <stdio.h>

#include "emit.h"

static void option(struct out *out, const char *name, const char *value)
{
	if (!value)
		return;
	out_printf(out, "%s ", name);
	quote_ppp(out, value);
	out_text(out, "\n");
}

static void session(struct out *out, const struct ppp_object *ppp)
{
	out_text(out, "plugin rp-pppoe.so\n");
	option(out, "rp_pppoe_service", ppp->service);
	out_printf(out, "nic-%s\n", ppp->nic);
	out_printf(out, "ifname %s\n", ppp->device);
	option(out, "user", ppp->user);
	option(out, "password", ppp->password);
	out_text(out, "hide-password\nnoauth\n");
	if (ppp->negotiated)
		out_text(out, "noipdefault\n");
	/* the routes are ours, and follow the address */
	out_text(out, "nodefaultroute\n");
	if (ppp->dns)
		out_text(out, "usepeerdns\n");
	out_printf(out, "mtu %u\nmru %u\n", ppp->mtu, ppp->mtu);
	if (ppp->echo_interval)
		out_printf(out, "lcp-echo-interval %u\nlcp-echo-failure %u\n", ppp->echo_interval,
			   ppp->echo_failures);
	out_text(out, "noaccomp\nnopcomp\nnovj\npersist\nmaxfail 0\nholdoff 5\n");
}

void ppp_emit(const struct change *change, const struct emit_options *options,
	      struct out_files *files)
{
	const struct object *object;

	(void)options;
	for (size_t i = 0; (object = change_next(change, OBJECT_PPP, &i));) {
		char path[64], load[64];
		struct out *out;

		snprintf(path, sizeof path, "ppp/peers/%s", object->ppp.device);
		snprintf(load, sizeof load, "pppd file ppp/peers/%s", object->ppp.device);
		out = out_file(files, path);
		out_file_secret(files, path);
		out_head(out, change, "#", "a PPPoE session", load);
		session(out, &object->ppp);
	}
}
