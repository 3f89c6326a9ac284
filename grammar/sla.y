/* IP SLA operations and their schedule. ios-semantics.md 1.6. */
%mode SLA "IP SLA" "config-ip-sla"
%mode SLA_ICMP_ECHO "IP SLA icmp-echo" "config-ip-sla-echo"
%code requires {
struct sla_target {
	uint32_t addr, source; /* 0: not given */
	struct span at;
	struct name source_interface;
};

struct sla_times {
	uint32_t life; /* seconds; 0: for ever */
	bool started;
};
}
%nterm <struct sla_target> sla_target sla_source
%nterm <struct sla_times> schedule_options
%nterm <uint32_t> sla_number sla_frequency sla_timeout sla_threshold
%nterm <bool> start_time
%%
global: sla_opener sla_number[id]              { sla_enter(cx, $id, @id); }
      | sla_scheduler sla_number[id] schedule_options[times]
          { sla_schedule(cx->router, cx->no, $id, $times.life, $times.started, @id); }
      | "ip" "sla" sla_setting words
          { line_not_translated(cx, @$, "this setting of IP SLA"); }
      | "ip" "sla" sla_harmless words { line_no_effect(cx); }
      ;
sla_opener: "ip" "sla"
          | "ip" "sla" "monitor"
          | "rtr"
          ;
sla_scheduler: "ip" "sla" "schedule"
             | "ip" "sla" "monitor" "schedule"
             | "rtr" "schedule"
             ;
sla_number: NUMBER { CHECK(number_in(cx, @1, $1, 1, INT32_MAX)); $$ = $1; };
sla_setting: "auto"
           | "group"
           | "key-chain"
           | "reaction-configuration"
           | "reaction-trigger"
           | "responder"
           | "server"
           ;
sla_harmless: "logging"
            | "low-memory"
            | "reset"
            | "restart"
            ;

schedule_options:
    %empty                               { $$ = (struct sla_times){.life = 3600}; }
  | schedule_options[o] "life" "forever" { $$ = $o; $$.life = 0; }
  | schedule_options[o] "life" NUMBER    { $$ = $o; $$.life = $NUMBER; }
  | schedule_options[o] "start-time" start_time { $$ = $o; $$.started = $start_time; }
  | schedule_options[o] "ageout" NUMBER  { $$ = $o; }
  | schedule_options[o] "recurring"      { $$ = $o; }
  ;
start_time: "now"           { $$ = true; }
          | "pending"       { $$ = false; }
          | "after" WORD    { $$ = true; }
          | "random" NUMBER { $$ = true; }
          | WORD            { $$ = true; }
          | WORD WORD WORD  { $$ = true; }
          ;

/* An operation that has its kind is gone on with by its opener alone. */
line: IN_SLA no sla_command
    | IN_SLA no sla_option
    | IN_SLA_ICMP_ECHO no sla_option
    ;
sla_command: "icmp-echo" sla_target                        { sla_echo(cx, $sla_target); }
           | "type" "echo" "protocol" "ipicmpecho" sla_target { sla_echo(cx, $sla_target); }
           | sla_other words                               { sla_other(cx, @$); }
           | "icmp-echo" name words                        { sla_other(cx, @$); }
           ;
sla_other: "dhcp"
         | "dns"
         | "ethernet"
         | "ftp"
         | "http"
         | "icmp-jitter"
         | "mpls"
         | "path-echo"
         | "path-jitter"
         | "tcp-connect"
         | "type" "dhcp"
         | "type" "dns"
         | "type" "ftp"
         | "type" "http"
         | "type" "jitter"
         | "type" "pathecho"
         | "type" "tcpconnect"
         | "type" "udpecho"
         | "udp-echo"
         | "udp-jitter"
         | "video"
         | "voip"
         ;
sla_target: IPV4 sla_source { $$ = $sla_source; $$.addr = $IPV4; $$.at = @IPV4; };
sla_source: %empty { $$ = (struct sla_target){0}; }
          | "source-interface" interface_name
              { $$ = (struct sla_target){.source_interface = $interface_name}; }
          | source_address IPV4 { $$ = (struct sla_target){.source = $IPV4}; }
          ;
