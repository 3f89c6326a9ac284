/*
 * PPP, dialers, and PPPoE on both its interfaces: the Ethernet with its `pppoe-client`, and the
 * Dialer that negotiates. ios-semantics.md 1.10.
 */
%mode VPDN_GROUP "VPDN group" "config-vpdn"
%mode VPDN_DIALIN "VPDN dial-in" "config-vpdn-in"
%nterm <const char *> secret
%nterm <uint32_t> ppp_protocols ppp_protocol ppp_ipcp ppp_when dialer_pool
%nterm <struct pppoe_client> client_options
%nterm <const char *> ppp_untranslated dialer_untranslated
%%
interface_command:
    "encapsulation" "ppp" { set_encapsulation(cx); }
  | "encapsulation" other_encapsulation { line_no_effect(cx); }
  | "encapsulation" "frame-relay" frame_relay { line_not_translated(cx, @$, "frame relay"); }
  | "keepalive" { set_keepalive(cx, 0, 0); }
  | "keepalive" NUMBER { set_keepalive(cx, $2, 0); }
  | "keepalive" NUMBER[period] NUMBER[retries] { set_keepalive(cx, $period, $retries); }
  ;
other_encapsulation: "hdlc" | "arpa" | "snap";
frame_relay: %empty | "ietf" | "cisco" | "mfr";

/* The Ethernet beneath. `pppoe enable` alone answers calls, which is another thing. */
interface_command:
    "pppoe" "enable" { line_no_effect(cx); }
  | "pppoe" "enable" "group" name { line_no_effect(cx); }
  | "pppoe" "max-sessions" NUMBER { line_no_effect(cx); }
  | "pppoe-client" "dial-pool-number" dialer_pool[pool] client_options[options]
      { set_pppoe(cx, $pool, &$options); }
  | "pppoe-client" "ppp-max-payload" NUMBER { line_not_translated(cx, @$, "RFC 4638 frames"); }
  ;
client_options: %empty { $$ = (struct pppoe_client){0}; }
            | client_options[o] "dial-on-demand" { $$ = $o; $$.on_demand = true; }
            | client_options[o] "restart" NUMBER { $$ = $o; }
            | client_options[o] "service-name" name { $$ = $o; $$.service = $name.s; }
            | client_options[o] "service" "name" name { $$ = $o; $$.service = $name.s; }
            ;
dialer_pool: NUMBER { CHECK(number_in(cx, @1, $1, 1, 255)); $$ = $1; };

interface_command: "dialer" dialer
                 | "dialer-group" NUMBER { line_no_effect(cx); }
                 | "dialer-group" only_no { line_no_effect(cx); }
                 ;
dialer: "pool" dialer_pool[pool]
          { cx->interface->ppp.pool = cx->no ? 0 : $pool; cx->interface->ppp.pool_at = cx->line; }
      | "pool" only_no { cx->interface->ppp.pool = 0; }
      | "idle-timeout" NUMBER { set_idle(cx, $2); }
      | "idle-timeout" NUMBER "either" { set_idle(cx, $2); }
      | "idle-timeout" NUMBER "inbound" { set_idle(cx, $2); }
      | "idle-timeout" only_no { set_idle(cx, 0); }
      | "persistent" { cx->interface->ppp.persistent = !cx->no; }
      | "persistent" persistent { cx->interface->ppp.persistent = !cx->no; }
      | dialer_no_effect { line_no_effect(cx); }
      | dialer_untranslated { line_not_translated(cx, cx->line, $dialer_untranslated); }
      ;
persistent: "delay" NUMBER | "delay" "initial" NUMBER | "max-attempts" NUMBER;
dialer_no_effect: "hold-queue" NUMBER
                | "hold-queue" NUMBER "timeout" NUMBER
                | "enable-timeout" NUMBER
                | "fast-idle" NUMBER
                | "wait-for-carrier-time" NUMBER
                | "vpdn"
                | "remote-name" name
                | "down-with-vinterface"
                | "redial" "interval" NUMBER "attempts" NUMBER "re-enable" NUMBER
                ;
