/*
 * PPP, dialers, and PPPoE on both its interfaces: the Ethernet with its `pppoe-client`, and the
 * Dialer that negotiates. ios-semantics.md 1.10.
 */
%mode VPDN_GROUP "VPDN group" "config-vpdn"
%mode VPDN_DIALIN "VPDN dial-in" "config-vpdn-in"
%rare INTERFACE: "authorization" "dialer-group"
%help INTERFACE: "encapsulation" "ppp" Point-to-Point Protocol
%help INTERFACE: "encapsulation" "frame-relay" Frame Relay
%help INTERFACE: "encapsulation" "hdlc" Cisco's HDLC
%help INTERFACE: "keepalive" Seconds between keepalives
%help "keepalive" NUMBER Seconds
%help "keepalive" NUMBER NUMBER How many may be lost
%help INTERFACE: "pppoe" PPP over Ethernet
%help "pppoe" "enable" Serve PPPoE
%help "pppoe" "max-sessions" The most sessions
%help "pppoe" "enable" "group" Group of the server
%help INTERFACE: "pppoe-client" Client of PPP over Ethernet
%help "dial-pool-number" Pool of the Dialer that uses this line
%help "dial-pool-number" NUMBER Number of the pool
%help "ppp-max-payload" Longer frames (RFC 4638)
%help "dial-on-demand" Only when there is something to send
%help "service-name" Service to ask for
%help INTERFACE: "dialer" How this interface dials
%help "dialer" "pool" Pool of lines to dial by
%help "dialer" "pool" NUMBER Number of the pool
%help "dialer" "idle-timeout" Seconds without traffic until it hangs up
%help "idle-timeout" NUMBER Seconds
%help "idle-timeout" NUMBER "either" Traffic of both directions counts
%help "idle-timeout" NUMBER "inbound" Traffic that comes in counts
%help "dialer" "persistent" Never hang up
%help "persistent" "delay" Seconds until it dials again
%help "persistent" "max-attempts" How often it dials
%help "dialer" "hold-queue" Packets that wait for the connection
%help "enable-timeout" Seconds until a line is used again
%help "fast-idle" Seconds without traffic while another call waits
%help "wait-for-carrier-time" Seconds to wait for a carrier
%help "dialer" "remote-name" Name of the other side
%help "dialer" "vpdn" Dial through a tunnel
%help "dialer" "redial" How to dial again
%help "down-with-vinterface" Go down with the virtual interface
%help "in-band" By modem
%help "dialer" "string" Number to dial
%help "dialer" "map" Number of an address
%help "dialer" "caller" Who may call
%help "callback-secure" Only for who is called back
%help "dialer" "load-threshold" Load from which one more line dials
%help "dialer" "rotary-group" Group of lines
%help "dialer" "pool-member" Pool that this line belongs to
%help "dialer" "watch-group" Routes that are watched
%help "dialer" "watch-disable" Seconds to wait when the route is back
%help INTERFACE: "dialer-group" Which packets make it dial
%help "dialer-group" NUMBER Number of the dialer list
%help INTERFACE: "ppp" Point-to-Point Protocol
%help "ppp" "authentication" Authenticate the other side
%help "ppp" "chap" Challenge handshake
%help "ppp" "pap" Password in the clear
%help "ppp" "ipcp" Addresses and name servers
%help "ppp" "mtu" Greatest packet
%help "mtu" "adaptive" As the other side says
%help "adaptive" "proxy" Also for who stands behind
%help "authentication" "chap" Challenge handshake
%help "authentication" "pap" Password in the clear
%help "authentication" "ms-chap" Microsoft's CHAP
%help "authentication" "ms-chap-v2" Microsoft's CHAP, version 2
%help "authentication" "eap" Extensible authentication
%help "chap" "ms-chap" Microsoft's CHAP
%help "chap" "pap" Password in the clear, else
%help "pap" "chap" Challenge handshake, else
%help "callin" Only who calls in
%help "callout" Only whom we call
%help "chap" "hostname" Name to send
%help "chap" "hostname" WORD Name
%help "chap" "password" Password
%help "pap" "sent-username" Name and password to send
%help "sent-username" WORD Name
%help "sent-username" WORD "password" Password
%help "chap" "refuse" Refuse CHAP
%help "pap" "refuse" Refuse PAP
%help "chap" "wait" Let the other side authenticate first
%help "ipcp" "route" Routes
%help "route" "default" A default route by the other side
%help "ipcp" "dns" Name servers
%help "dns" "request" Ask for them
%help "dns" "accept" Take what is offered
%help "dns" "reject" Take none
%help "request" "accept" Take what is offered
%help "ipcp" "address" Addresses
%help "address" "accept" Take any that is offered
%help "address" "required" There must be one
%help "address" "unique" Each only once
%help "ipcp" "mask" Mask of the network
%help "mask" "request" Ask for it
%help "mask" "reject" Take none
%help "ipcp" "wins" WINS servers
%help "ipcp" "header-compression" Compress headers
%help "ipcp" "ignore-map" Do not look at dialer maps
%help "ipcp" "username" Name of who calls
%help "ipcp" "predictive" Guess what the other side will say
%help "ppp" "lcp" Control of the link
%help "ppp" "max-configure" Requests without an answer
%help "ppp" "max-failure" Refusals in turn
%help "ppp" "max-terminate" Requests to end
%help "ppp" "timeout" Seconds to wait
%help "ppp" "quality" Least quality of the link
%help "ppp" "negotiation-timeout" Seconds that it may take
%help "ppp" "ncp" Control of protocols
%help "ppp" "acfc" Leave out address and control fields
%help "ppp" "pfc" Shorten protocol fields
%help "ppp" "multilink" Several links as one
%help "ppp" "link" Order of packets
%help "ppp" "accounting" Account for the session
%help "ppp" "authorization" Authorize the session
%help "ppp" "encrypt" Encrypt
%help "ppp" "reliable-link" Repeat what is lost
%help GLOBAL: "vpdn" Tunnels for dial-in
%help GLOBAL: "vpdn-group" A group of tunnels for dial-in
%help "vpdn" "enable" Switch on
%help "vpdn" "logging" Log events
%help "vpdn" "search-order" What to look at
%help "vpdn" "session-limit" The most sessions
%help VPDN_GROUP: "description" What the group is for
%help VPDN_GROUP: "request-dialin" Ask for tunnels
%help VPDN_GROUP: "accept-dialin" Accept tunnels
%help VPDN_GROUP: "request-dialout" Ask for tunnels to dial out
%help VPDN_GROUP: "accept-dialout" Accept tunnels to dial out
%help VPDN_GROUP: "terminate-from" Tunnels from this host
%help VPDN_GROUP: "initiate-to" Tunnels to this address
%help VPDN_GROUP: "l2tp" Settings of L2TP
%help VPDN_GROUP: "session-limit" The most sessions
%help VPDN_DIALIN: "protocol" Protocol of the tunnel
%help VPDN_DIALIN: "virtual-template" Template of the interfaces
%help "protocol" "l2tp" Layer 2 Tunneling Protocol
%help "protocol" "pptp" Point-to-Point Tunneling Protocol
%help "protocol" "pppoe" PPP over Ethernet
%help GLOBAL: "bridge" A bridge
%help "encapsulation" "snap" SNAP
%help "frame-relay" "ietf" In the format of the IETF
%help "frame-relay" "cisco" In Cisco's format
%help "frame-relay" "mfr" Multilink frame relay
%help "delay" "initial" Seconds after the start
%help "re-enable" Seconds until it tries anew
%help "no-parity" Without parity
%help "caller" WORD "callback" Call back
%help "dialer" "dtr" By the DTR signal
%help "map" "ip" An address
%help "max-link" The most channels
%help "min-link" The least channels
%help "load-threshold" NUMBER "outbound" Load of what goes out
%help "authentication" "pap" "callin" Only who calls in
%help "if-needed" Only who is not authenticated yet
%help "lcp" "fast-start" Begin at once
%help "lcp" "echo" Echo of the link
%help "lost-fragment" Fragments that are lost
%help "encrypt" "mppe" Microsoft's encryption
%help "mppe" "40" 40 bits
%help "mppe" "128" 128 bits
%help "mppe" "auto" As offered
%help "multilink" "interleave" Put small packets between fragments
%help "multilink" "fragment" Fragments
%help "multilink" "links" Count of links
%help "multilink" "endpoint" Name of this end
%help "multilink" "mrru" Greatest packet
%help "neighbor-route" A route to the other side
%help "authen-before-forward" Authenticate before the tunnel
%help "vpdn" "multihop" Forward to another tunnel
%help "tunnel-drop" Tunnels that end
%help "dnis" Number that was called
%help "multihop-hostname" Name of the tunnel
%help "l2f" Layer 2 Forwarding
%help "receive-window" Packets that may wait
%help GLOBAL: "pppoe" PPP over Ethernet
%help "vpdn" "logging" "remote" At the other side
%help "vpdn" "logging" "user" Users
%help "vpdn" "logging" "cause" Why sessions end
%help "cause" "normal" Normal ends too
%help "load-threshold" NUMBER "either" Either way
%help "redial" "interval" Seconds between attempts
%help "string" WORD "class" Class of maps
%help "peer" "match" Match
%help "match" "aaa-pools" Pools of AAA
%help "ppp" "bridge" Bridging
%help "acfc" "remote" What the other side asks for
%help "acfc" "local" What we ask for
%help "acfc" "local" "request" Ask for it
%help "remote" "apply" Agree, and do so
%help "remote" "reject" Refuse it
%help "remote" "ignore" Agree, but do not
%help "apply" Use
%help "reject" Refuse
%help "forbid" Never
%help "chap" "callback" Only who is called back
%help "chap" "one-time" Passwords that serve once
%help "callback" "accept" Call others back
%help "callback" "request" Ask to be called back
%help "callback" "initiate" Call back
%help "eap" "identity" Name
%help "mppe" "40" "required" It must be
%help "mppe" "128" "required" It must be
%help "mppe" "auto" "required" It must be
%help "ipcp" "username" "unique" One address for each name
%help "wins" "request" Ask for them
%help "wins" "accept" Take them
%help "wins" "reject" Refuse them
%help "predictive" Guess what the other side says
%help "lcp" "delay" NUMBER "random" Up to a random time
%help "echo" "mru" Of the greatest size
%help "mru" "verify" Check it
%help "verify" "minimum" Smallest size
%help "links" "minimum" Fewest
%help "timeout" "authentication" Seconds of authentication
%help "timeout" "ncp" Seconds of network protocols
%help "timeout" "multilink" Of bundles
%help "multilink" "link" Links
%help "multilink" "lost-fragment" Lost fragments
%help "link" "add" Seconds until one is added
%help "link" "remove" Seconds until one is removed
%help "pppoe-client" "dial-pool-number" NUMBER "restart" Seconds until it is tried again
%help "pppoe-client" "dial-pool-number" NUMBER "service" Service to ask for
%help "pool-member" Member of a pool
%help VPDN_GROUP: "domain" Domain of users
%help VPDN_GROUP: "lcp" Negotiation
%help VPDN_GROUP: "ip" Settings of IP
%help "initiate-to" "ip" IPV4 "limit" Most sessions
%help VPDN_GROUP: "ip" "mtu" MTU
%help "mtu" "adjust" Adjust it to the tunnel
%help "l2tp" "tunnel" Tunnel
%help "l2tp" "tunnel" "authentication" Authenticate the tunnel
%help "l2tp" "tunnel" "password" Password of the tunnel
%help "l2tp" "tunnel" "hello" Seconds between hellos
%help "l2tp" "tunnel" "timeout" Timeouts
%help "no-session" Seconds without sessions
%help "lcp" "renegotiation" Negotiate again
%help "renegotiation" "on-mismatch" When it does not fit
%help VPDN_GROUP: "pppoe" PPP over Ethernet
%help "pppoe" "limit" Most sessions
%help "limit" "max-sessions" In all
%help "lcp" Link control
%help "callback" Call back
%help "redial" Dial again
%help "mru" Largest packet
%help "random" Random
%help "idle" Seconds without traffic
%help "add" Add
%help "remove" Remove
%help "restart" Start again
%help "class" A class
%help "limit" Limit
%help "bridge" Bridge
%help "password" Password
%help "username" Name of the user
%help "acfc" "local" "ignore" Take it either way
%help "ppp" "timeout" "aaa" As AAA says
%help VPDN_GROUP: "local" "name" Name of this tunnel end
%help "protocol" "any" Any protocol
%help "dialer" Dialling
%help "disconnect" Hang up
%help "route-check" Look at the route
%help "slip" SLIP
%help "scada" SCADA
%help "relay-line" Relay to another line
%help "pppoe" "enable" "group" WORD Name of the group
%help "password" NUMBER How the password is written: 0, or 7
%help "chap" "password" WORD Password
%help "chap" "password" NUMBER WORD Password
%help "sent-username" WORD "password" WORD Password
%help "sent-username" WORD "password" NUMBER WORD Password
%nterm <const char *> secret
%nterm <uint32_t> ppp_protocols ppp_protocol ppp_ipcp ppp_when dialer_pool
%nterm <struct pppoe_client> client_options
%nterm <const char *> ppp_untranslated dialer_untranslated
%%
interface_command:
    "encapsulation" "ppp" { set_encapsulation(cx); }
  | "encapsulation" other_encapsulation { line_no_effect(cx); }
  | "encapsulation" "frame-relay" frame_relay { line_not_translated(cx, @$, "frame relay"); }
  | "keepalive" { set_keepalive(cx, 0, 0); }
  | "keepalive" NUMBER { set_keepalive(cx, $2, 0); }
  | "keepalive" NUMBER[period] NUMBER[retries] { set_keepalive(cx, $period, $retries); }
  ;
