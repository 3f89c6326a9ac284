/*
 * What an applet does. Conditions, loops and variables are worked out when it is compiled
 * (applet_run.c); what a router alone can do is read, and its applet never runs.
 * ios-semantics.md 1.8; options as Cisco's command reference and YANG models list them.
 */
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
%help "action" WORD "handle-error" What to do with errors
%help "action" WORD "help" Show help
%help "snmp-object-value" Value of an SNMP object
%help "nonewline" Without an end of line
%help "command" STRING "pattern" What the prompt looks like
%help "if" STRING "eq" Equal
%help "if" STRING "ge" At least
%help "if" STRING "gt" Greater
%help "if" STRING "le" At most
%help "if" STRING "lt" Less
%help "if" STRING "ne" Not equal
%help "if" STRING "eq" STRING "goto" Go on at a label
%help "track" "set" Set a stub object
%help "track" "read" Read a track
%help "mail" "server" Server that sends it
%help STRING "from" Who sends it
%help STRING "subject" What it is about
%help STRING "body" Text of the mail
%help "info" "type" Which data
%help APPLET: "action" ... "msg" Text of the message
%help APPLET: "action" ... "goto" Go on at a label
%help APPLET: "action" ... "save" Keep for a later run
%help APPLET: "action" ... "variable" Names of variables
%help APPLET: "action" ... "retrieve" Take from an earlier run
%help APPLET: "action" ... "ne" Not equal
%help APPLET: "action" ... "exit" End the applet
%help APPLET: "action" ... "warn" Say so and go on
%help APPLET: "action" ... "value" Value to count by
%help APPLET: "action" ... "op" What to do with the counter
%help APPLET: "action" ... "sub-system" Number of the application
%help APPLET: "action" ... "cc" Who is sent a copy
%help APPLET: "action" ... "subject" What it is about
%help APPLET: "action" ... "body" Text of the mail
%help APPLET: "action" ... "tls" Over TLS
%help APPLET: "action" ... "source-address" Address it is sent from
%help APPLET: "action" ... "intdata1" First number
%help APPLET: "action" ... "intdata2" Second number
%help APPLET: "action" ... "strdata" A text
%help APPLET: "action" ... "counter32" Counter of 32 bits
%help APPLET: "action" ... "counter64" Counter of 64 bits
%help APPLET: "action" ... "gauge32" Gauge of 32 bits
%help APPLET: "action" ... "int32" Number of 32 bits
%help APPLET: "action" ... "octet-string" A text
%help APPLET: "action" ... "oid" Object identifier
%help APPLET: "action" ... "uint32" Number of 32 bits without sign
%help APPLET: "action" ... "next-oid" Identifier of the next object
%help APPLET: "action" ... "cli" Commands
%help APPLET: "action" ... "routername" The router's name
%help APPLET: "action" ... "compare" Which comes first
%help APPLET: "action" ... "equal" Are they equal
%help APPLET: "action" ... "first" Where it is first
%help APPLET: "action" ... "last" Where it is last
%help APPLET: "action" ... "match" Does a pattern match
%help APPLET: "action" ... "tolower" To small letters
%help APPLET: "action" ... "toupper" To capitals
%help APPLET: "action" ... "trim" Without characters at both ends
%help APPLET: "action" ... "trimleft" Without characters at the beginning
%help APPLET: "action" ... "trimright" Without characters at the end
%help APPLET: "action" ... "close" Close it
%help APPLET: "action" ... "delete" Delete it
%help APPLET: "action" ... "gets" Read a line
%help APPLET: "action" ... "puts" Write a line
%help APPLET: "action" ... "read" Read from it
%help APPLET: "action" ... "write" Write to it
%help APPLET: "action" ... "dec" Count down
%help APPLET: "action" ... "inc" Count up
%help APPLET: "action" ... "nop" Read it only
%help APPLET: "action" ... "regexp" That a regular expression matches
%help APPLET: "action" ... "getid" Those of the system
%help APPLET: "action" ... "get-type" Which object
%help APPLET: "action" ... "exact" The object itself
%help APPLET: "action" ... "next" The next object
%help APPLET: "action" ... "inform" Send an inform
%help APPLET: "action" ... "enterprise-oid" Identifier of the enterprise
%help APPLET: "action" ... "generic-trapnum" General number of the trap
%help APPLET: "action" ... "specific-trapnum" Number of the trap
%help APPLET: "action" ... "trap-oid" Identifier of the trap
%help APPLET: "action" ... "trap-var" Variable of the trap
%help APPLET: "action" ... "var" A variable of traps
%help APPLET: "action" ... "nocase" Capitals or not
%help APPLET: "action" ... "community" Community
%help APPLET: "action" ... "ipaddr" Address of the agent
%help APPLET: "action" ... "gauge" Gauge
%help APPLET: "action" ... "int" Number
%help APPLET: "action" ... "integer" Number
%help APPLET: "action" ... "octet" Octets
%help APPLET: "action" ... "uint" Number without sign
%help APPLET: "action" ... "pattern" What the prompt looks like
%help APPLET: "action" ... "arg1" Value 1
%help APPLET: "action" ... "arg2" Value 2
%help APPLET: "action" ... "arg3" Value 3
%help APPLET: "action" ... "arg4" Value 4
%help APPLET: "action" ... "arg5" Value 5
%help APPLET: "action" ... "arg6" Value 6
%help APPLET: "action" ... "arg7" Value 7
%help APPLET: "action" ... "arg8" Value 8
%help APPLET: "action" ... "arg9" Value 9
%help APPLET: "action" ... "arg10" Value 10
%help APPLET: "action" ... "arg11" Value 11
%help APPLET: "action" ... "arg12" Value 12
%help APPLET: "action" ... "arg13" Value 13
%help APPLET: "action" ... "arg14" Value 14
%help APPLET: "action" ... "arg15" Value 15
%nterm <uint8_t> syslog_level eem_operation
%nterm <const char *> wait_seconds
%%
wait_seconds: STRING { CHECK(wait_is_good(cx, @1, $1)); $$ = $1; };
applet_action: "cli" "command" STRING { act_new(cx, ACT_CLI, $STRING); }
             | "cli" "command" STRING "pattern" STRING { act_new(cx, ACT_OTHER, NULL); }
             | "syslog" "msg" STRING { act_new(cx, ACT_SYSLOG, $STRING); }
             | "syslog" "priority" syslog_level[level] "msg" STRING
                 { act_new(cx, ACT_SYSLOG, $STRING); cx->applet_action.priority = $level; }
             | "syslog" "priority" syslog_level "msg" STRING "facility" STRING
                 { act_new(cx, ACT_OTHER, NULL); }
             | "syslog" "msg" STRING "facility" STRING { act_new(cx, ACT_OTHER, NULL); }
             | "puts" STRING { act_new(cx, ACT_SYSLOG, $STRING); }
             | "puts" "nonewline" STRING { act_new(cx, ACT_SYSLOG, $STRING); }
             | "wait" wait_seconds[seconds] { act_new(cx, ACT_WAIT, $seconds); }
             | "comment" LINE { act_new(cx, ACT_COMMENT, NULL); }
             | "set" STRING[name] STRING[value] { act_new(cx, ACT_SET, $name); act_add(cx, $value); }
             | "append" STRING[name] { act_new(cx, ACT_APPEND, $name); act_add(cx, ""); }
             | "append" STRING[name] STRING[value]
                 { act_new(cx, ACT_APPEND, $name); act_add(cx, $value); }
             | "increment" STRING[name] { act_new(cx, ACT_INCREMENT, $name); act_add(cx, "1"); }
             | "increment" STRING[name] STRING[value]
                 { act_new(cx, ACT_INCREMENT, $name); act_add(cx, $value); }
             | "decrement" STRING[name] { act_new(cx, ACT_DECREMENT, $name); act_add(cx, "1"); }
             | "decrement" STRING[name] STRING[value]
                 { act_new(cx, ACT_DECREMENT, $name); act_add(cx, $value); }
             | eem_operation[sum] STRING[a] STRING[b] { act_new(cx, $sum, $a); act_add(cx, $b); }
             | "if" eem_condition { cx->applet_action.act = ACT_IF; }
             | "if" eem_condition "goto" STRING
                 { cx->applet_action.act = ACT_IF; act_add(cx, $STRING); }
             | "elseif" eem_condition { cx->applet_action.act = ACT_ELSEIF; }
             | "while" eem_condition { cx->applet_action.act = ACT_WHILE; }
             | "foreach" STRING[name] STRING[list]
                 { act_new(cx, ACT_FOREACH, $name); act_add(cx, $list); }
             | "foreach" STRING[name] STRING[list] STRING[delimiter]
                 { act_new(cx, ACT_FOREACH, $name); act_add(cx, $list); act_add(cx, $delimiter); }
             | "else"     { act_new(cx, ACT_ELSE, NULL); }
             | "end"      { act_new(cx, ACT_END, NULL); }
             | "break"    { act_new(cx, ACT_BREAK, NULL); }
             | "continue" { act_new(cx, ACT_CONTINUE, NULL); }
             | "exit"     { act_new(cx, ACT_EXIT, NULL); }
             | "exit" STRING { act_new(cx, ACT_EXIT, $STRING); }
             | "regexp" STRING[pattern] STRING[text]
                 { act_new(cx, ACT_REGEXP, $pattern); act_add(cx, $text); }
             | "regexp" STRING[pattern] STRING[text] regexp_variables
                 { act_new(cx, ACT_OTHER, NULL); }
             | "track" "set" STRING "state" "up"
                 { act_new(cx, ACT_TRACK_SET, $STRING); cx->applet_action.up = true; }
             | "track" "set" STRING "state" "down" { act_new(cx, ACT_TRACK_SET, $STRING); }
             | applet_unrun { act_new(cx, ACT_OTHER, NULL); }
             ;
