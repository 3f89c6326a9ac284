/*
 * nftables.nft against the real nft, each test in a network namespace of its own: a whole file
 * loads twice, and the commands of a change lead to the table that the whole file makes.
 */
#include "sample.h"

enum { INSIDE_HOST = 0x0a000101, GLOBAL = 0xc0a80201 };

static struct set_object *set(struct sample *s, const char *name, const uint8_t *key, uint8_t keys,
			      const uint8_t *data, uint8_t datas)
{
	struct object *object = add(s, OBJECT_SET, NULL);

	object->set = (struct set_object){.name = name, .keys = keys, .datas = datas};
	memcpy(object->set.key, key, keys);
	if (datas > 0)
		memcpy(object->set.data, data, datas);
	struct set_object *copy = arena_new_object(s->arena, struct set_object);

	*copy = object->set;
	return copy;
}

#define TYPES(...) ((const uint8_t[]){__VA_ARGS__}), (sizeof((const uint8_t[]){__VA_ARGS__}))
#define NO_DATA NULL, 0

static void element(struct sample *s, const char *set_name, const char *origin,
		    const struct nft_value *key, size_t keys, const struct nft_value *data,
		    size_t datas)
{
	struct object *object = add(s, OBJECT_ELEMENT, origin);

	object->element.set = set_name;
	object->element.line_in_file = !strncmp(set_name, "static_", strlen("static_"));
	element_room(s->arena, &object->element, (uint8_t)keys, (uint8_t)datas);
	memcpy(object->element.key, key, keys * sizeof *key);
	if (datas > 0)
		memcpy(object->element.data, data, datas * sizeof *data);
}

#define VALUES(...)                                \
	((const struct nft_value[]){__VA_ARGS__}), \
		(sizeof((const struct nft_value[]){__VA_ARGS__}) / sizeof(struct nft_value))

static struct chain_object *chain(struct sample *s, const char *name, enum nft_hook hook,
				  enum nft_chain_type type, int16_t priority)
{
	struct object *object = add(s, OBJECT_CHAIN, NULL);

	object->chain = (struct chain_object){
		.name = name, .hook = (uint8_t)hook, .type = (uint8_t)type, .priority = priority};
	return &object->chain;
}

/* A rule of VERB with up to two matches; a match whose field is 255 is none. */
static struct nft_rule *rule(struct sample *s, struct chain_object *to, enum nft_verb verb,
			     const char *origin, const struct nft_match *match, size_t n)
{
	struct nft_rule *row = vec_add(s->arena, &to->rules);

	row->verb = (uint8_t)verb;
	row->origin = origin;
	for (size_t i = 0; i < n; i++)
		vec_push(s->arena, &row->match, match[i]);
	return row;
}

#define MATCHES(...)                               \
	((const struct nft_match[]){__VA_ARGS__}), \
		(sizeof((const struct nft_match[]){__VA_ARGS__}) / sizeof(struct nft_match))
#define NOTHING NULL, 0

static struct nft_match is(enum nft_field field, uint32_t value)
{
	return (struct nft_match){.field = (uint8_t)field, .mask = UINT32_MAX, .lo = value};
}

static struct nft_match on(enum nft_field field, const char *device)
{
	return (struct nft_match){.field = (uint8_t)field, .mask = UINT32_MAX, .name = device};
}

static struct nft_match in_set(enum nft_field field, const char *name)
{
	return (struct nft_match){
		.field = (uint8_t)field, .mask = UINT32_MAX, .name = name, .set = true};
}

/* The elements of gateway(). */
static void fill(struct sample *s)
{
	element(s, "nat_inside", "ip nat inside", VALUES(text(TYPE_IFNAME, "lan0")), NULL, 0);
	element(s, "nat_outside", "ip nat outside", VALUES(text(TYPE_IFNAME, "wan0")), NULL, 0);
	element(s, "static_pat_in", "ip nat inside source static tcp",
		VALUES(addr(GLOBAL, 32), num(TYPE_PROTO, 6), num(TYPE_SERVICE, 80)),
		VALUES(addr(INSIDE_HOST, 32), num(TYPE_SERVICE, 8080)));
	element(s, "static_pat_out", "ip nat inside source static tcp",
		VALUES(text(TYPE_IFNAME, "wan0"), addr(INSIDE_HOST, 32), num(TYPE_PROTO, 6),
		       num(TYPE_SERVICE, 8080)),
		VALUES(addr(GLOBAL, 32), num(TYPE_SERVICE, 80)));
	element(s, "uplink_mark", NULL, VALUES(num(TYPE_MARK, 0x01000000)),
		VALUES(text(TYPE_VERDICT, "exit_wan0")));
}

