// SPDX-License-Identifier: MPL-2.0
import Domain

extension Route {
    /// Where a campaign is answered: each duty is a unit's, whose page its place in the campaign says.
    static func campaign(_ duty: Duty) -> Route { .campaign(duty.subject.id.seen(as: Campaign.self)) }
}
