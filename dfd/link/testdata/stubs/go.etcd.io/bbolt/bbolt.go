package bbolt

import "os"

type Options struct{}

type DB struct{}

func Open(path string, mode os.FileMode, options *Options) (*DB, error) { return nil, nil }
func (db *DB) View(fn func(*Tx) error) error                            { return nil }
func (db *DB) Update(fn func(*Tx) error) error                          { return nil }

type Tx struct{}

func (tx *Tx) Bucket(name []byte) *Bucket { return nil }

type Bucket struct{}

func (b *Bucket) Get(key []byte) []byte       { return nil }
func (b *Bucket) Put(key, value []byte) error { return nil }
func (b *Bucket) Delete(key []byte) error     { return nil }
