/*
 * What an interface tells hosts by router advertisements, and how it knows its neighbours.
 * ios-semantics.md 1.13.
 */
%help "nd" "suppress-ra" No router advertisements
%help "nd" "ra" Router advertisements
%help "ra" "suppress" None
%help "suppress" "all" Not even when asked
%help "ra" "lifetime" Seconds that this router is a default router
%help "nd" "ra-lifetime" Seconds that this router is a default router
%help "nd" "prefix" Prefix to advertise
%help "nd" "managed-config-flag" Let hosts ask DHCPv6 for addresses
%help "nd" "other-config-flag" Let hosts ask DHCPv6 for other things
%help "nd" "router-preference" Preference of this router
%help "router-preference" "high" High
%help "router-preference" "medium" Medium
%help "router-preference" "low" Low
%help "nd" "advertisement-interval" Tell the interval
%help "ra" "interval" Seconds from one advertisement to the next
%help "nd" "ra-interval" Seconds from one advertisement to the next
%help "ra" "hop-limit" Hop limit to advertise
%help "ra" "solicited" Answers to solicitations
%help "ra" "dns" DNS to advertise
%help "ra" "mtu" Greatest packet to advertise
%help "nd" "nud" When a neighbour is gone
%help "nd" "na" Neighbour advertisements
%help "nd" "options" Options
%help "no-advertise" Do not advertise it
%help "off-link" Hosts must not take it as on the link
%help "no-autoconfig" Hosts must not make addresses of it
%help "no-onlink" Do not tell that it is on the link
%help "no-rtr-address" Do not send the router's address
%help "managed-config-flag" "detailed" Show it in detail
%help "ra" "hop-limit" "unspecified" None
%help "dns" "search" Domains to search
%help "ra" "dns" "server" A DNS server to advertise
%help "ipv6" "nat" "prefix" Prefix of translation
%help "nud" "igp" Of interior protocols
%help "na" "glean" Learn neighbours
%help "options" "unknown" Unknown ones
%help "prefix" PREFIX6 "infinite" Valid for ever
%help "interval" "msec" In milliseconds
%help "igp" Interior protocols
%help "prefix" "default" Prefixes of which nothing else is said
%help "prefix" PREFIX6 "at" Until a time
%help "prefix" "default" "at" Until a time
%code {
#define ADVERT (cx->interface->six.advert)
}
%nterm <enum advert_mode> nd_suppressed
%nterm <enum advert_preference> nd_preference
%nterm <struct advert_prefix *> nd_prefix nd_prefix_said nd_prefix_flags
%nterm <struct advert_dns> nd_dns
%nterm <uint32_t> nd_seconds nd_lifetime nd_interval nd_milliseconds
%%
interface_command:
    "ipv6" "nd" nd_suppressed[mode] { ADVERT.mode = (uint8_t)(cx->no ? ADVERT_ALWAYS : $mode); }
  | "ipv6" "nd" ra_lifetime nd_seconds[s] { advert_lifetime(cx, !cx->no, $s); }
  | "ipv6" "nd" ra_lifetime only_no { advert_lifetime(cx, false, 0); }
  | "ipv6" "nd" "managed-config-flag" { ADVERT.managed = !cx->no; }
  | "ipv6" "nd" "managed-config-flag" "detailed" { ADVERT.managed = !cx->no; }
  | "ipv6" "nd" "other-config-flag" { ADVERT.other = !cx->no; }
  | "ipv6" "nd" "advertisement-interval" { ADVERT.tells_interval = !cx->no; }
  | "ipv6" "nd" "router-preference" nd_preference[how]
      { ADVERT.preference = (uint8_t)(cx->no ? PREFERENCE_MEDIUM : $how); }
  | "ipv6" "nd" "router-preference" only_no { ADVERT.preference = PREFERENCE_MEDIUM; }
  | "ipv6" "nd" ra_interval nd_interval[max] { advert_interval(cx, $max, 0, @max); }
  | "ipv6" "nd" ra_interval nd_interval[max] nd_interval[min]
      { CHECK(is_shorter(cx, @min, $min, $max)); advert_interval(cx, $max, $min, @max); }
  | "ipv6" "nd" ra_interval "msec" nd_milliseconds[max] { advert_interval(cx, $max, 0, @max); }
  | "ipv6" "nd" ra_interval "msec" nd_milliseconds[max] nd_milliseconds[min]
      { CHECK(is_shorter(cx, @min, $min, $max)); advert_interval(cx, $max, $min, @max); }
  | "ipv6" "nd" ra_interval only_no { advert_interval(cx, 0, 0, @$); }
  | "ipv6" "nd" "ra" "mtu" "suppress" { ADVERT.no_mtu = !cx->no; }
  | "ipv6" "nd" "ra" "hop-limit" "unspecified" { ADVERT.no_hop_limit = !cx->no; }
  | "ipv6" "nd" "ra" nd_dns[dns] { $dns.at = cx->line; advert_dns(cx->router, cx->interface, cx->no, &$dns); }
  | "ipv6" "nd" "prefix" nd_prefix[prefix] nd_prefix_said[said]
      { set_advert_prefix(cx, $prefix, $said, @prefix); }
  | "ipv6" "nd" "prefix" nd_prefix "at" nd_date nd_date nd_prefix_flags
      { line_untranslated6(cx, @$, "a prefix until a date"); }
  | "ipv6" "nd" silence { line_no_effect(cx); }
  ;
