/*
 * How fast a large configuration is read, and how much memory that takes: a million lines of access
 * lists, static NAT and routes, made here so that the figures can be repeated. Peers in the same
 * run: the words alone (flex), and counting the lines (memchr, as wc -l does).
 *
 * usage: reader [LINES [FILE]]    FILE: write the configuration there, too
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "grammar/reader.h"
#include "grammar/words.h"

enum { ENTRIES_PER_LIST = 1000, RUNS = 5 };

static void generate_entry(FILE *to, unsigned i)
{
	const char *action = i % 3 ? "permit" : "deny";
	unsigned a = i >> 8 & 255, b = i & 255, c = i * 7 >> 8 & 255, d = i * 7 & 255;
	unsigned port = 1024 + i * 13 % 60000;

	switch (i % 5) {
	case 0:
		fprintf(to, " %s tcp 10.%u.%u.0 0.0.0.255 host 198.18.%u.%u eq %u\n", action, a, b,
			c, d, port);
		return;
	case 1:
		fprintf(to, " %s udp 10.%u.%u.0 0.0.0.255 host 198.18.%u.%u range %u %u\n", action,
			a, b, c, d, port, port + 10);
		return;
	case 2:
		fprintf(to, " %s ip 10.%u.%u.0 0.0.0.255 198.18.%u.%u 0.0.255.0\n", action, a, b, c,
			d);
		return;
	case 3:
		fprintf(to, " %s tcp host 10.%u.%u.7 any eq www established\n", action, a, b);
		return;
	default:
		fprintf(to, " %s icmp any host 198.18.%u.%u echo-reply log\n", action, c, d);
	}
}

/* Eight lines in ten are access lists, one static NAT, one a route. */
static void generate(FILE *to, unsigned lines)
{
	unsigned lists = lines / 10 * 8, rest = (lines - lists - 3) / 2;

	fputs("interface Serial0/1/0\n ip address 192.0.2.1 255.255.255.0\n ip nat outside\n", to);
	for (unsigned i = 0; i < lists; i++) {
		if (i % (ENTRIES_PER_LIST + 1) == 0)
			fprintf(to, "ip access-list extended L%u\n", i / (ENTRIES_PER_LIST + 1));
		else
			generate_entry(to, i);
	}
	for (unsigned i = 0; i < rest; i++)
		fprintf(to,
			"ip nat inside source static tcp 192.168.%u.%u 80 203.0.%u.%u %u "
			"extendable\n",
			i >> 8 & 255, i & 255, 112 + i / 60000 / 256, i / 60000 & 255,
			1024 + i % 60000);
	for (unsigned i = 0; i < rest; i++)
		fprintf(to, "ip route %u.%u.%u.0 255.255.255.0 192.0.2.%u\n", 20 + (i >> 16),
			i >> 8 & 255, i & 255, 2 + i % 250);
}

/* The core's time that this process has used, kernel included: the rate is that of one core. */
static double now(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &ts);
	return (double)ts.tv_sec + 1e-9 * (double)ts.tv_nsec;
}

struct figures {
	double seconds;
	size_t lines;
};

static struct figures count_lines(const char *text, size_t len)
{
	const char *end = text + len, *newline;
	struct figures figures = {.seconds = now()};

	for (; (newline = memchr(text, '\n', (size_t)(end - text))); text = newline + 1)
		figures.lines++;
	figures.seconds = now() - figures.seconds;
	return figures;
}

static struct figures cut_words(const char *text, size_t len)
{
	struct arena *arena = arena_new();
	struct figures figures = {.seconds = now()};
	const char *end = text + len, *newline, *at;
	struct words words;

	words_open(&words, arena);
	for (at = text; (newline = memchr(at, '\n', (size_t)(end - at))); at = newline + 1) {
		words_cut(&words, text,
			  (struct span){(uint32_t)(at - text), (uint32_t)(newline - at)});
		figures.lines++;
	}
	words_close(&words);
	figures.seconds = now() - figures.seconds;
	arena_free(arena);
	return figures;
}

static struct figures read_all(const char *text, size_t len)
{
	struct arena *arena = arena_new();
	struct names *names = names_new(arena);
	struct figures figures = {0};
	struct router *router;
	struct source source;
	struct diags diags;

	diags_init(&diags, arena);
	source_from_text(&source, "generated", text, len, &diags);
	figures.seconds = now();
	router = router_new(arena, names, &source, &diags);
	ios_read(router);
	figures.seconds = now() - figures.seconds;
	figures.lines = router->line_class.len;
	if (diags.errors || diags.warnings || router->understood != figures.lines) {
		diags_print(&diags, &source, stderr, false, false);
		fputs("reader: the generated configuration is not read clean\n", stderr);
		exit(1);
	}
	source_close(&source);
	names_free(names);
	arena_free(arena);
	return figures;
}

/* The best of RUNS, each in a process of its own; *RSS: its peak in bytes, the text included. */
static struct figures measure(struct figures (*work)(const char *, size_t), const char *text,
			      size_t len, size_t *rss)
{
	struct figures best = {0}, got;
	struct rusage usage;
	int fds[2], status;

	for (int run = 0; run < RUNS; run++) {
		pid_t pid;

		if (pipe(fds) || (pid = fork()) < 0)
			exit(2);
		if (pid == 0) {
			got = work(text, len);
			_exit(write(fds[1], &got, sizeof got) != sizeof got);
		}
		close(fds[1]);
		if (read(fds[0], &got, sizeof got) != sizeof got)
			exit(1);
		close(fds[0]);
		if (wait4(pid, &status, 0, &usage) != pid || status)
			exit(1);
		if (!run || got.seconds < best.seconds)
			best = got;
		*rss = (size_t)usage.ru_maxrss * 1024;
	}
	return best;
}

static void report(const char *what, struct figures (*work)(const char *, size_t), const char *text,
		   size_t len)
{
	size_t rss = 0;
	struct figures f = measure(work, text, len, &rss);

	printf("%-24s %8.2f million lines/s %8.1f MB/s   peak memory %4.1f x file\n", what,
	       (double)f.lines / f.seconds / 1e6, (double)len / f.seconds / 1e6,
	       (double)rss / (double)len);
}

int main(int argc, char **argv)
{
	unsigned lines = argc > 1 ? (unsigned)strtoul(argv[1], NULL, 10) : 1000000;
	char *text = NULL;
	size_t len = 0;
	FILE *to = open_memstream(&text, &len);

	if (!to || lines < 100)
		return 2;
	generate(to, lines);
	fclose(to);
	if (argc > 2) {
		to = fopen(argv[2], "w");
		if (!to || fwrite(text, 1, len, to) != len || fclose(to))
			return 2;
	}
	printf("%u lines, %.1f MB\n", lines, (double)len / 1e6);
	report("lines alone (wc -l)", count_lines, text, len);
	report("words alone (flex)", cut_words, text, len);
	report("read (causeway)", read_all, text, len);
	free(text);
	return 0;
}
