// SPDX-License-Identifier: MPL-2.0

import Domain
import Ledger

extension KindLine {
    /// The kinds about engagements, leave and names in other systems. That none is missing is tested.
    static let persons: [FactKind: KindLine] = personKinds
    private static let personKinds: [FactKind: KindLine] = [
        .personEngagementSeen: KindLine(
            1, [.material, .backdated, .annullable],
            [.record("engagement"), .record("kind"), .record("unit"), .personal("title", .subject)]),
        .personEngagementMoved: KindLine(
            1, [.material, .backdated, .annullable],
            [.record("engagement"), .record("unit"), .personal("title", .subject)]),
        .personFirstWorkingDayRecorded: KindLine(1, .annullable, [.record("engagement"), .record("day")]),
        // Why somebody is on leave is in no field (GDPR Article 9).
        .personLeaveBegan: KindLine(1, [.backdated, .annullable], [.record("leave")]),
        .personLeaveEnded: KindLine(1, [.backdated, .annullable], [.record("leave")]),
        // What was said in a talk is in no field; with whom they are held, and which competences are needed, names nobody.
        .personTalkHeld: KindLine(1, [.backdated, .annullable], [.record("engagement"), .record("needs")]),
        .talksSet: KindLine(1, .annullable, [.record("kinds")]),
        .personIdentified: KindLine(1, .annullable, [.record("system"), .personal("value", .subject)]),
        .personRoleFollowsGroups: KindLine(1, [], [.record("grant")]),
        // How a system of the organisation's is reached, and what its groups are called, is nobody's personal data.
        .signInProviderSet: KindLine(
            1, [],
            [
                .vaulted("name"), .vaulted("issuer"), .vaulted("client"), .vaulted("scopes"), .vaulted("claim"),
                .vaulted("groups_claim"), .vaulted("groups"), .vaulted("strong"),
            ]),
        .signInProviderRemoved: KindLine(1, [], [.personal("reason", .actor, kept: .record)]),
        .signInSecretSet: KindLine(1, [], []),
        // What a group is called, and who was in it, is what another system said; it is put right there.
        .groupNamed: KindLine(1, [], [.record("group"), .vaulted("name"), .vaulted("external")]),
        .groupGone: KindLine(1, [], [.record("group")]),
        .personGroupJoined: KindLine(1, [], [.record("group")]),
        .personGroupLeft: KindLine(1, [], [.record("group")]),
        .personSignInMethodAdded: KindLine(
            1, [], [.record("method"), .record("kind"), .personal("label", .subject)]),
        .personSignInMethodRemoved: KindLine(1, [], [.record("method")]),
        .personUnidentified: KindLine(1, .annullable, [.record("system")]),
        // The file itself is not kept; its name is what somebody called it.
        .registerImported: KindLine(
            1, [],
            [
                .record("matter"), .record("form"), .record("sha256"), .personal("file_name", .actor), .record("rows"),
                .record("added"), .record("changed"), .record("beside"),
            ]),
        // The file can have anybody in it who was known when it came, changed by it or not, and the facts are the record.
        .personsImported: KindLine(
            1, [],
            [
                .record("form"), .personal("file", .actor, .known), .personal("file_name", .actor, .known),
                .record("rows"), .record("added"), .record("changed"), .record("ended"),
            ]),
    ]
}

extension Person.Fact {
    func write(to payload: inout PayloadWriter) {
        switch self {
        case .named(let name, let mail):
            payload.value("name", name)
            payload.value("mail", mail)
        case .engaged(let engagement, let kind, let unit, let title, let first):
            payload.id("engagement", engagement)
            payload.word("kind", kind)
            payload.id("unit", unit)
            payload.value("title", title)
            payload.day("first_working_day", first)
        case .engagementEnded(let engagement): payload.id("engagement", engagement)
        case .engagementSeen(let engagement, let kind, let unit, let title):
            payload.id("engagement", engagement)
            payload.word("kind", kind)
            payload.id("unit", unit)
            payload.value("title", title)
        case .engagementMoved(let engagement, let unit, let title):
            payload.id("engagement", engagement)
            payload.id("unit", unit)
            payload.value("title", title)
        case .firstWorkingDayRecorded(let engagement, let day):
            payload.id("engagement", engagement)
            payload.day("day", day)
        case .leaveBegan(let leave), .leaveEnded(let leave): payload.id("leave", leave)
        case .talkHeld(let engagement, let needs):
            payload.id("engagement", engagement)
            payload.ids("needs", needs)
        case .identified(let system, let value):
            payload.word("system", system)
            payload.value("value", value)
        case .unidentified(let system): payload.word("system", system)
        case .groupJoined(let group), .groupLeft(let group): payload.id("group", group)
        case .roleGranted(let grant, let role, let unit):
            payload.id("grant", grant)
            payload.word("role", role)
            payload.id("unit", unit)
        case .roleEnded(let grant), .roleFollowsGroups(let grant): payload.id("grant", grant)
        case .deputyAppointed(let deputyship, let deputy, let reason):
            payload.id("deputyship", deputyship)
            payload.id("deputy", deputy)
            payload.value("reason", reason)
        case .deputyEnded(let deputyship): payload.id("deputyship", deputyship)
        case .holdPlaced(let hold, let reason), .holdLifted(let hold, let reason):
            payload.id("hold", hold)
            payload.value("reason", reason)
        case .accountOpened(let username): payload.value("username", username)
        case .accountClosed: break
        case .signInMethodAdded(let method, let kind, let label):
            payload.id("method", method)
            payload.word("kind", kind)
            payload.value("label", label)
        case .signInMethodRemoved(let method): payload.id("method", method)
        case .recoveryCodesMade(let count), .recoveryCodeUsed(let count): payload.number("count", count)
        case .erased(let decision, let basis, let values):
            payload.value("decision", decision)
            payload.word("basis", basis)
            payload.ids("erased", values)
        }
    }
}

