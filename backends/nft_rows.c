/*
 * Rows as elements of a set, as nft.c writes other elements: KEY comment "ORIGIN" : DATA, or KEY :
 * DATA and ORIGIN behind it as a comment of the file. Of a large configuration they are most of
 * what there is to write, so that their numbers are written into the text itself and nothing is
 * looked for twice.
 */
#include "emit.h"

#include "compiler/plan_rows.h"
#include "grammar/digits.h"
#include "grammar/ip.h"

#define BEFORE_ORIGIN " comment "
#define BEFORE_COMMENT "  # " /* as out_origin() has it */

enum {
	PART_ROOM = NFT_STRING_MAX + sizeof " . \"\"", /* or two addresses */
	ROW_ROOM = NFT_KEY_MAX * PART_ROOM + sizeof BEFORE_ORIGIN + sizeof "\"\"" + NFT_STRING_MAX,
	END_ROOM = sizeof BEFORE_COMMENT + NFT_STRING_MAX,
	DATA_ROOM = sizeof " : " + NFT_DATA_MAX * (IP_TEXT_SIZE + sizeof " . "),
};

static char *put_mark(char *at, uint32_t mark)
{
	return hex_put(text_put(at, "0x", 2), mark, 8);
}

static char *put_one(char *at, uint8_t type, uint32_t n)
{
	return type == TYPE_IPV4    ? ip_put(at, n)
	       : type == TYPE_PROTO ? nft_protocol_put(at, n)
	       : type == TYPE_MARK  ? put_mark(at, n)
				    : decimal_put(at, n);
}

static char *put_range(char *at, uint8_t type, uint32_t first, uint32_t last)
{
	struct nft_value value = nft_value_between((enum nft_type)type, first, last);

	at = put_one(at, type, first);
	if (type == TYPE_IPV4 && value.len < 32) {
		*at++ = '/';
		at = decimal_put(at, value.len);
	}
	if (!value.last)
		return at;
	*at++ = '-';
	return type == TYPE_IPV4 ? ip_put(at, last) : decimal_put(at, last);
}

static char *put_quoted(char *at, const char *text)
{
	*at++ = '"';
	at = quote_nft_put(at, text);
	*at++ = '"';
	return at;
}

static char *put_key(char *at, const struct rows_object *rows, uint32_t i)
{
	const uint32_t *key = rows_at(rows, i) + rows_lead(rows);

	for (uint8_t k = 0; k < rows->keys; k++) {
		if (k > 0)
			at = text_put(at, " . ", 3);
		if (rows->ranges)
			at = put_range(at, rows->type[k], key[2 * k], key[2 * k + 1]);
		else if (rows->type[k] == TYPE_IFNAME)
			at = put_quoted(at, rows->names[key[k]]);
		else
			at = put_one(at, rows->type[k], key[k]);
	}
	return at;
}

static char *put_data(char *at, const struct rows_object *rows, uint32_t i)
{
	const uint32_t *data = rows_at(rows, i) + rows_data(rows);

	for (uint8_t d = 0; d < rows->datas; d++) {
		at = text_put(at, d ? " . " : " : ", 3);
		at = put_one(at, rows->data[d], data[d]);
	}
	return at;
}

static char *put_verdict(char *at, const struct nft_value *verdict, size_t name_len)
{
	if (verdict->name)
		return text_put(text_put(at, " : goto ", 8), verdict->name, name_len);
	return verdict->verb == VERB_ACCEPT ? text_put(at, " : accept", 9)
	       : verdict->verb == VERB_DROP ? text_put(at, " : drop", 7)
					    : text_put(at, " : return", 9);
}

static void out_verdict(struct out *out, const struct nft_value *verdict)
{
	size_t name_len = verdict->name ? strlen(verdict->name) : 0;

	out_room(out, sizeof " : return" + name_len);
	out_done(out, put_verdict(out->text + out->len, verdict, name_len));
}

/* A line's text stands anywhere in a configuration that no cache holds: it is asked for so many
 * rows before it is written. */
