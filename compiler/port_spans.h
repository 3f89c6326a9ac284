/* Ports that an entry of an access list names, as ranges. */
#ifndef COMPILER_PORT_SPANS_H
#define COMPILER_PORT_SPANS_H

#include "grammar/ir.h"
#include "ranges.h"

enum { PORT_SPANS_MAX = 11 }; /* an operator has ten ports at most: what lies around them */

/* What PORTS takes of 0 to MAX, into SPANS, which do not meet; returns how many. LIST has the
 * numbers of eq and neq, as acl_ports() yields them. One span for each port of `eq`. */
unsigned port_spans(const struct ports *ports, const uint16_t *list, uint32_t max,
		    struct range spans[PORT_SPANS_MAX]);

#endif
