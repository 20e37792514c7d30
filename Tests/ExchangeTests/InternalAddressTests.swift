// SPDX-License-Identifier: MPL-2.0

import Testing

@testable import Exchange

@Suite("What is inside is not asked unless the operator allows it")
struct InternalAddressTests {
    @Test(
        "Addresses of the machine, of private and shared networks, of links, of clouds' own pages, and for examples",
        arguments: [
            "0.0.0.0", "10.0.0.1", "10.255.255.255", "100.64.0.1", "100.127.255.255", "127.0.0.1", "127.1.2.3",
            "169.254.169.254", "172.16.0.1", "172.31.255.255", "192.0.0.8", "192.0.2.1", "192.168.1.1", "198.18.0.1",
            "198.19.255.255", "198.51.100.7", "203.0.113.7", "224.0.0.1", "239.1.1.1", "240.0.0.1", "255.255.255.255",
            "::", "::1", "::ffff:127.0.0.1", "::ffff:10.1.2.3", "64:ff9b::a9fe:a9fe", "64:ff9b:1::1", "2002:7f00:1::",
            "2002:c0a8:101::1", "fc00::1", "fd12:3456::1", "fe80::1", "fec0::1", "ff02::1", "2001::1", "2001:db8::1",
            "100::1",
        ])
    func inside(_ address: String) { #expect(InternalAddress.isInside(address) == true) }

    @Test(
        "Addresses of the world",
        arguments: [
            "1.1.1.1", "8.8.8.8", "9.255.255.255", "11.0.0.1", "100.63.255.255", "100.128.0.1", "126.1.1.1",
            "128.0.0.1", "169.253.1.1", "169.255.1.1", "172.15.1.1", "172.32.1.1", "192.167.1.1", "192.169.1.1",
            "198.17.1.1", "198.20.1.1", "223.255.255.254", "2a00:1450:4001::1", "2001:4860:4860::8888",
            "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808", "2002:808:808::1",
        ])
    func outside(_ address: String) { #expect(InternalAddress.isInside(address) == false) }

    @Test("A host says so by its letters where it can, however a number is written")
    func hosts() {
        for host in [
            "localhost", "localhost.", "a.localhost", "127.0.0.1", "[::1]", "[fe80::1]", "2130706433", "0x7f.1",
            "0177.0.0.1", "127.1", "10.1",
        ] { #expect(InternalAddress.isInside(host: host), "\(host)") }
        for host in ["login.example.dk", "8.8.8.8", "[2a00:1450:4001::1]", "localhost.example.dk", "intern.example"] {
            #expect(!InternalAddress.isInside(host: host), "\(host)")
        }
        #expect(InternalAddress.isInside("login.example.dk") == nil)
    }

    @Test("The caller does not ask there, says why, and connects to nothing")
    func caller() {
        for address in [
            "http://127.0.0.1:9/", "https://127.0.0.1:9/", "https://169.254.169.254/latest/", "https://[::1]:9/",
            "https://localhost:9/",
        ] {
            #expect {
                try CurlCaller().ask(WebCall(address))
            } throws: { ($0 as? WebSilence)?.why.contains("internal address") == true }
        }
        // Allowed, it is tried: nobody listens there.
        #expect {
            try CurlCaller(allowsInternal: true).ask(WebCall("http://127.0.0.1:9/"))
        } throws: { ($0 as? WebSilence)?.why.contains("internal address") == false }
    }
}
