/*
 * Backends: change in, text out, and nothing else. Each is one row of backends[]; adding a target
 * is adding a file and a row.
 */
#ifndef BACKENDS_BACKEND_H
#define BACKENDS_BACKEND_H

#include <string.h>

#include "compiler/plan.h"

/* Growing text. Of a large file that is to stand in a folder the first GONE bytes are on the disk
 * already, and no longer in TEXT. */
struct out {
	char *text;
	size_t len, cap;
	size_t gone;
	struct spill *spill; /* where to; NULL: all of it stays */
};

/* Have room for MORE bytes and a NUL behind them. */
void out_grow(struct out *out, size_t more);

static inline void out_room(struct out *out, size_t more)
{
	if (out->cap - out->len <= more)
		out_grow(out, more);
}

static inline void out_bytes(struct out *out, const char *s, size_t len)
{
	out_room(out, len);
	memcpy(out->text + out->len, s, len);
	out->len += len;
	out->text[out->len] = '\0';
}

static inline void out_text(struct out *out, const char *s)
{
	out_bytes(out, s, strlen(s));
}

/* What was put behind its text, into room that it has, ends at END. */
static inline void out_done(struct out *out, char *end)
{
	*end = '\0';
	out->len = (size_t)(end - out->text);
}

void out_unsigned(struct out *out, unsigned n);
void out_printf(struct out *out, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Is there more than comments that begin with '#'? */
bool out_says_something(const struct out *out);
void out_free(struct out *out);
/* Write LEN bytes to FD, however many calls that takes. False with errno. */
bool write_all(int fd, const char *text, size_t len);

/* Files by relative path; in order of it once they are sorted, as every emit leaves them. */
struct out_file {
	const char *path;
	bool secret; /* mode 0600 */
	struct out out;
};

struct out_files {
	struct out_file *at;
	size_t len, cap;
	size_t *slot, slots; /* their index by path, which is out.c's own */
	char *spill_dir; /* where large files go while they are made; NULL: they stay in memory */
};

/* The file PATH ("zones/Outside/www.example.net.db"), made when missing. Paths are copied. The
 * pointer is valid until the next file is made. */
struct out *out_file(struct out_files *files, const char *path);
/* The file PATH, which is there, holds what nobody else may read. */
void out_file_secret(struct out_files *files, const char *path);
/* The file PATH, or NULL when there is none. */
const struct out_file *out_file_find(const struct out_files *files, const char *path);
void out_files_sort(struct out_files *files);
void out_files_free(struct out_files *files);

/* The files of the DNS server of a VRF are in a folder of this name and that of the VRF. */
#define NAMED_VRF_FOLDER "named-"

/* By a counter of nft. */
struct counted {
	uint64_t packets, bytes;
};

struct emit_options {
	const char *named_dir; /* absolute paths in named's files; NULL: relative ones */
	/* What each of the N rules of CHAIN that count has counted, into AT; false when nobody
	 * knows. NULL: what a change writes anew begins at zero. */
	bool (*counted)(void *context, const struct chain_object *chain, struct counted *at,
			uint32_t n);
	void *context;
};

struct backend {
	const char *name; /* for --backend: "nft" */
	const char *file; /* the file that --backend prints, or a folder: "nftables.nft" */
	/* Write the files of CHANGE. A change that is not from empty is rendered as commands that
	 * bring it about. */
	void (*emit)(const struct change *change, const struct emit_options *options,
		     struct out_files *files);
	bool changes; /* it has commands for all that a change may be */
};

extern const struct backend backends[]; /* ends with a NULL name */
const struct backend *backend_find(const char *name);

/* All backends over CHANGE, except the manifest. */
void emit_all(const struct change *change, const struct emit_options *options,
	      struct out_files *files);

/* manifest.c: what was made from what; wants the compilation's untranslated statements, so it is no
 * row of backends[].
 */
struct router;
void emit_manifest(const struct router *router, const struct change *change,
		   struct out_files *files);

/* folder.c: FILES become the whole content of DIR, exchanged at once (decision 26). False after
 * reporting on stderr. */
bool folder_write(const char *dir, const struct out_files *files);
/* What is made from now on goes into DIR by folder_write(), and needs not stay in memory. */
void folder_expect(const char *dir, struct out_files *files);
/* Read back what folder_write() wrote; false when DIR is no folder of ours. */
bool folder_read(const char *dir, struct out_files *files);

/* ---- one quoting function for each target: everything that comes from a configuration passes
 * through one of them ----
 */

/* Letters, digits and characters of ALSO, at least one: nothing that needs quotes anywhere. */
bool text_is_plain(const char *s, const char *also);
/* nft: a string within double quotes without its quotes (at most NFT_STRING_MAX bytes; no quote,
 * backslash or control character); also to AT, which has room for so many: returns its end.
 */
enum { NFT_STRING_MAX = 120 };
void quote_nft(struct out *out, const char *s);
char *quote_nft_put(char *at, const char *s);
/* BIND: a quoted string, its quotes included; a domain name in a zone file, special characters as
 * \DDD. */
void quote_bind(struct out *out, const char *s);
void quote_zone_name(struct out *out, const char *s);
/* A comment of '#', ';' or '//' lines: control characters as '?', never a line end. */
void quote_comment(struct out *out, const char *s);
/* Plain text, for JSON: valid UTF-8 without control characters. */
void quote_text(struct out *out, const char *s);
/* One component of a path, and a BIND view's name: letters, digits, '_', '-' and '.' inside. */
void quote_path(struct out *out, const char *s);
/* A word of pppd's options, quotes included. */
void quote_ppp(struct out *out, const char *s);
/* POSIX shell, PowerShell and YAML literals, quotes included. */
void quote_shell(struct out *out, const char *s);
void quote_powershell(struct out *out, const char *s);
void quote_yaml(struct out *out, const char *s);

#endif
