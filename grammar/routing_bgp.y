/* `router bgp` with its address families, templates and scopes: not translated. */
%mode BGP "BGP router" "config-router"
%mode BGP_FAMILY "BGP address family" "config-router-af"
%mode BGP_TEMPLATE "BGP template" "config-router-ptmp"
%help "ip" "bgp-community" Form of communities
%%
global: "router" "bgp" bgp_as { open_untranslated(cx, @$, MODE_BGP, "dynamic routing"); }
      | "router" "bgp" { CHECK(only_with_no(cx, @$)); line_no_effect(cx); }
      | "ip" "bgp-community" "new-format" { line_no_effect(cx); }
      ;
bgp_as: NUMBER | name;

line: IN_BGP no bgp { line_covered(cx); }
    | IN_BGP no "address-family" bgp_family { open_covered(cx, MODE_BGP_FAMILY); }
    | IN_BGP no "template" bgp_template name { open_covered(cx, MODE_BGP_TEMPLATE); }
    | IN_BGP no "scope" bgp_scope { line_covered(cx); }
    | IN_BGP_FAMILY no bgp { line_covered(cx); }
    | IN_BGP_FAMILY "exit-address-family" { leave(cx, 1); }
    | IN_BGP_TEMPLATE no bgp_neighbor { line_covered(cx); }
    | IN_BGP_TEMPLATE no "inherit" bgp_template name { line_covered(cx); }
    | IN_BGP_TEMPLATE no "inherit" bgp_template name NUMBER { line_covered(cx); }
    | IN_BGP_TEMPLATE "exit-peer-policy" { leave(cx, 1); }
    | IN_BGP_TEMPLATE "exit-peer-session" { leave(cx, 1); }
    ;
bgp_template: "peer-policy" | "peer-session";
bgp_scope: "global" | "vrf" name;
bgp_family: "ipv4" bgp_subfamily
          | "ipv6" bgp_subfamily
          | "vpnv4" bgp_subfamily
          | "vpnv6" bgp_subfamily
          | "l2vpn" l2vpn_family
          | "nsap"
          | "nsap" "unicast"
          | "rtfilter" "unicast"
          | "link-state" "link-state"
          ;
bgp_subfamily: %empty
             | "unicast"
             | "unicast" "vrf" name
             | "multicast"
             | "multicast" "vrf" name
             | "vrf" name
             | "mdt"
             | "mvpn"
             | "mvpn" "vrf" name
             | "flowspec"
             | "tunnel"
             | "labeled-unicast"
             ;
l2vpn_family: "vpls" | "evpn";

bgp: routing_command
   | "aggregate-address" IPV4 IPV4 aggregate_options
   | "aggregate-address" PREFIX6 aggregate_options
   | "auto-summary"
   | "synchronization"
   | "bgp" bgp_option
   | "default-information" "originate"
   | "distance" "bgp" NUMBER NUMBER NUMBER
   | "distance" "mbgp" NUMBER NUMBER NUMBER
   | "export" "map" name
   | "import" "path" "selection" name
   | "import" "path" "limit" NUMBER
   | "inherit" bgp_template name
   | "maximum-paths" "eibgp" NUMBER "import" NUMBER
   | "maximum-paths" NUMBER "import" NUMBER
   | "neighbor" bgp_peer bgp_neighbor
   | "neighbor" bgp_peer "peer-group"
   | "neighbor" bgp_peer "peer-group" name
   | "neighbor" bgp_peer "inherit" bgp_template name
   | "network" bgp_network network_options
   | "snmp" "context" name
   | "table-map" name
   | "table-map" name "filter"
   | "timers" "bgp" NUMBER NUMBER
   | "timers" "bgp" NUMBER NUMBER NUMBER
   | "advertise" "l2vpn" "evpn"
   ;
