/* Radios, their networks, and wireless domain services: not translated. */
%mode SSID "wireless network" "config-ssid"
%mode EAP_PROFILE "EAP profile" "config-eap-profile"
%mode DOT1X_CREDENTIALS "dot1x credentials" "config-dot1x-creden"
%mode DOT11_SSID "wireless network" "config-if-ssid"
%rare "short-slot-time" "station-role" "stbc"
%rare INTERFACE: "encryption" "channel" "service" "service-module" "storm-control" "clns"
%help GLOBAL: "dot11" Wireless
%help INTERFACE: "ssid" Wireless network
%help INTERFACE: "station-role" Role in the wireless network
%help INTERFACE: "service-module" A card with a system of its own
%help "eap" "profile" Profile
%help "wlccp" Wireless control
%help GLOBAL: "dot11" "activity-timeout" Seconds without activity
%help GLOBAL: "dot11" "adjacent-ap" Neighbours
%help GLOBAL: "dot11" "arp-cache" Answer ARP for clients
%help GLOBAL: "dot11" "association" Who may associate
%help GLOBAL: "dot11" "holdoff-time" Seconds to hold off
%help GLOBAL: "dot11" "network-map" Map of the network
%help GLOBAL: "dot11" "phone" Phones
%help GLOBAL: "dot11" "syslog" Log
%help GLOBAL: "dot11" "vlan-name" Names of VLANs
%help GLOBAL: "dot11" "pause-time" Seconds to pause
%help "activity-timeout" "unknown" Of unknown devices
%help "client-station" Of clients
%help "activity-timeout" "repeater" Of repeaters
%help "activity-timeout" "workgroup-bridge" Of workgroup bridges
%help "activity-timeout" "bridge" Of bridges
%help "activity-timeout" "workgroup" Of workgroup bridges
%help "age-timeout" Minutes until one is gone
%help "arp-cache" "optional" Only for those it knows
%help "mac-list" List of MAC addresses
%help "phone" "dot11e" As 802.11e says
%help "avvid" For voice
%help GLOBAL: "dot1x" "system-auth-control" Use it on all ports
%help GLOBAL: "dot1x" "guest-vlan" VLAN of those who do not answer
%help GLOBAL: "dot1x" "critical" When no server answers
%help "critical" "eapol" Say success
%help "guest-vlan" "supplicant" Those too who once answered
%help "test" "timeout" Seconds
%help "guest-vlan" VLAN of guests
%help "wlccp" "authentication-server" Server
%help "wlccp" "ap" Access point
%help "wlccp" "wnm" Network management
%help "ap" "eap" By EAP
%help "ap" "wds" Its domain services
%help "ap" "username" Name of the access point
%help "infrastructure" Access points
%help "authentication-server" "infrastructure" Of access points
%help "authentication-server" "client" Of clients
%help "client" "leap" LEAP
%help "client" "any" Any kind
%help "client" "mac" By MAC address
%help "wds-only" Nothing else
%help "wnm" "ip" Its address
%help "wds" Domain services
%help "eap" EAP
%help INTERFACE: "beacon" Beacons
%help INTERFACE: "broadcast-key" Key of broadcasts
%help INTERFACE: "countermeasure" Answer to attacks
%help INTERFACE: "dfs" Dynamic frequency selection
%help INTERFACE: "dot11" Wireless LAN
%help INTERFACE: "fragment-threshold" Size that is fragmented
%help INTERFACE: "guard-interval" Interval between symbols
%help INTERFACE: "infrastructure-client" Clients that are bridges
%help INTERFACE: "l2-filter" Filter of layer 2
%help INTERFACE: "parent" Access points to follow
%help INTERFACE: "payload-encapsulation" Encapsulation
%help INTERFACE: "peakdetect" Detection of peaks
%help INTERFACE: "preamble-short" Short preambles
%help INTERFACE: "rts" Request to send
%help INTERFACE: "short-slot-time" Short slots
%help INTERFACE: "slot-time-short" Short slots
%help INTERFACE: "stbc" Space time coding
%help INTERFACE: "world-mode" Tell clients what is allowed
%help "antenna" "gain" Gain, in decibels
%help "antenna" "transmit" For sending
%help "antenna" "receive" For receiving
%help "a-antenna" The first
%help "ab-antenna" The first two
%help "abc-antenna" The first three
%help "abcd-antenna" All four
%help "arp" "snooping" Watch ARP
%help "beacon" "period" Units of 1024 microseconds
%help "dtim-period" Beacons between announcements
%help "broadcast-key" "change" Seconds between changes
%help "membership-termination" Change when a client leaves
%help "capability-change" Change when capabilities change
%help "vlan" NUMBER "change" Seconds between changes
%help "channel" "least-congested" The quietest
%help "countermeasure" "tkip" Of TKIP
%help "tkip" TKIP
%help "dfs" "band" Bands
%help "band" NUMBER "block" Do not use
%help "dot11" "extension" Extensions
%help "client-timeout" Seconds of clients
%help "transmit-key" Key to send with
%help "ciphers" Ciphers
%help "wep" WEP
%help "bridge-group-acl" Access lists of the bridge
%help "block-arp" Refuse false ARP
%help "packet" "latency" Delay
%help "drop-packet" Then drop it
%help "rts" "threshold" Size
%help "fail-open" Let pass when it fails
%help "external" External
%help "heartbeat-reset" Restart when it is silent
%help "service-module" "ip" Its address
%help "t1" "timeslots" Slots
%help "t1" "linecode" Coding
%help "t1" "clock" Clock
%help "t1" T1
%help "station-role" "root" Access point
%help "non-root" Bridge that follows
%help "station-role" "scanner" Scanner
%help "root" "access-point" Access point
%help "root" "ap-only" Nothing else
%help "wireless-clients" Clients too
%help "repeater" Repeater
%help "workgroup-bridge" "client-vlan" VLAN of clients
%help "unified-vlan-client" Clients of VLANs
%help "world-mode" "legacy" Cisco's way
%help "world-mode" "dot11d" As 802.11d says
%help "country-code" Country
%help "legacy" The old way
%help SSID DOT11_SSID: "infrastructure-ssid" For access points
%help SSID DOT11_SSID: "information-element" What beacons say
%help SSID DOT11_SSID: "max-associations" Most clients
%help SSID DOT11_SSID: "wpa-psk" Key of WPA
%help SSID DOT11_SSID: "dot1x" 802.1X
%help SSID DOT11_SSID: "admit-traffic" Admission of traffic
%help SSID DOT11_SSID: "vlan" VLAN of the network
%help SSID DOT11_SSID: "accounting" Record sessions
%help SSID DOT11_SSID: "backup" Backup
%help SSID DOT11_SSID: "authentication" "open" All may associate
%help SSID DOT11_SSID: "authentication" "shared" Shared key
%help SSID DOT11_SSID: "authentication" "network-eap" By LEAP
%help SSID DOT11_SSID: "authentication" "open" "eap" By EAP
%help SSID DOT11_SSID: "authentication" "open" "mac-address" By MAC address
%help "wpa" WPA
%help "cckm" CCKM
%help "wpav2" WPA version 2
%help "wpa2" WPA version 2
%help "network-eap" WORD "mac-address" By MAC address
%help "ssidl" List of names
%help "ssidl" "advertisement" In beacons
%help "wps" Provisioning
%help "infrastructure-ssid" "optional" For others too
%help "mobility" "network-id" Number of the network
%help "alternate" Either way
%help "guest-mode" Announce this name
%help "ssid" A network by its name
%help "antenna" Antenna
%help "channel" Channel
%help "power" "local" Of this radio
%help "power" "client" Of clients
%help "key-management" Management of keys
%help "mbssid" Several networks
%help "retries" Attempts
%help "timeslots" WORD "speed" Rate of a slot
%help "activity-timeout" "unknown" "maximum" Seconds at most
%help "default" NUMBER "maximum" Seconds at most
%help "authentication" "client" Name and password
%help "period" Period
%help "open" Open
%help "packet" Packets
%help "change" Change
%help "band" Band
%help "block" Block
%help "workgroup-bridge" Workgroup bridge
%help "association" Association
%help "framing" Frames
%help "priority-map" Map of priorities
%help "mobility" Mobility
%help "client" Client
%help INTERFACE: "distance" Longest distance of the link
%help "pki-trustpoint" Certificate
%help "ciphersuite" Ciphers
%help "anonymous-id" Name in the clear
%help "aironet" Of Aironet
%help "multicast-mode" How multicast arrives
%help "aes-ccm" AES in CCM
%help "ckip" CKIP
%help "cmic" CMIC
%help "ckip-cmic" CKIP and CMIC
%help "wep128" WEP with 128 bits
%help "wep40" WEP with 40 bits
%help "key-hash" New keys for packets
%help "mic" Check of integrity
%%
global: "dot11" "ssid" name { open_untranslated(cx, @$, MODE_SSID, "a wireless network"); }
      | "dot11" dot11 { line_covered(cx); }
      | "wlccp" wlccp { line_covered(cx); }
      | "dot1x" dot1x_global { line_covered(cx); }
      | "eap" "profile" name { open_covered(cx, MODE_EAP_PROFILE); }
      | "dot1x" "credentials" name { open_covered(cx, MODE_DOT1X_CREDENTIALS); }
      ;