extension FactKind {
    static func of(_ fact: Person.Fact) -> FactKind {
        switch fact {
        case .named: .personNamed
        case .engaged: .personEngaged
        case .engagementEnded: .personEngagementEnded
        case .engagementSeen: .personEngagementSeen
        case .engagementMoved: .personEngagementMoved
        case .firstWorkingDayRecorded: .personFirstWorkingDayRecorded
        case .leaveBegan: .personLeaveBegan
        case .leaveEnded: .personLeaveEnded
        case .talkHeld: .personTalkHeld
        case .identified: .personIdentified
        case .unidentified: .personUnidentified
        case .groupJoined: .personGroupJoined
        case .groupLeft: .personGroupLeft
        case .roleGranted: .personRoleGranted
        case .roleEnded: .personRoleEnded
        case .roleFollowsGroups: .personRoleFollowsGroups
        case .deputyAppointed: .personDeputyAppointed
        case .deputyEnded: .personDeputyEnded
        case .holdPlaced: .personHoldPlaced
        case .holdLifted: .personHoldLifted
        case .accountOpened: .personAccountOpened
        case .accountClosed: .personAccountClosed
        case .signInMethodAdded: .personSignInMethodAdded
        case .signInMethodRemoved: .personSignInMethodRemoved
        case .recoveryCodesMade: .personRecoveryCodesMade
        case .recoveryCodeUsed: .personRecoveryCodeUsed
        case .erased: .personErased
        }
    }

    func readPerson(_ payload: inout PayloadReader) throws(CanonicalFault) -> Person.Fact {
        switch self {
        case .personNamed: return .named(name: try payload.id("name"), mail: try payload.optionalID("mail"))
        case .personEngaged:
            return .engaged(
                try payload.id("engagement"), try payload.word("kind"), unit: try payload.id("unit"),
                title: try payload.id("title"), firstWorkingDay: try payload.optionalDay("first_working_day"))
        case .personEngagementEnded: return .engagementEnded(try payload.id("engagement"))
        case .personEngagementSeen:
            return .engagementSeen(
                try payload.id("engagement"), try payload.word("kind"), unit: try payload.id("unit"),
                title: try payload.id("title"))
        case .personEngagementMoved:
            return .engagementMoved(
                try payload.id("engagement"), unit: try payload.id("unit"), title: try payload.id("title"))
        case .personFirstWorkingDayRecorded:
            return .firstWorkingDayRecorded(try payload.id("engagement"), try payload.day("day"))
        case .personLeaveBegan: return .leaveBegan(try payload.id("leave"))
        case .personLeaveEnded: return .leaveEnded(try payload.id("leave"))
        case .personTalkHeld: return .talkHeld(try payload.id("engagement"), needs: try payload.ids("needs"))
        case .personIdentified: return .identified(try payload.word("system"), value: try payload.id("value"))
        case .personUnidentified: return .unidentified(try payload.word("system"))
        case .personGroupJoined: return .groupJoined(try payload.id("group"))
        case .personGroupLeft: return .groupLeft(try payload.id("group"))
        case .personRoleGranted:
            return .roleGranted(
                try payload.id("grant"), try payload.word("role"), unit: try payload.optionalID("unit"))
        case .personRoleEnded: return .roleEnded(try payload.id("grant"))
        case .personRoleFollowsGroups: return .roleFollowsGroups(try payload.id("grant"))
        case .personDeputyAppointed:
            return .deputyAppointed(
                try payload.id("deputyship"), deputy: try payload.id("deputy"), reason: try payload.id("reason"))
        case .personDeputyEnded: return .deputyEnded(try payload.id("deputyship"))
        case .personHoldPlaced: return .holdPlaced(try payload.id("hold"), reason: try payload.id("reason"))
        case .personHoldLifted: return .holdLifted(try payload.id("hold"), reason: try payload.id("reason"))
        case .personAccountOpened: return .accountOpened(username: try payload.id("username"))
        case .personAccountClosed: return .accountClosed
        case .personSignInMethodAdded:
            return .signInMethodAdded(
                try payload.id("method"), try payload.word("kind"), label: try payload.id("label"))
        case .personSignInMethodRemoved: return .signInMethodRemoved(try payload.id("method"))
        case .personRecoveryCodesMade: return .recoveryCodesMade(try payload.number("count"))
        case .personRecoveryCodeUsed: return .recoveryCodeUsed(left: try payload.number("count"))
        case _:
            return .erased(
                decision: try payload.id("decision"), basis: try payload.word("basis"),
                values: try payload.ids("erased"))
        }
    }
}

extension PersonImport {
    func write(to payload: inout PayloadWriter) {
        payload.word("form", form)
        payload.value("file", file)
        payload.value("file_name", fileName)
        payload.number("rows", rows)
        payload.number("added", added)
        payload.number("changed", changed)
        payload.number("ended", ended)
    }

    init(_ payload: inout PayloadReader) throws(CanonicalFault) {
        self.init(
            form: try payload.word("form"), file: try payload.id("file"), fileName: try payload.id("file_name"),
            rows: try payload.number("rows"), added: try payload.number("added"),
            changed: try payload.number("changed"), ended: try payload.number("ended"))
    }
}
