/*
 * IP SLA operations as probes of the agent. In safe fidelity a probe whose source is an uplink is
 * bound to it: on IOS `source-interface` sets the source address only, so that the probe of a dead
 * link leaves by the other one, succeeds, and the default route oscillates.
 */
#include <stdlib.h>
#include <string.h>

#include "fib.h"
#include "lower.h"

enum { HTTP_PORT = 80, HTTPS_PORT = 443, DNS_PORT = 53 };

/* ---- where it comes from ---- */

/* The interface that has ADDR as one of its own addresses. */
static const struct interface *interface_with(const struct lowering *lo, uint32_t addr)
{
	const struct interface *interface = fib_connected(lo->fib, addr);

	for (uint32_t i = 0; interface && i < interface->addresses.len; i++)
		if (interface->addresses.at[i].addr == addr)
			return interface;
	return NULL;
}

static const struct interface *interface_with6(const struct lowering *lo, struct ip6 addr)
{
	const struct interface *interface = fib6_connected(lo->fib6, addr);
	struct ip6 own;

	for (uint32_t i = 0; interface && i < interface->six.addresses.len; i++)
		if (interface_address6_whole(lo->router, &interface->six.addresses.at[i], &own) &&
		    ip6_equal(own, addr))
			return interface;
	return NULL;
}

static const struct interface *source_of(const struct lowering *lo, const struct sla *sla)
{
	if (sla->source_interface.name.s)
		return sla->source_interface.to;
	if (!ip6_is_zero(sla->operation.source6))
		return interface_with6(lo, sla->operation.source6);
	return sla->operation.source && !sla->vrf ? interface_with(lo, sla->operation.source)
						  : NULL;
}

/* A neighbour's link-local address is asked from our own, which the kernel knows. */
static void set_address6(const struct lowering *lo, struct ip6 source, struct plan_probe *probe)
{
	const struct plan_device *device =
		probe->device == NO_DEVICE ? NULL : &lo->plan->devices.at[probe->device];

	probe->has_source = true;
	if (!ip6_is_zero(source))
		probe->source = lower_constant6(lo, source);
	else if (!device || ip6_is_link_local(probe->target6))
		probe->has_source = false;
	else if (device->has_address6)
		probe->source = lower_constant6(lo, device->address6);
	else
		probe->source =
			(struct value){.kind = VALUE_ADDRESS, .v6 = true, .device = probe->device};
}

/* On which link a link-local address is must be said. */
static void set_source6(const struct lowering *lo, const struct sla *sla, struct plan_probe *probe)
{
	const struct plan_device *device;

	probe->device = lower_device(lo, source_of(lo, sla));
	set_address6(lo, sla->operation.source6, probe);
	if (probe->device == NO_DEVICE)
		return;
	device = &lo->plan->devices.at[probe->device];
	if (lo->safe && device->outside)
		probe->mark = device->mark;
	probe->bound = probe->mark || ip6_is_link_local(probe->target6);
}

static void set_source(const struct lowering *lo, const struct sla *sla, struct plan_probe *probe)
{
	const struct interface *interface = source_of(lo, sla);
	uint32_t source = sla->operation.source;
	const struct plan_device *device;

	probe->device = lower_any_device(lo, interface);
	probe->has_source = source || probe->device != NO_DEVICE;
	probe->source = (struct value){.kind = VALUE_CONST, .addr = source};
	if (probe->device == NO_DEVICE)
		return;
	device = &lo->plan->devices.at[probe->device];
	if (!source && device->dynamic)
		probe->source = (struct value){.kind = VALUE_ADDRESS, .device = probe->device};
	else if (!source)
		probe->source.addr = device->address;
	probe->bound = lo->safe && device->outside;
	probe->mark = probe->bound ? device->mark : 0;
}

/* ---- whom it asks ---- */

/* The address that `ip host` gives NAME in the default view; 0: none. */
static uint32_t host_address(const struct lowering *lo, const char *name)
{
	VEC_FOREACH (host, &lo->router->dns.hosts)
		if (host->record == DNS_A && !host->view.s && !strcasecmp(host->name, name))
			return host->addr;
	return 0;
}

/* The same of IPv6. */
static struct ip6 host_address6(const struct lowering *lo, const char *name)
{
	VEC_FOREACH (host, &lo->router->dns.hosts)
		if (host->record == DNS_AAAA && !host->view.s && !strcasecmp(host->name, name))
			return host->addr6;
	return (struct ip6){0, 0};
}

/* Whom to ask for a name: the operation's own server, else the router's first. */
static void set_resolver(const struct lowering *lo, const struct sla_operation *operation,
			 struct plan_probe *probe)
{
	const struct servers *servers = &lo->router->dns.name_servers;

	probe->resolver = operation->kind == SLA_HTTP ? operation->name_server : 0;
	if (operation->kind == SLA_HTTP)
		probe->resolver6 = operation->name_server6;
	if (probe->resolver || !ip6_is_zero(probe->resolver6) || !servers->len)
		return;
	probe->resolver = servers->at[0].addr;
	probe->resolver6 = servers->at[0].addr6;
}

