/*
 * IP SLA operations as probes of the agent. In safe fidelity a probe whose source is an uplink is
 * bound to it: on IOS `source-interface` sets the source address only, so that the probe of a dead
 * link leaves by the other one, succeeds, and the default route oscillates.
 */
#include <stdlib.h>
#include <string.h>

#include "lower.h"
#include "policy.h"

enum { MS = 1000, HTTP_PORT = 80, DNS_PORT = 53 };

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

static const struct interface *source_of(const struct lowering *lo, const struct sla *sla)
{
	if (sla->source_interface.name.s)
		return sla->source_interface.to;
	return sla->operation.source ? interface_with(lo, sla->operation.source) : NULL;
}

static void set_source(const struct lowering *lo, const struct sla *sla, struct plan_probe *probe)
{
	const struct interface *interface = source_of(lo, sla);
	uint32_t source = sla->operation.source;
	const struct plan_device *device;

	probe->device = lower_device(lo, interface);
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

/* The first of the router's name servers that IPv4 leads to; 0: none. */
static uint32_t first_server(const struct lowering *lo)
{
	VEC_FOREACH (server, &lo->router->dns.name_servers)
		if (!server->v6)
			return server->addr;
	return 0;
}

static void set_host(struct lowering *lo, struct plan_probe *probe, const char *name,
		     uint32_t resolver, struct span at)
{
	if (ip_parse(name, strlen(name), &probe->target) ||
	    (probe->target = host_address(lo, name)))
		return;
	probe->name = name;
	probe->resolver = resolver ? resolver : first_server(lo);
	if (!probe->resolver)
		diag_at(lo->diags, DIAG_PROBE_HOST, at,
			"nobody can be asked for the address of '%s': there is no 'ip name-server' "
			"and no 'ip host' of that name; the operation never runs",
			name);
}

/* ---- HTTP ---- */

/* The parts of http://HOST[:PORT][/PATH]. */
struct url {
	const char *host, *path;
	uint16_t port;
};

static struct url url_of(struct lowering *lo, const char *text)
{
	const char *host = strstr(text, "://") + 3;
	size_t len = strcspn(host, ":/");
	struct url url = {arena_strndup(lo->arena, host, len), "/", HTTP_PORT};
	unsigned long port;

	if (host[len] == ':') {
		port = strtoul(host + len + 1, NULL, 10);
		url.port = (uint16_t)(port && port <= UINT16_MAX ? port : HTTP_PORT);
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
	struct url url = url_of(lo, operation->url);
	struct url to = operation->proxy ? url_of(lo, operation->proxy) : url;

	set_host(lo, probe, to.host, operation->name_server, operation->target_at);
	probe->port = to.port;
	if (operation->method == HTTP_RAW && sla->raw.len) {
		probe->request = raw_request(lo, sla);
		return;
	}
	probe->request = arena_printf(
		lo->arena, "GET %s HTTP/%s\r\nHost: %s\r\nUser-Agent: causeway\r\n%s\r\n",
		operation->proxy ? operation->url : url.path,
		operation->version ? operation->version : "1.0", url.host,
		operation->no_cache ? "Cache-Control: no-cache\r\nPragma: no-cache\r\n" : "");
}

static void set_dns(const struct sla *sla, struct plan_probe *probe)
{
	probe->name = sla->operation.name.s;
	probe->target = sla->operation.name_server;
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
	probe->port = operation->port;
	if (operation->name.s)
		set_host(lo, probe, operation->name.s, 0, operation->target_at);
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

	if (probe->bound)
		lower_divergence(lo, DIAG_PROBE_PINNED, at,
				 "the probe leaves by its own uplink, whatever the routes say");
	if (sla->operation.kind == SLA_UDP_JITTER)
		lower_divergence(lo, DIAG_PROBE_ECHOED, at,
				 "jitter is measured against a server that sends the packets back, "
				 "not by the clocks of a responder");
	if (is_controlled(sla))
		lower_divergence(lo, DIAG_PROBE_UNCONTROLLED, at,
				 "no responder is asked to open the port: something must listen "
				 "there");
}

static bool can_run(const struct plan_probe *probe)
{
	return probe->target || probe->resolver;
}

void lower_probe(struct lowering *lo, const struct sla *sla)
{
	struct plan_probe probe = {
		.id = sla->id,
		.frequency = sla->frequency * MS,
		.timeout = sla->timeout,
		.threshold = sla->threshold,
		.size = sla->request_size == UINT32_MAX ? size_of(sla)
							: (uint16_t)sla->request_size,
		.tos = sla->tos,
	};

	set_what(lo, sla, &probe);
	if (!can_run(&probe))
		return;
	set_schedule(&sla->schedule, &probe);
	set_source(lo, sla, &probe);
	report(lo, sla, &probe);
	vec_push(lo->arena, &lo->plan->probes, probe);
}
