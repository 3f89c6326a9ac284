/* Multicast routing, its groups and neighbours: not translated. */
%help GLOBAL: "vlan" VLANs
%help INTERFACE: "ip" "irdp" Router discovery
%help INTERFACE: "ip" "pim" Multicast routing
%help INTERFACE: "ip" "multicast" Multicast
%help "ip" "multicast-routing" Forward multicast
%help "ip" "multicast" Multicast
%help "ip" "pim" Multicast routing
%help "ip" "mroute" A static route for multicast
%help "ip" "msdp" Sources of other domains
%help "ip" "mfib" Forwarding of multicast
%%
global: "ip" "multicast-routing" multicast_options {
		line_feature(cx, @$, "multicast routing");
	}
      | "ip" "multicast" multicast { line_covered(cx); }
      | "ip" "pim" pim { line_covered(cx); }
      | "ip" "pim" "vrf" name pim { line_covered(cx); }
      | "ip" "igmp" igmp { line_covered(cx); }
      | "ip" "igmp" "snooping" { line_covered(cx); }
      | "ip" "igmp" "snooping" igmp_snooping { line_covered(cx); }
      | "ip" "msdp" msdp { line_covered(cx); }
      | "ip" "msdp" "vrf" name msdp { line_covered(cx); }
      | "ip" "mroute" mroute { line_covered(cx); }
      | "ip" "mroute" "vrf" name mroute { line_covered(cx); }
      | "ip" "mfib" { line_no_effect(cx); }
      | "ip" "sap" "cache-timeout" NUMBER { line_no_effect(cx); }
      ;
multicast_options: %empty | multicast_options multicast_option;
multicast_option: "distributed" | "vrf" name;
multicast: "multipath"
         | "multipath" names
         | "route-limit" numbers
         | "rpf" "backoff" numbers
         | "rpf" "interval" NUMBER
         | "cache-headers"
         | "netflow" "rpf-failure"
         | "mrinfo-filter" access_list
         | "vrf" name multicast
         ;
pim: "rp-address" IPV4 rp_options
   | "rp-candidate" interface_name rp_candidate_options
   | "send-rp-announce" interface_name "scope" NUMBER rp_announce_options
   | "send-rp-announce" IPV4 "scope" NUMBER rp_announce_options
   | "send-rp-discovery" "scope" NUMBER
   | "send-rp-discovery" interface_name "scope" NUMBER
   | "send-rp-discovery" interface_name "scope" NUMBER "interval" NUMBER
   | "rp-announce-filter" "rp-list" access_list
   | "rp-announce-filter" "rp-list" access_list "group-list" access_list
   | "bsr-candidate" interface_name
   | "bsr-candidate" interface_name numbers
   | "autorp" "listener"
   | "accept-register" "list" access_list
   | "accept-register" "route-map" name
   | "accept-rp" "auto-rp"
   | "accept-rp" IPV4
   | "accept-rp" IPV4 access_list
   | "bidir-enable"
   | "dm-fallback"
   | "register-rate-limit" NUMBER
   | "register-source" interface_name
   | "spt-threshold" spt_threshold
   | "spt-threshold" spt_threshold "group-list" access_list
   | "ssm" "default"
   | "ssm" "range" access_list
   | "state-refresh" "disable"
   | "log-neighbor-changes"
   | "mtu"
   | "rp" "delay" NUMBER
   ;
rp_options: %empty | rp_options rp_option;
rp_option: access_list | "override" | "bidir";
rp_candidate_options: %empty | rp_candidate_options rp_candidate_option;
rp_candidate_option: "bidir" | "group-list" access_list | "interval" NUMBER | "priority" NUMBER;
rp_announce_options: %empty | rp_announce_options rp_announce_option;
rp_announce_option: "group-list" access_list | "interval" NUMBER | "bidir";
spt_threshold: NUMBER | "infinity" | "0";
igmp: "ssm-map" "enable"
    | "ssm-map" "query" "dns"
    | "ssm-map" "static" access_list IPV4
    | "limit" NUMBER
    | "profile" NUMBER
    ;
