/*
 * Applets of the event manager. Which of them run is the lowering's business (lower_applet.c): one
 * that holds a single thing that we do not do is not run at all. ios-semantics.md 1.8.
 */
%mode APPLET "applet" "config-applet"
%mode APPLET_TRIGGER "applet trigger" "config-applet-trigger"
%help "event" What starts something
%help GLOBAL: "event" "manager" Applets and scripts
%help "event" "manager" "applet" Actions that an event starts
%help "event" "manager" "applet" WORD Name of the applet
%help "event" "manager" "policy" A script
%help "event" "manager" "environment" A variable of applets
%help "event" "manager" "directory" Where scripts lie
%help "event" "manager" "session" How applets run commands
%help "event" "manager" "scheduler" How many run at a time
%help "event" "manager" "history" What is remembered
%help "authorization" "bypass" Without authorization
%help APPLET: "description" What the applet is for
%help APPLET: "event" What starts the applet
%help APPLET: "trigger" How several events start it
%help APPLET: "action" A step of the applet
%help APPLET: "action" WORD Label of the step; steps run in the order of labels
%help APPLET: "event" "tag" Name of one of several events
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
%help "action" WORD "cli" Run a command
%help "action" WORD "cli" "command" Run a command
%help "action" WORD "syslog" Write to the log
%help "action" WORD "syslog" "msg" Text of the message
%help "action" WORD "syslog" "priority" Severity of the message
%help APPLET: ... "facility" Facility of the message
%help "action" WORD "puts" Print a text
%help "action" WORD "wait" Wait for some seconds
%help "action" WORD "comment" A comment
%help "action" WORD "break" Leave the loop
%help "action" WORD "continue" Go on with the loop
%help "action" WORD "else" Otherwise
%help "action" WORD "elseif" Otherwise, if
%help "action" WORD "end" End of a condition or loop
%help "action" WORD "exit" End of the applet
%help "action" WORD "force-switchover" Let the other processor take over
%help "action" WORD "reload" Start the router anew
%help "action" WORD "add" Add two numbers
%help "action" WORD "append" Append to a variable
%help "action" WORD "decrement" Count down
%help "action" WORD "increment" Count up
%help "action" WORD "divide" Divide two numbers
%help "action" WORD "multiply" Multiply two numbers
%help "action" WORD "subtract" Subtract two numbers
%help "action" WORD "foreach" Once for each word
%help "action" WORD "while" As long as
%help "action" WORD "if" If
%help "action" WORD "set" Set a variable
%help "action" WORD "string" Work on a text
%help "action" WORD "regexp" Match a regular expression
%help "action" WORD "gets" Read a line
%help "action" WORD "mail" Send a mail
%help "action" WORD "info" Ask for data of the system
%help "action" WORD "file" Work on a file
%help "action" WORD "counter" Set or change a counter
%help "action" WORD "policy" Run another policy
%help "action" WORD "publish-event" Tell other applets
%help "action" WORD "snmp-trap" Send an SNMP trap
%help "action" WORD "track" Read or set a track
%help "action" WORD "cns-event" Send an event
%help "action" WORD "context" Save or load variables
%help "action" WORD "xml-parse" Read XML
%help "emergencies" The system is unusable (0)
%help "alerts" Action is needed at once (1)
%help "priority" "critical" Critical conditions (2)
%help "priority" "errors" Errors (3)
%help "priority" "warnings" Warnings (4)
%help "priority" "notifications" Normal but significant (5)
%help "informational" Informational messages (6)
%help "priority" "debugging" Debugging messages (7)
%help GLOBAL: "application" Applications of voice
%help GLOBAL: "event" The event manager
%help GLOBAL: "scheduler" Scheduler
%help "applet" WORD "trap" Send an SNMP trap when it runs
%help "applet" WORD "authorization" Authorization of its commands
%help "applet" WORD "class" Class of the scheduler
%help "directory" "user" Of users
%help "user" "policy" Scripts
%help "user" "library" Libraries of scripts
%help "user" "repository" Where scripts are copied from
%help "session" "cli" Commands
%help "cli" "username" User who runs them
%help "scheduler" "applet" Applets
%help "scheduler" "script" Scripts
%help "scheduler" "suspend" Start none for now
%help "applet" "thread" Threads
%help "script" "thread" Threads
%help "history" "events" Count of events
%help "size" "events" Count of events
%help "size" "traps" Count of traps
%help APPLET_TRIGGER: "correlate" Events, joined by and, or
%help APPLET_TRIGGER: "attribute" What an event must be like
%help "trigger" "occurs" So many times
%help "trigger" "period" Within so many seconds
%help "trigger" "delay" Seconds until it starts
%help "period-start" When the period begins
%help "questionmark" When help is asked for
%help "cli" "enter" When the line is sent
%help "cli" "tab" When a word is completed
%help "sync" "yes" The command waits for the applet
%help "sync" "no" The command does not wait
%help "skip" "yes" The command does not run
%help "skip" "no" The command runs
%help "action" WORD "handle-error" What to do with errors
%help "action" WORD "help" Show help
%help "snmp-object-value" Value of an SNMP object
%help "nonewline" Without an end of line
%help "command" STRING "pattern" What the prompt looks like
%help "msg" Text of the message
%help "event" "syslog" "state" State of the interface
%help "event" "syslog" "time" Time
%help "enter" Enter
%help "tab" Tab
%help "policy" WORD "trap" Send a trap
%help "thread" "class" Class of the applets
%help "script" "thread" "class" Class of the scripts
%help "pattern" Pattern
%help "syslog" "name" Name of the message
%help "event" "syslog" "state" "any" Each change
%nterm <uint8_t> syslog_level
%%
global: "event" "manager" "applet" name applet_options { applet_enter(cx, $name); }
      | "event" "manager" "policy" name policy_options
          { line_not_translated(cx, @$, "a script of the event manager"); }
      | "event" "manager" applet_setting { line_no_effect(cx); }
      ;
