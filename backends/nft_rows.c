/*
 * Rows as elements of a set, as nft.c writes other elements: KEY comment "ORIGIN" : DATA. Of a
 * large configuration they are most of what there is to write, so that their numbers are written
 * into the text itself and nothing is looked for twice.
 */
#include "emit.h"

#include <netinet/in.h>

#include "compiler/plan_rows.h"
#include "grammar/ip.h"

enum {
	KEY_ROOM = NFT_KEY_MAX * 2 * (IP_TEXT_SIZE + sizeof " . "),
	DATA_ROOM = sizeof " : " + NFT_DATA_MAX * (IP_TEXT_SIZE + sizeof " . "),
};

static char *put_text(char *at, const char *text, size_t len)
{
	memcpy(at, text, len);
	return at + len;
}

static char *put_number(char *at, uint32_t n)
{
	char digits[10], *first = digits + sizeof digits;

	do
		*--first = (char)('0' + n % 10);
	while (n /= 10);
	return put_text(at, first, (size_t)(digits + sizeof digits - first));
}

static char *put_protocol(char *at, uint32_t number)
{
	return number == IPPROTO_TCP   ? put_text(at, "tcp", 3)
	       : number == IPPROTO_UDP ? put_text(at, "udp", 3)
				       : put_number(at, number);
}

static char *put_mark(char *at, uint32_t mark)
{
	at = put_text(at, "0x", 2);
	for (int shift = 28; shift >= 0; shift -= 4)
		*at++ = "0123456789abcdef"[mark >> shift & 15];
	return at;
}

static char *put_one(char *at, uint8_t type, uint32_t n)
{
	return type == TYPE_IPV4    ? ip_put(at, n)
	       : type == TYPE_PROTO ? put_protocol(at, n)
	       : type == TYPE_MARK  ? put_mark(at, n)
				    : put_number(at, n);
}

static char *put_range(char *at, uint8_t type, uint32_t first, uint32_t last)
{
	struct nft_value value = nft_value_between((enum nft_type)type, first, last);

	at = put_one(at, type, first);
	if (type == TYPE_IPV4 && value.len < 32) {
		*at++ = '/';
		at = put_number(at, value.len);
	}
	if (!value.last)
		return at;
	*at++ = '-';
	return type == TYPE_IPV4 ? ip_put(at, last) : put_number(at, last);
}

/* Text that ends at END, into the room that it had. */
static void put_done(struct out *out, char *end)
{
	*end = '\0';
	out->len = (size_t)(end - out->text);
}

/* A device in the middle of a key, of which END is what there is of it. */
static char *put_name(struct out *out, char *end, const char *name)
{
	put_done(out, end);
	out_text(out, "\"");
	quote_nft(out, name);
	out_text(out, "\"");
	out_room(out, KEY_ROOM);
	return out->text + out->len;
}

static void out_key(struct out *out, const struct rows_object *rows, uint32_t i)
{
	const uint32_t *key = rows_at(rows, i) + rows_lead(rows);
	char *at;

	out_room(out, KEY_ROOM);
	at = out->text + out->len;
	for (uint8_t k = 0; k < rows->keys; k++) {
		if (k > 0)
			at = put_text(at, " . ", 3);
		if (rows->ranges)
			at = put_range(at, rows->type[k], key[2 * k], key[2 * k + 1]);
		else if (rows->type[k] == TYPE_IFNAME)
			at = put_name(out, at, rows->names[key[k]]);
		else
			at = put_one(at, rows->type[k], key[k]);
	}
	put_done(out, at);
}

static void out_data(struct out *out, const struct rows_object *rows, uint32_t i)
{
	const uint32_t *data = rows_at(rows, i) + rows_data(rows);
	char *at;

	out_room(out, DATA_ROOM);
	at = out->text + out->len;
	for (uint8_t d = 0; d < rows->datas; d++) {
		at = put_text(at, d ? " . " : " : ", 3);
		at = put_one(at, rows->data[d], data[d]);
	}
	put_done(out, at);
}

static void out_verdict(struct out *out, const struct nft_value *verdict)
{
	if (verdict->name) {
		out_text(out, " : goto ");
		out_text(out, verdict->name);
	} else {
		out_text(out, verdict->verb == VERB_ACCEPT ? " : accept"
			      : verdict->verb == VERB_DROP ? " : drop"
							   : " : return");
	}
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

/* Row I but for where it leads. */
static void out_row(struct out *out, const struct rows_object *rows, uint32_t i)
{
	const char *origin = rows_line(rows, i)->origin;

	fetch_ahead(rows, i);
	out_key(out, rows, i);
	if (!origin)
		return;
	out_text(out, " comment \"");
	quote_nft(out, origin);
	out_text(out, "\"");
}

static struct nft_text *text_of(struct nft_texts *texts, const struct rows_object *rows)
{
	struct nft_text *text = nft_text_of(texts, rows->at, rows->n);

	for (uint32_t i = 0; text && text->pieces < rows->n; i++) {
		out_row(nft_text_out(text), rows, i);
		nft_text_piece(text);
	}
	return text;
}

void nft_rows_text(struct out *out, const struct rows_object *rows, const char *lead,
		   const char *between, struct nft_texts *texts)
{
	const size_t lead_len = strlen(lead), between_len = strlen(between);
	const struct nft_text *text = text_of(texts, rows);

	for (uint32_t i = 0; i < rows->n; i++) {
		if (i)
			out_bytes(out, between, between_len);
		out_bytes(out, lead, lead_len);
		if (text)
			nft_text_copy(out, text, i);
		else
			out_row(out, rows, i);
		if (rows->fates)
			out_verdict(out, &rows_fate(rows, i)->verdict);
		else
			out_data(out, rows, i);
	}
}
