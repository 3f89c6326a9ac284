/* Lists of lines as look-ups: lower_classes.c, for lower_class_acl.c and lower_class_map.c. */
#ifndef COMPILER_LOWER_CLASSES_H
#define COMPILER_LOWER_CLASSES_H

#include "lower_acl.h"
#include "lower_class_pieces.h"

/* Shorter lists are rules. */
enum { CLASS_LINES_MIN = 8 };

/* What a rule asks each field by: enum nft_field. */
extern const uint8_t class_field_match[CLASS_FIELDS];
/* And what it is called in the names of maps and chains. */
extern const char *const class_field_word[CLASS_FIELDS];

/* Is FIELD among those that STEP looks at? */
static inline bool class_asks(const struct class_step *step, int field)
{
	return step->fields & (1u << field);
}

struct class_line {
	const struct acl *acl;
	const struct ace *entry; /* NULL: what add_rules() knows */
	const struct route_map_clause *clause; /* of a route-map */
	uint32_t fate; /* what a packet gets that the line takes: a number in class_list.fates */
};

typedef VEC(struct class_line) class_lines;

struct class_list {
	struct lowering *lo;
	struct arena *arena; /* until the list is lowered */
	struct arena *pieces_in; /* what it is classified as: given back when it is rows */
	const char *name; /* of the chain */
	const char *origin;
	enum nft_field source; /* what is asked where a line has its source */
	const char *established; /* the list of packets that have its flags, or NULL */
	VEC(const char *) shared; /* maps of its first steps that another list makes */
	class_lines lines; /* by their numbers in pieces */
	VEC(struct row_fate) fates; /* without verdicts where no map has any */
	VEC(struct nft_action) actions; /* by fate: what it is of a rule */
	/* once it is known that there are maps */
	const struct row_line *row_lines; /* by the numbers of lines */
	const struct nft_rule *as; /* by fate: see struct nft_lines */
	struct nft_action end; /* what packets get that no line takes; VERB_RETURN: nothing */
	void (*add_rules)(const struct class_list *list, struct chain_object *chain,
			  const struct class_line *line);
	const void *of; /* add_rules() */
};

/* Of so many lines that ask for the flags of `established` these are asked for once, and packets
 * that have them get a list of their own. */
enum { ESTABLISHED_MIN = 3 };
bool lower_asks_flags(const struct ace *entry);
/* What rows say of LIST's lines, for its row_lines: many may come from one. */
const struct row_line *class_list_note_lines(const struct class_list *list);
/* What rules do that stand for LIST's lines, by their fates. */
const struct nft_rule *class_list_note_actions(const struct class_list *list);
/* LIST's shared maps: those that its other side, which is CLASSIFIED so, makes for both. */
void class_list_share(struct class_list *list, const struct classified *classified);
/* The chain NAME that asks for what CLASSIFIED says of LIST, with the maps and chains that it
 * needs; its end is still missing. */
struct chain_object *class_list_lower(const struct class_list *list, struct classified *classified,
				      const char *name);
/* The end of CHAIN, of a list that is no part of another for its packets. */
void class_list_end(const struct class_list *list, struct chain_object *chain);

/* The name of the map of STEP, which is ASKED this of a packet: LIST's, and a number where the same
 * is asked once more. */
const char *class_map_name(struct lowering *lo, const char *list, const char *asked,
			   const struct classified *classified, const struct class_step *step);

/* ---- lower_class_acl.c ---- */
/* What a map leads to for ACTION, with a chain for it where LIST needs one, named for WHAT it is.
 */
struct nft_value lower_class_verdict(struct lowering *lo, const char *list,
				     struct nft_action action, const char *what);

/* ---- lower_class6.c ---- */
/* The same as lower_classes() of a list of IPv6, with the ACTION of deny and of permit. */
struct chain_object *lower_classes6(struct lowering *lo, const struct acl *acl, const char *name,
				    const struct nft_action *action);

/* ---- lower_class_lines.c: lines that are rules ---- */
void class_lines_add(const struct class_list *list, struct chain_object *chain,
		     struct class_step *step);

#endif
