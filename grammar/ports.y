/* The names that IOS has for TCP and UDP ports and ICMP messages, which also go by number. */
%help "eq" "bgp" Border Gateway Protocol (179)
%help "chargen" Character generator (19)
%help "eq" "cmd" Remote commands (rcmd, 514)
%help "connectedapps-plain" Connected applications (15001)
%help "connectedapps-tls" Connected applications over TLS (15002)
%help "daytime" Daytime (13)
%help "eq" "discard" Discard (9)
%help "eq" "domain" Domain Name Service (53)
%help "drip" Dynamic Routing Information Protocol (3949)
%help "eq" "echo" Echo (7)
%help "eq" "exec" Exec (rsh, 512)
%help "eq" "finger" Finger (79)
%help "eq" "ftp" File Transfer Protocol (21)
%help "ftp-data" FTP data connections (20)
%help "gopher" Gopher (70)
%help "eq" "hostname" NIC hostname server (101)
%help "eq" "ident" Ident protocol (113)
%help "irc" Internet Relay Chat (194)
%help "klogin" Kerberos login (543)
%help "kshell" Kerberos shell (544)
%help "eq" "login" Remote login (rlogin, 513)
%help "lpd" Printer service (515)
%help "eq" "msrpc" Microsoft RPC (135)
%help "nntp" Network News Transport Protocol (119)
%help "onep-plain" ONEP without TLS (15001)
%help "onep-tls" ONEP over TLS (15002)
%help "pim-auto-rp" PIM Auto-RP (496)
%help "pop2" Post Office Protocol v2 (109)
%help "pop3" Post Office Protocol v3 (110)
%help "smtp" Simple Mail Transport Protocol (25)
%help "eq" "sunrpc" Sun Remote Procedure Call (111)
%help "eq" "syslog" System logger (514)
%help "eq" "tacacs" TACACS (49)
%help "eq" "talk" Talk (517)
%help "eq" "telnet" Telnet (23)
%help "eq" "time" Time (37)
%help "uucp" Unix-to-Unix Copy Program (540)
%help "whois" Nicname (43)
%help "www" World Wide Web (HTTP, 80)
%help "biff" Mail notification (comsat, 512)
%help "bootpc" Bootstrap Protocol client (68)
%help "bootps" Bootstrap Protocol server (67)
%help "dnsix" DNSIX security protocol auditing (195)
%help "eq" "isakmp" Key exchange of IPsec (500)
%help "mobile-ip" Mobile IP registration (434)
%help "nameserver" IEN116 name service, obsolete (42)
%help "netbios-dgm" NetBIOS datagram service (138)
%help "netbios-ns" NetBIOS name service (137)
%help "netbios-ss" NetBIOS session service (139)
%help "non500-isakmp" Key exchange of IPsec behind NAT (4500)
%help "eq" "ntp" Network Time Protocol (123)
%help "eq" "rip" Routing Information Protocol (520)
%help "ripv6" Routing Information Protocol for IPv6 (521)
%help "eq" "snmp" Simple Network Management Protocol (161)
%help "snmptrap" SNMP traps (162)
%help "eq" "tftp" Trivial File Transfer Protocol (69)
%help "eq" "who" Who service (rwho, 513)
%help "xdmcp" X Display Manager Control Protocol (177)
%help "administratively-prohibited" Unreachable: a filter forbids it
%help "alternate-address" Alternate address
%help "conversion-error" Conversion error
%help "dod-host-prohibited" Unreachable: host prohibited
%help "dod-net-prohibited" Unreachable: net prohibited
%help "any" "echo" Echo (ping)
%help IPV4 "echo" Echo (ping)
%help "icmp" "echo" Echo (ping)
%help "echo-reply" Echo reply
%help "general-parameter-problem" Parameter problem
%help "host-isolated" Unreachable: host isolated
%help "host-precedence-unreachable" Unreachable: host, for its precedence
%help "host-redirect" Redirect for a host
%help "host-tos-redirect" Redirect for a host and service
%help "host-tos-unreachable" Unreachable: host, for its service
%help "host-unknown" Unreachable: host unknown
%help "host-unreachable" Unreachable: host
%help "information-reply" Information replies
%help "information-request" Information requests
%help "any" "mask-reply" Mask replies
%help "mask-request" Mask requests
%help "mobile-redirect" Mobile host redirect
%help "net-redirect" Redirect for a network
%help "net-tos-redirect" Redirect for a network and service
%help "net-tos-unreachable" Unreachable: network, for its service
%help "net-unreachable" Unreachable: network
%help "network-unknown" Unreachable: network unknown
%help "no-room-for-option" Parameter required but no room
%help "option-missing" Parameter required but not there
%help "packet-too-big" Unreachable: fragmentation needed and DF set
%help "parameter-problem" All parameter problems
%help "port-unreachable" Unreachable: port
%help "precedence-unreachable" Unreachable: precedence cut off
%help "protocol-unreachable" Unreachable: protocol
%help "reassembly-timeout" Time exceeded in reassembly
%help "any" "redirect" All redirects
%help "icmp" "redirect" All redirects
%help "router-advertisement" Router discovery advertisements
%help "router-solicitation" Router discovery solicitations
%help "source-quench" Source quenches
%help "source-route-failed" Unreachable: source route
%help "time-exceeded" All time exceeded
%help "timestamp-reply" Time stamp replies
%help "timestamp-request" Time stamp requests
%help "any" "traceroute" Trace route
%help "ttl-exceeded" Time to live exceeded on the way
%help "any" "unreachable" All unreachables
%help IPV4 "unreachable" All unreachables
%help "icmp" "unreachable" All unreachables
%help IPV4 "domain" Domain Name Service (53)
%help IFNAME "domain" Domain Name Service (53)
%help IPV4 "ftp" File Transfer Protocol (21)
%help IFNAME "ftp" File Transfer Protocol (21)
%help IPV4 "telnet" Telnet (23)
%help IFNAME "telnet" Telnet (23)
%help IPV4 "bgp" Border Gateway Protocol (179)
%help IFNAME "bgp" Border Gateway Protocol (179)
%help IPV4 "ntp" Network Time Protocol (123)
%help IFNAME "ntp" Network Time Protocol (123)
%help IPV4 "snmp" Simple Network Management Protocol (161)
%help IFNAME "snmp" Simple Network Management Protocol (161)
%help IPV4 "tftp" Trivial File Transfer Protocol (69)
%help IFNAME "tftp" Trivial File Transfer Protocol (69)
%help IPV4 "isakmp" Key exchange of IPsec (500)
%help IFNAME "isakmp" Key exchange of IPsec (500)
%help IPV4 "syslog" System logger (514)
%help IFNAME "syslog" System logger (514)
%help IPV4 "tacacs" TACACS (49)
%help IFNAME "tacacs" TACACS (49)
%help IPV4 "login" Remote login (rlogin, 513)
%help IFNAME "login" Remote login (rlogin, 513)
%help IPV4 "exec" Exec (rsh, 512)
%help IFNAME "exec" Exec (rsh, 512)
%help IPV4 "cmd" Remote commands (rcmd, 514)
%help IFNAME "cmd" Remote commands (rcmd, 514)
%help IPV4 "hostname" NIC hostname server (101)
%help IFNAME "hostname" NIC hostname server (101)
%help IPV4 "rip" Routing Information Protocol (520)
%help IFNAME "rip" Routing Information Protocol (520)
%help "tcp" IPV4 "echo" Echo (7)
%help "udp" IPV4 "echo" Echo (7)
%help "cmd" Remote commands (514)
%help "discard" Discard (9)
%help "finger" Finger (79)
%help "ftp" File transfer (21)
%help "ident" Identification (113)
%help "sunrpc" Sun remote procedure call (111)
%help "syslog" Syslog (514)
%help "tacacs" TACACS (49)
%help "talk" Talk (517)
%help "telnet" Telnet (23)
%help "time" Time (37)
%help "domain" Domain name service (53)
%help "echo" Echo
%help "ntp" Network time (123)
%help "snmp" Simple network management (161)
%help "tftp" Trivial file transfer (69)
%help "who" Who service (513)
%help "mask-reply" Mask reply
%help "traceroute" Traceroute
%help "gt" "bgp" Border gateway protocol (179)
%help "lt" "bgp" Border gateway protocol (179)
%help "neq" "bgp" Border gateway protocol (179)
%help "range" "bgp" Border gateway protocol (179)
%help SERVICE_GROUP: "tcp" "bgp" Border gateway protocol (179)
%help "port-timeout" "tcp" "bgp" Border gateway protocol (179)
%help SERVICE_GROUP: "tcp" "source" "bgp" Border gateway protocol (179)
%help "gt" "exec" Remote processes (rsh, 512)
%help "lt" "exec" Remote processes (rsh, 512)
%help "neq" "exec" Remote processes (rsh, 512)
%help "range" "exec" Remote processes (rsh, 512)
%help SERVICE_GROUP: "tcp" "exec" Remote processes (rsh, 512)
%help "port-timeout" "tcp" "exec" Remote processes (rsh, 512)
%help SERVICE_GROUP: "tcp" "source" "exec" Remote processes (rsh, 512)
%help "gt" "login" Remote login (513)
%help "lt" "login" Remote login (513)
%help "neq" "login" Remote login (513)
%help "range" "login" Remote login (513)
%help SERVICE_GROUP: "tcp" "login" Remote login (513)
%help "port-timeout" "tcp" "login" Remote login (513)
%help SERVICE_GROUP: "tcp" "source" "login" Remote login (513)
%help "gt" "rip" Routing information protocol (520)
%help "lt" "rip" Routing information protocol (520)
%help "neq" "rip" Routing information protocol (520)
%help "range" "rip" Routing information protocol (520)
%help SERVICE_GROUP: "udp" "rip" Routing information protocol (520)
%help "port-timeout" "udp" "rip" Routing information protocol (520)
%help SERVICE_GROUP: "udp" "source" "rip" Routing information protocol (520)
%help "gt" "isakmp" Key exchange of IPsec (500)
%help "lt" "isakmp" Key exchange of IPsec (500)
%help "neq" "isakmp" Key exchange of IPsec (500)
%help "range" "isakmp" Key exchange of IPsec (500)
%help SERVICE_GROUP: "udp" "isakmp" Key exchange of IPsec (500)
%help "port-timeout" "udp" "isakmp" Key exchange of IPsec (500)
%help SERVICE_GROUP: "udp" "source" "isakmp" Key exchange of IPsec (500)
%help "gt" "hostname" NIC hostname server (101)
%help "lt" "hostname" NIC hostname server (101)
%help "neq" "hostname" NIC hostname server (101)
%help "range" "hostname" NIC hostname server (101)
%help SERVICE_GROUP: "tcp" "hostname" NIC hostname server (101)
%help "port-timeout" "tcp" "hostname" NIC hostname server (101)
%help SERVICE_GROUP: "tcp" "source" "hostname" NIC hostname server (101)
%help "gt" "domain" Domain name service (53)
%help "lt" "domain" Domain name service (53)
%help "neq" "domain" Domain name service (53)
%help "range" "domain" Domain name service (53)
%help SERVICE_GROUP: "tcp" "domain" Domain name service (53)
%help "port-timeout" "tcp" "domain" Domain name service (53)
%help SERVICE_GROUP: "tcp" "source" "domain" Domain name service (53)
%help SERVICE_GROUP: "udp" "domain" Domain name service (53)
%help "port-timeout" "udp" "domain" Domain name service (53)
%help SERVICE_GROUP: "udp" "source" "domain" Domain name service (53)
%help "gt" "time" Time (37)
%help "lt" "time" Time (37)
%help "neq" "time" Time (37)
%help "range" "time" Time (37)
%help SERVICE_GROUP: "tcp" "time" Time (37)
%help "port-timeout" "tcp" "time" Time (37)
%help SERVICE_GROUP: "tcp" "source" "time" Time (37)
%help SERVICE_GROUP: "udp" "time" Time (37)
%help "port-timeout" "udp" "time" Time (37)
%help SERVICE_GROUP: "udp" "source" "time" Time (37)
%code requires {
struct icmp_message {
	uint8_t type, code; /* ICMP_ANY: not given */
};

struct icmp_match {
	struct icmp_message message;
	uint8_t options; /* enum ace_option */
};
}
%nterm <uint16_t> tcp_port udp_port
%nterm <struct icmp_message> icmp_message
%%
tcp_port: NUMBER               { CHECK(number_in(cx, @1, $1, 0, UINT16_MAX)); $$ = (uint16_t)$1; }
        | "bgp"                 { $$ = 179; }
        | "chargen"             { $$ = 19; }
        | "cmd"                 { $$ = 514; }
        | "connectedapps-plain" { $$ = 15001; }
        | "connectedapps-tls"   { $$ = 15002; }
        | "daytime"             { $$ = 13; }
        | "discard"             { $$ = 9; }
        | "domain"              { $$ = 53; }
        | "drip"                { $$ = 3949; }
        | "echo"                { $$ = 7; }
        | "exec"                { $$ = 512; }
        | "finger"              { $$ = 79; }
        | "ftp"                 { $$ = 21; }
        | "ftp-data"            { $$ = 20; }
        | "gopher"              { $$ = 70; }
        | "hostname"            { $$ = 101; }
        | "ident"               { $$ = 113; }
        | "irc"                 { $$ = 194; }
        | "klogin"              { $$ = 543; }
        | "kshell"              { $$ = 544; }
        | "login"               { $$ = 513; }
        | "lpd"                 { $$ = 515; }
        | "msrpc"               { $$ = 135; }
        | "nntp"                { $$ = 119; }
        | "onep-plain"          { $$ = 15001; }
        | "onep-tls"            { $$ = 15002; }
        | "pim-auto-rp"         { $$ = 496; }
        | "pop2"                { $$ = 109; }
        | "pop3"                { $$ = 110; }
        | "smtp"                { $$ = 25; }
        | "sunrpc"              { $$ = 111; }
        | "syslog"              { $$ = 514; }
        | "tacacs"              { $$ = 49; }
        | "talk"                { $$ = 517; }
        | "telnet"              { $$ = 23; }
        | "time"                { $$ = 37; }
        | "uucp"                { $$ = 540; }
        | "whois"               { $$ = 43; }
        | "www"                 { $$ = 80; }
        ;

