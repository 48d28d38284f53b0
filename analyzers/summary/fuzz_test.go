package summary

import (
	"bytes"
	"testing"
)

// FuzzDecode decodes arbitrary bytes, as a blob and as the body of one. What decodes must encode to what decodes again.
func FuzzDecode(f *testing.F) {
	for _, p := range samples() {
		f.Add(Encode(p))
		f.Add(rawBody(p))
	}
	f.Add([]byte{})
	f.Add([]byte{Version, 0xff, 0xff, 0xff, 0xff, 0x0f})
	f.Fuzz(func(t *testing.T, data []byte) {
		for _, blob := range [][]byte{data, deflate(data)} {
			p, err := Decode(blob)
			if err != nil {
				continue
			}
			Dump(p)
			again := Encode(p)
			q, err := Decode(again)
			if err != nil {
				t.Fatalf("what Encode made does not decode: %v", err)
			}
			if !bytes.Equal(again, Encode(q)) {
				t.Fatal("encoding is not stable")
			}
		}
		c := &Carrier{}
		if err := c.GobDecode(data); err == nil {
			if _, err := c.GobEncode(); err != nil {
				t.Fatal(err)
			}
		}
	})
}
