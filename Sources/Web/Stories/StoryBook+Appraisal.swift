// SPDX-License-Identifier: MPL-2.0
import Domain
import Office

/// The ten-minute appraisal in each of its steps: as it is begun, and as it is answered.
extension StoryBook {
    static var appraisals: [Story] {
        [
            Story("appraisals", of: .appraisals, by: .holder(.security)),
            Story("appraisals-nothing", of: .appraisals, by: .plain, status: 403),
        ]
    }

    static var appraisal: [Story] {
        let begun = (1...5).map { step in
            Story("appraisal-\(step)", by: .holder(.security)) { world in
                world.solutions.first.map { .route(.appraisal($0.id, step)) }
            }
        }
        // Of another asset: what is answered lies with the reader.
        let answered = [3, 5, 6].map { step in
            Story("appraisal-\(step)-answered", by: .holder(.security), answered: true) { world in
                world.solutions.last.map { .route(.appraisal($0.id, step)) }
            }
        }
        let confirmed = Story(
            "appraisal-confirm", by: .holder(.security), [("klar", "1")], answered: true
        ) { world in world.solutions.last.map { .route(.appraisal($0.id, 6)) } }
        let again = [1, 2, 5].map { step in
            Story("appraisal-\(step)-again", by: .holder(.security), answered: true) { world in
                world.again(step) { $0.guide != nil }
            }
        }
        let agreed = Story(
            "appraisal-again-confirm", by: .holder(.security), [("klar", "1")], answered: true
        ) { world in world.again(6) { $0.guide != nil } }
        return begun + answered + again + [
            confirmed, agreed,
            // Last time by the usual form.
            Story("appraisal-after-form", by: .holder(.security)) { world in world.again(1) { $0.guide == nil } },
            Story("appraisal-past", by: .holder(.security), past: (5, false)) { world in
                world.solutions.first.map { .route(.appraisal($0.id, 1)) }
            },
        ]
    }
}

extension StoryWorld {
    /// Those in use, by number.
    fileprivate var solutions: [Domain.Asset] {
        register.assets.values.filter { $0.kind == .solution && $0.holds(on: today) }.sorted { $0.number < $1.number }
    }

    /// A step about the first risk to an asset that was assessed like this and is open.
    fileprivate func again(_ step: Int, _ fits: (Risk.Assessment.Made) -> Bool) -> Story.Target? {
        let found = register.risks.values.filter { risk in
            risk.wording?.kind == .operational && risk.wording?.assets.isEmpty == false
                && risk.assessment(by: today).map(fits) == true && !risk.isClosed(on: today)
        }.min { $0.number < $1.number }
        return found.flatMap { risk in
            risk.wording?.assets.first.map { .route(.appraisal($0, step), [("risiko", risk.id.description)]) }
        }
    }
}

extension AppraisalDraft {
    /// Every answer is that of last time.
    static func unchanged(_ matter: AppraisalMatter) -> AppraisalDraft {
        var texts: [String: String] = ["likelihood": same, "treatment": same]
        for name in AppraisalSteps.facts { texts[fact(name)] = "1" }
        for question in Risk.Guide.questions { texts[question.field] = same }
        for threat in matter.threats { texts[Self.threat(threat.reference)] = same }
        let realistic = AppraisalSteps(matter, .init(texts, turns: [:])).realistic
        for one in matter.provisions(against: realistic) {
            texts[provision(one.about)] = matter.last(one.about) == nil ? Risk.Guide.InPlace.yes.rawValue : same
        }
        return .init(texts, turns: [:])
    }

    /// Every question of an appraisal answered, in each of the ways that there are: what the stories show.
    static func example(_ matter: AppraisalMatter) -> AppraisalDraft {
        var texts: [String: String] = [:]
        for name in AppraisalSteps.facts { texts[fact(name)] = "1" }
        for (index, question) in Risk.Guide.questions.enumerated() { texts[question.field] = "\(1 + index % 4)" }
        for question in Risk.Guide.questions where question.dimension == .contract {
            texts[question.field] = AssessRisk.irrelevant
        }
        texts[AppraiseRisk.reason(.contract)] = matter.context.say(
            da: "Der er ingen kontrakt om det.", en: "There is no contract about it.")
        for (index, threat) in matter.threats.enumerated() {
            texts[Self.threat(threat.reference)] = index == 1 ? "no" : "yes"
            if index == 1 {
                texts[why(threat.reference)] = matter.context.say(
                    da: "Det er prøvet af for nylig.", en: "It was tried out lately.")
            }
        }
        let realistic = AppraisalSteps(matter, .init(texts, turns: [:])).realistic
        for (index, one) in matter.provisions(against: realistic).enumerated() {
            let all = Risk.Guide.InPlace.allCases
            texts[provision(one.about)] = all[(all.count - 1 + index) % all.count].rawValue
        }
        texts["likelihood"] = "3"
        texts["treatment"] = Risk.Treatment.modify.rawValue
        texts["task"] = matter.context.say(da: "Prøv genskabelsen af", en: "Try out the restore")
        texts["task_due"] = matter.language.fieldDay(matter.sight.today + 90)
        return .init(texts, turns: [:])
    }
}