other_encapsulation: "hdlc" | "arpa" | "snap" | "slip" | "scada" | "relay-line";
frame_relay: %empty | "ietf" | "cisco" | "mfr";

/* The Ethernet beneath. `pppoe enable` alone answers calls, which is another thing. */
interface_command:
    "pppoe" "enable" { line_no_effect(cx); }
  | "pppoe" "enable" "group" name { line_no_effect(cx); }
  | "pppoe" "max-sessions" NUMBER { line_no_effect(cx); }
  | "pppoe-client" "dial-pool-number" dialer_pool[pool] client_options[options]
      { set_pppoe(cx, $pool, &$options); }
  | "pppoe-client" "ppp-max-payload" NUMBER { line_not_translated(cx, @$, "RFC 4638 frames"); }
  ;
client_options: %empty { $$ = (struct pppoe_client){0}; }
            | client_options[o] "dial-on-demand" { $$ = $o; $$.on_demand = true; }
            | client_options[o] "restart" NUMBER { $$ = $o; }
            | client_options[o] "service-name" name { $$ = $o; $$.service = $name.s; }
            | client_options[o] "service" "name" name { $$ = $o; $$.service = $name.s; }
            ;
dialer_pool: NUMBER { CHECK(number_in(cx, @1, $1, 1, 255)); $$ = $1; };

