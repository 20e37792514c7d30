// SPDX-License-Identifier: MPL-2.0

import Domain

/// The shapes of the answers, for the description of the interface.
enum OpenAPISchemas {
    static func name(_ resource: APIRoute.Resource) -> String {
        switch resource {
        case .documents: "Documents"
        case .document: "Document"
        case .export: "Export"
        case .comparison: "Comparison"
        case .persons: "Persons"
        case .person: "Person"
        case .erasure: "ErasurePlan"
        case .held: "Held"
        case .units: "Units"
        case .bodies: "Bodies"
        case .obligations: "Obligations"
        case .actions: "Actions"
        case .action: "Action"
        case .decision: "Decision"
        case .decisionPackage, .meetingPackage: "Package"
        case .consultation: "Consultation"
        case .dispensations: "Dispensations"
        case .dispensation: "Dispensation"
        case .proposals: "Proposals"
        case .proposal: "Proposal"
        case .meetings: "Meetings"
        case .meeting: "Meeting"
        case .topics: "Topics"
        case .topic: "Topic"
        case .riskMethods: "RiskMethods"
        case .riskPortfolio: "RiskPortfolio"
        case .frameworks: "Frameworks"
        case .framework: "Framework"
        case .terms: "Terms"
        case .threats: "Threats"
        case .progress: "Progress"
        case .accesses: "Accesses"
        case .requirements: "Requirements"
        case .requirement: "Requirement"
        case .evidenceList: "EvidenceList"
        case .evidence: "Evidence"
        case .nonconformities: "Nonconformities"
        case .nonconformity: "Nonconformity"
        case .scopes: "Scopes"
        case .scope: "Scope"
        case .matrix: "Matrix"
        case .reports: "Reports"
        case .report: "Report"
        case .courses: "Courses"
        case .course: "Course"
        case .initiatives: "Initiatives"
        case .initiative: "Initiative"
        case .suspicions: "Suspicions"
        case .suspicion: "Suspicion"
        case .awareness: "Awareness"
        case .competences: "Competences"
        case .competence: "Competence"
        case .talks: "Talks"
        case .objectives: "Objectives"
        case .objective: "Objective"
        case .measures: "Measures"
        case .measure: "Measure"
        case .assets: "Assets"
        case .asset: "Asset"
        case .risks: "Risks"
        case .risk: "Risk"
        case .subjectRequests: "SubjectRequests"
        case .subjectRequest: "SubjectRequest"
        case .processings: "Processings"
        case .processing: "Processing"
        case .dependences: "Dependences"
        case .campaigns: "Campaigns"
        case .campaign: "Campaign"
        case .controlTests: "ControlTests"
        case .controlTest: "ControlTest"
        case .audits: "Audits"
        case .audit: "Audit"
        case .auditEngagements: "AuditEngagements"
        case .auditEngagement: "AuditEngagement"
        case .evidenceRequests: "EvidenceRequests"
        case .evidenceRequest: "EvidenceRequest"
        case .entries: "Entries"
        case .entry: "Entry"
        case .checkpoint: "Checkpoint"
        case .proof: "Proof"
        case .search: "SearchHits"
        }
    }

