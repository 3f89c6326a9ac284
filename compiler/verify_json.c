/* What came of assertions, for programs. */
#include <jansson.h>

#include "grammar/json_text.h"
#include "trace.h"
#include "verify.h"

static json_t *counterexample_json(const struct verification *v, const struct verify_result *result)
{
	struct trace trace = trace_packet(v->arena, result->world, flows_new(v->arena),
					  &result->counterexample, result->assertion->has_replies);

	return json_pack("{s:o,s:o,s:o}", "state", text_json(result->state), "why",
			 text_json(result->why), "trace", trace_json(v->arena, v->source, &trace));
}

static json_t *result_json(const struct verification *v, const struct verify_result *result)
{
	const struct verify_assertion *a = result->assertion;

	return json_pack("{s:i,s:o,s:b,s:b,s:i,s:I,s:i,s:I,s:o}", "line", (int)a->line, "say",
			 text_json(a->say), "holds", verify_holds(result), "complete",
			 result->complete, "states", (int)result->states, "packets",
			 (json_int_t)result->cells, "failed_states", (int)result->failed_states,
			 "failed_packets", (json_int_t)result->failed_cells, "counterexample",
			 result->failed_states ? counterexample_json(v, result) : json_null());
}

json_t *verify_json(const struct verification *v)
{
	json_t *list = json_array();

	VEC_FOREACH (result, &v->results)
		json_array_append_new(list, result_json(v, result));
	return json_pack("{s:o,s:o,s:i,s:i,s:o}", "file", text_json(v->file), "configuration",
			 text_json(v->source->name), "assertions", (int)v->results.len, "failed",
			 (int)v->failed, "results", list);
}
