/*
 * Pointing names at what they mean. IOS takes a reference before, after or without the definition,
 * and so does this pass: it first collects all definitions, then follows every reference of the
 * model. What is not there is reported once a name; what nobody refers to is reported at its
 * definition, unless a statement that is not translated mentions it.
 */
#include "compiler.h"

#include <ctype.h>
#include <string.h>
#include <uthash.h>

/* Suggestions compare a name with all others, so that their number must be bounded. */
enum { SUGGESTIONS_MAX = 64, CANDIDATES_MAX = 4096 };

#define REFERENTS(X)                                                                   \
	X(ACL, "access list", DIAG_UNDEFINED_ACL, DIAG_UNUSED_ACL)                     \
	X(ROUTE_MAP, "route-map", DIAG_UNDEFINED_ROUTE_MAP, DIAG_UNUSED_ROUTE_MAP)     \
	X(POOL, "NAT pool", DIAG_UNDEFINED_POOL, DIAG_UNUSED_POOL)                     \
	X(VIEW, "DNS view", DIAG_UNDEFINED_VIEW, DIAG_UNUSED_VIEW)                     \
	X(VIEW_LIST, "DNS view-list", DIAG_UNDEFINED_VIEW_LIST, DIAG_UNUSED_VIEW_LIST) \
	X(TRACK, "track", DIAG_UNDEFINED_TRACK, DIAG_UNUSED_TRACK)                     \
	X(SLA, "ip sla", DIAG_UNDEFINED_SLA, DIAG_UNUSED_SLA)                          \
	X(INTERFACE, "interface", DIAG_UNDEFINED_INTERFACE, DIAG_NONE /* never unused */)

enum referent {
#define X(symbol, noun, undefined, unused) REFERENT_##symbol,
	REFERENTS(X)
#undef X
		REFERENT_COUNT
};

static const struct {
	const char *noun;
	enum diag_name undefined, unused;
} referents[] = {
#define X(symbol, noun, undefined, unused) {noun, undefined, unused},
	REFERENTS(X)
#undef X
};

/* Something with a name: defined, or missed. */
struct symbol {
	UT_hash_handle hh;
	const char *name;
	void *object; /* NULL: missed */
	struct span at;
	bool used;
	bool missed_filter; /* reported as an error already */
};

struct resolver {
	struct router *router;
	struct symbol *defined[REFERENT_COUNT]; /* in order of definition */
	struct symbol *missed[REFERENT_COUNT];
	const struct symbol *last[REFERENT_COUNT]; /* answers a run of equal names */
	const char **candidates[REFERENT_COUNT]; /* names, for suggestions */
	size_t n_candidates[REFERENT_COUNT];
	unsigned suggestions;
};

/* ---- definitions ---- */

static struct symbol *symbol_new(struct resolver *r, const char *name, void *object, struct span at)
{
	struct symbol *symbol = arena_new_object(r->router->arena, struct symbol);

	symbol->name = name;
	symbol->object = object;
	symbol->at = at;
	return symbol;
}

static struct symbol *define(struct resolver *r, enum referent kind, const char *name, void *object,
			     struct span at)
{
	struct symbol *symbol = symbol_new(r, name, object, at);

	HASH_ADD_KEYPTR(hh, r->defined[kind], symbol->name, strlen(name), symbol);
	return symbol;
}

static const char *number_text(struct resolver *r, uint32_t number)
{
	return arena_printf(r->router->arena, "%u", number);
}

