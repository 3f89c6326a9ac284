/*
 * The router as a machine: its boot, memory, processes, licences, files. None of it has an effect on
 * a gateway that is another machine.
 */
%mode REDUNDANCY "redundancy" "config-red"
%mode ARCHIVE "archive" "config-archive"
%mode ARCHIVE_LOG "archive log" "config-archive-log-cfg"
%mode KRON "schedule" "config-kron"
%help GLOBAL: "archive" Old configurations
%help GLOBAL: "boot" What to start from
%help GLOBAL: "buffers" Buffers
%help GLOBAL: "config-register" Configuration register
%help GLOBAL: "frame-relay" Frame Relay
%help GLOBAL: "kron" Commands at a time
%help GLOBAL: "license" Licenses
%help GLOBAL: "memory" Memory
%help GLOBAL: "memory-size" Memory
%help GLOBAL: "multilink" Several links as one
%help GLOBAL: "process" Processes
%help GLOBAL: "switch" Switches
%help GLOBAL: "diagnostic" Tests of the hardware
%help GLOBAL: "upgrade" Upgrades
%help GLOBAL: "hw-module" Cards
%help GLOBAL: "shell" Functions of the shell
%help GLOBAL: "network-clock" Clock of lines
%%
global: platform { line_no_effect(cx); }
      | "redundancy" { line_no_effect(cx); open_quietly(cx, MODE_REDUNDANCY); }
      | "archive" { line_no_effect(cx); open_quietly(cx, MODE_ARCHIVE); }
      | "kron" "occurrence" name kron_when { line_no_effect(cx); open_quietly(cx, MODE_KRON); }
      | "kron" "policy-list" name { line_no_effect(cx); open_quietly(cx, MODE_KRON); }
      | "macro" "name" name { line_no_effect(cx); }
      | "template" name { line_no_effect(cx); skip_block(cx); }
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
        | "configuration" "mode" "exclusive" configuration_mode
        | "downward-compatible-config" name
        | "microcode" "reload"
        | "system" "ignore" "startupconfig"
        | "transceiver" "type" "all"
        | "vstack"
        | "ifindex" "persist"
        | "frame-relay" "switching"
        | "power" "redundancy-mode" name
        | "environment" "temperature-controlled"
        | "network-clock" "synchronization" "automatic"
        | "microcode" "reload" name
        | "hw-module" hw_module
        | "ignition" "enable"
        | "ignition" "off-timer" NUMBER
        | "ignition" "undervoltage" "threshold" numbers
        | "stack-mac" "persistent" "timer" NUMBER
        | "shell" "processing" "full"
        ;
hw_module: "pa"
         | "subslot" name "default"
         | "session" name
         | "slot" NUMBER "logging" "onboard"
         | "switch" NUMBER "logging" "onboard"
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
       | "feature" name
       | "modify" "priority" name name
       | "solution" "level" name
       | "smart" license_smart
       ;
license_smart: "enable"
             | "url" names
             | "transport" names
             | "usage" "interval" NUMBER
             | "reservation"
             | "privacy" names
             | "vrf" name
             ;
platform_feature: "console" platform_console
                | "hardware" "throughput" "level" names
                | "qfp" "utilization" "monitor" "load" NUMBER
                | "punt-keepalive" "disable-kernel-core"
                | "shell"
                | "resource" name
                | "ip" "features" "sequential"
                ;
platform_console: "auto" | "serial" | "virtual";
diagnostic: "bootup" "level" name
          | "event-log" "size" NUMBER
          ;
subscriber: "templating"
          | "authorization" "enable"
          | "profile" name
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
         | "heapcheck" "poll"
         | "isr-watchdog"
         | "max-task-time" NUMBER
         ;
exception: "crashinfo" "maximum" "files" NUMBER
         | "crashinfo" "buffersize" NUMBER
         | "crashinfo" "file" name
         | "core-file" name
         | "data-corruption" "buffer" "truncate"
         | "delay-timeout" NUMBER
         | "dump" host
         | "protocol" name
         | "region-size" NUMBER
         | "coredump"
         ;
file_prompt: %empty | "quiet" | "alert" | "noisy";
process: "cpu" "threshold" "type" name "rising" NUMBER "interval" NUMBER
       | "cpu" "threshold" "type" name "rising" NUMBER "interval" NUMBER "falling" NUMBER "interval" NUMBER
       | "cpu" "statistics" "limit" "entry-percentage" NUMBER
       | "cpu" "statistics" "limit" "entry-percentage" NUMBER "size" NUMBER
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
configuration_mode: "auto" | "manual";

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
          | "application" "redundancy"
          | "group" NUMBER
          | "keepalive-enable"
          | "notification-timer" NUMBER
          | "protocol" NUMBER
          | "control" interface_name "protocol" NUMBER
          | "data" interface_name
          | "asymmetric-routing" "interface" interface_name
          | "name" name
          | "preempt"
          | "priority" NUMBER
          | "priority" NUMBER "failover" "threshold" NUMBER
          | "timers" "delay" NUMBER
          | "timers" "hellotime" NUMBER "holdtime" NUMBER
          | "timers" "delay" NUMBER "reload" NUMBER
          | "track" NUMBER "decrement" NUMBER
          | "track" NUMBER "shutdown"
          ;
archive: "path" name
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
