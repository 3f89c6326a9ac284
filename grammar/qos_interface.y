/* Quality of service under an interface: not translated. */
%mode TABLE_MAP "table map" "config-tablemap"
%mode CONTROL_PLANE "control plane" "config-cp"
%help GLOBAL: "control-plane" What reaches the router itself
%help GLOBAL: "mls" Switching of layer 3
%help INTERFACE: "fair-queue" Queue fairly
%help INTERFACE: "mls" Switching of layer 3
%help INTERFACE: "priority-group" Priority queues
%help INTERFACE: "random-detect" Drop early
%help INTERFACE: "rate-limit" Limit the rate
%help INTERFACE: "traffic-shape" Shape what goes out
%help INTERFACE: "ip" "nbar" Find applications
%help INTERFACE: "ip" "rsvp" Reservation of bandwidth
%help GLOBAL: "table-map" Maps of values
%help INTERFACE: "trust" Marks of what comes in
%help INTERFACE: "rx-ring-limit" Packets in the ring of the receiver
%help "ip" "rsvp" Reservation of bandwidth
%help CONTROL_PLANE: "service-policy" Policy of what reaches the router
%help "management-interface" Interface of management
%help CONTROL_PLANE: "management-interface" IFNAME "allow" Protocols that may be used
%help "service-policy" "type" Kind of policy
%help "service-policy" "type" "logging" Of logging
%help "service-policy" "type" "inspect" Of inspection
%help INTERFACE: "service-policy" "input" Policy of what comes in
%help INTERFACE: "service-policy" "output" Policy of what goes out
%help "service-policy" A policy inside of this
%help "auto" "qos" Quality of service
%help "srnd4" Values of the fourth design guide
%help "control-plane" "transit" What the processor forwards
%help "cef-exception" What fast switching leaves to the processor
%help "control-plane" "slot" Of a slot
%help "control-plane" "host" What is for the router itself
%help "ip" "rsvp" "signalling" Messages of reservation
%help "ip" "rsvp" "policy" Policy of reservations
%help "default-reject" Refuse unless told
%help "mls" "qos" Quality of service
%help "mls" "qos" "rewrite" Rewrite marks
%help "mls" "qos" "map" Maps of marks
%help "cos-dscp" From class of service to DSCP
%help "dscp-cos" From DSCP to class of service
%help "ip-prec-dscp" From IP precedence to DSCP
%help "policed-dscp" DSCP of what exceeds
%help "dscp-mutation" From DSCP to DSCP
%help NUMBER "to" To this value
%help "mls" "qos" "trust" Marks that are trusted
%help "mls" "qos" "cos" Class of service
%help "custom-queue-list" Custom queues
%help "tx-queue-limit" Packets in the queue of the sender
%help "srr-queue" Shaped round robin
%help "priority-queue" The first queue goes before all
%help "queue-set" Set of queues
%help "wrr-queue" Weighted round robin
%help "auto" "qos" "voip" For voice
%help "auto" "qos" "video" For video
%help "auto" "qos" "classify" Classify
%help "auto" "qos" "trust" Trust marks
%help "classify" "police" And police
%help "cisco-phone" Only behind a Cisco phone
%help "cisco-softphone" Only behind a soft phone
%help "fr-atm" Frame relay to ATM
%help "resource-provider" Who gives resources
%help "data-packet" "classification" Classify them
%help "data-packet" Packets of data
%help "vlan-based" By VLAN
%help "mls" "qos" "bridged" What is bridged too
%help "trust" "device" Only behind this device
%help "ip-precedence" IP precedence
%help "trust" "cos" Class of service
%help "trust" "dscp" DSCP
%help "pass-through" Do not change the DSCP
%help "multiclass" Fragments of several classes
%help "ip" "rsvp" "bandwidth" Bandwidth to reserve
%help "rate-limit" "input" "access-group" Packets of an access list
%help "rate-limit" "input" "dscp" DSCP
%help "conform-action" When it conforms
%help "exceed-action" When it exceeds
%help "violate-action" When it violates
%help "conform-action" "continue" Look at the next limit
%help "exceed-action" "continue" Look at the next limit
%help "set-prec-transmit" Set the precedence and send
%help "set-prec-continue" Set the precedence and look at the next limit
%help "set-dscp-transmit" Set the DSCP and send
%help "set-dscp-continue" Set the DSCP and look at the next limit
%help "set-qos-transmit" Set the group and send
%help "performance-monitor" Measurement
%help "packet-service" Services of packets
%help "epbr" Enhanced policy routing
%help "scansafe" Scanning of content
%help "performance-monitor" "inline" Settings on the spot
%help "srr-queue" "bandwidth" Bandwidth of queues
%help "bandwidth" "share" Share what there is
%help "bandwidth" "shape" Keep to a rate
%help "bandwidth" "limit" Limit in percent
%help "traffic-shape" "rate" At a rate
%help "traffic-shape" "group" Packets of an access list
%help "cos-map" Classes of service for queues
%help "wrr-queue" "bandwidth" Weights of queues
%help "wrr-queue" "queue-limit" Lengths of queues
%help "ip" "rsvp" "qos" Quality of service
%help "hello" "graceful-restart" Restarts
%help "rewrite" "ip" "dscp" The DSCP
%help "discovery" "qos" Quality of service
%help "auto" "qos" "voip" "trust" Trust marks
%help "ip" "rsvp" "neighbor" Neighbours
%help "classification" "none" Not at all
%help "mls" "qos" "cos" "override" Whatever comes in
%help "pass-through" "dscp" The DSCP
%help "access-group" "rate-limit" Access list of rates
%help "allow" Allow
%help "precedence" IP precedence
%help "ntp" "server" "vrf" VRF of the server
%help "https" HTTPS
%help "tl1" TL1
%help "service-policy" "input" WORD Name of the policy
%help "service-policy" "output" WORD Name of the policy
%%
interface_command: "service-policy" policy_direction name {
			line_feature(cx, @$, "a traffic policy");
		}
                 | "service-policy" "type" policy_type policy_direction name {
			line_feature(cx, @$, "a traffic policy");
		}
                 | "service-policy" "type" "control" "subscriber" name {
			line_feature(cx, @$, "a traffic policy");
		}
                 | "rate-limit" policy_direction rate_limit_match NUMBER NUMBER NUMBER rate_actions {
			line_feature(cx, @$, "a limit of the rate");
		}
                 | "traffic-shape" "rate" numbers { line_feature(cx, @$, "a limit of the rate"); }
                 | "traffic-shape" "group" access_list numbers {
			line_feature(cx, @$, "a limit of the rate");
		}
                 | "ip" "rsvp" rsvp_interface { line_feature(cx, @$, "the reservation of bandwidth"); }
                 | "ip" "nbar" "protocol-discovery" { line_no_effect(cx); }
                 | "ip" "nbar" "protocol-discovery" ip_version { line_no_effect(cx); }
                 | "fair-queue" { line_covered(cx); }
                 | "fair-queue" numbers { line_covered(cx); }
                 | "random-detect" { line_covered(cx); }
                 | "random-detect" random_detect { line_covered(cx); }
                 | "priority-group" NUMBER { line_covered(cx); }
                 | "custom-queue-list" NUMBER { line_covered(cx); }
                 | "tx-ring-limit" NUMBER { line_no_effect(cx); }
                 | "tx-queue-limit" NUMBER { line_no_effect(cx); }
                 | "rx-ring-limit" NUMBER { line_no_effect(cx); }
                 | "qos" "pre-classify" { line_covered(cx); }
                 | "mls" "qos" mls_interface { line_covered(cx); }
                 | "auto" "qos" auto_qos { line_covered(cx); }
                 | "auto" "discovery" "qos" { line_covered(cx); }
                 | "srr-queue" "bandwidth" srr_queue { line_covered(cx); }
                 | "priority-queue" "out" { line_covered(cx); }
                 | "queue-set" NUMBER { line_covered(cx); }
                 | "wrr-queue" wrr_queue { line_covered(cx); }
                 | "trust" trust { line_covered(cx); }
                 | "ppp" "multilink" "multiclass" { line_covered(cx); }
                 ;
