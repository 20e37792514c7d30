// SPDX-License-Identifier: MPL-2.0

import Domain
import Office

extension PrefillReader {
    func read(_ fact: Action.Fact, _ id: ID<Action>) -> Found? {
        let action: (String, String?) = ("action", "\(id)")
        switch fact {
        case .added(_, let title, let why, let responsible, let due, let about):
            var values: [(String, String?)] = [("title", sight.text(title)), ("why", sight.text(why))]
            switch responsible {
            case .person(let person): values.append(("person", "\(person)"))
            case .unit(let unit): values.append(("unit", "\(unit)"))
            case .role, .body: break
            }
            values.append(("due", Language.da.fieldDay(due)))
            if let about, about.kind == .document { values.append(("document", "\(about.id)")) }
            return (.addAction, values)
        case .moved(let due, let reason):
            return (.moveAction, [action, ("due", Language.da.fieldDay(due)), ("reason_new", sight.text(reason))])
        case .done(let note): return (.completeAction, [action, ("note", sight.text(note))])
        // A hand-over is put right by annulling it, and by another one.
        case .assigned: return nil
        case .dropped(let reason): return (.dropAction, [action, ("reason_new", sight.text(reason))])
        }
    }
}
