// SPDX-License-Identifier: MPL-2.0
import Domain
import Foundation
import HTML
import Testing

@testable import Web

#if canImport(FoundationXML)
    import FoundationXML
#endif

/// Parts of pages, with text that would be markup if anybody forgot.
@Suite("Components") struct LookTests {
    private enum Place: String, HTML.Addressable {
        case here = "/her"
        var path: String { rawValue }
    }
    private let evil = #"<b>"Æ" & 'ø'</b>"#
    private let safe = "&lt;b&gt;&quot;Æ&quot; &amp; &#39;ø&#39;&lt;/b&gt;"
    private let today = Day(year: 2026, month: 11, day: 23)!

    @Test(
        "A field ties label, hint and error to its control",
        arguments: [
            Web.Field.Control.text("<"), .area("<"), .password(isNew: true), .day("31.2.2026"), .file(accept: ".md"),
            .choice([("a", "<")], chosen: "a"),
        ])
    func field(_ control: Web.Field.Control) {
        let html = Web.Field("titel", evil, hint: "H", error: "E", control).html(.da).string
        #expect(html.contains("<label for=\"titel\">\(safe)</label>"))
        #expect(html.contains("id=\"titel\" name=\"titel\""))
        #expect(html.contains("aria-describedby=\"titel-h titel-e\" aria-invalid=\"true\""))
        #expect(html.contains("id=\"titel-h\">H<") && html.contains("id=\"titel-e\">"))
        #expect(!html.contains("<b>") && !html.contains("><<"))
    }

    @Test("A password is never written back")
    func password() {
        #expect(!Web.Field("p", "P", .password(isNew: false)).html(.da).string.contains("value="))
    }

    @Test("A text area keeps a first line that is empty")
    func area() {
        #expect(Web.Field("a", "A", .area("\nx")).html(.da).string.contains(">\n\nx</textarea>"))
    }

    @Test("An overdue day is marked with a word, not only with a colour")
    func due() {
        let cell = WorkTable.Cell(due: today - 5, today: today, .da)
        #expect(cell.isLate && cell.body.string.contains("5 dage over"))
        #expect(!WorkTable.Cell(due: today, today: today, .da).isLate)
    }

    @Test("A table without rows says why")
    func empty() {
        let table = WorkTable(
            caption: "T", columns: [.init("A", .title)], groups: [.init("G", [])], empty: Empty("Ingen opgaver."))
        #expect(table.html.string == "<div class=\"empty\"><b>Ingen opgaver.</b></div>")
    }

    @Test(
        "The year is drawn with at most nine dots a month, and the table has the exact numbers",
        arguments: [
            (9, 1), (10, 2), (2_000, 286), (156_000, 22_286),
        ])
    func year(count: Int, unit: Int) {
        var months = Array(repeating: YearStrip.Month(), count: 12)
        months[10] = YearStrip.Month(done: count - 2, late: 1, planned: 1)
        let strip = YearStrip(year: 2026, months: months, today: today, id: "y", heading: "Årshjul 2026")
        #expect(strip.unit == unit)
        let html = strip.html(.da).string
        let dots = html.components(separatedBy: "<circle").count + html.components(separatedBy: "<rect").count - 2
        #expect((3...9).contains(dots))
        #expect(html.contains("<td>\(Language.da.number(count - 2))</td>"))
        #expect(html.contains("1 er over frist"))
    }

    @Test("An annulled entry stays, struck out, with the entry that annulled it")
    func annulled() throws {
        let at = try #require(Instant("2026-11-23T09:00:00Z"))
        let html = History(entries: [
            .init(7, recorded: at, "S", who: "X", annulled: .init(position: 9, reason: evil))
        ]).html(.da).string
        #expect(html.contains("<s>S</s>") && html.contains("Annulleret") && html.contains("af post 9: »\(safe)«"))
    }

