// SPDX-License-Identifier: MPL-2.0

package main

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"sort"
	"strings"
	"time"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// fact is one line of a dump. Go reads the base64 members as bytes.
type fact struct {
	Position   int64  `json:"position"`
	Leaf       []byte `json:"leaf"`
	Payload    []byte `json:"payload"`
	PayloadKey []byte `json:"payload_key"`
	Subject    string `json:"subject"`
	Kind       string `json:"subject_kind"`
	Revision   int64  `json:"revision"`
	Command    string `json:"command"`
	Part       int64  `json:"part"`
	Values     []struct {
		Ref   string `json:"ref"`
		Field string `json:"field"`
		Key   []byte `json:"key"`
		Bytes []byte `json:"bytes"`
	} `json:"values"`
}

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

type state struct {
	origin, publicKey string
	prev, recorded    string
	revisions         map[string]int64
	commands          map[string]bool
	command           string
	next, parts       int64
	hashes            []tlog.Hash
	lost, there       map[string]int64
	erased            map[string]int64
}

func mac(key, bytes []byte) string {
	if len(key) != 32 {
		return ""
	}
	h := hmac.New(sha256.New, key)
	h.Write(bytes)
	return string(h.Sum(nil))
}

// take checks the next fact (docs/format.md, "Verification", steps 3 to 9).
func (s *state) take(f *fact) error {
	position := int64(len(s.hashes))
	if f.Position != position {
		return errors.New("position gap")
	}
	if len(f.Leaf) > 4096 || len(f.Payload) > 32768 {
		return errors.New("too long")
	}
	members, err := object(f.Leaf)
	if err != nil {
		return fmt.Errorf("leaf: %w", err)
	}
	r := &reader{members: members}
	if err := checkActor(r.object("actor")); err != nil {
		return err
	}
	if _, ok := members["behalf"]; ok {
		r.text("behalf", refForm)
	}
	if !doors[r.text("door", nil)] || r.number("format", 1) != 1 || r.number("position", 0) != position {
		return errors.New("door, format or position")
	}
	if r.text("ledger", nil) != s.origin {
		return errors.New("other ledger")
	}
	r.text("id", refForm)
	r.date("effective", "2006-01-02")
	r.number("kind_version", 1)
	kind := r.text("kind", word)
	command := r.text("command", refForm)
	recorded := r.date("recorded", instant)
	revision := r.number("revision", 1)
	payloadMAC, prev := r.hash("payload"), r.hash("prev")
	subject := r.object("subject")
	id, subjectKind := subject.text("id", refForm), subject.text("kind", word)
	values := r.object("values")
	parts, _ := r.take("part").([]interface{})
	if err := subject.done(); err != nil {
		return err
	}
	if err := r.done(); err != nil {
		return err
	}
	if len(parts) != 2 {
		return errors.New("part")
	}
	pair := &reader{members: map[string]interface{}{"i": parts[0], "n": parts[1]}}
	part := pair.number("i", 1)
	count := pair.number("n", part)
	if pair.err != nil {
		return pair.err
	}
	if prev != s.prev || recorded < s.recorded {
		return errors.New("chain or instant")
	}
	if s.revisions[id]+1 != revision {
		return errors.New("revision")
	}
	s.revisions[id] = revision
	if s.next != 0 && (command != s.command || part != s.next || count != s.parts) ||
		s.next == 0 && (part != 1 || s.commands[command]) {
		return errors.New("command")
	}
	s.commands[command] = true
	s.command, s.next, s.parts = command, part+1, count
	if part == count {
		s.next = 0
	}
	if f.Subject != id || f.Kind != subjectKind || f.Revision != revision || f.Command != command || f.Part != part {
		return errors.New("index differs")
	}
	if mac(f.PayloadKey, f.Payload) != payloadMAC {
		return errors.New("payload commitment")
	}
	payload, err := object(f.Payload)
	if err != nil {
		return fmt.Errorf("payload: %w", err)
	}
	if err := s.values(f, payload, values); err != nil {
		return err
	}
	if err := s.special(kind, position, payload); err != nil {
		return err
	}
	hash := tlog.RecordHash(f.Leaf)
	s.hashes = append(s.hashes, hash)
	s.prev, s.recorded = string(hash[:]), recorded
	return nil
}

