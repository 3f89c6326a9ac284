/* The areas of OSPF, and what stands under an interface for it. */
%help INTERFACE: "ospfv3" OSPFv3
%help INTERFACE: "ip" "ospf" OSPF
%help INTERFACE: "ipv6" "ospf" OSPF on this interface
%help "ip" "router" "ospf" OSPF
%help "ospf" "cost" Cost of this interface
%help "ospf" "multi-area" One more area
%help "ospf" "network" Kind of network
%help "ospf" "passive-interface" Form no neighbours here
%help "ospf" "prefix-suppression" Do not announce this link
%help "ospf" "resync-timeout" Seconds until a neighbour is reset
%help "ospf" "area" Area of this interface
%help "ospf" "priority" Priority of the designated router
%help "ospf" "shutdown" Take no part here
%help "ospf" "neighbor" A neighbour
%help "area" "virtual" Virtual link
%help "authentication" "message-digest" Digests
%help "authentication" "ipsec" IPsec
%help "ipsec" "spi" Security parameter index
%help "dead-interval" "minimal" One second
%help "hello-multiplier" Hellos in a second
%help "demand-circuit" "ignore" Ignore what neighbours ask
%help "encryption" "ipsec" IPsec
%help "aes-cbc" AES-CBC
%help "esp" Encapsulating security payload
%help "per-prefix" "candidate" It may be a backup
%help "per-prefix" "protection" Protect its routes
%help "message-digest-key" NUMBER "md5" Digest by MD5
%help "non-broadcast" Neighbours by hand
%help "network" "broadcast" All hear all
%help "network" "manet" Mobile network
%help "network" "point-to-point" One neighbour
%help "network" "point-to-multipoint" Several lines
%help "secondaries" Secondary addresses too
%help "mtu-ignore" Do not compare MTUs
%help "authentication-key" Password
%help "message-digest-key" Key of a digest
%help "dead-interval" Seconds until a neighbour is gone
%help "retransmit-interval" Seconds until it is sent again
%help "transmit-delay" Seconds that sending takes
%help "demand-circuit" Keep quiet when nothing changes
%help "flood-reduction" Do not refresh what is the same
%help "area" NUMBER "default-cost" Cost of the default route
%help "area" NUMBER "filter-list" Filter routes between areas
%help "area" NUMBER "nssa" Not so stubby area
%help "area" NUMBER "sham-link" Link over the provider
%help "area" NUMBER "virtual-link" Link through this area
%help "area" NUMBER "capability" Capabilities
%help "area" NUMBER "authentication" Authentication
%help "area" NUMBER "range" Summary of routes
%help "area" NUMBER "capability" "default-exclusion" Leave the default route out
%help "area" IPV4 "default-cost" Cost of the default route
%help "area" IPV4 "filter-list" Filter routes between areas
%help "area" IPV4 "nssa" Not so stubby area
%help "area" IPV4 "sham-link" Link over the provider
%help "area" IPV4 "virtual-link" Link through this area
%help "area" IPV4 "capability" Capabilities
%help "area" IPV4 "range" Summary of routes
%help "no-redistribution" Do not redistribute into it
%help "no-summary" No routes of other areas
%help "no-ext-capability" No domain capability
%help "default-information-originate" Send a default route
%help "nssa" "translate" Translation of external routes
%help "suppress-fa" Without the forwarding address
%help "authentication" "mode" "normal" All packets
%help "authentication" "mode" "deployment" Send, but check nothing
%help "virtual-link" IPV4 "ttl-security" Only so many hops
%help "filter-list" "prefix" By prefix-list
%help "virtual-link" Link through an area
%help "ospf" "cost" "dynamic" As the radio says
%help "esp" "null" Without encryption
%help "range" PREFIX "advertise" Announce it
%help "range" PREFIX "cost" Cost of the summary
%help "range" IPV4 IPV4 "advertise" Announce it
%help "range" IPV4 IPV4 "cost" Cost of the summary
%help "sham-link" IPV4 IPV4 "cost" Cost of the link
%help "encryption" Encryption
%help "virtual" Virtual
%help "stub" No external routes
%help "type7" Of type 7
%help "null" None
%help "authentication" Authentication
%help "adjacency" Adjacencies
%help "manet" Mobile networks
%help "peering" Neighbours to choose
%help "link-metrics" Metrics of links
%%
ospf_area_command: "authentication"
                 | "authentication" "message-digest"
                 | "authentication" "ipsec" "spi" NUMBER ospf_ipsec
                 | "encryption" ospf_encryption
                 | "default-cost" NUMBER
                 | "filter-list" "prefix" name in_or_out
                 | "nssa" nssa_options
                 | "range" ospf_range range_options
                 | "sham-link" IPV4 IPV4 sham_options
                 | "stub"
                 | "stub" "no-summary"
                 | "stub" "no-ext-capability"
                 | "virtual-link" IPV4 virtual_options
                 | "capability" "default-exclusion"
                 ;
