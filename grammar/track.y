/* Tracked objects. ios-semantics.md 1.7. */
%mode TRACK "track" "config-track"
%code requires {
struct track_object {
	enum track_kind kind;
	uint32_t sla_id;
	struct span at;
	struct name interface;
};

struct delays {
	bool has_up, has_down;
	uint8_t up, down;
};
}
%nterm <struct track_object> track_object
%nterm <enum track_kind> sla_state
%nterm <struct delays> delays
%nterm <uint32_t> track_id
%nterm <uint8_t> seconds
%%
global: "track" track_id[id] track_object[object] { track_enter(cx, $id, @id, &$object); }
      | "track" "timer" words      { line_not_translated(cx, @$, "a timer of tracks"); }
      | "track" "resolution" words { line_not_translated(cx, @$, "a resolution of metrics"); }
      ;
track_id: NUMBER { CHECK(number_in(cx, @1, $1, 1, 1000)); $$ = $1; };
track_object:
    %empty { $$ = (struct track_object){.at = @$}; }
  | "ip" "sla" sla_number[id] sla_state[kind]
      { $$ = (struct track_object){.kind = $kind, .sla_id = $id, .at = @id}; }
  | "rtr" sla_number[id] sla_state[kind]
      { $$ = (struct track_object){.kind = $kind, .sla_id = $id, .at = @id}; }
  | "interface" interface_name "line-protocol"
      { $$ = (struct track_object){.kind = TRACK_LINE_PROTOCOL, .interface = $2, .at = @2}; }
  | "interface" interface_name "ip" "routing"
      { $$ = (struct track_object){.kind = TRACK_IP_ROUTING, .interface = $2, .at = @2}; }
  | track_other
      { $$ = (struct track_object){.kind = TRACK_OTHER, .at = @$};
        line_not_translated(cx, @$, "this kind of track"); }
  ;
sla_state: %empty         { $$ = TRACK_SLA_STATE; }
         | "state"        { $$ = TRACK_SLA_STATE; }
         | "reachability" { $$ = TRACK_SLA_REACHABILITY; }
         ;
track_other: "interface" interface_name "ipv6" "routing"
           | "ip" "route" words
           | "ipv6" "route" words
           | "list" words
           | "stub-object"
           | "application" words
           | "service" words
           ;

line: IN_TRACK no track_command;
track_command: "delay" delays             { track_delay(cx, &$delays); }
             | "delay" only_no            { track_delay(cx, &(struct delays){true, true, 0, 0}); }
             | "default-state" "up"       { track_default(cx, false); }
             | "default-state" "down"     { track_default(cx, !cx->no); }
             | "default-state" only_no    { track_default(cx, false); }
             | "carrier-delay"            { line_no_effect(cx); }
             | track_detail words         { class_of_track(cx, @$); }
             ;
track_detail: "ip" "vrf"
            | "object"
            | "threshold"
            ;
delays: "up" seconds                       { $$ = (struct delays){true, false, $2, 0}; }
      | "down" seconds                     { $$ = (struct delays){false, true, 0, $2}; }
      | "up" seconds[up] "down" seconds[down] { $$ = (struct delays){true, true, $up, $down}; }
      | "down" seconds[down] "up" seconds[up] { $$ = (struct delays){true, true, $up, $down}; }
      ;
seconds: NUMBER { CHECK(number_in(cx, @1, $1, 0, 180)); $$ = (uint8_t)$1; };
%%
/* What stands under a track that is not translated is not, either; its own line has said so. */
static void class_of_track(struct ios_reader *cx, struct span at)
{
	if (cx->track->kind == TRACK_OTHER)
		line_class(cx, LINE_NOT_TRANSLATED);
	else
		line_not_translated(cx, at, "this part of a track");
}

static void track_enter(struct ios_reader *cx, uint32_t id, struct span at,
			const struct track_object *object)
{
	struct track *track;

	if (cx->no) {
		track_remove(cx->router, id);
		return;
	}
	cx->track = track = track_open(cx->router, id, at);
	enter(cx, MODE_TRACK);
	if (object->kind == TRACK_NONE)
		return;
	track->kind = object->kind;
	track->sla_id = object->sla_id;
	track->object_at = object->at;
	track->interface.name = object->interface;
	if (object->kind == TRACK_OTHER)
		track->other = router_words(cx->router, object->at);
}

static void track_delay(struct ios_reader *cx, const struct delays *delays)
{
	if (delays->has_up)
		cx->track->delay_up = cx->no ? 0 : delays->up;
	if (delays->has_down)
		cx->track->delay_down = cx->no ? 0 : delays->down;
}

static void track_default(struct ios_reader *cx, bool down)
{
	cx->track->default_down = down;
}
