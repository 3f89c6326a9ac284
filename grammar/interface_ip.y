/*
 * What an interface does with IPv4 packets besides having addresses: how large they may be, whose
 * source is believed, what is answered on others' behalf. ios-semantics.md 1.1.
 */
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
verify_by: "rx" | "any";
verify_options: %empty { $$ = (struct interface_verify){.given = true, .at = cx->line}; }
              | verify_options[o] "allow-default" { $$ = $o; $$.allow_default = true; }
              | verify_options[o] "allow-self-ping" { $$ = $o; $$.allow_self_ping = true; }
              | verify_options[o] "l2-src" { $$ = $o; }
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
	untranslated_in_vrf(cx, "the check of sources in a VRF");
	cx->interface->verify = *verify;
	if (cx->no)
		cx->interface->verify = (struct interface_verify){ 0 };
}

static void set_mss(struct ios_reader *cx, uint32_t size)
{
	untranslated_in_vrf(cx, "the clamping of TCP's segment size in a VRF");
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
