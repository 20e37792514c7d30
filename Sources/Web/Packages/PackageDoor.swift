// SPDX-License-Identifier: MPL-2.0

import CFiles
import Domain
import Exchange
import HTML
import Ledger
import Office

/// Answers on the packages' own listener: the files of the one package that a ticket in the address is for, and the page that
/// stands around it. No session, no cookie, nothing that is taken in; it knows a person by the ticket alone.
///
///     /‹ticket›/              the page around the package
///     /‹ticket›/scorm.js      its script
///     /‹ticket›/pakke/‹path›  a file of the package
struct PackageDoor: Sendable {
    static let script = "scorm.js"
    static let folder = "pakke"

    let place: PackagePlace
    let site: Site
    /// The packages that are open.
    private let shelf: PackageShelf

    private var installation: Installation { site.installation }

    /// - Parameter shelf: nil: the one that all of the installation share.
    init?(_ site: Site, shelf: PackageShelf? = nil) {
        guard let place = site.installation.settings.packages else { return nil }
        self.place = place
        self.site = site
        self.shelf = shelf ?? site.installation.packageShelf
    }

    /// Answers, writes one line to the log and counts.
    func answer(_ ask: Ask) async -> Answer {
        let start = ContinuousClock.now
        var answer = await answered(ask)
        PackagePolicy.add(to: &answer, isSecure: place.isSecure)
        if ask.method == "HEAD" { answer.headers.append(("content-length", String(answer.body.count))) }
        let took = ContinuousClock.now - start
        site.metrics.count("/{ticket}", status: answer.status, took)
        site.log.request(ask, "/{ticket}", answer, took)
        return answer
    }

