// SPDX-License-Identifier: MPL-2.0

import Domain
import Office

/// What a filled history knows of itself: who is there, what they own and what stands open. It picks what happens next.
struct FillModel: Sendable {
    struct Paper: Sendable {
        let id: ID<Document>
        let unit: Int
        let kind: Document.Kind
        /// Everybody who is engaged may read it.
        let isForAll: Bool
        /// Which of the texts the version in force has.
        var text: Int
        var inForce = false
    }

    let personGoal: Int
    let documentGoal: Int
    let texts: [Arguments.File]
    /// The points of each text.
    let points: [[ParagraphID]]
    var units: [ID<Unit>] = []
    var heads: [ID<Person>?]
    var staff: [(person: ID<Person>, unit: Int)] = []
    /// Added but not engaged yet.
    var newcomers: [(person: ID<Person>, unit: Int, head: Bool)] = []
    var left: [ID<Person>] = []
    var gone: Set<ID<Person>> = []
    var papers: [Paper] = []
    /// Papers that are not in force yet, and those that others may stand below.
    var waiting: [Int] = []
    var above: [Document.Kind: [ID<Document>]] = [:]
    var open: [(action: ID<Action>, person: ID<Person>)] = []
    var tokens: [ID<Token>] = []
    /// Dispensations that were asked for last time, and those that were granted, with who asked.
    var asked: [Asked] = []
    var granted: [(dispensation: ID<Dispensation>, head: ID<Person>)] = []
    /// The direktion's next meeting, and what was put before it.
    var meeting: ID<Meeting>?
    var proposed: [ID<Proposal>] = []
    var demands: [Demand] = []
    /// Which of them was looked at last.
    var turn = 0
    var unmapped: [(requirement: ID<Requirement>, unit: Int, clause: String)] = []
    var faults: [Fault] = []
    var annullable: [(position: Int, document: ID<Document>)] = []
    var administrator: ID<Person>?
    var security: ID<Person>?
    var dpo: ID<Person>?
    var direktion: [ID<Person>] = []
    var register = Register(organisation: ID(high: 0, low: 0))
    var today = Day.distantPast
    var erasures = 0
    var added = 0
    var created = 0
    /// What has been spoken of in this wave: nothing happens twice to it.
    var busy: Set<ID<Subject>> = []
    private var state: UInt64

    init(persons: Int, documents: Int, seed: UInt64, texts: [Arguments.File]) {
        personGoal = persons
        documentGoal = documents
        self.texts = texts
        points = texts.map { text in
            let blocks = (try? DocumentText(decoding: text.bytes))?.blocks ?? []
            return blocks.filter { $0.kind == .listItem(depth: 0) }.map(\.id)
        }
        state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1
        heads = Array(repeating: nil, count: max(6, persons / 40))
    }

    // MARK: Chance

    mutating func below(_ bound: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int((state >> 33) % UInt64(max(1, bound)))
    }

    /// Whether nothing has happened to it in this wave; from now on something has.
    mutating func free<Kind>(_ id: ID<Kind>) -> Bool { busy.insert(id.seen(as: Subject.self)).inserted }

    /// A random index of a list of so many, which `free` accepts.
    mutating func pick(_ count: Int, _ free: (inout FillModel, Int) -> Bool) -> Int? {
        guard count > 0 else { return nil }
        for _ in 0..<8 {
            let index = below(count)
            if free(&self, index) { return index }
        }
        return nil
    }

    mutating func person() -> (person: ID<Person>, unit: Int)? {
        pick(staff.count) { $0.free($0.staff[$1].person) }.map { staff[$0] }
    }

    mutating func paper(inForce: Bool) -> Int? {
        pick(papers.count) { $0.papers[$1].inForce == inForce && $0.free($0.papers[$1].id) }
    }

    func head(_ unit: Int) -> ID<Person>? { heads[unit] }

    // MARK: The beginning

    static func name(_ model: inout FillModel) -> [FillOrder] {
        [FillOrder(.nameOrganisation, ["name": "Stor organisation (eksempeldata)", "short": "Stor"], by: nil)]
    }

    static func openUnits(_ model: inout FillModel) -> [FillOrder] {
        (0..<6).map { number in
            FillOrder(
                .openUnit,
                [
                    "name": "Område \(number + 1)", "name_en": "Division \(number + 1)", "from": "2010-01-01",
                    "late_reason": "Fra før Værn",
                ], by: nil
            ) { $0.units.append($1.subjects[0].id.seen(as: Unit.self)) }
        }
    }

    static func openBranches(_ model: inout FillModel) -> [FillOrder] {
        let tops = model.units
        return (6..<model.heads.count).map { number in
            FillOrder(
                .openUnit,
                [
                    "name": "Afdeling \(number - 5)", "from": "2010-01-01", "parent": "\(tops[number % 6])",
                    "late_reason": "Fra før Værn",
                ], by: nil
            ) { $0.units.append($1.subjects[0].id.seen(as: Unit.self)) }
        }
    }

    // MARK: A wave

    /// About `count` commands of one day; `share` of the whole history has passed.
    mutating func work(_ count: Int, share: Double) -> [FillOrder] {
        busy = []
        var orders: [FillOrder] = []
        settleNewcomers(&orders)
        settleMatters(&orders)
        meet(&orders, most: count / 20)
        comply(&orders, most: count / 20)
        // People and documents come quickly at first, then as others go.
        let people = Int(Double(personGoal) * min(1, 0.35 + share * 4)) - staff.count - newcomers.count
        addPeople(min(people, count / 2), &orders)
        let entering = waiting.prefix(count / 6)
        waiting.removeFirst(entering.count)
        for index in entering { advance(index, &orders) }
        let wanted = Int(Double(documentGoal) * min(1, 0.01 + share * 5)) - created
        for _ in 0..<max(0, min(wanted, count / 4)) { if let order = create() { orders.append(order) } }
        for _ in 0..<count * 2 where orders.count < count { happen(&orders, share: share) }
        return orders
    }

