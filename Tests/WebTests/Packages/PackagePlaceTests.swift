// SPDX-License-Identifier: MPL-2.0

import Testing

@testable import Web

@Suite("Where packages run")
struct PackagePlaceTests {
    private func place(_ address: String?, host: String = "127.0.0.2", isSecure: Bool = false) -> PackagePlace? {
        PackagePlace(host: host, port: 8301, publicAddress: address, isSecure: isSecure)
    }

    @Test(
        "An origin is a scheme, a name and perhaps a port",
        arguments: [
            ("https://pakker.example.dk", "https://pakker.example.dk"),
            ("https://Pakker.Example.DK/", "https://pakker.example.dk"),
            ("https://pakker.example.dk:8443", "https://pakker.example.dk:8443"),
            ("https://pakker.example.dk:443", "https://pakker.example.dk"), ("http://[::1]:8301", "http://[::1]:8301"),
        ])
    func origins(_ given: String, _ origin: String) { #expect(place(given)?.origin == origin) }

    @Test(arguments: [
        "pakker.example.dk", "https://", "https://a.dk/sti", "https://a.dk?x", "https://a.dk;script-src *",
        "https://a.dk https://b.dk", "https://*", "ftp://a.dk", "https://bruger@a.dk", "https://å.dk",
        "javascript:alert(1)",
        "https://a.dk'", "",
    ])
    func others(_ given: String) { #expect(place(given) == nil) }

    @Test("Without an address of its own it is what is listened on")
    func listened() {
        #expect(place(nil)?.origin == "http://127.0.0.2:8301" && place(nil)?.authority == "127.0.0.2:8301")
        #expect(place(nil, host: "::1", isSecure: true)?.origin == "https://[::1]:8301")
    }

    @Test(
        "A port is no border for cookies, a name is",
        arguments: [
            ("http://127.0.0.1:8300", true), ("127.0.0.1", true), ("localhost:8300", true),
            ("https://vaern.example.dk", true),
            ("http://127.0.0.2:8300", false), ("127.0.0.2", false), ("https://127.0.0.2", false),
        ])
    func apart(_ page: String, _ isApart: Bool) { #expect(place(nil)?.isApart(from: page) == isApart) }

    @Test("However the name is written")
    func sameName() {
        let place = place("https://vaern.example.dk:8443")
        for page in ["https://vaern.example.dk", "VAERN.example.dk:443", "vaern.example.dk."] {
            #expect(place?.isApart(from: page) == false)
        }
        #expect(place?.isApart(from: "https://pakker.vaern.example.dk") == true)
    }
}
