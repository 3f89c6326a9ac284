/* Reading plans from JSON: what its files share. Nothing in the text is believed: what is missing,
 * of another type or out of range makes the whole plan none. */
#ifndef COMPILER_PLAN_READ_H
#define COMPILER_PLAN_READ_H

#include "plan_json.h"

enum { ARRAYS_SEEN = 8 };

/* An array as it stands in the text, and what it says: hops, or a guard. */
struct array_read {
	const char *text;
	size_t len;
	uint32_t n;
	struct next_hop *hops;
	guard guard;
};

struct reading {
	struct arena *arena;
	struct plan *plan;
	json_t *conditions, *devices; /* text and interface to index */
	uint32_t rows; /* that are to come */
	struct hops_read {
		json_t *json;
		struct next_hop *hops;
	} hops[4]; /* the last ones that differed */
	unsigned next_hops; /* to be forgotten */
	struct array_read hops_seen[ARRAYS_SEEN], guards_seen[ARRAYS_SEEN];
	unsigned next_hops_seen, next_guards_seen; /* to be forgotten */
	bool bad;
};

/* ---- plan_read_field.c: members of objects; what is not there or wrong sets BAD ---- */
const json_t *field(struct reading *in, const json_t *json, const char *key);
/* A copy; NULL for null and for nothing. */
const char *copy_text(struct reading *in, const json_t *value);
const char *text_field(struct reading *in, const json_t *json, const char *key);
/* A text that must be there. */
const char *name_field(struct reading *in, const json_t *json, const char *key);
uint32_t number_up_to(struct reading *in, const json_t *json, const char *key, json_int_t limit);
uint32_t number_field(struct reading *in, const json_t *json, const char *key);
/* The same; 0 when it is not there. */
uint32_t number_if_given(struct reading *in, const json_t *json, const char *key, json_int_t limit);
bool flag_field(const json_t *json, const char *key);
uint32_t address_text(struct reading *in, const json_t *value);
/* The same; 0 when it is not there. */
uint32_t address_if_given(struct reading *in, const json_t *json, const char *key);
struct ip6 address6_text(struct reading *in, const json_t *value);
uint32_t prefix_field(struct reading *in, const json_t *json, const char *key, uint8_t *len);
/* A prefix of either family; *V6 says which. */
uint32_t any_prefix_field(struct reading *in, const json_t *json, const char *key, bool *v6,
			  struct ip6 *addr6, uint8_t *len);
/* The index of KEY's word among the N at WORDS. */
uint8_t word_field(struct reading *in, const json_t *json, const char *key,
		   const char *const *words, uint8_t n);
uint16_t index_of(struct reading *in, const json_t *table, const json_t *name);
/* The device of KEY's interface; UINT16_MAX when it is null. */
uint16_t device_field(struct reading *in, const json_t *json, const char *key);
struct value read_value(struct reading *in, const json_t *json);

/* The value of a word of an X list. */
#define WORD_ROW(symbol, word) [symbol] = word,
#define WORD_FIELD(in, json, key, LIST)                                            \
	__extension__({                                                            \
		static const char *const words_[] = {LIST(WORD_ROW)};              \
		word_field(in, json, key, words_, sizeof words_ / sizeof *words_); \
	})

/* ---- plan_read.c ---- */
/* The N of JSON. */
struct next_hop *read_hops(struct reading *in, const json_t *json, size_t n);
void read_guard(struct reading *in, const json_t *json, guard *g);

/* ---- plan_read_line.c: from LINE to END; false when it is to be read as JSON ---- */
bool read_item_line(struct reading *in, const char *line, const char *end);
bool read_choice_line(struct reading *in, const char *line, const char *end);

/* ---- plan_read_agent.c ---- */
void read_probe(struct reading *in, const json_t *json);
void read_track(struct reading *in, const json_t *json);
void read_reaction(struct reading *in, const json_t *json);
void read_resolution(struct reading *in, const json_t *json, struct plan_resolution *resolution);

#endif
