/* causeway diff --meaning: what two configurations say differently, and which packets notice. */
#include <inttypes.h>
#include <jansson.h>
#include <string.h>
#include <unistd.h>

#include "cli.h"
#include "compiler/fates.h"
#include "grammar/json_text.h"

enum { SHOWN = 20, QUESTION_TTL = 64, QUESTION_LENGTH = 60 /* of trace, unless said */ };

struct sides {
	const struct cli *cli;
	struct compilation side[2]; /* old, new */
	struct arena *arena;
	bool json, colour;
};

#define GREEN "\33[32m"
#define RED "\33[31m"
#define YELLOW "\33[33m"
#define BOLD "\33[1m"
#define PLAIN "\33[0m"

static const char *sgr(struct sides *sides, const char *sequence)
{
	return sides->colour ? sequence : "";
}

/* "old.cfg:12", or NULL. */
static const char *place_text(struct sides *sides, const struct meaning *meaning,
			      const struct meaning_object *object,
			      const struct meaning_statement *statement)
{
	struct source *source = meaning->router->source;
	struct span at;

	if (!object)
		return NULL;
	at = meaning_place(meaning, object, statement);
	return at.len ? arena_printf(sides->arena, "%s:%u", source->name,
				     source_place(source, at.off).line)
		      : NULL;
}

static const char *old_place(struct sides *sides, const struct meaning_differences *all,
			     const struct meaning_difference *d)
{
	return place_text(sides, all->old, d->old_object, d->old);
}

static const char *new_place(struct sides *sides, const struct meaning_differences *all,
			     const struct meaning_difference *d)
{
	return place_text(sides, all->new, d->new_object, d->new);
}

/* ---- text ---- */

static void print_difference(struct sides *sides, const struct meaning_differences *all,
			     const struct meaning_difference *d)
{
	static const char *const colours[] = {[MEANING_GAINED] = GREEN,
					      [MEANING_LOST] = RED,
					      [MEANING_CHANGED] = YELLOW,
					      [MEANING_MOVED] = YELLOW};
	const char *old = old_place(sides, all, d), *new = new_place(sides, all, d);

	printf("%s%s%s (%s%s%s)\n", sgr(sides, colours[d->change]), d->text, sgr(sides, PLAIN),
	       old ? old : "", old && new ? ", " : "", new ? new : "");
}

static void print_differences(struct sides *sides, const struct meaning_differences *all)
{
	bool same = all->list.len == all->words_only;

	if (same)
		printf("%sThe two mean the same.%s\n", sgr(sides, BOLD), sgr(sides, PLAIN));
	VEC_FOREACH (d, &all->list)
		if (!d->words_only)
			print_difference(sides, all, d);
	if (all->words_only)
		printf("%sOf words for people only:%s\n", sgr(sides, BOLD), sgr(sides, PLAIN));
	VEC_FOREACH (d, &all->list)
		if (d->words_only)
			print_difference(sides, all, d);
}

/* The last part of the file's name will do: which file is known. */
static const char *short_place(struct sides *sides, struct source *source, struct span at)
{
	const char *place = trace_place(sides->arena, source, at), *slash = strrchr(place, '/');

	return slash ? slash + 1 : place;
}

static const char *fate_place(struct sides *sides, const struct fate *fate, struct source *source)
{
	return fate->at.len
		       ? arena_printf(sides->arena, " [%s]", short_place(sides, source, fate->at))
		       : "";
}

static bool decides(const struct step *step)
{
	return step->at.len && step->kind != STEP_RECEIVE && step->kind != STEP_SEND;
}

/* The statements that had a say, but for what only says where a packet is. */
static const char *deciders(struct sides *sides, const struct fate *fate, struct source *source)
{
	const char *text = "";

	VEC_FOREACH (step, &fate->steps)
		if (decides(step))
			text = arena_printf(sides->arena, "%s%s%s %s", text, *text ? ", " : "",
					    step_name(step->kind),
					    short_place(sides, source, step->at));
	return *text ? arena_printf(sides->arena, " [%s]", text) : fate_place(sides, fate, source);
}

static bool is_translated(const struct packet *came, const struct packet *left)
{
	return came->src != left->src || came->dst != left->dst || came->sport != left->sport ||
	       came->dport != left->dport;
}

