/* What access lists refer to, as JSON: object groups and time ranges. */
#include "print_json.h"

#include <time.h>

static void put_spec(json_t *row, const char *key, const struct ports *ports)
{
	static const char *const ops[] = {NULL, "eq", "neq", "gt", "lt", "range"};
	json_t *array, *match;

	if (ports->op == PORT_ANY)
		return;
	array = json_pack("[i]", ports->lo);
	match = json_object();
	if (ports->op == PORT_RANGE)
		json_array_append_new(array, json_integer(ports->hi));
	json_object_set_new(match, ops[ports->op], array);
	json_object_set_new(row, key, match);
}

static void put_service(json_t *row, const struct group_member *member)
{
	if (member->proto == PROTO_TCP_UDP)
		put_text(row, "protocol", "tcp-udp");
	else if (member->proto != ACE_IP)
		put_number(row, "protocol", member->proto);
	put_spec(row, "source-ports", &member->sport);
	put_spec(row, "destination-ports", &member->dport);
	if (member->icmp_type != ICMP_ANY)
		put_number(row, "icmp-type", member->icmp_type);
	if (member->icmp_code != ICMP_ANY)
		put_number(row, "icmp-code", member->icmp_code);
}

static void put_member(const struct router *router, json_t *row, const struct group_member *member)
{
	static const char *const kinds[] = {"host", "subnet", "range", "any", "service", "group"};

	put_text(row, "kind", kinds[member->kind]);
	if (member->kind == MEMBER_SERVICE) {
		put_service(row, member);
	} else if (member->kind == MEMBER_GROUP) {
		put_name(router, row, "group", member->group.name);
	} else {
		put_address(row, "first", member->first);
		put_address(row, "last", member->last);
	}
}

json_t *object_groups_json(const struct router *router)
{
	const struct object_group *group;
	json_t *array = json_array();

	STAILQ_FOREACH (group, &router->groups.list, link) {
		json_t *row = json_row(router, array, group->at), *members = json_array();

		put_text(row, "name", group->name);
		put_text(row, "kind", group->kind == GROUP_NETWORK ? "network" : "service");
		put_text(row, "description", group->description);
		VEC_FOREACH (member, &group->members)
			put_member(router, json_row(router, members, member->at), member);
		json_object_set_new(row, "members", members);
	}
	return array;
}

static void put_date(json_t *row, const char *key, int64_t seconds)
{
	time_t time = (time_t)seconds;
	char text[64];
	struct tm tm;

	strftime(text, sizeof text, "%Y-%m-%d %H:%M", gmtime_r(&time, &tm));
	put_text(row, key, text);
}

static void put_period(json_t *row, const struct time_period *period)
{
	json_t *days = json_array();

	for (int day = 0; day < DAY_NONE; day++)
		if (period->days & 1 << day)
			json_array_append_new(days, json_integer(day));
	json_object_set_new(row, "days", days);
	put_number(row, "from-minute", period->from);
	if (period->to_day != DAY_NONE)
		put_number(row, "to-day", period->to_day);
	put_number(row, "to-minute", period->to);
}

json_t *time_ranges_json(const struct router *router)
{
	const struct time_range *range;
	json_t *array = json_array();

	STAILQ_FOREACH (range, &router->time_ranges.list, link) {
		json_t *row = json_row(router, array, range->at), *periods = json_array();

		put_text(row, "name", range->name);
		if (range->has_start)
			put_date(row, "start", range->start);
		if (range->has_end)
			put_date(row, "end", range->end);
		VEC_FOREACH (period, &range->periods)
			put_period(json_row(router, periods, period->at), period);
		json_object_set_new(row, "periods", periods);
	}
	return array;
}
