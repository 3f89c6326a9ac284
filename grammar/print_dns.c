/* The DNS server, its views and host data as IOS text. */
#include "print_ios.h"

#include <inttypes.h>
#include <string.h>

static void print_addresses(FILE *to, const char *before, const struct servers *servers)
{
	VEC_FOREACH (server, servers) {
		fputs(before, to);
		if (server->vrf)
			fprintf(to, "vrf %s ", server->vrf);
		if (server->learnt.name.s)
			fprintf(to, "interface %s", server->learnt.name.s);
		else if (server->v6)
			print_address6(to, "", server->addr6);
		else
			print_address(to, "", server->addr);
		putc('\n', to);
	}
}

static void print_settings(FILE *to, const char *before, const struct dns_settings *settings)
{
	VEC_FOREACH (setting, settings)
		fprintf(to, "%s%s%s%s\n", before, setting->key, setting->value ? " " : "",
			setting->value ? setting->value : "");
}

static void print_name_list(const struct dns_name_list *list, FILE *to)
{
	VEC_FOREACH (entry, &list->entries)
		fprintf(to, "ip dns name-list %" PRIu32 " %s %s\n", list->id,
			entry->permit ? "permit" : "deny", entry->regex);
}

/* What is said of a VRF without opening its default view. */
static void print_vrf(const struct dns_view *view, FILE *to)
{
	static const char lookup[] = "domain resolver source-interface";

	if (view->domain_name)
		fprintf(to, "ip domain name vrf %s %s\n", view->vrf, view->domain_name);
	VEC_FOREACH (setting, &view->settings)
		fprintf(to, "ip domain %s vrf %s %s%s\n",
			strcmp(setting->key, lookup) ? "list" : "lookup", view->vrf,
			strcmp(setting->key, lookup) ? "" : "source-interface ", setting->value);
	VEC_FOREACH (server, &view->name_servers) {
		fprintf(to, "ip name-server vrf %s", view->vrf);
		if (server->v6)
			print_address6(to, " ", server->addr6);
		else
			print_address(to, " ", server->addr);
		putc('\n', to);
	}
}

static void print_view(const struct dns_view *view, FILE *to)
{
	if (!view->opened) {
		print_vrf(view, to);
		return;
	}
	fprintf(to, "ip dns view %s\n", view->name);
	if (view->no_lookup)
		fputs(" no domain lookup\n", to);
	print_text(to, " domain name ", view->domain_name);
	print_addresses(to, " domain name-server ", &view->name_servers);
	if (view->no_forwarding)
		fputs(" no dns forwarding\n", to);
	print_addresses(to, " dns forwarder ", &view->forwarders);
	print_text(to, " dns forwarding source-interface ", view->source.name.s);
	if (view->logging)
		fputs(" logging\n", to);
	print_settings(to, " ", &view->settings);
}

static void print_view_list(const struct dns_view_list *list, FILE *to)
{
	fprintf(to, "ip dns view-list %s\n", list->name);
	VEC_FOREACH (member, &list->members) {
		fprintf(to, " view %s %" PRIu32 "\n", member->view.name.s, member->order);
		print_text(to, "  restrict source access-group ", member->source.name.s);
		if (member->name_group)
			fprintf(to, "  restrict name-group %" PRIu32 "\n", member->name_group);
		if (member->authenticated)
			fputs("  restrict authenticated\n", to);
	}
}

/* The view of a VRF has a key of both names. */
static void print_host_view(const char *view, FILE *to)
{
	const char *last = strrchr(view, ' ');

	if (dns_view_in_vrf(view) && last)
		fprintf(to, "%.*s view%s ", (int)(last - view), view, last);
	else
		fprintf(to, "view %s ", view);
}

static void print_host(const struct dns_host *host, FILE *to)
{
	fputs("ip host ", to);
	if (host->view.s)
		print_host_view(host->view.s, to);
	fputs(host->name, to);
	switch (host->record) {
	case DNS_A:
		print_address(to, " ", host->addr);
		break;
	case DNS_AAAA:
		print_address6(to, " ", host->addr6);
		break;
	case DNS_NS:
		fprintf(to, " ns %s", host->target);
		break;
	case DNS_MX:
		fprintf(to, " mx %" PRIu32 " %s", host->preference, host->target);
		break;
	case DNS_SRV:
		fprintf(to, " srv %" PRIu32 " %u %u %s", host->preference, host->weight, host->port,
			host->target);
		break;
	case DNS_HINFO:
		fprintf(to, " hinfo %s %s", host->target, host->system);
		break;
	}
	putc('\n', to);
}

static void print_primary(const struct dns_primary *primary, FILE *to)
{
	fprintf(to, "ip dns primary %s soa %s %s", primary->zone, primary->mname, primary->rname);
	fprintf(to, " %" PRIu32 " %" PRIu32 " %" PRIu32 " %" PRIu32 "\n", primary->refresh,
		primary->retry, primary->expire, primary->minimum);
}

static void print_server(const struct dns *dns, FILE *to)
{
	if (dns->server)
		fputs("ip dns server\n", to);
	print_text(to, "ip dns server view-group ", dns->server_view_group.name.s);
	if (!dns->spoofing)
		return;
	fputs("ip dns spoofing", to);
	if (dns->spoofed)
		print_address(to, " ", dns->spoofed);
	putc('\n', to);
}

void print_dns(const struct router *router, FILE *to)
{
	const struct dns *dns = &router->dns;
	const struct dns_view_list *list;
	const struct dns_view *view;
	const struct dns_name_list *names;

	STAILQ_FOREACH (names, &dns->name_lists, link)
		print_name_list(names, to);
	STAILQ_FOREACH (view, &dns->views, link)
		print_view(view, to);
	STAILQ_FOREACH (list, &dns->lists, link)
		print_view_list(list, to);
	if (dns->no_lookup)
		fputs("no ip domain lookup\n", to);
	print_text(to, "ip domain lookup source-interface ", dns->lookup_source.name.s);
	print_text(to, "ip domain name ", router->domain_name);
	print_settings(to, "", &dns->settings);
	VEC_FOREACH (host, &dns->hosts)
		print_host(host, to);
	print_addresses(to, "ip name-server ", &dns->name_servers);
	VEC_FOREACH (primary, &dns->primaries)
		print_primary(primary, to);
	print_server(dns, to);
}