interface_command: "dialer" dialer
                 | "dialer-group" NUMBER { line_no_effect(cx); }
                 | "dialer-group" only_no { line_no_effect(cx); }
                 ;
dialer: "pool" dialer_pool[pool]
          { cx->interface->ppp.pool = cx->no ? 0 : $pool; cx->interface->ppp.pool_at = cx->line; }
      | "pool" only_no { cx->interface->ppp.pool = 0; }
      | "idle-timeout" NUMBER { set_idle(cx, $2); }
      | "idle-timeout" NUMBER "either" { set_idle(cx, $2); }
      | "idle-timeout" NUMBER "inbound" { set_idle(cx, $2); }
      | "idle-timeout" only_no { set_idle(cx, 0); }
      | "persistent" { cx->interface->ppp.persistent = !cx->no; }
      | "persistent" persistent { cx->interface->ppp.persistent = !cx->no; }
      | dialer_no_effect { line_no_effect(cx); }
      | dialer_untranslated { line_not_translated(cx, cx->line, $dialer_untranslated); }
      ;
persistent: "delay" NUMBER | "delay" "initial" NUMBER | "max-attempts" NUMBER;
dialer_no_effect: "hold-queue" NUMBER
                | "hold-queue" NUMBER "timeout" NUMBER
                | "enable-timeout" NUMBER
                | "fast-idle" NUMBER
                | "wait-for-carrier-time" NUMBER
                | "vpdn"
                | "remote-name" name
                | "down-with-vinterface"
                | "redial" "interval" NUMBER "attempts" NUMBER "re-enable" NUMBER
                ;
