/*
 * Who may log in and what they may do. The gateway is managed as any Linux host is, so none of this
 * has an effect here.
 */
%mode SSH_KEYS "SSH key chain" "conf-ssh-pubkey"
%mode SSH_USER "SSH user" "conf-ssh-pubkey-user"
%mode PARSER_VIEW "parser view" "config-view"
%rare "user-name"
%help GLOBAL: "enable" Password of privileged commands
%help "enable" "secret" Hashed
%help "enable" "password" Not hashed
%help "enable" "algorithm-type" How it is hashed
%help "enable" "secret" "level" Level
%help "enable" "last-resort" When no server answers
%help GLOBAL: "username" A user of this router
%help "username" WORD Name of the user
%help "username" WORD "privilege" Level of the user
%help "username" WORD "secret" Password, hashed
%help "username" WORD "password" Password, not hashed
%help "username" WORD "nopassword" Without a password
%help "username" WORD "access-class" Where the user may connect to
%help "username" WORD "autocommand" Command that runs at login
%help "username" WORD "one-time" For one login
%help "username" WORD "view" View of the user
%help "username" WORD "description" Who it is
%help "username" WORD "aaa" Attributes
%help "username" WORD "algorithm-type" How the password is hashed
%help "username" WORD "noescape" No escape character
%help "username" WORD "nohangup" Stay after the command
%help "privilege" NUMBER "secret" Password, hashed
%help "privilege" NUMBER "password" Password, not hashed
%help "username" WORD "privilege" NUMBER Level, 0 to 15
%help GLOBAL: "security" Rules for passwords
%help "security" "passwords" Length of passwords
%help "passwords" "min-length" Least length
%help "security" "authentication" Logins that fail
%help GLOBAL: "password" Encryption of passwords
%help GLOBAL: "login" Logins that fail
%help "login" "block-for" Seconds to refuse logins
%help "login" "delay" Seconds between logins
%help "login" "quiet-mode" Who may log in all the same
%help "login" "on-success" Log logins
%help "login" "on-failure" Log logins that fail
%help "block-for" NUMBER "attempts" After so many failures
%help "attempts" NUMBER "within" In so many seconds
%help GLOBAL: "privilege" Levels of commands
%help GLOBAL: "alias" A short name of a command
%help GLOBAL: "parser" How commands are read
%help "parser" "view" Commands of a kind of user
%help "parser" "cache" Remember commands
%help "parser" "config" Configurations
%help GLOBAL: "menu" A menu for users
%help "ip" "ssh" "pubkey-chain" Public keys of users and servers
%help PARSER_VIEW: "secret" Password of the view
%help PARSER_VIEW: "commands" Commands of the view
%help PARSER_VIEW: "view" A view of the superview
%help SSH_KEYS: "username" User of the key
%help SSH_KEYS: "server" Server of the key
%help SSH_USER: "key-string" The key
%help SSH_USER: "key-hash" Hash of the key
%help GLOBAL: "mac" Tables of hardware addresses
%help GLOBAL: "prompt" Prompt
%help "ip" "ssh" SSH server of the router
%help "superview" Of several views
%help GLOBAL: "user-name" A user
%help "authentication" "failure" Logins that fail
%help "failure" "rate" In a minute
%help "password" "encryption" Encrypt keys
%help "encryption" "aes" By AES
%help "password" "logging" Log
%help "log" "every" Each so many times
%help "trap" "every" Each so many times
%help "login" "on-failure" "trap" Send an SNMP trap
%help "login" "on-success" "trap" Send an SNMP trap
%help "login" "on-failure" "log" Log
%help "login" "on-success" "log" Log
%help "common-criteria-policy" Policy of the password
%help "callback-dialstring" Number to call back
%help "callback-line" Line to call back by
%help "callback-rotary" Group of lines to call back by
%help "nocallback-verify" Call back without a password
%help "user-maxlinks" The most links
%help WORD "serial-number" Serial number
%help "command" "serializer" One command at a time
%help "config" "partition" In parts
%help "maximum" "latency" Milliseconds
%help "commands" WORD "include" May be used
%help "commands" WORD "exclude" May not be used
%help "include-exclusive" May be used in this view only
%help "menu" WORD "title" Title
%help "menu" WORD "text" An entry
%help "menu" WORD "command" Command of an entry
%help "menu" WORD "options" Options of an entry
%help "clear-screen" Clear the screen first
%help "line-mode" Entries by line
%help "single-space" Without blank lines
%help "status-line" Show a line of state
%help "quiet-mode" "access-class" Access list of those who may
%help "menu" WORD "prompt" Text that asks
%help "parser" "command" Commands
%help "config" "cache" Keep it
%help "maximum" "utilization" Percent of the processor
%help "privilege" WORD "reset" As it was at first
%help "privilege" WORD "all" All that follow, too
%help "aaa" "attribute" List of attributes
%help "include" "all" All that follow, too
%help "include-exclusive" "all" All that follow, too
%help "exclude" "all" All that follow, too
%help "include" Include
%help "level" Level
%help "parser" "maximum" Limits
%help "username" WORD "mac" By MAC address
%%
global: management { line_no_effect(cx); }
      | "ip" "ssh" "pubkey-chain" { line_no_effect(cx); open_quietly(cx, MODE_SSH_KEYS); }
      | "parser" "view" name { line_no_effect(cx); open_quietly(cx, MODE_PARSER_VIEW); }
      | "parser" "view" name "superview" { line_no_effect(cx); open_quietly(cx, MODE_PARSER_VIEW); }
      ;

