// SPDX-License-Identifier: MPL-2.0

import Domain

extension Sentence {
    /// The yearly verification; where a material change makes it due earlier, with the cause (policy §7.3).
    func verification(_ duty: Duty, _ what: String) -> String {
        let document = sight.register.documents[duty.subject.id.seen(as: Document.self)]
        let declared = document?.changes.filter { $0.due == duty.due && $0.day >= duty.since } ?? []
        guard let change = declared.last else { return say("Verificér: \(what)", "Verify: \(what)") }
        return say(
            "Verificér efter væsentlig ændring (\(change.cause.label.da.lowercased())): \(what)",
            "Verify after a material change (\(change.cause.label.en.lowercased())): \(what)")
    }

    /// What is to be looked at again because a new version entered into force above it.
    func review(_ duty: Duty, _ what: String) -> String {
        let document = sight.register.documents[duty.subject.id.seen(as: Document.self)]
        let parents = document?.parent.entries.compactMap { $0.value.flatMap { sight.register.documents[$0] } } ?? []
        for parent in parents where sight.sees(.document(parent.id)) {
            guard let version = parent.versions.first(where: { $0.position == duty.turn }) else { continue }
            let (above, number) = (label(.document(parent.id)), version.draft.number)
            return say(
                "Verificér, at det stadig passer til »\(above)« version \(number): \(what)",
                "Verify that it still fits “\(above)” version \(number): \(what)")
        }
        return say(
            "Verificér, at det stadig passer til det overordnede dokument: \(what)",
            "Verify that it still fits the document above it: \(what)")
    }

    /// A decision, with what it is about, that is to be looked at again.
    func basis(_ duty: Duty, _ what: String) -> String {
        let decision = sight.register.decisions[duty.subject.id.seen(as: Decision.self)]
        let about = duty.subject.kind == .decision ? decision?.matter?.subject : nil
        let what = about.map { "\(what), \(label($0))" } ?? what
        return say("Grundlaget er ændret. Se på igen: \(what)", "The basis has changed. Look again at: \(what)")
    }
}
