package a // want package:"carrier\\(a a/b\\)"

import (
	"a/b"
	"other"
)

func A() int { return b.B() + other.Other() }
