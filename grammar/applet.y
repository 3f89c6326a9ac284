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
%help "detector" How events are found
%help "detector" "rpc" Calls from outside
%help "detector" "routing" Routes that change
%help "bootup-delay" Seconds after the start
%help "trigger" "period-start" When the period begins
%help "correlate" "event" Tag of an event
%help "correlate" "track" A track that is up
%help "event" WORD "and" Both
%help "event" WORD "or" One of them
%help "event" WORD "andnot" The first without the second
%help "attribute" "tag" Tag of an event
%help "policy" WORD "type" Of the system, or of a user
%help "policy" WORD "username" User who runs its commands
%help "policy" WORD "trap" Send a trap
%help "thread" "class" Class of the applets
%help "script" "thread" "class" Class of the scripts
%help "attribute" "tag" WORD "occurs" So many times
%help "policy" WORD "type" "system" One of the system
%help "pattern" Pattern
%%
global: "event" "manager" "applet" name applet_options { applet_enter(cx, $name); }
      | "event" "manager" "policy" name policy_options
          { line_not_translated(cx, @$, "a script of the event manager"); }
      | "event" "manager" "environment" name LINE[value]
          { applet_environment(cx->router, $name.s, cx->no ? NULL : $value); }
      | "event" "manager" "environment" name only_no
          { applet_environment(cx->router, $name.s, NULL); }
      | "event" "manager" applet_setting { line_no_effect(cx); }
      ;
applet_options: %empty
              | applet_options "authorization" "bypass"
              | applet_options "class" name
              | applet_options "trap"
              ;
policy_options: %empty
              | policy_options "type" eem_policy_type
              | policy_options "username" name
              | policy_options "authorization" "bypass"
              | policy_options "trap"
              ;
eem_policy_type: "system" | "user";
applet_setting: "directory" "user" "policy" name
              | "directory" "user" "library" name
              | "directory" "user" "repository" name
              | "session" "cli" "username" name
              | "session" "cli" "username" name "privilege" NUMBER
              | "session" "cli" "username" only_no
              | "scheduler" "applet" scheduler_thread
              | "scheduler" "script" scheduler_thread
              | "scheduler" "suspend"
              | "history" "size" "events" NUMBER
              | "history" "size" "traps" NUMBER
              | "detector" "rpc" "max-sessions" NUMBER
              | "detector" "routing" "bootup-delay" eem_seconds
              ;
scheduler_thread: "thread" "class" name "number" NUMBER;

line: IN_APPLET no applet_command
    | IN_APPLET_TRIGGER no trigger_command { trigger_line(cx); }
    ;
applet_command: "description" LINE { cx->applet->description = cx->no ? NULL : $LINE; }
              | "description" only_no { cx->applet->description = NULL; }
              | "event" applet_event { applet_event_end(cx, NULL); }
              | "event" "tag" name applet_event { applet_event_end(cx, $name.s); }
              | "event" "tag" name only_no { applet_event_end(cx, $name.s); }
              | "event" only_no { applet_event_end(cx, NULL); }
              | "trigger" trigger_options { trigger_enter(cx); }
              | "action" name applet_action { applet_action_end(cx, $name.s, @applet_action); }
              | "action" name only_no { applet_action_end(cx, $name.s, @$); }
              ;

/* ---- several events ---- */

trigger_options: %empty { cx->applet_trigger = (struct applet_trigger){.given = true}; }
               | trigger_options trigger_option { cx->applet_trigger.counts = true; }
               ;
trigger_option: "occurs" NUMBER
              | "period" eem_seconds
              | "period-start" name
              | "delay" eem_seconds
              ;
trigger_command: "correlate" correlation
               | "attribute" "tag" name attribute_options { cx->applet_trigger.counts = true; }
               ;
correlation: correlated
           | correlation correlate_word correlated
           ;
correlated: "event" name
              { vec_push(cx->router->arena, &cx->applet_trigger.tags, $name.s); }
          | "track" track_id { cx->applet_trigger.joins = true; }
          ;
correlate_word: "or"
              | "and"    { cx->applet_trigger.joins = true; }
              | "andnot" { cx->applet_trigger.joins = true; }
              ;
attribute_options: %empty
                 | attribute_options "occurs" NUMBER
                 | attribute_options "period" eem_seconds
                 ;

eem_seconds: NUMBER { cx->eem_time = eem_time_of(cx, @1); }
           | WORD   { CHECK(eem_time_is_good(cx, @1)); cx->eem_time = eem_time_of(cx, @1); }
           ;
%%
static void applet_enter(struct ios_reader *cx, struct name name)
{
	if (cx->no) {
		applet_remove(cx->router, name.s);
		return;
	}
	cx->applet = applet_open(cx->router, name);
	enter(cx, MODE_APPLET);
}

static bool eem_time_is_good(struct ios_reader *cx, struct span at)
{
	const char *s = cx->router->source->text + at.off;
	size_t whole = strspn(s, "0123456789");
	size_t part = s[whole] == '.' ? 1 + strspn(s + whole + 1, "0123456789") : 0;

	return (whole && whole < 11 && whole + part == at.len) ||
	       fault(cx, at, "'%.*s' is no number of seconds", (int)at.len, s);
}

/* `30` or `0.500`, as milliseconds. */
static uint64_t eem_time_of(struct ios_reader *cx, struct span at)
{
	const char *s = cx->router->source->text + at.off;
	uint64_t value = 0;
	unsigned digits = 0;
	bool part = false;

	for (uint32_t i = 0; i < at.len && i < 15; i++) {
		if (s[i] == '.')
			part = true;
		else if (!part || digits++ < 3)
			value = value * 10 + (uint64_t)(s[i] - '0');
	}
	for (digits = digits > 3 ? 3 : digits; digits < 3; digits++)
		value *= 10;
	return value;
}

static uint32_t eem_milliseconds(uint64_t milliseconds)
{
	return milliseconds > UINT32_MAX ? UINT32_MAX : (uint32_t)milliseconds;
}

/* As it stands, since it may hold a text in quotes. */
static const char *text_of(struct ios_reader *cx, struct span at)
{
	return arena_strndup(cx->router->arena, cx->router->source->text + at.off, at.len);
}

/* ---- several events ---- */

static void trigger_enter(struct ios_reader *cx)
{
	struct applet_trigger *trigger = &cx->applet->trigger;

	*trigger = cx->no ? (struct applet_trigger){0} : cx->applet_trigger;
	trigger->at = cx->line;
	trigger->text = text_of(cx, cx->line);
	if (!cx->no)
		enter(cx, MODE_APPLET_TRIGGER);
}

/* `no` leaves the other lines: then the trigger is one that we cannot say. */
static void trigger_line(struct ios_reader *cx)
{
	struct applet_trigger *trigger = &cx->applet->trigger;

	trigger->counts |= cx->applet_trigger.counts;
	trigger->joins |= cx->applet_trigger.joins || cx->no;
	trigger->tags = cx->applet_trigger.tags;
	if (!cx->no)
		vec_push(cx->router->arena, &trigger->lines,
			 ((struct applet_line){ cx->line, text_of(cx, cx->line) }));
}

static void applet_event_end(struct ios_reader *cx, const char *tag)
{
	struct applet_event *event = &cx->applet_event;

	event->tag = tag;
	event->at = cx->line;
	event->text = text_of(cx, cx->line);
	applet_set_event(cx->router, cx->applet, cx->no, event);
}

/* ---- actions ---- */

static void applet_action_end(struct ios_reader *cx, const char *label, struct span at)
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
