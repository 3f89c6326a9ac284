/*
 * A router of an SD-WAN as its controller makes it: the overlay's own blocks. Not translated, since the
 * gateway has no controllers; what stands outside these blocks is configuration as on any router.
 */
%mode SDWAN "SD-WAN" "config-sdwan"
%mode SDWAN_INTERFACE "SD-WAN interface" "config-interface"
%mode SDWAN_TUNNEL "SD-WAN tunnel" "config-tunnel-interface"
%mode SDWAN_OMP "overlay routing" "config-omp"
%mode SDWAN_OMP_TIMERS "timers of overlay routing" "config-timers"
%mode SDWAN_OMP_FAMILY "address family of overlay routing" "config-address-family"
%mode SDWAN_APPQOE "application optimization" "config-appqoe"
%mode SDWAN_SYSTEM "SD-WAN system" "config-system"
%mode SDWAN_BFD "SD-WAN BFD" "config-bfd-color"
%mode SDWAN_SECURITY "SD-WAN security" "config-security"
%mode SSLPROXY "SSL proxy" "config-sslproxy"
%mode SDWAN_POLICY "SD-WAN policy" "config-policy"
%mode ENDPOINT_TRACKER "tracker of an endpoint" "config-endpoint-tracker"
%help GLOBAL: "sdwan" The overlay of an SD-WAN
%help GLOBAL: "sslproxy" Proxy of TLS
%help GLOBAL: "endpoint-tracker" Watch a host through an interface
%help GLOBAL: "licensing" Licenses of the controller
%help INTERFACE: "endpoint-tracker" Watch a host through this interface
%help INTERFACE: "tunnel-interface" A tunnel of the overlay starts here
%rare GLOBAL: "endpoint-tracker" "licensing" "sdwan" "sslproxy" "omp"
%rare INTERFACE: "endpoint-tracker" "tunnel-interface"
%help SDWAN: "interface" An interface of the overlay
%help SDWAN: "omp" Overlay routing
%help SDWAN: "appqoe" Optimization of applications
%help SDWAN_INTERFACE: "tunnel-interface" A tunnel of the overlay starts here
%help SDWAN_INTERFACE: "tloc-extension" Lend this transport to the other router
%help SDWAN_INTERFACE: "tloc-extension-gre-from" The other router comes through GRE
%help SDWAN_INTERFACE: "access-list" A list of the policy
%help SDWAN_INTERFACE: "rewrite-rule" Rewrite marks
%help SDWAN_INTERFACE: "shaping-rate" Kilobits in a second
%help SDWAN_INTERFACE: "bandwidth-upstream" Kilobits in a second
%help SDWAN_INTERFACE: "bandwidth-downstream" Kilobits in a second
%help SDWAN_INTERFACE: "auto-bandwidth-detect" Measure the bandwidth
%help SDWAN_INTERFACE: "tracker" Watch a host
%help "tloc-extension-gre-from" IPV4 "xconnect" Where it comes in
%help "allow-service" Service that may reach the router
%help "allow-service" "all" All of them
%help "allow-service" "bfd" BFD
%help "allow-service" "bgp" BGP
%help "allow-service" "dhcp" DHCP
%help "allow-service" "dns" DNS
%help "allow-service" "https" HTTPS
%help "allow-service" "icmp" ICMP
%help "allow-service" "netconf" NETCONF
%help "allow-service" "ntp" NTP
%help "allow-service" "ospf" OSPF
%help "allow-service" "snmp" SNMP
%help "allow-service" "sshd" SSH
%help "allow-service" "ssh" SSH
%help "allow-service" "stun" STUN
%help SDWAN_TUNNEL: "bind" The interface below a loopback
%help "border" Border of regions
%help "clear-dont-fragment" Let packets be cut
%help "color" WORD "restrict" To the same kind only
%help "enable-core-region" Tunnels of the core region
%help SDWAN_TUNNEL: "encapsulation" How packets are wrapped
%help SDWAN_TUNNEL: "encapsulation" "ipsec" IPsec
%help SDWAN_TUNNEL: "encapsulation" "gre" GRE
%help "encapsulation" "ipsec" "preference" The greater is preferred
%help "encapsulation" "ipsec" "weight" Share of the load
%help "encapsulation" "gre" "preference" The greater is preferred
%help "encapsulation" "gre" "weight" Share of the load
%help "exclude-controller-group-list" Controllers not to use
%help SDWAN_TUNNEL: "group" Group of restricted tunnels
%help SDWAN_TUNNEL: "hello-interval" Milliseconds
%help "hello-tolerance" Seconds
%help "last-resort-circuit" Only when all others are gone
%help "low-bandwidth-link" Send little of our own
%help "max-control-connections" Most connections to controllers
%help "nat-refresh-interval" Seconds
%help "network-broadcast" Take broadcasts
%help "port-hop" Try other ports
%help "propagate-sgt" Carry security group tags
%help "tloc-preference" The greater is preferred
%help "tunnel-qos" Shape each tunnel
%help "tunnel-qos" "hub" To spokes
%help "tunnel-qos" "spoke" To hubs
%help "tunnel-tcp-mss-adjust" Bytes of a segment
%help "vbond-as-stun-server" Ask the orchestrator for our address
%help "vmanage-connection-preference" The greater is preferred
%help SDWAN_OMP SDWAN_OMP_FAMILY: "advertise" Announce routes
%help SDWAN_OMP: "address-family" Announcements of a family
%help SDWAN_OMP: "timers" Timers
%help SDWAN_OMP: "shutdown" Do not take part
%help SDWAN_OMP: "graceful-restart" Keep routes over a restart
%help SDWAN_OMP: "as-dot-notation" Write numbers with a dot
%help "discard-rejected" Forget what a policy refuses
%help "ecmp-limit" Most equal paths
%help "overlay-as" Number of the overlay
%help "send-backup-paths" Announce worse paths, too
%help "send-path-limit" Most paths that are announced
%help "eor-timer" Seconds until the end of what is announced
%help "graceful-restart-timer" Seconds that routes are kept
%help SDWAN_OMP_TIMERS: "advertisement-interval" Seconds between announcements
%help "advertise" "bgp" Of BGP
%help "advertise" "connected" Connected ones
%help "advertise" "eigrp" Of EIGRP
%help "advertise" "isis" Of IS-IS
%help "advertise" "lisp" Of LISP
%help "advertise" "ospf" Of OSPF
%help "advertise" "ospfv3" Of OSPF for IPv6
%help "advertise" "rip" Of RIP
%help "advertise" "static" Static ones
%help "advertise" "network" One of them
%help "advertise" "aggregate" Several as one
%help "aggregate" PREFIX "aggregate-only" Not its parts
%help "ospf" "external" External ones
%help "tcpopt" Of TCP
%help "dreopt" By leaving out what was sent before
%help "httpopt" Of HTTP
%help "tcpopt" "enable" Turn it on
%help "dreopt" "enable" Turn it on
%help "httpopt" "enable" Turn it on
%help SDWAN_SYSTEM: "system-ip" Identity of the router
%help SDWAN_SYSTEM: "site-id" Number of the site
%help SDWAN_SYSTEM: "overlay-id" Number of the overlay
%help SDWAN_SYSTEM: "domain-id" Number of the domain
%help SDWAN_SYSTEM: "host-name" Name of the router
%help SDWAN_SYSTEM: "location" Where it stands
%help SDWAN_SYSTEM: "description" Description of the router
%help SDWAN_SYSTEM: "port-offset" Distance of its ports
%help SDWAN_SYSTEM: "control-session-pps" Packets in a second
%help SDWAN_SYSTEM: "controller-group-list" Controllers to use
%help SDWAN_SYSTEM: "device-groups" Groups of routers
%help SDWAN_SYSTEM: "admin-tech-on-failure" Collect files when something fails
%help SDWAN_SYSTEM: "sp-organization-name" Name of the provider
%help SDWAN_SYSTEM: "organization-name" Name of the organization
%help SDWAN_SYSTEM: "max-omp-sessions" Most sessions
%help SDWAN_SYSTEM: "track-transport" Watch the transport
%help SDWAN_SYSTEM: "track-default-gateway" Watch the next hop
%help SDWAN_SYSTEM: "track-interface-tag" Tag of its routes
%help SDWAN_SYSTEM: "upgrade-confirm" Minutes until an upgrade is undone
%help SDWAN_SYSTEM: "console-baud-rate" Speed of the console
%help SDWAN_SYSTEM: "on-demand" Tunnels on demand
%help SDWAN_SYSTEM: "gps-location" Where it stands
%help SDWAN_SYSTEM: "vbond" Orchestrator
%help "on-demand" "enable" Turn it on
%help "on-demand" "idle-timeout" Minutes
%help "gps-location" "latitude" Degrees
%help "gps-location" "latitude" WORD "longitude" Degrees
%help SDWAN_TUNNEL: "vbond" Orchestrator
%help "vbond" IPV4 "port" Port
%help "vbond" IPV4 "local" It is this machine
%help "vbond" WORD "local" It is this machine
%help "vbond" WORD "port" Port
%help GLOBAL: "bfd" "color" BFD of a kind of transport
%help GLOBAL: "bfd" "app-route" Measure tunnels
%help GLOBAL: "bfd" "default-dscp" Mark of its packets
%help "app-route" "multiplier" How many intervals count
%help "app-route" "poll-interval" Milliseconds
%help SDWAN_BFD: "hello-interval" Milliseconds
%help SDWAN_BFD: "multiplier" How many may be lost
%help SDWAN_BFD: "pmtu-discovery" Find the MTU of the path
%help SDWAN_BFD: "dscp" Mark of its packets
%help SDWAN_SECURITY: "ipsec" IPsec
%help SDWAN_SECURITY: "control" Connections to controllers
%help SDWAN_SECURITY: "rekey" Seconds of a key
%help SDWAN_SECURITY: "replay-window" Packets
%help SDWAN_SECURITY: "extended-ar-window" Packets
%help SDWAN_SECURITY: "authentication-type" How packets are authenticated
%help SDWAN_SECURITY: "integrity-type" How packets are authenticated
%help SDWAN_SECURITY: "pairwise-keying" Keys of each pair
%help SDWAN_SECURITY: "control" "protocol" Protocol
%help SDWAN_SECURITY: "control" "protocol" "dtls" DTLS
%help SDWAN_SECURITY: "control" "protocol" "tls" TLS
%help SSLPROXY: "enable" Turn it on
%help SSLPROXY: "rsa-key-modulus" Bits of keys
%help SSLPROXY: "certificate-lifetime" Days
%help SSLPROXY: "eckey-type" Curve of keys
%help SSLPROXY: "ca-tp-label" Trust point that signs
%help SSLPROXY: "settings" What is done with bad servers
%help "settings" "certificate-revocation-check" Revoked certificates
%help "settings" "expired-certificate" Expired certificates
%help "settings" "failure-mode" When the proxy fails
%help "settings" "minimum-tls-ver" The oldest version
%help "settings" "unknown-status" Unknown state
%help "settings" "unsupported-cipher-suites" Other ciphers
%help "settings" "unsupported-protocol-versions" Other versions
%help "settings" "untrusted-certificate" Certificates of others
%help GLOBAL: "policy" Policy of the router
%help SDWAN_POLICY: "lists" Lists
%help SDWAN_POLICY: "data-prefix-list" List of prefixes
%help SDWAN_POLICY: "policer" Limit of a rate
%help SDWAN_POLICY: "class-map" Classes and their queues
%help SDWAN_POLICY: "access-list" List of packets
%help SDWAN_POLICY: "sequence" An entry
%help SDWAN_POLICY: "match" What it is for
%help SDWAN_POLICY: "action" What is done
%help "action" "accept" Let it pass
%help SDWAN_POLICY: "action" "drop" Drop it
%help SDWAN_POLICY: "set" What is changed
%help SDWAN_POLICY: "rewrite-rule" How marks are rewritten
%help SDWAN_POLICY: "app-visibility" Look at applications
%help SDWAN_POLICY: "app-visibility-ipv6" Look at applications of IPv6
%help SDWAN_POLICY: "flow-visibility" Look at flows
%help SDWAN_POLICY: "flow-visibility-ipv6" Look at flows of IPv6
%help SDWAN_POLICY: "flow-stickiness-disable" Let flows change their way
%help SDWAN_POLICY: "implicit-acl-logging" Log what no service is allowed
%help SDWAN_POLICY: "log-frequency" One of so many packets
%help SDWAN_POLICY: "ip-prefix" A prefix
%help SDWAN_POLICY: "rate" Bits in a second
%help SDWAN_POLICY: "burst" Bytes at once
%help SDWAN_POLICY: "exceed" What is done with more
%help SDWAN_POLICY: "exceed" "drop" Drop it
%help "exceed" "remark" Mark it
%help SDWAN_POLICY: "class" A class
%help "class" WORD "queue" Number of its queue
%help SDWAN_POLICY: "class" WORD WORD "dscp" Its mark
%help SDWAN_POLICY: "default-action" What is done with others
%help "default-action" "accept" Let them pass
%help "default-action" "drop" Drop them
%help SDWAN_POLICY: "count" Count them
%help SDWAN_POLICY: "log" Log them
%help SDWAN_POLICY: "mirror" Copy them
%help SDWAN_POLICY: "dscp" Mark
%help SDWAN_POLICY: "next-hop" Next hop
%help SDWAN_POLICY: "source-ip" Source
%help SDWAN_POLICY: "destination-ip" Destination
%help SDWAN_POLICY: "source-data-prefix-list" List of sources
%help SDWAN_POLICY: "destination-data-prefix-list" List of destinations
%help SDWAN_POLICY: "source-port" Port of the source
%help SDWAN_POLICY: "destination-port" Port of the destination
%help SDWAN_POLICY: "protocol" Number of the protocol
%help SDWAN_POLICY: "packet-length" Bytes
%help SDWAN_POLICY: "icmp-msg" Message of ICMP
%help SDWAN_POLICY: "tcp" Flags of TCP
%help SDWAN_POLICY: "tcp" "syn" First packets
%help ENDPOINT_TRACKER: "endpoint-ip" Address of the host
%help ENDPOINT_TRACKER: "endpoint-dns-name" Name of the host
%help ENDPOINT_TRACKER: "endpoint-api-url" Address of a page
%help ENDPOINT_TRACKER: "endpoint-tcp" Port of TCP
%help ENDPOINT_TRACKER: "tracker-type" What it is for
%help ENDPOINT_TRACKER: "threshold" Milliseconds
%help ENDPOINT_TRACKER: "interval" Seconds
%help ENDPOINT_TRACKER: "multiplier" How many may be lost
%help ENDPOINT_TRACKER: "boolean" How trackers are joined
%help ENDPOINT_TRACKER: "tracker-elements" The trackers that are joined
%help ENDPOINT_TRACKER: "icmp-interval" Seconds
%help "endpoint-ip" IPV4 "tcp" Port of TCP
%help "endpoint-ip" IPV4 "udp" Port of UDP
%help "tracker-type" "interface" Of an interface
%help "tracker-type" "static-route" Of a static route
%help "tracker-type" "tracker-group" Several as one
%help "tracker-type" "ipv6-interface" Of an interface with IPv6
%help "licensing" "config" Configuration
%help "licensing" "config" "enable" Turn it on
%help "licensing" "config" "privacy" What is hidden
%help "licensing" "config" "utility" Utility licenses
%help "config" "privacy" "hostname" Name of the router
%help "config" "privacy" "version" Version
%help "config" "utility" "utility-enable" Turn it on
%help GLOBAL: "router" "omp" Overlay routing
%%
global: "sdwan" { open_untranslated(cx, @$, MODE_SDWAN, "SD-WAN"); }
      | "system" { open_untranslated(cx, @$, MODE_SDWAN_SYSTEM, "SD-WAN"); }
      | "security" { open_untranslated(cx, @$, MODE_SDWAN_SECURITY, "SD-WAN"); }
      | "policy" { open_untranslated(cx, @$, MODE_SDWAN_POLICY, "SD-WAN"); }
      | "sslproxy" { open_untranslated(cx, @$, MODE_SSLPROXY, "SD-WAN"); }
      | "bfd" "color" name { open_untranslated(cx, @$, MODE_SDWAN_BFD, "SD-WAN"); }
      | "bfd" "app-route" "multiplier" NUMBER { line_covered(cx); }
      | "bfd" "app-route" "poll-interval" NUMBER { line_covered(cx); }
      | "bfd" "default-dscp" NUMBER { line_covered(cx); }
      | "router" "omp" { line_feature(cx, @$, "SD-WAN"); }
      | "endpoint-tracker" name {
		open_untranslated(cx, @$, MODE_ENDPOINT_TRACKER, "the tracker of an endpoint");
	}
      | "licensing" "config" licensing { line_no_effect(cx); }
      ;