dialer_untranslated: "in-band" { $$ = "dialling"; }
                   | "in-band" "no-parity" { $$ = "dialling"; }
                   | "string" name { $$ = "dialling"; }
                   | "string" name "class" name { $$ = "dialling"; }
                   | "map" "ip" IPV4 dialer_map { $$ = "dialling"; }
                   | "caller" name { $$ = "dialling"; }
                   | "caller" name "callback" { $$ = "dialling"; }
                   | "callback-secure" { $$ = "dialling"; }
                   | "dtr" { $$ = "dialling"; }
                   | "load-threshold" NUMBER { $$ = "dialling"; }
                   | "load-threshold" NUMBER load_direction { $$ = "dialling"; }
                   | "rotary-group" NUMBER { $$ = "dialling"; }
                   | "pool-member" NUMBER dialer_member { $$ = "dialling"; }
                   | "watch-group" NUMBER { $$ = "dialling"; }
                   | "watch-disable" NUMBER { $$ = "dialling"; }
                   ;
dialer_map: dialer_name | dialer_name name | "broadcast" | dialer_name "broadcast" name;
dialer_name: "name" name;
dialer_member: %empty | dialer_member "priority" NUMBER | dialer_member "max-link" NUMBER
             | dialer_member "min-link" NUMBER;
load_direction: "either" | "inbound" | "outbound";

interface_command: "ppp" ppp;
ppp: "authentication" ppp_protocols[set] ppp_when[when] { set_authentication(cx, $set, $when); }
   | "authentication" only_no { set_authentication(cx, 0, 0); }
   | "chap" "hostname" name { set_user(cx, &cx->interface->ppp.chap, $name.s); }
   | "chap" "hostname" only_no { set_user(cx, &cx->interface->ppp.chap, NULL); }
   | "chap" "password" secret { set_password(cx, &cx->interface->ppp.chap, $secret); }
   | "chap" "password" only_no { set_password(cx, &cx->interface->ppp.chap, NULL); }
   | "pap" "sent-username" name "password" secret
       {
		set_user(cx, &cx->interface->ppp.pap, $name.s);
		set_password(cx, &cx->interface->ppp.pap, $secret);
       }
   | "pap" "sent-username" name only_no { no_pap(cx); }
   | "pap" "sent-username" only_no { no_pap(cx); }
   | "ipcp" ppp_ipcp[set] { set_ipcp(cx, $set); }
   | "ipcp" ipcp_no_effect { line_no_effect(cx); }
   | "ipcp" "dns" IPV4 { line_not_translated(cx, cx->line, "name servers for who dials in"); }
   | "ipcp" "dns" IPV4 IPV4 { line_not_translated(cx, cx->line, "name servers for who dials in"); }
   | "mtu" "adaptive" { cx->interface->ppp.mtu_adaptive = !cx->no; }
   | "mtu" "adaptive" "proxy" { cx->interface->ppp.mtu_adaptive = !cx->no; }
   | ppp_no_effect { line_no_effect(cx); }
   | ppp_untranslated { line_not_translated(cx, cx->line, $ppp_untranslated); }
   ;
ppp_protocols: ppp_protocol
             | ppp_protocols[set] ppp_protocol[one] { $$ = $set | $one; }
             ;
ppp_protocol: "chap" { $$ = 1 << PPP_CHAP; }
            | "pap" { $$ = 1 << PPP_PAP; }
            | "ms-chap" { $$ = 1 << PPP_MS_CHAP; }
            | "ms-chap-v2" { $$ = 1 << PPP_MS_CHAP_V2; }
            | "eap" { $$ = 1 << PPP_EAP; }
            ;
ppp_when: %empty { $$ = 0; }
        | ppp_when[so] "callin" { $$ = $so | 1; }
        | ppp_when[so] "optional" { $$ = $so | 2; }
        | ppp_when[so] ppp_list { $$ = $so; }
        ;
ppp_list: "callout" | "callback" | "one-time" | "if-needed" | "default" | name;
ppp_ipcp: "route" "default" { $$ = 1 << IPCP_ROUTE_DEFAULT; }
        | "dns" "request" { $$ = 1 << IPCP_DNS_REQUEST; }
        | "dns" "request" "accept" { $$ = 1 << IPCP_DNS_REQUEST | 1 << IPCP_DNS_ACCEPT; }
        | "dns" "accept" { $$ = 1 << IPCP_DNS_ACCEPT; }
        | "address" "accept" { $$ = 1 << IPCP_ADDRESS_ACCEPT; }
        ;
ipcp_no_effect: "dns" "reject"
              | "wins" wins
              | "address" "required"
              | "address" "unique"
              | "mask" "request"
              | "mask" "reject"
              | "mask" IPV4
              | "header-compression" "ack"
              | "ignore-map"
              | "username" "unique"
              | "predictive"
              ;
