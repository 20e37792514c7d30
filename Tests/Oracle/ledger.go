// SPDX-License-Identifier: MPL-2.0

package main

import (
	"crypto/hmac"
	"crypto/sha256"
	"errors"
	"fmt"
	"sort"

	"golang.org/x/mod/sumdb/tlog"
)

// fact is one line of a dump. Go reads the base64 members as bytes.
type fact struct {
	Leaf    []byte `json:"leaf"`
	Payload []byte `json:"payload"`
	Key     []byte `json:"key"`
	Values  []struct {
		Ref   string `json:"ref"`
		Field string `json:"field"`
		Key   []byte `json:"key"`
		Value []byte `json:"value"`
	} `json:"values"`
	// What the database keeps beside the leaf; a dump may leave it out.
	Index *struct {
		Position int64  `json:"position"`
		Subject  string `json:"subject"`
		Kind     string `json:"subject_kind"`
		Revision int64  `json:"revision"`
		Command  string `json:"command"`
		Part     int64  `json:"part"`
	} `json:"index"`
}

type state struct {
	// The verifier key's name and public key; the epoch that is open and the key it named.
	origin, publicKey string
	now, named        string
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
	origin := r.text("ledger", nil)
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
	if s.revisions[subjectKind+" "+id]+1 != revision {
		return errors.New("revision")
	}
	s.revisions[subjectKind+" "+id] = revision
	if s.next != 0 && (command != s.command || part != s.next || count != s.parts) ||
		s.next == 0 && (part != 1 || s.commands[command]) {
		return errors.New("command")
	}
	s.commands[command] = true
	s.command, s.next, s.parts = command, part+1, count
	if part == count {
		s.next = 0
	}
	if i := f.Index; i != nil && (i.Position != position || i.Subject != id || i.Kind != subjectKind ||
		i.Revision != revision || i.Command != command || i.Part != part) {
		return errors.New("index differs")
	}
	if mac(f.Key, f.Payload) != payloadMAC {
		return errors.New("payload commitment")
	}
	payload, err := object(f.Payload)
	if err != nil {
		return fmt.Errorf("payload: %w", err)
	}
	if err := s.values(f, position, payload, values); err != nil {
		return err
	}
	if err := s.special(kind, origin, position, payload); err != nil {
		return err
	}
	hash := tlog.RecordHash(f.Leaf)
	s.hashes = append(s.hashes, hash)
	s.prev, s.recorded = string(hash[:]), recorded
	return nil
}

func (s *state) values(f *fact, position int64, payload map[string]interface{}, committed *reader) error {
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
		s.lost[ref] = position
		for _, value := range f.Values {
			if value.Field == field {
				if value.Ref != ref || mac(value.Key, value.Value) != commitment {
					return fmt.Errorf("value %s", field)
				}
				found++
				delete(s.lost, ref)
				s.there[ref] = position
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
