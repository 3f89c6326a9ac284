/*
 * Who answers a query, by the reference evaluator (ios-semantics.md 1.9). The list of views is that
 * of the interface, else the server's, else there is only the default view. Its members are asked
 * in their order, and the first answers whose view is of the query's VRF and whose restrictions all
 * pass. Nobody is authenticated here, so `restrict authenticated` never passes.
 *
 * The gateway does otherwise with names, for which see eval_name.c: of the members that look at
 * names those count that stand before the member which takes the querier's names at large, and of
 * their domains the longest that the name is in. And of a list of sources it knows only prefixes.
 */
#include <ctype.h>
#include <string.h>

#include "eval_name.h"
#include "eval_path.h"
#include "eval_route.h"

enum { NAME_LENGTH_MAX = 255, DNS_PORT = 53 };

/* Views that answer without a word said of them; NOTHING is a default view of a VRF, which has no
 * data. */
static const struct dns_view the_default = {.name = "default", .own = "default"};
static const struct dns_view nothing = {.name = "", .own = "default"};

struct query {
	const struct world *world;
	const struct interface *in;
	const char *vrf;
	uint32_t src;
	const char *name; /* in lower case and without its final dot; NULL: of any */
	struct arena *arena; /* of expressions */
};

/* NAME with BUF behind it, as names are compared; a name that is too long for one is cut. */
static const char *plain_name(char buf[NAME_LENGTH_MAX + 1], const char *name)
{
	size_t len = 0;

	for (; name[len] && len < NAME_LENGTH_MAX; len++)
		buf[len] = (char)tolower((unsigned char)name[len]);
	if (len && buf[len - 1] == '.')
		len--;
	buf[len] = '\0';
	return buf;
}

static bool is_there(const struct query *query, const struct dns_member *member)
{
	return !member->authenticated && dns_view_is_of(member->view.name.s, query->vrf) &&
	       (member->view.to || dns_view_is_default(member->view.name.s));
}

static const struct dns_view *view_of(const struct query *query, const struct dns_member *member)
{
	if (member->view.to)
		return member->view.to;
	return query->vrf ? &nothing : &the_default;
}

/* ---- as IOS does ---- */

static bool list_permits(const struct query *query, const struct dns_name_list *list)
{
	VEC_FOREACH (entry, &list->entries) {
		const struct expression *expression =
			expression_read(query->arena, entry->regex, EXPRESSION_PATTERN);

		if (expression && expression_takes(expression, query->name))
			return entry->permit;
	}
	return false;
}

static bool source_passes(const struct query *query, const struct dns_member *member)
{
	struct packet packet = {
		.src = query->src, .proto = PROTO_UDP, .dport = DNS_PORT, .ttl = UINT8_MAX};
	struct span at;
	uint8_t len;

	if (query->in)
		world_address(query->world, query->in, &packet.dst, &len);
	return acl_ref_permits(query->world, &member->source, &packet, &at);
}

static const struct dns_member *first_member(const struct query *query,
					     const struct dns_view_list *list)
{
	VEC_FOREACH (member, &list->members) {
		if (!is_there(query, member) || !source_passes(query, member))
			continue;
		if (!member->name_group ||
		    (member->names && query->name && list_permits(query, member->names)))
			return member;
	}
	return NULL;
}

/* ---- as the gateway does ---- */

/* Entries that look at more than the source are left out; one that denies takes the list with it,
 * and a list without entries lets nobody in. */
static bool prefixes_permit(const struct acl *acl, uint32_t src)
{
	bool decided = false, permits = false;

	VEC_FOREACH (ace, &acl->entries) {
		bool prefix = !(ace->src.wild & (ace->src.wild + 1)) && ace->proto == ACE_IP &&
			      ace->dst.wild == UINT32_MAX && !ace->options && !ace->untranslated;

		if (ace->action != ACE_DENY && ace->action != ACE_PERMIT)
			continue;
		if (!prefix && ace->action == ACE_DENY)
			return false;
		if (!prefix || decided || ((ace->src.addr ^ src) & ~ace->src.wild))
			continue;
		decided = true;
		permits = ace->action == ACE_PERMIT;
	}
	return permits;
}

static bool same_source(const struct dns_member *member, const struct acl *source)
{
	return !member->source.name.s || (source && member->source.to == source);
}

/* All entries of LIST must be domains, or the list is left out. */
static bool is_of_domains(const struct query *query, const struct dns_name_list *list)
{
	VEC_FOREACH (entry, &list->entries)
		if (!expression_read(query->arena, entry->regex, EXPRESSION_DOMAIN))
			return false;
	return true;
}

static const struct dns_name_entry *entry_of(const struct query *query,
					     const struct dns_name_list *list, const char *domain)
{
	VEC_FOREACH (entry, &list->entries)
		if (expression_takes(expression_read(query->arena, entry->regex, EXPRESSION_DOMAIN),
				     domain))
			return entry;
	return NULL;
}

/* The domain that NAME, a domain, is in: "" is the root, NULL is above that. */
static const char *parent_of(const char *name)
{
	const char *dot = strchr(name, '.');

	if (dot)
		return dot + 1;
	return *name ? "" : NULL;
}

