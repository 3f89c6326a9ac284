/*
 * server/: what an inside server needs so that static NAT and policy routing can tell by which
 * uplink a connection came: further addresses of its own, each of which answers by itself. For
 * Linux by netplan, systemd-networkd or a script, for Windows by PowerShell. Only addresses come
 * from the configuration; the name of the server's device is the reader's to give.
 */
#include "emit.h"

#include "grammar/ip.h"

struct server_text {
	char addr[IP_TEXT_SIZE], prefix[IP_TEXT_SIZE], gateway[IP_TEXT_SIZE];
};

static struct server_text server_text(const struct server_object *server)
{
	struct server_text text;

	ip_text(text.addr, server->addr);
	ip_prefix_text(text.prefix, server->addr, server->len);
	ip_text(text.gateway, server->gateway);
	return text;
}

static void out_netplan(struct out *out, const struct server_object *server)
{
	struct server_text text = server_text(server);
	char extra[IP_TEXT_SIZE];

	out_printf(
		out,
		"network:\n  version: 2\n  ethernets:\n"
		"    lan:\n"
		"      match:\n"
		"        name: \"e*\"  # the device on the LAN; narrow it when there are several\n"
		"      addresses:\n"
		"        - \"%s\"\n",
		text.prefix);
	if (server->gateway)
		out_printf(out,
			   "      routes:\n"
			   "        - to: \"default\"\n"
			   "          via: \"%s\"\n",
			   text.gateway);
	if (server->extra.len == 0)
		return;
	out_text(out, "    lo:\n      match:\n        name: \"lo\"\n      addresses:\n");
	VEC_FOREACH (addr, &server->extra)
		out_printf(out, "        - \"%s/32\"\n", ip_text(extra, *addr));
}

static void out_networkd(struct out *out, const struct server_object *server)
{
	struct server_text text = server_text(server);
	char extra[IP_TEXT_SIZE];

	out_printf(out,
		   "# /etc/systemd/network/10-lan.network\n"
		   "[Match]\n"
		   "# the device on the LAN; narrow it when there are several\n"
		   "Name=e*\n\n[Network]\nAddress=%s\n",
		   text.prefix);
	if (server->gateway)
		out_printf(out, "Gateway=%s\n", text.gateway);
	if (server->extra.len == 0)
		return;
	out_text(out, "\n# /etc/systemd/network/10-lo.network\n[Match]\nName=lo\n\n[Network]\n");
	VEC_FOREACH (addr, &server->extra)
		out_printf(out, "Address=%s/32\n", ip_text(extra, *addr));
}

static void out_script(struct out *out, const struct server_object *server)
{
	struct server_text text = server_text(server);
	char extra[IP_TEXT_SIZE];

	out_printf(out,
		   "set -eu\n"
		   "dev=${1:?usage: sh %s.sh DEVICE, the device on the LAN}\n"
		   "ip link set dev lo up\n"
		   "ip link set dev \"$dev\" up\n"
		   "ip address replace %s dev \"$dev\"\n",
		   text.addr, text.prefix);
	if (server->gateway)
		out_printf(out, "ip route replace default via %s dev \"$dev\"\n", text.gateway);
	VEC_FOREACH (addr, &server->extra)
		out_printf(out, "ip address replace %s/32 dev lo\n", ip_text(extra, *addr));
}

/*
 * Windows takes a packet for another adapter's address only with the weak host model, and must not
 * choose such an address for connections of its own: hence SkipAsSource.
 */
static void out_powershell(struct out *out, const struct server_object *server)
{
	struct server_text text = server_text(server);
	char extra[IP_TEXT_SIZE];

	out_text(out,
		 "# Further addresses go to a loopback adapter: add \"Microsoft KM-TEST Loopback\n"
		 "# Adapter\" once (hdwwiz.exe, networks) and rename it to Loopback_1.\n"
		 "param(\n"
		 "    [string] $Lan = 'Ethernet',\n"
		 "    [string] $Loopback = 'Loopback_1'\n"
		 ")\n"
		 "$ErrorActionPreference = 'Stop'\n"
		 "function Set-Address([string] $Alias, [string] $Address, [int] $Length, "
		 "[bool] $Skip) {\n"
		 "    $there = Get-NetIPAddress -InterfaceAlias $Alias -IPAddress $Address "
		 "-ErrorAction SilentlyContinue\n"
		 "    if (-not $there) {\n"
		 "        New-NetIPAddress -InterfaceAlias $Alias -IPAddress $Address "
		 "-PrefixLength $Length -SkipAsSource $Skip | Out-Null\n"
		 "    }\n"
		 "}\n");
	out_printf(out, "Set-Address $Lan '%s' %u $false\n", text.addr, server->len);
	if (server->gateway)
		out_printf(out,
			   "$default = Get-NetRoute -InterfaceAlias $Lan -DestinationPrefix "
			   "'0.0.0.0/0' "
			   "-NextHop '%s' -ErrorAction SilentlyContinue\n"
			   "if (-not $default) {\n"
			   "    New-NetRoute -InterfaceAlias $Lan -DestinationPrefix '0.0.0.0/0' "
			   "-NextHop '%s' | Out-Null\n"
			   "}\n",
			   text.gateway, text.gateway);
	if (server->extra.len == 0)
		return;
	out_text(out, "Set-NetIPInterface -InterfaceAlias $Lan -AddressFamily IPv4 "
		      "-WeakHostReceive Enabled -WeakHostSend Enabled\n"
		      "Set-NetIPInterface -InterfaceAlias $Loopback -AddressFamily IPv4 "
		      "-WeakHostReceive Enabled -WeakHostSend Enabled\n");
	VEC_FOREACH (addr, &server->extra)
		out_printf(out, "Set-Address $Loopback '%s' 32 $true\n", ip_text(extra, *addr));
}

static const struct server_form {
	const char *suffix, *first, *load;
	void (*emit)(struct out *out, const struct server_object *server);
} forms[] = {
	{"netplan.yaml", "", "copy to /etc/netplan, netplan apply", out_netplan},
	{"networkd", "", "copy each part to the file that its first line names, networkctl reload",
	 out_networkd},
	{"sh", "#!/bin/sh\n", "as root, with the device's name (again without harm)", out_script},
	{"ps1", "", "as administrator, with -Lan and the adapter's name", out_powershell},
};

void server_emit(const struct change *change, const struct emit_options *options,
		 struct out_files *files)
{
	const struct object *object;
	struct out path = {0};
	char addr[IP_TEXT_SIZE];

	(void)options;
	if (!change->from_empty)
		return;
	for (size_t i = 0; (object = change_next(change, OBJECT_SERVER, &i));) {
		for (size_t f = 0; f < sizeof forms / sizeof *forms; f++) {
			path.len = 0;
			out_printf(&path, "server/%s.%s", ip_text(addr, object->server.addr),
				   forms[f].suffix);
			struct out *out = out_file(files, path.text);

			out_text(out, forms[f].first);
			out_head(out, change, "#", "an inside server", forms[f].load);
			forms[f].emit(out, &object->server);
		}
	}
	out_free(&path);
	out_files_sort(files);
}