func (s *state) values(f *fact, payload map[string]interface{}, committed *reader) error {
	fields := make([]string, 0, len(committed.members))
	for field := range committed.members {
		fields = append(fields, field)
	}
	sort.Strings(fields)
	found := 0
	for _, field := range fields {
		commitment := committed.hash(field)
		ref, _ := payload[field].(string)
		if !refForm.MatchString(ref) {
			return fmt.Errorf("no reference in %s", field)
		}
		s.lost[ref] = f.Position
		for _, value := range f.Values {
			if value.Field == field {
				if value.Ref != ref || mac(value.Key, value.Bytes) != commitment {
					return fmt.Errorf("value %s", field)
				}
				found++
				delete(s.lost, ref)
				s.there[ref] = f.Position
			}
		}
	}
	if err := committed.done(); err != nil {
		return err
	}
	if found != len(f.Values) {
		return errors.New("extra value")
	}
	return nil
}

func (s *state) special(kind string, position int64, payload map[string]interface{}) error {
	if (kind == "ledger.opened") != (position == 0) {
		return errors.New("ledger.opened")
	}
	if position == 0 && (payload["origin"] != s.origin || payload["public_key"] != s.publicKey) {
		return errors.New("ledger.opened: origin or public key")
	}
	if kind == "person.erased" {
		refs, ok := payload["erased"].([]interface{})
		if !ok {
			return errors.New("erased")
		}
		for _, ref := range refs {
			text, ok := ref.(string)
			if !ok || !refForm.MatchString(text) {
				return errors.New("erased")
			}
			s.erased[text] = position
		}
	}
	return nil
}

// finish checks what only the whole ledger can tell, and the checkpoint.
func (s *state) finish(text string, verifier note.Verifier) error {
	if len(s.hashes) == 0 || s.next != 0 {
		return errors.New("unfinished")
	}
	for ref, position := range s.lost {
		if erased, ok := s.erased[ref]; !ok || erased <= position {
			return fmt.Errorf("value %s is lost", ref)
		}
	}
	for ref := range s.erased {
		if _, ok := s.there[ref]; ok {
			return fmt.Errorf("value %s is still there", ref)
		}
	}
	size, root, err := openCheckpoint(text, verifier)
	if err != nil {
		return err
	}
	if size > int64(len(s.hashes)) {
		return errors.New("checkpoint ahead")
	}
	if treeHash(s.hashes[:size]) != root {
		return errors.New("root differs")
	}
	return nil
}

// openCheckpoint opens a signed note whose body is exactly origin, size and root.
func openCheckpoint(text string, verifier note.Verifier) (int64, tlog.Hash, error) {
	opened, err := note.Open([]byte(text), note.VerifierList(verifier))
	if err != nil {
		return 0, tlog.Hash{}, err
	}
	lines := strings.Split(opened.Text, "\n")
	if len(lines) != 4 || lines[0] != verifier.Name() || lines[3] != "" || !numberForm.MatchString(lines[1]) {
		return 0, tlog.Hash{}, errors.New("checkpoint body")
	}
	var size int64
	if _, err := fmt.Sscanf(lines[1], "%d", &size); err != nil || size < 0 {
		return 0, tlog.Hash{}, errors.New("checkpoint size")
	}
	bytes, err := base64.StdEncoding.Strict().DecodeString(lines[2])
	if err != nil || len(bytes) != 32 {
		return 0, tlog.Hash{}, errors.New("checkpoint root")
	}
	var root tlog.Hash
	copy(root[:], bytes)
	return size, root, nil
}

// treeHash is RFC 6962 section 2.1 as it stands there.
func treeHash(leaves []tlog.Hash) tlog.Hash {
	switch len(leaves) {
	case 0:
		return sha256.Sum256(nil)
	case 1:
		return leaves[0]
	}
	split := 1
	for split*2 < len(leaves) {
		split *= 2
	}
	return tlog.NodeHash(treeHash(leaves[:split]), treeHash(leaves[split:]))
}
