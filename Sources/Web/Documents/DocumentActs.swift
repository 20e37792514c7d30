// SPDX-License-Identifier: MPL-2.0
import Domain
import HTML
import Office

/// What may be done with a document next, for this person, on this day. The order is the document's life: write,
/// submit, decide, put in force, verify, withdraw. The rules themselves are the commands'; a button only leads to
/// one.
struct DocumentActs {
    let document: Document
    let context: Context

    private var sight: Sight { context.sight }

    init(_ document: Document, _ context: Context) {
        self.document = document
        self.context = context
    }

    /// The commands that have their turn, the most pressing first.
    var next: [(kind: CommandKind, query: [(String, String?)], label: Phrase)] {
        guard !sight.isPast else { return [] }
        var found: [(CommandKind, [(String, String?)], Phrase)] = []
        func offer(_ kind: CommandKind, _ label: Phrase, _ more: [(String, String?)] = []) {
            guard mayDo(kind) else { return }
            found.append((kind, [("document", document.id.description)] + more, label))
        }
        let current = document.versionInForce(on: sight.day)
        let isWithdrawn = document.isWithdrawn(on: sight.day)
        let isWaiting = isWithdrawn || waiting(offer)
        if document.proposedClass(on: sight.day) != nil {
            offer(
                .makeDecision, Phrase(da: "Afgør klassifikation", en: "Decide on the classification"),
                [("act", "reclassify")])
        }
        guard !isWithdrawn else { return found }
        if current != nil || document.firstEntered != nil { offer(.verifyDocument, CommandKind.verifyDocument.short) }
        if !isWaiting {
            offer(.draftVersion, Phrase(da: "Skriv", en: "Write"))
        }
        if document.kind.decidedBy != nil, document.firstEntered != nil, !isWithdrawalDecided {
            offer(.makeDecision, Phrase(da: "Afgør ophævelse", en: "Decide on withdrawal"), [("act", "withdraw")])
        } else {
            offer(.withdrawDocument, CommandKind.withdrawDocument.short)
        }
        return found
    }

    /// The step that the version on its way waits for. Returns whether it is out of the author's hands.
    private func waiting(_ offer: (CommandKind, Phrase, [(String, String?)]) -> Void) -> Bool {
        guard let pending = sight.pendingVersion(of: document) else { return false }
        switch sight.state(of: pending, in: document) {
        case .draft:
            offer(.openConsultation, CommandKind.openConsultation.short, [])
            offer(.submitVersion, CommandKind.submitVersion.short, [])
            return false
        case .awaiting:
            offer(.openConsultation, CommandKind.openConsultation.short, [])
            offer(
                .makeDecision, CommandKind.makeDecision.short, [("act", "adopt"), ("version", pending.id.description)])
            return true
        case .approved(nil):
            offer(.enforceVersion, CommandKind.enforceVersion.short, [])
            return false
        case .approved, .empty, .inForce, .overdue, .replaced, .withdrawn: return false
        }
    }

    private var isWithdrawalDecided: Bool {
        sight.decisions(about: document.id).contains {
            $0.matter?.act == .withdraw && $0.outcome == .approved && !$0.annulled
        }
    }

    private func mayDo(_ kind: CommandKind) -> Bool {
        guard kind == .makeDecision else { return sight.may(kind, about: .document(document.id)) }
        switch sight.decider(of: document) {
        case .body(let body): return sight.may(kind, Concern(body: body))
        case .head(let unit): return sight.may(kind, Concern(unit: unit))
        case nil: return false
        }
    }

    /// The buttons of the head: the first step of the life that is open is the primary one.
    var buttons: [HTML] {
        let primary = next.first { step in
            switch step.kind {
            case .submitVersion, .makeDecision, .enforceVersion: true
            case .verifyDocument: isVerificationOpen
            case .draftVersion: document.versions.isEmpty
            default: false
            }
        }
        return next.reversed().map { step in
            let isPrimary = primary.map { $0.kind == step.kind && $0.label == step.label } ?? false
            // A version is written in its manuscript; a file can be taken from there.
            let link =
                step.kind == .draftVersion
                ? Route.manuscript(document.id).link : Link(Route.command(step.kind), query: step.query)
            return Button(context.say(step.label), kind: isPrimary ? .primary : .normal).link(link)
        }
    }

