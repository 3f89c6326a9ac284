/*
 * The way of a packet as a picture: see trace.h. A column from top to bottom for the packet, and
 * one beside it for what answers it; a box is a stage, with the statement that decided in it, and
 * between boxes stands the packet where it changed.
 */
#include <string.h>

#include "markup.h"
#include "trace.h"

enum {
	WIDTH = 560, /* of a column */
	MARGIN = 24,
	TITLE = 64,
	BOX = 60, /* height */
	GAP = 34, /* between boxes */
	LINE_MAX = 66, /* characters of a statement that fit */
};

struct picture {
	struct arena *arena;
	struct source *source;
	FILE *to;
};

static void put_text(const struct picture *p, unsigned x, unsigned y, const char *class,
		     const char *text)
{
	fprintf(p->to, "<text x=\"%u\" y=\"%u\" class=\"%s\">", x, y, class);
	markup_put(p->to, text, strlen(text));
	fputs("</text>\n", p->to);
}

/* The statement, cut to what fits, at a character's start. */
static void put_statement(const struct picture *p, unsigned x, unsigned y, struct span at)
{
	size_t len;
	const char *text = trace_statement(p->source, at, &len);

	if (len > LINE_MAX)
		for (len = LINE_MAX; len && ((unsigned char)text[len] & 0xc0) == 0x80;)
			len--;
	fprintf(p->to, "<text x=\"%u\" y=\"%u\" class=\"statement\">", x, y);
	markup_put(p->to, text, len);
	fputs("</text>\n", p->to);
}

static bool is_good(const struct fate *fate)
{
	return fate->verdict == VERDICT_FORWARDED || fate->verdict == VERDICT_RECEIVED;
}

static unsigned height_of(const struct fate *fate)
{
	return TITLE + fate->steps.len * (BOX + GAP) + BOX + 2 * MARGIN;
}

static void put_box(const struct picture *p, unsigned x, unsigned y, const struct step *step,
		    const char *class)
{
	const char *place = trace_place(p->arena, p->source, step->at);

	fprintf(p->to,
		"<rect x=\"%u\" y=\"%u\" width=\"%d\" height=\"%d\" rx=\"6\" class=\"%s\"/>\n", x,
		y, WIDTH - 2 * MARGIN, BOX, class);
	put_text(p, x + 12, y + 18, "stage", step_name(step->kind));
	fprintf(p->to, "<text x=\"%u\" y=\"%u\" class=\"place\">", x + WIDTH - 2 * MARGIN - 12,
		y + 18);
	markup_put(p->to, place, strlen(place));
	fputs("</text>\n", p->to);
	put_text(p, x + 12, y + 36, "what", step->text);
	if (step->at.len)
		put_statement(p, x + 12, y + 52, step->at);
}

static void put_arrow(const struct picture *p, unsigned x, unsigned y, const char *label)
{
	fprintf(p->to, "<path d=\"M%u %u v%d\" class=\"arrow\" marker-end=\"url(#head)\"/>\n",
		x + 40, y, GAP - 3);
	if (label)
		put_text(p, x + 56, y + GAP / 2 + 4, "packet", label);
}

static void put_fate(const struct picture *p, unsigned x, const char *title,
		     const struct packet *came, const struct fate *fate)
{
	const char *before = packet_text(p->arena, came), *end = fate_text(p->arena, fate);
	unsigned y = TITLE;

	put_text(p, x, MARGIN + 8, "title", title);
	put_text(p, x, MARGIN + 28, "packet", before);
	VEC_FOREACH (step, &fate->steps) {
		const char *after = packet_text(p->arena, &step->after);
		bool last = step == &fate->steps.at[fate->steps.len - 1];

		put_box(p, x, y, step, last && !is_good(fate) ? "box stop" : "box");
		y += BOX;
		put_arrow(p, x, y, strcmp(before, after) != 0 ? after : NULL);
		y += GAP;
		before = after;
	}
	fprintf(p->to,
		"<rect x=\"%u\" y=\"%u\" width=\"%d\" height=\"%d\" rx=\"6\" class=\"end %s\"/>\n",
		x, y, WIDTH - 2 * MARGIN, BOX - 16, is_good(fate) ? "good" : "bad");
	put_text(p, x + 12, y + 27, "verdict", end);
}

static const char style[] =
	"<style>text{font:13px sans-serif;fill:#222}.title{font-weight:bold;font-size:15px}"
	".stage{font-weight:bold}.place{text-anchor:end;fill:#777;font-size:11px}"
	".statement,.packet{font:12px monospace}.statement{fill:#555}.packet{fill:#0b4f8a}"
	".box{fill:#f6f7f9;stroke:#c5cbd3}.stop{fill:#fdecea;stroke:#c0392b}"
	".end{stroke:none}.good{fill:#1e7d43}.bad{fill:#c0392b}.verdict{fill:#fff;font-weight:bold}"
	".arrow{stroke:#8a94a3;stroke-width:1.5;fill:none}</style>\n"
	"<defs><marker id=\"head\" viewBox=\"0 0 8 8\" refX=\"6\" refY=\"4\" markerWidth=\"7\" "
	"markerHeight=\"7\" orient=\"auto\"><path d=\"M0 0L8 4L0 8z\" fill=\"#8a94a3\"/></marker>"
	"</defs>\n";

void trace_svg(struct arena *arena, struct source *source, const struct trace *trace, FILE *to)
{
	const struct picture p = {arena, source, to};
	const struct interface *in = trace->question.in;
	unsigned height = height_of(&trace->there);
	unsigned width = trace->replied ? 2 * WIDTH : WIDTH;

	if (trace->replied && height_of(&trace->back) > height)
		height = height_of(&trace->back);
	fprintf(to,
		"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%u\" height=\"%u\" "
		"viewBox=\"0 0 %u %u\">\n%s<rect width=\"%u\" height=\"%u\" fill=\"#fff\"/>\n",
		width, height, width, height, style, width, height);
	put_fate(&p, MARGIN,
		 in ? arena_printf(arena, "in by %s", in->name) : "from the router itself",
		 &trace->question.packet, &trace->there);
	if (trace->replied)
		put_fate(&p, WIDTH + MARGIN, "what answers it", &trace->reply, &trace->back);
	fputs("</svg>\n", to);
}
