package catalog

import (
	"slices"
	"strings"
	"testing"
)

// TestDataTypes: as many types as the issue asks for, in each of DESIGN's classes.
func TestDataTypes(t *testing.T) {
	c := loadModels(t)
	if n := len(c.DataTypes()); n < 122 {
		t.Errorf("%d types of data, want 122", n)
	}
	classes := map[string]int{}
	for _, d := range c.DataTypes() {
		classes[d.Class]++
	}
	for _, class := range DataClasses {
		if classes[class] == 0 {
			t.Errorf("no type of data of class %s", class)
		}
	}
}

func TestClassify(t *testing.T) {
	c := loadModels(t)
	for _, tt := range []struct{ name, owner, want string }{
		{"email", "", "email-address"},
		{"Email", "User", "email-address"},
		{"user_email_address", "", "email-address"},
		{"e-mail", "", "email-address"},
		{"contactEmails", "", "email-address"},
		{"firstName", "", "first-name"},
		{"firstname", "", "first-name"},
		{"customer_first_name", "", "first-name"},
		{"name", "users", "full-name"},
		{"Name", "Customer", "full-name"},
		{"phoneNumber", "", "phone-number"},
		{"MobilePhone", "", "phone-number"},
		{"dob", "", "date-of-birth"},
		{"SSN", "", "social-security-number"},
		{"ClientIP", "", "ip-address"},
		{"UserAgent", "", "user-agent"},
		{"password", "", "password"},
		{"PasswordHash", "", "password-hash"},
		{"hashed_password", "", "password-hash"},
		{"password_reset_token", "", "reset-token"},
		{"refresh_token", "", "refresh-token"},
		{"OAuthToken", "", "access-token"},
		{"email_verification_token", "", "verification-token"},
		{"client_secret", "", "client-secret"},
		{"STRIPE_API_KEY", "", "api-key"},
		{"notion_token", "", "token"},
		{"telegram_bot_token", "", "access-token"},
		{"next_page_token", "", ""},
		{"PromptTokens", "", ""},
		{"max_tokens", "", ""},
		{"api_key_id", "", ""},
		{"access_key_id", "", "api-key"},
		{"CredentialID", "", ""},
		{"password_algo", "", ""},
		{"lockPassword", "", ""},
		{"email_reported", "", ""},
		{"X-Forwarded-For", "", "ip-address"},
		{"X-Real-IP", "", "ip-address"},
		{"google_id", "", "user-id"},
		{"cookie", "", "session-id"},
		{"cardNumber", "", "card-number"},
		{"creditcardnumber", "", "card-number"},
		{"cvv", "", "card-verification"},
		{"expMonth", "", "card-expiry"},
		{"iban", "", "iban"},
		{"blood_type", "", "blood-type"},
		{"weight", "patients", "body-measure"},
		{"Latitude", "", "coordinates"},
		{"lat", "", "coordinates"},
		{"file", "", "file-content"},
		{"filename", "", "file-name"},
		{"Authorization", "", "authorization-header"},

		// Look-alikes.
		{"name", "products", ""},
		{"Name", "", ""},
		{"email_template", "", ""},
		{"EmailService", "", ""},
		{"emailVerified", "", ""},
		{"is_email", "", ""},
		{"hasPassword", "", ""},
		{"passwordMinLength", "", ""},
		{"password_policy", "", ""},
		{"token_type", "", ""},
		{"tokenExpiresAt", "", ""},
		{"file_size", "", ""},
		{"address", "server", ""},
		{"weight", "edges", ""},
		{"race", "conditions", ""},
		{"latency", "", ""},
		{"platform", "", ""},
		{"pinned", "", ""},
		{"spinner", "", ""},
		{"pan", "", "card-number"},
		{"panel", "", ""},
		{"company", "", ""},
		{"assessment", "", ""},
		{"message", "", ""},
		{"", "", ""},
		{"___", "", ""},
	} {
		m, ok := c.Classify(tt.name, tt.owner)
		if m.Type != tt.want || ok != (tt.want != "") {
			t.Errorf("%s of %q is %q by %q, want %q", tt.name, tt.owner, m.Type, m.Words, tt.want)
		}
	}
}

// TestEveryPatternMatches: each word sequence finds its own type, so that none is shadowed by another or by not_after.
func TestEveryPatternMatches(t *testing.T) {
	c := loadModels(t)
	for _, d := range c.DataTypes() {
		owner := strings.Join(d.Of, "_")
		for _, w := range slices.Concat(d.Words, d.Whole) {
			for _, name := range []string{w, strings.ReplaceAll(w, " ", "_"), strings.ReplaceAll(w, " ", "")} {
				if m, _ := c.Classify(name, owner); m.Type != d.Type {
					t.Errorf("%q stands for %s, and is found to be %q (by %q)", name, d.Type, m.Type, m.Words)
				}
			}
		}
	}
}

func TestNameWords(t *testing.T) {
	for name, want := range map[string]string{
		"userEmail": "user email", "USER_EMAIL": "user email", "UserIDs": "user id", "HTTPServer": "http server", "avatarURL": "avatar url",
		"addresses": "address", "status": "status", "e-mail": "email", "OAuthState": "oauth state", "icd10": "icd10", "Größe": "größe",
	} {
		if got := strings.Join(nameWords(name), " "); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
}

func TestDataErrors(t *testing.T) {
	const head = "library: x\ndata_classes:\n"
	for _, tt := range []struct{ name, src, want string }{
		{"class", head + "  - {type: a, name: A, class: pii, words: [a]}\n", `lib.yaml:3: unknown class of data "pii"; did you mean "PII"?`},
		{"key", head + "  - {type: a, name: A, class: PII, word: [a]}\n", `lib.yaml:3: unknown key "word"; did you mean "words"?`},
		{"no words", head + "  - {type: a, name: A, class: PII}\n", "lib.yaml:3: type of data a: words or whole must say"},
		{"upper case", head + "  - {type: a, name: A, class: PII, words: [FirstName]}\n", `lib.yaml:3: "FirstName": want lower-case words`},
		{"twice", head + "  - {type: a, name: A, class: PII, words: [a]}\n  - {type: a, name: B, class: PII, words: [b]}\n", `lib.yaml:4: type of data "a" is given in lib.yaml:3, too`},
		{"disagree", head + "  - {type: a, name: A, class: PII, words: [x y]}\n  - {type: b, name: B, class: health, words: [x y]}\n", `lib.yaml:4: "x y" stands for the type of data b, and for a in lib.yaml:3`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			c, err := Load(oneFile(tt.src))
			if err == nil || c != nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("got %v, want %q", err, tt.want)
			}
		})
	}
}

// TestOwnDataType: a team's own type of data, in the same file format.
func TestOwnDataType(t *testing.T) {
	b, err := Builtin()
	if err != nil {
		t.Fatal(err)
	}
	user, err := Load(oneFile("library: ours\ndata_classes:\n  - {type: club-card, name: Club card, class: PII, words: [club card]}\n"))
	if err != nil {
		t.Fatal(err)
	}
	c, err := b.With(user)
	if err != nil {
		t.Fatal(err)
	}
	if m, _ := c.Classify("ClubCard", ""); m.Type != "club-card" {
		t.Errorf("found %q", m.Type)
	}
	if _, ok := b.Classify("ClubCard", ""); ok {
		t.Error("the built-in catalogue has changed")
	}
}
