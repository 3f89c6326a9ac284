/* Times by a calendar, as cron's tables give them. */
#ifndef GRAMMAR_CRON_H
#define GRAMMAR_CRON_H

#include <stdbool.h>
#include <stdint.h>
#include <time.h>

/* A bit for each value; weekday 0 is Sunday. */
struct cron {
	uint64_t minutes;
	uint32_t hours, days;
	uint16_t months;
	uint8_t weekdays;
	bool any_day, any_weekday; /* `*`: then the other one alone decides */
};

/* "0 3 * * mon-fri", or "@daily". NULL when it is good, else what is wrong with it. */
const char *cron_read(const char *text, struct cron *cron);
/* The first time after NOW that it names, by the local clock; -1: none in the next years. */
time_t cron_next(const struct cron *cron, time_t now);

#endif