    @Test("A past day turns the bar amber and says which reading it is", arguments: AsOf.Reading.allCases)
    func past(_ reading: AsOf.Reading) {
        let page = whole(shell(AsOf(day: today - 400, reading: reading)))
        #expect(page.contains("<body class=\"past\">"))
        #expect(page.contains(reading == .then ? "som det var kendt da." : "med det, vi ved nu."))
        #expect(!whole(shell(AsOf(day: today))).contains("class=\"past\""))
    }

    @Test("Every page of a demo installation says that its data are samples")
    func demo() {
        var shell = shell(AsOf(day: today))
        #expect(!whole(shell).contains("Eksempeldata"))
        shell.isDemo = true
        #expect(whole(shell).contains("Eksempeldata"))
    }

    @Test("No page has inline script, inline style or a foreign address", arguments: Language.allCases)
    func strict(_ language: Language) {
        let page = whole(shell(AsOf(day: today), language))
        #expect(!page.contains(" style=") && !page.contains("<style") && !page.contains("javascript:"))
        #expect(!page.contains("http://") && !page.contains("https://") && !page.contains(" on"))
    }

    @Test("A long compound in a title may be divided, and its text is unchanged")
    func softened() {
        let html = Head.softened("Ny Informationssikkerhedspolitik").string
        let mark = "<span class=\"shy\"></span>"
        #expect(html == "Ny Informations\(mark)sikkerheds\(mark)politik")
        #expect(Head.softened("Procedure for backup").string == "Procedure for backup")
    }

    @Test("Icons are well-formed", arguments: Icon.allCases)
    func icons(_ icon: Icon) {
        #expect(XMLParser(data: Data(icon.html.bytes)).parse())
    }

    private func shell(_ asOf: AsOf, _ language: Language = .da) -> Shell {
        Shell(
            language: language, organisation: evil, home: Place.here.link,
            user: User(name: evil, title: evil, initials: "Æ"), asOf: asOf, foot: Foot())
    }

    private func whole(_ shell: Shell) -> String {
        Shell.page(shell.template) { gap in
            switch gap {
            case .title: HTML(text: evil)
            case .navigation:
                NavigationGroup(heading: evil, items: [NavigationItem(label: evil, link: Place.here.link)]).html(.da)
            case .page: "\(action: Place.here.link)"
            case .back: HTML(text: evil)
            case .csrf: CSRF(evil).written
            case .kept, .body: HTML()
            }
        }.string
    }
}

@Suite("Assets") struct AssetTests {
    @Test("Every asset is there, and its address changes with its content", arguments: Web.Asset.allCases)
    func present(_ asset: Web.Asset) {
        #expect(!asset.bytes.isEmpty)
        #expect(asset.path.hasPrefix("/assets/\(asset.rawValue)"))
        #expect(asset.fingerprint.count > 8)
    }

    @Test(
        "A script stays below 5 kB, and makes no markup and no code",
        arguments: [Web.Asset.script, .sift, .passkey, .player])
    func script(_ asset: Web.Asset) {
        let text = String(decoding: asset.bytes, as: UTF8.self)
        #expect(text.utf8.count <= 5 * 1024)
        for word in ["innerHTML", "outerHTML", "insertAdjacent", "document.write", "eval(", "Function(", "import"] {
            #expect(!text.contains(word), "\(word)")
        }
    }

    @Test("Style sheet, font and page stay within 130 kB together")
    func weight() {
        #expect(Asset.stylesheet.bytes.count + Asset.font.bytes.count <= 130_000)
        #expect(Asset.font.bytes.prefix(4) == Array("wOF2".utf8)[...])
    }

    @Test("The stylesheet fetches nothing but the font, and every colour outside the tokens comes from one")
    func style() {
        let text = String(decoding: Asset.stylesheet.bytes, as: UTF8.self)
        #expect(text.components(separatedBy: "url(").count == 2 && !text.contains("@import"))
        let layers = text.components(separatedBy: "@layer base {")
        let rest = layers.dropFirst().joined().components(separatedBy: "@media (forced-colors").first ?? ""
        let colours = rest.matches(of: #/#[0-9a-fA-F]{3,8}\b|rgba?\(|hsla?\(/#)
        #expect(colours.isEmpty)
    }
}
