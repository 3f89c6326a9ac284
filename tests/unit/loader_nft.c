/* What the agent says of a transaction that nft refuses. */
#include <criterion/criterion.h>
#include <stdlib.h>

#include "runtime/agent_loader.h"

/* As nft 1.0.6 puts it, with the beginning of what was refused. */
#define REFUSED "Error: Could not process rule: "
#define SHOWN "\ntable inet causeway\n                 ^^^^^^^^^^^^\n"
#define ENOENT_SAID REFUSED "No such file or directory"

static const char with_proxies[] = "table inet causeway {\n"
				   "\tchain whole_packets {\n"
				   "\t\tmeta l4proto tcp tproxy to :1\n"
				   "\t}\n"
				   "}\n";

static void expect(const char *said, const char *text, const char *wanted)
{
	char *why = nft_complaint(said, text);

	cr_assert_str_eq(why, wanted);
	free(why);
}

Test(loader_nft, says_the_first_line)
{
	expect(ENOENT_SAID SHOWN, "table inet causeway {\n}\n", "nft: " ENOENT_SAID);
	expect(REFUSED "No space left on device" SHOWN, with_proxies,
	       "nft: " REFUSED "No space left on device");
	expect("", with_proxies, "nft: ");
}

Test(loader_nft, knows_the_way_without_the_module_for_proxies)
{
	expect(ENOENT_SAID SHOWN, with_proxies,
	       "nft: " ENOENT_SAID
	       "; where the kernel lacks nft_tproxy, `reassembly: conntrack` in "
	       "the site file does without");
}
