/*
 * IP SLA as a whole: the openers in all three spellings, when operations run, and what they set
 * off. The operations themselves are in sla_operation.y, their further lines in sla_option.y.
 * ios-semantics.md 1.6.
 */
%mode SLA "IP SLA" "config-ip-sla"
%mode SLA_OPERATION "IP SLA operation" "config-ip-sla-op"
%mode SLA_RAW "HTTP raw request" "config-ip-sla-http-rr"
%mode SLA_SERVER "TWAMP server" "config-twamp-srvr"
%help "ip" "sla" A probe
%help "ip" "sla" NUMBER Number of the probe
%help "ip" "sla" "schedule" When a probe runs
%help "icmp-echo" Ping an address
%help "source-interface" Leave with the address of an interface
%help "source-ip" Leave with this address
%help "frequency" Seconds from one probe to the next
%help SLA SLA_OPERATION: "threshold" Milliseconds that are too slow
%help "threshold" Threshold
%help SLA SLA_OPERATION: "timeout" Milliseconds to wait for an answer
%help "timeout" Time until it is given up
%help "start-time" When to begin
%help "life" How long it runs
%help "sla" "group" Operations together
%help "sla" "group" "schedule" When they run
%help "sla" "reaction-configuration" What to do when a probe fails
%help "sla" "reaction-trigger" A probe that starts another one
%help "sla" "responder" Answer probes of other routers
%help "sla" "server" Answer for measurements
%help "sla" "auto" Operations made by themselves
%help "sla" "endpoint-list" A list of responders
%help "sla" "ethernet-monitor" Probes of Ethernet
%help "sla" "monitor" A probe (old form)
%help "sla" "enable" Switch on
%help "reaction-alerts" Messages of reactions
%help "sla" "logging" Log
%help "logging" "traps" Log what is sent as a trap
%help "low-memory" Memory that stays free, in bytes
%help "sla" "key-chain" Keys of control messages
%help "sla" "reset" Stop and remove all probes
%help "sla" "restart" Begin a probe anew
%help "sla" "schedule" NUMBER Number of the probe
%help "start-time" "now" At once
%help "start-time" "pending" Not yet
%help "start-time" "after" After a time
%help "start-time" "random" At some moment within these milliseconds
%help "start-time" WORD Time of the day, as 8:00
%help "life" "forever" Without end
%help "life" NUMBER Seconds
%help "ageout" Seconds to keep it when it has ended
%help "recurring" Every day at this time
%help GLOBAL: "rtr" A probe (old form)
%help "rtr" Probes (old form)
%help "template" "icmp-echo" Ping an address
%help "react" What is watched
%help "action-type" What to do
%help "threshold-type" When to do it
%help "threshold-value" Upper and lower bound
%help "threshold-falling" Lower bound
%help "timeout-enable" React on timeouts
%help "connection-loss-enable" React on lost connections
%help "verify-error-enable" React on wrong data
%help "action-type" "none" Nothing
%help "traponly" Send a trap
%help "nmvtonly" Send an SNA alert
%help "trapandnmvt" Send a trap and an SNA alert
%help "triggeronly" Start another probe
%help "trapandtrigger" Send a trap, start another probe
%help "nmvtandtrigger" Send an SNA alert, start another probe
%help "trapnmvtandtrigger" Send both, start another probe
%help "threshold-type" "never" Never
%help "threshold-type" "immediate" At once
%help "threshold-type" "average" For the average of so many
%help "threshold-type" "consecutive" After so many one after the other
%help "xofy" After so many of the last so many
%help "schedule-period" Seconds over which they begin
%help "schedule-together" All at one moment
%help "ageout" NUMBER Seconds
%help "server" "twamp" Server of TWAMP
%help "responder" "twamp" Reflector of TWAMP
%help "auto" "discovery" Find responders
%help "auto-register" Tell a server of oneself
%help "responder" "udp-echo" Answer UDP
%help "responder" "tcp-connect" Answer TCP
%help "type" "udpecho" "ipaddress" Address to answer at
%help "ipaddress" Address to answer at
%help SLA_SERVER: "port" Port to answer at
%help SLA_SERVER: "timer" Timers
%help "timer" "inactivity" Seconds until a session is forgotten
%help GLOBAL: "rtr" "schedule" When a probe runs
%help GLOBAL: "rtr" "group" Group of probes
%help GLOBAL: "rtr" "reaction-configuration" What is watched
%help GLOBAL: "rtr" "reaction-trigger" What another probe starts
%help GLOBAL: "rtr" "auto" Automatic probes
%help GLOBAL: "rtr" "endpoint-list" List of end points
%help GLOBAL: "rtr" "ethernet-monitor" Probes of Ethernet
%help GLOBAL: "rtr" "restart" Start a probe again
%help GLOBAL: "rtr" "responder" Answer probes
%help GLOBAL: "rtr" "key-chain" Keys
%help GLOBAL: "rtr" "reset" Forget all probes
%help GLOBAL: "rtr" "auto" "schedule" When they run
%help GLOBAL: "rtr" "ethernet-monitor" "schedule" When they run
%help GLOBAL: "rtr" "group" "schedule" When they run
%help "auto-register" IPV4 "client-id" Identity of this router
%help "schedule" When it runs
%help "frequency" "range" From one to another
%help "timer" "rtr" Of probes (old form)
%help "request-data-size" NUMBER Bytes of the payload
%help SLA: "tos" NUMBER Type of service
%help "start-time" "after" WORD Time to wait, as 00:05:00
%help "start-time" WORD NUMBER Day of the month
%help "start-time" WORD WORD NUMBER Day of the month
%help "reaction-configuration" NUMBER Number of the operation
%help "reaction-configuration" NUMBER "react" WORD What is watched
%help "threshold-value" NUMBER Reacts above
%help "threshold-value" NUMBER NUMBER Rests below
%help "threshold-type" "consecutive" NUMBER So many in a row
%code requires {
struct sla_group {
	struct sla_schedule schedule;
	uint32_t frequency;
};
}
%nterm <struct sla_schedule> sla_schedule_options sla_start
%nterm <struct sla_group> sla_group_options
%nterm <uint32_t> sla_number sla_clock sla_life seconds_left sla_frequency
%nterm <uint8_t> sla_month
%nterm <bool> reaction_option reaction_options reaction_action
%nterm <const char *> sla_list
%%
global: sla_word sla_number[id]              { sla_enter(cx, $id, @id); }
      | sla_word "schedule" sla_number[id] sla_schedule_options[schedule]
          { sla_set_schedule(cx->router, cx->no, $id, $schedule, @id); }
      | sla_word "group" "schedule" NUMBER sla_list sla_group_options[group]
          { sla_schedule_group(cx->router, cx->no, $sla_list, $group.frequency,
                               $group.schedule); }
      | sla_word "group" "schedule" NUMBER only_no
          { line_not_translated(cx, @$, "the end of a group's schedule"); }
      | sla_word "reaction-configuration" sla_number[id] reaction_options
          { sla_reaction(cx, $id, @id, "", @reaction_options, $reaction_options); }
      | sla_word "reaction-configuration" sla_number[id] "react" name reaction_options
          { sla_reaction(cx, $id, @id, $name.s, @reaction_options, $reaction_options); }
      | sla_word "reaction-trigger" sla_number sla_number
          { line_not_translated(cx, @$, "an operation that another one starts"); }
      | sla_word "responder" responder_options
          { line_lost_service(cx, @$, "the IP SLA responder"); }
      | sla_word "server" "twamp" {
		line_lost_service(cx, @$, "the TWAMP server");
		enter(cx, MODE_SLA_SERVER);
	}
      | sla_word "auto" "discovery"
          { cx->no ? line_no_effect(cx) : line_lost_service(cx, @$, "discovery of responders"); }
      | sla_word "auto" sla_template
          { line_not_translated(cx, @$, "a template of operations"); skip_block(cx); }
      | sla_word "endpoint-list" "type" "ip" name
          { line_not_translated(cx, @$, "a list of responders"); skip_block(cx); }
      | sla_word "ethernet-monitor" sla_number
          { line_not_translated(cx, @$, "a monitor of Ethernet"); skip_block(cx); }
      | sla_word "ethernet-monitor" "schedule" sla_number sla_schedule_options
          { line_not_translated(cx, @$, "a monitor of Ethernet"); }
      | sla_word sla_harmless { line_no_effect(cx); }
      ;
