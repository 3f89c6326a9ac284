/* Who answers a query, by the reference evaluator: view-lists, their restrictions, expressions,
 * host data. */
#include <criterion/criterion.h>
#include <string.h>
#include <time.h>

#include "compiler/compiler.h"
#include "compiler/eval.h"
#include "compiler/eval_name.h"

static struct compilation c;
static struct world *world;

static void load(const char *text, bool exact)
{
	struct compile_options options = {
		.config = "test.cfg",
		.text = text,
		.len = strlen(text),
		.site_text = "{}",
		.site_len = 2,
	};

	cr_assert(compile(&c, &options, STAGE_CHECK));
	world = world_new(c.arena, eval_new(c.arena, c.router, exact));
}

static void done(void)
{
	compilation_free(&c);
}

TestSuite(eval_dns, .fini = done);

static uint32_t address(const char *text)
{
	uint32_t addr;

	cr_assert(ip_parse(text, strlen(text), &addr), "%s", text);
	return addr;
}

/* The name of the view, "" for nobody. */
static const char *view(const char *in, const char *src, const char *name)
{
	const struct interface *interface = in ? interface_find(c.router, in) : NULL;
	struct span at;
	const struct dns_view *found;

	cr_assert(!in || interface, "%s", in);
	found = dns_view_for(world, interface, address(src), name, &at);
	cr_assert(!found || at.len);
	return found ? found->name : "";
}

#define ANSWERS(expected, ...) cr_assert_str_eq(view(__VA_ARGS__), expected)

/* The last bytes of the addresses of NAME, "" for none. */
static const char *answers(const char *of, const char *name)
{
	const struct dns_host **rows;
	const char *text = "";
	size_t n = dns_answers(c.arena, world, dns_view_find(c.router, of), name, &rows);

	for (size_t i = 0; i < n; i++)
		text = arena_printf(c.arena, "%s%s%u", text, i ? " " : "", rows[i]->addr & 0xff);
	return text;
}

#define INTERFACES                                 \
	"interface GigabitEthernet0/0\n"           \
	" ip address 10.0.0.1 255.255.255.0\n"     \
	"interface GigabitEthernet0/1\n"           \
	" ip address 192.0.2.1 255.255.255.0\n"    \
	" ip dns view-group WORLD\n"               \
	"interface GigabitEthernet0/2\n"           \
	" ip vrf forwarding RED\n"                 \
	" ip address 198.51.100.1 255.255.255.0\n" \
	"ip vrf RED\n"

#define LAN "GigabitEthernet0/0"
#define WAN "GigabitEthernet0/1"
#define RED "GigabitEthernet0/2"

Test(eval_dns, lists_of_views)
{
	load(INTERFACES "ip dns server\n"
			"ip dns server view-group ALL\n"
			"access-list 7 permit 10.0.0.0 0.0.0.127\n"
			"ip dns view Near\n"
			"ip dns view Far\n"
			"ip dns view Secret\n"
			"ip dns view vrf RED Own\n"
			"ip dns view-list ALL\n"
			" view Far 30\n"
			" view Secret 5\n"
			"  restrict authenticated\n"
			" view vrf RED Own 8\n"
			" view Near 10\n"
			"  restrict source access-group 7\n"
			"ip dns view-list WORLD\n"
			" view Near 10\n"
			"  restrict source access-group 7\n",
	     false);
	ANSWERS("Near", LAN, "10.0.0.5", "www.example.com");
	ANSWERS("Far", LAN, "10.0.0.200", NULL);
	ANSWERS("", WAN, "203.0.113.9", NULL);
	ANSWERS("Near", WAN, "10.0.0.127", NULL);
	ANSWERS("vrf RED Own", RED, "10.0.0.5", NULL);
	ANSWERS("default", NULL, "10.0.0.1", NULL);
}

Test(eval_dns, without_a_server_or_lists)
{
	const char *const config = "interface GigabitEthernet0/0\n"
				   " ip address 10.0.0.1 255.255.255.0\n"
				   "ip host www.example.com 10.0.0.9\n";

	load(config, false);
	ANSWERS("", LAN, "10.0.0.5", NULL);
	compilation_free(&c);
	load(arena_printf(arena_new(), "ip dns server\n%s", config), false);
	ANSWERS("default", LAN, "10.0.0.5", NULL);
}

#define NAMES                                           \
	INTERFACES                                      \
	"ip dns server\n"                               \
	"ip dns name-list 1 deny WWW\\.EXAMPLE\\.COM\n" \
	"ip dns name-list 1 permit EXAMPLE\\.COM$\n"    \
	"ip dns name-list 2 permit .*\n"                \
	"ip dns view Inner\n"                           \
	"ip dns view Outer\n"                           \
	"ip dns view-list WORLD\n"                      \
	" view Inner 10\n"                              \
	"  restrict name-group 1\n"                     \
	" view Outer 20\n"

