/*
 * `ip …` for the router as a whole, where it is about how the router's own stack or its forwarding
 * works inside, and has no counterpart or is the gateway's default. What would change the gateway is
 * named.
 */
%mode TRAFFIC_EXPORT "copy of traffic" "conf-rite"
%mode BBA_GROUP "PPPoE server group" "config-bba-group"
%help GLOBAL: "bba-group" Servers of PPPoE
%help GLOBAL: "dialer-list" Packets that make a line dial
%help INTERFACE: "ip" "bgp" BGP
%help INTERFACE: "ip" "igmp" Groups that hosts join
%help INTERFACE: "ip" "wccp" Web caches
%help INTERFACE: "ip" "traffic-export" Copy packets
%help "ip" "cef" Fast forwarding
%help "ip" "forward-protocol" Which broadcasts are passed on
%help "forward-protocol" "udp" Broadcasts of UDP
%help "forward-protocol" "nd" Sun's network disk
%help "ip" "classless" Use the default route for unknown subnets
%help "ip" "subnet-zero" The first subnet counts, too
%help "ip" "source-route" Let senders choose the way
%help "ip" "bootp" BOOTP server
%help "ip" "finger" Finger server
%help "ip" "identd" Ident server
%help "ip" "icmp" ICMP
%help "icmp" "rate-limit" Limit ICMP
%help "rate-limit" "unreachable" Milliseconds from one unreachable to the next
%help "ip" "tcp" The router's own TCP
%help "tcp" "synwait-time" Seconds to wait for a connection
%help "tcp" "path-mtu-discovery" Find the greatest packet
%help "tcp" "selective-ack" Selective acknowledgements
%help "tcp" "window-size" Bytes of the window
%help "tcp" "mss" Bytes of a segment
%help "tcp" "ecn" Congestion notification
%help "tcp" "keepalive" Keepalives
%help "ip" "igmp" Groups that hosts join
%help "ip" "netmask-format" How masks are shown
%help "ip" "alias" Addresses of lines
%help "ip" "gratuitous-arps" Tell of addresses unasked
%help "ip" "arp" ARP
%help "ip" "wccp" Web caches
%help "ip" "local" "pool" A pool of addresses for dial-in
%help "ip" "address-pool" Where addresses for dial-in come from
%help "ip" "traffic-export" Copy packets
%help "ip" "host-routing" Act as a host
%help INTERFACE: "peer" The other side
%help "peer" "default" Address of the other side
%help "ip" "load-sharing" How routes of one cost share
%help "ip" "hp-host" Hosts of HP
%help "ip" "access-list" "persistent" Keep the numbers of entries
%help BBA_GROUP: "virtual-template" Interface that sessions are made of
%help BBA_GROUP: "ac" Access concentrator
%help BBA_GROUP: "mac-address" MAC address
%help BBA_GROUP: "sessions" Sessions
%help BBA_GROUP: "service" Services
%help BBA_GROUP: "tag" Tags
%help BBA_GROUP: "pado" Offers
%help BBA_GROUP: "ac" "name" Its name
%help BBA_GROUP: "mac-address" "autoselect" One for each group
%help BBA_GROUP: "pado" "delay" Milliseconds to wait
%help BBA_GROUP: "service" "profile" Profile of services
%help BBA_GROUP: "sessions" "max" Most sessions
%help BBA_GROUP: "sessions" "auto" Remove sessions
%help "ppp-max-payload" "minimum" Smallest
%help "minimum" NUMBER "maximum" Largest
%help "throttle" Requests in a time
%help "per-mac" Of each client
%help "per-vlan" Of each VLAN
%help "per-vc" Of each circuit
%help GLOBAL: "virtual-profile" Virtual profiles
%help "arpa" Ethernet
%help "sap" IEEE 802.3 with SAP
%help "snap" IEEE 802.3 with SNAP
%help WORD "arpa" "alias" Answer for it
%help GLOBAL: "bba-group" "pppoe" PPP over Ethernet
%help "dialer-list" NUMBER "protocol" By protocol
%help "dialer-list" NUMBER "list" By access list
%help "protocol" "ip" IP
%help "protocol" "clns" CLNS
%help "protocol" "bridge" Bridging
%help "ipx" Novell IPX
%help "appletalk" AppleTalk
%help GLOBAL: "ip" "policy" Policies
%help "dhcp-proxy-client" Ask for clients
%help "dhcp-pool" Pool of DHCP
%help GLOBAL: "ip" "arp" "proxy" Answer for others
%help GLOBAL: "ip" "arp" "entry" Entries
%help "entry" "learn" Most that are learnt
%help "gratuitous" "none" Send none
%help "bootp" "server" Answer BOOTP
%help "cef" "load-sharing" Spread load
%help "optimize" "neighbor" Neighbours
%help "optimize" "neighbor" "resolution" How they are found
%help "rfc-compliant" As the RFC says
%help "sdns" Secure DNS
%help "any-local-broadcast" Any broadcast of the network
%help "spanning-tree" Along the spanning tree
%help "turbo-flood" Fast floods
%help "non-local" For other addresses
%help "redirect" "subnet" For the subnet
%help IPV4 "recycle" Use again
%help "ip" "policy" "local" Of our own packets
%help "local" "policy" Policy of our own packets
%help "routing" "protocol" Protocols
%help "protocol" "purge" Remove routes at once
%help "queuemax" Packets that may wait
%help "chunk-size" Size of a piece
%help "async-mobility" Mobility of lines
%help "small-servers" Small servers
%help "age-timer" "infinite" Never
%help "traffic-export" "profile" Profile
%help "outbound-acl-check" Access lists of what goes out
%help "web-cache" Cache of pages
%help "check" "services" Of all services
%help "check" "acl" Access lists
%help "check" "acl" "outbound" Of what goes out
%help "redirect-list" Access list of what is redirected
%help "group-address" Group of caches
%help "service-list" Access list of services
%help "accelerated" By hardware
%help "mode" "open" Let pass when no cache answers
%help "mode" "closed" Drop when no cache answers
%help "virtual-profile" "aaa" By AAA
%help "virtual-profile" "virtual-template" By template
%help "router" "mobile" Mobile routes
%help INTERFACE: "bgp-policy" Policies of BGP
%help "bgp-policy" "accounting" Count by policy
%help "bgp-policy" "destination" By destination
%help "bgp-policy" "source" By source
%help "fast-external-fallover" Drop a session when its link fails
%help "traffic-export" "apply" Use a profile
%help "apply" WORD "size" Size of the buffer
%help INTERFACE: "ip" "vrf" "select" Choose it by source
%help INTERFACE: "ip" "vrf" "receive" Take local packets of it
%help "autoclassify" "source" By source
%help "select" "source" By source
%help "wccp" "redirect" What is redirected
%help "redirect" "exclude" What is not
%help "redirect" "exclude" "in" What comes in here
%help "web-cache" "redirect" What is redirected
%help "group-listen" Listen to the group
%help "peer" "default" "ipv6" Of IPv6
%help "default" "ip" "address" "dhcp-pool" From a pool of DHCP
%help "redundancy" "rii" Identity of this interface
%help "group" NUMBER "ip" IPV4 "exclusive" Only the active router
%help "exclusive" "decrement" Lower the priority when it fails
%help "rii" NUMBER "decrement" Lower the priority when it fails
%help "decrement" Lower the priority
%help INTERFACE: "vrf" "select" Choose it by source
%help INTERFACE: "vrf" "receive" Take local packets of it
%help "autoclassify" Choose it by itself
%help "exclude" Leave out
%help "select" Choose
%help "accounting" Counting
%help "check" Checks
%help "algorithm" "tunnel" For tunnels
%help "services" "all" All services
%help "peer" "default" "ip" "address" "dhcp" By DHCP
%help INTERFACE: "redundancy" "group" Group of redundant routers
%help "dhcp" DHCP
%help "all" All
%help "icmp" "redirect" "host" For each host
%help "cef" "optimize" Optimize
%help "pppoe" "global" The group for all
%help "mac-address" Hardware address
%help "ip-prec-map" Into the precedence
%help "ip-qos-map" Into the group of quality
%help "load-balance-hash" By the hash of a flow
%help "bidirectional" Both directions
%help "sample" Not every packet
%help "one-in-every" One of that many
%%
global: ip_global { line_no_effect(cx); }
      | "ip" "wccp" wccp { line_feature(cx, @$, "the redirection to web caches"); }
      | "ip" "local" "pool" local_pool { line_covered(cx); }
      | "ip" "address-pool" address_pool { line_covered(cx); }
      | "ip" "gratuitous-arps" { line_no_effect(cx); }
      | "ip" "gratuitous-arps" "non-local" { line_no_effect(cx); }
      | "ip" "arp" arp_global { line_no_effect(cx); }
      | "arp" IPV4 name arp_kind { line_feature(cx, @$, "a fixed ARP entry"); }
      | "arp" "vrf" name IPV4 name arp_kind { line_feature(cx, @$, "a fixed ARP entry"); }
      | "arp" arp_log { line_no_effect(cx); }
      | "router" "lisp" { line_feature(cx, @$, "LISP"); skip_block(cx); }
      | "router" "mobile" { line_feature(cx, @$, "Mobile IP"); skip_block(cx); }
      | "dialer-list" NUMBER "protocol" dialer_protocol dialer_action
      | "bba-group" "pppoe" bba_name {
		line_lost_service(cx, @$, "the PPPoE server");
		open_quietly(cx, MODE_BBA_GROUP);
	}
      | "virtual-profile" virtual_profile { line_no_effect(cx); }
      | "ip" "traffic-export" "profile" name export_kind {
		line_feature(cx, @$, "a copy of the traffic");
		open_quietly(cx, MODE_TRAFFIC_EXPORT);
	}
      ;
