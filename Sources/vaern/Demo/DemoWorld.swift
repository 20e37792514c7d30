// SPDX-License-Identifier: MPL-2.0

import Domain
import Ledger
import Office

/// The example world: an invented joint organisation and one of its municipalities, each in its own house, with a
/// history that is played through the desk.
///
///     let world = try DemoWorld(seed: 1, now: Clock.system.now)
///     for part in world.parts {
///         part.stand()
///         let house = try directory.found(part.organisation, domain: part.domain, clock: part.clock, mint: part.mint)
///         try part.play(on: Desk(house))
///     }
///     let report = try world.report { username, password, places in … }
final class DemoWorld {
    /// The world's own day; every other day is told from it.
    static let referenceDay = "2026-11-23"

    let parts: [DemoPart]
    /// The reference day as moved: at most six days before today.
    let reference: Day
    private let fixed: DemoSource

    /// - Parameters:
    ///   - seed: the same seed gives the same identities, and so the same facts.
    ///   - now: the real time.
    init(seed: UInt64, now: Instant) throws {
        guard let told = Day(DemoWorld.referenceDay) else { throw DemoFault.missing("its reference day") }
        let shift = DemoSource.shift(to: Copenhagen.day(of: now), from: told)
        let reference = told + shift
        self.reference = reference
        let world = try DemoSource(file: "example-world.yaml", shift: shift)
        let additions = try DemoSource(file: "additions.yaml", shift: shift)
        let dispensations = try DemoSource(file: "dispensations.yaml", shift: shift)
        let proposals = try DemoSource(file: "proposals.yaml", shift: shift)
        let compliance = try DemoSource(file: "compliance.yaml", shift: shift)
        let reports = try DemoSource(file: "reports.yaml", shift: shift)
        let measures = try DemoSource(file: "measures.yaml", shift: shift)
        let risks = try DemoSource(file: "risks.yaml", shift: shift)
        let privacy = try DemoSource(file: "privacy.yaml", shift: shift)
        let learning = try DemoSource(file: "learning.yaml", shift: shift)
        let awareness = try DemoSource(file: "awareness.yaml", shift: shift)
        let neighbour = try DemoSource(file: "nordby.yaml", shift: shift)
        guard let begins = Day("2019-01-01"), let later = Day("2022-01-03") else { throw DemoFault.missing("a day") }
        fixed = world
        let named = Dictionary(
            world.entries("organisations").compactMap { entry in entry.text("id").map { ($0, entry) } },
            uniquingKeysWith: { first, _ in first })
        func part(_ key: String, _ sources: [DemoSource], _ begins: Day, _ seed: UInt64) throws -> DemoPart {
            guard let entry = named[key] else { throw DemoFault.missing(key) }
            return DemoPart(
                key: key, name: try entry.needed("name"), short: try entry.needed("short"), domain: key + ".example",
                sources: sources, begins: begins + shift, reference: reference, seed: seed, now: now)
        }
        parts = [
            try part(
                "fki",
                [
                    world, additions, dispensations, proposals, compliance, reports, measures, risks, privacy,
                    learning, awareness,
                ],
                begins,
                seed &* 2 &+ 1),
            try part("nordby", [neighbour], later, seed &* 2 &+ 2),
        ]
    }

    /// After all parts were played: what there is, and who can sign in. Hands each account to the one who keeps them.
    func report(
        account: (_ username: String, _ password: String, _ places: [DemoReport.Account.Place]) throws -> Void
    ) throws -> DemoReport {
        var report = DemoReport(reference: reference)
        let players = Dictionary(uniqueKeysWithValues: parts.compactMap { part in part.player.map { (part.key, $0) } })
        for part in parts {
            report.houses.append(try part.summary())
            for entry in part.sources.flatMap({ $0.entries("accounts") }) {
                let key = try entry.needed("person")
                guard let player = players[part.key], let person = player.persons[key], let name = player.named[key]
                else {
                    continue
                }
                var places = [DemoReport.Account.Place(organisation: part.organisation, person: person)]
                for other in parts where other.key != part.key {
                    guard let also = entry.text("also"), let person = players[other.key]?.persons[also] else {
                        continue
                    }
                    places.append(.init(organisation: other.organisation, person: person))
                }
                let username = DemoPeople.username(name)
                let held = player.register.roles(of: person, on: player.today).map(\.role)
                let made = DemoReport.Account(
                    name: name, username: username,
                    password: "eksempeldata-" + (username.split(separator: ".").first ?? ""),
                    places: places, token: player.tokens[person], roles: Role.allCases.filter(held.contains),
                    try: Phrase(da: try entry.needed("try_da"), en: try entry.needed("try_en")))
                try account(made.username, made.password, places)
                report.accounts.append(made)
            }
        }
        report.unused = fixed.keys.filter { !DemoWorld.used.contains($0) }
        return report
    }

    /// The names at the top of the world's file that are read.
    static let used: Set<String> = [
        "eksempeldata", "notice_da", "notice_en", "reference_day", "shifting", "organisations", "units", "people",
        "bodies", "documents", "documents_overdue_on_reference_day", "decisions", "risks", "dispensations", "exercises",
        "initiatives", "internal_controls", "elearning",
        // Told at greater length in a file of their own.
        "compliance", "nonconformities", "soa", "competence", "employee_talks",
    ]
}

/// One house of the example world.
final class DemoPart {
    let key: String
    let name: String
    let short: String
    let domain: String
    let organisation: ID<Organisation>
    let mint: Mint
    let begins: Day
    let sources: [DemoSource]
    fileprivate private(set) var player: DemoPlayer?
    private let hands: DemoClock
    private let reference: Day
    private let seed: UInt64

