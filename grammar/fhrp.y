/*
 * Virtual routers of an interface: HSRP (`standby`), VRRP, and GLBP, which has no like on Linux.
 * ios-semantics.md 1.12.
 */
%code requires {
struct fhrp_times {
	uint32_t hello, hold; /* milliseconds */
};
}
%mode VRRP_GROUP "VRRP group" "config-if-vrrp"
%help INTERFACE: "standby" Share an address with another router (HSRP)
%help "standby" NUMBER Number of the group
%help NUMBER "preempt" Take over from a router of lower priority
%help NUMBER "timers" Time between hellos, and until another takes over
%help NUMBER "authentication" Authenticate the other routers
%help "standby" "ip" The shared address
%help "standby" NUMBER "ip" The shared address
%help "standby" NUMBER "ip" IPV4 The shared address
%help "standby" "priority" The highest is active
%help "standby" NUMBER "priority" The highest is active
%help "standby" "preempt" Take over from a router of lower priority
%help "standby" "timers" Time between hellos, and until another takes over
%help "standby" "track" Lower the priority while a track is down
%help "standby" NUMBER "track" Lower the priority while a track is down
%help "standby" NUMBER "name" Name of the group
%help "standby" NUMBER "mac-address" The shared hardware address
%help "standby" NUMBER "follow" Do as another group does
%help "standby" NUMBER "ipv6" The shared IPv6 address
%help "standby" "authentication" Authenticate the other routers
%help "standby" "version" Version of HSRP
%help "standby" "delay" Wait before the groups begin
%help "standby" "use-bia" Use the interface's own hardware address
%help "mac-refresh" Seconds between learning packets
%help "standby" "redirect" Redirects with the shared address
%help "standby" "redirects" Redirects with the shared address
%help "standby" "bfd" Watch the neighbour by BFD
%help "track" NUMBER "decrement" By how much
%help "track" NUMBER "shutdown" Leave the group
%help "timers" "msec" Milliseconds
%help "preempt" "delay" Wait before
%help "delay" "minimum" At least so many seconds
%help "delay" "reload" Seconds after a restart
%help "delay" "sync" Seconds to wait for others
%help "md5" "key-string" Key
%help "md5" "key-chain" Key chain
%help "authentication" "text" Text, in the clear
%help "authentication" "md5" MD5
%help INTERFACE: "vrrp" Share an address with another router (VRRP)
%help "vrrp" NUMBER Number of the group
%help "vrrp" NUMBER "ip" The shared address
%help "vrrp" NUMBER "ip" IPV4 The shared address
%help "vrrp" NUMBER "priority" The highest is master
%help "vrrp" NUMBER "track" Lower the priority while a track is down
%help "vrrp" NUMBER "description" What the group is for
%help "vrrp" NUMBER "shutdown" Leave the group
%help "vrrp" NUMBER "name" Name of the group
%help "vrrp" NUMBER "address-family" Group of VRRP version 3
%help "vrrp" "delay" Wait before the groups begin
%help "timers" "advertise" Time between advertisements
%help "timers" "learn" As the master says
%help VRRP_GROUP: "address" The shared address
%help VRRP_GROUP: "priority" The highest is master
%help VRRP_GROUP: "preempt" Take over from a router of lower priority
%help VRRP_GROUP: "timers" Time between advertisements
%help VRRP_GROUP: "track" Lower the priority while a track is down
%help VRRP_GROUP: "description" What the group is for
%help VRRP_GROUP: "shutdown" Leave the group
%help VRRP_GROUP: "match-address" Other routers must have the same address
%help "vrrpv2" Speak version 2, too
%help "vrrs" Name for followers
%help "exit-vrrp" Leave the group's mode
%help IPV4 "secondary" One more address
%help IPV4 "primary" The first address
%help GLOBAL: "fhrp" HSRP, VRRP and GLBP
%help "fhrp" "version" Version
%help "fhrp" "delay" Wait before groups begin
%help INTERFACE: "glbp" Share load with another router (GLBP)
%help "glbp" NUMBER Number of the group
%help "glbp" NUMBER "ip" The shared address
%help "glbp" NUMBER "priority" The highest is in charge
%help "glbp" NUMBER "weighting" Weight of this router
%help "glbp" NUMBER "load-balancing" How hosts are shared
%help "host-dependent" By host
%help "weighted" By weight
%help "forwarder" "preempt" Take over from a router of lower weight
%help "client-cache" Remember hosts
%help GLOBAL: "arp" A fixed entry of ARP
%help GLOBAL: "bfd" Detection of lost neighbours
%help INTERFACE: "bfd" Detection of lost neighbours
%help "use-bia" "scope" Where
%help "scope" "interface" For this interface
%help "redirect" "unknown" For unknown routers
%help "redirects" "unknown" For unknown routers
%help "vrrp" "v2" Version 2
%help "vrrp" "v3" Version 3
%help "vrrs" "leader" Name for followers
%help "weighting" NUMBER "lower" Weight from which it gives up
%help "weighting" NUMBER "upper" Weight from which it takes over
%help "weighting" "track" Lower the weight while a track is down
%help "fhrp" "version" "vrrp" Of VRRP
%help "track" "timer" "fhrp" Of redundant routers
%help "glbp" NUMBER "forwarder" Forwarders
%help "timers" "redirect" Seconds of redirection
%help "lower" NUMBER "upper" Weight that is enough again
%help "standby" "name" Name of the group
%help "standby" "mac-address" MAC address of the group
%help "standby" "follow" Follow another group
%help "standby" "arp" Announce by ARP
%help "standby" "redirect" "disable" Send none
%help "standby" "redirect" "timers" Seconds of redirection
%help "timers" "msec" NUMBER "msec" In milliseconds
%help "timers" "advertise" "msec" In milliseconds
%help "standby" "ipv6" "autoconfig" From the MAC address
%help "minimum" NUMBER "reload" After a reload
%help "round-robin" In turn
%help "upper" Upper
%help "follow" Follow another
%help "msec" Milliseconds
%help "client-cache" "maximum" Most clients
%help INTERFACE: "standby" "ipv6" Address of the group
%help "maximum" Most
%help "glbp" NUMBER "ipv6" "autoconfig" From the MAC address
%help "glbp" NUMBER "name" Name of the group
%help "standby" NUMBER "priority" NUMBER Priority, from 0 to 255
%help "standby" NUMBER "preempt" "delay" NUMBER Seconds to wait
%help "standby" NUMBER "preempt" "delay" "minimum" NUMBER Seconds to wait
%help "standby" NUMBER "timers" NUMBER Seconds between hellos
%help "standby" NUMBER "timers" NUMBER NUMBER Seconds until the other is taken for dead
%help "standby" NUMBER "timers" "msec" NUMBER Milliseconds between hellos
%help "standby" NUMBER "timers" "msec" NUMBER NUMBER Seconds until the other is taken for dead
%help "standby" NUMBER "timers" "msec" NUMBER "msec" NUMBER Milliseconds until the other is taken for dead
%help "standby" NUMBER "track" IFNAME Interface that is tracked
%help "track" NUMBER "decrement" NUMBER What the priority loses
%help "standby" NUMBER "authentication" WORD Password
%help "standby" NUMBER "name" WORD Name of the group
%help "vrrp" NUMBER "priority" NUMBER Priority, from 1 to 254
%help "timers" "advertise" NUMBER Seconds between advertisements
%nterm <uint32_t> standby_group vrrp_group fhrp_delay fhrp_decrement preempt_delays preempt_delay
%nterm <struct fhrp_times> standby_times
%nterm <struct fhrp_track> standby_tracked
%nterm <const char *> standby_lost fhrp_password
%%
interface_command:
    "standby" standby_group[group] only_no
      { fhrp_group_remove(cx->interface, FHRP_HSRP, $group); }
  | "standby" standby_group[group] "ip" { standby(cx, $group)->learns = !cx->no;
		if (cx->no) standby(cx, $group)->addresses.len = 0; }
  | "standby" standby_group[group] "ip" IPV4[addr]
      { virtual_address(cx, standby(cx, $group), $addr, @addr, false); }
  | "standby" standby_group[group] "ip" IPV4[addr] "secondary"
      { virtual_address(cx, standby(cx, $group), $addr, @addr, true); }
  | "standby" standby_group[group] "priority" NUMBER[priority] {
		CHECK(number_in(cx, @priority, $priority, 0, 255));
		standby(cx, $group)->priority = cx->no ? FHRP_PRIORITY : $priority;
	}
  | "standby" standby_group[group] "priority" only_no
      { standby(cx, $group)->priority = FHRP_PRIORITY; }
  | "standby" standby_group[group] "priority" NUMBER[priority] "preempt" {
		CHECK(number_in(cx, @priority, $priority, 0, 255));
		standby(cx, $group)->priority = cx->no ? FHRP_PRIORITY : $priority;
		standby(cx, $group)->preempt = !cx->no;
	}
  | "standby" standby_group[group] "preempt" fhrp_delay[delay]
      { standby_preempt(cx, $group, $delay); }
  | "standby" standby_group[group] "timers" standby_times[times]
      { fhrp_timers(standby(cx, $group), cx->no ? (struct fhrp_times){0} : $times); }
  | "standby" standby_group[group] "timers" only_no
      { fhrp_timers(standby(cx, $group), (struct fhrp_times){0}); }
  | "standby" standby_group[group] "track" standby_tracked[tracked]
      { fhrp_track(cx->router, cx->no, standby(cx, $group), &$tracked); }
  | "standby" standby_group[group] "name" name
      { standby(cx, $group)->name = cx->no ? NULL : $name.s; }
  | "standby" standby_group[group] "name" only_no { standby(cx, $group)->name = NULL; }
  | "standby" standby_group[group] "follow" name
      { standby(cx, $group)->follows = given(cx, $name); }
  | "standby" standby_group[group] "follow" only_no { standby(cx, $group)->follows = nothing; }
  | "standby" standby_group[group] "authentication"[word] fhrp_password[text]
      { fhrp_authenticate(cx, FHRP_HSRP, $group, @word, $text); }
  | "standby" standby_group[group] "authentication" only_no
      { standby(cx, $group)->text = NULL; }
  | "standby" standby_group standby_lost[lost]
      { (void)$standby_group; line_not_translated(cx, @$, $lost); }
  | "standby" standby_quiet { line_no_effect(cx); }
  | "standby" fhrp_late { line_feature(cx, @$, "the delay of HSRP after a start"); }
  ;
