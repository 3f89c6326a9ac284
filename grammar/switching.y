/* VLANs, spanning trees and the rest of a switch: not translated. */
%mode VLAN "VLAN" "config-vlan"
%mode MST "spanning tree region" "config-mst"
%mode TRACKING_POLICY "device tracking policy" "config-device-tracking"
%mode BRIDGE_DOMAIN "bridge domain" "config-bdomain"
%help GLOBAL: "errdisable" Interfaces that were shut by errors
%help GLOBAL: "mac-address-table" Table of hardware addresses
%help GLOBAL: "monitor" Copy packets
%help GLOBAL: "spanning-tree" Spanning tree
%help GLOBAL: "udld" Detection of one-way links
%help GLOBAL: "vtp" VLANs of other switches
%help GLOBAL: "device-tracking" Track hosts
%help "ip" "device" Track hosts
%help "mac" "learning" Learn addresses
%help "mac" "address-table" Table of addresses
%help "define" Define a name for others
%help GLOBAL: "sdm" Shares of the switch's memory
%help "bridge" "irb" Route and bridge the same protocol
%help "bridge" "crb" Route or bridge a protocol
%help "bridge" NUMBER "route" Route this protocol
%help "bridge" NUMBER "acquire" Forward to addresses that are learnt
%help "bridge" NUMBER "multicast-source" Forward multicast to where it comes from
%help "bridge" NUMBER "priority" Priority of this bridge
%help "bridge" NUMBER "protocol" Protocol of spanning tree
%help "bridge" NUMBER "address" An address by hand
%help "bridge" NUMBER "domain" Domain
%help "bridge" NUMBER "bridge" Bridge this protocol
%help "protocol" "ieee" IEEE 802.1D
%help "protocol" "dec" DEC
%help "protocol" "vlan-bridge" Between VLANs
%help "aging-time" Seconds that an address is kept
%help "forward-time" Seconds of listening and learning
%help "hello-time" Seconds between hellos
%help "max-age" Seconds until a root is gone
%help GLOBAL: "cdp" "holdtime" Seconds that neighbours keep it
%help "advertise-v2" Send version 2
%help "cdp" "log" "mismatch" Settings that differ
%help "mismatch" "duplex" Duplex
%help GLOBAL: "cdp" "source-interface" Interface whose address is used
%help "interface-range" Name of a range of interfaces
%help "device-tracking" "tracking" Watch devices
%help "device-tracking" "tracking" "retry-interval" Seconds between two questions
%help "device-tracking" "logging" Log events of tracking
%help "device-tracking" "logging" "theft" Addresses that another host took
%help "device-tracking" "logging" "resolution-veto" Resolutions that were refused
%help "device-tracking" "logging" "packet" Packets
%help "device-tracking" "logging" "packet" "drop" Packets that were dropped
%help "device-tracking" "binding" Table of hosts
%help "device-tracking" "binding" "logging" Log changes of the table
%help "device-tracking" "binding" "max-entries" Most hosts in the table
%help "device-tracking" "binding" "reachable-lifetime" Seconds that a host counts as reachable
%help "device-tracking" "binding" "stale-lifetime" Seconds that a silent host is kept
%help "device-tracking" "binding" "down-lifetime" Seconds that a host of a dead interface is kept
%help "tunneling" Tunnels
%help "ethertype" Type that frames have
%help GLOBAL: "errdisable" "detect" What disables a port
%help GLOBAL: "errdisable" "recovery" How ports come back
%help "errdisable" "detect" "cause" Cause
%help "errdisable" "recovery" "cause" Cause
%help "errdisable" "recovery" "interval" Seconds until a port comes back
%help "ethernet" "lmi" Local management interface
%help "ethernet" "evc" Ethernet virtual circuit
%help "lmi" "ce" Customer's side
%help "lmi" "global" On all ports
%help GLOBAL: "ip" "source" Sources of packets
%help "ip" "source" "binding" Address that belongs to a port
%help "arp" "inspection" Inspection of ARP
%help "arp" "inspection" "validate" Check addresses
%help "inspection" "vlan" In these VLANs
%help "inspection" "filter" By this access list
%help "device" "tracking" Watch devices
%help "tracking" "probe" Probes
%help "probe" "use-svi" From the VLAN's address
%help "tracking" "probe" "interval" Seconds between probes
%help "dhcp" "snooping" Snooping of DHCP
%help "snooping" "verify" Check messages
%help "snooping" "database" Where bindings are kept
%help "snooping" "glean" Learn from messages
%help "snooping" "vlan" In these VLANs
%help "snooping" "information" Option 82
%help "information" "option" "allow-untrusted" Take it from other switches
%help "information" "option" "format" Format of the option
%help "option" "format" "remote-id" Identity of this switch
%help "no-relay-agent-address" Do not check the relay
%help "verify" "mac-address" Check MAC addresses
%help "system-priority" Priority of this system
%help "link" "state" State of links
%help GLOBAL: "lldp" "timer" Seconds between messages
%help GLOBAL: "lldp" "holdtime" Seconds that neighbours keep it
%help "reinit" Seconds until it starts again
%help "tlv-select" What is sent
%help "med-tlv-select" What is sent to phones
%help "address-table" Table of MAC addresses
%help "mac-address-table" "static" An address by hand
%help "mac-address-table" "notification" Notifications
%help "mac-address-table" "learning" Learn addresses
%help "address-table" "static" An address by hand
%help "address-table" "notification" Notifications
%help "address-table" "learning" Learn addresses
%help "notification" "change" Of new addresses
%help "mac-move" Of addresses that move
%help GLOBAL: "monitor" "session" Copy traffic to a port
%help "session" NUMBER "source" What is copied
%help "session" NUMBER "destination" Where it is copied to
%help "session" NUMBER "filter" Only this
%help "session" NUMBER "type" Kind of session
%help "interface" IFNAME "ingress" Take packets from there
%help "encapsulation" "replicate" As it came
%help "interface" IFNAME "rx" What is received
%help "interface" IFNAME "tx" What is sent
%help "interface" IFNAME "both" Both ways
%help "source" "vlan" VLANs
%help "sdm" "prefer" For this purpose
%help GLOBAL: "spanning-tree" "extend" Extend
%help GLOBAL: "spanning-tree" "etherchannel" Port channels
%help GLOBAL: "spanning-tree" "backbonefast" Find failures elsewhere fast
%help GLOBAL: "spanning-tree" "uplinkfast" Change the uplink fast
%help GLOBAL: "spanning-tree" "pathcost" How costs are computed
%help GLOBAL: "spanning-tree" "transmit" Sending
%help GLOBAL: "spanning-tree" "mode" Mode of spanning tree
%help GLOBAL: "spanning-tree" "vlan" One VLAN
%help GLOBAL: "spanning-tree" "optimize" Optimize
%help GLOBAL: "spanning-tree" "bridge" Bridges
%help GLOBAL: "spanning-tree" "logging" Log changes of state
%help GLOBAL: "spanning-tree" "bridge" "assurance" Neighbours must answer
%help GLOBAL: "spanning-tree" "etherchannel" "guard" "misconfig" Against wrong settings
%help GLOBAL: "spanning-tree" "extend" "system-id" With the number of the VLAN
%help GLOBAL: "spanning-tree" "mode" "rapid-pvst" One fast tree for each VLAN
%help GLOBAL: "spanning-tree" "mode" "stp" The first spanning tree
%help GLOBAL: "spanning-tree" "mode" "rstp" Rapid spanning tree
%help GLOBAL: "spanning-tree" "mst" "configuration" Regions and instances
%help GLOBAL: "spanning-tree" "mst" "max-hops" Most hops
%help GLOBAL: "spanning-tree" "mst" "simulate" "pvst" With one tree for each VLAN
%help GLOBAL: "spanning-tree" "mst" "simulate" "pvst" "global" On all ports
%help GLOBAL: "spanning-tree" "optimize" "bpdu" Messages of spanning tree
%help GLOBAL: "spanning-tree" "portfast" "edge" Ports of hosts
%help GLOBAL: "spanning-tree" "portfast" "normal" Other ports
%help GLOBAL: "spanning-tree" "portfast" "bpduguard" Disable ports that get its messages
%help GLOBAL: "spanning-tree" "portfast" "bpdufilter" Neither send nor take its messages
%help GLOBAL: "spanning-tree" "portfast" "edge" "bpduguard" Disable ports that get its messages
%help GLOBAL: "spanning-tree" "portfast" "edge" "bpdufilter" Neither send nor take its messages
%help GLOBAL: "spanning-tree" "portfast" "default" On all access ports
%help GLOBAL: "spanning-tree" "portfast" "network" Ports of bridges
%help GLOBAL: "spanning-tree" "transmit" "hold-count" Messages in a second
%help GLOBAL: "spanning-tree" "uplinkfast" "max-update-rate" Packets in a second
%help GLOBAL: "spanning-tree" "mst" NUMBER "priority" Priority of this bridge
%help GLOBAL: "spanning-tree" "mst" NUMBER "root" Become the root
%help GLOBAL: "spanning-tree" "pathcost" "method" Method
%help GLOBAL: "spanning-tree" "loopguard" "default" On all ports
%help "spanning-tree" "vlan" NUMBER "root" Become the root
%help "spanning-tree" "vlan" NUMBER "priority" Priority of this bridge
%help "spanning-tree" "vlan" NUMBER "cost" Cost of this port
%help "spanning-tree" "vlan" NUMBER "port-priority" Priority of this port
%help "root" "primary" The first one
%help "root" "secondary" The second one
%help "diameter" Switches from end to end
%help "switch" NUMBER "renumber" New number
%help "switch" NUMBER "priority" Priority to be master
%help "mtu" "routing" Of packets that are routed
%help "mtu" "jumbo" Of fast ports
%help "udld" "aggressive" Disable ports that lose their neighbour
%help "udld" "message" Messages
%help "udld" "enable" Normal mode
%help "message" "time" Seconds between messages
%help GLOBAL: "vlan" "internal" VLANs of routed ports
%help GLOBAL: "vlan" "access-map" Filter of VLANs
%help GLOBAL: "vlan" "filter" Use of a filter
%help GLOBAL: "vlan" "configuration" Settings of VLANs
%help "vlan" "dot1q" "tag" Tags
%help "tag" "native" Tag the native VLAN too
%help "vlan-list" VLANs
%help "vlan" "internal" "allocation" How they are taken
%help "policy" "ascending" From 1006 upwards
%help "policy" "descending" From 4094 downwards
%help "allocation" "policy" Order
%help GLOBAL: "vtp" "domain" Name of the domain
%help GLOBAL: "vtp" "pruning" Keep floods out of where nobody listens
%help GLOBAL: "vtp" "primary" The primary server
%help GLOBAL: "vtp" "mode" Mode of this switch
%help GLOBAL: "vtp" "password" Password of the domain
%help GLOBAL: "vtp" "version" Version of VTP
%help GLOBAL: "vtp" "file" File that it is kept in
%help GLOBAL: "vtp" "interface" Interface whose address is used
%help "mode" "transparent" Pass it on, take nothing
%help "mode" "off" Neither pass on nor take
%help "mode" "server" VLANs are changed here
%help "password" WORD "hidden" Store it as a digest
%help "vtp" "mode" "client" VLANs come from a server
%help MST: "revision" Revision of the region
%help MST: "instance" VLANs of an instance
%help MST: "name" Name of the region
%help "instance" NUMBER "vlan" These VLANs
%help "private-vlan" "synchronize" Put secondary ones beside their primary ones
%help MST: "private-vlan" Private VLANs
%help VLAN: "state" State of the VLAN
%help VLAN: "private-vlan" Private VLAN
%help VLAN: "remote-span" Carry copies of traffic
%help VLAN: "media" Medium of the VLAN
%help VLAN: "name" Name of the VLAN
%help VLAN: "shutdown" Switch no frames
%help "uni-vlan" Kind of ports of users
%help "tb-vlan1" VLAN to translate to
%help "private-vlan" "primary" The primary VLAN
%help "private-vlan" "isolated" Hosts do not reach each other
%help "private-vlan" "community" Hosts reach each other
%help "private-vlan" "association" Secondary VLANs
%help VLAN: "state" "active" It switches
%help VLAN: "state" "suspend" It does not switch
%help "mst" Multiple spanning trees
%help "pvst" One tree for each VLAN
%help "sdm" Shares of memory
%help "system" "mtu" Largest packet
%help "udld" Unidirectional links
%help "lldp" Link layer discovery
%help "cdp" Cisco discovery
%help "primary" Primary
%help "edge" Port of a host
%help "loopguard" Guard against loops
%help "reload" Over a reload
%help "cdp" "timer" Seconds between messages
%help BRIDGE_DOMAIN: "member" Member of the domain
%help "device-tracking" "policy" Policy
%help "filter" WORD "vlan" WORD "static" Do not look further
%help "tracking" "probe" "count" Number of probes
%help "snooping" "limit" Limits
%help "limit" "rate" Packets in a second
%help "interface" IFNAME "encapsulation" Encapsulation
%help "session" NUMBER "filter" "access-group" Access list
%help "session" NUMBER "source" "remote" VLAN of copies
%help "session" NUMBER "destination" "remote" VLAN of copies
%help "bpdu" "transmission" Sending
%help VLAN: "mtu" MTU of the VLAN
%help "member" Member
%help "mac" MAC addresses
%help "tracking" Tracking
%help "state" State
%help "ieee" IEEE
%help "ibm" IBM
%help "provision" Kind of the switch
%help "tag" Tag
%help "filter" Filter
%help "inspection" Inspection
%help "global" For all
%help "root" Root
%help "forwarding" Forwarding
%help "to" To
%help "run" Run it
%help "mode" Mode
%help "off" Off
%help "timer" Timer
%help "routing" Routing
%help "learning" "vlan" In these VLANs
%help "vlan" VLAN
%help "portfast" "edge" "default" On all access ports
%help "portfast" "network" "default" On all ports
%help "portfast" "normal" "default" On all ports
%help "bpduguard" "default" On all ports of hosts
%help "bpdufilter" "default" On all ports of hosts
%help "spanning-tree" "portfast" "default" On all access ports
%help "load-balance-hash-algo" How links are chosen
%help "device-tracking" Track hosts
%help "vni" Number of a VXLAN
%help "evpn-instance" An instance of EVPN
%help "data-glean" Learn from data
%help "recovery" Ask for lost ones
%help "destination-glean" Learn destinations
%help "log-only" Log only
%help "device-role" What is connected
%help "address-count" The most addresses
%help "medium-type-wireless" Wireless
%help "prefix-glean" Learn prefixes
%help "security-level" How strict
%help "reachable-lifetime" Seconds for which it counts as there
%help "trusted-port" Trust the port
%help "mac" Hardware addresses
%help "log-buffer" Buffer of the log
%help "logs" Messages
%help "dst-ip" By destination address
%help "dst-mac" By destination's hardware address
%help "dst-port" By destination port
%help "ipv6-label" By flow label
%help "l3-proto" By protocol
%help "src-ip" By source address
%help "src-mac" By source's hardware address
%help "src-port" By source port
%help "acl-match" What lists match
%help "dhcp-bindings" What DHCP knows
%help "allow-zeros" But 0.0.0.0
%help "zeros" 0.0.0.0
%%
global: "vlan" vlan_list { open_untranslated(cx, @$, MODE_VLAN, "switching"); }
      | "vlan" "internal" "allocation" "policy" vlan_order { line_no_effect(cx); }
      | "vlan" "dot1q" "tag" "native" { line_covered(cx); }
      | "vlan" "configuration" vlan_list { open_covered(cx, MODE_VLAN); }
      | "vtp" vtp { line_no_effect(cx); }
      | "spanning-tree" spanning_tree { line_no_effect(cx); }
      | "spanning-tree" "mst" "configuration" { line_no_effect(cx); open_quietly(cx, MODE_MST); }
      | "bridge" "irb" { line_feature(cx, @$, "bridging"); }
      | "bridge" "crb" { line_feature(cx, @$, "bridging"); }
      | "bridge" NUMBER bridge { line_feature(cx, @$, "bridging"); }
      | "bridge-domain" NUMBER { open_untranslated(cx, @$, MODE_BRIDGE_DOMAIN, "bridging"); }
      | "mac" "address-table" mac_table { line_covered(cx); }
      | "mac-address-table" mac_table { line_covered(cx); }
      | "monitor" "session" session_id monitor_session { line_covered(cx); }
      | "errdisable" errdisable { line_no_effect(cx); }
      | "lacp" "system-priority" NUMBER { line_no_effect(cx); }
      | "port-channel" "load-balance" name { line_no_effect(cx); }
      | "port-channel" "load-balance" "extended" { line_no_effect(cx); }
      | "port-channel" "load-balance" "extended" balance_keys { line_no_effect(cx); }
      | "port-channel" "load-balance-hash-algo" name { line_no_effect(cx); }
      | "udld" udld { line_no_effect(cx); }
      | "ip" "dhcp" "snooping" dhcp_snooping { line_covered(cx); }
      | "ip" "arp" "inspection" arp_inspection { line_covered(cx); }
      | "ip" "source" "binding" name "vlan" NUMBER IPV4 "interface" interface_name {
		line_covered(cx);
	}
      | "ip" "device" "tracking" { line_no_effect(cx); }
      | "ip" "device" "tracking" tracking_probe { line_no_effect(cx); }
      | "device-tracking" "policy" name { line_no_effect(cx); open_quietly(cx, MODE_TRACKING_POLICY); }
      | "device-tracking" "tracking" { line_no_effect(cx); }
      | "device-tracking" "tracking" "retry-interval" NUMBER { line_no_effect(cx); }
      | "device-tracking" "logging" tracking_event { line_no_effect(cx); }
      | "device-tracking" "binding" tracking_binding { line_no_effect(cx); }
      | "define" "interface-range" name name { line_no_effect(cx); }
      | "system" "mtu" NUMBER { line_no_effect(cx); }
      | "system" "mtu" system_mtu NUMBER { line_no_effect(cx); }
      | "switch" NUMBER switch_command { line_no_effect(cx); }
      | "sdm" "prefer" name { line_no_effect(cx); }
      | "sdm" "prefer" name name { line_no_effect(cx); }
      | "link" "state" "track" NUMBER { line_covered(cx); }
      | "lldp" lldp_global { line_no_effect(cx); }
      | "cdp" cdp_global { line_no_effect(cx); }
      | "ethernet" ethernet { line_no_effect(cx); }
      | "dot1q" "tunneling" "ethertype" name { line_covered(cx); }
      ;