ospf_manet_cost: "percent" NUMBER | "threshold" NUMBER;
ospf_ipsec: "md5" hidden | "sha1" hidden;
ospf_encryption: "ipsec" "spi" NUMBER "esp" esp_cipher ospf_ipsec | "null";
esp_cipher: "null" | "3des" hidden | "des" hidden | "aes-cbc" NUMBER hidden;
ospf_authentication: "normal" | "deployment";
nssa_options: %empty | nssa_options nssa_option;
nssa_option: "no-redistribution"
           | "nssa-only"
           | "no-summary"
           | "no-ext-capability"
           | "default-information-originate" ospf_default_options
           | "translate" "type7" "always"
           | "translate" "type7" "suppress-fa"
           ;
ospf_range: IPV4 IPV4 | PREFIX | PREFIX6;
range_options: %empty | range_options range_option;
range_option: "advertise" | "not-advertise" | "cost" NUMBER;
sham_options: %empty | sham_options sham_option;
sham_option: "cost" NUMBER | "ttl-security" "hops" NUMBER;
virtual_options: %empty | virtual_options virtual_option;
virtual_option: "authentication"
              | "authentication" "message-digest"
              | "authentication" "null"
              | "authentication-key" hidden
              | "message-digest-key" NUMBER "md5" hidden
              | "hello-interval" NUMBER
              | "retransmit-interval" NUMBER
              | "transmit-delay" NUMBER
              | "dead-interval" NUMBER
              | "ttl-security" "hops" NUMBER
              ;

interface_command: "ip" "ospf" ospf_process { line_feature(cx, @$, "dynamic routing"); }
                 | "ip" "router" "ospf" NUMBER "area" ospf_area { line_feature(cx, @$, "dynamic routing"); }
                 | "ipv6" "ospf" ospf_process { line_feature(cx, @$, "dynamic routing"); }
                 | "ospfv3" NUMBER ip_version ospfv3_area { line_feature(cx, @$, "dynamic routing"); }
                 | "ospfv3" NUMBER ospfv3_area { line_feature(cx, @$, "dynamic routing"); }
                 | "ip" "ospf" ospf_interface { line_covered(cx); }
                 | "ip" "ospf" NUMBER ospf_interface { line_covered(cx); }
                 | "ospf" ospf_interface { line_covered(cx); }
                 | "ipv6" "ospf" ospf_interface { line_covered(cx); }
                 | "ospfv3" ospf_interface { line_covered(cx); }
                 | "ospfv3" NUMBER ospf_interface { line_covered(cx); }
                 | "ospfv3" NUMBER ip_version ospf_interface { line_covered(cx); }
                 ;
ospf_process: NUMBER "area" ospf_area process_options;
ospfv3_area: "area" ospf_area process_options;
process_options: %empty | process_options process_option;
process_option: "secondaries" "none" | "instance" NUMBER;
ospf_area: NUMBER | IPV4;
ospf_interface: "authentication"
              | "adjacency" "stagger" "disable"
              | "adjacency" "stagger" NUMBER NUMBER
              | "manet" "peering" "cost" ospf_manet_cost
              | "manet" "peering" "link-metrics" NUMBER
              | "authentication" "message-digest"
              | "authentication" "null"
              | "authentication" "key-chain" name
              | "authentication" "ipsec" "spi" NUMBER ospf_ipsec
              | "authentication-key" hidden
              | "message-digest-key" NUMBER "md5" hidden
              | "encryption" ospf_encryption
              | "bfd"
              | "bfd" "disable"
              | "cost" NUMBER
              | "cost" "dynamic"
              | "database-filter" "all" "out"
              | "dead-interval" NUMBER
              | "dead-interval" "minimal" "hello-multiplier" NUMBER
              | "demand-circuit"
              | "demand-circuit" "ignore"
              | "fast-reroute" "per-prefix" reroute_as enable_maybe
              | "flood-reduction"
              | "hello-interval" NUMBER
              | "lls"
              | "lls" "disable"
              | "mtu-ignore"
              | "multi-area" ospf_area
              | "neighbor" host ospf_neighbor_options
              | "network" ospf_network
              | "passive-interface"
              | "prefix-suppression"
              | "prefix-suppression" "disable"
              | "priority" NUMBER
              | "resync-timeout" NUMBER
              | "retransmit-interval" NUMBER
              | "shutdown"
              | "transmit-delay" NUMBER
              | "ttl-security"
              | "ttl-security" "disable"
              | "ttl-security" "hops" NUMBER
              | "area" "virtual" NUMBER
              ;
reroute_as: "candidate" | "protection";
enable_maybe: %empty | enable_disable;
ospf_network: "broadcast"
            | "non-broadcast"
            | "manet"
            | "point-to-point"
            | "point-to-multipoint"
            | "point-to-multipoint" "non-broadcast"
            ;
%%
