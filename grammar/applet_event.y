/*
 * What fires an applet. Those of a track, a clock or the log do here, too; the others are read, and
 * their applets never run. ios-semantics.md 1.8; options as Cisco's command reference and YANG
 * models list them.
 */
%help "event" "track" A track changes
%help "event" "track" NUMBER Number of the track
%help "event" "track" NUMBER "state" Which change
%help NUMBER "state" "up" It comes up
%help NUMBER "state" "down" It goes down
%help NUMBER "state" "any" Each change
%help "event" "timer" At a time
%help "timer" "watchdog" Again and again
%help "timer" "countdown" Once, after a time
%help "timer" "absolute" Once, at a moment
%help "timer" "cron" By a calendar
%help "watchdog" "time" Seconds
%help "countdown" "time" Seconds
%help "cron-entry" Minute, hour, day, month, weekday
%help "event" "syslog" A log message
%help "syslog" "pattern" Regular expression that it matches
%help "event" "cli" A command is typed
%help "event" "none" Only by hand
%help "event" "application" An application tells
%help "event" "config" The configuration changes
%help "event" "counter" A counter passes a bound
%help "event" "env" Power, temperature, fans
%help "event" "gold" A diagnostic test
%help "event" "identity" Somebody logs in
%help "event" "interface" A counter of an interface passes a bound
%help "event" "ioswdsysmon" Processor or memory
%help "event" "ipsla" A probe changes
%help "event" "mat" A MAC address is learnt
%help "event" "neighbor-discovery" A neighbour comes or goes
%help "event" "nf" NetFlow
%help "event" "oir" A card comes or goes
%help "event" "resource" A resource policy
%help "event" "rf" The other processor takes over
%help "event" "routing" A route changes
%help "event" "rpc" A call from outside
%help "event" "snmp" An SNMP variable
%help "event" "snmp-notification" An SNMP notification
%help "event" "snmp-object" An SNMP object is asked for
%help APPLET: ... "occurs" So many times
%help APPLET: ... "period" Within so many seconds
%help APPLET: ... "maxrun" Seconds that the applet may take
%help APPLET: ... "ratelimit" Seconds from one start to the next
%help APPLET: ... "sync" Let the command wait for the applet
%help APPLET: ... "skip" Do not run the command itself
%help APPLET: ... "queue-priority" Priority of the applet
%help APPLET: ... "priority" Severity of the message
%help "severity-alert" Messages of level 1
%help "severity-all" Messages of all levels
%help "severity-critical" Messages of level 2
%help "severity-debugging" Messages of level 7
%help "severity-emergency" Messages of level 0
%help "severity-error" Messages of level 3
%help "severity-info" Messages of level 6
%help "severity-notification" Messages of level 5
%help "severity-warning" Messages of level 4
%help "questionmark" When help is asked for
%help "cli" "enter" When the line is sent
%help "cli" "tab" When a word is completed
%help "sync" "yes" The command waits for the applet
%help "sync" "no" The command does not wait
%help "skip" "yes" The command does not run
%help "skip" "no" The command runs
%help "absolute" "time" Seconds since 1970
%help ... "entry-val" Bound that it passes
%help ... "entry-op" How it passes the bound
%help ... "exit-val" Bound until which it fires no more
%help ... "exit-op" How it passes that bound
%help ... "poll-interval" Seconds between two looks
%help "event" "routing" "network" Its prefix
%help "event" "cli" "pattern" Regular expression that the command matches
%help "event" "none" "sync" Wait for the applet
%help "event" "ipsla" "operation-id" Number of the operation
%help "event" "ipsla" "reaction-type" What about it
%help "event" "ipsla" "group-name" Group of operations
%help APPLET: "event" ... "nice" Priority of the process
%help APPLET: "event" ... "normal" Normal
%help APPLET: "event" ... "last" Last of all
%help APPLET: "event" ... "pattern" Regular expression that it matches
%help APPLET: "event" ... "enter" When the line is sent
%help APPLET: "event" ... "tab" When a word is completed
%help APPLET: "event" ... "entry-type" What is compared
%help APPLET: "event" ... "entry-val-is-increment" Is the bound a difference
%help APPLET: "event" ... "exit-type" What is compared
%help APPLET: "event" ... "exit-val-is-increment" Is the bound a difference
%help APPLET: "event" ... "exit-time" Seconds until it may fire again
%help APPLET: "event" ... "exit-event" Does the end fire, too
%help APPLET: "event" ... "exit-comb" Of bound and time
%help APPLET: "event" ... "and" Both
%help APPLET: "event" ... "or" One of them
%help APPLET: "event" ... "andnot" The first without the second
%help APPLET: "event" ... "average-factor" Count of values for an average
%help APPLET: "event" ... "parameter" Counter of the interface
%help APPLET: "event" ... "oid" Object identifier
%help APPLET: "event" ... "oid-val" Value of the object
%help APPLET: "event" ... "op" How it compares
%help APPLET: "event" ... "get-type" Which object
%help APPLET: "event" ... "exact" The object itself
%help APPLET: "event" ... "next" The next object
%help APPLET: "event" ... "src-ip-address" Who sends it
%help APPLET: "event" ... "dest-ip-address" Whom it is sent to
%help APPLET: "event" ... "direction" Coming in or going out
%help APPLET: "event" ... "msg-op" What becomes of the message
%help APPLET: "event" ... "istable" Is it of a table
%help APPLET: "event" ... "subslot" Slot within the card
%help APPLET: "event" ... "new-failure" Is the failure new
%help APPLET: "event" ... "severity-major" Major failures
%help APPLET: "event" ... "severity-minor" Minor failures
%help APPLET: "event" ... "severity-normal" No failures
%help APPLET: "event" ... "action-notify" Tell of actions
%help APPLET: "event" ... "testing-type" When the test runs
%help APPLET: "event" ... "test-name" Name of the test
%help APPLET: "event" ... "test-id" Number of the test
%help APPLET: "event" ... "consecutive-failure" Failures in a row
%help APPLET: "event" ... "platform-action" What the platform does
%help APPLET: "event" ... "insert" A card is put in
%help APPLET: "event" ... "removal" A card is taken out
%help APPLET: "event" ... "regexp" That a regular expression matches
%help APPLET: "event" ... "line-event" The line goes up or down
%help APPLET: "event" ... "mac-address" MAC address
%help APPLET: "event" ... "hold-down" Seconds to wait
%help APPLET: "event" ... "aaa-attribute" Attribute of the user
%help APPLET: "event" ... "authc" Authentication
%help APPLET: "event" ... "authz" Authorization
%help APPLET: "event" ... "authz-complete" Authorization is done
%help APPLET: "event" ... "monitor-name" Name of the flow monitor
%help APPLET: "event" ... "event-type" What becomes of the flow
%help APPLET: "event" ... "exit-event-type" What becomes of the flow at the end
%help APPLET: "event" ... "entry-value" Bound that it passes
%help APPLET: "event" ... "field" Field of the flow
%help APPLET: "event" ... "rate-interval" Seconds that a rate is for
%help APPLET: "event" ... "operation-id" Number of the operation
%help APPLET: "event" ... "group-name" Group of operations
%help APPLET: "event" ... "reaction-type" What about it
%help APPLET: "event" ... "sub-system" Number of the application
%help APPLET: "event" ... "ne" Not equal
%help APPLET: "event" ... "protocol" Whose route it is
%help APPLET: "event" ... "sub1" First part
%help APPLET: "event" ... "sub2" Second part
%help APPLET: "event" ... "taskname" Name of the task
%help APPLET: "event" ... "val" Bound that it passes
%help APPLET: "event" ... "is-percent" Is the bound in percent
%help APPLET: "event" ... "timewin" Seconds within which both happen
%help APPLET: "event" ... "sub12-op" How the parts are joined
%help APPLET: "event" ... "value" The value itself
%help APPLET: "event" ... "increment" Its difference
%help APPLET: "event" ... "rate" Its rate
%help APPLET: "event" ... "true" Yes
%help APPLET: "event" ... "false" No
%help APPLET: "event" ... "counter64" Counter of 64 bits
%help APPLET: "event" ... "gauge" Gauge
%help APPLET: "event" ... "int" Number
%help APPLET: "event" ... "octet" Octets
%help APPLET: "event" ... "uint" Number without sign
%help APPLET: "event" ... "modify" It changes
%help APPLET: "event" ... "delete" It goes
%help APPLET: "event" ... "bootup" At the start
%help APPLET: "event" ... "ondemand" When it is asked for
%help APPLET: "event" ... "monitoring" Always
%help APPLET: "event" ... "success" It succeeds
%help APPLET: "event" ... "create" It begins
%help APPLET: "event" ... "event1" First bound
%help APPLET: "event" ... "event2" Second bound
%help APPLET: "event" ... "event3" Third bound
%help APPLET: "event" ... "event4" Fourth bound
%help APPLET: "event" ... "connectionloss" Connections lost
%help APPLET: "event" ... "icpif" ICPIF of a call
%help APPLET: "event" ... "jitterdsavg" Jitter from the destination
%help APPLET: "event" ... "jittersdavg" Jitter to the destination
%help APPLET: "event" ... "maxofnegativeds" Greatest negative jitter from the destination
%help APPLET: "event" ... "maxofnegativesd" Greatest negative jitter to the destination
%help APPLET: "event" ... "maxofpositiveds" Greatest positive jitter from the destination
%help APPLET: "event" ... "maxofpositivesd" Greatest positive jitter to the destination
%help APPLET: "event" ... "mos" MOS of a call
%help APPLET: "event" ... "packetlatearrival" Packets that are late
%help APPLET: "event" ... "packetlossds" Packets lost from the destination
%help APPLET: "event" ... "packetlosssd" Packets lost to the destination
%help APPLET: "event" ... "packetmia" Packets missing
%help APPLET: "event" ... "packetoutofsequence" Packets out of order
%help APPLET: "event" ... "verifyerror" Answers that are wrong
%help APPLET: "event" ... "cpu-proc" Processor
%help APPLET: "event" ... "mem-proc" Memory
%help "timer" "watchdog" "time" NUMBER Seconds between runs
%help "timer" "watchdog" "time" WORD Seconds between runs, with milliseconds: 0.500
%help "timer" "countdown" "time" NUMBER Seconds until it runs
%help "timer" "countdown" "time" WORD Seconds until it runs, with milliseconds: 0.500
%nterm <bool> yes_no
%%
applet_event: event_of_track track_event_options
            | event_of_timer timer_options
            | event_of_calendar cron_options
            | event_of_log syslog_event_options
            | event_of_hand none_options
            | event_of_other event_details
            ;
