/*
 * Checks of the DNS server: what its views answer, and to whom. Which view an interface gets is
 * ios-semantics.md 1.9: its own view-group, else the server's, else the default view.
 */
#include "check.h"

#include <string.h>
#include <uthash.h>

enum { DNS_PORT = 53, CLIENT_PORT = 40000, OUTSIDE_MAX = 8 };

/* Who may ask a view. The default view may have no object of its own. */
struct audience {
	UT_hash_handle hh;
	const struct dns_view *view; /* the key; NULL: the default view, never opened */
	bool inside; /* an interface that is no uplink gets it */
	const struct uplink *outside[OUTSIDE_MAX];
	uint32_t n_outside;
	const struct uplink *stranger; /* by this uplink a stranger is answered by it */
};

struct audiences {
	struct checker *c;
	struct audience *by_view;
};

static const char *view_name(const struct dns_view *view)
{
	return view ? view->name : "default";
}

static struct audience *audience_of(struct audiences *all, const struct dns_view *view)
{
	struct audience *audience;

	HASH_FIND_PTR(all->by_view, &view, audience);
	if (audience)
		return audience;
	audience = arena_new_object(all->c->arena, struct audience);
	audience->view = view;
	HASH_ADD_PTR(all->by_view, view, audience);
	return audience;
}

static bool admits_queries(struct checker *c, const struct uplink *uplink)
{
	struct packet packet = {.src = c->stranger,
				.dst = uplink->address ? uplink->address->addr : 0,
				.sport = CLIENT_PORT,
				.dport = DNS_PORT,
				.proto = PROTO_UDP};

	if (check_admits(c, uplink->interface, &packet))
		return true;
	packet.proto = PROTO_TCP;
	return check_admits(c, uplink->interface, &packet);
}

/* Does MEMBER answer everybody? A restriction that is not translated is taken to hold. */
static bool answers_strangers(struct checker *c, const struct dns_member *member)
{
	struct packet packet = {.src = c->stranger, .proto = PROTO_UDP};
	struct span at;

	if (dns_member_untranslated(member) || member->name_group)
		return false;
	return !member->source.name.s ||
	       (member->source.to &&
		acl_ref_permits(check_world(c), &member->source, &packet, &at));
}

static void add_audience(struct audiences *all, const struct dns_view *view,
			 const struct uplink *uplink, bool stranger)
{
	struct audience *audience = audience_of(all, view);

	audience->inside |= !uplink;
	if (uplink && audience->n_outside < OUTSIDE_MAX)
		audience->outside[audience->n_outside++] = uplink;
	if (stranger && !audience->stranger)
		audience->stranger = uplink;
}

/* A stranger on UPLINK (NULL: no uplink) gets the first member that takes him; VRF is where he is.
 */
static void add_list(struct audiences *all, const struct dns_view_list *list, const char *vrf,
		     const struct uplink *uplink)
{
	bool waiting = uplink && admits_queries(all->c, uplink);

	for (uint32_t i = 0; i < list->members.len; i++) {
		const struct dns_member *member = &list->members.at[i];
		bool takes = answers_strangers(all->c, member);

		if (!dns_view_is_of(member->view.name.s, vrf))
			continue;
		if (member->view.to || dns_view_is_default(member->view.name.s))
			add_audience(all, member->view.to, uplink, waiting && takes);
		waiting = waiting && !takes;
	}
}

static void add_interface(struct audiences *all, const struct interface *interface)
{
	struct checker *c = all->c;
	const struct dns *dns = &c->router->dns;
	const struct uplink *uplink = check_uplink(c, interface);
	const char *vrf = interface->vrf.s;
	const struct dns_view *view = dns_view_default(c->router, vrf);

	if (interface->view_group.to)
		add_list(all, interface->view_group.to, vrf, uplink);
	else if (interface->view_group.name.s)
		return; /* undefined, and reported */
	else if (dns->server_view_group.to)
		add_list(all, dns->server_view_group.to, vrf, uplink);
	else if (!dns->server_view_group.name.s && (!vrf || (view && dns_view_serves(view))))
		add_audience(all, view, uplink, uplink && admits_queries(c, uplink));
}

static void audiences_open(struct audiences *all, struct checker *c)
{
	const struct interface *interface;

	*all = (struct audiences){.c = c};
	STAILQ_FOREACH (interface, &c->router->interfaces.list, link)
		if (check_in_use(c, interface) && interface->type != INTERFACE_LOOPBACK)
			add_interface(all, interface);
}

