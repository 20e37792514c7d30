// SPDX-License-Identifier: MPL-2.0
public import Domain

/// A SCORM 1.2 package from somebody else, read and not run: what its manifest says, and which files it has. It is code of a
/// stranger, so nothing of it may be shown from the address that Værn itself has.
public struct ScormPackage: Hashable, Sendable {
    /// What can be launched.
    public struct Item: Hashable, Sendable {
        public let title: String
        /// The path in the archive, as ``files`` has it.
        public let path: String
        /// What stands after the path in its address, `?` or `#` first; empty if nothing.
        public let query: String
        /// 0–100; nil: the package decides alone.
        public let masteryScore: Int?
        /// What it is handed when it begins (`adlcp:datafromlms`); empty: nothing.
        public var data = ""
    }

    public struct File: Hashable, Sendable {
        public let path: String
        /// Bytes when unpacked.
        public let size: Int
    }

    public let identifier: String
    public let title: String
    /// At least one, in the order of the manifest.
    public let items: [Item]
    /// In the order of their paths, without folders.
    public let files: [File]
    /// What does not work as the package means it, and what to do; it can be used all the same.
    public let faults: [Phrase]

    /// The one that is launched.
    public var launch: Item { items[0] }

    /// Bytes of a package, packed: an hour with pictures and sound.
    public static let mostBytes = 200_000_000
    /// Files of a package, and their bytes when unpacked.
    public static let mostFiles = 10_000
    public static let mostUnpacked = 500 * 1024 * 1024
    /// Bytes of one file when unpacked: it is held in memory whole for whoever asks for it.
    public static let mostFile = 50 * 1024 * 1024
    /// How many times larger a file may become; deflate does not pack what people write and draw more than this.
    static let mostRatio = 100
    /// What is so small that it costs nothing however well it is packed.
    static let smallFile = 1_000_000
    static let mostManifest = 5_000_000

    /// - Throws: a refusal where the package cannot be used at all.
    public static func read(_ bytes: [UInt8]) throws(Refusal) -> ScormPackage {
        let archive = try ScormArchive(bytes)
        return try ScormManifest(archive.manifest(bytes), archive).package
    }

    /// The content of a file of the package; nil if it is none of ``files`` or is damaged.
    ///
    /// - Parameter archive: the bytes that it was read from.
    public func content(of path: String, in archive: [UInt8]) -> [UInt8]? {
        guard let file = files.first(where: { $0.path == path }) else { return nil }
        return ZipDirectory(archive)?.content(path, of: archive, most: file.size)
    }
}

/// The archive, looked at before anything of it is unpacked.
struct ScormArchive {
    let directory: ZipDirectory
    let files: [ScormPackage.File]
    let paths: Set<String>

    init(_ bytes: [UInt8]) throws(Refusal) {
        guard bytes.count <= ScormPackage.mostBytes else {
            throw ImportGate.tooLarge(bytes.count, ScormPackage.mostBytes)
        }
        guard let directory = ZipDirectory(bytes) else { throw .scorm(ScormFault.noArchive) }
        let entries = directory.entries
        guard !entries.contains(where: \.isEncrypted) else { throw .scorm(ScormFault.locked) }
        guard entries.count <= ScormPackage.mostFiles,
            entries.reduce(0, { $0 + $1.size }) <= ScormPackage.mostUnpacked,
            entries.allSatisfy({ $0.size <= ScormPackage.mostFile })
        else { throw .scorm(ScormFault.tooLarge) }
        for entry in entries {
            guard Self.isSafe(entry.name), !entry.isLink else { throw .scorm(ScormFault.place(entry.name)) }
            guard
                entry.size <= ScormPackage.smallFile || entry.size / ScormPackage.mostRatio <= entry.packedSize
            else { throw .scorm(ScormFault.bomb(entry.name)) }
        }
        guard Self.areApart(entries, bytes.count) else { throw .scorm(ScormFault.noArchive) }
        let own = entries.filter { !$0.name.hasSuffix("/") }
        // What one system holds for two files, another holds for one.
        guard Set(own.map { $0.name.lowercased() }).count == own.count else { throw .scorm(ScormFault.twice) }
        self.directory = directory
        files = own.map { ScormPackage.File(path: $0.name, size: $0.size) }.sorted { $0.path < $1.path }
        paths = Set(own.map(\.name))
    }

