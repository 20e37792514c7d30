// SPDX-License-Identifier: MPL-2.0

import Domain
import Ledger

@testable import Web

extension ExampleWorld {
    func body(_ kind: CommandKind) -> JSON { .members(members(kind)) }

    /// The same as a form posts it: texts, a tick as »on«, a file as a part of its own.
    func arguments(_ kind: CommandKind) throws -> Arguments {
        var arguments = Arguments()
        for (name, value) in members(kind) {
            switch value {
            case .string(let text): arguments.texts[name] = [text]
            case .number(let number): arguments.texts[name] = ["\(number)"]
            case .bool(let yes): arguments.texts[name] = yes ? ["on"] : []
            case .array(let items): arguments.texts[name] = items.compactMap(\.text)
            case .object:
                let bytes = Base64.decode(Array((value?["content"]?.text ?? "").utf8)) ?? []
                arguments.files[name] = .init(name: value?["name"]?.text ?? "", bytes: bytes)
            case .null, nil: continue
            }
        }
        return arguments
    }
}
