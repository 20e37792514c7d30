// SPDX-License-Identifier: MPL-2.0

/// The shapes of requirements, evidence, nonconformities and statements of applicability.
extension OpenAPISchemas {
    static func isTagged(_ resource: APIRoute.Resource) -> Bool {
        switch resource {
        case .document, .person, .action, .decision, .consultation, .dispensation, .proposal, .meeting, .topic,
            .export, .requirement, .evidence, .nonconformity, .scope, .report, .objective, .measure, .asset,
            .campaign, .controlTest, .audit, .auditEngagement, .evidenceRequest, .course,
            .risk,
            .initiative, .suspicion,
            .processing,
            .subjectRequest,
            .competence:
            true
        case .documents, .comparison, .persons, .erasure, .units, .bodies, .obligations, .actions, .dispensations,
            .proposals, .meetings, .topics, .frameworks, .framework, .terms, .decisionPackage, .meetingPackage,
            .entries, .entry, .accesses, .checkpoint, .proof, .search, .requirements, .evidenceList, .nonconformities,
            .scopes, .matrix, .reports, .objectives, .measures, .assets, .campaigns, .controlTests, .audits,
            .dependences,
            .auditEngagements, .evidenceRequests, .courses,
            .threats,
            .initiatives, .suspicions, .awareness, .held, .competences, .talks,
            .processings,
            .subjectRequests,
            .progress,
            .risks,
            .riskPortfolio,
            .riskMethods:
            false
        }
    }

