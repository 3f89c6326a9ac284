/*
 * Cron entries: minute, hour, day, month, weekday; lists, ranges, steps, names. When both days are
 * restricted either will do, as in cron.
 */
#include "cron.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { NAME_LENGTH = 3, LOOKED_AHEAD = 366 * 8 /* days: a 29th of February */ };

struct field {
	unsigned low, high;
	const char *names; /* three letters each, from LOW on */
	const char *what;
};

static const struct field fields[] = {
	{0, 59, NULL, "a minute is 0 to 59"},
	{0, 23, NULL, "an hour is 0 to 23"},
	{1, 31, NULL, "a day is 1 to 31"},
	{1, 12, "janfebmaraprmayjunjulaugsepoctnovdec", "a month is 1 to 12, or a name"},
	{0, 7, "sunmontuewedthufrisat", "a weekday is 0 to 7, or a name"},
};

enum { FIELDS = sizeof fields / sizeof *fields };

static bool read_value(const struct field *field, const char **s, unsigned *value)
{
	size_t digits = strspn(*s, "0123456789"), names = field->names ? strlen(field->names) : 0;

	if (digits && digits < 4) {
		*value = (unsigned)strtoul(*s, NULL, 10);
		*s += digits;
		return *value >= field->low && *value <= field->high;
	}
	for (size_t i = 0; i < names; i += NAME_LENGTH)
		if (!strncasecmp(*s, field->names + i, NAME_LENGTH)) {
			*value = field->low + (unsigned)(i / NAME_LENGTH);
			*s += NAME_LENGTH;
			return true;
		}
	return false;
}

/* `*`, `5`, `1-5`, each perhaps with `/2`. */
static bool read_range(const struct field *field, const char **s, uint64_t *bits, bool *any)
{
	unsigned first = field->low, last = field->high, step = 1;
	bool star = **s == '*';

	if (star) {
		++*s;
	} else {
		if (!read_value(field, s, &first))
			return false;
		last = first;
		if (**s == '-') {
			++*s;
			if (!read_value(field, s, &last) || last < first)
				return false;
		}
	}
	if (**s == '/') {
		size_t digits = strspn(++*s, "0123456789");

		step = digits && digits < 4 ? (unsigned)strtoul(*s, NULL, 10) : 0;
		*s += digits;
		if (!step)
			return false;
		if (!star && last == first)
			last = field->high;
	}
	*any |= star && step == 1;
	for (unsigned value = first; value <= last; value += step)
		*bits |= UINT64_C(1) << value;
	return true;
}

static bool read_field(const struct field *field, const char **s, uint64_t *bits, bool *any)
{
	*bits = 0;
	*any = false;
	do {
		if (!read_range(field, s, bits, any))
			return false;
	} while (**s == ',' && ++*s);
	return **s == ' ' || !**s;
}

static const char *spelt_out(const char *text)
{
	static const char *const words[][2] = {
		{"@yearly", "0 0 1 1 *"}, {"@annually", "0 0 1 1 *"}, {"@monthly", "0 0 1 * *"},
		{"@weekly", "0 0 * * 0"}, {"@daily", "0 0 * * *"},    {"@midnight", "0 0 * * *"},
		{"@hourly", "0 * * * *"},
	};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (!strcasecmp(text, words[i][0]))
			return words[i][1];
	return text;
}

const char *cron_read(const char *text, struct cron *cron)
{
	const char *s = spelt_out(text);
	uint64_t bits[FIELDS];
	bool any[FIELDS];

	for (int i = 0; i < FIELDS; i++) {
		s += strspn(s, " ");
		if (!*s)
			return "it has a minute, an hour, a day, a month and a weekday";
		if (!read_field(&fields[i], &s, &bits[i], &any[i]))
			return fields[i].what;
	}
	if (s[strspn(s, " ")])
		return "it has five fields";
	*cron = (struct cron){
		.minutes = bits[0],
		.hours = (uint32_t)bits[1],
		.days = (uint32_t)bits[2],
		.months = (uint16_t)bits[3],
		.weekdays = (uint8_t)((bits[4] | bits[4] >> 7) & 0x7f),
		.any_day = any[2],
		.any_weekday = any[4],
	};
	return NULL;
}

static bool day_is(const struct cron *cron, const struct tm *tm)
{
	bool day = cron->days >> tm->tm_mday & 1, weekday = cron->weekdays >> tm->tm_wday & 1;

	if (!(cron->months >> (tm->tm_mon + 1) & 1))
		return false;
	if (cron->any_day || cron->any_weekday)
		return day && weekday;
	return day || weekday;
}

time_t cron_next(const struct cron *cron, time_t now)
{
	struct tm tm;
	int first;

	localtime_r(&now, &tm);
	first = tm.tm_hour * 60 + tm.tm_min + 1;
	for (int n = 0; n < LOOKED_AHEAD; n++) {
		for (int at = first; day_is(cron, &tm) && at < 24 * 60; at++) {
			struct tm found = tm;
			time_t time;

			if (!(cron->hours >> (at / 60) & 1) || !(cron->minutes >> (at % 60) & 1))
				continue;
			found.tm_hour = at / 60;
			found.tm_min = at % 60;
			found.tm_sec = 0;
			found.tm_isdst = -1;
			time = mktime(&found);
			if (time > now)
				return time;
		}
		first = 0;
		tm.tm_mday++;
		tm.tm_hour = 12; /* where no clock is put forward or back */
		tm.tm_min = tm.tm_sec = 0;
		tm.tm_isdst = -1;
		mktime(&tm);
	}
	return -1;
}