dialer_untranslated: "in-band" { $$ = "dialling"; }
                   | "in-band" "no-parity" { $$ = "dialling"; }
                   | "string" name { $$ = "dialling"; }
                   | "string" name "class" name { $$ = "dialling"; }
                   | "map" "ip" IPV4 dialer_map { $$ = "dialling"; }
                   | "caller" name { $$ = "dialling"; }
                   | "caller" name "callback" { $$ = "dialling"; }
                   | "callback-secure" { $$ = "dialling"; }
                   | "dtr" { $$ = "dialling"; }
                   | "load-threshold" NUMBER { $$ = "dialling"; }
                   | "load-threshold" NUMBER load_direction { $$ = "dialling"; }
                   | "rotary-group" NUMBER { $$ = "dialling"; }
                   | "pool-member" NUMBER dialer_member { $$ = "dialling"; }
                   | "watch-group" NUMBER { $$ = "dialling"; }
                   | "watch-disable" NUMBER { $$ = "dialling"; }
                   ;
dialer_map: dialer_name | dialer_name name | "broadcast" | dialer_name "broadcast" name;
dialer_name: "name" name;
dialer_member: %empty | dialer_member "priority" NUMBER | dialer_member "max-link" NUMBER
             | dialer_member "min-link" NUMBER;
