/* The router reports to its maker, or to whoever collects figures. No effect here. */
%mode CALL_HOME "call home" "cfg-call-home"
%mode CALL_HOME_PROFILE "call home profile" "cfg-call-home-profile"
%mode TELEMETRY "telemetry" "config-mdt-subs"
%mode WSMA "web services" "config-wsma"
%help GLOBAL: "call-home" Call home
%help GLOBAL: "telemetry" Telemetry
%help GLOBAL: "wsma" Web services
%help "reporting" What is reported
%help "receiver" Who receives
%help "protocol" Protocol
%help "agent" Who answers
%help "aaa-authorization" Ask whether commands are allowed
%help "alert-group" A group of alerts
%help "snapshot" Output of commands
%help "contact-email-addr" Mail address of the contact
%help "contract-id" Number of the contract
%help "copy" Copy
%help "customer-id" Number of the customer
%help "data-privacy" What is left out
%help "http" HTTP
%help "server-identity-check" Check who the server is
%help "resolve-hostname" How names are resolved
%help "ipv4-first" IPv4 before IPv6
%help "http-proxy" Proxy for HTTP
%help "mail-server" Mail server
%help "phone-number" Telephone number
%help "sender" Who sends
%help "reply-to" Who gets answers
%help "service" A service
%help "active" Switched on
%help "site-id" Number of the site
%help "source-ip-address" Address to send from
%help "street-address" Street of the site
%help "syslog-throttling" Fewer messages
%help "anonymous-reporting-only" Without names
%help "msg-format" Form of the message
%help "message-size-limit" The most bytes of a message
%help "preferred-msg-format" Form of messages
%help "transport-method" How messages travel
%help "smart-call-home-data" For call home
%help "smart-licensing-data" For licences
%help "subscribe-to-alert-group" Alerts to send
%help "encoding" How data are written
%help "xpath" A path of XML
%help "receiver-type" Kind of receiver
%help "source-address" Address to send from
%help "source-vrf" VRF to send from
%help "update-policy" When to send
%help "on-change" When they change
%help "ip-address" Address
%help "transport" How it travels
%help "subsys" Subsystem
%help "encap" Envelope
%help "idle-timeout" Time without traffic
%help "stealth" Say nothing to strangers
%help "wsse" Security of web services
%help "listener" Who waits to be called
%help "crash" Crashes
%help "diagnostic" Diagnostics
%help "inventory" Inventory
%help "weekly" Each week
%help "monthly" Each month
%%
global: "call-home" { line_no_effect(cx); open_quietly(cx, MODE_CALL_HOME); }
      | "call-home" "reporting" call_home_reporting { line_no_effect(cx); }
      | "telemetry" "ietf" "subscription" NUMBER {
		line_no_effect(cx);
		open_quietly(cx, MODE_TELEMETRY);
	}
      | "telemetry" "receiver" "protocol" name { line_no_effect(cx); open_quietly(cx, MODE_TELEMETRY); }
      | "wsma" "agent" name { line_no_effect(cx); open_quietly(cx, MODE_WSMA); }
      | "wsma" "profile" wsma_side name { line_no_effect(cx); open_quietly(cx, MODE_WSMA); }
      ;
call_home_reporting: "contact-email-addr" name
                   | "contact-email-addr" name "http-proxy" STRING "port" NUMBER
                   | "anonymous"
                   | "anonymous" "http-proxy" STRING "port" NUMBER
                   ;
wsma_side: "initiator" | "listener";

line: IN_CALL_HOME no call_home { line_no_effect(cx); }
    | IN_CALL_HOME no "profile" STRING { line_no_effect(cx); open_quietly(cx, MODE_CALL_HOME_PROFILE); }
    | IN_CALL_HOME_PROFILE no call_home_profile { line_no_effect(cx); }
    | IN_TELEMETRY no telemetry { line_no_effect(cx); }
    | IN_WSMA no wsma { line_no_effect(cx); }
    ;
call_home: "aaa-authorization"
         | "aaa-authorization" "username" name
         | "alert-group" alert_group
         | "alert-group" "snapshot"
         | "contact-email-addr" name
         | "contract-id" STRING
         | "copy" "profile" STRING STRING
         | "customer-id" STRING
         | "data-privacy" "hostname"
         | "data-privacy" "level" name
         | "http" "secure" "server-identity-check"
         | "http" "resolve-hostname" "ipv4-first"
         | "http-proxy" STRING "port" NUMBER
         | "mail-server" host "priority" NUMBER
         | "phone-number" STRING
         | "rate-limit" NUMBER
         | "sender" "from" name
         | "sender" "reply-to" name
         | "service" "active"
         | "site-id" STRING
         | "source-interface" interface_name
         | "source-ip-address" host
         | "street-address" STRING
         | "syslog-throttling"
         | "vrf" name
         ;
alert_group: "all" | "configuration" | "crash" | "diagnostic" | "environment" | "inventory" | "syslog";
call_home_profile: "active"
                 | "anonymous-reporting-only"
                 | "destination" "address" "email" name
                 | "destination" "address" "email" name "msg-format" name
                 | "destination" "address" "http" name
                 | "destination" "message-size-limit" NUMBER
                 | "destination" "preferred-msg-format" name
                 | "destination" "transport-method" name
                 | "destination" "address" only_no
                 | "reporting" "smart-call-home-data"
                 | "reporting" "smart-licensing-data"
                 | "reporting" "all"
                 | "subscribe-to-alert-group" alert_group
                 | "subscribe-to-alert-group" alert_group "severity" name
                 | "subscribe-to-alert-group" alert_group "severity" name "pattern" STRING
                 | "subscribe-to-alert-group" alert_group "periodic" alert_period
                 | "subscribe-to-alert-group" "configuration" "export" "full"
                 ;
alert_period: "daily" name | "weekly" name name | "monthly" NUMBER name;
telemetry: "encoding" name
         | "filter" "xpath" name
         | "receiver" "ip" "address" host NUMBER "protocol" name
         | "receiver" "ip" "address" host NUMBER "protocol" name "profile" name
         | "receiver" "name" name
         | "receiver-type" "protocol"
         | "source-address" host
         | "source-vrf" name
         | "stream" name
         | "update-policy" "on-change"
         | "update-policy" "periodic" NUMBER
         | "host" "ip-address" host NUMBER
         | "host" "name" name NUMBER
         | "protocol" name
         | "protocol" name "profile" name
         ;
wsma: "profile" name
    | "transport" name
    | "transport" name "path" name
    | "transport" name "remote" host NUMBER
    | "transport" name host "path" name
    | "transport" name host NUMBER "path" name
    | "transport" name "subsys" name
    | "acl" access_list
    | "encap" name
    | "idle-timeout" NUMBER
    | "keepalive" NUMBER
    | "keepalive" NUMBER "retries" NUMBER
    | "max-message" NUMBER
    | "reconnect" NUMBER
    | "stealth"
    | "wsse"
    | "wsse" "authorization" "level" NUMBER
    ;
%%
