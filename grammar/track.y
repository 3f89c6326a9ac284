/* Tracked objects. ios-semantics.md 1.7. */
%mode TRACK "track" "config-track"
%help GLOBAL: "track" Something that is up or down
%help "track" A track
%help "track" NUMBER Number of the track
%help "reachability" Up while the probe is answered
%help "line-protocol" Up while the interface is
%help TRACK: "delay" Wait before a change counts
%help GLOBAL: "track" NUMBER Number of the track
%help "track" NUMBER "interface" An interface
%help "track" NUMBER "interface" IFNAME Interface to watch
%help "track" NUMBER "ip" Something of IPv4
%help "track" NUMBER "ip" "sla" A probe
%help "track" NUMBER "ip" "sla" NUMBER Number of the probe
%help "track" NUMBER "ip" "route" A route
%help "track" NUMBER "rtr" A probe (old form)
%help "track" NUMBER "rtr" NUMBER Number of the probe
%help "track" NUMBER "list" Other tracks together
%help "track" NUMBER "stub-object" State that an applet sets
%help "track" NUMBER "stub" State that an applet sets
%help "track" NUMBER "ipv6" Something of IPv6
%help "track" NUMBER "application" An application
%help "track" NUMBER "service" A service
%help IFNAME "ip" "routing" Whether it forwards IPv4
%help "track" NUMBER "ipv6" "route" A route
%help IFNAME "ipv6" "routing" Whether it forwards IPv6
%help NUMBER "state" Whether the answer is good: over the threshold is down
%help "metric" "threshold" Whether its metric is good enough
%help "boolean" All or one of them
%help "boolean" "and" All are up
%help "boolean" "or" One is up
%help "threshold" "weight" The sum of weights of those that are up
%help "threshold" "percentage" The percentage of those that are up
%help "track" "timer" How often it is looked at
%help "track" "resolution" Units of metrics
%help "delay" "up" Seconds until it is called up
%help "delay" "down" Seconds until it is called down
%help "delay" "up" NUMBER Seconds
%help "delay" "down" NUMBER Seconds
%help "delay" "up" NUMBER "down" Seconds until it is called down
%help "delay" "down" NUMBER "up" Seconds until it is called up
%help TRACK: "default-state" State before anything is known
%help "default-state" "up" Up
%help "default-state" "down" Down
%help TRACK: "carrier-delay" Follow the interface's carrier delay
%help TRACK: "ip" Something of IPv4
%help TRACK: "ipv6" Something of IPv6
%help TRACK: "ip" "vrf" VRF of the route
%help TRACK: "ipv6" "vrf" VRF of the route
%help TRACK: "object" A track of the list
%help "object" NUMBER Number of the track
%help "object" NUMBER "not" It counts when it is down
%help "object" NUMBER "weight" What it counts
%help TRACK: "threshold" From where it is up, and down
%help "threshold" "metric" Metrics of the route
%help "threshold" "weight" "up" Sum from which it is up
%help "threshold" "weight" "down" Sum to which it is down
%help "threshold" "percentage" "up" Percentage from which it is up
%help "threshold" "percentage" "down" Percentage to which it is down
%help "threshold" "metric" "up" Metric to which it is up
%help "threshold" "metric" "down" Metric from which it is down
%help "home-agent" Home agent of Mobile IP
%help "ggsn" Gateway of GPRS
%help "pdsn" Server of CDMA
%help "track" "timer" "interface" Of interfaces
%help "timer" "msec" Milliseconds
%help "route" PREFIX "metric" Its metric
%help "resolution" "ipv6" Of IPv6
%help "resolution" "ip" Of IPv4
%help "resolution" "ip" "route" "isis" Of IS-IS
%help "resolution" "ip" "route" "ospf" Of OSPF
%help "resolution" "ip" "route" "eigrp" Of EIGRP
%help "resolution" "ip" "route" "bgp" Of BGP
%help "resolution" "ip" "route" "static" Of static routes
%help "track" "timer" "application" Of applications
%help "track" "timer" "stub" Of states that applets set
%help "track" "timer" "ip" Of IPv4
%help "track" "timer" "ipv6" Of IPv6
%help "timer" "application" "msec" In milliseconds
%help "metric" "down" NUMBER "up" Metric to which it is up
%help "metric" "up" NUMBER "down" Metric from which it is down
%help "percentage" "down" NUMBER "up" Percentage from which it is up
%help "percentage" "up" NUMBER "down" Percentage to which it is down
%help "weight" "down" NUMBER "up" Sum from which it is up
%help "weight" "up" NUMBER "down" Sum to which it is down
%help "up" Up
%help "down" Down
%help "track" NUMBER "ip" "route" PREFIX Network, and the length of its prefix
%help "track" "timer" "interface" NUMBER Seconds between looks
%help "object" NUMBER "weight" NUMBER What it counts while it is up
%help "threshold" "weight" "up" NUMBER Up from this sum on
%help "threshold" "weight" "down" NUMBER Down from this sum on
%help "threshold" "weight" "up" NUMBER "down" NUMBER Down from this sum on
%help "threshold" "percentage" "up" NUMBER Up from this share on
%help "threshold" "percentage" "down" NUMBER Down from this share on
%help "threshold" "percentage" "up" NUMBER "down" NUMBER Down from this share on
%help "threshold" "metric" "up" NUMBER Up to this metric
%help "threshold" "metric" "down" NUMBER Down from this metric on
%help "threshold" "metric" "up" NUMBER "down" NUMBER Down from this metric on
%help "delay" "up" NUMBER "down" NUMBER Seconds before it goes down
%help "delay" "down" NUMBER "up" NUMBER Seconds before it comes up
%code requires {
struct track_object {
	enum track_kind kind;
	uint32_t sla_id;
	struct span at;
	struct name interface;
	bool v6;
	struct ip_net net;
	struct ip6_net net6;
};

/* An `up` and a `down`: delays, or thresholds. */
struct up_down {
	bool has_up, has_down;
	uint8_t up, down;
};
}
%nterm <struct track_object *> track_object
%nterm <enum track_kind> sla_state track_route track_list track_threshold
%nterm <struct up_down> delays track_metrics track_weights track_percents
%nterm <uint32_t> track_id
%nterm <uint8_t> seconds track_metric track_weight track_percent track_sum
%nterm <enum track_resolution> track_resolution
%nterm <struct track_member> track_member
%%
global: "track" track_id[id] track_object[object] { track_enter(cx, $id, @id, $object); }
      | "track" "timer" timed_track NUMBER           { line_no_effect(cx); }
      | "track" "timer" timed_track "msec" NUMBER    { line_no_effect(cx); }
      | "track" "timer" timed_track only_no          { line_no_effect(cx); }
      | "track" "resolution" "ip" "route" track_resolution[which] NUMBER[value]
          { track_resolve(cx, false, $which, $value); }
      | "track" "resolution" "ip" "route" track_resolution[which] only_no
          { track_resolve(cx, false, $which, 0); }
      | "track" "resolution" "ipv6" "route" track_resolution[which] NUMBER[value]
          { track_resolve(cx, true, $which, $value); }
      | "track" "resolution" "ipv6" "route" track_resolution[which] only_no
          { track_resolve(cx, true, $which, 0); }
      ;
