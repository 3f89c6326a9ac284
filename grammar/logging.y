/* What the router tells of itself to others: log messages, SNMP. No effect here. */
%help GLOBAL: "exception" Crashes
%help GLOBAL: "file" Files
%help GLOBAL: "link" Links
%help GLOBAL: "snmp-server" SNMP
%help GLOBAL: "nhrp" Next hops of tunnels
%%
global: "logging" logging { line_no_effect(cx); }
      | "snmp-server" snmp { line_no_effect(cx); }
      | "snmp" "mib" snmp_mib { line_no_effect(cx); }
      | "snmp" "ifmib" "ifalias" "long" { line_no_effect(cx); }
      | "snmp" "ifmib" "ifindex" "persist" { line_no_effect(cx); }
      ;

logging: "on"
       | log_target log_options
       | "host" log_host log_host_options
       | IPV4
       | "alarm" alarm_level
       | "buginf"
       | "cns-events"
       | "cns-events" level
       | "count"
       | "discriminator" name discriminator
       | "dmvpn"
       | "dmvpn" "rate-limit" NUMBER
       | "delimiter" "tcp"
       | "esm" "config"
       | "event" "link-status" name
       | "event" "trunk-status" name
       | "event" "port" "link-status" name
       | "exception" NUMBER
       | "facility" name
       | "file" name log_file_options
       | "filter" name
       | "history" level
       | "history" "size" NUMBER
       | "listen" "udp" NUMBER
       | "message-counter" message_counters
       | "origin-id" origin_id
       | "persistent"
       | "persistent" log_persistents
       | "queue-limit"
       | "queue-limit" NUMBER
       | "queue-limit" log_queue NUMBER
       | "rate-limit" NUMBER log_except
       | "rate-limit" "all" NUMBER log_except
       | "rate-limit" "console" NUMBER log_except
       | "rate-limit" "console" "all" NUMBER log_except
       | "reload"
       | "reload" level
       | "reload" "message-limit" NUMBER
       | "reload" "message-limit" NUMBER level
       | "server-arp"
       | "smartlog"
       | "snmp-authfail"
       | "snmp-trap" level
       | "snmp-trap" level level
       | "source-interface" interface_name
       | "source-interface" interface_name "vrf" name
       | "synchronous"
       | "tls-profile" name
       | "userinfo"
       | "internal"
       ;
log_target: "console" | "monitor" | "buffered" | "trap";
/* of a buffer, the size goes before the level */
log_options: %empty | log_options log_option;
log_option: level | "discriminator" name | "guaranteed" | "xml" | "filtered" | "esm";
log_host: host | "ipv6" IPV6;
log_host_options: %empty | log_host_options log_host_option;
log_host_option: "vrf" name
               | "transport" log_transport
               | "port" NUMBER
               | "discriminator" name
               | "filtered"
               | "stream" NUMBER
               | "xml"
               | "sequence-num-session"
               | "session-id" session_id_kind
               | "alarm" alarm_level
               | "audit"
               | "use-vrf" name
               | NUMBER
               ;
log_transport: "udp" | "tcp" | "tls" | "tls" "profile" name;
session_id_kind: "hostname" | "ipv4" | "ipv6" | "string" name;
alarm_level: NUMBER | "critical" | "major" | "minor" | "informational";
discriminator: discriminator_option | discriminator discriminator_option;
discriminator_option: "severity" discriminator_verb name
                    | "severity" discriminator_verb numbers
                    | "facility" discriminator_verb name
                    | "mnemonics" discriminator_verb name
                    | "msg-body" discriminator_verb name
                    | "rate-limit" NUMBER
                    ;
discriminator_verb: "drops" | "includes";
log_file_options: %empty | log_file_options log_file_option;
log_file_option: level | "discriminator" name;
message_counters: message_counter | message_counters message_counter;
message_counter: "debug" | "log" | "syslog";
origin_id: "hostname" | "ip" | "ipv6" | "string" name;
log_persistents: log_persistent | log_persistents log_persistent;
log_persistent: "url" name
              | "size" NUMBER
              | "filesize" NUMBER
              | "batch" NUMBER
              | "threshold" NUMBER
              | "threshold" NUMBER "alert"
              | "protected"
              | "immediate"
              | "notify"
              ;
