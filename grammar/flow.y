/* NetFlow and accounting: what the router counts and tells. No effect here. */
%mode FLOW_EXPORTER "flow exporter" "config-flow-exporter"
%mode FLOW_MONITOR "flow monitor" "config-flow-monitor"
%mode FLOW_RECORD "flow record" "config-flow-record"
%mode FLOW_AGGREGATION "flow aggregation" "config-flow-cache"
%mode SAMPLER "sampler" "config-sampler"
%mode TOP_TALKERS "top talkers" "config-flow-top-talkers"
%rare "accounting-list" "accounting-threshold" "accounting-transits"
%help "destination-port" Port of the destination
%help FLOW_RECORD: "match" "transport" "source-port" Port of the source
%help FLOW_RECORD: "match" "transport" "destination-port" Port of the destination
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
%help "enabled" Switched on
%help "mask" A mask
%help "fragment-offset" Offset of fragments
%help "icmp" ICMP
%help "ip-id" Identification of packets
%help "mac-addresses" Hardware addresses
%help "packet-length" Length of packets
%help "vlan-id" Number of the VLAN
%help "as" By AS
%help "as-tos" By AS and service
%help "bgp-nexthop-tos" By next hop and service
%help "destination-prefix" By destination
%help "destination-prefix-tos" By destination and service
%help "exp-bgp-prefix" By MPLS and BGP
%help "prefix-port" By prefixes and ports
%help "prefix-tos" By prefixes and service
%help "protocol-port" By protocol and ports
%help "protocol-port-tos" By protocol, ports and service
%help "source-prefix" By source
%help "source-prefix-tos" By source and service
%help "netflow" As NetFlow does
%help "netflow-original" As NetFlow did at first
%help "wireless" Wireless
%help "avc" Of applications
%help "original-input" As NetFlow did for what comes in
%help "original-output" As NetFlow did for what goes out
%help "end-reason" Why it ended
%help "expected" Expected
%help "first" The first one
%help "flags" Flags
%help "forwarding-status" What became of it
%help "fragmentation" Fragmentation
%help "header-length" Length of the header
%help "identification" Identification
%help "l2" Layer 2
%help "last" The last one
%help "layer2" Layer 2
%help "lost" Lost
%help "new-connections" New connections
%help "observation" Point of observation
%help "offset" Offset
%help "packets" Packets
%help "payload-length" Length of the payload
%help "physical" Physical
%help "processing" Processing
%help "qos" Quality of service
%help "rate" Rate
%help "retransmitted" Sent again
%help "router" Router
%help "rtcp" RTCP
%help "section" A part
%help "sequence-number" Sequence number
%help "ssrc" Source of RTP
%help "states" States
%help "sum" Sum
%help "sys-uptime" Since the start
%help "to-server" To the server
%help "total" In all
%help "transaction" Transaction
%help "transactions" Transactions
%help "ul" Upper layer
%help "window-size-average" Average window
%help "hop-limit" Hops left
%help "next-header" Next header
%help "clock-rate" Rate of the clock
%help "fraction" Share
%help "loss" Loss
%help "ap" Access point
%help "mean" Mean
%help "fieldid" Number of the field
%help "category" Category
%help "cwr" Window reduced
%help "ece" Congestion echoed
%help "seconds" Seconds
%help "histogram" Histogram
%help "bucket1" First step
%help "bucket2" Second step
%help "bucket3" Third step
%help "bucket4" Fourth step
%help "bucket5" Fifth step
%help "bucket6" Sixth step
%help "bucket7" Seventh step
%help "late" Late
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
      | "ip" "flow-capture" flow_captured { line_no_effect(cx); }
      | "ip" "flow-egress" "input-interface" { line_no_effect(cx); }
      | "ip" "flow-aggregation" "cache" flow_aggregation {
		line_no_effect(cx);
		open_quietly(cx, MODE_FLOW_AGGREGATION);
	}
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
    | IN_FLOW_AGGREGATION no flow_aggregated { line_no_effect(cx); }
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
flow_records: name
            | "netflow" ip_version flow_predefined
            | "netflow-original"
            | "wireless" "avc" "basic"
            | "wireless" "avc" name "basic"
            ;
