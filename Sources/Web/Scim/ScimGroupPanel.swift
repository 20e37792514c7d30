// SPDX-License-Identifier: MPL-2.0

import Domain
import HTML
import Office

/// The groups that a client of SCIM told of, how many are in each, and what each gives. Whoever is in one is not named.
enum ScimGroupPanel {
    static func html(in context: Context) -> HTML {
        let sight = context.sight
        guard sight.seesSources else { return HTML() }
        let groups = sight.toldGroups
        let heading = context.say(da: "Grupper fra SCIM", en: "Groups from SCIM")
        let table = WorkTable(
            caption: heading,
            columns: [
                .init(context.say(da: "Gruppe", en: "Group"), .title),
                .init(context.say(da: "Medlemmer", en: "Members"), .number, isNamedWhenFolded: true),
                .init(context.say(da: "Rolle", en: "Role"), isNamedWhenFolded: true),
            ],
            groups: [.init(nil, groups.map { row($0, context) })],
            empty: Empty(
                context.say(da: "SCIM har ikke oplyst nogen gruppe.", en: "SCIM has told of no group."), HTML()))
        let text =
            sight.signInProvider == nil
            ? context.say(
                da:
                    "Grupper ændrer ingen rettigheder, før et login-system er sat op med grupper og roller.",
                en: "Groups change no rights until a sign-in system is set up with groups and roles.")
            : context.say(
                da:
                    "En gruppe giver den rolle, der står ved dens navn eller id i opsætningen. Rollen følger med det samme, når nogen kommer med i gruppen eller går ud af den.",
                en:
                    "A group gives the role that stands at its name or id in the set-up. The role follows at once when somebody comes into the group or leaves it."
            )
        let intro: HTML = groups.isEmpty ? HTML() : "<div class=\"pad\"><p>\(text)</p></div>"
        return Panel(id: "grupper-scim", heading: heading, isWide: true).html(intro + table.html)
    }

    private static func row(_ group: ToldGroup, _ context: Context) -> WorkTable.Row {
        let roles = group.roles.map { context.say($0.label) }.joined(separator: ", ")
        let none = context.say(da: "Ingen rolle", en: "No role")
        return .init([
            .title(group.name, nil, why: group.external.map { "\($0)" }), .init("\(group.members)"),
            roles.isEmpty ? .none(none) : .init(text: roles),
        ])
    }
}
