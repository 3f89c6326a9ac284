/*
 * Our table as others left it. Some time behind each transaction of our own it is listed, and what
 * each of its parts (a chain, a set, a map …) said is kept as a number; after somebody else's
 * transaction it is listed again, and only the parts that differ are put right, so that the
 * counters of the others go on. What cannot be mended so, or was changed before it was listed, is
 * replaced as a whole, in one transaction. Elements that packets add to sets are nobody's drift.
 *
 * Nothing waits for a listing behind a transaction. That nobody came between, the numbers tell that
 * the kernel gives to its rulesets: each transaction of anybody makes the next one.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <libmnl/libmnl.h>
#include <linux/netfilter/nf_tables.h>
#include <linux/netfilter/nfnetlink.h>
#include <linux/netlink.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "agent_loader.h"
#include "agent_log.h"
#include "agent_netlink.h"
#include "grammar/hash.h"
#include "grammar/vec.h"
#include "spawn.h"

/* A part of a table, in the text that says it; KEY is as "chain nat_out" or "map uplink_mark". */
struct part {
	const char *key, *body; /* BODY: from its first line to the one that closes it */
	size_t key_len, body_len;
	uint64_t hash;
};

struct parts {
	char *text; /* theirs */
	struct part *at;
	size_t len, room;
};

/* What stood behind our own last transaction. */
static struct {
	struct parts parts; /* empty until it is listed */
	uint64_t hash; /* of them; 0: not known */
	uint32_t generation; /* of the kernel's ruleset, behind the transaction or before the
				listing */
	bool sure; /* and it is as we left it then: nobody else's transaction came between */
	uint32_t from; /* the ruleset that a transaction stands on; 0: others may have changed it */
	bool wanted; /* it is to be listed, from DUE on */
	uint32_t listing; /* the ruleset, before it was begun to be listed */
	double begun, due; /* milliseconds of clock_ms(), the first of a transaction or a listing */
	double cost; /* of the last listing */
} ours;

/* ---- the ruleset's generation ---- */

static int find_generation(const struct nlattr *attr, void *context)
{
	if (mnl_attr_get_type(attr) == NFTA_GEN_ID)
		*(uint32_t *)context = ntohl(mnl_attr_get_u32(attr));
	return MNL_CB_OK;
}

static uint32_t generation_in(const char *buf, size_t len)
{
	const struct nlmsghdr *message = (const void *)buf;
	uint32_t generation = 0;

	if (mnl_nlmsg_ok(message, (int)len) &&
	    message->nlmsg_type == (NFNL_SUBSYS_NFTABLES << 8 | NFT_MSG_NEWGEN))
		mnl_attr_parse(message, sizeof(struct nfgenmsg), find_generation, &generation);
	return generation;
}

/* 0 when the kernel does not say. */
static uint32_t generation_now(void)
{
	_Alignas(struct nlmsghdr) char buf[4096];
	struct nlmsghdr *message = mnl_nlmsg_put_header(buf);
	struct timeval patience = {.tv_sec = 1};
	int fd = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_NETFILTER);
	ssize_t n = -1;

	if (fd < 0)
		return 0;
	message->nlmsg_type = NFNL_SUBSYS_NFTABLES << 8 | NFT_MSG_GETGEN;
	message->nlmsg_flags = NLM_F_REQUEST;
	mnl_nlmsg_put_extra_header(message, sizeof(struct nfgenmsg));
	setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
	if (send(fd, buf, message->nlmsg_len, 0) == (ssize_t)message->nlmsg_len)
		n = recv(fd, buf, sizeof buf, 0);
	close(fd);
	return n > 0 ? generation_in(buf, (size_t)n) : 0;
}

/* ---- the parts of a table ---- */

static bool is_set(const struct part *part)
{
	return !strncmp(part->key, "set ", 4) || !strncmp(part->key, "map ", 4);
}

static bool is_chain(const struct part *part)
{
	return !strncmp(part->key, "chain ", 6);
}