interface_command: "endpoint-tracker" name { line_feature(cx, @$, "the tracker of an endpoint"); }
                 | "tunnel-interface" { open_untranslated(cx, @$, MODE_SDWAN_TUNNEL, "SD-WAN"); }
                 ;
licensing: "enable" name
         | "privacy" "hostname" name
         | "privacy" "version" name
         | "utility" "utility-enable" name
         ;

line: IN_SDWAN no "interface" interface_name { open_covered(cx, MODE_SDWAN_INTERFACE); }
    | IN_SDWAN no "omp" { open_covered(cx, MODE_SDWAN_OMP); }
    | IN_SDWAN no "appqoe" { open_covered(cx, MODE_SDWAN_APPQOE); }
    | IN_SDWAN_INTERFACE no "tunnel-interface" { open_covered(cx, MODE_SDWAN_TUNNEL); }
    | IN_SDWAN_INTERFACE no sdwan_interface { line_covered(cx); }
    | IN_SDWAN_TUNNEL no sdwan_tunnel { line_covered(cx); }
    | IN_SDWAN_OMP no "timers" { open_covered(cx, MODE_SDWAN_OMP_TIMERS); }
    | IN_SDWAN_OMP no "address-family" ip_version { open_covered(cx, MODE_SDWAN_OMP_FAMILY); }
    | IN_SDWAN_OMP no "address-family" ip_version "vrf" name { open_covered(cx, MODE_SDWAN_OMP_FAMILY); }
    | IN_SDWAN_OMP no omp { line_covered(cx); }
    | IN_SDWAN_OMP_TIMERS no omp_timer { line_covered(cx); }
    | IN_SDWAN_OMP_FAMILY no "advertise" omp_source { line_covered(cx); }
    | IN_SDWAN_APPQOE no appqoe "enable" { line_covered(cx); }
    | IN_SDWAN_SYSTEM no sdwan_system { line_covered(cx); }
    | IN_SDWAN_BFD no sdwan_bfd { line_covered(cx); }
    | IN_SDWAN_SECURITY no "ipsec" { open_covered(cx, MODE_SDWAN_SECURITY); }
    | IN_SDWAN_SECURITY no "control" { open_covered(cx, MODE_SDWAN_SECURITY); }
    | IN_SDWAN_SECURITY no sdwan_security { line_covered(cx); }
    | IN_SDWAN_POLICY no sdwan_policy_block { open_covered(cx, MODE_SDWAN_POLICY); }
    | IN_SDWAN_POLICY no sdwan_policy { line_covered(cx); }
    | IN_SSLPROXY no sslproxy { line_covered(cx); }
    | IN_ENDPOINT_TRACKER no endpoint_tracker { line_covered(cx); }
    ;
