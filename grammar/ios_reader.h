/*
 * The context in which one configuration is read: what the grammar's actions see as CX. The first
 * part is for fragments; the second belongs to reader*.c and drive.y.
 */
#ifndef GRAMMAR_IOS_READER_H
#define GRAMMAR_IOS_READER_H

#include <string.h>

#include "ir.h"
#include "words.h"

/* IOS_PROMPTS(X): X(symbol, what the router shows in its prompt).
 * IOS_MODES(X): X(symbol, what messages call it), from the fragments' %mode; the token IN_symbol
 * begins a line read in it. */
#include "modes.h"

enum ios_mode {
#define X(symbol, text) MODE_##symbol,
	IOS_MODES(X)
#undef X
		MODE_COUNT
};

struct ip_net {
	uint32_t addr;
	uint8_t len;
};

/* Something to say about the line if it is taken; a fault refuses it as a whole. */
struct line_remark {
	enum diag_name name;
	struct span at;
	const char *message;
	bool fault; /* an error */
	bool block; /* the message goes on with the length of the line's block */
};

struct mode_frame {
	enum ios_mode mode;
	int indent; /* of the opener; -1: global */
	struct span opener;
	uint32_t row; /* index + 1 of router->untranslated: it covers the lines inside; 0: none */
	struct diag *diag; /* that goes on with the length of the block, or NULL */
};

enum { MODE_DEPTH = 8, MAX_REMARKS = 8 };

/* The prompt of a router in front of a line: of the command line itself, of global configuration,
 * of a mode inside it. */
enum prompt { PROMPT_NONE, PROMPT_EXEC, PROMPT_CONFIG, PROMPT_SUB };

/* How a word, or several, were read. */
struct token {
	int kind; /* 0: no reading fits */
	struct span at;
	uint32_t words; /* that it takes up */
};

struct ios_reader {
	struct router *router;
	bool no; /* the line began with `no` or `default` */
	bool is_default; /* with `default` */
	struct span line; /* without indentation and blanks at its end */

	/* what the modes in force are about; an opener's action sets its own */
	struct interface *interface;
	struct acl *acl;
	struct object_group *group;
	struct time_range *time_range;
	struct route_map_clause *clause;
	struct sla *sla;
	struct track *track;
	struct applet *applet;
	struct dns_view *view;
	struct dns_view_list *view_list;
	struct dns_member *member;
	struct nat_pool *pool;
	struct dhcp_pool *dhcp_pool;
	struct dhcp6_pool *dhcp6_pool;
	struct vrf *vrf;
	VEC(struct interface *) range; /* of `interface range`; else empty */
	uint32_t vrrp; /* the group of the interface */

	/* rows that the line describes, too large for the parser's stack */
	struct ace ace;
	struct ace_options ace_options;
	bool ace_has_options; /* some of these may be set */
	const char *ace_words; /* of a remark, or of an untranslated entry */
	struct nat_static nat_static;
	struct nat_dynamic nat_dynamic;
	struct nat_extra *nat_extra; /* of one of them */
	struct nat_limit nat_limit;
	struct dhcp6_server dhcp6_server; /* of an interface */
	struct dhcp6_value dhcp6_value;
	struct nat_service nat_service;
	uint32_t nat_seconds;
	uint16_t nat_port;
	VEC(struct name) range_names; /* of `interface range`, until the line ends */
	const char *range_kind; /* its last word was a kind of interfaces, without a number */
	struct sla_operation operation;
	uint32_t sequence6; /* of an entry of an IPv6 list, when it stands at its end */
	struct applet_event applet_event;
	struct applet_action applet_action;
	struct applet_trigger applet_trigger;
	uint64_t eem_time; /* milliseconds */
	uint8_t eem_compare; /* enum applet_compare */
	VEC(uint16_t) ports; /* of lists of several, until their access list is known */

	/* --- the reader's own --- */
	struct arena *scratch; /* what nobody needs when the text has been read */
	struct words words;
	struct keywords *keywords;
	struct parser *parser;
	struct paths *paths;
	struct known_words *known;
	uint32_t next; /* offset of the line after this one */
	int indent;
	struct mode_frame frames[MODE_DEPTH];
	int depth; /* frames[depth] is the mode in force */
	enum prompt prompt; /* before the line */
	bool indented; /* the last line of a mode was indented: indentation tells something */
	bool closed; /* an empty comment stood behind the last line */

