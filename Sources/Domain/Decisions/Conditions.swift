// SPDX-License-Identifier: MPL-2.0

/// The conditions of a decision as a person writes them: one a line.
public enum Conditions {
    static let most = 20
    /// A title of a task holds so many characters.
    static let longest = 200
    /// Why there is a task, as it stands in the ledger.
    static let why = "Betingelse i beslutningen"

    public static func lines(_ text: String) -> [String] {
        text.split(whereSeparator: \.isNewline).map { line in
            var line = Substring(line)
            while line.first?.isWhitespace == true { line.removeFirst() }
            while line.last?.isWhitespace == true { line.removeLast() }
            return String(line)
        }.filter { !$0.isEmpty }
    }

    /// Refuses conditions of what is not approved, and a due day before the decision.
    static func check(_ text: String?, due: Day?, _ outcome: Decision.Outcome, on day: Day) throws(Refusal) {
        guard let text else { return }
        guard outcome == .approved else {
            throw .invalid(
                "conditions", da: "Betingelser hører til en godkendelse. Skriv det i begrundelsen.",
                en: "Conditions belong to an approval. Write it in the reason.")
        }
        try check(text)
        if let due, due < day {
            throw .invalid(
                "conditions_due", da: "Dagen ligger før beslutningen.", en: "The day lies before the decision.")
        }
    }

    /// What is recommended has at most three reasons, one a line.
    static func check(reasons: String) throws(Refusal) {
        guard lines(reasons).count <= 3 else {
            throw .invalid(
                "reasons", da: "Skriv højst tre grunde. Det vigtigste skal kunne læses på et minut.",
                en: "Write at most three reasons. What matters most must be read in a minute.")
        }
    }

    static func check(_ text: String?) throws(Refusal) {
        let lines = text.map { Conditions.lines($0) } ?? []
        guard lines.count <= most, lines.allSatisfy({ $0.count <= longest }) else {
            throw .invalid(
                "conditions", da: "Skriv højst \(most) betingelser, hver på én linje og højst \(longest) tegn.",
                en: "Write at most \(most) conditions, each on one line and at most \(longest) characters.")
        }
    }
}

extension Deciding {
    /// Adds a task that follows from what is recorded here.
    mutating func add(
        action title: String, why: String, responsible: Responsible, due: Day, about: Subject
    ) throws(Refusal) {
        let action: ID<Action> = new()
        let number = register.next(.action, today.year)
        let (title, why): (ValueID, ValueID) = (keep(title), keep(why))
        try record(
            .action(
                action,
                .added(number: number, title: title, why: why, responsible: responsible, due: due, about: about)))
    }
}
