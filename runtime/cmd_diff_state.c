/*
 * causeway diff --state: what a failure changes. First in words, as the reference evaluator answers
 * the questions of `causeway states` without it and with it; then the commands by which the target
 * becomes that of the other state, as the agent would bring it about.
 */
#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "backends/backend.h"
#include "cli.h"
#include "compiler/states.h"
#include "compiler/trace.h"
#include "grammar/json_text.h"
#include "unified.h"

#define BOLD "\33[1m"
#define RED "\33[31m"
#define GREEN "\33[32m"
#define PLAIN "\33[0m"

struct failing {
	const struct cli *cli;
	struct compilation c;
	const struct states *before, *after;
	struct out_files delta, old, new; /* commands, and whole files of both */
	bool json, colour;
};

static const char *sgr(const struct failing *f, const char *sequence)
{
	return f->colour ? sequence : "";
}

/* ---- in words ---- */

static const struct states_answer *answer_of(const struct states *states, uint32_t question)
{
	return &states->groups.at[states->rows.at[0].group].answers[question];
}

/* The number + 1 of the same question in the other state; 0: it is not asked there. */
static uint32_t same_question(const struct states *states, const struct states_question *question)
{
	VEC_FOREACH (other, &states->questions)
		if (other->ask == question->ask && !strcmp(other->title, question->title))
			return (uint32_t)(other - states->questions.at) + 1;
	return 0;
}

/* Is it wrong with nothing more down? */
static bool is_found(const struct states_finding *finding)
{
	return finding->in[SIDE_GATEWAY].len && !finding->in[SIDE_GATEWAY].at[0];
}

static bool was_found(const struct states *states, const struct states_finding *finding)
{
	VEC_FOREACH (other, &states->findings)
		if (other->kind == finding->kind && !strcmp(other->text, finding->text))
			return is_found(other);
	return false;
}

/* Calls TELL for each answer that is another; either may be NULL. */
typedef void (*teller)(struct failing *f, void *to, const struct states_question *question,
		       const struct states_answer *old, const struct states_answer *new);

static void tell_answers(struct failing *f, teller tell, void *to)
{
	VEC_FOREACH (question, &f->after->questions) {
		uint32_t i = (uint32_t)(question - f->after->questions.at);
		uint32_t k = same_question(f->before, question);
		const struct states_answer *old = k ? answer_of(f->before, k - 1) : NULL;
		const struct states_answer *new = answer_of(f->after, i);

		if (!old || strcmp(old->text, new->text) != 0)
			tell(f, to, question, old, new);
	}
	VEC_FOREACH (question, &f->before->questions)
		if (!same_question(f->after, question))
			tell(f, to, question,
			     answer_of(f->before, (uint32_t)(question - f->before->questions.at)),
			     NULL);
}

static const char *place_of(struct failing *f, const struct states_answer *answer)
{
	return answer ? trace_place(f->c.arena, &f->c.source, answer->at) : "";
}

/* In a table, a stroke will do. */
static const char *answer_text(const struct states_answer *answer)
{
	return !answer || !strcmp(answer->text, "-") ? "not asked" : answer->text;
}

static void print_answer(struct failing *f, void *to, const struct states_question *question,
			 const struct states_answer *old, const struct states_answer *new)
{
	const char *from = place_of(f, old), *by = place_of(f, new);

	printf("%s: %s%s%s is now %s%s%s", question->title, sgr(f, RED), answer_text(old),
	       sgr(f, PLAIN), sgr(f, GREEN), answer_text(new), sgr(f, PLAIN));
	if (*from || *by)
		printf(" (%s%s%s)", from, *from && *by ? ", " : "", by);
	putchar('\n');
	*(unsigned *)to += 1;
}

static void print_words(struct failing *f)
{
	unsigned answers = 0;

	printf("%sWhat becomes of packets%s\n", sgr(f, BOLD), sgr(f, PLAIN));
	tell_answers(f, print_answer, &answers);
	VEC_FOREACH (finding, &f->after->findings)
		if (is_found(finding) && !was_found(f->before, finding)) {
			printf("%s%s%s: %s\n", sgr(f, RED), finding_name(finding->kind),
			       sgr(f, PLAIN), finding->text);
			answers++;
		}
	if (!answers)
		printf("All as before.\n");
}

