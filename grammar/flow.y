/* NetFlow and accounting: what the router counts and tells. No effect here. */
%mode FLOW_EXPORTER "flow exporter" "config-flow-exporter"
%mode FLOW_MONITOR "flow monitor" "config-flow-monitor"
%mode FLOW_RECORD "flow record" "config-flow-record"
%mode SAMPLER "sampler" "config-sampler"
%mode TOP_TALKERS "top talkers" "config-flow-top-talkers"
%help GLOBAL: "flow" Flexible NetFlow
%help "ip" "flow-export" Export flows
%help "ip" "flow-cache" Flows that are counted
%help GLOBAL: "sampler" Samplers of flows
%help "ip" "flow-aggregation" Flows together
%help "ip" "flow-top-talkers" The greatest flows
%help "ip" "flow-capture" More fields of flows
%help "ip" "accounting-list" Hosts to account for
%help "ip" "accounting-threshold" The most entries of accounting
%help "ip" "accounting-transits" Transit entries of accounting
%%
global: "flow" "exporter" name { line_no_effect(cx); open_quietly(cx, MODE_FLOW_EXPORTER); }
      | "flow" "monitor" flow_monitor_name {
		line_no_effect(cx);
		open_quietly(cx, MODE_FLOW_MONITOR);
	}
      | "flow" "record" flow_record_name { line_no_effect(cx); open_quietly(cx, MODE_FLOW_RECORD); }
      | "sampler" name { line_no_effect(cx); open_quietly(cx, MODE_SAMPLER); }
      | "flow-sampler-map" name { line_no_effect(cx); open_quietly(cx, MODE_SAMPLER); }
      | "ip" "flow-top-talkers" { line_no_effect(cx); open_quietly(cx, MODE_TOP_TALKERS); }
      | "ip" "flow-export" flow_export { line_no_effect(cx); }
      | "ip" "flow-cache" flow_cache { line_no_effect(cx); }
      | "ip" "flow-capture" names { line_no_effect(cx); }
      | "ip" "flow-egress" "input-interface" { line_no_effect(cx); }
      | "ip" "flow-aggregation" "cache" name { line_no_effect(cx); skip_block(cx); }
      | "ip" "accounting-threshold" NUMBER { line_no_effect(cx); }
      | "ip" "accounting-list" IPV4 IPV4 { line_no_effect(cx); }
      | "ip" "accounting-transits" NUMBER { line_no_effect(cx); }
      ;
flow_monitor_name: name | "type" "mace" name | "type" "performance-monitor" name;
flow_record_name: name | "type" "mace" name | "type" "performance-monitor" name;
flow_export: "destination" host NUMBER
           | "destination" host NUMBER flow_transports
           | "source" interface_name
           | "version" NUMBER
           | "version" NUMBER flow_as
           | "template" "refresh-rate" NUMBER
           | "template" "timeout-rate" NUMBER
           | "template" "options" "export-stats"
           | "template" "options" "sampler"
           | "template" "options" "timeout-rate" NUMBER
           | "interface-names"
           ;
flow_transports: flow_transport | flow_transports flow_transport;
flow_transport: "udp" | "sctp" | "vrf" name;
flow_as: "origin-as" | "peer-as" | "bgp-nexthop" | "origin-as" "bgp-nexthop" | "peer-as" "bgp-nexthop";
flow_cache: "timeout" "active" NUMBER
          | "timeout" "inactive" NUMBER
          | "entries" NUMBER
          ;

line: IN_FLOW_EXPORTER no flow_exporter { line_no_effect(cx); }
    | IN_FLOW_MONITOR no flow_monitor { line_no_effect(cx); }
    | IN_FLOW_RECORD no flow_record { line_no_effect(cx); }
    | IN_SAMPLER no sampler { line_no_effect(cx); }
    | IN_TOP_TALKERS no top_talkers { line_no_effect(cx); }
    ;
flow_exporter: "description" LINE
             | "destination" host
             | "destination" host "vrf" name
             | "source" interface_name
             | "transport" "udp" NUMBER
             | "transport" "sctp" NUMBER
             | "export-protocol" name
             | "dscp" NUMBER
             | "ttl" NUMBER
             | "output-features"
             | "mtu" NUMBER
             | "template" "data" "timeout" NUMBER
             | "option" name
             | "option" name "timeout" NUMBER
             ;
flow_monitor: "description" LINE
            | "record" flow_records
            | "exporter" name
            | "cache" "timeout" flow_timeout
            | "cache" "entries" NUMBER
            | "cache" "type" name
            | "statistics" "packet" name
            | "statistics" "packet" name name
            ;
flow_records: names;
flow_timeout: "active" NUMBER
            | "inactive" NUMBER
            | "update" NUMBER
            | "synchronized" NUMBER
            ;
flow_record: "description" LINE
           | "match" flow_field
           | "collect" flow_field
           ;
/* `ipv4 source address`, `transport tcp flags`, … */
flow_field: flow_layer names;
flow_layer: "ipv4" | "ipv6" | "transport" | "interface" | "datalink" | "flow" | "routing" | "application"
          | "counter" | "timestamp" | "connection" | "pfr" | "wireless" | "policy" | "services";
sampler: "description" LINE
       | "mode" "deterministic" NUMBER "out-of" NUMBER
       | "mode" "random" NUMBER "out-of" NUMBER
       | "mode" "random" "one-out-of" NUMBER
       | "granularity" name
       ;
top_talkers: "top" NUMBER
           | "sort-by" name
           | "cache-timeout" NUMBER
           ;

interface_command: "flow-sampler" name { line_no_effect(cx); }
                 | "flow-sampler" name "egress" { line_no_effect(cx); }
                 ;
%%
