// SPDX-License-Identifier: MPL-2.0

import Domain
import Exchange
import Ledger
import Office

extension Site {
    /// The due days of the holder of a secret, or of a unit, as iCalendar. Whoever has no right to it gets the same
    /// answer as for an address that never was.
    func calendar(_ secret: String, _ unit: ID<Unit>?, _ visit: Visit) async throws -> Answer {
        let today = installation.clock.today
        guard let place = installation.tokens[secret], let room = installation.room(place.organisation),
            let token = room.house.state.register.tokens[place.token], token.scope == .calendar,
            token.isValid(on: today), let person = token.person,
            let known = room.house.state.register.persons[person], known.isActive(on: today), !known.isLockedOut
        else { throw Refusal.unknown }
        let sight = try await room.house.sight(of: person)
        let account = installation.accounts.find(.init(organisation: place.organisation, person: person))
        let language = account?.language ?? visit.language
        let feed = try DutyCalendar(sight, language, baseURL: installation.baseURL).feed(of: unit)
        let bytes = ICalendar.bytes(feed)
        let headers = [("etag", "\"\(Digest.sha256(bytes).hex.prefix(24))\""), ("cache-control", "private, no-cache")]
        if visit.ask.header("if-none-match") == headers[0].1 {
            return Answer(304, type: "text/calendar; charset=utf-8", [], headers: headers)
        }
        return Answer(200, type: "text/calendar; charset=utf-8", bytes, headers: headers)
    }
}