/* NAME of "chain NAME". */
static const char *name_of(const struct part *part, int *len)
{
	const char *name = part->key;

	for (const char *p = part->key; p < part->key + part->key_len; p++)
		if (*p == ' ')
			name = p + 1;
	*len = (int)(part->key + part->key_len - name);
	return name;
}

static bool says(const char *text, size_t len, const char *what)
{
	return memmem(text, len, what, strlen(what));
}

/* Sets are listed in the order in which the kernel happens to hold their elements: each counts for
 * itself. */
static uint64_t elements_hash(const char *text, size_t len)
{
	uint64_t sum = 0, h = HASH_START;
	bool quoted = false;

	for (size_t i = 0; i < len; i++) {
		quoted ^= text[i] == '"';
		if (!quoted && (text[i] == ',' || text[i] == '}')) {
			sum += h;
			h = HASH_START;
		} else if (quoted || !strchr(" \t\n", text[i])) {
			h = hash_bytes(h, &text[i], 1);
		}
	}
	return sum + h;
}

static void part_hash(struct part *part)
{
	static const char elements[] = "elements = {";
	const char *from =
		is_set(part) ? memmem(part->body, part->body_len, elements, sizeof elements - 1)
			     : NULL;
	size_t head = from ? (size_t)(from - part->body) : part->body_len;

	part->hash = text_hash(part->body, head);
	if (from && !says(part->body, head, "dynamic"))
		part->hash += elements_hash(from, part->body_len - head);
}

static void parts_add(struct parts *parts, struct part part)
{
	if (parts->len == parts->room) {
		parts->room = parts->room ? 2 * parts->room : 64;
		parts->at = realloc(parts->at, parts->room * sizeof *parts->at);
		if (!parts->at)
			abort();
	}
	part_hash(&part);
	parts->at[parts->len++] = part;
}

static int by_key(const void *a, const void *b)
{
	const struct part *x = a, *y = b;
	size_t len = x->key_len < y->key_len ? x->key_len : y->key_len;
	int order = memcmp(x->key, y->key, len);

	return order ? order : (x->key_len > y->key_len) - (x->key_len < y->key_len);
}

static void parts_free(struct parts *parts)
{
	free(parts->text);
	free(parts->at);
	*parts = (struct parts){0};
}

/* Read TEXT, which becomes PARTS' own: a line of one tab opens a part, another one closes it. One
 * that does neither says something of the whole table, such as that it sleeps. */
static void parts_read(struct parts *parts, char *text)
{
	struct part part = {0};

	*parts = (struct parts){.text = text};
	for (char *line = text, *end; line && (end = strchr(line, '\n')); line = end + 1) {
		size_t len = (size_t)(end - line);

		if (line[0] != '\t' || line[1] == '\t' || len < 2)
			continue;
		if (line[1] == '}' && part.key) {
			part.body_len = (size_t)(line - part.body);
			parts_add(parts, part);
			part.key = NULL;
		} else if (len > 3 && line[len - 1] == '{') {
			part = (struct part){.key = line + 1, .key_len = len - 3, .body = end + 1};
		} else if (line[1] != '}') {
			parts_add(parts,
				  (struct part){.key = line + 1, .key_len = len - 1, .body = end});
		}
	}
	if (parts->len)
		qsort(parts->at, parts->len, sizeof *parts->at, by_key);
}

static const struct part *part_find(const struct parts *parts, const struct part *key)
{
	return parts->len ? bsearch(key, parts->at, parts->len, sizeof *key, by_key) : NULL;
}

/* Sums, since parts are in no order that matters; never 0. */
static uint64_t parts_hash(const struct parts *parts)
{
	uint64_t sum = 0;

	for (size_t i = 0; i < parts->len; i++)
		sum += (text_hash(parts->at[i].key, parts->at[i].key_len) ^ parts->at[i].hash) *
		       HASH_PRIME;
	return sum ? sum : 1;
}

/* ---- what stands ---- */

/* A small table is known at once. A large one, whose listing costs more than in proportion (the
 * kernel counts all rules of a chain anew for each datagram), is listed when nothing has been going
 * on for a while, and by far not all the time while an uplink flaps. */
