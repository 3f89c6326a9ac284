/*
 * The router as a telephone exchange: its phones, their numbers, and the same for branches that have
 * lost theirs. Not translated.
 */
%mode TELEPHONY "telephony service" "config-telephony"
%mode SRST "call manager fallback" "config-cm-fallback"
%mode EPHONE "ephone" "config-ephone"
%mode EPHONE_DN "ephone-dn" "config-ephone-dn"
%mode EPHONE_HUNT "hunt group" "config-ephone-hunt"
%mode EPHONE_TEMPLATE "ephone template" "config-ephone-template"
%mode VOICE_REGISTER "voice register" "config-register"
%help GLOBAL: "call-manager-fallback" Telephony while the call manager is away
%help GLOBAL: "ephone" A phone
%help GLOBAL: "ephone-dn" A number that can be called
%help GLOBAL: "ephone-dn-template" What several numbers have in common
%help GLOBAL: "ephone-hunt" Numbers that are rung for one
%help GLOBAL: "ephone-template" What several phones have in common
%help "ephone-dn" NUMBER "dual-line" Two calls at a time
%help "ephone-dn" NUMBER "octo-line" Eight calls at a time
%help "longest-idle" The one that was free for the longest time
%help "parallel" All at once
%help "hunt-group" Numbers that are rung for one
%help "after-hours" When calls are barred
%help "7-24" Always
%help "day" Day of the week
%help "date" Date
%help "override-code" Code that lifts it
%help "call-forward" Where calls are sent
%help "call-park" Parking of calls
%help "no-auto-match" Not by itself
%help "system" The system
%help "date-format" How dates look
%help "dialplan-pattern" How long numbers become short
%help "extension-length" Digits of an extension
%help "auxiliary" To the second server
%help "max-conferences" The most conferences
%help "max-ephones" The most phones
%help "max-dn" The most numbers
%help "moh" Music on hold
%help "moh-file-buffer" Kilobytes of music
%help "route" Where it is sent
%help "mwi" Lamp of waiting messages
%help "relay" Pass on
%help "reg-e164" By full numbers
%help "sip-server" Server of SIP
%help "secondary-dialtone" Digits behind which a tone comes
%help "message" Message on the screen
%help "time-format" How times look
%help "busy" While it is busy
%help "interdigit" Between digits
%help "night-service-bell" Bell of the night
%help "ringing" While it rings
%help "transfer-recall" Until a transfer comes back
%help "transfer-pattern" Numbers that calls may go to
%help "blind" Without asking
%help "transfer-system" How calls are handed over
%help "dss" By a key
%help "transfer-digit-collect" How digits are collected
%help "user-locale" Language
%help "video" Video
%help "voicemail" Number of the voice mail
%help "assign" Assign
%help "cfw" Forward
%help "auto-reg-ephone" Let phones register themselves
%help "bulk-speed-dial" Lists of short numbers
%help "redirecting-expanded" With long numbers
%help "calling-number" Number of the caller
%help "initiator" Of who called first
%help "cnf-file" Files of phones
%help "perphone" One a phone
%help "perphonetype" One a model
%help "conference" Conference
%help "hardware" By signal processors
%help "create" Create
%help "cnf-files" Files of phones
%help "version-stamp" When they were made
%help "directory" Directory
%help "entry" An entry
%help "first-name-first" First names first
%help "last-name-first" Last names first
%help "dn-webedit" Change numbers by web
%help "em" Mobility of extensions
%help "keep-history" Keep lists of calls
%help "logout" Log out
%help "extension-assigner" Assignment of extensions
%help "tag-type" Kind of tag
%help "fac" Codes of features
%help "report" Report
%help "url" An address
%help "internal-call" Calls within
%help "moh-group" A group of music
%help "load" Firmware of a model
%help "max-size" The most entries
%help "retain-timer" Minutes that entries stay
%help "clear" When it is cleared
%help "max-redirect" The most redirections
%help "network-locale" Tones of a country
%help "night-service" Service at night
%help "presence" Presence
%help "call-list" Lists of calls
%help "privacy" Privacy
%help "privacy-on-hold" While on hold
%help "sdspfarm" Farm of signal processors
%help "mute-on" Digits that mute
%help "mute-off" Digits that unmute
%help "transcode" Translation between codecs
%help "sessions" Sessions
%help "units" Units
%help "unregister" Unregister
%help "force" By force
%help "directed-pickup" Pick up another's call
%help "gpickup" By the key of groups
%help "dir-lookup" Look the name up
%help "overlay" One of several
%help "local-directory" Directory of this router
%help "phone" A phone
%help "srst" Phones without a call manager
%help "ephone" Phones
%help "auto-provision" Set up by itself
%help "time-webedit" Change the time by web
%help "time-zone" Time zone
%help "transfer-park" Parking by transfer
%help "blocked" Not allowed
%help "web" Pages
%help "admin" Administrator
%help "customize" Pages of your own
%help "access-code" Digits to get out
%help "skip-digits" Digits to skip
%help "alias" Another number
%help "noan" When nobody answers
%help "cor" Class of restriction
%help "default-destination" Where calls go otherwise
%help "huntstop" Do not look further
%help "limit-dn" The most numbers of a model
%help "moh-live" Live music
%help "dn-number" Number
%help "no-reg" Not registered
%help "pickup" Pick up
%help "ephone-dn-template" A template of numbers
%help "session-server" Server of sessions
%help "sequential" Always from the first
%help "extension-pattern" Pattern of extensions
%help "demote" Make long numbers short
%help "any-match" Any address of the router
%help "strict-match" This address only
%help "octo-line" Eight calls at a time
%help "full-blind" Without asking
%help "full-consult" After asking, on a second line
%help "local-consult" After asking, here
%help "everyday" Every day
%help "weekday" Monday to Friday
%help "weekend" Saturday and Sunday
%help "directories" Directories
%help "messages" Messages
%help "customer" Customer
%help "secret" A secret
%%
global: "telephony-service" { open_untranslated(cx, @$, MODE_TELEPHONY, "telephony"); }
      | "call-manager-fallback" { open_untranslated(cx, @$, MODE_SRST, "telephony"); }
      | "ephone" NUMBER { open_untranslated(cx, @$, MODE_EPHONE, "telephony"); }
      | "ephone-dn" NUMBER lines { open_untranslated(cx, @$, MODE_EPHONE_DN, "telephony"); }
      | "ephone-template" NUMBER { open_covered(cx, MODE_EPHONE_TEMPLATE); }
      | "ephone-dn-template" NUMBER { open_covered(cx, MODE_EPHONE_DN); }
      | "ephone-hunt" NUMBER hunt_order {
		open_untranslated(cx, @$, MODE_EPHONE_HUNT, "telephony");
	}
      | "voice" "hunt-group" NUMBER hunt_order {
		open_untranslated(cx, @$, MODE_EPHONE_HUNT, "telephony");
	}
      | "voice" "register" "global" { open_untranslated(cx, @$, MODE_VOICE_REGISTER, "telephony"); }
      | "voice" "register" voice_register NUMBER {
		open_untranslated(cx, @$, MODE_VOICE_REGISTER, "telephony");
	}
      ;
