// SPDX-License-Identifier: MPL-2.0

import Domain
import Ledger

extension RegisterImport {
    func write(to payload: inout PayloadWriter) {
        payload.word("matter", matter)
        payload.word("form", form)
        payload.text("sha256", sha256)
        payload.value("file_name", fileName)
        payload.number("rows", rows)
        payload.number("added", added)
        payload.number("changed", changed)
        payload.number("beside", beside)
    }

    init(_ payload: inout PayloadReader) throws(CanonicalFault) {
        self.init(
            matter: try payload.word("matter"), form: try payload.word("form"), sha256: try payload.text("sha256"),
            fileName: try payload.id("file_name"), rows: try payload.number("rows"),
            added: try payload.number("added"), changed: try payload.number("changed"),
            beside: try payload.number("beside"))
    }
}
