/*
 * Who may log in and how, and what the router tells of itself. The gateway is managed as any Linux
 * host is, so none of this has an effect here.
 */
%%
global: management { line_no_effect(cx); }
      | "ip" "ssh" "pubkey-chain" {
		line_no_effect(cx);
		skip_block(cx);
	}
      | "archive" {
		line_no_effect(cx);
		skip_block(cx);
	}
      | "aaa" "group" "server" aaa_protocol name {
		line_no_effect(cx);
		skip_block(cx);
	}
      ;

management: "enable" enable_kind hidden
          | "enable" enable_kind "level" NUMBER hidden
          | "username" name user_options
          | "security" "passwords" "min-length" NUMBER
          | "security" "authentication" "failure" "rate" NUMBER "log"
          | "login" "block-for" NUMBER "attempts" NUMBER "within" NUMBER
          | "login" "on-success" "log"
          | "login" "on-failure" "log"
          | "privilege" name "level" NUMBER names
          | "alias" "exec" name LINE
          | "tacacs-server" server_option
          | "radius-server" server_option
          ;
enable_kind: "secret" | "password";
hidden: name | NUMBER | NUMBER name;
user_options: %empty | user_options user_option;
user_option: "privilege" NUMBER
           | "secret" hidden
           | "password" hidden
           | "nopassword"
           | "view" name
           | "autocommand" LINE
           ;
server_option: "host" IPV4 | "host" IPV4 "key" hidden | "key" hidden | "timeout" NUMBER;
names: name | names name;

management: "aaa" "new-model"
          | "aaa" "session-id" aaa_session
          | "aaa" "authentication" aaa_service aaa_list aaa_methods
          | "aaa" "authorization" aaa_service aaa_list aaa_methods
          | "aaa" "authorization" "console"
          | "aaa" "accounting" aaa_service aaa_list "start-stop" aaa_methods
          ;
aaa_session: "common" | "unique";
aaa_service: "login" | "enable" | "ppp" | "dot1x" | "exec" | "network" | "commands" NUMBER;
aaa_list: "default" | name;
aaa_methods: aaa_method | aaa_methods aaa_method;
aaa_method: "local"
          | "local-case"
          | "none"
          | "enable"
          | "line"
          | "if-authenticated"
          | "group" aaa_group
          ;
aaa_group: aaa_protocol | name;
aaa_protocol: "radius" | "tacacs+" | "ldap";

management: "ip" "http" http
          | "ip" "ssh" ssh
          | "ip" source_service "source-interface" interface_name
          | "ip" "ftp" "username" name
          | "ip" "ftp" "password" hidden
          | "ip" "scp" "server" "enable"
          ;
source_service: "ftp" | "tftp" | "telnet" | "tacacs" | "radius";
http: "server"
    | "secure-server"
    | "port" NUMBER
    | "secure-port" NUMBER
    | "access-class" name
    | "authentication" http_authentication
    | "client" "source-interface" interface_name
    | "timeout-policy" "idle" NUMBER "life" NUMBER "requests" NUMBER
    ;
http_authentication: "local" | "aaa" | "enable";
ssh: "version" NUMBER
   | "time-out" NUMBER
   | "authentication-retries" NUMBER
   | "maxstartups" NUMBER
   | "logging" "events"
   | "source-interface" interface_name
   | "rsa" "keypair-name" name
   | "dh" "min" "size" NUMBER
   ;

management: "logging" logging
          | "snmp-server" snmp
          ;
logging: "on"
       | "console"
       | "console" level
       | "monitor"
       | "monitor" level
       | "trap"
       | "trap" level
       | "buffered"
       | "buffered" level
       | "buffered" NUMBER level
       | "host" IPV4
       | IPV4
       | "facility" name
       | "source-interface" interface_name
       | "synchronous"
       | "userinfo"
       | "persistent"
       | "rate-limit" NUMBER
       | "origin-id" "hostname"
       ;
level: NUMBER
     | "emergencies"
     | "alerts"
     | "critical"
     | "errors"
     | "warnings"
     | "notifications"
     | "informational"
     | "debugging"
     ;
snmp: "enable" "traps"
    | "enable" "traps" names
    | "community" name
    | "community" name snmp_access
    | "community" name snmp_access name
    | "location" LINE
    | "contact" LINE
    | "chassis-id" LINE
    | "trap-source" interface_name
    | "source-interface" "informs" interface_name
    | "ifindex" "persist"
    | "host" IPV4 name
    | "host" IPV4 "version" snmp_version name
    | "host" IPV4 "traps" "version" snmp_version name
    | "host" IPV4 "informs" "version" snmp_version name
    ;
snmp_access: "ro" | "rw";
snmp_version: "1" | "2c" | "3" snmp_security;
snmp_security: "auth" | "noauth" | "priv";
%%
