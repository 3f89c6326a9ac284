/* The DNS server's views and lists of views, and its host data, which may be many rows. */
#include "ir.h"
#include "ir_hash.h"

enum { NAMES_MAX = 1000, SETTINGS_MAX = 200, VRF_WORD = sizeof "vrf " - 1 };

BY_NAME(dns_view, dns_view, dns.views, dns.view_by_name)

struct dns_view *dns_view_open(struct router *router, struct name name)
{
	struct dns_view *view = dns_view_find(router, name.s);

	if (view)
		return view;
	view = dns_view_new(router, name);
	view->own = dns_view_own_name(name.s);
	if (dns_view_in_vrf(name.s))
		view->vrf = name_intern(router->names, name.s + VRF_WORD,
					(size_t)(view->own - name.s) - VRF_WORD - 1);
	return view;
}

struct dns_view *dns_view_default(const struct router *router, const char *vrf)
{
	if (!vrf)
		return dns_view_find(router, "default");
	return dns_view_find(router, arena_printf(router->arena, "vrf %s default", vrf));
}

bool dns_view_serves(const struct dns_view *view)
{
	return view->opened || view->has_hosts || view->name_servers.len;
}

REMOVE_BY_NAME(dns_view, dns_view, dns.views, dns.view_by_name)

BY_NAME(dns_view_list, dns_view_list, dns.lists, dns.list_by_name)
OPEN_BY_NAME(dns_view_list, dns_view_list)
REMOVE_BY_NAME(dns_view_list, dns_view_list, dns.lists, dns.list_by_name)

struct dns_member *dns_member(struct router *router, bool no, struct dns_view_list *list,
			      struct name view, uint32_t order)
{
	uint32_t i = 0;

	/* the last comes first: members mostly arrive in order */
	for (i = list->members.len; i && list->members.at[i - 1].order > order; i--)
		;
	for (uint32_t k = i; k && list->members.at[k - 1].order == order; k--) {
		if (strcmp(list->members.at[k - 1].view.name.s, view.s))
			continue;
		if (!no)
			return &list->members.at[k - 1];
		vec_remove(&list->members, k - 1);
		return NULL;
	}
	if (no)
		return NULL;
	(void)vec_add(router->arena, &list->members);
	memmove(&list->members.at[i + 1], &list->members.at[i],
		(list->members.len - 1 - i) * sizeof *list->members.at);
	list->members.at[i] = (struct dns_member){.view.name = view, .order = order};
	return &list->members.at[i];
}

bool dns_view_in_vrf(const char *name)
{
	return !strncmp(name, "vrf ", VRF_WORD) && strchr(name + VRF_WORD, ' ');
}

const char *dns_view_own_name(const char *name)
{
	return dns_view_in_vrf(name) ? strrchr(name, ' ') + 1 : name;
}

bool dns_view_is_default(const char *name)
{
	return !strcmp(dns_view_own_name(name), "default");
}

bool dns_view_is_of(const char *name, const char *vrf)
{
	const char *own = dns_view_own_name(name);

	if (!vrf)
		return own == name;
	return own > name && strlen(vrf) == (size_t)(own - name) - VRF_WORD - 1 &&
	       !strncmp(name + VRF_WORD, vrf, strlen(vrf));
}

bool dns_member_untranslated(const struct dns_member *member)
{
	return member->authenticated;
}

/* ---- lists of names ---- */

struct dns_name_list *dns_name_list_find(const struct router *router, uint32_t id)
{
	struct dns_name_list *list;

	HASH_FIND(hh, router->dns.name_list_by_id, &id, sizeof id, list);
	return list;
}

static struct dns_name_list *name_list_open(struct router *router, uint32_t id, struct span at)
{
	struct dns_name_list *list = dns_name_list_find(router, id);

	if (list)
		return list;
	list = arena_new_object(router->arena, struct dns_name_list);
	list->id = id;
	list->at = at;
	STAILQ_INSERT_TAIL(&router->dns.name_lists, list, link);
	HASH_ADD(hh, router->dns.name_list_by_id, id, sizeof list->id, list);
	return list;
}

void dns_name_list_entry(struct router *router, bool no, uint32_t id, struct span at, bool permit,
			 struct name regex)
{
	struct dns_name_list *list;
	uint32_t i = 0;

	if (no && !dns_name_list_find(router, id))
		return;
	list = name_list_open(router, id, at);
	while (i < list->entries.len &&
	       (list->entries.at[i].permit != permit || list->entries.at[i].regex != regex.s))
		i++;
	if (!no && i == list->entries.len && i < NAMES_MAX)
		vec_push(router->arena, &list->entries,
			 ((struct dns_name_entry){regex.at, permit, regex.s}));
	else if (!no && i == NAMES_MAX)
		diag_at(router->diags, DIAG_NONE, regex.at, "more than %d names in one list",
			NAMES_MAX);
	else if (no && i < list->entries.len)
		vec_remove(&list->entries, i);
	if (!list->entries.len)
		dns_name_list_remove(router, id);
}

void dns_name_list_remove(struct router *router, uint32_t id)
{
	struct dns_name_list *list = dns_name_list_find(router, id);

	if (!list)
		return;
	STAILQ_REMOVE(&router->dns.name_lists, list, dns_name_list, link);
	HASH_DEL(router->dns.name_list_by_id, list);
}

/* ---- settings ---- */

