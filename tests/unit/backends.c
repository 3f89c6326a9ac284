/*
 * The other backends against the tools that load their files, and compiled folders on disk. Each
 * test works in a folder and a network namespace of its own.
 */
#include "sample.h"

#include <fcntl.h>
#include <jansson.h>
#include <sys/stat.h>

#include "grammar/ir.h"

enum { WAN_A = 0xc0a80201, GW_A = 0xc0a80202, SERVER = 0x0a00000a };

static void link_up(struct sample *s, const char *device)
{
	add(s, OBJECT_LINK, "interface")->link = (struct link_object){.device = device, .up = true};
}

static void address(struct sample *s, const char *device, uint32_t value, uint8_t len,
		    uint16_t order)
{
	add(s, OBJECT_ADDRESS, "ip address")->address = (struct address_object){
		.device = device, .addr = value, .len = len, .order = order};
}

static void route(struct sample *s, uint32_t table, uint32_t prefix, uint8_t len, uint32_t metric,
		  const struct next_hop *hops, uint8_t n)
{
	struct next_hop *copy = arena_alloc(s->arena, n * sizeof *hops + 1);

	if (n > 0)
		memcpy(copy, hops, n * sizeof *hops);
	add(s, OBJECT_ROUTE, "ip route # \\")->route =
		(struct route_object){.table = table,
				      .prefix = prefix,
				      .len = len,
				      .metric = metric,
				      .type = n > 0 ? ROUTE_UNICAST : ROUTE_BLACKHOLE,
				      .hops = n,
				      .hop = copy};
}

static struct next_hop via(const char *device, uint32_t value)
{
	return (struct next_hop){.device = device,
				 .has_via = value != 0,
				 .via = {.kind = VALUE_CONST, .addr = value}};
}

static struct sample *routes(void)
{
	struct sample *s = sample_new();

	link_up(s, "lan0");
	link_up(s, "wan0");
	/* the secondary has the smaller number, and must stay a secondary */
	address(s, "lan0", 0x0a000001, 24, 1);
	address(s, "lan0", 0x0a000005, 24, 0);
	address(s, "lo", 0x0a090909, 32, 0);
	address(s, "wan0", WAN_A, 29, 0);
	route(s, 20200, 0, 0, 0, (struct next_hop[]){via("wan0", GW_A)}, 1);
	route(s, 20200, 0x0a000100, 29, 0,
	      (struct next_hop[]){via("lan0", SERVER), via("wan0", GW_A)}, 2);
	route(s, 20201, 0, 0, 0, (struct next_hop[]){via("wan0", GW_A)}, 1);
	route(s, 20201, 0, 0, METRIC_LAST, NULL, 0);
	route(s, 20201, 0xc0a80200, 29, 0, (struct next_hop[]){via("wan0", 0)}, 1);
	add(s, OBJECT_RULE, NULL)->rule = (struct rule_object){
		.pref = 10016, .mark = 1u << 24, .mask = 0xff000000, .table = 20201};
	add(s, OBJECT_RULE, NULL)->rule =
		(struct rule_object){.pref = 19980, .table = 254, .suppress_default = true};
	add(s, OBJECT_RULE, NULL)->rule = (struct rule_object){.pref = 19990, .table = 20200};
	add(s, OBJECT_RULE, NULL)->rule =
		(struct rule_object){.pref = 20016, .from = WAN_A, .table = 20201};
	return s;
}

static const char state[] = "{ ip -4 address show; ip rule; ip -4 route show table all; } | "
			    "grep -v -e '^[0-9]*: [a-z].*: <' -e valid_lft";

static void make_links(void)
{
	cr_assert(sh("ip link add lan0 type veth peer name l1 && ip link add wan0 type veth peer "
		     "name "
		     "w1 && ip link set l1 up && ip link set w1 up && ip link set lo up") == 0);
}