track_id: NUMBER { CHECK(number_in(cx, @1, $1, 1, 1000)); $$ = $1; };
timed_track: "application" | "interface" | "ip" "route" | "ipv6" "route" | "ip" "sla" | "rtr"
           | "list" | "stub";
track_resolution: "bgp"    { $$ = RESOLUTION_BGP; }
          | "eigrp"  { $$ = RESOLUTION_EIGRP; }
          | "isis"   { $$ = RESOLUTION_ISIS; }
          | "ospf"   { $$ = RESOLUTION_OSPF; }
          | "static" { $$ = RESOLUTION_STATIC; }
          ;
track_object:
    %empty { $$ = KEPT(struct track_object, {.at = @$}); }
  | "ip" "sla" sla_number[id] sla_state[kind]
      { $$ = KEPT(struct track_object, {.kind = $kind, .sla_id = $id, .at = @id}); }
  | "rtr" sla_number[id] sla_state[kind]
      { $$ = KEPT(struct track_object, {.kind = $kind, .sla_id = $id, .at = @id}); }
  | "interface" interface_name "line-protocol"
      { $$ = KEPT(struct track_object, {.kind = TRACK_LINE_PROTOCOL, .interface = $2, .at = @2}); }
  | "interface" interface_name "ip" "routing"
      { $$ = KEPT(struct track_object, {.kind = TRACK_IP_ROUTING, .interface = $2, .at = @2}); }
  | "interface" interface_name "ipv6" "routing"
      { $$ = KEPT(struct track_object, {.kind = TRACK_IPV6_ROUTING, .interface = $2, .at = @2}); }
  | "ip" "route" network track_route[kind]
      { $$ = KEPT(struct track_object, {.kind = $kind, .net = $network, .at = @network}); }
  | "ipv6" "route" network6 track_route[kind]
      { $$ = KEPT(struct track_object, {.kind = $kind, .v6 = true, .net6 = $network6,
                                   .at = @network6}); }
  | "list" track_list
      { $$ = KEPT(struct track_object, {.kind = $2, .at = @2}); }
  | "stub-object"
      { $$ = KEPT(struct track_object, {.kind = TRACK_STUB, .at = @$}); }
  | "stub"
      { $$ = KEPT(struct track_object, {.kind = TRACK_STUB, .at = @$}); }
  | track_other
      { $$ = KEPT(struct track_object, {.kind = TRACK_OTHER, .at = @$});
        line_not_translated(cx, @$, "this kind of track"); }
  ;
