package link

import (
	"testing"

	"github.com/gostride/gostride/dfd"
)

func TestPackageOf(t *testing.T) {
	for fn, want := range map[string]string{
		"example.com/app/feed.(*Client).Get":    "example.com/app/feed",
		"example.com/v2.0/app/feed.Get.func1":   "example.com/v2.0/app/feed",
		"main.main":                             "main",
		"example.com/app/feed":                  "example.com/app/feed",
		"gopkg.in/mail.v2/client.Dialer.Dial.x": "gopkg.in/mail.v2/client",
	} {
		if got := packageOf(fn); got != want {
			t.Errorf("the package of %s is %s, want %s", fn, got, want)
		}
	}
}

func TestTellApart(t *testing.T) {
	at := func(fn string) []dfd.Place { return []dfd.Place{{Func: fn}} }
	es := map[string]*dfd.Element{
		"1": {Kind: "external", Name: "URL", Evidence: at("x/matrix.Send")},
		"2": {Kind: "external", Name: "URL", Evidence: at("x/apprise.Send")},
		"3": {Kind: "external", Name: "Stripe API", Evidence: at("x/pay.Charge")},
		"4": {Kind: "store", Name: "Stripe API", Evidence: at("x/pay.Charge")},
	}
	tellApart(es)
	for id, want := range map[string]string{"1": "URL (matrix)", "2": "URL (apprise)", "3": "Stripe API", "4": "Stripe API"} {
		if es[id].Name != want {
			t.Errorf("%s is called %q, want %q", id, es[id].Name, want)
		}
	}
}