policy_direction: "input" | "output";
policy_type: "access-control" | "performance-monitor" | "packet-service" | "epbr" | "scansafe"
           | "performance-monitor" "inline";
rate_limit_match: %empty
                | "access-group" access_list
                | "access-group" "rate-limit" NUMBER
                | "dscp" NUMBER
                | "qos-group" NUMBER
                ;
rate_actions: rate_action | rate_actions rate_action;
rate_action: "conform-action" rate_verdict | "exceed-action" rate_verdict;
rate_verdict: "transmit"
            | "drop"
            | "continue"
            | "set-prec-transmit" NUMBER
            | "set-prec-continue" NUMBER
            | "set-dscp-transmit" NUMBER
            | "set-dscp-continue" NUMBER
            | "set-qos-transmit" NUMBER
            ;
rsvp_interface: "bandwidth"
              | "bandwidth" numbers
              | "bandwidth" "percent" NUMBER
              | "neighbor" access_list
              | "resource-provider" "none"
              | "data-packet" "classification" "none"
              | "authentication"
              ;
mls_interface: "trust"
             | "trust" mls_trust
             | "trust" "device" name
             | "cos" NUMBER
             | "cos" "override"
             | "vlan-based"
             | "bridged"
             | "dscp-mutation" name
             ;
mls_trust: "cos" | "dscp" | "ip-precedence" | "cos" "pass-through" "dscp";
auto_qos: "voip"
        | "voip" auto_voip
        | "trust"
        | "trust" trust
        | "video" name
        | "classify"
        | "classify" "police"
        ;
