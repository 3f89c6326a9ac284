/*
 * Log lines in the form that people grep for: IOS's. One write a line; control characters, which a
 * configuration may have put into a name, do not reach the terminal. A reader that has stopped
 * reading loses lines rather than hold up a failover.
 */
#include <poll.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "agent_log.h"
#include "backends/backend.h"

static size_t stamp(char *buf, size_t size)
{
	struct timespec now;
	struct tm parts;
	size_t len;

	clock_gettime(CLOCK_REALTIME, &now);
	localtime_r(&now.tv_sec, &parts);
	len = strftime(buf, size, "*%b %e %H:%M:%S", &parts);
	return len + (size_t)snprintf(buf + len, size - len, ".%03ld: ", now.tv_nsec / 1000000);
}

/* Those of ASCII, and those of Latin-1 as UTF-8 writes them, which terminals obey as well: without
 * its first byte the second one is none. */
static bool is_control(const char *s)
{
	unsigned char first = (unsigned char)s[0], second = (unsigned char)s[1];

	return first < ' ' || first == 127 || (first == 0xc2 && second >= 0x80 && second < 0xa0);
}

static void (*listener)(void *context, const char *line);
static void *listener_context;

void log_listen(void (*hear)(void *context, const char *line), void *context)
{
	listener = hear;
	listener_context = context;
}

/* LINE has its stamp, of LEN bytes, already. */
__attribute__((format(printf, 4, 0))) static void put(char *line, size_t size, size_t len,
						      const char *format, va_list ap)
{
	struct pollfd out = {.fd = STDERR_FILENO, .events = POLLOUT};
	size_t head = (size_t)(strstr(line, ": ") + 2 - line);
	int n = vsnprintf(line + len, size - len - 1, format, ap);

	len += (size_t)n < size - len - 1 ? (size_t)n : size - len - 2;
	for (size_t i = 0; i < len; i++)
		if (is_control(line + i))
			line[i] = ' ';
	line[len] = '\0';
	if (listener)
		listener(listener_context, line + head);
	line[len++] = '\n';
	/* a pipe that takes anything takes as much as our longest line at once */
	if (poll(&out, 1, 0) != 0 && write(STDERR_FILENO, line, len) < 0)
		return;
}

void log_line(const char *what, const char *format, ...)
{
	char line[1024];
	size_t len = stamp(line, sizeof line);
	va_list ap;

	len += (size_t)snprintf(line + len, sizeof line - len, "%%%s: ", what);
	va_start(ap, format);
	put(line, sizeof line, len, format, ap);
	va_end(ap);
}

void log_debug(const char *format, ...)
{
	char line[1024];
	size_t len = stamp(line, sizeof line);
	va_list ap;

	va_start(ap, format);
	put(line, sizeof line, len, format, ap);
	va_end(ap);
}
