/*
 * TLS for HTTP, by GnuTLS, which is loaded when the first operation needs it. Nothing blocks: the
 * library says for what it waits, and the loop waits for it. Who the server is is not asked (the
 * divergence probe-certificate): only that it answers.
 */
#include <gnutls/gnutls.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>

#include "agent_log.h"
#include "grammar/ip.h"
#include "library.h"
#include "probe_round.h"

#define TLS_FUNCTIONS(X)                           \
	X(gnutls_certificate_allocate_credentials) \
	X(gnutls_credentials_set)                  \
	X(gnutls_deinit)                           \
	X(gnutls_error_is_fatal)                   \
	X(gnutls_handshake)                        \
	X(gnutls_init)                             \
	X(gnutls_record_get_direction)             \
	X(gnutls_record_recv)                      \
	X(gnutls_record_send)                      \
	X(gnutls_server_name_set)                  \
	X(gnutls_set_default_priority)             \
	X(gnutls_transport_set_int2)

static struct {
	TLS_FUNCTIONS(LIBRARY_FIELD)
} library;

struct tls {
	gnutls_session_t session;
	bool ready; /* the handshake is over */
};

static gnutls_certificate_credentials_t credentials;

static bool load(void)
{
	static const char *const names[] = {TLS_FUNCTIONS(LIBRARY_NAME)};
	static enum { NOT_YET, THERE, MISSING } state;

	if (state == NOT_YET) {
		bool loaded = library_load("libgnutls.so.30", names, sizeof names / sizeof *names,
					   &library);

		if (!loaded)
			log_line("IPSLA-3-TLS", "operations over TLS fail: %s", library_error());
		state = loaded && library.gnutls_certificate_allocate_credentials(&credentials) == 0
				? THERE
				: MISSING;
	}
	return state == THERE;
}

/* Servers of many names want to be told which is meant; an address is no name. */
static bool name_server(struct tls *tls, const char *name)
{
	struct ip6 addr6;
	uint32_t addr;

	if (ip_parse(name, strlen(name), &addr) || !ip6_parse(name, strlen(name), &addr6))
		return true;
	return library.gnutls_server_name_set(tls->session, GNUTLS_NAME_DNS, name, strlen(name)) ==
	       0;
}

bool tls_begin(struct probe *probe)
{
	struct tls *tls = load() ? calloc(1, sizeof *tls) : NULL;

	tls_end(probe);
	if (!tls)
		return false;
	if (library.gnutls_init(&tls->session,
				GNUTLS_CLIENT | GNUTLS_NONBLOCK | GNUTLS_NO_SIGNAL) != 0) {
		free(tls);
		return false;
	}
	probe->tls = tls;
	library.gnutls_transport_set_int2(tls->session, probe->fd, probe->fd);
	return library.gnutls_set_default_priority(tls->session) == 0 &&
	       library.gnutls_credentials_set(tls->session, GNUTLS_CRD_CERTIFICATE, credentials) ==
		       0 &&
	       name_server(tls, probe->plan->server);
}

void tls_end(struct probe *probe)
{
	if (!probe->tls)
		return;
	library.gnutls_deinit(probe->tls->session);
	free(probe->tls);
	probe->tls = NULL;
}

/* What the library's answer N means to the loop. */
static enum tls_result result(struct probe *probe, ssize_t n)
{
	if (n >= 0)
		return TLS_DONE;
	if (library.gnutls_error_is_fatal((int)n))
		return TLS_FAILED;
	if (!watch_events(probe->loop, probe->watch,
			  library.gnutls_record_get_direction(probe->tls->session) ? EPOLLOUT
										   : EPOLLIN))
		return TLS_FAILED;
	return TLS_WAITS;
}

enum tls_result tls_shake(struct probe *probe)
{
	enum tls_result done;

	if (probe->tls->ready)
		return TLS_DONE;
	done = result(probe, library.gnutls_handshake(probe->tls->session));
	probe->tls->ready = done == TLS_DONE;
	return done;
}

enum tls_result tls_send(struct probe *probe, const char *data, size_t len, size_t *sent)
{
	ssize_t n = library.gnutls_record_send(probe->tls->session, data, len);

	*sent = n > 0 ? (size_t)n : 0;
	return result(probe, n);
}

enum tls_result tls_receive(struct probe *probe, char *at, size_t size, size_t *len)
{
	ssize_t n = library.gnutls_record_recv(probe->tls->session, at, size);

	*len = n > 0 ? (size_t)n : 0;
	return result(probe, n);
}
