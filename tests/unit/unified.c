/*
 * Unified differences against diff(1) and patch(1): the same text where there is one shortest
 * answer, and in any case one that patch turns into the new file and that is no longer than diff's.
 */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "runtime/unified.h"

static char dir[] = "/tmp/causeway-unit-XXXXXX";

static void work_apart(void)
{
	cr_assert(mkdtemp(dir) && chdir(dir) == 0);
}

static void work_done(void)
{
	char command[64];

	cr_assert(chdir("/") == 0);
	snprintf(command, sizeof command, "rm -rf %s", dir);
	cr_assert(system(command) == 0);
}

static void write_file(const char *path, const char *text, size_t len)
{
	FILE *file = fopen(path, "w");

	cr_assert(file && fwrite(text, 1, len, file) == len && fclose(file) == 0);
}

/* Write A to "a", B to "b" and our difference to "ours". */
static bool differ(const char *a, size_t a_len, const char *b, size_t b_len)
{
	FILE *file = fopen("ours", "w");

	write_file("a", a, a_len);
	write_file("b", b, b_len);
	bool result = unified_diff((struct text){"a", a, a_len}, (struct text){"b", b, b_len}, file,
				   false);
	fclose(file);
	return result;
}

static bool differ_text(const char *a, const char *b)
{
	return differ(a, strlen(a), b, strlen(b));
}

Test(unified, equal_texts_are_silent)
{
	work_apart();
	cr_assert(!differ_text("", "") && !differ_text("a\nb\n", "a\nb\n") &&
		  !differ_text("a", "a"));
	cr_assert(system("test ! -s ours") == 0);
	work_done();
}

Test(unified, as_diff_prints)
{
	static const char *const pairs[][2] = {
		{"", "a\n"},
		{"a\n", ""},
		{"", "a"},
		{"a\n", "a"},
		{"a", "b"},
		{"a\nb\nc\n", "a\nx\nc\n"},
		{"1\n2\n3\n4\n5\n6\n7\n8\n9\n", "0\n1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n"},
		{"1\n2\n3\n4\n5\n6\n7\n8\n9\n", "x\n2\n3\n4\n5\n6\n7\n8\ny\n"},
		{"1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n", "x\n2\n3\n4\n5\n6\n7\n8\n9\ny\n"},
		{"1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\n4\n6\n7\n8\n9\n"},
		{"\n\n\n", "\n\n"},
		{"a\nb\n", "c\nd\ne\n"},
	};

	work_apart();
	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
		cr_assert(differ_text(pairs[i][0], pairs[i][1]));
		cr_assert(system("diff -u --label a --label b a b | diff - ours") == 0, "pair %zu",
			  i);
	}
	work_done();
}

/* A text of N lines, some alike, with a few that differ from that of another SEED. */
static char *random_text(unsigned seed, int n, int kinds, size_t *len)
{
	char *text = malloc((size_t)n * 16 + 1), *to = text;

	for (int i = 0; i < n; i++) {
		int drop = (int)((unsigned)rand_r(&seed) % 20);
		/* the lines of all texts are the same but for their own changes */
		unsigned common = (unsigned)i * 2654435761u;

		if (drop == 0)
			continue;
		to += sprintf(to, "line %u\n",
			      drop == 1 ? (unsigned)rand_r(&seed) % 100
					: (common >> 8) % (unsigned)kinds);
	}
	if (seed % 3 == 0 && to > text)
		to--;
	*len = (size_t)(to - text);
	return text;
}

Test(unified, patches_and_is_short)
{
	work_apart();
	for (unsigned seed = 1; seed < 60; seed++) {
		size_t a_len, b_len;
		int n = (int)(seed * 7 % 300), kinds = seed % 2 ? 5 : 100;
		char *a = random_text(seed, n, kinds, &a_len);
		char *b = random_text(seed + 1000, n, kinds, &b_len);

		if (differ(a, a_len, b, b_len)) {
			cr_assert(system("patch -s -o got a ours && cmp got b") == 0, "seed %u",
				  seed);
			cr_assert(system("test $(grep -c '^[-+]' ours) -le "
					 "$(diff -d -u a b | grep -c '^[-+]')") == 0,
				  "seed %u", seed);
		}
		free(a);
		free(b);
	}
	work_done();
}

/* Two large texts with nothing in common, or everything moved, are compared in reasonable time. */
Test(unified, large_texts, .timeout = 60)
{
	size_t size = 4000000;
	char *a = malloc(size), *b = malloc(size), *p = a, *q = b;

	work_apart();
	for (unsigned i = 0; i < 150000; i++) {
		p += sprintf(p, "permit ip host 10.%u\n", i);
		q += sprintf(q, "permit ip host 10.%u\n",
			     (i * 7919u) % 150000u + (i % 3) * 500000u);
	}
	cr_assert(differ(a, (size_t)(p - a), b, (size_t)(q - b)));
	cr_assert(system("patch -s -o got a ours && cmp got b") == 0);
	free(a);
	free(b);
	work_done();
}
