/* Long strings of JSON, beside what jansson makes of the same text. */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "runtime/json_long.h"

/* {"config":LITERAL,"n":1}, of which LITERAL begins with so many ordinary bytes that it is a long
 * one. */
static char *request(const char *literal)
{
	char *text = NULL;
	size_t len;
	FILE *stream = open_memstream(&text, &len);

	fputs("{\"config\":\"", stream);
	for (int i = 0; i < JSON_LONG; i++)
		fputc('x', stream);
	fprintf(stream, "%s\",\"n\":1}", literal);
	fclose(stream);
	return text;
}

static void is_as_jansson_says(const char *literal)
{
	char *text = request(literal), *taken;
	struct json_longs longs = {0};
	json_t *ours = json_long_read(text, strlen(text), &longs);
	json_t *whole = json_loads(text, JSON_REJECT_DUPLICATES, NULL);
	const json_t *wanted = json_object_get(whole, "config");
	size_t len;

	cr_assert_eq(!ours, !whole, "%s: %s", literal, ours ? "taken" : "refused");
	if (ours) {
		cr_expect(json_is_integer(json_object_get(ours, "config")), "%s", literal);
		taken = json_long_take(&longs, json_object_get(ours, "config"), &len);
		cr_assert(taken);
		cr_expect_eq(len, json_string_length(wanted), "%s", literal);
		cr_expect_str_eq(taken, json_string_value(wanted));
		cr_expect_eq(json_integer_value(json_object_get(ours, "n")), 1);
		free(taken);
	}
	json_longs_free(&longs);
	json_decref(ours);
	json_decref(whole);
	free(text);
}

Test(json_long, reads_what_jansson_reads)
{
	static const char *const literals[] = {
		"",
		"\\n",
		"\\\\",
		"\\\"",
		"\\\\\\\"",
		"a\\tb\\/c\\b\\f\\r",
		"\\u00e9\\u20ac",
		"\\uD83D\\ude00",
		"\xc3\xa9 \xe2\x82\xac \xf0\x9f\x98\x80 and more behind it",
	};

	for (size_t i = 0; i < sizeof literals / sizeof *literals; i++)
		is_as_jansson_says(literals[i]);
}

Test(json_long, refuses_what_jansson_refuses)
{
	static const char *const literals[] = {
		"\\",		"\\x",
		"\\u12",	"\\u12g4",
		"\\u0000",	"\\ud83d",
		"\\ud83dx",	"\\ud83d\\u0041",
		"\\udc00",	"\n",
		"\t",		"\xff",
		"\xc3",		"\xc0\xaf",
		"\xed\xa0\x80", "\xf4\x90\x80\x80",
		"\" ",		"\",\"config\":\"2",
	};

	for (size_t i = 0; i < sizeof literals / sizeof *literals; i++)
		is_as_jansson_says(literals[i]);
}

Test(json_long, writes_what_jansson_reads)
{
	char text[] = "\x01\x1f \"quoted\" back\\slash\n\ttab\x7f \xc3\xa9 \xff\xc3";
	struct buffer out = {0};
	json_t *read;

	utf8_make(text, strlen(text), false);
	json_long_put(&out, text, strlen(text));
	read = json_loadb(out.at, out.len, JSON_DECODE_ANY, NULL);
	cr_assert(read);
	cr_expect_str_eq(json_string_value(read), text);
	cr_expect_str_eq(strrchr(text, ' '), " ??");
	json_decref(read);
	buffer_free(&out);
}

Test(json_long, text_is_made_utf8_in_parts_as_in_one)
{
	static const char given[] = "a\xc3\xa9\xff\xf0\x9f\x98\x80\xe2\x82 \xe2\x82\xac\xc3";

	for (size_t cut = 0; cut < sizeof given; cut++) {
		char whole[sizeof given], parts[sizeof given];
		size_t done;

		memcpy(whole, given, sizeof given);
		memcpy(parts, given, sizeof given);
		cr_expect_eq(utf8_make(whole, sizeof given - 1, false), sizeof given - 1);
		done = utf8_make(parts, cut, true);
		cr_expect(done <= cut && cut - done < 4);
		utf8_make(parts + done, sizeof given - 1 - done, false);
		cr_expect_str_eq(parts, whole, "cut behind %zu bytes", cut);
	}
}

Test(json_long, what_is_text)
{
	char text[100];

	for (size_t len = 0; len < sizeof text; len++)
		for (size_t at = 0; at < len; at++) {
			memset(text, 'x', sizeof text);
			text[at] = '\x01';
			cr_expect(is_text(text, len));
			text[at] = '\0';
			cr_expect(!is_text(text, len), "a NUL at %zu of %zu", at, len);
			text[at] = '\xff';
			cr_expect(!is_text(text, len), "no UTF-8 at %zu of %zu", at, len);
			memcpy(text + at, "\xc3\xa9", 2);
			cr_expect_eq(is_text(text, len), at + 2 <= len, "é at %zu of %zu", at, len);
		}
}

Test(json_long, a_number_of_a_long_string_is_only_good_once)
{
	struct json_longs longs = {0};
	char *text = request(""), *first;
	json_t *json = json_long_read(text, strlen(text), &longs);
	size_t len;

	first = json_long_take(&longs, json_object_get(json, "config"), &len);
	cr_expect(first);
	cr_expect_null(json_long_take(&longs, json_object_get(json, "config"), &len));
	cr_expect_null(json_long_take(&longs, json_object_get(json, "n"), &len));
	cr_expect_eq(len, 0);
	free(first);
	json_longs_free(&longs);
	json_decref(json);
	free(text);
}
