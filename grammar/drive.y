/*
 * The last fragment: the doors through which the reader asks and feeds the parser. What bison keeps
 * static (its tables, the names of symbols, the push parser's stack) is used here only.
 */
%code {
#include <ctype.h>

enum { REDUCTIONS = 64 }; /* nested empty rules that may come before a token; there are but few */
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

void parser_start(struct ios_reader *cx, enum ios_mode mode)
{
	static const int markers[] = {
#define X(symbol, text) [MODE_##symbol] = IN_##symbol,
		IOS_MODES(X)
#undef X
	};
	IOS_STYPE none = { 0 };

	yypstate_clear(cx->parser);
	cx->node = PATH_ROOT;
	cx->asked = -1;
	parser_push(cx, markers[mode], &none, (struct span){ cx->line.off, 0 });
}

/* What the tables do with the token KIND in STATE: positive to shift it, negative to reduce by that
 * rule first, 0 to refuse. */
static inline int action_in(yy_state_t state, int kind)
{
	int at = yypact[state], known = !yypact_value_is_default(at);

	at += kind;
	if (known && at >= 0 && at <= YYLAST && yycheck[at] == kind)
		return yytable_value_is_error(yytable[at]) ? 0 : yytable[at];
	return -yydefact[state];
}

static inline yy_state_t state_after(yy_state_t state, int rule)
{
	int symbol = yyr1[rule] - YYNTOKENS, at = yypgoto[symbol] + state;

	return at >= 0 && at <= YYLAST && yycheck[at] == state ? yytable[at] : yydefgoto[symbol];
}

/*
 * Would the token be shifted? The reductions that come first are tried on a stack of their own, laid
 * over the live one: LALR's tables may allow a reduction after which the token is refused. Bison's
 * `parse.lac full` does the same, but only for the token that is being pushed; here nothing is pushed
 * that has not been asked for, so that bison need not do it again.
 */
static bool tables_accept(const struct ios_pstate *ps, int kind)
{
	const yy_state_t *live = ps->yyssp;
	yy_state_t own[REDUCTIONS];
	int n = 0, action, pop;

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
	uint32_t to = path_step(cx->paths, cx->node, kind);

	if (to == PATH_UNKNOWN) {
		bool accepted = tables_accept(cx->parser, kind);

		to = path_learn(cx->paths, cx->node, kind, accepted);
		if (to == PATH_UNKNOWN)
			return accepted;
	}
	cx->asked = kind;
	cx->answer = to;
	return to != PATH_REFUSED;
}

/* Follow the token that is pushed; mostly it is the one that was asked for last. */
static void path_follow(struct ios_reader *cx, int kind)
{
	uint32_t to = cx->asked == kind ? cx->answer : path_step(cx->paths, cx->node, kind);

	cx->asked = -1;
	cx->node = to == PATH_UNKNOWN ? path_learn(cx->paths, cx->node, kind, true) : to;
}

enum parser_state parser_push(struct ios_reader *cx, int kind, union IOS_STYPE *value,
			      struct span at)
{
	path_follow(cx, kind);
	switch (ios_push_parse(cx->parser, kind, value, &at, cx)) {
	case 0:
		return PARSER_DONE;
	case YYPUSH_MORE:
		return PARSER_MORE;
	default:
		return PARSER_REFUSED;
	}
}
