// SPDX-License-Identifier: MPL-2.0

import Domain
import Exchange
import Office

/// The lists that can be taken home as a spreadsheet: the rows of the page with its filters, all of them, and nothing
/// that the reader may not see.
enum ListSheet: Hashable, Sendable {
    case documents
    /// All that there ever were, withdrawn ones too.
    case everyDocument
    /// The version table of one document (policy §12).
    case versions(ID<Document>)
    case duties
    /// The duties of a year, done ones too.
    case year
    case persons
    case units
    case dispensations
    /// What direktion and bestyrelse decided, what is put before them, and their meetings.
    case decisions, proposals, meetings
    /// Who may do what.
    case accesses
    case entries
    /// The clauses of a framework.
    case clauses(Framework.Name)
    case terms
    case threats
    case requirements, evidence, nonconformities
    /// A statement of applicability.
    case controls(ID<Scope>)
    /// Internal controls with their rounds.
    case tests
    case competences
    case courses, reports, objectives, matrix, measures, assets
    case risks
    case processings
    case dependences
    case initiatives
    /// What the units answered in a campaign.
    case answers(ID<Campaign>)
    /// What an auditor asked for under an engagement.
    case requests(ID<AuditEngagement>)

    /// The list that a page shows; nil for pages that show none.
    init?(_ route: Route) {
        switch route {
        case .documents: self = .documents
        case .document(let id): self = .versions(id)
        case .tasks: self = .duties
        case .wheel: self = .year
        case .persons: self = .persons
        case .units: self = .units
        case .dispensations: self = .dispensations
        case .decisions: self = .decisions
        case .proposals: self = .proposals
        case .meetings: self = .meetings
        case .accesses: self = .accesses
        case .ledger: self = .entries
        case .framework(let name): self = .clauses(name)
        case .terms: self = .terms
        case .threats: self = .threats
        case .requirements: self = .requirements
        case .evidenceList: self = .evidence
        case .nonconformities: self = .nonconformities
        case .scope(let id): self = .controls(id)
        case .controls: self = .tests
        case .reports: self = .reports
        case .courses: self = .courses
        case .initiatives: self = .initiatives
        case .competences: self = .competences
        case .objectives: self = .objectives
        case .measures: self = .measures
        case .assets: self = .assets
        case .dependences: self = .dependences
        case .matrix: self = .matrix
        case .riskList: self = .risks
        case .processings: self = .processings
        case .campaign(let id): self = .answers(id)
        case .auditEngagement(let id): self = .requests(id)
        case _: return nil
        }
    }

    var title: Phrase {
        switch self {
        case .documents, .everyDocument: DocumentsPage.title
        case .versions: Phrase(da: "Versionshistorik", en: "Version history")
        case .duties: Phrase(da: "Opgaver", en: "Tasks")
        case .year: WheelPage.title
        case .persons: PersonsPage.title
        case .units: UnitsPage.title
        case .dispensations: DispensationsPage.title
        case .decisions: DecisionsPage.title
        case .proposals: ProposalsPage.title
        case .meetings: MeetingsPage.title
        case .accesses: AccessesPage.title
        case .entries: LedgerPage.title
        case .clauses: FrameworksPage.title
        case .terms: TermsPage.title
        case .threats: ThreatsPage.title
        case .requirements: RequirementsPage.title
        case .evidence: EvidenceListPage.title
        case .nonconformities: NonconformitiesPage.title
        case .controls: ScopesPage.title
        case .tests: ControlsPage.title
        case .reports: ReportsPage.title
        case .courses: CoursesPage.title
        case .initiatives: InitiativesPage.title
        case .competences: CompetencesPage.title
        case .objectives: ObjectivesPage.title
        case .measures: MeasuresPage.title
        case .assets: AssetsPage.title
        case .dependences: DependencesPage.title
        case .matrix: MatrixPage.title
        case .risks: RiskListPage.title
        case .processings: ProcessingsPage.title
        case .answers: CampaignsPage.title
        case .requests: EvidenceRequestPage.title
        }
    }

