/* The difference of two texts, as `diff -u` prints it. */
#ifndef RUNTIME_UNIFIED_H
#define RUNTIME_UNIFIED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

struct text {
	const char *name; /* for the head: "a/nftables.nft" */
	const char *at;
	size_t len;
};

/*
 * Print the lines that make B of A, with three lines of context, after a `---` and `+++` head.
 * COLOUR: as git colours them. False, and nothing printed, when the texts are equal.
 *
 * Myers' algorithm in linear space (An O(ND) Difference Algorithm and Its Variations, 1986); where
 * two texts have next to nothing in common it settles for a short script instead of the shortest.
 */
bool unified_diff(struct text a, struct text b, FILE *to, bool colour);

#endif
