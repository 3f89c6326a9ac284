/*
 * The last fragment: the doors to the parser. A line is read in two steps.
 *
 * First it is recognised: word by word the reader asks which tokens may come next, and appends the
 * one that it has chosen. That needs the tables alone, with a stack of states and no values. Mostly
 * not even these: what follows a sequence of tokens is remembered (reader_paths.c), and the stack is
 * built only where a sequence turns up for the first time.
 *
 * A line that is complete is then parsed, once, in the mode that takes it: no action has run before.
 * Which rules that takes, in which order, and on which values, depends on the tokens alone, so it is
 * remembered with them as a program: run this action on these parts, and so on. The second line of
 * its kind needs neither tables nor stacks, and no rule without an action costs anything. line.m4 is
 * how bison writes tables and actions for that, without the loop that it usually puts around them.
 */
%code provides {
/* What the line's words were read as; the first one names the mode. */
struct symbol {
	union IOS_STYPE value;
	struct span at;
	int kind;
	uint32_t node; /* of paths: the symbols up to this one */
};

/* Behind the line's symbols, where there is room for N more; with their values, until the next call.
 * Those that were put there are the line's when parser_grown() is told where they end. */
struct symbol *parser_room(struct ios_reader *cx, uint32_t n);
void parser_grown(struct ios_reader *cx, const struct symbol *end);

/* The first symbol behind the one that names the mode. */
const struct symbol *parser_symbols(const struct ios_reader *cx);
}
%code {
#include <ctype.h>

enum { SHIFT }; /* in a trace; bison keeps this number for itself */

_Static_assert(RULES <= UINT16_MAX, "a trace has 16 bits");

enum { REMEMBERED = 8 << 20 }; /* bytes of programs: those of more lines than are ever alike */

enum { REDUCTIONS = 64 }; /* nested empty rules that may come before a token; there are but few */

_Static_assert(sizeof(union IOS_STYPE) <= 48, "what is larger is KEPT");

/* What a symbol or a rule stands for. Values stay where they are made: to copy one that has just
 * been written costs more than to run the action that wrote it. */
struct part {
	union IOS_STYPE *value;
	const struct symbol *first; /* its symbols are those before the first one of the next part */
};

typedef bool rule_action(struct ios_reader *cx, struct part *first, struct part *end);

/* Run this action on these parts. */
struct step {
	rule_action *act;
	struct part *first, *end;
};

/* Of a line whose symbols stand at LINE, as long as they do not move; the steps up to EARLY can be
 * taken without the end of the line. */
struct program {
	const struct symbol *line;
	struct step *early, *end;
	struct step steps[]; /* and their parts behind them */
};

struct parser {
	struct arena *arena;
	VEC(struct symbol) line;
	uint32_t markers[MODE_COUNT]; /* the nodes that lines begin with, once they are known */
	uint32_t node; /* of paths: all symbols */
	int asked; /* the last question there, or -1 */
	uint32_t answer;

	/* the automaton behind SHIFTED symbols, and what it did up to there: SHIFT, or a rule */
	VEC(int16_t) states;
	VEC(uint16_t) trace;
	uint32_t shifted;

	/* programs: the stack of parts of one in the making, the bytes of those that are remembered,
	 * and the room of one that is not */
	VEC(struct part) stack;
	size_t remembered;
	struct program *spare;
	size_t spare_size;

	/* where steps put values, as many as any program has */
	union IOS_STYPE *values;
	uint32_t n_values;
};

/* Where the parts from FIRST to before END stand. */
static inline struct span place_of(const struct part *first, const struct part *end)
{
	const struct span *last = &end->first[-1].at;
	uint32_t off = first->first == end->first ? last->off + last->len : first->first->at.off;

	return (struct span){ off, last->off + last->len - off };
}
}
%%
%%
const int parser_tokens = TOKENS;

const char *token_name(int kind)
{
	return symbol_names[kind];
}

