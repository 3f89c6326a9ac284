/* Quoting: hostile names, each against the tool that reads it. */
#include "sample.h"

static const char *const hostile[] = {
	"",
	"plain",
	"double\"quote",
	"a \"quote\" in what is longer than sixteen bytes",
	"what is longer than sixteen bytes, and a backslash\\",
	"single'quote",
	"back\\slash\\",
	"$(touch ran)",
	"`touch ran`",
	"a;b|c&d>e<f",
	"$var ${var} %n %s",
	"}; options { recursion yes; };",
	"new\nline\rreturn\ttab",
	"\x1b[31mred\x7f",
	"\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80",
	"\xff\xfe\xc0\xaf\xed\xa0\x80",
	"\xe2\x80\xa8line\xe2\x80\xae"
	"direction",
	"\xe2\x80\x99; Remove-Item x; \xe2\x80\x98",
	"../../etc/passwd",
	"-rf",
	"# comment",
	"// comment",
	"@",
	"*",
};
enum { HOSTILE = sizeof hostile / sizeof *hostile };

static const char *quoted(void (*quote)(struct out *, const char *), const char *s)
{
	static struct out out;

	out.len = 0;
	out_text(&out, "");
	quote(&out, s);
	return out.text;
}

Test(quote, never_a_control_character_and_always_utf8)
{
	void (*const all[])(struct out *, const char *) = {
		quote_nft,  quote_bind,	      quote_zone_name, quote_comment, quote_text,
		quote_path, quote_powershell, quote_shell,     quote_yaml};

	work_apart();
	FILE *file = fopen("all", "w");

	for (size_t q = 0; q < sizeof all / sizeof *all; q++)
		for (size_t i = 0; i < HOSTILE; i++) {
			const char *s = quoted(all[q], hostile[i]);

			for (const char *p = s; *p; p++)
				cr_assert((unsigned char)*p >= 0x20 && *p != 0x7f, "%s", s);
			fprintf(file, "%s\n", s);
		}
	fclose(file);
	cr_assert(sh("iconv -f utf-8 -t utf-16 all >/dev/null") == 0);
	work_done();
}

Test(quote, nft_is_short_and_has_no_quote)
{
	char *longest = malloc(5000);

	memset(longest, 'x', 4999);
	longest[4999] = '\0';
	memcpy(longest + 119, "\xc3\xa9", 2);
	cr_assert(strlen(quoted(quote_nft, longest)) == 119, "no half of a character");
	for (size_t i = 0; i < HOSTILE; i++)
		cr_assert(!strpbrk(quoted(quote_nft, hostile[i]), "\"\\"));
	free(longest);
}

Test(quote, paths_stay_apart)
{
	const char *more[] = {"a/", "a_x2f", "a_", "A/"};
	char *made[HOSTILE + 4], longest[600];

	for (size_t i = 0; i < HOSTILE + 4; i++) {
		made[i] = strdup(quoted(quote_path, i < HOSTILE ? hostile[i] : more[i - HOSTILE]));
		for (size_t j = 0; j < i; j++)
			cr_assert_str_neq(made[i], made[j]);
	}
	memset(longest, 'n', sizeof longest - 1);
	longest[sizeof longest - 1] = '\0';
	made[0] = strdup(quoted(quote_path, longest));
	longest[300] = 'm';
	cr_assert_str_neq(made[0], quoted(quote_path, longest));
	cr_assert(strlen(made[0]) <= 120);
}

Test(quote, path_is_one_component)
{
	for (size_t i = 0; i < HOSTILE; i++) {
		const char *s = quoted(quote_path, hostile[i]);

		cr_assert(*s && !strchr(s, '/') && !strchr(".-", *s), "%s", s);
	}
	cr_assert_str_neq(quoted(quote_path, "_default"), "_default");
	cr_assert_str_neq(quoted(quote_path, "_bind"), "_bind");
	cr_assert_str_eq(quoted(quote_path, "www.example.com"), "www.example.com");
}

