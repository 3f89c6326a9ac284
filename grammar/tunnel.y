/* Tunnels, which are understood as a whole and not translated. ios-semantics.md 1.1. */
%help INTERFACE: "tunnel" Tunnels
%help "tunnel" "source" Where its packets come from
%help "tunnel" "destination" Where its packets go to
%help "tunnel" "mode" Kind of tunnel
%help "mode" "gre" GRE
%help "gre" "ip" Over IPv4
%help "gre" "multipoint" To many
%help "gre" "ipv6" Over IPv6
%help "mode" "ipip" IP in IP
%help "mode" "ipsec" IPsec
%help "ipsec" "ipv4" Over IPv4
%help "ipsec" "ipv6" Over IPv6
%help "mode" "ipv6ip" IPv6 in IPv4
%help "mode" "ipv6" Over IPv6
%help "tunnel" "key" Key of GRE
%help "tunnel" "checksum" Checksums of GRE
%help "tunnel" "sequence-datagrams" Drop what is out of order
%help "tunnel" "bandwidth" Bandwidth
%help "tunnel" "path-mtu-discovery" Find the greatest packet
%help "tunnel" "protection" Encrypt
%help "protection" "ipsec" By IPsec
%help "ipsec" "profile" Profile
%help "tunnel" "tos" Type of service of its packets
%help "tunnel" "ttl" Time to live of its packets
%help "tunnel" "vrf" VRF of its packets
%help "tunnel" "dscp" DSCP of its packets
%help "tunnel" "route-via" Interface to leave by
%help "tunnel" "flow" Count flows
%help "tunnel" "mpls" MPLS
%help "keepalive" "icmp" By pings
%help INTERFACE: "tunnel" "endpoint" End points
%help INTERFACE: "tunnel" "flow" Flows
%help INTERFACE: "tunnel" "destination" "dynamic" As it is found
%help INTERFACE: "tunnel" "source" "dynamic" As it is found
%help INTERFACE: "tunnel" "endpoint" "service" Service
%help "rbscp" For satellites
%help "bandwidth" "transmit" To send
%help "egress-records" Record what goes out
%help "cayman" AppleTalk over IP
%help "dvmrp" Distance vector multicast
%help "eon" CLNS over IP
%help "iptalk" AppleTalk over IP
%help "mode" "nos" KA9Q NOS
%help "mode" "udp" Over UDP
%help "decapsulate-any" Take from anyone
%help "dual-overlay" IPv4 and IPv6
%help "v6-overlay" IPv6 in IPv4
%help "auto-tunnel" As the address says (6to4)
%help "isatap" Within a site
%help "autoroute" Routes into the tunnel
%help "path-option" Path
%help "record-route" Record the way
%help "autoroute" "announce" Announce it
%help "path-option" NUMBER "dynamic" As computed
%help "min-mtu" Smallest MTU
%help "ipsec" "policy" Policy
%help "profile" WORD "shared" Several tunnels of one source
%help "ack_split" Acknowledgements for one
%help "mandatory" Only there
%help "preferred" There if it can
%help "explicit" As given
%help "shared" Shared
%help "endpoint" End point
%help "fast-reroute" Backup paths
%help "auto-bw" Automatic bandwidth
%help "age-timer" Minutes until it is tried again
%help "announce" Announce
%help "list" List
%help "mpls" "traffic-eng" "priority" Priority of setup and hold
%help "autoroute" "destination" Route to the destination
%help "distance" Administrative distance
%help "source-port" Source port
%help "vxlan-gpe" VXLAN with any protocol inside
%help "sdwan" SD-WAN
%help "relative" Added to what the routing knows
%help "exp-default" All other experimental bits
%help "load-share" Share among tunnels
%help "affinity" Links that may be used
%%
interface_command: "tunnel" tunnel { line_not_translated(cx, cx->line, "a tunnel"); }
                 | "tunnel" tunnel_only_no { line_no_effect(cx); }
                 | "keepalive" "icmp" { line_not_translated(cx, @$, "a tunnel"); }
                 ;
tunnel: "source" interface_name
      | "source" IPV4
      | "source" "dynamic"
      | "destination" IPV4
      | "destination" "dynamic"
      | "destination" name
      | "destination" "access-list" NUMBER
      | "destination" "list" "mpls" "traffic-eng" "name" name
      | "mode" tunnel_mode
      | "key" NUMBER
      | "checksum"
      | "sequence-datagrams"
      | "bandwidth" tunnel_direction NUMBER
      | "path-mtu-discovery"
      | "path-mtu-discovery" tunnel_pmtud
      | "protection" "ipsec" "profile" name tunnel_protection
      | "protection" "ipsec" "policy" tunnel_family name
      | "tos" NUMBER
      | "ttl" NUMBER
      | "flow" "egress-records"
      | "vrf" name
      | "route-via" interface_name tunnel_via
      | "dscp" NUMBER
      | "rbscp" "ack_split" NUMBER
      | "endpoint" "service" "address" IPV4
      | "mpls" "traffic-eng" tunnel_te
      | "vxlan" "vni" NUMBER
      | "vxlan" "source-port" NUMBER
      ;
tunnel_only_no: "source" only_no | "destination" only_no | "mode" only_no | "key" only_no
              | "vrf" only_no | "protection" "ipsec" only_no;
tunnel_mode: "gre" "ip"
           | "gre" "multipoint"
           | "gre" "ipv6"
           | "gre" "multipoint" "ipv6"
           | "ipip"
           | "ipip" "decapsulate-any"
           | "ipsec" "ipv4"
           | "ipsec" "ipv4" "v6-overlay"
           | "ipsec" "ipv6"
           | "ipsec" "dual-overlay"
           | "ipv6ip"
           | "ipv6ip" "6to4"
           | "ipv6ip" "6rd"
           | "ipv6ip" "auto-tunnel"
           | "ipv6ip" "isatap"
           | "ipv6"
           | "ipv6" "ipv6"
           | "mpls" "traffic-eng"
           | "cayman"
           | "dvmrp"
           | "eon"
           | "iptalk"
           | "nos"
           | "rbscp"
           | "udp" "ip"
           | "sdwan"
           | "vxlan" "ipv4"
           | "vxlan" "ipv6"
           | "vxlan-gpe" "ipv4"
           | "vxlan-gpe" "ipv6"
           ;
tunnel_direction: "receive" | "transmit";
tunnel_family: "ipv4" | "ipv6";
tunnel_pmtud: "age-timer" NUMBER | "age-timer" "infinite" | "min-mtu" NUMBER;
tunnel_protection: %empty | tunnel_protection "shared" | tunnel_protection "isakmp-profile" name;
tunnel_via: "mandatory" | "preferred";
tunnel_te: "autoroute" "announce"
         | "autoroute" "destination"
         | "autoroute" "metric" NUMBER
         | "autoroute" "metric" "absolute" NUMBER
         | "autoroute" "metric" "relative" name
         | "exp" numbers
         | "exp-default"
         | "load-share" NUMBER
         | "affinity" name "mask" name
         | "priority" NUMBER
         | "priority" NUMBER NUMBER
         | "bandwidth" NUMBER
         | "path-option" NUMBER "dynamic"
         | "path-option" NUMBER "explicit" "name" name
         | "fast-reroute"
         | "record-route"
         ;
%%
