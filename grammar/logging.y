/* What the router tells of itself to others: log messages, SNMP. No effect here. */
%help GLOBAL: "exception" Crashes
%help GLOBAL: "file" Files
%help GLOBAL: "link" Links
%help GLOBAL: "snmp-server" SNMP
%help GLOBAL: "nhrp" Next hops of tunnels
%help GLOBAL: "logging" "on" Log to all destinations that are set up
%help GLOBAL: "logging" "alarm" Alarms by severity
%help "buginf" Debug messages of the system
%help "cns-events" Messages to CNS
%help GLOBAL: "logging" "count" Count the messages of each kind
%help "discriminator" Filter of messages
%help GLOBAL: "logging" "dmvpn" Events of DMVPN
%help GLOBAL: "logging" "delimiter" What ends a message
%help "esm" Embedded syslog manager
%help GLOBAL: "logging" "facility" Facility of the messages at the server
%help GLOBAL: "logging" "filter" Script that filters
%help GLOBAL: "logging" "history" History for SNMP
%help GLOBAL: "logging" "listen" Take messages of others
%help "message-counter" Number the messages
%help "origin-id" Name of the origin in each message
%help "queue-limit" Limit the queue
%help GLOBAL: "logging" "rate-limit" Messages in a second
%help "server-arp" Ask for the server's address at start
%help "smartlog" Smart logging
%help "snmp-authfail" Log failed authentication of SNMP
%help "snmp-trap" Messages that become traps
%help "tls-profile" Profile of TLS
%help "userinfo" Log who enters privileged mode
%help GLOBAL: "logging" "internal" Messages of the system itself
%help GLOBAL: "logging" "buffered" Log to a buffer in memory
%help GLOBAL: "logging" "trap" Level of what goes to servers
%help GLOBAL: "logging" "console" Log to the console
%help GLOBAL: "logging" "monitor" Log to terminals
%help GLOBAL: "logging" "host" Server of syslog
%help GLOBAL: "logging" "event" Events of interfaces
%help GLOBAL: "logging" "file" Log to a file
%help GLOBAL: "logging" "persistent" Log to flash
%help GLOBAL: "logging" "reload" Messages before a reload
%help GLOBAL: "logging" "source-interface" Interface whose address is used
%help GLOBAL: "logging" "exception" Size of what is kept of a crash
%help GLOBAL: "logging" "synchronous" Keep messages out of what is typed
%help "critical" Critical conditions (2)
%help "major" Major
%help "minor" Minor
%help "errors" Error conditions (3)
%help "warnings" Warning conditions (4)
%help "notifications" Normal but significant conditions (5)
%help "debugging" Debugging messages (7)
%help "logging" "alarm" "critical" Critical alarms
%help "guaranteed" Messages that must reach the console
%help "xml" Messages in XML
%help "filtered" Messages that filters let pass
%help "logging" "delimiter" "tcp" Of messages by TCP
%help "severity" By level of messages
%help "mnemonics" By mnemonic of messages
%help "msg-body" By text of messages
%help "logging" "discriminator" WORD "facility" By facility of messages
%help "logging" "discriminator" WORD "rate-limit" Messages in a second
%help "logging" "discriminator" WORD "severity" "drops" Drop these levels
%help "logging" "discriminator" WORD "severity" "includes" Let only these levels pass
%help "logging" "dmvpn" "rate-limit" Messages in a minute
%help "logging" "esm" "config" Settings of the manager
%help "trunk-status" State of trunks
%help "stream" Number of the stream
%help "sequence-num-session" Number messages in a session
%help "session-id" Name of the session
%help "logging" "host" IPV4 "alarm" Alarms too
%help "logging" "host" IPV4 "audit" Audit messages
%help "use-vrf" VRF to send in
%help "session-id" "string" A text
%help "logging" "host" IPV4 "transport" "tls" Transport layer security
%help "logging" "listen" "udp" Port of UDP
%help "logging" "message-counter" "debug" Of debug messages
%help "origin-id" "string" A text
%help "filesize" Size of a file
%help "persistent" "batch" Bytes that are written at once
%help "persistent" "protected" Keep files from being deleted
%help "persistent" "immediate" Write at once
%help "persistent" "threshold" NUMBER "alert" Say so when it is passed
%help "queue-limit" "trap" Of messages to servers
%help "queue-limit" "esm" Of the syslog manager
%help "logging" "rate-limit" "console" Of the console only
%help "logging" "rate-limit" NUMBER "except" But for these levels
%help "message-limit" Most messages
%help "snmp" "mib" Settings of the MIB
%help "ifmib" MIB of interfaces
%help "ifalias" Names of interfaces
%help "ifindex" Indices of interfaces
%help "ifalias" "long" Up to 256 characters
%help "snmp" "mib" "persist" Keep over a reload
%help "flowmon" MIB of flows
%help "alarmhistorysize" Entries in the history of alarms
%help GLOBAL: "snmp-server" "community" Community that may read or write
%help GLOBAL: "snmp-server" "location" Where this router stands
%help GLOBAL: "snmp-server" "contact" Who is responsible for this router
%help "chassis-id" Identity of the chassis
%help GLOBAL: "snmp-server" "drop" Drop what comes from elsewhere
%help "engineid" Identity of an SNMP engine
%help GLOBAL: "snmp-server" "ifindex" Keep indices of interfaces
%help GLOBAL: "snmp-server" "inform" Settings of informs
%help GLOBAL: "snmp-server" "manager" Act as a manager
%help "packetsize" Largest packet
%help GLOBAL: "snmp-server" "priority" Priority of the process
%help "queue-length" Length of the queue of traps
%help GLOBAL: "snmp-server" "queue-limit" Length of queues
%help "system-shutdown" Allow reload by SNMP
%help "tftp-server-list" Access list of TFTP servers
%help GLOBAL: "snmp-server" "trap" Settings of traps
%help "trap-authentication" Trap on failed authentication
%help "trap-source" Interface whose address traps have
%help "trap-timeout" Time until a trap is sent again
%help GLOBAL: "snmp-server" "user" User of SNMP version 3
%help GLOBAL: "snmp-server" "view" View of the MIB
%help GLOBAL: "snmp-server" "host" Who gets notifications
%help GLOBAL: "snmp-server" "group" Group of users
%help GLOBAL: "snmp-server" "enable" Send notifications
%help GLOBAL: "snmp-server" "cache" Keep answers for a time
%help GLOBAL: "snmp-server" "context" Context of SNMP
%help GLOBAL: "snmp-server" "ip" Marks of packets of SNMP
%help GLOBAL: "snmp-server" "source-interface" Interface whose address is used
%help "snmp-server" "cache" "interval" Seconds
%help "community" WORD "view" View that it is restricted to
%help "ro" Read only
%help "rw" Read and write
%help "traps" Traps, which nobody acknowledges
%help "informs" Informs, which are acknowledged
%help "udp-port" Port of UDP
%help "v1" SNMP version 1
%help "v2c" SNMP version 2c
%help "v3" SNMP version 3
%help "snmp-server" "group" WORD "v1" "match" Match a context
%help "snmp-server" "group" WORD "v2c" "match" Match a context
%help "group" WORD "v1" "read" View that may be read
%help "group" WORD "v1" "write" View that may be written
%help "group" WORD "v1" "match" "exact" The whole name
%help "v3" "auth" Authenticated packets
%help "noauth" Neither authenticated nor encrypted
%help "priv" Encrypted packets
%help "version" "1" Version 1
%help "2c" Version 2c
%help "version" "3" Version 3
%help "snmp-server" "inform" "retries" Times to send again
%help "snmp-server" "inform" "pending" Informs without an answer
%help "snmp-server" "ip" "dscp" DSCP
%help "session-timeout" Time until a session without traffic ends
%help "notification-host" Of each host
%help "snmp-server" "trap" "authentication" Trap on failed authentication
%help "unknown-context" On an unknown context
%help "snmp-server" "trap" "link" Traps of links
%help "trap" "link" "ietf" As IETF says
%help "trap" "link" "switchover" On a switch-over
%help "sha" SHA-1
%help "des56" DES with 56 bits
%help "user" WORD WORD "v3" "encrypted" Keys are given as digests
%help "view" WORD WORD "included" These are in the view
%help "view" WORD WORD "excluded" These are not in the view
%help "host" IPV4 "transport" How it is sent
%help "transport" "tcp" By TCP
%help "message-counter" "syslog" Of messages
%help "message-counter" "log" Of the log
%help "persistent" "url" Where it is written
%help "rate-limit" "all" All messages
%help "community" WORD "context" Context
%help "engineid" "local" Of this router
%help "engineid" "remote" Of another
%help "v1" "context" Context
%help "match" "prefix" The beginning of the name
%help "user" WORD WORD "remote" User at another
%help "v1" "access" Access list of managers
%help "v3" "encrypted" "auth" Authentication
%help "v3" "encrypted" "access" Access list of managers
%help "snmp-server" Simple network management
%help "prefix" Prefix
%help "trap" Traps
%help "remote" Another
%help "console" Console
%help "internal" Internal
%help "policy-firewall" The zone-based firewall
%help "unknown-user" Of users that are not known
%help "vrf-traffic" Of VRFs
%help "file-transfer" Files by SNMP
%help "access-group" An access list
%help "password-policy" What passwords must be
%help "spi" Security parameter index
%help "off-box" On another machine
%help "on-box" Here
%help "rcp" RCP
%help "scp" SCP
%help "sftp" SFTP
%help "min-len" The least characters
%help "max-len" The most characters
%help "special-char" Special characters
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
       | "exception" only_no
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
       | "rate-limit" only_no
       | "policy-firewall" log_firewall
       | "prefix" name
       | "ip" "access-list" "cache" log_cache
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
log_firewall: "mode" "off-box"
            | "mode" "on-box"
            | "rate-limit" NUMBER
            | "rate-limit" "all" NUMBER
            ;
log_cache: "entries" NUMBER | "interval" NUMBER | "rate-limit" NUMBER | "threshold" NUMBER;
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
    | "chassis-id"
    | "cache"
    | "cache" "interval" NUMBER
    | "context" name
    | "drop" "unknown-user"
    | "drop" "vrf-traffic"
    | "drop" "report" "access" access_list
    | "file-transfer" "access-group" access_list
    | "file-transfer" "access-group" access_list "protocol" transfer_protocols
    | "password-policy" name
    | "password-policy" name "define" password_rules
    | "enable" "logging" name
    | "spi"
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
transfer_protocols: transfer_protocol | transfer_protocols transfer_protocol;
transfer_protocol: "ftp" | "rcp" | "scp" | "sftp" | "tftp";
password_rules: password_rule | password_rules password_rule;
password_rule: "min-len" NUMBER | "max-len" NUMBER | "upper-case" NUMBER | "lower-case" NUMBER
             | "special-char" NUMBER | "digits" NUMBER | "change" NUMBER;
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