/* Classes are spelt in capitals or brackets, keywords in neither; bison's own come first. */
bool token_is_keyword(int kind)
{
	return kind > YYSYMBOL_YYUNDEF && kind < TOKENS &&
	       !isupper((unsigned char)*token_name(kind)) && *token_name(kind) != '<';
}

/* What the tables do with the token KIND in STATE: positive to shift it, negative to reduce by that
 * rule first, 0 to refuse. */
static inline int action_in(int16_t state, int kind)
{
	int at = yypact[state], known = at != NO_ACTION;

	at += kind;
	if (known && at >= 0 && at <= LAST && yycheck[at] == kind)
		return yytable[at] == ERROR ? 0 : yytable[at];
	return -yydefact[state];
}

static inline int16_t state_after(int16_t state, int rule)
{
	int symbol = yyr1[rule] - TOKENS, at = yypgoto[symbol] + state;

	return at >= 0 && at <= LAST && yycheck[at] == state ? yytable[at] : yydefgoto[symbol];
}

static void states_start(struct parser *parser)
{
	parser->shifted = parser->states.len = parser->trace.len = 0;
}

static void state_reduce(struct parser *parser, int rule)
{
	int16_t under;

	vec_push(parser->arena, &parser->trace, (uint16_t)rule);
	parser->states.len -= (uint32_t)yyr2[rule];
	under = parser->states.at[parser->states.len - 1];
	vec_push(parser->arena, &parser->states, state_after(under, rule));
}

static void state_shift(struct parser *parser, int16_t state)
{
	vec_push(parser->arena, &parser->trace, SHIFT);
	vec_push(parser->arena, &parser->states, state);
}

/* What comes before the token KIND; the state behind it, which is accepted. */
static int16_t states_reduce(struct parser *parser, int kind)
{
	int action;

	while ((action = action_in(parser->states.at[parser->states.len - 1], kind)) < 0)
		state_reduce(parser, -action);
	return (int16_t)action;
}

/* Bring the automaton up to the symbols of the line; all of them are known to be accepted. */
static void states_follow(struct parser *parser)
{
	if (!parser->states.len)
		vec_push(parser->arena, &parser->states, 0);
	for (; parser->shifted < parser->line.len; parser->shifted++)
		state_shift(parser, states_reduce(parser, parser->line.at[parser->shifted].kind));
}

struct parser *parser_new(struct arena *arena)
{
	struct parser *parser = arena_new_object(arena, struct parser);

	parser->arena = arena;
	return parser;
}

/* The node behind the token KIND, which is accepted. */
static uint32_t node_behind(struct ios_reader *cx, int kind)
{
	uint32_t node = cx->parser->node, to = path_step(cx->paths, node, kind);

	return to == PATH_UNKNOWN ? path_learn(cx->paths, node, kind, true) : to;
}

static void symbol_push(struct ios_reader *cx, int kind, struct span at, uint32_t node)
{
	struct symbol *symbol = parser_room(cx, 1);

	symbol->kind = kind;
	symbol->node = node;
	symbol->at = at;
	parser_grown(cx, symbol + 1);
}

/* Mostly the token that is pushed is the one that was asked for last. */
void parser_push(struct ios_reader *cx, int kind, struct span at)
{
	const struct parser *parser = cx->parser;

	symbol_push(cx, kind, at, parser->asked == kind ? parser->answer : node_behind(cx, kind));
}

void parser_start(struct ios_reader *cx, enum ios_mode mode)
{
	static const int markers[] = {
#define X(symbol, text) [MODE_##symbol] = IN_##symbol,
		IOS_MODES(X)
#undef X
	};
	struct parser *parser = cx->parser;

	parser->line.len = 0;
	states_start(parser);
	parser->node = PATH_ROOT;
	cx->reading = mode;
	if (!parser->markers[mode])
		parser->markers[mode] = node_behind(cx, markers[mode]);
	symbol_push(cx, markers[mode], (struct span){ cx->line.off, 0 }, parser->markers[mode]);
}

