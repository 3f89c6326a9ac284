/* How the router is reached, and how it reaches others, for its own sake. No effect here. */
%mode VIRTUAL "container" "config-virt-serv"
%mode ONEP "onePK" "config-onep"
%help GLOBAL: "ftp-server" A server of FTP
%help "ftp-server" "enable" Turn it on
%help "ftp-server" "write-enable" Take files, too
%help "ftp-server" "topdir" Where it begins
%help GLOBAL: "netconf" NETCONF
%help GLOBAL: "netconf-yang" NETCONF with YANG
%help GLOBAL: "restconf" RESTCONF
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
%help "vnic" An interface of the container
%help "app-hosting" Applications here
%help "appid" Name of the application
%help "tftp-server" Files to give by TFTP
%help "app-vnic" Interface of the application
%help "guest-interface" Number of the interface inside
%help "app-default-gateway" Default gateway of the application
%help "app-resource" Resources
%help "docker" Docker
%help "package-profile" Profile of the package
%help "persist-disk" Megabytes that stay
%help "vcpu" Processors
%help "guest-ipaddress" Address of the application
%help "name-server" Name server
%help "name-server0" First name server
%help "name-server1" Second name server
%help "name-server2" Third name server
%help "run-opts" Options of Docker
%help "localcert" Certificate of this side
%help "disable-remotecert-validation" Trust any certificate
%help "max" The most
%help "candidate-datastore" A candidate configuration
%help "side-effect-sync" Synchronize after each change
%help "cisco-ia" Agent of NETCONF
%help "snmp-trap-control" Traps of SNMP
%help "global-forwarding" Forward all
%help "snmp-community-string" Community of SNMP
%help "ssh" SSH
%help "hdm-enable" Host device manager
%help "recovery-enable" Recover by itself
%help "addresses" Addresses
%help "hostnames" Names
%help "comport" Control of serial ports
%help "3des-ede-cbc-sha" 3DES and SHA
%help "aes-128-cbc-sha" AES with 128 bits and SHA
%help "aes-256-cbc-sha" AES with 256 bits and SHA
%help "des-cbc-sha" DES and SHA
%help "rc4-128-md5" RC4 and MD5
%help "rc4-128-sha" RC4 and SHA
%help "dhe-aes-128-cbc-sha" DHE, AES with 128 bits and SHA
%help "dhe-aes-cbc-sha2" DHE, AES and SHA-2
%help "dhe-aes-gcm-sha2" DHE, AES in GCM and SHA-2
%help "dhe-aes-256-cbc-sha" DHE, AES with 256 bits and SHA
%help "ecdhe-ecdsa-aes-gcm-sha2" ECDHE, ECDSA, AES in GCM and SHA-2
%help "ecdhe-rsa-3des-ede-cbc-sha" ECDHE, RSA, 3DES and SHA
%help "ecdhe-rsa-aes-128-cbc-sha" ECDHE, RSA, AES with 128 bits and SHA
%help "ecdhe-rsa-aes-256-cbc-sha" ECDHE, RSA, AES with 256 bits and SHA
%help "ecdhe-rsa-aes-cbc-sha2" ECDHE, RSA, AES and SHA-2
%help "ecdhe-rsa-aes-gcm-sha2" ECDHE, RSA, AES in GCM and SHA-2
%help "rsa-aes-cbc-sha2" RSA, AES and SHA-2
%help "rsa-aes-gcm-sha2" RSA, AES in GCM and SHA-2
%help "tls13-aes128-gcm-sha256" TLS 1.3 with AES, 128 bits
%help "tls13-aes256-gcm-sha384" TLS 1.3 with AES, 256 bits
%help "tls13-chacha20-poly1305-sha256" TLS 1.3 with ChaCha20
%help "secp256r1" P-256
%help "secp384r1" P-384
%help "secp521r1" P-521
%help "x25519" Curve25519
%help "keyboard" By keyboard
%help "publickey" By public key
%help "upload" Files to the router
%help "overwrite" Over a file that is there
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
      | "onep" { line_no_effect(cx); open_quietly(cx, MODE_ONEP); }
      | "bsd-client" "server" "url" name { line_no_effect(cx); }
      | "iox" { line_no_effect(cx); }
      | "iox" iox { line_no_effect(cx); }
      | "app-hosting" "appid" name
          { open_untranslated(cx, @$, MODE_VIRTUAL, "an application on the router"); }
      | "tftp-server" name tftp_options {
		cx->no ? line_no_effect(cx) : line_lost_service(cx, @$, "the TFTP server");
	}
      | "ftp-server" "enable" {
		cx->no ? line_no_effect(cx) : line_lost_service(cx, @$, "the FTP server");
	}
      | "ftp-server" "write-enable" { line_no_effect(cx); }
      | "ftp-server" "topdir" name { line_no_effect(cx); }
      | "virtual-service" virtual_service { line_no_effect(cx); }
      | "virtual-service" name
          { open_untranslated(cx, @$, MODE_VIRTUAL, "an application on the router"); }
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
telnet: "tos" name | "tos" NUMBER | "quiet" | "hidden" "addresses" | "hidden" "hostnames" | "comport" telnet_comport;
telnet_comport: "enable" | "disconnect" "delay" NUMBER | "flow" "level" NUMBER;
http: "server"
    | "upload" "enable" "path" name
    | "upload" "overwrite"
    | "secure-server"
    | "port" NUMBER
    | "secure-port" NUMBER
    | "access-class" access_list
    | "access-class" ip_version access_list
    | "authentication" http_authentication
    | "accounting" "commands" NUMBER aaa_list
    | "active-session-modules" name
    | "secure-active-session-modules" name
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
    | "secure-ciphersuite" ciphersuites
    | "secure-client-auth"
    | "secure-ecdhe-curve" ecdhe_curves
    | "secure-peer-verify-trustpoint" name
    | "secure-piv-based-auth"
    | "secure-trustpoint" name
    | "timeout-policy" "idle" NUMBER "life" NUMBER "requests" NUMBER
    | "tls-version" name
    | "trustpoint" name
    ;
