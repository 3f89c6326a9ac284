/* The ground everybody stands on: arena, arrays, addresses, names, source text, diagnostics. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "grammar/diag.h"
#include "grammar/ip.h"
#include "grammar/ip6.h"
#include "grammar/names.h"

#define eq_str(a, b) cr_assert_str_eq((a), (b))

Test(arena, zeroed_aligned_and_growing)
{
	struct arena *arena = arena_new();
	char *first = arena_alloc(arena, 3), *grown, *large;

	cr_assert((uintptr_t)first % 16 == 0);
	memset(first, 'x', 3);
	grown = arena_grow(arena, first, 3, 40);
	cr_assert(grown == first, "the newest allocation grows in place");
	cr_assert(grown[2] == 'x' && grown[3] == 0 && grown[39] == 0);
	large = arena_grow(arena, grown, 40, 1 << 20);
	cr_assert(large[2] == 'x' && large[1 << 19] == 0);
	large = arena_grow(arena, large, 1 << 20, 5 << 20);
	cr_assert(large[2] == 'x' && large[(5 << 20) - 1] == 0);
	eq_str(arena_printf(arena, "%s-%d", "a", 7), "a-7");
	eq_str(arena_strndup(arena, "abcdef", 3), "abc");
	arena_free(arena);
}

static bool is_zero(const char *at, size_t size)
{
	for (size_t i = 0; i < size; i++)
		if (at[i])
			return false;
	return true;
}

/* More than small chunks are made for, then what an arena before has left, and all of it grown, and
 * given back: whatever is handed out is empty. */
Test(arena, what_was_used_before_is_handed_out_empty)
{
	for (int round = 0; round < 4; round++) {
		struct arena *arenas[] = {arena_new(), arena_new(), arena_new()};

		for (size_t size = 1; size < 40000; size = size * 5 / 4 + 7)
			for (size_t i = 0; i < 3 * 40000 / size + 2; i++) {
				struct arena *arena = arenas[(i + size) % 3];
				char *at = arena_alloc(arena, size);

				cr_assert((uintptr_t)at % 16 == 0);
				cr_assert(is_zero(at, size), "%zu bytes, round %d", size, round);
				memset(at, 'x', size);
				at = arena_grow(arena, at, size, size + 100);
				cr_assert(is_zero(at + size, 100));
				memset(at, 'y', size + 100);
				if (i % 3 == 0) {
					arena_release(arena, at, size + 100);
				} else if (i % 3 == 1) {
					at = arena_shrink(arena, at, size + 100, size);
					cr_assert(at[0] == 'y' && at[size - 1] == 'y');
					at = arena_grow(arena, at, size, size + 50);
					cr_assert(is_zero(at + size, 50));
					memset(at, 'z', size + 50);
				}
			}
		for (int i = 0; i < 3; i++)
			arena_free(arenas[i]);
	}
}

/* Pieces of all sizes, given back whole or in part and handed out again in other sizes: none lies
 * over another. */
Test(arena, what_is_handed_out_again_is_nobodys)
{
	enum { PIECES = 500, ROUNDS = 50000 };
	static struct {
		unsigned char *at;
		size_t size;
	} pieces[PIECES];
	struct arena *arena = arena_new();
	uint32_t state = 1;

	for (unsigned round = 0; round < ROUNDS; round++) {
		unsigned i, size;

		state = state * 1664525 + 1013904223;
		i = (state >> 8) % PIECES;
		size = 1 + (state >> 16) % (state & 64 ? 300 : 5000);
		for (size_t k = 0; k < pieces[i].size; k++)
			cr_assert(pieces[i].at[k] == i % 251 + 1, "round %u", round);
		if (pieces[i].size > size) {
			pieces[i].at = arena_shrink(arena, pieces[i].at, pieces[i].size, size);
		} else if (state & 128 || !pieces[i].size) {
			arena_release(arena, pieces[i].at, pieces[i].size);
			pieces[i].at = arena_alloc(arena, size);
			cr_assert(is_zero((char *)pieces[i].at, size));
		} else {
			pieces[i].at = arena_grow(arena, pieces[i].at, pieces[i].size, size);
			cr_assert(is_zero((char *)pieces[i].at + pieces[i].size,
					  size - pieces[i].size));
		}
		pieces[i].size = size;
		memset(pieces[i].at, (int)(i % 251 + 1), size);
	}
	arena_free(arena);
}