lines: %empty | "dual-line" | "octo-line";
hunt_order: "longest-idle" | "peer" | "parallel" | "sequential" | only_no;
voice_register: "dn" | "pool" | "template" | "dialplan" | "session-server";

line: IN_TELEPHONY no telephony { line_covered(cx); }
    | IN_TELEPHONY no telephony_only { line_covered(cx); }
    | IN_SRST no telephony { line_covered(cx); }
    | IN_SRST no srst { line_covered(cx); }
    ;

/* An exchange, for good or while another one is away. */
telephony: "after-hours" "block" "pattern" NUMBER dial_digits
         | "after-hours" "block" "pattern" NUMBER dial_digits "7-24"
         | "after-hours" "day" name name name
         | "after-hours" "date" name NUMBER name name
         | "after-hours" "override-code" dial_digits
         | "call-forward" "pattern" dial_digits
         | "call-park" "select" "no-auto-match"
         | "call-park" "system" call_park
         | "date-format" name
         | "dialplan-pattern" NUMBER dial_digits "extension-length" NUMBER dialplan_options
         | "ip" "qos" "dscp" name name
         | "ip" "source-address" IPV4
         | "ip" "source-address" IPV4 "port" NUMBER
         | "ip" "source-address" IPV4 "port" NUMBER source_match
         | "keepalive" NUMBER
         | "keepalive" NUMBER "auxiliary" NUMBER
         | "max-conferences" NUMBER
         | "max-conferences" NUMBER "gain" gain
         | "max-ephones" NUMBER
         | "max-dn" NUMBER
         | "max-dn" NUMBER max_dn
         | "max-dn" NUMBER "preference" NUMBER
         | "moh" name
         | "moh-file-buffer" NUMBER
         | "multicast" "moh" IPV4 "port" NUMBER
         | "multicast" "moh" IPV4 "port" NUMBER "route" routes
         | "mwi" "relay"
         | "mwi" "reg-e164"
         | "mwi" "prefix" dial_digits
         | "mwi" "expires" NUMBER
         | "mwi" "sip-server" host
         | "mwi" "sip-server" host "transport" name "port" NUMBER
         | "secondary-dialtone" dial_digits
         | "system" "message" LINE
         | "time-format" NUMBER
         | "timeouts" "busy" NUMBER
         | "timeouts" "interdigit" NUMBER
         | "timeouts" "night-service-bell" NUMBER
         | "timeouts" "ringing" NUMBER
         | "timeouts" "transfer-recall" NUMBER
         | "transfer-pattern" dial_digits
         | "transfer-pattern" dial_digits "blind"
         | "transfer-system" transfer_system
         | "transfer-system" transfer_system "dss"
         | "transfer-digit-collect" name
         | "user-locale" name
         | "user-locale" NUMBER name
         | "video"
         | "voicemail" dial_digits
         ;
