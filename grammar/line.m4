# What bison makes of the grammar: the tables, and each rule's action. Not its loop: a line is
# recognised before it is parsed (drive.y), so that what remains of a parser is to run the actions
# of the rules in their order, on the values of their parts. Macros that begin with b4_ are bison's.
m4_include(b4_skeletonsdir/[c.m4])

m4_define([b4_lhs_value], [b4_symbol_value([(*end->value)], [$1], [$2])])
m4_define([b4_rhs_value],
	  [b4_symbol_value([(*end@{m4_eval([$2 - $1 - 1])@}.value)], [$3], [$4])])
m4_define([b4_lhs_location], [place_of(first, end)])
m4_define([b4_rhs_location],
	  [place_of(&end@{m4_eval([$2 - $1 - 1])@}, &end@{m4_eval([$2 - $1])@})])

# A function for each action: to call it costs less than to find it in a switch of thousands.
m4_define([rule_function], [m4_if([$1], [], [],
[b4_comment([$3])
[static bool rule_]$1[(struct ios_reader *cx, struct part *first, struct part *end)
{
]$2
b4_syncline([@oline@], [@ofile@])[
	return true;
}

]])])
m4_define([rule_row], [m4_if([$1], [], [], [[	@{$1@} = rule_$1,]])])
m4_define([of_each_rule],
	  [m4_pushdef([b4_case], m4_defn([$1]))b4_user_actions[]m4_popdef([b4_case])])

# The tables, but for the symbol that leads to a state, which nobody asks for.
m4_define([line_table], [m4_if([$1], [stos], [], [b4_integral_parser_table_define($@)])])

b4_output_begin([b4_spec_header_file])[
]b4_cpp_guard_open([b4_spec_mapped_header_file])[
]b4_percent_code_get([[requires]])[
]b4_token_enums[
]b4_value_type_define[
]b4_location_type_define[
]b4_percent_code_get([[provides]])[
]b4_cpp_guard_close([b4_spec_mapped_header_file])[
]b4_output_end[
]b4_output_begin([b4_parser_file_name])[
]b4_user_pre_prologue[
#include "@basename(]b4_spec_header_file[@)"
]b4_declare_symbol_enum[
]b4_user_post_prologue[
enum { LAST = ]b4_last[, NO_ACTION = ]b4_pact_ninf[, ERROR = ]b4_table_ninf[ };
enum { TOKENS = ]b4_tokens_number[, RULES = ]b4_rules_number[ };

]b4_percent_code_get[

]b4_integral_parser_tables_map([line_table])[

#define YY_NULLPTR NULL /* which ends the names */
static const char *const symbol_names[] = {
]b4_symbol_names[
};

/* The action of each rule whose parts are those from FIRST to below END; the value goes to where END
 * says. False when it refuses the line. */
]of_each_rule([rule_function])[

/* Where a rule has none, the value of its first part is its own. */
static rule_action *const rules[RULES + 1] = {
]of_each_rule([rule_row])[
};
]b4_percent_code_get([[epilogue]])[]b4_epilogue[]b4_output_end
