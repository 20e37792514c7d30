// SPDX-License-Identifier: MPL-2.0

public import Domain
public import Office

/// What the files about compliance have in common: who says it, as of which day, the units and persons that they name, and
/// what they refer to. Everything comes from a `Sight`, so nothing is in a file that its reader may not see. The same sight
/// gives the same bytes, but for the checkpoint that is told beside it.
public struct OSCALExport: Sendable {
    let sight: Sight
    let language: Language
    /// Where the page of a thing lies.
    let address: @Sendable (Subject) -> String?

    public init(_ sight: Sight, _ language: Language, address: @escaping @Sendable (Subject) -> String?) {
        self.sight = sight
        self.language = language
        self.address = address
    }

    /// - Parameter scope: the statement of applicability, for the files that are made of one.
    /// - Throws: `.unknown`; or a refusal where OSCAL has no form for having nothing to say.
    public func bytes(_ file: OSCALFile, of scope: ID<Scope>? = nil) throws(Refusal) -> [UInt8] {
        let frame = OSCALFrame(sight, language, address)
        switch file.matter {
        case .scope:
            guard let scope else { throw .unknown }
            let writer = OSCALScope(try sight.scope(scope), frame)
            return switch file {
            case .profile: writer.profile()
            case .systemPlan: try writer.systemPlan()
            case .component, .catalogue, .plan, .results, .milestones: writer.component()
            }
        case .requirements:
            return switch file {
            case .plan: OSCALAssessments(frame).plan()
            case .results: OSCALAssessments(frame).results()
            case .catalogue, .profile, .component, .systemPlan, .milestones: OSCALRequirements(frame).catalogue()
            }
        case .nonconformities: return try OSCALMilestones(frame).plan()
        }
    }
}

/// One file while it is written. Whom and what it names is gathered on the way, since OSCAL wants both in one place.
final class OSCALFrame {
    let sight: Sight
    let language: Language
    private let address: (Subject) -> String?
    private var parties: [(uuid: String, tree: DataTree)] = []
    private var resources: [(uuid: String, tree: DataTree)] = []

    init(_ sight: Sight, _ language: Language, _ address: @escaping (Subject) -> String?) {
        self.sight = sight
        self.language = language
        self.address = address
    }

    // MARK: Words

    func say(da: String, en: String) -> String { language(Phrase(da: da, en: en)) }

    /// What somebody wrote; what is erased says so, since OSCAL demands words.
    func text(_ id: ValueID?) -> String { sight.text(id) ?? language(Sentence.erased) }

    /// Of several lines, as Markdown that shows what was written.
    func prose(_ text: String) -> DataTree {
        .text(OSCALProse.escaped(PlainWords.lines(text) ?? language(Sentence.erased)))
    }

    /// On one line, as Markdown.
    func title(_ text: String) -> DataTree {
        .text(OSCALProse.escaped(PlainWords.line(text) ?? language(Sentence.erased)))
    }

    /// The name that a thing has, or what stands for it.
    func label(_ subject: Subject) -> String { sight.label(subject, language) ?? language(Sentence.erased) }

    /// A property of our own; nil where there is nothing to say.
    func own(_ name: String, _ value: String?) -> DataTree? {
        value.flatMap { OSCALWriter.property(name, $0, own: true) }
    }

    func own(_ name: String, _ day: Day?) -> DataTree? { own(name, day?.description) }
    func own(_ name: String, _ number: Int) -> DataTree? { own(name, String(number)) }

    /// Midnight in Copenhagen, where the day is a day.
    static func moment(_ day: Day) -> DataTree {
        let hours = Copenhagen.offset(at: Copenhagen.start(of: day)) / 60
        return .text("\(day.description)T00:00:00+0\(hours):00")
    }

    // MARK: Identities

    /// The same for the same thing of the same organisation, in every file and on every day.
    func uuid(_ what: String) -> String { NameUUID.text("\(sight.house.id) \(what)") }
    func uuid(_ what: String, _ subject: Subject) -> String { uuid("\(what) \(subject.kind.rawValue) \(subject.id)") }

    // MARK: Whom it names

    var organisation: String {
        let own = uuid("organisation")
        let name = sight.text(sight.organisation.name.value(on: sight.day) ?? sight.organisation.name.newest)
        add(own, [("type", .text("organization")), ("name", title(name ?? language(Sentence.erased)))])
        return own
    }

    func party(_ unit: ID<Unit>) -> String {
        let (own, above) = (uuid("unit", .unit(unit)), organisation)
        add(
            own,
            [
                ("type", .text("organization")),
                ("name", title(sight.name(unit, on: nil, language) ?? language(Sentence.erased))),
                ("props", .some([self.own("reference", "\(unit)")].compactMap { $0 })),
                ("member-of-organizations", .list([.text(above)])),
            ])
        return own
    }

    func party(_ person: ID<Person>, on day: Day) -> String {
        let own = uuid("person", .person(person))
        let name = sight.name(person, on: day) ?? language(Sentence.erased)
        add(
            own,
            [
                ("type", .text("person")), ("name", title(name)),
                ("props", .some([self.own("reference", "\(person)")].compactMap { $0 })),
            ])
        return own
    }

    func party(_ responsible: Responsible, on day: Day) -> String {
        switch responsible {
        case .unit(let unit): return party(unit)
        case .person(let person): return party(person, on: day)
        case .role, .body:
            let name = sight.name(responsible, language)
            let own = uuid("responsible \(name)")
            add(own, [("type", .text("organization")), ("name", title(name))])
            return own
        }
    }