/* Of the members before END that take whom SOURCE lets pass: whose name is it? BASE when it is
 * nobody's. */
static const struct dns_member *named_member(const struct query *query,
					     const struct dns_view_list *list, uint32_t end,
					     const struct acl *source,
					     const struct dns_member *base)
{
	for (const char *domain = query->name; domain; domain = parent_of(domain))
		for (uint32_t i = 0; i < end; i++) {
			const struct dns_member *member = &list->members.at[i];
			const struct dns_name_entry *entry;

			if (!member->names || !is_there(query, member) ||
			    !same_source(member, source) || !is_of_domains(query, member->names))
				continue;
			entry = entry_of(query, member->names, domain);
			if (entry)
				return entry->permit ? member : base;
		}
	return base;
}

/* Behind member I, which takes some names only: who takes the rest of the same queriers? */
static uint32_t base_after(const struct query *query, const struct dns_view_list *list, uint32_t i)
{
	const struct acl *source = list->members.at[i].source.to;

	for (i++; i < list->members.len; i++)
		if (is_there(query, &list->members.at[i]) && !list->members.at[i].name_group &&
		    same_source(&list->members.at[i], source))
			break;
	return i;
}

static const struct dns_member *gateway_member(const struct query *query,
					       const struct dns_view_list *list)
{
	uint32_t n = list->members.len;

	for (uint32_t i = 0; i < n; i++) {
		const struct dns_member *member = &list->members.at[i];
		const struct acl *source = member->source.to;
		uint32_t base = i;

		if (!is_there(query, member) || (source && !prefixes_permit(source, query->src)))
			continue;
		/* a member that looks at names alone only adds to those who do not */
		if (member->name_group && (!member->source.name.s || !member->names))
			continue;
		if (member->name_group)
			base = base_after(query, list, i);
		return named_member(query, list, base, source,
				    base < n ? &list->members.at[base] : NULL);
	}
	return named_member(query, list, n, NULL, NULL);
}

/* ---- which view, which data ---- */

static const struct dns_view *default_view(const struct query *query, struct span *at)
{
	const struct router *router = query->world->eval->router;
	const struct dns_view *view = dns_view_default(router, query->vrf);

	*at = view && view->opened ? view->at : router->dns.server_at;
	if (query->vrf)
		return view && dns_view_serves(view) ? view : NULL;
	return view ? view : &the_default;
}

static const struct dns_view *view_by_list(struct query *query, const struct dns_view_list *list,
					   struct span *at)
{
	const struct dns_member *member;

	query->arena = arena_new();
	member =
		query->world->eval->exact ? first_member(query, list) : gateway_member(query, list);
	arena_free(query->arena);
	if (!member)
		return NULL;
	*at = member->view.name.at;
	return view_of(query, member);
}

const struct dns_view *dns_view_for(const struct world *world, const struct interface *in,
				    uint32_t src, const char *name, struct span *at)
{
	const struct dns *dns = &world->eval->router->dns;
	const struct dns_view_list *list = dns->server_view_group.to;
	char buf[NAME_LENGTH_MAX + 1];
	struct query query = {.world = world,
			      .in = in,
			      .vrf = in ? in->vrf.s : NULL,
			      .src = src,
			      .name = name ? plain_name(buf, name) : NULL};

	*at = (struct span){0};
	if (!dns->server)
		return NULL;
	if (!in) /* what the router itself asks is answered by its own view */
		return default_view(&query, at);
	if (in->view_group.name.s) {
		list = in->view_group.to;
		if (!list)
			return NULL;
	}
	return list ? view_by_list(&query, list, at) : default_view(&query, at);
}

/* What a name without a dot is qualified with: the router's domain, or the VRF's. */
static const char *domain_of(const struct router *router, const struct dns_view *view)
{
	if (view->vrf)
		view = dns_view_default(router, view->vrf);
	else
		return router->domain_name;
	return view ? view->domain_name : NULL;
}

static bool is_name_of(const struct dns_host *host, const char *domain, const char *name)
{
	char own[NAME_LENGTH_MAX + 1], buf[NAME_LENGTH_MAX + 1];
	size_t len;

	plain_name(own, host->name);
	if (!domain || strchr(host->name, '.'))
		return !strcmp(own, name);
	len = strlen(own);
	return !strncmp(own, name, len) && name[len] == '.' &&
	       !strcmp(plain_name(buf, domain), name + len + 1);
}

/* Of IPv4, as all here. A name of `ip dns primary` without data, and any name that has none, yields
 * no row; what `ip dns spoofing` invents is no row either. */
size_t dns_answers(struct arena *arena, const struct world *world, const struct dns_view *view,
		   const char *name, const struct dns_host ***rows)
{
	const struct router *router = world->eval->router;
	const char *domain = domain_of(router, view);
	char buf[NAME_LENGTH_MAX + 1];
	VEC(const struct dns_host *) found = {0};

	name = plain_name(buf, name);
	VEC_FOREACH (host, &router->dns.hosts)
		if (host->record == DNS_A && !host->gone &&
		    !strcmp(host->view.s ? host->view.s : "default", view->name) &&
		    is_name_of(host, domain, name))
			vec_push(arena, &found, host);
	*rows = found.at;
	return found.len;
}
