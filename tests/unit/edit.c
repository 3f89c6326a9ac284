/*
 * Edits of access lists without a compilation of all: for random lists and edits, the plan with the
 * edit in it says of each packet what the reference evaluator says of the new text. EDIT_SEED=N:
 * other lists.
 */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "compiler/compiler.h"
#include "compiler/edit.h"
#include "compiler/eval.h"
#include "compiler/plan_bind.h"
#include "compiler/plan_rows.h"
#include "compiler/plan_rules.h"
#include "tests/unit/chance.h"
#include "tests/unit/edit_text.h"

enum {
	LISTS = 300,
	EDITS = 6,
	PACKETS = 250,
	LINES_MAX = 90,
	LONG = 700,
	CHANGED_MAX = 3,
	LONG_LISTS = 30
};
enum { SYN = 2, ACK = 16 };

/* ---- texts ---- */

static void put_address(FILE *to, uint32_t kind)
{
	uint32_t len = kind == 0 ? 24 : kind == 1 ? 32 : some(4) ? 8 + 8 * some(3) : some(33);
	uint32_t wild = len ? (len == 32 ? 0 : UINT32_MAX >> len) : UINT32_MAX;
	uint32_t addr = (10u << 24 | some(3) << 16 | some(40) << 8 | some(4)) & ~wild;

	if (!wild)
		fprintf(to, " host %u.%u.%u.%u", addr >> 24, addr >> 16 & 255, addr >> 8 & 255,
			addr & 255);
	else if (!len)
		fprintf(to, " any");
	else
		fprintf(to, " %u.%u.%u.%u %u.%u.%u.%u", addr >> 24, addr >> 16 & 255,
			addr >> 8 & 255, addr & 255, wild >> 24, wild >> 16 & 255, wild >> 8 & 255,
			wild & 255);
}

/* One of few kinds, and now and then something else. */
static void put_entry(FILE *to, uint32_t kinds, uint32_t number, const char *action)
{
	bool flags = kinds > 3 && some(3) == 0;
	uint32_t kind = some(kinds);

	if (number)
		fprintf(to, " %u", number);
	if (some(25) == 0) {
		fprintf(to, " remark %u\n", some(1000));
		return;
	}
	if (some(20) == 0) {
		fprintf(to, " %s ip", action);
		put_address(to, 2);
		put_address(to, 2);
		fprintf(to, "%s\n", some(4) ? "" : " log");
		return;
	}
	fprintf(to, " %s %s", action, flags || some(4) ? "tcp" : "udp");
	put_address(to, kind & 1 ? 1 : kind == 4 ? 2 : 0);
	put_address(to, kind & 2 ? 0 : 1);
	if (flags && some(6) == 0)
		fprintf(to, " established");
	else if (kind != 5)
		fprintf(to, some(8) ? " eq %u" : some(2) ? " range %u 60" : " gt %u", some(20));
	fprintf(to, "\n");
}

/* Now and then what an earlier one says, of the same packets or otherwise. */
static void put_line(FILE *to, uint32_t kinds, uint32_t number)
{
	static uint64_t earlier;
	const char *action = some(3) ? "permit" : "deny";
	uint64_t begun = seed;

	if (some(10) == 0)
		seed = earlier;
	else if (some(4) == 0)
		earlier = seed;
	put_entry(to, kinds, number, action);
	seed ^= begun;
}

static struct text some_text(uint32_t lines, uint32_t kinds, bool numbered)
{
	struct text text;
	FILE *to = open_memstream(&text.at, &text.len);

	fprintf(to,
		"interface GigabitEthernet0/0\n ip address 10.0.0.1 255.255.255.0\n"
		" ip access-group L in\n%s!\nip access-list extended L\n",
		some(4) ? "" : " ip access-group L out\n");
	for (uint32_t i = 0; i < lines; i++)
		put_line(to, kinds, numbered ? 10 * i + 10 : 0);
	if (some(2) && !numbered)
		fprintf(to, " %s ip any any\n", some(2) ? "permit" : "deny");
	fprintf(to, "!\nip route 0.0.0.0 0.0.0.0 10.0.0.2\nend\n");
	fclose(to);
	return text;
}

/* TEXT with other lines in the place of some, or behind them. */
static struct text edited(const struct text *text, uint32_t lines, uint32_t kinds, bool numbered)
{
	uint32_t from = some(lines + 1), gone = some(CHANGED_MAX), new = some(CHANGED_MAX);
	const char *at = strstr(text->at, "extended L\n") + strlen("extended L\n"), *rest;
	uint32_t number = numbered; /* of the line before */
	struct text result;
	FILE *to = open_memstream(&result.at, &result.len);