static void define_all(struct resolver *r)
{
	struct router *router = r->router;
	struct acl *acl;
	struct route_map *map;
	struct nat_pool *pool;
	struct dns_view *view;
	struct dns_view_list *list;
	struct track *track;
	struct sla *sla;
	struct interface *interface;

	STAILQ_FOREACH (acl, &router->acls.list, link)
		define(r, REFERENT_ACL, acl->name, acl, acl->at);
	STAILQ_FOREACH (map, &router->route_maps.list, link)
		define(r, REFERENT_ROUTE_MAP, map->name, map, map->at);
	STAILQ_FOREACH (pool, &router->nat.pools, link)
		define(r, REFERENT_POOL, pool->name, pool, pool->at);
	STAILQ_FOREACH (view, &router->dns.views, link)
		define(r, REFERENT_VIEW, view->name, view, view->at);
	STAILQ_FOREACH (list, &router->dns.lists, link)
		define(r, REFERENT_VIEW_LIST, list->name, list, list->at);
	STAILQ_FOREACH (track, &router->tracks.list, link)
		define(r, REFERENT_TRACK, number_text(r, track->id), track, track->at);
	STAILQ_FOREACH (sla, &router->slas.list, link)
		define(r, REFERENT_SLA, number_text(r, sla->id), sla, sla->at);
	STAILQ_FOREACH (interface, &router->interfaces.list, link)
		define(r, REFERENT_INTERFACE, interface->name, interface, interface->at);
}

/* ---- references ---- */

static void collect_candidates(struct resolver *r, enum referent kind)
{
	const struct symbol *symbol;
	size_t n = HASH_COUNT(r->defined[kind]);

	if (r->candidates[kind] || n == 0)
		return;
	r->candidates[kind] = arena_alloc(r->router->arena, n * sizeof(char *));
	for (symbol = r->defined[kind]; symbol && r->n_candidates[kind] < CANDIDATES_MAX;
	     symbol = symbol->hh.next)
		r->candidates[kind][r->n_candidates[kind]++] = symbol->name;
}

static const struct symbol *nearest(struct resolver *r, enum referent kind, const char *name)
{
	struct symbol *symbol;
	const char *near;

	if (r->suggestions++ >= SUGGESTIONS_MAX)
		return NULL;
	collect_candidates(r, kind);
	near = name_nearest(name, r->candidates[kind], r->n_candidates[kind]);
	if (!near)
		return NULL;
	HASH_FIND_STR(r->defined[kind], near, symbol);
	return symbol;
}

/* `default` is a view although nothing defines it, and Null0 an interface. */
static bool is_built_in(enum referent kind, const char *name)
{
	return (kind == REFERENT_VIEW && !strcmp(name, "default")) ||
	       (kind == REFERENT_INTERFACE && !strcmp(name, "Null0"));
}

static void report_undefined(struct resolver *r, enum referent kind, const struct name *name,
			     bool filters)
{
	const struct symbol *near = nearest(r, kind, name->s);
	const char *hint =
		near ? arena_printf(r->router->arena, "; did you mean '%s'?", near->name) : "";
	struct diag *diag;

	if (filters)
		diag = diag_error(r->router->diags, referents[kind].undefined, name->at,
				  "%s '%s' is to filter here but is not defined%s",
				  referents[kind].noun, name->s, hint);
	else
		diag = diag_at(r->router->diags, referents[kind].undefined, name->at,
			       "%s '%s' is not defined%s", referents[kind].noun, name->s, hint);
	if (!near)
		return;
	diag_fixit(r->router->diags, diag, "%s", near->name);
	diag_note(r->router->diags, diag, near->at, "'%s' is defined here", near->name);
}

/* Once a name, but never is an error lost behind a warning. */
static void miss(struct resolver *r, enum referent kind, const struct name *name, bool filters)
{
	struct symbol *missed;

	HASH_FIND_STR(r->missed[kind], name->s, missed);
	if (missed && (!filters || missed->missed_filter))
		return;
	if (!missed) {
		missed = symbol_new(r, name->s, NULL, name->at);
		HASH_ADD_KEYPTR(hh, r->missed[kind], missed->name, strlen(missed->name), missed);
	}
	missed->missed_filter |= filters;
	report_undefined(r, kind, name, filters);
}