Test(vec, push_add_remove)
{
	struct arena *arena = arena_new();
	VEC(int) v = {0};
	long sum = 0;

	for (int i = 0; i < 100000; i++)
		vec_push(arena, &v, i);
	*vec_add(arena, &v) = 5;
	vec_remove(&v, 0);
	cr_assert(v.len == 100000 && v.at[0] == 1 && v.at[99999] == 5);
	VEC_FOREACH (i, &v)
		sum += *i;
	cr_assert(sum == 4999950005L);
	arena_free(arena);
}

Test(ip, text_both_ways)
{
	char buf[IP_TEXT_SIZE];
	uint32_t addr;

	cr_assert(ip_parse("10.0.0.255", 10, &addr) && addr == 0x0A0000FF);
	cr_assert(ip_parse("10.0.0.255/8", 10, &addr));
	for (const char *const *bad =
		     (const char *const[]){"", "1", "1.2.3", "1.2.3.4.", "1..2.3", "256.1.1.1",
					   "1.2.3.0004", "a.b.c.d", "-1.2.3.4", NULL};
	     *bad; bad++)
		cr_assert(!ip_parse(*bad, strlen(*bad), &addr), "%s", *bad);
	eq_str(ip_text(buf, 0xFFFFFFFF), "255.255.255.255");
	eq_str(ip_prefix_text(buf, 0xC0A80000, 16), "192.168.0.0/16");
}

Test(ip, masks)
{
	for (unsigned len = 0; len <= 32; len++)
		cr_assert(ip_mask_len(ip_len_mask(len)) == (int)len);
	cr_assert(ip_mask_len(0xFF00FF00) == -1);
	cr_assert(ip_mask_len(1) == -1);
	cr_assert(ip_in_prefix(0x0A000001, 0x0A000000, 24) && !ip_in_prefix(1, 2, 32));
	cr_assert(ip_is_private(0xAC1F0001) && !ip_is_private(0xAC200001));
	cr_assert(ip_is_private(0x64400001) && !ip_is_private(0x08080808));
}

static const char *ip6_round(const char *text)
{
	static char buf[IP6_TEXT_SIZE];
	struct ip6 addr;

	cr_assert_null(ip6_parse(text, strlen(text), &addr), "%s", text);
	return ip6_text(buf, addr);
}

