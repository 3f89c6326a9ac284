/* Ports for voice, and ISDN under an interface. No effect here. */
%help INTERFACE: "isdn" ISDN
%help INTERFACE: "isdn" "incoming-voice" How voice calls are taken
%help INTERFACE: "isdn" "point-to-point-setup" Setup by one terminal
%help INTERFACE: "isdn" "protocol-emulate" Side to play
%help INTERFACE: "isdn" "layer1-emulate" Side of layer 1 to play
%help INTERFACE: "isdn" "overlap-receiving" Digits one by one
%help INTERFACE: "isdn" "send-alerting" Alert before connecting
%help INTERFACE: "isdn" "sending-complete" Say that the number is whole
%help INTERFACE: "isdn" "bchan-number-order" Order of channels
%help INTERFACE: "isdn" "bind-l3" Who gets layer 3
%help INTERFACE: "isdn" "negotiate-bchan" Other channels may be offered
%help INTERFACE: "isdn" "outgoing" Calls that go out
%help INTERFACE: "isdn" "supp-service" Supplementary services
%help INTERFACE: "isdn" "calling-number" Number of the caller
%help INTERFACE: "isdn" "spid1" Profile of the first channel
%help INTERFACE: "isdn" "spid2" Profile of the second channel
%help INTERFACE: "isdn" "tei-negotiation" When the terminal number is asked for
%help INTERFACE: "isdn" "static-tei" Terminal number by hand
%help INTERFACE: "isdn" "x25" X.25
%help INTERFACE: "isdn" "map" Map of types of numbers
%help VOICE_PORT: "auto-cut-through" Connect before the signal
%help VOICE_PORT: "battery-reversal" Reverse the battery
%help VOICE_PORT: "bearer-cap" Bearer capability
%help VOICE_PORT: "caller-id" Caller's number
%help VOICE_PORT: "comfort-noise" Noise in silence
%help VOICE_PORT: "compand-type" Kind of companding
%help VOICE_PORT: "connection" Connection of this port
%help VOICE_PORT: "cptone" Tones of a country
%help VOICE_PORT: "dial-type" Kind of dialling
%help VOICE_PORT: "disconnect-ack" Acknowledge the end
%help VOICE_PORT: "echo-cancel" Cancellation of echoes
%help VOICE_PORT: "impedance" Impedance
%help VOICE_PORT: "local-alerting" Ring here
%help VOICE_PORT: "loss-plan" Plan of losses
%help VOICE_PORT: "music-threshold" Level of music
%help VOICE_PORT: "non-linear" Non-linear processing
%help VOICE_PORT: "operation" Wires
%help VOICE_PORT: "station-id" Identity of the station
%help VOICE_PORT: "supervisory" Supervision
%help VOICE_PORT: "vad" Silence suppression
%help VOICE_PORT: "description" Description of the port
%help VOICE_PORT: "shutdown" Take the port out of service
%help VOICE_PORT: "type" Kind
%help VOICE_PORT: "snmp" SNMP
%help "tied" To one line
%help "tie-line" A line between exchanges
%help "answer-mode" Only answer
%help "alerting" While it rings
%help "bootup" While it starts
%help "e-lead" E wire
%help "in-service" When it works
%help "auto-control" By itself
%help "lrq" Location requests
%help "forward-queries" Pass questions on
%help "pre-dial-delay" Seconds before dialling
%help "noise" Noise
%help "trunk-group" Group of lines
%help "idle-voltage" Voltage while idle
%help "dc-offset" Offset of direct current
%help "disc_pi_off" Without the tone at the end
%help "answer" Answer
%help "dualtone-detect-params" How tones are noticed
%help "display-ie" Names
%help "ie" Elements of information
%help "outgoing-voice" How voice calls go out
%help "skipsend-idverify" Do not verify identities
%help "send-status-enquiry" Ask for the status
%help "guard-timer" Milliseconds to wait
%help "on-expiry" What then
%help "gateway-max-interworking" As much as possible
%help "answer1" First number to answer
%help "answer2" Second number to answer
%help "caller" Caller to accept
%help "not-end-to-end" Speed of calls that are not end to end
%help "digits" Digits
%help "tx-emulate" Emulate
%help "tei" Terminal number
%help "network-failure-cause" Cause of failures
%help "mid-call" Within a call
%help "pre-connect" Before it is answered
%help "plan" Plan of numbers
%help "termination" Resistors at the line's end
%help "multidrop" For several terminals
%%
line: IN_VOICE_PORT no voice_port { line_no_effect(cx); };
voice_port: "alert" "timeout" NUMBER
          | "auto-cut-through"
          | "battery-reversal"
          | "bearer-cap" name
          | "caller-id" "enable"
          | "comfort-noise"
          | "compand-type" name
          | "connection" "plar" dial_digits
          | "connection" "plar" "opx" dial_digits
          | "connection" "plar" "opx" "immediate" dial_digits
          | "connection" "plar" "tied" dial_digits
          | "connection" "tie-line" dial_digits
          | "connection" "trunk" dial_digits
          | "connection" "trunk" dial_digits "answer-mode"
          | "define" name name NUMBER
          | "caller-id" "alerting" name
          | "caller-id" "alerting" "ring" NUMBER
          | "caller-id" "block"
          | "bootup" "e-lead" "off"
          | "busyout" "monitor" interface_name
          | "busyout" "monitor" interface_name "in-service"
          | "busyout" "forced"
          | "cptone" name
          | "description" LINE
          | "dial-type" name
          | "disconnect-ack"
          | "echo-cancel" "enable"
          | "echo-cancel" "coverage" NUMBER
          | "impedance" name
          | "input" "gain" gain
          | "input" "gain" "auto-control"
          | "input" "gain" "auto-control" gain
          | "lrq" "forward-queries"
          | "mwi"
          | "pre-dial-delay" NUMBER
          | "shutdown" "forced"
          | "threshold" "noise" gain
          | "trunk-group" name
          | "trunk-group" name NUMBER
          | "trunk-group" name "timeslots" name
          | "voice-class" name name
          | "playout-delay" name NUMBER
          | "idle-voltage" name
          | "ring" "dc-offset" name
          | "disc_pi_off"
          | "supervisory" "answer" "dualtone"
          | "supervisory" "custom-cptone" name
          | "supervisory" "dualtone-detect-params" NUMBER
          | "supervisory" "disconnect" "dualtone" supervised_call
          | "local-alerting"
          | "loss-plan" name
          | "music-threshold" NUMBER
          | "non-linear"
          | "operation" name
          | "output" "attenuation" gain
          | "ring" "number" NUMBER
          | "ring" "frequency" NUMBER
          | "ring" "cadence" name
          | "shutdown"
          | "signal" name
          | "signal" name name
          | "snmp" "trap" "link-status"
          | "station-id" "name" name
          | "station-id" "number" dial_digits
          | "supervisory" "disconnect"
          | "supervisory" "disconnect" name
          | "timeouts" name NUMBER
          | "timeouts" name name NUMBER
          | "timing" name NUMBER
          | "translation-profile" in_out_bound name
          | "type" NUMBER
          | "vad"
          ;
