/*
 * What the router is called, and statements about the router as a machine, which have no effect
 * here: its software, its clock, its boot, how a configuration is displayed and typed.
 */
%%
global: "hostname" name { cx->router->hostname = cx->no ? (struct name){ 0 } : $name; }
      | "hostname" only_no { cx->router->hostname = (struct name){ 0 }; }
      | system { line_no_effect(cx); }
      | "banner" banner_kind BANNER { line_no_effect(cx); }
      | "banner" banner_kind only_no { line_no_effect(cx); }
      ;
banner_kind: "motd" | "login" | "exec" | "incoming" | "slip-ppp" | "prompt-timeout";

system: "version" name
      | "building" "configuration..."
      | "current" "configuration" ":" NUMBER "bytes"
      | "using" NUMBER "out" "of" NUMBER "bytes"
      ;

system: "boot-start-marker"
      | "boot-end-marker"
      | "boot" "system" boot_image
      | "memory-size" "iomem" NUMBER
      | "license" "udi" "pid" name "sn" name
      | "license" "boot" "level" name
      | "license" "accept" "end" "user" "agreement"
      | "platform" "console" platform_console
      | "platform" "qfp" "utilization" "monitor" "load" NUMBER
      | "platform" "punt-keepalive" "disable-kernel-core"
      | "diagnostic" "bootup" "level" name
      | "subscriber" "templating"
      | "upgrade" "fpd" "auto"
      | "redundancy"
      | "multilink" "bundle-name" multilink_name
      | "mmi" "polling-interval" NUMBER
      | "mmi" "auto-configure"
      | "mmi" "pvc"
      | "mmi" "snmp-timeout" NUMBER
      | "scheduler" "allocate"
      | "scheduler" "allocate" NUMBER NUMBER
      | "scheduler" "interval" NUMBER
      | "exception" "crashinfo" "maximum" "files" NUMBER
      | "file" "prompt" "quiet"
      | "cts" "logging" "verbose"
      | "process" "cpu" "threshold" "type" name "rising" NUMBER "interval" NUMBER
      | "call-home" { skip_block(cx); }
      ;
platform_console: "auto" | "serial" | "virtual";
multilink_name: "authenticated" | "endpoint" | "both";
boot_image: name | "flash" name | "bootflash" name;

system: "service" service;
service: "timestamps"
       | "timestamps" timestamp_for
       | "timestamps" timestamp_for "uptime"
       | "timestamps" timestamp_for "datetime" timestamp_options
       | "password-encryption"
       | "tcp-keepalives-in"
       | "tcp-keepalives-out"
       | "tcp-small-servers"
       | "udp-small-servers"
       | "pad"
       | "pad" "from-xot"
       | "pad" "to-xot"
       | "pad" "cmns"
       | "finger"
       | "config"
       | "dhcp"
       | "internal"
       | "linenumber"
       | "nagle"
       | "call-home"
       | "compress-config"
       | "sequence-numbers"
       | "unsupported-transceiver"
       ;
timestamp_for: "debug" | "log";
timestamp_options: %empty | timestamp_options timestamp_option;
timestamp_option: "msec" | "localtime" | "show-timezone" | "year";

system: "clock" "timezone" name clock_offset
      | "clock" "timezone" name clock_offset NUMBER
      | "clock" "summer-time" name "recurring"
      | "clock" "calendar-valid"
      | "ntp" ntp
      ;
clock_offset: NUMBER | name;
ntp: "server" ntp_host ntp_options
   | "peer" ntp_host ntp_options
   | "source" interface_name
   | "master"
   | "master" NUMBER
   | "update-calendar"
   | "authenticate"
   | "logging"
   | "trusted-key" NUMBER
   | "authentication-key" NUMBER "md5" name
   | "authentication-key" NUMBER "md5" name NUMBER
   ;
ntp_host: IPV4 | name;
ntp_options: %empty | ntp_options ntp_option;
ntp_option: "prefer" | "iburst" | "burst" | "key" NUMBER | "source" interface_name | "version" NUMBER;

system: "ip" "cef"
      | "ip" "cef" "distributed"
      | "ip" "forward-protocol" "nd"
      | "ip" "forward-protocol" "udp"
      | "ip" "forward-protocol" "udp" name
      | "ip" "classless"
      | "ip" "subnet-zero"
      | "ip" "source-route"
      | "ip" "bootp" "server"
      | "ip" "finger"
      | "ip" "gratuitous-arps"
      | "ip" "icmp" "rate-limit" "unreachable"
      | "ip" "icmp" "rate-limit" "unreachable" NUMBER
      | "ip" "icmp" "redirect" icmp_redirect
      | "ip" "tcp" "synwait-time" NUMBER
      | "ip" "tcp" "path-mtu-discovery"
      | "ip" "tcp" "selective-ack"
      | "ip" "tcp" "timestamp"
      | "ip" "tcp" "window-size" NUMBER
      | "ip" "sla" "enable" "reaction-alerts"
      ;
icmp_redirect: "host" | "subnet";
%%
