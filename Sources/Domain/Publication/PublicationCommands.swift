// SPDX-License-Identifier: MPL-2.0

/// Sets how the organisation publishes, from today: all of it at once, so that the form shows what will stand.
public struct SetPublication: Deed {
    let isOn: Bool, showsNames: Bool, host: String?, contact: String?, statement: String?, security: String?

    public static let fields = [
        Field(
            "on", .tick, da: "Offentliggør gældende dokumenter, der er klassificeret Offentlig",
            en: "Publish documents in force that are classified Public"),
        Field(
            "host", .line(most: 200), da: "Værtsnavn", en: "Host name",
            hint: Phrase(
                da: "Fx politik.fki.example. Tomt: siderne ligger på installationens egen adresse.",
                en: "Such as policy.fki.example. Empty: the pages lie at the installation's own address."),
            optional: true),
        Field(
            "contact", .line(most: 200), da: "Kontakt for spørgsmål", en: "Contact for questions",
            hint: Phrase(
                da: "En fælles postkasse eller en https-adresse. Den vises for alle.",
                en: "A shared mailbox or an https address. Everybody sees it."), optional: true),
        Field(
            "names", .tick, da: "Vis navne på personer på de offentlige sider",
            en: "Show names of persons on the public pages", optional: true),
        Field(
            "statement", .line(most: 300), da: "Tilgængelighedserklæringens adresse",
            en: "Address of the accessibility statement",
            hint: Phrase(
                da: "Fx https://was.digst.dk/fki-example. /was fører dertil.",
                en: "Such as https://was.digst.dk/fki-example. /was leads there."), optional: true),
        Field(
            "security", .line(most: 200), da: "Kontakt for sårbarheder", en: "Contact for vulnerabilities",
            hint: Phrase(
                da: "Mailadresse eller https-adresse. Den står i security.txt.",
                en: "A mail address or an https address. It stands in security.txt."), optional: true),
    ]

    public init(_ arguments: Arguments) throws(Refusal) {
        // An answer that is left out is no »no«: it would take away what everybody reads.
        guard try arguments.optionalText("on", most: 10) != nil else {
            throw .invalid(
                "on", da: "Svar ja eller nej til, om dokumenterne offentliggøres: »on« skal være med.",
                en: "Answer yes or no to whether the documents are published: “on” is required.")
        }
        isOn = try arguments.flag("on")
        showsNames = try arguments.flag("names")
        host = try arguments.optionalLine("host", most: 200).map { $0.lowercased() }
        contact = try arguments.optionalLine("contact", most: 200)
        statement = try arguments.optionalLine("statement", most: 300)
        security = try arguments.optionalLine("security", most: 200)
        if let host, !PublicAddress.isHost(host) {
            throw .invalid(
                "host", da: "Skriv værtsnavnet alene, fx politik.fki.example, uden https:// og uden skråstreg.",
                en: "Write the host name alone, such as policy.fki.example, without https:// and without a slash.")
        }
        for (field, text) in [("contact", contact), ("security", security)] {
            guard let text, !PublicAddress.isContact(text) else { continue }
            throw .invalid(
                field, da: "Skriv en mailadresse eller en adresse, der begynder med https://.",
                en: "Write a mail address or an address that begins with https://.")
        }
        if let statement, !PublicAddress.isWeb(statement) {
            throw .invalid(
                "statement", da: "Skriv hele adressen. Den begynder med https://.",
                en: "Write the whole address. It begins with https://.")
        }
    }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        guard !isOn || contact != nil else {
            throw .invalid(
                "contact", da: "Skriv, hvor borgere kan spørge, før siderne bliver offentlige.",
                en: "Write where citizens can ask before the pages become public.")
        }
        let publication = Publication(
            isOn: isOn, showsNames: showsNames, host: desk.keep(host), contact: desk.keep(contact),
            statement: desk.keep(statement), security: desk.keep(security))
        try desk.record(.organisation(desk.register.organisation.id, .publicationSet(publication)))
    }
}

