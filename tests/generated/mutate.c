/*
 * What a slip of the hand makes of a configuration: every line deleted, doubled, cut after each of
 * its words, every word replaced by hostile ones. Each is compiled twice: no crash, no run of more
 * than a second, the same diagnostics and files. The mutation in work is told when it kills us.
 *
 * usage: mutate EVERY FILE...    EVERY: take one mutation of that many, counted over all files
 */
#include <ctype.h>
#include <signal.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

#include "tests/fuzz/whole.h"

enum { HANG_SECONDS = 10, MOST_MILLISECONDS = 1000 };

static const char *const hostile[] = {
	"",
	"0",
	"4294967296",
	"-1",
	"255.255.255.255",
	"0.0.0.0/33",
	"::/129",
	"permit",
	"no",
	"\"",
	"$(x)",
	"../../x",
	"%s%n",
	"\xc3\xa9\xff",
	"\x1b[2J",
	"Serial0/1/0",
	"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
	"aaaaa",
};

struct text {
	char *at;
	size_t len;
};

/* What is being compiled, for the handler of signals. */
static struct {
	const char *file, *how, *with;
	unsigned long line;
	struct text made;
	unsigned long tried, skipped, slow, differ;
} now;

static void tell(const char *what)
{
	fprintf(stderr, "%s:%lu: %s%s%s: %s\n", now.file, now.line, now.how, *now.with ? " " : "",
		now.with, what);
}

static void killed(int number)
{
	tell(number == SIGALRM ? "hangs" : strsignal(number));
	fwrite(now.made.at, 1, now.made.len, stderr);
	_exit(1);
}

static double seconds(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &ts);
	return (double)ts.tv_sec + 1e-9 * (double)ts.tv_nsec;
}

/* TEXT with LEN bytes at OFF replaced. */
static void try(const struct text *text, size_t off, size_t len, const char *with, size_t with_len,
		unsigned long every)
{
	double start;
	uint64_t first, second;

	if (now.skipped++ % every)
		return;
	now.made.len = text->len - len + with_len;
	now.made.at = realloc(now.made.at, now.made.len + 1);
	if (!now.made.at)
		exit(2);
	memcpy(now.made.at, text->at, off);
	memcpy(now.made.at + off, with, with_len);
	memcpy(now.made.at + off + with_len, text->at + off + len, text->len - off - len);
	now.made.at[now.made.len] = '\0';
	now.tried++;
	alarm(HANG_SECONDS);
	start = seconds();
	first = whole_compile(now.made.at, now.made.len);
	if ((seconds() - start) * 1000 > MOST_MILLISECONDS) {
		tell("takes more than a second");
		now.slow++;
	}
	second = whole_compile(now.made.at, now.made.len);
	alarm(0);
	if (first != second) {
		tell("compiles to something else the second time");
		now.differ++;
	}
}

static void mutate_words(const struct text *text, size_t start, size_t end, unsigned long every)
{
	size_t word, at = start;

	for (;;) {
		while (at < end && isspace((unsigned char)text->at[at]))
			at++;
		if (at == end)
			return;
		for (word = at; at < end && !isspace((unsigned char)text->at[at]);)
			at++;
		now.how = "a word replaced by";
		for (size_t i = 0; i < sizeof hostile / sizeof *hostile; i++) {
			now.with = hostile[i];
			try(text, word, at - word, hostile[i], strlen(hostile[i]), every);
		}
		now.how = "cut after a word";
		now.with = "";
		try(text, at, end - at, "", 0, every);
	}
}

static void mutate(const struct text *text, unsigned long every)
{
	size_t start, end;

	for (start = 0, now.line = 1; start < text->len; start = end + 1, now.line++) {
		const char *newline = memchr(text->at + start, '\n', text->len - start);

		if (!newline)
			return;
		end = (size_t)(newline - text->at);
		now.with = "";
		now.how = "deleted";
		try(text, start, end + 1 - start, "", 0, every);
		now.how = "doubled";
		try(text, start, 0, text->at + start, end + 1 - start, every);
		mutate_words(text, start, end, every);
	}
}

static bool read_file(const char *name, struct text *text)
{
	FILE *from = fopen(name, "r"), *to = open_memstream(&text->at, &text->len);
	int c;

	if (!from || !to)
		return false;
	while ((c = getc(from)) != EOF)
		putc(c, to);
	fclose(from);
	return fclose(to) == 0;
}

int main(int argc, char **argv)
{
	static const int signals[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT, SIGALRM};
	unsigned long every = argc > 2 ? strtoul(argv[1], NULL, 10) : 0;

	if (!every)
		return 2;
	for (size_t i = 0; i < sizeof signals / sizeof *signals; i++)
		signal(signals[i], killed);
	for (int i = 2; i < argc; i++) {
		struct text text;

		now.file = argv[i];
		if (!read_file(argv[i], &text))
			return 2;
		mutate(&text, every);
		free(text.at);
	}
	free(now.made.at);
	printf("%lu mutations, %lu slow, %lu not the same twice\n", now.tried, now.slow,
	       now.differ);
	return now.slow || now.differ;
}
