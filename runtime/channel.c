/* Buffers of what comes and goes over descriptors that nobody may wait for, and the framing between
 * core and loader. */
#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "agent_channel.h"

enum { FILL = 1024 * 1024 };

static void buffer_room(struct buffer *buffer, size_t len)
{
	if (buffer->cap - buffer->len >= len)
		return;
	buffer->cap = buffer->cap * 2 > buffer->len + len ? buffer->cap * 2 : buffer->len + len;
	buffer->at = realloc(buffer->at, buffer->cap);
	if (!buffer->at)
		abort();
}

void buffer_add(struct buffer *buffer, const void *at, size_t len)
{
	buffer_room(buffer, len);
	memcpy(buffer->at + buffer->len, at, len);
	buffer->len += len;
}

void buffer_take(struct buffer *buffer, size_t len)
{
	buffer->len -= len;
	memmove(buffer->at, buffer->at + len, buffer->len);
	if (buffer->len == 0)
		buffer_free(buffer);
}

void buffer_free(struct buffer *buffer)
{
	free(buffer->at);
	*buffer = (struct buffer){0};
}

static int result(ssize_t n)
{
	if (n > 0)
		return 1;
	return n < 0 && (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR) ? 0 : -1;
}

int buffer_fill(struct buffer *buffer, int fd)
{
	ssize_t n;

	buffer_room(buffer, buffer->len < FILL ? 64 * 1024 : FILL);
	n = recv(fd, buffer->at + buffer->len, buffer->cap - buffer->len, 0);
	if (n > 0)
		buffer->len += (size_t)n;
	return result(n);
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

void message_put(struct buffer *buffer, const char *text, size_t len)
{
	uint32_t head = (uint32_t)len;

	buffer_add(buffer, &head, sizeof head);
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