sla_state: %empty         { $$ = TRACK_SLA_STATE; }
         | "state"        { $$ = TRACK_SLA_STATE; }
         | "reachability" { $$ = TRACK_SLA_REACHABILITY; }
         ;
track_route: "reachability"       { $$ = TRACK_ROUTE_REACHABILITY; }
           | "metric" "threshold" { $$ = TRACK_ROUTE_METRIC; }
           ;
track_list: "boolean" "and"          { $$ = TRACK_LIST_AND; }
         | "boolean" "or"           { $$ = TRACK_LIST_OR; }
         | "threshold" "weight"     { $$ = TRACK_LIST_WEIGHT; }
         | "threshold" "percentage" { $$ = TRACK_LIST_PERCENTAGE; }
         ;
track_other: "application" "home-agent"
           | "application" "ggsn"
           | "application" "pdsn"
           | "service" name
           ;

line: IN_TRACK no track_command;
track_command: "delay" delays             { track_delay(cx, &$delays); }
             | "delay" only_no            { track_delay(cx, &(struct up_down){true, true, 0, 0}); }
             | "default-state" "up"       { track_default(cx, false); }
             | "default-state" "down"     { track_default(cx, !cx->no); }
             | "default-state" only_no    { track_default(cx, false); }
             | "carrier-delay"            { line_no_effect(cx); }
             | "ip" "vrf" name            { track_vrf(cx, $name.s); }
             | "ip" "vrf" only_no         { track_vrf(cx, NULL); }
             | "ipv6" "vrf" name          { track_vrf6(cx, $name.s, @$); }
             | "ipv6" "vrf" only_no       { track_vrf(cx, NULL); }
             | "object" track_member            { track_set_member(cx->router, cx->track, cx->no,
                                                             &$track_member); }
             | "threshold" track_threshold[kind] only_no
                 { track_threshold(cx, &(struct up_down){0}); }
             | "threshold" "metric" track_metrics      { track_threshold(cx, &$track_metrics); }
             | "threshold" "weight" track_weights      { track_threshold(cx, &$track_weights); }
             | "threshold" "percentage" track_percents { track_threshold(cx, &$track_percents); }
             ;