event_of_track: "track" track_id { event_new(cx, EVENT_TRACK); cx->applet_event.track = $2; };
event_of_timer: "timer" "watchdog"  { event_new(cx, EVENT_WATCHDOG); }
              | "timer" "countdown" { event_new(cx, EVENT_COUNTDOWN); }
              | "timer" "absolute"  { event_new(cx, EVENT_ABSOLUTE); }
              ;
event_of_calendar: "timer" "cron" { event_new(cx, EVENT_CRON); };
event_of_log: "syslog" { event_new(cx, EVENT_SYSLOG); };
event_of_hand: "none" { event_new(cx, EVENT_MANUAL); };
event_of_other: event_word { event_new(cx, EVENT_OTHER); };
event_common: "maxrun" eem_seconds
                { cx->applet_event.has_maxrun = true;
                  cx->applet_event.maxrun = eem_milliseconds(cx->eem_time); }
            | "ratelimit" eem_seconds
                { cx->applet_event.ratelimit = eem_milliseconds(cx->eem_time); }
            | "queue-priority" eem_queue
            | "nice" NUMBER
            ;
eem_queue: "normal" | "low" | "high" | "last";

track_event_options: %empty
                   | track_event_options event_common
                   | track_event_options "state" "up"   { cx->applet_event.down = false; }
                   | track_event_options "state" "down" { cx->applet_event.up = false; }
                   | track_event_options "state" "any"
                   ;
