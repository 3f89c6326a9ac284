/*
 * What the grammar's actions say about a line: its class, its mode, what is wrong with its values.
 * All of it is noted for the present attempt and takes effect only when the line is taken.
 */
#include "ios_reader.h"

void enter(struct ios_reader *cx, enum ios_mode mode)
{
	cx->entered = true;
	cx->entering = mode;
}

void stay(struct ios_reader *cx)
{
	cx->staying = true;
}

void leave(struct ios_reader *cx, int frames)
{
	cx->leaving = frames;
	cx->class = LINE_BLANK;
}

void line_class(struct ios_reader *cx, enum line_class class)
{
	if (class > cx->class)
		cx->class = class;
}

void line_no_effect(struct ios_reader *cx)
{
	line_class(cx, LINE_NO_EFFECT);
}

void skip_block(struct ios_reader *cx)
{
	cx->skip = true;
}

void skip_output(struct ios_reader *cx)
{
	cx->output = true;
}

void skip_until_quit(struct ios_reader *cx, int quits)
{
	cx->quits = quits;
}

static struct line_remark *remark_add(struct ios_reader *cx, enum diag_name name, struct span at,
				      const char *format, va_list ap)
{
	struct line_remark *remark;

	if (cx->n_remarks == MAX_REMARKS)
		return &cx->remarks[MAX_REMARKS - 1];
	remark = &cx->remarks[cx->n_remarks++];
	*remark = (struct line_remark){.name = name, .at = at};
	remark->message = arena_vprintf(cx->router->arena, format, ap);
	return remark;
}

void line_remark(struct ios_reader *cx, enum diag_name name, struct span at, const char *format,
		 ...)
{
	va_list ap;

	va_start(ap, format);
	remark_add(cx, name, at, format, ap);
	va_end(ap);
}

static void line_remark_block(struct ios_reader *cx, enum diag_name name, struct span at,
			      const char *format, ...) __attribute__((format(printf, 4, 5)));

static void line_remark_block(struct ios_reader *cx, enum diag_name name, struct span at,
			      const char *format, ...)
{
	va_list ap;

	va_start(ap, format);
	remark_add(cx, name, at, format, ap)->block = true;
	va_end(ap);
}

void line_not_translated(struct ios_reader *cx, struct span at, const char *feature)
{
	line_class(cx, LINE_NOT_TRANSLATED);
	line_remark_block(cx, DIAG_NOT_TRANSLATED, at, "%s is not translated", feature);
}

void line_covered(struct ios_reader *cx)
{
	line_class(cx, cx->no ? LINE_NO_EFFECT : LINE_NOT_TRANSLATED);
}

void line_feature(struct ios_reader *cx, struct span at, const char *feature)
{
	if (cx->no)
		line_no_effect(cx);
	else
		line_not_translated(cx, at, feature);
}

void open_quietly(struct ios_reader *cx, enum ios_mode mode)
{
	if (!cx->no)
		enter(cx, mode);
}

void open_covered(struct ios_reader *cx, enum ios_mode mode)
{
	line_covered(cx);
	open_quietly(cx, mode);
}

void open_untranslated(struct ios_reader *cx, struct span at, enum ios_mode mode,
		       const char *feature)
{
	line_feature(cx, at, feature);
	open_quietly(cx, mode);
}

void line_lost_service(struct ios_reader *cx, struct span at, const char *service)
{
	line_class(cx, LINE_NOT_TRANSLATED);
	line_remark(cx, DIAG_LOST_SERVICE, at,
		    "%s is not translated: its clients must be served by another", service);
}

bool fault(struct ios_reader *cx, struct span at, const char *format, ...)
{
	va_list ap;

	va_start(ap, format);
	remark_add(cx, DIAG_NONE, at, format, ap)->fault = true;
	va_end(ap);
	cx->faulty = true;
	return !cx->ending;
}

bool number_in(struct ios_reader *cx, struct span at, uint32_t value, uint32_t low, uint32_t high)
{
	if (value >= low && value <= high)
		return true;
	return fault(cx, at, "number out of range: it must be from %u to %u", low, high);
}

bool mask_is_contiguous(struct ios_reader *cx, struct span at, uint32_t mask, uint8_t *len)
{
	char text[IP_TEXT_SIZE], inverse[IP_TEXT_SIZE];
	int bits = ip_mask_len(mask);

	*len = (uint8_t)(bits < 0 ? 0 : bits);
	if (bits >= 0)
		return true;
	ip_text(text, mask);
	if (ip_mask_len(~mask) >= 0)
		return fault(cx, at, "'%s' is a wildcard, not a mask; the mask is '%s'", text,
			     ip_text(inverse, ~mask));
	return fault(cx, at, "'%s' is no mask: its bits are not contiguous", text);
}

bool net_has_host(struct ios_reader *cx, struct span at, struct ip_net net)
{
	enum { LOOPBACK = 127, MULTICAST = 224, LEN_POINT_TO_POINT = 31 };
	char text[IP_TEXT_SIZE];
	uint32_t first = net.addr >> 24, rest = net.addr & ~ip_len_mask(net.len);

	ip_text(text, net.addr);
	if (!first || first == LOOPBACK || first >= MULTICAST)
		return fault(cx, at, "'%s' is no address of a host", text);
	if (net.len >= LEN_POINT_TO_POINT)
		return true;
	if (!rest)
		return fault(cx, at, "'%s' is the address of its subnet, not of a host", text);
	if (rest == ~ip_len_mask(net.len))
		return fault(cx, at, "'%s' is the broadcast address of its subnet", text);
	return true;
}

bool net_has_no_host_bits(struct ios_reader *cx, struct span at, struct ip_net net)
{
	char text[IP_TEXT_SIZE], prefix[IP_TEXT_SIZE];
	uint32_t subnet = net.addr & ip_len_mask(net.len);

	if (subnet == net.addr || cx->faulty)
		return true;
	return fault(cx, at, "'%s' has bits outside of its mask; the subnet is '%s'",
		     ip_prefix_text(prefix, net.addr, net.len), ip_text(text, subnet));
}

bool only_with_no(struct ios_reader *cx, struct span at)
{
	if (cx->no)
		return true;
	cx->incomplete = true;
	return fault(cx, at, "incomplete command");
}
