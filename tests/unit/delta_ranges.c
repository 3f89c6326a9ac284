/*
 * Lists that come to sets of ranges, edited by a line: the commands of the change load, what stands
 * then is what the new list alone makes, elements that meet stand in the order that the list wants,
 * and few commands do it. The kernel lists such a set in the order in which it asks.
 */
#include "chance.h"
#include "delta.h"

#include "grammar/ip.h"
#include "grammar/ir.h"

enum { LINES_MAX = 80, LINE_SIZE = 120, EDITS = 10, FIELDS = 5 };

struct lines {
	char at[LINES_MAX][LINE_SIZE];
	unsigned n;
};

static const char head[] = "interface FastEthernet0/1\n ip address 10.1.0.1 255.255.0.0\n"
			   " ip access-group RANGED in\nip access-list extended RANGED\n";

static bool open_lines(struct side *side, const struct lines *lines, const char *name)
{
	struct out out = {0};
	bool open;

	out_text(&out, head);
	for (unsigned i = 0; i < lines->n; i++)
		out_printf(&out, " %s\n", lines->at[i]);
	write_file(name, out.text);
	open = side_open(side, name);
	out_free(&out);
	return open;
}

/* ---- where elements and lines lie ---- */

struct extent {
	uint32_t first[FIELDS], last[FIELDS];
};

static bool meet(const struct extent *a, const struct extent *b)
{
	for (int f = 0; f < FIELDS; f++)
		if (a->last[f] < b->first[f] || b->last[f] < a->first[f])
			return false;
	return true;
}

static struct extent everything(void)
{
	struct extent all = {.last = {UINT32_MAX, UINT32_MAX, 65535, 65535, 255}};

	return all;
}

/* `10.0.0.0/24`, `10.0.0.1-10.0.0.9`, `6`, `1-99` */
static void read_part(const char *part, uint32_t *first, uint32_t *last)
{
	unsigned a[4], b[4], len = 32, n;

	if (sscanf(part, "%u.%u.%u.%u%n", &a[0], &a[1], &a[2], &a[3], &n) == 4) {
		*first = *last = a[0] << 24 | a[1] << 16 | a[2] << 8 | a[3];
		if (sscanf(part + n, "/%u", &len) == 1)
			*last = len ? *first | (uint32_t)((1ull << (32 - len)) - 1) : UINT32_MAX;
		else if (sscanf(part + n, "-%u.%u.%u.%u", &b[0], &b[1], &b[2], &b[3]) == 4)
			*last = b[0] << 24 | b[1] << 16 | b[2] << 8 | b[3];
		return;
	}
	n = (unsigned)sscanf(part, "%u-%u", first, last);
	cr_assert(n > 0, "%s", part);
	if (n == 1)
		*last = *first;
}

/* KEY as it is written, of a map whose name tells its fields. */
static struct extent read_key(const char *map, char *key)
{
	static const char *const words[FIELDS] = {".src", ".dst", ".sport", ".dport", ".proto"};
	struct extent extent = everything();
	char *next, *part = key;

	for (int f = 0; f < FIELDS; f++) {
		if (!strstr(map, words[f]))
			continue;
		next = strstr(part, " . ");
		if (next)
			*next = '\0';
		read_part(part, &extent.first[f], &extent.last[f]);
		part = next ? next + 3 : part;
	}
	return extent;
}

static struct extent extent_of(const struct element_object *element)
{
	char key[LINE_SIZE] = "", one[16], other[16];
	size_t len = 0;

	for (int i = 0; i < element->keys; i++) {
		const struct nft_value *value = &element->key[i];

		len += (size_t)snprintf(key + len, sizeof key - len, "%s", i ? " . " : "");
		if (value->type != TYPE_IPV4)
			len += (size_t)snprintf(key + len, sizeof key - len, "%u-%u", value->number,
						value->last ? value->last : value->number);
		else if (value->last)
			len += (size_t)snprintf(key + len, sizeof key - len, "%s-%s",
						ip_text(one, value->addr.addr),
						ip_text(other, value->last));
		else
			len += (size_t)snprintf(key + len, sizeof key - len, "%s/%u",
						ip_text(one, value->addr.addr), value->len);
	}
	return read_key(element->set, key);
}

static struct extent extent_of_entry(const struct ace *entry)
{
	struct extent extent = everything();

