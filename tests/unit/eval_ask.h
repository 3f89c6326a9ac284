/*
 * Questions to the reference evaluator. Each test says a configuration, packets as question_read()
 * takes them, and what becomes of each: "EXIT: PACKET", "received: PACKET", or the verdict.
 */
#ifndef TESTS_EVAL_ASK_H
#define TESTS_EVAL_ASK_H

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "compiler/compiler.h"
#include "compiler/eval.h"
#include "compiler/eval_read.h"

static struct compilation c;
static struct world *world;
static struct flows *flows;
static struct fate fate;

static inline void load_as(const char *text, bool exact)
{
	struct compile_options options = {
		.config = "test.cfg",
		.text = text,
		.len = strlen(text),
		.site_text = "{}",
		.site_len = 2,
	};

	if (c.arena)
		compilation_free(&c);
	cr_assert(compile(&c, &options, STAGE_CHECK));
	world = world_new(c.arena, eval_new(c.arena, c.router, exact));
	flows = flows_new(c.arena);
}

static inline void load(const char *text)
{
	load_as(text, false);
}

static inline void done(void)
{
	compilation_free(&c);
}

static inline const char *fate_text(void)
{
	const char *packet = packet_text(c.arena, &fate.packet);

	if (fate.verdict == VERDICT_FORWARDED)
		return arena_printf(c.arena, "%s: %s", fate.exit->name, packet);
	if (fate.verdict == VERDICT_RECEIVED)
		return arena_printf(c.arena, "received: %s", packet);
	return verdict_name(fate.verdict);
}

static inline const char *ask(const char *text)
{
	struct question question;
	const char *why;

	cr_assert(question_read(c.arena, c.router, text, &question, &why), "%s: %s", text, why);
	fate = packet_fate(c.arena, world, flows, question.in, &question.packet, true);
	return fate_text();
}

#define becomes(question, expected) \
	cr_expect_str_eq(ask(question), expected, "%s: %s", question, fate_text())

/* What answers the packet of the last fate, as it comes in by where that left. */
static inline const char *ask_back(void)
{
	const struct packet reply = packet_reply(&fate.packet);

	fate = packet_fate(c.arena, world, flows, fate.exit, &reply, true);
	return fate_text();
}

#define answered(expected)                                              \
	do {                                                            \
		const char *text_ = ask_back();                         \
                                                                        \
		cr_expect_str_eq(text_, expected, "answer: %s", text_); \
	} while (0)

static inline uint32_t address(const char *text)
{
	uint32_t addr;

	cr_assert(ip_parse(text, strlen(text), &addr), "%s", text);
	return addr;
}

static inline struct world_link *link_of(const char *name)
{
	return &world->links[interface_find(c.router, name)->index];
}

/* The line of the statement that the last packet was translated by, before or behind routing. */
static inline const char *translated_by(enum step_kind kind)
{
	VEC_FOREACH (step, &fate.steps)
		if (step->kind == kind)
			return step->at.len ? router_words(c.router, step->at) : "";
	return NULL;
}

static inline const char *said(enum step_kind kind)
{
	VEC_FOREACH (step, &fate.steps)
		if (step->kind == kind)
			return step->text;
	return NULL;
}

#define TWO_ISPS                                  \
	"interface FastEthernet0/0\n"             \
	" ip address 10.0.0.254 255.255.255.0\n"  \
	" ip nat inside\n"                        \
	"interface FastEthernet0/1\n"             \
	" ip address 10.1.0.254 255.255.255.0\n"  \
	" ip nat inside\n"                        \
	"interface FastEthernet1/0\n"             \
	" ip address 10.2.0.254 255.255.255.0\n"  \
	"interface Serial0/1/0\n"                 \
	" ip address 192.168.2.1 255.255.255.0\n" \
	" ip nat outside\n"                       \
	"interface Serial0/2/0\n"                 \
	" ip address 172.16.1.1 255.255.255.0\n"  \
	" ip nat outside\n"                       \
	"ip route 0.0.0.0 0.0.0.0 192.168.2.2\n"  \
	"ip route 8.0.0.0 255.0.0.0 172.16.1.2\n"

#endif
