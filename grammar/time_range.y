/* Time ranges: `time-range NAME`, with `periodic` and `absolute` under it. ios-semantics.md 1.3. */
%mode TIME_RANGE "time range" "config-time-range"
%help "time-range" A time in which entries hold
%help GLOBAL: "time-range" WORD Name of the time range
%help TIME_RANGE: "periodic" Every week
%help TIME_RANGE: "absolute" From one moment to another
%help "periodic" "daily" Every day
%help "periodic" "weekdays" Monday to Friday
%help "periodic" "weekend" Saturday and Sunday
%help "sunday" Sunday
%help "monday" Monday
%help "tuesday" Tuesday
%help "wednesday" Wednesday
%help "thursday" Thursday
%help "friday" Friday
%help "saturday" Saturday
%help WORD "to" Until
%help "absolute" "start" First moment
%help "absolute" "end" Last moment
%help "january" Month
%help "february" Month
%help "march" Month
%help "april" Month
%help "may" Month
%help "june" Month
%help "july" Month
%help "august" Month
%help "september" Month
%help "october" Month
%help "november" Month
%help "december" Month
%help TIME_RANGE: ... WORD Time of the day, as 8:00
%help "absolute" "start" WORD NUMBER Day of the month
%help "absolute" "start" WORD NUMBER WORD NUMBER Year
%help "end" WORD NUMBER Day of the month
%help "end" WORD NUMBER WORD NUMBER Year
%code requires {
struct clock_date {
	int64_t seconds;
	bool given;
};
}
%nterm <uint8_t> range_days range_day_list range_day range_month
%nterm <uint16_t> range_clock
%nterm <struct clock_date> range_date range_start range_end
%%
global: "time-range" name { time_range_enter(cx, $name); };

line: IN_TIME_RANGE no time_range_command;
time_range_command:
    "periodic" range_days[days] range_clock[from] "to" range_clock[to]
      { range_period(cx, $days, $from, DAY_NONE, $to); }
  | "periodic" range_day_list[days] range_clock[from] "to" range_clock[to]
      { range_period(cx, $days, $from, DAY_NONE, $to); }
  | "periodic" range_day_list[days] range_clock[from] "to" range_day[last] range_clock[to]
      { CHECK(range_one_day(cx, @days, $days)); range_period(cx, $days, $from, $last, $to); }
  | "absolute" range_start[start] range_end[end]
      { CHECK(absolute_ends(cx, @$, $start, $end)); range_absolute(cx, $start, $end); }
  ;
range_days: "daily"    { $$ = 0x7f; }
          | "weekdays" { $$ = 0x3e; }
          | "weekend"  { $$ = 0x41; }
          ;
range_day_list: range_day                    { $$ = (uint8_t)(1 << $1); }
              | range_day_list[so] range_day { $$ = (uint8_t)($so | 1 << $2); }
              ;
range_day: "sunday"    { $$ = 0; }
         | "monday"    { $$ = 1; }
         | "tuesday"   { $$ = 2; }
         | "wednesday" { $$ = 3; }
         | "thursday"  { $$ = 4; }
         | "friday"    { $$ = 5; }
         | "saturday"  { $$ = 6; }
         ;
range_clock: WORD { CHECK(range_clock_of(cx, $WORD, &$$)); };

range_start: %empty             { $$ = (struct clock_date){0}; }
           | "start" range_date { $$ = $2; }
           ;
range_end: %empty           { $$ = (struct clock_date){0}; }
         | "end" range_date { $$ = $2; }
         ;
range_date: range_clock[clock] NUMBER[day] range_month[month] NUMBER[year]
              { CHECK(number_in(cx, @day, $day, 1, 31));
                CHECK(number_in(cx, @year, $year, 1993, 2105));
                CHECK(range_date_of(cx, @$, $clock, $day, $month, $year, &$$)); }
          ;
range_month: "january"   { $$ = 0; }
           | "february"  { $$ = 1; }
           | "march"     { $$ = 2; }
           | "april"     { $$ = 3; }
           | "may"       { $$ = 4; }
           | "june"      { $$ = 5; }
           | "july"      { $$ = 6; }
           | "august"    { $$ = 7; }
           | "september" { $$ = 8; }
           | "october"   { $$ = 9; }
           | "november"  { $$ = 10; }
           | "december"  { $$ = 11; }
           ;
%%
#include <time.h>

static void time_range_enter(struct ios_reader *cx, struct name name)
{
	if (cx->no) {
		time_range_remove(cx->router, name);
		return;
	}
	cx->time_range = time_range_open(cx->router, name);
	enter(cx, MODE_TIME_RANGE);
}

/* `8:00`, as minutes of the day. */
static bool range_clock_of(struct ios_reader *cx, struct name word, uint16_t *minutes)
{
	unsigned hour = 0, minute = 0;
	int end = 0;

	*minutes = 0;
	if (strspn(word.s, "0123456789:") != strlen(word.s) ||
	    sscanf(word.s, "%2u:%2u%n", &hour, &minute, &end) != 2 || word.s[end] || hour > 23 ||
	    minute > 59)
		return fault(cx, word.at, "'%s' is no time of the day: it is hh:mm", word.s);
	*minutes = (uint16_t)(hour * 60 + minute);
	return true;
}

static bool range_date_of(struct ios_reader *cx, struct span at, uint16_t minutes, uint32_t day,
		    uint8_t month, uint32_t year, struct clock_date *date)
{
	struct tm tm = {.tm_min = minutes,
			.tm_mday = (int)day,
			.tm_mon = month,
			.tm_year = (int)year - 1900};

	*date = (struct clock_date){timegm(&tm), true};
	if (tm.tm_mon != month)
		return fault(cx, at, "the month has no day %u", day);
	return true;
}

static bool range_one_day(struct ios_reader *cx, struct span at, uint8_t days)
{
	return !(days & (days - 1)) || fault(cx, at, "only one day can begin a span of days");
}

static void range_period(struct ios_reader *cx, uint8_t days, uint16_t from, uint8_t to_day, uint16_t to)
{
	struct time_period row = {
		.at = cx->line, .days = days, .to_day = to_day, .from = from, .to = to};

	time_range_period(cx->router, cx->time_range, &row, cx->no);
}

static bool absolute_ends(struct ios_reader *cx, struct span at, struct clock_date start,
			  struct clock_date end)
{
	if (cx->no)
		return true;
	if (!start.given && !end.given)
		return fault(cx, at, "'absolute' needs a start or an end");
	if (start.given && end.given && end.seconds < start.seconds)
		return fault(cx, at, "the time range ends before it begins");
	return true;
}

static void range_absolute(struct ios_reader *cx, struct clock_date start, struct clock_date end)
{
	struct time_range *range = cx->time_range;

	range->has_start = !cx->no && start.given;
	range->has_end = !cx->no && end.given;
	range->start = start.seconds;
	range->end = end.seconds;
}
