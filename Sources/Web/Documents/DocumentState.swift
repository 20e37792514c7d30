// SPDX-License-Identifier: MPL-2.0
import Domain
import HTML
import Office

/// Where a document or one of its versions stands on a day, as one word.
enum DocumentState: Hashable, Sendable {
    /// Created, with no text yet.
    case empty
    case draft
    /// Put before the body or the head that decides it.
    case awaiting(Decision.Decider?)
    /// Approved; the day it enters into force, if one is set.
    case approved(enters: Day?)
    case inForce
    /// In force, but not verified in time (policy §7.3).
    case overdue
    /// A newer version is in force, or a newer draft took its place.
    case replaced
    case withdrawn

    var tone: Tone {
        switch self {
        case .empty, .draft, .replaced, .withdrawn: .plain
        case .awaiting: .warn
        case .approved: .info
        case .inForce: .ok
        case .overdue: .bad
        }
    }

    var word: Phrase {
        switch self {
        case .empty: Phrase(da: "Uden tekst", en: "No text yet")
        case .draft: Phrase(da: "Udkast", en: "Draft")
        case .awaiting(.body(let body)):
            Phrase(da: "Venter på \(body.label.da.lowercased())", en: "Awaits \(body.label.en.lowercased())")
        case .awaiting(.head), .awaiting(nil): Phrase(da: "Venter på enhedens leder", en: "Awaits the head of unit")
        case .approved: Phrase(da: "Godkendt, ikke i kraft", en: "Approved, not in force")
        case .inForce: Phrase(da: "Gældende", en: "In force")
        case .overdue: Phrase(da: "Over frist", en: "Overdue")
        case .replaced: Phrase(da: "Erstattet", en: "Replaced")
        case .withdrawn: Phrase(da: "Ophævet", en: "Withdrawn")
        }
    }

    func tag(_ language: Language) -> HTML { Tag(language(word), tone).html }
}

/// What a list of documents can be narrowed to.
enum DocumentFilter: String, CaseIterable, Sendable {
    case inForce = "gaeldende"
    case draft = "udkast"
    case awaiting = "venter"
    case overdue = "over-frist"
    case withdrawn = "ophaevet"

    var label: Phrase {
        switch self {
        case .inForce: Phrase(da: "Gældende", en: "In force")
        case .draft: Phrase(da: "Udkast", en: "Drafts")
        case .awaiting: Phrase(da: "Venter på afgørelse", en: "Awaiting decision")
        case .overdue: Phrase(da: "Over frist", en: "Overdue")
        case .withdrawn: Phrase(da: "Ophævet", en: "Withdrawn")
        }
    }
}

extension Sight {
    /// Where the document stands on the day shown: by the version in force if there is one, else by the newest.
    func state(of document: Document) -> DocumentState {
        if document.isWithdrawn(on: day) { return .withdrawn }
        if document.versionInForce(on: day) != nil { return isOverdue(document) ? .overdue : .inForce }
        guard let newest = newestVersion(of: document) else { return .empty }
        return state(of: newest, in: document)
    }

    /// Where one version stands on the day shown.
    func state(of version: Document.Version, in document: Document) -> DocumentState {
        if document.isWithdrawn(on: day) { return .withdrawn }
        if let entered = version.entered {
            if entered > day { return .approved(enters: entered) }
            guard document.versionInForce(on: day)?.id == version.id else { return .replaced }
            return isOverdue(document) ? .overdue : .inForce
        }
        guard newestVersion(of: document)?.id == version.id else { return .replaced }
        if let decided = version.decidedOn, version.decision != nil, decided <= day { return .approved(enters: nil) }
        if let submitted = version.submittedOn, submitted <= day { return .awaiting(decider(of: document)) }
        return .draft
    }

    /// The newest version that was written by the day shown.
    func newestVersion(of document: Document) -> Document.Version? {
        document.versions.last { $0.drafted <= day }
    }

