/*
 * The further lines of an operation. What only says how much of the past a router remembers, or how
 * an SNMP manager finds it, has no counterpart here. ios-semantics.md 1.6.
 */
%help SLA_OPERATION: "frequency" Seconds from one probe to the next
%help SLA_OPERATION: "frequency" NUMBER Seconds
%help SLA_OPERATION: "timeout" NUMBER Milliseconds
%help SLA_OPERATION: "threshold" NUMBER Milliseconds
%help SLA: "vrf" Probe within a VRF
%help SLA_OPERATION: "vrf" Probe within a VRF
%help "request-data-size" Bytes of a request
%help "response-data-size" Bytes of an answer
%help "tos" Type of service of the packets
%help "verify-data" Look whether answers are right
%help "data-pattern" Hexadecimal digits to send
%help SLA: "tag" Name of the probe
%help SLA_OPERATION: "tag" Name of the probe
%help "owner" Who is responsible
%help "http-raw-request" The request, line by line
%help "secondary-frequency" Seconds between probes after a failure
%help "traffic-class" Traffic class of IPv6
%help "flow-label" Flow label of IPv6
%help "lsr-path" Routers on the way
%help "exp" Bits of MPLS
%help "ttl" Time to live
%help "cos" Class of service of Ethernet
%help "secondary-frequency" "both" After timeouts and lost connections
%help "connection-loss" After lost connections
%help "buckets-of-history-kept" Count of records
%help "distributions-of-statistics-kept" Count of distributions
%help "enhanced-history" Statistics over times
%help "filter-for-history" Which probes are kept
%help "hops-of-statistics-kept" Count of routers
%help "hours-of-statistics-kept" Hours
%help "lives-of-history-kept" Count of lives
%help "paths-of-statistics-kept" Count of ways
%help "samples-of-history-kept" Count of samples
%help "statistics-distribution-interval" Milliseconds of one distribution
%help SLA: "history" What is kept of results
%help SLA_OPERATION: "history" What is kept of results
%help "buckets-kept" Count of records
%help "history" "enhanced" Statistics over times
%help "history" "filter" Which probes are kept
%help "history" "interval" Milliseconds of one distribution
%help "lives-kept" Count of lives
%help "clock-tolerance" How far clocks may differ
%help "operation-packet" Packets of the probe
%help "optimize" Measure more exactly
%help "percentile" Share of results that count
%help "precision" Unit of results
%help "milliseconds" Milliseconds
%help "microseconds" Microseconds
%help "overthreshold" Those that were too slow
%help "history" "filter" "failures" Those that failed
%help "reply-dscp-bits" DSCP of answers
%help "oneway" For delays of one direction
%help "buckets" Count of records
%help "clock-tolerance" "ntp" "oneway" "percent" Percentage of the delay
%help "oneway" "absolute" Microseconds
%help "operation-packet" "priority" Priority in this router
%help "priority" "high" High
%help "priority" "normal" Normal
%help "rtt" Time there and back
%help "owsd" Delay to the destination
%help "owds" Delay from the destination
%help "jittersd" Jitter to the destination
%help "jitterds" Jitter from the destination
%help "jitteravg" Average jitter
%help "history" "filter" "none" None
%help "history" "filter" "all" All
%help "clock-tolerance" "ntp" Of NTP
%help "filter-for-history" "none" Nothing
%help "filter-for-history" "overthreshold" What is over the threshold
%help "enhanced-history" "interval" Seconds of an interval
%help "failures" Failures
%help "optimize" "timestamp" Time stamps
%nterm <uint8_t> sla_tos
%nterm <uint32_t> sla_timeout sla_threshold data_size
%%
sla_option:
    "frequency" sla_frequency[time]   { cx->sla->frequency = cx->no ? SLA_FREQUENCY : $time;
                                        class_of_sla(cx); }
  | "frequency" only_no               { cx->sla->frequency = SLA_FREQUENCY; class_of_sla(cx); }
  | "timeout" sla_timeout[time]       { sla_timeout(cx, $time); }
  | "timeout" only_no                 { sla_timeout(cx, 0); }
  | "threshold" sla_threshold[time]   { cx->sla->threshold = cx->no ? SLA_THRESHOLD : $time;
                                        class_of_sla(cx); }
  | "threshold" only_no               { cx->sla->threshold = SLA_THRESHOLD; class_of_sla(cx); }
  | "vrf" name                        { sla_vrf(cx, $name.s, @$); }
  | "vrf" only_no                     { sla_vrf(cx, NULL, @$); }
  | "request-data-size" data_size[n]  { cx->sla->request_size = cx->no ? UINT32_MAX : $n;
                                        class_of_sla(cx); }
  | "request-data-size" only_no       { cx->sla->request_size = UINT32_MAX; class_of_sla(cx); }
  | "response-data-size" data_size[n] { cx->sla->response_size = cx->no ? UINT32_MAX : $n;
                                        sla_harmless(cx); }
  | "tos" sla_tos[n]                  { cx->sla->tos = cx->no ? 0 : $n; class_of_sla(cx); }
  | "tos" only_no                     { cx->sla->tos = 0; class_of_sla(cx); }
  | "verify-data"                     { cx->sla->verify = !cx->no; sla_harmless(cx); }
  | "data-pattern" name               { cx->sla->pattern = cx->no ? NULL : $name.s;
                                        sla_harmless(cx); }
  | "data-pattern" only_no            { cx->sla->pattern = NULL; sla_harmless(cx); }
  | "tag" LINE                        { cx->sla->tag = cx->no ? NULL : $LINE; sla_harmless(cx); }
  | "tag" only_no                     { cx->sla->tag = NULL; sla_harmless(cx); }
  | "owner" LINE                      { cx->sla->owner = cx->no ? NULL : $LINE; sla_harmless(cx); }
  | "owner" only_no                   { cx->sla->owner = NULL; sla_harmless(cx); }
  | "http-raw-request"                { sla_raw(cx); }
  | sla_detail                        { sla_harmless(cx); }
  | sla_change                        { sla_unchanged(cx, @$); }
  ;
