// SPDX-License-Identifier: MPL-2.0

import Domain
import Foundation
import Testing

@testable import Office

struct AccessTests {
    /// A change of rights is a visible change of a file, in the same commit.
    @Test func theTableInTheDocumentationIsTheCodes() throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../docs/adgang.md")
            .standardized
        if ProcessInfo.processInfo.environment["VAERN_RECORD"] == "1" {
            try Access.table().write(to: file, atomically: true, encoding: .utf8)
        }
        #expect(try String(contentsOf: file, encoding: .utf8) == Access.table())
    }

    /// The secretary records what minutes say, which the command makes sure of, and takes nothing back.
    @Test func nobodyDecidesButThoseWhoSit() {
        for kind in [CommandKind.makeDecision, .confirmDecision] {
            let rights = Access.rights(kind)
            #expect(rights.allSatisfy { $0.1 == .seat || $0.0 == .unitHead || $0.0 == .secretary })
            #expect(rights.filter { $0.0 == .secretary }.allSatisfy { $0.1 == .bodies })
        }
    }
}
