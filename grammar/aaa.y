/* Authentication, authorization, accounting, and the servers that are asked. No effect here. */
%mode AAA_GROUP "AAA server group" "config-sg"
%mode AAA_SERVER "AAA server" "config-server"
%mode AAA_LIST "AAA attribute list" "config-attr-list"
%help GLOBAL: "aaa" Authentication, authorization, accounting
%help GLOBAL: "dot1x" 802.1X
%help GLOBAL: "key" Keys
%help GLOBAL: "ldap" LDAP
%help GLOBAL: "radius" RADIUS servers
%help GLOBAL: "radius-server" RADIUS servers
%help GLOBAL: "system" System
%help GLOBAL: "tacacs" TACACS+ servers
%help GLOBAL: "tacacs-server" TACACS+ servers
%help GLOBAL: "template" Templates
%help INTERFACE: "ip" "authentication" Authentication of EIGRP
%help "ip" "radius" RADIUS client
%help "ip" "tacacs" TACACS+ client
%%
global: "aaa" aaa { line_no_effect(cx); }
      | "aaa" "group" "server" aaa_protocol name {
		line_no_effect(cx);
		open_quietly(cx, MODE_AAA_GROUP);
	}
      | "aaa" "server" "radius" radius_role {
		line_no_effect(cx);
		open_quietly(cx, MODE_AAA_SERVER);
	}
      | "aaa" "attribute" "list" name { line_no_effect(cx); open_quietly(cx, MODE_AAA_LIST); }
      | "aaa" "common-criteria" "policy" name {
		line_no_effect(cx);
		open_quietly(cx, MODE_AAA_LIST);
	}
      | "aaa" "accounting" aaa_accounted aaa_list {
		line_no_effect(cx);
		open_quietly(cx, MODE_AAA_LIST);
	}
      | "radius" "server" name { line_no_effect(cx); open_quietly(cx, MODE_AAA_SERVER); }
      | "tacacs" "server" name { line_no_effect(cx); open_quietly(cx, MODE_AAA_SERVER); }
      | "ldap" "server" name { line_no_effect(cx); open_quietly(cx, MODE_AAA_SERVER); }
      | "ldap" "attribute-map" name { line_no_effect(cx); open_quietly(cx, MODE_AAA_LIST); }
      | "tacacs-server" tacacs_server { line_no_effect(cx); }
      | "radius-server" radius_server { line_no_effect(cx); }
      ;

aaa: "new-model"
   | "session-id" aaa_session
   | "authentication" aaa_authenticated aaa_list aaa_methods
   | "authentication" "attempts" "login" NUMBER
   | "authentication" "banner" BANNER
   | "authentication" "fail-message" BANNER
   | "authentication" "password-prompt" LINE
   | "authentication" "username-prompt" LINE
   | "authentication" "suppress" "null-username"
   | "authorization" aaa_authorized aaa_list aaa_methods
   | "authorization" "console"
   | "authorization" "config-commands"
   | "accounting" aaa_accounted aaa_list accounting_when
   | "accounting" aaa_accounted aaa_list accounting_when aaa_methods
   | "accounting" aaa_accounted aaa_list accounting_when "broadcast" aaa_methods
   | "accounting" "delay-start"
   | "accounting" "delay-start" "all"
   | "accounting" "gigawords"
   | "accounting" "include" "auth-profile" name
   | "accounting" "jitter" "maximum" NUMBER
   | "accounting" "nested"
   | "accounting" "session-duration" "ntp-adjusted"
   | "accounting" "suppress" "null-username"
   | "accounting" "update" "newinfo"
   | "accounting" "update" "newinfo" "periodic" NUMBER
   | "accounting" "update" "periodic" NUMBER
   | "local" "authentication" aaa_list "authorization" aaa_list
   | "local" "authentication" "attempts" "max-fail" NUMBER
   | "max-sessions" NUMBER
   | "nas" "port" "extended"
   | "nas" "redirected-station"
   | "password" "restriction"
   | "pod" "server"
   | "processes" NUMBER
   | "route" "download" NUMBER
   | "traceback" "recording"
   | "user" "profile" name
   | "attribute" "login"
   | "intercept"
   ;
aaa_session: "common" | "unique";
aaa_authenticated: "login" | "enable" | "ppp" | "dot1x" | "arap" | "eou" | "nasi" | "sgbp" | "mlm";
aaa_authorized: "exec"
              | "network"
              | "commands" NUMBER
              | "auth-proxy"
              | "configuration"
              | "credential-download"
              | "ipmobile"
              | "mobile"
              | "multicast"
              | "prepaid"
              | "radius-proxy"
              | "reverse-access"
              | "subscriber-service"
              | "template"
              | "cache" "filterserver"
              | "onep"
              ;
aaa_accounted: "exec"
             | "network"
             | "commands" NUMBER
             | "auth-proxy"
             | "connection"
             | "dot1x"
             | "identity"
             | "resource"
             | "system"
             | "system" "guarantee-first"
             | "vrrs"
             | "multicast"
             ;
accounting_when: "start-stop" | "stop-only" | "none" | "wait-start";
aaa_list: "default" | name;
aaa_methods: aaa_method | aaa_methods aaa_method;
aaa_method: "local"
          | "local-case"
          | "none"
          | "enable"
          | "line"
          | "if-needed"
          | "if-authenticated"
          | "krb5"
          | "krb5-telnet"
          | "passwd-expiry"
          | "guest"
          | "cache" name
          | "tacacs+"
          | "radius"
          | "ldap"
          | "group" aaa_group
          ;
