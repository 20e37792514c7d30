// SPDX-License-Identifier: MPL-2.0

public import Domain

/// Courses and certificates, as a person may see them on the day shown.
extension Sight {
    /// A course that the person may see, begun by the day shown.
    public func course(_ id: ID<Course>) throws(Refusal) -> (
        course: Course, opening: Course.Opening, document: Document
    ) {
        guard let course = register.courses[id], let opening = course.opening, let opened = course.opened,
            opened.day <= day || !isPast, sees(.course(id)), let document = register.documents[opening.document]
        else { throw Refusal.unknown }
        return (course, opening, document)
    }

    /// By number; those that are closed are left out.
    public var courses: [Course] {
        register.courses.values.filter { course in
            guard let opened = course.opened else { return false }
            return (opened.day <= day || !isPast) && (course.closedOn.map { day < $0 } ?? true)
                && sees(.course(course.id))
        }.sorted { ($0.opening?.number ?? 0) < ($1.opening?.number ?? 0) }
    }

    /// The version that is completed on the day shown.
    public func version(of course: Course) -> Document.Version? {
        course.opening.flatMap { register.documents[$0.document] }?.versionInForce(on: day)
    }

    /// A course is called as the module is.
    func label(_ id: ID<Course>, on day: Day) -> String? {
        register.courses[id]?.opening.flatMap { register.documents[$0.document] }.flatMap { title(of: $0, on: day) }
    }

    /// A person's courses as duties, past and standing: each course once, in the order of due days.
    public func trainings(of learner: ID<Person>) -> [Duty] {
        register.trainings(of: learner, on: day).filter { sees($0.subject) }
    }

    /// A person's turn of a course on the day shown; nil: it is not asked of the person.
    public func turn(of learner: ID<Person>, _ course: ID<Course>) -> CourseTurn? {
        register.learners.turn(of: learner, course, on: day)
    }

    /// What the person is to complete now; with `planned` also what opens later.
    public func untaught(planned: Bool = false) -> [Duty] {
        trainings(of: person).filter { duty in
            switch duty.standing(on: day) {
            case .open, .overdue: true
            case .planned: planned
            case .done: false
            }
        }
    }

    // MARK: Numbers

    /// How those of whom a course is asked stand, by unit. Everybody who sees the course sees the sum.
    public func learners(of course: ID<Course>) -> [ID<Unit>: Learners.Sums] {
        sees(.course(course)) ? register.learners.sumsByUnit(of: course, on: day) : [:]
    }

    public func learnersInAll(of course: ID<Course>) -> Learners.Sums {
        learners(of: course).values.reduce(Learners.Sums()) { $0 + $1 }
    }

    /// What fell due in a period, and what came of it, by unit.
    public func learningRates(of course: ID<Course>, from: Day, through last: Day) -> [ID<Unit>: Learners.Rate] {
        sees(.course(course)) ? register.learners.ratesByUnit(of: course, from: from, through: min(last, day - 1)) : [:]
    }

    /// Whether the person may see how a unit stands.
    public func seesLearning(of unit: ID<Unit>) -> Bool {
        isOperator || Access.seesRate(of: unit, owner: nil, person, in: newest, on: today)
    }

    /// Those of the units that the person heads who have yet to complete a course, or are late, the nearest due day first.
    /// Only for who heads them: a list of names is for the one who helps them on (policy §9).
    public func unfinished(_ course: ID<Course>) -> [(person: ID<Person>, unit: ID<Unit>, turn: CourseTurn)] {
        guard sees(.course(course)) else { return [] }
        let own = Set(
            learners(of: course).filter { unit, sums in
                sums.valid < sums.concerned && Access.seesReaders(of: unit, person, in: newest, on: today)
            }.keys)
        guard !own.isEmpty else { return [] }
        var found: [(person: ID<Person>, unit: ID<Unit>, turn: CourseTurn)] = []
        for id in register.everIn(own) {
            guard let unit = register.persons[id]?.unit(on: day), own.contains(unit),
                let turn = register.learners.turn(of: id, course, on: day), turn.standing(on: day) != .valid
            else { continue }
            found.append((id, unit, turn))
        }
        return found.sorted { ($0.turn.due ?? .distantFuture, $0.person) < ($1.turn.due ?? .distantFuture, $1.person) }
    }

    // MARK: Certificates

    /// Whether the person may see everybody's certificates, and so who completed what.
    public var seesEveryCertificate: Bool {
        isOperator || Access.seesEveryCertificate(person, in: newest, on: today)
    }

    /// Whether the person may see another's certificates: its holder, who heads the holder's unit, the security team and
    /// the auditor.
    public func seesCertificates(of holder: ID<Person>) -> Bool {
        if isOperator || holder == person { return true }
        guard let known = newest.persons[holder],
            let unit = known.unit(on: today) ?? known.engagements.last?.newestUnit
        else { return false }
        return Access.seesReaders(of: unit, person, in: newest, on: today)
            || seesEveryCertificate
    }

