// SPDX-License-Identifier: MPL-2.0

import Domain
import Ledger
import Office

@testable import Web

/// The example of each command about what happens inside an engagement.
extension ExampleWorld {
    func engagements(_ kind: CommandKind) -> [(String, JSON?)] {
        let known = register.persons[bo]
        let own: [(String, JSON?)] = [
            ("person", .string("\(bo)")), ("engagement", .string(known?.engagements.first?.id.description ?? "")),
        ]
        switch kind {
        case .recordFirstWorkingDay: return own + [("first_working_day", .string("\(rooms.today + 1)"))]
        case .moveEngagement:
            return own + [
                ("unit", .string("\(unit)")), ("title", "Rådgiver"), ("from", .string("\(rooms.today + 1)")),
            ]
        case .beginLeave:
            return own.dropLast() + [
                ("from", .string("\(rooms.today + 1)")), ("to", .string("\(rooms.today + 40)")),
            ]
        case .endLeave:
            return own.dropLast() + [
                ("leave", .string(known?.leaves.first?.id.description ?? "")), ("to", .string("\(rooms.today + 9)")),
            ]
        case .importPersons:
            let rows = "navn;e-mail;enhed;titel\nNete Ny;nete@example.dk;It-drift;Tekniker\n"
            let content = String(decoding: Base64.encode(Array(rows.utf8)), as: UTF8.self)
            return [("file", .members([("name", "personer.csv"), ("content", .string(content))]))]
        default: return own.dropLast() + [("system", "employeeNumber"), ("value", "10234")]
        }
    }
}
