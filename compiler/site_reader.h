/* What the readers of a site file's keys share; for compiler/site*.c only. */
#ifndef COMPILER_SITE_READER_H
#define COMPILER_SITE_READER_H

#include "compiler.h"
#include "yaml_tree.h"

struct site_reader {
	struct yaml_file file;
	struct names *names;
	struct site *site;
	struct site_interface *devices; /* for duplicates, in order of the file */
};

/* site.c */
/* Is the value NODE of KEY of that kind? False after reporting. */
bool site_scalar_wanted(struct site_reader *r, const char *key, const struct yaml_node *node);
bool site_mapping_wanted(struct site_reader *r, const char *key, const struct yaml_node *node);
/* KEY is none of the N KNOWN ones: report it. */
void site_unknown_key(struct site_reader *r, const struct yaml_node *key, const char *const *known,
		      size_t n);

/* site_probe.c; each takes the value of its key. */
void site_read_drain_time(struct site_reader *r, const struct yaml_node *node);
void site_read_interval(struct site_reader *r, const struct yaml_node *node);
void site_read_timeout(struct site_reader *r, const struct yaml_node *node);
void site_read_misses(struct site_reader *r, const struct yaml_node *node);
void site_read_probes(struct site_reader *r, const struct yaml_node *node);

#endif
