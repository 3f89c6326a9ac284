/*
 * The last fragment: the doors through which the reader asks and feeds the parser. What bison keeps
 * static (the tables' LAC probe, the names of symbols, the push parser's stack) is used here only.
 */
%code {
#include <ctype.h>
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
	parser_push(cx, markers[mode], &none, (struct span){ cx->line.off, 0 });
}

bool parser_accepts(struct ios_reader *cx, int kind)
{
	struct ios_pstate *ps = cx->parser;

	return yy_lac(ps->yyesa, &ps->yyes, &ps->yyes_capacity, ps->yyssp,
		      (yysymbol_kind_t)kind) == 0;
}

enum parser_state parser_push(struct ios_reader *cx, int kind, union IOS_STYPE *value,
			      struct span at)
{
	switch (ios_push_parse(cx->parser, kind, value, &at, cx)) {
	case 0:
		return PARSER_DONE;
	case YYPUSH_MORE:
		return PARSER_MORE;
	default:
		return PARSER_REFUSED;
	}
}