    /// A person's certificates, the newest first.
    public func certificates(of holder: ID<Person>) -> [(course: ID<Course>, certificate: Course.Certificate)] {
        guard seesCertificates(of: holder) else { return [] }
        return register.courses.values.filter { $0.opened != nil && sees(.course($0.id)) }.flatMap { course in
            (course.certificates[holder] ?? []).filter { $0.day <= day }.map { (course.id, $0) }
        }.sorted { ($0.1.day, $0.1.position) > ($1.1.day, $1.1.position) }
    }

    /// The certificates of a course that the person may see, in the order in which they were recorded, with the last day on
    /// which each holds: what the course asks, and whose certificates the person sees, are worked out once for all of them.
    public func certificates(in course: Course) -> [(certificate: Course.Certificate, validUntil: Day?)] {
        guard sees(.course(course.id)) else { return [] }
        let all = seesEveryCertificate
        let validity = register.validity(in: course)
        var found: [(certificate: Course.Certificate, validUntil: Day?)] = []
        for (holder, held) in course.certificates where all || seesCertificates(of: holder) {
            for one in held where one.day <= day { found.append((one, validity(one.day))) }
        }
        return found.sorted { $0.certificate.position < $1.certificate.position }
    }

    public func certificate(
        _ id: ID<Course.Certificate>, of course: ID<Course>
    ) throws(Refusal) -> (certificate: Course.Certificate, opening: Course.Opening, validUntil: Day?) {
        let known = try self.course(course)
        guard let certificate = known.course.certificate(id), certificate.day <= day,
            seesCertificates(of: certificate.person)
        else { throw Refusal.unknown }
        return (certificate, known.opening, register.validity(of: certificate, known.course))
    }
}

extension CompleteCourse: TextReading {
    /// With the module that its answers are weighed by, or the package whose report is.
    func reading(_ register: Register, _ house: House) -> CompleteCourse {
        var found = self
        let version = register.courses[course]?.opening.flatMap { register.documents[$0.document] }
            .flatMap { $0.versionInForce(on: house.clock.today) }
        found.module = version.flatMap { house.texts.module($0) }
        if found.module == nil { found.package = version.flatMap { house.texts.package($0) } }
        return found
    }
}

extension Texts {
    /// The e-learning module that a version is, read from the text that was decided; nil if it is none, or is erased.
    func module(_ version: Document.Version) -> LearningModule? {
        bytes(version.draft.text).flatMap { try? DocumentText(decoding: $0) }.flatMap { LearningModule.read($0).module }
    }

    /// The package that a version is; nil if it is none, or is erased. Text that was typed is none, whatever it says: a
    /// package's text was taken out of its file.
    func package(_ version: Document.Version) -> PackagedModule? {
        guard version.draft.original != nil, version.draft.extract != nil else { return nil }
        return bytes(version.draft.text).flatMap { try? DocumentText(decoding: $0) }.flatMap { PackagedModule.read($0) }
    }
}

/// A course whose module was made elsewhere, as it is played.
public struct PlayedPackage: Hashable, Sendable {
    /// What its version says of it, with the pass mark that counts.
    public let module: PackagedModule
    /// The version in force, whatever the language.
    public let version: ID<Document.Version>
    /// The archive.
    public let file: ValueID
    /// The language that its version is in.
    public let language: Language
}

extension Sight {
    /// The module of a course on the day shown, in a language if it is there, else in the one it is written in.
    public func module(of course: Course, _ language: Language) -> LearningModule? {
        guard let version = version(of: course) else { return nil }
        return self.version(version, in: language).flatMap { texts.module($0) } ?? texts.module(version)
    }

    /// The package that a course is on the day shown, in a language if there is one, else in the one that it is in; nil if it
    /// is none. The pass mark is that of the version itself, whatever a translation says.
    public func package(of course: Course, _ language: Language) -> PlayedPackage? {
        guard let version = version(of: course), let own = texts.package(version), let file = version.draft.original
        else { return nil }
        guard let other = self.version(version, in: language), let found = texts.package(other),
            let translated = other.draft.original
        else { return PlayedPackage(module: own, version: version.id, file: file, language: version.draft.language) }
        return PlayedPackage(
            module: PackagedModule(
                title: found.title, launch: found.launch, passMark: own.passMark, data: found.data,
                digest: found.digest), version: version.id, file: translated, language: other.draft.language)
    }

    /// The module as it was completed here; nil: it was completed elsewhere, or is erased.
    public func module(of certificate: Course.Certificate, _ document: Document) -> LearningModule? {
        certificate.version.flatMap { id in document.versions.first { $0.id == id } }.flatMap { texts.module($0) }
    }

    /// The course that a document is the module of, if one is open.
    public func course(of document: ID<Document>) -> Course? {
        courses.first { $0.opening?.document == document && $0.holds(on: day) }
    }
}

extension Sight {
    /// What a person was engaged as on a day; on a certificate.
    public func engagement(of person: ID<Person>, on other: Day) -> Person.Engagement? {
        register.persons[person]?.engagement(on: other)
    }
}