/* Every set, map and verb of a gateway with two uplinks. */
static struct sample *gateway(void)
{
	struct sample *s = sample_new();
	const struct set_object *out, *in;

	set(s, "nat_inside", TYPES(TYPE_IFNAME), NO_DATA);
	set(s, "nat_outside", TYPES(TYPE_IFNAME), NO_DATA);
	in = set(s, "static_pat_in", TYPES(TYPE_IPV4, TYPE_PROTO, TYPE_SERVICE),
		 TYPES(TYPE_IPV4, TYPE_SERVICE));
	out = set(s, "static_pat_out", TYPES(TYPE_IFNAME, TYPE_IPV4, TYPE_PROTO, TYPE_SERVICE),
		  TYPES(TYPE_IPV4, TYPE_SERVICE));
	set(s, "uplink_mark", TYPES(TYPE_MARK), TYPES(TYPE_VERDICT));

	struct chain_object *c = chain(s, "exit_wan0", HOOK_NONE, 0, 0);
	struct nft_rule *r = rule(s, c, VERB_SET_MARK, NULL, NOTHING);

	r->mark = 0x01000000;
	r->mask = 0xff000000;
	rule(s, c, VERB_ACCEPT, NULL, NOTHING);

	c = chain(s, "nat_in", HOOK_PREROUTING, CHAIN_NAT, -100);
	r = rule(s, c, VERB_DNAT_MAP, NULL,
		 MATCHES(in_set(FIELD_IIFNAME, "nat_outside"), is(FIELD_NFPROTO_IPV4, 0)));
	r->target = "static_pat_in";
	r->map = in;
	rule(s, c, VERB_REDIRECT, "ip dns server",
	     MATCHES(on(FIELD_IIFNAME, "wan0"), is(FIELD_FIB_LOCAL, 0), is(FIELD_L4PROTO, 17),
		     is(FIELD_DPORT, 53)));

	c = chain(s, "nat_out", HOOK_POSTROUTING, CHAIN_NAT, 100);
	r = rule(s, c, VERB_SNAT_MAP, NULL, MATCHES(in_set(FIELD_OIFNAME, "nat_outside")));
	r->target = "static_pat_out";
	r->map = out;
	rule(s, c, VERB_MASQUERADE, "overload", MATCHES(on(FIELD_OIFNAME, "wan0")))->counter = true;
	r = rule(s, c, VERB_SNAT, "pool", MATCHES(on(FIELD_OIFNAME, "wan1")));
	r->addr = GLOBAL;
	r->last = GLOBAL + 3;

	c = chain(s, "policy_in", HOOK_PREROUTING, CHAIN_FILTER, -90);
	r = rule(s, c, VERB_MARK_VMAP, NULL, MATCHES(is(FIELD_CT_REPLY, 0)));
	r->mask = 0xff000000;
	r->target = "uplink_mark";
	r = rule(s, c, VERB_SET_CT_MARK, "tag", MATCHES(is(FIELD_CT_NEW, 0)));
	r->mark = 0x01000000;
	r->mask = 0xff000000;
	rule(s, c, VERB_GOTO, "route-map R permit 10",
	     MATCHES(((struct nft_match){FIELD_SADDR, .mask = 0x00ff00ff, .lo = 0x00010001})))
		->target = "exit_wan0";

	fill(s);
	return s;
}

/* Every operator on every kind of field, as an access list makes them. */
static struct sample *filter(void)
{
	static const uint16_t ports[] = {22, 80, 443};
	struct sample *s = sample_new();
	struct chain_object *c;

