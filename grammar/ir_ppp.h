/* PPP, dialers and the PPPoE client, as one interface has them. ios-semantics.md 1.10. */
#ifndef GRAMMAR_IR_PPP_H
#define GRAMMAR_IR_PPP_H

#include <stdbool.h>
#include <stdint.h>

#include "source.h"

/* X(symbol, IOS's keyword): what `ppp authentication` names, in no order of preference. */
#define PPP_PROTOCOLS(X)            \
	X(CHAP, "chap")             \
	X(PAP, "pap")               \
	X(MS_CHAP, "ms-chap")       \
	X(MS_CHAP_V2, "ms-chap-v2") \
	X(EAP, "eap")

enum ppp_protocol {
#define X(symbol, text) PPP_##symbol,
	PPP_PROTOCOLS(X)
#undef X
		PPP_PROTOCOL_COUNT
};

/* X(symbol, what follows `ppp ipcp`): wishes that the gateway can grant. */
#define PPP_IPCP(X)                       \
	X(ROUTE_DEFAULT, "route default") \
	X(DNS_REQUEST, "dns request")     \
	X(DNS_ACCEPT, "dns accept")       \
	X(ADDRESS_ACCEPT, "address accept")

enum ppp_ipcp {
#define X(symbol, text) IPCP_##symbol,
	PPP_IPCP(X)
#undef X
		IPCP_COUNT
};

/* A user and a password, which is kept as plain text; never shown but to its owner. */
struct ppp_secret {
	const char *user, *password; /* NULL: absent */
	struct span at;
};

struct ppp {
	bool encapsulation; /* encapsulation ppp */
	uint32_t pool; /* dialer pool N; 0: none */
	struct span pool_at;
	uint32_t idle; /* dialer idle-timeout, seconds; 0: never */
	bool idle_given, persistent;
	uint8_t authentication; /* bits 1 << enum ppp_protocol */
	bool callin, optional;
	struct ppp_secret chap, pap;
	uint32_t ipcp; /* bits 1 << enum ppp_ipcp */
	bool mtu_adaptive;
	uint32_t keepalive, retries; /* seconds, lost echoes; 0: not given */
	bool no_keepalive;
};

/* pppoe-client dial-pool-number N, on the Ethernet beneath. */
struct pppoe_client {
	uint32_t pool; /* 0: none */
	const char *service; /* NULL: any */
	bool on_demand;
	struct span at;
};

#endif
