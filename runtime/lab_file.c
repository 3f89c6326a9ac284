/*
 * Reading a lab file: YAML to struct lab, strictly. An unknown key, verb or node is an error at its
 * place, so that a step that checks nothing because of a typing error cannot pass for one that
 * held.
 */
#include "lab.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "compiler/yaml_tree.h"

struct reader {
	struct lab *lab;
	struct yaml_file file;
};

/* The text of a scalar; NULL after reporting when NODE is none. */
static const char *scalar(struct reader *reader, const struct yaml_node *node)
{
	if (node->kind == YAML_SCALAR)
		return node->text;
	yaml_error(&reader->file, node, "a single value is expected here");
	return NULL;
}

/* A scalar, or a list of them. */
static strings list(struct reader *reader, const struct yaml_node *node)
{
	strings values = {0};
	const char *s;

	if (node->kind != YAML_SEQUENCE) {
		s = scalar(reader, node);
		if (s)
			vec_push(reader->lab->arena, &values, s);
		return values;
	}
	VEC_FOREACH (item, &node->pairs) {
		s = scalar(reader, item->value);
		if (s)
			vec_push(reader->lab->arena, &values, s);
	}
	return values;
}

typedef void entry_reader(struct reader *reader, void *into, const char *key,
			  const struct yaml_node *at, const struct yaml_node *value);

/* Hand every entry of a mapping to READ. */
static void mapping(struct reader *reader, const struct yaml_node *node, entry_reader *read,
		    void *into)
{
	if (node->kind != YAML_MAPPING) {
		yaml_error(&reader->file, node, "keys and values are expected here");
		return;
	}
	VEC_FOREACH (pair, &node->pairs)
		read(reader, into, pair->key->text, pair->key, pair->value);
}

typedef void item_reader(struct reader *reader, const struct yaml_node *item, void *into);

static void sequence(struct reader *reader, const struct yaml_node *node, item_reader *read,
		     void *into)
{
	if (node->kind != YAML_SEQUENCE) {
		yaml_error(&reader->file, node, "a list is expected here");
		return;
	}
	VEC_FOREACH (item, &node->pairs)
		read(reader, item->value, into);
}

static void pair(struct reader *reader, void *into, const char *key, const struct yaml_node *at,
		 const struct yaml_node *value)
{
	lab_pairs *pairs = into;
	struct lab_pair *new = vec_add(reader->lab->arena, pairs);

	(void)at;
	new->key = key;
	new->values = list(reader, value);
}

static bool truth(struct reader *reader, const struct yaml_node *value)
{
	const char *s = scalar(reader, value);

	if (s && strcmp(s, "true") != 0 && strcmp(s, "false") != 0)
		yaml_error(&reader->file, value, "'%s' is neither true nor false", s);
	return s && strcmp(s, "true") == 0;
}

/* ---- the gateway ---- */

static void excerpt_entry(struct reader *reader, void *into, const char *key,
			  const struct yaml_node *at, const struct yaml_node *value)
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
		yaml_error(&reader->file, at, "unknown key '%s'", key);
}

static void excerpt(struct reader *reader, const struct yaml_node *item, void *into)
{
	struct lab_excerpt *excerpt = vec_add(reader->lab->arena, &reader->lab->gateway.excerpts);

	(void)into;
	mapping(reader, item, excerpt_entry, excerpt);
	if (!excerpt->file || !excerpt->from)
		yaml_error(&reader->file, item, "an excerpt needs 'file' and 'from'");
}

static enum lab_mode mode(struct reader *reader, const struct yaml_node *value)
{
	const char *s = scalar(reader, value);

	if (s && strcmp(s, "static") == 0)
		return LAB_STATIC;
	if (s && strcmp(s, "agent") != 0)
		yaml_error(&reader->file, value, "the mode is 'agent' or 'static', not '%s'", s);
	return LAB_AGENT;
}

static void gateway_entry(struct reader *reader, void *into, const char *key,
			  const struct yaml_node *at, const struct yaml_node *value)
{
	struct lab_gateway *gateway = into;

	if (strcmp(key, "node") == 0)
		gateway->node = scalar(reader, value);
	else if (strcmp(key, "config") == 0)
		gateway->config = scalar(reader, value);
	else if (strcmp(key, "site") == 0)
		gateway->site = scalar(reader, value);
	else if (strcmp(key, "mode") == 0)
		gateway->mode = mode(reader, value);
	else if (strcmp(key, "excerpts") == 0)
		sequence(reader, value, excerpt, NULL);
	else
		yaml_error(&reader->file, at, "unknown key '%s'", key);
}

/* ---- cables ---- */

static void cable(struct reader *reader, const struct yaml_node *item, void *into)
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
		yaml_error(&reader->file, item, "a cable is [NODE.DEVICE, NODE.DEVICE]");
}

/* ---- nodes ---- */

static void process_entry(struct reader *reader, void *into, const char *key,
			  const struct yaml_node *at, const struct yaml_node *value)
{
	struct lab_process *process = into;

	if (strcmp(key, "run") == 0)
		process->argv = list(reader, value);
	else if (strcmp(key, "listens") == 0)
		process->listens = scalar(reader, value);
	else
		yaml_error(&reader->file, at, "unknown key '%s'", key);
}

static void process(struct reader *reader, const struct yaml_node *item, void *into)
{
	struct lab_node *node = into;
	struct lab_process *process = vec_add(reader->lab->arena, &node->processes);

	if (item->kind == YAML_MAPPING)
		mapping(reader, item, process_entry, process);
	else
		process->argv = list(reader, item);
	if (process->argv.len == 0)
		yaml_error(&reader->file, item, "a process needs a program to run");
}

