/*
 * nftables.nft: the packet filter and the translations, one table of ours. As a whole file it
 * replaces that table in one transaction; as a change it is the commands that lead from one to the
 * other, in an order that always loads: sets and chains are declared before any rule names them,
 * and what goes away goes last. One statement a line, since nft 1.0.6 wants it and diffs are quiet
 * then.
 */
#include "emit.h"

#include <string.h>

#include "compiler/plan_rows.h"
#include "compiler/plan_rules.h"
#include "grammar/ip.h"

static const char *type_text(uint8_t type)
{
	static const char *const names[] = {
#define X(symbol, text) text,
		NFT_TYPES(X)
#undef X
	};
	return names[type];
}

static const char *const hook_text[] = {
	[HOOK_PREROUTING] = "prerouting",   [HOOK_INPUT] = "input",
	[HOOK_FORWARD] = "forward",	    [HOOK_OUTPUT] = "output",
	[HOOK_POSTROUTING] = "postrouting",
};

static const char *const chain_type_text[] = {
	[CHAIN_FILTER] = "filter",
	[CHAIN_NAT] = "nat",
	[CHAIN_ROUTE] = "route",
};

static void out_types(struct out *out, const uint8_t *types, uint8_t n)
{
	for (uint8_t i = 0; i < n; i++) {
		if (i > 0)
			out_text(out, " . ");
		out_text(out, type_text(types[i]));
	}
}

/* TEXT, and what stands before and behind it: there are as many sets and chains as to feel what a
 * format costs. */
static void out_between(struct out *out, const char *before, const char *text, const char *behind)
{
	out_text(out, before);
	out_text(out, text);
	out_text(out, behind);
}

/* What stands in a set's braces, with INDENT before and END behind each statement. */
static void out_set_body(struct out *out, const struct set_object *set, const char *indent,
			 const char *end)
{
	out_between(out, indent, "type", " ");
	out_types(out, set->key, set->keys);
	if (set->datas > 0) {
		out_text(out, set->interval ? " : interval " : " : ");
		out_types(out, set->data, set->datas);
	}
	out_text(out, end);
	if (set->interval || set->ranges)
		out_between(out, indent, "flags interval", end);
	if (set->counted)
		out_between(out, indent, "counter", end);
	if (set->dynamic)
		out_printf(out, "%ssize 65535%s%sflags dynamic%s%s", indent, end, indent,
			   set->timeout ? ",timeout" : "", end);
	if (set->room)
		out_printf(out, "%ssize %u%s", indent, set->room, end);
	if (set->timeout)
		out_printf(out, "%stimeout %us%s", indent, set->timeout, end);
}

/* The same of a policy for connections. */
static void out_ct_body(struct out *out, const struct ct_object *ct, const char *indent,
			const char *end)
{
	const char *proto = ct->proto == 6 ? "tcp" : "udp", *between = "";

	if (ct->kind == CT_HELPER) {
		out_printf(out, "%stype \"%s\" protocol %s%s%sl3proto ip%s", indent, ct->helper,
			   proto, end, indent, end);
		return;
	}
	out_printf(out, "%sprotocol %s%s%sl3proto ip%s", indent, proto, end, indent, end);
	if (!ct->policy.len)
		return;
	out_printf(out, "%spolicy = { ", indent);
	VEC_FOREACH (policy, &ct->policy) {
		out_printf(out, "%s%s : %u", between, policy->state, policy->seconds);
		between = ", ";
	}
	out_printf(out, " }%s", end);
}

static const char *ct_word(const struct ct_object *ct)
{
	return ct->kind == CT_HELPER ? "helper" : "timeout";
}

static void out_verdict_value(struct out *out, const struct nft_value *value)
{
	if (value->name) {
		out_text(out, "goto ");
		out_text(out, value->name);
	} else
		out_text(out, value->verb == VERB_ACCEPT ? "accept"
			      : value->verb == VERB_DROP ? "drop"
							 : "return");
}

static void out_value(struct out *out, const struct nft_value *value)
{
	char text[IP6_TEXT_SIZE];

	switch ((enum nft_type)value->type) {
	case TYPE_IPV6:
		if (value->len < IP6_BITS)
			out_text(out, ip6_prefix_text(text, *value->addr.addr6, value->len));
		else
			out_text(out, ip6_text(text, *value->addr.addr6));
		break;
	case TYPE_IPV4:
		if (value->last) {
			out_printf(out, "%s-", ip_text(text, value->addr.addr));
			out_text(out, ip_text(text, value->last));
		} else if (value->len < 32)
			out_text(out, ip_prefix_text(text, value->addr.addr, value->len));
		else
			out_text(out, ip_text(text, value->addr.addr));
		break;
	case TYPE_PROTO:
		out_text(out, value->number == 6 ? "tcp" : value->number == 17 ? "udp" : "");
		if (value->number != 6 && value->number != 17)
			out_printf(out, "%u", value->number);
		if (value->last)
			out_printf(out, "-%u", value->last);
		break;
	case TYPE_SERVICE:
		out_printf(out, "%u", value->number);
		if (value->last)
			out_printf(out, "-%u", value->last);
		break;
	case TYPE_MARK:
		out_printf(out, "0x%08x", value->number);
		break;
	case TYPE_IFNAME:
		out_text(out, "\"");
		quote_nft(out, value->name);
		out_text(out, "\"");
		break;
	case TYPE_VERDICT:
		out_verdict_value(out, value);
		break;
	}
}