	/* what the attempt to read the line has found */
	enum line_class class;
	struct line_remark remarks[MAX_REMARKS];
	unsigned n_remarks;
	bool faulty; /* a remark is a fault */
	bool incomplete; /* and the fault is that words are missing */
	enum ios_mode mode; /* that took the line, or got furthest */
	enum ios_mode reading; /* in which the present attempt is made */
	int frame; /* that took it */
	bool ending; /* the end of the line is being parsed */
	bool entered, staying, skip, output;
	int quits; /* how many lines that say `quit` belong to the body */
	enum ios_mode entering;
	int leaving; /* how many frames */
	uint32_t body_end; /* of a banner: where its last line ends; 0: none */
	uint32_t refused; /* index of the word that did not fit; the number of words: the end */
	bool listing; /* note words that could be names as well */
	uint32_t choices[MAX_REMARKS], n_choices;
	uint32_t as_name; /* index + 1 of a word to be read as a name; 0: none */

	int missing; /* a keyword to be taken as standing before the word MISSING_AT; 0: none */
	uint32_t missing_at;
	struct diag *
		prose; /* of a line that says nothing to any mode, as do the PROSE_LINES after it */
	const char *prose_message;
	uint32_t prose_lines;
	VEC(struct cover) covers; /* reader_cover.c */
	uint32_t suggestions; /* how many more may be looked for */
	bool abbreviate; /* note how much to keep of each keyword */
};

/* --- for the actions of the grammar --- */

/* The lines that follow belong to MODE; its object is set in CX by the same action. */
void enter(struct ios_reader *cx, enum ios_mode mode);

/* The line belongs to no mode: the one in force remains. */
void stay(struct ios_reader *cx);

/* `exit` and `end`: leave that many of the modes in force. */
void leave(struct ios_reader *cx, int frames);

/* The line is understood and rightly has no counterpart on the gateway. */
void line_no_effect(struct ios_reader *cx);

/* The line, or its part at AT, is understood but not translated; FEATURE names it in the warning.
 */
void line_not_translated(struct ios_reader *cx, struct span at, const char *feature);

/* The same for a service that the gateway's users lose: SERVICE names it. */
void line_lost_service(struct ios_reader *cx, struct span at, const char *service);

/* The line opens MODE, a block that is not translated: one warning for all of it. `no` of it has no
 * effect. */
void open_untranslated(struct ios_reader *cx, struct span at, enum ios_mode mode,
		       const char *feature);

/* The line opens MODE unless it says `no`. */
void open_quietly(struct ios_reader *cx, enum ios_mode mode);

/* open_untranslated() without a warning. */
void open_covered(struct ios_reader *cx, enum ios_mode mode);

/* A line that is not translated unless it says `no`: then it has no effect. */
void line_feature(struct ios_reader *cx, struct span at, const char *feature);

/* The same without a warning: another line's warning covers it. */
void line_covered(struct ios_reader *cx);

/* The class without a warning: another line's warning covers it. */
void line_class(struct ios_reader *cx, enum line_class class);

/* Say something about the line under a name of diag.h, if the line is taken. */
void line_remark(struct ios_reader *cx, enum diag_name name, struct span at, const char *format,
		 ...) __attribute__((format(printf, 4, 5)));

/* Of a line of an applet that nothing took: if it is an action, the applet must not run without. */
void applet_refused(struct ios_reader *cx);

/* The lines below this one that are indented deeper are its body: not read, of the same class. */
void skip_block(struct ios_reader *cx);

/* A command of the session: if it was typed at a prompt, the lines up to the next one are what it
 * printed. */
void skip_output(struct ios_reader *cx);

/* The lines up to the QUITS-th that says `quit` are certificates or keys. */
void skip_until_quit(struct ios_reader *cx, int quits);

/*
 * The checks of values: what is wrong is an error located at AT, and the line has no effect. To be
 * called as CHECK(number_in(…)) by the action of an inner rule, never of one that touches the
 * model.
 */