dot11: "activity-timeout" client_kind "default" NUMBER
     | "activity-timeout" client_kind "default" NUMBER "maximum" NUMBER
     | "activity-timeout" client_kind "maximum" NUMBER
     | "adjacent-ap" "age-timeout" NUMBER
     | "arp-cache"
     | "arp-cache" "optional"
     | "association" "mac-list" NUMBER
     | "holdoff-time" NUMBER
     | "mbssid"
     | "network-map"
     | "network-map" NUMBER
     | "phone"
     | "phone" "dot11e"
     | "priority-map" "avvid"
     | "syslog"
     | "vlan-name" name "vlan" NUMBER
     | "pause-time" NUMBER
     ;
client_kind: "unknown" | "client-station" | "repeater" | "workgroup-bridge" | "bridge" | "workgroup";
wlccp: "authentication-server" "infrastructure" name
     | "authentication-server" "client" wlccp_client name
     | "ap" "username" name "password" hidden
     | "ap" "eap" "profile" name
     | "ap" "wds" "ip" "address" IPV4
     | "wds" "priority" NUMBER "interface" interface_name
     | "wds" "mode" "wds-only"
     | "wnm" "ip" "address" IPV4
     ;
wlccp_client: "any" | "eap" | "leap" | "mac";
dot1x_global: "system-auth-control"
            | "guest-vlan" "supplicant"
            | "critical" "eapol"
            | "logging" "verbose"
            | "test" "timeout" NUMBER
            | "default"
            ;