static void out_values(struct out *out, const struct nft_value *values, uint8_t n)
{
	for (uint8_t i = 0; i < n; i++) {
		if (i > 0)
			out_text(out, " . ");
		out_value(out, &values[i]);
	}
}

/* KEY comment "ORIGIN" : DATA; the comment belongs to the key (nft 1.0.6). Where the kernel is not
 * to have it, it is one of the file, behind what the line ENDs in. */
static void out_element(struct out *out, const struct object *object, bool comment, const char *end)
{
	const struct element_object *element = &object->element;
	const char *origin = comment ? object->origin : NULL;

	out_values(out, element->key, element->keys);
	if (origin && !element->line_in_file) {
		out_text(out, " comment \"");
		quote_nft(out, origin);
		out_text(out, "\"");
	}
	if (element->datas > 0) {
		out_text(out, " : ");
		out_values(out, element->data, element->datas);
	}
	nft_element_end(out, end, element->line_in_file ? origin : NULL);
}

static void out_chain_type(struct out *out, const struct chain_object *chain, const char *end)
{
	out_printf(out, "type %s hook %s priority %d; policy accept;%s",
		   chain_type_text[chain->type], hook_text[chain->hook], chain->priority, end);
}

static const char *table_of(const struct change *change)
{
	return plan_table(change->plan);
}

/* ---- a whole file ---- */

/* Of what comes in the order of the sets, where the next elements and rows are. */
struct contents {
	const struct change *change;
	struct nft_texts *texts;
	size_t element, rows;
};

/* As strcmp(): mostly it is one text. */
static int by_name(const char *a, const char *b)
{
	return a == b ? 0 : strcmp(a, b);
}

/* The rows of SET, or NULL. */
static const struct rows_object *take_rows(struct contents *contents, const struct set_object *set)
{
	const struct object *object;
	size_t next = contents->rows;
	int order = 1;

	if ((object = change_next(contents->change, OBJECT_ROWS, &next)))
		order = by_name(object->rows.set, set->name);
	if (order <= 0)
		contents->rows = next;
	return order ? NULL : &object->rows;
}

/* The next element of SET, or NULL. */
static const struct object *take_element(struct contents *contents, const struct set_object *set)
{
	size_t next = contents->element;
	const struct object *object;

	while ((object = change_next(contents->change, OBJECT_ELEMENT, &next))) {
		int order = by_name(object->element.set, set->name);

		if (order > 0)
			break;
		contents->element = next;
		if (!order)
			return object;
	}
	return NULL;
}

/* What sets hold is sorted as they are, so one pass finds it. */
static void out_set(struct out *out, struct contents *contents, const struct set_object *set)
{
	const struct rows_object *rows = take_rows(contents, set);
	const struct object *object = take_element(contents, set);
	bool any = rows || object;

	out_between(out, set->datas > 0 ? "\tmap " : "\tset ", set->name, " {\n");
	out_set_body(out, set, "\t\t", "\n");
	if (any)
		out_text(out, "\t\telements = {\n");
	if (rows) {
		out_text(out, "\t\t\t");
		nft_rows_text(out, rows, ",\n\t\t\t", ",\n", contents->texts);
	}
	for (; object; object = take_element(contents, set)) {
		out_text(out, "\t\t\t");
		out_element(out, object, true, ",\n");
	}
	out_text(out, any ? "\t\t}\n\t}\n" : "\t}\n");
}

static void out_ct(struct out *out, const struct ct_object *ct)
{
	out_printf(out, "\tct %s %s {\n", ct_word(ct), ct->name);
	out_ct_body(out, ct, "\t\t", "\n");
	out_text(out, "\t}\n");
}

static void out_rules(struct out *out, const struct chain_object *chain, struct nft_texts *texts)
{
	struct rules_walk walk = {.chain = chain};
	const struct nft_lines *lines;
	const struct nft_rule *rule;

	for (;;) {
		struct nft_text *text = NULL;

		if (texts && (lines = rules_lines(&walk)))
			text = nft_text_of(texts, lines->rules, (size_t)lines->rules->n + 1);
		if (text) {
			nft_lines_text(out, "\t\t", lines, text);
			walk.rule++;
		} else if ((rule = rules_next(&walk))) {
			nft_rule_text(out, "\t\t", rule, NULL);
		} else {
			break;
		}
	}
}

