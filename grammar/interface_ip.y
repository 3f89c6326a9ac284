/*
 * What an interface does with IPv4 packets besides having addresses: how large they may be, whose
 * source is believed, what is answered on others' behalf. ios-semantics.md 1.1.
 */
%rare "accounting" "hello-interval"
%help INTERFACE: "ip" "mtu" Greatest packet that is sent whole
%help INTERFACE: "mtu" Greatest packet of the link
%help "mtu" NUMBER Bytes
%help INTERFACE: "ip" "tcp" TCP through this interface
%help INTERFACE: "ip" "tcp" "adjust-mss" Clamp the segment size of TCP
%help "adjust-mss" NUMBER Bytes of a segment
%help INTERFACE: "ip" "verify" Check the source of what comes in
%help "verify" "unicast" By the route back
%help "unicast" "reverse-path" The route back must lead there
%help "unicast" "source" The route back
%help "source" "reachable-via" There must be a route
%help "reachable-via" "rx" By this interface
%help "reachable-via" "any" By any interface
%help "verify" "unicast" "notification" Tell of drops
%help "allow-default" The default route counts, too
%help "allow-self-ping" Let the router ping itself
%help "l2-src" Check the hardware address, too
%help INTERFACE: "ip" "proxy-arp" Answer ARP for hosts behind other interfaces
%help INTERFACE: "ip" "local-proxy-arp" Answer ARP for hosts behind this interface
%help INTERFACE: "ip" "redirects" Send ICMP redirects
%help INTERFACE: "ip" "unreachables" Send ICMP unreachables
%help INTERFACE: "ip" "mask-reply" Answer mask requests
%help INTERFACE: "ip" "information-reply" Answer information requests
%help INTERFACE: "ip" "directed-broadcast" Let directed broadcasts pass
%help INTERFACE: "ip" "broadcast-address" Broadcast address
%help INTERFACE: "ip" "helper-address" Pass broadcasts of DHCP and others on
%help "helper-address" IPV4 Address of the server
%help "helper-address" "global" In the global table
%help "helper-address" "vrf" In a VRF
%help INTERFACE: "ip" "forward" Forward packets
%help INTERFACE: "arp" Entries of ARP
%help INTERFACE: "arp" "timeout" Seconds that entries stay
%help INTERFACE: "arp" "arpa" Ethernet
%help INTERFACE: "arp" "probe" Ask for the own address first
%help INTERFACE: "ip" "dhcp" Relay, server and client of DHCP
%help INTERFACE: ... "dhcp" "relay" Relay of DHCP
%help "dhcp" "smart-relay" Try secondary addresses, too
%help INTERFACE: ... "dhcp" "server" Server of DHCP
%help INTERFACE: ... "dhcp" "client" Client of DHCP
%help "relay" "information" Option 82
%help "information" "trusted" Take option 82 of others
%help "information" "option" Put in option 82
%help "information" "check" Check option 82 of answers
%help "policy-action" What to do with option 82 that is there
%help "policy-action" "drop" Drop the packet
%help "policy-action" "keep" Leave it
%help "policy-action" "replace" Write one's own
%help "policy-action" "encapsulate" Put one's own around it
%help INTERFACE: "ip" "virtual-reassembly" Put fragments together for filters and NAT
%help "max-reassemblies" Packets at a time
%help "max-fragments" Fragments of one packet
%help "drop-fragments" Drop all fragments
%help INTERFACE: "ip" "route-cache" Fast forwarding
%help INTERFACE: "ip" "mroute-cache" Fast forwarding of multicast
%help INTERFACE: "ip" "split-horizon" Do not tell routes back
%help INTERFACE: "ip" "load-sharing" How routes of one cost share
%help "load-sharing" "per-destination" By address
%help "load-sharing" "per-packet" Packet by packet
%help INTERFACE: "ip" "flow" Count flows
%help "flow" "ingress" What comes in
%help "flow" "egress" What goes out
%help "flow" "monitor" By a flow monitor
%help INTERFACE: "ip" "accounting" Count packets
%help "accounting" "access-violations" Of what filters refuse
%help "accounting" "output-packets" Of what goes out
%help "accounting" "mac-address" By hardware address
%help INTERFACE: "ip" "cef" Fast forwarding
%help INTERFACE: "ip" "arp" Entries of ARP
%help INTERFACE: "ip" "sticky-arp" Keep entries of ARP
%help INTERFACE: "ip" "gratuitous-arps" Tell of one's address unasked
%help INTERFACE: "ip" "rtp" RTP on slow links
%help "header-compression" Compress headers
%help "compression-connections" Compressed connections at a time
%help "same-interface" Out by the interface it came by
%help "service-policy" "input" For what comes in
%help "service-policy" "output" For what goes out
%help INTERFACE: ... "subscriber-id" Identity of the subscriber
%help "relay" "prefer" Which server to prefer
%help "known-good-server" One that answered before
%help "subnet-broadcast" Pass on to the broadcast address
%help "check-reply" Check option 82 of answers
%help "option" "vpn-id" Put in the VPN
%help "server-id-override" Put this relay in place of the server
%help "option-insert" Put in option 82
%help "route-cache" "distributed" On the cards
%help "monitor" WORD "sampler" By a sampler
%help "non-recursive" Through prefixes of other protocols
%help "arp" "gratuitous" Addresses told unasked
%help "iphc-format" In the format of IPHC
%help "periodic-refresh" Refresh now and then
%help "ietf-format" In the format of the IETF
%help "flow" "monitor" WORD "input" What comes in
%help "flow" "monitor" WORD "output" What goes out
%help "arp" "probe" "interval" Milliseconds between probes
%help "probe" "interval" NUMBER "count" Number of probes
%help "ip" "accounting" "precedence" By precedence
%help "ip" "accounting" "mac-address" By MAC address
%help "gratuitous" "request" By requests
%help "gratuitous" "update" Take updates
%help "non-recursive" "internal" Of this system
%help "server" "use" "subscriber-id" The subscriber's identity
%help "header-compression" "passive" When the other side compresses
%help "sticky-arp" "ignore" Not here
%help "virtual-reassembly" "percentage" Percent of the fragments
%help "cef" Express forwarding
%help "percentage" Percentage
%help "input" What comes in
%help "output" What goes out
%help "use" Use
%help "update" Update
%help "request" Request
%help "gratuitous" "ignore" Take none
%help "route-cache" "policy" For policies
%help "ignore" Ignore
%help "reachable-via" "rx" WORD Access list of other sources that may pass
%help "reachable-via" "any" WORD Access list of other sources that may pass
%help "unicast" "reverse-path" WORD Access list of other sources that may pass
%nterm <uint32_t> mtu_size ip_mtu_size mss_size
%nterm <struct interface_verify> verify verify_options
%nterm <struct helper_address> helper
%nterm <const char *> relay_feature
%%
interface_command:
    "mtu" mtu_size { cx->interface->mtu = cx->no ? 0 : $2; cx->interface->mtu_at = cx->line; }
  | "mtu" only_no { cx->interface->mtu = 0; }
  | "ip" "mtu" ip_mtu_size
      { cx->interface->ip_mtu = cx->no ? 0 : $3; cx->interface->ip_mtu_at = cx->line; }
  | "ip" "mtu" only_no { cx->interface->ip_mtu = 0; }
  | "ip" "tcp" "adjust-mss" mss_size
      { set_mss(cx, $4); }
  | "ip" "tcp" "adjust-mss" only_no { cx->interface->adjust_mss = 0; }
  | "ip" "verify" "unicast" verify { set_verify(cx, &$verify); }
  | "ip" "verify" "unicast" only_no { cx->interface->verify.given = false; }
  | "ip" "verify" "unicast" "notification" "threshold" NUMBER { line_no_effect(cx); }
  | "ip" "proxy-arp" { set_proxy_arp(cx); }
  | "ip" "local-proxy-arp" { line_lost(cx, "proxy ARP within a network"); }
  | "ip" "redirects"
      { cx->interface->no_redirects = switched_off(cx); cx->interface->redirects_at = cx->line; }
  | "ip" "unreachables"
      {
		cx->interface->no_unreachables = switched_off(cx);
		cx->interface->unreachables_at = cx->line;
      }
  | "ip" "mask-reply" { line_lost(cx, "answers to ICMP mask requests"); }
  | "ip" "information-reply" { line_lost(cx, "answers to ICMP information requests"); }
  | "ip" "directed-broadcast" { line_lost(cx, "directed broadcasts"); }
  | "ip" "directed-broadcast" name { line_lost(cx, "directed broadcasts"); }
  | "ip" "broadcast-address" IPV4 { line_lost(cx, "a broadcast address of one's own"); }
  | "ip" "helper-address" helper { set_helper(cx, &$helper); }
  | "ip" "helper-address" only_no { cx->interface->helpers.len = 0; }
  | "ip" "dhcp" relay_feature { line_lost(cx, $relay_feature); }
  | "ip" "forward" { line_no_effect(cx); }
  | "ip" ip_no_effect { line_no_effect(cx); }
  | "arp" "timeout" NUMBER { line_no_effect(cx); }
  | "arp" "timeout" only_no { line_no_effect(cx); }
  | "arp" "arpa" { line_no_effect(cx); }
  | "arp" "probe" "interval" NUMBER "count" NUMBER { line_no_effect(cx); }
  ;
