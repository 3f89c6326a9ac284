/* Cron entries: what they may be, and when they come next, at a place that puts its clocks. */
#define _XOPEN_SOURCE 700
#include <criterion/criterion.h>
#include <stdlib.h>

#include "grammar/cron.h"

/* WHEN and the answer as local time, "2025-06-15 10:00". */
static void expect(const char *entry, const char *when, const char *next)
{
	struct cron cron;
	struct tm tm = {.tm_isdst = -1};
	char text[32];
	time_t found;

	setenv("TZ", "CET-1CEST,M3.5.0,M10.5.0/3", 1);
	tzset();
	cr_assert_null(cron_read(entry, &cron), "%s", entry);
	cr_assert_not_null(strptime(when, "%Y-%m-%d %H:%M:%S", &tm));
	tm.tm_isdst = -1;
	found = cron_next(&cron, mktime(&tm));
	if (found == -1) {
		cr_assert_null(next, "%s: never", entry);
		return;
	}
	localtime_r(&found, &tm);
	strftime(text, sizeof text, "%Y-%m-%d %H:%M:%S", &tm);
	cr_assert_str_eq(text, next, "%s after %s: %s, not %s", entry, when, text, next);
}

Test(cron, comes_next)
{
	expect("* * * * *", "2025-06-15 10:00:00", "2025-06-15 10:01:00");
	expect("* * * * *", "2025-06-15 10:00:59", "2025-06-15 10:01:00");
	expect("0 3 * * *", "2025-06-15 10:00:00", "2025-06-16 03:00:00");
	expect("0 3 * * *", "2025-06-15 02:59:30", "2025-06-15 03:00:00");
	expect("*/15 3,4 * jan-mar mon-fri", "2025-03-31 04:45:00", "2026-01-01 03:00:00");
	expect("5/20 * * * *", "2025-06-15 10:06:00", "2025-06-15 10:25:00");
	expect("0 0 29 2 *", "2025-06-15 10:00:00", "2028-02-29 00:00:00");
	expect("@weekly", "2025-06-15 00:00:00", "2025-06-22 00:00:00");
	expect("0 12 * * 7", "2025-06-14 13:00:00", "2025-06-15 12:00:00");
	expect("0 0 31 2 *", "2025-06-15 10:00:00", NULL);
}

Test(cron, takes_either_day_when_both_are_named)
{
	expect("0 0 13 * fri", "2025-06-09 10:00:00", "2025-06-13 00:00:00");
	expect("0 0 13 * fri", "2025-06-13 10:00:00", "2025-06-20 00:00:00");
	expect("0 0 17 * fri", "2025-06-16 10:00:00", "2025-06-17 00:00:00");
}

Test(cron, bears_clocks_that_are_put)
{
	expect("30 2 * * *", "2025-03-29 03:00:00", "2025-03-30 03:30:00");
	expect("30 2 * * *", "2025-10-25 03:00:00", "2025-10-26 02:30:00");
}

Test(cron, refuses)
{
	static const char *const bad[] = {
		"",
		"* * * *",
		"* * * * * *",
		"60 * * * *",
		"* 24 * * *",
		"* * 0 * *",
		"* * * 13 *",
		"* * * * 8",
		"5-1 * * * *",
		"*/0 * * * *",
		"1,,2 * * * *",
		"x * * * *",
		"* * * foo *",
		"@noon",
		"1- * * * *",
		"* * * * mons",
		"1/ * * * *",
		"00000001 * * * *",
	};
	struct cron cron;

	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		cr_expect_not_null(cron_read(bad[i], &cron), "'%s' was taken", bad[i]);
}
