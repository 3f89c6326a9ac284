/*
 * show access-lists: the lists of the configuration in force, and how many packets each line took.
 * A list may be used in several places, and a line of it be several rules or elements of maps; each
 * of these counts, and the plan tells whose line it is. Rules are known by their place among those
 * of their chain that count, elements by their keys; what somebody else changed is not counted.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <inttypes.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <uthash.h>

#include "agent_netlink.h"
#include "agent_server.h"
#include "compiler/plan_json.h"
#include "compiler/plan_rows.h"
#include "compiler/plan_rules.h"
#include "grammar/ip.h"
#include "grammar/ir.h"
#include "grammar/print_ios.h"
#include "grammar/search.h"

enum {
	PART_BYTES = 4,
	ADDRESS6_BYTES = 16,
	/* two addresses of IPv6 among them */
	KEY_BYTES = (NFT_KEY_MAX - 2) * PART_BYTES + 2 * ADDRESS6_BYTES,
	MANY = 20000, /* lines: the kernel lists elements in a time that grows with their square */
};

/* The hits of a list, by entry. */
struct list_hits {
	UT_hash_handle hh; /* by list */
	const struct acl *acl;
	uint64_t *hits;
};

struct counting {
	struct arena *arena;
	const struct router *router;
	const char *name; /* of the list that is asked for; NULL: all */
	struct netlink netlink;
	uint8_t family; /* of our table */
	struct list_hits *lists;
	const struct list_hits *last; /* that was looked for */
};

/* ---- lines ---- */

static bool is_wanted(const struct counting *counting, const struct counted_line *line)
{
	return line->list && (!counting->name || !strcmp(counting->name, line->list));
}

static const struct list_hits *hits_of(struct counting *counting, const struct counted_line *line)
{
	const struct acl *acl = line->v6 ? acl6_find(counting->router, line->list)
					 : acl_find(counting->router, line->list);
	struct list_hits *list;

	if (!acl)
		return NULL;
	HASH_FIND_PTR(counting->lists, &acl, list);
	if (!list) {
		list = arena_new_object(counting->arena, struct list_hits);
		list->acl = acl;
		list->hits =
			arena_alloc(counting->arena, (acl->entries.len + 1) * sizeof *list->hits);
		HASH_ADD_PTR(counting->lists, acl, list);
	}
	return list;
}

struct entry_search {
	const struct acl *acl;
	uint32_t seq;
};

static bool is_from(const void *of, uint32_t i)
{
	const struct entry_search *search = of;

	return search->acl->entries.at[i].seq >= search->seq;
}

/* The index of the entry with the number SEQ, behind its remarks; that of none: past all. */
static uint32_t entry_of(const struct acl *acl, uint32_t seq)
{
	uint32_t i = search_first(0, acl->entries.len, is_from, &(struct entry_search){acl, seq});

	while (i < acl->entries.len && acl->entries.at[i].action == ACE_REMARK)
		i++;
	return i;
}

static void count(struct counting *counting, const struct counted_line *line, uint64_t packets)
{
	const struct list_hits *list = packets ? hits_of(counting, line) : NULL;

	if (list)
		list->hits[entry_of(list->acl, line->seq)] += packets;
}

/* ---- rules ---- */

static bool count_chain(struct counting *counting, const struct chain_object *chain)
{
	struct rules_walk all = {.chain = chain}, again = all;
	const struct nft_rule *rule;
	struct counted *counted;
	uint32_t counters = 0, i = 0;
	bool wanted = false, same;

	while ((rule = rules_next(&all))) {
		counters += rule->counter;
		wanted |= is_wanted(counting, &rule->line);
	}
	if (!wanted)
		return true;
	counted = arena_alloc(counting->arena, counters * sizeof *counted);
	if (!counters_of_chain(&counting->netlink, counting->family, chain->name, counted, counters,
			       &same))
		return false;
	while (same && (rule = rules_next(&again)))
		if (rule->counter) {
			if (is_wanted(counting, &rule->line))
				count(counting, &rule->line, counted[i].packets);
			i++;
		}
	return true;
}

/* ---- elements ---- */

/* A key as the kernel has it, and its range's end behind it. */
struct known_key {
	UT_hash_handle hh;
	uint8_t bytes[2 * KEY_BYTES];
	const struct counted_line *line;
};

struct elements_heard {
	struct counting *counting;
	struct known_key *keys;
};

/* The ends of VALUE; false when it has no such form. */
static bool ends_of(const struct nft_value *value, uint32_t *first, uint32_t *last)
{
	bool address = value->type == TYPE_IPV4 && value->addr.kind == VALUE_CONST;

	if (!address && value->type != TYPE_PROTO && value->type != TYPE_SERVICE)
		return false;
	*first = nft_value_first(value);
	*last = nft_value_last(value);
	return true;
}