    static let complianceShapes: [(String, String)] = [
        ("RequirementSummary", requirement),
        ("Requirement", requirement + " assessments:Assessment* mappings:RequirementMapping* nonconformities:uuid*"),
        (
            "RequirementSource",
            """
            kind:string document:Thing?- paragraph:uuid- version:uuid- law:string?- binds:string?- from:date- \
            to:date?- framework:string- clause:string-
            """
        ),
        (
            "Assessment",
            """
            day:date from:date to:date method:string sample:string? result:string finding:string? evidence:Thing* \
            evidence_left_out:integer assessor:Named? next:date? position:integer
            """
        ), ("RequirementMapping", "framework:string clause:string relation:string rationale:string?"),
        ("EvidenceFile", "name:string? kind:string bytes:integer page:string?"),
        ("EvidenceEntry", "position:integer about:Thing? revision:integer"),
        (
            "Evidence",
            """
            id:uuid number:string title:string? kind:string unit:Named? classification:string from:date to:date? \
            holds:boolean risk_assessment:boolean withdrawn:date? withdrawn_because:string? file:EvidenceFile- link:string?- \
            entry:EvidenceEntry- requirements:uuid* revision:integer
            """
        ), ("Cause", "day:date cause:string? check:date position:integer"),
        (
            "EffectCheck",
            """
            day:date outcome:string finding:string? evidence:Thing* evidence_left_out:integer by:Named? \
            position:integer
            """
        ),
        (
            "Nonconformity",
            """
            id:uuid number:string what:string? standing:string origin:string severity:string requirement:Thing? \
            against_document:boolean unit:Named? found:date due:date causes:Cause* checks:EffectCheck* actions:uuid* \
            closed:date? revision:integer
            """
        ), ("ScopeSummary", scope), ("Scope", scope + " controls:ControlDecision*"),
        (
            "ControlDecision",
            """
            control:string title:string? applies:boolean? status:string? reason:string? how:string? documents:Thing* \
            documents_left_out:integer unit:Named? decided:date? decided_in:uuid?
            """
        ),
        (
            "MatrixLine",
            "clause:string title:string? standing:string requirements:MatrixAnswer*"
        ),
        (
            "MatrixAnswer",
            """
            requirement:Thing relation:string compliance:string evidence:Thing? assessor:Named? assessed:date? next:date?
            """
        ), ("Matrix", "framework:string clauses:MatrixLine*"), ("Figure", "figure:string label:string? count:integer"),
        ("ReportInput", "about:string text:string?"), ("ReportSummary", report),
        (
            "Report",
            report + " assessment:string? asks:string? inputs:ReportInput* figures:Figure* before:Thing? bytes:integer"
        ), ("Reports", list("ReportSummary")),
        (
            "Measurement",
            "day:date value:integer note:string? evidence:Thing* evidence_left_out:integer position:integer"
        ),
        (
            "Objective",
            """
            id:uuid number:string title:string? measure:string? direction:string target:integer by:date months:integer \
            unit:Named? met:boolean? ended:date? measurements:Measurement* revision:integer
            """
        ),
        ("Quiz", "language:string position:integer questions:QuizQuestion*"),
        ("QuizQuestion", "id:string text:string paragraph:string several:boolean answers:string*"),
        ("CourseStanding", "concerned:integer valid:integer waiting:integer late:integer deferred:integer"),
        ("CourseUnit", "unit:Named? standing:CourseStanding"),
        (
            "Certificate",
            """
            id:uuid number:string person:Named? completed:date valid_until:date? right:integer? of:integer? \
            evidence:Thing? reported:string? score:integer? revoked:boolean position:integer
            """
        ),
        (
            "CompetenceStanding",
            "concerned:integer held:integer? expiring:integer? waiting:integer? late:integer? deferred:integer?"
        ),
        ("CompetencePart", "kind:string role:string? unit:Named? standing:CompetenceStanding"),
        (
            "CompetenceDemand",
            """
            id:uuid everybody:boolean roles:string* units:Named* kinds:string* days:integer basis:string? \
            document:Thing? from:date ended:date? position:integer
            """
        ),
        (
            "Credential",
            """
            id:uuid person:Named? issuer:string? number:string? got:date until:date? evidence:Thing? confirmed:boolean \
            revoked:date? position:integer
            """
        ),
        (
            "Competence",
            """
            id:uuid number:string title:string? about:string? months:integer? course:Thing? withdrawn:date? \
            standing:CompetenceStanding revision:integer demands:CompetenceDemand*- parts:CompetencePart*- \
            credentials:Credential*-
            """
        ), ("Competences", list("Competence")),
        ("Talk", "day:date need:boolean needs:Thing* needs_left_out:integer position:integer"),
        (
            "TalkHeld",
            "person:Named? unit:Named? due:date? standing:string last:date? talk:Talk?"
        ), ("TalkUnit", "unit:Named? asked:integer late:integer"),
        ("Talks", "kinds:string* holds:TalkHeld* own:Talk* units:TalkUnit*"),
        (
            "Course",
            """
            id:uuid number:string module:Thing? area:string days:integer years:integer? moves_to_working_day:boolean \
            opened:date? closed:date? standing:CourseStanding revision:integer units:CourseUnit*- certificates:Certificate*-
            """
        ), ("ExerciseCounts", "sent:integer opened:integer? clicked:integer reported:integer"),
        ("ExerciseGroup", "unit:Named? counts:ExerciseCounts"),
        (
            "Exercise",
            "day:date counts:ExerciseCounts groups:ExerciseGroup* first_report:integer? position:integer"
        ), ("InitiativeMeasurement", "day:date moment:string value:integer method:string? position:integer"),
        (
            "Initiative",
            """
            id:uuid number:string title:string? kind:string purpose:string? from:date to:date responsible:Named? \
            metric:string? measured_in:string? direction:string? target:integer? documents:Thing* \
            documents_left_out:integer requirements:Thing* requirements_left_out:integer classification:string \
            begun:date? ended:date? dropped:date? difference:integer? revision:integer measurements:InitiativeMeasurement*- exercises:Exercise*-
            """
        ), ("Initiatives", list("Initiative")),
        (
            "SuspicionAnswer",
            "day:date verdict:string word:string? by:Named? exercise:Thing? position:integer"
        ),
        (
            "Suspicion",
            """
            id:uuid number:string reporter:Named? reported:date came:date minute:integer? act:string sender:string? \
            look:string? minutes_to_report:integer? answers:SuspicionAnswer* revision:integer
            """
        ), ("Suspicions", list("Suspicion")),
        (
            "AwarenessMonth",
            """
            month:date reported:integer phishing:integer exercise:integer harmless:integer waiting:integer \
            people:integer median_minutes:integer?
            """
        ), ("Awareness", "months:AwarenessMonth*"), ("Courses", list("Course")), ("Objectives", list("Objective")),
        ("Measures", list("Measure")),
        ("Assets", list("Asset")), ("Dependences", list("Dependence")),
        (
            "Dependence",
            "asset:Thing? kind:string on:Thing? withheld:string* reason:string? from:date position:integer"
        ),
        ("Progress", "stage:string? done:integer all:integer thousandths:integer"),
        ("ImportedField", "field:string before:string? after:string?"),
        (
            "AssetImportChange",
            "row:integer asset:Named? kind:string name:string standing:string fields:ImportedField*"
        ),
        (
            "AssetImportPlan",
            """
            sign:string format:string added:integer changed:integer unchanged:integer dependences:integer missing:Named* \
            gone:Named* faults:ImportFault* remarks:ImportFault* changes:AssetImportChange*
            """
        ),
        ("MeasureNeed", "asset:Thing? property:string standing:string"),
        (
            "MeasureTest",
            """
            day:date method:string outcome:string finding:string? evidence:Thing* evidence_left_out:integer next:date \
            position:integer
            """
        ),
        (
            "Measure",
            """
            id:uuid number:string title:string? what:string? unit:Named? by:date months:integer standing:string \
            implemented:date? ended:date? requirements:Thing* requirements_left_out:integer clauses:string* \
            needs:MeasureNeed* tests:MeasureTest* revision:integer
            """
        ),
        (
            "AssetNeed",
            """
            property:string level:string? reason:string? counts:string? inherited_by:Thing* standing:string \
            measures:Thing*
            """
        ), ("ExternalName", "system:string id:string"),
        ("Inventory", "day:date format:string count:integer position:integer"),
        ("Product", "vendor:string product:string version:string cpe:string? purl:string?"),
        ("AvailabilityTarget", "available:integer? recovery:integer? loss:integer?"),
        (
            "MeasuredAvailability",
            """
            from:date to:date available:integer? recovery:integer? loss:integer? met:boolean note:string? evidence:Thing* \
            evidence_left_out:integer position:integer
            """
        ),
        (
            "AccessReview",
            """
            day:date outcome:string finding:string? evidence:Thing* evidence_left_out:integer next:date position:integer
            """
        ),
        (
            "Asset",
            """
            id:uuid number:string kind:string dimension:string? name:string? about:string? unit:Named? owner:Thing? \
            shared:boolean needs:AssetNeed* authenticity:string? authenticity_reason:string? target:AvailabilityTarget \
            depends_on:Dependence* dependants:integer \
            users:string? months:integer? retired:date? availability:MeasuredAvailability* access_reviews:AccessReview* \
            manager:Thing? operator:Thing? classification:string? personal_data:string* registered:string? \
            criticality:string? criticality_reason:string? kle:string? phase:string? external_ids:ExternalName* \
            products:Product* inventory:Inventory? revision:integer
            """
        ), ("CampaignSummary", campaign),
        ("Campaign", campaign + " answers:CampaignAnswer*"), ("Campaigns", list("CampaignSummary")),
        (
            "CampaignAnswer",
            """
            unit:Named requirement:Thing result:string finding:string? confirmed:boolean evidence:Thing* \
            evidence_left_out:integer day:date position:integer
            """
        ),
        ("ControlTestSummary", controlTest), ("ControlTest", controlTest + " rounds:ControlRound*"),
        ("ControlTests", list("ControlTestSummary")), ("DrawnItem", "number:integer item:string? result:string?"),
        (
            "ControlRound",
            """
            id:uuid standing:string from:date to:date source:string? population:integer frozen:date position:integer \
            drawn:date? tree_size:integer? root:string? sample:DrawnItem* concluded:date? finding:string? \
            evidence:Thing* evidence_left_out:integer by:Named?
            """
        ),
        (
            "Audit",
            """
            id:uuid number:string matter:string auditor:string? standard:string? from:date to:date opinion:string \
            exceptions:string? day:date evidence:Thing* evidence_left_out:integer revision:integer
            """
        ), ("Audits", list("Audit")), ("AuditEngagementSummary", auditEngagement),
        ("AuditEngagement", auditEngagement + " requests:uuid*"),
        ("AuditEngagements", list("AuditEngagementSummary")),
        (
            "RequestAnswer",
            """
            day:date note:string? evidence:Thing* evidence_left_out:integer by:Named? position:integer
            """
        ),
        ("RequestJudgement", "day:date judgement:string reason:string? due:date? by:Named? position:integer"),
        (
            "EvidenceRequest",
            """
            id:uuid number:string what:string? engagement:Thing? requirement:Thing? control_test:Thing? why:string? \
            unit:Named? made:date due:date? standing:string answers:RequestAnswer* judgements:RequestJudgement* \
            withdrawn_because:string? revision:integer
            """
        ), ("EvidenceRequests", list("EvidenceRequest")),
        ("Requirements", list("RequirementSummary")), ("EvidenceList", list("Evidence")),
        ("Nonconformities", list("Nonconformity")), ("Scopes", list("ScopeSummary")),
    ]