wins: "request" | "accept" | "request" "accept" | "reject" | IPV4 | IPV4 IPV4;
ppp_no_effect: "chap" "refuse"
             | "chap" "refuse" "callin"
             | "chap" "wait"
             | "pap" "refuse"
             | "pap" "refuse" "callin"
             | "lcp" lcp
             | "max-configure" NUMBER
             | "max-failure" NUMBER
             | "max-terminate" NUMBER
             | "timeout" ppp_timeout NUMBER
             | "quality" NUMBER
             | "negotiation-timeout" NUMBER
             | "ncp" "timeout" NUMBER
             | "acfc" lcp_side acfc
             | "pfc" lcp_side acfc
             ;
lcp: "delay" NUMBER | "delay" NUMBER "random" NUMBER | "predictive" | "fast-start"
   | "echo" "mru" "verify" | "echo" "mru" "verify" "minimum" NUMBER;
ppp_timeout: "retry" | "authentication" | "idle" | "ncp" | "multilink" "link" "add"
           | "multilink" "link" "remove" | "multilink" "lost-fragment" | "aaa";
lcp_side: "local" | "remote";
acfc: "request" | "apply" | "reject" | "ignore" | "forbid";
ppp_untranslated: "multilink" ppp_multilink { $$ = "multilink PPP"; }
                | "bridge" "ip" { $$ = "bridging over PPP"; }
                | "accounting" name { $$ = "accounting"; }
                | "authorization" name { $$ = "authorization"; }
                | "callback" callback { $$ = "dialling back"; }
                | "encrypt" "mppe" mppe { $$ = "MPPE"; }
                | "reliable-link" { $$ = "reliable PPP"; }
                | "eap" "identity" name { $$ = "EAP"; }
                | "eap" "password" hidden { $$ = "EAP"; }
                | "eap" "local" { $$ = "EAP"; }
                ;
ppp_multilink: %empty | "group" NUMBER | "interleave" | "fragment" "delay" NUMBER
             | "fragment" "disable" | "fragment" "size" NUMBER | "links" "maximum" NUMBER
             | "links" "minimum" NUMBER | "endpoint" name | "mrru" mrru NUMBER;
mrru: "local" | "remote";
callback: "accept" | "request" | "initiate";
mppe: "auto" | "40" | "128" | "auto" "required" | "40" "required" | "128" "required";

/* Plain, or as `service password-encryption` hides it. */
secret: name { $$ = $name.s; }
      | NUMBER[kind] name { CHECK(secret_plain(cx, @kind, $kind, @name, $name.s, &$$)); }
      ;

interface_command: "peer" "neighbor-route" { line_no_effect(cx); }
                 | "peer" "match" "aaa-pools" { line_no_effect(cx); }
                 ;

/* Global: what brings a call up, and tunnels to dial in by. */
global: "dialer-list" NUMBER only_no { line_no_effect(cx); }
      | "vpdn" "enable" { line_no_effect(cx); }
      | "vpdn" "logging" { line_no_effect(cx); }
      | "vpdn" "logging" vpdn_logging { line_no_effect(cx); }
      | "vpdn" "history" "failure" { line_no_effect(cx); }
      | "vpdn" "multihop" { line_not_translated(cx, @$, "tunnels for who dials in"); }
      | "vpdn" "search-order" vpdn_order { line_no_effect(cx); }
      | "vpdn" "session-limit" NUMBER { line_no_effect(cx); }
      | "vpdn" "source-ip" IPV4 { line_no_effect(cx); }
      | "vpdn" "authen-before-forward" { line_no_effect(cx); }
      | "vpdn-group" name { line_no_effect(cx); enter(cx, MODE_VPDN_GROUP); }
      | "pppoe" "server" { line_no_effect(cx); }
      ;
vpdn_logging: "local" | "remote" | "user" | "tunnel-drop" | "cause" | "cause" "normal";
vpdn_order: vpdn_key | vpdn_order vpdn_key;
vpdn_key: "dnis" | "domain" | "multihop-hostname";

line: IN_VPDN_GROUP no vpdn_command
    | IN_VPDN_DIALIN no vpdn_dialin
    ;
