package toml

func Unmarshal(data []byte, v any) error { return nil }
