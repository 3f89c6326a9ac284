/* NHRP, the resolution of addresses over multipoint tunnels: not translated. */
%help INTERFACE: "ip" "nhrp" Next hops of tunnels
%help "ip" "nhrp" Next hops of tunnels
%help INTERFACE: "nhrp" Next hops of tunnels
%%
global: "ip" "nhrp" "map" "group" name "service-policy" "output" name { line_covered(cx); }
      | "nhrp" "map" "group" name "service-policy" "output" name { line_covered(cx); }
      ;
interface_command: "ip" "nhrp" nhrp { line_covered(cx); }
                 | "ipv6" "nhrp" nhrp { line_covered(cx); }
                 | "nhrp" nhrp { line_covered(cx); }
                 | "if-state" "nhrp" { line_covered(cx); }
                 ;
nhrp: "attribute" "group" name
    | "authentication" hidden
    | "cache" "non-authoritative"
    | "connect" NUMBER
    | "group" name
    | "holdtime" NUMBER
    | "interest" access_list
    | "interest" "none"
    | "map" host host
    | "map" host IPV4 host
    | "map" PREFIX host
    | "map" PREFIX6 host
    | "map" "multicast" host
    | "map" "multicast" "dynamic"
    | "map" "group" name "service-policy" "output" name
    | "max-send" NUMBER "every" NUMBER
    | "network-id" NUMBER
    | "nhs" nhs nhs_options
    | "nhs" "fallback" NUMBER
    | "nhs" "cluster" NUMBER "max-connections" NUMBER
    | "path" "preference" NUMBER
    | "record"
    | "redirect"
    | "redirect" "timeout" NUMBER
    | "registration" "no-unique"
    | "registration" "unique"
    | "registration" "timeout" NUMBER
    | "responder" interface_name
    | "server-only"
    | "server-only" "non-caching"
    | "shortcut"
    | "trigger-svc" NUMBER NUMBER
    | "use" NUMBER
    ;
nhs: host | host host | "dynamic" "nbma" host;
nhs_options: %empty | nhs_options nhs_option;
nhs_option: "nbma" host | "multicast" | "priority" NUMBER | "cluster" NUMBER;
%%
