// SPDX-License-Identifier: MPL-2.0
import Domain
import HTML
import Office

/// Whose rights the page shows, as the address says: persons', and what units answer for.
struct AccessFilter {
    /// What somebody may be asked to hold.
    enum What: String, CaseIterable {
        case role, seat, deputy, account, token, topic

        var label: Phrase {
            switch self {
            case .role: Phrase(da: "Tildelt rolle", en: "Granted role")
            case .seat: Phrase(da: "Plads i direktion eller bestyrelse", en: "Seat in a body")
            case .deputy: Phrase(da: "Stedfortræder", en: "Deputyship")
            case .account: Phrase(da: "Konto", en: "Account")
            case .token: Phrase(da: "Adgangsnøgle", en: "Token")
            case .topic: Phrase(da: "Delegeret emne", en: "Delegated topic")
            }
        }

        init(_ what: AccessRight.What) {
            switch what {
            case .role: self = .role
            case .seat: self = .seat
            case .deputy: self = .deputy
            case .account: self = .account
            case .token: self = .token
            case .topic: self = .topic
            }
        }
    }

    let context: Context
    let name: String?
    let unit: ID<Unit>?
    let role: Role?
    let what: What?
    private let wanted: Folded?

    private var sight: Sight { context.sight }

    init(_ context: Context) {
        self.context = context
        name = context.argument("navn")
        unit = context.argument("enhed").flatMap { ID<Unit>($0) }
        let asked = context.argument("har")
        role = asked.flatMap { Role(rawValue: $0) }
        what = asked.flatMap { What(rawValue: $0) }
        wanted = name.map { Folded($0) }
    }

    var isSet: Bool { name != nil || unit != nil || role != nil || what != nil }

    var query: [(String, String?)] {
        [("navn", name), ("enhed", unit?.description), ("har", role?.rawValue ?? what?.rawValue)]
    }

    /// Those who fit, in the order of names.
    func fitting(_ all: [Sight.HeldRights]) -> [Sight.HeldRights] {
        all.filter { held in
            (unit == nil || held.unit == unit) && held.rights.contains(where: takes) && fits(.person(held.person))
        }
    }

    /// The units that fit, in the order of names.
    func fitting(_ all: [Sight.DelegatedRights]) -> [Sight.DelegatedRights] {
        all.filter { held in
            (unit == nil || held.unit == unit) && held.rights.contains(where: takes) && fits(.unit(held.unit))
        }
    }

    func fits(_ right: AccessRight) -> Bool { takes(right) && fits(right.holder) }

    private func takes(_ right: AccessRight) -> Bool {
        if let role { return right.what.role == role }
        return what.map { $0 == What(right.what) } ?? true
    }

    private func fits(_ holder: AccessRight.Holder) -> Bool {
        guard let wanted else { return true }
        let name =
            switch holder {
            case .person(let person): sight.name(person)
            case .unit(let unit): sight.name(unit, context.language)
            }
        return name.map { Folded($0).contains(wanted) } ?? false
    }

    /// The filters of the list, and the two days to compare.
    func form(_ days: AccessDaysAsked?) -> FilterForm {
        let units = context.unitOptions(context.say(da: "Alle enheder", en: "All units"), chosen: unit, isOpen: true)
        let every = [(value: "", label: context.say(da: "Alt", en: "Everything"))]
        let kinds = What.allCases.map { (value: $0.rawValue, label: context.say($0.label)) }
        let roles = Role.allCases.filter { $0 != .employee }.map { (value: $0.rawValue, label: context.say($0.label)) }
        return FilterForm(
            action: Route.accesses.link,
            filters: [
                .init(name: "navn", label: context.say(da: "Navn", en: "Name"), control: .text(name ?? "")),
                .init(name: "enhed", label: context.say(da: "Enhed", en: "Unit"), control: .options(units)),
                .init(
                    name: "har", label: context.say(da: "Har", en: "Holds"),
                    control: .choice(every + kinds + roles, chosen: role?.rawValue ?? what?.rawValue ?? "")),
                .init(
                    name: "fra", label: context.say(da: "Ændret efter", en: "Changed after"),
                    control: .text(days.map { context.language.fieldDay($0.first) } ?? "")),
                .init(
                    name: "til", label: context.say(da: "til og med", en: "until"),
                    control: .text(days.map { context.language.fieldDay($0.last) } ?? "")),
            ], files: context.files(of: .accesses, query))
    }
}

/// The two days that are compared.
struct AccessDaysAsked {
    let first: Day
    let last: Day

    /// Nil where none are asked for; a refusal where what was typed is no day.
    init?(_ context: Context) throws(Refusal) {
        guard context.argument("fra") != nil || context.argument("til") != nil else { return nil }
        func day(_ name: String) throws(Refusal) -> Day? {
            guard let typed = context.argument(name) else { return nil }
            guard let day = Day(typed: typed), (1900...2999).contains(day.year) else {
                throw .invalid(
                    "f-\(name)", da: "»\(typed.prefix(40))« er ikke en dag, der findes. Skriv fx 31.12.2025.",
                    en: "“\(typed.prefix(40))” is not a day that exists. Write for example 31.12.2025.")
            }
            return day
        }
        let shown = context.sight.day
        let last = min(try day("til") ?? shown, shown)
        guard let first = try day("fra"), first < last else {
            throw .invalid(
                "f-fra", da: "Vælg en første dag, der ligger før den sidste og før den viste dag.",
                en: "Choose a first day that lies before the last one and before the day shown.")
        }
        (self.first, self.last) = (first, last)
    }
}
