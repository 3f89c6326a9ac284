/* What policies do with classes of traffic, and where they are applied: not translated. */
%mode POLICY_MAP "policy map" "config-pmap"
%mode POLICY_CLASS "policy map class" "config-pmap-c"
%help GLOBAL: "policy-map" What to do with classes of packets
%help "policy-map" "type" Kind of policy
%help "policy-map" "type" "inspect" For inspection by zones
%help "policy-map" "type" "access-control" For access control
%help "policy-map" "type" "queue" For queues
%help "policy-map" "type" "control" For control
%help "policy-map" "type" "port-filter" For ports of the router
%help "random-detect" "dscp-based" By DSCP
%help "random-detect" "precedence-based" By precedence
%help "random-detect" "prec-based" By precedence
%help "random-detect" "discard-class-based" By discard class
%help "random-detect" "aggregate" Together
%help "random-detect" "ecn" Mark instead of drop
%help "random-detect" "precedence" Precedence
%help "random-detect" "exponential-weighting-constant" Weight of the average
%help "random-detect" "clp" Cells that may be discarded
%help "random-detect" "dscp" DSCP
%help "random-detect" "cos" Class of service
%help "random-detect" "dscp" NUMBER NUMBER "ms" In milliseconds
%help "ecn" Explicit congestion notification
%help "discard-class" Discard class
%help POLICY_CLASS: "bandwidth" Bandwidth it is sure of
%help POLICY_CLASS: "shape" Keep to a rate, and let wait
%help POLICY_CLASS: "police" Keep to a rate, and drop
%help POLICY_CLASS: "queue-limit" Length of the queue
%help POLICY_CLASS: "queue-buffers" Buffers of the queue
%help POLICY_CLASS: "fair-queue" Queue flows fairly
%help POLICY_CLASS: "compression" Compress headers
%help POLICY_CLASS: "compress" Compress headers
%help POLICY_CLASS: "drop" Drop all of it
%help POLICY_CLASS: "pass" Let it pass without inspection
%help POLICY_CLASS: "inspect" Inspect it
%help POLICY_CLASS: "reset" Reset the connection
%help POLICY_CLASS: "allow" Allow it
%help POLICY_CLASS: "urlfilter" Filter URLs
%help POLICY_CLASS: "netflow-sampler" Sample flows
%help POLICY_CLASS: "account" Count it
%help POLICY_CLASS: "trust" Trust marks
%help POLICY_CLASS: "content-scan" Scan content
%help POLICY_CLASS: "priority" Send it before others
%help POLICY_CLASS: "set" Set marks
%help POLICY_CLASS: "description" Description of the class
%help POLICY_CLASS: "bandwidth" NUMBER "account" With what layer 2 adds
%help POLICY_CLASS: "compress" "header" Headers
%help POLICY_CLASS: "compression" "header" Headers
%help POLICY_CLASS: "measure" "type" Kind of measure
%help POLICY_CLASS: "police" "rate" Rate
%help POLICY_CLASS: "queue-buffers" "ratio" In percent
%help POLICY_CLASS: "queue-limit" "dscp" By DSCP
%help POLICY_CLASS: "queue-limit" NUMBER "packets" In packets
%help POLICY_CLASS: "queue-limit" NUMBER "bytes" In bytes
%help POLICY_CLASS: "queue-limit" NUMBER "ms" In milliseconds
%help POLICY_CLASS: "queue-limit" NUMBER "us" In microseconds
%help POLICY_CLASS: "shape" "average" At an average rate
%help POLICY_CLASS: "shape" "peak" At a peak rate
%help POLICY_CLASS: "shape" "adaptive" Follow congestion
%help "shape" "fecn-adapt" Answer congestion
%help "shape" "max-buffers" Buffers for what waits
%help "remaining" Of what is left
%help "ratio" As a ratio
%help "percent" In percent
%help "user-defined" Bytes to add
%help "header" Header
%help "individual-limit" Packets of a flow
%help "ip-cbr" Constant rate
%help "cir" Rate that is sure
%help "bps" Bits a second
%help "pps" Packets a second
%help "bc" Burst that conforms
%help "be" Burst that exceeds
%help "pir" Peak rate
%help "peak-burst" Peak burst
%help "peak-rate" Peak rate
%help "burst" Burst
%help "burst" NUMBER "packets" In packets
%help "burst" NUMBER "bytes" In bytes
%help "ms" Milliseconds
%help "us" Microseconds
%help "priority" "level" Level of priority
%help "transmit" Send it
%help "conform-action" "drop" Drop it
%help "exceed-action" "drop" Drop it
%help "violate-action" "drop" Drop it
%help "shape" Shape
%help "police" Police
%help "bandwidth" Bandwidth
%help "fair-queue" Queue fairly
%help "random-detect" Drop early
%help "policed-dscp-transmit" Lower the DSCP and send
%help "set-clp-transmit" Set the CLP bit and send
%help "set-cos-transmit" Set the class of service and send
%help "set-discard-class-transmit" Set the discard class and send
%help "set-frde-transmit" Set the DE bit and send
%help "set-mpls-experimental-imposition-transmit" Set the experimental bits of new labels and send
%help "set-mpls-experimental-topmost-transmit" Set the experimental bits of the top label and send
%help "set-dscp-tunnel-transmit" Set the DSCP of the tunnel and send
%help "set-prec-tunnel-transmit" Set the precedence of the tunnel and send
%help POLICY_CLASS: "set" "cos-inner" Inner class of service
%help POLICY_CLASS: "set" "atm-clp" The CLP bit of cells
%help POLICY_CLASS: "set" "fr-de" The DE bit of frame relay
%help POLICY_CLASS: "set" "wlan" Wireless LAN
%help POLICY_CLASS: "set" "cos" Class of service
%help POLICY_CLASS: "set" "dscp" DSCP
%help POLICY_CLASS: "set" "precedence" IP precedence
%help POLICY_CLASS: "set" "ip" IPv4
%help POLICY_CLASS: "set" "qos-group" Group of quality of service
%help POLICY_CLASS: "set" "ip" "dscp" DSCP
%help POLICY_CLASS: "set" "ip" "precedence" IP precedence
%help POLICY_CLASS: "set" "ip" "tos" Type of service
%help POLICY_CLASS: "set" "mpls" "experimental" "imposition" Of new labels
%help POLICY_CLASS: "set" "mpls" "experimental" "topmost" Of the top label
%help POLICY_CLASS: "set" "cos" "qos-group" From the group
%help POLICY_CLASS: "set" "cos" "discard-class" From the discard class
%help POLICY_CLASS: "set" "cos" "cos" From the class of service
%help "set" "cos" "cos" "table" By this map
%help "inner" Inner one
%help "user-priority" Priority of the user
%help "imposition" New labels
%help "topmost" Top label
%help "experimental" Experimental bits
%help "average" Average
%help "peak" Peak
%help POLICY_MAP: "class" A class, and what is done with it
%help POLICY_MAP: "description" Description of the policy
%help "sequence-interval" Interval between numbers
%help "class-default" What no other class takes
%help "insert-before" Before this class
%help "class" "type" "inspect" Of inspection
%help "class" "type" "access-control" Of access control
%help "qos-group" Group of quality of service
%help "table" Table
%help "drop" Drop
%help "pass" Let pass
%help "reset" Reset
%help "account" Count
%help "compression" Compression
%help "compress" Compress
%help "measure" Measure
%help "dbl" Dynamic buffer limits
%help "header" "ip" "tcp" TCP
%help "header" "ip" Of IP
%help "set" "cos" "dscp" From the DSCP
%help "set" "cos" "precedence" From the precedence
%help "set" "dscp" "tunnel" Of the tunnel
%help "set" "precedence" "tunnel" Of the tunnel
%help "set" "dscp" "cos" From the class of service
%help "set" "precedence" "cos" From the class of service
%help "cos-based" By class of service
%nterm <const char *> policy_map
%%
global: "policy-map" policy_map { open_untranslated(cx, @$, MODE_POLICY_MAP, $policy_map); };
policy_map: name { $$ = "a traffic policy"; }
          | "type" "inspect" inspect_protocol name { $$ = "the zone-based firewall"; }
          | "type" class_type name { $$ = "a traffic policy"; }
          | "type" "access-control" name { $$ = "a traffic policy"; }
          | "type" "queue" name { $$ = "a traffic policy"; }
          ;

