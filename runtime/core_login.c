/*
 * Who applies a configuration over the network may cut off the branch that he sits on (decision
 * 14). The interface that carries his login is the one with the address that he has connected to,
 * or one that this stands on.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "agent.h"
#include "grammar/ip.h"

struct carrier {
	bool v6, found;
	uint32_t addr;
	struct ip6 addr6;
	unsigned index;
};

static void look(void *context, const struct address_news *news)
{
	struct carrier *carrier = context;

	if (news->v6 != carrier->v6 ||
	    (news->v6 ? !ip6_equal(news->addr6, carrier->addr6) : news->addr != carrier->addr))
		return;
	carrier->found = true;
	carrier->index = news->index;
}

/* The third word of LOGIN: our address. */
static bool read_address(const char *login, struct carrier *carrier)
{
	char word[IP6_TEXT_SIZE];

	if (sscanf(login, "%*s %*s %45s", word) != 1)
		return false;
	carrier->v6 = strchr(word, ':');
	word[strcspn(word, "%")] = '\0';
	return carrier->v6 ? !ip6_parse(word, strlen(word), &carrier->addr6)
			   : ip_parse(word, strlen(word), &carrier->addr);
}

static bool cuts(const struct change_step *step, const char *device, bool carries)
{
	if (step->verb == CHANGE_DELETE && step->old->kind == OBJECT_ADDRESS)
		return carries && !strcmp(step->old->address.device, device);
	return step->verb != CHANGE_DELETE && step->new->kind == OBJECT_LINK &&
	       !step->new->link.up && !strcmp(step->new->link.device, device);
}

bool login_is_cut(struct core *core, const struct change *change, const char *login, char **why)
{
	struct carrier carrier = {.found = false};
	const struct link *link;
	bool carries = true;

	if (!read_address(login, &carrier) || !addresses_dump(&core->netlink, look, &carrier) ||
	    !carrier.found)
		return false;
	for (link = link_by_index(&core->links, carrier.index); link;
	     link = link->made.parent ? link_by_index(&core->links, link->made.parent) : NULL) {
		VEC_FOREACH (step, &change->steps) {
			if (!cuts(step, link->name, carries))
				continue;
			if (asprintf(why,
				     "your login comes by '%s', which this would %s; apply it with "
				     "--confirm SECONDS",
				     link->name,
				     step->verb == CHANGE_DELETE ? "re-address" : "shut") < 0)
				abort();
			return true;
		}
		carries = false;
	}
	return false;
}
