// SPDX-License-Identifier: MPL-2.0

/// The way a fact came in. The raw value is its name in the leaf.
public enum Door: String, Sendable, CaseIterable {
    /// A page of the web application.
    case web
    /// The programming interface.
    case api
    /// The command line.
    case cli
    /// A file that was brought in.
    case `import`
    /// A letter from another organisation.
    case letter
    /// The program itself.
    case system

    init?(_ text: ByteText) {
        if text == "web" {
            self = .web
        } else if text == "api" {
            self = .api
        } else if text == "cli" {
            self = .cli
        } else if text == "import" {
            self = .import
        } else if text == "letter" {
            self = .letter
        } else if text == "system" {
            self = .system
        } else {
            return nil
        }
    }
}
