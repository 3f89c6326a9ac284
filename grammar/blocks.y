/*
 * Blocks that are understood but not translated: each is one warning, at its opener, and the lines
 * under it count with it.
 */
%nterm <const char *> untranslated_block
%%
global: untranslated_block {
		line_not_translated(cx, @$, $untranslated_block);
		skip_block(cx);
	}
      ;


untranslated_block:
    "event" "manager" "applet" name { $$ = "an applet of the event manager"; }
  ;
%%
