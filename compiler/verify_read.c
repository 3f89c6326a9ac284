/* The file of assertions: as strictly read as the site file, since what is misspelt there would
 * never be checked. */
#include <string.h>

#include "grammar/ip.h"
#include "verify.h"
#include "yaml_tree.h"

struct reader {
	struct yaml_file file;
	struct arena *arena;
	const struct router *router;
	struct verification *v;
	const struct yaml_node *let;
	struct verify_assertion *to;
	const struct yaml_node *packet, *from, *in;
};

/* ---- values ---- */

static bool wants_scalar(struct reader *r, const char *key, const struct yaml_node *node)
{
	if (node->kind == YAML_SCALAR && !yaml_is_null(node))
		return true;
	yaml_error(&r->file, node, "'%s' wants a single value", key);
	return false;
}

static const struct interface *interface_of(struct reader *r, const struct yaml_node *node,
					    const char *text)
{
	enum interface_type type;
	const char *name = interface_canonical(r->router->names, text, strlen(text), &type);
	const struct interface *interface = name ? interface_find(r->router, name) : NULL;

	if (!interface)
		yaml_error(&r->file, node, "there is no interface '%s'", text);
	return interface;
}

static void read_yes(struct reader *r, const char *key, const struct yaml_node *node, bool *has,
		     bool *to)
{
	if (!wants_scalar(r, key, node))
		return;
	*has = true;
	*to = !strcmp(node->text, "yes") || !strcmp(node->text, "true");
	if (!*to && strcmp(node->text, "no") != 0 && strcmp(node->text, "false") != 0)
		yaml_error(&r->file, node, "'%s' is yes or no, not '%s'", key, node->text);
}

/* `192.0.2.1`, with `:80`, a prefix, or `address of GigabitEthernet0/1`. */
static void read_address(struct reader *r, const char *key, const struct yaml_node *node, bool *has,
			 struct verify_address *to)
{
	static const char of[] = "address of ";
	char *text, *colon;

	if (!wants_scalar(r, key, node))
		return;
	*has = true;
	if (!strncmp(node->text, of, strlen(of))) {
		to->of = interface_of(r, node, node->text + strlen(of));
		return;
	}
	text = arena_strndup(r->arena, node->text, strlen(node->text));
	colon = strchr(text, ':');
	if (colon)
		*colon = '\0';
	if (!verify_prefix_read(r->let, text, &to->addr, &to->len))
		yaml_error(&r->file, node,
			   "'%s' wants an address, a prefix or 'address of INTERFACE', not '%s'",
			   key, text);
	else if (colon && (!port_read(colon + 1, &to->port) || !to->port))
		yaml_error(&r->file, node, "'%s' is no port", colon + 1);
}

/* One value, or a list of them; each is handed on. */
static void read_list(struct reader *r, const char *key, const struct yaml_node *node,
		      void (*item)(struct reader *r, const struct yaml_node *node))
{
	if (node->kind == YAML_SEQUENCE) {
		VEC_FOREACH (pair, &node->pairs)
			if (wants_scalar(r, key, pair->value))
				item(r, pair->value);
		if (!node->pairs.len)
			yaml_error(&r->file, node, "'%s' wants something in its list", key);
	} else if (wants_scalar(r, key, node)) {
		item(r, node);
	}
}

/* ---- one key each ---- */

static void read_say(struct reader *r, const struct yaml_node *node)
{
	if (wants_scalar(r, "say", node))
		r->to->say = node->text;
}

static void read_packet(struct reader *r, const struct yaml_node *node)
{
	if (wants_scalar(r, "packet", node))
		r->packet = node;
}

static void read_query(struct reader *r, const struct yaml_node *node)
{
	if (wants_scalar(r, "query", node))
		r->to->query = node->text;
}

static void read_in(struct reader *r, const struct yaml_node *node)
{
	if (wants_scalar(r, "in", node))
		r->in = node;
}

static void read_from(struct reader *r, const struct yaml_node *node)
{
	if (wants_scalar(r, "from", node))
		r->from = node;
}

static bool is_condition(struct reader *r, const struct yaml_node *node)
{
	struct world *world = world_new(r->arena, eval_new(r->arena, r->router, false));
	const char *why;

	if (world_assume(r->arena, world, node->text, &why))
		return true;
	yaml_error(&r->file, node, "%s", why);
	return false;
}

static void add_condition(struct reader *r, const struct yaml_node *node)
{
	if (is_condition(r, node))
		vec_push(r->arena, &r->to->said, node->text);
}

