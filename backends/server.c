/*
 * server/: what an inside server needs so that static NAT and policy routing can tell by which
 * uplink a connection came: further addresses of its own, each of which answers by itself. For
 * Linux by netplan, systemd-networkd or a script, for Windows by PowerShell. Only addresses come
 * from the configuration; the name of the server's device is the reader's to give.
 */
#include "emit.h"

#include "grammar/ip.h"

/* ADDR/LEN, or ADDR alone without a LEN, as QUOTE writes strings. */
static void out_address(struct out *out, void (*quote)(struct out *, const char *), uint32_t addr,
			int len)
{
	char text[IP_TEXT_SIZE];

	quote(out, len < 0 ? ip_text(text, addr) : ip_prefix_text(text, addr, (unsigned)len));
}

enum { NO_LEN = -1, HOST_LEN = 32 };

static void out_netplan(struct out *out, const struct server_object *server)
{
	out_text(out,
		 "network:\n  version: 2\n  ethernets:\n"
		 "    lan:\n"
		 "      match:\n"
		 "        name: \"e*\"  # the device on the LAN; narrow it when there are several\n"
		 "      addresses:\n"
		 "        - ");
	out_address(out, quote_yaml, server->addr, server->len);
	if (server->gateway) {
		out_text(out, "\n      routes:\n"
			      "        - to: \"default\"\n"
			      "          via: ");
		out_address(out, quote_yaml, server->gateway, NO_LEN);
	}
	if (server->extra.len > 0)
		out_text(out, "\n    lo:\n      match:\n        name: \"lo\"\n      addresses:");
	VEC_FOREACH (addr, &server->extra) {
		out_text(out, "\n        - ");
		out_address(out, quote_yaml, *addr, HOST_LEN);
	}
	out_text(out, "\n");
}

static void out_networkd(struct out *out, const struct server_object *server)
{
	out_text(out, "# /etc/systemd/network/10-lan.network\n"
		      "[Match]\n"
		      "# the device on the LAN; narrow it when there are several\n"
		      "Name=e*\n\n[Network]\nAddress=");
	out_address(out, quote_comment, server->addr, server->len);
	if (server->gateway) {
		out_text(out, "\nGateway=");
		out_address(out, quote_comment, server->gateway, NO_LEN);
	}
	if (server->extra.len > 0)
		out_text(out, "\n\n# /etc/systemd/network/10-lo.network\n"
			      "[Match]\nName=lo\n\n[Network]");
	VEC_FOREACH (addr, &server->extra) {
		out_text(out, "\nAddress=");
		out_address(out, quote_comment, *addr, HOST_LEN);
	}
	out_text(out, "\n");
}

static void out_script(struct out *out, const struct server_object *server)
{
	out_text(out, "set -eu\n"
		      "dev=${1:?usage: sh $0 DEVICE, the device on the LAN}\n"
		      "ip link set dev lo up\n"
		      "ip link set dev \"$dev\" up\n"
		      "ip address replace ");
	out_address(out, quote_shell, server->addr, server->len);
	out_text(out, " dev \"$dev\"\n");
	if (server->gateway) {
		out_text(out, "ip route replace default via ");
		out_address(out, quote_shell, server->gateway, NO_LEN);
		out_text(out, " dev \"$dev\"\n");
	}
	VEC_FOREACH (addr, &server->extra) {
		out_text(out, "ip address replace ");
		out_address(out, quote_shell, *addr, HOST_LEN);
		out_text(out, " dev lo\n");
	}
}

static const char powershell_head[] =
	"# Further addresses go to a loopback adapter: add \"Microsoft KM-TEST Loopback\n"
	"# Adapter\" once (hdwwiz.exe, networks) and rename it to Loopback_1.\n"
	"param(\n"
	"    [string] $Lan = 'Ethernet',\n"
	"    [string] $Loopback = 'Loopback_1'\n"
	")\n"
	"$ErrorActionPreference = 'Stop'\n"
	"function Set-Address([string] $Alias, [string] $Address, [int] $Length, [bool] $Skip) {\n"
	"    $there = Get-NetIPAddress -InterfaceAlias $Alias -IPAddress $Address "
	"-ErrorAction SilentlyContinue\n"
	"    if (-not $there) {\n"
	"        New-NetIPAddress -InterfaceAlias $Alias -IPAddress $Address "
	"-PrefixLength $Length -SkipAsSource $Skip | Out-Null\n"
	"    }\n"
	"}\n";

static const char powershell_gateway[] =
	"$default = Get-NetRoute -InterfaceAlias $Lan -DestinationPrefix '0.0.0.0/0' "
	"-NextHop $Gateway -ErrorAction SilentlyContinue\n"
	"if (-not $default) {\n"
	"    New-NetRoute -InterfaceAlias $Lan -DestinationPrefix '0.0.0.0/0' -NextHop $Gateway "
	"| Out-Null\n"
	"}\n";

static const char powershell_weak_host[] =
	"Set-NetIPInterface -InterfaceAlias $Lan -AddressFamily IPv4 "
	"-WeakHostReceive Enabled -WeakHostSend Enabled\n"
	"Set-NetIPInterface -InterfaceAlias $Loopback -AddressFamily IPv4 "
	"-WeakHostReceive Enabled -WeakHostSend Enabled\n";

/*
 * Windows takes a packet for another adapter's address only with the weak host model, and must not
 * choose such an address for connections of its own: hence SkipAsSource.
 */
static void out_powershell(struct out *out, const struct server_object *server)
{
	out_text(out, powershell_head);
	out_text(out, "Set-Address $Lan ");
	out_address(out, quote_powershell, server->addr, NO_LEN);
	out_printf(out, " %u $false\n", server->len);
	if (server->gateway) {
		out_text(out, "$Gateway = ");
		out_address(out, quote_powershell, server->gateway, NO_LEN);
		out_text(out, "\n");
		out_text(out, powershell_gateway);
	}
	if (server->extra.len > 0)
		out_text(out, powershell_weak_host);
	VEC_FOREACH (addr, &server->extra) {
		out_text(out, "Set-Address $Loopback ");
		out_address(out, quote_powershell, *addr, NO_LEN);
		out_printf(out, " %d $true\n", HOST_LEN);
	}
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