supervised_call: "mid-call" | "pre-connect" | "mid-call" "voice-class" name;
isdn: "isdn" "switch-type" name
    | "isdn" "incoming-voice" name
    | "isdn" "incoming-voice" name NUMBER
    | "isdn" "point-to-point-setup"
    | "isdn" "protocol-emulate" name
    | "isdn" "layer1-emulate" name
    | "isdn" "overlap-receiving"
    | "isdn" "send-alerting"
    | "isdn" "sending-complete"
    | "isdn" "bchan-number-order" name
    | "isdn" "bind-l3" name
    | "isdn" "negotiate-bchan"
    | "isdn" "outgoing" "display-ie"
    | "isdn" "outgoing" "ie" name
    | "isdn" "outgoing" "ie" name "setup"
    | "isdn" "outgoing-voice" name
    | "isdn" "outgoing-voice" name name
    | "isdn" "skipsend-idverify"
    | "isdn" "send-status-enquiry"
    | "isdn" "guard-timer" NUMBER
    | "isdn" "guard-timer" NUMBER "on-expiry" name
    | "isdn" "gateway-max-interworking"
    | "isdn" "ie" name name
    | "isdn" "answer1" dial_digits
    | "isdn" "answer2" dial_digits
    | "isdn" "caller" dial_digits
    | "isdn" "disconnect-cause" name
    | "isdn" "not-end-to-end" NUMBER
    | "isdn" "number" "digits" NUMBER
    | "isdn" "test" "call" name
    | "isdn" "timer" name NUMBER
    | "isdn" "tx-emulate"
    | "isdn" "tei" name
    | "isdn" "network-failure-cause" NUMBER
    | "isdn" "service" name NUMBER "state" NUMBER
    | "isdn" "supp-service" name
    | "isdn" "supp-service" name name
    | "isdn" "map" "address" name isdn_numbering
    | "isdn" "calling-number" dial_digits
    | "isdn" "spid1" dial_digits
    | "isdn" "spid2" dial_digits
    | "isdn" "tei-negotiation" name
    | "isdn" "static-tei" NUMBER
    | "isdn" "x25" name
    | "isdn" "termination" "multidrop"
    ;
isdn_numbering: "plan" name "type" name | "transparent" | "type" name | "plan" name;

interface_command: isdn { line_no_effect(cx); }
                 | "physical-layer" name { line_no_effect(cx); }
                 ;
%%
