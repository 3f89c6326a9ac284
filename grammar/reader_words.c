/*
 * What a word is: the parser decides. Its tables are asked (one token each, on the live stack) for
 * the exact keyword, then for the class that fits the word's shape, then for the keywords that the
 * word begins, then for a plain name. So there is no list of reserved words, and a name may be
 * spelt like any keyword where the grammar does not expect that keyword.
 */
#include <ctype.h>
#include <string.h>

#include "ios.h"

static const char *text_at(const struct ios_reader *cx, struct span at)
{
	return cx->router->source->text + at.off;
}

static uint32_t number_of(const char *s, size_t len)
{
	uint64_t value = 0;

	for (size_t i = 0; i < len && value <= UINT32_MAX; i++)
		value = value * 10 + (uint64_t)(s[i] - '0');
	return value > UINT32_MAX ? UINT32_MAX : (uint32_t)value;
}

static bool read_number(struct ios_reader *cx, struct token *token, union IOS_STYPE *value)
{
	if (!parser_accepts(cx, NUMBER))
		return false;
	token->kind = NUMBER;
	value->NUMBER = number_of(text_at(cx, token->at), token->at.len);
	return true;
}

static bool read_ipv4(struct ios_reader *cx, struct token *token, union IOS_STYPE *value)
{
	const char *s = text_at(cx, token->at);

	if (!parser_accepts(cx, IPV4))
		return false;
	token->kind = IPV4;
	value->IPV4 = 0;
	if (!ip_parse(s, token->at.len, &value->IPV4))
		fault(cx, token->at, "'%.*s' is no address: its parts go up to 255",
		      (int)token->at.len, s);
	return true;
}

/* Where nothing but an address can stand, this is meant to be one. */
static bool read_dotted(struct ios_reader *cx, struct token *token, union IOS_STYPE *value)
{
	if (!parser_accepts(cx, IPV4) || parser_accepts(cx, WORD))
		return false;
	token->kind = IPV4;
	value->IPV4 = 0;
	fault(cx, token->at, "'%.*s' is no address: it has four parts of up to 255",
	      (int)token->at.len, text_at(cx, token->at));
	return true;
}

static bool read_prefix(struct ios_reader *cx, struct token *token, union IOS_STYPE *value)
{
	const char *s = text_at(cx, token->at), *slash = memchr(s, '/', token->at.len);
	uint32_t len;

	if (!parser_accepts(cx, PREFIX))
		return false;
	token->kind = PREFIX;
	len = number_of(slash + 1, token->at.len - (size_t)(slash + 1 - s));
	value->PREFIX = (struct ip_net){0, (uint8_t)(len <= 32 ? len : 0)};
	if (len > 32 || !ip_parse(s, (size_t)(slash - s), &value->PREFIX.addr))
		fault(cx, token->at, "'%.*s' is no prefix", (int)token->at.len, s);
	return true;
}

/*
 * An IPv6 address or prefix. What is none may be a MAC address or a time of day, and is taken for a
 * name where one can stand; with `::` or a length it is meant to be an address, and has a mistake.
 */
static bool read_ip6(struct ios_reader *cx, struct token *token, union IOS_STYPE *value)
{
	const char *s = text_at(cx, token->at), *slash = memchr(s, '/', token->at.len), *why;
	size_t len = slash ? (size_t)(slash - s) : token->at.len;
	uint32_t bits = 0;
	struct ip6 addr;

	if (!parser_accepts(cx, slash ? PREFIX6 : IPV6))
		return false;
	why = ip6_parse(s, len, &addr);
	if (!why && slash) {
		bits = number_of(slash + 1, token->at.len - len - 1);
		why = bits > IP6_BITS ? "its length is over 128" : NULL;
	}
	if (why && !slash && !memmem(s, len, "::", 2) && parser_accepts(cx, WORD))
		return false;
	if (why)
		fault(cx, token->at, "'%.*s' is no IPv6 %s: %s", (int)token->at.len, s,
		      slash ? "prefix" : "address", why);
	token->kind = slash ? PREFIX6 : IPV6;
	if (slash)
		value->PREFIX6 = (struct ip6_net){addr, (uint8_t)(why ? 0 : bits)};
	else
		value->IPV6 = addr;
	return true;
}