	/* a jump leads to a chain of a later name, too */
	c = chain(s, "access_in", HOOK_PREROUTING, CHAIN_FILTER, -145);
	rule(s, c, VERB_ACCEPT, NULL, MATCHES(is(FIELD_FROM_HERE, 0)));
	rule(s, c, VERB_JUMP, "ip access-group 101 in", MATCHES(on(FIELD_IIFNAME, "wan0")))
		->target = "in_101";
	c = chain(s, "in_101", HOOK_NONE, 0, 0);
	rule(s, c, VERB_ACCEPT, "permit tcp any any eq 22 80 443",
	     MATCHES(is(FIELD_L4PROTO, 6), ((struct nft_match){.field = FIELD_DPORT,
							       .op = OP_IN,
							       .mask = ~0u,
							       .list = ports,
							       .hi = 3})));
	rule(s, c, VERB_ACCEPT, "permit tcp any neq 22 any",
	     MATCHES(is(FIELD_L4PROTO, 6),
		     ((struct nft_match){
			     .field = FIELD_SPORT, .op = OP_NE, .mask = ~0u, .lo = 22})));
	rule(s, c, VERB_ACCEPT, "permit udp any range 1 5",
	     MATCHES(is(FIELD_L4PROTO, 17), ((struct nft_match){.field = FIELD_SPORT,
								.op = OP_RANGE,
								.mask = ~0u,
								.lo = 1,
								.hi = 5})));
	rule(s, c, VERB_ACCEPT, "permit tcp any any established",
	     MATCHES(is(FIELD_L4PROTO, 6),
		     ((struct nft_match){.field = FIELD_TCP_FLAGS, .op = OP_NE, .mask = 0x14})));
	rule(s, c, VERB_ACCEPT, "permit icmp any any echo",
	     MATCHES(is(FIELD_L4PROTO, 1), is(FIELD_ICMP_TYPE, 8), is(FIELD_ICMP_CODE, 0)));
	rule(s, c, VERB_ACCEPT, "10.0.0.0 0.255.255.255",
	     MATCHES(((struct nft_match){
		     .field = FIELD_SADDR, .mask = 0xff000000, .lo = 0x0a000000})));
	rule(s, c, VERB_DROP, "not 10/8",
	     MATCHES(((struct nft_match){
		     .field = FIELD_DADDR, .op = OP_NE, .mask = 0xff000000, .lo = 0x0a000000})));
	rule(s, c, VERB_RETURN, "any", MATCHES(((struct nft_match){.field = FIELD_SADDR})));
	rule(s, c, VERB_CONTINUE, "match length",
	     MATCHES(((struct nft_match){
		     .field = FIELD_LENGTH, .op = OP_RANGE, .mask = ~0u, .lo = 3, .hi = 1500})))
		->counter = true;
	rule(s, c, VERB_ACCEPT, "mark",
	     MATCHES(((struct nft_match){
			     .field = FIELD_MARK, .mask = 0xff000000, .lo = 0x01000000}),
		     ((struct nft_match){
			     .field = FIELD_CT_MARK, .op = OP_NE, .mask = 0xff000000})));
	rule(s, c, VERB_DEFRAGMENT, NULL, MATCHES(is(FIELD_L4PROTO, 6)));
	rule(s, c, VERB_ACCEPT, "permit esp any any", MATCHES(is(FIELD_L4PROTO, 50)));
	rule(s, c, VERB_REJECT, "deny ip any any log", NOTHING)->log = "101: ";
	return s;
}

static void load(const struct change *change)
{
	write_file("f", emit("nft", change, "nftables.nft"));
	cr_assert(sh("nft -f f") == 0, "%s", emit("nft", change, "nftables.nft"));
}

Test(nft, loads_twice_and_leaves_others)
{
	work_apart();
	enter_namespace();
	cr_assert(sh("nft add table ip foreign") == 0);
	load(whole(gateway()));
	load(whole(gateway()));
	load(whole(filter()));
	cr_assert(sh("nft list table ip foreign >/dev/null") == 0);
	cr_assert(sh("nft list table inet causeway > l; grep -q 'reject with icmp ' l && "
		     "grep -q 'log prefix \"101: \"' l && ! grep -q nat_in l") == 0);
	work_done();
}