    private static let requirement =
        """
        id:uuid number:string demand:string? compliance:string holds:boolean source:RequirementSource unit:Named? \
        months:integer? trigger:string? expected:string? areas:string* properties:string* solutions:Thing* measures:Thing* \
        lacks_measure:boolean risk_assessment:boolean? stated:date \
        withdrawn_because:string? ends:date? assessed:date? next_assessment:date? revision:integer
        """
    private static let report =
        "id:uuid number:string kind:string from:date to:date issued:date proposal:Thing? standing:string? revision:integer"
    private static let campaign =
        """
        id:uuid number:string title:string? from:date to:date due:date guide:string? follows:Thing? opened:date closed:date? \
        units:Named* requirements:Thing* fallen_away:uuid* answered:integer revision:integer
        """
    private static let controlTest =
        """
        id:uuid number:string title:string? method:string? requirement:Thing? unit:Named? months:integer size:integer \
        planned:date concluded:date? due:date? retired:date? retired_because:string? revision:integer
        """
    private static let auditEngagement =
        """
        id:uuid number:string auditor:Named? matter:string standard:string? from:date to:date opened:date closed:date? \
        note:string? audit:Thing? access:string access_until:date? revision:integer
        """
    private static let scope =
        "id:uuid name:string? baseline:Thing? opened:date closed:date? decided:integer controls_in_all:integer revision:integer"
}