management: "enable" enable_kind hidden
          | "enable" enable_kind "level" NUMBER hidden
          | "enable" enable_kind only_no
          | "enable" "algorithm-type" name enable_kind hidden
          | "enable" "last-resort" name
          | "username" name user_options
          | "user-name" name
          | "security" "passwords" "min-length" NUMBER
          | "security" "authentication" "failure" "rate" NUMBER
          | "security" "authentication" "failure" "rate" NUMBER "log"
          | "password" "encryption" "aes"
          | "password" "logging"
          | "login" "block-for" NUMBER "attempts" NUMBER "within" NUMBER
          | "login" "block-for" only_no
          | "login" "delay" NUMBER
          | "login" "quiet-mode" "access-class" access_list
          | "login" login_event "log"
          | "login" login_event "log" "every" NUMBER
          | "login" login_event "trap"
          | "login" login_event "trap" "every" NUMBER
          | "login" login_event
          | "privilege" name "level" NUMBER names
          | "privilege" name "all" "level" NUMBER names
          | "privilege" name "reset" names
          | "alias" name name LINE
          | "parser" parser
          | "menu" name menu
          ;
enable_kind: "secret" | "password";
/* A secret, perhaps behind a figure that says how it is hidden. */
hidden: name | NUMBER | NUMBER name | NUMBER NUMBER;
user_options: %empty | user_options user_option;
user_option: "privilege" NUMBER
           | "algorithm-type" name
           | "secret" hidden
           | "password" hidden
           | "common-criteria-policy" name
           | "nopassword"
           | "one-time"
           | "view" name
           | "access-class" access_list
           | "autocommand" LINE
           | "callback-dialstring" name
           | "callback-line" NUMBER
           | "callback-rotary" NUMBER
           | "nocallback-verify"
           | "noescape"
           | "nohangup"
           | "dnis"
           | "mac"
           | "user-maxlinks" NUMBER
           | "aaa" "attribute" "list" name
           | "serial-number"
           | "description" LINE
           ;
login_event: "on-success" | "on-failure";
names: name | names name;
parser: "cache"
      | "command" "serializer"
      | "config" "cache" "interface"
      | "config" "partition"
      | "maximum" "latency" NUMBER
      | "maximum" "utilization" NUMBER
      ;
menu: "title" BANNER
    | "prompt" BANNER
    | "text" name LINE
    | "command" name LINE
    | "default" name
    | "clear-screen"
    | "line-mode"
    | "single-space"
    | "status-line"
    | "options" name names
    ;

line: IN_SSH_KEYS no "username" name { line_no_effect(cx); open_quietly(cx, MODE_SSH_USER); }
    | IN_SSH_KEYS no "server" host { line_no_effect(cx); open_quietly(cx, MODE_SSH_USER); }
    | IN_SSH_USER no "key-hash" name name { line_no_effect(cx); }
    | IN_SSH_USER no "key-hash" name name name { line_no_effect(cx); }
    | IN_SSH_USER no "key-string" { line_no_effect(cx); skip_block(cx); }
    | IN_PARSER_VIEW no view { line_no_effect(cx); }
    ;
view: "secret" hidden
    | "commands" name view_rule names
    | "commands" name view_rule "all" names
    | "view" name
    ;
view_rule: "include" | "exclude" | "include-exclusive";
%%
