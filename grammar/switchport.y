/* A port of a switch: not translated; its protocols, which keep loops away, have no effect here. */
%rare INTERFACE: "monitor"
%mode CTS "TrustSec" "config-if-cts-manual"
%help GLOBAL: "authentication" Authentication of ports
%help "mac-move" "permit" A host may move to another port
%help "mac-move" "deny" A host must stay at its port
%help "authentication" "mac-move" Hosts that move
%help "authentication" "critical" When no server answers
%help "critical" "recovery" After that
%help "recovery" "delay" Milliseconds
%help "authentication" "convert-to" Way of configuration
%help "convert-to" "new-style" The new way
%help CTS: "policy" Tag of what comes in
%help CTS: "propagate" Carry tags over
%help CTS: "sap" Keys of MACsec
%help "policy" "static" By hand
%help "policy" "dynamic" By the other side
%help "static" "sgt" Security group tag
%help "sgt" NUMBER "trusted" Keep tags that come
%help "dynamic" "identity" Name of the other side
%help "propagate" "sgt" Security group tags
%help "sap" "pmk" Master key
%help "pmk" WORD "mode-list" Ciphers
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
%help INTERFACE: "access-session" Sessions of users
%help INTERFACE: "mka" Key agreement of MACsec
%help INTERFACE: "access-session" "closed" Let nothing pass before
%help INTERFACE: "access-session" "control-direction" Which way is controlled
%help INTERFACE: "authentication" "order" Order of methods
%help INTERFACE: "authentication" "periodic" Ask again from time to time
%help INTERFACE: "authentication" "control-direction" Which way is controlled
%help INTERFACE: "authentication" "fallback" When no method works
%help INTERFACE: "authentication" "event" What is done when
%help INTERFACE: "authentication" "timer" Timers
%help INTERFACE: "authentication" "priority" Priority of methods
%help INTERFACE: "authentication" "open" Let pass before
%help INTERFACE: "authentication" "control-direction" "both" Both ways
%help INTERFACE: "authentication" "event" "fail" Authentication fails
%help INTERFACE: "authentication" "event" "server" Servers
%help INTERFACE: "authentication" "event" "fail" "action" What is done
%help INTERFACE: "authentication" "event" "server" "dead" No server answers
%help INTERFACE: "authentication" "event" "server" "alive" A server answers again
%help INTERFACE: "authentication" "event" "linksec" "fail" It fails
%help INTERFACE: "authentication" "event" "fail" "retry" Attempts
%help INTERFACE: "authentication" "event" "server" "alive" "action" What is done
%help INTERFACE: "authentication" "event" "server" "dead" "action" What is done
%help INTERFACE: "authentication" "event" "no-response" "action" What is done
%help INTERFACE: "authentication" "timer" "reauthenticate" Seconds until it is asked again
%help INTERFACE: "authentication" "timer" "restart" Seconds until it begins again
%help INTERFACE: "authentication" "timer" "inactivity" Seconds without traffic
%help INTERFACE: "authentication" "violation" "shutdown" Disable the port
%help "action" "next-method" The next method
%help "action" "authorize" Let it into a VLAN
%help "action" "reinitialize" Begin again
%help "authorize" "voice" Into the voice VLAN
%help "authorize" "vlan" Into this VLAN
%help "cts" "role-based" By role
%help "role-based" "enforcement" Enforce it
%help "attach-policy" Policy of this port
%help INTERFACE: "dot1x" "pae" Role of the port
%help INTERFACE: "dot1x" "max-req" Requests until it gives up
%help INTERFACE: "dot1x" "max-reauth-req" Identity requests until it begins again
%help INTERFACE: "dot1x" "max-start" Starts until it gives up
%help INTERFACE: "dot1x" "reauthentication" Ask again from time to time
%help INTERFACE: "dot1x" "auth-fail" VLAN of those who fail
%help INTERFACE: "dot1x" "control-direction" Which way is controlled
%help INTERFACE: "dot1x" "violation-mode" When one host too many comes
%help INTERFACE: "dot1x" "mac-auth-bypass" By MAC address
%help INTERFACE: "dot1x" "authenticator" Settings of the authenticator
%help INTERFACE: "dot1x" "timeout" Timers
%help INTERFACE: "dot1x" "critical" When no server answers
%help INTERFACE: "dot1x" "guest-vlan" VLAN of those who do not answer
%help INTERFACE: "dot1x" "auth-fail" "max-attempts" Attempts
%help INTERFACE: "dot1x" "auth-fail" "vlan" This VLAN
%help INTERFACE: "dot1x" "critical" "recovery" When a server answers again
%help INTERFACE: "dot1x" "critical" "recovery" "action" What is done
%help "reauth-period" Seconds until it is asked again
%help "port-control" State of the port
%help "host-mode" How many hosts
%help "host-mode" "multi-host" Several behind one
%help "single-host" One host
%help "multi-host" Several hosts
%help "multi-domain" One host and one phone
%help "multi-auth" Several, each for itself
%help "pae" "authenticator" Authenticator
%help "supplicant" Supplicant
%help "port-control" "auto" As authentication says
%help "force-authorized" Always let pass
%help "force-unauthorized" Never let pass
%help "dot1x" "timeout" "tx-period" Seconds between requests
%help "dot1x" "timeout" "quiet-period" Seconds of quiet after a failure
%help "dot1x" "timeout" "server-timeout" Seconds to wait for the server
%help "dot1x" "timeout" "supp-timeout" Seconds to wait for the host
%help "dot1x" "timeout" "held-period" Seconds of quiet after a failure
%help "dot1x" "timeout" "auth-period" Seconds to wait for the authenticator
%help "dot1x" "timeout" "start-period" Seconds between starts
%help "dot1x" "timeout" "ratelimit-period" Seconds that starts are ignored
%help "limit" "rate" NUMBER "burst" Seconds of a burst
%help "ip" "device" "tracking" "maximum" Most devices of this port
%help "tracking" "maximum" Most devices
%help "verify" "source" Addresses of hosts
%help "verify" "source" "port-security" MAC addresses too
%help "source" "mac-check" MAC addresses too
%help "dhcp-snooping-vlan" Where DHCP is snooped
%help "verify" "source" "tracking" By device tracking
%help "ip" "vrf" "sitemap" Site map
%help "l2protocol-tunnel" "stp" Spanning tree
%help "l2protocol-tunnel" "vtp" VLAN trunking
%help "drop-threshold" Packets in a second until it drops
%help "shutdown-threshold" Packets in a second until it is disabled
%help "group" NUMBER "upstream" These ports decide
%help "group" NUMBER "downstream" These ports follow
%help "mab" "eap" By EAP
%help INTERFACE: "mac" "access-group" Filter frames
%help "macsec" "network-link" Link to a network device
%help "mka" "policy" Policy
%help "pre-shared-key" "key-chain" Keys
%help "private-vlan" "mapping" Secondary VLANs of this interface
%help "mapping" "trunk" For trunks
%help INTERFACE: "spanning-tree" "bpduguard" Disable the port when it gets messages of spanning tree
%help INTERFACE: "spanning-tree" "cost" Cost of this port
%help INTERFACE: "spanning-tree" "guard" Guard of this port
%help INTERFACE: "spanning-tree" "port-priority" Priority of this port
%help INTERFACE: "spanning-tree" "stack-port" Port of a stack
%help INTERFACE: "spanning-tree" "portfast" Port of a host
%help INTERFACE: "spanning-tree" "vlan" One VLAN
%help INTERFACE: "spanning-tree" "bpduguard" "enable" Do so
%help INTERFACE: "spanning-tree" "bpduguard" "disable" Do not
%help INTERFACE: "spanning-tree" "bpdufilter" "enable" Do so
%help INTERFACE: "spanning-tree" "bpdufilter" "disable" Do not
%help INTERFACE: "spanning-tree" "guard" "root" It must not lead to the root
%help INTERFACE: "spanning-tree" "guard" "loop" It must not open a loop
%help INTERFACE: "spanning-tree" "guard" "none" No guard
%help INTERFACE: "spanning-tree" "link-type" "point-to-point" To one switch
%help INTERFACE: "spanning-tree" "link-type" "shared" To several
%help INTERFACE: "spanning-tree" "mst" "pre-standard" Messages of before the standard
%help INTERFACE: "spanning-tree" "mst" NUMBER "cost" Cost of this port
%help INTERFACE: "spanning-tree" "mst" NUMBER "port-priority" Priority of this port
%help INTERFACE: "spanning-tree" "port" "type" Kind of port
%help INTERFACE: "spanning-tree" "portfast" "trunk" Trunks too
%help INTERFACE: "spanning-tree" "portfast" "disable" Do not
%help INTERFACE: "spanning-tree" "portfast" "network" Port of a bridge
%help "bpduguard" Disable ports that get messages of spanning tree
%help "bpdufilter" Neither send nor take messages of spanning tree
%help "link-type" Kind of link
%help "port-priority" Priority of the port
%help "bpduguard" "nv" On virtual ports
%help "port" "type" "normal" Any port
%help "port" "type" "network" Port of a bridge
%help "storm-control" "action" What is done in a storm
%help "unknown-unicast" Frames to unknown addresses
%help "action" "trap" Send a trap
%help "action" "shutdown" Disable the port
%help "storm-control" "broadcast" "include" With these
%help "storm-control" "multicast" Multicasts
%help "storm-control" "unicast" Unicasts
%help "level" "bps" In bits a second
%help "level" "pps" In packets a second
%help "broadcast" "level" Level of a storm, in percent
%help INTERFACE: "switchport" "port-security" Security by MAC addresses
%help INTERFACE: "switchport" "access" Of an access port
%help INTERFACE: "switchport" "autostate" State of VLAN interfaces
%help INTERFACE: "switchport" "block" Block unknown addresses
%help INTERFACE: "switchport" "capture" Copies of VLANs
%help INTERFACE: "switchport" "monitor" Of a monitor port
%help INTERFACE: "switchport" "nonegotiate" Do not negotiate trunks
%help INTERFACE: "switchport" "protected" Not to other protected ports
%help INTERFACE: "switchport" "trunk" Of a trunk
%help INTERFACE: "switchport" "voice" Of phones
%help INTERFACE: "switchport" "vepa" Edge ports
%help INTERFACE: "switchport" "mode" Mode of the port
%help INTERFACE: "switchport" "host" Settings of a port of hosts
%help INTERFACE: "switchport" "backup" Port for when this one fails
%help INTERFACE: "switchport" "priority" Priority of frames
%help INTERFACE: "switchport" "private-vlan" Private VLANs
%help INTERFACE: "switchport" "block" "multicast" Multicasts
%help INTERFACE: "switchport" "block" "unicast" Unicasts
%help INTERFACE: "switchport" "mode" "access" Access port
%help INTERFACE: "switchport" "mode" "dynamic" As it negotiates
%help INTERFACE: "switchport" "mode" "dot1q-tunnel" Tunnel of 802.1Q
%help INTERFACE: "switchport" "mode" "routed" Routed
%help INTERFACE: "switchport" "mode" "private-vlan" Private VLAN
%help INTERFACE: "switchport" "mode" "dynamic" "auto" A trunk when asked
%help INTERFACE: "switchport" "mode" "dynamic" "desirable" Ask to be a trunk
%help INTERFACE: "switchport" "mode" "private-vlan" "host" Port of a host
%help INTERFACE: "switchport" "access" "vlan" VLAN of this port
%help INTERFACE: "switchport" "autostate" "exclude" Do not count this port
%help INTERFACE: "switchport" "vepa" "enabled" On
%help INTERFACE: "switchport" "trunk" "native" The VLAN without a tag
%help INTERFACE: "switchport" "trunk" "allowed" VLANs that are carried
%help INTERFACE: "switchport" "trunk" "pruning" VLANs that may be pruned
%help INTERFACE: "switchport" "trunk" "encapsulation" Encapsulation
%help INTERFACE: "switchport" "trunk" "encapsulation" "dot1q" 802.1Q
%help INTERFACE: "switchport" "trunk" "encapsulation" "isl" ISL
%help INTERFACE: "switchport" "trunk" "native" "vlan" The VLAN without a tag
%help INTERFACE: "switchport" "trunk" "allowed" "vlan" VLANs that are carried
%help INTERFACE: "switchport" "trunk" "group" Group of trunks
%help INTERFACE: "switchport" "voice" "vlan" VLAN of phones
%help INTERFACE: "switchport" "voice" "vlan" "none" Phones decide
%help INTERFACE: "switchport" "priority" "extend" Of what is behind a phone
%help INTERFACE: "switchport" "private-vlan" "mapping" VLANs of a promiscuous port
%help INTERFACE: "switchport" "private-vlan" "association" Associations
%help INTERFACE: "switchport" "private-vlan" "trunk" Trunks
%help INTERFACE: "switchport" "private-vlan" "association" "trunk" Of a trunk
%help INTERFACE: "switchport" "private-vlan" "mapping" "trunk" Of a trunk
%help INTERFACE: "switchport" "private-vlan" "trunk" "native" The VLAN without a tag
%help INTERFACE: "switchport" "private-vlan" "trunk" "allowed" VLANs that are carried
%help "backup" "interface" IFNAME "prefer" VLANs of the backup
%help "allowed" "vlan" "except" All but these
%help "allowed" What is allowed
%help "pruning" "vlan" VLANs that may be pruned
%help "port-security" "aging" How long addresses are kept
%help "port-security" "mac-address" Address of a host
%help "port-security" "maximum" Most addresses
%help "port-security" "aging" "time" Minutes
%help "port-security" "aging" "type" What counts
%help "port-security" "aging" "static" Those by hand too
%help "port-security" "aging" "type" "absolute" Since it was learnt
%help "port-security" "aging" "type" "inactivity" Since it last sent
%help "port-security" "violation" "shutdown" Disable the port
%help "invalid-source-mac" With wrong MAC addresses
%help "mac-address" WORD "vlan" VLAN of the address
%help "mac-address" WORD "vlan" "access" Access VLAN
%help "mac-address" WORD "vlan" "voice" Voice VLAN
%help "mac-address" WORD "vlan" NUMBER "voice" Voice VLAN
%help "violation" "protect" Drop what it sends
%help "violation" "restrict" Drop what it sends, and log
%help "restrict" Drop, and log
%help "udld" "port" "aggressive" Disable it when it loses its neighbour
%help "udld" "port" Unidirectional links of this port
%help "udld" "port" "disable" Not here
%help "vlan-id" "dot1q" Tag of 802.1Q
%help "host-association" VLANs of a host
%help "mapping" Mapping
%help "promiscuous" Port that all reach
%help "aging" How long it is kept
%help "l2protocol-tunnel" Tunnel protocols of layer 2
%help "sticky" Keep what is learnt
%help "violation" When one host too many comes
%help "protect" Protect
%help "preemption" Return to the better one
%help "capture" Copies
%help "untagged" Without a tag
%help "linksec" Security of the link
%help "no-response" Nobody answers
%help "reauthenticate" Ask again
%help "fallback" When nothing else works
%help "retry" NUMBER "action" What is done
%help "linksec" "fail" "action" What is done
%help "linksec" "policy" Policy of the link
%help "cts" "dot1x" By 802.1X
%help "arp" "inspection" "trust" Trust this port
%help "arp" "inspection" "limit" Limits
%help "dhcp" "snooping" "trust" Trust this port
%help "mdix" "auto" Find the cable by itself
%help INTERFACE: "spanning-tree" "priority" Priority of this bridge
%help "spanning-tree" "cost" "auto" From the speed
%help "type" "edge" "trunk" Trunks too
%help "portfast" "edge" "trunk" Trunks too
%help "access" "vlan" "dynamic" As a server says
%help "mac-address" WORD "vlan" NUMBER "access" Access VLAN
%help "extend" "trust" Trust marks
%help "extend" "cos" Set them
%help "trust" Trust
%help "fail" Failure
%help "alive" It answers
%help "dead" It does not answer
%help "native" Without a tag
%help "simulate" Work together with others
%help "authorize" Authorize
%help "trunk" Trunk
%help "access" Access
%help "dot1q" 802.1Q
%help "portfast" Ports of hosts
%help "guard" Guard
%help "negotiate" As it negotiates
%help "dot1p" Priority without a VLAN
%help "link" "state" "group" Group of ports
%help "link-type" "auto" By the duplex mode
%help "switchport" "access" "vlan" "name" By name
%help "prefer" "vlan" These VLANs
%help "sticky" WORD "vlan" VLAN of the address
%help "maximum" NUMBER "vlan" Of these VLANs
%help "voice" Of phones
%help "port-security" Hardware addresses that may speak
%help "mac-check" Check hardware addresses
%help "dot1x" 802.1X
%help "mab" By hardware address
%help "webauth" By a page
%help "inline" In each frame
%%
global: "authentication" "mac-move" permit_deny { line_covered(cx); }
      | "authentication" "critical" "recovery" "delay" NUMBER { line_covered(cx); }
      | "authentication" "convert-to" "new-style" { line_covered(cx); }
      ;
