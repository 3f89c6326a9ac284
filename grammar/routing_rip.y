/* `router rip`, `router odr`, RIPng, and what interfaces say of them: not translated. */
%mode RIP "RIP router" "config-router"
%mode RIP_FAMILY "RIP address family" "config-router-af"
%help INTERFACE: "ip" "rip" RIP
%help INTERFACE: "ip" "summary-address" Summary of routes
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
