/* Who answers a query, by the reference evaluator. See eval.h. */
#include "eval_path.h"

const struct dns_view *dns_view_for(const struct world *world, const struct interface *in,
				    uint32_t src, const char *name, struct span *at)
{
	(void)world;
	(void)in;
	(void)src;
	(void)name;
	*at = (struct span){0};
	return NULL;
}

size_t dns_answers(struct arena *arena, const struct world *world, const struct dns_view *view,
		   const char *name, const struct dns_host ***rows)
{
	(void)arena;
	(void)world;
	(void)view;
	(void)name;
	*rows = NULL;
	return 0;
}
