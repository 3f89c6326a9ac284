/* VLANs, spanning trees and the rest of a switch: not translated. */
%mode VLAN "VLAN" "config-vlan"
%mode MST "spanning tree region" "config-mst"
%mode BRIDGE_DOMAIN "bridge domain" "config-bdomain"
%help GLOBAL: "errdisable" Interfaces that were shut by errors
%help GLOBAL: "mac-address-table" Table of hardware addresses
%help GLOBAL: "monitor" Copy packets
%help GLOBAL: "spanning-tree" Spanning tree
%help GLOBAL: "udld" Detection of one-way links
%help GLOBAL: "vtp" VLANs of other switches
%help GLOBAL: "device-tracking" Track hosts
%help "ip" "device" Track hosts
%%
global: "vlan" vlan_list { open_untranslated(cx, @$, MODE_VLAN, "switching"); }
      | "vlan" "internal" "allocation" "policy" vlan_order { line_no_effect(cx); }
      | "vlan" "dot1q" "tag" "native" { line_covered(cx); }
      | "vlan" "access-map" name { line_feature(cx, @$, "a VLAN filter"); skip_block(cx); }
      | "vlan" "access-map" name NUMBER { line_feature(cx, @$, "a VLAN filter"); skip_block(cx); }
      | "vlan" "filter" name "vlan-list" names { line_covered(cx); }
      | "vlan" "configuration" vlan_list { line_covered(cx); skip_block(cx); }
      | "vtp" vtp { line_no_effect(cx); }
      | "spanning-tree" spanning_tree { line_no_effect(cx); }
      | "spanning-tree" "mst" "configuration" { line_no_effect(cx); open_quietly(cx, MODE_MST); }
      | "bridge" "irb" { line_feature(cx, @$, "bridging"); }
      | "bridge" "crb" { line_feature(cx, @$, "bridging"); }
      | "bridge" NUMBER bridge { line_feature(cx, @$, "bridging"); }
      | "bridge-domain" NUMBER { open_untranslated(cx, @$, MODE_BRIDGE_DOMAIN, "bridging"); }
      | "mac" "address-table" mac_table { line_covered(cx); }
      | "mac-address-table" mac_table { line_covered(cx); }
      | "mac" "access-list" "extended" name {
		line_feature(cx, @$, "a list of hardware addresses");
		skip_block(cx);
	}
      | "monitor" "session" session_id monitor_session { line_covered(cx); }
      | "errdisable" errdisable { line_no_effect(cx); }
      | "lacp" "system-priority" NUMBER { line_no_effect(cx); }
      | "port-channel" "load-balance" names { line_no_effect(cx); }
      | "udld" udld { line_no_effect(cx); }
      | "ip" "dhcp" "snooping" dhcp_snooping { line_covered(cx); }
      | "ip" "arp" "inspection" arp_inspection { line_covered(cx); }
      | "ip" "source" "binding" name "vlan" NUMBER IPV4 "interface" interface_name {
		line_covered(cx);
	}
      | "ip" "device" "tracking" { line_no_effect(cx); }
      | "ip" "device" "tracking" tracking_probe { line_no_effect(cx); }
      | "device-tracking" "policy" name { line_no_effect(cx); skip_block(cx); }
      | "device-tracking" "tracking" { line_no_effect(cx); }
      | "define" "interface-range" name name { line_no_effect(cx); }
      | "system" "mtu" NUMBER { line_no_effect(cx); }
      | "system" "mtu" system_mtu NUMBER { line_no_effect(cx); }
      | "switch" NUMBER switch_command { line_no_effect(cx); }
      | "sdm" "prefer" names { line_no_effect(cx); }
      | "link" "state" "track" NUMBER { line_covered(cx); }
      | "lldp" lldp_global { line_no_effect(cx); }
      | "cdp" cdp_global { line_no_effect(cx); }
      | "ethernet" ethernet { line_no_effect(cx); }
      | "dot1q" "tunneling" "ethertype" name { line_covered(cx); }
      ;
/* `10`, `10-20`, `10,20-30` */
vlan_list: NUMBER | name;
vlan_order: "ascending" | "descending";
vtp: "mode" vtp_mode
   | "mode" vtp_mode name
   | "domain" name
   | "password" hidden
   | "password" hidden "hidden"
   | "pruning"
   | "version" NUMBER
   | "file" name
   | "interface" interface_name
   | "primary"
   ;
vtp_mode: "server" | "client" | "transparent" | "off";
spanning_tree: "mode" spanning_mode
             | "extend" "system-id"
             | "etherchannel" "guard" "misconfig"
             | "logging"
             | "loopguard" "default"
             | "optimize" "bpdu" "transmission"
             | "backbonefast"
             | "uplinkfast"
             | "uplinkfast" "max-update-rate" NUMBER
             | "bridge" "assurance"
             | "pathcost" "method" name
             | "portfast" portfast_global
             | "transmit" "hold-count" NUMBER
             | "vlan" vlan_list
             | "vlan" vlan_list spanning_vlan
             | "mst" vlan_list spanning_vlan
             | "mst" "hello-time" NUMBER
             | "mst" "forward-time" NUMBER
             | "mst" "max-age" NUMBER
             | "mst" "max-hops" NUMBER
             | "mst" "simulate" "pvst" "global"
             ;
