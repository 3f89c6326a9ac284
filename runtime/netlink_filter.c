/*
 * What the kernel need not tell: it is asked to leave out what we write ourselves, and routes of
 * others that nothing of ours depends on. A daemon of BGP moves hundreds of thousands of them, and
 * a probe must not wait for that.
 */
#include <arpa/inet.h>
#include <linux/filter.h>
#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <stddef.h>
#include <sys/socket.h>

#include "agent_netlink.h"

/* Where the filter finds what; it sees the message as it will be read. */
#define OF_MESSAGE(field) offsetof(struct nlmsghdr, field)
#define OF_ROUTE(field) (NLMSG_HDRLEN + offsetof(struct rtmsg, field))

/* A filter reads in the order of the network, the kernel writes in that of the host. */
bool netlink_filter(const struct netlink *netlink, bool all_routes)
{
	const uint32_t added = htons(RTM_NEWROUTE), deleted = htons(RTM_DELROUTE);
	const uint32_t own = htonl(netlink->portid), replaces = htons(NLM_F_REPLACE);
	enum { ACCEPT = 15, DROP = 16 };
#define TO(label, from) (uint8_t)((label) - (from)-1)
	struct sock_filter steps[] = {
		BPF_STMT(BPF_LD | BPF_H | BPF_ABS, OF_MESSAGE(nlmsg_type)),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, added, TO(3, 1), 0),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, deleted, 0, TO(ACCEPT, 2)),
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS, OF_MESSAGE(nlmsg_pid)),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, own, TO(DROP, 4), 0),
		BPF_JUMP(BPF_JMP | BPF_JA, all_routes ? TO(ACCEPT, 5) : 0, 0, 0),
		BPF_STMT(BPF_LD | BPF_B | BPF_ABS, OF_ROUTE(rtm_dst_len)),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, 0, TO(ACCEPT, 7), 0),
		BPF_STMT(BPF_LD | BPF_B | BPF_ABS, OF_ROUTE(rtm_protocol)),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, PROTOCOL_OURS, TO(ACCEPT, 9), 0),
		BPF_STMT(BPF_LD | BPF_B | BPF_ABS, OF_ROUTE(rtm_table)),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, RT_TABLE_MAIN, TO(DROP, 11), 0),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, RT_TABLE_LOCAL, TO(DROP, 12), 0),
		/* in one of our tables it takes a place of ours only so */
		BPF_STMT(BPF_LD | BPF_H | BPF_ABS, OF_MESSAGE(nlmsg_flags)),
		BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, replaces, 0, TO(DROP, 14)),
		BPF_STMT(BPF_RET | BPF_K, UINT32_MAX),
		BPF_STMT(BPF_RET | BPF_K, 0),
	};
#undef TO
	struct sock_fprog program = {.len = sizeof steps / sizeof *steps, .filter = steps};

	return setsockopt(netlink->events, SOL_SOCKET, SO_ATTACH_FILTER, &program,
			  sizeof program) == 0;
}