/* What NAME means, now used; NULL when there is no name, or after reporting. */
static void *refer_as(struct resolver *r, enum referent kind, const struct name *name, bool filters)
{
	struct symbol *symbol;

	if (!name->s)
		return NULL;
	if (r->last[kind] && r->last[kind]->name == name->s)
		return r->last[kind]->object;
	HASH_FIND_STR(r->defined[kind], name->s, symbol);
	if (!symbol) {
		if (!is_built_in(kind, name->s))
			miss(r, kind, name, filters);
		return NULL;
	}
	symbol->used = true;
	r->last[kind] = symbol;
	return symbol->object;
}

static void *refer(struct resolver *r, enum referent kind, const struct name *name)
{
	return refer_as(r, kind, name, false);
}

static void *refer_number(struct resolver *r, enum referent kind, uint32_t number, struct span at)
{
	struct name name = {number_text(r, number), at};

	return refer(r, kind, &name);
}

static bool acl_is_empty(const struct acl *acl)
{
	for (uint32_t i = 0; i < acl->entries.len; i++)
		if (acl->entries.at[i].action != ACE_REMARK)
			return false;
	return true;
}

/* A list that filters must be there and say something: IOS lets everything pass otherwise, which
 * is not what a filter is for (decision 23). */
static void refer_filter(struct resolver *r, acl_ref *ref)
{
	ref->to = refer_as(r, REFERENT_ACL, &ref->name, true);
	if (ref->to && acl_is_empty(ref->to))
		diag_error(r->router->diags, DIAG_UNDEFINED_ACL, ref->name.at,
			   "access list '%s' is to filter here but has no entry", ref->name.s);
}

static void resolve_interfaces(struct resolver *r)
{
	struct interface *interface;

	STAILQ_FOREACH (interface, &r->router->interfaces.list, link) {
		interface->policy.to = refer(r, REFERENT_ROUTE_MAP, &interface->policy.name);
		refer_filter(r, &interface->access_in);
		refer_filter(r, &interface->access_out);
		interface->view_group.to =
			refer(r, REFERENT_VIEW_LIST, &interface->view_group.name);
	}
}

static void resolve_exits(struct resolver *r, exit_list *exits)
{
	for (uint32_t i = 0; i < exits->len; i++) {
		struct route_map_exit *exit = &exits->at[i];

		exit->interface.to = refer(r, REFERENT_INTERFACE, &exit->interface.name);
		if (exit->track)
			refer_number(r, REFERENT_TRACK, exit->track, exit->at);
	}
}

static void resolve_clause(struct resolver *r, struct route_map_clause *clause)
{
	for (uint32_t i = 0; i < clause->match_acls.len; i++)
		clause->match_acls.at[i].to =
			refer(r, REFERENT_ACL, &clause->match_acls.at[i].name);
	for (uint32_t i = 0; i < clause->match_interfaces.len; i++)
		clause->match_interfaces.at[i].ref.to =
			refer(r, REFERENT_INTERFACE, &clause->match_interfaces.at[i].ref.name);
	resolve_exits(r, &clause->verified_next_hops);
	resolve_exits(r, &clause->next_hops);
	resolve_exits(r, &clause->interfaces);
	resolve_exits(r, &clause->default_next_hops);
	resolve_exits(r, &clause->default_interfaces);
}

static void resolve_policy(struct resolver *r)
{
	struct route_map *map;
	struct route_map_clause *clause;

	r->router->local_policy.to = refer(r, REFERENT_ROUTE_MAP, &r->router->local_policy.name);
	STAILQ_FOREACH (map, &r->router->route_maps.list, link)
		STAILQ_FOREACH (clause, &map->clauses, link)
			resolve_clause(r, clause);
}