line: IN_SSID no ssid { line_covered(cx); }
    | IN_EAP_PROFILE no eap_profile { line_covered(cx); }
    | IN_DOT1X_CREDENTIALS no dot1x_credentials { line_covered(cx); }
    | IN_DOT11_SSID no ssid { line_covered(cx); }
    ;
ssid: "authentication" "open"
    | "authentication" "open" ssid_methods
    | "authentication" "shared"
    | "authentication" "shared" ssid_methods
    | "authentication" "network-eap" name
    | "authentication" "network-eap" name "mac-address" name
    | "authentication" "key-management" key_managements
    | "authentication" "client" "username" name "password" hidden
    | "accounting" name
    | "guest-mode"
    | "infrastructure-ssid"
    | "infrastructure-ssid" "optional"
    | "information-element" "ssidl" "advertisement"
    | "information-element" "ssidl" "wps"
    | "information-element" "ssidl"
    | "max-associations" NUMBER
    | "mbssid" "guest-mode"
    | "mbssid" "guest-mode" "dtim-period" NUMBER
    | "mobility" "network-id" NUMBER
    | "vlan" vlan_list
    | "backup" "vlan" NUMBER
    | "wpa-psk" "ascii" hidden
    | "wpa-psk" "hex" hidden
    | "dot1x" "credentials" name
    | "dot1x" "eap" "profile" name
    | "admit-traffic"
    ;
eap_profile: "description" LINE
           | "method" name
           | "pki-trustpoint" name
           | "ciphersuite" name
           ;
dot1x_credentials: "anonymous-id" name
                 | "description" LINE
                 | "password" hidden
                 | "pki-trustpoint" name
                 | "username" name
                 ;
ssid_methods: ssid_method | ssid_methods ssid_method;
ssid_method: "eap" name
           | "mac-address" name
           | "optional" "eap" name
           | "alternate"
           ;
key_managements: key_management | key_managements key_management;
key_management: "wpa" | "cckm" | "optional" | "wpav2" | "version" NUMBER | "wpa2";

interface_command: "ssid" name { line_feature(cx, @$, "a wireless network"); open_quietly(cx, MODE_DOT11_SSID); }
                 | radio { line_covered(cx); }
                 ;
