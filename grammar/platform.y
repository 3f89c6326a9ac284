/*
 * The router as a machine: its boot, memory, processes, licences, files. None of it has an effect on
 * a gateway that is another machine.
 */
%mode TRANSCEIVER "transceiver" "config-xcvr-type"
%help TRANSCEIVER: "monitoring" Watch them
%help "monitoring" "interval" Seconds
%help "platform" "ipsec" IPsec
%help "reassemble" Put fragments together
%help "sslvpn" WebVPN
%help "use-pd" Addresses of the physical interface
%help "loadbalance" Spread load
%help "max-paths" The most ways
%help "punt-policer" Limits of what goes to the processor
%help "punt-interface" Interface to the processor
%help "punt-keepalive" "settings" Seconds and how many
%help "punt-policer" NUMBER NUMBER "high" At high priority
%rare GLOBAL: "license" "service-module"
%help GLOBAL: "boot" What to start from
%help GLOBAL: "buffers" Buffers
%help GLOBAL: "config-register" Configuration register
%help GLOBAL: "frame-relay" Frame Relay
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
%help GLOBAL: "boot-start-marker" Begin of what to boot
%help GLOBAL: "boot-end-marker" End of what to boot
%help GLOBAL: "mmi" Modem management
%help GLOBAL: "process-max-time" Longest time of a process
%help "aqm-register-fnf" Flows of queues
%help "spd" Selective discard of packets
%help "warm-reboot" Restart without reading the image
%help "downward-compatible-config" Write for an older version
%help "microcode" Microcode
%help "transceiver" Transceivers
%help "vstack" Smart install
%help GLOBAL: "ignition" Ignition of the vehicle
%help "stack-mac" MAC address of the stack
%help "transceiver" "type" Kind of transceivers
%help "microcode" "reload" Load it again
%help GLOBAL: "boot" "bootldr" Boot helper
%help GLOBAL: "boot" "bootstrap" Bootstrap image
%help GLOBAL: "boot" "buffersize" Size of the buffer
%help GLOBAL: "boot" "enable-break" Break stops a boot
%help GLOBAL: "boot" "auto-copy-sw" Copy software to members
%help GLOBAL: "boot" "system" Image to boot
%help GLOBAL: "boot" "config" Configuration to read
%help GLOBAL: "boot" "host" Configuration of the host
%help GLOBAL: "boot" "network" Configuration of the network
%help GLOBAL: "boot" "config" WORD "nvbypass" Without the memory for it
%help "boot" "system" "bootflash" From the boot flash
%help "boot" "system" "disk0" From a disk
%help "boot" "system" "ftp" By FTP
%help "boot" "system" "tftp" By TFTP
%help "boot" "system" "rom" From ROM
%help "boot" "system" "rcp" By RCP
%help "boot" "system" "flash" From flash
%help "boot" "system" "switch" Switches of the stack
%help "bootflash" Boot flash
%help "rom" ROM
%help GLOBAL: "buffers" "tune" Adjust them
%help GLOBAL: "buffers" "element" Elements of lists
%help GLOBAL: "buffers" "fastswitching" For fast switching
%help GLOBAL: "buffers" "small" Small (104 bytes)
%help GLOBAL: "buffers" "middle" Middle (600 bytes)
%help GLOBAL: "buffers" "big" Big (1536 bytes)
%help GLOBAL: "buffers" "verybig" Very big (4520 bytes)
%help GLOBAL: "buffers" "large" Large (5024 bytes)
%help GLOBAL: "buffers" "huge" Huge (18024 bytes)
%help GLOBAL: "buffers" "particle-clone" Clones of particles
%help "buffers" "tune" "automatic" By themselves
%help "initial" For a time after the start
%help "max-free" Most that are free
%help "min-free" Fewest that are free
%help "configuration" "mode" Who may change it
%help "exclusive" "auto" At once
%help "exclusive" "manual" When asked
%help "verbose" More of it
%help "diagnostic" "bootup" At boot
%help "diagnostic" "event-log" Log of events
%help "bootup" "level" How much
%help "temperature-controlled" Watch the temperature
%help "exception" "crashinfo" What is written in a crash
%help "exception" "core-file" Name of the core file
%help "exception" "data-corruption" When data is wrong
%help "exception" "delay-timeout" Seconds to wait
%help "exception" "dump" Where it is sent
%help "exception" "region-size" Memory for the crash
%help "exception" "coredump" Core dump
%help "exception" "protocol" Protocol of the dump
%help "crashinfo" "buffersize" Size of the buffer
%help "crashinfo" "file" File
%help "crashinfo" "maximum" "files" Most files
%help "data-corruption" "buffer" Buffer
%help "data-corruption" "buffer" "truncate" Truncate it
%help "file" "verify" Check images
%help "verify" "auto" Each time
%help "file" "prompt" When to ask
%help "prompt" "quiet" Seldom
%help "prompt" "alert" When it destroys
%help "prompt" "noisy" Always
%help "frame-relay" "switching" Switch frame relay
%help "hw-module" "pa" Port adapter
%help "hw-module" "subslot" Module in a subslot
%help "hw-module" "session" Session with a module
%help "hw-module" "slot" Module in a slot
%help "logging" "onboard" Log on the module
%help "hw-module" "switch" Switch
%help "off-timer" Seconds until it is off
%help "undervoltage" Voltage that is too low
%help "license" "udi" Identity of the device
%help "license" "accept" Accept the terms
%help "license" "modify" Change
%help "license" "solution" Solution
%help "license" "smart" Smart licensing
%help "license" "boot" Licences of the next boot
%help "accept" "end" End user
%help "accept" "end" "user" Of the user
%help "end" "user" "agreement" Agreement
%help "user" "agreement" "force" Without asking
%help "boot" "suite" Suite
%help "level" WORD "addon" Addition
%help "technology-package" Package
%help "smart" "usage" Report of usage
%help "smart" "reservation" Reservation
%help "smart" "privacy" What is not told
%help "smart" "enable" Use it
%help "smart" "transport" How it is sent
%help "smart" "url" Where it is sent
%help "udi" "pid" Product
%help "pid" WORD "sn" Serial number
%help "license" Licences
%help "memory" "statistics" Statistics
%help "memory" "free" Free memory
%help "memory" "reserve" Memory that is set aside
%help "check-interval" Seconds between checks
%help "validate-checksum" Seconds between checks of code
%help "memory" "sanity" Checks
%help "memory" "lite" Less of bookkeeping
%help "memory" "chunk" Chunks
%help "chunk" "siblings" Most of a kind
%help "low-watermark" Warn below
%help "reserve" "critical" For log messages
%help "reserve" "console" For the console
%help "history" "table" Hours
%help "memory-size" "iomem" Percent for packets
%help "mmi" "polling-interval" Seconds between polls
%help "mmi" "auto-configure" Set up by itself
%help "mmi" "pvc" Circuits
%help "mmi" "snmp-timeout" Seconds of SNMP
%help "multilink" "bundle-name" Name of bundles
%help "multilink" "virtual-template" Template of bundles
%help "bundle-name" "authenticated" Authenticated name
%help "bundle-name" "endpoint" Discriminator of the end point
%help "bundle-name" "both" Both of them
%help "network-clock" "synchronization" Synchronization
%help "network-clock" Clock of the network
%help "platform" "hardware" Hardware
%help "platform" "qfp" Flow processor
%help "platform" "punt-keepalive" Checks of what goes to the processor
%help "console" "serial" Serial port
%help "console" "virtual" Virtual terminal
%help "console" "auto" As it finds
%help "hardware" "throughput" Throughput
%help "disable-kernel-core" Without a core of the kernel
%help "qfp" "utilization" Load
%help "utilization" "monitor" Watch it
%help "monitor" "load" Load
%help "redundancy-mode" Redundant supplies
%help "cpu" "statistics" Statistics
%help "cpu" "threshold" Thresholds
%help "limit" "entry-percentage" Percent that counts
%help "threshold" "type" Whose load
%help "threshold" "type" WORD "rising" Percent that is too much
%help "rising" NUMBER "interval" Seconds
%help "interval" NUMBER "falling" Percent that is well again
%help "scheduler" "allocate" Microseconds for packets and for processes
%help "scheduler" "heapcheck" Checks of memory
%help "scheduler" "isr-watchdog" Watch interrupts
%help "max-task-time" Longest time of a task
%help "scheduler" "interval" Milliseconds for packets
%help "heapcheck" "poll" While waiting
%help "heapcheck" "process" Of processes
%help "shell" "processing" Shell scripts
%help "processing" "full" All of them
%help "spd" "headroom" Packets above the limit
%help "spd" "extended-headroom" Packets above it for routing
%help "stack-mac" "persistent" Keep it
%help "stack-mac" "persistent" "timer" Minutes
%help "subscriber" "templating" Templates
%help "mac-sorting" Sort by MAC address
%help "upgrade" "fpd" Images of hardware
%help "fpd" "path" Where they are
%help "warm-reboot" "count" Times in a row
%help "uptime" Minutes between
%help "subscriber" Subscribers
%help "power" Power
%help "startupconfig" The saved configuration
%help "environment" Environment
%help "ignition" Ignition
%help "element" Elements
%help GLOBAL: "configuration" Modes of configuration
%help "event-log" "size" Entries
%help "ignition" "enable" Heed it
%help "modify" "priority" Priority of licences
%help "macro" "name" A macro by its name
%help "platform" "shell" Shell of the platform
%help "entry-percentage" NUMBER "size" Seconds of the history
%help "falling" NUMBER "interval" Seconds
%help "subscriber" "authorization" What subscribers may do
%help "type" "all" All of them
%help "config" Configuration
%help "path" Path
%help "module" Module
%help "full" Full
%help "automatic" By itself
%help "manual" By hand
%help "cpu" Processor
%help "exclusive" One at a time
%help "subscriber" "profile" Profile of subscribers
%help "buffers" "small" "permanent" Number that is kept
%help "mac-address-table" "static" WORD "vlan" NUMBER "interface" Interface of the address
%help "config-register" Configuration register
%help "stack-mac" Hardware address of the stack
%help "et-analytics" Analytics of encrypted traffic
%help "fips" FIPS
%help "self-test" Test itself
%help "mb" Megabits a second
%help "boost" As much as there is
%help "process-watchdog" What happens to processes that hang
%help "ism" Internal module
%help "pvdm" Module for voice
%help "sm" Service module
%help "unpowered" Without power
%help "breakout" Split a port
%help "conversion" From older licences
%help "proxy" Proxy
%help "custom_id" Name of your own
%help "cslu" Licence utility
%help "smart" Smart licensing
%help "utility" Licence utility
%help "boot-image" The image
%help "boot-config" The configuration
%help "restore" Into this file
%help "pae" 802.1X on the router
%help "autoprofile" Profile by itself
%help "hog" Processes that take all
%help "auto-upgrade" Upgrade members by itself
%help "queue-softmax-multiplier" How much a queue may borrow
%help "queue-stats-frame-count" Count frames, not bytes
%help "hw-switch" Hardware of a switch
%help "wan" Interfaces to the provider
%help "dsl" DSL
%%
line: IN_TRANSCEIVER no transceiver { line_no_effect(cx); };
transceiver: "monitoring" | "monitoring" "interval" NUMBER;
global: platform { line_no_effect(cx); }
      | "macro" "name" name { line_no_effect(cx); }
      | "template" name { line_no_effect(cx); skip_block(cx); }
      | "transceiver" "type" "all" { line_no_effect(cx); open_quietly(cx, MODE_TRANSCEIVER); }
      ;

