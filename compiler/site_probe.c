/*
 * The pace of probes in the site file: IOS counts in whole seconds and believes the first round
 * that fails; who wants to be faster, or slower to believe, says so here.
 */
#include <string.h>

#include "site_reader.h"

enum { INTERVAL_MIN = 10, INTERVAL_MAX = 604800 * 1000, MISSES_MAX = 100, DIGITS_MAX = 9 };

/* The digits that TEXT begins with; false when there are none, or too many. */
static bool digits(const char **text, uint64_t *number)
{
	size_t n = strspn(*text, "0123456789");

	*number = 0;
	for (size_t i = 0; i < n && n <= DIGITS_MAX; i++)
		*number = *number * 10 + (uint64_t)((*text)[i] - '0');
	*text += n;
	return n && n <= DIGITS_MAX;
}

/* `50ms` or `2s`, from LEAST milliseconds on; 0 after reporting. */
static uint32_t duration(struct site_reader *r, const char *key, const struct yaml_node *node,
			 unsigned least)
{
	const char *unit;
	uint64_t number;

	if (!site_scalar_wanted(r, key, node))
		return 0;
	unit = node->text;
	if (digits(&unit, &number) && (!strcmp(unit, "ms") || !strcmp(unit, "s"))) {
		number *= *unit == 's' ? 1000 : 1;
		if (number >= least && number <= INTERVAL_MAX)
			return (uint32_t)number;
	}
	yaml_error(&r->file, node, "%s '%s' is no time from %ums to 604800s, such as 50ms", key,
		   node->text, least);
	return 0;
}

static uint8_t misses(struct site_reader *r, const char *key, const struct yaml_node *node)
{
	const char *end;
	uint64_t number;

	if (!site_scalar_wanted(r, key, node))
		return 0;
	end = node->text;
	if (digits(&end, &number) && !*end && number >= 1 && number <= MISSES_MAX)
		return (uint8_t)number;
	yaml_error(&r->file, node, "%s '%s' is no number from 1 to %d", key, node->text,
		   MISSES_MAX);
	return 0;
}

void site_read_drain_time(struct site_reader *r, const struct yaml_node *node)
{
	uint32_t time = duration(r, "drain-time", node, 1000);

	r->site->drain_time = time ? time : r->site->drain_time;
}

void site_read_interval(struct site_reader *r, const struct yaml_node *node)
{
	r->site->pace.interval = duration(r, "probe-interval", node, INTERVAL_MIN);
}

void site_read_timeout(struct site_reader *r, const struct yaml_node *node)
{
	r->site->pace.timeout = duration(r, "probe-timeout", node, 1);
}

void site_read_misses(struct site_reader *r, const struct yaml_node *node)
{
	r->site->pace.misses = misses(r, "probe-misses", node);
}

/* ---- of one operation ---- */

static void read_pace(struct site_reader *r, struct site_pace *pace, const struct yaml_node *node)
{
	static const char *const keys[] = {"interval", "timeout", "misses"};

	for (uint32_t i = 0; i < node->pairs.len; i++) {
		const struct yaml_pair *pair = &node->pairs.at[i];

		if (!strcmp(pair->key->text, "interval"))
			pace->interval = duration(r, "interval", pair->value, INTERVAL_MIN);
		else if (!strcmp(pair->key->text, "timeout"))
			pace->timeout = duration(r, "timeout", pair->value, 1);
		else if (!strcmp(pair->key->text, "misses"))
			pace->misses = misses(r, "misses", pair->value);
		else
			site_unknown_key(r, pair->key, keys, sizeof keys / sizeof *keys);
	}
	if (pace->interval && pace->timeout > pace->interval)
		yaml_error(&r->file, node, "timeout is longer than the interval");
}

static void read_probe(struct site_reader *r, const struct yaml_pair *pair)
{
	const char *end = pair->key->text;
	struct site_probe probe = {0};
	uint64_t id;

	if (!digits(&end, &id) || *end || id < 1) {
		yaml_error(&r->file, pair->key, "'%s' is no number of an 'ip sla'",
			   pair->key->text);
		return;
	}
	probe.id = (uint32_t)id;
	if (site_mapping_wanted(r, pair->key->text, pair->value))
		read_pace(r, &probe.pace, pair->value);
	vec_push(r->file.arena, &r->site->probes, probe);
}

void site_read_probes(struct site_reader *r, const struct yaml_node *node)
{
	if (!site_mapping_wanted(r, "probes", node))
		return;
	for (uint32_t i = 0; i < node->pairs.len; i++)
		read_probe(r, &node->pairs.at[i]);
}

struct site_pace site_pace(const struct site *site, uint32_t id)
{
	struct site_pace pace = site->pace;

	VEC_FOREACH (own, &site->probes) {
		if (own->id != id)
			continue;
		pace.interval = own->pace.interval ? own->pace.interval : pace.interval;
		pace.timeout = own->pace.timeout ? own->pace.timeout : pace.timeout;
		pace.misses = own->pace.misses ? own->pace.misses : pace.misses;
	}
	return pace;
}