line: IN_CTS no cts_manual { line_covered(cx); };
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
                 | "cts" "manual" { open_covered(cx, MODE_CTS); }
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
          | "backup" "interface" interface_name "prefer" "vlan" vlan_lists
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
              | "mapping" NUMBER vlan_lists
              | "mapping" NUMBER "add" vlan_lists
              | "association" "trunk" numbers
              | "mapping" "trunk" NUMBER vlan_lists
              | "trunk" "native" "vlan" NUMBER
              | "trunk" "allowed" "vlan" allowed
              ;
trunk: "encapsulation" trunk_encapsulation
     | "native" "vlan" NUMBER
     | "native" "vlan" "tag"
     | "allowed" "vlan" allowed
     | "pruning" "vlan" allowed
     | "group" name
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
private_port: "mapping" vlan_lists
            | "mapping" "add" vlan_lists
            | "mapping" "remove" vlan_lists
            | "association" vlan_lists
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
                   | "order" auth_methods
                   | "priority" auth_methods
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
auth_methods: auth_method | auth_methods auth_method;
auth_method: "dot1x" | "mab" | "webauth";
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
cts_manual: "policy" "static" "sgt" NUMBER
          | "policy" "static" "sgt" NUMBER "trusted"
          | "policy" "dynamic" "identity" name
          | "propagate" "sgt"
          | "sap" "pmk" name
          | "sap" "pmk" name "mode-list" names
          ;
cts: "sgt" "inline" | "dot1x" | "role-based" "enforcement";
%%