igmp_snooping: "vlan" NUMBER
             | "vlan" NUMBER "immediate-leave"
             | "vlan" NUMBER "static" IPV4 "interface" interface_name
             | "vlan" NUMBER "mrouter" "interface" interface_name
             | "querier"
             | "querier" "address" IPV4
             | "querier" "query-interval" NUMBER
             | "querier" "version" NUMBER
             | "last-member-query-interval" NUMBER
             | "report-suppression"
             | "robustness-variable" NUMBER
             ;
msdp: "peer" host
    | "peer" host "connect-source" interface_name
    | "peer" host "connect-source" interface_name "remote-as" NUMBER
    | "peer" host "remote-as" NUMBER
    | "description" host LINE
    | "originator-id" interface_name
    | "mesh-group" name host
    | "sa-filter" in_or_out host
    | "sa-filter" in_or_out host "list" access_list
    | "sa-filter" in_or_out host "route-map" name
    | "sa-limit" host NUMBER
    | "sa-request" host
    | "cache-sa-state"
    | "cache-rejected-sa" NUMBER
    | "default-peer" host
    | "default-peer" host "prefix-list" name
    | "keepalive" host numbers
    | "redistribute"
    | "redistribute" "list" access_list
    | "shutdown" host
    | "timer" NUMBER
    | "ttl-threshold" host NUMBER
    | "password" "peer" host hidden
    ;
mroute: IPV4 IPV4 mroute_to
      | IPV4 IPV4 mroute_to NUMBER
      ;
mroute_to: IPV4 | interface_name | "fallback-lookup" "vrf" name | "fallback-lookup" "global";

interface_command: "ip" "pim" pim_interface { line_covered(cx); }
                 | "ip" "igmp" igmp_interface { line_covered(cx); }
                 | "ip" "multicast" multicast_interface { line_covered(cx); }
                 | "ip" "mfib" mfib_interface { line_covered(cx); }
                 | "ip" "cgmp" { line_covered(cx); }
                 | "ip" "sap" "listen" { line_covered(cx); }
                 | "ip" "irdp" { line_covered(cx); }
                 | "ip" "irdp" irdp { line_covered(cx); }
                 ;
pim_interface: %empty
             | "sparse-mode"
             | "dense-mode"
             | "sparse-dense-mode"
             | "passive"
             | "bidir-neighbor-filter" access_list
             | "border"
             | "bsr-border"
             | "bfd"
             | "dr-priority" NUMBER
             | "hello-interval" NUMBER
             | "query-interval" NUMBER
             | "query-interval" NUMBER "msec"
             | "nbma-mode"
             | "neighbor-filter" access_list
             | "snooping"
             | "state-refresh" "origination-interval"
             | "state-refresh" "origination-interval" NUMBER
             ;
igmp_interface: %empty
              | "access-group" access_list
              | "access-group" access_list NUMBER
              | "explicit-tracking"
              | "filter" NUMBER
              | "group-timeout" NUMBER
              | "helper-address" IPV4
              | "host-proxy" "access-list" access_list
              | "host-proxy"
              | "immediate-leave" "group-list" access_list
              | "join-group" IPV4
              | "join-group" IPV4 "source" IPV4
              | "last-member-query-count" NUMBER
              | "last-member-query-interval" NUMBER
              | "last-member-query-response-time" NUMBER
              | "limit" NUMBER
              | "limit" NUMBER "except" access_list
              | "mroute-proxy" interface_name
              | "proxy-service"
              | "querier-timeout" NUMBER
              | "query-interval" NUMBER
              | "query-max-response-time" NUMBER
              | "query-timeout" NUMBER
              | "robustness-variable" NUMBER
              | "static-group" igmp_group
              | "static-group" igmp_group "source" IPV4
              | "static-group" igmp_group "source" "ssm-map"
              | "tcn" "query" "solicit"
              | "unidirectional-link"
              | "v3lite"
              | "version" NUMBER
              ;
igmp_group: "*" | IPV4 | "class-map" name;
multicast_interface: "boundary" access_list
                   | "boundary" access_list "filter-autorp"
                   | "boundary" access_list in_or_out
                   | "ttl-threshold" NUMBER
                   ;
mfib_interface: "cef" "input" | "cef" "output" | "forwarding" "input" | "forwarding" "output";
irdp: "multicast"
    | "address" IPV4 NUMBER
    | "holdtime" NUMBER
    | "maxadvertinterval" NUMBER
    | "minadvertinterval" NUMBER
    | "preference" NUMBER
    ;
%%
