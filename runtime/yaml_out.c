/* A Jansson tree through libyaml's emitter. */
#include "yaml_out.h"

#include <string.h>
#include <yaml.h>

static bool emit_value(yaml_emitter_t *emitter, json_t *json);

static bool emit_scalar(yaml_emitter_t *emitter, const char *text, bool string)
{
	yaml_event_t event;
	/* a string that YAML would read as something else keeps its quotes */
	yaml_scalar_style_t style =
		string ? YAML_DOUBLE_QUOTED_SCALAR_STYLE : YAML_PLAIN_SCALAR_STYLE;

	return yaml_scalar_event_initialize(&event, NULL, NULL, (const yaml_char_t *)text,
					    (int)strlen(text), !string, string, style) &&
	       yaml_emitter_emit(emitter, &event);
}

static bool emit_array(yaml_emitter_t *emitter, json_t *json)
{
	yaml_event_t event;
	bool ok = yaml_sequence_start_event_initialize(&event, NULL, NULL, 1,
						       YAML_ANY_SEQUENCE_STYLE) &&
		  yaml_emitter_emit(emitter, &event);

	for (size_t i = 0; ok && i < json_array_size(json); i++)
		ok = emit_value(emitter, json_array_get(json, i));
	return ok && yaml_sequence_end_event_initialize(&event) &&
	       yaml_emitter_emit(emitter, &event);
}

/* Our own keys are plain words; only one that YAML could take for something else is quoted. */
static bool emit_key(yaml_emitter_t *emitter, const char *key)
{
	static const char plain[] = "abcdefghijklmnopqrstuvwxyz-";

	return emit_scalar(emitter, key,
			   key[strspn(key, plain)] || !strcmp(key, "on") || !strcmp(key, "no"));
}

static bool emit_object(yaml_emitter_t *emitter, json_t *json)
{
	yaml_event_t event;
	bool ok = yaml_mapping_start_event_initialize(&event, NULL, NULL, 1,
						      YAML_ANY_MAPPING_STYLE) &&
		  yaml_emitter_emit(emitter, &event);

	const char *key;
	json_t *value;

	json_object_foreach (json, key, value)
		ok = ok && emit_key(emitter, key) && emit_value(emitter, value);
	return ok && yaml_mapping_end_event_initialize(&event) &&
	       yaml_emitter_emit(emitter, &event);
}

static bool emit_value(yaml_emitter_t *emitter, json_t *json)
{
	char number[32];

	switch (json_typeof(json)) {
	case JSON_OBJECT:
		return emit_object(emitter, json);
	case JSON_ARRAY:
		return emit_array(emitter, json);
	case JSON_STRING:
		return emit_scalar(emitter, json_string_value(json), true);
	case JSON_INTEGER:
		snprintf(number, sizeof number, "%lld", (long long)json_integer_value(json));
		return emit_scalar(emitter, number, false);
	case JSON_REAL:
		snprintf(number, sizeof number, "%.17g", json_real_value(json));
		return emit_scalar(emitter, number, false);
	case JSON_TRUE:
		return emit_scalar(emitter, "true", false);
	case JSON_FALSE:
		return emit_scalar(emitter, "false", false);
	case JSON_NULL:
		return emit_scalar(emitter, "null", false);
	}
	return false;
}

static bool emit_document(yaml_emitter_t *emitter, json_t *json)
{
	yaml_event_t event;

	return yaml_stream_start_event_initialize(&event, YAML_UTF8_ENCODING) &&
	       yaml_emitter_emit(emitter, &event) &&
	       yaml_document_start_event_initialize(&event, NULL, NULL, NULL, 1) &&
	       yaml_emitter_emit(emitter, &event) && emit_value(emitter, json) &&
	       yaml_document_end_event_initialize(&event, 1) &&
	       yaml_emitter_emit(emitter, &event) && yaml_stream_end_event_initialize(&event) &&
	       yaml_emitter_emit(emitter, &event);
}

bool yaml_print(json_t *json, FILE *to)
{
	yaml_emitter_t emitter;
	bool ok;

	if (!yaml_emitter_initialize(&emitter))
		return false;
	yaml_emitter_set_output_file(&emitter, to);
	yaml_emitter_set_width(&emitter, -1);
	yaml_emitter_set_unicode(&emitter, 1);
	ok = emit_document(&emitter, json);
	yaml_emitter_delete(&emitter);
	return ok;
}
