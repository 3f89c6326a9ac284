/* The names that IOS has for TCP and UDP ports and ICMP messages, which also go by number. */
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
