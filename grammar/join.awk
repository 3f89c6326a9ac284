# Join grammar fragments into one bison file: all declarations, all rules, all C. The C of a
# fragment stands before the parser, whose actions call it; that of the last file behind, since it
# calls what bison writes.
# A keyword is declared by being used: every "word" in a rule becomes a token of that spelling.
# Tokens are numbered in order of first use; two spellings that make one C name are kept apart.
# `%mode SYMBOL "text"` declares a mode: the token IN_SYMBOL, an alternative of `mode`, and a row of
# IOS_MODES, which is written to the file that the variable `modes` names.
FNR == 1   { keep_code(); part = 1; sync(0) }
$0 == "%%" { part++; sync(1); next }
part == 1 && $1 == "%mode" { mode($2, substr($0, index($0, "\""))); next }
           { text[part] = text[part] $0 "\n" }
part == 2  { collect($0) }

function sync(skip) { text[part] = text[part] "#line " FNR + skip " \"" FILENAME "\"\n" }

function declare(word,    name) {
	name = "KW_" toupper(substr(word, 2, length(word) - 2))
	gsub(/[^A-Z0-9]/, "_", name)
	while (name in taken)
		name = name "_"
	taken[name] = token[word] = name
	tokens = tokens "%token " name " " word "\n"
}

function mode(symbol, name) {
	text[1] = text[1] "%token IN_" symbol "\n"
	alternatives = alternatives (alternatives ? " | " : "mode: ") "IN_" symbol
	rows = rows " \\\n\tX(" symbol ", " name ")"
}

# Strings outside of actions, comments and character literals aside.
function collect(s,    word) {
	while (match(s, comment ? /\*\// : /\/\*|\/\/|[{}]|"[^"]*"|'.'/)) {
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

function keep_code() {
	code = code text[3]
	text[3] = ""
}

END {
	printf "%s%s%%code {\n%s}\n%%%%\n%s%s;\n%%%%\n%s", text[1], tokens, code, text[2], alternatives, text[3]
	printf "#define IOS_MODES(X)%s\n", rows > modes
}
