/*
 * A plan back from its lines of JSON: what the agent's core needs of it to run probes and tracks
 * and to execute the changes of links, addresses, routes, rules and sysctls. The rest of the plan
 * stays with the loader, which speaks nft and BIND; its items are passed over here.
 *
 * The text comes from another process and from the journal on disk, so nothing in it is believed:
 * whatever is missing, of another type or out of range makes the whole plan none.
 */
#include <string.h>

#include "grammar/ip.h"
#include "plan_read.h"

/* ---- objects ---- */

static void read_sysctl(struct reading *in, const json_t *json, struct sysctl_object *sysctl)
{
	sysctl->path = name_field(in, json, "path");
	sysctl->value = name_field(in, json, "value");
}

static void read_tunnel(struct reading *in, const json_t *json, struct tunnel_object *tunnel)
{
	tunnel->local = address_if_given(in, json, "local");
	tunnel->remote = address_if_given(in, json, "remote");
	tunnel->has_key = json_object_get(json, "key");
	tunnel->key = number_if_given(in, json, "key", UINT32_MAX);
	tunnel->checksum = flag_field(json, "checksum");
	tunnel->sequence = flag_field(json, "sequence");
	tunnel->ignore_df = flag_field(json, "ignore-df");
	tunnel->ttl = (uint8_t)number_up_to(in, json, "ttl", UINT8_MAX);
	tunnel->has_tos = json_object_get(json, "tos");
	tunnel->tos = (uint8_t)number_if_given(in, json, "tos", UINT8_MAX);
}

static void read_link(struct reading *in, const json_t *json, struct link_object *link)
{
	link->device = name_field(in, json, "device");
	link->up = flag_field(json, "up");
	if (json_object_get(json, "type"))
		link->kind = WORD_FIELD(in, json, "type", LINK_WORDS);
	if (link->kind == LINK_VLAN) {
		link->parent = name_field(in, json, "parent");
		link->vlan = (uint16_t)number_up_to(in, json, "vlan", 4094);
	}
	if (link->kind == LINK_VRF)
		link->table = number_field(in, json, "table");
	if (link->kind >= LINK_GRE)
		read_tunnel(in, json, &link->tunnel);
	link->master = text_field(in, json, "master");
	if (json_object_get(json, "mtu"))
		link->mtu = number_up_to(in, json, "mtu", 65535);
}

static void read_address(struct reading *in, const json_t *json, struct address_object *address)
{
	address->device = name_field(in, json, "device");
	address->addr =
		any_prefix_field(in, json, "address", &address->v6, &address->addr6, &address->len);
	if (json_object_get(json, "from"))
		address->from = read_value(in, json_object_get(json, "from"));
	address->no_dad = flag_field(json, "no-dad");
	address->order = (uint16_t)number_up_to(in, json, "order", UINT16_MAX);
}

static void read_hop(struct reading *in, const json_t *json, struct next_hop *hop)
{
	const json_t *via = json_object_get(json, "via");

	hop->device = name_field(in, json, "device");
	hop->onlink = flag_field(json, "onlink");
	hop->has_via = via;
	if (via)
		hop->via = read_value(in, via);
}

/* Many routes have the same. */
struct next_hop *read_hops(struct reading *in, const json_t *json, size_t n)
{
	struct hops_read *read;
	struct next_hop *hops;

	for (size_t i = 0; i < sizeof in->hops / sizeof *in->hops; i++)
		if (in->hops[i].json && json_equal(in->hops[i].json, json))
			return in->hops[i].hops;
	hops = arena_alloc(in->arena, n * sizeof *hops);
	for (size_t i = 0; i < n; i++)
		read_hop(in, json_array_get(json, i), &hops[i]);
	read = &in->hops[in->next_hops++ % (sizeof in->hops / sizeof *in->hops)];
	json_decref(read->json);
	*read = (struct hops_read){json_incref((json_t *)(uintptr_t)json), hops};
	return hops;
}

