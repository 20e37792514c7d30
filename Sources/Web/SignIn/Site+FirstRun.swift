// SPDX-License-Identifier: MPL-2.0

import Domain
import Ledger
import Office

extension Site {
    private static let wrongCode = Refusal.invalid(
        "code", da: "Koden er forkert, brugt eller for gammel. Bed om en ny.",
        en: "The code is wrong, used or too old. Ask for a new one.")

    /// Sets a person's first password, or sets up the installation.
    func firstRun(_ arguments: Arguments, _ visit: inout Visit) async throws -> Answer {
        do {
            // Guessing codes is as slow as guessing one account's password, for everybody at one address.
            let key = Throttle.Key.other("code \(visit.ask.client)")
            if let seconds = installation.throttle.begin(key, from: visit.ask.client, now: installation.clock.now) {
                throw Refusal(
                    .busy,
                    Phrase(
                        da: "For mange forkerte forsøg. Vent \(seconds) sekunder, og prøv igen.",
                        en: "Too many wrong tries. Wait \(seconds) seconds and try again."), field: "code")
            }
            let code = Secret.normal(String((arguments.texts["code"]?.first ?? "").prefix(100)))
            let password = arguments.texts["password"]?.first ?? ""
            let entered: (Account, Account.Place)
            if installation.isSetUp {
                entered = try await choose(password, code)
            } else {
                entered = try await setUp(arguments, code, password)
            }
            try await installation.throttle.succeeded(key, from: visit.ask.client)
            // A code gives a new password, and no way past the second step.
            if installation.proof(of: entered.0).hasSecondStep {
                return halfway(entered.0, Route.overview.path, &visit)
            }
            try await enter(entered.0, entered.1, by: .password, &visit)
            return .see(Route.overview.path)
        } catch let refusal as Refusal {
            let status = refusal.reason == .busy ? 429 : CommandForm.status(refusal)
            return GatePages.firstRun(visit, self, code: nil, values: arguments, problem: refusal, status: status)
        }
    }

    private func choose(_ password: String, _ code: String) async throws -> (Account, Account.Place) {
        guard installation.accounts.find(offer: code, now: installation.clock.now) == nil else {
            throw JoinPanel.signIn
        }
        guard let known = installation.accounts.find(code: code, now: installation.clock.now),
            let place = installation.places(of: known).first
        else { throw Self.wrongCode }
        try PasswordRule.check(password, field: "password", context: context(of: known))
        let hash = try await installation.passwords.hash(password)
        // A code is used once, also by two at once, and not when a new one was made meanwhile.
        let changed = try await installation.accounts.change(known.id) {
            guard $0.code == known.code else { return false }
            ($0.hash, $0.code) = (hash, nil)
            return true
        }
        guard let account = changed else { throw Self.wrongCode }
        try await installation.sessions.endAll(of: account.id)
        installation.halfway.endAll(of: account.id)
        return (account, place)
    }

    /// The organisation, its first unit and its first administrator, all as facts of the set-up.
    private func setUp(
        _ arguments: Arguments, _ code: String, _ password: String
    ) async throws -> (Account, Account.Place) {
        guard try await installation.isSetUpCode(code) else { throw Self.wrongCode }
        let organisation = try arguments.line("organisation", most: 120)
        let short = try arguments.line("short", most: 24)
        let unitName = try arguments.line("unit", most: 120)
        let name = try arguments.line("name", most: 120)
        let title = try arguments.line("title", most: 120)
        let username = try OpenAccount.username(try arguments.line("username", most: 64))
        try PasswordRule.check(password, field: "password", context: [organisation, short, name, username])
        let hash = try await installation.passwords.hash(password)
        // Two at once: only the first goes on.
        guard installation.claimSetUp() else { throw Self.wrongCode }
        defer { installation.releaseSetUp() }
        guard !installation.isSetUp else { throw Self.wrongCode }
        let room = try installation.found()
        let today = installation.clock.today.description
        func give(_ kind: CommandKind, _ texts: [String: String]) async throws -> Receipt {
            try await installation.perform(
                kind, Arguments(texts.mapValues { [$0] }),
                as: .system(component: "setup", rule: nil, version: installation.version), door: .system,
                in: room.house.id
            ).receipt
        }
        _ = try await give(.nameOrganisation, ["name": organisation, "short": short])
        let unit = try await give(.openUnit, ["name": unitName, "from": today]).subjects.first
        let person = try await give(.addPerson, ["name": name]).subjects.first
        guard let unit, let id = person?.id.seen(as: Person.self) else { throw Refusal.unknown }
        _ = try await give(
            .beginEngagement,
            ["person": "\(id)", "kind": "employee", "unit": "\(unit.id)", "title": title, "from": today])
        _ = try await give(.grantRole, ["person": "\(id)", "role": Role.administrator.rawValue, "from": today])
        _ = try await give(.openAccount, ["person": "\(id)", "username": username])
        let opened = try await installation.account(of: id, in: room.house.id)
        let changed = try await installation.accounts.change(opened.id) {
            ($0.hash, $0.code) = (hash, nil)
            return true
        }
        guard let account = changed else { throw Refusal.unknown }
        try await installation.aside.remove(.code, "setup")
        return (account, Account.Place(organisation: room.house.id, person: id))
    }
}
