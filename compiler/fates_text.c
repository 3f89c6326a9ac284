/* Where packets are from, in words. See fates.h. */
#include <string.h>

#include "fates.h"
#include "grammar/ip.h"

enum { SHOWN = 3 };

static bool is_prefix(struct cell_range range)
{
	uint32_t size = range.high - range.low;

	return !(size & (size + 1)) && !(range.low & size);
}

static const char *range_text(struct arena *arena, enum cell_dimension dimension,
			      struct cell_range range)
{
	char low[IP_TEXT_SIZE], high[IP_TEXT_SIZE];

	if (dimension != CELL_SRC && dimension != CELL_DST)
		return arena_printf(arena, range.low == range.high ? "%u" : "%u-%u", range.low,
				    range.high);
	if (range.low == range.high)
		return arena_printf(arena, "%s", ip_text(low, range.low));
	if (is_prefix(range))
		return arena_printf(
			arena, "%s",
			ip_prefix_text(low, range.low,
				       (unsigned)__builtin_clz(range.high - range.low)));
	return arena_printf(arena, "%s-%s", ip_text(low, range.low), ip_text(high, range.high));
}

static const char *ranges_text(struct arena *arena, enum cell_dimension dimension,
			       const struct cell_set *set)
{
	uint32_t shown = set->len == SHOWN + 1 ? SHOWN + 1 : SHOWN;
	const char *text = "";

	for (uint32_t i = 0; i < set->len && i < shown; i++)
		text = arena_printf(arena, "%s%s%s", text, i ? ", " : "",
				    range_text(arena, dimension, set->at[i]));
	if (set->len > shown)
		text = arena_printf(arena, "%s and %u more", text, set->len - shown);
	return text;
}

static uint64_t size_of(const struct cell_set *set)
{
	uint64_t size = 0;

	for (uint32_t i = 0; i < set->len; i++)
		size += (uint64_t)set->at[i].high - set->at[i].low + 1;
	return size;
}

/* Values of IGNORED, which nobody would ask for, are there or not as it is shorter. */
static const char *set_text(struct arena *arena, enum cell_dimension dimension,
			    const struct cell_set *set, const struct cell_set *ignored)
{
	const struct cell_set *all = cell_set_of(arena, 0, cell_most(dimension)), *rest;

	rest = cell_set_without(arena, all, ignored ? cell_set_union(arena, set, ignored) : set);
	if (!rest->len)
		return "any";
	if (ignored && cell_set_without(arena, set, ignored)->len)
		set = cell_set_without(arena, set, ignored);
	if (size_of(rest) < size_of(all) / 4 && rest->len <= SHOWN + 1 && rest->len <= set->len)
		return arena_printf(arena, "any but %s", ranges_text(arena, dimension, rest));
	return ranges_text(arena, dimension, set);
}

static const char *proto_text(struct arena *arena, const struct cell_set *set)
{
	const struct cell_set *known = cell_set_make(arena,
						     (struct cell_range[]){{PROTO_ICMP, PROTO_ICMP},
									   {PROTO_TCP, PROTO_TCP},
									   {PROTO_UDP, PROTO_UDP}},
						     3);
	const char *text = "";

	if (!cell_set_without(arena, cell_set_of(arena, 0, 255), set)->len)
		return "ip";
	if (cell_set_has(set, PROTO_TCP))
		text = "tcp";
	if (cell_set_has(set, PROTO_UDP))
		text = arena_printf(arena, "%s%sudp", text, *text ? ", " : "");
	if (cell_set_has(set, PROTO_ICMP))
		text = arena_printf(arena, "%s%sicmp", text, *text ? ", " : "");
	set = cell_set_without(arena, set, known);
	if (set->len)
		text = arena_printf(arena, "%s%sprotocol %s", text, *text ? ", " : "",
				    ranges_text(arena, CELL_PROTO, set));
	return text;
}

/* " port 25", or nothing where any will do. */
static const char *port_text(struct arena *arena, const struct fate_change *change,
			     enum cell_dimension dimension)
{
	const struct cell_set *proto = change->region[CELL_PROTO];
	const struct cell_set *set = change->region[dimension];
	const char *text;

	if (!cell_set_has(proto, PROTO_TCP) && !cell_set_has(proto, PROTO_UDP))
		return "";
	if (set->len > 1 && !set->at[0].high)
		set = cell_set_without(arena, set, cell_set_of(arena, 0, 0)); /* that of others */
	text = set_text(arena, dimension, set, NULL);
	return strcmp(text, "any") ? arena_printf(arena, " port %s", text) : "";
}

static const char *message_text(struct arena *arena, const struct fate_change *change)
{
	const struct cell_set *set = change->region[CELL_MESSAGE];
	uint32_t type = set->at[0].low / 256;

	if (!cell_set_within(change->region[CELL_PROTO],
			     cell_set_of(arena, PROTO_ICMP, PROTO_ICMP)))
		return "";
	if (set->len == 1 && set->at[0].high / 256 == type)
		return arena_printf(arena, " type %u", type);
	return "";
}

static const char *flags_text(const struct fate_change *change)
{
	const struct cell_set *set = change->region[CELL_FLAGS];
	bool first = cell_set_has(set, TCP_SYN), later = cell_set_has(set, TCP_ACK);

	if (!cell_set_has(change->region[CELL_PROTO], PROTO_TCP) || first == later)
		return "";
	return first ? " (first packets)" : " (established)";
}

static const char *in_text(struct arena *arena, const struct cells *cells,
			   const struct cell_set *set)
{
	const char *text = "";
	uint32_t shown = 0;

	if (cell_set_within(cell_set_of(arena, 0, cells->names.len - 1), set))
		return ", wherever it comes in";
	for (uint32_t i = 1; i < cells->names.len; i++)
		if (cell_set_has(set, i))
			text = arena_printf(arena, "%s%s%s", text, shown++ ? " or " : ", in by ",
					    cells->names.at[i]);
	if (cell_set_has(set, 0))
		text = arena_printf(arena, "%s%s", text,
				    shown ? " or of the router itself" : ", of the router itself");
	return text;
}

const char *fates_region(struct arena *arena, const struct cells *cells,
			 const struct fate_change *change)
{
	const struct cell_set *const *r = change->region;
	const struct cell_set *dst_ignored =
		cell_set_within(r[CELL_DST], cells->nobody) ? NULL : cells->nobody;
	bool own = cell_set_within(r[CELL_IN], cell_set_of(arena, 0, 0));

	return arena_printf(arena, "%s from %s%s to %s%s%s%s%s", proto_text(arena, r[CELL_PROTO]),
			    set_text(arena, CELL_SRC, r[CELL_SRC], own ? NULL : cells->strange),
			    port_text(arena, change, CELL_SPORT),
			    set_text(arena, CELL_DST, r[CELL_DST], dst_ignored),
			    port_text(arena, change, CELL_DPORT), message_text(arena, change),
			    flags_text(change), in_text(arena, cells, r[CELL_IN]));
}
