// SPDX-License-Identifier: MPL-2.0
import Domain
import Office

/// What the picture counts of some risks: by cell, by level, and how those above the line stand. Counts alone: scores are
/// never added up or averaged.
struct RiskSurvey: Sendable {
    /// A risk at a stage: where it lies, under the method of its assessment.
    struct Place: Hashable, Sendable {
        let likelihood: Int
        /// The worst step of the perspective.
        let consequence: Int
        let level: RiskMethod.Level
    }

    let method: RiskMethod
    /// By likelihood, then by consequence, counted from 0: those that were assessed by a method of as many steps.
    private(set) var cells: [[Int]]
    private(set) var levels: [RiskMethod.Level: Int] = [:]
    private(set) var total = 0
    /// Not judged at this stage, or in no dimension of the perspective.
    private(set) var without = 0
    /// Assessed by an earlier method whose cells are others: counted by level, and in no cell.
    private(set) var elsewhere = 0

    init(method: RiskMethod) {
        self.method = method
        cells = Array(repeating: Array(repeating: 0, count: method.steps), count: method.steps)
    }

    mutating func add(_ place: Place?, isSameSize: Bool, count: Int = 1) {
        total += count
        guard let place else { return without += count }
        levels[place.level, default: 0] += count
        guard isSameSize else { return elsewhere += count }
        cells[place.likelihood - 1][place.consequence - 1] += count
    }

    func count(_ levels: [RiskMethod.Level]) -> Int { levels.reduce(0) { $0 + (self.levels[$1] ?? 0) } }

    /// The levels that the criteria alone do not accept, lowest first.
    static func over(_ method: RiskMethod) -> [RiskMethod.Level] {
        RiskMethod.Level.allCases.filter { method.acceptance(of: $0) != .standing }
    }
}