load_direction: "either" | "inbound" | "outbound";

interface_command: "ppp" ppp;
ppp: "authentication" ppp_protocols[set] ppp_when[when] { set_authentication(cx, $set, $when); }
   | "authentication" only_no { set_authentication(cx, 0, 0); }
   | "chap" "hostname" name { set_user(cx, &cx->interface->ppp.chap, $name.s); }
   | "chap" "hostname" only_no { set_user(cx, &cx->interface->ppp.chap, NULL); }
   | "chap" "password" secret { set_password(cx, &cx->interface->ppp.chap, $secret); }
   | "chap" "password" only_no { set_password(cx, &cx->interface->ppp.chap, NULL); }
   | "pap" "sent-username" name "password" secret
       {
		set_user(cx, &cx->interface->ppp.pap, $name.s);
		set_password(cx, &cx->interface->ppp.pap, $secret);
       }
   | "pap" "sent-username" name only_no { no_pap(cx); }
   | "pap" "sent-username" only_no { no_pap(cx); }
   | "ipcp" ppp_ipcp[set] { set_ipcp(cx, $set); }
   | "ipcp" ipcp_no_effect { line_no_effect(cx); }
   | "ipcp" "dns" IPV4 { line_not_translated(cx, cx->line, "name servers for who dials in"); }
   | "ipcp" "dns" IPV4 IPV4 { line_not_translated(cx, cx->line, "name servers for who dials in"); }
   | "mtu" "adaptive" { cx->interface->ppp.mtu_adaptive = !cx->no; }
   | "mtu" "adaptive" "proxy" { cx->interface->ppp.mtu_adaptive = !cx->no; }
   | ppp_no_effect { line_no_effect(cx); }
   | ppp_untranslated { line_not_translated(cx, cx->line, $ppp_untranslated); }
   ;
