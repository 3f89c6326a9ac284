/*
 * `ip …` for the router as a whole, where it is about how the router's own stack or its forwarding
 * works inside, and has no counterpart or is the gateway's default. What would change the gateway is
 * named.
 */
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
%help "tcp" "intercept" Answer connections for servers
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
      | "dialer-list" NUMBER "protocol" dialer_protocol dialer_action { line_covered(cx); }
      | "bba-group" "pppoe" bba_name {
		line_lost_service(cx, @$, "the PPPoE server");
		open_quietly(cx, MODE_BBA_GROUP);
	}
      | "virtual-profile" virtual_profile { line_no_effect(cx); }
      ;
ip_global: "ip" "cef"
         | "ip" "cef" "distributed"
         | "ip" "cef" "accounting" names
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
         | "ip" "traffic-export" "profile" name
         | "ip" "policy" "local" name
         ;
cef_sharing: "original"
           | "universal"
           | "universal" name
           | "tunnel"
           | "tunnel" name
           | "include-ports" names
           ;
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
      | "intercept" "list" access_list
      | "intercept" "mode" name
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
dialer_action: "permit" | "deny" | "list" access_list;
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
peer_address: "pool" names | IPV4 | "dhcp" | "dhcp-pool" names;
bgp_fallover: "permit" | "deny";
bgp_policy: "accounting" names | "source" names | "destination" names;
redundancy_interface: "rii" NUMBER
                    | "rii" NUMBER "decrement" NUMBER
                    | "group" NUMBER "ip" IPV4
                    | "group" NUMBER "ip" IPV4 "exclusive"
                    | "group" NUMBER "ip" IPV4 "exclusive" "decrement" NUMBER
                    | "asymmetric-routing" "enable"
                    ;
%%
