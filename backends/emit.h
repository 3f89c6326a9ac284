/* The rows of backends[], and pieces that several of them share. */
#ifndef BACKENDS_EMIT_H
#define BACKENDS_EMIT_H

#include "backend.h"

void nft_emit(const struct change *change, const struct emit_options *options,
	      struct out_files *files);
void links_emit(const struct change *change, const struct emit_options *options,
		struct out_files *files);
void iproute2_emit(const struct change *change, const struct emit_options *options,
		   struct out_files *files);
void iproute2_emit6(const struct change *change, const struct emit_options *options,
		    struct out_files *files);
void ppp_emit(const struct change *change, const struct emit_options *options,
	      struct out_files *files);
void sysctl_emit(const struct change *change, const struct emit_options *options,
		 struct out_files *files);
void named_emit(const struct change *change, const struct emit_options *options,
		struct out_files *files);
void views_emit(const struct change *change, const struct emit_options *options,
		struct out_files *files);
void zones_emit(const struct change *change, const struct emit_options *options,
		struct out_files *files);
void keepalived_emit(const struct change *change, const struct emit_options *options,
		     struct out_files *files);
void kea_emit(const struct change *change, const struct emit_options *options,
	      struct out_files *files);
void kea6_emit(const struct change *change, const struct emit_options *options,
	       struct out_files *files);
void radvd_emit(const struct change *change, const struct emit_options *options,
		struct out_files *files);
void dhclient_emit(const struct change *change, const struct emit_options *options,
		   struct out_files *files);
void server_emit(const struct change *change, const struct emit_options *options,
		 struct out_files *files);
void parent_emit(const struct change *change, const struct emit_options *options,
		 struct out_files *files);

/* nft_texts.c: what several objects of CHANGE have in common; see there. It is kept in ROOM, which
 * is the caller's, and empty or what another change has left. */
struct nft_texts *nft_texts_new(struct arena *arena, const struct change *change, struct out *room);

/* One of them, in pieces, which whoever needs the first one writes all, one after the other. */
struct nft_text {
	const void *of;
	uint32_t uses;
	struct nft_texts *texts;
	size_t from, *end; /* in the text of all */
	size_t pieces; /* that are written */
};

/* That of OF, with room for PIECES; NULL when it is not kept, as when TEXTS is NULL. */
struct nft_text *nft_text_of(struct nft_texts *texts, const void *of, size_t pieces);
/* Where its next piece is to be written, and that it has been. */
struct out *nft_text_out(struct nft_text *text);
void nft_text_piece(struct nft_text *text);
void nft_text_copy(struct out *out, const struct nft_text *text, size_t piece);

/* nft_match.c: what RULE asks of a packet, each match with a blank behind it; and what a map is
 * asked: `ip saddr & 255.255.255.0 . ip daddr . meta l4proto`. */
void nft_matches_text(struct out *out, const struct nft_rule *rule);
void nft_key_text(struct out *out, const struct nft_key *key);

/* nft_rule.c: a rule as statements of nft, the first with LEAD before it; a rule that logs is two,
 * since a limit on logging must not limit its verdict. Its counter, if it has one, begins with
 * COUNTED, or at zero when that is NULL. */
void nft_rule_text(struct out *out, const char *lead, const struct nft_rule *rule,
		   const struct counted *counted);
/* The rules of LINES, whose TEXT, the same LEAD included, is kept. */
void nft_lines_text(struct out *out, const char *lead, const struct nft_lines *lines,
		    struct nft_text *text);

/* nft_refill.c: commands that put the rules of the chain that STEP brings, which is empty. */
void nft_refill(struct out *out, const char *table, const struct change_step *step,
		const struct emit_options *options);

/* nft_match.c: puts the name of protocol NUMBER, or the number, to AT, where there is room for ten
 * digits. Returns its end. */
char *nft_protocol_put(char *at, uint32_t number);

/* nft_rows.c: ROWS as elements, with BETWEEN between them, which is the same for all that TEXTS are
 * of, and LAST behind them; either ends a line. */
void nft_rows_text(struct out *out, const struct rows_object *rows, const char *between,
		   const char *last, struct nft_texts *texts);
/* END, and before its newline ORIGIN as a comment of the file, unless it is NULL. */
void nft_element_end(struct out *out, const char *end, const char *origin);

struct json_t;
/* kea.c: options of an answer; and JSON as the whole file NAME. */
struct json_t *kea_options(const dhcp_option_rows *options);
void kea_file(const struct change *change, struct out_files *files, const char *name,
	      const char *what, const char *load, const struct json_t *json);

/* The first lines of a file: what it is, and how it is loaded. COMMENT is "#", ";" or "//". */
void out_head(struct out *out, const struct change *change, const char *comment, const char *what,
	      const char *load);

/* `  # ORIGIN` behind an object, when it has one. */
void out_origin(struct out *out, const char *comment, const char *origin);

/* The objects of KIND that CHANGE brings; sets *I to the next one's place, from 0. NULL at the end.
 */
const struct object *change_next(const struct change *change, enum object_kind kind, size_t *i);

/* named.c: PATH among the files of the server of VRF: below "named-VRF/", or (NULL) as it is. */
void server_path(struct out *out, const char *vrf, const char *path);
/* "zones/VIEW/NAME.db", among the files of its server, and whole */
void zone_file(struct out *out, const struct dns_zone_object *zone);
void zone_path(struct out *out, const struct dns_zone_object *zone);

/* A record as a line of a zone file. */
void record_text(struct out *out, const struct dns_record_row *row);

#endif
