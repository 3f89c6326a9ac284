/*
 * What stands under an interface besides its IPv4 addresses, NAT, policy and filters: the link layer,
 * which on the gateway is the host's, and features that are not translated.
 */
%nterm <const char *> untranslated_feature
%%
interface_command: link { line_no_effect(cx); }
                 | untranslated_feature { line_not_translated(cx, @$, $untranslated_feature); }
                 ;

link: "duplex" duplex
    | "speed" NUMBER
    | "speed" "auto"
    | "speed" "nonegotiate"
    | "negotiation" "auto"
    | "media-type" media
    | "bandwidth" NUMBER
    | "bandwidth" "receive" NUMBER
    | "delay" NUMBER
    | "keepalive"
    | "keepalive" NUMBER
    | "keepalive" NUMBER NUMBER
    | "carrier-delay" NUMBER
    | "carrier-delay" "msec" NUMBER
    | "load-interval" NUMBER
    | "clock" "rate" NUMBER
    | "serial" "restart-delay" NUMBER
    | "hold-queue" NUMBER "in"
    | "hold-queue" NUMBER "out"
    | "max-reserved-bandwidth" NUMBER
    | "arp" "timeout" NUMBER
    | "mop" mop
    | "lldp" lldp
    | "cdp" "enable"
    | "snmp" "trap" "link-status"
    | "logging" "event" name
    | "logging" "event" "port" "link-status"
    | "encapsulation" "dot1q" NUMBER
    | "encapsulation" "dot1q" NUMBER "native"
    | "encapsulation" "ppp"
    | "encapsulation" "hdlc"
    | "ip" "virtual-reassembly"
    | "ip" "virtual-reassembly" "in"
    | "ip" "virtual-reassembly" "out"
    | "ip" "route-cache"
    | "ip" "mroute-cache"
    | "ip" "directed-broadcast"
    | "ip" "split-horizon"
    | "ip" "flow" "ingress"
    | "ip" "flow" "egress"
    ;
duplex: "auto" | "full" | "half";
media: "rj45" | "sfp" | "gbic" | "auto-select" | "rj45" "speed" "auto" | "100basex";
mop: "enabled" | "sysid";
lldp: "transmit" | "receive";

untranslated_feature:
    "mtu" NUMBER { $$ = "the MTU"; }
  | "ip" "mtu" NUMBER { $$ = "the MTU"; }
  | "ip" "tcp" "adjust-mss" NUMBER { $$ = "the clamping of the TCP segment size"; }
  | "ip" "proxy-arp" { $$ = "proxy ARP"; }
  | "ip" "redirects" { $$ = "the choice of ICMP redirects"; }
  | "ip" "unreachables" { $$ = "the choice of ICMP unreachables"; }
  | "ip" "helper-address" IPV4 { $$ = "the DHCP relay"; }
  | "ip" "unnumbered" interface_name { $$ = "an interface without an address of its own"; }
  | "ip" "verify" "unicast" verify_options { $$ = "the check of source addresses"; }
  | "channel-group" NUMBER "mode" name { $$ = "link aggregation"; }
  | "standby" "version" NUMBER { $$ = "a standby group"; }
  | "standby" NUMBER standby { $$ = "a standby group"; }
  | "tunnel" "source" interface_name { $$ = "a tunnel"; }
  | "tunnel" "source" IPV4 { $$ = "a tunnel"; }
  | "tunnel" "destination" IPV4 { $$ = "a tunnel"; }
  | "tunnel" "mode" "gre" "ip" { $$ = "a tunnel"; }
  | "tunnel" "mode" "gre" "multipoint" { $$ = "a tunnel"; }
  | "tunnel" "mode" "ipsec" "ipv4" { $$ = "a tunnel"; }
  | "tunnel" "key" NUMBER { $$ = "a tunnel"; }
  | "tunnel" "path-mtu-discovery" { $$ = "a tunnel"; }
  | "tunnel" "protection" "ipsec" "profile" name { $$ = "IPsec"; }
  | "pppoe" "enable" { $$ = "PPPoE"; }
  | "pppoe" "enable" "group" name { $$ = "PPPoE"; }
  | "pppoe-client" "dial-pool-number" NUMBER { $$ = "PPPoE"; }
  | "dialer" "pool" NUMBER { $$ = "a dialer"; }
  | "dialer-group" NUMBER { $$ = "a dialer"; }
  | "ppp" "authentication" ppp_protocols { $$ = "PPP"; }
  | "ppp" "authentication" ppp_protocols "callin" { $$ = "PPP"; }
  | "ppp" "chap" "hostname" name { $$ = "PPP"; }
  | "ppp" "chap" "password" hidden { $$ = "PPP"; }
  | "ppp" "pap" "sent-username" name "password" hidden { $$ = "PPP"; }
  | "ppp" "ipcp" "route" "default" { $$ = "PPP"; }
  ;
verify_options: "reverse-path" | "source" "reachable-via" verify_by | verify_options "allow-default";
verify_by: "rx" | "any";
ppp_protocols: ppp_protocol | ppp_protocols ppp_protocol;
ppp_protocol: "chap" | "pap" | "ms-chap" | "ms-chap-v2";
standby: "ip" IPV4 | "priority" NUMBER | "preempt" | "track" NUMBER "decrement" NUMBER;
%%