eem_operation: "add"      { $$ = ACT_ADD; }
             | "subtract" { $$ = ACT_SUBTRACT; }
             | "multiply" { $$ = ACT_MULTIPLY; }
             | "divide"   { $$ = ACT_DIVIDE; }
             ;
eem_condition: STRING[a] eem_compare STRING[b]
                 { act_new(cx, ACT_IF, $a); act_add(cx, $b);
                   cx->applet_action.compare = cx->eem_compare; }
             ;
eem_compare: "eq" { cx->eem_compare = COMPARE_EQ; }
           | "ne" { cx->eem_compare = COMPARE_NE; }
           | "lt" { cx->eem_compare = COMPARE_LT; }
           | "le" { cx->eem_compare = COMPARE_LE; }
           | "gt" { cx->eem_compare = COMPARE_GT; }
           | "ge" { cx->eem_compare = COMPARE_GE; }
           ;
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
regexp_variables: STRING
                | STRING STRING
                | STRING STRING STRING
                | STRING STRING STRING STRING
                ;

/* ---- what never runs here ---- */

applet_unrun: "reload"
            | "force-switchover"
            | "help"
            | "gets" STRING
            | "track" "read" STRING
            | "policy" name
            | "cns-event" "msg" STRING
            | "handle-error" "type" error_type
            | "context" "save" "key" STRING "variable" STRING
            | "context" "retrieve" "key" STRING "variable" STRING
            | "counter" "name" name counter_options
            | "publish-event" publish_options
            | "mail" "server" STRING "to" STRING "from" STRING mail_options
            | "snmp-trap" snmp_trap_options
            | "snmp-object-value" snmp_value STRING snmp_next
            | "info" "type" info_type
            | "string" string_action
            | "file" file_action
            | "xml-parse" STRING STRING
            ;
