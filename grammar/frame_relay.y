/* Frame relay: its circuits, their classes, switching between them. Not translated. */
%mode FR_CIRCUIT "frame relay circuit" "config-fr-dlci"
%mode FR_CLASS "frame relay class" "config-map-class"
%help INTERFACE: "frame-relay" Frame Relay
%help GLOBAL: "map-class" What circuits have in common
%help FR_CLASS: "frame-relay" Frame Relay
%help FR_CIRCUIT: "class" What circuits have in common
%help "lmi-type" How the switch is spoken to
%help "lmi-n391dte" Every how many questions for all
%help "lmi-n392dte" Errors until it is down
%help "lmi-n393dte" Questions among which they count
%help "intf-type" Which side this is
%help "dte" The user's
%help "dce" The network's
%help "nni" Between networks
%help "interface-dlci" A circuit of this interface
%help "local-dlci" A circuit without a switch
%help "inverse-arp" Ask who is at the other end
%help "frame-relay" "map" Who is at the other end of a circuit
%help "traffic-shaping" Shape each circuit
%help "frame-relay" "class" What circuits have in common
%help "frame-relay" "route" Switch a circuit to another
%help "frame-relay" "fragment" Bytes of a fragment
%help "end-to-end" From end to end
%help "payload-compression" Compress what is inside
%help "packet-by-packet" One by one
%help "frf9" By FRF.9
%help "broadcast-queue" Queue of broadcasts
%help "mincir" The least bits a second
%help "adaptive-shaping" Slow down when asked
%help "becn" When the network says so
%help "foresight" By ForeSight
%help "interface-congestion" When this interface is full
%help "traffic-rate" Bits a second on average and at most
%help "holdq" Packets that may wait
%help "idle-timer" Seconds without traffic
%help "end-to-end" "keepalive" Ask whether the other end is there
%help "q933a" By Q.933
%help "ansi" By ANSI
%help "frame-relay" "ip" IP
%help "frame-relay" "map" "ip" IP
%help "frame-relay" "map" "ipv6" IPv6
%help "frame-relay" "map" "bridge" Bridging
%help "frame-relay" "map" "clns" CLNS
%help "priority-group" Number of the priority list
%help "tc" Milliseconds of an interval
%help "switched" Only switched
%help INTERFACE: ... "point-to-point" To one other end
%help INTERFACE: "frame-relay" "multilink" Several links as one
%help "bid" Name of the bundle
%help "nocompress" Do not compress
%%
global: "map-class" "frame-relay" name { open_untranslated(cx, @$, MODE_FR_CLASS, "frame relay"); };

interface_command: "frame-relay" "interface-dlci" NUMBER fr_circuit { open_covered(cx, MODE_FR_CIRCUIT); }
                 | "frame-relay" fr_interface { line_covered(cx); }
                 ;
fr_circuit: %empty | "ppp" interface_name | "switched" | "cisco" | "ietf" | "point-to-point";
fr_interface: "broadcast-queue" NUMBER NUMBER NUMBER
            | "class" name
            | "fragment" NUMBER "end-to-end"
            | "idle-timer" NUMBER
            | "intf-type" fr_side
            | "inverse-arp"
            | "inverse-arp" "ip" NUMBER
            | "inverse-arp" "interval" NUMBER
            | "ip" "rtp" "header-compression"
            | "ip" "tcp" "header-compression"
            | "ip" "tcp" "header-compression" "passive"
            | "lmi-n391dte" NUMBER
            | "lmi-n392dte" NUMBER
            | "lmi-n393dte" NUMBER
            | "lmi-type" fr_lmi
            | "local-dlci" NUMBER
            | "map" fr_protocol host NUMBER fr_map_options
            | "map" "bridge" NUMBER fr_map_options
            | "map" "clns" NUMBER fr_map_options
            | "multilink" "bid" name
            | "payload-compression" "packet-by-packet"
            | "payload-compression" "frf9" "stac"
            | "route" NUMBER "interface" interface_name NUMBER
            | "traffic-shaping"
            ;
fr_side: "dce" | "dte" | "nni";
fr_lmi: "ansi" | "cisco" | "q933a";
fr_protocol: "ip" | "ipv6";
fr_map_options: %empty | fr_map_options fr_map_option;
fr_map_option: "broadcast" | "ietf" | "cisco" | "compress" | "nocompress" | "active" | "passive"
             | "payload-compression" "packet-by-packet";

line: IN_FR_CIRCUIT no "class" name { line_covered(cx); }
    | IN_FR_CIRCUIT no "service-policy" policy_direction name { line_covered(cx); }
    | IN_FR_CLASS no "frame-relay" fr_class { line_covered(cx); }
    | IN_FR_CLASS no "service-policy" policy_direction name { line_covered(cx); }
    ;
fr_class: "adaptive-shaping" fr_adaptive
        | "adaptive-shaping" only_no
        | "bc" NUMBER
        | "be" NUMBER
        | "cir" NUMBER
        | "cir" in_or_out NUMBER
        | "end-to-end" "keepalive" "mode" name
        | "fair-queue"
        | "fair-queue" numbers
        | "fragment" NUMBER
        | "holdq" NUMBER
        | "idle-timer" NUMBER
        | "mincir" NUMBER
        | "priority-group" NUMBER
        | "tc" NUMBER
        | "traffic-rate" NUMBER
        | "traffic-rate" NUMBER NUMBER
        ;
fr_adaptive: "becn" | "foresight" | "interface-congestion";
%%
