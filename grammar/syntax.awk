# Put the keywords of the joined grammar into a syntax file for an editor: where @KEYWORDS@ stands in
# the template. STYLE vim: lines of `syntax keyword`, or `syntax match` for those that are options of
# that command, without those that the template deals with; json: alternatives of a regular expression.
BEGIN {
	n = split("conceal cchar concealends contained containedin contains display extend fold" \
		  " keepend nextgroup oneline skipempty skipnl skipwhite transparent excludenl" \
		  " matchgroup", option, " ")
	for (i = 1; i <= n; i++)
		is_option[option[i]] = 1
	is_option["default"] = 1 # in vim a keyword goes before every match
	is_own["no"] = is_own["description"] = is_own["remark"] = is_own["banner"] = 1
}
FILENAME == ARGV[1] && /^%token KW_[A-Z0-9_]* "[a-z0-9][-a-z0-9]*"$/ && $3 !~ /^"[0-9]/ {
	keyword[++keywords] = substr($3, 2, length($3) - 2)
}
FILENAME == ARGV[1] { next }
{
	at = index($0, "@KEYWORDS@")
	if (!at) {
		print
	} else if (style == "vim") {
		for (i = 1; i <= keywords; i++)
			if (keyword[i] in is_own)
				continue
			else if (keyword[i] in is_option)
				print "syntax match iosKeyword \"\\<" keyword[i] "\\>\""
			else
				print "syntax keyword iosKeyword " keyword[i]
	} else {
		printf "%s", substr($0, 1, at - 1)
		for (i = 1; i <= keywords; i++)
			printf "%s%s", (i > 1 ? "|" : ""), keyword[i]
		print substr($0, at + 10)
	}
}