Test(ip6, text_both_ways)
{
	static const char *const rows[][2] = {
		{"::", "::"},
		{"::1", "::1"},
		{"1::", "1::"},
		{"2001:DB8::1", "2001:db8::1"},
		{"2001:0db8:0000:0000:0001:0000:0000:0001", "2001:db8::1:0:0:1"},
		{"2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1"},
		{"2001:0:0:1:0:0:0:1", "2001:0:0:1::1"},
		{"1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:0"},
		{"::2:3:4:5:6:7:8", "0:2:3:4:5:6:7:8"},
		{"0:0:3::", "0:0:3::"},
		{"fe80::1", "fe80::1"},
		{"::ffff:192.0.2.1", "::ffff:192.0.2.1"},
		{"64:ff9b::192.0.2.33", "64:ff9b::c000:221"},
		{"1:2:3:4:5:6:7.8.9.10", "1:2:3:4:5:6:708:90a"},
		{"ffff:ffff:ffff:ffff:ffff:ffff:255.255.255.255",
		 "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"},
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		eq_str(ip6_round(rows[i][0]), rows[i][1]);
}

Test(ip6, what_is_none)
{
	static const char *const bad[] = {
		"",
		":",
		":::",
		"1",
		"1:2:3:4:5:6:7",
		"1:::2",
		":1::",
		"1::2::3",
		"1:2:3:4:5:6:7:8:9",
		"1:2:3:4:5:6:7:8::",
		"12345::",
		"g::",
		"::1.2.3",
		"::1.2.3.4:5",
		"1.2.3.4",
		"::1:",
		"::256.1.1.1",
		"1:2:3:4:5:6:7:1.2.3.4",
		"::.1.2.3",
		"1::2:3:4:5:6:7:8",
	};
	struct ip6 addr;

	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		cr_assert_not_null(ip6_parse(bad[i], strlen(bad[i]), &addr), "%s", bad[i]);
}

Test(ip6, prefixes_and_kinds)
{
	struct ip6 addr = {0x20010db800010002, 0x8000000000000001};
	struct ip6_pool pool = {0};
	struct arena *arena = arena_new();
	char buf[IP6_TEXT_SIZE];
	uint8_t bytes[16];

	for (unsigned len = 0; len <= IP6_BITS; len++)
		cr_assert(ip6_mask_len(ip6_len_mask(len)) == (int)len);
	cr_assert(ip6_mask_len((struct ip6){1, 0}) == -1);
	eq_str(ip6_prefix_text(buf, ip6_subnet(addr, 64), 64), "2001:db8:1:2::/64");
	eq_str(ip6_prefix_text(buf, ip6_subnet(addr, 65), 65), "2001:db8:1:2:8000::/65");
	cr_assert(ip6_in_prefix(addr, (struct ip6){0x20010db800000000, 0}, 32));
	cr_assert(!ip6_in_prefix(addr, (struct ip6){0x20010db800000000, 0}, 48));
	ip6_bytes(addr, bytes);
	cr_assert(bytes[0] == 0x20 && bytes[15] == 1 && ip6_equal(ip6_from_bytes(bytes), addr));
	cr_assert(ip6_is_link_local((struct ip6){0xfebf000000000000, 1}));
	cr_assert(!ip6_is_link_local((struct ip6){0xfec0000000000000, 1}));
	cr_assert(ip6_is_private((struct ip6){0xfd00000000000000, 1}) && !ip6_is_private(addr));
	for (uint64_t i = 0; i < 1000; i++)
		cr_assert(ip6_intern(arena, &pool, (struct ip6){i, ~i}) == i);
	cr_assert(ip6_intern(arena, &pool, (struct ip6){7, ~UINT64_C(7)}) == 7 && pool.len == 1000);
	arena_free(arena);
}

Test(names, interned_once)
{
	struct arena *arena = arena_new();
	struct names *names = names_new(arena);
	const char *a = name_intern(names, "alpha beta", 5);
	char buf[16];

	eq_str(a, "alpha");
	for (int i = 0; i < 10000; i++) {
		int len = snprintf(buf, sizeof buf, "n%d", i);
		eq_str(name_intern(names, buf, (size_t)len), buf);
	}
	cr_assert(name_intern(names, "alpha", 5) == a);
	cr_assert(name_intern(names, "Alpha", 5) != a);
	cr_assert(name_intern(names, "n77", 3) == name_intern(names, "n777", 3));
	names_free(names);
	arena_free(arena);
}

Test(names, nearest)
{
	const char *const list[] = {"Primary", "Secondary", "access-group", "access-list"};

	eq_str(name_nearest("Primry", list, 4), "Primary");
	eq_str(name_nearest("acess-group", list, 4), "access-group");
	eq_str(name_nearest("access-lits", list, 4), "access-list");
	cr_assert(!name_nearest("x", list, 4));
	cr_assert(!name_nearest("overload", list, 4));
	cr_assert(!name_nearest("", list, 4));
}

static struct diags *fresh(struct arena *arena)
{
	struct diags *diags = arena_new_object(arena, struct diags);

	diags_init(diags, arena);
	return diags;
}

Test(source, lines_and_places)
{
	struct arena *arena = arena_new();
	struct source source;
	struct place place;
	const char *text = "\xEF\xBB\xBF"
			   "one\r\n\ttwo\n\nlast";

	cr_assert(source_from_text(&source, "x", text, strlen(text), fresh(arena)));
	eq_str(source.text, "one\r\n\ttwo\n\nlast");
	place = source_place(&source, 6);
	cr_assert(place.line == 2 && place.column == 2 && place.len == 4);
	place = source_place(&source, 0);
	cr_assert(place.line == 1 && place.column == 1 && place.len == 3);
	place = source_place(&source, (uint32_t)source.len + 5);
	cr_assert(place.line == 4 && place.column == 5 && place.len == 4);
	source_close(&source);
	arena_free(arena);
}

/* A text of its own is cut into strings, and lines stand where they stood; a borrowed one is not.
 */
Test(source, lines_become_strings)
{
	static char borrowed[] = "one\ntwo\n";
	int fd = memfd_create("source", 0);
	struct arena *arena = arena_new();
	struct diags *diags = fresh(arena);
	struct source source;
	struct place place;
	char name[64];

	cr_assert(write(fd, "one\r\n\ttwo\n\nlast", 15) == 15);
	snprintf(name, sizeof name, "/proc/self/fd/%d", fd);
	cr_assert(source_open(&source, name, diags));
	source_cut(&source);
	eq_str(source.text + 5, "\ttwo");
	eq_str(source.text + 11, "last");
	place = source_place(&source, 6);
	cr_assert(place.line == 2 && place.column == 2 && place.len == 4);
	place = source_place(&source, 15);
	cr_assert(place.line == 4 && place.column == 5 && place.len == 4);
	source_close(&source);
	cr_assert(source_from_text(&source, "x", borrowed, strlen(borrowed), diags));
	source_cut(&source);
	eq_str(source.text, "one\ntwo\n");
	place = source_place(&source, 4);
	cr_assert(place.line == 2 && place.column == 1 && place.len == 3);
	source_close(&source);
	close(fd);
	arena_free(arena);
}

Test(source, what_is_no_text_is_refused)
{
	struct arena *arena = arena_new();
	struct diags *diags = fresh(arena);
	struct source source;

	cr_assert(!source_open(&source, "/", diags));
	cr_assert(!source_open(&source, "/nonexistent", diags));
	cr_assert(!source_from_text(&source, "x", "a\0b", 3, diags));
	cr_assert(source_open(&source, "/dev/null", diags) && source.len == 0);
	source_close(&source);
	cr_assert(diags->errors == 3);
	eq_str(diags->list.at[0]->message, "cannot read '/': it is a directory");
	arena_free(arena);
}

static char *printed(struct diags *diags, struct source *source, bool divergences)
{
	char *text = NULL;
	size_t len;
	FILE *to = open_memstream(&text, &len);

	diags_print(diags, source, to, divergences, false);
	fclose(to);
	return text;
}

Test(diag, printed_as_gcc_does)
{
	static const char text[] = "ip host a 192.168.1.2\nhostname\tgw\33[2J\n";
	struct arena *arena = arena_new();
	struct diags *diags = fresh(arena);
	struct source source;
	struct diag *diag;
	char *out;

	cr_assert(source_from_text(&source, "gw.cfg", text, strlen(text), diags));
	diag_global(diags, DIAG_NONE, "nothing at all");
	diag = diag_at(diags, DIAG_UNKNOWN, (struct span){31, 2}, "what is '%s'", "\33x");
	diag = diag_at(diags, DIAG_VIEW_ANSWER, (struct span){10, 11}, "no such address");
	diag_fixit(diags, diag, "192.168.2.1");
	diag_note(diags, diag, (struct span){0, 2}, "for this");
	diag_at(diags, DIAG_REFUSED, (struct span){0, 1}, "otherwise");
	out = printed(diags, &source, false);
	eq_str(out, "gw.cfg:1:11: warning: no such address [-Wview-answer]\n"
		    "    1 | ip host a 192.168.1.2\n"
		    "      |           ^~~~~~~~~~~\n"
		    "      |           192.168.2.1\n"
		    "gw.cfg:1:1: note: for this\n"
		    "    1 | ip host a 192.168.1.2\n"
		    "      | ^~\n"
		    "gw.cfg:2:10: warning: what is '?x' [-Wunknown-command]\n"
		    "    2 | hostname gw?[2J\n"
		    "      |          ^~\n"
		    "causeway: error: nothing at all\n");
	free(out);
	out = printed(diags, &source, true);
	cr_assert(strstr(out, "gw.cfg:1:1: divergence: otherwise [-Wdns-refused]\n") == out);
	free(out);
	cr_assert(diags->errors == 1 && diags->warnings == 2);
	source_close(&source);
	arena_free(arena);
}

Test(diag, switches)
{
	struct arena *arena = arena_new();
	struct diags *diags = fresh(arena);

	cr_assert(diags_switch(diags, "unknown-command", false));
	cr_assert(!diags_switch(diags, "no-such-name", false) && !diags_switch(diags, "", false));
	cr_assert(!diag_global(diags, DIAG_UNKNOWN, "x"));
	diag_fixit(diags, NULL, "x");
	diag_note(diags, NULL, (struct span){0, 0}, "x");
	cr_assert(diag_error(diags, DIAG_UNKNOWN, (struct span){0, 0}, "x"));
	cr_assert(diags_switch(diags, "unknown-command", true));
	cr_assert(diag_global(diags, DIAG_UNKNOWN, "x"));
	cr_assert(diags->warnings == 1 && diags->errors == 1);
	arena_free(arena);
}

Test(diag, a_long_line_is_cut)
{
	struct arena *arena = arena_new();
	struct diags *diags = fresh(arena);
	struct source source;
	char *text = malloc(1000001), *out;

	memset(text, 'x', 1000000);
	text[1000000] = 0;
	cr_assert(source_from_text(&source, "x", text, 1000000, diags));
	diag_at(diags, DIAG_NONE, (struct span){500000, 500000}, "long");
	out = printed(diags, &source, false);
	cr_assert(strlen(out) < 500);
	free(out);
	free(text);
	source_close(&source);
	arena_free(arena);
}
