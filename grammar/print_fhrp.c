/* Virtual routers as IOS text: each group in the form that takes a line an option. */
#include "print_ios.h"

static const char *const keywords[] = {
#define X(symbol, keyword) [FHRP_##symbol] = keyword,
	FHRP_KINDS(X)
#undef X
};

/* What stands before an option: the group, or the indentation of its block. */
static void begin(const struct fhrp_group *group, bool no, FILE *to)
{
	if (group->v3)
		fputs(no ? "  no " : "  ", to);
	else
		fprintf(to, no ? " no %s %u " : " %s %u ", keywords[group->kind], group->number);
}

static void print_times(const struct fhrp_group *group, FILE *to)
{
	if (!group->hello)
		return;
	begin(group, false, to);
	if (group->v3)
		fprintf(to, "timers advertise %u\n", group->hello);
	else if (group->kind == FHRP_VRRP)
		fprintf(to,
			group->hello % 1000 ? "timers advertise msec %u\n"
					    : "timers advertise %u\n",
			group->hello % 1000 ? group->hello : group->hello / 1000);
	else if (group->hello % 1000)
		fprintf(to, group->hold % 1000 ? "timers msec %u msec %u\n" : "timers msec %u %u\n",
			group->hello, group->hold % 1000 ? group->hold : group->hold / 1000);
	else
		fprintf(to, "timers %u %u\n", group->hello / 1000, group->hold / 1000);
}

static void print_track(const struct fhrp_group *group, const struct fhrp_track *track, FILE *to)
{
	begin(group, false, to);
	if (track->id && track->shutdown)
		fprintf(to, "track %u shutdown\n", track->id);
	else if (track->id)
		fprintf(to, "track %u decrement %u\n", track->id, track->decrement);
	else
		fprintf(to, "track %s %u\n", track->interface.name.s, track->decrement);
}

static void print_preempt(const struct fhrp_group *group, FILE *to)
{
	if (group->no_preempt) {
		begin(group, true, to);
		fputs("preempt\n", to);
		return;
	}
	if (!group->preempt && !group->delay)
		return;
	begin(group, false, to);
	fputs("preempt", to);
	if (group->delay)
		fprintf(to, " delay minimum %u", group->delay);
	putc('\n', to);
}

static void print_group(const struct fhrp_group *group, FILE *to)
{
	if (group->v3)
		fprintf(to, " vrrp %u address-family ipv4\n", group->number);
	if (group->learns) {
		begin(group, false, to);
		fputs("ip\n", to);
	}
	VEC_FOREACH (address, &group->addresses) {
		begin(group, false, to);
		print_address(to, group->v3 ? "address " : "ip ", address->addr);
		fputs(address->secondary ? " secondary\n" : "\n", to);
	}
	begin(group, false, to);
	fprintf(to, "priority %u\n", group->priority);
	print_preempt(group, to);
	print_times(group, to);
	if (group->text) {
		begin(group, false, to);
		fprintf(to, "authentication text %s\n", group->text);
	}
	if (group->speaks_v2)
		fputs("  vrrpv2\n", to);
	if (group->name) {
		begin(group, false, to);
		fprintf(to, "name %s\n", group->name);
	}
	if (group->follows.s) {
		begin(group, false, to);
		fprintf(to, "follow %s\n", group->follows.s);
	}
	if (group->description) {
		begin(group, false, to);
		fprintf(to, "description %s\n", group->description);
	}
	VEC_FOREACH (track, &group->tracks)
		print_track(group, track, to);
	if (group->shutdown) {
		begin(group, false, to);
		fputs("shutdown\n", to);
	}
	if (group->v3)
		fputs("  exit-vrrp\n", to);
}

void print_fhrp(const struct interface *interface, FILE *to)
{
	VEC_FOREACH (group, &interface->fhrp)
		print_group(group, to);
}