tracking_event: "theft" | "resolution-veto" | "packet" "drop";
tracking_binding: "logging" | "max-entries" NUMBER | "reachable-lifetime" NUMBER
                | "stale-lifetime" NUMBER | "down-lifetime" NUMBER
                ;
/* `10`, `10-20`, `10,20-30` */
vlan_list: NUMBER | name;
/* `10, 20-30` */
vlan_lists: vlan_list | vlan_lists vlan_list | vlan_lists ",";
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
               | "filter" "vlan" vlan_lists
               | "filter" "access-group" name
               | only_no
               ;
monitored: interface_name | monitored "," interface_name | monitored "-" NUMBER | name;
monitor_direction: %empty | "rx" | "tx" | "both";
monitor_destination: %empty | "encapsulation" "replicate" | "ingress" "vlan" NUMBER | "ingress" "dot1q" "vlan" NUMBER;
errdisable: "detect" "cause" name
          | "detect" "cause" name "shutdown" "vlan"
          | "recovery" "cause" name
          | "recovery" "interval" NUMBER
          ;
udld: "enable" | "aggressive" | "message" "time" NUMBER;
dhcp_snooping: %empty
             | "vlan" vlan_lists
             | "information" "option"
             | "information" "option" "allow-untrusted"
             | "information" "option" "format" "remote-id" "hostname"
             | "verify" "mac-address"
             | "verify" "no-relay-agent-address"
             | "database" name
             | "database" "write-delay" NUMBER
             | "database" "timeout" NUMBER
             | "glean"
             ;
