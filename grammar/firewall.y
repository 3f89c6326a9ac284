/* Zones, their pairs and parameters, and stateful inspection: not translated. */
%mode APPFW "application firewall" "cfg-appfw-policy"
%mode APPFW_APPLICATION "application firewall" "cfg-appfw-application"
%mode ZONE "security zone" "config-sec-zone"
%mode ZONE_PAIR "zone pair" "config-sec-zone-pair"
%mode PARAMETER_MAP "parameter map" "config-profile"
%help "ips" "po" Log of events
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
%help "ip" "admission" "name" Rule of admission
%help "admission" "name" WORD "proxy" Ask users
%help "proxy" "http" By HTTP
%help "ip" "audit" "notify" How alarms are sent
%help "ip" "audit" "po" Post office
%help "ip" "audit" "name" Rule of detection
%help "name" WORD "info" Signatures that inform
%help "name" WORD "attack" Signatures of attacks
%help "info" "action" What is done
%help "attack" "action" What is done
%help "po" "max-events" Most events
%help "ip" "auth-proxy" "name" Rule of authentication
%help "max-nodata-conns" Connections without data
%help "auth-proxy-banner" Banner of the login
%help "inactivity-timer" Minutes without traffic
%help "absolute-timer" Minutes in all
%help "init-state-timer" Minutes of the login
%help "watch-list" Addresses that fail
%help "auth-proxy" "name" WORD "http" By HTTP
%help "auth-proxy" "name" WORD "ftp" By FTP
%help "ip" "inspect" "name" Rule of inspection
%help "ip" "inspect" "hashtable-size" Size of the table
%help "ip" "inspect" "icmp" ICMP
%help "ip" "inspect" "l2-transparent" Transparent firewall
%help "ip" "inspect" "log" Log
%help "ip" "inspect" "max-incomplete" Half-open sessions
%help "ip" "inspect" "tcp" Settings of TCP
%help "ip" "inspect" "udp" Settings of UDP
%help "ip" "inspect" "audit-trail" Log each session
%help "ip" "inspect" "alert-off" Do not log alerts
%help "dns-timeout" Seconds of DNS
%help "dhcp-passthrough" Let DHCP pass
%help "drop-pkt" Log packets that are dropped
%help "max-incomplete" Half-open sessions
%help "max-incomplete" "high" Delete when more
%help "max-incomplete" "low" Delete until fewer
%help "one-minute" "high" Delete when more
%help "one-minute" "low" Delete until fewer
%help "inspect" "name" WORD "fragment" Fragments
%help "inspect" "name" WORD "rpc" Remote procedure calls
%help "inspect" "name" WORD "icmp" ICMP
%help "inspect" "name" WORD "parameter" Parameters
%help "inspect" "name" WORD "http" HTTP
%help "inspect" "name" WORD "smtp" SMTP
%help "inspect" "name" WORD "ftp" FTP
%help "router-traffic" The router's own sessions too
%help "max-data" Most data of a session
%help "wait-time" Seconds to wait
%help "name" WORD WORD "reset" Reset the connection
%help "name" WORD WORD "timeout" Seconds without traffic
%help "java-list" Sites whose Java may pass
%help "program-number" Number of the program
%help "audit-trail" Log each session
%help "window-scale-enforcement" Check window scales
%help "block-non-session" Block what is of no session
%help "synwait-time" Seconds until it stands
%help "ageout-time" Seconds when there are too many
%help "block-time" Minutes that a host is blocked
%help "max-incomplete" "host" To one host
%help "window-scale-enforcement" "loose" Do not check
%help "ip" "ips" "notify" How alarms are sent
%help "ip" "ips" "fail" When it cannot work
%help "ip" "ips" "sdf" File of signatures
%help "ip" "ips" "signature-category" Category of signatures
%help "ip" "ips" "deny-action" How denials are done
%help "ip" "ips" "name" Rule of prevention
%help "ip" "ips" "config" "location" Where it is kept
%help "ips-interface" Filter on the interface
%help "fail" "closed" Let nothing pass
%help "location" Where it is
%help "ip" "port-map" WORD "port" Ports
%help "ip" "urlfilter" "audit-trail" Log each request
%help "ip" "urlfilter" "allow-mode" When no server answers
%help "ip" "urlfilter" "max-request" Most open requests
%help "ip" "urlfilter" "max-resp-pak" Most packets that wait
%help "ip" "urlfilter" "urlf-server-log" Log at the server
%help "ip" "urlfilter" "exclusive-domain" Domains that are not asked for
%help "ip" "urlfilter" "server" Server that filters
%help "ip" "urlfilter" "cache" Answers that are kept
%help "ip" "urlfilter" "server" "vendor" Maker of the server
%help "ip" "urlfilter" "allow-mode" "on" Let it pass
%help "ip" "urlfilter" "allow-mode" "off" Block it
%help "ip" "urlfilter" "exclusive-domain" "permit" Let it pass
%help "ip" "urlfilter" "exclusive-domain" "deny" Block it
%help "vendor" Maker
%help "ipv6" "inspect" "name" Rule of inspection
%help "parameter-map" "type" Kind of parameters
%help "parameter-map" "type" "inspect" Of inspection
%help "parameter-map" "type" "inspect-global" Of inspection, for all
%help "parameter-map" "type" "inspect-vrf" Of inspection, for a VRF
%help "parameter-map" "type" "inspect-zone" Of inspection, for a zone
%help "parameter-map" "type" "urlfilter" Of filtering of URLs
%help "parameter-map" "type" "urlfpolicy" Of policies for URLs
%help "parameter-map" "type" "urlf-glob" Patterns of URLs
%help "parameter-map" "type" "protocol-info" Servers of a protocol
%help "parameter-map" "type" "regex" Regular expressions
%help "parameter-map" "type" "ooo" Of segments out of order
%help "parameter-map" "type" "consent" Of consent pages
%help "parameter-map" "type" "content-scan" Of scanning of content
%help INTERFACE: "umbrella" Look at names that are asked for
%help "umbrella" "in" From hosts
%help "umbrella" "out" To the Internet
%help "utd" Defence against threats
%help "utd" "enable" Switch on
%help "tcp" "intercept" Answer connections for servers
%help "intercept" "list" Which connections
%help "intercept" "mode" How it acts
%help "mode" "intercept" Answer for the server
%help "mode" "watch" Watch, and reset what is not finished
%help "intercept" "drop-mode" Which go first
%help "drop-mode" "oldest" The oldest
%help "drop-mode" "random" Any
%help "watch-timeout" Seconds for a connection to be made
%help "intercept" "finrst-timeout" Seconds after its end
%help "intercept" "connection-timeout" Seconds without packets
%help "intercept" "max-incomplete" Connections that are not made
%help "intercept" "one-minute" Connections begun in a minute
%help "parameter-map" "type" "umbrella" Of Umbrella
%help "parameter-map" "type" "opendns" Of OpenDNS
%help "parameter-map" "type" "webauth" Of web authentication
%help "parameter-map" "type" "waas" Of WAN optimization
%help "zone" "security" Security zone
%help GLOBAL: "zone-pair" "security" Security between zones
%help "zone-pair" "security" WORD "source" Zone that sessions come from
%help "source" WORD "destination" Zone that sessions go to
%help "source" "default" Interfaces without a zone
%help "destination" "default" Interfaces without a zone
%help "self" The router itself
%help "flowcontrol" "receive" "off" Ignore them
%help "flowcontrol" "receive" "on" Obey them
%help "zone-member" "security" Security zone
%help PARAMETER_MAP: "icmp" ICMP
%help PARAMETER_MAP: "one-minute" New sessions in a minute
%help PARAMETER_MAP: "sessions" Sessions
%help PARAMETER_MAP: "session" Sessions
%help PARAMETER_MAP: "multi-tenancy" Several tenants
%help PARAMETER_MAP: "lisp" LISP
%help PARAMETER_MAP: "local-domain" Domains that are asked for here
%help PARAMETER_MAP: "dnscrypt" Encryption of DNS
%help PARAMETER_MAP: "virtual-ip" Address of the login page
%help PARAMETER_MAP: "log" Log
%help "alert" "on" Log them
%help "alert" "off" Do not log them
%help "audit-trail" "on" Log them
%help "audit-trail" "off" Do not log them
%help "inner-packet-inspection" Inspect what tunnels carry
%help "dropped-packets" Packets that are dropped
%help "flow-export" Export of flows
%help "log" "summary" Sum up
%help "v9" "udp" By UDP
%help "v9" "udp" "destination" Collector
%help "summary" "flows" So many at a time
%help "time-interval" Seconds
%help "session" "maximum" Most of them
%help "session" "total" In all
%help "sessions" "maximum" Most of them
%help "sessions" "rate" New ones in a second
%help "udp" "half-open" Without an answer
%help "zone-mismatch" "drop" Drop them
%help "half-open" Half open
%help "zone-mismatch" Sessions whose zones have changed
%help ZONE: "protection" Protection
%help ZONE: "description" Description of the zone
%help "protection" "parameter-map" Parameters
%help ZONE_PAIR: "service-policy" Policy of these sessions
%help ZONE_PAIR: "description" Description of the pair
%help PARAMETER_MAP: "token" Who asks
%help PARAMETER_MAP: "udp-timeout" Seconds
%help PARAMETER_MAP: "registration-vrf" VRF of the service
%help PARAMETER_MAP: "resolver" Whom to ask
%help "waas" "flush-timeout" Seconds
%help "alert" Log alerts
%help "one-minute" In a minute
%help "notify" Notify
%help "attack" Attack
%help "info" "list" Access list of sources
%help "attack" "list" Access list of sources
%help "options" "ignore" Do not look at them
%help "options" "drop" Drop packets with them
%help "info" Information
%help "secure" Securely
%help "fragment" "maximum" Most packets in fragments
%help "application" An application
%help "appfw" The firewall of applications
%help "policy-name" Name of the policy
%help "content-length" Length of the content
%help "action" What is done
%help "content-type-verification" Check the type of content
%help "match-req-resp" Answers must fit requests
%help "max-header-length" The longest header
%help "response" An answer
%help "max-uri-length" The longest address
%help "port-misuse" Other protocols on HTTP's port
%help "request-method" Methods of requests
%help "strict-http" Only proper HTTP
%help "transfer-encoding" How content is sent
%help "msn" MSN
%help "yahoo" Yahoo
%help "text-chat" Text
%help "voice-chat" Voice
%help "video-chat" Video
%help "alarm" Tell of it
%nterm <const char *> parameter_kind
%%
/* The firewall of applications, which CBAC asks. */
global: "appfw" "policy-name" name { open_untranslated(cx, @$, MODE_APPFW, "stateful inspection"); };
line: IN_APPFW no "application" appfw_kind { open_covered(cx, MODE_APPFW_APPLICATION); }
    | IN_APPFW_APPLICATION no appfw { line_covered(cx); }
    ;