Test(iproute2, loads_twice)
{
	work_apart();
	enter_namespace();
	make_links();
	cr_assert(sh("ip rule add pref 5 lookup main; ip route add default dev lo metric 9") == 0);
	write_file("batch", emit("iproute2", whole(routes()), "iproute2.batch"));
	cr_assert(sh("ip -batch batch") == 0);
	cr_assert(sh("sh -c \"%s\" > one; ip -batch batch", state) == 0);
	cr_assert(sh("sh -c \"%s\" > two; diff one two", state) == 0);
	cr_assert(sh("ip -4 address show dev lan0 | grep -q '10.0.0.1/24.*secondary'") == 0);
	cr_assert(sh("ip rule | grep -q '^5:' && ip route show default | grep -q lo") == 0);
	cr_assert(sh("ip rule | grep -q '^19980:.*main suppress_prefixlength 0 proto 202'") == 0);
	cr_assert(sh("ip route show table 20200 proto 202 | grep -c nexthop | grep -qx 2") == 0);
	work_done();
}

Test(iproute2, change_and_back)
{
	struct sample *s = routes();
	struct change *away = arena_new_object(s->arena, struct change), *back = whole(s);

	away->plan = &s->plan;
	for (uint32_t i = s->objects.len; i-- > 0;)
		if (s->objects.at[i].kind != OBJECT_LINK)
			vec_push(s->arena, &away->steps,
				 ((struct change_step){CHANGE_DELETE, &s->objects.at[i], NULL}));
	back->from_empty = false;
	work_apart();
	enter_namespace();
	make_links();
	cr_assert(sh("ip link set lan0 up; ip link set wan0 up; sh -c \"%s\" > one", state) == 0);
	write_file("batch", emit("iproute2", back, "iproute2.batch"));
	cr_assert(sh("ip -batch batch") == 0);
	write_file("batch", emit("iproute2", away, "iproute2.batch"));
	cr_assert(sh("ip -batch batch") == 0);
	cr_assert(sh("sh -c \"%s\" | diff one -", state) == 0);
	work_done();
}

Test(sysctl, loads)
{
	struct sample *s = sample_new();

	add(s, OBJECT_SYSCTL, "interface $(reboot)\n")->sysctl =
		(struct sysctl_object){"net/ipv4/conf/a.b/rp_filter", "2"};
	add(s, OBJECT_SYSCTL, NULL)->sysctl = (struct sysctl_object){"net/ipv4/ip_forward", "1"};
	work_apart();
	enter_namespace();
	cr_assert(sh("ip link add a.b type veth peer name c") == 0);
	write_file("conf", emit("sysctl", whole(s), "sysctl.conf"));
	cr_assert(sh("sysctl -p conf >/dev/null && "
		     "sysctl -n net/ipv4/conf/a.b/rp_filter | grep -qx 2") == 0);
	work_done();
}

/* ---- BIND ---- */

static void record(struct sample *s, struct object *zone, uint8_t type, const char *owner,
		   const char *target, uint32_t value)
{
	vec_push(s->arena, &zone->dns_zone.records,
		 ((struct dns_record_row){.owner = owner,
					  .ttl = 10,
					  .type = type,
					  .target = target,
					  .preference = 10,
					  .addr = {.kind = VALUE_CONST, .addr = value}}));
}

static void zone(struct sample *s, const char *view, const char *name, uint32_t value)
{
	struct object *object = add(s, OBJECT_DNS_ZONE, NULL);

	object->dns_zone = (struct dns_zone_object){.view = view,
						    .zone = name,
						    .mname = "ns1.example.net.",
						    .rname = "hostmaster.example.net.",
						    .serial = 1,
						    .refresh = 21600,
						    .retry = 900,
						    .expire = 7776000,
						    .minimum = 10,
						    .ttl = 10};
	record(s, object, 1, name, "ns1.example.net.", 0);
	record(s, object, 2, name, "mail.example.net.", 0);
	record(s, object, 0, name, NULL, value);
}

