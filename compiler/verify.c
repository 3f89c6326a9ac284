/* Assertions tried: every cell of the class, in every state that the assertion is about. */
#include "verify.h"

#include <string.h>

#include "eval_route.h"
#include "grammar/ip.h"
#include "states_survey.h"

enum { ARENA_CELLS = 256, QUERY = 53 };

struct trial {
	struct verification *v;
	struct survey *survey;
	struct cells *cells; /* made when they are first needed */
	struct verify_result *result;
	const struct verify_assertion *a;
	VEC(struct question) questions; /* one a cell */
	/* the state */
	const struct world *world;
	const char *state;
	struct arena *scratch;
};

/* ---- the cells of a class ---- */

/* Nobody else sends with an address of the router's, nor from a broadcast address. */
static bool is_hosts(const struct world *world, uint32_t src)
{
	return !owner_of(world, NULL, src) && !is_nobodys(world, src);
}

static void collect(void *context, struct arena *arena, const struct cell *cell)
{
	struct trial *t = context;
	const char *name = t->cells->names.at[cell->at[CELL_IN]];
	struct question question = {.packet = cell_packet(cell), .name = t->a->query};

	(void)arena;
	if (name)
		question.in = interface_find(t->survey->router, name);
	if (!name || is_hosts(t->survey->base[SIDE_GATEWAY], question.packet.src))
		vec_push(t->v->arena, &t->questions, question);
}

/* What the cells call INTERFACE; false when they do not know it. */
static bool number_of(const struct cells *cells, const struct interface *interface,
		      uint32_t *number)
{
	for (*number = 0; *number < cells->names.len; ++*number) {
		const char *name = cells->names.at[*number];

		if (interface ? name && !strcmp(name, interface->name) : !name)
			return true;
	}
	return false;
}

static void walk(struct trial *t, const struct interface *in)
{
	struct cell_walk walk = {.cells = t->cells, .visit = collect, .context = t};
	struct cell_box region = t->a->class.region;
	uint32_t number, addr;
	uint8_t len;

	if (!number_of(t->cells, in, &number))
		return;
	region.in[CELL_IN] = cell_set_of(t->v->arena, number, number);
	if (t->a->query) {
		if (!world_address(t->survey->base[SIDE_GATEWAY], in, &addr, &len))
			return;
		region.in[CELL_DST] = cell_set_of(t->v->arena, addr, addr);
	}
	cells_walk(&walk, &region, VERIFY_BUDGET / t->a->class.in.len);
	if (walk.all > (double)walk.looked)
		t->result->complete = false;
}

static void find_cells(struct trial *t)
{
	const struct world *base = t->survey->base[SIDE_GATEWAY];

	if (!t->cells)
		t->cells = cells_of(t->v->arena, base, base);
	t->questions.len = 0;
	t->result->complete = !t->cells->rough;
	VEC_FOREACH (in, &t->a->class.in)
		walk(t, *in);
}

/* ---- what is expected ---- */

static const char *ip(const struct trial *t, uint32_t addr)
{
	char text[IP_TEXT_SIZE];

	return arena_printf(t->scratch, "%s", ip_text(text, addr));
}

static bool is_among(const struct verify_assertion *a, const struct interface *exit)
{
	VEC_FOREACH (interface, &a->leaves)
		if (*interface == exit)
			return true;
	return false;
}

static bool address_fits(const struct trial *t, const struct verify_address *wanted, uint32_t addr,
			 uint16_t port)
{
	uint32_t own;
	uint8_t len;

	if (wanted->of)
		return world_address(t->world, wanted->of, &own, &len) && own == addr;
	return ip_in_prefix(addr, wanted->addr, wanted->len) &&
	       (!wanted->port || wanted->port == port);
}