/* `Gi0/1`, and `Gi 0/1` in two words. */
static bool read_interface(struct ios_reader *cx, uint32_t i, struct token *token,
			   union IOS_STYPE *value)
{
	const struct word *word = &cx->words.list.at[i];
	enum interface_type type;
	struct span at = word->at;
	const char *name;
	uint32_t words = 1;

	if (word->shape == SHAPE_WORD) {
		if (i + 1 == cx->words.list.len || !isalpha((unsigned char)*text_at(cx, at)) ||
		    !isdigit((unsigned char)*text_at(cx, word[1].at)))
			return false;
		at.len = word[1].at.off + word[1].at.len - at.off;
		words = 2;
	}
	if (!parser_accepts(cx, IFNAME))
		return false;
	name = interface_canonical(cx->router->names, text_at(cx, at), at.len, &type);
	if (!name)
		return false;
	*token = (struct token){IFNAME, at, words};
	value->IFNAME = (struct name){name, at};
	return true;
}

/* `0011.2233.4455`, the hardware address of an interface. */
static bool read_mac(struct ios_reader *cx, struct token *token)
{
	const char *s = text_at(cx, token->at);

	if (token->at.len != 14 || s[4] != '.' || s[9] != '.')
		return false;
	for (unsigned i = 0; i < 14; i++)
		if (i != 4 && i != 9 && !isxdigit((unsigned char)s[i]))
			return false;
	if (!parser_accepts(cx, MAC))
		return false;
	token->kind = MAC;
	return true;
}

static bool read_shape(struct ios_reader *cx, uint32_t i, struct token *token,
		       union IOS_STYPE *value)
{
	switch (cx->words.list.at[i].shape) {
	case SHAPE_NUMBER:
		return read_number(cx, token, value);
	case SHAPE_IPV4:
		return read_ipv4(cx, token, value);
	case SHAPE_DOTTED:
		return read_mac(cx, token) || read_dotted(cx, token, value);
	case SHAPE_PREFIX:
		return read_prefix(cx, token, value);
	case SHAPE_IPV6:
	case SHAPE_PREFIX6:
		return read_ip6(cx, token, value);
	default:
		return read_mac(cx, token) || read_interface(cx, i, token, value);
	}
}

/* Where nothing but an IPv6 address can stand, a word with a colon is meant to be one. */
static bool read_colon(struct ios_reader *cx, struct token *token, union IOS_STYPE *value)
{
	return memchr(text_at(cx, token->at), ':', token->at.len) && read_ip6(cx, token, value);
}

static bool read_name(struct ios_reader *cx, struct token *token, union IOS_STYPE *value)
{
	if (!parser_accepts(cx, WORD))
		return false;
	token->kind = WORD;
	value->WORD = (struct name){
		name_intern(cx->router->names, text_at(cx, token->at), token->at.len), token->at};
	return true;
}

/* A word, or several between quotes, of which a backslash before one makes no end. */
static bool read_string(struct ios_reader *cx, uint32_t i, struct token *token,
			union IOS_STYPE *value)
{
	const char *s = text_at(cx, token->at), *end = s + token->at.len;
	const char *line_end = text_at(cx, cx->line) + cx->line.len;
	bool quoted = *s == '"';
	char *text, *to;

	if (!parser_accepts(cx, STRING))
		return false;
	if (quoted)
		for (end = s + 1; end < line_end && *end != '"'; end++)
			end += *end == '\\' && end + 1 < line_end;
	text = to = arena_alloc(cx->router->arena, (size_t)(end - s) + 1);
	for (const char *from = s + quoted; from < end; from++) {
		if (*from == '\\' && from + 1 < end && from[1] == '"')
			from++;
		*to++ = *from;
	}
	*to = '\0';
	end += quoted && end < line_end;
	for (uint32_t k = i + 1;
	     k < cx->words.list.len && text_at(cx, cx->words.list.at[k].at) < end; k++)
		token->words++;
	token->kind = STRING;
	token->at.len = (uint32_t)(end - s);
	value->STRING = text;
	return true;
}

