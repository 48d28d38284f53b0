// Package model holds the tables.
package model

// User is somebody.
type User struct {
	ID     uint `gorm:"primaryKey"`
	Name   string
	Token  string
	Orders []Order
}

// Order is what somebody ordered.
type Order struct {
	ID     uint `gorm:"primaryKey"`
	UserID uint
	Total  int
	Items  []Item
}

// TableName is not what gorm would call it.
func (Order) TableName() string { return "shop_orders" }

// Item is a part of an order.
type Item struct {
	ID      uint `gorm:"primaryKey"`
	OrderID uint
	Name    string
}
