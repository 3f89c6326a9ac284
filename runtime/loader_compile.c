/* A configuration becomes a plan: the loader's only use of the parser. */
#include <jansson.h>
#include <net/if.h>
#include <net/if_arp.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include "agent_server.h"
#include "compiler/plan_json.h"

void generation_free(struct generation *generation)
{
	moved_free(generation->moved);
	if (generation->here)
		compilation_free(&generation->compilation);
	input_free(&generation->input);
	*generation = (struct generation){0};
}

void cut_short(char *text)
{
	enum { MOST = 256 * 1024 };
	static const char rest[] = "... and more\n";
	char *end;

	if (!text || strnlen(text, MOST) < MOST)
		return;
	text[MOST - sizeof rest] = '\0';
	end = strrchr(text, '\n');
	strcpy(end ? end + 1 : text, rest);
}

static char *diagnostics(struct compilation *c)
{
	char *text = NULL;
	size_t len = 0;
	FILE *stream = open_memstream(&text, &len);

	if (!stream)
		abort();
	diags_print(&c->diags, &c->source, stream, false, false);
	fclose(stream);
	cut_short(text);
	return text;
}

static bool is_cores(const struct object *object)
{
	return object->kind == OBJECT_SYSCTL || object->kind == OBJECT_LINK ||
	       object->kind == OBJECT_ADDRESS || object->kind == OBJECT_ROUTE ||
	       object->kind == OBJECT_RULE;
}

char *cores_plan(const struct generation *generation, size_t *len)
{
	const struct plan *plan = generation->compilation.plan;
	struct plan part = *plan;
	struct arena *arena = arena_new();
	json_t *moved = json_object();
	char *text;

	memset(&part.items, 0, sizeof part.items);
	memset(&part.choices, 0, sizeof part.choices);
	VEC_FOREACH (item, &plan->items)
		if (is_cores(&item->object))
			vec_push(arena, &part.items, *item);
	VEC_FOREACH (choice, &plan->choices)
		if (choice->candidates.len && is_cores(&choice->candidates.at[0].object))
			vec_push(arena, &part.choices, *choice);
	moved_put(moved, plan, generation->moved);
	text = plan_text(&part, moved, len);
	arena_free(arena);
	return text;
}

static bool hardware_address(const char *device, uint8_t mac[6])
{
	struct ifreq request = {0};
	int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	bool known = false;

	if (fd >= 0 && strlen(device) < sizeof request.ifr_name) {
		memcpy(request.ifr_name, device, strlen(device));
		known = ioctl(fd, SIOCGIFHWADDR, &request) == 0 &&
			request.ifr_hwaddr.sa_family == ARPHRD_ETHER;
	}
	if (known)
		memcpy(mac, request.ifr_hwaddr.sa_data, 6);
	if (fd >= 0)
		close(fd);
	return known;
}

bool compile_next(struct server *server, struct input *input, char **text)
{
	struct generation *next = &server->next;
	struct compile_options options = {.config = input->name,
					  .text = input->text,
					  .len = input->len,
					  .site = input->site_name,
					  .site_text = input->site,
					  .site_len = input->site_len,
					  .exact = input->exact,
					  .hardware = hardware_address};
	bool ok;

	generation_free(next);
	next->input = *input;
	input_hash(&next->input); /* many ask for it */
	*input = (struct input){0};
	ok = compile(&next->compilation, &options, STAGE_LOWER) && next->compilation.plan;
	next->here = true;
	next->number = server->requests;
	*text = diagnostics(&next->compilation);
	if (!ok) {
		generation_free(next);
		return false;
	}
	next->state = state_default(next->compilation.arena, next->compilation.plan);
	next->rendered = arena_new_object(next->compilation.arena, struct nft_rendered);
	next->moved = moved_choose(next->compilation.arena, next->compilation.plan);
	return true;
}