static void print_fate(struct sides *sides, const char *label, const struct packet *came,
		       const struct fate *fate, struct source *source)
{
	printf("    %s: %s", label, fate_text(sides->arena, fate));
	if (fate->view)
		printf(", view %s answers", fate->view->name);
	if (is_translated(came, &fate->packet))
		printf(" as %s", packet_text(sides->arena, &fate->packet));
	printf("%s\n", deciders(sides, fate, source));
}

static void print_side(struct sides *sides, const char *label, const struct fate_change *change,
		       const struct trace *trace, struct source *source)
{
	if (!change->on_reply)
		print_fate(sides, label, &trace->question.packet, &trace->there, source);
	else if (trace->replied)
		print_fate(sides, label, &trace->reply, &trace->back, source);
}

/* As `causeway trace` takes it: what it would not guess is said. */
static const char *question_text(struct sides *sides, const struct fate_change *change)
{
	const struct packet *packet = &change->old.question.packet;
	const char *text =
		arena_printf(sides->arena, "%s%s %s", change->in ? "in " : "self",
			     change->in ? change->in : "", packet_text(sides->arena, packet));

	if (packet->tos)
		text = arena_printf(sides->arena, "%s tos %u", text, packet->tos);
	if (packet->ttl != QUESTION_TTL)
		text = arena_printf(sides->arena, "%s ttl %u", text, packet->ttl);
	if (packet->length != QUESTION_LENGTH)
		text = arena_printf(sides->arena, "%s length %u", text, packet->length);
	return text;
}

static void print_change(struct sides *sides, const struct fate_change *change)
{
	printf("\n%s%s%s%s%s\n", sgr(sides, BOLD), question_text(sides, change), sgr(sides, PLAIN),
	       change->state ? ", with " : "", change->state ? change->state : "");
	if (change->on_reply)
		printf("    what answers it fares otherwise\n");
	print_side(sides, "old", change, &change->old, &sides->side[0].source);
	print_side(sides, "new", change, &change->new, &sides->side[1].source);
	printf("    so all: %s\n", change->where);
}

static void print_count(const struct fate_count *count, const char *when)
{
	if (count->partial)
		printf("Not all of about %.0f cells of packets were looked at %s: %" PRIu64
		       " of them, from everywhere.\n",
		       count->all, when, count->looked);
	else
		printf("All of %" PRIu64 " cells of packets were looked at %s.\n", count->looked,
		       when);
}

/* The line that decided a step, as it stands; the two files have it in different places. */
static const char *statement(struct sides *sides, struct source *source, const struct step *step)
{
	struct place place = source_place(source, step->at.off);

	return step->at.len ? arena_strndup(sides->arena, place.text, place.len) : "";
}

/* What the two ways part at: the first statement that is another. */
static const char *cause_of(struct sides *sides, const struct fate_change *change)
{
	const struct fate *old = change->on_reply ? &change->old.back : &change->old.there;
	const struct fate *new = change->on_reply ? &change->new.back : &change->new.there;

	for (uint32_t i = 0; i < old->steps.len && i < new->steps.len; i++) {
		const struct step *a = &old->steps.at[i], *b = &new->steps.at[i];
		const char *x = statement(sides, &sides->side[0].source, a);
		const char *y = statement(sides, &sides->side[1].source, b);

		if (a->kind != b->kind || strcmp(x, y) != 0)
			return arena_printf(sides->arena, "%d %s\n%d %s", a->kind, x, b->kind, y);
	}
	return arena_printf(sides->arena, "%s\n%s", verdict_name(old->verdict),
			    verdict_name(new->verdict));
}

/* Kinds of one cause are told by the likeliest of them. */
struct cause {
	UT_hash_handle hh;
	const char *text;
	const struct fate_change *first;
	unsigned kinds;
};

static struct cause *causes_of(struct sides *sides, const struct fate_changes *changes)
{
	struct cause *all = NULL, *cause;