    private mutating func settleNewcomers(_ orders: inout [FillOrder]) {
        for newcomer in newcomers {
            guard units.indices.contains(newcomer.unit) else { continue }
            let direktion = direktion.count < 9
            if direktion { self.direktion.append(newcomer.person) }
            orders.append(
                FillOrder(
                    .beginEngagement,
                    [
                        "person": "\(newcomer.person)",
                        "kind": direktion ? "direktion" : below(12) == 0 ? "consultant" : "employee",
                        "unit": "\(units[newcomer.unit])", "title": FillModel.titles[below(FillModel.titles.count)],
                        "from": "\(today)", "first_working_day": "\(today)",
                    ], by: administrator
                ) { model, _ in model.staff.append((newcomer.person, newcomer.unit)) })
            if direktion {
                orders.append(
                    FillOrder(
                        .seatMember, ["body": "direktion", "person": "\(newcomer.person)", "from": "\(today)"],
                        by: administrator))
            }
            if newcomer.head, heads[newcomer.unit] == nil {
                heads[newcomer.unit] = newcomer.person
                grant(newcomer.person, "unit_head", newcomer.unit, &orders)
            } else if security == nil {
                security = newcomer.person
                grant(newcomer.person, "security", nil, &orders)
            } else if dpo == nil {
                dpo = newcomer.person
                grant(newcomer.person, "dpo", nil, &orders)
            } else if administrator == nil {
                grant(newcomer.person, "administrator", nil, &orders)
                administrator = newcomer.person
            }
        }
        newcomers = []
    }

    private mutating func grant(_ person: ID<Person>, _ role: String, _ unit: Int?, _ orders: inout [FillOrder]) {
        var texts = ["person": "\(person)", "role": role, "from": "\(today)"]
        texts["unit"] = unit.map { "\(units[$0])" }
        orders.append(FillOrder(.grantRole, texts, by: administrator))
    }

    private mutating func addPeople(_ count: Int, _ orders: inout [FillOrder]) {
        for _ in 0..<max(0, count) {
            // The first persons of each unit are its head and the functions of the organisation.
            let number = added
            let unit = number < heads.count ? number : below(heads.count)
            added += 1
            let name = "\(given()) \(family()) \(number)"
            orders.append(
                FillOrder(.addPerson, ["name": name, "mail": "person.\(number)@stor.example"], by: administrator) {
                    $0.newcomers.append(($1.subjects[0].id.seen(as: Person.self), unit, number < $0.heads.count))
                })
        }
    }

    /// A new document below one that is in force.
    private mutating func create() -> FillOrder? {
        let number = created
        let unit = below(heads.count)
        guard let head = heads[unit] else { return nil }
        let kind: Document.Kind
        var parent: ID<Document>?
        var skips = false
        if number == 0 {
            kind = .policy
        } else {
            let share = number * 100 / documentGoal
            kind = number < 3 + documentGoal / 50 ? .topicPolicy : share < 40 ? .procedure : .guideline
            guard let place = kind.parents.last(where: { above[$0] != nil }), let found = above[place] else {
                return nil
            }
            parent = found[below(found.count)]
            skips = kind.skipsAStep(below: place)
        }
        created += 1
        let classification = number == 0 ? .public : FillModel.classes[below(FillModel.classes.count)]
        var texts = [
            "kind": kind.rawValue, "title": "\(kind.label.da) nummer \(number) for \(subject())",
            "unit": "\(units[unit])", "classification": classification.rawValue,
            "contact": "\(head)",
        ]
        texts["parent"] = parent.map { "\($0)" }
        if skips { texts["placement"] = "Dækker det, der står ovenfor." }
        let text = below(self.texts.count)
        return FillOrder(.importDocument, texts, file: self.texts[text], by: head) {
            $0.waiting.append($0.papers.count)
            $0.papers.append(
                Paper(
                    id: $1.subjects[0].id.seen(as: Document.self), unit: unit, kind: kind,
                    isForAll: classification <= .internal, text: text))
        }
    }

    mutating func subject() -> String { FillModel.subjects[below(FillModel.subjects.count)] }
    mutating func given() -> String { FillModel.givenNames[below(FillModel.givenNames.count)] }
    mutating func family() -> String { FillModel.familyNames[below(FillModel.familyNames.count)] }

    private static let classes: [Classification] = [
        .public, .internal, .internal, .internal, .confidential, .strict,
    ]
    private static let titles = [
        "Specialist", "Konsulent", "Sagsbehandler", "Teamleder", "Arkitekt", "Jurist", "Tekniker",
    ]
    private static let givenNames = [
        "Alma", "Bjarke", "Cille", "Ditlev", "Eva", "Folke", "Gerda", "Holger", "Ida", "Jens", "Karla", "Lau",
    ]
    private static let familyNames = [
        "Agerbo", "Birkholt", "Damsø", "Elkær", "Fjeldvig", "Gadeby", "Havbro", "Ingerslund", "Kildal", "Lundsø",
    ]
    private static let subjects = [
        "adgang", "backup", "logning", "ændringer", "leverandører", "kryptering", "sletning", "beredskab",
    ]
}