sdwan_interface: "tloc-extension" interface_name
               | "tloc-extension-gre-from" IPV4 "xconnect" interface_name
               | "access-list" name in_or_out
               | "rewrite-rule" name
               | "shaping-rate" NUMBER
               | "bandwidth-upstream" NUMBER
               | "bandwidth-downstream" NUMBER
               | "auto-bandwidth-detect"
               | "tracker" name
               ;
sdwan_tunnel: "allow-service" sdwan_service
            | "bind" interface_name
            | "border"
            | "carrier" name
            | "clear-dont-fragment"
            | "color" name
            | "color" name "restrict"
            | "enable-core-region"
            | "encapsulation" sdwan_encapsulation
            | "exclude-controller-group-list" numbers
            | "group" NUMBER
            | "hello-interval" NUMBER
            | "hello-tolerance" NUMBER
            | "last-resort-circuit"
            | "low-bandwidth-link"
            | "max-control-connections" NUMBER
            | "nat-refresh-interval" NUMBER
            | "network-broadcast"
            | "port-hop"
            | "propagate-sgt"
            | "tloc-preference" NUMBER
            | "tunnel-qos" sdwan_role
            | "tunnel-tcp-mss-adjust" NUMBER
            | "vbond" host
            | "vbond-as-stun-server"
            | "vmanage-connection-preference" NUMBER
            ;
