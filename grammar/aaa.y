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
%help AAA_GROUP: "server-private" Server of this group only
%help AAA_GROUP: "server" A server of the group
%help AAA_GROUP: "ipv6" IPv6 of this group
%help "deadtime" Minutes that a dead server is skipped
%help AAA_GROUP: "load-balance" Spread requests over the servers
%help AAA_GROUP: "attribute" Attributes of RADIUS
%help AAA_GROUP: "accounting" Settings of accounting
%help AAA_GROUP: "authorization" Settings of authorization
%help "mac-delimiter" Character between bytes of MAC addresses
%help "retransmit" Times to send again
%help AAA_GROUP: "ip" IPv4 of this group
%help "nas-port" Port of the access server
%help "attribute" "list" A list of attributes
%help "attribute" "nas-port" "format" Format of the port
%help "load-balance" "method" How servers are chosen
%help "least-outstanding" The one with the fewest open requests
%help "batch-size" Requests that go together
%help "auth-port" Port of authentication (1645 unless given)
%help "acct-port" Port of accounting (1646 unless given)
%help "non-standard" A server with attributes of its own
%help "server" IPV4 "alias" More addresses of the server
%help "server" IPV4 "test" Test whether the server lives
%help "ignore-auth-port" Do not test authentication
%help "ignore-acct-port" Do not test accounting
%help "single-connection" One TCP connection for all requests
%help "pac" Protected access credential
%help "broadcast" Broadcasts
%help "min-length" Least length of a password
%help "max-length" Greatest length of a password
%help "numeric-count" Least number of digits
%help "upper-case" Least number of capitals
%help "lower-case" Least number of small letters
%help "special-case" Least number of other characters
%help "char-changes" Characters that must differ from the old one
%help "lifetime" How long it is valid
%help AAA_LIST: "method" Method
%help "start-stop" At the start and at the end
%help "stop-only" At the end only
%help "wait-start" At the start, and wait for the answer
%help "group" "radius" All RADIUS servers
%help "tacacs+" TACACS+ servers
%help "group" "tacacs+" All TACACS+ servers
%help "ldap" LDAP servers
%help "group" "ldap" All LDAP servers
%help AAA_SERVER: "address" Address of the server
%help AAA_SERVER: "ipv4" IPv4 address of the server
%help AAA_SERVER: "port" Port of the server
%help "send-nat-address" Send the address behind translation
%help "automate-tester" Test whether the server lives
%help "bind" Address or account to use
%help "base-dn" Where the search begins
%help "search-filter" What is searched for
%help AAA_SERVER: "client" A client that may ask
%help "server-key" Key shared with the client
%help "auth-type" What must match
%help AAA_SERVER: "ignore" Do not check
%help AAA_SERVER: "address" "ipv4" IPv4 address of the server
%help AAA_SERVER: "address" "ipv6" IPv6 address of the server
%help AAA_SERVER: "key" Key shared with the server
%help AAA_SERVER: "timeout" Seconds to wait for an answer
%help "automate-tester" "username" Name to test with
%help "probe-on" Probe it when it is dead
%help "bind" "authenticate" With this account
%help "root-dn" Distinguished name of the account
%help "root-dn" WORD "password" Password of the account
%help "mode" "secure" By TLS
%help "pac" "key" Key of the credential
%help GLOBAL: "aaa" "group" Groups of servers
%help GLOBAL: "aaa" "server" This router as a server
%help GLOBAL: "aaa" "attribute" Lists of attributes
%help "common-criteria" Rules of passwords
%help "new-model" Authenticate, authorize and account by AAA
%help GLOBAL: "aaa" "session-id" How sessions are numbered
%help "max-sessions" Most sessions
%help GLOBAL: "aaa" "nas" Settings of the access server
%help GLOBAL: "aaa" "processes" Processes of AAA
%help GLOBAL: "aaa" "route" Static routes from a server
%help GLOBAL: "aaa" "traceback" Trace-backs of accounting
%help GLOBAL: "aaa" "user" Users
%help "intercept" Lawful intercept
%help GLOBAL: "aaa" "accounting" Record what is done
%help GLOBAL: "aaa" "authentication" Who may come in
%help GLOBAL: "aaa" "authorization" What is allowed
%help GLOBAL: "aaa" "local" Users of this router
%help GLOBAL: "aaa" "password" Passwords
%help "aaa" "accounting" "delay-start" Wait for the address
%help "aaa" "accounting" "gigawords" Count above 4 GB
%help "aaa" "accounting" "include" Include attributes
%help "aaa" "accounting" "jitter" Spread records over time
%help "aaa" "accounting" "nested" Records of network within those of exec
%help "aaa" "accounting" "session-duration" How sessions are measured
%help "aaa" "accounting" "suppress" Leave records out
%help "aaa" "accounting" "update" Records in between
%help "aaa" "accounting" "commands" Commands of a level
%help "aaa" "accounting" "connection" Outgoing connections
%help "aaa" "accounting" "network" Network connections, as PPP
%help "aaa" "accounting" "system" The system itself
%help "aaa" "accounting" "dot1x" Sessions of 802.1X
%help "aaa" "accounting" "vrrs" Virtual router redundancy
%help "aaa" "accounting" "identity" Sessions with an identity
%help "auth-profile" Profile of the session
%help "ntp-adjusted" With the time as NTP corrects it
%help "null-username" Users without a name
%help "guarantee-first" Send its record before others
%help "newinfo" When there is news
%help "periodic" From time to time
%help "accounting" "update" "periodic" Every so many minutes
%help "aaa" "attribute" "list" List of attributes
%help "aaa" "authentication" "attempts" Attempts of login
%help "aaa" "authentication" "fail-message" Text after a failure
%help "aaa" "authentication" "password-prompt" Text that asks for the password
%help "aaa" "authentication" "username-prompt" Text that asks for the name
%help "aaa" "authentication" "ppp" Users of PPP
%help "aaa" "authentication" "arap" AppleTalk remote access
%help "aaa" "authentication" "eou" EAP over UDP
%help "aaa" "authentication" "nasi" NASI
%help "aaa" "authentication" "sgbp" Multichassis PPP
%help "aaa" "authentication" "mlm" Subscribers
%help "aaa" "authentication" "login" Users who log in
%help "aaa" "authentication" "enable" Who enters privileged mode
%help "aaa" "authentication" "dot1x" Sessions of 802.1X
%help "aaa" "authentication" "banner" Text before login
%help "local-case" Local users, case counts
%help "if-authenticated" Allow who is authenticated
%help "krb5" Kerberos 5
%help "krb5-telnet" Kerberos 5 of Telnet
%help "passwd-expiry" Passwords that expire
%help "guest" Guests
%help "aaa" "authorization" "console" The console too
%help "aaa" "authorization" "config-commands" Commands of configuration too
%help "aaa" "authorization" "onep" onePK
%help "aaa" "authorization" "network" Network connections, as PPP
%help "aaa" "authorization" "commands" Commands of a level
%help "aaa" "authorization" "configuration" Configuration from a server
%help "aaa" "authorization" "cache" Cache of filters
%help "aaa" "authorization" "template" Templates
%help "filterserver" Server of filters
%help "aaa" "common-criteria" "policy" Name of the rules
%help "aaa" "group" "server" Servers of one protocol
%help "aaa" "group" "server" "radius" RADIUS servers
%help "aaa" "local" "authentication" Authentication by this router
%help "aaa" "local" "authentication" "attempts" Attempts of login
%help "max-fail" Failures until a user is locked
%help "aaa" "nas" "port" Ports
%help "redirected-station" Number of the station
%help "aaa" "password" "restriction" Demand good passwords
%help "aaa" "route" "download" Minutes between downloads
%help "dynamic-author" Change of authorization
%help "aaa" "server" "radius" "proxy" RADIUS proxy
%help "policy-device" Device of policies
%help "sesm" Subscriber edge services manager
%help "session-id" "common" One for all records of a session
%help "session-id" "unique" One for each kind of record
%help "traceback" "recording" Record them
%help "attribute-map" Map of attributes
%help "radius" "server" A server by its name
%help "ldap" "server" A server by its name
%help "tacacs" "server" A server by its name
%help GLOBAL: "radius-server" "attribute" Attributes of RADIUS
%help GLOBAL: "radius-server" "source-ports" Ports to send from
%help GLOBAL: "radius-server" "configure-nas" Ask for routes and pools at start
%help GLOBAL: "radius-server" "extended-portnames" Long names of ports
%help GLOBAL: "radius-server" "load-balance" Spread requests over the servers
%help GLOBAL: "radius-server" "optional" Optional settings
%help GLOBAL: "radius-server" "challenge-noecho" Do not show answers
%help GLOBAL: "radius-server" "unique-ident" Unique numbers of sessions
%help GLOBAL: "radius-server" "host" A server
%help GLOBAL: "radius-server" "key" Key shared with the servers
%help GLOBAL: "radius-server" "timeout" Seconds to wait for an answer
%help GLOBAL: "radius-server" "accounting" Settings of accounting
%help GLOBAL: "radius-server" "authorization" Settings of authorization
%help GLOBAL: "radius-server" "retry" How to try again
%help "host-config" Record changes of the configuration
%help "missing" A missing attribute
%help "missing" "service-type" The type of service
%help "dead-criteria" "tries" Requests without an answer
%help "dead-criteria" "time" NUMBER "tries" Requests without an answer
%help "dead-criteria" "time" Seconds without an answer
%help "restricted" Only to servers that are configured
%help "right-to-left" Strip from the right
%help "optional" "passwords" Ask without a password first
%help "retry" "method" In which order
%help "method" "reorder" The last one that answered first
%help "vsa" "send" Send them
%help "vsa" "disallow" Do not take them
%help "vsa" "disallow" "unknown" Unknown ones
%help "cisco-nas-port" Cisco's port of the access server
%help GLOBAL: "tacacs-server" "administration" Messages of administration
%help GLOBAL: "tacacs-server" "dns-alias-lookup" Look up names
%help GLOBAL: "tacacs-server" "packet" Packets of TACACS+
%help GLOBAL: "tacacs-server" "last-resort" When no server answers
%help GLOBAL: "tacacs-server" "host" A server
%help GLOBAL: "tacacs-server" "key" Key shared with the servers
%help GLOBAL: "tacacs-server" "timeout" Seconds to wait for an answer
%help "no-truncate" Do not cut the name
%help "packet" "maxsize" Largest size
%help LINE: "accounting" "commands" Commands of a level
%help LINE: "accounting" "connection" Outgoing connections
%help LINE: "accounting" "dot1x" Sessions of 802.1X
%help LINE: "accounting" "system" The system itself
%help LINE: "authorization" "commands" Commands of a level
%help LINE: "authorization" "template" Templates
%help LINE: "authorization" "onep" onePK
%help LINE: "authorization" "cache" Cache of filters
%help "auth-proxy" Authentication proxy
%help "connection" Connections
%help "resource" Resources
%help "credential-download" Credentials from a server
%help "ipmobile" Mobile IP
%help "mobile" Mobile IP
%help "prepaid" Prepaid services
%help "radius-proxy" RADIUS proxy
%help "reverse-access" Reverse Telnet
%help "subscriber-service" Services of subscribers
%help "commands" Commands
%help "exec" Shells
%help "attempts" Attempts
%help "suppress" Leave out
%help "jitter" Variation of delay
%help "nested" One within another
%help "pod" Packets of disconnect
%help "traceback" Trace-backs
%help "directed-request" Let users choose the server
%help "domain-stripping" Strip the domain of a name
%help "dead-criteria" When a server is dead
%help "vsa" Attributes of vendors
%help "retry" Try again
%help "optional" Optional
%help "radius" RADIUS
%help "ip" "vrf" "forwarding" VRF of the servers
%help "server" "name" A server by its name
%help "server" IPV4 "nat" Translation on the way
%help "server" IPV4 "key" Key shared with the server
%help AAA_LIST: "group" Servers to ask
%help AAA_LIST: "map" Map of an attribute
%help AAA_SERVER: "attribute" Attributes of RADIUS
%help AAA_SERVER: "mode" How to connect
%help "address" "ipv4" IPV4 "alias" More addresses of the server
%help "address" "ipv4" IPV4 "test" Test whether the server lives
%help "address" "ipv4" IPV4 "nat" Translation on the way
%help "attribute" "map" Map of attributes
%help "delay-start" "all" All of them
%help "jitter" "maximum" Seconds at most
%help "aaa" "attribute" "login" At login
%help "attempts" "login" Until it fails
%help "login" "default" "line" The line's password
%help "login" "default" "cache" What is kept of answers
%help "local" "authentication" "default" "authorization" What is allowed
%help "radius-server" "local" This router as a server
%help "radius-server" "accounting" "system" The system itself
%help "host" IPV4 "alias" More addresses of the server
%help "host" IPV4 "test" Test whether the server lives
%help "host" IPV4 "nat" Translation on the way
%help LINE: "accounting" "network" Network connections, as PPP
%help LINE: "accounting" "identity" Sessions with an identity
%help LINE: "authorization" "network" Network connections, as PPP
%help "local" This router
%help "line" A line
%help "cache" What is kept
%help "login" Login
%help "multicast" Multicast
%help "test" Test
%help "identity" Identity
%help "nat" Translation of addresses
%help "server" IPV4 "port" Port of the server
%help AAA_LIST: "attribute" An attribute
%help "aaa" "user" "profile" Profile of users
%help LINE: "authorization" "configuration" Configuration from a server
%help "attribute" Attributes
%help "configuration" Configuration
%help "profile" A profile
%help "authorization" Authorization
%help "port" Port
%help "nas" "port" "extended" More of the port
%help "source-ports" "extended" More ports
%help "access-request" In requests of access
%help "account-interval" Interval of accounting
%help "bundle-members" Members of a bundle
%help "configure" Configure
%help "encrypted" Encrypted
%help "eth" Ethernet
%help "include-in-access-req" In requests of access
%help "include-in-acct-req" In requests of accounting
%help "nas-port-id" Port of the router, in words
%help "on-for-login-auth" For logins, too
%help "port-number" Number of the port
%help "required" It must be there
%help "support-multiple" Several of them
%help "value-format" How the value is written
%help "ietf" As the standard says
%help "unformatted" As it is
%help "zero-padded" With zeros in front
%help "supported" Supported
%help "original" As it came
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
radius_attribute: NUMBER radius_words
                | "list" name
                ;
radius_words: radius_word | radius_words radius_word;
radius_word: "access-request" | "account-interval" | "bundle-members" | "class" | "configure" | "default"
           | "encrypted" | "eth" | "extended" | "format" | "include" | "include-in-access-req"
           | "include-in-acct-req" | "lower-case" | "mac" | "mandatory" | "mschapv2" | "nas-port"
           | "nas-port-id" | "on-for-login-auth" | "port-number" | "prefix" | "required" | "request"
           | "send" | "support-multiple" | "upper-case" | "value-format" | "ietf" | "unformatted"
           | "zero-padded" | "supported" | "original" | "all" | NUMBER | IPV4 | STRING;
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
          | "ignore" "session-key"
          | "ignore" "server-key"
          | "ignore" "retransmit"
          ;
aaa_attribute: "attribute" "type" name STRING
             | "attribute" "type" name STRING aaa_attribute_options
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
             | "map" "type" name name
             | "method" name
             ;
aaa_attribute_options: aaa_attribute_option | aaa_attribute_options aaa_attribute_option;
aaa_attribute_option: "mandatory" | "service" name | "protocol" name | "tag" NUMBER;
%%