sla_frequency: NUMBER { CHECK(number_in(cx, @1, $1, 1, 604800)); $$ = $1; };
sla_timeout: NUMBER   { CHECK(number_in(cx, @1, $1, 0, 604800000)); $$ = $1; };
sla_threshold: NUMBER { CHECK(number_in(cx, @1, $1, 0, 60000)); $$ = $1; };
sla_tos: NUMBER       { CHECK(number_in(cx, @1, $1, 0, UINT8_MAX)); $$ = (uint8_t)$1; };
data_size: NUMBER     { CHECK(number_in(cx, @1, $1, 0, 17000)); $$ = $1; };

/* What would be sent otherwise, or at other times. */
sla_change: "secondary-frequency" sla_secondary NUMBER
          | "secondary-frequency" only_no
          | "traffic-class" NUMBER
          | "flow-label" NUMBER
          | "lsr-path" lsr_hops
          | "exp" NUMBER
          | "ttl" NUMBER
          | "cos" NUMBER
          | "dest-ipaddr" IPV4
          | "dest-port" NUMBER
          ;
sla_secondary: "both" | "connection-loss" | "timeout";
lsr_hops: IPV4 | lsr_hops IPV4;

sla_detail: "buckets-of-history-kept" sla_count
          | "distributions-of-statistics-kept" sla_count
          | "enhanced-history" sla_enhanced
          | "filter-for-history" history_filter
          | "hops-of-statistics-kept" sla_count
          | "hours-of-statistics-kept" sla_count
          | "lives-of-history-kept" sla_count
          | "paths-of-statistics-kept" sla_count
          | "samples-of-history-kept" sla_count
          | "statistics-distribution-interval" sla_count
          | "history" "buckets-kept" sla_count
          | "history" "distributions-of-statistics-kept" sla_count
          | "history" "enhanced" sla_enhanced
          | "history" "filter" history_filter
          | "history" "hours-of-statistics-kept" sla_count
          | "history" "interval" sla_count
          | "history" "lives-kept" sla_count
          | "history" "samples-of-history-kept" sla_count
          | "history" "statistics-distribution-interval" sla_count
          | "clock-tolerance" "ntp" "oneway" clock_tolerance
          | "operation-packet" "priority" sla_priority
          | "operation-packet" only_no
          | "optimize" "timestamp"
          | "percentile" sla_percentile
          | "precision" sla_precision
          | "reply-dscp-bits" NUMBER
          ;
sla_count: NUMBER | only_no;
sla_enhanced: only_no
        | sla_enhanced_parts
        ;
sla_enhanced_parts: sla_enhanced_part
                  | sla_enhanced_parts sla_enhanced_part
        ;
sla_enhanced_part: "interval" NUMBER | "buckets" NUMBER;
history_filter: "none" | "all" | "failures" | "overthreshold" | only_no;
clock_tolerance: "absolute" NUMBER | "percent" NUMBER;
sla_priority: "high" | "normal";
sla_percentile: percentile_of NUMBER;
percentile_of: "rtt" | "owsd" | "owds" | "jittersd" | "jitterds" | "jitteravg";
sla_precision: "milliseconds" | "microseconds";

/* The lines of a request, as they are sent. */
line: IN_SLA_RAW LINE {
	vec_push(cx->router->arena, &cx->sla->raw, $LINE);
	class_of_sla(cx);
};
%%
static void sla_harmless(struct ios_reader *cx)
{
	line_no_effect(cx);
	class_of_sla(cx);
}

static void sla_timeout(struct ios_reader *cx, uint32_t time)
{
	struct sla *sla = cx->sla;
	struct sla_operation same = sla->operation;

	sla->timeout_given = !cx->no;
	if (cx->no)
		sla_set_operation(cx->router, sla, false, &same, cx->line); /* its default again */
	else
		sla->timeout = time;
	class_of_sla(cx);
}

static void sla_vrf(struct ios_reader *cx, const char *vrf, struct span at)
{
	cx->sla->vrf = cx->no ? NULL : vrf;
	cx->sla->vrf_at = at;
	class_of_sla(cx);
}

static void sla_raw(struct ios_reader *cx)
{
	cx->sla->raw.len = 0;
	class_of_sla(cx);
	if (!cx->no)
		enter(cx, MODE_SLA_RAW);
}

static void sla_unchanged(struct ios_reader *cx, struct span at)
{
	if (cx->sla->operation.kind == SLA_OTHER)
		line_class(cx, LINE_NOT_TRANSLATED);
	else if (cx->no)
		line_no_effect(cx);
	else
		line_not_translated(cx, at, "this part of an operation");
}