vpdn_command: "request-dialin" { line_no_effect(cx); enter(cx, MODE_VPDN_DIALIN); }
            | "accept-dialin"
                { line_not_translated(cx, @$, "a server for PPP"); enter(cx, MODE_VPDN_DIALIN); }
            | "request-dialout" { line_not_translated(cx, @$, "dialling"); }
            | "accept-dialout" { line_not_translated(cx, @$, "dialling"); }
            | "description" LINE { line_no_effect(cx); }
            | "source-ip" IPV4 { line_no_effect(cx); }
            | "local" "name" name { line_no_effect(cx); }
            | "terminate-from" "hostname" name { line_no_effect(cx); }
            | "initiate-to" "ip" IPV4 initiate { line_not_translated(cx, @$, "L2TP"); }
            | "domain" name { line_no_effect(cx); }
            | "lcp" "renegotiation" renegotiation { line_no_effect(cx); }
            | "l2tp" "tunnel" l2tp { line_no_effect(cx); }
            | "session-limit" NUMBER { line_no_effect(cx); }
            | "ip" "mtu" "adjust" { line_no_effect(cx); }
            | "pppoe" "limit" pppoe_limit NUMBER { line_no_effect(cx); }
            ;
initiate: %empty | initiate "priority" NUMBER | initiate "limit" NUMBER;
renegotiation: "always" | "on-mismatch";
l2tp: "authentication" | "password" hidden | "hello" NUMBER | "timeout" "no-session" NUMBER
    | "receive-window" NUMBER;
pppoe_limit: "per-mac" | "per-vc" | "max-sessions";
vpdn_dialin: "protocol" vpdn_protocol { line_no_effect(cx); }
           | "virtual-template" NUMBER { line_not_translated(cx, @$, "a server for PPP"); }
           | "domain" name { line_no_effect(cx); }
           | "dnis" name { line_no_effect(cx); }
           | "pool-member" NUMBER { line_no_effect(cx); }
           ;
vpdn_protocol: "pppoe" | "l2tp" | "l2f" | "pptp" | "any";
%%
/* On a serial line it is the line's business, and the gateway has an Ethernet in its place. */
static void set_encapsulation(struct ios_reader *cx)
{
	cx->interface->ppp.encapsulation = !cx->no;
	if (cx->interface->type != INTERFACE_DIALER)
		line_no_effect(cx);
}

static void set_keepalive(struct ios_reader *cx, uint32_t period, uint32_t retries)
{
	struct ppp *ppp = &cx->interface->ppp;

	ppp->no_keepalive = cx->no && !cx->is_default;
	ppp->keepalive = cx->no ? 0 : period;
	ppp->retries = cx->no ? 0 : retries;
	if (cx->interface->type != INTERFACE_DIALER)
		line_no_effect(cx);
}

static void set_pppoe(struct ios_reader *cx, uint32_t pool, const struct pppoe_client *options)
{
	cx->interface->pppoe = *options;
	cx->interface->pppoe.pool = pool;
	cx->interface->pppoe.at = cx->line;
	if (cx->no)
		cx->interface->pppoe = (struct pppoe_client){ 0 };
}

static void set_idle(struct ios_reader *cx, uint32_t seconds)
{
	cx->interface->ppp.idle_given = !cx->no;
	cx->interface->ppp.idle = cx->no ? 0 : seconds;
	if (!cx->no && seconds)
		line_not_translated(cx, cx->line, "dropping an idle line");
}

/* Whom the router wants to know is its provider, who does not say; its own name is another matter. */
static void set_authentication(struct ios_reader *cx, uint32_t set, uint32_t when)
{
	struct ppp *ppp = &cx->interface->ppp;

	ppp->authentication = cx->no ? 0 : (uint8_t)set;
	ppp->callin = !cx->no && when & 1;
	ppp->optional = !cx->no && when & 2;
}

static void set_user(struct ios_reader *cx, struct ppp_secret *secret, const char *user)
{
	secret->user = cx->no ? NULL : user;
	secret->at = cx->line;
}

static void set_password(struct ios_reader *cx, struct ppp_secret *secret, const char *password)
{
	secret->password = cx->no ? NULL : password;
	secret->at = cx->line;
}

static void no_pap(struct ios_reader *cx)
{
	cx->interface->ppp.pap = (struct ppp_secret){ 0 };
}

static void set_ipcp(struct ios_reader *cx, uint32_t set)
{
	uint32_t *ipcp = &cx->interface->ppp.ipcp;

	*ipcp = cx->no ? *ipcp & ~set : *ipcp | set;
}
