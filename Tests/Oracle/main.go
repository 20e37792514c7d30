// SPDX-License-Identifier: MPL-2.0

// The oracle checks what the product writes with code the product's authors did not write
// (golang.org/x/mod/sumdb: note.Open, RecordHash, CheckRecord, CheckTree) and with a second implementation of
// docs/format.md. It exits with 0 if everything is as it should be, else with 1 and a line on standard error.
//
//	oracle proofs            lines {"size","index","root","leaf","proof"} on standard input; hashes and leaf in base64
//	oracle consistency       lines {"old","old_root","new","new_root","proof"}
//	oracle note KEY          a signed checkpoint on standard input; prints its size and root
//	oracle ledger KEY NOTE   a dump on standard input (docs/format.md, "Dump"), NOTE the checkpoint's file
//	oracle proof KEY FILE [LEAF]   a .tlog-proof
package main

import (
	"bufio"
	"bytes"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "FAIL", err)
		os.Exit(1)
	}
	fmt.Println("OK")
}

func run(args []string) error {
	switch {
	case len(args) == 1 && args[0] == "proofs":
		return lines(checkProof)
	case len(args) == 1 && args[0] == "consistency":
		return lines(checkConsistency)
	case len(args) == 2 && args[0] == "note":
		return checkNote(args[1])
	case len(args) == 3 && args[0] == "ledger":
		return checkLedger(args[1], args[2])
	case len(args) >= 3 && len(args) <= 4 && args[0] == "proof":
		return checkFile(args[1:])
	}
	return errors.New("usage: oracle proofs|consistency|note KEY|ledger KEY NOTE|proof KEY FILE [LEAF]")
}

// lines hands over every line of standard input. No lines at all is a failure: a check that looked at nothing.
func lines(check func([]byte) error) error {
	input := bufio.NewReaderSize(os.Stdin, 1<<20)
	for number := 1; ; number++ {
		line, err := input.ReadBytes('\n')
		if err == io.EOF && len(line) == 0 {
			if number == 1 {
				return errors.New("nothing to check")
			}
			return nil
		}
		if err != nil && err != io.EOF {
			return err
		}
		if err := check(line); err != nil {
			return fmt.Errorf("line %d: %w", number, err)
		}
	}
}

func toHash(bytes []byte) (hash tlog.Hash, err error) {
	if len(bytes) != len(hash) {
		return hash, errors.New("hash of another length")
	}
	copy(hash[:], bytes)
	return hash, nil
}

func toHashes(list [][]byte) ([]tlog.Hash, error) {
	hashes := make([]tlog.Hash, 0, len(list))
	for _, bytes := range list {
		hash, err := toHash(bytes)
		if err != nil {
			return nil, err
		}
		hashes = append(hashes, hash)
	}
	return hashes, nil
}

func checkProof(line []byte) error {
	var claim struct {
		Size  int64    `json:"size"`
		Index int64    `json:"index"`
		Root  []byte   `json:"root"`
		Leaf  []byte   `json:"leaf"`
		Proof [][]byte `json:"proof"`
	}
	if err := json.Unmarshal(line, &claim); err != nil {
		return err
	}
	root, err := toHash(claim.Root)
	if err != nil {
		return err
	}
	proof, err := toHashes(claim.Proof)
	if err != nil {
		return err
	}
	return tlog.CheckRecord(proof, claim.Size, root, claim.Index, tlog.RecordHash(claim.Leaf))
}

func checkConsistency(line []byte) error {
	var claim struct {
		Old     int64    `json:"old"`
		OldRoot []byte   `json:"old_root"`
		New     int64    `json:"new"`
		NewRoot []byte   `json:"new_root"`
		Proof   [][]byte `json:"proof"`
	}
	if err := json.Unmarshal(line, &claim); err != nil {
		return err
	}
	oldRoot, err := toHash(claim.OldRoot)
	if err != nil {
		return err
	}
	newRoot, err := toHash(claim.NewRoot)
	if err != nil {
		return err
	}
	proof, err := toHashes(claim.Proof)
	if err != nil {
		return err
	}
	return tlog.CheckTree(proof, claim.New, newRoot, claim.Old, oldRoot)
}

func checkNote(key string) error {
	verifier, err := note.NewVerifier(key)
	if err != nil {
		return err
	}
	text, err := io.ReadAll(os.Stdin)
	if err != nil {
		return err
	}
	size, root, err := openCheckpoint(string(text), verifier)
	if err != nil {
		return err
	}
	fmt.Println(size, root)
	return nil
}

func checkLedger(key, file string) error {
	verifier, err := note.NewVerifier(key)
	if err != nil {
		return err
	}
	checkpoint, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	encoded, err := base64.StdEncoding.DecodeString(strings.SplitN(key, "+", 3)[2])
	if err != nil || len(encoded) != 33 {
		return errors.New("verifier key")
	}
	s := &state{
		origin: verifier.Name(), publicKey: base64.StdEncoding.EncodeToString(encoded[1:]),
		prev: string(make([]byte, 32)), revisions: map[string]int64{}, commands: map[string]bool{},
		lost: map[string]int64{}, there: map[string]int64{}, erased: map[string]int64{},
	}
	err = lines(func(line []byte) error {
		var f fact
		if err := json.Unmarshal(line, &f); err != nil {
			return err
		}
		return s.take(&f)
	})
	if err != nil {
		return err
	}
	return s.finish(string(checkpoint), verifier)
}

func checkFile(args []string) error {
	verifier, err := note.NewVerifier(args[0])
	if err != nil {
		return err
	}
	text, err := os.ReadFile(args[1])
	if err != nil {
		return err
	}
	split := bytes.Index(text, []byte("\n\n"))
	if split < 0 {
		return errors.New("no checkpoint")
	}
	head := strings.Split(string(text[:split]), "\n")
	if head[0] != "c2sp.org/tlog-proof@v1" || len(head) < 2 {
		return errors.New("first line")
	}
	head = head[1:]
	var leaf []byte
	if strings.HasPrefix(head[0], "extra ") {
		if leaf, err = base64.StdEncoding.Strict().DecodeString(head[0][len("extra "):]); err != nil {
			return err
		}
		head = head[1:]
	}
	if len(args) == 3 {
		if leaf, err = os.ReadFile(args[2]); err != nil {
			return err
		}
	}
	if leaf == nil || len(head) == 0 {
		return errors.New("no leaf or no index")
	}
	var index int64
	if _, err := fmt.Sscanf(head[0], "index %d", &index); err != nil || fmt.Sprintf("index %d", index) != head[0] {
		return errors.New("index line")
	}
	var proof []tlog.Hash
	for _, line := range head[1:] {
		bytes, err := base64.StdEncoding.Strict().DecodeString(line)
		if err != nil {
			return err
		}
		hash, err := toHash(bytes)
		if err != nil {
			return err
		}
		proof = append(proof, hash)
	}
	size, root, err := openCheckpoint(string(text[split+2:]), verifier)
	if err != nil {
		return err
	}
	return tlog.CheckRecord(proof, size, root, index, tlog.RecordHash(leaf))
}