static void read_route(struct reading *in, const json_t *json, struct route_object *route)
{
	const json_t *hops = field(in, json, "hops");
	size_t n = json_array_size(hops);

	route->table = number_field(in, json, "table");
	route->prefix =
		any_prefix_field(in, json, "prefix", &route->v6, &route->prefix6, &route->len);
	if (json_object_get(json, "from"))
		route->from = read_value(in, json_object_get(json, "from"));
	route->metric = number_field(in, json, "metric");
	route->type = WORD_FIELD(in, json, "type", ROUTE_WORDS);
	if (json_object_get(json, "realm"))
		route->realm = (uint8_t)number_up_to(in, json, "realm", UINT8_MAX);
	in->bad |= n > UINT8_MAX || (n == 0 && route->type == ROUTE_UNICAST);
	if (in->bad)
		return;
	route->hops = (uint8_t)n;
	route->hop = read_hops(in, hops, n);
}

static void read_rule(struct reading *in, const json_t *json, struct rule_object *rule)
{
	rule->pref = number_field(in, json, "preference");
	rule->mark = number_field(in, json, "mark");
	rule->mask = number_field(in, json, "mask");
	rule->table = number_field(in, json, "table");
	rule->suppress_default = flag_field(json, "suppress-default");
	if (json_object_get(json, "onward"))
		rule->onward = number_field(in, json, "onward");
	rule->v6 = flag_field(json, "ipv6");
	if (rule->v6 && json_object_get(json, "from"))
		rule->from6 = address6_text(in, json_object_get(json, "from"));
	else if (json_object_get(json, "from"))
		rule->from = address_text(in, json_object_get(json, "from"));
	rule->unspecified = flag_field(json, "unspecified");
}

static uint8_t object_kind_of(const json_t *json)
{
	static const char *const kinds[] = {
#define X(symbol, member, name) name,
		OBJECT_KINDS(X)
#undef X
	};
	const char *kind = json_string_value(json_object_get(json, "kind"));
	uint8_t i = 0;

	while (i < OBJECT_ROWS && (!kind || strcmp(kinds[i], kind)))
		i++;
	return i < OBJECT_ROWS ? i : OBJECT_KIND_COUNT;
}

/* False when it is not one of core's, or bad. */
static bool read_object(struct reading *in, const json_t *json, struct object *object)
{
	memset(object, 0, sizeof *object);
	object->kind = object_kind_of(json);
	switch ((enum object_kind)object->kind) {
	case OBJECT_SYSCTL:
		read_sysctl(in, json, &object->sysctl);
		break;
	case OBJECT_LINK:
		read_link(in, json, &object->link);
		break;
	case OBJECT_ADDRESS:
		read_address(in, json, &object->address);
		break;
	case OBJECT_ROUTE:
		read_route(in, json, &object->route);
		break;
	case OBJECT_RULE:
		read_rule(in, json, &object->rule);
		break;
	case OBJECT_KIND_COUNT:
		in->bad = true;
		return false;
	default:
		return false;
	}
	object->origin = text_field(in, json, "origin");
	return !in->bad;
}

/* ---- guards, items, choices ---- */

void read_guard(struct reading *in, const json_t *json, guard *g)
{
	const json_t *text;
	size_t i;

	g->at = arena_alloc(in->arena, json_array_size(json) * sizeof *g->at);
	g->cap = (uint32_t)json_array_size(json);
	json_array_foreach (json, i, text) {
		const char *s = json_string_value(text);
		bool truth = !s || strncmp(s, "not ", 4);
		const json_t *index = s ? json_object_get(in->conditions, truth ? s : s + 4) : NULL;
		struct literal literal = {.truth = truth};

		in->bad |= !index;
		literal.condition = (uint16_t)json_integer_value(index);
		vec_push(in->arena, g, literal);
	}
}

static void read_item(struct reading *in, const json_t *json)
{
	struct item item = {0};

	if (!read_object(in, field(in, json, "object"), &item.object))
		return;
	read_guard(in, json_object_get(json, "if"), &item.guard);
	vec_push(in->arena, &in->plan->items, item);
}