    /// The whole list. It may look at every record there is, so it is made on a thread of its own.
    func sheet(_ context: Context) throws -> Sheet {
        switch self {
        case .documents:
            return documents(
                DocumentList(context).every.compactMap { try? context.sight.document($0) }, context)
        case .everyDocument: return documents(Array(context.sight.documents()), context)
        case .versions(let id): return versions(try context.sight.document(id), context)
        case .duties: return duties(DutyRows.listed(context), context)
        case .year: return duties(YearDuties(context).placed(most: Sheet.mostRows + 1).map(\.duty), context)
        case .persons: return persons(context)
        case .units: return units(context)
        case .dispensations: return dispensations(context)
        case .decisions: return decisions(context)
        case .proposals: return proposals(context)
        case .meetings: return meetings(context)
        case .accesses: return accesses(context)
        case .entries: return entries(context)
        case .clauses(let name): return try clauses(name, context)
        case .terms: return terms(context)
        case .threats: return threats(context)
        case .requirements: return requirements(context)
        case .evidence: return evidence(context)
        case .nonconformities: return nonconformities(context)
        case .controls(let id): return try controls(id, context)
        case .tests: return tests(context)
        case .reports: return reports(context)
        case .courses: return courses(context)
        case .initiatives: return initiatives(context)
        case .competences: return competences(context)
        case .objectives: return objectives(context)
        case .measures: return measures(context)
        case .assets: return assets(context)
        case .dependences: return dependences(context)
        case .matrix: return matrix(context)
        case .risks: return risks(context)
        case .processings: return processings(context)
        case .answers(let id): return try answers(id, context)
        case .requests(let id): return try requests(id, context)
        }
    }

    func empty(_ context: Context, _ columns: [(Phrase, Int)], named title: String? = nil) -> Sheet {
        Sheet(
            title ?? context.say(self.title), columns: columns.map { .init(context.say($0.0), width: $0.1) },
            notes: SheetNotes(context).pairs(of: title ?? context.say(self.title)))
    }

    private func documents(_ documents: [Document], _ context: Context) -> Sheet {
        let (sight, language) = (context.sight, context.language)
        var sheet = empty(
            context,
            [
                (Phrase(da: "Nummer", en: "Number"), 9), (Phrase(da: "Titel", en: "Title"), 50),
                (Phrase(da: "Art", en: "Kind"), 14), (Phrase(da: "Ejer", en: "Owner"), 30),
                (Phrase(da: "Version", en: "Version"), 9), (Phrase(da: "Klassifikation", en: "Classification"), 18),
                (Phrase(da: "Status", en: "Status"), 22), (Phrase(da: "Verificeret til", en: "Verified until"), 14),
                (Phrase(da: "Overordnet dokument", en: "Document above"), 50),
                (Phrase(da: "Reference", en: "Reference"), 38),
            ])
        for document in documents {
            let above = document.parent.value(on: sight.day).flatMap { $0 }.flatMap { sight.label(.document($0)) }
            let goesOn = sheet.add([
                .number(document.number), .text(context.title(document)), .text(language(document.kind.label)),
                .optional((document.owner.value(on: sight.day) ?? document.owner.newest).map { context.name($0) }),
                .optional(sight.number(of: document)?.description),
                .text(language(sight.classification(of: document).label)),
                .text(language(sight.state(of: document).word)),
                sight.verification(of: document).map { .day($0.due) } ?? .none, .optional(above),
                .text(document.id.description),
            ])
            if !goesOn { break }
        }
        return sheet
    }

    private func versions(_ document: Document, _ context: Context) -> Sheet {
        let title = context.title(document)
        var sheet = empty(
            context,
            [
                (Phrase(da: "Versionsnr.", en: "Version no."), 12),
                (Phrase(da: "Enhed, navn, titel", en: "Unit, name, title"), 50),
                (Phrase(da: "Opdatering", en: "Update"), 50), (Phrase(da: "Dato", en: "Date"), 12),
                (Phrase(da: "Post", en: "Entry"), 10),
            ], named: title)
        let rows = VersionRows(context)
        for row in document.rows where row.day <= context.sight.day {
            sheet.add([
                .text(row.number.description), .text(rows.author(row)), .text(rows.update(row)), .day(row.day),
                .number(row.position),
            ])
        }
        return sheet
    }

    private func duties(_ duties: [Duty], _ context: Context) -> Sheet {
        let (sight, language) = (context.sight, context.language)
        var sheet = empty(
            context,
            [
                (Phrase(da: "Opgave", en: "Task"), 60), (Phrase(da: "Ansvarlig", en: "Responsible"), 30),
                (Phrase(da: "Åbner", en: "Opens"), 12), (Phrase(da: "Frist", en: "Due"), 12),
                (Phrase(da: "Udført", en: "Done"), 12), (Phrase(da: "Status", en: "Status"), 14),
                (Phrase(da: "Kræves af", en: "Demanded by"), 30), (Phrase(da: "Reference", en: "Reference"), 38),
            ])
        for duty in duties {
            let state = duty.standing(on: sight.day)
            let goesOn = sheet.add([
                .text(sight.sentence(duty, language)), .text(sight.name(duty.responsible, language)),
                .day(duty.opens), .day(duty.due), state == .done ? duty.done.map { .day($0) } ?? .none : .none,
                .text(language(state.word)), .text(language(duty.rule.clause)), .text(duty.subject.id.description),
            ])
            if !goesOn { break }
        }
        return sheet
    }