standby_group: %empty { $$ = 0; }
             | NUMBER { CHECK(number_in(cx, @1, $1, 0, 4095)); $$ = $1; }
             ;
fhrp_delay: %empty { $$ = 0; }
          | "delay" NUMBER[seconds] { CHECK(number_in(cx, @seconds, $seconds, 0, 3600)); $$ = $seconds; }
          | "delay" preempt_delays { $$ = $2; }
          ;
preempt_delays: preempt_delay
              | preempt_delays[so] preempt_delay[more] { $$ = $more ? $more : $so; }
              ;
preempt_delay: "minimum" NUMBER { CHECK(number_in(cx, @2, $2, 0, 3600)); $$ = $2; }
             | "reload" NUMBER {
		CHECK(number_in(cx, @2, $2, 0, 3600));
		$$ = 0;
		line_not_translated(cx, @$, "the delay of a take-over after a start");
	}
             | "sync" NUMBER    { CHECK(number_in(cx, @2, $2, 0, 3600)); $$ = 0; }
             ;
standby_times: NUMBER[hello] NUMBER[hold]
                 { CHECK(standby_seconds(cx, @hello, $hello, @hold, $hold, &$$)); }
             | "msec" NUMBER[hello] NUMBER[hold]
                 { CHECK(number_in(cx, @hello, $hello, 15, 999));
                   $$ = (struct fhrp_times){$hello, $hold * 1000}; }
             | "msec" NUMBER[hello] "msec" NUMBER[hold]
                 { CHECK(number_in(cx, @hello, $hello, 15, 999));
                   CHECK(number_in(cx, @hold, $hold, 50, 3000));
                   $$ = (struct fhrp_times){$hello, $hold}; }
             ;