static void audiences_close(struct audiences *all)
{
	HASH_CLEAR(hh, all->by_view);
}

/* ---- an address that is nowhere ---- */

/* What the router answers for: its own addresses, and what static NAT and pools publish. */
struct published {
	struct ranges own;
	struct ranges locals; /* inside addresses of static NAT */
};

static void collect_published(struct checker *c, struct published *published)
{
	const struct interface *interface;
	const struct nat_pool *pool;

	STAILQ_FOREACH (interface, &c->router->interfaces.list, link)
		for (uint32_t i = 0; i < interface->addresses.len; i++)
			ranges_add_prefix(c->arena, &published->own,
					  interface->addresses.at[i].addr, 32);
	STAILQ_FOREACH (pool, &c->router->nat.pools, link)
		VEC_FOREACH (range, &pool->ranges)
			ranges_add(c->arena, &published->own, range->first, range->last);
	for (uint32_t i = 0; i < c->router->nat.statics.len; i++) {
		const struct nat_static *entry = &c->router->nat.statics.at[i];

		if (entry->kind == NAT_OUTSIDE_SOURCE)
			continue;
		if (!entry->interface.name.s)
			ranges_add_prefix(c->arena, &published->own, entry->global, entry->len);
		ranges_add_prefix(c->arena, &published->locals, entry->local, entry->len);
	}
}

/* The addresses that the view could well answer: those of the interfaces it is asked on, and what
 * static NAT publishes. */
static size_t likely_answers(const struct checker *c, const struct audience *audience,
			     const char **list, size_t max)
{
	size_t n = 0;

	for (uint32_t i = 0; i < audience->n_outside; i++) {
		const struct interface *interface = audience->outside[i]->interface;

		for (uint32_t k = 0; k < interface->addresses.len && n < max; k++)
			list[n++] = check_ip(c, interface->addresses.at[k].addr);
	}
	for (uint32_t i = 0; i < c->router->nat.statics.len && n < max; i++)
		if (!c->router->nat.statics.at[i].interface.name.s &&
		    c->router->nat.statics.at[i].kind != NAT_OUTSIDE_SOURCE)
			list[n++] = check_ip(c, c->router->nat.statics.at[i].global);
	return n;
}

/* Is ADDR one that a stranger on the view's uplinks can make nothing of? One that is elsewhere in
 * the public space may well be a host elsewhere. */
static bool is_nowhere(struct published *published, uint32_t addr, const char *near)
{
	if (ranges_touch(&published->own, addr, addr))
		return false;
	return near || ip_is_private(addr) || ranges_touch(&published->locals, addr, addr);
}

static void report_answer(struct checker *c, const struct audience *audience,
			  const struct dns_host *host, const char *better, bool local)
{
	const struct interface *interface = audience->outside[0]->interface;
	struct diag *diag;

	diag = diag_at(c->diags, DIAG_VIEW_ANSWER, host->data_at,
		       "view '%s' answers '%s', which is %s; did you mean '%s'?",
		       view_name(audience->view), check_ip(c, host->addr),
		       local ? "an inside address that nobody outside can reach"
			     : "on no interface and no global address of static NAT",
		       better);
	diag_fixit(c->diags, diag, "%s", better);
	diag_note(c->diags, diag, interface->at, "the view is asked on '%s'", interface->name);
}

static void check_answer(struct checker *c, const struct audience *audience,
			 struct published *published, const struct dns_host *host)
{
	const char *list[CHECK_SUGGESTIONS_MAX], *near = NULL;
	size_t n;
	bool local;

	if (ranges_touch(&published->own, host->addr, host->addr))
		return;
	n = likely_answers(c, audience, list, CHECK_SUGGESTIONS_MAX);
	if (n)
		near = check_nearest(c, check_ip(c, host->addr), list, n);
	if (!n || !is_nowhere(published, host->addr, near))
		return;
	local = ranges_touch(&published->locals, host->addr, host->addr);
	report_answer(c, audience, host, near ? near : list[0], local);
}

/* Only views that none but uplinks ask: what the inside is told is its own affair. */
static bool is_for_outside(const struct audience *audience)
{
	if (!audience || audience->inside || !audience->n_outside)
		return false;
	for (uint32_t i = 0; i < audience->n_outside; i++)
		if (!audience->outside[i]->address)
			return false;
	return true;
}

