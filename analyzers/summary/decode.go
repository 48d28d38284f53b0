package summary

import (
	"bytes"
	"compress/flate"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"sync"
	"unsafe"
)

// errCorrupt is the cause of every failure to read a body.
var errCorrupt = errors.New("corrupt data")

// maxRatio is more than flate can expand its input by; a length beyond it is a lie and is not allocated.
const maxRatio = 1040

// Decode reads a blob that Encode wrote. A blob of another version, a damaged or a made-up one is an error; what is
// returned without one has only indexes that exist. The strings of the result share one piece of memory.
func Decode(blob []byte) (*Package, error) {
	body, err := inflate(blob)
	if err != nil {
		return nil, fmt.Errorf("reading a package summary: %w", err)
	}
	d := &decoder{buf: body}
	p := d.pkg()
	if d.err == nil && len(d.buf) != 0 {
		d.err = errCorrupt
	}
	if d.err == nil {
		d.err = p.validate()
	}
	if d.err != nil {
		return nil, fmt.Errorf("reading a package summary: %w", d.err)
	}
	return p, nil
}

func inflate(blob []byte) ([]byte, error) {
	if len(blob) == 0 {
		return nil, errCorrupt
	}
	if blob[0] != Version {
		return nil, fmt.Errorf("version %d, want %d", blob[0], Version)
	}
	size, n := binary.Uvarint(blob[1:])
	if n <= 0 || size > uint64(len(blob))*maxRatio {
		return nil, errCorrupt
	}
	body := make([]byte, size)
	r := readers.Get().(io.Reader)
	defer readers.Put(r)
	if err := r.(flate.Resetter).Reset(bytes.NewReader(blob[1+n:]), nil); err != nil {
		return nil, err
	}
	if _, err := io.ReadFull(r, body); err != nil {
		return nil, errCorrupt
	}
	if n, err := r.Read(make([]byte, 1)); n != 0 || err != io.EOF {
		return nil, errCorrupt
	}
	return body, nil
}

// readers keeps decompressors with their windows.
var readers = sync.Pool{New: func() any { return flate.NewReader(bytes.NewReader(nil)) }}

// decoder reads a body. The first failure sticks and empties the buffer, so that all loops end.
type decoder struct {
	buf  []byte
	strs []string
	err  error

	blocks []Block // what is left of the memory allocated at once
	instrs []Instr
	args   []Ref
	edges  []int32
}

func (d *decoder) fail() {
	d.err = errCorrupt
	d.buf = nil
}

func (d *decoder) uint() uint64 {
	if len(d.buf) > 0 && d.buf[0] < 0x80 {
		v := d.buf[0]
		d.buf = d.buf[1:]
		return uint64(v)
	}
	v, n := binary.Uvarint(d.buf)
	if n <= 0 {
		d.fail()
		return 0
	}
	d.buf = d.buf[n:]
	return v
}

func (d *decoder) int() int32 {
	u := d.uint()
	v := int64(u>>1) ^ -int64(u&1)
	if int64(int32(v)) != v {
		d.fail()
		return 0
	}
	return int32(v)
}

// len reads a number of things that take at least one byte each, so that nothing is allocated that is not there.
func (d *decoder) len() int {
	n := d.uint()
	if n > uint64(len(d.buf)) {
		d.fail()
		return 0
	}
	return int(n)
}

func (d *decoder) byte() byte {
	if len(d.buf) == 0 {
		d.fail()
		return 0
	}
	b := d.buf[0]
	d.buf = d.buf[1:]
	return b
}

func (d *decoder) string() string {
	i := d.uint()
	if i >= uint64(len(d.strs)) {
		d.fail()
		return ""
	}
	return d.strs[i]
}

// table reads the strings. They point into the body, which nobody writes to again.
func (d *decoder) table() {
	n := d.len()
	lens := make([]int, n)
	total := 0
	for i := range lens {
		lens[i] = d.len()
		total += lens[i]
		if total > len(d.buf) {
			d.fail()
			return
		}
	}
	if d.err != nil || total > len(d.buf) {
		d.fail()
		return
	}
	all := unsafe.String(unsafe.SliceData(d.buf), total)
	d.buf = d.buf[total:]
	d.strs = make([]string, n)
	for i, l := range lens {
		d.strs[i], all = all[:l], all[l:]
	}
}