static bool setting_is(const struct dns_setting *setting, const char *key, const char *value)
{
	return !strcmp(setting->key, key) &&
	       (!value || (setting->value && !strcmp(setting->value, value)));
}

void dns_setting(struct router *router, struct dns_settings *to, bool no, const char *key,
		 bool many, const char *value)
{
	for (uint32_t i = to->len; i--;)
		if (setting_is(&to->at[i], key, many ? value : NULL))
			vec_remove(to, i);
	if (!no && to->len == SETTINGS_MAX)
		diag_global(router->diags, DIAG_NONE, "more than %d settings of DNS", SETTINGS_MAX);
	else if (!no)
		vec_push(router->arena, to, ((struct dns_setting){key, value}));
}

/* Host data: a row is known by all it says, and in a second index by its view and name alone, where
 * addresses of IPv6 stand apart: they have a `no` of their own. */

static bool host_gone(const void *row)
{
	return ((const struct dns_host *)row)->gone;
}

static bool text_same(const char *a, const char *b)
{
	return a == b || (a && b && !strcasecmp(a, b));
}

/* Names of hosts ignore case. */
static uint64_t text_hash(uint64_t hash, const char *s)
{
	for (; s && *s; s++)
		hash = row_mix(hash, (unsigned char)(*s >= 'A' && *s <= 'Z' ? *s + 32 : *s));
	return hash;
}

static uint32_t host_name_hash(const void *owner, const void *row)
{
	const struct dns_host *host = row;

	(void)owner;
	return (uint32_t)text_hash(row_mix(host->record == DNS_AAAA, (uintptr_t)host->view.s),
				   host->name);
}

static bool host_name_same(const void *owner, const void *row_a, const void *row_b)
{
	const struct dns_host *a = row_a, *b = row_b;

	(void)owner;
	return a->view.s == b->view.s && (a->record == DNS_AAAA) == (b->record == DNS_AAAA) &&
	       text_same(a->name, b->name);
}

static uint32_t host_hash(const void *owner, const void *row)
{
	const struct dns_host *host = row;
	uint64_t hash = row_mix(host_name_hash(owner, row), host->record);

	hash = row_mix(row_mix(hash, host->addr6.hi), host->addr6.lo ^ host->port);
	return (uint32_t)text_hash(text_hash(row_mix(hash, host->addr), host->target),
				   host->system);
}

static bool host_same(const void *owner, const void *row_a, const void *row_b)
{
	const struct dns_host *a = row_a, *b = row_b;

	return host_name_same(owner, a, b) && a->record == b->record && a->addr == b->addr &&
	       ip6_equal(a->addr6, b->addr6) && a->port == b->port &&
	       text_same(a->target, b->target) && text_same(a->system, b->system);
}

static const struct row_key host_key = {sizeof(struct dns_host), host_hash, host_same, host_gone};
static const struct row_key host_name_key = {sizeof(struct dns_host), host_name_hash,
					     host_name_same, host_gone};

static struct rows host_rows(struct router *router, const struct row_key *key)
{
	return (struct rows){router->arena, key, NULL, router->dns.hosts.at, router->dns.hosts.len};
}

static void host_drop(struct router *router, uint32_t i)
{
	struct rows all = host_rows(router, &host_key);
	struct rows names = host_rows(router, &host_name_key);

	row_forget(&router->dns.host_index, &all, i);
	row_forget(&router->dns.host_by_name, &names, i);
	router->dns.hosts.at[i].gone = true;
}

/* All of the name of HOST, of IPv6 or of the rest. */
static void drop_name(struct router *router, struct dns_host host, enum dns_record record)
{
	struct rows names = host_rows(router, &host_name_key);
	uint32_t i;

	host.record = record;
	while ((i = row_find(&router->dns.host_by_name, &names, &host)) != ROW_NONE)
		host_drop(router, i);
}

void dns_host(struct router *router, bool no, const struct dns_host *host)
{
	struct dns *dns = &router->dns;
	struct rows all = host_rows(router, &host_key);
	bool all_of_it = no && host->record == DNS_A && !host->addr;
	uint32_t i;

	if (all_of_it || (no && host->record == DNS_AAAA && ip6_is_zero(host->addr6))) {
		if (all_of_it)
			drop_name(router, *host, DNS_A);
		drop_name(router, *host, DNS_AAAA);
		return;
	}
	i = row_find(&dns->host_index, &all, host);
	if (no && i != ROW_NONE)
		host_drop(router, i);
	else if (!no && i != ROW_NONE)
		dns->hosts.at[i].preference = host->preference,
		dns->hosts.at[i].weight = host->weight;
	else if (!no)
		vec_push(router->arena, &dns->hosts, *host);
}

void dns_settle(struct router *router)
{
	struct dns *dns = &router->dns;

	dns->hosts.len = row_compact(&host_key, dns->hosts.at, dns->hosts.len);
	row_drop(&dns->host_index, router->arena);
	row_drop(&dns->host_by_name, router->arena);
}

/* A zone has one start of authority: the last. */
void dns_primary(struct router *router, bool no, const struct dns_primary *primary)
{
	uint32_t i = 0;

	while (i < router->dns.primaries.len &&
	       strcasecmp(router->dns.primaries.at[i].zone, primary->zone))
		i++;
	if (no && i < router->dns.primaries.len)
		vec_remove(&router->dns.primaries, i);
	else if (!no && i < router->dns.primaries.len)
		router->dns.primaries.at[i] = *primary;
	else if (!no)
		vec_push(router->arena, &router->dns.primaries, *primary);
}
