/*
 * Access lists: `access-list N …`, and `ip access-list …` with the lines under it. Their entries
 * stand in acl_entry.y. ios-semantics.md 1.3.
 */
%mode ROLE_ACL "list of security groups" "config-rb-acl"
%help "access-list" "role-based" Between security groups
%help ROLE_ACL: ... "src" Source port
%help ROLE_ACL: ... "dst" Destination port
%help ROLE_ACL: "log" Log matches
%mode STANDARD_ACL "standard access list" "config-std-nacl"
%mode EXTENDED_ACL "extended access list" "config-ext-nacl"
%help GLOBAL: "access-list" An entry of a numbered access list
%help "access-list" Access list
%help "access-list" NUMBER Number of the list
%help "ip" "access-list" A named access list
%help "access-list" "standard" By source address
%help "access-list" "extended" By protocol, addresses, ports and more
%help "permit" Let such packets pass, or match them
%help "deny" Refuse such packets, or leave them alone
%help "remark" A comment that stays with the list
%help "any" Any address
%help "host" One address
%help "access-list" "remark" A comment that stays with the list
%help "access-list" NUMBER "remark" A comment that stays with the list
%help "access-list" "resequence" Number the entries anew
%help "resequence" WORD NUMBER Number of the first entry
%help "resequence" WORD NUMBER NUMBER Step from one entry to the next
%help "resequence" WORD Access list
%help "access-list" "standard" WORD Name or number of the list
%help "access-list" "extended" WORD Name or number of the list
%help "access-list" "compiled" Make look-ups in lists faster
%help "match-local-traffic" Filter also what the router itself sends
%help "ip" "reflexive-list" Reflexive access lists
%help "reflexive-list" "timeout" Seconds that their entries stay without traffic
%help "access-list" "logging" When matches are logged
%help "access-list" "logging" "interval" Milliseconds between log messages
%help "hash-generation" Give each entry a value to log
%help "access-list" "log-update" When matches are logged
%help "log-update" "threshold" After so many matches
%help "access-list" NUMBER NUMBER Number of the entry
%help STANDARD_ACL: ... NUMBER Number of the entry
%help EXTENDED_ACL: ... NUMBER Number of the entry
%help GLOBAL: "logging" Log messages
%help "ppp-max-payload" "deny" Refuse them
%help "renew" "deny" Refuse to renew
%help "fast-external-fallover" "permit" Drop it then
%help "fast-external-fallover" "deny" Do not drop it
%help "link-status" "permit" Permit
%help "protocol" "ip" "permit" Such packets dial
%help "protocol" "ip" "deny" Such packets do not dial
%help "authorization" "permit" Permit
%help "rate-limit" A limit of the rate
%help "remark" LINE Text of the remark
%nterm <uint32_t> list_number sequence sequence_number reflexive_timeout
%%
global: "access-list" list_number sequence standard_entry[entry]
          { numbered(cx, $list_number, @list_number, $sequence, ACL_STANDARD, $entry); }
      | "access-list" list_number sequence extended_entry[entry]
          { numbered(cx, $list_number, @list_number, $sequence, ACL_EXTENDED, $entry); }
      | "access-list" list_number "remark" LINE
          { numbered_remark(cx, $list_number, @list_number, $LINE); }
      | "access-list" list_number only_no
          { acl_remove(cx->router, acl_number(cx, $list_number, @list_number)); }
      | "ip" "access-list" "standard" name { acl_enter(cx, $name, ACL_STANDARD); }
      | "ip" "access-list" "extended" name { acl_enter(cx, $name, ACL_EXTENDED); }
      | "ip" "access-list" "resequence" name sequence_number[first] sequence_number[step]
          { resequence(cx, $name, $first, $step); }
      | "ip" "access-list" "role-based" name {
		open_untranslated(cx, @$, MODE_ROLE_ACL, "a list of security groups");
	}
      | "ip" "access-list" acl_logging { line_no_effect(cx); }
      | "access-list" "compiled" { line_no_effect(cx); }
      | "access-list" "compiled" "ipv4" "limit" "memory" NUMBER { line_no_effect(cx); }
      | "access-list" "rate-limit" NUMBER rate_limited { line_covered(cx); }
      | "ip" "access-list" "match-local-traffic"
          { line_not_translated(cx, @$, "an outgoing list for the router's own packets"); }
      | "ip" "reflexive-list" "timeout" reflexive_timeout[seconds]
          { cx->router->acls.reflexive_timeout = cx->no ? 0 : $seconds; }
      | "ip" "reflexive-list" "timeout" only_no { cx->router->acls.reflexive_timeout = 0; }
      ;