mtu_size: NUMBER { CHECK(number_in(cx, @1, $1, 64, 18000)); $$ = $1; };
ip_mtu_size: NUMBER { CHECK(number_in(cx, @1, $1, 68, 18000)); $$ = $1; };
mss_size: NUMBER { CHECK(number_in(cx, @1, $1, 500, 1460)); $$ = $1; };

verify: "reverse-path" verify_options[o] { $$ = $o; }
      | "source" "reachable-via" "rx" verify_options[o] { $$ = $o; }
      | "source" "reachable-via" "any" verify_options[o] { $$ = $o; $$.any = true; }
      ;
verify_options: %empty { $$ = (struct interface_verify){.given = true, .at = cx->line}; }
              | verify_options[o] "allow-default" { $$ = $o; $$.allow_default = true; }
              | verify_options[o] "allow-self-ping" { $$ = $o; $$.allow_self_ping = true; }
              | verify_options[o] "l2-src" { $$ = $o; $$.l2_src = true; }
              | verify_options[o] name { $$ = $o; $$.acl.name = $name; }
              ;

helper: IPV4 { $$ = (struct helper_address){.addr = $1, .at = @1}; }
      | "global" IPV4 { $$ = (struct helper_address){.addr = $2, .global = true, .at = @2}; }
      | "vrf" name IPV4 { $$ = (struct helper_address){.addr = $3, .vrf = $2.s, .at = @3}; }
      ;