static void resolve_nat(struct resolver *r)
{
	struct nat *nat = &r->router->nat;

	for (uint32_t i = 0; i < nat->statics.len; i++) {
		struct nat_static *entry = &nat->statics.at[i];

		entry->interface.to = refer(r, REFERENT_INTERFACE, &entry->interface.name);
		entry->route_map.to = refer(r, REFERENT_ROUTE_MAP, &entry->route_map.name);
	}
	for (uint32_t i = 0; i < nat->dynamics.len; i++) {
		struct nat_dynamic *rule = &nat->dynamics.at[i];

		rule->acl.to = refer(r, REFERENT_ACL, &rule->acl.name);
		rule->route_map.to = refer(r, REFERENT_ROUTE_MAP, &rule->route_map.name);
		rule->interface.to = refer(r, REFERENT_INTERFACE, &rule->interface.name);
		rule->pool.to = refer(r, REFERENT_POOL, &rule->pool.name);
	}
}

static void resolve_routes(struct resolver *r)
{
	for (uint32_t i = 0; i < r->router->routes.len; i++) {
		struct static_route *route = &r->router->routes.at[i];

		route->interface.to = refer(r, REFERENT_INTERFACE, &route->interface.name);
		if (route->track)
			refer_number(r, REFERENT_TRACK, route->track, route->track_at);
	}
}

static void resolve_probes(struct resolver *r)
{
	struct sla *sla;
	struct track *track;

	STAILQ_FOREACH (sla, &r->router->slas.list, link)
		sla->source_interface.to =
			refer(r, REFERENT_INTERFACE, &sla->source_interface.name);
	STAILQ_FOREACH (track, &r->router->tracks.list, link) {
		track->interface.to = refer(r, REFERENT_INTERFACE, &track->interface.name);
		if (track->kind == TRACK_SLA_REACHABILITY || track->kind == TRACK_SLA_STATE)
			track->sla = refer_number(r, REFERENT_SLA, track->sla_id, track->object_at);
	}
}

static void resolve_view_list(struct resolver *r, struct dns_view_list *list)
{
	for (uint32_t i = 0; i < list->members.len; i++) {
		struct dns_member *member = &list->members.at[i];

		member->view.to = refer(r, REFERENT_VIEW, &member->view.name);
		refer_filter(r, &member->source);
	}
}

/* Host data does not use a view: a view is used when somebody can ask it. */
static void resolve_host(struct resolver *r, struct dns_host *host)
{
	static const struct name built_in = {"default", {0, 0}};
	const struct name *name = host->view.s ? &host->view : &built_in;
	struct symbol *symbol;

	HASH_FIND_STR(r->defined[REFERENT_VIEW], name->s, symbol);
	if (symbol)
		host->view_to = symbol->object;
	else
		refer(r, REFERENT_VIEW, name);
}

static void resolve_dns(struct resolver *r)
{
	struct dns *dns = &r->router->dns;
	struct dns_view_list *list;

	dns->server_view_group.to = refer(r, REFERENT_VIEW_LIST, &dns->server_view_group.name);
	STAILQ_FOREACH (list, &dns->lists, link)
		resolve_view_list(r, list);
	for (uint32_t i = 0; i < dns->hosts.len; i++)
		resolve_host(r, &dns->hosts.at[i]);
}

/* ---- what is not used ---- */

/* A number means a track or an operation only after the word that says so. */
static bool is_mention(enum referent kind, const char *before)
{
	if (kind == REFERENT_TRACK)
		return !strcmp(before, "track") || !strcmp(before, "object");
	if (kind == REFERENT_SLA)
		return !strcmp(before, "sla") || !strcmp(before, "rtr");
	return true;
}

/* WORD stands at OFF; where it is defined itself is no mention. */
static void mention(struct resolver *r, const char *word, const char *before, uint32_t off)
{
	struct symbol *symbol;

	for (int kind = 0; kind < REFERENT_COUNT; kind++) {
		if (!is_mention((enum referent)kind, before))
			continue;
		HASH_FIND_STR(r->defined[kind], word, symbol);
		if (symbol && symbol->at.off != off)
			symbol->used = true;
	}
}

