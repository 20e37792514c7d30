#!/bin/sh
# SPDX-License-Identifier: MPL-2.0
# Builds the oracle from Debian's golang-go and golang-golang-x-mod-dev, without a network.
# usage: build.sh OUTPUT     (then: VAERN_ORACLE=OUTPUT swift test)
set -eu
output=${1:?usage: build.sh OUTPUT}
case $output in /*) ;; *) output=$PWD/$output ;; esac
cd "$(dirname "$0")"
GO111MODULE=off GOPATH=${VAERN_GOPATH:-/usr/share/gocode} GOFLAGS= CGO_ENABLED=0 go build -o "$output" ./*.go
