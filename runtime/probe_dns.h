/* The little of DNS that a probe speaks: one question, and whether an answer answers it. */
#ifndef RUNTIME_PROBE_DNS_H
#define RUNTIME_PROBE_DNS_H

#include <stddef.h>
#include <stdint.h>

#include "grammar/ip6.h"

enum { DNS_TYPE_A = 1, DNS_TYPE_PTR = 12, DNS_TYPE_AAAA = 28 };

struct dns_question_text {
	uint16_t id, type;
	char name[256];
};

/* The first address of an answer, of the family that was asked for; 0 and ::: none. */
struct dns_found {
	uint32_t addr;
	struct ip6 addr6;
};

enum dns_result {
	DNS_NOT_OURS, /* another's, or none at all */
	DNS_ANSWERED,
	DNS_REFUSED_IT /* there is no such name, or the server will not say */
};

/* Write the query to BUF; its length, 0 when the name is none. */
size_t dns_query(const struct dns_question_text *question, unsigned char *buf, size_t size);

/*
 * What the LEN bytes at MESSAGE are to QUESTION: its number, and the question itself, must come
 * back. The first address of an answer goes to *FOUND.
 */
enum dns_result dns_answer(const struct dns_question_text *question, const unsigned char *message,
			   size_t len, struct dns_found *found);

#endif