source_address: "source-ip"
              | "source-ipaddr"
              ;

sla_option:
    "frequency" sla_frequency[time] { sla_time(cx, &cx->sla->frequency, $time, SLA_FREQUENCY); }
  | "frequency" only_no             { sla_time(cx, &cx->sla->frequency, 0, SLA_FREQUENCY); }
  | "timeout" sla_timeout[time]     { sla_time(cx, &cx->sla->timeout, $time, SLA_TIMEOUT); }
  | "timeout" only_no               { sla_time(cx, &cx->sla->timeout, 0, SLA_TIMEOUT); }
  | "threshold" sla_threshold[time] { sla_time(cx, &cx->sla->threshold, $time, SLA_TIMEOUT); }
  | "threshold" only_no             { sla_time(cx, &cx->sla->threshold, 0, SLA_TIMEOUT); }
  | "vrf" name                      { sla_vrf(cx, $name.s, @$); }
  | "vrf" only_no                   { sla_vrf(cx, NULL, @$); }
  | sla_detail words                { line_no_effect(cx); class_of_sla(cx); }
  ;
sla_frequency: NUMBER { CHECK(number_in(cx, @1, $1, 1, 604800)); $$ = $1; };
sla_timeout: NUMBER   { CHECK(number_in(cx, @1, $1, 0, 604800000)); $$ = $1; };
sla_threshold: NUMBER { CHECK(number_in(cx, @1, $1, 0, 60000)); $$ = $1; };
sla_detail: "buckets-of-history-kept"
          | "data-pattern"
          | "distributions-of-statistics-kept"
          | "enhanced-history"
          | "filter-for-history"
          | "history"
          | "hours-of-statistics-kept"
          | "lives-of-history-kept"
          | "owner"
          | "request-data-size"
          | "samples-of-history-kept"
          | "statistics-distribution-interval"
          | "tag"
          | "tos"
          | "verify-data"
          ;
%%
/* What stands under an operation that is not translated is not, either; its line has said so. */
static void class_of_sla(struct ios_reader *cx)
{
	if (cx->sla->kind == SLA_OTHER)
		line_class(cx, LINE_NOT_TRANSLATED);
}

static void sla_enter(struct ios_reader *cx, uint32_t id, struct span at)
{
	if (cx->no) {
		sla_remove(cx->router, id);
		return;
	}
	cx->sla = sla_open(cx->router, id, at);
	enter(cx, MODE_SLA);
}

/* `no icmp-echo …` leaves an operation without a kind. */
static void sla_echo(struct ios_reader *cx, struct sla_target target)
{
	struct sla *sla = cx->sla;

	sla->kind = cx->no ? SLA_NONE : SLA_ICMP_ECHO;
	if (cx->no)
		return;
	sla->target = target.addr;
	sla->target_at = target.at;
	sla->has_source = target.source != 0;
	sla->source = target.source;
	sla->source_interface.name = target.source_interface;
	enter(cx, MODE_SLA_ICMP_ECHO);
}

static void sla_other(struct ios_reader *cx, struct span at)
{
	cx->sla->kind = cx->no ? SLA_NONE : SLA_OTHER;
	cx->sla->other = router_words(cx->router, at);
	line_not_translated(cx, at, "this kind of operation");
	if (!cx->no)
		enter(cx, MODE_SLA_ICMP_ECHO);
}

static void sla_time(struct ios_reader *cx, uint32_t *time, uint32_t value, uint32_t otherwise)
{
	*time = cx->no ? otherwise : value;
	class_of_sla(cx);
}

/* An operation in a VRF must not run outside of it. */
static void sla_vrf(struct ios_reader *cx, const char *vrf, struct span at)
{
	struct sla *sla = cx->sla;

	if (!cx->no)
		line_not_translated(cx, at, "an operation in a VRF");
	if (sla->kind == SLA_ICMP_ECHO || sla->vrf)
		sla->kind = cx->no ? SLA_ICMP_ECHO : SLA_OTHER;
	sla->vrf = cx->no ? NULL : vrf;
}
