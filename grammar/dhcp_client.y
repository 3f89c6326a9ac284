/*
 * `ip dhcp client …` under an interface. What the gateway does with the lease is translated; what
 * the client says to the server is the host's client's own business. ios-semantics.md 1.1.
 */
%help "client" "default-router" Distance of the default route
%help "client" "route" Routes that DHCP gives
%help "client" "request" Options to ask for
%help "request" "router" Default router
%help "dns-nameserver" DNS servers
%help "netbios-nameserver" WINS servers
%help "static-route" Static routes
%help "classless-static-route" Static routes with masks
%help "tftp-server-address" TFTP server
%help "sip-server-address" SIP server
%help "vendor-specific" Options of the vendor
%help "vendor-identifying-specific" Options of the vendor, by its number
%help "client" "client-id" Identifier to send
%help "client" "class-id" Class to send
%help "client" "vendor-class" Class of the vendor to send
%help "client" "hostname" Name to send
%help "client" "lease" Lease to ask for
%help "client" "broadcast-flag" Ask for answers by broadcast
%help "client" "authentication" Authenticate the server
%help "client" "mobile" Mobile IP
%help "client" "update" Update DNS
%help "dhcp" "client-id" Identifier to send
%help "dhcp" "hostname" Name to send
%help GLOBAL: "router" Routing protocols
%help INTERFACE: "authentication" 802.1X
%help "default-router" "distance" Distance of the default route
%help "broadcast-flag" "clear" Leave it clear
%help "broadcast-flag" "set" Set it
%help "mobile" "renew" Renew when it moves
%help "renew" "count" Attempts
%help "vendor-class" "mac-address" MAC address
%help "renew" Renew
%help "domain-name" Domain
%nterm <uint32_t> dhcp_distance dhcp_track dhcp_requests dhcp_request
%nterm <const char *> dhcp_words
%%
interface_command: "ip" "dhcp" "client" dhcp_client;

dhcp_client:
    "default-router" "distance" dhcp_distance[n]
      { cx->interface->dhcp.distance = cx->no ? 0 : (uint8_t)$n; }
  | "default-router" "distance" only_no { cx->interface->dhcp.distance = 0; }
  | "route" "track" dhcp_track[n] { set_dhcp_track(cx, cx->no ? 0 : $n, @n); }
  | "route" "track" only_no { set_dhcp_track(cx, 0, @$); }
  | "request" dhcp_requests[set] { set_dhcp_requests(cx, $set); }
  | dhcp_words { line_not_translated(cx, cx->line, $dhcp_words); }
  ;
dhcp_distance: NUMBER { CHECK(number_in(cx, @1, $1, 1, 255)); $$ = $1; };
dhcp_track: NUMBER { CHECK(number_in(cx, @1, $1, 1, 1000)); $$ = $1; };
dhcp_requests: dhcp_request
             | dhcp_requests[set] dhcp_request[one] { $$ = $set | $one; }
             ;
dhcp_request:
    "router" { $$ = 1 << DHCP_REQUEST_ROUTER; }
  | "dns-nameserver" { $$ = 1 << DHCP_REQUEST_DNS_NAMESERVER; }
  | "domain-name" { $$ = 1 << DHCP_REQUEST_DOMAIN_NAME; }
  | "netbios-nameserver" { $$ = 1 << DHCP_REQUEST_NETBIOS_NAMESERVER; }
  | "static-route" { $$ = 1 << DHCP_REQUEST_STATIC_ROUTE; }
  | "classless-static-route" { $$ = 1 << DHCP_REQUEST_CLASSLESS_STATIC_ROUTE; }
  | "tftp-server-address" { $$ = 1 << DHCP_REQUEST_TFTP_SERVER_ADDRESS; }
  | "sip-server-address" { $$ = 1 << DHCP_REQUEST_SIP_SERVER_ADDRESS; }
  | "vendor-specific" { $$ = 1 << DHCP_REQUEST_VENDOR_SPECIFIC; }
  | "vendor-identifying-specific" { $$ = 1 << DHCP_REQUEST_VENDOR_IDENTIFYING_SPECIFIC; }
  ;
dhcp_words:
    "client-id" dhcp_id { $$ = "what the DHCP client calls itself"; }
  | "client-id" only_no { $$ = "what the DHCP client calls itself"; }
  | "hostname" name { $$ = "what the DHCP client calls itself"; }
  | "hostname" only_no { $$ = "what the DHCP client calls itself"; }
  | "class-id" name { $$ = "what the DHCP client calls itself"; }
  | "class-id" "hex" name { $$ = "what the DHCP client calls itself"; }
  | "vendor-class" dhcp_vendor { $$ = "what the DHCP client calls itself"; }
  | "lease" NUMBER { $$ = "the lease that the DHCP client asks for"; }
  | "lease" NUMBER NUMBER { $$ = "the lease that the DHCP client asks for"; }
  | "lease" NUMBER NUMBER NUMBER { $$ = "the lease that the DHCP client asks for"; }
  | "lease" only_no { $$ = "the lease that the DHCP client asks for"; }
  | "broadcast-flag" { $$ = "how the DHCP client asks"; }
  | "broadcast-flag" dhcp_flag { $$ = "how the DHCP client asks"; }
  | "authentication" "key-chain" name { $$ = "how the DHCP client asks"; }
  | "authentication" "mode" name { $$ = "how the DHCP client asks"; }
  | "mobile" "renew" "count" NUMBER "interval" NUMBER { $$ = "how the DHCP client asks"; }
  | "update" "dns" { $$ = "dynamic DNS"; }
  | "update" "dns" "server" dhcp_updates { $$ = "dynamic DNS"; }
  ;
dhcp_id: interface_name | "ascii" name | "hex" name;
dhcp_vendor: "mac-address" | "ascii" name | "hex" name | "disable";
dhcp_flag: "clear" | "set";
dhcp_updates: "both" | "none" | "both" "override";
%%
static void set_dhcp_track(struct ios_reader *cx, uint32_t track, struct span at)
{
	cx->interface->dhcp.track = (uint16_t)track;
	cx->interface->dhcp.track_at = at;
}

/* The router's own gateway is what routing depends on; the rest is asked for by the host's client. */
static void set_dhcp_requests(struct ios_reader *cx, uint32_t set)
{
	uint16_t *refused = &cx->interface->dhcp.refused;

	*refused = (uint16_t)(cx->no && !cx->is_default ? *refused | set : *refused & ~set);
	if (cx->no && !cx->is_default && set & ~(1u << DHCP_REQUEST_ROUTER))
		line_not_translated(cx, cx->line, "what the DHCP client asks for");
}
