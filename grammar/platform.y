/*
 * The router as a machine: its boot, memory, processes, licences, files. None of it has an effect on
 * a gateway that is another machine.
 */
%mode REDUNDANCY "redundancy" "config-red"
%mode ARCHIVE "archive" "config-archive"
%mode ARCHIVE_LOG "archive log" "config-archive-log-cfg"
%mode KRON "schedule" "config-kron"
%%
global: platform { line_no_effect(cx); }
      | "redundancy" { line_no_effect(cx); open_quietly(cx, MODE_REDUNDANCY); }
      | "archive" { line_no_effect(cx); open_quietly(cx, MODE_ARCHIVE); }
      | "kron" "occurrence" name kron_when { line_no_effect(cx); open_quietly(cx, MODE_KRON); }
      | "kron" "policy-list" name { line_no_effect(cx); open_quietly(cx, MODE_KRON); }
      | "hw-module" LINE { line_no_effect(cx); skip_block(cx); }
      | "macro" "name" name { line_no_effect(cx); }
      | "macro" "global" LINE { line_no_effect(cx); }
      | "template" name { line_no_effect(cx); skip_block(cx); }
      | "power" LINE { line_no_effect(cx); }
      ;

platform: "boot-start-marker"
        | "boot-end-marker"
        | "boot" boot
        | "config-register" name
        | "memory-size" "iomem" NUMBER
        | "memory" memory
        | "license" license
        | "platform" platform_feature
        | "diagnostic" diagnostic
        | "subscriber" subscriber
        | "upgrade" "fpd" "auto"
        | "upgrade" "fpd" "path" name
        | "multilink" "bundle-name" multilink_name
        | "multilink" "virtual-template" NUMBER
        | "mmi" mmi
        | "scheduler" scheduler
        | "exception" exception
        | "file" "prompt" file_prompt
        | "file" "verify" "auto"
        | "cts" "logging" "verbose"
        | "process" process
        | "process-max-time" NUMBER
        | "aqm-register-fnf"
        | "spd" spd
        | "warm-reboot"
        | "warm-reboot" warm_options
        | "buffers" buffers
        | "buffer" LINE
        | "configuration" "mode" "exclusive" configuration_mode
        | "downward-compatible-config" name
        | "environment" LINE
        | "facility-alarm" LINE
        | "firmware" LINE
        | "microcode" "reload"
        | "microcode" LINE
        | "module" LINE
        | "network-clock" LINE
        | "partition" LINE
        | "priority-flow-control" LINE
        | "rep" LINE
        | "software" LINE
        | "system" "ignore" "startupconfig"
        | "transceiver" "type" "all"
        | "tcam" LINE
        | "vstack"
        | "vstack" LINE
        | "xdr" LINE
        | "ifindex" "persist"
        | "frame-relay" LINE
        | "emm" LINE
        | "stack-mac" "persistent" "timer" NUMBER
        | "stack-power" LINE
        | "shell" "processing" "full"
        | "ipc" LINE
        ;
boot: "system" boot_image
    | "system" boot_image NUMBER
    | "network" boot_image
    | "host" boot_image
    | "config" boot_image
    | "config" boot_image "nvbypass"
    | "bootldr" boot_image
    | "bootstrap" boot_image
    | "buffersize" NUMBER
    | "enable-break"
    | "manual"
    | "auto-copy-sw"
    | "auto-download-sw" LINE
    | "ipv6" LINE
    ;
boot_image: name
          | "flash"
          | "flash" name
          | "bootflash" name
          | "disk0" name
          | "ftp" name
          | "tftp" name
          | "tftp" name host
          | "rom"
          | "switch" name name
          | "rcp" name host
          ;
memory: "statistics" "history" "table" NUMBER
      | "free" "low-watermark" name NUMBER
      | "reserve" "critical" NUMBER
      | "reserve" "console" NUMBER
      | "check-interval" NUMBER
      | "validate-checksum" NUMBER
      | "sanity"
      | "sanity" name
      | "lite"
      | "chunk" "siblings" "threshold" NUMBER
      | "record" LINE
      ;
license: "udi" "pid" name "sn" name
       | "boot" "level" name
       | "boot" "level" name "addon" name
       | "boot" "level" name "disable"
       | "boot" "module" name "technology-package" name
       | "boot" "module" name "technology-package" name "disable"
       | "boot" "suite" name
       | "accept" "end" "user" "agreement"
       | "accept" "end" "user" "agreement" "force"
       | "agent" LINE
       | "call-home" LINE
       | "feature" name
       | "feature" LINE
       | "modify" "priority" name name
       | "solution" "level" name
       | "smart" license_smart
       | "throughput" LINE
       ;
license_smart: "enable"
             | "url" names
             | "transport" names
             | "usage" "interval" NUMBER
             | "reservation"
             | "privacy" names
             | "proxy" LINE
             | "vrf" name
             ;
platform_feature: "console" platform_console
                | "hardware" "throughput" "level" names
                | "qfp" "utilization" "monitor" "load" NUMBER
                | "punt-keepalive" "disable-kernel-core"
                | "punt-keepalive" "settings" LINE
                | "shell"
                | "ipsec" LINE
                | "memory" LINE
                | "mpls" LINE
                | "multicast" LINE
                | "qos" LINE
                | "resource" name
                | "sudi" LINE
                | "trace" LINE
                | "urpf" LINE
                | "usb" LINE
                | "management-interface" LINE
                | "acl" LINE
                | "bfd" LINE
                | "rom" LINE
                | "nat" LINE
                | "ip" "features" "sequential"
                | "oversubscription" LINE
                | "tcam" LINE
                | "cts" LINE
                ;