balance_keys: balance_key | balance_keys balance_key;
balance_key: "dst-ip" | "dst-mac" | "dst-port" | "ipv6-label" | "l3-proto" | "src-ip" | "src-mac" | "src-port";
arp_inspection: "vlan" vlan_lists
              | "vlan" vlan_lists "logging" inspection_log
              | "validate" inspection_checks
              | "filter" name "vlan" vlan_lists
              | "filter" name "vlan" vlan_lists "static"
              | "log-buffer" "entries" NUMBER
              | "log-buffer" "logs" NUMBER "interval" NUMBER
              ;
inspection_log: "acl-match" name | "dhcp-bindings" name;
inspection_checks: inspection_check | inspection_checks inspection_check;
inspection_check: "dst-mac" | "ip" | "ip" "allow-zeros" | "src-mac" | "allow" "zeros";
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
    | IN_TRACKING_POLICY no tracking_policy { line_no_effect(cx); }
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
    | "device-tracking"
    | "device-tracking" "attach-policy" name
    | "ip" "flow" "monitor" name policy_direction
    | "member" "vni" NUMBER
    | "member" "evpn-instance" NUMBER "vni" NUMBER
    | "tb-vlan1" NUMBER
    ;
private_vlan: "primary" | "isolated" | "community" | "association" vlan_lists
            | "association" "add" vlan_lists | "association" "remove" vlan_lists;
tracking_policy: "data-glean" "recovery" name
               | "destination-glean" "log-only"
               | "device-role" name
               | "limit" "address-count" NUMBER
               | "medium-type-wireless"
               | "prefix-glean"
               | "protocol" name
               | "security-level" name
               | "tracking" "enable"
               | "tracking" "enable" "reachable-lifetime" NUMBER
               | "tracking" "disable"
               | "trusted-port"
               ;
mst: "name" name
   | "revision" NUMBER
   | "instance" NUMBER "vlan" vlan_lists
   | "private-vlan" "synchronize"
   ;
bridge_domain: "member" interface_name "service-instance" NUMBER
             | "member" "vfi" name
             | "member" "vni" NUMBER
             | "member" "evpn-instance" NUMBER "vni" NUMBER
             | "mac" "learning"
             | "shutdown"
             ;
%%
