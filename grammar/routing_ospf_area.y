/* The areas of OSPF, and what stands under an interface for it. */
%help INTERFACE: "ospfv3" OSPFv3
%help INTERFACE: "ip" "ospf" OSPF
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
ospf_ipsec: "md5" hidden | "sha1" hidden;
ospf_encryption: "ipsec" "spi" NUMBER "esp" esp_cipher ospf_ipsec | "null";
esp_cipher: "null" | "3des" hidden | "des" hidden | "aes-cbc" NUMBER hidden;
ospf_authentication: "normal" | "deployment";
nssa_options: %empty | nssa_options nssa_option;
nssa_option: "no-redistribution"
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