applet_options: %empty
              | applet_options "authorization" "bypass"
              | applet_options "class" name
              | applet_options "trap"
              ;
policy_options: %empty
              | policy_options "type" name
              | policy_options "username" name
              | policy_options "authorization" "bypass"
              | policy_options "trap"
              ;
applet_setting: "environment" name LINE
              | "environment" name only_no
              | "directory" "user" "policy" name
              | "directory" "user" "library" name
              | "directory" "user" "repository" name
              | "session" "cli" "username" name
              | "session" "cli" "username" name "privilege" NUMBER
              | "session" "cli" "username" only_no
              | "scheduler" "applet" "thread" "class" name "number" NUMBER
              | "scheduler" "script" "thread" "class" name "number" NUMBER
              | "scheduler" "suspend"
              | "history" "size" "events" NUMBER
              | "history" "size" "traps" NUMBER
              ;

line: IN_APPLET no applet_command
    | IN_APPLET_TRIGGER no "correlate" LINE { line_class(cx, LINE_NOT_TRANSLATED); }
    | IN_APPLET_TRIGGER no "attribute" LINE { line_class(cx, LINE_NOT_TRANSLATED); }
    ;
applet_command: "description" LINE { cx->applet->description = cx->no ? NULL : $LINE; }
              | "description" only_no { cx->applet->description = NULL; }
              | "event" applet_event { applet_event(cx, @applet_event); }
              | "event" "tag" name applet_event {
			cx->applet_event.kind = EVENT_OTHER;
			applet_event(cx, (struct span){@2.off, cx->line.off + cx->line.len - @2.off});
		}
              | "event" only_no {
			cx->applet_event = (struct applet_event){.kind = EVENT_NONE};
			applet_event(cx, @$);
		}
              | "trigger" trigger_options {
			cx->applet_event = (struct applet_event){.kind = EVENT_OTHER};
			applet_event(cx, @$);
			enter(cx, MODE_APPLET_TRIGGER);
		}
              | "action" name applet_action { applet_action(cx, $name.s, @applet_action); }
              | "action" name only_no { applet_action(cx, $name.s, @$); }
              ;
trigger_options: %empty
               | trigger_options "occurs" NUMBER
               | trigger_options "period" eem_time
               | trigger_options "period-start" name
               | trigger_options "delay" eem_time
               ;

/* ---- what fires it ---- */

