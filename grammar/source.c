/*
 * Getting the text of a configuration and finding lines in it. The text is read, not mapped: a file
 * that is cut short while it is mapped would kill the process.
 */
#include "source.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "bytes.h"
#include "diag.h"

enum { FIRST_ROOM = 1 << 16 };

static bool source_fail(struct diags *diags, const char *name, const char *why)
{
	diag_global(diags, DIAG_NONE, "cannot read '%s': %s", name, why);
	return false;
}

/* Make room for ROOM bytes and a NUL. */
static bool source_room(struct source *source, size_t room)
{
	void *map = source->map ? mremap(source->map, source->map_len, room + 1, MREMAP_MAYMOVE)
				: mmap(NULL, room + 1, PROT_READ | PROT_WRITE,
				       MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	if (map == MAP_FAILED)
		return false;
	/* large pages, and one call for all of them; where the kernel knows neither, no error */
	madvise(map, room + 1, MADV_HUGEPAGE);
	madvise(map, room + 1, MADV_POPULATE_WRITE);
	source->map = map;
	source->map_len = room + 1;
	return true;
}

/* Read FD to its end; false with errno set. SIZE is what fstat() promised, which may be wrong. */
static bool source_fill(struct source *source, int fd, size_t size)
{
	size_t room = size ? size + 1 : FIRST_ROOM, len = 0;

	for (;;) {
		ssize_t got;

		if (len > UINT32_MAX - 1) {
			errno = EFBIG;
			return false;
		}
		if ((!source->map || len + 1 >= source->map_len) &&
		    !source_room(source, len ? 2 * len : room))
			return false;
		got = read(fd, (char *)source->map + len, source->map_len - 1 - len);
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return false;
		if (got == 0)
			break;
		len += (size_t)got;
	}
	source->text = source->map;
	source->len = len;
	return true;
}

/*
 * What at S only steers a terminal, or cannot be seen: 0 when it is neither. Sequences that move
 * the cursor or set colours, zero-width characters, form feeds, the end-of-file mark of DOS.
 */
static size_t unseen(const char *s, const char *end)
{
	static const char *const zero_width[] = {"\xE2\x80\x8B", "\xEF\xBB\xBF"};
	const char *at = s + 2;

	if (*s == '\f' || *s == '\x1A')
		return 1;
	for (size_t i = 0; i < sizeof zero_width / sizeof *zero_width; i++)
		if (end - s >= 3 && !memcmp(s, zero_width[i], 3))
			return 3;
	if (*s != '\033' || end - s < 2)
		return 0;
	if (s[1] == '[') {
		while (at < end && *at >= ' ' && *at < '@')
			at++;
		return at < end && *at >= '@' && *at <= '~' ? (size_t)(at + 1 - s) : 2;
	}
	return (s[1] >= '0' && s[1] <= '~') ? 2 : 1;
}

/* Those of C that are NUL, unseen, or the beginning of what is; and what is no ASCII. In a plain
 * text, none: the highest bit of all bytes is 0. */
static bytes not_plain(bytes c)
{
	return (bytes)(c == '\0') | (bytes)(c == '\f') | (bytes)(c == 0x1A) | (bytes)(c == '\033') |
	       c;
}

/* How many bytes at S are neither NUL nor unseen nor begin what is: in a plain text, all. */
static size_t plain_bytes(const char *s, const char *end)
{
	static const bool begins[256] = {
		['\0'] = true, ['\f'] = true, [0x1A] = true, ['\033'] = true,
		[0xC2] = true, [0xE2] = true, [0xEF] = true,
	};
	const char *at = s;

	while (end - at >= 2 * BYTES &&
	       !bytes_any_high(not_plain(bytes_at(at)) | not_plain(bytes_at(at + BYTES))))
		at += 2 * BYTES;
	while (at < end && !begins[(unsigned char)*at])
		at++;
	return (size_t)(at - s);
}

/* Take out what is unseen, and make blanks of those that must not be broken. False: there is a
 * NUL. */
static bool source_clean(struct source *source)
{
	static const char blank[] = "\xC2\xA0";
	char *text = (char *)source->map + (source->text - (const char *)source->map), *to = text;
	const char *end = text + source->len;

	for (const char *s = text; s < end;) {
		size_t plain = plain_bytes(s, end), drop;

		if (to != s)
			memmove(to, s, plain);
		to += plain;
		s += plain;
		drop = s < end ? unseen(s, end) : 0;
		s += drop;
		if (drop || s == end)
			continue;
		if (!*s)
			return false;
		if (end - s >= 2 && !memcmp(s, blank, 2)) {
			*to++ = ' ';
			s += 2;
		} else {
			*to++ = *s++;
		}
	}
	*to = '\0';
	source->len = (size_t)(to - text);
	return true;
}

/* Skip a byte-order mark; refuse what is no text. */
static bool source_accept(struct source *source, struct diags *diags)
{
	static const char utf8_mark[] = "\xEF\xBB\xBF";

	if (source->len >= UINT32_MAX)
		return source_fail(diags, source->name, strerror(EFBIG));
	if (source->len >= 3 && !memcmp(source->text, utf8_mark, 3)) {
		source->text += 3;
		source->len -= 3;
	}
	if (source->map ? !source_clean(source) : memchr(source->text, '\0', source->len) != NULL)
		return source_fail(diags, source->name, "it holds NUL bytes, so it is no text");
	return true;
}

bool source_open(struct source *source, const char *name, struct diags *diags)
{
	bool standard = !strcmp(name, "-");
	int fd = standard ? STDIN_FILENO : open(name, O_RDONLY | O_CLOEXEC);
	struct stat st;
	bool ok;

	*source = (struct source){.name = standard ? "<stdin>" : name, .line_end = '\n'};
	if (fd < 0 || fstat(fd, &st) < 0) {
		ok = source_fail(diags, source->name, strerror(errno));
	} else if (S_ISDIR(st.st_mode)) {
		ok = source_fail(diags, source->name, "it is a directory");
	} else if (S_ISREG(st.st_mode) && (uint64_t)st.st_size >= UINT32_MAX) {
		ok = source_fail(diags, source->name, strerror(EFBIG));
	} else if (!source_fill(source, fd, S_ISREG(st.st_mode) ? (size_t)st.st_size : 0)) {
		ok = source_fail(diags, source->name, strerror(errno));
	} else {
		ok = source_accept(source, diags);
	}
	if (fd >= 0 && !standard)
		close(fd);
	if (!ok)
		source_close(source);
	return ok;
}

bool source_from_text(struct source *source, const char *name, const char *text, size_t len,
		      struct diags *diags)
{
	*source = (struct source){.name = name, .text = text, .len = len, .line_end = '\n'};
	return source_accept(source, diags);
}

void source_close(struct source *source)
{
	if (source->map)
		munmap(source->map, source->map_len);
	free(source->lines);
	*source = (struct source){.name = source->name, .text = "", .line_end = '\n'};
}

/* The end of the line that S stands in. */
static const char *line_stop(const struct source *source, const char *s)
{
	const char *end = source->text + source->len;
	const char *stop = memchr(s, source->line_end, (size_t)(end - s));

	return stop ? stop : end;
}

void source_cut(struct source *source)
{
	char *at, *end;

	if (!source->map || !source->line_end)
		return;
	at = (char *)source->map + (source->text - (const char *)source->map);
	end = at + source->len;
	for (; end - at >= BYTES; at += BYTES) {
		bytes c = bytes_at(at);

		bytes_put(at, c & (bytes)(c != '\n'));
	}
	for (; at < end; at++)
		*at = *at == '\n' ? '\0' : *at;
	source->line_end = '\0';
}

static void line_add(struct source *source, uint32_t start)
{
	enum { FIRST_CAP = 64 };

	if (source->n_lines == source->lines_cap) {
		source->lines_cap = source->lines_cap ? 2 * source->lines_cap : FIRST_CAP;
		source->lines = realloc(source->lines, source->lines_cap * sizeof *source->lines);
		if (!source->lines) {
			fputs("causeway: error: out of memory\n", stderr);
			exit(2);
		}
	}
	source->lines[source->n_lines++] = start;
}

/* Know the starts of all lines up to that of OFF, and one more: what lies behind the last message
 * is not looked through for its place. */
static void lines_find(struct source *source, uint32_t off)
{
	const char *end = source->text + source->len, *stop;

	if (!source->n_lines)
		line_add(source, 0);
	while (source->lines[source->n_lines - 1] <= off) {
		stop = line_stop(source, source->text + source->lines[source->n_lines - 1]);
		if (stop == end)
			return;
		line_add(source, (uint32_t)(stop + 1 - source->text));
	}
}

struct place source_place(struct source *source, uint32_t off)
{
	uint32_t low = 0, high, start;
	const char *text;
	size_t len;

	if (off > source->len)
		off = (uint32_t)source->len;
	lines_find(source, off);
	for (high = source->n_lines; high - low > 1;) {
		uint32_t middle = low + (high - low) / 2;

		if (source->lines[middle] <= off)
			low = middle;
		else
			high = middle;
	}
	start = source->lines[low];
	text = source->text + start;
	len = (size_t)(line_stop(source, text) - text);
	if (len && text[len - 1] == '\r')
		len--;
	return (struct place){low + 1, off - start + 1, text, len};
}
