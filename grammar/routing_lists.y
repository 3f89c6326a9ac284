/*
 * Lists that only routing protocols ask, keys that they authenticate with, and detection of dead
 * neighbours. What uses them warns.
 */
%mode KEY_CHAIN "key chain" "config-keychain"
%mode KEY "key" "config-keychain-key"
%mode EXPLICIT_PATH "explicit path" "cfg-ip-expl-path"
%mode BFD_TEMPLATE "BFD template" "config-bfd"
%help GLOBAL: "bfd-template" Template of BFD
%help "ip" "as-path" Access lists of AS paths
%help "ip" "community-list" Lists of communities
%help "ip" "extcommunity-list" Lists of extended communities
%help "ip" "policy-list" Lists of matches
%help "ip" "explicit-path" A way through MPLS
%help "ip" "large-community-list" Lists of large communities
%help BFD_TEMPLATE: "interval" Interval between packets
%help BFD_TEMPLATE: "echo" Echo packets
%help "keychain" Keys
%help "min-tx" Least interval of sending
%help "min-rx" Least interval of receiving
%help "interval" "both" Of sending and receiving
%help "microseconds" "both" Of sending and receiving
%help "multiplier" Packets that may be lost
%help "next-address" The next hop on the way
%help "exclude-address" A hop to avoid
%help "index" Entry at this index
%help "append-after" Entry behind this index
%help "loose" It may be hops away
%help "next-address" "strict" It is the next hop
%help "strict" Strictly
%help "bfd" "slow-timers" Milliseconds between slow packets
%help "community-list" "expanded" By regular expressions
%help "community-list" "standard" By communities
%help "explicit-path" "identifier" By number
%help "explicit-path" "name" By name
%help GLOBAL: "key" "chain" Keys by a name
%help "key" "config-key" Key that encrypts passwords
%help "key" "chain" WORD "macsec" Keys of MACsec
%help "password-encrypt" Encrypt passwords with AES
%help INTERFACE: "bfd" "echo" Echo packets
%help INTERFACE: "bfd" "jitter" Vary the interval
%help INTERFACE: "bfd" "neighbor" A neighbour without a protocol
%help INTERFACE: "bfd" "interval" Milliseconds between packets
%help "min_rx" Milliseconds between what is received
%help "accept-lifetime" When it is accepted
%help "send-lifetime" When it is sent
%help "cryptographic-algorithm" Algorithm of the key
%help "lifetime" WORD WORD NUMBER NUMBER "duration" For so many seconds
%help "duration" How long
%help KEY_CHAIN: "key" A key
%help KEY_CHAIN: "description" Description of the keys
%help "key-string" The key itself
%help "bfd" "map" Templates of neighbours
%help "interval" Interval
%help "text" Text
%help "key" Key
%help "accept-lifetime" "local" In local time
%help "send-lifetime" "local" In local time
%%
global: "ip" "as-path" "access-list" NUMBER permit_deny regexp { line_covered(cx); }
      | "ip" "as-path" "access-list" name permit_deny regexp { line_covered(cx); }
      | "ip" "as-path" "access-list" name only_no { line_no_effect(cx); }
      | "ip" "community-list" community_list { line_covered(cx); }
      | "ip" "large-community-list" community_list { line_covered(cx); }
      | "ip" "extcommunity-list" community_list { line_covered(cx); }
      | "ip" "policy-list" name permit_deny { line_covered(cx); }
      | "key" "chain" name { open_covered(cx, MODE_KEY_CHAIN); }
      | "key" "chain" name "macsec" { open_covered(cx, MODE_KEY_CHAIN); }
      | "key" "config-key" "password-encrypt" { line_no_effect(cx); }
      | "key" "config-key" "password-encrypt" name { line_no_effect(cx); }
      | "ip" "explicit-path" path_name path_status { open_covered(cx, MODE_EXPLICIT_PATH); }
      | "bfd" "slow-timers" NUMBER { line_covered(cx); }
      | "bfd" "map" ip_version PREFIX PREFIX name { line_covered(cx); }
      | "bfd-template" bfd_hops name { open_covered(cx, MODE_BFD_TEMPLATE); }
      ;
/* An expression over numbers; blanks are part of it. */
regexp: LINE;
permit_deny: "permit" | "deny";
community_list: list_id permit_deny LINE
              | list_kind name permit_deny LINE
              | list_kind name NUMBER permit_deny LINE
              | list_kind name only_no
              ;
list_id: NUMBER;
list_kind: "standard" | "expanded";
path_name: "name" name | "identifier" NUMBER;
path_status: %empty | enable_disable;

line: IN_KEY_CHAIN no "key" name { open_covered(cx, MODE_KEY); }
    | IN_KEY_CHAIN no "description" LINE { line_covered(cx); }
    | IN_KEY no key_command { line_covered(cx); }
    | IN_EXPLICIT_PATH no path_command { line_covered(cx); }
    | IN_BFD_TEMPLATE no bfd_command { line_covered(cx); }
    ;
key_command: "key-string" hidden
           | "accept-lifetime" key_times
           | "send-lifetime" key_times
           | "lifetime" key_times
           | "cryptographic-algorithm" name
           ;
key_times: key_zone time_of_day key_date key_end;
key_zone: %empty | "local";
/* hh:mm:ss, then Month day year in either order of the first two */
time_of_day: name;
key_date: name NUMBER NUMBER | NUMBER name NUMBER;
key_end: "infinite" | "duration" NUMBER | "duration" "infinite" | time_of_day key_date;
path_command: "next-address" IPV4
            | "next-address" "loose" IPV4
            | "next-address" "strict" IPV4
            | "exclude-address" IPV4
            | "index" NUMBER "next-address" IPV4
            | "append-after" NUMBER "next-address" IPV4
            ;
bfd_command: "interval" bfd_interval
           | "authentication" name "keychain" name
           | "dampening" numbers
           | "echo"
           ;
bfd_interval: "min-tx" NUMBER "min-rx" NUMBER "multiplier" NUMBER
            | "both" NUMBER "multiplier" NUMBER
            | "microseconds" "both" NUMBER "multiplier" NUMBER
            ;

interface_command: "bfd" bfd_interface { line_covered(cx); };
bfd_interface: "interval" NUMBER "min_rx" NUMBER "multiplier" NUMBER
             | "echo"
             | "jitter"
             | "template" name
             | "neighbor" ip_version host
             ;
%%
