/*
 * The last fragment: the doors to the parser. A line is read in two steps.
 *
 * First it is recognised: word by word the reader asks which tokens may come next, and appends the
 * one that it has chosen. That needs the tables alone, with a stack of states and no values. Mostly
 * not even these: what follows a sequence of tokens is remembered (reader_paths.c), and the stack is
 * built only where a sequence turns up for the first time.
 *
 * A line that is complete is then parsed, once, in the mode that takes it: no action has run before.
 * Which rules that takes, and in which order, depends on the tokens alone, so it is remembered with
 * them as a program: shift so many symbols, run the action of this rule, and so on. The second line
 * of its kind needs no tables at all, and hardly a rule without an action costs anything. line.m4 is how
 * bison writes tables and actions for that, without the loop that it usually puts around them.
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

enum { REDUCTIONS = 64 }; /* nested empty rules that may come before a token; there are but few */

_Static_assert(sizeof(union IOS_STYPE) <= 48, "what is larger is KEPT");

/* What a symbol or a rule stands for. Values stay where they are made: to copy one that has just
 * been written costs more than to run the action that wrote it. */
struct part {
	union IOS_STYPE *value;
	const struct symbol *first; /* its symbols are those before the first one of the next part */
};

typedef bool rule_action(struct ios_reader *cx, struct part *first, struct part *end);

/* Shift so many symbols, then make one of so many parts, with this action or, if it is NULL, with
 * the value of the first part. */
struct step {
	rule_action *act;
	uint16_t shift, parts;
};

/* The first EARLY steps of ALL can be told without the end of the line. */
struct program {
	const struct step *steps;
	uint32_t early, all;
};

struct parser {
	struct arena *arena;
	VEC(struct symbol) line;
	uint32_t markers[MODE_COUNT]; /* the nodes that lines begin with, once they are known */
	uint32_t node; /* of paths: all symbols */
	int asked; /* the last question there, or -1 */
	uint32_t answer;

	/* the automaton behind SHIFTED symbols, and its steps up to there */
	VEC(int16_t) states;
	VEC(struct step) steps;
	uint16_t unread; /* symbols since the last step */
	uint32_t shifted;
	struct program program; /* the last one made */

	/* the stack, and a value for each step, with room for each program that was made */
	struct part *stack;
	union IOS_STYPE *values;
	uint32_t room;
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
	parser->shifted = parser->states.len = parser->steps.len = parser->unread = 0;
}

/* A rule of one part that does nothing leaves the stacks of values as they are: no step. */
static void step_reduce(struct parser *parser, int rule)
{
	int16_t under;

	if (rules[rule] || yyr2[rule] != 1) {
		vec_push(parser->arena, &parser->steps,
			 ((struct step){ rules[rule], parser->unread, (uint16_t)yyr2[rule] }));
		parser->unread = 0;
	}
	parser->states.len -= (uint32_t)yyr2[rule];
	under = parser->states.at[parser->states.len - 1];
	vec_push(parser->arena, &parser->states, state_after(under, rule));
}

static void step_shift(struct parser *parser, int16_t state)
{
	parser->unread++;
	vec_push(parser->arena, &parser->states, state);
}

/* What comes before the token KIND; the state behind it, which is accepted. */
static int16_t states_reduce(struct parser *parser, int kind)
{
	int action;

	while ((action = action_in(parser->states.at[parser->states.len - 1], kind)) < 0)
		step_reduce(parser, -action);
	return (int16_t)action;
}

/* Bring the automaton up to the symbols of the line; all of them are known to be accepted. */
static void states_follow(struct parser *parser)
{
	if (!parser->states.len)
		vec_push(parser->arena, &parser->states, 0);
	for (; parser->shifted < parser->line.len; parser->shifted++)
		step_shift(parser, states_reduce(parser, parser->line.at[parser->shifted].kind));
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


/* The stack and the values have room for PROGRAM. */
static void program_room(struct parser *parser, const struct program *program)
{
	uint32_t most = program->all + parser->line.len + 1;

	if (most <= parser->room)
		return;
	parser->room = 2 * most;
	parser->stack = arena_alloc(parser->arena, parser->room * sizeof *parser->stack);
	parser->values = arena_alloc(parser->arena, parser->room * sizeof *parser->values);
}

/* The program of the line, which is complete. What comes behind the last action nobody sees. */
static const struct program *program_make(struct ios_reader *cx)
{
	struct parser *parser = cx->parser;
	struct program *program = &parser->program;

	states_start(parser);
	states_follow(parser);
	program->early = parser->steps.len;
	states_reduce(parser, END);
	program->steps = parser->steps.at;
	program->all = parser->steps.len;
	while (program->all > program->early && !program->steps[program->all - 1].act)
		program->all--;
	program_room(parser, program);
	if (parser->node == PATH_UNKNOWN)
		return program;
	program = arena_new_object(parser->arena, struct program);
	*program = parser->program;
	program->steps = memcpy(arena_alloc(parser->arena, program->all * sizeof(struct step)),
				program->steps, program->all * sizeof(struct step));
	path_teach(cx->paths, parser->node, program);
	return program;
}

/* A program under way: the next symbol, where the stack ends, room for the next value. */
struct run {
	struct symbol *symbol;
	struct part *end;
	union IOS_STYPE *value;
};

/* Go on with the steps from STEP to before STOP. False when one refuses the line. */
static bool steps_run(struct ios_reader *cx, struct run *run, const struct step *step,
		      const struct step *stop)
{
	struct symbol *symbol = run->symbol;
	struct part *first, *end = run->end;
	union IOS_STYPE *value = run->value;

	for (; step < stop; step++) {
		for (uint32_t more = step->shift; more; more--, symbol++)
			*end++ = (struct part){ &symbol->value, symbol };
		first = end - step->parts;
		end->first = symbol;
		if (step->act) {
			end->value = value;
			if (!step->act(cx, first, end))
				return false;
			first->value = value++;
		}
		end = first + 1;
	}
	*run = (struct run){ symbol, end, value };
	return true;
}

/* Behind the last symbol the rule that ends the line would touch the model: a fault by now keeps it
 * from that. */
bool parser_run(struct ios_reader *cx)
{
	struct parser *parser = cx->parser;
	const struct program *known = path_program(cx->paths, parser->node);
	const struct program *program = known ? known : program_make(cx);
	const struct step *early = program->steps + program->early;
	struct run run = { parser->line.at, parser->stack, parser->values };

	cx->ending = false;
	if (!steps_run(cx, &run, program->steps, early))
		return false;
	cx->ending = true;
	return !cx->faulty && steps_run(cx, &run, early, program->steps + program->all);
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
