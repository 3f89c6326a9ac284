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
%help FLOW_EXPORTER: "destination" Collector
%help FLOW_EXPORTER: "transport" Transport
%help FLOW_EXPORTER: "export-protocol" Format
%help FLOW_EXPORTER: "dscp" DSCP of packets
%help FLOW_EXPORTER: "output-features" Treat packets as others
%help FLOW_EXPORTER: "mtu" Largest packet
%help FLOW_EXPORTER: "source" Interface whose address is used
%help FLOW_EXPORTER: "template" Templates
%help FLOW_EXPORTER: "ttl" TTL of packets
%help FLOW_EXPORTER: "option" Optional data
%help FLOW_EXPORTER: "description" Description of the exporter
%help FLOW_EXPORTER: "template" "data" Of data
%help "transport" "udp" Port of UDP
%help "transport" "sctp" Port of SCTP
%help "export-protocol" Format of export
%help FLOW_MONITOR: "record" What is recorded
%help FLOW_MONITOR: "exporter" Where it is sent
%help FLOW_MONITOR: "cache" Cache of flows
%help FLOW_MONITOR: "statistics" Statistics
%help FLOW_MONITOR: "description" Description of the monitor
%help "cache" "entries" Number of flows
%help "entries" Number of entries
%help "cache" "timeout" Timeouts
%help "timeout" "inactive" Seconds without packets
%help "cache" "timeout" "active" Seconds of a long flow
%help "cache" "timeout" "update" Seconds between updates
%help "synchronized" All at once
%help "statistics" "packet" Of packets
%help "cache" "type" Kind of cache
%help FLOW_RECORD: "collect" What is collected
%help FLOW_RECORD: "match" What tells flows apart
%help FLOW_RECORD: "match" "flow" The flow
%help FLOW_RECORD: "match" "application" Application
%help FLOW_RECORD: "match" "connection" Connection
%help FLOW_RECORD: "match" "wireless" Wireless
%help FLOW_RECORD: "match" "services" Services
%help FLOW_RECORD: "match" "ipv6" IPv6
%help FLOW_RECORD: "match" "transport" Transport
%help FLOW_RECORD: "match" "interface" Interface
%help FLOW_RECORD: "match" "policy" Policy
%help FLOW_RECORD: "match" "ip" IP
%help FLOW_RECORD: "collect" "flow" The flow
%help FLOW_RECORD: "collect" "application" Application
%help FLOW_RECORD: "collect" "connection" Connection
%help FLOW_RECORD: "collect" "wireless" Wireless
%help FLOW_RECORD: "collect" "services" Services
%help FLOW_RECORD: "collect" "transport" Transport
%help FLOW_RECORD: "collect" "interface" Interface
%help FLOW_RECORD: "collect" "policy" Policy
%help "flow-sampler-map" Sampler of flows (old form)
%help "flow" "exporter" Where flows are sent
%help "flow" "record" What is recorded
%help "flow" "monitor" "type" Kind of monitor
%help "flow" "record" "type" Kind of record
%help "mace" Measurement, aggregation and correlation
%help "flow-egress" Flows of what goes out
%help "flow-aggregation" "cache" Cache of this kind
%help "flow-cache" "entries" Number of flows
%help "flow-cache" "timeout" Timeouts
%help "flow-cache" "timeout" "active" Minutes of a long flow
%help "input-interface" Interface they came in by
%help "interface-names" Names of interfaces
%help "flow-export" "destination" Collector
%help "flow-export" "source" Interface whose address is used
%help "flow-export" "version" Version of NetFlow
%help "flow-export" "template" Templates
%help "destination" IPV4 NUMBER "sctp" By SCTP
%help "destination" IPV4 NUMBER "udp" By UDP
%help "refresh-rate" Packets between templates
%help "timeout-rate" Minutes between templates
%help "template" "options" Optional data
%help "export-stats" Statistics of the export
%help "origin-as" Systems where flows begin and end
%help "peer-as" Systems of neighbours
%help "bgp-nexthop" Next hop of BGP
%help "flow-sampler" Sampler of flows
%help "flow-sampler" WORD "egress" What goes out
%help "sctp" SCTP
%help "granularity" Unit of sampling
%help SAMPLER: "mode" How samples are taken
%help "mode" "deterministic" Each so many
%help "mode" "random" By chance
%help "out-of" Of so many
%help "one-out-of" One of so many
%help TOP_TALKERS: "top" So many
%help "sort-by" By what they are sorted
%help "cache-timeout" Milliseconds that the list is kept
%help "exporter" Exporter
%help "record" Record
%help "collect" Collect
%help "datalink" Layer 2
%help "counter" Counters
%help "timestamp" Time
%help "pfr" Performance routing
%help "options" "sampler" Samplers
%help "sampler" Sampler
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
