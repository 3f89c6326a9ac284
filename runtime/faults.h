/*
 * What the two files of causewayd-faults share: faults.c has the system calls, faults_netlink.c the
 * netlink messages.
 */
#ifndef RUNTIME_FAULTS_H
#define RUNTIME_FAULTS_H

#include <stdbool.h>
#include <stdint.h>

/* What else can be told to fail: the next of all calls, or a message that the kernel refuses. Of
 * rtnetlink those that only ask count for themselves: there are many. */
#define FAULT_KINDS(X)   \
	X(any)           \
	X(rtnetlink)     \
	X(rtnetlink_get) \
	X(nftables)      \
	X(ctnetlink)

enum fault_kind {
#define KIND(name) FAULT_##name,
	FAULT_KINDS(KIND)
#undef KIND
		FAULT_OTHERS,
};

/* faults.c */
/* Count one of KIND. Is it to fail? Then with *ERROR. */
bool fault_is_due(enum fault_kind kind, uint32_t *error);

#endif