	extent.first[0] = entry->src.addr & ~entry->src.wild;
	extent.last[0] = entry->src.addr | entry->src.wild;
	extent.first[1] = entry->dst.addr & ~entry->dst.wild;
	extent.last[1] = entry->dst.addr | entry->dst.wild;
	if (entry->proto != ACE_IP)
		extent.first[2] = extent.last[2] = entry->proto;
	return extent;
}

/* ---- the order ---- */

struct listing {
	const struct target *target;
	const char *map;
	const struct element_object *seen[8 * LINES_MAX];
	unsigned n;
};

static const struct element_object *element_at(const struct listing *listing,
					       const struct extent *extent)
{
	VEC_FOREACH (object, &listing->target->objects) {
		struct extent own;

		if (object->kind != OBJECT_ELEMENT || strcmp(object->element.set, listing->map))
			continue;
		own = extent_of(&object->element);
		if (!memcmp(&own, extent, sizeof own))
			return &object->element;
	}
	return NULL;
}

/* KEY is listed next: what of its map meets it has stood before, if it is to come first. */
static void see_element(struct listing *listing, char *key)
{
	struct extent extent = read_key(listing->map, key);
	const struct element_object *element = element_at(listing, &extent);

	cr_assert(element, "an element of %s is not in the target", listing->map);
	for (unsigned i = 0; i < listing->n; i++) {
		struct extent before = extent_of(listing->seen[i]);

		cr_assert(strcmp(listing->seen[i]->set, element->set) || !meet(&before, &extent) ||
				  listing->seen[i]->order < element->order,
			  "%s: an element of order %u stands before one of order %u", listing->map,
			  listing->seen[i]->order, element->order);
	}
	cr_assert(listing->n < sizeof listing->seen / sizeof *listing->seen);
	listing->seen[listing->n++] = element;
}

static void expect_order(const struct target *target, const char *file)
{
	struct listing listing = {.target = target};
	char line[1024];
	FILE *from = fopen(file, "r");
	unsigned wanted = 0;

	cr_assert(from);
	while (fgets(line, sizeof line, from)) {
		char *key = strchr(line, ' '), *end = strstr(line, " counter : ");

		if (!key || !end || !strstr(line, "/ranges"))
			continue;
		*key++ = *end = '\0';
		listing.map = line;
		see_element(&listing, key);
	}
	fclose(from);
	VEC_FOREACH (object, &target->objects)
		wanted += object->kind == OBJECT_ELEMENT && object->element.ordered;
	cr_assert_eq(listing.n, wanted, "%u elements are listed of %u", listing.n, wanted);
}

/* ---- how much is done ---- */

static unsigned commands_of(const struct change *change)
{
	unsigned n = 0;

	VEC_FOREACH (step, &change->steps) {
		n += step->old && step->old->kind == OBJECT_ELEMENT;
		n += step->new && step->new->kind == OBJECT_ELEMENT;
	}
	return n;
}

struct reached {
	const struct element_object *element;
	struct extent extent;
	bool reached;
};

/* Has one of ALL been reached that ONE has to stand behind? */
static bool brings(const struct reached *all, unsigned n, const struct reached *one)
{
	for (unsigned i = 0; i < n; i++)
		if (all[i].reached && !strcmp(all[i].element->set, one->element->set) &&
		    all[i].element->order < one->element->order &&
		    meet(&all[i].extent, &one->extent))
			return true;
	return false;
}

static bool meets_line(const struct extent *extent, const struct side *side, unsigned line)
{
	const struct acl *acl = acl_find(side->c.router, "RANGED");
	struct extent of_line;

	if (line >= acl->entries.len)
		return false;
	of_line = extent_of_entry(&acl->entries.at[line]);
	return meet(extent, &of_line);
}

/*
 * The elements of SIDE that meet line LINE or the next, of SIDE or the OTHER, and those that stand
 * behind one of these and meet it: what is added comes to stand last, and they must follow.
 */
static unsigned elements_reached(const struct side *side, const struct side *other, unsigned line)
{
	static struct reached all[8 * LINES_MAX];
	unsigned n = 0, count = 0;

	VEC_FOREACH (object, &side->spread->objects) {
		if (object->kind != OBJECT_ELEMENT)
			continue;
		cr_assert(n < sizeof all / sizeof *all);
		all[n] = (struct reached){&object->element, extent_of(&object->element), false};
		for (unsigned i = line; i <= line + 1; i++)
			all[n].reached |= meets_line(&all[n].extent, side, i) ||
					  meets_line(&all[n].extent, other, i);
		n++;
	}
	/* objects are in the order of their sets, and within those in their order */
	for (unsigned i = 0; i < n; i++)
		count += all[i].reached |= brings(all, i, &all[i]);
	return count;
}