/* Does it leave by an address of IPv6, as far as its lines tell? */
static bool leaves_by_ipv6(const struct sla *sla)
{
	const struct interface *interface = sla->source_interface.to;

	return !ip6_is_zero(sla->operation.source6) ||
	       (interface && interface_has_ipv6(interface) && !interface->addresses.len &&
		interface->mode == ADDRESS_STATIC);
}

static bool host_is_known(const struct lowering *lo, const struct sla *sla, const char *name,
			  struct plan_probe *probe)
{
	bool prefers6 = leaves_by_ipv6(sla);

	if (ip_parse(name, strlen(name), &probe->target))
		return true;
	if (!ip6_parse(name, strlen(name), &probe->target6) ||
	    (prefers6 && !ip6_is_zero(probe->target6 = host_address6(lo, name)))) {
		probe->v6 = true;
		return true;
	}
	probe->v6 = prefers6;
	if (prefers6)
		return false;
	probe->target = host_address(lo, name);
	if (probe->target)
		return true;
	probe->target6 = host_address6(lo, name);
	probe->v6 = !ip6_is_zero(probe->target6);
	return probe->v6;
}

static void set_host(struct lowering *lo, const struct sla *sla, struct plan_probe *probe,
		     const char *name)
{
	if (host_is_known(lo, sla, name, probe))
		return;
	probe->name = name;
	set_resolver(lo, &sla->operation, probe);
	if (!probe->resolver && ip6_is_zero(probe->resolver6))
		diag_at(lo->diags, DIAG_PROBE_HOST, sla->operation.target_at,
			"nobody can be asked for the address of '%s': there is no 'ip name-server' "
			"and no 'ip host' of that name; the operation never runs",
			name);
}

/* ---- HTTP ---- */

/* The parts of http[s]://HOST[:PORT][/PATH]; SAID is the host as it is written there. */
struct url {
	const char *host, *path, *said;
	uint16_t port;
};

static struct url url_of(struct lowering *lo, const char *text, uint16_t port)
{
	const char *host = strstr(text, "://") + 3;
	size_t len = *host == '[' ? strcspn(host, "]") + 1 : strcspn(host, ":/");
	struct url url = {.said = arena_strndup(lo->arena, host, len), .path = "/", .port = port};
	unsigned long given;

	url.host = *host == '[' ? arena_strndup(lo->arena, host + 1, len - 2) : url.said;

	if (host[len] == ':') {
		given = strtoul(host + len + 1, NULL, 10);
		url.port = (uint16_t)(given && given <= UINT16_MAX ? given : port);
	}
	if (host[len + strcspn(host + len, "/")])
		url.path = host + len + strcspn(host + len, "/");
	return url;
}

/* `\r` and `\n` stand in the lines of a raw request as they are typed. */
static const char *raw_request(struct lowering *lo, const struct sla *sla)
{
	size_t room = 1;
	char *text, *to;

	VEC_FOREACH (line, &sla->raw)
		room += strlen(*line);
	to = text = arena_alloc(lo->arena, room);
	VEC_FOREACH (line, &sla->raw)
		for (const char *s = *line; *s; s++) {
			char c = *s;

			if (c == '\\' && (s[1] == 'r' || s[1] == 'n'))
				c = *++s == 'r' ? '\r' : '\n';
			*to++ = c;
		}
	*to = '\0';
	return text;
}

static void set_http(struct lowering *lo, const struct sla *sla, struct plan_probe *probe)
{
	const struct sla_operation *operation = &sla->operation;
	bool secure = sla_is_secure(operation);
	struct url url = url_of(lo, operation->url, secure ? HTTPS_PORT : HTTP_PORT);
	struct url to = operation->proxy ? url_of(lo, operation->proxy, HTTP_PORT) : url;
	bool raw = operation->method == HTTP_RAW || operation->method == HTTP_SECURE_RAW;

	set_host(lo, sla, probe, to.host);
	probe->port = to.port;
	probe->tls = secure;
	if (secure)
		probe->server = url.host;
	if (raw && sla->raw.len) {
		probe->request = raw_request(lo, sla);
		return;
	}
	probe->request = arena_printf(
		lo->arena, "%s %s HTTP/%s\r\nHost: %s\r\nUser-Agent: causeway\r\n%s\r\n",
		operation->method == HTTP_SECURE_HEAD ? "HEAD" : "GET",
		operation->proxy ? operation->url : url.path,
		operation->version ? operation->version : "1.0", url.said,
		operation->no_cache ? "Cache-Control: no-cache\r\nPragma: no-cache\r\n" : "");
}

static void set_dns(const struct sla *sla, struct plan_probe *probe)
{
	probe->name = sla->operation.name.s;
	probe->target = sla->operation.name_server;
	probe->target6 = sla->operation.name_server6;
	probe->v6 = !ip6_is_zero(probe->target6);
	probe->port = DNS_PORT;
}

