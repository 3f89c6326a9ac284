/* Classes of traffic, of quality of service and of firewalls: not translated. */
%mode CLASS_MAP "class map" "config-cmap"
%help GLOBAL: "class-map" Classes of packets
%help "ip" "nbar" Find applications
%help CLASS_MAP: "rename" Give the class another name
%help "exit-class-map" Leave the class
%help CLASS_MAP: "match" Packets of this class
%help CLASS_MAP: "description" Description of the class
%help CLASS_MAP: "match" "access-group" Packets of an access list
%help CLASS_MAP: "match" "class-map" Packets of another class
%help CLASS_MAP: "match" "destination-address" Destination
%help CLASS_MAP: "match" "source-address" Source
%help CLASS_MAP: "match" "fr-de" Frame relay packets that may be discarded
%help CLASS_MAP: "match" "fr-dlci" Frame relay circuit
%help CLASS_MAP: "match" "traffic-category" Category of traffic
%help CLASS_MAP: "match" "data-length" Length of commands of a protocol
%help CLASS_MAP: "match" "user-group" Group of users
%help CLASS_MAP: "match" "service" Service of a protocol
%help CLASS_MAP: "match" "wlan" Wireless LAN
%help CLASS_MAP: "match" "non-client-nrt" Wireless traffic that is not real time
%help CLASS_MAP: "match" "protocol" Protocol
%help CLASS_MAP: "match" "any" All packets
%help CLASS_MAP: "match" "cos" Class of service
%help CLASS_MAP: "match" "dscp" DSCP
%help CLASS_MAP: "match" "ip" IPv4
%help CLASS_MAP: "match" "access-group" "name" By name
%help CLASS_MAP: "match" "application" Application
%help CLASS_MAP: "match" "security-group" Security group
%help CLASS_MAP: "match" "ip" "dscp" DSCP
%help CLASS_MAP: "match" "ip" "rtp" Ports of RTP
%help CLASS_MAP: "match" "atm" "clp" Cells that may be discarded
%help CLASS_MAP: "match" "atm" "oam" Cells of management
%help CLASS_MAP: "match" "destination-address" "mac" MAC address
%help CLASS_MAP: "match" "source-address" "mac" MAC address
%help CLASS_MAP: "match" "frame-relay" "de" Packets that may be discarded
%help CLASS_MAP: "match" "mpls" "experimental" "topmost" Of the topmost label
%help CLASS_MAP: "match" "packet" "length" Length of packets
%help CLASS_MAP: "match" "packet" "length" "min" Shortest
%help CLASS_MAP: "match" "packet" "length" "max" Longest
%help CLASS_MAP: "match" "packet" "length" "min" NUMBER "max" Longest
%help CLASS_MAP: "match" "protocol" WORD "signature" Signature
%help "class-map" "match-none" Packets that match none of it
%help "class-map" "match-all" Packets that match all of it
%help "class-map" "match-any" Packets that match some of it
%help "class-map" "type" Kind of class
%help "class-map" "type" "inspect" For inspection by zones
%help "class-map" "type" "access-control" For access control
%help "class-map" "type" "port-filter" For ports of the router
%help "class-map" "type" "queue-threshold" For queues of the router
%help "class-map" "type" "stack" For stacks of protocols
%help "class-map" "type" "traffic" For traffic of subscribers
%help "class-map" "type" "urlfilter" For filtering of URLs
%help "class-map" "type" "ngn-qos" For measurement
%help "class-map" "type" "waas" For WAN optimization
%help "class-map" "type" "control" For control
%help "class-map" "type" "logging" For logging
%help "inspect" Inspect
%help "imap" IMAP
%help "im" Instant messengers
%help "p2p" Peer to peer
%help "gtpv0" GTP version 0
%help "gtpv1" GTP version 1
%help "msnmsgr" MSN messenger
%help "aol" AOL messenger
%help "ymsgr" Yahoo messenger
%help "inspect" "http" HTTP
%help "inspect" "sunrpc" SunRPC
%help "inspect" "smtp" SMTP
%help "inspect" "pop3" POP3
%help "class" "type" Kind of class
%help "port-filter" Ports of the router
%help "queue-threshold" Queues of the router
%help "class" "type" "logging" Of logging
%help "stack" Stacks of protocols
%help "urlfilter" Filtering of URLs
%help "ngn-qos" Measurement
%help "waas" WAN optimization
%help "class" "type" "traffic" Traffic of subscribers
%help "control" "subscriber" Of subscribers
%help "ip" "nbar" "port-map" Ports of a protocol
%help "ip" "nbar" "custom" Protocol of your own
%help "pdlm" Module of a protocol
%help "protocol-pack" Pack of protocols
%help "ip" "nbar" "resources" Memory it may use
%help "http-services" Services on top of HTTP
%help "ip" "nbar" "protocol-discovery" Count by protocol
%help "access-control" Access control
%help "match" "attribute" Attribute of a protocol
%help "group-object" "destination" Of the destination
%help "group-object" "source" Of the source
%help "custom" WORD "transport" Transport
%help "not" All but these
%help "flow" Flows
%help "data-length" "gt" More bytes than this
%nterm <const char *> class_map
%%
global: "class-map" class_map { open_untranslated(cx, @$, MODE_CLASS_MAP, $class_map); }
      | "ip" "nbar" nbar { line_covered(cx); }
      ;