standby_tracked:
    track_id[id] fhrp_decrement[decrement]
      { $$ = (struct fhrp_track){.id = $id, .decrement = $decrement, .at = @id}; }
  | track_id[id] "shutdown" { $$ = (struct fhrp_track){.id = $id, .shutdown = true, .at = @id}; }
  | interface_name[interface]
      { $$ = (struct fhrp_track){.decrement = FHRP_DECREMENT, .at = @interface};
        $$.interface.name = $interface; }
  | interface_name[interface] NUMBER[decrement]
      { CHECK(number_in(cx, @decrement, $decrement, 1, 255));
        $$ = (struct fhrp_track){.decrement = $decrement, .at = @interface};
        $$.interface.name = $interface; }
  ;
fhrp_decrement: %empty { $$ = FHRP_DECREMENT; }
              | "decrement" NUMBER { CHECK(number_in(cx, @2, $2, 1, 255)); $$ = $2; }
              ;
standby_lost: "authentication" "md5" "key-string" hidden { $$ = "authentication by MD5"; }
            | "authentication" "md5" "key-string" hidden "timeout" NUMBER
                { $$ = "authentication by MD5"; }
            | "authentication" "md5" "key-chain" name { $$ = "authentication by MD5"; }
            | "bfd"                             { $$ = "BFD between the routers"; }
            | "mac-address" name                { $$ = "the virtual MAC address"; }
            | "ipv6" "autoconfig"               { $$ = "HSRP for IPv6"; }
            | "ipv6" IPV6                       { $$ = "HSRP for IPv6"; }
            | "ipv6" PREFIX6                    { $$ = "HSRP for IPv6"; }
            ;
