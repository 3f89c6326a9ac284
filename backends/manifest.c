/*
 * manifest.json: what was made from what, so that a folder can be known for ours, read back and
 * replaced. One entry a line and sorted keys, so that diffs are quiet. No secret
 * stands in it, since the model keeps none (decision 26).
 */
#include "manifest.h"
#include "emit.h"

#include <stdlib.h>
#include <string.h>

#include "compiler/compiler.h"
#include "grammar/ir.h"

json_t *json_text(const char *s)
{
	struct out out = {0};

	if (!s)
		return json_null();
	quote_text(&out, s);
	json_t *value = json_stringn(out.text ? out.text : "", out.len);
	out_free(&out);
	return value;
}

/* ---- the parts ---- */

static json_t *artifacts_json(const struct out_files *files)
{
	json_t *list = json_array();

	for (size_t i = 0; i < files->len; i++)
		json_array_append_new(list, json_text(files->at[i].path));
	return list;
}

/* The devices that the site file names; those of the other interfaces follow from their names. */
static json_t *devices_json(const struct router *router, const struct plan *plan,
			    struct arena *arena)
{
	const struct site none = {0};
	json_t *object = json_object();

	VEC_FOREACH (device, &plan->devices) {
		const struct interface *interface = interface_find(router, device->interface);
		const char *derived = interface ? device_of(arena, &none, interface) : NULL;

		if (!derived || strcmp(derived, device->device) != 0)
			json_object_set_new(object, device->interface, json_text(device->device));
	}
	return object;
}

static json_t *exits_json(const struct plan *plan)
{
	json_t *object = json_object();

	VEC_FOREACH (list, &plan->exits) {
		char mark[16];

		snprintf(mark, sizeof mark, "0x%08x", list->mark);
		json_object_set_new(
			object, list->name,
			json_pack("{s:s, s:I}", "mark", mark, "table", (json_int_t)list->table));
	}
	return object;
}

static json_t *divergences_json(const struct plan *plan)
{
	json_t *list = json_array();

	VEC_FOREACH (name, &plan->divergences)
		json_array_append_new(list, json_text(*name));
	return list;
}

/* By text and block, without line numbers: moving a statement changes nothing here. */
static json_t *untranslated_json(const struct router *router)
{
	static const char *const class_text[] = {
#define X(symbol, text) text,
		LINE_CLASSES(X)
#undef X
	};
	json_t *list = json_array();

	VEC_FOREACH (entry, &router->untranslated) {
		json_t *object = json_object();

		json_object_set_new(object, "text", json_text(entry->text));
		json_object_set_new(object, "block", json_text(entry->block));
		json_object_set_new(object, "class", json_text(class_text[entry->class]));
		json_object_set_new(object, "lines", json_integer(entry->lines));
		json_array_append_new(list, object);
	}
	return list;
}

/* ---- writing it ---- */

static void out_json(struct out *out, const json_t *value)
{
	char *text = json_dumps(value, JSON_COMPACT | JSON_SORT_KEYS | JSON_ENCODE_ANY);

	out_text(out, text ? text : "null");
	free(text);
}

static int by_text(const void *a, const void *b)
{
	const char *const *left = a, *const *right = b;

	return strcmp(*left, *right);
}

/* The keys of OBJECT in order, in an array of the arena. */
static const char **sorted_keys(struct arena *arena, json_t *object)
{
	const char **keys = arena_alloc(arena, (json_object_size(object) + 1) * sizeof *keys);
	const char *key;
	json_t *value;
	size_t n = 0;

	json_object_foreach (object, key, value)
		keys[n++] = key;
	qsort(keys, n, sizeof *keys, by_text);
	return keys;
}

static void out_member(struct out *out, const char *indent, const char *key)
{
	json_t *name = json_string(key);

	out_text(out, indent);
	out_json(out, name);
	out_text(out, ": ");
	json_decref(name);
}