/* Parts of a concatenation begin at multiples of four bytes. */
static size_t put_part(uint8_t *to, uint8_t type, uint32_t number, bool alone)
{
	uint32_t address = htonl(number);
	uint16_t port = htons((uint16_t)number);
	uint8_t proto = (uint8_t)number;
	const void *from = type == TYPE_IPV4	  ? (void *)&address
			   : type == TYPE_SERVICE ? (void *)&port
						  : (void *)&proto;
	size_t len = type == TYPE_IPV4	    ? sizeof address
		     : type == TYPE_SERVICE ? sizeof port
					    : sizeof proto;

	memcpy(to, from, len);
	return alone ? len : PART_BYTES;
}

/* An address of IPv6 is no range. */
static size_t put_address6(uint8_t *first, uint8_t *last, const struct nft_value *value)
{
	if (value->addr.kind != VALUE_CONST || value->len != IP6_BITS)
		return 0;
	ip6_bytes(*value->addr.addr6, first);
	ip6_bytes(*value->addr.addr6, last);
	return ADDRESS6_BYTES;
}

/*
 * BYTES are zeroes; how many are taken of each end, 0 when ELEMENT has no such form. Of one field
 * the kernel makes a tree, which has the ends of ranges elsewhere.
 */
static size_t put_key(uint8_t bytes[2 * KEY_BYTES], const struct element_object *element)
{
	uint8_t last_key[KEY_BYTES] = {0};
	bool alone = element->keys == 1;
	size_t len = 0;

	for (uint8_t i = 0; i < element->keys; i++) {
		const struct nft_value *value = &element->key[i];
		uint32_t first, last;
		size_t address = value->type == TYPE_IPV6
					 ? put_address6(bytes + len, last_key + len, value)
					 : 0;

		len += address;
		if (address)
			continue;
		if (!ends_of(value, &first, &last))
			return 0;
		put_part(last_key + len, value->type, alone ? first : last, alone);
		len += put_part(bytes + len, value->type, first, alone);
	}
	memcpy(bytes + len, last_key, len);
	return len;
}

static void hear_element(void *context, const struct counter *counter)
{
	struct elements_heard *heard = context;
	uint8_t bytes[2 * KEY_BYTES];
	struct known_key *known;

	if (!counter->first || counter->len > KEY_BYTES)
		return;
	memcpy(bytes, counter->first, counter->len);
	memcpy(bytes + counter->len, counter->last, counter->len);
	HASH_FIND(hh, heard->keys, bytes, 2 * counter->len, known);
	if (known)
		count(heard->counting, known->line, counter->packets);
}

/* N elements of one set. */
static bool count_set(struct counting *counting, const struct object *objects, uint32_t n)
{
	struct elements_heard heard = {.counting = counting};
	bool ok;

	for (uint32_t i = 0; i < n; i++) {
		const struct element_object *element = &objects[i].element;
		struct known_key *known;
		size_t len;

		if (!is_wanted(counting, &element->line))
			continue;
		known = arena_new_object(counting->arena, struct known_key);
		len = put_key(known->bytes, element);
		known->line = &element->line;
		if (len)
			HASH_ADD(hh, heard.keys, bytes, 2 * len, known);
	}
	ok = !heard.keys || counters_of_set(&counting->netlink, counting->family,
					    objects->element.set, hear_element, &heard);
	HASH_CLEAR(hh, heard.keys);
	return ok;
}

static bool count_target(struct counting *counting, const struct target *target)
{
	const struct object *objects = target->objects.at;
	bool ok = true;
	uint32_t end;

	for (uint32_t i = 0; i < target->objects.len && ok; i = end) {
		end = i + 1;
		if (objects[i].kind == OBJECT_CHAIN)
			ok = count_chain(counting, &objects[i].chain);
		if (objects[i].kind != OBJECT_ELEMENT)
			continue;
		while (end < target->objects.len && objects[end].kind == OBJECT_ELEMENT &&
		       !strcmp(objects[end].element.set, objects[i].element.set))
			end++;
		ok = count_set(counting, objects + i, end - i);
	}
	return ok;
}

/* ---- as IOS prints it ---- */

static void print_standard(const struct acl *acl, const struct ace *ace, FILE *to)
{
	char text[IP_TEXT_SIZE];

	fputs(ace->action == ACE_PERMIT ? "permit " : "deny   ", to);
	if (ace->src.wild == UINT32_MAX) {
		fputs("any", to);
	} else {
		fputs(ip_text(text, ace->src.addr), to);
		if (ace->src.wild)
			fprintf(to, ", wildcard bits %s", ip_text(text, ace->src.wild));
	}
	print_ace_log(acl, ace, to);
}