standby_quiet: "version" NUMBER { CHECK(number_in(cx, @2, $2, 1, 2)); }
             | "version" only_no
             | "use-bia"
             | "use-bia" "scope" "interface"
             | "mac-refresh" NUMBER
             | "redirect"
             | "redirect" "enable"
             | "redirect" "disable"
             | "redirect" "unknown"
             | "redirect" "timers" NUMBER NUMBER
             | "redirects"
             | "redirects" "unknown"
             | "arp" "gratuitous"
             ;
fhrp_late: "delay" "minimum" NUMBER
         | "delay" "reload" NUMBER
         | "delay" "minimum" NUMBER "reload" NUMBER
         ;
fhrp_password: name        { CHECK(password_is_good(cx, @1, $1.s)); $$ = $1.s; }
             | "text" name { CHECK(password_is_good(cx, @2, $2.s)); $$ = $2.s; }
             ;

/* VRRP in its older form, one line an option. */
interface_command:
    "vrrp" vrrp_group[group] only_no { fhrp_group_remove(cx->interface, FHRP_VRRP, $group); }
  | "vrrp" vrrp_group[group] "ip" IPV4[addr]
      { virtual_address(cx, vrrp(cx, $group), $addr, @addr, false); }
  | "vrrp" vrrp_group[group] "ip" IPV4[addr] "secondary"
      { virtual_address(cx, vrrp(cx, $group), $addr, @addr, true); }
  | "vrrp" vrrp_group[group] "ip" only_no { vrrp(cx, $group)->addresses.len = 0; }
  | "vrrp" vrrp_group[group] "priority" NUMBER[priority]
      { CHECK(vrrp_priority(cx, vrrp(cx, $group), @priority, $priority)); }
  | "vrrp" vrrp_group[group] "priority" only_no { vrrp(cx, $group)->priority = FHRP_PRIORITY; }
  | "vrrp" vrrp_group[group] "preempt" fhrp_delay[delay]
      { vrrp_preempt(cx, vrrp(cx, $group), $delay); }
  | "vrrp" vrrp_group[group] "timers" "advertise" NUMBER[seconds] {
		CHECK(number_in(cx, @seconds, $seconds, 1, 255));
		vrrp(cx, $group)->hello = cx->no ? 0 : $seconds * 1000;
	}
  | "vrrp" vrrp_group[group] "timers" "advertise" "msec" NUMBER[ms] {
		CHECK(number_in(cx, @ms, $ms, 50, 999));
		vrrp(cx, $group)->hello = cx->no ? 0 : $ms;
	}
  | "vrrp" vrrp_group[group] "timers" "advertise" only_no { vrrp(cx, $group)->hello = 0; }
  | "vrrp" vrrp_group "timers" "learn" { (void)$vrrp_group; line_no_effect(cx); }
  | "vrrp" vrrp_group[group] "track" track_id[id] fhrp_decrement[decrement]
      { vrrp_track(cx, vrrp(cx, $group), $id, @id, $decrement, false); }
  | "vrrp" vrrp_group[group] "track" track_id[id] "shutdown"
      { vrrp_track(cx, vrrp(cx, $group), $id, @id, 0, true); }
  | "vrrp" vrrp_group[group] "description" LINE
      { vrrp(cx, $group)->description = cx->no ? NULL : $LINE; }
  | "vrrp" vrrp_group[group] "description" only_no { vrrp(cx, $group)->description = NULL; }
  | "vrrp" vrrp_group[group] "shutdown" { vrrp(cx, $group)->shutdown = !cx->no; }
  | "vrrp" vrrp_group "name" name { (void)$vrrp_group; line_no_effect(cx); }
  | "vrrp" vrrp_group[group] "authentication"[word] fhrp_password[text]
      { fhrp_authenticate(cx, FHRP_VRRP, $group, @word, $text); }
  | "vrrp" vrrp_group[group] "authentication" only_no { vrrp(cx, $group)->text = NULL; }
  | "vrrp" vrrp_group "authentication" "md5" vrrp_md5
      { (void)$vrrp_group; line_not_translated(cx, @3, "authentication by MD5"); }
  | "vrrp" vrrp_group[group] "address-family" "ipv4" { vrrp_enter(cx, $group); }
  | "vrrp" vrrp_group "address-family" "ipv6" {
		(void)$vrrp_group;
		line_not_translated(cx, @$, "VRRP for IPv6");
		skip_block(cx);
	}
  | "vrrp" fhrp_late { line_feature(cx, @$, "the delay of VRRP after a start"); }
  ;
