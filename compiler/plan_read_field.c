/* The fields of a plan in JSON, each with what it must be. */
#include <string.h>

#include "grammar/ip.h"
#include "plan_read.h"

const json_t *field(struct reading *in, const json_t *json, const char *key)
{
	const json_t *value = json_object_get(json, key);

	if (!value)
		in->bad = true;
	return value;
}

const char *copy_text(struct reading *in, const json_t *value)
{
	if (!json_is_string(value)) {
		in->bad |= value && !json_is_null(value);
		return NULL;
	}
	return arena_strndup(in->arena, json_string_value(value), json_string_length(value));
}

const char *text_field(struct reading *in, const json_t *json, const char *key)
{
	return copy_text(in, json_object_get(json, key));
}

const char *name_field(struct reading *in, const json_t *json, const char *key)
{
	const char *s = copy_text(in, field(in, json, key));

	in->bad |= !s;
	return s ? s : "";
}

uint32_t number_up_to(struct reading *in, const json_t *json, const char *key, json_int_t limit)
{
	const json_t *value = field(in, json, key);
	json_int_t n = json_integer_value(value);

	if (!json_is_integer(value) || n < 0 || n > limit) {
		in->bad = true;
		return 0;
	}
	return (uint32_t)n;
}

uint32_t number_field(struct reading *in, const json_t *json, const char *key)
{
	return number_up_to(in, json, key, UINT32_MAX);
}

uint32_t number_if_given(struct reading *in, const json_t *json, const char *key, json_int_t limit)
{
	return json_object_get(json, key) ? number_up_to(in, json, key, limit) : 0;
}

bool flag_field(const json_t *json, const char *key)
{
	return json_is_true(json_object_get(json, key));
}

uint32_t address_text(struct reading *in, const json_t *value)
{
	uint32_t addr = 0;

	if (!json_is_string(value) ||
	    !ip_parse(json_string_value(value), json_string_length(value), &addr))
		in->bad = true;
	return addr;
}

uint32_t address_if_given(struct reading *in, const json_t *json, const char *key)
{
	const json_t *value = json_object_get(json, key);

	return value ? address_text(in, value) : 0;
}

struct ip6 address6_text(struct reading *in, const json_t *value)
{
	struct ip6 addr = {0, 0};

	if (!json_is_string(value) ||
	    ip6_parse(json_string_value(value), json_string_length(value), &addr))
		in->bad = true;
	return addr;
}

uint32_t prefix_field(struct reading *in, const json_t *json, const char *key, uint8_t *len)
{
	const char *text = name_field(in, json, key), *slash = strchr(text, '/');
	char *end = NULL;
	unsigned long n = slash ? strtoul(slash + 1, &end, 10) : 33;
	uint32_t addr = 0;

	if (n > 32 || end == slash + 1 || *end || !ip_parse(text, (size_t)(slash - text), &addr))
		in->bad = true;
	*len = (uint8_t)n;
	return addr;
}

uint32_t any_prefix_field(struct reading *in, const json_t *json, const char *key, bool *v6,
			  struct ip6 *addr6, uint8_t *len)
{
	const char *text = name_field(in, json, key), *slash = strchr(text, '/');
	char *end = NULL;
	unsigned long n;

	*v6 = strchr(text, ':');
	if (!*v6)
		return prefix_field(in, json, key, len);
	n = slash ? strtoul(slash + 1, &end, 10) : IP6_BITS + 1;
	if (n > IP6_BITS || end == slash + 1 || *end ||
	    ip6_parse(text, (size_t)(slash - text), addr6))
		in->bad = true;
	*len = (uint8_t)n;
	return 0;
}

uint8_t word_field(struct reading *in, const json_t *json, const char *key,
		   const char *const *words, uint8_t n)
{
	const char *word = name_field(in, json, key);

	for (uint8_t i = 0; i < n; i++)
		if (words[i] && !strcmp(words[i], word))
			return i;
	in->bad = true;
	return 0;
}

uint16_t index_of(struct reading *in, const json_t *table, const json_t *name)
{
	const json_t *index =
		json_is_string(name) ? json_object_get(table, json_string_value(name)) : NULL;

	in->bad |= !index;
	return index ? (uint16_t)json_integer_value(index) : 0;
}

uint16_t device_field(struct reading *in, const json_t *json, const char *key)
{
	const json_t *name = json_object_get(json, key);

	return !name || json_is_null(name) ? UINT16_MAX : index_of(in, in->devices, name);
}

static struct value read_constant(struct reading *in, const json_t *json)
{
	struct value value = {.kind = VALUE_CONST};
	struct ip6 *addr;

	value.v6 = json_is_string(json) && strchr(json_string_value(json), ':');
	if (!value.v6) {
		value.addr = address_text(in, json);
		return value;
	}
	addr = arena_new_object(in->arena, struct ip6);
	*addr = address6_text(in, json);
	value.addr6 = addr;
	return value;
}

struct value read_value(struct reading *in, const json_t *json)
{
	static const struct {
		const char *key;
		uint8_t kind;
		bool v6;
	} symbols[] = {
		{"address-of", VALUE_ADDRESS, false}, {"gateway-of", VALUE_GATEWAY, false},
		{"address6-of", VALUE_ADDRESS, true}, {"gateway6-of", VALUE_GATEWAY, true},
		{"prefix6-of", VALUE_PREFIX, true},
	};
	struct value value = {.kind = VALUE_CONST};
	const json_t *device = NULL;

	if (!json_is_object(json))
		return read_constant(in, json);
	for (size_t i = 0; !device && i < sizeof symbols / sizeof *symbols; i++) {
		device = json_object_get(json, symbols[i].key);
		value.kind = symbols[i].kind;
		value.v6 = symbols[i].v6;
	}
	value.device = index_of(in, in->devices, device);
	if (value.kind == VALUE_PREFIX) {
		value.addr6 = read_constant(in, json_object_get(json, "bits")).addr6;
		value.len = number_up_to(in, json, "length", IP6_BITS);
		in->bad |= !value.addr6;
	}
	return value;
}