    /// Whether a name stays inside of the folder that it is unpacked into, on every system.
    private static func isSafe(_ name: String) -> Bool {
        guard (1...500).contains(name.utf8.count), !name.hasPrefix("/"), !name.contains("\\"), !name.contains(":"),
            !name.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F || $0.value == 0xFFFD })
        else { return false }
        let parts = name.split(separator: "/", omittingEmptySubsequences: false)
        return parts.enumerated().allSatisfy { index, part in
            part != "." && part != ".." && (!part.isEmpty || index == parts.count - 1)
        }
    }

    /// Whether no two entries share bytes: those of a bomb do.
    private static func areApart(_ entries: [ZipDirectory.Entry], _ count: Int) -> Bool {
        let sorted = entries.sorted { $0.offset < $1.offset }
        return sorted.indices.allSatisfy { index in
            let end = sorted[index].offset + 30 + sorted[index].name.utf8.count + sorted[index].packedSize
            return end <= (index + 1 < sorted.count ? sorted[index + 1].offset : count)
        }
    }

    func manifest(_ bytes: [UInt8]) throws(Refusal) -> [UInt8] {
        let name = "imsmanifest.xml"
        guard let path = paths.first(where: { $0.lowercased() == name }) else {
            let isBelow = paths.contains { $0.lowercased().hasSuffix("/" + name) }
            throw .scorm(isBelow ? ScormFault.inFolder : ScormFault.noManifest)
        }
        guard let content = directory.content(path, of: bytes, most: ScormPackage.mostManifest) else {
            throw .scorm(ScormFault.unreadable)
        }
        return content
    }
}

extension Refusal {
    static func scorm(_ phrase: Phrase) -> Refusal { Refusal(.invalid, phrase, field: "file") }
}

/// The words for what can be wrong with a package.
enum ScormFault {
    static let noArchive = Phrase(
        da: "Filen er ikke et ZIP-arkiv, der kan læses. Hent SCORM-pakken igen fra den, der har lavet den.",
        en: "The file is no ZIP archive that can be read. Fetch the SCORM package again from those who made it.")
    static let locked = Phrase(
        da: "Arkivet er låst med en adgangskode. Hent pakken uden adgangskode.",
        en: "The archive is locked with a password. Fetch the package without a password.")
    static let tooLarge = Phrase(
        da:
            "Pakken har flere end \(ScormPackage.mostFiles) filer, eller den fylder over 500 MB eller en fil i den over 50 MB, når den pakkes ud. Del den op.",
        en:
            "The package has more than \(ScormPackage.mostFiles) files, or it takes over 500 MB or a file of it over 50 MB when unpacked. Split it."
    )
    static let twice = Phrase(
        da: "To filer i pakken har samme navn, når store og små bogstaver er ens. Giv den ene et andet navn.",
        en: "Two files of the package have the same name where capital and small letters are alike. Rename one of them."
    )
    static let inFolder = Phrase(
        da: "imsmanifest.xml ligger i en mappe. Pak mappens indhold i stedet for mappen, og vælg den nye fil.",
        en:
            "imsmanifest.xml lies in a folder. Pack what is in the folder instead of the folder, and choose the new file."
    )
    static let noManifest = Phrase(
        da:
            "Der er ingen imsmanifest.xml i arkivet, så det er ikke en SCORM-pakke. Vælg pakken fra forfatterværktøjet.",
        en:
            "There is no imsmanifest.xml in the archive, so it is no SCORM package. Choose the package from the authoring tool."
    )
    static let unreadable = Phrase(
        da: "imsmanifest.xml kan ikke læses. Lav pakken igen i forfatterværktøjet.",
        en: "imsmanifest.xml cannot be read. Make the package again in the authoring tool.")
    static let documentType = Phrase(
        da: "imsmanifest.xml har en DOCTYPE, som ikke tages imod. Lav pakken igen som SCORM 1.2.",
        en: "imsmanifest.xml has a DOCTYPE, which is not accepted. Make the package again as SCORM 1.2.")
    static let newer = Phrase(
        da: "Pakken er SCORM 2004. Lav den som SCORM 1.2 i forfatterværktøjet.",
        en: "The package is SCORM 2004. Make it as SCORM 1.2 in the authoring tool.")
    static let nothing = Phrase(
        da: "Pakken har ikke noget, der kan startes. Lav den igen som SCORM 1.2 i forfatterværktøjet.",
        en: "The package has nothing that can be launched. Make it again as SCORM 1.2 in the authoring tool.")
    static let elsewhere = Phrase(
        da: "Pakken starter en side på et andet websted. Hent en pakke, der har sit indhold med.",
        en: "The package launches a page on another site. Fetch a package that has its content with it.")