static void fetch_ahead(const struct rows_object *rows, uint32_t i)
{
	enum { ROWS = 8, CACHE_LINE = 64 };
	const char *origin = i + ROWS < rows->n ? rows_line(rows, i + ROWS)->origin : NULL;

	if (!origin)
		return;
	__builtin_prefetch(origin);
	__builtin_prefetch(origin + CACHE_LINE);
}

static void out_lead(struct out *out, const struct rows_object *rows, uint32_t i)
{
	if (rows->fates) {
		out_verdict(out, &rows_fate(rows, i)->verdict);
		return;
	}
	out_room(out, DATA_ROOM);
	out_done(out, put_data(out->text + out->len, rows, i));
}

/* Row I but for where it leads. */
static void out_row(struct out *out, const struct rows_object *rows, uint32_t i)
{
	const char *origin = rows->lines_in_file ? NULL : rows_line(rows, i)->origin;
	char *at;

	fetch_ahead(rows, i);
	out_room(out, ROW_ROOM);
	at = put_key(out->text + out->len, rows, i);
	if (origin) {
		at = text_put(at, BEFORE_ORIGIN, sizeof BEFORE_ORIGIN - 1);
		at = put_quoted(at, origin);
	}
	out_done(out, at);
}

/* The piece before where each of ROWS leads has what stands between it and the one before it. */
static struct nft_text *text_of(struct nft_texts *texts, const struct rows_object *rows,
				const char *between)
{
	struct nft_text *text = nft_text_of(texts, rows->at, rows->n);

	for (uint32_t i = 0; text && text->pieces < rows->n; i++) {
		if (i)
			out_text(nft_text_out(text), between);
		out_row(nft_text_out(text), rows, i);
		nft_text_piece(text);
	}
	return text;
}

/* What an element ends in: END bytes, and behind those, from a newline on, what others follow. */
struct element_end {
	const char *text;
	size_t end, len;
};

static struct element_end element_end(const char *text)
{
	return (struct element_end){text, strcspn(text, "\n"), strlen(text)};
}

static char *put_end(char *at, const struct element_end *end, const char *origin)
{
	at = text_put(at, end->text, end->end);
	if (origin) {
		at = text_put(at, BEFORE_COMMENT, sizeof BEFORE_COMMENT - 1);
		at = quote_nft_put(at, origin);
	}
	return text_put(at, end->text + end->end, end->len - end->end);
}

void nft_element_end(struct out *out, const char *end, const char *origin)
{
	struct element_end cut;

	if (!origin) {
		out_text(out, end);
		return;
	}
	cut = element_end(end);
	out_room(out, END_ROOM + cut.len);
	out_done(out, put_end(out->text + out->len, &cut, origin));
}

/* Such rows are of no map of verdicts, and no two objects have them in common. */
static void out_rows_in_file(struct out *out, const struct rows_object *rows, const char *between,
			     const char *last)
{
	const struct element_end ends[] = {element_end(between), element_end(last)};
	size_t room = DATA_ROOM + END_ROOM + ends[0].len + ends[1].len;

	for (uint32_t i = 0; i < rows->n; i++) {
		char *at;

		out_row(out, rows, i);
		out_room(out, room);
		at = put_data(out->text + out->len, rows, i);
		at = put_end(at, &ends[i + 1 == rows->n], rows_line(rows, i)->origin);
		out_done(out, at);
	}
}

void nft_rows_text(struct out *out, const struct rows_object *rows, const char *between,
		   const char *last, struct nft_texts *texts)
{
	const size_t between_len = strlen(between);
	const struct nft_text *text;

	if (rows->lines_in_file) {
		out_rows_in_file(out, rows, between, last);
		return;
	}
	text = text_of(texts, rows, between);

	for (uint32_t i = 0; i < rows->n; i++) {
		if (text) {
			nft_text_copy(out, text, i);
		} else {
			if (i)
				out_bytes(out, between, between_len);
			out_row(out, rows, i);
		}
		out_lead(out, rows, i);
	}
	out_text(out, last);
}
