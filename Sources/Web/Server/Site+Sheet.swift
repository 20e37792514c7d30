// SPDX-License-Identifier: MPL-2.0

import Domain
import Exchange
import Office

extension Site {
    /// The list of a page as a file. What is asked for in another format than we write is the page itself.
    func sheet(_ route: Route, _ visit: inout Visit) async throws -> Answer? {
        guard let format = visit.query["som"]?.first.flatMap({ SheetFormat(rawValue: $0) }),
            let list = ListSheet(route), visit.session != nil
        else { return nil }
        let context = try await dated(&visit)
        let bytes = try await Blocking.run {
            let sheet = try list.sheet(context)
            return (sheet, try format.bytes(sheet, context.language))
        }
        return Answer(
            200, type: format.type, bytes.1,
            headers: [
                ("content-disposition", Headers.attachment(format.fileName(bytes.0, on: context.sight.day)))
            ])
    }
}