error_type: "exit" | "ignore" | "warn";
counter_options: %empty
               | counter_options "value" STRING
               | counter_options "op" counter_operation
               ;
counter_operation: "dec" | "inc" | "nop" | "set";
publish_options: %empty
               | publish_options "sub-system" STRING
               | publish_options "type" STRING
               | publish_options publish_argument STRING
               ;
publish_argument: "arg1" | "arg2" | "arg3" | "arg4" | "arg5" | "arg6" | "arg7" | "arg8" | "arg9"
                | "arg10" | "arg11" | "arg12" | "arg13" | "arg14" | "arg15";
mail_options: %empty
            | mail_options "cc" STRING
            | mail_options "subject" STRING
            | mail_options "body" STRING
            | mail_options "port" NUMBER
            | mail_options "username" STRING
            | mail_options "password" STRING
            | mail_options "secure" "tls"
            | mail_options "secure" "none"
            | mail_options "source-interface" interface_name
            | mail_options "source-address" IPV4
            | mail_options "source-address" IPV6
            | mail_options "vrf" name
            ;
snmp_trap_options: %empty
                 | snmp_trap_options "intdata1" STRING
                 | snmp_trap_options "intdata2" STRING
                 | snmp_trap_options "strdata" STRING
                 ;
snmp_value: "counter32" | "counter64" | "gauge32" | "int32" | "ipv4" | "octet-string" | "oid"
          | "uint32";
