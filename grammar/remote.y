/* How the router is reached, and how it reaches others, for its own sake. No effect here. */
%help GLOBAL: "call-home" Call home
%help GLOBAL: "netconf" NETCONF
%help GLOBAL: "netconf-yang" NETCONF with YANG
%help GLOBAL: "restconf" RESTCONF
%help GLOBAL: "telemetry" Telemetry
%help "ip" "http" Web server of the router
%help "ip" "scp" Secure copy
%help GLOBAL: "virtual-service" Containers
%help GLOBAL: "iox" Containers
%%
global: "ip" "http" http { line_no_effect(cx); }
      | "ip" "ssh" ssh { line_no_effect(cx); }
      | "ip" source_service "source-interface" interface_name { line_no_effect(cx); }
      | "ip" source_service "source-interface" interface_name "vrf" name { line_no_effect(cx); }
      | "ip" source_service "source-interface" only_no { line_no_effect(cx); }
      | "ip" remote { line_no_effect(cx); }
      | "netconf" netconf { line_no_effect(cx); }
      | "netconf-yang" netconf_yang { line_no_effect(cx); }
      | "restconf" { line_no_effect(cx); }
      | "gnxi" gnxi { line_no_effect(cx); }
      | "telemetry" "ietf" "subscription" NUMBER { line_no_effect(cx); skip_block(cx); }
      | "onep" { line_no_effect(cx); skip_block(cx); }
      | "bsd-client" "server" "url" name { line_no_effect(cx); }
      | "iox" { line_no_effect(cx); }
      | "virtual-service" virtual_service { line_no_effect(cx); skip_block(cx); }
      | "call-home" { line_no_effect(cx); skip_block(cx); }
      ;
source_service: "ftp" | "tftp" | "telnet" | "tacacs" | "radius" | "domain" | "rcmd" | "pki" | "scp";
remote: "ftp" "username" name
      | "ftp" "password" hidden
      | "ftp" "passive"
      | "tftp" "blocksize" NUMBER
      | "tftp" "claim-netmask"
      | "tftp" "min-timeout" NUMBER
      | "scp" "server" "enable"
      | "scp" scp
      | "rcmd" rcmd
      | "telnet" telnet
      | "tacacs" "auth-test"
      | "radius" "nas-identifier" name
      ;
scp: "username" name | "password" hidden;
rcmd: "rcp-enable"
    | "rsh-enable"
    | "domain-lookup"
    | "remote-host" name host name
    | "remote-host" name host name "enable"
    | "remote-host" name host name "enable" NUMBER
    | "remote-username" name
    ;
telnet: "tos" name | "tos" NUMBER | "quiet" | "hidden" names;
http: "server"
    | "secure-server"
    | "port" NUMBER
    | "secure-port" NUMBER
    | "access-class" access_list
    | "access-class" ip_version access_list
    | "authentication" http_authentication
    | "accounting" "commands" NUMBER aaa_list
    | "active-session-modules" names
    | "secure-active-session-modules" names
    | "session-module-list" name name
    | "session-idle-timeout" NUMBER
    | "banner"
    | "banner-path" name
    | "client" http_client
    | "digest" "algorithm" name
    | "help-path" name
    | "help-root" name
    | "max-connections" NUMBER
    | "path" name
    | "secure-ciphersuite" names
    | "secure-client-auth"
    | "secure-ecdhe-curve" names
    | "secure-peer-verify-trustpoint" name
    | "secure-piv-based-auth"
    | "secure-trustpoint" name
    | "timeout-policy" "idle" NUMBER "life" NUMBER "requests" NUMBER
    | "tls-version" name
    | "trustpoint" name
    ;
http_client: "source-interface" interface_name
           | "password" hidden
           | "username" name
           | "proxy-server" name "proxy-port" NUMBER
           | "proxy-server" IPV4 "proxy-port" NUMBER
           | "response" "timeout" NUMBER
           | "secure-ciphersuite" names
           | "secure-trustpoint" name
           | "tls-version" name
           ;
http_authentication: "local"
                   | "enable"
                   | "tacacs"
                   | "aaa"
                   | "aaa" "login-authentication" aaa_list
                   | "aaa" "exec-authorization" aaa_list
                   | "aaa" "command-authorization" NUMBER aaa_list
                   ;
ssh: "version" NUMBER
   | "time-out" NUMBER
   | "authentication-retries" NUMBER
   | "break-string" name
   | "bulk-mode"
   | "bulk-mode" NUMBER
   | "maxstartups" NUMBER
   | "logging" "events"
   | "source-interface" interface_name
   | "rsa" "keypair-name" name
   | "ec" "keypair-name" name
   | "dh" "min" "size" NUMBER
   | "dscp" NUMBER
   | "precedence" NUMBER
   | "port" NUMBER "rotary" numbers
   | "server" ssh_server
   | "client" ssh_server
   | "stricthostkeycheck"
   | "window-size" NUMBER
   | "rekey" "time" NUMBER
   | "rekey" "volume" NUMBER
   ;
ssh_server: "algorithm" ssh_algorithm names
          | "algorithm" ssh_algorithm only_no
          | "authenticate" "user" names
          | "certificate" "profile"
          | "peruser" "session" "limit" NUMBER
          ;
ssh_algorithm: "authentication" | "encryption" | "hostkey" | "kex" | "mac" | "publickey";
netconf: "ssh"
       | "ssh" "acl" access_list
       | "format" name
       | "lock-time" NUMBER
       | "max-sessions" NUMBER
       | "max-message" NUMBER
       ;
netconf_yang: %empty
            | "feature" names
            ;
gnxi: %empty | "server" | "port" NUMBER | "secure-init" | "secure-server" | "secure-port" NUMBER
    | "secure-trustpoint" name;
virtual_service: name | "enable" | "signing" "level" name;
%%
