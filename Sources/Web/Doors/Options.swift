// SPDX-License-Identifier: MPL-2.0

import Domain
import Office

/// What can be chosen in the fields of a form: what the person may see, in the order people look for it.
enum Options {
    typealias Option = (value: String, label: String)

    /// Lists are no longer than this; who has more things finds them by their own pages, whose buttons fill the field
    /// in.
    static let most = 2000

    static func units(in context: Context) -> [Option] {
        context.sight.units().prefix(most).filter { $0.closed.map { $0.from > context.sight.day } ?? true }.map {
            unit in
            (unit.id.description, context.sight.name(unit.id, on: nil, context.language) ?? erased(context))
        }
    }

    static func persons(in context: Context) -> [Option] {
        context.sight.persons().prefix(most).compactMap { person in
            guard let name = context.sight.name(person.id) else { return nil }
            let title = context.sight.title(person.id).map { ", \($0)" } ?? ""
            return (person.id.description, name + title)
        }
    }

    static func documents(in context: Context) -> [Option] {
        context.sight.documents().prefix(most).filter { !$0.isWithdrawn(on: context.sight.day) }.map { document in
            let title = context.sight.label(.document(document.id)) ?? erased(context)
            return (document.id.description, "\(title) (\(context.say(document.kind.label).lowercased()))")
        }
    }

    /// The notice that a link has filled in; lists of notices are on the documents' pages.
    static func notices(chosen: String, in context: Context) -> [Option] {
        guard let notice = ID<Notice>(chosen), let label = context.sight.label(.notice(notice)) else { return [] }
        return [(chosen, label)]
    }

    static func versions(of document: ID<Document>?, in context: Context) -> [Option] {
        guard let document = document.flatMap({ try? context.sight.document($0) }) else { return [] }
        return document.versions.reversed().map { version in
            (
                version.id.description,
                context.say(da: "Version \(version.draft.number)", en: "Version \(version.draft.number)")
            )
        }
    }

    /// Those about a document; without one, the one that a link has filled in.
    static func decisions(of document: ID<Document>?, chosen: String, in context: Context) -> [Option] {
        let known =
            document.map { context.sight.decisions(about: $0) }
            ?? ID<Decision>(chosen).flatMap { try? context.sight.decision($0) }.map { [$0] } ?? []
        return known.map { decision in
            (decision.id.description, context.sight.label(.decision(decision.id)) ?? decision.id.description)
        }
    }

    /// Those that are open or wait for the owner, newest first.
    static func consultations(in context: Context) -> [Option] {
        context.sight.consultations(most: 200).map { known in
            (
                known.id.description,
                context.sight.label(.consultation(known.id), on: nil, context.language) ?? erased(context)
            )
        }
    }

    static func comments(of consultation: ID<Consultation>?, in context: Context) -> [Option] {
        guard let known = consultation.flatMap({ try? context.sight.consultation($0) }) else { return [] }
        return known.comments.map { comment in
            let name = context.sight.name(comment.by) ?? erased(context)
            let text = context.sight.text(comment.text) ?? erased(context)
            return (comment.id.description, "\(name): \(text.prefix(60))")
        }
    }

    /// The paragraphs of the text that a consultation is about.
    static func paragraphs(of consultation: ID<Consultation>?, in context: Context) -> [Option] {
        guard let known = consultation.flatMap({ try? context.sight.consultation($0) }), let opening = known.opening,
            let document = try? context.sight.document(opening.document),
            let version = document.versions.first(where: { $0.id == opening.version }),
            let text = context.sight.text(of: version)
        else { return [] }
        return text.blocks.indices.filter { text.blocks[$0].kind != .furniture }.prefix(most).map { index in
            (text.blocks[index].id.description, text.name(of: index, context.language))
        }
    }

    /// The paragraphs of the version of a document that is read today: what can say a rule.
    static func paragraphs(of document: ID<Document>?, in context: Context) -> [Option] {
        guard let document = document.flatMap({ try? context.sight.document($0) }),
            let version = document.versionShown(on: context.sight.day), let text = context.sight.text(of: version)
        else { return [] }
        return text.blocks.indices.filter { index in
            switch text.blocks[index].kind {
            case .paragraph, .listItem, .tableRow: true
            case .heading, .furniture, .footnote, .image, .code: false
            }
        }.prefix(most).map { index in
            let words = InlineText.plain(text.blocks[index].printed)
            let short = words.count > 110 ? words.prefix(110) + "…" : Substring(words)
            let id = text.blocks[index].id
            let law =
                document.statute(of: id, on: context.sight.day) == nil
                ? "" : context.say(da: " (følger af lov)", en: " (follows from law)")
            return (id.description, "\(text.name(of: index, context.language)): \(short)\(law)")
        }
    }