ppp_protocols: ppp_protocol
             | ppp_protocols[set] ppp_protocol[one] { $$ = $set | $one; }
             ;
ppp_protocol: "chap" { $$ = 1 << PPP_CHAP; }
            | "pap" { $$ = 1 << PPP_PAP; }
            | "ms-chap" { $$ = 1 << PPP_MS_CHAP; }
            | "ms-chap-v2" { $$ = 1 << PPP_MS_CHAP_V2; }
            | "eap" { $$ = 1 << PPP_EAP; }
            ;
ppp_when: %empty { $$ = 0; }
        | ppp_when[so] "callin" { $$ = $so | 1; }
        | ppp_when[so] "optional" { $$ = $so | 2; }
        | ppp_when[so] ppp_list { $$ = $so; }
        ;
ppp_list: "callout" | "callback" | "one-time" | "if-needed" | "default" | name;
ppp_ipcp: "route" "default" { $$ = 1 << IPCP_ROUTE_DEFAULT; }
        | "dns" "request" { $$ = 1 << IPCP_DNS_REQUEST; }
        | "dns" "request" "accept" { $$ = 1 << IPCP_DNS_REQUEST | 1 << IPCP_DNS_ACCEPT; }
        | "dns" "accept" { $$ = 1 << IPCP_DNS_ACCEPT; }
        | "address" "accept" { $$ = 1 << IPCP_ADDRESS_ACCEPT; }
        ;
ipcp_no_effect: "dns" "reject"
              | "wins" wins
              | "address" "required"
              | "address" "unique"
              | "mask" "request"
              | "mask" "reject"
              | "mask" IPV4
              | "header-compression" "ack"
              | "ignore-map"
              | "username" "unique"
              | "predictive"
              ;
wins: "request" | "accept" | "request" "accept" | "reject" | IPV4 | IPV4 IPV4;
ppp_no_effect: "chap" "refuse"
             | "chap" "refuse" "callin"
             | "chap" "wait"
             | "pap" "refuse"
             | "pap" "refuse" "callin"
             | "lcp" lcp
             | "max-configure" NUMBER
             | "max-failure" NUMBER
             | "max-terminate" NUMBER
             | "timeout" ppp_timeout NUMBER
             | "quality" NUMBER
             | "negotiation-timeout" NUMBER
             | "ncp" "timeout" NUMBER
             | "acfc" lcp_side acfc
             | "pfc" lcp_side acfc
             ;
lcp: "delay" NUMBER | "delay" NUMBER "random" NUMBER | "predictive" | "fast-start"
   | "echo" "mru" "verify" | "echo" "mru" "verify" "minimum" NUMBER;
ppp_timeout: "retry" | "authentication" | "idle" | "ncp" | "multilink" "link" "add"
           | "multilink" "link" "remove" | "multilink" "lost-fragment" | "aaa";
lcp_side: "local" | "remote";
acfc: "request" | "apply" | "reject" | "ignore" | "forbid";
ppp_untranslated: "multilink" ppp_multilink { $$ = "multilink PPP"; }
                | "bridge" "ip" { $$ = "bridging over PPP"; }
                | "accounting" name { $$ = "accounting"; }
                | "authorization" name { $$ = "authorization"; }
                | "callback" callback { $$ = "dialling back"; }
                | "encrypt" "mppe" mppe { $$ = "MPPE"; }
                | "reliable-link" { $$ = "reliable PPP"; }
                | "eap" "identity" name { $$ = "EAP"; }
                | "eap" "password" hidden { $$ = "EAP"; }
                | "eap" "local" { $$ = "EAP"; }
                ;
