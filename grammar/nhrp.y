/* NHRP, the resolution of addresses over multipoint tunnels: not translated. */
%help INTERFACE: "ip" "nhrp" Next hops of tunnels
%help "ip" "nhrp" Next hops of tunnels
%help INTERFACE: "nhrp" Next hops of tunnels
%help "nhrp" "map" "group" Group of spokes
%help "nhrp" "map" "group" WORD "service-policy" Policy of the group
%help INTERFACE: "if-state" State of this interface
%help INTERFACE: "ip" "nhrp" "nhs" IPV4 "priority" Priority of the server
%help INTERFACE: "ip" "nhrp" "nhs" "cluster" NUMBER "max-connections" Servers at a time
%help INTERFACE: "ip" "nhrp" "nhs" "dynamic" As it is found
%help INTERFACE: "ip" "nhrp" "registration" "timeout" Seconds between registrations
%help "nhrp" "connect" Connect at once
%help "nhrp" "interest" What starts a request
%help "nhrp" "network-id" Number of the network
%help "nhrp" "nhs" Next hop server
%help "nhrp" "record" Record the way of requests
%help "nhrp" "redirect" Tell of better ways
%help "nhrp" "responder" Interface whose address answers
%help "nhrp" "server-only" Only answer
%help "nhrp" "use" Packets until a request
%help "nhrp" "max-send" Most packets
%help "nhrp" "trigger-svc" When circuits are opened
%help "nhrp" "map" Map of an address
%help "max-send" NUMBER "every" Seconds of the limit
%help "nbma" Address outside
%help "cluster" Cluster
%help "nhs" "fallback" Seconds until a return
%help "nhs" "cluster" Cluster of servers
%help "nhrp" "map" "multicast" Where multicast goes
%help "map" "multicast" "dynamic" To all who register
%help "registration" "no-unique" The address may change
%help "registration" "unique" The address may not change
%help "server-only" "non-caching" Keep nothing
%help "non-authoritative" Answer from the cache
%help "every" Each so many seconds
%help "path" "preference" Preference
%help "max-connections" Most connections
%help "connect" Connect
%help "unique" Unique
%help "shortcut" Take better ways
%help "registration" Registration
%help "responder" Responder
%help "interest" Interest
%help "nhrp" "authentication" Password of the network
%help "nhrp" "cache" Cache
%help "nhrp" "holdtime" Seconds that an answer is valid
%help "interest" "none" Nothing
%help "nhrp" "group" Group of this spoke
%help "none" None
%help "holdtime" Seconds until it is gone
%help "nhrp" "attribute" "group" Group of this spoke
%help "route-watch" Watch the route to the server
%help "event-publisher" Tell of events
%help "summary-map" A summary
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
    | "route-watch"
    | "event-publisher"
    | "summary-map" PREFIX host
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