/* Lines that define, or merely tell, are no use of what they name. */
static bool line_uses_nothing(const char *first)
{
	static const char *const words[] = {"access-list", "description", "remark", "no",
					    "default",	   "route-map",	  "name",   "banner"};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (!strcasecmp(first, words[i]))
			return true;
	return false;
}

enum { WORD_MAX = 128 };

static void mention_words(struct resolver *r, const char *line, const char *end)
{
	char words[2][WORD_MAX] = {"", ""}; /* this one and the one before */
	int here = 0;
	bool first = true;

	while (line < end) {
		const char *start;
		size_t len;

		while (line < end && isspace((unsigned char)*line))
			line++;
		for (start = line; line < end && !isspace((unsigned char)*line); line++)
			;
		len = (size_t)(line - start);
		here ^= 1;
		if (len >= WORD_MAX)
			len = 0;
		memcpy(words[here], start, len);
		words[here][len] = '\0';
		if (first && line_uses_nothing(words[here]))
			return;
		if (len)
			mention(r, words[here], words[here ^ 1],
				(uint32_t)(start - r->router->source->text));
		first = false;
	}
}

/* Statements that are not translated may use what the model cannot show: `access-class 10 in`. */
static void mention_untranslated(struct resolver *r)
{
	const struct source *source = r->router->source;
	const char *line = source->text, *end = source->text + source->len;

	for (uint32_t i = 0; i < r->router->line_class.len && line < end; i++) {
		const char *next = memchr(line, '\n', (size_t)(end - line));

		if (!next)
			next = end;
		if (r->router->line_class.at[i] > LINE_COMPILED)
			mention_words(r, line, next);
		line = next < end ? next + 1 : end;
	}
}

static bool any_unused(const struct resolver *r)
{
	const struct symbol *symbol;

	for (int kind = 0; kind < REFERENT_INTERFACE; kind++)
		for (symbol = r->defined[kind]; symbol; symbol = symbol->hh.next)
			if (!symbol->used)
				return true;
	return false;
}

static void report_unused(struct resolver *r)
{
	const struct symbol *symbol;

	for (int kind = 0; kind < REFERENT_INTERFACE; kind++)
		for (symbol = r->defined[kind]; symbol; symbol = symbol->hh.next)
			if (!symbol->used && !is_built_in((enum referent)kind, symbol->name))
				diag_at(r->router->diags, referents[kind].unused, symbol->at,
					"%s '%s' is defined but not used", referents[kind].noun,
					symbol->name);
}

/* Leave what was found out with the objects themselves. */
static void note_used(struct resolver *r)
{
	const struct symbol *symbol;

#define MARK(kind, type)                                                  \
	for (symbol = r->defined[kind]; symbol; symbol = symbol->hh.next) \
	((struct type *)symbol->object)->used = symbol->used
	MARK(REFERENT_ACL, acl);
	MARK(REFERENT_ROUTE_MAP, route_map);
	MARK(REFERENT_POOL, nat_pool);
	MARK(REFERENT_VIEW, dns_view);
	MARK(REFERENT_VIEW_LIST, dns_view_list);
	MARK(REFERENT_TRACK, track);
	MARK(REFERENT_SLA, sla);
#undef MARK
}

void resolve(struct router *router, const struct site *site)
{
	struct resolver r = {.router = router};

	define_all(&r);
	resolve_interfaces(&r);
	resolve_policy(&r);
	resolve_nat(&r);
	resolve_routes(&r);
	resolve_probes(&r);
	resolve_dns(&r);
	if (any_unused(&r))
		mention_untranslated(&r);
	note_used(&r);
	report_unused(&r);
	for (int kind = 0; kind < REFERENT_COUNT; kind++) {
		HASH_CLEAR(hh, r.defined[kind]);
		HASH_CLEAR(hh, r.missed[kind]);
	}
	devices_check(router, site);
}