    private func answered(_ ask: Ask) async -> Answer {
        guard ask.method == "GET" || ask.method == "HEAD" else {
            return refused(
                405, "Her hentes kun filer. · Files are fetched here, and nothing else.", [("allow", "GET, HEAD")])
        }
        // Under another name it would share cookies with whatever else has that name.
        guard ask.header("host")?.lowercased() == place.authority else {
            return refused(421, "Forkert adresse. · Wrong address.")
        }
        // Only inside of the page that shows it: not in a window of its own, and not as what answers for it later.
        guard ask.header("service-worker") == nil,
            !["document", "serviceworker", "sharedworker", "worker"].contains(ask.header("sec-fetch-dest") ?? "")
        else {
            return refused(403, "Åbn kurset i Værn. · Open the course in Værn.")
        }
        guard ask.rawPath.utf8.count < 4096, let path = try? FormReader.decoded(ask.rawPath.utf8, plus: false) else {
            return missing
        }
        let parts = path.split(separator: "/", maxSplits: 2, omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 3, parts[0].isEmpty,
            let ticket = installation.packageTickets.find(parts[1], now: installation.clock.now),
            let house = await standing(ticket)
        else { return missing }
        let base = "\(place.origin)/\(parts[1])/"
        if parts[2].isEmpty { return around(ticket, base, PackageScript(ticket: parts[1])) }
        if parts[2] == Self.script {
            return Answer(200, type: "text/javascript; charset=utf-8", vaern_file_scorm_js().content)
        }
        guard parts[2].hasPrefix(Self.folder + "/") else { return missing }
        return await file(String(parts[2].dropFirst(Self.folder.utf8.count + 1)), ask, ticket, house, base)
    }

    /// The house, while all that the ticket was given for holds: the session, the account, the course, the version in force,
    /// and the turn.
    private func standing(_ ticket: PackageTicket) async -> House? {
        guard let session = installation.sessions.standing(ticket.session, now: installation.clock.now),
            session.place == ticket.place, session.view == .today, let account = installation.accounts[session.account],
            account.places.contains(ticket.place), let house = installation.room(ticket.place.organisation)?.house,
            house.state.register.persons[ticket.place.person]?.account.newest.flatMap({ $0 }) != nil,
            let sight = try? await house.sight(of: ticket.place.person, .today),
            let (course, _, _) = try? sight.course(ticket.course),
            sight.version(of: course)?.id == ticket.package.version,
            (course.certificates[ticket.place.person]?.count ?? 0) == ticket.certificates
        else { return nil }
        return house
    }

    /// The page that stands around the package.
    private func around(_ ticket: PackageTicket, _ base: String, _ script: PackageScript) -> Answer {
        let module = ticket.package.module
        let page: HTML = """
            <!DOCTYPE html>
            <html lang="\(ticket.package.language.rawValue)"><head><meta charset="utf-8"><title>\(module.title)</title>\
            <meta name="viewport" content="width=device-width, initial-scale=1"></head>\
            <body data-page="\(ticket.page)" data-launch="\(Self.folder)/\(module.launch)">\
            <script\(src: script)></script></body></html>

            """
        return Answer(
            200, page.bytes, headers: [("content-security-policy", PackagePolicy.ofFrame(base, page: ticket.page))])
    }

    private func file(
        _ path: String, _ ask: Ask, _ ticket: PackageTicket, _ house: House, _ base: String
    ) async -> Answer {
        guard let kind = PackageFile(path) else { return missing }
        // A package that was taken in before there was a limit for one file is refused here: opening it reads it anew. It
        // waits its turn first: what is unpacked at a time is what takes the memory.
        let unpacked = await site.unpacking.take { () -> [UInt8]? in
            shelf.opened(ticket.package, in: house)?.content(path)
        }
        guard let unpacked else {
            return refused(
                503, "Mange henter filer lige nu. Prøv igen om lidt. · Many fetch files now. Try again in a moment.",
                [("retry-after", "2")])
        }
        guard let content = unpacked else { return missing }
        let headers = [
            ("content-security-policy", PackagePolicy.ofFile(base, page: ticket.page)), ("accept-ranges", "bytes"),
        ]
        guard let asked = ask.header("range"), let range = ByteRange.of(asked, in: content.count) else {
            return Answer(200, type: kind.mediaType, content, headers: headers)
        }
        guard !range.isEmpty else {
            return Answer(
                416, type: kind.mediaType, [], headers: headers + [("content-range", "bytes */\(content.count)")])
        }
        return Answer(
            206, type: kind.mediaType, Array(content[range]),
            headers: headers
                + [("content-range", "bytes \(range.lowerBound)-\(range.upperBound - 1)/\(content.count)")])
    }

    private var missing: Answer {
        refused(
            404,
            "Filen er her ikke, eller kurset er åbnet for længe siden. Åbn kurset igen i Værn. · "
                + "The file is not here, or the course was opened too long ago. Open the course again in Værn.")
    }

    private func refused(_ status: Int, _ words: String, _ headers: [(String, String)] = []) -> Answer {
        Answer(status, type: "text/plain; charset=utf-8", Array((words + "\n").utf8), headers: headers)
    }
}

/// The script that lies beside the page around a package.
private struct PackageScript: HTML.Addressable {
    let path: String

    /// - Parameter ticket: one that was found, so hexadecimal digits alone.
    init(ticket: String) { path = "/\(ticket)/\(PackageDoor.script)" }
}

/// One range of bytes of a file (RFC 9110, 14.2): sound and film are fetched in parts.
enum ByteRange {
    /// Nil: the whole file is sent, since the header is of another kind or names several; empty: it lies outside.
    static func of(_ header: String, in count: Int) -> Range<Int>? {
        guard header.hasPrefix("bytes="), !header.contains(",") else { return nil }
        let ends = header.dropFirst("bytes=".count).split(separator: "-", omittingEmptySubsequences: false)
        guard ends.count == 2, ends.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }) else {
            return nil
        }
        if ends[0].isEmpty {
            guard let last = Int(ends[1]) else { return nil }
            return max(0, count - last)..<count
        }
        guard let first = Int(ends[0]), ends[1].isEmpty || Int(ends[1]) != nil else { return nil }
        let last = Int(ends[1]).map { min($0, count - 1) } ?? count - 1
        guard first < count else { return 0..<0 }
        return first <= last ? first..<(last + 1) : nil
    }
}
