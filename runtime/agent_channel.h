/* Messages between core and loader: JSON texts, each after its length. */
#ifndef RUNTIME_AGENT_CHANNEL_H
#define RUNTIME_AGENT_CHANNEL_H

#include <stdbool.h>
#include <stddef.h>

/* Bytes that come or go. */
struct buffer {
	char *at;
	size_t len, cap;
	size_t gap; /* bytes before AT that were taken already */
};

void buffer_add(struct buffer *buffer, const void *at, size_t len);
/* Drop the first LEN bytes. */
void buffer_take(struct buffer *buffer, size_t len);
void buffer_free(struct buffer *buffer);
/* Read what is there, at most a megabyte. 1: some came, 0: nothing at present, -1: the other end is
 * gone. */
int buffer_fill(struct buffer *buffer, int fd);
/* The same with the files that come there. */
struct passed;
int buffer_fill_passed(struct buffer *buffer, int fd, struct passed *passed);
/* Write what the other end takes; the same results. */
int buffer_drain(struct buffer *buffer, int fd);

/* A message of LEN bytes at the end of BUFFER. */
void message_put(struct buffer *buffer, const char *text, size_t len);
/* The beginning of one, whose LEN bytes come behind BUFFER. */
void message_begin(struct buffer *buffer, size_t len);
/* The first whole message in BUFFER, or NULL; it is removed by message_done(). */
const char *message_get(const struct buffer *buffer, size_t *len);
void message_done(struct buffer *buffer);

#endif
