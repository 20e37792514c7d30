// SPDX-License-Identifier: MPL-2.0

import Domain
import Office

extension API.Reading {
    /// How far the file has come that is being taken in, for those who may take one in.
    func progress() throws -> APIAnswer {
        guard sight.isOperator || sight.mayEver(.importAssets) else { throw Refusal.notAllowed }
        let place = sight.importProgress
        return APIAnswer(
            200,
            .members([
                ("stage", place.map { .string($0.stage.rawValue) } ?? .null),
                ("done", .number(place?.done ?? 0)), ("all", .number(place?.all ?? 0)),
                ("thousandths", .number(place?.share ?? 0)),
            ]))
    }
}
