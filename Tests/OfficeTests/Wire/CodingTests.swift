// SPDX-License-Identifier: MPL-2.0

import Ledger
import Testing

@testable import Domain
@testable import Office

struct CodingTests {
    private func decode(_ kind: FactKind, _ subject: Subject, _ payload: [UInt8]) throws -> Fact {
        try payload.withUnsafeBytes {
            try FactCoding.decode(kind, version: kind.version, subject: subject, payload: $0)
        }
    }

    /// The fact, its payload's members and the values they name.
    private func members(_ payload: [UInt8]) throws -> [String] {
        try payload.withUnsafeBytes { bytes in
            let object = try FlatObject(bytes)
            return (0..<object.count).map { object.key(at: $0).string }
        }
    }

    @Test(arguments: FactKind.allCases)
    func everyKindHasSamplesThatComeBack(_ kind: FactKind) throws {
        let samples = Samples.of(kind)
        #expect(!samples.isEmpty)
        for fact in samples {
            #expect(fact.subject.kind == kind.subjectKind)
            for late in [nil, Samples.late(fact)] {
                let encoded = try FactCoding.encode(fact, late: late)
                #expect(encoded.kind == kind)
                #expect(try decode(kind, fact.subject, encoded.payload) == fact)
            }
        }
    }

    @Test func aLongHistoryComesBack() throws {
        for entry in History.make(seed: 7, count: 3000).entries {
            let encoded = try FactCoding.encode(entry.fact, late: entry.late)
            #expect(try decode(encoded.kind, entry.fact.subject, encoded.payload) == entry.fact)
        }
    }

    @Test(arguments: FactKind.allCases)
    func fieldsAreExactlyTheMembers(_ kind: FactKind) throws {
        var found: Set<String> = []
        var values: Set<String> = []
        for fact in Samples.of(kind) {
            let encoded = try FactCoding.encode(fact, late: Samples.late(fact))
            found.formUnion(try members(encoded.payload))
            values.formUnion(encoded.values.map(\.field))
            #expect(Set(encoded.values.map(\.field)).count == encoded.values.count)
        }
        #expect(found == Set(kind.fields.map(\.name)))
        #expect(values == Set(kind.fields.filter(\.isValue).map(\.name)))
        #expect(kind.fields.count == found.count)
    }

    @Test(arguments: FactKind.allCases)
    func everyValueOfTheFactIsNamed(_ kind: FactKind) throws {
        for fact in Samples.of(kind) {
            var expected = values(in: fact)
            if case .person(_, .erased(_, _, let erased)) = fact { expected.subtract(erased) }
            let encoded = try FactCoding.encode(fact, late: nil)
            #expect(Set(encoded.values.map(\.id)) == expected)
            // The kind's own walk over a payload finds them under the same names.
            var walked: [String: ValueID] = [:]
            try encoded.payload.withUnsafeBytes { bytes in
                try kind.forEachValue(in: try FlatObject(bytes)) { walked[$0.name] = ID($1) }
            }
            #expect(walked == Dictionary(uniqueKeysWithValues: encoded.values.map { ($0.field, $0.id) }))
        }
    }

    private func values(in value: Any) -> Set<ValueID> {
        if let id = value as? ValueID { return [id] }
        return Mirror(reflecting: value).children.reduce(into: []) { $0.formUnion(values(in: $1.value)) }
    }

    @Test func wireNamesAreFoundAndNothingElse() throws {
        func kind(_ name: String) throws -> FactKind? {
            var object = CanonicalObject()
            object.set("kind", name)
            return try object.encoded().withUnsafeBytes { FactKind(wire: try FlatObject($0).text("kind")) }
        }
        for known in FactKind.allCases {
            #expect(try kind(known.rawValue) == known)
            #expect(try kind(known.rawValue + "x") == nil)
            #expect(try kind(String(known.rawValue.dropLast())) == nil)
        }
        #expect(try kind("") == nil)
        #expect(try kind("comet.sighted") == nil)
    }

