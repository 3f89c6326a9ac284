/* See port_spans.h. */
#include "port_spans.h"

/* What lies between the N numbers at LIST, which are in no order. */
static unsigned others(const uint16_t *list, unsigned n, uint32_t max, struct range *spans)
{
	uint32_t first = 0;
	unsigned found = 0;

	while (first <= max) {
		uint32_t next = max + 1;

		for (unsigned i = 0; i < n; i++)
			if (list[i] >= first && list[i] < next)
				next = list[i];
		if (next > first)
			spans[found++] = (struct range){first, next - 1};
		first = next + 1;
	}
	return found;
}

unsigned port_spans(const struct ports *ports, const uint16_t *list, uint32_t max,
		    struct range spans[PORT_SPANS_MAX])
{
	switch ((enum port_op)ports->op) {
	case PORT_ANY:
		spans[0] = (struct range){0, max};
		return 1;
	case PORT_EQ:
		for (unsigned i = 0; i < ports->count; i++)
			spans[i] = (struct range){list[i], list[i]};
		return ports->count;
	case PORT_NEQ:
		return others(list, ports->count, max, spans);
	case PORT_GT:
		spans[0] = (struct range){ports->lo + 1u, max};
		return ports->lo < max;
	case PORT_LT:
		spans[0] = (struct range){0, ports->lo - 1u};
		return ports->lo > 0;
	case PORT_RANGE:
		spans[0] = (struct range){ports->lo, ports->hi};
		return 1;
	}
	return 0;
}
