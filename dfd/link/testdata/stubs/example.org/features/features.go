package features

type Actions map[string]func()

func In(actions Actions) {}

func All(list ...func()) {}

func Name(words map[string]string) {}