void check_view_answer(struct checker *c)
{
	struct published published = {0};
	struct audiences all;

	if (!c->router->dns.server || !c->router->dns.hosts.len)
		return;
	audiences_open(&all, c);
	collect_published(c, &published);
	for (uint32_t i = 0; i < c->router->dns.hosts.len; i++) {
		const struct dns_host *host = &c->router->dns.hosts.at[i];
		struct audience *audience;

		if (host->record != DNS_A || (host->view.s && !host->view_to))
			continue;
		HASH_FIND_PTR(all.by_view, &host->view_to, audience);
		if (is_for_outside(audience))
			check_answer(c, audience, &published, host);
	}
	audiences_close(&all);
}

/* ---- a resolver open to everybody ---- */

/* In safe fidelity nobody outside is resolved for, whatever the view says (decision 29). */
static void report_open(struct checker *c, const struct audience *audience)
{
	const struct dns_view *view = audience->view;
	const struct interface *interface = audience->stranger->interface;
	const char *safe = c->safe ? "; causeway resolves for the inside only (fidelity safe)" : "";
	struct span at = view ? view->at : c->router->dns.server_at;
	struct diag *diag;

	diag = diag_at(c->diags, DIAG_OPEN_RESOLVER, at,
		       "view '%s' resolves any name for anybody who asks on '%s'%s",
		       view_name(view), interface->name, safe);
	if (view && !audience->inside)
		diag_insert(c->diags, diag, check_line_end(c, at.off), " no dns forwarding");
	diag_note(c->diags, diag, interface->at, "'%s' is outside%s", interface->name,
		  view && !audience->inside
			  ? ""
			  : "; give it a view of its own that says 'no dns forwarding', by 'ip dns "
			    "view-group', or deny port 53 to strangers by 'ip access-group'");
}

void check_open_resolver(struct checker *c)
{
	struct audiences all;
	const struct audience *audience;

	if (!c->router->dns.server)
		return;
	audiences_open(&all, c);
	for (audience = all.by_view; audience; audience = audience->hh.next)
		if (audience->stranger && !(audience->view && audience->view->no_forwarding))
			report_open(c, audience);
	audiences_close(&all);
}

/* ---- a server that can ask nobody (decision 19) ---- */

/* Does a provider tell the router of name servers? */
static bool learns_servers(const struct checker *c)
{
	const struct interface *interface;

	STAILQ_FOREACH (interface, &c->router->interfaces.list, link)
		if (interface_learns_servers(interface) && !interface->vrf.s)
			return true;
	return false;
}

static bool has_forwarder(const struct checker *c, const struct dns_view *view)
{
	if (view && (view->forwarders.len || view->name_servers.len))
		return true;
	return !(view && view->vrf) && (c->router->dns.name_servers.len || learns_servers(c));
}

/* Views of its own, and not a word of the default one: nobody means that to serve. */
static bool is_left_over(const struct checker *c, const struct dns_view *view)
{
	const struct dns *dns = &c->router->dns;

	if (view || STAILQ_EMPTY(&dns->views))
		return false;
	for (uint32_t i = 0; i < dns->hosts.len; i++)
		if (!dns->hosts.at[i].view.s)
			return false;
	return true;
}

/* Is the owner content with what the router itself knows? */
static bool asks_nobody(const struct checker *c, const struct dns_view *view)
{
	if (view && (view->no_forwarding || view->no_lookup))
		return true;
	return (view == dns_view_default(c->router, NULL) && c->router->dns.no_lookup) ||
	       is_left_over(c, view);
}

void check_no_resolver(struct checker *c)
{
	struct audiences all;
	const struct audience *audience;

	if (!c->router->dns.server)
		return;
	audiences_open(&all, c);
	for (audience = all.by_view; audience; audience = audience->hh.next) {
		const struct dns_view *view = audience->view;

		if (!audience->inside || asks_nobody(c, view) || has_forwarder(c, view))
			continue;
		diag_at(c->diags, DIAG_NO_RESOLVER, view ? view->at : c->router->dns.server_at,
			"view '%s' has nobody to ask for the names that it does not know: give an "
			"'ip name-server', or say 'no dns forwarding'",
			view_name(view));
	}
	audiences_close(&all);
}