vrrp_md5: "key-string" hidden
        | "key-string" hidden "timeout" NUMBER
        | "key-chain" name
        ;
vrrp_group: NUMBER { CHECK(number_in(cx, @1, $1, 1, 255)); $$ = $1; };

/* And in its newer, a block: `fhrp version vrrp v3`. */
global: "fhrp" "version" "vrrp" "v2" { line_no_effect(cx); }
      | "fhrp" "version" "vrrp" "v3" { line_no_effect(cx); }
      | "fhrp" fhrp_late { line_feature(cx, @$, "the delay of VRRP after a start"); }
      | "track" "timer" "fhrp" NUMBER { line_no_effect(cx); }
      ;
line: IN_VRRP_GROUP no vrrp_command;
vrrp_command:
    "address" IPV4[addr] { virtual_address(cx, vrrp(cx, cx->vrrp), $addr, @addr, false); }
  | "address" IPV4[addr] "primary" { virtual_address(cx, vrrp(cx, cx->vrrp), $addr, @addr, false); }
  | "address" IPV4[addr] "secondary" { virtual_address(cx, vrrp(cx, cx->vrrp), $addr, @addr, true); }
  | "priority" NUMBER[priority]
      { CHECK(vrrp_priority(cx, vrrp(cx, cx->vrrp), @priority, $priority)); }
  | "priority" only_no { vrrp(cx, cx->vrrp)->priority = FHRP_PRIORITY; }
  | "preempt" fhrp_delay[delay] { vrrp_preempt(cx, vrrp(cx, cx->vrrp), $delay); }
  | "timers" "advertise" NUMBER[ms] {
		CHECK(number_in(cx, @ms, $ms, 100, 40950));
		vrrp(cx, cx->vrrp)->hello = cx->no ? 0 : $ms;
	}
  | "timers" "advertise" only_no { vrrp(cx, cx->vrrp)->hello = 0; }
  | "track" track_id[id] fhrp_decrement[decrement]
      { vrrp_track(cx, vrrp(cx, cx->vrrp), $id, @id, $decrement, false); }
  | "track" track_id[id] "shutdown" { vrrp_track(cx, vrrp(cx, cx->vrrp), $id, @id, 0, true); }
  | "description" LINE { vrrp(cx, cx->vrrp)->description = cx->no ? NULL : $LINE; }
  | "description" only_no { vrrp(cx, cx->vrrp)->description = NULL; }
  | "shutdown" { vrrp(cx, cx->vrrp)->shutdown = !cx->no; }
  | "match-address" { line_no_effect(cx); }
  | "vrrpv2" { vrrp(cx, cx->vrrp)->speaks_v2 = !cx->no; }
  | "vrrs" "leader" name { line_no_effect(cx); }
  ;
line: IN_VRRP_GROUP "exit-vrrp" { leave(cx, 1); };

/* GLBP gives each router a MAC address of its own: Linux has nothing that speaks it. */
interface_command: "glbp" NUMBER glbp { line_not_translated(cx, @$, "GLBP"); };
glbp: "ip"
    | "ip" IPV4
    | "ip" IPV4 "secondary"
    | "ipv6" "autoconfig"
    | "ipv6" IPV6
    | "priority" NUMBER
    | "preempt" fhrp_delay { (void)$2; }
    | "timers" standby_times { (void)$2; }
    | "timers" "redirect" NUMBER NUMBER
    | "name" name
    | "weighting" NUMBER
    | "weighting" NUMBER "lower" NUMBER
    | "weighting" NUMBER "lower" NUMBER "upper" NUMBER
    | "weighting" NUMBER "upper" NUMBER
    | "weighting" "track" NUMBER fhrp_decrement { (void)$4; }
    | "forwarder" "preempt"
    | "forwarder" "preempt" "delay" "minimum" NUMBER
    | "load-balancing"
    | "load-balancing" "host-dependent"
    | "load-balancing" "round-robin"
    | "load-balancing" "weighted"
    | "client-cache" "maximum" NUMBER
    | "client-cache" "maximum" NUMBER "timeout" NUMBER
    | "authentication" "text" hidden
    | "authentication" "md5" "key-string" hidden
    | "authentication" "md5" "key-chain" name
    ;
