/* What governs all translations: the latest word on each setting. */
#include "ir.h"

void nat_timeout(struct router *router, enum nat_timeout which, uint32_t seconds, struct span at)
{
	router->nat.settings.timeout[which] = seconds;
	router->nat.settings.timeout_at[which] = at;
}

uint32_t nat_timeout_of(const struct nat_settings *settings, enum nat_timeout which)
{
	static const uint32_t defaults[] = {
#define X(symbol, word, seconds) seconds,
		NAT_TIMEOUTS(X)
#undef X
	};
	uint32_t seconds = settings->timeout[which];

	/* `tcp-timeout` and `udp-timeout` are what the ports of those protocols begin with */
	return seconds ? seconds : defaults[which];
}

const char *nat_timeout_word(enum nat_timeout which)
{
	static const char *const words[] = {
#define X(symbol, word, seconds) word,
		NAT_TIMEOUTS(X)
#undef X
	};

	return words[which];
}

const char *nat_service_word(uint8_t name)
{
	static const char *const words[] = {
#define X(symbol, word) word,
		NAT_SERVICES(X)
#undef X
	};

	return words[name];
}

bool nat_service_has_helper(uint8_t name)
{
	return name <= NAT_SERVICE_TFTP || name == NAT_SERVICE_ALL_ALGS;
}

/* Replace the row that is about the same, or add one; with NO take it out. */
#define SETTING(router, rows, no, row, same)                              \
	do {                                                              \
		uint32_t i_ = 0;                                          \
                                                                          \
		while (i_ < (rows)->len && !same(&(rows)->at[i_], (row))) \
			i_++;                                             \
		if ((no) && i_ < (rows)->len)                             \
			vec_remove((rows), i_);                           \
		else if (!(no) && i_ < (rows)->len)                       \
			(rows)->at[i_] = *(row);                          \
		else if (!(no))                                           \
			vec_push((router)->arena, (rows), *(row));        \
	} while (0)

static bool same_port(const struct nat_port_timeout *a, const struct nat_port_timeout *b)
{
	return a->proto == b->proto && a->port == b->port;
}

void nat_port_timeout(struct router *router, bool no, const struct nat_port_timeout *timeout)
{
	SETTING(router, &router->nat.settings.port_timeouts, no, timeout, same_port);
}

static bool same_limit(const struct nat_limit *a, const struct nat_limit *b)
{
	return a->kind == b->kind && a->host == b->host && a->acl.name.s == b->acl.name.s &&
	       a->vrf == b->vrf;
}

void nat_limit(struct router *router, bool no, const struct nat_limit *limit)
{
	SETTING(router, &router->nat.settings.limits, no || !limit->entries, limit, same_limit);
}

static bool same_service(const struct nat_service *a, const struct nat_service *b)
{
	return a->name == b->name && a->proto == b->proto && a->port == b->port &&
	       a->acl.name.s == b->acl.name.s;
}

void nat_service(struct router *router, bool forget, const struct nat_service *service)
{
	SETTING(router, &router->nat.settings.services, forget, service, same_service);
}