log_queue: "trap" | "esm";
log_except: %empty | "except" level;
level: NUMBER
     | "emergencies"
     | "alerts"
     | "critical"
     | "errors"
     | "warnings"
     | "notifications"
     | "informational"
     | "debugging"
     ;

snmp: %empty
    | "enable" "traps"
    | "enable" "traps" names
    | "enable" "informs"
    | "community" name
    | "community" name community_options
    | "community" NUMBER name community_options
    | "location" LINE
    | "location" only_no
    | "contact" LINE
    | "contact" only_no
    | "chassis-id" LINE
    | "chassis-id" only_no
    | "cache"
    | "cache" "interval" NUMBER
    | "context" name
    | "drop" names
    | "engineid" "local" name
    | "engineid" "remote" host engine_options
    | "group" name snmp_version snmp_group_options
    | "host" snmp_host snmp_host_options
    | "ifindex" "persist"
    | "inform" "retries" NUMBER
    | "inform" "timeout" NUMBER
    | "inform" "pending" NUMBER
    | "ip" "dscp" NUMBER
    | "ip" "precedence" NUMBER
    | "manager"
    | "manager" "session-timeout" NUMBER
    | "packetsize" NUMBER
    | "priority" name
    | "queue-length" NUMBER
    | "queue-limit" "notification-host" NUMBER
    | "source-interface" snmp_source interface_name
    | "system-shutdown"
    | "tftp-server-list" access_list
    | "trap" snmp_trap
    | "trap-authentication" name
    | "trap-source" interface_name
    | "trap-timeout" NUMBER
    | "user" name name snmp_user
    | "user" name name "remote" host snmp_user
    | "user" name name "remote" host "udp-port" NUMBER snmp_user
    | "view" name name view_kind
    ;
community_options: community_option | community_options community_option;
community_option: "view" name | "ro" | "rw" | "ipv6" name | access_list | "context" name;
engine_options: %empty | engine_options engine_option;
engine_option: "udp-port" NUMBER | "vrf" name | name;
snmp_version: "v1" | "v2c" | "v3" snmp_security;
snmp_security: "auth" | "noauth" | "priv";
snmp_group_options: %empty | snmp_group_options snmp_group_option;
snmp_group_option: "context" name
                 | "match" "exact"
                 | "match" "prefix"
                 | "read" name
                 | "write" name
                 | "notify" name
                 | "access" access_list
                 | "access" "ipv6" name
                 | "access" "ipv6" name access_list
                 ;
snmp_host: host;
/* the community's name stands between the version and the kinds of traps */
snmp_host_options: snmp_host_option | snmp_host_options snmp_host_option;
snmp_host_option: "vrf" name
                | "traps"
                | "informs"
                | "version" host_version
                | "udp-port" NUMBER
                | name
                ;
host_version: "1" | "2c" | "3" snmp_security;
snmp_source: "informs" | "traps";
snmp_trap: "link" "ietf"
         | "link" "switchover"
         | "authentication" "vrf"
         | "authentication" "unknown-context"
         | "timeout" NUMBER
         | "retry" NUMBER
         ;
snmp_user: "v1" snmp_user_access
         | "v2c" snmp_user_access
         | "v3" snmp_user_access
         | "v3" "auth" snmp_hash name snmp_privacy snmp_user_access
         | "v3" "encrypted" snmp_user_access
         | "v3" "encrypted" "auth" snmp_hash name snmp_privacy snmp_user_access
         ;
snmp_hash: "md5" | "sha";
snmp_privacy: %empty
            | "priv" "des" name
            | "priv" "des56" name
            | "priv" "3des" name
            | "priv" "aes" NUMBER name
            ;
snmp_user_access: %empty | "access" access_list | "access" "ipv6" name | "access" "ipv6" name access_list;
view_kind: "included" | "excluded";
snmp_mib: "persist" name
        | "flowmon" "alarmhistorysize" NUMBER
        | "nhrp"
        ;
%%
