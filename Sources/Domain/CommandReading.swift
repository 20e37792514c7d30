// SPDX-License-Identifier: MPL-2.0

/// What the doors read a command from.
extension CommandKind {
    public var fields: [Field] { type.fields }

    /// The fields that it never takes, each with the reason.
    public var refused: [Refusal] { type.refused }

    /// The command, read from what a door was given.
    public func deed(_ arguments: Arguments) throws(Refusal) -> any Deed {
        for refusal in refused {
            guard let name = refusal.field else { continue }
            guard arguments.texts[name] == nil, arguments.files[name] == nil else { throw refusal }
        }
        return try type.init(arguments)
    }
}
