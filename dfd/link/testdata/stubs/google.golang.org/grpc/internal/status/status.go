package status

type Status struct{ Text string }

func (s *Status) Message() string { return s.Text }
