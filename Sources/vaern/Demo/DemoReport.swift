// SPDX-License-Identifier: MPL-2.0

import Domain
import Ledger

/// What the example world holds, for the one who starts it.
struct DemoReport {
    /// Somebody to sign in as.
    struct Account {
        struct Place {
            let organisation: ID<Organisation>
            let person: ID<Person>
        }

        let name: String
        let username: String
        let password: String
        /// In each organisation that the account opens: who the person is there.
        let places: [Place]
        /// Issued in the first of them; its secret is made when the doors are opened.
        let token: ID<Token>?
        let roles: [Role]
        /// What the person can try.
        let `try`: Phrase
    }

    struct House {
        let organisation: ID<Organisation>
        let name: String
        let short: String
        let facts: Int
        /// How many facts of each kind, by wire name.
        let kinds: [String: Int]
        let from: Day
        let to: Day
        /// How many days have facts.
        let days: Int
    }

    var accounts: [Account] = []
    var houses: [House] = []
    /// The day on which everything in the world is true; the day it is shown lies at most six days after.
    let reference: Day
    /// What the world says and the product has no place for yet: the names at the top of its file.
    var unused: [String] = []
}