export_kind: %empty | "mode" "export" | "mode" "capture";
line: IN_TRAFFIC_EXPORT no traffic_export { line_covered(cx); };
traffic_export: "bidirectional"
              | "interface" interface_name
              | "mac-address" MAC
              | "incoming" traffic_sample
              | "outgoing" traffic_sample
              | "length" NUMBER
              ;
traffic_sample: "access-list" access_list
              | "sample" "one-in-every" NUMBER
              ;
ip_global: "ip" "cef"
         | "ip" "cef" "distributed"
         | "ip" "cef" "accounting" cef_accounts
         | "ip" "cef" "load-sharing" "algorithm" cef_sharing
         | "ip" "cef" "optimize" "neighbor" "resolution"
         | "ip" "forward-protocol" "nd"
         | "ip" "forward-protocol" "sdns"
         | "ip" "forward-protocol" "any-local-broadcast"
         | "ip" "forward-protocol" "spanning-tree"
         | "ip" "forward-protocol" "spanning-tree" "any-local-broadcast"
         | "ip" "forward-protocol" "turbo-flood"
         | "ip" "forward-protocol" "udp"
         | "ip" "forward-protocol" "udp" name
         | "ip" "classless"
         | "ip" "subnet-zero"
         | "ip" "source-route"
         | "ip" "bootp" "server"
         | "ip" "finger"
         | "ip" "finger" "rfc-compliant"
         | "ip" "identd"
         | "ip" "host-routing"
         | "ip" "icmp" "rate-limit" "unreachable"
         | "ip" "icmp" "rate-limit" "unreachable" NUMBER
         | "ip" "icmp" "rate-limit" "unreachable" NUMBER "log"
         | "ip" "icmp" "redirect" icmp_redirect
         | "ip" "tcp" ip_tcp
         | "ip" "load-sharing" name
         | "ip" "igmp" "version" NUMBER
         | "ip" "netmask-format" name
         | "ip" "hp-host" name IPV4
         | "ip" "alias" IPV4 NUMBER
         | "ip" "access-list" "persistent"
         | "ip" "routing" "protocol" "purge" "interface"
         | "ip" "policy" "local" name
         ;