/* The only keyword that the word begins. When it could be a name as well, say so. */
static bool read_abbreviation(struct ios_reader *cx, struct token *token)
{
	const char *s = text_at(cx, token->at);
	int kinds[2];

	if (keywords_begun(cx, s, token->at.len, kinds, 2) != 1)
		return false;
	token->kind = kinds[0];
	if (parser_accepts(cx, WORD))
		line_remark(cx, DIAG_ABBREVIATION, token->at,
			    "'%.*s' is taken for the keyword '%s'; it could be a name as well",
			    (int)token->at.len, s, token_name(kinds[0]));
	return true;
}

/* The rest of the line as it stands. */
static bool read_text(struct ios_reader *cx, uint32_t i, struct token *token,
		      union IOS_STYPE *value)
{
	if (!parser_accepts(cx, LINE))
		return false;
	token->kind = LINE;
	token->at.len = cx->line.off + cx->line.len - token->at.off;
	token->words = cx->words.list.len - i;
	value->LINE = arena_strndup(cx->router->arena, text_at(cx, token->at), token->at.len);
	return true;
}

/*
 * A banner: its first character (or `^` and a letter, as the router prints a control character) is
 * the delimiter, and everything up to the next one, over many lines, its text. When there is none,
 * the banner reaches to the end of the file, as it would on the router; but a text that begins with
 * a letter has lost its delimiter on the way to us, and is one line.
 */
static bool read_banner(struct ios_reader *cx, uint32_t i, struct token *token,
			union IOS_STYPE *value)
{
	const struct source *source = cx->router->source;
	const char *s = text_at(cx, token->at), *end = source->text + source->len, *close, *newline;
	size_t delimiter = *s == '^' && token->at.len > 1 && isalpha((unsigned char)s[1]) ? 2 : 1;

	if (!parser_accepts(cx, BANNER))
		return false;
	if (isalnum((unsigned char)*s) && token->at.len > 1)
		end = s + (cx->line.off + cx->line.len - token->at.off);
	close = memmem(s + delimiter, (size_t)(end - s) - delimiter, s, delimiter);
	if (!close && end == source->text + source->len)
		line_remark(cx, DIAG_UNKNOWN, token->at,
			    "the banner's delimiter does not come again: it takes the whole rest");
	newline = close ? memchr(close, '\n', (size_t)(end - close)) : NULL;
	cx->body_end = (uint32_t)((newline ? newline + 1 : end) - source->text);
	token->kind = BANNER;
	token->words = cx->words.list.len - i;
	value->BANNER = "";
	return true;
}

/* No keyword looks like an address, and no address is looked up. */
static bool word_may_be_keyword(const struct word *word)
{
	return word->shape != SHAPE_IPV4 && word->shape != SHAPE_PREFIX &&
	       word->shape != SHAPE_IPV6 && word->shape != SHAPE_PREFIX6;
}

struct token token_read(struct ios_reader *cx, uint32_t i, union IOS_STYPE *value)
{
	struct token token = {0, cx->words.list.at[i].at, 1};
	const char *s = text_at(cx, token.at);
	int keyword;

	if (cx->as_name == i + 1)
		return read_name(cx, &token, value) ? token : (struct token){0};
	keyword = word_may_be_keyword(&cx->words.list.at[i])
			  ? keyword_find(cx->keywords, s, token.at.len)
			  : 0;
	if (keyword && parser_accepts(cx, keyword))
		token.kind = keyword;
	else if (!read_string(cx, i, &token, value) && !read_shape(cx, i, &token, value) &&
		 !read_abbreviation(cx, &token) && !read_name(cx, &token, value) &&
		 !read_text(cx, i, &token, value) && !read_colon(cx, &token, value))
		read_banner(cx, i, &token, value);
	return token;
}
