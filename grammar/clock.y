/* The router's clock, and who sets it. No effect here: the gateway's host keeps its own time. */
%help GLOBAL: "clock" The clock
%help GLOBAL: "ntp" Network time
%help GLOBAL: "sntp" Simple network time
%help INTERFACE: "ntp" Network time
%%
global: "clock" clock { line_no_effect(cx); }
      | "ntp" ntp { line_no_effect(cx); }
      | "sntp" sntp { line_no_effect(cx); }
      ;
clock: "timezone" name clock_offset
     | "timezone" name clock_offset NUMBER
     | "timezone" only_no
     | "summer-time" name "recurring"
     | "summer-time" name "recurring" summer_week summer_week
     | "summer-time" name "recurring" summer_week summer_week NUMBER
     | "summer-time" name "date" summer_date summer_date
     | "summer-time" name "date" summer_date summer_date NUMBER
     | "summer-time" only_no
     | "calendar-valid"
     | "save" "interval" NUMBER
     | "initialize" "nvram"
     ;
/* may be negative */
clock_offset: NUMBER | name;
/* `2 Sun Mar 2:00`, `last Sun Oct 3:00` */
summer_week: week_number name name time_of_day;
week_number: NUMBER | "first" | "last";
/* `25 Mar 2001 2:00`, `Mar 25 2001 2:00` */
summer_date: NUMBER name NUMBER time_of_day | name NUMBER NUMBER time_of_day;
ntp: "server" ntp_host ntp_options
   | "server" "vrf" name ntp_host ntp_options
   | "server" "ip" ntp_host ntp_options
   | "server" "ipv6" ntp_host ntp_options
   | "peer" ntp_host ntp_options
   | "peer" "vrf" name ntp_host ntp_options
   | "pool" name
   | "source" interface_name
   | "source" only_no
   | "master"
   | "master" NUMBER
   | "update-calendar"
   | "clock-period" NUMBER
   | "authenticate"
   | "authentication-key" NUMBER ntp_hash hidden
   | "authentication-key" NUMBER ntp_hash name NUMBER
   | "trusted-key" NUMBER
   | "trusted-key" NUMBER "-" NUMBER
   | "access-group" ntp_access access_list
   | "access-group" ntp_access access_list "kod"
   | "access-group" ip_version ntp_access access_list
   | "access-group" ip_version ntp_access access_list "kod"
   | "allow" "mode" "control" NUMBER
   | "allow" "mode" "private"
   | "broadcastdelay" NUMBER
   | "clear" "drift"
   | "leap-handle"
   | "logging"
   | "max-associations" NUMBER
   | "maxdistance" NUMBER
   | "mindistance" NUMBER
   | "orphan" NUMBER
   | "panic" "update"
   | "passive"
   | only_no
   ;
ntp_host: host;
ntp_options: %empty | ntp_options ntp_option;
ntp_option: "prefer"
          | "iburst"
          | "burst"
          | "key" NUMBER
          | "source" interface_name
          | "version" NUMBER
          | "maxpoll" NUMBER
          | "minpoll" NUMBER
          | "normal-sync"
          ;
ntp_hash: "md5" | "cmac-aes-128" | "hmac-sha1" | "hmac-sha2-256" | "sha1" | "sha2";
ntp_access: "peer" | "query-only" | "serve" | "serve-only";
sntp: "server" host
    | "server" host "version" NUMBER
    | "broadcast" "client"
    | "source-interface" interface_name
    | "multicast" "client"
    | "logging"
    ;

interface_command: "ntp" ntp_interface { line_no_effect(cx); };
ntp_interface: "broadcast"
             | "broadcast" "client"
             | "broadcast" "destination" host
             | "broadcast" "key" NUMBER
             | "broadcast" "version" NUMBER
             | "disable"
             | "disable" "ip"
             | "disable" "ipv6"
             | "multicast" ntp_multicasts
             | "multicast" "client" ntp_multicasts
             ;
ntp_multicasts: %empty | ntp_multicasts ntp_multicast;
ntp_multicast: host | "key" NUMBER | "ttl" NUMBER | "version" NUMBER;
%%
