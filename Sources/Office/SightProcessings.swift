// SPDX-License-Identifier: MPL-2.0

public import Domain

/// The record of processing activities, on the day shown. Everybody who is signed in may read it.
extension Sight {
    public func processing(_ id: ID<Processing>) throws(Refusal) -> (Processing, Processing.Wording) {
        guard let known = register.processings[id], known.wording != nil, known.setOn <= day,
            sees(.processing(id)), let wording = known.wording(on: day)
        else { throw Refusal.unknown }
        return (known, wording)
    }

    /// In the order of their numbers; those that have ended last.
    public var processings: [Processing] {
        register.processings.values.filter { (try? processing($0.id)) != nil }
            .sorted { ($0.isEnded(on: day) ? 1 : 0, $0.number) < ($1.isEnded(on: day) ? 1 : 0, $1.number) }
    }

    /// Those that use an asset on the day shown.
    public func processings(using asset: ID<Asset>) -> [Processing] {
        register.processings(using: asset, on: day).filter { sees(.processing($0.id)) }
    }

    func label(_ id: ID<Processing>, on day: Day) -> String? {
        register.processings[id]?.wording(on: day).map { wording in
            text(wording.title).map { "\(wording.label), \($0)" } ?? wording.label
        }
    }
}
