package main

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
)

// unpack serves what f does with each entry of an archive that is uploaded.
func unpack(f func(z *zip.File) error) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		b, err := io.ReadAll(http.MaxBytesReader(w, r.Body, 1<<20))
		if err != nil {
			refuse(w)
			return
		}
		z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
		if err != nil {
			refuse(w)
			return
		}
		for _, x := range z.File {
			if err := f(x); err != nil {
				refuse(w)
				return
			}
		}
	}
}

func extract(x *zip.File, to string) error {
	src, err := x.Open()
	if err != nil {
		return err
	}
	defer src.Close()
	dst, err := os.Create(to)
	if err != nil {
		return err
	}
	defer dst.Close()
	_, err = io.Copy(dst, io.LimitReader(src, 1<<20))
	return err
}

func archives(mux *http.ServeMux) {
	mux.HandleFunc("POST /flaw/zip", unpack(func(x *zip.File) error { return extract(x, filepath.Join(dir, x.Name)) }))
	mux.HandleFunc("POST /flaw/zip-replaced", unpack(func(x *zip.File) error {
		return extract(x, filepath.Join(dir, strings.ReplaceAll(x.Name, "../", "")))
	}))
	mux.HandleFunc("POST /flaw/tar", func(w http.ResponseWriter, r *http.Request) {
		for t := tar.NewReader(http.MaxBytesReader(w, r.Body, 1<<20)); ; {
			h, err := t.Next()
			if err != nil {
				return
			}
			dst, err := os.Create(filepath.Join(dir, h.Name))
			if err != nil {
				return
			}
			io.CopyN(dst, t, 1<<20)
			dst.Close()
		}
	})

	mux.HandleFunc("POST /fixed/zip-prefix", unpack(func(x *zip.File) error {
		p := filepath.Join(dir, x.Name)
		if !strings.HasPrefix(p, filepath.Clean(dir)+string(os.PathSeparator)) {
			return errOutside
		}
		return extract(x, p)
	}))
	mux.HandleFunc("POST /fixed/zip-dots", unpack(func(x *zip.File) error {
		if strings.Contains(x.Name, "..") {
			return errOutside
		}
		return extract(x, filepath.Join(dir, x.Name))
	}))
	mux.HandleFunc("POST /fixed/zip-skipped", func(w http.ResponseWriter, r *http.Request) {
		z, err := zip.OpenReader("/srv/upload.zip")
		if err != nil {
			return
		}
		for _, x := range z.File {
			if strings.Contains(x.Name, "..") || filepath.IsAbs(x.Name) {
				continue
			}
			extract(x, filepath.Join(dir, x.Name))
		}
	})
	mux.HandleFunc("POST /fixed/zip-local", unpack(func(x *zip.File) error {
		if !filepath.IsLocal(x.Name) {
			return errOutside
		}
		return extract(x, filepath.Join(dir, x.Name))
	}))
	mux.HandleFunc("POST /fixed/zip-abs", unpack(func(x *zip.File) error {
		p, err := filepath.Abs(filepath.Join(dir, filepath.Clean(x.Name)))
		if err != nil {
			return err
		}
		root, err := filepath.Abs(dir)
		if err != nil {
			return err
		}
		if !strings.HasPrefix(p, root+string(os.PathSeparator)) {
			return errOutside
		}
		return extract(x, p)
	}))
	mux.HandleFunc("POST /fixed/zip-base", unpack(func(x *zip.File) error {
		to, err := os.MkdirTemp(dir, "upload")
		if err != nil {
			return err
		}
		return extract(x, filepath.Join(to, filepath.Base(x.Name)))
	}))
	mux.HandleFunc("POST /fixed/zip-helper", unpack(func(x *zip.File) error {
		p, err := safeJoin(dir, x.Name)
		if err != nil {
			return err
		}
		return extract(x, p)
	}))
	mux.HandleFunc("POST /fixed/tar", func(w http.ResponseWriter, r *http.Request) {
		for t := tar.NewReader(http.MaxBytesReader(w, r.Body, 1<<20)); ; {
			h, err := t.Next()
			if err != nil {
				return
			}
			p := filepath.Join(dir, h.Name)
			if !within(dir, p) {
				return
			}
			dst, err := os.Create(p)
			if err != nil {
				return
			}
			io.CopyN(dst, t, 1<<20)
			dst.Close()
		}
	})
}