    /// The paragraphs of a document that are noted as following from law, also those that no longer stand in its text.
    static func statutes(of document: ID<Document>?, in context: Context) -> [Option] {
        let noted = document.flatMap { try? context.sight.document($0) }?.statutes ?? []
        let labels = Dictionary(paragraphs(of: document, in: context).map { ($0.value, $0.label) }) { first, _ in first
        }
        return noted.compactMap { statute in
            guard let law = statute.law.value(on: context.sight.day) ?? nil else { return nil }
            let id = statute.paragraph.description
            return (id, labels[id] ?? context.sight.text(law) ?? erased(context))
        }
    }

    /// Those about a document, newest first; without one, the one that a link has filled in.
    static func dispensations(of document: ID<Document>?, chosen: String, in context: Context) -> [Option] {
        let known =
            document.map { context.sight.dispensations(about: $0).reversed() }
            ?? ID<Dispensation>(chosen).flatMap { try? context.sight.dispensation($0) }.map { [$0] } ?? []
        return known.map { one in
            (one.id.description, context.sight.label(.dispensation(one.id)) ?? erased(context))
        }
    }

    /// Those that wait or were sent back or refused, newest first, and the one that a link has filled in.
    static func proposals(chosen: String, in context: Context) -> [Option] {
        context.sight.proposals.filter { known in
            let standing = context.sight.standing(of: known)
            return known.id.description == chosen || (standing != .approved && standing != .withdrawn)
        }.prefix(200).map { one in
            (one.id.description, context.sight.label(.proposal(one.id)) ?? erased(context))
        }
    }

    /// Every topic that was ever named.
    static func topics(in context: Context) -> [Option] {
        context.sight.topics.map { topic in
            (topic.id.description, context.sight.name(topic, context.language) ?? erased(context))
        }
    }

    static func actions(in context: Context) -> [Option] {
        let duties = context.sight.duties(most: 500, planned: true)
        var seen: Set<Subject> = []
        return duties.compactMap { duty in
            guard duty.subject.kind == .action, seen.insert(duty.subject).inserted,
                let label = context.sight.label(duty.subject)
            else { return nil }
            return (duty.subject.id.description, label)
        }
    }

    /// The duties that the person may remind of, the most pressing first.
    static func remindable(in context: Context) -> [Option] {
        context.sight.duties(most: 500).filter { context.sight.mayRemind($0) }.prefix(100).map { duty in
            (Reminder.Target(duty).text, context.sight.sentence(duty, context.language))
        }
    }

    /// What a person or a unit answers for.
    static func things(of holder: Responsible?, in context: Context) -> [Option] {
        (holder.map { context.sight.held(by: $0) } ?? []).map { holding in
            let label = context.sight.label(holding.subject, on: nil, context.language) ?? erased(context)
            return (holding.name, "\(context.say(holding.part.label)): \(label)")
        }
    }

    static func engagements(of person: ID<Person>?, in context: Context) -> [Option] {
        (known(person, context)?.engagements ?? []).reversed().map { engagement in
            let day = engagement.nearest(context.sight.day)
            let unit = context.sight.name(engagement.unit(on: day), on: day, context.language) ?? erased(context)
            let title = context.sight.text(engagement.title(on: day)) ?? erased(context)
            return (engagement.id.description, "\(title), \(unit)\(since(engagement.from, context))")
        }
    }

    static func leaves(of person: ID<Person>?, in context: Context) -> [Option] {
        (known(person, context).map { context.sight.leaves(of: $0) } ?? []).reversed().map { leave in
            let last = leave.last.map { "–\(context.language.day($0))" } ?? ""
            return (leave.id.description, "\(context.language.day(leave.from))\(last)")
        }
    }

    static func grants(of person: ID<Person>?, in context: Context) -> [Option] {
        (known(person, context)?.grants ?? []).reversed().map { grant in
            let unit = grant.unit.flatMap { context.sight.name($0, on: nil, context.language) }.map { ", \($0)" } ?? ""
            return (grant.id.description, context.say(grant.role.label) + unit + since(grant.from, context))
        }
    }

    static func deputyships(of person: ID<Person>?, in context: Context) -> [Option] {
        (known(person, context)?.deputyships ?? []).reversed().map { deputyship in
            (
                deputyship.id.description,
                (context.sight.name(deputyship.deputy) ?? erased(context)) + since(deputyship.from, context)
            )
        }
    }

