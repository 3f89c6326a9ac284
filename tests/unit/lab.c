/* The lab: what ping and dig print taken apart, and lab files read strictly. */
#include <criterion/criterion.h>
#include <criterion/redirect.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "runtime/lab.h"

/* ---- ping ---- */

static const char quiet[] =
	"PING 203.0.113.10 (203.0.113.10) 56(84) bytes of data.\n"
	"[100.000000] 64 bytes from 203.0.113.10: icmp_seq=1 ttl=61 time=0.1 ms\n"
	"[100.050000] 64 bytes from 203.0.113.10: icmp_seq=2 ttl=61 time=0.1 ms\n"
	"[100.100000] 64 bytes from 203.0.113.10: icmp_seq=3 ttl=61 time=0.1 ms\n"
	"[103.100000] 64 bytes from 203.0.113.10: icmp_seq=63 ttl=61 time=0.1 ms\n"
	"[103.150000] 64 bytes from 203.0.113.10: icmp_seq=64 ttl=61 time=0.1 ms\n"
	"[103.2000";

Test(lab, silence_is_between_two_answers)
{
	struct lab_silence silence = lab_ping_silence(quiet, 100200);

	cr_assert_float_eq(silence.longest, 3000, 0.01);
	cr_assert_eq(silence.sent, 61);
	cr_assert_eq(silence.lost, 59);
	cr_assert_eq(silence.answers, 2);
	cr_assert_float_eq(silence.last, 103150, 0.01);
}

Test(lab, silence_before_is_not_counted)
{
	struct lab_silence silence = lab_ping_silence(quiet, 103120);

	cr_assert_float_eq(silence.longest, 50, 0.01);
	cr_assert_eq(silence.lost, 0);
}

Test(lab, no_answer_since)
{
	struct lab_silence silence = lab_ping_silence(quiet, 104000);

	cr_assert_eq(silence.answers, 0);
	cr_assert_eq(silence.longest, 0);
	cr_assert_eq(lab_ping_silence("", 0).last, 0);
}

Test(lab, sequence_numbers_wrap)
{
	struct lab_silence silence = lab_ping_silence(
		"[1.0] 64 bytes from 192.0.2.1: icmp_seq=65535 ttl=61 time=0.1 ms\n"
		"[1.1] 64 bytes from 192.0.2.1: icmp_seq=1 ttl=61 time=0.1 ms\n",
		0);

	cr_assert_eq(silence.sent, 2);
	cr_assert_eq(silence.lost, 1);
}

/* ---- dig ---- */

static const char dug[] = "\n; <<>> DiG 9.18 <<>> www.example.com.\n"
			  ";; ->>HEADER<<- opcode: QUERY, status: NOERROR, id: 1837\n"
			  ";; flags: qr rd ra; QUERY: 1, ANSWER: 2, AUTHORITY: 2, ADDITIONAL: 2\n"
			  "\n"
			  ";; OPT PSEUDOSECTION:\n"
			  "; EDNS: version: 0, flags:; udp: 1232\n"
			  ";; QUESTION SECTION:\n"
			  ";www.example.com.\t\tIN\tA\n"
			  "\n"
			  ";; ANSWER SECTION:\n"
			  "www.example.com.\t5\tIN\tCNAME\tweb.example.com.\n"
			  "web.example.com.\t10\tIN\tA\t192.0.2.1\n"
			  "web.example.com.\t10\tIN\tA\t192.0.2.2\n"
			  "\n"
			  ";; AUTHORITY SECTION:\n"
			  "example.com.\t86400\tIN\tNS\tns1.example.com.\n"
			  "\n"
			  ";; ADDITIONAL SECTION:\n"
			  "ns1.example.com.\t86400\tIN\tA\t192.0.2.53\n"
			  "\n"
			  ";; Query time: 60 msec\n";