flow_predefined: "original-input" | "original-output" | "as" | "as-tos" | "bgp-nexthop-tos" | "destination-prefix"
               | "destination-prefix-tos" | "prefix" | "prefix-port" | "prefix-tos" | "protocol-port"
               | "protocol-port-tos" | "source-prefix" | "source-prefix-tos" | "original-input" "peer"
               | "original-output" "peer"
               ;
flow_captured: "fragment-offset" | "icmp" | "ip-id" | "mac-addresses" | "packet-length" | "ttl" | "vlan-id" | "nbar";
flow_aggregation: "as" | "as-tos" | "bgp-nexthop-tos" | "destination-prefix" | "destination-prefix-tos" | "exp-bgp-prefix"
                | "prefix" | "prefix-port" | "prefix-tos" | "protocol-port" | "protocol-port-tos" | "source-prefix"
                | "source-prefix-tos"
                ;
flow_aggregated: "cache" "entries" NUMBER
               | "cache" "timeout" "active" NUMBER
               | "cache" "timeout" "inactive" NUMBER
               | "enabled"
               | "export" "destination" host NUMBER
               | "export" "destination" host NUMBER flow_transports
               | "export" "version" NUMBER
               | "export" "template" "refresh-rate" NUMBER
               | "export" "template" "timeout-rate" NUMBER
               | "mask" flow_side "minimum" NUMBER
               ;
flow_side: "source" | "destination";
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
flow_field: flow_layer flow_parts;
flow_parts: flow_part | flow_parts flow_part;
flow_part: "absolute" | "ack" | "active" | "address" | "application" | "as" | "average" | "bgp" | "bytes" | "class"
         | "client" | "cos" | "count" | "counter" | "delay" | "destination" | "destination-port" | "direction" | "dot1q" | "drop"
         | "dscp" | "end-reason" | "ethertype" | "event" | "expected" | "export" | "failure" | "fin" | "first" | "flags" | "flow" | "forwarding-status" | "fragmentation"
         | "header-length" | "hostname" | "http" | "host" | "icmp" | "id" | "identification" | "igmp" | "initiator" | "input" | "ip"
         | "ipv4" | "ipv6" | "jitter" | "l2" | "last" | "layer2" | "length" | "long" | "lost" | "mac" | "mask" | "maximum" | "max"
         | "minimum" | "min" | "multicast" | "name" | "network" | "new-connections" | "next-hop" | "nexthop" | "observation" | "offset" | "option" | "map"
         | "output" | "packet" | "packets" | "payload" | "payload-length" | "peer" | "physical" | "policy" | "port" | "prefix" | "precedence"
         | "processing" | "protocol" | "psh" | "pstn" | "qos" | "queue" | "rate" | "receive" | "responder" | "response" | "retransmissions" | "retransmitted"
         | "route" | "router" | "rst" | "rtp" | "rtcp" | "sampler" | "section" | "sequence-number" | "server" | "service" | "size" | "snmp" | "source" | "source-port" | "ssrc" | "ssid"
         | "states" | "sum" | "syn" | "sys-uptime" | "tag" | "tcp" | "time" | "timestamp" | "to" | "to-server" | "tos" | "total" | "transaction" | "transactions" | "transport" | "ttl" | "type"
         | "udp" | "ul" | "uri" | "urg" | "url" | "user" | "version" | "video" | "vlan" | "vlan-id" | "vrf" | "window-size" | "window-size-average" | "code" | "session" | "forwarding" | "channel"
         | "traffic-class" | "flow-label" | "hop-limit" | "extension" | "next-header" | "msec" | "clock-rate" | "fraction" | "loss" | "ap" | "statistics" | "mean" | "fieldid"
         | "category" | "nbar" | "attribute" | "cwr" | "ece" | "seconds" | "histogram" | "bucket1" | "bucket2" | "bucket3" | "bucket4" | "bucket5" | "bucket6" | "bucket7" | "late" | "index" | "system"
         | NUMBER
         ;
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
