package fsutil

import "mime/multipart"

type File struct {
	Header   *multipart.FileHeader
	MIMEType string
}
