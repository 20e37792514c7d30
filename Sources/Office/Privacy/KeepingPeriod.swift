// SPDX-License-Identifier: MPL-2.0

public import Domain

/// For how long what is personal in a kind is kept. Counted in whole years, so that what was known of somebody goes on one
/// day and not a little every day.
public enum KeepingPeriod: Hashable, Sendable {
    /// So many years after the last engagement of everybody whose data it is has ended.
    case afterEngagement(years: Int)
    /// So many years after it was recorded.
    case afterRecord(years: Int)

    public var label: Phrase {
        switch self {
        case .afterEngagement(let years):
            Phrase(
                da: "\(years) år efter, at den sidste ansættelse er slut",
                en: "\(years == 1 ? "1 year" : "\(years) years") after the last engagement has ended")
        case .afterRecord(let years):
            Phrase(
                da: "\(years) år efter, at det er registreret",
                en: "\(years == 1 ? "1 year" : "\(years) years") after it was recorded")
        }
    }

    var years: Int {
        switch self {
        case .afterEngagement(let years), .afterRecord(let years): years
        }
    }
}
