/* `router isis` and what interfaces say of it: not translated. */
%mode ISIS "IS-IS router" "config-router"
%mode ISIS_FAMILY "IS-IS address family" "config-router-af"
%help INTERFACE: "isis" IS-IS
%help INTERFACE: "ip" "router" Routing protocols
%help INTERFACE: "clns" CLNS
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
    | "hello" "padding"
    | "hello" "padding" "multi-point"
    | "hello" "padding" "point-to-point"
    | "hostname" "dynamic"
    | "ignore-attached-bit"
    | "ignore-lsp-errors"
    | "ispf" isis_level
    | "log-adjacency-changes"
    | "log-adjacency-changes" "all"
    | "lsp-full" "suppress" names
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
