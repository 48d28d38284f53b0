// Command thirdparties talks to other people's services by their own libraries: payments, mail, short messages, language models,
// chat, push and sign-in.
package main

import (
	"context"
	"io"
	"log"
	"net/http"
	"os"

	"github.com/SherClockHolmes/webpush-go"
	"github.com/anthropics/anthropic-sdk-go"
	"github.com/aws/aws-sdk-go-v2/aws"
	awsconfig "github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/service/sesv2"
	"github.com/aws/aws-sdk-go-v2/service/sesv2/types"
	"github.com/cloudflare/cloudflare-go"
	"github.com/go-resty/resty/v2"
	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"
	"github.com/google/go-containerregistry/pkg/crane"
	"github.com/openai/openai-go/v3"
	"github.com/sendgrid/sendgrid-go"
	sgmail "github.com/sendgrid/sendgrid-go/helpers/mail"
	"github.com/slack-go/slack"
	standardwebhooks "github.com/standard-webhooks/standard-webhooks/libraries/go"
	"github.com/stripe/stripe-go/v82"
	"github.com/stripe/stripe-go/v82/paymentintent"
	"github.com/studio-b12/gowebdav"
	"github.com/twilio/twilio-go"
	twapi "github.com/twilio/twilio-go/rest/api/v2010"
	gomail "github.com/wneessen/go-mail"
	"golang.org/x/oauth2"
	"golang.org/x/oauth2/github"
)

func main() {
	stripe.Key = os.Getenv("STRIPE_KEY")
	http.HandleFunc("POST /pay", pay)
	http.HandleFunc("POST /mail/sendgrid", bySendgrid)
	http.HandleFunc("POST /mail/smtp", bySMTP)
	http.HandleFunc("POST /mail/ses", bySES)
	http.HandleFunc("POST /sms", text)
	http.HandleFunc("POST /ask/openai", askOpenAI)
	http.HandleFunc("POST /ask/anthropic", askAnthropic)
	http.HandleFunc("POST /chat/slack", toSlack)
	http.HandleFunc("POST /chat/telegram", toTelegram)
	http.HandleFunc("POST /push", push)
	http.HandleFunc("GET /callback", callback)
	http.HandleFunc("GET /weather", weather)
	http.HandleFunc("POST /names", name)
	http.HandleFunc("GET /images", image)
	http.HandleFunc("PUT /share", share)
	http.HandleFunc("POST /hook", hook)
	log.Fatal(http.ListenAndServe(":8080", nil))
}

func pay(w http.ResponseWriter, r *http.Request) {
	_, _ = paymentintent.New(&stripe.PaymentIntentParams{ReceiptEmail: stripe.String(r.FormValue("email")), Amount: stripe.Int64(100)})
}

func bySendgrid(w http.ResponseWriter, r *http.Request) {
	m := sgmail.NewSingleEmail(sgmail.NewEmail("us", "us@example.com"), "hello", sgmail.NewEmail("you", r.FormValue("to")), "text", "<p>text</p>")
	_, _ = sendgrid.NewSendClient(os.Getenv("SENDGRID_KEY")).Send(m)
}

func bySMTP(w http.ResponseWriter, r *http.Request) {
	m := gomail.NewMsg()
	_ = m.To(r.FormValue("to"))
	c, err := gomail.NewClient(os.Getenv("SMTP_HOST"))
	if err == nil {
		_ = c.DialAndSend(m)
	}
}

func bySES(w http.ResponseWriter, r *http.Request) {
	cfg, _ := awsconfig.LoadDefaultConfig(r.Context())
	_, _ = sesv2.NewFromConfig(cfg).SendEmail(r.Context(), &sesv2.SendEmailInput{
		Destination: &types.Destination{ToAddresses: []string{r.FormValue("to")}}, FromEmailAddress: aws.String("us@example.com")})
}

func text(w http.ResponseWriter, r *http.Request) {
	p := &twapi.CreateMessageParams{}
	p.SetTo(r.FormValue("phone"))
	_, _ = twilio.NewRestClient().Api.CreateMessage(p)
}

func askOpenAI(w http.ResponseWriter, r *http.Request) {
	c := openai.NewClient()
	_, _ = c.Chat.Completions.New(r.Context(), openai.ChatCompletionNewParams{
		Messages: []openai.ChatCompletionMessageParamUnion{openai.UserMessage(r.FormValue("question"))}})
}

func askAnthropic(w http.ResponseWriter, r *http.Request) {
	c := anthropic.NewClient()
	_, _ = c.Messages.New(r.Context(), anthropic.MessageNewParams{
		Messages: []anthropic.MessageParam{anthropic.NewUserMessage(anthropic.NewTextBlock(r.FormValue("question")))}})
}

func toSlack(w http.ResponseWriter, r *http.Request) {
	_, _, _ = slack.New(os.Getenv("SLACK_TOKEN")).PostMessage("#alerts", slack.MsgOptionText(r.FormValue("text"), false))
}

func toTelegram(w http.ResponseWriter, r *http.Request) {
	bot, err := tgbotapi.NewBotAPI(os.Getenv("TELEGRAM_TOKEN"))
	if err == nil {
		_, _ = bot.Send(tgbotapi.NewMessage(1, r.FormValue("text")))
	}
}

func push(w http.ResponseWriter, r *http.Request) {
	_, _ = webpush.SendNotification([]byte(r.FormValue("text")), &webpush.Subscription{Endpoint: "https://push.example.com/1"}, &webpush.Options{})
}

func callback(w http.ResponseWriter, r *http.Request) {
	c := &oauth2.Config{ClientID: "id", ClientSecret: os.Getenv("GITHUB_SECRET"), Endpoint: github.Endpoint}
	_, _ = c.Exchange(context.Background(), r.FormValue("code"))
}

func weather(w http.ResponseWriter, r *http.Request) {
	_, _ = resty.New().R().SetQueryParam("city", r.FormValue("city")).Get("https://api.weather.example/v1/now")
}

func name(w http.ResponseWriter, r *http.Request) {
	api, err := cloudflare.NewWithAPIToken(os.Getenv("CLOUDFLARE_TOKEN"))
	if err == nil {
		_, _ = api.CreateDNSRecord(r.Context(), cloudflare.ZoneIdentifier("zone"), cloudflare.CreateDNSRecordParams{Name: r.FormValue("name"), Type: "A"})
	}
}

func image(w http.ResponseWriter, r *http.Request) {
	_, _ = crane.Digest("registry.example.com/app:" + r.FormValue("tag"))
}

func share(w http.ResponseWriter, r *http.Request) {
	_ = gowebdav.NewClient(os.Getenv("WEBDAV_URL"), "us", os.Getenv("WEBDAV_PASSWORD")).WriteStream("/in/"+r.FormValue("name"), r.Body, 0o600)
}

// hook is called by who has the secret.
func hook(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, 1<<20))
	if err != nil {
		return
	}
	wh, err := standardwebhooks.NewWebhook(os.Getenv("HOOK_SECRET"))
	if err != nil || wh.Verify(body, r.Header) != nil {
		http.Error(w, "no", http.StatusUnauthorized)
		return
	}
	w.WriteHeader(http.StatusNoContent)
}
