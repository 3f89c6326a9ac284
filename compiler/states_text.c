/*
 * States as text: which there are, a table of what the gateway does in each, and the findings. A
 * table that is too wide goes on below.
 */
#include <stdio.h>
#include <string.h>

#include "states.h"
#include "trace.h"

enum { TITLE_MAX = 28, CELL_MAX = 30, GAP = 2, COLUMNS_MAX = 64, LINES_MAX = 6 };

struct printer {
	const struct states *states;
	struct arena *arena;
	FILE *to;
	unsigned width;
	bool colour;
};

static void style(const struct printer *p, const char *code)
{
	if (p->colour)
		fprintf(p->to, "\33[%sm", code);
}

static void heading(const struct printer *p, const char *text)
{
	style(p, "1");
	fprintf(p->to, "\n%s\n", text);
	style(p, "");
}

static const char *worth_style(enum states_worth worth)
{
	switch (worth) {
	case WORTH_WRONG:
		return "1;31";
	case WORTH_LOST:
		return "33";
	case WORTH_GOOD:
		return "32";
	case WORTH_NONE:
		break;
	}
	return "2";
}

/* TEXT in WIDTH columns; what is longer is cut. */
static void put_cell(const struct printer *p, const char *text, unsigned width, const char *code)
{
	size_t len = strlen(text);

	if (code)
		style(p, code);
	if (len > width)
		fprintf(p->to, "%.*s...", (int)width - 3, text);
	else
		fputs(text, p->to);
	if (code)
		style(p, "");
	for (size_t i = len < width ? len : width; i < width; i++)
		putc(' ', p->to);
}

/* ---- which states ---- */

/* Lines of TEXT, those behind the first begun with BETWEEN. */
static void put_lines(const struct printer *p, const char *text, const char *between, unsigned most)
{
	for (unsigned i = 0; *text; i++) {
		size_t len = strcspn(text, "\n");

		if (i)
			fputs(between, p->to);
		if (i == most && text[len]) {
			fputs("and others\n", p->to);
			return;
		}
		fprintf(p->to, "%.*s\n", (int)len, text);
		text += len + (text[len] == '\n');
	}
}

static void put_apart(const struct printer *p)
{
	const char *text = "";

	VEC_FOREACH (condition, &p->states->conditions)
		if (condition->apart)
			text = arena_printf(p->arena, "%s%s%s", text, *text ? ", " : "",
					    condition->name);
	if (*text)
		fprintf(p->to,
			"  With %s down, what is behind is lost, and all else is the same.\n",
			text);
}

static void put_states(const struct printer *p)
{
	const struct states *states = p->states;

	heading(p, "States");
	for (uint32_t i = 0; i < states->groups.len; i++) {
		const struct states_group *group = &states->groups.at[i];
		const char *note = "";

		if (group->hidden)
			continue;
		if (group->oscillates)
			note = "never ends: see oscillation";
		else if (group->passing && states->whole)
			note = arena_printf(p->arena, "passing: becomes %s",
					    states_group_name(p->arena, group->next));
		else if (group->passing)
			note = "passing: probes soon find otherwise";
		fprintf(p->to, "  ");
		put_cell(p, states_group_name(p->arena, i), 4, "1");
		put_lines(p, group->text, "      ", LINES_MAX);
		if (*note) {
			style(p, "2");
			fprintf(p->to, "      (%s)\n", note);
			style(p, "");
		}
	}
}

/* ---- the table ---- */

static unsigned longest(const struct printer *p, uint32_t group)
{
	size_t most = strlen(states_group_name(p->arena, group));

	for (uint32_t i = 0; i < p->states->questions.len; i++) {
		size_t len = strlen(p->states->groups.at[group].answers[i].text);

		most = len > most ? len : most;
	}
	return most > CELL_MAX ? CELL_MAX : (unsigned)most;
}

static unsigned title_width(const struct states *states)
{
	size_t most = 0;

	VEC_FOREACH (question, &states->questions)
		most = strlen(question->title) > most ? strlen(question->title) : most;
	return most > TITLE_MAX ? TITLE_MAX : (unsigned)most;
}

struct panel {
	uint32_t groups[COLUMNS_MAX];
	unsigned widths[COLUMNS_MAX], n, title;
};

