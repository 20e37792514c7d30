// SPDX-License-Identifier: MPL-2.0

package main

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"regexp"
	"time"
)

var (
	refForm = regexp.MustCompile(`^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$`)
	word    = regexp.MustCompile(`^[!#-\[\]-~]{1,64}$`)
	doors   = map[string]bool{"web": true, "api": true, "cli": true, "import": true, "letter": true, "system": true}
)

// reader takes members out of an object and remembers the first that is not what it should be.
type reader struct {
	members map[string]interface{}
	err     error
}

func (r *reader) fail(key string) {
	if r.err == nil {
		r.err = fmt.Errorf("member %s", key)
	}
}

func (r *reader) take(key string) interface{} {
	value, ok := r.members[key]
	if !ok {
		r.fail(key)
	}
	delete(r.members, key)
	return value
}

func (r *reader) text(key string, form *regexp.Regexp) string {
	text, ok := r.take(key).(string)
	if !ok || form != nil && !form.MatchString(text) {
		r.fail(key)
	}
	return text
}

func (r *reader) number(key string, least int64) int64 {
	number, _ := r.take(key).(json.Number)
	value, err := number.Int64()
	if err != nil || value < least {
		r.fail(key)
	}
	return value
}

func (r *reader) date(key, layout string) string {
	text := r.text(key, nil)
	if parsed, err := time.Parse(layout, text); err != nil || parsed.Format(layout) != text {
		r.fail(key)
	}
	return text
}

func (r *reader) hash(key string) string {
	text := r.text(key, nil)
	bytes, err := base64.StdEncoding.Strict().DecodeString(text)
	if err != nil || len(bytes) != 32 {
		r.fail(key)
	}
	return string(bytes)
}

func (r *reader) object(key string) *reader {
	members, ok := r.take(key).(map[string]interface{})
	if !ok {
		r.fail(key)
		members = map[string]interface{}{}
	}
	return &reader{members: members}
}

// done fails if a member is left that nobody asked for.
func (r *reader) done() error {
	for key := range r.members {
		r.fail(key)
	}
	return r.err
}

const instant = "2006-01-02T15:04:05.000Z"

func checkActor(r *reader) error {
	switch r.text("type", nil) {
	case "person":
		r.text("ref", refForm)
		r.text("account", refForm)
		r.text("method", word)
		r.number("strength", -(1<<53 - 1))
		r.date("authenticated", instant)
	case "system":
		r.text("component", word)
		r.text("version", word)
		if _, ok := r.members["rule"]; ok {
			r.text("rule", word)
		}
	case "organisation":
		r.text("ref", refForm)
	case "operator":
		if user := r.text("user", nil); user == "" {
			r.fail("user")
		}
	default:
		r.fail("type")
	}
	return r.done()
}