/*
 * Would the token be shifted? The reductions that come first are tried on a stack of their own, laid
 * over the line's: LALR's tables may allow a reduction after which the token is refused. Bison's
 * `parse.lac full` is the same exploration; here nothing is pushed that has not been asked for, so
 * that bison need not do it again.
 */
static bool tables_accept(struct parser *parser, int kind)
{
	const int16_t *live;
	int16_t own[REDUCTIONS];
	int n = 0, action, pop;

	states_follow(parser);
	live = &parser->states.at[parser->states.len - 1];
	while ((action = action_in(n ? own[n - 1] : *live, kind)) < 0) {
		pop = yyr2[-action];
		live -= pop > n ? pop - n : 0;
		n -= pop > n ? n : pop;
		if (n == REDUCTIONS)
			return false;
		own[n] = state_after(n ? own[n - 1] : *live, -action);
		n++;
	}
	return action > 0;
}

bool parser_accepts(struct ios_reader *cx, int kind)
{
	struct parser *parser = cx->parser;
	uint32_t to = path_step(cx->paths, parser->node, kind);

	if (to == PATH_UNKNOWN) {
		bool accepted = tables_accept(parser, kind);

		to = path_learn(cx->paths, parser->node, kind, accepted);
		if (to == PATH_UNKNOWN)
			return accepted;
	}
	parser->asked = kind;
	parser->answer = to;
	return to != PATH_REFUSED;
}

bool parser_complete(struct ios_reader *cx)
{
	return path_program(cx->paths, cx->parser->node) || parser_accepts(cx, END);
}

struct symbol *parser_room(struct ios_reader *cx, uint32_t n)
{
	struct parser *parser = cx->parser;

	while (parser->line.cap - parser->line.len < n)
		parser->line.at = vec_grow(parser->arena, parser->line.at, &parser->line.cap,
					   sizeof *parser->line.at);
	return &parser->line.at[parser->line.len];
}

void parser_grown(struct ios_reader *cx, const struct symbol *end)
{
	struct parser *parser = cx->parser;

	parser->line.len = (uint32_t)(end - parser->line.at);
	parser->node = end[-1].node;
	parser->asked = -1;
}

const struct symbol *parser_symbols(const struct ios_reader *cx)
{
	return cx->parser->line.at + 1;
}

uint32_t parser_node(const struct ios_reader *cx)
{
	return cx->parser->node;
}


/* A program in the making. */
struct maker {
	struct program *program;
	struct part *kept; /* where the parts of the next step go */
	struct symbol *symbol; /* the next one to shift */
	union IOS_STYPE *value; /* of the next step */
};

/* Room for a program that will be remembered, or else, until the next one, for this line alone. */
static struct program *program_room(struct parser *parser, size_t size)
{
	if (parser->node != PATH_UNKNOWN && size <= REMEMBERED - parser->remembered) {
		parser->remembered += size;
		return arena_alloc(parser->arena, size);
	}
	if (size > parser->spare_size) {
		parser->spare_size = 2 * size;
		parser->spare = arena_alloc(parser->arena, parser->spare_size);
	}
	return parser->spare;
}

/* Begin the program of the trace. */
static struct maker maker_new(struct parser *parser)
{
	struct maker maker = { .symbol = parser->line.at };
	uint32_t steps = 0, parts = 0;
	size_t size;

	VEC_FOREACH (rule, &parser->trace)
		if (rules[*rule]) {
			steps++;
			parts += yyr2[*rule] + 1u;
		}
	if (steps > parser->n_values) {
		parser->n_values = 2 * steps;
		parser->values = arena_alloc(parser->arena,
					     parser->n_values * sizeof *parser->values);
	}
	maker.value = parser->values;
	size = sizeof(struct program) + steps * sizeof(struct step) + parts * sizeof(struct part);
	maker.program = program_room(parser, size);
	maker.program->line = parser->line.at;
	maker.program->end = maker.program->steps;
	maker.kept = (struct part *)(maker.program->steps + steps);
	return maker;
}