snmp_next: %empty | "next-oid" STRING;
info_type: "cli" "frequency"
         | "cli" "history"
         | "interface-names"
         | "interface-names" info_which STRING
         | "routername"
         | "syslog" "frequency"
         | "syslog" "history"
         | "snmp" info_snmp
         ;
info_which: "include" | "exclude" | "regexp";
info_snmp: "getid" STRING info_who
         | "oid" STRING "get-type" "exact" info_who
         | "oid" STRING "get-type" "next" info_who
         | "set" "oid" STRING info_value STRING info_who
         | "inform" STRING
         | "trap" "enterprise-oid" STRING "generic-trapnum" NUMBER "specific-trapnum" NUMBER
             "trap-oid" STRING "trap-var" STRING
         | "var" STRING "oid" STRING info_value STRING
         ;
info_who: %empty
        | info_who "community" STRING
        | info_who "ipaddr" STRING
        ;
info_value: "counter" | "gauge" | "int" | "integer" | "ipv4" | "octet" | "string" | "uint";
string_action: "compare" string_case STRING STRING
             | "equal" string_case STRING STRING
             | "first" STRING STRING
             | "last" STRING STRING
             | "index" STRING STRING
             | "length" STRING
             | "match" string_case STRING STRING
             | "range" STRING STRING STRING
             | "replace" STRING STRING STRING
             | "replace" STRING STRING STRING STRING
             | "tolower" STRING
             | "toupper" STRING
             | "trim" STRING
             | "trim" STRING STRING
             | "trimleft" STRING
             | "trimleft" STRING STRING
             | "trimright" STRING
             | "trimright" STRING STRING
             ;
string_case: %empty
           | string_case "nocase"
           | string_case "length" NUMBER
           ;
file_action: "close" STRING
           | "delete" STRING
           | "gets" STRING STRING
           | "open" STRING STRING STRING
           | "puts" STRING STRING
           | "puts" STRING "nonewline" STRING
           | "read" STRING STRING
           | "read" STRING STRING NUMBER
           | "write" STRING STRING
           ;
%%
enum { APPLET_PRIORITY = 6, WAIT_MAX = 31536000 };

static void act_add(struct ios_reader *cx, const char *text)
{
	cx->applet_action.arg[cx->applet_action.args++] = text;
}

static void act_new(struct ios_reader *cx, enum applet_act act, const char *text)
{
	cx->applet_action = (struct applet_action){.act = (uint8_t)act, .priority = APPLET_PRIORITY};
	if (text)
		act_add(cx, text);
}

/* A number of seconds, or a variable that comes to one. */
static bool wait_is_good(struct ios_reader *cx, struct span at, const char *text)
{
	size_t digits = strspn(text, "0123456789");

	if (*text == '$')
		return true;
	if (!digits || text[digits])
		return fault(cx, at, "'%s' is no number of seconds", text);
	return number_in(cx, at, digits > 9 ? UINT32_MAX : (uint32_t)strtoul(text, NULL, 10), 1,
			 WAIT_MAX);
}
