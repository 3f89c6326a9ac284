/* Zones, their pairs and parameters, and stateful inspection: not translated. */
%mode ZONE "security zone" "config-sec-zone"
%mode ZONE_PAIR "zone pair" "config-sec-zone-pair"
%mode PARAMETER_MAP "parameter map" "config-profile"
%help GLOBAL: "parameter-map" Parameters of inspection
%help GLOBAL: "zone" Security zones of the firewall
%help GLOBAL: "zone-pair" From one security zone to another
%help INTERFACE: "service-policy" Policy map
%help INTERFACE: "zone-member" Security zone
%help INTERFACE: "ip" "admission" Who may pass
%help INTERFACE: "ip" "inspect" Stateful inspection
%help INTERFACE: "ip" "ips" Intrusion prevention
%help "ip" "inspect" Stateful inspection
%help "ip" "ips" Intrusion prevention
%help INTERFACE: "ips" Intrusion prevention
%help "ip" "port-map" Ports of applications
%help "ip" "admission" Who may pass
%help "ip" "auth-proxy" Authentication of users
%help "ip" "options" Packets with IP options
%help "ip" "urlfilter" Filter of addresses of pages
%help "ip" "audit" Intrusion detection
%%
global: "zone" "security" zone { open_untranslated(cx, @$, MODE_ZONE, "the zone-based firewall"); }
      | "zone-pair" "security" name "source" zone "destination" zone {
		open_untranslated(cx, @$, MODE_ZONE_PAIR, "the zone-based firewall");
	}
      | "zone-pair" "security" name only_no { line_no_effect(cx); }
      | "parameter-map" "type" parameter_kind {
		open_untranslated(cx, @$, MODE_PARAMETER_MAP, "the zone-based firewall");
	}
      | "ip" "inspect" "name" name inspect_what inspect_options {
		line_feature(cx, @$, "stateful inspection");
	}
      | "ipv6" "inspect" "name" name inspect_what inspect_options {
		line_feature(cx, @$, "stateful inspection");
	}
      | "ip" "inspect" inspect { line_covered(cx); }
      | "ip" "auth-proxy" proxy_limit { line_no_effect(cx); }
      | "ip" "admission" proxy_limit { line_no_effect(cx); }
      | "ip" "auth-proxy" "name" name "http" { line_feature(cx, @$, "the authentication proxy"); }
      | "ip" "admission" "name" name "proxy" "http" { line_feature(cx, @$, "network admission"); }
      | "ip" "audit" audit { line_feature(cx, @$, "intrusion detection"); }
      | "ip" "urlfilter" urlfilter { line_feature(cx, @$, "the filtering of URLs"); }
      | "ip" "port-map" name "port" NUMBER { line_covered(cx); }
      | "ip" "port-map" name "port" name NUMBER { line_covered(cx); }
      | "ip" "ips" ips { line_feature(cx, @$, "intrusion prevention"); }
      | "ip" "options" ip_options { line_feature(cx, @$, "the treatment of IP options"); }
      ;
zone: name | "self" | "default";
parameter_kind: "inspect" name
              | "inspect" "default"
              | "inspect" "global"
              | "inspect-global"
              | "inspect-vrf" name
              | "inspect-zone" name
              | "urlfilter" name
              | "urlfpolicy" "local" name
              | "urlf-glob" name
              | "protocol-info" name
              | "regex" name
              | "ooo" "global"
              | "consent" name
              | "content-scan" "global"
              | "umbrella" "global"
              | "opendns" "global"
              | "webauth" name
              | "webauth" "global"
              ;

line: IN_ZONE no zone_command { line_covered(cx); }
    | IN_ZONE_PAIR no zone_pair_command { line_covered(cx); }
    | IN_PARAMETER_MAP no parameter { line_covered(cx); }
    ;
zone_command: "description" LINE | "protection" "parameter-map" name | "vpn" name;
zone_pair_command: "description" LINE
                 | "service-policy" "type" "inspect" name
                 ;