/* ---- the target ---- */

/* Files whose backend writes what is to be done; of the others, what differs. */
static bool has_commands(const struct failing *f, const char *path)
{
	const struct out_file *file = out_file_find(&f->delta, path);

	return file && out_says_something(&file->out);
}

static bool diff_whole(const struct failing *f, const struct out_file *a, const struct out_file *b,
		       FILE *to)
{
	char old[512], new[512];
	struct text from = {.name = "/dev/null", .at = ""}, into = {.name = "/dev/null", .at = ""};

	if (a) {
		snprintf(old, sizeof old, "before/%s", a->path);
		from = (struct text){old, a->out.text ? a->out.text : "", a->out.len};
	}
	if (b) {
		snprintf(new, sizeof new, "after/%s", b->path);
		into = (struct text){new, b->out.text ? b->out.text : "", b->out.len};
	}
	return unified_diff(from, into, to, f->colour && to == stdout);
}

static bool print_whole(const struct failing *f, FILE *to)
{
	bool differ = false;

	for (size_t i = 0; i < f->old.len; i++)
		if (!out_file_find(&f->delta, f->old.at[i].path))
			differ |= diff_whole(f, &f->old.at[i],
					     out_file_find(&f->new, f->old.at[i].path), to);
	for (size_t i = 0; i < f->new.len; i++)
		if (!out_file_find(&f->delta, f->new.at[i].path) &&
		    !out_file_find(&f->old, f->new.at[i].path))
			differ |= diff_whole(f, NULL, &f->new.at[i], to);
	return differ;
}

static bool print_commands(const struct failing *f)
{
	bool differ = false;

	for (size_t i = 0; i < f->delta.len; i++) {
		const struct out_file *file = &f->delta.at[i];

		if (!has_commands(f, file->path))
			continue;
		printf("\n%s%s%s\n%s", sgr(f, BOLD), file->path, sgr(f, PLAIN), file->out.text);
		differ = true;
	}
	return differ;
}

static bool print_target(const struct failing *f)
{
	bool differ;

	printf("\n%sWhat the target becomes%s\n", sgr(f, BOLD), sgr(f, PLAIN));
	differ = print_commands(f);
	differ |= print_whole(f, stdout);
	if (!differ)
		printf("All as before.\n");
	return differ;
}

/* ---- JSON ---- */

static void append_answer(struct failing *f, void *to, const struct states_question *question,
			  const struct states_answer *old, const struct states_answer *new)
{
	json_array_append_new(
		to, json_pack("{s:s, s:o, s:o, s:o, s:o, s:o}", "ask",
			      states_ask_name(question->ask), "title", text_json(question->title),
			      "before", text_json(answer_text(old)), "after",
			      text_json(answer_text(new)), "before-at", text_json(place_of(f, old)),
			      "after-at", text_json(place_of(f, new))));
}

static json_t *words_json(struct failing *f)
{
	json_t *answers = json_array(), *findings = json_array();

	tell_answers(f, append_answer, answers);
	VEC_FOREACH (finding, &f->after->findings)
		if (is_found(finding) && !was_found(f->before, finding))
			json_array_append_new(findings,
					      json_pack("{s:s, s:o}", "kind",
							finding_name(finding->kind), "text",
							text_json(finding->text)));
	return json_pack("{s:o, s:o}", "answers", answers, "findings", findings);
}

static json_t *whole_json(const struct failing *f)
{
	char *text = NULL;
	size_t len = 0;
	FILE *to = open_memstream(&text, &len);
	json_t *json;

	if (!to)
		return json_null();
	print_whole(f, to);
	fclose(to);
	json = text_json(text);
	free(text);
	return json;
}

