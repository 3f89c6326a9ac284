/*
 * The commands of a change between two real configurations, loaded into what the one makes, come to
 * what the other makes: for each case and the one after it, forth and back.
 */
#include "delta.h"

#include <glob.h>

static void lead(const struct side *old, const struct side *new)
{
	struct arena *arena = arena_new();
	struct change *change =
		change_of_table(arena, old->c.plan, old->target, new->c.plan, new->target);

	expect_as_spread(old, new);
	load(new->whole, new->name);
	list("want");
	load(old->whole, old->name);
	load(change, new->name);
	list("got");
	cr_assert(sh("diff want got") == 0, "from %s to %s", old->name, new->name);
	arena_free(arena);
}

/* The cases whose changes one test loads: those of its share, and the first of the next. */
enum { SHARES = 8 };

static char **case_paths(size_t *n)
{
	char root[256], **paths;
	glob_t found;

	cr_assert(getcwd(root, sizeof root) != NULL);
	cr_assert(glob("tests/cases/[!c]*/gw.cfg", 0, NULL, &found) == 0);
	paths = calloc(found.gl_pathc, sizeof *paths);
	for (size_t i = 0; i < found.gl_pathc; i++)
		cr_assert(asprintf(&paths[i], "%s/%s", root, found.gl_pathv[i]) > 0);
	*n = found.gl_pathc;
	globfree(&found);
	return paths;
}

/* The next of PATHS from *I on that compiles; false when none does. */
static bool open_next(struct side *side, char **paths, size_t *i, size_t n)
{
	while (*i < n) {
		if (side_open(side, paths[(*i)++]))
			return true;
		compilation_free(&side->c);
	}
	return false;
}

static void lead_share(size_t share)
{
	struct side old, new;
	size_t n, i, end, pairs = 0;
	char **paths = case_paths(&n);

	i = n * share / SHARES;
	end = n * (share + 1) / SHARES;
	work_apart();
	enter_namespace();
	cr_assert(open_next(&old, paths, &i, n));
	while (i <= end && open_next(&new, paths, &i, n)) {
		lead(&old, &new);
		lead(&new, &old);
		compilation_free(&old.c);
		old = new;
		pairs++;
	}
	compilation_free(&old.c);
	cr_assert(pairs > 2);
	work_done();
}

#define SHARE(number)                                                 \
	Test(delta, leads_from_case_to_case_##number, .timeout = 120) \
	{                                                             \
		lead_share(number);                                   \
	}
SHARE(0)
SHARE(1)
SHARE(2)
SHARE(3)
SHARE(4)
SHARE(5)
SHARE(6)
SHARE(7)

/* ---- objects of one name that are not the same in the two ---- */

#define SITE                                                                   \
	"interface FastEthernet0/0\n ip address 10.0.0.1 255.255.255.0\n"      \
	" ip nat inside\n ip access-group Groups in\n"                         \
	"interface Serial0/1/0\n ip address 192.168.2.1 255.255.255.248\n"     \
	" ip nat outside\nip route 0.0.0.0 0.0.0.0 192.168.2.2\n"              \
	"ip nat inside source list 1 interface Serial0/1/0 overload\n"         \
	"access-list 1 permit 10.0.0.0 0.0.0.255\n"                            \
	"ip access-list extended Groups\n permit object-group Ports any any\n" \
	" permit ip object-group Hosts any\n"

/* Each is led to each: timeouts, helpers and bindings that change, come and go; ranges that grow,
 * shrink, split, join and overlap with what was there. */
static const char *const versions[] = {
	SITE "object-group network Hosts\n host 10.0.0.10\n range 10.0.0.20 10.0.0.30\n"
	     "object-group service Ports\n tcp 80\n tcp range 100 200\n",
	SITE "object-group network Hosts\n range 10.0.0.5 10.0.0.25\n 10.0.0.128 255.255.255.128\n"
	     "object-group service Ports\n tcp range 80 150\n tcp 200\n udp 53\n"
	     "ip nat translation tcp-timeout 3600\nip nat service ftp\n"
	     "ip nat pool P 192.168.2.3 192.168.2.5 prefix-length 29\n"
	     "ip nat inside source list 2 pool P\naccess-list 2 permit 10.0.1.0 0.0.0.255\n",
	SITE
	"object-group network Hosts\n 10.0.0.0 255.255.255.0\n range 10.1.0.1 10.1.0.2\n"
	"object-group service Ports\n tcp range 1 90\n tcp range 92 65535\n"
	"ip nat translation tcp-timeout 60\nip nat translation udp-timeout 20\n"
	"ip nat service ftp\nip nat service ftp tcp port 2121\nip nat service sip udp port 5060\n"
	"ip nat pool P 192.168.2.3 192.168.2.6 prefix-length 29\nip nat translation timeout 60\n"
	"ip nat inside source list 2 pool P\naccess-list 2 permit 10.0.1.0 0.0.0.255\n",
	SITE "object-group network Hosts\n host 10.0.0.21\n host 10.0.0.29\n"
	     "object-group service Ports\n tcp 110\n tcp 120\n"
	     "ip nat translation port-timeout tcp 99 600\nip nat service sip udp port 5061\n",
};

Test(delta, leads_between_versions_of_timeouts_helpers_and_groups, .timeout = 120)
{
	enum { VERSIONS = sizeof versions / sizeof *versions };
	struct side sides[VERSIONS];

	work_apart();
	enter_namespace();
	for (size_t i = 0; i < VERSIONS; i++) {
		char *name;

		cr_assert(asprintf(&name, "version-%zu.cfg", i) > 0);
		write_file(name, versions[i]);
		cr_assert(side_open(&sides[i], name), "%s does not compile", name);
	}
	for (size_t i = 0; i < VERSIONS; i++)
		for (size_t j = 0; j < VERSIONS; j++)
			if (i != j)
				lead(&sides[i], &sides[j]);
	for (size_t i = 0; i < VERSIONS; i++)
		compilation_free(&sides[i].c);
	work_done();
}
