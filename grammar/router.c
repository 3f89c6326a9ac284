/* The router model as a whole: an empty one, and what is put in order when reading is done. */
#include "ir.h"

struct router *router_new(struct arena *arena, struct names *names, struct source *source,
			  struct diags *diags)
{
	struct router *router = arena_new_object(arena, struct router);

	router->arena = arena;
	router->names = names;
	router->source = source;
	router->diags = diags;
	STAILQ_INIT(&router->interfaces.list);
	STAILQ_INIT(&router->vrfs.list);
	STAILQ_INIT(&router->acls.list);
	STAILQ_INIT(&router->acls6.list);
	STAILQ_INIT(&router->prefix_lists.list);
	STAILQ_INIT(&router->prefix_lists6.list);
	STAILQ_INIT(&router->groups.list);
	STAILQ_INIT(&router->time_ranges.list);
	STAILQ_INIT(&router->route_maps.list);
	STAILQ_INIT(&router->nat.pools);
	STAILQ_INIT(&router->slas.list);
	STAILQ_INIT(&router->tracks.list);
	STAILQ_INIT(&router->applets.list);
	STAILQ_INIT(&router->dhcp.pools);
	STAILQ_INIT(&router->dhcp6.pools);
	STAILQ_INIT(&router->dns.views);
	STAILQ_INIT(&router->dns.lists);
	STAILQ_INIT(&router->dns.name_lists);
	return router;
}

const char *router_words(const struct router *router, struct span at)
{
	const char *from = router->source->text + at.off, *end = from + at.len;
	char *text = arena_alloc(router->arena, at.len + 1), *to = text;

	for (; from < end; from++) {
		bool blank = *from == ' ' || *from == '\t' || *from == '\r';

		if (!blank)
			*to++ = *from;
		else if (to > text && to[-1] != ' ')
			*to++ = ' ';
	}
	*to = '\0';
	return text;
}

void router_settle(struct router *router)
{
	struct prefix_list *prefix_list;
	struct object_group *group;
	struct acl *acl;

	STAILQ_FOREACH (acl, &router->acls.list, link)
		acl_settle(router, acl);
	STAILQ_FOREACH (acl, &router->acls6.list, link)
		acl_settle(router, acl);
	row_drop(&router->acls.spare, router->arena);
	STAILQ_FOREACH (prefix_list, &router->prefix_lists.list, link)
		prefix_list_settle(router, prefix_list);
	STAILQ_FOREACH (prefix_list, &router->prefix_lists6.list, link)
		prefix_list_settle(router, prefix_list);
	STAILQ_FOREACH (group, &router->groups.list, link)
		object_group_settle(router, group);
	route_maps_settle(router);
	static_routes_settle(router, &router->routes);
	static_routes_settle(router, &router->routes6);
	nat_settle(router);
	sla_settle(router);
	track_settle(router);
	dns_settle(router);
	vec_trim(router->arena, &router->line_class);
	vec_trim(router->arena, &router->line_mode);
}