	VEC_FOREACH (change, &changes->list) {
		const char *text = cause_of(sides, *change);

		HASH_FIND_STR(all, text, cause);
		if (!cause) {
			cause = arena_new_object(sides->arena, struct cause);
			cause->text = text;
			cause->first = *change;
			HASH_ADD_KEYPTR(hh, all, text, strlen(text), cause);
		}
		cause->kinds++;
	}
	return all;
}

static void print_causes(struct sides *sides, const struct fate_changes *changes)
{
	struct cause *all = causes_of(sides, changes), *cause, *next;
	unsigned shown = 0;

	HASH_ITER (hh, all, cause, next) {
		if (shown++ >= SHOWN)
			continue;
		print_change(sides, cause->first);
		if (cause->kinds > 1)
			printf("    and %u more for the same reason, which --format json tells "
			       "of\n",
			       cause->kinds - 1);
	}
	if (shown > SHOWN)
		printf("\nAnd for %u reasons more, which --format json tells of.\n", shown - SHOWN);
	HASH_CLEAR(hh, all);
}

static void print_changes(struct sides *sides, const struct fate_changes *changes)
{
	if (changes->list.len)
		printf("\n%sPackets whose fate changes, one for each reason:%s\n", sgr(sides, BOLD),
		       sgr(sides, PLAIN));
	else
		printf("\nNo packet's fate changes.\n");
	print_causes(sides, changes);
	if (!changes->now.states)
		return;
	putchar('\n');
	print_count(&changes->now, "as it stands");
	if (changes->failed.states)
		print_count(&changes->failed, arena_printf(sides->arena, "in %u states of failure",
							   changes->failed.states));
	if (changes->rough)
		printf("Some wildcards are too scattered for exact cells.\n");
}

/* ---- JSON ---- */

static json_t *difference_json(struct sides *sides, const struct meaning_differences *all,
			       const struct meaning_difference *d)
{
	const struct meaning_object *object = d->new_object ? d->new_object : d->old_object;

	return json_pack("{s:s, s:o, s:o, s:b, s:o, s:o}", "change", meaning_change_name(d->change),
			 "object", text_json(object->name), "text", text_json(d->text),
			 "words-only", d->words_only, "old", text_json(old_place(sides, all, d)),
			 "new", text_json(new_place(sides, all, d)));
}

static json_t *differences_json(struct sides *sides, const struct meaning_differences *all)
{
	json_t *list = json_array();

	VEC_FOREACH (d, &all->list)
		json_array_append_new(list, difference_json(sides, all, d));
	return list;
}

/* A fate with the statements that had a say. */
static json_t *side_json(struct sides *sides, const struct fate *fate, struct source *source)
{
	json_t *json = fate_json(sides->arena, source, fate), *list = json_array();

	VEC_FOREACH (step, &fate->steps)
		if (decides(step))
			json_array_append_new(
				list, json_pack("{s:s, s:s}", "stage", step_name(step->kind), "at",
						trace_place(sides->arena, source, step->at)));
	json_object_del(json, "steps");
	json_object_set_new(json, "statements", list);
	return json;
}

static json_t *both_json(struct sides *sides, const struct trace *trace, struct source *source)
{
	json_t *json = json_pack("{s:o}", "there", side_json(sides, &trace->there, source));

	if (trace->replied)
		json_object_set_new(json, "back", side_json(sides, &trace->back, source));
	return json;
}

/* By dimension, the ranges of values that all such packets are from. */
static json_t *region_json(const struct fate_change *change)
{
	static const char *const names[] = {
#define X(symbol, name, most) name,
		CELL_DIMENSIONS(X)
#undef X
	};
	json_t *json = json_object(), *from = json_array();

	VEC_FOREACH (name, &change->from)
		json_array_append_new(from, *name ? json_string(*name) : json_null());
	json_object_set_new(json, names[CELL_IN], from);
	for (int i = CELL_PROTO; i < CELL_DIMENSION_COUNT; i++) {
		const struct cell_set *set = change->region[i];
		json_t *list = json_array();

		for (uint32_t k = 0; k < set->len; k++)
			json_array_append_new(list, json_pack("[I, I]", (json_int_t)set->at[k].low,
							      (json_int_t)set->at[k].high));
		json_object_set_new(json, names[i], list);
	}
	return json;
}

