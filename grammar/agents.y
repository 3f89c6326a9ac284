/*
 * Agents on the router that others manage it by, which a gateway has no use for: those of field networks
 * (CGNA) and of providers (TR-069). And the inspection of contents in a container, which is not translated.
 */
%mode CGNA "profile of an agent" "cgna-profile"
%mode CWMP "CWMP agent" "config-cwmp"
%mode UTD "threat defence" "config-utd"
%mode UTD_ENGINE "engine of threat defence" "config-utd-eng-std"
%mode UTD_THREAT "inspection of threats" "config-utd-eng-std-insp"
%mode UTD_WEB "filter of pages" "config-utd-engstd-webf"
%help GLOBAL: "cgna" Agent of field networks
%help GLOBAL: "cwmp" Agent of TR-069
%help GLOBAL: "utd" Inspection of contents
%rare GLOBAL: "cgna" "cwmp" "utd"
%help "cgna" "profile" A profile
%help "cgna" "exec-profile" A profile of commands
%help "cgna" "initiator-profile" A profile
%help "cgna" "gzip" Compress what is sent
%help "cgna" "heart-beat" Tell that the router lives
%help "heart-beat" "active" Turn it on
%help "heart-beat" "interval" Minutes
%help "heart-beat" "source-interface" Interface whose address is told
%help CGNA: "active" Turn it on
%help CGNA: "add-command" A command whose output is sent
%help CGNA: "interval" Minutes
%help CGNA: "url" Where it is sent
%help CGNA: "gzip" Compress what is sent
%help "cwmp" "agent" The agent
%help CWMP: "enable" Turn it on
%help "enable" "download" Take files
%help CWMP: "management" "server" The server
%help CWMP: "management" The server
%help "management" "server" "url" Its address
%help "management" "server" "password" Its password
%help "management" "server" "username" Its user
%help CWMP: "provision" Provisioning
%help "provision" "code" Code of the provider
%help CWMP: "request" Requests
%help CWMP: "request" "outstanding" Most without an answer
%help CWMP: "session" Sessions
%help CWMP: "session" "retry" Attempts
%help CWMP: "session" "retry" "limit" How many
%help CWMP: "parameter" Parameters
%help "parameter" "change" Changes
%help "change" "notify" Tell of them
%help "parameter" "change" "notify" "interval" Seconds
%help CWMP: "connection" Connections to us
%help CWMP: "connection" "request" Asked for by the server
%help "connection" "request" "username" User
%help "connection" "request" "password" Password
%help CWMP: "wan" Interface to the provider
%help CWMP: "vlan" VLAN to the provider
%help "utd" "global" For all tenants
%help "utd" "engine" The engine
%help "utd" "engine" "standard" The usual one
%help "utd" "multi-tenancy" Several tenants
%help "standard" "multi-tenancy" Several tenants
%help "standard" "unified-policy" Policies of the firewall
%help UTD: "all-interfaces" On all interfaces
%help UTD: "engine" Which engine
%help UTD: "engine" "standard" The usual one
%help UTD: "fail" When the engine is gone
%help UTD: "redirect" Where packets are sent
%help UTD: "redirect" "interface" Interface to the engine
%help UTD UTD_ENGINE: "logging" Where it is told
%help UTD_THREAT: "logging" What is told
%help UTD_THREAT: "logging" "level" The least severe
%help UTD_ENGINE: "logging" "level" The least severe
%help "fail" "close" Drop packets
%help "fail" "open" Let packets through
%help UTD_ENGINE: "threat-inspection" Look for threats
%help UTD_ENGINE: "web-filter" Look at pages
%help UTD_THREAT: "threat" What is done with threats
%help "threat" "detection" Tell of them
%help "threat" "protection" Drop them
%help UTD_THREAT: "policy" How strict it is
%help UTD_THREAT: "signature" Signatures
%help UTD_THREAT: "whitelist" What is no threat
%help UTD_THREAT: "custom-signature" Signatures of our own
%help "signature" "update" New ones
%help "signature" "update" "occur-at" When they are fetched
%help "signature" "update" "server" Where they are fetched
%help "occur-at" "daily" Each day
%help "occur-at" "weekly" Each week
%help "occur-at" "monthly" Each month
%help "update" "server" "cisco" The maker's
%help "update" "server" "url" Another one
%help "cisco" "username" User
%help "server" "url" WORD "username" User
%help "cisco" "username" WORD "password" Password
%help UTD_WEB: "url" Pages
%help UTD_WEB: "domain" Names
%help UTD_WEB: "url" "profile" A profile
%help UTD_WEB: "domain" "profile" A profile
%help UTD_WEB: "url-filtering" Filter of pages
%help UTD_WEB: "cloud-lookup" Ask the maker
%help "url-filtering" "sourcedb" Where categories are from
%help "sourcedb" "external" The maker's
%help "sourcedb" "internal" Those here
%help "logging" "host" A host
%help "logging" "syslog" The router's log
%%
global: "cgna" "profile" name { line_no_effect(cx); open_quietly(cx, MODE_CGNA); }
      | "cgna" "exec-profile" name { line_no_effect(cx); open_quietly(cx, MODE_CGNA); }
      | "cgna" "initiator-profile" name { line_no_effect(cx); open_quietly(cx, MODE_CGNA); }
      | "cgna" "gzip" { line_no_effect(cx); }
      | "cgna" "heart-beat" heart_beat { line_no_effect(cx); }
      | "cwmp" "agent" { line_no_effect(cx); open_quietly(cx, MODE_CWMP); }
      | "utd" { open_untranslated(cx, @$, MODE_UTD, "the inspection of contents"); }
      | "utd" "global" { open_untranslated(cx, @$, MODE_UTD, "the inspection of contents"); }
      | "utd" "multi-tenancy" { line_feature(cx, @$, "the inspection of contents"); }
      | "utd" "engine" utd_engine {
		open_untranslated(cx, @$, MODE_UTD_ENGINE, "the inspection of contents");
	}
      ;
