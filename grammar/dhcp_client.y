/*
 * `ip dhcp client …` under an interface: what the gateway does with the lease, and what the client
 * says to the server, which dhclient.conf has. ios-semantics.md 1.1.
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
%help "dhcp" "client-id" IFNAME Interface whose address is its identifier
%help "default-router" "distance" NUMBER Distance of the route
%nterm <uint32_t> dhcp_distance dhcp_track dhcp_requests dhcp_request dhcp_wish
%nterm <struct dhcp_identity> dhcp_id dhcp_said dhcp_class dhcp_vendor
%nterm <uint8_t> dhcp_flag
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
  | "client-id" dhcp_id[id] { cx->interface->dhcp.client_id = identity(cx, $id, @$); }
  | "client-id" only_no { cx->interface->dhcp.client_id = no_identity; }
  | "class-id" dhcp_class[id] { cx->interface->dhcp.class_id = identity(cx, $id, @$); }
  | "class-id" only_no { cx->interface->dhcp.class_id = no_identity; }
  | "vendor-class" dhcp_vendor[id] { set_dhcp_vendor(cx, $id, @$); }
  | "vendor-class" only_no { cx->interface->dhcp.vendor_class = no_identity; }
  | "hostname" name { cx->interface->dhcp.hostname = cx->no ? NULL : $name.s; }
  | "hostname" only_no { cx->interface->dhcp.hostname = NULL; }
  | "lease" dhcp_wish[time] { cx->interface->dhcp.lease = cx->no ? 0 : $time; }
  | "lease" only_no { cx->interface->dhcp.lease = 0; }
  | "broadcast-flag" { cx->interface->dhcp.broadcast = cx->no ? DHCP_FLAG_CLEAR : DHCP_FLAG_SET; }
  | "broadcast-flag" dhcp_flag[flag]
      { cx->interface->dhcp.broadcast = cx->no ? DHCP_FLAG_DEFAULT : $flag; }
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
    "authentication" "key-chain" name { $$ = "how the DHCP client proves who it is"; }
  | "authentication" "mode" name { $$ = "how the DHCP client proves who it is"; }
  | "authentication" dhcp_proof only_no { $$ = "how the DHCP client proves who it is"; }
  | "mobile" "renew" "count" NUMBER "interval" NUMBER { $$ = "mobile IP"; }
  | "update" "dns" { $$ = "dynamic DNS"; }
  | "update" "dns" "server" dhcp_updates { $$ = "dynamic DNS"; }
  ;
dhcp_proof: "key-chain" | "mode";
dhcp_id: interface_name[of] { $$ = (struct dhcp_identity){DHCP_ID_INTERFACE, $of.s, @$}; }
       | dhcp_said
       ;
dhcp_said: "ascii" name { $$ = (struct dhcp_identity){DHCP_ID_ASCII, $name.s, @$}; }
         | "hex" name[digits]
             { $$ = (struct dhcp_identity){DHCP_ID_HEX, NULL, @$};
               CHECK(dhcp_hex(cx, $digits, &$$.text)); }
         ;
dhcp_class: name { $$ = (struct dhcp_identity){DHCP_ID_ASCII, $name.s, @$}; }
          | "hex" name[digits]
              { $$ = (struct dhcp_identity){DHCP_ID_HEX, NULL, @$};
                CHECK(dhcp_hex(cx, $digits, &$$.text)); }
          ;
dhcp_vendor: "mac-address" { $$ = (struct dhcp_identity){DHCP_ID_HARDWARE, NULL, @$}; }
           | "disable" { $$ = (struct dhcp_identity){DHCP_ID_DISABLED, NULL, @$}; }
           | dhcp_said
           ;
dhcp_wish: NUMBER[days] { CHECK(dhcp_time(cx, @days, $days, 365, 86400, &$$)); }
         | NUMBER[days] NUMBER[hours]
             { CHECK(dhcp_time(cx, @days, $days, 365, 86400, &$$));
               CHECK(dhcp_more(cx, @hours, $hours, 23, 3600, &$$)); }
         | NUMBER[days] NUMBER[hours] NUMBER[minutes]
             { CHECK(dhcp_time(cx, @days, $days, 365, 86400, &$$));
               CHECK(dhcp_more(cx, @hours, $hours, 23, 3600, &$$));
               CHECK(dhcp_more(cx, @minutes, $minutes, 59, 60, &$$)); }
         ;
dhcp_flag: "clear" { $$ = DHCP_FLAG_CLEAR; } | "set" { $$ = DHCP_FLAG_SET; };
dhcp_updates: "both" | "none" | "both" "override";
%%
static const struct dhcp_identity no_identity;

static struct dhcp_identity identity(struct ios_reader *cx, struct dhcp_identity id, struct span at)
{
	if (cx->no)
		return no_identity;
	id.at = at;
	return id;
}

/* Option 124 has the number of the vendor in it, and more that no manual tells. */
static void set_dhcp_vendor(struct ios_reader *cx, struct dhcp_identity id, struct span at)
{
	cx->interface->dhcp.vendor_class = identity(cx, id, at);
	if (!cx->no && id.form != DHCP_ID_DISABLED)
		line_not_translated(cx, cx->line, "the vendor's class of a DHCP client");
}

/* The digits stay whether or not the line takes them away. */
static bool dhcp_hex(struct ios_reader *cx, struct name name, const char **digits)
{
	bool no = cx->no, good;

	cx->no = false;
	good = dhcp_digits(cx, name, digits);
	cx->no = no;
	return good;
}

/* VALUE of UNIT seconds more. */
static bool dhcp_more(struct ios_reader *cx, struct span at, uint32_t value, uint32_t most,
		      uint32_t unit, uint32_t *time)
{
	uint32_t part;

	if (!dhcp_time(cx, at, value, most, unit, &part))
		return false;
	*time += part;
	return true;
}

static void set_dhcp_track(struct ios_reader *cx, uint32_t track, struct span at)
{
	cx->interface->dhcp.track = (uint16_t)track;
	cx->interface->dhcp.track_at = at;
}

static void set_dhcp_requests(struct ios_reader *cx, uint32_t set)
{
	uint16_t *refused = &cx->interface->dhcp.refused;

	*refused = (uint16_t)(cx->no && !cx->is_default ? *refused | set : *refused & ~set);
}
