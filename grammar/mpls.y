/* MPLS, its labels, tunnels and pseudowires: not translated. */
%mode MPLS_LDP "LDP" "config-ldp"
%mode PSEUDOWIRE "pseudowire" "config-pw"
%mode L2VPN "layer 2 VPN" "config-l2vpn"
%help GLOBAL: "bridge-domain" A domain of layer 2
%help GLOBAL: "ethernet" Ethernet
%help GLOBAL: "l2vpn" VPNs of layer 2
%help GLOBAL: "pseudowire-class" Classes of pseudowires
%help GLOBAL: "router-id" Identity of the router
%help INTERFACE: "bridge-domain" A domain of layer 2
%help INTERFACE: "tag-switching" MPLS (old form)
%%
global: "mpls" "ip" { line_no_effect(cx); }
      | "mpls" "label" "range" NUMBER NUMBER { line_covered(cx); }
      | "mpls" "label" "range" NUMBER NUMBER "static" NUMBER NUMBER { line_covered(cx); }
      | "mpls" "label" "protocol" label_protocol { line_no_effect(cx); }
      | "mpls" "ldp" ldp { line_covered(cx); }
      | "mpls" "traffic-eng" traffic_eng { line_feature(cx, @$, "MPLS"); }
      | "mpls" "oam" { line_no_effect(cx); skip_block(cx); }
      | "mpls" "ip" "default-route" { line_covered(cx); }
      | "mpls" "ip" "propagate-ttl" { line_no_effect(cx); }
      | "mpls" "ip" "propagate-ttl" "forwarded" { line_no_effect(cx); }
      | "mpls" "ip" "propagate-ttl" "local" { line_no_effect(cx); }
      | "mpls" "ip" "ttl-expiration" "pop" NUMBER { line_no_effect(cx); }
      | "mpls" "mtu" NUMBER { line_covered(cx); }
      | "tag-switching" "ip" { line_no_effect(cx); }
      | "pseudowire-class" name { open_untranslated(cx, @$, MODE_PSEUDOWIRE, "a pseudowire"); }
      | "l2vpn" { open_covered(cx, MODE_L2VPN); }
      | "l2vpn" "vfi" "context" name { open_untranslated(cx, @$, MODE_L2VPN, "a layer 2 VPN"); }
      | "l2vpn" "xconnect" "context" name {
		open_untranslated(cx, @$, MODE_L2VPN, "a layer 2 VPN");
	}
      | "l2" "vfi" name vfi_kind { open_untranslated(cx, @$, MODE_L2VPN, "a layer 2 VPN"); }
      | "segment-routing" "mpls" { line_feature(cx, @$, "segment routing"); skip_block(cx); }
      | "xconnect" "logging" "pseudowire" "status" { line_no_effect(cx); }
      ;
label_protocol: "ldp" | "tdp" | "both";
ldp: "router-id" interface_name
   | "router-id" interface_name "force"
   | "autoconfig"
   | "discovery" discovery
   | "explicit-null"
   | "graceful-restart"
   | "graceful-restart" "timers" name NUMBER
   | "holdtime" NUMBER
   | "igp" "sync" "holddown" NUMBER
   | "label"
   | "loop-detection"
   | "maxhops" NUMBER
   | "neighbor" host ldp_neighbor
   | "neighbor" "vrf" name host ldp_neighbor
   | "nsr"
   | "password" "required"
   | "password" "fallback" hidden
   | "password" "required" "for" access_list
   | "session" "protection"
   | "session" "protection" "duration" NUMBER
   | "advertise-labels"
   | "advertise-labels" "for" access_list
   | "advertise-labels" "for" access_list "to" access_list
   | "backoff" NUMBER NUMBER
   | "tcp" "pak-priority"
   ;
discovery: "hello" "interval" NUMBER
         | "hello" "holdtime" NUMBER
         | "targeted-hello" "accept"
         | "targeted-hello" "accept" "from" access_list
         | "targeted-hello" "interval" NUMBER
         | "targeted-hello" "holdtime" NUMBER
         | "transport-address" "interface"
         | "transport-address" IPV4
         ;
ldp_neighbor: "password" hidden
            | "targeted"
            | "targeted" "ldp"
            | "labels" "accept" access_list
            | "implicit-withdraw"
            ;
traffic_eng: "tunnels"
           | "auto-tunnel" "mesh"
           | "auto-tunnel" "mesh" "tunnel-num" "min" NUMBER "max" NUMBER
           | "auto-tunnel" "backup"
           | "auto-bw" "timers"
           | "auto-bw" "timers" "frequency" NUMBER
           | "reoptimize" "events" "link-up"
           | "lsp" "attributes" name
           ;
vfi_kind: "manual" | "autodiscovery" | "point-to-point";

line: IN_PSEUDOWIRE no pseudowire { line_covered(cx); }
    | IN_L2VPN no l2vpn { line_covered(cx); }
    | IN_MPLS_LDP no ldp { line_covered(cx); }
    ;
pseudowire: "encapsulation" "mpls"
          | "encapsulation" "l2tpv2"
          | "encapsulation" "l2tpv3"
          | "protocol" name
          | "protocol" name name
          | "protocol" "none"
          | "interworking" interworking
          | "ip" "local" "interface" interface_name
          | "ip" "pmtu"
          | "ip" "dfbit" "set"
          | "ip" "ttl" NUMBER
          | "control-word"
          | "sequencing" name
          | "status"
          | "status" "redundancy" "master"
          | "vc" "type" name
          | "load-balance" "flow"
          | "cookie" "size" NUMBER
          | "signaling" "protocol" name
          ;
interworking: "ethernet" | "ip" | "vlan";
l2vpn: "vpn" "id" NUMBER
     | "member" interface_name
     | "member" interface_name "service-instance" NUMBER
     | "member" host
     | "member" host "encapsulation" "mpls"
     | "member" host NUMBER "encapsulation" "mpls"
     | "member" host "template" name
     | "neighbor" host "encapsulation" "mpls"
     | "neighbor" host NUMBER "encapsulation" "mpls"
     | "neighbor" host NUMBER "pw-class" name
     | "bridge-domain" NUMBER
     | "interworking" interworking
     | "autodiscovery" "bgp" "signaling" name
     | "router-id" IPV4
     | "shutdown"
     | "rd" name
     | "route-target" name
     ;

interface_command: "mpls" "ip" { line_feature(cx, @$, "MPLS"); }
                 | "mpls" "bgp" "forwarding" { line_feature(cx, @$, "MPLS"); }
                 | "mpls" "label" "protocol" label_protocol { line_covered(cx); }
                 | "mpls" "mtu" NUMBER { line_covered(cx); }
                 | "mpls" "mtu" "override" NUMBER { line_covered(cx); }
                 | "mpls" "ldp" "discovery" discovery { line_covered(cx); }
                 | "mpls" "ldp" "igp" "autoconfig" { line_covered(cx); }
                 | "mpls" "ldp" "igp" "sync" { line_covered(cx); }
                 | "mpls" "ldp" "igp" "sync" "delay" NUMBER { line_covered(cx); }
                 | "mpls" "traffic-eng" te_interface { line_feature(cx, @$, "MPLS"); }
                 | "mpls" "accounting" "experimental" policy_direction { line_covered(cx); }
                 | "tag-switching" "ip" { line_feature(cx, @$, "MPLS"); }
                 ;
te_interface: "tunnels"
            | "administrative-weight" NUMBER
            | "attribute-flags" name
            | "attribute-flags" NUMBER
            | "backup-path" interface_name
            | "srlg" NUMBER
            ;
%%