nd_suppressed: "suppress-ra"         { $$ = ADVERT_ASKED; }
             | "ra" "suppress"       { $$ = ADVERT_ASKED; }
             | "ra" "suppress" "all" { $$ = ADVERT_NEVER; }
             ;
ra_lifetime: "ra" "lifetime" | "ra-lifetime";
ra_interval: "ra" "interval" | "ra-interval";
nd_seconds: NUMBER { CHECK(number_in(cx, @1, $1, 0, 9000)); $$ = $1; };
nd_interval: NUMBER { CHECK(number_in(cx, @1, $1, 3, 1800)); $$ = $1 * 1000; };
nd_milliseconds: NUMBER { CHECK(number_in(cx, @1, $1, 30, 1800000)); $$ = $1; };
nd_preference: "high"   { $$ = PREFERENCE_HIGH; }
             | "medium" { $$ = PREFERENCE_MEDIUM; }
             | "low"    { $$ = PREFERENCE_LOW; }
             ;
nd_dns: "dns" "server" IPV6 { $$ = (struct advert_dns){.addr = $3}; }
      | "dns" "server" IPV6 nd_lifetime
          { $$ = (struct advert_dns){.addr = $3, .has_lifetime = true, .lifetime = $4}; }
      | "dns" "search" "list" name { $$ = (struct advert_dns){.name = $4.s}; }
      | "dns" "search" "list" name nd_lifetime
          { $$ = (struct advert_dns){.name = $4.s, .has_lifetime = true, .lifetime = $5}; }
      ;
nd_prefix: PREFIX6   { $$ = KEPT(struct advert_prefix, {.net = $1}); }
         | "default" { $$ = KEPT(struct advert_prefix, {.fallback = true}); }
         ;
nd_prefix_said: %empty { $$ = KEPT(struct advert_prefix, {0}); }
              | "no-advertise" { $$ = KEPT(struct advert_prefix, {.silent = true}); }
              | nd_lifetime[valid] nd_lifetime[preferred] nd_prefix_flags[flags]
                  { CHECK(is_shorter(cx, @preferred, $preferred, $valid));
                    $$ = $flags; $$->has_times = true;
                    $$->valid = $valid; $$->preferred = $preferred; }
              ;
nd_prefix_flags: %empty { $$ = KEPT(struct advert_prefix, {0}); }
               | nd_prefix_flags[f] "off-link"      { $$ = $f; $$->off_link = true; }
               | nd_prefix_flags[f] "no-onlink"     { $$ = $f; $$->off_link = true; }
               | nd_prefix_flags[f] "no-autoconfig" { $$ = $f; $$->no_autoconfig = true; }
               | nd_prefix_flags[f] "no-rtr-address"
                   { $$ = $f; $$->no_router_address = true; }
               ;
nd_lifetime: NUMBER { CHECK(number_in(cx, @1, $1, 0, UINT32_MAX)); $$ = $1; }
           | "infinite" { $$ = ADVERT_EVER; }
           ;
nd_date: NUMBER sla_month NUMBER WORD
       | sla_month NUMBER NUMBER WORD
       ;
silence: "nud" "igp"
       | "nud" "retry" NUMBER NUMBER NUMBER
       | "cache" "expire" NUMBER
       | "cache" "expire" NUMBER "refresh"
       | "cache" "interface-limit" NUMBER
       | "cache" "interface-limit" NUMBER "log" NUMBER
       | "na" "glean"
       | "options" "unknown"
       | "ra" "solicited" "unicast"
       ;
%%
static void advert_lifetime(struct ios_reader *cx, bool given, uint32_t seconds)
{
	ADVERT.has_lifetime = given;
	ADVERT.lifetime = seconds;
}

/* radvd waits no less than four seconds. */
static void advert_interval(struct ios_reader *cx, uint32_t longest, uint32_t shortest,
			    struct span at)
{
	enum { SHORTEST = 4000 };

	if (longest && longest < SHORTEST)
		line_untranslated6(cx, at, "an interval of less than 4 seconds");
	ADVERT.longest = cx->no ? 0 : longest;
	ADVERT.shortest = cx->no ? 0 : shortest;
}

static bool is_shorter(struct ios_reader *cx, struct span at, uint32_t less, uint32_t more)
{
	return less <= more || fault(cx, at, "the second number must not be above the first");
}

static void set_advert_prefix(struct ios_reader *cx, const struct advert_prefix *prefix,
			      const struct advert_prefix *said, struct span at)
{
	struct advert_prefix row = *said;

	row.fallback = prefix->fallback;
	row.net = prefix->net;
	row.net.addr = ip6_subnet(row.net.addr, row.net.len);
	row.at = at;
	advert_prefix(cx->router, cx->interface, cx->no, &row);
}