track_threshold: "metric"     { $$ = TRACK_ROUTE_METRIC; }
              | "weight"     { $$ = TRACK_LIST_WEIGHT; }
              | "percentage" { $$ = TRACK_LIST_PERCENTAGE; }
              ;
track_member: track_id
          { $$ = (struct track_member){.id = $1, .at = @1, .weight = TRACK_WEIGHT};
            CHECK(is_list(cx, @$)); }
      | track_id "not"
          { $$ = (struct track_member){.id = $1, .at = @1, .weight = TRACK_WEIGHT,
                                       .negated = true};
            CHECK(is_list(cx, @$) && fits(cx, @2, TRACK_LIST_AND, TRACK_LIST_OR,
                                          "'not' stands in boolean lists")); }
      | track_id "weight" track_weight
          { $$ = (struct track_member){.id = $1, .at = @1, .weight = $track_weight};
            CHECK(is_list(cx, @$) && fits(cx, @2, TRACK_LIST_WEIGHT, TRACK_LIST_WEIGHT,
                                          "'weight' stands in lists of weights")); }
      ;
track_weight: NUMBER { CHECK(number_in(cx, @1, $1, 1, UINT8_MAX)); $$ = (uint8_t)$1; };
delays: "up" seconds                          { $$ = (struct up_down){true, false, $2, 0}; }
      | "down" seconds                        { $$ = (struct up_down){false, true, 0, $2}; }
      | "up" seconds[up] "down" seconds[down] { $$ = (struct up_down){true, true, $up, $down}; }
      | "down" seconds[down] "up" seconds[up] { $$ = (struct up_down){true, true, $up, $down}; }
      ;
seconds: NUMBER { CHECK(number_in(cx, @1, $1, 0, 180)); $$ = (uint8_t)$1; };

track_metrics: "up" track_metric                          { $$ = (struct up_down){true, false, $2, 0}; }
       | "down" track_metric                        { $$ = (struct up_down){false, true, 0, $2}; }
       | "up" track_metric[up] "down" track_metric[down]
           { $$ = (struct up_down){true, true, $up, $down};
             CHECK(is_apart(cx, @$, $down, $up, "a metric that is down is above one that is up")); }
       | "down" track_metric[down] "up" track_metric[up]
           { $$ = (struct up_down){true, true, $up, $down};
             CHECK(is_apart(cx, @$, $down, $up, "a metric that is down is above one that is up")); }
       ;
track_metric: NUMBER
          { CHECK(number_in(cx, @1, $1, 0, UINT8_MAX) &&
                  fits(cx, @1, TRACK_ROUTE_METRIC, TRACK_ROUTE_METRIC,
                       "a threshold of metrics stands under a route's metric"));
            $$ = (uint8_t)$1; };
track_weights: "up" track_sum                           { $$ = (struct up_down){true, false, $2, 0}; }
       | "down" track_sum                         { $$ = (struct up_down){false, true, 0, $2}; }
       | "up" track_sum[up] "down" track_sum[down]
           { $$ = (struct up_down){true, true, $up, $down};
             CHECK(is_apart(cx, @$, $up, $down, "'up' is above 'down'")); }
       | "down" track_sum[down] "up" track_sum[up]
           { $$ = (struct up_down){true, true, $up, $down};
             CHECK(is_apart(cx, @$, $up, $down, "'up' is above 'down'")); }
       ;
track_sum: NUMBER
       { CHECK(number_in(cx, @1, $1, 0, UINT8_MAX) &&
               fits(cx, @1, TRACK_LIST_WEIGHT, TRACK_LIST_WEIGHT,
                    "a threshold of weights stands in lists of weights"));
         $$ = (uint8_t)$1; };
