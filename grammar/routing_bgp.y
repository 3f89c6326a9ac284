/* `router bgp` with its address families, templates and scopes: not translated. */
%mode BGP "BGP router" "config-router"
%mode BGP_FAMILY "BGP address family" "config-router-af"
%mode BGP_TEMPLATE "BGP template" "config-router-ptmp"
%help "ip" "bgp-community" Form of communities
%help BGP: "address-family" Settings of one kind of routes
%help BGP: "template" Template of neighbours
%help BGP: "scope" Scope of commands
%help BGP BGP_FAMILY: "auto-summary" Summarize at class boundaries
%help BGP BGP_FAMILY: "synchronization" Wait until the interior protocol has a route
%help BGP BGP_FAMILY: "bgp" Settings of BGP
%help BGP BGP_FAMILY: "default-information" Default routes
%help BGP BGP_FAMILY: "export" Routes to other VRFs
%help BGP BGP_FAMILY: "maximum-paths" Paths at the same time
%help BGP BGP_FAMILY: "network" A network to announce
%help BGP BGP_FAMILY: "snmp" SNMP
%help BGP BGP_FAMILY: "neighbor" A neighbour, or a group
%help BGP BGP_FAMILY: "import" Routes of other VRFs
%help BGP BGP_FAMILY: "distribute-list" Filter routes
%help "address-family" "vpnv4" IPv4 of VPNs
%help "address-family" "vpnv6" IPv6 of VPNs
%help "address-family" "l2vpn" VPNs of layer 2
%help "address-family" "nsap" NSAP addresses
%help "rtfilter" Route targets
%help "link-state" Link state
%help "address-family" "ipv4" "mdt" Multicast trees of VPNs
%help "mvpn" Multicast VPNs
%help "flowspec" Rules for flows
%help "labeled-unicast" Unicast with labels
%help "l2vpn" "vpls" Private LAN service
%help "vpls" Virtual private LAN service
%help "evpn" Ethernet VPN
%help "unicast" Unicast
%help "address-family" "ipv4" "vrf" Routes of a VRF
%help "address-family" "ipv6" "vrf" Routes of a VRF
%help BGP BGP_FAMILY: "advertise" "l2vpn" VPNs of layer 2
%help BGP BGP_FAMILY: "export" "map" Route-map
%help "l2vpn" VPN of layer 2
%help "as-set" With the numbers of the systems on its way
%help "as-confed-set" With the numbers of the confederation
%help "summary-only" Do not announce what it sums up
%help "suppress-map" Do not announce what this route-map names
%help "aggregate-address" IPV4 IPV4 "advertise-map" What it is made of
%help "aggregate-address" PREFIX6 "advertise-map" What it is made of
%help "aggregate-address" PREFIX6 "attribute-map" Attributes of the summary
%help "aggregate-address" IPV4 IPV4 "attribute-map" Attributes of the summary
%help "advertise-map" Announce what this route-map names
%help BGP BGP_FAMILY: "bgp" "advertise-best-external" Announce the best external path
%help BGP BGP_FAMILY: "bgp" "aggregate-timer" Seconds between summaries
%help BGP BGP_FAMILY: "bgp" "always-compare-med" Compare MED between systems
%help BGP BGP_FAMILY: "bgp" "asnotation" How AS numbers are written
%help BGP BGP_FAMILY: "bgp" "bestpath" How the best path is chosen
%help BGP BGP_FAMILY: "bgp" "client-to-client" Between clients
%help BGP BGP_FAMILY: "bgp" "confederation" Confederation of systems
%help BGP BGP_FAMILY: "bgp" "consistency-checker" Check what is announced
%help BGP BGP_FAMILY: "bgp" "deterministic-med" Compare MED within a system first
%help BGP BGP_FAMILY: "bgp" "dmzlink-bw" Share load by bandwidth of links
%help BGP BGP_FAMILY: "bgp" "enforce-first-as" The first AS must be the neighbour's
%help BGP BGP_FAMILY: "bgp" "graceful-restart" Keep forwarding over a restart
%help BGP BGP_FAMILY: "bgp" "inject-map" Inject routes
%help BGP BGP_FAMILY: "bgp" "listen" Take sessions of a range
%help BGP BGP_FAMILY: "bgp" "maxas-limit" Longest way in systems
%help BGP BGP_FAMILY: "bgp" "maxcommunity-limit" Most communities
%help BGP BGP_FAMILY: "bgp" "nexthop" How next hops are watched
%help BGP BGP_FAMILY: "bgp" "nopeerup-delay" Wait before convergence
%help BGP BGP_FAMILY: "bgp" "recursion" Recursion of next hops
%help BGP BGP_FAMILY: "bgp" "redistribute-internal" Redistribute internal routes too
%help BGP BGP_FAMILY: "bgp" "regexp" Regular expressions
%help BGP BGP_FAMILY: "bgp" "router-id" Identity of this router
%help BGP BGP_FAMILY: "bgp" "scan-time" Seconds between scans
%help BGP BGP_FAMILY: "bgp" "soft-reconfig-backup" Keep routes where refresh is missing
%help BGP BGP_FAMILY: "bgp" "suppress-inactive" Do not announce what is not used
%help BGP BGP_FAMILY: "bgp" "update-delay" Longest wait before the first updates
%help BGP BGP_FAMILY: "bgp" "update-group" Groups of neighbours
%help BGP BGP_FAMILY: "bgp" "upgrade-cli" Turn commands to the new form
%help BGP BGP_FAMILY: "bgp" "rpki" Origin validation
%help BGP BGP_FAMILY: "bgp" "default" Defaults
%help BGP BGP_FAMILY: "bgp" "transport" Transport of sessions
%help BGP BGP_FAMILY: "bgp" "refresh" Route refresh
%help BGP BGP_FAMILY: "bgp" "route-map" Route-maps
%help BGP BGP_FAMILY: "bgp" "asnotation" "dot" With a dot
%help BGP BGP_FAMILY: "bgp" "bestpath" "compare-routerid" Compare identities
%help BGP BGP_FAMILY: "bgp" "bestpath" "cost-community" Cost community
%help BGP BGP_FAMILY: "bgp" "bestpath" "prefix-validate" Validity of the origin
%help BGP BGP_FAMILY: "bgp" "bestpath" "as-path" "ignore" Do not compare it
%help "additional-paths" "select" "best" This many of the best
%help "best-external" Best external path
%help "group-best" Best of each group
%help "additional-paths" "select" "all" All of them
%help "additional-paths" "select" "backup" A backup path
%help "bestpath" "med" "confed" Within the confederation
%help "missing-as-worst" A missing MED is the worst
%help "allow-invalid" Use invalid ones too
%help "reflection" Reflect routes
%help "confederation" "identifier" Number of the confederation
%help "confederation" "peers" Systems of the confederation
%help "consistency-checker" "error-message" Log a message
%help "default" "local-preference" Local preference
%help "ipv4-unicast" Neighbours exchange IPv4 unless told
%help "ipv6-nexthop" Next hop of IPv6
%help "restart-time" Seconds of a restart
%help "stalepath-time" Seconds that old paths are kept
%help "exist-map" Only if this route-map finds a route
%help "copy-attributes" With the attributes of the summary
%help "listen" "range" PREFIX "peer-group" Group of such neighbours
%help "nexthop" "trigger" React to changes
%help "max-eor-time" Seconds until old routes go
%help "regexp" "deterministic" In bounded time
%help "auto-assign" From an interface
%help "rpki" "server" "tcp" By TCP
%help "scan-time" "import" Of routes between VRFs
%help "slow-peer" "detection" Find them
%help "split-update-group" Give them a group of their own
%help "route-refresh-enable" Route refresh over a switch-over
%help "transport" "path-mtu-discovery" Discover the MTU of the path
%help "update-group" "split" Split them
%help "split" "as-override" By override of AS numbers
%help "default-information" "originate" Announce a default route
%help "distance" "mbgp" Of multicast routes
%help "distance" "bgp" Of external, internal and local routes
%help "import" "path" Paths of other VRFs
%help "path" "selection" Which paths
%help "path" "limit" How many
%help "maximum-paths" "eibgp" External and internal paths
%help "maximum-paths" NUMBER "import" Imported paths
%help "eibgp" NUMBER "import" Imported paths
%help "neighbor" IPV4 "peer-group" Member of a group
%help "neighbor" WORD "peer-group" Make a group
%help "neighbor" IPV4 "inherit" Take up a template
%help "neighbor" WORD "inherit" Take up a template
%help "network" IPV4 "mask" Mask of the network
%help "backdoor" Prefer an interior route
%help "nlri" Kind of routes
%help "network" IPV4 "route-map" Route-map that sets attributes
%help "scope" "global" The global one
%help "scope" "vrf" A VRF
%help "snmp" "context" Context of SNMP
%help "table-map" WORD "filter" Routes it denies stay out
%help "peer-policy" Template of policies
%help "peer-session" Template of sessions
%help "peer-group" Group of neighbours
%help BGP_TEMPLATE: "inherit" Take up another template
%help "exit-peer-policy" Leave the template
%help "exit-peer-session" Leave the template
%help "additional-paths" "install" Install a backup path
%help "additional-paths" "select" Which ones
%help "additional-paths" "receive" Receive them
%help "additional-paths" "send" Send them
%help "send" "receive" And receive them
%help "new-format" As AA:NN
%help "bgp" Border gateway protocol
%help "dampening" Damp what flaps
%help "import" Import
%help "export" Export
%help BGP BGP_FAMILY: "inherit" Take up a template
%help "address-family" "ipv4" "tunnel" Tunnels
%help "bestpath" "cost-community" "ignore" Do not compare it
%help "igp-metric" "ignore" Do not compare it
%help "default" "route-target" "filter" Filter by them
%help "bgp" "route-map" "priority" Priority of route-maps
%help "port" NUMBER "refresh" Seconds between refreshes
%help "bestpath" "as-path" The way in systems
%help "bestpath" "med" The MED
%help "bestpath" "cost-community" The cost community
%help "best" The best
%help "install" Install
%help "peers" Peers
%help "nexthop" Next hop
%help "med" MED
%help "cluster-id" Identity of the cluster
%help "template" Template
%help "listen" Listen
%help "table-map" Route-map for the routing table
%help "aggregate-address" Summary of routes
%help "identifier" Number
%help "bestpath" "aigp" "ignore" Do not compare it
%help "multipath-relax" Ways of the same length will do
%help "listen" "range" A range of addresses
%help "recursion" "host" By host routes only
%help "graceful-restart" "extended" Also on a reset
%help "community" A community
%help "graceful-shutdown" Ask neighbours to go around
%help "graceful-shutdown-community" The community that asks so
%help "neighbors" Neighbours
%help "vrfs" VRFs
%help "local-preference" Local preference
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
   | "snmp" "context" name "community" name snmp_context_access
   | "snmp" "context" name "user" name
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
          | "graceful-shutdown" "all" graceful_peers NUMBER graceful_marks
          | "graceful-shutdown-community"
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
graceful_peers: "neighbors" | "vrfs";
graceful_marks: graceful_mark | graceful_marks graceful_mark;
graceful_mark: "local-preference" NUMBER | "community" NUMBER | "community" name | "activate";
snmp_context_access: %empty | "ro" | "rw" | "ro" access_list | "rw" access_list;
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
         | "detection" "disable"
         | "split-update-group" "static"
         | "detection" "threshold" NUMBER
         | "split-update-group" "dynamic"
         | "split-update-group" "dynamic" "permanent"
         ;
%%