class_map: name { $$ = "a class of traffic"; }
         | match_kind name { $$ = "a class of traffic"; }
         | "type" "inspect" inspect_protocol name { $$ = "the zone-based firewall"; }
         | "type" "inspect" inspect_protocol match_kind name { $$ = "the zone-based firewall"; }
         | "type" class_type name { $$ = "a class of traffic"; }
         | "type" class_type match_kind name { $$ = "a class of traffic"; }
         | "type" "access-control" match_kind name { $$ = "a class of traffic"; }
         ;
match_kind: "match-any" | "match-all" | "match-none";
inspect_protocol: %empty
                | "http" | "smtp" | "imap" | "pop3" | "sunrpc" | "im" | "p2p" | "sip" | "h323" | "gtpv0"
                | "gtpv1" | "urlfilter" | "msnmsgr" | "aol" | "ymsgr"
                ;
class_type: "port-filter"
          | "queue-threshold"
          | "logging"
          | "stack"
          | "control" "subscriber"
          | "traffic"
          | "urlfilter"
          | "ngn-qos"
          | "waas"
          ;
nbar: "protocol-discovery"
    | "port-map" name name numbers
    | "custom" name name numbers
    | "custom" name "transport" name
    | "pdlm" name
    | "protocol-pack" name
    | "resources" name numbers
    | "http-services"
    ;

line: IN_CLASS_MAP no class_command { line_covered(cx); };
class_command: "description" LINE
             | "rename" name
             | "match" match
             | "match" "not" match
             | "exit-class-map"
             ;
match: "access-group" access_list
     | "access-group" "name" name
     | "any"
     | "class-map" name
     | "cos" numbers
     | "cos" "inner" numbers
     | "destination-address" "mac" name
     | "source-address" "mac" name
     | "discard-class" NUMBER
     | "dscp" dscps
     | "ip" "dscp" dscps
     | "fr-de"
     | "fr-dlci" NUMBER
     | "frame-relay" "de"
     | "input-interface" interface_name
     | "ip" "precedence" precedences
     | "precedence" precedences
     | "ip" "rtp" NUMBER NUMBER
     | "mpls" "experimental" numbers
     | "mpls" "experimental" "topmost" numbers
     | "packet" "length" packet_length
     | "protocol" match_protocol
     | "qos-group" NUMBER
     | "vlan" name
     | "vlan" "inner" name
     | "traffic-category" "optimize"
     | "atm" "clp"
     | "atm" "oam"
     | "data-length" "gt" NUMBER
     | "user-group" name
     | "security-group" which_end "tag" NUMBER
     | "attribute" name name
     | "group-object" "source" name
     | "group-object" "destination" name
     | "service" name
     | "wlan" "user-priority" numbers
     | "non-client-nrt"
     ;
which_end: "source" | "destination";
precedences: precedence_value | precedences precedence_value;
precedence_value: NUMBER | name;
dscps: dscp_value | dscps dscp_value;
/* a number, or a name: af21, cs6, ef, default */
dscp_value: NUMBER | name;
packet_length: "min" NUMBER | "max" NUMBER | "min" NUMBER "max" NUMBER;
match_protocol: name
              | name name
              | name name name
              | name "signature"
              | name NUMBER
              ;
%%
