/* Buffers of what comes and goes over descriptors that nobody may wait for, and the framing between
 * core and loader. */
#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "agent_channel.h"
#include "sealed.h"

enum { FILL = 1024 * 1024 };

/* What was taken leaves a gap in front, so that taking a little of much moves nothing. */
static char *buffer_base(const struct buffer *buffer)
{
	return buffer->gap ? buffer->at - buffer->gap : buffer->at;
}

static void close_gap(struct buffer *buffer)
{
	buffer->at = memmove(buffer_base(buffer), buffer->at, buffer->len);
	buffer->cap += buffer->gap;
	buffer->gap = 0;
}

static void buffer_room(struct buffer *buffer, size_t len)
{
	char *base;

	if (buffer->cap - buffer->len < len && buffer->gap && buffer->gap >= buffer->len)
		close_gap(buffer);
	if (buffer->cap - buffer->len >= len)
		return;
	buffer->cap = buffer->cap * 2 > buffer->len + len ? buffer->cap * 2 : buffer->len + len;
	base = realloc(buffer_base(buffer), buffer->gap + buffer->cap);
	if (!base)
		abort();
	buffer->at = base + buffer->gap;
}

void buffer_add(struct buffer *buffer, const void *at, size_t len)
{
	buffer_room(buffer, len);
	memcpy(buffer->at + buffer->len, at, len);
	buffer->len += len;
}

void buffer_take(struct buffer *buffer, size_t len)
{
	buffer->at += len;
	buffer->gap += len;
	buffer->cap -= len;
	buffer->len -= len;
	if (buffer->len == 0)
		buffer_free(buffer);
}

void buffer_free(struct buffer *buffer)
{
	free(buffer_base(buffer));
	*buffer = (struct buffer){0};
}

static int result(ssize_t n)
{
	if (n > 0)
		return 1;
	return n < 0 && (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR) ? 0 : -1;
}

static int filled(struct buffer *buffer, ssize_t n)
{
	if (n > 0)
		buffer->len += (size_t)n;
	return result(n);
}

static char *fill_room(struct buffer *buffer, size_t *len)
{
	buffer_room(buffer, buffer->len < FILL ? 64 * 1024 : FILL);
	*len = buffer->cap - buffer->len;
	return buffer->at + buffer->len;
}

int buffer_fill(struct buffer *buffer, int fd)
{
	size_t len;
	char *at = fill_room(buffer, &len);

	return filled(buffer, recv(fd, at, len, 0));
}

int buffer_fill_passed(struct buffer *buffer, int fd, struct passed *passed)
{
	size_t len;
	char *at = fill_room(buffer, &len);

	return filled(buffer, passed_recv(fd, at, len, passed, PASSED_MOST));
}

int buffer_drain(struct buffer *buffer, int fd)
{
	ssize_t n;

	if (!buffer->len)
		return 1;
	n = send(fd, buffer->at, buffer->len, MSG_NOSIGNAL);
	if (n > 0)
		buffer_take(buffer, (size_t)n);
	return result(n);
}

void message_begin(struct buffer *buffer, size_t len)
{
	uint32_t head = (uint32_t)len;

	buffer_add(buffer, &head, sizeof head);
}

void message_put(struct buffer *buffer, const char *text, size_t len)
{
	message_begin(buffer, len);
	buffer_add(buffer, text, len);
}

const char *message_get(const struct buffer *buffer, size_t *len)
{
	uint32_t head;

	if (buffer->len < sizeof head)
		return NULL;
	memcpy(&head, buffer->at, sizeof head);
	*len = head;
	return buffer->len - sizeof head < head ? NULL : buffer->at + sizeof head;
}

void message_done(struct buffer *buffer)
{
	uint32_t head;

	memcpy(&head, buffer->at, sizeof head);
	buffer_take(buffer, sizeof head + head);
}