sdwan_role: "hub" | "spoke";
sdwan_service: "all" | "bfd" | "bgp" | "dhcp" | "dns" | "https" | "icmp" | "netconf" | "ntp" | "ospf"
             | "snmp" | "sshd" | "ssh" | "stun";
sdwan_encapsulation: sdwan_wrap
                   | sdwan_wrap "weight" NUMBER
                   | sdwan_wrap "preference" NUMBER
                   | sdwan_wrap "preference" NUMBER "weight" NUMBER
                   ;
sdwan_wrap: "ipsec" | "gre";
omp: "as-dot-notation"
   | "discard-rejected"
   | "ecmp-limit" NUMBER
   | "graceful-restart"
   | "overlay-as" name
   | "overlay-as" NUMBER
   | "send-backup-paths"
   | "send-path-limit" NUMBER
   | "shutdown"
   ;
omp_timer: "holdtime" NUMBER
         | "advertisement-interval" NUMBER
         | "graceful-restart-timer" NUMBER
         | "eor-timer" NUMBER
         ;
omp_source: "bgp" | "connected" | "eigrp" | "isis" | "lisp" | "ospfv3" | "rip" | "static"
          | "ospf"
          | "ospf" "external"
          | "network" PREFIX
          | "aggregate" PREFIX
          | "aggregate" PREFIX "aggregate-only"
          ;
