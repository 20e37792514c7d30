// SPDX-License-Identifier: MPL-2.0

import Synchronization

/// How far the large file has come that a house is taking in just now. It is told while it goes on and kept nowhere: whoever
/// waits sees that something happens. Of two at once the last word counts; the desk takes one after the other.
public final class ImportProgress: Sendable {
    public enum Stage: String, CaseIterable, Sendable {
        case reading, comparing, deciding, recording, saving

        /// Which parts of a thousand are over when it begins, by how long each takes with 100,000 rows.
        public var begins: Int {
            switch self {
            case .reading: 0
            case .comparing: 150
            case .deciding: 350
            case .recording: 550
            case .saving: 800
            }
        }

        /// Which are over when it ends.
        var ends: Int {
            switch self {
            case .reading: Stage.comparing.begins
            case .comparing: Stage.deciding.begins
            case .deciding: Stage.recording.begins
            case .recording: Stage.saving.begins
            case .saving: 1000
            }
        }
    }

    public struct Place: Hashable, Sendable {
        public let stage: Stage
        public let done: Int
        /// 0: not known.
        public let all: Int

        /// In thousandths of the whole.
        public var share: Int {
            all == 0 ? stage.begins : stage.begins + (stage.ends - stage.begins) * min(done, all) / all
        }
    }

    /// Below so many facts or rows nobody waits.
    public static let least = 1000
    private let place = Mutex<Place?>(nil)

    /// Nil: nothing is being taken in.
    public var now: Place? { place.withLock { $0 } }

    /// Told after every thousandth row or fact, so that it costs nothing.
    public func tell(_ stage: Stage, _ done: Int = 0, of all: Int = 0) {
        guard done % Self.least == 0 else { return }
        place.withLock { $0 = .init(stage: stage, done: done, all: all) }
    }

    public func end() { place.withLock { $0 = nil } }
}
