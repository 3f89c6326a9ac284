/* causeway explain: what DIAGNOSTICS.md says about a diagnostic. */
#include <stdio.h>
#include <string.h>

#include "cli.h"

static int list_names(void)
{
	const char *name = NULL;

	while ((name = diag_explained(name)))
		printf("%.*s\n", (int)strcspn(name, "\n"), name);
	return cli_finish(EXIT_DONE);
}

/* As it is written on the command line, -W and all. */
static const char *bare_name(const char *name)
{
	static const char *const starts[] = {"-W", "no-", "error="};

	for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
		if (!diag_explanation(name).len && !strncmp(name, starts[i], strlen(starts[i])))
			name += strlen(starts[i]);
	return name;
}

static int explain(const char *name)
{
	struct explanation found = diag_explanation(name);
	const char *near = diag_nearest(name);

	if (!found.len)
		return cli_trouble("there is no diagnostic '%s'%s%s%s", name,
				   near ? "; did you mean '" : "", near ? near : "",
				   near ? "'?" : "");
	printf("%s\n\n%.*s", name, (int)found.len, found.text);
	return cli_finish(EXIT_DONE);
}

int cmd_explain(int argc, char **argv)
{
	struct cli cli = {0};
	int status;

	/* `explain -Wname`, as it stands in the message: no option of ours */
	if (argc == 2 && !strncmp(argv[1], "-W", 2) && argv[1][2])
		return explain(bare_name(argv[1]));
	if (cli_parse(&cli, argc, argv, 0, 1, &status))
		status = cli.n_args ? explain(bare_name(cli.args[0])) : list_names();
	cli_free(&cli);
	return status;
}