line: IN_POLICY_MAP no "class" policy_class { open_covered(cx, MODE_POLICY_CLASS); }
    | IN_POLICY_MAP no "description" LINE { line_covered(cx); }
    | IN_POLICY_MAP no "sequence-interval" NUMBER { line_covered(cx); }
    | IN_POLICY_CLASS no class_action { line_covered(cx); }
    ;
policy_class: class_name
            | class_name "insert-before" name
            | "type" "inspect" inspect_protocol class_name
            | "type" class_type class_name
            | "type" "access-control" class_name
            ;
class_name: name | "class-default";

class_action: "bandwidth" bandwidth
            | "bandwidth" "remaining" bandwidth_share
            | "priority"
            | "priority" priority
            | "priority" "level" NUMBER
            | "priority" "level" NUMBER priority
            | "shape" shape
            | "police" police
            | "police" police police_actions
            | police_action
            | "queue-limit" NUMBER
            | "queue-limit" NUMBER queue_unit
            | "queue-limit" "dscp" dscps NUMBER
            | "queue-limit" "dscp" dscps NUMBER queue_unit
            | "queue-buffers" "ratio" NUMBER
            | "queue-buffers" NUMBER
            | "fair-queue"
            | "fair-queue" NUMBER
            | "fair-queue" "individual-limit" NUMBER
            | "random-detect"
            | "random-detect" random_detect
            | "set" set_mark
            | "service-policy" name
            | "service-policy" "type" "inspect" inspect_protocol name
            | "service-policy" "type" "access-control" name
            | "compression" "header" "ip" compression_kind
            | "compress" "header" "ip"
            | "compress" "header" "ip" compression_kind
            | "drop"
            | "drop" "log"
            | "pass"
            | "pass" "log"
            | "inspect"
            | "inspect" name
            | "log"
            | "reset"
            | "allow"
            | "urlfilter" name
            | "netflow-sampler" name
            | "account"
            | "description" LINE
            | "trust" trust
            | "dbl"
            | "log" "dropped-packets"
            | "content-scan" name
            | "flow" "monitor" name
            | "measure" "type" "ip-cbr"
            ;