Test(nft, replaces_the_table_of_the_other_family)
{
	struct sample *alone = filter();

	alone->plan.ip4_alone = true;
	work_apart();
	enter_namespace();
	load(whole(gateway()));
	load(whole(alone));
	cr_assert(sh("nft list tables | grep -qx 'table ip causeway'") == 0);
	cr_assert(sh("nft list tables | grep -q inet") != 0);
	load(whole(gateway()));
	cr_assert(sh("nft list tables | grep -qx 'table inet causeway'") == 0);
	cr_assert(sh("nft list tables | grep -q 'ip causeway'") != 0);
	work_done();
}

/* The change between two samples, by hand: what only the old has goes, the rest is replaced. */
static struct change *between(struct sample *old, struct sample *new)
{
	struct change *change = arena_new_object(new->arena, struct change);

	change->plan = &new->plan;
	VEC_FOREACH (object, &new->objects)
		vec_push(new->arena, &change->steps,
			 ((struct change_step){CHANGE_ADD, NULL, object}));
	for (uint32_t i = old->objects.len; i-- > 0;)
		vec_push(new->arena, &change->steps,
			 ((struct change_step){CHANGE_DELETE, &old->objects.at[i], NULL}));
	return change;
}

Test(nft, change_leads_to_the_whole)
{
	struct sample *gw = gateway(), *acl = filter();

	work_apart();
	enter_namespace();
	load(whole(acl));
	cr_assert(sh("nft list ruleset > want") == 0);
	load(whole(gw));
	load(between(gw, acl));
	cr_assert(sh("nft list ruleset | diff want -") == 0);
	load(between(acl, gw));
	cr_assert(sh("nft list ruleset > got") == 0);
	load(whole(gw));
	cr_assert(sh("nft list ruleset > want; sort want > a; sort got | diff a -") == 0);
	work_done();
}

Test(nft, replacement_within_a_table)
{
	struct sample *old = gateway(), *new = gateway();
	struct change *change = arena_new_object(new->arena, struct change);

	/* another chain priority, another rule, another datum of an element */
	for (uint32_t i = 0; i < new->objects.len; i++) {
		struct object *a = &old->objects.at[i], *b = &new->objects.at[i];

		if (b->kind == OBJECT_CHAIN && !strcmp(b->chain.name, "policy_in"))
			b->chain.priority = -80;
		else if (b->kind == OBJECT_CHAIN && !strcmp(b->chain.name, "nat_out"))
			vec_remove(&b->chain.rules, 1);
		else if (b->kind == OBJECT_ELEMENT && !strcmp(b->element.set, "static_pat_in"))
			b->element.data[1].number = 81;
		else
			continue;
		vec_push(new->arena, &change->steps, ((struct change_step){CHANGE_REPLACE, a, b}));
	}
	change->plan = &new->plan;
	work_apart();
	enter_namespace();
	load(whole(new));
	cr_assert(sh("nft list ruleset | sort > want") == 0);
	load(whole(old));
	load(change);
	cr_assert(sh("nft list ruleset | sort | diff want -") == 0);
	work_done();
}

/* ---- what a chain that is written anew has counted ---- */

static void counting_rule(struct sample *s, struct chain_object *chain, uint32_t from)
{
	rule(s, chain, VERB_ACCEPT, "permit", MATCHES(is(FIELD_SADDR, from)))->counter = true;
}

/* A step to a chain that asks for these addresses, 0 for none. */
static struct change *refilled(struct sample *s, const uint32_t *before, const uint32_t *after)
{
	struct change *change = arena_new_object(s->arena, struct change);
	struct object *old = arena_new_object(s->arena, struct object);
	struct object *new = arena_new_object(s->arena, struct object);

	old->kind = new->kind = OBJECT_CHAIN;
	old->chain.name = new->chain.name = "in/Some";
	for (; *before; before++)
		counting_rule(s, &old->chain, *before);
	rule(s, &old->chain, VERB_ACCEPT, "of no count", NOTHING);
	for (; *after; after++)
		counting_rule(s, &new->chain, *after);
	change->plan = &s->plan;
	vec_push(s->arena, &change->steps, ((struct change_step){CHANGE_REPLACE, old, new}));
	return change;
}

