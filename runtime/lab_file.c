/*
 * Reading a lab file: YAML to struct lab, strictly. An unknown key, verb or node is an error at its
 * place, so that a step that checks nothing because of a typing error cannot pass for one that
 * held.
 */
#include "lab.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <yaml.h>

struct reader {
	struct lab *lab;
	yaml_document_t document;
	unsigned errors;
};

__attribute__((format(printf, 3, 4))) static void
wrong(struct reader *reader, const yaml_node_t *node, const char *format, ...)
{
	va_list ap;

	fprintf(stderr, "%s:%zu:%zu: error: ", reader->lab->file,
		node ? node->start_mark.line + 1 : 1, node ? node->start_mark.column + 1 : 1);
	va_start(ap, format);
	vfprintf(stderr, format, ap);
	va_end(ap);
	fputc('\n', stderr);
	reader->errors++;
}

static yaml_node_t *node_at(struct reader *reader, int index)
{
	return yaml_document_get_node(&reader->document, index);
}

/* The text of a scalar; NULL after reporting when NODE is none. */
static const char *scalar(struct reader *reader, const yaml_node_t *node)
{
	if (node->type == YAML_SCALAR_NODE)
		return arena_strndup(reader->lab->arena, (const char *)node->data.scalar.value,
				     node->data.scalar.length);
	wrong(reader, node, "a single value is expected here");
	return NULL;
}

/* A scalar, or a list of them. */
static strings list(struct reader *reader, yaml_node_t *node)
{
	strings values = {0};
	const char *s;

	if (node->type != YAML_SEQUENCE_NODE) {
		s = scalar(reader, node);
		if (s)
			vec_push(reader->lab->arena, &values, s);
		return values;
	}
	for (yaml_node_item_t *item = node->data.sequence.items.start;
	     item < node->data.sequence.items.top; item++) {
		s = scalar(reader, node_at(reader, *item));
		if (s)
			vec_push(reader->lab->arena, &values, s);
	}
	return values;
}

typedef void entry_reader(struct reader *reader, void *into, const char *key, yaml_node_t *at,
			  yaml_node_t *value);

/* Hand every entry of a mapping to READ. */
static void mapping(struct reader *reader, yaml_node_t *node, entry_reader *read, void *into)
{
	if (node->type != YAML_MAPPING_NODE) {
		wrong(reader, node, "keys and values are expected here");
		return;
	}
	for (yaml_node_pair_t *pair = node->data.mapping.pairs.start;
	     pair < node->data.mapping.pairs.top; pair++) {
		yaml_node_t *at = node_at(reader, pair->key);
		const char *key = scalar(reader, at);

		if (key)
			read(reader, into, key, at, node_at(reader, pair->value));
	}
}

typedef void item_reader(struct reader *reader, yaml_node_t *item, void *into);

static void sequence(struct reader *reader, yaml_node_t *node, item_reader *read, void *into)
{
	if (node->type != YAML_SEQUENCE_NODE) {
		wrong(reader, node, "a list is expected here");
		return;
	}
	for (yaml_node_item_t *item = node->data.sequence.items.start;
	     item < node->data.sequence.items.top; item++)
		read(reader, node_at(reader, *item), into);
}

static void pair(struct reader *reader, void *into, const char *key, yaml_node_t *at,
		 yaml_node_t *value)
{
	lab_pairs *pairs = into;
	struct lab_pair *new = vec_add(reader->lab->arena, pairs);

	(void)at;
	new->key = key;
	new->values = list(reader, value);
}

static bool truth(struct reader *reader, yaml_node_t *value)
{
	const char *s = scalar(reader, value);

	if (s && strcmp(s, "true") != 0 && strcmp(s, "false") != 0)
		wrong(reader, value, "'%s' is neither true nor false", s);
	return s && strcmp(s, "true") == 0;
}

/* ---- the gateway ---- */

