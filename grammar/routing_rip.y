/* `router rip`, `router odr`, RIPng, and what interfaces say of them: not translated. */
%mode RIP "RIP router" "config-router"
%mode RIP_FAMILY "RIP address family" "config-router-af"
%rare RIP: "default"
%rare "validate-update-source"
%help INTERFACE: "ip" "rip" RIP
%help INTERFACE: "ip" "summary-address" Summary of routes
%help "rip" Routing information protocol
%help INTERFACE: "ipv6" "rip" RIP on this interface
%help "ip" "rip" "advertise" Seconds between updates
%help "ip" "rip" "initial-delay" Wait before the first update
%help "ip" "rip" "triggered" Send only changes
%help "v2-broadcast" Version 2 by broadcast
%help "ip" "rip" "send" Versions to send
%help "ip" "rip" "receive" Versions to receive
%help "ip" "rip" "authentication" Authentication of updates
%help "rip" "authentication" "string" Password
%help "rip" "authentication" "mode" Algorithm
%help "rip" "authentication" "key-chain" Keys
%help "summary-address" "rip" Of RIP
%help "ipv6" "rip" WORD "default-information" Default route
%help "ipv6" "rip" WORD "metric-offset" Add to metrics
%help "ipv6" "rip" WORD "summary-address" Announce a summary
%help "ipv6" "rip" WORD "enable" Take part here
%help "default-information" "only" Send nothing else
%help "mode" "text" Plain text
%help "mode" "md5" Digest by MD5
%help RIP RIP_FAMILY: "flash-update-threshold" Send no early update so near to a regular one
%help RIP RIP_FAMILY: "input-queue" Updates that may wait
%help RIP RIP_FAMILY: "output-delay" Milliseconds between packets
%help RIP RIP_FAMILY: "poison-reverse" Send back as unreachable
%help RIP RIP_FAMILY: "throttle" Bytes at a time
%help RIP RIP_FAMILY: "triggered" Send only changes
%help RIP RIP_FAMILY: "validate-update-source" Check where updates come from
%help RIP RIP_FAMILY: "version" Version of RIP
%help RIP RIP_FAMILY: "network" A network that takes part
%help RIP RIP_FAMILY: "neighbor" A neighbour
%help RIP RIP_FAMILY: "auto-summary" Summarize at class boundaries
%help RIP RIP_FAMILY: "passive-interface" Do not send there
%help RIP RIP_FAMILY: "distribute-list" Filter routes
%help RIP RIP_FAMILY: "default-information" Default routes
%help RIP RIP_FAMILY: "maximum-paths" Paths at the same time
%help RIP: "address-family" Settings of one kind of addresses
%help RIP RIP_FAMILY: "port" Port of UDP
%help "default-information" "originate" "on-passive" Only on passive interfaces
%help "neighbor" IPV4 "bfd" By bidirectional forwarding detection
%help "multicast-group" Address to send to
%help "timers" "basic" Seconds of update, invalid, holddown, flush
%help "triggered" "extensions" Extensions of RFC 2091
%help "timers" Timers
%help "rip" "receive" "packet" Only received
%help "rip" "send" "packet" Only sent
%help "receive" "packet" Packets of updates
%help "send" "packet" Packets of updates
%help "triggered" Only changes
%help "string" Text
%help "traffic-share" How load is shared
%%
global: "router" "rip" { open_untranslated(cx, @$, MODE_RIP, "dynamic routing"); }
      | "router" "odr" { open_untranslated(cx, @$, MODE_RIP, "dynamic routing"); }
      | "ipv6" "router" "rip" name { open_untranslated(cx, @$, MODE_RIP, "dynamic routing"); }
      ;

line: IN_RIP no rip { line_covered(cx); }
    | IN_RIP no "address-family" "ipv4" rip_vrf { open_covered(cx, MODE_RIP_FAMILY); }
    | IN_RIP_FAMILY no rip { line_covered(cx); }
    | IN_RIP_FAMILY "exit-address-family" { leave(cx, 1); }
    ;
rip_vrf: "vrf" name | "unicast" "vrf" name;
rip: routing_command
   | "version" NUMBER
   | "network" IPV4
   | "neighbor" host
   | "neighbor" host "bfd"
   | "neighbor" host interface_name
   | "auto-summary"
   | "bfd" "all-interfaces"
   | "default-information" "originate"
   | "default-information" "originate" "route-map" name
   | "default-information" "originate" "on-passive"
   | "flash-update-threshold" NUMBER
   | "input-queue" NUMBER
   | "offset-list" access_list in_or_out NUMBER maybe_interface
   | "output-delay" NUMBER
   | "poison-reverse"
   | "port" NUMBER "multicast-group" name
   | "split-horizon"
   | "throttle" NUMBER
   | "timers" "basic" numbers
   | "timers" NUMBER NUMBER NUMBER NUMBER
   | "triggered" "extensions"
   | "validate-update-source"
   | "traffic-share" "min" "rip"
   ;

interface_command: "ip" "rip" rip_interface { line_covered(cx); }
                 | "ip" "summary-address" "rip" IPV4 IPV4 { line_covered(cx); }
                 | "ipv6" "rip" name ripng { line_feature(cx, @$, "dynamic routing"); }
                 ;
rip_interface: "authentication" "mode" rip_authentication
             | "authentication" "key-chain" name
             | "authentication" "string" name
             | "advertise" NUMBER
             | "bfd"
             | "bfd" "disable"
             | "initial-delay" NUMBER
             | "receive" "version" rip_versions
             | "send" "version" rip_versions
             | "receive" "packet"
             | "send" "packet"
             | "triggered"
             | "v2-broadcast"
             ;
rip_authentication: "md5" | "text";
rip_versions: NUMBER | NUMBER NUMBER;
ripng: "enable"
     | "default-information" default_how
     | "default-information" default_how "metric" NUMBER
     | "metric-offset" NUMBER
     | "summary-address" PREFIX6
     ;
default_how: "originate" | "only";
%%