static void read_choice(struct reading *in, const json_t *json)
{
	struct choice choice = {.equal = flag_field(json, "equal")};
	const json_t *rows = json_object_get(json, "candidates"), *row;
	size_t i;

	choice.candidates.at =
		arena_alloc(in->arena, json_array_size(rows) * sizeof *choice.candidates.at);
	choice.candidates.cap = (uint32_t)json_array_size(rows);
	json_array_foreach (rows, i, row) {
		struct candidate candidate = {0};

		if (!read_object(in, field(in, row, "object"), &candidate.object))
			return;
		read_guard(in, json_object_get(row, "if"), &candidate.guard);
		candidate.rank = number_field(in, row, "rank");
		vec_push(in->arena, &choice.candidates, candidate);
	}
	vec_push(in->arena, &in->plan->choices, choice);
}

/* ---- what the agent runs ---- */

static void read_device(struct reading *in, const json_t *json)
{
	struct plan_device device = {0};
	bool v6 = false;

	device.interface = name_field(in, json, "interface");
	device.device = name_field(in, json, "device");
	device.vrf_table = number_if_given(in, json, "vrf-table", UINT32_MAX);
	device.managed = flag_field(json, "managed");
	device.loopback = flag_field(json, "loopback");
	device.dynamic = flag_field(json, "dynamic");
	device.outside = flag_field(json, "outside");
	device.has_address = json_object_get(json, "address");
	if (device.has_address)
		device.address = prefix_field(in, json, "address", &device.len);
	device.has_gateway = json_object_get(json, "gateway");
	if (device.has_gateway)
		device.gateway = address_text(in, json_object_get(json, "gateway"));
	device.dynamic6 = flag_field(json, "dynamic6");
	device.session = flag_field(json, "session");
	device.servers = flag_field(json, "servers");
	device.delegated6 = flag_field(json, "delegated6");
	device.has_address6 = json_object_get(json, "address6");
	if (device.has_address6)
		any_prefix_field(in, json, "address6", &v6, &device.address6, &device.len6);
	in->bad |= device.has_address6 && !v6;
	device.has_gateway6 = json_object_get(json, "gateway6");
	if (device.has_gateway6)
		device.gateway6 = address6_text(in, json_object_get(json, "gateway6"));
	if (device.outside) {
		device.mark = number_field(in, json, "mark");
		device.table = number_field(in, json, "table");
	}
	json_object_set_new(in->devices, device.interface, json_integer(in->plan->devices.len));
	vec_push(in->arena, &in->plan->devices, device);
}

static void read_condition(struct reading *in, const json_t *json)
{
	struct condition condition = {0};

	condition.text = name_field(in, json, "text");
	condition.kind = WORD_FIELD(in, json, "kind", CONDITION_WORDS);
	if (condition.kind == CONDITION_TRACK)
		condition.number = number_field(in, json, "number");
	else
		condition.device = index_of(in, in->devices, field(in, json, "interface"));
	json_object_set_new(in->conditions, condition.text, json_integer(in->plan->conditions.len));
	vec_push(in->arena, &in->plan->conditions, condition);
}

static void read_exit(struct reading *in, const json_t *json)
{
	struct plan_exit exit = {0};

	exit.name = name_field(in, json, "name");
	exit.slot = number_field(in, json, "slot");
	exit.mark = number_field(in, json, "mark");
	exit.table = number_field(in, json, "table");
	vec_push(in->arena, &in->plan->exits, exit);
}

static const char *read_name(struct reading *in, const json_t *json)
{
	const char *name = copy_text(in, json);

	in->bad |= !name;
	return name;
}

static void read_binding(struct reading *in, const json_t *json)
{
	vec_push(in->arena, &in->plan->bindings, read_name(in, json));
}

static void read_divergence(struct reading *in, const json_t *json)
{
	vec_push(in->arena, &in->plan->divergences, read_name(in, json));
}