/// Records that what outsiders rely on was looked at and is still right: renews `Expires` of security.txt, or the year of
/// the accessibility statement.
public struct ReviewPublication: Deed {
    let matter: Publication.Matter

    public static let fields = [
        Field(
            "matter", .choice(Publication.Matter.choices), da: "Hvad er gennemgået?", en: "What was looked at?",
            hint: Phrase(
                da: "Bekræft kun, hvis du har set efter, at adressen virker og indholdet passer.",
                en: "Confirm only if you have seen that the address works and that what it says is right."))
    ]

    public init(_ arguments: Arguments) throws(Refusal) {
        matter = try arguments.choice("matter")
    }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        let organisation = desk.register.organisation
        guard organisation.holds(matter, on: desk.today) != nil else {
            throw .outOfTurn(
                da: "Der er intet at bekræfte: det er ikke offentliggjort. Angiv det under Indstil offentliggørelse.",
                en: "There is nothing to confirm: it is not published. Give it under Set up publication.")
        }
        try desk.record(.organisation(organisation.id, .publicationReviewed(matter)))
    }
}

/// Writes what a version says in short, in English, for the public page (the text itself stays in its own language).
public struct SummariseDocument: DocumentDeed {
    public let document: ID<Document>
    let number: VersionNumber?, summary: String

    public static let fields = [
        Field.document,
        Field(
            "number", .line(most: 12), da: "Version", en: "Version",
            hint: Phrase(
                da: "Fx 1.2. Tomt: den version, der er på vej, ellers den gældende.",
                en: "Such as 1.2. Empty: the version on its way, else the one in force."), optional: true),
        Field(
            "summary", .text(most: 3000), da: "Engelsk resumé", en: "English summary",
            hint: Phrase(
                da: "Vises på den offentlige side, når versionen er i kraft og klassificeret Offentlig.",
                en: "Shown on the public page while the version is in force and classified Public.")),
    ]

    public init(_ arguments: Arguments) throws(Refusal) {
        document = try arguments.id("document")
        number = try VersionNumber.read(arguments)
        summary = try arguments.text("summary", most: 3000)
    }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        let known = try desk.register.existingDocument(document)
        let version =
            number.map { number in known.versions.last { $0.draft.number == number } }
            ?? (known.pending ?? known.versionInForce(on: desk.today))
        guard let version else {
            throw .invalid(
                "number", da: "Den version findes ikke. Skriv et nummer, der står under Tekster i Værn.",
                en: "There is no such version. Write a number that stands under Texts in Værn.")
        }
        let summary: ValueID = desk.keep(summary)
        try desk.record(.document(document, .summarised(version.id, summary)))
    }
}

/// What may stand as an address that everybody can read.
enum PublicAddress {
    /// A name in the domain name system (RFC 1123 §2.1): labels of letters, digits and hyphens, at least two.
    static func isHost(_ text: String) -> Bool {
        let labels = text.utf8.split(separator: 0x2E, omittingEmptySubsequences: false)
        return text.utf8.count <= 253 && labels.count >= 2
            && labels.allSatisfy { label in
                (1...63).contains(label.count) && label.first != 0x2D && label.last != 0x2D
                    && label.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D }
            }
    }

    static func isWeb(_ text: String) -> Bool {
        guard text.hasPrefix("https://") else { return false }
        let host = text.dropFirst("https://".count).prefix { $0 != "/" && $0 != "?" && $0 != "#" && $0 != ":" }
        return isHost(host.lowercased())
            && text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && !"\"<>\\^`{|}".utf8.contains($0) }
    }

    static func isMail(_ text: String) -> Bool {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        return parts.count == 2 && isHost(parts[1].lowercased())
            && !parts[0].isEmpty
            && parts[0].utf8.allSatisfy {
                (0x61...0x7A).contains($0 | 0x20) || (0x30...0x39).contains($0) || "._-+".utf8.contains($0)
            }
    }

    static func isContact(_ text: String) -> Bool { isWeb(text) || isMail(text) }
}