    static func place(_ name: String) -> Phrase {
        Phrase(
            da:
                "»\(shown(name))« peger uden for pakken eller er en genvej. Hent pakken igen fra den, der har lavet den.",
            en:
                "“\(shown(name))” points outside of the package or is a link. Fetch the package again from those who made it."
        )
    }

    static func bomb(_ name: String) -> Phrase {
        Phrase(
            da:
                "»\(shown(name))« bliver over \(ScormPackage.mostRatio) gange større, når den pakkes ud. Pakken tages ikke imod.",
            en:
                "“\(shown(name))” becomes more than \(ScormPackage.mostRatio) times larger when unpacked. The package is not accepted."
        )
    }

    static func lost(_ path: String) -> Phrase {
        Phrase(
            da: "Pakken starter »\(shown(path))«, men filen er der ikke. Lav pakken igen i forfatterværktøjet.",
            en:
                "The package launches “\(shown(path))”, but the file is not there. Make the package again in the authoring tool."
        )
    }

    static func several(_ count: Int) -> Phrase {
        Phrase(
            da: "Pakken har \(count) dele, der kan startes hver for sig. Kun den første bliver brugt.",
            en: "The package has \(count) parts that can be launched one by one. Only the first is used.")
    }

    static func missing(_ count: Int, _ first: String) -> Phrase {
        Phrase(
            da:
                "Manifestet nævner \(count) filer, som ikke er i pakken, den første er »\(shown(first))«. Se, om det virker.",
            en:
                "The manifest names \(count) files that are not in the package, the first is “\(shown(first))”. See whether it works."
        )
    }

    static let mastery = Phrase(
        da: "Beståelsesgrænsen i manifestet er ikke et tal fra 0 til 100, så pakken afgør det selv.",
        en: "The mastery score of the manifest is no number from 0 to 100, so the package decides it alone.")

    static func heavy(_ count: Int, _ limit: Int) -> Phrase {
        Phrase(
            da:
                "Pakken fylder \((count + 999_999) / 1_000_000) MB, og grænsen er \(limit / 1_000_000) MB. Gør film og billeder mindre, eller del den op.",
            en:
                "The package is \((count + 999_999) / 1_000_000) MB, and the limit is \(limit / 1_000_000) MB. Make films and pictures smaller, or split it."
        )
    }

    static func program(_ path: String) -> Phrase {
        Phrase(
            da:
                "»\(shown(path))« er et program, og pakker med programmer tages ikke imod. Fjern filen, og lav pakken igen.",
            en:
                "“\(shown(path))” is a program, and packages with programs are not accepted. Remove the file and make the package again."
        )
    }

    static func noPage(_ path: String) -> Phrase {
        Phrase(
            da: "Pakken starter »\(shown(path))«, som ikke er en webside. Lav den igen som HTML i forfatterværktøjet.",
            en:
                "The package launches “\(shown(path))”, which is no web page. Make it again as HTML in the authoring tool."
        )
    }

    static func damaged(_ path: String) -> Phrase {
        Phrase(
            da: "»\(shown(path))« i pakken kan ikke pakkes ud. Hent pakken igen fra den, der har lavet den.",
            en:
                "“\(shown(path))” in the package cannot be unpacked. Fetch the package again from those who made it.")
    }

    static func unshown(_ count: Int, _ first: String) -> Phrase {
        Phrase(
            da:
                "Pakken har \(count) filer af en slags, der ikke vises, den første er »\(shown(first))«. Se, om den virker uden.",
            en:
                "The package has \(count) files of a kind that is not shown, the first is “\(shown(first))”. See whether it works without."
        )
    }

    static let foreign = Phrase(
        da:
            "Pakken er et program fra andre. Den vises adskilt fra Værn, og resultatet er det, den melder. Prøv den, før den sættes i kraft.",
        en:
            "The package is a program of somebody else. It is shown apart from Værn, and the result is what it reports. Try it before it is put in force."
    )

    static let notAModule = Phrase(
        da: "En SCORM-pakke kan kun være et e-læringsmodul. Vælg arten »E-læringsmodul«, eller vælg en anden fil.",
        en: "A SCORM package can only be an e-learning module. Choose the kind “E-learning module”, or another file.")

    private static func shown(_ name: String) -> String {
        String(
            String.UnicodeScalarView(
                name.unicodeScalars.filter { $0.properties.generalCategory != .control }.prefix(80)))
    }
}
