/* What `show ip sla` prints of many packets; for runtime/show_sla*.c only. */
#ifndef RUNTIME_SHOW_SLA_H
#define RUNTIME_SHOW_SLA_H

#include <stdio.h>

#include "agent.h"

/* show_sla_jitter.c */
/* Of the latest round. */
void show_jitter(FILE *out, const struct core_probe *of);
void show_rtt(FILE *out, const struct probe_range *rtt);
/* OVER of ALL were over the threshold. */
void show_over(FILE *out, uint64_t over, uint64_t all);

#endif
