/* A port of a switch: not translated; its protocols, which keep loops away, have no effect here. */
%help GLOBAL: "voice" Voice
%help INTERFACE: "cts" TrustSec
%help INTERFACE: "device-tracking" Track hosts
%help INTERFACE: "dot1x" 802.1X
%help INTERFACE: "link" Links
%help INTERFACE: "mab" Authentication by hardware address
%help INTERFACE: "mac" Filter of hardware addresses
%help INTERFACE: "mdix" Crossed cables
%help INTERFACE: "spanning-tree" Spanning tree
%help INTERFACE: "storm-control" Limit broadcasts
%help INTERFACE: "switchport" Layer 2
%help INTERFACE: "udld" Detection of one-way links
%help INTERFACE: "ip" "device" Track hosts
%help INTERFACE: "vtp" VLANs of other switches
%help INTERFACE: "macsec" Encryption of Ethernet
%help INTERFACE: "vlan-id" A VLAN
%help INTERFACE: "private-vlan" Private VLANs
%%
interface_command: "switchport" switchport { line_feature(cx, @$, "switching"); }
                 | "spanning-tree" spanning_port { line_no_effect(cx); }
                 | "storm-control" storm_control { line_covered(cx); }
                 | "private-vlan" private_port { line_covered(cx); }
                 | "udld" udld_port { line_no_effect(cx); }
                 | "vtp" { line_no_effect(cx); }
                 | "ip" "dhcp" "snooping" snooping_port { line_covered(cx); }
                 | "ip" "arp" "inspection" inspection_port { line_covered(cx); }
                 | "ip" "verify" "source" verify_source { line_covered(cx); }
                 | "ip" "device" "tracking" { line_no_effect(cx); }
                 | "device-tracking" { line_no_effect(cx); }
                 | "device-tracking" "attach-policy" name { line_no_effect(cx); }
                 | "mac" "access-group" name in_or_out {
			line_feature(cx, @$, "a list of hardware addresses");
		}
                 | "l2protocol-tunnel" { line_covered(cx); }
                 | "mdix" "auto" { line_no_effect(cx); }
                 | "link" "state" "group" NUMBER stream { line_covered(cx); }
                 | "dot1x" dot1x_port { line_feature(cx, @$, "the authentication of ports"); }
                 | "mab" { line_feature(cx, @$, "the authentication of ports"); }
                 | "mab" "eap" { line_feature(cx, @$, "the authentication of ports"); }
                 | "authentication" authentication_port {
			line_feature(cx, @$, "the authentication of ports");
		}
                 | "access-session" access_session {
			line_feature(cx, @$, "the authentication of ports");
		}
                 | "switchport" "port-security" port_security { line_feature(cx, @$, "switching"); }
                 | "vlan-id" "dot1q" NUMBER { line_feature(cx, @$, "switching"); skip_block(cx); }
                 | "bridge-domain" NUMBER { line_feature(cx, @$, "bridging"); }
                 | "l2protocol-tunnel" l2_protocol { line_covered(cx); }
                 | "ip" "device" "tracking" "maximum" NUMBER { line_no_effect(cx); }
                 | "cts" cts { line_covered(cx); }
                 | "macsec" { line_covered(cx); }
                 | "macsec" "network-link" { line_covered(cx); }
                 | "mka" "pre-shared-key" "key-chain" name { line_covered(cx); }
                 | "mka" "policy" name { line_covered(cx); }
                 | "ip" "vrf" "sitemap" name { line_covered(cx); }
                 ;
switchport: %empty
          | "access" "vlan" NUMBER
          | "access" "vlan" "name" name
          | "access" "vlan" "dynamic"
          | "autostate" "exclude"
          | "backup" "interface" interface_name
          | "backup" "interface" interface_name "preemption" backup_preemption
          | "backup" "interface" interface_name "prefer" "vlan" names
          | "block" block_kind
          | "capture"
          | "dot1q" "ethertype"
          | "dot1q" "ethertype" name
          | "host"
          | "mode" switchport_mode
          | "monitor"
          | "nonegotiate"
          | "port-security"
          | "priority" "default" NUMBER
          | "priority" "extend"
          | "priority" "extend" priority_extend
          | "private-vlan" private_switch
          | "protected"
          | "trunk" trunk
          | "voice" "vlan" voice_vlan
          | "vepa" "enabled"
          ;
backup_preemption: "delay" NUMBER | "mode" name;
block_kind: "unicast" | "multicast";
switchport_mode: "access"
               | "trunk"
               | "dynamic" "auto"
               | "dynamic" "desirable"
               | "dot1q-tunnel"
               | "private-vlan" private_mode
               | "routed"
               ;
private_mode: "host" | "promiscuous" | "promiscuous" "trunk" | "trunk" "secondary";
priority_extend: "cos" NUMBER | "trust";
private_switch: "host-association" numbers
              | "mapping" NUMBER names
              | "association" "trunk" numbers
              | "mapping" "trunk" NUMBER names
              | "trunk" "native" "vlan" NUMBER
              | "trunk" "allowed" "vlan" names
              ;
trunk: "encapsulation" trunk_encapsulation
     | "native" "vlan" NUMBER
     | "native" "vlan" "tag"
     | "allowed" "vlan" allowed
     | "pruning" "vlan" allowed
     | "group" names
     ;
trunk_encapsulation: "dot1q" | "isl" | "negotiate";
allowed: vlan_list
       | "add" vlan_list
       | "remove" vlan_list
       | "except" vlan_list
       | "all"
       | "none"
       ;