appfw_kind: "http" | "im" appfw_messenger;
appfw_messenger: "aol" | "msn" | "yahoo";
appfw: "alert" on_off
     | "audit-trail" on_off
     | "content-length" appfw_bounds "action" appfw_actions
     | "content-type-verification" "action" appfw_actions
     | "content-type-verification" "match-req-resp" "action" appfw_actions
     | "max-header-length" "request" NUMBER "response" NUMBER "action" appfw_actions
     | "max-uri-length" NUMBER "action" appfw_actions
     | "port-misuse" name "action" appfw_actions
     | "request-method" name name "action" appfw_actions
     | "server" permit_deny "name" name
     | "server" permit_deny "ip-address" IPV4
     | "service" appfw_service "action" appfw_actions
     | "strict-http" "action" appfw_actions
     | "timeout" NUMBER
     | "transfer-encoding" "type" name "action" appfw_actions
     ;
appfw_bounds: "maximum" NUMBER | "minimum" NUMBER | "maximum" NUMBER "minimum" NUMBER
            | "minimum" NUMBER "maximum" NUMBER;
appfw_service: "default" | "text-chat" | "voice-chat" | "video-chat";
appfw_actions: appfw_action | appfw_actions appfw_action;
appfw_action: "allow" | "alarm" | "reset";