rate_limited: NUMBER | "mask" name | MAC;
acl_logging: "logging" "interval" NUMBER     { CHECK(number_in(cx, @3, $3, 0, 2147483647)); }
           | "logging" "interval" only_no
           | "logging" "hash-generation"
           | "log-update" "threshold" NUMBER { CHECK(number_in(cx, @3, $3, 0, 2147483647)); }
           | "log-update" "threshold" only_no
           | "log-update" only_no
           ;
reflexive_timeout: NUMBER { CHECK(number_in(cx, @1, $1, 1, 2147483)); $$ = $1; };
list_number: NUMBER { CHECK(number_in(cx, @1, $1, 1, 2699)); $$ = $1; };

line: IN_ROLE_ACL no action role_protocol role_ports role_log { line_covered(cx); }
    | IN_ROLE_ACL no "remark" LINE { line_covered(cx); }
    ;
role_protocol: "ip" | "tcp" | "udp" | "icmp" | "esp" | "gre" | NUMBER;
role_ports: %empty | role_ports role_side role_port;
role_side: "src" | "dst";
role_port: "eq" name | "gt" name | "lt" name | "neq" name | "range" name name;
role_log: %empty | "log";

line: IN_STANDARD_ACL no standard_command
    | IN_EXTENDED_ACL no extended_command
    ;
standard_command: sequence standard_entry[entry] { entry(cx, $sequence, $entry); }
                | acl_command
                ;
extended_command: sequence extended_entry[entry] { entry(cx, $sequence, $entry); }
                | acl_command
                ;
acl_command: sequence "remark" LINE         { remark(cx, $sequence, $LINE); }
           | NUMBER[seq] only_no            { entry(cx, $seq, &(struct ace){0}); }
           ;
sequence: %empty { $$ = 0; }
        | NUMBER { CHECK(number_in(cx, @1, $1, 1, INT32_MAX)); $$ = $1; }
        ;
sequence_number: NUMBER { CHECK(number_in(cx, @1, $1, 1, INT32_MAX)); $$ = $1; };
%%
static void ports_move(struct ios_reader *cx, struct acl *acl, struct ports *ports)
{
	uint32_t list = acl->ports.len;

	if (ports->count < 2)
		return;
	for (uint32_t i = 0; i < ports->count; i++)
		vec_push(cx->router->arena, &acl->ports, cx->ports.at[ports_list(ports) + i]);
	ports_set_list(ports, list);
}

/* The options of the line, which wait in the reader, become those of ENTRY. */
static void options_move(struct ios_reader *cx, struct acl *acl, struct ace *entry)
{
	if (entry->action == ACE_REMARK || !cx->ace_has_options ||
	    !memcmp(&cx->ace_options, &ace_without_options, sizeof ace_without_options))
		return;
	vec_push(cx->router->arena, &acl->options, cx->ace_options);
	entry->options = acl->options.len;
}

/* The same of its words. */
static void words_move(struct ios_reader *cx, struct acl *acl, struct ace *entry)
{
	if (entry->action != ACE_REMARK && !entry->untranslated)
		return;
	vec_push(cx->router->arena, &acl->words, cx->ace_words);
	entry->words = acl->words.len;
}