    /// The version that is on its way: written, and not in force on the day shown.
    func pendingVersion(of document: Document) -> Document.Version? {
        guard let newest = newestVersion(of: document), !document.isWithdrawn(on: day) else { return nil }
        if let entered = newest.entered, entered <= day { return nil }
        return newest
    }

    func isOverdue(_ document: Document) -> Bool {
        verification(of: document)?.standing(on: day) == .overdue
    }

    /// The verification that is next, or late, on the day shown (policy §7.3).
    func verification(of document: Document) -> Duty? {
        duties(about: .document(document.id)).lazy
            .filter { [day] duty in duty.rule == .verification && duty.standing(on: day) != .done }
            .min { $0.due < $1.due }
    }

    /// The standing duty that says that the document above is missing or withdrawn (policy §7.1).
    func orphanage(of document: Document) -> Duty? {
        duties(about: .document(document.id)).first { duty in
            guard duty.rule == .parent else { return false }
            let standing = duty.standing(on: day)
            return standing == .open || standing == .overdue
        }
    }

    /// The document's number in the version table, or the number of the version on its way.
    func number(of document: Document) -> String? {
        (document.currentNumber(on: day) ?? newestVersion(of: document)?.draft.number)?.description
    }

    func matches(_ document: Document, _ filter: DocumentFilter) -> Bool {
        let state = state(of: document)
        switch filter {
        case .inForce: return state == .inForce || state == .overdue
        case .overdue: return state == .overdue
        case .withdrawn: return state == .withdrawn
        case .draft, .awaiting:
            guard let pending = pendingVersion(of: document) else { return filter == .draft && state == .empty }
            switch self.state(of: pending, in: document) {
            case .awaiting: return filter == .awaiting
            case .draft: return filter == .draft
            case .empty, .approved, .inForce, .overdue, .replaced, .withdrawn: return false
            }
        }
    }
}

extension Context {
    /// A person's name on the day of the record, or »slettet«.
    func name(_ person: ID<Person>, on day: Day? = nil) -> String {
        sight.name(person, on: day ?? sight.day) ?? say(Sentence.erased)
    }

    /// A unit's name on the day of the record, or »slettet«.
    func name(_ unit: ID<Unit>, on day: Day? = nil) -> String {
        sight.name(unit, on: day ?? sight.day, language) ?? say(Sentence.erased)
    }

    /// A unit's name on the day shown, or »slettet«.
    func name(_ unit: Unit) -> String { sight.name(of: unit, on: sight.day, language) ?? say(Sentence.erased) }

    /// The units as the options of a filter, after the one for all of them.
    /// - Parameter isOpen: only those that are open on the day shown.
    func unitOptions(_ all: String, chosen: ID<Unit>?, isOpen: Bool = false) -> HTML {
        let make = { unitOptions(all, chosen: chosen) { !isOpen || $0.isOpen(on: sight.day) } }
        return chosen == nil ? kept(isOpen ? .openUnits : .units, make) : make()
    }

    private func unitOptions(_ all: String, chosen: ID<Unit>?, where isShown: (Unit) -> Bool) -> HTML {
        var options: HTML = "<option value=\"\"\(flag: "selected", chosen == nil)>\(all)</option>"
        for unit in sight.units() where isShown(unit) {
            options += """
                <option value="\(unit.id.description)"\(flag: "selected", unit.id == chosen)>\(name(unit))</option>
                """
        }
        return options
    }

    /// A document's title on the day shown, or »slettet«.
    func title(_ document: Document, on day: Day? = nil) -> String {
        sight.title(of: document, on: day ?? sight.day) ?? say(Sentence.erased)
    }

    /// A kept text, or »slettet«.
    func text(_ value: ValueID) -> String { sight.text(value) ?? say(Sentence.erased) }

    /// A decider by name: the body, or the head of a unit.
    func name(_ decider: Decision.Decider, on day: Day? = nil) -> String {
        switch decider {
        case .body(let body): say(body.label)
        case .head(let unit):
            say(da: "Lederen af \(name(unit, on: day))", en: "The head of \(name(unit, on: day))")
        }
    }
}
