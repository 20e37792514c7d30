// SPDX-License-Identifier: MPL-2.0

/// The languages of the interface. Danish is the source; English is complete.
public enum Language: String, Sendable, CaseIterable {
    case da, en

    /// The phrase in this language.
    public func callAsFunction(_ phrase: Phrase) -> String {
        switch self {
        case .da: phrase.da
        case .en: phrase.en
        }
    }

    /// The text in this language; only that one is put together.
    public func callAsFunction(da: @autoclosure () -> String, en: @autoclosure () -> String) -> String {
        switch self {
        case .da: da()
        case .en: en()
        }
    }
}

/// A text of the interface. It has no defaults: a missing language does not compile.
public struct Phrase: Hashable, Sendable {
    public let da: String
    public let en: String

    public init(da: String, en: String) {
        self.da = da
        self.en = en
    }
}

extension String {
    /// With a small first letter, as in the middle of a sentence.
    public var lowercasedFirst: String { prefix(1).lowercased() + dropFirst() }
}