ppp_multilink: %empty | "group" NUMBER | "interleave" | "fragment" "delay" NUMBER
             | "fragment" "disable" | "fragment" "size" NUMBER | "links" "maximum" NUMBER
             | "links" "minimum" NUMBER | "endpoint" name | "mrru" mrru NUMBER;
mrru: "local" | "remote";
callback: "accept" | "request" | "initiate";
mppe: "auto" | "40" | "128" | "auto" "required" | "40" "required" | "128" "required";

/* Plain, or as `service password-encryption` hides it. */
secret: name { $$ = $name.s; }
      | NUMBER[kind] name { CHECK(secret_plain(cx, @kind, $kind, @name, $name.s, &$$)); }
      ;

interface_command: "peer" "neighbor-route" { line_no_effect(cx); }
                 | "peer" "match" "aaa-pools" { line_no_effect(cx); }
                 ;

/* Global: what brings a call up, and tunnels to dial in by. */
global: "dialer-list" NUMBER only_no { line_no_effect(cx); }
      | "vpdn" "enable" { line_no_effect(cx); }
      | "vpdn" "logging" { line_no_effect(cx); }
      | "vpdn" "logging" vpdn_logging { line_no_effect(cx); }
      | "vpdn" "history" "failure" { line_no_effect(cx); }
      | "vpdn" "multihop" { line_not_translated(cx, @$, "tunnels for who dials in"); }
      | "vpdn" "search-order" vpdn_order { line_no_effect(cx); }
      | "vpdn" "session-limit" NUMBER { line_no_effect(cx); }
      | "vpdn" "source-ip" IPV4 { line_no_effect(cx); }
      | "vpdn" "authen-before-forward" { line_no_effect(cx); }
      | "vpdn-group" name { line_no_effect(cx); enter(cx, MODE_VPDN_GROUP); }
      | "pppoe" "server" { line_no_effect(cx); }
      | "dialer" "watch-list" NUMBER "ip" IPV4 IPV4 { line_covered(cx); }
      | "dialer" "watch-list" NUMBER "delay" watch_delay { line_covered(cx); }
      | "dialer" "dnis" "group" name { line_covered(cx); }
      ;
watch_delay: "connect" NUMBER | "disconnect" NUMBER | "route-check" "initial" NUMBER;
vpdn_logging: "local" | "remote" | "user" | "tunnel-drop" | "cause" | "cause" "normal";
vpdn_order: vpdn_key | vpdn_order vpdn_key;
vpdn_key: "dnis" | "domain" | "multihop-hostname";

line: IN_VPDN_GROUP no vpdn_command
    | IN_VPDN_DIALIN no vpdn_dialin
    ;
vpdn_command: "request-dialin" { line_no_effect(cx); enter(cx, MODE_VPDN_DIALIN); }
            | "accept-dialin"
                { line_not_translated(cx, @$, "a server for PPP"); enter(cx, MODE_VPDN_DIALIN); }
            | "request-dialout" { line_not_translated(cx, @$, "dialling"); }
            | "accept-dialout" { line_not_translated(cx, @$, "dialling"); }
            | "description" LINE { line_no_effect(cx); }
            | "source-ip" IPV4 { line_no_effect(cx); }
            | "local" "name" name { line_no_effect(cx); }
            | "terminate-from" "hostname" name { line_no_effect(cx); }
            | "initiate-to" "ip" IPV4 initiate { line_not_translated(cx, @$, "L2TP"); }
            | "domain" name { line_no_effect(cx); }
            | "lcp" "renegotiation" renegotiation { line_no_effect(cx); }
            | "l2tp" "tunnel" l2tp { line_no_effect(cx); }
            | "session-limit" NUMBER { line_no_effect(cx); }
            | "ip" "mtu" "adjust" { line_no_effect(cx); }
            | "pppoe" "limit" pppoe_limit NUMBER { line_no_effect(cx); }
            ;
