/*
 * libyaml's events built into a small tree with places. The event interface is used, not libyaml's
 * documents, because these resolve aliases silently and keep duplicate keys.
 */
#include "yaml_tree.h"

#include <string.h>
#include <uthash.h>
#include <yaml.h>

enum { DEPTH_MAX = 16 };

struct builder {
	struct yaml_file *file;
	yaml_parser_t parser;
};

static void error_at(struct yaml_file *file, size_t line, size_t column, const char *format,
		     va_list ap)
{
	const char *message = arena_vprintf(file->arena, format, ap);

	file->failed = true;
	diag_global(file->diags, DIAG_NONE, "%s:%zu:%zu: %s", file->name, line, column, message);
}

void yaml_error(struct yaml_file *file, const struct yaml_node *node, const char *format, ...)
{
	va_list ap;

	va_start(ap, format);
	error_at(file, node->line, node->column, format, ap);
	va_end(ap);
}

__attribute__((format(printf, 3, 4))) static void
mark_error(struct yaml_file *file, yaml_mark_t mark, const char *format, ...)
{
	va_list ap;

	va_start(ap, format);
	error_at(file, mark.line + 1, mark.column + 1, format, ap);
	va_end(ap);
}

/* What libyaml itself refuses: its words, lower case already, without a full stop. */
static void parser_error(struct builder *b)
{
	yaml_parser_t *p = &b->parser;
	const char *problem = p->problem ? p->problem : "this is not YAML";

	if (p->error == YAML_READER_ERROR) {
		b->file->failed = true;
		diag_global(b->file->diags, DIAG_NONE, "%s: byte %zu: %s", b->file->name,
			    p->problem_offset, problem);
		return;
	}
	mark_error(b->file, p->problem_mark, "%s", problem);
}

static bool next(struct builder *b, yaml_event_t *event)
{
	if (yaml_parser_parse(&b->parser, event))
		return true;
	parser_error(b);
	return false;
}

static struct yaml_node *node_new(struct builder *b, const yaml_event_t *event, enum yaml_kind kind)
{
	struct yaml_node *node = arena_new_object(b->file->arena, struct yaml_node);

	node->kind = kind;
	node->line = event->start_mark.line + 1;
	node->column = event->start_mark.column + 1;
	return node;
}

/* Anchors and tags; the three kinds of event that carry them have each their own fields. */
static bool is_decorated(struct builder *b, const yaml_event_t *event)
{
	const yaml_char_t *anchor, *tag;

	if (event->type == YAML_SCALAR_EVENT) {
		anchor = event->data.scalar.anchor;
		tag = event->data.scalar.tag;
	} else if (event->type == YAML_SEQUENCE_START_EVENT) {
		anchor = event->data.sequence_start.anchor;
		tag = event->data.sequence_start.tag;
	} else {
		anchor = event->data.mapping_start.anchor;
		tag = event->data.mapping_start.tag;
	}
	if (anchor)
		mark_error(b->file, event->start_mark, "anchors are not taken here ('&%s')",
			   (const char *)anchor);
	else if (tag)
		mark_error(b->file, event->start_mark, "tags are not taken here ('%s')",
			   (const char *)tag);
	return anchor || tag;
}

static struct yaml_node *scalar(struct builder *b, const yaml_event_t *event)
{
	struct yaml_node *node = node_new(b, event, YAML_SCALAR);
	const char *text = (const char *)event->data.scalar.value;
	size_t len = event->data.scalar.length;

	if (memchr(text, '\0', len)) {
		yaml_error(b->file, node, "a NUL character stands in this value");
		return NULL;
	}
	node->text = arena_strndup(b->file->arena, text, len);
	node->plain = event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
	return node;
}

static struct yaml_node *build(struct builder *b, const yaml_event_t *event, int depth);

/* The next node, or in *END that the collection ends here. NULL and no END after an error. */
static struct yaml_node *child(struct builder *b, int depth, bool *end)
{
	struct yaml_node *node = NULL;
	yaml_event_t event;

	*end = false;
	if (!next(b, &event))
		return NULL;
	if (event.type == YAML_SEQUENCE_END_EVENT || event.type == YAML_MAPPING_END_EVENT)
		*end = true;
	else
		node = build(b, &event, depth);
	yaml_event_delete(&event);
	return node;
}

