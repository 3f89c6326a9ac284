/* What makes a tunnel one that can be had on the gateway. */
#include "ir.h"

const char *tunnel_lacks(const struct tunnel *tunnel)
{
	if (!tunnel)
		return "it has no source";
	if (tunnel->mode == TUNNEL_OTHER)
		return "it is of a kind that is not translated";
	if (tunnel->protection)
		return "its packets are to be encrypted";
	if (tunnel->found_source || tunnel->found_destination)
		return "its ends are to be found";
	if (!tunnel->source.name.s && !tunnel->has_source_addr)
		return "it has no source";
	if (!tunnel->has_destination)
		return "it has no destination";
	if (tunnel->vrf.s)
		return "its packets go through a VRF";
	return NULL;
}