static struct sample *names(void)
{
	struct sample *s = sample_new();
	struct object *view;

	add(s, OBJECT_DNS_SERVER, "ip dns server")->dns_server.hostname = "gw";
	/* sorted by name; the order of views.conf is another */
	view = add(s, OBJECT_DNS_VIEW, NULL);
	view->dns_view = (struct dns_view_object){.name = "default", .order = 2};
	vec_push(s->arena, &view->dns_view.clients,
		 ((struct prefix){.addr = 0x0a000000, .len = 8}));
	vec_push(s->arena, &view->dns_view.recursion_from,
		 ((struct prefix){.addr = 0x0a000001, .len = 32, .deny = true}));
	vec_push(s->arena, &view->dns_view.recursion_from,
		 ((struct prefix){.addr = 0x0a000000, .len = 8}));
	vec_push(s->arena, &view->dns_view.forwarders, ((struct dns_address){.addr = 0x7f000002}));
	view = add(s, OBJECT_DNS_VIEW, NULL);
	view->dns_view = (struct dns_view_object){.name = "wan0", .order = 1, .outside = true};
	vec_push(s->arena, &view->dns_view.destinations,
		 ((struct value){.kind = VALUE_CONST, .addr = 0x7f000001}));
	zone(s, "default", "b.example.com.", 0x0a000002);
	zone(s, "wan0", "a.example.com.", 0x0a000003);
	zone(s, "wan0", "b.example.com.", 0x0a000004);
	return s;
}

static void write_all_files(struct sample *s, const char *dir, const char *named_dir)
{
	struct out_files files = {0};

	emit_all(whole(s), &(struct emit_options){.named_dir = named_dir}, &files);
	cr_assert(folder_write(dir, &files));
	out_files_free(&files);
}

Test(named, checks_and_answers)
{
	work_apart();
	enter_namespace();
	cr_assert(sh("ip link set lo up") == 0);
	write_all_files(names(), "out", NULL);
	cr_assert(sh("cd out && named-checkconf -z named.conf > ../log 2>&1 || "
		     "{ cat ../log; false; }") == 0);
	cr_assert(sh("grep ^view out/views.conf | head -1 | grep -q wan0") == 0);
	cr_assert(sh("cd out && { named -g -c named.conf > ../log 2>&1 & echo $! > ../pid; }; "
		     "for i in 1 2 3 4 5 6 7 8 9 10; do sleep 0.2; "
		     "dig +time=1 +tries=1 +noall +answer +comments b.example.com @127.0.0.1 > "
		     "../dig "
		     "&& grep -q ' aa' ../dig && break; done; dig +time=1 +tries=1 version.bind "
		     "chaos txt @127.0.0.1 > "
		     "../version; "
		     "dig +time=1 axfr b.example.com @127.0.0.1 > ../axfr; "
		     "dig +time=1 +tries=1 example.org @127.0.0.1 > ../other; "
		     "kill $(cat ../pid)") == 0);
	cr_assert(sh("grep -q 'IN.A.10.0.0.4' dig && grep -q ' aa' dig && ! grep -q ' ra' dig") ==
		  0);
	cr_assert(sh("grep -q REFUSED other && grep -q 'Transfer failed' axfr && ! grep -q "
		     "'TXT.*\"9' "
		     "version") == 0);
	cr_assert(sh("find out -type f | wc -l | grep -qx 8") == 0,
		  "named writes nothing of its own");
	work_done();
}

Test(named, absolute_names)
{
	char dir[256], named_dir[300];

	work_apart();
	cr_assert(getcwd(dir, sizeof dir) != NULL);
	snprintf(named_dir, sizeof named_dir, "%s/out", dir);
	write_all_files(names(), "out", named_dir);
	cr_assert(sh("cd / && named-checkconf -z %s/named.conf >/dev/null", named_dir) == 0);
	work_done();
}