global: "zone" "security" zone { open_untranslated(cx, @$, MODE_ZONE, "the zone-based firewall"); }
      | "zone-pair" "security" name "source" zone "destination" zone {
		open_untranslated(cx, @$, MODE_ZONE_PAIR, "the zone-based firewall");
	}
      | "zone-pair" "security" name only_no { line_no_effect(cx); }
      | "parameter-map" "type" parameter_kind {
		open_untranslated(cx, @$, MODE_PARAMETER_MAP, $parameter_kind);
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
      | "ip" "tcp" "intercept" intercept { line_feature(cx, @$, "TCP intercept"); }
      | "ip" "options" ip_options { line_feature(cx, @$, "the treatment of IP options"); }
      ;
intercept: "list" access_list
         | "mode" intercept_mode
         | "drop-mode" intercept_drop
         | "watch-timeout" NUMBER
         | "finrst-timeout" NUMBER
         | "connection-timeout" NUMBER
         | "max-incomplete" intercept_limit NUMBER
         | "one-minute" intercept_limit NUMBER
         ;
intercept_mode: "intercept" | "watch";
intercept_drop: "oldest" | "random";
intercept_limit: "low" | "high";
zone: name | "self" | "default";
parameter_kind: "inspect" name            { $$ = zone_firewall; }
              | "inspect" "default"       { $$ = zone_firewall; }
              | "inspect" "global"        { $$ = zone_firewall; }
              | "inspect-global"          { $$ = zone_firewall; }
              | "inspect-vrf" name        { $$ = zone_firewall; }
              | "inspect-zone" name       { $$ = zone_firewall; }
              | "urlfilter" name          { $$ = "the filtering of URLs"; }
              | "urlfpolicy" "local" name { $$ = "the filtering of URLs"; }
              | "urlf-glob" name          { $$ = "the filtering of URLs"; }
              | "protocol-info" name      { $$ = zone_firewall; }
              | "regex" name              { $$ = "a list of expressions"; }
              | "ooo" "global"            { $$ = zone_firewall; }
              | "consent" name            { $$ = "the authentication proxy"; }
              | "content-scan" "global"   { $$ = "the filtering of URLs"; }
              | "umbrella" "global"       { $$ = "Umbrella"; }
              | "opendns" "global"        { $$ = "Umbrella"; }
              | "webauth" name            { $$ = "the authentication proxy"; }
              | "webauth" "global"        { $$ = "the authentication proxy"; }
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
         | "token" name
         | "udp-timeout" NUMBER
         | "registration-vrf" name
         | "resolver" ip_version host
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
       | "waas" "flush-timeout" NUMBER
       ;
ips: "name" name
   | "name" name "list" access_list
   | "notify" name
   | "config" "location" LINE
   | "fail" "closed"
   | "sdf" "location" name
   | "signature-category"
   | "deny-action" "ips-interface"
   | "po" "max-events" NUMBER
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
     | "name" name audit_kind "action" audit_actions
     ;
audit_actions: audit_action | audit_actions audit_action;
audit_action: "alarm" | "drop" | "reset";
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

interface_command: "umbrella" umbrella { line_feature(cx, @$, "the filtering of names"); }
                 | "utd" "enable" { line_feature(cx, @$, "intrusion prevention"); }
                 ;
umbrella: "in" name | "out" | "out" name;
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
static const char zone_firewall[] = "the zone-based firewall";
