// SPDX-License-Identifier: MPL-2.0

/// One field of a command, as forms, the JSON interface and the command line show it. The table of commands is made of these.
public struct Field: Hashable, Sendable {
    /// What a field takes. The doors choose their control, JSON type and completion by it.
    public enum Kind: Hashable, Sendable {
        case line(most: Int)
        case text(most: Int)
        case mail
        case day
        case tick
        case number(ClosedRange<Int>)
        case choice([Choice])
        case unit, person, persons, document, version, engagement, leave, grant, seat, deputyship, hold, token,
            signInMethod,
            action,
            decision, consultation, comment, paragraph, notice, dispensation, proposal, meeting, item,
            requirement, evidence, nonconformity, scope, controlTest, audit, framework, auditEngagement,
            evidenceRequest,
            report, objective, campaign, measure, asset, course, certificate,
            initiative, suspicion,
            processing, subjectRequest,
            competence, competenceDemand, credential,
            risk
        /// Any number of competences.
        case competences
        /// Any number of requirements.
        case requirements
        /// Any number of assets.
        case assets
        /// Any number of risks.
        case risks
        /// Any number of measures.
        case measures
        /// Any number of items of the sample that is drawn.
        case samples
        /// A clause of a framework, written `27002:5.10`.
        case clause
        /// One of the 93 controls of ISO/IEC 27002, by its number.
        case control
        /// Any number of pieces of evidence.
        case evidences
        /// Any number of documents.
        case documents
        /// A topic that a topic policy can be about.
        case topic
        /// Any number of these.
        case topics
        /// What can be put on an agenda, as `Meeting.Choice` writes it.
        case matters
        /// Any number of units.
        case units
        /// Any number of paragraphs of the document that is named beside them.
        case paragraphs
        /// Any number of things that somebody answers for: a kind and an identity, such as `document:0190…`.
        case things
        /// Any number of duties, as `Reminder.Target` writes them.
        case duties
        /// Any number of these.
        case several([Choice])
        case position
        /// Name of a command (for corrections).
        case command
        case file
    }

    public struct Choice: Hashable, Sendable {
        public let value: String
        public let label: Phrase

        public init(_ value: String, da: String, en: String) {
            self.value = value
            label = Phrase(da: da, en: en)
        }

        public init(_ value: String, _ label: Phrase) {
            self.value = value
            self.label = label
        }
    }

    public let name: String
    public let kind: Kind
    public let label: Phrase
    public let hint: Phrase?
    public let required: Bool

    public init(
        _ name: String, _ kind: Kind, da: String, en: String, hint: Phrase? = nil, optional: Bool = false
    ) {
        self.name = name
        self.kind = kind
        label = Phrase(da: da, en: en)
        self.hint = hint
        required = !optional
    }

    public static let from = Field("from", .day, da: "Fra og med", en: "From")
    public static let to = Field("to", .day, da: "Til og med", en: "Until")
    public static let optionalTo = Field("to", .day, da: "Til og med", en: "Until", optional: true)
    public static let reason = Field("reason", .text(most: 2000), da: "Begrundelse", en: "Reason")
    public static let person = Field("person", .person, da: "Person", en: "Person")
    public static let unit = Field("unit", .unit, da: "Enhed", en: "Unit")
    public static let engagement = Field("engagement", .engagement, da: "Ansættelse", en: "Engagement")
    public static let notice = Field("notice", .notice, da: "Udsendelse", en: "Notice")
    public static let proposal = Field("proposal", .proposal, da: "Indstilling", en: "Proposal")
    public static let requirement = Field("requirement", .requirement, da: "Krav", en: "Requirement")
    public static let nonconformity = Field("nonconformity", .nonconformity, da: "Afvigelse", en: "Nonconformity")
    public static let controlTest = Field("control_test", .controlTest, da: "Kontrol", en: "Control test")
    public static let scope = Field("scope", .scope, da: "Omfang", en: "Scope")
    public static let framework = Field("framework", .framework, da: "Rammeværk", en: "Framework")
    public static let objective = Field("objective", .objective, da: "Mål", en: "Objective")
    public static let measure = Field("measure", .measure, da: "Foranstaltning", en: "Measure")
    public static let asset = Field("asset", .asset, da: "Aktiv", en: "Asset")
    public static let risk = Field("risk", .risk, da: "Risiko", en: "Risk")
    public static let processing = Field("processing", .processing, da: "Behandling", en: "Processing")
    public static let subjectRequest = Field("subject_request", .subjectRequest, da: "Henvendelse", en: "Request")
    public static let campaign = Field("campaign", .campaign, da: "Kampagne", en: "Campaign")
    public static let course = Field("course", .course, da: "Kursus", en: "Course")
    public static let initiative = Field("initiative", .initiative, da: "Indsats", en: "Initiative")
    public static let suspicion = Field("suspicion", .suspicion, da: "Anmeldelse", en: "Report of a mail")
    public static let certificate = Field("certificate", .certificate, da: "Kursusbevis", en: "Certificate")
    public static let competence = Field("competence", .competence, da: "Kompetence", en: "Competence")
    public static let competenceDemand = Field("demand", .competenceDemand, da: "Krav", en: "Demand")
    public static let credential = Field("credential", .credential, da: "Kompetencebevis", en: "Credential")
    public static let clause = Field(
        "clause", .clause, da: "Punkt i et rammeværk", en: "Clause of a framework",
        hint: Phrase(da: "Fx 27002:5.10.", en: "Such as 27002:5.10."))
    public static let control = Field("control", .control, da: "Foranstaltning", en: "Control")
    public static let document = Field("document", .document, da: "Dokument", en: "Document")
    /// Every command whose facts may lie before the day they are recorded takes this one.
    public static let late = Field(
        "late_reason", .line(most: 500), da: "Hvorfor registreres det først nu?", en: "Why is it recorded only now?",
        hint: Phrase(
            da: "Skal kun udfyldes, når dagen ligger før i dag.", en: "Only needed when the day lies before today."),
        optional: true)
}

/// A value with a name in both languages that a person can choose.
public protocol Choosable: RawRepresentable, CaseIterable, Hashable, Sendable where RawValue == String {
    var label: Phrase { get }
}

extension Choosable {
    public static var choices: [Field.Choice] { allCases.map { Field.Choice($0.rawValue, $0.label) } }
}
