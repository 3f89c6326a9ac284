/* Radios, their networks, and wireless domain services: not translated. */
%mode SSID "wireless network" "config-ssid"
%mode DOT11_SSID "wireless network" "config-if-ssid"
%help GLOBAL: "dot11" Wireless
%help INTERFACE: "ssid" Wireless network
%help INTERFACE: "station-role" Role in the wireless network
%help INTERFACE: "service-module" A card with a system of its own
%%
global: "dot11" "ssid" name { open_untranslated(cx, @$, MODE_SSID, "a wireless network"); }
      | "dot11" dot11 { line_covered(cx); }
      | "wlccp" wlccp { line_covered(cx); }
      | "dot1x" dot1x_global { line_covered(cx); }
      | "eap" "profile" name { line_covered(cx); skip_block(cx); }
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
            | "credentials" name
            | "guest-vlan" "supplicant"
            | "critical" "eapol"
            | "logging" "verbose"
            | "test" "timeout" NUMBER
            | "default"
            ;

line: IN_SSID no ssid { line_covered(cx); }
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
     | "channel" "width" names
     | "channel" "least-congested"
     | "channel" name
     | "countermeasure" "tkip" "hold-time" NUMBER
     | "dfs"
     | "dfs" "band" numbers "block"
     | "distance" NUMBER
     | "dot11" "extension" names
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
                | "mode" "ciphers" names
                | "mode" "wep" name
                | "mode" "wep" name wep_options
                ;
wep_options: names;
/* rates: `1.0`, `basic-11.0`, `range`, `default` */
radio_speeds: name | radio_speeds name | radio_speeds NUMBER;
station_role: "root"
            | "root" "access-point"
            | "root" "ap-only"
            | "root" "bridge"
            | "root" "bridge" "wireless-clients"
            | "root" "fallback" names
            | "non-root"
            | "non-root" names
            | "repeater"
            | "scanner"
            | "workgroup-bridge"
            | "workgroup-bridge" names
            ;
%%