applet_event: event_kind event_options;
event_kind: "track" track_id
              { cx->applet_event = (struct applet_event){.kind = EVENT_TRACK, .track = $2,
                                                         .up = true, .down = true}; }
          | "timer" "watchdog"
              { cx->applet_event = (struct applet_event){.kind = EVENT_WATCHDOG}; }
          | "timer" "countdown"
              { cx->applet_event = (struct applet_event){.kind = EVENT_COUNTDOWN}; }
          | "timer" "absolute"
              { cx->applet_event = (struct applet_event){.kind = EVENT_OTHER}; }
          | "timer" "cron"
              { cx->applet_event = (struct applet_event){.kind = EVENT_OTHER}; }
          | "syslog"
              { cx->applet_event = (struct applet_event){.kind = EVENT_SYSLOG}; }
          | "none"
              { cx->applet_event = (struct applet_event){.kind = EVENT_MANUAL}; }
          | "cli"
              { cx->applet_event = (struct applet_event){.kind = EVENT_OTHER}; }
          | event_other LINE
              { cx->applet_event = (struct applet_event){.kind = EVENT_OTHER}; }
          ;
event_other: "application" | "config" | "counter" | "env" | "gold" | "identity" | "interface"
           | "ioswdsysmon" | "ipsla" | "mat" | "neighbor-discovery" | "nf" | "oir" | "resource"
           | "rf" | "routing" | "rpc" | "snmp" | "snmp-notification" | "snmp-object";
event_options: %empty | event_options event_option;
event_option: "state" "up"   { cx->applet_event.down = false; }
            | "state" "down" { cx->applet_event.up = false; }
            | "state" "any"
            | "name" name
            | "time" eem_time
            | "cron-entry" STRING { cx->applet_event.kind = EVENT_OTHER; }
            | "pattern" STRING    { cx->applet_event.pattern = $STRING; }
            | "occurs" NUMBER     { event_unless(cx, $NUMBER == 1); }
            | "period" eem_period
            | "priority" name     { event_unless(cx, false); }
            | event_severity      { event_unless(cx, false); }
            | "maxrun" eem_period
            | "ratelimit" NUMBER  { cx->applet_event.ratelimit = $NUMBER; }
            | "sync" yes_no       { event_unless(cx, false); }
            | "skip" yes_no       { event_unless(cx, false); }
            | "mode" STRING       { event_unless(cx, false); }
            | "enter"             { event_unless(cx, false); }
            | "questionmark"      { event_unless(cx, false); }
            | "tab"               { event_unless(cx, false); }
            | "default" NUMBER    { event_unless(cx, false); }
            | "queue-priority" name
            ;
event_severity: "severity-alert" | "severity-all" | "severity-critical" | "severity-debugging"
              | "severity-emergency" | "severity-error" | "severity-info"
              | "severity-notification" | "severity-warning";
yes_no: "yes" | "no";
eem_time: NUMBER { cx->applet_event.milliseconds = seconds_of(cx, @1); }
        | WORD   { cx->applet_event.milliseconds = seconds_of(cx, @1);
                   CHECK(is_decimal(cx, @1)); }
        ;
eem_period: NUMBER
          | WORD { CHECK(is_decimal(cx, @1)); }
          ;

/* ---- what it does ---- */

applet_action: "cli" "command" STRING { applet_act(cx, ACT_CLI, $STRING); }
             | "cli" "command" STRING "pattern" STRING { applet_act(cx, ACT_OTHER, NULL); }
             | "syslog" "msg" STRING { applet_act(cx, ACT_SYSLOG, $STRING); }
             | "syslog" "priority" syslog_level[level] "msg" STRING
                 { applet_act(cx, ACT_SYSLOG, $STRING); cx->applet_action.priority = $level; }
             | "syslog" "priority" syslog_level "msg" STRING "facility" STRING
                 { applet_act(cx, ACT_OTHER, NULL); }
             | "syslog" "msg" STRING "facility" STRING { applet_act(cx, ACT_OTHER, NULL); }
             | "puts" STRING { applet_act(cx, ACT_SYSLOG, $STRING); }
             | "wait" NUMBER
                 { applet_act(cx, ACT_WAIT, NULL); cx->applet_action.seconds = $NUMBER; }
             | "comment" LINE { applet_act(cx, ACT_COMMENT, NULL); }
             | action_plain { applet_act(cx, ACT_OTHER, NULL); }
             | action_other LINE { applet_act(cx, ACT_OTHER, NULL); }
             ;