cef_accounts: cef_account | cef_accounts cef_account;
cef_account: "load-balance-hash" | "non-recursive" | "per-prefix" | "prefix-length";
cef_sharing: "original"
           | "universal"
           | "universal" name
           | "tunnel"
           | "tunnel" name
           | "include-ports" cef_ports
           | "include-ports" cef_ports name
           ;
cef_ports: "source" | "destination" | "source" "destination";
icmp_redirect: "host" | "subnet";
ip_tcp: "synwait-time" NUMBER
      | "path-mtu-discovery"
      | "path-mtu-discovery" "age-timer" NUMBER
      | "path-mtu-discovery" "age-timer" "infinite"
      | "selective-ack"
      | "timestamp"
      | "window-size" NUMBER
      | "mss" NUMBER
      | "queuemax" NUMBER
      | "chunk-size" NUMBER
      | "ecn"
      | "async-mobility" "server"
      | "keepalive" "interval" NUMBER
      | "keepalive" "retries" NUMBER
      | "finwait-time" NUMBER
      | "small-servers"
      | "compression-connections" NUMBER
      ;
wccp: "version" NUMBER
    | "check" "services" "all"
    | "check" "acl" "outbound"
    | "outbound-acl-check"
    | "source-interface" interface_name
    | wccp_service wccp_options
    | "vrf" name wccp_service wccp_options
    ;
