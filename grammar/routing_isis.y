/* `router isis` and what interfaces say of it: not translated. */
%mode ISIS "IS-IS router" "config-router"
%mode ISIS_FAMILY "IS-IS address family" "config-router-af"
%help INTERFACE: "isis" IS-IS
%help INTERFACE: "ip" "router" Routing protocols
%help INTERFACE: "clns" CLNS
%help "clns" "routing" Route CLNS
%help GLOBAL: "router" "isis" Intermediate system to intermediate system
%help INTERFACE: "clns" "router" Routing of CLNS here
%help INTERFACE: "ipv6" "router" Routing of IPv6 here
%help INTERFACE: "isis" "csnp-interval" Seconds between complete lists
%help INTERFACE: "isis" "hello-multiplier" Hellos that may be lost
%help INTERFACE: "isis" "lsp-interval" Milliseconds between link states
%help INTERFACE: "isis" "mesh-group" Group that floods less
%help INTERFACE: "isis" "metric" Metric of this interface
%help INTERFACE: "isis" "network" Kind of network
%help INTERFACE: "isis" "passive" Announce it, but form no neighbours
%help INTERFACE: "isis" "password" Password of hellos
%help INTERFACE: "isis" "retransmit-throttle-interval" Milliseconds between what is sent again
%help INTERFACE: "isis" "three-way-handshake" Handshake of three messages
%help INTERFACE: "isis" "authentication" Authentication of hellos
%help INTERFACE: "isis" "priority" Priority of the designated router
%help INTERFACE: "isis" "tag" Tag of its routes
%help INTERFACE: "isis" "protocol" Protocol
%help "authentication" "send-only" Check nothing, only send
%help "send-only" Only send
%help "hello" "padding" Fill hellos up to the MTU
%help "hello-interval" "minimal" Hold time of one second
%help "isis" "ipv6" "metric" Metric of IPv6
%help "mesh-group" "blocked" Do not flood here
%help ISIS ISIS_FAMILY: "metric-style" Style of metrics
%help ISIS ISIS_FAMILY: "adjacency-check" Check protocols of neighbours
%help ISIS ISIS_FAMILY: "area-password" Password of the area
%help ISIS ISIS_FAMILY: "domain-password" Password of the domain
%help ISIS ISIS_FAMILY: "external" External routes
%help ISIS ISIS_FAMILY: "fast-flood" Flood before computing
%help ISIS ISIS_FAMILY: "hostname" Names of routers
%help ISIS ISIS_FAMILY: "ignore-attached-bit" Do not follow the attached bit
%help ISIS ISIS_FAMILY: "ignore-lsp-errors" Ignore link states with errors
%help ISIS ISIS_FAMILY: "ispf" Compute only what changed
%help ISIS ISIS_FAMILY: "lsp-full" When link states are full
%help ISIS ISIS_FAMILY: "lsp-gen-interval" Interval between link states
%help ISIS ISIS_FAMILY: "lsp-mtu" Largest link state
%help ISIS ISIS_FAMILY: "lsp-refresh-interval" Seconds between refreshes
%help ISIS ISIS_FAMILY: "max-area-addresses" Most areas by hand
%help ISIS ISIS_FAMILY: "max-lsp-lifetime" Seconds that a link state lives
%help ISIS ISIS_FAMILY: "partition" Parted areas
%help ISIS ISIS_FAMILY: "prc-interval" Interval between route computations
%help ISIS ISIS_FAMILY: "set-attached-bit" Say that we lead elsewhere
%help ISIS ISIS_FAMILY: "set-overload-bit" Say that we are not for transit
%help ISIS ISIS_FAMILY: "spf-interval" Interval between computations
%help ISIS ISIS_FAMILY: "summary-prefix" Announce a summary
%help ISIS ISIS_FAMILY: "update-queue-depth" Length of the queue
%help ISIS ISIS_FAMILY: "prefix-suppression" Do not announce links
%help ISIS: "address-family" Settings of one kind of addresses
%help ISIS ISIS_FAMILY: "authentication" Authentication of link states
%help ISIS ISIS_FAMILY: "nsf" Forward without a stop
%help ISIS ISIS_FAMILY: "protocol" The protocol
%help ISIS ISIS_FAMILY: "summary-address" Announce a summary
%help ISIS ISIS_FAMILY: "passive-interface" Announce it, but form no neighbours
%help ISIS ISIS_FAMILY: "maximum-paths" Paths at the same time
%help ISIS ISIS_FAMILY: "default-information" Default routes
%help ISIS ISIS_FAMILY: "metric" Metric of interfaces
%help "advertise" "passive-only" Only passive interfaces
%help "advertise" "prefix" Prefixes
%help "authenticate" Authenticate
%help "authenticate" "snp" Lists of link states
%help "snp" "validate" Check them
%help "external" "overload" When they are too many
%help "overload" "signalling" Say that we are overloaded
%help "padding" "multi-point" On networks of many
%help "padding" "point-to-point" On lines between two
%help "hostname" "dynamic" Learn and announce names
%help "log-adjacency-changes" "all" All of them
%help "lsp-full" "suppress" Leave routes out
%help "narrow" Up to 63
%help "wide" Up to 24 bits
%help "metric-style" "transition" Both
%help "metric-style" "narrow" "transition" Take both
%help "metric-style" "wide" "transition" Take both
%help "mpls" "ldp" "autoconfig" LDP on all interfaces
%help "mpls" "ldp" "sync" Wait for labels
%help "mpls" "traffic-eng" "router-id" Interface whose address is used
%help "nsf" "cisco" Cisco's way
%help "nsf" "ietf" IETF's way
%help "partition" "avoidance" Avoid them
%help "set-overload-bit" "on-startup" After a start
%help "wait-for-bgp" Until BGP has converged
%help "suppress" "external" External routes
%help "suppress" "interlevel" Routes between levels
%help "external-metrics" External metrics
%help "multi-topology" A topology for each kind of addresses
%help "multi-topology" "transition" Both ways
%help "log-adjacency-changes" Log neighbours that come and go
%help "circuit-type" Levels of the circuit
%help INTERFACE: "clns" "mtu" MTU of CLNS
%help "isis" "authentication" "mode" Algorithm
%help "isis" "authentication" "key-chain" Keys
%help "isis" "bfd" "disable" Not here
%help "isis" "metric" "maximum" The greatest
%help ISIS ISIS_FAMILY: "nsr" Go on over a switch-over
%help ISIS ISIS_FAMILY: "authentication" "mode" Algorithm
%help ISIS ISIS_FAMILY: "authentication" "key-chain" Keys
%help "hello" Hellos
%help "interlevel" Between levels
%help "router-id" Identity of the router
%help "always" Always
%help "net" Network entity title
%help "microloop" Loops while routes change
%help "avoidance" Avoid them
%help "maximum-metric" No further than that
%help "protected" Only of protected prefixes
%help "rib-update-delay" Milliseconds before routes change
%help "linecard-disjoint" By another line card
%help "lowest-backup-path-metric" The shortest
%help "node-protecting" Around the next router
%help "primary-path" One that is used, too
%help "secondary-path" One that is not used
%help "srlg-disjoint" By another group of risk
%%
global: "router" "isis" { open_untranslated(cx, @$, MODE_ISIS, "dynamic routing"); }
      | "router" "isis" name { open_untranslated(cx, @$, MODE_ISIS, "dynamic routing"); }
      | "clns" "routing" { line_feature(cx, @$, "the routing of CLNS"); }
      ;

