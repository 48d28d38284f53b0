package message

import "context"

type Payload []byte

type Message struct {
	UUID    string
	Payload Payload
}

type HandlerFunc func(msg *Message) ([]*Message, error)
type NoPublishHandlerFunc func(msg *Message) error

type Publisher interface {
	Publish(topic string, messages ...*Message) error
	Close() error
}

type Subscriber interface {
	Subscribe(ctx context.Context, topic string) (<-chan *Message, error)
	Close() error
}

type RouterConfig struct{}
type Router struct{}
type Handler struct{}

func NewRouter(config RouterConfig, logger any) (*Router, error) { return nil, nil }
func (r *Router) AddHandler(handlerName, subscribeTopic string, subscriber Subscriber, publishTopic string, publisher Publisher, handlerFunc HandlerFunc) *Handler {
	return nil
}
func (r *Router) AddNoPublisherHandler(handlerName, subscribeTopic string, subscriber Subscriber, handlerFunc NoPublishHandlerFunc) *Handler {
	return nil
}
func (r *Router) Run(ctx context.Context) error        { return nil }
func NewMessage(uuid string, payload Payload) *Message { return nil }