appqoe: "tcpopt" | "dreopt" | "httpopt";
sdwan_system: "system-ip" IPV4
            | "site-id" NUMBER
            | "overlay-id" NUMBER
            | "domain-id" NUMBER
            | "host-name" name
            | "location" sdwan_text
            | "description" sdwan_text
            | "gps-location" "latitude" name
            | "gps-location" "latitude" name "longitude" name
            | "port-offset" NUMBER
            | "port-hop"
            | "control-session-pps" NUMBER
            | "controller-group-list" numbers
            | "device-groups" names
            | "admin-tech-on-failure"
            | "sp-organization-name" sdwan_text
            | "organization-name" sdwan_text
            | "max-omp-sessions" NUMBER
            | "track-transport"
            | "track-default-gateway"
            | "track-interface-tag" NUMBER
            | "upgrade-confirm" NUMBER
            | "console-baud-rate" NUMBER
            | "on-demand" "enable"
            | "on-demand" "idle-timeout" NUMBER
            | "vbond" host
            | "vbond" host "local"
            | "vbond" host "port" NUMBER
            ;
sdwan_text: name | STRING;
sdwan_bfd: "hello-interval" NUMBER | "multiplier" NUMBER | "pmtu-discovery" | "dscp" NUMBER;
sdwan_security: "rekey" NUMBER
              | "replay-window" NUMBER
              | "extended-ar-window" NUMBER
              | "authentication-type" names
              | "integrity-type" names
              | "pairwise-keying"
              | "control" "protocol" control_protocol
              ;