heart_beat: "active" | "interval" NUMBER | "source-interface" interface_name;
utd_engine: "standard" | "standard" "multi-tenancy" | "standard" "unified-policy";

line: IN_CGNA no cgna { line_no_effect(cx); }
    | IN_CWMP no cwmp { line_no_effect(cx); }
    | IN_UTD no utd { line_covered(cx); }
    | IN_UTD_ENGINE no "threat-inspection" { open_covered(cx, MODE_UTD_THREAT); }
    | IN_UTD_ENGINE no "web-filter" { open_covered(cx, MODE_UTD_WEB); }
    | IN_UTD_ENGINE no utd_log { line_covered(cx); }
    | IN_UTD_THREAT no utd_threat { line_covered(cx); }
    | IN_UTD_WEB no utd_web { line_covered(cx); }
    ;
/* a command of exec mode, with what filters and stores its output */
cgna: "active" | "add-command" LINE | "interval" NUMBER | "url" name | "gzip";
cwmp: "enable"
    | "enable" "download"
    | "management" "server" "url" name
    | "management" "server" "username" name
    | "management" "server" "password" hidden
    | "provision" "code" name
    | "request" "outstanding" NUMBER
    | "session" "retry" "limit" NUMBER
    | "parameter" "change" "notify" "interval" NUMBER
    | "connection" "request" "username" name
    | "connection" "request" "password" hidden
    | "wan" interface_name
    | "vlan" NUMBER
    ;
utd: "all-interfaces"
   | "engine" "standard"
   | "fail" utd_failure
   | "redirect" "interface" interface_name
   | utd_log
   ;
utd_failure: "close" | "open";
utd_log: "logging" "host" host | "logging" "syslog" | "logging" "level" name;
utd_threat: "threat" threat_action
          | "policy" name
          | "logging" "level" name
          | "signature" "update" "server" "cisco" "username" name "password" hidden
          | "signature" "update" "server" "url" name
          | "signature" "update" "server" "url" name "username" name "password" hidden
          | "signature" "update" "occur-at" "daily" NUMBER NUMBER
          | "signature" "update" "occur-at" "weekly" NUMBER NUMBER NUMBER
          | "signature" "update" "occur-at" "monthly" NUMBER NUMBER NUMBER
          | "whitelist"
          | "custom-signature" "file" name
          ;
threat_action: "detection" | "protection";
utd_web: "url" "profile" name
       | "domain" "profile" name
       | "url-filtering" "sourcedb" url_source
       | "cloud-lookup"
       ;
url_source: "external" | "internal";
%%