udp_port: NUMBER         { CHECK(number_in(cx, @1, $1, 0, UINT16_MAX)); $$ = (uint16_t)$1; }
        | "biff"          { $$ = 512; }
        | "bootpc"        { $$ = 68; }
        | "bootps"        { $$ = 67; }
        | "discard"       { $$ = 9; }
        | "dnsix"         { $$ = 195; }
        | "domain"        { $$ = 53; }
        | "echo"          { $$ = 7; }
        | "isakmp"        { $$ = 500; }
        | "mobile-ip"     { $$ = 434; }
        | "nameserver"    { $$ = 42; }
        | "netbios-dgm"   { $$ = 138; }
        | "netbios-ns"    { $$ = 137; }
        | "netbios-ss"    { $$ = 139; }
        | "non500-isakmp" { $$ = 4500; }
        | "ntp"           { $$ = 123; }
        | "pim-auto-rp"   { $$ = 496; }
        | "rip"           { $$ = 520; }
        | "ripv6"         { $$ = 521; }
        | "snmp"          { $$ = 161; }
        | "snmptrap"      { $$ = 162; }
        | "sunrpc"        { $$ = 111; }
        | "syslog"        { $$ = 514; }
        | "tacacs"        { $$ = 49; }
        | "talk"          { $$ = 517; }
        | "tftp"          { $$ = 69; }
        | "time"          { $$ = 37; }
        | "who"           { $$ = 513; }
        | "xdmcp"         { $$ = 177; }
        ;

