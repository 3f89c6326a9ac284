/* The lines of an access list as pieces that the classifier knows. */
#include "lower_class_pieces.h"
#include "lower_acl.h"
#include "port_spans.h"

struct maker {
	struct arena *arena;
	const struct acl *acl;
	class_pieces *to;
};

static void set_mask(struct class_piece *piece, enum class_field field, uint32_t value,
		     uint32_t mask)
{
	piece->value[field] = value & mask;
	piece->mask[field] = mask;
}

/* PIECE, once for each range of ports that ENTRY names, on both sides. */
static void push_ports(struct maker *c, struct class_piece piece, const struct ace *entry)
{
	struct range from[PORT_SPANS_MAX], to[PORT_SPANS_MAX];
	unsigned m, n;

	if (entry->sport.op == PORT_ANY && entry->dport.op == PORT_ANY) {
		vec_push(c->arena, c->to, piece);
		return;
	}
	m = port_spans(&entry->sport, acl_ports(c->acl, &entry->sport),
		       class_field_max(CLASS_SPORT), from);
	n = port_spans(&entry->dport, acl_ports(c->acl, &entry->dport),
		       class_field_max(CLASS_DPORT), to);
	for (unsigned i = 0; i < m; i++) {
		class_set_ports(&piece, CLASS_SPORT, from[i].first, from[i].last);
		for (unsigned j = 0; j < n; j++) {
			class_set_ports(&piece, CLASS_DPORT, to[j].first, to[j].last);
			vec_push(c->arena, c->to, piece);
		}
	}
}

static bool is_message(const struct ace *entry)
{
	return entry->proto == PROTO_ICMP && entry->icmp_type != ICMP_ANY;
}

/* Does a set know all that ENTRY asks for? */
static bool is_plain(const struct ace *entry, bool of_established)
{
	return !entry->options && (!entry->established || of_established) && !entry->log &&
	       (is_message(entry) || entry->proto != PROTO_ICMP || entry->icmp_code == ICMP_ANY);
}

/* ICMP has its type and code where others have the source port. */
static void set_message(struct class_piece *piece, const struct ace *entry)
{
	uint32_t type = (uint32_t)entry->icmp_type << 8;

	if (entry->icmp_code == ICMP_ANY)
		class_set_ports(piece, CLASS_SPORT, type, type | 255);
	else
		class_set_ports(piece, CLASS_SPORT, type | entry->icmp_code,
				type | entry->icmp_code);
	piece->ranged |= 1u << CLASS_SPORT;
}

/* More happens than that the verdict falls. */
static bool is_apart(const struct maker *c, const struct ace *entry)
{
	const struct ace_options *options = acl_options(c->acl, entry);

	return entry->log || options->reflect.s || options->given & ACE_EVALUATE;
}

void lower_class_pieces(const struct class_source *source, const struct ace *entry, uint32_t line,
			class_pieces *to)
{
	struct maker maker = {source->arena, source->acl, to}, *c = &maker;
	struct class_piece piece = {.line = line,
				    .verdict =
					    entry->action == ACE_PERMIT ? CLASS_PERMIT : CLASS_DENY,
				    .rule = !is_plain(entry, source->of_established)};
	bool grouped = entry->options && (acl_options(c->acl, entry)->src_group.name.s ||
					  acl_options(c->acl, entry)->dst_group.name.s ||
					  acl_options(c->acl, entry)->service.name.s ||
					  acl_options(c->acl, entry)->given & ACE_EVALUATE);

	if (is_apart(c, entry))
		piece.verdict = CLASS_APART;
	if (!grouped) {
		set_mask(&piece, CLASS_SRC, entry->src.addr, ~entry->src.wild);
		set_mask(&piece, CLASS_DST, entry->dst.addr, ~entry->dst.wild);
		if (entry->proto != ACE_IP)
			set_mask(&piece, CLASS_PROTO, entry->proto, class_field_max(CLASS_PROTO));
	}
	if (piece.rule) {
		vec_push(c->arena, c->to, piece);
		return;
	}
	if (is_message(entry)) {
		set_message(&piece, entry);
		vec_push(c->arena, c->to, piece);
		return;
	}
	push_ports(c, piece, entry);
}