Test(eval_dns, names)
{
	load(NAMES, false);
	ANSWERS("Inner", WAN, "203.0.113.9", "mail.example.com");
	ANSWERS("Inner", WAN, "203.0.113.9", "Example.COM.");
	ANSWERS("Outer", WAN, "203.0.113.9", "www.example.com");
	ANSWERS("Outer", WAN, "203.0.113.9", "a.www.example.com");
	ANSWERS("Outer", WAN, "203.0.113.9", "example.org");
	ANSWERS("Outer", WAN, "203.0.113.9", "myexample.com");
	ANSWERS("Outer", WAN, "203.0.113.9", NULL);
}

Test(eval_dns, names_by_the_letter)
{
	load(NAMES, true);
	ANSWERS("Inner", WAN, "203.0.113.9", "mail.example.com");
	ANSWERS("Inner", WAN, "203.0.113.9", "myexample.com");
	ANSWERS("Outer", WAN, "203.0.113.9", "www.example.com.evil.org");
}

Test(eval_dns, host_data)
{
	load("interface GigabitEthernet0/0\n"
	     " ip address 10.0.0.1 255.255.255.0\n"
	     "ip domain name example.com\n"
	     "ip dns server\n"
	     "ip dns view Other\n"
	     "ip dns view default\n"
	     "ip dns primary example.com soa ns.example.com root.example.com\n"
	     "ip host www 10.0.0.9 10.0.0.8\n"
	     "ip host a.example.org 10.0.0.7\n"
	     "ip host www.example.com ns ns.example.com\n"
	     "ip host view Other www.example.com 10.0.0.6\n",
	     false);
	cr_assert_str_eq(answers("default", "WWW.example.com."), "9 8");
	cr_assert_str_eq(answers("default", "www"), "");
	cr_assert_str_eq(answers("default", "a.example.org"), "7");
	cr_assert_str_eq(answers("default", "b.example.com"), "");
	cr_assert_str_eq(answers("Other", "www.example.com"), "6");
}

/* ---- expressions ---- */

static bool takes(enum expression_kind kind, const char *text, const char *name)
{
	struct arena *arena = arena_new();
	const struct expression *expression = expression_read(arena, text, kind);
	bool yes = expression && expression_takes(expression, name);

	arena_free(arena);
	return yes;
}

#define FOUND(text, name) cr_assert(takes(EXPRESSION_PATTERN, text, name), "%s %s", text, name)
#define NOT_FOUND(text, name) \
	cr_assert_not(takes(EXPRESSION_PATTERN, text, name), "%s %s", text, name)
#define IS(text, name) cr_assert(takes(EXPRESSION_DOMAIN, text, name), "%s %s", text, name)
#define IS_NOT(text, name) cr_assert_not(takes(EXPRESSION_DOMAIN, text, name), "%s %s", text, name)

Test(eval_dns, patterns)
{
	FOUND("WH\\.LOCAL", "a.wh.local.b");
	NOT_FOUND("WH\\.LOCAL", "whxlocal");
	FOUND("^wh", "wh.local");
	NOT_FOUND("^wh", "a.wh");
	FOUND("local$", "wh.local");
	NOT_FOUND("wh$", "wh.local");
	FOUND("^w[a-h]+x?$", "wabhhx");
	NOT_FOUND("^w[a-h]+x?$", "wx");
	FOUND("^w[^a-h]$", "wz");
	FOUND("^(a|bc*)+$", "abccab");
	NOT_FOUND("^(a|bc*)+$", "acb");
	FOUND("^(|x)y$", "y");
	FOUND("", "anything");
	FOUND("a.*b.*c", "xaxbxcx");
	NOT_FOUND("(a", "a");
	NOT_FOUND("a)", "a");
	NOT_FOUND("[a", "a");
}

Test(eval_dns, domains)
{
	IS("WH\\.LOCAL", "wh.local");
	IS_NOT("WH\\.LOCAL", "a.wh.local");
	IS("^.*\\.wh.local$", "wh.local");
	IS("(^|\\.)example\\.com$", "example.com");
	IS("(www|ftp)\\.example\\.(com|net)", "ftp.example.net");
	IS("(.*\\.)?example\\.com", "example.com");
	IS("example[12]\\.com", "example2.com");
	IS(".*", "");
	IS_NOT("a.*b", "ab");
	IS_NOT("example[1-3]", "example2");
	IS_NOT("ex+", "ex");
	IS_NOT("^$", "");
}

/* What would take for ever if each way were tried alone. */
Test(eval_dns, patterns_take_no_time)
{
	char name[251] = {0};
	clock_t start = clock();

	memset(name, 'a', sizeof name - 1);
	NOT_FOUND("^(a*)*(a|aa)+(a*a*)*(a?a?a?)*$x", name);
	cr_assert_lt((double)(clock() - start) / CLOCKS_PER_SEC, 0.5);
}