bgp_peer: host | PREFIX | interface_name;
bgp_network: IPV4 | IPV4 "mask" IPV4 | PREFIX | PREFIX6 | name;
network_options: %empty | network_options network_option;
network_option: "route-map" name
              | "backdoor"
              | "nlri" "unicast"
              | "nlri" "multicast"
              | "nlri" "unicast" "multicast"
              | "weight" NUMBER
              ;
aggregate_options: %empty | aggregate_options aggregate_option;
aggregate_option: "as-set"
                | "as-confed-set"
                | "summary-only"
                | "suppress-map" name
                | "advertise-map" name
                | "attribute-map" name
                | "route-map" name
                ;

bgp_option: "additional-paths" additional_paths
          | "advertise-best-external"
          | "aggregate-timer" NUMBER
          | "always-compare-med"
          | "asnotation" "dot"
          | "bestpath" bestpath
          | "client-to-client" "reflection"
          | "cluster-id" host
          | "confederation" "identifier" bgp_as
          | "confederation" "peers" bgp_ases
          | "consistency-checker" "error-message"
          | "dampening"
          | "dampening" NUMBER
          | "dampening" NUMBER NUMBER NUMBER NUMBER
          | "dampening" "route-map" name
          | "default" "local-preference" NUMBER
          | "default" "ipv4-unicast"
          | "default" "ipv6-nexthop"
          | "default" "route-target" "filter"
          | "deterministic-med"
          | "dmzlink-bw"
          | "enforce-first-as"
          | "fast-external-fallover"
          | "graceful-restart"
          | "graceful-restart" "restart-time" NUMBER
          | "graceful-restart" "stalepath-time" NUMBER
          | "graceful-restart" "extended"
          | "inject-map" name "exist-map" name
          | "inject-map" name "exist-map" name "copy-attributes"
          | "listen" "limit" NUMBER
          | "listen" "range" bgp_range "peer-group" name
          | "log-neighbor-changes"
          | "log-neighbor-changes" "disable"
          | "maxas-limit" NUMBER
          | "maxcommunity-limit" NUMBER
          | "nexthop" "trigger" "delay" NUMBER
          | "nexthop" "trigger" "enable"
          | "nexthop" "route-map" name
          | "nopeerup-delay" name NUMBER
          | "recursion" "host"
          | "redistribute-internal"
          | "refresh" "max-eor-time" NUMBER
          | "refresh" "stalepath-time" NUMBER
          | "regexp" "deterministic"
          | "route-map" "priority"
          | "router-id" IPV4
          | "router-id" interface_name
          | "router-id" "interface" interface_name
          | "router-id" "vrf" "auto-assign"
          | "rr-group" name
          | "scan-time" NUMBER
          | "scan-time" "import" NUMBER
          | "slow-peer" slow_peer
          | "soft-reconfig-backup"
          | "sso" "route-refresh-enable"
          | "suppress-inactive"
          | "transport" "path-mtu-discovery"
          | "update-delay" NUMBER
          | "update-group" "split" "as-override"
          | "upgrade-cli"
          | "rpki" "server" "tcp" host "port" NUMBER "refresh" NUMBER
          ;
bgp_ases: bgp_as | bgp_ases bgp_as;
bgp_range: PREFIX | PREFIX6;
additional_paths: "install"
                | "receive"
                | "send"
                | "send" "receive"
                | "select" additional_select
                ;
additional_select: "all" | "backup" | "best" NUMBER | "best-external" | "group-best";
bestpath: "as-path" "ignore"
        | "as-path" "multipath-relax"
        | "compare-routerid"
        | "cost-community" "ignore"
        | "med" med_options
        | "igp-metric" "ignore"
        | "aigp" "ignore"
        | "prefix-validate" "disable"
        | "prefix-validate" "allow-invalid"
        ;
med_options: med_option | med_options med_option;
med_option: "confed" | "missing-as-worst";
slow_peer: "detection"
         | "detection" "threshold" NUMBER
         | "split-update-group" "dynamic"
         | "split-update-group" "dynamic" "permanent"
         ;
%%