static void excerpt_entry(struct reader *reader, void *into, const char *key, yaml_node_t *at,
			  yaml_node_t *value)
{
	struct lab_excerpt *excerpt = into;
	const char *s = scalar(reader, value);

	if (!s)
		return;
	if (strcmp(key, "file") == 0)
		excerpt->file = s;
	else if (strcmp(key, "from") == 0)
		excerpt->from = s;
	else if (strcmp(key, "lines") == 0)
		excerpt->lines = strtol(s, NULL, 10);
	else
		wrong(reader, at, "unknown key '%s'", key);
}

static void excerpt(struct reader *reader, yaml_node_t *item, void *into)
{
	struct lab_excerpt *excerpt = vec_add(reader->lab->arena, &reader->lab->gateway.excerpts);

	(void)into;
	mapping(reader, item, excerpt_entry, excerpt);
	if (!excerpt->file || !excerpt->from)
		wrong(reader, item, "an excerpt needs 'file' and 'from'");
}

static enum lab_mode mode(struct reader *reader, yaml_node_t *value)
{
	const char *s = scalar(reader, value);

	if (s && strcmp(s, "static") == 0)
		return LAB_STATIC;
	if (s && strcmp(s, "agent") != 0)
		wrong(reader, value, "the mode is 'agent' or 'static', not '%s'", s);
	return LAB_AGENT;
}

/* A file named in the lab file, relative to it. */
static const char *beside(struct reader *reader, yaml_node_t *value)
{
	const char *s = scalar(reader, value);

	if (!s || s[0] == '/')
		return s;
	return arena_printf(reader->lab->arena, "%s/%s", reader->lab->here, s);
}

static void gateway_entry(struct reader *reader, void *into, const char *key, yaml_node_t *at,
			  yaml_node_t *value)
{
	struct lab_gateway *gateway = into;

	if (strcmp(key, "node") == 0)
		gateway->node = scalar(reader, value);
	else if (strcmp(key, "config") == 0)
		gateway->config = beside(reader, value);
	else if (strcmp(key, "site") == 0)
		gateway->site = beside(reader, value);
	else if (strcmp(key, "mode") == 0)
		gateway->mode = mode(reader, value);
	else if (strcmp(key, "excerpts") == 0)
		sequence(reader, value, excerpt, NULL);
	else
		wrong(reader, at, "unknown key '%s'", key);
}

/* ---- cables ---- */

static void cable(struct reader *reader, yaml_node_t *item, void *into)
{
	struct lab_link *link = vec_add(reader->lab->arena, &reader->lab->links);
	strings ends = list(reader, item);

	(void)into;
	for (unsigned i = 0; i < 2 && ends.len == 2; i++) {
		const char *dot = strchr(ends.at[i], '.');

		if (!dot || dot == ends.at[i] || !dot[1])
			break;
		link->node[i] =
			arena_strndup(reader->lab->arena, ends.at[i], (size_t)(dot - ends.at[i]));
		link->device[i] = dot + 1;
	}
	if (!link->node[0] || !link->node[1])
		wrong(reader, item, "a cable is [NODE.DEVICE, NODE.DEVICE]");
}

/* ---- nodes ---- */

static void process_entry(struct reader *reader, void *into, const char *key, yaml_node_t *at,
			  yaml_node_t *value)
{
	struct lab_process *process = into;

	if (strcmp(key, "run") == 0)
		process->argv = list(reader, value);
	else if (strcmp(key, "listens") == 0)
		process->listens = scalar(reader, value);
	else
		wrong(reader, at, "unknown key '%s'", key);
}

static void process(struct reader *reader, yaml_node_t *item, void *into)
{
	struct lab_node *node = into;
	struct lab_process *process = vec_add(reader->lab->arena, &node->processes);

	if (item->type == YAML_MAPPING_NODE)
		mapping(reader, item, process_entry, process);
	else
		process->argv = list(reader, item);
	if (process->argv.len == 0)
		wrong(reader, item, "a process needs a program to run");
}