timer_options: %empty
             | timer_options event_common
             | timer_options "name" name
             | timer_options "time" eem_seconds { cx->applet_event.time = cx->eem_time; }
             ;
cron_options: %empty
            | cron_options event_common
            | cron_options "name" name
            | cron_options "cron-entry" STRING[entry]
                { CHECK(cron_is_good(cx, @entry, $entry)); cx->applet_event.has_cron = true; }
            ;
syslog_event_options: %empty
                    | syslog_event_options event_common
                    | syslog_event_options "pattern" STRING { cx->applet_event.pattern = $STRING; }
                    | syslog_event_options "occurs" NUMBER
                        { CHECK(number_in(cx, @3, $3, 1, 32));
                          cx->applet_event.occurs = (uint8_t)$3; }
                    | syslog_event_options "period" eem_seconds
                        { cx->applet_event.period = eem_milliseconds(cx->eem_time); }
                    | syslog_event_options "priority" name { cx->applet_event.levels = true; }
                    | syslog_event_options event_severity  { cx->applet_event.levels = true; }
                    ;
event_severity: "severity-alert" | "severity-all" | "severity-critical" | "severity-debugging"
              | "severity-emergency" | "severity-error" | "severity-info"
              | "severity-notification" | "severity-warning";
none_options: %empty
            | none_options event_common
            | none_options "sync" yes_no
            | none_options "default" eem_seconds
            ;
