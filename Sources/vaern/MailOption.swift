// SPDX-License-Identifier: MPL-2.0

import ArgumentParser
import Exchange
import Foundation

/// The relay that mail is handed to, by options or by the environment. Without one no mail is sent, and all else works.
struct MailOption: ParsableArguments {
    @Option(name: .long, help: "The mail relay, HOST or HOST:PORT (default: $VAERN_SMTP; none: no mail).")
    var smtp: String?
    @Option(name: .long, help: "none, starttls or tls (default: $VAERN_SMTP_TLS, else starttls).")
    var smtpTls: String?
    @Option(name: .long, help: "The user at the relay (default: $VAERN_SMTP_USER; none: no sign-in).")
    var smtpUser: String?
    @Option(name: .long, help: "A file with the user's password (default: $VAERN_SMTP_PASSWORD_FILE).")
    var smtpPasswordFile: String?
    @Option(name: .long, help: "The address that mail comes from (default: $VAERN_SMTP_FROM).")
    var smtpFrom: String?
    @Option(name: .long, help: "Certificates of authorities, PEM (default: $VAERN_SMTP_CA, else the system's).")
    var smtpCa: String?

    /// The relay; nil where none is named.
    /// - Parameter isReached: whether the address that mails lead to is one that people can open.
    func relay(isDemo: Bool, isReached: Bool) throws -> RelaySettings? {
        func value(_ given: String?, _ name: String) -> String? {
            let value = given ?? ProcessInfo.processInfo.environment[name]
            return value.flatMap { $0.isEmpty ? nil : $0 }
        }
        let (from, user) = (value(smtpFrom, "VAERN_SMTP_FROM"), value(smtpUser, "VAERN_SMTP_USER"))
        let (file, ca) = (value(smtpPasswordFile, "VAERN_SMTP_PASSWORD_FILE"), value(smtpCa, "VAERN_SMTP_CA"))
        let tls = value(smtpTls, "VAERN_SMTP_TLS")
        guard let named = value(smtp, "VAERN_SMTP") else {
            guard [from, user, file, ca, tls].allSatisfy({ $0 == nil }) else {
                throw stop("Mail: a relay is missing. Give --smtp HOST:PORT, or leave out the other --smtp options.")
            }
            return nil
        }
        guard let security = RelaySettings.Security(rawValue: tls ?? "starttls") else {
            throw stop("Mail: --smtp-tls is none, starttls or tls, not »\(tls ?? "")«.")
        }
        let (host, port) = try MailOption.place(named, security)
        guard let from else { throw stop("Mail: --smtp-from is missing: the address that mail comes from.") }
        let parts = from.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty }), from.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }),
            !from.contains(where: { "<>,;:\\\"".contains($0) })
        else { throw stop("Mail: --smtp-from takes one address, such as vaern@example.dk, not »\(from)«.") }
        guard (user == nil) == (file == nil) else {
            throw stop("Mail: --smtp-user and --smtp-password-file go together.")
        }
        if user != nil, security == .none, !Serve.isLoopback(host) {
            throw stop("Mail: a password is not sent in clear. Choose --smtp-tls starttls or tls.")
        }
        if isDemo, !Serve.isLoopback(host) {
            throw stop("Mail: example data is sent to a relay on this machine only, such as --smtp 127.0.0.1:1025.")
        }
        guard isReached else {
            throw stop("Mail: the mails lead to pages. Give the address that people use: --public https://…")
        }
        if let ca, !FileManager.default.isReadableFile(atPath: ca) {
            throw stop("Mail: the certificates \(ca) cannot be read.")
        }
        return RelaySettings(
            host: host, port: port, security: security, user: user, password: try file.map(MailOption.password),
            from: from, authorities: ca)
    }

    /// Splits `relay.example.dk:587`, `relay.example.dk` and `[2001:db8::1]:587`.
    private static func place(
        _ text: String, _ security: RelaySettings.Security
    ) throws -> (host: String, port: Int) {
        var (host, port) = (Substring(text), security.port)
        if let colon = text.lastIndex(of: ":"), text.hasPrefix("[") ? !text[colon...].contains("]") : true {
            guard let number = Int(text[text.index(after: colon)...]), (1...65_535).contains(number) else {
                throw stop("Mail: --smtp takes HOST or HOST:PORT, such as relay.example.dk:587, not »\(text)«.")
            }
            (host, port) = (text[..<colon], number)
        }
        let bare = host.hasPrefix("[") && host.hasSuffix("]") ? host.dropFirst().dropLast() : host
        guard !bare.isEmpty,
            bare.utf8.allSatisfy({ byte in
                (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                    || [0x2D, 0x2E, 0x3A].contains(byte)
            })
        else {
            throw stop("Mail: --smtp takes HOST or HOST:PORT, such as relay.example.dk:587, not »\(text)«.")
        }
        return (String(bare), port)
    }

    /// The first line of a file that only its owner reads.
    private static func password(_ path: String) throws -> String {
        guard let attributes = try? FileManager.default.attributesOfItem(atPath: path),
            let bytes = FileManager.default.contents(atPath: path)
        else { throw stop("Mail: the password file \(path) cannot be read.") }
        if let rights = attributes[.posixPermissions] as? Int, rights & 0o077 != 0 {
            throw stop("Mail: others may read \(path). Give it to its owner alone: chmod 600 \(path)")
        }
        let line = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline).first.map(String.init)
        guard let line, !line.isEmpty else { throw stop("Mail: the password file \(path) is empty.") }
        return line
    }
}