	for (uint32_t i = 0; i < from; i++) {
		number = numbered ? (uint32_t)strtoul(at, NULL, 10) : 0;
		at = strchr(at, '\n') + 1;
	}
	rest = at;
	for (uint32_t i = 0; i < gone && *rest == ' '; i++)
		rest = strchr(rest, '\n') + 1;
	fwrite(text->at, 1, (size_t)(at - text->at), to);
	for (uint32_t i = 0; i < new; i++)
		put_line(to, kinds, number ? ++number : 0);
	fputs(rest, to);
	fclose(to);
	return result;
}

/* ---- what a plan says of a packet ---- */

static const struct chain_object *chain_named(const struct plan *plan, const char *name)
{
	VEC_FOREACH (item, &plan->items)
		if (item->object.kind == OBJECT_CHAIN && !strcmp(item->object.chain.name, name))
			return &item->object.chain;
	cr_assert_fail("no chain %s", name);
	return NULL;
}

static uint32_t value_of(const struct packet *packet, uint8_t field)
{
	switch (field) {
	case FIELD_SADDR:
		return packet->src;
	case FIELD_DADDR:
		return packet->dst;
	case FIELD_SPORT:
		return packet->sport;
	case FIELD_DPORT:
		return packet->dport;
	case FIELD_L4PROTO:
		return packet->proto;
	case FIELD_TCP_FLAGS:
		return packet->flags;
	default:
		cr_assert_fail("field %u", field);
		return 0;
	}
}

static bool elsewhere; /* packets come by an interface that has no list */

static bool matches(const struct nft_rule *rule, const struct packet *packet)
{
	VEC_FOREACH (match, &rule->match) {
		uint32_t value;

		if (match->field == FIELD_IIFNAME || match->field == FIELD_NFPROTO_IPV4) {
			if ((match->op == OP_NE) != (elsewhere && match->field == FIELD_IIFNAME))
				return false;
			continue;
		}
		value = value_of(packet, match->field);
		cr_assert(match->op == OP_EQ || match->op == OP_NE || match->op == OP_RANGE);
		if (match->op == OP_RANGE ? value < match->lo || value > match->hi
		    : match->op == OP_EQ  ? (value & match->mask) != match->lo
					  : (value & match->mask) == match->lo)
			return false;
	}
	return true;
}

/* What MAP says of the key VALUES: of ranges the first in order. */
static const struct nft_value *ask(const struct plan *plan, const char *map, const uint32_t *values)
{
	struct items_walk walk = {.plan = plan};
	static struct nft_value best;
	const struct item *item;
	uint32_t order = 0;
	bool found = false;

	while ((item = items_next(&walk))) {
		const struct element_object *element = &item->object.element;
		bool here = true;

		if (item->object.kind != OBJECT_ELEMENT || strcmp(element->set, map))
			continue;
		for (int k = 0; k < element->keys; k++)
			here &= nft_value_first(&element->key[k]) <= values[k] &&
				values[k] <= nft_value_last(&element->key[k]);
		if (!here || (found && order <= element->order))
			continue;
		found = true;
		order = element->order;
		best = element->data[0];
	}
	return found ? &best : NULL;
}

static bool permits(const struct plan *plan, const char *chain, const struct packet *packet)
{
	struct rules_walk walk = {.chain = chain_named(plan, chain)};
	const struct nft_rule *rule;

	while ((rule = rules_next(&walk))) {
		uint32_t values[NFT_KEY_MAX];
		const struct nft_value *value;
		enum nft_verb verb = (enum nft_verb)rule->verb;
		const char *target = rule->target;

		if (!matches(rule, packet))
			continue;
		if (verb == VERB_VMAP) {
			for (int k = 0; k < rule->key->n; k++)
				values[k] =
					value_of(packet, rule->key->field[k]) & rule->key->mask[k];
			value = ask(plan, rule->target, values);
			if (!value)
				continue;
			verb = (enum nft_verb)value->verb;
			target = value->name;
		}
		if (verb == VERB_GOTO || verb == VERB_JUMP)
			return permits(plan, target, packet);
		return verb == VERB_ACCEPT;
	}
	return false;
}

/* ---- both ---- */

static struct packet some_packet(const struct acl *acl)
{
	const struct ace *entry = &acl->entries.at[some(acl->entries.len)];
	struct packet packet = {.proto = entry->proto == ACE_IP ? (some(2) ? 6 : 17)
								: (uint8_t)entry->proto};