Test(quote, shell_gives_back_the_text)
{
	work_apart();
	for (size_t i = 0; i < HOSTILE; i++) {
		char script[400];

		snprintf(script, sizeof script, "printf %%s %s > got\n",
			 quoted(quote_shell, hostile[i]));
		write_file("script", script);
		write_file("want", quoted(quote_text, hostile[i]));
		cr_assert(sh("sh -n script && sh script && cmp got want && ! test -e ran") == 0,
			  "%s", script);
	}
	work_done();
}

Test(quote, yaml_gives_back_the_text)
{
	work_apart();
	FILE *yaml = fopen("yaml", "w"), *want = fopen("want", "w");

	for (size_t i = 0; i < HOSTILE; i++) {
		fprintf(yaml, "- %s\n", quoted(quote_yaml, hostile[i]));
		fprintf(want, "%s\n", quoted(quote_text, hostile[i]));
	}
	fclose(yaml);
	fclose(want);
	if (sh("python3 -c 'import yaml' 2>/dev/null") != 0)
		cr_skip("needs python3-yaml");
	cr_assert(sh("python3 -c 'import yaml,sys\n"
		     "for x in yaml.safe_load(open(\"yaml\",encoding=\"utf-8\")): "
		     "sys.stdout.buffer.write((x+\"\\n\").encode())' | cmp - want") == 0);
	work_done();
}

Test(quote, powershell_has_no_quote_inside)
{
	cr_assert_str_eq(quoted(quote_powershell, "it's"), "'it''s'");
	cr_assert_str_eq(quoted(quote_powershell, "\xe2\x80\x99"), "'\xe2\x80\x99\xe2\x80\x99'");
	cr_assert_str_eq(quoted(quote_powershell, "$(x)"), "'$(x)'");
}

Test(quote, bind_takes_hostile_names)
{
	work_apart();
	for (size_t i = 0; i < HOSTILE; i++) {
		struct sample *s = sample_new();
		struct object *object = add(s, OBJECT_DNS_SERVER, NULL);
		char zone[200];

		/* neither an empty label nor a wildcard is a zone: they do not get as far as this
		 */
		if (strstr(hostile[i], "..") || *hostile[i] == '*')
			continue;
		snprintf(zone, sizeof zone, "%s.example.com.", hostile[i]);
		if (!*hostile[i])
			strcpy(zone, "example.com.");
		s->plan.hostname = hostile[i];
		object = add(s, OBJECT_DNS_VIEW, NULL);
		object->dns_view.name = *hostile[i] ? hostile[i] : "_default";
		object->dns_view.label = hostile[i];
		const char *view = object->dns_view.name;

		object = add(s, OBJECT_DNS_ZONE, NULL);
		object->dns_zone = (struct dns_zone_object){.view = view,
							    .zone = zone,
							    .mname = "ns.example.net.",
							    .rname = "hostmaster.example.com.",
							    .serial = 1,
							    .ttl = 10};
		vec_push(s->arena, &object->dns_zone.records,
			 ((struct dns_record_row){.owner = zone,
						  .ttl = 86400,
						  .type = 1,
						  .target = "ns.example.net.",
						  .origin = hostile[i]}));
		vec_push(s->arena, &object->dns_zone.records,
			 ((struct dns_record_row){.owner = zone,
						  .ttl = 10,
						  .addr = {.kind = VALUE_CONST, .addr = 0x0a000001},
						  .origin = hostile[i]}));
		struct out_files files = {0};

		emit_all(whole(s), &(struct emit_options){0}, &files);
		cr_assert(folder_write("out", &files));
		cr_assert(sh("cd out && named-checkconf -z named.conf > ../log 2>&1 || "
			     "{ cat ../log views.conf zones/*/*; false; }") == 0,
			  "%s", zone);
		cr_assert(sh("rm -r out") == 0);
		out_files_free(&files);
	}
	work_done();
}