static json_t *change_json(struct sides *sides, const struct fate_change *change)
{
	const struct packet *packet = &change->old.question.packet;
	json_t *json = json_pack("{s:s?, s:s?, s:o, s:b, s:I, s:s, s:o}", "in", change->in, "state",
				 change->state, "packet", packet_json(packet), "on-reply",
				 change->on_reply, "cells", (json_int_t)change->cells, "where",
				 change->where, "region", region_json(change));

	json_object_set_new(json, "question", json_string(question_text(sides, change)));
	json_object_set_new(json, "old", both_json(sides, &change->old, &sides->side[0].source));
	json_object_set_new(json, "new", both_json(sides, &change->new, &sides->side[1].source));
	return json;
}

static json_t *count_json(const struct fate_count *count)
{
	return json_pack("{s:i, s:I, s:f, s:b}", "states", (int)count->states, "looked-at",
			 (json_int_t)count->looked, "cells", count->all, "complete",
			 !count->partial);
}

static json_t *changes_json(struct sides *sides, const struct fate_changes *changes)
{
	json_t *list = json_array();

	VEC_FOREACH (change, &changes->list)
		json_array_append_new(list, change_json(sides, *change));
	return json_pack("{s:o, s:o, s:o, s:b}", "changes", list, "now", count_json(&changes->now),
			 "failed", count_json(&changes->failed), "rough", changes->rough);
}

/* ---- both ---- */

/* The states of --assume; what only one of the two has is so in that one. */
static bool worlds(struct sides *sides, struct world *world[2])
{
	bool taken[2] = {false, false};
	const char *why;

	for (int i = 0; i < 2; i++) {
		const struct compilation *c = &sides->side[i];

		world[i] = world_of(sides->arena, c->router, c->site,
				    c->site->fidelity == FIDELITY_EXACT);
	}
	for (size_t k = 0; k < sides->cli->n_assume; k++) {
		for (int i = 0; i < 2; i++)
			taken[i] =
				world_assume(sides->arena, world[i], sides->cli->assume[k], &why);
		if (!taken[0] && !taken[1]) {
			cli_trouble("--assume: %s", why);
			return false;
		}
	}
	world_settle(world[0]);
	world_settle(world[1]);
	return true;
}

static int compare(struct sides *sides)
{
	const struct meaning_differences *all =
		meaning_compare(sides->arena, sides->side[0].router, sides->side[1].router);
	bool same = all->list.len == all->words_only;
	const struct fate_changes *changes;
	struct world *world[2];
	json_t *json;

	if (!worlds(sides, world))
		return EXIT_TROUBLE;
	changes = fates_compare(sides->arena, all, world[0], world[1]);
	same &= !changes->list.len;
	if (sides->json) {
		json = json_pack("{s:b, s:o, s:o}", "same", same, "differences",
				 differences_json(sides, all), "packets",
				 changes_json(sides, changes));
		json_dumpf(json, stdout, JSON_INDENT(2));
		putchar('\n');
		json_decref(json);
	} else {
		print_differences(sides, all);
		if (!same)
			print_changes(sides, changes);
	}
	return cli_finish(same ? EXIT_DONE : EXIT_FINDINGS);
}

static bool read_format(struct sides *sides)
{
	const char *format = sides->cli->format;

	sides->json = format && !strcmp(format, "json");
	return !format || sides->json || !strcmp(format, "text");
}

int cmd_diff_meaning(struct cli *cli)
{
	struct sides sides = {.cli = cli, .colour = cli_colour(STDOUT_FILENO)};
	int status = EXIT_TROUBLE;

	if (!read_format(&sides))
		return cli_trouble("diff --meaning has no format '%s'", cli->format);
	if (cli_compile(cli, cli->args[0], STAGE_RESOLVE, CLI_ERRORS, &sides.side[0]) ==
		    EXIT_DONE &&
	    cli_compile(cli, cli->args[1], STAGE_RESOLVE, CLI_ERRORS, &sides.side[1]) ==
		    EXIT_DONE) {
		sides.arena = arena_new();
		status = compare(&sides);
		arena_free(sides.arena);
	}
	compilation_free(&sides.side[1]);
	compilation_free(&sides.side[0]);
	return status;
}
