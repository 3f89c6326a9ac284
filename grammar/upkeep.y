/*
 * What a router does for its own sake: configurations that it keeps, a second router or processor that
 * stands by, without effect on a gateway that is another machine; and commands that it runs at a time,
 * which are not run here.
 */
%mode REDUNDANCY "redundancy" "config-red"
%mode ARCHIVE "archive" "config-archive"
%mode ARCHIVE_LOG "archive log" "config-archive-log-cfg"
%mode KRON "schedule" "config-kron"
%help GLOBAL: "archive" Old configurations
%help GLOBAL: "kron" Commands at a time
%help ARCHIVE: "path" Where copies are kept
%help ARCHIVE: "time-period" Minutes between copies
%help ARCHIVE: "write-memory" Copy whenever it is saved
%help ARCHIVE: "rollback" Return to a copy
%help ARCHIVE: "log" Log of changes
%help ARCHIVE: "maximum" Most copies
%help "log" "config" Of the configuration
%help "rollback" "filter" What is compared
%help "rollback" "retry" Attempts
%help "rollback" "filter" "adaptive" What is needed
%help "rollback" Return to what was
%help ARCHIVE_LOG: "logging" Logging of changes
%help ARCHIVE_LOG: "notify" Notify of changes
%help ARCHIVE_LOG: "hidekeys" Hide passwords
%help "logging" "enable" Log changes
%help "logging" "size" Entries of the log
%help "logging" "persistent" Keep it
%help "logging" "persistent" "auto" At once
%help "persistent" "reload" At a reload
%help "auto" "manual" When asked
%help "notify" "syslog" By syslog
%help "syslog" "contenttype" Format
%help "record" "rc" Record
%help GLOBAL: "kron" "occurrence" When it runs
%help GLOBAL: "kron" "policy-list" What runs
%help "occurrence" WORD "at" At this time
%help "occurrence" WORD "in" In this time
%help "oneshot" Once
%help "system-startup" At each start
%help "at" WORD "recurring" Again and again
%help KRON: "cli" Command
%help KRON: "policy-list" What runs
%help REDUNDANCY: "main-cpu" Redundant processors
%help REDUNDANCY: "auto-sync" What is kept the same
%help REDUNDANCY: "application" Application
%help REDUNDANCY: "keepalive-enable" Keepalives
%help REDUNDANCY: "notification-timer" Milliseconds to tell others
%help REDUNDANCY: "control" Interface of control
%help REDUNDANCY: "data" Interface of data
%help REDUNDANCY: "asymmetric-routing" Packets that come to the other
%help REDUNDANCY: "priority" Priority of this router
%help REDUNDANCY: "mode" Mode of redundancy
%help REDUNDANCY: "group" Group
%help REDUNDANCY: "name" Name of the group
%help REDUNDANCY: "protocol" Protocol
%help REDUNDANCY: "track" A track that lowers the priority
%help "mode" "rpr" Processor redundancy
%help "mode" "rpr-plus" Processor redundancy, faster
%help "priority" NUMBER "failover" Change over at
%help "failover" "threshold" This priority
%help "timers" "delay" Seconds until it begins
%help "delay" NUMBER "reload" After a reload
%help NUMBER "holdtime" Time until it is gone
%help "failover" Change over
%help "hellotime" Interval between hellos
%help "asymmetric-routing" Packets that come to the other router
%help "control" Control
%help "sso" Stateful switch-over
%help "asymmetric-routing" "interface" Interface of it
%help "inter-device" Between devices
%help "occurrence" WORD "user" As this user
%help "user" WORD "at" At this time
%help "user" WORD "in" In this time
%help REDUNDANCY: "control" IFNAME "protocol" Protocol
%help "user" User
%help "delay" Delay
%help "preempt" Take over when better
%help "bootvar" What it boots
%%
global: "redundancy" { line_no_effect(cx); open_quietly(cx, MODE_REDUNDANCY); }
      | "archive" { line_no_effect(cx); open_quietly(cx, MODE_ARCHIVE); }
      | "kron" "occurrence" name kron_when
          { open_untranslated(cx, @$, MODE_KRON, "what kron runs"); }
      | "kron" "policy-list" name
          { open_untranslated(cx, @$, MODE_KRON, "what kron runs"); }
      ;

line: IN_REDUNDANCY no redundancy { line_no_effect(cx); }
    | IN_ARCHIVE no archive { line_no_effect(cx); }
    | IN_ARCHIVE no "log" "config" { line_no_effect(cx); open_quietly(cx, MODE_ARCHIVE_LOG); }
    | IN_ARCHIVE_LOG no archive_log { line_no_effect(cx); }
    | IN_KRON no kron { line_covered(cx); }
    ;
redundancy: "mode" "none"
          | "mode" "sso"
          | "mode" "rpr"
          | "mode" "rpr-plus"
          | "main-cpu"
          | "auto-sync" "bootvar"
          | "auto-sync" "config-register"
          | "auto-sync" "running-config"
          | "auto-sync" "standard"
          | "auto-sync" "startup-config"
          | "inter-device"
          | "application" "redundancy"
          | "group" NUMBER
          | "keepalive-enable"
          | "notification-timer" NUMBER
          | "protocol" NUMBER
          | "control" interface_name "protocol" NUMBER
          | "data" interface_name
          | "asymmetric-routing" "interface" interface_name
          | "name" name
          | "preempt"
          | "priority" NUMBER
          | "priority" NUMBER "failover" "threshold" NUMBER
          | "timers" "delay" NUMBER
          | "timers" "hellotime" NUMBER "holdtime" NUMBER
          | "timers" "delay" NUMBER "reload" NUMBER
          | "track" NUMBER "decrement" NUMBER
          | "track" NUMBER "shutdown"
          ;
archive: "path" name
       | "maximum" NUMBER
       | "time-period" NUMBER
       | "write-memory"
       | "rollback" "filter" "adaptive"
       | "rollback" "retry" "timeout" NUMBER
       ;
archive_log: "logging" "enable"
           | "logging" "size" NUMBER
           | "logging" "persistent"
           | "logging" "persistent" "auto"
           | "logging" "persistent" "auto" "manual"
           | "logging" "persistent" "reload"
           | "notify" "syslog"
           | "notify" "syslog" "contenttype" name
           | "hidekeys"
           | "record" "rc"
           ;
kron_when: "at" kron_time kron_again
         | "in" kron_time kron_again
         | "user" name "at" kron_time kron_again
         | "user" name "in" kron_time kron_again
         ;
/* `23:00`, `23:00 Sun`, `1:30 Jan 5` */
kron_time: name | name name | name name NUMBER | name NUMBER;
kron_again: "recurring" | "oneshot" | "system-startup";
kron: "cli" LINE | "policy-list" name;
%%
