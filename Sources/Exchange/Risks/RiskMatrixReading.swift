// SPDX-License-Identifier: MPL-2.0

public import Domain

/// A method for judging risks as a file from outside has it: the steps of likelihood and consequence, the levels, and which
/// level two steps make. It is shown, and taken over by nobody by itself.
public struct RiskMatrixReading: Hashable, Sendable {
    public struct Step: Hashable, Sendable {
        public let name: Phrase
        public let about: Phrase?
        /// Two or three letters for narrow places.
        public let short: String?
    }

    /// Steps of one scale: more than anybody can tell apart.
    static let mostSteps = 20

    public let name: Phrase
    public let about: Phrase?
    /// From the least to the most, each.
    public let likelihood: [Step]
    public let consequence: [Step]
    public let levels: [Step]
    /// Places among the levels, by likelihood and then by consequence: as many rows as steps of likelihood.
    public let grid: [[Int]]

    /// Nil: the table is not as large as the scales, or names a level that is not there.
    init?(name: Phrase, about: Phrase?, likelihood: [Step], consequence: [Step], levels: [Step], grid: [[Int]]) {
        for scale in [likelihood, consequence, levels] where !(2...Self.mostSteps ~= scale.count) { return nil }
        guard grid.count == likelihood.count, grid.allSatisfy({ $0.count == consequence.count }),
            grid.allSatisfy({ $0.allSatisfy(levels.indices.contains) })
        else { return nil }
        self.name = name
        self.about = about
        self.likelihood = likelihood
        self.consequence = consequence
        self.levels = levels
        self.grid = grid
    }

    /// Whether more likely or worse is never a lower level.
    public var isMonotone: Bool {
        for row in grid.indices {
            for column in grid[row].indices {
                if column > 0, grid[row][column] < grid[row][column - 1] { return false }
                if row > 0, grid[row][column] < grid[row - 1][column] { return false }
            }
        }
        return true
    }
}
