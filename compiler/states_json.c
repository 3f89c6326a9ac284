/* States for programs. The text of a configuration is not always UTF-8: see text_json(). */
#include <jansson.h>

#include "grammar/ip.h"
#include "grammar/json_text.h"
#include "states.h"

static json_t *line_json(const struct states *states, struct span at)
{
	return at.len ? json_integer(source_place(states->source, at.off).line) : json_null();
}

static json_t *conditions_json(const struct states *states)
{
	json_t *list = json_array();

	VEC_FOREACH (condition, &states->conditions)
		json_array_append_new(list, json_pack("{s:s,s:o,s:b,s:o}", "kind",
						      condition->track ? "track" : "link", "name",
						      text_json(condition->name), "apart",
						      condition->apart, "line",
						      line_json(states, condition->at)));
	return list;
}

static json_t *questions_json(const struct states *states)
{
	json_t *list = json_array();

	VEC_FOREACH (question, &states->questions)
		json_array_append_new(
			list,
			json_pack("{s:s,s:o,s:o,s:o}", "kind", states_ask_name(question->ask),
				  "title", text_json(question->title), "interface",
				  text_json(question->interface ? question->interface->name : NULL),
				  "line", line_json(states, question->at)));
	return list;
}

static json_t *answer_json(const struct states *states, const struct states_answer *answer)
{
	char source[IP_TEXT_SIZE];

	return json_pack("{s:s,s:o,s:o,s:o,s:o}", "worth", states_worth_name(answer->worth), "text",
			 text_json(answer->text), "exit",
			 text_json(answer->exit ? answer->exit->name : NULL), "source",
			 text_json(answer->source ? ip_text(source, answer->source) : NULL), "line",
			 line_json(states, answer->at));
}

static json_t *groups_json(const struct states *states)
{
	json_t *list = json_array();

	for (uint32_t i = 0; i < states->groups.len; i++) {
		const struct states_group *group = &states->groups.at[i];
		json_t *answers = json_array();

		for (uint32_t q = 0; q < states->questions.len; q++)
			json_array_append_new(answers, answer_json(states, &group->answers[q]));
		json_array_append_new(list, json_pack("{s:s,s:o,s:i,s:o}", "name",
						      states_group_name(states->arena, i), "text",
						      text_json(group->text), "count",
						      (int)group->n, "answers", answers));
	}
	return list;
}

static json_t *rows_json(const struct states *states)
{
	json_t *list = json_array();

	VEC_FOREACH (row, &states->rows) {
		json_t *down = json_array();

		for (unsigned i = 0; i < row->n_down; i++)
			json_array_append_new(down,
					      text_json(states->conditions.at[row->down[i]].name));
		json_array_append_new(list, json_pack("{s:o,s:s,s:b,s:b}", "down", down, "group",
						      states_group_name(states->arena, row->group),
						      "passing", row->passing, "oscillates",
						      row->oscillates));
	}
	return list;
}

static json_t *numbers_json(const uint32_t *at, uint32_t n)
{
	json_t *list = json_array();

	for (uint32_t i = 0; i < n; i++)
		json_array_append_new(list, json_integer(at[i]));
	return list;
}

static json_t *findings_json(const struct states *states)
{
	json_t *list = json_array();

	VEC_FOREACH (finding, &states->findings)
		json_array_append_new(list, json_pack("{s:s,s:o,s:o,s:o,s:b,s:o,s:o,s:o,s:o,s:o}",
						      "name", finding_name(finding->kind), "text",
						      text_json(finding->text), "line",
						      line_json(states, finding->at), "because",
						      line_json(states, finding->because),
						      "router_only", states_is_mended(finding),
						      "mended_by", text_json(finding->mends),
						      "where", text_json(finding->where), "also",
						      text_json(finding->also), "gateway",
						      numbers_json(finding->in[SIDE_GATEWAY].at,
								   finding->in[SIDE_GATEWAY].len),
						      "router",
						      numbers_json(finding->in[SIDE_ROUTER].at,
								   finding->in[SIDE_ROUTER].len)));
	return list;
}

json_t *states_json(const struct states *states)
{
	char far[IP_TEXT_SIZE];

	return json_pack("{s:o,s:s,s:b,s:s,s:i,s:o,s:o,s:o,s:o,s:o}", "file",
			 text_json(states->source->name), "fidelity",
			 states->exact ? "exact" : "safe", "whole", states->whole, "far",
			 ip_text(far, states->far), "left_out", (int)states->left_out, "conditions",
			 conditions_json(states), "questions", questions_json(states), "groups",
			 groups_json(states), "states", rows_json(states), "findings",
			 findings_json(states));
}
