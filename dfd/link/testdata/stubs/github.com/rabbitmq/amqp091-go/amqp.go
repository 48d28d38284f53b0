package amqp091

type Table map[string]any

type Delivery struct {
	Headers    Table
	Type       string
	RoutingKey string
	ReplyTo    string
	Body       []byte
}

func (d Delivery) Ack(multiple bool) error { return nil }

type Queue struct{ Name string }

type Connection struct{}
type Channel struct{}

type Publishing struct {
	Type string
	Body []byte
}

func Dial(url string) (*Connection, error)       { return nil, nil }
func (c *Connection) Channel() (*Channel, error) { return nil, nil }
func (c *Channel) QueueDeclare(name string, durable, autoDelete, exclusive, noWait bool, args Table) (Queue, error) {
	return Queue{}, nil
}
func (c *Channel) Consume(queue, consumer string, autoAck, exclusive, noLocal, noWait bool, args Table) (<-chan Delivery, error) {
	return nil, nil
}
func (c *Channel) Publish(exchange, key string, mandatory, immediate bool, msg Publishing) error {
	return nil
}