initiate: %empty | initiate "priority" NUMBER | initiate "limit" NUMBER;
renegotiation: "always" | "on-mismatch";
l2tp_bound: "min" | "max";
l2tp: "authentication" | "password" hidden | "hello" NUMBER | "timeout" "no-session" NUMBER
    | "retransmit" "retries" NUMBER | "retransmit" "timeout" l2tp_bound NUMBER
    | "retransmit" "initial" "retries" NUMBER | "retransmit" "initial" "timeout" l2tp_bound NUMBER
    | "receive-window" NUMBER;
pppoe_limit: "per-mac" | "per-vc" | "max-sessions";
vpdn_dialin: "protocol" vpdn_protocol { line_no_effect(cx); }
           | "virtual-template" NUMBER { line_not_translated(cx, @$, "a server for PPP"); }
           | "domain" name { line_no_effect(cx); }
           | "dnis" name { line_no_effect(cx); }
           | "pool-member" NUMBER { line_no_effect(cx); }
           ;
vpdn_protocol: "pppoe" | "l2tp" | "l2f" | "pptp" | "any";
%%
/* On a serial line it is the line's business, and the gateway has an Ethernet in its place. */
static void set_encapsulation(struct ios_reader *cx)
{
	cx->interface->ppp.encapsulation = !cx->no;
	if (cx->interface->type != INTERFACE_DIALER)
		line_no_effect(cx);
}

static void set_keepalive(struct ios_reader *cx, uint32_t period, uint32_t retries)
{
	struct ppp *ppp = &cx->interface->ppp;

	ppp->no_keepalive = cx->no && !cx->is_default;
	ppp->keepalive = cx->no ? 0 : period;
	ppp->retries = cx->no ? 0 : retries;
	if (cx->interface->type == INTERFACE_TUNNEL)
		line_feature(cx, cx->line, "a tunnel's keepalive");
	else if (cx->interface->type != INTERFACE_DIALER)
		line_no_effect(cx);
}

static void set_pppoe(struct ios_reader *cx, uint32_t pool, const struct pppoe_client *options)
{
	cx->interface->pppoe = *options;
	cx->interface->pppoe.pool = pool;
	cx->interface->pppoe.at = cx->line;
	if (cx->no)
		cx->interface->pppoe = (struct pppoe_client){ 0 };
}

static void set_idle(struct ios_reader *cx, uint32_t seconds)
{
	cx->interface->ppp.idle_given = !cx->no;
	cx->interface->ppp.idle = cx->no ? 0 : seconds;
	if (!cx->no && seconds)
		line_not_translated(cx, cx->line, "dropping an idle line");
}

/* Whom the router wants to know is its provider, who does not say; its own name is another matter. */
static void set_authentication(struct ios_reader *cx, uint32_t set, uint32_t when)
{
	struct ppp *ppp = &cx->interface->ppp;

	ppp->authentication = cx->no ? 0 : (uint8_t)set;
	ppp->callin = !cx->no && when & 1;
	ppp->optional = !cx->no && when & 2;
}

static void set_user(struct ios_reader *cx, struct ppp_secret *secret, const char *user)
{
	secret->user = cx->no ? NULL : user;
	secret->at = cx->line;
}

static void set_password(struct ios_reader *cx, struct ppp_secret *secret, const char *password)
{
	secret->password = cx->no ? NULL : password;
	secret->at = cx->line;
}

static void no_pap(struct ios_reader *cx)
{
	cx->interface->ppp.pap = (struct ppp_secret){ 0 };
}

static void set_ipcp(struct ios_reader *cx, uint32_t set)
{
	uint32_t *ipcp = &cx->interface->ppp.ipcp;

	*ipcp = cx->no ? *ipcp & ~set : *ipcp | set;
}