ciphersuites: ciphersuite | ciphersuites ciphersuite;
ciphersuite: "3des-ede-cbc-sha" | "aes-128-cbc-sha" | "aes-256-cbc-sha" | "des-cbc-sha" | "rc4-128-md5"
           | "rc4-128-sha" | "dhe-aes-128-cbc-sha" | "dhe-aes-cbc-sha2" | "dhe-aes-gcm-sha2"
           | "dhe-aes-256-cbc-sha" | "ecdhe-ecdsa-aes-gcm-sha2" | "ecdhe-rsa-3des-ede-cbc-sha"
           | "ecdhe-rsa-aes-128-cbc-sha" | "ecdhe-rsa-aes-256-cbc-sha" | "ecdhe-rsa-aes-cbc-sha2"
           | "ecdhe-rsa-aes-gcm-sha2" | "rsa-aes-cbc-sha2" | "rsa-aes-gcm-sha2" | "tls13-aes128-gcm-sha256"
           | "tls13-aes256-gcm-sha384" | "tls13-chacha20-poly1305-sha256"
           ;
ecdhe_curves: ecdhe_curve | ecdhe_curves ecdhe_curve;
ecdhe_curve: "secp256r1" | "secp384r1" | "secp521r1" | "x25519";
http_client: "source-interface" interface_name
           | "password" hidden
           | "username" name
           | "proxy-server" name "proxy-port" NUMBER
           | "proxy-server" IPV4 "proxy-port" NUMBER
           | "response" "timeout" NUMBER
           | "secure-ciphersuite" ciphersuites
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
ssh_server: "algorithm" ssh_algorithm ssh_algorithms
          | "algorithm" ssh_algorithm only_no
          | "authenticate" "user" ssh_user_keys
          | "certificate" "profile"
          | "peruser" "session" "limit" NUMBER
          ;
ssh_user_keys: ssh_user_key | ssh_user_keys ssh_user_key;
ssh_user_key: "keyboard" | "password" | "publickey";
ssh_algorithms: name | ssh_algorithms name;
ssh_algorithm: "authentication" | "encryption" | "hostkey" | "kex" | "mac" | "publickey";
netconf: "ssh"
       | "ssh" "acl" access_list
       | "format" name
       | "lock-time" NUMBER
       | "max-sessions" NUMBER
       | "max-message" NUMBER
       ;
netconf_yang: %empty
            | "feature" "candidate-datastore"
            | "feature" "side-effect-sync"
            | "cisco-ia" "snmp-trap-control" "global-forwarding"
            | "cisco-ia" "snmp-community-string" name
            | "ssh" "port" NUMBER
            | "ssh" ip_version "access-list" "name" name
            ;
gnxi: %empty | "server" | "port" NUMBER | "secure-init" | "secure-server" | "secure-port" NUMBER
    | "secure-trustpoint" name;
iox: "client" "enable" "interface" interface_name | "hdm-enable" | "recovery-enable";
/* `tftp-server flash:name`, with another name, a list of who may have it */
tftp_options: %empty | name | tftp_options "alias" name | tftp_options NUMBER;
line: IN_VIRTUAL no virtual { line_covered(cx); }
    | IN_VIRTUAL no "vnic" name name { line_covered(cx); open_quietly(cx, MODE_VIRTUAL); }
    | IN_VIRTUAL no "vnic" "gateway" interface_name { line_covered(cx); open_quietly(cx, MODE_VIRTUAL); }
    | IN_ONEP no onep { line_no_effect(cx); }
    ;
virtual: "activate"
       | "ip" "shared" "management-interface" interface_name
       | "guest" "ip" "address" host
       | "app-vnic" name "guest-interface" NUMBER
       | "app-vnic" name name NUMBER "guest-interface" NUMBER
       | "app-default-gateway" host "guest-interface" NUMBER
       | "app-resource" "docker"
       | "app-resource" "profile" name
       | "app-resource" "package-profile" name
       | "cpu" NUMBER
       | "memory" NUMBER
       | "persist-disk" NUMBER
       | "vcpu" NUMBER
       | "guest-ipaddress" host
       | "guest-ipaddress" host "netmask" IPV4
       | "name-server" host
       | "name-server0" host
       | "name-server1" host
       | "name-server2" host
       | "start"
       | "run-opts" NUMBER STRING
       | "profile" name
       | "shared" "guest-interface" NUMBER
       ;
onep: "transport" "type" name
    | "transport" "type" name "localcert" name "disable-remotecert-validation"
    | "transport" "type" name "disable-remotecert-validation"
    | "service" "set" name
    | "session" "max" NUMBER
    ;
virtual_service: "enable" | "signing" "level" name;
%%