static void setup(struct reader *reader, yaml_node_t *item, void *into)
{
	struct lab_node *node = into;
	strings argv = list(reader, item);

	vec_push(reader->lab->arena, &node->setup, argv);
}

static void node_entry(struct reader *reader, void *into, const char *key, yaml_node_t *at,
		       yaml_node_t *value)
{
	struct lab_node *node = into;

	if (strcmp(key, "switch") == 0)
		node->is_switch = truth(reader, value);
	else if (strcmp(key, "sysctl") == 0)
		mapping(reader, value, pair, &node->sysctl);
	else if (strcmp(key, "addresses") == 0)
		mapping(reader, value, pair, &node->addresses);
	else if (strcmp(key, "files") == 0)
		mapping(reader, value, pair, &node->files);
	else if (strcmp(key, "routes") == 0)
		node->routes = list(reader, value);
	else if (strcmp(key, "nft") == 0)
		node->nft = scalar(reader, value);
	else if (strcmp(key, "setup") == 0)
		sequence(reader, value, setup, node);
	else if (strcmp(key, "processes") == 0)
		sequence(reader, value, process, node);
	else
		wrong(reader, at, "unknown key '%s'", key);
}

static const struct lab_node *find_node(const struct lab *lab, const char *name)
{
	for (uint32_t i = 0; i < lab->nodes.len; i++)
		if (strcmp(lab->nodes.at[i].name, name) == 0)
			return &lab->nodes.at[i];
	return NULL;
}

