/* Classes of traffic, of quality of service and of firewalls: not translated. */
%mode CLASS_MAP "class map" "config-cmap"
%help GLOBAL: "class-map" Classes of packets
%help "ip" "nbar" Find applications
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
