/*
 * radvd.conf: the router advertisements, an interface in a block of its own. radvd reads the file
 * again on SIGHUP and leaves out a device that is not there yet.
 */
#include "emit.h"

#include <string.h>

#include "grammar/ir.h"

static void flag(struct out *out, const char *name, bool on)
{
	out_printf(out, "\t%s %s;\n", name, on ? "on" : "off");
}

static void number(struct out *out, const char *name, uint32_t value)
{
	if (value)
		out_printf(out, "\t%s %u;\n", name, value);
}

static void seconds(struct out *out, const char *name, uint32_t milliseconds)
{
	if (milliseconds % 1000)
		out_printf(out, "\t%s %u.%03u;\n", name, milliseconds / 1000, milliseconds % 1000);
	else
		out_printf(out, "\t%s %u;\n", name, milliseconds / 1000);
}

static void lifetime(struct out *out, const char *name, uint32_t value)
{
	if (value == ADVERT_EVER)
		out_printf(out, "\t\t%s infinity;\n", name);
	else
		out_printf(out, "\t\t%s %u;\n", name, value);
}

static void prefix(struct out *out, const struct advertised_prefix *prefix)
{
	char text[IP6_TEXT_SIZE];

	out_printf(out, "\tprefix %s {\n",
		   ip6_prefix_text(text, prefix->net.addr, prefix->net.len));
	out_printf(out, "\t\tAdvOnLink %s;\n", prefix->on_link ? "on" : "off");
	out_printf(out, "\t\tAdvAutonomous %s;\n", prefix->autonomous ? "on" : "off");
	lifetime(out, "AdvValidLifetime", prefix->valid);
	lifetime(out, "AdvPreferredLifetime", prefix->preferred);
	out_text(out, "\t};\n");
}

static void dns(struct out *out, const struct advertised_dns *dns)
{
	char text[IP6_TEXT_SIZE];

	if (dns->name && !text_is_plain(dns->name, "-."))
		return; /* the lowering lets none through */
	if (dns->name)
		out_printf(out, "\tDNSSL %s {\n", dns->name);
	else
		out_printf(out, "\tRDNSS %s {\n", ip6_text(text, dns->addr));
	if (dns->has_lifetime)
		lifetime(out, dns->name ? "AdvDNSSLLifetime" : "AdvRDNSSLifetime", dns->lifetime);
	out_text(out, "\t};\n");
}

static void advertiser(struct out *out, const struct advertiser_object *advertiser)
{
	static const char *const preferences[] = {
#define X(symbol, keyword) keyword,
		ADVERT_PREFERENCES(X)
#undef X
	};

	out_printf(out, "interface %s {\n", advertiser->device);
	flag(out, "AdvSendAdvert", true);
	flag(out, "IgnoreIfMissing", true);
	if (advertiser->asked_only)
		flag(out, "UnicastOnly", true);
	seconds(out, "MaxRtrAdvInterval", advertiser->longest);
	seconds(out, "MinRtrAdvInterval", advertiser->shortest);
	out_printf(out, "\tAdvDefaultLifetime %u;\n", advertiser->lifetime);
	out_printf(out, "\tAdvDefaultPreference %s;\n", preferences[advertiser->preference]);
	out_printf(out, "\tAdvCurHopLimit %u;\n", advertiser->hop_limit);
	flag(out, "AdvManagedFlag", advertiser->managed);
	flag(out, "AdvOtherConfigFlag", advertiser->other);
	if (advertiser->tells_interval)
		flag(out, "AdvIntervalOpt", true);
	number(out, "AdvLinkMTU", advertiser->mtu);
	number(out, "AdvReachableTime", advertiser->reachable_time);
	number(out, "AdvRetransTimer", advertiser->retransmit_time);
	VEC_FOREACH (row, &advertiser->prefixes)
		prefix(out, row);
	VEC_FOREACH (row, &advertiser->dns)
		dns(out, row);
	out_text(out, "};\n");
}

void radvd_emit(const struct change *change, const struct emit_options *options,
		struct out_files *files)
{
	const struct object *object;
	struct out *out = NULL;

	(void)options;
	for (size_t i = 0;
	     change->from_empty && (object = change_next(change, OBJECT_ADVERTISER, &i));) {
		if (!out) {
			out = out_file(files, "radvd.conf");
			out_head(out, change, "#", "router advertisements", "radvd -C radvd.conf");
		}
		if (object->origin) {
			out_text(out, "# ");
			quote_comment(out, object->origin);
			out_text(out, "\n");
		}
		advertiser(out, &object->advertiser);
	}
}