line: IN_ISIS no isis { line_covered(cx); }
    | IN_ISIS no "address-family" "ipv6" isis_cast { open_covered(cx, MODE_ISIS_FAMILY); }
    | IN_ISIS_FAMILY no isis { line_covered(cx); }
    | IN_ISIS_FAMILY no "multi-topology" { line_covered(cx); }
    | IN_ISIS_FAMILY no "multi-topology" "transition" { line_covered(cx); }
    | IN_ISIS_FAMILY "exit-address-family" { leave(cx, 1); }
    ;
isis_reroute: "per-prefix" isis_level isis_protected
            | "remote-lfa" isis_level "mpls-ldp"
            | "remote-lfa" isis_level "mpls-ldp" "maximum-metric" NUMBER
            | "ti-lfa" isis_level
            | "ti-lfa" isis_level "maximum-metric" NUMBER
            | "load-sharing" isis_level "disable"
            | "tie-break" isis_level isis_tie NUMBER
            ;
isis_protected: "all" | "route-map" name;
isis_tie: "downstream" | "linecard-disjoint" | "lowest-backup-path-metric" | "node-protecting"
        | "primary-path" | "secondary-path" | "srlg-disjoint"
        ;
isis_microloop: %empty | "disable" | "protected" | "rib-update-delay" NUMBER | "segment-routing";
isis_cast: %empty | "unicast";
maybe_level: %empty | isis_level;
isis: routing_command
    | "net" name
    | "is-type" isis_level
    | "metric-style" metric_style maybe_level
    | "metric" NUMBER maybe_level
    | "adjacency-check"
    | "advertise" "passive-only"
    | "advertise" "prefix" isis_level
    | "area-password" hidden
    | "area-password" hidden "authenticate" "snp" snp_check
    | "domain-password" hidden
    | "domain-password" hidden "authenticate" "snp" snp_check
    | "authentication" "key-chain" name maybe_level
    | "authentication" "mode" rip_authentication maybe_level
    | "authentication" "send-only" maybe_level
    | "bfd" "all-interfaces"
    | "default-information" "originate"
    | "default-information" "originate" "route-map" name
    | "distance" NUMBER "ip"
    | "external" "overload" "signalling"
    | "fast-flood"
    | "fast-flood" NUMBER
    | "fast-reroute" isis_reroute
    | "microloop" "avoidance" isis_microloop
    | "hello" "padding"
    | "hello" "padding" "multi-point"
    | "hello" "padding" "point-to-point"
    | "hostname" "dynamic"
    | "ignore-attached-bit"
    | "ignore-lsp-errors"
    | "ispf" isis_level
    | "log-adjacency-changes"
    | "log-adjacency-changes" "all"
    | "lsp-full" "suppress" "external"
    | "lsp-full" "suppress" "interlevel"
    | "lsp-full" "suppress" "external" "interlevel"
    | "lsp-full" "suppress" "none"
    | "lsp-gen-interval" maybe_level numbers
    | "lsp-mtu" NUMBER
    | "lsp-refresh-interval" NUMBER
    | "max-area-addresses" NUMBER
    | "max-lsp-lifetime" NUMBER
    | "mpls" "ldp" "autoconfig" maybe_level
    | "mpls" "ldp" "sync"
    | "mpls" "traffic-eng" isis_level
    | "mpls" "traffic-eng" "router-id" interface_name
    | "nsf" "cisco"
    | "nsf" "ietf"
    | "nsr"
    | "partition" "avoidance"
    | "prc-interval" numbers
    | "protocol" "shutdown"
    | "segment-routing" "mpls"
    | "set-attached-bit" "route-map" name
    | "set-overload-bit" overload_options
    | "spf-interval" maybe_level numbers
    | "summary-address" IPV4 IPV4 isis_summary_options
    | "summary-prefix" PREFIX6 isis_summary_options
    | "update-queue-depth" NUMBER
    | "use" "external-metrics"
    | "vrf" name
    | "prefix-suppression"
    | "router-id" interface_name
    ;
