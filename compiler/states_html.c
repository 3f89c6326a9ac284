/*
 * States as one page that stands alone: no script, nothing from elsewhere. Of the configuration it
 * shows the statements that are spoken of and no others: pages are sent around, and the rest may
 * hold secrets.
 */
#include <jansson.h>
#include <stdio.h>
#include <string.h>

#include "grammar/json_text.h"
#include "markup.h"
#include "states.h"
#include "states_style.h"

struct page {
	const struct states *states;
	FILE *to;
	bool *told; /* by line: the statement is spoken of */
	unsigned n_lines;
};

/* Text of a configuration, or of ours, as HTML takes it; it is UTF-8 after text_json(). */
static void put(const struct page *page, const char *text)
{
	json_t *clean = text_json(text);

	if (clean)
		markup_put(page->to, json_string_value(clean), json_string_length(clean));
	json_decref(clean);
}

static unsigned line_of(const struct page *page, struct span at)
{
	unsigned line = at.len ? source_place(page->states->source, at.off).line : 0;

	if (line && line <= page->n_lines)
		page->told[line] = true;
	return line;
}

static void put_place(const struct page *page, struct span at)
{
	unsigned line = line_of(page, at);

	if (line)
		fprintf(page->to, "<a class=\"place\" href=\"#L%u\">line %u</a>", line, line);
}

/* Lines of TEXT, with BETWEEN them. */
static void put_lines(const struct page *page, const char *text, const char *between)
{
	while (*text) {
		size_t len = strcspn(text, "\n");

		put(page, arena_strndup(page->states->arena, text, len));
		text += len;
		if (*text++ != '\n')
			return;
		fputs(between, page->to);
	}
}

/* ---- the parts ---- */

static void put_head(const struct page *page)
{
	const struct states *states = page->states;

	fputs("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
	      "<meta name=\"viewport\" "
	      "content=\"width=device-width,initial-scale=1\">\n<title>States of ",
	      page->to);
	put(page, states->source->name);
	fprintf(page->to, "</title>\n<style>\n%s</style>\n</head>\n<body>\n<h1>States of ",
		states_style);
	put(page, states->source->name);
	fprintf(page->to,
		"</h1>\n<p class=\"sub\">What the gateway does in %u state%s of %u condition%s%s: "
		"which link traffic leaves by, and as whom, which services work, who answers "
		"which name, and what probes find.</p>\n",
		states->rows.len, states->rows.len == 1 ? "" : "s", states->conditions.len,
		states->conditions.len == 1 ? "" : "s",
		states->whole ? "" : " (single and double failures)");
}

static void put_finding(const struct page *page, const struct states_finding *finding)
{
	bool router = states_is_mended(finding);

	fprintf(page->to, "<li%s><b>%s</b> ", router ? " class=\"router\"" : "",
		finding_name(finding->kind));
	put(page, finding->text);
	fputs(" &middot; ", page->to);
	put_place(page, finding->at);
	if (finding->because.len) {
		fputs(", because of ", page->to);
		put_place(page, finding->because);
	}
	fputs("<br><span class=\"in\">In: ", page->to);
	put_lines(page, finding->where, "; or: ");
	if (router)
		fputs(". Of the router only", page->to);
	if (finding->also) {
		fputs(". Of the router also in: ", page->to);
		put_lines(page, finding->also, "; or: ");
	}
	if (finding->mends)
		fprintf(page->to, "; mended by <code>%s</code>", finding->mends);
	fputs(".</span></li>\n", page->to);
}

static void put_findings(const struct page *page)
{
	bool seen[FINDING_KIND_COUNT] = {false};

	fprintf(page->to, "<h2 id=\"findings\">Findings</h2>\n");
	if (!page->states->findings.len) {
		fputs("<p>None.</p>\n", page->to);
		return;
	}
	fputs("<ol class=\"findings\">\n", page->to);
	VEC_FOREACH (finding, &page->states->findings) {
		put_finding(page, finding);
		seen[finding->kind] = true;
	}
	fputs("</ol>\n<table class=\"legend\">\n", page->to);
	for (int kind = 0; kind < FINDING_KIND_COUNT; kind++)
		if (seen[kind])
			fprintf(page->to, "<tr><td><b>%s</b></td><td class=\"note\">%s</td></tr>\n",
				finding_name((enum finding_kind)kind),
				finding_meaning((enum finding_kind)kind));
	fputs("</table>\n", page->to);
}

static void put_note(const struct page *page, const struct states_group *group)
{
	if (group->oscillates)
		fputs(" <span class=\"note\">(never ends: see oscillation)</span>", page->to);
	else if (group->passing && page->states->whole)
		fprintf(page->to, " <span class=\"note\">(passing: becomes %s)</span>",
			states_group_name(page->states->arena, group->next));
	else if (group->passing)
		fputs(" <span class=\"note\">(passing: probes soon find otherwise)</span>",
		      page->to);
}

