/*
 * The language of one IOS line, and what every fragment builds on. The other *.y files beside this
 * one hold a feature each; join.awk puts all of them between this file and drive.y. A fragment has
 * three parts like any bison file (declarations, rules, C), and no %token: a keyword is declared by
 * being used in a rule, "in lower case". Users may abbreviate it and write it in any case.
 *
 * A line is read in a mode. The first token names it, then `no` takes up `no`, `default` or nothing
 * and sets cx->no and cx->is_default. A statement is an alternative of one of
 *
 *	global: "ip" "route" network next_hop          a command of global configuration
 *	interface_command: "shutdown"                  one of a mode
 *
 * and a fragment that owns a mode declares it, with what messages call it and what the router shows
 * in its prompt, and adds
 *
 *	%mode TRACK "track" "config-track"
 *	line: IN_TRACK no track_command;
 *	global: "track" NUMBER[id] track_object { ...; enter(cx, MODE_TRACK); };
 *
 * What `?` says of a word is declared in a fragment's first part, one line each: of the last token,
 * where it stands behind the others: anywhere, or where a command of one mode (`ALL:` of any) begins so. In
 * place of `...` something may stand, and a command begins with what is before. The longest that fits is taken.
 *
 *	%help "extendable" Extend this translation when used
 *	%help "ip" "nat" "pool" WORD Name of the pool
 *	%help INTERFACE: "ip" "address" IPV4 The interface's own address
 *	%help APPLET: ... "maxrun" Seconds that the applet may take
 *	%help "ip" "nat" ... "vrf" VRF of the inside addresses
 *	%help BGP BGP_FAMILY: "network" A network to announce
 *
 * A word that nobody types, as of a transcript, is kept out of `?`:
 *
 *	%unlisted GLOBAL: "building"
 *
 * Keywords of all platforms stand side by side here, which on no router do. One that few mean who
 * abbreviate stands back behind others, in one mode or in all:
 *
 *	%rare INTERFACE: "short-slot-time"
 *
 * `exit`, `end`, `do …` and comments are dealt with here, for all modes.
 *
 * Only the action of the rule that ends a line touches the model: it runs when the whole line has
 * been accepted. All others just pass values up, and may check them: CHECK(number_in(cx, @1, $1, 1,
 * 255)) refuses the line with an error at the number. `no` with fewer words is an alternative of
 * its own that ends in only_no ("description" only_no): without `no` the command is incomplete. Without
 * such a rule `no` and the beginning of a command has no effect, unless a command that begins so was
 * compiled: then it is incomplete.
 * The place of the whole line is cx->line, of a part @part; a name brings its place along.
 *
 * What a word can be, in this order: the keyword of exactly this spelling; NUMBER, IPV4, PREFIX,
 * IPV6, PREFIX6, MAC, IFNAME by its shape; the only keyword that it abbreviates; WORD; LINE, the rest of the line. Each
 * counts only where the rules accept it, so names may be spelt like keywords or numbers.
 *
 * Offered to all: name, mask, network, address_mask, network6, interface_name, only_no.
 * Classes of lines: line_no_effect(), line_not_translated(), in ios_reader.h; a line is `compiled` unless told.
 */
%require "3.8"
%define api.prefix {ios_}
%define api.token.raw
%define api.value.type union
%define api.location.type {struct span}
%define lr.default-reduction accepting
%locations
%expect 0

%code requires {
#include "grammar/ios_reader.h"

#include <string.h>
}
%code {
/* Refuse the line when a value is wrong: the check has noted why. */
#define CHECK(ok)            \
	do {                 \
		if (!(ok))   \
			return false; \
	} while (0)

/* A value that is too large for the parser's stack, which copies it at each step: KEPT(struct x, {…}). */
#define KEPT(type, ...) \
	memcpy(arena_new_object(cx->router->arena, type), &(type)__VA_ARGS__, sizeof(type))
}

%token END 0 "<cr>"
%mode GLOBAL "global" "config"
%unlisted "^z"
%help ALL: "no" Negate a command or set its defaults
%help ALL: "default" Set a command to its defaults
%help ALL: "exit" Exit from the current mode
%help ALL: "end" Exit from configuration
%help ALL: "quit" Exit from the current mode
%help ALL: "do" Run a command of exec mode
%help NUMBER A number
%help IPV4 An address
%help PREFIX An address and the length of its prefix
%help IFNAME An interface, as GigabitEthernet0/1
%help WORD A name
%help LINE Text up to the end of the line
%help BANNER Text between two delimiters, as ^C
%help "default" Unless told otherwise
%help "end" Up to this one

%token <uint32_t> NUMBER "<number>" IPV4 "A.B.C.D"
%token <struct ip_net> PREFIX "A.B.C.D/nn"
%token <struct ip6> IPV6 "X:X:X:X::X"
%token <struct ip6_net> PREFIX6 "X:X:X:X::X/<0-128>"
%token <struct name> IFNAME "INTERFACE" WORD "WORD"
%token MAC "H.H.H"
%token <const char *> STRING "STRING" LINE "LINE" BANNER "TEXT"

%nterm <struct name> name interface_name
%nterm <uint8_t> mask
%nterm <struct ip_net> network address_mask
%nterm <struct ip6_net> network6
%start line
%%
line: IN_GLOBAL no global;

no: %empty    { cx->no = cx->is_default = false; }
  | "no"      { cx->no = true; }
  | "default" { cx->no = cx->is_default = true; }
  ;

line: mode "exit"      { leave(cx, 1); }
    | mode "quit"      { leave(cx, 1); }
    | mode "end"       { leave(cx, MODE_DEPTH); }
    | mode "^z"        { leave(cx, MODE_DEPTH); }
    | mode "do" LINE   { stay(cx); line_no_effect(cx); skip_output(cx); }
    | mode "do" "show" LINE { stay(cx); line_no_effect(cx); skip_output(cx); }
    | mode "do" "show" configuration { stay(cx); line_no_effect(cx); }
    | mode "do" "show" configuration LINE { stay(cx); line_no_effect(cx); }
    ;

/* A list, map, view, pool: any word, numbers included. */
name: WORD;

interface_name: IFNAME;

/* A netmask, as its length. */
mask: IPV4 { CHECK(mask_is_contiguous(cx, @1, $1, &$$)); };

/* An address of its own in a subnet. */
address_mask: IPV4[addr] mask { $$ = (struct ip_net){ $addr, $mask }; }
            | PREFIX
            ;

/* A subnet: no bits outside of the mask. */
network: address_mask { CHECK(net_has_no_host_bits(cx, @1, $1)); $$ = $1; };

/* A subnet of IPv6. The router clears the bits behind the length and says nothing. */
network6: PREFIX6 { $$ = (struct ip6_net){ ip6_subnet($1.addr, $1.len), $1.len }; };

/* Stands where the rest of a statement may be left out after `no`. */
only_no: %empty { CHECK(only_with_no(cx, @$)); };
%%