/* The parts of RULE on top of the stack become one: the first of them stays, but for its value. */
static void maker_reduce(struct parser *parser, struct maker *maker, int rule)
{
	uint32_t n = yyr2[rule];
	struct part next = { maker->value, maker->symbol }, *first;

	vec_push(parser->arena, &parser->stack, next);
	parser->stack.len -= n;
	if (!rules[rule])
		return;
	first = &parser->stack.at[parser->stack.len - 1];
	memcpy(maker->kept, first, (n + 1) * sizeof *first);
	*maker->program->end++ = (struct step){ rules[rule], maker->kept, maker->kept + n };
	maker->kept += n + 1;
	first->value = maker->value++;
}

/* Go on with the trace up to END. */
static void maker_follow(struct parser *parser, struct maker *maker, const uint16_t *from,
			 const uint16_t *end)
{
	for (; from < end; from++)
		if (*from == SHIFT) {
			struct part part = { &maker->symbol->value, maker->symbol };

			vec_push(parser->arena, &parser->stack, part);
			maker->symbol++;
		} else {
			maker_reduce(parser, maker, *from);
		}
}

/* The program of the line, which is complete. */
static const struct program *program_make(struct ios_reader *cx)
{
	struct parser *parser = cx->parser;
	struct maker maker;
	uint32_t early;

	states_start(parser);
	states_follow(parser);
	early = parser->trace.len;
	states_reduce(parser, END);
	maker = maker_new(parser);
	parser->stack.len = 0;
	maker_follow(parser, &maker, parser->trace.at, parser->trace.at + early);
	maker.program->early = maker.program->end;
	maker_follow(parser, &maker, parser->trace.at + early,
		     parser->trace.at + parser->trace.len);
	if (maker.program != parser->spare)
		path_teach(cx->paths, parser->node, maker.program);
	return maker.program;
}

/* Behind the last symbol the rule that ends the line would touch the model: a fault by now keeps it
 * from that. */
bool parser_run(struct ios_reader *cx)
{
	const struct parser *parser = cx->parser;
	const struct program *program = path_program(cx->paths, parser->node);
	const struct step *step;

	if (!program || program->line != parser->line.at)
		program = program_make(cx);
	cx->ending = false;
	for (step = program->steps; step < program->early; step++)
		if (!step->act(cx, step->first, step->end))
			return false;
	cx->ending = true;
	if (cx->faulty)
		return false;
	for (; step < program->end; step++)
		if (!step->act(cx, step->first, step->end))
			return false;
	return true;
}

void parser_command(const struct ios_reader *cx, int words[COMMAND_WORDS])
{
	const struct parser *parser = cx->parser;
	uint32_t at = 1;

	if (at < parser->line.len && (parser->line.at[at].kind == KW_NO ||
				      parser->line.at[at].kind == KW_DEFAULT))
		at++;
	for (int i = 0; i < COMMAND_WORDS; i++, at++) {
		bool word = at < parser->line.len && token_is_keyword(parser->line.at[at].kind) &&
			    (i == 0 || words[i - 1]);

		words[i] = word ? parser->line.at[at].kind : 0;
	}
}

void parser_note_compiled(struct ios_reader *cx)
{
	const struct parser *parser = cx->parser;

	for (uint32_t i = parser->line.len; i--;) {
		uint32_t node = parser->line.at[i].node;

		if (node == PATH_UNKNOWN)
			continue;
		if (path_is_compiled(cx->paths, node))
			return;
		path_compiled(cx->paths, node);
	}
}

bool parser_withdraws_nothing(struct ios_reader *cx)
{
	const struct parser *parser = cx->parser;
	const struct symbol *at = parser->line.at;
	uint32_t node = at->node;

	if (parser->line.len < 3 || (at[1].kind != KW_NO && at[1].kind != KW_DEFAULT) ||
	    paths_full(cx->paths))
		return false;
	for (uint32_t i = 2; i < parser->line.len && node != PATH_UNKNOWN; i++)
		node = path_step(cx->paths, node, at[i].kind);
	return node == PATH_UNKNOWN || !path_is_compiled(cx->paths, node);
}