static void put_apart(const struct page *page)
{
	bool any = false;

	VEC_FOREACH (condition, &page->states->conditions) {
		if (!condition->apart)
			continue;
		fputs(any ? ", " : "<p class=\"note\">With ", page->to);
		put(page, condition->name);
		any = true;
	}
	if (any)
		fputs(" down, what is behind is lost, and all else is the same.</p>\n", page->to);
}

static void put_states(const struct page *page)
{
	const struct states *states = page->states;

	fputs("<h2 id=\"states\">States</h2>\n<dl class=\"states\">\n", page->to);
	for (uint32_t i = 0; i < states->groups.len; i++) {
		const struct states_group *group = &states->groups.at[i];

		if (group->hidden)
			continue;
		fprintf(page->to, "<dt>%s</dt><dd>", states_group_name(states->arena, i));
		put_lines(page, group->text, "<br>");
		put_note(page, group);
		fputs("</dd>\n", page->to);
	}
	fputs("</dl>\n", page->to);
	put_apart(page);
}

static void put_cell(const struct page *page, const struct states_answer *answer)
{
	unsigned line = line_of(page, answer->at);

	fprintf(page->to, "<td class=\"cell %s\">", states_worth_name(answer->worth));
	if (line)
		fprintf(page->to, "<a href=\"#L%u\">", line);
	if (answer->worth == WORTH_NONE)
		fputs("&ndash;", page->to);
	else
		put(page, answer->text);
	fputs(line ? "</a></td>" : "</td>", page->to);
}

static void put_question(const struct page *page, uint32_t q)
{
	const struct states_question *question = &page->states->questions.at[q];
	unsigned line = line_of(page, question->at);

	fputs("<tr><th scope=\"row\">", page->to);
	if (line)
		fprintf(page->to, "<a href=\"#L%u\">", line);
	put(page, question->title);
	fputs(line ? "</a></th>" : "</th>", page->to);
	VEC_FOREACH (group, &page->states->groups)
		if (!group->hidden)
			put_cell(page, &group->answers[q]);
	fputs("</tr>\n", page->to);
}

static void put_table(const struct page *page)
{
	const struct states *states = page->states;

	if (!states->questions.len)
		return;
	fputs("<h2 id=\"table\">What the gateway does</h2>\n<div class=\"wide\"><table "
	      "class=\"states\">\n<thead><tr><td></td>",
	      page->to);
	for (uint32_t i = 0; i < states->groups.len; i++)
		if (!states->groups.at[i].hidden)
			fprintf(page->to, "<th scope=\"col\">%s</th>",
				states_group_name(states->arena, i));
	fputs("</tr></thead>\n<tbody>\n", page->to);
	for (uint32_t q = 0; q < states->questions.len; q++)
		put_question(page, q);
	fputs("</tbody>\n</table></div>\n", page->to);
	if (states->left_out)
		fprintf(page->to,
			"<p class=\"note\">%u services and hosts more are like those that are "
			"asked here.</p>\n",
			states->left_out);
	fputs("<table class=\"legend\">\n"
	      "<tr><td class=\"cell good\">good</td><td class=\"note\">works</td></tr>\n"
	      "<tr><td class=\"cell lost\">lost</td><td class=\"note\">fails, as it must with what "
	      "has failed; <i>dead</i>: up, and nothing beyond it answers</td></tr>\n"
	      "<tr><td class=\"cell wrong\">wrong</td><td class=\"note\">a finding</td></tr>\n"
	      "<tr><td class=\"cell none\">&ndash;</td><td class=\"note\">cannot be asked: what it "
	      "comes in by is down</td></tr>\n</table>\n",
	      page->to);
}

static void put_statements(const struct page *page)
{
	const struct source *source = page->states->source;
	const char *line = source->text, *end = source->text + source->len;

	fputs("<h2 id=\"lines\">Statements</h2>\n<pre class=\"lines\">", page->to);
	for (unsigned n = 1; n <= page->n_lines && line < end; n++) {
		const char *stop = memchr(line, source->line_end, (size_t)(end - line));

		stop = stop ? stop : end;
		if (page->told[n]) {
			fprintf(page->to, "<span id=\"L%u\"><i>%u</i>", n, n);
			put(page, arena_strndup(page->states->arena, line, (size_t)(stop - line)));
			fputs("</span>", page->to);
		}
		line = stop + 1;
	}
	fputs("</pre>\n</body>\n</html>\n", page->to);
}

void states_print_html(const struct states *states, FILE *to)
{
	struct page page = {.states = states, .to = to};

	page.n_lines = source_place(states->source, (uint32_t)states->source->len).line;
	page.told = arena_alloc(states->arena, page.n_lines + 1);
	put_head(&page);
	put_findings(&page);
	put_states(&page);
	put_table(&page);
	put_statements(&page);
}