static struct yaml_node *sequence(struct builder *b, const yaml_event_t *event, int depth)
{
	struct yaml_node *node = node_new(b, event, YAML_SEQUENCE), *item;
	bool end;

	while ((item = child(b, depth + 1, &end)))
		vec_push(b->file->arena, &node->pairs, ((struct yaml_pair){NULL, item}));
	return end ? node : NULL;
}

struct seen {
	UT_hash_handle hh;
	const char *key;
	const struct yaml_node *node;
};

/* Reports a key that stands there twice, and one that is no plain word. */
static bool key_is_new(struct builder *b, struct seen **seen, const struct yaml_node *key)
{
	struct seen *old;

	if (key->kind != YAML_SCALAR) {
		yaml_error(b->file, key, "a key must be a single word");
		return false;
	}
	HASH_FIND_STR(*seen, key->text, old);
	if (old) {
		yaml_error(b->file, key, "key '%s' stands here twice, first in line %zu", key->text,
			   old->node->line);
		return false;
	}
	old = arena_new_object(b->file->arena, struct seen);
	old->key = key->text;
	old->node = key;
	HASH_ADD_KEYPTR(hh, *seen, old->key, strlen(old->key), old);
	return true;
}

static struct yaml_node *mapping(struct builder *b, const yaml_event_t *event, int depth)
{
	struct yaml_node *node = node_new(b, event, YAML_MAPPING);
	struct seen *seen = NULL;
	bool end = false, ok = true;

	while (ok) {
		struct yaml_pair pair;
		bool no_value;

		pair.key = child(b, depth + 1, &end);
		if (!pair.key)
			break;
		pair.value = child(b, depth + 1, &no_value);
		ok = pair.value && key_is_new(b, &seen, pair.key);
		vec_push(b->file->arena, &node->pairs, pair);
	}
	HASH_CLEAR(hh, seen);
	return end && ok ? node : NULL;
}

static struct yaml_node *build(struct builder *b, const yaml_event_t *event, int depth)
{
	if (event->type == YAML_ALIAS_EVENT) {
		mark_error(b->file, event->start_mark, "aliases are not taken here ('*%s')",
			   (const char *)event->data.alias.anchor);
		return NULL;
	}
	if (depth > DEPTH_MAX) {
		mark_error(b->file, event->start_mark, "nested too deeply");
		return NULL;
	}
	if (is_decorated(b, event))
		return NULL;
	if (event->type == YAML_SCALAR_EVENT)
		return scalar(b, event);
	if (event->type == YAML_SEQUENCE_START_EVENT)
		return sequence(b, event, depth);
	return mapping(b, event, depth);
}

/* Stream start, then one document with one node, or nothing. */
static struct yaml_node *document(struct builder *b)
{
	struct yaml_node *root = NULL;
	bool done = false;

	while (!done) {
		yaml_event_t event;

		if (!next(b, &event))
			return NULL;
		if (event.type == YAML_STREAM_END_EVENT) {
			done = true;
		} else if (event.type == YAML_DOCUMENT_START_EVENT && root) {
			mark_error(b->file, event.start_mark, "a second document begins here");
			done = true;
		} else if (event.type != YAML_STREAM_START_EVENT &&
			   event.type != YAML_DOCUMENT_START_EVENT &&
			   event.type != YAML_DOCUMENT_END_EVENT) {
			root = build(b, &event, 0);
			done = !root;
		}
		yaml_event_delete(&event);
	}
	return b->file->failed ? NULL : root;
}

struct yaml_node *yaml_read(struct yaml_file *file, const char *text, size_t len)
{
	struct builder b = {.file = file};
	struct yaml_node *root;

	if (!yaml_parser_initialize(&b.parser)) {
		file->failed = true;
		diag_global(file->diags, DIAG_NONE, "%s: out of memory", file->name);
		return NULL;
	}
	yaml_parser_set_encoding(&b.parser, YAML_UTF8_ENCODING);
	yaml_parser_set_input_string(&b.parser, (const unsigned char *)text, len);
	root = document(&b);
	yaml_parser_delete(&b.parser);
	return root;
}

bool yaml_is_null(const struct yaml_node *node)
{
	return node->kind == YAML_SCALAR && node->plain &&
	       (!*node->text || !strcmp(node->text, "~") || !strcmp(node->text, "null"));
}
