// SPDX-License-Identifier: MPL-2.0

package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"sort"
	"strconv"
	"unicode/utf8"
)

var (
	keyForm    = regexp.MustCompile(`^[a-z0-9_]+$`)
	numberForm = regexp.MustCompile(`^(0|-?[1-9][0-9]*)$`)
)

// canonical parses text as canonical JSON (docs/format.md, "Canonical JSON"): what it reads is written
// again by the rules, and must be the same bytes.
func canonical(text []byte) (interface{}, error) {
	if !utf8.Valid(text) {
		return nil, errors.New("not UTF-8")
	}
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.UseNumber()
	var value interface{}
	if err := decoder.Decode(&value); err != nil {
		return nil, err
	}
	var out bytes.Buffer
	if err := write(&out, value, 0); err != nil {
		return nil, err
	}
	if !bytes.Equal(out.Bytes(), text) {
		return nil, errors.New("not canonical")
	}
	return value, nil
}

// object is canonical, for a text that must be an object.
func object(text []byte) (map[string]interface{}, error) {
	value, err := canonical(text)
	if err != nil {
		return nil, err
	}
	members, ok := value.(map[string]interface{})
	if !ok {
		return nil, errors.New("not an object")
	}
	return members, nil
}

func write(out *bytes.Buffer, value interface{}, depth int) error {
	switch value := value.(type) {
	case bool:
		out.WriteString(strconv.FormatBool(value))
	case json.Number:
		number, err := strconv.ParseInt(value.String(), 10, 64)
		if err != nil || !numberForm.MatchString(value.String()) || number > 1<<53-1 || number < -(1<<53-1) {
			return fmt.Errorf("number %s", value)
		}
		out.WriteString(value.String())
	case string:
		writeString(out, value)
	case []interface{}:
		if depth == 16 {
			return errors.New("too deep")
		}
		out.WriteByte('[')
		for i, element := range value {
			if i > 0 {
				out.WriteByte(',')
			}
			if err := write(out, element, depth+1); err != nil {
				return err
			}
		}
		out.WriteByte(']')
	case map[string]interface{}:
		if depth == 16 {
			return errors.New("too deep")
		}
		keys := make([]string, 0, len(value))
		for key := range value {
			if !keyForm.MatchString(key) {
				return fmt.Errorf("key %q", key)
			}
			keys = append(keys, key)
		}
		sort.Strings(keys)
		out.WriteByte('{')
		for i, key := range keys {
			if i > 0 {
				out.WriteByte(',')
			}
			writeString(out, key)
			out.WriteByte(':')
			if err := write(out, value[key], depth+1); err != nil {
				return err
			}
		}
		out.WriteByte('}')
	default:
		return errors.New("null")
	}
	return nil
}

func writeString(out *bytes.Buffer, text string) {
	short := map[rune]string{'"': `\"`, '\\': `\\`, '\b': `\b`, '\t': `\t`, '\n': `\n`, '\f': `\f`, '\r': `\r`}
	out.WriteByte('"')
	for _, character := range text {
		if escape, ok := short[character]; ok {
			out.WriteString(escape)
		} else if character < 0x20 {
			fmt.Fprintf(out, `\u%04x`, character)
		} else {
			out.WriteRune(character)
		}
	}
	out.WriteByte('"')
}