platform_console: "auto" | "serial" | "virtual";
diagnostic: "bootup" "level" name
          | "monitor" LINE
          | "schedule" LINE
          | "event-log" "size" NUMBER
          ;
subscriber: "templating"
          | "authorization" "enable"
          | "profile" name
          | "access" LINE
          | "service" LINE
          | "aaa" LINE
          | "feature" LINE
          | "mac-sorting"
          ;
multilink_name: "authenticated" | "endpoint" | "both";
mmi: "polling-interval" NUMBER
   | "auto-configure"
   | "pvc"
   | "snmp-timeout" NUMBER
   ;
scheduler: "allocate"
         | "allocate" NUMBER NUMBER
         | "interval" NUMBER
         | "heapcheck" "process"
         | "heapcheck" LINE
         | "isr-watchdog"
         | "max-task-time" NUMBER
         | "runtime" LINE
         | "timercheck" LINE
         ;
exception: "crashinfo" "maximum" "files" NUMBER
         | "crashinfo" "buffersize" NUMBER
         | "crashinfo" "file" name
         | "crashinfo" "dump" LINE
         | "core-file" name
         | "core-file" name LINE
         | "data-corruption" LINE
         | "delay-timeout" NUMBER
         | "dump" host
         | "flash" LINE
         | "kernel" LINE
         | "memory" LINE
         | "protocol" name
         | "region-size" NUMBER
         | "switch" LINE
         | "coredump"
         ;
file_prompt: %empty | "quiet" | "alert" | "noisy";
process: "cpu" "threshold" "type" name "rising" NUMBER "interval" NUMBER
       | "cpu" "threshold" "type" name "rising" NUMBER "interval" NUMBER "falling" NUMBER "interval" NUMBER
       | "cpu" "statistics" "limit" "entry-percentage" NUMBER
       | "cpu" "statistics" "limit" "entry-percentage" NUMBER "size" NUMBER
       | "memory" LINE
       ;
spd: "headroom" NUMBER | "extended-headroom" NUMBER | "enable";
warm_options: "count" NUMBER | "count" NUMBER "uptime" NUMBER | "uptime" NUMBER;
buffers: buffer_pool buffer_setting NUMBER
       | buffer_pool interface_name buffer_setting NUMBER
       | "tune" "automatic"
       | "element" buffer_setting NUMBER
       | "fastswitching"
       ;
buffer_pool: "small" | "middle" | "big" | "verybig" | "large" | "huge" | "particle-clone" NUMBER;
buffer_setting: "permanent" | "initial" | "max-free" | "min-free" | "size";
configuration_mode: "auto" | "manual" | "auto" LINE | "manual" LINE;

line: IN_REDUNDANCY no redundancy { line_no_effect(cx); }
    | IN_ARCHIVE no archive { line_no_effect(cx); }
    | IN_ARCHIVE no "log" "config" { line_no_effect(cx); open_quietly(cx, MODE_ARCHIVE_LOG); }
    | IN_ARCHIVE_LOG no archive_log { line_no_effect(cx); }
    | IN_KRON no kron { line_no_effect(cx); }
    ;
redundancy: "mode" "none"
          | "mode" "sso"
          | "mode" "rpr"
          | "mode" "rpr-plus"
          | "main-cpu"
          | "auto-sync" names
          | "inter-device"
          | "inter-device" LINE
          | "application" "redundancy"
          | "group" NUMBER
          | "keepalive-enable"
          | "notification-timer" NUMBER
          | "scheme" LINE
          | "protocol" NUMBER
          | "control" interface_name "protocol" NUMBER
          | "data" interface_name
          | "asymmetric-routing" LINE
          | "name" name
          | "preempt"
          | "priority" NUMBER
          | "priority" NUMBER "failover" "threshold" NUMBER
          | "timers" LINE
          | "track" NUMBER LINE
          | "cloud" LINE
          | "policy" LINE
          ;
archive: "path" name
       | "path" LINE
       | "maximum" NUMBER
       | "time-period" NUMBER
       | "write-memory"
       | "rollback" "filter" "adaptive"
       | "rollback" "retry" "timeout" NUMBER
       ;
archive_log: "logging" "enable"
           | "logging" "size" NUMBER
           | "logging" "persistent"
           | "logging" "persistent" "auto"
           | "logging" "persistent" "auto" "manual"
           | "logging" "persistent" "reload"
           | "logging" "suppress" LINE
           | "notify" "syslog"
           | "notify" "syslog" "contenttype" name
           | "hidekeys"
           | "record" "rc"
           ;
kron_when: "at" kron_time kron_again
         | "in" kron_time kron_again
         | "user" name "at" kron_time kron_again
         | "user" name "in" kron_time kron_again
         ;
/* `23:00`, `23:00 Sun`, `1:30 Jan 5` */
kron_time: name | name name | name name NUMBER | name NUMBER;
kron_again: "recurring" | "oneshot" | "system-startup";
kron: "cli" LINE | "policy-list" name;
%%