%%
static struct fhrp_group *standby(struct ios_reader *cx, uint32_t number)
{
	return fhrp_group(cx->router, cx->interface, FHRP_HSRP, number, cx->line);
}

static struct fhrp_group *vrrp(struct ios_reader *cx, uint32_t number)
{
	return fhrp_group(cx->router, cx->interface, FHRP_VRRP, number, cx->line);
}

static void virtual_address(struct ios_reader *cx, struct fhrp_group *group, uint32_t addr,
			    struct span at, bool secondary)
{
	fhrp_address(cx->router, cx->no, group, (struct fhrp_address){ at, addr, secondary });
}

static void fhrp_timers(struct fhrp_group *group, struct fhrp_times times)
{
	group->hello = times.hello;
	group->hold = times.hold;
}

static bool standby_seconds(struct ios_reader *cx, struct span hello_at, uint32_t hello,
			    struct span hold_at, uint32_t hold, struct fhrp_times *times)
{
	*times = (struct fhrp_times){ hello * 1000, hold * 1000 };
	if (!number_in(cx, hello_at, hello, 1, 254) || !number_in(cx, hold_at, hold, 1, 255))
		return false;
	return hold > hello || fault(cx, hold_at, "the hold time must be longer than the hello time");
}

static void standby_preempt(struct ios_reader *cx, uint32_t number, uint32_t delay)
{
	struct fhrp_group *group = standby(cx, number);

	group->preempt = !cx->no;
	group->delay = cx->no ? 0 : delay;
}

static bool vrrp_priority(struct ios_reader *cx, struct fhrp_group *group, struct span at,
			  uint32_t priority)
{
	group->priority = cx->no ? FHRP_PRIORITY : priority;
	return number_in(cx, at, priority, 1, 254);
}

/* What keepalived takes as it stands, so that nothing in it can mean more; both end it at 8. */
static bool password_is_good(struct ios_reader *cx, struct span at, const char *text)
{
	if (strlen(text) > FHRP_PASSWORD_MAX)
		return fault(cx, at, "a password of virtual routers has at most %d letters",
			     FHRP_PASSWORD_MAX);
	return true;
}

/* The group's place, should this be its first line, ends before the password. */
static void fhrp_authenticate(struct ios_reader *cx, enum fhrp_kind kind, uint32_t number,
			      struct span word, const char *text)
{
	struct span at = { cx->line.off, word.off + word.len - cx->line.off };
	struct fhrp_group *group = fhrp_group(cx->router, cx->interface, kind, number, at);

	group->text = NULL;
	group->text_at = word;
	if (cx->no)
		return;
	if (text[strspn(text, FHRP_PASSWORD_LETTERS)]) {
		line_not_translated(cx, word, "a password of other characters than letters, digits "
					      "and '-', '.', '_'");
		return;
	}
	group->text = text;
}

static void vrrp_preempt(struct ios_reader *cx, struct fhrp_group *group, uint32_t delay)
{
	group->no_preempt = cx->no && !cx->is_default;
	group->delay = cx->no ? 0 : delay;
}

static void vrrp_track(struct ios_reader *cx, struct fhrp_group *group, uint32_t id,
		       struct span at, uint32_t decrement, bool shutdown)
{
	fhrp_track(cx->router, cx->no, group,
		   &(struct fhrp_track){
			   .at = at, .id = id, .decrement = decrement, .shutdown = shutdown });
}

static void vrrp_enter(struct ios_reader *cx, uint32_t number)
{
	if (cx->no) {
		fhrp_group_remove(cx->interface, FHRP_VRRP, number);
		return;
	}
	vrrp(cx, number)->v3 = true;
	cx->vrrp = number;
	enter(cx, MODE_VRRP_GROUP);
}