static void setup(struct reader *reader, const struct yaml_node *item, void *into)
{
	struct lab_node *node = into;
	strings argv = list(reader, item);

	vec_push(reader->lab->arena, &node->setup, argv);
}

static void node_entry(struct reader *reader, void *into, const char *key,
		       const struct yaml_node *at, const struct yaml_node *value)
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
		yaml_error(&reader->file, at, "unknown key '%s'", key);
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

static void node(struct reader *reader, void *into, const char *key, const struct yaml_node *at,
		 const struct yaml_node *value)
{
	struct lab *lab = into;
	struct lab_node *new;

	if (!name_is_plain(key))
		yaml_error(&reader->file, at,
			   "a node's name has lower-case letters, digits and '-' only");
	if (find_node(lab, key))
		yaml_error(&reader->file, at, "a second node '%s'", key);
	new = vec_add(lab->arena, &lab->nodes);
	new->name = key;
	mapping(reader, value, node_entry, new);
}

/* ---- steps ---- */

static void param(struct reader *reader, void *into, const char *key, const struct yaml_node *at,
		  const struct yaml_node *value)
{
	struct lab_step *step = into;
	const char *name;

	if (!lab_verb_knows(step->verb, key)) {
		yaml_error(&reader->file, at, "this verb has no '%s'", key);
		return;
	}
	pair(reader, &step->params, key, at, value);
	name = lab_param(step, key);
	if (name && lab_verb_is_node(step->verb, key) && !find_node(reader->lab, name))
		yaml_error(&reader->file, value, "no node '%s'", name);
}

static void step_entry(struct reader *reader, void *into, const char *key,
		       const struct yaml_node *at, const struct yaml_node *value)
{
	struct lab_step *step = into;
	const struct lab_verb *verb = lab_verb_find(key);

	if (strcmp(key, "say") == 0) {
		step->say = scalar(reader, value);
	} else if (strcmp(key, "within") == 0) {
		step->within = scalar(reader, value);
	} else if (!verb) {
		yaml_error(&reader->file, at, "unknown verb '%s'", key);
	} else if (step->verb) {
		yaml_error(&reader->file, at, "a second verb in one step");
	} else {
		step->verb = verb;
		if (lab_verb_is_scalar(verb))
			step->text = scalar(reader, value);
		else
			mapping(reader, value, param, step);
	}
}

static void step(struct reader *reader, const struct yaml_node *item, void *into)
{
	struct lab_step *step = vec_add(reader->lab->arena, &reader->lab->steps);
	const char *missing;

	(void)into;
	step->line = (unsigned)item->line;
	mapping(reader, item, step_entry, step);
	if (!step->verb) {
		yaml_error(&reader->file, item, "a step needs a verb");
		return;
	}
	if (!lab_verb_is_scalar(step->verb) && !step->say)
		yaml_error(&reader->file, item, "a step needs 'say'");
	missing = lab_verb_missing(reader->lab->arena, step);
	if (missing)
		yaml_error(&reader->file, item, "'%s' is missing", missing);
}

/* ---- the whole ---- */

static void lab_entry(struct reader *reader, void *into, const char *key,
		      const struct yaml_node *at, const struct yaml_node *value)
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
		yaml_error(&reader->file, at, "unknown key '%s'", key);
}

static void check_whole(struct reader *reader, const struct yaml_node *root)
{
	const struct lab *lab = reader->lab;

	if (!lab->name || !name_is_plain(lab->name))
		yaml_error(&reader->file, root,
			   "the lab needs a 'name' of lower-case letters, digits and '-'");
	if (!lab->gateway.node || !lab->gateway.config)
		yaml_error(&reader->file, root,
			   "the lab needs a 'gateway' with 'node' and 'config'");
	else if (!find_node(lab, lab->gateway.node))
		yaml_error(&reader->file, root, "the gateway's node '%s' is none of the nodes",
			   lab->gateway.node);
	for (uint32_t i = 0; i < lab->links.len; i++)
		for (unsigned end = 0; end < 2; end++) {
			const char *name = lab->links.at[i].node[end];

			if (name && !find_node(lab, name))
				yaml_error(&reader->file, root,
					   "a cable ends in '%s', which is no node", name);
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

static void read_text(struct reader *reader, const char *text)
{
	const struct yaml_node *root = yaml_read(&reader->file, text, strlen(text));

	if (root)
		mapping(reader, root, lab_entry, reader->lab);
	if (root && !reader->file.failed)
		check_whole(reader, root);
	if (!root && !reader->file.failed) {
		diag_global(reader->file.diags, DIAG_NONE, "%s: the file is empty",
			    reader->file.name);
		reader->file.failed = true;
	}
}

struct lab *lab_read(struct arena *arena, const char *file)
{
	struct lab *lab = arena_new_object(arena, struct lab);
	const char *text = lab_slurp(arena, file);
	struct source source = {.name = file, .text = ""};
	struct diags diags;
	struct reader reader = {.lab = lab,
				.file = {.arena = arena, .diags = &diags, .name = file}};

	diags_init(&diags, arena);
	lab->arena = arena;
	lab->file = file;
	lab->here = folder_of(arena, file);
	if (text)
		read_text(&reader, text);
	else
		diag_global(&diags, DIAG_NONE, "%s: cannot be read", file);
	diags_print(&diags, &source, stderr, false, false);
	return diags.errors == 0 ? lab : NULL;
}
