package dfdtest

// HostileTexts are names that somebody gives to routes, tables and hosts to break what is written about them: each aims at
// a format of output, or at the terminal or page that shows it.
var HostileTexts = []string{
	"", " ", "end", "graph", "subgraph x", "style b fill:#f00;", "classDef a fill:#0f0;", "click x href \"javascript:alert(1)\"",
	`a"]; evil["b`, `")) evil((("`, "`code`", "``", "\"`markdown **x**`\"", "a\nend\nb --> c", "a\r\nb", "\u2028x\u2029y",
	"%%{init: {'theme':'dark'}}%%", "%% comment", "x %% y", "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "&lt;b&gt;", "&quot;", "#quot;", "#35;", "#;",
	"ﬂ°°60¶ß", "$$x^2$$", "fa:fa-car", "fab:fa-github x", "1. list", "- list", "* list", "+ list", "# title", "> quote", "--- x", "```", "~~~", "a|b|c", "|", "\\|", "a\\", "\\N\\G\\E", "\\\"",
	"[link](javascript:alert(1))", "![i](http://e/x.png)", "http://evil.example/a", "www.evil.example", "a@evil.example", "@someone #1 GH-2", "_x_ __y__ *z*", "user_id", "A---oB", "x@{ shape: circle }",
	"\x1b[31mred\x1b[0m", "\x1b]8;;http://e\x07l\x1b]8;;\x07", "\u202Egnp.exe", "a\u200bb\u200d\ufeff", "\x00\x01\x7f\u0085\u009b31m", "\xff\xfe", "e\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301", "日本語", "Straße ° ¶", "{{x}}", "[(x)]", ":::high", "a;b;c", "}", "{", "{id}", "n0 --> n1", "}\nevil -> x;", "<table>", "</td>", "<br/>", "direction LR", "redirection TB x", "mystyle:#1; x", "lifestyle", "default", "linkStyle 0 stroke:red",
	"../../etc/passwd", "\tx", "a\u00a0b", "🙂", "\U000e0001x", "\ue000",
}