    private func add(_ uuid: String, _ members: [(String, DataTree?)]) {
        guard !parties.contains(where: { $0.uuid == uuid }) else { return }
        parties.append((uuid, .members([("uuid", .text(uuid))] + members)))
    }

    /// Who answers for something, as OSCAL says it.
    func responsible(_ party: String?, as role: String = "responsible") -> DataTree? {
        party.map { .list([.members([("role-id", .text(role)), ("party-uuids", .list([.text($0)]))])]) }
    }

    func origins(_ party: String) -> DataTree {
        .list([.members([("actors", .list([.members([("type", .text("party")), ("actor-uuid", .text(party))])]))])])
    }

    func subject(_ party: String) -> DataTree {
        .members([("subject-uuid", .text(party)), ("type", .text("party"))])
    }

    // MARK: What it refers to

    /// A thing of which there is a page; the answer is a reference inside the file.
    func resource(_ subject: Subject, _ name: String, _ properties: [DataTree?] = []) -> String {
        let own = uuid("resource", subject)
        if !resources.contains(where: { $0.uuid == own }) {
            let all = properties + [self.own("reference", "\(subject.id)")]
            resources.append(
                (
                    own,
                    .members([
                        ("uuid", .text(own)), ("title", title(name)), ("props", .some(all.compactMap { $0 })),
                        ("rlinks", address(subject).map { .list([.members([("href", .text($0))])]) }),
                    ])
                ))
        }
        return "#" + own
    }

    /// A file that lies beside this one.
    func resource(file: String, _ name: String) -> String {
        let own = uuid("file \(file)")
        if !resources.contains(where: { $0.uuid == own }) {
            let link: DataTree = .members([("href", .text(file)), ("media-type", .text(OSCALFile.mediaType))])
            resources.append(
                (
                    own, .members([("uuid", .text(own)), ("title", title(name)), ("rlinks", .list([link]))])
                ))
        }
        return "#" + own
    }

    func link(_ href: String, _ relation: String = "reference") -> DataTree {
        .members([("href", .text(href)), ("rel", .text(relation))])
    }

    /// The evidence that somebody cited: what may be seen with its name, the rest as a number.
    func evidence(_ cited: [ID<Evidence>]) -> (seen: DataTree?, hidden: DataTree?) {
        var (seen, hidden): ([DataTree], Int) = ([], 0)
        for id in cited {
            guard let (known, giving) = try? sight.evidence(id) else {
                hidden += 1
                continue
            }
            let subject = Subject.evidence(id)
            let properties = [
                own("number", giving.label), own("kind", giving.content.kind.rawValue),
                own("classification", giving.classification.rawValue), own("from", known.from),
                own("until", giving.until), own("holds", known.holds(on: sight.day) ? "yes" : "no"),
            ]
            seen.append(
                .members([
                    ("href", .text(resource(subject, label(subject), properties))),
                    ("description", prose(label(subject))),
                ]))
        }
        return (.some(seen), hidden == 0 ? nil : own("evidence-left-out", hidden))
    }

    // MARK: The file

    func file(
        _ file: OSCALFile, root: String, title name: String, _ content: [(String, DataTree?)]
    ) -> [UInt8] {
        let creator = organisation
        let inside = content + [("back-matter", back)]
        // Of the content and not of the moment, as with catalogues.
        let bytes = DataTree.members(inside + [("parties", .list(parties.map(\.tree)))]).json
        let own = uuid("\(file.rawValue) \(String(decoding: bytes, as: UTF8.self))")
        return DataTree.members([
            (
                root,
                .members([("uuid", .text(own)), ("metadata", metadata(name, creator))] + inside)
            )
        ]).json
    }

    private var back: DataTree? {
        resources.isEmpty ? nil : .members([("resources", .list(resources.map(\.tree)))])
    }

    private func metadata(_ name: String, _ creator: String) -> DataTree {
        let reading: String =
            switch sight.view {
            case .today: "today"
            case .then: "then"
            case .now: "now"
            }
        var properties = [
            own("language", language.rawValue), own("as-of", sight.day), own("reading", reading),
            own("entries", sight.known),
        ]
        // A checkpoint is a note of lines (C2SP tlog-checkpoint): origin, size, root.
        let note = sight.house.checkpoint?.split(separator: "\n", maxSplits: 3, omittingEmptySubsequences: false) ?? []
        if note.count > 2 {
            properties += [
                own("checkpoint", String(note[0])), own("checkpoint-size", String(note[1])),
                own("checkpoint-root", String(note[2])),
            ]
        }
        let roles: [(String, Phrase)] = [
            ("creator", Phrase(da: "Organisationen", en: "The organisation")),
            ("responsible", Phrase(da: "Ansvarlig", en: "Responsible")),
        ]
        let remarks = say(
            da: "Viser det, der var synligt for den, der hentede filen. Behandl den derefter.",
            en: "Shows what was visible to whoever took the file. Treat it accordingly.")
        return .members([
            ("title", title(name)), ("last-modified", .text(sight.recorded.description)),
            ("version", .text(sight.day.description)), ("oscal-version", .text(OSCALWriter.version)),
            ("props", .some(properties.compactMap { $0 })),
            (
                "roles",
                .list(roles.map { .members([("id", .text($0.0)), ("title", .text(language($0.1)))]) })
            ), ("parties", .list(parties.map(\.tree))),
            (
                "responsible-parties",
                .list([.members([("role-id", .text("creator")), ("party-uuids", .list([.text(creator)]))])])
            ), ("remarks", prose(remarks)),
        ])
    }
}