static bool print_json(struct failing *f)
{
	json_t *steps = json_object(), *whole = whole_json(f), *json;
	bool differ;

	for (size_t i = 0; i < f->delta.len; i++)
		if (has_commands(f, f->delta.at[i].path))
			json_object_set_new(steps, f->delta.at[i].path,
					    text_json(f->delta.at[i].out.text));
	differ = json_object_size(steps) || *json_string_value(whole);
	json = json_pack("{s:o, s:o, s:o}", "packets", words_json(f), "commands", steps, "files",
			 whole);
	json_dumpf(json, stdout, JSON_INDENT(2));
	putchar('\n');
	json_decref(json);
	return differ;
}

/* ---- all ---- */

/* What nobody else may read is not shown. */
static void leave_out_secrets(struct out_files *files)
{
	for (size_t i = 0; i < files->len; i++)
		if (files->at[i].secret) {
			out_free(&files->at[i].out);
			files->at[i].out = (struct out){0};
		}
}

/* STATE with what fails, or NULL after reporting. */
static struct state *state_failed(struct failing *f, struct state *state)
{
	const char *why;

	for (size_t i = 0; i < f->cli->n_state; i++)
		if (!state_assume(f->c.arena, f->c.plan, state, f->cli->state[i], &why)) {
			cli_trouble("--state: %s", why);
			return NULL;
		}
	return state;
}

static bool make_target(struct failing *f)
{
	struct emit_options options = {.named_dir = f->cli->named_dir};
	struct arena *arena = f->c.arena;
	const struct plan *plan = f->c.plan;
	struct state *old = cli_state(f->cli, &f->c), *new;

	new = old ? state_failed(f, state_copy(arena, plan, old)) : NULL;
	if (!new)
		return false;
	emit_all(change_from_empty(arena, plan, plan_under(arena, plan, old)), &options, &f->old);
	emit_all(change_from_empty(arena, plan, plan_under(arena, plan, new)), &options, &f->new);
	emit_all(change_for(arena, plan, old, new), &options, &f->delta);
	leave_out_secrets(&f->old);
	leave_out_secrets(&f->new);
	leave_out_secrets(&f->delta);
	return true;
}

static bool ask_states(struct failing *f)
{
	const struct cli *cli = f->cli;
	struct states_options options = {.exact = f->c.site->fidelity == FIDELITY_EXACT,
					 .assume = cli->assume};
	const char **all =
		arena_alloc(f->c.arena, (cli->n_assume + cli->n_state + 1) * sizeof *all);
	const char *why = NULL;

	if (cli->n_assume)
		memcpy(all, cli->assume, cli->n_assume * sizeof *all);
	memcpy(all + cli->n_assume, cli->state, cli->n_state * sizeof *all);
	f->before = states_of(f->c.arena, f->c.router, f->c.site, &options, &why);
	options.assume = all;
	if (f->before)
		f->after = states_of(f->c.arena, f->c.router, f->c.site, &options, &why);
	if (!f->after)
		cli_trouble("--state: %s", why);
	return f->after;
}

static int answer(struct failing *f)
{
	bool differ;

	if (!make_target(f) || !ask_states(f))
		return EXIT_TROUBLE;
	if (f->json) {
		differ = print_json(f);
	} else {
		print_words(f);
		differ = print_target(f);
	}
	return cli_finish(differ ? EXIT_FINDINGS : EXIT_DONE);
}

int cmd_diff_state(struct cli *cli)
{
	struct failing f = {.cli = cli, .colour = cli_colour(STDOUT_FILENO)};
	int status;

	f.json = cli->format && !strcmp(cli->format, "json");
	if (cli->format && !f.json && strcmp(cli->format, "text") != 0)
		return cli_trouble("diff --state has no format '%s'", cli->format);
	status = cli_compile(cli, cli->args[0], STAGE_LOWER, CLI_ERRORS, &f.c) == EXIT_DONE
			 ? answer(&f)
			 : EXIT_TROUBLE;
	out_files_free(&f.delta);
	out_files_free(&f.old);
	out_files_free(&f.new);
	compilation_free(&f.c);
	return status;
}