static bool tens(void *context, const struct chain_object *chain, struct counted *at, uint32_t n)
{
	bool *known = context;

	cr_assert_str_eq(chain->name, "in/Some");
	for (uint32_t i = 0; i < n; i++)
		at[i] = (struct counted){10 * (i + 1), 1000 * (i + 1)};
	return *known;
}

static bool says(const struct change *change, bool known, const char *wanted)
{
	struct emit_options options = {.counted = tens, .context = &known};
	struct out_files files = {0};
	bool same;

	backend_find("nft")->emit(change, &options, &files);
	same = strstr(files.at->out.text, wanted);
	cr_expect(same, "%s", files.at->out.text);
	out_files_free(&files);
	return same;
}

#define ADDS "add rule ip causeway in/Some ip saddr "
#define PERMITS " accept comment \"permit\"\n"

Test(nft, what_is_said_again_goes_on_counting)
{
	struct sample *s = sample_new();
	const uint32_t before[] = {1, 2, 1, 3, 0}, after[] = {4, 1, 1, 1, 2, 0};
	const struct change *change;

	s->plan.ip4_alone = true;
	change = refilled(s, before, after);
	cr_assert(says(change, true,
		       ADDS "0.0.0.4 counter" PERMITS /* another one */
			       ADDS "0.0.0.1 counter packets 10 bytes 1000" PERMITS ADDS
			    "0.0.0.1 counter packets 30 bytes 3000" PERMITS ADDS
			    "0.0.0.1 counter" PERMITS /* once more than before */
				    ADDS "0.0.0.2 counter packets 20 bytes 2000" PERMITS));
	cr_assert(says(change, false, ADDS "0.0.0.2 counter" PERMITS));
}

Test(nft, counts_are_loaded)
{
	struct sample *s = sample_new();
	const uint32_t before[] = {1, 2, 0}, after[] = {3, 2, 0};
	struct emit_options options = {.counted = tens, .context = &(bool){true}};
	struct out_files files = {0};

	s->plan.ip4_alone = true;
	work_apart();
	enter_namespace();
	cr_assert(sh("nft add table ip causeway; nft add chain ip causeway in/Some") == 0);
	backend_find("nft")->emit(refilled(s, before, after), &options, &files);
	write_file("change.nft", files.at->out.text);
	out_files_free(&files);
	cr_assert(sh("nft -f change.nft") == 0);
	cr_assert(sh("nft list chain ip causeway in/Some > got") == 0);
	cr_assert(sh("grep -q 'saddr 0.0.0.2 counter packets 20 bytes 2000 accept' got") == 0);
	cr_assert(sh("grep -q 'saddr 0.0.0.3 counter packets 0 bytes 0 accept' got") == 0);
	work_done();
}

Test(nft, hostile_names)
{
	static const char *const names[] = {"a\" drop; }",
					    "$(reboot)",
					    "`x`",
					    "back\\",
					    "line\nflush ruleset",
					    "$wan",
					    "\xff\xfe\x80 bytes",
					    "%n%s",
					    "\x1b[31mred",
					    "# comment",
					    "accept",
					    "10"};

	work_apart();
	enter_namespace();
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		struct sample *s = gateway();
		struct chain_object *c = chain(s, "in_1", HOOK_NONE, CHAIN_FILTER, 0);

		rule(s, c, VERB_DROP, names[i], NOTHING)->log = names[i];
		VEC_FOREACH (object, &s->objects)
			object->origin = names[i];
		s->plan.hostname = names[i];
		/* objects are in the order of their kinds */
		struct object last = s->objects.at[s->objects.len - 1], *to = s->objects.at;

		while (to->kind < OBJECT_CHAIN)
			to++;
		memmove(to + 1, to, (size_t)(s->objects.at + s->objects.len - 1 - to) * sizeof *to);
		*to = last;
		struct change *change = whole(s);

		load(change);
		cr_assert(sh("nft list table inet causeway | grep -c '^.chain in_' | grep -qx 1") ==
			  0);
	}
	work_done();
}
