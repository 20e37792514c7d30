// SPDX-License-Identifier: MPL-2.0

public import Domain

/// A command that is weighed by a text of the ledger, which the pure rules cannot read.
protocol TextReading: Deed {
    /// With what stands in the vault at this moment.
    func reading(_ register: Register, _ house: House) -> Self
}

extension SetQuiz: TextReading {
    /// With the text that the questions are about.
    func reading(_ register: Register, _ house: House) -> SetQuiz {
        var found = self
        found.text = version(in: register, on: house.clock.today).flatMap { house.texts.structured($0) }
        return found
    }
}

extension AcknowledgeNotice: TextReading {
    /// With the quiz that its answers are weighed by.
    func reading(_ register: Register, _ house: House) -> AcknowledgeNotice {
        var found = self
        let today = house.clock.today
        guard let notice = register.notices[notice], let quiz = register.quiz(of: notice, on: today)?.quiz,
            let version = notice.document.flatMap({ register.documents[$0] })?.versions
                .first(where: { $0.id == notice.version })
        else { return found }
        // Both languages are one quiz: what is erased in one can be answered in the other.
        found.quiz = house.texts.quiz(quiz, of: version, .da) ?? house.texts.quiz(quiz, of: version, .en)
        return found
    }
}

extension Texts {
    /// The structured text of a version; nil if it is erased.
    fileprivate func structured(_ version: Document.Version) -> DocumentText? {
        bytes(version.draft.text).flatMap { try? DocumentText(decoding: $0) }
    }

    /// The questions of a quiz in a language; nil if they, or the text that they are about, are erased.
    fileprivate func quiz(
        _ quiz: Document.Quiz, of version: Document.Version, _ language: Language
    ) -> ReadingQuiz? {
        guard let written = text(quiz.text(in: language)), let text = structured(version) else { return nil }
        return ReadingQuiz.read(written, about: text).quiz
    }
}

extension Sight {
    /// The quiz that goes with the text of a version on the day shown, in a language if it is there, else in the other. Nil: it
    /// has none, or it is erased, or the person may not read the version.
    ///
    /// - Parameter version: in its own language, not as its translation reads.
    public func quiz(
        of version: Document.Version, in document: Document, _ language: Language
    ) -> (quiz: ReadingQuiz, language: Language)? {
        guard sees(version, of: document), let quiz = version.quiz(on: day)?.quiz else { return nil }
        for language in [language, language.other] {
            if let read = texts.quiz(quiz, of: version, language) { return (read, language) }
        }
        return nil
    }

    /// Whether the person may see which answers of a document's quizzes are right: those who may write them. Whoever reads the
    /// text gives the answers, and an auditor too.
    public func seesAnswers(of document: ID<Document>) -> Bool {
        let concern = newest.concern(of: .document(document), on: today)
        return isOperator || Access.allows(.setQuiz, concern, by: person, in: newest, on: today) != nil
    }

    /// Whether an entry has texts that tell the right answers to somebody who is to give them.
    public func tellsAnswers(_ entry: Entry) -> Bool {
        entry.kind == .documentQuizSet && !seesAnswers(of: entry.subject.id.seen(as: Document.self))
    }

    /// A quiz as it was written, to be put right; nil as with ``quiz(of:in:_:)``.
    public func quizText(of version: Document.Version, in document: Document, _ language: Language) -> String? {
        guard sees(version, of: document) else { return nil }
        return version.quiz(on: day).flatMap { texts.text($0.quiz.text(in: language)) }
    }
}