/* ---- what it does ---- */

static void set_jitter(const struct sla *sla, struct plan_probe *probe)
{
	const struct sla_operation *operation = &sla->operation;

	probe->packets = operation->packets ? operation->packets : SLA_PACKETS;
	probe->interval = operation->interval ? operation->interval : SLA_INTERVAL;
}

/* Bytes of data unless given, as IOS sends them. */
static uint16_t size_of(const struct sla *sla)
{
	switch (sla->operation.kind) {
	case SLA_ICMP_ECHO:
		return 28;
	case SLA_UDP_ECHO:
		return 16;
	default:
		return 32;
	}
}

static void set_schedule(const struct sla_schedule *schedule, struct plan_probe *probe)
{
	static const uint8_t starts[] = {
		[START_NONE] = PROBE_PENDING,  [START_NOW] = PROBE_NOW,
		[START_AFTER] = PROBE_AFTER,   [START_AT] = PROBE_AT,
		[START_RANDOM] = PROBE_RANDOM,
	};

	probe->start = starts[schedule->start];
	if (probe->start == PROBE_PENDING)
		return;
	probe->time = schedule->time;
	probe->month = schedule->month;
	probe->day = schedule->day;
	probe->life = schedule->life;
	probe->recurring = schedule->recurring;
}

static void set_what(struct lowering *lo, const struct sla *sla, struct plan_probe *probe)
{
	static const uint8_t kinds[SLA_KIND_COUNT] = {
		[SLA_ICMP_ECHO] = PROBE_ICMP_ECHO,
		[SLA_TCP_CONNECT] = PROBE_TCP,
		[SLA_UDP_ECHO] = PROBE_UDP_ECHO,
		[SLA_UDP_JITTER] = PROBE_UDP_JITTER,
		[SLA_ICMP_JITTER] = PROBE_ICMP_JITTER,
		[SLA_HTTP] = PROBE_HTTP,
		[SLA_DNS] = PROBE_DNS,
	};
	const struct sla_operation *operation = &sla->operation;

	probe->kind = kinds[operation->kind];
	probe->source_port = operation->source_port;
	if (operation->kind == SLA_HTTP) {
		set_http(lo, sla, probe);
		return;
	}
	if (operation->kind == SLA_DNS) {
		set_dns(sla, probe);
		return;
	}
	probe->target = operation->target;
	probe->target6 = operation->target6;
	probe->v6 = !ip6_is_zero(probe->target6);
	probe->port = operation->port;
	if (operation->name.s)
		set_host(lo, sla, probe, operation->name.s);
	if (operation->kind == SLA_UDP_JITTER || operation->kind == SLA_ICMP_JITTER)
		set_jitter(sla, probe);
}

static bool is_controlled(const struct sla *sla)
{
	uint8_t kind = sla->operation.kind;

	return !sla->operation.no_control &&
	       (kind == SLA_TCP_CONNECT || kind == SLA_UDP_ECHO || kind == SLA_UDP_JITTER);
}

static void report(struct lowering *lo, const struct sla *sla, const struct plan_probe *probe)
{
	struct span at = sla->operation.target_at;

	if (probe->mark)
		lower_divergence(lo, DIAG_PROBE_PINNED, at,
				 "the probe leaves by its own uplink, whatever the routes say");
	if (sla->operation.kind == SLA_UDP_JITTER)
		lower_divergence(lo, DIAG_PROBE_ECHOED, at,
				 "jitter is measured against a server that sends the packets back, "
				 "not by the clocks of a responder");
	if (probe->tls)
		lower_divergence(lo, DIAG_PROBE_CERTIFICATE, at,
				 "the server's certificate is not looked at: what is measured is "
				 "whether it answers");
	if (is_controlled(sla))
		lower_divergence(lo, DIAG_PROBE_UNCONTROLLED, at,
				 "no responder is asked to open the port: something must listen "
				 "there");
}

static bool can_run(const struct plan_probe *probe)
{
	return plan_probe_has_target(probe) || probe->resolver || !ip6_is_zero(probe->resolver6);
}

void lower_probe(struct lowering *lo, const struct sla *sla)
{
	struct plan_probe probe = {
		.id = sla->id,
		.size = sla->request_size == UINT32_MAX ? size_of(sla)
							: (uint16_t)sla->request_size,
		.tos = sla->tos,
	};

	set_what(lo, sla, &probe);
	if (!can_run(&probe))
		return;
	lower_probe_pace(lo, sla, &probe);
	set_schedule(&sla->schedule, &probe);
	if (sla->vrf)
		probe.vrf = device_of_vrf(lo->arena, sla->vrf);
	if (probe.v6)
		set_source6(lo, sla, &probe);
	else
		set_source(lo, sla, &probe);
	report(lo, sla, &probe);
	vec_push(lo->arena, &lo->plan->probes, probe);
}