    private var isVerificationOpen: Bool {
        let standing = sight.verification(of: document)?.standing(on: sight.day)
        return standing == .open || standing == .overdue
    }

    /// A version in force that was not sent out when it entered: before Værn sent notices, or its notice was annulled.
    private var mayAnnounce: Bool {
        guard let current = document.versionInForce(on: sight.day) else { return false }
        return !sight.notices(of: document.id).contains { $0.version == current.id }
    }

    /// What else may be changed: links in the rail.
    var changes: [(label: String, link: Link)] {
        guard !sight.isPast else { return [] }
        // What is withdrawn can still turn out to be confidential.
        let kinds: [CommandKind] =
            document.isWithdrawn(on: sight.day)
            ? [.reclassifyDocument] : Self.changing
        return kinds.compactMap(change)
    }

    private static let changing: [CommandKind] = [
        .declareMaterialChange, .reclassifyDocument, .transferDocument, .nameContact, .placeDocument, .retitleDocument,
        .addHistoryRow, .summariseDocument, .translateVersion, .relateDocument, .unrelateDocument, .setAudience,
        .setQuiz, .openNotice, .noteStatute, .dropStatute, .requestDispensation,
    ]

    private func change(_ kind: CommandKind) -> (label: String, link: Link)? {
        if kind == .placeDocument, document.kind.parents.isEmpty { return nil }
        if kind == .declareMaterialChange, document.versionInForce(on: sight.day) == nil { return nil }
        if kind == .reclassifyDocument, document.firstEntered.map({ $0 > sight.day }) ?? true { return nil }
        if kind == .summariseDocument, document.versions.isEmpty { return nil }
        if kind == .translateVersion, document.versions.isEmpty { return nil }
        if kind == .openNotice, !mayAnnounce { return nil }
        if kind == .setQuiz {
            guard let version = TranslateForm.version(of: document, nil, sight),
                QuizForm.isOpen(document, version, sight)
            else { return nil }
        }
        if kind == .noteStatute, document.versions.isEmpty { return nil }
        if kind == .dropStatute,
            !document.statutes.contains(where: { document.statute(of: $0.paragraph, on: sight.day) != nil })
        {
            return nil
        }
        if kind == .requestDispensation {
            // For the unit that asks, which the form says.
            guard document.versionInForce(on: sight.day) != nil, sight.mayEver(kind) else { return nil }
            return (
                context.say(kind.label), Link(Route.command(kind), query: [("document", document.id.description)])
            )
        }
        guard sight.may(kind, about: .document(document.id)) else { return nil }
        var query: [(String, String?)] = [("document", document.id.description)]
        if kind == .unrelateDocument {
            // Those that the person sees; the only one is chosen already.
            let seen = document.related(on: sight.day).filter { (try? sight.document($0.other)) != nil }
            guard let first = seen.first else { return nil }
            if seen.count == 1 {
                query += [("relation", first.relation.rawValue), ("other", first.other.description)]
            }
        }
        if kind == .translateVersion, let version = TranslateForm.version(of: document, nil, sight) {
            // It is written in a manuscript of its own; a file can be taken from there.
            let into = version.draft.language.other.rawValue
            return (context.say(kind.label), Link(Route.manuscript(document.id), query: [("tekst", into)]))
        }
        return (context.say(kind.label), Link(Route.command(kind), query: query))
    }
}

extension CommandKind {
    /// The label on a page that says what it is about.
    var short: Phrase {
        switch self {
        case .submitVersion: Phrase(da: "Indstil", en: "Submit")
        case .openConsultation: Phrase(da: "Send i høring", en: "Consult")
        case .verifyDocument: Phrase(da: "Verificér", en: "Verify")
        case .withdrawDocument: Phrase(da: "Ophæv", en: "Withdraw")
        default: label
        }
    }
}