wan_mode: "dsl" | "ethernet";
onboard_log: %empty | "message" | "message" "level" NUMBER;
platform: "boot-start-marker"
        | "boot-end-marker"
        | "secure" "boot-image"
        | "secure" "boot-config"
        | "secure" "boot-config" "restore" name
        | "pae"
        | "wan" "mode" wan_mode
        | "process" "cpu" "autoprofile" "hog"
        | "software" "auto-upgrade" "enable"
        | "software" "auto-upgrade" "source" "url" name
        | "qos" "queue-softmax-multiplier" NUMBER
        | "qos" "queue-stats-frame-count"
        | "hw-switch" "switch" NUMBER "logging" "onboard" onboard_log
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
        | "et-analytics"
        | "fips" "self-test"
        ;
hw_module: "pa"
         | "ism" NUMBER
         | "pvdm" name
         | "sm" NUMBER
         | "subslot" name "mode" name
         | "subslot" name "shutdown" "unpowered"
         | "breakout" numbers
         | "module" NUMBER "logging" "onboard"
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
license_url: "cslu" | "default" | "smart" | "utility";
license_smart: "enable"
             | "conversion" "automatic"
             | "proxy" "address" name
             | "proxy" "port" NUMBER
             | "custom_id" name
             | "feature" name
             | "feature" name name
             | "url" name
             | "url" license_url name
             | "transport" name
             | "usage" "interval" NUMBER
             | "reservation"
             | "privacy" name
             | "privacy" "all"
             | "vrf" name
             ;
platform_feature: "console" platform_console
                | "hardware" "throughput" "level" NUMBER
                | "hardware" "throughput" "level" name
                | "hardware" "throughput" "level" "mb" NUMBER
                | "hardware" "throughput" "level" "mb" name
                | "hardware" "throughput" "crypto" name
                | "hardware" "throughput" "crypto" "boost"
                | "qfp" "utilization" "monitor" "load" NUMBER
                | "punt-keepalive" "disable-kernel-core"
                | "punt-keepalive" "settings" NUMBER NUMBER
                | "punt-interface" "rate" NUMBER
                | "punt-policer" NUMBER NUMBER
                | "punt-policer" NUMBER NUMBER "high"
                | "ipsec" "reassemble" "transit"
                | "sslvpn" "use-pd"
                | "loadbalance" "max-paths" NUMBER
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
         | "max-task-time" only_no
         | "process-watchdog" name
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
       | "fastswitching" buffer_setting NUMBER
       ;
buffer_pool: "small" | "middle" | "big" | "verybig" | "large" | "huge" | "particle-clone" NUMBER;
buffer_setting: "permanent" | "initial" | "max-free" | "min-free" | "size";
configuration_mode: "auto" | "manual";
%%
