package main

import (
	"context"
	"io"
	"log"
	"net/http"

	"example.com/routing/taken/pets"
	"example.com/routing/taken/shelves"
)

// byOAPI serves what oapi-codegen made.
func byOAPI() http.Handler { return pets.Handler(pets.NewStrictHandler(keeper{}, nil)) }

type keeper struct{}

func (keeper) AddPet(ctx context.Context, r pets.AddPetRequestObject) (pets.AddPetResponseObject, error) {
	log.Println(r.Id, r.Params.Q, r.Params.XTrace, r.Params.Theme, r.Body.Name)
	return pets.AddPet204Response{}, nil
}

func (keeper) NamePet(ctx context.Context, r pets.NamePetRequestObject) (pets.NamePetResponseObject, error) {
	log.Println(r.Id, r.Body.Name)
	return pets.NamePet204Response{}, nil
}

func (keeper) ShowPet(ctx context.Context, r pets.ShowPetRequestObject) (pets.ShowPetResponseObject, error) {
	p, err := r.Body.NextPart()
	if err != nil {
		return nil, err
	}
	log.Println(r.Id, p.FileName())
	_, err = io.Copy(io.Discard, p)
	return pets.ShowPet204Response{}, err
}

// byOgen serves what ogen made.
func byOgen() (http.Handler, error) { return shelves.NewServer(library{}) }

type library struct{}

func (library) AddBook(ctx context.Context, b *shelves.Book, p shelves.AddBookParams) error {
	log.Println(p.ID, p.Q.Value, p.XTrace.Value, p.Theme.Value, b.Title)
	return nil
}

func (library) NameShelf(ctx context.Context, b *shelves.Book, p shelves.NameShelfParams) error {
	log.Println(p.ID, b.Title)
	return nil
}

func (library) CoverShelf(ctx context.Context, c *shelves.CoverShelfReq, p shelves.CoverShelfParams) error {
	log.Println(p.ID, c.Picture.Name, c.Caption.Value)
	_, err := io.Copy(io.Discard, c.Picture.File)
	return err
}