    fileprivate init(
        key: String, name: String, short: String, domain: String, sources: [DemoSource], begins: Day, reference: Day,
        seed: UInt64, now: Instant
    ) {
        self.key = key
        self.name = name
        self.short = short
        self.domain = domain
        self.sources = sources
        self.begins = begins
        self.reference = reference
        self.seed = seed
        mint = .seeded(seed)
        hands = DemoClock(latest: now)
        let bits = Mint.seeded(seed &+ 0xFACE).random()
        organisation = ID(high: bits.0, low: bits.1)
    }

    /// The house, once its history is being played.
    var house: House? { player?.desk.house }

    /// The clock that the house is founded and opened with.
    var clock: Clock { hands.clock }

    /// Puts the clock at the first day: call it before the house is founded.
    func stand() { hands.go(to: begins) }

    /// Plays the whole history; signs at the end.
    func play(on desk: Desk) throws {
        let player = DemoPlayer(desk, hands, reference: reference, seed: seed)
        self.player = player
        let (name, short) = (name, short)
        player.plan(begins, .unit) { player in
            try player.give(.nameOrganisation, ["name": name, "short": short], by: DemoPlayer.installation)
        }
        let people = DemoPeople(organisation: key, domain: domain, world: sources)
        try people.plan(player)
        try DemoDocuments(sources).plan(player)
        try DemoTasks(world: sources).plan(player)
        try DemoDispensations(sources).plan(player)
        try DemoProposals(sources).plan(player)
        try DemoCompliance(sources).plan(player)
        try DemoControls(sources).plan(player)
        try DemoReporting(sources).plan(player)
        try DemoMeasures(sources).plan(player)
        try DemoRisks(sources).plan(player)
        try DemoPrivacy(sources).plan(player)
        try DemoLearning(sources).plan(player)
        try DemoAwareness(sources).plan(player)
        try DemoCompetences(sources).plan(player)
        try DemoAudits(sources).plan(player)
        DemoReviews.plan(from: begins, player)
        if key == "fki" {
            DemoMeetings(reference: reference).plan(player)
            DemoJournal(reference: reference).plan(player)
        }
        // Accounts and tokens come long before the last day, so that what happened last is people's work.
        for entry in sources.flatMap({ $0.entries("accounts") }) { try planAccount(try entry.needed("person"), player) }
        if key == "nordby" { try planAccount("n-dpo", player) }
        if key == "fki" { planPublication(player) }
        try player.play()
        desk.close()
    }

    /// The public pages: what is classified Offentlig, whom to ask, and the policy in short in English.
    private func planPublication(_ player: DemoPlayer) {
        let domain = domain
        player.plan(reference - 40, .account) { player in
            try player.give(
                .setPublication,
                [
                    "on": "1", "contact": "kontakt@\(domain)", "security": "sikkerhed@\(domain)",
                    "statement": "https://was.digst.dk/fki-eksempel",
                ], by: player.administrator)
            let policies = player.register.documents.values.filter {
                $0.kind == .policy && $0.publicVersion(on: player.today) != nil
            }
            for policy in policies {
                try player.give(
                    .summariseDocument, ["document": "\(policy.id)", "summary": Self.summary],
                    by: player.holder(.security))
            }
        }
    }

    private static let summary = """
        This policy sets out how the joint municipal IT organisation protects the information that municipalities entrust \
        to it: confidentiality, integrity and availability, from the first idea of a solution to its end.

        The executive board approves the policy and answers for it. It is verified at least once a year. Questions and \
        reports of vulnerabilities are welcome in Danish and in English.
        """

    private func planAccount(_ person: String, _ player: DemoPlayer) throws {
        // On the first of these days on which the person is engaged.
        for day in [150, 120, 90, 60, 30, 14, 7, 0].map({ reference - $0 }) {
            player.plan(day, .account) { player in
                guard let name = player.named[person], let id = player.persons[person],
                    let known = player.register.persons[id], known.isActive(on: player.today),
                    known.account.newest.flatMap({ $0 }) == nil
                else { return }
                try player.give(
                    .openAccount, ["person": "\(id)", "username": DemoPeople.username(name)], by: player.administrator)
                let issued = try player.give(
                    .issueToken, ["person": "\(id)", "scope": "write", "until": "\(day.adding(years: 1))"],
                    by: player.administrator)
                player.tokens[id] = try player.made(issued, .token)
            }
        }
    }

    fileprivate func summary() throws -> DemoReport.House {
        guard let house = player?.desk.house else { throw DemoFault.missing("the history of \(key)") }
        var kinds: [String: Int] = [:]
        var days: Set<Day> = []
        try house.store.read(0..<house.state.book.head) { row in
            let leaf = try LeafHeader(row.leaf)
            kinds[leaf.kind.string, default: 0] += 1
            days.insert(Copenhagen.day(of: Instant(milliseconds: leaf.recorded)))
            return true
        }
        return DemoReport.House(
            organisation: organisation, name: name, short: short, facts: house.state.book.head, kinds: kinds,
            from: days.min() ?? begins, to: days.max() ?? begins, days: days.count)
    }

    /// Which documents the world says are overdue for verification on its reference day, and since when.
    func overdue() throws -> [ID<Document>: Day] {
        var found: [ID<Document>: Day] = [:]
        for entry in sources.flatMap({ $0.entries("documents_overdue_on_reference_day") }) {
            guard let id = player?.documents[try entry.needed("document")] else {
                throw DemoFault.missing("a document")
            }
            found[id] = try entry.neededDay("due")
        }
        return found
    }
}