static const char *passage_fails(const struct trial *t, const struct fate *fate)
{
	const struct verify_assertion *a = t->a;
	bool passes = fate->verdict == VERDICT_FORWARDED || fate->verdict == VERDICT_RECEIVED;

	if (a->has_passes && a->passes != passes)
		return passes ? arena_printf(t->scratch, "it passes: it %s",
					     fate->verdict == VERDICT_RECEIVED
						     ? verdict_words(fate->verdict)
						     : arena_printf(t->scratch, "leaves by %s",
								    fate->exit->name))
			      : arena_printf(t->scratch, "it %s", verdict_words(fate->verdict));
	if (a->verdicts && !(a->verdicts & 1u << fate->verdict))
		return arena_printf(t->scratch, "it %s", verdict_words(fate->verdict));
	if (a->leaves.len && fate->verdict != VERDICT_FORWARDED)
		return arena_printf(t->scratch, "it %s", verdict_words(fate->verdict));
	if (a->leaves.len && !is_among(a, fate->exit))
		return arena_printf(t->scratch, "it leaves by %s", fate->exit->name);
	if (a->has_as && fate->verdict != VERDICT_FORWARDED)
		return arena_printf(t->scratch, "it %s", verdict_words(fate->verdict));
	if (a->has_as && !address_fits(t, &a->as, fate->packet.src, fate->packet.sport))
		return arena_printf(t->scratch, "it leaves as %s", ip(t, fate->packet.src));
	if (a->has_reaches && !passes)
		return arena_printf(t->scratch, "it %s", verdict_words(fate->verdict));
	if (a->has_reaches && !address_fits(t, &a->reaches, fate->packet.dst, fate->packet.dport))
		return arena_printf(t->scratch, "it reaches %s:%u", ip(t, fate->packet.dst),
				    fate->packet.dport);
	return NULL;
}

/* What answers it comes back where it came from, as what was asked. */
static const char *reply_fails(const struct trial *t, struct flows *flows,
			       const struct question *question, const struct fate *fate)
{
	struct packet answer = packet_reply(&fate->packet),
		      wanted = packet_reply(&question->packet);
	const struct interface *from = fate->verdict == VERDICT_FORWARDED ? fate->exit : NULL;
	struct fate back;
	const char *trouble = NULL;

	if (fate->verdict != VERDICT_FORWARDED && fate->verdict != VERDICT_RECEIVED)
		trouble = arena_printf(t->scratch, "it %s", verdict_words(fate->verdict));
	if (!trouble) {
		back = packet_fate(t->scratch, t->world, flows, from, &answer, false);
		if (back.verdict != (question->in ? VERDICT_FORWARDED : VERDICT_RECEIVED))
			trouble = arena_printf(t->scratch, "its reply %s",
					       verdict_words(back.verdict));
		else if (question->in && back.exit != question->in)
			trouble =
				arena_printf(t->scratch, "its reply leaves by %s", back.exit->name);
		else if (back.packet.src != wanted.src || back.packet.sport != wanted.sport ||
			 back.packet.dst != wanted.dst || back.packet.dport != wanted.dport)
			trouble = arena_printf(t->scratch, "its reply comes as %s",
					       packet_text(t->scratch, &back.packet));
	}
	if (!t->a->replies)
		return trouble ? NULL : "its reply comes back";
	return trouble;
}

static bool says(const struct verify_assertion *a, uint32_t addr)
{
	VEC_FOREACH (answer, &a->answers)
		if (*answer == addr)
			return true;
	return false;
}

static const char *answers_text(const struct trial *t, const struct dns_host **rows, size_t n)
{
	const char *text = n ? "" : "nothing";

	for (size_t i = 0; i < n; i++)
		text = arena_printf(t->scratch, "%s%s%s", text, i ? ", " : "",
				    ip(t, rows[i]->addr));
	return text;
}

static const char *query_fails(const struct trial *t, const struct fate *fate)
{
	const struct verify_assertion *a = t->a;
	const char *view = fate->view ? fate->view->name : "nobody";
	const struct dns_host **rows = NULL;
	size_t n = 0;
	bool wrong;

	if (fate->verdict != VERDICT_RECEIVED)
		return arena_printf(t->scratch, "the query %s", verdict_words(fate->verdict));
	if (a->view && strcmp(a->view, view) != 0)
		return arena_printf(t->scratch, "%s answers", view);
	if (!a->has_answers)
		return NULL;
	if (fate->view)
		n = dns_answers(t->scratch, t->world, fate->view, a->query, &rows);
	wrong = n != a->answers.len;
	for (size_t i = 0; i < n; i++)
		wrong |= !says(a, rows[i]->addr);
	return wrong ? arena_printf(t->scratch, "the answer is %s", answers_text(t, rows, n))
		     : NULL;
}

static const char *fails(const struct trial *t, const struct question *question)
{
	struct flows *flows = flows_new(t->scratch);
	struct fate fate = query_fate(t->scratch, t->world, flows, question->in, &question->packet,
				      question->name, false);
	const char *why = passage_fails(t, &fate);

	if (!why && (t->a->view || t->a->has_answers))
		why = query_fails(t, &fate);
	if (!why && t->a->has_replies)
		why = reply_fails(t, flows, question, &fate);
	return why;
}