voice_vlan: NUMBER | "dot1p" | "none" | "untagged" | "name" name;
port_security: "aging" security_aging
             | "mac-address" "sticky"
             | "mac-address" "sticky" name
             | "mac-address" "sticky" name "vlan" security_vlan
             | "mac-address" name
             | "mac-address" name "vlan" security_vlan
             | "maximum" NUMBER
             | "maximum" NUMBER "vlan" security_vlan
             | "violation" violation
             | "limit" "rate" "invalid-source-mac" NUMBER
             ;
security_aging: "time" NUMBER | "static" | "type" "absolute" | "type" "inactivity";
security_vlan: NUMBER | "access" | "voice" | NUMBER "access" | NUMBER "voice";
violation: "protect" | "restrict" | "shutdown" | "shutdown" "vlan";

spanning_port: "portfast"
             | "portfast" portfast
             | "bpduguard"
             | "bpduguard" spanning_switch
             | "bpdufilter"
             | "bpdufilter" spanning_switch
             | "cost" NUMBER
             | "cost" "auto"
             | "guard" spanning_guard
             | "link-type" link_type
             | "mst" vlan_list spanning_cost
             | "mst" "pre-standard"
             | "mst" "simulate" "pvst"
             | "mst" "simulate" "pvst" "disable"
             | "port" "type" port_type
             | "port-priority" NUMBER
             | "priority" NUMBER
             | "protect"
             | "stack-port"
             | "vlan" vlan_list
             | "vlan" vlan_list spanning_cost
             | "bpduguard" "nv"
             ;
portfast: "disable" | "trunk" | "edge" | "edge" "trunk" | "network";
spanning_switch: "enable" | "disable";
spanning_guard: "root" | "loop" | "none";
link_type: "point-to-point" | "shared" | "auto";
spanning_cost: "cost" NUMBER | "port-priority" NUMBER;
port_type: "edge" | "edge" "trunk" | "network" | "normal";
storm_control: storm_traffic "level" storm_levels
             | storm_traffic "include" name
             | "action" storm_action
             | "action" only_no
             ;
storm_traffic: "broadcast" | "multicast" | "unicast" | "unknown-unicast";
storm_levels: storm_level | storm_levels storm_level;
storm_level: NUMBER | name | "bps" | "pps";
storm_action: "shutdown" | "trap";
private_port: "mapping" names
            | "mapping" "add" names
            | "mapping" "remove" names
            | "association" names
            ;
udld_port: "enable" | "port" | "port" "aggressive" | "port" "disable" | "aggressive";
snooping_port: "trust"
             | "limit" "rate" NUMBER
             | "information" "option" "allow-untrusted"
             ;
inspection_port: "trust" | "limit" "rate" NUMBER | "limit" "none"
               | "limit" "rate" NUMBER "burst" "interval" NUMBER;
verify_source: %empty
             | "port-security"
             | "mac-check"
             | "dhcp-snooping-vlan"
             | "tracking"
             ;
stream: "upstream" | "downstream";
dot1x_port: "pae" pae
          | "port-control" port_control
          | "timeout" dot1x_timeout NUMBER
          | "max-req" NUMBER
          | "max-reauth-req" NUMBER
          | "max-start" NUMBER
          | "reauthentication"
          | "reauth-period" "server"
          | "host-mode" host_mode
          | "guest-vlan" NUMBER
          | "auth-fail" "vlan" NUMBER
          | "auth-fail" "max-attempts" NUMBER
          | "critical"
          | "critical" "recovery" "action" "reinitialize"
          | "control-direction" name
          | "violation-mode" name
          | "mac-auth-bypass"
          | "credentials" name
          | "default"
          | "authenticator" "eap" "profile" name
          ;
pae: "authenticator" | "supplicant" | "both";
port_control: "auto" | "force-authorized" | "force-unauthorized";
dot1x_timeout: "tx-period" | "quiet-period" | "reauth-period" | "server-timeout" | "supp-timeout"
             | "held-period" | "auth-period" | "start-period" | "ratelimit-period";
host_mode: "single-host" | "multi-host" | "multi-domain" | "multi-auth";
authentication_port: "port-control" port_control
                   | "host-mode" host_mode
                   | "order" names
                   | "priority" names
                   | "periodic"
                   | "open"
                   | "violation" name
                   | "control-direction" control_direction
                   | "event" port_event
                   | "timer" "reauthenticate" NUMBER
                   | "timer" "reauthenticate" "server"
                   | "timer" "inactivity" NUMBER
                   | "timer" "inactivity" "server"
                   | "timer" "restart" NUMBER
                   | "fallback" name
                   | "linksec" "policy" name
                   | "control" name
                   ;
control_direction: "both" | "in";
port_event: "fail" "action" port_action
          | "fail" "retry" NUMBER "action" port_action
          | "no-response" "action" port_action
          | "server" "dead" "action" port_action
          | "server" "alive" "action" "reinitialize"
          | "linksec" "fail" "action" port_action
          ;
port_action: "next-method"
           | "authorize"
           | "authorize" "voice"
           | "authorize" "vlan" NUMBER
           | "reinitialize" "vlan" NUMBER
           ;
access_session: "port-control" port_control
              | "host-mode" host_mode
              | "closed"
              | "control-direction" control_direction
              ;
l2_protocol: "cdp" | "lldp" | "stp" | "vtp" | "drop-threshold" NUMBER | "shutdown-threshold" NUMBER;
cts: "manual" | "dot1x" | "role-based" "enforcement";
%%