    /// The members of each shape: name, then type; `?` may be null, `-` may be missing, `*` a list.
    private static let shapes: [(String, String)] = [
        ("Named", "id:uuid name:string?"), ("Thing", "kind:string id:uuid title:string?"),
        ("Reference", "kind:string value:string"),
        (
            "Receipt",
            """
            command:uuid position:integer positions:integer* id:uuid- subject_kind:string- \
            repeated:boolean secret:string-
            """
        ), ("Fault", "field:string detail:string"),
        ("Section", "address:string number:string? title:string level:integer blocks:Block*"),
        ("Block", "id:uuid address:string kind:string text:string"),
        ("Row", "number:string by:string update:string day:date imported:boolean position:integer"),
        ("Candidate", "address:string word:string sentence:string"),
        (
            "Version",
            """
            id:uuid number:string classification:string language:string state:string drafted:date \
            submitted:date? decided:date? decision:uuid? in_force_from:date? note:string? \
            position:integer lacking:string* lacking_reason:string? translation:Translation? quiz:Quiz?
            """
        ),
        ("Translation", "language:string title:string? position:integer reason:string?"),
        ("Related", "relation:string direction:string document:Thing"),
        (
            "MaterialChange",
            "position:integer cause:string day:date due:date reason:string? reference:string? standing:boolean"
        ), ("DocumentSummary", summary),
        (
            "Document",
            summary
                + """
                 parent:Thing? contact:Named? decider:Reference? withdrawn_from:date? \
                shown_version:uuid? language:string? sections:Section* rows:Row* candidates:Candidate* \
                material_changes:MaterialChange* versions:Version* decisions:uuid* consultations:uuid* related:Related*
                """
        ), ("ComparedVersion", "id:uuid number:string note:string?"), ("Run", "side:string text:string"),
        (
            "ComparedParagraph",
            """
            change:string moved:boolean renumbered:boolean paragraph:uuid address:string? from_address:string? \
            name:string runs:Run*
            """
        ),
        (
            "Comparison",
            """
            from:ComparedVersion to:ComparedVersion changed:integer new:integer gone:integer moved:integer \
            unchanged:integer paragraphs:ComparedParagraph*
            """
        ), ("PersonSummary", person),
        (
            "Person",
            person
                + """
                 username:string-? engagements:Engagement* leaves:Leave*- identities:Identity*- grants:Grant* \
                deputyships:Deputyship* tokens:Token*- holds:Hold*-
                """
        ), ("HeldRole", "role:string unit:Named?"),
        (
            "Engagement",
            """
            id:uuid kind:string unit:Named title:string? from:date to:date? first_working_day:date? \
            actual_first_working_day:date? works_from:date first_seen:boolean moves:Move*
            """
        ), ("Move", "from:date unit:Named title:string?"), ("Leave", "id:uuid from:date to:date?"),
        ("Identity", "system:string value:string?"), ("ImportFault", "row:integer detail:string"),
        ("ImportChange", "row:integer? person:Named? name:string? standing:string changes:string*"),
        (
            "ImportPlan",
            """
            sign:string added:integer changed:integer ended:integer unchanged:integer missing:Named* units:string* \
            faults:ImportFault* changes:ImportChange*
            """
        ),
        ("Grant", "id:uuid role:string unit:Named? from:date to:date?"),
        ("Deputyship", "id:uuid deputy:Named from:date to:date?"),
        ("Token", "id:uuid scope:string until:date valid:boolean"),
        ("Hold", "id:uuid position:integer reason:string? lifted:boolean"),
        (
            "Unit",
            """
            id:uuid name:string? name_en:string? parent:Named? open:boolean from:date? closed_from:date? \
            successor:Named? heads:Named* revision:integer
            """
        ), ("Seat", "id:uuid person:Named chair:boolean from:date to:date? sits:boolean"),
        ("Body", "kind:string name:string revision:integer seats:Seat*"), ("Bodies", "items:Body*"),
        (
            "Obligation",
            """
            due:date opens:date standing:string title:string responsible:string \
            responsible_ref:Reference clause:string rule:string subject:Thing? evidence_until:date? \
            reference:string last_reminded:date? escalation:string? measure:Thing?
            """
        ),
        (
            "Action",
            """
            id:uuid year:integer number:integer title:string? why:string? responsible:string \
            responsible_ref:Reference due:date? standing:string added:date about:Thing? revision:integer
            """
        ),
        ("Journal", "case_number:string? document_number:string? journalised:date"),
        (
            "Decision",
            """
            id:uuid number:string? day:date decider:Reference act:string document:Thing? version:uuid? \
            outcome:string method:string minutes:string? members:Named* recused:Named* \
            recusal:string? conditions:string? reason:string? basis:Basis* basis_has_changed:boolean annulled:boolean \
            dispensation:Thing? proposal:Thing? update_needed:boolean? update_reason:string? confirmed:date? \
            journal:Journal? position:integer revision:integer
            """
        ),
        (
            "Proposal",
            """
            id:uuid number:string question:string? standing:string body:string content:string put_forward:date \
            due:date reasons:string? if_yes:string? if_no:string? conditions:string? follows:Thing? decisions:uuid* \
            revision:integer topics:Named*- topic:Named- unit:Named- from:date- until:date?- text:string?- \
            about:Thing?- done_by:date- method:RiskMethod- assessment:integer-
            """
        ),
        ("Attendance", "present:Named* absent:Named* chair:Named secretary:Named?"),
        ("MeetingAnswer", "by:Named day:date stance:string comment:string?"),
        (
            "MeetingItem",
            """
            id:uuid number:integer title:string? about:Thing? closed:boolean why:string? postponed_from:Thing? \
            decision:uuid? outcome:string? fate:string? fate_reason:string? text:string? answers:MeetingAnswer* \
            annulled_afterwards:integer? decided_afterwards:uuid?
            """
        ), ("MeetingSummary", meeting), ("Meeting", meeting + " minutes:Minutes?"),
        ("Minutes", "title:string facts:MinutesFact* items:MinutesItem*"),
        ("MinutesFact", "label:string value:string"),
        ("MinutesItem", "number:integer title:string closed:boolean text:string"),
        (
            "Topic",
            """
            id:uuid name:string? demanded:boolean list_decision:uuid? responsible:Named* \
            delegations:TopicDelegation* policies:TopicPolicy* findings:string*
            """
        ), ("FrameworkSummary", framework), ("Framework", framework + " clauses:Clause*"),
        (
            "Adoption",
            """
            id:uuid day:date edition:string? publisher:string? address:string? rights:string? languages:string* \
            file:string? sha256:string retired:boolean
            """
        ),
        (
            "Clause",
            """
            id:string parent:string? title:string text:string? heading:boolean documented_information:boolean \
            source:string? attributes:ControlAttributes? mappings:ClauseMapping*
            """
        ),
        (
            "ControlAttributes",
            "theme:string types:string* properties:string* concepts:string* capabilities:string* domains:string*"
        ), ("ClauseMapping", "relation:string framework:string clause:string rationale:string"),
        ("TopicDelegation", "unit:Named from:date to:date? decision:uuid holds:boolean"),
        ("TopicPolicy", "document:Thing owner:Named? in_force:boolean procedures:integer findings:string*"),
        (
            "Dispensation",
            """
            id:uuid number:string title:string? standing:string document:Thing? version:uuid paragraphs:uuid* \
            unit:Thing? units:Thing* solutions:string? situation:string? reason:string? risk:string? level:string \
            measures:string? from:date to:date holds_from:date? holds_to:date? follows:Thing? opinions:Opinion* \
            recommendation:Recommendation? decisions:uuid* revision:integer
            """
        ),
        (
            "Right",
            """
            kind:string role:string? unit:Named? chair:boolean scope:string? deputy_for:Named? topic:Named? \
            decision:uuid? from:date to:date? position:integer
            """
        ), ("Conflict", "key:string rule:string since:date accepted:boolean"),
        ("Access", "person:Named? unit:Named? active:boolean rights:Right* conflicts:Conflict*"),
        (
            "Opinion",
            "by:Named? capacity:string stance:string text:string? day:date earlier_wording:boolean position:integer"
        ),
        (
            "Recommendation",
            "outcome:string reasons:string? if_granted:string? if_refused:string? conditions:string?"
        ), ("Invited", "responsible:string responsible_ref:Reference answered:date?"),
        ("Reply", "id:uuid by:Named day:date text:string?"),
        (
            "Comment",
            """
            id:uuid by:Named day:date late:boolean paragraph:uuid? address:string? place:string text:string? \
            replies:Reply* disposition:string? reason:string?
            """
        ),
        (
            "Consultation",
            """
            id:uuid document:Thing? version:uuid question:string? opened:date due:date open:boolean closed:date? \
            summary:string? invited:Invited* agreed:Named* comments:Comment* undisposed:integer revision:integer
            """
        ), ("Basis", "subject:Thing? revision:integer"), ("EntrySubject", "kind:string id:uuid revision:integer"),
        (
            "Actor",
            "type:string id:uuid- method:string- component:string- rule:string- version:string- user:string-"
        ),
        (
            "Entry",
            """
            position:integer kind:string subject:EntrySubject sentence:string effective:date \
            recorded:time late:boolean late_reason:string? actor:Actor by:string behalf:Named? \
            door:string hash:string annulled_by:integer?
            """
        ), ("Checkpoint", "checkpoint:string origin:string size:integer root:string verifier_key:string"),
        (
            "SearchHit",
            """
            field:string subject:Thing version:uuid? address:string? heading:string? old:boolean text:string \
            translation:string? page:string
            """
        ), ("SearchHits", list("SearchHit")),
        ("Documents", list("DocumentSummary")), ("Persons", list("PersonSummary")), ("Units", list("Unit")),
        ("Obligations", list("Obligation")), ("Actions", list("Action")), ("Dispensations", list("Dispensation")),
        ("Proposals", list("Proposal")), ("Meetings", list("MeetingSummary")), ("Topics", list("Topic")),
        ("Frameworks", list("FrameworkSummary")),
        (
            "Term",
            "id:string da:string en:string definition:string source:string version:string reference:string page:string"
        ), ("Terms", list("Term")),
        ("Threat", threat), ("Threats", list("Threat")),
        ("Accesses", list("Access")), ("Entries", list("Entry")),
    ]

