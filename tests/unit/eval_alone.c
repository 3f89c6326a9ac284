/*
 * The reference evaluator stands on grammar/ alone, so that it checks the lowering and is not
 * checked by it: this program is linked with no other object (EVALUATOR in the Makefile). Names are
 * not resolved here, as that is the compiler's.
 */
#include <criterion/criterion.h>
#include <string.h>

#include "compiler/eval.h"
#include "compiler/eval_read.h"
#include "grammar/reader.h"

static const char text[] = "interface GigabitEthernet0/0\n"
			   " ip address 10.0.0.254 255.255.255.0\n"
			   " ip nat inside\n"
			   "interface GigabitEthernet0/1\n"
			   " ip address 192.0.2.1 255.255.255.0\n"
			   " ip nat outside\n"
			   "ip route 0.0.0.0 0.0.0.0 192.0.2.2\n"
			   "ip nat inside source static 10.0.0.1 192.0.2.7\n";

Test(eval_alone, a_packet_passes)
{
	struct arena *arena = arena_new();
	struct names *names = names_new(arena);
	struct diags diags;
	struct source source;
	struct router *router;
	struct question question;
	const struct world *world;
	struct fate fate;
	const char *why;

	diags_init(&diags, arena);
	cr_assert(source_from_text(&source, "test.cfg", text, strlen(text), &diags));
	router = router_new(arena, names, &source, &diags);
	ios_read(router);
	world = world_new(arena, eval_new(arena, router, false));
	cr_assert(question_read(arena, router, "in Gi0/0 tcp 10.0.0.1:5555 > 203.0.113.9:80",
				&question, &why));
	fate = packet_fate(arena, world, flows_new(arena), question.in, &question.packet, true);
	cr_expect_eq(fate.verdict, VERDICT_FORWARDED);
	cr_expect_str_eq(packet_text(arena, &fate.packet), "tcp 192.0.2.7:5555 > 203.0.113.9:80");
	source_close(&source);
	names_free(names);
	arena_free(arena);
}