icmp_message:
    "administratively-prohibited" { $$ = (struct icmp_message){3, 13}; }
  | "alternate-address"           { $$ = (struct icmp_message){6, ICMP_ANY}; }
  | "conversion-error"            { $$ = (struct icmp_message){31, ICMP_ANY}; }
  | "dod-host-prohibited"         { $$ = (struct icmp_message){3, 10}; }
  | "dod-net-prohibited"          { $$ = (struct icmp_message){3, 9}; }
  | "echo"                        { $$ = (struct icmp_message){8, ICMP_ANY}; }
  | "echo-reply"                  { $$ = (struct icmp_message){0, ICMP_ANY}; }
  | "general-parameter-problem"   { $$ = (struct icmp_message){12, 0}; }
  | "host-isolated"               { $$ = (struct icmp_message){3, 8}; }
  | "host-precedence-unreachable" { $$ = (struct icmp_message){3, 14}; }
  | "host-redirect"               { $$ = (struct icmp_message){5, 1}; }
  | "host-tos-redirect"           { $$ = (struct icmp_message){5, 3}; }
  | "host-tos-unreachable"        { $$ = (struct icmp_message){3, 12}; }
  | "host-unknown"                { $$ = (struct icmp_message){3, 7}; }
  | "host-unreachable"            { $$ = (struct icmp_message){3, 1}; }
  | "information-reply"           { $$ = (struct icmp_message){16, ICMP_ANY}; }
  | "information-request"         { $$ = (struct icmp_message){15, ICMP_ANY}; }
  | "mask-reply"                  { $$ = (struct icmp_message){18, ICMP_ANY}; }
  | "mask-request"                { $$ = (struct icmp_message){17, ICMP_ANY}; }
  | "mobile-redirect"             { $$ = (struct icmp_message){32, ICMP_ANY}; }
  | "net-redirect"                { $$ = (struct icmp_message){5, 0}; }
  | "net-tos-redirect"            { $$ = (struct icmp_message){5, 2}; }
  | "net-tos-unreachable"         { $$ = (struct icmp_message){3, 11}; }
  | "net-unreachable"             { $$ = (struct icmp_message){3, 0}; }
  | "network-unknown"             { $$ = (struct icmp_message){3, 6}; }
  | "no-room-for-option"          { $$ = (struct icmp_message){12, 2}; }
  | "option-missing"              { $$ = (struct icmp_message){12, 1}; }
  | "packet-too-big"              { $$ = (struct icmp_message){3, 4}; }
  | "parameter-problem"           { $$ = (struct icmp_message){12, ICMP_ANY}; }
  | "port-unreachable"            { $$ = (struct icmp_message){3, 3}; }
  | "precedence-unreachable"      { $$ = (struct icmp_message){3, 15}; }
  | "protocol-unreachable"        { $$ = (struct icmp_message){3, 2}; }
  | "reassembly-timeout"          { $$ = (struct icmp_message){11, 1}; }
  | "redirect"                    { $$ = (struct icmp_message){5, ICMP_ANY}; }
  | "router-advertisement"        { $$ = (struct icmp_message){9, ICMP_ANY}; }
  | "router-solicitation"         { $$ = (struct icmp_message){10, ICMP_ANY}; }
  | "source-quench"               { $$ = (struct icmp_message){4, ICMP_ANY}; }
  | "source-route-failed"         { $$ = (struct icmp_message){3, 5}; }
  | "time-exceeded"               { $$ = (struct icmp_message){11, ICMP_ANY}; }
  | "timestamp-reply"             { $$ = (struct icmp_message){14, ICMP_ANY}; }
  | "timestamp-request"           { $$ = (struct icmp_message){13, ICMP_ANY}; }
  | "traceroute"                  { $$ = (struct icmp_message){30, ICMP_ANY}; }
  | "ttl-exceeded"                { $$ = (struct icmp_message){11, 0}; }
  | "unreachable"                 { $$ = (struct icmp_message){3, ICMP_ANY}; }
  ;
%%
