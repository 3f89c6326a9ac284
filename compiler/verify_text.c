/* What came of assertions, for people: a line for each, and of one that fails a packet that breaks
 * it, with the steps that decided. */
#include <stdlib.h>
#include <string.h>

#include "trace.h"
#include "verify.h"

struct printer {
	const struct verification *v;
	FILE *to;
	bool colour;
};

static void style(const struct printer *p, const char *code)
{
	if (p->colour)
		fprintf(p->to, "\33[%sm", code);
}

static void put_indented(const struct printer *p, const char *text)
{
	while (*text) {
		size_t len = strcspn(text, "\n");

		fprintf(p->to, "%s%.*s\n", len ? "      " : "", (int)len, text);
		text += len + (text[len] == '\n');
	}
}

static void put_trace(const struct printer *p, const struct verify_result *result)
{
	struct trace trace = trace_packet(p->v->arena, result->world, flows_new(p->v->arena),
					  &result->counterexample, result->assertion->has_replies);
	char *text = NULL;
	size_t len = 0;
	FILE *to = open_memstream(&text, &len);

	if (!to)
		return;
	trace_print(p->v->arena, p->v->source, &trace, to, p->colour);
	fclose(to);
	put_indented(p, text);
	free(text);
}

static const char *plural(unsigned long long n)
{
	return n == 1 ? "" : "s";
}

static void put_good(const struct printer *p, const struct verify_result *result)
{
	style(p, "32");
	fputs("ok    ", p->to);
	style(p, "");
	fprintf(p->to, "%s", result->assertion->say);
	style(p, "2");
	fprintf(p->to, " (%llu packet%s, %u state%s%s)\n", (unsigned long long)result->cells,
		plural(result->cells), result->states, plural(result->states),
		result->complete ? "" : "; samples of more");
	style(p, "");
}

static void put_bad(const struct printer *p, const struct verify_result *result)
{
	style(p, "1;31");
	fputs("FAIL  ", p->to);
	style(p, "");
	fprintf(p->to, "%s", result->assertion->say);
	style(p, "2");
	fprintf(p->to, " (%s:%zu)\n", p->v->file, result->assertion->line);
	style(p, "");
	if (!result->cells) {
		fputs("      there is no such packet in any of these states\n", p->to);
		return;
	}
	fprintf(p->to, "      %s: ", result->state);
	style(p, "1");
	fprintf(p->to, "%s", result->why);
	style(p, "");
	fprintf(p->to, "\n      broken by %llu of %llu packet%s, in %u of %u state%s\n\n",
		(unsigned long long)result->failed_cells, (unsigned long long)result->cells,
		plural(result->cells), result->failed_states, result->states,
		plural(result->states));
	put_trace(p, result);
	putc('\n', p->to);
}

void verify_print(const struct verification *v, FILE *to, bool colour)
{
	struct printer p = {v, to, colour};

	VEC_FOREACH (result, &v->results)
		if (verify_holds(result))
			put_good(&p, result);
		else
			put_bad(&p, result);
	fprintf(to, "%u of %u assertions hold\n", v->results.len - v->failed, v->results.len);
}