	packet.src = entry->src.addr | (entry->src.wild & some(UINT32_MAX));
	packet.dst = entry->dst.addr | (entry->dst.wild & some(UINT32_MAX));
	if (some(3) == 0)
		packet.src = 10u << 24 | some(3) << 16 | some(40) << 8 | some(4);
	packet.sport = (uint16_t)some(65536);
	packet.dport = entry->dport.op ? entry->dport.lo : (uint16_t)some(65536);
	if (some(4) == 0)
		packet.dport = (uint16_t)some(64);
	packet.flags = packet.proto == 6 ? (uint8_t)(some(2) ? ACK : SYN) : 0;
	return packet;
}

static void same_decisions(const struct plan *plan, const struct compilation *new, const char *text)
{
	const struct acl *acl = acl_find(new->router, "L");
	struct world *world = world_new(new->arena, eval_new(new->arena, new->router, false));

	for (int i = 0; i < PACKETS; i++) {
		struct packet packet = some_packet(acl);
		const struct ace *entry = acl_match(world, acl, &packet);
		bool permitted = entry && entry->action == ACE_PERMIT;

		elsewhere = true;
		cr_assert(permits(plan, "access_in", &packet));
		elsewhere = false;
		cr_assert_eq(permits(plan, "access_in", &packet), permitted, "%s of\n%s",
			     packet_text(new->arena, &packet), text);
	}
}

static uint32_t steps_between(const struct target *old, const struct target *new)
{
	struct arena *arena = arena_new();
	uint32_t n = change_between(arena, old, new)->steps.len;

	arena_free(arena);
	return n;
}

/* The plan of C, as it is at the moment. */
static const struct target *target_of(struct arena *arena, const struct compilation *c)
{
	return plan_under(arena, c->plan, state_default(arena, c->plan));
}

static bool edit_once(struct compilation *c, const struct text *new)
{
	struct arena *arena = arena_new();
	struct edit *edit = edit_find(arena, c, new->at, new->len);
	const struct target *before, *behind;
	struct compilation whole;

	if (edit) {
		before = target_of(arena, c);
		edit_exchange(c->plan, edit);
		behind = target_of(arena, c);
		cr_assert(compile_text(&whole, new), "%s", new->at);
		same_decisions(c->plan, &whole, new->at);
		compilation_free(&whole);
		cr_expect_eq(steps_between(before, behind), edit->change->steps.len);
		edit_exchange(c->plan, edit);
		cr_expect_eq(steps_between(before, target_of(arena, c)), 0);
	}
	arena_free(arena);
	return edit;
}

static uint32_t edit_lists(uint32_t lists, uint32_t most)
{
	uint32_t found = 0;

	seed_given();
	for (uint32_t i = 0; i < lists; i++) {
		uint32_t lines = 8 + some(most), kinds = 1 + some(6);
		bool numbered = some(4) == 0;
		struct text text = some_text(lines, kinds, numbered);
		struct compilation c;

		cr_assert(compile_text(&c, &text), "%s", text.at);
		for (int e = 0; e < EDITS; e++) {
			struct text new = edited(&text, lines, kinds, numbered);

			if (!numbered && some(4) == 0) {
				struct text once = new;

				new = edited(&once, lines / 2, kinds, false);
				free(once.at);
			}

			found += edit_once(&c, &new);
			free(new.at);
		}
		compilation_free(&c);
		free(text.at);
	}
	return found;
}

Test(edit, decides_as_the_new_text_says, .timeout = 120)
{
	uint32_t found;

	found = edit_lists(LISTS, LINES_MAX);
	cr_expect_gt(found, LISTS * EDITS / 5, "%u", found);
}

Test(edit, of_long_lists, .timeout = 120)
{
	cr_expect_gt(edit_lists(LONG_LISTS, LONG), LONG_LISTS / 4);
}

static bool numbered; /* lines are, of finds() */

/* Is an edit found of a list of 60 lines like LINE, with the lines OLD behind them, which become
 * NEW, where BEFORE stands before it? */
