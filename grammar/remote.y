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
%help GLOBAL: "gnxi" Management by gNMI
%help GLOBAL: "bsd-client" Client of Cisco's licensing
%help "server" "url" Address of the server
%help "gnxi" "secure-init" Make certificates at start
%help "gnxi" "server" Without TLS
%help "ftp" "passive" Passive transfers
%help "ip" "http" "secure-server" Server of HTTPS
%help "ip" "http" "secure-port" Port of HTTPS
%help "ip" "http" "access-class" Access list of clients
%help "ip" "http" "active-session-modules" Modules that answer HTTP
%help "ip" "http" "secure-active-session-modules" Modules that answer HTTPS
%help "ip" "http" "session-module-list" List of modules
%help "ip" "http" "session-idle-timeout" Seconds until a session ends
%help "ip" "http" "banner-path" Page of the banner
%help "ip" "http" "digest" Digest authentication
%help "ip" "http" "help-path" Address of help
%help "ip" "http" "help-root" Address of help
%help "ip" "http" "secure-client-auth" Clients need a certificate
%help "ip" "http" "secure-ecdhe-curve" Curve of the key exchange
%help "ip" "http" "secure-peer-verify-trustpoint" Authority of clients
%help "ip" "http" "secure-piv-based-auth" Authentication by smart card
%help "ip" "http" "timeout-policy" When connections end
%help "ip" "http" "trustpoint" Certificate
%help "ip" "http" "server" Server of HTTP
%help "ip" "http" "port" Port of HTTP
%help "ip" "http" "path" Where pages are
%help "ip" "http" "authentication" How users authenticate
%help "ip" "http" "accounting" Record what is done
%help "ip" "http" "client" Client of HTTP
%help "ip" "http" "banner" Banner
%help "http" "accounting" "commands" Commands of a level
%help "login-authentication" List of methods for login
%help "exec-authorization" List of methods for shells
%help "command-authorization" List of methods for commands
%help "client" "response" Answers
%help "client" "source-interface" Interface whose address is used
%help "client" "username" Name for servers
%help "client" "password" Password for servers
%help "proxy-port" Port of the proxy
%help "idle" NUMBER "life" Seconds in all
%help "life" NUMBER "requests" Requests in all
%help "http" "authentication" "aaa" By AAA
%help "http" "authentication" "local" By local users
%help "http" "authentication" "enable" By the enable password
%help "ip" "radius" "source-interface" Interface whose address is used
%help "ip" "tacacs" "source-interface" Interface whose address is used
%help "secure-trustpoint" Certificate
%help "tls-version" Version of TLS
%help "secure-ciphersuite" Ciphers
%help "secure-server" With TLS
%help "secure-port" Port of TLS
%help "nas-identifier" Name in requests
%help "digest" Digest
%help "client" "response" "timeout" Seconds to wait
%help "proxy-server" Proxy
%help "ip" "rcmd" "rcp-enable" Take copies
%help "ip" "rcmd" "rsh-enable" Take commands
%help "ip" "rcmd" "domain-lookup" Look up names of clients
%help "ip" "rcmd" "remote-host" Who may
%help "ip" "rcmd" "remote-username" Name to send
%help "ip" "rcmd" "source-interface" Interface whose address is used
%help "ip" "ssh" "time-out" Seconds of the login
%help "ip" "ssh" "authentication-retries" Attempts of login
%help "ip" "ssh" "break-string" Text that means break
%help "ip" "ssh" "bulk-mode" Faster transfers
%help "ip" "ssh" "maxstartups" Most logins at a time
%help "ip" "ssh" "rsa" Key of RSA
%help "ip" "ssh" "ec" Key of elliptic curves
%help "ip" "ssh" "dh" Diffie-Hellman
%help "ip" "ssh" "stricthostkeycheck" Refuse unknown servers
%help "ip" "ssh" "rekey" New keys
%help "ip" "ssh" "version" Version of SSH
%help "ip" "ssh" "source-interface" Interface whose address is used
%help "ip" "ssh" "dscp" DSCP of packets
%help "ip" "ssh" "precedence" IP precedence of packets
%help "ip" "ssh" "dh" "min" Fewest bits
%help "ip" "ssh" "logging" "events" Log who comes and goes
%help "ip" "ssh" "port" NUMBER "rotary" Lines of this group
%help "ip" "ssh" "rekey" "volume" Kilobytes
%help "ip" "ssh" "rekey" "time" Minutes
%help "ip" "ssh" "server" "algorithm" Algorithms of the server
%help "ip" "ssh" "client" "algorithm" Algorithms of the client
%help "ip" "ssh" "server" "peruser" Of each user
%help "ip" "ssh" "server" "certificate" Certificates
%help "ip" "ssh" "server" "authenticate" How users authenticate
%help "algorithm" "hostkey" Keys of the server
%help "algorithm" "publickey" Keys of users
%help "algorithm" "encryption" Ciphers
%help "algorithm" "mac" Integrity
%help "algorithm" "authentication" How users authenticate
%help "rsa" RSA
%help "keypair-name" Name of the key
%help "ip" "tacacs" "auth-test" Test a server
%help "telnet" "hidden" Hide addresses
%help "tftp" "blocksize" Size of blocks
%help "tftp" "claim-netmask" Claim a netmask at start
%help "tftp" "min-timeout" Least seconds to wait
%help "tftp" "source-interface" Interface whose address is used
%help "ftp" "source-interface" Interface whose address is used
%help "netconf" "ssh" By SSH
%help "netconf" "lock-time" Seconds of a lock
%help "max-message" Largest message
%help "netconf-yang" "feature" Features
%help "telemetry" "ietf" As IETF says
%help "ietf" "subscription" Subscription
%help "telemetry" Telemetry
%help "virtual-service" "signing" Signed packages
%help "rotary" Group of lines
%help "quiet" Say less
%help "kex" Key exchange
%help "feature" Feature
%help "ip" "ftp" "username" Name at the server
%help "ip" "ftp" "password" Password at the server
%help "http" "authentication" "tacacs" By TACACS
%help "ip" "scp" "username" Name at the server
%help "ip" "scp" "password" Password at the server
%help "scp" "server" Server of copies by SSH
%help "scp" "server" "enable" Answer it
%help "server" "authenticate" "user" Users
%help "server" "peruser" "session" Sessions
%help "peruser" "session" "limit" Most of them
%help "onep" OnePK
%help "requests" Requests
%help "algorithm" Algorithm
%help "format" Format
%help "server" Server
%help "session" Session
%help "server" "certificate" "profile" Profile of certificates
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