/* A list or an object, one entry a line. */
static void out_entries(struct out *out, struct arena *arena, json_t *value)
{
	bool list = json_is_array(value);
	size_t n = list ? json_array_size(value) : json_object_size(value);
	const char **keys = list ? NULL : sorted_keys(arena, value);

	out_text(out, list ? "[" : "{");
	for (size_t i = 0; i < n; i++) {
		out_text(out, i > 0 ? ",\n" : "\n");
		if (list)
			out_text(out, "\t\t");
		else
			out_member(out, "\t\t", keys[i]);
		out_json(out, list ? json_array_get(value, i) : json_object_get(value, keys[i]));
	}
	out_text(out, n > 0 ? "\n\t" : "");
	out_text(out, list ? "]" : "}");
}

static void out_manifest(struct out *out, struct arena *arena, json_t *manifest)
{
	const char **keys = sorted_keys(arena, manifest);

	out_text(out, "{");
	for (size_t i = 0; keys[i]; i++) {
		json_t *value = json_object_get(manifest, keys[i]);

		out_text(out, i > 0 ? ",\n" : "\n");
		out_member(out, "\t", keys[i]);
		if (json_is_array(value) || json_is_object(value))
			out_entries(out, arena, value);
		else
			out_json(out, value);
	}
	out_text(out, "\n}\n");
}

void emit_manifest(const struct router *router, const struct change *change,
		   struct out_files *files)
{
	const struct plan *plan = change->plan;
	const char *name = strrchr(plan->source, '/');
	struct arena *arena = arena_new();
	json_t *manifest = json_object();
	char mask[16];

	snprintf(mask, sizeof mask, "0x%08x", plan->mark_mask);
	json_object_set_new(manifest, "generator", json_string(MANIFEST_GENERATOR));
	json_object_set_new(manifest, "format", json_integer(MANIFEST_FORMAT));
	json_object_set_new(manifest, "source", json_text(name ? name + 1 : plan->source));
	json_object_set_new(manifest, "hostname", json_text(plan->hostname));
	json_object_set_new(manifest, "fidelity",
			    json_string(plan->fidelity == FIDELITY_EXACT ? "exact" : "safe"));
	json_object_set_new(manifest, "mark-mask", json_string(mask));
	json_object_set_new(manifest, "artifacts", artifacts_json(files));
	json_object_set_new(manifest, "devices", devices_json(router, plan, arena));
	json_object_set_new(manifest, "exits", exits_json(plan));
	json_object_set_new(manifest, "divergences", divergences_json(plan));
	json_object_set_new(manifest, "untranslated", untranslated_json(router));
	out_manifest(out_file(files, MANIFEST_FILE), arena, manifest);
	out_files_sort(files);
	json_decref(manifest);
	arena_free(arena);
}

/* ---- reading it ---- */

static bool path_is_inside(const char *path)
{
	if (*path == '/' || *path == '\0')
		return false;
	for (const char *part = path; part; part = strchr(part, '/')) {
		part += *part == '/';
		size_t len = strcspn(part, "/");

		if (len == 0 || (len == 1 && part[0] == '.') ||
		    (len == 2 && part[0] == '.' && part[1] == '.'))
			return false;
	}
	return true;
}

json_t *manifest_artifacts(const char *text, size_t len)
{
	json_t *manifest = json_loadb(text, len, JSON_REJECT_DUPLICATES, NULL);
	const char *generator = json_string_value(json_object_get(manifest, "generator"));
	json_t *artifacts = json_object_get(manifest, "artifacts"), *path;
	size_t i;

	if (generator && !strcmp(generator, MANIFEST_GENERATOR) && json_is_array(artifacts)) {
		json_incref(artifacts);
		json_decref(manifest);
		json_array_foreach (artifacts, i, path)
			if (!json_is_string(path) || !path_is_inside(json_string_value(path))) {
				json_decref(artifacts);
				return NULL;
			}
		return artifacts;
	}
	json_decref(manifest);
	return NULL;
}
