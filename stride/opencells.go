package stride

// openCells are the questions that open cells of the chart ask, in the order they are asked. %s is a list of names.
var openCells = []struct{ key, text string }{
	{"caller S", "Can somebody pose as another caller? Not every way in was seen to check who calls: %s."},
	{"caller R", "Could a caller deny what was done in their name? No record of it was recognised: %s."},
	{"external S", "Is it certain who answers, by a fixed host and a verified certificate or signed messages: %s?"},
	{"external R", "If the other side denies a call or what was in it, what shows otherwise: %s?"},
	{"process S", "Can a caller act as somebody else at %s?"},
	{"process T", "Can a caller change more than their own data at %s?"},
	{"process R", "Does a record hold who did what and when at %s?"},
	{"process I", "Can an answer hold more than its caller may know at %s?"},
	{"process D", "What limits how often, and with how much, a caller can keep the program busy at %s?"},
	{"process E", "May everybody who gets there do what is done at %s?"},
	{"store T", "Who else can write to it, and can a caller decide which entry is written: %s?"},
	{"store R", "Is the record complete, and out of reach of those whom it records: %s?"},
	{"store I", "Who can read it besides this program, and does a caller see only what is theirs: %s?"},
	{"store D", "What keeps callers from filling it, and what happens when it is full: %s?"},
	{"request T", "Is what is sent to the program encrypted on its way? The program does not see to it itself: %s."},
	{"request D", "What limits how many and how slow requests may be: a rate limit, server timeouts? From: %s."},
	{"flow T", "Is the connection encrypted, and is the other end verified? The code does not say: %s."},
	{"flow D", "What becomes of requests while the other end is slow or away: is there a timeout? To: %s."},
}
