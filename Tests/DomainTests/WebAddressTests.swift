// SPDX-License-Identifier: MPL-2.0

import Testing

@testable import Domain

@Suite("The address of a web server")
struct WebAddressTests {
    @Test(
        "is taken apart into what everybody reads it as",
        arguments: [
            ("https://login.example.dk", true, "login.example.dk", nil, false),
            ("https://LOGIN.example.dk:8443/t/v2.0?x=a@b#c", true, "login.example.dk", 8443, false),
            ("http://127.0.0.1:9000/x", false, "127.0.0.1", 9000, true),
            ("http://localhost", false, "localhost", nil, true),
            ("http://[::1]:80/", false, "[::1]", 80, true), ("https://127.0.0.1/", true, "127.0.0.1", nil, true),
            ("http://127.0.0.1.evil.example/", false, "127.0.0.1.evil.example", nil, false),
        ] as [(String, Bool, String, Int?, Bool)])
    func parts(_ text: String, _ isSecure: Bool, _ host: String, _ port: Int?, _ isLocal: Bool) throws {
        let address = try #require(WebAddress(text), "\(text)")
        #expect(address.isSecure == isSecure && address.host == host && address.port == port, "\(address)")
        #expect(address.isLocal == isLocal)
    }

    @Test(
        "is none where programs read it in different ways",
        arguments: [
            "", "login.example.dk", "ftp://x/", "HTTPS://login.example.dk/", "https://", "https:///x", "https://?x",
            "http://127.0.0.1:x@evil.example/", "http://127.0.0.1:80@evil.example", "http://127.0.0.1@evil.example/",
            "https://navn:kode@login.example.dk/", "http://127.0.0.1\\@evil.example/", "http://127.0.0.1:/",
            "http://127.0.0.1:x/", "http://127.0.0.1:70000/", "http://127.0.0.1:0/", "http://127.0.0.1:080000/",
            "http://[::1/", "http://[::1]x/", "http://[evil.example]/", "http://[1]/", "https://a b/",
            "https://lógin.dk/",
            "https://login.example.dk%2f@evil.example/", "https://login%2eexample.dk/", "https://a\u{0}b/",
            "https://a|b/",
        ])
    func none(_ text: String) { #expect(WebAddress(text) == nil, "\(text)") }
}

@Suite("Whose name a name in OpenID Connect is")
struct IssuerTests {
    @Test("The provider's that was set up when it was recorded; where there was none, the next one's")
    func provider() throws {
        var world = World.house
        func issuer(at position: Int) -> String? {
            world.register.organisation.provider(at: position).flatMap { world.texts[$0.issuer] }
        }
        func set(_ issuer: String) {
            world.given(
                .setSignInProvider,
                ["name": "Login", "issuer": issuer, "client": "vaern", "scopes": "openid", "claim": "sub"])
        }
        let start = world.history.count
        #expect(issuer(at: start) == nil)
        world.given(.identifyPerson, ["person": world.person("Sara"), "system": "oidc", "value": "s-1"])
        set("https://a.example.dk")
        world.given(.identifyPerson, ["person": world.person("Sara"), "system": "oidc", "value": "s-2"])
        set("https://b.example.dk")
        world.given(.removeSignInProvider, ["reason": "Slut"])
        world.given(.identifyPerson, ["person": world.person("Sara"), "system": "oidc", "value": "s-3"])
        #expect(issuer(at: start) == "https://a.example.dk" && issuer(at: start + 2) == "https://a.example.dk")
        // The position after that of the removal.
        #expect(issuer(at: start + 5) == nil)
        set("https://c.example.dk")
        #expect(issuer(at: start + 5) == "https://c.example.dk" && issuer(at: start + 2) == "https://a.example.dk")
        #expect(world.register.organisation.signInProvider.flatMap { world.texts[$0.issuer] } == "https://c.example.dk")
    }

    @Test("It is compared byte by byte, where other systems do not mind case")
    func exact() {
        #expect(Person.ForeignSystem.oidc.isSame("a-1Å", "a-1Å") && !Person.ForeignSystem.oidc.isSame("a-1", "A-1"))
        #expect(!Person.ForeignSystem.oidc.isSame("\u{C5}", "A\u{30A}"), "two spellings of Å are two names")
        for system in Person.ForeignSystem.allCases where system != .oidc { #expect(system.isSame("A-1Å", "a-1å")) }
    }
}