static bool finds(const char *before, const char *line, const char *old, const char *new)
{
	static const char frame[] = "interface GigabitEthernet0/0\n"
				    " ip address 10.0.0.1 255.255.255.0\n"
				    " ip access-group L in\n"
				    "%s!\n"
				    "ip access-list extended L\n"
				    "%s%s!\n"
				    "ip route 0.0.0.0 0.0.0.0 10.0.0.2\n"
				    "end\n";
	struct arena *arena = arena_new();
	const char *rows = "";
	struct text text;
	struct compilation c;
	bool found;

	for (int i = 1; i <= 60; i++)
		rows = arena_printf(arena, "%s%s permit tcp host 10.2.0.%d host 10.9.0.1 %s\n",
				    rows, numbered ? arena_printf(arena, " %d", 10 * i) : "", i,
				    line);
	text = text_of(arena_printf(arena, frame, before, rows, old));
	cr_assert(compile_text(&c, &text), "%s", text.at);
	text.at = arena_printf(arena, frame, before, rows, new);
	found = edit_find(arena, &c, text.at, strlen(text.at));
	compilation_free(&c);
	arena_free(arena);
	return found;
}

/* What else a text may say is for a whole compilation. */
Test(edit, knows_its_limits)
{
	static const char plain[] = " permit tcp host 10.1.1.1 host 10.9.0.1 eq 80\n";
	static const char behind[] = " deny tcp host 10.3.0.1 host 10.9.0.1 eq 80\n";
	static const char *const refused[] = {
		" permit tcp host 10.1.1.1 any eq 80\n exit\n",
		" 5 permit tcp host 10.1.1.1 host 10.9.0.1 eq 80\n", /* it stands at the top */
		" no permit tcp host 10.2.0.1 host 10.9.0.1 eq 80\n",
		" permit tcp host 10.1.1.1 host 10.9.0.1 eq www log\n",
		" permit tcp host 10.1.1.1 host 10.9.0.1 established\n",
		" permit tcp host 10.1.1.1 host 10.9.0.1 dscp ef\n",
		" permit tcp host 10.1.1.1 host 10.9.0.1 eq 80 80 81 nonsense\n",
		"!\n permit tcp host 10.1.1.1 host 10.9.0.1 eq 80\n",
		" permit tcp any any eq 80\n deny tcp any any\n", /* of these, order matters */
		" permit tcp host 10.2.0.1 host 10.9.0.1 eq 80\n", /* there is one like it */
		"ip access-list extended M\n permit tcp host 10.1.1.1 host 10.9.0.1 eq 80\n",
	};

	cr_expect(finds("", "eq 80", behind, plain));
	for (size_t i = 0; i < sizeof refused / sizeof *refused; i++)
		cr_expect_not(finds("", "eq 80", behind, refused[i]), "%s", refused[i]);
	cr_expect(finds(" ip access-group L out\n", "eq 80", behind, plain));
	cr_expect_not(finds(" ip nat outside\n"
			    "ip nat inside source list L interface GigabitEthernet0/0 overload\n",
			    "eq 80", behind, plain));
}

/* What the first of two ranges takes of the second at its corner, no map says of the second. */
Test(edit, leaves_nothing_cut)
{
	static const char first[] = " deny tcp host 10.4.0.1 host 10.9.0.1 range 70 80\n";
	static const char second[] = " permit tcp host 10.4.0.1 host 10.9.0.1 range 70 90\n";
	static const char apart[] = " permit tcp host 10.4.0.2 host 10.9.0.1 range 70 90\n";
	struct arena *arena = arena_new();

	cr_expect_not(finds("", "range 70 75", arena_printf(arena, "%s%s", first, second), second));
	cr_expect(finds("", "range 70 75", arena_printf(arena, "%s%s", second, first), second));
	cr_expect(finds("", "range 70 75", arena_printf(arena, "%s%s", first, apart), apart));
	arena_free(arena);
}

/* A line with a number stands where that says. */
Test(edit, of_numbered_lines)
{
	static const char line[] = " 610 permit tcp host 10.4.0.1 host 10.9.0.1 eq 80\n";
	static const char other[] = " 611 deny tcp host 10.4.0.2 host 10.9.0.1 eq 80\n";

	numbered = true;
	cr_expect(finds("", "eq 80", line, other));
	cr_expect(finds("", "eq 80", "", line));
	cr_expect_not(finds("", "eq 80", line,
			    " 609 permit tcp host 10.4.0.1 host 10.9.0.1 eq 80\n"
			    " 608 deny tcp host 10.4.0.2 host 10.9.0.1 eq 80\n"));
	cr_expect_not(finds("", "eq 80", line, " 5 deny tcp host 10.4.0.2 host 10.9.0.1 eq 80\n"));
	cr_expect_not(finds("", "eq 80", line, " deny tcp host 10.4.0.2 host 10.9.0.1 eq 80\n"));
}