static void read_when(struct reader *r, const struct yaml_node *node)
{
	static const char *const words[] = {
#define X(symbol, text) [WHEN_##symbol] = text,
		VERIFY_WHEN(X)
#undef X
	};

	r->to->when = WHEN_SAID;
	for (int i = 0; node->kind == YAML_SCALAR && i < WHEN_SAID; i++)
		if (!strcmp(node->text, words[i])) {
			r->to->when = (enum verify_when)i;
			return;
		}
	if (node->kind != YAML_SEQUENCE)
		yaml_error(&r->file, node,
			   "'when' is all up, every state, single failures, double failures, or a "
			   "list of conditions");
	else
		read_list(r, "when", node, add_condition);
}

static void add_while(struct reader *r, const struct yaml_node *node)
{
	const char *word = strrchr(node->text, ' ');

	if (!is_condition(r, node))
		return;
	if (word && strcmp(word, " up") != 0 && strcmp(word, " down") != 0)
		yaml_error(&r->file, node, "'while' takes what is up or down");
	else
		vec_push(r->arena, &r->to->during, node->text);
}

static void read_while(struct reader *r, const struct yaml_node *node)
{
	read_list(r, "while", node, add_while);
}

static void read_passes(struct reader *r, const struct yaml_node *node)
{
	read_yes(r, "passes", node, &r->to->has_passes, &r->to->passes);
}

static void read_replies(struct reader *r, const struct yaml_node *node)
{
	read_yes(r, "replies", node, &r->to->has_replies, &r->to->replies);
}

static void add_verdict(struct reader *r, const struct yaml_node *node)
{
	static const enum verdict all[] = {
#define X(symbol, name, words) VERDICT_##symbol,
		VERDICTS(X)
#undef X
	};

	for (unsigned i = 0; i < sizeof all / sizeof *all; i++)
		if (!strcmp(node->text, verdict_name(all[i]))) {
			r->to->verdicts |= (uint8_t)(1u << all[i]);
			return;
		}
	yaml_error(&r->file, node,
		   "a verdict is forwarded, received, denied, dropped or unrouted, not '%s'",
		   node->text);
}

static void read_verdict(struct reader *r, const struct yaml_node *node)
{
	read_list(r, "verdict", node, add_verdict);
}

static void add_leaves(struct reader *r, const struct yaml_node *node)
{
	const struct interface *interface = interface_of(r, node, node->text);

	if (interface)
		vec_push(r->arena, &r->to->leaves, interface);
}

static void read_leaves(struct reader *r, const struct yaml_node *node)
{
	read_list(r, "leaves", node, add_leaves);
}

static void read_as(struct reader *r, const struct yaml_node *node)
{
	read_address(r, "as", node, &r->to->has_as, &r->to->as);
}

static void read_reaches(struct reader *r, const struct yaml_node *node)
{
	read_address(r, "reaches", node, &r->to->has_reaches, &r->to->reaches);
}

static void read_view(struct reader *r, const struct yaml_node *node)
{
	if (!wants_scalar(r, "view", node))
		return;
	r->to->view = node->text;
	if (strcmp(node->text, "nobody") != 0 && strcmp(node->text, "default") != 0 &&
	    !dns_view_find(r->router, node->text))
		yaml_error(&r->file, node, "there is no view '%s'", node->text);
}

static void add_answer(struct reader *r, const struct yaml_node *node)
{
	uint32_t addr;
	uint8_t len;

	if (verify_prefix_read(r->let, node->text, &addr, &len) && len == 32)
		vec_push(r->arena, &r->to->answers, addr);
	else if (strcmp(node->text, "none") != 0)
		yaml_error(&r->file, node, "'%s' is no address, nor 'none'", node->text);
}

static void read_answers(struct reader *r, const struct yaml_node *node)
{
	r->to->has_answers = true;
	read_list(r, "answers", node, add_answer);
}

#define KEYS(X)    \
	X(say)     \
	X(packet)  \
	X(query)   \
	X(in)      \
	X(from)    \
	X(when)    \
	X(while)   \
	X(passes)  \
	X(verdict) \
	X(leaves)  \
	X(as)      \
	X(reaches) \
	X(replies) \
	X(view)    \
	X(answers)

static const struct key {
	const char *name;
	void (*read)(struct reader *r, const struct yaml_node *node);
} keys[] = {
#define X(name) {#name, read_##name},
	KEYS(X)
#undef X
};

enum { N_KEYS = sizeof keys / sizeof *keys };

static const struct key *key_find(struct reader *r, const struct yaml_node *node)
{
	const char *names[N_KEYS], *near;

	for (unsigned i = 0; i < N_KEYS; i++) {
		names[i] = keys[i].name;
		if (!strcmp(node->text, keys[i].name))
			return &keys[i];
	}
	near = name_nearest(node->text, names, N_KEYS);
	yaml_error(&r->file, node, "unknown key '%s'%s%s%s", node->text,
		   near ? "; did you mean '" : "", near ? near : "", near ? "'?" : "");
	return NULL;
}