wccp_service: "web-cache" | NUMBER;
wccp_options: %empty | wccp_options wccp_option;
wccp_option: "redirect-list" access_list
           | "group-list" access_list
           | "group-address" IPV4
           | "service-list" access_list
           | "mode" "open"
           | "mode" "closed"
           | "accelerated"
           | "password" hidden
           ;
local_pool: pool_name IPV4 pool_rest
          | pool_name IPV4 IPV4 pool_rest
          ;
pool_name: name | "default";
pool_rest: %empty | pool_rest "group" name | pool_rest "cache-size" NUMBER | pool_rest "recycle" "delay" NUMBER;
address_pool: "local" | "dhcp-proxy-client" | "dhcp-pool";
arp_global: "proxy" "disable"
          | "gratuitous" "none"
          | "gratuitous" "local"
          | "entry" "learn" NUMBER
          | "queue" NUMBER
          ;
arp_kind: "arpa" | "arpa" "alias" | "arpa" interface_name | "sap" | "snap";
arp_log: "log" "threshold" "entries" NUMBER;
session_limit_of: "max" | "per-mac" | "per-vlan" | "per-vc" | "auto";
dialer_protocol: "ip" | "ipv6" | "ipx" | "clns" | "bridge" | "appletalk";
/* Sessions stand whether there is traffic or not, so it matters only whether there are any. */
dialer_action: "permit" { line_no_effect(cx); }
             | "list" access_list { line_no_effect(cx); }
             | "deny" { line_feature(cx, @$, "a line that is never dialled"); }
             ;
bba_name: name | "global";
virtual_profile: "aaa" | "virtual-template" NUMBER | "if-needed";

line: IN_BBA_GROUP no bba_group { line_covered(cx); };
bba_group: "virtual-template" NUMBER
         | "ac" "name" name
         | "mac-address" "autoselect"
         | "sessions" session_limit_of "limit" NUMBER
         | "sessions" session_limit_of "throttle" numbers
         | "service" "profile" name
         | "tag" "ppp-max-payload" "minimum" NUMBER "maximum" NUMBER
         | "tag" "ppp-max-payload" "deny"
         | "pado" "delay" NUMBER
         ;

interface_command: "ip" "wccp" wccp_interface {
			line_feature(cx, @$, "the redirection to web caches");
		}
                 | "ip" "traffic-export" "apply" name { line_covered(cx); }
                 | "ip" "traffic-export" "apply" name "size" NUMBER { line_covered(cx); }
                 | "peer" "default" "ip" "address" peer_address { line_covered(cx); }
                 | "peer" "default" "ipv6" "pool" name { line_covered(cx); }
                 | "ip" "vrf" "select" "source" { line_covered(cx); }
                 | "ip" "vrf" "receive" name { line_covered(cx); }
                 | "ip" "vrf" "autoclassify" "source" { line_covered(cx); }
                 | "vrf" "select" "source" { line_covered(cx); }
                 | "vrf" "receive" name { line_covered(cx); }
                 | "ip" "bgp" "fast-external-fallover" bgp_fallover { line_covered(cx); }
                 | "bgp-policy" bgp_policy { line_covered(cx); }
                 | "redundancy" redundancy_interface { line_covered(cx); }
                 ;
wccp_interface: wccp_service "redirect" in_or_out
              | wccp_service "group-listen"
              | "redirect" "exclude" "in"
              | "vrf" name wccp_service "redirect" in_or_out
              ;
peer_address: "pool" | "pool" peer_pools | IPV4 | "dhcp" | "dhcp-pool" peer_pools;
peer_pools: name | peer_pools name;
bgp_fallover: "permit" | "deny";
bgp_policy: "accounting" | "accounting" policy_direction | "accounting" policy_direction "source" | "source" bgp_policy_map
          | "destination" bgp_policy_map;
bgp_policy_map: "ip-prec-map" | "ip-qos-map" | "ip-prec-map" "ip-qos-map";
redundancy_interface: "rii" NUMBER
                    | "rii" NUMBER "decrement" NUMBER
                    | "group" NUMBER "ip" IPV4
                    | "group" NUMBER "ip" IPV4 "exclusive"
                    | "group" NUMBER "ip" IPV4 "exclusive" "decrement" NUMBER
                    | "asymmetric-routing" "enable"
                    ;
%%
