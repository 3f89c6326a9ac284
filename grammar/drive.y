/*
 * The last fragment: the doors to the parser. A line is read in two steps.
 *
 * First it is recognised: word by word the reader asks which tokens may come next, and appends the
 * one that it has chosen. That needs the tables alone, with a stack of states and no values. Mostly
 * not even these: what follows a sequence of tokens is remembered (reader_paths.c), and the stack is
 * built only where a sequence turns up for the first time.
 *
 * A line that is complete is then parsed, once, in the mode that takes it: no action has run before.
 * (A push parser, which was here before, did both for each attempt in each mode, and saved and
 * restored itself for each token: a third of the time that reading takes.)
 */
%code {
#include <ctype.h>

enum { REDUCTIONS = 64 }; /* nested empty rules that may come before a token; there are but few */

/* What the line's words were read as; the first one names the mode. */
struct symbol {
	int kind;
	uint32_t node; /* of paths: the symbols up to this one */
	struct span at;
	union IOS_STYPE value;
};

_Static_assert(sizeof(union IOS_STYPE) <= 48, "what is larger is KEPT");

struct parser {
	struct arena *arena;
	VEC(struct symbol) line;
	uint32_t parsed; /* symbols that bison has taken */
	VEC(int16_t) states; /* the automaton's stack behind SHIFTED symbols */
	uint32_t shifted;
	uint32_t node; /* of paths: all symbols */
	int asked; /* the last question there, or -1 */
	uint32_t answer;
};

static int ios_lex(union IOS_STYPE *value, struct span *at, struct ios_reader *cx);
}
%%
%%
static void ios_error(struct span *at, struct ios_reader *cx, const char *message)
{
}

static int yyreport_syntax_error(const yypcontext_t *context, struct ios_reader *cx)
{
	return 0;
}

const int parser_tokens = YYNTOKENS;

const char *token_name(int kind)
{
	return yysymbol_name((yysymbol_kind_t)kind);
}

/* Classes are spelt in capitals or brackets, keywords in neither; bison's own come first. */
bool token_is_keyword(int kind)
{
	return kind > YYSYMBOL_YYUNDEF && kind < YYNTOKENS &&
	       !isupper((unsigned char)*token_name(kind)) && *token_name(kind) != '<';
}

struct parser *parser_new(struct arena *arena)
{
	struct parser *parser = arena_new_object(arena, struct parser);

	parser->arena = arena;
	vec_push(arena, &parser->states, 0);
	return parser;
}

void parser_start(struct ios_reader *cx, enum ios_mode mode)
{
	static const int markers[] = {
#define X(symbol, text) [MODE_##symbol] = IN_##symbol,
		IOS_MODES(X)
#undef X
	};
	struct parser *parser = cx->parser;

	parser->line.len = parser->shifted = 0;
	parser->states.len = 1;
	parser->node = PATH_ROOT;
	parser->asked = -1;
	cx->reading = mode;
	parser_push(cx, markers[mode], (struct span){ cx->line.off, 0 });
}

/* What the tables do with the token KIND in STATE: positive to shift it, negative to reduce by that
 * rule first, 0 to refuse. */
static inline int action_in(int16_t state, int kind)
{
	int at = yypact[state], known = !yypact_value_is_default(at);

	at += kind;
	if (known && at >= 0 && at <= YYLAST && yycheck[at] == kind)
		return yytable_value_is_error(yytable[at]) ? 0 : yytable[at];
	return -yydefact[state];
}

static inline int16_t state_after(int16_t state, int rule)
{
	int symbol = yyr1[rule] - YYNTOKENS, at = yypgoto[symbol] + state;

	return at >= 0 && at <= YYLAST && yycheck[at] == state ? yytable[at] : yydefgoto[symbol];
}

/* Bring the stack of states up to the symbols of the line; all of them are known to be accepted. */
static void states_follow(struct parser *parser)
{
	for (; parser->shifted < parser->line.len; parser->shifted++) {
		int kind = parser->line.at[parser->shifted].kind, action;

		while ((action = action_in(parser->states.at[parser->states.len - 1], kind)) < 0) {
			int16_t under;

			parser->states.len -= (uint32_t)yyr2[-action];
			under = parser->states.at[parser->states.len - 1];
			vec_push(parser->arena, &parser->states, state_after(under, -action));
		}
		vec_push(parser->arena, &parser->states, (int16_t)action);
	}
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

union IOS_STYPE *parser_value(struct ios_reader *cx)
{
	struct parser *parser = cx->parser;

	vec_room(parser->arena, &parser->line);
	return &parser->line.at[parser->line.len].value;
}

/* Mostly the token that is pushed is the one that was asked for last. */
void parser_push(struct ios_reader *cx, int kind, struct span at)
{
	struct parser *parser = cx->parser;
	uint32_t to = parser->asked == kind ? parser->answer
					    : path_step(cx->paths, parser->node, kind);
	struct symbol *symbol;

	parser->asked = -1;
	parser->node = to == PATH_UNKNOWN ? path_learn(cx->paths, parser->node, kind, true) : to;
	symbol = vec_add(parser->arena, &parser->line);
	symbol->kind = kind;
	symbol->node = parser->node;
	symbol->at = at;
}

/* Bison asks for the next symbol. Behind the last one the rule that ends the line would touch the
 * model: a fault by now keeps it from that. */
static int ios_lex(union IOS_STYPE *value, struct span *at, struct ios_reader *cx)
{
	struct parser *parser = cx->parser;
	const struct symbol *symbol;

	if (parser->parsed == parser->line.len) {
		*at = (struct span){ cx->line.off + cx->line.len, 0 };
		cx->ending = true;
		return cx->faulty ? IOS_UNDEF : END;
	}
	symbol = &parser->line.at[parser->parsed++];
	*value = symbol->value;
	*at = symbol->at;
	return symbol->kind;
}

bool parser_run(struct ios_reader *cx)
{
	cx->parser->parsed = 0;
	cx->ending = false;
	return ios_parse(cx) == 0;
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