static void out_chain(struct out *out, const struct object *object, struct nft_texts *texts)
{
	const struct chain_object *chain = &object->chain;

	out_between(out, "\tchain ", chain->name, " {\n");
	if (object->origin) {
		out_text(out, "\t\t# ");
		quote_comment(out, object->origin);
		out_text(out, "\n");
	}
	if (chain->hook != HOOK_NONE) {
		out_text(out, "\t\t");
		out_chain_type(out, chain, "\n");
	}
	out_rules(out, chain, texts);
	out_text(out, "\t}\n");
}

static void out_objects(struct out *out, const struct change *change, struct nft_texts *texts)
{
	struct contents contents = {.change = change, .texts = texts};
	const struct object *object;

	for (size_t i = 0; (object = change_next(change, OBJECT_CT, &i));)
		out_ct(out, &object->ct);
	for (size_t i = 0; (object = change_next(change, OBJECT_SET, &i));)
		out_set(out, &contents, &object->set);
	for (size_t i = 0; (object = change_next(change, OBJECT_CHAIN, &i));)
		out_chain(out, object, texts);
}

static bool has_parts(const struct change *change)
{
	VEC_FOREACH (step, &change->steps)
		if (step->new->part)
			return true;
	return false;
}

/* The objects of CHANGE, those of each part apart, and what is in none of them first. */
static void out_parts(struct out *out, const struct change *change)
{
	struct arena *arena;
	VEC(struct change) parts = {0};

	if (!has_parts(change)) {
		out_objects(out, change, NULL);
		return;
	}
	arena = arena_new();
	VEC_FOREACH (step, &change->steps) {
		while (parts.len <= step->new->part)
			(void)vec_add(arena, &parts);
		vec_push(arena, &parts.at[step->new->part].steps, *step);
	}
	VEC_FOREACH (part, &parts)
		out_objects(out, part, NULL);
	arena_free(arena);
}

/* The parts of PLAN that are not made yet. */
static void make_parts(struct out *out, const struct plan *plan)
{
	struct out room = {0};

	VEC_FOREACH (part, &plan->parts) {
		struct change *change;
		struct arena *arena;

		if (!part->make)
			continue;
		arena = arena_new();
		change = change_part(arena, plan, part);
		out_objects(out, change, nft_texts_new(arena, change, &room));
		arena_free(arena);
	}
	out_free(&room);
}

/*
 * nft reads a table's block whole before it looks anything up, so chains may be named before they
 * are declared; sets stand first for the reader's sake, and long lists apart, at the end.
 */
static void out_table(struct out *out, const struct change *change)
{
	out_text(out, PLAN_NO_TABLE);
	out_between(out, "table ", table_of(change), " {\n");
	out_parts(out, change);
	if (change->plan)
		make_parts(out, change->plan);
	out_text(out, "}\n");
}

/* ---- a change ---- */

static void add_set(struct out *out, const char *table, const struct set_object *set)
{
	out_printf(out, "add %s %s %s { ", set->datas > 0 ? "map" : "set", table, set->name);
	out_set_body(out, set, "", "; ");
	out_text(out, "}\n");
}

static void add_ct(struct out *out, const char *table, const struct ct_object *ct)
{
	out_printf(out, "add ct %s %s %s { ", ct_word(ct), table, ct->name);
	out_ct_body(out, ct, "", "; ");
	out_text(out, "}\n");
}

static bool chain_is_of_other_type(const struct chain_object *a, const struct chain_object *b)
{
	return a->hook != b->hook || a->type != b->type || a->priority != b->priority;
}

/* Declare what a step brings; a base chain that changes its place is made anew. */
static void declare(struct out *out, const char *table, const struct change_step *step)
{
	const struct chain_object *chain;

	if (step->new->kind == OBJECT_CT) {
		add_ct(out, table, &step->new->ct);
		return;
	}
	if (step->new->kind == OBJECT_SET) {
		if (step->old)
			out_printf(out, "delete set %s %s\n", table, step->old->set.name);
		add_set(out, table, &step->new->set);
		return;
	}
	chain = &step->new->chain;
	if (step->old) {
		out_printf(out, "flush chain %s %s\n", table, chain->name);
		if (!chain_is_of_other_type(&step->old->chain, chain))
			return;
		out_printf(out, "delete chain %s %s\n", table, chain->name);
	}
	out_printf(out, "add chain %s %s", table, chain->name);
	if (chain->hook != HOOK_NONE) {
		out_text(out, " { ");
		out_chain_type(out, chain, " }");
	}
	out_text(out, "\n");
}