Test(lab, dig_is_taken_apart)
{
	struct arena *arena = arena_new();
	struct lab_dig dig;

	lab_dig_parse(arena, dug, "A", &dig);
	cr_assert_str_eq(dig.status, "NOERROR");
	cr_assert_str_eq(dig.flags, " qr rd ra ");
	cr_assert_eq(dig.answer.len, 2);
	cr_assert_str_eq(dig.answer.at[1], "192.0.2.2");
	cr_assert_eq(dig.ttl, 10);
	cr_assert_eq(dig.authority, 1);
	cr_assert_eq(dig.additional, 1);
	arena_free(arena);
}

Test(lab, data_of_several_words)
{
	struct arena *arena = arena_new();
	struct lab_dig dig;

	lab_dig_parse(arena, ";; ANSWER SECTION:\nexample.com.\t60\tIN\tMX\t10 mail.example.com.\n",
		      "MX", &dig);
	cr_assert_eq(dig.answer.len, 1);
	cr_assert_str_eq(dig.answer.at[0], "10 mail.example.com.");
	arena_free(arena);
}

Test(lab, dig_without_an_answer)
{
	struct arena *arena = arena_new();
	struct lab_dig dig;

	lab_dig_parse(arena, ";; communications error to 192.0.2.1#53: timed out\n", "A", &dig);
	cr_assert_str_empty(dig.status);
	cr_assert_str_empty(dig.flags);
	cr_assert_eq(dig.answer.len, 0);
	arena_free(arena);
}

/* ---- times ---- */

Test(lab, times)
{
	struct lab_track tracks[] = {{.id = 100, .down = 4500, .up = 5500}};
	struct lab_run run = {.tracks = {.at = tracks, .len = 1}};
	double ms;

	cr_assert(lab_time(&run, "500 ms", &ms) && ms == 500);
	cr_assert(lab_time(&run, "1.5 s", &ms) && ms == 1500);
	cr_assert(lab_time(&run, "track 100 down", &ms) && ms == 4500);
	cr_assert(lab_time(&run, "track 100 up", &ms) && ms == 5500);
	cr_assert_not(lab_time(&run, "track 7 up", &ms));
	cr_assert_not(lab_time(&run, "track 100 sideways", &ms));
	cr_assert_not(lab_time(&run, "5 days", &ms));
	cr_assert_not(lab_time(&run, "soon", &ms));
	cr_assert_not(lab_time(&run, NULL, &ms));
}

/* ---- lab files ---- */

#define GOOD_HEAD                                 \
	"name: small\n"                           \
	"gateway: { node: gw, config: gw.cfg }\n" \
	"links:\n  - [gw.wan0, far.eth0]\n"       \
	"nodes:\n  gw: {}\n  far: { addresses: { eth0: 192.0.2.1/24 } }\n"

static struct lab *read_text(struct arena *arena, const char *text)
{
	char path[] = "/tmp/causeway-lab-test-XXXXXX";
	int fd = mkstemp(path);
	struct lab *lab;

	cr_assert_geq(fd, 0);
	cr_assert_eq(write(fd, text, strlen(text)), (ssize_t)strlen(text));
	close(fd);
	lab = lab_read(arena, path);
	unlink(path);
	return lab;
}

Test(lab, a_file_is_read)
{
	struct arena *arena = arena_new();
	const struct lab *lab = read_text(arena, GOOD_HEAD "steps:\n"
							   "  - heading: First\n"
							   "  - say: it answers\n"
							   "    ping: { from: gw, to: 192.0.2.1 }\n"
							   "    within: 2 s\n");

	cr_assert_not_null(lab);
	cr_assert_str_eq(lab->name, "small");
	cr_assert_eq(lab->gateway.mode, LAB_AGENT);
	cr_assert_eq(lab->nodes.len, 2);
	cr_assert_str_eq(lab->nodes.at[1].addresses.at[0].values.at[0], "192.0.2.1/24");
	cr_assert_str_eq(lab->links.at[0].device[1], "eth0");
	cr_assert_eq(lab->steps.len, 2);
	cr_assert_str_eq(lab->steps.at[0].text, "First");
	cr_assert_str_eq(lab_param(&lab->steps.at[1], "to"), "192.0.2.1");
	cr_assert_null(lab_param(&lab->steps.at[1], "source"));
	cr_assert_str_eq(lab->steps.at[1].within, "2 s");
	arena_free(arena);
}

