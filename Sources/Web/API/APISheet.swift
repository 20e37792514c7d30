// SPDX-License-Identifier: MPL-2.0

import Domain
import Ledger
import Office

extension API.Reading {
    /// The whole list as a spreadsheet, where `format` asks for one.
    func file() async throws -> APIAnswer? {
        guard let list = resource.sheet, let asked = parameter("format") else { return nil }
        guard let format = SheetFormat(rawValue: asked) else {
            let words = SheetFormat.allCases.map(\.rawValue).joined(separator: ", ")
            throw APIProblem(
                .malformed, field: "format", da: "Skriv en af: \(words).", en: "Write one of: \(words).")
        }
        var arguments = Arguments()
        if list == .duties { arguments.texts["vis"] = [parameter("mine") == "true" ? "mine" : "alle"] }
        if list == .assets { arguments.texts["vis"] = [AssetChoice.Use.all.rawValue] }
        if list == .persons { arguments.texts["status"] = [PersonChoice.Status.all.rawValue] }
        let context = sheetContext(arguments)
        let (sheet, bytes) = try await Blocking.run {
            let sheet = try list.sheet(context)
            return (sheet, try format.bytes(sheet, context.language))
        }
        return APIAnswer(
            200, type: format.type,
            headers: [("content-disposition", Headers.attachment(format.fileName(sheet, on: sight.day)))], bytes)
    }

    /// A file has no forms, so nothing asks for the identity of a command.
    func sheetContext(_ arguments: Arguments) -> Context {
        Context(
            sight: sight, language: language, arguments: arguments, here: request.path, csrf: "", theme: nil,
            isDemo: sight.organisation.demo, houses: [], newCommand: { Ref(high: 0, low: 0) })
    }
}