static unsigned elements_of(const struct side *side)
{
	unsigned n = 0;

	VEC_FOREACH (object, &side->spread->objects)
		n += object->kind == OBJECT_ELEMENT;
	return n;
}

/* ---- edits ---- */

struct edit {
	struct lines lines;
	const char *what;
	unsigned at;
};

static void lead(const struct side *old, const struct side *new, const struct edit *edit)
{
	struct arena *arena = arena_new();
	struct change *change = change_between(arena, old->target, new->target);
	unsigned n = commands_of(change);
	unsigned most =
		elements_reached(old, new, edit->at) + elements_reached(new, old, edit->at) + 4;

	change->plan = new->c.plan;
	expect_as_spread(old, new);
	load(new->whole, edit->what);
	list("want");
	load(old->whole, edit->what);
	load(change, edit->what);
	list("got");
	cr_assert(sh("diff want got") == 0, "%s line %u", edit->what, edit->at);
	expect_order(new->spread, "want.listed");
	expect_order(new->spread, "got.listed");
	cr_assert(n <= most, "%s line %u: %u commands for elements, of at most %u", edit->what,
		  edit->at, n, most);
	arena_free(arena);
}

static void remove_line(struct lines *lines, unsigned at)
{
	memmove(lines->at[at], lines->at[at + 1], (lines->n - at - 1) * LINE_SIZE);
	lines->n--;
}

static void insert_line(struct lines *lines, unsigned at, const char *line)
{
	memmove(lines->at[at + 1], lines->at[at], (lines->n - at) * LINE_SIZE);
	snprintf(lines->at[at], LINE_SIZE, "%.*s", LINE_SIZE - 1, line);
	lines->n++;
}

static void turn_verdict(struct lines *lines, unsigned at)
{
	char line[LINE_SIZE], verdict[LINE_SIZE], rest[LINE_SIZE];

	snprintf(line, sizeof line, "%s", lines->at[at]);
	cr_assert(sscanf(line, "%119s %119[^\n]", verdict, rest) == 2);
	snprintf(lines->at[at], LINE_SIZE, "%s %.100s", strcmp(verdict, "deny") ? "deny" : "permit",
		 rest);
}

static void swap_lines(struct lines *lines, unsigned at)
{
	char line[LINE_SIZE];

	memcpy(line, lines->at[at], LINE_SIZE);
	memcpy(lines->at[at], lines->at[at + 1], LINE_SIZE);
	memcpy(lines->at[at + 1], line, LINE_SIZE);
}

/* MORE is a line that is inserted. */
static void edit_at(const struct side *old, const struct lines *lines, unsigned at,
		    const char *more)
{
	static const char *const what[] = {"without", "with one more before", "turned round",
					   "swapped with the next"};

	for (unsigned i = 0; i < sizeof what / sizeof *what; i++) {
		struct edit edit = {*lines, what[i], at};
		struct side new;

		if (i == 0)
			remove_line(&edit.lines, at);
		else if (i == 1)
			insert_line(&edit.lines, at, more);
		else if (i == 2)
			turn_verdict(&edit.lines, at);
		else
			swap_lines(&edit.lines, at);
		cr_assert(open_lines(&new, &edit.lines, "new.cfg"));
		lead(old, &new, &edit);
		lead(&new, old, &edit);
		compilation_free(&new.c);
	}
}

static void edit_everywhere(const struct lines *lines, const struct lines *more)
{
	struct side old;

	enter_namespace();
	cr_assert(open_lines(&old, lines, "old.cfg"));
	cr_assert(elements_of(&old) > lines->n / 3, "%u elements", elements_of(&old));
	for (unsigned i = 0; i < EDITS; i++)
		edit_at(&old, lines, i * (lines->n - 2) / (EDITS - 1), more->at[i]);
	compilation_free(&old.c);
	work_done();
}

/* ---- lists ---- */

/* WIDE: how large they are at most; BLOCKS: how many of eight bits they are from. */
static const char *some_address(char to[40], uint32_t wide, uint32_t blocks, uint32_t any)
{
	static const unsigned wild[] = {0, 0, 3, 15, 255, 1023, 65535};
	uint32_t mask = wild[some(wide)];
	uint32_t value = (((10u + some(blocks)) << 24) + some(4) * 256 + some(32)) & ~mask;
	char one[16], other[16];

	if (some(12) < any)
		return "any";
	snprintf(to, 40, "%s %s", ip_text(one, value), ip_text(other, mask));
	return to;
}

