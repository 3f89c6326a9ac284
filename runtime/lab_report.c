/*
 * How a run looks: the same lines on a terminal and in a log, colour on a terminal only. What
 * somebody else printed stands behind a bar, so that it is told from our own words.
 */
#include "lab.h"

#include <stdio.h>
#include <string.h>

enum { WHAT_WIDTH = 44 };

enum style { PLAIN, BOLD, DIM, GREEN, RED };

static const char *sgr(const struct lab_run *run, enum style style)
{
	static const char *const codes[] = {"\033[0m", "\033[1m", "\033[2m", "\033[32m",
					    "\033[1;31m"};

	return run->colour ? codes[style] : "";
}

void lab_say_title(const struct lab_run *run)
{
	printf("%sCauseway lab: %s%s\n", sgr(run, BOLD), run->lab->name, sgr(run, PLAIN));
	if (run->lab->title)
		printf("%s\n", run->lab->title);
}

void lab_say_heading(const struct lab_run *run, const char *text)
{
	printf("\n%s%s%s\n", sgr(run, BOLD), text, sgr(run, PLAIN));
}

/* Columns of UTF-8 text, near enough: continuation bytes have no width. */
static int columns(const char *s)
{
	int n = 0;

	for (; *s; s++)
		n += ((unsigned char)*s & 0xc0) != 0x80;
	return n;
}

void lab_say_begin(const struct lab_run *run, unsigned number, const char *what)
{
	int pad = WHAT_WIDTH - columns(what);

	if (number > 0)
		printf("%4u  ", number);
	else
		printf("      ");
	printf("%s%*s  ", what, pad > 0 ? pad : 0, "");
	fflush(stdout);
	(void)run;
}

static void print_time(double ms)
{
	if (ms < 9999.5)
		printf("%6.0f ms", ms);
	else
		printf("%7.1f s", ms / 1e3);
}

void lab_say_end(const struct lab_run *run, bool held, const char *detail, double ms)
{
	printf("%s%s%s", sgr(run, held ? GREEN : RED), held ? "ok  " : "FAIL", sgr(run, PLAIN));
	print_time(ms);
	if (detail && *detail)
		printf("   %s", detail);
	putchar('\n');
	fflush(stdout);
}

void lab_say_lines(const struct lab_run *run, const char *text, int width)
{
	while (*text) {
		int len = (int)strcspn(text, "\n"), shown = width == 0 || len < width ? len : width;

		printf("      %s| ", sgr(run, DIM));
		for (int i = 0; i < shown; i++)
			if (text[i] == '\t')
				fputs("  ", stdout);
			else
				putchar((unsigned char)text[i] < ' ' ? '?' : text[i]);
		printf("%s%s\n", len > shown ? "..." : "", sgr(run, PLAIN));
		text += len + (text[len] == '\n');
	}
	fflush(stdout);
}

static void print_measure(const struct lab_run *run, const struct lab_measure *measure)
{
	bool held = measure->ms <= measure->limit;

	lab_say_begin(run, 0, measure->what);
	printf("%s%s%s", sgr(run, held ? GREEN : RED), held ? "ok  " : "FAIL", sgr(run, PLAIN));
	print_time(measure->ms);
	printf("   of at most %.0f ms%s%s\n", measure->limit,
	       measure->detail && *measure->detail ? ": " : "",
	       measure->detail ? measure->detail : "");
}

bool lab_say_summary(const struct lab_run *run)
{
	unsigned steps = 0, failed = 0;

	lab_say_heading(run, "Summary");
	VEC_FOREACH (section, &run->sections) {
		if (section->steps == 0)
			continue;
		lab_say_begin(run, 0, section->heading);
		printf("%s%s%s", sgr(run, section->failed ? RED : GREEN),
		       section->failed ? "FAIL" : "ok  ", sgr(run, PLAIN));
		print_time(section->ms);
		printf("   %u of %u steps held\n", section->steps - section->failed,
		       section->steps);
		steps += section->steps;
		failed += section->failed;
	}
	VEC_FOREACH (measure, &run->measures)
		print_measure(run, measure);
	printf("\n%s%u of %u steps held%s, %.1f s in all\n", sgr(run, failed ? RED : GREEN),
	       steps - failed, steps, sgr(run, PLAIN), (clock_ms() - run->begin) / 1e3);
	fflush(stdout);
	return failed == 0;
}
