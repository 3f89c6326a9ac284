/*
 * What a terminal puts in front of a line: the pager's `--More--` with the backspaces that wiped it
 * out, and the prompt, which says in which mode the line was typed. All of it is skipped; what is
 * left keeps its place in the file.
 */
#include <ctype.h>
#include <string.h>

#include "bytes.h"
#include "ios_reader.h"
#include "reader.h"

enum { INDENT_SUB = 1 }; /* of what is typed in a mode inside the configuration */

static bool begins(const char *s, const char *end, const char *with)
{
	size_t len = strlen(with);

	return (size_t)(end - s) >= len && !memcmp(s, with, len);
}

/* Behind the last character that wiped something out, in the blanks at S; S when there is none. */
static const char *after_wiping(const char *s, const char *end)
{
	const char *after = s;

	for (; s < end; s++)
		if (*s == '\b' || *s == '\r')
			after = s + 1;
		else if (*s != ' ')
			break;
	return after < end ? after : end;
}

/* Behind `  12 : ` of `show running-config linenum`; S without that. */
static const char *after_number(const char *s, const char *end)
{
	const char *at = s, *digit;

	while (at < end && *at == ' ')
		at++;
	for (digit = at; at < end && isdigit((unsigned char)*at);)
		at++;
	if (at == digit || !begins(at, end, " :"))
		return s;
	at += 2;
	return at < end && *at == ' ' ? at + 1 : at;
}

const char *typed_skip_pager(const char *s, const char *end)
{
	static const char *const pagers[] = {"--More--", "<--- More --->"};
	const char *at = s;

	at = after_wiping(s, end);
	for (const char *from = at; from < end && *from == ' '; from++)
		at = from + 1 < end && from[1] != ' ' ? from + 1 : at;
	for (size_t i = 0; i < sizeof pagers / sizeof *pagers; i++)
		if (at < end && *at == *pagers[i] && begins(at, end, pagers[i])) {
			at += strlen(pagers[i]);
			s = after_wiping(at, end);
			return s > at || s == end || *s != ' ' ? s : s + 1;
		}
	return after_number(after_wiping(s, end), end);
}

/* `(config-if)` and the like at S; its end, or NULL. */
static const char *prompt_mode(const char *s, const char *end)
{
	const char *close = memchr(s, ')', (size_t)(end - s));

	for (const char *c = s + 1; close && c < close; c++)
		if (!isalnum((unsigned char)*c) && !strchr("-_/ .:", *c))
			return NULL;
	return close ? close + 1 : NULL;
}

/* The character behind the name of a host at S. */
static const char *host_end(const char *s, const char *end)
{
	static const bool in_name[256] = {
		['a' ... 'z'] = true,	['A' ... 'Z'] = true, ['0' ... '9'] = true,
		[0x80 ... 0xFF] = true, ['-'] = true,	      ['_'] = true,
		['.'] = true,		[':'] = true,	      ['/'] = true,
		['@'] = true,
	};

	if (s == end || (!isalpha((unsigned char)*s) && !((unsigned char)*s & 0x80)))
		return s;
	while (s < end && in_name[(unsigned char)*s])
		s++;
	return s;
}

/* Does its first word end, as that of nearly every line, before there is anything of a prompt? */
static bool begins_plainly(const char *s, const char *text_end)
{
	bytes c;

	if (text_end - s < BYTES)
		return false;
	c = bytes_at(s);
	return bytes_any(c <= ' ') &&
	       !bytes_any((bytes)(c == '#') | (bytes)(c == '>') | (bytes)(c == '('));
}

const char *typed_plain(const char *s, const char *end, const char *text_end)
{
	while (s < end && *s == ' ')
		s++;
	return s < end && isalpha((unsigned char)*s) && begins_plainly(s, text_end) ? s : NULL;
}

const char *typed_skip_prompt(const char *s, const char *end, enum prompt *prompt, int *indent)
{
	const char *host, *close;
	bool config;

	*prompt = PROMPT_NONE;
	host = close = host_end(s, end);
	if (host == s || host == end)
		return s;
	if (*host == '(' && !(close = prompt_mode(host, end)))
		return s;
	if (close == end || (*close != '#' && (*close != '>' || close != host)))
		return s;
	config = begins(host, end, "(config)");
	*prompt = close == host ? PROMPT_EXEC : config ? PROMPT_CONFIG : PROMPT_SUB;
	*indent = *prompt == PROMPT_SUB ? INDENT_SUB : 0;
	for (s = close + 1; s < end && (*s == ' ' || *s == '\t' || *s == '\r'); s++)
		;
	return s;
}

/* `%LINK-3-UPDOWN: …` somewhere in the line. */
static bool holds_syslog(const char *s, const char *end)
{
	for (; (s = memchr(s, '%', (size_t)(end - s))); s++) {
		const char *c = s + 1;

		while (c < end && (isupper((unsigned char)*c) || isdigit((unsigned char)*c) ||
				   *c == '_' || *c == '-'))
			c++;
		if (c - s > 5 && c < end && *c == ':' && memchr(s, '-', (size_t)(c - s)))
			return true;
	}
	return false;
}

bool typed_is_message(const char *s, const char *end)
{
	static const char *const sayings[] = {
		"The name for the keys will be:",
		"How many bits in ",
		"=~=~=~=~=~=",
		"Script started on ",
		"Script done on ",
		"```",
	};
	static const char time_marks[] = "*.";
	const char *begin = s;

	/* nothing that the router says begins like a command */
	if (s == end || islower((unsigned char)*s))
		return false;
	for (size_t i = 0; i < sizeof sayings / sizeof *sayings; i++)
		if (begins(s, end, sayings[i]))
			return true;
	if (*s == '%')
		return true;
	if (*s == '^' && (end - s == 1 || (end - s == 2 && s[1] == 'C')))
		return true;
	while (s < end && isdigit((unsigned char)*s))
		s++;
	if (s < end && *s == ':')
		return holds_syslog(s, end);
	return s == begin && (strchr(time_marks, *s) || isupper((unsigned char)*s)) &&
	       holds_syslog(s, end);
}

/*
 * Does the line begin a configuration, in output that no prompt ends? These words are how the lines
 * of one begin, and of nothing else that a command prints at the left edge.
 */
bool typed_is_statement(const char *s, const char *end)
{
	static const char *const beginnings[] = {
		"Building configuration",
		"Current configuration",
		"access-list ",
		"conf t",
		"configure terminal",
		"hostname ",
		"interface ",
		"ip access-list ",
		"ip dhcp ",
		"ip nat ",
		"ip route ",
		"ip sla ",
		"router ",
	};

	for (size_t i = 0; i < sizeof beginnings / sizeof *beginnings; i++)
		if (begins(s, end, beginnings[i]))
			return true;
	return false;
}

const char *ios_statement_in(const char *s, const char *end)
{
	const char *first = typed_plain(s, end, end);
	enum prompt prompt;
	int indent;

	if (first)
		return first;
	s = typed_skip_pager(s, end);
	while (s < end && (*s == ' ' || *s == '\t'))
		s++;
	return typed_skip_prompt(s, end, &prompt, &indent);
}
