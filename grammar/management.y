/*
 * Who may log in and what they may do. The gateway is managed as any Linux host is, so none of this
 * has an effect here.
 */
%mode SSH_KEYS "SSH key chain" "conf-ssh-pubkey"
%mode SSH_USER "SSH user" "conf-ssh-pubkey-user"
%mode PARSER_VIEW "parser view" "config-view"
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