enum { LIST_AFTER = 4, LIST_AFTER_MAX_MS = 60000, LIST_TO_MEND_MS = 2000, HUSH_TRIES = 3 };

void nft_begin(bool whole)
{
	lister_stop();
	ours.begun = clock_ms();
	ours.from = whole ? generation_now() : ours.sure ? ours.generation : 0;
}

void nft_all_done(unsigned transactions)
{
	uint32_t generation = generation_now();
	double now = clock_ms(), took = now - ours.begun;
	double rest = LIST_AFTER * (took > ours.cost ? took : ours.cost);

	ours.sure = ours.from && generation == ours.from + transactions;
	ours.generation = generation;
	parts_free(&ours.parts);
	ours.hash = 0;
	ours.wanted = true;
	ours.due = now + (rest < LIST_AFTER_MAX_MS ? rest : LIST_AFTER_MAX_MS);
}

void nft_done(void)
{
	nft_all_done(1);
}

void nft_moved(void)
{
	nft_begin(false);
	nft_done();
}

/* TEXT, which is taken, is what stood at GENERATION. */
static void note(char *text, uint32_t generation)
{
	parts_free(&ours.parts);
	parts_read(&ours.parts, text);
	ours.hash = parts_hash(&ours.parts);
	ours.generation = generation;
	ours.wanted = false;
}

struct nft_noted nft_noted(void)
{
	return (struct nft_noted){.generation = ours.sure ? ours.generation : 0,
				  .listed = ours.hash};
}

bool nft_still(struct nft_noted noted)
{
	uint32_t generation = generation_now();
	char *text;

	if (noted.generation && generation == noted.generation) {
		ours.generation = generation;
		ours.sure = true;
		ours.hash = noted.listed;
		ours.wanted = true;
		ours.due = clock_ms();
		return true;
	}
	text = noted.listed ? nft_list() : NULL;
	if (text)
		note(text, generation);
	ours.sure = text && ours.hash == noted.listed;
	return ours.sure;
}

/* ---- what the core hears ---- */

static int heard_by = -1;

void nft_heard_by(int fd)
{
	heard_by = fd;
}

bool nft_hush(void)
{
	return heard_by >= 0 && nft_listens(heard_by, false);
}

void nft_hush_over(void)
{
	for (int i = 0; i < HUSH_TRIES; i++)
		if (nft_listens(heard_by, true))
			return;
	log_line("SYS-3-NETLINK", "nftables is not listened to any more: %s", strerror(errno));
	_exit(1); /* the core listens again, and another loader takes our place */
}

int nft_wait(void)
{
	double left = ours.due - clock_ms();

	if (!ours.wanted || lister_watch() >= 0)
		return -1;
	return left > 0 ? (int)left + 1 : 0;
}

void nft_list_begin(void)
{
	ours.listing = generation_now();
	ours.begun = clock_ms();
	ours.wanted = lister_start();
}

bool nft_list_hear(void)
{
	char *text;

	if (!lister_hear(&text))
		return false;
	ours.wanted = false;
	ours.cost = clock_ms() - ours.begun;
	/* it may tell of both sides of what somebody did meanwhile */
	if (generation_now() != ours.listing) {
		free(text);
		ours.wanted = true;
		ours.due = clock_ms() + LIST_AFTER * ours.cost;
		return false;
	}
	/* what somebody did before it was listed is to be mended yet, and not taken for ours */
	ours.sure = ours.sure && ours.listing == ours.generation;
	if (text)
		note(text, ours.listing);
	return text != NULL;
}

/* ---- mending ---- */

struct mending {
	const char *table; /* with its family */
	struct parts now, wanted; /* as listed; as we write it */
	struct out empty, fill, delete; /* commands, in this order */
	int writes;
};

static void out_part(const struct mending *m, struct out *out, const char *verb,
		     const struct part *part)
{
	const char *kind = is_chain(part) ? "chain" : part->key[0] == 'm' ? "map" : "set";
	int len;
	const char *name = name_of(part, &len);

	out_printf(out, "%s %s %s %.*s\n", verb, kind, m->table, len, name);
}