call_park: "application" | "redirect";
dialplan_options: %empty
                | "extension-pattern" dial_digits
                | "no-reg"
                | "extension-pattern" dial_digits "no-reg"
                | "demote"
                ;
source_match: "any-match" | "strict-match";
/* `-6`, `3` */
gain: name;
max_dn: "dual-line" | "octo-line" | "no-reg";
routes: IPV4 | routes IPV4;
transfer_system: "blind" | "full-blind" | "full-consult" | "local-consult";

telephony_only: "auto" "assign" NUMBER "to" NUMBER
              | "auto" "assign" NUMBER "to" NUMBER "type" name
              | "auto" "assign" NUMBER "to" NUMBER "cfw" dial_digits "timeout" NUMBER
              | "auto-reg-ephone"
              | "bulk-speed-dial" "list" NUMBER name
              | "bulk-speed-dial" "prefix" dial_digits
              | "call-forward" "system" "redirecting-expanded"
              | "calling-number" "initiator"
              | "calling-number" "local"
              | "cnf-file" "location" name
              | "cnf-file" "perphone"
              | "cnf-file" "perphonetype"
              | "conference" "hardware"
              | "conference" "transfer-pattern"
              | "create" "cnf-files"
              | "create" "cnf-files" "version-stamp" cnf_stamp
              | "directory" "entry" NUMBER dial_digits "name" LINE
              | "directory" "first-name-first"
              | "directory" "last-name-first"
              | "dn-webedit"
              | "em" "external"
              | "em" "keep-history"
              | "em" "logout" name name name
              | "extension-assigner" "tag-type" name
              | "fac" "custom" name dial_digits
              | "fac" "standard"
              | "hunt-group" "logout" name
              | "hunt-group" "report" "url" name
              | "internal-call" "moh-group" NUMBER
              | "load" name name
              | "log" "table" "max-size" NUMBER
              | "log" "table" "retain-timer" NUMBER
              | "login" "timeout" NUMBER
              | "login" "timeout" NUMBER "clear" name
              | "max-redirect" NUMBER
              | "network-locale" name
              | "network-locale" NUMBER name
              | "night-service" night_service
              | "presence" "call-list"
              | "privacy"
              | "privacy-on-hold"
              | "protocol" "mode" name
              | "sdspfarm" "conference" "mute-on" dial_digits "mute-off" dial_digits
              | "sdspfarm" "tag" NUMBER name
              | "sdspfarm" "transcode" "sessions" NUMBER
              | "sdspfarm" "units" NUMBER
              | "sdspfarm" "unregister" "force"
              | "service" "directed-pickup"
              | "service" "directed-pickup" "gpickup"
              | "service" "dnis" "dir-lookup"
              | "service" "dnis" "overlay"
              | "service" "dss"
              | "service" "local-directory"
              | "service" "phone" name name
              | "srst" "dn" "line-mode" name
              | "srst" "dn" "template" NUMBER
              | "srst" "ephone" "description" LINE
              | "srst" "ephone" "template" NUMBER
              | "srst" "mode" "auto-provision" name
              | "time-webedit"
              | "time-zone" NUMBER
              | "transfer-park" "blocked"
              | "url" phone_url name
              | "url" phone_url name name
              | "web" "admin" web_admin "name" name web_secret hidden
              | "web" "customize" "load" name
              | "xml" "user" name "password" hidden
              | "xml" "user" name "password" name NUMBER
              ;
/* `Jan 01 2002 00:00:00`, with the model of a phone before it in old versions */
cnf_stamp: name NUMBER NUMBER name | NUMBER name NUMBER NUMBER name;
night_service: "code" dial_digits
             | "date" name NUMBER name name
             | "day" name name name
             | "everyday" name name
             | "weekday" name name
             | "weekend" name name
             ;
phone_url: "authentication" | "directories" | "information" | "messages" | "proxy-server" | "services";
web_admin: "customer" | "system";
web_secret: "password" | "secret" NUMBER;

srst: "access-code" name dial_digits
    | "access-code" name dial_digits "skip-digits" NUMBER
    | "alias" NUMBER dial_digits "to" dial_digits
    | "alias" NUMBER dial_digits "to" dial_digits "preference" NUMBER
    | "call-forward" "busy" dial_digits
    | "call-forward" "noan" dial_digits
    | "call-forward" "noan" dial_digits "timeout" NUMBER
    | "cor" in_out_bound name "default"
    | "cor" in_out_bound name NUMBER name
    | "default-destination" dial_digits
    | "huntstop"
    | "limit-dn" name NUMBER
    | "moh-live" "dn-number" dial_digits
    | "no-reg"
    | "pickup" dial_digits
    | "translate" translated NUMBER
    | "translation-profile" in_out_bound name
    ;
translated: "called" | "calling";
%%
