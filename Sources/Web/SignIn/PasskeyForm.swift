// SPDX-License-Identifier: MPL-2.0

import Domain
import Exchange
import HTML
import Ledger

/// The form behind a button that asks the device for a passkey. Without its script it is not shown: what it does can be done
/// by a password and a code.
struct PasskeyForm {
    /// Who may answer, and what is asked.
    enum Asked {
        /// A new one, for an account that has these already.
        case new(Account, name: String, known: [[UInt8]])
        /// One of these; of none: whichever the device has for us.
        case any(of: [[UInt8]])
    }

    static let refused = Refusal.invalid(
        "passkey", da: "Passkeyen blev ikke godkendt. Prøv igen, eller brug din adgangskode.",
        en: "The passkey was not accepted. Try again, or use your password.")

    /// Whether a form comes with what a device answered.
    static func isAnswered(_ arguments: Arguments) -> Bool {
        arguments.texts["credential"]?.first?.isEmpty == false
    }

    let asked: Asked
    let action: Link
    let label: String
    var kind = Button.Kind.normal
    /// Fields that are shown.
    var fields = HTML()

    /// Nothing where browsers make no passkeys: the address is a number, or has no TLS.
    func html(_ visit: Visit) -> HTML {
        guard let party = visit.party else { return HTML() }
        let challenge = visit.installation.challenges.make(
            purpose, bound: visit.secret ?? "", now: visit.installation.clock.now)
        let form = PostForm(
            action: action, csrf: CSRF(visit.csrf), label: label, hidden: names.map { ($0, "") })
        let failed = visit.say(
            da: "Din enhed gav ingen passkey. Prøv igen, eller log ind på en anden måde.",
            en: "Your device gave no passkey. Try again, or sign in in another way.")
        return """
            <div id="passkey" data-passkey="\(purpose.rawValue)" data-challenge="\(challenge)" data-party="\(party.id)" \
            data-keys="\(keys)"\(attributes: person) hidden>\
            \(form.html("\(fields)\(Button(label, kind: kind, size: .big, icon: .key, isFull: true).submit)"))\
            <p role="status" data-failed="\(failed)"></p></div><script type="module"\(src: Asset.passkey)></script>
            """
    }

    private var purpose: Challenges.Purpose {
        switch asked {
        case .new: .create
        case .any: .get
        }
    }

    private var names: [String] {
        switch asked {
        case .new: ["credential", "client", "attestation"]
        case .any: ["credential", "client", "device", "signature", "user"]
        }
    }

    private var keys: String {
        switch asked {
        case .new(_, _, let known), .any(let known): known.map { Base64URL.encode($0) }.joined(separator: " ")
        }
    }

    private var person: HTML {
        guard case .new(let account, let name, _) = asked else { return HTML() }
        let algorithms = PublicKey.Algorithm.allCases.map { String($0.rawValue) }.joined(separator: " ")
        return """
             data-user="\(Base64URL.encode(Array(account.id.text.utf8)))" data-username="\(account.username)" \
            data-name="\(name)" data-algorithms="\(algorithms)"
            """
    }
}

extension Visit {
    /// For whom passkeys are made at this address; nil: none can be.
    var party: RelyingParty? { RelyingParty(ask, publicAddress: installation.settings.publicAddress) }
}

extension Site {
    /// The account whose passkey answered, checked in every respect; nil for anything else, and why is in the log.
    ///
    /// - Parameter expected: whose it must be.
    func passkey(_ arguments: Arguments, _ visit: Visit, of expected: Account? = nil) async throws -> Account? {
        do {
            return try await asserted(arguments, visit, of: expected)
        } catch let failure as WebAuthn.Failure {
            installation.note("security: passkey refused: \(failure.why)")
            return nil
        }
    }

    private func asserted(_ arguments: Arguments, _ visit: Visit, of expected: Account?) async throws -> Account {
        func sent(_ name: String) throws(WebAuthn.Failure) -> [UInt8] {
            guard let bytes = Base64URL.decode(arguments.texts[name]?.first ?? "") else {
                throw WebAuthn.Failure("no \(name)")
            }
            return bytes
        }
        guard let party = visit.party else { throw WebAuthn.Failure("address") }
        let (credential, client) = (try sent("credential"), try sent("client"))
        guard let owner = installation.proofs.owner(of: credential), let account = installation.accounts[owner],
            let passkey = installation.proof(of: account).passkeys.first(where: { $0.credential == credential })
        else { throw WebAuthn.Failure("unknown key") }
        guard expected.map({ $0.id == owner }) ?? true else { throw WebAuthn.Failure("somebody else's key") }
        let user = try sent("user")
        guard user.isEmpty || user == Array(owner.text.utf8) else { throw WebAuthn.Failure("user") }
        let challenge = try WebAuthn.challenge(client, type: "webauthn.get", party)
        let count = try WebAuthn.asserted(
            passkey, data: try sent("device"), client: client, signature: try sent("signature"), party)
        guard
            installation.challenges.take(
                challenge, .get, bound: visit.secret ?? "", now: installation.clock.now)
        else { throw WebAuthn.Failure("challenge") }
        let isLater = try await installation.proofs.change(owner) { proof -> Bool in
            guard let index = proof.passkeys.firstIndex(where: { $0.credential == credential }),
                WebAuthn.isLater(count, than: proof.passkeys[index].count)
            else { return false }
            proof.passkeys[index].count = count
            return true
        }
        // The same key is in two places.
        guard isLater else { throw WebAuthn.Failure("counter") }
        return account
    }
}