/* Each of the rows of KEY, of which there are at most LIMIT. */
static void read_rows(struct reading *in, const json_t *json, const char *key, size_t limit,
		      void (*read)(struct reading *in, const json_t *json))
{
	const json_t *rows = field(in, json, key), *row;
	size_t i;

	in->bad |= !json_is_array(rows) || json_array_size(rows) > limit;
	if (in->bad)
		return;
	json_array_foreach (rows, i, row)
		read(in, row);
}

static void read_frame(struct reading *in, const json_t *json)
{
	struct plan *plan = in->plan;

	plan->source = text_field(in, json, "source");
	plan->hostname = text_field(in, json, "hostname");
	plan->fidelity = WORD_FIELD(in, json, "fidelity", FIDELITY_WORDS);
	plan->on_failover = WORD_FIELD(in, json, "on-failover", FAILOVER_WORDS);
	plan->on_recovery = WORD_FIELD(in, json, "on-recovery", FAILOVER_WORDS);
	plan->drain_time = number_field(in, json, "drain-time");
	plan->mark_mask = number_field(in, json, "mark-mask");
	plan->ip4_alone = flag_field(json, "ip4-alone");
	read_rows(in, json, "devices", UINT16_MAX - 1, read_device);
	read_rows(in, json, "conditions", UINT16_MAX - 1, read_condition);
	read_rows(in, json, "probes", UINT16_MAX - 1, read_probe);
	read_rows(in, json, "tracks", UINT16_MAX - 1, read_track);
	if (json_object_get(json, "reactions"))
		read_rows(in, json, "reactions", UINT16_MAX, read_reaction);
	read_resolution(in, json_object_get(json, "resolution"), &plan->resolution[0]);
	read_resolution(in, json_object_get(json, "resolution6"), &plan->resolution[1]);
	read_rows(in, json, "exits", UINT16_MAX, read_exit);
	if (json_object_get(json, "bindings"))
		read_rows(in, json, "bindings", UINT16_MAX, read_binding);
	plan->log_translations = flag_field(json, "log-translations");
	read_rows(in, json, "divergences", UINT16_MAX, read_divergence);
}

/* The end of the next line of TEXT, which goes on behind it; NULL when there is none. */
static const char *take_line(const char **text, const char *end)
{
	const char *stop = memchr(*text, '\n', (size_t)(end - *text));

	if (stop)
		*text = stop + 1;
	return stop;
}

static json_t *line_json(const char *line, const char *stop)
{
	json_error_t error;

	return stop ? json_loadb(line, (size_t)(stop - line), 0, &error) : NULL;
}

static void read_line(struct reading *in, const char *line, const char *stop)
{
	json_t *json = line_json(line, stop);

	in->bad |= !json;
	if (json_object_get(json, "candidates"))
		read_choice(in, json);
	else
		read_item(in, json);
	json_decref(json);
}

static void read_lines(struct reading *in, const char *text, const char *end)
{
	uint32_t rows = 0;

	while (text < end && !in->bad) {
		const char *line = text, *stop = take_line(&text, end);

		if (!stop || (!read_item_line(in, line, stop) && !read_choice_line(in, line, stop)))
			read_line(in, line, stop);
		rows++;
		arena_pause(in->arena);
	}
	in->bad |= rows != in->rows;
}

struct plan *plan_from_text(struct arena *arena, const char *text, size_t len,
			    struct json_t **first)
{
	struct plan *plan = arena_new_object(arena, struct plan);
	struct reading in = {.arena = arena,
			     .plan = plan,
			     .conditions = json_object(),
			     .devices = json_object()};
	const char *line = text, *end = text + len, *stop = take_line(&text, end);

	plan->arena = arena;
	*first = line_json(line, stop);
	in.rows = number_field(&in, *first, "rows");
	if (!in.bad)
		read_frame(&in, *first);
	if (!in.bad)
		read_lines(&in, text, end);
	for (size_t i = 0; i < sizeof in.hops / sizeof *in.hops; i++)
		json_decref(in.hops[i].json);
	json_decref(in.conditions);
	json_decref(in.devices);
	if (in.bad)
		return NULL;
	plan_index(plan);
	return plan;
}