    private func persons(_ context: Context) -> Sheet {
        let (sight, language) = (context.sight, context.language)
        var sheet = empty(
            context,
            [
                (Phrase(da: "Navn", en: "Name"), 30), (Phrase(da: "Titel", en: "Title"), 30),
                (Phrase(da: "Enhed", en: "Unit"), 30), (Phrase(da: "Tilknytning", en: "Engagement"), 22),
                (Phrase(da: "Fra", en: "From"), 12), (Phrase(da: "Til", en: "To"), 12),
                (Phrase(da: "Roller", en: "Roles"), 40), (Phrase(da: "Reference", en: "Reference"), 38),
            ])
        for person in PersonFilter(context).persons {
            let engagement = person.engagement(on: sight.day)
            let roles = sight.roles(of: person.id).filter { $0.role != .employee }.map { context.name($0) }
            let goesOn = sheet.add([
                .text(context.name(person.id)), .optional(sight.title(person.id)),
                .optional(engagement.map { context.name($0.unit(on: sight.day)) }),
                .optional(engagement.map { language($0.kind.label) }), engagement.map { .day($0.from) } ?? .none,
                engagement?.last.map { .day($0) } ?? .none, .optional(roles.isEmpty ? nil : language.list(roles)),
                .text(person.id.description),
            ])
            if !goesOn { break }
        }
        return sheet
    }

    private func units(_ context: Context) -> Sheet {
        let sight = context.sight
        var sheet = empty(
            context,
            [
                (Phrase(da: "Enhed", en: "Unit"), 40), (Phrase(da: "Under", en: "Below"), 40),
                (Phrase(da: "Leder", en: "Head"), 30), (Phrase(da: "Personer", en: "People"), 10),
                (Phrase(da: "Dokumenter", en: "Documents"), 12), (Phrase(da: "Åben fra", en: "Open from"), 12),
                (Phrase(da: "Nedlagt fra", en: "Closed from"), 12), (Phrase(da: "Reference", en: "Reference"), 38),
            ])
        let documents = sight.documentsByUnit(isCurrent: true)
        for unit in sight.units() {
            let heads = sight.holders(of: .unitHead, unit: unit.id).map { context.name($0) }
            let goesOn = sheet.add([
                .text(context.name(unit)),
                .optional(unit.parent.value(on: sight.day).flatMap { $0 }.map { context.name($0) }),
                .optional(heads.isEmpty ? nil : context.language.list(heads)), .number(sight.personCount(in: unit.id)),
                .number(documents[unit.id]?.count ?? 0), unit.from.map { .day($0) } ?? .none,
                unit.closed.map { .day($0.from) } ?? .none, .text(unit.id.description),
            ])
            if !goesOn { break }
        }
        return sheet
    }

    private func entries(_ context: Context) -> Sheet {
        let (sight, language) = (context.sight, context.language)
        var sheet = empty(
            context,
            [
                (Phrase(da: "Post", en: "Entry"), 10), (Phrase(da: "Registreret", en: "Recorded"), 20),
                (Phrase(da: "Gælder fra", en: "Effective"), 12), (Phrase(da: "Hvad", en: "What"), 90),
                (Phrase(da: "Af", en: "By"), 30), (Phrase(da: "Slags", en: "Kind"), 26),
                (Phrase(da: "Annulleret af", en: "Annulled by"), 14),
            ])
        EntryFilter(context).every { entry in
            sheet.add([
                .number(entry.position), .text(language.moment(entry.recorded)), .day(entry.effective),
                .text(Sentence.of(entry, in: sight, language)), .text(Sentence.actor(of: entry, in: sight, language)),
                .text(entry.kind.rawValue), sight.annulled(by: entry.position).map { .number($0) } ?? .none,
            ])
        }
        return sheet
    }
}

extension Sheet.Cell {
    static func optional(_ text: String?) -> Sheet.Cell { text.map { .text($0) } ?? .none }
}