static void put_row(const struct printer *p, const struct panel *panel, uint32_t question)
{
	fputs("  ", p->to);
	put_cell(p, p->states->questions.at[question].title, panel->title, NULL);
	for (unsigned i = 0; i < panel->n; i++) {
		const struct states_answer *answer =
			&p->states->groups.at[panel->groups[i]].answers[question];
		unsigned len = (unsigned)strlen(answer->text), width = panel->widths[i];

		fprintf(p->to, "%*s", GAP, "");
		put_cell(p, answer->text, i + 1 < panel->n || len > width ? width : len,
			 worth_style(answer->worth));
	}
	putc('\n', p->to);
}

static void put_panel(const struct printer *p, const struct panel *panel)
{
	fprintf(p->to, "\n%*s", 2 + (int)panel->title, "");
	for (unsigned i = 0; i < panel->n; i++) {
		const char *name = states_group_name(p->arena, panel->groups[i]);

		fprintf(p->to, "%*s", GAP, "");
		put_cell(p, name, i + 1 < panel->n ? panel->widths[i] : (unsigned)strlen(name),
			 "1");
	}
	putc('\n', p->to);
	for (uint32_t q = 0; q < p->states->questions.len; q++)
		put_row(p, panel, q);
}

/* As many groups side by side as there is room for. */
static void put_table(const struct printer *p)
{
	struct panel panel = {.title = title_width(p->states)};
	unsigned used = 2 + panel.title;

	for (uint32_t i = 0; p->states->questions.len && i < p->states->groups.len; i++) {
		unsigned width = longest(p, i);

		if (p->states->groups.at[i].hidden)
			continue;
		if (panel.n && (panel.n == COLUMNS_MAX || used + GAP + width > p->width)) {
			put_panel(p, &panel);
			panel.n = 0;
			used = 2 + panel.title;
		}
		panel.groups[panel.n] = i;
		panel.widths[panel.n++] = width;
		used += GAP + width;
	}
	if (panel.n)
		put_panel(p, &panel);
}

/* ---- findings ---- */

static void put_place(const struct printer *p, const struct states_finding *finding)
{
	style(p, "1");
	fprintf(p->to, "%s",
		finding->at.len ? trace_place(p->arena, p->states->source, finding->at)
				: p->states->source->name);
	style(p, "");
	fprintf(p->to, ": ");
	style(p, states_is_mended(finding) ? "1;34" : "1;31");
	fputs(finding_name(finding->kind), p->to);
	style(p, "");
	fprintf(p->to, ": %s", finding->text);
	if (finding->because.len)
		fprintf(p->to, " (%s)", trace_place(p->arena, p->states->source, finding->because));
	putc('\n', p->to);
}

static void put_finding(const struct printer *p, const struct states_finding *finding)
{
	put_place(p, finding);
	fputs("    in: ", p->to);
	put_lines(p, finding->where, "    or: ", LINES_MAX);
	if (!states_is_mended(finding) && !finding->also)
		return;
	style(p, "2");
	if (finding->also) {
		fputs("    of the router also in: ", p->to);
		put_lines(p, finding->also, "    or: ", LINES_MAX);
	}
	if (finding->mends || !finding->also)
		fprintf(p->to, "    %s%s%s\n", finding->also ? "" : "of the router only",
			finding->mends && !finding->also ? "; " : "",
			finding->mends ? arena_printf(p->arena, "mended by %s", finding->mends)
				       : "");
	style(p, "");
}

static void put_findings(const struct printer *p)
{
	if (!p->states->findings.len) {
		heading(p, "No findings");
		return;
	}
	heading(p, "Findings");
	VEC_FOREACH (finding, &p->states->findings)
		put_finding(p, finding);
}

void states_print(const struct states *states, FILE *to, unsigned width, bool colour)
{
	struct printer p = {states, states->arena, to, width, colour};
	uint32_t n = states->conditions.len, differ = 0;

	VEC_FOREACH (group, &states->groups)
		differ += !group->hidden;
	fprintf(to, "%s: %u condition%s, %u state%s%s, %u that differ%s\n", states->source->name, n,
		n == 1 ? "" : "s", states->rows.len, states->rows.len == 1 ? "" : "s",
		states->whole ? "" : " (single and double failures)", differ,
		differ == 1 ? "s" : "");
	if (states->left_out)
		fprintf(to, "%u services and hosts more are like those that are asked here\n",
			states->left_out);
	put_states(&p);
	put_apart(&p);
	put_table(&p);
	put_findings(&p);
}
