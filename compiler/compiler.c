/* The driver: one compilation is this list of passes. */
#include "compiler.h"

#include <string.h>

#include "grammar/reader.h"

static bool set_switches(struct compilation *c, const char *const *warnings)
{
	for (; warnings && *warnings; warnings++) {
		const char *unknown = diags_option(&c->diags, *warnings), *near;

		if (!unknown)
			continue;
		near = diag_nearest(unknown);
		diag_global(&c->diags, DIAG_NONE, "there is no diagnostic '%s'%s%s%s", unknown,
			    near ? "; did you mean '" : "", near ? near : "", near ? "'?" : "");
		c->usage = true;
	}
	return !c->usage;
}

static bool open_source(struct compilation *c, const struct compile_options *options)
{
	if (options->text)
		return source_from_text(&c->source, options->config, options->text, options->len,
					&c->diags);
	return source_open(&c->source, options->config, &c->diags);
}

static bool open_site(struct compilation *c, const struct compile_options *options)
{
	if (options->site_text)
		c->site = site_parse(c->arena, options->site ? options->site : "<site>",
				     options->site_text, options->site_len, &c->diags);
	else
		c->site = site_read(c->arena, options->site, options->text ? NULL : options->config,
				    &c->diags);
	if (c->site && options->exact)
		c->site->fidelity = FIDELITY_EXACT;
	return c->site;
}

/* Nothing but blank lines and comments. */
static bool is_empty(const struct router *router)
{
	for (uint32_t i = 0; i < router->line_class.len; i++)
		if (router->line_class.at[i] != LINE_BLANK)
			return false;
	return true;
}

static void read_router(struct compilation *c, const struct compile_options *options)
{
	c->router = router_new(c->arena, c->names, &c->source, &c->diags);
	ios_read(c->router);
	if (!options->allow_empty && is_empty(c->router))
		diag_global(&c->diags, DIAG_NONE, "'%s' holds no configuration", c->source.name);
}

bool compilation_failed(const struct compilation *c)
{
	return c->diags.errors > 0 || c->diags.promoted > 0;
}

bool compile(struct compilation *c, const struct compile_options *options, enum compile_stage stage)
{
	memset(c, 0, sizeof *c);
	c->arena = arena_new();
	c->names = names_new(c->arena);
	diags_init(&c->diags, c->arena);
	if (!set_switches(c, options->warnings) || !open_source(c, options))
		return false;

	read_router(c, options);
	if (!open_site(c, options))
		return false;
	find_hardware(c->router, c->site, options->hardware);
	if (stage >= STAGE_RESOLVE)
		resolve(c->router, c->site);
	if (stage >= STAGE_CHECK)
		check(c->router, c->site, options->thorough);
	if (stage >= STAGE_LOWER && !c->diags.errors) {
		source_cut(&c->source);
		c->plan = lower(c->router, c->site, options->later);
	}
	if (compilation_failed(c))
		c->plan = NULL;
	return !compilation_failed(c);
}

void compilation_free(struct compilation *c)
{
	site_free(c->site);
	source_close(&c->source);
	names_free(c->names);
	arena_free(c->arena);
	memset(c, 0, sizeof *c);
}