static void print_hits(FILE *to, uint64_t hits)
{
	if (hits)
		fprintf(to, " (%" PRIu64 " match%s)", hits, hits == 1 ? "" : "es");
}

/* What PRINT writes ends its line; what is counted stands before that. */
static void print_entry(const struct router *router, const struct acl *acl, const struct ace *ace,
			uint64_t hits, FILE *to)
{
	char *text = NULL;
	size_t len;
	FILE *line = open_memstream(&text, &len);

	if (!line)
		abort();
	if (acl->kind == ACL_IPV6)
		print_ace6(router, acl, ace, line);
	else if (acl->kind == ACL_STANDARD && !ace->untranslated)
		print_standard(acl, ace, line);
	else
		print_ace(acl, ace, line);
	fclose(line);
	if (acl->kind == ACL_IPV6)
		fprintf(to, "   %.*s", (int)len - 1, text);
	else
		fprintf(to, "    %" PRIu32 " %.*s", ace->seq, (int)len - 1, text);
	print_hits(to, hits);
	if (acl->kind == ACL_IPV6)
		fprintf(to, " sequence %" PRIu32, ace->seq);
	putc('\n', to);
	free(text);
}

static void print_list(const struct counting *counting, const struct acl *acl, FILE *to)
{
	static const char *const kinds[] = {[ACL_STANDARD] = "Standard IP",
					    [ACL_EXTENDED] = "Extended IP",
					    [ACL_IPV6] = "IPv6"};
	struct list_hits *list;

	if (counting->name && strcmp(counting->name, acl->name) != 0)
		return;
	HASH_FIND_PTR(counting->lists, &acl, list);
	fprintf(to, "%s access list %s\n", kinds[acl->kind], acl->name);
	for (uint32_t i = 0; i < acl->entries.len; i++)
		if (acl->entries.at[i].action != ACE_REMARK)
			print_entry(counting->router, acl, &acl->entries.at[i],
				    list ? list->hits[i] : 0, to);
}

static void print_lists(const struct counting *counting, const char *family, FILE *to)
{
	const struct acl *acl;

	for (int kind = ACL_STANDARD; kind <= ACL_EXTENDED && strcmp(family, "ipv6"); kind++)
		STAILQ_FOREACH (acl, &counting->router->acls.list, link)
			if ((int)acl->kind == kind)
				print_list(counting, acl, to);
	if (strcmp(family, "ip") != 0)
		STAILQ_FOREACH (acl, &counting->router->acls6.list, link)
			print_list(counting, acl, to);
}

/* ---- the request ---- */

static size_t lines_wanted(const struct counting *counting)
{
	const struct acl *acl;
	size_t n = 0;

	STAILQ_FOREACH (acl, &counting->router->acls.list, link)
		if (!counting->name || !strcmp(counting->name, acl->name))
			n += acl->entries.len;
	return n;
}

static void answer(struct server *server, const json_t *request, const char *why, char *text)
{
	json_int_t serial = json_integer_value(json_object_get(request, "serial"));

	if (why)
		send_json(server, json_pack("{s:I,s:s}", "counted", serial, "error", why));
	else
		send_json(server,
			  json_pack("{s:I,s:o}", "counted", serial, "text", text_json(text)));
	free(text);
}

void do_lists(struct server *server, const json_t *request)
{
	const struct generation *generation =
		server->next.in_nft ? &server->next : &server->current;
	const char *family = json_string_value(json_object_get(request, "family"));
	struct counting counting = {.name = json_string_value(json_object_get(request, "name"))};
	bool is_root = json_is_true(json_object_get(request, "root"));
	char *text = NULL;
	size_t len;
	FILE *to;

	if (!generation->here) {
		answer(server, request,
		       server->store.in_force
			       ? "the loader has only just been started again; ask in a moment"
			       : "nothing is in force",
		       NULL);
		return;
	}
	counting.router = generation->compilation.router;
	counting.family = nft_family(generation->compilation.plan);
	if (!is_root && lines_wanted(&counting) > MANY) {
		answer(server, request, "so many lines only root may have counted", NULL);
		return;
	}
	counting.arena = arena_new();
	if (!counters_open(&counting.netlink) ||
	    !count_target(&counting,
			  target_spread(counting.arena,
					plan_under(counting.arena, generation->compilation.plan,
						   generation->state)))) {
		answer(server, request, strerror(errno), NULL);
	} else {
		to = open_memstream(&text, &len);
		if (!to)
			abort();
		print_lists(&counting, family ? family : "", to);
		fclose(to);
		if (!is_root)
			cut_short(text);
		answer(server, request, NULL, text);
	}
	netlink_close(&counting.netlink);
	HASH_CLEAR(hh, counting.lists);
	arena_free(counting.arena);
}