yes_no: "yes" { $$ = true; }
      | "no"  { $$ = false; }
      ;

/* ---- those that never fire here ---- */

event_word: "application" | "cli" | "config" | "counter" | "env" | "gold" | "identity"
          | "interface" | "ioswdsysmon" | "ipsla" | "mat" | "neighbor-discovery" | "nf" | "oir"
          | "resource" | "rf" | "routing" | "rpc" | "snmp" | "snmp-notification" | "snmp-object";
event_details: %empty | event_details event_detail;
event_detail: event_common
            | "default" eem_seconds
            | "occurs" NUMBER
            | "period" eem_seconds
            | "sync" yes_no
            | "skip" yes_no
            | event_cli
            | event_bound
            | event_snmp
            | event_hardware
            | event_neighbour
            | event_flow
            | event_operation
            | event_route
            | event_process
            ;
event_cli: "pattern" STRING
         | "enter"
         | "questionmark"
         | "tab"
         | "mode" STRING
         ;
eem_operator: "eq" | "ge" | "gt" | "le" | "lt" | "ne";
event_bound: "entry-op" eem_operator
           | "entry-val" eem_number
           | "entry-type" value_type
           | "entry-val-is-increment" true_false
           | "exit-op" eem_operator
           | "exit-val" eem_number
           | "exit-type" value_type
           | "exit-val-is-increment" true_false
           | "exit-time" eem_seconds
           | "exit-event" true_false
           | "exit-comb" "and"
           | "exit-comb" "or"
           | "average-factor" NUMBER
           | "poll-interval" eem_seconds
           | "parameter" name
           | "name" WORD
           | "name" IFNAME
           ;
