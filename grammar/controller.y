/* Lines of telephone companies, DSL and mobile networks, and the cards for voice. No effect here. */
%mode CONTROLLER "controller" "config-controller"
%mode VOICE_CARD "voice card" "config-voicecard"
%help GLOBAL: "controller" Controllers of lines
%help GLOBAL: "voice-card" Cards of voice
%help CONTROLLER: "channel-group" Time slots of a serial interface
%help CONTROLLER: "lte" Modem
%help CONTROLLER: "pri-group" Time slots of ISDN
%help "alarm-report" Report alarms
%help "bitswap" Move bits between tones
%help "cablelength" Length of the cable
%help "timeslots" Time slots
%help "unframed" Without frames
%help "clock" Where the clock comes from
%help "diagnostics" Diagnostics
%help "dels" Of a line of DSL
%help "ds0-group" Time slots with signalling
%help "ani" With the caller's number
%help "dsl-group" Pairs of wires
%help "pairs" Pairs of wires
%help "dsl-mode" Kind of DSL
%help "shdsl" SHDSL
%help "symmetric" Both directions alike
%help "annex" Annex of the standard
%help "fdl" Data link of the line
%help "firmware" Firmware
%help "filename" Name of a file
%help "phy" Physical layer
%help "id" NUMBER "apn" Access point
%help "apn" WORD "authentication" How the subscriber is authenticated
%help "apn" WORD "pdn-type" Kind of addresses
%help "apn" WORD "no-overwrite" Keep a profile that is there
%help "pdn-type" Kind of addresses
%help "no-overwrite" Keep a profile that is there
%help "apn" WORD "slot" Slot of the card
%help "pap_chap" PAP or CHAP
%help "australia" As in Australia
%help "dcd" Carrier detect
%help "ignore-error-duration" Seconds for which errors do not count
%help "line-zero" The first line
%help "line-one" The second line
%help "enhanced" Enhanced
%help "line-rate" Rate of the line
%help "line-term" Which end of the line
%help "line-termination" Impedance of the line
%help "linecode" Code of the line
%help "loopback" Loop the line back
%help "national" National bits
%help "reserve" Reserve
%help "operating" How it works
%help "tone" Tones
%help "nfas_d" Role of the D channel
%help "nfas_int" Number of the interface
%help "nfas_group" Group of lines with one D channel
%help "lte" Modem of a mobile network
%help "snr" Signal to noise
%help "margin" Margin in decibels
%help "sra" Adapt the rate
%help "sync" Synchronization
%help "tdm-group" Time slots to switch
%help "training" Training of the line
%help "yellow" Yellow alarms
%help "complexity" How much each codec takes
%help "sub-sample" Parts of samples
%help "dsp" Signal processors
%help "services" Services
%help "dspfarm" Farm of signal processors
%help "local-bypass" Calls within a card stay there
%help "voice-service" Voice
%help "dsp-reservation" Percentage for voice
%help "watchdog" Watch the card
%help "long" Long
%help "short" Short
%help "loop-timed" By the other side
%help "adaptive" By what arrives
%help "bits" By BITS
%help "independent" By itself
%help "failovertimer" Minutes until the other card is tried
%help "auto-sim" By the card
%help "gps" GPS
%help "nmea" Sentences of NMEA
%help "band-select" Bands to use
%help "dm-log" Log of the modem
%help "autostop" When it stops
%help "rotation" Files in turn
%help "link-recovery" Restart of a weak modem
%help "sim" Card of the subscriber
%help "data-profile" Profile for data
%help "attach-profile" Profile to attach with
%help "ims" IMS
%help "co5" Other side of version 5
%help "disablev43" Without V.43
%help "force-adsl1" Only ADSL
%help "max-bandwidth" The most bandwidth
%help "ukfeature" As in the United Kingdom
%help "detection" Notice them
%help "generation" Make them
%help "flex" As needed
%help "medium" Medium
%help "reservation-fixed" Reserved
%help "debounce-count" How often it must be seen
%help "monitor-timer" Seconds between looks
%help "rssi" Strength of the signal
%help "onset-threshold" Below which it is weak
%help "wait-timer" Seconds to wait
%help "delt" What the line tells
%%
global: "controller" name { line_no_effect(cx); open_quietly(cx, MODE_CONTROLLER); }
      | "controller" interface_name { line_no_effect(cx); open_quietly(cx, MODE_CONTROLLER); }
      | "controller" name name { line_no_effect(cx); open_quietly(cx, MODE_CONTROLLER); }
      | "controller" interface_name name { line_no_effect(cx); open_quietly(cx, MODE_CONTROLLER); }
      | "voice-card" voice_card_slot { line_no_effect(cx); open_quietly(cx, MODE_VOICE_CARD); }
      | "card" "type" name numbers { line_no_effect(cx); }
      | "network-clock-select" NUMBER name name { line_no_effect(cx); }
      | "network-clock-participate" clock_participant { line_no_effect(cx); }
      | "isdn" "switch-type" name { line_no_effect(cx); }
      | "isdn" "logging" { line_no_effect(cx); }
      ;
/* `0`, `0/4` */
voice_card_slot: NUMBER | name;
clock_participant: "slot" NUMBER | "wic" NUMBER | "aim" NUMBER;