sla_word: "ip" "sla"
        | "ip" "sla" "monitor"
        | "rtr"
        ;
sla_number: NUMBER { CHECK(number_in(cx, @1, $1, 1, INT32_MAX)); $$ = $1; };
sla_list: name     { CHECK(sla_list_is_good(cx, @1, $name.s)); $$ = $name.s; };
sla_harmless: "enable" "reaction-alerts"
            | "logging" "traps"
            | "low-memory" NUMBER
            | "low-memory" only_no
            | "key-chain" name
            | "key-chain" only_no
            | "reset"
            | "restart" sla_number
            ;
sla_template: "group" "type" "ip" name
            | "schedule" name
            | "template" "type" "ip" template_kind name
            ;
template_kind: "icmp-echo"
             | "icmp-jitter"
             | "tcp-connect"
             | "udp-echo"
             | "udp-jitter"
             ;
responder_options: %empty
                 | responder_kind responder_details
                 | "auto-register" IPV4
                 | "auto-register" IPV4 "client-id" name
                 | "twamp"
                 | "twamp" "timeout" NUMBER
                 ;
responder_kind: "tcp-connect" | "udp-echo" | "type" "tcpconnect" | "type" "udpecho";
responder_details: %empty
                 | responder_details "ipaddress" IPV4
                 | responder_details "port" NUMBER
                 | responder_details "vrf" name
                 ;