static void element_command(struct out *out, const char *table, const char *verb,
			    const struct object *object)
{
	out_printf(out, "%s element %s %s { ", verb, table, object->element.set);
	out_element(out, object, verb[0] == 'a', " }\n");
}

static void fill(struct out *out, const char *table, const struct change_step *step,
		 const struct emit_options *options)
{
	if (step->new->kind == OBJECT_ELEMENT) {
		if (step->old)
			element_command(out, table, "delete", step->old);
		element_command(out, table, "add", step->new);
		return;
	}
	nft_refill(out, table, step, options);
}

static bool step_is(const struct change_step *step, uint8_t verb, enum object_kind kind)
{
	return step->verb == verb && step->old->kind == kind;
}

static void out_deletions(struct out *out, const char *table, const struct change *change)
{
	/* rules first, which name chains and sets */
	VEC_FOREACH (step, &change->steps)
		if (step_is(step, CHANGE_DELETE, OBJECT_CHAIN))
			out_printf(out, "flush chain %s %s\n", table, step->old->chain.name);
	VEC_FOREACH (step, &change->steps)
		if (step_is(step, CHANGE_DELETE, OBJECT_CHAIN))
			out_printf(out, "delete chain %s %s\n", table, step->old->chain.name);
	VEC_FOREACH (step, &change->steps)
		if (step_is(step, CHANGE_DELETE, OBJECT_SET))
			out_printf(out, "delete %s %s %s\n",
				   step->old->set.datas > 0 ? "map" : "set", table,
				   step->old->set.name);
	VEC_FOREACH (step, &change->steps)
		if (step_is(step, CHANGE_DELETE, OBJECT_CT))
			out_printf(out, "delete ct %s %s %s\n", ct_word(&step->old->ct), table,
				   step->old->ct.name);
}

static bool is_declared(const struct object *object)
{
	return object->kind == OBJECT_CT || object->kind == OBJECT_SET ||
	       object->kind == OBJECT_CHAIN;
}

static bool is_added_to(const struct change *change, uint32_t at, const char *set)
{
	const struct object *object = at < change->steps.len ? change->steps.at[at].new : NULL;

	return object && object->kind == OBJECT_ELEMENT && !strcmp(object->element.set, set);
}

/* Elements of a set whose order counts come in one command: nft 1.0.6 sends those of several of one
 * set together, and turns them round. */
static uint32_t fill_in_order(struct out *out, const char *table, const struct change *change,
			      uint32_t at)
{
	const char *set = change->steps.at[at].new->element.set;
	bool more = true;

	out_printf(out, "add element %s %s { ", table, set);
	while (more) {
		const struct object *object = change->steps.at[at++].new;

		more = is_added_to(change, at, set);
		out_element(out, object, true, more ? ",\n\t" : " }\n");
	}
	return at;
}

/* All that a set gets is one command, whose order is kept; with no order each is one. */
static void fill_rows(struct out *out, const char *table, const struct rows_object *rows)
{
	struct out lead = {0}, between = {0};

	out_printf(&lead, "add element %s %s { ", table, rows->set);
	out_printf(&between, " }\n%s", lead.text);
	out_text(out, lead.text);
	nft_rows_text(out, rows, rows->ranges ? ",\n\t" : between.text, " }\n", NULL);
	out_free(&lead);
	out_free(&between);
}

static void fill_all(struct out *out, const char *table, const struct change *change,
		     const struct emit_options *options)
{
	for (uint32_t i = 0; i < change->steps.len;) {
		const struct object *new = change->steps.at[i].new;

		if (new &&new->kind == OBJECT_ELEMENT &&new->element.ordered) {
			i = fill_in_order(out, table, change, i);
			continue;
		}
		if (new &&new->kind == OBJECT_ROWS)
			fill_rows(out, table, &new->rows);
		if (new && (new->kind == OBJECT_ELEMENT || new->kind == OBJECT_CHAIN))
			fill(out, table, &change->steps.at[i], options);
		i++;
	}
}

static void out_commands(struct out *out, const struct change *change,
			 const struct emit_options *options)
{
	const char *table = table_of(change);

	/* elements go before others come: in a set of intervals they may overlap */
	VEC_FOREACH (step, &change->steps)
		if (step_is(step, CHANGE_DELETE, OBJECT_ELEMENT))
			element_command(out, table, "delete", step->old);
	VEC_FOREACH (step, &change->steps)
		if (step->new &&is_declared(step->new))
			declare(out, table, step);
	fill_all(out, table, change, options);
	out_deletions(out, table, change);
}

void nft_emit(const struct change *change, const struct emit_options *options,
	      struct out_files *files)
{
	struct out *out = out_file(files, "nftables.nft");

	out_head(out, change, "#", "packet filter and address translation",
		 "nft -f nftables.nft (replaces the table causeway and touches no other)");
	if (change->from_empty)
		out_table(out, change);
	else
		out_commands(out, change, options);
}
