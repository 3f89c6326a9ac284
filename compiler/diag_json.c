/*
 * Diagnostics for programs: plain JSON for scripts, and SARIF 2.1.0 for code review tools, which
 * show each finding at its line and offer the fix-it. Both also say of every line what became of
 * it. The text of a configuration is not always UTF-8, and JSON is: see text_json().
 */
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "compiler.h"
#include "grammar/json_text.h"

/* Relative, so that it is found in a checkout; reviewers have the text itself, too. */
#define HELP_URI "compiler/DIAGNOSTICS.md"
#define SARIF_SCHEMA "https://json.schemastore.org/sarif-2.1.0.json"

static json_t *number_json(size_t n)
{
	return json_integer((json_int_t)n);
}

static const char *severity_text(enum severity severity)
{
	static const char *const texts[] = {
		[SEVERITY_DIVERGENCE] = "divergence",
		[SEVERITY_NOTE] = "note",
		[SEVERITY_WARNING] = "warning",
		[SEVERITY_ERROR] = "error",
	};

	return texts[severity];
}

static const char *class_text(uint8_t class)
{
	static const char *const texts[] = {
#define X(symbol, text) text,
		LINE_CLASSES(X)
#undef X
	};

	return texts[class];
}

/* ---- JSON ---- */

static void set_place(json_t *object, const struct diag *diag, struct source *source)
{
	struct place place;

	if (!diag->located)
		return;
	place = source_place(source, diag->at.off);
	json_object_set_new(object, "line", number_json(place.line));
	json_object_set_new(object, "column", number_json(place.column));
	json_object_set_new(object, "length", number_json(diag->at.len));
}

static json_t *diag_json(const struct diag *diag, struct source *source)
{
	json_t *object = json_object(), *notes;

	json_object_set_new(object, "severity", json_string(severity_text(diag_severity(diag))));
	if (diag->name != DIAG_NONE)
		json_object_set_new(object, "name", json_string(diag_text(diag->name)));
	json_object_set_new(object, "message", text_json(diag->message));
	set_place(object, diag, source);
	if (diag->fixit)
		json_object_set_new(object, "fixit", text_json(diag->fixit));
	if (diag->insert) {
		json_object_set_new(object, "insert", text_json(diag->insert));
		json_object_set_new(object, "insert_line",
				    number_json(source_place(source, diag->insert_off).line));
	}
	if (!diag->notes)
		return object;
	notes = json_array();
	for (const struct diag *note = diag->notes; note; note = note->next)
		json_array_append_new(notes, diag_json(note, source));
	json_object_set_new(object, "notes", notes);
	return object;
}

static json_t *classes_json(const struct router *router)
{
	json_t *object = json_object();
	uint32_t counts[LINE_CLASS_COUNT];

	line_classes(router, counts);
	for (int class = LINE_COMPILED; class < LINE_CLASS_COUNT; class ++)
		json_object_set_new(object, class_text((uint8_t) class),
				    number_json(counts[class]));
	return object;
}

/* The class and the mode of each line, in order: the blank ones too, so that a reader can go along.
 */
static json_t *lines_json(const struct router *router)
{
	json_t *lines = json_array();

	for (uint32_t i = 0; i < router->line_class.len; i++)
		json_array_append_new(lines, json_pack("{s:i,s:s,s:s}", "line", (int)i + 1, "class",
						       class_text(router->line_class.at[i]), "mode",
						       mode_text(router->line_mode.at[i])));
	return lines;
}

static json_t *untranslated_json(const struct router *router, struct source *source)
{
	json_t *list = json_array();

	for (uint32_t i = 0; i < router->untranslated.len; i++) {
		const struct untranslated *item = &router->untranslated.at[i];
		json_t *object = json_object();

		json_object_set_new(object, "line",
				    number_json(source_place(source, item->at.off).line));
		json_object_set_new(object, "text", text_json(item->text));
		json_object_set_new(object, "class", json_string(class_text(item->class)));
		json_object_set_new(object, "lines", number_json(item->lines));
		if (item->block)
			json_object_set_new(object, "block", text_json(item->block));
		json_array_append_new(list, object);
	}
	return list;
}

json_t *diags_json(const struct diags *diags, struct source *source, const struct router *router)
{
	json_t *object = json_object(), *list = json_array();

	json_object_set_new(object, "file", text_json(source->name ? source->name : ""));
	json_object_set_new(object, "errors", number_json(diags->errors + diags->promoted));
	json_object_set_new(object, "warnings", number_json(diags->warnings));
	for (uint32_t i = 0; i < diags->list.len; i++)
		json_array_append_new(list, diag_json(diags->list.at[i], source));
	json_object_set_new(object, "diagnostics", list);
	if (!router)
		return object;
	json_object_set_new(object, "classes", classes_json(router));
	json_object_set_new(object, "lines", lines_json(router));
	json_object_set_new(object, "untranslated", untranslated_json(router, source));
	return object;
}

/* ---- SARIF ---- */

/* SARIF knows no divergence; it is a note there. Plain errors have the rule "error". */
static const char *sarif_level(enum severity severity)
{
	return severity == SEVERITY_DIVERGENCE ? "note" : severity_text(severity);
}

static const char *sarif_rule(const struct diag *diag)
{
	return diag->name == DIAG_NONE ? "error" : diag_text(diag->name);
}