/* Put ENTRY into ACL, or take it out; what stands beside the entries and is not needed is given
 * back. */
static void acl_enter_entry(struct ios_reader *cx, struct acl *acl, struct ace *entry)
{
	uint32_t ports = acl->ports.len, options = acl->options.len, words = acl->words.len;
	uint32_t rows = acl->entries.len;

	ports_move(cx, acl, &entry->sport);
	ports_move(cx, acl, &entry->dport);
	options_move(cx, acl, entry);
	words_move(cx, acl, entry);
	cx->ports.len = 0;
	if (cx->no)
		acl_delete(cx->router, acl, entry);
	else
		acl_add(cx->router, acl, entry);
	if (!cx->no && acl->entries.len != rows)
		return;
	acl->ports.len = ports;
	acl->options.len = options;
	acl->words.len = words;
}

static void entry(struct ios_reader *cx, uint32_t seq, struct ace *entry)
{
	entry->seq = seq;
	acl_enter_entry(cx, cx->acl, entry);
}

static void remark(struct ios_reader *cx, uint32_t seq, const char *text)
{
	cx->ace_words = text;
	entry(cx, seq, &(struct ace){.at = cx->line, .action = ACE_REMARK});
}

/* Numbered lists. */

static struct name acl_number(struct ios_reader *cx, uint32_t number, struct span at)
{
	char text[16];
	int len = snprintf(text, sizeof text, "%u", number);

	return (struct name){name_intern(cx->router->names, text, (size_t)len), at};
}

/* IOS does not look at what stands behind the number: the whole list goes. Only under `ip
 * access-list` entries go one by one. */
static void no_numbered(struct ios_reader *cx, struct name name)
{
	struct acl *acl = acl_find(cx->router, name.s);
	struct diag *diag;

	if (!acl)
		return;
	if (acl->entries.len - acl->gone > 1) {
		diag = diag_at(cx->router->diags, DIAG_REDEFINED, cx->line,
			       "this removes all of access list '%s', not an entry alone", name.s);
		diag_note(cx->router->diags, diag, acl->at, "which begins here");
	}
	acl_remove(cx->router, name);
}

static void numbered(struct ios_reader *cx, uint32_t number, struct span at, uint32_t seq,
		     enum acl_kind kind, struct ace *entry)
{
	struct name name = acl_number(cx, number, at);
	struct acl *acl;

	if (cx->no && entry->action != ACE_REMARK) {
		no_numbered(cx, name);
		return;
	}
	acl = cx->no ? acl_find(cx->router, name.s) : acl_open(cx->router, name, kind);
	if (!acl)
		return;
	entry->seq = seq;
	acl_enter_entry(cx, acl, entry);
	acl_remove_if_empty(cx->router, acl);
}

static void numbered_remark(struct ios_reader *cx, uint32_t number, struct span at,
			    const char *text)
{
	struct ace remark = {.at = cx->line, .action = ACE_REMARK};
	enum acl_kind kind;

	cx->ace_words = text;
	acl_kind_of_number(number, &kind);
	numbered(cx, number, at, 0, kind, &remark);
}

/* The lines under an opener that is wrong are read into a list that nobody sees. */
static void acl_enter(struct ios_reader *cx, struct name name, enum acl_kind kind)
{
	if (cx->no) {
		acl_remove(cx->router, name);
		return;
	}
	cx->acl = acl_open(cx->router, name, kind);
	if (!cx->acl)
		cx->acl = arena_new_object(cx->router->arena, struct acl);
	enter(cx, kind == ACL_STANDARD ? MODE_STANDARD_ACL : MODE_EXTENDED_ACL);
}

static void resequence(struct ios_reader *cx, struct name name, uint32_t first, uint32_t step)
{
	struct acl *acl = acl_find(cx->router, name.s);

	if (acl && !cx->no && !acl_resequence(cx->router, acl, first, step))
		diag_at(cx->router->diags, DIAG_NONE, cx->line, "the last number is too large");
}
