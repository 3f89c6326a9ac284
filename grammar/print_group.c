/* What access lists refer to, as IOS text: object groups and time ranges. */
#include "print_ios.h"

#include <time.h>

static void print_spec(const struct ports *ports, FILE *to)
{
	static const char *const ops[] = {"", " eq", " neq", " gt", " lt", " range"};

	if (ports->op == PORT_ANY)
		return;
	fprintf(to, "%s %u", ops[ports->op], ports->lo);
	if (ports->op == PORT_RANGE)
		fprintf(to, " %u", ports->hi);
}

static void print_service(const struct group_member *member, FILE *to)
{
	switch (member->proto) {
	case 1:
		fputs(" icmp", to);
		break;
	case 6:
		fputs(" tcp", to);
		break;
	case 17:
		fputs(" udp", to);
		break;
	case ACE_IP:
		fputs(" ip", to);
		break;
	case PROTO_TCP_UDP:
		fputs(" tcp-udp", to);
		break;
	default:
		fprintf(to, " %u", member->proto);
	}
	if (member->sport.op != PORT_ANY)
		fputs(" source", to);
	print_spec(&member->sport, to);
	print_spec(&member->dport, to);
	if (member->proto == 1 && member->icmp_type != ICMP_ANY)
		fprintf(to, " %u", member->icmp_type);
	if (member->proto == 1 && member->icmp_code != ICMP_ANY)
		fprintf(to, " %u", member->icmp_code);
}

static void print_member(const struct group_member *member, FILE *to)
{
	switch ((enum member_kind)member->kind) {
	case MEMBER_HOST:
		print_address(to, " host ", member->first);
		break;
	case MEMBER_SUBNET:
		print_address(to, " ", member->first);
		print_address(to, " ", ~(member->first ^ member->last));
		break;
	case MEMBER_RANGE:
		print_address(to, " range ", member->first);
		print_address(to, " ", member->last);
		break;
	case MEMBER_ANY:
		fputs(" any", to);
		break;
	case MEMBER_SERVICE:
		print_service(member, to);
		break;
	case MEMBER_GROUP:
		fprintf(to, " group-object %s", member->group.name.s);
		break;
	}
	putc('\n', to);
}

void print_object_groups(const struct object_groups *groups, FILE *to)
{
	static const char *const kinds[] = {"network", "service"};
	const struct object_group *group;

	STAILQ_FOREACH (group, &groups->list, link) {
		fprintf(to, "object-group %s %s\n", kinds[group->kind], group->name);
		if (group->description)
			fprintf(to, " description %s\n", group->description);
		VEC_FOREACH (member, &group->members)
			print_member(member, to);
		fputs("!\n", to);
	}
}

static void print_days(uint8_t days, FILE *to)
{
	static const char *const names[] = {"Sunday",	"Monday", "Tuesday", "Wednesday",
					    "Thursday", "Friday", "Saturday"};

	switch (days) {
	case 0x7f:
		fputs(" daily", to);
		return;
	case 0x3e:
		fputs(" weekdays", to);
		return;
	case 0x41:
		fputs(" weekend", to);
		return;
	}
	for (unsigned day = 0; day < DAY_NONE; day++)
		if (days & 1u << day)
			fprintf(to, " %s", names[day]);
}

static void print_period(const struct time_period *period, FILE *to)
{
	fputs(" periodic", to);
	print_days(period->days, to);
	fprintf(to, " %u:%02u to", period->from / 60u, period->from % 60u);
	if (period->to_day != DAY_NONE)
		print_days((uint8_t)(1u << period->to_day), to);
	fprintf(to, " %u:%02u\n", period->to / 60u, period->to % 60u);
}

static void print_date(const char *before, int64_t seconds, FILE *to)
{
	time_t time = (time_t)seconds;
	char text[64];
	struct tm tm;

	strftime(text, sizeof text, "%H:%M %d %B %Y", gmtime_r(&time, &tm));
	fprintf(to, " %s %s", before, text);
}

void print_time_ranges(const struct time_ranges *ranges, FILE *to)
{
	const struct time_range *range;

	STAILQ_FOREACH (range, &ranges->list, link) {
		fprintf(to, "time-range %s\n", range->name);
		if (range->has_start || range->has_end)
			fputs(" absolute", to);
		if (range->has_start)
			print_date("start", range->start, to);
		if (range->has_end)
			print_date("end", range->end, to);
		if (range->has_start || range->has_end)
			putc('\n', to);
		VEC_FOREACH (period, &range->periods)
			print_period(period, to);
		fputs("!\n", to);
	}
}