metric_style: "narrow" | "narrow" "transition" | "wide" | "wide" "transition" | "transition";
snp_check: "validate" | "send-only";
overload_options: %empty | overload_options overload_option;
overload_option: "on-startup" NUMBER
               | "on-startup" "wait-for-bgp"
               | "suppress" "external"
               | "suppress" "interlevel"
               ;
isis_summary_options: %empty | isis_summary_options isis_summary_option;
isis_summary_option: isis_level | "tag" NUMBER | "metric" NUMBER;

interface_command: "ip" "router" "isis" { line_feature(cx, @$, "dynamic routing"); }
                 | "ip" "router" "isis" name { line_feature(cx, @$, "dynamic routing"); }
                 | "ipv6" "router" "isis" { line_feature(cx, @$, "dynamic routing"); }
                 | "ipv6" "router" "isis" name { line_feature(cx, @$, "dynamic routing"); }
                 | "clns" "router" "isis" { line_feature(cx, @$, "dynamic routing"); }
                 | "clns" "router" "isis" name { line_feature(cx, @$, "dynamic routing"); }
                 | "clns" "mtu" NUMBER { line_covered(cx); }
                 | "isis" isis_interface { line_covered(cx); }
                 ;
isis_interface: "advertise" "prefix"
              | "authentication" "key-chain" name maybe_level
              | "authentication" "mode" rip_authentication maybe_level
              | "authentication" "send-only" maybe_level
              | "bfd"
              | "bfd" "disable"
              | "circuit-type" isis_level
              | "csnp-interval" NUMBER maybe_level
              | "hello" "padding"
              | "hello" "padding" "always"
              | "hello-interval" NUMBER maybe_level
              | "hello-interval" "minimal" maybe_level
              | "hello-multiplier" NUMBER maybe_level
              | "ipv6" "metric" NUMBER maybe_level
              | "lsp-interval" NUMBER
              | "mesh-group" NUMBER
              | "mesh-group" "blocked"
              | "metric" NUMBER maybe_level
              | "metric" "maximum" maybe_level
              | "network" "point-to-point"
              | "passive"
              | "password" name maybe_level
              | "priority" NUMBER maybe_level
              | "protocol" "shutdown"
              | "retransmit-interval" NUMBER
              | "retransmit-throttle-interval" NUMBER
              | "tag" NUMBER
              | "three-way-handshake" name
              | "enable"
              | "enable" name
              ;
%%
