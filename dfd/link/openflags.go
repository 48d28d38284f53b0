package link

import (
	"strconv"

	"github.com/gostride/gostride/dfd"
)

// openOps reads from the flags of OpenFile what is done to the file, and notes how it is opened where that says more: "new" for one
// that must not be there, "old" for one that must be there, "append" for one that is added to.
func openOps(u *dfd.Use) []string {
	v := u.Args["flags"]
	if v == nil || len(v.Text) != 1 {
		return []string{"write", "read"}
	}
	n, err := strconv.Atoi(v.Text[0])
	if err != nil {
		return []string{"write", "read"}
	}
	if how := opensFor(n); how != "" {
		u.Attr["opens"] = how
	}
	switch n & 3 {
	case 0:
		return []string{"read"}
	case 1:
		return []string{"write"}
	}
	return []string{"write", "read"}
}

// isJournal says that a file is one that is only ever added to, and the same whoever asks: its path is the program's own or a setting.
func (l *linker) isJournal(file set) bool {
	flags, path := l.describe(l.madeWith(file, "flags")), l.describe(l.madeWith(file, "path"))
	if path.Unknown || len(path.Origins) != len(path.From("const", "config")) || len(flags.Text) != 1 {
		return false
	}
	n, err := strconv.Atoi(flags.Text[0])
	return err == nil && opensFor(n) == "append"
}

// opensFor reads the bits that differ between Linux and Windows on one hand, the BSDs and macOS on the other. Which of them the source
// was read for, the bit for making the file tells: 0x40 here, 0x200 there. Without it any further bit may mean either, and nothing is said.
func opensFor(n int) string {
	exclusive, appends := 0x800, 0x8
	switch {
	case n&0x40 != 0:
		exclusive, appends = 0x80, 0x400
	case n == 1 || n == 2:
		return "old"
	case n&0x200 == 0:
		return ""
	}
	switch {
	case n&exclusive != 0:
		return "new"
	case n&appends != 0:
		return "append"
	}
	return ""
}
