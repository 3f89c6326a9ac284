/* Access lists for the classifier: for lower_classes.c. */
#ifndef COMPILER_LOWER_CLASS_PIECES_H
#define COMPILER_LOWER_CLASS_PIECES_H

#include "classify.h"
#include "grammar/ir.h"

struct class_source {
	struct arena *arena; /* of the pieces */
	const struct acl *acl; /* of IPv4 */
	bool of_established; /* packets have the flags that `established` asks for */
};

/* What ENTRY, which is no remark and is LINE of its list, takes: nothing, one piece or several. */
void lower_class_pieces(const struct class_source *source, const struct ace *entry, uint32_t line,
			class_pieces *to);

#endif
