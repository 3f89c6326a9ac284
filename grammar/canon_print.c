/*
 * Printing canonical text: which statement comes where. IOS prints its configuration in an order of
 * its own, whatever was typed first; it is followed where the order says nothing, and kept within
 * the statements of one kind, where it may.
 */
#include <stdlib.h>
#include <string.h>

#include "canon.h"

/* First words of global statements, in the order in which IOS prints them. The longest that fits is
 * taken; a statement of which none is here stays behind the one before. */
static const char *const order[] = {
	"version",
	"service",
	"platform",
	"hostname",
	"boot-start-marker",
	"boot",
	"boot-end-marker",
	"vrf definition",
	"ip vrf",
	"logging buffered",
	"enable",
	"aaa",
	"clock",
	"ip cef",
	"ip dhcp",
	"ip dns view",
	"ip dns view-list",
	"ip domain",
	"ip host",
	"ip name-server",
	"ipv6 unicast-routing",
	"ipv6 cef",
	"key chain",
	"crypto pki",
	"username",
	"archive",
	"time-range",
	"object-group",
	"track",
	"class-map",
	"policy-map",
	"crypto isakmp",
	"crypto ipsec",
	"crypto map",
	"interface",
	"router",
	"ip local policy",
	"ip forward-protocol",
	"ip http",
	"ip dns",
	"ip nat translation",
	"ip nat pool",
	"ip nat",
	"ip route",
	"ip access-list",
	"ip prefix-list",
	"ip sla",
	"ip sla monitor",
	"logging",
	"access-list",
	"dialer-list",
	"ipv6 route",
	"route-map",
	"snmp-server",
	"ipv6 access-list",
	"control-plane",
	"banner",
	"line",
	"ntp",
	"event manager",
};

/* Some lines that stay together: a statement of global configuration with its block and the
 * comments right before it. */
struct item {
	uint32_t from, to; /* lines */
	uint32_t place; /* in the source: equals keep their order */
	int rank;
	bool block; /* more than one line, or none but comments */
};

struct items {
	struct item *at;
	uint32_t n;
};

static int rank_of(const struct canon_line *line, int otherwise)
{
	const char *s = line->text;
	size_t len = line->len, best = 0;
	int rank = otherwise;

	if (line->kind != CANON_STATEMENT)
		return otherwise;
	if (len > 3 && !strncmp(s, "no ", 3)) {
		s += 3;
		len -= 3;
	} else if (len > 8 && !strncmp(s, "default ", 8)) {
		s += 8;
		len -= 8;
	}
	for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
		size_t n = strlen(order[i]);

		if (n > best && n <= len && !memcmp(s, order[i], n) && (n == len || s[n] == ' ')) {
			best = n;
			rank = (int)i + 1;
		}
	}
	return rank;
}

static bool is_gap(const struct canon_line *line)
{
	return line->kind == CANON_GAP || line->kind == CANON_END;
}

static bool is_head(const struct canon_line *line)
{
	return line->indent == 0 && (line->kind == CANON_STATEMENT || line->kind == CANON_UNKNOWN ||
				     line->kind == CANON_COMMENT);
}

/* The lines from I on that make one item. */
static struct item item_at(const struct canon *canon, uint32_t i, int rank)
{
	struct item item = {.from = i, .place = i, .rank = rank};
	uint32_t end = canon->lines.len, lines = 0;

	while (i < end && canon->lines.at[i].kind == CANON_COMMENT && is_head(&canon->lines.at[i]))
		i++;
	if (i < end && is_head(&canon->lines.at[i])) {
		item.rank = rank_of(&canon->lines.at[i], rank);
		i++;
		lines++;
	}
	for (; i < end && !is_head(&canon->lines.at[i]); i++) {
		if (is_gap(&canon->lines.at[i]) && !lines)
			break;
		lines += !is_gap(&canon->lines.at[i]);
	}
	item.to = i;
	item.block = lines != 1;
	return item;
}

static struct items items_of(const struct canon *canon)
{
	struct items items = {calloc(canon->lines.len + 1, sizeof *items.at), 0};
	int rank = 0;

	for (uint32_t i = 0; items.at && i < canon->lines.len;) {
		if (is_gap(&canon->lines.at[i])) {
			i++;
			continue;
		}
		items.at[items.n] = item_at(canon, i, rank);
		if (items.at[items.n].to == i)
			break;
		i = items.at[items.n].to;
		rank = items.at[items.n++].rank;
	}
	return items;
}

/* The last may have to stay the last. */
static void keep_open(const struct canon *canon, struct items *items)
{
	if (canon->open && items->n)
		items->at[items->n - 1].rank = (int)(sizeof order / sizeof *order) + 1;
}

static int by_rank(const void *a, const void *b)
{
	const struct item *x = a, *y = b;

	if (x->rank != y->rank)
		return x->rank < y->rank ? -1 : 1;
	return x->place < y->place ? -1 : x->place > y->place;
}

static void print_item(const struct canon *canon, const struct item *item, FILE *to)
{
	for (uint32_t i = item->from; i < item->to; i++) {
		const struct canon_line *line = &canon->lines.at[i];

		if (is_gap(line))
			continue;
		fprintf(to, "%*s", line->indent, "");
		fwrite(line->text, 1, line->len, to);
		putc('\n', to);
	}
}

static bool ends(const struct canon *canon)
{
	VEC_FOREACH (line, &canon->lines)
		if (line->kind == CANON_END)
			return true;
	return false;
}

void canon_print(const struct canon *canon, bool ordered, FILE *to)
{
	struct items items = items_of(canon);

	keep_open(canon, &items);
	if (ordered && items.n)
		qsort(items.at, items.n, sizeof *items.at, by_rank);
	for (uint32_t i = 0; i < items.n; i++) {
		if (i && (items.at[i - 1].block || items.at[i].block ||
			  items.at[i - 1].rank != items.at[i].rank))
			fputs("!\n", to);
		print_item(canon, &items.at[i], to);
	}
	if (items.n && !canon->open)
		fputs("!\n", to);
	if (ends(canon) && !canon->open)
		fputs("end\n", to);
	free(items.at);
}