auto_voip: "trust" | "cisco-phone" | "cisco-softphone" | "fr-atm";
srr_queue: "share" numbers | "shape" numbers | "limit" NUMBER;
wrr_queue: "bandwidth" numbers
         | "cos-map" numbers
         | "queue-limit" numbers
         | "threshold" numbers
         ;

global: "control-plane" { line_no_effect(cx); open_quietly(cx, MODE_CONTROL_PLANE); }
      | "control-plane" control_plane { line_no_effect(cx); open_quietly(cx, MODE_CONTROL_PLANE); }
      | "mls" "qos" mls { line_covered(cx); }
      | "auto" "qos" "srnd4" { line_covered(cx); }
      | "ip" "rsvp" rsvp { line_covered(cx); }
      | "table-map" name { open_covered(cx, MODE_TABLE_MAP); }
      ;
control_plane: "host" | "transit" | "cef-exception" | "slot" NUMBER;
line: IN_TABLE_MAP no "map" "from" NUMBER "to" NUMBER { line_covered(cx); }
    | IN_TABLE_MAP no table_default { line_covered(cx); }
    ;
/* `default copy`: the word that elsewhere takes a command back */
table_default: NUMBER | "copy" | "ignore";
line: IN_CONTROL_PLANE no "service-policy" policy_direction name {
		line_feature(cx, @$, "the policing of the router's own traffic");
	}
    | IN_CONTROL_PLANE no "service-policy" "type" control_policy policy_direction name {
		line_feature(cx, @$, "the policing of the router's own traffic");
	}
    | IN_CONTROL_PLANE no "management-interface" interface_name "allow" managed_by {
		line_feature(cx, @$, "the policing of the router's own traffic");
	}
    ;
managed_by: management_service | managed_by management_service;
management_service: "beep" | "ftp" | "http" | "https" | "snmp" | "ssh" | "telnet" | "tftp" | "tl1";
control_policy: "logging" | "port-filter" | "queue-threshold";
mls: %empty
   | "map" mls_map
   | "rewrite" "ip" "dscp"
   ;
mls_map: "cos-dscp" numbers
       | "dscp-cos" numbers "to" NUMBER
       | "ip-prec-dscp" numbers
       | "policed-dscp" numbers "to" NUMBER
       | "dscp-mutation" name numbers "to" NUMBER
       ;
rsvp: "qos" | "signalling" "hello" | "signalling" "hello" "graceful-restart" "mode" name | "policy" "default-reject";
%%