line: IN_SLA_SERVER no server_option { line_class(cx, LINE_NOT_TRANSLATED); };
server_option: "port" NUMBER
             | "port" only_no
             | "timer" "inactivity" NUMBER
             | "timer" "inactivity" only_no
             ;

/* ---- when they run ---- */

sla_schedule_options:
    %empty                               { $$ = (struct sla_schedule){.life = SLA_LIFE}; }
  | sla_schedule_options[o] "life" sla_life      { $$ = $o; $$.life = $sla_life; }
  | sla_schedule_options[o] "start-time" sla_start[start] {
	$$ = $o;
	$$.start = $start.start;
	$$.time = $start.time;
	$$.month = $start.month;
	$$.day = $start.day;
  }
  | sla_schedule_options[o] "ageout" seconds_left { $$ = $o; $$.ageout = $seconds_left; }
  | sla_schedule_options[o] "recurring"      { $$ = $o; $$.recurring = true; }
  ;
sla_life: "forever"    { $$ = 0; }
    | NUMBER       { CHECK(number_in(cx, @1, $1, 1, INT32_MAX)); $$ = $1; }
    ;
seconds_left: NUMBER { CHECK(number_in(cx, @1, $1, 0, 2073600)); $$ = $1; };
sla_start:
    "now"              { $$ = (struct sla_schedule){.start = START_NOW}; }
  | "pending"          { $$ = (struct sla_schedule){.start = START_NONE}; }
  | "after" sla_clock { $$ = (struct sla_schedule){.start = START_AFTER, .time = $2}; }
  | "random" NUMBER    { CHECK(number_in(cx, @2, $2, 500, 10000));
                         $$ = (struct sla_schedule){.start = START_RANDOM, .time = $2}; }
  | sla_clock
      { CHECK(is_time_of_day(cx, @1, $1));
        $$ = (struct sla_schedule){.start = START_AT, .time = $1}; }
  | sla_clock sla_month NUMBER
      { CHECK(is_time_of_day(cx, @1, $1) && is_day(cx, @3, $3, $2));
        $$ = (struct sla_schedule){.start = START_AT, .time = $1, .month = $2,
                                   .day = (uint8_t)$3}; }
  | sla_clock NUMBER sla_month
      { CHECK(is_time_of_day(cx, @1, $1) && is_day(cx, @2, $2, $3));
        $$ = (struct sla_schedule){.start = START_AT, .time = $1, .month = $3,
                                   .day = (uint8_t)$2}; }
  ;
sla_clock: WORD { CHECK(clock_of(cx, @1, $1.s, &$$)); };
sla_month: "january"   { $$ = 1; }
     | "february"  { $$ = 2; }
     | "march"     { $$ = 3; }
     | "april"     { $$ = 4; }
     | "may"       { $$ = 5; }
     | "june"      { $$ = 6; }
     | "july"      { $$ = 7; }
     | "august"    { $$ = 8; }
     | "september" { $$ = 9; }
     | "october"   { $$ = 10; }
     | "november"  { $$ = 11; }
     | "december"  { $$ = 12; }
     ;
