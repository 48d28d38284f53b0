package b // want package:"carrier\\(a/b\\)"

func B() int { return 1 }
