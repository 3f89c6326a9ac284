/* The router's clock, and who sets it. No effect here: the gateway's host keeps its own time. */
%help GLOBAL: "clock" The clock
%help GLOBAL: "ntp" Network time
%help GLOBAL: "sntp" Simple network time
%help INTERFACE: "ntp" Network time
%help GLOBAL: "clock" "timezone" Configure time zone
%help GLOBAL: "clock" "summer-time" Configure summer (daylight savings) time
%help "calendar-valid" The hardware clock is a source of time
%help GLOBAL: "clock" "save" Save the clock on power loss
%help GLOBAL: "clock" "initialize" Take up the saved clock at start
%help "clock" "save" "interval" Hours between saves
%help "clock" "summer-time" WORD "date" Summer time on fixed dates, once
%help "clock" "summer-time" WORD "recurring" Summer time every year
%help "clock" "summer-time" WORD "recurring" "first" In the first week of the month
%help "clock" "summer-time" WORD "recurring" "last" In the last week of the month
%help GLOBAL: "ntp" "peer" Configure a peer to exchange time with
%help GLOBAL: "ntp" "server" Configure a server to ask for the time
%help GLOBAL: "ntp" "master" Act as a server without one of its own
%help "update-calendar" Set the hardware clock from NTP
%help "clock-period" Length of a hardware clock tick
%help GLOBAL: "ntp" "authenticate" Authenticate time sources
%help GLOBAL: "ntp" "authentication-key" Authentication key of time sources
%help GLOBAL: "ntp" "trusted-key" Key of a trusted time source
%help GLOBAL: "ntp" "access-group" Control who may use NTP here
%help GLOBAL: "ntp" "allow" Allow processing of packets
%help "broadcastdelay" Estimated delay of broadcasts in microseconds
%help "ntp" "clear" Clear what was learned
%help "leap-handle" Obey leap seconds
%help "max-associations" Most associations
%help "maxdistance" Longest distance to a source
%help "mindistance" Shortest distance that counts
%help "ntp" "orphan" Stratum when no source is left
%help "ntp" "panic" Refuse a time that is far off
%help "ntp" "passive" Form passive associations
%help GLOBAL: "ntp" "source" Interface whose address is used
%help GLOBAL: "ntp" "logging" Log messages of NTP
%help "ntp" "access-group" "peer" Full access
%help "query-only" Allow control queries only
%help "serve" Allow time requests and control queries
%help "serve-only" Allow time requests only
%help "kod" Answer with kiss-of-death
%help "ntp" "allow" "mode" Modes of packets
%help "ntp" "allow" "mode" "control" Control messages
%help "ntp" "allow" "mode" "private" Private messages
%help "cmac-aes-128" AES-CMAC with 128 bits
%help "hmac-sha1" HMAC of SHA-1
%help "hmac-sha2-256" HMAC of SHA-2 with 256 bits
%help "sha1" SHA-1
%help "sha2" SHA-2
%help "ntp" "clear" "drift" The drift of the clock
%help "ntp" "panic" "update" Refuse updates that are far off
%help "prefer" Prefer this one
%help "iburst" Several packets while it is not reached
%help "ntp" "server" IPV4 "burst" Several packets at each poll
%help "maxpoll" Longest interval of polls, as a power of two
%help "minpoll" Shortest interval of polls, as a power of two
%help "normal-sync" Do not step the clock at start
%help "ntp" "trusted-key" NUMBER "-" To this number
%help "sntp" "broadcast" Take broadcasts
%help "sntp" "multicast" Take multicasts
%help INTERFACE: "ntp" "broadcast" Send or take broadcasts of NTP
%help INTERFACE: "ntp" "multicast" Send or take multicasts of NTP
%help INTERFACE: "ntp" "disable" Take no NTP here
%help "ntp" "broadcast" "client" Take broadcasts
%help "ntp" "broadcast" "destination" Address to send to
%help "ntp" "broadcast" "version" Version of NTP
%help "ntp" "broadcast" "key" Number of the authentication key
%help "initialize" "nvram" From NVRAM
%help GLOBAL: "ntp" "pool" Pool of servers
%help "ntp" "server" "ipv6" Over IPv6
%help "ntp" "server" "ip" Over IPv4
%help "sntp" "logging" Log messages of SNTP
%help "sntp" "broadcast" "client" Take broadcasts
%help "sntp" "multicast" "client" Take multicasts
%help "ntp" "multicast" "client" Take multicasts
%help "ntp" "multicast" "key" Number of the authentication key
%help "timezone" Time zone
%help "sntp" Simple network time
%help "peer" Peer
%help "server" IPV4 "source" Interface whose address is used
%help "ntp" "disable" "ipv6" Of IPv6
%help "ntp" "disable" "ip" Of IPv4
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
   | "peer" "ip" ntp_host ntp_options
   | "peer" "ipv6" ntp_host ntp_options
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