    static func holds(of person: ID<Person>?, in context: Context) -> [Option] {
        (known(person, context)?.holds ?? []).filter { $0.lifted == nil }.map { hold in
            (hold.id.description, String((context.sight.text(hold.reason) ?? erased(context)).prefix(100)))
        }
    }

    static func signInMethods(of person: ID<Person>?, in context: Context) -> [Option] {
        context.sight.signInMethods(of: person ?? context.sight.person).filter(\.isStanding).map { method in
            let label = context.sight.text(method.label) ?? erased(context)
            return (method.id.description, "\(label), \(context.say(method.kind.label).lowercased())")
        }
    }

    /// The seats of a body, or of all bodies.
    static func seats(of body: Body.Kind?, in context: Context) -> [Option] {
        (body.map { [$0] } ?? Body.Kind.allCases).flatMap { kind in
            context.sight.body(kind).seats.reversed().map { seat in
                let name = context.sight.name(seat.person) ?? erased(context)
                return (
                    seat.id.description, "\(name), \(context.say(kind.label).lowercased())\(since(seat.from, context))"
                )
            }
        }
    }

    static func tokens(of person: ID<Person>?, in context: Context) -> [Option] {
        let whose = person ?? context.sight.person
        return context.sight.tokens(of: whose).filter { $0.isValid(on: context.sight.day) }.map { token in
            let until = context.language.shortDay(token.until)
            let name = whose == context.sight.person ? "" : (context.sight.name(whose).map { "\($0): " } ?? "")
            let scope = context.say(token.scope.label)
            return (
                token.id.description,
                context.say(da: "\(name)\(scope), til \(until)", en: "\(name)\(scope), until \(until)")
            )
        }
    }

    /// The meeting that a link has filled in, or those whose agenda or minutes can still be changed.
    static func meetings(chosen: String, in context: Context) -> [Option] {
        context.sight.meetings.reversed().filter {
            "\($0.id)" == chosen || !$0.isApproved && !$0.isCancelled
        }.prefix(most).compactMap { known in known.calling.map { ("\(known.id)", context.say($0.title)) } }
    }

    /// The items of a meeting that the person may see.
    static func items(of meeting: ID<Meeting>?, in context: Context) -> [Option] {
        guard let known = meeting.flatMap({ try? context.sight.meeting($0) }) else { return [] }
        return MeetingItem.all(known, context).filter(\.isVisible).map {
            ("\($0.item.id)", "\($0.number). \($0.title)")
        }
    }

    /// What can be put on the agenda of a meeting, or of the next one of a body; what was postponed says so.
    static func matters(of meeting: ID<Meeting>?, _ body: Body.Kind?, in context: Context) -> [Option] {
        let known = meeting.flatMap { try? context.sight.meeting($0) }
        guard let body = known?.calling?.body ?? body else { return [] }
        let there = Set((known?.items ?? []).filter { $0.settled.latest == nil }.compactMap(\.placing.about))
        return context.sight.agendaChoices(for: body).compactMap { choice, isAgain in
            let label: String?
            switch choice {
            case .matter(let subject):
                if there.contains(subject) { return nil }
                label = context.sight.label(subject, on: nil, context.language)
            case .again(let item): label = context.sight.title(of: item, context.language)
            }
            let name = label ?? erased(context)
            return (choice.text, isAgain ? context.say(da: "\(name) (udsat)", en: "\(name) (postponed)") : name)
        }
    }

    /// Those who sat in the body on the day of its meeting.
    static func members(of meeting: ID<Meeting>?, in context: Context) -> [Option] {
        guard let known = meeting.flatMap({ try? context.sight.meeting($0) }), let body = known.calling?.body,
            let days = known.days(on: context.sight.day)
        else { return [] }
        return context.sight.members(of: body, on: days.day).map { ("\($0)", context.name($0)) }
    }

    static func commands(in context: Context) -> [Option] {
        CommandKind.allCases.filter {
            ![
                .correctFact, .annulFact, .erasePerson, .handOver, .remindDuties, .recordMail, .recordSignIn,
                .provisionPerson, .provisionGroup,
                .appraiseRisk,
                .removeSignInMethod, .setSignInProvider, .setProviderSecret, .removeSignInProvider, .followGroups,
            ].contains($0)
                && context.sight.mayEver($0)
        }
        .map { ($0.rawValue, context.say($0.label)) }
    }

    private static func known(_ person: ID<Person>?, _ context: Context) -> Person? {
        person.flatMap { try? context.sight.person($0) }
    }

    private static func since(_ day: Day, _ context: Context) -> String {
        let day = context.language.shortDay(day)
        return context.say(da: " (fra \(day))", en: " (from \(day))")
    }

    private static func erased(_ context: Context) -> String { context.say(da: "slettet", en: "erased") }
}