/* The blocks of a policy stand in each other: lists, then what asks for them. */
sdwan_policy_block: "lists"
                  | "data-prefix-list" name
                  | "policer" name
                  | "class-map"
                  | "access-list" name
                  | "sequence" NUMBER
                  | "match"
                  | "action" sdwan_verdict
                  | "set"
                  | "rewrite-rule" name
                  ;
sdwan_verdict: "accept" | "drop";
sdwan_policy: "app-visibility"
            | "app-visibility-ipv6"
            | "flow-visibility"
            | "flow-visibility-ipv6"
            | "flow-stickiness-disable"
            | "implicit-acl-logging"
            | "log-frequency" NUMBER
            | "ip-prefix" PREFIX
            | "rate" NUMBER
            | "burst" NUMBER
            | "exceed" sdwan_exceed
            | "class" name "queue" NUMBER
            | "class" name
            | "default-action" sdwan_verdict
            | sdwan_match
            | "count" name
            | "log"
            | "mirror" name
            | "dscp" NUMBER
            | "next-hop" IPV4
            | "class" name name "dscp" NUMBER
            ;
sdwan_exceed: "drop" | "remark";
sdwan_match: "source-ip" PREFIX
           | "destination-ip" PREFIX
           | "source-data-prefix-list" name
           | "destination-data-prefix-list" name
           | "source-port" numbers
           | "destination-port" numbers
           | "protocol" numbers
           | "packet-length" NUMBER
           | "icmp-msg" name
           | "tcp" "syn"
           ;
control_protocol: "dtls" | "tls";
sslproxy: "enable"
        | "rsa-key-modulus" NUMBER
        | "certificate-lifetime" NUMBER
        | "eckey-type" name
        | "ca-tp-label" name
        | "settings" sslproxy_case name
        ;
sslproxy_case: "certificate-revocation-check"
             | "expired-certificate"
             | "failure-mode"
             | "minimum-tls-ver"
             | "unknown-status"
             | "unsupported-cipher-suites"
             | "unsupported-protocol-versions"
             | "untrusted-certificate"
             ;
endpoint_tracker: "endpoint-ip" IPV4
                | "endpoint-ip" IPV4 tracker_port NUMBER
                | "endpoint-dns-name" name
                | "endpoint-api-url" name
                | "endpoint-tcp" "port" NUMBER
                | "tracker-type" tracker_type
                | "threshold" NUMBER
                | "interval" NUMBER
                | "icmp-interval" NUMBER
                | "multiplier" NUMBER
                | "boolean" tracker_join
                | "tracker-elements" names
                ;
tracker_port: "tcp" | "udp";
tracker_type: "interface" | "static-route" | "tracker-group" | "ipv6-interface";
tracker_join: "and" | "or";
%%
