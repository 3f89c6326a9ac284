/*
 * Circuits inside an interface that Linux knows no links for: Ethernet services, pseudowires, ATM.
 * Not translated, each with its block.
 */
%mode SERVICE_INSTANCE "Ethernet service" "config-if-srv"
%mode XCONNECT "pseudowire of an interface" "config-if-xconn"
%mode ATM_CIRCUIT "ATM circuit" "config-if-atm-vc"
%help "xconnect" A pseudowire
%help "vc-class" What ATM circuits have in common
%help "priority-tagged" Frames with a tag of VLAN 0
%help "rewrite" Change tags
%help "ingress" Of what comes in
%help "egress" Of what goes out
%help "bridge-domain" A domain of layer 2
%help "from-encapsulation" The number of its tag
%help "l2protocol" Protocols of layer 2
%help "storm-control" Limit what goes to all
%help "cfm" Management of connections
%help "mep" End point
%help "mpid" Number of the end point
%help "mip" Point in between
%help "ce-vlan" VLANs of the customer
%help "aal5snap" Several protocols, by SNAP
%help "aal5nlpid" Several protocols, by NLPID
%help "aal5mux" One protocol
%help "aal5ciscoppp" PPP, as Cisco has it
%help "aal5autoppp" PPP, however it comes
%help "inarp" Inverse ARP
%help "pppoe" PPP over Ethernet
%help "pppoe-client" Client of PPP over Ethernet
%help "oam-pvc" Cells that test the circuit
%help "manage" Manage it
%help "ais-rdi" Cells that tell of a fault
%help "ubr" Whatever rate there is
%help "ubr+" At least a rate
%help "cbr" A constant rate
%help "vbr-nrt" A varying rate
%help "vbr-rt" A varying rate in real time
%help "vc-hold-queue" Packets that may wait
%help "queue-depth" Packets that may wait
%help "ilmi" Local management
%help "class-vc" What circuits have in common
%help "bridge-dot1q" Tags of bridged frames
%help "sequencing" Keep the order
%help "ignore-vpls-mac-learning" Do not learn addresses
%help "dot1ad" Tags of 802.1ad
%help "exact" These tags and no more
%help "pop" Take tags off
%help "push" Put tags on
%help "1-to-1" One tag for one
%help "1-to-2" Two tags for one
%help "2-to-1" One tag for two
%help "2-to-2" Two tags for two
%%
global: "vc-class" "atm" name { open_untranslated(cx, @$, MODE_ATM_CIRCUIT, "ATM"); };

interface_command:
    "service" "instance" NUMBER "ethernet" service_name
      { open_untranslated(cx, @$, MODE_SERVICE_INSTANCE, "an Ethernet service"); }
  | "service" "instance" "trunk" NUMBER "ethernet" service_name
      { open_untranslated(cx, @$, MODE_SERVICE_INSTANCE, "an Ethernet service"); }
  | "service" "instance" NUMBER only_no { line_no_effect(cx); }
  | "xconnect" IPV4 NUMBER xconnect_options
      { open_untranslated(cx, @$, MODE_XCONNECT, "a pseudowire"); }
  | "xconnect" only_no { line_no_effect(cx); }
  | "pvc" atm_pvc { open_untranslated(cx, @$, MODE_ATM_CIRCUIT, "ATM"); }
  ;
service_name: %empty | name;
atm_pvc: name | name name;

xconnect_options: xconnect_option | xconnect_options xconnect_option;
xconnect_option: "encapsulation" "mpls"
               | "encapsulation" "l2tpv2"
               | "encapsulation" "l2tpv3"
               | "manual"
               | "pw-class" name
               | "sequencing" xconnect_sequence
               | "ignore-vpls-mac-learning"
               ;
xconnect_sequence: "both" | "receive" | "transmit";

line: IN_XCONNECT no "backup" "peer" IPV4 NUMBER xconnect_backup { line_covered(cx); }
    | IN_XCONNECT no "backup" "delay" backup_delay backup_delay { line_covered(cx); }
    | IN_XCONNECT no "mtu" NUMBER { line_covered(cx); }
    | IN_XCONNECT no "mpls" "label" NUMBER NUMBER { line_covered(cx); }
    | IN_XCONNECT no "mpls" "control-word" { line_covered(cx); }
    ;
xconnect_backup: %empty | xconnect_backup xconnect_option | xconnect_backup "priority" NUMBER;

line: IN_SERVICE_INSTANCE no service_command { line_covered(cx); }
    | IN_SERVICE_INSTANCE no "xconnect" IPV4 NUMBER xconnect_options
        { open_covered(cx, MODE_XCONNECT); }
    ;