parameter: "alert" on_off
         | "audit-trail" on_off
         | "dns-timeout" NUMBER
         | "icmp" "idle-time" NUMBER
         | "log" "dropped-packets"
         | "log" "dropped-packets" enable_disable
         | "log" "flow-export" "v9" "udp" "destination" host NUMBER
         | "log" "summary" "flows" NUMBER "time-interval" NUMBER
         | "max-incomplete" max_incomplete
         | "max-incomplete" name NUMBER
         | "one-minute" high_low NUMBER
         | "sessions" "maximum" NUMBER
         | "sessions" "rate" high_low NUMBER NUMBER
         | "session" "maximum" NUMBER
         | "session" "total" NUMBER
         | "tcp" tcp_parameter
         | "udp" "idle-time" NUMBER
         | "udp" "half-open" "idle-time" NUMBER
         | "zone-mismatch" "drop"
         | "multi-tenancy"
         | "lisp" "inner-packet-inspection"
         | "pattern" name
         | "server" "name" name
         | "server" "ip" host
         | "local-domain" name
         | "dnscrypt"
         | "source" "interface" interface_name
         | "virtual-ip" ip_version host
         ;
max_incomplete: high_low NUMBER;
high_low: "high" | "low";
tcp_parameter: "idle-time" NUMBER
             | "idle-time" NUMBER "ageout-time" NUMBER
             | "finwait-time" NUMBER
             | "finwait-time" NUMBER "ageout-time" NUMBER
             | "synwait-time" NUMBER
             | "synwait-time" NUMBER "ageout-time" NUMBER
             | "max-incomplete" "host" NUMBER
             | "max-incomplete" "host" NUMBER "block-time" NUMBER
             | "window-scale-enforcement" "loose"
             | "block-non-session"
             ;

/* The protocol's name, and what some of them take. */
inspect_what: name
            | "fragment" "maximum" NUMBER
            | "http" "java-list" access_list
            | "http" "urlfilter"
            | "http"
            | "rpc" "program-number" NUMBER
            | "smtp"
            | "sip"
            | "h323"
            | "tcp"
            | "udp"
            | "icmp"
            | "parameter" "max-sessions" NUMBER
            ;
inspect_options: %empty | inspect_options inspect_option;
inspect_option: "alert" on_off
              | "audit-trail" on_off
              | "timeout" NUMBER
              | "router-traffic"
              | "max-data" NUMBER
              | "wait-time" NUMBER
              | "reset"
              ;
on_off: "on" | "off";
inspect: "alert-off"
       | "audit-trail"
       | "dns-timeout" NUMBER
       | "hashtable-size" NUMBER
       | "max-incomplete" high_low NUMBER
       | "one-minute" high_low NUMBER
       | "tcp" tcp_parameter
       | "udp" "idle-time" NUMBER
       | "icmp" "idle-time" NUMBER
       | "log" "drop-pkt"
       | "l2-transparent" "dhcp-passthrough"
       | "waas" "enable"
       ;
ips: "name" name
   | "name" name "list" access_list
   | "notify" name
   | "config" "location" LINE
   | "fail" "closed"
   | "sdf" "location" name
   | "signature-category"
   | "deny-action" "ips-interface"
   ;
proxy_limit: "max-nodata-conns" NUMBER
           | "auth-proxy-banner"
           | "inactivity-timer" NUMBER
           | "absolute-timer" NUMBER
           | "init-state-timer" NUMBER
           | "watch-list" "enable"
           ;
audit: "notify" name
     | "po" "max-events" NUMBER
     | "name" name audit_kind
     | "name" name audit_kind "list" access_list
     | "name" name audit_kind "action" names
     ;
audit_kind: "info" | "attack";
urlfilter: "alert"
         | "audit-trail"
         | "allow-mode" on_off
         | "cache" NUMBER
         | "max-request" NUMBER
         | "max-resp-pak" NUMBER
         | "urlf-server-log"
         | "server" "vendor" name host
         | "exclusive-domain" permit_deny name
         ;
ip_options: "drop" | "ignore";

interface_command: "ip" "inspect" name in_or_out { line_feature(cx, @$, "stateful inspection"); }
                 | "ipv6" "inspect" name in_or_out { line_feature(cx, @$, "stateful inspection"); }
                 | "zone-member" "security" name {
			line_feature(cx, @$, "the zone-based firewall");
		}
                 | "ip" "ips" name in_or_out { line_feature(cx, @$, "intrusion prevention"); }
                 | "ip" "audit" name in_or_out { line_feature(cx, @$, "intrusion detection"); }
                 | "ip" "urlfilter" name in_or_out { line_feature(cx, @$, "the filtering of URLs"); }
                 | "ip" "admission" name { line_feature(cx, @$, "network admission"); }
                 | "ip" "auth-proxy" name { line_feature(cx, @$, "the authentication proxy"); }
                 | "ips" name in_or_out { line_feature(cx, @$, "intrusion prevention"); }
                 ;
%%