static json_t *sarif_artifact(const struct source *source)
{
	json_t *artifact = json_object();

	json_object_set_new(artifact, "uri", text_json(source->name ? source->name : ""));
	return artifact;
}

static json_t *sarif_region(struct source *source, uint32_t off, uint32_t len)
{
	struct place place = source_place(source, off);

	return json_pack("{s:i,s:i,s:i,s:i}", "startLine", (int)place.line, "startColumn",
			 (int)place.column, "endLine", (int)place.line, "endColumn",
			 (int)(place.column + len));
}

static json_t *sarif_location(struct source *source, const struct diag *diag)
{
	json_t *physical = json_object();

	json_object_set_new(physical, "artifactLocation", sarif_artifact(source));
	if (diag->located)
		json_object_set_new(physical, "region",
				    sarif_region(source, diag->at.off, diag->at.len));
	return json_pack("{s:o}", "physicalLocation", physical);
}

static json_t *sarif_replacement(struct source *source, uint32_t off, uint32_t len,
				 const char *text)
{
	return json_pack("{s:o,s:{s:o}}", "deletedRegion", sarif_region(source, off, len),
			 "insertedContent", "text", text_json(text));
}

static json_t *sarif_fix(struct source *source, const struct diag *diag)
{
	json_t *replacements = json_array();

	if (diag->fixit)
		json_array_append_new(replacements, sarif_replacement(source, diag->at.off,
								      diag->at.len, diag->fixit));
	if (diag->insert) {
		size_t len = strlen(diag->insert);
		bool ends = len && diag->insert[len - 1] == '\n';
		char *lines = malloc(len + 2);

		if (lines) {
			memcpy(lines, diag->insert, len);
			memcpy(lines + len, ends ? "" : "\n", ends ? 1 : 2);
			json_array_append_new(
				replacements,
				sarif_replacement(source, diag->insert_off, 0, lines));
			free(lines);
		}
	}
	return json_pack("{s:[{s:o,s:o}]}", "artifactChanges", "artifactLocation",
			 sarif_artifact(source), "replacements", replacements);
}

static json_t *sarif_related(struct source *source, const struct diag *diag)
{
	json_t *related = json_array();

	for (const struct diag *note = diag->notes; note; note = note->next) {
		json_t *location = sarif_location(source, note);

		json_object_set_new(location, "message",
				    json_pack("{s:o}", "text", text_json(note->message)));
		json_array_append_new(related, location);
	}
	return related;
}

static json_t *sarif_result(struct source *source, const struct diag *diag)
{
	json_t *result =
		json_pack("{s:s,s:s,s:{s:o},s:[o]}", "ruleId", sarif_rule(diag), "level",
			  sarif_level(diag_severity(diag)), "message", "text",
			  text_json(diag->message), "locations", sarif_location(source, diag));

	if (diag->notes)
		json_object_set_new(result, "relatedLocations", sarif_related(source, diag));
	if (diag->fixit || diag->insert)
		json_object_set_new(result, "fixes", json_pack("[o]", sarif_fix(source, diag)));
	return result;
}

/* What DIAGNOSTICS.md says of the rule; `explain` prints the same. */
static json_t *sarif_rule_json(const char *name)
{
	struct explanation found = diag_explanation(name);
	char *summary =
		strndup(found.text ? found.text : name, found.text ? found.summary : strlen(name));
	char *text = strndup(found.text ? found.text : name, found.text ? found.len : strlen(name));
	json_t *rule =
		json_pack("{s:s,s:{s:o},s:{s:o},s:{s:o,s:o},s:o}", "id", name, "shortDescription",
			  "text", text_json(summary), "fullDescription", "text", text_json(summary),
			  "help", "text", text_json(text), "markdown", text_json(text), "helpUri",
			  json_sprintf("%s#%s", HELP_URI, name));

	free(summary);
	free(text);
	return rule;
}

/* Every name that occurs, once. */
static json_t *sarif_rules(const struct diags *diags)
{
	json_t *rules = json_array();
	bool seen[DIAG_COUNT] = {false};

	for (uint32_t i = 0; i < diags->list.len; i++) {
		const struct diag *diag = diags->list.at[i];

		if (!seen[diag->name])
			json_array_append_new(rules, sarif_rule_json(sarif_rule(diag)));
		seen[diag->name] = true;
	}
	return rules;
}

json_t *diags_sarif(const struct diags *diags, struct source *source, const struct router *router)
{
	json_t *results = json_array(), *run;

	for (uint32_t i = 0; i < diags->list.len; i++)
		json_array_append_new(results, sarif_result(source, diags->list.at[i]));
	run = json_pack("{s:{s:{s:s,s:o}},s:s,s:o}", "tool", "driver", "name", "causeway", "rules",
			sarif_rules(diags), "columnKind", "utf16CodeUnits", "results", results);
	if (router)
		json_object_set_new(run, "properties",
				    json_pack("{s:o,s:o,s:o}", "classes", classes_json(router),
					      "lines", lines_json(router), "untranslated",
					      untranslated_json(router, source)));
	return json_pack("{s:s,s:s,s:[o]}", "$schema", SARIF_SCHEMA, "version", "2.1.0", "runs",
			 run);
}

void line_classes(const struct router *router, uint32_t counts[LINE_CLASS_COUNT])
{
	memset(counts, 0, LINE_CLASS_COUNT * sizeof *counts);
	for (uint32_t i = 0; i < router->line_class.len; i++)
		counts[router->line_class.at[i]]++;
}
