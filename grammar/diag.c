/* Collecting diagnostics and switching them on and off; diag_print.c prints them. */
#include "diag.h"

#include <string.h>

#include "names.h"

static const struct {
	const char *text;
	enum severity severity;
	bool on;
} names[DIAG_COUNT] = {
#define X(symbol, name, severity, enabled) {name, SEVERITY_##severity, enabled},
	DIAG_NAMES(X)
#undef X
};

void diags_init(struct diags *diags, struct arena *arena)
{
	*diags = (struct diags){.arena = arena};
	for (int i = 0; i < DIAG_COUNT; i++)
		diags->off[i] = !names[i].on;
}

static bool is_promoted(const struct diags *diags, enum diag_name name, enum severity severity)
{
	if (diags->level[name] == LEVEL_DEFAULT)
		return diags->all_errors && severity == SEVERITY_WARNING;
	return diags->level[name] == LEVEL_ERROR;
}

static struct diag *diag_add(struct diags *diags, enum diag_name name, enum severity severity,
			     const char *format, va_list ap)
{
	struct diag *diag;

	if (severity != SEVERITY_ERROR && diags->off[name])
		return NULL;
	diag = arena_new_object(diags->arena, struct diag);
	diag->name = name;
	diag->severity = severity;
	diag->message = arena_vprintf(diags->arena, format, ap);
	vec_push(diags->arena, &diags->list, diag);
	diag->promoted = severity != SEVERITY_ERROR && is_promoted(diags, name, severity);
	diags->promoted += diag->promoted;
	if (severity == SEVERITY_ERROR)
		diags->errors++;
	else if (severity == SEVERITY_WARNING && !diag->promoted)
		diags->warnings++;
	return diag;
}

static struct diag *diag_place(struct diag *diag, struct span at)
{
	if (diag) {
		diag->located = true;
		diag->at = at;
	}
	return diag;
}

struct diag *diag_at(struct diags *diags, enum diag_name name, struct span at, const char *format,
		     ...)
{
	struct diag *diag;
	va_list ap;

	va_start(ap, format);
	diag = diag_add(diags, name, names[name].severity, format, ap);
	va_end(ap);
	return diag_place(diag, at);
}

struct diag *diag_global(struct diags *diags, enum diag_name name, const char *format, ...)
{
	struct diag *diag;
	va_list ap;

	va_start(ap, format);
	diag = diag_add(diags, name, names[name].severity, format, ap);
	va_end(ap);
	return diag;
}

struct diag *diag_error(struct diags *diags, enum diag_name name, struct span at,
			const char *format, ...)
{
	struct diag *diag;
	va_list ap;

	va_start(ap, format);
	diag = diag_add(diags, name, SEVERITY_ERROR, format, ap);
	va_end(ap);
	return diag_place(diag, at);
}

void diag_note(struct diags *diags, struct diag *diag, struct span at, const char *format, ...)
{
	struct diag *note, **last;
	va_list ap;

	if (!diag)
		return;
	note = arena_new_object(diags->arena, struct diag);
	note->severity = SEVERITY_NOTE;
	va_start(ap, format);
	note->message = arena_vprintf(diags->arena, format, ap);
	va_end(ap);
	diag_place(note, at);
	for (last = &diag->notes; *last; last = &(*last)->next)
		;
	*last = note;
}

void diag_fixit(struct diags *diags, struct diag *diag, const char *format, ...)
{
	va_list ap;

	if (!diag)
		return;
	va_start(ap, format);
	diag->fixit = arena_vprintf(diags->arena, format, ap);
	va_end(ap);
}

void diag_insert(struct diags *diags, struct diag *diag, uint32_t off, const char *format, ...)
{
	va_list ap;

	if (!diag)
		return;
	va_start(ap, format);
	diag->insert = arena_vprintf(diags->arena, format, ap);
	va_end(ap);
	diag->insert_off = off;
}

/* DIAG_NONE: there is none of that name. */
static enum diag_name diag_find(const char *name)
{
	for (int i = DIAG_NONE + 1; i < DIAG_COUNT; i++)
		if (!strcmp(names[i].text, name))
			return (enum diag_name)i;
	return DIAG_NONE;
}

bool diags_switch(struct diags *diags, const char *name, bool on)
{
	enum diag_name found = diag_find(name);

	if (found)
		diags->off[found] = !on;
	return found;
}

static bool starts_with(const char **s, const char *start)
{
	size_t len = strlen(start);

	if (strncmp(*s, start, len) != 0)
		return false;
	*s += len;
	return true;
}

const char *diags_option(struct diags *diags, const char *option)
{
	/* some names begin with `no-` themselves */
	bool on = diag_find(option) || !starts_with(&option, "no-");
	enum diag_name found;

	if (!strcmp(option, "error")) {
		diags->all_errors = on;
		return NULL;
	}
	if (!starts_with(&option, "error="))
		return diags_switch(diags, option, on) ? NULL : option;
	found = diag_find(option);
	if (!found)
		return option;
	diags->level[found] = on ? LEVEL_ERROR : LEVEL_WARNING;
	diags->off[found] &= !on;
	return NULL;
}

const char *diag_nearest(const char *name)
{
	const char *list[DIAG_COUNT];
	size_t n = 0;

	for (int i = DIAG_NONE + 1; i < DIAG_COUNT; i++)
		list[n++] = names[i].text;
	return name_nearest(name, list, n);
}

enum severity diag_severity(const struct diag *diag)
{
	return diag->promoted ? SEVERITY_ERROR : diag->severity;
}

const char *diag_text(enum diag_name name)
{
	return names[name].text;
}