line: IN_CONTROLLER no controller { line_no_effect(cx); }
    | IN_VOICE_CARD no voice_card { line_no_effect(cx); }
    ;
controller: "alarm-report" "all"
          | "bitswap" "line" NUMBER
          | "cablelength" NUMBER
          | "cablelength" cable_length name
          | "channel-group" NUMBER
          | "channel-group" NUMBER "timeslots" name
          | "channel-group" NUMBER "timeslots" name "speed" NUMBER
          | "channel-group" NUMBER "unframed"
          | "clock" "source" controller_clock
          | "clock" "source" "line" clock_priority
          | "clock" "source" "line" clock_priority NUMBER
          | "description" LINE
          | "diagnostics" "dels"
          | "ds0-group" NUMBER "timeslots" name
          | "ds0-group" NUMBER "timeslots" name "type" name
          | "ds0-group" NUMBER "timeslots" name "type" name name
          | "ds0-group" NUMBER "timeslots" name "type" name name "ani"
          | "dsl-group" NUMBER "pairs" name
          | "dsl-group" "auto"
          | "dsl-mode" "shdsl" "symmetric" "annex" name
          | "fdl" name
          | "firmware" "filename" name
          | "firmware" "phy" "filename" name
          | "framing" name
          | "framing" name "australia"
          | "ignore" "dcd"
          | "ignore" "ssm"
          | "ignore-error-duration" NUMBER
          | "line-mode" name
          | "line-mode" name "line-zero"
          | "line-mode" name "line-one"
          | "line-mode" name "enhanced"
          | "line-rate" name
          | "line-term" name
          | "line-termination" name
          | "linecode" name
          | "loopback" controller_loop
          | "lte" lte
          | "mode" name
          | "modem" modem_filter
          | "national" "reserve" numbers
          | "operating" "mode" name
          | "operating" "mode" name name
          | "operating" "mode" name "annex" name
          | "operating" "mode" name "tone" name
          | "pri-group"
          | "pri-group" "timeslots" name
          | "pri-group" "timeslots" name "service" "mgcp"
          | "pri-group" "timeslots" name "nfas_d" name "nfas_int" NUMBER "nfas_group" NUMBER
          | "profile" "id" "lte" NUMBER
          | "profile" "id" NUMBER "apn" name cellular_profile
          | "shutdown"
          | "snr" "margin" name
          | "sra"
          | "bitswap"
          | "diagnostics" "delt"
          | "line-mode" name "line" NUMBER
          | "modem" "auto"
          | "sync" "interval" NUMBER
          | "sync" "mode" name
          | "tdm-group" NUMBER "timeslots" name
          | "threshold" name NUMBER
          | "training" "log"
          | "training" "log" "filename" name
          | "yellow" yellow
          ;
cellular_profile: %empty | cellular_profile cellular_option;
cellular_option: "authentication" cellular_authentication
               | "authentication" cellular_authentication "username" name "password" hidden
               | "pdn-type" name
               | "slot" NUMBER
               | "no-overwrite"
               ;
cellular_authentication: "none" | "chap" | "pap" | "pap_chap";
cable_length: "long" | "short";
controller_clock: "free-running" | "internal" | "line" | "loop-timed" | "network" | "adaptive" NUMBER;
clock_priority: "bits" | "independent" | "primary" | "secondary";
controller_loop: "diagnostic" | "local" | "local" "line" | "local" "payload" | "network" | "remote";
modem_filter: "co5" | "disablev43" | "force-adsl1" | "max-bandwidth" | "ukfeature";
yellow: "detection" | "generation";
lte: "failovertimer" NUMBER
   | "firmware" "auto-sim"
   | "gps" "enable"
   | "gps" "mode" name
   | "gps" "nmea"
   | "gps" "nmea" "ip" "udp" IPV4 IPV4 NUMBER
   | "modem" "band-select" name
   | "modem" "dm-log" "enable"
   | "modem" "dm-log" "autostop" name
   | "modem" "dm-log" "filter" name
   | "modem" "dm-log" "output" "path" name
   | "modem" "dm-log" "rotation"
   | "modem" "dm-log" "size" NUMBER
   | "modem" "link-recovery" link_recovery
   | "sim" "authenticate" hidden
   | "sim" "authenticate" hidden "slot" NUMBER
   | "sim" "data-profile" NUMBER "attach-profile" NUMBER
   | "sim" "data-profile" NUMBER "attach-profile" NUMBER "slot" NUMBER
   | "sim" "max-retry" NUMBER
   | "sim" "primary" "slot" NUMBER
   | "sim" "primary" NUMBER
   | "sim" "profile" NUMBER
   | "sim" "profile" NUMBER "ims" NUMBER
   ;
/* a threshold is below zero: `-110` */
link_recovery: "debounce-count" NUMBER
             | "disable"
             | "monitor-timer" NUMBER
             | "rssi" "onset-threshold" name
             | "wait-timer" NUMBER
             ;
voice_card: "codec" "complexity" complexity
          | "codec" "sub-sample"
          | "dsp" "services" "dspfarm"
          | "dspfarm"
          | "local-bypass"
          | "voice-service" "dsp-reservation" NUMBER
          | "watchdog"
          | "shutdown"
          ;
complexity: "flex" | "high" | "medium" | "secure" | "flex" "reservation-fixed" name;
%%
