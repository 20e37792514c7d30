// SPDX-License-Identifier: MPL-2.0

import Domain
import Exchange
import Ledger
import Office

/// What stands beside an exported list, so that it can be read and proven when it is away from Værn: whose it is, as of
/// which day, with which knowledge, by which checkpoint.
struct SheetNotes {
    let context: Context

    init(_ context: Context) {
        self.context = context
    }

    func pairs(of title: String) -> [(String, String)] {
        let (sight, language) = (context.sight, context.language)
        var pairs = [
            (context.say(da: "Liste", en: "List"), title),
            (context.say(da: "Organisation", en: "Organisation"), sight.house.fullName),
            (context.say(da: "Vist pr.", en: "Shown as of"), language.day(sight.day) + ". " + reading),
            (context.say(da: "Hentet af", en: "Taken by"), context.name(sight.person, on: sight.today)),
            (context.say(da: "Filtre", en: "Filters"), filters),
        ]
        if let note = sight.house.checkpoint, let checkpoint = try? Checkpoint.unverified(note) {
            pairs += [
                (context.say(da: "Kontrolpunkt", en: "Checkpoint"), checkpoint.origin),
                (context.say(da: "Poster i alt", en: "Entries in all"), language.number(checkpoint.size)),
                (context.say(da: "Rod (SHA-256)", en: "Root (SHA-256)"), checkpoint.root.hex),
            ]
        }
        pairs.append(
            (
                context.say(da: "Fortrolighed", en: "Confidentiality"),
                context.say(
                    da: "Listen viser det, der var synligt for den, der hentede den. Behandl den derefter.",
                    en: "The list shows what was visible to whoever took it. Treat it accordingly.")
            ))
        if context.isDemo {
            pairs.append((context.say(da: "Bemærk", en: "Note"), context.say(da: "Eksempeldata", en: "Sample data")))
        }
        return pairs
    }

    private var reading: String {
        switch context.sight.view {
        case .today: context.say(da: "I dag.", en: "Today.")
        case .then: context.say(da: "Som det var kendt da.", en: "As it was known then.")
        case .now: context.say(da: "Med det, vi ved nu.", en: "With what we know now.")
        }
    }

    private var filters: String {
        let ignored = Visit.ofFrame.union(["som", "side", "foer", "organisation", "as_of", "reading", "format"])
        let given = context.arguments.texts.filter { !ignored.contains($0.key) && $0.value.contains { !$0.isEmpty } }
        guard !given.isEmpty else { return context.say(da: "Ingen", en: "None") }
        return given.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value.joined(separator: ","))" }
            .joined(separator: " ")
    }
}
