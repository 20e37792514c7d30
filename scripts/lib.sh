# SPDX-License-Identifier: MPL-2.0
# shellcheck shell=bash
# What ./run and ./test share: finding the toolchain, installing what is missing, watching a long command.

# Everything that is built or made lands in one folder, debug and release beside each other.
build=${VAERN_BUILD:-.build}
minimum_swift=6.2

# SwiftPM otherwise writes the flags of packages with traits in a random order and compiles them again and again.
export SWIFT_DETERMINISTIC_HASHING=1

# package | how to see that it is there
packages_to_build='
git                       command git
ca-certificates           file /etc/ssl/certs/ca-certificates.crt
pkg-config                command pkg-config
libc6-dev                 file /usr/include/stdlib.h
libstdc++-12-dev          file /usr/include/c++/*/vector
libsqlite3-dev            file /usr/include/sqlite3.h
libsodium-dev             file /usr/include/sodium.h
libssl-dev                file /usr/include/openssl/sha.h
libxlsxwriter-dev         file /usr/include/xlsxwriter.h
libstemmer-dev            file /usr/include/libstemmer.h
libcmark-gfm-dev          file /usr/include/cmark-gfm.h
libcmark-gfm-extensions-dev file /usr/include/cmark-gfm-core-extensions.h
libqrencode-dev           file /usr/include/qrencode.h
zlib1g-dev                file /usr/include/zlib.h
libcurl4-openssl-dev      file /usr/include/*/curl/curl.h
tzdata                    file /usr/share/zoneinfo/Europe/Copenhagen
'
# Not needed to build: what the program asks for when a document comes as Word or PDF, or goes out as such.
packages_to_use='
pandoc                    command pandoc
poppler-utils             command pdftohtml
python3                   command python3
python3-venv              python ensurepip
libpango-1.0-0            file /usr/lib/*/libpango-1.0.so.0
libpangoft2-1.0-0         file /usr/lib/*/libpangoft2-1.0.so.0
libharfbuzz-subset0       file /usr/lib/*/libharfbuzz-subset.so.0
'
packages_to_test='
python3                   command python3
python3-venv              python ensurepip
golang-go                 command go
golang-golang-x-mod-dev   file /usr/share/gocode/src/golang.org/x/mod/sumdb/tlog/tlog.go
hunspell                    command hunspell
hunspell-da                 file /usr/share/hunspell/da_DK.dic
strace                    command strace
chromium-headless-shell   command chromium-headless-shell
qpdf                      command qpdf
oathtool                  command oathtool
zbar-tools                command zbarimg
fonts-dejavu-core         file /usr/share/fonts/truetype/dejavu/DejaVuSans.ttf
default-jre-headless      command java
'

say() { printf '%s\n' "$*" >&2; }

die() {
    say "$@"
    exit 1
}

# Puts the Swift toolchain on PATH, or says how to get one.
find_swift() {
    local folder version
    if ! command -v swift >/dev/null; then
        for folder in /opt/swift/usr/bin /usr/local/swift/usr/bin "$HOME"/.local/share/swiftly/bin \
            "$HOME"/.local/swift*/usr/bin "$HOME"/swift*/usr/bin; do
            [ -x "$folder/swift" ] && PATH=$folder:$PATH && break
        done
    fi
    command -v swift >/dev/null || die "The Swift toolchain was not found (looked on PATH, in /opt/swift and in ~/.local)." \
        "Install Swift $minimum_swift or newer from https://www.swift.org/install/linux/ and run this again."
    # `|| true`: a toolchain that cannot start is told apart from an old one by what it printed.
    version=$(swift --version 2>&1 || true)
    version=$(printf '%s' "$version" | sed -n 's/.*Swift version \([0-9][0-9]*\.[0-9][0-9]*\).*/\1/p' | head -n 1)
    [ -n "$version" ] || die "$(command -v swift) does not start: run 'swift --version' to see why."
    [ "$(printf '%s\n' "$minimum_swift" "$version" | sort -V | head -n 1)" = "$minimum_swift" ] ||
        die "Swift $version is too old: Værn needs $minimum_swift or newer (https://www.swift.org/install/linux/)."
}

# Is the thing there? The pattern of a file may match several.
is_there() {
    case $1 in
        command) command -v "$2" >/dev/null ;;
        file) compgen -G "$2" >/dev/null ;;
        python) command -v python3 >/dev/null && python3 -c "import $2" 2>/dev/null ;;
    esac
}