service_command: "description" LINE
               | "encapsulation" "default"
               | "encapsulation" "untagged"
               | "encapsulation" "priority-tagged"
               | "encapsulation" service_tag service_tags
               | "rewrite" "ingress" "tag" service_rewrite
               | "rewrite" "ingress" "tag" service_rewrite "symmetric"
               | "rewrite" "egress" "tag" service_rewrite
               | "bridge-domain" NUMBER
               | "bridge-domain" NUMBER "split-horizon"
               | "bridge-domain" NUMBER "split-horizon" "group" NUMBER
               | "bridge-domain" "from-encapsulation"
               | "l2protocol" service_protocol
               | "l2protocol" service_protocol names
               | "service-policy" policy_direction name
               | "storm-control" service_storm "cir" NUMBER
               | "shutdown"
               | "group" NUMBER
               | "cfm" "mep" "domain" name "mpid" NUMBER
               | "cfm" "mip" "level" NUMBER
               | "ethernet" "lmi" "ce-vlan" "map" vlan_lists
               | "ethernet" "loopback" "permit" service_side
               | "mac" "limit" "maximum" "addresses" NUMBER
               | "mac" "access-group" name "in"
               | "ip" "access-group" name direction { (void)$direction; }
               | "snmp" "trap" "link-status"
               ;
service_tag: "dot1q" "any"
           | "dot1q" vlan_lists
           | "dot1ad" "any"
           | "dot1ad" vlan_lists
           | "dot1ad" vlan_lists "dot1q" vlan_lists
           ;
service_tags: %empty
            | service_tags "second-dot1q" "any"
            | service_tags "second-dot1q" vlan_lists
            | service_tags "exact"
            | service_tags "native"
            ;
service_rewrite: "pop" NUMBER
               | "push" service_pushed
               | "translate" service_ratio service_pushed
               ;
service_ratio: "1-to-1" | "1-to-2" | "2-to-1" | "2-to-2";
service_pushed: "dot1q" NUMBER
              | "dot1ad" NUMBER
              | "dot1q" NUMBER "second-dot1q" NUMBER
              | "dot1ad" NUMBER "dot1q" NUMBER
              ;
service_protocol: "discard" | "drop" | "forward" | "peer" | "tunnel";
service_storm: "broadcast" | "multicast" | "unicast";
service_side: "external" | "internal";

line: IN_ATM_CIRCUIT no atm_circuit { line_covered(cx); };
atm_circuit: "encapsulation" "aal5snap"
           | "encapsulation" "aal5nlpid"
           | "encapsulation" "aal5mux" atm_mux
           | "encapsulation" "aal5ciscoppp" "virtual-template" NUMBER
           | "encapsulation" "aal5autoppp" "virtual-template" NUMBER
           | "encapsulation" "aal5autoppp" "virtual-template" NUMBER "group" name
           | "dialer" "pool-member" NUMBER
           | "protocol" "ip" IPV4
           | "protocol" "ip" IPV4 "broadcast"
           | "protocol" "ip" "inarp"
           | "protocol" "ip" "inarp" "broadcast"
           | "protocol" "ppp" atm_ppp
           | "protocol" "pppoe"
           | "protocol" "pppoe" "group" name
           | "protocol" "bridge" "broadcast"
           | "pppoe" "enable"
           | "pppoe" "enable" "group" name
           | "pppoe" "max-sessions" NUMBER
           | "pppoe-client" "dial-pool-number" NUMBER
           | "pppoe-client" "dial-pool-number" NUMBER "dial-on-demand"
           | "oam-pvc" NUMBER
           | "oam-pvc" "manage"
           | "oam-pvc" "manage" NUMBER
           | "oam" "retry" NUMBER NUMBER NUMBER
           | "oam" "ais-rdi" NUMBER NUMBER
           | "ubr"
           | "ubr" NUMBER
           | "ubr+" NUMBER NUMBER
           | "cbr" NUMBER
           | "vbr-nrt" NUMBER NUMBER
           | "vbr-nrt" NUMBER NUMBER NUMBER
           | "vbr-rt" NUMBER NUMBER
           | "vbr-rt" NUMBER NUMBER NUMBER
           | "tx-ring-limit" NUMBER
           | "vc-hold-queue" NUMBER
           | "queue-depth" NUMBER
           | "queue-depth" NUMBER NUMBER
           | "max-reserved-bandwidth" NUMBER
           | "service-policy" policy_direction name
           | "ilmi" "manage"
           | "inarp" NUMBER
           | "broadcast"
           | "class-vc" name
           | "bridge-dot1q" "encap" NUMBER
           | "create" "on-demand"
           | "idle-timeout" NUMBER
           | "shutdown"
           | "description" LINE
           ;
atm_mux: "ip"
       | "bridge"
       | "ppp" atm_ppp
       ;
atm_ppp: "dialer"
       | "virtual-template" NUMBER
       | interface_name
       ;
%%