/* What was never tried does not hold: a slip in `while` would hide it for ever. */
bool verify_holds(const struct verify_result *result)
{
	return result->cells && !result->failed_states;
}

/* ---- one state ---- */

static void keep(struct trial *t, const struct question *question, const char *why)
{
	struct verify_result *result = t->result;

	if (result->why)
		return;
	result->counterexample = *question;
	result->world = world_copy(t->v->arena, t->world);
	result->state = arena_printf(t->v->arena, "%s", t->state);
	result->why = arena_printf(t->v->arena, "%s", why);
}

/* Does COND hold here? Making it so changes nothing. */
static bool holds(const struct trial *t, const char *cond)
{
	struct world *copy = world_copy(t->scratch, t->world);
	const struct eval *eval = t->world->eval;
	const char *why;

	return world_assume(t->scratch, copy, cond, &why) &&
	       !memcmp(copy->links, t->world->links, eval->n_links * sizeof *copy->links) &&
	       !memcmp(copy->tracks, t->world->tracks, eval->n_tracks);
}

static bool is_meant(const struct trial *t)
{
	VEC_FOREACH (cond, &t->a->during)
		if (!holds(t, *cond))
			return false;
	return true;
}

/* Nothing comes in by what is down, so nothing is said of it. */
static void try_state(struct trial *t)
{
	uint64_t failed = t->result->failed_cells;

	if (!is_meant(t))
		return;
	t->result->states++;
	for (uint32_t i = 0; i < t->questions.len; i++) {
		const struct question *question = &t->questions.at[i];
		const char *why;

		if (question->in && !world_is_usable(t->world, question->in))
			continue;
		t->result->cells++;
		why = fails(t, question);
		if (why) {
			t->result->failed_cells++;
			keep(t, question, why);
		}
		if (i % ARENA_CELLS == ARENA_CELLS - 1) {
			arena_free(t->scratch);
			t->scratch = arena_new();
		}
	}
	t->result->failed_states += t->result->failed_cells > failed;
}

/* ---- all states ---- */

static unsigned most_down(const struct verify_assertion *a)
{
	switch (a->when) {
	case WHEN_ALL_UP:
		return 0;
	case WHEN_SINGLE:
		return 1;
	case WHEN_DOUBLE:
		return 2;
	default:
		return STATES_ALL;
	}
}

static void try_rows(struct trial *t)
{
	const struct states *states = t->survey->states;

	for (uint32_t i = 0; i < states->rows.len; i++) {
		if (states->rows.at[i].n_down > most_down(t->a))
			continue;
		t->survey->scratch = arena_new();
		t->scratch = arena_new();
		survey_enter(t->survey, SIDE_GATEWAY, i);
		t->world = t->survey->world;
		t->state = states_row_text(states, &states->rows.at[i]);
		try_state(t);
		arena_free(t->scratch);
		arena_free(t->survey->scratch);
	}
}

static void try_said(struct trial *t)
{
	struct world *world = world_copy(t->v->arena, t->survey->base[SIDE_GATEWAY]);
	const char *text = "", *why;

	VEC_FOREACH (cond, &t->a->said) {
		if (!world_assume(t->v->arena, world, *cond, &why))
			continue; /* it was read before */
		text = arena_printf(t->v->arena, "%s%s%s", text, *text ? ", " : "", *cond);
	}
	world_settle(world);
	t->scratch = arena_new();
	t->world = world;
	t->state = text;
	try_state(t);
	arena_free(t->scratch);
}

bool verify_run(struct verification *v, const struct router *router, const struct site *site,
		bool exact, const char **why)
{
	const struct states_options options = {.exact = exact};
	struct survey survey;
	struct trial t = {.v = v, .survey = &survey};

	if (!survey_open(&survey, v->arena, router, site, &options, why))
		return false;
	VEC_FOREACH (assertion, &v->assertions)
		vec_push(v->arena, &v->results, ((struct verify_result){.assertion = assertion}));
	VEC_FOREACH (result, &v->results) {
		t.result = result;
		t.a = result->assertion;
		find_cells(&t);
		if (t.a->when == WHEN_SAID)
			try_said(&t);
		else
			try_rows(&t);
		if (t.a->when == WHEN_EVERY && !survey.states->whole)
			result->complete = false;
		v->failed += !verify_holds(result);
	}
	return true;
}
