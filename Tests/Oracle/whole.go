// SPDX-License-Identifier: MPL-2.0

package main

import (
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// epoch takes the number off an origin's end.
func epoch(origin string) (string, int64) {
	slash := strings.LastIndex(origin, "/")
	number, err := strconv.ParseInt(origin[slash+1:], 10, 64)
	if err != nil || number < 1 || strconv.FormatInt(number, 10) != origin[slash+1:] {
		return origin, 0
	}
	return origin[:slash], number
}

// opened checks a fact that opens an epoch.
func (s *state) opened(origin string, position int64, payload map[string]interface{}) error {
	r := &reader{members: payload}
	s.named = base64.StdEncoding.EncodeToString([]byte(r.hash("public_key")))
	if r.text("origin", nil) != origin || r.err != nil {
		return errors.New("ledger.opened: origin or public key")
	}
	stem, number := epoch(origin)
	if wanted, _ := epoch(s.origin); stem != wanted {
		return errors.New("other ledger")
	}
	if position > 0 {
		recovery := r.object("recovery")
		size, lost := recovery.number("size", 0), recovery.number("lost", 0)
		recovery.hash("root")
		due := size - position
		if due < 0 {
			due = 0
		}
		if _, before := epoch(s.now); r.err != nil || recovery.done() != nil || lost != due || number <= before {
			return errors.New("ledger.opened: recovery")
		}
	}
	s.now = origin
	return nil
}

func (s *state) special(kind, origin string, position int64, payload map[string]interface{}) error {
	if kind == "ledger.opened" {
		return s.opened(origin, position, payload)
	}
	if position == 0 || origin != s.now {
		return errors.New("not opened or other ledger")
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
	if s.now != s.origin || s.named != s.publicKey {
		return errors.New("the newest epoch is another's")
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