bandwidth: NUMBER
         | "percent" NUMBER
         | NUMBER "account" "user-defined" NUMBER
         ;
bandwidth_share: "percent" NUMBER | "ratio" NUMBER;
priority: NUMBER
        | NUMBER NUMBER
        | "percent" NUMBER
        | "percent" NUMBER NUMBER
        ;
shape: "average" shape_rate
     | "peak" shape_rate
     | "adaptive" NUMBER
     | "fecn-adapt"
     | "max-buffers" NUMBER
     | NUMBER
     ;
shape_rate: NUMBER
          | NUMBER NUMBER
          | NUMBER NUMBER NUMBER
          | "percent" NUMBER shape_times
          | NUMBER "account" "user-defined" NUMBER
          ;
shape_times: %empty | shape_times NUMBER | shape_times NUMBER "ms";
police: police_rate
      | "cir" police_rate police_bursts
      | "rate" police_rate police_unit police_bursts
      ;
police_rate: NUMBER
           | NUMBER NUMBER
           | NUMBER NUMBER NUMBER
           | NUMBER "bps"
           | NUMBER "pps"
           | "percent" NUMBER
           | "percent" NUMBER NUMBER "ms"
           | "percent" NUMBER NUMBER "ms" NUMBER "ms"
           ;
police_unit: %empty | "burst" NUMBER | "burst" NUMBER "packets" | "burst" NUMBER "bytes";
police_bursts: %empty | police_bursts police_burst;
police_burst: "bc" NUMBER
            | "bc" NUMBER "ms"
            | "be" NUMBER
            | "be" NUMBER "ms"
            | "pir" NUMBER
            | "pir" "percent" NUMBER
            | "peak-burst" NUMBER
            | "peak-rate" NUMBER
            ;
police_actions: police_action | police_actions police_action;
police_action: "conform-action" police_verdict
             | "exceed-action" police_verdict
             | "violate-action" police_verdict
             ;
police_verdict: "transmit"
              | "drop"
              | "policed-dscp-transmit"
              | "set-clp-transmit"
              | "set-cos-transmit" NUMBER
              | "set-discard-class-transmit" NUMBER
              | "set-dscp-transmit" dscp_value
              | "set-frde-transmit"
              | "set-mpls-experimental-imposition-transmit" NUMBER
              | "set-mpls-experimental-topmost-transmit" NUMBER
              | "set-prec-transmit" NUMBER
              | "set-qos-transmit" NUMBER
              | "set-dscp-tunnel-transmit" dscp_value
              | "set-prec-tunnel-transmit" NUMBER
              ;
queue_unit: "packets" | "bytes" | "ms" | "percent" | "us";
random_detect: "dscp-based"
             | "precedence-based"
             | "prec-based"
             | "discard-class-based"
             | "cos-based"
             | "aggregate"
             | "ecn"
             | "dscp" dscp_value wred
             | "precedence" precedence_value wred
             | "cos" NUMBER wred
             | "discard-class" NUMBER wred
             | "exponential-weighting-constant" NUMBER
             | "clp" NUMBER wred
             ;
wred: numbers | NUMBER "ms" NUMBER "ms" | NUMBER "ms" NUMBER "ms" NUMBER;
set_mark: "dscp" set_dscp
        | "ip" "dscp" set_dscp
        | "precedence" set_precedence
        | "ip" "precedence" set_precedence
        | "cos" NUMBER
        | "cos" set_from
        | "cos-inner" NUMBER
        | "qos-group" NUMBER
        | "qos-group" set_from
        | "discard-class" NUMBER
        | "atm-clp"
        | "fr-de"
        | "mpls" "experimental" NUMBER
        | "mpls" "experimental" "imposition" NUMBER
        | "mpls" "experimental" "topmost" NUMBER
        | "mpls" "experimental" "imposition" set_from
        | "ip" "tos" NUMBER
        | "vlan" "inner" NUMBER
        | "traffic-class" NUMBER
        | "wlan" "user-priority" NUMBER
        ;
set_dscp: dscp_value | "tunnel" dscp_value | set_from;
set_precedence: precedence_value | "tunnel" precedence_value | set_from;
set_from: set_source | set_source "table" name;
set_source: "cos" | "dscp" | "precedence" | "qos-group" | "discard-class";
compression_kind: "rtp" | "tcp";
trust: "cos" | "dscp" | "ip-precedence" | "device" name;
%%
