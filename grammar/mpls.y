/* MPLS, its labels, tunnels and pseudowires: not translated. */
%mode PSEUDOWIRE "pseudowire" "config-pw"
%mode L2VPN "layer 2 VPN" "config-l2vpn"
%help GLOBAL: "bridge-domain" A domain of layer 2
%help GLOBAL: "ethernet" Ethernet
%help GLOBAL: "l2vpn" VPNs of layer 2
%help GLOBAL: "pseudowire-class" Classes of pseudowires
%help GLOBAL: "router-id" Identity of the router
%help INTERFACE: "bridge-domain" A domain of layer 2
%help INTERFACE: "tag-switching" MPLS (old form)
%help GLOBAL: "tag-switching" MPLS (old form)
%help GLOBAL: "l2" Layer 2
%help "l2" "vfi" WORD "manual" Members by hand
%help "l2vpn" "xconnect" Cross connection
%help "xconnect" "context" Its name
%help "vfi" Virtual forwarding instance
%help "vfi" "context" Its name
%help "l2vpn" "vfi" "context" WORD Its name
%help GLOBAL: "mpls" "label" Labels
%help GLOBAL: "mpls" "mtu" MTU
%help GLOBAL: "mpls" "ip" IPv4
%help GLOBAL: "mpls" "label" "protocol" Which protocol
%help GLOBAL: "mpls" "label" "mode" How many labels there are
%help "label" "mode" "all-vrfs" Of all VRFs
%help "label" "mode" "vrf" Of one VRF
%help "mode" "all-vrfs" "protocol" Family of addresses
%help "mode" "vrf" WORD "protocol" Family of addresses
%help "protocol" "bgp-vpnv4" IPv4
%help "protocol" "bgp-vpnv6" IPv6
%help "protocol" "all-afs" Both
%help "per-vrf" One for each VRF
%help "per-ce" One for each customer's router
%help "vrf-conn-aggr" One for connected and aggregated prefixes
%help GLOBAL: "mpls" "label" "range" Range of labels
%help GLOBAL: "mpls" "ip" "default-route" Label the default route
%help GLOBAL: "mpls" "ip" "propagate-ttl" Carry the TTL over
%help GLOBAL: "mpls" "ip" "ttl-expiration" When the TTL is used up
%help GLOBAL: "mpls" "ip" "propagate-ttl" "forwarded" Of what is forwarded
%help GLOBAL: "mpls" "ip" "propagate-ttl" "local" Of our own packets
%help GLOBAL: "mpls" "ip" "ttl-expiration" "pop" Labels to take off
%help GLOBAL: "mpls" "label" "range" NUMBER NUMBER "static" Those by hand
%help "ldp" Label distribution
%help "tdp" Tag distribution
%help "traffic-eng" Traffic engineering
%help "oam" Tests of paths
%help "mpls" "ldp" "explicit-null" Explicit null labels
%help "mpls" "ldp" "label" Labels
%help "mpls" "ldp" "loop-detection" Find loops
%help "mpls" "ldp" "maxhops" Most hops
%help "mpls" "ldp" "nsr" Go on over a switch-over
%help "mpls" "ldp" "advertise-labels" Which labels are announced
%help "mpls" "ldp" "backoff" Wait longer each time
%help "mpls" "ldp" "discovery" Finding neighbours
%help "mpls" "ldp" "graceful-restart" Keep forwarding over a restart
%help "mpls" "ldp" "holdtime" Seconds until a session is gone
%help "mpls" "ldp" "neighbor" A neighbour
%help "mpls" "ldp" "password" Passwords
%help "mpls" "ldp" "router-id" Identity of this router
%help "mpls" "ldp" "session" Sessions
%help "advertise-labels" "for" Of these prefixes
%help "advertise-labels" "for" WORD "to" To these neighbours
%help "igp" "sync" Wait for labels
%help "igp" "sync" "holddown" Milliseconds at most
%help "igp" "autoconfig" On this interface
%help "neighbor" IPV4 "targeted" A session over hops
%help "neighbor" IPV4 "labels" Labels of it
%help "neighbor" IPV4 "implicit-withdraw" Withdraw by the new label
%help "neighbor" IPV4 "labels" "accept" Take these
%help "password" "required" A password must be there
%help "required" "for" Of these neighbours
%help "password" "fallback" When no other fits
%help "router-id" IFNAME "force" At once
%help "session" "protection" Keep it over a link's failure
%help "protection" "duration" Seconds
%help "tcp" "pak-priority" Priority of packets
%help "discovery" "hello" Hellos of the link
%help "discovery" "targeted-hello" Hellos over hops
%help "discovery" "transport-address" Address of the session
%help "targeted-hello" "accept" Take them
%help "accept" "from" Of these neighbours
%help "hello" "interval" Seconds between them
%help "hello" "holdtime" Seconds until a neighbour is gone
%help "discovery" "transport-address" "interface" Of this interface
%help "autoconfig" On all interfaces
%help GLOBAL: "mpls" "traffic-eng" "tunnels" Tunnels
%help GLOBAL: "mpls" "traffic-eng" "auto-tunnel" Automatic tunnels
%help GLOBAL: "mpls" "traffic-eng" "reoptimize" Find better paths
%help GLOBAL: "mpls" "traffic-eng" "lsp" Label switched paths
%help GLOBAL: "mpls" "traffic-eng" "auto-tunnel" "backup" Backups
%help GLOBAL: "mpls" "traffic-eng" "lsp" "attributes" Attributes
%help GLOBAL: "mpls" "traffic-eng" "reoptimize" "events" On events
%help "tunnel-num" Numbers of tunnels
%help "tunnel-num" "min" First number
%help "min" NUMBER "max" Last number
%help "pseudowire" "status" State
%help "pseudowire" Pseudowires
%help "link-up" A link is up
%help INTERFACE: "mpls" "bgp" BGP
%help INTERFACE: "mpls" "accounting" "experimental" By experimental bits
%help INTERFACE: "mpls" "ip" Label IPv4
%help INTERFACE: "mpls" "label" Labels
%help INTERFACE: "mpls" "mtu" MTU of labelled packets
%help INTERFACE: "mpls" "mtu" "override" Even above the interface's
%help INTERFACE: "mpls" "traffic-eng" "administrative-weight" Weight of this link
%help INTERFACE: "mpls" "traffic-eng" "attribute-flags" Flags of this link
%help INTERFACE: "mpls" "traffic-eng" "backup-path" Tunnel for when this link fails
%help INTERFACE: "mpls" "traffic-eng" "srlg" Links that fail together
%help INTERFACE: "mpls" "traffic-eng" "tunnels" Tunnels
%help INTERFACE: "mpls" "bgp" "forwarding" Forward labels of BGP
%help INTERFACE: "mpls" "label" "protocol" Which protocol
%help INTERFACE: "mpls" "ldp" "igp" "autoconfig" Take part
%help L2VPN: "member" A member
%help L2VPN: "neighbor" A neighbour
%help L2VPN: "bridge-domain" Bridge domain
%help L2VPN: "router-id" Identity of this router
%help L2VPN: "interworking" Between kinds of links
%help L2VPN: "autodiscovery" "bgp" By BGP
%help "member" IPV4 "encapsulation" Encapsulation
%help "member" IPV4 NUMBER "encapsulation" Encapsulation
%help "encapsulation" "l2tpv2" L2TP version 2
%help "service-instance" Service instance
%help "neighbor" IPV4 "encapsulation" Encapsulation
%help "neighbor" IPV4 NUMBER "encapsulation" Encapsulation
%help "pw-class" Class of pseudowires
%help "autodiscovery" Find members
%help "signaling" Signalling
%help "rd" Route distinguisher
%help "route-target" Route targets
%help PSEUDOWIRE: "encapsulation" Encapsulation
%help PSEUDOWIRE: "protocol" Protocol of signalling
%help PSEUDOWIRE: "interworking" Between kinds of links
%help PSEUDOWIRE: "sequencing" Keep the order
%help PSEUDOWIRE: "status" State of pseudowires
%help PSEUDOWIRE: "cookie" Cookie
%help PSEUDOWIRE: "ip" IPv4
%help PSEUDOWIRE: "load-balance" Spread over paths
%help PSEUDOWIRE: "cookie" "size" Size of the cookie
%help PSEUDOWIRE: "ip" "pmtu" Discover the MTU of the path
%help PSEUDOWIRE: "ip" "tos" Type of service
%help PSEUDOWIRE: "ip" "ttl" TTL
%help PSEUDOWIRE: "ip" "local" Our own address
%help PSEUDOWIRE: "load-balance" "flow" By flow
%help PSEUDOWIRE: "status" "redundancy" Redundancy
%help PSEUDOWIRE: "status" "redundancy" "master" We decide
%help PSEUDOWIRE: "signaling" "protocol" Protocol of signalling
%help PSEUDOWIRE: "ip" "local" "interface" Interface whose address is used
%help "control-word" The control word
%help "segment-routing" Segment routing
%help "targeted" Over hops
%help "mesh" To all of a mesh
%help "l2" "vfi" WORD "point-to-point" Between two
%help "protocol" "both" Both of them
%help "segment-routing" "mpls" Over MPLS
%help "targeted-hello" "holdtime" Seconds until a neighbour is gone
%help "targeted-hello" "interval" Seconds between them
%help "sync" "delay" Seconds until it counts
%help "interworking" "ethernet" As Ethernet
%help "interworking" "ip" As IP
%help "interworking" "vlan" As VLAN
%help "mpls" MPLS
%help "from" From
%help "auto-bw" "timers" "frequency" Seconds between adjustments
%help "pcc" Client of a path computer
%help "report-all" Report all tunnels
%%
global: "mpls" "ip" { line_no_effect(cx); }
      | "mpls" "label" "range" NUMBER NUMBER { line_covered(cx); }
      | "mpls" "label" "range" NUMBER NUMBER "static" NUMBER NUMBER { line_covered(cx); }
      | "mpls" "label" "protocol" label_protocol { line_no_effect(cx); }
      | "mpls" "label" "mode" label_scope "protocol" label_family label_mode { line_covered(cx); }
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
label_scope: "all-vrfs" | "vrf" name;
label_family: "bgp-vpnv4" | "bgp-vpnv6" | "all-afs";
label_mode: "per-prefix" | "per-vrf" | "per-ce" | "vrf-conn-aggr";
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
           | "pcc" "report-all"
           | "pcc" "peer" IPV4
           | "pcc" "peer" IPV4 "source" IPV4
           | "pcc" "peer" IPV4 "source" IPV4 "precedence" NUMBER
           ;
vfi_kind: "manual" | "autodiscovery" | "point-to-point";

line: IN_PSEUDOWIRE no pseudowire { line_covered(cx); }
    | IN_L2VPN no l2vpn { line_covered(cx); }
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
     | "member" "vfi" name
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