/* A slip in a lab file must not make a step that checks nothing. */
static void refused(const char *text, const char *message)
{
	struct arena *arena = arena_new();
	char said[512] = "";
	FILE *err;

	cr_redirect_stderr();
	cr_assert_null(read_text(arena, text));
	fflush(stderr);
	err = cr_get_redirected_stderr();
	said[fread(said, 1, sizeof said - 1, err)] = '\0';
	cr_assert(strstr(said, message), "said: %s", said);
	arena_free(arena);
}

Test(lab, unknown_key_of_a_verb)
{
	refused(GOOD_HEAD "steps:\n  - { say: x, ping: { from: gw, too: 192.0.2.1 } }\n", "'too'");
}

Test(lab, missing_key_of_a_verb)
{
	refused(GOOD_HEAD "steps:\n  - { say: x, ping: { from: gw } }\n", "'to' is missing");
}

Test(lab, unknown_verb)
{
	refused(GOOD_HEAD "steps:\n  - { say: x, pong: { from: gw } }\n", "unknown verb 'pong'");
}

Test(lab, unknown_node)
{
	refused(GOOD_HEAD "steps:\n  - { say: x, ping: { from: nobody, to: 192.0.2.1 } }\n",
		"no node 'nobody'");
}

Test(lab, cable_to_nowhere)
{
	refused("name: a\ngateway: { node: gw, config: c }\nnodes: { gw: {} }\n"
		"links: [[gw.a, nobody.b]]\n",
		"'nobody'");
}

Test(lab, name_that_is_a_path)
{
	refused("name: ../a\ngateway: { node: gw, config: c }\nnodes: { gw: {} }\n", "name");
}

Test(lab, node_that_is_a_path)
{
	refused("name: a\ngateway: { node: '../gw', config: c }\nnodes: { '../gw': {} }\n",
		"lower-case letters");
}

Test(lab, no_steps_that_say_nothing)
{
	refused(GOOD_HEAD "steps:\n  - { ping: { from: gw, to: 192.0.2.1 } }\n", "needs 'say'");
}

/* ---- other programs ---- */

Test(lab, output_and_status)
{
	struct spawn spawn = {.argv = lab_argv("sh", "-c", "cat; echo two >&2; exit 3"),
			      .input = "one\n",
			      .timeout_ms = 10000};
	struct spawned result;

	cr_assert(spawn_run(&spawn, &result));
	cr_assert_eq(result.status, 3);
	cr_assert_str_eq(result.out, "one\ntwo\n");
	spawned_free(&result);
}

Test(lab, time_is_over)
{
	struct spawn spawn = {.argv = lab_argv("sleep", "20"), .timeout_ms = 50};
	struct spawned result;

	cr_assert_not(spawn_run(&spawn, &result));
	cr_assert_eq(result.status, -1);
	cr_assert_lt(result.ms, 10000);
	spawned_free(&result);
}

Test(lab, no_such_program)
{
	struct spawn spawn = {.argv = lab_argv("no-such-program-anywhere"), .timeout_ms = 50};
	struct spawned result;

	cr_assert_not(spawn_run(&spawn, &result));
	cr_assert(strstr(result.out, "no-such-program-anywhere"));
	spawned_free(&result);
}

Test(lab, words_are_not_evaluated)
{
	struct spawn spawn = {.argv = lab_argv("echo", "$(id); `id` 'x'"), .timeout_ms = 10000};
	struct spawned result;

	cr_assert(spawn_run(&spawn, &result));
	cr_assert_str_eq(result.out, "$(id); `id` 'x'\n");
	spawned_free(&result);
}