bool fault(struct ios_reader *cx, struct span at, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
bool number_in(struct ios_reader *cx, struct span at, uint32_t value, uint32_t low, uint32_t high);
bool mask_is_contiguous(struct ios_reader *cx, struct span at, uint32_t mask, uint8_t *len);
bool net_has_no_host_bits(struct ios_reader *cx, struct span at, struct ip_net net);
/* Is it the address of a host, as an interface needs it? */
bool net_has_host(struct ios_reader *cx, struct span at, struct ip_net net);
bool only_with_no(struct ios_reader *cx, struct span at);

/*
 * Add the interfaces FROM to TO of `interface range` to cx->range_names: TO is another interface of
 * the same slot, or but the number that takes the place of FROM's last one. Or GLUED, which says
 * the same in one word: "gi0/1-4,gi0/8".
 */
bool range_add(struct ios_reader *cx, struct span at, const char *from, const char *to);
bool range_glued(struct ios_reader *cx, struct span at, const char *glued);
/* All words of the range have been added: was the last one complete? */
bool range_ends(struct ios_reader *cx, struct span at);

/* --- reader.c --- */

void reader_open(struct ios_reader *cx, struct router *router);
void reader_close(struct ios_reader *cx);
/* Read the line that line_next() found, and what belongs to it. True when some rule took it. */
bool line_read(struct ios_reader *cx);

/* --- reader_cover.c --- */

/* The line is not translated, and nothing says so: a warning, or one more line of one that there
 * is; it is returned, or NULL where such warnings are off. */
struct diag *cover_report(struct ios_reader *cx);
void cover_close(struct ios_reader *cx);

/* --- reader_range.c --- */

const char *number_text(struct ios_reader *cx, uint32_t number);
/* The line was taken in MODE: read it again for all the other interfaces of cx->range. */
void range_repeat(struct ios_reader *cx, enum ios_mode mode);

/* --- secret.c --- */

/* The password TEXT of IOS's type KIND, in the clear in *PLAIN; false after a fault. */
bool secret_plain(struct ios_reader *cx, struct span kind_at, uint32_t kind, struct span at,
		  const char *text, const char **plain);

/* --- reader_keywords.c: the keywords by spelling --- */

enum { WORD_HEAD = 8 };

/* Of a word of up to WORD_HEAD bytes all of them, of another the first ones: words of one such
 * length are equal when these are. */
static inline uint64_t word_head(const char *s, size_t len)
{
	uint64_t head = 0;
	uint32_t first, last;

	if (len >= WORD_HEAD) {
		memcpy(&head, s, WORD_HEAD);
		return head;
	}
	if (len >= sizeof first) {
		memcpy(&first, s, sizeof first);
		memcpy(&last, s + len - sizeof last, sizeof last);
		return first | (uint64_t)last << 32;
	}
	for (size_t i = 0; i < len; i++)
		head = head << 8 | (unsigned char)s[i];
	return head;
}

struct keywords *keywords_new(struct arena *arena);

/* A keyword by its exact spelling, case aside: its token, or 0. */
int keyword_find(const struct keywords *keywords, const char *s, size_t len);

/* The keywords that the LEN bytes at S begin and the parser accepts now: at most MAX into KINDS.
 * Those that are rare count only where there is no other. */
enum { BEGUN_MAX = 4 }; /* that are ever asked for */
unsigned keywords_begun(struct ios_reader *cx, const char *s, size_t len, int *kinds, unsigned max);

/* Does the parser accept now a keyword that is a number? */
bool keywords_have_number(struct ios_reader *cx);

/* How much of the word AT, read as the keyword KIND, is needed for the same reading. */
uint32_t keyword_shortest(struct ios_reader *cx, struct span at, int kind);

/* --- reader_words.c: what a word is --- */

union IOS_STYPE;

/* Read the word I of the line as the parser's present state allows. */
struct token token_read(struct ios_reader *cx, uint32_t i, union IOS_STYPE *value);

/* --- reader_known.c: words that are read as before --- */

struct known_words *known_words_new(struct arena *arena);

/* Append the words from *I on that are read as such were the last time behind the same words; *I
 * becomes the first one that is not. True when there is none: the line ends. */
bool words_follow(struct ios_reader *cx, uint32_t *i);

/* The line is wanted word by word: cut it, unless that is done. */
void line_cut(struct ios_reader *cx);

/* Append what TOKEN says the reading of, and remember that. */
void word_push(struct ios_reader *cx, const struct token *token);

/* --- reader_paths.c: what the parser has been asked before --- */

enum { PATH_UNKNOWN, PATH_REFUSED, PATH_ROOT }; /* nodes; those of sequences come behind */

struct paths *paths_new(struct arena *arena);

/* Where the token KIND leads from NODE, which is known; PATH_UNKNOWN when it was not asked yet. */
uint32_t path_step(struct paths *paths, uint32_t node, int kind);

/* Note the answer; the node behind the token, PATH_UNKNOWN when there is no more room. */
uint32_t path_learn(struct paths *paths, uint32_t node, int kind, bool accepted);

/* What parses the line that ends in NODE (drive.y); NULL when it has not been taught. */
const struct program *path_program(const struct paths *paths, uint32_t node);
void path_teach(struct paths *paths, uint32_t node, const struct program *program);

/* Is there room for no more? Then PATH_UNKNOWN says nothing. */
bool paths_full(const struct paths *paths);

/* Note that a line which was compiled goes by NODE; ask whether one did. */
void path_compiled(struct paths *paths, uint32_t node);
bool path_is_compiled(const struct paths *paths, uint32_t node);

/* --- drive.y: the parser, asked and fed --- */

extern const int parser_tokens; /* token kinds are below it */
const char *token_name(int kind);
bool token_is_keyword(int kind);

struct parser *parser_new(struct arena *arena);

/* Begin a line in MODE: no symbol but its marker. */
void parser_start(struct ios_reader *cx, enum ios_mode mode);

/* May a token of KIND come next? */
bool parser_accepts(struct ios_reader *cx, int kind);

/* May the line end here? */
bool parser_complete(struct ios_reader *cx);

/* Append a symbol of KIND, which is accepted. No action runs. */
void parser_push(struct ios_reader *cx, int kind, struct span at);

/* The node of all symbols. */
uint32_t parser_node(const struct ios_reader *cx);

/* Parse the line, whose symbols are complete, and run its actions. False when a value is wrong: the
 * remarks say so, and the action of the whole line has not run. */
bool parser_run(struct ios_reader *cx);

/* The keywords that the line, which has been parsed, begins with behind `no`; 0 where there is none
 * any more. */
enum { COMMAND_WORDS = 3 };
void parser_command(const struct ios_reader *cx, int words[COMMAND_WORDS]);

/* The line has been compiled: remember how it began. */
void parser_note_compiled(struct ios_reader *cx);

/* Are the symbols `no`, or `default`, and the beginning of commands of which none was compiled? */
bool parser_withdraws_nothing(struct ios_reader *cx);

/* --- reader_line.c: one line against the modes --- */

/* Start on the line from cx->next; false at the end of the source. */
bool line_next(struct ios_reader *cx);

/* Is it empty or a comment? Else it is cut into words. */
bool line_is_blank(const struct ios_reader *cx);

/*
 * The frame that takes the line, recognised and ready to be parsed; or -1, and then *BEST is the
 * mode that got furthest.
 */
int line_frame(struct ios_reader *cx, enum ios_mode *best);

/* Recognise the line in MODE; none of its actions runs. */
bool line_attempt(struct ios_reader *cx, enum ios_mode mode);

/* Is the line of the mode in force, although it is not indented? */
bool mode_goes_first(const struct ios_reader *cx);

/* Read the words there are as the beginning of a line in MODE, and stop behind them. */
bool line_begin(struct ios_reader *cx, enum ios_mode mode);

/*
 * Is the line `no` and the beginning of a command, in MODE? The router takes that for many
 * commands, whatever they would go on with; unless the gateway got one that begins so, it has no
 * effect.
 */
bool line_withdraws_nothing(struct ios_reader *cx, enum ios_mode mode);

/* --- reader_typed.c: what a terminal puts before a line --- */

/* The first word of the line from S to END, when blanks come before it and surely neither a pager
 * nor a prompt, as in nearly every line; else NULL. */
const char *typed_plain(const char *s, const char *end, const char *text_end);

/* Behind `--More--` and what wiped it out, if that stands at S. */
const char *typed_skip_pager(const char *s, const char *end);

/* Behind the prompt at S, which has no blanks before it; S when there is none. What follows counts
 * as indented by *INDENT, which is left alone without a prompt. */
const char *typed_skip_prompt(const char *s, const char *end, enum prompt *prompt, int *indent);

/* Is it a message that the router printed: `% Invalid input …`, `%SYS-5-CONFIG_I: …`? */
bool typed_is_message(const char *s, const char *end);
/* ... that begins a configuration? */
bool typed_is_statement(const char *s, const char *end);

/* --- reader_error.c: why a line was refused --- */

enum refusal {
	REFUSED_IN_IT, /* there is something to say about a word of it */
	REFUSED_PROSE, /* the first word says nothing to any mode */
	REFUSED_MISSPELT, /* the first word is like one that is known here */
	REFUSED_ELSEWHERE, /* another mode would take the whole line */
};

/* Report the present line, which MODE did not take; LINES: of its block, itself included. */
enum refusal line_report_refused(struct ios_reader *cx, enum ios_mode mode, uint32_t lines);

#endif