sla_group_options:
    "schedule-period" NUMBER
      { CHECK(number_in(cx, @2, $2, 1, 604800));
        $$ = (struct sla_group){.schedule.life = SLA_LIFE, .frequency = $2}; }
  | "schedule-together"
      { $$ = (struct sla_group){.schedule.life = SLA_LIFE}; }
  | sla_group_options[o] "frequency" sla_frequency[time] { $$ = $o; $$.frequency = $time; }
  | sla_group_options[o] "frequency" "range" WORD
      { $$ = $o; line_not_translated(cx, @WORD, "a random frequency"); }
  | sla_group_options[o] "life" sla_life         { $$ = $o; $$.schedule.life = $sla_life; }
  | sla_group_options[o] "ageout" seconds_left { $$ = $o; $$.schedule.ageout = $seconds_left; }
  | sla_group_options[o] "start-time" sla_start[start]
      { $$ = $o;
        $$.schedule.start = $start.start;
        $$.schedule.time = $start.time;
        $$.schedule.month = $start.month;
        $$.schedule.day = $start.day; }
  ;

/* ---- what they set off: messages, and operations that wait for it ---- */

reaction_options: %empty { $$ = false; }
                | reaction_options[o] reaction_option { $$ = $o || $reaction_option; }
                ;
reaction_option: "action-type" reaction_action { $$ = $reaction_action; }
               | "threshold-type" reaction_threshold { $$ = false; }
               | "threshold-value" NUMBER NUMBER { $$ = false; }
               | "threshold-falling" NUMBER { $$ = false; }
               | "timeout-enable" { $$ = false; }
               | "connection-loss-enable" { $$ = false; }
               | "verify-error-enable" { $$ = false; }
               ;
reaction_action: "none"           { $$ = false; }
               | "traponly"       { $$ = false; }
               | "nmvtonly"       { $$ = false; }
               | "trapandnmvt"    { $$ = false; }
               | "triggeronly"    { $$ = true; }
               | "trapandtrigger" { $$ = true; }
               | "nmvtandtrigger" { $$ = true; }
               | "trapnmvtandtrigger" { $$ = true; }
               ;
reaction_threshold: "never"
                  | "immediate"
                  | "average"
                  | "average" NUMBER
                  | "consecutive"
                  | "consecutive" NUMBER
                  | "xofy"
                  | "xofy" NUMBER NUMBER
                  ;
%%
static void sla_enter(struct ios_reader *cx, uint32_t id, struct span at)
{
	if (cx->no) {
		sla_remove(cx->router, id);
		return;
	}
	cx->sla = sla_open(cx->router, id, at);
	enter(cx, MODE_SLA);
}

/* `1-5,9` */
static bool sla_list_is_good(struct ios_reader *cx, struct span at, const char *list)
{
	for (const char *s = list;;) {
		size_t digits = strspn(s, "0123456789");

		s += digits;
		if (digits && !*s)
			return true;
		if (!digits || digits > 10 || !strchr(",-", *s))
			return fault(cx, at, "'%s' is no list of operations such as 1-5,9", list);
		s++;
	}
}

/* `h:m` and `h:m:s`, as seconds. */
static bool clock_of(struct ios_reader *cx, struct span at, const char *s, uint32_t *seconds)
{
	unsigned h, m, sec = 0;
	int end = 0;
	bool good = strspn(s, "0123456789:") == strlen(s) &&
		    sscanf(s, "%3u:%2u%n", &h, &m, &end) == 2;

	if (good && s[end] == ':') {
		int more = 0;

		good = sscanf(s + end, ":%2u%n", &sec, &more) == 1;
		end += more;
	}
	if (!good || s[end] || m > 59 || sec > 59)
		return fault(cx, at, "'%s' is no time: it is written hours:minutes or "
				     "hours:minutes:seconds", s);
	*seconds = (h * 60 + m) * 60 + sec;
	return true;
}

/* Whatever the year is, there must be such a day in some. */
static bool is_day(struct ios_reader *cx, struct span at, uint32_t day, uint8_t month)
{
	static const uint8_t days[] = {0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

	return number_in(cx, at, day, 1, days[month]);
}

static bool is_time_of_day(struct ios_reader *cx, struct span at, uint32_t seconds)
{
	return seconds < 24 * 60 * 60 || fault(cx, at, "a day has 24 hours");
}

/* A message about an operation has no counterpart; one that starts another operation would. */
static void sla_reaction(struct ios_reader *cx, uint32_t id, struct span id_at, const char *what,
			 struct span at, bool triggers)
{
	struct sla_reaction reaction = {
		.sla = id,
		.at = id_at,
		.what = what,
		.text = router_words(cx->router, at),
		.triggers = triggers,
	};

	if (triggers)
		line_not_translated(cx, at, "an operation that another one starts");
	else
		line_no_effect(cx);
	sla_react(cx->router, cx->no, &reaction);
}