    private static let summary =
        """
        id:uuid number:integer kind:string title:string? owner:Named? classification:string state:string \
        version:string? verified_until:date? revision:integer
        """
    private static let meeting =
        """
        id:uuid number:string body:string method:string called:date day:date? deadline:date? place:string? \
        standing:string cancelled_because:string? attendance:Attendance? participants:Named* quorum:boolean \
        items:MeetingItem* items_left_out:integer sent_back:boolean approved:date? approved_by:Named? \
        journal:Journal? revision:integer
        """
    private static let framework =
        "name:string label:string about:string source:string kind:string demands:integer adopted:Adoption?"
    private static let threat =
        """
        reference:string catalogue:string code:string name:string about:string? category:string? group:string? \
        origins:string* affects:string* vulnerabilities:string* controls:string* kinds:string* page:string
        """
    private static let person =
        """
        id:uuid name:string? mail:string? active:boolean unit:Named? title:string? roles:HeldRole* \
        has_account:boolean revision:integer
        """
    static func list(_ name: String) -> String { "items:\(name)* next:string?" }

    static var all: JSON {
        .members(
            (shapes + complianceShapes + privacyShapes + riskShapes + processingShapes).map { ($0.0, shape($0.1)) }
                + [("Problem", problem)])
    }

    private static func shape(_ text: String) -> JSON {
        var properties: [(String, JSON?)] = []
        var required: [String] = []
        for word in text.split(separator: " ") {
            let parts = word.split(separator: ":")
            guard parts.count == 2 else { continue }
            let marks = parts[1].filter { "?-*".contains($0) }
            var type = one(String(parts[1].filter { !"?-*".contains($0) }))
            if marks.contains("*") { type = .members([("type", "array"), ("items", type)]) }
            if marks.contains("?") { type = .members([("anyOf", .array([type, .members([("type", "null")])]))]) }
            properties.append((String(parts[0]), type))
            if !marks.contains("-") { required.append(String(parts[0])) }
        }
        return .members([
            ("type", "object"), ("properties", .members(properties)), ("required", .list(required)),
            ("additionalProperties", false),
        ])
    }

    private static func one(_ type: String) -> JSON {
        switch type {
        case "string", "integer", "boolean": .members([("type", .string(type))])
        case "uuid": .members([("type", "string"), ("format", "uuid")])
        case "date": .members([("type", "string"), ("format", "date")])
        case "time": .members([("type", "string"), ("format", "date-time")])
        case _: OpenAPI.ref("schemas", type)
        }
    }
}