radio: "antenna" antenna
     | "beacon" "period" NUMBER
     | "beacon" "dtim-period" NUMBER
     | "broadcast-key" "change" NUMBER
     | "broadcast-key" "change" NUMBER broadcast_keys
     | "broadcast-key" "vlan" NUMBER "change" NUMBER
     | "broadcast-key" "vlan" NUMBER "change" NUMBER broadcast_keys
     | "channel" NUMBER
     | "channel" "width" name
     | "channel" "width" name name
     | "channel" "least-congested"
     | "channel" name
     | "countermeasure" "tkip" "hold-time" NUMBER
     | "dfs"
     | "dfs" "band" numbers "block"
     | "distance" NUMBER
     | "dot11" "extension" "aironet"
     | "dot11" "extension" "power" "native"
     | "dot1x" "client-timeout" NUMBER
     | "encryption" encryption_scope
     | "encryption" "vlan" NUMBER encryption_scope
     | "fragment-threshold" NUMBER
     | "guard-interval" name
     | "infrastructure-client"
     | "l2-filter" "bridge-group-acl"
     | "l2-filter" "block-arp"
     | "mbssid"
     | "packet" "retries" NUMBER
     | "packet" "retries" NUMBER "drop-packet"
     | "packet" "latency" "threshold" NUMBER
     | "parent" NUMBER name
     | "parent" "timeout" NUMBER
     | "payload-encapsulation" name
     | "peakdetect"
     | "power" "client" NUMBER
     | "power" "client" name
     | "power" "local" NUMBER
     | "power" "local" name
     | "power" "local" name NUMBER
     | "preamble-short"
     | "rts" "threshold" NUMBER
     | "rts" "retries" NUMBER
     | "short-slot-time"
     | "slot-time-short"
     | "speed" radio_speeds
     | "station-role" station_role
     | "stbc"
     | "world-mode" "legacy"
     | "world-mode" "dot11d" "country-code" name
     | "world-mode" "dot11d" "country-code" name name
     | "workgroup-bridge" "client-vlan" NUMBER
     | "workgroup-bridge" "unified-vlan-client"
     | "arp" "snooping"
     | "service-module" "ip" "address" IPV4 IPV4
     | "service-module" "ip" "address" PREFIX
     | "service-module" "ip" "default-gateway" IPV4
     | "service-module" "fail-open"
     | "service-module" "external" "ip" "address" IPV4 IPV4
     | "service-module" "heartbeat-reset"
     | "service-module" "t1" "clock" "source" name
     | "service-module" "t1" "timeslots" name
     | "service-module" "t1" "timeslots" name "speed" NUMBER
     | "service-module" "t1" "framing" name
     | "service-module" "t1" "linecode" name
     ;
antenna: "gain" NUMBER | "receive" name | "transmit" name | "a-antenna" | "ab-antenna" | "abc-antenna" | "abcd-antenna";
broadcast_keys: "membership-termination" | "capability-change" | broadcast_keys "membership-termination"
              | broadcast_keys "capability-change";
encryption_scope: "key" NUMBER "size" name hidden
                | "key" NUMBER "size" name hidden "transmit-key"
                | "mode" "ciphers" radio_ciphers
                | "mode" "wep" name
                | "mode" "wep" name wep_options
                ;
radio_ciphers: radio_cipher | radio_ciphers radio_cipher;
radio_cipher: "aes-ccm" | "ckip" | "cmic" | "ckip-cmic" | "tkip" | "wep128" | "wep40";
wep_options: wep_option | wep_options wep_option;
wep_option: "key-hash" | "mic";
/* rates: `1.0`, `basic-11.0`, `range`, `default` */
radio_speeds: name | radio_speeds name | radio_speeds NUMBER;
station_role: "root"
            | "root" "access-point"
            | "root" "ap-only"
            | "root" "bridge"
            | "root" "bridge" "wireless-clients"
            | "root" "fallback" "repeater"
            | "root" "fallback" "shutdown"
            | "non-root"
            | "non-root" "bridge"
            | "non-root" "wireless-clients"
            | "non-root" "bridge" "wireless-clients"
            | "repeater"
            | "scanner"
            | "workgroup-bridge"
            | "workgroup-bridge" "multicast-mode" name
            | "workgroup-bridge" "universal" MAC
            ;
%%