action_plain: "break" | "continue" | "else" | "end" | "exit" | "force-switchover" | "reload";
action_other: "add" | "append" | "cns-event" | "context" | "counter" | "decrement" | "divide"
            | "elseif" | "exit" | "file" | "foreach" | "gets" | "handle-error" | "help" | "if"
            | "increment" | "info" | "mail" | "multiply" | "policy" | "publish-event" | "regexp"
            | "set" | "snmp-object-value" | "snmp-trap" | "string" | "subtract" | "track"
            | "while" | "xml-parse" | "puts" "nonewline";
syslog_level: "emergencies"   { $$ = 0; }
            | "alerts"        { $$ = 1; }
            | "critical"      { $$ = 2; }
            | "errors"        { $$ = 3; }
            | "warnings"      { $$ = 4; }
            | "notifications" { $$ = 5; }
            | "informational" { $$ = 6; }
            | "debugging"     { $$ = 7; }
            | NUMBER          { CHECK(number_in(cx, @1, $1, 0, 7)); $$ = (uint8_t)$1; }
            ;
%%
enum { APPLET_PRIORITY = 6 };

static void applet_enter(struct ios_reader *cx, struct name name)
{
	if (cx->no) {
		applet_remove(cx->router, name.s);
		return;
	}
	cx->applet = applet_open(cx->router, name);
	enter(cx, MODE_APPLET);
}

static bool is_decimal(struct ios_reader *cx, struct span at)
{
	const char *s = cx->router->source->text + at.off;
	size_t whole = strspn(s, "0123456789");
	size_t part = s[whole] == '.' ? 1 + strspn(s + whole + 1, "0123456789") : 0;

	return (whole && whole < 10 && whole + part == at.len) ||
	       fault(cx, at, "'%.*s' is no number of seconds", (int)at.len, s);
}

/* `30` or `0.500`, as milliseconds. */
static uint32_t seconds_of(struct ios_reader *cx, struct span at)
{
	const char *s = cx->router->source->text + at.off;
	uint64_t value = 0;
	unsigned digits = 0;
	bool part = false;

	for (uint32_t i = 0; i < at.len && i < 12; i++) {
		if (s[i] == '.')
			part = true;
		else if (!part || digits++ < 3)
			value = value * 10 + (uint64_t)(s[i] - '0');
	}
	for (digits = digits > 3 ? 3 : digits; digits < 3; digits++)
		value *= 10;
	return value > UINT32_MAX ? UINT32_MAX : (uint32_t)value;
}

/* An option that we do not heed makes it an event that we do not know. */
static void event_unless(struct ios_reader *cx, bool heeded)
{
	if (!heeded)
		cx->applet_event.kind = EVENT_OTHER;
}

/* As it stands, since it may hold a text in quotes. */
static const char *text_of(struct ios_reader *cx, struct span at)
{
	return arena_strndup(cx->router->arena, cx->router->source->text + at.off, at.len);
}

static void applet_event(struct ios_reader *cx, struct span at)
{
	struct applet_event *event = &cx->applet->event;

	*event = cx->no ? (struct applet_event){.kind = EVENT_NONE} : cx->applet_event;
	event->at = cx->line;
	event->text = event->kind == EVENT_NONE ? NULL : text_of(cx, cx->line);
	(void)at;
}

static void applet_act(struct ios_reader *cx, enum applet_act act, const char *text)
{
	cx->applet_action = (struct applet_action){
		.act = (uint8_t)act, .text = text, .priority = APPLET_PRIORITY};
}

static void applet_action(struct ios_reader *cx, const char *label, struct span at)
{
	cx->applet_action.label = label;
	cx->applet_action.at = cx->line;
	cx->applet_action.words = text_of(cx, at);
	applet_set_action(cx->router, cx->applet, cx->no, &cx->applet_action);
}

/* `action LABEL …` that no rule took is an action all the same, and one that we do not do. */
void applet_refused(struct ios_reader *cx)
{
	const char *s = text_of(cx, cx->line), *label, *words;

	if (cx->frames[cx->depth].mode != MODE_APPLET || strncasecmp(s, "action ", 7) != 0)
		return;
	label = s + 7 + strspn(s + 7, " ");
	words = label + strcspn(label, " ");
	if (!*label || !*words)
		return;
	cx->applet_action = (struct applet_action){
		.label = arena_strndup(cx->router->arena, label, (size_t)(words - label)),
		.act = ACT_OTHER,
		.words = words + strspn(words, " "),
		.at = cx->line,
	};
	applet_set_action(cx->router, cx->applet, false, &cx->applet_action);
}