/* PART of ours is gone or differs; EMPTY it first where it stands. */
static bool mend_part(struct mending *m, const struct part *part, const struct part *stands)
{
	const struct part *text = part_find(&m->wanted, part);

	if (!text || (stands && !is_chain(part) && !is_set(part)) ||
	    (stands && is_set(part) && says(part->body, part->body_len, "dynamic")))
		return false;
	if (stands)
		out_part(m, &m->empty, "flush", part);
	out_printf(&m->fill, "\t%.*s {\n%.*s\t}\n", (int)text->key_len, text->key,
		   (int)text->body_len, text->body);
	m->writes++;
	return true;
}

/* Somebody else's in our table: nothing of ours stands in it. */
static bool remove_part(struct mending *m, const struct part *part)
{
	if (!is_chain(part) && !is_set(part))
		return false;
	if (is_chain(part))
		out_part(m, &m->empty, "flush", part);
	out_part(m, &m->delete, "delete", part);
	m->writes++;
	return true;
}

/* The commands that lead from NOW to what stood; false when only the whole table can. */
static bool compare(struct mending *m)
{
	bool can = m->now.len && ours.parts.len;

	for (size_t i = 0; can && i < ours.parts.len; i++) {
		const struct part *part = &ours.parts.at[i], *stands = part_find(&m->now, part);

		if (!stands || stands->hash != part->hash)
			can = mend_part(m, part, stands);
	}
	for (size_t i = 0; can && i < m->now.len; i++)
		if (!part_find(&ours.parts, &m->now.at[i]))
			can = remove_part(m, &m->now.at[i]);
	return can;
}

static bool run_mending(struct mending *m)
{
	struct out all = {0};
	char *why = NULL;
	bool ok;

	out_text(&all, m->empty.text ? m->empty.text : "");
	if (m->fill.text)
		out_printf(&all, "table %s {\n%s}\n", m->table, m->fill.text);
	out_text(&all, m->delete.text ? m->delete.text : "");
	ok = nft_run(all.text, &why);
	free(why);
	out_free(&all);
	return ok;
}

static void mending_free(struct mending *m)
{
	parts_free(&m->now);
	parts_free(&m->wanted);
	out_free(&m->empty);
	out_free(&m->fill);
	out_free(&m->delete);
}

/* It says what it said, and is known by that from now on. */
static bool stands_as_noted(void)
{
	struct mending m = {0};
	uint32_t generation = generation_now();
	char *text = nft_list();
	bool same;

	if (text)
		parts_read(&m.now, text);
	same = compare(&m) && m.writes == 0;
	if (same) {
		note(m.now.text, generation);
		m.now.text = NULL;
	}
	mending_free(&m);
	return same;
}

/* What was noted may hold what somebody did before. And where looking for what differs takes longer
 * than putting all of it anew, packets would pay for that the counters go on. */
static bool can_compare(uint32_t changed)
{
	if (!ours.parts.len || !ours.generation)
		return false;
	return changed ? (int32_t)(changed - ours.generation) > 0 && ours.cost < LIST_TO_MEND_MS
		       : ours.sure;
}

int nft_mend(const struct generation *generation, uint32_t changed, char **why)
{
	struct mending m = {.table = plan_table(generation->compilation.plan)};
	uint32_t now = generation_now();
	bool trusted = can_compare(changed), can;
	char *text;
	int writes;

	if (ours.sure && now == ours.generation)
		return 0; /* there was nobody, or too much to tell of us */
	if (trusted && (text = nft_list()))
		parts_read(&m.now, text);
	if (m.now.len)
		parts_read(&m.wanted, nft_text(generation));
	can = trusted && compare(&m);
	writes = m.writes;
	if (can && writes)
		can = run_mending(&m) && stands_as_noted();
	else if (can)
		ours.generation = now;
	mending_free(&m);
	return can ? writes : nft_switch(NULL, generation, why);
}