/* Names become namespaces and folders. */
static bool name_is_plain(const char *name)
{
	return name[0] && strlen(name) <= 32 &&
	       name[strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789-")] == '\0';
}

static void node(struct reader *reader, void *into, const char *key, yaml_node_t *at,
		 yaml_node_t *value)
{
	struct lab *lab = into;
	struct lab_node *new;

	if (!name_is_plain(key))
		wrong(reader, at, "a node's name has lower-case letters, digits and '-' only");
	if (find_node(lab, key))
		wrong(reader, at, "a second node '%s'", key);
	new = vec_add(lab->arena, &lab->nodes);
	new->name = key;
	mapping(reader, value, node_entry, new);
}

/* ---- steps ---- */

static void param(struct reader *reader, void *into, const char *key, yaml_node_t *at,
		  yaml_node_t *value)
{
	struct lab_step *step = into;
	const char *name;

	if (!lab_verb_knows(step->verb, key)) {
		wrong(reader, at, "this verb has no '%s'", key);
		return;
	}
	if (strcmp(key, "within") == 0) {
		step->within = scalar(reader, value);
		return;
	}
	pair(reader, &step->params, key, at, value);
	name = lab_param(step, key);
	if (name && lab_verb_is_node(step->verb, key) && !find_node(reader->lab, name))
		wrong(reader, value, "no node '%s'", name);
}

static void step_entry(struct reader *reader, void *into, const char *key, yaml_node_t *at,
		       yaml_node_t *value)
{
	struct lab_step *step = into;
	const struct lab_verb *verb = lab_verb_find(key);

	if (strcmp(key, "say") == 0) {
		step->say = scalar(reader, value);
	} else if (!verb) {
		wrong(reader, at, "unknown verb '%s'", key);
	} else if (step->verb) {
		wrong(reader, at, "a second verb in one step");
	} else {
		step->verb = verb;
		if (lab_verb_is_scalar(verb))
			step->text = scalar(reader, value);
		else
			mapping(reader, value, param, step);
	}
}

static void step(struct reader *reader, yaml_node_t *item, void *into)
{
	struct lab_step *step = vec_add(reader->lab->arena, &reader->lab->steps);
	const char *missing;

	(void)into;
	step->line = (unsigned)item->start_mark.line + 1;
	mapping(reader, item, step_entry, step);
	if (!step->verb) {
		wrong(reader, item, "a step needs a verb");
		return;
	}
	if (!lab_verb_is_scalar(step->verb) && !step->say)
		wrong(reader, item, "a step needs 'say'");
	missing = lab_verb_missing(step);
	if (missing)
		wrong(reader, item, "'%s' is missing", missing);
}

/* ---- the whole ---- */

static void lab_entry(struct reader *reader, void *into, const char *key, yaml_node_t *at,
		      yaml_node_t *value)
{
	struct lab *lab = into;

	if (strcmp(key, "name") == 0)
		lab->name = scalar(reader, value);
	else if (strcmp(key, "title") == 0)
		lab->title = scalar(reader, value);
	else if (strcmp(key, "gateway") == 0)
		mapping(reader, value, gateway_entry, &lab->gateway);
	else if (strcmp(key, "links") == 0)
		sequence(reader, value, cable, lab);
	else if (strcmp(key, "nodes") == 0)
		mapping(reader, value, node, lab);
	else if (strcmp(key, "steps") == 0)
		sequence(reader, value, step, NULL);
	else
		wrong(reader, at, "unknown key '%s'", key);
}

static void check_whole(struct reader *reader)
{
	const struct lab *lab = reader->lab;

	if (!lab->name || !name_is_plain(lab->name))
		wrong(reader, NULL, "the lab needs a 'name' of lower-case letters, digits and '-'");
	if (!lab->gateway.node || !lab->gateway.config)
		wrong(reader, NULL, "the lab needs a 'gateway' with 'node' and 'config'");
	else if (!find_node(lab, lab->gateway.node))
		wrong(reader, NULL, "the gateway's node '%s' is none of the nodes",
		      lab->gateway.node);
	for (uint32_t i = 0; i < lab->links.len; i++)
		for (unsigned end = 0; end < 2; end++) {
			const char *name = lab->links.at[i].node[end];

			if (name && !find_node(lab, name))
				wrong(reader, NULL, "a cable ends in '%s', which is no node", name);
		}
}

static const char *folder_of(struct arena *arena, const char *file)
{
	const char *slash = strrchr(file, '/');
	char *whole = NULL;
	const char *folder = slash ? arena_strndup(arena, file, (size_t)(slash - file) + 1) : ".";

	/* programs of the lab run elsewhere */
	whole = realpath(folder, NULL);
	if (whole)
		folder = arena_printf(arena, "%s", whole);
	free(whole);
	return folder;
}

static void read_document(struct reader *reader, yaml_parser_t *parser)
{
	yaml_node_t *root;

	if (!yaml_parser_load(parser, &reader->document)) {
		fprintf(stderr, "%s:%zu:%zu: error: %s\n", reader->lab->file,
			parser->problem_mark.line + 1, parser->problem_mark.column + 1,
			parser->problem ? parser->problem : "cannot be read");
		reader->errors++;
		return;
	}
	root = yaml_document_get_root_node(&reader->document);
	if (root)
		mapping(reader, root, lab_entry, reader->lab);
	else
		wrong(reader, NULL, "the file is empty");
	if (reader->errors == 0)
		check_whole(reader);
	yaml_document_delete(&reader->document);
}

struct lab *lab_read(struct arena *arena, const char *file)
{
	struct reader reader = {.lab = arena_new_object(arena, struct lab)};
	FILE *from = fopen(file, "rb");
	yaml_parser_t parser;

	if (!from || !yaml_parser_initialize(&parser)) {
		fprintf(stderr, "causeway: error: cannot read '%s'\n", file);
		if (from)
			fclose(from);
		return NULL;
	}
	reader.lab->arena = arena;
	reader.lab->file = file;
	reader.lab->here = folder_of(arena, file);
	yaml_parser_set_input_file(&parser, from);
	read_document(&reader, &parser);
	yaml_parser_delete(&parser);
	fclose(from);
	return reader.errors == 0 ? reader.lab : NULL;
}
