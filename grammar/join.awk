# Join grammar fragments into one bison file: all declarations, all rules, all C. The C of a
# fragment stands before the parser, whose actions call it; that of the last file behind, since it
# calls what bison writes.
# A keyword is declared by being used: every "word" in a rule becomes a token of that spelling.
# Keywords are numbered in the order of their spelling, so that the reader need not sort them each
# time it starts; two spellings that make one C name are kept apart.
# `%mode SYMBOL "text" "prompt"` declares a mode: the token IN_SYMBOL, an alternative of `mode`, and
# a row of IOS_MODES and of IOS_PROMPTS, which are written to the file that the variable `modes`
# names. Without a prompt it is made of the symbol.
# `%help TOKEN... Text` is what help says of the last TOKEN where it stands behind the others; behind
# `...`, somewhere behind those before in a command that begins so. `%help SYMBOL: TOKEN... Text` is for
# where a command of that mode begins so, `ALL:` of any mode; `SYMBOL SYMBOL:` for several modes.
# `%unlisted [SYMBOL:] TOKEN...` keeps the last TOKEN out of help there. Both are rows of IOS_HELP in the
# file that `help` names.
# `%rare [SYMBOL:] "word"...`: what an abbreviation could mean beside such words it does not mean them;
# in that mode, or anywhere. Rows of IOS_RARE, in the same file. A word that is unlisted is rare, too.
FNR == 1   { behind = count[3]; part = 1; sync(0) }
$0 == "%%" { part++; sync(1); next }
part == 1 && $1 == "%mode" { mode($2, substr($0, index($0, "\""))); next }
part == 1 && $1 == "%help" { note_help(substr($0, 7)); put(1, ""); next }
part == 1 && $1 == "%rare" { note_rare(substr($0, 7)); put(1, ""); next }
part == 1 && $1 == "%unlisted" { note_unlisted(substr($0, 11)); put(1, ""); next }
           { put(part, $0) }
part == 1 && $1 == "%token" { name_classes($0) }
part == 2  { collect($0) }

# Lines are kept one by one: a string that grows is copied each time.
function put(part, s) { line[part, ++count[part]] = s }

function sync(skip) { put(part, "#line " FNR + skip " \"" FILENAME "\"") }

function write(part, from, to,    i) {
	for (i = from; i <= to; i++)
		print line[part, i]
}

function declare(word,    name) {
	name = "KW_" toupper(substr(word, 2, length(word) - 2))
	gsub(/[^A-Z0-9]/, "_", name)
	while (name in taken)
		name = name "_"
	taken[name] = token[word] = name
}

function mode(symbol, texts,    prompt) {
	prompt = "\"config-" tolower(symbol) "\""
	gsub(/_/, "-", prompt)
	if (match(texts, /" +"/)) {
		prompt = substr(texts, RSTART + RLENGTH - 1)
		texts = substr(texts, 1, RSTART)
	}
	modes_known[symbol]
	put(1, "%token IN_" symbol)
	alternatives = alternatives (alternatives ? " | " : "mode: ") "IN_" symbol
	rows = rows " \\\n\tX(" symbol ", " texts ")"
	prompts = prompts " \\\n\tX(" symbol ", " prompt ")"
}

# How the tokens that are no keywords are shown: NUMBER "<number>".
function name_classes(s) {
	while (match(s, /[A-Z][A-Z0-9_]* "[^"]*"/)) {
		split(substr(s, RSTART, RLENGTH), pair, " ")
		class[pair[1]] = pair[2]
		s = substr(s, RSTART + RLENGTH)
	}
}

function note_help(s) {
	help_line[++helps] = s
	help_place[helps] = FILENAME ":" FNR
}

# Nobody types it, so nobody abbreviates it.
function note_unlisted(s) {
	note_help(s " ")
	if (s ~ /^[ \t]*([A-Z0-9_]+:)?[ \t]*"[^"]*"$/)
		note_rare(s)
}