spanning_mode: "pvst" | "rapid-pvst" | "mst" | "stp" | "rstp";
portfast_global: "default"
               | "edge" "default"
               | "network" "default"
               | "normal" "default"
               | "bpduguard" "default"
               | "bpdufilter" "default"
               | "edge" "bpduguard" "default"
               | "edge" "bpdufilter" "default"
               ;
spanning_vlan: "priority" NUMBER
             | "root" spanning_root
             | "root" spanning_root "diameter" NUMBER
             | "hello-time" NUMBER
             | "forward-time" NUMBER
             | "max-age" NUMBER
             ;
spanning_root: "primary" | "secondary";
bridge: "protocol" bridge_protocol
      | "route" "ip"
      | "bridge" "ip"
      | "priority" NUMBER
      | "aging-time" NUMBER
      | "forward-time" NUMBER
      | "hello-time" NUMBER
      | "max-age" NUMBER
      | "acquire"
      | "domain" NUMBER
      | "multicast-source"
      ;
bridge_protocol: "ieee" | "dec" | "ibm" | "vlan-bridge";
mac_table: "aging-time" NUMBER
         | "aging-time" NUMBER "vlan" NUMBER
         | "static" name "vlan" NUMBER mac_static
         | "notification" "change"
         | "notification" "mac-move"
         | "notification" "threshold"
         | "learning" "vlan" vlan_list
         ;
mac_static: "interface" interface_name | "drop";
session_id: NUMBER;
monitor_session: "source" "interface" monitored monitor_direction
               | "source" "vlan" vlan_list monitor_direction
               | "source" "remote" "vlan" NUMBER
               | "destination" "interface" monitored monitor_destination
               | "destination" "remote" "vlan" NUMBER
               | "filter" "vlan" names
               | "filter" "access-group" name
               | only_no
               ;
monitored: interface_name | monitored "," interface_name | monitored "-" NUMBER | name;
monitor_direction: %empty | "rx" | "tx" | "both";
monitor_destination: %empty | "encapsulation" "replicate" | "ingress" "vlan" NUMBER | "ingress" "dot1q" "vlan" NUMBER;
errdisable: "detect" "cause" names
          | "recovery" "cause" names
          | "recovery" "interval" NUMBER
          ;
udld: "enable" | "aggressive" | "message" "time" NUMBER;
dhcp_snooping: %empty
             | "vlan" names
             | "information" "option"
             | "information" "option" "allow-untrusted"
             | "information" "option" "format" "remote-id" "hostname"
             | "verify" "mac-address"
             | "verify" "no-relay-agent-address"
             | "database" name
             | "database" "write-delay" NUMBER
             | "database" "timeout" NUMBER
             | "limit" "rate" NUMBER
             | "glean"
             ;
arp_inspection: "vlan" names
              | "validate" names
              | "filter" name "vlan" names
              | "filter" name "vlan" names "static"
              ;
tracking_probe: "probe" "delay" NUMBER
              | "probe" "interval" NUMBER
              | "probe" "count" NUMBER
              | "probe" "use-svi"
              ;
system_mtu: "routing" | "jumbo";
switch_command: "provision" name
              | "priority" NUMBER
              | "renumber" NUMBER
              ;
lldp_global: "run"
           | "timer" NUMBER
           | "holdtime" NUMBER
           | "reinit" NUMBER
           | "tlv-select" name
           | "med-tlv-select" name
           ;
cdp_global: "run"
          | "timer" NUMBER
          | "holdtime" NUMBER
          | "advertise-v2"
          | "source-interface" interface_name
          | "log" "mismatch" "duplex"
          ;
ethernet: "lmi" "ce"
        | "lmi" "global"
        | "evc" name
        ;

line: IN_VLAN no vlan { line_covered(cx); }
    | IN_MST no mst { line_no_effect(cx); }
    | IN_BRIDGE_DOMAIN no bridge_domain { line_covered(cx); }
    ;
vlan: "name" name
    | "state" "active"
    | "state" "suspend"
    | "shutdown"
    | "private-vlan" private_vlan
    | "remote-span"
    | "mtu" NUMBER
    | "media" name
    | "uni-vlan" name
    | "service-policy" policy_direction name
    | "tb-vlan1" NUMBER
    ;
private_vlan: "primary" | "isolated" | "community" | "association" names | "association" "add" names;
mst: "name" name
   | "revision" NUMBER
   | "instance" NUMBER "vlan" names
   | "private-vlan" "synchronize"
   ;
bridge_domain: "member" interface_name "service-instance" NUMBER
             | "mac" "learning"
             | "shutdown"
             ;
%%