track_percents: "up" track_percent                            { $$ = (struct up_down){true, false, $2, 0}; }
        | "down" track_percent                          { $$ = (struct up_down){false, true, 0, $2}; }
        | "up" track_percent[up] "down" track_percent[down]
            { $$ = (struct up_down){true, true, $up, $down};
              CHECK(is_apart(cx, @$, $up, $down, "'up' is above 'down'")); }
        | "down" track_percent[down] "up" track_percent[up]
            { $$ = (struct up_down){true, true, $up, $down};
              CHECK(is_apart(cx, @$, $up, $down, "'up' is above 'down'")); }
        ;
track_percent: NUMBER
           { CHECK(number_in(cx, @1, $1, 0, 100) &&
                   fits(cx, @1, TRACK_LIST_PERCENTAGE, TRACK_LIST_PERCENTAGE,
                        "a threshold of percentages stands in lists of percentages"));
             $$ = (uint8_t)$1; };
%%
static void track_enter(struct ios_reader *cx, uint32_t id, struct span at,
			const struct track_object *object)
{
	struct track *track;

	if (cx->no) {
		track_remove(cx->router, id);
		return;
	}
	cx->track = track = track_open(cx->router, id, at);
	enter(cx, MODE_TRACK);
	if (object->kind == TRACK_NONE)
		return;
	if (track->kind != object->kind) {
		track->members.len = 0;
		track->has_up = track->has_down = false;
	}
	track->kind = (uint8_t)object->kind;
	track->sla_id = object->sla_id;
	track->object_at = object->at;
	track->interface.name = object->interface;
	track->v6 = object->v6;
	track->prefix = object->net.addr;
	track->prefix6 = object->net6.addr;
	track->len = object->v6 ? object->net6.len : object->net.len;
	track->other = object->kind == TRACK_OTHER ? router_words(cx->router, object->at) : NULL;
}

static void track_delay(struct ios_reader *cx, const struct up_down *delays)
{
	if (delays->has_up)
		cx->track->delay_up = cx->no ? 0 : delays->up;
	if (delays->has_down)
		cx->track->delay_down = cx->no ? 0 : delays->down;
	if (cx->track->kind == TRACK_OTHER)
		line_class(cx, LINE_NOT_TRANSLATED);
}

static void track_default(struct ios_reader *cx, bool down)
{
	cx->track->default_down = down;
}

/* A route of a VRF is not one of ours: its track stays as its default says. */
static void track_vrf(struct ios_reader *cx, const char *vrf)
{
	cx->track->vrf = cx->no ? NULL : vrf;
	cx->track->vrf_at = cx->line;
}

static void track_vrf6(struct ios_reader *cx, const char *vrf, struct span at)
{
	if (!cx->no)
		line_not_translated(cx, at, "tracking of IPv6 routes of a VRF");
	track_vrf(cx, vrf);
}

static void track_threshold(struct ios_reader *cx, const struct up_down *t)
{
	struct track *track = cx->track;

	track->has_up = !cx->no && t->has_up;
	track->has_down = !cx->no && t->has_down;
	track->up = t->up;
	track->down = t->down;
	if (track->kind == TRACK_OTHER)
		line_class(cx, LINE_NOT_TRANSLATED);
}

static void track_resolve(struct ios_reader *cx, bool v6, enum track_resolution which,
			  uint32_t value)
{
	cx->router->tracks.resolution[v6][which] = cx->no ? 0 : value;
}

static bool is_list(struct ios_reader *cx, struct span at)
{
	return !cx->track || track_is_list(cx->track) ||
	       fault(cx, at, "track '%u' is no list: it has no objects", cx->track->id);
}

/* Is the track of one of the kinds from FIRST to LAST? */
static bool fits(struct ios_reader *cx, struct span at, enum track_kind first,
		 enum track_kind last, const char *rule)
{
	const struct track *track = cx->track;

	return !track || track->kind == TRACK_OTHER ||
	       (track->kind >= first && track->kind <= last) ||
	       fault(cx, at, "%s, which track '%u' is not", rule, track->id);
}

static bool is_apart(struct ios_reader *cx, struct span at, uint8_t high, uint8_t low,
		     const char *rule)
{
	return high > low || fault(cx, at, "%s", rule);
}
