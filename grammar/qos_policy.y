/* What policies do with classes of traffic, and where they are applied: not translated. */
%mode POLICY_MAP "policy map" "config-pmap"
%mode POLICY_CLASS "policy map class" "config-pmap-c"
%help GLOBAL: "policy-map" What to do with classes of packets
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
