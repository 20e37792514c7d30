// SPDX-License-Identifier: MPL-2.0

public import Domain
public import Ledger

extension Ref {
    /// The identity as the ledger writes it.
    @inlinable
    public init<Kind>(_ id: ID<Kind>) {
        self.init(high: id.high, low: id.low)
    }
}

extension ID {
    /// A reference of the ledger, seen as an identity of one kind of thing.
    @inlinable
    public init(_ ref: Ref) {
        self.init(high: ref.high, low: ref.low)
    }
}

extension SubjectKind {
    /// Reads the name in a leaf; nil if this program knows no such kind of thing.
    public init?(wire name: ByteText) {
        if name == "document" {
            self = .document
        } else if name == "person" {
            self = .person
        } else if name == "action" {
            self = .action
        } else if name == "decision" {
            self = .decision
        } else if name == "unit" {
            self = .unit
        } else if name == "body" {
            self = .body
        } else if name == "token" {
            self = .token
        } else if name == "consultation" {
            self = .consultation
        } else if name == "notice" {
            self = .notice
        } else if name == "reminder" {
            self = .reminder
        } else if name == "dispensation" {
            self = .dispensation
        } else if name == "proposal" {
            self = .proposal
        } else if name == "meeting" {
            self = .meeting
        } else if name == "organisation" {
            self = .organisation
        } else if name == "requirement" {
            self = .requirement
        } else if name == "evidence" {
            self = .evidence
        } else if name == "nonconformity" {
            self = .nonconformity
        } else if name == "scope" {
            self = .scope
        } else if name == "controlTest" {
            self = .controlTest
        } else if name == "audit" {
            self = .audit
        } else if name == "framework" {
            self = .framework
        } else if name == "report" {
            self = .report
        } else if name == "objective" {
            self = .objective
        } else if name == "initiative" {
            self = .initiative
        } else if name == "suspicion" {
            self = .suspicion
        } else if name == "course" {
            self = .course
        } else if name == "competence" {
            self = .competence
        } else if name == "measure" {
            self = .measure
        } else if name == "asset" {
            self = .asset
        } else if name == "risk" {
            self = .risk
        } else if name == "processing" {
            self = .processing
        } else if name == "subjectRequest" {
            self = .subjectRequest
        } else if name == "campaign" {
            self = .campaign
        } else if name == "auditEngagement" {
            self = .auditEngagement
        } else if name == "evidenceRequest" {
            self = .evidenceRequest
        } else {
            return nil
        }
    }
}

extension Subject {
    /// What a leaf is about.
    public init(_ leaf: LeafHeader) throws(WireFault) {
        guard let kind = SubjectKind(wire: leaf.subjectKind) else {
            throw .unknownSubject(leaf.subjectKind.string)
        }
        self.init(kind, ID(leaf.subject))
    }

    /// The body that the subject is; nil for anything else.
    var bodyKind: Body.Kind? {
        Body.Kind.allCases.first { kind == .body && $0.id == id }
    }
}

extension Stamp {
    /// Where and when a leaf says that its fact stands, and who acted.
    public init(_ leaf: LeafHeader) {
        self.init(
            position: leaf.position, effective: Day(number: leaf.effective),
            recorded: Instant(milliseconds: leaf.recorded), by: leaf.person.map { ID($0) })
    }
}