    /// So many persons are named by one fact of mails at most.
    @Test func theMostPersonsFitIntoAPayload() throws {
        let persons = (0..<TellReaders.most).map { ID<Person>(high: .max, low: .max - UInt64($0)) }
        let target = Reminder.Target(
            rule: .classification, subject: .document(Samples.id(1)), turn: Int(Int32.max), unit: nil)
        let facts: [Fact] = [
            .reminder(Samples.id(2), .mailed(target, persons)), .reminder(Samples.id(2), .mailed(nil, persons)),
            .notice(Samples.id(3), .told(.posting, persons)),
        ]
        for fact in facts { #expect(try FactCoding.encode(fact).payload.count <= Limits.payload) }
    }

    @Test func onlySomeKindsMayBeAnnulled() {
        let never: Set<FactKind> = [
            .ledgerOpened, .programStarted, .personErased, .personAccountOpened, .personAccountClosed, .tokenIssued,
            .tokenRevoked, .noticeReminded, .noticeAnnulled, .consultationAnnulled, .organisationAnnulled,
            .unitAnnulled, .personAnnulled,
            .bodyAnnulled, .documentAnnulled,
            .decisionAnnulled, .actionAnnulled, .tokenAnnulled, .reminderSent, .reminderMailed,
            .reminderAnnulled, .dispensationAnnulled, .proposalAnnulled, .meetingAnnulled, .requirementAnnulled,
            .evidenceAnnulled, .nonconformityAnnulled, .scopeAnnulled, .controlTestAnnulled, .controlTestFrozen,
            .auditAnnulled,
            .frameworkAnnulled, .reportAnnulled, .objectiveAnnulled, .measureAnnulled, .assetAnnulled, .courseAnnulled,
            .competenceAnnulled,
            .campaignAnnulled, .campaignWidened, .periodClosed, .secondStepSet, .personsImported,
            .registerImported,
            .signInProviderSet, .signInProviderRemoved, .signInSecretSet, .personRoleFollowsGroups,
            .groupNamed, .groupGone, .personGroupJoined, .personGroupLeft,
            .personSignInMethodAdded, .personSignInMethodRemoved, .personRecoveryCodesMade, .personRecoveryCodeUsed,
            .auditEngagementAnnulled, .evidenceRequestAnnulled, .evidenceRequestMade,
            .evidenceRequestJudged, .evidenceRequestWithdrawn,
            .initiativeAnnulled, .suspicionAnnulled,
            .riskAnnulled,
            .processingAnnulled,
            .subjectRequestAnnulled,
        ]
        #expect(Set(FactKind.allCases.filter { !$0.mayBeAnnulled }) == never)
    }

    @Test func materialDocumentFactsAreThoseThatTheRegisterCounts() throws {
        for fact in Samples.facts where fact.subject.kind == .document {
            if case .annulled = fact { continue }
            let id = fact.subject.id.seen(as: Document.self)
            var register = Register(organisation: Samples.house)
            let day = Day(number: 20_000)
            func apply(_ fact: Fact) {
                register.apply(
                    fact,
                    Stamp(position: register.count, effective: day, recorded: Instant(milliseconds: 0), by: nil))
            }
            apply(
                .document(
                    id,
                    .created(
                        .policy, number: 1, title: Samples.id(1), owner: Samples.unit, parent: nil, contact: nil)))
            apply(fact)
            let document = try #require(register.documents[id])
            #expect(document.revision == 2)
            #expect((document.materialRevision == 2) == FactKind.of(fact).isMaterial, "\(fact)")
            // An annulment is as material as what it annuls.
            apply(.annulled(.document(id), Annulment(position: 1, reason: Samples.id(2))))
            let material = register.documents[id]?.materialRevision == 3
            #expect(!material || FactKind.documentAnnulled.isMaterial)
        }
    }

    @Test func aReasonIsRefusedWhereNothingIsBackdated() {
        let fact = Fact.organisation(Samples.house, .started(version: "1"))
        #expect(throws: CanonicalFault(.key, at: 0, key: "late_reason")) {
            try FactCoding.encode(fact, late: Samples.id(1))
        }
    }

    @Test func erasureConcernsSubjectActorAndDeputy() throws {
        let fact = Fact.person(
            Samples.person, .deputyAppointed(Samples.id(1), deputy: Samples.deputy, reason: Samples.id(2)))
        let encoded = try FactCoding.encode(fact)
        let reason = try #require(encoded.kind.fields.first { $0.name == "reason" })
        try encoded.payload.withUnsafeBytes { bytes in
            let payload = try FlatObject(bytes)
            #expect(reason.concerns(Ref(Samples.deputy), isSubject: false, isActor: false, payload))
            #expect(reason.concerns(Ref(high: 9, low: 9), isSubject: true, isActor: false, payload))
            #expect(reason.concerns(Ref(high: 9, low: 9), isSubject: false, isActor: true, payload))
            #expect(!reason.concerns(Ref(high: 9, low: 9), isSubject: false, isActor: false, payload))
        }
    }

    /// Whatever is changed in a payload: it is refused, or it is the only spelling of what it now says.
    @Test(arguments: FactKind.allCases)
    func changedBytesNeverPassUnnoticed(_ kind: FactKind) throws {
        var state: UInt64 = 42
        for fact in Samples.of(kind).prefix(4) {
            let payload = try FactCoding.encode(fact, late: Samples.late(fact)).payload
            for index in payload.indices {
                for change in 0..<3 {
                    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                    var changed = payload
                    switch change {
                    case 0: changed[index] ^= 1 << UInt8(state >> 61)
                    case 1: changed.remove(at: index)
                    default: changed.insert(UInt8(truncatingIfNeeded: state >> 40) & 0x7F, at: index)
                    }
                    guard let read = try? decode(kind, fact.subject, changed) else { continue }
                    let late = try changed.withUnsafeBytes { try FlatObject($0).refIfPresent("late_reason") }
                    #expect(try FactCoding.encode(read, late: late.map { ID($0) }).payload == changed)
                }
            }
            for end in payload.indices {
                #expect(throws: WireFault.self) { try decode(kind, fact.subject, Array(payload[..<end])) }
            }
        }
    }

    @Test func anotherSubjectIsRefused() throws {
        let encoded = try FactCoding.encode(.unit(Samples.unit, .moved(parent: nil)))
        #expect(throws: WireFault.wrongSubject(.unitMoved, .person)) {
            try decode(.unitMoved, .person(Samples.person), encoded.payload)
        }
        let seat = try FactCoding.encode(.body(.direktion, .unseated(Samples.id(1))))
        #expect(throws: WireFault.self) { try decode(.bodyUnseated, Subject(.body, ID(high: 0, low: 3)), seat.payload) }
    }
}