eem_number: NUMBER | WORD;
value_type: "value" | "increment" | "rate";
true_false: "true" | "false";
event_snmp: "oid" WORD
          | "oid-val" STRING
          | "op" eem_operator
          | "get-type" "exact"
          | "get-type" "next"
          | "host" name
          | "src-ip-address" IPV4
          | "dest-ip-address" IPV4
          | "direction" "incoming"
          | "direction" "outgoing"
          | "msg-op" "drop"
          | "msg-op" "send"
          | "type" snmp_type
          | "istable" yes_no
          ;
snmp_type: "counter" | "counter64" | "gauge" | "int" | "ipv4" | "octet" | "oid" | "string"
         | "uint" | NUMBER | "add" | "remove" | "modify" | "all" | "delete";
event_hardware: "card" "all"
              | "card" NUMBER
              | "subslot" "all"
              | "subslot" NUMBER
              | "new-failure" true_false
              | "severity" env_level
              | "severity-major"
              | "severity-minor"
              | "severity-normal"
              | "action-notify" true_false
              | "testing-type" testing_type
              | "test-name" name
              | "test-id" NUMBER
              | "consecutive-failure" NUMBER
              | "platform-action" NUMBER
              | "insert"
              | "removal"
              | "event" name
              ;
env_level: "major" | "minor" | "normal";
testing_type: "bootup" | "ondemand" | "schedule" | "monitoring";
event_neighbour: "interface" IFNAME
               | "interface" "regexp" STRING
               | "cdp" neighbour_change
               | "lldp" neighbour_change
               | "line-event"
               | "all"
               | "mac-address" name
               | "hold-down" NUMBER
               | "aaa-attribute" name
               | "authc" identity_result
               | "authz" identity_result
               | "authz-complete"
               ;
neighbour_change: "add" | "update" | "delete" | "all";
identity_result: "all" | "fail" | "success";
event_flow: "monitor-name" name
          | "event-type" flow_change
          | "exit-event-type" flow_change
          | flow_event "entry-value" STRING "field" name
          | "rate-interval" NUMBER
          ;
flow_change: "create" | "update" | "delete";
flow_event: "event1" | "event2" | "event3" | "event4";
event_operation: "operation-id" NUMBER
               | "group-name" name
               | "reaction-type" sla_reaction_kind
               | "policy" name
               | "sub-system" eem_number
               ;
sla_reaction_kind: "connectionloss" | "icpif" | "jitteravg" | "jitterdsavg" | "jittersdavg"
                 | "maxofnegativeds" | "maxofnegativesd" | "maxofpositiveds" | "maxofpositivesd"
                 | "mos" | "packetlatearrival" | "packetlossds" | "packetlosssd" | "packetmia"
                 | "packetoutofsequence" | "rtt" | "timeout" | "verifyerror";
event_route: "network" PREFIX
           | "network" PREFIX6
           | "ge" NUMBER
           | "le" NUMBER
           | "ne" NUMBER
           | "protocol" route_protocol
           ;
route_protocol: "all" | "bgp" | "connected" | "eigrp" | "isis" | "lisp" | "mobile" | "nhrp"
              | "odr" | "ospf" | "ospfv3" | "rip" | "static";
event_process: "sub1" process_kind
             | "sub2" process_kind
             | "path" STRING
             | "taskname" STRING
             | "val" eem_number
             | "is-percent" true_false
             | "timewin" eem_seconds
             | "sub12-op" "and"
             | "sub12-op" "or"
             | "sub12-op" "andnot"
             ;
process_kind: "cpu-proc" | "mem-proc";
%%
static void event_new(struct ios_reader *cx, enum applet_event_kind kind)
{
	cx->applet_event = (struct applet_event){
		.kind = (uint8_t)kind, .up = true, .down = true, .occurs = 1};
}

static bool cron_is_good(struct ios_reader *cx, struct span at, const char *entry)
{
	const char *why = cron_read(entry, &cx->applet_event.cron);

	return !why || fault(cx, at, "'%s' is no cron entry: %s", entry, why);
}