function note_rare(s,    symbol, word) {
	sub(/^[ \t]+/, "", s)
	if (match(s, /^[A-Z0-9_]+:/)) {
		symbol = substr(s, 1, RLENGTH - 1)
		s = substr(s, RLENGTH + 1)
	}
	while (match(s, /"[^"]*"/)) {
		word = substr(s, RSTART, RLENGTH)
		s = substr(s, RSTART + RLENGTH)
		rare_mode[++rares] = symbol ? "MODE_" symbol : "MODE_COUNT"
		rare[rares] = word
		rare_place[rares] = FILENAME ":" FNR
	}
}

function rare_row(i) {
	if (!(rare[i] in token)) {
		print rare_place[i] ": %rare " rare[i] ", which stands in no rule" > "/dev/stderr"
		failed = 1
	}
	return " \\\n\tX(" rare_mode[i] ", " rare[i] ")"
}

function help_error(i, what) {
	print help_place[i] ": %help " what > "/dev/stderr"
	failed = 1
}

# Tokens, then the text, which is no token; without one it is unlisted: a null pointer. Its place
# among the parser's tokens comes last, for the reader to look it up by.
function help_rows(i,    s, path, symbols, n, word, last, rows) {
	s = help_line[i]
	gsub(/[\t ]+/, " ", s)
	sub(/^ /, "", s)
	n = split("", symbols)
	if (match(s, /^[A-Z0-9_]+( [A-Z0-9_]+)*: /)) {
		n = split(substr(s, 1, RLENGTH - 2), symbols, " ")
		s = substr(s, RLENGTH + 1)
	}
	while (match(s, /^("[^"]*"|[A-Z][A-Z0-9_]*|\.\.\.) /)) {
		word = substr(s, 1, RLENGTH - 1)
		if (word == "...") {
			path = path (path ? " " : "") word
			s = substr(s, RLENGTH + 1)
			continue
		}
		if (word ~ /^"/ ? !(word in token) : !(word in class))
			break
		path = path (path ? " " : "") (word ~ /^"/ ? word : class[word])
		last = word ~ /^"/ ? token[word] : word
		s = substr(s, RLENGTH + 1)
	}
	if (!path || s ~ /^"/)
		help_error(i, "for " word ", which stands in no rule")
	gsub(/"/, "", path)
	gsub(/["\\]/, "\\\\&", s)
	do {
		if (n && symbols[n] != "ALL" && !(symbols[n] in modes_known))
			help_error(i, "for the mode " symbols[n] ", which there is not")
		if ((symbols[n], path) in helped)
			help_error(i, "a second time: " help_place[helped[symbols[n], path]])
		helped[symbols[n], path] = i
		rows = rows " \\\n\tX(\"" symbols[n] "\", \"" path "\", " (s ? "\"" s "\"" : "NULL") ", " last ")"
	} while (--n > 0)
	return rows
}

# Strings outside of actions, comments and character literals aside.
function collect(s,    word) {
	while (comment ? match(s, /\*\//) : match(s, /\/\*|\/\/|[{}]|"[^"]*"|'.'/)) {
		word = substr(s, RSTART, RLENGTH)
		s = substr(s, RSTART + RLENGTH)
		if (word == "//") break
		else if (word == "/*") comment = 1
		else if (word == "*/") comment = 0
		else if (word == "{") depth++
		else if (word == "}") depth--
		else if (depth == 0 && word ~ /^"/ && !(word in token)) declare(word)
	}
}

END {
	# bison numbers tokens by file name before line: with a name of their own keywords come last
	write(1, 1, count[1])
	print "#line 1 \"keywords\""
	fflush()
	for (word in token)
		print "%token " token[word] " " word | "LC_ALL=C sort -k 3"
	close("LC_ALL=C sort -k 3")
	print "%code {"
	write(3, 1, behind)
	print "}\n%%"
	write(2, 1, count[2])
	print alternatives ";\n%%"
	write(3, behind + 1, count[3])
	printf "#define IOS_MODES(X)%s\n#define IOS_PROMPTS(X)%s\n", rows, prompts > modes
	printf "#define IOS_HELP(X)" > help
	for (i = 1; i <= helps; i++)
		printf "%s", help_rows(i) > help
	printf "\n#define IOS_RARE(X)" > help
	for (i = 1; i <= rares; i++)
		printf "%s", rare_row(i) > help
	print "" > help
	exit failed
}