/* ---- one assertion ---- */

static void read_class(struct reader *r, const struct yaml_node *node)
{
	const struct yaml_node *at = r->packet;
	const char *text, *why;

	if (!r->to->query == !r->packet) {
		yaml_error(&r->file, node, "an assertion is about a 'packet' or a 'query'");
		return;
	}
	if (r->to->query && !r->in) {
		yaml_error(&r->file, node, "'query' wants 'in', the interface that it comes in by");
		return;
	}
	if (r->packet && (r->in || r->from)) {
		yaml_error(&r->file, r->in ? r->in : r->from,
			   "'in' and 'from' belong to 'query'; a packet says so itself");
		return;
	}
	text = at ? at->text
		  : arena_printf(r->arena, "in %s udp %s > any:53", r->in->text,
				 r->from ? r->from->text : "any");
	if (!verify_class_read(r->arena, r->router, r->let, text, &r->to->class, &why))
		yaml_error(&r->file, at ? at : r->in, "%s", why);
}

static bool expects_something(const struct verify_assertion *a)
{
	return a->has_passes || a->verdicts || a->leaves.len || a->has_as || a->has_reaches ||
	       a->has_replies || a->view || a->has_answers;
}

static void read_assertion(struct reader *r, const struct yaml_node *node)
{
	if (node->kind != YAML_MAPPING) {
		yaml_error(&r->file, node, "an assertion is keys with values");
		return;
	}
	r->to = vec_add(r->arena, &r->v->assertions);
	r->to->line = node->line;
	r->to->column = node->column;
	r->packet = r->in = r->from = NULL;
	VEC_FOREACH (pair, &node->pairs) {
		const struct key *key = key_find(r, pair->key);

		if (key)
			key->read(r, pair->value);
	}
	if (r->file.failed)
		return;
	read_class(r, node);
	if (!expects_something(r->to))
		yaml_error(&r->file, node,
			   "this expects nothing: say 'passes', 'verdict', 'leaves', 'as', "
			   "'reaches', 'replies', 'view' or 'answers'");
	if ((r->to->view || r->to->has_answers) && !r->to->query)
		yaml_error(&r->file, node, "'view' and 'answers' are expected of a 'query'");
	if (!r->to->say)
		r->to->say = r->to->query ? r->to->query : r->to->class.text;
}

static void read_let(struct reader *r, const struct yaml_node *node)
{
	uint32_t addr;
	uint8_t len;

	if (node->kind != YAML_MAPPING) {
		yaml_error(&r->file, node, "'let' wants names with addresses");
		return;
	}
	VEC_FOREACH (pair, &node->pairs)
		if (wants_scalar(r, pair->key->text, pair->value) &&
		    !verify_prefix_read(NULL, pair->value->text, &addr, &len))
			yaml_error(&r->file, pair->value, "'%s' is no address and no prefix",
				   pair->value->text);
	r->let = node;
}

static void read_root(struct reader *r, const struct yaml_node *root)
{
	const struct yaml_node *assertions = NULL;

	if (root->kind != YAML_MAPPING) {
		yaml_error(&r->file, root, "the file wants 'assert', with a list");
		return;
	}
	VEC_FOREACH (pair, &root->pairs)
		if (!strcmp(pair->key->text, "let"))
			read_let(r, pair->value);
		else if (!strcmp(pair->key->text, "assert"))
			assertions = pair->value;
		else
			yaml_error(&r->file, pair->key,
				   "unknown key '%s'; the keys here are let and assert",
				   pair->key->text);
	if (r->file.failed)
		return;
	if (!assertions || assertions->kind != YAML_SEQUENCE || !assertions->pairs.len) {
		yaml_error(&r->file, assertions ? assertions : root,
			   "the file wants 'assert', with a list");
		return;
	}
	VEC_FOREACH (pair, &assertions->pairs)
		read_assertion(r, pair->value);
}

bool verify_read(struct verification *v, const struct router *router, const char *text, size_t len)
{
	struct reader r = {
		.file = {.arena = v->arena, .diags = router->diags, .name = v->file},
		.arena = v->arena,
		.router = router,
		.v = v,
	};
	const struct yaml_node *root = yaml_read(&r.file, text, len);

	if (root)
		read_root(&r, root);
	else if (!r.file.failed)
		diag_global(router->diags, DIAG_NONE, "%s: there are no assertions", v->file);
	return root && !r.file.failed;
}