/* Few targets, so that much meets: one within the other, or across. Sources are of so many blocks,
 * and so many lines are for any target, that the list is not cut into branches. */
static void some_lines(struct lines *lines, unsigned n, uint32_t wide)
{
	for (lines->n = 0; lines->n < n; lines->n++) {
		char src[40], dst[40], ports[40] = "";
		const char *verdict = some(3) ? "permit" : "deny";
		const char *proto = some(2) ? "tcp" : "udp";
		uint32_t first = some(4) * 1000 + some(50);

		if (some(3) == 0)
			proto = "ip";
		else if (some(3) == 0)
			snprintf(ports, sizeof ports, " gt %u", first);
		else
			snprintf(ports, sizeof ports, " range %u %u", first, first + some(900));
		snprintf(lines->at[lines->n], LINE_SIZE, "%s %s %s %s%s", verdict, proto,
			 some_address(src, wide, 24, 1), some_address(dst, wide, 1, 7), ports);
	}
}

static void edit_some(uint64_t first, uint32_t wide)
{
	struct lines lines, more;

	seed = first;
	some_lines(&lines, 60, wide);
	some_lines(&more, EDITS, wide);
	work_apart();
	edit_everywhere(&lines, &more);
}

Test(delta_ranges, leads_where_hardly_anything_meets, .timeout = 120)
{
	edit_some(1, 4);
}

Test(delta_ranges, leads_where_much_is_within_other, .timeout = 120)
{
	edit_some(2, 6);
}

Test(delta_ranges, leads_where_much_meets, .timeout = 120)
{
	edit_some(3, 7);
}

/* Each crosses the one before and the next, so that each has the order behind it. */
static void crossing_lines(struct lines *lines)
{
	for (lines->n = 0; lines->n < 40; lines->n++) {
		const char *verdict = lines->n % 3 ? "permit" : "deny";
		unsigned host = lines->n + 1;

		if (lines->n % 2)
			snprintf(lines->at[lines->n], LINE_SIZE,
				 "%s tcp 10.0.0.0 0.0.0.255 host 10.0.1.%u gt 80", verdict, host);
		else
			snprintf(lines->at[lines->n], LINE_SIZE,
				 "%s tcp host 10.0.0.%u 10.0.1.0 0.0.0.255 gt 80", verdict, host);
	}
}

Test(delta_ranges, leads_where_each_crosses_the_next, .timeout = 120)
{
	struct lines lines, more;

	crossing_lines(&lines);
	seed = 5;
	some_lines(&more, EDITS, 4);
	work_apart();
	edit_everywhere(&lines, &more);
}

/* All behind it have another order then, and stand as they did. */
Test(delta_ranges, takes_one_command_for_the_first_line)
{
	struct arena *arena = arena_new();
	struct lines lines;
	struct side old, new;
	unsigned last;

	crossing_lines(&lines);
	work_apart();
	cr_assert(open_lines(&old, &lines, "old.cfg"));
	last = old.spread->objects.len;
	while (last && old.spread->objects.at[--last].kind != OBJECT_ELEMENT)
		;
	cr_assert_eq(old.spread->objects.at[last].element.order, lines.n - 1);
	remove_line(&lines, 0);
	cr_assert(open_lines(&new, &lines, "new.cfg"));
	cr_assert_eq(commands_of(change_between(arena, old.target, new.target)), 1);
	compilation_free(&old.c);
	compilation_free(&new.c);
	arena_free(arena);
	work_done();
}

/* The list RANGED of the golden case. */
Test(delta_ranges, leads_in_a_list_as_people_write_them, .timeout = 120)
{
	struct lines lines = {.n = 0}, more;
	char line[LINE_SIZE + 2];
	bool inside = false;
	FILE *from = fopen("tests/cases/acl-lookups/gw.cfg", "r");

	cr_assert(from);
	while (fgets(line, sizeof line, from)) {
		line[strcspn(line, "\n")] = '\0';
		if (line[0] != ' ')
			inside = !strcmp(line, "ip access-list extended RANGED");
		else if (inside && lines.n < LINES_MAX - 1)
			insert_line(&lines, lines.n, line + 1);
	}
	fclose(from);
	cr_assert(lines.n > 30);
	seed = 4;
	some_lines(&more, EDITS, 5);
	work_apart();
	edit_everywhere(&lines, &more);
}
