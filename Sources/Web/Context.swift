// SPDX-License-Identifier: MPL-2.0

import Domain
import HTML
import Ledger
import Office

/// What a page knows while it is made: the person's view of the organisation, the language, and what the frame needs.
/// A page is a function from it (and what the address names) to `Content`; it never sees requests or headers.
struct Context: Sendable {
    var sight: Sight
    let language: Language
    /// The query of the address, or the fields that were posted.
    var arguments: Arguments
    /// The path and query of this page, for links back to it.
    let here: String
    /// The token that every form of this session carries.
    let csrf: String
    let theme: Theme?
    let isDemo: Bool
    /// All houses that the account may enter, for the switch in the bar.
    let houses: [(id: ID<Organisation>, name: String)]
    /// A new identity for the command of a form on this page: posted twice, it is carried out once.
    let newCommand: @Sendable () -> Ref
    /// The day on which the last backup expires; nil if none is left. Asked of the disk, so only where it is shown.
    var lastBackupExpires: @Sendable () -> Day? = { nil }
    /// The address that people use, without a slash at the end; empty: this page's own.
    var origin = ""
    /// The account that is signed in, with its sessions.
    var account = SignedIn()
    /// Which version of the document that is shown the person opened last.
    var lastRead: LastRead?
    /// The filters that the person saved of the list that is shown; nil: it is no such list.
    var savedFilters: [SavedFilter]?
    /// A file that was sent with a form that is shown again: kept for a short while under this name.
    var keptFile: String?
    /// The pieces of pages that were made of the same state.
    var kept: KeptPieces?

    func say(_ phrase: Phrase) -> String { language(phrase) }
    func say(da: @autoclosure () -> String, en: @autoclosure () -> String) -> String { language(da: da(), en: en()) }

    /// One text of the query or the form, trimmed; nil if it is missing or empty.
    func argument(_ name: String) -> String? {
        guard let text = arguments.texts[name]?.first, !text.isEmpty else { return nil }
        return text
    }
}

/// What a page gives: its title, its body, and what the menu should mark. The frame is put around it in one place.
struct Content: Sendable {
    var title: String
    var body: HTML
    /// The entry of the main menu that the page belongs to.
    var menu: Route?
    /// 200, or 422 when a form is shown again with what must be put right.
    var status = 200

    init(_ title: String, menu: Route? = nil, status: Int = 200, _ body: HTML) {
        self.title = title
        self.body = body
        self.menu = menu
        self.status = status
    }
}
