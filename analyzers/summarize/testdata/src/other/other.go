package other

func Other() int { return 2 }