relay_feature: "relay" relay_option { $$ = "the DHCP relay"; }
             | "smart-relay" { $$ = "the DHCP relay"; }
             | "server" "use" "subscriber-id" "client-id" { $$ = "the DHCP server"; }
             ;
relay_option: "address" IPV4
            | "destination" IPV4
            | "source-interface" interface_name
            | "information" relay_information
            | "prefer" "known-good-server"
            | "subnet-broadcast"
            ;
relay_information: "trusted"
                 | "check"
                 | "check-reply"
                 | "check-reply" "none"
                 | "option"
                 | "option" "vpn-id"
                 | "option" "server-id-override"
                 | "option-insert"
                 | "option-insert" "none"
                 | "policy-action" relay_policy
                 ;
relay_policy: "drop" | "encapsulate" | "keep" | "replace";

ip_no_effect: "virtual-reassembly" reassembly
            | "route-cache"
            | "route-cache" route_cache
            | "mroute-cache"
            | "mroute-cache" "distributed"
            | "split-horizon"
            | "load-sharing" "per-destination"
            | "load-sharing" "per-packet"
            | "flow" "ingress"
            | "flow" "egress"
            | "flow" "monitor" name flow_direction
            | "flow" "monitor" name "sampler" name flow_direction
            | "accounting" ip_accounting
            | "cef" "accounting" "non-recursive" flow_sides
            | "arp" "gratuitous" arp_gratuitous
            | "sticky-arp"
            | "sticky-arp" "ignore"
            | "gratuitous-arps"
            | "tcp" "header-compression"
            | "tcp" "compression-connections" NUMBER
            | "rtp" "header-compression"
            | "rtp" "header-compression" rtp_format
            | "rtp" "compression-connections" NUMBER
            ;
reassembly: %empty
          | reassembly "in"
          | reassembly "out"
          | reassembly "max-reassemblies" NUMBER
          | reassembly "max-fragments" NUMBER
          | reassembly "timeout" NUMBER
          | reassembly "percentage" NUMBER
          | reassembly "drop-fragments"
          ;
route_cache: "cef" | "flow" | "policy" | "same-interface" | "distributed";
flow_direction: "input" | "output" | "input" "unicast" | "output" "unicast";
flow_sides: "external" | "internal";
ip_accounting: %empty
             | "access-violations"
             | "output-packets"
             | "mac-address" "input"
             | "mac-address" "output"
             | "precedence" "input"
             | "precedence" "output"
             ;
arp_gratuitous: "none" | "local" | "ignore" | "request" | "update";
rtp_format: "passive" | "iphc-format" | "iphc-format" "periodic-refresh" | "ietf-format";
%%
/* Not translated; what `no` says holds anyway. */
static void line_lost(struct ios_reader *cx, const char *feature)
{
	if (cx->no)
		line_no_effect(cx);
	else
		line_not_translated(cx, cx->line, feature);
}

static void set_verify(struct ios_reader *cx, const struct interface_verify *verify)
{
	if (verify->l2_src && !cx->no)
		line_not_translated(cx, cx->line, "the check of hardware addresses");
	cx->interface->verify = *verify;
	if (cx->no)
		cx->interface->verify = (struct interface_verify){ 0 };
}

static void set_mss(struct ios_reader *cx, uint32_t size)
{
	cx->interface->adjust_mss = cx->no ? 0 : size;
	cx->interface->adjust_mss_at = cx->line;
}

static void set_proxy_arp(struct ios_reader *cx)
{
	cx->interface->proxy_arp = PROXY_ARP_ON;
	if (cx->is_default)
		cx->interface->proxy_arp = PROXY_ARP_DEFAULT;
	else if (cx->no)
		cx->interface->proxy_arp = PROXY_ARP_OFF;
	cx->interface->proxy_arp_at = cx->line;
}

static void set_helper(struct ios_reader *cx, const struct helper_address *helper)
{
	line_lost(cx, "the DHCP relay");
	interface_helper(cx->router, cx->interface, cx->no, *helper);
}