# Installs the Debian packages of the given tables that are not there yet.
need_debian() {
    local package how what missing=() as_root=() install
    while read -r package how what; do
        [ -n "$package" ] || continue
        is_there "$how" "$what" || missing+=("$package")
    done <<<"$*"
    [ ${#missing[@]} -gt 0 ] || return 0

    say "Missing Debian packages: ${missing[*]}"
    install="apt-get install --yes --no-install-recommends ${missing[*]}"
    command -v apt-get >/dev/null || die "There is no apt-get here: install what those packages hold by hand, then run this again."
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null || die "Installing them takes an administrator. As root: apt-get update && $install"
        # Without a terminal sudo cannot ask for a password.
        [ -t 0 ] || sudo -n true 2>/dev/null || die "Installing them takes an administrator: sudo apt-get update && sudo $install"
        as_root=(sudo)
    fi
    as_root+=(env DEBIAN_FRONTEND=noninteractive apt-get --yes -o DPkg::Lock::Timeout=300)
    say "Installing them …"
    mkdir -p "$build"
    # The package lists may be missing or old: then the first try fails, and after an update the second succeeds.
    "${as_root[@]}" install --no-install-recommends "${missing[@]}" >"$build/apt.log" 2>&1 ||
        { "${as_root[@]}" update >>"$build/apt.log" 2>&1 &&
            "${as_root[@]}" install --no-install-recommends "${missing[@]}" >>"$build/apt.log" 2>&1; } ||
        { tail -n 20 "$build/apt.log" >&2; die "They could not be installed (all output: $build/apt.log). By hand: $install"; }
}

# Makes the Python environment of the tests; made anew when a pinned version has changed.
need_python() {
    local list=scripts/requirements.txt
    python=$PWD/$build/venv/bin/python
    case $build in /*) python=$build/venv/bin/python ;; esac
    cmp -s "$list" "$build/venv/installed.txt" && [ -x "$python" ] && return 0
    say "Installing the Python packages of the tests (scripts/requirements.txt) …"
    rm -rf "$build/venv"
    mkdir -p "$build"
    { python3 -m venv "$build/venv" &&
        "$python" -m pip install --quiet --no-input --disable-pip-version-check --requirement "$list"; } >"$build/pip.log" 2>&1 ||
        { tail -n 20 "$build/pip.log" >&2; die "They could not be installed (all output: $build/pip.log)."; }
    cp "$list" "$build/venv/installed.txt"
}

# Makes the environment of the second sign-in provider of the browser journeys, whose packages are of other versions.
need_provider() {
    local list=scripts/provider-requirements.txt
    export VAERN_PROVIDER=$PWD/$build/provider
    case $build in /*) VAERN_PROVIDER=$build/provider ;; esac
    cmp -s "$list" "$VAERN_PROVIDER/installed.txt" && [ -x "$VAERN_PROVIDER/bin/python" ] && return 0
    say "Installing Canaille, a sign-in provider for the tests (scripts/provider-requirements.txt) …"
    rm -rf "$VAERN_PROVIDER"
    mkdir -p "$build"
    { python3 -m venv "$VAERN_PROVIDER" &&
        "$VAERN_PROVIDER/bin/python" -m pip install --quiet --no-input --disable-pip-version-check --requirement "$list"; } \
        >"$build/provider.log" 2>&1 ||
        { tail -n 20 "$build/provider.log" >&2; die "It could not be installed (all output: $build/provider.log)."; }
    cp "$list" "$VAERN_PROVIDER/installed.txt"
}

# Makes the Python environment that prints PDF, and tells the program where it is. Without it everything else works.
need_pdf() {
    local list=scripts/pdf-requirements.txt
    export VAERN_PDF=$PWD/$build/pdf
    case $build in /*) VAERN_PDF=$build/pdf ;; esac
    cmp -s "$list" "$VAERN_PDF/installed.txt" && [ -x "$VAERN_PDF/bin/python" ] && return 0
    say "Installing WeasyPrint, which prints PDF (scripts/pdf-requirements.txt) …"
    rm -rf "$VAERN_PDF"
    mkdir -p "$build"
    { python3 -m venv "$VAERN_PDF" &&
        "$VAERN_PDF/bin/python" -m pip install --quiet --no-input --disable-pip-version-check --requirement "$list"; } \
        >"$build/pdf.log" 2>&1 || {
        say "It could not be installed (all output: $build/pdf.log). Documents cannot be printed as PDF until it is."
        return 0
    }
    cp "$list" "$VAERN_PDF/installed.txt"
}

# 75 → 1 m 15 s
duration() {
    if [ "$1" -lt 60 ]; then printf '%d s' "$1"; else printf '%d m %02d s' $(($1 / 60)) $(($1 % 60)); fi
}

# watch LABEL LOG COMMAND …: runs the command with its output in LOG. On a terminal one line shows what it is at;
# elsewhere a line every 15 seconds. Ctrl-C stops the command and everything that it started.
watch() {
    local label=$1 log=$2 start=$SECONDS shown=$SECONDS line status=0 job
    shift 2
    mkdir -p "$(dirname "$log")"
    # A group of its own, so that an interrupt reaches the compilers too.
    set -m
    "$@" >"$log" 2>&1 </dev/null &
    job=$!
    set +m
    # The group is not the terminal's own any more, so the interrupt is passed on.
    trap 'kill -INT -- "-$job" 2>/dev/null; sleep 1; kill -TERM -- "-$job" 2>/dev/null; [ -t 2 ] && printf "\n" >&2; exit 130' INT TERM
    while kill -0 "$job" 2>/dev/null; do
        sleep 0.5
        if [ -t 2 ]; then
            line=$(last_line "$log")
            line="$label, $(duration $((SECONDS - start))): $line"
            printf '\r\033[K%s' "${line:0:$(($(tput cols 2>/dev/null || echo 80) - 1))}" >&2
        elif [ $((SECONDS - shown)) -ge 15 ]; then
            shown=$SECONDS
            line=$(last_line "$log")
            say "$label, $(duration $((SECONDS - start))): ${line:0:120}"
        fi
    done
    wait "$job" || status=$?
    trap - INT TERM
    [ -t 2 ] && printf '\r\033[K' >&2
    return "$status"
}

last_line() {
    tail -c 3000 "$1" 2>/dev/null | tr '\r' '\n' | tr -d '\000-\011\013-\037' | grep -av '^ *$' | tail -n 1
}