Test(parent, records_fit_a_zone)
{
	struct sample *s = sample_new();
	static const struct dns_record_row rows[] = {
		{.owner = "example.com.",
		 .ttl = 86400,
		 .type = 2,
		 .preference = 10,
		 .target = "www.example.com.",
		 .origin = "ip nat inside source static ; \\"},
		{.owner = "www.example.com.",
		 .ttl = 86400,
		 .type = 1,
		 .target = "www-ns1.example.com."},
		{.owner = "www-ns1.example.com.",
		 .ttl = 86400,
		 .addr = {.kind = VALUE_CONST, .addr = WAN_A}},
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		add(s, OBJECT_PARENT_RECORD, NULL)->parent_record.row = rows[i];
	work_apart();
	write_file("records", emit("parent", whole(s), "parent-zone.db"));
	cr_assert(sh("{ echo 'example.com. 60 IN SOA ns.example.net. h.example.com. 1 2 3 4 5'; "
		     "echo 'example.com. 60 IN NS ns.example.net.'; cat records; } > zone; "
		     "named-checkzone -i local example.com zone > log || { cat log; false; }") ==
		  0);
	work_done();
}

/* ---- servers ---- */

static struct sample *server(void)
{
	struct sample *s = sample_new();
	struct object *object = add(s, OBJECT_SERVER, NULL);

	s->plan.hostname = "gw\n$(touch ran)";
	object->server = (struct server_object){.addr = SERVER, .len = 24, .gateway = 0x0a000001};
	vec_push(s->arena, &object->server.extra, 0x0a000101);
	vec_push(s->arena, &object->server.extra, 0x0a000105);
	return s;
}

Test(server, script_runs_twice)
{
	work_apart();
	enter_namespace();
	cr_assert(sh("ip link add eth0 type veth peer name e1 && ip link set e1 up") == 0);
	write_all_files(server(), "out", NULL);
	cr_assert(sh("sh -n out/server/10.0.0.10.sh && sh out/server/10.0.0.10.sh eth0 && "
		     "sh out/server/10.0.0.10.sh eth0") == 0);
	cr_assert(sh("! sh out/server/10.0.0.10.sh 2>/dev/null && ! test -e ran") == 0);
	cr_assert(sh("ip -4 address show dev lo | grep -q 10.0.1.5/32 && "
		     "ip route get 9.9.9.9 | grep -q 'via 10.0.0.1 dev eth0 src 10.0.0.10'") == 0);
	work_done();
}

Test(server, netplan_takes_it)
{
	work_apart();
	if (sh("which netplan >/dev/null") != 0)
		cr_skip("needs netplan");
	write_all_files(server(), "out", NULL);
	cr_assert(sh("mkdir -p root/etc/netplan && cp out/server/*.yaml root/etc/netplan/ && "
		     "netplan generate --root-dir root 2>log || { cat log; false; }") == 0);
	cr_assert(sh("grep -rq 'Address=10.0.1.5/32' root/run && grep -rq 'Gateway=10.0.0.1' "
		     "root/run") == 0);
	work_done();
}

/* ---- the manifest ---- */

static void untranslated(struct router *router, struct arena *arena, const char *text_)
{
	vec_push(arena, &router->untranslated,
		 ((struct untranslated){
			 .text = text_, .block = text_, .class = LINE_UNKNOWN, .lines = 3}));
}

Test(manifest, is_json_whatever_it_says)
{
	struct sample *s = sample_new();
	struct router router = {0};
	struct out_files files = {0};
	size_t i;
	json_t *manifest, *entry;

	untranslated(&router, s->arena, "frobnicate everything");
	untranslated(&router, s->arena, "description \xff\xfe \x1b \"quoted\\");
	s->plan.source = "/some/where/gw.cfg";
	vec_push(s->arena, &s->plan.divergences, "reply-pinned");
	vec_push(s->arena, &s->plan.exits,
		 ((struct plan_exit){"Serial0/1/0 Null0", 1, 1u << 24, 20201}));
	vec_push(s->arena, &s->plan.devices,
		 ((struct plan_device){.interface = "Serial0/1/0", .device = "wan0"}));
	emit_all(whole(s), &(struct emit_options){0}, &files);
	emit_manifest(&router, whole(s), &files);
	const char *json = out_file_find(&files, "manifest.json")->out.text;

	cr_assert(!strstr(json, "/some"), "%s", json);
	manifest = json_loads(json, JSON_REJECT_DUPLICATES, NULL);
	cr_assert(json_array_size(json_object_get(manifest, "untranslated")) == 2, "%s", json);
	json_array_foreach (json_object_get(manifest, "untranslated"), i, entry)
		cr_assert(json_integer_value(json_object_get(entry, "lines")) == 3);
	cr_assert_str_eq(json_string_value(json_object_get(manifest, "source")), "gw.cfg");
	cr_assert(json_array_size(json_object_get(manifest, "artifacts")) == files.len - 1);
	json_decref(manifest);
	out_files_free(&files);
}

/* ---- folders ---- */

Test(folder, replaces_only_its_own)
{
	struct out_files files = {0}, back = {0};

	work_apart();
	cr_assert(sh("mkdir full && touch full/mine") == 0);
	out_text(out_file(&files, "zones/a/b.db"), "one\n");
	out_text(out_file(&files, "gone/away.db"), "gone\n");
	out_text(out_file(&files, "manifest.json"), "{\"generator\": \"causeway\", \"artifacts\": "
						    "[\"gone/away.db\", \"zones/a/b.db\"]}\n");
	cr_assert(!folder_write("full", &files), "foreign files and no manifest");
	cr_assert(folder_write("out/", &files) &&
		  sh("mkdir out/zones/mine; echo x > out/zones/mine/x; "
		     "echo y > out/y; ln -s out sym") == 0);
	cr_assert(folder_read("out", &back) && back.len == 3);
	cr_assert_str_eq(out_file_find(&back, "zones/a/b.db")->out.text, "one\n");
	out_files_free(&back);
	out_files_free(&files);
	out_text(out_file(&files, "zones/a/b.db"), "two\n");
	out_text(out_file(&files, "manifest.json"),
		 "{\"generator\": \"causeway\", \"artifacts\": [\"zones/a/b.db\"]}\n");
	cr_assert(folder_write("sym", &files));
	cr_assert(sh("test -L sym && test -f out/zones/mine/x && test -f out/y && ! test -e "
		     "out/gone && "
		     "grep -q two out/zones/a/b.db && ls | grep -c . | grep -qx 3") == 0);
	cr_assert(folder_write("empty", &(struct out_files){0}) && !folder_read("empty", &back));
	work_done();
}

Test(folder, modes_and_bad_manifests)
{
	struct out_files files = {0}, back = {0};
	struct stat stat_;

	work_apart();
	umask(077);
	out_text(out_file(&files, "key"), "s");
	out_text(out_file(&files, "open"), "o");
	files.at[0].secret = true;
	out_text(out_file(&files, "manifest.json"),
		 "{\"generator\": \"causeway\", \"artifacts\": [\"../victim\"]}\n");
	cr_assert(folder_write("out", &files));
	cr_assert(stat("out/key", &stat_) == 0 && (stat_.st_mode & 0777) == 0600);
	cr_assert(stat("out/open", &stat_) == 0 && (stat_.st_mode & 0777) == 0644);
	cr_assert(stat("out", &stat_) == 0 && (stat_.st_mode & 0777) == 0755);
	write_file("victim", "");
	cr_assert(!folder_read("out", &back) && !folder_write("out", &files));
	cr_assert(access("victim", F_OK) == 0, "a manifest does not reach out of its folder");
	work_done();
}