aaa_group: aaa_protocol | name;
aaa_protocol: "radius" | "tacacs+" | "ldap";
radius_role: "dynamic-author" | "proxy" | "policy-device" | "sesm";

radius_ports: %empty | radius_ports radius_port;
radius_port: "auth-port" NUMBER
           | "acct-port" NUMBER
           | "timeout" NUMBER
           | "retransmit" NUMBER
           | "non-standard"
           | "alias" IPV4
           | "test" "username" name
           | "idle-time" NUMBER
           | "ignore-auth-port"
           | "ignore-acct-port"
           | "single-connection"
           | "nat"
           | "port" NUMBER
           | "key" hidden
           | "pac" "key" hidden
           ;
tester_options: tester_option | tester_options tester_option;
tester_option: "ignore-acct-port" | "ignore-auth-port" | "idle-time" NUMBER | "probe-on";
radius_server: "host" host radius_ports
             | "key" hidden
             | "timeout" NUMBER
             | "retransmit" NUMBER
             | "deadtime" NUMBER
             | "dead-criteria" dead_criteria
             | "attribute" radius_attribute
             | "authorization" "permit" "missing" "service-type"
             | "vsa" "send"
             | "vsa" "send" vsa_kind
             | "vsa" "disallow" "unknown"
             | "source-ports" "extended"
             | "source-ports" NUMBER
             | "local"
             | "configure-nas"
             | "domain-stripping"
             | "domain-stripping" "right-to-left"
             | "directed-request"
             | "directed-request" "restricted"
             | "extended-portnames"
             | "load-balance" "method" "least-outstanding"
             | "load-balance" "method" "least-outstanding" "batch-size" NUMBER
             | "optional" "passwords"
             | "challenge-noecho"
             | "accounting" "system" "host-config"
             | "unique-ident" NUMBER
             | "retry" "method" "reorder"
             ;
dead_criteria: "time" NUMBER | "tries" NUMBER | "time" NUMBER "tries" NUMBER;
radius_attribute: NUMBER names
                | "list" name
                ;
vsa_kind: "accounting" | "authentication" | "cisco-nas-port";
tacacs_server: "host" host tacacs_options
             | "key" hidden
             | "timeout" NUMBER
             | "directed-request"
             | "directed-request" "no-truncate"
             | "directed-request" "restricted"
             | "administration"
             | "dns-alias-lookup"
             | "domain-stripping"
             | "packet" "maxsize" NUMBER
             | "last-resort" name
             ;
tacacs_options: %empty | tacacs_options tacacs_option;
tacacs_option: "key" hidden
             | "port" NUMBER
             | "timeout" NUMBER
             | "single-connection"
             | "nat"
             ;

line: IN_AAA_GROUP no aaa_group_command { line_no_effect(cx); }
    | IN_AAA_SERVER no aaa_server { line_no_effect(cx); }
    | IN_AAA_LIST no aaa_attribute { line_no_effect(cx); }
    ;
aaa_group_command: "server" host radius_ports
                 | "server" "name" name
                 | "server-private" host radius_ports
                 | "ip" "radius" "source-interface" interface_name
                 | "ip" "tacacs" "source-interface" interface_name
                 | "ip" "vrf" "forwarding" name
                 | "vrf" name
                 | "ipv6" "radius" "source-interface" interface_name
                 | "deadtime" NUMBER
                 | "load-balance" "method" "least-outstanding"
                 | "load-balance" "method" "least-outstanding" "batch-size" NUMBER
                 | "attribute" "nas-port" "format" name
                 | "accounting" name name
                 | "authorization" name name
                 | "mac-delimiter" name
                 | "retransmit" NUMBER
                 | "timeout" NUMBER
                 | "attribute" "list" name
                 ;
aaa_server: "address" ip_version host radius_ports
          | "address" host
          | "ipv4" host
          | "ipv4" host "vrf" name
          | "key" hidden
          | "pac" "key" hidden
          | "timeout" NUMBER
          | "retransmit" NUMBER
          | "port" NUMBER
          | "single-connection"
          | "send-nat-address"
          | "non-standard"
          | "automate-tester" "username" name
          | "automate-tester" "username" name tester_options
          | "bind" "authenticate" "root-dn" name "password" hidden
          | "base-dn" LINE
          | "attribute" "map" name
          | "search-filter" LINE
          | "mode" "secure"
          | "client" host
          | "client" host "server-key" hidden
          | "client" host "vrf" name
          | "client" host "vrf" name "server-key" hidden
          | "server-key" hidden
          | "auth-type" name
          | "ignore" names
          ;
aaa_attribute: "attribute" "type" names
             | "action-type" accounting_when
             | "group" aaa_group
             | "broadcast"
             | "min-length" NUMBER
             | "max-length" NUMBER
             | "numeric-count" NUMBER
             | "upper-case" NUMBER
             | "lower-case" NUMBER
             | "special-case" NUMBER
             | "char-changes" NUMBER
             | "lifetime" name NUMBER
             | "map" "type" names
             | "method" names
             ;
%%
